"""Rank promotion by choice (kenaikan pangkat pilihan) on other grounds than the post.

Outstanding work (KPLB) and useful discovery, PP 99/2000 articles 15-16, by a decree; state office
(17); a new diploma with its exam (18) or by study leave without one (20); secondment in a leading
post (21). Each rises one step, a diploma to the rank it gives (`grounds.diploma_target`). None is
bound to the band of a post. What the team advises and the PPK decides is not asked here.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 1)
>>> facts = dict(status="pns", golongan="II/b", diploma="s1", level="pelaksana", months_in_rank=12,
...              predicate_latest="baik", serving_sanction_level="none", post_uses_diploma=True,
...              ukppi_passed=True)
>>> [book.check("grounds.diploma", facts | change, day).truth.name
...  for change in ({}, {"golongan": "III/a"}, {"ukppi_passed": None})]
['YES', 'NO', 'UNKNOWN']
>>> book.score("grounds.diploma_target", facts, day).value.value
'III/a'
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.conditions import (
    AllOf,
    Answer,
    AnyOf,
    Compare,
    Condition,
    IsOneOf,
    Lookup,
    Not,
    Param,
    at_least,
    holds,
)
from asn_career.facts import Fact
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.appraisal import PREDICATE_LATEST
from asn_career.rules.pak import RANK_CREDIT
from asn_career.rules.personnel import DIPLOMA, GOLONGAN, LEVEL, attested
from asn_career.rules.promotion import (
    RISES,
    SINCE,
    UNBARRED,
    predicate_of_two_years,
    time_in_rank,
)
from asn_career.rules.releases import RELEASE
from asn_career.terms import AttestationKind, PromotionKind, Question, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.rulebook import View

__all__ = ["FACTS", "RULES"]

P = PromotionKind


# -- facts ---------------------------------------------------------------------------------------


def _graduated(view: View) -> bool | None:
    """Tell whether the highest diploma is the one of a study leave that is over."""
    diploma = view.get("diploma")
    over = [
        s.diploma for s in view.person().studies if s.until is not None and s.until < view.as_of
    ]
    if diploma in over:
        return True
    return None if diploma is None or None in over else False


OUTSTANDING_WORK: Final = attested(AttestationKind.OUTSTANDING_WORK, "outstanding_work_decreed")
DISCOVERY: Final = attested(AttestationKind.DISCOVERY, "discovery_decreed")
UKPPI: Final = attested(AttestationKind.UKPPI, "ukppi_passed")
USES_DIPLOMA: Final = Fact(
    name="post_uses_diploma",
    value_type=ValueType.flag(),
    text=Text(
        id="Tugas jabatan memerlukan ijazah yang diperoleh", en="The job uses the new diploma"
    ),
    note=Text(id="Tidak dibaca dari riwayat.", en="Not read from the record."),
)
GRADUATED: Final = Fact(
    name="graduated_from_study_leave",
    value_type=ValueType.flag(),
    text=Text(
        id="Ijazah tertinggi diperoleh dari tugas belajar",
        en="The highest diploma comes from study leave",
    ),
    read=_graduated,
)
SECONDED: Final = Fact(
    name="seconded_in_leading_post",
    value_type=ValueType.flag(),
    text=Text(
        id="Diperbantukan penuh dan menduduki jabatan pimpinan",
        en="Seconded full time in a leading post",
    ),
    note=Text(id="Tidak dibaca dari riwayat.", en="Not read from the record."),
)
SECONDED_TIMES: Final = Fact(
    name="promotions_while_seconded",
    value_type=ValueType.number("number"),
    text=Text(id="Kenaikan pangkat selama diperbantukan", en="Promotions while seconded"),
    note=Text(id="Tidak dibaca dari riwayat.", en="Not read from the record."),
)
FACTS: Final = (
    OUTSTANDING_WORK,
    DISCOVERY,
    UKPPI,
    USES_DIPLOMA,
    GRADUATED,
    SECONDED,
    SECONDED_TIMES,
)


# -- rules ---------------------------------------------------------------------------------------


def _by_choice(kind: PromotionKind, source: str, *conditions: Condition) -> Rule:
    """Return the rule of a kind: its own conditions, the time in the rank, the last predicate."""
    return Rule(
        name=f"grounds.{kind.value}",
        text=Text(
            id=f"Memenuhi syarat kenaikan pangkat {kind.text.id}",
            en=f"Meets the requirements for promotion {kind.text.en}",
        ),
        question=Question.RANK_UP,
        source=source,
        since=SINCE,
        node=AllOf(
            (
                *RISES,
                *conditions,
                time_in_rank(kind),
                at_least(PREDICATE_LATEST, "promotion.predicate_latest", kind),
                UNBARRED,
            )
        ),
    )


def _jump(kind: PromotionKind) -> tuple[Condition, Condition]:
    """Return the conditions that the diploma lifts a rank such as the one held."""
    from_rank = Lookup("promotion.diploma_from", (DIPLOMA,))
    return (
        IsOneOf(DIPLOMA, Param("promotion.diploma_kinds", (kind,))),
        Compare(GOLONGAN, Op.LE, from_rank, key="diploma_from"),
    )


OUTSTANDING: Final = _by_choice(
    P.OUTSTANDING,
    "pp-99-2000:15",
    holds(OUTSTANDING_WORK, "promotion.ground", P.OUTSTANDING),
)
DISCOVERED: Final = _by_choice(
    P.DISCOVERY, "pp-99-2000:16", holds(DISCOVERY, "promotion.ground", P.DISCOVERY)
)
STATE_OFFICE: Final = _by_choice(
    P.STATE_OFFICE, "pp-99-2000:17", IsOneOf(RELEASE, Param("promotion.state_offices"))
)
NEW_DIPLOMA: Final = _by_choice(
    P.DIPLOMA,
    "pp-12-2002:18",
    *_jump(P.DIPLOMA),
    holds(USES_DIPLOMA, "promotion.ground", P.DIPLOMA),
    holds(UKPPI, "promotion.diploma_exam"),
    AnyOf(
        (
            Not(IsOneOf(LEVEL, Param("ranks.banded_by_jenjang")), key="not_functional"),
            holds(RANK_CREDIT, "promotion.rank_credit"),
        ),
        key="credit",
        text=Text(id="Angka kredit, jika fungsional", en="Credit, if functional"),
    ),
)
GRADUATE: Final = _by_choice(
    P.GRADUATE,
    "pp-12-2002:20",
    *_jump(P.GRADUATE),
    holds(GRADUATED, "promotion.ground", P.GRADUATE),
)
SECONDED_LEADER: Final = _by_choice(
    P.SECONDED,
    "pp-99-2000:21",
    holds(SECONDED, "promotion.ground", P.SECONDED),
    Compare(SECONDED_TIMES, Op.LT, Param("promotion.seconded_times")),
    predicate_of_two_years(P.SECONDED)[1],
    Answer("exams.met"),
)
TARGET: Final = Rule(
    name="grounds.diploma_target",
    text=Text(id="Pangkat setelah penyesuaian ijazah", en="Rank after the new diploma"),
    question=Question.RANK,
    source="pp-12-2002:18(1)",
    since=dt.date(2002, 4, 17),
    node=Lookup("promotion.diploma_to", (DIPLOMA,)),
)
RULES: Final = (
    OUTSTANDING,
    DISCOVERED,
    STATE_OFFICE,
    NEW_DIPLOMA,
    GRADUATE,
    SECONDED_LEADER,
    TARGET,
)
