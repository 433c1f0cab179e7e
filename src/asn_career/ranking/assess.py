"""How a ranking is tried: other weights, fewer rows, other methods."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Mapping
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Final

from asn_career.errors import InvalidInputError, Problem
from asn_career.ranking.methods import Matrix, Method, MethodRanking, rank_by
from asn_career.ranking.reading import WHOLE
from asn_career.ranking.robustness import (
    PERCENT,
    Agreement,
    Holds,
    Reversal,
    Robustness,
    lines_over,
    weight_of,
)

__all__ = ["assess_robustness"]

MAX_DRAWS: Final = 100_000


def assess_robustness(
    ranking: MethodRanking,
    *,
    seed: int = 0,
    draws: int = 1_000,
    noise: int = 10,
    methods: Collection[Method] = (Method.SAW, Method.TOPSIS),
) -> Robustness:
    """Tell how much a ranking hangs on its weights, on who takes part, and on the method.

    Keys that part ties are left aside: it is about the totals.

    Args:
        ranking: what `rank_by` returned.
        seed: of the draws; the same seed gives the same answer.
        draws: how many weights are drawn, 1 to 100,000.
        noise: by how many percent of itself each weight is off at most, 1 to 100.
        methods: those whose order is compared with each other and with the ranking's own.

    Returns:
        Bounds are exact fractions, for a weighted sum and SAW with weights in percent. Reversals
        are counted for every row that leaves: rows x pairs.

    Raises:
        InvalidInputError: draws or noise out of bounds; a matrix that one of the methods refuses.
    Source: none: our own choice; the questions are those of Triantaphyllou (2000).

    >>> scores = {"a": {"work": 80, "conduct": 90}, "b": {"work": 90, "conduct": 70}}
    >>> found = assess_robustness(rank_by("saw", scores, weights={"work": 60, "conduct": 40}))
    >>> print(found.lines("en")[1])
       weight conduct: 33.33% - 100%
    """
    problems = [
        Problem(name, f"{value!r:.20} is not a whole number from 1 to {most:,}")
        for name, value, most in (("draws", draws, MAX_DRAWS), ("noise", noise, PERCENT))
        if type(value) is not int or not 1 <= value <= most
    ]
    if problems:
        raise InvalidInputError(problems)
    return Robustness(
        ranking=ranking,
        holds=tuple(_bounds(ranking)),
        chances=_chances(ranking, seed, draws, noise),
        draws=draws,
        noise=noise,
        seed=seed,
        reversals=tuple(_reversals(ranking)),
        agreements=tuple(_agreements(ranking, methods)),
    )


def _bounds(ranking: MethodRanking) -> list[Holds]:
    """Return between which weights of each criterion each row keeps its rank.

    The total of a row is a straight line over the weight of one criterion, so a rank can change
    only where two lines cross.
    """
    found: list[Holds] = []
    criteria = (
        [name for name, _ in ranking.ranks.weights] if ranking.ranks.places_kept is None else []
    )
    for criterion in criteria:
        lines = lines_over(ranking, criterion)
        now = weight_of(ranking, criterion) / PERCENT
        if now == 1:
            continue  # the others have no proportion to share the rest in
        for id, (rest, own) in lines.items():
            # How far another is ahead at weight t: gap + t x slope.
            ahead = [
                (r - rest, (o - r) - (own - rest)) for other, (r, o) in lines.items() if other != id
            ]
            crossings = {-gap / slope for gap, slope in ahead if slope}
            inside = sorted({t for t in crossings if 0 < t < 1})

            def count(t: Fraction, ahead: list[tuple[Fraction, Fraction]] = ahead) -> int:
                return sum(1 for gap, slope in ahead if gap + t * slope > 0)

            rank = count(now)
            low, high = Fraction(0), Fraction(1)
            edges = [Fraction(0), *inside, Fraction(1)]
            for a, b in pairwise(edges):
                if count((a + b) / 2) != rank:
                    low, high = (max(low, b), high) if b <= now else (low, min(high, a))
            if low <= now <= high:
                held = Holds(
                    id=id, criterion=criterion, lowest=low * PERCENT, highest=high * PERCENT
                )
            else:  # it stands on a crossing: tied only just here
                held = Holds(
                    id=id, criterion=criterion, lowest=now * PERCENT, highest=now * PERCENT
                )
            found.append(held)
    return found


def _chances(
    ranking: MethodRanking, seed: int, draws: int, noise: int
) -> dict[str, dict[int, int]]:
    """Return how often each row got each rank, under weights that are a little off."""
    drawn = random.Random(seed)  # noqa: S311 - not for secrets
    criteria = ranking.ranks.weights
    counts: dict[str, Counter[int]] = {p.id: Counter() for p in ranking.ranks.places}
    least, most = WHOLE * (PERCENT - noise), WHOLE * (PERCENT + noise)
    for _ in range(draws):
        # Whole numbers, so that who is tied stays tied.
        weights = {name: weight * drawn.randint(least, most) for name, weight in criteria}
        totals = {
            place.id: sum(weights[p.criterion] * p.value for p in place.parts)
            for place in ranking.ranks.places
        }
        ordered = sorted(totals.values(), reverse=True)
        first = {total: i for i, total in reversed(list(enumerate(ordered, 1)))}
        for id, total in totals.items():
            counts[id][first[total]] += 1
    return {id: dict(sorted(found.items())) for id, found in sorted(counts.items())}


def _order(ranking: MethodRanking) -> dict[str, int]:
    return {place.id: place.score_rank for place in ranking.ranks.places}


def _sign(order: Mapping[str, int], a: str, b: str) -> int:
    return (order[a] > order[b]) - (order[a] < order[b])


def _again(ranking: MethodRanking, matrix: Matrix, method: Method) -> MethodRanking:
    costs = ranking.costs if method is not Method.WEIGHTED_SUM else ()
    return rank_by(method, matrix, weights=ranking.weights, costs=costs)


def _reversals(ranking: MethodRanking) -> list[Reversal]:
    """Return the pairs whose order is another one when somebody leaves."""
    if ranking.method is Method.WEIGHTED_SUM:
        return []  # a total depends on its own row alone
    order, found = _order(ranking), []
    for leaves in sorted(ranking.matrix):
        rest = {id: row for id, row in ranking.matrix.items() if id != leaves}
        if not rest:
            continue
        after = _order(_again(ranking, rest, ranking.method))
        by_rank = sorted(rest, key=lambda id: (order[id], id))
        found += [
            Reversal(leaves=leaves, above=a, below=b)
            for a, b in combinations(by_rank, 2)
            if _sign(order, a, b) != _sign(after, a, b)
        ]
    return found


def _agreements(ranking: MethodRanking, methods: Collection[Method]) -> list[Agreement]:
    """Return how many pairs every two methods put in the same order."""
    chosen = sorted({ranking.method, *methods}, key=lambda method: method.order)
    if ranking.costs and Method.WEIGHTED_SUM in chosen:
        chosen.remove(Method.WEIGHTED_SUM)
    orders = {method: _order(_again(ranking, ranking.matrix, method)) for method in chosen}
    pairs = list(combinations(sorted(ranking.matrix), 2))
    found = []
    for one, other in combinations(chosen, 2):
        a, b = orders[one], orders[other]
        first = [{id for id, rank in order.items() if rank == 1} for order in (a, b)]
        found.append(
            Agreement(
                methods=(one, other),
                same=sum(1 for pair in pairs if _sign(a, *pair) == _sign(b, *pair)),
                pairs=len(pairs),
                same_first=first[0] == first[1],
            )
        )
    return found
