"""How each kind of value is read from its JSON form, strictly, all faults with their path.

A word of a vocabulary is its value, a day is ISO text, an exact number is text. A record gathers
the faults of all its fields, then lets the record itself look for what contradicts, with a mark in
the place of each wrong part.
"""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import attrs

from asn_career.competencies import CompetencyProfile
from asn_career.dates import read_day
from asn_career.errors import InvalidInputError, Problem, near, shown
from asn_career.exchange.annotations import TAGS, Levels, fields_of, pick
from asn_career.exchange.limits import LIMITS, given, place_of
from asn_career.identity import Nip
from asn_career.numbers import read_number
from asn_career.people import Employee
from asn_career.terms import Word

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = [
    "Hook",
    "take_day",
    "take_exact",
    "take_flag",
    "take_listed",
    "take_mapped",
    "take_nip",
    "take_profile",
    "take_record",
    "take_text",
    "take_union",
    "take_whole",
    "take_word",
]

Hook = Callable[[Any, Any], Any]

SECRET: Final = {"birth_date": "not a day", "sex": "unknown Sex"}
"""Fields of a person whose value no message quotes, and what is said instead."""


class _Wrong:
    """Stands where a part could not be read, while the rest is looked at."""


WRONG: Final = _Wrong()


def _refuse(message: str, hint: str = "") -> typing.NoReturn:
    raise InvalidInputError(Problem("", message, hint))


def take_text(value: object, _: object) -> str:
    """Read text."""
    return value if isinstance(value, str) else _refuse(f"{given(value)} is not text")


def take_flag(value: object, _: object) -> bool:
    """Read true or false."""
    return value if isinstance(value, bool) else _refuse(f"{given(value)} is not true or false")


def take_whole(value: object, _: object) -> int:
    """Read a whole number."""
    if type(value) is int:
        return value
    return _refuse(f"{given(value)} is not a whole number", "a JSON number without quotes")


def take_exact(value: object, _: object) -> Decimal:
    """Read an exact number from text."""
    if isinstance(value, str):
        return read_number(value)
    return _refuse(f"{given(value)} is not an exact number", "as text, with a point: '12.5'")


def take_day(value: object, _: object) -> dt.date:
    """Read a day from ISO text."""
    try:
        return read_day(value)
    except InvalidInputError:
        hint = f"ISO text like 2026-11-21, years {LIMITS.first_year}-{LIMITS.last_year}"
        return _refuse(f"{given(value)} is not a day", hint)


def take_word(value: object, vocabulary: type[Word]) -> Word:
    """Read the value of a word, and nothing that only means it."""
    values = {word.value: word for word in vocabulary}
    if not isinstance(value, str):
        _refuse(f"{given(value)} is not a word", near("", values))
    if value in values:
        return values[value]
    try:
        hint = f"write {vocabulary(value).value!r}"
    except InvalidInputError:
        hint = near(value, values)
    return _refuse(f"unknown {given(value)}", hint)


def take_nip(value: object, _: object) -> Nip:
    """Read an identity number; it masks what it refuses."""
    return Nip(value)  # type: ignore[arg-type] # it refuses, and masks what it refuses


def take_listed(converter: Converter, inner: object) -> Hook:
    """Return the hook of a list: all faults, each with its place."""

    def structure(value: object, _: object) -> tuple[Any, ...]:
        hook = converter.get_structure_hook(inner)  # here: a field may hold fields
        if not isinstance(value, list | tuple):
            _refuse(f"{given(value)} is not a list")
        found, problems = [], []
        for i, item in enumerate(value):
            try:
                found.append(hook(item, inner))
            except InvalidInputError as error:
                problems += [p.inside(f"[{i}]") for p in error.problems]
                found.append(WRONG)
        if problems:
            faults = InvalidInputError(problems)
            # What could be read, for the record around it: no class of its own for one hand-over.
            faults.rest = tuple(found)  # type: ignore[attr-defined]
            raise faults
        return tuple(found)

    return structure


