"""The earliest arrival and the fewest moves that a career could still hope for.

Neither is more than the true one.

A relaxed world: a career may be in several classes at once. A class is entered on the first day on
which one that leads to it has been held long enough and its rules could be YES; from then on the
months of the facts that run there count, all at once, and what runs already goes on. Entering
classes in the order of their days is Dijkstra's algorithm; the day of the target is the hope.
Entering in one move all classes that are open, and then all that these open, counts the fewest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final, TypeAlias

import attrs

from asn_career.dates import ONE_DAY, add_months, months_between
from asn_career.paths.asking import SLACK
from asn_career.paths.best import MANY
from asn_career.paths.gauges import Mark
from asn_career.paths.groups import Group, Links
from asn_career.paths.outlook import Counts, Outlook
from asn_career.terms import PositionLevel

__all__ = ["Hopes", "Start"]

SAFE: Final = 28  # every month has this day


@attrs.frozen
class Start:
    """Where a career stands, or is to go.

    Attributes:
        level: the class.
        day: the day from which it stands there; every step follows later.
        counts: its readings of counts of months; of the pair those for the target.
        here: the counts that begin to run on the day, where the readings are older.
        entered: whether it takes a post on that day, and so has to stay as long as rules ask for.
        begins: the days before which some counts do not begin to run, by the positions ahead.
        shift: of the counts that stop to run there, how many days before an arrival they do.
    """

    level: PositionLevel
    day: dt.date
    counts: Mapping[str, Mark]
    here: frozenset[str] = frozenset()
    entered: bool = True
    begins: Mapping[str, dt.date] = attrs.field(factory=dict)
    shift: Mapping[str, int] = attrs.field(factory=dict)

    @property
    def key(self) -> object:
        """What tells it apart."""
        read = tuple((name, mark.value, mark.run) for name, mark in self.counts.items())
        begins, shift = tuple(self.begins.items()), tuple(self.shift.items())
        return self.level, self.day, self.here, self.entered, read, begins, shift


Stays: TypeAlias = Mapping[tuple[PositionLevel, PositionLevel | None], int]
"""How many months a post of a class is held before it is left for a class, or the target."""


class Hopes:
    """The outlooks of the target and of the classes on the way to it."""

    def __init__(
        self,
        target: Group,
        outlook: Outlook,
        outlooks: Mapping[PositionLevel, Outlook],
        links: Links,
        *,
        runs: Mapping[str, frozenset[PositionLevel]],
        stays: Stays,
    ) -> None:
        """Take the outlooks, which class leads to which, where a fact runs, how long one stays.

        The months to be stayed before the target is taken stand under its class and None.
        """
        self._target, self._outlook, self._outlooks = target, outlook, outlooks
        self._links, self.runs, self._stays = links, runs, stays
        self._known: dict[object, tuple[dt.date, int] | None] = {}

    def of(self, start: Start) -> tuple[dt.date, int] | None:
        """Return the earliest arrival and the fewest moves of a career, None if it has no hope."""
        if start.key not in self._known:
            arrival = self._arrival(start)
            hope = None if arrival is None else (arrival, self._moves(start))
            self._known[start.key] = hope
        return self._known[start.key]

    def _leaves(
        self,
        source: PositionLevel,
        since: dt.date,
        to: PositionLevel | None,
        *,
        entered: bool = True,
    ) -> dt.date:
        """Return the day before which a post is not left for a class, or (None) for the target."""
        months = self._stays.get((source, to), 0) if entered else 0
        return (
            max(since + ONE_DAY, add_months(since, months) - SLACK) if months else since + ONE_DAY
        )

    def _counts(self, start: Start, entered: Mapping[PositionLevel, dt.date]) -> Counts:
        """Return what gives the most months of a fact on a day, by the classes entered."""

        def count(name: str, on: dt.date) -> int:
            mark = start.counts.get(name)
            if mark is None or not isinstance(mark.value, int):
                return MANY
            if name in start.shift:  # it stops; a broken month may add to another one
                ends = max(start.day, on - dt.timedelta(days=start.shift[name]))
                return mark.months(ends) + 1
            months = mark.months(on)
            if mark.run is None:
                days = [entered[a] for a in self.runs[name] if a in entered]
                days += [start.day] if name in start.here else []
                if days:
                    since = max(min(days), start.begins.get(name, start.day))
                    # A count from the 28th misses none that a month's end would complete early.
                    since = since.replace(day=SAFE) if since.day > SAFE else since
                    months += max(0, months_between(since, on))
            return months

        return count

    def _moves(self, start: Start) -> int:
        entered: dict[PositionLevel, dt.date] = {}
        moves = 1
        while True:
            counts = self._counts(start, entered)
            opens = self._open(start, entered)
            if None in opens and self._outlook.earliest(opens[None], counts) is not None:
                return moves
            found = {
                a: at
                for a, outlook in self._outlooks.items()
                if a in opens and (at := outlook.earliest(opens[a], counts)) is not None
            }
            if found == entered:
                return moves
            entered, moves = found, moves + 1

    def _open(
        self, start: Start, entered: Mapping[PositionLevel, dt.date]
    ) -> dict[PositionLevel | None, dt.date]:
        """Return from when each class, and (None) the target, is open from those entered."""
        found: dict[PositionLevel | None, dt.date] = {}
        standing = [(start.level, start.day, start.entered)]
        standing += [(source, since, True) for source, since in entered.items()]
        for source, since, taken in standing:
            for a in self._ahead(source):
                first = self._leaves(source, since, a, entered=taken)
                found[a] = min(first, found.get(a, first))
        return found

    def _ahead(self, source: PositionLevel) -> tuple[PositionLevel | None, ...]:
        reach = tuple(self._links.get(source, ()))
        return (*reach, None) if self._target.level in reach else reach

    def _arrival(self, start: Start) -> dt.date | None:
        entered: dict[PositionLevel, dt.date] = {}
        counts = self._counts(start, entered)
        opens = self._open(start, entered)
        known: dict[PositionLevel, dt.date | None] = {}
        there: PositionLevel | None
        arrival: dt.date | None = None
        changed: set[PositionLevel | None] = {*opens}
        running = set(start.counts)
        while True:
            if None in opens and (None in changed or self._outlook.counts & running):
                arrival = self._outlook.earliest(opens[None], counts)
            for a, outlook in self._outlooks.items():
                if a in opens and a not in entered and (a in changed or outlook.counts & running):
                    known[a] = outlook.earliest(opens[a], counts)
            ways = ((d, a.order, a) for a, d in known.items() if d and a not in entered)
            following = min(ways, default=None)
            if following is None or (arrival is not None and arrival <= following[0]):
                return arrival
            day, _, step = following
            entered[step] = day
            changed = set()
            for there in self._ahead(step):
                first = self._leaves(step, day, there)
                if first < opens.get(there, dt.date.max):
                    opens[there] = first
                    changed.add(there)
            running = {name for name in start.counts if step in self.runs.get(name, ())}
