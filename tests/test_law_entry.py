"""Special ways into a post (tests/cases/entry.toml, exceptions.toml), on records."""

import datetime as dt

import pytest
from lawcases import position

from asn_career import Appointment, Employee, Sanction, find_earliest, national_rulebook
from asn_career.regulations import Evidence
from asn_career.terms import PositionLevel, Question, SanctionLevel, Status

BOOK = national_rulebook()
DAY = dt.date(2026, 11, 21)


def person(**lists):
    return Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS, **lists)


def test_no_special_way_is_asked_of_an_appointment():
    usual = {rule.name.partition(".")[0] for rule in BOOK.rules(DAY)
             if rule.question is Question.APPOINT}  # fmt: skip
    assert usual == {"appointment", "functional"}


@pytest.mark.parametrize(
    ("level", "until", "clean"),
    [
        ("moderate", dt.date(2023, 11, 20), True),
        ("moderate", dt.date(2023, 11, 21), False),
        ("heavy", None, False),
        ("light", dt.date(2026, 1, 1), True),
    ],
)
def test_a_serious_sanction_is_counted_from_the_day_after_its_end(level, until, clean):
    given = Sanction(level=SanctionLevel(level), since=dt.date(2022, 11, 1), until=until)
    view = BOOK.view(person(sanctions=[given]), DAY)
    assert view.get("no_recent_serious_sanction") is clean


def test_jf_14_waits_for_three_years_after_the_sanction():
    given = Sanction(
        level=SanctionLevel.MODERATE, since=dt.date(2023, 2, 2), until=dt.date(2024, 2, 1)
    )
    who = person(sanctions=[given])
    assert BOOK.view(who, DAY).get("no_recent_serious_sanction") is False
    fact = BOOK.fact("no_recent_serious_sanction")
    assert fact.changes(BOOK.view(who, DAY)) == dt.date(2027, 2, 2)
    assert BOOK.view(who, dt.date(2027, 2, 2)).get(fact.name) is True


def test_the_eselon_held_is_that_of_the_post():
    held = Appointment(
        position=position("pelaksana", eselon="V.a"), unit="u", since=dt.date(2018, 1, 1)
    )
    who = person(appointments=[held])
    assert BOOK.view(who, DAY).get("held_eselon").value == "V.a"
    assert BOOK.view(person(), DAY).get("held_eselon") is None


def test_equalisation_keeps_the_equal_level():
    # What penyetaraan gave is what the equality of later law says.
    law = BOOK.law(DAY).values
    back = law.cells("groups.equal_post")
    for (level,), cell in law.cells("entry.equalised_to").items():
        assert back[(cell.value,)].value is level


def test_what_is_only_remembered_of_a_first_appointment_does_not_decide():
    for table in ("entry.first_within", "entry.training_within"):
        assert BOOK.cell(table, (), DAY).evidence is Evidence.UNVERIFIED


def test_a_way_that_needs_a_decision_is_open_on_no_bare_record():
    for rule in BOOK.rules(DAY):
        if rule.name.startswith("exceptions."):
            found = find_earliest(person(), rule.name, DAY, dt.date(2030, 1, 1), rulebook=BOOK)
            assert found.day is None, rule.name


def test_ages_for_pppk_lie_a_year_before_the_age_limit():
    limits = {"jpt_madya": 60, "jpt_utama": 60, "ahli_madya": 60, "ahli_utama": 65}
    for (level,), cell in BOOK.law(DAY).values.cells("entry.pppk_max_age").items():
        assert cell.value == limits.get(PositionLevel(level).value, 58) - 1
