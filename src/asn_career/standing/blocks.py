"""What disciplinary sanctions stand in the way of, and until when."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from asn_career.dates import ONE_DAY
from asn_career.findings import SCHEMA_VERSION, Finding, Truth
from asn_career.projection import read_span
from asn_career.terms import Question, Text
from asn_career.values import Kind, show_day

if TYPE_CHECKING:
    from asn_career.people import Employee
    from asn_career.rulebook import Rulebook

__all__ = ["Block", "Blocks", "list_blocks"]


@attrs.frozen(kw_only=True)
class Block:
    """One thing that is blocked, or of which it is not known.

    Attributes:
        finding: the finding on the day asked about.
        until: the last day on which it is blocked; None where no end was found.
        lapsed: the finding on the day after; None without an end.
    """

    finding: Finding
    until: dt.date | None
    lapsed: Finding | None


@attrs.frozen(kw_only=True, str=False)
class Blocks:
    """What a record is kept from on a day; for the officer, since it tells of discipline.

    Attributes:
        horizon: the last day on which an end was looked for.
        items: the blocks, those that lapse first in front, those without an end last.
        unknown: what is not known for want of data.
    """

    id: str
    as_of: dt.date
    horizon: dt.date
    rulebook: str
    items: tuple[Block, ...]
    unknown: tuple[Finding, ...]

    def verify(self) -> bool:
        """Check that each is blocked on the day and no more so on the day after its end."""
        for item in self.items:
            ends = item.lapsed
            if item.finding.truth is not Truth.YES or not item.finding.verify():
                return False
            if (item.until is None) is not (ends is None):
                return False
            if ends is not None and item.until is not None:
                after = ends.as_of == item.until + ONE_DAY <= self.horizon
                if not after or ends.truth is Truth.YES or ends.rule != item.finding.rule:
                    return False
        asked = [*(item.finding for item in self.items), *self.unknown]
        return (
            all(finding.as_of == self.as_of for finding in asked)
            and all(f.truth is Truth.UNKNOWN and f.verify() for f in self.unknown)
            and len({finding.rule for finding in asked}) == len(asked)
        )

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return a line a block with its end, then what is not known."""
        head = Text(id="Halangan karena hukuman disiplin", en="Blocked by discipline").say(lang)
        found = [f"{head}, {show_day(self.as_of, lang)}"]
        if not self.items:
            found.append(Text(id="Tidak ada", en="Nothing").say(lang))
        to, endless, missing = (
            text.say(lang)
            for text in (
                Text(id="sampai", en="until"),
                Text(id="tanpa batas waktu yang diketahui", en="no end known"),
                Text(id="belum ada data", en="no data"),
            )
        )
        for item in self.items:
            end = endless if item.until is None else f"{to} {show_day(item.until, lang)}"
            found.append(f"{item.finding.text.say(lang)} ({end})")
        found.extend(
            f"{f.text.say(lang)}: {missing} ({', '.join(f.missing)})" for f in self.unknown
        )
        return tuple(found)

    def rows(self) -> list[dict[str, str | dt.date | None]]:
        """Return one flat row a block, then one for each that is not known."""
        told = [(item.finding, item.until) for item in self.items]
        return [
            {
                "id": self.id,
                "as_of": self.as_of,
                "rule": finding.rule,
                "text_id": finding.text.id,
                "text_en": finding.text.en,
                "truth": finding.truth.value,
                "until": until,
                "missing": ", ".join(finding.missing),
            }
            for finding, until in [*told, *((finding, None) for finding in self.unknown)]
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        return {
            "schema": SCHEMA_VERSION,
            "kind": "blocks",
            "id": self.id,
            "as_of": self.as_of.isoformat(),
            "horizon": self.horizon.isoformat(),
            "rulebook": self.rulebook,
            "items": [
                {
                    "until": None if item.until is None else item.until.isoformat(),
                    "finding": item.finding.as_dict(),
                }
                for item in self.items
            ],
            "unknown": [finding.as_dict() for finding in self.unknown],
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())


def list_blocks(
    employee: Employee, as_of: dt.date, *, rulebook: Rulebook, horizon: dt.date
) -> Blocks:
    """List what disciplinary sanctions keep a person from, and until when.

    Args:
        employee: the record.
        as_of: the day asked about.
        rulebook: the law; its rules of the question BLOCK in force on ``as_of`` are asked.
        horizon: the last day on which an end is looked for.

    Returns:
        The blocks by their last day, those without an end after them.

    Raises:
        InvalidInputError: ``horizon`` before ``as_of``, or something that is no day.
    Source: Peraturan BKN 6/2022 article 55; PP 11/2017 article 238.
    """
    as_of, horizon = read_span(as_of, horizon)
    items, unknown = [], []
    for rule in rulebook.rules_for(Question.BLOCK, None, as_of):
        if rulebook.law(as_of).rule_type(rule.name).kind is not Kind.FLAG:
            continue
        finding = rulebook.check(rule, employee, as_of)
        if finding.truth is Truth.UNKNOWN:
            unknown.append(finding)
        elif finding.truth is Truth.YES:
            lapsed = _lapse(rule.name, employee, as_of, horizon, rulebook)
            until = None if lapsed is None else lapsed.as_of - ONE_DAY
            items.append(Block(finding=finding, until=until, lapsed=lapsed))
    items.sort(key=lambda item: (item.until is None, item.until or horizon, item.finding.rule))
    return Blocks(
        id=employee.id,
        as_of=as_of,
        horizon=horizon,
        rulebook=rulebook.name,
        items=tuple(items),
        unknown=tuple(unknown),
    )


def _lapse(
    rule: str, employee: Employee, day: dt.date, horizon: dt.date, rulebook: Rulebook
) -> Finding | None:
    """Return the first finding after a day that is not YES; None when there is none in time."""
    while True:
        following = rulebook.next_change(rule, employee, day)
        if following is None or following > horizon:
            return None
        day = following
        finding = rulebook.check(rule, employee, day)
        if finding.truth is not Truth.YES:
            return finding
