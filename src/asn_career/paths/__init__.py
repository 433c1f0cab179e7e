"""Career graphs and routes: where a person can go, by which lawful moves, and by when."""

from asn_career.paths.finding import Outcome, Routes, find_routes
from asn_career.paths.graph import CareerGraph, Edge
from asn_career.paths.objectives import OBJECTIVES
from asn_career.paths.reaching import Feeders, Reach, Reachable, find_feeders, find_reachable
from asn_career.paths.recommending import (
    Recommendation,
    Recommendations,
    RecommendPolicy,
    recommend_posts,
)
from asn_career.paths.routes import Earned, Obstacle, Route, Step
from asn_career.paths.tracing import Attempt

__all__ = [
    "OBJECTIVES",
    "Attempt",
    "CareerGraph",
    "Earned",
    "Edge",
    "Feeders",
    "Obstacle",
    "Outcome",
    "Reach",
    "Reachable",
    "RecommendPolicy",
    "Recommendation",
    "Recommendations",
    "Route",
    "Routes",
    "Step",
    "find_feeders",
    "find_reachable",
    "find_routes",
    "recommend_posts",
]
