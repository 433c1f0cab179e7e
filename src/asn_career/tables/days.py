"""Months and first days of months as expressions that every engine computes alike.

Engines subtract days and add months each in its own way: months go as whole numbers, and what
meets a fixed figure is compared by a cut-off day.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from fractions import Fraction
from typing import assert_never

import narwhals as nw

from asn_career.dates import FIRST_YEAR, LAST_YEAR, cut_off
from asn_career.findings import Op
from asn_career.tables.columns import Column

__all__ = ["compare_months", "count_months", "month_index", "month_start"]


def month_index(day: Column) -> int | nw.Expr:
    """Return the months of a day since year 0; a plain number where the day is fixed."""
    if isinstance(day.fixed, dt.date):
        return 12 * day.fixed.year + day.fixed.month
    return _month_number(day.expr)


def _month_number(day: nw.Expr) -> nw.Expr:
    return day.dt.year().cast(nw.Int64()) * 12 + day.dt.month().cast(nw.Int64())


def count_months(start: nw.Expr, as_of: dt.date) -> nw.Expr:
    """Return the completed months from a day to the day asked about."""
    months = (12 * as_of.year + as_of.month) - _month_number(start)
    if as_of.day == calendar.monthrange(as_of.year, as_of.month)[1]:
        return months
    return months - (start.dt.day() > as_of.day).cast(nw.Int64())


def month_start(index: int | nw.Expr) -> nw.Expr:
    """Return the first of the month after; engines add no months alike, so it goes by text."""
    assert isinstance(index, nw.Expr)  # noqa: S101 - what is fixed was answered before
    lasts = (index // 12 >= FIRST_YEAR) & (index // 12 <= LAST_YEAR)
    index = nw.when(lasts).then(index)
    month = index % 12 + 1
    zero = nw.when(month < 10).then(nw.lit("-0")).otherwise(nw.lit("-"))  # noqa: PLR2004
    text = nw.concat_str(
        [(index // 12).cast(nw.String()), zero, month.cast(nw.String()), nw.lit("-01")]
    )
    return text.str.to_datetime(format="%Y-%m-%d").cast(nw.Date())


def compare_months(start: nw.Expr, op: Op, figure: Fraction, per: int, as_of: dt.date) -> nw.Expr:
    """Compare the months since a day (or years, ``per`` 12) with a figure, by cut-off days."""
    reached = start <= nw.lit(cut_off(as_of, per * math.ceil(figure)))
    passed = start <= nw.lit(cut_off(as_of, per * (math.floor(figure) + 1)))
    match op:
        case Op.GE:
            return reached
        case Op.LT:
            return ~reached
        case Op.GT:
            return passed
        case Op.LE:
            return ~passed
        case Op.EQ:
            return reached & ~passed
        case Op.NE:
            return ~reached | passed
        case _:
            assert_never(op)
