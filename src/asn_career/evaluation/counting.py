"""How each indicator is counted from records: one counter an indicator, all of one shape."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.dates import ONE_DAY, months_between
from asn_career.evaluation.indicators import Indicator
from asn_career.evaluation.measured import Why
from asn_career.evaluation.outcomes import Period
from asn_career.evaluation.surveys import Survey
from asn_career.findings import Truth
from asn_career.mentoring import Mentoring
from asn_career.people import Agency, Appointment, Employee
from asn_career.succession import Bench, Readiness
from asn_career.succession.seats import retirement_rules
from asn_career.terms import Capacity, PositionLevel

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook

__all__ = ["COUNTERS", "Count", "Counts", "Given", "Records"]

FLOOR: Final = "duties.floor"
YEAR_END: Final = (12, 31)


@attrs.define
class Count:
    """What is counted of one unit: numerator, denominator, people."""

    numerator: Fraction = Fraction()
    denominator: Fraction = Fraction()
    people: int = 0

    def add(self, numerator: Fraction | int, denominator: int = 1) -> None:
        """Count one more, or several of one mean."""
        self.numerator += numerator
        self.denominator += denominator
        self.people += denominator


Counts = Mapping[str, Count | Why] | Why
"""By unit; one reason where no unit could be measured."""


@attrs.frozen(kw_only=True)
class Given:
    """What is given beside the records.

    Attributes:
        talents: ids of those whose retention is asked; None for everybody.
        pool: ids of the succession group; None where it does not matter.
    """

    talents: frozenset[str] | None
    pool: frozenset[str] | None
    fill_levels: frozenset[PositionLevel]
    benches: tuple[Bench, ...]
    mentorings: tuple[Mentoring, ...]
    surveys: tuple[Survey, ...]


class Records:
    """The records of an agency, read for the units that are reported on."""

    def __init__(
        self,
        agency: Agency,
        homes: Mapping[str, str],
        as_of: dt.date,
        rulebook: Rulebook,
        given: Given,
    ) -> None:
        """Take what is given; ``homes`` is by unit the one it is reported under."""
        self.agency, self.homes, self.as_of, self.rulebook = agency, homes, as_of, rulebook
        self.given = given
        self.units = {unit.id for unit in agency.units}
        self.held = {who.id: self._held(who) for who in agency.employees}
        self.leavers = [(who, last) for who in agency.employees if (last := self._left(who))]

    def _held(self, who: Employee) -> tuple[Appointment, ...]:
        """Return the posts held in the agency by now, by day."""
        return tuple(
            a
            for a in who.appointments
            if a.capacity is Capacity.DEFINITIVE
            and not a.assumed
            and a.unit in self.units
            and a.since <= self.as_of
        )

    def _left(self, who: Employee) -> Appointment | None:
        """Return the last post of somebody who left the agency, None for the others.

        Whoever is released from the post the day after, or studies, has not left.
        """
        held = self.held[who.id]
        last = held[-1] if held else None
        if last is None or last.until is None or last.until >= self.as_of:
            return None
        after = last.until + ONE_DAY
        away = [one.span for one in who.releases if not one.assumed]
        away += [one.span for one in who.studies if not one.assumed]
        return None if any(after in span for span in away) else last

    def post_on(self, who: Employee, day: dt.date) -> Appointment | None:
        """Return the post in the agency that somebody holds on a day."""
        return next((a for a in reversed(self.held[who.id]) if day in a.span), None)

    def home_on(self, who: Employee, day: dt.date) -> str | None:
        """Return the unit under which somebody is reported on a day."""
        post = self.post_on(who, day)
        return None if post is None else self.homes.get(post.unit)

    def leaving(self, period: Period) -> list[tuple[str, Employee, dt.date]]:
        """Return the unit, the person and the last day of all who left in a period."""
        return [
            (self.homes[post.unit], who, post.until)
            for who, post in self.leavers
            if post.until is not None
            and period.since <= post.until <= period.until
            and post.unit in self.homes
        ]

    def has_pension(self, who: Employee, last: dt.date) -> Truth:
        """Tell whether the pension day had come on the day after the last one."""
        day = last + ONE_DAY
        # The age limit is that of the post held until then.
        held = tuple(
            attrs.evolve(a, until=None)
            if a.until == last and a.capacity is Capacity.DEFINITIVE
            else a
            for a in who.appointments
        )
        still = attrs.evolve(who, appointments=held)
        answers = {
            self.rulebook.check(rule, still, day).truth
            for rule in retirement_rules(self.rulebook, day)
        }
        if not answers:
            return Truth.UNKNOWN
        return next(t for t in (Truth.YES, Truth.UNKNOWN, Truth.NO) if t in answers)


def _headcounts(records: Records, period: Period) -> dict[str, Count]:
    """Return the mean headcount as denominator, and everybody there at one end or leaving."""
    found: defaultdict[str, Count] = defaultdict(Count)
    people: defaultdict[str, set[str]] = defaultdict(set)
    for who in records.agency.employees:
        for day in (period.since, period.until):
            if (home := records.home_on(who, day)) is not None:
                found[home].denominator += Fraction(1, 2)
                people[home].add(who.id)
    for home, who, _ in records.leaving(period):
        people[home].add(who.id)
    for home, several in people.items():
        found[home].people = len(several)
    return found


def _turnover(records: Records, period: Period) -> Counts:
    if not records.leavers:
        return Why.NO_LEAVERS
    found = _headcounts(records, period)
    for home, _, _ in records.leaving(period):
        found[home].numerator += 1
    return found


def _early_turnover(records: Records, period: Period) -> Counts:
    if not records.leavers:
        return Why.NO_LEAVERS
    found: dict[str, Count | Why] = dict(_headcounts(records, period))
    for home, who, last in records.leaving(period):
        count, truth = found[home], records.has_pension(who, last)
        if truth is Truth.UNKNOWN:
            found[home] = Why.NO_PENSION_DAY
        elif truth is Truth.NO and isinstance(count, Count):
            count.numerator += 1
    return found


def _retention(records: Records, period: Period) -> Counts:
    if not records.leavers:
        return Why.NO_LEAVERS
    found: defaultdict[str, Count] = defaultdict(Count)
    gone = {who.id: post.until for who, post in records.leavers}
    for who in records.agency.employees:
        if records.given.talents is not None and who.id not in records.given.talents:
            continue
        if (home := records.home_on(who, period.since)) is not None:
            last = gone.get(who.id)
            found[home].add(last is None or last >= period.until)
    return found


def _internal_fill(records: Records, period: Period) -> Counts:
    found: defaultdict[str, Count] = defaultdict(Count)
    for who in records.agency.employees:
        for post in records.held[who.id]:
            if (
                not period.since <= post.since <= period.until
                or post.position.level not in records.given.fill_levels
                or post.unit not in records.homes
            ):
                continue
            before = records.post_on(who, post.since - ONE_DAY)
            if before is not None and (before.position, before.unit) == (post.position, post.unit):
                continue  # the same post, appointed anew
            inside = before is not None
            if records.given.pool is not None:
                inside = inside and who.id in records.given.pool
            found[records.homes[post.unit]].add(inside)
    return found


def _time_to_promotion(records: Records, period: Period) -> Counts:
    found: defaultdict[str, Count] = defaultdict(Count)
    for who in records.agency.employees:
        ranks = [rank for rank in who.ranks if not rank.assumed]
        for one, other in pairwise(ranks):
            if one.golongan < other.golongan and period.since <= other.since <= period.until:
                home = records.home_on(who, other.since)
                if home is not None:
                    found[home].add(months_between(one.since, other.since))
    return found


def _bench_coverage(records: Records, period: Period) -> Counts:
    inside = [b for b in records.given.benches if period.since <= b.as_of <= period.until]
    if not inside:
        return Why.NOT_GIVEN
    found: defaultdict[str, Count] = defaultdict(Count)
    for one in max(inside, key=lambda bench: bench.as_of):
        if one.post.unit in records.homes:
            found[records.homes[one.post.unit]].add(bool(one.ready(Readiness.NOW)))
    return found


def _mentoring_coverage(records: Records, period: Period) -> Counts:
    inside = [m for m in records.given.mentorings if period.since <= m.as_of <= period.until]
    if not inside:
        return Why.NOT_GIVEN
    last = max(inside, key=lambda mentoring: mentoring.as_of)
    found: defaultdict[str, Count] = defaultdict(Count)
    placed = {mentee for mentee, _ in last.pairs}
    for id in sorted(placed | {one.id for one in last.unmatched}):
        home = records.home_on(records.agency.employee(id), last.as_of)
        if home is not None:
            found[home].add(id in placed)
    return found


def _training_hours(records: Records, period: Period) -> Counts:
    years = range(period.since.year, period.until.year + 1)
    ends = [dt.date(year, *YEAR_END) for year in years]
    ends = [day for day in ends if period.since <= day <= period.until]
    if not ends:
        return Why.NO_YEAR_END
    found: defaultdict[str, Count] = defaultdict(Count)
    applies = False
    for day in ends:
        for who in records.agency.employees:
            floor = None
            if FLOOR in records.rulebook.tables:
                floor = records.rulebook.cell(FLOOR, (who.status,), day)
            if floor is None or not isinstance(floor.value, int):
                continue
            applies = True
            if (home := records.home_on(who, day)) is not None:
                hours = sum(
                    t.hours for t in who.trainings if t.finished.year == day.year and not t.assumed
                )
                found[home].add(hours >= floor.value)
    return found if applies else Why.NO_FLOOR


def _surveyed(indicator: Indicator) -> Callable[[Records, Period], Counts]:
    def count(records: Records, period: Period) -> Counts:
        found: defaultdict[str, Count] = defaultdict(Count)
        for one in records.given.surveys:
            if one.indicator is indicator and period.since <= one.day <= period.until:
                found[records.homes[one.unit]].add(Fraction(one.value) * one.answers, one.answers)
        return found or Why.NOT_GIVEN

    return count


COUNTERS: Final[Mapping[Indicator, Callable[[Records, Period], Counts]]] = {
    Indicator.TURNOVER: _turnover,
    Indicator.EARLY_TURNOVER: _early_turnover,
    Indicator.RETENTION: _retention,
    Indicator.INTERNAL_FILL: _internal_fill,
    Indicator.TIME_TO_PROMOTION: _time_to_promotion,
    Indicator.BENCH_COVERAGE: _bench_coverage,
    Indicator.MENTORING_COVERAGE: _mentoring_coverage,
    Indicator.TRAINING_HOURS: _training_hours,
    Indicator.JOB_SATISFACTION: _surveyed(Indicator.JOB_SATISFACTION),
    Indicator.PUBLIC_SATISFACTION: _surveyed(Indicator.PUBLIC_SATISFACTION),
}
