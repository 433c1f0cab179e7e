"""Asking all rules of a move at once, untraced, and hopping over the days between two changes."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

import attrs

from asn_career.conditions import (
    SKIP,
    AllOf,
    Answer,
    AnyOf,
    Compare,
    Get,
    Node,
    facts_in,
    next_change,
    scales,
    truth_reader,
    type_of,
    value_reader,
    whole_bound,
)
from asn_career.dates import add_months
from asn_career.facts import Fact, Movement
from asn_career.findings import Op
from asn_career.paths.watching import Watched
from asn_career.people import Employee, Record
from asn_career.positions import Post
from asn_career.rulebook import Rulebook, Snapshot, View

__all__ = ["BUDGET", "SLACK", "Asker", "Edges", "Meter", "Part", "Ruled"]

SLACK: Final = dt.timedelta(days=3)
"""By so many days the end of a short month may complete a count early."""
BUDGET: Final = 10_000
"""Days asked about: five times what a route among 10,000 positions was seen to need, in seconds."""


@attrs.define
class Meter:
    """Counts the days asked about against a budget; a search that spends it ends in a result."""

    limit: int = BUDGET
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
        short: where it asks for so many months of one count, how many are missing.
    """

    rule: str
    node: Node
    read: Callable[[Get, dt.date], object]
    moving: tuple[Fact, ...]
    law: Snapshot
    parts: tuple[Part, ...] = ()
    short: Callable[[Get, dt.date], int] | None = None

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
        following = min((d for d in turns if d is not None and d > day), default=None)
        if following is None or self.short is None:
            return following
        # A count adds at most a month a month; at the end of short months some days earlier.
        missing = self.short(view.get, day)
        return following if missing < 2 else add_months(following, missing - 1) - SLACK  # noqa: PLR2004


Edges: TypeAlias = dict[int, tuple[Sequence[Record], list[dt.date]]]
"""The days on which records of a list begin or end, by the list."""
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
        compiled: dict[int, tuple[Ruled, ...]] | None = None,
        edges: Edges | None = None,
    ) -> None:
        """Take the rulebook, the names of the rules by day (as the law of it has), the post.

        Rules ``compiled`` for one post serve others of its class; ``edges`` of records serve all.
        """
        self.rulebook, self.post = rulebook, post
        self.meter = meter or Meter()
        self._rules_on = rules_on
        self._law_days = rulebook.change_days
        self._edges: Edges = {} if edges is None else edges
        self._made = {} if compiled is None else compiled

    def rules(self, day: dt.date) -> tuple[Ruled, ...]:
        """Return each rule in force on a day, whole and in parts."""
        place = bisect.bisect_right(self._law_days, day)
        if place not in self._made:
            law = self.rulebook.law(day)
            self._made[place] = tuple(_compile(name, law) for name in self._rules_on(day))
        return self._made[place]

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
    ) -> dt.date | None:
        """Return the first day of a span on which all rules are YES.

        Args:
            employee: the record.
            since: the first day asked about.
            until: the last day asked about.

        Returns:
            The day; None when there is none, and when the meter is spent.
        Source: none: our own choice.
        """
        day: dt.date | None = since
        while day is not None and day <= until and not self.meter.is_spent:
            self.meter.asked += 1
            view = self.rulebook.view(employee, day, post=self.post)
            unmet = self.obstacles(view)
            if not unmet:
                return day
            day = self.after(view, unmet)
        return None

    def after(self, view: View, unmet: Sequence[Part]) -> dt.date | None:
        """Return a day before which the conditions that are not met do not all hold.

        A condition waits for what moves by the calendar, or for a record of a kind that it looks
        at; all of them wait for the last one, or for the law.
        """
        day, employee = view.as_of, view.person()
        last: dt.date | None = day if unmet else None
        for part in unmet:
            watched = Watched(employee)
            looked = View(self.rulebook, day, watched, self.post, {})  # type: ignore[arg-type]
            part.read(looked.get, day)
            turns = [part.next_day(looked)]
            turns += [self._edge_after(employee, name, day) for name in watched.lists]
            turn = min((d for d in turns if d is not None), default=None)
            last = None if last is None or turn is None else max(last, turn)
        law = self._law_days[bisect.bisect_right(self._law_days, day) :][:1]
        return min((d for d in (last, *law) if d is not None), default=None)

    def _edge_after(self, employee: Employee, name: str, day: dt.date) -> dt.date | None:
        """Return the next day on which a record of a list begins, ends or changes."""
        records = getattr(employee, name)
        kept = self._edges.get(id(records))
        if kept is None:
            edges = sorted({edge for record in records for edge in record.edges})
            kept = self._edges[id(records)] = records, edges
        place = bisect.bisect_right(kept[1], day)
        return kept[1][place] if place < len(kept[1]) else None


def _compile(name: str, law: Snapshot) -> Ruled:
    nodes = _conjuncts(law.node(name) or Answer(name), law)
    return _part(name, Answer(name), law), tuple(_part(name, node, law) for node in nodes)


def _part(rule: str, node: Node, law: Snapshot) -> Part:
    moving = tuple(fact for fact in facts_in(node, law) if fact.changes is not None)
    parts: tuple[Part, ...] = ()
    if isinstance(node, AllOf | AnyOf):
        parts = tuple(_part(rule, condition, law) for condition in node.conditions)
    return Part(rule, node, truth_reader(node, law), moving, law, parts, _shortage(node, law))


def _shortage(node: Node, law: Snapshot) -> Callable[[Get, dt.date], int] | None:
    """Return what reads how many months of a count are missing, where a rule wants so many."""
    if not (isinstance(node, Compare) and node.op in {Op.GE, Op.GT}):
        return None
    fact, right = node.left, type_of(node.right, law)
    if not isinstance(fact, Fact) or fact.movement is not Movement.ACCUMULATES:
        return None
    unit = fact.value_type.unit
    if facts_in(node.right, law) or unit is None or unit.name != "month":
        return None
    divisor, up, down = scales(fact.value_type, right)
    if (up, down) != (1, 1):
        return None
    wanted = value_reader(node.right, law)

    def short(get: Get, day: dt.date) -> int:
        value, figure = get(fact.name), wanted(get, day)
        if not isinstance(value, int) or not isinstance(figure, int):
            return 0
        return whole_bound(node.op, figure, divisor)[1] - value

    return short
