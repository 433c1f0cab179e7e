"""Ranking over one matrix of whole numbers: honest ties, parted only by declared keys.

Places are competition ranks (1, 2, 2, 4). A tie stays a tie until a key of the declared chain
parts it, and the result says which key parted which pair. Parting never changes the order that the
scores gave: it only splits what was equal. What was computed with floats is held as whole numbers,
too, and ranked on a stated number of places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

import attrs

from asn_career.errors import InvalidInputError, Problem, UnknownNameError
from asn_career.numbers import format_number, round_half_up
from asn_career.ranking.reading import WHOLE, TieKey, read_matrix, read_ties, read_weights
from asn_career.terms import Text

__all__ = ["PLACES", "Part", "Parting", "Place", "Ranks", "place_rows", "rank"]

SCHEMA_VERSION: Final = 1
PLACES: Final = 9


@attrs.frozen(kw_only=True)
class Part:
    """What one criterion adds to a total: ``weight`` x ``value``, whole numbers both."""

    criterion: str
    value: int
    weight: int


@attrs.frozen(kw_only=True)
class Place:
    """The place of one row.

    Attributes:
        rank: the competition rank after parting, from 1.
        score_rank: the competition rank by the total alone.
        total: the sum of weight x value; a whole number over `Ranks.denominator`.
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
        weights: criterion and weight, whole numbers over ``whole``, by criterion.
        ties: the declared chain of keys.
        partings: which neighbours of equal total were parted, and by which key.
        method: how the values came from the matrix; empty where they are its own.
        whole: what the weights total: 100 percent in hundredths of a percent.
        scale: the denominator of the values.
        places_kept: the decimal places on which totals are compared; None where they are exact.
    """

    weights: tuple[tuple[str, int], ...]
    ties: tuple[TieKey, ...]
    places: tuple[Place, ...]
    partings: tuple[Parting, ...]
    method: Text | None = None
    whole: int = WHOLE
    scale: int = 1
    places_kept: int | None = None

    @property
    def denominator(self) -> int:
        """The denominator of the totals."""
        return self.whole * self.scale

    def compared(self, total: int) -> int:
        """Return what of a total is compared with the others."""
        return compared(total, self.denominator, self.places_kept)

    def show(self, total: int, lang: str = "id") -> str:
        """Return a total as words."""
        return format_number(Fraction(total, self.denominator), lang, self.places_kept or 3)

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
        if len(set(ids)) != len(ids) or sum(w for _, w in self.weights) != self.whole:
            return False
        level = {p.id: -self.compared(p.total) for p in self.places}
        keys = {id: (level[id], *(k.place(id) for k in self.ties)) for id in ids}
        order = sorted(keys.values())
        ahead = {key: i for i, key in reversed(list(enumerate(order)))}
        totals = sorted(level.values())
        better = {total: i for i, total in reversed(list(enumerate(totals)))}
        same, shared = Counter(totals), Counter(order)
        for p in self.places:
            weighted = {part.criterion: part.weight for part in p.parts}
            if weighted != dict(self.weights) or len(p.parts) != len(weighted):
                return False
            if p.total != sum(part.weight * part.value for part in p.parts):
                return False
            if (p.rank, p.score_rank) != (ahead[keys[p.id]] + 1, better[level[p.id]] + 1):
                return False
            if (p.tied + 1, p.still_tied + 1) != (same[level[p.id]], shared[keys[p.id]]):
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
        lines = [f"{head.say(lang)}: {self.show(place.total, lang)}"]
        for part in place.parts:
            weight = format_number(Fraction(100 * part.weight, self.whole), lang)
            value = format_number(Fraction(part.value, self.scale), lang, self.places_kept or 3)
            lines.append(f"  {part.criterion}: {value} x {weight}%")
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
        """Return one line a row, in order, with its ties; first how it was computed."""
        lines = [] if self.method is None else [self.say_method(lang)]
        for place in self.places:
            total = self.show(place.total, lang)
            lines += [f"{place.rank}. {place.id}: {total}", *self.say_ties(place, lang)]
        return tuple(lines)

    def say_method(self, lang: str = "id") -> str:
        """Return how the totals were computed, and whether exactly."""
        exact = Text(id="dihitung eksak", en="computed exactly")
        rounded = Text(
            id=f"dibandingkan pada {self.places_kept} angka desimal",
            en=f"compared on {self.places_kept} decimal places",
        )
        method = (
            Text(id="jumlah terbobot", en="weighted sum") if self.method is None else self.method
        )
        how = exact if self.places_kept is None else rounded
        return f"{method.say(lang)}; {how.say(lang)}"

    def rows(self) -> list[dict[str, str | int | Decimal | None]]:
        """Return one flat row a place: the total exact, the values by criterion."""
        parted = {p.below: p.key for p in self.partings}
        return [
            {
                "id": p.id,
                "rank": p.rank,
                "score_rank": p.score_rank,
                "total": self.plain(p.total, self.denominator),
                "tied": p.tied,
                "still_tied": p.still_tied,
                "below_by": parted.get(p.id),
                **{
                    f"value_{part.criterion}": self.plain(part.value, self.scale)
                    for part in p.parts
                },
            }
            for p in self.places
        ]

    def plain(self, whole: int, denominator: int) -> Decimal | int:
        """Return a number as plain data: exact where decimals can hold it, else on 9 places."""
        exact = Fraction(whole, denominator)
        if denominator == 1:
            return whole
        if self.places_kept is not None:
            return round_half_up(exact, self.places_kept)
        found = Decimal(exact.numerator) / exact.denominator
        return found if Fraction(found) == exact else round_half_up(exact, PLACES)

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        return {
            "schema": SCHEMA_VERSION,
            "kind": "ranks",
            "method": self.say_method("en"),
            "weights": {name: self.plain(100 * w, self.whole) for name, w in self.weights},
            "ties": [key.name for key in self.ties],
            "rows": self.rows(),
        }


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
    criteria = read_weights(weights, problems)
    read_matrix(matrix, criteria, problems)
    read_ties(ties, matrix, problems)
    if problems:
        raise InvalidInputError(problems)
    return place_rows(matrix, criteria, ties)


def place_rows(
    matrix: Mapping[str, Mapping[str, int]],
    criteria: Mapping[str, int],
    ties: Sequence[TieKey],
    *,
    method: Text | None = None,
    whole: int = WHOLE,
    scale: int = 1,
    places_kept: int | None = None,
) -> Ranks:
    """Put rows of whole numbers in their places; see `Ranks` for what the arguments are."""
    totals = {id: sum(w * row[name] for name, w in criteria.items()) for id, row in matrix.items()}
    level = {id: compared(total, whole * scale, places_kept) for id, total in totals.items()}
    keys = {id: (-level[id], *(key.place(id) for key in ties)) for id in totals}
    ordered = sorted(keys, key=lambda id: (keys[id], id))
    ranks, score_ranks = (_competition(ordered, by) for by in (keys, level))
    same, shared = Counter(level.values()), Counter(keys.values())
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
            tied=same[level[id]] - 1,
            still_tied=shared[keys[id]] - 1,
        )
        for id in ordered
    )
    partings = tuple(
        _part(a, b, ties)
        for a, b in pairwise(ordered)
        if level[a] == level[b] and keys[a] != keys[b]
    )
    return Ranks(
        weights=tuple(criteria.items()),
        ties=tuple(ties),
        places=places,
        partings=partings,
        method=method,
        whole=whole,
        scale=scale,
        places_kept=places_kept,
    )


def compared(total: int, denominator: int, places: int | None) -> int:
    """Return a total as it is compared: itself, or rounded half up to so many places."""
    return total if places is None else (2 * total * 10**places + denominator) // (2 * denominator)


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
