"""The table reading: a tree becomes an expression that any engine can run.

One nullable boolean a condition, joined by Kleene's logic. Where a fact meets a fixed figure the
comparison is made of what engines do fast and alike: a day against a cut-off day, a word against
the words that pass. Everything else goes by whole numbers: codes of words, months, numerators.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import reduce
from typing import Any, assert_never

import attrs
import narwhals as nw

from asn_career.conditions import (
    OPERATORS,
    SKIP,
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
    children,
    facts_in,
    marked_reader,
    scales,
    truth_reader,
    type_of,
    whole_bound,
)
from asn_career.dates import FIRST_YEAR, LAST_YEAR, cut_off
from asn_career.facts import Fact
from asn_career.findings import Op
from asn_career.regulations import Cell
from asn_career.tables.columns import (
    NULL_FLAG,
    Advisory,
    Column,
    Scope,
    Truth,
    either,
    every,
    literal,
    map_codes,
    mask_of,
)
from asn_career.terms import Word
from asn_career.values import Kind, Value, ValueType

__all__ = ["compile_truth", "compile_value", "find_repeated", "join"]


def find_repeated(nodes: Iterable[Node], law: Law) -> frozenset[Node]:
    """Return the quantities that trees mention more than once, and the answers of other rules."""
    counts: Counter[Node] = Counter()
    edge = list(nodes)
    while edge:
        node = edge.pop()
        counts[node] += 1
        if counts[node] > 1:
            continue
        if isinstance(node, Answer):
            behind = law.node(node.rule)
            edge.extend([behind] if behind is not None else [])
        edge.extend(children(node))
    computed = (Lookup, Band, MonthStartAfter, WeightedSum, Product)
    return frozenset(
        node
        for node, count in counts.items()
        if isinstance(node, Answer) or (count > 1 and isinstance(node, computed))
    )


def _is_constant(node: Node, at: Scope) -> bool:
    """Tell whether a tree has the same value for everybody."""
    if isinstance(node, Fact):
        return at.column(node).is_fixed
    if isinstance(node, Answer):
        behind = at.law.node(node.rule)
        return behind is None or _is_constant(behind, at)
    return all(_is_constant(child, at) for child in children(node))


def _constants(node: Node, at: Scope) -> dict[str, Value | None]:
    return {fact.name: at.column(fact).fixed for fact in facts_in(node, at.law)}


def compile_value(node: Quantity, at: Scope) -> Column:
    """Return a quantity as a column; what is mentioned more than once is computed once."""
    if node in at.kept:
        return at.kept[node]
    column = _value(node, at)
    return at.keep(node, column) if node in at.repeated else column


def _value(node: Quantity, at: Scope) -> Column:
    value_type = type_of(node, at.law)
    if _is_constant(node, at):
        facts = _constants(node, at)
        value, advisory = marked_reader(node, at.law)(facts.get, at.as_of)
        return literal(value, value_type, advisory=advisory)
    match node:
        case Fact():
            return at.column(node)
        case Const() | Param():
            raise AssertionError(node)  # the same for everybody, answered above
        case Lookup(table=table, keys=keys):
            columns = [compile_value(k, at) for k in keys]
            return _lookup(at.law, table, columns, value_type)
        case Band(table=table, of=of):
            return _band(at.law, table, compile_value(of, at), value_type)
        case MonthsSince(day=day):
            start = compile_value(day, at)
            if unknown := _unknown([start], value_type):
                return unknown
            return Column(value_type, _months(start.expr, at.as_of), advisory=start.advisory)
        case MonthStartAfter(day=day, length=length):
            start = compile_value(day, at)
            span = compile_value(length, at)
            if unknown := _unknown([start, span], value_type):
                return unknown
            unit = span.value_type.unit
            per = 12 if unit is not None and unit.name == "year" else 1
            expr = _month_start(_month_index(start) + span.operand * per)
            return Column(value_type, expr, advisory=either([start.advisory, span.advisory]))
        case WeightedSum(parts=parts):
            columns = [compile_value(n, at) for pair in parts for n in pair]
            if unknown := _unknown(columns, value_type):
                return unknown
            weights, shares = columns[::2], columns[1::2]
            terms = (w.operand * q.operand for w, q in zip(weights, shares, strict=True))
            return _joined(lambda a, b: a + b, terms, columns, value_type)
        case Product(factors=factors):
            columns = [compile_value(f, at) for f in factors]
            if unknown := _unknown(columns, value_type):
                return unknown
            terms = (c.operand for c in columns)
            return _joined(lambda a, b: a * b, terms, columns, value_type)
        case Answer(rule=rule):
            behind = at.law.node(rule)
            if behind is None:
                raise AssertionError(node)  # it asks for no fact, so it was answered above
            return _answer(behind, at)
        case _:
            assert_never(node)


def _answer(behind: Node, at: Scope) -> Column:
    if not isinstance(behind, Compare | IsOneOf | AllOf | AnyOf | Not):
        return compile_value(behind, at)
    truth = compile_truth(behind, at)
    return Column(
        ValueType.flag(),
        truth.expr,
        is_fixed=truth.is_fixed,
        fixed=truth.fixed,
        advisory=truth.skip,
    )


def _unknown(columns: Iterable[Column], value_type: ValueType) -> Column | None:
    """Return the unknown value if any column is unknown for everybody."""
    columns = list(columns)
    if not any(c.is_unknown for c in columns):
        return None
    found = literal(None, value_type)
    return attrs.evolve(found, advisory=either(c.advisory for c in columns))


def _joined(
    join: Callable[[Any, Any], Any],
    terms: Iterable[int | nw.Expr],
    columns: Iterable[Column],
    value_type: ValueType,
) -> Column:
    """Return numbers joined to one."""
    expr: nw.Expr = reduce(join, terms)  # type: ignore[assignment] # some term varies
    return Column(value_type, expr, advisory=either(c.advisory for c in columns))


def _lookup(law: Law, table: str, keys: list[Column], value_type: ValueType) -> Column:
    """Look up by one code for all keys."""
    if unknown := _unknown(keys, value_type):
        return unknown
    cells = law.values.cells(table)
    axes = law.values.table(table).axes
    code: Any = 0
    stride, strides = 1, []
    for key, axis in zip(keys, axes, strict=True):
        code = key.operand * stride + code
        strides.append(stride)
        stride *= len(axis)
    assert isinstance(code, nw.Expr)  # noqa: S101 - fixed keys were answered before
    places = {
        sum(w.order * s for w, s in zip(at, strides, strict=True)): cell
        for at, cell in cells.items()
    }
    return _picked(code, places, value_type, [k.advisory for k in keys])


def _band(law: Law, table: str, of: Column, value_type: ValueType) -> Column:
    """Count the lower bounds that are reached: the band's place."""
    if unknown := _unknown([of], value_type):
        return unknown
    bands = law.values.bands(table)
    bands_of = law.values.table(table).bands_of
    assert bands_of is not None  # noqa: S101 - the tree was checked
    divisor, up, down = scales(of.value_type, bands_of)
    number = (of.codes // divisor if divisor > 1 else of.codes) * up
    place = number * 0
    for lower, _ in bands:
        if lower is not None:
            place = place + (number >= lower * down).cast(nw.Int64())
    cells = dict(enumerate(cell for _, cell in bands))
    return _picked(place, cells, value_type, [of.advisory])


def _picked(
    place: nw.Expr, cells: dict[int, Cell], value_type: ValueType, marks: list[Advisory]
) -> Column:
    """Return the values of cells by their place, and where the cell is unverified."""
    unverified = [p for p, cell in cells.items() if cell.advisory]
    if unverified:
        marks = [*marks, place.is_in(unverified).fill_null(value=False)]
    if all(cell.value is None for cell in cells.values()):
        return attrs.evolve(literal(None, value_type), advisory=either(marks))
    if value_type.kind is Kind.DAY:
        expr = nw.lit(None, dtype=nw.Date())
        for p, cell in cells.items():
            day = literal(cell.value, value_type).expr
            expr = nw.when(place == p).then(day).otherwise(expr)
        return Column(value_type, expr, advisory=either(marks))
    numbers: dict[int, int] = {}
    for p, cell in cells.items():
        if isinstance(cell.value, Word):
            numbers[p] = cell.value.order
        elif isinstance(cell.value, frozenset):
            numbers[p] = mask_of(cell.value)
        elif isinstance(cell.value, int):
            numbers[p] = int(cell.value)
    expr = map_codes(place, numbers, nw.Int64())
    if value_type.kind is Kind.FLAG:
        expr = expr == 1
    return Column(value_type, expr, advisory=either(marks))


def _month_index(day: Column) -> int | nw.Expr:
    if isinstance(day.fixed, dt.date):
        return 12 * day.fixed.year + day.fixed.month
    return _month_number(day.expr)


def _month_number(day: nw.Expr) -> nw.Expr:
    return day.dt.year().cast(nw.Int64()) * 12 + day.dt.month().cast(nw.Int64())


def _months(start: nw.Expr, as_of: dt.date) -> nw.Expr:
    months = (12 * as_of.year + as_of.month) - _month_number(start)
    if as_of.day == calendar.monthrange(as_of.year, as_of.month)[1]:
        return months
    return months - (start.dt.day() > as_of.day).cast(nw.Int64())


def _month_start(index: int | nw.Expr) -> nw.Expr:
    """Return the first of the month after; engines add no months alike, so it goes by text."""
    assert isinstance(index, nw.Expr)  # noqa: S101 - what is fixed was answered before
    lasts = (index // 12 >= FIRST_YEAR) & (index // 12 <= LAST_YEAR)
    index = nw.when(lasts).then(index)
    month = index % 12 + 1
    zero = nw.when(month < 10).then(nw.lit("-0")).otherwise(nw.lit("-"))  # noqa: PLR2004
    text = nw.concat_str(
        [(index // 12).cast(nw.String()), zero, month.cast(nw.String()), nw.lit("-01")]
    )
    return text.str.to_datetime(format="%Y-%m-%d").cast(nw.Date())


# -- conditions ---------------------------------------------------------------------------


def compile_truth(node: Node, at: Scope) -> Truth:
    """Return a condition as a nullable boolean expression."""
    if _is_constant(node, at):
        facts = _constants(node, at)
        return _fixed(truth_reader(node, at.law)(facts.get, at.as_of))
    match node:
        case Compare(left=left, op=op, right=right):
            return _compare(left, op, right, at)
        case IsOneOf(left=left, right=right):
            one = compile_value(left, at)
            several = compile_value(right, at)
            skip = either([one.advisory, several.advisory])
            if one.is_unknown or several.is_unknown:
                return _never_known(skip)
            return Truth(_is_in(one, several), skip)
        case AllOf(conditions=conditions):
            return _join(conditions, at, settles=False)
        case AnyOf(conditions=conditions):
            return _join(conditions, at, settles=True)
        case Not(condition=condition):
            inner = compile_truth(condition, at)
            if inner.is_fixed:
                return _fixed(SKIP if inner.skip is True else _opposite(inner.fixed))
            return Truth(~inner.expr, inner.skip)
        case _:
            value = compile_value(node, at)
            return Truth(value.expr, value.advisory)


def _fixed(answer: object) -> Truth:
    """Return an answer of the record reading as a truth for everybody."""
    if answer is SKIP:
        return Truth(NULL_FLAG, skip=True, is_fixed=True)
    known = None if answer is None else bool(answer)
    expr = NULL_FLAG if known is None else nw.lit(known)
    return Truth(expr, is_fixed=True, fixed=known)


def _opposite(answer: bool | None) -> bool | None:  # noqa: FBT001 - three values
    return None if answer is None else not answer


def _never_known(skip: Advisory) -> Truth:
    """Return the truth that is unknown for everybody, save where it takes no part."""
    if isinstance(skip, nw.Expr):
        return Truth(nw.when(skip).then(nw.lit(value=True)), skip)
    return _fixed(SKIP if skip else None)


def _is_in(one: Column, several: Column) -> nw.Expr:
    if isinstance(several.fixed, frozenset):
        return _passes(one, several.fixed)
    mask, found = several.codes, NULL_FLAG
    if isinstance(one.fixed, Word):
        return mask // (1 << one.fixed.order) % 2 == 1
    for word in one.value_type.words or ():
        has = mask // (1 << word.order) % 2 == 1
        found = nw.when(one.codes == word.order).then(has).otherwise(found)
    return found


def _passes(one: Column, several: frozenset[Word]) -> nw.Expr:
    words = sorted(several, key=lambda w: w.order)
    members: list[str] | list[int] = (
        [w.value for w in words] if one.is_text else [w.order for w in words]
    )
    if not members:
        return nw.when(~one.expr.is_null()).then(nw.lit(value=False))
    return one.expr.is_in(members)


def _compare(left: Quantity, op: Op, right: Quantity, at: Scope) -> Truth:
    b = compile_value(right, at)
    if isinstance(left, MonthsSince) and b.is_fixed:
        start = compile_value(left.day, at)
        skip = either([start.advisory, b.advisory])
        if start.is_unknown or not isinstance(b.fixed, int):
            return _never_known(skip)
        per = 12 if type_of(left, at.law).unit != b.value_type.unit else 1
        figure = Fraction(b.fixed, b.value_type.denominator)
        return Truth(_months_against(start.expr, op, figure, per, at.as_of), skip)
    if isinstance(left, Band) and isinstance(b.fixed, Word) and b.advisory is False:
        by_bounds = _band_against(left, op, b.fixed, at)
        if by_bounds is not None:
            return by_bounds
    a = compile_value(left, at)
    skip = either([a.advisory, b.advisory])
    if a.is_unknown or b.is_unknown:
        return _never_known(skip)
    words = a.value_type.words
    if words is not None and isinstance(b.fixed, Word):
        word = b.fixed
        passing = frozenset(w for w in words if OPERATORS[op](w.order, word.order))
        return Truth(_passes(a, passing), skip)
    if a.value_type.kind is Kind.NUMBER:
        divisor, up, down = scales(a.value_type, b.value_type)
        if isinstance(b.fixed, int) and op not in {Op.EQ, Op.NE} and 1 in {divisor, up}:
            turned, bound = whole_bound(op, b.fixed, divisor)
            return Truth(_against(a, turned, Fraction(bound * down, up)), skip)
        number = a.operand // divisor if divisor > 1 else a.operand
        return Truth(_ordered(op, _times(number, up), _times(b.operand, down)), skip)
    if a.value_type.kind is Kind.FLAG and b.is_fixed:
        same = b.fixed is (op is Op.EQ)
        return Truth(a.expr if same else ~a.expr, skip)
    return Truth(_ordered(op, a.codes, b.codes), skip)


def _band_against(band: Band, op: Op, word: Word, at: Scope) -> Truth | None:
    """Compare a band with a word by the bounds of the number, where no figure is unverified."""
    bands = at.law.values.bands(band.table)
    if not bands or any(cell.advisory or cell.value is None for _, cell in bands):
        return None
    of = compile_value(band.of, at)
    if of.is_unknown:
        return _never_known(of.advisory)
    bands_of = at.law.values.table(band.table).bands_of
    assert bands_of is not None  # noqa: S101 - the tree was checked
    divisor, up, down = scales(of.value_type, bands_of)
    number = of if divisor == 1 else attrs.evolve(of, expr=of.codes // divisor, times=1)
    passing = [
        isinstance(cell.value, Word) and OPERATORS[op](cell.value.order, word.order)
        for _, cell in bands
    ]
    # Below the first bound the first band answers; each bound where the answer turns, turns it.
    if len(set(passing)) == 1:
        return Truth(nw.when(~number.expr.is_null()).then(nw.lit(passing[0])), of.advisory)
    expr: nw.Expr | None = None
    for (lower, _), before, now in zip(bands[1:], passing, passing[1:], strict=False):
        if before is not now and lower is not None:
            side = _against(number, Op.GE if now else Op.LT, Fraction(lower * down, up))
            expr = side if expr is None else (expr | side) if now else (expr & side)
    assert expr is not None  # noqa: S101 - the answers differ somewhere
    return Truth(expr, of.advisory)


def _against(column: Column, op: Op, bound: Fraction) -> nw.Expr:
    """Compare varying whole numbers with a fixed bound; the bound is divided, not the column."""
    bound /= column.times
    rounded = math.ceil(bound) if op in {Op.GE, Op.LT} else math.floor(bound)
    return _ordered(op, column.expr, rounded)


def _ordered(op: Op, a: int | nw.Expr, b: int | nw.Expr) -> nw.Expr:
    """Compare two sides of which one varies."""
    compared: object = OPERATORS[op](a, b)
    assert isinstance(compared, nw.Expr)  # noqa: S101 - what is fixed was answered before
    return compared


def _times(expr: Any, factor: int) -> Any:  # noqa: ANN401 - a number or an expression
    return expr if factor == 1 else expr * factor


def _months_against(start: nw.Expr, op: Op, figure: Fraction, per: int, as_of: dt.date) -> nw.Expr:
    """Compare completed months (or years) with a figure, by cut-off days."""
    reached = start <= nw.lit(cut_off(as_of, per * math.ceil(figure)))
    passed = start <= nw.lit(cut_off(as_of, per * (math.floor(figure) + 1)))
    match op:
        case Op.GE:
            return reached
        case Op.LT:
            return ~reached
        case Op.GT:
            return passed
        case Op.LE:
            return ~passed
        case Op.EQ:
            return reached & ~passed
        case Op.NE:
            return ~reached | passed
        case _:
            assert_never(op)


def _join(
    conditions: tuple[Condition, ...],
    at: Scope,
    *,
    settles: bool,
) -> Truth:
    return join([compile_truth(c, at) for c in conditions], at, settles=settles)


def join(truths: Iterable[Truth], at: Scope, *, settles: bool) -> Truth:
    """Return conditions joined by Kleene's logic: one that ``settles`` settles."""
    # Where a part takes no part is read twice, here and by whatever holds the whole.
    truths = [attrs.evolve(t, skip=at.keep_mark(t.skip)) for t in truths]
    deciding = [t for t in truths if t.skip is not True]
    fixed = [t.fixed for t in deciding if t.is_fixed]
    if settles in fixed:
        return _fixed(settles)
    varying = [t for t in deciding if not t.is_fixed]
    if not varying:
        return _fixed(SKIP if not deciding else None if None in fixed else not settles)
    neutral = nw.lit(not settles)
    exprs = [
        nw.when(t.skip).then(neutral).otherwise(t.expr) if isinstance(t.skip, nw.Expr) else t.expr
        for t in varying
    ]
    horizontal = nw.any_horizontal if settles else nw.all_horizontal
    expr = horizontal(*exprs, ignore_nulls=False)
    if None in fixed:
        # One unknown for everybody: what settles still settles, all else is unknown.
        expr = nw.when(expr if settles else ~expr).then(nw.lit(settles))
    skip = every(t.skip for t in deciding)
    if isinstance(skip, nw.Expr):
        expr = nw.when(~skip).then(expr)
    return Truth(expr, skip)
