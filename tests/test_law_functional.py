"""Appointment to functional positions: cases that a personnel officer can read, and figures."""

import datetime as dt
import itertools

import pytest
from lawcases import position

from asn_career import (
    Appointment,
    Appraisal,
    Attestation,
    CreditDecision,
    Employee,
    Post,
    national_rulebook,
)
from asn_career.regulations import Evidence
from asn_career.terms import (
    AttestationKind,
    Jenjang,
    MoveKind,
    PositionLevel,
    Question,
    Status,
)

DAY = dt.date(2026, 11, 21)
RULE = "functional.appointment"
BOOK = national_rulebook()
LEVELS = [PositionLevel(jenjang.value) for jenjang in Jenjang]
GOOD = {
    "status": "pns",
    "diploma": "s3",
    "competence_test_passed": True,
    "relevant_experience": 240,
    "predicate_latest": "sangat_baik",
    "predicate_before": "sangat_baik",
    "birth_date": dt.date(1990, 1, 1),
    "post_vacant": True,
    "step_credit_reached": True,
}


def seat(level, holder=None):
    return Post(id="p", position=position(level, fields=("tata_ruang",)), unit="u", holder=holder)


@pytest.mark.parametrize("level", PositionLevel)
def test_every_functional_position_has_the_rule_and_no_other_position(level):
    names = {rule.name for rule in BOOK.rules_for(Question.APPOINT, seat(level), DAY)}
    assert (RULE in names) is (level in LEVELS)


@pytest.mark.parametrize("target", LEVELS)
def test_the_form_of_the_move_decides_for_whoever_meets_all(target):
    cells = BOOK.law(DAY).values.cells("moves.kind")
    for level in PositionLevel:
        cell = cells[level, target]
        lawful = "NO" if cell.value is MoveKind.NONE else "YES"
        expected = "UNKNOWN" if cell.evidence is Evidence.UNVERIFIED else lawful
        facts = GOOD | {"level": level, "target_level": target}
        assert BOOK.check(RULE, facts, DAY).truth.name == expected, (level, target)


def test_where_the_form_is_unverified_nothing_decides():
    # Not even what would be refused in every form.
    facts = {"level": "administrator", "target_level": "ahli_utama", **GOOD, "status": "cpns"}
    assert BOOK.check(RULE, facts, DAY).truth.name == "UNKNOWN"


def test_every_transfer_has_a_highest_age():
    law = BOOK.law(DAY).values
    caps = law.cells("functional.max_age")
    for level, target in itertools.product(PositionLevel, LEVELS):
        move = law.cell("moves.kind", (level, target))
        if move.value is MoveKind.HORIZONTAL:
            assert caps[level, target].value in {53, 55, 60, 63}
        if move.evidence is Evidence.UNVERIFIED:
            assert (level, target) not in caps


# -- on records -----------------------------------------------------------------------------


def person(*tests, level="ahli_muda"):
    held = Appointment(
        position=position(level, fields=("tata_ruang",)), unit="u", since=dt.date(2020, 1, 1)
    )
    return Employee(
        id="E-1",
        birth_date=dt.date(1980, 5, 17),
        status=Status.PNS,
        appointments=[held],
        attestations=tests,
    )


def passed(issued, until=None, *, kind=AttestationKind.COMPETENCE_TEST, result=True):
    return Attestation(kind=kind, issued=issued, until=until, passed=result)


@pytest.mark.parametrize(
    ("tests", "expected"),
    [
        ((), None),
        ((passed(dt.date(2025, 1, 1)),), True),
        ((passed(dt.date(2026, 11, 22)),), None),
        ((passed(dt.date(2024, 1, 1), dt.date(2026, 11, 20)),), None),
        ((passed(dt.date(2024, 1, 1)), passed(dt.date(2025, 1, 1), result=False)), False),
        ((passed(dt.date(2025, 1, 1), kind=AttestationKind.HEALTH),), None),
    ],
)
def test_the_competence_test_is_read_from_the_record(tests, expected):
    assert BOOK.view(person(*tests), DAY).get("competence_test_passed") is expected


@pytest.mark.parametrize(("holder", "vacant"), [(None, True), ("E-9", False)])
def test_the_vacancy_is_that_of_the_post(holder, vacant):
    view = BOOK.view(person(), DAY, post=seat("ahli_madya", holder))
    assert view.get("post_vacant") is vacant


def test_without_a_post_the_vacancy_is_unknown():
    facts = {**GOOD, "level": "ahli_muda", "target_level": "ahli_madya"}
    del facts["post_vacant"]
    result = BOOK.check(RULE, facts, DAY)
    assert (result.truth.name, result.missing) == ("UNKNOWN", ("post_vacant",))
    assert BOOK.view(person(), DAY).get("post_vacant") is None


@pytest.mark.parametrize(
    ("amount", "expected"), [(None, "UNKNOWN"), ("199.999", "NO"), ("200", "YES")]
)
def test_the_credit_for_the_step_is_read_from_the_record(amount, expected):
    rated = [
        Appraisal(since=dt.date(2025, 1, 1), until=dt.date(2025, 12, 31), predicate="sangat_baik")
    ]
    decided = CreditDecision(
        day=dt.date(2026, 1, 20),
        jenjang="ahli_muda",
        kind="conversion",
        amount=amount or "0",
        until=dt.date(2025, 12, 31),
    )
    who = person(passed(dt.date(2025, 1, 1))).with_records(*rated, *([decided] if amount else []))
    result = BOOK.check(RULE, who, DAY, post=seat("ahli_madya"))
    assert result.truth.name == expected
    assert result.missing == (() if amount else ("step_credit_reached",))
