"""The configured cattrs converter: records to plain data and back."""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import attrs

from asn_career.competencies import DEFAULT_SCALE, CompetencyProfile
from asn_career.errors import MissingExtraError
from asn_career.exchange.annotations import MAPPINGS, TAGS, default_of, fields_of, pick, split
from asn_career.exchange.hooks import (
    Hook,
    take_day,
    take_exact,
    take_flag,
    take_listed,
    take_mapped,
    take_nip,
    take_profile,
    take_record,
    take_text,
    take_union,
    take_whole,
    take_word,
)
from asn_career.identity import Nip
from asn_career.people import Employee
from asn_career.terms import Word

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["make_converter"]

IDENTITY: Final = frozenset({"nip", "sex"})


def _is_any(tp: object) -> bool:
    return tp is Any


SIMPLE: Final[tuple[tuple[type, Hook, Callable[[Any], Any]], ...]] = (
    (str, take_text, str),
    (bool, take_flag, bool),
    (int, take_whole, int),
    (Decimal, take_exact, lambda value: f"{value:f}"),
    (dt.date, take_day, dt.date.isoformat),
    (Word, take_word, lambda word: word.value),
    (Nip, take_nip, lambda nip: nip.digits),
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
    read(attrs.has, lambda cls: take_record(cls, made))
    write(attrs.has, lambda cls: _plain_record(cls, made, identity=identity))
    read(is_union, lambda tp: take_union(tp, made))
    write(is_union, lambda tp: _plain_union(tp, made))
    read(is_list, lambda tp: take_listed(made, typing.get_args(tp)[0]))
    write(is_list, lambda tp: _plain_list(made.get_unstructure_hook(typing.get_args(tp)[0])))
    read(is_map, lambda tp: take_mapped(made, typing.get_args(tp)[1]))
    write(is_map, lambda tp: _plain_map(made.get_unstructure_hook(typing.get_args(tp)[1])))
    read(_is_any, lambda _: lambda value, _: value)
    # Of these cattrs has lenient hooks of its own, which go before every factory.
    for kind, reader, writer in SIMPLE:
        made.register_structure_hook(kind, reader)
        made.register_unstructure_hook(kind, writer)
    made.register_structure_hook(CompetencyProfile, lambda value, _: take_profile(value, made))
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
