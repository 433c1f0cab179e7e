"""What is checked before anybody is judged: every problem of the call, with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

import attrs

from asn_career.competencies import CompetencyProfile
from asn_career.errors import InvalidInputError, Problem, near, shown
from asn_career.people import Agency, Employee
from asn_career.positions import Position, Post
from asn_career.projects.candidates import Gate, Ties
from asn_career.projects.records import Engagement, Project, ProjectPolicy
from asn_career.rulebook import Rulebook

__all__ = ["Call", "Target", "read_call"]

T = TypeVar("T", Project, Employee)
Target = CompetencyProfile | Position | Post
"""What a person aims at."""


@attrs.frozen(kw_only=True)
class Call:
    """The call, checked."""

    projects: tuple[Project, ...]
    people: tuple[Employee, ...]
    targets: Mapping[str, CompetencyProfile | None]
    engaged: Mapping[str, tuple[Engagement, ...]]
    worked: Ties


def read_call(
    projects: object,
    employees: object,
    as_of: dt.date,
    *,
    rulebook: object,
    policy: object,
    targets: Mapping[str, Target],
    engaged: Mapping[str, Iterable[Engagement]],
    worked: Iterable[Project | Collection[str]],
) -> Call:
    """Return the call, checked.

    Raises:
        InvalidInputError: with every problem at once and its place.
    """
    take = _Reader()
    agency = employees if isinstance(employees, Agency) else None
    if not isinstance(rulebook, Rulebook):
        take.note("rulebook", f"{type(rulebook).__name__} instead of Rulebook")
    if not isinstance(policy, ProjectPolicy):
        take.note("policy", f"{type(policy).__name__} instead of ProjectPolicy")
    listed = take.listed("projects", projects, Project)
    if isinstance(rulebook, Rulebook) and isinstance(policy, ProjectPolicy):
        gate = Gate(rulebook, as_of)
        days = {as_of, *(max(as_of, project.since) for project in listed.values())}
        rules = {name for day in days for name in gate.names(day)}
        for i, name in enumerate(policy.gates or ()):
            if name not in rules:
                message = f"no rule {shown(name)} on blocks or releases"
                take.note(f"policy.gates[{i}]", message, near(name, rules))
    people = take.listed("employees", agency.employees if agency else employees, Employee)
    scales = {role.needs.scale for project in listed.values() for role in project.roles}
    if len(scales) > 1:
        take.note("projects", f"scales of levels differ: {sorted(scales)}", "one scale for all")
    for place, project in listed.items():
        if project.until < as_of:
            take.note(f"{place}.until", f"the project was over on {project.until}", "leave it out")
    ties: set[frozenset[str]] = set()
    named = [
        (f"{place}.units[{i}]", unit)
        for place, project in listed.items()
        for i, unit in enumerate(project.units)
    ]
    for i, entry in enumerate(worked):
        units = entry.units if isinstance(entry, Project) else entry
        if isinstance(units, str) or not all(isinstance(u, str) for u in units):
            take.note(f"worked[{i}]", f"{type(entry).__name__} is no list of unit keys")
            continue
        group = sorted(set(units))
        if len(group) < 2:  # noqa: PLR2004 - one unit alone works with nobody
            take.note(f"worked[{i}]", "one unit is tied to none", "at least two different units")
        named += [(f"worked[{i}][{j}]", unit) for j, unit in enumerate(group)]
        ties |= {frozenset({a, b}) for a in group for b in group if a < b}
    if agency is not None:
        known = {unit.id for unit in agency.units}
        for where, unit in named:
            if unit not in known:
                take.note(where, f"unknown unit {shown(unit)}", near(unit, known))
    ids = {who.id for who in people.values()}
    aims = take.keyed("targets", targets, ids)
    loads = take.keyed("engaged", engaged, ids)
    found_aims = {id: take.target(f"targets[{shown(id)}]", value) for id, value in aims.items()}
    found_loads = {id: take.engaged(f"engaged[{shown(id)}]", value) for id, value in loads.items()}
    if take.problems:
        raise InvalidInputError(take.problems)
    return Call(
        projects=tuple(sorted(listed.values(), key=lambda p: p.id)),
        people=tuple(sorted(people.values(), key=lambda who: who.id)),
        targets=found_aims,
        engaged=found_loads,
        worked=frozenset(ties),
    )


class _Reader:
    """Collects the problems of a call."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def note(self, where: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(where, message, hint))

    def listed(self, name: str, given: object, kind: type[T]) -> dict[str, T]:
        found: dict[str, T] = {}
        first_at: dict[str, str] = {}
        if isinstance(given, str) or not isinstance(given, Iterable):
            self.note(name, f"{type(given).__name__} is not a list of {kind.__name__}")
            return found
        for i, one in enumerate(given):
            place = f"{name}[{i}]"
            if not isinstance(one, kind):
                self.note(place, f"{type(one).__name__} instead of {kind.__name__}")
                continue
            if (first := first_at.setdefault(one.id, place)) != place:
                self.note(f"{place}.id", f"{shown(one.id)} is given twice", f"first at {first}")
            found[place] = one
        return found

    def keyed(self, name: str, given: object, ids: Collection[str]) -> dict[str, object]:
        if not isinstance(given, Mapping):
            self.note(name, f"{type(given).__name__} is no mapping by id")
            return {}
        for id in given:
            if id not in ids:
                self.note(f"{name}[{shown(id)}]", "unknown id", near(id, ids))
        return {id: value for id, value in given.items() if id in ids}

    def target(self, where: str, value: object) -> CompetencyProfile | None:
        position = value.position if isinstance(value, Post) else value
        standard = position.standard if isinstance(position, Position) else position
        if not isinstance(standard, CompetencyProfile):
            known = isinstance(position, Position)
            message = "has no standard" if known else f"{type(value).__name__} is no target"
            self.note(where, message, "a CompetencyProfile, or a Post or Position with a standard")
            return None
        return standard

    def engaged(self, where: str, value: object) -> tuple[Engagement, ...]:
        held = tuple(value) if isinstance(value, Iterable) else ()
        if not isinstance(value, Iterable):
            self.note(where, f"{type(value).__name__} is not a list of Engagement")
        for i, one in enumerate(held):
            if not isinstance(one, Engagement):
                self.note(f"{where}[{i}]", f"{type(one).__name__} instead of Engagement")
        return held
