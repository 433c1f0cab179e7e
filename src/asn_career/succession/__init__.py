"""Succession: who can follow in a post, in what order, from when, and why not.

The law decides who is eligible, the policy of the agency what is free: the score, its own gate, how
ties are parted. A result advises, a person decides.
"""

from asn_career.succession.audit import (
    Group,
    SlateAudit,
    Stage,
    audit_slate,
    group_candidates,
)
from asn_career.succession.build import rank_successors
from asn_career.succession.policy import SuccessionPolicy
from asn_career.succession.result import (
    Barrier,
    Excluded,
    NotYet,
    Obstacle,
    Ranked,
    Ranking,
    Readiness,
    Reason,
    Unknown,
)
from asn_career.succession.seniority import DUK, SeniorityKey

__all__ = [
    "DUK",
    "Barrier",
    "Excluded",
    "Group",
    "NotYet",
    "Obstacle",
    "Ranked",
    "Ranking",
    "Readiness",
    "Reason",
    "SeniorityKey",
    "SlateAudit",
    "Stage",
    "SuccessionPolicy",
    "Unknown",
    "audit_slate",
    "group_candidates",
    "rank_successors",
]
