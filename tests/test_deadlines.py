"""What is due in an appraisal and by when: the days of each regulation, on records."""

import datetime as dt

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_career import (
    Appraisal,
    Employee,
    InvalidInputError,
    Status,
    list_deadlines,
    national_rulebook,
)
from asn_career.terms import AppraisalParty, AppraisalStep

BOOK = national_rulebook()


def person(*appraisals, **more):
    birth = dt.date(1980, 5, 17)
    return Employee(id="E-1", birth_date=birth, status=Status.PNS, appraisals=appraisals, **more)


def year(number, **more):
    return Appraisal(since=dt.date(number, 1, 1), until=dt.date(number, 12, 31), **more)


def due(who, since, until, rulebook=BOOK):
    found = list_deadlines(
        who, dt.date.fromisoformat(since), dt.date.fromisoformat(until), rulebook=rulebook
    )
    assert found.verify()
    return found


def days(found, number=None):
    items = [i for i in found.items if number in {None, i.year}]
    return {item.step.value: item.due.isoformat() for item in items}


def test_the_steps_of_a_year_under_pp_30_2019():
    assert days(due(person(), "2026-01-01", "2027-12-31"), 2026) == {
        "set_targets": "2026-01-31",
        "monitor_first": "2026-06-30",
        "monitor_second": "2026-12-31",
        "evaluate": "2027-01-31",
        "deliver": "2027-02-14",
        "sign": "2027-02-28",
        "object": "2027-02-28",
        "report": "2027-02-28",
    }


def test_the_steps_of_a_year_under_pp_46_2011():
    assert days(due(person(), "2016-01-01", "2017-12-31"), 2016) == {
        "set_targets": "2016-01-31",
        "evaluate": "2017-01-31",
        "sign": "2017-02-14",
        "object": "2017-02-14",
        "pass_up": "2017-02-28",
    }


def test_the_report_is_due_on_the_last_day_of_february_of_a_leap_year():
    assert days(due(person(), "2027-01-01", "2028-12-31"), 2027)["report"] == "2028-02-29"


def test_each_step_says_who_owes_it_to_whom_and_why():
    [item] = [
        i for i in due(person(), "2027-01-01", "2027-03-31").items if i.step is AppraisalStep.SIGN
    ]
    assert (item.by, item.to) == (AppraisalParty.APPRAISED, AppraisalParty.APPRAISER)
    assert (item.days, item.after) == (14, AppraisalStep.DELIVER)
    assert item.citation.say() == "PP 30/2019 Pasal 49"
    assert "14 hari sesudah" in item.say()
    assert "14 days after" in item.say("en")


def test_the_appraisal_may_begin_at_the_end_of_december():
    found = due(person(), "2027-01-01", "2027-01-31")
    assert {i.step.value: i.opens for i in found.items} == {
        "evaluate": dt.date(2026, 12, 31),
        "set_targets": None,
    }


def test_what_is_signed_is_done_and_the_objection_counts_from_it():
    who = person(year(2026, predicate="baik", signed=dt.date(2027, 1, 10)))
    assert days(due(who, "2027-01-15", "2027-12-31"), 2026) == {
        "object": "2027-01-24",
        "report": "2027-02-28",
    }
    before = days(due(who, "2027-01-09", "2027-12-31"), 2026)
    assert before["sign"] == "2027-02-28"  # what was signed later does not count yet


def test_an_assumed_appraisal_does_nothing():
    who = person(year(2026, predicate="baik", assumed=True))
    assert "evaluate" in days(due(who, "2027-01-15", "2027-12-31"), 2026)


def test_an_exempt_year_has_no_deadlines_and_is_named():
    found = due(person(year(2026, exempt=True)), "2026-01-01", "2027-12-31")
    assert days(found, 2026) == {}
    assert found.exempt == (2026,)
    assert "tidak wajib dinilai: 2026" in "\n".join(found.lines())


def test_nothing_is_due_for_years_before_somebody_joined():
    found = due(person(joined=dt.date(2027, 2, 1)), "2027-01-01", "2027-12-31")
    assert {item.year for item in found.items} == {2027}


def test_years_on_which_the_law_is_silent_are_named():
    found = due(person(), "2013-01-01", "2014-12-31")
    assert {item.year for item in found.items} == {2014}
    assert found.silent == (2011, 2012, 2013)
    assert found.as_dict()["silent"] == [2011, 2012, 2013]


def test_an_agency_may_set_days_of_its_own():
    own = BOOK.overlay(
        "kota",
        """
        [instruments.sk-1]
        short = "SK 1"
        title = {id = "SK", en = "Decree"}
        evidence = "primary"
        in_force = 2026-01-01
        [deadlines.days]
        checked = 2026-11-21
        [[deadlines.days.rows]]
        since = 2026-01-01
        source = "sk-1"
        evidence = "primary"
        columns = ["deliver"]
        values = [7]
        """,
    )
    assert days(due(person(), "2027-01-01", "2027-12-31", own), 2026)["deliver"] == "2027-02-07"


@given(st.dates(dt.date(2010, 1, 1), dt.date(2040, 1, 1)), st.integers(0, 900), st.integers(0, 900))
def test_a_list_over_two_spans_is_the_two_lists(day, first, second):
    middle = day + dt.timedelta(first)
    last = middle + dt.timedelta(1 + second)
    who = person()
    parts = [
        list_deadlines(who, since, until, rulebook=BOOK)
        for since, until in ((day, middle), (middle + dt.timedelta(1), last))
    ]
    whole = list_deadlines(who, day, last, rulebook=BOOK)
    assert whole.items == parts[0].items + parts[1].items
    assert whole.verify()


def test_a_wrong_day_does_not_verify():
    found = due(person(), "2027-01-01", "2027-12-31")
    late = [attrs.evolve(i, due=i.due + dt.timedelta(1)) for i in found.items]
    for i, item in enumerate(late):
        items = (*found.items[:i], item, *found.items[i + 1 :])
        assert not attrs.evolve(found, items=items).verify()
    assert not attrs.evolve(found, items=found.items[::-1]).verify()


def test_rows_are_flat_and_say_the_source():
    rows = due(person(), "2027-01-01", "2027-02-28").rows()
    assert rows[0]["source"] == "pp-30-2019:42"
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
    assert all(row["employee"] == "E-1" for row in rows)


def test_what_is_wrong_is_told_at_once():
    with pytest.raises(InvalidInputError) as caught:
        list_deadlines("E-1", dt.date(2027, 2, 1), dt.date(2027, 1, 1), rulebook=BOOK)
    assert [p.where for p in caught.value.problems] == ["employee", "until"]
    with pytest.raises(InvalidInputError, match="more than 50 years"):
        list_deadlines(person(), dt.date(2027, 1, 1), dt.date(2090, 1, 1), rulebook=BOOK)
