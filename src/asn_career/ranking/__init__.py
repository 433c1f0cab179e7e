"""Ranking over one matrix: totals, honest ties, named methods, weights, robustness."""

from asn_career.ranking.assess import assess_robustness
from asn_career.ranking.methods import Matrix, Method, MethodRanking, rank_by
from asn_career.ranking.ranks import Part, Parting, Place, Ranks, rank
from asn_career.ranking.reading import WHOLE, TieKey
from asn_career.ranking.robustness import Agreement, Holds, Reversal, Robustness
from asn_career.ranking.weights import Weights, weigh_by_ahp, weigh_by_entropy

__all__ = [
    "WHOLE",
    "Agreement",
    "Holds",
    "Matrix",
    "Method",
    "MethodRanking",
    "Part",
    "Parting",
    "Place",
    "Ranks",
    "Reversal",
    "Robustness",
    "TieKey",
    "Weights",
    "assess_robustness",
    "rank",
    "rank_by",
    "weigh_by_ahp",
    "weigh_by_entropy",
]
