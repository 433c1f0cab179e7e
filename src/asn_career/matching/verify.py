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

from asn_career.matching.levels import Objective
from asn_career.matching.result import Prices
from asn_career.matching.stability import find_blocking

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        for a, b in find_blocking(matching.market, matching.pairs, matching.certificate):
            yield f"{a} and {b} would rather have each other"


def _find_pair_faults(matching: Matching) -> Iterator[str]:
    market, pairs = matching.market, matching.pairs
    if list(pairs) != sorted(set(pairs)):
        yield "the pairs are not sorted, each once"
    for a, b in pairs:
        if market.score(a, b) is None:
            yield f"{a} and {b} are not permitted"
    for a, b in set(market.fixed) - set(pairs):
        yield f"the fixed pair of {a} and {b} is missing"
    load = Counter(id for pair in pairs for id in pair)
    for id, many in (*market.left, *market.right):
        if load[id] > many:
            yield f"{id} has {load[id]} partners and {many} places"
    wishes = None if isinstance(matching.certificate, Prices) else matching.certificate
    for a, b in set(pairs) - set(market.fixed) if wishes else ():
        for side, of, partner in zip(("left", "right"), (a, b), (b, a), strict=True):
            pass
    count = {
        Objective.COVERAGE: len({a for a, _ in pairs}),
        Objective.PLACES: len(pairs),
        Objective.SCORE: sum(market.score(a, b) or 0 for a, b in pairs),
        Objective.LEAST_CHANGE: len(set(pairs) & set(market.previous)),
    }
    for objective, value in matching.values:
        if value != count[objective]:
            yield f"{objective.value} is {count[objective]}, not {value}"


def _find_price_faults(matching: Matching, prices: Prices) -> Iterator[str]:
    market, pairs, fixed = matching.market, set(matching.pairs), set(matching.market.fixed)
    price: dict[str, Vector] = dict((*prices.left, *prices.right))
    if [id for id, _ in prices.left] != list(market.ids(Side.LEFT)):
        yield ""
