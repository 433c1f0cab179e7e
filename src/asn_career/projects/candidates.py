"""What one person brings to one role, and what the role brings to the person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.competencies import CompetencyProfile
from asn_career.conditions import facts_in
from asn_career.findings import Finding
from asn_career.projects.records import Engagement, Project, ProjectAim, ProjectPolicy, ProjectRole
from asn_career.terms import Question, Word
from asn_career.values import Kind

if TYPE_CHECKING:
    from asn_career.people import Employee
    from asn_career.rulebook import Rulebook

__all__ = ["Candidate", "Gate", "Learned", "Offer", "Place", "Refusal", "overload"]

YEAR: Final = 12
Ties = frozenset[frozenset[str]]
"""Pairs of units that have worked together."""


class Refusal(Word):
    """Why a person cannot take a role, the first that holds."""

    NOT_PERMITTED = "not_permitted", "tidak diperbolehkan", "not permitted"
    FULL = "full", "batas beban tercapai", "no room in the load"
    UNFIT = "unfit", "kompetensi terlalu jauh di bawah", "competencies too far below"


@attrs.frozen(kw_only=True)
class Place:
    """A role in its project."""

    project: Project
    role: ProjectRole

    @property
    def key(self) -> tuple[str, str]:
        """The keys of project and role."""
        return self.project.id, self.role.id


@attrs.frozen(kw_only=True)
class Learned:
    """A gap that a role closes, wholly or in part: the level held, and that which the work asks."""

    competency: str
    held: int
    to: int


@attrs.frozen(kw_only=True)
class Candidate:
    """What counts of one person.

    Attributes:
        profile: the levels of the latest valid assessment; None without one.
        aim: the standard of the target, or else of the post held; None where neither is known.
        unit: the unit of the post held.
        engaged: what the person is engaged in already.
    """

    id: str
    profile: CompetencyProfile | None = attrs.field(repr=False)
    aim: CompetencyProfile | None = attrs.field(repr=False)
    unit: str | None
    engaged: tuple[Engagement, ...] = attrs.field(repr=False)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not known of the person."""
        known = {"assessment": self.profile, "standard": self.aim, "unit": self.unit}
        return tuple(name for name, value in known.items() if value is None)

    def shortfalls(self, role: ProjectRole) -> dict[str, int | None]:
        """Return the levels that lack for each need of a role; None where it was not assessed.

        Source: none: our own choice.
        """
        held = {} if self.profile is None else self.profile.levels
        return {
            key: max(0, need - held[key]) if key in held else None for key, need in role.needs.pairs
        }

    def learning(self, role: ProjectRole) -> tuple[Learned, ...]:
        """Return the gaps to the own aim that the work in a role closes.

        Source: none: our own choice; learning at work is a form of development (PP 11/2017
            article 212).
        """
        if self.profile is None or self.aim is None:
            return ()
        return tuple(
            Learned(competency=key, held=held, to=to)
            for key, need in role.needs.pairs
            for held in [self.profile.get(key)]
            for to in [min(need, self.aim.get(key) or 0)]
            if held is not None and to > held
        )

    def new_ties(self, project: Project, worked: Ties) -> tuple[str, ...]:
        """Return the units of a project with which the own unit has not worked yet.

        Source: none: our own choice.
        """
        own = self.unit
        if own is None:
            return ()
        return tuple(u for u in project.units if u != own and frozenset({own, u}) not in worked)


@attrs.frozen(kw_only=True)
class Offer:
    """One person for one role: how well it fits, what is learned, whom the unit meets."""

    candidate: Candidate
    place: Place
    short: int
    learning: tuple[Learned, ...]
    ties: tuple[str, ...]

    @classmethod
    def of(cls, candidate: Candidate, place: Place, worked: Ties) -> Offer:
        """Return what a person and a role bring each other.

        What was not assessed counts as lacking wholly; it refuses nobody.

        Source: none: our own choice.
        """
        needs = dict(place.role.needs.pairs)
        lacks = candidate.shortfalls(place.role)
        return cls(
            candidate=candidate,
            place=place,
            short=sum(needs[key] if short is None else short for key, short in lacks.items()),
            learning=candidate.learning(place.role),
            ties=candidate.new_ties(place.project, worked),
        )

    def value(self, aim: ProjectAim) -> int:
        """Return what the offer adds to an aim; more is better.

        Source: none: our own choice.
        """
        match aim:
            case ProjectAim.FIT:
                return -self.short
            case ProjectAim.LEARNING:
                return sum(one.to - one.held for one in self.learning)
            case ProjectAim.TIES:
                return len(self.ties)

    @cached_property
    def key(self) -> tuple[str, str, str]:
        """The keys of project, role and person."""
        return (*self.place.key, self.candidate.id)


def overload(
    engaged: Iterable[Engagement], places: Iterable[Place], policy: ProjectPolicy
) -> tuple[Place, ...]:
    """Return places that one person cannot take all at once; empty when all can be taken.

    Two roles of one project, or those that run on a day on which projects or hours are too many.
    """
    listed = list(places)
    by_project: dict[str, list[Place]] = {}
    for place in listed:
        by_project.setdefault(place.project.id, []).append(place)
    for same in by_project.values():
        if len(same) > 1:
            return tuple(same)
    held = list(engaged)
    starts = {p.project.since for p in listed} | {e.since for e in held}
    for day in sorted(starts):
        running = [p for p in listed if p.project.since <= day <= p.project.until]
        busy = [e for e in held if e.since <= day and (e.until is None or day <= e.until)]
        hours = sum(p.role.hours for p in running) + sum(e.hours for e in busy)
        over = len(running) + len(busy) > policy.max_projects
        over = over or (policy.max_hours is not None and hours > policy.max_hours)
        if running and over:
            return tuple(running)
    return ()


class Gate:
    """Asks the law whether somebody may join on a day.

    Blocked is who has YES to a rule on what discipline blocks, or to one on what the release of
    the day stops. What is UNKNOWN refuses nobody.
    """

    def __init__(self, book: Rulebook, as_of: dt.date, only: tuple[str, ...] | None = None) -> None:
        self.book, self.as_of, self.only = book, as_of, only
        self._rules: dict[dt.date, tuple[str, ...]] = {}

    def findings(self, who: Employee, since: dt.date) -> tuple[Finding, ...]:
        """Return the answers on the day on which a project begins, or on ours if that is later."""
        day = max(self.as_of, since)
        return tuple(self.book.check(name, who, day) for name in self._rules_on(day))

    def is_blocked(self, who: Employee, since: dt.date) -> bool:
        """Tell, without the reasons, whether one of the answers is YES."""
        day = max(self.as_of, since)
        view = self.book.view(who, day)
        return any(
            self.book.decider(name, day)(view.get, day) is True for name in self._rules_on(day)
        )

    def _rules_on(self, day: dt.date) -> tuple[str, ...]:
        if day not in self._rules:
            found = self.names(day)
            self._rules[day] = tuple(n for n in found if self.only is None or n in self.only)
        return self._rules[day]

    def names(self, day: dt.date) -> Iterator[str]:
        """Yield the names of the rules that may keep somebody out on a day."""
        law = self.book.law(day)
        for question in (Question.BLOCK, Question.RELEASE):
            for rule in self.book.rules_for(question, None, day):
                if law.rule_type(rule.name).kind is not Kind.FLAG:
                    continue
                # Of the rules on releases, those that speak of the release of the day alone.
                facts = {fact.name for fact in facts_in(law.rules[rule.name].node, law)}
                if question is Question.BLOCK or facts == {"release"}:
                    yield rule.name
