"""What the annotations of records say about JSON; the converter and the schema share it."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final

import attrs

from asn_career.competencies import (
    DEFAULT_SCALE,
    Competency,
    CompetencyField,
    CompetencyProfile,
)

__all__ = ["FORMS", "MAPPINGS", "TAGS", "Levels", "default_of", "fields_of", "pick", "split"]

TAGS: Final[Mapping[type, str]] = {Competency: "competency", CompetencyField: "field"}
"""Classes that stand beside each other in one list carry their kind as ``type``."""

MAPPINGS: Final = {dict, Mapping}


@attrs.frozen(kw_only=True)
class Levels:
    """The JSON form of a competency profile: levels by key."""

    levels: Mapping[str, int]
    scale: int = DEFAULT_SCALE


FORMS: Final[Mapping[type, type]] = {CompetencyProfile: Levels}
"""Records whose JSON form has other fields than the record."""


def split(tp: Any) -> tuple[tuple[Any, ...], bool]:  # noqa: ANN401 - any annotation
    """Return what an annotation allows, and whether None is among it."""
    if typing.get_origin(tp) in {typing.Union, types.UnionType}:
        members = typing.get_args(tp)
        return tuple(m for m in members if m is not type(None)), type(None) in members
    return (tp,), False


@cache
def fields_of(cls: type) -> tuple[tuple[str, Any, attrs.Attribute[Any]], ...]:
    """Return the fields that make a record, with their resolved types."""
    hints = typing.get_type_hints(cls)
    return tuple((a.name, hints[a.name], a) for a in attrs.fields(cls) if a.init)


def default_of(field: attrs.Attribute[Any]) -> object:
    """Return what a field holds when it is not given; NOTHING where it has to be."""
    default: Any = field.default
    return default.factory() if isinstance(default, attrs.Factory) else default  # type: ignore[arg-type]


def pick(tp: Any) -> tuple[tuple[Any, ...], bool]:  # noqa: ANN401 - any annotation
    """Return the forms of an annotation that JSON has, and whether null is one.

    Where the constructor of a record is lenient (a Decimal, an int or text; a mapping or pairs),
    JSON has one form.
    """
    members, nullable = split(tp)
    if Decimal in members:
        return (Decimal,), nullable
    maps = tuple(m for m in members if typing.get_origin(m) in MAPPINGS)
    return maps or members, nullable
