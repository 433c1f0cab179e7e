"""Comparisons of columns: words, whole numbers and days.

Where a column meets a fixed figure, the figure is brought to the column's form, not the column
to the figure's: a word against the words that pass, a number against a divided bound.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

import narwhals as nw

from asn_career.conditions import OPERATORS, scales, whole_bound
from asn_career.findings import Op
from asn_career.tables.columns import NULL_FLAG, Column
from asn_career.terms import Word
from asn_career.values import Kind

__all__ = ["compare_columns", "compare_number", "is_in", "is_one_of"]

# Up to so many words are compared one by one, more are looked for in a set: for text that takes
# as long as a dozen comparisons.
FEW_TEXTS, FEW_CODES = 12, 2


def compare_columns(a: Column, op: Op, b: Column) -> nw.Expr:
    """Compare two columns of one kind, of which one varies and none is unknown for everybody."""
    words = a.value_type.words
    if words is not None and isinstance(b.fixed, Word):
        order = b.fixed.order
        return is_in(a, [w for w in words if OPERATORS[op](w.order, order)])
    if a.value_type.kind is Kind.NUMBER:
        divisor, up, down = scales(a.value_type, b.value_type)
        if isinstance(b.fixed, int) and op not in {Op.EQ, Op.NE} and 1 in {divisor, up}:
            turned, bound = whole_bound(op, b.fixed, divisor)
            return compare_number(a, turned, Fraction(bound * down, up))
        number = a.operand // divisor if divisor > 1 else a.operand
        return _ordered(op, _times(number, up), _times(b.operand, down))
    if a.value_type.kind is Kind.FLAG and b.is_fixed:
        return a.expr if b.fixed is (op is Op.EQ) else ~a.expr
    return _ordered(op, a.codes, b.codes)


def is_one_of(one: Column, several: Column) -> nw.Expr:
    """Tell whether a word is in a set of words."""
    if isinstance(several.fixed, frozenset):
        return is_in(one, sorted(several.fixed, key=lambda w: w.order))
    mask, found = several.codes, NULL_FLAG
    if isinstance(one.fixed, Word):
        return mask // (1 << one.fixed.order) % 2 == 1
    for word in one.value_type.words or ():
        has = mask // (1 << word.order) % 2 == 1
        found = nw.when(one.codes == word.order).then(has).otherwise(found)
    return found


def compare_number(column: Column, op: Op, bound: Fraction) -> nw.Expr:
    """Compare varying whole numbers with a fixed bound; the bound is divided, not the column."""
    bound /= column.times
    rounded = math.ceil(bound) if op in {Op.GE, Op.LT} else math.floor(bound)
    return _ordered(op, column.expr, rounded)


def is_in(one: Column, words: Sequence[Word]) -> nw.Expr:
    """Tell whether a varying word is one of fixed words."""
    if not words:
        return nw.when(~one.expr.is_null()).then(nw.lit(value=False))
    if one.has is not None:
        return reduce(lambda a, b: a | b, (one.has(word) for word in words))
    members = [w.value if one.is_text else w.order for w in words]
    few = FEW_TEXTS if one.is_text and not one.is_category else FEW_CODES
    if len(members) > few:
        return one.expr.is_in(members)
    return reduce(lambda a, b: a | b, (one.expr == member for member in members))


def _ordered(op: Op, a: int | nw.Expr, b: int | nw.Expr) -> nw.Expr:
    """Compare two sides of which one varies."""
    compared: object = OPERATORS[op](a, b)
    assert isinstance(compared, nw.Expr)  # noqa: S101 - what is fixed was answered before
    return compared


def _times(expr: Any, factor: int) -> Any:  # noqa: ANN401 - a number or an expression
    return expr if factor == 1 else expr * factor
