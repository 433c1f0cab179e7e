"""Where trees are compiled: what is known of the table, and what is computed once for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

import attrs
import narwhals as nw

from asn_career.conditions import Law, Node
from asn_career.facts import Fact
from asn_career.tables.columns import Advisory, Column, Truth
from asn_career.terms import Word

__all__ = ["Scope", "Steps"]

Steps: TypeAlias = list[dict[str, nw.Expr]]
"""Groups of expressions by name: what stands in one may read the groups before it."""

STEP: Final = "asn_career_step_"
WORDS, SIMPLE = 0, 1  # the first two groups of steps


@attrs.define
class Scope:
    """Where trees are compiled: the law in force, the columns of facts, the day.

    Attributes:
        law: the law in force.
        column: gives the column of a fact.
        as_of: the day.
        repeated: what trees mention more than once.
        steps: what is computed before all else, group by group, because several read it, and so
            that an expression does not double with each mention. First in which rows a fact is a
            word, then facts against fixed figures, then whatever reads no later group.
        kept: the quantities that have their column already.
        coded: the words that have a column of their codes.
        truths: the conditions that are made already.
        varying: the facts below a node that are not the same for everybody.
    """

    law: Law
    column: Callable[[Fact], Column]
    as_of: dt.date
    repeated: Collection[Node] = frozenset()
    steps: Steps = attrs.field(factory=list)
    kept: dict[Node, Column] = attrs.field(factory=dict)
    coded: dict[Node, nw.Expr] = attrs.field(factory=dict)
    truths: dict[Node, Truth] = attrs.field(factory=dict)
    varying: dict[Node, tuple[Fact, ...]] = attrs.field(factory=dict)
    _words: dict[tuple[Fact, str], nw.Expr] = attrs.field(factory=dict)
    _columns: dict[int, nw.Expr] = attrs.field(factory=dict)
    _levels: dict[Hashable, int] = attrs.field(factory=dict)
    _level: int = 0  # the first group that may read all that was read so far

    @contextmanager
    def reading(self, what: Hashable) -> Iterator[None]:
        """Note which steps something reads: what is made of it belongs to a later group."""
        outer, self._level = self._level, self._levels.get(what, 0)
        yield
        self._levels[what] = self._level
        self._level = max(outer, self._level)

    def fact(self, fact: Fact) -> Column:
        """Return the column of a fact; text that several ask for is compared once for all."""
        if fact not in self.kept:
            column = self.column(fact)
            if column.is_text and not column.is_category and fact in self.repeated:
                column = attrs.evolve(column, has=lambda word: self._is_word(fact, column, word))
            self.kept[fact] = column
        return self.kept[fact]

    def _is_word(self, fact: Fact, column: Column, word: Word) -> nw.Expr:
        key = (fact, word.value)
        if key not in self._words:
            self._words[key] = self._step(column.expr == word.value, WORDS)
        self._level = max(self._level, WORDS + 1)
        return self._words[key]

    def keep(self, node: Node, column: Column) -> Column:
        """Return a quantity as a column that is computed in a step of its own."""
        if not column.is_fixed:
            expr = column.expr if column.is_text else column.codes
            column = attrs.evolve(column, expr=self._step(expr), times=1)
        self.kept[node] = attrs.evolve(column, advisory=self.keep_mark(column.advisory))
        return self.kept[node]

    def keep_codes(self, node: Node, column: Column) -> Column:
        """Return words as codes in a step of their own, made once whoever asks."""
        if not column.is_text or column.is_fixed:
            return column
        with self.reading(("codes", node)):
            if node not in self.coded:
                self.coded[node] = self._step(column.codes)
        return attrs.evolve(column, expr=self.coded[node], is_text=False, has=None)

    def keep_truth(self, truth: Truth, *, simple: bool = False) -> Truth:
        """Return a condition that is read more than once as columns of their own.

        A ``simple`` one holds facts of the table against fixed figures, and nothing else.
        """
        if truth.is_fixed:
            return truth
        expr = self._step(truth.expr, SIMPLE if simple else None)
        return attrs.evolve(truth, expr=expr, skip=self.keep_mark(truth.skip))

    def keep_mark(self, mark: Advisory) -> Advisory:
        """Return where an unverified figure was read as a column of its own."""
        return self._step(mark) if isinstance(mark, nw.Expr) else mark

    def _step(self, expr: nw.Expr, group: int | None = None) -> nw.Expr:
        if id(expr) in self._columns:
            return expr
        name = f"{STEP}{sum(map(len, self.steps))}"
        group = self._level if group is None else group
        while len(self.steps) <= group:
            self.steps.append({})
        self.steps[group][name] = expr
        self._level = max(self._level, group + 1)
        column = nw.col(name)
        self._columns[id(column)] = column
        return column
