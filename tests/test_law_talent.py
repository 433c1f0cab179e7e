"""Talent axes and their indicators (tests/cases/talent.toml), on records."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lawcases import FILES

from asn_career import (
    Award,
    Employee,
    InvalidInputError,
    Sanction,
    Status,
    Training,
    lay_profile,
    national_rulebook,
)
from asn_career.regulations import Evidence
from asn_career.terms import (
    ActingDuty,
    AwardLevel,
    CriticalCriterion,
    DisciplineRecord,
    PotentialAspect,
    Predikat,
    SanctionLevel,
    TeamRole,
    Variety,
)

DAY = dt.date(2026, 11, 21)


def person(**lists):
    return Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS, **lists)


@pytest.mark.parametrize(
    ("day", "record"),
    [
        (dt.date(2026, 3, 1), "serving"),
        (dt.date(2026, 3, 2), "moderate"),
        (dt.date(2031, 2, 28), "moderate"),
        (dt.date(2031, 3, 1), "never"),
    ],
)
def test_discipline_counts_until_the_window_ends(day, record):
    sanctions = [
        Sanction(level=SanctionLevel.MODERATE, since=dt.date(2025, 3, 2), until=dt.date(2026, 3, 1))
    ]
    who = person(sanctions=sanctions)
    assert national_rulebook().view(who, day).get("discipline_record").value == record


def test_certificates_and_awards_of_the_window_count():
    trainings = [
        Training(course=f"c{year}", finished=dt.date(year, 11, 21), hours=10)
        for year in (2022, 2023, 2024, 2025)
    ]
    awards = [
        Award(name="a", day=dt.date(2024, 1, 1), level="agency"),
        Award(name="b", day=dt.date(2025, 1, 1), level="national"),
        Award(name="c", day=dt.date(2019, 1, 1), level="international"),
    ]
    view = national_rulebook().view(person(trainings=trainings, awards=awards), DAY)
    assert view.get("certificates") == 2
    assert view.get("award_level").value == "national"


def test_an_award_without_a_level_is_unknown_not_none():
    awards = [Award(name="a", day=dt.date(2024, 1, 1))]
    assert national_rulebook().view(person(awards=awards), DAY).get("award_level") is None


def test_the_weights_of_each_axis_make_a_whole():
    values = national_rulebook().law(DAY).values
    for table in ("talent.performance_weight", "talent.potential_weight", "talent.axis_weight"):
        assert sum(cell.value for cell in values.cells(table).values()) == 100 * 100


def test_the_other_agency_scores_are_a_variant():
    book = national_rulebook()
    djki = book.with_variants({"talent.predicate_score": "djki"})
    who = next(c["facts"] for c in FILES["talent"]["cases"] if c["id"] == "ninebox_9")
    assert book.score("talent.performance", who, DAY).value == 100
    assert djki.score("talent.performance", who, DAY).value == 106
    assert djki.score("talent.performance", who, DAY).evidence is Evidence.DISPUTED


# Each indicator from worse to better; a diploma or a field without a score is left out.
BETTER = {
    "predicate_latest": list(Predikat),
    "award_level": list(AwardLevel),
    "team_role": list(TeamRole),
    "feedback": list(Predikat),
    "competence_score": [0, 27, 68, 100],
    "certificates": [0, 1, 3, 4, 5, 6, 7, 8, 12],
    "months_in_level": [0, 23, 24, 35, 36, 59, 60, 300],
    "variety": list(Variety),
    "acting_duty": list(ActingDuty),
    "potential_score": [0, 50, 99, 100],
    "diploma": ["slta", "d3", "s1", "s2", "s3"],
    "field_fit": ["differs", "fits"],
    "discipline_record": list(DisciplineRecord),
}
PEOPLE = st.fixed_dictionaries({name: st.sampled_from(steps) for name, steps in BETTER.items()})


@given(PEOPLE, st.sampled_from(sorted(BETTER)), st.data())
def test_a_better_indicator_never_lowers_an_axis_its_class_or_the_value(who, name, data):
    steps = BETTER[name]
    better = who | {name: data.draw(st.sampled_from(steps[steps.index(who[name]) :]))}
    book = national_rulebook()
    for rule in ("performance", "potential", "value", "performance_class", "potential_class"):
        before, after = (book.score(f"talent.{rule}", f, DAY).whole for f in (who, better))
        assert before <= after


@given(PEOPLE)
def test_the_group_follows_from_the_box_whatever_the_person(who):
    book = national_rulebook()
    box = book.score("talent.box", who, DAY).value.value
    assert (book.check("talent.succession_group", who, DAY).truth.name == "YES") is (box in "789")
    assert (book.check("talent.national_group", who, DAY).truth.name == "YES") is (box == "9")


@given(st.lists(st.integers(0, 5), min_size=8, max_size=8))
def test_eight_aspects_make_their_sum_of_forty(levels):
    facts = {f"potential_{a.value}": n for a, n in zip(PotentialAspect, levels, strict=True)}
    score = national_rulebook().score("talent.assessed_potential", facts, DAY)
    assert score.value * 40 == sum(levels) * 100
    assert score.evidence is Evidence.SINGLE


def test_what_makes_a_post_critical_is_listed_and_only_advises():
    cell = national_rulebook().cell("talent.critical_criteria", (), DAY)
    assert cell.value == frozenset(CriticalCriterion)
    assert cell.advisory


def test_the_order_of_the_boxes_is_remembered_only():
    who = next(c["facts"] for c in FILES["talent"]["cases"] if c["id"] == "ninebox_9")
    order = national_rulebook().score("talent.succession_order", who, DAY)
    assert order.evidence is Evidence.UNVERIFIED


def test_the_weights_of_the_aspects_and_of_the_blend_make_a_whole():
    values = national_rulebook().law(DAY).values
    assert sum(cell.value for cell in values.cells("talent.aspect_weight").values()) == 100 * 100
    by_level = {}
    for (_, level), cell in values.cells("talent.blend_weight").items():
        by_level[level] = by_level.get(level, 0) + cell.value
    assert set(by_level.values()) == {100 * 100}


def test_a_member_of_the_group_meets_the_conditions_of_the_pp_on_a_record():
    who = person(
        trainings=[Training(course="c", finished=dt.date(2025, 6, 1), hours=20)],
    )
    line = national_rulebook().check("talent.succession_gate", who, DAY)
    assert line.truth.name == "UNKNOWN"
    missing = {"job_person_match", "predicate_latest", "predicate_before"}
    assert set(line.missing) == missing
    bare = national_rulebook().check("talent.succession_gate", person(), DAY)
    assert bare.truth.name == "NO"


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"potential_motivasion": 3}, "potential_motivation"),
        ({"acting_duty": "plt_hihger"}, "plt_higher"),
        ({"technical_score": 82.5}, "exact"),
    ],
)
def test_a_wrong_fact_is_refused_with_what_would_be_right(facts, told):
    with pytest.raises(InvalidInputError, match=told):
        national_rulebook().score("talent.value", facts, DAY)


def test_the_sheet_of_another_agency_reads_the_same_person_otherwise():
    who = next(c["facts"] for c in FILES["talent"]["cases"] if c["id"] == "ninebox_2")
    book = lay_profile(national_rulebook(), "djbk_pu_2026")
    assert national_rulebook().score("talent.performance", who, DAY).value == 70
    assert book.score("talent.performance", who, DAY).value == 100
