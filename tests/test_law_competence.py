"""Standards and the match of a person with a post (tests/cases/competence.toml)."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
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


def of_level(level, *days):
    """Return a person assessed as required of administrators, on some days."""
    profile = CompetencyProfile.of({c.value: 3 for c in NationalCompetency})
    return person(assessments=[Assessment(day=day, level=level, profile=profile) for day in days])


ADMINISTRATOR = Post(id="p", position=position("administrator"), unit="u")


def test_a_position_without_a_standard_has_that_of_its_class():
    who = of_level(PositionLevel.ADMINISTRATOR, dt.date(2025, 5, 1))
    view = national_rulebook().view(who, DAY, post=ADMINISTRATOR)
    assert view.get("job_person_match") == 100_00


def test_a_table_laid_over_sets_what_a_class_requires():
    overlay = """
[competence.required_level]
checked = 2026-11-21
[[competence.required_level.rows]]
since = 2026-01-01
source = "permenpanrb-38-2017"
evidence = "single"
index = ["M.01"]
columns = ["administrator"]
values = [[5]]
"""
    book = national_rulebook().overlay("agency", overlay)
    who = of_level(PositionLevel.ADMINISTRATOR, dt.date(2025, 5, 1))
    asked = {"competency": "M.01", "target_level": "administrator"}
    assert book.score("competence.required_level", asked, DAY).value == 5
    assert national_rulebook().score("competence.required_level", asked, DAY).value == 3
    match = book.view(who, DAY, post=ADMINISTRATOR).get("job_person_match")
    assert Fraction(match, 100) == Fraction("93.10")  # 27 of 29
    before = book.view(who, dt.date(2025, 12, 31), post=ADMINISTRATOR)
    assert before.get("job_person_match") == 100_00


def test_the_day_of_the_assessment_is_known_after_it_has_expired():
    first, second = dt.date(2020, 1, 10), dt.date(2023, 5, 1)
    who, book = of_level(PositionLevel.ADMINISTRATOR, first, second), national_rulebook()

    def read(name, day):
        return book.view(who, day, post=ADMINISTRATOR).get(name)

    for day, latest, valid in (
        (dt.date(2019, 12, 31), None, None),
        (dt.date(2023, 1, 9), first, first),
        (dt.date(2023, 1, 10), first, None),
        (dt.date(2026, 4, 30), second, second),
        (dt.date(2026, 5, 1), second, None),
    ):
        assert read("assessed_on", day) == latest
        assert read("valid_assessment_on", day) == valid
        answer = book.check("competence.assessment_valid", who, day, post=ADMINISTRATOR)
        if day > dt.date(2019, 12, 31):
            assert answer.truth.name == ("YES" if valid else "NO")
    expiry = book.next_change("competence.assessment_valid", who, DAY, post=ADMINISTRATOR)
    assert expiry in {None, *book.change_days}  # only another law could change the answer
    valid_day = dt.date(2026, 4, 30)
    assert book.next_change(
        "competence.assessment_valid", who, valid_day, post=ADMINISTRATOR
    ) == dt.date(2026, 5, 1)


def test_an_assessment_for_another_level_is_none_for_this_post():
    who = of_level(PositionLevel.PENGAWAS, dt.date(2025, 5, 1))
    view = national_rulebook().view(who, DAY, post=ADMINISTRATOR)
    assert view.get("assessed_on") is None
    assert view.get("valid_assessment_on") is None
    assert view.get("job_person_match") is None


def test_the_weights_of_the_test_make_a_whole_at_each_level():
    by_level = {}
    cells = national_rulebook().law(DAY).values.cells("competence.jf_weight")
    for (_, level), cell in cells.items():
        by_level[level] = by_level.get(level, 0) + cell.value
    assert set(by_level.values()) == {100 * 100}


@given(
    st.sampled_from(["ahli_pertama", "ahli_muda", "ahli_madya"]),
    st.integers(0, 12_000),
    st.integers(0, 12_000),
    st.integers(0, 2_000),
)
def test_a_better_match_never_fails_the_test(level, technical, general, more):
    book = national_rulebook()

    def passes(technical, general):
        facts = {
            "target_level": level,
            "technical_match": Decimal(technical) / 100,
            "general_match": Decimal(general) / 100,
        }
        return book.check("competence.jf_test", facts, DAY).truth.name == "YES"

    before = passes(technical, general)
    assert before <= passes(technical + more, general)
    assert before <= passes(technical, general + more)
