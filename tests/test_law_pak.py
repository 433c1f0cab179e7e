"""Credit held in a level, read from the record: openings, months, splits, sufficiency."""

import datetime as dt
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lawcases import position

from asn_career import (
    Appointment,
    Appraisal,
    CreditDecision,
    Employee,
    RankHeld,
    Release,
    find_earliest,
    national_rulebook,
)
from asn_career.conditions import Compare, Const
from asn_career.errors import InvalidInputError
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.terms import Jenjang, Predikat, Question, Text
from asn_career.values import ValueType

BOOK = national_rulebook()
DAY = dt.date(2026, 11, 21)
A_YEAR = {
    "pemula": "3.75",
    "terampil": "5",
    "mahir": "12.5",
    "penyelia": "25",
    "ahli_pertama": "12.5",
    "ahli_muda": "25",
    "ahli_madya": "37.5",
    "ahli_utama": "50",
}
PERCENT = dict(zip(Predikat, (25, 50, 75, 100, 150), strict=True))


def first(year, month=1):
    return dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def rated(year, predicate="baik", month=1, months=12, **more):
    until = first(year, month + months) - dt.timedelta(days=1)
    return Appraisal(since=first(year, month), until=until, predicate=predicate, **more)


def held(level, since, until=None):
    return Appointment(position=position(level), unit="u", since=since, until=until)


def decided(kind, amount=None, level="ahli_muda", on=None, until=None):
    return CreditDecision(
        day=on or dt.date(2024, 1, 31), jenjang=level, kind=kind, amount=amount, until=until
    )


def total(amount, level="ahli_muda", until=dt.date(2023, 12, 31), kind="conversion"):
    day = max(until, dt.date(2024, 1, 31))
    return CreditDecision(day=day, jenjang=level, kind=kind, amount=amount, until=until)


def person(*records, level="ahli_muda", golongan="III/c", since=dt.date(2020, 1, 1), **more):
    who = Employee(
        id="E-1",
        birth_date=dt.date(1985, 5, 17),
        status="pns",
        appointments=() if level is None else [held(level, since)],
        ranks=[RankHeld(golongan=golongan, since=dt.date(2019, 4, 1))] if golongan else (),
        **more,
    )
    return who.with_records(*records)


def credit(who, day=DAY, book=BOOK):
    """Return the credit held as an exact number."""
    score = book.score("pak.total", who, day)
    assert score.verify()
    return None if score.whole is None else Fraction(score.whole, 120_000)


# -- the opening ---------------------------------------------------------------------------


def test_credit_from_before_conversion_needs_a_decision():
    rates = [rated(2023), rated(2024)]
    assert credit(person(*rates)) is None
    assert credit(person(*rates, total("80", until=dt.date(2022, 12, 31)))) == 130


def test_the_latest_decision_contains_what_came_before():
    who = person(
        rated(2023),
        rated(2024),
        total("10", until=dt.date(2022, 12, 31)),
        decided("adjustment", "7", on=dt.date(2024, 1, 15)),
        total("99.5"),
        decided("adjustment", "3", on=dt.date(2025, 1, 15)),
    )
    assert credit(who) == Fraction("127.5")  # 99.5 + 25 + 3
    assert credit(who, dt.date(2024, 12, 31)) == Fraction("99.5")


def test_conventional_credit_counts_less_the_lowest_of_its_level():
    old = total("550.63", "ahli_madya", dt.date(2022, 12, 31), kind="conventional")
    who = person(old, level="ahli_madya", golongan="IV/b")
    assert credit(who) == Fraction("150.63")
    assert credit(person(old, level="ahli_madya", golongan=None)) is None
    # By rank it would be the credit of IV/b, of which no source is sure.
    by_rank = BOOK.with_variants({"credit.conventional_minimum": "golongan"})
    assert credit(who, book=by_rank) is None


def test_less_than_the_lowest_conventional_credit_tells_nothing():
    old = total("180", "ahli_muda", dt.date(2022, 12, 31), kind="conventional")
    assert credit(person(old)) is None


@pytest.mark.parametrize(
    ("golongan", "opening"), [("III/b", 0), ("III/c", 0), ("III/d", 100), ("IV/a", None)]
)
def test_after_a_step_up_the_counter_begins_again(golongan, opening):
    step = first(2024)
    who = person(
        held("ahli_pertama", dt.date(2015, 1, 1), dt.date(2023, 12, 31)),
        held("ahli_muda", step),
        rated(2023, "sangat_baik"),
        rated(2024),
        level=None,
        golongan=golongan,
    )
    # With a rank above the level the annex has an amount of its own, which was not read.
    assert credit(who) == (None if opening is None else opening + 25)


def test_a_rise_in_rank_carries_what_is_left_over():
    who = person(total("130"), RankHeld(golongan="III/d", since=first(2025)), rated(2024))
    assert credit(who, dt.date(2024, 12, 31)) == 130
    assert credit(who) == 155
    view = BOOK.view(who, dt.date(2024, 12, 31))
    assert (view.get("rank_credit_reached"), view.get("step_credit_reached")) == (True, False)
    view = BOOK.view(who, DAY)
    assert (view.get("rank_credit_reached"), view.get("step_credit_reached")) == (False, False)


