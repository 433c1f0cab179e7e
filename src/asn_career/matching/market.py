"""Who may be paired with whom: two sides, their places, the permitted pairs and what is given."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from asn_career.errors import InvalidInputError
from asn_career.matching.reading import (
    MarketReader,
    Pair,
    Places,
    Scored,
    take_couples,
    take_pairs,
    take_side,
    unknown_id,
)
from asn_career.terms import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Market", "Side"]


class Side(Word):
    """The two sides of a market."""

    LEFT = "left", "sisi kiri", "left side"
    RIGHT = "right", "sisi kanan", "right side"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


@attrs.frozen(kw_only=True, repr=False)
class Market:
    """Two sides that are to be paired; immutable, and the same whatever the order of its input.

    An id stands on one side only. A pair that is not listed in ``pairs`` cannot come about, and
    neither can one that is banned, whatever its score.

    Attributes:
        left: id and capacity, sorted by id. Given as a mapping of id to capacity, or as ids of
            capacity 1.
        right: the same of the other side.
        pairs: permitted pairs with their score, a whole number, sorted by left id, then right id.
            Given as ``{(left, right): score}`` or as triples. None: all pairs are permitted
            and score 0.
        banned: pairs that are taken out of ``pairs``.
        fixed: pairs that every answer has.
        previous: the pairs of an earlier answer. They need not be possible any more: people who
            have left and pairs that are not permitted today simply cannot be kept.
        priority: left id and how much it counts for ``priority`` to give it a partner, a whole
            number from 0; who is not named has 0.

    Raises:
        InvalidInputError: with every problem at once and its place: an id given twice or on both
            sides, a capacity below 0, an unknown id, a score that is not a whole number, a pair
            given twice, a fixed pair that is banned or not permitted, more fixed pairs than places.
    Source: none: our own choice.

    >>> market = Market(left=["a", "b"], right={"x": 2}, pairs={("a", "x"): 5, ("b", "x"): 3})
    >>> market
    Market(2 left, 1 right, 2 pairs)
    >>> Market(left=["a"], right=["x"], pairs=[("a", "y", "5")])
    Traceback (most recent call last):
        ...
    asn_career.errors.InvalidInputError: 2 problems:
      - pairs[0]: unknown right id 'y'. Hint: known: x
      - pairs[0]: '5' is not a whole number. Hint: a score is a whole number
    """

    left: Places = attrs.field(converter=take_side)
    right: Places = attrs.field(converter=take_side)
    pairs: Scored | None = attrs.field(converter=take_pairs, default=None)
    banned: tuple[Pair, ...] = attrs.field(converter=take_couples, default=())
    fixed: tuple[Pair, ...] = attrs.field(converter=take_couples, default=())
    previous: tuple[Pair, ...] = attrs.field(converter=take_couples, default=())
    priority: Places = attrs.field(converter=take_side, default=())
    _left: dict[str, int] = attrs.field(init=False, eq=False)
    _right: dict[str, int] = attrs.field(init=False, eq=False)
    _scores: dict[str, dict[str, int]] = attrs.field(init=False, eq=False)
    _banned: frozenset[Pair] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Check everything, report all problems at once, and put all in order."""
        check = MarketReader()
        left, right = check.side("left", self.left), check.side("right", self.right)
        check.apart(left, right)
        scores = check.pairs(self.pairs, left, right)
        banned = frozenset(check.couples("banned", self.banned, left, right))
        for a, b in banned:
            scores[a].pop(b, None)
        fixed = check.couples("fixed", self.fixed, left, right)
        check.fixed(fixed, None if self.pairs is None else scores, banned, {**left, **right})
        previous = check.couples("previous", self.previous)
        priority = check.priority(self.priority, left)
        if check.problems:
            raise InvalidInputError(check.problems)
        scores = {a: dict(sorted(row.items())) for a, row in sorted(scores.items())}
        pairs = tuple((a, b, score) for a, row in scores.items() for b, score in row.items())
        final = {
            "left": tuple(sorted(left.items())),
            "right": tuple(sorted(right.items())),
            "pairs": None if self.pairs is None else pairs,
            "banned": tuple(sorted(banned)),
            "fixed": tuple(sorted(fixed)),
            "previous": tuple(sorted(previous)),
            "priority": tuple(sorted(priority.items())),
            "_left": left,
            "_right": right,
            "_scores": scores,
            "_banned": banned,
        }
        for name, value in final.items():
            object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        """Return the sizes: a market of thousands says nothing by its ids."""
        count = "all" if self.pairs is None else len(self.pairs)
        return f"Market({len(self.left)} left, {len(self.right)} right, {count} pairs)"

    def side_of(self, id: str) -> Side:
        """Return the side on which an id stands.

        Raises:
            UnknownNameError: the id stands on neither.
        Source: none: our own choice.
        """
        if id in self._left:
            return Side.LEFT
        if id in self._right:
            return Side.RIGHT
        raise unknown_id(id, (*self._left, *self._right))

    def ids(self, side: str) -> tuple[str, ...]:
        """Return the ids of one side (``"left"`` or ``"right"``), sorted.

        Raises:
            InvalidInputError: no such side.
        Source: none: our own choice.
        """
        return tuple([id for id, _ in (self.left if Side(side) is Side.LEFT else self.right)])

    def capacity(self, id: str) -> int:
        """Return how many partners an id may have.

        Raises:
            UnknownNameError: the id stands on neither side.
        Source: none: our own choice.
        """
        return (self._left if self.side_of(id) is Side.LEFT else self._right)[id]

    def score(self, left: str, right: str) -> int | None:
        """Return the score of a pair, or None when the pair is not permitted.

        Source: none: our own choice.
        """
        if self.pairs is not None:
            return self._scores.get(left, {}).get(right)
        known = left in self._left and right in self._right
        return 0 if known and (left, right) not in self._banned else None

    def partners(self, left: str) -> Mapping[str, int]:
        """Return the permitted partners of a left id with the scores, sorted by id.

        Source: none: our own choice.
        """
        if self.pairs is not None:
            return MappingProxyType(self._scores.get(left, {}))
        return {b: 0 for b, _ in self.right if (left, b) not in self._banned}

    def partners_of(self, id: str) -> Mapping[str, int]:
        """Return the permitted partners of an id of either side with the scores, sorted by id.

        Raises:
            UnknownNameError: the id stands on neither side.
        Source: none: our own choice.
        """
        if self.side_of(id) is Side.LEFT:
            return self.partners(id)
        if self.pairs is None:
            return {a: 0 for a, _ in self.left if (a, id) not in self._banned}
        return {a: row[id] for a, row in self._scores.items() if id in row}

    def permitted(self) -> Iterator[tuple[str, str, int]]:
        """Go over the permitted pairs, sorted by left id, then right id.

        Source: none: our own choice.
        """
        for a, _ in self.left:
            for b, score in self.partners(a).items():
                yield a, b, score
