"""Matching at growing sizes: seconds, memory at the peak, and the slope from size to size.

    ./dev bench --pairs                      # all sizes, after the other benchmarks
    python bench/pairs.py optimal 2000       # one measurement: seconds and megabytes

Mentors are a fifth of the mentees and have five places each, so there are just enough places.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import math
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def optimal(size: int) -> Callable[[], bool]:
    """Match with all levels and the certificate."""
    given = scored(size)
    return lambda: len(match_optimal(Market(**given)).pairs) > 0


def scipy(size: int) -> Callable[[], bool]:
    """Do the same by the optional extra."""
    given = scored(size)
    return lambda: len(match_optimal(Market(**given), solver=solve_with_scipy).pairs) > 0


def simplex(size: int) -> Callable[[], bool]:
    """Do the same by networkx, without levels below the score and without a certificate."""
    import networkx as nx

    given = scored(size)

    def run() -> bool:
        graph = nx.DiGraph()
        for a in given["left"]:
            graph.add_node(a, demand=-1)
            graph.add_edge(a, "to", capacity=1, weight=1000 * size)
        for b, many in given["right"].items():
            graph.add_edge(b, "to", capacity=many, weight=0)
        for a, b, score in given["pairs"]:
            graph.add_edge(a, b, capacity=1, weight=-score)
        graph.add_node("to", demand=size)
        cost, _ = nx.network_simplex(graph)
        return bool(cost)

    return run


def full_lists(size: int) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, int]]:
    """Return a list of everybody for everybody."""
    rng = random.Random(1)  # noqa: S311 - invented data
    left, right = sides(size)
    lists = {a: rng.sample(list(right), len(right)) for a in left}
    return lists, {b: rng.sample(left, len(left)) for b in right}, right


def stable(size: int) -> Callable[[], bool]:
    """Match with deferred acceptance on full lists."""
    left, right, places = full_lists(size)
    market = Market(left=list(left), right=places)
    return lambda: len(match_stable(market, left, right).pairs) > 0


def peer(size: int) -> Callable[[], bool]:
    """Do the same by the `matching` package, if it is there."""
    from matching.games import HospitalResident

    left, right, places = full_lists(size)
    sys.setrecursionlimit(10**6)  # it copies everybody by recursion

    def run() -> bool:
        game = HospitalResident.create_from_dictionaries(left, right, places)
        return bool(game.solve())

    return run


def mentoring(size: int) -> Callable[[], bool]:
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
    return lambda: bool(match_mentors(mentees, mentors, AS_OF, rulebook=book, policy=policy).pairs)


KINDS = {
    "optimal": (optimal, (500, 1000, 2000, 5000, 10_000)),
    "scipy": (scipy, (500, 1000, 2000, 5000, 10_000)),
    "simplex": (simplex, (500, 1000, 2000)),
    "stable": (stable, (500, 1000, 2000, 5000)),
    "peer": (peer, (500, 1000, 2000)),
    "mentoring": (mentoring, (500, 1000, 2000)),
}


def measure(kind: str, size: int) -> tuple[float, float]:
    """Return seconds and megabytes of one run in a fresh interpreter."""
    command = [sys.executable, __file__, kind, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def peak() -> float:
    """Return the megabytes of this process at its peak, where the system tells them."""
    status = Path("/proc/self/status")  # what the parent used before does not count there
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if "VmHWM" in line), math.nan)


def report() -> int:
    """Print every kind at every size with its slope; return how many bounds are broken."""
    print(f"{'matching':12} {'mentees':>8} {'seconds':>9} {'MB':>7} {'slope':>6}")
    found: dict[tuple[str, int], float] = {}
    for kind, (_, sizes) in KINDS.items():
        wanted = {"peer": "matching", "scipy": "scipy"}.get(kind)
        if wanted is not None and importlib.util.find_spec(wanted) is None:
            print(f"{kind:12} {wanted} is not installed")
            continue
        before: tuple[int, float] | None = None
        for size in sizes:
            seconds, megabytes = measure(kind, size)
            found[kind, size] = seconds
            slope = ""
            if before is not None:
                slope = f"{math.log(seconds / before[1]) / math.log(size / before[0]):6.2f}"
            print(f"{kind:12} {size:8,} {seconds:9.3f} {megabytes:7.0f} {slope:>6}", flush=True)
            before = size, seconds
    broken = 0
    for ours, theirs, bound in (("optimal", "simplex", 1), ("stable", "peer", 200)):
        if (theirs, 2000) in found:
            ratio = found[theirs, 2000] / found[ours, 2000]
            broken += ratio < bound
            mark = "" if ratio >= bound else "  UNDER"
            print(f"{theirs} / {ours} at 2,000: {ratio:.1f} (at least {bound}){mark}")
    return broken


if __name__ == "__main__":
    run = KINDS[sys.argv[1]][0](int(sys.argv[2]))
    start = time.perf_counter()
    assert run()
    seconds = time.perf_counter() - start
    print(seconds, peak())
