"""The gate: which conditions stand in the way of a person, and on which day they no longer do.

A rule that joins its conditions is open only when each of them is, so the search hops over the
changes of a condition that is not met, not over those of the whole rule: it finds the same day as
asking the rule on every day, and asks far less.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypedDict

import attrs

from asn_career.conditions import (
    SKIP,
    AllOf,
    Answer,
    Get,
    MonthsSince,
    Node,
    Trace,
    facts_in,
    key_of,
    next_change,
    tracer,
    truth_reader,
    walk,
)
from asn_career.facts import Fact, Subject
from asn_career.findings import Finding, Line, Score
from asn_career.rulebook import View
from asn_career.terms import Text

if TYPE_CHECKING:
    from asn_career.people import Employee
    from asn_career.positions import Post
    from asn_career.rulebook import Rulebook, Snapshot
    from asn_career.values import Value

__all__ = ["Condition", "Future", "Gate"]

MAX_STEPS = 100_000


class Asked(TypedDict):
    """What a finding and a score are made of."""

    rule: str
    text: Text
    as_of: dt.date
    line: Line
    rulebook: str


Decide = Callable[[Get, dt.date], object]


@attrs.frozen(kw_only=True, eq=False)
class Condition:
    """One of the conditions that a rule joins, compiled for one state of the law.

    Attributes:
        at: the rule, the key of the condition, and which of this key it is.
        moving: the facts that change by themselves.
        timed: whether it counts months or looks at the day itself.
    """

    at: tuple[str, str, int]
    node: Node
    law: Snapshot
    read: Decide
    trace: Trace
    moving: tuple[Fact, ...]
    timed: bool


class Gate:
    """Rules that must all say YES, taken apart into their conditions, once a state of the law."""

    def __init__(
        self,
        rulebook: Rulebook,
        rules: Iterable[str],
        post: Post,
        given: Mapping[str, Mapping[str, Value | None]],
    ) -> None:
        """Take the rulebook, the names of the rules, the post, and clean facts by id and name."""
        self.rulebook, self.rules, self.post, self.given = rulebook, tuple(rules), post, given
        self._made: dict[int, tuple[Condition, ...]] = {}
        self._deciders: dict[int, dict[str, Decide]] = {}

    def truths(self, view: View) -> dict[str, object]:
        """Return the answer of each rule: True, False, anything else for UNKNOWN."""
        day = view.as_of
        law = id(self.rulebook.law(day))
        if law not in self._deciders:
            self._deciders[law] = {name: self.rulebook.decider(name, day) for name in self.rules}
        return {name: decide(view.get, day) for name, decide in self._deciders[law].items()}

    def conditions(self, day: dt.date) -> tuple[Condition, ...]:
        """Return the conditions of all rules as the law has them on a day."""
        law = self.rulebook.law(day)
        # The rulebook keeps its snapshots, so the identity of one stands for a state of the law.
        if id(law) not in self._made:
            self._made[id(law)] = tuple(c for rule in self.rules for c in _take_apart(rule, law))
        return self._made[id(law)]

    def view(self, person: Employee, day: dt.date) -> View:
        """Return the facts of a person about the post on a day; what was given comes first."""
        return View(self.rulebook, day, person, self.post, dict(self.given.get(person.id, {})))

    def check(self, rule: str, view: View) -> Finding:
        """Return the finding of a rule on the facts of a view."""
        return Finding(**self._ask(rule, view))

    def score(self, rule: str, view: View) -> Score:
        """Return the score of a rule on the facts of a view."""
        return Score(**self._ask(rule, view))

    def _ask(self, rule: str, view: View) -> Asked:
        day = view.as_of
        return {
            "rule": rule,
            "text": self.rulebook.law(day).rule_text(rule),
            "as_of": day,
            "line": self.rulebook.explainer(rule, day)(view.get, day),
            "rulebook": self.rulebook.name,
        }


def _take_apart(rule: str, law: Snapshot) -> Iterable[Condition]:
    whole = law.node(rule)
    if whole is None:
        parts: tuple[Node, ...] = (Answer(rule),)
    else:
        parts = whole.conditions if isinstance(whole, AllOf) else (whole,)
    seen: dict[str, int] = {}
    for node in parts:
        key = key_of(node)
        seen[key] = seen.get(key, -1) + 1
        yield Condition(
            at=(rule, key, seen[key]),
            node=node,
            law=law,
            read=truth_reader(node, law),
            trace=tracer(node, law),
            moving=tuple(f for f in facts_in(node, law) if f.changes is not None),
            timed=any(
                isinstance(n, MonthsSince) or (isinstance(n, Fact) and n.subject is Subject.DAY)
                for n in walk(node, law)
            ),
        )


class Future:
    """The days ahead of one person, from one day to another, both included."""

    def __init__(self, gate: Gate, person: Employee, today: View, until: dt.date) -> None:
        """Take the gate, the record with what is assumed, its facts of today, and the last day."""
        self._gate, self._person, self._until = gate, person, until
        self._today = today.as_of
        self._views = {self._today: today}
        self._edges = person.edges
        self._law_days = gate.rulebook.change_days

    def view(self, day: dt.date) -> View:
        """Return the facts of a day, read once."""
        if day not in self._views:
            self._views[day] = self._gate.view(self._person, day)
        return self._views[day]

    def _next(self, condition: Condition, day: dt.date) -> dt.date | None:
        """Return the next day on which a condition may change, None when there is none in time."""
        view = self.view(day)
        days = [fact.changes(view) for fact in condition.moving if fact.changes is not None]
        if condition.timed:
            days.append(next_change(condition.node, condition.law, view.get, day))
        for known in (self._law_days, self._edges):
            days += known[bisect.bisect_right(known, day) :][:1]
        return min((d for d in days if d is not None and day < d <= self._until), default=None)

    def lift(self, condition: Condition) -> tuple[dt.date | None, dt.date | None]:
        """Return the day on which a condition is first met, and the first on which it is unknown.

        It is not met today. A condition that the law drops is met from that day on.
        """
        unknown_since, day, now = None, self._today, condition
        while (following := self._next(now, day)) is not None:
            day = following
            same = next((c for c in self._gate.conditions(day) if c.at == condition.at), None)
            if same is None:
                ended = self._gate.rulebook.law(day).node(condition.at[0]) is None
                return (None, unknown_since or day) if ended else (day, unknown_since)
            now, found = same, same.read(self.view(day).get, day)
            if found is True or found is SKIP:
                return day, unknown_since
            if found is None and unknown_since is None:
                unknown_since = day
        return None, unknown_since

    def first_open_day(self, since: dt.date) -> tuple[dt.date | None, dt.date | None]:
        """Return the first day on which every rule says YES, and the first that is unknown.

        Both are sought from ``since``; None where there is no such day, or none before.
        """
        unknown_since, day = None, since
        for _ in range(MAX_STEPS):
            view = self.view(day)
            found = [(c, c.read(view.get, day)) for c in self._gate.conditions(day)]
            shut = [c for c, answer in found if answer is False]
            if not shut:
                if all(truth is True for truth in self._gate.truths(view).values()):
                    return day, unknown_since
                unknown_since = unknown_since or day
                shut = [c for c, answer in found if answer is None]
            # Nothing opens before the last of the shut conditions may have changed.
            hops = [self._next(c, day) for c in shut]
            if not shut or None in hops:
                return None, unknown_since
            day = max(hop for hop in hops if hop is not None)
        return None, unknown_since
