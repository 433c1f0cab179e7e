"""The highest totals of each standard among all people, exactly, without holding all of them.

Few standards are looked up, several competencies at once; for many, people are encoded as a matrix
of zeros and ones (whether a level is reached) and multiplied block by block. The product only
finds who may be among the highest: their totals are then added up again as whole numbers. A sample
tells from where on to look; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs
import numpy as np
from numpy.typing import NDArray

from asn_career.tables.matching import Match

__all__ = ["EXACT", "Top", "add_points", "find_top", "reach", "weigh"]

Whole = NDArray[np.int64]
Levels = Sequence[NDArray[Any]]
Numbers = NDArray[Any]
FEW: Final = 6
"""Up to so many standards are looked up one by one."""
BLOCK: Final = 1 << 20  # totals held at once
LOOKED_UP: Final = 1 << 14  # people looked up at once
TABLE: Final = 4_096  # cells of a table of several competencies: it has to stay in the cache
HELD: Final = 1 << 21  # candidates held before the least are dropped
MISSING: Final = -(1 << 40)
SAMPLE: Final = 4_096
EXACT: Final = 1 << 24  # whole numbers up to here are exact as float32
ROUNDING: Final = 2.0**-23


@attrs.frozen(kw_only=True, eq=False)
class Top:
    """The highest of each standard: three columns by standard, highest first, then by order.

    Attributes:
        standard: the place of the standard.
        row: the place of the person.
        total: points, times the factor of the person where there is one.
        left: by standard, how many more have the total of the last one.
    """

    standard: NDArray[np.int64]
    row: NDArray[np.int64]
    total: Whole
    left: Whole


def add_points(match: Match, levels: Levels, rows: Whole, standards: Whole) -> Whole:
    """Return the exact points of pairs of a person and a standard; under zero where unknown."""
    total = np.zeros(len(rows), np.int64)
    for c in range(len(match.competencies)):
        held = levels[c][rows]
        known = held <= match.scale
        points = match.points[c, np.where(known, held, 0), standards]
        total += np.where(known, points, MISSING * match.required[c, standards])
    return total


def weigh(match: Match, holes: Whole) -> Whole:
    """Return what each step of a level adds, by standard; unknown is far under zero.

    The columns are those that `reach` writes: the lowest levels, each step of each competency,
    and the competencies that somebody lacks (``holes``).
    """
    points, many = match.points, match.points.shape[2]
    steps = np.diff(points, axis=1).reshape(-1, many)
    base = points[:, 0, :].sum(axis=0, keepdims=True)
    lost = -(points.max(axis=1).sum(axis=0) + 1) * match.required[holes]
    return np.ascontiguousarray(np.vstack([base, steps, lost]).T)


def reach(held: NDArray[np.uint8], scale: int, holes: Whole, out: NDArray[Any]) -> None:
    """Write by step of a level who has reached it, as ones and zeros."""
    steps = np.arange(1, scale + 1, dtype=np.uint8)[:, None]
    first, last = 1, 1 + len(held) * scale
    out[0] = 1
    out[first:last].reshape(len(held), scale, -1)[:] = held[:, None, :] >= steps
    for at, c in enumerate(holes, last):
        unknown = held[c] > scale
        out[1 + c * scale : 1 + (c + 1) * scale, unknown] = 0
        out[at] = unknown


def _wanted(limit: int, step: int) -> int:
    """Return which place in a sample is most likely under the limit in all: three deviations."""
    due = limit / step
    return int(due + 3 * np.sqrt(due) + 2)


def find_top(
    match: Match,
    levels: Levels,
    factor: Whole | None,
    limit: int,
    order: Callable[[Whole], Whole],
) -> Top:
    """Return who has the highest totals by each standard.

    Args:
        match: the points, none under zero.
        levels: by competency and person; one above the scale where unknown.
        factor: by person, none under zero; None is one for all.
        limit: how many by standard. Who is tied at the end is taken by order.
        order: returns the places of some rows in the order that cuts ties; asked only of those
            who may be tied.
    """
    search = _Search(match, levels, factor, limit, order)
    if match.points.shape[2] <= FEW:
        search.look_up(range(match.points.shape[2]))
    else:
        search.multiply()
    return search.finish()


def _sort(standard: Whole, total: Whole, order: Whole | None) -> Whole:
    """Return the places by standard, the highest total first, then by order."""
    at = None if order is None else np.argsort(order)
    for key in (total.max(initial=0) - total, standard):
        small = key.astype(np.uint16) if key.max(initial=0) < 1 << 16 else key
        # Small numbers are sorted by their digits; where ties matter, order was given.
        kind: Any = "stable" if at is not None or small.dtype == np.uint16 else None
        step = np.argsort(small if at is None else small[at], kind=kind)
        at = step if at is None else at[step]
    assert at is not None  # noqa: S101 - there are two keys
    return at


class _Search:
    """The candidates so far, and what was dropped."""

    def __init__(
        self,
        match: Match,
        levels: Levels,
        factor: Whole | None,
        limit: int,
        order: Callable[[Whole], Whole],
    ) -> None:
        """Take what `find_top` takes."""
        self.match, self.levels, self.factor = match, levels, factor
        self.limit, self.order = limit, order
        self.people, self.many = len(levels[0]), match.points.shape[2]
        self.found: list[tuple[Whole, Whole, Whole]] = []
        self.size = 0
        self.left = np.zeros(self.many, np.int64)
        self.cut = np.full(self.many, -1, np.int64)

    def add(self, standards: Whole, rows: Whole, total: Whole) -> None:
        """Take candidates in; drop the least when there are many."""
        known = total >= 0
        self.found.append((standards[known], rows[known], total[known]))
        self.size += len(total)
        if self.size > HELD + self.many * self.limit:
            self._settle()

    def finish(self) -> Top:
        """Return the highest."""
        self._settle()
        ((standard, row, total),) = self.found
        return Top(standard=standard, row=row, total=total, left=self.left)

    def _settle(self) -> None:
        """Keep the highest of each standard, and count who shares the last total unkept."""
        standard, row, total = (
            np.concatenate([part[i] for part in self.found] or [np.zeros(0, np.int64)])
            for i in range(3)
        )
        at = _sort(standard, total, None)
        standard, row, total = standard[at], row[at], total[at]
        if np.any((np.diff(standard) == 0) & (np.diff(total) == 0)):
            at = _sort(standard, total, self.order(row))
            standard, row, total = standard[at], row[at], total[at]
        first = np.searchsorted(standard, np.arange(self.many))
        place = np.arange(len(standard)) - first[standard]
        last = first + self.limit - 1
        full = np.flatnonzero(last < np.append(first[1:], len(standard)))
        cut = np.full(self.many, -1, np.int64)
        cut[full] = total[last[full]]
        # What was dropped before counts only while it is the last total still.
        self.left[cut != self.cut] = 0
        self.cut = cut
        dropped = (place >= self.limit) & (total == cut[standard])
        self.left += np.bincount(standard[dropped], minlength=self.many)
        kept = place < self.limit
        self.found = [(standard[kept], row[kept], total[kept])]
        self.size = int(kept.sum())

    # -- few standards: look up ---------------------------------------------------------------

    def look_up(self, standards: range | Whole) -> None:
        """Add the points of everybody up, for one standard after the other."""
        for p in standards:
            total = self._totals(int(p))
            rows = self._highest(total)
            self.add(np.full(len(rows), p, np.int64), rows, total[rows].astype(np.int64))

    def _totals(self, p: int) -> Numbers:
        """Return the totals of everybody by one standard."""
        match = self.match
        asked = np.flatnonzero(match.required[:, p])
        points = match.points[asked, :, p]
        small = points.max(axis=1, initial=0).sum() < EXACT
        dtype: Any = np.int32 if small else np.int64
        missing = -EXACT if small else MISSING
        tables = np.column_stack([points, np.full(len(asked), missing)]).astype(dtype)
        total: Numbers = np.zeros(self.people, dtype)
        width = tables.shape[1]
        # As many competencies at once as one table holds.
        at_once = max(1, next(g for g in range(16, 0, -1) if g == 1 or width**g <= TABLE))
        groups = [range(s, min(s + at_once, len(asked))) for s in range(0, len(asked), at_once)]
        joined = []
        for group in groups:
            table = np.zeros(1, dtype)
            for i in group:
                table = (table[:, None] + tables[i]).ravel()
            joined.append(table)
        code = np.empty((2, LOOKED_UP), np.uint16)
        picked = np.empty(LOOKED_UP, dtype)
        for start in range(0, self.people, LOOKED_UP):
            end = min(start + LOOKED_UP, self.people)
            n = end - start
            codes, next_, out = code[0, :n], code[1, :n], picked[:n]
            for group, table in zip(groups, joined, strict=True):
                codes[:] = self.levels[asked[group[0]]][start:end]
                for i in group[1:]:
                    next_[:] = self.levels[asked[i]][start:end]
                    codes *= width
                    codes += next_
                np.take(table, codes, out=out, mode="clip")
                total[start:end] += out
        if self.factor is None:
            return total
        known = total >= 0
        return np.where(known, total.astype(np.int64) * self.factor, -1)

    def _highest(self, total: Numbers) -> Whole:
        """Return the rows from the last of the highest totals on, all who share it."""
        least = 0
        step = max(1, self.people // SAMPLE)
        sample = total[::step]
        wanted = _wanted(self.limit, step)
        if step > 1 and wanted < len(sample):
            guess = max(0, int(np.partition(sample, -wanted)[-wanted]))
            rows = np.flatnonzero(total >= guess)
            if len(rows) >= self.limit:
                least = guess
        if not least:
            rows = np.flatnonzero(total >= 0)
        if len(rows) > self.limit:
            values = total[rows]
            rows = rows[values >= np.partition(values, -self.limit)[-self.limit]]
        return rows

    # -- many standards: multiply -------------------------------------------------------------

    def multiply(self) -> None:
        """Multiply block by block, and take out what may be among the highest."""
        self.held = np.stack([held.astype(np.uint8) for held in self.levels])
        holes = np.flatnonzero(self.held.max(axis=1, initial=0) > self.match.scale)
        weights, factor = weigh(self.match, holes).astype(np.float32), self._factor()
        spread = 2 * np.abs(weights).sum(axis=1)  # a bound is no larger than a total
        rounding = (weights.shape[1] + 1) * ROUNDING
        bound = self._guess(weights, factor, holes)
        if factor is not None:
            bound -= rounding * spread * factor.max(initial=0)
        elif spread.max(initial=0) >= EXACT:
            bound -= rounding * spread
        people = self._reaching(bound, factor)
        # What is looked for is what is not under zero: the bound is part of the product.
        weights = np.column_stack([weights, -bound])
        width = max(256, BLOCK // self.many)
        counts = np.zeros(self.many, np.int64)
        product = np.empty((self.many, width), np.float32)
        passes = np.empty((self.many, width), np.bool_)
        reached = np.empty((weights.shape[1], width), np.float32)
        for start in range(0, len(people), width):
            block = people[start : start + width]
            n = len(block)
            # Blocks of one shape: the last is filled up with nobody.
            reached[:, n:] = 0
            whole = slice(start, start + n) if len(people) == self.people else block
            self._reach(whole, factor, holes, reached[:-1, :n])
            reached[-1, :n] = 1
            np.matmul(weights, reached, out=product)
            product[:, n:] = -1
            np.greater_equal(product, 0, out=passes)
            at = np.flatnonzero(passes)
            standards, places = np.divmod(at, width)
            rows = block[places]
            times = np.ones(1, np.float32) if factor is None else factor[rows]
            base = bound[standards]
            points = np.rint((product.ravel()[at] + base) / times).astype(np.int64)
            # Where the product may be off by half a point, the points are added up.
            far = rounding * (spread[standards] + np.abs(base) / times) >= 1 / 4
            if far.any():
                points[far] = add_points(self.match, self.levels, rows[far], standards[far])
            total = points
            if self.factor is not None:
                total = np.where(points < 0, -1, points * self.factor[rows])
            counts += np.bincount(standards[total >= 0], minlength=self.many)
            self.add(standards, rows, total)
        self._repair(counts, bound)

    def _reaching(self, bound: NDArray[np.float32], factor: NDArray[np.float32] | None) -> Whole:
        """Return who reaches any bound with the best levels: a low factor rules out at once."""
        if factor is None:
            return np.arange(self.people)
        best = np.maximum(self.match.points.max(axis=1).sum(axis=0), 1)
        return np.flatnonzero(factor >= (bound / best).min(initial=np.inf) * (1 - 1e-6))

    def _repair(self, counts: Whole, bound: NDArray[np.float32]) -> None:
        """Look up the standards for which the sample led astray: fewer found than there are."""
        short = np.flatnonzero((counts < self.limit) & (bound > 0))
        if len(short):
            self._settle()
            standard, row, total = self.found.pop()
            kept = ~np.isin(standard, short)
            self.found = [(standard[kept], row[kept], total[kept])]
            self.left[short], self.cut[short] = 0, -1
            self.look_up(short)

    def _factor(self) -> NDArray[np.float32] | None:
        """Return the factors as the product takes them; none is zero, so that signs stay."""
        if self.factor is None:
            return None
        return np.maximum(self.factor, 1e-6).astype(np.float32)

    def _reach(
        self,
        rows: Whole | slice,
        factor: NDArray[np.float32] | None,
        holes: Whole,
        out: NDArray[np.float32],
    ) -> None:
        reach(self.held[:, rows], self.match.scale, holes, out)
        if factor is not None:
            out *= factor[rows]

    def _guess(
        self, weights: NDArray[np.float32], factor: NDArray[np.float32] | None, holes: Whole
    ) -> NDArray[np.float32]:
        """Return from where on to look: a total that most likely some more than the limit have."""
        step = max(1, self.people // SAMPLE)
        sample = np.arange(0, self.people, step)
        many = len(sample)
        wanted = _wanted(self.limit, step)
        if step == 1 or wanted >= many:
            return np.zeros(self.many, np.float32)
        reached = np.empty((weights.shape[1], many), np.float32)
        self._reach(sample, factor, holes, reached)
        bounds = np.empty(self.many, np.float32)
        rows = max(1, BLOCK // many)
        for start in range(0, self.many, rows):
            total = weights[start : start + rows] @ reached
            bounds[start : start + rows] = np.partition(total, -wanted, axis=1)[:, -wanted]
        return np.maximum(bounds, 0)
