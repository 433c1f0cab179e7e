"""What comes out: teams, open roles, and the people not taken with the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import attrs

from asn_career.errors import UnknownNameError
from asn_career.findings import SCHEMA_VERSION, Finding
from asn_career.gaps import CompetencyGap, measure_gap
from asn_career.matching import Matching
from asn_career.projects.candidates import Candidate, Learned, Offer, Refusal
from asn_career.projects.records import Project, ProjectAim, ProjectPolicy
from asn_career.terms import Text
from asn_career.values import show_day

__all__ = ["Assignment", "OpenRole", "ProjectTeams", "Untaken"]

Row = dict[str, str | int | None]
ADVICE = Text(
    id="Hasil ini memberi saran; manusialah yang memutuskan.",
    en="A result advises, a person decides.",
)


@attrs.frozen(kw_only=True)
class Assignment:
    """One person in one role.

    Attributes:
        offer: the person and the role, and what they bring each other.
        findings: what the law says on the first day; what is UNKNOWN refuses nobody.
    """

    offer: Offer = attrs.field(repr=False)
    findings: tuple[Finding, ...] = attrs.field(repr=False)

    @property
    def project(self) -> str:
        """The key of the project."""
        return self.offer.place.project.id

    @property
    def role(self) -> str:
        """The key of the role."""
        return self.offer.place.role.id

    @property
    def employee(self) -> str:
        """The id of the person."""
        return self.offer.candidate.id

    @property
    def gap(self) -> CompetencyGap | None:
        """What the person holds against what the role needs; None without an assessment."""
        profile = self.offer.candidate.profile
        needs = self.offer.place.role.needs
        return None if profile is None else measure_gap(profile, needs)

    @property
    def learning(self) -> tuple[Learned, ...]:
        """The gaps to the own aim that the work closes."""
        return self.offer.learning

    @property
    def ties(self) -> tuple[str, ...]:
        """The units that the unit of the person meets for the first time."""
        return self.offer.ties

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not known of the person."""
        return self.offer.candidate.missing


@attrs.frozen(kw_only=True)
class OpenRole:
    """A role with places left.

    Attributes:
        free: the places left.
        refused: how many cannot take it, by reason.
        elsewhere: how many could, and are on other roles.
    """

    project: str
    role: str
    free: int
    refused: tuple[tuple[Refusal, int], ...]
    elsewhere: int


@attrs.frozen(kw_only=True)
class Untaken:
    """Why one person is in no team, in counts only.

    Attributes:
        roles: the roles there are.
        refused: how many of them the person cannot take, by reason.
        findings: what the law has against it; for the person and the officer in charge.
    """

    id: str
    roles: int
    refused: tuple[tuple[Refusal, int], ...]
    findings: tuple[Finding, ...] = attrs.field(repr=False)

    @property
    def possible(self) -> int:
        """The roles that the person could take, all given to others."""
        return self.roles - sum(n for _, n in self.refused)

    def say(self, lang: str = "id") -> str:
        """Return the reason in counts."""
        parts = [f"{why.text.say(lang)}: {n}" for why, n in self.refused if n]
        if self.possible:
            given = Text(id="diberikan kepada orang lain", en="given to others").say(lang)
            parts.append(f"{given}: {self.possible}")
        head = Text(id=f"dari {self.roles} peran", en=f"of {self.roles} roles").say(lang)
        return f"{head}: {', '.join(parts)}" if parts else head


