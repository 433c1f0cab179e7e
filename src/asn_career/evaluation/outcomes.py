"""One measured value: an indicator of a unit in a period, numerator and denominator kept."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Final

import attrs

from asn_career.dates import Span
from asn_career.errors import InvalidInputError, Problem
from asn_career.evaluation.indicators import DEFINITIONS, Definition, Indicator
from asn_career.intake import Intake
from asn_career.numbers import read_number

__all__ = ["HUNDRED", "Period", "UnitOutcome", "of_quotient", "plain_number", "read_period"]

HUNDRED: Final = 100


@attrs.frozen
class Period:
    """A stretch of days with two ends that both belong to it.

    Raises:
        InvalidInputError: with every problem: no days, or an end before the beginning.
    Source: none: our own choice.
    """

    since: dt.date
    until: dt.date

    def __attrs_post_init__(self) -> None:
        """Report every problem at once."""
        take = Intake(self)
        take.span(is_open=False)
        take.finish()

    def holds(self, other: Period | UnitOutcome) -> bool:
        """Tell whether all days of another period, or of a value, lie in this one."""
        return self.since <= other.since and other.until <= self.until

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until - self.since).days + 1


def read_period(given: object, where: str) -> Period:
    """Read a period from a `Period`, a `Span` or two days.

    Raises:
        InvalidInputError: anything else.
    """
    if isinstance(given, Period):
        return given
    pair: object = (given.since, given.until) if isinstance(given, Span) else given
    if not isinstance(pair, tuple | list) or len(pair) != 2:  # noqa: PLR2004 - first and last
        hint = "two days: (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))"
        message = f"a {type(given).__name__} is not a period"
        raise InvalidInputError(Problem(where, message, hint))
    try:
        return Period(*pair)
    except InvalidInputError as error:
        raise InvalidInputError(p.inside(where) for p in error.problems) from None


@attrs.frozen(kw_only=True)
class UnitOutcome:
    """An indicator of one unit in one period.

    Attributes:
        unit: the key of the unit.
        indicator: what was measured.
        since: the first day of the period.
        until: the last day of the period.
        numerator: what was counted or added up, from zero upwards.
        denominator: by what it is divided, above zero.
        people: how many people (or posts) it is about; by default the denominator, rounded down.

    Raises:
        InvalidInputError: with every problem: an unknown indicator, days out of order, a share
            outside 0 to 1, a denominator of zero.
    Source: none: our own choice.

    >>> year = dict(since=dt.date(2025, 1, 1), until=dt.date(2025, 12, 31))
    >>> UnitOutcome(unit="u-1", indicator="training_hours", numerator=18, denominator=24,
    ...             **year).value
    Fraction(75, 1)
    """

    unit: str
    indicator: Indicator
    since: dt.date
    until: dt.date
    numerator: Fraction
    denominator: Fraction
    people: int | None = None

    def __attrs_post_init__(self) -> None:
        """Report every problem at once."""
        take = Intake(self)
        take.text("unit")
        indicator = take.word("indicator", Indicator)
        take.span(is_open=False)
        top, bottom = (self._number(take, name) for name in ("numerator", "denominator"))
        if bottom is not None and bottom == 0:
            take.note("denominator", "is zero", "leave the value out: nothing was measured")
        shares = indicator is not None and DEFINITIONS[indicator].is_share
        if shares and top is not None and bottom is not None and top > bottom > 0:
            hint = f"the numerator is part of the denominator, at most {bottom}"
            take.note("numerator", f"{top} makes a share above 1", hint)
        take.whole("people", 0, optional=True)
        take.finish()
        if self.people is None:
            take.put("people", int(self.denominator))

    def _number(self, take: Intake, name: str) -> Fraction | None:
        value = getattr(self, name)
        try:
            number = value if isinstance(value, Fraction) else Fraction(read_number(value, name))
        except InvalidInputError as error:
            take.problems += error.problems
            return None
        if number < 0:
            take.note(name, f"{number} is below zero")
            return None
        take.put(name, number)
        return number

    @property
    def definition(self) -> Definition:
        """What the indicator is."""
        return DEFINITIONS[self.indicator]

    @property
    def value(self) -> Fraction:
        """The value in the unit of the indicator: percent, months or points."""
        return of_quotient(self.definition, self.numerator, self.denominator)

    @property
    def size(self) -> int:
        """How many people (or posts) it is about."""
        return int(self.denominator) if self.people is None else self.people


def of_quotient(definition: Definition, top: Fraction, bottom: Fraction) -> Fraction:
    """Return the value of an indicator from its numerator and denominator."""
    return top / bottom * (HUNDRED if definition.unit == "percent" else 1)


def plain_number(value: Fraction) -> str:
    """Return an exact number as text: a decimal where there is one, else a fraction."""
    whole = value.denominator
    for prime in (2, 5):
        while whole % prime == 0:
            whole //= prime
    if whole != 1:
        return str(value)
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
