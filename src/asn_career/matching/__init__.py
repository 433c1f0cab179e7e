"""Pairing two sides: the best answer with prices that prove it, or a stable one.

Pure algorithm over ids and whole numbers: no law, no people. `match_optimal` reaches the most in
one objective after the other; `match_stable` leaves no two who would rather have each other. Both
give a `Matching`, which says who has nobody and why, and checks itself without its maker.
"""

from asn_career.matching.market import Market, Side
from asn_career.matching.network import Network, Solver
from asn_career.matching.objectives import Objective
from asn_career.matching.optimal import match_optimal
from asn_career.matching.peers import Peers, match_peers
from asn_career.matching.preferences import Preferences, Stability, Wish
from asn_career.matching.result import Matching, Method, Prices, Reason, Unmatched
from asn_career.matching.scipy_solver import solve_with_scipy
from asn_career.matching.stability import TieBreak, TieLink
from asn_career.matching.stable import match_stable

__all__ = [
    "Market",
    "Matching",
    "Method",
    "Network",
    "Objective",
    "Peers",
    "Preferences",
    "Prices",
    "Reason",
    "Side",
    "Solver",
    "Stability",
    "TieBreak",
    "TieLink",
    "Unmatched",
    "Wish",
    "match_optimal",
    "match_peers",
    "match_stable",
    "solve_with_scipy",
]
