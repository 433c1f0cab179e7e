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
from typing import Any, Final, TypeAlias, assert_never

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

__all__ = ["NULL_FLAG", "Column", "Truth", "compile_truth", "compile_value", "to_output"]

Advisory: TypeAlias = bool | nw.Expr
ColumnOf: TypeAlias = Callable[[Fact], "Column"]

NULL_TEXT: Final = nw.lit(None, dtype=nw.String())
NULL_FLAG: Final = nw.lit(None, dtype=nw.Boolean)
MIRRORED: Final = {Op.GE: Op.LE, Op.LE: Op.GE, Op.GT: Op.LT, Op.LT: Op.GT}


@attrs.frozen
class Column:
    """A quantity as an expression.

    Attributes:
        expr: numbers as numerators, days as days, words as codes, sets of words as sums of
            powers of two; words as text if ``is_text``.
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
        """Words by their place in the vocabulary, sets as sums of powers of two."""
        words = self.value_type.words
        if not self.is_text or words is None:
            return self.expr
        if self.value_type.kind is Kind.WORDS:
            listed = nw.concat_str([nw.lit("|"), self.expr, nw.lit("|")])
            has = (listed.str.contains(f"|{w.value}|", literal=True) for w in words)
            bits = (h.cast(nw.Int64()) * (1 << w.order) for h, w in zip(has, words, strict=True))
            return reduce(lambda a, b: a + b, bits)
        return _map(self.expr, {w.value: w.order for w in words}, nw.Int64())

    @property
    def operand(self) -> int | nw.Expr:
        """What arithmetic takes: a plain number where it is fixed.

        Engines do not agree on expressions made of literals alone.
        """
        if self.is_fixed and isinstance(self.fixed, Word):
            return self.fixed.order
        return self.fixed if self.is_fixed and isinstance(self.fixed, int) else self.codes

    @property
    def is_unknown(self) -> bool:
        """Whether the value is unknown for everybody."""
        return self.is_fixed and self.fixed is None


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
    return expr.replace_strict(list(to), list(to.values()), default=None, return_dtype=dtype)


def _mask(words: frozenset[Word]) -> int:
    return sum(1 << w.order for w in words)


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
        case frozenset():
            expr = nw.lit(_mask(value))
        case None:
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
            if unknown := _unknown([start, span], value_type):
                return unknown
            unit = span.value_type.unit
            per = 12 if unit is not None and unit.name == "year" else 1
            expr = _month_start(_month_index(start) + span.operand * per)
            return Column(value_type, expr, advisory=_either([start.advisory, span.advisory]))
        case WeightedSum(parts=parts):
            columns = [compile_value(n, law, column, as_of) for pair in parts for n in pair]
            if unknown := _unknown(columns, value_type):
                return unknown
            weights, shares = columns[::2], columns[1::2]
            terms = (w.operand * q.operand for w, q in zip(weights, shares, strict=True))
            return _joined(lambda a, b: a + b, terms, columns, value_type)
        case Product(factors=factors):
            columns = [compile_value(f, law, column, as_of) for f in factors]
            if unknown := _unknown(columns, value_type):
                return unknown
            terms = (c.operand for c in columns)
            return _joined(lambda a, b: a * b, terms, columns, value_type)
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


def _unknown(columns: Iterable[Column], value_type: ValueType) -> Column | None:
    """Return the unknown value if any column is unknown for everybody."""
    columns = list(columns)
    if not any(c.is_unknown for c in columns):
        return None
    found = literal(None, value_type)
    return attrs.evolve(found, advisory=_either(c.advisory for c in columns))


def _joined(
    join: Callable[[Any, Any], Any],
    terms: Iterable[int | nw.Expr],
    columns: Iterable[Column],
    value_type: ValueType,
) -> Column:
    """Return numbers joined to one."""
    expr: nw.Expr = reduce(join, terms)  # type: ignore[assignment] # some term varies
    return Column(value_type, expr, advisory=_either(c.advisory for c in columns))


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
    if all(cell.value is None for cell in cells.values()):
        return attrs.evolve(literal(None, value_type), advisory=_either(marks))
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
        elif isinstance(cell.value, frozenset):
            numbers[p] = _mask(cell.value)
        elif isinstance(cell.value, int):
            numbers[p] = int(cell.value)
    expr = _map(place, numbers, nw.Int64())
    if value_type.kind is Kind.FLAG:
        expr = expr == 1
    return Column(value_type, expr, advisory=_either(marks))


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
            if one.is_unknown or several.is_unknown:
                return _never_known(skip)
            return Truth(_is_in(one, several), skip)
        case AllOf(conditions=conditions):
            return _join(conditions, law, column, as_of, settles=False)
        case AnyOf(conditions=conditions):
            return _join(conditions, law, column, as_of, settles=True)
        case Not(condition=condition):
            inner = compile_truth(condition, law, column, as_of)
            if inner.is_fixed:
                return _fixed(SKIP if inner.skip is True else _opposite(inner.fixed))
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


def _compare(
    left: Quantity, op: Op, right: Quantity, law: Law, column: ColumnOf, as_of: dt.date
) -> Truth:
    b = compile_value(right, law, column, as_of)
    if isinstance(left, MonthsSince) and b.is_fixed:
        start = compile_value(left.day, law, column, as_of)
        skip = _either([start.advisory, b.advisory])
        if start.is_unknown or not isinstance(b.fixed, int):
            return _never_known(skip)
        divisor = scales(type_of(left, law), b.value_type)[0]
        return Truth(_months_against(start.expr, op, b.fixed, divisor, as_of), skip)
    if isinstance(left, Band) and isinstance(b.fixed, Word) and b.advisory is False:
        by_bounds = _band_against(left, op, b.fixed, law, column, as_of)
        if by_bounds is not None:
            return by_bounds
    a = compile_value(left, law, column, as_of)
    skip = _either([a.advisory, b.advisory])
    if a.is_unknown or b.is_unknown:
        return _never_known(skip)
    words = a.value_type.words
    if words is not None and isinstance(b.fixed, Word):
        bound = b.fixed
        passing = frozenset(w for w in words if OPERATORS[op](w.order, bound.order))
        return Truth(_passes(a, passing), skip)
    if a.value_type.kind is Kind.NUMBER:
        divisor, up, down = scales(a.value_type, b.value_type)
        if isinstance(b.fixed, int) and op not in {Op.EQ, Op.NE}:
            turned, figure = whole_bound(op, b.fixed, divisor)
            return Truth(_ordered(turned, _times(a.operand, up), figure * down), skip)
        number = a.operand // divisor if divisor > 1 else a.operand
        return Truth(_ordered(op, _times(number, up), _times(b.operand, down)), skip)
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


def _ordered(op: Op, a: int | nw.Expr, b: int | nw.Expr) -> nw.Expr:
    """Compare two sides of which one varies."""
    compared: object = OPERATORS[op](a, b)
    assert isinstance(compared, nw.Expr)  # noqa: S101 - what is fixed was answered before
    return compared


def _times(expr: Any, factor: int) -> Any:  # noqa: ANN401 - a number or an expression
    return expr if factor == 1 else expr * factor


def _months_against(start: nw.Expr, op: Op, figure: int, divisor: int, as_of: dt.date) -> nw.Expr:
    """Compare completed months (or years) with a figure, by cut-off days."""
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
    if column.is_fixed:
        plain = column.value_type.plain(column.fixed)
        return nw.lit(plain, dtype=nw.String()) if plain is not None else NULL_TEXT
    if column.value_type.kind is Kind.WORDS:
        pieces = (
            nw.when(column.expr // (1 << w.order) % 2 == 1)
            .then(nw.lit(f"{w.value}|"))
            .otherwise(nw.lit(""))
            for w in words
        )
        listed = nw.concat_str(list(pieces)).str.strip_chars("|")
        return nw.when(~column.expr.is_null()).then(listed)
    return _map_back(column.expr, {w.order: w.value for w in words})


def _map_back(codes: nw.Expr, to: dict[int, str]) -> nw.Expr:
    return codes.replace_strict(list(to), list(to.values()), default=None, return_dtype=nw.String())
