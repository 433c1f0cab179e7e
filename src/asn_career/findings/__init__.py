"""Answers that explain themselves: `Truth`, `Finding` and `Score`, their lines and rendering."""

from asn_career.findings.lines import Line, LineInfo, LineKind, Op
from asn_career.findings.rendering import cite, row_of
from asn_career.findings.results import SCHEMA_VERSION, Finding, Score, Truth
from asn_career.findings.verify import recompute

__all__ = [
    "SCHEMA_VERSION",
    "Finding",
    "Line",
    "LineInfo",
    "LineKind",
    "Op",
    "Score",
    "Truth",
    "cite",
    "recompute",
    "row_of",
]
