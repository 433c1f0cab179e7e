"""Rank promotion at the end: long service (pengabdian), disability by duty, posthumous (anumerta).

Long service (PP 12/2002 article 27): whoever reaches the retirement age or dies, by the length of
unbroken service, with a good predicate and no moderate or heavy sanction in the last year; from the
first day of the month of dismissal, or from the death. Until 16 April 2002 other lengths held, a
heavy sanction ever was a bar, and a death gave none. Disability (articles 28-29) and death in and
because of duty (articles 22-23) ask for nothing else. The windows do not bind these kinds.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 1)
>>> facts = dict(status="pns", golongan="III/d", unbroken_service=360, months_in_rank=1,
...              last_month_of_service=True, died_in_service=False, predicate_latest="baik",
...              serving_sanction_level="none", ever_sanctioned=False)
>>> [book.check("pengabdian.long_service", facts | change, day).truth.name
...  for change in ({}, {"unbroken_service": 359}, {"months_in_rank": None})]
['YES', 'NO', 'UNKNOWN']
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.conditions import (
    AllOf,
    Answer,
    AnyOf,
    Band,
    Compare,
    Condition,
    Const,
    Not,
    Param,
    at_least,
    holds,
)
from asn_career.dates import ONE_DAY, add_months
from asn_career.facts import Fact
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.appraisal import PREDICATE_LATEST
from asn_career.rules.leave import pension_day
from asn_career.rules.promotion import DAY_OF_MONTH, RISES, TRUE
from asn_career.rules.releases import MONTHS_IN_RANK, UNBROKEN_SERVICE
from asn_career.terms import PromotionKind, Question, SanctionLevel, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.rulebook import View

__all__ = ["FACTS", "RULES"]

P = PromotionKind
OLD: Final = dt.date(2000, 11, 10)
SINCE: Final = dt.date(2002, 4, 17)


def _last_month(view: View) -> bool | None:
    """Tell whether it is the month at whose end the person is dismissed on reaching the age."""
    pension = pension_day(view)
    return None if pension is None else add_months(pension, -1) <= view.as_of < pension


def _last_month_turns(view: View) -> dt.date | None:
    pension = pension_day(view)
    days = () if pension is None else (add_months(pension, -1), pension)
    return min((day for day in days if day > view.as_of), default=None)


def _ever_heavy(view: View) -> bool:
    return any(
        s.level is SanctionLevel.HEAVY and s.since <= view.as_of for s in view.person().sanctions
    )


LAST_MONTH: Final = Fact(
    name="last_month_of_service",
    value_type=ValueType.flag(),
    text=Text(
        id="Bulan pemberhentian karena mencapai BUP", en="Month of dismissal at the retirement age"
    ),
    read=_last_month,
    changes=_last_month_turns,
)
DIED: Final = Fact(
    name="died_in_service",
    value_type=ValueType.flag(),
    text=Text(id="Meninggal dunia dalam dinas", en="Died in service"),
    sensitive=True,
    note=Text(id="Tidak dibaca dari riwayat.", en="Not read from the record."),
)
DIED_BY_DUTY: Final = Fact(
    name="died_by_duty",
    value_type=ValueType.flag(),
    text=Text(id="Tewas", en="Died in and because of duty"),
    sensitive=True,
    note=Text(id="Tidak dibaca dari riwayat.", en="Not read from the record."),
)
DISABLED_BY_DUTY: Final = Fact(
    name="disabled_by_duty",
    value_type=ValueType.flag(),
    text=Text(
        id="Cacat karena dinas dan tidak dapat bekerja lagi dalam semua jabatan",
        en="Disabled by duty and unfit for any post",
    ),
    sensitive=True,
    note=Text(id="Tidak dibaca dari riwayat.", en="Not read from the record."),
)
EVER_HEAVY: Final = Fact(
    name="ever_heavily_sanctioned",
    value_type=ValueType.flag(),
    text=Text(id="Pernah dihukum disiplin berat", en="Ever had a heavy sanction"),
    sensitive=True,
    read=_ever_heavy,
)
FACTS: Final = (LAST_MONTH, DIED, DIED_BY_DUTY, DISABLED_BY_DUTY, EVER_HEAVY)

AT_RETIREMENT: Final = AllOf(
    (
        Compare(LAST_MONTH, Op.EQ, TRUE),
        Compare(DAY_OF_MONTH, Op.EQ, Param("promotion.effective_day")),
    ),
    key="at_retirement",
    text=Text(id="Mencapai batas usia pensiun", en="Reaches the retirement age"),
)


def _long_service(
    source: str, since: dt.date, until: dt.date | None, *conditions: Condition
) -> Rule:
    return Rule(
        name="pengabdian.long_service",
        text=Text(
            id="Memenuhi syarat kenaikan pangkat pengabdian",
            en="Meets the requirements for promotion for long service",
        ),
        question=Question.RANK_UP,
        source=source,
        since=since,
        until=until,
        node=AllOf(
            (
                *RISES,
                *conditions,
                at_least(UNBROKEN_SERVICE, "promotion.long_service_least"),
                Compare(
                    MONTHS_IN_RANK,
                    Op.GE,
                    Band("promotion.long_service_rank", UNBROKEN_SERVICE),
                ),
            )
        ),
    )


FIRST: Final = _long_service(
    "pp-99-2000:27",
    OLD,
    SINCE - ONE_DAY,
    AT_RETIREMENT,
    Compare(EVER_HEAVY, Op.EQ, Const(value=False, value_type=ValueType.flag())),
)
AMENDED: Final = _long_service(
    "pp-12-2002:27",
    SINCE,
    None,
    AnyOf(
        (AT_RETIREMENT, Compare(DIED, Op.EQ, TRUE)),
        key="ends",
        text=Text(id="Mencapai BUP atau meninggal dunia", en="Reaches the retirement age, or died"),
    ),
    at_least(PREDICATE_LATEST, "promotion.predicate_latest", P.LONG_SERVICE),
    Not(
        Answer("discipline.long_service_block"),
        key="discipline",
        text=Text(id="Tidak terhalang hukuman disiplin", en="Not barred by a sanction"),
    ),
)


def _by_fate(kind: PromotionKind, fact: Fact, source: str) -> Rule:
    return Rule(
        name=f"pengabdian.{kind.value}",
        text=Text(
            id=f"Memenuhi syarat kenaikan pangkat {kind.text.id}",
            en=f"Meets the requirements for promotion, {kind.text.en}",
        ),
        question=Question.RANK_UP,
        source=source,
        since=SINCE,
        node=AllOf((RISES[1], holds(fact, "promotion.ground", kind))),
    )


RULES: Final = (
    FIRST,
    AMENDED,
    _by_fate(P.DISABILITY, DISABLED_BY_DUTY, "pp-99-2000:28"),
    _by_fate(P.POSTHUMOUS, DIED_BY_DUTY, "pp-99-2000:22"),
)
