"""JSON Schema (2020-12) of the records, from the same annotations that the converter reads."""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import attrs

from asn_career.exchange.annotations import FORMS, TAGS, default_of, fields_of, pick
from asn_career.exchange.limits import LIMITS
from asn_career.identity import Nip
from asn_career.terms import Word

__all__ = ["DAY", "EXACT", "TEXT", "record_schema"]

Schema = dict[str, Any]

DAY: Final[Mapping[str, object]] = {
    "type": "string",
    "format": "date",
    "pattern": r"^(19[0-9]{2}|2[01][0-9]{2}|2200)-[0-9]{2}-[0-9]{2}$",
}
EXACT: Final[Mapping[str, object]] = {
    "type": "string",
    "pattern": rf"^[+-]?[0-9]{{1,{LIMITS.digits}}}(\.[0-9]{{1,{LIMITS.places}}})?$",
}
TEXT: Final[Mapping[str, object]] = {"type": "string", "maxLength": LIMITS.text}
NUMBER: Final[Mapping[str, object]] = {"type": "string", "pattern": "^[0-9]{18}$"}


def record_schema(cls: type, definitions: dict[str, Schema], ref: str) -> Schema:
    """Return the schema of a record, and put those of its parts among the definitions."""
    form = FORMS.get(cls, cls)
    properties: Schema = {"type": {"const": TAGS[cls]}} if cls in TAGS else {}
    required = []
    for name, tp, field in fields_of(form):
        properties[name] = _schema(tp, definitions, ref)
        default = default_of(field)
        if default is attrs.NOTHING:
            required.append(name)
        elif isinstance(default, bool | int | str):
            plain = default.value if isinstance(default, Word) else default
            properties[name] = {**properties[name], "default": plain}
    return {
        "type": "object",
        "description": (cls.__doc__ or "").partition("\n")[0],
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _schema(tp: Any, definitions: dict[str, Schema], ref: str) -> Schema:  # noqa: ANN401
    members, nullable = pick(tp)
    if nullable or len(members) > 1:
        options = [_schema(m, definitions, ref) for m in members]
        if len(members) > 1:  # the tag tells which
            for member, option in zip(members, options, strict=True):
                option |= {"required": ["type"], "properties": {"type": {"const": TAGS[member]}}}
        return {"anyOf": [*options, {"type": "null"}] if nullable else options}
    (tp,) = members
    simple: dict[Any, Mapping[str, object]] = {
        Any: {},
        str: TEXT,
        bool: {"type": "boolean"},
        int: {"type": "integer"},
        Decimal: EXACT,
        dt.date: DAY,
        Nip: NUMBER,
    }
    if tp in simple:
        return dict(simple[tp])
    if isinstance(tp, type) and issubclass(tp, Word):
        return {"enum": [word.value for word in tp], "description": (tp.__doc__ or "").strip()}
    inner = typing.get_args(tp)
    if typing.get_origin(tp) is tuple:
        return {"type": "array", "items": _schema(inner[0], definitions, ref)}
    if inner:
        return {"type": "object", "additionalProperties": _schema(inner[1], definitions, ref)}
    if tp.__name__ not in definitions:
        definitions[tp.__name__] = {}  # first: a record may hold records of its own kind
        definitions[tp.__name__] = record_schema(tp, definitions, ref)
    return {"$ref": ref.format(tp.__name__)}
