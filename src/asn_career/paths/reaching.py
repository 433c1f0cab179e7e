"""Where a person can go at all, and who can come: the earliest day of each."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import attrs

from asn_career.errors import InvalidInputError, Problem, UnknownNameError
from asn_career.paths.asking import BUDGET, Meter
from asn_career.paths.best import Known
from asn_career.paths.finding import Routes, find_routes
from asn_career.paths.graph import CareerGraph
from asn_career.paths.moving import post_of
from asn_career.paths.outcomes import Outcome, outcome_of, read_assumed, read_target
from asn_career.paths.routes import ADVICE, Row
from asn_career.paths.search import Search
from asn_career.people import Employee, Record
from asn_career.positions import Position, Post
from asn_career.projection import read_span
from asn_career.terms import PositionLevel, Text
from asn_career.values import show_day

__all__ = ["Feeders", "Reach", "Reachable", "find_feeders", "find_reachable"]

Assume: TypeAlias = Iterable[Record] | Callable[[Employee], Iterable[Record]]
"""Records that are assumed, the same for all, or made for each person."""


@attrs.frozen(kw_only=True)
class Reach:
    """A position that can be reached, or a person who can reach one: the earliest day.

    Attributes:
        employee: the id of the person.
        position: the id of the position.
        level: its class.
        day: the earliest day of arrival.
        moves: the fewest moves with which that day is reached.
    """

    employee: str
    position: str
    level: PositionLevel
    day: dt.date
    moves: int

    def row(self) -> Row:
        """Return the reach as a flat row."""
        return {**attrs.asdict(self), "level": self.level.value}


@attrs.frozen(kw_only=True)
class Reachable:
    """The positions that a person can reach, by day, then in the order of the classes, then by id.

    Attributes:
        employee: the id of the person.
        as_of: the first day of the search.
        until: its last day.
        items: a reach for each position; the one held now is not among them.
        closed: the ids of the positions that are not reached by then.
        complete: whether no search spent its budget.
    """

    employee: str
    as_of: dt.date
    until: dt.date
    items: tuple[Reach, ...]
    closed: tuple[str, ...]
    complete: bool
    _check: Callable[[str], Routes] = attrs.field(alias="check", eq=False, repr=False)

    @property
    def levels(self) -> dict[PositionLevel, dt.date]:
        """The earliest day of each class that can be reached, by day."""
        found: dict[PositionLevel, dt.date] = {}
        for item in self.items:
            found.setdefault(item.level, item.day)
        return found

    def verify(self) -> bool:
        """Find the route to each position and re-read it."""
        return all(_agrees(item, self._check(item.position)) for item in self.items)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the classes with the earliest day of each and the positions by then."""
        head = Text(id="Dapat dicapai", en="Can be reached").say(lang)
        span = f"{show_day(self.as_of, lang)} – {show_day(self.until, lang)}"
        found = [f"{head} ({span}): {len(self.items)}"]
        for level, day in self.levels.items():
            number = sum(item.level is level for item in self.items)
            found.append(f"  {level.text.say(lang)}: {show_day(day, lang)} ({number})")
        return (*found, ADVICE.say(lang))

    def rows(self) -> list[Row]:
        """Return one flat row a position."""
        return [item.row() for item in self.items]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; days as ISO text."""
        return {
            "schema": 1,
            "kind": "reachable",
            "employee": self.employee,
            "as_of": self.as_of.isoformat(),
            "until": self.until.isoformat(),
            "complete": self.complete,
            "items": [{**item.row(), "day": item.day.isoformat()} for item in self.items],
            "closed": list(self.closed),
        }


@attrs.frozen(kw_only=True)
class Feeders:
    """The people who can reach a target, by day, then by id; and how many cannot, and why.

    Attributes:
        target: the post that is wanted.
        as_of: the first day of the search.
        until: its last day.
        items: a reach for each person who can.
        others: how many cannot, by the outcome of their search.
        complete: whether no search spent its budget.
    """

    target: Post
    as_of: dt.date
    until: dt.date
    items: tuple[Reach, ...]
    others: dict[Outcome, int]
    complete: bool
    _check: Callable[[str], Routes] = attrs.field(alias="check", eq=False, repr=False)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the people who can, in the order of the items."""
        return tuple(item.employee for item in self.items)

    def explain(self, id: str) -> Routes:
        """Return the routes of one person, or why there is none; nobody else is named.

        Raises:
            UnknownNameError: the person was not among those asked about.
        """
        return self._check(id)

    def verify(self) -> bool:
        """Find the route of each person and re-read it."""
        return all(_agrees(item, self._check(item.employee)) for item in self.items)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return how many can by when, and how many cannot for which reason."""
        head = Text(id="Dapat mencapai", en="Can reach").say(lang)
        span = f"{show_day(self.as_of, lang)} – {show_day(self.until, lang)}"
        found = [f"{head} {self.target.position.name} ({span}): {len(self.items)}"]
        found += [
            f"  {item.employee}: {show_day(item.day, lang)} ({item.moves})" for item in self.items
        ]
        found += [f"  {why.text.say(lang)}: {n}" for why, n in self.others.items()]
        return (*found, ADVICE.say(lang))

    def rows(self) -> list[Row]:
        """Return one flat row a person who can."""
        return [item.row() for item in self.items]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; days as ISO text."""
        return {
            "schema": 1,
            "kind": "feeders",
            "target": self.target.id,
            "as_of": self.as_of.isoformat(),
            "until": self.until.isoformat(),
            "complete": self.complete,
            "items": [{**item.row(), "day": item.day.isoformat()} for item in self.items],
            "others": {why.value: number for why, number in self.others.items()},
        }


