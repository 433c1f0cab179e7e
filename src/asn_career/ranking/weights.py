"""Weights that are computed: from pairwise judgements (AHP), or from the matrix itself (entropy).

Both need roots or logarithms, so they are floats; a ranking with them is compared on nine places
and says so. Weights that people set stay exact percentages.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

import attrs

from asn_career.errors import InvalidInputError, Problem
from asn_career.terms import Text

__all__ = ["FINE", "Weights", "weigh_by_ahp", "weigh_by_entropy"]

FINE: Final = 10**15
"""Computed shares and values are held as whole numbers over this."""
RANDOM_INDEX: Final = (0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean consistency index of random judgements, by number of criteria (Saaty 1980)."""
TOLERANCE: Final = Fraction(1, 1000)
MAX_ROUNDS: Final = 1_000


@attrs.frozen(kw_only=True)
class Weights:
    """Weights that were computed, as shares that add up to one.

    Attributes:
        shares: criterion to share.
        method: how they were computed.
        consistency_ratio: of pairwise judgements; judgements above 0.1 contradict each other too
            much (Saaty 1980). None where nothing was judged.
    """

    shares: Mapping[str, float]
    method: Text
    consistency_ratio: float | None = None

    def whole(self) -> dict[str, int]:
        """Return the shares as whole numbers that add up to `FINE`, by the largest remainders."""
        exact = {name: Fraction(share) * FINE for name, share in self.shares.items()}
        found = {name: math.floor(value) for name, value in exact.items()}
        short = FINE - sum(found.values())
        first = sorted(exact, key=lambda name: (found[name] - exact[name], name))
        for place in range(short):
            found[first[place % len(first)]] += 1
        return dict(sorted(found.items()))

    def verify(self) -> bool:
        """Tell whether no share is negative and they add up to one."""
        whole = math.isclose(math.fsum(self.shares.values()), 1, abs_tol=1e-12)
        return whole and all(share >= 0 for share in self.shares.values())


def weigh_by_ahp(judgements: Mapping[str, Mapping[str, Fraction | int]]) -> Weights:
    """Return the weights that follow from pairwise judgements, and how consistent these are.

    The principal eigenvector, by power iteration; the consistency ratio is the consistency index
    over that of random judgements.

    Args:
        judgements: criterion to criterion to how many times more the first one counts, on Saaty's
            scale of 1 to 9 and its inverses; the diagonal and one of each pair may be left out.

    Returns:
        Weights with their consistency ratio; 0 for one or two criteria.

    Raises:
        InvalidInputError: with every problem: pairs without judgement, pairs whose two judgements
            are not each other's inverse, numbers that are not above zero, over ten criteria.
    Source: Saaty, The Analytic Hierarchy Process (1980).

    >>> third = Fraction(1, 3)
    >>> found = weigh_by_ahp({"work": {"conduct": 3}, "conduct": {"work": third}})
    >>> [(name, round(share, 3)) for name, share in found.shares.items()]
    [('conduct', 0.25), ('work', 0.75)]
    """
    names = sorted({*judgements, *(other for row in judgements.values() for other in row)})
    problems: list[Problem] = []
    if not names:
        problems.append(Problem("judgements", "no criterion"))
    if len(names) > len(RANDOM_INDEX):
        hint = "more cannot be judged consistently; group them"
        problems.append(Problem("judgements", f"{len(names)} criteria, over 10", hint))
    matrix = [[_judged(judgements, a, b, problems) for b in names] for a in names]
    if problems:
        raise InvalidInputError(problems)
    shares = _eigenvector(matrix)
    count = len(names)
    ratio = 0.0
    if RANDOM_INDEX[count - 1]:
        product = [math.fsum(m * s for m, s in zip(row, shares, strict=True)) for row in matrix]
        grows = [p / s for p, s in zip(product, shares, strict=True)]
        largest = math.fsum(grows) / count
        ratio = (largest - count) / (count - 1) / RANDOM_INDEX[count - 1]
    return Weights(
        shares=dict(zip(names, shares, strict=True)),
        method=Text(id="AHP, vektor eigen", en="AHP, eigenvector"),
        consistency_ratio=max(0.0, ratio),
    )


