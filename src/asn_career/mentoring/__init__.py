"""Mentors for mentees: everybody who can be is placed, and everybody else has a reason.

A mentoring rule is a rule over pair facts: a condition permits or forbids, a quantity scores. The
shipped figures are our own choice, laid over the law as `MentoringPolicy`; no law sets any.
"""

from asn_career.mentoring.build import match_mentors
from asn_career.mentoring.policy import (
    FACTS,
    IS_SUPERIOR,
    LEVEL_GAP,
    RANK_GAP,
    SANCTIONED,
    SERVICE_LEFT,
    STRENGTHS,
    UNITS_APART,
    WAITING,
    MentoringPolicy,
    Superior,
    UnitChoice,
)
from asn_career.mentoring.result import Condition, Mentoring, Pairing, Part, Unpaired

__all__ = [
    "FACTS",
    "IS_SUPERIOR",
    "LEVEL_GAP",
    "RANK_GAP",
    "SANCTIONED",
    "SERVICE_LEFT",
    "STRENGTHS",
    "UNITS_APART",
    "WAITING",
    "Condition",
    "Mentoring",
    "MentoringPolicy",
    "Pairing",
    "Part",
    "Superior",
    "UnitChoice",
    "Unpaired",
    "match_mentors",
]
