"""Conditions and quantities as data, and how they are read on a record and on the calendar.

The nodes are a closed union; every reader ends in ``assert_never``. The table reading is in
`asn_career.tables`.
"""

from asn_career.conditions.calendar import next_change
from asn_career.conditions.nodes import (
    AllOf,
    Answer,
    AnyOf,
    Band,
    Compare,
    Condition,
    Const,
    IsOneOf,
    Law,
    Lookup,
    MonthsSince,
    MonthStartAfter,
    Node,
    Not,
    Param,
    Quantity,
    WeightedSum,
    at_least,
    at_most,
    facts_in,
    holds,
    key_of,
    tables_in,
    walk,
)
from asn_career.conditions.record import (
    OPERATORS,
    SKIP,
    Get,
    marked_reader,
    scales,
    truth_reader,
    value_reader,
)
from asn_career.conditions.trace import Trace, tracer
from asn_career.conditions.typing import check_tree, type_of

__all__ = [
    "OPERATORS",
    "SKIP",
    "AllOf",
    "Answer",
    "AnyOf",
    "Band",
    "Compare",
    "Condition",
    "Const",
    "Get",
    "IsOneOf",
    "Law",
    "Lookup",
    "MonthStartAfter",
    "MonthsSince",
    "Node",
    "Not",
    "Param",
    "Quantity",
    "Trace",
    "WeightedSum",
    "at_least",
    "at_most",
    "check_tree",
    "facts_in",
    "holds",
    "key_of",
    "marked_reader",
    "next_change",
    "scales",
    "tables_in",
    "tracer",
    "truth_reader",
    "type_of",
    "value_reader",
    "walk",
]
