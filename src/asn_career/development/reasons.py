"""Why a gap stays open: the first thing that keeps it so, from what lies furthest from a choice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from asn_career.courses import Course
from asn_career.development.draft import Draft
from asn_career.development.parts import HoursSpan, OpenReason
from asn_career.development.search import solve
from asn_career.development.task import Need, make_task
from asn_career.gaps import DatedGap

__all__ = ["find_reason"]

STEPS = 20_000  # of the search for one gap alone


def find_reason(draft: Draft, gap: DatedGap, *, proven: bool) -> OpenReason:
    """Return why a gap stays open: limits are let go one by one, until it could be closed alone."""
    if gap.blocks is None:
        return OpenReason.NOT_BLOCKING
    if not _is_taught(draft, gap):
        return OpenReason.NOT_ASSESSED if gap.held is None else OpenReason.NOT_TAUGHT
    need = draft.need(gap)
    for reason, sectors, seats in (
        (OpenReason.TOO_LATE, False, False),
        (OpenReason.OTHER_SECTOR, True, False),
        (OpenReason.NO_SEATS, True, True),
    ):
        courses = draft.useful([need], sectors=sectors, seats=seats)
        freely = [attrs.evolve(course, requires=()) for course in courses]
        if not _closable(draft, need, freely, clash=False):
            return reason
    courses = draft.useful([need])
    limited = [attrs.evolve(year, least=None) for year in draft.years]
    if not _closable(draft, need, courses, clash=False):
        return OpenReason.REQUIREMENT
    if not _closable(draft, need, courses):
        return OpenReason.CLASH
    if not _closable(draft, need, courses, limited):
        return OpenReason.MOST_HOURS
    if not _closable(draft, need, courses, limited, draft.policy.budget):
        return OpenReason.BUDGET
    return OpenReason.TOGETHER if proven else OpenReason.NOT_PROVEN


def _closable(
    draft: Draft,
    need: Need,
    courses: Iterable[Course],
    years: Sequence[HoursSpan] = (),
    budget: int | None = None,
    *,
    clash: bool = True,
) -> bool:
    """Tell whether some courses close one need, if nothing else is asked for."""
    alone = make_task(
        courses,
        draft.levels,
        [need],
        earlier=draft.earlier,
        years=years,
        budget=budget,
        clash=clash,
    )
    return not solve(alone, STEPS).open


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
