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
    rulebook: Rulebook, rules: str | Rule | Iterable[str | Rule] | None, as_of: dt.date
) -> list[dict[str, object]]:
    """Return one row a condition: its key, both texts, what is required, by which article.

    The keys are those of the ``_because`` columns; nested conditions have rows of their own. A
    rule that scores has one row, with its unit and the ``denominator`` of its whole numbers:
    those of `score`, divided by it, are the score.

    >>> from asn_career import national_rulebook
    >>> (row,) = legend(national_rulebook(), "credit.base", dt.date(2026, 11, 21))
    >>> row["text_en"], row["unit"], row["denominator"]
    ('Base credit (AK dasar)', 'credit', 120000)
    """
    law = rulebook.law(read_day(as_of, "as_of"))
    rows: list[dict[str, object]] = []
    for name in names_of(rules, law):
        line = tracer(Answer(name), law)(lambda _fact: None, as_of)
        for part in line.walk():
            value_type = part.info.value_type
            if part is line or (value_type.kind is Kind.FLAG and part.parts):
                shown = {k: v for k, v in row_of(part).items() if k not in {"truth", "value"}}
                number = value_type.denominator if value_type.kind is Kind.NUMBER else None
                rows.append({"rule": name, **shown, "denominator": number})
    return rows
