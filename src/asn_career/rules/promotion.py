"""Rank promotion (kenaikan pangkat): regular promotion, the days of effect, and all kinds at once.

Regular (PP 99/2000 articles 6-8): pelaksana, those on study leave who were pelaksana, and holders
of a structural post at the top of its band (article 34). Four years, the predicate of two years,
the ceiling of the diploma, the service exam, no moderate or heavy sanction being served; until 19
May 2025 the rank of the superior too. Full-time secondment without a post is not told apart. The
other kinds stand in `choice` (by the post), `grounds` and `pengabdian`.

Days: two a year until January 2024, six until September 2025, the first of any month since. The
windows do not bind posthumous and long-service promotions. `promotion.open` asks it all at once: it
is YES on a day from which a promotion may take effect by one of its routes. Kinds that rest on a
decree of their own (outstanding work, discovery, secondment) are asked by themselves.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 1)
>>> facts = dict(status="pns", level="pelaksana", golongan="III/c", diploma="s1", release="none",
...              months_in_rank=48, predicate_latest="baik", predicate_before="baik",
...              serving_sanction_level="none")
>>> [book.check("promotion.regular", facts | change, day).truth.name
...  for change in ({}, {"golongan": "III/d"}, {"diploma": None})]
['YES', 'NO', 'UNKNOWN']
>>> [book.check("promotion.open", facts, on).truth.name for on in (day, dt.date(2026, 11, 2))]
['YES', 'NO']
>>> book.check("promotion.window", {}, dt.date(2025, 3, 1)).truth.name
'NO'
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.conditions import (
    AllOf,
    Answer,
    AnyOf,
    Compare,
    Const,
    IsOneOf,
    Lookup,
    Not,
    Param,
    at_least,
)
from asn_career.dates import ONE_DAY, month_start_after
from asn_career.facts import Fact, Subject
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.appraisal import PREDICATE_BEFORE, PREDICATE_LATEST
from asn_career.rules.personnel import DIPLOMA, GOLONGAN, LEVEL, STATUS
from asn_career.rules.releases import LAST_LEVEL, MONTHS_IN_RANK, RELEASE
from asn_career.terms import (
    Eselon,
    Golongan,
    Month,
    PromotionKind,
    Question,
    ReleaseKind,
    Text,
)
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.rulebook import View

__all__ = [
    "DAY_OF_MONTH",
    "ESELON",
    "FACTS",
    "MONTH",
    "NEXT_RANK",
    "RISES",
    "RULES",
    "SINCE",
    "TOP_OF_BAND",
    "TRUE",
    "UNBARRED",
    "below_superior",
    "predicate_of_two_years",
    "time_in_rank",
]

P = PromotionKind
TRUE: Final = Const(value=True, value_type=ValueType.flag())
# What a sanction blocks is known from Peraturan BKN 6/2022; the kinds are older.
SINCE: Final = dt.date(2022, 4, 7)


# -- facts ---------------------------------------------------------------------------------------


def _tomorrow(view: View) -> dt.date:
    return view.as_of + ONE_DAY


def _eselon(view: View) -> Eselon | None:
    held = view.person().appointment_on(view.as_of)
    return None if held is None else held.position.eselon


MONTH: Final = Fact(
    name="month",
    value_type=ValueType.word(Month),
    text=Text(id="Bulan yang ditanyakan", en="Month asked about"),
    subject=Subject.DAY,
    read=lambda view: Month(str(view.as_of.month)),
    changes=lambda view: month_start_after(view.as_of),
)
DAY_OF_MONTH: Final = Fact(
    name="day_of_month",
    value_type=ValueType.number("number"),
    text=Text(id="Tanggal dalam bulan", en="Day of the month"),
    subject=Subject.DAY,
    read=lambda view: view.as_of.day,
    changes=_tomorrow,
)
ESELON: Final = Fact(
    name="eselon",
    value_type=ValueType.word(Eselon),
    text=Text(id="Eselon jabatan sekarang", en="Eselon of the present post"),
    read=_eselon,
)
SUPERIOR_RANK: Final = Fact(
    name="superior_golongan",
    value_type=ValueType.word(Golongan),
    text=Text(id="Pangkat atasan langsung", en="Rank of the direct superior"),
    note=Text(id="Tidak dibaca dari riwayat.", en="Not read from the record."),
)
FACTS: Final = (MONTH, DAY_OF_MONTH, ESELON, SUPERIOR_RANK)


# -- conditions that several kinds share -----------------------------------------------------------

NEXT_RANK: Final = Lookup(
    "ranks.next", (GOLONGAN,), Text(id="Pangkat berikutnya", en="The next rank")
)
RISES: Final = (
    IsOneOf(STATUS, Param("promotion.status")),
    Compare(GOLONGAN, Op.LT, Param("ranks.highest"), key="highest_rank"),
)
UNBARRED: Final = Not(
    Answer("discipline.rank_block"),
    key="discipline",
    text=Text(id="Tidak terhalang hukuman disiplin", en="Not barred by a sanction"),
)


def time_in_rank(kind: PromotionKind) -> Compare:
    """Return the condition of the time in the rank for a kind."""
    return at_least(MONTHS_IN_RANK, "promotion.years_in_rank", kind)


def predicate_of_two_years(kind: PromotionKind) -> tuple[Compare, Compare]:
    """Return the conditions of the last two predicates for a kind."""
    return (
        at_least(PREDICATE_LATEST, "promotion.predicate_latest", kind),
        at_least(PREDICATE_BEFORE, "promotion.predicate_before", kind),
    )


def below_superior(kind: PromotionKind) -> AnyOf:
    """Return the condition that the direct superior is not passed, where that still binds."""
    no_cap = Const(value=False, value_type=ValueType.flag())
    return AnyOf(
        (
            Compare(Param("promotion.superior_cap", (kind,)), Op.EQ, no_cap, key="no_cap"),
            Compare(NEXT_RANK, Op.LE, SUPERIOR_RANK, key="superior"),
        ),
        key="superior_cap",
        text=Text(id="Tidak melampaui pangkat atasan langsung", en="Not above the direct superior"),
    )


# -- rules ---------------------------------------------------------------------------------------

WINDOW: Final = Rule(
    name="promotion.window",
    text=Text(
        id="Tanggal ini dapat menjadi TMT kenaikan pangkat",
        en="This day may be the effective day of a rank promotion",
    ),
    question=Question.RANK_UP,
    source="pp-99-2000:4",
    since=dt.date(2000, 11, 10),
    node=AllOf(
        (
            Compare(DAY_OF_MONTH, Op.EQ, Param("promotion.effective_day")),
            Compare(
                Lookup("promotion.effective_months", (MONTH,)),
                Op.EQ,
                TRUE,
                key="month",
            ),
        )
    ),
)
TOP_OF_BAND: Final = Lookup("ranks.eselon_highest", (ESELON,))
WHO: Final = AnyOf(
    (
        IsOneOf(LEVEL, Param("promotion.regular_levels")),
        AllOf(
            (
                Compare(
                    RELEASE,
                    Op.EQ,
                    Const(ReleaseKind.STUDY, ValueType.word(ReleaseKind)),
                ),
                IsOneOf(LAST_LEVEL, Param("promotion.regular_levels")),
            ),
            key="on_study",
            text=Text(id="Sedang tugas belajar", en="On study leave"),
        ),
        AllOf(
            (
                IsOneOf(LEVEL, Param("ranks.banded_by_eselon")),
                Compare(GOLONGAN, Op.GE, TOP_OF_BAND, key="top_of_band"),
            ),
            key="at_top",
            text=Text(id="Di puncak rentang jabatan", en="At the top of the band"),
        ),
    ),
    key="who",
    text=Text(id="Jalur reguler, salah satu", en="Regular track, one of"),
)
REGULAR: Final = Rule(
    name="promotion.regular",
    text=Text(
        id="Memenuhi syarat kenaikan pangkat reguler",
        en="Meets the requirements for regular promotion",
    ),
    question=Question.RANK_UP,
    source="pp-99-2000:6",
    since=SINCE,
    node=AllOf(
        (
            *RISES,
            WHO,
            time_in_rank(P.REGULAR),
            Compare(NEXT_RANK, Op.LE, Lookup("ranks.ceiling", (DIPLOMA,)), key="ceiling"),
            below_superior(P.REGULAR),
            Answer("exams.met"),
            *predicate_of_two_years(P.REGULAR),
            UNBARRED,
        )
    ),
)
OPEN: Final = Rule(
    name="promotion.open",
    text=Text(
        id="Dapat naik pangkat terhitung mulai hari ini",
        en="May be promoted with effect from this day",
    ),
    question=Question.RANK_UP,
    source="pp-99-2000:4",
    since=dt.date(2023, 1, 6),
    node=AllOf(
        (
            Answer("promotion.window"),
            AnyOf(
                (
                    Answer("promotion.regular"),
                    Answer("choice.structural"),
                    Answer("choice.functional"),
                    Answer("choice.study"),
                    Answer("grounds.state_office"),
                    Answer("grounds.diploma"),
                    Answer("grounds.graduate"),
                ),
                key="route",
                text=Text(id="Jenis kenaikan pangkat, salah satu", en="Kind of promotion, one of"),
            ),
        )
    ),
)
RULES: Final = (WINDOW, REGULAR, OPEN)
