"""Routes over large graphs, against networkx on the same nodes and moves."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import routes
from row import Row, Work

from asn_career import find_routes


def one_best(objective: str, size: int) -> tuple[Any, Any, Any]:
    """Return our call, the graph of networkx and the target, where nothing accumulates."""
    graph = routes.random_graph(size)
    person, target = routes.person_at(graph.position("p-0")), f"p-{size - 1}"

    def ours(limit: int) -> Any:  # noqa: ANN401 - the routes
        return find_routes(
            person,
            target,
            routes.AS_OF,
            routes.UNTIL,
            graph=graph,
            objectives=(objective,),
            limit=limit,
        )

    return ours, routes.as_networkx(graph), target


def earliest(size: int) -> Work:
    """Find the earliest arrival; networkx the distances from the same source."""
    ours, peer, _ = one_best("earliest", size)
    return lambda: ours(1), lambda: nx.single_source_dijkstra(peer, "p-0")


def smallest_gap(size: int) -> Work:
    """Find the route with the fewest levels to gain; networkx the distances."""
    ours, peer, target = one_best("smallest_gap", size)
    return lambda: ours(1), lambda: nx.single_source_dijkstra(peer, "p-0")[0][target]


def ten_best(size: int) -> Work:
    """Find the ten best routes by levels to gain."""
    ours, peer, target = one_best("smallest_gap", size)

    def theirs() -> list[float]:
        paths = nx.shortest_simple_paths(peer, "p-0", target, weight="weight")
        return [nx.path_weight(peer, p, "weight") for p in itertools.islice(paths, 10)]

    return lambda: ours(10), theirs


def under_law(size: int) -> Work:
    """Find the routes of somebody to eight posts under the shipped law, reached or not."""
    graph, person, hope, goals = routes.law_world(size)
    targets = [p.id for p in goals[:: max(1, len(goals) // TARGETS)][:TARGETS]]
    here = person.appointment_on(routes.AS_OF).position.id
    peer = nx.DiGraph([(a, b) for a, led in graph.leads.items() for b in led])
    asked = {"graph": graph, "assume": hope}

    def ours() -> list[Any]:
        return [find_routes(person, t, routes.AS_OF, routes.UNTIL, **asked) for t in targets]

    return ours, lambda: [nx.single_source_dijkstra(peer, here) for _ in targets]


def labels(found: list[Any]) -> str:
    """Return how many posts are reached, and how many labels there were at a node."""
    reached, widest = sum(bool(one.routes) for one in found), sorted(one.widest for one in found)
    middle = widest[len(widest) // 2]
    return f"{reached} of {len(found)} reached; labels a node: median {middle}, most {widest[-1]}"


def cost(route: Any) -> int:  # noqa: ANN401 - a route
    """Return what a route costs by levels to gain and moves."""
    return int(route.levels + route.moves)


TARGETS = 8
DISTANCES = "networkx.single_source_dijkstra: distances alone"
ROWS = (
    Row(
        name="route-earliest",
        text="the earliest arrival in a career pattern, ten moves from each position",
        peer=DISTANCES,
        work=earliest,
        sizes=(1_000, 10_000, 100_000),
        of="positions",
        ratio=3,
        at=10_000,
    ),
    Row(
        name="route-gap",
        text="the route with the fewest levels to gain",
        peer=DISTANCES,
        work=smallest_gap,
        agree=lambda ours, theirs: cost(ours.best("smallest_gap")) == theirs,
        sizes=(1_000, 10_000, 100_000),
        of="positions",
        ratio=3,
        at=10_000,
    ),
    Row(
        name="route-ten-best",
        text="the ten best routes by levels to gain",
        peer="networkx.shortest_simple_paths",
        work=ten_best,
        agree=lambda ours, theirs: [cost(r) for r in ours.routes] == theirs,
        sizes=(1_000, 10_000),
        of="positions",
        ratio=1 / 5,
    ),
    Row(
        name="route-law",
        text="routes to eight posts under the shipped law",
        peer=DISTANCES,
        work=under_law,
        note=labels,
        sizes=(1_000, 10_000),
        of="positions",
        ratio=50,
    ),
)
