"""People out: a row that came and did not change goes as it came; others are written anew."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from asn_career.dates import ONE_DAY
from asn_career.errors import InvalidInputError, Problem
from asn_career.people import Appointment, Employee, RankHeld
from asn_career.people.records import Record
from asn_career.siasn.codes import code_list, services
from asn_career.siasn.incoming import first_day
from asn_career.siasn.result import Entry, Exported, Imported, Source
from asn_career.siasn.rows import Row, say_day
from asn_career.siasn.writing import write_row
from asn_career.terms import Capacity, Text

__all__ = ["write_employees"]

NO_PLACE: Final = Text(id="SIASN tidak mempunyai tempatnya", en="SIASN has no place for it")
ASSUMED: Final = Text(id="hanya diandaikan", en="it is only assumed")
NOT_ASKED: Final = Text(
    id="identitas tidak diminta", en="it tells who somebody is, and was not asked for"
)
GONE: Final = Text(
    id="riwayatnya tidak ada lagi pada pegawai", en="the person has its record no longer"
)
DERIVED: Final = Text(
    id="ringkasan yang disusun SIASN sendiri, tidak diubah",
    en="a summary that SIASN makes itself, left as it was",
)
SUMMARY: Final[Mapping[type, str]] = {RankHeld: "golRuangAkhirId", Appointment: "jabatanNama"}


def write_employees(
    employees: Iterable[Employee], *, beside: Imported | None = None, identity: bool = False
) -> Exported:
    """Write people as SIASN holds them.

    With ``beside`` a row whose record did not change goes out as it came, letter by letter, and so
    does every row that was only carried along; a record that changed keeps what else its row holds.

    Args:
        employees: the records.
        beside: what they came from.
        identity: also write what tells who somebody is: the identity number, names, documents.

    Returns:
        One object a person, and what was left out.

    Raises:
        InvalidInputError: something that is no employee.
    Source: none: our own choice.
    """
    left: Counter[Entry] = Counter()
    people = []
    for i, employee in enumerate(employees):
        if not isinstance(employee, Employee):
            message = f"a {type(employee).__name__} is no Employee"
            raise InvalidInputError(Problem(f"[{i}]", message))
        source = None if beside is None else beside.sources.get(employee.id)
        person = _person(employee, source or Source({}, (), ()), left)
        people.append(person if identity else _without_identity(person, left))
    order = sorted((+left).items(), key=lambda item: (item[0][0], item[0][1], item[0][2].en))
    return Exported(people=tuple(people), left_out=dict(order))


def _person(employee: Employee, source: Source, left: Counter[Entry]) -> dict[str, Any]:
    rest = list(employee.records)
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in source.services}
    changed = []
    for row in source.rows:
        if row.record is None:
            rows[row.service].append(dict(row.raw))
        elif (same := _find(row.record, rest)) is not None:
            rest.remove(same)
            rows[row.service].append(dict(row.raw))
        else:  # its place is kept for the record that it became
            slot: dict[str, Any] = {}
            rows[row.service].append(slot)
            changed.append((row, slot))
    for record in rest:
        written = None if getattr(record, "assumed", False) else write_row(record)
        if written is None:
            left[type(record).__name__, "-", _why_not(record)] += 1
            continue
        service, fresh, lost = written
        for field in lost:
            left[type(record).__name__, field, NO_PLACE] += 1
        if isinstance(record, RankHeld | Appointment) and source.main:
            left["dataUtama", SUMMARY[type(record)], DERIVED] += 1
        for row, slot in changed:
            was = row.record
            open_slot = was is not None and row.service == service and not slot
            if open_slot and first_day(was) == first_day(record):
                slot.update({**row.raw, **fresh})
                break
        else:
            rows.setdefault(service, []).append(fresh)
    for row, slot in changed:
        if not slot:
            left[row.service, "-", GONE] += 1
    for held in employee.appointments:
        if held.until not in {None, _day_before_next(held, employee)} and not held.assumed:
            left["Appointment", "until", NO_PLACE] += held.capacity is Capacity.DEFINITIVE
    empty = {id(slot) for _, slot in changed if not slot}
    kept: dict[str, Any] = {
        name: [row for row in found if id(row) not in empty] for name, found in rows.items()
    }
    kept |= {name: None for name in source.nulls if name not in kept}
    return {"dataUtama": _main(employee, source.main), **kept}


def _find(wanted: Record, records: list[Record]) -> Record | None:
    """Return the same record; SIASN holds no last day of an appointment, so it may differ."""
    if wanted in records:
        return wanted
    if not isinstance(wanted, Appointment):
        return None
    begun = (r for r in records if isinstance(r, Appointment) and r.since == wanted.since)
    return next((r for r in begun if attrs.evolve(r, until=wanted.until) == wanted), None)


def _why_not(record: Record) -> Text:
    return ASSUMED if getattr(record, "assumed", False) else NO_PLACE


def _main(employee: Employee, main: Mapping[str, Any]) -> dict[str, Any]:
    """Return the main data: what came, with what the record says otherwise."""
    row = Row(services()["dataUtama"], main)
    sex = code_list("jenis_kelamin").code_of(employee.sex)
    says = {
        "id": (row.text("id"), employee.id, employee.id),
        "tglLahir": (row.day("tglLahir"), employee.birth_date, say_day(employee.birth_date)),
        "statusPegawai": (
            row.word("statusPegawai"),
            employee.status,
            code_list("status_pegawai").code_of(employee.status),
        ),
        "tmtCpns": (
            row.day("tmtCpns"),
            employee.joined,
            "" if employee.joined is None else say_day(employee.joined),
        ),
        "jenisKelamin": (row.word("jenisKelamin"), employee.sex, sex),
        "nipBaru": (
            row.text("nipBaru"),
            None if employee.nip is None else employee.nip.digits,
            None if employee.nip is None else employee.nip.digits,
        ),
    }
    found = dict(main)
    for field, (before, now, text) in says.items():
        if now is not None and before != now:  # what a record does not know erases nothing
            found[field] = text
    return found


def _without_identity(person: dict[str, Any], left: Counter[Entry]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, rows in person.items():
        secret = services()[name].identity
        if rows is None:
            found[name] = None
            continue
        listed = [rows] if name == "dataUtama" else rows
        for row in listed:
            for field in secret.intersection(row):
                if row[field]:
                    left[name, field, NOT_ASKED] += 1
        plain = [{f: v for f, v in row.items() if f not in secret} for row in listed]
        found[name] = plain[0] if name == "dataUtama" else plain
    return found


def _day_before_next(record: Appointment, employee: Employee) -> dt.date | None:
    later = [
        held.since
        for held in employee.appointments
        if held.capacity is Capacity.DEFINITIVE and held.since > record.since and not held.assumed
    ]
    return min(later) - ONE_DAY if later else None
