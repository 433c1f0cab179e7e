"""Routes to a target: the earliest arrivals over time, exact although conditions accumulate."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from asn_career.errors import InvalidInputError, Problem
from asn_career.findings import Finding, Truth
from asn_career.paths.asking import BUDGET, Meter
from asn_career.paths.drawing import draw_mermaid
from asn_career.paths.graph import CareerGraph
from asn_career.paths.objectives import GAP, USUAL, names_of, order_by, read_objectives, unbeaten
from asn_career.paths.outcomes import Outcome, outcome_of, read_assumed, read_target
from asn_career.paths.routes import ADVICE, Obstacle, Route, Row, say_records
from asn_career.paths.search import Search
from asn_career.paths.tracing import Attempt, explain_none, explain_retired, trace_route
from asn_career.people import Employee, Record
from asn_career.positions import Position, Post
from asn_career.projection import read_span
from asn_career.terms import Text
from asn_career.values import show_day

__all__ = ["Routes", "find_routes"]

MAX_LIMIT: Final = 100
SCHEMA_VERSION: Final = 1


@attrs.frozen(kw_only=True)
class Routes:
    """The routes to a target, or why there is none.

    Attributes:
        employee: the id of the person.
        target: the post that is wanted.
        as_of: the first day of the search.
        until: its last day.
        rulebook: the name of the law.
        objectives: what was asked for; the first orders the routes.
        outcome: what the search ended with.
        routes: those that no other beats in what was asked for; of one objective the best by it.
        blocked: without a route, the conditions unmet in the attempt that came nearest; those
            marked ``always`` block every attempt.
        nearest: that attempt.
        findings: for a retired person, the rules that say so.
        assumed: all records that were assumed; each route lists those it needs.
        complete: whether the search ended before its budget did.
        steps: how many days were asked about.
        per_move: as how many levels a move counts for the smallest gap.
        widest: the most careers at one place in the search of which none was as good as another.
    """

    employee: str
    target: Post
    as_of: dt.date
    until: dt.date
    rulebook: str
    objectives: tuple[str, ...]
    outcome: Outcome
    routes: tuple[Route, ...] = ()
    blocked: tuple[Obstacle, ...] = ()
    nearest: Attempt | None = None
    findings: tuple[Finding, ...] = attrs.field(default=(), repr=False)
    assumed: tuple[Record, ...] = attrs.field(default=(), repr=False)
    complete: bool = True
    steps: int = 0
    per_move: int = 1
    widest: int = attrs.field(default=0, eq=False)

    def best(self, objective: str = "earliest") -> Route | None:
        """Return the best route by one objective, None without routes.

        Raises:
            InvalidInputError: another objective than those of `OBJECTIVES`.
        Source: none: our own choice.
        """
        order = order_by(read_objectives((objective,)), self.per_move)
        return min(self.routes, key=order, default=None)

    def verify(self) -> bool:
        """Check every route by itself, that none beats or repeats another, and the reasons if none.

        Source: none: our own choice.
        """
        if (self.outcome is Outcome.FOUND) is not bool(self.routes):
            return False
        order = order_by(self.objectives, self.per_move)
        if len(self.objectives) > 1:
            kept = list(unbeaten(self.routes, self.objectives, self.per_move))
            if kept != list(self.routes):
                return False
        elif len({names_of(route) for route in self.routes}) < len(self.routes):
            return False
        if list(self.routes) != sorted(self.routes, key=order):
            return False
        for route in self.routes:
            mine = route.employee.id == self.employee and route.target == self.target
            span = (route.as_of, route.until) == (self.as_of, self.until)
            if not (mine and span and route.verify()):
                return False
        asked = () if self.nearest is None else self.nearest.findings
        service = () if self.nearest is None else self.nearest.service
        explained = all(f.verify() for f in (*asked, *service, *self.findings))
        open_still = bool(asked) and not service and all(f.truth is Truth.YES for f in asked)
        open_still = open_still and self.nearest is not None and self.nearest.led
        return explained and not (open_still and self.outcome is Outcome.BLOCKED)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the routes as lines of text, or the reasons why there is none."""
        to = Text(id="Jalur ke", en="Routes to").say(lang)
        span = f"{show_day(self.as_of, lang)} – {show_day(self.until, lang)}"
        found = [f"{to} {self.target.position.name} ({span}): {self.outcome.text.say(lang)}"]
        for route in self.routes:
            found += [f"  {line}" for line in route.lines(lang)]
        for finding in self.findings:
            found += [f"  {line}" for line in finding.lines(lang)]
        if self.nearest is not None and self.blocked:
            near_by = Text(id="Yang paling dekat, per", en="The nearest attempt, on").say(lang)
            via = Text(id="lewat", en="by way of").say(lang)
            path = ", ".join(f"{key} ({show_day(day, lang)})" for key, day in self.nearest.steps)
            tail = f", {via} {path}" if path else ""
            found.append(f"  {near_by} {show_day(self.nearest.day, lang)}{tail}:")
            always = Text(id="menghalangi setiap jalur", en="blocks every route").say(lang)
            for one in self.blocked:
                mark = f" ({always})" if one.always else ""
                found.append(
                    f"    {'?' if one.truth is Truth.UNKNOWN else '-'} {one.text.say(lang)}{mark}"
                )
        if not self.complete:
            spent = Text(
                id="Pencarian berhenti karena anggaran langkah habis: mungkin ada jalur lain.",
                en="The search stopped because its step budget was spent: there may be more.",
            )
            found.append(f"  {spent.say(lang)}")
        return (*found, ADVICE.say(lang))

    def rows(self) -> list[Row]:
        """Return one flat row a step of a route."""
        return [
            {"employee": self.employee, "target": self.target.id, "route": number, **row}
            for number, route in enumerate(self.routes, 1)
            for row in route.rows()
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; days as ISO text."""
        return {
            "schema": SCHEMA_VERSION,
            "kind": "routes",
            "employee": self.employee,
            "target": self.target.id,
            "as_of": self.as_of.isoformat(),
            "until": self.until.isoformat(),
            "rulebook": self.rulebook,
            "objectives": list(self.objectives),
            "outcome": self.outcome.value,
            "complete": self.complete,
            "per_move": self.per_move,
            "routes": [route.as_dict() for route in self.routes],
            "blocked": [
                {
                    "rule": one.rule,
                    "key": one.key,
                    "truth": one.truth.value,
                    "always": one.always,
                    "text_id": one.text.id,
                    "text_en": one.text.en,
                }
                for one in self.blocked
            ],
            "assumed": list(say_records(self.assumed, "en")),
        }

    def to_mermaid(self, lang: str = "id") -> str:
        """Return the routes as Mermaid text, escaped: one chain a route, days on the arrows.

        Source: none: our own choice.
        """
        nodes, arrows = [], []
        for number, route in enumerate(self.routes):
            key = f"{number}.0"
            nodes.append((key, route.steps[0].origin.name))
            for at, step in enumerate(route.steps, 1):
                nodes.append((f"{number}.{at}", step.destination.position.name))
                arrows.append((key, f"{number}.{at}", show_day(step.day, lang), False))
                key = f"{number}.{at}"
        if not nodes:
            nodes = [("none", f"{self.target.position.name}: {self.outcome.text.say(lang)}")]
        return draw_mermaid(nodes, arrows)

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Return what a notebook shows: a picture where it can draw one, or else the lines."""
        del include, exclude
        picture = self.to_mermaid()
        return {
            "text/plain": str(self),
            "text/html": f"<pre>{html.escape(str(self))}</pre>",
            "text/markdown": f"```mermaid\n{picture}\n```",
            "text/vnd.mermaid": picture,
        }


def find_routes(
    employee: Employee,
    target: Post | Position | str,
    as_of: dt.date,
    until: dt.date,
    *,
    graph: CareerGraph,
    assume: Iterable[Record] = (),
    objectives: Sequence[str] = USUAL,
    per_move: int = 1,
    limit: int = 5,
    steps: int = BUDGET,
) -> Routes:
    """Find the routes of a person to a post that the law allows, by the earliest arrival.

    A step is made on a day on which every rule of moves and every rule of appointment to the post
    is YES, at least one day after the step before, while no rule says that the retirement age has
    come, neither before the step nor in the new post. Steps follow the last definitive
    appointment on file or assumed. Days, not months, are searched; the answer is exact.

    Args:
        employee: the record.
        target: a post, a position or the id of a position of the graph.
        as_of: the first day on which a step may be made.
        until: the last day.
        graph: the positions and the law.
        assume: future records that are taken for granted, as `assume_good_standing` names them.
        objectives: of ``earliest``, ``fewest_moves`` and ``smallest_gap`` (the levels to gain, each
            step from the standard of the post left): with several, the best by each and what no
            other route found beats in them; with one, the ``limit`` best by it, each with other
            posts on its way (they may come back to one that was left). The first one orders them.
        per_move: as how many levels a move counts for the smallest gap.
        limit: how many routes at most, 1-100; by one objective so many are searched for.
        steps: how many days may be asked about; then the result says that it was cut.

    Returns:
        The routes, or the outcome with its reasons: already held, retired, no present post,
        blocked by conditions, budget spent. Of routes that are equal in both objectives the one
        that was found first stands, by the ids of its posts.

    Raises:
        UnknownNameError: the target is not in the graph; the hint names the near one.
        InvalidInputError: days in the wrong order, an unknown objective, a wrong limit, an
            assumption that breaks the record; the smallest gap without standards to measure it by.
    Source: none: our own choice.
    """
    as_of, until = read_span(as_of, until)
    objectives = read_objectives(objectives)
    whole = (
        ("limit", limit, 1, MAX_LIMIT),
        ("steps", steps, 1, 10**9),
        ("per_move", per_move, 0, 10**6),
    )
    problems = [
        Problem(name, f"{value!r:.40} is not a whole number from {least} to {most}")
        for name, value, least, most in whole
        if type(value) is not int or not least <= value <= most
    ]
    post = read_target(target, graph, employee)
    person, assumed = read_assumed(employee, assume)
    if GAP in objectives:
        problems += _lacking_standards(person, post, as_of)
    if problems:
        raise InvalidInputError(problems)
    objectives = tuple(dict.fromkeys(objectives))
    meter = Meter(limit=steps)
    span = (as_of, until)
    if len(objectives) == 1:
        wanted: list[tuple[str | None, int]] = [(objectives[0], limit)]
    else:
        both = set(USUAL) <= set(objectives)
        wanted = [(None if both else next(o for o in objectives if o in USUAL), 1)]
        wanted += [(GAP, 1)] if GAP in objectives else []
    searches = [
        Search(graph, person, post, span, objective=o, limit=k, per_move=per_move, meter=meter)
        for o, k in wanted
    ]
    outcomes = [outcome_of(search, target) for search in searches]
    search, outcome = searches[0], outcomes[0]
    found: Sequence[Route] = ()
    findings: tuple[Finding, ...] = ()
    nearest: Attempt | None = None
    blocked: tuple[Obstacle, ...] = ()
    if outcome is Outcome.FOUND:
        ways = [(one, way) for one in searches for way in one.found]
        traced = [trace_route(one, way, employee, assumed) for one, way in ways]
        order = order_by(objectives, per_move)
        found = sorted(traced, key=order)
        if len(objectives) > 1:
            found = list(unbeaten(found, objectives, per_move))
    elif outcome is Outcome.RETIRED:
        findings = explain_retired(search)
    elif outcome is not Outcome.ALREADY:
        nearest, blocked = explain_none(search)
    return Routes(
        employee=employee.id,
        target=post,
        as_of=as_of,
        until=until,
        rulebook=graph.rulebook.name,
        objectives=objectives,
        outcome=outcome,
        routes=tuple(found[:limit]),
        blocked=blocked,
        nearest=nearest,
        findings=findings,
        assumed=assumed,
        complete=search.complete,
        steps=meter.asked,
        per_move=per_move,
        widest=max(one.widest for one in searches),
    )


def _lacking_standards(person: Employee, target: Post, day: dt.date) -> Iterator[Problem]:
    held = person.appointment_on(day)
    hint = "the smallest gap is measured between the standards of positions"
    if held is not None and held.position.standard is None:
        yield Problem("employee", f"{held.position.id!r:.40}, which is held, has no standard", hint)
    if target.position.standard is None:
        yield Problem("target", f"{target.position.id!r:.40} has no standard", hint)
