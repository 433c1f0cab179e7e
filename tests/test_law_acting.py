"""Plt and Plh (tests/cases/acting.toml), on records."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lawcases import position

from asn_career import Appointment, Employee, Post, find_earliest, national_rulebook
from asn_career.dates import add_months
from asn_career.findings import Truth
from asn_career.terms import Capacity, Question, Status

BOOK = national_rulebook()
DAY = dt.date(2026, 11, 21)
POST = Post(id="p", position=position("administrator"), unit="u-1")
HELD = Appointment(position=position("pengawas"), unit="u-1", since=dt.date(2022, 1, 1))


def person(*appointments):
    return Employee(
        id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS, appointments=appointments
    )


def plt(since, until=None, capacity=Capacity.PLT, unit="u-1"):
    return Appointment(
        position=POST.position, unit=unit, since=since, until=until, capacity=capacity
    )


def test_a_pengawas_of_the_unit_may_act_and_one_of_another_may_not():
    assert BOOK.check("acting.plt", person(HELD), DAY, post=POST).truth is Truth.YES
    other = Post(id="q", position=POST.position, unit="u-2")
    finding = BOOK.check("acting.plt", person(HELD), DAY, post=other)
    assert [line.info.key for line in finding.deciding] == ["same_unit"]


def test_who_holds_no_definitive_post_is_not_known_to_be_fit():
    who = person(plt(dt.date(2026, 1, 1)))
    assert BOOK.check("acting.plt", who, DAY, post=POST).missing == ("level", "same_unit")


@pytest.mark.parametrize(
    ("acting", "since"),
    [
        (plt(dt.date(2026, 10, 1)), dt.date(2026, 10, 1)),
        (plt(dt.date(2026, 10, 1), dt.date(2026, 11, 20)), None),
        (plt(dt.date(2026, 10, 1), capacity=Capacity.PLH), None),
        (plt(dt.date(2026, 10, 1), unit="u-2"), None),
    ],
)
def test_the_time_as_plt_is_that_in_the_post(acting, since):
    assert BOOK.view(person(HELD, acting), DAY, post=POST).get("acting_since") == since


def test_acting_is_no_time_in_the_post():
    view = BOOK.view(person(HELD, plt(dt.date(2020, 1, 1))), DAY, post=POST)
    assert view.get("months_as_administrator") == 0


def test_acting_is_asked_by_no_appointment_and_no_move():
    asked = {rule.question for rule in BOOK.rules(DAY) if rule.name.startswith("acting.")}
    assert asked == {Question.ACT}


def test_a_post_in_which_one_acts_is_equal_or_the_next_one_up():
    equal = BOOK.law(DAY).values.cells("groups.equal_post")
    ladder = ["pelaksana", "pengawas", "administrator", "jpt_pratama", "jpt_madya", "jpt_utama"]
    for (level, post), cell in BOOK.law(DAY).values.cells("acting.posts").items():
        own = equal[(level,)].value if (level,) in equal else level
        place = ladder.index(own.value)
        assert cell.value is (post.value in ladder[place : place + 2])


@given(st.integers(0, 12), st.integers(0, 12), st.sampled_from([True, False, None]))
def test_the_longer_one_acts_the_less_one_may_go_on(months, more, extended):
    order = [Truth.NO, Truth.UNKNOWN, Truth.YES]

    def truth(count):
        facts = {"acting_since": add_months(DAY, -count), "acting_extended": extended}
        return order.index(BOOK.check("acting.in_time", facts, DAY).truth)

    assert truth(months + more) <= truth(months)


def test_the_longest_time_is_the_sum_of_both():
    days = [dt.date(2019, 7, 30), dt.date(2021, 1, 14), DAY]
    for day in days:
        parts = [BOOK.cell(f"acting.{n}", (), day).value for n in ("longest", "extension")]
        assert BOOK.cell("acting.longest_extended", (), day).value == sum(parts)


def test_the_time_ends_on_the_day_the_months_are_full():
    who = person(HELD, plt(dt.date(2026, 11, 1)))
    ends = find_earliest(who, "acting.in_time", DAY, DAY, rulebook=BOOK, post=POST)
    assert ends.day == DAY
    after = BOOK.check("acting.in_time", who, dt.date(2027, 2, 1), post=POST)
    assert after.missing == ("acting_extended",)
