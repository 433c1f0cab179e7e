"""Releases from the post and study leave: what the record tells, and how time stops."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lawcases import position

from asn_career import Appointment, Appraisal, Employee, RankHeld, Release, StudyLeave
from asn_career.dates import ONE_DAY, add_months
from asn_career.national import national_rulebook
from asn_career.terms import Question, ReleaseKind, Status

DAY = dt.date(2026, 11, 21)
BOOK = national_rulebook()


def person(**lists):
    held = Appointment(position=position("ahli_muda"), unit="u", since=dt.date(2010, 3, 1))
    facts = {
        "joined": dt.date(2010, 3, 1),
        "appointments": [held],
        "ranks": [RankHeld(golongan="III/c", since=dt.date(2020, 4, 1))],
        **lists,
    }
    return Employee(id="E-1", birth_date=dt.date(1985, 5, 17), status=Status.PNS, **facts)


def read(name, who, day=DAY):
    return BOOK.view(who, day).get(name)


def cltn(since, until=None):
    return Release(kind="cltn", since=since, until=until)


YEAR = cltn(dt.date(2022, 1, 1), dt.date(2022, 12, 31))


@pytest.mark.parametrize(
    ("study", "expected"),
    [
        # Six months to the day keep the post, one day more does not.
        (StudyLeave(since="2026-06-01", until="2026-11-30"), "study_at_work"),
        (StudyLeave(since="2026-06-01", until="2026-12-01"), "study"),
        (StudyLeave(since="2026-06-01", until="2028-05-31", at_work=True), "study_at_work"),
        (StudyLeave(since="2026-06-01"), None),
        (StudyLeave(since="2026-05-01"), "study"),
        (StudyLeave(since="2026-01-01", until="2026-11-20"), "none"),
        (StudyLeave(since="2026-11-22", until="2028-11-21"), "none"),
    ],
)
def test_full_study_of_more_than_six_months_releases(study, expected):
    assert read("release", person(studies=[study])) == expected


def test_an_open_study_is_asked_again_when_six_months_are_over():
    who = person(studies=[StudyLeave(since="2026-06-01")])
    rule = "releases.frees_from_post"
    assert BOOK.next_change(rule, who, DAY) == dt.date(2026, 12, 1)
    assert BOOK.check(rule, who, dt.date(2026, 12, 1)).truth.name == "YES"


def test_the_effects_are_listed_for_one_person():
    who = person(releases=[cltn(dt.date(2026, 1, 1))])
    effects = [r for r in BOOK.rules_for(Question.RELEASE, None, DAY) if "stops" in r.name]
    assert {r.name: BOOK.check(r, who, DAY).truth.name for r in effects} == {
        "releases.stops_appraisal": "YES",
        "releases.stops_rank_time": "YES",
        "releases.stops_service": "YES",
    }


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (dt.date(2021, 12, 31), 20),
        (dt.date(2022, 6, 1), 21),
        (dt.date(2022, 12, 31), 21),
        (dt.date(2025, 3, 31), 47),
        (dt.date(2025, 4, 1), 48),
    ],
)
def test_unpaid_leave_stops_the_time_in_the_rank(day, months):
    assert read("months_in_rank", person(releases=[YEAR]), day) == months


@pytest.mark.parametrize("kind", ["state_office", "non_structural_body", "pension_preparation"])
def test_other_releases_do_not_stop_the_time_in_the_rank(kind):
    away = Release(kind=kind, since="2022-01-01", until="2022-12-31")
    assert read("months_in_rank", person(releases=[away])) == 79


def test_what_a_temporary_dismissal_does_to_time_is_unknown():
    away = Release(kind="temporary_dismissal", since="2022-01-01", until="2022-12-31")
    who = person(releases=[away])
    assert read("months_in_rank", who) is None
    assert read("unbroken_service", who) is None
    assert read("months_in_rank", who, dt.date(2021, 12, 31)) == 20


def test_service_begins_again_after_what_is_no_service():
    who = person(releases=[YEAR])
    assert read("unbroken_service", who, dt.date(2021, 12, 31)) == 141
    assert read("unbroken_service", who, dt.date(2022, 6, 1)) == 0
    assert read("unbroken_service", who, dt.date(2023, 2, 1)) == 1
    assert read("unbroken_service", person(joined=None)) is None


@given(
    since=st.dates(dt.date(2018, 1, 1), dt.date(2026, 1, 1)),
    days=st.integers(0, 1500),
    asked=st.dates(dt.date(2020, 4, 1), dt.date(2028, 1, 1)),
)
def test_time_in_the_rank_never_falls_and_changes_only_on_the_days_named(since, days, asked):
    who = person(releases=[cltn(since, since + days * ONE_DAY)])
    whole = read("months_in_rank", person(), asked)
    now, tomorrow = (read("months_in_rank", who, d) for d in (asked, asked + ONE_DAY))
    assert 0 <= now <= whole
    assert now <= tomorrow <= now + 1
    if tomorrow != now:
        fact = BOOK.fact("months_in_rank")
        assert fact.changes(BOOK.view(who, asked)) == asked + ONE_DAY


@given(asked=st.dates(dt.date(2020, 4, 1), dt.date(2044, 1, 1)))
def test_the_service_left_falls_only_on_the_days_named(asked):
    who = person()
    now, tomorrow = (read("remaining_service", who, d) for d in (asked, asked + ONE_DAY))
    assert now - 1 <= tomorrow <= now
    if tomorrow != now:
        assert BOOK.fact("remaining_service").changes(BOOK.view(who, asked)) == asked + ONE_DAY


def test_the_service_left_ends_with_the_pension():
    # Born on 17 May 1985, ahli muda: 58 years, pension on 1 June 2043.
    assert read("remaining_service", person(), dt.date(2043, 4, 1)) == 2
    assert read("remaining_service", person(), dt.date(2043, 6, 1)) == 0
    assert read("remaining_service", person(appointments=[])) is None


def test_the_last_post_is_remembered_after_it_was_left():
    held = Appointment(
        position=position("pengawas", eselon="IV.a"),
        unit="u",
        since="2015-01-01",
        until="2024-12-31",
    )
    who = person(appointments=[held], releases=[cltn(dt.date(2025, 1, 1))])
    assert read("level", who) is None
    assert (read("last_level", who), read("last_eselon", who)) == ("pengawas", "IV.a")
    assert read("last_release", who, dt.date(2024, 12, 31)) is ReleaseKind.NONE
    back = person(releases=[YEAR], studies=[StudyLeave(since="2024-01-01")])
    assert read("last_release", back, dt.date(2023, 12, 31)) is ReleaseKind.CLTN
    assert read("last_release", back, dt.date(2024, 1, 2)) is None


def test_a_year_that_closes_on_a_release_is_skipped_not_failed():
    rated = [
        Appraisal(since=dt.date(y, 1, 1), until=dt.date(y, 12, 31), predicate=p)
        for y, p in ((2022, "sangat_baik"), (2023, "baik"), (2025, "baik"))
    ]
    away = cltn(dt.date(2024, 3, 1), dt.date(2025, 2, 28))
    who = person(appraisals=rated, releases=[away])
    assert [read(f"predicate_{n}", who) for n in ("latest", "before")] == ["baik", "baik"]
    # Without the release the year 2024 is missing, and on study leave it has to be appraised.
    for lists in ({}, {"studies": [StudyLeave(since="2024-03-01", until="2025-02-28")]}):
        assert read("predicate_before", person(appraisals=rated, **lists)) is None
    # Whoever was appraised for the year all the same is asked about it.
    done = Appraisal(since="2024-01-01", until="2024-12-31", predicate="kurang")
    who = person(appraisals=[*rated, done], releases=[away])
    assert read("predicate_before", who) == "kurang"


@pytest.mark.parametrize(
    ("studies", "months"),
    [
        ([], None),
        ([StudyLeave(since="2027-01-01", until="2028-12-31")], 24),
        ([StudyLeave(since="2020-01-01", until="2021-06-30")], 18),
        ([StudyLeave(since="2026-01-01")], None),
    ],
)
def test_the_length_of_the_study(studies, months):
    assert read("study_months", person(studies=studies)) == months


def test_the_months_of_study_and_of_service_left_are_weighed_to_the_month():
    asked = {"status": "pns", "pns_since": dt.date(2020, 1, 1), "study_in_needs_plan": True}
    asked |= {"predicate_latest": "baik", "predicate_before": "baik"}
    asked |= {"serving_sanction_level": "none"}
    for months in range(1, 60):
        enough = asked | {"study_months": months, "remaining_service": 3 * months}
        few = enough | {"remaining_service": 3 * months - 1}
        found = [BOOK.check("leave.study", facts, DAY).truth.name for facts in (enough, few)]
        assert found == ["YES", "NO"]


def test_a_planned_study_may_be_assumed():
    study = StudyLeave(since=DAY, until=add_months(DAY, 24), assumed=True)
    assert person(studies=[study]).assumed == (study,)
