"""The appraisal of an agency's own: components, goals and raters by its policy; a choice, not law.

What an agency measures beside the predicate of the law is its own to choose. The policy is dated,
cited data, the result is a sum whose parts add up, and it says what to keep and what to improve.
"""

from asn_career.appraising.appraise import appraise
from asn_career.appraising.policy import (
    AppraisalPolicy,
    Component,
    MissingPart,
    Rater,
    read_appraisal_policy,
)
from asn_career.appraising.result import AppraisalResult, Goal, Part, Piece, Rating, Verdict

__all__ = [
    "AppraisalPolicy",
    "AppraisalResult",
    "Component",
    "Goal",
    "MissingPart",
    "Part",
    "Piece",
    "Rater",
    "Rating",
    "Verdict",
    "appraise",
    "read_appraisal_policy",
]
