"""The reader of the register of instruments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from asn_career.errors import near, shown
from asn_career.lawfiles.reader import Reader
from asn_career.regulations import Instrument

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["read_instruments"]

KEYS: Final = frozenset(
    [
        "short",
        "title",
        "evidence",
        "signed",
        "published",
        "in_force",
        "until",
        "replaces",
        "amended_by",
    ]
)
DAYS: Final = ("signed", "published", "in_force", "until")


def read_instruments(
    raw: Mapping[str, Any], place: str, known: Mapping[str, Instrument] | None = None
) -> dict[str, Instrument]:
    """Read the register of instruments; it may name those ``known`` already.

    Raises:
        InvalidInputError: every problem of the file.
    """
    read = Reader(place)
    if not isinstance(raw, dict):
        read.wrong("instruments", "is not a table of instruments", "[instruments.name]")
        read.done()
    found: dict[str, Instrument] = {}
    for name, entry in raw.items():
        if not isinstance(entry, dict):
            read.wrong(name, "is not a table of an instrument")
            continue
        read.keys(name, entry, KEYS)
        days = {k: read.day(f"{name}.{k}", entry.get(k)) for k in DAYS}
        if not any(days.values()):
            read.wrong(name, "no day is known", "one of signed, published, in_force")
        if not isinstance(entry.get("short"), str):
            read.wrong(f"{name}.short", "is missing", "the usual short name, 'PP 11/2017'")
        found[name] = Instrument(
            id=name,
            short=str(entry.get("short")),
            title=read.text(f"{name}.title", entry.get("title")),
            evidence=read.evidence(f"{name}.evidence", entry.get("evidence")),
            replaces=read.names(f"{name}.replaces", entry.get("replaces", [])),
            amended_by=read.names(f"{name}.amended_by", entry.get("amended_by", [])),
            **days,
        )
    for name, instrument in found.items():
        for other in (*instrument.replaces, *instrument.amended_by):
            if other not in found and other not in (known or {}):
                hint = near(other, {**found, **(known or {})})
                read.wrong(name, f"names {shown(other)}, not in the register", hint)
    read.done()
    return found
