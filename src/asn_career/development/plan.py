"""A plan of training for one person: dated courses, what stays open and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import combinations

import attrs

from asn_career.competencies import CompetencyProfile
from asn_career.courses import Catalogue, Course, LearningKind
from asn_career.development.parts import (
    HOUR,
    HoursSpan,
    OpenGap,
    OpenReason,
    PlanItem,
    PlanPolicy,
)
from asn_career.findings import SCHEMA_VERSION
from asn_career.gaps import DatedGap
from asn_career.people import Assessment, Employee, Record, Training
from asn_career.terms import PositionLevel, Text, is_indonesian
from asn_career.values import show_day

__all__ = ["Plan", "levels_by"]

Row = dict[str, object]
NOT_PROVEN = Text(id="belum terbukti terbaik", en="not proven to be the best")
CONFIRM = Text(
    id="Rencana ini saran; tingkat kompetensi dipastikan lewat asesmen, dan pejabat yang berwenang"
    " memutuskan.",
    en="This plan advises; an assessment confirms the levels, and a person in office decides.",
)


@attrs.frozen(kw_only=True)
class Plan:
    """Dated courses that close the gaps in the way of one person.

    Attributes:
        employee: the record it was made for.
        as_of: the first day on which a course may begin.
        until: the last day on which one may end.
        gaps: what was asked.
        catalogue: the courses on offer.
        policy: what was left free.
        fields: the fields of work whose courses are open to the person.
        items: the courses of the plan, by last day.
        open: the gaps that it does not close, and why.
        years: the training hours, a floor or a limit each.
        proven: whether no plan closes more, lacks fewer hours, or is better by the aim.
    """

    employee: Employee = attrs.field(repr=False)
    as_of: dt.date
    until: dt.date
    gaps: tuple[DatedGap, ...]
    catalogue: Catalogue = attrs.field(repr=False)
    policy: PlanPolicy
    fields: tuple[str, ...]
    items: tuple[PlanItem, ...]
    open: tuple[OpenGap, ...]
    years: tuple[HoursSpan, ...]
    proven: bool

    @property
    def cost(self) -> int:
        """What it costs, in rupiah."""
        return sum(item.course.cost for item in self.items)

    @property
    def hours(self) -> int:
        """Its training hours (JP)."""
        return sum(item.course.hours for item in self.items)

    @property
    def blocked(self) -> tuple[OpenGap, ...]:
        """The open gaps that stand in the way."""
        return tuple(o for o in self.open if o.reason is not OpenReason.NOT_BLOCKING)

    @property
    def mix(self) -> dict[LearningKind, int]:
        """The training hours of each kind: how near it comes to 70-20-10."""
        return {
            kind: sum(i.course.hours for i in self.items if i.course.kind is kind)
            for kind in LearningKind
        }

    @property
    def held(self) -> dict[str, int | None]:
        """The levels before the plan: those last assessed, and those that the gaps name."""
        found: dict[str, int | None] = {}
        for assessment in self.employee.assessments:
            if assessment.day <= self.as_of and not assessment.assumed:
                found |= dict(assessment.profile.pairs)
        for item in self.items:
            for lift in item.course.lifts:
                found.setdefault(lift.competency, None)
        return found | {gap.competency: gap.held for gap in self.gaps}

    def records(self, level: PositionLevel | None = None) -> tuple[Record, ...]:
        """Return the plan as assumed records, which routes and questions take by ``assume``.

        Args:
            level: with the class of a post, an assessment for it is among them: on the day the
                last course ends, with the levels that are then held.

        Source: none: our own choice.
        """
        made: list[Record] = [
            Training(
                course=item.course.id,
                finished=item.course.until,
                hours=item.course.hours,
                kind=item.course.kind.value,
                assumed=True,
            )
            for item in self.items
        ]
        if level is not None:
            held = levels_by(self.held, [item.course for item in self.items], self.until)
            profile = CompetencyProfile.of(
                {key: n for key, n in held.items() if n is not None}, scale=self.catalogue.scale
            )
            day = max((item.course.until for item in self.items), default=self.as_of)
            made.append(Assessment(day=day, level=level, profile=profile, assumed=True))
        return tuple(made)

    def verify(self) -> bool:
        """Apply the courses again: days, requirements, clashes, hours, cost, and what is closed.

        Source: none: our own choice.
        """
        courses = [item.course for item in self.items]
        ends = {course.id: course.until for course in courses}
        earlier = {training.course: training.finished for training in self.employee.trainings}
        for course in courses:
            before = [earlier.get(key) or ends.get(key) for key in course.requires]
            if any(day is None or day >= course.since for day in before):
                return False
            if course.sectors and not set(course.sectors) & set(self.fields):
                return False
            if course.id in earlier or course.seats == 0 or course != self.catalogue[course.id]:
                return False
            if not self.as_of <= course.since <= course.until <= self.until:
                return False
        classes = [course for course in courses if course.kind is LearningKind.CLASSROOM]
        if any(a.since <= b.until and b.since <= a.until for a, b in combinations(classes, 2)):
            return False
        if self.policy.budget is not None and self.cost > self.policy.budget:
            return False
        for year in self.years:
            planned = sum(c.hours for c in courses if year.since <= c.until <= year.until)
            over = year.most is not None and planned and planned + year.done > year.most
            if planned != year.planned or over:
                return False
        short = []
        for gap in self.gaps:
            level = levels_by(self.held, courses, gap.by or self.until)[gap.competency]
            if level is None or level < gap.required:
                short.append(gap)
        return short == [found.gap for found in self.open]

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the items by day, the hours of each year, and what stays open and why."""
        head = Text(id="Rencana pelatihan", en="Plan of training").say(lang)
        span = f"{show_day(self.as_of, lang)} – {show_day(self.until, lang)}"
        best = self.policy.aim.text if self.proven else NOT_PROVEN
        rupiah = f"Rp{self.cost:,}"
        rupiah = rupiah.replace(",", ".") if is_indonesian(lang) else rupiah
        total = f"{HOUR.show(self.hours, lang)}, {rupiah}, {best.say(lang)}"
        found = [f"{head} ({span}): {total}"]
        found += [f"  {number}. {item.line(lang)}" for number, item in enumerate(self.items, 1)]
        found += [f"  JP {year.line(lang)}" for year in self.years]
        if self.open:
            found.append(Text(id="Tetap terbuka:", en="Still open:").say(lang))
            found += [f"  - {open_.line(lang)}" for open_ in self.open]
        return (*found, CONFIRM.say(lang))

    def rows(self) -> list[Row]:
        """Return one flat row an item, then one an open gap."""
        items: list[Row] = [
            {
                "id": self.employee.id,
                "course": item.course.id,
                "since": item.course.since,
                "until": item.course.until,
                "hours": item.course.hours,
                "cost": item.course.cost,
                "closes": "|".join(item.closes),
                "competency": None,
                "reason": None,
            }
            for item in self.items
        ]
        nothing = dict.fromkeys(("course", "since", "hours", "cost", "closes"))
        return items + [
            {
                "id": self.employee.id,
                **nothing,
                "until": open_.gap.by or self.until,
                "competency": open_.gap.competency,
                "reason": open_.reason.value,
            }
            for open_ in self.open
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; days as ISO text."""

        def plain(row: Row) -> Row:
            return {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in row.items()}

        return {
            "schema": SCHEMA_VERSION,
            "kind": "plan",
            "id": self.employee.id,
            "as_of": self.as_of.isoformat(),
            "until": self.until.isoformat(),
            "aim": self.policy.aim.value,
            "proven": self.proven,
            "cost": self.cost,
            "hours": self.hours,
            "years": [plain({**attrs.asdict(year), "short": year.short}) for year in self.years],
            "rows": [plain(row) for row in self.rows()],
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())


def levels_by(
    held: Mapping[str, int | None], courses: Iterable[Course], day: dt.date
) -> dict[str, int | None]:
    """Return levels on a day, after the courses ended by then, from those held before.

    A course works on the level held when it begins, so one builds on another only if that one has
    ended before.
    """
    levels: dict[str, list[tuple[dt.date, int | None]]] = {
        competency: [(dt.date.min, level)] for competency, level in held.items()
    }
    for course in sorted(courses, key=lambda c: (c.until, c.since, c.id)):
        for lift in course.lifts:
            if lift.competency in levels and course.until <= day:
                steps = levels[lift.competency]
                entry = [level for ended, level in steps if ended < course.since][-1]
                after = course.raises(lift.competency, entry)
                if after is not None and after > (steps[-1][1] or 0):
                    steps.append((course.until, after))
    return {competency: steps[-1][1] for competency, steps in levels.items()}
