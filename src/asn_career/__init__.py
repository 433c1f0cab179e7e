"""Careers in Indonesia's civil service: the law as data, answers that carry their law.

Everything public is here and is loaded when first used: importing the package loads no graph,
table or number library.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asn_career.appraising import AppraisalPolicy, appraise
    from asn_career.competencies import Competency, CompetencyField, CompetencyProfile
    from asn_career.conditions import (
        AllOf,
        Answer,
        AnyOf,
        Band,
        Compare,
        Const,
        IsOneOf,
        Lookup,
        MonthsSince,
        MonthStartAfter,
        Not,
        Param,
        Product,
        WeightedSum,
    )
    from asn_career.courses import Catalogue, Course, Lift
    from asn_career.credit import CreditLedger, tally_credit
    from asn_career.deadlines import Deadlines, list_deadlines
    from asn_career.development import (
        DevelopmentReport,
        Plan,
        PlanPolicy,
        Seating,
        SeatPolicy,
        Strengths,
        allocate_seats,
        apply_training,
        assess_strengths,
        draft_plan,
        find_needs,
        report_development,
    )
    from asn_career.errors import (
        AsnCareerError,
        InvalidInputError,
        MissingExtraError,
        Problem,
        TruthValueError,
        UnknownNameError,
    )
    from asn_career.evaluation import (
        Evaluation,
        EvaluationMethod,
        Indicator,
        Outcomes,
        Period,
        Survey,
        UnitOutcome,
        evaluate_programme,
        measure_outcomes,
    )
    from asn_career.facts import Fact, Movement, Subject
    from asn_career.findings import Finding, Op, Score, Truth
    from asn_career.gaps import (
        CompetencyGap,
        DatedGap,
        GapPolicy,
        date_gaps,
        measure_fields,
        measure_gap,
    )
    from asn_career.identity import Nip
    from asn_career.lawpages import write_law_page
    from asn_career.matching import Peers, match_peers
    from asn_career.mentoring import Mentoring, MentoringPolicy, match_mentors
    from asn_career.national import national_rulebook
    from asn_career.paths import (
        CareerGraph,
        Recommendations,
        RecommendPolicy,
        Route,
        Routes,
        find_feeders,
        find_reachable,
        find_routes,
        recommend_posts,
    )
    from asn_career.people import (
        Activity,
        Agency,
        Appointment,
        Appraisal,
        Assessment,
        Attestation,
        Award,
        CreditDecision,
        Education,
        Employee,
        RankHeld,
        Release,
        Sanction,
        StudyLeave,
        Training,
    )
    from asn_career.positions import Position, Post, Unit
    from asn_career.profiles import lay_profile, read_profile
    from asn_career.projection import Earliest, assume_good_standing, find_earliest
    from asn_career.projects import (
        Engagement,
        Project,
        ProjectPolicy,
        ProjectRole,
        ProjectTeams,
        staff_projects,
    )
    from asn_career.ranking import (
        Method,
        MethodRanking,
        Robustness,
        TieKey,
        Weights,
        assess_robustness,
        rank_by,
        weigh_by_ahp,
        weigh_by_entropy,
    )
    from asn_career.regulations import Citation, Evidence, Instrument
    from asn_career.rulebook import Differences, Rule, Rulebook, View
    from asn_career.scenarios import Changes, compare_rulebooks
    from asn_career.standing import Awards, Blocks, list_awards, list_blocks
    from asn_career.statement import Statement, write_statement
    from asn_career.succession import (
        Bench,
        BenchPolicy,
        Forecast,
        ForecastPolicy,
        Ranking,
        SlateAudit,
        SuccessionPlan,
        SuccessionPlanPolicy,
        SuccessionPolicy,
        TalentMap,
        TalentPolicy,
        audit_slate,
        forecast_vacancies,
        group_candidates,
        place_talent,
        plan_succession,
        rank_successors,
        rate_bench,
    )
    from asn_career.talks import (
        Every,
        TalkAudit,
        TalkHeld,
        TalkPair,
        TalkPolicy,
        TalkSchedule,
        Topics,
        audit_talks,
        schedule_talks,
    )
    from asn_career.terms import (
        AttestationKind,
        Capacity,
        CreditKind,
        Diploma,
        Eselon,
        Expectation,
        Golongan,
        Jenjang,
        Month,
        MoveKind,
        NewIdea,
        PeerViews,
        PositionKind,
        PositionLevel,
        Predikat,
        PromotionKind,
        Question,
        Recap,
        ReleaseKind,
        RetirementGroup,
        SanctionKind,
        SanctionLevel,
        Sex,
        Status,
        Text,
    )
    from asn_career.values import ValueType
    from asn_career.workforce import (
        WorkforceBacktest,
        WorkforceForecast,
        WorkforceRates,
        backtest_workforce,
        estimate_rates,
        forecast_workforce,
    )

_HOMES = {
    "appraising": "AppraisalPolicy appraise",
    "competencies": "Competency CompetencyField CompetencyProfile",
    "conditions": (
        "AllOf Answer AnyOf Band Compare Const IsOneOf Lookup MonthStartAfter MonthsSince "
        "Not Param Product WeightedSum"
    ),
    "courses": "Catalogue Course Lift",
    "credit": "CreditLedger tally_credit",
    "deadlines": "Deadlines list_deadlines",
    "development": (
        "DevelopmentReport Plan PlanPolicy SeatPolicy Seating Strengths allocate_seats "
        "apply_training assess_strengths draft_plan find_needs report_development"
    ),
    "errors": (
        "AsnCareerError InvalidInputError MissingExtraError Problem TruthValueError "
        "UnknownNameError"
    ),
    "evaluation": (
        "Evaluation EvaluationMethod Indicator Outcomes Period Survey UnitOutcome "
        "evaluate_programme measure_outcomes"
    ),
    "facts": "Fact Movement Subject",
    "findings": "Finding Op Score Truth",
    "gaps": "CompetencyGap DatedGap GapPolicy date_gaps measure_fields measure_gap",
    "identity": "Nip",
    "lawpages": "write_law_page",
    "matching": "Peers match_peers",
    "mentoring": "Mentoring MentoringPolicy match_mentors",
    "national": "national_rulebook",
    "paths": (
        "CareerGraph RecommendPolicy Recommendations Route Routes find_feeders find_reachable "
        "find_routes recommend_posts"
    ),
    "people": (
        "Activity Agency Appointment Appraisal Assessment Attestation Award CreditDecision "
        "Education Employee RankHeld Release Sanction StudyLeave Training"
    ),
    "positions": "Position Post Unit",
    "profiles": "lay_profile read_profile",
    "projection": "Earliest assume_good_standing find_earliest",
    "projects": "Engagement Project ProjectPolicy ProjectRole ProjectTeams staff_projects",
    "ranking": (
        "Method MethodRanking Robustness TieKey Weights assess_robustness rank_by weigh_by_ahp "
        "weigh_by_entropy"
    ),
    "regulations": "Citation Evidence Instrument",
    "rulebook": "Differences Rule Rulebook View",
    "scenarios": "Changes compare_rulebooks",
    "standing": "Awards Blocks list_awards list_blocks",
    "statement": "Statement write_statement",
    "succession": (
        "Bench BenchPolicy Forecast ForecastPolicy Ranking SlateAudit SuccessionPlan "
        "SuccessionPlanPolicy SuccessionPolicy TalentMap TalentPolicy audit_slate "
        "forecast_vacancies group_candidates place_talent plan_succession rank_successors "
        "rate_bench"
    ),
    "talks": (
        "Every TalkAudit TalkHeld TalkPair TalkPolicy TalkSchedule Topics audit_talks "
        "schedule_talks"
    ),
    "terms": (
        "AttestationKind Capacity CreditKind Diploma Eselon Expectation Golongan Jenjang Month "
        "MoveKind NewIdea PeerViews PositionKind PositionLevel Predikat PromotionKind Question "
        "Recap ReleaseKind RetirementGroup SanctionKind SanctionLevel Sex Status Text"
    ),
    "values": "ValueType",
    "workforce": (
        "WorkforceBacktest WorkforceForecast WorkforceRates backtest_workforce estimate_rates "
        "forecast_workforce"
    ),
}
_MODULES = {name: module for module, names in _HOMES.items() for name in names.split()}
_SUBMODULES = frozenset({"charts", "dates", "exchange", "matching", "samples", "siasn", "tables"})


def __getattr__(name: str) -> object:
    """Load a public name when it is first used."""
    if name in _SUBMODULES:
        return importlib.import_module(f"asn_career.{name}")
    if name not in _MODULES:
        message = f"module 'asn_career' has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(importlib.import_module(f"asn_career.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted({*__all__, *_SUBMODULES})


__all__ = [
    "Activity",
    "Agency",
    "AllOf",
    "Answer",
    "AnyOf",
    "Appointment",
    "Appraisal",
    "AppraisalPolicy",
    "AsnCareerError",
    "Assessment",
    "Attestation",
    "AttestationKind",
    "Award",
    "Awards",
    "Band",
    "Bench",
    "BenchPolicy",
    "Blocks",
    "Capacity",
    "CareerGraph",
    "Catalogue",
    "Changes",
    "Citation",
    "Compare",
    "Competency",
    "CompetencyField",
    "CompetencyGap",
    "CompetencyProfile",
    "Const",
    "Course",
    "CreditDecision",
    "CreditKind",
    "CreditLedger",
    "DatedGap",
    "Deadlines",
    "DevelopmentReport",
    "Differences",
    "Diploma",
    "Earliest",
    "Education",
    "Employee",
    "Engagement",
    "Eselon",
    "Evaluation",
    "EvaluationMethod",
    "Every",
    "Evidence",
    "Expectation",
    "Fact",
    "Finding",
    "Forecast",
    "ForecastPolicy",
    "GapPolicy",
    "Golongan",
    "Indicator",
    "Instrument",
    "InvalidInputError",
    "IsOneOf",
    "Jenjang",
    "Lift",
    "Lookup",
    "Mentoring",
    "MentoringPolicy",
    "Method",
    "MethodRanking",
    "MissingExtraError",
    "Month",
    "MonthStartAfter",
    "MonthsSince",
    "MoveKind",
    "Movement",
    "NewIdea",
    "Nip",
    "Not",
    "Op",
    "Outcomes",
    "Param",
    "PeerViews",
    "Peers",
    "Period",
    "Plan",
    "PlanPolicy",
    "Position",
    "PositionKind",
    "PositionLevel",
    "Post",
    "Predikat",
    "Problem",
    "Product",
    "Project",
    "ProjectPolicy",
    "ProjectRole",
    "ProjectTeams",
    "PromotionKind",
    "Question",
    "RankHeld",
    "Ranking",
    "Recap",
    "RecommendPolicy",
    "Recommendations",
    "Release",
    "ReleaseKind",
    "RetirementGroup",
    "Robustness",
    "Route",
    "Routes",
    "Rule",
    "Rulebook",
    "Sanction",
    "SanctionKind",
    "SanctionLevel",
    "Score",
    "SeatPolicy",
    "Seating",
    "Sex",
    "SlateAudit",
    "Statement",
    "Status",
    "Strengths",
    "StudyLeave",
    "Subject",
    "SuccessionPlan",
    "SuccessionPlanPolicy",
    "SuccessionPolicy",
    "Survey",
    "TalentMap",
    "TalentPolicy",
    "TalkAudit",
    "TalkHeld",
    "TalkPair",
    "TalkPolicy",
    "TalkSchedule",
    "Text",
    "TieKey",
    "Topics",
    "Training",
    "Truth",
    "TruthValueError",
    "Unit",
    "UnitOutcome",
    "UnknownNameError",
    "ValueType",
    "View",
    "WeightedSum",
    "Weights",
    "WorkforceBacktest",
    "WorkforceForecast",
    "WorkforceRates",
    "allocate_seats",
    "apply_training",
    "appraise",
    "assess_robustness",
    "assess_strengths",
    "assume_good_standing",
    "audit_slate",
    "audit_talks",
    "backtest_workforce",
    "compare_rulebooks",
    "date_gaps",
    "draft_plan",
    "estimate_rates",
    "evaluate_programme",
    "find_earliest",
    "find_feeders",
    "find_needs",
    "find_reachable",
    "find_routes",
    "forecast_vacancies",
    "forecast_workforce",
    "group_candidates",
    "lay_profile",
    "list_awards",
    "list_blocks",
    "list_deadlines",
    "match_mentors",
    "match_peers",
    "measure_fields",
    "measure_gap",
    "measure_outcomes",
    "national_rulebook",
    "place_talent",
    "plan_succession",
    "rank_by",
    "rank_successors",
    "rate_bench",
    "read_profile",
    "recommend_posts",
    "report_development",
    "schedule_talks",
    "staff_projects",
    "tally_credit",
    "weigh_by_ahp",
    "weigh_by_entropy",
    "write_law_page",
    "write_statement",
]
