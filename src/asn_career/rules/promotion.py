"""Days on which a rank promotion (kenaikan pangkat) may take effect.

Two days a year until January 2024, six until September 2025, the first of any month since. The
windows do not bind posthumous and long-service promotions.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book = national_rulebook()
>>> book.check("promotion.window", {}, dt.date(2025, 11, 1)).truth.name
'YES'
>>> book.check("promotion.window", {}, dt.date(2025, 3, 1)).truth.name
'NO'
>>> book.check("promotion.window", {}, dt.date(1999, 4, 1)).truth.name
'UNKNOWN'
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.conditions import AllOf, Compare, Const, Lookup, Param
from asn_career.dates import ONE_DAY, month_start_after
from asn_career.facts import Fact, Subject
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.terms import Month, Question, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.rulebook import View

__all__ = ["DAY_OF_MONTH", "FACTS", "MONTH", "RULES"]


def _tomorrow(view: View) -> dt.date:
    return view.as_of + ONE_DAY


MONTH: Final = Fact(
    name="month",
    value_type=ValueType.word(Month),
    text=Text(id="Bulan yang ditanyakan", en="Month asked about"),
    subject=Subject.DAY,
    read=lambda view: Month(str(view.as_of.month)),
    changes=lambda view: month_start_after(view.as_of),
)
DAY_OF_MONTH: Final = Fact(
    name="day_of_month",
    value_type=ValueType.number("number"),
    text=Text(id="Tanggal dalam bulan", en="Day of the month"),
    subject=Subject.DAY,
    read=lambda view: view.as_of.day,
    changes=_tomorrow,
)
FACTS: Final = (MONTH, DAY_OF_MONTH)

WINDOW: Final = Rule(
    name="promotion.window",
    text=Text(
        id="Tanggal ini dapat menjadi TMT kenaikan pangkat",
        en="This day may be the effective day of a rank promotion",
    ),
    question=Question.RANK_UP,
    source="pp-99-2000:4",
    since=dt.date(2000, 11, 10),
    node=AllOf(
        (
            Compare(DAY_OF_MONTH, Op.EQ, Param("promotion.effective_day")),
            Compare(
                Lookup("promotion.effective_months", (MONTH,)),
                Op.EQ,
                Const(value=True, value_type=ValueType.flag()),
                key="month",
            ),
        )
    ),
)
RULES: Final = (WINDOW,)
