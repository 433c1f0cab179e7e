"""The best set of courses for one person: exact branch and bound over bit sets.

What counts, in this order: hours that a year lacks, gaps that stay open, then the weights of the
courses. A set that closes more than another must hold a course that works on top of the other;
so each step takes one of those courses, or none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from asn_career.development.bounds import NeedsBound
from asn_career.development.task import Need, Task

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["Found", "bits", "open_needs", "solve"]


@attrs.frozen
class Found:
    """The best set of courses: its bits, the needs it leaves open, whether nothing is better."""

    chosen: int
    open: tuple[Need, ...]
    proven: bool


def bits(mask: int) -> Iterator[int]:
    """Yield the places of a set, low to high."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def open_needs(task: Task, chosen: int) -> tuple[Need, ...]:
    """Return the needs that a set of courses leaves open."""
    return tuple(need for need in task.needs if _walk(task, need, chosen)[0] < need.required)


def _walk(task: Task, need: Need, chosen: int) -> tuple[int, int]:
    """Return the level by the day of a need, and the courses that would work on top.

    A course works on the level held when it begins.
    """
    level = first = task.levels[need.competency]
    ended: list[tuple[dt.date, int]] = []
    more = 0
    for step in task.steps[need.competency]:
        if step.end > need.by:
            break
        if step.to <= level:
            continue
        entry = first
        for day, reached in ended:
            entry = reached if day < step.start else entry
        if max(entry, 0) < step.since:
            continue
        if chosen >> step.bit & 1:
            level = step.to
            ended.append((step.end, level))
        else:
            more |= 1 << step.bit
    return level, more


def solve(task: Task, steps: int) -> Found:
    """Return the best set of courses; at most so many steps are made.

    The order of the input plays no part: courses stand in the order of their days and keys, and
    of equal sets the one met first is kept.
    """
    search = _Search(task, steps)
    search.run(0, 0)
    return Found(search.best_set, open_needs(task, search.best_set), not search.stopped)


class _Search:
    def __init__(self, task: Task, steps: int) -> None:
        self.task, self.left, self.stopped = task, steps, False
        self.weights = task.weights
        self.hours = [course.hours for course in task.courses]
        self.costs = [course.cost for course in task.courses]
        self.per_gap = 1 + sum(task.weights)
        self.per_hour = self.per_gap * (1 + len(task.needs))
        self.all = (1 << len(self.hours)) - 1
        # The weight of an hour, low to high: what fills a year most cheaply.
        self.cheap = sorted(bits(self.all), key=lambda i: (self.weights[i] / self.hours[i], i))
        self.floors = [
            (year.least - year.done, task.members[i])
            for i, year in enumerate(task.years)
            if year.least is not None and year.least > year.done
        ]
        self.caps = [
            (year.most - year.done, task.members[i])
            for i, year in enumerate(task.years)
            if year.most is not None
        ]
        self.plain = NeedsBound(task, self.weights, self.per_gap)
        self.prices = [self._price(*floor) for floor in self.floors]
        self.reduced = [
            weight - sum(price * hours for price, (_, inside) in self._priced() if inside >> i & 1)
            for i, (weight, hours) in enumerate(zip(self.weights, self.hours, strict=True))
        ]
        self.gains = sum(1 << i for i, weight in enumerate(self.reduced) if weight < 0)
        self.priced = None
        if any(self.prices):
            self.priced = NeedsBound(task, [max(w, 0) for w in self.reduced], self.per_gap)
        self.best: int | None = None
        self.best_set = 0

    def _priced(self) -> Iterator[tuple[int, tuple[int, int]]]:
        return zip(self.prices, self.floors, strict=True)

    def _price(self, missing: int, members: int) -> int:
        """Return the weight of the last hour when a year is filled as cheaply as possible."""
        price = 0
        for i in self.cheap:
            if members >> i & 1 and missing > 0:
                missing -= self.hours[i]
                price = self.weights[i] // self.hours[i]
        return price

    def _sum(self, amounts: list[int] | tuple[int, ...], mask: int) -> int:
        return sum([amounts[i] for i in bits(mask)])

    def _lacks(self, chosen: int) -> list[int]:
        return [max(least - self._sum(self.hours, chosen & m), 0) for least, m in self.floors]

    def _bound(self, chosen: int, refused: int, lacks: list[int]) -> int:
        """Return what all sets between two sets are worth at least."""
        free = self.all & ~chosen & ~refused
        never = filled = bought = 0
        for lack, price, (_, members) in zip(lacks, self.prices, self.floors, strict=True):
            there = self._sum(self.hours, free & members)
            never += max(lack - there, 0)
            missing = min(lack, there)
            bought += price * missing
            for i in self.cheap:
                if not missing:
                    break
                if (free & members) >> i & 1:
                    part = min(missing, self.hours[i])
                    filled += self.weights[i] * part // self.hours[i]
                    missing -= part
        least = max(filled, self.plain.of(chosen, refused))
        if self.priced is not None:
            gains = self._sum(self.reduced, free & self.gains)
            least = max(least, bought + gains + self.priced.of(chosen, refused))
        return self.per_hour * never + self._sum(self.weights, chosen) + least

    def _with(self, chosen: int, refused: int, course: int) -> tuple[int, int] | None:
        """Return the set with a course and all it requires, or None where it does not fit."""
        mask = self.task.closure[course] & ~chosen
        together = chosen | mask
        out = refused
        for i in bits(mask):
            out |= self.task.clashes[i]
        if mask & refused or out & together:
            return None
        if self.task.budget is not None and self._sum(self.costs, together) > self.task.budget:
            return None
        if any(mask & m and self._sum(self.hours, together & m) > most for most, m in self.caps):
            return None
        return together, out

    def run(self, chosen: int, refused: int) -> None:
        """Look at all sets that hold the chosen courses and none of those refused."""
        if self.left == 0:
            self.stopped = True
            return
        self.left -= 1
        lacks = self._lacks(chosen)
        lost, cuts = 0, []
        for need in self.task.needs:
            level, more = _walk(self.task, need, chosen)
            if level < need.required:
                lost += 1
                if more & ~refused:
                    cuts.append(more & ~refused)
        value = self.per_hour * sum(lacks) + self.per_gap * lost + self._sum(self.weights, chosen)
        if self.best is None or value < self.best:
            self.best, self.best_set = value, chosen
        if self._bound(chosen, refused, lacks) >= self.best:
            return
        if cuts:
            cut = min(cuts, key=lambda mask: (mask.bit_count(), mask))
            serves = {i: sum(mask >> i & 1 for mask in cuts) for i in bits(cut)}
            order = sorted(serves, key=lambda i: (self.weights[i] / serves[i], i))
        else:
            free = 0
            for lack, (_, members) in zip(lacks, self.floors, strict=True):
                free |= members & ~chosen & ~refused if lack else 0
            order = [i for i in self.cheap if free >> i & 1][:1]
        for course in order:
            if (found := self._with(chosen, refused, course)) is not None:
                self.run(*found)
            refused |= self.task.dependents[course]
        if order:
            self.run(chosen, refused)
