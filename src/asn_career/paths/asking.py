"""Asking all rules of a move at once, untraced, and hopping over the days between two changes."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import attrs

from asn_career.conditions import (
    SKIP,
    AllOf,
    Answer,
    AnyOf,
    Get,
    Node,
    facts_in,
    next_change,
    truth_reader,
)
from asn_career.facts import Fact
from asn_career.people import Employee
from asn_career.positions import Post
from asn_career.projection import MAX_STEPS
from asn_career.rulebook import Rulebook, Snapshot, View

__all__ = ["Asker", "Meter", "Part", "Ruled"]


@attrs.define
class Meter:
    """Counts the days asked about against a budget; a search that spends it ends in a result."""

    limit: int = MAX_STEPS
    asked: int = 0

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be asked."""
        return self.asked >= self.limit


@attrs.frozen(eq=False)
class Part:
    """A condition that must hold for a rule to be YES: one of its conjuncts, or the whole rule.

    Attributes:
        rule: the name of the rule.
        node: the condition.
        read: its untraced reader.
        moving: the facts below it that change although no record begins or ends.
        law: the law it was compiled for.
        parts: the conditions it is made of, where all or one of them must hold.
    """

    rule: str
    node: Node
    read: Callable[[Get, dt.date], object]
    moving: tuple[Fact, ...]
    law: Snapshot

    parts: tuple[Part, ...] = ()

    def next_day(self, view: View) -> dt.date | None:
        """Return a day before which it does not become YES while law and records stay.

        None when it never does: what must all hold waits for the last of them, and what one
        alone settles for the first; a fact that only an event can change waits for ever.
        """
        if self.parts:
            waiting = [p for p in self.parts if p.read(view.get, view.as_of) not in {True, SKIP}]
            days = [part.next_day(view) for part in waiting]
            if isinstance(self.node, AllOf):
                return None if None in days else max((d for d in days if d), default=None)
            return min((d for d in days if d is not None), default=None)
        day = view.as_of
        turns = [next_change(self.node, self.law, view.get, day)]
        turns += [fact.changes(view) for fact in self.moving if fact.changes is not None]
        return min((d for d in turns if d is not None and d > day), default=None)


Ruled: TypeAlias = tuple[Part, tuple[Part, ...]]
"""A rule, whole and in the parts that must all hold."""


def _conjuncts(node: Node, law: Snapshot) -> Iterator[Node]:
    if isinstance(node, AllOf):
        for condition in node.conditions:
            yield from _conjuncts(condition, law)
    else:
        yield node


class Asker:
    """Asks several rules about one post at once, untraced: are all of them YES?

    A rule made of conditions that must all hold is taken apart: while one of them does not hold,
    no day before that one's next change needs to be asked.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        rules_on: Callable[[dt.date], Sequence[str]],
        *,
        post: Post | None = None,
        meter: Meter | None = None,
        compiled: dict[tuple[str, int], Ruled] | None = None,
    ) -> None:
        """Take the rulebook, the names of the rules by day (as the law of it has), the post.

        Rules ``compiled`` for one post serve all others.
        """
        self.rulebook, self.post = rulebook, post
        self.meter = meter or Meter()
        self._rules_on = rules_on
        self._law_days = rulebook.change_days
        self._compiled = {} if compiled is None else compiled
        self._made: dict[int, tuple[Ruled, ...]] = {}

    def rules(self, day: dt.date) -> tuple[Ruled, ...]:
        """Return each rule in force on a day, whole and in parts."""
        place = bisect.bisect_right(self._law_days, day)
        if place not in self._made:
            self._made[place] = tuple(self._rule(name, day, place) for name in self._rules_on(day))
        return self._made[place]

    def _rule(self, name: str, day: dt.date, place: int) -> Ruled:
        if (name, place) not in self._compiled:
            law = self.rulebook.law(day)
            nodes = _conjuncts(law.node(name) or Answer(name), law)
            whole = _part(name, Answer(name), law)
            self._compiled[name, place] = whole, tuple(_part(name, node, law) for node in nodes)
        return self._compiled[name, place]

    def obstacle(self, view: View) -> Part | None:
        """Return a condition that keeps a rule from being YES on the day, None if all are."""
        get, day = view.get, view.as_of
        for whole, parts in self.rules(day):
            holds = False
            for part in parts:
                found = part.read(get, day)
                if found is True:
                    holds = True
                elif found is not SKIP:
                    return part
            if not holds:  # all that it asks is advisory: not for a machine to say YES
                return whole
        return None

    def obstacles(self, view: View) -> tuple[Part, ...]:
        """Return every condition that keeps the rules from all being YES on the day."""
        found = []
        for whole, parts in self.rules(view.as_of):
            answers = [part.read(view.get, view.as_of) for part in parts]
            found += [
                p for p, a in zip(parts, answers, strict=True) if a is not True and a is not SKIP
            ]
            if all(a is SKIP for a in answers):
                found.append(whole)
        return tuple(found)

    def following(self, view: View, part: Part | None, edges: Sequence[dt.date]) -> dt.date | None:
        """Return the next day on which a condition may change, with law and records."""
        day = view.as_of
        days = [] if part is None else [part.next_day(view)]
        days += self._law_days[bisect.bisect_right(self._law_days, day) :][:1]
        days += edges[bisect.bisect_right(edges, day) :][:1]
        return min((d for d in days if d is not None), default=None)

    def first_day(
        self,
        employee: Employee,
        since: dt.date,
        until: dt.date,
        *,
        edges: Sequence[dt.date] | None = None,
    ) -> dt.date | None:
        """Return the first day of a span on which all rules are YES.

        Args:
            employee: the record.
            since: the first day asked about.
            until: the last day asked about.
            edges: ``employee.edges``, where the caller has them at hand.

        Returns:
            The day; None when there is none, and when the meter is spent.
        Source: none: our own choice.
        """
        edges = employee.edges if edges is None else edges
        day: dt.date | None = since
        while day is not None and day <= until and not self.meter.is_spent:
            self.meter.asked += 1
            view = self.rulebook.view(employee, day, post=self.post)
            unmet = self.obstacles(view)
            if not unmet:
                return day
            day = self._after(view, unmet, edges)
        return None

    def _after(self, view: View, unmet: Sequence[Part], edges: Sequence[dt.date]) -> dt.date | None:
        """Return a day before which the conditions that are not met do not all hold."""
        waits = [part.next_day(view) for part in unmet]
        last = None if None in waits else max(d for d in waits if d is not None)
        changed = self.following(view, None, edges)
        return min((d for d in (last, changed) if d is not None), default=None)


def _part(rule: str, node: Node, law: Snapshot) -> Part:
    moving = tuple(fact for fact in facts_in(node, law) if fact.changes is not None)
    parts: tuple[Part, ...] = ()
    if isinstance(node, AllOf | AnyOf):
        parts = tuple(_part(rule, condition, law) for condition in node.conditions)
    return Part(rule, node, truth_reader(node, law), moving, law, parts)
