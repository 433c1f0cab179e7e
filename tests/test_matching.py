"""Matching: the best answer with its proof, the stable one, and who has nobody and why."""

import copy
import functools
import itertools
import json
import os
import pickle
import random
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from asn_career.errors import InvalidInputError, UnknownNameError
from asn_career.matching import (
    Market,
    Objective,
    Reason,
    Side,
    TieLink,
    flow,
    match_optimal,
    match_stable,
    solve_with_scipy,
)

# -- published cases ----------------------------------------------------------------------

# Case F-SM-01: residents and hospitals, the example of the NRMP.
NRMP = {
    "residents": {"A": "C", "S": "CM", "D": "CMG", "J": "CGM", "L": "MCG"},
    "hospitals": {"M": "DLSJ", "C": "DASLJ", "G": "DJL"},
    "answer": {"M": "LS", "C": "AD", "G": "J"},
}

# Case F-SM-05: three suitors and three reviewers.
SUITORS = {
    "suitors": {"A": "DEF", "B": "DFE", "C": "FDE"},
    "reviewers": {"D": "BCA", "E": "ACB", "F": "CBA"},
    "answer": ["AE", "BD", "CF"],
}

# Case F-SM-06: the first two examples of Gale and Shapley; the tables agree with their counts.
THREE = {
    "left": {"a": "ABC", "b": "BCA", "c": "CAB"},
    "right": {"A": "bca", "B": "cab", "C": "abc"},
    "stable": 3,
}
FOUR = {
    "left": {"a": "ABCD", "b": "ADCB", "c": "BACD", "d": "DBCA"},
    "right": {"A": "dcab", "B": "bdac", "C": "dabc", "D": "cbad"},
    "only": ["aC", "bD", "cA", "dB"],
}

# Case F-AS-01: assignment of 4 workers to 5 jobs at the least cost, in tenths.
COSTS = [
    [435, 455, 434, 465, 463],
    [471, 421, 391, 441, 478],
    [484, 496, 421, 445, 504],
    [382, 368, 432, 412, 372],
]
CHEAPEST = [0, 2, 3, 1]

# Case F-AS-03-small: 50 mentees and 50 mentors, each as grade-department-profession. Not of one
# department; the mentor one or two grades above (9 or 12 points); 10 points for one profession.
MENTEES = """
3-5-4 3-2-3 8-3-4 7-3-4 1-5-4 5-2-0 2-5-4 4-2-2 0-5-3 1-1-4 3-1-2 3-5-0 5-4-3 2-4-2 0-0-0
6-4-3 4-2-0 0-2-0 5-4-3 2-5-1 6-2-4 3-0-0 6-2-1 6-5-3 3-3-0 8-3-3 3-4-0 0-0-1 7-0-3 3-1-3
0-4-3 1-1-1 0-0-4 0-5-3 1-5-1 3-3-3 2-2-0 7-1-2 2-0-2 1-2-2 4-3-3 3-2-1 2-3-2 1-1-2 3-0-2
5-1-2 0-3-2 1-2-2 7-3-2 6-1-1
"""
MENTORS = """
10-1-0 7-2-0 2-5-0 4-1-0 10-4-1 4-1-4 5-3-0 6-1-0 9-5-4 2-1-0 10-5-1 9-5-1 9-0-1 4-0-1
3-3-3 9-0-4 7-3-0 3-0-0 10-0-2 7-2-2 6-4-2 6-3-1 9-5-2 5-3-2 2-3-1 10-0-3 9-0-3 6-0-2
4-1-0 8-0-4 7-1-4 8-2-1 2-0-2 5-4-3 6-0-0 9-4-4 10-3-0 7-2-3 8-0-1 9-4-3 6-2-1 5-2-2 6-3-2
4-2-3 8-3-4 10-5-3 8-4-2 8-2-3 2-2-1 5-0-4
"""


def seeded(seed):
    return random.Random(seed)  # noqa: S311 - repeatable, not secret


# -- oracles ------------------------------------------------------------------------------


def all_answers(market, permitted):
    """Yield every possible set of pairs, fixed ones included, by trying each pair both ways."""
    fixed = set(market.fixed)
    pairs = [pair for pair in permitted if pair not in fixed]
    places = dict((*market.left, *market.right))
    for a, b in fixed:
        places[a] -= 1
        places[b] -= 1

    def extend(i, chosen):
        if i == len(pairs):
            yield frozenset(chosen) | fixed
            return
        a, b = pairs[i]
        if places[a] and places[b]:
            places[a] -= 1
            places[b] -= 1
            yield from extend(i + 1, [*chosen, (a, b)])
            places[a] += 1
            places[b] += 1
        yield from extend(i + 1, chosen)

    yield from extend(0, [])


def values_of(market, pairs, objectives):
    value = {
        "coverage": len({a for a, _ in pairs}),
        "right_coverage": len({b for _, b in pairs}),
        "places": len(pairs),
        "score": sum(market.score(a, b) for a, b in pairs),
        "least_change": len(set(pairs) & set(market.previous)),
        "priority": sum(dict(market.priority).get(a, 0) for a in {a for a, _ in pairs}),
        "even_load": -sum(a < other for a, b in pairs for other, same in pairs if b == same),
    }
    return tuple(value[objective] for objective in objectives)


def best_by_force(market, objectives):
    """Return the best values, and the best answer that comes first by the ids."""
    permitted = [(a, b) for a, b, _ in market.permitted()]

    def quality(pairs):
        order = tuple(pair in pairs for pair in permitted)
        return values_of(market, pairs, objectives), order

    best = max(all_answers(market, permitted), key=quality)
    return values_of(market, best, objectives), tuple(sorted(best))


