"""The exact search: places are filled one by one, each along the best chain of changes.

Shortest augmenting paths over whole numbers (Dijkstra on reduced lengths with a heap). Every
position has a potential; an arc of the residual graph costs ``potential(to) - potential(from) -
gain``, never below 0. Any potentials of the right positions will do to start from, so the search
starts from estimated prices, and seldom has far to go.

Source: Ahuja, Magnanti and Orlin, Network Flows (1993), chapters 9 and 12.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Final

from asn_career.matching.estimate import estimate_prices

if TYPE_CHECKING:
    from collections.abc import Callable

    from asn_career.matching.network import Network

__all__ = ["solve"]

OUTSIDE: Final = -1  # where units come from and go to
REPORTS = 100  # calls of progress


def solve(
    network: Network, progress: Callable[[int, int], object] | None = None
) -> list[tuple[int, int]]:
    """Return pairs of positions whose gains and bonuses add up to the most there is.

    Args:
        network: places, gains and bonuses.
        progress: called with the left positions done and all of them.

    Returns:
        The pairs, sorted. Which of several best answers is returned, is not declared.
    Source: Ahuja, Magnanti and Orlin, Network Flows (1993), chapter 9.
    """
    prices, takers = estimate_prices(network)
    search = _Search(network, prices)
    search.seat(takers)
    total = len(network.rows)
    every = max(1, total // REPORTS)
    for a in range(total):
        search.place(a)
        if progress is not None and (a % every == 0 or a == total - 1):
            progress(a + 1, total)
    search.empty()
    return sorted((a, r) for a, used in enumerate(search.used) for r in used)


class _Search:
    """Flow and potentials; the potential of the outside is ``level``.

    While left places are placed, a right place whose price is above the outside counts as sold to
    nobody yet: it has to be filled (``owed``), and only at the end, when all that could be filled
    are, its price comes down until being empty is right.
    """

    def __init__(self, network: Network, prices: list[int]) -> None:
        self.network = network
        self.price = prices
        self.level = 0
        # The best that a left position can still get, negated: the lowest potential of its arcs.
        self.worth = [min([prices[r] - gain for r, gain in row], default=0) for row in network.rows]
        self.gain = [dict(row) for row in network.rows]
        self.used: list[dict[int, None]] = [{} for _ in network.rows]
        self.holders: list[dict[int, None]] = [{} for _ in network.right]
        self.free = list(network.right)
        self.owed: list[int] = []
        self.length = 0
        self.from_left = [OUTSIDE] * len(network.right)
        self.from_right = [OUTSIDE] * len(network.rows)

    def seat(self, takers: list[list[int]]) -> None:
        """Place at once who would take a place at the estimated prices anyway."""
        for r, wanting in enumerate(takers):
            for a in wanting:
                best = self.network.left[a] == 1 and not self.used[a] and self.free[r]
                if best and self.price[r] - self.gain[a][r] == self.worth[a] <= self.bonus(a):
                    self.join(a, r)
                    self.free[r] -= 1

    def bonus(self, a: int) -> int:
        """Return what the next partner of a left position brings beside its gain."""
        return 0 if self.used[a] else self.network.bonus[a]

    def join(self, a: int, r: int) -> None:
        self.used[a][r] = None
        self.holders[r][a] = None

    def part(self, a: int, r: int) -> None:
        del self.used[a][r]
        del self.holders[r][a]

    def place(self, a: int) -> None:
        """Fill the places of one left position, as long as that gains anything."""
        for _ in range(self.network.left[a] - len(self.used[a])):
            # Staying outside is the end to beat.
            bound = self.bonus(a) - self.worth[a]
            if bound < 0:
                break
            end = self.explore([(0, ~a)], self.free, bound, may_drop=True)
            if end is None:
                break
            r, dropped = end
            if dropped is None:
                self.free[r] -= 1
            else:
                self.part(dropped, r)
            self.trace(r)

    def empty(self) -> None:
        """Bring down the price of places that stay empty, until that is best or they are filled."""
        price, right = self.price, self.network.right
        self.owed = [many if price[r] > 0 else 0 for r, many in enumerate(self.free)]
        sold = [right[r] if price[r] > 0 else right[r] - many for r, many in enumerate(self.free)]
        idle = [a for a, used in enumerate(self.used) if len(used) < self.network.left[a]]
        while any(self.owed):
            last = min((r for r, many in enumerate(self.owed) if many), key=price.__getitem__)
            bound = price[last] - self.level
            starts = [
                (cost, r)
                for r, value in enumerate(price)
                if sold[r] and (cost := value - self.level) < bound
            ]
            starts += [
                (cost, ~a)
                for a in idle
                if len(self.used[a]) < self.network.left[a]
                and (cost := self.worth[a] - self.level - self.bonus(a)) < bound
            ]
            end = self.explore(starts, self.owed, bound, may_drop=False)
            self.level += self.length
            if end is None:  # nobody is missed there: the places may stay empty
                sold[last] -= self.owed[last]
                self.owed[last] = 0
                continue
            r, _ = end
            self.owed[r] -= 1
            self.free[r] -= 1
            start = self.trace(r)
            if start != OUTSIDE:
                sold[start] -= 1
                self.free[start] += 1

    def explore(
        self, starts: list[tuple[int, int]], goal: list[int], bound: int, *, may_drop: bool
    ) -> tuple[int, int | None] | None:
        """Find the shortest way to an end below ``bound`` and settle the potentials.

        Args:
            starts: distance and position; a left position ``a`` is written ``~a``.
            goal: right positions where a way may end, as numbers above 0.
            bound: the length at which a way is no better than none.
            may_drop: a way may also end with a left position that gives up its place.

        Returns:
            The right position that changes last, and who gives up a place there, or None when
            no way is shorter than the bound. The length is left in ``self.length``.
        """
        price, worth, rows, gains = self.price, self.worth, self.network.rows, self.gain
        left, used, holders = self.network.left, self.used, self.holders
        from_left, from_right = self.from_left, self.from_right
        end: tuple[int, int | None] | None = None
        far_right, far_left = [bound] * len(price), dict[int, int]()
        for cost, position in starts:
            if position >= 0:
                far_right[position], from_left[position] = cost, OUTSIDE
            else:
                far_left[~position], from_right[~position] = cost, OUTSIDE
        heap = starts
        heapify(heap)
        done_right, done_left = list[int](), list[tuple[int, int]]()
        while heap:
            here, position = heappop(heap)
            if here >= bound:
                break
            leaving = list[int]()
            if position < 0:
                if here == far_left[~position]:
                    leaving.append(~position)
            elif here == far_right[position]:
                done_right.append(position)
                for a in holders[position]:
                    if left[a] == 1:  # it can only come from here, so its potential follows
                        from_right[a] = position
                        leaving.append(a)
                        continue
                    there = here + worth[a] - price[position] + gains[a][position]
                    if there < far_left.get(a, bound):
                        far_left[a], from_right[a] = there, position
                        heappush(heap, (there, ~a))
            for a in leaving:
                done_left.append((a, here))
                base, many = here - worth[a], left[a] > 1
                if may_drop and from_right[a] != OUTSIDE:
                    cost = base + (self.network.bonus[a] if len(used[a]) == 1 else 0)
                    if cost < bound:
                        bound, end = cost, (from_right[a], a)
                for r, gain in rows[a]:
                    there = base + price[r] - gain
                    if there < bound and there < far_right[r] and not (many and r in used[a]):
                        far_right[r], from_left[r] = there, a
                        if goal[r]:
                            bound, end = there, (r, None)
                        else:
                            heappush(heap, (there, r))
        for r in done_right:
            price[r] += bound - far_right[r]
        for a, there in done_left:
            worth[a] += bound - there
        self.length = bound
        return end

    def trace(self, r: int) -> int:
        """Shift everyone along the way that ends in ``r``; return the right position it left."""
        while True:
            a = self.from_left[r]
            before = self.from_right[a]
            if before != OUTSIDE:
                self.part(a, before)
            self.join(a, r)
            if before == OUTSIDE or self.from_left[before] == OUTSIDE:
                return before
            r = before
