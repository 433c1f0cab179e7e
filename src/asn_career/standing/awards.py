"""The days on which awards come due."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from asn_career.findings import SCHEMA_VERSION
from asn_career.projection import Earliest, find_earliest, read_span
from asn_career.terms import Question, Text
from asn_career.values import Kind, show_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asn_career.people import Employee, Record
    from asn_career.rulebook import Rulebook

__all__ = ["AwardDay", "Awards", "list_awards"]


@attrs.frozen(kw_only=True)
class AwardDay:
    """One award: the first day on which its rule answers YES, or why there is none.

    Attributes:
        award: what the rule asks, in both languages.
        earliest: the day with its finding, and the finding just before.
    """

    award: Text
    earliest: Earliest

    @property
    def day(self) -> dt.date | None:
        """The day on which it comes due; None when that is not before the end asked about."""
        return self.earliest.day


@attrs.frozen(kw_only=True, str=False)
class Awards:
    """The awards of one person over some time: those that come due by day, then the others.

    Attributes:
        id: the caller's key of the person.
        as_of: the first day asked about; what is due on it was due before or on that day.
        until: the last day asked about.
        rulebook: the name of the rulebook.
        items: one a rule on awards.
    """

    id: str
    as_of: dt.date
    until: dt.date
    rulebook: str
    items: tuple[AwardDay, ...]

    @property
    def due(self) -> tuple[AwardDay, ...]:
        """The awards that come due, by day."""
        return tuple(item for item in self.items if item.day is not None)

    def verify(self) -> bool:
        """Check that each day is one of YES after one that is not, and that all stand by day."""
        days = [item.day for item in self.due]
        asked = {(item.earliest.as_of, item.earliest.until) for item in self.items}
        names = [item.earliest.rule for item in self.items]
        return (
            all(item.earliest.verify() for item in self.items)
            and all(self.as_of <= day <= self.until for day in days if day is not None)
            and days == sorted(day for day in days if day is not None)
            and [item.day is None for item in self.items]
            == sorted(item.day is None for item in self.items)
            and asked <= {(self.as_of, self.until)}
            and len(set(names)) == len(names)
        )

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return a line an award with its day, those without one last, each with its reasons."""
        head = Text(id="Penghargaan", en="Awards").say(lang)
        to = Text(id="sampai", en="to").say(lang)
        found = [f"{head}, {show_day(self.as_of, lang)} {to} {show_day(self.until, lang)}"]
        never = Text(id="tidak tercapai", en="not reached").say(lang)
        for item in self.items:
            day = never if item.day is None else show_day(item.day, lang)
            found.append(f"{day}: {item.award.say(lang)}")
            found.extend(f"  {line}" for line in item.earliest.finding.lines(lang)[1:])
        return tuple(found)

    def rows(self) -> list[dict[str, str | dt.date | None]]:
        """Return one flat row an award."""
        return [
            {
                "id": self.id,
                "day": item.day,
                "rule": item.earliest.rule,
                "text_id": item.award.id,
                "text_en": item.award.en,
                "truth": item.earliest.finding.truth.value,
                "missing": ", ".join(item.earliest.finding.missing),
            }
            for item in self.items
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        return {
            "schema": SCHEMA_VERSION,
            "kind": "awards",
            "id": self.id,
            "as_of": self.as_of.isoformat(),
            "until": self.until.isoformat(),
            "rulebook": self.rulebook,
            "items": [
                {
                    "day": None if item.day is None else item.day.isoformat(),
                    "finding": item.earliest.finding.as_dict(),
                }
                for item in self.items
            ],
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())


def list_awards(
    employee: Employee,
    as_of: dt.date,
    until: dt.date,
    *,
    rulebook: Rulebook,
    assume: Iterable[Record] = (),
) -> Awards:
    """Find the day on which each award becomes due.

    Args:
        employee: the record.
        as_of: the first day asked about.
        until: the last day asked about.
        rulebook: the law; its rules of the question AWARD in force on ``as_of`` are asked.
        assume: future records that are taken for granted.

    Returns:
        One item a rule: those that come due by day (and rule), then the others.

    Raises:
        InvalidInputError: ``until`` before ``as_of``, or an assumption that breaks the record.
    Source: PP 35/2010 article 22; PP 30/2019 article 53.
    """
    as_of, until = read_span(as_of, until)
    assumed = tuple(assume)
    items = [
        AwardDay(
            award=rule.text,
            earliest=find_earliest(employee, rule, as_of, until, rulebook=rulebook, assume=assumed),
        )
        for rule in rulebook.rules_for(Question.AWARD, None, as_of)
        if rulebook.law(as_of).rule_type(rule.name).kind is Kind.FLAG
    ]
    items.sort(key=lambda item: (item.day is None, item.day or until, item.earliest.rule))
    return Awards(
        id=employee.id, as_of=as_of, until=until, rulebook=rulebook.name, items=tuple(items)
    )
