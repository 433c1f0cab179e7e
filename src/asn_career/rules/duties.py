"""Duties of development (PP 11/2017 articles 203-212; PP 49/2018 articles 39-42; PP 30/2019).

Every PNS has a right to at least 20 JP of competence development a year: a floor, counted here by
calendar years. A PPPK has at most 24 JP in a year of the contract: a ceiling, counted from the day
of joining; PPPK in JPT are exempt. A rule about the one says YES of people it is not about.

How many mentees a mentor has and how often they meet stands in no regulation read so far, so
neither is here. Guidance of performance follows from monitoring, once a semester at least.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> def ask(rule, **facts):
...     return book.check(f"duties.{rule}", facts, day).truth.name
>>> [ask("floor", status="pns", training_hours_this_year=hours) for hours in (20, 19, None)]
['YES', 'NO', 'UNKNOWN']
>>> [ask("ceiling", status=status, level="ahli_muda", training_hours_contract_year=25)
...  for status in ("pppk", "pns")]
['NO', 'YES']
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.conditions import (
    AnyOf,
    Condition,
    IsOneOf,
    Not,
    Param,
    at_least,
    at_most,
)
from asn_career.dates import add_months, months_between
from asn_career.facts import Fact, Movement
from asn_career.rulebook import Rule
from asn_career.rules.personnel import LEVEL, STATUS
from asn_career.terms import Question, Status, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.rulebook import View

__all__ = ["FACTS", "FLOOR_LAST_YEAR", "RULES"]

HOURS: Final = ValueType.number("hour")


def _hours(view: View, since: dt.date, before: dt.date) -> int:
    """Return the hours of the trainings finished in a span and by the day asked about."""
    return sum(
        t.hours
        for t in view.person().trainings
        if since <= t.finished < before and t.finished <= view.as_of
    )


def _hours_of_year(view: View, year: int) -> int:
    return _hours(view, dt.date(year, 1, 1), dt.date(year + 1, 1, 1))


def _new_year(view: View) -> dt.date:
    return dt.date(view.as_of.year + 1, 1, 1)


def _contract_year(view: View) -> tuple[dt.date, dt.date] | None:
    """Return the first day of the year of the contract, and that of the next one."""
    who = view.person()
    if who.status is not Status.PPPK or who.joined is None or view.as_of < who.joined:
        return None
    months = months_between(who.joined, view.as_of) // 12 * 12
    return add_months(who.joined, months), add_months(who.joined, months + 12)


def _contract_hours(view: View) -> int | None:
    year = _contract_year(view)
    return None if year is None else _hours(view, *year)


def _next_contract_year(view: View) -> dt.date | None:
    year = _contract_year(view)
    joined = view.person().joined
    return joined if year is None else year[1]


HOURS_THIS_YEAR: Final = Fact(
    name="training_hours_this_year",
    value_type=HOURS,
    text=Text(id="Pengembangan kompetensi tahun ini", en="Competence development this year"),
    movement=Movement.ACCUMULATES,
    note=Text(id="Selesai dalam tahun kalender.", en="Finished in the calendar year."),
    read=lambda view: _hours_of_year(view, view.as_of.year),
    changes=_new_year,
)
HOURS_LAST_YEAR: Final = Fact(
    name="training_hours_last_year",
    value_type=HOURS,
    text=Text(id="Pengembangan kompetensi tahun lalu", en="Competence development last year"),
    note=Text(id="Selesai dalam tahun kalender.", en="Finished in the calendar year."),
    read=lambda view: _hours_of_year(view, view.as_of.year - 1),
    changes=_new_year,
)
HOURS_CONTRACT_YEAR: Final = Fact(
    name="training_hours_contract_year",
    value_type=HOURS,
    text=Text(
        id="Pengembangan kompetensi dalam tahun perjanjian kerja ini",
        en="Competence development in this year of the contract",
    ),
    movement=Movement.ACCUMULATES,
    note=Text(
        id="Dari riwayat: tahun dihitung dari hari pertama sebagai PPPK.",
        en="From a record: years are counted from the first day as PPPK.",
    ),
    read=_contract_hours,
    changes=_next_contract_year,
)
GUIDANCE_SESSIONS: Final = Fact(
    name="guidance_this_semester",
    value_type=ValueType.number("number"),
    text=Text(
        id="Bimbingan kinerja yang dicatat semester ini", en="Recorded guidance this semester"
    ),
)
FACTS: Final = (
    HOURS_THIS_YEAR,
    HOURS_LAST_YEAR,
    HOURS_CONTRACT_YEAR,
    GUIDANCE_SESSIONS,
)


# By this key readers see that an answer rests on the duty being that of others.
OF_OTHERS: Final = "of_others"


def _not_of(table: str) -> Not:
    """Return the condition that a duty is not about people of this status."""
    return Not(
        IsOneOf(STATUS, Param(table), key=OF_OTHERS),
        key=OF_OTHERS,
        text=Text(id="Bukan pegawai dengan status ini", en="Not of this status"),
    )


def _rule(name: str, text: Text, source: str, since: dt.date, node: Condition) -> Rule:
    return Rule(
        name=f"duties.{name}",
        text=text,
        question=Question.DEVELOP,
        source=source,
        since=since,
        node=node,
    )


def _floor(hours: Fact) -> AnyOf:
    reached = at_least(hours, "duties.floor", Status.PNS)
    return AnyOf(
        (_not_of("duties.floor_status"), reached),
        key="floor",
        text=Text(id="Bukan PNS, atau batasnya tercapai", en="No PNS, or the floor is reached"),
    )


PP_2017: Final = ("pp-11-2017:203(4)", dt.date(2017, 4, 7))
FLOOR: Final = _rule(
    "floor",
    Text(
        id="Pengembangan kompetensi PNS tahun ini sudah mencapai batas paling sedikit",
        en="Development of a PNS this year has reached the floor",
    ),
    *PP_2017,
    _floor(HOURS_THIS_YEAR),
)
FLOOR_LAST_YEAR: Final = _rule(
    "floor_last_year",
    Text(
        id="Pengembangan kompetensi PNS tahun lalu mencapai batas paling sedikit",
        en="Development of a PNS last year reached the floor",
    ),
    *PP_2017,
    _floor(HOURS_LAST_YEAR),
)
CEILING: Final = _rule(
    "ceiling",
    Text(
        id="Pengembangan kompetensi PPPK tidak melewati batas paling banyak",
        en="Development of a PPPK does not pass the ceiling",
    ),
    "pp-49-2018:39-42",
    dt.date(2018, 12, 31),
    AnyOf(
        (
            _not_of("duties.ceiling_status"),
            IsOneOf(LEVEL, Param("duties.ceiling_exempt"), key="level"),
            at_most(HOURS_CONTRACT_YEAR, "duties.ceiling", Status.PPPK),
        ),
        key="ceiling",
        text=Text(
            id="Bukan PPPK, dalam JPT, atau batasnya tidak dilewati",
            en="No PPPK, in a JPT, or the ceiling is kept",
        ),
    ),
)
GUIDANCE: Final = _rule(
    "guidance",
    Text(
        id="Bimbingan kinerja dicatat paling sedikit sekali semester ini",
        en="Guidance is recorded at least once this semester",
    ),
    "pp-30-2019:27",
    dt.date(2019, 4, 29),
    at_least(GUIDANCE_SESSIONS, "duties.guidance_minimum"),
)
RULES: Final = (FLOOR, FLOOR_LAST_YEAR, CEILING, GUIDANCE)