def random_market(rng, *, left=5, right=4, most=3, links=11):
    left_ids = [f"l{i}" for i in range(rng.randint(0, left))]
    right_ids = [f"r{i}" for i in range(rng.randint(0, right))]
    every = list(itertools.product(left_ids, right_ids))
    chosen = rng.sample(every, min(len(every), rng.randint(0, links)))
    low, high = rng.choice([(0, 3), (-3, 3), (1, 1), (-(10**6), 10**6), (0, 40)])
    pairs = {pair: rng.randint(low, high) for pair in chosen}
    capacity = {id: rng.choice([0, 1, 1, 1, most]) for id in (*left_ids, *right_ids)}
    banned = [pair for pair in every if rng.random() < 0.1]
    room, fixed = dict(capacity), []
    for a, b in chosen:
        if (a, b) not in banned and rng.random() < 0.15 and room[a] and room[b]:
            fixed.append((a, b))
            room[a] -= 1
            room[b] -= 1
    previous = [pair for pair in every if rng.random() < 0.3]
    return Market(
        left={id: capacity[id] for id in left_ids},
        right={id: capacity[id] for id in right_ids},
        pairs=pairs,
        banned=banned,
        fixed=fixed,
        previous=[*previous, ("gone", "r0")],
        priority={id: rng.choice([0, 2, 4, 10]) for id in left_ids if rng.random() < 0.7},
    )


OBJECTIVES = [objective.value for objective in Objective]


def random_objectives(rng):
    if rng.random() < 0.4:
        return ["coverage", "priority", "score", "least_change", "even_load"]
    first = rng.sample(OBJECTIVES[:-1], rng.randint(1, 5))
    return [*first, "even_load"] if rng.random() < 0.5 else first


# -- the best answer ----------------------------------------------------------------------


def check_optimal(seed):
    rng = seeded(seed)
    market, objectives = random_market(rng), random_objectives(rng)
    found = match_optimal(market, objectives=objectives)
    values, pairs = best_by_force(market, objectives)
    assert tuple(value for _, value in found.values) == values, seed
    assert found.pairs == pairs, seed
    assert found.faults() == (), seed
    check_prices(market, objectives, found, seed)


def check_prices(market, objectives, found, seed):
    """The price of a right id is what one more place there would add."""
    fixed = [b for _, b in market.fixed]
    before = [value for _, value in found.values]
    for b, many in market.right:
        if many > fixed.count(b):
            wider = attrs.evolve(market, right={**dict(market.right), b: many + 1})
            after, _ = best_by_force(wider, objectives)
            added = tuple(x - y for x, y in zip(after, before, strict=True))
            load = len(found.partners(b)) if objectives[-1] == "even_load" else 0
            *price, last = found.certificate.of(b)
            if "right_coverage" in objectives and not found.partners(b):
                i = objectives.index("right_coverage")
                price = [p + (i == j) for j, p in enumerate([*price, last])]
                *price, last = price
            assert added == max((*price, last - load), (0,) * len(before)), seed


@pytest.mark.parametrize("block", range(10))
def test_the_best_answer_is_that_of_brute_force_in_every_objective_in_order(block):
    for seed in range(block * 30, block * 30 + 30):
        check_optimal(seed)


@pytest.mark.long
@pytest.mark.parametrize("block", range(100))
def test_so_it_is_on_thousands(block):
    for seed in range(1000 + block * 100, 1100 + block * 100):
        check_optimal(seed)


@functools.cache
def one_market(seed=0):
    """Return a market of a few dozen, with all that a market can have."""
    rng = seeded(seed)
    left, right = [f"l{i:02}" for i in range(40)], [f"r{i:02}" for i in range(12)]
    every = list(itertools.product(left, right))
    pairs = {pair: rng.randint(0, 9) for pair in rng.sample(every, 160)}
    possible = list(pairs)
    return Market(
        left={id: rng.choice([1, 1, 1, 2]) for id in left},
        right={id: rng.choice([0, 2, 3, 4]) + 1 for id in right},
        pairs=pairs,
        banned=possible[:10],
        fixed=[possible[11]],
        previous=possible[20:60],
    )


def by_network_simplex(market):
    """Return the best coverage and the score with it, by networkx; left ids of capacity 1."""
    networkx = pytest.importorskip("networkx")
    graph = networkx.DiGraph()
    most = 1000 * len(market.left)
    for a, many in market.left:
        assert many == 1
        graph.add_edge("from", a, capacity=1, weight=0)
        graph.add_edge(a, "to", capacity=1, weight=most)
    for b, many in market.right:
        graph.add_edge(b, "to", capacity=many, weight=0)
    for a, b, score in market.permitted():
        graph.add_edge(a, b, capacity=1, weight=-score)
    graph.add_node("from", demand=-len(market.left))
    graph.add_node("to", demand=len(market.left))
    cost, flow = networkx.network_simplex(graph)
    alone = sum(flow[a]["to"] for a, _ in market.left)
    return len(market.left) - alone, alone * most - cost


@pytest.mark.parametrize("seed", range(12))
def test_a_larger_market_gives_the_values_of_another_solver(seed):
    rng = seeded(seed)
    left, right = [f"l{i}" for i in range(60)], [f"r{i}" for i in range(15)]
    every = list(itertools.product(left, right))
    kind = seed % 4
    quality = {b: rng.randint(1, 90) for b in right}
    pairs = {
        (a, b): (rng.randint(-20, 99), 7, quality[b] + rng.randint(0, 3), rng.choice([9, 12, 22]))[
            kind
        ]
        for a, b in rng.sample(every, 250)
    }
    many = (3, 4, 6)[seed % 3]
    market = Market(left=left, right=dict.fromkeys(right, many), pairs=pairs)
    found = match_optimal(market, objectives=["coverage", "score"])
    assert tuple(value for _, value in found.values) == by_network_simplex(market)
    assert found.verify()


@pytest.mark.parametrize("seed", range(30))
def test_the_search_finds_the_same_from_any_prices(seed, monkeypatch):
    rng = seeded(seed)
    market = one_market(seed % 3)
    honest = match_optimal(market)

    def guess(network):
        top = rng.choice([1, 10, 10**12])
        return [rng.randint(0, top) for _ in network.right], [[] for _ in network.right]

    monkeypatch.setattr(flow, "estimate_prices", guess)
    assert match_optimal(market).as_dict() == honest.as_dict()


