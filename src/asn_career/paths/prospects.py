"""What a career can still hope for where it stands, or in a group to which it may go.

The hope by the classes alone (see `hope`), and no less than the days and moves that the positions
ask for, where a career pattern says which leads to which.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from asn_career.dates import ONE_DAY
from asn_career.paths.gauges import Mark
from asn_career.paths.groups import Group
from asn_career.paths.hope import Start
from asn_career.paths.lay import FAR
from asn_career.paths.terrain import Terrain
from asn_career.positions import Position
from asn_career.terms import PositionLevel

__all__ = ["Prospects"]


class Prospects:
    """The hopes of careers on the ground of a search."""

    def __init__(self, terrain: Terrain) -> None:
        """Take the ground."""
        self._terrain = terrain
        self._near: dict[str, list[int] | None] = {}

    def opens(self, level: PositionLevel, since: dt.date) -> dt.date | None:
        """Return the first day from a day on which a class could be open to anybody."""
        windows = self._terrain.outlooks[level].windows
        return next((max(w.since, since) for w in windows if w.until >= since), None)

    def hope_in(
        self, group: Group, since: dt.date, counts: Mapping[str, Mark]
    ) -> tuple[dt.date, int] | None:
        """Return the hope of a career that goes to a group on a day or later; see `Hopes.of`.

        The counts it has run on, those that run in the group begin. The fewest moves are counted
        after that step.
        """
        opens = self.opens(group.level, since) if self._is_near(group) else None
        if opens is None or (self._terrain.until - opens).days < self._terrain.groups.days_left(
            group
        ):
            return None
        here = self._terrain.runs_in.get(group.alike, frozenset())
        left = self._terrain.groups.days_left(group)
        shift = {
            name: min(left, self._days_to(name, group))
            for name in self._terrain.pairs
            if name in counts and name not in here and counts[name].run is not None
        }
        start = Start(
            group.level, opens, counts, here, begins=self.begins(group, opens), shift=shift
        )
        hope = self._terrain.hopes.of(start)
        return hope and self._hope_with(group, opens, hope)

    def hope_at(
        self, position: Position, day: dt.date, counts: Mapping[str, Mark], *, taken: bool
    ) -> tuple[dt.date, int, int] | None:
        """Return the hope of a career where it stands, and the least levels it is to gain.

        It has ``taken`` the post on the day, or held it before.
        """
        group = self._terrain.groups.of(position.id)
        if not self._is_near(group):
            return None
        begins = {} if group is None or not taken else self.begins(group, day)
        start = Start(position.level, day, counts, entered=taken, begins=begins)
        hope = self._terrain.hopes.of(start)
        if hope is None or group is None:
            return hope and (*hope, 0)
        moves = self._terrain.groups.moves_left(group)
        hope = max(hope[0], day + moves * ONE_DAY), max(hope[1], moves)
        if taken:
            hope = self._hope_with(group, day, hope)
        return *hope, self._terrain.groups.levels_left(group)

    def begins(self, group: Group, day: dt.date) -> dict[str, dt.date]:
        """Return before which days counts of the pair do not begin to run after a group."""
        far = (self._terrain.until - day).days + 1
        return {
            name: day + min(self._days_to(name, group), far) * ONE_DAY
            for name in self._terrain.pairs
        }

    def near(self, name: str) -> list[int] | None:
        """Return by place how many days after it one comes to a post where a count runs."""
        if name not in self._near:
            runs = {alike for alike, names in self._terrain.runs_in.items() if name in names}
            self._near[name] = self._terrain.groups.days_to(runs)
        return self._near[name]

    def _days_to(self, name: str, group: Group) -> int:
        near = self.near(name)
        return 0 if near is None else near[group.place]

    def _hope_with(
        self, group: Group, day: dt.date, hope: tuple[dt.date, int]
    ) -> tuple[dt.date, int]:
        """Return a hope with the days and moves that the positions alone ask for."""
        days, moves = self._terrain.groups.days_left(group), self._terrain.groups.moves_left(group)
        return max(hope[0], day + days * ONE_DAY), max(hope[1], moves)

    def _is_near(self, group: Group | None) -> bool:
        """Tell whether the target can be reached from a group by the positions alone."""
        far = group is not None and FAR in {
            self._terrain.groups.moves_left(group),
            self._terrain.groups.levels_left(group),
        }
        return not far
