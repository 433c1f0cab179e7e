"""The record reading without a trace: a tree becomes a closure over look-ups of facts.

The closures are for search and ranking; `trace` gives the same answers with their explanation.
"""

from __future__ import annotations

import bisect
import datetime as dt
import math
import operator
from collections.abc import Callable, Mapping
from typing import Any, Final, assert_never

from asn_career.conditions.nodes import (
    AllOf,
    Answer,
    AnyOf,
    Band,
    Compare,
    Condition,
    Const,
    IsOneOf,
    Law,
    Lookup,
    MonthsSince,
    MonthStartAfter,
    Node,
    Not,
    Param,
    Product,
    Quantity,
    WeightedSum,
)
from asn_career.conditions.typing import type_of
from asn_career.dates import month_start_after, months_between
from asn_career.facts import Fact
from asn_career.findings import Op
from asn_career.regulations import Cell
from asn_career.values import Kind, Value, ValueType

__all__ = [
    "OPERATORS",
    "SKIP",
    "Get",
    "marked_reader",
    "scales",
    "truth_reader",
    "value_reader",
    "whole_bound",
]

Get = Callable[[str], Value | None]
"""Looks up a fact by name; None is unknown."""
ReadValue = Callable[[Get, dt.date], tuple[Value | None, bool]]

SKIP: Final = object()
"""The answer of a condition that is advisory: it takes no part in the decision."""

OPERATORS: Final[dict[Op, Callable[[Any, Any], bool]]] = {
    Op.GE: operator.ge,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.LT: operator.lt,
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
}


def scales(left: ValueType, right: ValueType) -> tuple[int, int, int]:
    """Return the divisor of the left side and the factors that make two numbers comparable."""
    months_meet_years = left.kind is Kind.NUMBER and left.unit != right.unit
    if months_meet_years:  # completed years, also of broken months
        return 12 * left.denominator, right.denominator, 1
    common = math.gcd(left.denominator, right.denominator)
    return 1, right.denominator // common, left.denominator // common


def whole_bound(op: Op, figure: int, divisor: int) -> tuple[Op, int]:
    """Return the comparison of a whole number that says the same of its completed units.

    Completed years (``n // 12``) of at most 56 are fewer than 684 months.
    """
    if divisor == 1 or op in {Op.EQ, Op.NE}:
        return op, figure
    beyond = op in {Op.GT, Op.LE}
    turned = {Op.GT: Op.GE, Op.LE: Op.LT}.get(op, op)
    return turned, divisor * (figure + beyond)


def value_reader(node: Quantity | Condition, law: Law) -> Callable[[Get, dt.date], Value | None]:
    """Return the function that reads a value: takes the look-up of facts and the day asked.

    Figures that are unverified are read like all others: only in conditions are they advisory.
    """
    if isinstance(node, Compare | IsOneOf | AllOf | AnyOf | Not):
        truth = truth_reader(node, law)

        def flag(get: Get, day: dt.date) -> Value | None:
            found = truth(get, day)
            return None if found is SKIP or found is None else bool(found)

        return flag
    read = _quantity(node, law)
    return lambda get, day: read(get, day)[0]


def marked_reader(node: Quantity, law: Law) -> ReadValue:
    """Return the reader of a value together with whether an unverified figure was read."""
    return _quantity(node, law)


def _static(value: Value | None, *, advisory: bool = False) -> ReadValue:
    pair = (value, advisory)
    return lambda _get, _day: pair


def _of_cell(cell: Cell | None) -> ReadValue:
    return _static(None) if cell is None else _static(cell.value, advisory=cell.advisory)