def test_the_order_of_the_input_plays_no_part():
    market = one_market()
    first = match_optimal(market)
    for seed in range(20):
        rng = seeded(seed)

        def shuffled(items, rng=rng):
            return rng.sample(list(items), len(items))

        again = Market(
            left=dict(shuffled(market.left)),
            right=dict(shuffled(market.right)),
            pairs=shuffled(market.pairs),
            banned=shuffled(market.banned),
            fixed=shuffled(market.fixed),
            previous=shuffled(market.previous),
        )
        assert again == market
        assert match_optimal(again) == first
        assert match_stable(again).pairs == match_stable(market).pairs


def test_the_seed_of_the_hashes_plays_no_part():
    script = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_matching import match_optimal, match_stable, one_market
print(match_optimal(one_market()).as_dict(), match_stable(one_market()).as_dict())
"""
    answers = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
        ).stdout
        for seed in range(3)
    }
    assert len(answers) == 1


def test_the_example_of_an_assignment_problem():
    pairs = {(f"w{i}", f"j{j}"): -cost for i, row in enumerate(COSTS) for j, cost in enumerate(row)}
    market = Market(
        left=[f"w{i}" for i in range(4)], right=[f"j{j}" for j in range(5)], pairs=pairs
    )
    found = match_optimal(market)
    assert found.value("score") == -1639
    assert found.pairs == tuple((f"w{i}", f"j{j}") for i, j in enumerate(CHEAPEST))
    assert match_optimal(market, objectives=["score"]).pairs == ()  # costs are best not incurred


def test_the_sample_of_mentees_and_mentors():
    def read(text, letter):
        rows = enumerate(text.split())
        return {f"{letter}{i:02}": tuple(map(int, row.split("-"))) for i, row in rows}

    mentees, mentors = read(MENTEES, "e"), read(MENTORS, "m")
    pairs = {}
    for (a, junior), (b, senior) in itertools.product(mentees.items(), mentors.items()):
        above = senior[0] - junior[0]
        if senior[1] != junior[1] and 1 <= above <= 2:
            pairs[a, b] = (9, 12)[above - 1] + 10 * (senior[2] == junior[2])
    market = Market(left=list(mentees), right=list(mentors), pairs=pairs)
    found = match_optimal(market)
    assert (found.value("coverage"), found.value("score")) == (35, 709)
    assert match_optimal(market, objectives=["score"]).value("score") == 709
    assert found.verify()
    assert len(found.unmatched_left) == 15


def test_a_side_without_anybody_and_a_market_without_pairs_are_results():
    for market in (
        Market(left=[], right=[]),
        Market(left=["a"], right=[]),
        Market(left=[], right=["x"], pairs={}),
        Market(left=["a"], right=["x"], pairs={}),
        Market(left={"a": 0}, right={"x": 3}),
        Market(left={"a": 3}, right={"x": 0}, pairs={("a", "x"): 5}),
    ):
        for found in (match_optimal(market), match_stable(market)):
            assert found.pairs == ()
            assert found.verify()
            assert len(found.unmatched_left) == len(market.left)
            assert found.lines("en")


def test_without_pairs_given_everybody_may_have_everybody_but_the_banned():
    market = Market(left=["a", "b"], right=["x"], banned=[("a", "x")])
    assert market.score("b", "x") == 0
    assert market.score("a", "x") is None
    assert market.score("b", "nobody") is None
    assert match_optimal(market).pairs == match_stable(market).pairs == (("b", "x"),)


def test_coverage_counts_people_and_places_count_pairs():
    pairs = {("a", "x"): 9, ("a", "y"): 9, ("b", "x"): 1}
    market = Market(left={"a": 2, "b": 1}, right=["x", "y"], pairs=pairs)
    assert match_optimal(market).pairs == (("a", "y"), ("b", "x"))
    assert match_optimal(market, objectives=["score"]).pairs == (("a", "x"), ("a", "y"))
    both = match_optimal(market, objectives=["places", "score"])
    assert dict(both.values) == {Objective.PLACES: 2, Objective.SCORE: 18}


def test_an_earlier_pair_is_kept_where_nothing_else_is_lost():
    pairs = {(a, b): 5 for a in "ab" for b in "xy"}
    previous = [("a", "y"), ("gone", "x")]
    market = Market(left=["a", "b"], right=["x", "y"], pairs=pairs, previous=previous)
    assert match_optimal(market).pairs == (("a", "y"), ("b", "x"))
    assert match_optimal(market, objectives=["coverage"]).pairs == (("a", "x"), ("b", "y"))


def test_equal_partners_get_equally_many():
    market = Market(left=[f"l{i}" for i in range(7)], right=dict.fromkeys("xyz", 5))
    loads = [
        [len(match_optimal(market, objectives=goals).partners(b)) for b in "xyz"]
        for goals in (["coverage"], ["coverage", "even_load"])
    ]
    assert loads == [[5, 2, 0], [3, 2, 2]]


def test_who_counts_most_is_placed_even_where_another_pair_scores_higher():
    market = Market(
        left=["new", "waiting"],
        right=["x"],
        pairs={("new", "x"): 9, ("waiting", "x"): 1},
        priority={"waiting": 12},
    )
    assert match_optimal(market).pairs == (("new", "x"),)
    first = match_optimal(market, objectives=["coverage", "priority", "score"])
    assert first.pairs == (("waiting", "x"),)
    assert first.value("priority") == 12


def test_idle_partners_are_placed_where_that_comes_first():
    market = Market(
        left={"a": 2, "b": 1},
        right={"x": 2, "y": 1},
        pairs={("a", "x"): 9, ("b", "x"): 8, ("b", "y"): 1},
    )
    assert match_optimal(market).pairs == (("a", "x"), ("b", "x"))
    both = match_optimal(market, objectives=["coverage", "right_coverage", "score"])
    assert both.pairs == (("a", "x"), ("b", "y"))
    assert both.verify()


@pytest.mark.parametrize("seed", range(40))
def test_scipy_gives_the_same_answer(seed):
    pytest.importorskip("scipy")
    rng = seeded(seed)
    market, objectives = random_market(rng, most=rng.choice([1, 3])), random_objectives(rng)
    expected = match_optimal(market, objectives=objectives)
    found = match_optimal(market, objectives=objectives, solver=solve_with_scipy)
    assert found.as_dict() == expected.as_dict()


def test_scipy_gives_the_same_answer_on_larger_markets():
    pytest.importorskip("scipy")
    rng = seeded(1)
    left, right = [f"l{i:03}" for i in range(300)], [f"r{i:02}" for i in range(60)]
    pairs = [(a, b, rng.randint(-50, 10 ** rng.randint(1, 12))) for a in left for b in right[::3]]
    for places, scale in ((4, 1), (20, 1), (4, 10**9)):
        market = Market(
            left=left,
            right=dict.fromkeys(right, places),
            pairs=[(a, b, score // scale) for a, b, score in pairs],
            previous=[(a, rng.choice(right)) for a in left],
        )
        found = match_optimal(market, solver=solve_with_scipy)
        assert found.as_dict() == match_optimal(market).as_dict()


def test_another_solver_gives_the_same_answer():
    market = one_market()
    honest = match_optimal(market)

    def other(network):
        """Return some best answer, found over the ids turned around."""
        right = len(network.right)
        turned = attrs.evolve(
            network,
            left=network.left[::-1],
            right=network.right[::-1],
            rows=tuple(
                tuple((right - 1 - r, gain) for r, gain in row[::-1]) for row in network.rows[::-1]
            ),
            bonus=network.bonus[::-1],
        )
        return {(len(network.left) - 1 - a, right - 1 - r) for a, r in flow.solve(turned)}

    assert match_optimal(market, solver=other) == honest


WRONG_SOLVERS = {
    "finds nothing": (lambda network: [], "not the best: add"),
    "returns nothing": (lambda network: None, "no pairs of positions"),
    "returns halves": (lambda network: [(0,)], "no pairs of positions"),
    "returns floats": (lambda network: [(0.5, 1)], "no pairs of positions"),
    "counts from the end": (lambda network: [(-1, 0)], "no permitted pair"),
    "counts too far": (lambda network: [(0, 99)], "no permitted pair"),
    "repeats": (lambda network: [(0, network.rows[0][0][0])] * 2, "2 times"),
    "takes all": (
        lambda network: [(a, r) for a, row in enumerate(network.rows) for r, _ in row],
        "places",
    ),
}


@pytest.mark.parametrize("name", WRONG_SOLVERS)
def test_a_solver_that_errs_is_refused_with_what_would_be_better(name):
    solver, says = WRONG_SOLVERS[name]
    with pytest.raises(InvalidInputError) as caught:
        match_optimal(one_market(), solver=solver)
    assert {problem.where for problem in caught.value.problems} == {"solver"}
    assert says in str(caught.value)


def test_every_worse_answer_has_a_change_that_betters_it():
    rng = seeded(5)
    for _ in range(60):
        market = random_market(rng)
        objectives = ["coverage", "score"]
        best, _ = best_by_force(market, objectives)
        fixed = set(market.fixed)
        left, right = market.ids("left"), market.ids("right")
        permitted = [(a, b) for a, b, _ in market.permitted()]
        for answer in all_answers(market, permitted):
            positions = [(left.index(a), right.index(b)) for a, b in answer - fixed]
            if values_of(market, answer, objectives) == best:
                match_optimal(market, objectives=objectives, solver=lambda _, p=positions: p)
                continue
            with pytest.raises(InvalidInputError) as caught:
                match_optimal(market, objectives=objectives, solver=lambda _, p=positions: p)
            message = caught.value.problems[0].message
            add, drop = (
                {tuple(pair.split("', '")) for pair in part.strip("()'").split("'), ('")}
                if part != "nothing"
                else set()
                for part in message.removeprefix("the answer is not the best: add ").split(
                    " and drop "
                )
            )
            assert add.isdisjoint(answer)
            assert drop <= answer
            better = (answer | add) - drop
            assert values_of(market, better, objectives) > values_of(market, answer, objectives)


def test_progress_ends_with_everybody():
    calls = []
    match_optimal(one_market(), progress=lambda done, total: calls.append((done, total)))
    assert calls[-1] == (40, 40)
    assert calls == sorted(calls)


def test_even_load_comes_last_and_a_priority_is_a_number_of_a_left_id():
    for goals in (["even_load"], ["even_load", "score"]):
        with pytest.raises(InvalidInputError, match="even_load does not come last"):
            match_optimal(one_market(), objectives=goals)
    with pytest.raises(InvalidInputError) as refused:
        Market(left=["a"], right=["x"], priority=[("x", 1), ("a", -1), ("a", "2")])
    assert [p.where for p in refused.value.problems] == [f"priority[{i}]" for i in range(3)]
    with pytest.raises(InvalidInputError, match="is no priority"):
        Market(left=["a"], right=["x"], priority=3)


def test_objectives_are_named_once_each():
    with pytest.raises(InvalidInputError) as caught:
        match_optimal(one_market(), objectives=["score", "coverages", "score"])
    assert [problem.where for problem in caught.value.problems] == [
        "objectives[1]",
        "objectives[2]",
    ]
    assert "coverage" in caught.value.problems[0].hint
    for wrong in ([], "score", None):
        with pytest.raises(InvalidInputError):
            match_optimal(one_market(), objectives=wrong)


# -- the stable answer --------------------------------------------------------------------


def is_stable(market, answer, rank):
    """Tell whether no two would rather have each other; ``rank``: lower is better, None is no."""
    free = dict((*market.left, *market.right))
    held = {id: [] for id in free}
    for a, b in answer:
        for of, partner in ((a, b), (b, a)):
            free[of] -= 1
            if (a, b) not in market.fixed:
                held[of].append(rank(of, partner))

    def would(of, partner):
        return free[of] > 0 or any(rank(of, partner) < other for other in held[of])

    return not any(
        (a, b) not in answer and would(a, b) and would(b, a) for a, b in wanted(market, rank)
    )


def wanted(market, rank):
    """Return the permitted pairs in which each accepts the other."""
    pairs = [(a, b) for a, b, _ in market.permitted()]
    return [(a, b) for a, b in pairs if rank(a, b) is not None and rank(b, a) is not None]


def stable_by_force(market, rank):
    possible = sorted({*wanted(market, rank), *market.fixed})
    return [each for each in all_answers(market, possible) if is_stable(market, each, rank)]


def random_lists(rng, own, other, *, ties):
    lists = {}
    for id in own:
        if rng.random() < 0.1:
            continue
        chosen = rng.sample(other, rng.randint(0, len(other)))
        items = list(chosen)
        if ties and len(items) > 2 and rng.random() < 0.6:
            cut = rng.randint(1, len(items) - 1)
            items = [*items[: cut - 1], items[cut - 1 : cut + 1], *items[cut + 1 :]]
        lists[id] = items
    return lists


def ranking(market, prefers):
    """Return rank and acceptance of one side from what was given."""

    def rank(of, partner, score):
        if prefers == "score":
            return -score
        if prefers == "indifferent" or of not in prefers:
            return 0
        for i, item in enumerate(prefers[of]):
            if partner == item or (isinstance(item, list) and partner in item):
                return i
        return None

    return rank


def check_stable(seed):
    rng = seeded(seed)
    ties = rng.random() < 0.5
    market = random_market(rng, left=4, right=4, most=2, links=16)
    if rng.random() < 0.3:
        market = Market(left=market.left, right=market.right, banned=market.banned)
    if not ties:  # fixed pairs and an order of the pairs do not matter then
        market = attrs.evolve(market, left=[a for a, _ in market.left], fixed=())
    left, right = list(market.ids("left")), list(market.ids("right"))
    ways = ["lists"] * 3 + (["score", "indifferent"] if ties else [])
    given = {}
    for side, own, other in (("left", left, right), ("right", right, left)):
        way = rng.choice(ways)
        given[side] = random_lists(rng, own, other, ties=ties) if way == "lists" else way
        if not ties:
            for id in own:
                given[side].setdefault(id, other)
    proposing = rng.choice(["left", "right"])
    found = match_stable(market, given["left"], given["right"], proposing=proposing)
    assert found.faults() == (), seed
    of_left, of_right = ranking(market, given["left"]), ranking(market, given["right"])

    def rank(of, partner):
        if of in left:
            return of_left(of, partner, market.score(of, partner))
        return of_right(of, partner, market.score(partner, of))

    stable = stable_by_force(market, rank)
    assert frozenset(found.pairs) in stable, seed
    if not ties:
        proposers = left if proposing == "left" else right
        for answer in stable:
            for id in proposers:
                mine = sorted(rank(id, p) for p in found.partners(id))
                others = [b if id == a else a for a, b in answer if id in (a, b)]
                there = sorted(rank(id, other) for other in others)
                assert len(mine) == len(there), seed
                assert all(x <= y for x, y in zip(mine, there, strict=True)), seed


@pytest.mark.parametrize("block", range(10))
def test_the_stable_answer_is_one_of_brute_force_and_best_for_who_proposes(block):
    for seed in range(block * 30, block * 30 + 30):
        check_stable(seed)


@pytest.mark.long
@pytest.mark.parametrize("block", range(50))
def test_so_is_the_stable_one_on_thousands(block):
    for seed in range(1000 + block * 100, 1100 + block * 100):
        check_stable(seed)


def test_the_example_of_residents_and_hospitals():
    residents = {id: list(wishes) for id, wishes in NRMP["residents"].items()}
    hospitals = {id: list(wishes) for id, wishes in NRMP["hospitals"].items()}
    # The letters of both sides would overlap otherwise.
    assert not set(residents) & set(hospitals)
    market = Market(left=list(residents), right=dict.fromkeys(hospitals, 2))
    for proposing in Side:
        found = match_stable(market, residents, hospitals, proposing=proposing)
        assert {id: "".join(found.partners(id)) for id in hospitals} == NRMP["answer"]
        assert found.verify()
        assert found.tie_breaks() == ()


def test_the_example_of_suitors_and_reviewers():
    suitors, reviewers = SUITORS["suitors"], SUITORS["reviewers"]
    market = Market(left=list(suitors), right=list(reviewers))
    found = match_stable(
        market,
        {id: list(wishes) for id, wishes in suitors.items()},
        {id: tuple(wishes) for id, wishes in reviewers.items()},
    )
    assert ["".join(pair) for pair in found.pairs] == SUITORS["answer"]


def test_the_examples_of_gale_and_shapley():
    for case in (THREE, FOUR):
        market = Market(left=list(case["left"]), right=list(case["right"]))
        lists = {id: list(wishes) for id, wishes in (*case["left"].items(), *case["right"].items())}
        stable = stable_by_force(market, lambda of, to, lists=lists: lists[of].index(to))
        of_left = {id: lists[id] for id in case["left"]}
        of_right = {id: lists[id] for id in case["right"]}
        found = [match_stable(market, of_left, of_right, proposing=side) for side in Side]
        if "only" in case:
            assert [sorted(map("".join, answer)) for answer in stable] == [case["only"]]
            assert {frozenset(each.pairs) for each in found} == set(stable)
        else:
            assert len(stable) == case["stable"]
            assert found[0].pairs == tuple(zip("abc", "ABC", strict=True))  # all have their first
            assert found[1].pairs == tuple(zip("abc", "CAB", strict=True))


def test_with_scores_on_both_sides_the_best_pair_of_all_comes_about():
    market = Market(
        left=["a", "b"], right=["x", "y"], pairs={("a", "x"): 5, ("a", "y"): 4, ("b", "x"): 9}
    )
    for proposing in Side:
        assert match_stable(market, proposing=proposing).pairs == (("a", "y"), ("b", "x"))
    larger = match_stable(one_market())
    assert larger.verify()
    assert set(larger.market.fixed) <= set(larger.pairs)


def test_one_side_may_be_indifferent():
    wishes = {"a": ["x", "y"], "b": ["x"], "c": ["x", "y"]}
    market = Market(left=["a", "b", "c"], right=["x", "y"])
    for proposing in ("left", "right"):
        found = match_stable(market, wishes, "indifferent", proposing=proposing)
        assert found.verify()
    assert match_stable(market, wishes, "indifferent").pairs == (("a", "x"), ("c", "y"))


def test_a_tie_is_parted_by_the_earlier_pair_then_the_score_then_the_id():
    wishes = {"x": [["a", "b", "c"]]}
    pairs = {("a", "x"): 1, ("b", "x"): 2, ("c", "x"): 1}

    def winner(**given):
        market = Market(left=["a", "b", "c"], right=["x"], **given)
        found = match_stable(market, "indifferent", wishes)
        (one,) = found.tie_breaks()
        assert (one.id, one.side, one.kept, one.passed) == ("x", Side.RIGHT, 1, 2)
        assert one.by.value in found.as_dict()["certificate"]["tie_breaks"][0]["by"]
        assert "Ties were parted by" in found.lines("en")[-1]
        return found.pairs[0][0], one.by

    assert winner() == ("a", TieLink.ID)
    assert winner(pairs=pairs) == ("b", TieLink.SCORE)
    assert winner(pairs=pairs, previous=[("c", "x")]) == ("c", TieLink.PREVIOUS)


def test_a_ban_is_stronger_than_a_list_and_a_list_than_a_score():
    market = Market(left=["a"], right=["x", "y"], banned=[("a", "x")])
    assert match_stable(market, {"a": ["x", "y"]}).pairs == (("a", "y"),)
    assert match_stable(market, {"a": ["x"]}).pairs == ()
    assert match_stable(market, {"a": []}).pairs == ()
    assert match_stable(market, {}, {"y": []}).pairs == ()


def test_everything_wrong_with_preferences_is_said_at_once():
    market = Market(left=["ani", "budi"], right=["citra"])
    with pytest.raises(InvalidInputError) as caught:
        match_stable(
            market,
            {"anu": ["citra"], "ani": ["citra", "citra"], "budi": "citra"},
            {"citra": ["ani", ["budi", "ani"], 5, {"budi": 1}]},
            proposing="up",
        )
    found = [(problem.where, problem.message) for problem in caught.value.problems]
    assert found == [
        ("left_prefers", "unknown left id 'anu'"),
        ("left_prefers['ani'][1]", "'citra' is listed twice"),
        ("left_prefers['budi']", "str is not a list"),
        ("right_prefers['citra'][1]", "'ani' is listed twice"),
        ("right_prefers['citra'][2]", "int is not an id"),
        ("right_prefers['citra'][3]", "dict is not an id"),
        ("proposing", "unknown Side 'up'"),
    ]
    assert "ani" in caught.value.problems[0].hint
    for wrong in ("scores", 5, None):
        with pytest.raises(InvalidInputError):
            match_stable(market, wrong)


# -- the proof ----------------------------------------------------------------------------


def broken(matching):
    """Yield the answer broken in every way, with what was done to it."""
    market, pairs = matching.market, matching.pairs
    values = functools.partial(values_of, market)
    names = [objective.value for objective, _ in matching.values]

    def with_pairs(changed):
        """Return other pairs with the values they have: only the proof can tell."""
        changed = tuple(sorted(changed))
        counted = zip(matching.values, values(changed, names), strict=True)
        return attrs.evolve(
            matching, pairs=changed, values=tuple((name, value) for (name, _), value in counted)
        )

    for i in range(len(pairs)):
        yield "a pair is dropped", with_pairs([*pairs[:i], *pairs[i + 1 :]])
    for a, b, _ in market.permitted():
        if (a, b) not in pairs:
            yield "a pair is added", with_pairs([*pairs, (a, b)])
    for (a, b), (c, d) in itertools.combinations(pairs, 2):
        swapped = {*pairs, (a, d), (c, b)} - {(a, b), (c, d)}
        if all(market.score(*pair) is not None for pair in ((a, d), (c, b))):
            yield "two are swapped", with_pairs(swapped)
    for pair in market.banned:
        changed = attrs.evolve(matching, pairs=tuple(sorted((*pairs, pair))))
        yield "a banned pair is added", changed
    if pairs:
        yield "a pair stands twice", attrs.evolve(matching, pairs=(pairs[0], *pairs))
    for i, (objective, value) in enumerate(matching.values):
        changed = [*matching.values]
        changed[i] = (objective, value + 1)
        yield "a value is changed", attrs.evolve(matching, values=tuple(changed))


def broken_prices(matching):
    prices = matching.certificate
    for side in ("left", "right"):
        held = getattr(prices, side)
        for i, (id, price) in enumerate(held):
            for level, step in itertools.product(range(len(price)), (-1, 1)):
                other = (*price[:level], price[level] + step, *price[level + 1 :])
                changed = (*held[:i], (id, other), *held[i + 1 :])
                yield attrs.evolve(matching, certificate=attrs.evolve(prices, **{side: changed}))
        yield attrs.evolve(matching, certificate=attrs.evolve(prices, **{side: held[1:]}))


@pytest.mark.parametrize("seed", range(3))
def test_the_best_answer_verifies_and_no_broken_one_does(seed):
    best = match_optimal(one_market(seed))
    assert best.verify()
    seen = set()
    for what, other in broken(best):
        swapped = what == "two are swapped" and set(best.market.fixed) <= set(other.pairs)
        equal = swapped and other.values == best.values
        assert other.verify() is equal, what  # another best answer is a best answer
        seen.add(what)
    assert len(seen) == 6
    for other in broken_prices(best):
        assert not other.verify()


def test_the_prices_of_small_markets_cannot_be_changed_either():
    rng = seeded(8)
    for _ in range(60):
        market = random_market(rng)
        if market.left and market.right:
            best = match_optimal(market, objectives=random_objectives(rng))
            assert best.verify()
            for other in broken_prices(best):
                assert not other.verify()


@pytest.mark.parametrize("seed", range(3))
def test_the_stable_answer_verifies_and_no_broken_one_does(seed):
    rng = seeded(seed)
    market = one_market(seed)
    left, right = list(market.ids("left")), list(market.ids("right"))
    wishes = [
        {id: rng.sample(other, len(other)) for id in own}
        for own, other in ((left, right), (right, left))
    ]
    found = match_stable(market, *wishes)
    assert found.verify()

    def rank(of, partner):
        return {**wishes[0], **wishes[1]}[of].index(partner)

    for what, other in broken(found):
        # Two swapped may be as stable: force tells.
        swapped = what == "two are swapped" and set(market.fixed) <= set(other.pairs)
        assert other.verify() is (swapped and is_stable(market, other.pairs, rank)), what
    free = next(a for a, b in found.pairs if (a, b) not in market.fixed)
    unlisted = attrs.evolve(
        found,
        certificate=attrs.evolve(
            found.certificate,
            left=attrs.evolve(found.certificate.left, lists=((free, ()),)),
        ),
    )
    assert not unlisted.verify()


def test_the_checker_does_not_need_the_makers():
    script = """
