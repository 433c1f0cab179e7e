"""What a condition reads on a day, taken at the best that any career could make of it.

What no move changes is read as it is; what moves change is taken at its best. What is refused even
so is refused to every career.
"""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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

__all__ = ["FIRST", "MANY", "Entered", "Known", "Reader", "Reading", "States"]

FIRST, LAST = dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31)
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


@attrs.frozen
class Reading:
    """A condition on one day with what is known: fixed values, and choices for the rest.

    Attributes:
        part: the condition.
        known: the values that are what they are.
        choices: the values that others can have.
        months: the counts of months.
        begun: the days that the post which is left has set.
        open: whether something could be anything, so that the condition may hold.
    """

    part: Part
    known: Mapping[str, Value | None]
    choices: tuple[tuple[str, tuple[Value | None, ...]], ...]
    months: tuple[str, ...]
    begun: tuple[str, ...]
    open: bool

    def may_hold(self, day: dt.date, counts: Mapping[str, int], began: dt.date = FIRST) -> bool:
        """Tell whether some choice makes the condition hold, with counts of months as given.

        The post that is left was taken on the day ``began``.
        """
        if self.open:
            return True
        known = {**self.known, **{name: counts.get(name, MANY) for name in self.months}}
        known.update(dict.fromkeys(self.begun, began))
        names = [name for name, _ in self.choices]
        for values in itertools.product(*(values for _, values in self.choices)):
            known.update(zip(names, values, strict=True))
            found = self.part.read(known.get, day)
            if found is True or found is SKIP:
                return True
        return False

    def next_day(self, day: dt.date) -> dt.date | None:
        """Return the next day on which months or the day itself may change the condition."""
        known = {
            **self.known,
            **dict.fromkeys(self.months, MANY),
            **dict.fromkeys(self.begun),  # more months in a post refuse nothing: they do not tick
        }
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
        of_posts: facts of posts that no day changes, by the identity of the post, likewise.
        asked: the facts that a condition asks for.
        ticking: whether a condition may change by the day alone.
        classes: what was found of classes, by what it hangs on.
    """

    facts: dict[tuple[str, dt.date], Read] = attrs.field(factory=dict)
    readings: dict[tuple[Part, dt.date], tuple[Reading, dt.date | None]] = attrs.field(factory=dict)
    held: dict[int, tuple[Reading, bool]] = attrs.field(factory=dict)
    edges: Edges = attrs.field(factory=dict)
    after: dict[int, tuple[Post, Employee]] = attrs.field(factory=dict)
    states: dict[tuple[str, int, int], tuple[Post | None, Employee, Value | None]] = attrs.field(
        factory=dict
    )
    free: dict[tuple[str, int], tuple[Post | None, bool]] = attrs.field(factory=dict)
    of_posts: dict[tuple[str, int], tuple[Post, Value | None]] = attrs.field(factory=dict)
    asked: dict[Part, tuple[Fact, ...]] = attrs.field(factory=dict)
    ticking: dict[Part, bool] = attrs.field(factory=dict)
    classes: dict[object, object] = attrs.field(factory=dict)


class Reader:
    """Reads the conditions of an asker on days, at the best that any career could make of them.

    Attributes:
        states: what was found that a state can be, by fact.
    """

    def __init__(
        self,
        asker: Asker,
        employee: Employee,
        uses: Mapping[str, tuple[Fact, Use]],
        *,
        posts: Callable[[], Sequence[Post]] | None = None,
        sources: Iterable[PositionLevel] = (),
        states: States = lambda _fact, _posts, _entered: None,
        entered: Entered = None,
        known: Known | None = None,
    ) -> None:
        """Take what asks, the person and how rules use the facts.

        With ``posts``, it reads for a whole class: facts of the post are those of any of them, and
        facts of the pair are at their best. A move comes from one of the ``sources``; ``states``
        names what a state can be while only the ``entered`` classes can be. What others have read
        of the person is ``known``.
        """
        self.asker, self._employee, self._uses = asker, employee, uses
        self._posts, self._sources = posts, tuple(sources)
        self._find_states, self._entered = states, entered
        self._states: dict[str, tuple[Fact, tuple[Value | None, ...] | None]] = {}
        self._known = Known() if known is None else known
        self._last: dict[Part, tuple[Reading, dt.date | None]] = {}
        self._edges = employee.edges

    def spans(
        self, span: tuple[dt.date, dt.date], wants: Callable[[Part], bool] = lambda _part: True
    ) -> Iterator[tuple[dt.date, dt.date, tuple[Reading, ...]]]:
        """Yield the days from which and to which the conditions wanted read the same, with that."""
        day: dt.date | None = span[0]
        while day is not None and day <= span[1] and not self.asker.meter.is_spent:
            self.asker.meter.asked += 1
            readings, following = self._read(day, wants)
            last = span[1] if following is None else min(span[1], following - ONE_DAY)
            yield day, last, readings
            day = following

    def _read(
        self, day: dt.date, wants: Callable[[Part], bool]
    ) -> tuple[tuple[Reading, ...], dt.date | None]:
        """Return what conditions read on a day, and the day on which that may change."""
        readings, days = [], []
        for _, parts in self.asker.rules(day):
            for part in filter(wants, parts):
                reading, turns = self._read_part(part, day)
                old, following = self._last.get(part, (None, None))
                if reading == old and (following is None or day < following):
                    reading = old  # and with it what was found to hold
                else:
                    kept = self._known.readings.get((part, day))
                    if kept is not None and kept[0] == reading:
                        reading, following = kept
                    else:
                        ticks = not reading.open and self.ticks(part)
                        following = reading.next_day(day) if ticks else None
                        self._known.readings[part, day] = reading, following
                    self._last[part] = reading, following
                readings.append(reading)
                days += [*turns, following]
        law_days = self.asker.rulebook.change_days
        days += law_days[bisect.bisect_right(law_days, day) :][:1]
        days += self._edges[bisect.bisect_right(self._edges, day) :][:1]
        return tuple(readings), min((d for d in days if d is not None and d > day), default=None)

    def _read_part(self, part: Part, day: dt.date) -> tuple[Reading, list[dt.date | None]]:
        known: dict[str, Value | None] = {}
        choices: list[tuple[str, tuple[Value | None, ...]]] = []
        months: list[str] = []
        begun: list[str] = []
        turns: list[dt.date | None] = []
        is_open = False
        for fact in self.facts(part):
            if self._posts is not None and fact.subject is Subject.POST:
                values = dict.fromkeys(self._of_post(fact, day, post) for post in self._posts())
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
            elif best == (FIRST,) and fact.movement is Movement.RESETS:
                begun.append(fact.name)
            else:
                choices.append((fact.name, best))
        is_open = is_open or math.prod(len(values) for _, values in choices) > MAX_TRIES
        return Reading(part, known, tuple(choices), tuple(months), tuple(begun), is_open), turns

    def _read_fact(self, fact: Fact, day: dt.date) -> Read:
        key = (fact.name, day)
        if fact.subject is Subject.PERSON and key in self._known.facts:
            return self._known.facts[key]
        watched = Watched(self._employee)
        view = View(self.asker.rulebook, day, watched, self.asker.post, {})  # type: ignore[arg-type]
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
        mine = (self.asker.post,) if self._posts is None else self._posts()
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

    def facts(self, part: Part) -> tuple[Fact, ...]:
        """Return the facts that a condition asks for."""
        if part not in self._known.asked:
            self._known.asked[part] = facts_in(part.node, part.law)
        return self._known.asked[part]

    def ticks(self, part: Part) -> bool:
        """Tell whether a condition may change by the day alone."""
        if part not in self._known.ticking:
            self._known.ticking[part] = any(
                isinstance(node, MonthsSince | MonthStartAfter)
                or (isinstance(node, Fact) and node.subject is Subject.DAY)
                for node in walk(part.node, part.law)
            )
        return self._known.ticking[part]

    def holds(self, reading: Reading, day: dt.date) -> bool:
        """Tell whether a condition may hold, at the very best."""
        key, held = id(reading), self._known.held
        if key not in held:
            held[key] = reading, reading.may_hold(day, {})
        return held[key][1]

    def _of_post(self, fact: Fact, day: dt.date, post: Post) -> Value | None:
        key, known = (fact.name, id(post)), self._known.of_posts
        if key in known:
            return known[key][1]
        view = _PostAlone(View(self.asker.rulebook, day, self._employee, post, {}))
        value = None if fact.read is None else fact.read(view)
        if not view.more:
            known[key] = post, value
        return value


class _PostAlone:
    """A view that notes whether more than the post is looked at."""

    __slots__ = ("_view", "more")

    def __init__(self, view: View) -> None:
        self._view, self.more = view, False

    def target(self) -> Post:
        return self._view.target()

    def __getattr__(self, name: str) -> object:
        self.more = True
        return getattr(self._view, name)
