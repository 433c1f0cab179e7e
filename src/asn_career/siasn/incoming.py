"""People in: the main data and the rows of each person become one record, all faults at once."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from asn_career.dates import ONE_DAY
from asn_career.errors import InvalidInputError, Problem, near
from asn_career.identity import Nip, hide_numbers
from asn_career.people import Appointment, Employee
from asn_career.people.records import Record
from asn_career.positions import Position
from asn_career.siasn.codes import describe, services
from asn_career.siasn.reading import CARRIED, NOT_PNS, READERS
from asn_career.siasn.result import Imported, Source, SourceRow
from asn_career.siasn.rows import Row, check_row
from asn_career.terms import Status, Text

__all__ = ["read_employees"]

LISTS: Final[Mapping[str, str]] = {
    "RankHeld": "ranks",
    "Education": "education",
    "Appointment": "appointments",
    "Appraisal": "appraisals",
    "Training": "trainings",
    "Sanction": "sanctions",
    "Award": "awards",
    "Release": "releases",
    "StudyLeave": "studies",
}
SPOT: Final = re.compile(r"([a-z_]+)\[([0-9]+)\]")


def read_employees(
    people: Iterable[Mapping[str, Any]],
    *,
    positions: Mapping[str, Position] | None = None,
    fields: Mapping[str, str] | None = None,
    strict: bool = True,
) -> Imported:
    """Read people as SIASN holds them: main data and rows of services, everything text.

    Args:
        people: one object a person: ``dataUtama``, and lists of rows such as ``rwJabatan``.
        positions: positions by their SIASN key (of the functional position, or of the unit of a
            structural one); others are made from the rows.
        fields: fields of study by ``pendidikanId``, as identifiers.
        strict: refuse fields that the service is not known to have; otherwise they are carried.

    Returns:
        The records, and beside them everything that SIASN holds and a record does not.

    Raises:
        InvalidInputError: every fault of all people with its path: unknown services and fields,
            numbers that are not text, wrong codes and days, wrong identity numbers, records that
            contradict each other. No identity number, name or day of birth is quoted.
    Source: none: our own choice.
    """
    if isinstance(people, str | bytes | Mapping) or not isinstance(people, Iterable):
        raise InvalidInputError(Problem("", f"a {type(people).__name__} is no list of people"))
    found: list[Employee] = []
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for i, raw in enumerate(people):
        reader = _Reader(positions or {}, fields or {}, strict=strict)
        employee = reader.person(raw)
        if employee is not None and employee.id in sources:
            reader.problems.append(Problem("dataUtama.id", "is given twice", "one object a person"))
        problems += [hide_numbers(p.inside(f"[{i}]")) for p in reader.problems]
        if employee is not None:
            found.append(employee)
            sources[employee.id] = reader.source
    if problems:
        raise InvalidInputError(problems)
    return Imported(employees=tuple(found), sources=sources)


class _Reader:
    """Reads one person."""

    def __init__(
        self, positions: Mapping[str, Position], fields: Mapping[str, str], *, strict: bool
    ) -> None:
        self.positions, self.fields, self.strict = positions, fields, strict
        self.problems: list[Problem] = []
        self.places: dict[str, list[str]] = {name: [] for name in LISTS.values()}
        self.rows: list[tuple[str, str, Mapping[str, Any], Record | Text | None]] = []
        self.source = Source({}, (), ())

    def person(self, raw: object) -> Employee | None:
        """Return the record of a person, None where something is wrong."""
        if not isinstance(raw, Mapping):
            self.problems.append(Problem("", f"{describe(raw)} is not an object", "dataUtama, …"))
            return None
        for name in raw:
            if name not in services():
                hint = near(name, services())
                self.problems.append(Problem(str(name)[:40], "unknown service", hint))
        main = raw.get("dataUtama")
        if not isinstance(main, Mapping):
            self.problems.append(Problem("dataUtama", "is missing", "the main data of a person"))
            main = {}
        parts = self._main(main)
        for name in services():
            if name != "dataUtama" and raw.get(name) is not None:
                self._service(name, raw[name], parts.get("status"))
        self._close()
        known = all(parts[name] is not None for name in ("id", "birth_date", "status"))
        employee = self._employee(parts) if known else None
        rows = tuple(
            SourceRow(service, dict(row), None, made)
            if isinstance(made, Text) or made is None
            else SourceRow(service, dict(row), made)
            for service, _, row, made in self.rows
        )
        given = [name for name in raw if name != "dataUtama"]
        nulls = tuple(name for name in given if raw[name] is None)
        lists = tuple(name for name in given if raw[name] is not None)
        self.source = Source(dict(main), rows, lists, nulls)
        return employee

    def _main(self, main: Mapping[str, Any]) -> dict[str, Any]:
        service = services()["dataUtama"]
        wrong = list(check_row(service, main, strict=self.strict))
        self.problems += [p.inside("dataUtama") for p in wrong]
        row, told = Row(service, main), {p.where for p in wrong}
        parts: dict[str, Any] = {
            "id": row.text("id"),
            "birth_date": row.day("tglLahir"),
            "status": row.word("statusPegawai"),
            "joined": row.day("tmtCpns"),
            "nip": row.text("nipBaru"),
            "sex": row.word("jenisKelamin"),
        }
        fields = {"id": "id", "birth_date": "tglLahir", "status": "statusPegawai"}
        for name, field in fields.items():
            if main and parts[name] is None and field not in told:
                self.problems.append(Problem(f"dataUtama.{field}", "is missing"))
        if parts["nip"] is not None:
            try:
                parts["nip"] = Nip(parts["nip"])
            except InvalidInputError as error:
                self.problems += [p.inside("dataUtama.nipBaru") for p in error.problems]
                parts["nip"] = None
        return parts

    def _service(self, name: str, rows: object, status: object) -> None:
        if not isinstance(rows, list | tuple):
            self.problems.append(Problem(name, f"{describe(rows)} is not a list of rows"))
            return
        for i, raw in enumerate(rows):
            place = f"{name}[{i}]"
            if not isinstance(raw, Mapping):
                self.problems.append(Problem(place, f"{describe(raw)} is not an object"))
                continue
            made: Record | Text | None = CARRIED.get(name)
            others = name == "rwGolongan" and status is Status.PPPK
            wrong = [
                p
                for p in check_row(services()[name], raw, strict=self.strict)
                if not (others and p.where == "golonganId")
            ]
            if others:
                made = NOT_PNS
            if not wrong and made is None:
                try:
                    made = READERS[name](Row(services()[name], raw), self.positions, self.fields)
                except InvalidInputError as error:
                    wrong = list(error.problems)
            self.problems += [p.inside(place) for p in wrong]
            self.rows.append((name, place, raw, made))

    def _close(self) -> None:
        """End each appointment on the day before the next one begins."""
        held = [
            (made.since, at)
            for at, (_, _, _, made) in enumerate(self.rows)
            if isinstance(made, Appointment)
        ]
        held.sort()
        for (since, at), (following, _) in itertools.pairwise(held):
            service, place, raw, made = self.rows[at]
            if since == following:
                hint = "one definitive appointment a day; which of them holds?"
                self.problems.append(Problem(place, "another one begins on the same day", hint))
            elif isinstance(made, Appointment):
                ended = attrs.evolve(made, until=following - ONE_DAY)
                self.rows[at] = (service, place, raw, ended)

    def _employee(self, parts: dict[str, Any]) -> Employee | None:
        lists: dict[str, Any] = {name: [] for name in LISTS.values()}
        for _, place, _, made in self.rows:
            if made is not None and not isinstance(made, Text):
                name = LISTS[type(made).__name__]
                lists[name].append(made)
                self.places[name].append(place)
        try:
            return Employee(**parts, **lists)
        except InvalidInputError as error:
            self.problems += [self._translated(p) for p in error.problems]
            return None

    def _translated(self, problem: Problem) -> Problem:
        """Return a problem of the record with the places and fields that were given."""

        def spot(match: re.Match[str]) -> str:
            places = self.places.get(match[1], [])
            return places[int(match[2])] if int(match[2]) < len(places) else match[0]

        where = {
            "nip": "dataUtama.nipBaru",
            "id": "dataUtama.id",
            "sex": "dataUtama.jenisKelamin",
            "joined": "dataUtama.tmtCpns",
        }.get(problem.where, SPOT.sub(spot, problem.where))
        return Problem(where, SPOT.sub(spot, problem.message), SPOT.sub(spot, problem.hint))


def first_day(record: object) -> dt.date | None:
    """Return the day by which a record is found again in its row."""
    for name in ("since", "finished", "day", "graduated"):
        day: dt.date | None = getattr(record, name, None)
        if day is not None:
            return day
    return None
