"""Numbers: exact inside, half up in print, refused before anything absurd is converted."""

import decimal
import time
from decimal import Decimal
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_career.errors import InvalidInputError
from asn_career.numbers import (
    UNITS,
    format_number,
    read_number,
    round_half_up,
    to_whole,
    unit,
)
from asn_career.values import ValueType

ODD_CONTEXTS = [
    decimal.Context(prec=3, rounding=decimal.ROUND_DOWN),
    decimal.Context(prec=1, rounding=decimal.ROUND_CEILING, Emax=1, Emin=-1),
    decimal.Context(traps=[decimal.Inexact, decimal.Rounded, decimal.FloatOperation]),
]
contexts = st.sampled_from(ODD_CONTEXTS)
fractions = st.builds(Fraction, st.integers(-(10**9), 10**9), st.integers(1, 400_000))
halves = st.builds(lambda n: Fraction(2 * n + 1, 2_000), st.integers(-(10**6), 10**6))


# -- rounding ----------------------------------------------------------------------------------


@given(st.one_of(fractions, halves), st.integers(0, 6))
def test_rounding_is_half_away_from_zero(value, places):
    with decimal.localcontext(decimal.Context(prec=60)):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        expected = exact.quantize(Decimal(1).scaleb(-places), rounding=decimal.ROUND_HALF_UP)
    assert round_half_up(value, places) == expected


@given(st.one_of(fractions, halves), st.integers(0, 4), contexts)
def test_the_context_of_the_caller_does_not_change_a_number(value, places, context):
    plain = round_half_up(value, places)
    with decimal.localcontext(context):
        assert str(round_half_up(value, places)) == str(plain)


@given(st.integers(-(10**12), 10**12), st.sampled_from(sorted(UNITS)), contexts)
def test_what_goes_out_is_exact_in_every_context(number, name, context):
    value_type = ValueType.number(name)
    whole = 3 * number  # a third of a credit point has no end as a decimal
    with decimal.localcontext(context):
        out = value_type.plain(whole)
    assert Fraction(out) == Fraction(whole, value_type.denominator)
    assert value_type.clean(out) == whole


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-0.5", 0, "-1"),
        ("28.125", 2, "28.13"),
        ("0.005", 2, "0.01"),
        ("0.0049999", 2, "0.00"),
        ("99.995", 2, "100.00"),
    ],
)
def test_rounding_at_the_half(value, places, rounded):
    assert str(round_half_up(Fraction(value), places)) == rounded


# -- reading -----------------------------------------------------------------------------------


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-1e6, max_value=1e6))
def test_what_is_exact_is_read_exactly(value):
    assert read_number(value) == value
    assert read_number(f"{value:f}") == value


@pytest.mark.parametrize("raw", ["0", "12.5", "-3", "+3", "007", "1" * 30, "0." + "1" * 20])
def test_text_with_a_point_is_read(raw):
    assert read_number(raw) == Decimal(raw)


@pytest.mark.parametrize(
    "raw",
    [
        1.5,
        float("nan"),
        float("inf"),
        True,
        False,
        None,
        "",
        " 1",
        "1 ",
        "1e3",
        "1_000",
        "1.",
        ".5",
        "1,5",
        "1.000,50",
        "0x10",
        "nan",
        "Infinity",
        "--1",
        "½",
        "1" * 31,
        "1" * 1_000_000,
        "0." + "1" * 21,
        b"1",
        [1],
        1j,
        Fraction(1, 3),
        10**30,
        -(10**30),
        10**5_000,
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("-Infinity"),
        Decimal("1e21"),
        Decimal("1e-21"),
        Decimal("1e2000000"),
        Decimal("1e-2000000"),
        Decimal("1" * 31),
        Decimal("1" * 100_000),
    ],
    ids=count(),
)
def test_what_is_not_exact_or_absurd_is_refused_fast(raw):
    start = time.perf_counter()
    with pytest.raises(InvalidInputError) as refused:
        read_number(raw, "facts.credit")
    assert time.perf_counter() - start < 0.5
    assert str(refused.value).startswith("facts.credit: ")
    assert len(str(refused.value)) < 300


def test_the_hint_says_what_to_give():
    for raw, hint in ((12.5, "not exact"), ("12,5", "'12.5'"), (Decimal("1e99"), "exponent")):
        with pytest.raises(InvalidInputError, match=hint):
            read_number(raw)


# -- whole numbers -----------------------------------------------------------------------------


@given(st.integers(-(10**12), 10**12), st.sampled_from([1, 2, 100, 10_000, 120_000]))
def test_a_whole_number_over_a_denominator_is_exact(whole, denominator):
    with decimal.localcontext(decimal.Context(prec=40)):
        value = Decimal(whole) / Decimal(denominator)
    if Fraction(value) == Fraction(whole, denominator):
        assert to_whole(value, denominator) == whole


def test_more_places_than_the_unit_holds_are_refused():
    for value, denominator in (("0.5", 1), ("12.505", 100), ("0.00001", 10_000)):
        with pytest.raises(InvalidInputError, match="more places"):
            to_whole(Decimal(value), denominator)


def test_every_month_of_every_official_credit_is_whole():
    for coefficient in ("5", "12.5", "25", "37.5", "50"):
        for percent in ("150", "100", "75", "50", "25"):
            month = Fraction(coefficient) * Fraction(percent) / 1_200
            assert (month * UNITS["credit"].denominator).denominator == 1


# -- units -------------------------------------------------------------------------------------


def test_every_unit_has_its_name_and_both_languages():
    for name, found in UNITS.items():
        assert unit(name) is found
        assert found.name == name
        assert bool(found.text.id) is bool(found.text.en)


def test_an_unknown_unit_is_refused_with_the_near_word():
    with pytest.raises(InvalidInputError, match=r"x\.unit.*did you mean 'month'"):
        unit("months", "x.unit")


@pytest.mark.parametrize(
    ("name", "whole", "indonesian", "english"),
    [
        ("month", 0, "0 bulan", "0 months"),
        ("month", 1, "1 bulan", "1 month"),
        ("month", 11, "11 bulan", "11 months"),
        ("month", 12, "1 tahun", "1 year"),
        ("month", 13, "1 tahun 1 bulan", "1 year 1 month"),
        ("month", 24, "2 tahun", "2 years"),
        ("year", 1, "1 tahun", "1 year"),
        ("percent", 7_550, "75,5%", "75.5%"),
        ("credit", 1_500_000, "12,5 angka kredit", "12.5 credit points"),
        ("credit", 120_000, "1 angka kredit", "1 credit point"),
        ("hour", 20, "20 JP", "20 training hours"),
        ("number", 3, "3", "3"),
        ("score", 805_000, "80,5", "80.5"),
    ],
)
def test_numbers_are_shown_with_their_unit(name, whole, indonesian, english):
    assert UNITS[name].show(whole, "id") == indonesian
    assert UNITS[name].show(whole, "en") == english


@pytest.mark.parametrize(("whole", "shown"), [(-1, "-1 bulan"), (-12, "-1 tahun")])
def test_months_before_the_day_are_shown_as_such(whole, shown):
    assert UNITS["month"].show(whole) == shown


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (Fraction(0), "0", "0"),
        (Fraction(100), "100", "100"),
        (Fraction(25, 2), "12,5", "12.5"),
        (Fraction(-1, 3), "-0,333", "-0.333"),
        (Fraction(2, 3), "0,667", "0.667"),
        (Fraction(10**12), "1000000000000", "1000000000000"),
    ],
)
def test_numbers_for_people(value, indonesian, english):
    assert format_number(value, "id") == indonesian
    assert format_number(value, "en") == english
