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
from collections.abc import Callable, Sequence

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
from asn_career.paths.nearing import levels_short
from asn_career.people import Record

AS_OF, UNTIL = dt.date(2026, 11, 21), dt.date(2036, 11, 21)
ANY = Text(id="-", en="-")
MOVES = 10


@attrs.frozen
class Line:
    """What was measured: medians of seconds, or rates of growth, and the bound on their ratio."""

    name: str
    ours: float
    peer: float
    bound: float
    note: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the bound is kept."""
        return self.ours <= self.bound * self.peer

    def __str__(self) -> str:
        """Return the line of a table."""
        mark = "" if self.is_kept else "  OVER"
        times = f"{self.ours * 1e3:10.1f} {self.peer * 1e3:10.1f} {self.ours / self.peer:8.2f}"
        return f"{self.name:52} {times} {self.bound:6.2f}{mark}  {self.note}"


def timed(call: Callable[[], object]) -> float:
    """Return the seconds of a call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def race(
    ours: Callable[[str], object], theirs: Callable[[str], object], targets: Sequence[str]
) -> tuple[float, float]:
    """Return the medians of the seconds of both, which take turns, with one target a round."""
    times = [(timed(lambda: ours(t)), timed(lambda: theirs(t))) for t in targets]  # noqa: B023
    mine, peers = zip(*times, strict=True)
    return statistics.median(mine), statistics.median(peers)


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


def other_targets(size: int, rounds: int) -> list[str]:
    """Return as many positions as there are rounds, far apart."""
    return [f"p-{size - 1 - i * (size // (rounds + 1))}" for i in range(rounds)]


def bench_plain(size: int, rounds: int) -> list[Line]:
    """Measure routes where nothing accumulates against Dijkstra from one source."""
    graph = random_graph(size)
    peer, person = as_networkx(graph), person_at(graph.position("p-0"))

    def ours(objective: str) -> Callable[[str], Routes]:
        return lambda target: find_routes(
            person, target, AS_OF, UNTIL, graph=graph, objectives=(objective,), limit=1
        )

    last = f"p-{size // 2}"
    for objective, weight in (("smallest_gap", "weight"), ("earliest", None)):
        best = ours(objective)(last).best(objective)
        cost = nx.shortest_path_length(peer, "p-0", last, weight=weight)
        assert best.verify()
        assert best.moves + (best.levels if weight else 0) == cost, "the ways disagree"
    found = []
    for objective in ("earliest", "smallest_gap"):
        mine, plain = race(
            ours(objective),
            lambda _: nx.single_source_dijkstra(peer, "p-0"),
            other_targets(size, rounds),
        )
        found.append(Line(f"{size:,} positions, {objective} / Dijkstra", mine, plain, 3.0))
    return found


def bench_best(size: int, rounds: int) -> list[Line]:
    """Measure the ten best routes against the ten shortest paths, by levels to gain."""
    graph = random_graph(size)
    peer, person = as_networkx(graph), person_at(graph.position("p-0"))

    def ours(target: str) -> Routes:
        return find_routes(
            person, target, AS_OF, UNTIL, graph=graph, objectives=("smallest_gap",), limit=10
        )

    def theirs(target: str) -> list[list[str]]:
        paths = nx.shortest_simple_paths(peer, "p-0", target, weight="weight")
        return list(itertools.islice(paths, 10))

    last = f"p-{size // 2}"
    routes = ours(last)
    assert routes.verify()
    expected = [nx.path_weight(peer, path, "weight") for path in theirs(last)]
    assert [r.moves + r.levels for r in routes.routes] == expected, "the ways disagree"
    new = race(ours, theirs, other_targets(size, rounds))
    kept = race(ours, theirs, [last] * rounds)
    label = f"{size:,} positions, ten best"
    return [
        Line(f"{label} / shortest_simple_paths", *new, 0.2, "another target each round"),
        Line(f"{label}, distances kept", *kept, 0.2, "the same target each round"),
    ]


def law_world(size: int) -> tuple[CareerGraph, Employee, tuple[Record, ...], list[Position]]:
    """Return a nomenclature of a city, so many positions, someone in it, and posts to aim at."""
    city, law = samples.surakarta(employees=600), national_rulebook()
    dice = random.Random(7)  # noqa: S311 - invented data
    kinds = list({p.position.id: p.position for p in city.posts}.values())
    copies = [attrs.evolve(kinds[i % len(kinds)], id=f"p-{i}") for i in range(size)]
    leads = {p.id: [f"p-{dice.randrange(size)}" for _ in range(MOVES)] for p in copies}
    graph = CareerGraph(copies, law, AS_OF, leads=leads)
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
    return graph, person, hope, [p for p in copies if p.level is PositionLevel.JPT_PRATAMA]


def bench_law(size: int, rounds: int) -> list[Line]:
    """Measure routes under the shipped law to several posts, reached or not."""
    graph, person, hope, goals = law_world(size)
    targets = [p.id for p in goals[:: max(1, len(goals) // (2 * rounds))][: 2 * rounds]]
    here = person.appointment_on(AS_OF).position.id
    peer = nx.DiGraph([(a, b) for a, led in graph.leads.items() for b in led])
    reached, labels, asked, times = 0, [], [], []
    for target in targets:

        def ours(target: str = target) -> Routes:
            return find_routes(person, target, AS_OF, UNTIL, graph=graph, assume=hope)

        routes = ours()
        assert routes.complete
        assert routes.verify()
        reached += bool(routes.routes)
        labels.append(routes.widest)
        asked.append(routes.steps)
        times.append((timed(ours), timed(lambda: nx.single_source_dijkstra(peer, here))))
    mine, peers = zip(*times, strict=True)
    plain = statistics.median(peers)
    note = f"{len(targets)} targets, {reached} reached, at most {max(asked):,} days asked"
    label = f"{size:,} positions, the law"
    return [
        Line(f"{label} / Dijkstra, median", statistics.median(mine), plain, 50.0, note),
        Line(f"{label} / Dijkstra, slowest", max(mine), plain, 50.0),
        Line(f"{label}, labels a node, median / 1", statistics.median(labels), 1.0, 32.0),
        Line(f"{label}, labels a node, most / 1", max(labels), 1.0, 32.0),
    ]


def bench_growth(rounds: int) -> list[Line]:
    """Measure the growth from 1,000 to 100,000 positions, ours and Dijkstra's, by n log n."""
    small, large = 1_000, 100_000
    before, after = bench_plain(small, rounds), bench_plain(large, rounds)
    growth = large * math.log(large) / (small * math.log(small))
    found = [*after]
    for less, more in zip(before, after, strict=True):
        mine, theirs = more.ours / less.ours / growth, more.peer / less.peer / growth
        label = f"{less.name.split(', ')[1].split(' /')[0]}, growth {small:,} to {large:,}"
        found += [
            Line(f"{label} / n log n", mine / 1e3, 1e-3, 1.0),
            Line(f"{label} / Dijkstra's", mine / 1e3, theirs / 1e3, 1.0),
        ]
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--positions", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--growth", action="store_true")
    options = parser.parse_args()
    print(f"{'':52} {'ours, ms':>10} {'peer, ms':>10} {'ratio':>8} {'bound':>6}")
    over = 0
    for bench in (bench_plain, bench_best, bench_law):
        for line in bench(options.positions, options.rounds):
            over += not line.is_kept
            print(line, flush=True)
    for line in bench_growth(3) if options.growth else ():
        over += not line.is_kept
        print(line, flush=True)
    sys.exit(over)
