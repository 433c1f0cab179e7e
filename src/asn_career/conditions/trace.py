"""The record reading with its trace: a tree becomes a function that returns the explanation."""

from __future__ import annotations

import bisect
import datetime as dt
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from asn_career.conditions.nodes import (
    NO_TEXT,
    AllOf,
    Answer,
    AnyOf,
    Band,
    Compare,
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
    WeightedSum,
    key_of,
    tables_in,
)
from asn_career.conditions.record import OPERATORS, Get, scales
from asn_career.conditions.typing import type_of
from asn_career.dates import month_start_after, months_between
from asn_career.facts import Fact
from asn_career.findings import Line, LineInfo, LineKind
from asn_career.values import Kind, ValueType

if TYPE_CHECKING:
    from asn_career.findings import Op
    from asn_career.regulations import Cell
    from asn_career.terms import Text

__all__ = ["Trace", "tracer"]

Trace = Callable[[Get, dt.date], Line]
FLAG = ValueType.flag()


def tracer(node: Node, law: Law) -> Trace:
    """Return the function that reads a tree and explains itself."""
    match node:
        case Fact():
            return _fact(node)
        case Const(value=value, value_type=value_type):
            line = Line(LineInfo(LineKind.CELL, "", NO_TEXT, value_type), value)
            return lambda _get, _day: line
        case Param(table=table, at=at):
            info = _table_info(LineKind.CELL, table, NO_TEXT, law)
            line = _cell_line(info, law.values.cell(table, at), ())
            return lambda _get, _day: line
        case Lookup(table=table, keys=keys, text=text):
            return _lookup(table, keys, text, law)
        case Band(table=table, of=of, text=text):
            return _band(table, of, text, law)
        case MonthsSince(day=start, text=text):
            return _months(start, text, law)
        case MonthStartAfter(day=start, length=length, text=text):
            return _month_start(start, length, text, law)
        case WeightedSum():
            return _weighted(node, law)
        case Product():
            return _product(node, law)
        case Answer(rule=rule):
            return _answer(rule, law)
        case Compare(left=left, op=op, right=right, text=text):
            return _compare(
                left, op, right, LineInfo(LineKind.COMPARE, key_of(node), text, FLAG, op), law
            )
        case IsOneOf(left=left, right=right, text=text):
            info = LineInfo(LineKind.ONE_OF, key_of(node), text, FLAG)
            return _two(left, right, info, law, lambda a, b: a in b)
        case AllOf(conditions=conditions, key=key, text=text):
            return _join(conditions, LineInfo(LineKind.ALL, key, text, FLAG), law, settles=False)
        case AnyOf(conditions=conditions, key=key, text=text):
            return _join(conditions, LineInfo(LineKind.ANY, key, text, FLAG), law, settles=True)
        case Not(condition=condition, key=key, text=text):
            return _negated(condition, LineInfo(LineKind.NOT, key, text, FLAG), law)
        case _:
            assert_never(node)


def _fact_info(fact: Fact) -> LineInfo:
    return LineInfo(LineKind.FACT, fact.name, fact.text, fact.value_type, sensitive=fact.sensitive)


def _fact(fact: Fact) -> Trace:
    info, name = _fact_info(fact), fact.name
    return lambda get, _day: Line(info, get(name))


def _table_info(kind: LineKind, name: str, text: Text, law: Law) -> LineInfo:
    table = law.values.table(name)
    return LineInfo(
        kind, name, text if text.id else table.text, table.value_type, spans=law.values.spans(name)
    )


def _cell_line(info: LineInfo, cell: Cell | None, parts: tuple[Line, ...]) -> Line:
    if cell is None:
        return Line(info, None, parts)
    return Line(info, cell.value, parts, cell, advisory=False)


def _lookup(table: str, keys: tuple[Node, ...], text: Text, law: Law) -> Trace:
    info = _table_info(LineKind.LOOKUP, table, text, law)
    cells: dict[tuple[object, ...], Cell] = {
        tuple(k): c for k, c in law.values.cells(table).items()
    }
    readers = tuple(tracer(k, law) for k in keys)

    def lookup(get: Get, day: dt.date) -> Line:
        parts = tuple(read(get, day) for read in readers)
        return _cell_line(info, cells.get(tuple(p.result for p in parts)), parts)

    return lookup