def _quantity(node: Quantity, law: Law) -> ReadValue:
    """Return a reader of (value, whether an unverified figure was read)."""
    match node:
        case Fact(name=name):
            return lambda get, _day: (get(name), False)
        case Const(value=value):
            return _static(value)
        case Param(table=table, at=at):
            return _of_cell(law.values.cell(table, at))
        case Lookup(table=table, keys=keys):
            cells: dict[tuple[object, ...], tuple[Value | None, bool]] = {
                key: (cell.value, cell.advisory) for key, cell in law.values.cells(table).items()
            }
            readers = [_quantity(k, law) for k in keys]
            if len(readers) == 1:
                return _one_key(readers[0], {word: found for (word,), found in cells.items()})

            def lookup(get: Get, day: dt.date) -> tuple[Value | None, bool]:
                found = [read(get, day) for read in readers]
                value, advisory = cells.get(tuple(v for v, _ in found), (None, False))
                return value, advisory or any(a for _, a in found)

            return lookup
        case Band(table=table, of=of):
            return _band(table, of, law)
        case MonthsSince(day=since):
            read_day = _quantity(since, law)

            def months(get: Get, day: dt.date) -> tuple[Value | None, bool]:
                start, advisory = read_day(get, day)
                return (None if start is None else months_between(start, day)), advisory  # type: ignore[arg-type]

            return months
        case MonthStartAfter(day=start, length=length):
            read_start, read_length = _quantity(start, law), _quantity(length, law)
            unit = type_of(length, law).unit
            per = 12 if unit is not None and unit.name == "year" else 1

            def month_start(get: Get, day: dt.date) -> tuple[Value | None, bool]:
                (first, a), (span, b) = read_start(get, day), read_length(get, day)
                if first is None or span is None:
                    return None, a or b
                return month_start_after(first, span * per), a or b  # type: ignore[arg-type, operator]

            return month_start
        case WeightedSum(parts=parts):
            # Most weights are fixed figures: read once, not for everybody.
            pairs = [(_fixed(w, law), _quantity(w, law), _quantity(q, law)) for w, q in parts]

            def weighted(get: Get, day: dt.date) -> tuple[Value | None, bool]:
                total, advisory, known = 0, False, True
                for fixed, weight, quantity in pairs:
                    (w, a), (q, b) = fixed or weight(get, day), quantity(get, day)
                    advisory = advisory or a or b
                    if w is None or q is None:
                        known = False
                    else:
                        total += w * q  # type: ignore[operator]
                return (total if known else None), advisory

            return weighted
        case Product(factors=factors):
            return _product(factors, law)
        case Answer(rule=rule):
            return _answer(rule, law)
        case _:
            assert_never(node)


def _one_key(read: ReadValue, cells: Mapping[object, tuple[Value | None, bool]]) -> ReadValue:
    """Return the reader of a table of one axis: the common case, and the inner loop of scores."""

    def one(get: Get, day: dt.date) -> tuple[Value | None, bool]:
        word, a = read(get, day)
        value, advisory = cells.get(word, (None, False))
        return value, advisory or a

    return one


def _product(factors: tuple[Quantity, ...], law: Law) -> ReadValue:
    constant = math.prod(f.value for f in factors if isinstance(f, Const))  # type: ignore[misc]
    reads = [_quantity(f, law) for f in factors if not isinstance(f, Const)]

    def product(get: Get, day: dt.date) -> tuple[Value | None, bool]:
        total, advisory, known = constant, False, True
        for read in reads:
            number, a = read(get, day)
            advisory = advisory or a
            if isinstance(number, int):
                total *= number
            else:
                known = False
        return (total if known else None), advisory

    return product


def _answer(rule: str, law: Law) -> ReadValue:
    node = law.node(rule)
    if node is None:
        return _static(None)
    if not isinstance(node, Compare | IsOneOf | AllOf | AnyOf | Not):
        return _quantity(node, law)
    truth = truth_reader(node, law)

    def flag(get: Get, day: dt.date) -> tuple[Value | None, bool]:
        found = truth(get, day)
        return (None, True) if found is SKIP else (found, False)  # type: ignore[return-value]

    return flag


