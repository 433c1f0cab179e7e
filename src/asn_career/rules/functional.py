"""Appointment to functional positions (JF): transfer, promotion into JF, step up inside JF.

By the form of the move. Horizontal: transfer (perpindahan; PP 11/2017 articles 76 and 79,
PermenPANRB 1/2023): a diploma, the competence test, experience in the field (less where the agency
reorganises), the predicate of two years, an age, a vacancy. Diagonal: promotion into JF (PP 11/2017
article 81): the competence test, the predicate of two years, a vacancy. Vertical: step up (kenaikan
jenjang; PermenPANRB 1/2023 article 30): credit, the competence test, the predicate of one year, a
vacancy.

First appointment, adjustment (penyesuaian), equalisation (penyetaraan) and the return after removal
are other ways: rules of `entry`. The same functional position in another unit is not told apart
from a transfer. Before 6 January 2023 the form of moves from administrative positions is unknown,
and a step up also took time in the post and a second year's predicate (Peraturan BKN 11/2022).
Every figure is found by the form of the move, so that where the form is unverified nothing decides.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> facts = dict(level="administrator", target_level="ahli_madya", status="pns", diploma="s1",
...              competence_test_passed=True, relevant_experience=24, predicate_latest="baik",
...              predicate_before="baik", birth_date=dt.date(1971, 11, 20), post_vacant=True)
>>> def ask(**change):
...     return book.check("functional.appointment", facts | change, day)
>>> [ask(**change).truth.name for change in (
...     {}, {"birth_date": dt.date(1970, 11, 21)}, {"competence_test_passed": None})]
['YES', 'NO', 'UNKNOWN']
>>> ask(target_level="ahli_muda").truth.name, ask(target_level="ahli_utama").truth.name
('NO', 'UNKNOWN')

>>> step = dict(level="ahli_muda", step_credit_reached=True)
>>> [ask(**step | change).truth.name for change in (
...     {"predicate_before": "kurang"}, {"post_vacant": False}, {"step_credit_reached": None})]
['YES', 'NO', 'UNKNOWN']
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.conditions import (
    AllOf,
    Answer,
    AnyOf,
    Compare,
    Condition,
    Const,
    Lookup,
    Quantity,
)
from asn_career.dates import ONE_DAY
from asn_career.facts import Fact, Subject
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.appraisal import PREDICATE_BEFORE, PREDICATE_LATEST
from asn_career.rules.moves import TARGET_LEVEL
from asn_career.rules.pak import STEP_CREDIT
from asn_career.rules.personnel import (
    AGE,
    DIPLOMA,
    IN_POST,
    LEVEL,
    RELEVANT_EXPERIENCE,
    STATUS,
)
from asn_career.terms import AttestationKind, Jenjang, MoveKind, PositionLevel, Question, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.rulebook import View

__all__ = ["COMPETENCE_TEST", "FACTS", "POST_VACANT", "RULES"]

SINCE: Final = dt.date(2017, 4, 7)
REGULATED: Final = dt.date(2023, 1, 6)
KIND: Final = Answer("moves.kind")


def _competence_test(view: View) -> bool | None:
    """Return what the latest competence test in force on the day says."""
    tests = [
        a
        for a in view.person().attestations
        if a.kind is AttestationKind.COMPETENCE_TEST and view.as_of in a.span
    ]
    return tests[-1].passed if tests else None


COMPETENCE_TEST: Final = Fact(
    name="competence_test_passed",
    value_type=ValueType.flag(),
    text=Text(id="Lulus uji kompetensi", en="Competence test passed"),
    note=Text(
        id="Dari riwayat: uji yang terakhir dan masih berlaku; jenjang dan JF yang diuji tidak "
        "tercatat.",
        en="From a record: the last test still valid; the level and the position tested for are "
        "not recorded.",
    ),
    read=_competence_test,
)
POST_VACANT: Final = Fact(
    name="post_vacant",
    value_type=ValueType.flag(),
    text=Text(id="Jabatan yang dituju lowong", en="The post in question is vacant"),
    subject=Subject.POST,
    read=lambda view: view.target().is_vacant,
)
REORGANISATION: Final = Fact(
    name="reorganisation_or_strategic_need",
    value_type=ValueType.flag(),
    text=Text(
        id="Untuk penataan birokrasi atau kebutuhan strategis",
        en="For reorganisation or strategic need",
    ),
    subject=Subject.PAIR,
    note=Text(
        id="Keputusan instansi; tidak dibaca dari riwayat.",
        en="A decision of the agency; not read from the record.",
    ),
)
AGE_WHEN_PROPOSED: Final = Fact(
    name="age_when_proposed",
    value_type=ValueType.number("month"),
    text=Text(id="Usia saat usul diproses", en="Age when the proposal was processed"),
    subject=Subject.PAIR,
    sensitive=True,
    note=Text(
        id="Hanya ditanyakan bila usia itu sudah terlampaui pada hari pengangkatan.",
        en="Asked only where that age has passed by the day of appointment.",
    ),
)
FACTS: Final = (COMPETENCE_TEST, POST_VACANT, REORGANISATION, AGE_WHEN_PROPOSED)


def _figure(table: str, *keys: Quantity) -> Lookup:
    """Return the figure for the form of the move (and the level)."""
    return Lookup(table, (KIND, *keys))


def _route(kind: MoveKind, key: str, text: Text, *conditions: Condition) -> AllOf:
    """Return what a form of move asks for, beginning with the form itself."""
    form = Compare(KIND, Op.EQ, Const(kind, ValueType.word(MoveKind)), key="move_kind")
    return AllOf((form, IS_PNS, TESTED, LATEST, *conditions), key=key, text=text)


IS_PNS: Final = Compare(STATUS, Op.EQ, _figure("functional.status"))
TESTED: Final = Compare(COMPETENCE_TEST, Op.EQ, _figure("functional.competence_test"))
LATEST: Final = Compare(PREDICATE_LATEST, Op.GE, _figure("functional.predicate_latest"))
BEFORE: Final = Compare(PREDICATE_BEFORE, Op.GE, _figure("functional.predicate_before"))
VACANT: Final = Compare(POST_VACANT, Op.EQ, _figure("functional.vacancy"))

RELIEVED: Final = AnyOf(
    (
        Compare(RELEVANT_EXPERIENCE, Op.GE, _figure("functional.experience")),
        AllOf(
            (
                Compare(REORGANISATION, Op.EQ, _figure("functional.relief")),
                Compare(RELEVANT_EXPERIENCE, Op.GE, _figure("functional.relieved_experience")),
            ),
            key="relieved",
            text=Text(
                id="Kelonggaran penataan birokrasi atau kebutuhan strategis",
                en="Relief for reorganisation or strategic need",
            ),
        ),
    ),
    key="experience",
    text=Text(id="Pengalaman di bidang tugas", en="Experience in the field"),
)
IN_TIME: Final = AnyOf(
    (
        Compare(
            _figure("functional.processed_early", LEVEL),
            Op.EQ,
            Const(value=False, value_type=ValueType.flag()),
            key="processed_early",
        ),
        Compare(AGE, Op.LT, _figure("functional.processed_below")),
        Compare(AGE_WHEN_PROPOSED, Op.LT, _figure("functional.processed_below")),
    ),
    key="processed_in_time",
    text=Text(
        id="Usul diproses sebelum satu tahun menjelang BUP, bagi pemangku JPT",
        en="Processed before the last year to retirement age, for holders of JPT",
    ),
)


def _transfer(*conditions: Condition) -> AllOf:
    return _route(
        MoveKind.HORIZONTAL,
        "transfer",
        Text(id="Perpindahan dari jabatan lain", en="Transfer from another position"),
        BEFORE,
        Compare(DIPLOMA, Op.GE, _figure("functional.diploma", TARGET_LEVEL)),
        *conditions,
        Compare(AGE, Op.LE, Lookup("functional.max_age", (LEVEL, TARGET_LEVEL))),
        VACANT,
    )


def _step_up(*conditions: Condition) -> AllOf:
    return _route(
        MoveKind.VERTICAL,
        "step_up",
        Text(id="Kenaikan jenjang", en="Step up to the next level"),
        *conditions,
        Compare(STEP_CREDIT, Op.EQ, _figure("functional.step_credit")),
        VACANT,
    )


PROMOTION: Final = _route(
    MoveKind.DIAGONAL,
    "promotion",
    Text(id="Promosi ke dalam jabatan fungsional", en="Promotion into a functional position"),
    BEFORE,
    VACANT,
)


def _appointment(source: str, since: dt.date, transfer: AllOf, step_up: AllOf) -> Rule:
    return Rule(
        name="functional.appointment",
        text=Text(
            id="Memenuhi syarat diangkat dalam jabatan fungsional",
            en="Meets the requirements for appointment to a functional position",
        ),
        question=Question.APPOINT,
        source=source,
        since=since,
        targets=frozenset(PositionLevel(jenjang.value) for jenjang in Jenjang),
        node=AnyOf(
            (transfer, PROMOTION, step_up),
            key="route",
            text=Text(id="Jalur pengangkatan, salah satu", en="Route of appointment, one of"),
        ),
    )


BY_PP: Final = attrs.evolve(
    _appointment(
        "pp-11-2017:74",
        SINCE,
        _transfer(Compare(RELEVANT_EXPERIENCE, Op.GE, _figure("functional.experience"))),
        _step_up(
            BEFORE,
            Compare(IN_POST, Op.GE, _figure("functional.step_service")),
        ),
    ),
    until=REGULATED - ONE_DAY,
)
BY_REGULATION: Final = _appointment(
    "permenpanrb-1-2023", REGULATED, _transfer(RELIEVED, IN_TIME), _step_up()
)
RULES: Final = (BY_PP, BY_REGULATION)
