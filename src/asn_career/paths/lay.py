"""Positions as whole numbers: which leads to which, and how far each is from a target at least.

Distances are counted backwards over the positions alone: no career can do with less. They hang on
the graph, the target and the classes that are linked, not on a person, so that the graph keeps the
last of them.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from asn_career.paths.nearing import levels_short
from asn_career.positions import Position
from asn_career.terms import PositionLevel

__all__ = ["FAR", "Kind", "Lay", "Pairs", "Stays"]

Pairs: TypeAlias = frozenset[tuple[PositionLevel, PositionLevel]]
"""Classes from which and to which moves may lead."""
Stays: TypeAlias = Mapping[tuple[PositionLevel, PositionLevel], int]
"""How many days a post of a class is held at least before it is left for another class."""
FAR: Final = 10**9
"""More than any distance: the target is not reached at all."""
MOST: Final = 24
"""So many distances are kept."""


@attrs.frozen
class Kind:
    """Positions that agree in all but id and name.

    Attributes:
        core: a number, the same for kinds that agree in class, eselon, job class, retirement
            group and standard.
        fields: their fields of work.
        family: their family.
        places: the first two of them.
    """

    core: int
    fields: tuple[str, ...]
    family: str | None
    places: list[int]


class Lay:
    """The positions of a graph by number, in their order.

    Attributes:
        at: the number of each position by id.
        levels: the class of each.
        kind_of: the kind of each.
        kinds: the kinds of each class.
        after: where a career pattern names them, the positions to which each one leads.
    """

    def __init__(
        self, positions: Sequence[Position], leads: Mapping[str, tuple[str, ...]] | None
    ) -> None:
        """Number the positions."""
        self.positions = positions
        self.at = {position.id: i for i, position in enumerate(positions)}
        self.levels = [position.level for position in positions]
        self.after = (
            None if leads is None else [[self.at[b] for b in leads.get(a, ())] for a in self.at]
        )
        self.kind_of: list[Kind] = []
        self.kinds: dict[PositionLevel, list[Kind]] = {}
        self._find_kinds()
        self._before: dict[Pairs, list[list[int]]] = {}
        self._lacking: dict[Pairs, dict[int, list[tuple[int, int]]]] = {}
        self._kept: dict[object, list[int]] = {}

    def _find_kinds(self) -> None:
        cores: dict[object, int] = {}
        found: dict[object, Kind] = {}
        for i, (position, level) in enumerate(zip(self.positions, self.levels, strict=True)):
            agree = (
                level,
                position.eselon,
                position.job_class,
                position.retirement_group,
                position.standard,
            )
            core = cores.setdefault(agree, len(cores))
            key = (core, position.fields, position.family)
            kind = found.get(key)
            if kind is None:
                kind = found[key] = Kind(core, position.fields, position.family, [])
                self.kinds.setdefault(level, []).append(kind)
            if len(kind.places) < 2:  # noqa: PLR2004 - one of them may be the target or be held
                kind.places.append(i)
            self.kind_of.append(kind)

    def before(self, pairs: Pairs) -> list[list[int]]:
        """Return for each position those that lead to it by moves between linked classes."""
        if pairs not in self._before:
            order = {level: i for i, level in enumerate(PositionLevel)}
            at = [order[level] for level in self.levels]
            opens = [[(a, b) in pairs for b in PositionLevel] for a in PositionLevel]
            found: list[list[int]] = [[] for _ in self.positions]
            for a, led in enumerate(self.after or ()):
                row = opens[at[a]]
                for b in led:
                    if row[at[b]]:
                        found[b].append(a)
            for kept in (self._before, self._lacking):
                if len(kept) >= MOST:
                    kept.pop(next(iter(kept)))
            self._before[pairs], self._lacking[pairs] = found, {}
        return self._before[pairs]

    def moves_left(self, target: int, pairs: Pairs) -> list[int]:
        """Return in how many moves at least the target is reached from each position."""

        def spread() -> list[int]:
            before = self.before(pairs)
            found = [FAR] * len(before)
            found[target], here, moves = 0, [target], 0
            while here:
                moves += 1
                there = []
                for b in here:
                    for a in before[b]:
                        if found[a] == FAR:
                            found[a] = moves
                            there.append(a)
                here = there
            return found

        return self._keep(("moves", target, pairs), spread)

    def levels_left(self, target: int, pairs: Pairs, per_move: int) -> list[int]:
        """Return how many levels at least are to be gained from each position to the target.

        Each move counts as ``per_move`` levels more.
        """

        def spread() -> list[int]:
            before = self.before(pairs)
            lacking = self._lacking[pairs]
            found = [FAR] * len(before)
            found[target] = 0
            heap = [(0, target)]
            while heap:
                levels, b = heapq.heappop(heap)
                if levels > found[b]:
                    continue
                if b not in lacking:
                    lacking[b] = self._lacks(b, before[b])
                levels += per_move
                for a, lack in lacking[b]:
                    if levels + lack < found[a]:
                        found[a] = levels + lack
                        heapq.heappush(heap, (levels + lack, a))
            return found

        return self._keep(("levels", target, pairs, per_move), spread)

    def days_left(
        self, target: int, pairs: Pairs, stays: Stays, last: Mapping[PositionLevel, int]
    ) -> list[int]:
        """Return in how many days at least the target is reached by who enters each position.

        By the days that each post is held before it is left for a class, or (``last``) for the
        target.
        """

        def spread() -> list[int]:
            before, levels = self.before(pairs), self.levels
            first = [(last.get(levels[a], 1), a) for a in before[target]]
            found = self.days_to(first, pairs, stays)
            found[target] = 0
            return found

        key = ("days", target, pairs, frozenset(stays.items()), frozenset(last.items()))
        return self._keep(key, spread)

    def days_to(self, goals: Iterable[tuple[int, int]], pairs: Pairs, stays: Stays) -> list[int]:
        """Return in how many days at least one of the goals (days, position) is come to."""
        before, levels = self.before(pairs), self.levels
        found = [FAR] * len(before)
        heap = list(goals)
        for days, b in heap:
            found[b] = min(days, found[b])
        heapq.heapify(heap)
        while heap:
            days, b = heapq.heappop(heap)
            if days > found[b]:
                continue
            there = levels[b]
            for a in before[b]:
                if days < found[a]:  # every stay is a day or more
                    after = days + stays.get((levels[a], there), 1)
                    if after < found[a]:
                        found[a] = after
                        heapq.heappush(heap, (after, a))
        return found

    def _lacks(self, there: int, sources: Sequence[int]) -> list[tuple[int, int]]:
        position = self.positions[there]
        short = ((a, levels_short(self.positions[a], position)) for a in sources)
        return [(a, lack) for a, lack in short if lack is not None]

    def _keep(self, key: object, make: Callable[[], list[int]]) -> list[int]:
        if key not in self._kept:
            found = make()
            if len(self._kept) >= MOST:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = found
        return self._kept[key]
