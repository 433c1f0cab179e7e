"""How records read their own fields while they are made: all problems of a record at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from asn_career.dates import is_day, read_day
from asn_career.errors import InvalidInputError, Problem, shown
from asn_career.numbers import Unit, read_number, to_whole
from asn_career.terms import Word

__all__ = ["Intake"]

MAX_TEXT = 500  # characters of an identifier or a name
LABEL_HINT = "lower-case letters, digits and _, as in tata_ruang"

T = TypeVar("T")
W = TypeVar("W", bound=Word)


def _is_label(value: object) -> bool:
    return (
        isinstance(value, str)
        and len(value) <= MAX_TEXT
        and value.isascii()
        and value.isidentifier()
        and value.islower()
    )


class Intake:
    """Reads the fields of one record while it is made, and raises all its problems at once.

    A field that can be read is put into its final form (text becomes a word or a day, a list a
    tuple) and given back; one that cannot is noted and stays as it was, and None is given back.
    ``secret`` keeps the value out of the message.
    """

    __slots__ = ("_record", "problems")

    def __init__(self, record: object) -> None:
        self._record = record
        self.problems: list[Problem] = []

    def note(self, where: str, message: str, hint: str = "") -> None:
        """Note one problem."""
        self.problems.append(Problem(where, message, hint))

    def finish(self) -> None:
        """Raise what was noted, if anything was.

        Raises:
            InvalidInputError: with every problem.
        """
        if self.problems:
            raise InvalidInputError(self.problems)

    def put(self, name: str, value: object) -> None:
        """Set a field of the record, which is frozen for everybody else."""
        object.__setattr__(self._record, name, value)

    def text(self, name: str, *, optional: bool = False) -> str | None:
        """Read words of any kind: a key or a name."""
        value = getattr(self._record, name)
        if isinstance(value, str) and len(value) <= MAX_TEXT and value.strip():
            return value
        if not (optional and value is None):  # a key may be private by mistake: not quoted
            kind = "blank or too long" if isinstance(value, str) else type(value).__name__
            self.note(name, f"{kind} is not a name", f"text of 1 to {MAX_TEXT} characters")
        return None

    def label(self, name: str) -> None:
        """Read an optional identifier, such as a field of study."""
        value = getattr(self._record, name)
        if value is not None and not _is_label(value):
            self.note(name, f"{shown(value)} is not an identifier", LABEL_HINT)

    def labels(self, name: str) -> None:
        """Read identifiers, such as fields of work; they are kept sorted, each once."""
        if values := self.listed(name):
            wrong = [i for i, value in enumerate(values) if not _is_label(value)]
            for i in wrong:
                self.note(f"{name}[{i}]", f"{shown(values[i])} is not an identifier", LABEL_HINT)
            if len(values) > 1 and not wrong:
                self.put(name, tuple(sorted(set(values))))

    def flag(self, name: str) -> None:
        """Read a field that is True or False."""
        value = getattr(self._record, name)
        if type(value) is not bool:
            self.note(name, f"{shown(value)} is neither True nor False")

    def whole(self, name: str, low: int, *, optional: bool = False) -> None:
        """Read a whole number from ``low`` upwards."""
        value = getattr(self._record, name)
        if (type(value) is not int or value < low) and not (optional and value is None):
            self.note(name, f"{shown(value)} is not a whole number from {low} upwards")

    def amount(self, name: str, of: Unit, *, optional: bool = False) -> None:
        """Read an exact number of a unit, from zero upwards; it is kept as a Decimal."""
        value = getattr(self._record, name)
        if optional and value is None:
            return
        try:
            number = read_number(value, name)
            to_whole(number, of.denominator, name)
        except InvalidInputError as error:
            self.problems += error.problems
            return
        if number < 0:
            self.note(name, f"{number} is below zero")
        self.put(name, number)

    def day(self, name: str, *, optional: bool = False, secret: bool = False) -> dt.date | None:
        """Read a day from a date or from ISO text."""
        value: dt.date | None = getattr(self._record, name)
        if is_day(value) or (optional and value is None):
            return value
        try:
            value = read_day(value)
        except InvalidInputError as error:
            for problem in error.problems:
                self.note(name, "not a day" if secret else problem.message, problem.hint)
            return None
        self.put(name, value)
        return value

    def span(self, since: str = "since", until: str = "until", *, is_open: bool = True) -> None:
        """Read two days that stand in order; with ``is_open`` the second may be missing."""
        first, last = self.day(since), self.day(until, optional=is_open)
        if first is not None and last is not None and last < first:
            self.note(until, f"{last} lies before {since} {first}", "both days are included")

    def word(
        self, name: str, vocabulary: type[W], *, optional: bool = False, secret: bool = False
    ) -> W | None:
        """Read a word of a vocabulary from its member or its text."""
        value = getattr(self._record, name)
        if type(value) is vocabulary:
            return value
        if optional and value is None:
            return None
        try:
            # Words of two vocabularies may be spelled alike: golongan I/a and eselon I.a.
            word = vocabulary(repr(value) if isinstance(value, Word) else value)
        except InvalidInputError as error:
            known = "known: " + ", ".join(vocabulary)
            for problem in error.problems:
                if secret:
                    self.note(name, f"unknown {vocabulary.__name__}", known)
                else:
                    self.note(name, problem.message, problem.hint)
            return None
        self.put(name, word)
        return word

    def one(self, name: str, kind: type[T], *, optional: bool = False) -> T | None:
        """Read a record that is part of this one."""
        value = getattr(self._record, name)
        if isinstance(value, kind):
            return value
        if not (optional and value is None):
            self.note(name, f"{type(value).__name__} instead of {kind.__name__}")
        return None

    def listed(self, name: str) -> tuple[Any, ...]:
        """Read a list of anything; it is kept as a tuple."""
        values = getattr(self._record, name)
        if type(values) is tuple:
            return values
        if isinstance(values, str | bytes) or not isinstance(values, Iterable):
            self.note(name, f"{shown(values)} is not a list", "give a list or a tuple")
            return ()
        values = tuple(values)
        self.put(name, values)
        return values

    def items(self, name: str, kind: type[T]) -> dict[str, T]:
        """Read a list of records; give back those of the right kind by their place."""
        found = {}
        for i, value in enumerate(self.listed(name)):
            if isinstance(value, kind):
                found[f"{name}[{i}]"] = value
            else:
                self.note(f"{name}[{i}]", f"{type(value).__name__} instead of {kind.__name__}")
        return found
