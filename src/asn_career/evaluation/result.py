"""What an evaluation says: an effect an indicator, with its interval and what it cannot carry."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil
from statistics import NormalDist

import attrs

from asn_career.errors import UnknownNameError
from asn_career.evaluation.cautions import Caution, LeftOut, NextStep
from asn_career.evaluation.estimating import LEAST_UNITS, Estimate, EvaluationMethod, mean
from asn_career.evaluation.indicators import DEFINITIONS, Definition, Indicator
from asn_career.evaluation.outcomes import Period
from asn_career.findings import SCHEMA_VERSION, Truth
from asn_career.numbers import round_half_up
from asn_career.provenance import Provenance

__all__ = ["Effect", "Evaluation", "UnitChange"]

Plain = str | int | Decimal | dt.date | None
POWER = 0.8  # the usual chance of seeing an effect that is there
# What keeps a difference from being called an effect of the programme.
WEAK = frozenset(
    {Caution.NO_COMPARISON, Caution.CHOSEN_WORST, Caution.PRIOR_TREND, Caution.LEVELS_DIFFER}
)


@attrs.frozen(kw_only=True)
class UnitChange:
    """An indicator of one unit before and after, in the unit of the indicator.

    Attributes:
        earlier: its value in the earlier period, where that was asked for and measured.
    """

    unit: str
    treated: bool
    before: Fraction
    after: Fraction
    earlier: Fraction | None = None

    @property
    def change(self) -> Fraction:
        """After less before."""
        return self.after - self.before


@attrs.frozen(kw_only=True)
class Effect:
    """What became of one indicator.

    Attributes:
        units: the units counted, by key; their values are for the officer, no output shows them.
        left_out: units that are not counted, and why; by key.
        estimate: None where too few units are left, or none differs.
        prior: the same from the earlier period to the one before; None where it was not measured.
        adjusted: the p-value adjusted for several indicators (Holm).
        shown: whether an effect is shown; UNKNOWN where it cannot be judged.
        cautions: what the design cannot carry.
    """

    indicator: Indicator
    units: tuple[UnitChange, ...] = attrs.field(repr=False)
    left_out: tuple[tuple[str, LeftOut], ...] = attrs.field(repr=False)
    estimate: Estimate | None
    prior: Estimate | None
    adjusted: float | None
    shown: Truth
    cautions: tuple[Caution, ...]

    @property
    def definition(self) -> Definition:
        """What the indicator is."""
        return DEFINITIONS[self.indicator]

    def group(self, *, treated: bool) -> tuple[UnitChange, ...]:
        """Return the units of one group."""
        return tuple(one for one in self.units if one.treated is treated)

    def means(self, *, treated: bool) -> tuple[Fraction, Fraction] | None:
        """Return the mean of the units before and after; None under four units."""
        units = self.group(treated=treated)
        if len(units) < LEAST_UNITS:
            return None
        return mean([one.before for one in units]), mean([one.after for one in units])

    @property
    def is_better(self) -> bool | None:
        """Whether the difference goes the right way; None without one, or at zero."""
        if self.estimate is None or self.estimate.difference == 0:
            return None
        return (self.estimate.difference > 0) is self.definition.more_is_better

    @property
    def size(self) -> float | None:
        """Hedges' g: the difference in standard deviations of the changes of units."""
        if self.estimate is None:
            return None
        groups = len({one.treated for one in self.units})
        small = 1 - 3 / (4 * (len(self.units) - groups) - 1)
        return float(self.estimate.difference) / self.estimate.spread * small

    @property
    def detectable(self) -> float | None:
        """The least effect that such a design shows four times in five."""
        if self.estimate is None:
            return None
        return _reach() * self.estimate.error

    @property
    def units_needed(self) -> int | None:
        """How many units a group would need to show an effect of this size four times in five."""
        if self.estimate is None or self.estimate.difference == 0:
            return None
        groups = len({one.treated for one in self.units})
        share = _reach() * self.estimate.spread / float(self.estimate.difference)
        return max(LEAST_UNITS, ceil(groups * share**2))

    @property
    def next_step(self) -> NextStep:
        """What the next cycle should do about it."""
        if self.shown is Truth.UNKNOWN:
            return NextStep.MEASURE
        if self.shown is Truth.NO:
            return NextStep.EXTEND if self.is_better is not False else NextStep.WATCH
        if not self.is_better:
            return NextStep.MEND
        return NextStep.CONFIRM if WEAK & set(self.cautions) else NextStep.KEEP


def _reach() -> float:
    normal = NormalDist()
    return normal.inv_cdf(0.975) + normal.inv_cdf(POWER)


