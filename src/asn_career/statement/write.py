"""How a statement is written from one record, the law and the graph of positions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from asn_career.courses import Catalogue
from asn_career.dates import add_months, read_day
from asn_career.development import (
    Plan,
    PointKind,
    Strengths,
    assess_strengths,
    draft_plan,
    find_needs,
)
from asn_career.errors import InvalidInputError, Problem
from asn_career.findings import Finding, Score, Truth
from asn_career.paths import CareerGraph, Outcome, Routes, find_routes
from asn_career.paths.outcomes import read_target
from asn_career.people import Employee, Record
from asn_career.positions import Position, Post
from asn_career.regulations import Citation
from asn_career.rulebook import Rule, Rulebook
from asn_career.statement.actions import cited, derive_actions, unknown_facts
from asn_career.statement.checker import SOMEBODY
from asn_career.statement.page import Missing, Prospect, Standing, Statement, Verdict
from asn_career.terms import Predikat, Question, Text
from asn_career.values import Kind

__all__ = ["HORIZON_MONTHS", "write_statement"]

HORIZON_MONTHS: Final = 120
PREDICATES: Final = ("predicate_latest", "predicate_before")
STRENGTHS_USE: Final = Text(
    id="menyebut kekuatan dan kelemahan", en="naming strengths and weaknesses"
)
PENSION_USE: Final = Text(id="menentukan hari pensiun", en="the pension day")
FAILURES_FIRST: Final = (Truth.NO, Truth.UNKNOWN, Truth.YES)


def write_statement(
    employee: Employee,
    target: Post | Position | str,
    as_of: dt.date,
    until: dt.date | None = None,
    *,
    rulebook: Rulebook,
    graph: CareerGraph,
    catalogue: Catalogue | None = None,
    assume: Iterable[Record] = (),
) -> Statement:
    """Write the page that a person can be handed: where they stand, where they can go, what next.

    Args:
        employee: the record.
        target: the post, the position or the id of a position of the graph that is aimed at;
            whether the post is held counts where the law asks, who holds it is not kept.
        as_of: the day; without assumptions only what is on record by then counts.
        until: the last day looked at; ten years later unless given.
        rulebook: the law; the graph has to be built with it.
        graph: the positions.
        catalogue: the courses on offer; with them the gaps get a plan, and actions name courses.
        assume: future records that are taken for granted, as `assume_good_standing` names them;
            those that the route needs are listed.

    Returns:
        Six sections in both languages. The actions are named in this order: supply the data that
        leave the answer unknown, renew what ends before its day, mend the largest gap to the
        standard of the target, wait, by day; the first three of them, or fewer.

    Raises:
        UnknownNameError: the target is not in the graph; the hint names the near one.
        InvalidInputError: something that is no record, a graph of another rulebook, days in the
            wrong order, an assumption that breaks the record.
    Source: PP 11/2017 article 206 (gaps); what a statement holds is our own choice.
    """
    problems = []
    if not isinstance(employee, Employee):
        problems.append(Problem("employee", f"{type(employee).__name__} instead of Employee"))
    if not isinstance(graph, CareerGraph):
        problems.append(Problem("graph", f"{type(graph).__name__} instead of CareerGraph"))
    elif graph.rulebook is not rulebook:
        hint = "CareerGraph(positions, rulebook, as_of) with the rulebook of the statement"
        problems.append(Problem("graph", "was built with another rulebook", hint))
    if problems:
        raise InvalidInputError(problems)
    as_of = read_day(as_of, "as_of")
    until = add_months(as_of, HORIZON_MONTHS) if until is None else until
    post = read_target(target, graph, employee)
    if post.holder not in {None, employee.id}:  # that it is held may count, by whom may not
        post = attrs.evolve(post, holder=SOMEBODY)
    aim = post if isinstance(target, Post) else target
    routes = find_routes(employee, aim, as_of, until, graph=graph, assume=assume)
    strengths = assess_strengths(employee, as_of, rulebook=rulebook, post=post)
    standing = _standing(employee, as_of, rulebook)
    prospect = _prospect(employee, post, routes, rulebook)
    plan = None
    if catalogue is not None:
        plan = _plan(
            employee, prospect, strengths, until=until, catalogue=catalogue, rulebook=rulebook
        )
    actions = derive_actions(
        employee,
        findings=prospect.findings,
        routes=routes,
        route=prospect.route,
        strengths=strengths,
        plan=plan,
        rulebook=rulebook,
    )
    return Statement(
        employee=employee,
        as_of=as_of,
        until=until,
        rulebook=rulebook.name,
        standing=standing,
        strengths=strengths,
        prospect=prospect,
        missing=tuple(_missing(standing, strengths, prospect, rulebook)),
        actions=actions,
        plan=plan,
    )


def _standing(employee: Employee, as_of: dt.date, rulebook: Rulebook) -> Standing:
    now = employee.appointment_on(as_of)
    view = rulebook.view(employee, as_of)
    predicates = []
    for name in PREDICATES:
        found = view.get(name)
        text = rulebook.fact(name).text
        predicates.append((text, found if isinstance(found, Predikat) else None))
    pension, citations = _pension(employee, as_of, rulebook)
    return Standing(
        position=None if now is None else now.position,
        since=None if now is None else now.since,
        rank=employee.rank_on(as_of),
        predicates=tuple(predicates),
        pension=pension,
        citations=citations,
    )


def _pension(
    employee: Employee, as_of: dt.date, rulebook: Rulebook
) -> tuple[Score | None, tuple[Citation, ...]]:
    """Return the day that a rule on retirement gives, with its articles."""
    law = rulebook.law(as_of)
    for rule in rulebook.rules_for(Question.RETIRE, None, as_of):
        if law.rule_type(rule.name).kind is Kind.DAY:
            score = rulebook.score(rule, employee, as_of)
            return score, tuple(dict.fromkeys((rulebook.citation(rule), *cited((score.line,)))))
    return None, ()


def _prospect(employee: Employee, post: Post, routes: Routes, rulebook: Rulebook) -> Prospect:
    told = routes.outcome not in {Outcome.ALREADY, Outcome.RETIRED}
    as_of = routes.as_of
    findings: list[Finding] = []
    if told:
        asked = [
            rule
            for question in (Question.MOVE, Question.DEPART, Question.APPOINT)
            for rule in _flags(rulebook, question, post, as_of)
        ]
        findings = [rulebook.check(rule, employee, as_of, post=post) for rule in asked]
        findings.sort(key=lambda f: FAILURES_FIRST.index(f.truth))
    best = routes.best()
    verdict = Verdict(routes.outcome.value) if best is None else Verdict.LATER
    if told and not _flags(rulebook, Question.APPOINT, post, best.day if best else as_of):
        verdict = Verdict.UNJUDGED
    elif best is not None and (best.day, best.moves, best.assumed) == (as_of, 1, ()):
        verdict = Verdict.NOW
    judged: tuple[bool, ...] = ()
    if best is not None and verdict is Verdict.LATER:
        judged = tuple(
            bool(_flags(rulebook, Question.APPOINT, step.destination, step.day))
            for step in best.steps
        )
    return Prospect(verdict=verdict, findings=tuple(findings), routes=routes, judged=judged)


def _plan(
    employee: Employee,
    prospect: Prospect,
    strengths: Strengths,
    *,
    until: dt.date,
    catalogue: Catalogue,
    rulebook: Rulebook,
) -> Plan | None:
    """Return the plan for the route, or else for the target; None where all is learned."""
    route, as_of = prospect.route, strengths.as_of
    gap = None if strengths.target is None else strengths.target.gap
    if route is not None:
        needs = find_needs(route)
        last = route.steps[-1].day
        if not needs or last <= as_of:
            return None
        return draft_plan(employee, needs, as_of, last, catalogue=catalogue, rulebook=rulebook)
    if gap is None or not gap.to_mend:
        return None
    return draft_plan(employee, gap, as_of, until, catalogue=catalogue, rulebook=rulebook)


def _flags(rulebook: Rulebook, question: Question, post: Post, day: dt.date) -> tuple[Rule, ...]:
    """Return the rules that answer a question about a post with YES, NO or UNKNOWN."""
    law = rulebook.law(day)
    return tuple(
        rule
        for rule in rulebook.rules_for(question, post, day)
        if law.rule_type(rule.name).kind is Kind.FLAG
    )


def _missing(
    standing: Standing, strengths: Strengths, prospect: Prospect, rulebook: Rulebook
) -> Iterator[Missing]:
    """Yield what the record does not say, each once: what the answer needs comes first."""
    seen: set[object] = set()
    near = () if prospect.routes.nearest is None else prospect.routes.nearest.findings
    facts = [(name, f.text) for f in (*prospect.findings, *near) for name in unknown_facts(f)]
    if standing.pension is not None:
        facts += [(name, PENSION_USE) for name in standing.pension.missing]
    for name, use in facts:
        if name not in seen:
            text = rulebook.fact(name).text
            seen |= {name, text}
            yield Missing(name=name, text=text, needed_for=use)
    for point in strengths.points:
        if point.kind is PointKind.MISSING and not seen & {point.topic, point.text}:
            seen |= {point.topic, point.text}
            yield Missing(name=point.topic, text=point.text, needed_for=STRENGTHS_USE)
