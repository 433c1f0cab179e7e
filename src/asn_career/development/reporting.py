"""How the people of a unit are counted for the development report."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar, cast

from asn_career.courses import Catalogue
from asn_career.dates import read_day
from asn_career.development.assess import assess_strengths
from asn_career.development.plan import Plan
from asn_career.development.report import (
    CourseDemand,
    DevelopmentReport,
    DutyShare,
    GapShare,
    GapState,
)
from asn_career.disclosure import MIN_CELL, hide_small, is_protected
from asn_career.errors import InvalidInputError, Problem, near, shown
from asn_career.findings import Truth
from asn_career.people import Agency, Employee
from asn_career.rulebook import Rulebook
from asn_career.terms import Text, Word

if TYPE_CHECKING:
    from asn_career.development.strengths import Strengths

__all__ = ["report_development"]

W = TypeVar("W", bound=Word)
Counts = Counter[tuple[str, Word]]


def report_development(
    employees: Agency | Iterable[Employee],
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    unit: str | None = None,
    demand: Mapping[str, int] | Iterable[Plan] | None = None,
    seats: Mapping[str, int] | Catalogue | None = None,
    min_cell: int = MIN_CELL,
) -> DevelopmentReport:
    """Report duties of development, gaps to the standards of the posts held, and missing seats.

    Small counts are hidden with whatever would give them away by subtraction; one person is
    never told of.

    Args:
        employees: the people, or an agency; of an agency duties are counted by the units directly
            below the one reported on.
        as_of: the day asked about.
        rulebook: the law; its rules of the question DEVELOP in force, such as the 20 JP.
        unit: only this unit of the agency and those below it.
        demand: by course, how many people need it; or the plans of these people.
        seats: by course, how many seats there are, or the catalogue; what is not named has no limit
            that is known.
        min_cell: the least count that is shown, from 2.

    Returns:
        Counts, with None for what is hidden.

    Raises:
        InvalidInputError: with every problem at once and its place.
    Source: PP 11/2017 articles 203-206 (duty, needs, gaps); what is hidden by the practice of
        official statistics.
    """
    as_of = read_day(as_of, "as_of")
    demand, seats = _count_demand(demand or {}), seats if seats is not None else {}
    if isinstance(seats, Catalogue):
        seats = {c.id: c.seats for c in seats if c.seats is not None and c.id in demand}
    people = _read(employees, rulebook, unit, demand, seats, min_cell=min_cell, as_of=as_of)
    looked = [assess_strengths(who, as_of, rulebook=rulebook) for who in people]
    groups = _groups(employees, unit) if isinstance(employees, Agency) else {}
    posts = [who.appointment_on(as_of) for who in people]
    nowhere = "-" if groups else ""
    homes = [nowhere if post is None else groups.get(post.unit, nowhere) for post in posts]
    return DevelopmentReport(
        as_of=as_of,
        rulebook=rulebook.name,
        unit=unit,
        people=len(people) if not 0 < len(people) < min_cell else None,
        min_cell=min_cell,
        duties=tuple(_duties(looked, homes, rulebook, as_of, min_cell=min_cell)),
        gaps=_gaps(looked, min_cell=min_cell),
        courses=_courses(demand, seats, min_cell),
    )


def _count_demand(demand: Mapping[str, int] | Iterable[Plan]) -> Mapping[str, int]:
    """Return how many need each course, of plans how many plan it."""
    if isinstance(demand, Mapping | str) or not isinstance(demand, Iterable):
        return cast("Mapping[str, int]", demand)
    plans = list(demand)
    problems = [
        Problem(f"demand[{i}]", f"{type(plan).__name__} instead of Plan")
        for i, plan in enumerate(plans)
        if not isinstance(plan, Plan)
    ]
    if problems:
        raise InvalidInputError(problems)
    return Counter(item.course.id for plan in plans for item in plan.items)


def _hide(counts: Counts, states: type[W], min_cell: int) -> dict[str, dict[W, int | None]]:
    """Return rows of counts with None for what is hidden."""
    rows = sorted({row for row, _ in counts})
    table = {(row, state.value): counts[row, state] for row in rows for state in states}
    hidden = hide_small(table, min_cell=min_cell)
    if not is_protected(table, hidden, min_cell=min_cell):
        hidden = frozenset(table)
    return {
        row: {s: None if (row, s.value) in hidden else counts[row, s] for s in states}
        for row in rows
    }


def _duties(
    looked: Iterable[Strengths],
    homes: Iterable[str],
    book: Rulebook,
    as_of: dt.date,
    *,
    min_cell: int,
) -> Iterator[DutyShare]:
    law = book.law(as_of)
    found: dict[str, Counts] = {}
    for one, home in zip(looked, homes, strict=True):
        for finding in one.duties:
            found.setdefault(finding.rule, Counter())[home, finding.truth] += 1
    for rule, counts in sorted(found.items()):
        rows = _hide(counts, Truth, min_cell)
        if all(n is None for row in rows.values() for n in row.values()):
            whole: Counts = Counter()  # no group can be shown: all of them in one
            for (_, truth), n in counts.items():
                whole["", truth] += n
            rows = _hide(whole, Truth, min_cell)
        for group, shown_counts in rows.items():
            yield DutyShare(
                rule=rule,
                text=law.rule_text(rule),
                group=group,
                counts=shown_counts,
                citation=book.citation(law.version(rule)),
            )


def _gaps(looked: Iterable[Strengths], *, min_cell: int) -> tuple[GapShare, ...]:
    counts: Counts = Counter()
    levels: Counter[str] = Counter()
    texts: dict[str, Text] = {}
    for one in looked:
        if one.held is None or one.held.standard is None:
            continue
        items = {} if one.held.gap is None else {i.competency: i for i in one.held.gap.items}
        for key in one.held.standard:
            item = items.get(key)
            texts.setdefault(key, Text(id=key, en=key))
            if item is not None:
                texts[key] = item.text
            if item is None or item.gap is None:
                counts[key, GapState.UNKNOWN] += 1
            else:
                counts[key, GapState.BELOW if item.gap < 0 else GapState.MET] += 1
                levels[key] += max(0, -item.gap)
    found = [
        GapShare(
            competency=key,
            text=texts[key],
            counts=row,
            levels=None if row[GapState.BELOW] is None else levels[key],
        )
        for key, row in _hide(counts, GapState, min_cell).items()
    ]
    return tuple(sorted(found, key=_most_below))


def _most_below(one: GapShare) -> tuple[bool, int, int, str]:
    below = one.counts[GapState.BELOW]
    return below is None, -(below or 0), -(one.levels or 0), one.competency


def _courses(
    demand: Mapping[str, int], seats: Mapping[str, int], min_cell: int
) -> tuple[CourseDemand, ...]:
    def is_small(count: int) -> bool:
        return 0 < count < min_cell

    found = []
    for course, need in sorted(demand.items()):
        offer = seats.get(course)
        lack = None if offer is None else max(0, need - offer)
        # Seats are public, so a small number of those with or without one would follow.
        parts = [need] if lack is None else [need, lack, need - lack]
        hidden = any(is_small(part) for part in parts)
        found.append(
            CourseDemand(
                course=course,
                demand=None if hidden else need,
                seats=offer,
                missing=None if hidden else lack,
            )
        )
    return tuple(found)


def _read(
    employees: object,
    rulebook: object,
    unit: object,
    demand: object,
    seats: object,
    *,
    min_cell: object,
    as_of: dt.date,
) -> tuple[Employee, ...]:
    problems: list[Problem] = []
    if not isinstance(rulebook, Rulebook):
        problems.append(Problem("rulebook", f"{type(rulebook).__name__} instead of Rulebook"))
    if type(min_cell) is not int or min_cell < 2:  # noqa: PLR2004 - one person is always small
        problems.append(Problem("min_cell", f"{min_cell!r:.20} is no whole number from 2"))
    people: list[Employee] = []
    given = employees.employees if isinstance(employees, Agency) else employees
    if isinstance(given, str) or not isinstance(given, Iterable):
        problems.append(Problem("employees", f"{type(given).__name__} is not a list of Employee"))
        given = ()
    first_at: dict[str, int] = {}
    for i, who in enumerate(given):
        if not isinstance(who, Employee):
            message = f"{type(who).__name__} instead of Employee"
            problems.append(Problem(f"employees[{i}]", message))
        elif (first := first_at.setdefault(who.id, i)) != i:
            hint = f"first at employees[{first}]"
            problems.append(Problem(f"employees[{i}].id", f"{shown(who.id)} is given twice", hint))
        else:
            people.append(who)
    below: set[str] | None = None
    if unit is not None and not isinstance(employees, Agency):
        problems.append(Problem("unit", "only an agency has units", "give the Agency"))
    elif isinstance(employees, Agency) and unit is not None:
        known = {u.id for u in employees.units}
        if unit not in known:
            problems.append(Problem("unit", f"unknown unit {shown(unit)}", near(unit, known)))
        below = _below(employees, str(unit))
    for name, numbers in (("demand", demand), ("seats", seats)):
        if not isinstance(numbers, Mapping):
            problems.append(Problem(name, f"{type(numbers).__name__} is no mapping by course"))
            continue
        for course, number in numbers.items():
            where = f"{name}[{shown(course)}]"
            if type(number) is not int or number < 0:
                problems.append(Problem(where, f"{shown(number)} is no whole number from 0"))
            if name == "seats" and isinstance(demand, Mapping) and course not in demand:
                problems.append(Problem(where, "nobody asks for this course", near(course, demand)))
    if problems:
        raise InvalidInputError(problems)
    if below is not None:
        held = ((who, who.appointment_on(as_of)) for who in people)
        people = [who for who, post in held if post is not None and post.unit in below]
    return tuple(sorted(people, key=lambda who: who.id))


def _below(agency: Agency, unit: str) -> set[str]:
    """Return a unit and all those below it."""
    found, size = {unit}, 0
    while len(found) > size:
        size = len(found)
        found |= {u.id for u in agency.units if u.parent in found}
    return found


def _groups(agency: Agency, unit: str | None) -> dict[str, str]:
    """Return by unit the one directly below the unit reported on to which it belongs."""
    tops = [u.id for u in agency.units if u.parent is None]
    top = tops[0] if unit is None and len(tops) == 1 else unit
    found = {} if top is None else {top: top}
    for one in agency.units:
        if one.parent == top:
            found |= dict.fromkeys(_below(agency, one.id), one.id)
    return found
