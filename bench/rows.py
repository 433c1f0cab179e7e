"""All rows of the benchmark, in the order in which they are read."""

from __future__ import annotations

import agency
import method_rows
import national_rows
import pairs
import plans
import ranking_rows
import records
import route_rows
import rules
import tables_rows
from row import Row

ROWS: tuple[Row, ...] = (
    *records.ROWS,
    *rules.ROWS,
    *tables_rows.ROWS,
    *ranking_rows.ROWS,
    *method_rows.ROWS,
    *national_rows.ROWS,
    *route_rows.ROWS,
    *pairs.ROWS,
    *plans.ROWS,
    *agency.ROWS,
)
