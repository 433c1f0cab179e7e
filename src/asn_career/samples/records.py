"""What records of invented people hold beside posts and ranks."""

from __future__ import annotations

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from asn_career.competencies import CompetencyProfile
from asn_career.dates import ONE_DAY
from asn_career.people import (
    Appraisal,
    Assessment,
    Attestation,
    Award,
    Education,
    Release,
    Sanction,
    Training,
)
from asn_career.samples.careers import Person, Step, first_of, month_of
from asn_career.samples.description import Course, Description, Outcome
from asn_career.samples.draws import Draw, Weighted
from asn_career.samples.layout import Slot, standard_of
from asn_career.terms import (
    AttestationKind,
    Diploma,
    Expectation,
    PositionLevel,
    Predikat,
    ReleaseKind,
)

__all__ = ["Records"]

APPRAISED_YEARS: Final = 5
RATED_SINCE: Final = 2022  # the first year whose appraisals have the two ratings
TRAINED_MONTHS: Final = 36
ASSESSED_MONTHS: Final = 47  # a year longer than an assessment is valid, so some have expired
SANCTIONED_MONTHS: Final = 72
LETTERS: Final = (AttestationKind.HEALTH, AttestationKind.INTEGRITY, AttestationKind.TRACK_RECORD)
LETTER_MONTHS: Final = 12
DECORATIONS: Final = ((10, "X"), (20, "XX"), (30, "XXX"))
# Spells between the parts of a life, in months; none is from the law.
BEFORE_JOINING, LONGEST_WAIT = 2, 60
BEFORE_STEP: Final = 14  # the rank that goes with the diploma has come by then
LEAVE: Final = (12, 36)
LEADERSHIP: Final = (3, 14)  # after the first post of the level


def _appraisal(
    year: int,
    predicate: Predikat | None,
    ratings: tuple[Expectation, Expectation] | None,
    signed: int,
) -> Appraisal:
    return Appraisal(
        since=dt.date(year, 1, 1),
        until=dt.date(year, 12, 31),
        predicate=predicate,
        work_result=ratings[0] if ratings else None,
        conduct=ratings[1] if ratings else None,
        signed=dt.date(year + 1, 1, signed),
    )


def _exempt(year: int) -> Appraisal:
    return Appraisal(since=dt.date(year, 1, 1), until=dt.date(year, 12, 31), exempt=True)


def _attestation(kind: AttestationKind, month: int, *, passed: bool) -> Attestation:
    return Attestation(
        kind=kind,
        issued=first_of(month),
        until=first_of(month + LETTER_MONTHS) - ONE_DAY,
        passed=passed,
    )


def _training(course: Course, finished: dt.date) -> Training:
    return Training(
        course=course.name,
        finished=finished,
        hours=course.hours,
        field=course.field,
        kind=course.kind,
    )


