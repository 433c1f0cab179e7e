"""Checks of a stable matching: who would rather have each other, and where a tie was parted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

import attrs

from asn_career.matching.market import Market, Side
from asn_career.matching.reading import Pair
from asn_career.terms import Word

if TYPE_CHECKING:
    from asn_career.matching.preferences import Stability

__all__ = ["TieBreak", "TieLink", "find_blocking", "find_tie_breaks"]


_Key: TypeAlias = tuple[bool, int, str]


class TieLink(Word):
    """What parts equal preferences, in this order."""

    PREVIOUS = "previous", "pasangan lama", "an earlier pair"
    SCORE = "score", "skor", "the score"
    ID = "id", "urutan id", "the order of the ids"


@attrs.frozen(kw_only=True)
class TieBreak:
    """An id whose last place was given within a tie.

    Attributes:
        id: whose preference it is.
        side: where it stands.
        kept: partners it has out of that tie.
        passed: others in the tie who would rather have had it than what they have.
        by: what told the last of the first from the first of the second.
    """

    id: str
    side: Side
    kept: int
    passed: int
    by: TieLink

    def as_dict(self) -> dict[str, object]:
        """Return plain data.

        Source: none: our own choice.
        """
        return {**attrs.asdict(self), "side": self.side.value, "by": self.by.value}


class _View:
    """Ranks in one matching; fixed pairs take places and are compared with nothing."""

    def __init__(self, market: Market, pairs: Iterable[Pair], wishes: Stability) -> None:
        self.market, self.wishes = market, wishes
        self.pairs = frozenset(pairs)
        self.fixed, self.previous = frozenset(market.fixed), frozenset(market.previous)
        self.free = dict((*market.left, *market.right))
        self.worst: dict[str, int] = {}
        for a, b in self.pairs:
            self.free[a] -= 1
            self.free[b] -= 1
            if (a, b) not in self.fixed:
                for of, partner, side in ((a, b, Side.LEFT), (b, a, Side.RIGHT)):
                    rank = self.rank(side, of, partner)
                    if rank is not None:
                        self.worst[of] = max(self.worst.get(of, rank), rank)

    def rank(self, side: Side, of: str, partner: str) -> int | None:
        """Return how an id ranks a partner, or None unless they may and would have each other."""
        a, b = (of, partner) if side is Side.LEFT else (partner, of)
        score = self.market.score(a, b)
        return None if score is None else self.wishes.rank(side, of, partner, score)

    def wants(self, of: str, rank: int | None) -> bool:
        """Tell whether an id has a place for who ranks so, or prefers it to one that it has."""
        if rank is None:
            return False
        return self.free[of] > 0 or (of in self.worst and rank < self.worst[of])

    def chain(self, pair: Pair, score: int, other: str) -> _Key:
        """Return what parts equals, in the order of `TieLink`."""
        return pair not in self.previous, -score, other


def find_blocking(market: Market, pairs: Iterable[Pair], wishes: Stability) -> Iterator[Pair]:
    """Yield the pairs of which both would rather have each other than what they have.

    With ties, *rather* is strict on both sides. Fixed pairs are not up for change.

    Source: Gale and Shapley (1962); with ties, weak stability (Irving 1994).
    """
    view = _View(market, pairs, wishes)
    for a, _ in market.left:
        if view.free[a] <= 0 and a not in view.worst:
            continue
        for rank, tier in wishes.left.tiers(market, a):
            if view.free[a] <= 0 and rank >= view.worst[a]:
                break
            for b in tier:
                if (a, b) not in view.pairs and view.wants(b, view.rank(Side.RIGHT, b, a)):
                    yield a, b


def find_tie_breaks(
    market: Market, pairs: Iterable[Pair], wishes: Stability
) -> tuple[TieBreak, ...]:
    """Return where the last place of an id was given within a tie, sorted by side, then id.

    Source: none: our own choice.
    """
    view = _View(market, pairs, wishes)
    found: list[TieBreak] = []
    for side in Side:
        theirs = wishes.of(side.other)
        for id in market.ids(side):
            if view.free[id] > 0 or id not in view.worst:
                continue
            kept, passed = list[_Key](), list[_Key]()
            for other in wishes.of(side).tier(market, id, view.worst[id]):
                pair = (id, other) if side is Side.LEFT else (other, id)
                score = market.score(*pair)
                if score is None or pair in view.fixed:
                    continue
                if pair in view.pairs:
                    kept.append(view.chain(pair, score, other))
                elif view.wants(other, theirs.rank(other, id, score)):
                    passed.append(view.chain(pair, score, other))
            if passed:
                last, first = max(kept), min(passed)
                by = next(link for i, link in enumerate(TieLink) if last[i] != first[i])
                found.append(TieBreak(id=id, side=side, kept=len(kept), passed=len(passed), by=by))
    return tuple(found)
