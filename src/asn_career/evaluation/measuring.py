"""How the indicators of an agency are measured, unit by unit and period by period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final, TypeVar

from asn_career.dates import read_day
from asn_career.disclosure import MIN_CELL
from asn_career.errors import InvalidInputError, Problem, near, shown
from asn_career.evaluation.counting import COUNTERS, Count, Given, Records
from asn_career.evaluation.indicators import DEFINITIONS, Indicator
from asn_career.evaluation.measured import Outcomes, Unmeasured, Why
from asn_career.evaluation.outcomes import Period, UnitOutcome, read_period
from asn_career.evaluation.surveys import Survey
from asn_career.mentoring import Mentoring
from asn_career.people import Agency
from asn_career.provenance import trace_provenance
from asn_career.regulations import Citation
from asn_career.rulebook import Rulebook
from asn_career.succession import Bench
from asn_career.succession.seats import read_agency
from asn_career.terms import PositionLevel, Word

__all__ = ["measure_outcomes"]

T = TypeVar("T")
W = TypeVar("W", bound=Word)

# The posts that one is chosen for, and does not grow into with experience.
FILL_LEVELS: Final = (
    PositionLevel.PENGAWAS,
    PositionLevel.ADMINISTRATOR,
    PositionLevel.JPT_PRATAMA,
    PositionLevel.JPT_MADYA,
    PositionLevel.JPT_UTAMA,
)


def measure_outcomes(
    agency: Agency,
    periods: Iterable[Period | tuple[object, object]],
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    indicators: Iterable[Indicator | str] | None = None,
    units: Iterable[str] | None = None,
    talents: Iterable[str] | None = None,
    pool: Iterable[str] | None = None,
    fill_levels: Iterable[PositionLevel | str] = FILL_LEVELS,
    benches: Iterable[Bench] = (),
    mentorings: Iterable[Mentoring] = (),
    surveys: Iterable[Survey] = (),
    min_cell: int = MIN_CELL,
    key: bytes | None = None,
) -> Outcomes:
    """Measure the indicators of career programmes in the units of an agency.

    What each one counts stands in `DEFINITIONS`. A result or survey counts in the period in which
    its day lies; of several benches or matchings in one period the last one counts.

    Args:
        agency: units and people with their histories, those who left included: their last
            appointment has ended.
        periods: first and last days; they share no day.
        as_of: the day on which the records stand; no period goes beyond.
        rulebook: the law: the floor of hours, the pension day.
        indicators: which to measure; all by default.
        units: the units to report on; people count for the nearest of these at or above their
            own. By default the units directly below the one at the top.
        talents: ids of those whose retention is asked; everybody by default.
        pool: ids of the succession group, where a post counts as filled from within only by one
            of them.
        fill_levels: the levels whose filling is counted.
        benches: what `rate_bench` returned.
        mentorings: what `match_mentors` returned.
        surveys: results of surveys.
        min_cell: counts of people from 1 to one less than this are hidden in every output.
        key: with it the provenance holds a hash of the agency.

    Returns:
        Values with numerator and denominator; what could not be measured has a reason.

    Raises:
        InvalidInputError: with every problem at once and its place.
    Source: PP 11/2017 articles 203(4) and 239, PermenPANRB 14/2017, through the rulebook; the
        other definitions are our own choice.
    """
    problems: list[Problem] = []
    read_agency(agency, problems)
    if not isinstance(rulebook, Rulebook):
        problems.append(Problem("rulebook", f"{type(rulebook).__name__} instead of Rulebook"))
    if type(min_cell) is not int or min_cell < 2:  # noqa: PLR2004 - one person is always small
        problems.append(Problem("min_cell", f"{shown(min_cell)} is no whole number from 2"))
    spans = _read_periods(periods, as_of, problems)
    wanted = _read_words("indicators", indicators, Indicator, problems)
    levels = _read_words("fill_levels", fill_levels, PositionLevel, problems)
    given = Given(
        talents=_read_keys("talents", talents, problems),
        pool=_read_keys("pool", pool, problems),
        fill_levels=frozenset(levels),
        benches=_read_list("benches", benches, Bench, problems),
        mentorings=_read_list("mentorings", mentorings, Mentoring, problems),
        surveys=_read_list("surveys", surveys, Survey, problems),
    )
    chosen = _read_keys("units", units, problems)
    if isinstance(agency, Agency):
        _check_keys(agency, chosen, given, problems)
    if problems:
        raise InvalidInputError(problems)
    homes = _homes(agency, chosen)
    stray = [
        Problem(f"surveys[{i}].unit", f"{shown(s.unit)} is under no unit that is reported on")
        for i, s in enumerate(given.surveys)
        if s.unit not in homes
    ]
    if stray:
        raise InvalidInputError(stray)
    records = Records(agency, homes, read_day(as_of, "as_of"), rulebook, given)
    return _measure(records, spans, wanted, min_cell, key)


def _measure(
    records: Records,
    spans: tuple[Period, ...],
    wanted: tuple[Indicator, ...],
    min_cell: int,
    key: bytes | None,
) -> Outcomes:
    units = tuple(sorted(set(records.homes.values())))
    values: list[UnitOutcome] = []
    unmeasured: list[Unmeasured] = []
    for indicator in wanted:
        for period in spans:
            counts = COUNTERS[indicator](records, period)
            for unit in units:
                count = counts if isinstance(counts, Why) else counts.get(unit, Why.NOBODY)
                if isinstance(count, Count) and count.denominator == 0:
                    count = Why.NOBODY
                if isinstance(count, Why):
                    unmeasured.append(
                        Unmeasured(unit=unit, indicator=indicator, period=period, why=count)
                    )
                else:
                    values.append(
                        UnitOutcome(
                            unit=unit,
                            indicator=indicator,
                            since=period.since,
                            until=period.until,
                            numerator=count.numerator,
                            denominator=count.denominator,
                            people=count.people,
                        )
                    )
    book = records.rulebook
    sources = []
    for indicator in wanted:
        name, _, article = DEFINITIONS[indicator].source.partition(":")
        if name in book.instruments:
            sources.append((indicator, Citation(book.instruments[name], article)))
    return Outcomes(
        agency=records.agency.id,
        as_of=records.as_of,
        rulebook=book.name,
        units=units,
        periods=spans,
        indicators=wanted,
        values=tuple(values),
        unmeasured=tuple(unmeasured),
        min_cell=min_cell,
        sources=tuple(sources),
        provenance=trace_provenance(
            rulebook=book, as_of=records.as_of, inputs=records.agency, key=key
        ),
    )


def _homes(agency: Agency, chosen: frozenset[str] | None) -> dict[str, str]:
    """Return by unit the one it is reported under: the nearest at or above that is chosen."""
    parents = {unit.id: unit.parent for unit in agency.units}
    if chosen is None:
        tops = [id for id, parent in parents.items() if parent is None]
        below = [id for id, parent in parents.items() if parent is not None and parent in tops]
        chosen = frozenset([*tops, *below] if len(tops) == 1 else tops)
    found: dict[str, str] = {}
    for unit in parents:
        at: str | None = unit
        while at is not None and at not in chosen:
            at = parents[at]
        if at is not None:
            found[unit] = at
    return found


def _read_periods(given: object, as_of: object, problems: list[Problem]) -> tuple[Period, ...]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        hint = "a list of periods, each with its first and last day"
        problems.append(Problem("periods", f"{type(given).__name__} is not a list", hint))
        return ()
    found: dict[int, Period] = {}
    for i, one in enumerate(given):
        try:
            found[i] = read_period(one, f"periods[{i}]")
        except InvalidInputError as error:
            problems.extend(error.problems)
    if not found and not problems:
        problems.append(Problem("periods", "is empty"))
    try:
        today = read_day(as_of, "as_of")
    except InvalidInputError as error:
        problems.extend(error.problems)
        today = dt.date.max
    order = sorted(found.items(), key=lambda item: (item[1].since, item[1].until))
    for place, (i, period) in enumerate(order):
        if period.until > today:
            message = f"ends {period.until}, after the records of {today}"
            problems.append(Problem(f"periods[{i}]", message))
        if place and period.since <= order[place - 1][1].until:
            message = f"shares days with periods[{order[place - 1][0]}]"
            problems.append(Problem(f"periods[{i}]", message))
    return tuple(period for _, period in order)


def _read_words(name: str, given: object, words: type[W], problems: list[Problem]) -> tuple[W, ...]:
    if given is None:
        return tuple(words)
    if isinstance(given, str) or not isinstance(given, Iterable):
        problems.append(Problem(name, f"{shown(given)} is not a list", "give a list"))
        return ()
    found = set()
    for i, one in enumerate(given):
        try:
            found.add(words(one))
        except InvalidInputError as error:
            problems.extend(problem.inside(f"{name}[{i}]") for problem in error.problems)
    return tuple(word for word in words if word in found)


def _read_list(name: str, given: object, kind: type[T], problems: list[Problem]) -> tuple[T, ...]:
    if isinstance(given, str) or not isinstance(given, Iterable) or isinstance(given, kind):
        hint = f"a list of {kind.__name__}"
        problems.append(Problem(name, f"{type(given).__name__} is not a list", hint))
        return ()
    found = []
    for i, one in enumerate(given):
        if isinstance(one, kind):
            found.append(one)
        else:
            message = f"{type(one).__name__} instead of {kind.__name__}"
            problems.append(Problem(f"{name}[{i}]", message))
    return tuple(found)


def _read_keys(name: str, given: object, problems: list[Problem]) -> frozenset[str] | None:
    if given is None:
        return None
    if isinstance(given, str) or not isinstance(given, Iterable):
        problems.append(Problem(name, f"{shown(given)} is not a list", "a list of keys"))
        return None
    keys = list(given)
    if not keys:
        problems.append(Problem(name, "is empty", "leave it out for all"))
    return frozenset(str(key) for key in keys)


def _check_keys(
    agency: Agency, units: frozenset[str] | None, given: Given, problems: list[Problem]
) -> None:
    """Note keys of units and people that the agency does not have."""
    known = {unit.id for unit in agency.units}
    ids = {who.id for who in agency.employees}
    problems.extend(
        Problem("units", f"unknown unit {shown(key)}", near(key, known))
        for key in sorted((units or frozenset()) - known)
    )
    for name, named in (("talents", given.talents), ("pool", given.pool)):
        if strange := sorted((named or frozenset()) - ids):
            message = f"{len(strange)} unknown, such as {shown(strange[0])}"
            problems.append(Problem(name, message, near(strange[0], ids)))
    for i, survey in enumerate(given.surveys):
        if survey.unit not in known:
            message = f"unknown unit {shown(survey.unit)}"
            problems.append(Problem(f"surveys[{i}].unit", message, near(survey.unit, known)))
    for i, bench in enumerate(given.benches):
        if bench.agency != agency.id:
            message = f"is of the agency {shown(bench.agency)}, not {shown(agency.id)}"
            problems.append(Problem(f"benches[{i}]", message))
    for i, made in enumerate(given.mentorings):
        mentees = {mentee for mentee, _ in made.pairs} | {one.id for one in made.unmatched}
        if strange := sorted(mentees - ids):
            message = f"{len(strange)} mentees are not of the agency"
            problems.append(Problem(f"mentorings[{i}]", message))
