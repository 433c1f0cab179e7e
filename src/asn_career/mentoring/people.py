"""What two records say of a pair: each fact, and what it rests on in each of the two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from asn_career.assessments import valid_assessment
from asn_career.dates import months_between
from asn_career.gaps import measure_gap
from asn_career.mentoring.glossary import (
    IS_SUPERIOR,
    LEVEL_GAP,
    MENTEE_CHOICE,
    MENTOR_CHOICE,
    PLACES_APART,
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
    from asn_career.mentoring.intake import Call
    from asn_career.people import Employee
    from asn_career.rulebook import Rulebook

__all__ = ["READERS", "Choices", "Given", "Reader", "Seat", "read_pair", "read_seats"]

Given: TypeAlias = tuple[tuple[str, Value | None], ...]


@attrs.frozen(eq=False)
class Choices:
    """The list of one person: who stands where, the best at 1; several may share a place."""

    places: Mapping[str, int]

    @classmethod
    def of(cls, listed: Sequence[str | tuple[str, ...]]) -> Choices:
        """Return the places of a list, in which an inner tuple is a tie."""
        groups = [(item,) if isinstance(item, str) else item for item in listed]
        return cls({id: i for i, group in enumerate(groups, start=1) for id in group})


@attrs.frozen(kw_only=True, eq=False)
class Seat:
    """What counts of one person.

    Attributes:
        id: their id.
        rank: place of the golongan ruang in its order; None if none is held.
        level: level of the position by the policy's table.
        unit: key of the unit of the definitive appointment.
        structural: whether the position leads others; None without an appointment.
        scale: the scale of the profile, or of the standard that the gaps are measured by.
        gaps: of a mentee, a bit for each (competency, level) below the standard; None if unknown.
        strong: of a mentor, the bits that the valid assessment reaches; None if there is none.
        sanctioned: of a mentor, whether a sanction is being served.
        service_left: of a mentor, completed months to the pension day.
        location: where they work, as the caller says.
        choices: whom they would have, if they gave a list.
        given: facts that the caller gave about the person.
    """

    id: str
    rank: int | None
    level: int | None
    unit: str | None
    structural: bool | None
    scale: int | None = None
    gaps: int | None = None
    strong: int | None = None
    sanctioned: bool = False
    service_left: int | None = None
    location: str | None = None
    choices: Choices | None = None
    given: Given = ()


def read_seats(
    call: Call, book: Rulebook, as_of: dt.date
) -> tuple[dict[str, Seat], dict[str, Seat]]:
    """Return what counts of the mentees, and of the mentors, by id.

    Source: none: our own choice.
    """
    bits: dict[tuple[int, str, int], int] = {}
    seats = {p.id: _seat(p, as_of, book, call) for p in (*call.mentees, *call.mentors)}
    mentees, mentors = {}, {}
    for person in call.mentees:
        found = _gaps(person, as_of, book)
        mentees[person.id] = seats[person.id]
        if found is not None:
            scale, gaps = found
            mask = sum([bits.setdefault((scale, *gap), 1 << len(bits)) for gap in gaps])
            mentees[person.id] = attrs.evolve(seats[person.id], scale=scale, gaps=mask)
    for person in call.mentors:
        profile, strong = _profile(person, as_of, book), None
        if profile is not None:
            strong = sum(
                [
                    bit
                    for (scale, key, level), bit in bits.items()
                    if scale == profile.scale and (profile.get(key) or 0) >= level
                ]
            )
        mentors[person.id] = attrs.evolve(
            seats[person.id],
            scale=None if profile is None else profile.scale,
            strong=strong,
            sanctioned=bool(person.sanctions_on(as_of)),
            service_left=_service_left(person, as_of, book),
        )
    return mentees, mentors


def _gaps(
    person: Employee, as_of: dt.date, book: Rulebook
) -> tuple[int, tuple[tuple[str, int], ...]] | None:
    """Return the scale and what lies below the standard, or None where that is not known."""
    held = person.appointment_on(as_of)
    standard = None if held is None else held.position.standard
    profile = _profile(person, as_of, book)
    if standard is None or profile is None or standard.scale != profile.scale:
        return None
    gap = measure_gap(profile, standard)
    if gap.missing:
        return None
    return standard.scale, tuple((item.competency, item.required) for item in gap.to_mend)


def _seat(person: Employee, as_of: dt.date, book: Rulebook, call: Call) -> Seat:
    held, rank = person.appointment_on(as_of), person.rank_on(as_of)
    level = None
    if held is not None:
        cell = book.cell("mentoring.level", (held.position.level,), as_of)
        level = cell.value if cell is not None and isinstance(cell.value, int) else None
    staff = {PositionKind.PELAKSANA, PositionKind.FUNGSIONAL}
    return Seat(
        id=person.id,
        rank=None if rank is None else rank.golongan.order,
        level=level,
        unit=None if held is None else held.unit,
        structural=None if held is None else held.position.kind not in staff,
        location=call.locations.get(person.id),
        choices=Choices.of(call.lists[person.id]) if person.id in call.lists else None,
        given=call.given(person.id),
    )


def _profile(person: Employee, as_of: dt.date, book: Rulebook) -> CompetencyProfile | None:
    assessment = valid_assessment(person, as_of, rulebook=book)
    return None if assessment is None else assessment.profile


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


def _apart(left: object, right: object) -> int | None:
    return None if left is None or right is None else int(left != right)


_Place: TypeAlias = tuple[bool | None, str | None, int | None]


def _is_superior(mentee: _Place, mentor: _Place) -> bool | None:
    """Tell whether the mentor leads the mentee's unit; who leads a head stands in no record."""
    (led, unit, level), (leads, own_unit, own_level) = mentee, mentor
    if leads is None or led is None:
        return None
    if not leads:
        return False
    if unit == own_unit:
        gap = _difference(own_level, level)
        return True if not led else None if gap is None else gap > 0
    return None if led else False


