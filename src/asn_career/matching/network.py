"""The same question in whole numbers: places, gains and a bonus, as a solver takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

import attrs

__all__ = ["Network", "Solver"]


@attrs.frozen(kw_only=True)
class Network:
    """What a solver is given; ids are positions in the order of the sorted ids.

    A solver returns pairs of positions (left, right), each once and each from ``rows``, such that
    nobody has more partners than places and that the sum of the gains of the pairs, plus the
    bonus of every left position that has a partner, is as large as can be. Fixed pairs and the
    places they take are left out; the objectives are folded into one gain, the first of them
    weighing more than everything below it can add up to.

    Attributes:
        left: places of each left position.
        right: places of each right position.
        rows: for each left position its permitted partners, as (right position, gain), sorted.
        bonus: what the first partner of each left position brings on top; never below 0.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    rows: tuple[tuple[tuple[int, int], ...], ...]
    bonus: tuple[int, ...]


Solver: TypeAlias = Callable[[Network], Iterable[tuple[int, int]]]
"""A function that answers a `Network` with pairs of positions."""
