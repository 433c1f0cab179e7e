"""Awards that come due and blocks that lapse, on records."""

import datetime as dt

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_career import (
    Award,
    Employee,
    InvalidInputError,
    Release,
    Sanction,
    Status,
    list_awards,
    list_blocks,
    national_rulebook,
)
from asn_career.dates import add_months
from asn_career.terms import SanctionKind

BOOK = national_rulebook()
DAY, LAST = dt.date(2026, 11, 21), dt.date(2062, 12, 31)
JOINED = dt.date(2015, 3, 1)
X, XX = "awards.satyalancana_x", "awards.satyalancana_xx"


def person(joined=JOINED, **lists):
    return Employee(
        id="E-1", birth_date=dt.date(1970, 5, 17), status=Status.PNS, joined=joined, **lists
    )


def sanction(kind, since):
    return Sanction(level=SanctionKind(kind).level, kind=kind, since=since)


def days(who, as_of=dt.date(2016, 1, 1)):
    found = list_awards(who, as_of, LAST, rulebook=BOOK)
    assert found.verify()
    return {item.earliest.rule: item.day for item in found.items}


# -- Satyalancana Karya Satya ---------------------------------------------------------------------


def test_service_since_the_appointment_as_cpns_counts():
    found = days(person())
    assert (found[X], found[XX]) == (dt.date(2025, 3, 1), dt.date(2035, 3, 1))


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        ("teguran_tertulis", dt.date(2025, 3, 1)),
        ("penundaan_kp", dt.date(2033, 7, 1)),
        ("penurunan_jabatan_12_bulan", dt.date(2033, 7, 1)),
    ],
)
def test_a_moderate_or_heavy_sanction_restarts_the_count_once_served(kind, day):
    assert days(person(sanctions=[sanction(kind, dt.date(2022, 7, 1))]))[X] == day


def test_unpaid_leave_restarts_the_count_on_the_return():
    away = Release(kind="cltn", since=dt.date(2018, 1, 1), until=dt.date(2019, 12, 31))
    assert days(person(releases=[away]))[X] == dt.date(2030, 1, 1)


def test_without_an_end_there_is_no_award():
    away = Release(kind="cltn", since=dt.date(2018, 1, 1))
    assert days(person(releases=[away]))[X] is None


def test_the_old_rule_knew_no_restart_and_no_unpaid_leave():
    away = Release(kind="cltn", since=dt.date(1998, 1, 1), until=dt.date(1999, 12, 31))
    punished = Sanction(level="moderate", since=dt.date(1998, 1, 1), until=dt.date(1998, 12, 31))
    joined, day = dt.date(1995, 1, 1), dt.date(2010, 2, 11)
    for lists, before, after in (
        ({"releases": [away]}, joined, dt.date(2000, 1, 1)),
        ({"sanctions": [punished]}, day, dt.date(1999, 1, 1)),
    ):
        who = person(joined, **lists)
        assert BOOK.view(who, day).get("unbroken_since") == before
        assert BOOK.view(who, dt.date(2010, 2, 12)).get("unbroken_since") == after


def test_who_holds_it_does_not_get_it_again():
    held = Award(name="Satyalancana Karya Satya", day=dt.date(2025, 8, 17), level="X")
    found = days(person(awards=[held]), DAY)
    assert (found[X], found[XX]) == (None, dt.date(2035, 3, 1))
    unnamed = Award(name="Satyalancana Karya Satya", day=dt.date(2025, 8, 17))
    assert days(person(awards=[unnamed]), DAY)[XX] is None


def test_service_is_unknown_without_the_day_of_joining():
    found = list_awards(person(None), DAY, LAST, rulebook=BOOK)
    row = next(row for row in found.rows() if row["rule"] == X)
    assert (row["truth"], row["missing"]) == ("unknown", "unbroken_since")


kinds = st.sampled_from(["penundaan_kgb", "penundaan_kp", "pembebasan_ke_pelaksana_12_bulan"])


@given(st.dates(dt.date(2012, 1, 1), dt.date(2020, 1, 1)), st.integers(0, 1500))
def test_a_longer_clean_service_takes_no_award_away(joined, earlier):
    before = days(person(joined), dt.date(2026, 1, 1))
    longer = days(person(joined - dt.timedelta(earlier)), dt.date(2026, 1, 1))
    for rule in (X, XX):
        assert longer[rule] <= before[rule]


