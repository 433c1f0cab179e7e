"""Prices that are nearly right: an auction in which both sides bid, in ever smaller steps.

Nothing rests on these prices but speed: the exact search starts from them and would find the same
answer from any others. Whole numbers throughout.

Source: Bertsekas and Castañon, forward and reverse auction for asymmetric assignment (1993).
"""

from __future__ import annotations

from heapq import heapreplace
from math import gcd
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from asn_career.matching.network import Network

__all__ = ["estimate_prices"]

SHRINK: Final = 5  # a smaller step costs another round, a larger one more bids in each
DEPTH: Final = 4  # spans of the gains that a bidder climbs before it gives up


def estimate_prices(network: Network) -> tuple[list[int], list[list[int]]]:
    """Return a price for each right position and who would take its places at these prices.

    Source: none: our own choice.
    """
    gains = {gain for row in network.rows for _, gain in row}
    if not gains:
        return [0] * len(network.right), [[] for _ in network.right]
    unit = gcd(*gains) or 1
    auction = _Auction(network, min(gains) // unit, max(gains) // unit, unit)
    step = max(1, auction.span // 4)
    while True:
        auction.bid(step)
        auction.attract(step)
        if step == 1:
            break
        step = max(1, step // SHRINK)
    auction.lift()
    return [price * unit for price in auction.price], [sorted(held) for held in auction.held]


class _Auction:
    """The state of the auction: prices, and who holds a place where."""

    def __init__(self, network: Network, low: int, high: int, unit: int) -> None:
        self.network = network
        self.rows = [[(r, gain // unit) for r, gain in row] for row in network.rows]
        self.bonus = [each // unit for each in network.bonus]
        self.span = high - low + 1
        # Where not everyone can be placed, prices climb to the bonus; nobody has to follow them
        # all the way, since those who give up on the same positions can be lifted together.
        self.depth = DEPTH * self.span - low
        self.floors = [max(-bonus, -self.depth) for bonus in self.bonus]
        self.price = [0] * len(network.right)
        self.held: list[set[int]] = [set() for _ in network.right]
        self.columns: list[list[tuple[int, int]]] = [[] for _ in network.right]
        for a, row in enumerate(self.rows):
            if network.left[a] == 1:  # those with more places only bid: enough for an estimate
                for r, gain in row:
                    self.columns[r].append((a, gain))
        self.bidders = [
            a for a, row in enumerate(self.rows) for _ in range(min(network.left[a], len(row)))
        ]

    def bid(self, step: int) -> None:
        """Let every left place bid for its best partner until all hold one or have given up."""
        price, rows, floors = self.price, self.rows, self.floors
        left = self.network.left
        places = [[(price[r], -1)] * many for r, many in enumerate(self.network.right)]
        held: list[set[int]] = [set() for _ in places]
        self.held = held
        open_to_bid = [bool(many) for many in self.network.right]
        holding = [0] * len(rows)
        todo = self.bidders[::-1]
        while todo:
            a = todo.pop()
            # Only the first partner brings the bonus.
            floor = max(0, -self.depth) if holding[a] else floors[a]
            best = second = floor
            target = -1
            for r, gain in rows[a]:
                value = gain - price[r]
                if value > second and open_to_bid[r] and (left[a] == 1 or a not in held[r]):
                    if value > best:
                        second, best, target = best, value, r
                    else:
                        second = value
            if target < 0:
                continue
            rise = min(best - second + step, best - floor)
            _, loser = heapreplace(places[target], (price[target] + rise, a))
            price[target] = places[target][0][0]
            held[target].add(a)
            holding[a] += 1
            if loser >= 0:
                holding[loser] -= 1
                held[target].discard(loser)
                todo.append(loser)

    def attract(self, step: int) -> None:
        """Let right positions with a place left lower their price until it is taken, or free."""
        price, rows, right = self.price, self.rows, self.network.right
        held, columns = self.held, self.columns
        where = [-1] * len(rows)
        for r, holders in enumerate(held):
            for a in holders:
                where[a] = r
        worth = [
            max([gain - price[r] for r, gain in row]) if where[a] >= 0 else self.floors[a]
            for a, row in enumerate(rows)
        ]
        todo = [r for r, holders in enumerate(held) if price[r] > 0 and len(holders) < right[r]]
        while todo:
            r = todo.pop()
            mine, many = held[r], right[r] - len(held[r])
            if many <= 0 or price[r] <= 0:
                continue
            offers = [(gain - worth[a], a) for a, gain in columns[r] if a not in mine]
            offers.sort(reverse=True)
            lower = offers[many][0] - step if len(offers) > many else 0
            price[r] = lower = min(max(lower, 0), price[r])
            for offer, a in offers[:many]:
                if offer <= lower:
                    break
                if (old := where[a]) >= 0:
                    held[old].discard(a)
                    todo.append(old)
                where[a] = r
                mine.add(a)
                worth[a] += offer - lower

    def lift(self) -> None:
        """Raise the prices at which bidders gave up to where the bonus makes them give up."""
        short = max((b - self.depth for b in self.bonus), default=0)
        if short > 0:
            edge = (DEPTH - 1) * self.span  # a climb ends above DEPTH spans
            for r, price in enumerate(self.price):
                if price > edge:
                    self.price[r] = price + short
