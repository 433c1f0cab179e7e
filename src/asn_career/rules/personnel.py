"""Facts that stand in the record itself: who the person is, what they hold, since when.

>>> from asn_career import Employee, Status, national_rulebook
>>> import datetime as dt
>>> who = Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS)
>>> view = national_rulebook().view(who, dt.date(2026, 11, 21))
>>> view.get("status").text.en, view.get("golongan")
('PNS (civil servant)', None)
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.conditions import Compare, Const, MonthsSince
from asn_career.dates import Span, completed_months, next_month_of
from asn_career.facts import Fact, Movement, Subject
from asn_career.findings import Op
from asn_career.terms import (
    AttestationKind,
    Capacity,
    Diploma,
    Golongan,
    PositionLevel,
    Status,
    Text,
)
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.people import Appointment
    from asn_career.rulebook import Rule, View

__all__ = [
    "AGE",
    "AS_OF",
    "BIRTH_DATE",
    "DIPLOMA",
    "FACTS",
    "GOLONGAN",
    "HEALTH",
    "INTEGRITY",
    "IN_POST",
    "LEVEL",
    "MONTHS_AS",
    "POST_SINCE",
    "RANK_SINCE",
    "RELEVANT_EXPERIENCE",
    "RULES",
    "STATUS",
    "TRACK_RECORD",
    "attested",
    "is_so",
    "told",
]

MONTHS = ValueType.number("month")


def _current(view: View) -> Appointment | None:
    return view.person().appointment_on(view.as_of)


def _diploma(view: View) -> Diploma | None:
    """Return the highest diploma obtained by the day; one without a day counts as obtained."""
    got = [
        e.diploma
        for e in view.person().education
        if e.graduated is None or e.graduated <= view.as_of
    ]
    return max(got, default=None)


def _golongan(view: View) -> Golongan | None:
    rank = view.person().rank_on(view.as_of)
    return None if rank is None else rank.golongan


def _rank_since(view: View) -> dt.date | None:
    rank = view.person().rank_on(view.as_of)
    return None if rank is None else rank.since


def _level(view: View) -> PositionLevel | None:
    held = _current(view)
    return None if held is None else held.position.level


def _post_since(view: View) -> dt.date | None:
    held = _current(view)
    return None if held is None else held.since


def _months_as(level: PositionLevel) -> Fact:
    """Return the fact of the months in posts of a level; acting (Plt, Plh) does not count."""

    def spans(view: View) -> list[Span]:
        return [
            a.span
            for a in view.person().appointments
            if a.position.level is level and a.capacity is Capacity.DEFINITIVE
        ]

    def read(view: View) -> int | None:
        if not view.person().appointments:
            return None
        return completed_months(spans(view), view.as_of)

    return Fact(
        name=f"months_as_{level.value}",
        value_type=MONTHS,
        text=Text(id=f"Lama sebagai {level.text.id}", en=f"Time as {level.text.en}"),
        movement=Movement.ACCUMULATES,
        note=Text(
            id="Hanya jabatan definitif; bulan penuh setiap masa dijumlahkan.",
            en="Definitive posts only; the completed months of each spell are added.",
        ),
        read=read,
        changes=lambda view: next_month_of(spans(view), view.as_of),
    )


def _relevant_spans(view: View) -> list[Span] | None:
    """Return the spells in the fields of the post; None when a spell states no field."""
    wanted = set(view.target().all_fields)
    held = [a for a in view.person().appointments if a.since <= view.as_of]
    if not wanted or not held or any(not a.all_fields for a in held):
        return None
    return [
        a.span
        for a in held
        if a.capacity is Capacity.DEFINITIVE and wanted.intersection(a.all_fields)
    ]


def _relevant_experience(view: View) -> int | None:
    spans = _relevant_spans(view)
    return None if spans is None else completed_months(spans, view.as_of)


def attested(kind: AttestationKind, name: str, *, sensitive: bool = False) -> Fact:
    """Return the fact of what the latest letter or test of a kind says."""

    def read(view: View) -> bool | None:
        """Return what the latest letter or test in force on the day says."""
        valid = [a for a in view.person().attestations if a.kind is kind and view.as_of in a.span]
        return valid[-1].passed if valid else None

    return Fact(
        name=name,
        value_type=ValueType.flag(),
        text=Text(id=kind.text.id.capitalize(), en=kind.text.en.capitalize()),
        sensitive=sensitive,
        read=read,
    )


AS_OF: Final = Fact(
    name="as_of",
    value_type=ValueType.day(),
    text=Text(id="Hari yang ditanyakan", en="Day asked about"),
    subject=Subject.DAY,
    read=lambda view: view.as_of,
)
BIRTH_DATE: Final = Fact(
    name="birth_date",
    value_type=ValueType.day(),
    text=Text(id="Tanggal lahir", en="Date of birth"),
    movement=Movement.FIXED,
    sensitive=True,
    read=lambda view: view.person().birth_date,
)
STATUS: Final = Fact(
    name="status",
    value_type=ValueType.word(Status),
    text=Text(id="Status kepegawaian", en="Employment status"),
    read=lambda view: view.person().status,
)
DIPLOMA: Final = Fact(
    name="diploma",
    value_type=ValueType.word(Diploma),
    text=Text(id="Ijazah tertinggi", en="Highest diploma"),
    read=_diploma,
)
GOLONGAN: Final = Fact(
    name="golongan",
    value_type=ValueType.word(Golongan),
    text=Text(id="Pangkat/golongan ruang", en="Rank"),
    read=_golongan,
)
RANK_SINCE: Final = Fact(
    name="rank_since",
    value_type=ValueType.day(),
    text=Text(id="TMT pangkat", en="In the rank since"),
    movement=Movement.RESETS,
    read=_rank_since,
)
LEVEL: Final = Fact(
    name="level",
    value_type=ValueType.word(PositionLevel),
    text=Text(id="Jenjang jabatan sekarang", en="Level of the present position"),
    read=_level,
)
POST_SINCE: Final = Fact(
    name="post_since",
    value_type=ValueType.day(),
    text=Text(id="TMT jabatan", en="In the post since"),
    movement=Movement.RESETS,
    read=_post_since,
)
MONTHS_AS: Final = {level: _months_as(level) for level in PositionLevel}
RELEVANT_EXPERIENCE: Final = Fact(
    name="relevant_experience",
    value_type=MONTHS,
    text=Text(id="Pengalaman jabatan terkait", en="Relevant experience"),
    subject=Subject.PAIR,
    movement=Movement.ACCUMULATES,
    note=Text(
        id="Jabatan definitif di bidang tugas jabatan yang dituju, kumulatif.",
        en="Definitive posts in the fields of the post in question, cumulative.",
    ),
    read=_relevant_experience,
    changes=lambda view: (
        next_month_of(_relevant_spans(view) or (), view.as_of) if view.post is not None else None
    ),
)
HEALTH: Final = attested(AttestationKind.HEALTH, "healthy", sensitive=True)
INTEGRITY: Final = attested(AttestationKind.INTEGRITY, "integrity_good")
TRACK_RECORD: Final = attested(AttestationKind.TRACK_RECORD, "track_record_good")
AGE: Final = MonthsSince(BIRTH_DATE, Text(id="Usia", en="Age"))
IN_POST: Final = MonthsSince(POST_SINCE, Text(id="Lama dalam jabatan", en="Time in the post"))


def told(
    name: str,
    id: str,
    en: str,
    value_type: ValueType | None = None,
    *,
    subject: Subject = Subject.PERSON,
    sensitive: bool = False,
    note: Text | None = None,
) -> Fact:
    """Return a fact (a flag, unless said otherwise) that has to be told: no record holds it."""
    return Fact(
        name=name,
        value_type=value_type or ValueType.flag(),
        text=Text(id=id, en=en),
        subject=subject,
        sensitive=sensitive,
        note=note,
    )


def is_so(fact: Fact, *, value: bool = True) -> Compare:
    """Return the condition that a flag holds, or does not."""
    return Compare(fact, Op.EQ, Const(value=value, value_type=ValueType.flag()))


FACTS: Final = (
    AS_OF,
    BIRTH_DATE,
    STATUS,
    DIPLOMA,
    GOLONGAN,
    RANK_SINCE,
    LEVEL,
    POST_SINCE,
    *MONTHS_AS.values(),
    RELEVANT_EXPERIENCE,
    HEALTH,
    INTEGRITY,
    TRACK_RECORD,
)
RULES: Final[tuple[Rule, ...]] = ()
