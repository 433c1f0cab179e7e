"""Draws from one seeded source, the same on every Python.

Only ``random.Random.random`` is used: its sequence is promised to stay, that of the other methods
is not. Arithmetic is plus, times, division and `fsum`, which all machines round alike; ``sum`` adds
floats in another way since Python 3.12.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from math import fsum
from typing import Generic, TypeVar

__all__ = ["Draw", "Weighted", "apportion", "tilt"]

T = TypeVar("T")
HALVINGS = 50  # of the factor of a tilt: all the digits of a float but the last ones


class Weighted(Generic[T]):
    """Things to draw from, each with its weight, in a fixed order."""

    def __init__(self, weights: Mapping[T, float] | Iterable[tuple[T, float]]) -> None:
        """Take the weights; a thing of weight 0 is left out."""
        pairs = weights.items() if isinstance(weights, Mapping) else weights
        kept = [(thing, weight) for thing, weight in pairs if weight > 0]
        self.things = [thing for thing, _ in kept]
        self.sums = list(accumulate(weight for _, weight in kept))


class Draw:
    """One stream of chance."""

    def __init__(self, seed: str) -> None:
        """Begin the stream; a seed of text is hashed by Python in a fixed way."""
        self.next = random.Random(seed).random  # noqa: S311 - invented people need no secrecy

    def chance(self, share: float) -> bool:
        """Tell whether something of this probability happens."""
        return self.next() < share

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included; low if they are out of order."""
        return low + int(self.next() * (high - low + 1)) if high > low else low

    def middle(self, low: int, high: int) -> int:
        """Return a whole number from low to high, those in the middle more often."""
        at = (self.next() + self.next()) / 2
        return low + int(at * (high - low + 1)) if high > low else low

    def one(self, things: Sequence[T]) -> T:
        """Return one of several things."""
        return things[int(self.next() * len(things))]

    def weighted(self, table: Weighted[T]) -> T:
        """Return one of several things by weight."""
        at = bisect_right(table.sums, self.next() * table.sums[-1])
        return table.things[min(at, len(table.things) - 1)]

    def shuffled(self, things: Iterable[T]) -> list[T]:
        """Return the things in a random order."""
        keyed = [(self.next(), i, thing) for i, thing in enumerate(things)]
        keyed.sort(key=lambda item: item[:2])
        return [thing for _, _, thing in keyed]

    def spread(self, shares: Sequence[float]) -> list[bool]:
        """Choose places with these probabilities, in all as many as they add up to.

        One random start and equal steps over the running sum: the count is off by less than one.
        """
        chosen = []
        total = self.next()
        for share in shares:
            before, total = int(total), total + share
            chosen.append(int(total) > before)
        return chosen


def tilt(shares: Sequence[float], wanted: float) -> list[float]:
    """Return the shares with their odds times one factor, so that they add up to ``wanted``.

    Shares of 0 and 1 stay; if no factor fits, the nearest end is taken.
    """
    counts = sorted(Counter(shares).items())

    def tilted(share: float, factor: float) -> float:
        return share * factor / (share * factor + 1 - share) if 0 < share < 1 else share

    low, high = 0.0, 1.0
    for _ in range(HALVINGS):  # odds factor x = at / (1 - at)
        at = (low + high) / 2
        if fsum(n * tilted(share, at / (1 - at)) for share, n in counts) < wanted:
            low = at
        else:
            high = at
    factor = low / (1 - low)
    final = {share: tilted(share, factor) for share, _ in counts}
    return [final[share] for share in shares]


def apportion(weights: Sequence[float], total: int) -> list[int]:
    """Divide a whole number by weights, largest remainders first, earlier ones at a tie."""
    whole = fsum(weights)
    if not whole:
        return [0] * len(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts
