"""Records, overlays and results as JSON and back: one converter, JSON Schema, limits.

Every document carries the name and the version of its form. What comes in is refused with all its
faults at once, each with its path; nothing is loaded by a name that data gives. Needs the extra
``json``.
"""

from __future__ import annotations

from asn_career.exchange.converter import make_converter
from asn_career.exchange.documents import from_dict, from_json, json_schema, to_dict, to_json
from asn_career.exchange.limits import LIMITS, Limits
from asn_career.exchange.overlays import Overlay
from asn_career.exchange.registry import RECORDS
from asn_career.exchange.stored import Stored

__all__ = [
    "LIMITS",
    "RECORDS",
    "Limits",
    "Overlay",
    "Stored",
    "from_dict",
    "from_json",
    "json_schema",
    "make_converter",
    "to_dict",
    "to_json",
]
