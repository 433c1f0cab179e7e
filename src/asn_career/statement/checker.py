"""Checks a statement: every part by itself, that they fit, and that nobody else is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from asn_career.findings import Truth
from asn_career.values import show_day

if TYPE_CHECKING:
    from asn_career.statement.page import Statement

__all__ = ["SOMEBODY", "holds"]

SOMEBODY = "-"  # stands for the holder of a post, who is not named
MOST = 3
TOLD = {"already", "retired", "no_post", "blocked", "unfinished"}


def holds(statement: Statement) -> bool:
    """Tell whether a statement stands.

    Source: none: our own choice.
    """
    checks = (_verifies, _is_of_one, _fits, _acts, _ascends, _keeps_quiet)
    return all(check(statement) for check in checks)


def _verifies(statement: Statement) -> bool:
    prospect, pension = statement.prospect, statement.standing.pension
    own = statement.strengths.verify() and prospect.routes.verify()
    own = own and (statement.plan is None or statement.plan.verify())
    asked = all(finding.verify() for finding in prospect.findings)
    return own and asked and (pension is None or pension.verify())


def _is_of_one(statement: Statement) -> bool:
    """Tell whether all parts are of this person, this day and this law, and hold no one else."""
    routes, strengths, pension = (
        statement.prospect.routes,
        statement.strengths,
        statement.standing.pension,
    )
    results = (*statement.prospect.findings, *([] if pension is None else [pension]))
    posts = [routes.target, *(step.destination for r in routes.routes for step in r.steps)]
    plan = statement.plan
    if plan is not None and (plan.employee.id, plan.as_of) != (statement.id, statement.as_of):
        return False
    return (
        {routes.employee, strengths.id, *(r.employee.id for r in routes.routes)} == {statement.id}
        and {routes.as_of, strengths.as_of, *(f.as_of for f in results)} == {statement.as_of}
        and routes.until == statement.until
        and {routes.rulebook, strengths.rulebook, *(f.rulebook for f in results)}
        == {statement.rulebook}
        and all(post.holder in {None, SOMEBODY, statement.id} for post in posts)
    )


def _fits(statement: Statement) -> bool:
    """Tell whether the standing follows from the record, the verdict from findings and routes."""
    held, prospect = statement.standing, statement.prospect
    now = statement.employee.appointment_on(statement.as_of)
    mine = (None, None) if now is None else (now.position, now.since)
    if mine != (held.position, held.since) or held.rank != statement.employee.rank_on(
        statement.as_of
    ):
        return False
    truths = [f.truth for f in prospect.findings]
    if truths != sorted(truths, key=[Truth.NO, Truth.UNKNOWN, Truth.YES].index):
        return False
    best, outcome, verdict = (
        prospect.routes.best(),
        prospect.routes.outcome.value,
        prospect.verdict.value,
    )
    now_open = best is not None and (best.day, best.moves, best.assumed) == (
        statement.as_of,
        1,
        (),
    )
    if verdict in TOLD:
        return verdict == outcome
    if verdict == "unjudged":
        return outcome not in {"already", "retired"}
    if outcome != "found" or now_open is not (verdict == "now"):
        return False
    if verdict == "now":
        return bool(truths) and set(truths) == {Truth.YES}
    return best is not None and len(prospect.judged) == best.moves


def _acts(statement: Statement) -> bool:
    """Tell whether every action follows from what the statement holds."""
    prospect, gap = statement.prospect, None
    if statement.strengths.target is not None:
        gap = statement.strengths.target.gap
    near = () if prospect.routes.nearest is None else prospect.routes.nearest.findings
    unknown = {n for f in (*prospect.findings, *near) for n in f.missing}
    items = () if statement.plan is None else statement.plan.items

    def starts(keys: Sequence[str]) -> list[dt.date]:
        return [item.course.since for item in items if set(keys) & set(item.closes)]

    route = prospect.route
    steps = () if route is None else tuple(step.day for step in route.steps)
    for action in statement.actions:
        match action.kind.value:
            case "supply":
                good = bool(action.about) and set(action.about) == unknown
            case "mend":
                keys = () if gap is None or not gap.to_mend else (gap.to_mend[0].competency,)
                good = action.about == keys and action.day in {None, *starts(keys)}
            case _ if action.record is not None:
                good = route is not None and action.record in route.assumed
            case "wait":
                good = action.day in steps
            case _:
                good = False
        if not good:
            return False
    named = {m.name for m in statement.missing}
    supplies = any(a.kind.value == "supply" for a in statement.actions)
    return unknown <= named and supplies is bool(unknown)


def _ascends(statement: Statement) -> bool:
    held, as_of = statement.standing, statement.as_of
    past = [d for d in (held.since, None if held.rank is None else held.rank.since) if d]
    days = [step.day for r in statement.prospect.routes.routes for step in r.steps]
    kinds = [a.kind.order for a in statement.actions]
    waits = [a.day for a in statement.actions if a.kind.value == "wait" and a.day is not None]
    return (
        as_of <= statement.until
        and all(day <= as_of for day in past)
        and all(as_of <= day <= statement.until for day in days)
        and all(a.day is None or a.day >= as_of for a in statement.actions)
        and len(kinds) <= MOST
        and _in_order(kinds)
        and _in_order([day.toordinal() for day in waits])
        and _in_order([m.day.toordinal() for m in statement.milestones])
        and all(as_of <= m.day for m in statement.milestones)
    )


def _in_order(values: Sequence[int]) -> bool:
    return list(values) == sorted(values)


def _keeps_quiet(statement: Statement) -> bool:
    """Tell whether neither the birth day nor the identity number stands anywhere on the page."""
    person = statement.employee
    said = (*statement.lines("id"), *statement.lines("en"))
    page = "\n".join((*said, str(statement.rows()), str(statement.as_dict())))
    return not any(secret in page for secret in _secrets(person.birth_date, person.nip))


def _secrets(birth: dt.date, nip: object) -> list[str]:
    days = [birth.isoformat(), show_day(birth), show_day(birth, "en"), repr(birth)]
    digits = getattr(nip, "digits", None)
    return [*days, digits] if isinstance(digits, str) else days
