"""Matching mentees and mentors at growing sizes.

Mentors are a fifth of the mentees and have five places each, so there are just enough places.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from typing import Any

import networkx as nx
from row import Call, Row, Work

from asn_career import match_mentors, national_rulebook, samples
from asn_career.matching import Market, match_optimal, match_stable, solve_with_scipy
from asn_career.mentoring import MentoringPolicy
from asn_career.terms import Golongan

AS_OF = dt.date(2026, 11, 21)
PLACES, PERMITTED = 5, 50


def sides(size: int) -> tuple[list[str], dict[str, int]]:
    """Return mentees and mentors with their places."""
    return [f"m{i:05}" for i in range(size)], {f"s{i:05}": PLACES for i in range(size // PLACES)}


def scored(size: int) -> dict[str, Any]:
    """Return a market of 50 permitted partners each, and an earlier answer."""
    rng = random.Random(1)  # noqa: S311 - invented data
    left, right = sides(size)
    pairs = [
        (a, b, rng.randrange(1000))
        for a in left
        for b in rng.sample(list(right), min(PERMITTED, len(right)))
    ]
    previous = [(a, rng.choice(list(right))) for a in left]
    return {"left": left, "right": right, "pairs": pairs, "previous": previous}


def optimal(size: int) -> Work:
    """Match with all levels and the certificate; networkx with the score alone."""
    given = scored(size)
    return lambda: match_optimal(Market(**given)), simplex(given)


def with_scipy(size: int) -> Work:
    """Match by the optional extra, all levels and the certificate."""
    given = scored(size)
    return lambda: match_optimal(Market(**given), solver=solve_with_scipy), simplex(given)


def simplex(given: dict[str, Any]) -> Call:
    """Return the same by networkx, without levels below the score and without a certificate."""
    size = len(given["left"])

    def run() -> int:
        graph = nx.DiGraph()
        for a in given["left"]:
            graph.add_node(a, demand=-1)
            graph.add_edge(a, "to", capacity=1, weight=1000 * size)
        for b, many in given["right"].items():
            graph.add_edge(b, "to", capacity=many, weight=0)
        for a, b, score in given["pairs"]:
            graph.add_edge(a, b, capacity=1, weight=-score)
        graph.add_node("to", demand=size)
        _, flow = nx.network_simplex(graph)
        return size - sum(flow[a]["to"] for a in given["left"])

    return run


def full_lists(size: int) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, int]]:
    """Return a list of everybody for everybody."""
    rng = random.Random(1)  # noqa: S311 - invented data
    left, right = sides(size)
    lists = {a: rng.sample(list(right), len(right)) for a in left}
    return lists, {b: rng.sample(left, len(left)) for b in right}, right


def stable(size: int) -> Work:
    """Match with deferred acceptance on full lists."""
    left, right, places = full_lists(size)
    market = Market(left=list(left), right=places)

    def theirs() -> dict[str, str]:
        from matching.games import HospitalResident

        sys.setrecursionlimit(10**6)  # it copies everybody by recursion
        solved = HospitalResident.create_from_dictionaries(left, right, places).solve()
        return {str(a): str(b) for b, several in solved.items() for a in several}

    return lambda: match_stable(market, left, right), theirs


def mentoring(size: int) -> Work:
    """Match the junior and the senior staff of a city: facts, rules, scores, reasons and all."""
    city, junior, senior = samples.surakarta(employees=6 * size), [], []
    for one in city.employees:
        rank = one.rank_on(AS_OF)
        if rank is not None and rank.golongan <= Golongan.III_B:
            junior.append(one)
        elif rank is not None and rank.golongan >= Golongan.III_D:
            senior.append(one)
    book, policy = national_rulebook(), MentoringPolicy(capacity=PLACES)
    mentees, mentors = junior[:size], senior[: size // PLACES]
    return lambda: match_mentors(mentees, mentors, AS_OF, rulebook=book, policy=policy), None


def count_pairs(found: Any) -> str:  # noqa: ANN401 - any result with pairs
    """Tell how many pairs there are."""
    return f"{len(found.pairs):,} pairs"


ROWS = (
    Row(
        name="optimal",
        text="optimal matching, 50 permitted partners each: coverage, score, kept pairs, even "
        "loads and a certificate, in plain Python",
        peer="networkx.network_simplex: coverage and score alone, no certificate",
        work=optimal,
        agree=lambda ours, matched: len(ours.pairs) == matched,
        sizes=(100, 500, 1000, 2000, 5000),
        of="mentees",
        ratio=1,
        seconds=15,
        at=2000,
        peer_until=2000,
    ),
    Row(
        name="optimal-scipy",
        text="the same with the extra `optimise`",
        peer="networkx.network_simplex: coverage and score alone, no certificate",
        work=with_scipy,
        agree=lambda ours, matched: len(ours.pairs) == matched,
        note=count_pairs,
        sizes=(100, 500, 2000, 10_000),
        of="mentees",
        seconds=20,
        peer_until=2000,
    ),
    Row(
        name="stable",
        text="stable matching of full lists",
        peer="the package `matching`",
        needs="matching",
        work=stable,
        agree=lambda ours, theirs: dict(ours.pairs) == theirs,
        sizes=(100, 500, 1000, 2000, 5000),
        of="mentees",
        ratio=1 / 200,
        at=2000,
        peer_until=2000,
    ),
    Row(
        name="mentoring",
        text="mentors for the staff of a city: facts, rules, scores and a reason for everybody",
        work=mentoring,
        note=count_pairs,
        sizes=(100, 500, 1000, 2000),
        of="mentees",
    ),
)