def _band(table: str, of: Quantity, law: Law) -> ReadValue:
    bands = law.values.bands(table)
    read = _quantity(of, law)
    if not bands:
        return lambda get, day: (None, read(get, day)[1])
    bands_of = law.values.table(table).bands_of
    assert bands_of is not None  # noqa: S101 - the tree was checked
    divisor, up, down = scales(type_of(of, law), bands_of)
    bounds = [lower * down for lower, _ in bands if lower is not None]
    cells = [(cell.value, cell.advisory) for _, cell in bands]

    def band(get: Get, day: dt.date) -> tuple[Value | None, bool]:
        number, advisory = read(get, day)
        if number is None:
            return None, advisory
        value, own = cells[bisect.bisect_right(bounds, number // divisor * up)]  # type: ignore[operator]
        return value, advisory or own

    return band


def truth_reader(node: Node, law: Law) -> Callable[[Get, dt.date], object]:
    """Return the function that answers a condition: True, False, None or `SKIP`."""
    match node:
        case Compare(left=left, op=op, right=right):
            return _compare(left, op, right, law)
        case IsOneOf(left=left, right=right):
            return _two(left, right, law, lambda one, several: one in several)
        case AllOf(conditions=conditions):
            return _join(conditions, law, settles=False)
        case AnyOf(conditions=conditions):
            return _join(conditions, law, settles=True)
        case Not(condition=condition):
            inner = truth_reader(condition, law)

            def negated(get: Get, day: dt.date) -> object:
                found = inner(get, day)
                return found if found is SKIP or found is None else not found

            return negated
        case _:
            read = _quantity(node, law)

            def flag(get: Get, day: dt.date) -> object:
                value, advisory = read(get, day)
                return SKIP if advisory else value

            return flag


def _compare(left: Quantity, op: Op, right: Quantity, law: Law) -> Callable[[Get, dt.date], object]:
    compare = OPERATORS[op]
    left_type, right_type = type_of(left, law), type_of(right, law)
    if left_type.kind is Kind.NUMBER:
        divisor, up, down = scales(left_type, right_type)
        if (divisor, up, down) == (1, 1, 1):
            return _two(left, right, law, compare)
        return _two(left, right, law, lambda a, b: compare(a // divisor * up, b * down))
    words = left_type.words
    if words is not None and words.is_ordered():
        # Which members pass, for each member on the right: one set look-up a comparison.
        passing = {b: frozenset(a for a in words if compare(a.order, b.order)) for b in words}
        return _two(left, right, law, lambda a, b: a in passing[b])
    return _two(left, right, law, compare)


def _two(
    left: Quantity, right: Quantity, law: Law, test: Callable[[Any, Any], bool]
) -> Callable[[Get, dt.date], object]:
    """Return the reader of a test on two quantities, short where the common case allows."""
    fixed = _fixed(right, law)
    if fixed is not None and isinstance(left, Fact):
        value, advisory = fixed
        name = left.name
        if advisory:
            return lambda _get, _day: SKIP
        if value is None:
            return lambda _get, _day: None

        def fact_against_figure(get: Get, _day: dt.date) -> object:
            found = get(name)
            return None if found is None else test(found, value)

        return fact_against_figure
    read_left, read_right = _quantity(left, law), _quantity(right, law)

    def two(get: Get, day: dt.date) -> object:
        (a, skip_a), (b, skip_b) = read_left(get, day), read_right(get, day)
        if skip_a or skip_b:
            return SKIP
        return None if a is None or b is None else test(a, b)

    return two


def _fixed(node: Quantity, law: Law) -> tuple[Value | None, bool] | None:
    match node:
        case Const(value=value):
            return value, False
        case Param(table=table, at=at):
            cell = law.values.cell(table, at)
            return (None, False) if cell is None else (cell.value, cell.advisory)
        case _:
            return None


def _join(
    conditions: tuple[Condition, ...], law: Law, *, settles: bool
) -> Callable[[Get, dt.date], object]:
    """Join by Kleene's logic: one answer settles, else unknown, else the opposite."""
    readers = tuple(truth_reader(c, law) for c in conditions)

    def join(get: Get, day: dt.date) -> object:
        result: object = SKIP
        for read in readers:
            found = read(get, day)
            if found is settles:
                return settles
            if found is None:
                result = None
            elif found is not SKIP and result is SKIP:
                result = not settles
        return result

    return join