class Records:
    """Draws the records of people whose careers are drawn."""

    def __init__(self, description: Description, draw: Draw) -> None:
        """Index outcomes, courses and standards."""
        self.description, self.draw, self.chances = description, draw, description.chances
        self.now = month_of(description.as_of)
        self.outcomes = Weighted((outcome, outcome.weight) for outcome in description.outcomes)
        self.abilities = Weighted(
            (Weighted(zip((-2, -1, 0, 1), ability.against, strict=True)), ability.weight)
            for ability in description.abilities
        )
        self.penalties = Weighted((plan, plan.weight) for plan in description.sanctions)
        self.leads = {course.leads: course for course in description.courses if course.leads}
        self.general = [c for c in description.courses if c.field is None and c.leads is None]
        self.courses: defaultdict[str, list[Course]] = defaultdict(list)
        for course in description.courses:
            if course.field is not None and course.leads is None:
                self.courses[course.field].append(course)
        self.standards = {key: standard_of(level) for key, level in description.levels.items()}
        # Records are immutable, so equal ones are made once and shared.
        self.make_appraisal = functools.cache(_appraisal)
        self.make_exempt = functools.cache(_exempt)
        self.make_attestation = functools.cache(_attestation)
        self.make_training = functools.cache(_training)
        self.make_decoration = functools.cache(_decoration)

    def gained(self, person: Person, steps: Sequence[Step]) -> list[tuple[Diploma, int]]:
        """Draw when a diploma higher than the one at entry was earned, and the one before it."""
        if person.highest <= person.entered:
            return []
        draw = self.draw
        # Those who entered with less than S-1 need the diploma for the step after the first.
        first = steps[0].end or self.now
        upto = first if person.entered < Diploma.S1 else self.now
        latest = max(person.joined + 1, upto - BEFORE_STEP)
        month = draw.whole(min(person.joined + 24, latest), latest)
        found = [(person.highest, month)]
        if person.entered < Diploma.S1 < person.highest:
            found.insert(0, (Diploma.S1, max(person.joined, month - draw.whole(20, 40))))
        return found

    def education(
        self, person: Person, steps: Sequence[Step], gained: Sequence[tuple[Diploma, int]]
    ) -> tuple[Education, ...]:
        """Draw the diplomas: the one at entry and those earned later."""
        draw, chances = self.draw, self.chances
        if draw.chance(chances.no_education):
            return ()
        plan = self.description.diplomas[person.entered]
        earliest = month_of(person.birth) + 12 * plan.age + 4
        latest = max(earliest, person.joined - BEFORE_JOINING)
        at_entry = draw.whole(max(earliest, latest - LONGEST_WAIT), latest)
        found = []
        for diploma, month in ((person.entered, min(at_entry, person.joined - 1)), *gained):
            known = not draw.chance(chances.no_graduation_day)
            day = first_of(month).replace(day=draw.whole(1, 28)) if known else None
            # What was studied before led to the first post, what was studied later to this one.
            slot = steps[0].slot if diploma is person.entered else person.slot
            field = self._study(slot, diploma)
            found.append(Education(diploma=diploma, field=field, graduated=day))
        return tuple(found)

    def _study(self, slot: Slot, diploma: Diploma) -> str | None:
        plans, job = self.description.diplomas, slot.job
        if studies := plans[diploma].studies:
            return self.draw.one(studies)
        if diploma < Diploma.D1:
            return None
        if job is not None and job.studies:
            return self.draw.one(job.studies)
        studies = self.description.studies.get(self.draw.one(slot.fields), ())
        return self.draw.one(studies) if studies else None

    def appraisals(self, person: Person, leaves: Sequence[Release]) -> tuple[Appraisal, ...]:
        """Draw the appraisals of the last whole years of service."""
        draw, chances = self.draw, self.chances
        last = self.description.as_of.year - 1
        found = []
        outcome = draw.weighted(self.outcomes)
        for year in range(last - APPRAISED_YEARS + 1, last + 1):
            if person.joined > 12 * year:
                continue
            begin, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
            if any(a.since <= end and (a.until is None or a.until >= begin) for a in leaves):
                found.append(self.make_exempt(year))
                continue
            if not draw.chance(chances.same_outcome):
                outcome = draw.weighted(self.outcomes)
            if year == last and draw.chance(chances.no_last_appraisal):
                continue
            found.append(self._appraise(year, outcome))
        return tuple(found)

    def _appraise(self, year: int, outcome: Outcome) -> Appraisal:
        predicate, ratings = outcome.predicate, (outcome.work_result, outcome.conduct)
        signed, form = self.draw.whole(5, 30), self.draw.next()
        chances = self.chances
        if year < RATED_SINCE or form < chances.predicate_only:
            return self.make_appraisal(year, predicate, None, signed)
        if form < chances.predicate_only + chances.ratings_only:
            return self.make_appraisal(year, None, ratings, signed)
        return self.make_appraisal(year, predicate, ratings, signed)

    def assessments(self, person: Person) -> tuple[Assessment, ...]:
        """Draw the competency assessment of those whose level has one."""
        plan, draw = self.description.levels[person.slot.level].assessed, self.draw
        if plan is None or not draw.chance(plan.share):
            return ()
        standard, ability = self.standards[plan.level], draw.weighted(self.abilities)
        held = {
            key: min(max(standard[key] + draw.weighted(ability), 1), standard.scale)
            for key in standard
        }
        month = self.now - draw.whole(1, ASSESSED_MONTHS)
        day = first_of(month).replace(day=draw.whole(1, 28))
        return (Assessment(day=day, level=plan.level, profile=CompetencyProfile.of(held)),)

    def attestations(self, person: Person) -> tuple[Attestation, ...]:
        """Draw the letters in force, for those whose level has them."""
        if not self.description.levels[person.slot.level].attested:
            return ()
        draw, chances = self.draw, self.chances
        complete = draw.chance(chances.complete_file)
        return tuple(
            self.make_attestation(
                kind,
                self.now - draw.whole(0, LETTER_MONTHS - 1),
                passed=not draw.chance(chances.attested_fails),
            )
            for kind in LETTERS
            if complete or draw.chance(chances.attested_anyway)
        )

    def trainings(self, person: Person, steps: Sequence[Step]) -> tuple[Training, ...]:
        """Draw the leadership trainings of a career and the courses of the last years."""
        draw, chances = self.draw, self.chances
        found = []
        seen: set[PositionLevel] = set()
        for step in steps:
            course = self.leads.get(step.level)
            if course is None or step.level in seen:
                continue
            seen.add(step.level)
            month = step.since + draw.whole(*LEADERSHIP)
            if month < self.now and draw.chance(chances.leadership):
                found.append(self.make_training(course, first_of(month).replace(day=20)))
        since = max(person.joined, self.now - TRAINED_MONTHS)
        taken: set[Course] = set()
        for _ in range(draw.whole(0, self.description.levels[person.slot.level].trainings)):
            courses = self.courses.get(draw.one(person.slot.fields), ())
            own = courses and draw.chance(chances.course_in_field)
            open_courses = courses if own else self.general
            course = draw.one(open_courses) if open_courses else None
            if course is None or course in taken:
                continue
            taken.add(course)
            month = draw.whole(since, self.now - 1)
            found.append(self.make_training(course, first_of(month).replace(day=draw.whole(3, 28))))
        return tuple(found)

    def leaves(self, person: Person) -> tuple[Release, ...]:
        """Draw unpaid leave that is over; PPPK have none."""
        draw = self.draw
        first, last = person.joined + 60, self.now - 48
        if person.contract or first >= last or not draw.chance(self.chances.leave):
            return ()
        since = draw.whole(max(first, last - 120), last)
        end = first_of(since + draw.whole(*LEAVE)) - ONE_DAY
        return (Release(kind=ReleaseKind.CLTN, since=first_of(since), until=end),)

    def sanctions(self, person: Person) -> tuple[Sanction, ...]:
        """Draw a sanction of the last years; those of PPPK are another matter."""
        draw = self.draw
        since = max(person.joined + 12, self.now - SANCTIONED_MONTHS)
        if person.contract or since >= self.now or not draw.chance(self.chances.sanctioned):
            return ()
        plan = draw.weighted(self.penalties)
        month = draw.whole(since, self.now - 1)
        end = first_of(month + plan.months) - ONE_DAY if plan.months else first_of(month)
        return (Sanction(level=plan.level, since=first_of(month), until=end, kind=plan.kind),)

    def awards(
        self, person: Person, leaves: Sequence[Release], sanctions: Sequence[Sanction]
    ) -> tuple[Award, ...]:
        """Draw decorations for long service without a break."""
        if person.contract or leaves or sanctions:
            return ()
        return tuple(
            self.make_decoration(degree, year)
            for years, degree in DECORATIONS
            if (year := person.joined // 12 + years + 1) < self.description.as_of.year
            and self.draw.chance(self.chances.decorated)
        )


def _decoration(degree: str, year: int) -> Award:
    return Award(name="Satyalancana Karya Satya", day=dt.date(year, 8, 17), level=degree)
