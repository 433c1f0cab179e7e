"""Small counts of people: which cells of a table to hide so that none comes out by subtraction.

A table is published with the sums of its rows and columns. Hiding the small cells alone is not
enough: a hidden cell that is alone in its row is the sum less the rest. So others are hidden with
it (complementary suppression) until no hidden cell follows from what is shown.

>>> slate = {("women", "in"): 2, ("women", "out"): 40, ("men", "in"): 9, ("men", "out"): 50}
>>> sorted(hide_small(slate)) == sorted(slate)
True
>>> hide_small({("women", "in"): 12, ("men", "in"): 30})
frozenset()
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Final, TypeAlias

from asn_career.errors import InvalidInputError, Problem

__all__ = ["MIN_CELL", "At", "hide_small", "is_protected"]

MIN_CELL: Final = 5
"""A count from 1 to one less than this is small."""
At: TypeAlias = tuple[str, str]
"""A row and a column."""


def hide_small(counts: Mapping[At, int], *, min_cell: int = MIN_CELL) -> frozenset[At]:
    """Return the cells to hide; the sums of rows and columns may be shown.

    Args:
        counts: row and column to how many people; every row has every column. A row of sums is
            not given.
        min_cell: the least count that may be shown; nobody (0) may.

    Returns:
        The small cells and those hidden with them, as few people as a greedy search finds. All
        cells where nothing else protects them: then show no sums either (see `is_protected`).

    Raises:
        InvalidInputError: holes, negative counts, ``min_cell`` under 2.
    Source: none: our own choice; small counts by the usual practice of official statistics.
    """
    rows, columns = (sorted({at[axis] for at in counts}) for axis in (0, 1))
    problems = [
        Problem(f"counts[{row!r:.40}, {column!r:.40}]", "no count" if n is None else f"{n!r:.20}")
        for row in rows
        for column in columns
        for n in [counts.get((row, column))]
        if type(n) is not int or n < 0
    ]
    if type(min_cell) is not int or min_cell < 2:  # noqa: PLR2004 - one person is always small
        problems.append(Problem("min_cell", f"{min_cell!r:.20} is under 2"))
    if problems:
        raise InvalidInputError(problems)
    hidden = {at for at, n in counts.items() if 0 < n < min_cell}
    for _ in counts:
        open_cell = _first_open(hidden)
        if open_cell is None:
            return frozenset(hidden)
        more = _ring(counts, hidden, open_cell)
        if not more:
            break
        hidden |= more
    return frozenset(counts)


def is_protected(
    counts: Mapping[At, int], hidden: Iterable[At], *, min_cell: int = MIN_CELL
) -> bool:
    """Tell whether no small cell follows from what is shown, sums of rows and columns included."""
    chosen = set(hidden)
    small = {at for at, n in counts.items() if 0 < n < min_cell}
    # A hidden cell of nobody cannot give anybody away, and lends nobody to a ring.
    return small <= chosen and _first_open({at for at in chosen if counts[at]}) is None


def _first_open(hidden: set[At]) -> At | None:
    """Return a hidden cell that follows from the rest.

    Along a ring of hidden cells one person may be moved round by turns, and all sums stay; a cell
    on no such ring can be computed.
    """
    return next((at for at in sorted(hidden) if not _is_on_ring(hidden, at)), None)


def _is_on_ring(hidden: set[At], at: At) -> bool:
    """Tell whether its row and its column are joined by other hidden cells: then it may vary."""
    reached, edge = {(0, at[0])}, [(0, at[0])]
    while edge:
        axis, name = edge.pop()
        for other in hidden - {at}:
            step = (1 - axis, other[1 - axis])
            if other[axis] == name and step not in reached:
                reached.add(step)
                edge.append(step)
    return (1, at[1]) in reached


def _ring(counts: Mapping[At, int], hidden: set[At], at: At) -> set[At]:
    """Return the cells of the fewest people that join its row and its column."""
    tick = count()
    heap: list[tuple[int, int, tuple[int, str], frozenset[At]]] = [
        (0, next(tick), (0, at[0]), frozenset())
    ]
    done: set[tuple[int, str]] = set()
    while heap:
        cost, _, (axis, name), path = heapq.heappop(heap)
        if (axis, name) == (1, at[1]):
            return set(path) - hidden
        if (axis, name) in done:
            continue
        done.add((axis, name))
        for other in sorted(counts):
            # A cell of nobody protects nobody.
            if other[axis] == name and other != at and (counts[other] or other in hidden):
                price = 0 if other in hidden else counts[other]
                step = (1 - axis, other[1 - axis])
                heapq.heappush(heap, (cost + price, next(tick), step, path | {other}))
    return set()
