"""Objectives in a declared order, folded into one whole number a pair, and unfolded again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import gcd
from typing import TYPE_CHECKING

import attrs

from asn_career.matching.network import Network
from asn_career.matching.objectives import Objective

if TYPE_CHECKING:
    from asn_career.matching.market import Market

__all__ = ["Levels"]


@attrs.frozen
class Levels:
    """How the objectives of one market are folded.

    What a higher objective gains by one outweighs all that any way through the residual graph
    can gain in the lower ones, so the best folded answer is the best level by level, and a folded
    price splits into one price a level without loss.

    Attributes:
        objectives: first the one that counts most.
        weights: per objective, the weight of one unit; the last is 1.
        units: per objective, the number of which all its values are multiples.
    """

    objectives: tuple[Objective, ...]
    weights: tuple[int, ...]
    units: tuple[int, ...]

    @classmethod
    def of(cls, market: Market, objectives: Sequence[Objective]) -> Levels:
        """Return the levels with the smallest weights that are safe for the market.

        Source: none: our own choice.
        """
        places = min(sum(n for _, n in market.left), sum(n for _, n in market.right))
        steps = 2 * min(len(market.left), len(market.right)) + 2
        scores = {score for *_, score in market.pairs or ()}
        priorities = {value for _, value in market.priority}
        divisor = {Objective.SCORE: gcd(*scores) or 1, Objective.PRIORITY: gcd(*priorities) or 1}
        largest = {
            Objective.COVERAGE: 1,
            Objective.PRIORITY: max(priorities, default=0),
            Objective.RIGHT_COVERAGE: 1,
            Objective.PLACES: 1,
            Objective.SCORE: max(map(abs, scores), default=0),
            Objective.LEAST_CHANGE: 1 if market.previous else 0,
            Objective.EVEN_LOAD: max((many for _, many in market.right), default=0),
        }
        units = tuple([divisor.get(objective, 1) for objective in objectives])
        weights, weight = [], 1
        for objective, unit in zip(reversed(objectives), reversed(units), strict=True):
            weights.append(weight)
            weight *= 4 * (places + steps) * (largest[objective] // unit) + 1
        return cls(tuple(objectives), tuple(reversed(weights)), units)

    def fold(self, values: Mapping[Objective, int]) -> int:
        """Return one number for some objectives' values; one that is not named has 0.

        Source: none: our own choice.
        """
        return sum(
            values.get(objective, 0) // unit * weight
            for objective, weight, unit in zip(
                self.objectives, self.weights, self.units, strict=True
            )
        )

    def unfold(self, folded: int) -> tuple[int, ...]:
        """Return the value per objective that was folded into one number.

        Source: none: our own choice.
        """
        values = []
        for weight in self.weights[:-1]:
            # The nearest multiple: what is below may be negative.
            value = (2 * folded + weight) // (2 * weight)
            values.append(value)
            folded -= value * weight
        return tuple(
            [value * unit for value, unit in zip((*values, folded), self.units, strict=True)]
        )

    def network(self, market: Market) -> Network:
        """Return the market in positions, without the fixed pairs and the places they take.

        Source: none: our own choice.
        """
        left, right = dict(market.left), dict(market.right)
        for a, b in market.fixed:
            left[a] -= 1
            right[b] -= 1
        position = {b: i for i, b in enumerate(right)}
        first, priority = self.fold({Objective.COVERAGE: 1}), dict(market.priority)
        plain = self.fold({Objective.PLACES: 1})
        kept = self.fold({Objective.LEAST_CHANGE: 1})
        each = dict(zip(self.objectives, self.units, strict=True)).get(Objective.SCORE, 1)
        unit = self.fold({Objective.SCORE: each})
        fixed, previous = _by_left(market.fixed), _by_left(market.previous)
        none: frozenset[str] = frozenset()
        rows = []
        for a, many in left.items():
            there, before = fixed.get(a, none), previous.get(a, none)
            row = [
                (position[b], plain + score // each * unit + (kept if b in before else 0))
                for b, score in (market.partners(a).items() if many else ())
                if right[b] and b not in there
            ]
            rows.append(tuple(row))
        return Network(
            left=tuple(left.values()),
            right=tuple(right.values()),
            rows=tuple(rows),
            bonus=tuple(
                [
                    0 if a in fixed else first + self.fold({Objective.PRIORITY: priority.get(a, 0)})
                    for a in left
                ]
            ),
        )


def _by_left(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for a, b in pairs:
        found.setdefault(a, set()).add(b)
    return {a: frozenset(partners) for a, partners in found.items()}
