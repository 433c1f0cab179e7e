"""The official seniority order (DUK) as a declared chain of keys, read from the record.

PP 15/1979 article 4 was formally revoked in 2017 and not replaced: the order serves to part ties,
it is no legal right. Whoever lacks a fact comes last by that key, and where nobody has it the next
key decides. Nothing of a record is shown: a result names only the key that parted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.dates import Span, merge_spans
from asn_career.terms import Capacity, PositionLevel, ReleaseKind, Text

if TYPE_CHECKING:
    from asn_career.people import Appointment, Education, Employee, Training

__all__ = ["DUK", "SeniorityKey"]

P = PositionLevel
PLACES: Final = {
    level: place
    for place, levels in enumerate(
        (
            (P.PELAKSANA, P.PEMULA, P.TERAMPIL, P.MAHIR, P.PENYELIA, P.AHLI_PERTAMA),
            (P.PENGAWAS, P.AHLI_MUDA),
            (P.ADMINISTRATOR, P.AHLI_MADYA),
            (P.JPT_PRATAMA, P.AHLI_UTAMA),
            (P.JPT_MADYA,),
            (P.JPT_UTAMA,),
        )
    )
    for level in levels
}
"""Which levels stand equally high, low to high: the usual reading of PP 11/2017 article 54 and of
the transfer tables (PermenPANRB 17/2021, 1/2023)."""

LEADERSHIP: Final = {
    name: place
    for place, names in enumerate(
        (
            ("pelatihankepemimpinanpengawas", "pkp", "diklatpimiv", "diklatpimtingkativ"),
            ("pelatihankepemimpinanadministrator", "pka", "diklatpimiii", "diklatpimtingkatiii"),
            ("pelatihankepemimpinannasionaltingkatii", "pknii", "pkntingkatii", "diklatpimii"),
            ("pelatihankepemimpinannasionaltingkati", "pkni", "pkntingkati", "diklatpimi"),
        )
    )
    for name in names
}
"""The four structural trainings, low to high (PP 11/2017 article 217(3)), by their usual names."""


@attrs.frozen(kw_only=True)
class SeniorityKey:
    """One key of a seniority order.

    Attributes:
        name: a stable identifier.
        text: its words.
        read: takes a record and a day, and returns a whole number, None where it is unknown.
        highest_first: whether the higher number goes first; days are ordinals, earlier first.
    """

    name: str
    text: Text
    read: Callable[[Employee, dt.date], int | None] = attrs.field(repr=False)
    highest_first: bool = True


def _definitive(who: Employee, as_of: dt.date) -> list[Appointment]:
    return [a for a in who.appointments if a.capacity is Capacity.DEFINITIVE and a.since <= as_of]


def _level(who: Employee, as_of: dt.date) -> int | None:
    held = who.appointment_on(as_of)
    return None if held is None else PLACES[held.position.level]


def _job_class(who: Employee, as_of: dt.date) -> int | None:
    held = who.appointment_on(as_of)
    return None if held is None else held.position.job_class


def _level_since(who: Employee, as_of: dt.date) -> int | None:
    """Return since when posts as high as the present one have been held, one after the other."""
    level, since = _level(who, as_of), None
    for held in reversed(_definitive(who, as_of)):
        if level is None or PLACES[held.position.level] != level:
            break
        since = held.since.toordinal()
    return since


def _golongan(who: Employee, as_of: dt.date) -> int | None:
    rank = who.rank_on(as_of)
    return None if rank is None else rank.golongan.order


def _rank_since(who: Employee, as_of: dt.date) -> int | None:
    rank = who.rank_on(as_of)
    return None if rank is None else rank.since.toordinal()


def _service_days(who: Employee, as_of: dt.date) -> int | None:
    """Return the days since joining; unpaid leave is no service."""
    if who.joined is None or who.joined > as_of:
        return None
    service, away = Span(who.joined, as_of), 0
    for leave in merge_spans(r.span for r in who.releases if r.kind is ReleaseKind.CLTN):
        clipped = leave.clip(as_of)
        if clipped is not None and clipped.until is not None and clipped.until >= service.since:
            away += (clipped.until - max(clipped.since, service.since)).days + 1
    return (as_of - who.joined).days + 1 - away


def _leadership(who: Employee, as_of: dt.date) -> tuple[int, Training] | None:
    """Return the highest structural training finished by the day, the earliest of its kind."""
    known = []
    for training in who.trainings:
        name = "".join(c for c in training.course.lower() if c.isalnum())
        if training.finished <= as_of and name in LEADERSHIP:
            known.append((LEADERSHIP[name], training))
    return max(known, key=lambda found: (found[0], -found[1].finished.toordinal()), default=None)


def _training(who: Employee, as_of: dt.date) -> int | None:
    found = _leadership(who, as_of)
    return None if found is None else found[0]


def _trained_on(who: Employee, as_of: dt.date) -> int | None:
    found = _leadership(who, as_of)
    return None if found is None else found[1].finished.toordinal()


def _highest(who: Employee, as_of: dt.date) -> Education | None:
    """Return the highest diploma; of several, the one earned first, an undated one last."""
    got = [e for e in who.education if e.graduated is None or e.graduated <= as_of]
    return max(
        got,
        key=lambda e: (e.diploma.order, -(e.graduated or dt.date.max).toordinal()),
        default=None,
    )


def _diploma(who: Employee, as_of: dt.date) -> int | None:
    found = _highest(who, as_of)
    return None if found is None else found.diploma.order


def _graduated(who: Employee, as_of: dt.date) -> int | None:
    found = _highest(who, as_of)
    return None if found is None or found.graduated is None else found.graduated.toordinal()


def _key(
    name: str,
    id: str,
    en: str,
    read: Callable[[Employee, dt.date], int | None],
    *,
    highest_first: bool = True,
) -> SeniorityKey:
    text = Text(id=id, en=en)
    return SeniorityKey(name=name, text=text, read=read, highest_first=highest_first)


DUK: Final = (
    _key("rank", "pangkat", "rank", _golongan),
    _key("rank_since", "lama dalam pangkat", "time in the rank", _rank_since, highest_first=False),
    _key("level", "jenjang jabatan", "level of the post", _level),
    _key("job_class", "kelas jabatan", "job class", _job_class),
    _key(
        "level_since",
        "lama dalam jenjang jabatan",
        "time at the level",
        _level_since,
        highest_first=False,
    ),
    _key("service", "masa kerja", "length of service", _service_days),
    _key("training", "latihan jabatan", "training for the post", _training),
    _key(
        "trained_on",
        "lulus latihan jabatan lebih dahulu",
        "passed the training earlier",
        _trained_on,
        highest_first=False,
    ),
    _key("diploma", "pendidikan", "education", _diploma),
    _key(
        "graduated",
        "lulus pendidikan lebih dahulu",
        "graduated earlier",
        _graduated,
        highest_first=False,
    ),
    _key(
        "age",
        "usia",
        "age",
        lambda who, _as_of: who.birth_date.toordinal(),
        highest_first=False,
    ),
)
"""The seniority order of civil servants (DUK).

Source: PP 15/1979 article 4 and its elucidation (revoked 2017-04-07, not replaced). That a job
class tells which of two posts of one level is the higher is our own reading, after the elucidation
of PP 11/2017 article 54.
"""
