"""What one plan of training has to solve, in plain numbers and bit sets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import attrs

from asn_career.courses import Course, LearningKind
from asn_career.development.parts import HoursSpan, PlanAim

__all__ = ["UNKNOWN", "Need", "Step", "Task", "make_task"]

UNKNOWN = -1
"""The level of who was not assessed: less than any, yet enough for a course from 0."""


class Need(NamedTuple):
    """A level wanted by a day."""

    competency: str
    by: dt.date
    required: int


class Step(NamedTuple):
    """What one course does to one competency; ``bit`` is its place among the courses."""

    bit: int
    start: dt.date
    end: dt.date
    since: int
    to: int


@attrs.frozen(kw_only=True, eq=False)
class Task:
    """One plan to find: courses by place, each set of courses a whole number of bits.

    Attributes:
        courses: those that can be taken, by last day, then first day, then key.
        levels: the levels held; `UNKNOWN` where not assessed.
        needs: what has to be closed, by competency and day.
        steps: for each competency of the needs what the courses do to it, by last day.
        weights: of each course; the sum decides among plans that close as much.
        closure: the course with all that it requires, directly or not.
        dependents: the course with all that require it.
        clashes: the courses that cannot be taken with it.
        years: the hours wanted and allowed; ``members`` are the courses that end in each.
        budget: the most that all may cost.
    """

    courses: tuple[Course, ...]
    levels: Mapping[str, int]
    needs: tuple[Need, ...]
    steps: Mapping[str, tuple[Step, ...]]
    weights: tuple[int, ...]
    closure: tuple[int, ...]
    dependents: tuple[int, ...]
    clashes: tuple[int, ...]
    years: tuple[HoursSpan, ...]
    members: tuple[int, ...]
    budget: int | None


def make_task(
    courses: Iterable[Course],
    levels: Mapping[str, int],
    needs: Iterable[Need],
    *,
    earlier: Mapping[str, dt.date],
    years: Sequence[HoursSpan] = (),
    aim: PlanAim = PlanAim.CHEAPEST,
    budget: int | None = None,
    clash: bool = True,
) -> Task:
    """Put courses that can be taken into numbers; those whose requirements fail are left out.

    Args:
        courses: the candidates: open to the person, within the days.
        levels: the levels held.
        needs: what has to be closed.
        earlier: the courses finished before, with their last day.
        years: hours wanted and allowed.
        aim: what decides among plans that close as much.
        budget: the most that all may cost.
        clash: whether two courses in class may not share a day.
    """
    ordered = _possible(sorted(courses, key=lambda c: (c.until, c.since, c.id)), earlier)
    place = {course.id: i for i, course in enumerate(ordered)}
    closure: list[int] = []
    for i, course in enumerate(ordered):
        # What is required ends before, so it stands earlier in the order.
        mask = 1 << i
        for key in course.requires:
            if not _done(earlier, key, course.since):
                mask |= closure[place[key]]
        closure.append(mask)
    dependents = [
        sum(1 << j for j, mask in enumerate(closure) if mask >> i & 1) for i in range(len(ordered))
    ]
    clashes = [
        sum(1 << j for j, b in enumerate(ordered) if clash and j != i and _clash(a, b))
        for i, a in enumerate(ordered)
    ]
    needs = tuple(sorted(set(needs)))
    steps = {
        key: tuple(
            Step(i, course.since, course.until, lift.since, lift.to)
            for i, course in enumerate(ordered)
            if (lift := course.lift_of(key)) is not None
        )
        for key in sorted({need.competency for need in needs})
    }
    return Task(
        courses=tuple(ordered),
        levels=dict(levels),
        needs=needs,
        steps=steps,
        weights=_weights(ordered, aim),
        closure=tuple(closure),
        dependents=tuple(dependents),
        clashes=tuple(clashes),
        years=tuple(years),
        members=tuple(
            sum(1 << i for i, c in enumerate(ordered) if year.since <= c.until <= year.until)
            for year in years
        ),
        budget=budget,
    )


def _done(earlier: Mapping[str, dt.date], key: str, before: dt.date) -> bool:
    return key in earlier and earlier[key] < before


def _possible(ordered: list[Course], earlier: Mapping[str, dt.date]) -> list[Course]:
    """Return the courses whose requirements were met, or can be met by courses before them."""
    kept: dict[str, Course] = {}
    for course in ordered:
        if all(
            _done(earlier, key, course.since) or (key in kept and kept[key].until < course.since)
            for key in course.requires
        ):
            kept[course.id] = course
    return list(kept.values())


def _clash(a: Course, b: Course) -> bool:
    both = a.kind is b.kind is LearningKind.CLASSROOM
    return both and a.since <= b.until and b.since <= a.until


def _weights(courses: Sequence[Course], aim: PlanAim) -> tuple[int, ...]:
    """Return one number a course: first what is aimed at, then the other, then one a course."""
    pairs = [(c.cost, c.hours) if aim is PlanAim.CHEAPEST else (c.hours, c.cost) for c in courses]
    third = len(pairs) + 1
    second = third * (1 + sum(less for _, less in pairs))
    return tuple(more * second + less * third + 1 for more, less in pairs)
