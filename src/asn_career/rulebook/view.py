"""The view of one person (and post) on one day, through which facts are read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Protocol

from asn_career.facts import Fact, Subject

if TYPE_CHECKING:
    from asn_career.people import Employee
    from asn_career.positions import Post
    from asn_career.regulations import Cell
    from asn_career.rulebook.law import Snapshot
    from asn_career.terms import Word
    from asn_career.values import Value

__all__ = ["View"]


class Figures(Protocol):
    """What a view needs of the rulebook: the glossary and the figures in force."""

    def fact(self, name: str) -> Fact:
        """Return a fact by name."""
        ...

    def cell(self, table: str, at: tuple[Word, ...], as_of: dt.date) -> Cell | None:
        """Return the figure in force on a day."""
        ...

    def law(self, as_of: dt.date) -> Snapshot:
        """Return the law in force on a day."""
        ...


class View:
    """The facts of one person (and post) on one day, read when asked for, each once.

    ``read`` functions of facts get this view: the record, the post, the day, the law in force.
    """

    __slots__ = ("_book", "_known", "as_of", "employee", "post")

    def __init__(
        self,
        book: Figures,
        as_of: dt.date,
        employee: Employee | None,
        post: Post | None,
        known: dict[str, Value | None],
    ) -> None:
        """Take the rulebook, the day, the record or the facts that are known."""
        self._book, self.as_of, self.employee, self.post = book, as_of, employee, post
        self._known = known

    @property
    def law(self) -> Snapshot:
        """The law in force on the day."""
        return self._book.law(self.as_of)

    def law_on(self, day: dt.date) -> Snapshot:
        """Return the law in force on another day, such as the end of a period appraised."""
        return self._book.law(day)

    def get(self, name: str) -> Value | None:
        """Return the value of a fact, None if it is unknown."""
        try:
            return self._known[name]
        except KeyError:
            value = self._known[name] = self._read(self._book.fact(name))
            return value

    def _read(self, fact: Fact) -> Value | None:
        needs_person = fact.subject.needs_person
        needs_post = fact.subject in {Subject.POST, Subject.PAIR}
        if fact.read is None or (needs_person and self.employee is None):
            return None
        return None if needs_post and self.post is None else fact.read(self)

    def person(self) -> Employee:
        """Return the record; facts of a person are asked only where there is one."""
        if self.employee is None:
            message = "this fact is read from a record, and there is none"
            raise AssertionError(message)
        return self.employee

    def target(self) -> Post:
        """Return the post; facts of a post are asked only where there is one."""
        if self.post is None:
            message = "this fact is about a post, and there is none"
            raise AssertionError(message)
        return self.post

    def cell(self, table: str, *at: Word, on: dt.date | None = None) -> Cell | None:
        """Return the figure of the law in force on the day asked about, or on another."""
        return self._book.cell(table, at, on or self.as_of)
