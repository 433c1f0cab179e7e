"""Staffing of projects: everybody is judged for every role, and who is left is told why."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from asn_career.assessments import valid_assessment
from asn_career.dates import read_day
from asn_career.findings import Finding, Truth
from asn_career.people import Agency, Employee
from asn_career.projects.candidates import (
    Candidate,
    Gate,
    Offer,
    Place,
    Refusal,
    overload,
)
from asn_career.projects.reading import Call, Target, read_call
from asn_career.projects.records import Engagement, Project, ProjectPolicy
from asn_career.projects.result import Assignment, OpenRole, ProjectTeams, Untaken
from asn_career.projects.search import find_teams
from asn_career.rulebook import Rulebook

__all__ = ["staff_projects"]


def staff_projects(
    projects: Iterable[Project],
    employees: Agency | Iterable[Employee],
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    policy: ProjectPolicy | None = None,
    targets: Mapping[str, Target] | None = None,
    engaged: Mapping[str, Iterable[Engagement]] | None = None,
    worked: Iterable[Project | Collection[str]] = (),
) -> ProjectTeams:
    """Staff strategic projects so that roles are covered, and people learn and meet other units.

    All projects are staffed in one solve. It reaches the most in one aim after the other: roles
    with at least one person, places filled, then the aims of the policy: fit (least levels below
    the needs), learning (levels of gaps that the work closes), new ties between units. Where two
    people are equal in all of them, the smaller id is taken. If the search is ended before its
    answer is proven, the result says so and by how much a better one could pass it at most.

    Args:
        projects: the projects; none may be over.
        employees: the people; of an agency the units named anywhere have to be known.
        as_of: the day asked about; the law is asked about the first day of each project, or about
            this day if that is later.
        rulebook: the law; its rules of the questions BLOCK and RELEASE.
        policy: the order of aims, the stretch, the limits of the load.
        targets: by id the standard a person aims at; else that of the post held.
        engaged: by id what a person is engaged in already.
        worked: units that have worked together: collections of keys, or past projects with their
            units. Every two of one entry are tied.

    Returns:
        The teams, the roles left open and the people not taken, each with the reason.

    Raises:
        InvalidInputError: with every problem at once and its place: a project or person given
            twice, a project that is over, unknown ids, scales that differ.
    Source: none: our own choice.
    """
    as_of, policy = read_day(as_of, "as_of"), policy or ProjectPolicy()
    call = read_call(
        projects,
        employees,
        as_of,
        rulebook=rulebook,
        policy=policy,
        targets=targets or {},
        engaged=engaged or {},
        worked=worked,
    )
    gate = Gate(rulebook, as_of, policy.gates)
    places = tuple(Place(project=p, role=r) for p in call.projects for r in p.roles)
    candidates = tuple(_candidate(who, as_of, rulebook, call) for who in call.people)
    people = {who.id: who for who in call.people}
    starts = sorted({project.since for project in call.projects})
    offers: list[Offer] = []
    refused: dict[tuple[str, tuple[str, str]], Refusal] = {}
    for who, candidate in zip(call.people, candidates, strict=True):
        blocked = {since for since in starts if gate.is_blocked(who, since)}
        for place in places:
            why = _refuse(candidate, place, policy, blocked=place.project.since in blocked)
            if why is None:
                offers.append(Offer.of(candidate, place, call.worked))
            else:
                refused[who.id, place.key] = why
    found = find_teams(places, offers, policy)
    taken = Counter(offer.place.key for offer in found.chosen)
    chosen = {offer.key for offer in found.chosen}
    busy = {offer.candidate.id for offer in found.chosen}
    return ProjectTeams(
        as_of=as_of,
        rulebook=rulebook.name,
        policy=policy,
        projects=call.projects,
        candidates=candidates,
        worked=tuple(sorted(tuple(sorted(two)) for two in call.worked)),
        assignments=tuple(
            Assignment(
                offer=offer,
                findings=gate.findings(people[offer.candidate.id], offer.place.project.since),
            )
            for offer in found.chosen
        ),
        open_roles=tuple(
            OpenRole(
                project=place.project.id,
                role=place.role.id,
                free=place.role.places - taken[place.key],
                refused=_count(refused.get((c.id, place.key)) for c in candidates),
                elsewhere=sum(
                    (c.id, place.key) not in refused and (*place.key, c.id) not in chosen
                    for c in candidates
                ),
            )
            for place in places
            if taken[place.key] < place.role.places
        ),
        untaken=tuple(
            Untaken(
                id=c.id,
                roles=len(places),
                refused=_count(refused.get((c.id, place.key)) for place in places),
                findings=_against(people[c.id], starts, gate),
            )
            for c in candidates
            if c.id not in busy
        ),
        bound=found.bound,
        proof=found.proof,
        steps=found.steps,
        is_best=found.is_best,
    )


def _count(found: Iterable[Refusal | None]) -> tuple[tuple[Refusal, int], ...]:
    counts = Counter(found)
    return tuple((why, counts[why]) for why in Refusal)


def _against(who: Employee, starts: Iterable[dt.date], gate: Gate) -> tuple[Finding, ...]:
    """Return what the law has against somebody on the days on which projects begin."""
    return tuple(
        finding
        for since in starts
        if gate.is_blocked(who, since)
        for finding in gate.findings(who, since)
        if finding.truth is Truth.YES
    )


def _refuse(
    candidate: Candidate, place: Place, policy: ProjectPolicy, *, blocked: bool
) -> Refusal | None:
    if blocked:
        return Refusal.NOT_PERMITTED
    if overload(candidate.engaged, (place,), policy):
        return Refusal.FULL
    lacks = candidate.shortfalls(place.role).values()
    if any(short is not None and short > policy.stretch for short in lacks):
        return Refusal.UNFIT
    return None


def _candidate(who: Employee, as_of: dt.date, book: Rulebook, call: Call) -> Candidate:
    held = who.appointment_on(as_of)
    assessment = valid_assessment(who, as_of, rulebook=book)
    profile = None if assessment is None else assessment.profile
    scale = call.projects[0].roles[0].needs.scale if call.projects else None
    own = None if held is None else held.position.standard
    aim = call.targets.get(who.id) or own
    return Candidate(
        id=who.id,
        # Levels of another scale say nothing about these needs.
        profile=profile if profile is not None and profile.scale == scale else None,
        aim=aim if aim is not None and aim.scale == scale else None,
        unit=None if held is None else held.unit,
        engaged=call.engaged.get(who.id, ()),
    )
