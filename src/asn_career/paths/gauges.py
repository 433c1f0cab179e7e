"""What rules ask of a career: which facts, whether more or less of them helps, up to where.

Two careers that lead to the same post differ only in what facts read from their appointments. A
`Gauge` is one such fact, for one post where it is about the pair; a `Mark` is its reading. Facts
are trusted to move as the glossary says: one that *accumulates* and is counted in months adds at
most a month a month, by the calendar; one that *resets* is a day that a record sets; an *event*
keeps its value until a record comes. Whether a reading looks at appointments at all is seen when
it is read, not declared.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

import attrs

from asn_career.conditions import (
    AllOf,
    Answer,
    AnyOf,
    Compare,
    Const,
    Lookup,
    MonthsSince,
    Node,
    Not,
    Param,
    facts_in,
    scales,
    type_of,
    whole_bound,
)
from asn_career.facts import Fact, Movement, Subject
from asn_career.findings import Op
from asn_career.paths.watching import Watched, WatchedPost
from asn_career.people import Employee
from asn_career.positions import Post
from asn_career.rulebook import Rulebook, Snapshot, View
from asn_career.values import Kind, Value

__all__ = [
    "NO_CAP",
    "Gauge",
    "Mark",
    "Motion",
    "Use",
    "gauges_of",
    "merge_uses",
    "uses_in",
]

NO_CAP: Final = 10**9
"""More than any count of months."""


@attrs.frozen
class Use:
    """How rules use a fact: whether more of it can help, whether less can, and from where on not.

    Attributes:
        more: a higher value can turn an answer to YES.
        less: a lower value can; both together mean that the very value counts.
        cap: from this value on, more changes nothing.
    """

    more: bool
    less: bool
    cap: int = NO_CAP


class Motion(StrEnum):
    """How a gauge moves: a count of months, another count, a day that is set, or a state."""

    MONTHS = "months"
    COUNT = "count"
    DAY = "day"
    STATE = "state"


def uses_in(node: Node, law: Snapshot, *, helps: bool = True) -> Iterator[tuple[Fact, Use]]:
    """Yield the facts of a condition with their use; ``helps`` turns where it must fail."""
    match node:
        case AllOf(conditions=conditions) | AnyOf(conditions=conditions):
            for condition in conditions:
                yield from uses_in(condition, law, helps=helps)
        case Not(condition=condition):
            yield from uses_in(condition, law, helps=not helps)
        case Answer(rule=rule) if law.rule_type(rule).kind is Kind.FLAG:
            behind = law.node(rule)
            if behind is not None:
                yield from uses_in(behind, law, helps=helps)
        case Compare(left=Fact() as fact, op=op, right=right) if _is_graded(fact, right, law):
            rises = op in {Op.GE, Op.GT}
            if op in {Op.EQ, Op.NE}:
                yield fact, Use(more=True, less=True)
            elif rises is helps:
                yield fact, Use(more=True, less=False, cap=_cap(node, law) if rises else NO_CAP)
            else:
                yield fact, Use(more=False, less=True)
            yield from _exact(right, law)
        case Compare(left=MonthsSince(day=Fact() as fact), op=op, right=right) if _is_graded(
            fact, right, law
        ):
            earlier = (op in {Op.GE, Op.GT}) is helps  # an earlier day is more months
            same = op in {Op.EQ, Op.NE}
            yield fact, Use(more=same or not earlier, less=same or earlier)
            yield from _exact(right, law)
        case _:
            yield from _exact(node, law)


def _exact(node: Node, law: Snapshot) -> Iterator[tuple[Fact, Use]]:
    for fact in facts_in(node, law):
        yield fact, Use(more=True, less=True)


def _is_graded(fact: Fact, figure: Node, law: Snapshot) -> bool:
    """Tell whether more or less of a fact can help, whatever figure it is compared with."""
    graded = fact.value_type.kind in {Kind.NUMBER, Kind.DAY}
    return graded and fact not in facts_in(figure, law)


def _cap(node: Compare, law: Snapshot) -> int:
    """Return the count from which a comparison of a fact holds, whichever figure is looked up."""
    figures: list[Value | None]
    match node.right:
        case Const(value=value):
            figures = [value]
        case Param(table=table, at=at):
            cell = law.values.cell(table, at)
            figures = [] if cell is None else [cell.value]
        case Lookup(table=table):
            figures = [cell.value for cell in law.values.cells(table).values()]
        case _:
            return NO_CAP
    left, right = type_of(node.left, law), type_of(node.right, law)
    numbers = [figure for figure in figures if isinstance(figure, int)]
    if left.kind is not Kind.NUMBER:
        return NO_CAP
    divisor, up, down = scales(left, right)
    if (up, down) != (1, 1):
        return NO_CAP
    bounds = (whole_bound(node.op, figure, divisor) for figure in numbers)
    return max((bound + (op is Op.GT) for op, bound in bounds), default=0)


def merge_uses(found: Iterable[tuple[Fact, Use]]) -> dict[str, tuple[Fact, Use]]:
    """Return each fact once, by name, with all its uses together."""
    merged: dict[str, tuple[Fact, Use]] = {}
    for fact, use in found:
        if fact.name in merged:
            old = merged[fact.name][1]
            joined = Use(old.more or use.more, old.less or use.less, max(old.cap, use.cap))
            merged[fact.name] = (fact, joined)
        else:
            merged[fact.name] = (fact, use)
    return merged


@attrs.frozen
class Mark:
    """The reading of a gauge on a day.

    Attributes:
        free: it is the same for everybody in the position: no move before can have changed it.
        value: the value; None is unknown.
        run: of a running count of months, the month (of all months) in which it was none, and the
            day of the month on which it rises; the count of any later day follows from the two.
        rises: the next day on which another count rises.
    """

    free: bool
    value: Value | None
    run: tuple[int, int] | None = None
    rises: dt.date | None = None

    def months(self, day: dt.date) -> int:
        """Return the count of months on a day, while the appointments stay as they are."""
        if self.run is None:
            return self.value if isinstance(self.value, int) else -1
        since, rises_on = self.run
        return _month(day) - since - (day.day < rises_on and not _is_month_end(day))

    def next_rise(self, day: dt.date) -> dt.date | None:
        """Return the first day after ``day`` on which a running count of months is one higher."""
        if self.run is None:
            return None
        month = _month(day)
        for index in (month, month + 1):
            year, at = divmod(index, 12)
            last = calendar.monthrange(year, at + 1)[1]
            rise = dt.date(year, at + 1, min(self.run[1], last))
            if rise > day:
                return rise
        return None


def _month(day: dt.date) -> int:
    return 12 * day.year + day.month - 1


def _is_month_end(day: dt.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


@attrs.frozen(eq=False)
class Gauge:
    """One fact that careers may differ in, for one post where it is about the pair.

    Attributes:
        fact: the fact.
        use: how the rules use it.
        post: the post that a fact of the pair is about.
        motion: how the fact moves, as the glossary says.
    """

    fact: Fact
    use: Use
    post: Post | None = None
    motion: Motion = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        kind, unit = self.fact.value_type.kind, self.fact.value_type.unit
        motion = Motion.DAY if kind is Kind.DAY else Motion.STATE
        if self.fact.movement is Movement.ACCUMULATES and kind is Kind.NUMBER:
            in_months = unit is not None and unit.name == "month"
            motion = Motion.MONTHS if in_months else Motion.COUNT
        object.__setattr__(self, "motion", motion)

    @property
    def is_steady(self) -> bool:
        """Whether an earlier career is never worse for it: more months or an earlier day help."""
        match self.motion:
            case Motion.MONTHS | Motion.COUNT:
                return not self.use.less
            case Motion.DAY:
                return not self.use.more
            case Motion.STATE:
                return True

    def read(
        self,
        rulebook: Rulebook,
        employee: Employee,
        day: dt.date,
        post: WatchedPost | None = None,
    ) -> Mark:
        """Read the gauge on a day; what of its post is looked at is seen in ``post``."""
        watched, asked = Watched(employee), self.post if post is None else post
        view = View(rulebook, day, watched, asked, {})  # type: ignore[arg-type] # both read like one
        value = view.get(self.fact.name)
        if not watched.looks_back:
            return Mark(free=True, value=value)
        if self.motion in {Motion.DAY, Motion.STATE} or self.fact.changes is None:
            return Mark(free=False, value=value)
        rises = self.fact.changes(view)
        if self.motion is Motion.COUNT or rises is None or not isinstance(value, int):
            return Mark(free=False, value=value, rises=rises)
        on = rises.day
        if _is_month_end(rises):  # a longer month shows on which day it rises; two of them do
            later = View(rulebook, rises, watched, asked, {})  # type: ignore[arg-type]
            following = self.fact.changes(later)
            on = max(on, 0 if following is None else following.day)
        return Mark(free=False, value=value, run=(_month(rises) - value - 1, on))

    def covers(self, ours: Mark, theirs: Mark, day: dt.date) -> bool:
        """Tell whether one career is at least as good as another here, from a day on.

        Both marks hold on ``day``; the months of a mark may have been read earlier.
        """
        if theirs.free:
            return True
        use, motion = self.use, self.motion
        if (
            motion is Motion.MONTHS
            and isinstance(ours.value, int)
            and isinstance(theirs.value, int)
        ):
            if use.less:
                same = ours.months(day) == theirs.months(day)
                return same and ours.run == theirs.run
            if ours.months(day) >= use.cap:
                return True
            if theirs.run is not None:
                return ours.run is not None and ours.run <= theirs.run
            return ours.months(day) >= theirs.months(day)
        if ours.value == theirs.value:
            return ours.rises == theirs.rises
        if ours.value is None or theirs.value is None or ours.rises != theirs.rises:
            return False
        if motion is Motion.STATE or (use.more and use.less):
            return False
        higher: bool = ours.value > theirs.value  # type: ignore[operator] # numbers or days
        return higher is use.more


def gauges_of(
    uses: Iterable[tuple[Fact, Use]], post: Post | None, *, pairs: bool
) -> tuple[Gauge, ...]:
    """Return gauges of the facts of the person, or of those of the pair with a post."""
    subject = Subject.PAIR if pairs else Subject.PERSON
    return tuple(
        Gauge(fact, use, post if pairs else None)
        for fact, use in uses
        if fact.subject is subject and fact.movement is not Movement.FIXED and fact.read is not None
    )
