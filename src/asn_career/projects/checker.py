"""Checks teams without the code that made them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from asn_career.dates import ONE_DAY
from asn_career.findings import Truth
from asn_career.projects.records import ProjectAim

if TYPE_CHECKING:
    from asn_career.projects.candidates import Candidate
    from asn_career.projects.records import Project, ProjectRole
    from asn_career.projects.result import Assignment, ProjectTeams

__all__ = ["holds"]


def holds(teams: ProjectTeams) -> bool:
    """Tell whether roles, loads, values and reasons add up, and the bound is proven."""
    roles = {(p.id, r.id): (p, r) for p in teams.projects for r in p.roles}
    people = {c.id: c for c in teams.candidates}
    filled = Counter((a.project, a.role) for a in teams.assignments)
    if len({(a.project, a.employee) for a in teams.assignments}) != len(teams.assignments):
        return False  # two roles of one project
    if any(n > roles[key][1].places for key, n in filled.items()):
        return False
    worked = {frozenset(two) for two in teams.worked}
    for one in teams.assignments:
        project, role = roles[one.project, one.role]
        if one.offer.candidate != people[one.employee] or one.offer.place.role != role:
            return False
        if not _adds_up(one, project, role, worked, teams.policy.stretch):
            return False
        day = max(teams.as_of, project.since)
        for finding in one.findings:
            if finding.truth is Truth.YES or finding.as_of != day or not finding.verify():
                return False
    if not all(_bears(c, teams) for c in teams.candidates):
        return False
    return _accounts(teams, filled) and _is_bounded(teams)


def _adds_up(
    one: Assignment,
    project: Project,
    role: ProjectRole,
    worked: set[frozenset[str]],
    stretch: int,
) -> bool:
    who, short, learned = one.offer.candidate, 0, 0
    held = {} if who.profile is None else dict(who.profile.pairs)
    aim = {} if who.aim is None else dict(who.aim.pairs)
    for key, need in role.needs.pairs:
        lack = max(0, need - held.get(key, 0))
        short += lack
        if key in held:
            if lack > stretch:
                return False
            learned += max(0, min(need, aim.get(key, 0)) - held[key])
    new = {u for u in project.units if u != who.unit and {who.unit, u} not in worked}
    ties = len(new) if who.unit is not None else 0
    found = {ProjectAim.FIT: -short, ProjectAim.LEARNING: learned, ProjectAim.TIES: ties}
    return all(one.offer.value(aim) == value for aim, value in found.items())


def _bears(who: Candidate, teams: ProjectTeams) -> bool:
    """Tell whether the limits hold on every day on which a project of somebody begins."""
    own = [a.offer.place for a in teams.assignments if a.employee == who.id]
    loads = [(p.project.since, p.project.until, p.role.hours) for p in own]
    loads += [(e.since, e.until or e.since + 10**5 * ONE_DAY, e.hours) for e in who.engaged]
    first = min((p.project.since for p in own), default=teams.as_of)
    last = max((p.project.until for p in own), default=teams.as_of)
    for day in {since for since, _, _ in loads if first <= since <= last} | {first}:
        now = [hours for since, until, hours in loads if since <= day <= until]
        mine = any(p.project.since <= day <= p.project.until for p in own)
        over = teams.policy.max_hours is not None and sum(now) > teams.policy.max_hours
        if mine and (over or len(now) > teams.policy.max_projects):
            return False
    return True


def _accounts(teams: ProjectTeams, filled: Counter[tuple[str, str]]) -> bool:
    """Tell whether everybody and every free place is accounted for once."""
    free = {
        (p.id, r.id): r.places - filled[p.id, r.id]
        for p in teams.projects
        for r in p.roles
        if filled[p.id, r.id] < r.places
    }
    if {(o.project, o.role): o.free for o in teams.open_roles} != free:
        return False
    many, roles = len(teams.candidates), sum(len(p.roles) for p in teams.projects)
    for role in teams.open_roles:
        counted = sum(n for _, n in role.refused) + role.elsewhere + filled[role.project, role.role]
        if counted != many:
            return False
    taken = {a.employee for a in teams.assignments}
    left = [u.id for u in teams.untaken]
    return (
        sorted([*taken, *left]) == [c.id for c in teams.candidates]
        and all(u.roles == roles and u.possible >= 0 for u in teams.untaken)
        and all(f.truth is Truth.YES and f.verify() for u in teams.untaken for f in u.findings)
    )


def _is_bounded(teams: ProjectTeams) -> bool:
    """Tell whether the matching proves the bound, and the values do not pass it.

    One matching that passes no load is the answer itself.
    """
    values = teams.values
    if tuple(value for _, value in teams.proof.values) != teams.bound or not teams.proof.verify():
        return False
    found = (values["roles"], values["places"])
    return found <= teams.bound[:2] and (
        teams.steps > 1 or not teams.is_best or found == teams.bound[:2]
    )
