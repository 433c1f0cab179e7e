"""The dated records of a person: what was held, earned, measured or decided, and when.

Every record has ``edges``, the days on which something changes because of it, in order. A record
marked ``assumed`` lies in the future; facts are read from it as from any other. A record that is
wrong raises one `InvalidInputError` with all that is wrong.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TypeAlias

import attrs

from asn_career.competencies import CompetencyProfile
from asn_career.dates import Span
from asn_career.intake import Intake
from asn_career.numbers import UNITS
from asn_career.people.appraisals import Appraisal
from asn_career.positions import Position
from asn_career.terms import (
    AttestationKind,
    Capacity,
    CreditKind,
    Diploma,
    Golongan,
    Jenjang,
    PositionLevel,
    ReleaseKind,
    SanctionKind,
    SanctionLevel,
)

__all__ = [
    "Appointment",
    "Assessment",
    "Attestation",
    "Award",
    "CreditDecision",
    "Education",
    "RankHeld",
    "Record",
    "Release",
    "Sanction",
    "StudyLeave",
    "Training",
]


@attrs.frozen(kw_only=True)
class Appointment:
    """A position held in a unit; definitively, or acting (Plt, Plh).

    Attributes:
        position: the kind of job.
        unit: the key of the unit.
        since: the day it began (TMT jabatan).
        until: the last day; none while it is held.
        capacity: definitive, Plt or Plh.
        fields: fields of work, where they differ from those of the position.
        post: the key of the post, where it is known.
        assumed: whether it lies in a future that is only assumed.

    Source: none: our own choice; capacities after UU 30/2014 article 14.
    """

    position: Position
    unit: str
    since: dt.date
    until: dt.date | None = None
    capacity: Capacity = Capacity.DEFINITIVE
    fields: tuple[str, ...] = ()
    post: str | None = None
    assumed: bool = False

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.one("position", Position)
        take.text("unit")
        take.span()
        take.word("capacity", Capacity)
        take.labels("fields")
        take.text("post", optional=True)
        take.flag("assumed")
        take.finish()

    @property
    def span(self) -> Span:
        """The days on which it is held."""
        return Span(self.since, self.until)

    @property
    def edges(self) -> tuple[dt.date, ...]:
        """The first day, and the day after the last."""
        return self.span.edges

    @property
    def all_fields(self) -> tuple[str, ...]:
        """The fields of work of the appointment, or else those of its position."""
        return self.fields or self.position.fields


@attrs.frozen(kw_only=True)
class RankHeld:
    """A rank (golongan ruang) and the day it was given (TMT pangkat)."""

    golongan: Golongan
    since: dt.date
    assumed: bool = False

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.word("golongan", Golongan)
        take.day("since")
        take.flag("assumed")
        take.finish()

    @property
    def edges(self) -> tuple[dt.date, ...]:
        """The day it was given."""
        return (self.since,)


@attrs.frozen(kw_only=True)
class Education:
    """A diploma, its field of study and the day it was earned, where these are known."""

    diploma: Diploma
    field: str | None = None
    graduated: dt.date | None = None
    assumed: bool = False

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.word("diploma", Diploma)
        take.label("field")
        take.day("graduated", optional=True)
        take.flag("assumed")
        take.finish()

    @property
    def edges(self) -> tuple[dt.date, ...]:
        """The day it was earned, if that is known."""
        return () if self.graduated is None else (self.graduated,)


@attrs.frozen(kw_only=True)
class Assessment:
    """A competency assessment: the levels found, and the level of position it was made for.

    Source: Peraturan BKN 26/2019 articles 26 and 29 (use and validity).
    """

    day: dt.date
    level: PositionLevel
    profile: CompetencyProfile
    assumed: bool = False

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.day("day")
        take.word("level", PositionLevel)
        take.one("profile", CompetencyProfile)
        take.flag("assumed")
        take.finish()

    @property
    def edges(self) -> tuple[dt.date, ...]:
        """The day of the assessment."""
        return (self.day,)


@attrs.frozen(kw_only=True)
class Training:
    """A training that was finished, with its hours (JP).

    Attributes:
        course: the key or the name of the course.
        finished: the last day.
        hours: training hours (JP).
        field: the field of work it serves, as an identifier.
        kind: the kind of training, as an identifier, such as ``teknis``.
        assumed: whether it lies in a future that is only assumed.
    """

    course: str
    finished: dt.date
    hours: int
    field: str | None = None
    kind: str | None = None
    assumed: bool = False

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.text("course")
        take.day("finished")
        take.whole("hours", 1)
        take.label("field")
        take.label("kind")
        take.flag("assumed")
        take.finish()

    @property
    def edges(self) -> tuple[dt.date, ...]:
        """The day it was finished."""
        return (self.finished,)


@attrs.frozen(kw_only=True)
class Sanction:
    """A disciplinary sanction; what it blocks, and for how long, stands in the rulebook.

    Attributes:
        level: light, moderate or heavy.
        since: the first day on which it is in force.
        until: the last day; none where it is not recorded. The facts of discipline then take the
            term of the kind; without a kind it has no end.
        kind: the kind, where it is recorded.
        received: the day on which the decree was received, where it is recorded.

    Source: PP 94/2021 articles 8 and 38; PP 53/2010 article 7.
    """

    level: SanctionLevel
    since: dt.date
    until: dt.date | None = None
    kind: SanctionKind | None = None
    received: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        level = take.word("level", SanctionLevel)
        if level is SanctionLevel.NONE:
            take.note("level", "none is not a sanction", "leave the record out")
        take.span()
        kind = take.word("kind", SanctionKind, optional=True)
        if kind is SanctionKind.NONE:
            take.note("kind", "none is not a sanction", "leave the record out")
        elif kind is not None and level is not None and kind.level is not level:
            take.note("kind", f"{kind} is not {level}", f"its level is {kind.level}")
        take.day("received", optional=True)
        take.finish()

    @property
    def span(self) -> Span:
        """The days on which it is served."""
        return Span(self.since, self.until)

    @property
    def edges(self) -> tuple[dt.date, ...]:
        """The first day, and the day after the last."""
        return self.span.edges


@attrs.frozen(kw_only=True)
class Award:
    """An award that was given, and its level where it has one."""

    name: str
    day: dt.date
    level: str | None = None

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.text("name")
        take.day("day")
        take.text("level", optional=True)
        take.finish()

    @property
    def edges(self) -> tuple[dt.date, ...]:
        """The day it was given."""
        return (self.day,)


@attrs.frozen(kw_only=True)
class Release:
    """A time away from the post: unpaid leave (CLTN), state office, and what else has a kind.

    Attributes:
        kind: why; study leave has a record of its own.
        since: the first day.
        until: the last day; none while it lasts.
        assumed: whether it lies in a future that is only assumed.

    Source: PP 11/2017 articles 276-280, 334-337, 343-344 and 350.
    """

    kind: ReleaseKind
    since: dt.date
    until: dt.date | None = None
    assumed: bool = False

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        kind = take.word("kind", ReleaseKind)
        if kind is ReleaseKind.NONE:
            take.note("kind", "none is not a release", "leave the record out")
        elif kind in {ReleaseKind.STUDY, ReleaseKind.STUDY_AT_WORK}:
            take.note("kind", "study leave has a record of its own", "give a StudyLeave")
        take.span()
        take.flag("assumed")
        take.finish()

    @property
    def span(self) -> Span:
        """The days of the release."""
        return Span(self.since, self.until)

    @property
    def edges(self) -> tuple[dt.date, ...]:
        """The first day, and the day after the last."""
        return self.span.edges


@attrs.frozen(kw_only=True)
class StudyLeave:
    """A study leave (tugas belajar).

    Attributes:
        since: the first day.
        until: the last day, as planned while it lasts.
        diploma: the diploma it leads to, where that is known.
        at_work: whether the work goes on beside it, so that the post is kept.
        assumed: whether it lies in a future that is only assumed.

    Source: PP 11/2017 articles 64, 94 and 144 with elucidation; SE MenPANRB 28/2021.
    """

    since: dt.date
    until: dt.date | None = None
    diploma: Diploma | None = None
    at_work: bool = False
    assumed: bool = False

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.span()
        take.word("diploma", Diploma, optional=True)
        take.flag("at_work")
        take.flag("assumed")
        take.finish()

    @property
    def span(self) -> Span:
        """The days of the leave."""
        return Span(self.since, self.until)

    @property
    def edges(self) -> tuple[dt.date, ...]:
        """The first day, and the day after the last."""
        return self.span.edges


@attrs.frozen(kw_only=True)
class Attestation:
    """What a letter or a test attests, from its issue to its last day of validity."""

    kind: AttestationKind
    issued: dt.date
    until: dt.date | None = None
    passed: bool = True
    assumed: bool = False

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.word("kind", AttestationKind)
        take.span("issued")
        take.flag("passed")
        take.flag("assumed")
        take.finish()

    @property
    def span(self) -> Span:
        """The days on which it is valid."""
        return Span(self.issued, self.until)

    @property
    def edges(self) -> tuple[dt.date, ...]:
        """The day of issue, and the day after the last."""
        return self.span.edges


@attrs.frozen(kw_only=True)
class CreditDecision:
    """A decision on credit points (penetapan angka kredit, PAK) of a functional position.

    Attributes:
        day: the day of the decision.
        jenjang: the level whose credit it determines.
        kind: whether it states a total (conventional, integration, conversion) or adds to it.
        amount: the credit, as Decimal or text; it may be left out for the bonus of a diploma,
            which then follows from the law.
        until: the last day of the performance that a total counts.
        assumed: whether it lies in a future that is only assumed.

    Source: Peraturan BKN 3/2023.
    """

    day: dt.date
    jenjang: Jenjang
    kind: CreditKind
    amount: Decimal | None = None
    until: dt.date | None = None
    assumed: bool = False

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        day = take.day("day")
        take.word("jenjang", Jenjang)
        kind = take.word("kind", CreditKind)
        take.amount("amount", UNITS["credit"], optional=kind is CreditKind.EDUCATION)
        until = take.day("until", optional=True)
        take.flag("assumed")
        if kind is not None and kind.is_total is not (self.until is not None):
            hint = "the last day of performance that it counts; only totals have one"
            take.note("until", "is missing" if kind.is_total else "is not due", hint)
        if day is not None and until is not None and day < until:
            take.note("until", f"{until} lies after the day of the decision {day}")
        take.finish()

    @property
    def edges(self) -> tuple[dt.date, ...]:
        """The day of the decision."""
        return (self.day,)


Record: TypeAlias = (
    Appointment
    | RankHeld
    | Education
    | Appraisal
    | Assessment
    | Training
    | Sanction
    | Award
    | Release
    | StudyLeave
    | Attestation
    | CreditDecision
)
"""Any record of a person."""
