"""Projects with their roles, what people are engaged in already, and what the agency chose."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from asn_career.competencies import CompetencyProfile
from asn_career.intake import Intake
from asn_career.terms import Word

__all__ = ["Engagement", "Project", "ProjectAim", "ProjectPolicy", "ProjectRole"]

MAX_PLACES: Final = 1000


class ProjectAim(Word):
    """What is aimed at once as many roles and places as possible are filled."""

    FIT = "fit", "kesesuaian kompetensi", "fit of the competencies"
    LEARNING = "learning", "kesenjangan yang tertutup", "gaps that are closed"
    TIES = "ties", "hubungan baru antarunit", "new ties between units"


@attrs.frozen(kw_only=True)
class ProjectRole:
    """One role of a project.

    Attributes:
        id: the key, once in a project.
        name: what the role is called.
        needs: the competencies it needs.
        places: how many people it takes.
        hours: hours a week that one person gives.

    Raises:
        InvalidInputError: with every problem of the record; a role without a profile.
    Source: none: our own choice.
    """

    id: str
    name: str
    needs: CompetencyProfile
    places: int = 1
    hours: int = 0

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.text("id")
        take.text("name")
        needs = take.one("needs", CompetencyProfile)
        if needs is not None and not len(needs):
            take.note("needs", "no competency is named", "what the role needs, at least one level")
        take.whole("places", 1)
        take.whole("hours", 0)
        if not take.problems and self.places > MAX_PLACES:
            take.note("places", f"{self.places} is over {MAX_PLACES}")
        take.finish()


@attrs.frozen(kw_only=True)
class Project:
    """A strategic project.

    Attributes:
        id: the caller's key.
        name: the name of the project.
        since: the first day.
        until: the last day.
        roles: its roles; kept sorted by key.
        units: the keys of the units that take part anyhow: whoever joins from elsewhere meets them.

    Raises:
        InvalidInputError: with every problem of the record: no role, a role given twice, days that
            stand in the wrong order.
    Source: none: our own choice; assignment across units: PermenPANRB 6/2022, annex, chapter II.
    """

    id: str
    name: str
    since: dt.date
    until: dt.date
    roles: tuple[ProjectRole, ...]
    units: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Report every problem at once, then sort."""
        take = Intake(self)
        take.text("id")
        take.text("name")
        take.span(is_open=False)
        first_at: dict[str, str] = {}
        roles = take.items("roles", ProjectRole)
        for place, role in roles.items():
            if (first := first_at.setdefault(role.id, place)) != place:
                take.note(f"{place}.id", f"{role.id!r:.40} is given twice", f"first at {first}")
        if not roles and not take.problems:
            take.note("roles", "a project without a role", "at least one ProjectRole")
        for i, unit in enumerate(take.listed("units")):
            if not (isinstance(unit, str) and unit.strip()):
                take.note(f"units[{i}]", f"{unit!r:.40} is not the key of a unit")
        take.finish()
        take.put("roles", tuple(sorted(self.roles, key=lambda role: role.id)))
        take.put("units", tuple(sorted(set(self.units))))


@attrs.frozen(kw_only=True)
class Engagement:
    """What somebody is engaged in already, beside the own post.

    Attributes:
        since: the first day.
        until: the last day; None while no end is known.
        hours: hours a week.

    Raises:
        InvalidInputError: with every problem of the record; a load below zero.
    Source: none: our own choice.
    """

    since: dt.date
    until: dt.date | None = None
    hours: int = 0

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.span()
        take.whole("hours", 0)
        take.finish()


@attrs.frozen(kw_only=True)
class ProjectPolicy:
    """What an agency is free to choose when it staffs projects; no law sets it.

    Attributes:
        aims: what counts after the roles covered and the places filled, the most important first.
        stretch: levels by which a person may be below what a role needs, in each competency.
        max_projects: projects that one person is engaged in on one day at most.
        max_hours: hours a week that one person gives on one day at most; None sets no limit.
        gates: the names of the rules on blocks and releases that keep somebody out; None: all of
            them, also those that look back on a sanction that is over.

    Raises:
        InvalidInputError: with every problem: an unknown aim, one given twice, a negative load.
    Source: none: our own choice.
    """

    aims: tuple[ProjectAim, ...] = tuple(ProjectAim)
    stretch: int = 1
    max_projects: int = 1
    max_hours: int | None = None
    gates: tuple[str, ...] | None = None

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        aims: list[ProjectAim] = []
        for i, name in enumerate(take.listed("aims")):
            try:
                aim = ProjectAim(name)
            except ValueError as error:
                take.problems += [p.inside(f"aims[{i}]") for p in getattr(error, "problems", ())]
                continue
            if aim in aims:
                take.note(f"aims[{i}]", f"{aim.value} is given twice")
            aims.append(aim)
        take.whole("stretch", 0)
        take.whole("max_projects", 1)
        take.whole("max_hours", 0, optional=True)
        for i, name in enumerate(() if self.gates is None else take.listed("gates")):
            if not isinstance(name, str):
                take.note(f"gates[{i}]", f"{type(name).__name__} is not the name of a rule")
        take.finish()
        take.put("aims", tuple(aims))
