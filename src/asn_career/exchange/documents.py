"""Documents: a record, an overlay or a result as plain data with its name and version.

Each document says in ``schema`` what it is, ``asn_career.employee/1``. Records and overlays come
back as what they were. A result comes back as `Stored`: its figures are there to be shown and
compared, and its provenance tells whether it is stale; it is made again by asking again.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar, overload

from asn_career.errors import InvalidInputError, Problem, near, shown
from asn_career.exchange.converter import make_converter
from asn_career.exchange.limits import LIMITS, find_excesses, given, parse
from asn_career.exchange.overlays import Overlay, values_schema
from asn_career.exchange.registry import RECORDS, VERSION, snake
from asn_career.exchange.schema import record_schema
from asn_career.exchange.shapes import SHAPES, shape_schema
from asn_career.exchange.stored import Stored
from asn_career.identity import hide_numbers
from asn_career.provenance import Provenance

if TYPE_CHECKING:
    from cattrs import Converter


__all__ = ["from_dict", "from_json", "json_schema", "to_dict", "to_json"]

T = TypeVar("T")

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


@cache
def _converter(*, identity: bool) -> Converter:
    return make_converter(identity=identity)


def to_dict(
    obj: object,
    *,
    identity: bool = False,
    sensitive: bool = False,
    provenance: Provenance | None = None,
) -> dict[str, Any]:
    """Return a record, an overlay or a result as plain data that JSON holds, with its schema.

    Args:
        obj: a record, an `Overlay`, or any result of the library.
        identity: also give the identity number of a person and the sex that it tells.
        sensitive: also give the values of sensitive facts in a `Finding` or a `Score`.
        provenance: where a result comes from, to be stored with it; some results bring their own.

    Raises:
        InvalidInputError: something that is neither.
        MissingExtraError: cattrs is not installed.
    Source: none: our own choice.

    >>> from asn_career import Unit
    >>> to_dict(Unit(id="u-1", name="Bidang Tata Ruang"))
    {'schema': 'asn_career.unit/1', 'id': 'u-1', 'name': 'Bidang Tata Ruang'}
    """
    name = snake(type(obj).__name__)
    if RECORDS.get(name) is type(obj):
        fields: dict[str, Any] = _converter(identity=identity).unstructure(obj)
        return {"schema": f"asn_career.{name}/{VERSION}", **fields}
    if not hasattr(obj, "as_dict") or isinstance(obj, type):
        known = ", ".join(cls.__name__ for cls in RECORDS.values())
        message = f"{type(obj).__name__} is no record and no result"
        raise InvalidInputError(Problem("", message, f"a result with as_dict(), or {known}"))
    takes_sensitive = sensitive and name in {"finding", "score"}
    data = obj.as_dict(sensitive=True) if takes_sensitive else obj.as_dict()
    plain: dict[str, Any] = _portable(data)
    if not isinstance(obj, Stored):
        version = str(data.get("schema", VERSION)).rpartition("/")[2]
        plain = {"schema": f"asn_career.{name}/{version}"} | {
            key: value for key, value in plain.items() if key not in {"schema", "kind"}
        }
    if provenance is not None:
        plain["provenance"] = provenance.as_dict()
    elif plain.get("provenance") is None:
        plain.pop("provenance", None)
    return plain


def _portable(value: Any) -> Any:  # noqa: ANN401 - whatever a result holds
    """Return data as JSON holds it: days and exact numbers as text, each document with its name."""
    match value:
        case Mapping():
            found = {str(k): _portable(v) for k, v in value.items()}
            if isinstance(found.get("schema"), int) and isinstance(found.get("kind"), str):
                schema = {"schema": f"asn_career.{found.pop('kind')}/{found.pop('schema')}"}
                return schema | found
            return found
        case list() | tuple() | set() | frozenset():
            return [_portable(each) for each in value]
        case Enum():
            return value.value
        case dt.date() | Fraction():
            return str(value)
        case Decimal():
            return f"{value:f}"
        case None | bool() | int() | float() | str():
            return value
        case _:
            raise InvalidInputError(Problem("", f"{type(value).__name__} has no form in JSON"))


@overload
def from_dict(cls: type[T], data: Mapping[str, Any]) -> T: ...
@overload
def from_dict(cls: None, data: Mapping[str, Any]) -> Any: ...  # noqa: ANN401
def from_dict(cls: type[T] | None, data: Mapping[str, Any]) -> Any:
    """Read a document: a record or an overlay as what it was, a result as `Stored`.

    Args:
        cls: what is expected; None takes what the document says it is. ``schema`` may then be left
            out, and has to fit where it is there.
        data: plain data, as a JSON parser or a web framework gives it.

    Returns:
        The record, the overlay, or the stored result.

    Raises:
        InvalidInputError: every fault with its path: beyond the limits, an unknown schema or
            version, unknown and missing fields, wrong forms, and what the record itself refuses.
        MissingExtraError: cattrs is not installed.
    Source: none: our own choice.

    >>> from asn_career import Position
    >>> from_dict(Position, {"id": "p7", "name": "Perencana", "kind": "fungsional",
    ...                      "jenjang": "muda"})
    Traceback (most recent call last):
    asn_career.errors.InvalidInputError: jenjang: unknown 'muda'. Hint: did you mean 'ahli_muda'?
    """
    try:
        return _read(cls, data)
    except InvalidInputError as error:
        problems = [hide_numbers(p) for p in error.problems[: LIMITS.problems]]
        if (more := len(error.problems) - len(problems)) > 0:
            problems.append(Problem("", f"{more} further problems are not listed"))
        raise InvalidInputError(problems) from None


def _read(cls: type[Any] | None, data: object) -> object:
    if not isinstance(data, Mapping):
        raise InvalidInputError(Problem("", f"{given(data)} is not an object", "one document"))
    excesses = list(find_excesses(data))
    if any(p.message == "nested too deep" for p in excesses):
        raise InvalidInputError(excesses)
    name, version, problems = _identify(cls, data)
    if name is None:
        raise InvalidInputError([*excesses, *problems])
    fields = {key: value for key, value in data.items() if key != "schema"}
    found: object = None
    try:
        if name in RECORDS:
            found = _converter(identity=True).structure(fields, RECORDS[name])
        else:
            found = _stored(name, version, fields)
    except InvalidInputError as error:
        told = {p.where for p in excesses}
        problems += [p for p in error.problems if p.where not in told]
    if excesses or problems:
        raise InvalidInputError([*excesses, *problems])
    return found


def _identify(
    cls: type[Any] | None, data: Mapping[str, Any]
) -> tuple[str | None, int, list[Problem]]:
    """Return the name and the version of a document, and what is wrong with them."""
    expected = None
    if cls is not None and cls is not Stored:
        expected = snake(cls.__name__)
        if RECORDS.get(expected) is not cls:
            hint = "a result is read as Stored, and made again by asking again"
            raise InvalidInputError(Problem("", f"{cls.__name__} is not made from JSON", hint))
        if "schema" not in data:
            return expected, VERSION, []
    known = {f"asn_career.{name}/{VERSION}": name for name in (*RECORDS, *SHAPES)}
    if cls is Stored:
        known = {schema: name for schema, name in known.items() if name in SHAPES}
    elif expected is not None:
        known = {f"asn_career.{expected}/{VERSION}": expected}
    said = data.get("schema")
    if isinstance(said, str) and said in known:
        return known[said], VERSION, []
    if said is None:
        return expected, VERSION, [Problem("schema", "is missing", "such as asn_career.employee/1")]
    base = said.rpartition("/")[0] if isinstance(said, str) else ""
    versions = [schema for schema in known if schema.rpartition("/")[0] == base]
    hint = f"this library reads {versions[0]}" if versions else near(said, known)
    what = "version" if versions else "schema"
    return expected, VERSION, [Problem("schema", f"unknown {what} {shown(said)}", hint)]


def _stored(name: str, version: int, fields: dict[str, Any]) -> Stored:
    required = shape_schema(name)["required"]
    problems = [Problem(key, "is missing") for key in required if key not in fields]
    traced = None
    if fields.get("provenance") is not None:
        try:
            traced = _converter(identity=True).structure(fields["provenance"], Provenance)
        except InvalidInputError as error:
            problems += [p.inside("provenance") for p in error.problems]
    if problems:
        raise InvalidInputError(problems)
    data = {key: value for key, value in fields.items() if key != "provenance"}
    return Stored(name=name, data=data, version=version, provenance=traced)


def to_json(
    obj: object,
    *,
    identity: bool = False,
    sensitive: bool = False,
    provenance: Provenance | None = None,
    indent: int | None = None,
) -> str:
    """Return a record, an overlay or a result as JSON text; see `to_dict`.

    Without ``indent`` it is one line: a file of many records holds one a line.

    Source: none: our own choice.
    """
    data = to_dict(obj, identity=identity, sensitive=sensitive, provenance=provenance)
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent)


@overload
def from_json(cls: type[T], text: str | bytes) -> T: ...
@overload
def from_json(cls: None, text: str | bytes) -> Any: ...  # noqa: ANN401
def from_json(cls: type[T] | None, text: str | bytes) -> Any:
    """Read one JSON document within the limits; see `from_dict`.

    Raises:
        InvalidInputError: every fault with its path, also keys given twice, NaN and Infinity, and
            numbers of too many digits; text that is no JSON, with line and column.
    Source: none: our own choice.
    """
    data: Any = parse(text)
    return from_dict(cls, data)


def json_schema(cls: type, *, ref_template: str = "#/$defs/{}") -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a document.

    Args:
        cls: the class of a record, `Overlay`, or the class of a result.
        ref_template: how a schema refers to that of a part; for OpenAPI
            ``#/components/schemas/{}``, with the definitions moved there.

    Raises:
        InvalidInputError: a class that has no document.
    Source: none: our own choice.

    >>> from asn_career import Post
    >>> sorted(json_schema(Post)["properties"])
    ['fields', 'holder', 'id', 'position', 'schema', 'strategic', 'unit']
    """
    name = snake(cls.__name__)
    head = {"$schema": DRAFT, "title": cls.__name__}
    said = {"schema": {"const": f"asn_career.{name}/{VERSION}"}}
    definitions: dict[str, Any] = {}
    if RECORDS.get(name) is cls:
        found = record_schema(cls, definitions, ref_template)
        found["properties"] = said | found["properties"]
        if cls is Overlay:
            found["properties"]["values"] = values_schema()
    elif name in SHAPES:
        traced = record_schema(Provenance, definitions, ref_template)
        found = {
            "type": "object",
            "description": (cls.__doc__ or "").partition("\n")[0],
            **shape_schema(name),
        }
        found["properties"] = said | found["properties"] | {"provenance": traced}
        found["required"] = ["schema", *found["required"]]
    else:
        known = ", ".join(sorted([*RECORDS, *SHAPES]))
        raise InvalidInputError(Problem("", f"{cls.__name__} has no document", f"known: {known}"))
    return head | found | ({"$defs": definitions} if definitions else {})
