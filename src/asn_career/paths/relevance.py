"""Which facts can still matter to a career: those of posts that it can still pass in time.

Of two careers the one that is better in what no post asks for that can still be passed is not
better at all. A post can be passed no more when too few days are left after it; when what the
target itself asks for (months that do not run there) leaves no time to stay in it; or when the
months that it asks for, and those that the target asks for, do not fit into the days left.
"""

from __future__ import annotations

import datetime as dt
from typing import Final, TypeAlias

import attrs

from asn_career.dates import ONE_DAY, add_months
from asn_career.paths.asking import SLACK
from asn_career.paths.careers import Career
from asn_career.paths.gauges import NO_CAP, Gauge, Motion
from asn_career.paths.groups import Group
from asn_career.paths.lay import FAR
from asn_career.paths.moving import STEP
from asn_career.paths.outlook import least_count
from asn_career.paths.prospects import Prospects
from asn_career.paths.terrain import Terrain, days_of
from asn_career.terms import PositionLevel

__all__ = ["Relevance"]

Asked: TypeAlias = tuple[tuple[PositionLevel | None, Group | None], ...]
"""Classes, each with a kind of post where only that one asks."""
BEYOND: Final = 36_500
"""Days that lie beyond any search."""


@attrs.frozen
class _Lack:
    """Months of a count that the target still needs, and the day before which none is added."""

    name: str
    months: int
    begins: dt.date
    runs: bool


class Relevance:
    """What can still matter, by career."""

    def __init__(self, terrain: Terrain, prospects: Prospects) -> None:
        """Take the ground of a search, and the hopes of careers on it."""
        self._terrain, self._prospects = terrain, prospects
        self._known: dict[tuple[int, dt.date], tuple[Career, list[Gauge]]] = {}
        self._apart: dict[tuple[str, Gauge], bool] = {}
        self._asked: dict[Gauge, Asked] = {}
        self._held: dict[PositionLevel, dt.timedelta] = {}
        self._needed: dict[str, int] | None = None
        self._by_class: dict[tuple[PositionLevel, str], int] = {}
        self._left: dict[object, int] | None = None
        self._near: dict[str, dict[object, int]] = {}

    def gauges(self, career: Career, until: dt.date) -> list[Gauge]:
        """Return the gauges that can matter to a career that has to arrive by a day.

        The order is the caller's to change.
        """
        key = (id(career), until)  # the career is kept, so that no other has its id
        if key not in self._known:
            leaves, lacks = self._lacks(career)
            found = [
                gauge
                for gauge in self._terrain.gauges(career.level)
                if self._matters(gauge, career, leaves, until, lacks)
            ]
            self._known[key] = career, found
        return self._known[key][1]

    def _lacks(self, career: Career) -> tuple[dt.date, list[_Lack]]:
        """Return the first day to leave on, and which counts the target still needs."""
        leaves = career.day + self._stays(career.level) if career.group else career.day
        found = []
        for name, needed in self._needed_by_target().items():
            mark = career.counts.get(name)
            if mark is None or not isinstance(mark.value, int):
                continue
            months = needed - mark.months(career.day)
            if months > 0:
                runs = mark.run is not None
                begins = career.day
                if career.group is not None and not runs:
                    begins = max(leaves, self._prospects.begins(career.group, career.day)[name])
                found.append(_Lack(name, months, begins, runs))
        return leaves, found

    def _matters(
        self,
        gauge: Gauge,
        career: Career,
        leaves: dt.date,
        until: dt.date,
        lacks: list[_Lack],
    ) -> bool:
        for level, kind in self._askers(gauge):
            if level is None:
                return True
            left = self._left_from(level, kind)
            if left is None or leaves + ONE_DAY + left > until:
                continue
            if any(self._ready(lack, leaves, level, kind) > until for lack in lacks):
                continue
            if kind is None or self._in_time(gauge, career, level, until, lacks):
                return True
        return False

    def _ready(
        self, lack: _Lack, leaves: dt.date, level: PositionLevel, kind: Group | None
    ) -> dt.date:
        """Return a day before which a career by way of a post has not what the target needs."""
        if self._runs(lack.name, level, kind):
            return lack.begins
        after = add_months(lack.begins, lack.months) - SLACK + self._stays(level)
        if lack.runs:
            return after
        key = level if kind is None else kind.alike
        near = min(self._near_from(lack.name).get(key, FAR), BEYOND)
        return min(after, add_months(leaves + dt.timedelta(days=near), lack.months) - SLACK)

    def _in_time(
        self,
        gauge: Gauge,
        career: Career,
        level: PositionLevel,
        until: dt.date,
        lacks: list[_Lack],
    ) -> bool:
        """Tell whether the months that a post asks for can be there in time."""
        needed = self._needed_by(level, gauge)
        if not needed:
            return True
        mark = career.mark(gauge)
        months = needed - (mark.months(career.day) if isinstance(mark.value, int) else NO_CAP)
        if months <= 0:
            return True
        if add_months(career.day, months) - SLACK > until:
            return False
        both = (lack for lack in lacks if self._run_apart(lack.name, gauge))
        return not any(
            add_months(career.day, months + lack.months) - 2 * SLACK > until for lack in both
        )

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
        if level not in self._held:
            terrain = self._terrain
            ahead: list[PositionLevel | None] = [*terrain.links.get(level, ())]
            if terrain.target.position.level in ahead:
                ahead.append(None)
            days = (days_of(terrain.stays.get((level, to), 0)) for to in ahead)
            self._held[level] = dt.timedelta(days=min(days, default=1))
        return self._held[level]

    def _left_from(self, level: PositionLevel, kind: Group | None) -> dt.timedelta | None:
        """Return in what time at least the target is reached from a class, or a kind of post."""
        if self._left is None:
            self._left = self._terrain.groups.least_days()
        days = self._left.get(level if kind is None else kind.alike, FAR)
        return None if days >= FAR else dt.timedelta(days=max(1, days))

    def _near_from(self, name: str) -> dict[object, int]:
        """Return in how many days at least a class or kind of post leads to where a count runs."""
        if name not in self._near:
            self._near[name] = self._terrain.groups.least_of(self._prospects.near(name))
        return self._near[name]

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
