"""The competency assessment that still counts: how long one does is the law's to say."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asn_career.people import Assessment, Employee
    from asn_career.positions import Post
    from asn_career.rulebook import Rulebook

__all__ = ["valid_assessment"]


def valid_assessment(
    employee: Employee, as_of: dt.date, *, rulebook: Rulebook, post: Post | None = None
) -> Assessment | None:
    """Return the latest assessment that is valid on a day.

    Args:
        employee: the record.
        as_of: the day.
        rulebook: the law; one without a fact about validity sets no limit.
        post: where given, only assessments for the level of this post count.

    Source: the facts ``valid_assessment_on`` and ``latest_valid_assessment_on`` of the rulebook.
    """
    made = [
        one
        for one in employee.assessments
        if one.day <= as_of and (post is None or one.level is post.position.level)
    ]
    name = "latest_valid_assessment_on" if post is None else "valid_assessment_on"
    if not made or name not in rulebook.glossary:
        return made[-1] if made else None
    day = rulebook.view(employee, as_of, post=post).get(name)
    return next((one for one in reversed(made) if one.day == day), None)
