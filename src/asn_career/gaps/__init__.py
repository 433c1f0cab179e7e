"""Gaps between the competencies held and those required, and the policies that score them.

A gap is signed: the level held less the level required. What was not assessed is unknown, and
unknown never counts as zero. How a gap is scored is practice, not law: a policy is data.
"""

from asn_career.gaps.dated import DatedGap, date_gaps
from asn_career.gaps.fields import FieldGap, FieldGaps, measure_fields
from asn_career.gaps.measure import CompetencyGap, GapItem, measure_gap
from asn_career.gaps.policy import (
    NEVER_PUNISH_EXCEEDING,
    PROFILE_MATCHING,
    SYMMETRIC,
    Between,
    GapPolicy,
)

__all__ = [
    "NEVER_PUNISH_EXCEEDING",
    "PROFILE_MATCHING",
    "SYMMETRIC",
    "Between",
    "CompetencyGap",
    "DatedGap",
    "FieldGap",
    "FieldGaps",
    "GapItem",
    "GapPolicy",
    "date_gaps",
    "measure_fields",
    "measure_gap",
]
