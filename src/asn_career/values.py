"""The five types of values that facts, cells of the law and results have.

One type cleans what comes in at the door and shows what goes out to people; in between, numbers
are whole numbers over the denominator of their unit, words are members of their vocabulary.
"""

from __future__ import annotations

import datetime as dt
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from asn_career.dates import read_day
from asn_career.errors import InvalidInputError, Problem, shown
from asn_career.numbers import Unit, format_number, read_number, to_whole, unit
from asn_career.terms import Month, Text, Word

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Kind", "Value", "ValueType", "show_day"]

Value = bool | int | dt.date | Word | frozenset[Word]
"""What a fact, a cell or a result can hold inside the library."""

YES, NO = Text(id="ya", en="yes"), Text(id="tidak", en="no")


class Kind(StrEnum):
    """The kinds of values."""

    FLAG = "flag"
    NUMBER = "number"
    DAY = "day"
    WORD = "word"
    WORDS = "words"


def show_day(day: dt.date, lang: str = "id") -> str:
    """Return a day for people.

    >>> show_day(dt.date(2025, 10, 1)), show_day(dt.date(2025, 10, 1), "en")
    ('1 Oktober 2025', '1 October 2025')
    """
    return f"{day.day} {Month(str(day.month)).text.say(lang)} {day.year}"


@attrs.frozen
class ValueType:
    """The type of a value: its kind, the unit of a number, the vocabulary of a word.

    ``denominator`` is the unit's, unless a computed number needs a finer one.
    """

    kind: Kind
    unit: Unit | None = None
    words: type[Word] | None = None
    denominator: int = 1

    @classmethod
    def flag(cls) -> ValueType:
        """Return the type of yes or no."""
        return cls(Kind.FLAG)

    @classmethod
    def day(cls) -> ValueType:
        """Return the type of a day."""
        return cls(Kind.DAY)

    @classmethod
    def number(cls, of: str) -> ValueType:
        """Return the type of a number in the unit ``of``."""
        found = unit(of)
        return cls(Kind.NUMBER, unit=found, denominator=found.denominator)

    @classmethod
    def word(cls, words: type[Word]) -> ValueType:
        """Return the type of one word of a vocabulary."""
        return cls(Kind.WORD, words=words)

    @classmethod
    def several(cls, words: type[Word]) -> ValueType:
        """Return the type of a set of words of a vocabulary."""
        return cls(Kind.WORDS, words=words)

    def clean(self, raw: object, where: str = "") -> Value:
        """Return ``raw`` as the library holds it.

        Raises:
            InvalidInputError: another type, an unknown word, a number that is not exact.
        Source: none: our own choice.
        """
        match self.kind:
            case Kind.FLAG:
                if isinstance(raw, bool):
                    return raw
                raise InvalidInputError(Problem(where, f"{shown(raw)} is not True or False"))
            case Kind.NUMBER:
                return to_whole(read_number(raw, where), self.denominator, where)
            case Kind.DAY:
                return read_day(raw, where)
            case Kind.WORD:
                return self._word(raw, where)
            case Kind.WORDS:
                if isinstance(raw, str) or not hasattr(raw, "__iter__"):
                    raise InvalidInputError(
                        Problem(where, f"{shown(raw)} is not a list of words", "['pns']")
                    )
                members: Iterable[object] = raw
                return frozenset(self._word(m, where) for m in members)

    def _word(self, raw: object, where: str) -> Word:
        assert self.words is not None  # noqa: S101 - words and kind come together
        if type(raw) is self.words:
            return raw
        if isinstance(raw, Word):
            raise InvalidInputError(
                Problem(
                    where,
                    f"{raw!r} is a {type(raw).__name__}, not a {self.words.__name__}",
                    f"a {self.words.__name__}",
                )
            )
        if not isinstance(raw, str):
            known = ", ".join(w.value for w in self.words)
            raise InvalidInputError(Problem(where, f"{shown(raw)} is not a word", known))
        try:
            return self.words(raw)
        except InvalidInputError as error:
            raise InvalidInputError(p.inside(where) for p in error.problems) from None

    def show(self, value: Value | None, lang: str = "id") -> str:
        """Return the value as words for people; a missing one as ``-``."""
        match value:
            case None:
                return "-"
            case bool():
                return (YES if value else NO).say(lang)
            case dt.date():
                return show_day(value, lang)
            case frozenset():
                between = Text(id=" atau ", en=" or ").say(lang)
                return between.join(w.text.say(lang) for w in sorted(value, key=lambda w: w.order))
            case Word():
                return value.text.say(lang)
            case int():
                if self.unit is None:
                    return format_number(Fraction(value, self.denominator), lang)
                finer = self.denominator != self.unit.denominator
                return (
                    format_number(Fraction(value, self.denominator), lang)
                    if finer
                    else self.unit.show(value, lang)
                )

    def plain(self, value: Value | None) -> bool | int | Decimal | str | dt.date | None:
        """Return the value as plain data: what `rows()` of results carry."""
        match value:
            case None | bool() | dt.date():
                return value
            case frozenset():
                return "|".join(w.value for w in sorted(value, key=lambda w: w.order))
            case Word():
                return value.value
            case int():
                if self.denominator == 1:
                    return value
                return Context(prec=28).divide(Decimal(value), Decimal(self.denominator))
