"""Identity numbers of civil servants: NIP of PNS and NI of PPPK.

A number tells a birth day and a sex, so it is shown by its last three digits only; `Nip.digits`
is the one way to all of it, and no message of this module quotes more.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import attrs

from asn_career.dates import FIRST_YEAR, LAST_YEAR, is_day, months_between
from asn_career.errors import InvalidInputError, Problem
from asn_career.terms import Sex, Status, Text

__all__ = ["Nip", "hide_numbers"]

LENGTH = 18
# What digits 13-14 say: the month of TMT CPNS, or the contract of a PPPK (the bound is derived).
MONTHS, CONTRACTS = range(1, 13), range(20, 100)
SEXES: Final = {"1": Sex.MALE, "2": Sex.FEMALE}

# Recruitment practice, derived: cohorts before it and honorary staff lie outside, so an age
# beyond these raises a doubt and never an error.
YOUNGEST_AT_JOINING, OLDEST_AT_JOINING = 18, 40
TOO_YOUNG: Final = Text(
    id=f"usia pada TMT CPNS di bawah {YOUNGEST_AT_JOINING} tahun",
    en=f"younger than {YOUNGEST_AT_JOINING} when appointed as CPNS",
)
TOO_OLD: Final = Text(
    id=f"usia pada TMT CPNS di atas {OLDEST_AT_JOINING} tahun",
    en=f"older than {OLDEST_AT_JOINING} when appointed as CPNS",
)


def _mask(value: object) -> str:
    """Return what may be shown of a number, right or wrong: its last three digits."""
    if isinstance(value, int):
        return f"…{abs(value) % 1000:03}"
    tail = value[-3:] if isinstance(value, str) else ""
    return f"…{tail}" if tail.isdigit() else "…"


LONG: Final = re.compile(r"[0-9](?: ?[0-9]){11,}")


def hide_numbers(problem: Problem) -> Problem:
    """Return a problem without its long numbers: any may be an identity number.

    Source: none: our own choice.

    >>> str(hide_numbers(Problem("", "unknown '19900317 201503 1 001'")))
    "unknown '…001'"
    """

    def hide(match: re.Match[str]) -> str:
        return "…" + match[0].replace(" ", "")[-3:]

    where, message, hint = (
        LONG.sub(hide, text) for text in (problem.where, problem.message, problem.hint)
    )
    return Problem(where, message, hint)


def _day(digits: str) -> dt.date | None:
    try:
        day = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return day if is_day(day) else None


def _find_faults(value: object) -> list[Problem]:
    seen = _mask(value)
    if not isinstance(value, str):
        hint = "an identity number is text: read the table with dtype=str, a number loses digits"
        return [Problem("", f"{seen} is {type(value).__name__}, not text", hint)]
    faults: list[Problem] = []

    def note(message: str, hint: str) -> None:
        faults.append(Problem("", f"{seen}: {message}", hint))

    if len(value) != LENGTH:
        note(f"{len(value)} digits or signs", f"an identity number has {LENGTH} digits")
    if not (value.isascii() and value.isdigit()):
        note("not all are digits", "digits only; Nip.parse drops spaces")
    if faults:
        return faults
    birth, year, code = _day(value[:8]), int(value[8:12]), int(value[12:14])
    if birth is None:
        note("digits 1-8 are not a day of birth", "year, month, day: YYYYMMDD")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        note("digits 9-12 are not a year of appointment", f"{FIRST_YEAR}-{LAST_YEAR}")
    # The code of a PPPK is above any month, so for them the years alone decide.
    elif birth is not None and (year, code) < (birth.year, birth.month):
        note("appointed before birth", "digits 1-8 are the birth, digits 9-14 the appointment")
    if code not in MONTHS and code not in CONTRACTS:
        note("digits 13-14 fit no layout", "PNS: month 01-12; PPPK: contract, from 20")
    if value[14] not in SEXES:
        note("digit 15 is not a sex", "1 male, 2 female")
    return faults


@attrs.frozen
class Nip:
    """An identity number: NIP of a PNS or CPNS, or NI of a PPPK; `str` and `repr` are masked.

    Eighteen digits. PNS: birth (8), year and month of TMT CPNS (6), sex (1), sequence (3).
    PPPK: birth (8), year of appointment (4), contract (2), sex (1), sequence (3). There is no
    check digit. Sequence 000 is never given out, and marks a synthetic number.

    Attributes:
        digits: the eighteen digits, all of them; do not print them.

    Raises:
        InvalidInputError: with every fault of the number.
    Source: Peraturan Kepala BKN 22/2007 and 43/2007 (PNS); common practice (PPPK).

    >>> Nip("197211052000031011")
    Nip('…011')
    """

    digits: str

    def __attrs_post_init__(self) -> None:
        """Refuse a wrong number, with all that is wrong."""
        if faults := _find_faults(self.digits):
            raise InvalidInputError(faults)

    def __repr__(self) -> str:
        """Return the masked number."""
        return f"Nip({self.masked!r})"

    def __str__(self) -> str:
        """Return the masked number."""
        return self.masked

    @classmethod
    def parse(cls, text: str) -> Nip:
        """Read a number as it is printed, spaces and all.

        Raises:
            InvalidInputError: with every fault of the number.
        Source: none: our own choice.

        >>> Nip.parse("19721105 200003 1 011").joined
        datetime.date(2000, 3, 1)
        """
        return cls("".join(text.split()) if isinstance(text, str) else text)

    @classmethod
    def make(
        cls,
        *,
        birth: dt.date,
        joined: dt.date,
        sex: Sex,
        sequence: int,
        contract: int | None = None,
    ) -> Nip:
        """Make the number from its parts; with ``contract`` it is the number of a PPPK.

        Args:
            birth: the day of birth.
            joined: TMT CPNS, always the first of a month; of a PPPK, any day of the year.
            sex: male or female.
            sequence: 1-999, from 1 for every new set of the first fifteen digits.
            contract: two digits, 20-99.

        Raises:
            InvalidInputError: with every wrong part.
        Source: Peraturan Kepala BKN 22/2007 and 43/2007.
        """
        return cls._make(birth, joined, sex, range(1, 1000), sequence=sequence, contract=contract)

    @classmethod
    def synthetic(
        cls, *, birth: dt.date, joined: dt.date, sex: Sex, contract: int | None = None
    ) -> Nip:
        """Make a number that nobody can have: its sequence is 000.

        Raises:
            InvalidInputError: with every wrong part.
        Source: none: our own choice; real sequences begin at 001.
        """
        return cls._make(birth, joined, sex, range(1), sequence=0, contract=contract)

    @classmethod
    def _make(
        cls,
        birth: dt.date,
        joined: dt.date,
        sex: Sex,
        sequences: range,
        *,
        sequence: int,
        contract: int | None,
    ) -> Nip:
        faults: list[Problem] = []

        def note(where: str, message: str, hint: str) -> None:
            faults.append(Problem(where, message, hint))

        for where, day in (("birth", birth), ("joined", joined)):
            if not is_day(day):
                note(where, "not a day", f"a datetime.date in the years {FIRST_YEAR}-{LAST_YEAR}")
        if is_day(birth) and is_day(joined) and joined < birth:
            note("joined", "before the day of birth", "")
        if is_day(joined) and contract is None and joined.day != 1:
            note("joined", "TMT CPNS is the first of a month", "of a PPPK, give contract too")
        if sex not in tuple(Sex):
            note("sex", "unknown", "known: " + ", ".join(Sex))
        if type(sequence) is not int or sequence not in sequences:
            note("sequence", "not a sequence number", "1-999; 000 is for Nip.synthetic")
        if contract is not None and (type(contract) is not int or contract not in CONTRACTS):
            note("contract", "not the digits of a contract", f"{CONTRACTS[0]}-{CONTRACTS[-1]}")
        if faults:
            raise InvalidInputError(faults)
        code = joined.month if contract is None else contract
        digit = next(digit for digit, known in SEXES.items() if known == sex)
        return cls(f"{birth:%Y%m%d}{joined.year}{code:02}{digit}{sequence:03}")

    @property
    def masked(self) -> str:
        """What may be shown: the last three digits."""
        return _mask(self.digits)

    @property
    def birth(self) -> dt.date:
        """The day of birth."""
        return dt.date(int(self.digits[:4]), int(self.digits[4:6]), int(self.digits[6:8]))

    @property
    def kind(self) -> Status:
        """PNS or PPPK, by the layout; a CPNS has the number of a PNS."""
        return Status.PNS if int(self.digits[12:14]) in MONTHS else Status.PPPK

    @property
    def joined_year(self) -> int:
        """The year of TMT CPNS, or of the appointment of a PPPK."""
        return int(self.digits[8:12])

    @property
    def joined(self) -> dt.date | None:
        """TMT CPNS, the first day of its month; None for a PPPK, whose number has no month."""
        if self.kind is Status.PPPK:
            return None
        return dt.date(self.joined_year, int(self.digits[12:14]), 1)

    @property
    def contract(self) -> int | None:
        """The two digits of the contract of a PPPK; None for a PNS."""
        return int(self.digits[12:14]) if self.kind is Status.PPPK else None

    @property
    def sex(self) -> Sex:
        """The sex that digit 15 codes."""
        return SEXES[self.digits[14]]

    @property
    def sequence(self) -> int:
        """The running number among those with the same first fifteen digits."""
        return int(self.digits[15:])

    @property
    def is_synthetic(self) -> bool:
        """Whether the number was made up: nobody has the sequence 000."""
        return self.sequence == 0

    @property
    def doubts(self) -> tuple[Text, ...]:
        """What is unusual about the number of a PNS, though possible."""
        if self.joined is None:
            return ()
        age = months_between(self.birth, self.joined) // 12
        if age < YOUNGEST_AT_JOINING:
            return (TOO_YOUNG,)
        return (TOO_OLD,) if age > OLDEST_AT_JOINING else ()
