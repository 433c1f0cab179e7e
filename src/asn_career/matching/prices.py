"""Prices from the answer alone: distances in its residual graph, or the circle that betters it.

The outside, where unused places are, has price 0. A unit may go from outside to a left position
with a place left, from there to a partner it does not have, from a right position to those who
hold its places (and leave it), and back outside where a place is left or can be given up; each
step gains or loses. The price of a position is the most that a way from outside to it gains. If
some way comes back to where it was with a gain, the answer was not the best, and that circle is
the counter-example. The prices are the same for every best answer: they belong to the market.

Source: Ahuja, Magnanti and Orlin, Network Flows (1993), theorem 9.1 (negative cycle optimality).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from asn_career.matching.crowd import Crowd
    from asn_career.matching.network import Network

__all__ = ["Circle", "Distances", "find_distances"]

OUTSIDE: Final = -1
_Pairs = list[tuple[int, int]]


@attrs.frozen
class Distances:
    """The price of each position; one that no way reaches has 0, or what its first place costs."""

    left: tuple[int, ...]
    right: tuple[int, ...]


@attrs.frozen
class Circle:
    """A change that gains: pairs that come in and pairs that go out."""

    add: tuple[tuple[int, int], ...]
    drop: tuple[tuple[int, int], ...]


def find_distances(
    network: Network, pairs: Iterable[tuple[int, int]], crowd: Crowd | None = None
) -> Distances | Circle:
    """Return the prices that prove an answer the best, or a change that betters it.

    Args:
        network: places, gains and bonuses.
        pairs: the answer; it must be possible (permitted pairs, nobody over capacity).
        crowd: what the number of partners costs.

    Source: Ahuja, Magnanti and Orlin, Network Flows (1993), theorem 9.1.
    """
    return _Spread(network, pairs, crowd).run()


class _Spread:
    """Label-correcting search for the greatest gain from outside to each position."""

    def __init__(
        self, network: Network, pairs: Iterable[tuple[int, int]], crowd: Crowd | None
    ) -> None:
        self.network = network
        self.gain = [dict(row) for row in network.rows]
        self.used: list[list[int]] = [[] for _ in network.rows]
        self.holders: list[list[int]] = [[] for _ in network.right]
        for a, r in pairs:
            self.used[a].append(r)
            self.holders[r].append(a)
        self.cost = [0] * len(network.right)  # what one more partner costs there
        self.relief = self.cost  # ... and what one less brings
        if crowd is not None:
            self.cost = [crowd.cost(r, len(held)) for r, held in enumerate(self.holders)]
            self.relief = [crowd.cost(r, len(held) - 1) for r, held in enumerate(self.holders)]
        low = -1 - 4 * sum(
            [max((abs(gain) for _, gain in row), default=0) for row in network.rows],
            start=sum(network.bonus) + sum(map(abs, self.cost + self.relief)),
        )
        self.low = low  # below every gain of a simple way: not reached
        self.left = [low] * len(network.left)
        self.right = [low] * len(network.right)
        self.from_left = [OUTSIDE] * len(network.right)
        self.from_right = [OUTSIDE] * len(network.left)

    def run(self) -> Distances | Circle:
        many = self.network.left
        for r, holders in enumerate(self.holders):
            if holders:
                self.right[r] = self.relief[r]
        touched = {r for r, holders in enumerate(self.holders) if holders}
        for a, used in enumerate(self.used):
            if len(used) < many[a]:
                self.left[a] = 0 if used else self.network.bonus[a]
                touched.update(self.leave(a))
        # Dear positions first: what they push up seldom has to be pushed up again.
        queue = deque(sorted(touched, key=lambda r: (-self.right[r], r)))
        waiting = [r in touched for r in range(len(self.right))]
        budget = size = len(many) + len(self.right)
        while queue:
            r = queue.popleft()
            waiting[r] = False
            if self.right[r] > self.cost[r] and len(self.holders[r]) < self.network.right[r]:
                return self.circle(r)
            for a in self.holders[r]:
                there = self.right[r] - self.gain[a][r]
                if there <= self.left[a]:
                    continue
                self.left[a], self.from_right[a] = there, r
                if there > (self.network.bonus[a] if len(self.used[a]) == 1 else 0):
                    return self.circle(r, dropped=a)
                for reached in self.leave(a):
                    budget -= 1
                    if not waiting[reached]:
                        waiting[reached] = True
                        queue.append(reached)
            if budget < 0:
                budget = size
                if (inside := self.find_loop()) is not None:
                    return self.circle(inside)
        low = self.low
        return Distances(
            tuple([0 if price == low else price for price in self.left]),
            tuple(
                [
                    min(0, cost) if price == low else price
                    for price, cost in zip(self.right, self.cost, strict=True)
                ]
            ),
        )

    def leave(self, a: int) -> list[int]:
        """Raise the partners that a left position does not have; return those that rose."""
        here, right = self.left[a], self.right
        used = self.used[a]
        rose = [
            r
            for r, gain in self.network.rows[a]
            if here + gain > right[r] and not (used and r in used)
        ]
        for r in rose:
            right[r], self.from_left[r] = here + self.gain[a][r], a
        return rose

    def find_loop(self) -> int | None:
        """Return a right position on a circle of predecessors, if there is one."""
        seen = [0] * len(self.right)
        for walk, start in enumerate(range(len(self.right)), start=1):
            r = start
            while r != OUTSIDE and not seen[r]:
                seen[r] = walk
                a = self.from_left[r]
                r = OUTSIDE if a == OUTSIDE else self.from_right[a]
            if r != OUTSIDE and seen[r] == walk:
                return r
        return None

    def circle(self, r: int, dropped: int | None = None) -> Circle:
        """Walk back from a right position to the outside, or until the walk meets itself."""
        add: _Pairs = []
        drop: _Pairs = [] if dropped is None else [(dropped, r)]
        met = {r: (0, len(drop))}
        while (a := self.from_left[r]) != OUTSIDE:
            add.append((a, r))
            r = self.from_right[a]
            if r == OUTSIDE:
                break
            drop.append((a, r))
            if r in met:  # what was walked before the loop is no part of it
                add, drop = add[met[r][0] :], drop[met[r][1] :]
                break
            met[r] = len(add), len(drop)
        return Circle(tuple(sorted(add)), tuple(sorted(drop)))
