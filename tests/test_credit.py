"""The ledger of credit points: published ledgers, rows against the sum, what is refused."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lawcases import position

from asn_career import (
    Appointment,
    Appraisal,
    CreditDecision,
    Employee,
    InvalidInputError,
    RankHeld,
    national_rulebook,
    tally_credit,
)
from asn_career.credit import RowKind
from asn_career.terms import Predikat

BOOK = national_rulebook()
DAY = dt.date(2026, 11, 21)
FAR = dt.date(2040, 1, 1)
PERCENT = dict(zip(Predikat, (25, 50, 75, 100, 150), strict=True))


def first(year, month=1):
    return dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def rated(year, predicate="baik", month=1, months=12, **more):
    until = first(year, month + months) - dt.timedelta(days=1)
    return Appraisal(since=first(year, month), until=until, predicate=predicate, **more)


def decided(amount, level="ahli_pertama", until=dt.date(2022, 12, 31), kind="conversion", **more):
    day = more.pop("day", dt.date(2023, 1, 31))
    return CreditDecision(day=day, jenjang=level, kind=kind, amount=amount, until=until, **more)


def person(*records, level="ahli_pertama", golongan="III/a", since=dt.date(2020, 1, 1), **more):
    return Employee(
        id="E-1",
        birth_date=dt.date(1985, 5, 17),
        status="pns",
        appointments=[Appointment(position=position(level), unit="u", since=since)],
        ranks=[RankHeld(golongan=golongan, since=dt.date(2019, 4, 1))],
        **more,
    ).with_records(*records)


def tally(who, day=DAY, **options):
    ledger = tally_credit(who, day, rulebook=options.pop("book", BOOK), **options)
    assert ledger.verify()
    assert len(ledger.rows()) == len(ledger.entries) == len(ledger.as_dict()["rows"])
    for lang in ("id", "en"):
        assert all(ledger.lines(lang))
    return ledger


def amounts(ledger, kind=RowKind.PERIOD):
    return [row.amount for row in ledger.entries if row.kind is kind]


# -- published ledgers (ids of the cases in their names) -----------------------------------


def test_ak_bkn_akumulasi_2023_2024():
    who = person(decided("0"), rated(2023, "sangat_baik"), rated(2024, "baik", months=2))
    ledger = tally(who, places=2)
    assert [row["printed"] for row in ledger.rows()][1:] == [Decimal("18.75"), Decimal("2.08")]
    assert (ledger.rounded, ledger.rounding) == (Decimal("20.83"), 0)
    assert "20,83" in ledger.lines()[0]


@pytest.mark.parametrize(("quarters", "total"), [(1, "53.125"), (3, "59.375")])
def test_ak_thirdparty_dasar_iiib_triwulan(quarters, total):
    start = first(2025)
    parts = [rated(2025, month=1 + 3 * i, months=3) for i in range(quarters)]
    ledger = tally(person(*parts, golongan="III/b", since=start, joined=start))
    assert amounts(ledger, RowKind.OPENING) == [50]
    assert amounts(ledger) == [Decimal("3.125")] * quarters
    assert ledger.total == Decimal(total)


def test_ak_integrasi_ahli_madya_ivb():
    old = decided("550.63", "ahli_madya", kind="conventional")
    ledger = tally(person(old, level="ahli_madya", golongan="IV/b"))
    assert ledger.total == Decimal("150.63")
    assert ledger.for_step.threshold.value == 450
    assert ledger.for_step.missing == Decimal("299.37")


def test_the_example_of_the_annex_on_a_transfer():
    post = position("pengawas", eselon="IV.a")
    before = Appointment(
        position=post, unit="u", since=dt.date(2015, 1, 1), until=dt.date(2023, 12, 31)
    )
    years = [rated(year) for year in (2021, 2022, 2023)]
    who = person(before, *years, level="ahli_muda", golongan="III/d", since=first(2024))
    ledger = tally(who)
    assert ledger.total == 175
    assert "kinerja sebelumnya" in ledger.lines()[1]


# -- rows ----------------------------------------------------------------------------------


def test_rounded_months_do_not_add_up_to_the_year_and_the_ledger_says_by_how_much():
    ledger = tally(
        person(decided("0"), *[rated(2023, month=m, months=1) for m in range(1, 13)]),
        per_row_rounding=True,
    )
    assert (ledger.total, ledger.rounded, ledger.rounding) == (
        Decimal("12.5"),
        Decimal("12.504"),
        Decimal("0.004"),
    )
    assert any("12,504" in line and "0,004" in line for line in ledger.lines())


def test_each_amount_has_its_row_with_its_law():
    bonus = CreditDecision(day=dt.date(2024, 3, 1), jenjang="ahli_pertama", kind="education")
    adjusted = CreditDecision(
        day=dt.date(2024, 5, 1), jenjang="ahli_pertama", kind="adjustment", amount="3"
    )
    who = person(decided("10"), rated(2023, signed=dt.date(2024, 2, 10)), bonus, adjusted)
    ledger = tally(who)
    assert [(row.kind.value, row.amount) for row in ledger.entries] == [
        ("opening", 10),
        ("period", Decimal("12.5")),
        ("added", Decimal("12.5")),
        ("added", 3),
    ]
    assert ledger.total == 38
    period, added = ledger.entries[1:3]
    assert (period.day, period.months, period.place) == (dt.date(2024, 2, 10), 12, "appraisals[0]")
    assert "PermenPANRB 1/2023 Pasal 37(1)" in period.say("id", 3)
    assert "37(2)" in added.say("id", 3)


def test_what_a_step_up_drops_is_shown_and_not_counted():
    who = Employee(
        id="E-1",
        birth_date=dt.date(1985, 5, 17),
        status="pns",
        appointments=[
            Appointment(
                position=position("ahli_pertama"),
                unit="u",
                since=dt.date(2015, 1, 1),
                until=dt.date(2024, 12, 31),
            ),
            Appointment(position=position("ahli_muda"), unit="u", since=first(2025)),
        ],
        ranks=[RankHeld(golongan="III/b", since=dt.date(2019, 4, 1))],
        appraisals=[rated(2024), rated(2025)],
        credit_decisions=[decided("104.5", until=dt.date(2023, 12, 31), day=dt.date(2024, 2, 1))],
    )
    ledger = tally(who)
    assert amounts(ledger, RowKind.DROPPED) == [Decimal("104.5")]
    assert ledger.total == 25
    assert ledger.for_rank.reached is True  # by the credit that gave the level


def test_what_is_not_known_is_a_row_without_an_amount():
    ledger = tally(person(rated(2023), rated(2025)))
    assert (ledger.total, ledger.rounded, ledger.rounding) == (None, None, None)
    unknown = [(row.kind.value, row.since) for row in ledger.entries if row.whole is None]
    assert ("unrated", first(2024)) in unknown
    assert "belum diketahui" in ledger.lines()[0]


def test_performance_before_conversion_without_a_decision_is_unknown_and_no_fault():
    by_ratings = Appraisal(
        since=dt.date(2020, 1, 1),
        until=dt.date(2020, 12, 31),
        work_result="sesuai",
        conduct="sesuai",
    )
    ledger = tally(person(by_ratings, *[rated(year) for year in range(2021, 2026)]))
    assert ledger.total is None
    assert amounts(ledger) == [None, None, None, *[Decimal("12.5")] * 3]


def test_who_holds_no_functional_position_has_an_empty_ledger():
    ledger = tally(person(level="administrator"))
    assert (ledger.entries, ledger.total, ledger.jenjang) == ((), None, None)


@pytest.mark.parametrize(
    ("periods", "place", "message"),
    [
        ([rated(2023, months=13)], "appraisals[0]", "13 months"),
        ([rated(2023, months=7), rated(2023, month=7)], "appraisals[1]", "overlap"),
        (
            [Appraisal(since=dt.date(2023, 1, 1), until=dt.date(2023, 12, 30), predicate="baik")],
            "appraisals[0]",
            "within a month",
        ),
    ],
)
def test_periods_that_no_rule_can_count_are_refused_with_their_place(periods, place, message):
    with pytest.raises(InvalidInputError, match=message) as refused:
        tally(person(decided("0"), *periods))
    assert [p.where for p in refused.value.problems] == [place]


def test_the_checker_finds_an_amount_that_was_changed():
    ledger = tally(person(decided("0"), rated(2023)))
    opening, period = ledger.entries
    more = attrs.evolve(period, whole=period.whole + 1)
    assert not attrs.evolve(ledger, entries=(opening, more)).verify()
    assert not attrs.evolve(ledger, entries=(opening,)).verify()
    long = attrs.evolve(period, months=13)
    assert not attrs.evolve(ledger, entries=(opening, long)).verify()
    halves = [attrs.evolve(period, whole=period.whole // 2)] * 2
    assert not attrs.evolve(ledger, entries=(opening, *halves)).verify()


cuts = st.lists(st.integers(1, 35), unique=True, max_size=10).map(sorted)


@given(
    cuts,
    st.lists(st.sampled_from(Predikat), min_size=11, max_size=11),
    st.decimals(0, 90, places=3),
)
def test_the_total_is_the_closed_sum(at, predicates, opening):
    edges = sorted({0, 12, 24, 36, *at})
    spans = list(pairwise(edges))
    chosen = [predicates[i % len(predicates)] for i in range(len(spans))]
    parts = [
        rated(2023, p, month=a + 1, months=b - a) for (a, b), p in zip(spans, chosen, strict=True)
    ]
    months = sum((b - a) * PERCENT[p] for (a, b), p in zip(spans, chosen, strict=True))
    ledger = tally(person(decided(opening), *parts))
    assert Fraction(ledger.whole, 120_000) == Fraction(opening) + Fraction(25 * months, 2400)


# -- needs ---------------------------------------------------------------------------------


def test_the_needs_and_the_days_on_which_they_are_reached():
    who = person(decided("20"), rated(2023), rated(2024), rated(2025, "sangat_baik"))
    ledger = tally(who, until=FAR)
    assert ledger.total == Decimal("63.75")
    assert (ledger.for_rank.reached, ledger.for_rank.missing) == (True, 0)
    assert ledger.for_step.missing == Decimal("36.25")
    # 18.75 a year while the latest predicate goes on: the second year reaches it.
    assert ledger.for_step.day == dt.date(2028, 1, 31)
    assert {a.predicate for a in ledger.assumed} == {Predikat.SANGAT_BAIK}
    assert all(a.assumed for a in ledger.assumed)
    good = [rated(year) for year in range(2026, 2031)]
    assert tally(who, until=FAR, assume=good).for_step.day == first(2029)
    assert tally(who, until=first(2027), assume=good).for_step.day is None
    assert tally(who).for_step.day is None


def test_the_highest_level_has_no_next_one():
    who = person(decided("10", "ahli_utama"), level="ahli_utama", golongan="IV/d")
    ledger = tally(who)
    assert (ledger.for_step.reached, ledger.for_step.missing) == (None, None)
    assert ledger.for_rank.missing == 190


def test_assumptions_need_a_horizon_and_the_law_a_day():
    with pytest.raises(InvalidInputError, match="until"):
        tally(person(decided("0")), assume=[rated(2026)])
    with pytest.raises(InvalidInputError, match="no rule counts credit on 2022-05-01"):
        tally(person(decided("0")), dt.date(2022, 5, 1))
