"""The earliest arrival and the fewest moves that a career could still hope for.

Neither is more than the true one.

A relaxed world: a career may be in several classes at once. A class is entered on the first day on
which one that leads to it has been entered and its rules could be YES; from then on the months of
the facts that run there count, all at once, and what runs already goes on. Entering classes in the
order of their days is Dijkstra's algorithm; the day of the target is the hope. Entering in one move
all classes that are open, and then all that these open, counts the fewest moves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

import attrs

from asn_career.dates import ONE_DAY, months_between
from asn_career.paths.gauges import Mark
from asn_career.paths.groups import Group
from asn_career.paths.outlook import Outlook
from asn_career.terms import PositionLevel

__all__ = ["Hopes"]

SAFE: Final = 28  # every month has this day


@attrs.frozen
class _Start:
    """Where a career stands, since when, with which counts, and which of them begin there."""

    level: PositionLevel
    day: dt.date
    held: Mapping[str, Mark]
    here: frozenset[str]


class Hopes:
    """The outlooks of the target and of the classes on the way to it."""

    def __init__(
        self,
        target: Group,
        outlook: Outlook,
        outlooks: Mapping[PositionLevel, Outlook],
        links: Mapping[PositionLevel, frozenset[PositionLevel]],
        runs: Mapping[str, frozenset[PositionLevel]],
    ) -> None:
        """Take the outlooks, which class leads to which, and in which classes a fact runs."""
        self._target, self._outlook, self._outlooks = target, outlook, outlooks
        self._links, self._runs = links, runs
        self._known: dict[object, tuple[dt.date, int] | None] = {}

    def of(
        self,
        level: PositionLevel,
        day: dt.date,
        counts: Mapping[str, Mark],
        here: frozenset[str] = frozenset(),
    ) -> tuple[dt.date, int] | None:
        """Return the earliest arrival and the fewest moves of a career, None if it has no hope.

        Args:
            level: the class where it stands.
            day: the day from which it stands there; every step follows later.
            counts: its readings of counts of months; of the pair those for the target.
            here: the counts that begin to run on the day, where the readings are older.
        """
        held = {name: mark for name, mark in counts.items() if isinstance(mark.value, int)}
        read = tuple((name, mark.value, mark.run) for name, mark in held.items())
        key = (level, day, here, read)
        if key not in self._known:
            start = _Start(level, day, held, here)
            arrival = self._arrival(start)
            hope = None if arrival is None else (arrival, self._moves(start))
            self._known[key] = hope
        return self._known[key]

    def _counts(
        self, start: _Start, entered: Mapping[PositionLevel, dt.date]
    ) -> Callable[[dt.date], dict[str, int]]:
        """Return what gives the most months of each fact on a day, by the classes entered."""

        def counts(on: dt.date) -> dict[str, int]:
            found = {}
            for name, mark in start.held.items():
                found[name] = mark.months(on)
                days = [entered[a] for a in self._runs[name] if a in entered]
                days += [start.day] if name in start.here else []
                if mark.run is None and days:
                    since = min(days)
                    # A count from the 28th misses none that a month's end would complete early.
                    since = since.replace(day=SAFE) if since.day > SAFE else since
                    found[name] += max(0, months_between(since, on))
            return found

        return counts

    def _moves(self, start: _Start) -> int:
        entered: dict[PositionLevel, dt.date] = {}
        goal, moves = self._target.level, 1
        while True:
            counts = self._counts(start, entered)
            open_from: dict[PositionLevel, dt.date] = {}
            for source, since in [(start.level, start.day), *entered.items()]:
                for a in self._links.get(source, ()):
                    first = since + ONE_DAY
                    open_from[a] = min(first, open_from.get(a, first))
            if goal in open_from and self._outlook.earliest(open_from[goal], counts) is not None:
                return moves
            found = {
                a: at
                for a, outlook in self._outlooks.items()
                if a in open_from and (at := outlook.earliest(open_from[a], counts)) is not None
            }
            if found == entered:
                return moves
            entered, moves = found, moves + 1

    def _arrival(self, start: _Start) -> dt.date | None:
        entered: dict[PositionLevel, dt.date] = {}
        counts = self._counts(start, entered)
        goal = self._target.level
        open_from = dict.fromkeys(self._links.get(start.level, ()), start.day + ONE_DAY)
        known: dict[PositionLevel, dt.date | None] = {}
        arrival, running = None, set(start.held)
        while True:
            if goal in open_from and (arrival is None or self._outlook.counts & running):
                arrival = self._outlook.earliest(open_from[goal], counts)
            for a, outlook in self._outlooks.items():
                again = a not in known or outlook.counts & running
                if a in open_from and a not in entered and again:
                    known[a] = outlook.earliest(open_from[a], counts)
            ways = ((d, a.order, a) for a, d in known.items() if d and a not in entered)
            following = min(ways, default=None)
            if following is None or (arrival is not None and arrival <= following[0]):
                return arrival
            entered[following[2]] = following[0]
            for a in self._links.get(following[2], ()):
                open_from.setdefault(a, following[0] + ONE_DAY)
            running = {name for name in start.held if following[2] in self._runs[name]}
