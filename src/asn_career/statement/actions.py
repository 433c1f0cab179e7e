"""The next actions, by declared rules in a declared order; never invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from asn_career.development import Plan, PointKind, Strengths
from asn_career.findings import Finding, Line, LineKind, Truth
from asn_career.paths import Route, Routes, Step
from asn_career.paths.moving import appoint
from asn_career.paths.routes import say_records
from asn_career.people import Appraisal, Assessment, Attestation, Employee, Record
from asn_career.regulations import Citation
from asn_career.rulebook import Rulebook
from asn_career.terms import Text, Word
from asn_career.values import show_day

__all__ = ["MOST", "Action", "ActionKind", "cited", "derive_actions", "join", "unknown_facts"]

MOST: Final = 3


class ActionKind(Word):
    """What an action is, in the order in which actions are named."""

    __ordered__ = True
    SUPPLY = "supply", "Lengkapi data", "Supply data"
    RENEW = "renew", "Perbarui", "Renew"
    MEND = "mend", "Tingkatkan", "Improve"
    WAIT = "wait", "Tunggu", "Wait"


@attrs.frozen(kw_only=True)
class Action:
    """One thing to do next.

    Attributes:
        kind: by which rule it was derived.
        about: what it is about: names of facts, the key of a competency, of conditions.
        text: what to do.
        reason: why.
        day: the day by which it is to be done, or until which one waits.
        record: the assumed record that has to come true, where it is about one.
        citations: the articles, where there are any.
    """

    kind: ActionKind
    about: tuple[str, ...]
    text: Text
    reason: Text
    day: dt.date | None = None
    record: Record | None = attrs.field(default=None, repr=False)
    citations: tuple[Citation, ...] = ()


def derive_actions(
    employee: Employee,
    *,
    findings: tuple[Finding, ...],
    routes: Routes,
    route: Route | None,
    strengths: Strengths,
    plan: Plan | None,
    rulebook: Rulebook,
) -> tuple[Action, ...]:
    """Return the first three actions of those that the rules give, in their order.

    Supply the data that leave the answer unknown; renew what the route needs and the record does
    not hold on its day; mend the largest gap to the standard of the target, by the course of the
    plan; wait, by day.

    Source: none: our own choice.
    """
    supply = list(_supply(findings, routes, rulebook))
    supplied = {name for action in supply for name in action.about}
    needs = () if route is None else tuple(_needs(employee, route, rulebook))
    renew = [a for a in needs if a.kind is ActionKind.RENEW and not set(a.about) <= supplied]
    waits = [a for a in needs if a.kind is ActionKind.WAIT]
    if route is not None:
        waits += [_wait(step) for step in route.steps if step.day > routes.as_of]
    waits.sort(key=lambda a: (a.day or dt.date.max, a.text.id))
    return (*supply, *renew, *_mend(strengths, plan), *waits)[:MOST]


def _supply(findings: tuple[Finding, ...], routes: Routes, rulebook: Rulebook) -> Iterator[Action]:
    nearest = () if routes.nearest is None else routes.nearest.findings
    unknown = [f for f in (*findings, *nearest) if f.truth is Truth.UNKNOWN and f.missing]
    names = tuple(dict.fromkeys(name for f in unknown for name in f.missing))
    if not names:
        return
    labels = [rulebook.fact(name).text for name in names]
    asked = join(dict.fromkeys(f.text for f in unknown))
    lines = [line for f in unknown for line in f.deciding]
    yield Action(
        kind=ActionKind.SUPPLY,
        about=names,
        text=Text(
            id=f"Lengkapi data: {join(labels).id}.", en=f"Supply the data: {join(labels).en}."
        ),
        reason=Text(
            id=f"Tanpa data itu belum dapat dijawab: {asked.id}.",
            en=f"Without them this cannot be answered: {asked.en}.",
        ),
        citations=cited(lines),
    )


def _mend(strengths: Strengths, plan: Plan | None) -> Iterator[Action]:
    gap = None if strengths.target is None else strengths.target.gap
    if gap is None or not gap.to_mend or strengths.target is None:
        return
    item = gap.to_mend[0]
    topic = f"target.{item.competency}"
    point = next((p for p in strengths.points if p.topic == topic), None)
    citation = None if point is None or point.kind is not PointKind.MEND else point.citation
    name = strengths.target.name
    text, day = Text(id=item.say("id"), en=item.say("en")), None
    for planned in () if plan is None else plan.items:
        course = planned.course
        if item.competency in planned.closes:
            day = course.since
            text = Text(
                id=f"{text.id} Ikuti {course.name} [{course.id}] mulai {show_day(day)}.",
                en=f"{text.en} Take {course.name} [{course.id}] from {show_day(day, 'en')}.",
            )
            break
    for left in () if plan is None else plan.open:
        if left.gap.competency == item.competency:
            why = left.reason.text
            text = Text(
                id=f"{text.id} Menurut katalog: {why.id}.",
                en=f"{text.en} By the catalogue: {why.en}.",
            )
            break
    yield Action(
        kind=ActionKind.MEND,
        about=(item.competency,),
        text=text,
        day=day,
        reason=Text(
            id=f"Ini selisih terbesar terhadap standar kompetensi {name}.",
            en=f"This is the largest gap to the competency standard of {name}.",
        ),
        citations=() if citation is None else (citation,),
    )


# -- what a route needs ---------------------------------------------------------------------


def _needs(employee: Employee, route: Route, rulebook: Rulebook) -> Iterator[Action]:
    """Yield an action for each assumed record of a route: it has to come true."""
    for record in route.assumed:
        step, lines = _broken_without(employee, route, record, rulebook)
        if step is None:
            continue
        labels = join(dict.fromkeys(_label(line) for line in lines))
        name = step.destination.position.name
        reason = Text(
            id=f"Syarat untuk {name} pada {show_day(step.day)}: {labels.id}.",
            en=f"Required for {name} on {show_day(step.day, 'en')}: {labels.en}.",
        )
        keys = dict.fromkeys(n for line in lines for n in (line.info.key, *line.missing))
        kind, text, day = _say_need(employee, record, step.day, route.as_of)
        yield Action(
            kind=kind,
            about=_facts(lines) or tuple(keys),
            text=text,
            reason=reason,
            day=day,
            record=record,
            citations=cited(lines),
        )


def _facts(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for line in lines for name in line.missing))


def _broken_without(
    employee: Employee, route: Route, record: Record, rulebook: Rulebook
) -> tuple[Step | None, tuple[Line, ...]]:
    """Return the first step that is not lawful without a record, and the conditions that fail."""
    others = [r for r in route.assumed if r is not record]
    person = employee.with_records(*others) if others else employee
    for step in route.steps:
        post, day = step.destination, step.day
        found = [rulebook.check(f.rule, person, day, post=post) for f in step.findings]
        lines = tuple(d for f in found if f.truth is not Truth.YES for d in f.deciding)
        if lines:
            return step, lines
        person = appoint(person, post, day)
    return None, ()


def _say_need(
    employee: Employee, record: Record, step: dt.date, as_of: dt.date
) -> tuple[ActionKind, Text, dt.date]:
    """Return what to do about a record that the route needs, and by when."""
    on, on_en = show_day(step), show_day(step, "en")
    if isinstance(record, Attestation):
        held = [a for a in employee.attestations if a.kind is record.kind and as_of in a.span]
        ends = held[-1].until if held else None
        kind = record.kind.text
        if ends is not None and ends < step:
            text = Text(
                id=f"Perbarui keterangan {kind.id}: yang ada berlaku sampai {show_day(ends)}.",
                en=f"Renew the letter “{kind.en}”: the one on file ends on {show_day(ends, 'en')}.",
            )
            return ActionKind.RENEW, text, max(ends, as_of)
        text = Text(
            id=f"Urus keterangan {kind.id}, paling lambat {on}.",
            en=f"Obtain the letter “{kind.en}” by {on_en}.",
        )
        return ActionKind.RENEW, text, step
    if isinstance(record, Assessment):
        level = record.level.text
        made = [a for a in employee.assessments if a.level is record.level and a.day <= as_of]
        again = Text(
            id=f" (yang terakhir {show_day(made[-1].day)})" if made else "",
            en=f" (the last one was on {show_day(made[-1].day, 'en')})" if made else "",
        )
        text = Text(
            id=f"Ikuti asesmen kompetensi jenjang {level.id} paling lambat {on}{again.id}.",
            en=f"Take a competency assessment for {level.en} by {on_en}{again.en}.",
        )
        return ActionKind.RENEW, text, step
    (words,), (words_en,) = say_records((record,), "id"), say_records((record,), "en")
    day = max((d for d in record.edges if d <= step), default=step)
    if isinstance(record, Appraisal) and record.predicate is not None:
        text = Text(
            id=f"Raih predikat kinerja {record.predicate.text.id} untuk tahun {record.year}.",
            en=f"Earn the predicate {record.predicate.text.en} for the year {record.year}.",
        )
    else:
        text = Text(id=f"Penuhi dahulu: {words}.", en=f"This has to come true: {words_en}.")
    return ActionKind.WAIT, text, max(day, as_of)


def _wait(step: Step) -> Action:
    """Return what is waited for before a step, with its day."""
    name = step.destination.position.name
    day, day_en = show_day(step.day), show_day(step.day, "en")
    keys = tuple(dict.fromkeys(one.key for one in step.earned))
    lines = [
        line
        for f in step.findings
        for line in f.line.walk()
        if line.info.key in keys and line.info.kind in {LineKind.COMPARE, LineKind.ONE_OF}
    ]
    if step.earned:
        earned = [Text(id=one.line("id"), en=one.line("en")) for one in step.earned]
        reason = join(dict.fromkeys(earned))
        reason = Text(id=f"{reason.id}.", en=f"{reason.en}.")
    else:
        reason = Text(
            id="Sebelum hari itu langkah ini belum terbuka.",
            en="Before that day this step is not open.",
        )
    return Action(
        kind=ActionKind.WAIT,
        about=keys or (step.destination.id,),
        text=Text(id=f"Tunggu sampai {day} untuk {name}.", en=f"Wait until {day_en} for {name}."),
        reason=reason,
        day=step.day,
        citations=cited(lines),
    )


def _label(line: Line) -> Text:
    if line.info.text.id or not line.parts:
        return line.info.text
    return line.parts[0].info.text


def cited(lines: Iterable[Line]) -> tuple[Citation, ...]:
    """Return the citations of the figures that lines rest on, each once."""
    return tuple(dict.fromkeys(cell.citation for line in lines for cell in line.cells()))


def join(texts: Iterable[Text]) -> Text:
    """Return texts joined by semicolons."""
    found = list(texts)
    return Text(id="; ".join(t.id for t in found), en="; ".join(t.en for t in found))


def unknown_facts(finding: Finding) -> tuple[str, ...]:
    """Return the facts that are unknown, also where the answer is NO without them."""
    if finding.truth is Truth.YES:
        return ()
    parts = finding.line.parts if finding.line.info.kind is LineKind.ALL else (finding.line,)
    return tuple(dict.fromkeys(name for part in parts for name in part.missing))
