"""The check of an appraisal of an agency's own: it adds up what the result says."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asn_career.appraising.result import AppraisalResult, Part

__all__ = ["adds_up"]


def adds_up(result: AppraisalResult) -> bool:
    """Tell whether the pieces make each part, and the parts the total, by the policy's weights.

    Source: none: our own choice.
    """
    policy = result.policy
    low, high = Fraction(policy.lowest), Fraction(policy.highest)
    if {p.key: p.weight for p in result.parts} != {
        c.key: Fraction(c.weight) for c in policy.components
    }:
        return False
    refuses = policy.missing.value == "refuse"
    for part in result.parts:
        good = part.score is not None and part.score >= Fraction(policy.good)
        named = "missing" if part.score is None else "keep" if good else "improve"
        counted = part.contribution == part.counted * _worth(part, low) / 100
        made = _of_pieces(part, low, refuses=refuses)
        if not counted or part.verdict.value != named or made != part.score:
            return False
        if part.score is not None and not low <= part.score <= high:
            return False
    if result.total is None:
        return any(p.score is None for p in result.parts)
    whole = sum(p.counted for p in result.parts) == 100  # noqa: PLR2004 - percent
    return whole and result.total == sum((p.contribution for p in result.parts), Fraction(0))


def _worth(part: Part, low: Fraction) -> Fraction:
    return low if part.score is None else part.score


def _of_pieces(part: Part, low: Fraction, *, refuses: bool) -> Fraction | None:
    """Return the score that the pieces of a part make."""
    known = [piece.score for piece in part.pieces if piece.score is not None]
    if not known or (refuses and len(known) < len(part.pieces)):
        return None
    worth = ((p.weight, low if p.score is None else p.score) for p in part.pieces)
    return sum((weight * score / 100 for weight, score in worth), Fraction(0))
