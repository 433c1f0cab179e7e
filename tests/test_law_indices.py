"""Indices (tests/cases/indices.toml): records, monotony, and an oracle of their own."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_career import Employee, InvalidInputError, Sanction, SanctionLevel, Status
from asn_career.national import national_rulebook
from asn_career.regulations import Evidence
from asn_career.terms import Diploma, PositionLevel, ServiceElement

BOOK = national_rulebook()
DAY = dt.date(2026, 11, 21)
BY_SCORE = dt.date(2021, 6, 30)
ELEMENTS = [f"service_{element.value}" for element in ServiceElement]
GROUPS = {"pelaksana": (0, Fraction(45, 2), Fraction(35, 2))}


def hundredths(low, high):
    return st.integers(100 * low, 100 * high).map(lambda whole: Decimal(whole) / 100)


@pytest.mark.parametrize(
    ("day", "worst"),
    [
        (dt.date(2020, 2, 29), "none"),
        (dt.date(2020, 3, 1), "heavy"),
        (dt.date(2026, 2, 28), "heavy"),
        (dt.date(2026, 3, 1), "light"),
        (dt.date(2029, 1, 1), "none"),
    ],
)
def test_the_worst_sanction_counts_until_five_years_after_its_end(day, worst):
    sanctions = [
        Sanction(level=SanctionLevel.HEAVY, since=dt.date(2020, 3, 1), until=dt.date(2021, 3, 1)),
        Sanction(level=SanctionLevel.LIGHT, since=dt.date(2023, 1, 1), until=dt.date(2024, 1, 1)),
    ]
    born = dt.date(1980, 5, 17)
    who = Employee(id="E-1", birth_date=born, status=Status.PNS, sanctions=sanctions)
    assert BOOK.view(who, day).get("worst_sanction").value == worst


def test_the_index_of_a_measuring_year_since_2022_is_marked_unverified():
    facts = {
        "diploma": "s1",
        "level": "ahli_muda",
        "post_trainings": 1,
        "technical_hours": 20,
        "seminars": 1,
        "worst_sanction": "none",
    }
    old = BOOK.score("indices.ip_asn", facts | {"appraisal_score": 95}, BY_SCORE)
    new = BOOK.score("indices.ip_asn", facts | {"predicate_latest": "sangat_baik"}, DAY)
    assert old.value == new.value == 90
    assert (old.evidence, new.evidence) == (Evidence.SINGLE, Evidence.UNVERIFIED)


MEASURED = st.fixed_dictionaries(
    {
        "diploma": st.sampled_from(sorted(Diploma)),
        "level": st.sampled_from(list(PositionLevel)),
        "post_trainings": st.integers(0, 3),
        "technical_hours": st.integers(0, 60),
        "seminars": st.integers(0, 3),
        "appraisal_score": hundredths(0, 100),
        "worst_sanction": st.sampled_from(list(SanctionLevel)),
    }
)


@given(MEASURED)
def test_the_index_is_the_sum_of_its_points(facts):
    points = {"s3": 25, "s2": 20, "s1": 15, "d3": 10, "sd": 1, "sltp": 1}.get(facts["diploma"], 5)
    trainings = (facts["post_trainings"], facts["technical_hours"] >= 20, facts["seminars"])
    possible = GROUPS.get(facts["level"], (15, 15, 10))
    points += sum(p for p, done in zip(possible, trainings, strict=True) if done)
    bands = ((90, 30), (75, 25), (60, 15), (50, 5), (-1, 1))
    points += next(p for bound, p in bands if facts["appraisal_score"] > bound)
    points += {"none": 5, "light": 3, "moderate": 2, "heavy": 1}[facts["worst_sanction"]]
    assert Fraction(BOOK.score("indices.ip_asn", facts, BY_SCORE).value) == points


@given(st.lists(hundredths(1, 4), min_size=9, max_size=9))
def test_satisfaction_is_exactly_the_mean_times_25(means):
    facts = dict(zip(ELEMENTS, means, strict=True))
    score = BOOK.score("indices.satisfaction", facts, DAY)
    exact = 25 * Fraction(sum(means)) / 9
    assert Fraction(score.whole, score.line.info.value_type.denominator) == exact
    rounded = BOOK.with_variants({"indices.satisfaction_weight": "two_places"})
    got = rounded.score("indices.satisfaction", facts, DAY)
    assert Fraction(got.whole, got.line.info.value_type.denominator) == exact * Fraction(99, 100)


@given(st.lists(hundredths(1, 4), min_size=9, max_size=9), st.integers(0, 8), hundredths(1, 4))
def test_a_better_element_never_lowers_the_grade(means, place, other):
    def grade(value):
        facts = dict(zip(ELEMENTS, [*means[:place], value, *means[place + 1 :]], strict=True))
        return BOOK.score("indices.satisfaction_grade", facts, DAY).value

    low, high = sorted([means[place], other])
    assert grade(low) <= grade(high)


@given(st.integers(6500, 10000), st.sampled_from([2010, 2026]))
def test_the_grade_is_that_of_the_index_rounded_to_two_decimals(whole, year):
    """Half up by hand: a mean of four decimals makes an index of up to six."""
    mean = Decimal(4 * whole + 1) / 10000
    index = (25 * mean).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
    bounds = {2010: ("43.76", "62.51", "81.26"), 2026: ("65", "76.61", "88.31")}[year]
    grade = "DCBA"[sum(index >= Decimal(bound) for bound in bounds)]
    found = BOOK.score(
        "indices.satisfaction_of_mean_grade", {"satisfaction_mean": mean}, dt.date(year, 6, 30)
    )
    assert found.value.value == grade


@pytest.mark.parametrize(
    ("facts", "near"),
    [
        ({"service_tyme": 3}, "service_time"),
        ({"worst_sanction": "modrate"}, "not a word"),
        ({"merit_score": 329.5}, "exact"),
    ],
)
def test_a_wrong_fact_is_refused_with_what_would_be_right(facts, near):
    with pytest.raises(InvalidInputError, match=near):
        BOOK.score("indices.ip_asn", facts, DAY)
