"""The earliest day on which an answer becomes YES, over the record and what is assumed.

The future is another record: what is assumed is put into the record as records marked so, and
the facts of a later day are read from it by the same code. The days between two possible changes
are skipped, never sampled. `assume_good_standing` names the records of a future that goes well.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.competencies import CompetencyProfile
from asn_career.dates import ONE_DAY, add_months, read_day
from asn_career.errors import InvalidInputError, Problem
from asn_career.findings import Finding, Truth
from asn_career.people import Appointment, Appraisal, Assessment, Attestation
from asn_career.terms import AttestationKind, Capacity, PositionLevel, Predikat, Text
from asn_career.values import Kind, show_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asn_career.people import Employee, Record
    from asn_career.positions import Position, Post
    from asn_career.rulebook import Rule, Rulebook
    from asn_career.terms import Question

__all__ = [
    "MAX_STEPS",
    "Earliest",
    "appoint",
    "assume_good_standing",
    "find_earliest",
    "find_earliest_all",
    "flag_rules",
    "mark_assumed",
    "read_span",
]

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
        InvalidInputError: sanctions and awards are not assumed.
    """
    if not hasattr(record, "assumed"):
        kinds = (
            "appointments, ranks, education, appraisals, assessments, trainings, releases, "
            "study leaves, attestations, credit decisions"
        )
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
    as_of, until = read_span(as_of, until)
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


# -- several rules at once -----------------------------------------------------------------


def find_earliest_all(
    employee: Employee,
    rules: Iterable[str | Rule],
    as_of: dt.date,
    until: dt.date,
    *,
    rulebook: Rulebook,
    post: Post | None = None,
    assume: Iterable[Record] = (),
) -> dt.date | None:
    """Find the first day from ``as_of`` to ``until`` on which several rules are all YES.

    Args:
        employee: the record.
        rules: rules whose answer is YES, NO or UNKNOWN; none at all are YES on every day.
        as_of: the first day asked about.
        until: the last day asked about.
        rulebook: the law, with its changes that are known.
        post: the post, where the rules are about one.
        assume: future records that are taken for granted.

    Returns:
        The day, or None; `Rulebook.check` gives the findings of that day.

    Raises:
        InvalidInputError: ``until`` before ``as_of``, or an assumption that breaks the record.
        UnknownNameError: no rule of a name.
    Source: none: our own choice.
    """
    as_of, until = read_span(as_of, until)
    assumed = tuple(mark_assumed(record) for record in assume)
    person = employee.with_records(*assumed) if assumed else employee
    names = tuple(rule if isinstance(rule, str) else rule.name for rule in rules)
    day: dt.date | None = as_of
    while day is not None and day <= until:
        view = rulebook.view(person, day, post=post)
        waits = [n for n in names if rulebook.decider(n, day)(view.get, day) is not True]
        if not waits:
            return day
        # Not before each of those that do not hold has changed.
        days = [rulebook.next_change(name, person, day, post=post) for name in waits]
        day = None if None in days else max(d for d in days if d is not None)
    return None


def read_span(as_of: dt.date, until: dt.date) -> tuple[dt.date, dt.date]:
    """Return two days in order.

    Raises:
        InvalidInputError: ``until`` before ``as_of``, or something that is no day.
    """
    as_of, until = read_day(as_of, "as_of"), read_day(until, "until")
    if until < as_of:
        raise InvalidInputError(Problem("until", f"{until} lies before as_of {as_of}"))
    return as_of, until


# -- moves -------------------------------------------------------------------------------------


def flag_rules(
    rulebook: Rulebook, questions: Iterable[Question], post: Post | None, day: dt.date
) -> tuple[str, ...]:
    """Return the names of the rules in force that answer questions with YES, NO or UNKNOWN."""
    law = rulebook.law(day)
    return tuple(
        rule.name
        for question in questions
        for rule in rulebook.rules_for(question, post, day)
        if law.rule_type(rule.name).kind is Kind.FLAG
    )


