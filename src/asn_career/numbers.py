"""Exact numbers: Decimal at the door and in print, whole numbers over a denominator inside.

Decimal cannot hold a month of credit (12.5 x 100 / 1200 twelve times misses the year), so a
unit declares a denominator that every official value needs, and all arithmetic is on ints.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.errors import InvalidInputError, Problem, near, shown
from asn_career.terms import Text, is_indonesian

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["UNITS", "Unit", "format_number", "read_number", "round_half_up", "to_whole", "unit"]

MAX_DIGITS, MAX_EXPONENT = 30, 20
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,20})?")


@attrs.frozen
class Unit:
    """A unit of measure: its words and the denominator of the whole numbers that carry it.

    ``single`` is the English word for one of it.
    """

    name: str
    text: Text
    denominator: int = 1
    single: str = ""

    def show(self, whole: int, lang: str = "id") -> str:
        """Return a number of this unit as words.

        >>> UNITS["month"].show(67, "en")
        '5 years 7 months'
        """
        if whole < 0:
            return f"-{self.show(-whole, lang)}"
        if self.name == "month" and whole >= 12:  # noqa: PLR2004 - months of a year
            years, months = divmod(whole, 12)
            tail = f" {UNITS['month'].show(months, lang)}" if months else ""
            return f"{UNITS['year'].show(years, lang)}{tail}"
        number = format_number(Fraction(whole, self.denominator), lang)
        words = self.text.say(lang)
        if self.name == "percent":
            return f"{number}%"
        if not is_indonesian(lang) and whole == self.denominator:
            words = self.single or words
        return f"{number} {words}".strip()


_PLAIN = Text(id="", en="")
UNITS: Final[Mapping[str, Unit]] = {
    u.name: u
    for u in (
        Unit("number", _PLAIN),
        Unit("year", Text(id="tahun", en="years"), single="year"),
        Unit("month", Text(id="bulan", en="months"), single="month"),
        Unit("day", Text(id="hari", en="days"), single="day"),
        Unit("hour", Text(id="JP", en="training hours"), single="training hour"),
        Unit("level", Text(id="tingkat", en="levels"), single="level"),
        Unit("percent", Text(id="persen", en="percent"), 100),
        Unit("score", _PLAIN, 10_000),
        Unit("credit", Text(id="angka kredit", en="credit points"), 120_000, "credit point"),
        Unit(
            "credit/year",
            Text(id="angka kredit per tahun", en="credit points a year"),
            120_000,
            "credit point a year",
        ),
    )
}


def unit(name: str, where: str = "") -> Unit:
    """Return the unit of this name.

    Raises:
        InvalidInputError: no such unit; the hint names the near one.
    """
    try:
        return UNITS[name]
    except KeyError:
        raise InvalidInputError(
            Problem(where, f"unknown unit {shown(name)}", near(name, UNITS))
        ) from None


def read_number(value: object, where: str = "") -> Decimal:
    """Read an exact number from an int, a Decimal or text with a point.

    Digits and exponent are limited before anything is converted.

    Raises:
        InvalidInputError: float, bool, comma as decimal sign, absurd length, anything else.
    Source: none: our own choice.

    >>> read_number("12.5")
    Decimal('12.5')
    """
    hint = "whole number, Decimal or text like '12.5'"
    match value:
        case bool():
            pass
        case int() if abs(value) < 10**MAX_DIGITS:
            return Decimal(value)
        case Decimal() if value.is_finite():
            _, digits, exponent = value.as_tuple()
            if (
                isinstance(exponent, int)
                and len(digits) <= MAX_DIGITS
                and abs(exponent) <= MAX_EXPONENT
            ):
                return value
            hint = f"at most {MAX_DIGITS} digits and an exponent within {MAX_EXPONENT}"
        case float():
            hint = "a float is not exact: give Decimal('12.5') or the text '12.5'"
        case str() if _NUMBER.fullmatch(value):
            return Decimal(value)
        case str() if _NUMBER.fullmatch(value.replace(",", ".", 1)):
            hint = f"use a point: {value.replace(',', '.', 1)!r}"
        case _:
            pass
    raise InvalidInputError(Problem(where, f"{shown(value)} is not an exact number", hint))


def to_whole(value: Decimal, denominator: int, where: str = "") -> int:
    """Return ``value`` as a whole number of ``1/denominator``.

    Raises:
        InvalidInputError: the value does not fit the denominator exactly.
    """
    whole = Fraction(value) * denominator
    if whole.denominator != 1:
        raise InvalidInputError(
            Problem(where, f"{value} has more places than its unit holds", f"1/{denominator}")
        )
    return whole.numerator


def round_half_up(value: Fraction, places: int) -> Decimal:
    """Round half away from zero, as Indonesian practice does.

    >>> round_half_up(Fraction(28125, 1000), 2)
    Decimal('28.13')
    """
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    # From its digits: a caller's decimal context must not touch it.
    digits = tuple(int(digit) for digit in str(whole))
    return Decimal((int(value < 0), digits, -places))


def format_number(value: Fraction, lang: str = "id", places: int = 3) -> str:
    """Return a number for people: a comma in Indonesian, trailing zeros dropped.

    >>> format_number(Fraction(25, 2)), format_number(Fraction(25, 2), "en")
    ('12,5', '12.5')
    """
    text = f"{round_half_up(value, places):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if is_indonesian(lang) else text
