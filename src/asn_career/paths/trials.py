"""Trial appointments: what a single appointment does to the facts that careers differ in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from asn_career.dates import ONE_DAY
from asn_career.facts import Fact
from asn_career.paths.gauges import Gauge, Motion, Use
from asn_career.paths.groups import Group
from asn_career.paths.moving import appoint
from asn_career.people import Employee
from asn_career.positions import Post
from asn_career.rulebook import Rulebook
from asn_career.terms import PositionLevel
from asn_career.values import Value

__all__ = ["Trials"]

EXACT = Use(more=True, less=True)


class Trials:
    """The record appointed to each group in turn, one appointment each, on the same day.

    It shows in which groups a count of months runs; whether a fact looks at appointments at all;
    and which states there can be: the one now, and those that one appointment gives. An event is
    trusted to have no other state after several appointments.
    """

    def __init__(
        self, rulebook: Rulebook, person: Employee, groups: Iterable[Group], day: dt.date
    ) -> None:
        """Appoint the person to a post of each group on a day."""
        self._book, self._day = rulebook, day
        self._now = person
        self._after = {group: appoint(person, group.posts[0], day) for group in groups}
        self._states: dict[tuple[str, Post | None], dict[Group | None, Value | None]] = {}

    def runs_in(self, gauge: Gauge) -> tuple[Group, ...]:
        """Return the groups in which a count of months runs."""
        if gauge.motion is not Motion.MONTHS:
            return ()
        return tuple(
            group
            for group, person in self._after.items()
            if gauge.read(self._book, person, self._day).run is not None
        )

    def is_free(self, gauge: Gauge, until: dt.date) -> bool:
        """Tell whether no appointment changes a fact, before or after one, soon or late."""
        people = [self._now, *list(self._after.values())[:1]]
        days = (self._day - ONE_DAY, self._day, max(until, self._day))
        return all(gauge.read(self._book, one, day).free for one in people for day in days)

    def states(
        self, fact: Fact, posts: Sequence[Post | None], closed: frozenset[PositionLevel]
    ) -> tuple[Value | None, ...]:
        """Return the states of a fact, for any of some posts, with the closed classes left out."""
        found: dict[Value | None, None] = {}
        for post in posts:
            key = (fact.name, post)
            if key not in self._states:
                gauge = Gauge(fact, EXACT, post)
                now = gauge.read(self._book, self._now, self._day - ONE_DAY).value
                self._states[key] = {
                    None: now,
                    **{
                        g: gauge.read(self._book, p, self._day).value
                        for g, p in self._after.items()
                    },
                }
            for group, value in self._states[key].items():
                if group is None or group.level not in closed:
                    found[value] = None
        return tuple(found)
