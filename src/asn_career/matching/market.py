"""Who may be paired with whom: two sides, their places, the permitted pairs and what is given."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias, cast

import attrs

from asn_career.errors import InvalidInputError, Problem, UnknownNameError, near
from asn_career.terms import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Market", "Pair", "Side", "near_id", "show_id"]

MAX_ID = 500  # characters
MAX_SCORE: Final = 10**12
MAX_CAPACITY: Final = 10**6

Pair: TypeAlias = tuple[str, str]
Places: TypeAlias = tuple[tuple[str, int], ...]
Scored: TypeAlias = tuple[tuple[str, str, int], ...]
SideInput: TypeAlias = Mapping[str, int] | Iterable[str] | Iterable[tuple[str, int]]
PairsInput: TypeAlias = Mapping[Pair, int] | Iterable[tuple[str, str, int]]

_PRIVATE = re.compile(r"\d{18}")


class Side(Word):
    """The two sides of a market."""

    LEFT = "left", "sisi kiri", "left side"
    RIGHT = "right", "sisi kanan", "right side"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


def show_id(value: object) -> str:
    """Return an id as a message may quote it: an identity number only by its last digits.

    Source: none: our own choice.

    >>> show_id("m7"), show_id("197211052000031011")
    ("'m7'", "'…011'")
    """
    if isinstance(value, str) and _PRIVATE.search(value):
        value = _PRIVATE.sub(lambda found: "…" + found[0][-3:], value)
    return f"{value!r:.40}"


def near_id(id: object, known: Iterable[str]) -> str:
    """Return a hint at the nearest id; where ids are identity numbers, only how many there are.

    Source: none: our own choice.
    """
    known = list(known)
    private = any(_PRIVATE.search(word) for word in (str(id), *known))
    return f"{len(known)} ids are known" if private else near(id, known)


def _listed(value: object) -> tuple[object, ...] | None:
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        return None
    return tuple(value)


def _take_side(value: SideInput) -> Places:
    if isinstance(value, Mapping):
        return tuple(value.items())
    items = _listed(value)
    if items is None:  # left as it is, for the check to name it
        return cast("Places", value)
    return tuple(item if isinstance(item, tuple) else (item, 1) for item in items)  # type: ignore[misc]


def _take_pairs(value: PairsInput | None) -> Scored | None:
    if isinstance(value, Mapping):
        rows = ((*key, score) if isinstance(key, tuple) else (key,) for key, score in value.items())
        return cast("Scored", tuple(rows))
    items = _listed(value)
    return cast("Scored | None", value if items is None else items)


def _take_couples(value: Iterable[Pair]) -> tuple[Pair, ...]:
    items = _listed(value)
    return cast("tuple[Pair, ...]", value if items is None else items)


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

    Raises:
        InvalidInputError: with every problem at once and its place: an id given twice or on both
            sides, a capacity below 0, an unknown id, a score that is not a whole number, a pair
            given twice, a fixed pair that is banned or not permitted, more fixed pairs than places.
    Source: none: our own choice.

    >>> market = Market(left=["a", "b"], right={"x": 2}, pairs={("a", "x"): 5, ("b", "x"): 3})
    >>> market
    Market(2 left, 1 right, 2 pairs)
    >>> Market(left=["a"], right=["x"], pairs=[("a", "y", 1.5)])
    Traceback (most recent call last):
        ...
    asn_career.errors.InvalidInputError: 2 problems:
      - pairs[0]: unknown right id 'y'. Hint: known: x
      - pairs[0]: 1.5 is not a whole number. Hint: a float is not exact: scale scores to whole numbers
    """

    left: Places = attrs.field(converter=_take_side)
    right: Places = attrs.field(converter=_take_side)
    pairs: Scored | None = attrs.field(converter=_take_pairs, default=None)
    banned: tuple[Pair, ...] = attrs.field(converter=_take_couples, default=())
    fixed: tuple[Pair, ...] = attrs.field(converter=_take_couples, default=())
    previous: tuple[Pair, ...] = attrs.field(converter=_take_couples, default=())
    _left: dict[str, int] = attrs.field(init=False, eq=False)
    _right: dict[str, int] = attrs.field(init=False, eq=False)
    _scores: dict[str, dict[str, int]] = attrs.field(init=False, eq=False)
    _banned: frozenset[Pair] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Check everything, report all problems at once, and put all in order."""
        check = _Check()
        left, right = check.side("left", self.left), check.side("right", self.right)
        check.apart(left, right)
        banned = frozenset(check.couples("banned", self.banned, left, right))
        scores = check.pairs(self.pairs, left, right)
        for a, b in banned:
            scores[a].pop(b, None)
        fixed = check.couples("fixed", self.fixed, left, right)
        check.fixed(fixed, None if self.pairs is None else scores, banned, {**left, **right})
        previous = check.couples("previous", self.previous)
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
        raise UnknownNameError("id", id, [*self.ids(Side.LEFT), *self.ids(Side.RIGHT)])

    def ids(self, side: Side) -> tuple[str, ...]:
        """Return the ids of one side, sorted.

        Source: none: our own choice.
        """
        return tuple(id for id, _ in (self.left if side is Side.LEFT else self.right))

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
            return self._scores.get(left, {})
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


class _Check:
    """Collects the problems of a market while its fields are read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def note(self, where: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(where, message, hint))

    def side(self, name: str, given: object) -> dict[str, int]:
        """Read one side; ids with a problem are kept, so that they raise no second one."""
        found: dict[str, int] = {}
        places: dict[str, int] = {}
        if not isinstance(given, tuple):
            self.note(name, f"{type(given).__name__} is not a side", "ids, or id to capacity")
            return found
        for i, item in enumerate(given):
            where = f"{name}[{i}]"
            if len(item) != 2:  # noqa: PLR2004
                self.note(where, "not an id and a capacity", "ids, or id to capacity")
                continue
            id, capacity = item
            if not (isinstance(id, str) and id.strip() and len(id) <= MAX_ID):
                kind = "blank or too long" if isinstance(id, str) else type(id).__name__
                self.note(where, f"{kind} is not an id", f"text of 1 to {MAX_ID} characters")
                continue
            if type(capacity) is not int or not 0 <= capacity <= MAX_CAPACITY:
                hint = f"a whole number from 0 to {MAX_CAPACITY}"
                self.note(where, f"{capacity!r:.40} is not a capacity", hint)
                capacity = 0  # noqa: PLW2901
            if id in found:
                self.note(where, f"{show_id(id)} is given twice", f"first at {name}[{places[id]}]")
            found[id] = capacity
            places.setdefault(id, i)
        return found

    def apart(self, left: Mapping[str, int], right: Mapping[str, int]) -> None:
        for i, id in enumerate(right):
            if id in left:
                self.note(f"right[{i}]", f"{show_id(id)} stands on both sides")

    def pairs(
        self, given: object, left: Mapping[str, int], right: Mapping[str, int]
    ) -> dict[str, dict[str, int]]:
        """Read the permitted pairs into a table; the good ones take the short way."""
        table: dict[str, dict[str, int]] = {a: {} for a in left}
        if given is None:
            return table
        if not isinstance(given, tuple):
            hint = "{(left, right): score}, or triples of left, right, score"
            self.note("pairs", f"{type(given).__name__} is not a list of pairs", hint)
            return table
        for i, triple in enumerate(given):
            try:
                a, b, score = triple
                row = table[a]
                good = b in right and type(score) is int and b not in row
            except (KeyError, TypeError, ValueError):
                good = False
            if good and -MAX_SCORE <= score <= MAX_SCORE:
                row[b] = score
            else:
                self._pair(f"pairs[{i}]", triple, table, left, right)
        return table

    def _pair(
        self,
        where: str,
        triple: object,
        table: Mapping[str, Mapping[str, int]],
        left: Mapping[str, int],
        right: Mapping[str, int],
    ) -> None:
        if not isinstance(triple, tuple | list) or len(triple) != 3:  # noqa: PLR2004
            self.note(where, "not a left id, a right id and a score")
            return
        a, b, score = triple
        if self._known(where, (a, b), left, right) and b in table[a]:
            self.note(where, f"the pair {show_id(a)}, {show_id(b)} is given twice")
        if type(score) is not int:
            hint = "a float is not exact: scale scores to whole numbers"
            hint = hint if isinstance(score, float) else "a score is a whole number"
            self.note(where, f"{score!r:.40} is not a whole number", hint)
        elif abs(score) > MAX_SCORE:
            self.note(where, "the score is too large", f"from -{MAX_SCORE} to {MAX_SCORE}")

    def _known(
        self, where: str, pair: Pair, left: Mapping[str, int], right: Mapping[str, int]
    ) -> bool:
        good = True
        for id, name, side, other in (
            (pair[0], "left", left, right),
            (pair[1], "right", right, left),
        ):
            if not isinstance(id, str):
                self.note(where, f"{type(id).__name__} is not an id of the {name} side")
                good = False
            elif id not in side:
                hint = "left id first, then right id" if id in other else near_id(id, side)
                self.note(where, f"unknown {name} id {show_id(id)}", hint)
                good = False
        return good

    def couples(
        self,
        name: str,
        given: object,
        left: Mapping[str, int] | None = None,
        right: Mapping[str, int] | None = None,
    ) -> dict[Pair, int]:
        """Read pairs without scores, and their places; with the sides, their ids must be known."""
        found: dict[Pair, int] = {}
        if not isinstance(given, tuple):
            hint = "give (left, right) pairs"
            self.note(name, f"{type(given).__name__} is not a list of pairs", hint)
            return found
        for i, couple in enumerate(given):
            where = f"{name}[{i}]"
            if not isinstance(couple, tuple | list) or len(couple) != 2:  # noqa: PLR2004
                self.note(where, "not a left id and a right id")
                continue
            a, b = couple
            if left is not None and right is not None:
                if not self._known(where, (a, b), left, right):
                    continue
            elif not (isinstance(a, str) and isinstance(b, str)):
                self.note(where, "not a left id and a right id")
                continue
            if (a, b) in found:
                self.note(where, f"the pair {show_id(a)}, {show_id(b)} is given twice")
            found[a, b] = i
        return found

    def fixed(
        self,
        fixed: Mapping[Pair, int],
        scores: Mapping[str, Mapping[str, int]] | None,
        banned: frozenset[Pair],
        capacity: Mapping[str, int],
    ) -> None:
        loads: Counter[str] = Counter()
        for (a, b), i in fixed.items():
            where = f"fixed[{i}]"
            shown = f"the pair {show_id(a)}, {show_id(b)}"
            if (a, b) in banned:
                self.note(where, f"{shown} is banned", "lift the ban or free the pair")
            elif scores is not None and b not in scores[a]:
                self.note(where, f"{shown} is not permitted", "give it in pairs with its score")
            loads.update((a, b))
        for id, load in loads.items():
            if load > capacity[id]:
                more = f"{show_id(id)} has {load} fixed pairs and {capacity[id]} places"
                self.note("fixed", more)
