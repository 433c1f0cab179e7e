"""Days, months and spans as personnel law counts them. The clock is never read."""

from __future__ import annotations

import calendar
import contextlib
import datetime as dt
import re
from typing import TYPE_CHECKING

import attrs

from asn_career.errors import InvalidInputError, Problem, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Span",
    "add_months",
    "completed_months",
    "cut_off",
    "is_day",
    "merge_spans",
    "month_start_after",
    "months_between",
    "next_month_of",
    "read_day",
    "recur",
]

FIRST_YEAR, LAST_YEAR = 1900, 2200
ONE_DAY = dt.timedelta(days=1)


def is_day(value: object) -> bool:
    """Tell whether a value is a plain date in the years the library accepts.

    The exact type is asked for: a ``datetime``, a ``pandas.Timestamp`` and ``NaT`` all pass
    as ``date`` otherwise.
    """
    return type(value) is dt.date and FIRST_YEAR <= value.year <= LAST_YEAR


def read_day(value: object, where: str = "") -> dt.date:
    """Read a day from a date or from ISO text (``2026-11-21``).

    Raises:
        InvalidInputError: anything else, and years outside 1900-2200.
    Source: none: our own choice.
    """
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        with contextlib.suppress(ValueError):
            value = dt.date.fromisoformat(value)
    if not is_day(value):
        raise InvalidInputError(
            Problem(
                where,
                f"{shown(value)} is not a day",
                f"a datetime.date or text like 2026-11-21, years {FIRST_YEAR}-{LAST_YEAR}",
            )
        )
    assert isinstance(value, dt.date)  # noqa: S101 - for the type checker
    return value


def months_between(first: dt.date, last: dt.date) -> int:
    """Return the completed months from ``first`` to ``last`` (negative when it lies before).

    The last day of a shorter month completes the month, as dateutil has it.

    Source: none: our own choice; equal to dateutil's relativedelta for first <= last.

    >>> months_between(dt.date(2024, 1, 31), dt.date(2024, 2, 29))
    1
    """
    months = 12 * (last.year - first.year) + last.month - first.month
    if last.day < first.day and last.day != calendar.monthrange(last.year, last.month)[1]:
        months -= 1
    return months


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the first day on which ``months`` months since ``day`` are completed.

    Source: none: our own choice; equal to dateutil's relativedelta.

    >>> add_months(dt.date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    index = 12 * day.year + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def cut_off(as_of: dt.date, months: int) -> dt.date:
    """Return the latest day since which ``months`` months are completed on ``as_of``.

    >>> cut_off(dt.date(2026, 2, 28), 1)
    datetime.date(2026, 1, 31)
    """
    day = add_months(as_of, -months)
    while months_between(day + ONE_DAY, as_of) >= months:
        day += ONE_DAY
    return day


def month_start_after(day: dt.date, months: int = 0) -> dt.date | None:
    """Return the first day of the month after the month of ``day`` plus ``months``.

    Computed on months only, so that 29 February never overflows; None outside the years the
    library accepts.

    >>> month_start_after(dt.date(1968, 2, 29), 58 * 12)
    datetime.date(2026, 3, 1)
    """
    index = 12 * day.year + day.month + months
    if not FIRST_YEAR <= index // 12 <= LAST_YEAR:
        return None
    return dt.date(index // 12, index % 12 + 1, 1)


def recur(first: dt.date, until: dt.date, *, months: int = 0, days: int = 0) -> Iterator[dt.date]:
    """Yield ``first`` and every so many months and days after it, up to and including ``until``.

    Each day is counted from ``first``, never from the one before: after 31 January and the end
    of February comes 31 March again. Nothing where the interval is not at least one day.

    Source: none: our own choice; the calendar is dateutil's.

    >>> [str(day) for day in recur(dt.date(2024, 1, 31), dt.date(2024, 4, 30), months=1)]
    ['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30']
    """
    from dateutil.relativedelta import relativedelta  # here: most uses of the library need none

    number = 0
    while months >= 0 and days >= 0 and months + days > 0:
        day = first + relativedelta(months=number * months, days=number * days)
        if day > until:
            return
        yield day
        number += 1


@attrs.frozen
class Span:
    """A stretch of days: ``since`` and ``until`` both belong to it; no ``until`` is open."""

    since: dt.date
    until: dt.date | None = None

    def __contains__(self, day: dt.date) -> bool:
        """Tell whether the day lies in the span."""
        return self.since <= day and (self.until is None or day <= self.until)

    def clip(self, as_of: dt.date) -> Span | None:
        """Return the part up to and including ``as_of``, or None when it begins later."""
        if self.since > as_of:
            return None
        return Span(self.since, as_of if self.until is None else min(self.until, as_of))

    @property
    def edges(self) -> tuple[dt.date, ...]:
        """The days on which something changes: the first, and the one after the last."""
        return (self.since,) if self.until is None else (self.since, self.until + ONE_DAY)


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same days as spans that neither overlap nor touch, in order."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: s.since):
        last = merged[-1] if merged else None
        if last is None or (last.until is not None and last.until + ONE_DAY < span.since):
            merged.append(span)
        elif last.until is not None and (span.until is None or span.until > last.until):
            merged[-1] = Span(last.since, span.until)
    return tuple(merged)


def completed_months(spans: Iterable[Span], as_of: dt.date) -> int:
    """Return the months of service in several spans up to and including ``as_of``.

    Overlapping and touching spans count once. Each remaining span counts its own completed
    months, so broken months of different spans are not added up: the cautious convention.
    A closed span ends on the day after its last day; an open one is counted to ``as_of``.

    Source: none: our own choice; no regulation found says how broken months are joined.
    """
    total = 0
    for span in merge_spans(spans):
        if span.since > as_of:
            break
        closed = span.until is not None and span.until < as_of
        end = span.until + ONE_DAY if closed and span.until is not None else as_of
        total += months_between(span.since, end)
    return total


def next_month_of(spans: Iterable[Span], as_of: dt.date) -> dt.date | None:
    """Return the day on which the span that runs on ``as_of`` completes its next month.

    What ``changes`` of a fact gives that `completed_months` counts.

    Source: none: our own choice.
    """
    for span in merge_spans(spans):
        if as_of in span:
            return add_months(span.since, months_between(span.since, as_of) + 1)
    return None
