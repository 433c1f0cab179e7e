"""The record of one person: fixed facts and eleven lists of dated records.

A record needs no more than the caller's own key. Birth, sex and the identity number never reach
`repr` or a message; there is no place for a name, religion, ethnicity or marriage.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import chain, pairwise
from typing import Any, Final

import attrs

from asn_career.dates import ONE_DAY
from asn_career.errors import InvalidInputError, Problem
from asn_career.identity import Nip
from asn_career.intake import Intake
from asn_career.people.appraisals import Appraisal
from asn_career.people.records import (
    Appointment,
    Assessment,
    Attestation,
    Award,
    CreditDecision,
    Education,
    RankHeld,
    Record,
    Release,
    Sanction,
    StudyLeave,
    Training,
)
from asn_career.terms import Capacity, Sex, Status

__all__ = ["Employee"]

# Each list: the kind of its records, and the day by which they are sorted.
LISTS: Final[Mapping[str, tuple[type[Any], str]]] = {
    "appointments": (Appointment, "since"),
    "ranks": (RankHeld, "since"),
    "education": (Education, "graduated"),
    "appraisals": (Appraisal, "since"),
    "assessments": (Assessment, "day"),
    "trainings": (Training, "finished"),
    "sanctions": (Sanction, "since"),
    "awards": (Award, "day"),
    "releases": (Release, "since"),
    "studies": (StudyLeave, "since"),
    "attestations": (Attestation, "issued"),
    "credit_decisions": (CreditDecision, "day"),
}


def _in_order(records: tuple[Any, ...], day: str) -> tuple[Any, ...]:
    """Return records by day, whatever their order was; an unknown day comes first."""

    def when(record: object) -> dt.date:
        return getattr(record, day) or dt.date.min

    if all(when(a) < when(b) for a, b in pairwise(records)):
        return records
    ordered = sorted(records, key=when)
    if any(when(a) == when(b) for a, b in pairwise(ordered)):
        ordered.sort(key=lambda record: (when(record), repr(record)))
    return tuple(ordered)


def _check_overlaps(take: Intake, spells: Mapping[str, Any], what: str) -> None:
    """Note every record that begins while another one of the same list goes on."""
    longest, last_day = "", dt.date.min  # of those before, the one that goes on longest
    for place, spell in sorted(spells.items(), key=lambda item: item[1].since):
        if spell.since <= last_day:
            hint = f"end {longest} before {spell.since}"
            take.note(f"{place}.since", f"{what} while {longest} goes on", hint)
        end = spell.until or dt.date.max
        if end > last_day:
            longest, last_day = place, end


def _close_open(appointments: Iterable[Appointment]) -> tuple[Appointment, ...]:
    """End each open definitive appointment on the day before an assumed one follows it."""
    by_day = sorted(appointments, key=lambda held: held.since)
    following = None
    for i in range(len(by_day) - 1, -1, -1):
        held = by_day[i]
        if held.capacity is not Capacity.DEFINITIVE:
            continue
        if (
            following is not None
            and following.assumed
            and held.until is None
            and held.since < following.since
        ):
            by_day[i] = attrs.evolve(held, until=following.since - ONE_DAY)
        following = held
    return tuple(by_day)


@attrs.frozen(kw_only=True, repr=False)
class Employee:
    """A civil servant: what is fixed, and dated records sorted by day.

    Attributes:
        id: the caller's own key; it is shown, so it must not be the identity number.
        birth_date: the day of birth; never shown.
        status: CPNS, PNS or PPPK.
        joined: TMT CPNS, or the first day of a PPPK.
        nip: the identity number, where it is needed; never shown.
        sex: used in audits only; never shown.
        appointments: positions held, definitively or acting.
        ranks: ranks (golongan ruang).
        education: diplomas.
        appraisals: appraisals (SKP).
        assessments: competency assessments.
        trainings: trainings.
        sanctions: disciplinary sanctions.
        awards: awards.
        releases: unpaid leave (CLTN), state office and other releases from the post.
        studies: study leave (tugas belajar).
        attestations: letters and tests.
        credit_decisions: decisions on credit points (PAK).

    Raises:
        InvalidInputError: with every problem of the record and between its records: two
            definitive appointments at once, two ranks on one day, two releases or two studies at
            once, a record before birth, a birth or sex that the identity number contradicts.
    Source: none: our own choice.
    """

    id: str
    birth_date: dt.date
    status: Status
    joined: dt.date | None = None
    nip: Nip | None = None
    sex: Sex | None = None
    appointments: tuple[Appointment, ...] = ()
    ranks: tuple[RankHeld, ...] = ()
    education: tuple[Education, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    trainings: tuple[Training, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    awards: tuple[Award, ...] = ()
    releases: tuple[Release, ...] = ()
    studies: tuple[StudyLeave, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    credit_decisions: tuple[CreditDecision, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Report every problem at once, then sort the records."""
        take = Intake(self)
        take.text("id")
        birth = take.day("birth_date", secret=True)
        take.word("status", Status)
        joined = take.day("joined", optional=True)
        sex = take.word("sex", Sex, optional=True, secret=True)
        self._check_nip(take, birth, sex)
        lists = {name: take.items(name, kind) for name, (kind, _) in LISTS.items()}
        if birth is not None:
            self._check_birth(take, birth, joined, lists)
        definitive = {
            place: held
            for place, held in lists["appointments"].items()
            if held.capacity is Capacity.DEFINITIVE
        }
        _check_overlaps(take, definitive, "definitive")
        _check_overlaps(take, lists["releases"], "released")
        _check_overlaps(take, lists["studies"], "on study leave")
        days: dict[dt.date, str] = {}
        for place, rank in lists["ranks"].items():
            if (first := days.setdefault(rank.since, place)) != place:
                take.note(f"{place}.since", f"the same day as {first}", "one rank a day")
        take.finish()
        for name, (_, day) in LISTS.items():
            take.put(name, _in_order(getattr(self, name), day))

    def _check_nip(self, take: Intake, birth: dt.date | None, sex: Sex | None) -> None:
        """Read the number, and say that it disagrees, never how."""
        if self.nip is None:
            return
        nip = self.nip
        if not isinstance(nip, Nip):
            try:
                nip = Nip.parse(nip)
            except InvalidInputError as error:
                take.problems += [problem.inside("nip") for problem in error.problems]
                return
            take.put("nip", nip)
        if birth is not None and nip.birth != birth:
            take.note("nip", "disagrees with birth_date", "one of the two is wrong")
        if sex is not None and nip.sex is not sex:
            take.note("nip", "disagrees with sex", "one of the two is wrong")
        if self.id == nip.digits:
            take.note("id", "is the identity number itself", "ids are shown: use another key")

    @staticmethod
    def _check_birth(
        take: Intake,
        birth: dt.date,
        joined: dt.date | None,
        lists: Mapping[str, Mapping[str, Any]],
    ) -> None:
        if joined is not None and joined < birth:
            take.note("joined", "before the day of birth")
        for name, (_, day) in LISTS.items():
            for place, record in lists[name].items():
                when = getattr(record, day)
                if when is not None and when < birth:
                    take.note(f"{place}.{day}", "before the day of birth")

    def __repr__(self) -> str:
        """Return the caller's key and nothing else."""
        return f"Employee(id={self.id!r})"

    @property
    def records(self) -> tuple[Record, ...]:
        """All records, list by list."""
        return tuple(chain.from_iterable(getattr(self, name) for name in LISTS))

    @property
    def edges(self) -> tuple[dt.date, ...]:
        """The days on which a record begins, ends or changes, in order, each once."""
        return tuple(sorted({day for record in self.records for day in record.edges}))

    @property
    def assumed(self) -> tuple[Record, ...]:
        """The records that lie in a future that is only assumed."""
        return tuple(record for record in self.records if getattr(record, "assumed", False))

    def appointment_on(self, day: dt.date) -> Appointment | None:
        """Return the definitive appointment of a day, or None.

        Source: none: our own choice.
        """
        for held in reversed(self.appointments):
            if held.capacity is Capacity.DEFINITIVE and day in held.span:
                return held
        return None

    def rank_on(self, day: dt.date) -> RankHeld | None:
        """Return the rank held on a day, or None before the first.

        Source: none: our own choice.
        """
        return next((rank for rank in reversed(self.ranks) if rank.since <= day), None)

    def sanctions_on(self, day: dt.date) -> tuple[Sanction, ...]:
        """Return the sanctions served on a day, by their first day.

        Source: none: our own choice.
        """
        return tuple(sanction for sanction in self.sanctions if day in sanction.span)

    def with_records(self, *records: Record) -> Employee:
        """Return the same person with more records, each in its list.

        A definitive appointment that is open ends on the day before an assumed one begins.

        Raises:
            InvalidInputError: something that is no record, or records that contradict others.
        Source: none: our own choice.
        """
        names = {kind: name for name, (kind, _) in LISTS.items()}
        more: dict[str, Any] = {}
        strange = []
        for i, record in enumerate(records):
            if (name := names.get(type(record))) is None:
                hint = "known: " + ", ".join(kind.__name__ for kind in names)
                message = f"{type(record).__name__} is no record"
                strange.append(Problem(f"records[{i}]", message, hint))
            else:
                more[name] = (*more.get(name, getattr(self, name)), record)
        if strange:
            raise InvalidInputError(strange)
        if "appointments" in more:
            more["appointments"] = _close_open(more["appointments"])
        return attrs.evolve(self, **more)
