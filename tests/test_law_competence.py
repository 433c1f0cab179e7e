"""Standards and the match of a person with a post (tests/cases/competence.toml)."""

import datetime as dt
from fractions import Fraction

import pytest
from lawcases import params, position

from asn_career import Assessment, CompetencyProfile, Employee, Post, Status, national_rulebook
from asn_career.competencies import NATIONAL_COMPETENCIES
from asn_career.terms import NationalCompetency, PositionLevel

DAY = dt.date(2026, 11, 21)


def person(**lists):
    return Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS, **lists)


def test_the_national_competencies_have_one_list_of_words():
    listed = [(c.id, c.text) for c in NATIONAL_COMPETENCIES]
    assert [(c.value, c.text) for c in NationalCompetency] == listed


def test_the_required_levels_add_up_as_the_sources_print_them():
    cells = national_rulebook().law(DAY).values.cells("competence.required_level")
    sums = {
        level: sum(cells[competency, level].value for competency in NationalCompetency)
        for level in PositionLevel
    }
    printed = {
        "jpt_utama": 45,
        "jpt_madya": 45,
        "jpt_pratama": 36,
        "administrator": 27,
        "pengawas": 18,
        "pelaksana": 9,
        "ahli_utama": 38,
        "ahli_madya": 36,
        "ahli_muda": 27,
        "ahli_pertama": 18,
        "penyelia": 27,
        "mahir": 18,
        "terampil": 12,
        "pemula": 9,
    }
    assert {level.value: total for level, total in sums.items()} == printed


def assessed(levels, standard):
    keys = [c.value for c in NationalCompetency]
    target = position(
        "administrator",
        standard=CompetencyProfile.of(dict(zip(keys, standard, strict=True))),
    )
    profile = CompetencyProfile.of(dict(zip(keys, levels, strict=True)))
    assessment = Assessment(
        day=dt.date(2025, 5, 1), level=PositionLevel.ADMINISTRATOR, profile=profile
    )
    return person(assessments=[assessment]), Post(id="p", position=target, unit="u")


@pytest.mark.parametrize("profile", params("profiles"))
def test_the_match_of_a_recorded_profile(profile):
    who, post = assessed(profile["levels"], profile["standard"])
    book = national_rulebook()
    match = book.view(who, DAY, post=post).get("job_person_match")
    assert Fraction(match, 100) == Fraction(profile["job_person_match"])
    assert book.score("competence.recap", who, DAY, post=post).value.value == profile["recap"]


def test_a_match_above_the_standard_is_cut_only_where_that_is_chosen():
    who, post = assessed([5] * 9, [4] * 9)
    book = national_rulebook()
    capped = book.with_variants({"competence.jpm_cap": "capped"})
    assert book.view(who, DAY, post=post).get("job_person_match") == 12_500
    assert capped.view(who, DAY, post=post).get("job_person_match") == 10_000
    assert book.view(who, DAY, post=post).get("competence_score") == 1_000_000
