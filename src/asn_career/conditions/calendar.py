"""The calendar reading: on which day may the answer of a tree change next?"""

from __future__ import annotations

import datetime as dt
import math
from fractions import Fraction
from typing import TYPE_CHECKING

from asn_career.conditions.nodes import (
    Answer,
    Compare,
    Law,
    MonthsSince,
    Node,
    children,
)
from asn_career.conditions.record import Get, value_reader
from asn_career.conditions.typing import type_of
from asn_career.dates import FIRST_YEAR, LAST_YEAR, ONE_DAY, add_months, months_between
from asn_career.facts import Fact, Subject
from asn_career.findings import Op
from asn_career.values import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["next_change"]

# The count of completed months (or years) at which each comparison flips, from its figure.
FLIPS = {Op.GE: (0,), Op.LT: (0,), Op.GT: (1,), Op.LE: (1,), Op.EQ: (0, 1), Op.NE: (0, 1)}


def next_change(node: Node, law: Law, get: Get, day: dt.date) -> dt.date | None:
    """Return the first day after ``day`` on which the answer may change, None if none.

    The facts stay as they are; what moves is the count of months since a day. Changes of the
    law and of the records are the caller's. The answer need not change on the day returned,
    but it does not change before it.
    """
    return min((d for d in _changes(node, law, get, day) if d > day), default=None)


def _changes(node: Node, law: Law, get: Get, day: dt.date) -> Iterator[dt.date]:
    match node:
        case Compare(left=MonthsSince(day=start) as left, op=op, right=right):
            first, figure = (value_reader(n, law)(get, day) for n in (start, right))
            if isinstance(first, dt.date) and isinstance(figure, int):
                # The count of months crosses its figure on these days.
                right_type = type_of(right, law)
                per = 12 if type_of(left, law).unit != right_type.unit else 1
                count = Fraction(figure, right_type.denominator)
                turns = {0: math.ceil(count), 1: math.floor(count) + 1}
                for flip in FLIPS[op]:
                    yield from _on_months(first, per * turns[flip])
            yield from _changes(start, law, get, day)
            yield from _changes(right, law, get, day)
        case Compare(left=Fact(subject=Subject.DAY), right=right) if _is_clock(node.left):
            turning = value_reader(right, law)(get, day)
            if isinstance(turning, dt.date):
                yield from (turning, turning + ONE_DAY)
            yield from _changes(right, law, get, day)
        case Fact() if _is_clock(node):
            yield day + ONE_DAY
        case MonthsSince(day=start):
            first = value_reader(start, law)(get, day)
            if isinstance(first, dt.date):
                yield from _on_months(first, months_between(first, day) + 1)
            yield from _changes(start, law, get, day)
        case Answer(rule=rule):
            behind = law.node(rule)
            if behind is not None:
                yield from _changes(behind, law, get, day)
        case _:
            for child in children(node):
                yield from _changes(child, law, get, day)


def _is_clock(node: Node) -> bool:
    """Tell whether a fact is the day asked about itself."""
    is_day = isinstance(node, Fact) and node.value_type.kind is Kind.DAY
    return is_day and isinstance(node, Fact) and node.subject is Subject.DAY


def _on_months(first: dt.date, months: int) -> Iterator[dt.date]:
    years = first.year + months / 12
    if FIRST_YEAR - 1 < years < LAST_YEAR + 1:
        yield add_months(first, months)
