"""Ranking by a named method with its explanation, against a package that gives numbers alone."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from row import Row, Work

from asn_career.ranking import rank_by

CRITERIA = 6


def topsis(people: int) -> Work:
    """Rank people by TOPSIS over six criteria; both weigh them alike and scale by vectors."""
    rng = np.random.default_rng(7)
    values = rng.integers(1, 101, (people, CRITERIA))
    weights = (30, 20, 20, 10, 10, 10)
    names = [f"c{i}" for i in range(CRITERIA)]
    matrix = {
        f"E-{i:06}": dict(zip(names, row, strict=True)) for i, row in enumerate(values.tolist())
    }

    def theirs() -> list[float]:
        from pymcdm.methods import TOPSIS
        from pymcdm.normalizations import vector_normalization

        method = TOPSIS(normalization_function=vector_normalization)
        shares = np.array(weights) / 100
        found: list[float] = method(values.astype(float), shares, np.ones(CRITERIA)).tolist()
        return found

    return lambda: rank_by("topsis", matrix, weights=dict(zip(names, weights, strict=True))), theirs


def same_order(ours: Any, theirs: list[float]) -> bool:  # noqa: ANN401 - a ranking
    """Tell whether whoever stands higher is nowhere lower by the numbers of the package."""
    places = [place.id for place in ours.ranks.places]
    numbers = [theirs[int(id.removeprefix("E-"))] for id in places]
    return all(above >= below - 1e-9 for above, below in itertools.pairwise(numbers))


ROWS = (
    Row(
        name="topsis",
        text="a ranking by TOPSIS, with ranks, ties, and the matrix kept to be checked",
        peer="pymcdm's TOPSIS: the numbers alone",
        needs="pymcdm",
        work=topsis,
        agree=same_order,
        sizes=(100, 1_000, 10_000),
        of="people",
    ),
)
