"""Credit points by conversion (tests/cases/credit.toml): exact sums and records."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from lawcases import position

from asn_career import Appointment, Appraisal, Employee, Status, national_rulebook
from asn_career.numbers import round_half_up
from asn_career.regulations import Evidence
from asn_career.terms import Jenjang, Predikat

DAY = dt.date(2026, 11, 21)


def person(**lists):
    return Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS, **lists)


PAIRS = [(j, p) for j in Jenjang for p in Predikat]


@pytest.mark.parametrize(("jenjang", "predicate"), PAIRS)
def test_twelve_months_of_credit_are_the_year_exactly(jenjang, predicate):
    book, held = national_rulebook(), {"jenjang": jenjang, "period_predicate": predicate}

    def whole(months):
        return book.score("credit.conversion", held | {"period_months": months}, DAY).whole

    coefficient = book.cell("credit.coefficient", (jenjang,), DAY).value
    percent = book.cell("credit.predicate_percent", (predicate,), DAY).value
    denominator = book.law(DAY).rule_type("credit.conversion").denominator
    assert 12 * whole(1) == whole(12) == whole(5) + whole(7)
    assert Fraction(whole(12), denominator) == Fraction(coefficient * percent, 120_000 * 10_000)


def test_credit_of_two_years_is_rounded_only_in_print():
    book = national_rulebook()
    held = {"jenjang": "ahli_pertama"}
    first = book.score(
        "credit.conversion", held | {"period_predicate": "sangat_baik", "period_months": 12}, DAY
    )
    second = book.score(
        "credit.conversion", held | {"period_predicate": "baik", "period_months": 2}, DAY
    )
    denominator = book.law(DAY).rule_type("credit.conversion").denominator
    total = Fraction(first.whole + second.whole, denominator)
    assert round_half_up(total, 2) == Decimal("20.83")


@pytest.mark.parametrize(("quarters", "total"), [(1, "53.125"), (3, "59.375")])
def test_base_credit_and_quarters_add_up(quarters, total):
    book = national_rulebook()
    held = {"jenjang": "ahli_pertama", "golongan": "III/b"}
    base = book.score("credit.base", held, DAY).value
    quarter = book.score(
        "credit.conversion", held | {"period_predicate": "baik", "period_months": 3}, DAY
    )
    assert base + quarters * quarter.value == Decimal(total)


def test_the_disputed_base_credit_has_two_variants():
    held = {"jenjang": "penyelia", "golongan": "III/d"}
    book = national_rulebook()
    zero = book.with_variants({"credit.base": "zero"})
    assert book.score("credit.base", held, DAY).value == 100
    assert zero.score("credit.base", held, DAY).value == 0
    assert book.score("credit.base", held, DAY).evidence is Evidence.DISPUTED


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        (dt.date(2025, 1, 1), dt.date(2025, 12, 31), 12),
        (dt.date(2025, 3, 1), dt.date(2025, 12, 31), 10),
        (dt.date(2024, 2, 1), dt.date(2024, 2, 29), 1),
        (dt.date(2025, 3, 2), dt.date(2025, 12, 31), None),
        (dt.date(2025, 3, 1), dt.date(2025, 12, 30), None),
    ],
)
def test_months_of_a_recorded_period(since, until, months):
    appraisal = Appraisal(since=since, until=until, predicate=Predikat.BAIK)
    held = Appointment(position=position("ahli_muda"), unit="u", since=dt.date(2020, 1, 1))
    view = national_rulebook().view(person(appraisals=[appraisal], appointments=[held]), DAY)
    assert view.get("period_months") == months
    assert view.get("period_predicate") is Predikat.BAIK
    assert view.get("jenjang") is Jenjang.AHLI_MUDA