def take_mapped(converter: Converter, inner: object) -> Hook:
    """Return the hook of an object whose keys are free."""

    def structure(value: object, _: object) -> dict[str, Any]:
        hook = converter.get_structure_hook(inner)
        if not isinstance(value, Mapping):
            _refuse(f"{given(value)} is not an object")
        found, problems = {}, []
        for key, item in value.items():
            try:
                found[take_text(key, str)] = hook(item, inner)
            except InvalidInputError as error:
                place = place_of(key).removeprefix(".")
                problems += [p.inside(place) for p in error.problems]
        if problems:
            raise InvalidInputError(problems)
        return found

    return structure


def _wrong_places(parts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return where a part could not be read."""
    found = []
    for name, part in parts.items():
        if part is WRONG:
            found.append(name)
        elif isinstance(part, tuple):
            found += [f"{name}[{i}]" for i, one in enumerate(part) if one is WRONG]
    return tuple(found)


def take_record(cls: type[Any], converter: Converter) -> Hook:
    """Return the hook of a record: every field, then what contradicts."""
    fields = fields_of(cls)  # type: ignore[arg-type] # classes are hashable
    names = [name for name, _, _ in fields] + (["type"] if cls in TAGS else [])

    def structure(value: object, _: object) -> object:
        if not isinstance(value, Mapping):
            _refuse(f"{given(value)} is not an object", f"a {cls.__name__}")
        problems = [
            Problem(
                key if isinstance(key, str) and key.isidentifier() else "",
                f"unknown field {shown(key)}",
                near(key, names),
            )
            for key in value
            if key not in names
        ]
        if cls in TAGS and value.get("type", TAGS[cls]) != TAGS[cls]:
            problems.append(Problem("type", f"{given(value['type'])} is not {TAGS[cls]!r}"))
        parts: dict[str, Any] = {}
        for name, tp, field in fields:
            if name in value:
                try:
                    parts[name] = converter.get_structure_hook(tp)(value[name], tp)
                except InvalidInputError as error:
                    parts[name] = getattr(error, "rest", WRONG)
                    for fault in error.problems:
                        found = fault.inside(name)
                        if cls is Employee and name in SECRET:
                            found = attrs.evolve(found, message=SECRET[name])
                        problems.append(found)
            elif field.default is attrs.NOTHING:
                parts[name] = WRONG
                problems.append(Problem(name, "is missing"))
        try:
            made = cls(**parts)
        except InvalidInputError as error:
            told = _wrong_places(parts)  # the record wonders at the marks there
            inside = tuple(place + sign for place in told for sign in ".[")
            problems += [
                p for p in error.problems if p.where not in told and not p.where.startswith(inside)
            ]
        if problems:
            raise InvalidInputError(problems)
        return made

    return structure


def take_union(tp: object, converter: Converter) -> Hook:
    """Return the hook of what may be missing, or of one of several records."""
    members, nullable = pick(tp)
    kinds = {TAGS[m]: m for m in members if m in TAGS}

    def structure(value: object, _: object) -> Any:  # noqa: ANN401
        if value is None and nullable:
            return None
        if not kinds:
            return converter.get_structure_hook(members[0])(value, members[0])
        tag = value.get("type") if isinstance(value, Mapping) else None
        if not isinstance(tag, str) or tag not in kinds:
            raise InvalidInputError(Problem("type", f"unknown {shown(tag)}", near(tag, kinds)))
        return converter.get_structure_hook(kinds[tag])(value, kinds[tag])

    return structure


def take_profile(value: object, converter: Converter) -> CompetencyProfile:
    """Read a competency profile from its levels."""
    form = converter.get_structure_hook(Levels)(value, Levels)
    try:
        return CompetencyProfile.of(form.levels, scale=form.scale)
    except InvalidInputError as error:
        problems = (p.inside("levels") if p.where.startswith("[") else p for p in error.problems)
        raise InvalidInputError(problems) from None
