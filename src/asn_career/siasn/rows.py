"""Rows of SIASN read strictly: known fields, everything text, days dd-mm-yyyy, listed codes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, cast

import attrs

from asn_career.dates import FIRST_YEAR, LAST_YEAR, is_day
from asn_career.errors import InvalidInputError, Problem, near, shown
from asn_career.intake import MAX_TEXT
from asn_career.numbers import read_number
from asn_career.siasn.codes import CodeList, Service, describe
from asn_career.terms import Word

__all__ = ["Row", "check_row", "say_day"]

DAY: Final = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{4})")
ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
NO_DAY: Final = "01-01-0001"
"""How SIASN writes a day that it does not have."""
SECRET: Final = frozenset({"tglLahir", "nipBaru", "nipLama", "nik", "nama"})
LONGEST: Final = 20 * MAX_TEXT


def say_day(day: dt.date) -> str:
    """Return a day as SIASN writes it.

    >>> say_day(dt.date(2024, 4, 1))
    '01-04-2024'
    """
    return f"{day.day:02}-{day.month:02}-{day.year}"


def _read_day(text: str) -> dt.date | None:
    """Return the day of a text, or None where it is none."""
    if (match := DAY.fullmatch(text)) is None:
        return None
    day, month, year = map(int, match.groups())
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found if is_day(found) else None


def check_row(
    service: Service, raw: Mapping[str, object], *, strict: bool = True
) -> Iterator[Problem]:
    """Yield everything that is wrong with a row: fields, types, days, codes."""
    for field, value in raw.items():
        if not isinstance(field, str) or field not in service.fields:
            if strict or not isinstance(field, str):
                hint = near(field, service.fields)
                yield Problem(_place(field), f"unknown field of {service.name}", hint)
            continue
        if field in service.open or value is None:
            continue
        if not isinstance(value, str):
            yield Problem(field, f"{describe(value)}, not text", "SIASN holds everything as text")
        elif len(value) > LONGEST:
            yield Problem(field, f"a text of {len(value)} characters", f"at most {LONGEST}")
        elif not value.strip():
            continue
        elif field in service.days:
            if value != NO_DAY and _read_day(value) is None:
                yield _wrong_day(field, value)
        elif field in service.codes and value not in service.codes[field].names:
            codes = service.codes[field]
            yield Problem(field, f"unknown code {shown(value)} of {codes.name}", codes.help(value))


def _place(field: object) -> str:
    return field if isinstance(field, str) and field.isidentifier() else f"[{shown(field)}]"


def _wrong_day(field: str, value: str) -> Problem:
    hint = f"dd-mm-yyyy, years {FIRST_YEAR}-{LAST_YEAR}"
    if field in SECRET:
        return Problem(field, "not a day", hint)
    if (iso := ISO.fullmatch(value)) is not None:
        hint = f"{iso[3]}-{iso[2]}-{iso[1]}: {hint}"
    return Problem(field, f"{shown(value)} is not a day", hint)


@attrs.frozen
class Row:
    """A row that was checked; what is blank, null or the day 01-01-0001 is missing."""

    service: Service
    raw: Mapping[str, object]

    def text(self, *fields: str) -> str | None:
        """Return the first of some fields that is there."""
        for field in fields:
            value = self.raw.get(field)
            if isinstance(value, str) and value.strip():
                return value.strip()
        return None

    def day(self, *fields: str) -> dt.date | None:
        """Return the first day of some fields that is there."""
        found = (_read_day(text) for field in fields if (text := self.text(field)) is not None)
        return next((day for day in found if day is not None), None)

    def code(self, *fields: str) -> tuple[CodeList, str] | None:
        """Return the first code of some fields that is there, with its list."""
        for field in fields:
            if (value := self.text(field)) is not None:
                return self.service.codes[field], value
        return None

    def word(self, *fields: str) -> Word | None:
        """Return the word that a code stands for; None where there is no code or no word."""
        found = self.code(*fields)
        return None if found is None else cast("Word | None", found[0].words.get(found[1]))

    def number(self, field: str) -> Decimal | None:
        """Return an exact number, None where it is missing.

        Raises:
            InvalidInputError: text that is no number.
        """
        text = self.text(field)
        return None if text is None else read_number(text, field)

    def whole(self, field: str) -> int | None:
        """Return a whole number from one upwards; zero is how SIASN writes a missing one.

        Raises:
            InvalidInputError: text that is no whole number.
        """
        number = self.number(field)
        if number is None or number == 0:
            return None
        if number != number.to_integral_value() or number < 0:
            hint = "a whole number from 0 upwards, as text"
            raise InvalidInputError(Problem(field, f"{number} is not a whole number", hint))
        return int(number)