def test_level_first_then_rank_by_the_same_credit():
    steps = [
        held("ahli_pertama", dt.date(2015, 1, 1), dt.date(2025, 12, 31)),
        held("ahli_muda", first(2026)),
    ]
    view = BOOK.view(person(*steps, level=None, golongan="III/b"), DAY)
    assert (view.get("credit_held"), view.get("rank_credit_reached")) == (0, True)
    two_below = BOOK.view(person(*steps, level=None, golongan="III/a"), DAY)
    assert two_below.get("rank_credit_reached") is None


@pytest.mark.parametrize(
    ("golongan", "rank_since", "expected"),
    [
        ("III/d", 2021, 175),  # the example of the annex: 100 + 3 x 25
        ("III/c", 2022, 50),
        ("III/d", 2024, 100),
        ("III/d", 2019, 175),  # the highest rank of a pengawas: the last three years only
    ],
)
def test_a_transfer_counts_the_years_in_the_rank(golongan, rank_since, expected):
    post = position("pengawas", eselon="IV.a")
    who = person(
        Appointment(
            position=post, unit="u", since=dt.date(2015, 1, 1), until=dt.date(2023, 12, 31)
        ),
        held("ahli_muda", first(2024)),
        RankHeld(golongan=golongan, since=first(rank_since)),
        *[rated(year) for year in range(2018, 2024)],
        level=None,
        golongan=None,
    )
    assert credit(who) == expected


def test_a_transfer_with_a_rank_above_the_level_has_a_fixed_amount():
    def moved(golongan, level="ahli_pertama"):
        return person(
            held("pelaksana", dt.date(2015, 1, 1), dt.date(2023, 12, 31)),
            held(level, first(2024)),
            level=None,
            golongan=golongan,
        )

    assert credit(moved("IV/a")) == 100
    assert credit(moved("IV/b")) is None
    assert BOOK.view(moved("IV/a"), DAY).get("step_credit_reached") is True


def test_a_first_appointment_counts_the_months_as_a_candidate():
    def new(joined):
        start = [held("ahli_pertama", first(2025, 4))]
        return person(
            *start, rated(2024, month=3, months=13), level=None, golongan="III/a", joined=joined
        )

    assert credit(new(None)) is None
    assert credit(new(first(2025, 4))) == 0
    assert credit(new(dt.date(2010, 1, 1))) is None
    who = person(
        held("ahli_pertama", first(2025)),
        rated(2024, month=3, months=10),
        rated(2025, "sangat_baik"),
        level=None,
        golongan="III/a",
        joined=first(2024, 3),
    )
    assert credit(who) == Fraction("12.5") * 10 / 12 + Fraction("18.75")


def test_by_promotion_and_after_a_return_only_a_decision_tells():
    away = [
        held("ahli_muda", dt.date(2015, 1, 1), dt.date(2023, 12, 31)),
        held("administrator", first(2024), dt.date(2024, 12, 31)),
        held("ahli_muda", first(2025)),
    ]
    back = person(total("90"), rated(2025), *away, level=None)
    assert credit(back, dt.date(2023, 12, 31)) is None
    assert credit(back) is None
    again = decided("conversion", "90", on=first(2025, 2), until=dt.date(2024, 12, 31))
    assert credit(back.with_records(again)) == 115
    promoted = [
        held("pengawas", dt.date(2015, 1, 1), dt.date(2023, 12, 31)),
        held("ahli_madya", first(2024)),
    ]
    assert credit(person(*promoted, level=None, golongan="IV/a")) is None


# -- months --------------------------------------------------------------------------------


def test_another_functional_position_of_the_level_carries_the_credit():
    moved = [held("ahli_muda", dt.date(2019, 1, 1), dt.date(2024, 6, 30))]
    who = person(*moved, held("ahli_muda", first(2024, 7)), total("10"), rated(2024), level=None)
    assert credit(who) == 35


def test_a_year_in_which_the_level_changes_is_split():
    who = person(
        held("ahli_pertama", dt.date(2015, 1, 1), dt.date(2024, 6, 30)),
        held("ahli_muda", first(2024, 7)),
        rated(2024, "sangat_baik"),
        level=None,
    )
    assert credit(who) == Fraction(25 * 3, 2) / 2


def test_what_nothing_rates_leaves_the_credit_unknown():
    opening = total("10", until=dt.date(2022, 12, 31))
    assert credit(person(opening, rated(2024))) is None
    leave = Release(kind="cltn", since=dt.date(2023, 1, 1), until=dt.date(2023, 12, 31))
    assert credit(person(opening, rated(2024), leave)) == 35
    assert credit(person(opening, rated(2024), rated(2023, None, exempt=True))) == 35


def test_parts_of_months_and_overlaps_leave_the_credit_unknown():
    opening = total("10", until=dt.date(2022, 12, 31))
    mid = Appraisal(since=dt.date(2023, 1, 1), until=dt.date(2023, 12, 30), predicate="baik")
    assert credit(person(opening, mid)) is None
    assert credit(person(opening, rated(2023, months=7), rated(2023, month=6, months=7))) is None
    assert credit(person(opening, rated(2023, months=13))) is None
    assert credit(person(opening, rated(2023), rated(2023, "kurang"))) is None


