"""The permutation test of a difference of means, and the interval that it does not refuse.

Whoever shifts one group by a number and swaps labels gets, for each way of swapping, one number
from which on the shifted groups look no more alike than swapped: the mean of the units swapped out
less the mean of those swapped in. Sorted, these numbers are the whole test: what share lies below
is the p-value of any shift, and the interval ends at two of them. All of it in whole numbers, so
that ties are ties. With one group the signs of its changes are turned instead (Hartigan 1969).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from math import comb, lcm

import attrs

__all__ = ["Swaps", "swap_labels", "turn_signs"]

MOST_EXACT = 20_000  # ways of swapping that are all tried


@attrs.frozen(kw_only=True)
class Swaps:
    """The numbers at which each way of swapping begins to matter, sorted.

    Attributes:
        at: one number a way that changes anything.
        same: how many ways change nothing; the labels as they are count as one.
        exact: whether all ways were tried.
    """

    at: tuple[Fraction, ...]
    same: int
    exact: bool

    @property
    def ways(self) -> int:
        """How many ways there are."""
        return len(self.at) + self.same

    @property
    def p(self) -> Fraction:
        """Twice the smaller tail of no effect, at most 1."""
        below = sum(at <= 0 for at in self.at)
        above = sum(at >= 0 for at in self.at)
        return min(Fraction(1), 2 * Fraction(self.same + min(below, above), self.ways))

    def interval(self, tail: Fraction) -> tuple[Fraction, Fraction] | None:
        """Return the shifts that no tail of this share refuses; None where every one is kept."""
        skip = int(tail * self.ways) - self.same
        if skip < 0 or 2 * skip >= len(self.at):
            return None
        return self.at[skip], self.at[-1 - skip]


def swap_labels(
    treated: Sequence[Fraction], control: Sequence[Fraction], *, draws: int, seed: int
) -> Swaps:
    """Return the test of two groups: all ways of choosing who is treated, or seeded draws.

    Source: none: our own choice; the permutation test is Fisher's (1935).
    """
    scale, (left, right) = _whole(treated, control)
    exact = comb(len(left) + len(right), len(left)) <= MOST_EXACT
    ways = _all_swaps(left, right) if exact else _drawn_swaps(left, right, draws, seed)
    return _sorted(ways, scale, exact=exact)


def turn_signs(changes: Sequence[Fraction], *, draws: int, seed: int) -> Swaps:
    """Return the test of one group: each change may have either sign.

    Source: none: our own choice; the interval is Hartigan's (1969).
    """
    scale, (values,) = _whole(changes)
    exact = 2 ** len(values) <= MOST_EXACT
    ways = _all_signs(values) if exact else _drawn_signs(values, draws, seed)
    return _sorted(ways, scale, exact=exact)


def _whole(*groups: Sequence[Fraction]) -> tuple[int, list[list[int]]]:
    scale = lcm(*(value.denominator for group in groups for value in group))
    return scale, [[int(value * scale) for value in group] for group in groups]


def _sorted(ways: Iterator[tuple[int, int]], scale: int, *, exact: bool) -> Swaps:
    found = list(ways)
    moved = [(total, many) for total, many in found if many]
    size = lcm(*{many for _, many in moved})
    order = sorted(total * (size // many) for total, many in moved)
    return Swaps(
        at=tuple(Fraction(at, size * scale) for at in order),
        same=len(found) - len(moved),
        exact=exact,
    )


def _all_swaps(left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    """Yield for each way the sum swapped out less the sum swapped in, and how many of each."""
    for many in range(min(len(left), len(right)) + 1):
        inward = [sum(chosen) for chosen in combinations(right, many)]
        for chosen in combinations(left, many):
            out = sum(chosen)
            yield from ((out - into, many) for into in inward)


def _drawn_swaps(
    left: list[int], right: list[int], draws: int, seed: int
) -> Iterator[tuple[int, int]]:
    yield 0, 0
    chance = random.Random(seed).random  # noqa: S311 - chance, no secret
    values, size, whole = [*left, *right], len(left), sum(left)
    places = list(range(len(values)))
    for _ in range(draws):
        for i in range(size):  # only `random` gives the same on every Python
            j = i + int(chance() * (len(places) - i))
            places[i], places[j] = places[j], places[i]
        into = sum(place >= size for place in places[:size])
        yield whole - sum(values[place] for place in places[:size]), into


def _all_signs(values: list[int]) -> Iterator[tuple[int, int]]:
    for many in range(len(values) + 1):
        yield from ((sum(chosen), many) for chosen in combinations(values, many))


def _drawn_signs(values: list[int], draws: int, seed: int) -> Iterator[tuple[int, int]]:
    yield 0, 0
    chance = random.Random(seed).random  # noqa: S311 - chance, no secret
    for _ in range(draws):
        chosen = [value for value in values if chance() < 0.5]  # noqa: PLR2004 - either sign
        yield sum(chosen), len(chosen)