import asn_career.matching as m, sys
found = m.match_optimal(m.Market(left=["a"], right=["x"]))
for name in ("flow", "estimate", "ties", "prices", "levels", "network", "optimal", "stable"):
    sys.modules[f"asn_career.matching.{name}"] = None
print(found.verify(), {"networkx", "numpy", "scipy"} & set(sys.modules))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "set()"]


# -- who has nobody, and why --------------------------------------------------------------


def test_whoever_has_nobody_has_a_reason_with_counts():
    market = Market(
        left={"ani": 1, "budi": 1, "cici": 1, "dodi": 1, "eka": 0, "fajar": 1},
        right={"x": 1, "y": 0, "z": 1},
        pairs={
            ("ani", "x"): 9,
            ("budi", "x"): 5,
            ("budi", "y"): 9,
            ("cici", "y"): 5,
            ("eka", "z"): 5,
            ("fajar", "z"): -4,
        },
    )
    found = match_optimal(market, objectives=["score"])
    assert found.pairs == (("ani", "x"),)
    assert found.reason_for("ani") is None
    reasons = {id: found.reason_for(id) for id in (*found.unmatched_left, *found.unmatched_right)}
    assert {id: each.reason for id, each in reasons.items()} == {
        "budi": Reason.OUTCOMPETED,
        "cici": Reason.NO_CAPACITY,
        "dodi": Reason.NO_PERMITTED_PARTNER,
        "eka": Reason.NO_CAPACITY,
        "fajar": Reason.NO_GAIN,
        "y": Reason.NO_CAPACITY,
        "z": Reason.NO_GAIN,
    }
    budi = reasons["budi"]
    assert (budi.permitted, budi.acceptable, budi.open, budi.free) == (2, 2, 1, 0)
    assert match_optimal(market).reason_for("fajar") is None  # coverage outweighs the loss


