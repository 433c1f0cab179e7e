"""The result of a survey of one unit: job satisfaction, or satisfaction with its service."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

import attrs

from asn_career.errors import InvalidInputError
from asn_career.evaluation.indicators import Indicator
from asn_career.intake import Intake
from asn_career.numbers import read_number

__all__ = ["SURVEYED", "Survey"]

SURVEYED: Final = (Indicator.JOB_SATISFACTION, Indicator.PUBLIC_SATISFACTION)


@attrs.frozen(kw_only=True)
class Survey:
    """The mean of a survey of one unit.

    The index of public satisfaction (IKM) of nine elements is ``indices.satisfaction`` of the
    rulebook; here its value is given as it was found.

    Attributes:
        unit: the key of the unit.
        day: the day on which it ended.
        indicator: job satisfaction or public satisfaction.
        value: the mean, on the scale of the survey; of all surveys of one indicator the same.
        answers: how many people answered.

    Raises:
        InvalidInputError: with every problem.
    Source: PermenPANRB 14/2017 (public satisfaction); none for job satisfaction.
    """

    unit: str
    day: dt.date
    indicator: Indicator
    value: Decimal
    answers: int

    def __attrs_post_init__(self) -> None:
        """Report every problem at once."""
        take = Intake(self)
        take.text("unit")
        take.day("day")
        indicator = take.word("indicator", Indicator)
        if indicator is not None and indicator not in SURVEYED:
            known = " or ".join(one.value for one in SURVEYED)
            take.note("indicator", f"{indicator} is not asked in a survey", known)
        try:
            number = read_number(self.value, "value")
            if number < 0:
                take.note("value", f"{number} is below zero")
            take.put("value", number)
        except InvalidInputError as error:
            take.problems += error.problems
        take.whole("answers", 1)
        take.finish()