def test_the_predicate_of_the_year_and_those_of_its_quarters():
    who = person(
        total("0", until=dt.date(2022, 12, 31)),
        rated(2023, "baik"),
        rated(2023, "sangat_baik", months=3),
        rated(2023, "kurang", month=4, months=3),
    )
    assert credit(who) == Fraction(25, 4) * (Fraction(3, 2) + Fraction(1, 2) + 2)
    whole = BOOK.with_variants({"credit.annual_overrides": "annual_overrides"})
    assert credit(who, book=whole) == 25


def test_an_appraisal_counts_from_the_day_it_is_signed():
    who = person(total("10"), rated(2024, signed=dt.date(2025, 2, 10)))
    assert credit(who, dt.date(2025, 2, 9)) == 10
    assert credit(who, dt.date(2025, 2, 10)) == 35


def test_ratings_without_a_predicate_count_by_the_matrix():
    by_ratings = Appraisal(
        since=dt.date(2024, 1, 1),
        until=dt.date(2024, 12, 31),
        work_result="di_atas",
        conduct="di_atas",
    )
    assert credit(person(total("0"), by_ratings)) == Fraction("37.5")


# -- what is added -------------------------------------------------------------------------


def test_the_bonus_for_a_diploma_comes_once_and_with_a_good_predicate():
    bonus = decided("education", on=dt.date(2025, 3, 1))
    again = decided("education", on=dt.date(2026, 3, 1))
    assert credit(person(total("0"), rated(2024), bonus, again)) == 25 + 25
    assert credit(person(total("0"), rated(2024, "kurang"), bonus)) == Fraction("12.5")
    assert credit(person(total("0"), bonus)) is None  # no predicate yet
    given_amount = decided("education", "20", on=dt.date(2025, 3, 1))
    assert credit(person(total("0"), given_amount)) == 20


# -- exactness and order -------------------------------------------------------------------

cuts = st.lists(st.integers(1, 11), unique=True, max_size=11).map(sorted)


@given(st.sampled_from(Jenjang), st.sampled_from(Predikat), cuts)
def test_a_year_cut_in_any_way_earns_the_year(jenjang, predicate, at):
    edges = [0, *at, 12]
    parts = [rated(2024, predicate, month=a + 1, months=b - a) for a, b in pairwise(edges)]
    who = person(total("0", jenjang), *parts, level=jenjang, golongan=None)
    assert credit(who) == Fraction(A_YEAR[jenjang]) * PERCENT[predicate] / 100


@given(
    st.sampled_from(Jenjang),
    st.sampled_from(["II/a", "II/c", "III/a", "III/b", "III/c", "III/d", "IV/a", "IV/b", "IV/d"]),
    st.decimals(0, 500, places=3),
    st.decimals(0, 100, places=3),
)
def test_more_credit_never_turns_yes_to_no(jenjang, golongan, amount, more):
    for name in ("rank_credit_reached", "step_credit_reached"):
        less_of, more_of = (
            BOOK.view(person(total(x, jenjang), level=jenjang, golongan=golongan), DAY).get(name)
            for x in (amount, amount + more)
        )
        assert (less_of is None) is (more_of is None)
        assert not less_of or more_of


@pytest.mark.parametrize("fact", ["rank_credit_reached", "step_credit_reached"])
@pytest.mark.parametrize(("amount", "signed"), [("30", 10), ("99", 45), ("180", 400)])
def test_the_calendar_finds_the_day_that_asking_each_day_finds(fact, amount, signed):
    rule = Rule(
        name="uji.credit",
        text=Text(id="uji", en="test"),
        question=Question.RANK_UP,
        source="perbkn-3-2023",
        since=dt.date(2023, 12, 31),
        node=Compare(BOOK.fact(fact), Op.EQ, Const(value=True, value_type=ValueType.flag())),
    )
    book = BOOK.overlay("uji", rules=[rule])
    ratings = [
        rated(y, signed=dt.date(y, 12, 31) + dt.timedelta(days=signed)) for y in (2024, 2025, 2026)
    ]
    who = person(total(amount), *ratings)
    begin, end = dt.date(2024, 12, 1), dt.date(2028, 2, 1)
    found = find_earliest(who, rule, begin, end, rulebook=book)
    days = (begin + dt.timedelta(days=i) for i in range((end - begin).days))
    assert found.day == next((d for d in days if book.view(who, d).get(fact)), None)
    assert found.verify()


def test_an_overlay_whose_month_is_not_exact_is_refused():
    text = """
[credit.predicate_percent]
checked = 2026-11-21
[[credit.predicate_percent.rows]]
since = 2024-01-01
source = "perbkn-3-2023"
evidence = "confirmed"
columns = ["baik"]
values = ["33.33"]
"""
    book = BOOK.overlay("agency", text)
    with pytest.raises(InvalidInputError, match="not exact"):
        credit(person(total("0", "mahir"), rated(2024, months=1), level="mahir"), book=book)
