"""How a programme is evaluated: units before and after, with and without, and what is doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from asn_career.disclosure import MIN_CELL
from asn_career.evaluation.asking import Asked, read_question
from asn_career.evaluation.cautions import Caution, LeftOut
from asn_career.evaluation.estimating import (
    LEAST_UNITS,
    LEVEL,
    Estimate,
    EvaluationMethod,
    estimate,
    mean,
    squares,
)
from asn_career.evaluation.indicators import DEFINITIONS, Indicator
from asn_career.evaluation.measured import Outcomes
from asn_career.evaluation.outcomes import Period, UnitOutcome, of_quotient
from asn_career.evaluation.result import Effect, Evaluation, UnitChange
from asn_career.findings import Truth

__all__ = ["evaluate_programme"]

FEW = 10  # units a group: our own choice of what is few
NEAR = (
    0.25  # standard deviations by which groups may differ before; of the What Works Clearinghouse
)
SPREADS = 2  # ratio of variances from which pooling them may mislead
SAME_DAYS = 31  # by which periods of one length may differ
DRAWS = 9_999


def evaluate_programme(
    outcomes: Iterable[UnitOutcome],
    *,
    treated: Iterable[str],
    before: Period | tuple[object, object],
    after: Period | tuple[object, object],
    control: Iterable[str] | None = None,
    earlier: Period | tuple[object, object] | None = None,
    indicators: Iterable[Indicator | str] | None = None,
    method: EvaluationMethod | str = EvaluationMethod.POOLED_T,
    drawn_by_lot: bool = False,
    min_cell: int = MIN_CELL,
    draws: int = DRAWS,
    seed: int = 0,
) -> Evaluation:
    """Evaluate a programme by what changed in its units and in those it is compared with.

    Each unit gives one number an indicator: its value after less its value before. The effect is
    the mean of the treated less the mean of the others (difference in differences), or the mean
    of the treated alone. Units count alike, whatever their size.

    Args:
        outcomes: what `measure_outcomes` returned, or values that were measured elsewhere; what
            lies inside a period is added up, numerators and denominators apart.
        treated: the units that had the programme.
        before: the first and the last day of the period before it.
        after: the same after it.
        control: the units to compare with; without them only the change is told.
        earlier: a period before the one before, to see whether the groups moved alike then.
        indicators: which to evaluate; by default all that were measured.
        method: pooled t, Welch's t (both by SciPy, extra ``optimise``) or permutation.
        drawn_by_lot: whether the units to be treated were drawn by lot.
        min_cell: units with fewer people in a period are left out, so that nobody is told of.
        draws: how many ways a permutation tries where there are too many for all.
        seed: what these draws begin with; the same seed gives the same answer.

    Returns:
        Effects with 95 % intervals. Fewer than four units in a group is UNKNOWN. Of several
        indicators the p-values are adjusted (Holm), and the result says how many there were.

    Raises:
        InvalidInputError: with every problem at once: groups that are empty or overlap, units
            without data, periods that overlap or stand in the wrong order, unknown indicators.
        MissingExtraError: a t test without SciPy; a permutation needs none.
    Source: none: our own choice; difference in differences of unit means, Student's pooled t.

    >>> import datetime as dt
    >>> years = [(dt.date(y, 1, 1), dt.date(y, 12, 31)) for y in (2024, 2025)]
    >>> def reached(unit, year, people):
    ...     return UnitOutcome(unit=unit, indicator="training_hours", since=year[0], until=year[1],
    ...                        numerator=people, denominator=50)
    >>> done = [reached(f"u-{i}", years[0], 20 + i) for i in range(10)]
    >>> done += [reached(f"u-{i}", years[1], 21 + i * i % 7 + (12 if i < 5 else 0))
    ...          for i in range(10)]
    >>> found = evaluate_programme(done, treated=[f"u-{i}" for i in range(5)],
    ...                            control=[f"u-{i}" for i in range(5, 10)],
    ...                            before=years[0], after=years[1], method="permutation")
    >>> effect = found.of("training_hours")
    >>> effect.shown.name, str(effect.estimate.difference), effect.next_step.name, found.verify()
    ('YES', '168/5', 'CONFIRM', True)
    """
    asked = read_question(
        outcomes,
        treated=treated,
        control=control,
        periods={"earlier": earlier, "before": before, "after": after},
        indicators=indicators,
        method=method,
        drawn_by_lot=drawn_by_lot,
        min_cell=min_cell,
        draws=draws,
        seed=seed,
    )
    found = [_effect(asked, indicator) for indicator in asked.indicators]
    adjusted = holm([e.estimate.p if e.estimate is not None else None for e in found])
    return Evaluation(
        before=asked.before,
        after=asked.after,
        earlier=asked.earlier,
        treated=asked.treated,
        control=asked.control,
        method=asked.method,
        drawn_by_lot=asked.drawn_by_lot,
        min_cell=asked.min_cell,
        draws=asked.draws,
        seed=asked.seed,
        effects=tuple(_conclude(e, p, adjusted) for e, p in zip(found, adjusted, strict=True)),
        unmeasured=tuple(i for i in Indicator if i not in asked.measured),
        provenance=outcomes.provenance if isinstance(outcomes, Outcomes) else None,
    )


def holm(values: Sequence[float | None]) -> list[float | None]:
    """Return p-values adjusted for being several (Holm 1979); what is None stays so."""
    order = sorted((p, i) for i, p in enumerate(values) if p is not None)
    found: list[float | None] = [None] * len(values)
    least = 0.0
    for rank, (p, i) in enumerate(order):
        least = max(least, min(1.0, (len(order) - rank) * p))
        found[i] = least
    return found


def _conclude(effect: Effect, adjusted: float | None, among: Sequence[float | None]) -> Effect:
    truth: bool | None = None
    cautions = set(effect.cautions)
    if effect.estimate is not None and effect.estimate.interval is not None:
        truth = adjusted is not None and adjusted <= float(1 - LEVEL)
    if sum(p is not None for p in among) > 1 and adjusted is not None:
        cautions.add(Caution.SEVERAL_OUTCOMES)
    return attrs.evolve(
        effect,
        adjusted=adjusted,
        shown=Truth.of(truth),
        cautions=tuple(sorted(cautions, key=lambda caution: caution.order)),
    )


def _effect(asked: Asked, indicator: Indicator) -> Effect:
    units: list[UnitChange] = []
    left: list[tuple[str, LeftOut]] = []
    for unit in sorted((*asked.treated, *(asked.control or ()))):
        values = _values(asked, indicator, unit)
        if isinstance(values, LeftOut):
            left.append((unit, values))
        else:
            units.append(UnitChange(unit=unit, treated=unit in asked.treated, **values))
    changes = _groups(asked, units, {one.unit: one.change for one in units})
    prior = _groups(
        asked,
        units,
        {one.unit: one.before - one.earlier for one in units if one.earlier is not None},
    )

    def reckon(groups: tuple[list[Fraction], list[Fraction] | None]) -> Estimate | None:
        return estimate(*groups, method=asked.method, draws=asked.draws, seed=asked.seed)

    effect = Effect(
        indicator=indicator,
        units=tuple(units),
        left_out=tuple(left),
        estimate=reckon(changes),
        prior=reckon(prior),
        adjusted=None,
        shown=Truth.UNKNOWN,
        cautions=(),
    )
    return attrs.evolve(effect, cautions=tuple(_doubt(asked, effect, changes)))


def _groups(
    asked: Asked, units: Iterable[UnitChange], values: Mapping[str, Fraction]
) -> tuple[list[Fraction], list[Fraction] | None]:
    treated, others = (
        [values[one.unit] for one in units if one.treated is side and one.unit in values]
        for side in (True, False)
    )
    return treated, None if asked.control is None else others


def _values(asked: Asked, indicator: Indicator, unit: str) -> dict[str, Fraction] | LeftOut:
    """Return the values of the periods, or why the unit is left out."""
    definition, found = DEFINITIONS[indicator], {}
    for name, period in asked.periods.items():
        rows = [row for row in asked.rows.get((indicator, unit), ()) if period.holds(row)]
        if not rows:
            if name == "earlier":
                continue
            return LeftOut.NOT_MEASURED
        if definition.of_people and min(row.size for row in rows) < asked.min_cell:
            return LeftOut.TOO_SMALL
        found[name] = of_quotient(
            definition,
            sum((row.numerator for row in rows), Fraction()),
            sum((row.denominator for row in rows), Fraction()),
        )
    return found


def _doubt(
    asked: Asked, effect: Effect, changes: tuple[list[Fraction], list[Fraction] | None]
) -> Iterable[Caution]:
    """Yield what the design cannot carry."""
    treated, others = changes
    fewest = min(len(group) for group in (treated, others) if group is not None)
    if effect.left_out:
        yield Caution.UNITS_LEFT_OUT
    if abs(asked.before.days - asked.after.days) > SAME_DAYS:
        yield Caution.LENGTHS_DIFFER
    if asked.control is None:
        yield Caution.NO_COMPARISON
    if not asked.drawn_by_lot:
        yield Caution.NOT_DRAWN
    if fewest < LEAST_UNITS:
        yield Caution.TOO_FEW_UNITS
        return
    if effect.estimate is None:
        yield Caution.NO_SPREAD
        return
    if effect.estimate.interval is None:
        yield Caution.NO_INTERVAL
    if fewest < FEW:
        yield Caution.FEW_UNITS
    yield from _doubt_levels(asked, effect)
    if effect.prior is None:
        yield Caution.TREND_UNKNOWN
    elif effect.prior.is_shown:
        yield Caution.PRIOR_TREND
    if asked.method is EvaluationMethod.POOLED_T and others is not None:
        parts = [squares(group) / (len(group) - 1) for group in (treated, others)]
        if len(treated) != len(others) and max(parts) > SPREADS * min(parts):
            yield Caution.UNEQUAL_SPREAD


def _doubt_levels(asked: Asked, effect: Effect) -> Iterable[Caution]:
    """Yield what the levels before say: of the other group, or else of all other units."""
    own = [one.before for one in effect.group(treated=True)]
    others = [one.before for one in effect.group(treated=False)]
    if asked.control is None:
        rest = {u for i, u in asked.rows if i is effect.indicator} - set(asked.treated)
        found = [_values(asked, effect.indicator, unit) for unit in sorted(rest)]
        others = [values["before"] for values in found if not isinstance(values, LeftOut)]
    if len(others) < LEAST_UNITS:
        return
    spread = ((squares(own) + squares(others)) / (len(own) + len(others) - 2)) ** 0.5
    gap = mean(own) - mean(others)
    if abs(gap) <= NEAR * spread:
        return
    if asked.control is not None:
        yield Caution.LEVELS_DIFFER
    if (gap < 0) is effect.definition.more_is_better and not asked.drawn_by_lot:
        yield Caution.CHOSEN_WORST
