"""How seats are given: all people at once by HiGHS, or one after another."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

import attrs

from asn_career.courses import Catalogue, Course
from asn_career.development.draft import Draft
from asn_career.development.drafting import make_plan
from asn_career.development.model import Seat, solve_all
from asn_career.development.parts import OpenReason, PlanAim
from asn_career.development.plan import Plan
from asn_career.development.search import Found, bits, solve
from asn_career.development.seats import Seating, SeatMethod, SeatPolicy
from asn_career.errors import InvalidInputError, Problem
from asn_career.gaps import DatedGap

__all__ = ["allocate_seats"]

CALLS = 100  # how often progress is told
MARGIN = 1e-6


def allocate_seats(
    plans: Iterable[Plan],
    catalogue: Catalogue,
    *,
    policy: SeatPolicy | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Seating:
    """Give the seats of all courses to the people of many plans, so that the most gaps close.

    Each plan is made anew within the seats: who does not get into a course may get into another
    that serves as well. The gaps, days, fields, hours and budget of each plan stay as they are; to
    fill the hours of a year, only the courses of the plan itself are considered.

    Args:
        plans: one plan a person, as `draft_plan` gives them.
        catalogue: the courses with their seats.
        policy: what is left free; see `SeatPolicy`.
        progress: called with the people done and all of them, about a hundred times.

    Returns:
        A plan for each person with what stays open and why, how far it may be from the best.

    Raises:
        InvalidInputError: with every problem: something that is no plan, two plans for one person,
            another catalogue than the one a plan was made with.
        MissingExtraError: the best allocation needs ``pip install 'asn-career[optimise]'``;
            ``SeatPolicy(method="in_turn")`` needs nothing more, and is not proven.
    Source: PP 11/2017 article 203 (equal right and chance); how seats are given is our own choice.
    """
    policy = SeatPolicy() if policy is None else policy
    asked = _read(plans, catalogue, policy)
    drafts = [_draft(plan, policy) for plan in asked]
    useful = [
        draft.useful(draft.needs, [item.course.id for item in plan.items])
        for draft, plan in zip(drafts, asked, strict=True)
    ]
    weigh = _cost if policy.aim is PlanAim.CHEAPEST else _hours
    worth = policy.worth
    if worth is None:
        worth = 1 + max((sum(map(weigh, courses)) for courses in useful), default=0)
    limits = {course.id: course.seats for course in catalogue if course.seats is not None}
    chosen: Sequence[frozenset[str]] | None = None
    bound = None
    if policy.method is SeatMethod.BEST:
        seats = []
        for plan, draft, courses in zip(asked, drafts, useful, strict=True):
            task = draft.task(courses)
            seats.append(
                Seat(
                    task=task,
                    weights=tuple(weigh(course) for course in task.courses),
                    per_gap=worth * policy.priority.get(plan.employee.id, 1),
                    per_hour=worth,
                )
            )
        gap = float(policy.gap_percent) / 100
        found = solve_all(
            seats, limits, budget=policy.budget, gap=gap, seconds=float(policy.seconds)
        )
        # The solver counts with floats, so its bound gets a margin; values are whole numbers.
        bound = max(math.ceil(found.bound * (1 - MARGIN)), 0)
        if found.chosen is not None:
            chosen = [
                frozenset(seat.task.courses[i].id for i in bits(mask))
                for seat, mask in zip(seats, found.chosen, strict=True)
            ]
    made = _give(
        asked,
        drafts,
        useful,
        chosen=chosen,
        limits=limits,
        policy=policy,
        progress=progress,
    )
    value = 0
    for plan in made:
        open_ = {(o.gap.competency, o.gap.by, o.gap.required) for o in plan.blocked}
        weight = policy.priority.get(plan.employee.id, 1)
        value += worth * (weight * len(open_) + sum(year.short for year in plan.years))
        value += sum(weigh(item.course) for item in plan.items)
    return Seating(
        catalogue=catalogue,
        policy=policy,
        worth=worth,
        plans=tuple(made),
        value=value,
        bound=bound,
    )


def _cost(course: Course) -> int:
    return course.cost


def _hours(course: Course) -> int:
    return course.hours


def _read(plans: Iterable[Plan], catalogue: Catalogue, policy: SeatPolicy) -> list[Plan]:
    """Return the plans by id, and report every problem at once."""
    problems = [
        Problem(name, f"{type(value).__name__} instead of {kind.__name__}")
        for name, value, kind in (
            ("catalogue", catalogue, Catalogue),
            ("policy", policy, SeatPolicy),
        )
        if not isinstance(value, kind)
    ]
    asked: dict[str, Plan] = {}
    for i, plan in enumerate(plans):
        if not isinstance(plan, Plan):
            problems.append(Problem(f"plans[{i}]", f"{type(plan).__name__} instead of Plan"))
        elif asked.setdefault(plan.employee.id, plan) is not plan:
            problems.append(Problem(f"plans[{i}]", f"{plan.employee.id!r:.40} has two plans"))
        elif plan.catalogue != catalogue:
            hint = "draft the plan with the catalogue whose seats are given"
            problems.append(Problem(f"plans[{i}].catalogue", "is another catalogue", hint))
    if isinstance(policy, SeatPolicy):
        problems += [
            Problem(f"policy.priority[{id!r:.40}]", "nobody has a plan with this id")
            for id in sorted(set(policy.priority) - set(asked))
        ]
    if problems:
        raise InvalidInputError(problems)
    return [asked[id] for id in sorted(asked)]


def _draft(plan: Plan, policy: SeatPolicy) -> Draft:
    return Draft(
        employee=plan.employee,
        gaps=plan.gaps,
        as_of=plan.as_of,
        until=plan.until,
        catalogue=plan.catalogue,
        policy=attrs.evolve(plan.policy, aim=policy.aim),
        fields=plan.fields,
        years=tuple(attrs.evolve(year, planned=0) for year in plan.years),
    )


def _give(
    asked: Sequence[Plan],
    drafts: Sequence[Draft],
    useful: Sequence[list[Course]],
    *,
    chosen: Sequence[frozenset[str]] | None,
    limits: dict[str, int],
    policy: SeatPolicy,
    progress: Callable[[int, int], object] | None,
) -> list[Plan]:
    """Return the plan of each person: from what was chosen for them, or from what is left."""
    order = sorted(
        range(len(asked)),
        key=lambda i: (-policy.priority.get(asked[i].employee.id, 1), asked[i].employee.id),
    )
    left, purse = dict(limits), policy.budget
    found: dict[int, tuple[list[Course], Found]] = {}
    for done, i in enumerate(order, 1):
        if chosen is not None:
            courses = [course for course in useful[i] if course.id in chosen[i]]
        else:
            courses = [course for course in useful[i] if left.get(course.id, 1) > 0]
        own = drafts[i].policy.budget
        limit = own if purse is None else purse if own is None else min(own, purse)
        task = attrs.evolve(drafts[i].task(courses), budget=limit)
        found[i] = courses, solve(task, drafts[i].policy.steps)
        for place in bits(found[i][1].chosen):
            course = task.courses[place]
            if course.id in left:
                left[course.id] -= 1
            purse = None if purse is None else purse - course.cost
        if progress is not None and (done == len(order) or done % (len(order) // CALLS + 1) == 0):
            progress(done, len(order))
    full = {id for id, seats in left.items() if seats <= 0 and id in limits}
    made = []
    for i, plan in enumerate(asked):
        before = {open_.gap: open_.reason for open_ in plan.open}
        taught = {lift.competency for c in useful[i] if c.id in full for lift in c.lifts}

        def why(
            gap: DatedGap, before: dict[DatedGap, OpenReason] = before, taught: set[str] = taught
        ) -> OpenReason:
            if gap in before:
                return before[gap]
            if gap.competency in taught:
                return OpenReason.SEATS_TAKEN
            return OpenReason.NOT_PROVEN if policy.budget is None else OpenReason.BUDGET

        courses, best = found[i]
        made.append(make_plan(drafts[i], best, courses=courses, reason=why))
    return made
