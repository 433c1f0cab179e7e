"""Positions that no rule can tell apart on the way to a target: one stands for all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

import attrs

from asn_career.conditions import facts_in
from asn_career.facts import Movement, Subject
from asn_career.paths.graph import CareerGraph
from asn_career.paths.lay import FAR, Kind
from asn_career.paths.moving import STEP, flag_rules, law_days, post_of
from asn_career.paths.nearing import least_levels
from asn_career.people import Employee
from asn_career.positions import Position, Post
from asn_career.rulebook import Rulebook
from asn_career.terms import PositionLevel

__all__ = ["Group", "Groups", "Links", "linked_levels"]

Links: TypeAlias = Mapping[PositionLevel, frozenset[PositionLevel]]
"""For each class those to which moves may lead."""


@attrs.frozen(eq=False)
class Group:
    """Positions of a class that are the same to every rule asked on the way.

    Attributes:
        level: their class.
        posts: a post of each position, by id; the first stands for all.
        is_target: whether it is the target itself.
        alike: what no rule tells apart: groups that share it differ only in what leads to them.
        place: the number of its position, where each position is a group of its own; or else -1.
    """

    level: PositionLevel
    posts: tuple[Post, ...]
    is_target: bool = False
    alike: object = None
    place: int = -1

    def post_for(self, held: str | None) -> Post | None:
        """Return the post that stands for the group to somebody who holds a position."""
        return next((post for post in self.posts if post.position.id != held), None)


def linked_levels(
    graph: CareerGraph, sources: Iterable[PositionLevel], days: Sequence[dt.date]
) -> Links:
    """Return for each level those to which moves are not refused on some day of law."""
    levels = tuple(dict.fromkeys(sources))
    return {
        a: frozenset(b for b in levels if any(graph.allows(a, b, day) for day in days))
        for a in levels
    }


class Groups:
    """The target and the groups of positions of some levels, each made when it is wanted.

    Two positions are one group when they agree in class, eselon, job class, retirement group and
    standard, and in those fields and families that can count: of the target, of what the person
    has held, and of positions whose own rules count experience by fields (a fact that accumulates
    and is about the pair). All other fields and families are told apart by nobody. Where a
    career pattern names what leads to what, each position is a group of its own.

    Attributes:
        target: the target.
    """

    def __init__(
        self,
        graph: CareerGraph,
        employee: Employee,
        target: Post,
        levels: Iterable[PositionLevel],
        span: tuple[dt.date, dt.date],
        *,
        unit: str,
    ) -> None:
        """Take the graph, the person, the target, the levels and days, and the unit of posts."""
        self._graph, self._lay, self._unit = graph, graph.lay, unit
        self._levels = tuple(level for level in PositionLevel if level in set(levels))
        self._find_words(employee, target, span)
        goal = target.position
        self.target = Group(goal.level, (target,), is_target=True, place=self._lay.at[goal.id])
        self._made: dict[int, Group] = {self._lay.at[goal.id]: self.target}
        self._kinds: dict[PositionLevel, tuple[Group, ...]] = {}
        self._ahead: dict[str, tuple[Group, ...]] = {}
        self._moves: list[int] | None = None
        self._days: list[int] | None = None
        self._lacking: list[int] | None = None
        self._least: dict[Group, int] | None = None
        if graph.leads is None:
            self._join()

    def _find_words(self, employee: Employee, target: Post, span: tuple[dt.date, dt.date]) -> None:
        fields = {field for held in employee.appointments for field in held.all_fields}
        fields.update(target.all_fields)
        self._families = {held.position.family for held in employee.appointments}
        self._families.add(target.position.family)
        for level in self._levels:
            first = self._graph.positions_of(level)
            if first and _counts_fields(self._graph.rulebook, post_of(first[0]), span):
                fields.update(
                    field for kind in self._lay.kinds.get(level, ()) for field in kind.fields
                )
        self._fields = fields

    def _signature(self, kind: Kind) -> object:
        if not kind.fields and kind.family is None:
            return kind.core
        return (
            kind.core,
            tuple(field for field in kind.fields if field in self._fields),
            bool(kind.fields),
            kind.family if kind.family in self._families else kind.family is None,
        )

    def _join(self) -> None:
        """Form the groups of all positions, where there is no career pattern."""
        lay, target = self._lay, self.target.place
        signatures = {id(kind): self._signature(kind) for kind in lay.kind_of}
        for level in self._levels:
            found: dict[object, list[int]] = {}
            for position in self._graph.positions_of(level):
                i = lay.at[position.id]
                if i != target:
                    found.setdefault(signatures[id(lay.kind_of[i])], []).append(i)
            groups = []
            for alike, places in found.items():
                posts = tuple(self._post(i) for i in places)
                groups.append(Group(level, posts, alike=alike))
                self._made.update(dict.fromkeys(places, groups[-1]))
            self._kinds[level] = tuple(groups)

    def _post(self, i: int) -> Post:
        return self._graph.post_of(self._lay.positions[i], self._unit)

    def _group(self, i: int) -> Group:
        if i not in self._made:
            alike = self._signature(self._lay.kind_of[i])
            self._made[i] = Group(self._lay.levels[i], (self._post(i),), alike=alike, place=i)
        return self._made[i]

    def restrict(self, levels: Iterable[PositionLevel]) -> None:
        """Keep the target, and the groups of some levels only."""
        kept = set(levels)
        self._levels = tuple(level for level in self._levels if level in kept)
        self._ahead.clear()

    def of(self, position: str) -> Group | None:
        """Return the group of a position, None for one that is not on a way to the target."""
        i = self._lay.at.get(position)
        if i is None or not (i == self.target.place or self._lay.levels[i] in self._levels):
            return None
        return self._group(i)

    def has(self, level: PositionLevel) -> bool:
        """Tell whether a class has another position than the target."""
        places = (i for kind in self._lay.kinds.get(level, ()) for i in kind.places)
        return any(i != self.target.place for i in places)

    def kinds(self, level: PositionLevel) -> tuple[Group, ...]:
        """Return a group of a class, without the target, for each that no rule tells apart."""
        if level not in self._kinds:
            first: dict[object, int] = {}
            for kind in self._lay.kinds.get(level, ()):
                place = next((i for i in kind.places if i != self.target.place), None)
                if place is not None:
                    first.setdefault(self._signature(kind), place)
            self._kinds[level] = tuple(self._group(i) for i in first.values())
        return self._kinds[level] if level in self._levels else ()

    def all_kinds(self) -> tuple[Group, ...]:
        """Return the target and the groups of every class that no rule tells apart."""
        return (self.target, *(group for level in self._levels for group in self.kinds(level)))

    def ahead(self, position: Position, links: Links) -> tuple[Group, ...]:
        """Return the groups to which a move from a position may lead."""
        if position.id not in self._ahead:
            reach, lay = links.get(position.level, frozenset()), self._lay
            found: Iterable[Group]
            if lay.after is None:
                found = (g for g in self.all_kinds() if g.level in reach)
            else:
                there = lay.after[lay.at[position.id]] if position.id in lay.at else ()
                goal, levels = self.target.place, lay.levels
                found = (
                    self._group(i)
                    for i in there
                    if levels[i] in reach and (i == goal or levels[i] in self._levels)
                )
            self._ahead[position.id] = tuple(found)
        return self._ahead[position.id]

    def measure(
        self,
        links: Links,
        days: Mapping[tuple[PositionLevel, PositionLevel | None], int],
        per_move: int | None,
    ) -> None:
        """Measure how far each group is from the target: in moves, days, levels if they count.

        A post of a class is held so many ``days`` before it is left for a class, or the target.
        """
        lay, goal = self._lay, self.target.place
        if lay.after is not None:
            pairs = frozenset((a, b) for a, reach in links.items() for b in reach)
            self._pairs, self._stays = (
                pairs,
                {(a, b): n for (a, b), n in days.items() if b is not None},
            )
            self._moves = lay.moves_left(goal, pairs)
            if days:
                last = {a: n for (a, b), n in days.items() if b is None}
                self._days = lay.days_left(goal, pairs, self._stays, last)
            if per_move is not None:
                self._lacking = lay.levels_left(goal, pairs, per_move)
        elif per_move is not None:
            kinds = self.all_kinds()
            leading = {b: [g for g in kinds if b in links.get(g.level, ())] for b in PositionLevel}
            self._least = least_levels(
                self.target,
                lambda group: leading[group.level],
                lambda group: group.posts[0].position,
                per_move,
            )

    def days_left(self, group: Group) -> int:
        """Return how many days to the target, after a post is taken, the positions ask for."""
        return self.moves_left(group) if self._days is None else self._days[group.place]

    def least_days(self) -> dict[object, int]:
        """Return for classes and kinds in how many days at least the target is reached."""
        return self.least_of(self._moves if self._days is None else self._days)

    def least_of(self, days: Sequence[int] | None) -> dict[object, int]:
        """Return for classes and kinds the least of the days by place; a day where none are."""
        found: dict[object, int] = {}
        lay, signatures = self._lay, dict[int, object]()
        for i, kind in enumerate(lay.kind_of):
            least = 1 if days is None else days[i]
            if least < FAR and i != self.target.place:
                if id(kind) not in signatures:
                    signatures[id(kind)] = self._signature(kind)
                for key in (lay.levels[i], signatures[id(kind)]):
                    found[key] = min(least, found.get(key, FAR))
        return found

    def days_to(self, alike: Collection[object]) -> list[int] | None:
        """Return by place in how many days one comes to a group that is like some; None: in any."""
        if self._moves is None:
            return None
        lay = self._lay
        known = {id(kind): kind for kinds in lay.kinds.values() for kind in kinds}
        runs = {key for key, kind in known.items() if self._signature(kind) in alike}
        goals = [
            (0, i)
            for i, kind in enumerate(lay.kind_of)
            if id(kind) in runs and self._moves[i] < FAR and i != self.target.place
        ]
        return lay.days_to(goals, self._pairs, self._stays)

    def moves_left(self, group: Group) -> int:
        """Return how many moves to the target the positions alone ask for; `FAR` if no number."""
        return 0 if self._moves is None else self._moves[group.place]

    def levels_left(self, group: Group) -> int:
        """Return how many levels are to be gained to the target at least; `FAR` if no number."""
        if self._lacking is not None:
            return self._lacking[group.place]
        return 0 if self._least is None else self._least.get(group, FAR)


def _counts_fields(book: Rulebook, post: Post, span: tuple[dt.date, dt.date]) -> bool:
    return any(
        fact.subject is Subject.PAIR and fact.movement is Movement.ACCUMULATES
        for day in law_days(book, *span)
        for name in flag_rules(book, STEP, post, day)
        if (node := book.law(day).node(name)) is not None
        for fact in facts_in(node, book.law(day))
    )
