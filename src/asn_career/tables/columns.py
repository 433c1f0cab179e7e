"""What a tree becomes on a table: columns of values, truths, and how they are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from functools import reduce
from typing import Final, TypeAlias

import attrs
import narwhals as nw

from asn_career.conditions import Law, Node
from asn_career.facts import Fact
from asn_career.terms import Word
from asn_career.values import Kind, Value, ValueType

__all__ = [
    "NULL_FLAG",
    "Advisory",
    "Column",
    "Scope",
    "Truth",
    "either",
    "every",
    "literal",
    "map_back",
    "map_codes",
    "mask_of",
    "to_output",
]

Advisory: TypeAlias = bool | nw.Expr
NULL_TEXT: Final = nw.lit(None, dtype=nw.String())
NULL_FLAG: Final = nw.lit(None, dtype=nw.Boolean)


@attrs.frozen
class Column:
    """A quantity as an expression.

    Attributes:
        expr: numbers as numerators, days as days, words as codes, sets of words as sums of
            powers of two; words as text if ``is_text``.
        times: what numbers in ``expr`` are still to be multiplied with, so that a comparison
            with a fixed figure can divide the figure once instead of a column.
        fixed: the value itself where it is the same for everybody.
        advisory: whether an unverified figure was read, for all rows or row by row.
    """

    value_type: ValueType
    expr: nw.Expr
    is_text: bool = False
    times: int = 1
    is_fixed: bool = False
    fixed: Value | None = None
    advisory: Advisory = False

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


STEP: Final = "asn_career_step_"


@attrs.frozen
class Scope:
    """Where a tree is compiled: the law in force, the columns of facts, the day.

    ``steps`` are computed before all else, in order: what is mentioned more than once, so that
    the size of an expression does not double with each mention. ``repeated`` are the quantities
    that the trees mention more than once, ``kept`` those that have their column already.
    """

    law: Law
    column: Callable[[Fact], Column]
    as_of: dt.date
    repeated: Collection[Node] = frozenset()
    steps: dict[str, nw.Expr] = attrs.field(factory=dict)
    kept: dict[Node, Column] = attrs.field(factory=dict)
    columns: dict[int, nw.Expr] = attrs.field(factory=dict)

    def keep(self, node: Node, column: Column) -> Column:
        """Return a quantity as a column that is computed in a step of its own."""
        if not column.is_fixed:
            expr = column.expr if column.is_text else column.codes
            column = attrs.evolve(column, expr=self._step(expr), times=1)
        self.kept[node] = attrs.evolve(column, advisory=self.keep_mark(column.advisory))
        return self.kept[node]

    def keep_truth(self, truth: Truth) -> Truth:
        """Return a condition that is read more than once as columns of their own."""
        if truth.is_fixed:
            return truth
        return attrs.evolve(truth, expr=self._step(truth.expr), skip=self.keep_mark(truth.skip))

    def keep_mark(self, mark: Advisory) -> Advisory:
        """Return where an unverified figure was read as a column of its own."""
        return self._step(mark) if isinstance(mark, nw.Expr) else mark

    def _step(self, expr: nw.Expr) -> nw.Expr:
        if id(expr) in self.columns:
            return expr
        name = f"{STEP}{len(self.steps)}"
        self.steps[name] = expr
        column = nw.col(name)
        self.columns[id(column)] = column
        return column


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


def map_codes(
    expr: nw.Expr, to: dict[str, int] | dict[int, int], dtype: nw.dtypes.DType
) -> nw.Expr:
    """Return codes or places replaced one by one; what is not named is missing."""
    return expr.replace_strict(list(to), list(to.values()), default=None, return_dtype=dtype)


def mask_of(words: frozenset[Word]) -> int:
    """Return a set of words as a sum of powers of two."""
    return sum(1 << w.order for w in words)


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
    match value:
        case Word():
            expr = nw.lit(value.order)
        case None if value_type.kind is Kind.DAY:
            expr = nw.lit(None, dtype=nw.Date())
        case None if value_type.kind is Kind.FLAG:
            expr = NULL_FLAG
        case frozenset():
            expr = nw.lit(mask_of(value))
        case None:
            expr = nw.lit(None, dtype=nw.Int64())
        case _:
            expr = nw.lit(value)
    return Column(value_type, expr, is_fixed=True, fixed=value, advisory=advisory)


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
    return map_back(column.expr, {w.order: w.value for w in words})


def map_back(codes: nw.Expr, to: dict[int, str]) -> nw.Expr:
    """Return text by its code."""
    return codes.replace_strict(list(to), list(to.values()), default=None, return_dtype=nw.String())
