"""Rank promotion: on records and along the calendar, and what only makes it easier."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lawcases import position

from asn_career import (
    Appointment,
    Appraisal,
    Attestation,
    Education,
    Employee,
    RankHeld,
    Release,
    Sanction,
    StudyLeave,
    find_earliest,
    national_rulebook,
)
from asn_career.dates import ONE_DAY, add_months
from asn_career.terms import Diploma, Golongan, PositionLevel, PromotionKind, Question, Status

BOOK = national_rulebook()
UNTIL = dt.date(2035, 12, 31)
YEARS = range(2020, 2036)


def person(*, level="pelaksana", golongan="III/a", rank_since="2023-04-01", **lists):
    post = position(level, eselon=lists.pop("eselon", None))
    held = Appointment(position=post, unit="u", since=lists.pop("post_since", "2018-01-01"))
    facts = {
        "joined": "2010-03-01",
        "appointments": [held],
        "ranks": [RankHeld(golongan=golongan, since=rank_since)],
        "education": [Education(diploma="s1", graduated="2009-08-01")],
        "appraisals": [
            Appraisal(since=dt.date(y, 1, 1), until=dt.date(y, 12, 31), predicate="baik")
            for y in YEARS
        ],
        **lists,
    }
    return Employee(id="E-1", birth_date=dt.date(1985, 5, 17), status=Status.PNS, **facts)


def earliest(rule, who, since="2026-11-01"):
    return find_earliest(who, rule, since, UNTIL, rulebook=BOOK).day


def read(name, who, day):
    return BOOK.view(who, day).get(name)


# -- along the calendar ---------------------------------------------------------------------------


def test_kp_10_four_years_after_the_last_promotion():
    assert earliest("promotion.open", person()) == dt.date(2027, 4, 1)


def test_kp_23_not_before_the_sanction_is_served():
    sanction = Sanction(
        level="moderate", kind="penundaan_kp", since="2026-03-01", until="2027-02-28"
    )
    who = person(rank_since="2022-10-01", sanctions=[sanction])
    assert earliest("promotion.open", who, "2026-10-01") == dt.date(2027, 3, 1)
    assert earliest("promotion.open", person(rank_since="2022-10-01"), "2026-10-01") == dt.date(
        2026, 10, 1
    )


def test_a_year_of_unpaid_leave_postpones_the_promotion_by_a_year():
    away = Release(kind="cltn", since="2024-01-01", until="2024-12-31")
    assert earliest("promotion.open", person(releases=[away])) == dt.date(2028, 4, 1)


def test_state_office_goes_on_rising_without_the_years_that_are_not_appraised():
    away = Release(kind="state_office", since="2023-06-01")
    rated = [
        Appraisal(since=dt.date(y, 1, 1), until=dt.date(y, 12, 31), predicate="baik")
        for y in (2021, 2022)
    ]
    who = person(releases=[away], appraisals=rated)
    assert earliest("grounds.state_office", who) == dt.date(2027, 4, 1)


def test_a_graduate_rises_a_year_after_the_last_rank():
    study = StudyLeave(since="2024-09-01", until="2026-08-31", diploma="s2")
    diplomas = [Education(diploma="s1", graduated="2009-08-01")]
    diplomas += [Education(diploma="s2", graduated="2026-08-20")]
    who = person(studies=[study], education=diplomas, rank_since="2026-04-01")
    assert earliest("grounds.graduate", who) == dt.date(2027, 4, 1)
    assert read("graduated_from_study_leave", who, dt.date(2026, 8, 25)) is False
    assert read("graduated_from_study_leave", person(), dt.date(2026, 11, 1)) is False
    assert read("graduated_from_study_leave", person(education=[]), UNTIL) is None


def test_long_service_takes_effect_on_the_first_day_of_the_last_month():
    # Born on 17 May 1985, pelaksana: 58 years in May 2043, pension on 1 June.
    rated = [
        Appraisal(since=dt.date(y, 1, 1), until=dt.date(y, 12, 31), predicate="baik")
        for y in (2041, 2042)
    ]
    who = person(rank_since="2041-05-01", joined="2012-03-01", appraisals=rated)
    found = find_earliest(who, "pengabdian.long_service", "2043-01-15", "2043-12-31", rulebook=BOOK)
    assert found.day == dt.date(2043, 5, 1)
    # That somebody died in service is never read from a record.
    assert found.before.missing == ("died_in_service",)


def test_a_sanction_served_a_year_ago_does_not_bar_long_service():
    rated = [Appraisal(since="2042-01-01", until="2042-12-31", predicate="baik")]
    for until, expected in (("2042-05-01", "YES"), ("2042-06-15", "NO")):
        sanction = Sanction(level="moderate", since="2041-06-01", until=until)
        who = person(
            rank_since="2041-05-01", joined="2012-03-01", appraisals=rated, sanctions=[sanction]
        )
        day = dt.date(2043, 5, 1)
        assert BOOK.check("pengabdian.long_service", who, day).truth.name == expected


def test_time_at_the_level_runs_on_over_posts_of_one_level_and_not_over_a_gap():
    first, second, third = (
        Appointment(
            position=position("pengawas", eselon="IV.a"), unit=unit, since=since, until=until
        )
        for unit, since, until in (
            ("a", "2015-01-01", "2016-12-31"),
            ("b", "2020-01-01", "2021-12-31"),
            ("c", "2022-01-01", None),
        )
    )
    who = person(appointments=[first, second, third], rank_since="2018-04-01", golongan="III/b")
    assert read("months_at_level", who, dt.date(2026, 1, 1)) == 72
    assert read("months_in_rank_at_inauguration", who, dt.date(2026, 1, 1)) == 21
    later = person(appointments=[first, second, third], rank_since="2021-04-01")
    assert read("months_in_rank_at_inauguration", later, dt.date(2026, 1, 1)) == 0
    assert read("eselon", who, dt.date(2026, 1, 1)) == "IV.a"


def test_exams_are_read_from_the_record():
    passed = Attestation(kind="ujian_dinas_1", issued="2026-05-01")
    diplomas = [Education(diploma="d3", graduated="2009-08-01")]
    who = person(golongan="II/d", rank_since="2022-10-01", education=diplomas)
    rule, day = "promotion.regular", dt.date(2026, 11, 1)
    assert BOOK.check(rule, who, day).missing == ("pkp_passed", "ujian_dinas_1_passed")
    assert BOOK.check(rule, who.with_records(passed), day).truth.name == "YES"


# -- the kinds ------------------------------------------------------------------------------------

KINDS = {
    rule.name.partition(".")[2]: rule.name
    for rule in BOOK.rules_for(Question.RANK_UP, None, dt.date(2026, 11, 1))
    if rule.name not in {"promotion.window", "promotion.open"}
}


def test_every_kind_has_a_rule():
    assert set(KINDS) == {kind.value for kind in PromotionKind}


def test_the_next_rank_is_one_step_higher():
    day = dt.date(2026, 11, 1)
    following = [BOOK.cell("ranks.next", (rank,), day).value for rank in Golongan]
    assert following == [*list(Golongan)[1:], None]


@pytest.mark.parametrize("kind", ["outstanding", "discovery", "long_service", "disability"])
def test_some_kinds_ask_for_no_exam(kind):
    # PP 99/2000 article 32.
    rule = next(r for r in BOOK.rules(dt.date(2026, 11, 1)) if r.name == KINDS[kind])
    assert "exams" not in repr(rule.node)


def test_a_diploma_lifts_to_the_rank_that_follows_the_highest_it_lifts_from():
    day = dt.date(2026, 11, 1)
    for diploma in list(Diploma)[1:]:
        top = BOOK.cell("promotion.diploma_from", (diploma,), day).value
        to = BOOK.cell("promotion.diploma_to", (diploma,), day).value
        assert BOOK.cell("ranks.next", (top,), day).value is to
        # Nobody who joined with the diploma stands lower than whoever earns it later.
        assert BOOK.cell("ranks.starting", (diploma,), day).value is to


GOOD = {
    "status": "pns",
    "diploma": "s2",
    "superior_golongan": "IV/e",
    "predicate_latest": "sangat_baik",
    "predicate_before": "baik",
    "serving_sanction_level": "none",
    "ever_sanctioned": False,
    "rank_credit_reached": True,
    "next_level_vacant": False,
    "competence_test_passed": True,
    "outstanding_work_decreed": True,
    "discovery_decreed": True,
    "post_uses_diploma": True,
    "ukppi_passed": True,
    "graduated_from_study_leave": True,
    "seconded_in_leading_post": True,
    "promotions_while_seconded": 0,
    "last_month_of_service": True,
    "died_in_service": False,
    "died_by_duty": True,
    "disabled_by_duty": True,
    "pkp_passed": True,
    "pka_passed": True,
}
anybody = st.fixed_dictionaries(
    {
        "level": st.sampled_from(list(PositionLevel)),
        "last_level": st.sampled_from(list(PositionLevel)),
        "eselon": st.sampled_from(["II.a", "III.a", "III.b", "IV.a", "IV.b"]),
        "last_eselon": st.sampled_from(["III.a", "IV.b"]),
        "golongan": st.sampled_from(list(Golongan)),
        "release": st.sampled_from(["none", "study", "cltn", "state_office"]),
        "months_at_level": st.integers(0, 60),
        "months_in_rank_at_inauguration": st.integers(0, 60),
        "unbroken_service": st.integers(100, 400),
    }
)


@settings(max_examples=50)
@given(facts=anybody, months=st.integers(0, 60), more=st.integers(0, 60), data=st.data())
def test_longer_in_the_rank_never_turns_yes_into_no(facts, months, more, data):
    rule = data.draw(st.sampled_from(sorted(KINDS.values())))
    day = dt.date(2026, 11, 1)
    before, after = (
        BOOK.check(rule, GOOD | facts | {"months_in_rank": n}, day).truth.name
        for n in (months, months + more)
    )
    assert (before, after) in {("YES", "YES"), ("NO", "NO"), ("NO", "YES")}


@settings(max_examples=15)
@given(facts=anybody, months=st.integers(0, 60), missing=st.sampled_from(sorted(GOOD)))
def test_an_empty_field_refuses_nobody(facts, months, missing):
    day = dt.date(2026, 11, 1)
    whole = GOOD | facts | {"months_in_rank": months}
    for rule in KINDS.values():
        found = BOOK.check(rule, whole, day).truth.name
        without = BOOK.check(rule, whole | {missing: None}, day).truth.name
        assert without in {found, "UNKNOWN"}


@settings(max_examples=20)
@given(
    rank_since=st.dates(dt.date(2020, 3, 1), dt.date(2022, 12, 31)),
    early=st.integers(-40, 40),
)
def test_the_day_named_by_the_calendar_is_the_first_yes(rank_since, early):
    who, asked = person(rank_since=rank_since), add_months(rank_since, 48) - early * ONE_DAY
    days = [asked + n * ONE_DAY for n in range(75)]
    yes = (d for d in days if BOOK.check("promotion.open", who, d).truth.name == "YES")
    found = find_earliest(who, "promotion.open", asked, days[-1], rulebook=BOOK).day
    assert found == next(yes, None)
