"""The checker of what came in and goes out; it knows neither the readers nor the writers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asn_career.people import Employee
from asn_career.siasn.codes import services
from asn_career.siasn.result import Source

__all__ = ["agrees", "is_well_formed"]


def agrees(employee: Employee, source: Source) -> bool:
    """Tell whether each record of a person stands in one row, with its first day in the text."""
    made = [row.record for row in source.rows if row.record is not None]
    if sorted(map(repr, made)) != sorted(map(repr, employee.records)):
        return False
    if not all(row.record is None or _shows(row.raw, row.record) for row in source.rows):
        return False
    born = employee.birth_date
    return bool(source.main["tglLahir"] == f"{born:%d-%m-}{born.year}")


def _shows(raw: Mapping[str, Any], record: object) -> bool:
    """Tell whether the day of a record stands in its row, as a day or as its year."""
    names = ("since", "finished", "day", "graduated")
    day = next((d for name in names if (d := getattr(record, name, None)) is not None), None)
    if day is None:
        return getattr(record, "graduated", day) is None
    written = {f"{day:%d-%m-}{day.year}", str(day.year)}
    return not written.isdisjoint(v for v in raw.values() if isinstance(v, str))


def is_well_formed(person: Mapping[str, Any]) -> bool:
    """Tell whether each row is of a known service, and its fields are text, null or open."""
    known = services()
    if not set(person) <= set(known):
        return False
    for name, found in person.items():
        for row in [found] if name == "dataUtama" else found or ():
            for field, value in row.items():
                closed = field in known[name].fields - known[name].open
                if closed and not (value is None or isinstance(value, str)):
                    return False
    return True
