"""The evaluation computed again by another way: sums by hand, Student's t by integration."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise
from math import atan, comb, cos, exp, isclose, lgamma, pi, sqrt
from typing import TYPE_CHECKING

from asn_career.findings import Truth

if TYPE_CHECKING:
    from asn_career.evaluation.estimating import Estimate
    from asn_career.evaluation.result import Effect, Evaluation

__all__ = ["find_faults"]

STEPS = 2_000
NEAR = 1e-6
COUNTED = 2_000  # ways of swapping that are counted one by one


def find_faults(result: Evaluation) -> Iterator[str]:
    """Yield what does not add up."""
    both = set(result.treated) & set(result.control or ())
    periods = [p for p in (result.earlier, result.before, result.after) if p is not None]
    if both or any(a.until >= b.since for a, b in pairwise(periods)):
        yield "groups or periods overlap"
    for effect in result.effects:
        known = {one.unit for one in effect.units} | {unit for unit, _ in effect.left_out}
        if known != {*result.treated, *(result.control or ())}:
            yield f"{effect.indicator}: units"
        if any(one.treated is not (one.unit in result.treated) for one in effect.units):
            yield f"{effect.indicator}: groups"
        yield from _check(result, effect)
    ps = sorted(e.estimate.p for e in result.effects if e.estimate is not None)
    worst, wanted = 0.0, {}
    for i, p in enumerate(ps):
        worst = max(worst, min(1.0, p * (len(ps) - i)))
        wanted[p] = worst
    for effect in result.effects:
        if effect.estimate is not None and effect.adjusted != wanted[effect.estimate.p]:
            yield f"{effect.indicator}: adjusted p"


def _check(result: Evaluation, effect: Effect) -> Iterator[str]:
    groups = [[one.after - one.before for one in effect.units if one.treated]]
    if result.control is not None:
        groups.append([one.after - one.before for one in effect.units if not one.treated])
    found = effect.estimate
    if found is None or found.interval is None:
        if effect.shown is not Truth.UNKNOWN:
            yield f"{effect.indicator}: shown without an interval"
        if found is None:
            if min(map(len, groups)) >= 4 and any(len(set(group)) > 1 for group in groups):  # noqa: PLR2004
                yield f"{effect.indicator}: could have been estimated"
            return
    if min(map(len, groups)) < 4:  # noqa: PLR2004 - fewer units say nothing
        yield f"{effect.indicator}: too few units"
        return
    means = [sum(group) / Fraction(len(group)) for group in groups]
    difference = means[0] - (means[1] if len(means) > 1 else 0)
    if difference != found.difference:
        yield f"{effect.indicator}: difference"
    spreads = [
        float(sum((x - m) ** 2 for x in group)) for group, m in zip(groups, means, strict=True)
    ]
    freedom = sum(len(group) - 1 for group in groups)
    if not isclose(found.spread, sqrt(sum(spreads) / freedom), rel_tol=NEAR):
        yield f"{effect.indicator}: spread"
    shown = effect.adjusted is not None and effect.adjusted <= 0.05  # noqa: PLR2004 - 95 %
    if found.interval is not None:
        if effect.shown is not Truth.of(shown):
            yield f"{effect.indicator}: shown"
        low, high = found.interval
        if not low <= found.difference <= high or (found.p <= 0.05) is (low <= 0 <= high):  # noqa: PLR2004 - 95 %
            yield f"{effect.indicator}: p and interval contradict each other"
    if found.degrees is not None:
        yield from _check_t(result, effect, found, [len(g) for g in groups], spreads)
    elif found.exact and found.ways <= COUNTED:
        yield from _check_swaps(effect, found, groups)


def _check_t(
    result: Evaluation, effect: Effect, found: Estimate, sizes: list[int], spreads: list[float]
) -> Iterator[str]:
    freedom = float(sum(sizes) - len(sizes))
    error = sqrt(sum(spreads) / freedom * sum(1 / n for n in sizes))
    if result.method == "welch_t":
        parts = [s / (n - 1) / n for s, n in zip(spreads, sizes, strict=True)]
        error = sqrt(sum(parts))
        freedom = error**4 / sum(v * v / (n - 1) for v, n in zip(parts, sizes, strict=True))
    assert found.interval is not None  # noqa: S101 - a t test has one
    low, high = found.interval
    inside = _between((high - low) / 2 / error, freedom)
    outside = 1 - _between(abs(float(found.difference)) / error, freedom)
    middle = isclose((low + high) / 2, float(found.difference), rel_tol=NEAR, abs_tol=NEAR)
    if not middle or abs(inside - 0.95) > NEAR or abs(outside - found.p) > NEAR:
        yield f"{effect.indicator}: interval or p"


def _between(t: float, degrees: float) -> float:
    """Return how often Student's t lies between -t and t, by Simpson's rule on the angle."""
    end = atan(t / sqrt(degrees))
    step = end / STEPS
    heights = [cos(i * step) ** (degrees - 1) for i in range(STEPS + 1)]
    area = heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2])
    constant = exp(lgamma((degrees + 1) / 2) - lgamma(degrees / 2)) / sqrt(pi)
    return float(2 * constant * area * step / 3)


def _check_swaps(effect: Effect, found: Estimate, groups: list[list[Fraction]]) -> Iterator[str]:
    """Count every way of swapping at no effect and at both ends of the interval."""
    p = 2 * min(_tails(groups, Fraction()))
    if not isclose(found.p, min(1.0, float(p)), rel_tol=NEAR):
        yield f"{effect.indicator}: p"
    if found.interval is not None:
        wide = (found.interval[1] - found.interval[0]) / 1e6 + NEAR
        low, high = (Fraction(end) for end in found.interval)
        out = Fraction(wide)
        kept = [_tails(groups, at) for at in (low + out, high - out)]
        lost = [_tails(groups, at) for at in (low - out, high + out)]
        if any(2 * min(t) <= Fraction(1, 20) for t in kept) and high - low > 2 * out:
            yield f"{effect.indicator}: the interval is too wide"
        if any(2 * min(t) > Fraction(1, 20) for t in lost):
            yield f"{effect.indicator}: the interval is too narrow"


def _tails(groups: list[list[Fraction]], shift: Fraction) -> tuple[Fraction, Fraction]:
    """Return how often a swap gives at least, and at most, what was found, less a shift."""
    first = [x - shift for x in groups[0]]
    size = len(first)
    if len(groups) == 1:
        now, ways = sum(first), 2**size
        swapped = [
            now - 2 * sum(turned)
            for many in range(size + 1)
            for turned in combinations(first, many)
        ]
    else:
        values = [*first, *groups[1]]
        whole, ways = sum(values), comb(len(values), size)
        other = len(values) - size

        def gap(chosen: Fraction | int) -> Fraction:
            return Fraction(chosen) / size - Fraction(whole - chosen) / other

        now = gap(sum(first))
        swapped = [gap(sum(chosen)) for chosen in combinations(values, size)]
    high = sum(value >= now for value in swapped)
    low = sum(value <= now for value in swapped)
    return Fraction(high, ways), Fraction(low, ways)
