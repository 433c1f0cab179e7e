"""How far it is to the target at least, whatever the rules say: moves, and levels to gain.

Both are counted backwards from the target over the positions alone: no career can do with less.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable, Mapping

from asn_career.paths.groups import Group
from asn_career.positions import Position

__all__ = ["fewest_moves", "least_levels", "levels_short"]

Sources = Mapping[Group, Iterable[Group]]
"""For each group those from which a move may lead to it."""


def levels_short(held: Position, required: Position) -> int | None:
    """Return how many levels the standard of one position lacks for that of another.

    What a standard does not name counts as level 0. None where a position has no standard.

    Source: none: our own choice.
    """
    if held.standard is None or required.standard is None:
        return None
    has = held.standard.levels
    return sum(max(0, level - has.get(key, 0)) for key, level in required.standard.pairs)


def fewest_moves(target: Group, sources: Sources) -> dict[Group, int]:
    """Return for each group from which the target can be reached in how many moves at least."""
    found, todo = {target: 0}, deque([target])
    while todo:
        group = todo.popleft()
        for source in sources.get(group, ()):
            if source not in found:
                found[source] = found[group] + 1
                todo.append(source)
    return found


def least_levels(
    target: Group,
    sources: Sources,
    per_move: int,
    known: dict[tuple[str, str], int | None],
) -> dict[Group, int]:
    """Return the least levels that are to be gained from each group to the target.

    Each move counts as ``per_move`` levels more. Dijkstra's algorithm, backwards. What two
    positions differ in is kept in ``known``.
    """
    found: dict[Group, int] = {}
    heap, pushed = [(0, 0, target)], 0
    while heap:
        levels, _, group = heapq.heappop(heap)
        if group in found:
            continue
        found[group] = levels
        there = group.posts[0].position
        for source in sources.get(group, ()):
            if source in found:
                continue
            here = source.posts[0].position
            pair = (here.id, there.id)
            if pair not in known:
                known[pair] = levels_short(here, there)
            if (short := known[pair]) is not None:
                pushed += 1
                heapq.heappush(heap, (levels + short + per_move, pushed, source))
    return found
