"""What a tree becomes on a table: columns of values, truths, and how they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Final, TypeAlias

import attrs
import narwhals as nw

from asn_career.terms import Word
from asn_career.values import Kind, Value, ValueType

__all__ = [
    "NULL_FLAG",
    "Advisory",
    "Column",
    "Truth",
    "either",
    "every",
    "literal",
    "map_back",
    "map_codes",
    "mask_of",
    "number_of",
    "pick",
    "to_output",
]

Advisory: TypeAlias = bool | nw.Expr
NULL_TEXT: Final = nw.lit(None, dtype=nw.String())
NULL_FLAG: Final = nw.lit(None, dtype=nw.Boolean)
NULL_NUMBER: Final = nw.lit(None, dtype=nw.Int64())


@attrs.frozen
class Column:
    """A quantity as an expression.

    Attributes:
        expr: numbers as numerators, days as days, words as codes, sets of words as sums of
            powers of two; words as text if ``is_text``, or as categories of them.
        has: tells where text is a word, where that is found once for all who ask.
        times: what numbers in ``expr`` are still to be multiplied with, so that a comparison
            with a fixed figure can divide the figure once instead of a column.
        fixed: the value itself where it is the same for everybody.
        advisory: whether an unverified figure was read, for all rows or row by row.
    """

    value_type: ValueType
    _expr: nw.Expr | None
    is_text: bool = False
    is_category: bool = False
    has: Callable[[Word], nw.Expr] | None = None
    times: int = 1
    is_fixed: bool = False
    fixed: Value | None = None
    advisory: Advisory = False

    @property
    def expr(self) -> nw.Expr:
        """The expression; that of a fixed value is made only where somebody asks for it."""
        return _literal(self.fixed, self.value_type) if self._expr is None else self._expr

    @property
    def codes(self) -> nw.Expr:
        """Words by their place in the vocabulary, sets as sums of powers of two."""
        words = self.value_type.words
        if not self.is_text or words is None:
            return self.expr if self.times == 1 else self.expr * self.times
        if self.value_type.kind is Kind.WORDS:
            listed = nw.concat_str([nw.lit("|"), self.expr, nw.lit("|")])
            has = (listed.str.contains(f"|{w.value}|", literal=True) for w in words)
            bits = (h.cast(nw.Int64()) * (1 << w.order) for h, w in zip(has, words, strict=True))
            return reduce(lambda a, b: a + b, bits)
        if self.has is not None:
            return pick((self.has(w), nw.lit(w.order, dtype=nw.Int64())) for w in words)
        return map_codes(self.expr, {w.value: w.order for w in words}, nw.Int64())

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


def pick(choices: Iterable[tuple[nw.Expr, nw.Expr]]) -> nw.Expr:
    """Return what belongs to the condition that holds, of conditions that exclude each other."""
    expr: nw.Expr | None = None
    for condition, value in choices:
        held = nw.when(condition).then(value)
        expr = held if expr is None else held.otherwise(expr)
    return NULL_NUMBER if expr is None else expr


def map_codes(
    expr: nw.Expr, to: dict[str, int] | dict[int, int], dtype: nw.dtypes.DType
) -> nw.Expr:
    """Return codes or places replaced one by one; what is not named is missing."""
    return expr.replace_strict(list(to), list(to.values()), default=None, return_dtype=dtype)


def mask_of(words: frozenset[Word]) -> int:
    """Return a set of words as a sum of powers of two."""
    return sum(1 << w.order for w in words)


def number_of(value: Value) -> int:
    """Return a word, a set of words or a number as the whole number it has in a column."""
    if isinstance(value, Word):
        return value.order
    return mask_of(value) if isinstance(value, frozenset) else int(value)  # type: ignore[arg-type]


def either(marks: Iterable[Advisory]) -> Advisory:
    """Return where any mark holds."""
    marks = list(marks)
    if any(m is True for m in marks):
        return True
    exprs = [m for m in marks if isinstance(m, nw.Expr)]
    return reduce(lambda a, b: a | b, exprs) if exprs else False


def every(marks: Iterable[Advisory]) -> Advisory:
    """Return where every mark holds."""
    marks = list(marks)
    if any(m is False for m in marks):
        return False
    exprs = [m for m in marks if isinstance(m, nw.Expr)]
    return reduce(lambda a, b: a & b, exprs) if exprs else True


def literal(value: Value | None, value_type: ValueType, *, advisory: Advisory = False) -> Column:
    """Return a column that has the same value for everybody."""
    return Column(value_type, None, is_fixed=True, fixed=value, advisory=advisory)


def _literal(value: Value | None, value_type: ValueType) -> nw.Expr:
    match value:
        case None if value_type.kind is Kind.DAY:
            return nw.lit(None, dtype=nw.Date())
        case None if value_type.kind is Kind.FLAG:
            return NULL_FLAG
        case None:
            return NULL_NUMBER
        case Word() | frozenset():
            return nw.lit(number_of(value))
        case _:
            return nw.lit(value)


def to_output(column: Column, *, categories: bool) -> nw.Expr:
    """Return a column as people and other tools read it: words as text or as categories."""
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
    return map_back(column.expr, {w.order: w.value for w in words}, categories=categories)


def map_back(codes: nw.Expr, to: dict[int, str], *, categories: bool) -> nw.Expr:
    """Return text by its code."""
    if not categories:
        texts = list(to.values())
        return codes.replace_strict(list(to), texts, default=None, return_dtype=nw.String())
    return pick((codes == c, nw.lit(text).cast(nw.Categorical())) for c, text in to.items())
