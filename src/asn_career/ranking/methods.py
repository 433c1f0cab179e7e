"""Named methods over one matrix: the weighted sum of its own values, SAW, and TOPSIS.

SAW (simple additive weighting) is exact: every value is divided by the best one of its criterion,
as fractions. TOPSIS needs roots, so its closeness is compared on nine places, and the result says
so. The result keeps the matrix it came from.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

import attrs

from asn_career.errors import InvalidInputError, Problem, near
from asn_career.ranking.ranks import PLACES, Ranks, place_rows
from asn_career.ranking.reading import WHOLE, TieKey, read_matrix, read_ties, read_weights
from asn_career.ranking.weights import FINE, Weights
from asn_career.terms import Text, Word

__all__ = ["Matrix", "Method", "MethodRanking", "rank_by"]

Matrix: TypeAlias = Mapping[str, Mapping[str, int]]
"""Id to criterion to value: whole numbers over one denominator a criterion."""


class Method(Word):
    """How totals are computed from a matrix."""

    WEIGHTED_SUM = "weighted_sum", "jumlah terbobot", "weighted sum"
    SAW = "saw", "SAW (simple additive weighting)", "SAW (simple additive weighting)"
    TOPSIS = "topsis", "TOPSIS", "TOPSIS"


@attrs.frozen(kw_only=True)
class MethodRanking:
    """A ranking with the matrix, the weights and the method that it came from.

    Attributes:
        costs: the criteria of which less is better.
        ranks: the places.
        denominator: of the values of the matrix, for totals as people read them.
    """

    method: Method
    matrix: Matrix = attrs.field(repr=False)
    weights: Mapping[str, Decimal | int | str] | Weights
    costs: frozenset[str]
    ranks: Ranks
    denominator: int = 1

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return how it was computed, and one line a row."""
        return (*self.head(lang), *self.ranks.lines(lang)[1:])

    def head(self, lang: str = "id") -> tuple[str, ...]:
        """Return how it was computed: the method, whether exactly, how weights were computed."""
        how = self.ranks.say_method(lang)
        if isinstance(self.weights, Weights):
            return (how, self._say_weights(self.weights, lang))
        return (how,)

    @staticmethod
    def _say_weights(weights: Weights, lang: str) -> str:
        ratio = weights.consistency_ratio
        told = Text(id="; rasio konsistensi ", en="; consistency ratio ").say(lang)
        return weights.method.say(lang) + ("" if ratio is None else f"{told}{ratio:.3f}")

    def rows(self) -> list[dict[str, str | int | Decimal | None]]:
        """Return one flat row a place."""
        return self.ranks.rows()

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data: the places, the matrix and what is better when it is less."""
        matrix = {id: dict(sorted(row.items())) for id, row in sorted(self.matrix.items())}
        return {
            **self.ranks.as_dict(),
            "kind": "method_ranking",
            "name": self.method.value,
            "costs": sorted(self.costs),
            "consistency_ratio": self.weights.consistency_ratio
            if isinstance(self.weights, Weights)
            else None,
            "denominator": self.denominator,
            "matrix": matrix,
        }

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return the place of one row with its parts, and of the others counts only."""
        return self.ranks.explain(id, lang)

    def verify(self) -> bool:
        """Tell whether the places follow from the totals, and the totals from the matrix."""
        fresh = rank_by(
            self.method,
            self.matrix,
            weights=self.weights,
            costs=self.costs,
            ties=self.ranks.ties,
            denominator=self.denominator,
        )
        return self.ranks.verify() and fresh.ranks == self.ranks


