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
from asn_career.succession.bench import rate_bench
from asn_career.succession.bench_policy import TALENT_CRITERIA, BenchPolicy
from asn_career.succession.bench_result import Bench, BenchedPost, Reserve
from asn_career.succession.build import rank_successors
from asn_career.succession.forecast import forecast_vacancies
from asn_career.succession.placing import place_talent
from asn_career.succession.plan import plan_succession
from asn_career.succession.plan_policy import SuccessionPlanPolicy
from asn_career.succession.plan_result import Empty, EmptyReason, Held, Move, Round, SuccessionPlan
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
from asn_career.succession.vacancies import (
    Forecast,
    ForecastPolicy,
    Vacancy,
    VacancyReason,
)

__all__ = [
    "DUK",
    "TALENT_CRITERIA",
    "Barrier",
    "Bench",
    "BenchPolicy",
    "BenchedPost",
    "Empty",
    "EmptyReason",
    "Excluded",
    "Forecast",
    "ForecastPolicy",
    "Group",
    "Held",
    "Move",
    "Moved",
    "NotYet",
    "Obstacle",
    "Placement",
    "Ranked",
    "Ranking",
    "Readiness",
    "Reason",
    "Reserve",
    "Round",
    "SeniorityKey",
    "SlateAudit",
    "Stage",
    "Step",
    "SuccessionPlan",
    "SuccessionPlanPolicy",
    "SuccessionPolicy",
    "TalentMap",
    "TalentMove",
    "TalentMoves",
    "TalentPolicy",
    "TalentRules",
    "Unknown",
    "Vacancy",
    "VacancyReason",
    "audit_slate",
    "forecast_vacancies",
    "group_candidates",
    "place_talent",
    "plan_succession",
    "rank_successors",
    "rate_bench",
]
