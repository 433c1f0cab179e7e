"""The checker: places, pairs, values and certificate, from the market alone.

It knows nothing of how a matching was made. That prices prove an answer: any other answer differs
from it by circles of single steps (a pair more, a pair less, a place used, a place left). When at
every step the price of where it ends is at least the price of where it starts plus what it gains,
the gains of a circle cannot add up to more than nothing.
"""

from __future__ import annotations

from collections import Counter
from operator import add, sub
from typing import TYPE_CHECKING

from asn_career.matching.market import Side
from asn_career.matching.objectives import Objective
from asn_career.matching.result import Prices
from asn_career.matching.stability import find_blocking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asn_career.matching.preferences import Stability
    from asn_career.matching.result import Matching

__all__ = ["find_faults"]

Vector = tuple[int, ...]


def find_faults(matching: Matching) -> Iterator[str]:
    """Yield what is wrong with a matching, in English.

    Source: none: our own choice.
    """
    faults = list(_find_pair_faults(matching))
    yield from faults
    if faults:  # prices and preferences say nothing about an answer that is not possible
        return
    if isinstance(matching.certificate, Prices):
        yield from _find_price_faults(matching, matching.certificate)
    else:
        yield from _find_preference_faults(matching, matching.certificate)


def _find_pair_faults(matching: Matching) -> Iterator[str]:
    market, pairs = matching.market, matching.pairs
    if list(pairs) != sorted(set(pairs)):
        yield "the pairs are not sorted, each once"
    for a, b in pairs:
        if market.score(a, b) is None:
            yield f"{a} and {b} are not permitted"
    for a, b in sorted(set(market.fixed) - set(pairs)):
        yield f"the fixed pair of {a} and {b} is missing"
    load = Counter(id for pair in pairs for id in pair)
    priority = dict(market.priority)
    for id, many in (*market.left, *market.right):
        if load[id] > many:
            yield f"{id} has {load[id]} partners and {many} places"
    count = {
        Objective.COVERAGE: len({a for a, _ in pairs}),
        Objective.PRIORITY: sum(priority.get(a, 0) for a in {a for a, _ in pairs}),
        Objective.RIGHT_COVERAGE: len({b for _, b in pairs}),
        Objective.PLACES: len(pairs),
        Objective.SCORE: sum(market.score(a, b) or 0 for a, b in pairs),
        Objective.LEAST_CHANGE: len(set(pairs) & set(market.previous)),
        Objective.EVEN_LOAD: -sum(load[b] * (load[b] - 1) // 2 for b, _ in market.right),
    }
    for objective, value in matching.values:
        if value != count[objective]:
            yield f"{objective.value} is {count[objective]}, not {value}"


def _find_preference_faults(matching: Matching, wishes: Stability) -> Iterator[str]:
    market = matching.market
    for a, b in sorted(set(matching.pairs) - set(market.fixed)):
        if wishes.rank(Side.LEFT, a, b, market.score(a, b) or 0) is None:
            yield f"{a} and {b} do not accept each other"
    for a, b in find_blocking(market, matching.pairs, wishes):
        yield f"{a} and {b} would rather have each other"


def _find_price_faults(matching: Matching, prices: Prices) -> Iterator[str]:
    market, pairs, fixed = matching.market, set(matching.pairs), set(matching.market.fixed)
    price: dict[str, Vector] = dict((*prices.left, *prices.right))
    if list(price) != [*market.ids(Side.LEFT), *market.ids(Side.RIGHT)]:
        yield "not every id has its price"
        return
    objectives = [objective for objective, _ in matching.values]
    none, priority = (0,) * len(objectives), dict(market.priority)

    def vector(values: dict[Objective, int]) -> Vector:
        return tuple([values.get(objective, 0) for objective in objectives])

    partners = Counter(id for pair in pairs for id in pair)
    pinned = Counter(id for pair in fixed for id in pair)
    dearest: dict[str, Vector] = {}  # over all steps that end at an id: its price is just that
    unreached: dict[str, Vector] = {}

    def arrive(id: str, value: Vector) -> None:
        dearest[id] = max(value, dearest.get(id, value))

    for id, many in market.left:
        first = vector({Objective.COVERAGE: 1, Objective.PRIORITY: priority.get(id, 0)})
        if partners[id] < many:
            arrive(id, none if partners[id] else first)
        if partners[id] > pinned[id] and price[id] > (first if partners[id] == 1 else none):
            yield f"{id} would rather have one partner less"
    for id, many in market.right:
        one_more, last = (
            vector({Objective.EVEN_LOAD: k, Objective.RIGHT_COVERAGE: -(k == 0)})
            for k in (partners[id], partners[id] - 1)
        )
        unreached[id] = min(none, one_more)
        if partners[id] > pinned[id]:
            arrive(id, last)
        if pinned[id] < many and partners[id] < many and price[id] > one_more:
            yield f"{id} has a price and a free place"
    for a, b, gain in _find_gains(matching, objectives):
        if (a, b) in pairs:
            arrive(a, tuple(map(sub, price[b], gain)))
        else:
            arrive(b, tuple(map(add, price[a], gain)))
    for id, value in price.items():
        if value != dearest.get(id, unreached.get(id, none)):
            yield f"the price of {id} is not what the pairs make it"


def _find_gains(
    matching: Matching, objectives: list[Objective]
) -> Iterator[tuple[str, str, Vector]]:
    """Yield what each pair that could come or go adds to each objective."""
    market, previous = matching.market, set(matching.market.previous)
    room = dict((*market.left, *market.right))
    for pair in market.fixed:
        for id in pair:
            room[id] -= 1
    fixed = set(market.fixed)
    one = {Objective.PLACES: 1}
    plain = [one.get(objective, 0) for objective in objectives]
    at = {objective: i for i, objective in enumerate(objectives)}
    score_at, kept_at = at.get(Objective.SCORE), at.get(Objective.LEAST_CHANGE)
    for a, b, score in market.permitted():
        if room[a] and room[b] and (a, b) not in fixed:
            gain = plain.copy()
            if score_at is not None:
                gain[score_at] = score
            if kept_at is not None and (a, b) in previous:
                gain[kept_at] = 1
            yield a, b, tuple(gain)