def test_a_short_list_that_decided_is_told():
    market = Market(left=["a", "b", "c"], right=["x", "y"], banned=[("c", "y")])
    found = match_stable(market, {"a": ["x"], "b": ["x"], "c": ["y"]})
    assert found.pairs == (("a", "x"),)
    b, c, y = (found.reason_for(id) for id in "bcy")
    assert (b.reason, b.acceptable, b.unlisted) == (Reason.OUTCOMPETED, 1, 1)
    assert (c.reason, c.permitted, c.unlisted) == (Reason.NOT_LISTED, 1, 0)
    assert (y.reason, y.unlisted) == (Reason.NOT_LISTED, 1)
    assert "short list" in found.lines("en")[-2]


def test_the_rows_hold_everybody():
    market = one_market()
    for found in (match_optimal(market), match_stable(market)):
        rows = found.rows()
        assert {row["left"] for row in rows} - {None} == set(market.ids("left"))
        assert {row["right"] for row in rows} - {None} == set(market.ids("right"))
        assert sum(row["score"] or 0 for row in rows) == found.value("score")
        assert sum(row["kept"] for row in rows) == found.value("least_change")
        assert [row["fixed"] for row in rows].count(True) == len(market.fixed)
        assert {
            (row["reason"] is None) == (None not in (row["left"], row["right"])) for row in rows
        } == {True}
        assert {frozenset(row) for row in rows} == {frozenset(rows[0])}


