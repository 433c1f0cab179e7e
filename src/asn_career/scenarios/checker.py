"""The checker of a comparison: asks everybody again by the explained reading, shares no search."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

from asn_career.conditions import Answer, tracer
from asn_career.errors import UnknownNameError
from asn_career.findings import Truth
from asn_career.people import Employee
from asn_career.positions import Post
from asn_career.rulebook import Rulebook
from asn_career.scenarios.asking import see
from asn_career.scenarios.change import Cause, Change, How
from asn_career.scenarios.parts import Frame
from asn_career.values import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asn_career.findings import Line
    from asn_career.scenarios.result import Changes
    from asn_career.values import Value

__all__ = ["check_changes"]


def check_changes(changes: Changes) -> bool:
    """Tell whether the answers differ where they are said to, and the causes do what is said."""
    told = {(change.id, change.rule, change.post): change for change in changes.items}
    frame = Frame(changes.before, changes.after)
    posts: dict[str | None, Post | None] = {None: None, **{p.id: p for p in changes.posts}}
    for id, who in changes.people.items():
        for rule, post in changes.asked:
            answers = tuple(
                _ask(book, rule, who, posts[post], changes.as_of)
                for book in (frame.before, frame.after)
            )
            change = told.pop((id, rule, post), None)
            if change is None:
                if answers[0] != answers[1]:
                    return False
                continue
            right = answers == (change.before, change.after) and answers[0] != answers[1]
            if not right or not _holds(frame, change, who, posts[post], changes.as_of):
                return False
    return not told


def _ask(
    book: Rulebook,
    rule: str,
    who: Employee | Mapping[str, Value | None],
    post: Post | None,
    as_of: dt.date,
) -> Truth | Value | Fraction | None:
    try:
        kind = book.law(as_of).rule_type(rule).kind
    except UnknownNameError:  # a rule that only the other rulebook has
        return None
    line = book.explainer(rule, as_of)(see(book, who, post, as_of).get, as_of)
    if kind is Kind.FLAG:
        return Truth.of(None if line.advisory else line.result)
    return _value(line)


def _value(line: Line) -> Value | Fraction | None:
    if line.info.value_type.kind is Kind.NUMBER and isinstance(line.result, int):
        return Fraction(line.result, line.info.value_type.denominator)
    return line.result


def _holds(
    frame: Frame,
    change: Change,
    who: Employee | Mapping[str, Value | None],
    post: Post | None,
    as_of: dt.date,
) -> bool:
    """Tell whether the causes give the new answer, and none of them can be left out."""

    def gives(chosen: list[Cause]) -> bool:
        world = frame.world([choice for cause in chosen for choice in cause.choices])
        law = world.law(as_of)
        line = tracer(Answer(change.rule), law)(see(world, who, post, as_of).get, as_of)
        if not isinstance(change.after, Truth):
            return _value(line) == change.after
        return Truth.of(None if line.advisory else line.result) is change.after

    causes = list(change.causes)
    if change.how is How.TOGETHER:
        fewer = ([c for c in causes if c is not left] for left in causes)
        return len(causes) > 1 and gives(causes) and not any(gives(some) for some in fewer)
    one = len(causes) == 1
    return one is (change.how is How.ALONE) and all(gives([cause]) for cause in causes)
