"""Positions that no rule can tell apart on the way to a target: one stands for all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import attrs

from asn_career.conditions import facts_in
from asn_career.facts import Movement, Subject
from asn_career.paths.graph import CareerGraph
from asn_career.paths.moving import STEP, flag_rules, law_days, post_of
from asn_career.people import Employee
from asn_career.positions import Position, Post
from asn_career.rulebook import Rulebook
from asn_career.terms import PositionLevel

__all__ = ["Group", "form_groups", "linked_levels"]


@attrs.frozen(eq=False)
class Group:
    """Positions of a class that are the same to every rule asked on the way.

    Attributes:
        level: their class.
        posts: a post of each position, by id; the first stands for all.
        is_target: whether it is the target itself.
        alike: what no rule tells apart: groups that share it differ only in what leads to them.
    """

    level: PositionLevel
    posts: tuple[Post, ...]
    is_target: bool = False
    alike: object = None

    def post_for(self, held: str | None) -> Post | None:
        """Return the post that stands for the group to somebody who holds a position."""
        return next((post for post in self.posts if post.position.id != held), None)


def linked_levels(
    graph: CareerGraph, sources: Iterable[PositionLevel], days: Sequence[dt.date]
) -> dict[PositionLevel, frozenset[PositionLevel]]:
    """Return for each level those to which moves are not refused on some day of law."""
    levels = tuple(dict.fromkeys(sources))
    return {
        a: frozenset(b for b in levels if any(graph.allows(a, b, day) for day in days))
        for a in levels
    }


def form_groups(
    graph: CareerGraph,
    employee: Employee,
    target: Post,
    levels: frozenset[PositionLevel],
    span: tuple[dt.date, dt.date],
    *,
    unit: str,
) -> tuple[Group, ...]:
    """Return the target and the groups of positions of some levels, by level and id.

    Two positions are one group when they agree in class, eselon, job class, retirement group and
    standard, and in those fields and families that can count: of the target, of what the person
    has held, and of positions whose own rules count experience by fields (a fact that accumulates
    and is about the pair). All other fields and families are told apart by nobody. Where a
    career pattern names what leads to what, each position is a group of its own.

    Source: none: our own choice.
    """
    book = graph.rulebook
    fields = {field for held in employee.appointments for field in held.all_fields}
    families = {held.position.family for held in employee.appointments}
    fields |= set(target.all_fields)
    families.add(target.position.family)
    for level in levels:
        first = graph.positions_of(level)
        if first and _counts_fields(book, post_of(first[0]), span):
            fields |= {field for position in first for field in position.fields}
    found: dict[tuple[str | None, tuple[object, ...]], list[Post]] = {}
    for level in PositionLevel:
        for position in graph.positions_of(level) if level in levels else ():
            if position.id != target.position.id:
                alone = None if graph.leads is None else position.id
                key = (alone, _signature(position, fields, families))
                found.setdefault(key, []).append(graph.post_of(position, unit))
    groups = [
        Group(posts[0].position.level, tuple(posts), alike=alike)
        for (_, alike), posts in found.items()
    ]
    return (Group(target.position.level, (target,), is_target=True), *groups)


def _signature(
    position: Position, fields: set[str], families: set[str | None]
) -> tuple[object, ...]:
    return (
        position.level,
        position.eselon,
        position.job_class,
        position.retirement_group,
        position.standard,
        tuple(field for field in position.fields if field in fields),
        bool(position.fields),
        position.family if position.family in families else position.family is None,
    )


def _counts_fields(book: Rulebook, post: Post, span: tuple[dt.date, dt.date]) -> bool:
    return any(
        fact.subject is Subject.PAIR and fact.movement is Movement.ACCUMULATES
        for day in law_days(book, *span)
        for name in flag_rules(book, STEP, post, day)
        if (node := book.law(day).node(name)) is not None
        for fact in facts_in(node, book.law(day))
    )
