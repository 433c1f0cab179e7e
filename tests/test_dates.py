"""Days and months: equal to dateutil and to counting day by day."""

import datetime as dt
from itertools import count, pairwise

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asn_career.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    ONE_DAY,
    Span,
    add_months,
    completed_months,
    cut_off,
    is_day,
    merge_spans,
    month_start_after,
    months_between,
    read_day,
)
from asn_career.errors import InvalidInputError

LEAP = dt.date(2024, 2, 29)
month_ends = st.builds(
    lambda y, m: dt.date(y + m // 12, m % 12 + 1, 1) - ONE_DAY,
    st.integers(1950, 2100),
    st.integers(1, 12),
)
days = st.one_of(
    st.dates(dt.date(1950, 1, 1), dt.date(2100, 12, 31)),
    month_ends,
    st.sampled_from([LEAP, dt.date(2000, 2, 29), dt.date(2023, 2, 28), dt.date(2024, 2, 28)]),
)
lengths = st.integers(0, 720)


# -- what is a day -----------------------------------------------------------------------------


def test_a_day_is_read_from_a_date_or_from_iso_text():
    assert read_day(LEAP) is LEAP
    assert read_day("2024-02-29") == LEAP


@pytest.mark.parametrize(
    "raw",
    [
        "20240229",
        "2024-W09-4",
        "2024W094",
        "2024-2-29",
        " 2024-02-29",
        "2024-02-29 ",
        "2024-02-29T00:00:00",
        "29-02-2024",
        "29/02/2024",
        "2023-02-29",
        "٢٠٢٤-٠٢-٢٩",
        "1899-12-31",
        "2201-01-01",
        "",
        "x" * 100_000,
        None,
        True,
        20240229,
        10**5_000,
        1.5,
        b"2024-02-29",
        dt.datetime(2024, 2, 29),  # noqa: DTZ001 - no zone, no day
        dt.date(1899, 12, 31),
        dt.date(2201, 1, 1),
    ],
    ids=count(),
)
def test_anything_else_is_refused_with_its_place(raw):
    with pytest.raises(InvalidInputError) as refused:
        read_day(raw, "ranks[0].since")
    assert str(refused.value).startswith("ranks[0].since: ")
    assert len(str(refused.value)) < 200


def test_the_years_are_limited():
    assert is_day(dt.date(FIRST_YEAR, 1, 1))
    assert is_day(dt.date(LAST_YEAR, 12, 31))
    assert not is_day(dt.date(FIRST_YEAR - 1, 12, 31))
    assert not is_day(dt.date(LAST_YEAR + 1, 1, 1))


# -- months ------------------------------------------------------------------------------------


@given(days, days)
@example(dt.date(2024, 1, 31), LEAP)
@example(dt.date(2023, 1, 31), dt.date(2023, 2, 28))
@example(LEAP, dt.date(2025, 2, 28))
def test_months_between_equal_dateutil(first, last):
    first, last = sorted((first, last))
    between = relativedelta(last, first)
    assert months_between(first, last) == 12 * between.years + between.months


@given(days, lengths)
@example(dt.date(2024, 1, 31), 1)
@example(LEAP, 12)
def test_added_months_end_on_the_first_day_that_completes_them(day, months):
    end = add_months(day, months)
    assert end == day + relativedelta(months=months)
    assert months_between(day, end) == months
    assert months == 0 or months_between(day, end - ONE_DAY) == months - 1


@given(days, lengths)
@example(dt.date(2026, 2, 28), 1)
@example(LEAP, 12)
@example(LEAP, 48)
def test_the_cut_off_is_the_latest_day_since_which_the_months_are_complete(as_of, months):
    day = cut_off(as_of, months)
    assert months_between(day, as_of) >= months
    assert all(months_between(day + n * ONE_DAY, as_of) < months for n in range(1, 40))


@given(days, days, lengths)
def test_a_count_of_months_is_a_comparison_with_the_cut_off(first, as_of, months):
    first, as_of = sorted((first, as_of))
    assert (months_between(first, as_of) >= months) is (first <= cut_off(as_of, months))


@given(days, st.integers(1, 400))
def test_months_grow_with_the_day(first, ahead):
    last = first + ahead * ONE_DAY
    assert 0 <= months_between(first, last) - months_between(first, last - ONE_DAY) <= 1


@given(days, st.integers(-600, 900))
@example(LEAP, 0)
@example(LEAP, 58 * 12)
@example(LEAP, 12)
@example(dt.date(2023, 12, 31), 0)
@example(dt.date(2023, 11, 30), 0)
@example(dt.date(2024, 1, 31), 1)
def test_the_month_after_begins_after_the_month_of_the_day(day, months):
    start = month_start_after(day, months)
    assert start.day == 1
    assert start == day.replace(day=1) + relativedelta(months=months + 1)


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (dt.date(2024, 1, 31), dt.date(2024, 2, 1)),
        (LEAP, dt.date(2024, 3, 1)),
        (dt.date(2023, 2, 28), dt.date(2023, 3, 1)),
        (dt.date(2024, 12, 1), dt.date(2025, 1, 1)),
        (dt.date(2024, 12, 31), dt.date(2025, 1, 1)),
    ],
)
def test_the_month_after_at_the_ends_of_months(day, start):
    assert month_start_after(day) == start


