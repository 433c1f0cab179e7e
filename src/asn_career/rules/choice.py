"""Rank promotion by choice (kenaikan pangkat pilihan) by the post held, or left for study.

Structural (PP 99/2000 articles 10 and 12): within the band of the post; one step below its lowest
rank sooner, from further below not at all. Functional (article 13): credit and two years, beyond
the band once where the next level has no vacancy (Peraturan BKN 11/2022 article 39). On study leave
after such a post (article 19): within the band of the last post. All ask for the predicate of two
years and no moderate or heavy sanction being served.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 1)
>>> facts = dict(status="pns", level="ahli_pertama", golongan="III/a", months_in_rank=24,
...              rank_credit_reached=True, predicate_latest="baik", predicate_before="baik",
...              serving_sanction_level="none")
>>> [book.check("choice.functional", facts | change, day).truth.name
...  for change in ({}, {"months_in_rank": 23}, {"rank_credit_reached": None})]
['YES', 'NO', 'UNKNOWN']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from asn_career.conditions import (
    AllOf,
    Answer,
    AnyOf,
    Compare,
    Condition,
    Const,
    IsOneOf,
    Lookup,
    Param,
    at_least,
    holds,
)
from asn_career.dates import Span, completed_months, merge_spans, next_month_of
from asn_career.facts import Fact, Movement
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.functional import COMPETENCE_TEST
from asn_career.rules.pak import RANK_CREDIT
from asn_career.rules.personnel import GOLONGAN, LEVEL, MONTHS
from asn_career.rules.promotion import (
    ESELON,
    NEXT_RANK,
    RISES,
    SINCE,
    TOP_OF_BAND,
    UNBARRED,
    below_superior,
    predicate_of_two_years,
    time_in_rank,
)
from asn_career.rules.releases import LAST_ESELON, LAST_LEVEL, MONTHS_IN_RANK, RELEASE, rank_spans
from asn_career.terms import Capacity, PromotionKind, Question, ReleaseKind, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.rulebook import View

__all__ = ["FACTS", "RULES"]

P = PromotionKind


# -- facts ---------------------------------------------------------------------------------------


def _level_span(view: View) -> Span | None:
    """Return the unbroken time in definitive posts of the present level."""
    held = view.person().appointment_on(view.as_of)
    if held is None:
        return None
    spans = (
        a.span
        for a in view.person().appointments
        if a.capacity is Capacity.DEFINITIVE and a.position.level is held.position.level
    )
    return next(span for span in merge_spans(spans) if view.as_of in span)


def _months_at_level(view: View) -> int | None:
    span = _level_span(view)
    return None if span is None else completed_months([span], view.as_of)


def _rank_at_inauguration(view: View) -> int | None:
    """Return the time in the present rank on the day on which the present level began."""
    span, spans = _level_span(view), rank_spans(view)
    return None if span is None or spans is None else completed_months(spans, span.since)


MONTHS_AT_LEVEL: Final = Fact(
    name="months_at_level",
    value_type=MONTHS,
    text=Text(id="Masa di jenjang jabatan tanpa putus", en="Unbroken time at the level"),
    movement=Movement.RESETS,
    note=Text(id="Hanya jabatan definitif.", en="Definitive posts only."),
    read=_months_at_level,
    changes=lambda view: next_month_of(filter(None, [_level_span(view)]), view.as_of),
)
RANK_AT_INAUGURATION: Final = Fact(
    name="months_in_rank_at_inauguration",
    value_type=MONTHS,
    text=Text(id="Masa dalam pangkat pada waktu dilantik", en="Time in the rank on inauguration"),
    note=Text(
        id="Pada hari jenjang jabatan sekarang dimulai.",
        en="On the day on which the present level began.",
    ),
    read=_rank_at_inauguration,
)
NEXT_LEVEL_VACANT: Final = Fact(
    name="next_level_vacant",
    value_type=ValueType.flag(),
    text=Text(id="Jenjang berikutnya lowong", en="The next level has a vacancy"),
    note=Text(id="Tidak dibaca dari riwayat.", en="Not read from the record."),
)
FACTS: Final = (MONTHS_AT_LEVEL, RANK_AT_INAUGURATION, NEXT_LEVEL_VACANT)


# -- rules ---------------------------------------------------------------------------------------


def _by_post(kind: PromotionKind, source: str, *conditions: Condition) -> Rule:
    """Return the rule of a kind that goes by the post."""
    return Rule(
        name=f"choice.{kind.value}",
        text=Text(
            id=f"Memenuhi syarat kenaikan pangkat {kind.text.id}",
            en=f"Meets the requirements for promotion {kind.text.en}",
        ),
        question=Question.RANK_UP,
        source=source,
        since=SINCE,
        node=AllOf((*RISES, *conditions, *predicate_of_two_years(kind), UNBARRED)),
    )


LOWEST: Final = Lookup("ranks.eselon_lowest", (ESELON,))
STRUCTURAL: Final = _by_post(
    P.STRUCTURAL,
    "pp-12-2002:12",
    IsOneOf(LEVEL, Param("ranks.banded_by_eselon")),
    Compare(NEXT_RANK, Op.LE, TOP_OF_BAND, key="highest_of_band"),
    AnyOf(
        (
            AllOf(
                (
                    Compare(NEXT_RANK, Op.EQ, LOWEST, key="one_below"),
                    at_least(MONTHS_IN_RANK, "promotion.structural_years_below"),
                    at_least(MONTHS_AT_LEVEL, "promotion.structural_years_in_post"),
                ),
                key="below",
                text=Text(
                    id="Satu tingkat di bawah pangkat terendah", en="One step below the lowest rank"
                ),
            ),
            AllOf(
                (
                    Compare(NEXT_RANK, Op.EQ, LOWEST, key="one_below"),
                    at_least(RANK_AT_INAUGURATION, "promotion.structural_years_at_inauguration"),
                ),
                key="long_before",
                text=Text(
                    id="Sudah lama dalam pangkat waktu dilantik",
                    en="Long in the rank on inauguration",
                ),
            ),
            AllOf(
                (
                    Compare(GOLONGAN, Op.GE, LOWEST, key="in_band"),
                    at_least(MONTHS_IN_RANK, "promotion.structural_years_within"),
                    below_superior(P.STRUCTURAL),
                ),
                key="within",
                text=Text(id="Dalam rentang jabatan", en="Within the band of the post"),
            ),
        ),
        key="time",
        text=Text(id="Masa dalam pangkat, salah satu", en="Time in the rank, one of"),
    ),
    Answer("exams.met"),
)
BAND_TOP: Final = Lookup("ranks.jenjang_highest", (LEVEL,))
FUNCTIONAL: Final = _by_post(
    P.FUNCTIONAL,
    "pp-99-2000:13",
    IsOneOf(LEVEL, Param("ranks.banded_by_jenjang")),
    time_in_rank(P.FUNCTIONAL),
    holds(RANK_CREDIT, "promotion.rank_credit"),
    AnyOf(
        (
            Compare(NEXT_RANK, Op.LE, BAND_TOP, key="highest_of_band"),
            AllOf(
                (
                    Compare(GOLONGAN, Op.EQ, BAND_TOP, key="top_of_band"),
                    holds(NEXT_LEVEL_VACANT, "promotion.beyond_vacancy"),
                    holds(COMPETENCE_TEST, "promotion.beyond_competence_test"),
                ),
                key="beyond",
                text=Text(
                    id="Sekali di atas rentang, tanpa lowongan",
                    en="Once beyond the band, without a vacancy",
                ),
            ),
        ),
        key="band",
        text=Text(id="Dalam rentang jenjang", en="Within the band of the level"),
    ),
)
ON_STUDY: Final = _by_post(
    P.STUDY,
    "pp-99-2000:19",
    Compare(RELEASE, Op.EQ, Const(ReleaseKind.STUDY, ValueType.word(ReleaseKind))),
    AnyOf(
        (
            AllOf(
                (
                    IsOneOf(LAST_LEVEL, Param("ranks.banded_by_eselon")),
                    Compare(
                        NEXT_RANK,
                        Op.LE,
                        Lookup("ranks.eselon_highest", (LAST_ESELON,)),
                        key="highest_of_band",
                    ),
                ),
                key="structural",
                text=Text(id="Semula jabatan struktural", en="From a structural post"),
            ),
            AllOf(
                (
                    IsOneOf(LAST_LEVEL, Param("ranks.banded_by_jenjang")),
                    Compare(
                        NEXT_RANK,
                        Op.LE,
                        Lookup("ranks.jenjang_highest", (LAST_LEVEL,)),
                        key="highest_of_band",
                    ),
                ),
                key="functional",
                text=Text(id="Semula jabatan fungsional", en="From a functional position"),
            ),
        ),
        key="band",
        text=Text(id="Dalam rentang jabatan terakhir", en="Within the band of the last post"),
    ),
    time_in_rank(P.STUDY),
    Answer("exams.met"),
)
RULES: Final = (STRUCTURAL, FUNCTIONAL, ON_STUDY)