@attrs.frozen(kw_only=True, str=False)
class Evaluation:
    """A programme judged by its indicators.

    Attributes:
        before: the period before it.
        after: the period after it.
        earlier: a period before that, by which trends are told.
        treated: the units that had it, by key.
        control: the units to compare with, by key; None without any.
        effects: one an indicator, in the order of the vocabulary.
        unmeasured: indicators of which there is no value at all.
        provenance: where the values come from; None where they were measured elsewhere.
    """

    before: Period
    after: Period
    earlier: Period | None
    treated: tuple[str, ...] = attrs.field(repr=False)
    control: tuple[str, ...] | None = attrs.field(repr=False)
    method: EvaluationMethod
    drawn_by_lot: bool
    min_cell: int
    draws: int
    seed: int
    effects: tuple[Effect, ...]
    unmeasured: tuple[Indicator, ...]
    provenance: Provenance | None = attrs.field(default=None, repr=False)

    def __iter__(self) -> Iterator[Effect]:
        """Go over the effects."""
        return iter(self.effects)

    def of(self, indicator: Indicator | str) -> Effect:
        """Return the effect on one indicator.

        Raises:
            InvalidInputError: no such indicator in the vocabulary.
            UnknownNameError: it was not evaluated.
        Source: none: our own choice.
        """
        wanted = Indicator(indicator)
        for effect in self.effects:
            if effect.indicator is wanted:
                return effect
        raise UnknownNameError("evaluated indicator", wanted.value, [e.indicator for e in self])

    @property
    def tested(self) -> int:
        """How many indicators were tested at once."""
        return sum(effect.adjusted is not None for effect in self.effects)

    @property
    def next_steps(self) -> tuple[tuple[Indicator, NextStep], ...]:
        """What the next cycle should do, indicator by indicator; the most urgent first."""
        steps = [(effect.indicator, effect.next_step) for effect in self.effects]
        steps += [(indicator, NextStep.MEASURE) for indicator in self.unmeasured]
        return tuple(sorted(steps, key=lambda step: (step[1].order, step[0].order)))

    def verify(self) -> bool:
        """Check the result by another way than its making.

        Means, spreads and p-values are computed again from the values of the units; Student's t is
        integrated, permutations are counted one by one where all were tried; p-values are adjusted
        again, and no unit under the least number of people is counted.

        Source: none: our own choice.
        """
        from asn_career.evaluation.checker import find_faults

        return not any(True for _ in find_faults(self))

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return what a leader reads: effects, doubts, what would help, the next cycle.

        Source: none: our own choice.
        """
        from asn_career.evaluation.rendering import render

        return tuple(render(self, lang))

    def rows(self) -> list[dict[str, Plain]]:
        """Return one flat row an indicator; groups only, no unit; numbers with four places.

        Source: none: our own choice.
        """
        return [_row(effect) for effect in self.effects]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; numbers as text.

        Source: none: our own choice.
        """
        return {
            "schema": SCHEMA_VERSION,
            "kind": "evaluation",
            "before": _span(self.before),
            "after": _span(self.after),
            "earlier": None if self.earlier is None else _span(self.earlier),
            "treated": list(self.treated),
            "control": None if self.control is None else list(self.control),
            "method": self.method.value,
            "drawn_by_lot": self.drawn_by_lot,
            "min_cell": self.min_cell,
            "draws": self.draws,
            "seed": self.seed,
            "tested": self.tested,
            "rows": [
                {
                    **{k: str(v) if isinstance(v, Decimal) else v for k, v in _row(one).items()},
                    "cautions": [caution.value for caution in one.cautions],
                    "left_out": {unit: why.value for unit, why in one.left_out},
                }
                for one in self.effects
            ],
            "unmeasured": [indicator.value for indicator in self.unmeasured],
            "next_steps": {one.value: step.value for one, step in self.next_steps},
            "provenance": None if self.provenance is None else self.provenance.as_dict(),
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


def _span(period: Period) -> list[str]:
    return [period.since.isoformat(), period.until.isoformat()]


def _row(effect: Effect) -> dict[str, Plain]:
    found = effect.estimate
    row: dict[str, Plain] = {
        "indicator": effect.indicator.value,
        "unit": effect.definition.unit,
        "shown": effect.shown.value,
        "next_step": effect.next_step.value,
    }
    for name, treated in (("treated", True), ("control", False)):
        means = effect.means(treated=treated)
        row[f"{name}_units"] = len(effect.group(treated=treated))
        row[f"{name}_before"] = None if means is None else round_half_up(means[0], 4)
        row[f"{name}_after"] = None if means is None else round_half_up(means[1], 4)
    ends = (None, None) if found is None or found.interval is None else found.interval
    numbers = {
        "difference": None if found is None else float(found.difference),
        "low": ends[0],
        "high": ends[1],
        "p": None if found is None else found.p,
        "adjusted_p": effect.adjusted,
        "effect_size": effect.size,
        "detectable": effect.detectable,
    }
    for name, number in numbers.items():
        row[name] = None if number is None else round_half_up(Fraction(number), 4)
    row["units_needed"] = effect.units_needed
    row["left_out_units"] = len(effect.left_out)
    row["cautions"] = "|".join(caution.value for caution in effect.cautions)
    return row
