"""The checker of explanations: adds a trace up again, without what made it.

Shares no code with the readings in `conditions`: results are recomputed from the leaves only.
"""

from __future__ import annotations

import datetime as dt
import math
from fractions import Fraction
from typing import TYPE_CHECKING

from asn_career.dates import month_start_after, months_between
from asn_career.findings.lines import Line, LineKind, Op
from asn_career.values import Kind

if TYPE_CHECKING:
    from asn_career.values import Value, ValueType

__all__ = ["recompute"]

HOLDS = {Op.GE: {0, 1}, Op.LE: {0, -1}, Op.GT: {1}, Op.LT: {-1}, Op.EQ: {0}, Op.NE: {1, -1}}


def recompute(line: Line, as_of: dt.date) -> Value | None:
    """Return the result of a line as it follows from the leaves of its trace."""
    kind = line.info.kind
    if kind in {LineKind.FACT, LineKind.CELL}:
        return line.result
    if kind in {LineKind.ALL, LineKind.ANY, LineKind.NOT}:
        return _join(kind, [recompute(p, as_of) for p in line.parts if not p.advisory])
    parts = [recompute(p, as_of) for p in line.parts]
    if None in parts:
        return None
    match kind, parts:
        case LineKind.COMPARE, [left, right]:
            assert line.info.op is not None  # noqa: S101 - a comparison has its operator
            types = [p.info.value_type for p in line.parts]
            return _order(left, types[0], right, types[1]) in HOLDS[line.info.op]
        case LineKind.ONE_OF, [left, frozenset() as members]:
            return left in members
        case LineKind.MONTHS, [dt.date() as day]:
            return months_between(day, as_of)
        case LineKind.MONTH_START, [dt.date() as day, int() as length]:
            unit = line.parts[1].info.value_type.unit
            return month_start_after(day, length * (12 if unit and unit.name == "year" else 1))
        case LineKind.SUM, _:
            numbers = [p for p in parts if isinstance(p, int)]
            return sum(w * s for w, s in zip(numbers[::2], numbers[1::2], strict=True))
        case LineKind.PRODUCT, _:
            return math.prod(p for p in parts if isinstance(p, int))
        case LineKind.ANSWER, [answer]:
            return answer
        case _:  # a look-up or a band: its cell was found by these keys, and is its result
            return line.cell.value if line.cell is not None else None


def _join(kind: LineKind, parts: list[Value | None]) -> bool | None:
    if not parts:
        return None
    if kind is LineKind.NOT:
        return None if parts[0] is None else not parts[0]
    settles = kind is LineKind.ANY
    if settles in parts:
        return settles
    return None if None in parts else not settles


def _order(
    left: Value | None, left_type: ValueType, right: Value | None, right_type: ValueType
) -> int:
    """Return -1, 0 or 1; completed years when months meet years."""
    if left_type.kind is Kind.NUMBER:
        assert isinstance(left, int)  # noqa: S101
        assert isinstance(right, int)  # noqa: S101
        months_meet_years = left_type.unit != right_type.unit
        a = Fraction(left, left_type.denominator)
        if months_meet_years:
            a = Fraction(a // 12)
        b = Fraction(right, right_type.denominator)
        return (a > b) - (a < b)
    if left_type.kind is Kind.DAY:
        return (left > right) - (left < right)  # type: ignore[operator]
    if left == right:
        return 0
    ordered = left_type.words is not None and left_type.words.is_ordered()
    return (1 if left > right else -1) if ordered else 1  # type: ignore[operator]
