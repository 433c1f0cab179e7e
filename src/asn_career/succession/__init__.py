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
from asn_career.succession.placing import place_talent
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
from asn_career.succession.talent_map import Placement, Step, TalentMap, TalentRules
from asn_career.succession.talent_moves import Moved, TalentMove, TalentMoves
from asn_career.succession.talent_policy import TalentPolicy

__all__ = [
    "DUK",
    "Barrier",
    "Excluded",
    "Group",
    "Moved",
    "NotYet",
    "Obstacle",
    "Placement",
    "Ranked",
    "Ranking",
    "Readiness",
    "Reason",
    "SeniorityKey",
    "SlateAudit",
    "Stage",
    "Step",
    "SuccessionPolicy",
    "TalentMap",
    "TalentMove",
    "TalentMoves",
    "TalentPolicy",
    "TalentRules",
    "Unknown",
    "audit_slate",
    "group_candidates",
    "place_talent",
    "rank_successors",
]
