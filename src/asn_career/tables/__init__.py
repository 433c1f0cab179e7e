"""The table reading: the same rules over a table of any size, on the engine it is in.

Needs the extra ``tables``. Columns are facts by name; missing values are unknown. Words are text
or categories, days are dates, numbers are whole or exact.
"""

from __future__ import annotations

from asn_career.errors import MissingExtraError

try:
    import narwhals  # noqa: F401 - asked for here, so that the hint names the extra
except ImportError:
    raise MissingExtraError("asn_career.tables", "tables") from None

from asn_career.tables.asking import check, score
from asn_career.tables.legend import legend
from asn_career.tables.naming import column_name
from asn_career.tables.place import place
from asn_career.tables.rank import rank
from asn_career.tables.ranked import Placed, PostCounts, TableRanking
from asn_career.tables.records import facts_from
from asn_career.tables.summarise import summarise
from asn_career.tables.summary import Summary, SummaryRow

__all__ = [
    "Placed",
    "PostCounts",
    "Summary",
    "SummaryRow",
    "TableRanking",
    "check",
    "column_name",
    "facts_from",
    "legend",
    "place",
    "rank",
    "score",
    "summarise",
]
