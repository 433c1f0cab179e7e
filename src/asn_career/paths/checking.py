"""The checker of routes: re-reads each step from the record, without what found it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asn_career.dates import ONE_DAY
from asn_career.findings import Truth
from asn_career.paths.moving import STEP, flag_rules, is_retired, kind_of_move
from asn_career.projection import appoint

if TYPE_CHECKING:
    from asn_career.paths.routes import Route

__all__ = ["holds"]


def holds(route: Route) -> bool:
    """Tell whether each step of a route is lawful on its day under its assumptions.

    The assumptions are added to the record, the steps are applied one after the other, and before
    each of them every rule in force is asked again: all are YES, and nobody is retired.
    """
    book, person = route.rulebook, route.employee
    on_file = set(map(id, person.records))
    if any(not getattr(r, "assumed", False) or id(r) in on_file for r in route.assumed):
        return False
    person = person.with_records(*route.assumed)
    last, previous = route.as_of - ONE_DAY, None
    for step in route.steps:
        day, post = step.day, step.destination
        held = person.appointment_on(day)
        if not last < day <= route.until or step.previous != previous or held is None:
            return False
        if held.position != step.origin or held.since >= day or is_retired(book, person, day):
            return False
        asked = tuple(
            book.check(n, person, day, post=post) for n in flag_rules(book, STEP, post, day)
        )
        if not asked or asked != step.findings:
            return False
        if any(f.truth is not Truth.YES or not f.verify() for f in asked):
            return False
        if step.kind is not kind_of_move(book, person, day, post=post, at=post):
            return False
        person = appoint(person, post, day)
        if is_retired(book, person, day):
            return False
        last, previous = day, step
    return previous is not None and previous.destination == route.target
