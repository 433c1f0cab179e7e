"""Whole-day events as iCalendar text (RFC 5545): escaped, folded, with keyed UIDs."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from asn_career.dates import read_day
from asn_career.errors import InvalidInputError, Problem

__all__ = ["Event", "write_calendar"]

OCTETS: Final = 75
LEAST_KEY: Final = 16
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u0085\u2028\u2029]")


@attrs.frozen(kw_only=True)
class Event:
    """One whole day.

    Attributes:
        name: what the UID is made from.
        day: the day.
        summary: one line.
        notes: lines of the description.
    """

    name: tuple[str, ...]
    day: dt.date
    summary: str
    notes: tuple[str, ...] = ()


def write_calendar(events: Iterable[Event], as_of: dt.date, *, key: bytes) -> str:
    """Return a calendar; lines end with CRLF and have at most 75 octets.

    Raises:
        InvalidInputError: a key of under 16 bytes, something that is no day.
    Source: RFC 5545.
    """
    stamp = _digits(read_day(as_of, "as_of"))
    if not isinstance(key, bytes) or len(key) < LEAST_KEY:
        hint = f"at least {LEAST_KEY} random bytes, kept by the agency"
        raise InvalidInputError(Problem("key", "is no key", hint))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//asn-career//talks//ID"]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_uid(event.name, key)}",
            f"DTSTAMP:{stamp}T000000Z",
            f"DTSTART;VALUE=DATE:{_digits(event.day)}",
            f"SUMMARY:{_escape(event.summary)}",
            *([f"DESCRIPTION:{_escape(chr(10).join(event.notes))}"] if event.notes else []),
            "END:VEVENT",
        ]
    return "".join(f"{part}\r\n" for line in (*lines, "END:VCALENDAR") for part in _fold(line))


def _digits(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _uid(name: tuple[str, ...], key: bytes) -> str:
    # Lengths in front keep two names apart whose parts join to the same text.
    told = "".join(f"{len(part)}:{part}" for part in name)
    return hmac.new(key, told.encode(), hashlib.sha256).hexdigest()[:32] + "@asn-career"


def _escape(text: str) -> str:
    text = CONTROLS.sub(" ", text.replace("\r\n", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _fold(line: str) -> Iterator[str]:
    """Yield the parts of a line, no letter cut in two; all but the first begin with a blank."""
    part, size = "", 0
    for letter in line:
        more = len(letter.encode())
        if size + more > OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + more
    yield part