def test_the_plain_data_survives_json():
    for found in (match_optimal(one_market()), match_stable(one_market())):
        plain = found.as_dict()
        assert json.loads(json.dumps(plain)) == plain
        assert plain["schema"] == 1
        assert plain["kind"] == "matching"


def test_the_lines_speak_both_languages():
    market = Market(left=["a", "b"], right=["x"], pairs={("a", "x"): 5}, fixed=[("a", "x")])
    found = match_optimal(market, objectives=["coverage", "score"])
    assert found.lines("en") == (
        "Optimal matching (pairs: 1)",
        "  left side: 1/2 have a partner",
        "  right side: 1/1 have a partner",
        "  left ids with a partner: 1",
        "  sum of the scores: 5",
        "  a – x: 5 (fixed)",
        "  - b: no permitted partner (permitted partners: 0)",
    )
    assert found.lines()[0] == "Penjodohan optimal (pasangan: 1)"
    assert str(found) == "\n".join(found.lines("id"))
    assert found._repr_html_().startswith("<pre>Penjodohan")
    assert found.explain("a", "en") == ("a – x",)
    assert found.explain("b", "en") == ("- b: no permitted partner (permitted partners: 0)",)
    assert repr(found) == "Matching(optimal, 1 pairs, Market(2 left, 1 right, 1 pairs))"


