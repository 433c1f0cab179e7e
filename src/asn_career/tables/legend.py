"""What the keys in the answers of tables mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from asn_career.conditions import Answer, tracer
from asn_career.dates import read_day
from asn_career.findings import row_of
from asn_career.tables.naming import names_of
from asn_career.values import Kind

if TYPE_CHECKING:
    from asn_career.rulebook import Rule, Rulebook

__all__ = ["legend"]


def legend(
    rulebook: Rulebook, rules: str | Rule | Iterable[str | Rule], as_of: dt.date
) -> list[dict[str, object]]:
    """Return one row a condition: its key, both texts, what is required, by which article.

    The keys are those of the ``_because`` columns; nested conditions have rows of their own.
    """
    law = rulebook.law(read_day(as_of, "as_of"))
    rows: list[dict[str, object]] = []
    for name in names_of(rules):
        line = tracer(Answer(name), law)(lambda _fact: None, as_of)
        rows.extend(
            {"rule": name, **{k: v for k, v in row_of(part).items() if k not in {"truth", "value"}}}
            for part in line.walk()
            if part.info.value_type.kind is Kind.FLAG and part.parts
        )
    return rows
