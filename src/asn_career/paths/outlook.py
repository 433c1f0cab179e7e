"""The best that any career could do: on which days could a post be open at all?

What no move changes is read as it is; what moves change is taken at its best. What is refused even
so is refused to every career: the search need not begin. The same reading, with the months that a
career has and can have, gives the earliest day on which it could enter, never later than the true
one.
"""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from asn_career.conditions import (
    SKIP,
    MonthsSince,
    MonthStartAfter,
    facts_in,
    next_change,
    walk,
)
from asn_career.dates import FIRST_YEAR, LAST_YEAR, ONE_DAY
from asn_career.facts import Fact, Movement, Subject
from asn_career.paths.asking import Asker, Edges, Part
from asn_career.paths.gauges import Gauge, Motion, Use
from asn_career.paths.graph import LEVEL_FACT
from asn_career.paths.watching import Watched
from asn_career.people import Employee
from asn_career.positions import Post
from asn_career.rulebook import View
from asn_career.terms import PositionLevel
from asn_career.values import Kind, Value

__all__ = ["Known", "Outlook", "Window"]

MANY: Final = 10**6  # months, more than any figure of the law
MAX_TRIES: Final = 64
Entered: TypeAlias = frozenset[PositionLevel] | None
"""The classes that can be entered; None for any."""
States: TypeAlias = Callable[
    [Fact, Sequence[Post | None], Entered], tuple[Value | None, ...] | None
]
"""What a state can be for any of some posts; None where that is not known."""
Read: TypeAlias = tuple[bool, Value | None, dt.date | None]
"""Whether moves change a fact of the person, its value on a day, and when it may change next."""
FIRST, LAST = dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31)


@attrs.frozen
class _Reading:
    """A condition on one day with what is known: fixed values, and choices for the rest."""

    part: Part
    known: Mapping[str, Value | None]
    choices: tuple[tuple[str, tuple[Value | None, ...]], ...]
    months: tuple[str, ...]
    open: bool  # something could be anything: the condition may hold

    def may_hold(self, day: dt.date, counts: Mapping[str, int]) -> bool:
        """Tell whether some choice makes the condition hold, with counts of months as given."""
        if self.open:
            return True
        known = {**self.known, **{name: counts.get(name, MANY) for name in self.months}}
        names = [name for name, _ in self.choices]
        for values in itertools.product(*(values for _, values in self.choices)):
            known.update(zip(names, values, strict=True))
            found = self.part.read(known.get, day)
            if found is True or found is SKIP:
                return True
        return False

    def next_day(self, day: dt.date) -> dt.date | None:
        """Return the next day on which months or the day itself may change the condition."""
        known = {**self.known, **dict.fromkeys(self.months, MANY)}
        names = [name for name, _ in self.choices]
        days = []
        for values in itertools.product(*(values for _, values in self.choices)):
            known.update(zip(names, values, strict=True))
            days.append(next_change(self.part.node, self.part.law, known.get, day))
        return min((d for d in days if d is not None), default=None)


@attrs.frozen(eq=False)
class Known:
    """What one person's record says whatever the target: searches from that person share it.

    Attributes:
        facts: the facts of the person by day.
        readings: what conditions read on a day, and when that may change next.
        held: whether these hold at best, by the identity of the reading, which is kept.
        edges: the days on which records of a list begin or end.
        after: the record after a trial appointment to a post, by the identity of the post.
        states: what a fact is for a post and a record, by the identity of both.
        free: whether a fact does not look at appointments for a post, likewise.
    """

    facts: dict[tuple[str, dt.date], Read] = attrs.field(factory=dict)
    readings: dict[tuple[Part, dt.date], tuple[_Reading, dt.date | None]] = attrs.field(
        factory=dict
    )
    held: dict[int, tuple[_Reading, bool]] = attrs.field(factory=dict)
    edges: Edges = attrs.field(factory=dict)
    after: dict[int, tuple[Post, Employee]] = attrs.field(factory=dict)
    states: dict[tuple[str, int, int], tuple[Post | None, Employee, Value | None]] = attrs.field(
        factory=dict
    )
    free: dict[tuple[str, int], tuple[Post | None, bool]] = attrs.field(factory=dict)


@attrs.frozen(eq=False)
class Window:
    """Days on which a post could be open, both included, with the conditions that count months."""

    since: dt.date
    until: dt.date
    counting: tuple[_Reading, ...]


