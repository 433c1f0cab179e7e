"""Reads facts and notes which figures, rules and facts they rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, TypeVar

import attrs

from asn_career.rulebook import Rulebook, Snapshot, View
from asn_career.scenarios.parts import PartKind, PartName

if TYPE_CHECKING:
    from asn_career.facts import Fact
    from asn_career.people import Employee
    from asn_career.positions import Post
    from asn_career.regulations import Cell, Key
    from asn_career.terms import Word
    from asn_career.values import Value

__all__ = ["Watched", "WatchedView"]

T = TypeVar("T")


class _Noted(Mapping[str, T]):
    """A mapping that notes which of its keys were asked for."""

    def __init__(self, inner: Mapping[str, T], kind: PartKind, notes: set[PartName]) -> None:
        self.inner, self.kind, self.notes = inner, kind, notes

    def __getitem__(self, name: str) -> T:
        self.notes.add((self.kind, name))
        return self.inner[name]

    def __iter__(self) -> Iterator[str]:
        self.notes.update((self.kind, name) for name in self.inner)
        return iter(self.inner)

    def __len__(self) -> int:
        return len(self.inner)


class Watched:
    """A rulebook whose laws note what is read from them.

    A reader of facts may keep what it compiled from a law, so the notes of one law are shared by
    all who read it and only grow: they name at least what a fact rests on.
    """

    def __init__(self, book: Rulebook) -> None:
        """Take the rulebook."""
        self.book = book
        self._laws: dict[int, tuple[Snapshot, set[PartName]]] = {}

    def fact(self, name: str) -> Fact:
        """Return a fact by name."""
        return self.book.fact(name)

    def cell(self, table: str, at: Key, as_of: dt.date) -> Cell | None:
        """Return the figure in force on a day."""
        return self.book.cell(table, at, as_of)

    def law(self, as_of: dt.date) -> Snapshot:
        """Return the law in force on a day, which notes what is read."""
        return self.noted(as_of)[0]

    def noted(self, day: dt.date) -> tuple[Snapshot, set[PartName]]:
        """Return the law in force on a day, and its notes."""
        plain = self.book.law(day)
        if id(plain) not in self._laws:
            notes: set[PartName] = set()
            tables = _Noted(plain.values.tables, PartKind.FIGURE, notes)
            noted = attrs.evolve(
                plain,
                values=attrs.evolve(plain.values, tables=tables),
                rules=_Noted(plain.rules, PartKind.RULE, notes),
            )
            self._laws[id(plain)] = noted, notes
        return self._laws[id(plain)]


class WatchedView(View):
    """A view that knows on which parts of the law each fact rests."""

    __slots__ = ("_notes", "_stack", "_watched")

    def __init__(
        self,
        watched: Watched,
        as_of: dt.date,
        employee: Employee | None,
        post: Post | None,
        known: dict[str, Value | None],
    ) -> None:
        """Take the rulebook, the day, the record or the facts that are known."""
        super().__init__(watched, as_of, employee, post, known)
        self._watched = watched
        self._notes: dict[str, list[set[PartName]]] = {}
        self._stack: list[list[set[PartName]]] = []

    def get(self, name: str) -> Value | None:
        """Return the value of a fact, None if it is unknown."""
        if name not in self._known:
            own: list[set[PartName]] = [{(PartKind.FACT, name)}]
            self._stack.append(own)
            try:
                super().get(name)
            finally:
                self._stack.pop()
            self._notes[name] = own
        if self._stack and name in self._notes:
            self._stack[-1].extend(self._notes[name])
        return self._known[name]

    @property
    def law(self) -> Snapshot:
        """The law in force on the day."""
        return self.law_on(self.as_of)

    def law_on(self, day: dt.date) -> Snapshot:
        """Return the law in force on another day."""
        law, notes = self._watched.noted(day)
        if self._stack:
            self._stack[-1].append(notes)
        return law

    def cell(self, table: str, *at: Word, on: dt.date | None = None) -> Cell | None:
        """Return the figure of the law in force on the day asked about, or on another."""
        if self._stack:
            self._stack[-1][0].add((PartKind.FIGURE, table))
        return super().cell(table, *at, on=on)

    def affected(self, parts: AbstractSet[PartName]) -> dict[str, AbstractSet[PartName]]:
        """Return the facts read so far that rest on any of these parts, each with which."""
        return {
            name: parts & set().union(*notes)
            for name, notes in self._notes.items()
            if not all(map(parts.isdisjoint, notes))
        }

    def known_but(self, facts: Iterable[str]) -> dict[str, Value | None]:
        """Return the facts known so far but these."""
        known = dict(self._known)
        for name in facts:
            known.pop(name, None)
        return known
