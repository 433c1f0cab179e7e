"""Retirement: the ages against the national list of positions, transitions, pension rights."""

import csv
import datetime as dt
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lawcases import position

from asn_career import Appointment, Employee, Release, Status, find_earliest, national_rulebook
from asn_career.terms import Jenjang, PositionLevel, RetirementGroup

DAY = dt.date(2026, 11, 21)
TRANSITION = dt.date(2017, 4, 7)
BOOK = national_rulebook()
FOLDER = Path(__file__).parent

# -- the national list of functional positions ----------------------------------------------------

LECTURERS = {"Asisten Ahli", "Lektor", "Lektor Kepala", "Guru Besar / Profesor"}
GROUPS = {"Guru": "guru", "Peneliti": "peneliti", "Perekayasa": "peneliti", "Jaksa": "jaksa"}


def listed():
    with (FOLDER / "functional_positions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def group_of(name):
    """Return the group that the name of a position of the list tells."""
    if name in LECTURERS:
        return "dosen"
    first, *rest = name.split()
    return GROUPS.get(rest[0] if first == "Ajun" else first, "general")


def age_of(jenjang, group):
    return BOOK.score("retirement.age", {"level": jenjang, "retirement_group": group}, DAY).value


def test_the_list_of_functional_positions_agrees_but_for_what_is_explained():
    rows = listed()
    found = {}
    for row in rows:
        age = age_of(row["jenjang"], group_of(row["name"]))
        if age != int(row["age"]):
            found[row["name"], row["jenjang"]] = (int(row["age"]), age)
    explained = tomllib.loads((FOLDER / "functional_positions.toml").read_text("utf-8"))
    entries = explained["disagreements"]
    assert found == {(e["name"], e["jenjang"]): (e["list"], e["library"]) for e in entries}
    assert all(e["why"] for e in entries)
    kinds = Counter(e["kind"] for e in entries)
    assert kinds == {"open": 44, "list_error": 7, "special_law": 1}
    assert (len(rows), len(rows) - len(found)) == (1290, 1238)


def test_every_level_and_every_group_of_its_own_stands_in_the_list():
    rows = listed()
    assert {row["jenjang"] for row in rows} == set(Jenjang)
    assert Counter(group_of(row["name"]) for row in rows if group_of(row["name"]) != "general") == {
        "jaksa": 9,
        "peneliti": 8,
        "dosen": 4,
        "guru": 4,
    }


def test_an_extended_professor_serves_to_the_age_that_the_list_prints():
    assert age_of("ahli_utama", "guru_besar_diperpanjang") == 70


# -- the transition of PP 11/2017, read from the record -----------------------------------------


def holder(born, level, group, since=dt.date(2012, 1, 1)):
    held = Appointment(position=position(level, retirement_group=group), unit="u", since=since)
    return Employee(
        id="E-1",
        birth_date=born,
        status=Status.PNS,
        joined=dt.date(1985, 3, 1),
        appointments=[held],
    )


@pytest.mark.parametrize(
    ("born", "level", "group", "age"),
    [
        # Article 354: over 60 on that day, with the old limit of 65.
        (dt.date(1957, 4, 6), "ahli_madya", "jf_65", 65),
        (dt.date(1957, 4, 7), "ahli_madya", "jf_65", 60),
        (dt.date(1957, 4, 6), "ahli_madya", "peneliti", 65),
        # The old limit was 60: nothing to keep.
        (dt.date(1957, 4, 6), "ahli_madya", "general", 60),
        # Article 355: over 58 on that day, with the old limit of 60.
        (dt.date(1959, 4, 6), "ahli_muda", "jf_60", 60),
        (dt.date(1959, 4, 7), "ahli_muda", "jf_60", 58),
        (dt.date(1959, 4, 6), "ahli_muda", "general", 58),
        (dt.date(1959, 4, 6), "penyelia", "jf_60", 60),
        (dt.date(1959, 4, 6), "terampil", "jf_60", 58),
    ],
)
def test_who_was_over_the_new_limit_keeps_the_old_one(born, level, group, age):
    assert BOOK.score("retirement.age", holder(born, level, group), TRANSITION).value == age


def test_who_came_into_the_post_later_has_the_new_limit():
    late = holder(dt.date(1957, 4, 6), "ahli_madya", "jf_65", since=dt.date(2017, 4, 8))
    assert BOOK.score("retirement.age", late, dt.date(2017, 4, 8)).value == 60


def test_on_the_day_before_the_old_limit_holds():
    who = holder(dt.date(1957, 4, 7), "ahli_madya", "jf_65")
    assert BOOK.score("retirement.age", who, TRANSITION - dt.timedelta(1)).value == 65
    assert BOOK.score("retirement.age", who, TRANSITION).value == 60


# -- the transition of prosecutors, read from the record -------------------------------------------

SIXTY = dt.date(2027, 12, 20)  # MK 70/PUU-XX/2022: five years from the day of the judgment


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (dt.date(1967, 12, 20), SIXTY, 62),  # 60 on that very day: article 40A
        (dt.date(1967, 12, 21), SIXTY, 60),
        (dt.date(1967, 12, 21), SIXTY - dt.timedelta(1), 62),
        (dt.date(1966, 6, 1), dt.date(2028, 5, 31), 62),
    ],
)
def test_a_prosecutor_who_is_60_when_that_limit_comes_keeps_62(born, day, age):
    assert BOOK.score("retirement.age", holder(born, "ahli_madya", "jaksa"), day).value == age


