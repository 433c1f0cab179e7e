"""How a change is estimated: means of units' changes, their spread, an interval, a p-value.

This is the only file of the package that knows SciPy, for the quantiles of Student's t.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import fsum, sqrt
from typing import Final

import attrs

from asn_career.errors import MissingExtraError
from asn_career.evaluation.permutation import swap_labels, turn_signs
from asn_career.terms import Word

__all__ = ["LEAST_UNITS", "LEVEL", "Estimate", "EvaluationMethod", "estimate"]

LEVEL: Final = Fraction(95, 100)
TAIL: Final = (1 - LEVEL) / 2
LEAST_UNITS: Final = 4


class EvaluationMethod(Word):
    """How chance is reckoned with."""

    POOLED_T = "pooled_t", "uji t dengan ragam gabungan", "pooled t"
    WELCH_T = "welch_t", "uji t Welch (ragam tidak sama)", "Welch's t (unequal spread)"
    PERMUTATION = "permutation", "uji permutasi antarunit", "permutation over units"


@attrs.frozen(kw_only=True)
class Estimate:
    """The difference of mean changes of two groups, or the mean change of one.

    Attributes:
        difference: exact, in the unit of the indicator.
        spread: standard deviation of the changes of units, pooled over the groups.
        error: standard error of the difference.
        degrees: degrees of freedom; None of a permutation.
        interval: where the true difference lies, 95 times in 100; None where the units are too
            few for any.
        p: how often chance alone gives a difference as large.
        ways: how many ways of swapping were tried; 0 of a t test.
        exact: whether those are all.
    """

    difference: Fraction
    spread: float
    error: float
    degrees: float | None
    interval: tuple[float, float] | None
    p: float
    ways: int = 0
    exact: bool = False

    @property
    def is_shown(self) -> bool | None:
        """Whether the interval leaves zero out; None without one."""
        if self.interval is None:
            return None
        return not self.interval[0] <= 0 <= self.interval[1]


def mean(values: Sequence[Fraction]) -> Fraction:
    """Return the mean, exactly."""
    return sum(values, Fraction()) / len(values)


def squares(values: Sequence[Fraction]) -> float:
    """Return the sum of squared distances to the mean."""
    middle = mean(values)
    return fsum(float(value - middle) ** 2 for value in values)


def estimate(
    treated: Sequence[Fraction],
    control: Sequence[Fraction] | None,
    *,
    method: EvaluationMethod,
    draws: int,
    seed: int,
) -> Estimate | None:
    """Estimate what changed more in one group than in the other, or what changed in the only one.

    Returns:
        None where a group has fewer than four units, or no unit differs from another.

    Raises:
        MissingExtraError: a t test without SciPy.
    Source: none: our own choice; pooled t of Student (1908), Welch (1947), Fisher (1935).
    """
    groups = [treated] if control is None else [treated, control]
    if any(len(group) < LEAST_UNITS for group in groups):
        return None
    sums, sizes = [squares(group) for group in groups], [len(group) for group in groups]
    if not any(len(set(group)) > 1 for group in groups):
        return None
    difference = mean(treated) - (mean(control) if control is not None else 0)
    freedom = sum(sizes) - len(groups)
    spread = sqrt(sum(sums) / freedom)
    if method is EvaluationMethod.WELCH_T:
        parts = [total / (n - 1) / n for total, n in zip(sums, sizes, strict=True)]
        error = sqrt(sum(parts))
        degrees = sum(parts) ** 2 / sum(
            part**2 / (n - 1) for part, n in zip(parts, sizes, strict=True)
        )
    else:
        error, degrees = spread * sqrt(sum(1 / n for n in sizes)), float(freedom)
    if method is EvaluationMethod.PERMUTATION:
        swaps = (
            turn_signs(treated, draws=draws, seed=seed)
            if control is None
            else swap_labels(treated, control, draws=draws, seed=seed)
        )
        ends = swaps.interval(TAIL)
        return Estimate(
            difference=difference,
            spread=spread,
            error=error,
            degrees=None,
            interval=None if ends is None else (float(ends[0]), float(ends[1])),
            p=float(swaps.p),
            ways=swaps.ways,
            exact=swaps.exact,
        )
    quantile, p = _student(abs(float(difference)) / error, degrees, method)
    half, middle = quantile * error, float(difference)
    return Estimate(
        difference=difference,
        spread=spread,
        error=error,
        degrees=degrees,
        interval=(middle - half, middle + half),
        p=p,
    )


def _student(t: float, degrees: float, method: EvaluationMethod) -> tuple[float, float]:
    try:
        from scipy.special import stdtr, stdtrit
    except ImportError:
        feature = f"method={method.value!r} (method='permutation' needs nothing)"
        raise MissingExtraError(feature, "optimise") from None
    return float(stdtrit(degrees, float(1 - TAIL))), 2 * float(stdtr(degrees, -t))
