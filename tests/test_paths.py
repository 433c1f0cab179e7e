"""Routes: equal to brute force on small random worlds, lawful on their days, explained if none."""

import datetime as dt
import random
from itertools import pairwise, product

import attrs
import pytest
from careers import (
    LEVELS,
    SEVERAL,
    SINCE,
    STEPS,
    World,
    count_levels,
    grow_world,
    number,
    rule,
    try_everything,
    with_stays,
)

from asn_career.competencies import CompetencyProfile
from asn_career.conditions import Compare, Const, IsOneOf
from asn_career.findings import Op
from asn_career.paths import find_reachable
from asn_career.people import (
    Appointment,
    Employee,
)
from asn_career.positions import Position
from asn_career.rules.personnel import (
    LEVEL,
    MONTHS_AS,
)
from asn_career.terms import (
    PositionKind,
    Question,
    Status,
)


def least_by_moves(found):
    """Return for each number of moves the least of what was found for sequences of positions."""
    least = {}
    for ids, value in found.items():
        least[len(ids)] = min(value, least.get(len(ids), value))
    return least


def check_world(seed, most, world=None):
    world = grow_world(seed) if world is None else world
    expected = least_by_moves(try_everything(world, most))
    routes = world.routes()
    assert routes.complete
    assert routes.verify()
    found = {route.moves: route.day for route in routes.routes}
    for moves, day in expected.items():
        assert any(m <= moves and d <= day for m, d in found.items()), (seed, expected, found)
    for moves, day in found.items():
        if moves <= most:
            assert expected[moves] == day, (seed, expected, found)
    return routes


@pytest.mark.parametrize("seed", range(60))
def test_arrivals_equal_brute_force_over_all_sequences_and_days(seed):
    check_world(seed, 3 if seed % 3 else 2)


@pytest.mark.parametrize("seed", range(400, 424))
def test_arrivals_equal_brute_force_where_posts_are_held_for_months(seed):
    """What can still matter is told from how long posts are held: by classes, or by positions."""
    world = with_stays(grow_world(seed), seed)
    world = with_pattern(world, seed, whole=True) if seed % 2 else world
    check_world(seed, 3 if seed % 3 else 2, world)


def with_pattern(world, seed, *, whole=False):
    """Return a world whose positions have standards, and mostly (or surely) a career pattern."""
    dice = random.Random(seed)  # noqa: S311 - no secret

    def standard():
        return CompetencyProfile.of({key: dice.randint(0, 3) for key in ("M.01", "M.02")})

    places = {p.id: attrs.evolve(p, standard=standard()) for p in world.positions}
    held = tuple(attrs.evolve(a, position=places[a.position.id]) for a in world.person.appointments)
    leads = {a: [b for b in places if b != a and dice.random() < 0.6] for a in places}
    return attrs.evolve(
        world,
        positions=tuple(places.values()),
        person=attrs.evolve(world.person, appointments=held),
        leads=leads if whole or dice.random() < 0.7 else None,
    )


@pytest.mark.parametrize("seed", range(100, 130))
def test_the_smallest_gap_and_career_patterns_equal_brute_force(seed):
    world = with_pattern(grow_world(seed), seed)
    most = 3 if seed % 3 else 2
    found = try_everything(world, most)
    days = least_by_moves(found)
    levels = least_by_moves({ids: count_levels(world, ids) + len(ids) for ids in found})
    routes = world.routes(objectives=("earliest", "fewest_moves", "smallest_gap"))
    assert routes.complete
    assert routes.verify()
    if days:
        first, near = routes.best("earliest"), routes.best("smallest_gap")
        assert (first.day, near.levels + near.moves) <= (min(days.values()), min(levels.values()))
        assert first.moves > most or first.day == min(days.values())
        assert near.moves > most or near.levels + near.moves == min(levels.values())
    for route in routes.routes:
        assert route.moves > most or days[route.moves] <= route.day


ORDERS = {
    "earliest": lambda _world, ids, day: (day, len(ids)),
    "fewest_moves": lambda _world, ids, day: (len(ids), day),
    "smallest_gap": lambda world, ids, day: (count_levels(world, ids) + len(ids), day, len(ids)),
}


