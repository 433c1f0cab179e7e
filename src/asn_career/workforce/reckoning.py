"""Expected flows from step to step, exactly: what the rates make of the people of a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from asn_career.workforce.rates import WorkforceRates
from asn_career.workforce.result import PARTS, Flow

__all__ = ["Cohort", "find_reach", "reckon"]

Cohort = tuple[str, tuple[tuple[str, int], ...]]
"""A step, and by step the year in which the pension day comes; none where it does not."""
Sums = Mapping[str, defaultdict[str, Fraction]]


def find_reach(start: str, rates: WorkforceRates, years: int) -> list[str]:
    """Return the steps that are reached from one in so many years, itself first."""
    found, edge = [start], {start}
    for _ in range(years):
        edge = {b for (a, b), rate in rates.moves.items() if a in edge and rate.value} - set(found)
        found += sorted(edge)
    return found


def reckon(
    cohorts: Mapping[Cohort, int], rates: WorkforceRates, days: list[dt.date]
) -> tuple[Flow, ...]:
    """Return the flows of each year and step from the people of the first day."""
    steps = [
        step
        for step in rates.ladder.steps
        if any(step in {at, *find_reach(at, rates, len(days))} for at, _ in cohorts)
        or any(step in find_reach(at, rates, len(days)) for at in rates.intake)
    ]
    at: list[tuple[Cohort, int, dict[str, Fraction]]] = [
        (cohort, many, {cohort[0]: Fraction(1)}) for cohort, many in sorted(cohorts.items())
    ]
    fresh: dict[str, Fraction] = {}
    unknown: set[str] = set()
    found: list[Flow] = []
    for year, days_of in enumerate(pairwise(days), 1):
        sums: Sums = {name: defaultdict(Fraction) for name in PARTS}
        following = []
        for cohort, many, shares in at:
            gone = {step for step, of_year in cohort[1] if of_year <= year}
            following.append((cohort, many, _turn(shares, gone, rates, many, sums)))
        fresh = _turn(fresh, set(), rates, 1, sums)
        for step, rate in rates.intake.items():
            fresh[step] = fresh.get(step, Fraction()) + rate.value
            sums["intake"][step] += rate.value
        lost = unknown | {s for s in sums["start"] if sums["start"][s] and s not in rates.leaving}
        unknown = lost | {b for (a, b), rate in rates.moves.items() if a in lost and rate.value}
        at = following
        for step in steps:
            spread = fresh.get(step, Fraction()) + sum(
                (
                    many * shares[step] * (1 - shares[step])
                    for _, many, shares in at
                    if step in shares
                ),
                Fraction(),
            )
            found.append(_flow(step, days_of, sums, spread, known=step not in unknown))
    return tuple(found)


def _turn(
    shares: Mapping[str, Fraction],
    retiring: set[str],
    rates: WorkforceRates,
    many: int,
    sums: Sums,
) -> dict[str, Fraction]:
    """Return where the people of a cohort stand a year later, and add up how they got there."""
    later: defaultdict[str, Fraction] = defaultdict(Fraction)
    for step, share in shares.items():
        sums["start"][step] += many * share
        if step in retiring:
            sums["retired"][step] += many * share
            continue
        left = share * rates.leaving[step].value if step in rates.leaving else Fraction()
        sums["left"][step] += many * left
        stays = share - left
        for (start, end), rate in rates.moves.items():
            if start == step:
                moved = share * rate.value
                stays -= moved
                later[end] += moved
                sums["moved_out"][step] += many * moved
                sums["moved_in"][end] += many * moved
        later[step] += stays
    return {step: share for step, share in later.items() if share}


def _flow(
    step: str, days: tuple[dt.date, dt.date], sums: Sums, spread: Fraction, *, known: bool
) -> Flow:
    since, until = days
    if not known:
        return Flow(step=step, since=since, until=until)
    number = {name: sums[name].get(step, Fraction()) for name in PARTS}
    return Flow(step=step, since=since, until=until, variance=spread, **number)