def rank_by(
    method: Method | str,
    matrix: Matrix,
    *,
    weights: Mapping[str, Decimal | int | str] | Weights,
    costs: Collection[str] = (),
    ties: Sequence[TieKey] = (),
    denominator: int = 1,
) -> MethodRanking:
    """Rank the rows of a matrix by a named method, the best first.

    Args:
        method: ``weighted_sum``, ``saw`` or ``topsis``.
        matrix: id to criterion to value; whole numbers over one denominator a criterion. SAW and
            TOPSIS do not depend on the denominator.
        weights: criterion to percent, exact, total 100; or computed `Weights`.
        costs: the criteria of which less is better; for SAW and TOPSIS.
        ties: the chain of keys that may part equal totals.
        denominator: of all values, so that a weighted sum is shown in their unit; it changes no
            rank, and nothing in SAW and TOPSIS.

    Returns:
        Competition ranks with what they came from. In a weighted sum a newcomer changes nobody's
        total; in SAW one that is best in no criterion changes nobody's total either, one that is
        may; in TOPSIS any newcomer may turn two others around.

    Raises:
        InvalidInputError: with every problem: weights that do not total 100, holes, unknown
            criteria, negative values, criteria that are zero for all, costs of zero in SAW.
    Source: Hwang and Yoon, Multiple Attribute Decision Making (1981).

    >>> scores = {"a": {"work": 80, "absent": 4}, "b": {"work": 100, "absent": 8}}
    >>> found = rank_by("saw", scores, weights={"work": 60, "absent": 40}, costs=["absent"])
    >>> [(row["id"], row["rank"], str(row["total"])) for row in found.rows()]
    [('a', 1, '0.88'), ('b', 2, '0.8')]
    """
    chosen, problems = Method(method), list[Problem]()
    if isinstance(weights, Weights):
        criteria, whole = weights.whole(), FINE
    else:
        criteria, whole = read_weights(weights, problems), WHOLE
    read_matrix(matrix, criteria, problems)
    read_ties(ties, matrix, problems)
    problems.extend(
        Problem(f"costs.{name}", "is not a criterion", near(name, criteria))
        for name in sorted(costs)
        if name not in criteria
    )
    if chosen is Method.WEIGHTED_SUM and costs:
        problems.append(Problem("costs", "a weighted sum has none", "use saw or topsis"))
    if type(denominator) is not int or denominator < 1:
        problems.append(Problem("denominator", f"{denominator!r:.20} is no whole number from 1"))
    if not problems and matrix:
        problems.extend(_unfit(chosen, matrix, criteria, costs))
    if problems:
        raise InvalidInputError(problems)
    exact = whole == WHOLE and chosen is not Method.TOPSIS
    if chosen is Method.TOPSIS:
        shares = {name: weight / whole for name, weight in criteria.items()}
        close = _closeness(matrix, shares, costs)
        values = {id: {"closeness": Fraction(value)} for id, value in close.items()}
        criteria, whole = {"closeness": FINE}, FINE
    elif chosen is Method.SAW:
        values = _shares_of_best(matrix, criteria, costs)
    else:
        values = {
            id: {n: Fraction(v, denominator) for n, v in row.items()} for id, row in matrix.items()
        }
    scale = math.lcm(*(v.denominator for row in values.values() for v in row.values()))
    scale = scale if exact else FINE
    rows = {id: {n: round(v * scale) for n, v in row.items()} for id, row in values.items()}
    ranks = place_rows(
        rows,
        criteria,
        ties,
        method=chosen.text,
        whole=whole,
        scale=scale,
        places_kept=None if exact else PLACES,
    )
    return MethodRanking(
        method=chosen,
        matrix=matrix,
        weights=weights,
        costs=frozenset(costs),
        ranks=ranks,
        denominator=denominator,
    )


def _unfit(
    method: Method, matrix: Matrix, criteria: Mapping[str, int], costs: Collection[str]
) -> list[Problem]:
    """Return what a method cannot divide by, and what it would turn around."""
    if method is Method.WEIGHTED_SUM:
        return []
    problems = [
        Problem(f"matrix.{id}.{name}", f"{row[name]} is negative", "shift the scale to start at 0")
        for id, row in matrix.items()
        for name in criteria
        if row[name] < 0
    ]
    for name in criteria:
        if all(row[name] == 0 for row in matrix.values()):
            problems.append(Problem(f"matrix.*.{name}", "is zero for all", "leave it out"))
        elif method is Method.SAW and name in costs:
            problems.extend(
                Problem(f"matrix.{id}.{name}", "a cost of 0 cannot be divided by", "use topsis")
                for id, row in matrix.items()
                if row[name] == 0
            )
    return problems


def _shares_of_best(
    matrix: Matrix, criteria: Mapping[str, int], costs: Collection[str]
) -> dict[str, dict[str, Fraction]]:
    """Return each value over the best of its criterion; of a cost, the best over the value."""
    columns = {name: [row[name] for row in matrix.values()] for name in criteria}
    best = {
        n: min(values) if n in costs else max(values) for n, values in columns.items() if values
    }
    return {
        id: {
            name: Fraction(best[name], row[name])
            if name in costs
            else Fraction(row[name], best[name])
            for name in criteria
        }
        for id, row in matrix.items()
    }


def _closeness(
    matrix: Matrix, shares: Mapping[str, float], costs: Collection[str]
) -> dict[str, float]:
    """Return how near each row is to the best of all criteria, and how far from the worst."""
    lengths = {
        name: math.sqrt(math.fsum(float(row[name]) ** 2 for row in matrix.values()))
        for name in shares
    }
    points = {
        id: {name: shares[name] * row[name] / lengths[name] for name in shares}
        for id, row in matrix.items()
    }
    columns = {name: [point[name] for point in points.values()] for name in shares}
    low, high = ({n: of(values) for n, values in columns.items() if values} for of in (min, max))
    best = {name: low[name] if name in costs else high[name] for name in low}
    worst = {name: high[name] if name in costs else low[name] for name in low}
    found = {}
    for id, point in points.items():
        far, away = (
            math.sqrt(math.fsum((point[name] - ideal[name]) ** 2 for name in shares))
            for ideal in (best, worst)
        )
        # Where all rows are equal, each is the best.
        found[id] = away / (far + away) if far + away else 1.0
    return found