# -- spans -------------------------------------------------------------------------------------

NEAR = dt.date(2023, 11, 1)
spans = st.builds(
    lambda a, length: Span(
        NEAR + a * ONE_DAY, None if length is None else NEAR + (a + length) * ONE_DAY
    ),
    st.integers(0, 150),
    st.one_of(st.none(), st.integers(0, 100), st.integers(0, 100), st.integers(0, 40)),
)
WINDOW = [NEAR + n * ONE_DAY for n in range(-5, 300)]


@given(st.lists(spans, max_size=6))
@settings(max_examples=50)
def test_merged_spans_hold_the_same_days_and_do_not_touch(some):
    merged = merge_spans(some)
    for day in WINDOW:
        assert any(day in s for s in some) is any(day in s for s in merged)
        assert sum(day in s for s in merged) <= 1
    for before, after in pairwise(merged):
        assert before.until is not None
        assert before.until + ONE_DAY < after.since
    assert merge_spans(reversed(merged)) == merged


def by_counting(some, as_of):
    """Count the completed months of each run of days, one day at a time."""
    held = [d for d in WINDOW if d <= as_of and any(d in s for s in some)]
    runs = []
    for day in held:
        if runs and runs[-1][-1] + ONE_DAY == day:
            runs[-1].append(day)
        else:
            runs.append([day])
    total = 0
    for run in runs:
        # A spell that goes on counts to the day asked about; a closed one includes its last day.
        goes_on = run[-1] == as_of and any(
            s.since <= as_of and (s.until is None or s.until >= as_of) for s in some
        )
        end = run[-1] if goes_on else run[-1] + ONE_DAY
        months = 0
        while add_months(run[0], months + 1) <= end:
            months += 1
        total += months
    return total


@given(st.lists(spans, max_size=5), st.sampled_from(WINDOW))
@settings(max_examples=50)
def test_completed_months_equal_counting_days(some, as_of):
    assert completed_months(some, as_of) == by_counting(some, as_of)


@given(st.lists(spans, max_size=5), st.sampled_from(WINDOW))
@settings(max_examples=50)
def test_months_of_service_never_fall_and_never_exceed_the_whole(some, as_of):
    months = completed_months(some, as_of)
    assert months <= completed_months(some, as_of + ONE_DAY)
    first = min((s.since for s in some), default=as_of)
    assert 0 <= months <= max(months_between(first, as_of + ONE_DAY), 0)


@given(st.lists(spans, max_size=5), st.randoms())
@settings(max_examples=50)
def test_neither_order_nor_repetition_of_spans_counts(some, random):
    shuffled = some * 2
    random.shuffle(shuffled)
    day = NEAR + 200 * ONE_DAY
    assert completed_months(shuffled, day) == completed_months(some, day)
    assert merge_spans(shuffled) == merge_spans(some)


@pytest.mark.parametrize(
    ("some", "as_of", "months"),
    [
        ([], dt.date(2024, 1, 1), 0),
        ([Span(dt.date(2024, 1, 1), dt.date(2024, 1, 31))], dt.date(2024, 3, 1), 1),
        ([Span(dt.date(2024, 1, 1), dt.date(2024, 1, 30))], dt.date(2024, 3, 1), 0),
        ([Span(dt.date(2024, 1, 31))], LEAP, 1),
        ([Span(dt.date(2024, 1, 31))], dt.date(2024, 2, 28), 0),
        ([Span(dt.date(2024, 3, 1))], dt.date(2024, 2, 1), 0),
        (  # two halves that touch are one month; with a day between them they are none
            [
                Span(dt.date(2024, 1, 1), dt.date(2024, 1, 15)),
                Span(dt.date(2024, 1, 16), dt.date(2024, 1, 31)),
            ],
            dt.date(2024, 3, 1),
            1,
        ),
        (
            [
                Span(dt.date(2024, 1, 1), dt.date(2024, 1, 15)),
                Span(dt.date(2024, 1, 17), dt.date(2024, 2, 5)),
            ],
            dt.date(2024, 3, 1),
            0,
        ),
    ],
)
def test_months_of_service(some, as_of, months):
    assert completed_months(some, as_of) == months


def test_both_ends_belong_to_a_span():
    span = Span(dt.date(2024, 1, 1), dt.date(2024, 1, 31))
    assert span.since in span
    assert span.until in span
    assert span.since - ONE_DAY not in span
    assert span.until + ONE_DAY not in span
    assert dt.date(2199, 1, 1) in Span(span.since)


@given(spans, st.sampled_from(WINDOW))
def test_a_span_is_clipped_to_a_day(span, as_of):
    clipped = span.clip(as_of)
    held = {d for d in WINDOW if d in span and d <= as_of}
    assert held == ({d for d in WINDOW if d in clipped} if clipped else set())


@given(spans)
def test_the_edges_are_the_days_on_which_something_changes(span):
    changed = {d for d in WINDOW if (d in span) is not (d - ONE_DAY in span)}
    assert changed == set(span.edges)
