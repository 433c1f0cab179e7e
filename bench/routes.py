"""Routes over large graphs: ours against networkx on the same nodes and moves, in one run.

    python bench/routes.py [--positions 10000] [--rounds 5]

Ours answers with a route, its days and its findings; networkx with distances alone.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import math
import random
import statistics
import sys
import time
from collections.abc import Callable

import attrs
import networkx as nx

from asn_career import (
    Appointment,
    CareerGraph,
    CompetencyProfile,
    Const,
    Employee,
    Evidence,
    Instrument,
    IsOneOf,
    Position,
    PositionKind,
    PositionLevel,
    Question,
    Routes,
    Rule,
    Rulebook,
    Status,
    Text,
    ValueType,
    assume_good_standing,
    find_routes,
    national_rulebook,
    samples,
)
from asn_career.paths.asking import Meter
from asn_career.paths.finding import read_assumed, read_target
from asn_career.paths.nearing import levels_short
from asn_career.paths.search import Search

AS_OF, UNTIL = dt.date(2026, 11, 21), dt.date(2036, 11, 21)
ANY = Text(id="-", en="-")
MOVES = 10
STEPS = 100_000  # the budget that is usual would end the search under the law


def timed(call: Callable[[], object], rounds: int) -> float:
    """Return the median of the seconds of a call."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def plain_book() -> Rulebook:
    """Return a law of one rule that lets everybody move: nothing accumulates."""
    level = next(f for f in national_rulebook().facts() if f.name == "level")
    everywhere = Const(frozenset(PositionLevel), ValueType.several(PositionLevel))
    rule = Rule(
        name="bench.move",
        text=ANY,
        question=Question.MOVE,
        node=IsOneOf(level, everywhere),
        source="bench:1",
        since=dt.date(2020, 1, 1),
    )
    register = {
        "bench": Instrument(
            id="bench",
            short="bench",
            title=ANY,
            evidence=Evidence.PRIMARY,
            published=dt.date(2020, 1, 1),
        )
    }
    return Rulebook.build("bench", instruments=register, tables={}, facts=(level,), rules=(rule,))


def random_graph(size: int, seed: int = 7) -> CareerGraph:
    """Return a graph of positions with standards and ten random moves from each."""
    dice = random.Random(seed)  # noqa: S311 - invented data
    keys = [f"C.{i}" for i in range(5)]
    positions = [
        Position(
            id=f"p-{i}",
            name=f"p-{i}",
            kind=PositionKind.PELAKSANA,
            standard=CompetencyProfile.of({key: dice.randint(0, 5) for key in keys}),
        )
        for i in range(size)
    ]
    leads = {p.id: [f"p-{dice.randrange(size)}" for _ in range(MOVES)] for p in positions}
    return CareerGraph(positions, plain_book(), AS_OF, leads=leads)


def as_networkx(graph: CareerGraph) -> nx.DiGraph:
    """Return the moves of a career pattern with the levels to gain as weights."""
    found = nx.DiGraph()
    for a, led in graph.leads.items():
        for b in led:
            short = levels_short(graph.position(a), graph.position(b))
            found.add_edge(a, b, weight=1 + short)
    return found


def person_at(position: Position) -> Employee:
    """Return somebody who holds a position."""
    held = Appointment(position=position, unit="u-1", since=dt.date(2020, 1, 1))
    birth = dt.date(1990, 1, 1)
    return Employee(id="E-1", birth_date=birth, status=Status.PNS, appointments=(held,))


def bench_plain(size: int, rounds: int) -> list[tuple[str, float, float, float]]:
    """Measure routes where nothing accumulates against Dijkstra from one source."""
    graph = random_graph(size)
    peer, person, target = as_networkx(graph), person_at(graph.position("p-0")), f"p-{size - 1}"

    def ours(objective: str) -> Callable[[], object]:
        return lambda: find_routes(
            person, target, AS_OF, UNTIL, graph=graph, objectives=(objective,), limit=1
        )

    best = ours("smallest_gap")().best("smallest_gap")
    cost = nx.dijkstra_path_length(peer, "p-0", target)
    assert best.levels + best.moves == cost, "the ways disagree"
    assert best.verify()
    plain = timed(lambda: nx.single_source_dijkstra(peer, "p-0"), rounds)
    label = f"{size:,} positions"
    return [
        (f"{label}, earliest / Dijkstra", timed(ours("earliest"), rounds), plain, 3.0),
        (f"{label}, smallest gap / Dijkstra", timed(ours("smallest_gap"), rounds), plain, 3.0),
    ]


