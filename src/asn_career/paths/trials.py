"""Trial appointments: what a single appointment does to the facts that careers differ in."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from typing import Final

from asn_career.dates import ONE_DAY
from asn_career.facts import Fact
from asn_career.paths.best import Known
from asn_career.paths.gauges import Gauge, Motion
from asn_career.paths.groups import Group, Groups
from asn_career.paths.moving import appoint
from asn_career.people import Employee
from asn_career.positions import Post
from asn_career.rulebook import Rulebook, View
from asn_career.terms import PositionLevel
from asn_career.values import Value

__all__ = ["Trials"]

FOLLOWING: Final = dt.timedelta(days=40)
"""A second trial follows the first by more than a month."""
SOME: Final = 3


class Trials:
    """The record appointed to each group in turn, one appointment each, on the same day.

    It shows in which groups a count of months runs; whether a fact looks at appointments at all;
    and which states there can be: the one now, and those that one appointment gives. An event is
    trusted to have no other state after several appointments.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        person: Employee,
        groups: Groups,
        day: dt.date,
        known: Known,
    ) -> None:
        """Take the person, the groups, the day of the appointments, and what is known of it."""
        self._book, self._day = rulebook, day
        self._now, self._groups = person, groups
        self._known = known

    def _in(self, group: Group) -> Employee:
        post, after = group.posts[0], self._known.after
        if id(post) not in after:
            after[id(post)] = post, appoint(self._now, post, self._day)
        return after[id(post)][1]

    def runs_in(self, gauge: Gauge) -> tuple[Group, ...]:
        """Return the groups in which a count of months runs, one of those that are alike."""
        if gauge.motion is not Motion.MONTHS:
            return ()
        return tuple(
            group
            for group in self._groups.all_kinds()
            if gauge.read(self._book, self._in(group), self._day).run is not None
        )

    def resets(self, fact: Fact, level: PositionLevel) -> bool:
        """Tell whether a fact is the day of the appointment to any post of a class.

        After whatever post was held before: the one now, or one of the same class. Some posts are
        enough to part it from the day of the class, or of the unit.
        """
        later = self._day + FOLLOWING
        some = self._groups.kinds(level)[:SOME]
        for group, person in itertools.product(some, [self._now, *map(self._in, some)]):
            post = group.posts[0]
            view = View(self._book, later, appoint(person, post, later), post, {})
            if view.get(fact.name) != later:
                return False
        return True

    def is_free(self, gauge: Gauge, until: dt.date) -> bool:
        """Tell whether a fact does not look at appointments, neither soon nor late."""
        key, free = (gauge.fact.name, id(gauge.post)), self._known.free
        if key not in free:
            days = (self._day - ONE_DAY, self._day, max(until, self._day))
            found = all(gauge.read(self._book, self._now, day).free for day in days)
            free[key] = gauge.post, found
        return free[key][1]

    def states(
        self, fact: Fact, posts: Sequence[Post | None], entered: frozenset[PositionLevel] | None
    ) -> tuple[Value | None, ...] | None:
        """Return the states of a fact, for any of some posts, with the classes that are entered.

        None where there are no such classes to look at yet.
        """
        if entered is None:
            return None
        people = [(self._day - ONE_DAY, self._now)]
        people += [(self._day, self._in(g)) for g in self._groups.all_kinds() if g.level in entered]
        # What holds while a fact is unknown holds for every value: the known ones are enough.
        wanted = set(fact.value_type.words or (True, False))
        found: dict[Value | None, None] = {}
        states = self._known.states
        for post, (day, person) in itertools.product(posts, people):
            key = (fact.name, id(post), id(person))
            if key not in states:
                state = View(self._book, day, person, post, {}).get(fact.name)
                states[key] = post, person, state  # both are kept, so that no other has their id
            found[states[key][2]] = None
            wanted.discard(states[key][2])
            if not wanted:
                break
        return tuple(found)