def _judged(
    judgements: Mapping[str, Mapping[str, Fraction | int]],
    a: str,
    b: str,
    problems: list[Problem],
) -> float:
    """Return how many times more ``a`` counts; told the other way round, the inverse."""
    here, there = judgements.get(a, {}).get(b), judgements.get(b, {}).get(a)
    where = f"judgements.{a}.{b}"
    for value in (here, there):
        if value is not None and (type(value) not in {int, Fraction} or value <= 0):
            problems.append(
                Problem(where, f"{value!r:.20} is no whole number or fraction above zero")
            )
            return 1.0
    if a == b:
        if here is not None and here != 1:
            problems.append(Problem(where, f"{here} instead of 1", "a criterion equals itself"))
        return 1.0
    if here is None and there is None:
        problems.append(Problem(where, "is not judged"))
        return 1.0
    both = None if here is None or there is None else Fraction(here) * Fraction(there)
    if both is not None and abs(both - 1) > TOLERANCE and a < b:
        hint = f"{b} over {a} is 1/({here})"
        problems.append(Problem(where, f"{here} and {there} are not inverse", hint))
    return float(here) if here is not None else float(1 / Fraction(there or 1))


def _eigenvector(matrix: Sequence[Sequence[float]]) -> list[float]:
    """Return the principal eigenvector of a positive matrix, with sum one."""
    found = [1 / len(matrix)] * len(matrix)
    for _ in range(MAX_ROUNDS):
        product = [math.fsum(m * f for m, f in zip(row, found, strict=True)) for row in matrix]
        total = math.fsum(product)
        following = [p / total for p in product]
        change = max(abs(a - b) for a, b in zip(found, following, strict=True))
        found = following
        if change < 1 / FINE:
            break
    return found


def weigh_by_entropy(matrix: Mapping[str, Mapping[str, int]]) -> Weights:
    """Return weights by how much each criterion tells the rows apart.

    Args:
        matrix: id to criterion to value, none negative.

    Raises:
        InvalidInputError: fewer than two rows, holes, negative values, a criterion that is zero
            for all, or no criterion that differs at all.
    Source: Shannon's entropy as weights; the example of Xu, EJOR 156(2), 2004 is among the tests.

    >>> found = weigh_by_entropy({"a": {"x": 1, "y": 5}, "b": {"x": 3, "y": 5}})
    >>> found.shares
    {'x': 1.0, 'y': 0.0}
    """
    names = sorted({name for row in matrix.values() for name in row})
    problems = [
        Problem(f"matrix.{id}.{name}", "no value" if value is None else f"{value} is negative")
        for id, row in matrix.items()
        for name in names
        for value in [row.get(name)]
        if value is None or value < 0
    ]
    if len(matrix) < 2:  # noqa: PLR2004 - one row tells nothing apart
        problems.append(Problem("matrix", "fewer than two rows"))
    if problems:
        raise InvalidInputError(problems)
    told: dict[str, float] = {}
    for name in names:
        column = [row[name] for row in matrix.values()]
        total = sum(column)
        if not total:
            problems.append(Problem(f"matrix.*.{name}", "is zero for all", "leave it out"))
            continue
        terms = [value / total * math.log(value / total) for value in column if value]
        even = len(set(column)) == 1
        told[name] = 0.0 if even else 1 + math.fsum(terms) / math.log(len(column))
    if not problems and not math.fsum(told.values()):
        problems.append(Problem("matrix", "no criterion differs", "set the weights yourself"))
    if problems:
        raise InvalidInputError(problems)
    whole = math.fsum(told.values())
    return Weights(
        shares={name: value / whole for name, value in told.items()},
        method=Text(id="bobot entropi", en="entropy weights"),
    )
