"""Figures of the law by the words and numbers of columns: grids and bands."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import attrs
import narwhals as nw

from asn_career.conditions import OPERATORS, Law, scales
from asn_career.findings import Op
from asn_career.regulations import Cell
from asn_career.tables.columns import (
    Advisory,
    Column,
    Truth,
    either,
    literal,
    map_codes,
    number_of,
)
from asn_career.tables.comparing import compare_number
from asn_career.tables.kleene import never_known
from asn_career.terms import Word
from asn_career.values import Kind, ValueType

__all__ = ["compare_band", "look_up", "pick_band", "unknown_of"]


def unknown_of(columns: Iterable[Column], value_type: ValueType) -> Column | None:
    """Return the unknown value if any column is unknown for everybody."""
    columns = list(columns)
    if not any(c.is_unknown for c in columns):
        return None
    found = literal(None, value_type)
    return attrs.evolve(found, advisory=either(c.advisory for c in columns))


def look_up(law: Law, table: str, keys: list[Column], value_type: ValueType) -> Column:
    """Return the figures of a grid, by one code for all its keys."""
    if unknown := unknown_of(keys, value_type):
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


def pick_band(law: Law, table: str, of: Column, value_type: ValueType) -> Column:
    """Return the figures of bands: the lower bounds that are reached are counted."""
    if unknown := unknown_of([of], value_type):
        return unknown
    bands = law.values.bands(table)
    number, up, down = _scaled(law, table, of)
    scaled = number.codes * up
    place = scaled * 0
    for lower, _ in bands:
        if lower is not None:
            place = place + (scaled >= lower * down).cast(nw.Int64())
    cells = dict(enumerate(cell for _, cell in bands))
    return _picked(place, cells, value_type, [of.advisory])


def compare_band(law: Law, table: str, of: Column, op: Op, word: Word) -> Truth | None:
    """Compare a band with a word by the bounds of the number, where no figure is unverified."""
    bands = law.values.bands(table)
    if not bands or any(cell.advisory or cell.value is None for _, cell in bands):
        return None
    if of.is_unknown:
        return never_known(of.advisory)
    number, up, down = _scaled(law, table, of)
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
            side = compare_number(number, Op.GE if now else Op.LT, Fraction(lower * down, up))
            expr = side if expr is None else (expr | side) if now else (expr & side)
    assert expr is not None  # noqa: S101 - the answers differ somewhere
    return Truth(expr, of.advisory)


def _scaled(law: Law, table: str, of: Column) -> tuple[Column, int, int]:
    """Return the number in completed units of the bounds, and what both sides are to be times."""
    bands_of = law.values.table(table).bands_of
    assert bands_of is not None  # noqa: S101 - the tree was checked
    divisor, up, down = scales(of.value_type, bands_of)
    number = of if divisor == 1 else attrs.evolve(of, expr=of.codes // divisor, times=1)
    return number, up, down


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
    numbers = {p: number_of(cell.value) for p, cell in cells.items() if cell.value is not None}
    expr = map_codes(place, numbers, nw.Int64())
    if value_type.kind is Kind.FLAG:
        expr = expr == 1
    return Column(value_type, expr, advisory=either(marks))
