"""Discipline on records: how long a sanction is served, what it blocks, when it lapses."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_career import (
    Employee,
    InvalidInputError,
    Sanction,
    Status,
    find_earliest,
    national_rulebook,
)
from asn_career.terms import CareerAct, Question, SanctionKind, SanctionLevel

DAY = dt.date(2026, 11, 21)
BOOK = national_rulebook()
KINDS = [kind for kind in SanctionKind if kind is not SanctionKind.NONE]
ENDLESS = {"pemindahan_jabatan", "pembebasan_jabatan", "pdhtaps", "ptdh"}


def person(*sanctions):
    return Employee(
        id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS, sanctions=sanctions
    )


def sanction(kind, since=dt.date(2026, 3, 1), **more):
    return Sanction(level=SanctionKind(kind).level, kind=kind, since=since, **more)


def serving(who, day):
    return BOOK.view(who, day).get("serving_sanction_level").value


def test_a_clean_record_serves_nothing_and_is_blocked_by_nothing_of_the_record():
    assert serving(person(), DAY) == "none"
    for rule in BOOK.rules_for(Question.BLOCK, None, DAY):
        finding = BOOK.check(rule, person(), DAY)
        assert finding.truth.name == "NO" or finding.missing == ("under_inquiry",)


def test_the_term_of_the_kind_ends_a_sanction():
    # The published case KP-23: postponed for a year from 1 March 2026.
    who = person(sanction("penundaan_kp"))
    assert [serving(who, day) for day in (dt.date(2026, 2, 28), dt.date(2026, 3, 1))] == [
        "none",
        "moderate",
    ]
    assert serving(who, dt.date(2027, 2, 28)) == "moderate"
    assert serving(who, dt.date(2027, 3, 1)) == "none"
    assert BOOK.check("discipline.rank_block", who, dt.date(2026, 10, 1)).truth.name == "YES"
    free = BOOK.next_change("discipline.rank_block", who, dt.date(2026, 10, 1))
    assert free == dt.date(2027, 3, 1)
    assert BOOK.check("discipline.rank_block", who, free).truth.name == "NO"


def test_a_recorded_last_day_wins_over_the_term():
    who = person(sanction("penundaan_kp", until=dt.date(2026, 6, 30)))
    assert serving(who, dt.date(2026, 7, 1)) == "none"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_term_or_no_end(kind):
    since = dt.date(2020, 1, 1) if kind in BOOK_OLD else dt.date(2022, 1, 1)
    who = person(sanction(kind, since))
    assert serving(who, since) == kind.level.value
    later = serving(who, dt.date(2040, 1, 1))
    assert later == (kind.level.value if kind.value in ENDLESS else "none")


BOOK_OLD = {
    kind
    for level in ("light", "moderate", "heavy")
    for kind in BOOK.score(f"discipline.{level}_kinds", {}, dt.date(2020, 1, 1)).whole
}


def test_the_kinds_of_a_level_are_of_that_level():
    for level in ("light", "moderate", "heavy"):
        for day in (dt.date(2020, 1, 1), DAY):
            kinds = BOOK.score(f"discipline.{level}_kinds", {}, day).whole
            assert {kind.level.value for kind in kinds} == {level}


def test_without_kind_and_last_day_a_sanction_has_no_end():
    who = person(Sanction(level=SanctionLevel.HEAVY, since=dt.date(2015, 1, 1)))
    assert serving(who, dt.date(2200, 1, 1)) == "heavy"


def test_a_light_sanction_is_over_on_its_day():
    who = person(sanction("teguran_lisan"))
    assert (serving(who, dt.date(2026, 3, 1)), serving(who, dt.date(2026, 3, 2))) == (
        "light",
        "none",
    )


def test_the_lowered_rank_returns_the_day_after():
    who = person(sanction("penurunan_pangkat_1_tahun"))
    returned = BOOK.score("discipline.rank_returns_on", who, DAY)
    assert returned.value == dt.date(2027, 3, 1)
    assert BOOK.view(person(sanction("penundaan_kp")), DAY).get("rank_returns_on") is None
    assert BOOK.view(who, dt.date(2027, 3, 1)).get("rank_returns_on") is None


def test_a_decree_is_in_force_on_the_15th_day_after_its_receipt():
    who = person(sanction("teguran_lisan", received=dt.date(2026, 11, 1)))
    found = find_earliest(who, "discipline.in_force", dt.date(2026, 11, 1), DAY, rulebook=BOOK)
    assert found.day == dt.date(2026, 11, 16)


@pytest.mark.parametrize(
    ("kind", "level", "where"),
    [("pdhtaps", "light", "kind"), ("none", "light", "kind"), ("pengurangan", "light", "kind")],
)
def test_a_kind_of_another_level_is_refused(kind, level, where):
    with pytest.raises(InvalidInputError) as refused:
        Sanction(level=level, kind=kind, since=DAY)
    assert [p.where for p in refused.value.problems] == [where]


def test_every_act_has_its_block():
    names = {rule.name for rule in BOOK.rules_for(Question.BLOCK, None, DAY)}
    assert names == {f"discipline.{act.value}_block" for act in CareerAct}


spells = st.tuples(
    st.sampled_from([k for k in KINDS if k.level is not SanctionLevel.LIGHT]),
    st.dates(dt.date(2022, 1, 1), dt.date(2030, 12, 31)),
)


@given(st.lists(spells, max_size=3), st.dates(dt.date(2022, 4, 7), dt.date(2034, 1, 1)))
def test_the_calendar_finds_every_day_on_which_the_level_changes(found, day):
    who = person(*(sanction(kind, since) for kind, since in found))
    following = BOOK.next_change("discipline.rank_block", who, day)
    end = following or day + dt.timedelta(days=800)
    now = serving(who, day)
    steps = range(1, min((end - day).days, 800))
    assert all(serving(who, day + dt.timedelta(days=n)) == now for n in steps)
