"""Objectives in a declared order, folded into one whole number a pair, and unfolded again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
        bonus: per objective, what the first partner of a left id brings.
        weights: per objective, the weight of one unit; the last is 1.
    """

    objectives: tuple[Objective, ...]
    bonus: tuple[int, ...]
    weights: tuple[int, ...]

    @classmethod
    def of(cls, market: Market, objectives: Sequence[Objective]) -> Levels:
        """Return the levels with the smallest weights that are safe for the market.

        Source: none: our own choice.
        """
        places = min(sum(n for _, n in market.left), sum(n for _, n in market.right))
        steps = 2 * min(len(market.left), len(market.right)) + 2
        largest = {
            Objective.COVERAGE: 1,
            Objective.PLACES: 1,
            Objective.SCORE: max((abs(score) for *_, score in market.pairs or ()), default=0),
            Objective.LEAST_CHANGE: 1 if market.previous else 0,
        }
        weights, weight = [], 1
        for objective in reversed(objectives):
            weights.append(weight)
            weight *= 4 * (places + steps) * largest[objective] + 1
        bonus = [1 if objective is Objective.COVERAGE else 0 for objective in objectives]
        return cls(tuple(objectives), tuple(bonus), tuple(reversed(weights)))

    def gains(self, score: int, *, kept: bool) -> tuple[int, ...]:
        """Return what one pair adds to each objective, beside the bonus.

        Source: none: our own choice.
        """
        each = {
            Objective.COVERAGE: 0,
            Objective.PLACES: 1,
            Objective.SCORE: score,
            Objective.LEAST_CHANGE: int(kept),
        }
        return tuple([each[objective] for objective in self.objectives])

    def fold(self, values: Sequence[int]) -> int:
        """Return one number for a value per objective.

        Source: none: our own choice.
        """
        return sum(map(int.__mul__, values, self.weights))

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
        return (*values, folded)

    def network(self, market: Market) -> Network:
        """Return the market in positions, without the fixed pairs and the places they take.

        Source: none: our own choice.
        """
        left, right = dict(market.left), dict(market.right)
        for a, b in market.fixed:
            left[a] -= 1
            right[b] -= 1
        position = {b: i for i, b in enumerate(right)}
        first = self.fold(self.bonus)
        plain = self.fold(self.gains(0, kept=False))
        kept = self.fold(self.gains(0, kept=True)) - plain
        unit = self.fold(self.gains(1, kept=False)) - plain
        fixed, previous = _by_left(market.fixed), _by_left(market.previous)
        none: frozenset[str] = frozenset()
        rows = []
        for a, many in left.items():
            there, before = fixed.get(a, none), previous.get(a, none)
            row = [
                (position[b], plain + unit * score + (kept if b in before else 0))
                for b, score in (market.partners(a).items() if many else ())
                if right[b] and b not in there
            ]
            rows.append(tuple(row))
        return Network(
            left=tuple(left.values()),
            right=tuple(right.values()),
            rows=tuple(rows),
            bonus=tuple([0 if a in fixed else first for a in left]),
        )


def _by_left(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for a, b in pairs:
        found.setdefault(a, set()).add(b)
    return {a: frozenset(partners) for a, partners in found.items()}
