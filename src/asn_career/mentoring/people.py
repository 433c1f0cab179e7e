"""What two records say of a pair: the pair facts, read once for each class of pair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

import attrs

from asn_career.dates import add_months, months_between
from asn_career.gaps import measure_gap
from asn_career.mentoring.glossary import (
    IS_SUPERIOR,
    LEVEL_GAP,
    RANK_GAP,
    SANCTIONED,
    SERVICE_LEFT,
    STRENGTHS,
    UNITS_APART,
    WAITING,
)
from asn_career.terms import PositionKind, Question
from asn_career.values import Kind, Value

if TYPE_CHECKING:
    from asn_career.competencies import CompetencyProfile
    from asn_career.people import Employee
    from asn_career.rulebook import Rulebook

__all__ = ["Given", "PairFacts", "Seat", "read_mentee", "read_mentor", "read_pair"]

PairFacts: TypeAlias = Mapping[str, Value | None]
Given: TypeAlias = tuple[tuple[str, Value | None], ...]


@attrs.frozen(kw_only=True)
class Seat:
    """What counts of one person; people with equal seats are of one class.

    Attributes:
        rank: place of the golongan ruang in its order; None if none is held.
        level: level of the position by the policy's table.
        unit: key of the unit of the definitive appointment.
        structural: whether the position leads others; None without an appointment.
        gaps: of a mentee, (competency, level required) below the standard; None if unknown.
        profile: of a mentor, the levels of the valid assessment; None if there is none.
        sanctioned: of a mentor, whether a sanction is being served.
        service_left: of a mentor, completed months to the pension day.
        given: facts that the caller gave about the person.
    """

    rank: int | None
    level: int | None
    unit: str | None
    structural: bool | None
    scale: int | None = None
    gaps: tuple[tuple[str, int], ...] | None = None
    profile: CompetencyProfile | None = None
    sanctioned: bool = False
    service_left: int | None = None
    given: Given = ()


def read_mentee(person: Employee, as_of: dt.date, book: Rulebook, given: Given = ()) -> Seat:
    """Return what counts of a mentee.

    Source: none: our own choice.
    """
    held = person.appointment_on(as_of)
    standard = None if held is None else held.position.standard
    profile = _profile(person, as_of, book)
    gaps = None
    if standard is not None and profile is not None and standard.scale == profile.scale:
        gap = measure_gap(profile, standard)
        if not gap.missing:
            gaps = tuple(sorted((item.competency, item.required) for item in gap.to_mend))
    return attrs.evolve(
        _seat(person, as_of, book),
        gaps=gaps,
        scale=None if gaps is None or standard is None else standard.scale,
        given=given,
    )


def read_mentor(person: Employee, as_of: dt.date, book: Rulebook, given: Given = ()) -> Seat:
    """Return what counts of a mentor.

    Source: none: our own choice.
    """
    profile = _profile(person, as_of, book)
    return attrs.evolve(
        _seat(person, as_of, book),
        profile=profile,
        scale=None if profile is None else profile.scale,
        sanctioned=bool(person.sanctions_on(as_of)),
        service_left=_service_left(person, as_of, book),
        given=given,
    )


def read_pair(mentee: Seat, mentor: Seat, given: Given = ()) -> dict[str, Value | None]:
    """Return the facts of a pair: what is given of the pair, the mentee, the mentor, the records.

    Source: none: our own choice.
    """
    found: dict[str, Value | None] = {
        RANK_GAP.name: _difference(mentor.rank, mentee.rank),
        LEVEL_GAP.name: _difference(mentor.level, mentee.level),
        UNITS_APART.name: (
            None if None in {mentee.unit, mentor.unit} else int(mentee.unit != mentor.unit)
        ),
        IS_SUPERIOR.name: _is_superior(mentee, mentor),
        STRENGTHS.name: _strengths(mentee, mentor),
        SANCTIONED.name: mentor.sanctioned,
        SERVICE_LEFT.name: mentor.service_left,
        WAITING.name: 0,
    }
    found.update(mentor.given)
    found.update(mentee.given)
    found.update(given)
    return found


def _seat(person: Employee, as_of: dt.date, book: Rulebook) -> Seat:
    held, rank = person.appointment_on(as_of), person.rank_on(as_of)
    level = None
    if held is not None:
        cell = book.cell("mentoring.level", (held.position.level,), as_of)
        level = cell.value if cell is not None and isinstance(cell.value, int) else None
    staff = {PositionKind.PELAKSANA, PositionKind.FUNGSIONAL}
    return Seat(
        rank=None if rank is None else rank.golongan.order,
        level=level,
        unit=None if held is None else held.unit,
        structural=None if held is None else held.position.kind not in staff,
    )


def _profile(person: Employee, as_of: dt.date, book: Rulebook) -> CompetencyProfile | None:
    """Return the latest assessment that is valid on the day, if validity has a limit."""
    done = [a for a in person.assessments if a.day <= as_of]
    if not done:
        return None
    cell = None
    if "competence.validity" in book.tables:
        cell = book.cell("competence.validity", (), as_of)
    years = cell.value if cell is not None else None
    if isinstance(years, int) and as_of >= add_months(done[-1].day, 12 * years):
        return None
    return done[-1].profile


def _service_left(person: Employee, as_of: dt.date, book: Rulebook) -> int | None:
    law = book.law(as_of)
    days = [
        book.score(rule, person, as_of).whole
        for rule in book.rules_for(Question.RETIRE, None, as_of)
        if law.rule_type(rule.name).kind is Kind.DAY
    ]
    known = [day for day in days if isinstance(day, dt.date)]
    return max(0, months_between(as_of, min(known))) if known else None


def _difference(upper: int | None, lower: int | None) -> int | None:
    return None if upper is None or lower is None else upper - lower


def _is_superior(mentee: Seat, mentor: Seat) -> bool | None:
    """Tell whether the mentor leads the mentee's unit; who leads a head stands in no record."""
    if mentor.structural is None or mentee.structural is None:
        return None
    if not mentor.structural:
        return False
    if mentee.unit == mentor.unit:
        gap = _difference(mentor.level, mentee.level)
        return True if not mentee.structural else None if gap is None else gap > 0
    return None if mentee.structural else False


def _strengths(mentee: Seat, mentor: Seat) -> int | None:
    if mentee.gaps is None:
        return None
    if not mentee.gaps:
        return 0
    if mentor.profile is None or mentor.scale != mentee.scale:
        return None
    return sum(1 for key, level in mentee.gaps if (mentor.profile.get(key) or 0) >= level)
