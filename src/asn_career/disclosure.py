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
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Final, TypeAlias

from asn_career.errors import InvalidInputError, Problem

__all__ = ["MIN_CELL", "At", "hide_small", "is_protected"]

MIN_CELL: Final = 5
"""A count from 1 to one less than this is small."""
At: TypeAlias = tuple[str, str]
"""A row and a column."""
Line: TypeAlias = tuple[int, str]
"""A row (0) or a column (1)."""
Lines: TypeAlias = Mapping[Line, list[At]]


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
    cells, near = _by_line(counts), _by_line(hidden)
    # To hide more opens nothing: what is hidden with a cell stands on its ring.
    for at in sorted(_open_cells(near)):
        if _is_on_ring(near, at):
            continue
        more = _ring(counts, cells, hidden, at)
        if not more:
            return frozenset(counts)
        hidden |= more
        near = _by_line(hidden)
    return frozenset(hidden)


def is_protected(
    counts: Mapping[At, int], hidden: Iterable[At], *, min_cell: int = MIN_CELL
) -> bool:
    """Tell whether no small cell follows from what is shown, sums of rows and columns included."""
    chosen = set(hidden)
    small = {at for at, n in counts.items() if 0 < n < min_cell}
    # A hidden cell of nobody cannot give anybody away, and lends nobody to a ring.
    return small <= chosen and not _open_cells(_by_line({at for at in chosen if counts[at]}))


def _by_line(cells: Iterable[At]) -> Lines:
    """Return cells in order by their row and by their column."""
    lines: dict[Line, list[At]] = {}
    for at in sorted(cells):
        for axis in (0, 1):
            lines.setdefault((axis, at[axis]), []).append(at)
    return lines


def _open_cells(near: Lines) -> set[At]:
    """Return the hidden cells that follow from the rest.

    Along a ring of hidden cells one person may be moved round by turns, and all sums stay; a cell
    on no such ring can be computed. Such cells are the bridges of the graph whose edges are the
    hidden cells, found by how far back one gets behind each (Tarjan).
    """
    found: set[At] = set()
    order: dict[Line, int] = {}
    back: dict[Line, int] = {}
    for root in near:
        if root in order:
            continue
        order[root] = back[root] = len(order)
        trail: list[tuple[Line, At | None, Iterator[At]]] = [(root, None, iter(near[root]))]
        while trail:
            line, by, rest = trail[-1]
            at = next((at for at in rest if at != by), None)
            if at is None:
                trail.pop()
                if by is not None:
                    before = trail[-1][0]
                    back[before] = min(back[before], back[line])
                    if back[line] > order[before]:
                        found.add(by)
                continue
            step = _across(line, at)
            if step in order:
                back[line] = min(back[line], order[step])
            else:
                order[step] = back[step] = len(order)
                trail.append((step, at, iter(near[step])))
    return found


def _across(line: Line, at: At) -> Line:
    """Return the other line on which a cell stands."""
    axis = 1 - line[0]
    return axis, at[axis]


def _is_on_ring(near: Lines, at: At) -> bool:
    """Tell whether its row and its column are joined by other hidden cells: then it may vary."""
    reached, edge = {(0, at[0])}, [(0, at[0])]
    while edge:
        line = edge.pop()
        for other in near[line]:
            step = _across(line, other)
            if other != at and step not in reached:
                reached.add(step)
                edge.append(step)
    return (1, at[1]) in reached


def _ring(counts: Mapping[At, int], cells: Lines, hidden: set[At], at: At) -> set[At]:
    """Return the cells of the fewest people that join its row and its column."""
    tick = count()
    heap: list[tuple[int, int, Line, frozenset[At]]] = [(0, next(tick), (0, at[0]), frozenset())]
    done: set[Line] = set()
    while heap:
        cost, _, line, path = heapq.heappop(heap)
        if line == (1, at[1]):
            return set(path) - hidden
        if line in done:
            continue
        done.add(line)
        for other in cells[line]:
            # A cell of nobody protects nobody.
            if other != at and (counts[other] or other in hidden):
                price = 0 if other in hidden else counts[other]
                heapq.heappush(
                    heap, (cost + price, next(tick), _across(line, other), path | {other})
                )
    return set()
