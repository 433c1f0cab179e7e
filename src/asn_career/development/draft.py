"""What a plan of training is drafted from: everything that was given, read and checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from asn_career.courses import Catalogue, Course
from asn_career.development.duties import find_years
from asn_career.development.parts import HoursSpan, PlanPolicy
from asn_career.development.task import UNKNOWN, Need, Task, make_task
from asn_career.errors import InvalidInputError, Problem
from asn_career.gaps import CompetencyGap, DatedGap, date_gaps
from asn_career.people import Employee

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook

__all__ = ["Draft", "make_draft"]


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

    @property
    def earlier(self) -> dict[str, dt.date]:
        """The trainings on record by course, with the first day on which each was finished."""
        return {t.course: t.finished for t in reversed(self.employee.trainings)}

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
        earlier = self.earlier
        return [
            course
            for course in self.catalogue
            if self.as_of <= course.since
            and course.until <= self.until
            and course.id not in earlier
            and not (sectors and course.sectors and not set(course.sectors) & set(self.fields))
            and not (seats and course.seats == 0)
        ]

    def useful(
        self,
        needs: Iterable[Need],
        more: Iterable[str] = (),
        *,
        sectors: bool = True,
        seats: bool = True,
    ) -> list[Course]:
        """Return the courses that can serve a need, what they require, and some more."""
        there = {c.id: c for c in self.courses(sectors=sectors, seats=seats)}
        last: dict[str, dt.date] = {}
        for need in needs:
            last[need.competency] = max(last.get(need.competency, need.by), need.by)
        levels, found = self.levels, dict[str, Course]()
        waiting = list(more)
        for course in there.values():
            for lift in course.lifts:
                by = last.get(lift.competency)
                if by is not None and course.until <= by and lift.to > levels[lift.competency]:
                    waiting.append(course.id)
        while waiting:
            id = waiting.pop()
            if id in there and id not in found:
                found[id] = there[id]
                waiting += there[id].requires
        return list(found.values())

    def task(self, courses: Iterable[Course] | None = None) -> Task:
        """Return the search for the best plan, among some courses or all that can serve.

        Any course can serve to fill the hours of a year that has a floor.
        """
        if courses is None:
            filling = any(year.least is not None for year in self.years)
            courses = self.courses() if filling else self.useful(self.needs)
        return make_task(
            courses,
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
    )
