"""The earliest day on which an answer becomes YES, over the record and what is assumed.

The future is another record: what is assumed is put into the record as records marked so, and
the facts of a later day are read from it by the same code. The days between two possible changes
are skipped, never sampled.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.dates import ONE_DAY, read_day
from asn_career.errors import InvalidInputError, Problem
from asn_career.findings import Finding, Truth
from asn_career.terms import Text
from asn_career.values import show_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asn_career.people import Employee, Record
    from asn_career.positions import Post
    from asn_career.rulebook import Rule, Rulebook

__all__ = ["MAX_STEPS", "Earliest", "find_earliest"]

MAX_STEPS: Final = 100_000


@attrs.frozen(kw_only=True)
class Earliest:
    """The earliest day on which a rule answers YES, or why there is none.

    Attributes:
        day: the day, or None when the answer is not YES up to ``until``.
        finding: the finding on that day; without a day, the last one asked.
        before: the finding just before, which shows what had to be waited for.
        assumed: the records that were assumed.
        unknown_since: the first day on which the answer was UNKNOWN, if there was one.
    """

    rule: str
    as_of: dt.date
    until: dt.date
    day: dt.date | None
    finding: Finding
    before: Finding | None = None
    assumed: tuple[Record, ...] = ()
    unknown_since: dt.date | None = None

    @property
    def binding(self) -> tuple[str, ...]:
        """The keys of the conditions that bind: not met just before, or not met at all."""
        asked = self.before if self.day is not None else self.finding
        return () if asked is None else tuple(d.info.key for d in asked.deciding)

    def verify(self) -> bool:
        """Check that the day is YES, the one before is not, and both explanations add up."""
        if self.day is None:
            return self.finding.truth is not Truth.YES and self.finding.verify()
        found = self.finding.truth is Truth.YES and self.finding.as_of == self.day
        if self.before is None:
            return found and self.day == self.as_of and self.finding.verify()
        waited = self.before.truth is not Truth.YES and self.before.as_of == self.day - ONE_DAY
        return found and waited and self.finding.verify() and self.before.verify()

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the day and what had to be waited for, or what stands in the way."""
        if self.day is None:
            says = Text(id="Tidak tercapai sampai", en="Not reached by").say(lang)
            return (f"{says} {show_day(self.until, lang)}", *self.finding.lines(lang))
        says = Text(id="Paling awal", en="Earliest").say(lang)
        head = f"{says} {show_day(self.day, lang)}: {self.finding.text.say(lang)}"
        waits = Text(id="Sehari sebelumnya", en="The day before").say(lang)
        waited = self.before.lines(lang) if self.before is not None else ()
        return (head, *(f"{waits} {line}" if i == 0 else line for i, line in enumerate(waited)))


def mark_assumed(record: Record) -> Record:
    """Return the record marked as assumed.

    Raises:
        InvalidInputError: records of past misconduct, leave and awards are not assumed.
    """
    if not hasattr(record, "assumed"):
        kinds = "appointments, ranks, education, appraisals, assessments, trainings, attestations"
        message = f"a {type(record).__name__} cannot be assumed"
        raise InvalidInputError(Problem("assume", message, kinds))
    changed: Record = attrs.evolve(record, assumed=True)  # type: ignore[arg-type] # all of these have it
    return changed


def find_earliest(
    employee: Employee,
    rule: str | Rule,
    as_of: dt.date,
    until: dt.date,
    *,
    rulebook: Rulebook,
    post: Post | None = None,
    assume: Iterable[Record] = (),
) -> Earliest:
    """Find the first day from ``as_of`` to ``until`` on which a rule answers YES.

    Args:
        employee: the record.
        rule: a rule whose answer is YES, NO or UNKNOWN.
        as_of: the first day asked about.
        until: the last day asked about.
        rulebook: the law, with its changes that are known.
        post: the post, where the rule is about one.
        assume: future records that are taken for granted; they are listed with the answer.

    Returns:
        The day with its finding; when there is none, the last finding says why.

    Raises:
        InvalidInputError: ``until`` before ``as_of``, or an assumption that breaks the record.
    Source: none: our own choice.
    """
    read_day(as_of, "as_of")
    if read_day(until, "until") < as_of:
        raise InvalidInputError(Problem("until", f"{until} lies before as_of {as_of}"))
    assumed = tuple(mark_assumed(record) for record in assume)
    person = employee.with_records(*assumed) if assumed else employee
    name = rule if isinstance(rule, str) else rule.name
    day, unknown_since = as_of, None
    for _ in range(MAX_STEPS):
        finding = rulebook.check(name, person, day, post=post)
        if finding.truth is Truth.YES:
            break
        if finding.truth is Truth.UNKNOWN and unknown_since is None:
            unknown_since = day
        following = rulebook.next_change(name, person, day, post=post)
        if following is None or following > until:
            break
        day = following
    reached = finding.truth is Truth.YES
    before = None
    if reached and day > as_of:
        before = rulebook.check(name, person, day - ONE_DAY, post=post)
    return Earliest(
        rule=name,
        as_of=as_of,
        until=until,
        day=day if reached else None,
        finding=finding,
        before=before,
        assumed=assumed,
        unknown_since=unknown_since,
    )
