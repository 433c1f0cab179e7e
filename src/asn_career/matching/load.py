"""Even loads among best answers: whoever has too many partners passes one on, at no cost.

Two right positions with k and at most k - 2 partners are evened out along a way of moves that cost
nothing under the prices. When no such way is left, no other best answer has more even loads: the
cost of a load is convex, so an answer that no single way betters is the best.

Source: Ahuja, Magnanti and Orlin, Network Flows (1993), chapter 14 (convex costs).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from asn_career.matching.prices import Circle, Distances, find_distances
from asn_career.matching.ties import Ties

if TYPE_CHECKING:
    from asn_career.matching.crowd import Crowd
    from asn_career.matching.network import Network

__all__ = ["better", "even_out"]


def better(
    network: Network, pairs: Iterable[tuple[int, int]], crowd: Crowd
) -> tuple[list[tuple[int, int]], Distances]:
    """Change an answer as long as some change gains; return the best one and its prices.

    Source: Ahuja, Magnanti and Orlin, Network Flows (1993), section 9.6 (cycle cancelling).
    """
    found = set(pairs)
    while isinstance(change := find_distances(network, found, crowd), Circle):
        found = found.difference(change.drop).union(change.add)
    return sorted(found), change


def even_out(
    network: Network,
    pairs: Iterable[tuple[int, int]],
    prices: Distances,
    crowd: Crowd,
) -> list[tuple[int, int]]:
    """Return a best answer of the most even loads.

    Args:
        network: places, gains and bonuses.
        pairs: any best answer.
        prices: its prices, when loads cost nothing yet.
        crowd: what the number of partners costs.

    Source: none: our own choice.
    """
    ways = _Ways(network, pairs, prices, attrs.evolve(crowd, slope=0))
    while ways.even_out(crowd.already):
        pass
    return sorted((a, r) for r, holders in enumerate(ways.holders) for a in holders)


class _Ways(Ties):
    """Ways from one right position to another; who may go without a partner ends one, too."""

    def steps(self, here: int) -> Iterator[tuple[int, int]]:
        """Yield who may move away from a position at no cost, and to where."""
        for a in self.holders[here]:
            if self.even[a] >> here & 1:
                outside = 1 << self.outside if self.may_leave(a) else 0
                yield a, self.even[a] & ~self.used[a] | outside

    def even_out(self, already: Sequence[int]) -> bool:
        """Even out the positions once, the fullest first; tell whether anything moved."""
        moved, dead = False, 0
        full = [many + load for many, load in zip(already, self.load, strict=True)]
        for r in sorted(range(self.outside), key=lambda r: (-full[r], r)):
            while self.gives >> r & 1 and (many := already[r] + self.load[r]) > 1:
                goal = 1 << self.outside
                for other in range(self.outside):
                    if self.takes >> other & 1 and already[other] + self.load[other] < many - 1:
                        goal |= 1 << other
                dead, way = self.search(r, goal, dead)
                if not way:
                    break
                self.shift(r, way)
                moved, dead = True, 0
        return moved
