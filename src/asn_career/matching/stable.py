"""Stable matching: nobody finds a partner who would rather have them than what both have."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING

from asn_career.errors import InvalidInputError, Problem
from asn_career.matching.market import Market, Side
from asn_career.matching.objectives import Objective
from asn_career.matching.optimal import count_values
from asn_career.matching.preferences import (
    PreferenceInput,
    Preferences,
    Stability,
    read_preferences,
)
from asn_career.matching.result import Matching, Method

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["match_stable"]

_Rank = tuple[int, bool, int, str]


def match_stable(
    market: Market,
    left_prefers: PreferenceInput = "score",
    right_prefers: PreferenceInput = "score",
    *,
    proposing: str = "left",
) -> Matching:
    """Find a stable matching: no two would rather have each other than what both have.

    Deferred acceptance with places on both sides. A pair can only come about when the market
    permits it and each accepts the other. Fixed pairs take their places first.

    Order and ties: the order of the input plays no part. Equal partners are parted by a chain: an
    earlier pair (``market.previous``), then the higher score, then the smaller id;
    ``Matching.tie_breaks()`` says where that decided. Without ties the answer is the best stable
    one for everybody on the proposing side; with ties it is that of the preferences as parted,
    and stable in the given ones (no pair of which both would *strictly* gain).

    Args:
        market: who may be paired with whom; ``pairs=None`` leaves it to the lists.
        left_prefers: per left id its partners from best to worst, an inner list being a tie; or
            ``"score"`` (a higher score is better), or ``"indifferent"``. An id without a list
            accepts every permitted partner alike, one with an empty list nobody; listed partners
            that are not permitted are passed over.
        right_prefers: the same of the right side.
        proposing: ``"left"`` or ``"right"``.

    Returns:
        The pairs with the preferences that no pair breaks; the values of the objectives describe
        it only. Nobody on a side gives a matching without pairs.

    Raises:
        InvalidInputError: with every unknown id and every partner listed twice, on both sides.
    Source: Gale and Shapley (1962); Roth and Sotomayor, Two-Sided Matching (1990), chapters 2, 5.

    >>> market = Market(left=["ani", "budi"], right={"citra": 1, "dewi": 1})
    >>> found = match_stable(
    ...     market,
    ...     {"ani": ["citra", "dewi"], "budi": ["citra"]},
    ...     {"citra": ["budi", "ani"], "dewi": ["ani"]},
    ... )
    >>> found.pairs, found.verify()
    ((('ani', 'dewi'), ('budi', 'citra')), True)
    """
    problems: list[Problem] = []
    wishes: list[Preferences] = []
    for side, given in ((Side.LEFT, left_prefers), (Side.RIGHT, right_prefers)):
        try:
            wishes.append(read_preferences(market, side, given))
        except InvalidInputError as error:
            problems += error.problems
    try:
        proposer = Side(proposing)
    except InvalidInputError as error:
        problems += [problem.inside("proposing") for problem in error.problems]
    if problems:
        raise InvalidInputError(problems)
    certificate = Stability(left=wishes[0], right=wishes[1], proposing=proposer)
    pairs = tuple(sorted((*market.fixed, *_Proposals(market, certificate).run())))
    return Matching(
        method=Method.STABLE,
        market=market,
        pairs=pairs,
        values=count_values(market, pairs, Objective),
        certificate=certificate,
    )


class _Proposals:
    """Deferred acceptance; all ranks are strict, the chain that parts ties included."""

    def __init__(self, market: Market, wishes: Stability) -> None:
        self.market = market
        self.left_proposes = wishes.proposing is Side.LEFT
        self.own = wishes.of(wishes.proposing)
        self.theirs = wishes.of(wishes.proposing.other)
        self.fixed, self.previous = frozenset(market.fixed), frozenset(market.previous)
        self.places = dict((*market.left, *market.right))
        for pair in market.fixed:
            for id in pair:
                self.places[id] -= 1

    def run(self) -> list[tuple[str, str]]:
        held: dict[str, list[_Rank]] = {id: [] for id in self.market.ids(self.theirs.side)}
        orders = {id: self.order(id) for id in self.market.ids(self.own.side)}
        todo = [id for id in orders for _ in range(self.places[id])]
        while todo:
            id = todo.pop()
            for asked in orders[id]:
                rank = self.rank(asked, id)
                if rank is None:
                    continue
                ranks = held[asked]
                if len(ranks) < self.places[asked]:
                    insort(ranks, rank)
                    break
                if ranks and rank < ranks[-1]:
                    todo.append(ranks.pop()[-1])
                    insort(ranks, rank)
                    break
        made = ((rank[-1], asked) for asked, ranks in held.items() for rank in ranks)
        return [pair if self.left_proposes else pair[::-1] for pair in made]

    def rank(self, asked: str, proposer: str) -> _Rank | None:
        """Return how who is asked ranks a proposer, lower is better, or None to refuse."""
        pair = (proposer, asked) if self.left_proposes else (asked, proposer)
        score = self.market.score(*pair)
        if score is None or pair in self.fixed:
            return None
        rank = self.theirs.rank(asked, proposer, score)
        return None if rank is None else (rank, pair not in self.previous, -score, proposer)

    def order(self, id: str) -> Iterator[str]:
        """Go over those whom a proposer will ask, best first, ties parted by the chain."""
        for _, tier in self.own.tiers(self.market, id):
            yield from tier if len(tier) == 1 else sorted(tier, key=lambda to: self.chain(id, to))

    def chain(self, id: str, to: str) -> tuple[bool, int, str]:
        pair = (id, to) if self.left_proposes else (to, id)
        return pair not in self.previous, -(self.market.score(*pair) or 0), to
