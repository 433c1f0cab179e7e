"""The best matching, objective by objective, with the prices that prove it."""

from __future__ import annotations

from collections import Counter
from operator import index
from typing import TYPE_CHECKING

import attrs

from asn_career.errors import InvalidInputError, Problem
from asn_career.matching.crowd import Crowd
from asn_career.matching.flow import solve
from asn_career.matching.levels import Levels
from asn_career.matching.load import better, even_out
from asn_career.matching.market import Market, Side
from asn_career.matching.objectives import Objective, read_objectives
from asn_career.matching.prices import Circle, Distances, find_distances
from asn_career.matching.reading import Pair, show_id
from asn_career.matching.result import Matching, Method, Prices
from asn_career.matching.ties import settle_ties

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from asn_career.matching.network import Network, Solver

__all__ = ["count_values", "match_optimal"]

DEFAULT_OBJECTIVES = (Objective.COVERAGE, Objective.SCORE, Objective.LEAST_CHANGE)
WRONG = "permitted pairs of positions, each once, nobody over capacity"


def match_optimal(
    market: Market,
    *,
    objectives: Iterable[str] = DEFAULT_OBJECTIVES,
    solver: Solver | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Matching:
    """Find the matching that is best in the first objective, among those in the second, and so on.

    Objectives: ``coverage`` (left ids with at least one partner), ``right_coverage`` (right ids
    with at least one: counted in a search of its own, slow on large markets), ``places`` (pairs),
    ``score``
    (sum of the scores), ``least_change`` (pairs of ``market.previous`` that are kept),
    ``priority`` (sum of ``market.priority`` over the left ids with a partner), and as the last one
    ``even_load`` (minus the number of two left ids that share a right one). All are whole numbers
    and more is better; a lower one never buys anything from a higher one. After ``coverage``,
    ``priority`` places the k highest priorities that can be placed together, for every k: it
    counts the same as if the highest went first, then the next.

    Order and ties: the order of the input plays no part, and neither does the solver. Among all
    best answers the one is taken that comes first by the ids: pairs are gone through by left id,
    then right id, and each is taken if some best answer has it with those taken before. So a pair
    that costs nothing is made, and where two people are equal in everything, the smaller id wins.

    Args:
        market: who may be paired with whom.
        objectives: names, the most important first.
        solver: finds one best answer of a `Network` in place of our own search; what it returns is
            checked and proven like our own, so the result is the same.
        progress: called with the left ids done and all of them, about a hundred times.

    Returns:
        The pairs with the prices that prove them. Nobody on a side, or no permitted pair, gives a
        matching without pairs.

    Raises:
        InvalidInputError: an unknown objective, or a solver that returns no possible answer or
            one that is not the best; the message then names the change that would better it.
    Source: none: our own choice; the method is in Ahuja, Magnanti and Orlin, Network Flows (1993).

    >>> market = Market(
    ...     left=["ani", "budi"], right=["citra", "dewi"],
    ...     pairs={("ani", "citra"): 9, ("ani", "dewi"): 5, ("budi", "citra"): 8},
    ... )
    >>> best = match_optimal(market)
    >>> best.pairs, best.value("score"), best.verify()
    ((('ani', 'dewi'), ('budi', 'citra')), 13, True)
    >>> match_optimal(market, objectives=["score"]).value("score")
    13
    """
    levels = Levels.of(market, read_objectives(objectives))
    network = levels.network(market)
    left, right = market.ids(Side.LEFT), market.ids(Side.RIGHT)
    found = solve(network, progress) if solver is None else _take(network, solver(network))
    distances = find_distances(network, found)
    if isinstance(distances, Circle):
        add = _say([(left[a], right[r]) for a, r in distances.add])
        drop = _say([(left[a], right[r]) for a, r in distances.drop])
        message = f"the answer is not the best: add {add} and drop {drop}"
        raise InvalidInputError(Problem("solver", message, "gains and bonuses are exact integers"))
    fixed = Counter(b for _, b in market.fixed)
    crowd = Crowd(
        already=tuple([fixed[b] for b in right]),
        bonus=levels.fold({Objective.RIGHT_COVERAGE: 1}),
    )
    if crowd.bonus:
        found, distances = better(network, found, crowd)
    if levels.objectives[-1] is Objective.EVEN_LOAD:
        crowd = attrs.evolve(crowd, slope=1)
        found = even_out(network, found, distances, crowd)
        evened = find_distances(network, found, crowd)
        assert isinstance(evened, Distances)  # noqa: S101 - no way makes the loads more even
        distances = evened
    chosen = settle_ties(network, found, distances, crowd)
    pairs = tuple(sorted((*market.fixed, *((left[a], right[r]) for a, r in chosen))))
    return Matching(
        method=Method.OPTIMAL,
        market=market,
        pairs=pairs,
        values=count_values(market, pairs, levels.objectives),
        certificate=Prices(
            left=tuple(zip(left, map(levels.unfold, distances.left), strict=True)),
            right=tuple(zip(right, map(levels.unfold, distances.right), strict=True)),
        ),
    )


def count_values(
    market: Market, pairs: Iterable[Pair], objectives: Iterable[Objective]
) -> tuple[tuple[Objective, int], ...]:
    """Return the value of each objective for some pairs.

    Source: none: our own choice.
    """
    pairs = tuple(pairs)
    priority, load = dict(market.priority), Counter(b for _, b in pairs)
    values = {
        Objective.COVERAGE: len({a for a, _ in pairs}),
        Objective.RIGHT_COVERAGE: len({b for _, b in pairs}),
        Objective.PLACES: len(pairs),
        Objective.SCORE: sum([market.score(a, b) or 0 for a, b in pairs]),
        Objective.LEAST_CHANGE: len(set(pairs) & set(market.previous)),
        Objective.PRIORITY: sum(priority.get(a, 0) for a in {a for a, _ in pairs}),
        Objective.EVEN_LOAD: -sum(many * (many - 1) // 2 for many in load.values()),
    }
    return tuple((objective, values[objective]) for objective in objectives)


def _take(network: Network, answer: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Check that what a solver returned is possible."""
    try:
        found = sorted((index(a), index(r)) for a, r in answer)
    except (TypeError, ValueError):
        raise InvalidInputError(Problem("solver", "no pairs of positions", WRONG)) from None
    permitted = [{r for r, _ in row} for row in network.rows]
    problems = [
        Problem("solver", f"({a}, {r}) is no permitted pair of positions", WRONG)
        for a, r in found
        if not 0 <= a < len(permitted) or r not in permitted[a]
    ]
    problems += [
        Problem("solver", f"({a}, {r}) is returned {many} times", WRONG)
        for (a, r), many in Counter(found).items()
        if many > 1
    ]
    for side, places, loads in (
        ("left", network.left, Counter(a for a, _ in found)),
        ("right", network.right, Counter(r for _, r in found)),
    ):
        problems += [
            Problem("solver", f"{side} position {i} has {loads[i]} partners, {many} places", WRONG)
            for i, many in enumerate(places)
            if loads[i] > many
        ]
    if problems:
        raise InvalidInputError(problems)
    return found


def _say(pairs: list[Pair]) -> str:
    return ", ".join(f"({show_id(a)}, {show_id(b)})" for a, b in pairs) or "nothing"
