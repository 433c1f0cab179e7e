"""The configured cattrs converter: records to plain data and back, all faults with their path.

Every hook reads one kind of value strictly as its JSON form: a word of a vocabulary is its value, a
day is ISO text, an exact number is text. A record gathers the faults of all its fields, then lets
the record itself look for what contradicts, with a mark in the place of each wrong part.
"""

from __future__ import annotations

import datetime as dt
import re
import types
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from asn_career.competencies import (
    DEFAULT_SCALE,
    Competency,
    CompetencyField,
    CompetencyProfile,
)
from asn_career.dates import read_day
from asn_career.errors import InvalidInputError, MissingExtraError, Problem, near, shown
from asn_career.exchange.limits import LIMITS, place_of
from asn_career.identity import Nip
from asn_career.numbers import read_number
from asn_career.people import Employee
from asn_career.terms import Word

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["FORMS", "TAGS", "default_of", "fields_of", "make_converter", "mask", "pick"]

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]

TAGS: Final[Mapping[type, str]] = {Competency: "competency", CompetencyField: "field"}
"""Classes that stand beside each other in one list carry their kind as ``type``."""

SECRET: Final = {"birth_date": "not a day", "sex": "unknown Sex"}
"""Fields of a person whose value no message quotes, and what is said instead."""

IDENTITY: Final = frozenset({"nip", "sex"})
MAPPINGS: Final = {dict, Mapping}
DIGITS: Final = re.compile(r"[0-9]{9,}(?=[0-9]{3})")


def mask(problem: Problem) -> Problem:
    """Return a problem that quotes no long number: it may be an identity number."""
    where, message, hint = (
        DIGITS.sub("…", text) for text in (problem.where, problem.message, problem.hint)
    )
    return Problem(where, message, hint)


class _Wrong:
    """Stands where a part could not be read, while the rest is looked at."""


WRONG: Final = _Wrong()


class _PartialError(InvalidInputError):
    """Faults in a list or an object, with what could be read of it."""

    rest: Any = WRONG


def _refuse(message: str, hint: str = "") -> typing.NoReturn:
    raise InvalidInputError(Problem("", message, hint))


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


def _text(value: object, _: object) -> str:
    return value if isinstance(value, str) else _refuse(f"{shown(value)} is not text")


def _flag(value: object, _: object) -> bool:
    return value if isinstance(value, bool) else _refuse(f"{shown(value)} is not true or false")


def _whole(value: object, _: object) -> int:
    if type(value) is int:
        return value
    return _refuse(f"{shown(value)} is not a whole number", "a JSON number without quotes")


def _exact(value: object, _: object) -> Decimal:
    if isinstance(value, str):
        return read_number(value)
    return _refuse(f"{shown(value)} is not an exact number", "as text, with a point: '12.5'")


def _day(value: object, _: object) -> dt.date:
    try:
        return read_day(value)
    except InvalidInputError:
        hint = f"ISO text like 2026-11-21, years {LIMITS.first_year}-{LIMITS.last_year}"
        return _refuse(f"{shown(value)} is not a day", hint)


def _word(value: object, vocabulary: type[Word]) -> Word:
    values = {word.value: word for word in vocabulary}
    if not isinstance(value, str):
        _refuse(f"{shown(value)} is not a word", near("", values))
    if value in values:
        return values[value]
    try:
        hint = f"write {vocabulary(value).value!r}"
    except InvalidInputError:
        hint = near(value, values)
    return _refuse(f"unknown {shown(value)}", hint)


def _nip(value: object, _: object) -> Nip:
    return Nip(value)  # type: ignore[arg-type] # it refuses, and masks what it refuses


def _listed(converter: Converter, inner: object) -> Hook:
    def structure(value: object, _: object) -> tuple[Any, ...]:
        hook = converter.get_structure_hook(inner)  # here: a field may hold fields
        if not isinstance(value, list | tuple):
            _refuse(f"{shown(value)} is not a list")
        found, problems = [], []
        for i, item in enumerate(value):
            try:
                found.append(hook(item, inner))
            except InvalidInputError as error:
                problems += [p.inside(f"[{i}]") for p in error.problems]
                found.append(WRONG)
        if problems:
            faults = _PartialError(problems)
            faults.rest = tuple(found)
            raise faults
        return tuple(found)

    return structure


def _mapped(converter: Converter, inner: object) -> Hook:
    def structure(value: object, _: object) -> dict[str, Any]:
        hook = converter.get_structure_hook(inner)
        if not isinstance(value, Mapping):
            _refuse(f"{shown(value)} is not an object")
        found, problems = {}, []
        for key, item in value.items():
            try:
                found[_text(key, str)] = hook(item, inner)
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


def _record(cls: type[Any], converter: Converter) -> Hook:
    fields = fields_of(cls)  # type: ignore[arg-type] # classes are hashable
    names = [name for name, _, _ in fields] + (["type"] if cls in TAGS else [])

    def structure(value: object, _: object) -> object:
        if not isinstance(value, Mapping):
            _refuse(f"{shown(value)} is not an object", f"a {cls.__name__}")
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
            problems.append(Problem("type", f"{shown(value['type'])} is not {TAGS[cls]!r}"))
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


