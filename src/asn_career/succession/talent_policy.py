"""What an agency is free to choose when it places people in the nine boxes."""

from __future__ import annotations

from decimal import Decimal

import attrs

from asn_career.intake import Intake
from asn_career.numbers import UNITS

__all__ = ["TalentPolicy"]


@attrs.frozen(kw_only=True)
class TalentPolicy:
    """How people are placed, beside what the law says.

    Attributes:
        box: the rule of the box, where the rulebook has several.
        reach: by how much a number that an axis reads as it is, such as the score of an
            assessment, may change and still be one step; in the unit of the number.
        ceiling: where such numbers end.

    Raises:
        InvalidInputError: with every problem.
    Source: none: our own choice.
    """

    box: str | None = None
    reach: Decimal | int | str = 10
    ceiling: Decimal | int | str = 100

    def __attrs_post_init__(self) -> None:
        """Report every problem at once."""
        take = Intake(self)
        take.text("box", optional=True)
        take.amount("reach", UNITS["score"])
        take.amount("ceiling", UNITS["score"])
        take.finish()

    @property
    def limits(self) -> tuple[Decimal, Decimal]:
        """The reach and the ceiling."""
        return Decimal(self.reach), Decimal(self.ceiling)
