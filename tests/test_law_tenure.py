"""In a post: mutasi and JPT (tests/cases/tenure.toml, jpt.toml), on records and in routes."""

import datetime as dt
import itertools

from hypothesis import given
from hypothesis import strategies as st
from lawcases import position

from asn_career import Appointment, Employee, Post, find_earliest, national_rulebook
from asn_career.dates import add_months
from asn_career.findings import Truth
from asn_career.terms import PositionLevel, Question, RemovalGround, Status

BOOK = national_rulebook()
DAY = dt.date(2026, 11, 21)
TRUTHS = [Truth.NO, Truth.UNKNOWN, Truth.YES]


def person(*appointments):
    return Employee(
        id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS, appointments=appointments
    )


def held(level, since, until=None):
    return Appointment(position=position(level), unit="u", since=since, until=until)


def seat(level):
    return Post(id="p", position=position(level), unit="u")


def test_what_keeps_a_person_in_a_post_is_asked_of_every_move_and_of_no_appointment():
    rules = {rule.name for rule in BOOK.rules_for(Question.DEPART, seat("administrator"), DAY)}
    assert rules == {"tenure.mutasi", "jpt.lock"}


def test_the_two_years_are_those_of_the_post_held_now():
    who = person(
        held("pengawas", dt.date(2015, 1, 1), dt.date(2025, 12, 31)),
        held("administrator", dt.date(2026, 1, 1)),
    )
    ready = find_earliest(
        who, "tenure.mutasi", DAY, dt.date(2030, 1, 1), rulebook=BOOK, post=seat("administrator")
    )
    assert (ready.day, ready.unknown_since) == (dt.date(2028, 1, 1), DAY)
    assert ready.verify()


def test_nobody_but_a_holder_of_a_jpt_is_locked():
    for level in PositionLevel:
        who = person(held(level, DAY))
        locked = BOOK.check("jpt.lock", who, DAY).truth is not Truth.YES
        assert locked is level.value.startswith("jpt_")


def test_every_level_has_the_grounds_on_which_its_posts_are_lost():
    grounds = BOOK.law(DAY).values.cells("tenure.removal_grounds")
    assert set(grounds) == set(itertools.product(RemovalGround, PositionLevel))
    for (ground, level), cell in grounds.items():
        only_jpt = ground in {RemovalGround.REORGANISATION, RemovalGround.DISMISSAL}
        assert cell.value is (not only_jpt or level.value.startswith("jpt_"))


@given(
    st.sampled_from(["tenure.mutasi", "jpt.lock", "tenure.mutasi_due", "jpt.term_over"]),
    st.sampled_from(PositionLevel),
    st.integers(0, 150),
    st.integers(0, 60),
    st.sampled_from([True, False, None]),
)
def test_a_longer_time_in_the_post_never_takes_away(rule, level, months, more, told):
    def truth(count):
        facts = {"level": level, "target_level": level, "post_since": add_months(DAY, -count)}
        for name in ("own_request", "replacement_ground", "replacement_approved", "term_extended"):
            facts[name] = told
        return TRUTHS.index(BOOK.check(rule, facts, DAY).truth)

    assert truth(months) <= truth(months + more)
