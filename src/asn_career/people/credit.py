"""What a record says about credit points: stays in a level, months of appraisals, decisions.

No law: which months an appraisal gives to a level, not what they are worth. Months are whole
calendar months, the first and the last included; no source says what a part of a month is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.dates import ONE_DAY, Span, merge_spans
from asn_career.errors import InvalidInputError, Problem
from asn_career.people.appraisals import Appraisal
from asn_career.people.records import Appointment, CreditDecision
from asn_career.terms import Capacity, Jenjang

if TYPE_CHECKING:
    from asn_career.people.employee import Employee

__all__ = [
    "Stay",
    "Stretch",
    "count_stretches",
    "credit_decisions_of",
    "final_appraisals",
    "latest_total",
    "stay_on",
    "stays_of",
    "unrated_months",
]

YEAR: Final = 12  # months: what one appraisal can span


@attrs.frozen(kw_only=True)
class Stay:
    """An unbroken stay in one level, in one or several functional positions.

    Attributes:
        until: the last day; none while it goes on.
        first: the appointment it began with.
        before: the definitive appointment before that one, if there was one.
        left: the day after an earlier stay in the same level ended, if there was one.
    """

    jenjang: Jenjang
    since: dt.date
    until: dt.date | None
    first: Appointment
    before: Appointment | None = None
    left: dt.date | None = None


@attrs.frozen(kw_only=True)
class Stretch:
    """Whole months of one appraisal; ``place`` says where it stands in the record."""

    appraisal: Appraisal
    place: str
    since: dt.date
    until: dt.date
    months: int


def stays_of(employee: Employee) -> tuple[Stay, ...]:
    """Return the stays in levels of functional positions, by day; acting (Plt, Plh) is none."""
    found: list[Stay] = []
    before: Appointment | None = None
    for held in employee.appointments:
        if held.capacity is not Capacity.DEFINITIVE:
            continue
        jenjang = held.position.jenjang
        last = found[-1] if found else None
        follows = last is not None and last.until is not None and last.until + ONE_DAY == held.since
        if jenjang is not None and last is not None and follows and last.jenjang is jenjang:
            found[-1] = attrs.evolve(last, until=held.until)
        elif jenjang is not None:
            ends = [s.until + ONE_DAY for s in found if s.jenjang is jenjang and s.until]
            found.append(
                Stay(
                    jenjang=jenjang,
                    since=held.since,
                    until=held.until,
                    first=held,
                    before=before,
                    left=ends[-1] if ends else None,
                )
            )
        before = held
    return tuple(found)


def stay_on(employee: Employee, day: dt.date) -> Stay | None:
    """Return the stay in a level that goes on on a day, or None."""
    stays = (s for s in stays_of(employee) if s.since <= day)
    return next((s for s in stays if s.until is None or day <= s.until), None)


def final_appraisals(employee: Employee, day: dt.date) -> tuple[tuple[str, Appraisal], ...]:
    """Return the appraisals that are final on a day, each with its place; no exempt periods."""
    return tuple(
        (f"appraisals[{i}]", a)
        for i, a in enumerate(employee.appraisals)
        if not a.exempt and a.until < day and (a.signed is None or a.signed <= day)
    )


def credit_decisions_of(employee: Employee, stay: Stay, day: dt.date) -> Iterator[CreditDecision]:
    """Yield the decisions known on a day about the credit of a stay, by day.

    Those about an earlier stay in the same level are not among them.
    """
    for decision in employee.credit_decisions:
        earlier = stay.left is not None and (decision.until or decision.day) < stay.left
        if decision.jenjang is stay.jenjang and decision.day <= day and not earlier:
            yield decision


def latest_total(employee: Employee, stay: Stay, day: dt.date) -> CreditDecision | None:
    """Return the decision known on a day that states the credit of a stay up to the latest day."""
    totals = (d for d in credit_decisions_of(employee, stay, day) if d.kind.is_total)
    return max(totals, key=lambda d: (d.until or d.day, d.day), default=None)


def count_stretches(
    employee: Employee, day: dt.date, since: dt.date, until: dt.date, *, longest: bool
) -> tuple[Stretch, ...]:
    """Return the months from ``since`` to ``until`` that final appraisals rate, by day.

    Where a longer period contains shorter ones, ``longest`` tells which of them has the month.

    Raises:
        InvalidInputError: parts of months, more than a year in one appraisal, and periods that
            overlap without one containing the other, each with its place.
    """
    taken = [
        (place, a)
        for place, a in final_appraisals(employee, day)
        if a.since <= until and a.until >= since
    ]
    problems = list(_problems(taken, since, until))
    if problems:
        raise InvalidInputError(problems)
    taken.sort(key=lambda one: (one[1].until - one[1].since).days, reverse=longest)
    months: dict[int, tuple[str, Appraisal]] = {}
    for one in taken:  # the first to name a month has it
        a = one[1]
        for month in range(_month(max(a.since, since)), _month(min(a.until, until)) + 1):
            months.setdefault(month, one)
    runs: list[list[int]] = []  # first and last month of each
    for month in sorted(months):
        if runs and runs[-1][1] == month - 1 and months[month] is months[month - 1]:
            runs[-1][1] = month
        else:
            runs.append([month, month])
    return tuple(
        Stretch(
            appraisal=months[begin][1],
            place=months[begin][0],
            since=_first(begin),
            until=_first(end + 1) - ONE_DAY,
            months=end - begin + 1,
        )
        for begin, end in runs
    )


def unrated_months(employee: Employee, since: dt.date, until: dt.date) -> tuple[Span, ...]:
    """Return the months without an appraisal, final or not or exempt, and without a release."""
    spans = [*(a.span for a in employee.appraisals), *(one.span for one in employee.releases)]
    known = {
        month
        for span in spans
        if span.since <= until and (span.until is None or span.until >= since)
        for month in range(
            _month(max(span.since, since)), _month(min(span.until or until, until)) + 1
        )
    }
    missing = (m for m in range(_month(since), _month(until) + 1) if m not in known)
    return merge_spans(Span(_first(m), _first(m + 1) - ONE_DAY) for m in missing)


def _problems(
    taken: list[tuple[str, Appraisal]], since: dt.date, until: dt.date
) -> Iterator[Problem]:
    reach = dt.date.min
    for i, (place, a) in enumerate(taken):
        months = _month(a.until) - _month(a.since) + 1
        if months > YEAR:
            yield Problem(place, f"{months} months in one appraisal", f"at most {YEAR}")
        for edge, name in (
            (max(a.since, since), "begins"),
            (min(a.until, until) + ONE_DAY, "ends"),
        ):
            if edge.day != 1:
                hint = "whole months only: no source says what a part of a month earns"
                yield Problem(place, f"what counts of it {name} within a month", hint)
        if a.since > reach:  # no earlier period reaches into this one
            reach = a.until
            continue
        reach = max(reach, a.until)
        for other_place, b in taken[:i]:
            apart = a.since > b.until
            nested = (a.until <= b.until) or (a.since == b.since)
            if not apart and (not nested or a.span == b.span):
                hint = "periods follow each other, or one contains the other"
                yield Problem(place, f"its months overlap those of {other_place}", hint)


def _month(day: dt.date) -> int:
    return YEAR * day.year + day.month - 1


def _first(month: int) -> dt.date:
    return dt.date(month // YEAR, month % YEAR + 1, 1)
