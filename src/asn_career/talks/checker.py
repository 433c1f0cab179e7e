"""Checks a plan of talks without the code that made it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from asn_career.dates import ONE_DAY

if TYPE_CHECKING:
    import datetime as dt

    from asn_career.talks.records import TalkPair
    from asn_career.talks.result import Talk, TalkSchedule, Unplaced

__all__ = ["holds"]


def holds(plan: TalkSchedule) -> bool:
    """Tell whether every talk stands on the first day that was open for it, and none lacks.

    Every talk that is due stands once in the plan; it lies from the day it is due to the last day
    to which it may move; no load is passed; and on every open day before it, or up to the last one
    where it has none, one of the two had no time left.
    """
    closed, weekend = set(plan.closed), {day.order for day in plan.policy.weekend}
    wanted = {}
    for pair in plan.pairs:
        every = pair.every or plan.every
        due = every.between(pair.first or plan.since, plan.until)
        ends = (*(later - ONE_DAY for _, later in pairwise(due)), plan.until)
        wanted.update({(*pair.key, day): last for day, last in zip(due, ends, strict=False)})
    told: list[Talk | Unplaced] = [*plan.talks, *plan.unplaced]
    if len(told) != len(wanted):
        return False
    if any(wanted.get((*one.key, one.due)) != one.last for one in told):
        return False

    leaders = {pair.leader for pair in plan.pairs}
    busy = Counter((who, t.day) for t in plan.talks for who in (t.leader, t.member))
    met = Counter((t.member, t.day) for t in plan.talks)
    led = Counter((t.leader, *t.day.isocalendar()[:2]) for t in plan.talks)
    per_day, per_week = plan.policy.per_day, plan.policy.per_week

    def limit(who: str) -> int:
        return per_day if who in leaders else 1

    def is_open(day: dt.date) -> bool:
        return day not in closed and day.weekday() not in weekend

    def is_full(one: Talk | Unplaced | TalkPair, day: dt.date) -> bool:
        return (
            any(busy[who, day] >= limit(who) for who in (one.leader, one.member))
            or met[one.member, day] > 0
            or (per_week is not None and led[(one.leader, *day.isocalendar()[:2])] >= per_week)
        )

    for talk in plan.talks:
        if not (talk.due <= talk.day <= talk.last and is_open(talk.day)):
            return False
        if (talk.moved is None) is not (talk.day == talk.due):
            return False
    within = (
        all(n <= limit(who) for (who, _), n in busy.items()) and max(met.values(), default=0) <= 1
    )
    if not within or (per_week is not None and max(led.values(), default=0) > per_week):
        return False
    for one in told:
        day = one.due
        end = getattr(one, "day", one.last + ONE_DAY)
        while day < end:
            if is_open(day) and not is_full(one, day):
                return False
            day += ONE_DAY
    return True
