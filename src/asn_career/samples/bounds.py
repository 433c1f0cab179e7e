"""Bounds of what a description may say; each refuses with the name of the field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from asn_career.errors import InvalidInputError, Problem

__all__ = [
    "MAX_EMPLOYEES",
    "ages",
    "count",
    "empty_share",
    "empty_shares",
    "labels",
    "months",
    "pace",
    "pair",
    "positive",
    "posts",
    "refuse",
    "share",
    "staff",
    "weight",
    "weights",
    "years",
]

# Beyond these a description is a mistake, or made to exhaust the machine.
MAX_EMPLOYEES: Final = 200_000
MAX_NUMBER: Final = 1_000_000
MAX_COUNT: Final = 20
MAX_POSTS: Final = 1_000  # of one job and level in one unit
MAX_EMPTY: Final = 0.9
MAX_MONTHS: Final = 900
LEAST_PACE: Final = 12
AGES: Final = range(5, 76)


def refuse(attribute: attrs.Attribute[Any], message: str, hint: str) -> None:
    """Refuse the value of a field."""
    raise InvalidInputError(Problem(attribute.name, message, hint))


def share(_: object, attribute: attrs.Attribute[Any], value: float) -> None:
    """Take a number from 0 to 1."""
    if not 0 <= value <= 1:
        refuse(attribute, f"{value} is not a share", "a number from 0 to 1")


def empty_share(_: object, attribute: attrs.Attribute[Any], value: float) -> None:
    """Take the share of posts that stand empty."""
    if not 0 <= value <= MAX_EMPTY:
        refuse(attribute, f"{value} is out of range", f"a number from 0 to {MAX_EMPTY}")


def count(_: object, attribute: attrs.Attribute[Any], value: int) -> None:
    """Take a small whole number."""
    if not 0 <= value <= MAX_COUNT:
        refuse(attribute, f"{value} is out of range", f"0 to {MAX_COUNT}")


def positive(_: object, attribute: attrs.Attribute[Any], value: int | None) -> None:
    """Take a whole number from 1 upwards, if there is one."""
    if value is not None and not 1 <= value <= MAX_NUMBER:
        refuse(attribute, f"{value} is out of range", f"1 to {MAX_NUMBER}")


def ages(_: object, attribute: attrs.Attribute[Any], value: int | tuple[int, int] | None) -> None:
    """Take an age, or the lowest and the highest."""
    if value is None:
        return
    low, high = value if isinstance(value, tuple) else (value, value)
    if not (low in AGES and high in AGES and low <= high):
        refuse(attribute, "not an age", f"{AGES[0]} to {AGES[-1]}, the lowest before the highest")


def months(_: object, attribute: attrs.Attribute[Any], value: int | Iterable[int]) -> None:
    """Take a number of months, or several."""
    each = (value,) if isinstance(value, int) else value
    if not all(0 <= number <= MAX_MONTHS for number in each):
        refuse(attribute, "not months", f"0 to {MAX_MONTHS}")


def years(_: object, attribute: attrs.Attribute[Any], value: int) -> None:
    """Take years of service."""
    if not 0 <= value <= AGES[-1]:
        refuse(attribute, f"{value} is out of range", f"0 to {AGES[-1]}")


def pace(_: object, attribute: attrs.Attribute[Any], value: Mapping[int, float]) -> None:
    """Take months between two ranks, and how common they are."""
    weights(None, attribute, value)
    if not value or min(value) < LEAST_PACE:
        refuse(attribute, "not months between two ranks", f"from {LEAST_PACE} upwards")
    months(None, attribute, value)


def weight(_: object, attribute: attrs.Attribute[Any], value: float) -> None:
    """Take the weight of a thing."""
    if not 0 <= value <= MAX_NUMBER:
        refuse(attribute, f"{value} is not a weight", f"a number from 0 to {MAX_NUMBER}")


def weights(
    _: object, attribute: attrs.Attribute[Any], value: Mapping[Any, float] | tuple[float, ...]
) -> None:
    """Take weights, not all of them 0."""
    each = value.values() if isinstance(value, Mapping) else value
    if not all(0 <= weight <= MAX_NUMBER for weight in each) or (value and not any(each)):
        refuse(attribute, "not weights", "numbers from 0 upwards, not all of them 0")


def staff(_: object, attribute: attrs.Attribute[Any], value: Mapping[str, float]) -> None:
    """Take how many posts of each job there are; 0 takes away what the form says."""
    if not all(0 <= number <= MAX_NUMBER for number in value.values()):
        refuse(attribute, "not numbers of posts", f"numbers from 0 to {MAX_NUMBER}")


def posts(
    _: object, attribute: attrs.Attribute[Any], value: Mapping[str, Mapping[Any, int]]
) -> None:
    """Take exact numbers of posts by job and level."""
    if not all(0 <= n <= MAX_POSTS for levels in value.values() for n in levels.values()):
        refuse(attribute, "not numbers of posts", f"numbers from 0 to {MAX_POSTS}")


def empty_shares(_: object, attribute: attrs.Attribute[Any], value: Mapping[Any, float]) -> None:
    """Take shares of posts that stand empty."""
    if not all(0 <= share <= MAX_EMPTY for share in value.values()):
        refuse(attribute, "not shares of empty posts", f"numbers from 0 to {MAX_EMPTY}")


def pair(_: object, attribute: attrs.Attribute[Any], value: tuple[int, int]) -> None:
    """Take the lowest and the highest of something."""
    if not 0 <= value[0] <= value[1] <= MAX_MONTHS:
        refuse(attribute, f"{list(value)} is not lowest and highest", "two numbers in order")


def labels(_: object, attribute: attrs.Attribute[Any], value: tuple[str, ...]) -> None:
    """Take identifiers, such as fields of work."""
    for item in value:
        if not (item.isascii() and item.isidentifier() and item.islower()):
            hint = "lower-case letters, digits and _, as in tata_ruang"
            refuse(attribute, f"{item!r:.40} is not an identifier", hint)