def _band(table: str, of: Node, text: Text, law: Law) -> Trace:
    info = _table_info(LineKind.BAND, table, text, law)
    read = tracer(of, law)
    bands = law.values.bands(table)
    bands_of = law.values.table(table).bands_of
    assert bands_of is not None  # noqa: S101 - the tree was checked
    divisor, up, down = scales(type_of(of, law), bands_of)
    bounds = [lower * down for lower, _ in bands if lower is not None]

    def band(get: Get, day: dt.date) -> Line:
        part = read(get, day)
        number = part.result
        if not isinstance(number, int) or not bands:
            return Line(info, None, (part,))
        place = bisect.bisect_right(bounds, number // divisor * up)
        return _cell_line(info, bands[place][1], (part,))

    return band


def _months(start: Node, text: Text, law: Law) -> Trace:
    name = key_of(start)
    info = LineInfo(LineKind.MONTHS, name, text, ValueType.number("month"))
    read = tracer(start, law)

    def months(get: Get, day: dt.date) -> Line:
        part = read(get, day)
        since = part.result
        return Line(
            info, months_between(since, day) if isinstance(since, dt.date) else None, (part,)
        )

    return months


def _month_start(start: Node, length: Node, text: Text, law: Law) -> Trace:
    info = LineInfo(LineKind.MONTH_START, key_of(start), text, ValueType.day())
    read_start, read_length = tracer(start, law), tracer(length, law)
    unit = type_of(length, law).unit
    per = 12 if unit is not None and unit.name == "year" else 1

    def month_start(get: Get, day: dt.date) -> Line:
        parts = (read_start(get, day), read_length(get, day))
        since, span = parts[0].result, parts[1].result
        known = isinstance(since, dt.date) and isinstance(span, int)
        return Line(info, month_start_after(since, span * per) if known else None, parts)  # type: ignore[arg-type, operator]

    return month_start


def _weighted(node: WeightedSum, law: Law) -> Trace:
    info = LineInfo(LineKind.SUM, "", node.text, type_of(node, law))
    readers = tuple(tracer(n, law) for pair in node.parts for n in pair)

    def weighted(get: Get, day: dt.date) -> Line:
        parts = tuple(read(get, day) for read in readers)
        numbers = [p.result for p in parts]
        if None in numbers:
            return Line(info, None, parts)
        total = sum(w * q for w, q in zip(numbers[::2], numbers[1::2], strict=True))  # type: ignore[operator, misc]
        return Line(info, total, parts)

    return weighted


def _product(node: Product, law: Law) -> Trace:
    info = LineInfo(LineKind.PRODUCT, "", node.text, type_of(node, law))
    readers = tuple(tracer(f, law) for f in node.factors)

    def product(get: Get, day: dt.date) -> Line:
        parts = tuple(read(get, day) for read in readers)
        numbers = [p.result for p in parts if isinstance(p.result, int)]
        return Line(info, math.prod(numbers) if len(numbers) == len(parts) else None, parts)

    return product


def _answer(rule: str, law: Law) -> Trace:
    node = law.node(rule)
    if node is None:
        info = LineInfo(
            LineKind.LOOKUP,
            rule,
            law.rule_text(rule),
            law.rule_type(rule),
            spans=law.rule_spans(rule),
        )
        line = Line(info, None)
        return lambda _get, _day: line
    info = LineInfo(LineKind.ANSWER, rule, law.rule_text(rule), type_of(node, law))
    read = tracer(node, law)
    by_figure = info.value_type.kind is Kind.FLAG and isinstance(node, Param | Lookup | Band)

    def answer(get: Get, day: dt.date) -> Line:
        part = read(get, day)
        advisory = part.advisory or (by_figure and _rests_on_advice((part,)))
        return Line(info, part.result, (part,), None, advisory=advisory)

    return answer


def _compare(left: Node, op: Op, right: Node, info: LineInfo, law: Law) -> Trace:
    compare = OPERATORS[op]
    left_type, right_type = type_of(left, law), type_of(right, law)
    if left_type.kind is Kind.NUMBER:
        divisor, up, down = scales(left_type, right_type)
        if divisor == up == down == 1:
            return _two(left, right, info, law, compare)
        return _two(left, right, info, law, lambda a, b: compare(a // divisor * up, b * down))
    if left_type.words is not None and left_type.words.is_ordered():
        return _two(left, right, info, law, lambda a, b: compare(a.order, b.order))
    return _two(left, right, info, law, compare)


def _two(left: Node, right: Node, info: LineInfo, law: Law, test: Callable[..., bool]) -> Trace:
    read_left, read_right = tracer(left, law), tracer(right, law)
    may_advise = _may_advise(left, law) or _may_advise(right, law)
    if isinstance(left, Fact) and isinstance(right, Const | Param) and not may_advise:
        # The common case, made short: a fact against a figure that is the same for everybody.
        fact, figure = _fact_info(left), read_right(lambda _name: None, law.values.as_of)
        name, required = left.name, figure.result

        def fact_against_figure(get: Get, _day: dt.date) -> Line:
            value = get(name)
            known = value is not None and required is not None
            result = test(value, required) if known else None
            return Line(info, result, (Line(fact, value), figure))

        return fact_against_figure

    def two(get: Get, day: dt.date) -> Line:
        first, second = read_left(get, day), read_right(get, day)
        a, b = first.result, second.result
        result = None if a is None or b is None else test(a, b)
        parts = (first, second)
        return Line(info, result, parts, None, may_advise and _rests_on_advice(parts))

    return two


def _may_advise(node: Node, law: Law) -> bool:
    """Tell whether any figure that a tree can read is unverified."""
    return any(
        cell.advisory
        for table in tables_in(node, law)
        for cell in (*law.values.cells(table).values(), *(c for _, c in law.values.bands(table)))
    )


def _rests_on_advice(parts: tuple[Line, ...]) -> bool:
    """Tell whether an unverified figure was read; the inside of a condition speaks for itself."""
    for part in parts:
        if part.cell is not None and part.cell.advisory:
            return True
        if part.info.value_type.kind is Kind.FLAG and part.info.kind is LineKind.ANSWER:
            if part.advisory:
                return True
        elif part.parts and _rests_on_advice(part.parts):
            return True
    return False


def _join(conditions: tuple[Node, ...], info: LineInfo, law: Law, *, settles: bool) -> Trace:
    readers = tuple(tracer(c, law) for c in conditions)

    def join(get: Get, day: dt.date) -> Line:
        parts = tuple([read(get, day) for read in readers])
        deciding = [p.result for p in parts if not p.advisory]
        if not deciding:
            return Line(info, None, parts, None, advisory=True)
        if settles in deciding:
            return Line(info, settles, parts)
        return Line(info, None if None in deciding else not settles, parts)

    return join


def _negated(condition: Node, info: LineInfo, law: Law) -> Trace:
    read = tracer(condition, law)

    def negated(get: Get, day: dt.date) -> Line:
        part = read(get, day)
        result = None if part.result is None or part.advisory else not part.result
        return Line(info, result, (part,), None, advisory=part.advisory)

    return negated