def _strengths(
    mentee: tuple[int | None, int | None], mentor: tuple[int | None, int | None]
) -> int | None:
    (gaps, scale), (strong, own_scale) = mentee, mentor
    if gaps is None:
        return None
    if not gaps:
        return 0
    return None if strong is None or scale != own_scale else (gaps & strong).bit_count()


def _place_of(choices: Choices | None, id: str) -> int | None:
    return None if choices is None else choices.places.get(id, 0)


@attrs.frozen
class Reader:
    """How a fact is read: from what of the mentee, from what of the mentor, and by what."""

    mentee: Callable[[Seat], Any]
    mentor: Callable[[Seat], Any]
    read: Callable[[Any, Any], Value | None]


def _nothing(_: Seat) -> None:
    return None


def _structure(seat: Seat) -> _Place:
    return seat.structural, seat.unit, seat.level


READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        RANK_GAP.name: Reader(
            lambda s: s.rank, lambda s: s.rank, lambda low, high: _difference(high, low)
        ),
        LEVEL_GAP.name: Reader(
            lambda s: s.level, lambda s: s.level, lambda low, high: _difference(high, low)
        ),
        UNITS_APART.name: Reader(lambda s: s.unit, lambda s: s.unit, _apart),
        PLACES_APART.name: Reader(lambda s: s.location, lambda s: s.location, _apart),
        IS_SUPERIOR.name: Reader(_structure, _structure, _is_superior),
        STRENGTHS.name: Reader(
            lambda s: (s.gaps, s.scale), lambda s: (s.strong, s.scale), _strengths
        ),
        SANCTIONED.name: Reader(_nothing, lambda s: s.sanctioned, lambda _, own: own),
        SERVICE_LEFT.name: Reader(_nothing, lambda s: s.service_left, lambda _, own: own),
        WAITING.name: Reader(_nothing, _nothing, lambda _, __: 0),
        MENTEE_CHOICE.name: Reader(lambda s: s.choices, lambda s: s.id, _place_of),
        MENTOR_CHOICE.name: Reader(
            lambda s: s.id, lambda s: s.choices, lambda id, choices: _place_of(choices, id)
        ),
    }
)


def read_pair(mentee: Seat, mentor: Seat, given: Given = ()) -> dict[str, Value | None]:
    """Return the facts of a pair: what is given of the pair, the mentee, the mentor, the records.

    Source: none: our own choice.
    """
    found = {
        name: reader.read(reader.mentee(mentee), reader.mentor(mentor))
        for name, reader in READERS.items()
    }
    found.update(mentor.given)
    found.update(mentee.given)
    found.update(given)
    return found
