"""From the steps that a search found to a route with its findings; from none to the reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from asn_career.conditions import key_of
from asn_career.dates import ONE_DAY
from asn_career.findings import Finding, Line, LineKind, Truth
from asn_career.paths.careers import Career, Found
from asn_career.paths.moving import RETIRE, STEP, appoint, flag_rules, kind_of_move
from asn_career.paths.routes import Earned, Obstacle, Route, Step, find_obstacles
from asn_career.paths.search import Search
from asn_career.people import Employee, Record
from asn_career.positions import Post
from asn_career.rulebook import Rulebook
from asn_career.terms import Text
from asn_career.values import Kind

__all__ = ["Attempt", "explain_none", "explain_retired", "trace_route"]

NO_PATTERN: Final = Obstacle(
    rule="-",
    key="leads",
    truth=Truth.NO,
    text=Text(
        id="Pola karier graf ini tidak menghubungkan jabatan itu dengan sasaran",
        en="The career pattern of the graph does not lead from that post to the target",
    ),
    always=False,
)
MAX_ATTEMPTS = 8
MAX_DAYS = 60


def trace_route(search: Search, way: Found, employee: Employee, assumed: Sequence[Record]) -> Route:
    """Return a found way as a route: each step with its findings, the assumptions it needs."""
    book = search.book
    needed = _needed(search, way, employee, assumed)
    person = employee.with_records(*needed) if needed else employee
    steps: list[Step] = []
    floor = search.origin.day if search.origin is not None else search.as_of
    for post, day in way.steps:
        held = person.appointment_on(day)
        assert held is not None  # noqa: S101 - a rule of moves was YES
        since = max(floor + ONE_DAY, search.as_of)
        findings = _ask(book, person, post, day)
        group = search.terrain.groups.of(post.position.id)
        others = () if group is None or group.is_target else group.posts
        steps.append(
            Step(
                origin=held.position,
                destination=post,
                kind=kind_of_move(book, person, day, post=post, at=post),
                day=day,
                since=since,
                findings=findings,
                earned=_earned(book, person, post, since, findings) if since < day else (),
                same=tuple(other.id for other in others if other.id != post.id),
                previous=steps[-1] if steps else None,
            )
        )
        person, floor = appoint(person, post, day), day
    return Route(
        employee=employee,
        rulebook=book,
        target=search.target,
        as_of=search.as_of,
        until=search.until,
        steps=tuple(steps),
        assumed=needed,
    )


def _ask(book: Rulebook, person: Employee, post: Post, day: dt.date) -> tuple[Finding, ...]:
    names = flag_rules(book, STEP, post, day)
    return tuple(book.check(name, person, day, post=post) for name in names)


def _needed(
    search: Search, way: Found, employee: Employee, assumed: Sequence[Record]
) -> tuple[Record, ...]:
    """Return assumptions of which none can be taken away, the earliest that serve."""
    if not assumed:
        return ()

    def lawful(records: Sequence[Record]) -> bool:
        person = employee.with_records(*records) if records else employee
        for post, day in way.steps:
            if person.appointment_on(day) is None or not search.terrain.is_lawful(
                person, post, day
            ):
                return False
            person = appoint(person, post, day)
        return True

    kept = [r for r in assumed if not r.edges or r.edges[0] <= way.day]
    if not lawful(kept):
        kept = list(assumed)
    shrinks = True
    while shrinks:
        shrinks = False
        for record in reversed(list(kept)):
            without = [r for r in kept if r is not record]
            if lawful(without):
                kept, shrinks = without, True
    return tuple(kept)


def _met_since(old: Line, new: Line) -> Iterator[tuple[Line, Line]]:
    """Yield the comparisons that were not met before and are now, below what was not met before.

    Where one of several ways was open already, the others were not waited for.
    """
    if old.result is True or old.info.key != new.info.key:  # or another version of the rule
        return
    if new.info.kind in {LineKind.COMPARE, LineKind.ONE_OF}:
        if new.result is True and not new.advisory:
            yield old, new
    elif new.info.kind is not LineKind.NOT and len(old.parts) == len(new.parts):
        for before, after in zip(old.parts, new.parts, strict=True):
            yield from _met_since(before, after)


def _earned(
    book: Rulebook, person: Employee, post: Post, since: dt.date, findings: tuple[Finding, ...]
) -> tuple[Earned, ...]:
    """Return the conditions that are met on the day of a step and were not on an earlier one."""
    before = {finding.rule: finding.line for finding in _ask(book, person, post, since)}
    return tuple(
        Earned(
            rule=finding.rule,
            key=new.info.key,
            text=_label(new),
            since=since,
            before=_side(old, 0),
            after=_side(new, 0),
            required=_side(new, 1),
        )
        for finding in findings
        if finding.rule in before
        for old, new in _met_since(before[finding.rule], finding.line)
    )


def _label(line: Line) -> Text:
    return line.info.text if line.info.text.id else line.parts[0].info.text


def _side(line: Line, place: int) -> Text:
    part = line.parts[place]
    hidden = any(one.info.sensitive for one in part.walk())
    # How long and how old may be said; a sensitive state or day may not.
    if hidden and part.info.value_type.kind is not Kind.NUMBER:
        return Text(id="-", en="-")
    show = part.info.value_type.show
    return Text(id=show(part.result, "id"), en=show(part.result, "en"))


# -- where there is no route ---------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Attempt:
    """The attempt that came nearest: where from, on which day, and what stood in the way.

    Attributes:
        steps: the ids of the posts taken before, with their days.
        day: the day on which the target was asked for.
        findings: what the rules answered.
        service: rules that say that the retirement age has come, before the step or in the post.
        led: whether the career pattern of the graph leads from there to the target.
    """

    steps: tuple[tuple[str, dt.date], ...]
    day: dt.date
    findings: tuple[Finding, ...] = attrs.field(repr=False)
    service: tuple[Finding, ...] = attrs.field(default=(), repr=False)
    led: bool = True


def explain_none(search: Search) -> tuple[Attempt | None, tuple[Obstacle, ...]]:
    """Return the attempt with the fewest conditions unmet, and these conditions.

    Attempts are made from where the person stands and from the careers the search left without
    reaching the target; of equal ones the one with fewer moves, then the earliest day counts.
    """
    book, target = search.book, search.target
    tried = search.tried or ([] if search.origin is None else [search.origin])
    tried = sorted(tried, key=lambda c: (len(c.steps), c.day, c.names))[:MAX_ATTEMPTS]
    best: tuple[int, int, dt.date, Employee, tuple[tuple[Post, dt.date], ...]] | None = None
    for career in tried:
        count, day = _best_day(search, career)
        if best is None or count < best[0]:
            best = (count, len(career.steps), day, career.person, career.steps)
    if best is None:
        best = (0, 0, search.as_of, search.person, ())
    _, _, day, person, steps = best
    findings = _ask(book, person, target, day)
    never = frozenset((part.rule, key_of(part.node)) for part in search.terrain.outlook.never)
    service = _say_retired(book, person, day)
    if not service and person.appointment_on(day) is not None:
        service = _say_retired(book, appoint(person, target, day), day)
    held, leads = person.appointment_on(day), search.terrain.graph.leads
    led = leads is None or (
        held is not None and target.position.id in leads.get(held.position.id, ())
    )
    attempt = Attempt(
        steps=tuple((post.id, on) for post, on in steps),
        day=day,
        findings=findings,
        service=service,
        led=led,
    )
    unmet = tuple(f for f in findings if f.truth is not Truth.YES)
    pattern = () if led else (NO_PATTERN,)
    return attempt, (*pattern, *find_obstacles((*unmet, *service), never))


def _best_day(search: Search, career: Career) -> tuple[int, dt.date]:
    asker = search.terrain.asker(search.target)
    day: dt.date | None = max(career.day + ONE_DAY, search.as_of)
    best: tuple[int, dt.date] | None = None
    for _ in range(MAX_DAYS):
        if day is None or day > career.last:
            break
        view = search.book.view(career.person, day, post=search.target)
        unmet = asker.obstacles(view)
        if best is None or len(unmet) < best[0]:
            best = (len(unmet), day)
        days = [d for part in unmet if (d := part.next_day(view)) is not None]
        days += [d for d in [asker.following(view, None, career.edges)] if d is not None]
        day = min(days, default=None)
    return best or (10**6, max(career.day + ONE_DAY, search.as_of))


def explain_retired(search: Search) -> tuple[Finding, ...]:
    """Return the rules that say that the person is retired."""
    return _say_retired(search.book, search.person, search.as_of)


def _say_retired(book: Rulebook, person: Employee, day: dt.date) -> tuple[Finding, ...]:
    asked = (book.check(n, person, day) for n in flag_rules(book, RETIRE, None, day))
    return tuple(finding for finding in asked if finding.truth is Truth.YES)
