"""The same answer by SciPy, for large agencies: ``pip install asn-career[optimise]``.

It is for agencies that trust a well-kept solver more than ours; it is hardly faster, since our own
search starts from estimated prices. SciPy's sparse assignment is exact as long as whole numbers
stay below what a float holds exactly; where they might not, or where left positions have several
places, our own search is used. Either way the answer is checked and proven like any other.
"""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING, Final

from asn_career.errors import MissingExtraError
from asn_career.matching.flow import solve
from asn_career.matching.prices import Circle, find_distances

if TYPE_CHECKING:
    from asn_career.matching.network import Network

__all__ = ["solve_with_scipy"]

EXACT: Final = 2**53  # whole numbers that a float holds


def solve_with_scipy(network: Network) -> list[tuple[int, int]]:
    """Return a best answer of a network; for ``solver`` of `match_optimal`.

    Every place of a right position is a column, and so is staying alone, for each left position.

    Raises:
        MissingExtraError: SciPy is not installed.
    Source: none: our own choice; SciPy has min_weight_full_bipartite_matching from Jonker and
        Volgenant (1987).
    """
    try:
        import numpy as np
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import min_weight_full_bipartite_matching
    except ImportError:
        raise MissingExtraError("solve_with_scipy", "optimise") from None

    gains = [gain for row in network.rows for _, gain in row]
    unit = gcd(*gains, *network.bonus) or 1
    low = min([0, *gains]) // unit
    # A gain above 0 for every arc: a sparse matrix does not tell 0 from nothing.
    most = (max(network.bonus, default=0) + max([0, *gains])) // unit - low + 1
    if not gains or max(network.left) > 1 or most >= EXACT // 4:
        return solve(network)
    size = len(network.left)
    many = np.array([len(row) for row in network.rows])
    open_rows = np.array(network.left) > 0
    places = np.minimum(np.array(network.right), size)
    first = np.concatenate(([0], np.cumsum(places)))
    partner = np.array([r for row in network.rows for r, _ in row])
    bonus = np.repeat(np.array([each // unit for each in network.bonus], dtype=float), many)
    value = np.array([gain // unit for gain in gains], dtype=float) + bonus + (1 - low)
    row = np.repeat(np.arange(size), many)
    kept = open_rows[row] & (places[partner] > 0)
    row, partner, value = row[kept], partner[kept], value[kept]
    copies = places[partner]
    start = np.repeat(first[partner], copies)
    step = np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
    alone = np.arange(size)
    total = int(first[-1])
    matrix = csr_array(
        (
            np.concatenate((np.repeat(value, copies), np.full(size, float(1 - low)))),
            (
                np.concatenate((np.repeat(row, copies), alone)),
                np.concatenate((start + step, total + alone)),
            ),
        ),
        shape=(size, total + size),
    )
    left, column = min_weight_full_bipartite_matching(matrix, maximize=True)
    taken = column < total
    right = np.searchsorted(first, column[taken], side="right") - 1
    found = list(zip(left[taken].tolist(), right.tolist(), strict=True))
    # Sums along a way of many steps may be rounded: then some change betters the answer.
    longest = most * (2 * size + 2)
    if longest >= EXACT and isinstance(find_distances(network, found), Circle):
        return solve(network)
    return found
