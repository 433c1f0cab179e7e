"""How much of a forecast rests on rates that were counted from few people."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

import attrs

from asn_career.workforce.rates import Rate, WorkforceRates
from asn_career.workforce.reckoning import Cohort, reckon
from asn_career.workforce.result import Flow

__all__ = ["doubt_rates"]

STEP: Final = Fraction(1, 1000)


def doubt_rates(
    flows: tuple[Flow, ...],
    cohorts: Mapping[Cohort, int],
    rates: WorkforceRates,
    days: list[dt.date],
) -> tuple[Flow, ...]:
    """Return flows with the variance that counted rates add; rates that were given add none.

    Each rate is moved a little and the forecast reckoned again: what that changes, times the
    variance of the rate (binomial of shares, Poisson of intake), rates taken one by one.

    Source: none: our own choice; the delta method.
    """
    added: defaultdict[tuple[str, dt.date], Fraction] = defaultdict(Fraction)
    base = {(flow.step, flow.until): flow.end for flow in flows}
    for moved, by, variance in _moved(rates):
        for flow in reckon(cohorts, moved, days):
            before = base.get((flow.step, flow.until))
            if flow.end is not None and before is not None:
                slope = (flow.end - before) / by
                added[flow.step, flow.until] += slope * slope * variance
    return tuple(
        flow if flow.end is None else attrs.evolve(flow, rate_variance=added[flow.step, flow.until])
        for flow in flows
    )


def _moved(rates: WorkforceRates) -> Iterator[tuple[WorkforceRates, Fraction, Fraction]]:
    """Yield the rates with one of them moved, by how much, and the variance of that one."""
    for name in ("leaving", "moves", "intake"):
        table: Mapping[str | tuple[str, str], Rate] = getattr(rates, name)
        for key, rate in table.items():
            if not rate.of or not rate.value:
                continue
            by = min(STEP, rate.value / 2)
            variance = rate.value / rate.of
            if name != "intake":
                variance *= 1 - rate.value
                if rates.out_of(key if isinstance(key, str) else key[0]) + by > 1:
                    by = -by
            changed: Any = {name: {**table, key: Rate(rate.value + by)}}
            yield attrs.evolve(rates, **changed), by, variance
