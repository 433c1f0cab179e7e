"""How much a ranking hangs on its weights, on who takes part, and on the method.

Four questions about one matrix: between which weights each rank holds (exactly), how often each
rank comes out under weights that are a little off (seeded), whose order turns around when one
leaves, and how far the methods agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

import attrs

from asn_career.errors import UnknownNameError
from asn_career.numbers import format_number, round_half_up
from asn_career.ranking.methods import Method, MethodRanking
from asn_career.terms import Text

__all__ = [
    "PERCENT",
    "Agreement",
    "Holds",
    "Reversal",
    "Robustness",
    "lines_over",
    "ranks_at",
    "weight_of",
]

PERCENT: Final = 100


@attrs.frozen(kw_only=True)
class Holds:
    """The weights of one criterion between which a row keeps its rank.

    The other weights share the rest in the proportion they had. At the bounds the row may be tied
    with another, and so it may at one weight between them, where one falls back as another passes.

    Attributes:
        lowest: in percent, exact.
        highest: in percent, exact.
    """

    id: str
    criterion: str
    lowest: Fraction
    highest: Fraction


@attrs.frozen(kw_only=True)
class Reversal:
    """Two rows whose order turns around, or becomes or ceases to be a tie, when a third leaves."""

    leaves: str
    above: str
    below: str


@attrs.frozen(kw_only=True)
class Agreement:
    """How many pairs of rows two methods put in the same order, of all pairs.

    Attributes:
        same: pairs in the same order, or tied in both.
        pairs: all pairs.
        same_first: whether both have the same rows in the first place.
    """

    methods: tuple[Method, Method]
    same: int
    pairs: int
    same_first: bool


@attrs.frozen(kw_only=True)
class Robustness:
    """How much a ranking hangs on its weights, on who takes part, and on the method.

    Attributes:
        ranking: what was asked about.
        holds: for a weighted method with exact weights; empty for TOPSIS and computed weights.
        chances: id to rank to how many of the draws gave it.
        draws: how many weights were drawn.
        noise: by how many percent of itself a weight was off at most.
        seed: the seed of the draws.
        reversals: whose order turns around when one leaves.
        agreements: of every two methods.
    """

    ranking: MethodRanking
    holds: tuple[Holds, ...]
    chances: Mapping[str, Mapping[int, int]]
    draws: int
    noise: int
    seed: int
    reversals: tuple[Reversal, ...]
    agreements: tuple[Agreement, ...]

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return what each rank hangs on, for an officer."""
        found = []
        for place in self.ranking.ranks.places:
            times = self.chances[place.id].get(place.score_rank, 0)
            share = format_number(Fraction(PERCENT * times, self.draws), lang, 1)
            keeps = Text(
                id=f"peringkat tetap pada {share}% dari {self.draws} percobaan"
                f" (bobot bergeser hingga {self.noise}%)",
                en=f"keeps its rank in {share}% of {self.draws} draws"
                f" (weights off by up to {self.noise}%)",
            )
            found.append(f"{place.score_rank}. {place.id}: {keeps.say(lang)}")
            for held in (h for h in self.holds if h.id == place.id):
                low, high = (format_number(v, lang, 2) for v in (held.lowest, held.highest))
                between = Text(id="bobot", en="weight")
                found.append(f"   {between.say(lang)} {held.criterion}: {low}% - {high}%")
        turned = Text(
            id=f"Urutan berbalik bila satu orang keluar: {len(self.reversals)} pasangan",
            en=f"Pairs whose order changes when one leaves: {len(self.reversals)}",
        )
        found.append(turned.say(lang))
        for one in self.agreements:
            agree = Text(id="urutan pasangan sama", en="pairs in the same order")
            names = " / ".join(method.text.say(lang) for method in one.methods)
            found.append(f"{names}: {one.same}/{one.pairs} {agree.say(lang)}")
        return tuple(found)

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return what the rank of one row hangs on; no other row is named.

        Raises:
            UnknownNameError: no row has this id.
        """
        if id not in self.chances:
            raise UnknownNameError("row", id)
        lines = self.lines(lang)
        head = f"{self.ranking.ranks.place(id).score_rank}. {id}: "
        first = next(i for i, line in enumerate(lines) if line.startswith(head))
        own = sum(1 for held in self.holds if held.id == id)
        return lines[first : first + 1 + own]

    def rows(self) -> list[dict[str, str | int | Decimal]]:
        """Return one flat row a row and a criterion; without bounds one a row."""
        found = []
        for place in self.ranking.ranks.places:
            share = Fraction(self.chances[place.id].get(place.score_rank, 0), self.draws)
            base: dict[str, str | int | Decimal] = {
                "id": place.id,
                "rank": place.score_rank,
                "keeps_rank": round_half_up(share, 4),
            }
            held = [h for h in self.holds if h.id == place.id]
            found += [
                {
                    **base,
                    "criterion": h.criterion,
                    "lowest_percent": round_half_up(h.lowest, 4),
                    "highest_percent": round_half_up(h.highest, 4),
                }
                for h in held
            ] or [base]
        return found

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        return {
            "schema": "asn_career.robustness/1",
            "draws": self.draws,
            "noise": self.noise,
            "seed": self.seed,
            "rows": self.rows(),
            "chances": {id: dict(found) for id, found in sorted(self.chances.items())},
            "reversals": [attrs.asdict(one) for one in self.reversals],
            "agreements": [
                {
                    "methods": [method.value for method in one.methods],
                    "same": one.same,
                    "pairs": one.pairs,
                    "same_first": one.same_first,
                }
                for one in self.agreements
            ],
        }

    def verify(self) -> bool:
        """Ask the ranking again inside and outside of every bound, and for every reversal.

        Source: none: our own choice.
        """
        counted = all(sum(found.values()) == self.draws for found in self.chances.values())
        places = {place.id: place.score_rank for place in self.ranking.ranks.places}
        inside = all(
            best <= places[held.id] <= worst
            for held in self.holds
            for share in (
                (held.lowest + weight_of(self.ranking, held.criterion)) / 2,
                (held.highest + weight_of(self.ranking, held.criterion)) / 2,
            )
            for best, worst in [ranks_at(self.ranking, held.criterion, share, held.id)]
        )
        return counted and inside and self.ranking.verify()


def weight_of(ranking: MethodRanking, criterion: str) -> Fraction:
    """Return the weight of a criterion in percent."""
    return Fraction(PERCENT * dict(ranking.ranks.weights)[criterion], ranking.ranks.whole)


def lines_over(ranking: MethodRanking, criterion: str) -> dict[str, tuple[Fraction, Fraction]]:
    """Return the total of each row without the criterion and with nothing else, from 0 to 1."""
    rest = ranking.ranks.whole - dict(ranking.ranks.weights)[criterion]
    found = {}
    for place in ranking.ranks.places:
        others = sum(p.weight * p.value for p in place.parts if p.criterion != criterion)
        own = next(p.value for p in place.parts if p.criterion == criterion)
        found[place.id] = (Fraction(others, rest) if rest else Fraction(0), Fraction(own))
    return found


def ranks_at(ranking: MethodRanking, criterion: str, percent: Fraction, id: str) -> tuple[int, int]:
    """Return the best and the worst rank of a row where a criterion has another weight.

    They differ where it is tied.
    """
    share = percent / PERCENT
    totals = {
        other: (1 - share) * rest + share * own
        for other, (rest, own) in lines_over(ranking, criterion).items()
    }
    above = sum(1 for total in totals.values() if total > totals[id])
    return above + 1, sum(1 for total in totals.values() if total >= totals[id])
