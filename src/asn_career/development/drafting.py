"""How a plan of training is drafted: what is best, what it does, what stays open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import attrs

from asn_career.competencies import CompetencyProfile
from asn_career.courses import Catalogue, Course
from asn_career.development.applying import EffectKind, apply_training
from asn_career.development.draft import Draft, make_draft
from asn_career.development.parts import OpenGap, OpenReason, PlanItem, PlanPolicy
from asn_career.development.plan import Plan, levels_by
from asn_career.development.reasons import find_reason
from asn_career.development.search import Found, bits, solve
from asn_career.gaps import CompetencyGap, DatedGap
from asn_career.people import Employee, Training
from asn_career.projection import read_span

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook

__all__ = ["draft_plan", "make_plan"]


def draft_plan(
    employee: Employee,
    gaps: CompetencyGap | Iterable[DatedGap],
    as_of: dt.date,
    until: dt.date,
    *,
    catalogue: Catalogue,
    policy: PlanPolicy | None = None,
    rulebook: Rulebook | None = None,
) -> Plan:
    """Draft the cheapest or shortest plan that closes the gaps in the way, each by its day.

    Hours that a year must have come first, then the gaps that block (as many as can be closed),
    then the aim. A course works on the level held when it begins, and on whoever finished what it
    requires before; two courses in class never share a day.

    Args:
        employee: the record: trainings finished, the fields of the post held on ``as_of``.
        gaps: the result of `measure_gap` (all needed by ``until``), or gaps with their days, as
            `find_needs` and `date_gaps` give them. Gaps that block nothing are not planned for.
        as_of: the first day on which a course may begin.
        until: the last day on which one may end.
        catalogue: the courses on offer.
        policy: what is left free: the aim, the budget, hours, fields.
        rulebook: where the hours of the law come from: the floor of a PNS in each calendar year
            that ends by ``until``, the ceiling of a PPPK in each year of the contract.

    Returns:
        The plan, also where nothing can be closed: each gap that stays open with its reason.

    Raises:
        InvalidInputError: with every problem: something that is no gap, one competency held at
            two levels, a level beyond the scale, days in the wrong order.
    Source: PP 11/2017 articles 203 (hours) and 206 (gaps); PP 49/2018 articles 39-42; how a plan
        is chosen is our own.
    """
    policy = PlanPolicy() if policy is None else policy
    as_of, until = read_span(as_of, until)
    draft = make_draft(
        employee, gaps, as_of, until, catalogue=catalogue, policy=policy, rulebook=rulebook
    )
    return make_plan(draft, solve(draft.task(), policy.steps))


def make_plan(
    draft: Draft,
    found: Found,
    *,
    courses: Iterable[Course] | None = None,
    reason: Callable[[DatedGap], OpenReason] | None = None,
) -> Plan:
    """Return the plan of a set of courses that was found, among some courses or all."""
    task = draft.task(courses)
    chosen = [task.courses[i] for i in bits(found.chosen)]
    wanted = {need.competency for need in task.needs}
    items = []
    for course in chosen:
        entry = levels_by(draft.held, (c for c in chosen if c.until < course.since), draft.until)
        known = {key: level for key, level in entry.items() if level is not None}
        applied = apply_training(
            CompetencyProfile.of(known, scale=draft.catalogue.scale),
            Training(course=course.id, finished=course.until, hours=course.hours),
            catalogue=draft.catalogue,
        )
        effects = tuple(e for e in applied.effects if e.competency in draft.levels)
        raised = {e.competency for e in effects if e.kind is EffectKind.RAISED}
        items.append(
            PlanItem(
                course=course,
                effects=effects,
                closes=tuple(sorted(raised & wanted)),
                required_by=tuple(c.id for c in chosen if course.id in c.requires),
            )
        )
    years = tuple(
        attrs.evolve(
            year,
            planned=sum(c.hours for c in chosen if year.since <= c.until <= year.until),
        )
        for year in draft.years
    )
    left = []
    for gap in draft.gaps:
        level = levels_by(draft.held, chosen, draft.need(gap).by)[gap.competency]
        if level is None or level < gap.required:
            why = find_reason(draft, gap, proven=found.proven) if reason is None else reason(gap)
            left.append(OpenGap(gap=gap, reason=why))
    return Plan(
        employee=draft.employee,
        as_of=draft.as_of,
        until=draft.until,
        gaps=draft.gaps,
        catalogue=draft.catalogue,
        policy=draft.policy,
        fields=draft.fields,
        items=tuple(items),
        open=tuple(left),
        years=years,
        proven=found.proven,
    )
