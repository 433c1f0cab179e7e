"""The earliest arrival that a career could still hope for, never later than the true one.

A relaxed world: a career may be in several classes at once. A class is entered on the first day on
which one that leads to it has been entered and its rules could be YES; from then on the months of
the facts that run there count, all at once, and what runs already goes on. Entering classes in the
order of their days is Dijkstra's algorithm; the day of the target is the hope.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from asn_career.dates import ONE_DAY, months_between
from asn_career.paths.gauges import Gauge, Mark, Motion
from asn_career.paths.groups import Group
from asn_career.paths.outlook import Outlook
from asn_career.terms import PositionLevel

__all__ = ["Hopes"]

SAFE: Final = 28  # every month has this day


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

    def arrival(
        self, level: PositionLevel, day: dt.date, marks: Mapping[Gauge, Mark]
    ) -> dt.date | None:
        """Return the earliest arrival of a career that stands in a class from a day on.

        Args:
            level: the class where it stands.
            day: the day from which it stands there; every step follows later.
            marks: its readings; of the pair only those for the target.
        """
        goal_post = self._target.posts[0]
        held = {
            gauge.fact.name: mark
            for gauge, mark in marks.items()
            if gauge.motion is Motion.MONTHS and (gauge.post is None or gauge.post is goal_post)
        }
        entered: dict[PositionLevel, dt.date] = {}

        def counts(on: dt.date) -> dict[str, int]:
            found = {}
            for name, mark in held.items():
                if not isinstance(mark.value, int):
                    continue
                count = mark.months(on)
                if mark.run is None:
                    since = min((entered[a] for a in self._runs[name] if a in entered), default=on)
                    # A count from the 28th misses none that a month's end would complete early.
                    since = min(since, since.replace(day=SAFE)) if since.day > SAFE else since
                    count += max(0, months_between(since, on))
                found[name] = count
            return found

        goal = self._target.level
        open_from = dict.fromkeys(self._links.get(level, ()), day + ONE_DAY)
        known: dict[PositionLevel, dt.date | None] = {}
        arrival, running = None, set(held)
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
            running = {name for name in held if following[2] in self._runs[name]}