@given(kinds, st.dates(dt.date(2021, 8, 31), dt.date(2024, 12, 31)))
def test_a_sanction_in_the_first_ten_years_postpones_and_does_not_forfeit(kind, since):
    found = days(person(sanctions=[sanction(kind, since)]))[X]
    assert dt.date(2025, 3, 1) < found <= add_months(since, 132)


# -- the list -------------------------------------------------------------------------------------


def test_the_awards_stand_by_day_and_say_themselves():
    found = list_awards(person(), DAY, LAST, rulebook=BOOK)
    assert [item.earliest.rule for item in found.due][:2] == [X, XX]
    assert found.due[0].day == DAY
    for lang in ("id", "en"):
        assert len(found.lines(lang)) > len(found.items)
    assert [row["day"] for row in found.rows()][: len(found.due)] == [i.day for i in found.due]
    assert found.as_dict()["items"][0]["day"] == DAY.isoformat()
    assert str(found) == "\n".join(found.lines("id"))


def test_a_list_that_was_changed_does_not_verify():
    found = list_awards(person(), DAY, LAST, rulebook=BOOK)
    assert not attrs.evolve(found, items=found.items[::-1]).verify()
    first = found.items[0]
    early = attrs.evolve(first, earliest=attrs.evolve(first.earliest, day=LAST))
    assert not attrs.evolve(found, items=(early, *found.items[1:])).verify()


def test_days_out_of_order_are_refused():
    with pytest.raises(InvalidInputError, match="before"):
        list_awards(person(), LAST, DAY, rulebook=BOOK)
    with pytest.raises(InvalidInputError, match="before"):
        list_blocks(person(), LAST, rulebook=BOOK, horizon=DAY)


# -- blocks ---------------------------------------------------------------------------------------


def blocked(who, book=BOOK):
    found = list_blocks(who, DAY, rulebook=book, horizon=dt.date(2040, 1, 1))
    assert found.verify()
    return found


def test_each_block_has_its_last_day():
    found = blocked(person(sanctions=[sanction("penundaan_kp", dt.date(2026, 3, 1))]))
    ends = {item.finding.rule: item.until for item in found.items}
    served = dt.date(2027, 2, 28)
    assert ends.pop("discipline.long_service_block") == dt.date(2028, 2, 27)
    assert set(ends.values()) == {served}
    assert found.items[-1].until == dt.date(2028, 2, 27)


def test_an_agency_that_looks_back_blocks_longer():
    book = BOOK.with_variants({"discipline.look_back": "agency"})
    found = blocked(person(sanctions=[sanction("penundaan_kp", dt.date(2026, 3, 1))]), book)
    ends = {item.finding.rule: item.until for item in found.items}
    assert ends["discipline.functional_block"] == dt.date(2030, 2, 27)


def test_a_clean_record_has_no_block_and_what_is_unknown_is_named():
    found = blocked(person())
    assert found.items == ()
    assert {f.rule for f in found.unknown} == {
        "discipline.resignation_block",
        "discipline.transfer_block",
    }
    assert "Tidak ada" in found.lines("id")
    assert {row["missing"] for row in found.rows()} == {"under_inquiry"}
    assert found.as_dict()["items"] == []


def test_a_dismissal_has_no_end():
    found = blocked(person(sanctions=[sanction("pdhtaps", dt.date(2026, 3, 1))]))
    assert {item.until for item in found.items} == {None}
    assert "no end known" in "\n".join(found.lines("en"))
    assert "until" in found.rows()[0]
    assert str(found) == "\n".join(found.lines("id"))


def test_blocks_that_were_changed_do_not_verify():
    found = blocked(person(sanctions=[sanction("penundaan_kp", dt.date(2026, 3, 1))]))
    first = found.items[0]
    for wrong in (
        attrs.evolve(first, until=DAY),
        attrs.evolve(first, lapsed=None),
        attrs.evolve(first, finding=first.lapsed),
        attrs.evolve(first, lapsed=attrs.evolve(first.lapsed, rule="uji.lain")),
    ):
        assert not attrs.evolve(found, items=(wrong, *found.items[1:])).verify()
