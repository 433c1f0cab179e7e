"""Development of one person: what the record says to keep and to mend, and plans of training.

Competence against the standard of the post held and of the post to be held, performance, and
development, each sentence with its evidence (PP 11/2017 article 206). What is not on record is
named, never guessed, and no sentence names anybody else.
"""

from asn_career.development.applying import Applied, Effect, EffectKind, apply_training
from asn_career.development.assess import assess_strengths
from asn_career.development.drafting import draft_plan
from asn_career.development.needs import find_needs
from asn_career.development.parts import (
    HoursSpan,
    OpenGap,
    OpenReason,
    PlanAim,
    PlanItem,
    PlanPolicy,
)
from asn_career.development.plan import Plan
from asn_career.development.report import (
    CourseDemand,
    DevelopmentReport,
    DutyShare,
    GapShare,
    GapState,
)
from asn_career.development.reporting import report_development
from asn_career.development.seating import allocate_seats
from asn_career.development.seats import Seating, SeatMethod, SeatPolicy
from asn_career.development.strengths import Aim, Point, PointKind, Strengths

__all__ = [
    "Aim",
    "Applied",
    "CourseDemand",
    "DevelopmentReport",
    "DutyShare",
    "Effect",
    "EffectKind",
    "GapShare",
    "GapState",
    "HoursSpan",
    "OpenGap",
    "OpenReason",
    "Plan",
    "PlanAim",
    "PlanItem",
    "PlanPolicy",
    "Point",
    "PointKind",
    "SeatMethod",
    "SeatPolicy",
    "Seating",
    "Strengths",
    "allocate_seats",
    "apply_training",
    "assess_strengths",
    "draft_plan",
    "find_needs",
    "report_development",
]
