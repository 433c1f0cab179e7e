"""What searches rest on: distances by number, steps made fast, readings shared by posts alike."""

import datetime as dt
import random

import attrs
import networkx as nx
import pytest
from cities import AS_OF, CITY, LAW, UNTIL, at_level, good, graph_of, head_of

from asn_career import (
    Appointment,
    Capacity,
    CareerGraph,
    CompetencyProfile,
    InvalidInputError,
    Position,
    PositionKind,
    PositionLevel,
    Post,
    find_routes,
    projection,
)
from asn_career.paths.lay import FAR
from asn_career.paths.moving import appoint
from asn_career.paths.nearing import levels_short
from asn_career.paths.watching import WatchedPost

KINDS = (PositionKind.PELAKSANA, PositionKind.PENGAWAS, PositionKind.ADMINISTRATOR)


def pattern(seed, size=40):
    """Return a graph of positions with a random career pattern; some have no standard."""
    dice = random.Random(seed)  # noqa: S311 - no secret

    def standard():
        levels = {key: dice.randint(0, 5) for key in ("M.01", "M.02", "M.03")}
        return CompetencyProfile.of(levels) if dice.random() < 0.9 else None

    positions = [
        Position(id=f"p-{i}", name=f"p-{i}", kind=dice.choice(KINDS), standard=standard())
        for i in range(size)
    ]
    leads = {p.id: [f"p-{dice.randrange(size)}" for _ in range(3)] for p in positions}
    return CareerGraph(positions, LAW, AS_OF, leads=leads), dice


@pytest.mark.parametrize("seed", range(10))
def test_distances_to_a_target_are_those_of_networkx(seed):
    graph, dice = pattern(seed)
    lay, levels = graph.lay, [PositionLevel(kind.value) for kind in KINDS]
    pairs = frozenset((a, b) for a in levels for b in levels if dice.random() < 0.8)
    stays = {pair: dice.randint(1, 900) for pair in pairs if dice.random() < 0.5}
    last = {level: dice.randint(1, 900) for level in levels[:2]}
    target = lay.at["p-7"]
    peer = nx.DiGraph()
    peer.add_nodes_from(range(len(graph.positions)))
    for a, led in graph.leads.items():
        for b in led:
            here, there = graph.position(a), graph.position(b)
            if (here.level, there.level) in pairs:
                days = stays.get((here.level, there.level), 1)
                days = last.get(here.level, 1) if lay.at[b] == target else days
                short = levels_short(here, there)
                peer.add_edge(lay.at[b], lay.at[a], days=days, short=short)

    def lengths(weight):
        return dict(nx.single_source_dijkstra_path_length(peer, target, weight=weight))

    def gain(_a, _b, move):
        return None if move["short"] is None else move["short"] + 2

    expected = {
        "moves": (lengths(None), lay.moves_left(target, pairs)),
        "levels": (lengths(gain), lay.levels_left(target, pairs, 2)),
        "days": (lengths("days"), lay.days_left(target, pairs, stays, last)),
    }
    for name, (theirs, ours) in expected.items():
        assert {i: n for i, n in enumerate(ours) if n < FAR} == theirs, name


def test_a_graph_keeps_few_distances_however_many_are_asked_for():
    graph, _ = pattern(1)
    levels = [PositionLevel(kind.value) for kind in KINDS]
    pairs = frozenset((a, b) for a in levels for b in levels)
    first = graph.lay.moves_left(0, pairs)
    assert graph.lay.moves_left(0, pairs) is first
    for target in range(1, 40):
        graph.lay.moves_left(target, pairs)
    again = graph.lay.moves_left(0, pairs)
    assert again == first
    assert again is not first


@pytest.mark.parametrize("level", ["pelaksana", "pengawas", "administrator"])
def test_a_step_of_a_search_leaves_the_record_that_an_appointment_leaves(level):
    person, post = at_level(CITY, level)[0], head_of(CITY)
    acting = Appointment(
        position=post.position,
        unit="u-1",
        since=AS_OF + dt.timedelta(days=30),
        capacity=Capacity.PLT,
    )
    for who in (person, person.with_records(acting)):
        for days in (1, 10, 400):
            day = AS_OF + dt.timedelta(days=days)
            after = appoint(who, post, day)
            assert after == projection.appoint(who, post, day)
            assert who.appointments[-1] == (
                acting if who is not person else person.appointments[-1]
            )


def test_posts_read_alike_when_all_that_was_looked_at_is_the_same():
    def post(id, fields, job_class):
        place = Position(
            id=id, name=id, kind=PositionKind.PENGAWAS, job_class=job_class, fields=fields
        )
        return Post(id=id, position=place, unit="u-1")

    first, same, other = post("a", ("x",), 8), post("b", ("x",), 9), post("c", ("y",), 8)
    watched = WatchedPost(first)
    assert watched.all_fields == ("x",)
    assert watched.reads_like(same)
    assert not watched.reads_like(other)
    assert watched.position.job_class == 8
    assert not watched.reads_like(same)
    whole = WatchedPost(first)
    assert whole.position == first.position
    assert first.position == whole.position
    assert not whole.reads_like(attrs.evolve(first, position=same.position))
    assert whole.reads_like(attrs.evolve(first, id="d"))


def test_a_post_of_another_class_than_in_the_graph_is_refused():
    graph, head = graph_of(CITY), head_of(CITY)
    kind = PositionKind.JPT_MADYA
    other = attrs.evolve(head, position=attrs.evolve(head.position, kind=kind, eselon=None))
    with pytest.raises(InvalidInputError, match="jpt_pratama in the graph"):
        find_routes(CITY.employees[0], other, AS_OF, UNTIL, graph=graph)


@pytest.mark.parametrize("level", ["pengawas", "administrator", "jpt_pratama"])
def test_no_assumption_of_any_route_can_be_taken_away(level):
    graph, head = graph_of(CITY), head_of(CITY)
    for person in at_level(CITY, level)[:3]:
        assume = good(CITY, person, head)
        routes = find_routes(person, head, AS_OF, UNTIL, graph=graph, assume=assume)
        assert routes.complete
        assert routes.verify()
        for route in routes.routes:
            for record in route.assumed:
                rest = tuple(one for one in route.assumed if one is not record)
                assert not attrs.evolve(route, assumed=rest).verify()