@pytest.mark.parametrize("objective", ORDERS)
@pytest.mark.parametrize("limit", [2, 10])
@pytest.mark.parametrize("seed", range(200, 208))
def test_the_best_routes_in_order_equal_brute_force_over_all_sequences(seed, limit, objective):
    world = with_pattern(grow_world(seed), seed, whole=True)
    most = 3 if seed % 3 else 2
    tried = try_everything(world, most)
    order = ORDERS[objective]
    expected = sorted(order(world, ids, day) for ids, day in tried.items())
    routes = world.routes(objectives=(objective,), limit=limit)
    assert routes.complete
    assert routes.verify()
    assert len(routes.routes) <= limit
    ways = {tuple(s.destination.id for s in route.steps): route.day for route in routes.routes}
    assert len(ways) == len(routes.routes)
    # A way with more moves than were tried may stand between those that were.
    short = {ids: day for ids, day in ways.items() if len(ids) <= most}
    assert all(tried[ids] == day for ids, day in short.items())
    assert [order(world, ids, day) for ids, day in short.items()] == expected[: len(short)]
    if len(ways) < limit:
        assert len(short) == len(expected)
    elif len(short) < len(expected):
        last = order(world, *list(ways.items())[-1])
        assert last <= expected[len(short)]


@pytest.mark.parametrize("seed", range(220, 226))
def test_routes_by_the_same_posts_but_for_those_that_no_rule_tells_apart_are_one(seed):
    world = grow_world(seed)
    most = 3 if seed % 3 else 2
    tried = try_everything(world, most)
    routes = world.routes(objectives=("fewest_moves",), limit=100)
    held, spoken = world.person.appointments[-1].position.id, {}
    for route in routes.routes:
        kinds = [(step.destination.id, *step.same) for step in route.steps]
        for ids in product(*kinds):
            if all(a != b for a, b in pairwise((held, *ids))):
                assert ids not in spoken
                spoken[ids] = route.day
    short = {ids: day for ids, day in spoken.items() if len(ids) <= most}
    if len(routes.routes) < 100 or len(short) < len(spoken):
        assert short == tried
    else:
        assert short.items() <= tried.items()


@pytest.mark.parametrize("seed", range(300, 330))
def test_the_reach_of_a_person_is_what_a_search_for_each_position_finds(seed):
    world = grow_world(seed)
    if seed % 2:
        world = with_pattern(world, seed)
    if seed % 3:
        world = with_stays(world, seed)
    graph, person = world.graph, world.person
    reach = find_reachable(person, SINCE, world.until, graph=graph, steps=STEPS)
    assert reach.complete
    best = {
        one.id: attrs.evolve(world, target=one.id).routes(graph=graph).best()
        for one in world.positions
    }
    expected = {id: (route.day, route.moves) for id, route in best.items() if route is not None}
    assert {item.position: (item.day, item.moves) for item in reach.items} == expected


def test_a_circle_of_prerequisites_ends_in_an_explained_result():
    """Each of two posts asks for months in the other: nobody gets into either."""
    first, second, third = LEVELS[:3]
    anywhere = IsOneOf(LEVEL, Const(frozenset(LEVELS), SEVERAL))
    positions = tuple(
        Position(id=level.value, name=level.value, kind=PositionKind(level.value))
        for level in (first, second, third)
    )
    begun = SINCE - dt.timedelta(days=40)
    world = World(
        positions,
        (
            rule("uji.move", Question.MOVE, anywhere),
            *(
                rule(
                    f"uji.appoint_{level.value}",
                    Question.APPOINT,
                    Compare(MONTHS_AS[other], Op.GE, number(1)),
                    targets={level},
                )
                for level, other in ((second, third), (third, second))
            ),
        ),
        Employee(
            id="E-1",
            birth_date=dt.date(1986, 1, 1),
            status=Status.PNS,
            appointments=(Appointment(position=positions[0], unit="u-1", since=begun),),
        ),
        third.value,
        SINCE + dt.timedelta(days=3650),
    )
    routes = world.routes()
    assert routes.outcome.value == "blocked"
    assert routes.complete
    assert routes.verify()
    assert [one.rule for one in routes.blocked] == [f"uji.appoint_{third.value}"]
