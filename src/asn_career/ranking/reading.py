"""What a ranking is made from: a matrix, weights that total 100, keys that may part ties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

import attrs

from asn_career.errors import InvalidInputError, Problem, near
from asn_career.numbers import UNITS, read_number, to_whole
from asn_career.terms import Text

__all__ = ["WHOLE", "TieKey", "read_matrix", "read_ties", "read_weights"]

HUNDREDTHS: Final = UNITS["percent"].denominator
WHOLE: Final = 100 * HUNDREDTHS
"""What percentages total: 100 percent in hundredths of a percent."""


@attrs.frozen(kw_only=True)
class TieKey:
    """A key that may part equal totals: whole numbers by id; who has none comes last.

    Attributes:
        name: a stable identifier.
        text: its words.
        values: whole number by id; days as ordinals.
        highest_first: whether the higher number goes first.
    """

    name: str
    text: Text
    values: Mapping[str, int] = attrs.field(repr=False)
    highest_first: bool = True

    def place(self, id: str) -> tuple[bool, int]:
        """Return what sorts by this key: known before unknown, then by the number."""
        value = self.values.get(id)
        if value is None:
            return True, 0
        return False, -value if self.highest_first else value


def read_weights(weights: Mapping[str, object], problems: list[Problem]) -> dict[str, int]:
    """Return weights in hundredths of a percent, and note every problem; they total 100."""
    found: dict[str, int] = {}
    for name, raw in sorted(weights.items()):
        where = f"weights.{name}"
        try:
            found[name] = to_whole(read_number(raw, where), HUNDREDTHS, where)
        except InvalidInputError as error:
            problems.extend(error.problems)
            continue
        if found[name] < 0:
            problems.append(Problem(where, f"{raw} is negative"))
    if len(found) == len(weights) and sum(found.values()) != WHOLE:
        total = Decimal(sum(found.values())) / HUNDREDTHS
        change = f"add {100 - total}" if total < 100 else f"take away {total - 100}"  # noqa: PLR2004
        problems.append(Problem("weights", f"they total {total} percent, not 100", change))
    return found


def read_matrix(
    matrix: Mapping[str, Mapping[str, int]], criteria: Mapping[str, int], problems: list[Problem]
) -> None:
    """Note every hole, every value that is not whole, and every criterion without a weight."""
    for id, row in matrix.items():
        for name in criteria:
            if name not in row:
                problems.append(Problem(f"matrix.{id}.{name}", "no value", "unknown is no zero"))
            elif type(row[name]) is not int:
                where, hint = f"matrix.{id}.{name}", "a whole number over the unit's denominator"
                problems.append(Problem(where, f"{row[name]!r:.40} is not a whole number", hint))
        problems.extend(
            Problem(f"matrix.{id}.{name}", "is not a criterion", near(name, criteria))
            for name in row
            if name not in criteria
        )


def read_ties(
    ties: Sequence[TieKey], matrix: Mapping[str, object], problems: list[Problem]
) -> None:
    """Note every key that is given twice, and every value of an unknown row or not whole."""
    seen: set[str] = set()
    for i, key in enumerate(ties):
        if key.name in seen:
            problems.append(Problem(f"ties[{i}].name", f"{key.name!r:.40} is given twice"))
        seen.add(key.name)
        for id, value in key.values.items():
            if id not in matrix:
                problems.append(Problem(f"ties[{i}].values", f"{id!r:.40} is not in the matrix"))
            elif type(value) is not int:
                where = f"ties[{i}].values.{id}"
                problems.append(Problem(where, f"a {type(value).__name__} is not a whole number"))
