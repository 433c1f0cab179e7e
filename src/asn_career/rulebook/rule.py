"""A dated rule: a question of the law, its tree of conditions and its citation."""

from __future__ import annotations

import datetime as dt

import attrs

from asn_career.conditions import Condition, Quantity
from asn_career.dates import Span
from asn_career.terms import PositionLevel, Question, Text

__all__ = ["Rule"]


@attrs.frozen(kw_only=True)
class Rule:
    """A dated rule: a question of the law, its tree of conditions and its citation.

    Attributes:
        source: ``instrument:article`` of the register.
        targets: the levels of position it is about; empty means every level.
        until: the last day of its life, if it has ended.
    """

    name: str
    text: Text
    question: Question
    node: Condition | Quantity
    source: str
    since: dt.date
    until: dt.date | None = None
    targets: frozenset[PositionLevel] = frozenset()

    @property
    def span(self) -> Span:
        """The days on which the rule is in force."""
        return Span(self.since, self.until)