def _union(tp: object, converter: Converter) -> Hook:
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


@attrs.frozen(kw_only=True)
class _Levels:
    """The JSON form of a competency profile: levels by key."""

    levels: Mapping[str, int]
    scale: int = DEFAULT_SCALE


FORMS: Final[Mapping[type, type]] = {CompetencyProfile: _Levels}
"""Records whose JSON form has other fields than the record."""


def _profile(value: object, converter: Converter) -> CompetencyProfile:
    form = converter.get_structure_hook(_Levels)(value, _Levels)
    try:
        return CompetencyProfile.of(form.levels, scale=form.scale)
    except InvalidInputError as error:
        problems = (p.inside("levels") if p.where.startswith("[") else p for p in error.problems)
        raise InvalidInputError(problems) from None


def _is_any(tp: object) -> bool:
    return tp is Any


SIMPLE: Final[tuple[tuple[type, Hook, Callable[[Any], Any]], ...]] = (
    (str, _text, str),
    (bool, _flag, bool),
    (int, _whole, int),
    (Decimal, _exact, lambda value: f"{value:f}"),
    (dt.date, _day, dt.date.isoformat),
    (Word, _word, lambda word: word.value),
    (Nip, _nip, lambda nip: nip.digits),
)


def _plain_record(cls: type, converter: Converter, *, identity: bool) -> Callable[[Any], Any]:
    hidden = IDENTITY if cls is Employee and not identity else frozenset()
    fields = [
        (name, converter.get_unstructure_hook(tp), default_of(field))
        for name, tp, field in fields_of(cls)
        if name not in hidden
    ]
    head = {"type": TAGS[cls]} if cls in TAGS else {}

    def unstructure(record: object) -> dict[str, object]:
        found: dict[str, object] = dict(head)
        for name, hook, default in fields:
            value = getattr(record, name)
            if value is not default and value != default:
                found[name] = hook(value)
        return found

    return unstructure


def make_converter(*, identity: bool = False) -> Converter:
    """Return a cattrs converter that knows the records, for use in a program of one's own.

    It reads strictly: a word is the value of its vocabulary, a day ISO text, an exact number text,
    and no field is unknown; a record that is wrong raises one `InvalidInputError` with every fault
    and its path. It writes what differs from the default of its field.

    Args:
        identity: also write the identity number of a person and the sex that it tells.

    Raises:
        MissingExtraError: cattrs is not installed.
    Source: none: our own choice.
    """
    try:
        from cattrs import Converter
    except ImportError:
        raise MissingExtraError("asn_career.exchange", "json") from None
    made = Converter()

    def is_union(tp: Any) -> bool:  # noqa: ANN401
        return split(tp)[0] != (tp,)

    def is_list(tp: Any) -> bool:  # noqa: ANN401
        return typing.get_origin(tp) is tuple and typing.get_args(tp)[1:] == (Ellipsis,)

    def is_map(tp: Any) -> bool:  # noqa: ANN401
        return typing.get_origin(tp) in MAPPINGS

    read, write = made.register_structure_hook_factory, made.register_unstructure_hook_factory
    read(attrs.has, lambda cls: _record(cls, made))
    write(attrs.has, lambda cls: _plain_record(cls, made, identity=identity))
    read(is_union, lambda tp: _union(tp, made))
    write(is_union, lambda tp: _plain_union(tp, made))
    read(is_list, lambda tp: _listed(made, typing.get_args(tp)[0]))
    write(is_list, lambda tp: _plain_list(made.get_unstructure_hook(typing.get_args(tp)[0])))
    read(is_map, lambda tp: _mapped(made, typing.get_args(tp)[1]))
    write(is_map, lambda tp: _plain_map(made.get_unstructure_hook(typing.get_args(tp)[1])))
    read(_is_any, lambda _: lambda value, _: value)
    # Of these cattrs has lenient hooks of its own, which go before every factory.
    for kind, reader, writer in SIMPLE:
        made.register_structure_hook(kind, reader)
        made.register_unstructure_hook(kind, writer)
    made.register_structure_hook(CompetencyProfile, lambda value, _: _profile(value, made))
    made.register_unstructure_hook(CompetencyProfile, _plain_profile)
    return made


def _plain_profile(held: CompetencyProfile) -> dict[str, object]:
    scale = {} if held.scale == DEFAULT_SCALE else {"scale": held.scale}
    return {"levels": dict(held.pairs), **scale}


def _plain_union(tp: object, converter: Converter) -> Callable[[Any], Any]:
    members, _ = pick(tp)
    hooks = {m: converter.get_unstructure_hook(m) for m in members if m not in TAGS}

    def unstructure(value: Any) -> object:  # noqa: ANN401
        if value is None:
            return None
        if type(value) in TAGS:
            return converter.get_unstructure_hook(type(value))(value)
        return hooks[members[0]](value)

    return unstructure


def _plain_list(hook: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: [hook(value) for value in values]


def _plain_map(hook: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: {key: hook(value) for key, value in dict(values).items()}
