"""How the headcount of the years ahead is reckoned: exact expected flows, step by step."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise
from typing import Final

from asn_career.dates import ONE_DAY, add_months
from asn_career.errors import InvalidInputError, Problem
from asn_career.findings import Truth
from asn_career.people import Agency, Employee
from asn_career.projection import read_span
from asn_career.provenance import trace_provenance
from asn_career.rulebook import Rulebook
from asn_career.succession import Bench, Forecast, forecast_vacancies
from asn_career.succession.seats import read_agency, retirement_rules
from asn_career.workforce.doubt import doubt_rates
from asn_career.workforce.ladder import Ladder, Pensions, post_on, step_on
from asn_career.workforce.rates import WorkforceRates
from asn_career.workforce.reckoning import Cohort, find_reach, reckon
from asn_career.workforce.result import BenchYear, Flow, PostYear, WorkforceForecast

__all__ = ["forecast_flows", "forecast_workforce"]

MAX_YEARS: Final = 40


def forecast_workforce(
    agency: Agency,
    as_of: dt.date,
    until: dt.date,
    *,
    rates: WorkforceRates,
    rulebook: Rulebook,
    bench: Bench | None = None,
    key: bytes | None = None,
) -> WorkforceForecast:
    """Forecast the headcount of each step year by year, and what becomes of posts and benches.

    In each year of twelve months, whoever reaches the pension day of the law retires; of the rest
    a share leaves and shares move to other steps, by the rates of the agency; then new people
    come. The pension day is that of the step on which somebody stands: a promotion can change it.
    Expected numbers are exact. The range holds what chance makes of the rates in 95 of 100 cases:
    people go one by one, arrivals are Poisson, and rates were counted from so many. That the
    rates themselves may change is not in it: `backtest_workforce` shows how well they did before.

    Args:
        agency: units, posts and people as they stand on the first day; moves on record for later
            days are part of the rates, and `forecast_vacancies` alone tells them by name.
        as_of: the first day.
        until: some years later, on the same day of the year.
        rates: what `estimate_rates` counted, or what is assumed.
        rulebook: the law of retirement, with its changes that are known.
        bench: what `rate_bench` returned for the same day, for the bench of each year.
        key: with it the provenance holds a hash of the agency.

    Returns:
        Expected numbers with a range. A step without rates is unknown from the first year on, and
        so is every step that is reached from it.

    Raises:
        InvalidInputError: with every problem of the call; records that put two people into one
            post on a day.
    Source: PP 11/2017 article 239 (pension day), through the rulebook; else our own choice.
    """
    as_of, ends = _read(agency, as_of, until, rates=rates, rulebook=rulebook, bench=bench)
    people = _People(agency, as_of, ends, rates, rulebook)
    cohorts, past, unknown = people.gather()
    days = [as_of, *ends]
    posts = forecast_vacancies(agency, as_of, ends[-1], rulebook=rulebook)
    return WorkforceForecast(
        agency=agency.id,
        as_of=as_of,
        until=ends[-1],
        rulebook=rulebook.name,
        rates=rates,
        flows=doubt_rates(reckon(cohorts, rates, days), cohorts, rates, days),
        posts=_posts(agency, posts, as_of, ends),
        bench=() if bench is None else tuple(_benches(people, bench)),
        past=past,
        unknown=unknown,
        provenance=trace_provenance(
            rulebook=rulebook, as_of=as_of, until=ends[-1], policy=rates, inputs=agency, key=key
        ),
    )


def forecast_flows(
    agency: Agency,
    as_of: dt.date,
    until: dt.date,
    *,
    rates: WorkforceRates,
    rulebook: Rulebook,
) -> tuple[Flow, ...]:
    """Return the flows alone, without posts and benches.

    Raises:
        InvalidInputError: with every problem of the call.
    Source: as `forecast_workforce`.
    """
    as_of, ends = _read(agency, as_of, until, rates=rates, rulebook=rulebook, bench=None)
    cohorts, _, _ = _People(agency, as_of, ends, rates, rulebook).gather()
    days = [as_of, *ends]
    return doubt_rates(reckon(cohorts, rates, days), cohorts, rates, days)


class _People:
    """When the people of an agency retire, on the step held and on those they may reach."""

    def __init__(
        self,
        agency: Agency,
        as_of: dt.date,
        ends: list[dt.date],
        rates: WorkforceRates,
        rulebook: Rulebook,
    ) -> None:
        self.agency, self.as_of, self.ends = agency, as_of, ends
        self.rates, self.rulebook = rates, rulebook
        self._law = Pensions(rulebook, as_of, ends[-1])
        self.units = frozenset(unit.id for unit in agency.units)
        self._reach = {s: find_reach(s, rates, len(ends)) for s in rates.ladder.steps}

    def gather(self) -> tuple[Counter[Cohort], tuple[str, ...], tuple[str, ...]]:
        """Return the cohorts, who is past the pension day, and of whom it is unknown."""
        cohorts: Counter[Cohort] = Counter()
        past, unknown = [], []
        for who in self.agency.employees:
            step = step_on(who, self.as_of, self.rates.ladder, self.units)
            if step is None:
                continue
            pensions = self.pensions(who, step)
            if pensions is None:
                past.append(who.id)
                continue
            if not any(at == step for at, _ in pensions) and self.is_unknown(who):
                unknown.append(who.id)
            cohorts[step, pensions] += 1
        return cohorts, tuple(past), tuple(unknown)

    def pension(self, who: Employee, level: str | None = None) -> dt.date | None:
        """Return the pension day up to the last day, at the level held or at another."""
        now = post_on(who, self.as_of, self.units)
        if now is None:
            return None
        return self._law.find(who, now, self.as_of, level=level)

    def pensions(self, who: Employee, step: str) -> tuple[tuple[str, int], ...] | None:
        """Return by step the year of the pension day; None when it has come at the step held."""
        own = self.pension(who)
        if own is not None and own <= self.as_of:
            return None
        found = []
        for other in self._reach[step]:
            changes = self.rates.ladder is Ladder.LEVEL and other != step
            day = self.pension(who, other) if changes else own
            if day is not None:
                found.append((other, 1 + sum(day > end for end in self.ends)))
        return tuple(found)

    def is_unknown(self, who: Employee) -> bool:
        """Tell whether no rule can say when somebody retires."""
        rules = retirement_rules(self.rulebook, self.as_of)
        answers = {self.rulebook.check(rule, who, self.as_of).truth for rule in rules}
        return Truth.UNKNOWN in answers


def _posts(
    agency: Agency, found: Forecast, as_of: dt.date, ends: list[dt.date]
) -> tuple[PostYear, ...]:
    posts = Counter(post.position.level for post in agency.posts)
    return tuple(
        PostYear(
            level=level,
            until=last,
            posts=posts[level],
            fell=sum(first < v.since <= last for v in found if v.post.position.level is level),
            vacant=sum(
                v.since <= last and (v.until is None or v.until > last)
                for v in found
                if v.post.position.level is level
            ),
        )
        for first, last in pairwise([as_of, *ends])
        for level in sorted(posts, key=lambda level: level.order)
    )


def _benches(people: _People, bench: Bench) -> list[BenchYear]:
    """Count year by year the critical posts in which somebody could follow, not yet retired."""
    reserves = sorted({reserve.person for one in bench for reserve in one.reserves})
    retires = {id: people.pension(people.agency.employee(id)) or dt.date.max for id in reserves}
    found = []
    for end in people.ends:
        ready = [sum(r.day <= end < retires[r.person] for r in one.reserves) for one in bench.posts]
        told = end <= bench.until
        found.append(
            BenchYear(
                until=end,
                posts=len(ready),
                covered=sum(n > 0 for n in ready) if told else None,
                thin=sum(n < 2 for n in ready) if told else None,  # noqa: PLR2004 - one or nobody
            )
        )
    return found


def _read(
    agency: object,
    as_of: object,
    until: object,
    *,
    rates: object,
    rulebook: object,
    bench: object,
) -> tuple[dt.date, list[dt.date]]:
    problems: list[Problem] = []
    read_agency(agency, problems)
    if not isinstance(rates, WorkforceRates):
        hint = "estimate_rates(agency, as_of, rulebook=...) or WorkforceRates(...)"
        problems.append(Problem("rates", f"{type(rates).__name__} instead of WorkforceRates", hint))
    if not isinstance(rulebook, Rulebook):
        problems.append(Problem("rulebook", f"{type(rulebook).__name__} instead of Rulebook"))
    first, ends = dt.date.min, []
    try:
        first, last = read_span(as_of, until)  # type: ignore[arg-type] # it reads what it is given
        years = round((last - first) / (365.25 * ONE_DAY))
        ends = [add_months(first, 12 * year) for year in range(1, years + 1)]
        if not 1 <= years <= MAX_YEARS or ends[-1] != last:
            near = add_months(first, 12 * min(MAX_YEARS, max(1, years)))
            message = f"{last} is not 1 to {MAX_YEARS} whole years after {first}"
            problems.append(Problem("until", message, f"such as {near}"))
    except InvalidInputError as error:
        problems.extend(error.problems)
    if bench is not None:
        if not isinstance(bench, Bench):
            problems.append(Problem("bench", f"{type(bench).__name__} instead of Bench"))
        elif isinstance(agency, Agency) and (bench.agency, bench.as_of) != (agency.id, first):
            message = f"is of {bench.agency} on {bench.as_of}"
            problems.append(Problem("bench", message, "rate the same agency on the same day"))
    if problems:
        raise InvalidInputError(problems)
    return first, ends
