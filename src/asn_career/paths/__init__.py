"""Career graphs and routes: where a person can go, by which lawful moves, and by when.

What is asked and answered:
 - `graph`: the classes, positions and moves, handed out (`drawing`); `lay`: the same by number;
 - `finding`: `find_routes` and its result; `outcomes`, `objectives`: what a search ends with, and
   is for; `routes`: a route and its steps, re-read by `checking`; `tracing`: from what was found to
   a route with its findings, or the reasons why there is none;
 - `reaching`: where a person can go, who can come; `recommending`: the posts that a record fits.

How it is found, from the law to the search:
 - `moving`: what a move is; `watching`: what of a record or post a reading looks at;
   `asking`: the first day on which all rules of a move are YES;
 - `gauges`: what rules ask of a career, whether more of it helps; `groups`: positions that no rule
   tells apart; `trials`: what one appointment changes; `service`: retirement;
 - `best`: a condition at the best that any career could make of it; `outlook`: so the days on
   which a post could be open; `hope`, `prospects`: so the earliest arrival and the fewest moves;
   `nearing`: the least levels to gain;
 - `terrain`: all of this for one person and one target; `relevance`: what can still matter to a
   career; `careers`: a career on its way; `search`: the search, and why it is exact.
"""

from asn_career.paths.finding import Routes, find_routes
from asn_career.paths.graph import CareerGraph, Edge
from asn_career.paths.objectives import OBJECTIVES
from asn_career.paths.outcomes import Outcome
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