@attrs.frozen(kw_only=True, repr=False, str=False)
class ProjectTeams:
    """The teams of strategic projects.

    Attributes:
        candidates: what counts of everybody, by id.
        worked: pairs of units that had worked together before.
        assignments: who takes which role, by project, role and id.
        open_roles: roles with places left, by project and role.
        untaken: everybody without a role, by id.
        bound: roles covered, places filled and joined score that no answer can pass.
        proof: the matching without loads that proves the bound.
        steps: how many matchings were solved.
        is_best: whether the answer is proven to be the best; else the search was ended.
    """

    as_of: dt.date
    rulebook: str
    policy: ProjectPolicy
    projects: tuple[Project, ...]
    candidates: tuple[Candidate, ...]
    worked: tuple[tuple[str, ...], ...]
    assignments: tuple[Assignment, ...]
    open_roles: tuple[OpenRole, ...]
    untaken: tuple[Untaken, ...]
    bound: tuple[int, ...]
    proof: Matching
    steps: int
    is_best: bool

    @property
    def values(self) -> Mapping[str, int]:
        """Roles covered, places filled, and each aim over all assignments."""
        return {
            "roles": len({(a.project, a.role) for a in self.assignments}),
            "places": len(self.assignments),
            **{aim.value: sum(a.offer.value(aim) for a in self.assignments) for aim in ProjectAim},
        }

    @property
    def new_ties(self) -> tuple[tuple[str, str], ...]:
        """The pairs of units that meet for the first time in a team, its members included."""
        met: set[tuple[str, str]] = set()
        for project in self.projects:
            units = set(project.units)
            units |= {
                a.offer.candidate.unit
                for a in self.assignments
                if a.project == project.id and a.offer.candidate.unit is not None
            }
            met |= {(a, b) for a in units for b in units if a < b}
        return tuple(sorted(met - {(two[0], two[1]) for two in self.worked}))

    def verify(self) -> bool:
        """Check the teams without their maker: roles, loads, law, values, reasons, the bound.

        Source: none: our own choice.
        """
        from asn_career.projects.checker import holds

        return holds(self)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the teams for the officer: one line an assignment, open roles, the others.

        Source: none: our own choice.
        """
        head = Text(id="Tim proyek strategis", en="Teams of strategic projects").say(lang)
        lines = [f"{head}, {show_day(self.as_of, lang)}"]
        lines += [
            f"{a.project} / {a.role}: {a.employee}; {_say(a, lang)}" for a in self.assignments
        ]
        places = Text(id="tempat kosong", en="places open").say(lang)
        for role in self.open_roles:
            counts = [f"{why.text.say(lang)}: {n}" for why, n in role.refused if n]
            counts.append(
                f"{Text(id='di peran lain', en='on other roles').say(lang)}: {role.elsewhere}"
            )
            lines.append(
                f"{role.project} / {role.role}: {role.free} {places} ({', '.join(counts)})"
            )
        lines += [f"{one.id}: {one.say(lang)}" for one in self.untaken]
        if not self.is_best:
            ended = Text(
                id="Pencarian dihentikan; hasil ini belum terbukti yang terbaik. Tidak ada hasil"
                f" dengan lebih dari {self.bound[0]} peran terisi.",
                en="The search was ended; this is not proven to be the best. No answer fills more"
                f" than {self.bound[0]} roles.",
            )
            lines.append(ended.say(lang))
        return (*lines, ADVICE.say(lang))

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return what concerns one person: own roles, or why there are none; nobody else is named.

        Raises:
            UnknownNameError: the person is no candidate.
        Source: none: our own choice.
        """
        if id not in {candidate.id for candidate in self.candidates}:
            raise UnknownNameError("person", id)
        names = {(p.id, r.id): f"{p.name} / {r.name}" for p in self.projects for r in p.roles}
        lines = []
        for one in self.assignments:
            if one.employee == id:
                lines.append(f"{names[one.project, one.role]}: {_say(one, lang)}")
                lines += [] if one.gap is None else [f"  {i.say(lang)}" for i in one.gap.items]
        for none in self.untaken:
            if none.id == id:
                lines.append(none.say(lang))
                lines += dict.fromkeys(f"  {f.text.say(lang)}" for f in none.findings)
        return (*lines, ADVICE.say(lang))

    def rows(self) -> list[Row]:
        """Return one flat row an assignment, an open role and a person without a role.

        What the law has against somebody is no more than a count among the reasons.

        Source: none: our own choice.
        """

        def row(
            project: str | None, role: str | None, employee: str | None, state: str, **more: int
        ) -> Row:
            numbers: Row = dict.fromkeys(
                (
                    "free",
                    *(aim.value for aim in ProjectAim),
                    *(why.value for why in Refusal),
                    "other",
                )
            )
            base: Row = {"project": project, "role": role, "employee": employee, "state": state}
            return {**base, **numbers, **more}

        taken = [
            row(
                a.project,
                a.role,
                a.employee,
                "taken",
                **{aim.value: a.offer.value(aim) for aim in ProjectAim},
            )
            for a in self.assignments
        ]
        left = [
            row(
                r.project,
                r.role,
                None,
                "open",
                free=r.free,
                other=r.elsewhere,
                **{why.value: n for why, n in r.refused},
            )
            for r in self.open_roles
        ]
        rest = [
            row(
                None,
                None,
                u.id,
                "untaken",
                other=u.possible,
                **{why.value: n for why, n in u.refused},
            )
            for u in self.untaken
        ]
        return [*taken, *left, *rest]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version.

        Source: none: our own choice.
        """
        return {
            "schema": SCHEMA_VERSION,
            "kind": "project_teams",
            "as_of": self.as_of.isoformat(),
            "rulebook": self.rulebook,
            "aims": [aim.value for aim in self.policy.aims],
            "stretch": self.policy.stretch,
            "max_projects": self.policy.max_projects,
            "max_hours": self.policy.max_hours,
            "values": dict(self.values),
            "bound": list(self.bound),
            "is_best": self.is_best,
            "new_ties": [list(two) for two in self.new_ties],
            "learning": [
                {"project": a.project, "role": a.role, "employee": a.employee, **attrs.asdict(one)}
                for a in self.assignments
                for one in a.learning
            ],
            "rows": self.rows(),
        }

    def __repr__(self) -> str:
        """Return the sizes."""
        return f"ProjectTeams({len(self.assignments)} assigned, {len(self.open_roles)} roles open)"

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())


def _say(one: Assignment, lang: str) -> str:
    levels = sum(learned.to - learned.held for learned in one.learning)
    told = Text(
        id=f"{one.offer.short} tingkat di bawah kebutuhan, {levels} tingkat dipelajari,"
        f" {len(one.ties)} unit baru",
        en=f"{one.offer.short} levels below the needs, {levels} levels to learn,"
        f" {len(one.ties)} new units",
    ).say(lang)
    if not one.missing:
        return told
    names = {
        "assessment": Text(id="asesmen", en="assessment"),
        "standard": Text(id="standar", en="standard"),
        "unit": Text(id="unit", en="unit"),
    }
    none = Text(id="belum ada data", en="no data").say(lang)
    return f"{told}; {none}: {', '.join(names[name].say(lang) for name in one.missing)}"
