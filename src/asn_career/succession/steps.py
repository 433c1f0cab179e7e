"""What one step of one indicator would change: found by asking the rules with another fact.

A step is the next word of an ordered vocabulary, any other word of an unordered one, the next band
of a number. Words and bands for which the law has no figure are
stepped over. A number that the rules read as it is has no bands: there a step is the smallest
change that lifts, within the reach of the policy.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.conditions import Answer, Band, Get, facts_in, scales, walk
from asn_career.facts import Fact, Subject
from asn_career.succession.talent_map import Step
from asn_career.terms import Expectation, PotentialClass, TalentBox
from asn_career.values import Kind

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook, Snapshot
    from asn_career.succession.talent_policy import TalentPolicy
    from asn_career.values import Value

__all__ = ["Axis", "Indicator", "Stepper", "find_indicators"]

Decide = Callable[[Get, dt.date], object]
Classes = tuple[object, object]
HIGHEST: Final = (list(Expectation)[-1], list(PotentialClass)[-1])


@attrs.frozen
class Axis:
    """A rule that gives a class, and the rule of the number that it reads, if it reads one."""

    rule: str
    number: str | None
    decide: Decide
    measure: Decide | None
    denominator: int


@attrs.frozen
class Indicator:
    """A fact that the axes read: which of them do, and where its bands begin.

    Attributes:
        axes: 0 for performance, 1 for potential.
        bounds: the first number of each band but the lowest; empty where there are none.
    """

    fact: Fact
    axes: tuple[int, ...]
    bounds: tuple[int, ...]

    def paths(self, value: Value) -> Iterator[tuple[Value, ...]]:
        """Yield in each direction the values to step to, the nearest first."""
        value_type = self.fact.value_type
        if value_type.kind is Kind.WORD and value_type.words is not None:
            words = tuple(value_type.words)
            place = words.index(value)
            if value_type.words.is_ordered():
                yield words[place + 1 :]
                yield words[:place][::-1]
            else:
                yield from ((word,) for word in words if word is not value)
        elif isinstance(value, int):
            above = bisect.bisect_right(self.bounds, value)
            yield self.bounds[above:]
            yield tuple(bound - 1 for bound in reversed(self.bounds[:above]))


def find_indicators(axes: tuple[Axis, Axis], law: Snapshot) -> tuple[Indicator, ...]:
    """Return the facts about people that the axes read, by name; days do not step."""
    read: dict[Fact, list[int]] = {}
    bounds: dict[str, set[int]] = {}
    for i, axis in enumerate(axes):
        tree = Answer(axis.rule)
        for fact in facts_in(tree, law):
            read.setdefault(fact, []).append(i)
        for node in walk(tree, law):
            if isinstance(node, Band) and isinstance(node.of, Fact):
                bounds.setdefault(node.of.name, set()).update(_bounds(node, node.of, law))
    steps = {Kind.WORD, Kind.NUMBER}
    return tuple(
        Indicator(fact, tuple(of), tuple(sorted(bounds.get(fact.name, ()))))
        for fact, of in sorted(read.items(), key=lambda item: item[0].name)
        if fact.subject in {Subject.PERSON, Subject.PAIR} and fact.value_type.kind in steps
    )


def _bounds(band: Band, fact: Fact, law: Snapshot) -> Iterator[int]:
    """Yield where bands begin, in the unit of the fact: years of a table as months."""
    of = law.values.table(band.table).bands_of
    if of is None:
        return
    divisor, up, down = scales(fact.value_type, of)
    for lower, _ in law.values.bands(band.table):
        if lower is not None:
            yield -(-lower * down // up) * divisor


@attrs.frozen
class Stepper:
    """Asks what single steps would lift one person after the other."""

    rulebook: Rulebook
    as_of: dt.date
    policy: TalentPolicy
    axes: tuple[Axis, Axis]
    box: Decide
    indicators: tuple[Indicator, ...]

    def classes(self, get: Get) -> Classes:
        """Return both classes; what is no class is unknown."""
        performance, potential = (axis.decide(get, self.as_of) for axis in self.axes)
        return performance, potential

    def steps(self, get: Get, now: Classes) -> tuple[Step, ...]:
        """Return the single steps that lift somebody, the smallest gain of an axis first."""
        found = []
        for indicator in self.indicators:
            value = get(indicator.fact.name)
            if value is None or all(now[i] is HIGHEST[i] for i in indicator.axes):
                continue
            is_plain = indicator.fact.value_type.kind is Kind.NUMBER and not indicator.bounds
            tried = self._near(indicator, value, get, now) if is_plain else indicator.paths(value)
            for path in tried:
                # What lies beyond the first answer of the law is more than one step.
                after = ((v, self._ask(indicator, v, get, now)) for v in path)
                step = next(((v, c) for v, c in after if _are_known(c)), None)
                if step is not None and _lifts(now, step[1]):
                    made = self._step(indicator, value, step[0], get, step[1])
                    found += [] if made is None else [made]
        return tuple(sorted(found, key=lambda step: (step.gain, step.fact.name, str(step.after))))

    def _ask(self, indicator: Indicator, value: Value, get: Get, now: Classes) -> Classes:
        """Return both classes with one fact changed; an axis that does not read it is not asked."""
        changed = _change(get, indicator.fact.name, value)
        performance, potential = (
            self.axes[i].decide(changed, self.as_of) if i in indicator.axes else now[i]
            for i in (0, 1)
        )
        return performance, potential

    def _near(
        self, indicator: Indicator, value: Value, get: Get, now: Classes
    ) -> Iterator[tuple[Value, ...]]:
        """Yield the nearest number on each side that lifts, if one lies within reach."""
        assert isinstance(value, int)  # noqa: S101 - the fact is a number
        one = indicator.fact.value_type.denominator
        reach, ceiling = (int(Fraction(n) * one) for n in self.policy.limits)
        for sign, room in ((1, min(reach, ceiling - value)), (-1, min(reach, value))):
            if room <= 0 or not self._does_lift(indicator, value + sign * room, get, now):
                continue
            low, high = 0, room  # it does not lift at low, it does at high
            while high - low > 1:
                middle = (low + high) // 2
                lifts = self._does_lift(indicator, value + sign * middle, get, now)
                low, high = (low, middle) if lifts else (middle, high)
            yield (value + sign * high,)

    def _does_lift(self, indicator: Indicator, value: int, get: Get, now: Classes) -> bool:
        return _lifts(now, self._ask(indicator, value, get, now))

    def _step(
        self, indicator: Indicator, before: Value, after: Value, get: Get, classes: Classes
    ) -> Step | None:
        changed = _change(get, indicator.fact.name, after)
        box = self.box(changed, self.as_of)
        performance, potential = classes
        if not (
            isinstance(box, TalentBox)
            and isinstance(performance, Expectation)
            and isinstance(potential, PotentialClass)
        ):
            return None
        return Step(
            fact=indicator.fact,
            before=before,
            after=after,
            performance=performance,
            potential=potential,
            box=box,
            gain=sum((self._gain(i, get, changed) for i in indicator.axes), Fraction(0)),
        )

    def _gain(self, axis: int, get: Get, changed: Get) -> Fraction:
        """Return how much higher the number of an axis is."""
        measure, denominator = self.axes[axis].measure, self.axes[axis].denominator
        if measure is None:
            return Fraction(0)
        before, after = (measure(g, self.as_of) for g in (get, changed))
        is_known = isinstance(before, int) and isinstance(after, int)
        return Fraction(after - before, denominator) if is_known else Fraction(0)  # type: ignore[operator]


def _change(get: Get, name: str, value: Value) -> Get:
    """Return the look-up of facts with one of them changed."""
    return lambda asked: value if asked == name else get(asked)


def _are_known(classes: Classes) -> bool:
    return isinstance(classes[0], Expectation) and isinstance(classes[1], PotentialClass)


def _lifts(now: Classes, then: Classes) -> bool:
    """Tell whether one class is higher and none is lower."""
    if not _are_known(then) or now == then:
        return False
    return all(a.order <= b.order for a, b in zip(now, then, strict=True))  # type: ignore[attr-defined]
