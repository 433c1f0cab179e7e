"""What a search moves about: careers on their way, and the ways it has found."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

import attrs

from asn_career.paths.gauges import Gauge, Mark
from asn_career.paths.groups import Group
from asn_career.paths.watching import WatchedPost
from asn_career.people import Employee
from asn_career.positions import Position, Post
from asn_career.rulebook import Rulebook
from asn_career.terms import PositionLevel

__all__ = ["Career", "Found", "Steps", "names_of"]

Steps: TypeAlias = tuple[tuple[Post, dt.date], ...]
"""The posts and days of some steps, one after the other."""


@attrs.define(eq=False, slots=True)
class Career:
    """A record on its way: who, where, since when, after which steps.

    Attributes:
        person: the record with the appointments assumed so far.
        edges: the days of its records.
        day: the day from which it stands here; a step follows on a later day.
        last: the last day in service, or of the search.
        group: where it stands; None where it starts.
        steps: the posts and days of the steps so far.
        since: the first day on which it is asked about.
        marks: the readings of its gauges on that day, made when they are wanted.
        later: such readings on later days, where they were compared.
        seen: readings of facts of the pair on days, with what they looked at of a post.
        hope: a day before which it cannot arrive.
        least: so many moves it takes from here at least.
        betters: the steps of those in its group that are no worse in everything.
        beaten: whether these are as many as there are routes wanted, or one took its own steps.
        counts: the readings on which its hope rests.
        levels: the levels that its steps had to gain, where the least of these is searched for.
    """

    person: Employee
    edges: tuple[dt.date, ...]
    position: Position
    day: dt.date
    last: dt.date
    group: Group | None
    steps: Steps
    since: dt.date
    book: Rulebook = attrs.field(repr=False)
    marks: dict[Gauge, Mark] = attrs.field(factory=dict)
    later: dict[tuple[Gauge, dt.date], Mark] = attrs.field(factory=dict)
    seen: dict[tuple[str, dt.date], list[tuple[WatchedPost, Mark]]] = attrs.field(factory=dict)
    hope: dt.date = dt.date.max
    least: int = 1
    betters: set[tuple[str, ...]] = attrs.field(factory=set)
    beaten: bool = False
    counts: dict[str, Mark] = attrs.field(factory=dict)
    levels: int = 0

    @property
    def level(self) -> PositionLevel:
        """The class where it stands."""
        return self.position.level

    def mark(self, gauge: Gauge) -> Mark:
        """Return the reading of a gauge on the day since which it stands."""
        found = self.marks.get(gauge)
        if found is None:
            found = self.marks[gauge] = self._read(gauge, self.since)
        return found

    def mark_on(self, gauge: Gauge, day: dt.date) -> Mark:
        """Return the reading of a gauge on a later day."""
        if (gauge, day) not in self.later:
            self.later[gauge, day] = self._read(gauge, day)
        return self.later[gauge, day]

    def _read(self, gauge: Gauge, day: dt.date) -> Mark:
        """Read a gauge, unless it was for a post that is the same in all that the reading saw."""
        if gauge.post is None:
            return gauge.read(self.book, self.person, day)
        known = self.seen.setdefault((gauge.fact.name, day), [])
        for post, mark in known:
            if post.reads_like(gauge.post):
                return mark
        post = WatchedPost(gauge.post)
        known.append((post, gauge.read(self.book, self.person, day, post)))
        return known[-1][1]

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the posts of its steps: the last of all ties."""
        return names_of(self.steps)


@attrs.frozen
class Found:
    """A way to the target: the posts and days of its steps, and what is to be least before them."""

    steps: Steps
    cost: int = 0

    @property
    def day(self) -> dt.date:
        """The day of arrival."""
        return self.steps[-1][1]

    @property
    def moves(self) -> int:
        """How many steps it takes."""
        return len(self.steps)

    @property
    def reach(self) -> tuple[int, dt.date, int]:
        """What orders ways: what is to be least, the day, the moves."""
        return self.cost, self.day, self.moves


def names_of(steps: Steps) -> tuple[str, ...]:
    """Return the ids of the posts of some steps."""
    return tuple(post.id for post, _ in steps)