def test_a_name_that_is_not_there_is_an_error():
    found = match_optimal(Market(left=["ani"], right=["citra"]), objectives=["coverage"])
    for ask in (found.partners, found.reason_for, found.explain, found.certificate.of):
        with pytest.raises(UnknownNameError):
            ask("anu")
    with pytest.raises(UnknownNameError):
        found.value("score")
    with pytest.raises(InvalidInputError):
        found.unmatched("top")
    assert found.certificate.of("citra") == (0,)


def test_results_can_be_compared_copied_and_pickled():
    for found in (match_optimal(one_market()), match_stable(one_market())):
        again = pickle.loads(pickle.dumps(found))  # noqa: S301
        assert again == copy.deepcopy(found) == found
        assert again.verify()


# -- bad input ----------------------------------------------------------------------------


def problems_of(**given):
    with pytest.raises(InvalidInputError) as caught:
        Market(**{"left": ["ani", "budi"], "right": {"citra": 2, "dewi": 1}, **given})
    return [(problem.where, problem.message) for problem in caught.value.problems]


def test_everything_wrong_with_a_market_is_said_at_once():
    found = problems_of(
        left=["ani", "ani", "budi", ""],
        right={"citra": 2, "dewi": -1, "budi": 1, 7: 1},
        pairs=[
            ("ani", "citra", 5),
            ("ani", "citra", 6),
            ("ani", "sitra", 5),
            ("citra", "ani", 5),
            ("budi", "citra", 0.5),
            ("budi", "dewi", True),
            ("budi", "citra"),
            ("budi", "citra", 10**13),
        ],
        banned=[("budi", "citra"), ("budi", "nobody")],
        fixed=[("budi", "citra"), ("ani", "dewi"), ("ani", "citra")],
        previous=["budi", ("budi", 5)],
    )
    assert found == [
        ("left[1]", "'ani' is given twice"),
        ("left[3]", "blank or too long is not an id"),
        ("right[1]", "-1 is not a capacity"),
        ("right[3]", "int is not an id"),
        ("right[2]", "'budi' stands on both sides"),
        ("pairs[1]", "the pair 'ani', 'citra' is given twice"),
        ("pairs[2]", "unknown right id 'sitra'"),
        ("pairs[3]", "unknown left id 'citra'"),
        ("pairs[3]", "unknown right id 'ani'"),
        ("pairs[4]", "0.5 is not a whole number"),
        ("pairs[5]", "True is not a whole number"),
        ("pairs[6]", "not a left id, a right id and a score"),
        ("pairs[7]", "the score is too large"),
        ("banned[1]", "unknown right id 'nobody'"),
        ("fixed[0]", "the pair 'budi', 'citra' is banned"),
        ("fixed[1]", "the pair 'ani', 'dewi' is not permitted"),
        ("fixed", "'ani' has 2 fixed pairs and 1 places"),
        ("fixed", "'dewi' has 1 fixed pairs and 0 places"),
        ("previous[0]", "not a left id and a right id"),
        ("previous[1]", "not a left id and a right id"),
    ]