def appoint(employee: Employee, post: Post, day: dt.date) -> Employee:
    """Return the record in which the person is appointed to a post, as is assumed.

    The definitive appointment that is held on the day ends on the day before, also one whose end
    was set for later.
    """
    held = tuple(
        attrs.evolve(a, until=day - ONE_DAY)
        if a.capacity is Capacity.DEFINITIVE and a.since < day and (not a.until or a.until >= day)
        else a
        for a in employee.appointments
    )
    new = Appointment(
        position=post.position,
        unit=post.unit,
        since=day,
        fields=post.fields,
        post=post.id,
        assumed=True,
    )
    return attrs.evolve(employee, appointments=(*held, new))


# -- a future that goes well ---------------------------------------------------------------

LETTERS: Final = (AttestationKind.HEALTH, AttestationKind.INTEGRITY, AttestationKind.TRACK_RECORD)


def assume_good_standing(
    employee: Employee,
    as_of: dt.date,
    until: dt.date,
    *,
    positions: Iterable[Position] = (),
    predikat: Predikat = Predikat.BAIK,
) -> tuple[Record, ...]:
    """Return the future records that a person needs if things go on well.

    Nothing is assumed about the past. A year whose appraisal is not signed by ``as_of`` is
    appraised with ``predikat`` and signed on 31 January after it; a letter (health, integrity,
    track record) follows the day on which the one on file ends, or begins on ``as_of`` where
    none is on file; for each level of a position with a standard there is an assessment, on
    ``as_of`` and each year after, which finds the standard: of several standards of one level
    the highest level of each competency.

    Args:
        employee: the record.
        as_of: the first day of the future.
        until: the last day of the future.
        positions: the positions whose standards are to be reached.
        predikat: the predicate of the years to come.

    Returns:
        Records marked as assumed: appraisals, letters, assessments, each by day.

    Raises:
        InvalidInputError: ``until`` before ``as_of``, or something that is no day or predicate.
    Source: PermenPANRB 6/2022 (annual appraisal); what to assume is our own choice.

    >>> from asn_career import Employee, Status
    >>> who = Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS)
    >>> found = assume_good_standing(who, dt.date(2026, 11, 21), dt.date(2028, 6, 30))
    >>> [type(record).__name__ for record in found]
    ['Appraisal', 'Appraisal', 'Attestation', 'Attestation', 'Attestation']
    """
    as_of, until = read_span(as_of, until)
    predikat = Predikat(predikat)
    found: list[Record] = []
    rated = {a.year for a in employee.appraisals if a.until.month == 12 and a.until.day == 31}  # noqa: PLR2004 - the end of a calendar year
    for year in range(as_of.year - 1, until.year):
        signed = dt.date(year + 1, 1, 31)
        if year not in rated and as_of <= signed <= until:
            found.append(
                Appraisal(
                    since=dt.date(year, 1, 1),
                    until=dt.date(year, 12, 31),
                    predicate=predikat,
                    signed=signed,
                    assumed=True,
                )
            )
    for kind in LETTERS:
        on_file = [a for a in employee.attestations if a.kind is kind and as_of in a.span]
        ends = on_file[-1].until if on_file else as_of - ONE_DAY
        if ends is not None and ends < until:
            issued = max(ends + ONE_DAY, as_of)
            found.append(Attestation(kind=kind, issued=issued, until=until, assumed=True))
    standards: dict[PositionLevel, dict[str, int]] = {}
    scales: dict[PositionLevel, int] = {}
    for position in positions:
        if position.standard is None:
            continue
        levels = standards.setdefault(position.level, {})
        scales[position.level] = max(scales.get(position.level, 1), position.standard.scale)
        for name in position.standard:
            levels[name] = max(levels.get(name, 0), position.standard[name])
    for level in sorted(standards, key=lambda one: one.order):
        profile = CompetencyProfile.of(standards[level], scale=scales[level])
        months = range(0, 12 * (until.year - as_of.year + 1), 12)
        days = (day for day in (add_months(as_of, m) for m in months) if day <= until)
        found += [Assessment(day=day, level=level, profile=profile, assumed=True) for day in days]
    return tuple(found)
