"""Retirement age (batas usia pensiun, BUP) and pension day (TMT pensiun).

The age follows from the level of the position held, unless a law of its own or a transitional
article decides for its group. The pension begins on the first day of the month after the month in
which the age is reached; whoever is born on the 1st serves to the end of that month too.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> who = {"birth_date": dt.date(1968, 2, 29), "level": "administrator",
...        "retirement_group": "general"}
>>> book.score("retirement.age", who, day).value
58
>>> book.score("retirement.pension_day", who, day).value
datetime.date(2026, 3, 1)
>>> [book.check("retirement.reached", who | change, day).truth.name
...  for change in ({}, {"level": "ahli_madya"}, {"level": None})]
['YES', 'NO', 'UNKNOWN']
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.conditions import Answer, Compare, Lookup, MonthStartAfter
from asn_career.dates import ONE_DAY, add_months
from asn_career.facts import Fact
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.personnel import AS_OF, BIRTH_DATE, LEVEL
from asn_career.terms import PositionLevel, Question, RetirementGroup, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.people import Appointment
    from asn_career.rulebook import View

__all__ = ["FACTS", "PENSION_DAY", "RETIREMENT_GROUP", "RULES"]


def _group(view: View) -> RetirementGroup | None:
    """Return the group of the position held, or the transition that the record shows."""
    held = view.person().appointment_on(view.as_of)
    if held is None:
        return None
    group = held.position.retirement_group
    if group is RetirementGroup.JAKSA:
        return RetirementGroup.PERALIHAN_40A if _is_over_the_limit(view, held) else group
    return _transition(view, held) or group


def _is_over_the_limit(view: View, held: Appointment) -> bool:
    """Tell whether a prosecutor had reached the limit of 60 when it came into force."""
    day = view.cell("retirement.prosecutor_transition_day")
    if day is None or not isinstance(day.value, dt.date) or day.value not in held.span:
        return False
    limit = view.cell("retirement.age", RetirementGroup.JAKSA, held.position.level, on=day.value)
    return (
        limit is not None
        and isinstance(limit.value, int)
        and add_months(view.person().birth_date, 12 * limit.value) <= day.value
    )


def _transition(view: View, held: Appointment) -> RetirementGroup | None:
    """Return the transition under which the old limit of the post is kept, if there is one.

    Whoever held the post on the day and was over the new limit (a birthday on that very day is
    not over it) keeps the old one, if it was higher.
    """
    day = view.cell("retirement.transition_day")
    if day is None or not isinstance(day.value, dt.date) or day.value not in held.span:
        return None
    level, group = held.position.level, held.position.retirement_group
    over, kept = (view.cell(f"retirement.transition_{part}", level) for part in ("age", "limit"))
    before = view.cell("retirement.age", group, level, on=day.value - ONE_DAY)
    if over is None or kept is None or before is None or before.value != kept.value:
        return None
    assert isinstance(over.value, int)  # noqa: S101 - years: for the type checker
    if add_months(view.person().birth_date, 12 * over.value) >= day.value:
        return None
    is_madya = level is PositionLevel.AHLI_MADYA
    return RetirementGroup.PERALIHAN_354 if is_madya else RetirementGroup.PERALIHAN_355


RETIREMENT_GROUP: Final = Fact(
    name="retirement_group",
    value_type=ValueType.word(RetirementGroup),
    text=Text(id="Kelompok BUP", en="Retirement group"),
    note=Text(
        id="Jabatan dengan undang-undang sendiri, atau peralihan (PP 11/2017 pasal 354-355, "
        "UU 11/2021 pasal 40A), yang dibaca dari jabatan dan usia pada hari peralihan.",
        en="Positions with a law of their own, or a transition (PP 11/2017 articles 354-355, "
        "UU 11/2021 article 40A), read from the post and the age on the day of it.",
    ),
    read=_group,
)
FACTS: Final = (RETIREMENT_GROUP,)

SINCE: Final = dt.date(1979, 12, 31)

RETIREMENT_AGE: Final = Rule(
    name="retirement.age",
    text=Text(id="Batas usia pensiun", en="Retirement age"),
    question=Question.RETIRE,
    source="pp-11-2017:239",
    since=SINCE,
    node=Lookup("retirement.age", (RETIREMENT_GROUP, LEVEL)),
)
PENSION_DAY: Final = Rule(
    name="retirement.pension_day",
    text=Text(id="TMT pensiun", en="Pension day"),
    question=Question.RETIRE,
    source="pp-11-2017:239",
    since=SINCE,
    node=MonthStartAfter(
        BIRTH_DATE, Answer("retirement.age"), Text(id="TMT pensiun", en="Pension day")
    ),
)
REACHED: Final = Rule(
    name="retirement.reached",
    text=Text(id="Sudah mencapai TMT pensiun", en="The pension day has come"),
    question=Question.RETIRE,
    source="pp-11-2017:239",
    since=SINCE,
    node=Compare(AS_OF, Op.GE, Answer("retirement.pension_day"), key="pension_day"),
)
RULES: Final = (RETIREMENT_AGE, PENSION_DAY, REACHED)
