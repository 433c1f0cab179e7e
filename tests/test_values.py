"""The five types of values: cleaned at the door, shown to people, plain in rows."""

import datetime as dt
from decimal import Decimal
from itertools import count

import pytest

from asn_career.errors import InvalidInputError
from asn_career.terms import Jenjang, Month, Predikat, Status
from asn_career.values import Kind, ValueType, show_day

FLAG, DAY = ValueType.flag(), ValueType.day()
MONTHS, CREDIT, PERCENT = map(ValueType.number, ("month", "credit", "percent"))
PREDIKAT, STATUSES = ValueType.word(Predikat), ValueType.several(Status)
TYPES = {"flag": FLAG, "day": DAY, "months": MONTHS, "word": PREDIKAT, "words": STATUSES}
THE_DAY = dt.date(2025, 10, 1)


@pytest.mark.parametrize(
    ("value_type", "raw", "held"),
    [
        (FLAG, True, True),
        (FLAG, False, False),
        (MONTHS, 24, 24),
        (MONTHS, "24", 24),
        (MONTHS, Decimal("24.00"), 24),
        (CREDIT, "12.5", 1_500_000),
        (PERCENT, "99.75", 9_975),
        (DAY, THE_DAY, THE_DAY),
        (DAY, "2025-10-01", THE_DAY),
        (PREDIKAT, "baik", Predikat.BAIK),
        (PREDIKAT, Predikat.BAIK, Predikat.BAIK),
        (PREDIKAT, "Sangat Baik", Predikat.SANGAT_BAIK),
        (STATUSES, ["pns", Status.PPPK], frozenset({Status.PNS, Status.PPPK})),
        (STATUSES, (s for s in ["pns", "pns"]), frozenset({Status.PNS})),
        (STATUSES, [], frozenset()),
    ],
    ids=count(),
)
def test_what_comes_in_is_cleaned(value_type, raw, held):
    found = value_type.clean(raw)
    assert found == held
    assert type(found) is type(held)


WRONG = {
    "flag": [0, 1, "true", "ya", None, "", 10**5_000],
    "day": [True, 20251001, "1-10-2025", None, dt.datetime(2025, 10, 1), "20251001"],  # noqa: DTZ001
    "months": [1.0, True, "1.5", Decimal("0.5"), None, "a", [1], 10**5_000, "9" * 50],
    "word": ["", "bagus", Jenjang.AHLI_MUDA, Month.JANUARY, 1, None, True, ["baik"], 10**5_000],
    "words": ["pns", 3, None, ["pns", "x"], [Predikat.BAIK], b"pns", [["pns"]], [10**5_000]],
}


@pytest.mark.parametrize(
    ("name", "raw"), [(n, raw) for n, many in WRONG.items() for raw in many], ids=count()
)
def test_what_does_not_fit_is_refused_with_its_place(name, raw):
    with pytest.raises(InvalidInputError) as refused:
        TYPES[name].clean(raw, "facts.x")
    assert all(p.where.startswith("facts.x") for p in refused.value.problems)
    assert len(str(refused.value)) < 500


def test_a_word_of_another_vocabulary_is_named():
    with pytest.raises(InvalidInputError, match=r"Jenjang.*Predikat"):
        PREDIKAT.clean(Jenjang.AHLI_MUDA)


def test_the_near_word_is_named():
    with pytest.raises(InvalidInputError, match="did you mean 'sangat_baik'"):
        PREDIKAT.clean("sangat_bai")


@pytest.mark.parametrize(
    ("value_type", "held", "indonesian", "english", "plain"),
    [
        (FLAG, True, "ya", "yes", True),
        (FLAG, False, "tidak", "no", False),
        (MONTHS, 25, "2 tahun 1 bulan", "2 years 1 month", 25),
        (CREDIT, 1_500_000, "12,5 angka kredit", "12.5 credit points", Decimal("12.5")),
        (PERCENT, 9_975, "99,75%", "99.75%", Decimal("99.75")),
        (DAY, THE_DAY, "1 Oktober 2025", "1 October 2025", THE_DAY),
        (PREDIKAT, Predikat.BAIK, "Baik", "Baik (good)", "baik"),
        (MONTHS, None, "-", "-", None),
    ],
    ids=count(),
)
def test_what_goes_out(value_type, held, indonesian, english, plain):
    assert value_type.show(held, "id") == indonesian
    assert value_type.show(held, "en") == english
    assert value_type.plain(held) == plain
    assert type(value_type.plain(held)) is type(plain)


def test_a_set_of_words_goes_out_in_the_order_of_the_vocabulary():
    held = frozenset({Status.PPPK, Status.PNS})
    assert STATUSES.plain(held) == "|".join(w.value for w in sorted(held, key=lambda w: w.order))
    between = {"id": " atau ", "en": " or "}
    for lang, words in between.items():
        ordered = sorted(held, key=lambda w: w.order)
        assert STATUSES.show(held, lang) == words.join(w.text.say(lang) for w in ordered)
    assert STATUSES.plain(frozenset()) == ""


@pytest.mark.parametrize("month", range(1, 13))
def test_days_are_shown_in_both_languages(month):
    day = dt.date(2024, month, 9)
    word = Month(str(month)).text
    assert show_day(day) == f"9 {word.id} 2024"
    assert show_day(day, "en") == f"9 {word.en} 2024"


def test_every_kind_has_its_type():
    assert {t.kind for t in TYPES.values()} == set(Kind)
    with pytest.raises(InvalidInputError, match="did you mean 'month'"):
        ValueType.number("months")
