"""The table reading: a tree becomes an expression that any engine can run.

One nullable boolean a condition, joined by Kleene's logic. Where a fact meets a fixed figure the
comparison is made of what engines do fast and alike: a day against a cut-off day, a word against
the words that pass. Everything else goes by whole numbers: codes of words, months, numerators.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterable
from functools import reduce
from typing import Final, TypeAlias, assert_never

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
from asn_career.dates import cut_off
from asn_career.facts import Fact
from asn_career.findings import Op
from asn_career.regulations import Cell
from asn_career.terms import Word
from asn_career.values import Kind, Value, ValueType

__all__ = ["Column", "Truth", "compile_truth", "compile_value", "to_output"]

Advisory: TypeAlias = bool | nw.Expr
ColumnOf: TypeAlias = Callable[[Fact], "Column"]

NULL_FLAG: Final = nw.lit(None, dtype=nw.Boolean)
MIRRORED: Final = {Op.GE: Op.LE, Op.LE: Op.GE, Op.GT: Op.LT, Op.LT: Op.GT}


@attrs.frozen
class Column:
    """A quantity as an expression.

    Attributes:
        expr: numbers as numerators, days as days, words as codes, or as text if ``is_text``.
        fixed: the value itself where it is the same for everybody.
        advisory: whether an unverified figure was read, for all rows or row by row.
    """

    value_type: ValueType
    expr: nw.Expr
    is_text: bool = False
    is_fixed: bool = False
    fixed: Value | None = None
    advisory: Advisory = False

    @property
    def codes(self) -> nw.Expr:
        """Words by their place in the vocabulary."""
        words = self.value_type.words
        if not self.is_text or words is None:
            return self.expr
        return _map(self.expr, {w.value: w.order for w in words}, nw.Int64())


@attrs.frozen
class Truth:
    """A condition as an expression; where ``skip`` holds it takes no part.

    ``fixed`` is the answer itself where it is the same for everybody: engines do not agree on
    expressions made of literals alone, so those are answered by the record reading.
    """

    expr: nw.Expr
    skip: Advisory = False
    is_fixed: bool = False
    fixed: bool | None = None


def _map(expr: nw.Expr, to: dict[str, int] | dict[int, int], dtype: nw.dtypes.DType) -> nw.Expr:
    if not to:
        return nw.lit(None, dtype=dtype)
    return expr.replace_strict(list(to), list(to.values()), default=None, return_dtype=dtype)


def _either(marks: Iterable[Advisory]) -> Advisory:
    """Return where any mark holds."""
    marks = list(marks)
    if any(m is True for m in marks):
        return True
    exprs = [m for m in marks if isinstance(m, nw.Expr)]
    return reduce(lambda a, b: a | b, exprs) if exprs else False


def _every(marks: Iterable[Advisory]) -> Advisory:
    """Return where every mark holds."""
    marks = list(marks)
    if any(m is False for m in marks):
        return False
    exprs = [m for m in marks if isinstance(m, nw.Expr)]
    return reduce(lambda a, b: a & b, exprs) if exprs else True


# -- quantities ---------------------------------------------------------------------------


def literal(value: Value | None, value_type: ValueType, *, advisory: Advisory = False) -> Column:
    """Return a column that has the same value for everybody."""
    match value:
        case Word():
            expr = nw.lit(value.order)
        case None if value_type.kind is Kind.DAY:
            expr = nw.lit(None, dtype=nw.Date())
        case None if value_type.kind is Kind.FLAG:
            expr = NULL_FLAG
        case None | frozenset():
            expr = nw.lit(None, dtype=nw.Int64())
        case _:
            expr = nw.lit(value)
    return Column(value_type, expr, is_fixed=True, fixed=value, advisory=advisory)


def _is_constant(node: Node, law: Law, column: ColumnOf) -> bool:
    """Tell whether a tree has the same value for everybody."""
    if isinstance(node, Fact):
        return column(node).is_fixed
    if isinstance(node, Answer):
        behind = law.node(node.rule)
        return behind is None or _is_constant(behind, law, column)
    return all(_is_constant(child, law, column) for child in children(node))


def _constants(column: ColumnOf, law: Law, node: Node) -> dict[str, Value | None]:
    return {fact.name: column(fact).fixed for fact in facts_in(node, law)}


def compile_value(node: Quantity, law: Law, column: ColumnOf, as_of: dt.date) -> Column:
    """Return a quantity as a column; ``column`` gives the columns of facts."""
    value_type = type_of(node, law)
    if _is_constant(node, law, column):
        facts = _constants(column, law, node)
        value, advisory = marked_reader(node, law)(facts.get, as_of)
        return literal(value, value_type, advisory=advisory)
    match node:
        case Fact():
            return column(node)
        case Const() | Param():
            raise AssertionError(node)  # the same for everybody, answered above
        case Lookup(table=table, keys=keys):
            columns = [compile_value(k, law, column, as_of) for k in keys]
            return _lookup(law, table, columns, value_type)
        case Band(table=table, of=of):
            return _band(law, table, compile_value(of, law, column, as_of), value_type)
        case MonthsSince(day=day):
            start = compile_value(day, law, column, as_of)
            return Column(value_type, _months(start.expr, as_of), advisory=start.advisory)
        case MonthStartAfter(day=day, length=length):
            start = compile_value(day, law, column, as_of)
            span = compile_value(length, law, column, as_of)
            unit = span.value_type.unit
            per = 12 if unit is not None and unit.name == "year" else 1
            expr = _month_start(start.expr, span.expr * per)
            return Column(value_type, expr, advisory=_either([start.advisory, span.advisory]))
        case WeightedSum(parts=parts):
            pairs = [[compile_value(n, law, column, as_of) for n in pair] for pair in parts]
            total = reduce(lambda a, b: a + b, (w.expr * q.expr for w, q in pairs))
            marks = [c.advisory for pair in pairs for c in pair]
            return Column(value_type, total, advisory=_either(marks))
        case Product(factors=factors):
            columns = [compile_value(f, law, column, as_of) for f in factors]
            product = reduce(lambda a, b: a * b, (c.expr for c in columns))
            return Column(value_type, product, advisory=_either(c.advisory for c in columns))
        case Answer(rule=rule):
            behind = law.node(rule)
            if behind is None:
                raise AssertionError(node)  # it asks for no fact, so it was answered above
            if isinstance(behind, Compare | IsOneOf | AllOf | AnyOf | Not):
                truth = compile_truth(behind, law, column, as_of)
                return Column(value_type, truth.expr, advisory=truth.skip)
            return compile_value(behind, law, column, as_of)
        case _:
            assert_never(node)


def _lookup(law: Law, table: str, keys: list[Column], value_type: ValueType) -> Column:
    """Look up by one code for all keys."""
    cells = law.values.cells(table)
    axes = law.values.table(table).axes
    code, stride = nw.lit(0), 1
    strides = []
    for key, axis in zip(keys, axes, strict=True):
        code = code + key.codes * stride
        strides.append(stride)
        stride *= len(axis)
    places = {
        sum(w.order * s for w, s in zip(at, strides, strict=True)): cell
        for at, cell in cells.items()
    }
    return _picked(code, places, value_type, [k.advisory for k in keys])


def _band(law: Law, table: str, of: Column, value_type: ValueType) -> Column:
    """Count the lower bounds that are reached: the band's place."""
    bands = law.values.bands(table)
    bands_of = law.values.table(table).bands_of
    assert bands_of is not None  # noqa: S101 - the tree was checked
    divisor, up, down = scales(of.value_type, bands_of)
    number = (of.expr // divisor if divisor > 1 else of.expr) * up
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
    if value_type.kind is Kind.DAY:
        expr = nw.lit(None, dtype=nw.Date())
        for p, cell in cells.items():
            day = literal(cell.value, value_type).expr
            expr = nw.when(place == p).then(day).otherwise(expr)
        return Column(value_type, expr, advisory=_either(marks))
    numbers: dict[int, int] = {}
    for p, cell in cells.items():
        if isinstance(cell.value, Word):
            numbers[p] = cell.value.order
        elif isinstance(cell.value, int):
            numbers[p] = int(cell.value)
    expr = _map(place, numbers, nw.Int64())
    if value_type.kind is Kind.FLAG:
        expr = expr == 1
    return Column(value_type, expr, advisory=_either(marks))


def _month_index(day: nw.Expr) -> nw.Expr:
    return day.dt.year().cast(nw.Int64()) * 12 + day.dt.month().cast(nw.Int64())


def _months(start: nw.Expr, as_of: dt.date) -> nw.Expr:
    months = (12 * as_of.year + as_of.month) - _month_index(start)
    if as_of.day == calendar.monthrange(as_of.year, as_of.month)[1]:
        return months
    return months - (start.dt.day() > as_of.day).cast(nw.Int64())


def _month_start(day: nw.Expr, months: nw.Expr) -> nw.Expr:
    """Return the first of the month after; engines add no months alike, so it goes by text."""
    index = _month_index(day) + months
    month = index % 12 + 1
    zero = nw.when(month < 10).then(nw.lit("-0")).otherwise(nw.lit("-"))  # noqa: PLR2004
    text = nw.concat_str(
        [(index // 12).cast(nw.String()), zero, month.cast(nw.String()), nw.lit("-01")]
    )
    return text.str.to_datetime(format="%Y-%m-%d").cast(nw.Date())


# -- conditions ---------------------------------------------------------------------------


def compile_truth(node: Node, law: Law, column: ColumnOf, as_of: dt.date) -> Truth:
    """Return a condition as a nullable boolean expression."""
    if _is_constant(node, law, column):
        facts = _constants(column, law, node)
        return _fixed(truth_reader(node, law)(facts.get, as_of))
    match node:
        case Compare(left=left, op=op, right=right):
            return _compare(left, op, right, law, column, as_of)
        case IsOneOf(left=left, right=right):
            one = compile_value(left, law, column, as_of)
            several = compile_value(right, law, column, as_of)
            skip = _either([one.advisory, several.advisory])
            return Truth(_is_in(one, several.fixed), skip)
        case AllOf(conditions=conditions):
            return _join(conditions, law, column, as_of, settles=False)
        case AnyOf(conditions=conditions):
            return _join(conditions, law, column, as_of, settles=True)
        case Not(condition=condition):
            inner = compile_truth(condition, law, column, as_of)
            return Truth(~inner.expr, inner.skip)
        case _:
            value = compile_value(node, law, column, as_of)
            return Truth(value.expr, value.advisory)


def _fixed(answer: object) -> Truth:
    """Return an answer of the record reading as a truth for everybody."""
    if answer is SKIP:
        return Truth(NULL_FLAG, skip=True, is_fixed=True)
    known = None if answer is None else bool(answer)
    expr = NULL_FLAG if known is None else nw.lit(known)
    return Truth(expr, is_fixed=True, fixed=known)


def _is_in(one: Column, several: Value | None) -> nw.Expr:
    if not isinstance(several, frozenset):
        return NULL_FLAG
    words = sorted(several, key=lambda w: w.order)
    members: list[str] | list[int] = (
        [w.value for w in words] if one.is_text else [w.order for w in words]
    )
    return one.expr.is_in(members)


def _compare(
    left: Quantity, op: Op, right: Quantity, law: Law, column: ColumnOf, as_of: dt.date
) -> Truth:
    b = compile_value(right, law, column, as_of)
    if isinstance(left, MonthsSince) and b.is_fixed:
        start = compile_value(left.day, law, column, as_of)
        divisor = scales(type_of(left, law), b.value_type)[0]
        expr = _months_against(start.expr, op, b.fixed, divisor, as_of)
        return Truth(expr, _either([start.advisory, b.advisory]))
    if isinstance(left, Band) and isinstance(b.fixed, Word) and b.advisory is False:
        by_bounds = _band_against(left, op, b.fixed, law, column, as_of)
        if by_bounds is not None:
            return by_bounds
    a = compile_value(left, law, column, as_of)
    skip = _either([a.advisory, b.advisory])
    words = a.value_type.words
    if words is not None and b.is_fixed:
        if not isinstance(b.fixed, Word):
            return Truth(NULL_FLAG, skip)
        bound = b.fixed
        passing = frozenset(w for w in words if OPERATORS[op](w.order, bound.order))
        return Truth(_is_in(a, passing), skip)
    if b.is_fixed and b.fixed is None:
        return Truth(NULL_FLAG, skip)
    if a.value_type.kind is Kind.NUMBER:
        divisor, up, down = scales(a.value_type, b.value_type)
        if isinstance(b.fixed, int) and op not in {Op.EQ, Op.NE}:
            turned, figure = whole_bound(op, b.fixed, divisor)
            return Truth(_ordered(turned, _times(a.expr, up), nw.lit(figure * down)), skip)
        number = a.expr // divisor if divisor > 1 else a.expr
        return Truth(_ordered(op, _times(number, up), _times(b.expr, down)), skip)
    if a.value_type.kind is Kind.FLAG and b.is_fixed:
        same = b.fixed is (op is Op.EQ)
        return Truth(a.expr if same else ~a.expr, skip)
    return Truth(_ordered(op, a.codes, b.codes), skip)


def _band_against(
    band: Band, op: Op, word: Word, law: Law, column: ColumnOf, as_of: dt.date
) -> Truth | None:
    """Compare a band with a word by the bounds of the number, where no figure is unverified."""
    bands = law.values.bands(band.table)
    if not bands or any(cell.advisory or cell.value is None for _, cell in bands):
        return None
    of = compile_value(band.of, law, column, as_of)
    bands_of = law.values.table(band.table).bands_of
    assert bands_of is not None  # noqa: S101 - the tree was checked
    divisor, up, down = scales(of.value_type, bands_of)
    number = _times(of.expr // divisor if divisor > 1 else of.expr, up)
    passing = [
        isinstance(cell.value, Word) and OPERATORS[op](cell.value.order, word.order)
        for _, cell in bands
    ]
    # Below the first bound the first band answers; each bound where the answer turns, turns it.
    if len(set(passing)) == 1:
        return Truth(nw.when(~number.is_null()).then(nw.lit(passing[0])), of.advisory)
    expr: nw.Expr | None = None
    for (lower, _), before, now in zip(bands[1:], passing, passing[1:], strict=False):
        if before is not now and lower is not None:
            side = number >= lower * down if now else number < lower * down
            expr = side if expr is None else (expr | side) if now else (expr & side)
    assert expr is not None  # noqa: S101 - the answers differ somewhere
    return Truth(expr, of.advisory)


def _ordered(op: Op, a: nw.Expr, b: nw.Expr) -> nw.Expr:
    compared: nw.Expr = OPERATORS[op](a, b)  # type: ignore[assignment] # expressions compare so
    return compared


def _times(expr: nw.Expr, factor: int) -> nw.Expr:
    return expr if factor == 1 else expr * factor


def _months_against(
    start: nw.Expr, op: Op, figure: Value | None, divisor: int, as_of: dt.date
) -> nw.Expr:
    """Compare completed months (or years) with a figure, by cut-off days."""
    if not isinstance(figure, int):
        return NULL_FLAG
    reached = start <= nw.lit(cut_off(as_of, divisor * figure))
    passed = start <= nw.lit(cut_off(as_of, divisor * (figure + 1)))
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
    law: Law,
    column: ColumnOf,
    as_of: dt.date,
    *,
    settles: bool,
) -> Truth:
    truths = [compile_truth(c, law, column, as_of) for c in conditions]
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
    join = nw.any_horizontal if settles else nw.all_horizontal
    expr = join(*exprs, ignore_nulls=False)
    if None in fixed:
        # One unknown for everybody: what settles still settles, all else is unknown.
        expr = nw.when(expr if settles else ~expr).then(nw.lit(settles))
    skip = _every(t.skip for t in deciding)
    if isinstance(skip, nw.Expr):
        expr = nw.when(~skip).then(expr)
    return Truth(expr, skip)


def to_output(column: Column) -> nw.Expr:
    """Return a column as people and other tools read it: words as text."""
    words = column.value_type.words
    if words is None or column.is_text:
        return column.expr
    texts = [w.value for w in words]
    orders = [w.order for w in words]
    return column.expr.replace_strict(orders, texts, default=None, return_dtype=nw.String())
