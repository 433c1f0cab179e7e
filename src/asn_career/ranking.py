"""Ranking over one matrix of whole numbers: honest ties, parted only by declared keys.

Places are competition ranks (1, 2, 2, 4). A tie stays a tie until a key of the declared chain
parts it, and the result says which key parted which pair. Parting never changes the order that the
scores gave: it only splits what was equal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

import attrs

from asn_career.errors import InvalidInputError, Problem, UnknownNameError, near
from asn_career.numbers import UNITS, format_number, read_number, to_whole
from asn_career.terms import Text

__all__ = ["Part", "Parting", "Place", "Ranks", "TieKey", "rank"]

SCHEMA_VERSION: Final = 1
HUNDREDTHS: Final = UNITS["percent"].denominator
WHOLE: Final = 100 * HUNDREDTHS
"""A total is a whole number over this: 100 percent in hundredths of a percent."""


@attrs.frozen(kw_only=True)
class TieKey:
    """A key that may part equal totals: whole numbers by id; who has none comes last.

    Attributes:
        name: a stable identifier.
        text: its words.
        values: whole number by id; days as ordinals.
        highest_first: whether the higher number goes first.
    """

    name: str
    text: Text
    values: Mapping[str, int] = attrs.field(repr=False)
    highest_first: bool = True

    def place(self, id: str) -> tuple[bool, int]:
        """Return what sorts by this key: known before unknown, then by the number."""
        value = self.values.get(id)
        if value is None:
            return True, 0
        return False, -value if self.highest_first else value


@attrs.frozen(kw_only=True)
class Part:
    """What one criterion adds to a total: ``weight`` (hundredths of a percent) x ``value``."""

    criterion: str
    value: int
    weight: int


@attrs.frozen(kw_only=True)
class Place:
    """The place of one row.

    Attributes:
        rank: the competition rank after parting, from 1.
        score_rank: the competition rank by the total alone.
        total: whole number over `WHOLE`: the weighted mean of the values.
        tied: how many others have the same total.
        still_tied: how many others share the rank, because no key parted them.
    """

    id: str
    rank: int
    score_rank: int
    total: int
    parts: tuple[Part, ...]
    tied: int
    still_tied: int


@attrs.frozen(kw_only=True)
class Parting:
    """A tie between two neighbours that a key parted.

    Attributes:
        by_missing: whether it was parted because the lower one has no value for the key.
    """

    key: str
    text: Text
    above: str
    below: str
    by_missing: bool


@attrs.frozen(kw_only=True)
class Ranks:
    """The places in order; rows that share a rank stand by id.

    Attributes:
        weights: criterion and weight in hundredths of a percent, by criterion.
        ties: the declared chain of keys.
        partings: which neighbours of equal total were parted, and by which key.
    """

    weights: tuple[tuple[str, int], ...]
    ties: tuple[TieKey, ...]
    places: tuple[Place, ...]
    partings: tuple[Parting, ...]

    def place(self, id: str) -> Place:
        """Return the place of a row.

        Raises:
            UnknownNameError: no row has this id; the ids of others are not named.
        """
        for place in self.places:
            if place.id == id:
                return place
        raise UnknownNameError("row", id)

    def verify(self) -> bool:
        """Compute totals, ranks and partings again by counting who stands ahead.

        Source: none: our own choice.
        """
        ids = [p.id for p in self.places]
        if len(set(ids)) != len(ids) or sum(w for _, w in self.weights) != WHOLE:
            return False
        keys = {p.id: (-p.total, *(k.place(p.id) for k in self.ties)) for p in self.places}
        order = sorted(keys.values())
        ahead = {key: i for i, key in reversed(list(enumerate(order)))}
        totals = sorted(-p.total for p in self.places)
        better = {total: i for i, total in reversed(list(enumerate(totals)))}
        same, shared = Counter(totals), Counter(order)
        for p in self.places:
            weighted = {part.criterion: part.weight for part in p.parts}
            if weighted != dict(self.weights) or len(p.parts) != len(weighted):
                return False
            if p.total != sum(part.weight * part.value for part in p.parts):
                return False
            if (p.rank, p.score_rank) != (ahead[keys[p.id]] + 1, better[-p.total] + 1):
                return False
            if (p.tied + 1, p.still_tied + 1) != (same[-p.total], shared[keys[p.id]]):
                return False
        parted = []
        for a, b in pairwise(ids):
            if (keys[a], a) >= (keys[b], b):
                return False
            first = next((k for k in self.ties if k.place(a) != k.place(b)), None)
            if keys[a][0] == keys[b][0] and first is not None:
                parted.append((first.name, a, b, b not in first.values))
        return parted == [(p.key, p.above, p.below, p.by_missing) for p in self.partings]

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return the place of one row with its parts, and of the others counts only.

        Raises:
            UnknownNameError: no row has this id.
        """
        place = self.place(id)
        head = Text(
            id=f"Peringkat {place.rank} dari {len(self.places)}",
            en=f"Rank {place.rank} of {len(self.places)}",
        )
        lines = [f"{head.say(lang)}: {format_number(Fraction(place.total, WHOLE), lang)}"]
        for part in place.parts:
            weight = format_number(Fraction(part.weight, HUNDREDTHS), lang)
            lines.append(f"  {part.criterion}: {part.value} x {weight}%")
        return (*lines, *self.say_ties(place, lang))

    def say_ties(self, place: Place, lang: str = "id") -> tuple[str, ...]:
        """Return how many share the total of a row, and by which keys they were parted."""
        if not place.tied:
            return ()
        near_keys = {
            p.text.say(lang): None for p in self.partings if place.id in {p.above, p.below}
        }
        same = Text(
            id=f"  Nilai sama dengan {place.tied} lainnya",
            en=f"  Same total as {place.tied} other{'s' if place.tied > 1 else ''}",
        ).say(lang)
        by = Text(id="; dipisahkan oleh: ", en="; parted by: ").say(lang)
        still = Text(
            id=f"; tetap seri dengan {place.still_tied}",
            en=f"; still tied with {place.still_tied}",
        ).say(lang)
        parted = by + ", ".join(near_keys) if near_keys else ""
        return (same + parted + (still if place.still_tied else ""),)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return one line a row, in order, with its ties."""
        lines: list[str] = []
        for place in self.places:
            total = format_number(Fraction(place.total, WHOLE), lang)
            lines += [f"{place.rank}. {place.id}: {total}", *self.say_ties(place, lang)]
        return tuple(lines)

    def rows(self) -> list[dict[str, str | int | Decimal | None]]:
        """Return one flat row a place: the total exact, the values by criterion."""
        parted = {p.below: p.key for p in self.partings}
        return [
            {
                "id": p.id,
                "rank": p.rank,
                "score_rank": p.score_rank,
                "total": Decimal(p.total) / WHOLE,
                "tied": p.tied,
                "still_tied": p.still_tied,
                "below_by": parted.get(p.id),
                **{f"value_{part.criterion}": part.value for part in p.parts},
            }
            for p in self.places
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        return {
            "schema": SCHEMA_VERSION,
            "kind": "ranks",
            "weights": {name: Decimal(weight) / HUNDREDTHS for name, weight in self.weights},
            "ties": [key.name for key in self.ties],
            "rows": self.rows(),
        }


def _read_weights(weights: Mapping[str, object], problems: list[Problem]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, raw in sorted(weights.items()):
        where = f"weights.{name}"
        try:
            found[name] = to_whole(read_number(raw, where), HUNDREDTHS, where)
        except InvalidInputError as error:
            problems.extend(error.problems)
            continue
        if found[name] < 0:
            problems.append(Problem(where, f"{raw} is negative"))
    if len(found) == len(weights) and sum(found.values()) != WHOLE:
        total = Decimal(sum(found.values())) / HUNDREDTHS
        change = f"add {100 - total}" if total < 100 else f"take away {total - 100}"  # noqa: PLR2004
        problems.append(Problem("weights", f"they total {total} percent, not 100", change))
    return found


def _read_row(
    id: str, row: Mapping[str, int], criteria: Mapping[str, int], problems: list[Problem]
) -> None:
    for name in criteria:
        if name not in row:
            problems.append(Problem(f"matrix.{id}.{name}", "no value", "unknown is no zero"))
        elif type(row[name]) is not int:
            where, hint = f"matrix.{id}.{name}", "a whole number over the unit's denominator"
            problems.append(Problem(where, f"{row[name]!r:.40} is not a whole number", hint))
    problems.extend(
        Problem(f"matrix.{id}.{name}", "is not a criterion", near(name, criteria))
        for name in row
        if name not in criteria
    )


def _read_ties(
    ties: Sequence[TieKey], matrix: Mapping[str, object], problems: list[Problem]
) -> None:
    seen: set[str] = set()
    for i, key in enumerate(ties):
        if key.name in seen:
            problems.append(Problem(f"ties[{i}].name", f"{key.name!r:.40} is given twice"))
        seen.add(key.name)
        for id, value in key.values.items():
            if id not in matrix:
                problems.append(Problem(f"ties[{i}].values", f"{id!r:.40} is not in the matrix"))
            elif type(value) is not int:
                where = f"ties[{i}].values.{id}"
                problems.append(Problem(where, f"a {type(value).__name__} is not a whole number"))


def rank(
    matrix: Mapping[str, Mapping[str, int]],
    *,
    weights: Mapping[str, Decimal | int | str],
    ties: Sequence[TieKey] = (),
) -> Ranks:
    """Rank the rows of a matrix by their weighted totals, the highest first.

    Args:
        matrix: id to criterion to value; whole numbers over one denominator a criterion.
        weights: criterion to percent, exact; they total 100.
        ties: the chain of keys that may part equal totals, in order; without it ties stay.

    Returns:
        Competition ranks. The order of the input does not matter: what no key parts shares its
        rank and is listed by id.

    Raises:
        InvalidInputError: with every problem: weights that do not total 100, holes, values that
            are not whole, criteria without weight, keys for unknown ids.
    Source: none: our own choice; simple additive weighting.

    >>> age = TieKey(name="age", text=Text(id="usia", en="age"), values={"b": 50, "c": 40})
    >>> scores = {"a": {"score": 1}, "b": {"score": 2}, "c": {"score": 2}}
    >>> [(p.id, p.rank) for p in rank(scores, weights={"score": 100}).places]
    [('b', 1), ('c', 1), ('a', 3)]
    >>> [(p.id, p.rank) for p in rank(scores, weights={"score": 100}, ties=[age]).places]
    [('b', 1), ('c', 2), ('a', 3)]
    """
    problems: list[Problem] = []
    criteria = _read_weights(weights, problems)
    for id, row in matrix.items():
        _read_row(id, row, criteria, problems)
    _read_ties(ties, matrix, problems)
    if problems:
        raise InvalidInputError(problems)
    totals = {id: sum(w * row[name] for name, w in criteria.items()) for id, row in matrix.items()}
    keys = {id: (-total, *(key.place(id) for key in ties)) for id, total in totals.items()}
    ordered = sorted(keys, key=lambda id: (keys[id], id))
    ranks, score_ranks = (_competition(ordered, by) for by in (keys, totals))
    same, shared = Counter(totals.values()), Counter(keys.values())
    places = tuple(
        Place(
            id=id,
            rank=ranks[id],
            score_rank=score_ranks[id],
            total=totals[id],
            parts=tuple(
                Part(criterion=name, value=matrix[id][name], weight=weight)
                for name, weight in criteria.items()
            ),
            tied=same[totals[id]] - 1,
            still_tied=shared[keys[id]] - 1,
        )
        for id in ordered
    )
    partings = tuple(
        _part(a, b, ties)
        for a, b in pairwise(ordered)
        if totals[a] == totals[b] and keys[a] != keys[b]
    )
    return Ranks(
        weights=tuple(criteria.items()), ties=tuple(ties), places=places, partings=partings
    )


def _competition(ordered: Sequence[str], by: Mapping[str, object]) -> dict[str, int]:
    """Return 1 + how many stand ahead: equal keys share the place of the first of them."""
    found: dict[str, int] = {}
    for i, id in enumerate(ordered):
        equal = i > 0 and by[ordered[i - 1]] == by[id]
        found[id] = found[ordered[i - 1]] if equal else i + 1
    return found


def _part(above: str, below: str, ties: Sequence[TieKey]) -> Parting:
    key = next(key for key in ties if key.place(above) != key.place(below))
    missing = below not in key.values
    return Parting(key=key.name, text=key.text, above=above, below=below, by_missing=missing)
