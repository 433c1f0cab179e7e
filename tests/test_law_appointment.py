"""Appointment to posts (tests/cases/appointment.toml), on records."""

import datetime as dt

import pytest
from lawcases import position

from asn_career import Appointment, Employee, Post, Status, national_rulebook
from asn_career.rulebook import View
from asn_career.terms import Capacity

DAY = dt.date(2026, 11, 21)


def person(**lists):
    return Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS, **lists)


@pytest.mark.parametrize(
    ("level", "target", "held"),
    [
        ("ahli_muda", "administrator", True),
        ("ahli_pertama", "administrator", False),
        ("ahli_pertama", "pengawas", True),
        ("pemula", "pengawas", True),
        ("ahli_muda", "pengawas", False),
        ("ahli_muda", "jpt_pratama", None),
    ],
)
def test_a_functional_position_of_equal_level_is_read_from_the_record(level, target, held):
    past = Appointment(
        position=position(level), unit="u", since=dt.date(2019, 1, 1), until=dt.date(2019, 1, 20)
    )
    post = Post(id="p", position=position(target), unit="u")
    who = person(appointments=[past])
    assert national_rulebook().view(who, DAY, post=post).get("held_equal_jf") is held


def test_an_acting_post_is_none_of_equal_level():
    acting = Appointment(
        position=position("ahli_muda"), unit="u", since=dt.date(2019, 1, 1), capacity=Capacity.PLT
    )
    post = Post(id="p", position=position("administrator"), unit="u")
    who = person(appointments=[acting])
    assert national_rulebook().view(who, DAY, post=post).get("held_equal_jf") is False


@pytest.mark.parametrize(
    ("level", "job_class", "below", "held"),
    [
        ("ahli_pertama", 9, 9, True),  # the class comes before the jenjang
        ("ahli_muda", 10, 9, False),
        ("ahli_muda", None, 9, True),
        ("ahli_muda", 10, None, True),
        ("pengawas", 9, 9, False),  # no functional position at all
    ],
)
def test_a_job_class_where_known_comes_before_the_mapping(level, job_class, below, held):
    past = Appointment(
        position=position(level, job_class=job_class), unit="u", since=dt.date(2019, 1, 1)
    )
    post = Post(id="p", position=position("administrator"), unit="u")
    book, told = national_rulebook(), {"class_of_post_below": below}
    view = View(book, DAY, person(appointments=[past]), post, told)
    assert view.get("held_equal_jf") is held