# -- the calendar and the rights -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("pension.listed", dt.date(2025, 9, 1)),
        ("pension.preparation", dt.date(2025, 12, 1)),
        ("pension.proposal_due", dt.date(2025, 12, 1)),
        ("pension.decision_due", dt.date(2026, 11, 1)),
        ("retirement.reached", dt.date(2026, 12, 1)),
    ],
)
def test_the_calendar_counts_back_from_the_pension_day(rule, day):
    who = holder(dt.date(1966, 11, 20), "ahli_madya", "general")
    found = find_earliest(who, rule, dt.date(2025, 1, 1), dt.date(2027, 1, 1), rulebook=BOOK)
    assert found.day == day
    assert found.verify()


def test_a_change_of_post_before_the_day_changes_the_limit():
    who = holder(dt.date(1966, 11, 20), "jpt_pratama", "general")
    moved = Appointment(
        position=position("ahli_utama"), unit="u", since=dt.date(2026, 11, 1), assumed=True
    )
    day = dt.date(2026, 12, 1)
    assert BOOK.check("retirement.reached", who, day).truth.name == "YES"
    assert BOOK.check("retirement.reached", who.with_records(moved), day).truth.name == "NO"


def test_unpaid_leave_does_not_count_as_service():
    leave = Release(kind="cltn", since=dt.date(2006, 3, 1), until=dt.date(2008, 2, 29))
    who = holder(dt.date(1966, 11, 20), "ahli_madya", "general")
    away = who.with_records(leave)
    day = dt.date(2018, 3, 1)
    assert BOOK.view(who, day).get("service_months") == 33 * 12
    assert BOOK.view(away, day).get("service_months") == 31 * 12
    nobody = Employee(id="E-2", birth_date=dt.date(1980, 1, 1), status=Status.PNS)
    assert BOOK.view(nobody, day).get("service_months") is None


ALL_AGES = BOOK.law(DAY).values.cells("retirement.age")


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2000, 12, 31)),
    st.sampled_from(sorted(ALL_AGES, key=str)),
)
def test_the_pension_begins_on_the_first_of_the_month_after_the_birthday(born, at):
    group, level = at
    facts = {"birth_date": born, "level": level, "retirement_group": group}
    day = BOOK.score("retirement.pension_day", facts, DAY).value
    last = day - dt.timedelta(1)
    assert (day.day, last.month) == (1, born.month)
    assert last.year - born.year == ALL_AGES[at].value


def test_every_group_has_an_age_for_some_level_on_the_day():
    groups = {group for group, _ in ALL_AGES}
    assert groups == set(RetirementGroup) - {RetirementGroup.PERALIHAN_40A}  # not before 2027
    assert {level for group, level in ALL_AGES if group is RetirementGroup.GENERAL} == set(
        PositionLevel
    )
