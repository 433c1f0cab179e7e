"""The glossary entry of a fact: one fact, one column, one line of the glossary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import attrs

from asn_career.terms import Text
from asn_career.values import Value, ValueType

__all__ = ["Fact", "Movement", "Subject"]


class Subject(StrEnum):
    """Whom or what a fact is about."""

    PERSON = "person"
    POST = "post"
    PAIR = "pair"
    DAY = "day"

    @property
    def needs_person(self) -> bool:
        """Whether it takes a person to know it."""
        return self in {Subject.PERSON, Subject.PAIR}


class Movement(StrEnum):
    """How a fact moves with time: what may be projected, and what must be recorded."""

    FIXED = "fixed"
    RESETS = "resets"
    ACCUMULATES = "accumulates"
    EVENT = "event"


@attrs.frozen(kw_only=True, cache_hash=True)
class Fact:
    """A fact that rules may ask for.

    Attributes:
        name: the name of the fact and of its column.
        value_type: what it holds.
        text: its label in both languages.
        subject: the person, the post, the pair of both, or the day asked about.
        movement: how it moves with time.
        sensitive: stays out of ``rows()`` unless named.
        read: takes a view of the records on a day and returns the value, None if unknown.
        changes: takes the same view and returns the next day on which the value may change
            although no record begins or ends; None when there is no such day.
    """

    name: str
    value_type: ValueType
    text: Text
    subject: Subject = Subject.PERSON
    movement: Movement = Movement.EVENT
    sensitive: bool = False
    note: Text | None = None
    read: Callable[[Any], Value | None] | None = attrs.field(default=None, eq=False, repr=False)
    changes: Callable[[Any], dt.date | None] | None = attrs.field(
        default=None, eq=False, repr=False
    )