def bench_best(size: int, rounds: int) -> list[tuple[str, float, float, float]]:
    """Measure the ten best routes against the ten shortest paths, by levels and by moves."""
    graph = random_graph(size)
    peer, person, target = as_networkx(graph), person_at(graph.position("p-0")), f"p-{size - 1}"
    found = []
    for objective, weight in (("smallest_gap", "weight"), ("fewest_moves", None)):

        def ours(objective: str = objective) -> Routes:
            return find_routes(
                person, target, AS_OF, UNTIL, graph=graph, objectives=(objective,), limit=10
            )

        def theirs(weight: str | None = weight) -> list[list[str]]:
            paths = nx.shortest_simple_paths(peer, "p-0", target, weight=weight)
            return list(itertools.islice(paths, 10))

        routes = ours()
        assert routes.verify()
        costs = [r.moves + (r.levels if weight else 0) for r in routes.routes]
        expected = [nx.path_weight(peer, p, weight) if weight else len(p) - 1 for p in theirs()]
        assert costs == expected, "the ways disagree"
        label = f"{size:,} positions, ten best by {objective} / shortest_simple_paths"
        found.append((label, timed(ours, rounds), timed(theirs, rounds), 0.2))
    return found


def bench_law(size: int, rounds: int) -> list[tuple[str, float, float, float]]:
    """Measure a route under the shipped law over a nomenclature as large as that."""
    city, law = samples.surakarta(employees=600), national_rulebook()
    dice = random.Random(7)  # noqa: S311 - invented data
    kinds = list({p.position.id: p.position for p in city.posts}.values())
    copies = [attrs.evolve(kinds[i % len(kinds)], id=f"p-{i}") for i in range(size)]
    leads = {p.id: [f"p-{dice.randrange(size)}" for _ in range(MOVES)] for p in copies}
    graph = CareerGraph(copies, law, AS_OF, leads=leads)
    target = next(p for p in copies if p.level is PositionLevel.JPT_PRATAMA)
    here = next(p for p in copies if p.level is PositionLevel.PENGAWAS)
    person = next(
        p
        for p in city.employees
        if (held := p.appointment_on(AS_OF)) is not None and held.position.level is here.level
    )
    last = attrs.evolve(person.appointments[-1], position=here)
    person = attrs.evolve(person, appointments=(*person.appointments[:-1], last))
    levels = {PositionLevel.ADMINISTRATOR, PositionLevel.JPT_PRATAMA}
    steps = {p.level: p for p in kinds if p.level in levels}.values()
    hope = assume_good_standing(person, AS_OF, UNTIL, positions=steps)
    peer = nx.DiGraph([(a, b) for a, led in leads.items() for b in led])

    def ours() -> object:
        return find_routes(person, target, AS_OF, UNTIL, graph=graph, assume=hope, steps=STEPS)

    routes = ours()
    assert routes.verify()
    whole, _ = read_assumed(person, hope)
    search = Search(
        graph, whole, read_target(target, graph, whole), (AS_OF, UNTIL), meter=Meter(STEPS)
    ).run()
    plain = timed(lambda: nx.single_source_dijkstra(peer, here.id), rounds)
    label = f"{size:,} positions, the law ({routes.outcome.value}), at most {search.widest} labels"
    return [(f"{label} / Dijkstra", timed(ours, rounds), plain, 50.0)]


def bench_routes(size: int, rounds: int) -> list[tuple[str, float, float, float]]:
    """Return what was measured, ours, the peer's and the bound; growth against n log n last."""
    small = max(100, size // 10)
    found = [*bench_plain(size, rounds), *bench_best(size, rounds), *bench_law(size, rounds)]
    before = bench_plain(small, rounds)
    growth = size * math.log(size) / (small * math.log(small))
    for (name, ours, _, _), (_, less, _, _) in zip(found[:2], before[:2], strict=True):
        found.append((f"{name.split(' /')[0]}, growth / n log n", ours, less * growth, 1.0))
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--positions", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    broken = 0
    for name, ours, peer, bound in bench_routes(options.positions, options.rounds):
        broken += ours > bound * peer
        mark = "" if ours <= bound * peer else "  OVER"
        print(
            f"{name:68} {ours * 1e3:9.1f} ms {peer * 1e3:9.1f} ms {ours / peer:7.2f} {bound}{mark}"
        )
    sys.exit(broken)
