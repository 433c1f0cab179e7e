"""Talent axes and their indicators (tests/cases/talent.toml), on records."""

import datetime as dt

import pytest
from lawcases import FILES

from asn_career import Award, Employee, Sanction, Status, Training, national_rulebook
from asn_career.regulations import Evidence
from asn_career.terms import SanctionLevel

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
