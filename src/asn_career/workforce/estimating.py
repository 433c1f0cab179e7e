"""The rates of an agency's own history, year by year, with what was counted."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from asn_career.dates import add_months, read_day
from asn_career.errors import InvalidInputError, Problem, shown
from asn_career.people import Agency, Employee
from asn_career.succession.seats import read_agency
from asn_career.workforce.ladder import Ladder, Pensions, post_on, step_on
from asn_career.workforce.rates import Rate, WorkforceRates

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook

__all__ = ["LEAST", "count_people", "estimate_rates"]

MOST_YEARS = 40
LEAST = 5  # person-years of a step, below which nothing is said of it


def estimate_rates(
    agency: Agency,
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    years: int = 3,
    ladder: Ladder | str = Ladder.LEVEL,
    least: int = LEAST,
    complete: bool | None = None,
) -> WorkforceRates:
    """Count from the records who left, moved and came in the years up to a day.

    Each year is two pictures, twelve months apart. Who stands on a step in the first and does not
    reach the pension day before the second counts as one person-year of it; what the second shows
    is that the person stayed, stands on another step, or has gone. Whoever came and went between
    two pictures is in none.

    Args:
        agency: its units and people, those who left included: their last appointment has ended.
        as_of: the last day counted.
        rulebook: the law of retirement.
        years: how many years to count.
        ladder: count by the level of position or by the rank.
        least: person-years below which a step has no rate.
        complete: whether the records hold those who left; by default they do if anybody left.
            Otherwise nobody knows how many leave, and no step has that rate.

    Returns:
        The rates. A step with too short a history has none, and its forecast is unknown. A year
        at whose beginning nobody was there is not counted.

    Raises:
        InvalidInputError: with every problem of the call.
    Source: PP 11/2017 article 239 (pension day), through the rulebook; else our own choice.
    """
    as_of, ladder = _read(agency, as_of, years=years, ladder=ladder, least=least, complete=complete)
    days = [add_months(as_of, -12 * back) for back in range(years, -1, -1)]
    at_risk: Counter[str] = Counter()
    out: Counter[tuple[str, str | None]] = Counter()
    came: Counter[str] = Counter()
    counted: list[tuple[dt.date, dt.date]] = []
    service = _Service(agency, ladder, days, rulebook)
    for first, last in pairwise(days):
        pairs = [service.pair(who, first, last) for who in agency.employees]
        if not any(start for start, _ in pairs):
            continue
        counted.append((first, last))
        for start, end in pairs:
            if start is None:
                came.update(() if end is None else (end,))
            elif end != RETIRED:
                at_risk[start] += 1
                out[start, end] += 1
    known = complete if complete is not None else service.has_leavers()
    return WorkforceRates(
        ladder=ladder,
        leaving={
            step: Rate.counted(out[step, None], many)
            for step, many in at_risk.items()
            if many >= least and known
        },
        moves={
            (start, end): Rate.counted(many, at_risk[start])
            for (start, end), many in out.items()
            if end is not None and start != end and at_risk[start] >= least
        },
        intake={step: Rate.counted(many, len(counted)) for step, many in came.items()},
        periods=tuple(counted),
        past_leavers=known,
    )


RETIRED = ""  # what the second picture shows of somebody whose pension day came


class _Service:
    """Who was in the service of an agency on the days of some pictures, and on which step."""

    def __init__(
        self, agency: Agency, ladder: Ladder, days: list[dt.date], rulebook: Rulebook
    ) -> None:
        self.agency, self.ladder, self.last = agency, ladder, days[-1]
        self._law = Pensions(rulebook, days[0], days[-1])
        self.units = frozenset(unit.id for unit in agency.units)
        self._pensions: dict[tuple[str, dt.date], dt.date | None] = {}

    def pair(self, who: Employee, first: dt.date, last: dt.date) -> tuple[str | None, str | None]:
        """Return the steps in the two pictures of a year; past the pension day nobody is in one."""
        start = step_on(who, first, self.ladder, self.units)
        end = step_on(who, last, self.ladder, self.units)
        if start is not None and (pension := self._pension(who, first)) is not None:
            if pension <= first:
                return None, None
            if pension <= last:
                return start, RETIRED
        if start is None and end is not None:
            pension = self._pension(who, last)
            if pension is not None and pension <= last:
                return None, None
        return start, end

    def _pension(self, who: Employee, day: dt.date) -> dt.date | None:
        """Return the pension day by the post held on a day; it is looked for once a post."""
        now = post_on(who, day, self.units)
        if now is None:
            return None
        at = (who.id, now.since)
        if at not in self._pensions:
            self._pensions[at] = self._law.find(who, now, day)
        return self._pensions[at]

    def has_leavers(self) -> bool:
        """Tell whether anybody held a post in the agency and holds none on the last day."""
        return any(
            post_on(who, self.last, self.units) is None
            and any(a.unit in self.units and a.since <= self.last for a in who.appointments)
            for who in self.agency.employees
        )


def count_people(agency: Agency, day: dt.date, ladder: Ladder, rulebook: Rulebook) -> Counter[str]:
    """Return how many people stand on each step on a day, as the records say; none past pension."""
    service = _Service(agency, ladder, [day], rulebook)
    pictures = (service.pair(who, day, day) for who in agency.employees)
    return Counter(start for start, _ in pictures if start is not None)


def _read(
    agency: object,
    as_of: object,
    *,
    years: object,
    ladder: object,
    least: object,
    complete: object,
) -> tuple[dt.date, Ladder]:
    problems: list[Problem] = []
    read_agency(agency, problems)
    day, found = dt.date.min, Ladder.LEVEL
    try:
        day = read_day(as_of, "as_of")
    except InvalidInputError as error:
        problems.extend(error.problems)
    try:
        found = Ladder(ladder)
    except InvalidInputError as error:
        problems.extend(problem.inside("ladder") for problem in error.problems)
    if type(years) is not int or not 1 <= years <= MOST_YEARS:
        problems.append(
            Problem("years", f"{shown(years)} is no whole number from 1 to {MOST_YEARS}")
        )
    if type(least) is not int or least < 1:
        problems.append(Problem("least", f"{shown(least)} is no whole number from 1"))
    if complete is not None and type(complete) is not bool:
        problems.append(Problem("complete", f"{shown(complete)} is neither True nor False"))
    if problems:
        raise InvalidInputError(problems)
    return day, found