class Outlook:
    """The windows of a post, and the earliest day on which a career could still hope to enter.

    Attributes:
        windows: the windows in order.
        never: the conditions that do not hold on any day whatever the career.
        counts: the facts whose months count for it.
    """

    def __init__(
        self,
        asker: Asker,
        employee: Employee,
        uses: Mapping[str, tuple[Fact, Use]],
        span: tuple[dt.date, dt.date],
        *,
        posts: Callable[[], Sequence[Post]] | None = None,
        sources: Iterable[PositionLevel] = (),
        states: States = lambda _fact, _posts, _entered: None,
        entered: Entered = None,
        known: Known | None = None,
    ) -> None:
        """Read the rules of the asker on every day of change.

        With ``posts``, it is the outlook of a whole class: facts of the post are those of any of
        them, and facts of the pair are at their best. A move comes from one of the ``sources``;
        ``states`` names what a state can be while only the ``entered`` classes can be. What one
        outlook has read of the person is ``known`` to the others.
        """
        self._asker, self._employee, self._uses = asker, employee, uses
        self._posts, self._sources = posts, tuple(sources)
        self._find_states, self._entered = states, entered
        self._states: dict[str, tuple[Fact, tuple[Value | None, ...] | None]] = {}
        self._known = Known() if known is None else known
        self._asked: dict[Part, tuple[Fact, ...]] = {}
        self._last: dict[Part, tuple[_Reading, dt.date | None]] = {}
        as_of, until = span
        self._edges = employee.edges
        self.windows: list[Window] = []
        hopeless: dict[tuple[str, int], tuple[Part, bool]] = {}
        day: dt.date | None = as_of
        while day is not None and day <= until and not asker.meter.is_spent:
            asker.meter.asked += 1
            readings, following = self._read(day)
            shut = [r.part for r in readings if not self._holds_at_best(r, day)]
            for i, reading in enumerate(readings):
                key = (reading.part.rule, i)
                before = hopeless.get(key, (reading.part, True))[1]
                hopeless[key] = (reading.part, before and reading.part in shut)
            last = until if following is None else min(until, following - ONE_DAY)
            if not shut:
                counting = tuple(r for r in readings if r.months and not r.open)
                before_it = self.windows[-1] if self.windows else None
                joins = before_it is not None and before_it.until == day - ONE_DAY
                if joins and before_it is not None and not (counting or before_it.counting):
                    self.windows[-1] = attrs.evolve(before_it, until=last)
                else:
                    self.windows.append(Window(day, last, counting))
            day = following
        self.counts = frozenset(
            name for window in self.windows for r in window.counting for name in r.months
        )
        self.never = tuple(part for part, always in hopeless.values() if always)

    def _read(self, day: dt.date) -> tuple[tuple[_Reading, ...], dt.date | None]:
        """Return what the conditions read on a day, and the day on which that may change."""
        readings, days = [], []
        for _, parts in self._asker.rules(day):
            for part in parts:
                reading, turns = self._read_part(part, day)
                old, following = self._last.get(part, (None, None))
                if reading == old and (following is None or day < following):
                    reading = old  # and with it what was found to hold
                else:
                    kept = self._known.readings.get((part, day))
                    if kept is not None and kept[0] == reading:
                        reading, following = kept
                    else:
                        ticks = not reading.open and self._ticks(part)
                        following = reading.next_day(day) if ticks else None
                        self._known.readings[part, day] = reading, following
                    self._last[part] = reading, following
                readings.append(reading)
                days += [*turns, following]
        law_days = self._asker.rulebook.change_days
        days += law_days[bisect.bisect_right(law_days, day) :][:1]
        days += self._edges[bisect.bisect_right(self._edges, day) :][:1]
        return tuple(readings), min((d for d in days if d is not None and d > day), default=None)

    def _read_part(self, part: Part, day: dt.date) -> tuple[_Reading, list[dt.date | None]]:
        known: dict[str, Value | None] = {}
        choices: list[tuple[str, tuple[Value | None, ...]]] = []
        months: list[str] = []
        turns: list[dt.date | None] = []
        is_open = False
        for fact in self._facts(part):
            if self._posts is not None and fact.subject is Subject.POST:
                values = dict.fromkeys(
                    self._view(day, post).get(fact.name) for post in self._posts()
                )
                choices.append((fact.name, tuple(values)))
                continue
            of_pair = self._posts is not None and fact.subject is Subject.PAIR
            if not of_pair:
                moves, value, turn = self._read_fact(fact, day)
                if not moves:
                    known[fact.name] = value
                    turns.append(turn)
                    continue
            if fact.name == LEVEL_FACT:
                choices.append((fact.name, self._sources))
                continue
            best = self._best_of(fact)
            if best is None:
                is_open = True
            elif best == (MANY,) and not of_pair:
                months.append(fact.name)
            else:
                choices.append((fact.name, best))
        is_open = is_open or math.prod(len(values) for _, values in choices) > MAX_TRIES
        return _Reading(part, known, tuple(choices), tuple(months), is_open), turns

    def _read_fact(self, fact: Fact, day: dt.date) -> Read:
        key = (fact.name, day)
        if fact.subject is Subject.PERSON and key in self._known.facts:
            return self._known.facts[key]
        watched = Watched(self._employee)
        view = View(self._asker.rulebook, day, watched, self._asker.post, {})  # type: ignore[arg-type]
        value, turn = view.get(fact.name), None
        moves = watched.touched and fact.movement is not Movement.FIXED
        if not moves and fact.changes is not None:
            turn = fact.changes(view)
        if fact.subject is Subject.PERSON:
            self._known.facts[key] = moves, value, turn
        return moves, value, turn

    def stands(self, entered: Entered) -> bool:
        """Tell whether other classes that can be entered change nothing here."""
        return all(self._states_of(f, entered) == states for f, states in self._states.values())

    def _states_of(self, fact: Fact, entered: Entered) -> tuple[Value | None, ...] | None:
        of_pair = fact.subject is Subject.PAIR
        mine = (self._asker.post,) if self._posts is None else self._posts()
        posts = mine if of_pair else (None,)
        return self._find_states(fact, posts, entered)

    def _best_of(self, fact: Fact) -> tuple[Value | None, ...] | None:
        """Return the best values of a fact that moves change, None if it could be anything."""
        use, kind = self._uses[fact.name][1], fact.value_type.kind
        motion = Gauge(fact, use).motion
        if motion is Motion.MONTHS and not use.less:
            return (MANY,)
        if kind is Kind.DAY and use.more is not use.less:
            return (LAST if use.more else FIRST,)
        if motion is not Motion.STATE or kind not in {Kind.FLAG, Kind.WORD}:
            return None
        if fact.name not in self._states:
            self._states[fact.name] = fact, self._states_of(fact, self._entered)
        found = self._states[fact.name][1]
        if found is None and kind is Kind.FLAG:
            return (True, False)
        words = fact.value_type.words
        return tuple(words) if found is None and words is not None else found

    def _facts(self, part: Part) -> tuple[Fact, ...]:
        if part not in self._asked:
            self._asked[part] = facts_in(part.node, part.law)
        return self._asked[part]

    def _ticks(self, part: Part) -> bool:
        """Tell whether a condition may change by the day alone."""
        return any(
            isinstance(node, MonthsSince | MonthStartAfter)
            or (isinstance(node, Fact) and node.subject is Subject.DAY)
            for node in walk(part.node, part.law)
        )

    def _holds_at_best(self, reading: _Reading, day: dt.date) -> bool:
        key, held = id(reading), self._known.held
        if key not in held:
            held[key] = reading, reading.may_hold(day, {})
        return held[key][1]

    def _view(self, day: dt.date, post: Post) -> View:
        return View(self._asker.rulebook, day, self._employee, post, {})

    def earliest(
        self, since: dt.date, counts: Callable[[dt.date], Mapping[str, int]]
    ) -> dt.date | None:
        """Return the first day from ``since`` on which a post could be entered, None if none.

        Args:
            since: the first day asked about.
            counts: the most months there can be on a day, by fact; they only grow.
        """
        for window in self.windows:
            first = max(window.since, since)
            if first > window.until:
                continue
            if not window.counting or _hold(window.counting, first, counts(first)):
                return first
            if not _hold(window.counting, window.until, counts(window.until)):
                continue
            low, high = first.toordinal() + 1, window.until.toordinal()
            while low < high:
                middle = (low + high) // 2
                day = dt.date.fromordinal(middle)
                if _hold(window.counting, day, counts(day)):
                    high = middle
                else:
                    low = middle + 1
            return dt.date.fromordinal(low)
        return None


def _hold(readings: Sequence[_Reading], day: dt.date, counts: Mapping[str, int]) -> bool:
    return all(reading.may_hold(day, counts) for reading in readings)
