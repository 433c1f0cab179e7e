"""How a plan of training is drafted: what is due, what can be taken, what is best, what stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from asn_career.competencies import CompetencyProfile
from asn_career.courses import Catalogue, Course
from asn_career.development.applying import EffectKind, apply_training
from asn_career.development.duties import find_years
from asn_career.development.parts import HoursSpan, OpenGap, OpenReason, PlanItem, PlanPolicy
from asn_career.development.plan import Plan, levels_by
from asn_career.development.search import Found, bits, solve
from asn_career.development.task import UNKNOWN, Need, Task, make_task
from asn_career.errors import InvalidInputError, Problem
from asn_career.gaps import CompetencyGap, DatedGap, date_gaps
from asn_career.people import Employee, Training
from asn_career.projection import read_span

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook

__all__ = ["Draft", "draft_plan", "make_draft", "make_plan"]

BRIEF_STEPS = 20_000  # for the reason of one open gap


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


@attrs.frozen(kw_only=True)
class Draft:
    """What a plan is made from: everything that was given, read and checked."""

    employee: Employee
    gaps: tuple[DatedGap, ...]
    as_of: dt.date
    until: dt.date
    catalogue: Catalogue
    policy: PlanPolicy
    fields: tuple[str, ...]
    years: tuple[HoursSpan, ...]
    earlier: dict[str, dt.date]

    @property
    def held(self) -> dict[str, int | None]:
        """The levels that the gaps name."""
        return {gap.competency: gap.held for gap in self.gaps}

    @property
    def levels(self) -> dict[str, int]:
        """The same for the search."""
        return {key: UNKNOWN if level is None else level for key, level in self.held.items()}

    def need(self, gap: DatedGap) -> Need:
        """Return a gap as a need of the search."""
        by = self.until if gap.by is None else min(gap.by, self.until)
        return Need(gap.competency, by, gap.required)

    @property
    def needs(self) -> list[Need]:
        """What has to be closed."""
        return [
            self.need(gap)
            for gap in self.gaps
            if gap.blocks is not None and (gap.held is None or gap.held < gap.required)
        ]

    def courses(self, *, sectors: bool = True, seats: bool = True) -> list[Course]:
        """Return the courses that can be taken: in time, not yet finished, open, with seats."""
        return [
            course
            for course in self.catalogue
            if self.as_of <= course.since
            and course.until <= self.until
            and course.id not in self.earlier
            and not (sectors and course.sectors and not set(course.sectors) & set(self.fields))
            and not (seats and course.seats == 0)
        ]

    def task(self, courses: Iterable[Course] | None = None) -> Task:
        """Return the search for the best plan, among some courses or all that can be taken."""
        return make_task(
            self.courses() if courses is None else courses,
            self.levels,
            self.needs,
            earlier=self.earlier,
            years=self.years,
            aim=self.policy.aim,
            budget=self.policy.budget,
        )


def make_draft(
    employee: Employee,
    gaps: CompetencyGap | Iterable[DatedGap],
    as_of: dt.date,
    until: dt.date,
    *,
    catalogue: Catalogue,
    policy: PlanPolicy,
    rulebook: Rulebook | None,
) -> Draft:
    """Read what was given to `draft_plan`, and report every problem at once."""
    problems = [
        Problem(name, f"{type(value).__name__} instead of {kind.__name__}")
        for name, value, kind in (
            ("employee", employee, Employee),
            ("catalogue", catalogue, Catalogue),
            ("policy", policy, PlanPolicy),
        )
        if not isinstance(value, kind)
    ]
    if problems:
        raise InvalidInputError(problems)
    if isinstance(gaps, CompetencyGap):
        gaps = date_gaps(gaps)
    asked = tuple(gaps)
    held: dict[str, int | None] = {}
    for i, gap in enumerate(asked):
        if not isinstance(gap, DatedGap):
            hint = "the result of measure_gap, or DatedGap records"
            problems.append(
                Problem(f"gaps[{i}]", f"{type(gap).__name__} instead of DatedGap", hint)
            )
            continue
        if held.setdefault(gap.competency, gap.held) != gap.held:
            message = f"{gap.competency!r:.40} is held at {held[gap.competency]} and at {gap.held}"
            problems.append(Problem(f"gaps[{i}].held", message, "one level held a competency"))
        if max(gap.required, gap.held or 0) > catalogue.scale:
            message = f"beyond the scale of {catalogue.scale} levels"
            problems.append(Problem(f"gaps[{i}]", message))
    if problems:
        raise InvalidInputError(problems)
    now = employee.appointment_on(as_of)
    fields = {*policy.fields, *(() if now is None else now.all_fields)}
    earlier: dict[str, dt.date] = {}
    for training in reversed(employee.trainings):
        earlier[training.course] = training.finished
    order = sorted(asked, key=lambda g: (g.competency, g.by or until, g.required, g.blocks or ""))
    return Draft(
        employee=employee,
        gaps=tuple(order),
        as_of=as_of,
        until=until,
        catalogue=catalogue,
        policy=policy,
        fields=tuple(sorted(fields)),
        years=find_years(employee, as_of, until, policy, rulebook),
        earlier=earlier,
    )


def make_plan(draft: Draft, found: Found, *, courses: Iterable[Course] | None = None) -> Plan:
    """Return the plan of a set of courses that was found."""
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
            left.append(OpenGap(gap=gap, reason=_reason(draft, gap, proven=found.proven)))
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


def _reason(draft: Draft, gap: DatedGap, *, proven: bool) -> OpenReason:
    """Return the first thing that keeps a gap open, from what lies furthest from a choice."""
    if gap.blocks is None:
        return OpenReason.NOT_BLOCKING
    if not _is_taught(draft, gap):
        return OpenReason.NOT_ASSESSED if gap.held is None else OpenReason.NOT_TAUGHT
    need = draft.need(gap)

    def closable(
        courses: Iterable[Course], *, free: bool = True, clash: bool = False, **limits: object
    ) -> bool:
        if free:
            courses = [attrs.evolve(course, requires=()) for course in courses]
        years = tuple(attrs.evolve(y, least=None) for y in draft.years) if "years" in limits else ()
        budget = draft.policy.budget if "budget" in limits else None
        alone = make_task(
            courses,
            draft.levels,
            [need],
            earlier=draft.earlier,
            years=years,
            budget=budget,
            clash=clash,
        )
        return not solve(alone, BRIEF_STEPS).open

    usable = draft.courses()
    if not closable(draft.courses(sectors=False, seats=False)):
        return OpenReason.TOO_LATE
    if not closable(draft.courses(seats=False)):
        return OpenReason.OTHER_SECTOR
    if not closable(usable):
        return OpenReason.NO_SEATS
    if not closable(usable, free=False):
        return OpenReason.REQUIREMENT
    if not closable(usable, free=False, clash=True):
        return OpenReason.CLASH
    if not closable(usable, free=False, clash=True, years=True):
        return OpenReason.MOST_HOURS
    if not closable(usable, free=False, clash=True, years=True, budget=True):
        return OpenReason.BUDGET
    return OpenReason.TOGETHER if proven else OpenReason.NOT_PROVEN


def _is_taught(draft: Draft, gap: DatedGap) -> bool:
    """Tell whether the courses of the catalogue lead to a level, whatever their days."""
    level, before = gap.held, None
    while level != before or level is None:
        before = level
        for course in draft.catalogue:
            level = course.raises(gap.competency, level)
        if level is None:
            return False
    return level is not None and level >= gap.required
