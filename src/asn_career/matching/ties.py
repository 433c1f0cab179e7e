"""One of several best answers, chosen by the ids: the same whichever solver found one of them.

The pairs are gone through by left id, then right id, and a pair is taken when some best answer
has it together with all that was decided before. A change between two best answers is a circle of
steps that cost nothing under the prices, so the question is whether such a circle exists: sets of
right positions are whole numbers, one bit a position, and most questions take a few steps.

Source: none: our own choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asn_career.matching.crowd import Crowd
    from asn_career.matching.network import Network
    from asn_career.matching.prices import Distances

__all__ = ["settle_ties"]


def settle_ties(
    network: Network,
    pairs: Iterable[tuple[int, int]],
    prices: Distances,
    crowd: Crowd | None = None,
) -> list[tuple[int, int]]:
    """Return the first of the best answers in the order of the positions, sorted.

    Args:
        network: places, gains and bonuses.
        pairs: any best answer.
        prices: its prices; they are the same for all best answers.
        crowd: what the number of partners costs.

    Source: none: our own choice.
    """
    ties = Ties(network, pairs, prices, crowd)
    for a, even in enumerate(ties.even):
        if even:
            ties.decide(a)
    return sorted((a, r) for a, used in enumerate(ties.used) for r in _bits(used))


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


class Ties:
    """The answer as it stands; ``even`` marks the pairs that cost nothing under the prices."""

    def __init__(
        self,
        network: Network,
        pairs: Iterable[tuple[int, int]],
        prices: Distances,
        crowd: Crowd | None = None,
    ) -> None:
        self.network, self.prices, self.crowd = network, prices, crowd
        self.outside = len(network.right)
        self.even = [
            sum([1 << r for r, gain in row if prices.left[a] + gain == prices.right[r]])
            for a, row in enumerate(network.rows)
        ]
        self.used = [0] * len(network.left)
        self.holders: list[set[int]] = [set() for _ in network.right]
        for a, r in pairs:
            self.used[a] |= 1 << r
            self.holders[r].add(a)
        self.load = [len(holders) for holders in self.holders]
        self.takes, self.gives = 0, 0  # where one more, one less, costs nothing
        for r in range(self.outside):
            self.add(r, 0)
        self.idle = {a for a, even in enumerate(self.even) if even and self.may_enter(a)}

    def may_enter(self, a: int) -> bool:
        """Tell whether one more place of a left position may be used at no cost."""
        many = self.used[a].bit_count()
        first = 0 if many else self.network.bonus[a]
        return many < self.network.left[a] and self.prices.left[a] == first

    def may_leave(self, a: int) -> bool:
        """Tell whether a left position may have one partner less at no cost."""
        last = self.network.bonus[a] if self.used[a].bit_count() == 1 else 0
        return self.prices.left[a] == last

    def decide(self, a: int) -> None:
        """Settle all pairs of a left position; it is not changed any more after that."""
        for r in _bits(self.used[a]):
            self.holders[r].discard(a)
        self.idle.discard(a)
        seen = 0
        for r in _bits(self.even[a]):
            if self.used[a] >> r & 1:
                continue
            later = self.even[a] & self.used[a] >> r << r
            goal = later | (1 << self.outside if self.may_enter(a) else 0)
            if not goal:
                continue
            seen, way = self.search(r, goal, seen)
            if way:
                self.apply(a, r, way)
                seen = 0

    def search(self, start: int, goal: int, seen: int) -> tuple[int, list[tuple[int, int]]]:
        """Look for a way at no cost from one right position to another, or outside.

        Args:
            start: the position that is to take one more.
            goal: positions that may take one less.
            seen: positions from which no way leads there.

        Returns:
            All positions seen, and the way backwards: who moves (-1: nobody), and to where.
        """
        todo = 1 << start & ~seen
        seen |= todo
        trail: list[tuple[int, int, int]] = []  # from where, who, to which for the first time
        while todo:
            here = todo.bit_length() - 1  # the outside comes first, it leads furthest
            todo ^= 1 << here
            for who, reached in self.steps(here):
                new = reached & ~seen
                if not new:
                    continue
                trail.append((here, who, new))
                if new & goal:
                    return seen, _walk_back(trail, (new & goal).bit_length() - 1)
                seen |= new
                todo |= new
        return seen, []

    def steps(self, here: int) -> Iterator[tuple[int, int]]:
        """Yield who may move away from a position at no cost, and to where."""
        outside = 1 << self.outside
        if here == self.outside:
            yield -1, self.gives
            for a in self.idle:
                yield a, self.even[a] & ~self.used[a]
            return
        if self.takes >> here & 1:
            yield -1, outside
        for a in self.holders[here]:
            if self.even[a] >> here & 1:
                yield a, self.even[a] & ~self.used[a] | (outside if self.may_leave(a) else 0)

    def apply(self, a: int, r: int, way: list[tuple[int, int]]) -> None:
        """Shift everyone along the way, and give ``a`` the place that becomes free in ``r``."""
        self.shift(r, way)
        end = way[0][1]
        self.add(r, 1)
        self.used[a] |= 1 << r
        if end != self.outside:
            self.add(end, -1)
            self.used[a] ^= 1 << end

    def shift(self, r: int, way: list[tuple[int, int]]) -> None:
        """Shift everyone along a way that starts in ``r``."""
        for (who, there), (_, here) in zip(way, [*way[1:], (-1, r)], strict=True):
            if who < 0:  # a place that was empty is used, or one that was used stays empty
                continue
            for position, change in ((here, -1), (there, 1)):
                if position != self.outside:
                    self.add(position, change)
                    self.used[who] ^= 1 << position
                    self.holders[position] ^= {who}
            (self.idle.add if self.may_enter(who) else self.idle.discard)(who)

    def add(self, r: int, change: int) -> None:
        """Count one more or one less at a right position."""
        self.load[r] = many = self.load[r] + change
        price, cost, relief = self.prices.right[r], 0, 0
        if self.crowd is not None:
            cost, relief = self.crowd.cost(r, many), self.crowd.cost(r, many - 1)
        bit = 1 << r
        self.takes &= ~bit
        self.gives &= ~bit
        if price == cost and many < self.network.right[r]:
            self.takes |= bit
        if price == relief and many:
            self.gives |= bit


def _walk_back(trail: list[tuple[int, int, int]], there: int) -> list[tuple[int, int]]:
    """Return who moved to where, last step first; every position is in the trail once."""
    way: list[tuple[int, int]] = []
    for here, who, reached in reversed(trail):
        if reached >> there & 1:
            way.append((who, there))
            there = here
    return way
