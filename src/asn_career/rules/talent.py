"""Talent mapping: two axes, the talent value, nine boxes (Kepka BKN 411/2025, PermenPANRB 3/2020).

Each indicator has a score by a table, each axis is the weighted sum of its indicators, and both
make the talent value. Job experience is the mean of three sub-indicators, kept exact as thirds.
Scores on which agencies differ are variants of their tables.

The score of potential comes from eight aspects, where an agency has them. For a target post the
talent value may be blended with technical competence.

The box of a person belongs to the succession group or not (``succession_group``); PP 11/2017
article 199 asks for more before any box (``succession_gate``): competence that fits, the duty of
development met, the predicate of two years. Who meets both may be a member (``successor``).

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> who = dict(predicate_latest="baik", award_level="agency", team_role="leader_internal",
...            feedback="baik", competence_score=82, certificates=5, months_in_level=70,
...            variety="cross_unit", acting_duty="none", potential_score="77.5", diploma="s2",
...            field_fit="fits", discipline_record="never")
>>> [book.score(f"talent.{axis}", who, day).value for axis in ("performance", "potential")]
[Decimal('71'), Decimal('80.775')]
>>> book.score("talent.box", who, day).value
<TalentBox.KOTAK_8: '8'>
>>> [book.check("talent.succession_group", who | change, day).truth.name
...  for change in ({}, {"predicate_latest": "kurang"}, {"variety": None})]
['YES', 'NO', 'UNKNOWN']

>>> gate = dict(job_person_match=91, status="pns", training_hours_last_year=20,
...             predicate_latest="baik", predicate_before="sangat_baik")
>>> [book.check("talent.succession_gate", gate | change, day).truth.name
...  for change in ({}, {"training_hours_last_year": 19}, {"predicate_before": None})]
['YES', 'NO', 'UNKNOWN']
>>> [book.check(f"talent.{rule}", who | gate, day).truth.name
...  for rule in ("successor", "national_group", "succession_priority")]
['YES', 'NO', 'NO']
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from asn_career.conditions import (
    AllOf,
    Answer,
    Band,
    Condition,
    Const,
    IsOneOf,
    Lookup,
    Param,
    Product,
    Quantity,
    WeightedSum,
    at_least,
)
from asn_career.facts import Fact, Subject
from asn_career.rulebook import Rule
from asn_career.rules.appraisal import PREDICATE_BEFORE, PREDICATE_LATEST
from asn_career.rules.competence import RECAP
from asn_career.rules.duties import FLOOR_LAST_YEAR
from asn_career.rules.indicators import (
    ACTING_DUTY,
    AWARD_LEVEL,
    CERTIFICATES,
    COMPETENCE_SCORE,
    DISCIPLINE_RECORD,
    FEEDBACK,
    FIELD_FIT,
    MONTHS_IN_LEVEL,
    POTENTIAL_SCORE,
    TEAM_ROLE,
    VARIETY,
)
from asn_career.rules.moves import TARGET_LEVEL
from asn_career.rules.personnel import DIPLOMA
from asn_career.terms import (
    PotentialAspect,
    Question,
    TalentAxis,
    TalentIndicator,
    TalentPart,
    Text,
)
from asn_career.values import ValueType

__all__ = ["FACTS", "RULES"]

DECREE: Final = dt.date(2025, 12, 31)
OF_THREE: Final = attrs.evolve(ValueType.number("number"), denominator=3)
# The mean of three is a third of each; the parts of a sum are of one type, so one is three thirds.
THIRD, ONE = Const(1, OF_THREE), Const(3, OF_THREE)

Parts = tuple[tuple[Param, Quantity], ...]


def _parts(table: str, indicator: TalentIndicator, *scores: Quantity) -> Parts:
    """Return the parts of an axis for an indicator: one score, or the mean of three."""
    weight, share = Param(table, (indicator,)), ONE if len(scores) == 1 else THIRD
    return tuple(
        (weight, Product((score, share), unit="score", text=indicator.text)) for score in scores
    )


def _performance(indicator: TalentIndicator, score: Quantity) -> Parts:
    return _parts("talent.performance_weight", indicator, score)


def _potential(indicator: TalentIndicator, *scores: Quantity) -> Parts:
    return _parts("talent.potential_weight", indicator, *scores)


def _sum(name: str, text: Text, parts: Parts) -> Rule:
    return _rule(name, text, WeightedSum(parts, text=text))


def _rule(
    name: str,
    text: Text,
    node: Quantity | Condition,
    source: str = "kepka-bkn-411-2025",
    since: dt.date = DECREE,
) -> Rule:
    return Rule(
        name=f"talent.{name}",
        text=text,
        question=Question.TALENT,
        source=source,
        since=since,
        node=node,
    )


PERFORMANCE: Final = _sum(
    "performance",
    Text(id="Sumbu kinerja (Y)", en="Axis of performance (Y)"),
    (
        *_performance(
            TalentIndicator.PREDICATE, Lookup("talent.predicate_score", (PREDICATE_LATEST,))
        ),
        *_performance(TalentIndicator.AWARDS, Lookup("talent.award_score", (AWARD_LEVEL,))),
        *_performance(TalentIndicator.TEAM, Lookup("talent.team_score", (TEAM_ROLE,))),
        *_performance(TalentIndicator.FEEDBACK, Lookup("talent.feedback_score", (FEEDBACK,))),
    ),
)
POTENTIAL: Final = _sum(
    "potential",
    Text(id="Sumbu potensial (X)", en="Axis of potential (X)"),
    (
        *_potential(TalentIndicator.COMPETENCE, COMPETENCE_SCORE),
        *_potential(TalentIndicator.DEVELOPMENT, Band("talent.development_score", CERTIFICATES)),
        *_potential(
            TalentIndicator.JOB_EXPERIENCE,
            Band("talent.tenure_score", MONTHS_IN_LEVEL),
            Lookup("talent.variety_score", (VARIETY,)),
            Lookup("talent.acting_score", (ACTING_DUTY,)),
        ),
        *_potential(TalentIndicator.POTENTIAL, POTENTIAL_SCORE),
        *_potential(TalentIndicator.EDUCATION, Lookup("talent.education_score", (DIPLOMA,))),
        *_potential(TalentIndicator.FIELD_FIT, Lookup("talent.field_score", (FIELD_FIT,))),
        *_potential(
            TalentIndicator.DISCIPLINE, Lookup("talent.discipline_score", (DISCIPLINE_RECORD,))
        ),
    ),
)
VALUE: Final = _sum(
    "value",
    Text(id="Nilai talenta", en="Talent value"),
    (
        (Param("talent.axis_weight", (TalentAxis.PERFORMANCE,)), Answer("talent.performance")),
        (Param("talent.axis_weight", (TalentAxis.POTENTIAL,)), Answer("talent.potential")),
    ),
)
PERFORMANCE_CLASS: Final = _rule(
    "performance_class",
    Text(id="Kelas kinerja", en="Class of performance"),
    Band("talent.performance_class", Answer("talent.performance")),
)
POTENTIAL_CLASS: Final = _rule(
    "potential_class",
    Text(id="Kelas potensial", en="Class of potential"),
    Band("talent.potential_class", Answer("talent.potential")),
)
BOX: Final = _rule(
    "box",
    Text(id="Kotak talenta", en="Talent box"),
    Lookup("talent.box", (Answer("talent.performance_class"), Answer("talent.potential_class"))),
    "permenpanrb-3-2020:Lampiran",
)
RECOMMENDATIONS: Final = _rule(
    "recommendations",
    Text(id="Rekomendasi", en="Recommendations"),
    Lookup("talent.recommendations", (Answer("talent.box"),)),
    "permenpanrb-3-2020:Lampiran",
)
SUCCESSION_GROUP: Final = _rule(
    "succession_group",
    Text(
        id="Kotaknya masuk kelompok rencana suksesi instansi",
        en="The box belongs to the succession group of the agency",
    ),
    IsOneOf(Answer("talent.box"), Param("talent.succession_boxes"), key="talent_box"),
    "permenpanrb-3-2020:Lampiran",
)
NATIONAL_GROUP: Final = _rule(
    "national_group",
    Text(
        id="Kotaknya masuk kelompok rencana suksesi nasional",
        en="The box belongs to the national succession group",
    ),
    IsOneOf(Answer("talent.box"), Param("talent.national_boxes"), key="talent_box"),
    "permenpanrb-3-2020:Lampiran",
)
SUCCESSION_ORDER: Final = _rule(
    "succession_order",
    Text(id="Urutan dalam kelompok rencana suksesi", en="Order in the succession group"),
    Lookup("talent.succession_order", (Answer("talent.box"),)),
    "permenpanrb-3-2020:Lampiran",
)
SUCCESSION_GATE: Final = _rule(
    "succession_gate",
    Text(
        id="Memenuhi syarat kelompok rencana suksesi menurut PP",
        en="Meets the requirements of the PP for the succession group",
    ),
    AllOf(
        (
            at_least(RECAP, "talent.gate_recap", key="competence"),
            Answer(FLOOR_LAST_YEAR.name),
            at_least(PREDICATE_LATEST, "talent.gate_predicate"),
            at_least(PREDICATE_BEFORE, "talent.gate_predicate"),
        ),
    ),
    "pp-11-2017:199",
    dt.date(2017, 4, 7),
)
SUCCESSOR: Final = _rule(
    "successor",
    Text(
        id="Dapat menjadi anggota kelompok rencana suksesi instansi",
        en="May be a member of the succession group of the agency",
    ),
    AllOf((Answer("talent.succession_gate"), Answer("talent.succession_group"))),
    "permenpanrb-3-2020:Lampiran",
)
SUCCESSION_PRIORITY: Final = _rule(
    "succession_priority",
    Text(
        id="Dapat diprioritaskan dalam kelompok rencana suksesi",
        en="May come first in the succession group",
    ),
    AllOf(
        (
            at_least(PREDICATE_LATEST, "talent.priority_predicate"),
            at_least(PREDICATE_BEFORE, "talent.priority_predicate"),
        ),
    ),
    "pp-30-2019:53",
    dt.date(2019, 4, 29),
)
ASPECTS: Final = {
    aspect: Fact(
        name=f"potential_{aspect.value}",
        value_type=ValueType.number("level"),
        text=Text(id=f"Potensi: {aspect.text.id}", en=f"Potential: {aspect.text.en}"),
    )
    for aspect in PotentialAspect
}
ASSESSED_POTENTIAL: Final = _rule(
    "assessed_potential",
    Text(id="Nilai potensi dari delapan aspek", en="Score of potential from the eight aspects"),
    WeightedSum(
        tuple(
            (
                Param("talent.aspect_weight", (aspect,)),
                Band("talent.aspect_score", fact, aspect.text),
            )
            for aspect, fact in ASPECTS.items()
        ),
        text=Text(id="Nilai potensi", en="Score of potential"),
    ),
    "permenpanrb-20-2025:17",
)
TECHNICAL_SCORE: Final = Fact(
    name="technical_score",
    value_type=ValueType.number("score"),
    text=Text(id="Nilai kompetensi teknis", en="Score of technical competence"),
    subject=Subject.PAIR,
)


def _blend(part: TalentPart) -> Lookup:
    return Lookup("talent.blend_weight", (Const(part, ValueType.word(TalentPart)), TARGET_LEVEL))


# The talent value is held in finer parts than a score: thirds, weighed in percent of an axis and
# of both axes. One is as many of these parts as there are.
FINE: Final = OF_THREE.denominator * (100 * ValueType.number("percent").denominator) ** 2
FINE_ONE: Final = Const(FINE, attrs.evolve(ValueType.number("number"), denominator=FINE))
BLENDED_VALUE: Final = _rule(
    "blended_value",
    Text(
        id="Nilai talenta dengan kompetensi teknis bagi jabatan yang dituju",
        en="Talent value blended with technical competence for the post in question",
    ),
    WeightedSum(
        (
            (_blend(TalentPart.TALENT), Answer("talent.value")),
            (
                _blend(TalentPart.TECHNICAL),
                Product((TECHNICAL_SCORE, FINE_ONE), unit="score", text=TalentPart.TECHNICAL.text),
            ),
        ),
        text=Text(id="Nilai talenta dan kompetensi teknis", en="Talent and technical competence"),
    ),
)
FACTS: Final = (*ASPECTS.values(), TECHNICAL_SCORE)
RULES: Final = (
    PERFORMANCE,
    POTENTIAL,
    VALUE,
    PERFORMANCE_CLASS,
    POTENTIAL_CLASS,
    BOX,
    RECOMMENDATIONS,
    SUCCESSION_GROUP,
    NATIONAL_GROUP,
    SUCCESSION_ORDER,
    SUCCESSION_GATE,
    SUCCESSOR,
    SUCCESSION_PRIORITY,
    ASSESSED_POTENTIAL,
    BLENDED_VALUE,
)
