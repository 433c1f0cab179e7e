"""How many levels one position lacks for another, and the least of them on a way to a target."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from asn_career.positions import Position

__all__ = ["least_levels", "levels_short"]

Place = TypeVar("Place", bound=Hashable)


def levels_short(held: Position, required: Position) -> int | None:
    """Return how many levels the standard of one position lacks for that of another.

    What a standard does not name counts as level 0. None where a position has no standard.

    Source: none: our own choice.
    """
    if held.standard is None or required.standard is None:
        return None
    has = held.standard.levels
    return sum(max(0, level - has.get(key, 0)) for key, level in required.standard.pairs)


def least_levels(
    target: Place,
    sources: Callable[[Place], Iterable[Place]],
    position_of: Callable[[Place], Position],
    per_move: int,
) -> dict[Place, int]:
    """Return the least levels that are to be gained from each place to the target.

    Each move counts as ``per_move`` levels more. Dijkstra's algorithm, backwards, where ``sources``
    names the places from which a move may lead to another one.
    """
    found: dict[Place, int] = {}
    heap, pushed = [(0, 0, target)], 0
    while heap:
        levels, _, there = heapq.heappop(heap)
        if there in found:
            continue
        found[there] = levels
        required = position_of(there)
        for here in sources(there):
            short = None if here in found else levels_short(position_of(here), required)
            if short is not None:
                pushed += 1
                heapq.heappush(heap, (levels + short + per_move, pushed, here))
    return found
