"""Duties of development (tests/cases/duties.toml), on records and along the calendar."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_career import Employee, InvalidInputError, Status, Training, find_earliest
from asn_career.national import national_rulebook

DAY = dt.date(2026, 11, 21)
BOOK = national_rulebook()


def person(*trainings, status=Status.PNS, **more):
    done = [
        Training(course=f"c{i}", finished=finished, hours=hours)
        for i, (finished, hours) in enumerate(trainings)
    ]
    born = dt.date(1980, 5, 17)
    return Employee(id="E-1", birth_date=born, status=status, trainings=done, **more)


def test_hours_count_in_the_calendar_year_in_which_a_training_ends():
    who = person((dt.date(2025, 12, 31), 8), (dt.date(2026, 1, 1), 5), (dt.date(2026, 12, 1), 100))
    view = BOOK.view(who, DAY)
    assert view.get("training_hours_this_year") == 5
    assert view.get("training_hours_last_year") == 8


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (dt.date(2026, 3, 1), "NO"),
        (dt.date(2026, 3, 2), "YES"),
        (dt.date(2026, 12, 31), "YES"),
        (dt.date(2027, 1, 1), "NO"),
    ],
)
def test_the_floor_is_reached_by_a_training_and_begins_anew_each_year(day, answer):
    who = person((dt.date(2026, 3, 2), 20))
    assert BOOK.check("duties.floor", who, day).truth.name == answer


def test_the_calendar_finds_the_new_year_in_which_last_years_floor_counts():
    who = person((dt.date(2026, 3, 2), 20))
    found = find_earliest(who, "duties.floor_last_year", DAY, dt.date(2029, 1, 1), rulebook=BOOK)
    assert found.day == dt.date(2027, 1, 1)
    assert BOOK.next_change("duties.floor_last_year", who, DAY) == found.day


@pytest.mark.parametrize(
    ("day", "hours"), [(dt.date(2026, 2, 28), 30), (dt.date(2026, 3, 1), 0), (DAY, 7)]
)
def test_a_contract_year_runs_from_the_day_of_joining(day, hours):
    trainings = [(dt.date(2025, 3, 1), 10), (dt.date(2026, 2, 28), 20), (dt.date(2026, 4, 1), 7)]
    who = person(*trainings, status=Status.PPPK, joined=dt.date(2024, 3, 1))
    assert BOOK.view(who, day).get("training_hours_contract_year") == hours
    assert BOOK.fact("training_hours_contract_year").changes(BOOK.view(who, DAY)) == dt.date(
        2027, 3, 1
    )


def test_a_contract_year_is_unknown_without_the_first_day():
    who = person((dt.date(2026, 4, 1), 30), status=Status.PPPK)
    answer = BOOK.check("duties.ceiling", who, DAY)
    assert answer.truth.name == "UNKNOWN"
    assert "training_hours_contract_year" in answer.missing


@given(
    st.lists(
        st.tuples(st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31)), st.integers(1, 30)),
        max_size=6,
    ),
    st.tuples(st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31)), st.integers(1, 30)),
)
def test_one_more_training_never_takes_the_floor_away(trainings, one_more):
    for rule in ("duties.floor", "duties.floor_last_year"):
        before = BOOK.check(rule, person(*trainings), DAY).truth.name
        after = BOOK.check(rule, person(*trainings, one_more), DAY).truth.name
        assert (before, after) != ("YES", "NO")


def test_a_wrong_fact_is_told_with_the_near_name():
    with pytest.raises(InvalidInputError, match="training_hours_this_year"):
        BOOK.check("duties.floor", {"training_hour_this_year": 20}, DAY)
    with pytest.raises(InvalidInputError, match="exact"):
        BOOK.check("duties.floor", {"training_hours_this_year": 19.5}, DAY)
