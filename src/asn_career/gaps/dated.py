"""A gap with the day by which it has to be closed: what a plan of training starts from."""

from __future__ import annotations

import datetime as dt

import attrs

from asn_career.gaps.measure import CompetencyGap
from asn_career.intake import Intake

__all__ = ["DatedGap", "date_gaps"]


@attrs.frozen(kw_only=True)
class DatedGap:
    """A level that is required by a day.

    Attributes:
        competency: its key.
        held: the level held; None where it was not assessed.
        required: the level required.
        by: the day by which it has to be held; None for the last day of the plan.
        blocks: what it stands in the way of, such as the key of a post; None when it blocks
            nothing, so that no course has to be planned for it.

    Raises:
        InvalidInputError: with every problem of the record.
    Source: none: our own choice.
    """

    competency: str
    held: int | None
    required: int
    by: dt.date | None = None
    blocks: str | None = None

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.text("competency")
        take.whole("held", 0, optional=True)
        take.whole("required", 0)
        take.day("by", optional=True)
        take.text("blocks", optional=True)
        take.finish()


def date_gaps(
    gap: CompetencyGap, by: dt.date | None = None, *, blocks: str | None = "standard"
) -> tuple[DatedGap, ...]:
    """Return what is below the standard or not assessed, with the day by which it is needed.

    Args:
        gap: the result of `measure_gap`.
        by: the day; None for the last day of the plan.
        blocks: what the gaps stand in the way of.

    Source: none: our own choice.
    """
    return tuple(
        DatedGap(
            competency=item.competency,
            held=item.held,
            required=item.required,
            by=by,
            blocks=blocks,
        )
        for item in gap.items
        if item.gap is None or item.gap < 0
    )
