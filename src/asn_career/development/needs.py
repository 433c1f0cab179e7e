"""What a person has to learn for a route: the gaps of each step, with its day."""

from __future__ import annotations

from asn_career.gaps import DatedGap
from asn_career.paths import Route

__all__ = ["find_needs"]


def find_needs(route: Route) -> tuple[DatedGap, ...]:
    """Return what has to be learned for a route, each by the day of the step that asks for it.

    The levels held are those last assessed by the first day of the search; what was only assumed
    is not held. `Route.gaps` compares the standards of two posts; this looks at the person.

    Returns:
        The gaps step by step; a competency that was not assessed is held at None.
    Source: PP 11/2017 article 206 (gaps to the standard of the post to be held).
    """
    held: dict[str, int] = {}
    for assessment in route.employee.assessments:
        if assessment.day <= route.as_of and not assessment.assumed:
            held |= assessment.profile.levels
    return tuple(
        DatedGap(
            competency=key,
            held=held.get(key),
            required=need,
            by=step.day,
            blocks=step.destination.id,
        )
        for step in route.steps
        if (standard := step.destination.position.standard) is not None
        for key, need in standard.pairs
        if key not in held or held[key] < need
    )
