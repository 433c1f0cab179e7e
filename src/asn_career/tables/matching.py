"""Competency match as whole numbers: a policy and the standards of posts as one table of points.

What a level earns against a standard depends on the competency, the level and the post alone. So
the match of everybody with every post is a sum of look-ups, or one product of matrices.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import cache

import attrs
import numpy as np
from numpy.typing import NDArray

from asn_career.competencies import CompetencyProfile
from asn_career.gaps import GapPolicy

__all__ = ["Match", "encode_match"]

Whole = NDArray[np.int64]


@attrs.frozen(kw_only=True, eq=False)
class Match:
    """The points of each competency and level against each standard.

    Attributes:
        competencies: the keys, of all standards.
        scale: the highest level.
        points: by competency, level and standard; 0 where it is not required, never under 0.
        required: by competency and standard.
        offsets: by standard, what is to be added to the sum: of policies that score under 0.
        denominators: by standard; the sum divided by it is the match.
    """

    competencies: tuple[str, ...]
    scale: int
    points: Whole
    required: NDArray[np.bool_]
    offsets: Whole
    denominators: tuple[int, ...]

    def only(self, standards: Sequence[int]) -> Match:
        """Return the match of some of the standards."""
        at = list(standards)
        return attrs.evolve(
            self,
            points=np.ascontiguousarray(self.points[:, :, at]),
            required=self.required[:, at],
            offsets=self.offsets[at],
            denominators=tuple(self.denominators[p] for p in at),
        )


def encode_match(standards: Sequence[CompetencyProfile], policy: GapPolicy) -> Match:
    """Return the points of each level, so that their sum is the match: the part of the best total.

    The sum is exactly the total of `measure_gap` over the highest score of the policy, which is
    over 0.
    """
    names = tuple(sorted({key for standard in standards for key, _ in standard.pairs}))
    at = {name: c for c, name in enumerate(names)}
    core = {name: policy.is_core(name) for name in names}
    gaps = range(-policy.scale, policy.scale + 1)
    best = max(map(policy.score, gaps))
    scores = [policy.score(gap) / best for gap in gaps]

    @cache
    def points_of(cores: int, others: int) -> tuple[dict[bool, Whole], int]:
        """Return the points of every gap of a core competency and of another."""
        weights = {
            is_core: weight / many
            for is_core, many, weight in (
                (True, cores, policy.join(Fraction(1), Fraction(0) if others else None)),
                (False, others, policy.join(Fraction(0) if cores else None, Fraction(1))),
            )
            if many and weight is not None
        }
        common = math.lcm(*((w * s).denominator for w in weights.values() for s in scores))
        return {
            is_core: np.array([int(weight * s * common) for s in scores], np.int64)
            for is_core, weight in weights.items()
        }, common

    needs = np.full((len(names), len(standards)), -1)
    for p, standard in enumerate(standards):
        for key, need in standard.pairs:
            needs[at[key], p] = need
    required = needs >= 0
    is_core = np.array([core[name] for name in names], np.bool_)
    cores = required[is_core].sum(axis=0)
    others = required[~is_core].sum(axis=0)
    points = np.zeros((len(names), policy.scale + 1, len(standards)), np.int64)
    denominators = np.ones(len(standards), np.int64)
    # Level 0 has the gap -need, which stands need places before the middle.
    gap = policy.scale - needs[:, None, :] + np.arange(policy.scale + 1)[None, :, None]
    for many in set(zip(cores.tolist(), others.tolist(), strict=True)):
        by_gap, common = points_of(*many)
        here = (cores == many[0]) & (others == many[1])
        denominators[here] = common
        for wanted, earned in by_gap.items():
            chosen = required & here & (is_core == wanted)[:, None]
            rows, posts = np.nonzero(chosen)
            points[rows, :, posts] = earned[gap[rows, :, posts]]
    least = points.min(axis=1, initial=0)
    points -= np.where(required, least, 0)[:, None, :]
    return Match(
        competencies=names,
        scale=policy.scale,
        points=points,
        required=required,
        offsets=least.sum(axis=0),
        denominators=tuple(denominators.tolist()),
    )
