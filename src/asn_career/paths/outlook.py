"""On which days could a post be open at all, and from when to a career with so many months?

The conditions are read at the best that any career could make of them; see `best`. Where a post is
open to nobody the search need not begin. With the months that a career has and can have, it gives
the earliest day on which it could enter, never later than the true one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final, TypeAlias

import attrs

from asn_career.dates import ONE_DAY, add_months
from asn_career.facts import Movement
from asn_career.paths.asking import Part
from asn_career.paths.best import Entered, Reader, Reading

__all__ = ["Counts", "Outlook", "Window", "least_count", "least_stay"]

Counts: TypeAlias = Callable[[str, dt.date], int]
"""The most months of a fact that there can be on a day."""
LONGEST: Final = 600
"""Months in a post, more than any rule asks for."""


@attrs.frozen(eq=False)
class Window:
    """Days on which a post could be open, both included, with the conditions that count months."""

    since: dt.date
    until: dt.date
    counting: tuple[Reading, ...]


class Outlook:
    """The windows of a post, and the earliest day on which a career could still hope to enter.

    Attributes:
        windows: the windows in order.
        never: the conditions that do not hold on any day whatever the career.
        counts: the facts whose months count for it.
    """

    def __init__(self, reader: Reader, span: tuple[dt.date, dt.date]) -> None:
        """Read the conditions on every day of change."""
        self._reader = reader
        self._held: dict[object, bool] = {}
        self.windows: list[Window] = []
        hopeless: dict[tuple[str, int], tuple[Part, bool]] = {}
        for day, last, readings in reader.spans(span):
            shut = [r.part for r in readings if not reader.holds(r, day)]
            for i, reading in enumerate(readings):
                key = (reading.part.rule, i)
                before = hopeless.get(key, (reading.part, True))[1]
                hopeless[key] = (reading.part, before and reading.part in shut)
            if not shut:
                counting = tuple(r for r in readings if r.months and not r.open)
                before_it = self.windows[-1] if self.windows else None
                joins = before_it is not None and before_it.until == day - ONE_DAY
                if joins and before_it is not None and not (counting or before_it.counting):
                    self.windows[-1] = attrs.evolve(before_it, until=last)
                else:
                    self.windows.append(Window(day, last, counting))
        self.counts = frozenset(
            name for window in self.windows for r in window.counting for name in r.months
        )
        self.never = tuple(part for part, always in hopeless.values() if always)

    def stands(self, entered: Entered) -> bool:
        """Tell whether other classes that can be entered change nothing here."""
        return self._reader.stands(entered)

    def earliest(self, since: dt.date, counts: Counts) -> dt.date | None:
        """Return the first day from ``since`` on which a post could be entered, None if none.

        Args:
            since: the first day asked about.
            counts: the most months there can be of a fact on a day; they only grow.
        """
        for window in self.windows:
            first = max(window.since, since)
            if first > window.until:
                continue
            if self._holds(window, first, counts):
                return first
            if not self._holds(window, window.until, counts):
                continue
            low, high = first.toordinal() + 1, window.until.toordinal()
            while low < high:
                middle = (low + high) // 2
                if self._holds(window, dt.date.fromordinal(middle), counts):
                    high = middle
                else:
                    low = middle + 1
            return dt.date.fromordinal(low)
        return None

    def _holds(self, window: Window, day: dt.date, counts: Counts) -> bool:
        for reading in window.counting:
            months = {name: counts(name, day) for name in reading.months}
            ticks = day if self._reader.ticks(reading.part) else None
            key = (id(reading), ticks, *months.values())
            if key not in self._held:  # windows keep the readings, so that no other has the id
                self._held[key] = reading.may_hold(day, months)
            if not self._held[key]:
                return False
        return True


def least_stay(reader: Reader, span: tuple[dt.date, dt.date]) -> int:
    """Return how many months at least a post is held before it can be left for that of a reader.

    By the conditions that ask for the day on which the post was taken.
    """

    def wants(part: Part) -> bool:
        return any(fact.movement is Movement.RESETS for fact in reader.facts(part))

    def holds(reading: Reading, day: dt.date, months: int) -> bool:
        return reading.may_hold(day, {}, add_months(day, -months))

    return _least(reader, span, wants, holds)


def least_count(reader: Reader, span: tuple[dt.date, dt.date], name: str) -> int:
    """Return how many months of a count at least the post of a reader needs, on any day."""

    def wants(part: Part) -> bool:
        return any(fact.name == name for fact in reader.facts(part))

    def holds(reading: Reading, day: dt.date, months: int) -> bool:
        choices = tuple((key, (months,) if key == name else vs) for key, vs in reading.choices)
        return attrs.evolve(reading, choices=choices).may_hold(day, {name: months})

    return _least(reader, span, wants, holds)


def _least(
    reader: Reader,
    span: tuple[dt.date, dt.date],
    wants: Callable[[Part], bool],
    holds: Callable[[Reading, dt.date, int], bool],
) -> int:
    """Return the least months with which the conditions wanted hold on some day."""
    least = LONGEST
    for day, _, readings in reader.spans(span, wants):
        low, high = 0, least
        fewer = least < LONGEST and not all(holds(one, day, least - 1) for one in readings)
        if fewer or not all(reader.holds(one, day) for one in readings):
            continue
        while low < high:
            middle = (low + high) // 2
            if all(holds(one, day, middle) for one in readings):
                high = middle
            else:
                low = middle + 1
        least = low
        if not least:
            break
    return least
