"""The best posts of each person: the same blocked product, read the other way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import attrs
import numpy as np
from numpy.typing import NDArray

from asn_career.tables.matching import Match
from asn_career.tables.top import EXACT, reach, weigh

__all__ = ["Choices", "find_choices"]

Whole = NDArray[np.int64]
CELLS: Final = 1 << 20  # pairs of a person and a post held at once


@attrs.frozen(kw_only=True, eq=False)
class Choices:
    """The best posts of each person: columns by person, the best first, then as posts were given.

    Attributes:
        row: the person.
        post: the place of the post.
        rank: the competition rank among the posts that the person is ranked for.
        tied: how many other posts match as well, kept or not.
        points: the match as whole numbers over ``denominator``.
    """

    row: Whole
    post: Whole
    rank: Whole
    tied: Whole
    points: Whole
    denominator: int


def find_choices(
    match: Match,
    levels: Sequence[NDArray[Any]],
    may: NDArray[np.bool_],
    *,
    class_of: Sequence[int],
    standard_of: Sequence[int],
    holders: Sequence[int | None],
    limit: int,
) -> Choices:
    """Return the posts that match each person best, of those for which they are ranked.

    Args:
        match: the points of levels by standard.
        levels: by competency, those of everybody.
        may: by class of post and person, whether they are eligible and have a talent value.
        class_of: by post, its class.
        standard_of: by post, its standard.
        holders: by post, the person who holds it.
        limit: how many a person.
    """
    many, people = len(class_of), may.shape[1]
    denominator = math.lcm(1, *match.denominators)
    held = np.stack([column.astype(np.uint8) for column in levels])
    holes = np.flatnonzero(held.max(axis=1, initial=0) > match.scale)
    # Over one denominator the points of all posts may be compared; none is under zero.
    scales = np.array([denominator // d for d in match.denominators], np.int64)
    offsets = match.offsets * scales
    least = int(offsets.min(initial=0))
    weights = weigh(match, holes).T * scales
    weights[0] += offsets - least
    weights[len(weights) - len(holes) :] -= (offsets - least) * match.required[holes]
    # Whole numbers up to 2^24 are exact as single floats, all others of use as double ones.
    dtype: Any = np.float32 if np.abs(weights).sum(axis=0).max(initial=0) < EXACT else np.float64
    weights = weights[:, list(standard_of)].astype(dtype)
    kinds = np.array(class_of, np.int64)
    seats = [(p, row) for p, row in enumerate(holders) if row is not None]
    parts: list[tuple[Whole, ...]] = []
    width = max(1, CELLS // many)
    for start in range(0, people, width):
        block = slice(start, min(start + width, people))
        n = block.stop - start
        reached = np.empty((len(weights), n), dtype)
        reach(held[:, block], match.scale, holes, reached)
        value = reached.T @ weights
        if not may[:, block].all():
            np.putmask(value, ~may[kinds, block].T, -1)
        for p, row in seats:
            if start <= row < block.stop:
                value[row - start, p] = -1
        parts.append(
            tuple(
                part + add
                for part, add in zip(_best(value, limit), (start, 0, 0, 0, least), strict=True)
            )
        )
    rows, posts, rank, tied, points = (
        np.concatenate([part[i] for part in parts] or [np.zeros(0, np.int64)]) for i in range(5)
    )
    return Choices(
        row=rows, post=posts, rank=rank, tied=tied, points=points, denominator=denominator
    )


def _best(value: NDArray[Any], limit: int) -> tuple[Whole, Whole, Whole, Whole, Whole]:
    """Return the row, the post, the rank, who is tied and the points of the best of each row.

    The highest is taken out again and again: the first of those that are equal.
    """
    people, many = value.shape
    every, kept = np.arange(people), min(limit, many)
    best = np.empty((people, kept), np.int64)
    found = np.empty((people, kept), np.int64)
    for k in range(kept):
        best[:, k] = value.argmax(axis=1)
        found[:, k] = value[every, best[:, k]]
        value[every, best[:, k]] = -1
    left = (value == found[:, -1:]).sum(axis=1)
    same = (found[:, :, None] == found[:, None, :]).sum(axis=2) - 1
    same += np.where(found == found[:, -1:], left[:, None], 0)
    higher = (found[:, None, :] > found[:, :, None]).sum(axis=2)
    at = np.nonzero(found >= 0)
    return at[0], best[at], higher[at] + 1, same[at], found[at]