def test_what_is_no_side_and_no_list_is_refused_too():
    assert problems_of(left="ani", pairs={("budi", "citra"): 1})[0][0] == "left"
    assert problems_of(left=5) == [("left", "int is not a side")]
    assert problems_of(left=[("ani", 1, 2)]) == [("left[0]", "not an id and a capacity")]
    assert problems_of(left={"ani": 1.0}) == [("left[0]", "1.0 is not a capacity")]
    assert problems_of(pairs=5) == [("pairs", "int is not a list of pairs")]
    assert problems_of(pairs={"ani": 5}) == [("pairs[0]", "not a left id, a right id and a score")]
    assert problems_of(pairs=[("ani", ["x"], 5)])[0][0] == "pairs[0]"
    assert problems_of(banned="x") == [("banned", "str is not a list of pairs")]
    assert problems_of(fixed=[("ani", "citra"), ("ani", "citra")])[0] == (
        "fixed[1]",
        "the pair 'ani', 'citra' is given twice",
    )


def test_a_float_score_is_refused_with_the_way_out():
    with pytest.raises(InvalidInputError) as caught:
        Market(left=["a"], right=["x"], pairs={("a", "x"): 0.5})
    assert "scale scores to whole numbers" in str(caught.value)


def test_more_fixed_pairs_than_places_are_refused():
    found = problems_of(
        left={"ani": 1, "budi": 1}, right={"citra": 1}, fixed=[("ani", "citra"), ("budi", "citra")]
    )
    assert found == [("fixed", "'citra' has 2 fixed pairs and 1 places")]


def test_an_identity_number_is_quoted_by_its_last_digits_only():
    nip = "197211052000031011"
    with pytest.raises(InvalidInputError) as caught:
        Market(left=[nip, nip], right=[nip], pairs=[(nip, "x", 5), (nip[:-1] + "2", nip, 0.5)])
    assert "19721105" not in str(caught.value)
    assert "…011" in str(caught.value)
    market = Market(left=[nip], right=["x"])
    with pytest.raises(InvalidInputError) as caught:
        match_stable(market, {nip: ["y"], nip[:-1] + "2": ["x"]})
    assert "19721105" not in str(caught.value)
    assert nip not in repr(market) + repr(match_optimal(market))


def test_a_market_can_be_made_from_its_own_fields():
    market = one_market()
    assert attrs.evolve(market) == market
    assert attrs.evolve(market, fixed=()).fixed == ()
    assert {market: 1}[attrs.evolve(market)] == 1
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        market.fixed = ()