def _agrees(item: Reach, routes: Routes) -> bool:
    best = routes.best()
    found = None if best is None else (best.day, best.moves)
    return routes.verify() and found == (item.day, item.moves)


def find_reachable(
    employee: Employee,
    as_of: dt.date,
    until: dt.date,
    *,
    graph: CareerGraph,
    assume: Iterable[Record] = (),
    steps: int = BUDGET,
) -> Reachable:
    """Find every position of the graph that a person can reach, and the earliest day.

    Positions that agree in everything but id and name are searched once.

    Args:
        employee: the record.
        as_of: the first day on which a step may be made.
        until: the last day.
        graph: the positions and the law.
        assume: future records that are taken for granted.
        steps: how many days may be asked about for each position.

    Returns:
        A reach for each position, the position held now left out; and the rest.

    Raises:
        InvalidInputError: days in the wrong order, an assumption that breaks the record.
    Source: none: our own choice.
    """
    as_of, until = read_span(as_of, until)
    person, assumed = read_assumed(employee, assume)
    held = person.appointment_on(as_of)
    alike: dict[Position, list[Position]] = {}
    for position in graph.positions:
        if held is None or position.id != held.position.id:
            alike.setdefault(attrs.evolve(position, id="-", name="-"), []).append(position)
    items: list[Reach] = []
    closed: list[str] = []
    complete = True
    unit = "-" if held is None else held.unit
    known = Known()
    for positions in alike.values():
        post, meter = post_of(positions[0], unit), Meter(limit=steps)
        search = Search(
            graph,
            person,
            post,
            (as_of, until),
            objective="earliest",
            meter=meter,
            known=known,
        ).run()
        complete = complete and search.complete
        if not search.found:
            closed += [position.id for position in positions]
            continue
        way = search.found[0]
        items += [
            Reach(
                employee=employee.id,
                position=position.id,
                level=position.level,
                day=way.day,
                moves=way.moves,
            )
            for position in positions
        ]

    def check(position: str) -> Routes:
        return find_routes(
            employee, position, as_of, until, graph=graph, assume=assumed, steps=steps
        )

    return Reachable(
        employee=employee.id,
        as_of=as_of,
        until=until,
        items=tuple(sorted(items, key=lambda i: (i.day, i.level.order, i.position))),
        closed=tuple(sorted(closed)),
        complete=complete,
        check=check,
    )


def find_feeders(
    employees: Iterable[Employee],
    target: Post | Position | str,
    as_of: dt.date,
    until: dt.date,
    *,
    graph: CareerGraph,
    assume: Assume = (),
    steps: int = BUDGET,
) -> Feeders:
    """Find who can reach a post, and the earliest day of each.

    Args:
        employees: the records; an empty pool is an empty result.
        target: a post, a position or the id of a position of the graph.
        as_of: the first day on which a step may be made.
        until: the last day.
        graph: the positions and the law.
        assume: future records that are taken for granted, or a function that names them for a
            record, such as one that calls `assume_good_standing`.
        steps: how many days may be asked about for each person.

    Returns:
        A reach for each person who can; for the others a count by outcome.

    Raises:
        UnknownNameError: the target is not in the graph.
        InvalidInputError: two people with one id, days in the wrong order, an assumption that
            breaks a record.
    Source: none: our own choice.
    """
    as_of, until = read_span(as_of, until)
    people: dict[str, Employee] = {}
    problems = []
    for i, employee in enumerate(employees):
        if people.setdefault(employee.id, employee) is not employee:
            problems.append(Problem(f"employees[{i}].id", f"{employee.id!r:.40} is given twice"))
    if problems:
        raise InvalidInputError(problems)
    shared: Sequence[Record] = () if callable(assume) else tuple(assume)

    def check(id: str) -> Routes:
        if id not in people:
            raise UnknownNameError("employee", id, people)
        person = people[id]
        assumed = assume(person) if callable(assume) else shared
        return find_routes(person, target, as_of, until, graph=graph, assume=assumed, steps=steps)

    items: list[Reach] = []
    others: Counter[Outcome] = Counter()
    complete = True
    post = None
    for id in sorted(people):
        person, _ = read_assumed(people[id], assume(people[id]) if callable(assume) else shared)
        post = read_target(target, graph, person)
        meter = Meter(limit=steps)
        search = Search(graph, person, post, (as_of, until), objective="earliest", meter=meter)
        outcome = outcome_of(search, target)
        complete = complete and search.complete
        if outcome is not Outcome.FOUND:
            others[outcome] += 1
            continue
        best = search.found[0]
        level = post.position.level
        items.append(
            Reach(
                employee=id,
                position=post.position.id,
                level=level,
                day=best.day,
                moves=best.moves,
            )
        )
    if post is None:  # an empty pool
        post = _target_alone(target, graph)
    return Feeders(
        target=post,
        as_of=as_of,
        until=until,
        items=tuple(sorted(items, key=lambda i: (i.day, i.employee))),
        others={outcome: others[outcome] for outcome in Outcome if others[outcome]},
        complete=complete,
        check=check,
    )


def _target_alone(target: Post | Position | str, graph: CareerGraph) -> Post:
    if isinstance(target, Post):
        graph.position(target.position.id)
        return target
    return post_of(graph.position(target if isinstance(target, str) else target.id))
