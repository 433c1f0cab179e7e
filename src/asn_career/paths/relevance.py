"""Which facts can still matter to a career: those of posts that it can still pass in time.

Of two careers the one that is better in what no post asks for that can still be passed is not
better at all. A post can be passed no more when too few days are left after it; when what the
target itself asks for (months that do not run there) leaves no time to stay in it; or when the
months that it asks for, and those that the target asks for, do not fit into the days left.
"""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

from asn_career.dates import ONE_DAY, add_months
from asn_career.paths.asking import SLACK
from asn_career.paths.careers import Career
from asn_career.paths.gauges import NO_CAP, Gauge, Motion
from asn_career.paths.groups import Group
from asn_career.paths.lay import FAR
from asn_career.paths.moving import STEP
from asn_career.paths.outlook import least_count
from asn_career.paths.terrain import Terrain, days_of
from asn_career.terms import PositionLevel

__all__ = ["Relevance"]

Asked: TypeAlias = tuple[tuple[PositionLevel | None, Group | None], ...]
"""Classes, each with a kind of post where only that one asks."""


class Relevance:
    """What can still matter, by career."""

    def __init__(self, terrain: Terrain) -> None:
        """Take the ground of a search."""
        self._terrain = terrain
        self._known: dict[tuple[int, dt.date], tuple[Career, list[Gauge]]] = {}
        self._apart: dict[tuple[str, Gauge], bool] = {}
        self._asked: dict[Gauge, Asked] = {}
        self._needed: dict[str, int] | None = None
        self._by_class: dict[tuple[PositionLevel, str], int] = {}
        self._left: dict[object, int] | None = None

    def gauges(self, career: Career, until: dt.date) -> list[Gauge]:
        """Return the gauges that can matter to a career that has to arrive by a day.

        The order is the caller's to change.
        """
        key = (id(career), until)  # the career is kept, so that no other has its id
        if key not in self._known:
            leaves, spare = self._spare(career, until)
            found = [
                gauge
                for gauge in self._terrain.gauges(career.level)
                if self._matters(gauge, career, leaves, until, spare)
            ]
            self._known[key] = career, found
        return self._known[key][1]

    def _spare(self, career: Career, until: dt.date) -> tuple[dt.date, dict[str, dt.timedelta]]:
        """Return the first day to leave on, and for how long a count need not run, if needed."""
        leaves = career.day + self._stays(career.level) if career.group else career.day
        found = {}
        for name, needed in self._needed_by_target().items():
            mark = career.counts[name]
            if not isinstance(mark.value, int) or mark.months(career.day) >= needed:
                continue
            base = career.day if mark.run is not None else leaves
            ready = add_months(base, needed - mark.months(career.day)) - SLACK
            found[name] = until - ready
        return leaves, found

    def _matters(
        self,
        gauge: Gauge,
        career: Career,
        leaves: dt.date,
        until: dt.date,
        spare: dict[str, dt.timedelta],
    ) -> bool:
        for level, kind in self._askers(gauge):
            if level is None:
                return True
            left = self._left_from(level, kind)
            if left is None or leaves + ONE_DAY + left > until:
                continue
            out = self._stays(level)
            if any(out > days and not self._runs(n, level, kind) for n, days in spare.items()):
                continue
            if kind is None or self._in_time(gauge, career, level, until - left, spare):
                return True
        return False

    def _in_time(
        self,
        gauge: Gauge,
        career: Career,
        level: PositionLevel,
        until: dt.date,
        spare: dict[str, dt.timedelta],
    ) -> bool:
        """Tell whether the months that a post asks for can be there in time."""
        mark = career.mark(gauge)
        had = mark.months(career.day) if isinstance(mark.value, int) else NO_CAP
        months = self._needed_by(level, gauge) - had
        if months <= 0:
            return True
        ready = add_months(career.day, months) - SLACK
        if ready > until:
            return False
        return not any(
            ready - career.day > days + self._waits(career, name) and self._run_apart(name, gauge)
            for name, days in spare.items()
        )

    def _waits(self, career: Career, name: str) -> dt.timedelta:
        """Return how long a career stays where a count of the target does not run yet."""
        running = career.counts[name].run is not None or not career.group
        return dt.timedelta() if running else self._stays(career.level)

    # -- what hangs on no career -----------------------------------------------------------------

    def _askers(self, gauge: Gauge) -> Asked:
        """Return the classes, or of the pair the kind of post, whose rules ask for a gauge.

        None stands for the target, and for retirement.
        """
        if gauge not in self._asked:
            terrain, name = self._terrain, gauge.fact.name
            goal = terrain.uses[terrain.target.position.level]
            if gauge.post is not None and gauge.post is not terrain.target:
                position = gauge.post.position
                self._asked[gauge] = ((position.level, terrain.groups.of(position.id)),)
            elif gauge.post or name in goal or any(f.name == name for f in terrain.retire_facts):
                self._asked[gauge] = ((None, None),)
            else:
                asking = (level for level in terrain.outlooks if name in terrain.uses[level])
                self._asked[gauge] = tuple((level, None) for level in asking)
        return self._asked[gauge]

    def _stays(self, level: PositionLevel) -> dt.timedelta:
        """Return how long a post of a class is held at least once it is taken."""
        terrain = self._terrain
        ahead: list[PositionLevel | None] = [*terrain.links.get(level, ())]
        if terrain.target.position.level in ahead:
            ahead.append(None)
        days = (days_of(terrain.stays.get((level, to), 0)) for to in ahead)
        return dt.timedelta(days=min(days, default=1))

    def _left_from(self, level: PositionLevel, kind: Group | None) -> dt.timedelta | None:
        """Return in what time at least the target is reached from a class, or a kind of post."""
        if self._left is None:
            self._left = self._terrain.groups.least_days()
        days = self._left.get(level if kind is None else kind.alike, FAR)
        return None if days >= FAR else dt.timedelta(days=max(1, days))

    def _runs(self, name: str, level: PositionLevel, kind: Group | None) -> bool:
        """Tell whether a count of the target runs in a class, or a kind of post."""
        if kind is not None:
            return name in self._terrain.runs_in.get(kind.alike, ())
        return level in self._terrain.hopes.runs[name]

    def _run_apart(self, name: str, gauge: Gauge) -> bool:
        """Tell whether a count of the target and a gauge run nowhere at once."""
        key = (name, gauge)
        if key not in self._apart:
            groups = self._terrain.trials.runs_in(gauge)
            self._apart[key] = not any(self._runs(name, g.level, g) for g in groups)
        return self._apart[key]

    def _needed_by_target(self) -> dict[str, int]:
        """Return how many months at least the target needs of each count of the pair."""
        if self._needed is None:
            pairs = self._terrain.pairs
            self._needed = {name: self._least(None, name) for name in pairs}
        return self._needed

    def _needed_by(self, level: PositionLevel, gauge: Gauge) -> int:
        """Return how many months of a count posts of a class need at least."""
        key = (level, gauge.fact.name)
        if gauge.motion is not Motion.MONTHS or gauge.use.less:
            return 0
        if key not in self._by_class:
            self._by_class[key] = self._least(level, gauge.fact.name)
        return self._by_class[key]

    def _least(self, level: PositionLevel | None, name: str) -> int:
        terrain = self._terrain
        sources, entered = tuple(terrain.links), frozenset(terrain.outlooks)
        reader = terrain.reader_of(level, STEP, sources, entered)
        return least_count(reader, (terrain.as_of, terrain.until), name)
