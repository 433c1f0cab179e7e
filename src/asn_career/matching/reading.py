"""Reading what a market is made from: every problem is found, each with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias, cast

from asn_career.errors import Problem, UnknownNameError, near

__all__ = [
    "MarketReader",
    "Pair",
    "PairsInput",
    "Places",
    "Scored",
    "SideInput",
    "near_id",
    "show_id",
    "take_couples",
    "take_pairs",
    "take_side",
    "unknown_id",
]

MAX_ID = 500  # characters
MAX_SCORE: Final = 10**12
MAX_CAPACITY: Final = 10**6

Pair: TypeAlias = tuple[str, str]
Places: TypeAlias = tuple[tuple[str, int], ...]
Scored: TypeAlias = tuple[tuple[str, str, int], ...]
SideInput: TypeAlias = Mapping[str, int] | Iterable[str] | Iterable[tuple[str, int]]
PairsInput: TypeAlias = Mapping[Pair, int] | Iterable[tuple[str, str, int]]

_PRIVATE = re.compile(r"\d{18}")


def show_id(value: object) -> str:
    """Return an id as a message may quote it: an identity number only by its last digits.

    Source: none: our own choice.

    >>> show_id("m7"), show_id("197211052000031011")
    ("'m7'", "'…011'")
    """
    if isinstance(value, str) and _PRIVATE.search(value):
        value = _PRIVATE.sub(_shorten, value)
    return f"{value!r:.40}"


def near_id(id: object, known: Iterable[str]) -> str:
    """Return a hint at the nearest id; where ids are identity numbers, only how many there are.

    Source: none: our own choice.
    """
    known = list(known)
    private = any(_PRIVATE.search(word) for word in (str(id), *known))
    return f"{len(known)} ids are known" if private else near(id, known)


def unknown_id(id: object, known: Iterable[str]) -> UnknownNameError:
    """Return the error about an id that is not there; identity numbers are not quoted in it.

    Source: none: our own choice.
    """
    known = list(known)
    if any(_PRIVATE.search(word) for word in (str(id), *known)):
        return UnknownNameError("id", _PRIVATE.sub(_shorten, str(id)), [f"{len(known)} ids"])
    return UnknownNameError("id", id, known)


def _shorten(found: re.Match[str]) -> str:
    return "…" + found[0][-3:]


def _listed(value: object) -> tuple[object, ...] | None:
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        return None
    return tuple(value)


def take_side(value: SideInput) -> Places:
    """Return a side as pairs of id and capacity; what is none of it is left for the check."""
    if isinstance(value, Mapping):
        return tuple(value.items())
    items = _listed(value)
    if items is None:  # left as it is, for the check to name it
        return cast("Places", value)
    return cast("Places", tuple(i if isinstance(i, tuple) else (i, 1) for i in items))


def take_pairs(value: PairsInput | None) -> Scored | None:
    """Return scored pairs as triples; what is none of it is left for the check."""
    if isinstance(value, Mapping):
        rows = ((*key, score) if isinstance(key, tuple) else (key,) for key, score in value.items())
        return cast("Scored", tuple(rows))
    items = _listed(value)
    return cast("Scored | None", value if items is None else items)


def take_couples(value: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return pairs as a tuple; what is none of it is left for the check."""
    items = _listed(value)
    return cast("tuple[Pair, ...]", value if items is None else items)


class MarketReader:
    """Collects the problems of a market while its fields are read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.places: dict[tuple[str, str], int] = {}

    def note(self, where: str, message: str, hint: str = "") -> None:
        """Note one problem."""
        self.problems.append(Problem(where, message, hint))

    def side(self, name: str, given: object) -> dict[str, int]:
        """Read one side; ids with a problem are kept, so that they raise no second one."""
        found: dict[str, int] = {}
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
                capacity = 0
            if id in found:
                self.note(
                    where,
                    f"{show_id(id)} is given twice",
                    f"first at {name}[{self.places[name, id]}]",
                )
            found[id] = capacity
            self.places.setdefault((name, id), i)
        return found

    def apart(self, left: Mapping[str, int], right: Mapping[str, int]) -> None:
        """Note the ids that stand on both sides."""
        for id in right:
            if id in left:
                self.note(
                    f"right[{self.places['right', id]}]", f"{show_id(id)} stands on both sides"
                )

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

    def priority(self, given: object, left: Mapping[str, int]) -> dict[str, int]:
        """Read how much it counts to give a left id a partner."""
        found: dict[str, int] = {}
        if not isinstance(given, tuple):
            self.note("priority", f"{type(given).__name__} is no priority", "left id to number")
            return found
        for i, item in enumerate(given):
            id, value = item if len(item) == 2 else (None, None)  # noqa: PLR2004
            where = f"priority[{i}]"
            if not isinstance(id, str):
                self.note(where, "not a left id and a number")
            elif id not in left:
                self.note(where, f"unknown left id {show_id(id)}", near_id(id, left))
            elif type(value) is not int or not 0 <= value <= MAX_SCORE:
                self.note(where, f"{value!r:.40} is not a priority", f"from 0 to {MAX_SCORE}")
            elif id in found:
                self.note(where, f"{show_id(id)} is given twice")
            else:
                found[id] = value
        return found

    def fixed(
        self,
        fixed: Mapping[Pair, int],
        scores: Mapping[str, Mapping[str, int]] | None,
        banned: frozenset[Pair],
        capacity: Mapping[str, int],
    ) -> None:
        """Note fixed pairs that cannot be, and those for which there is no place."""
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
