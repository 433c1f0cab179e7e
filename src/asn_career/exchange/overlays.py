"""An overlay of a rulebook as a document: the strict TOML of the law files, said in JSON."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from asn_career.dates import read_day
from asn_career.errors import InvalidInputError, Problem, near
from asn_career.exchange.limits import given
from asn_career.exchange.schema import DAY as DAY_SCHEMA
from asn_career.intake import Intake
from asn_career.lawfiles import parse_toml
from asn_career.lawfiles.tables import ROW_KEYS, TABLE_KEYS

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook

__all__ = ["Overlay", "values_schema"]

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTRUMENTS: Final = "instruments"


@attrs.frozen(kw_only=True)
class Overlay:
    """What an agency requires beyond the law, as it is stored and sent.

    Attributes:
        name: the name of the rulebook that it makes.
        values: topic to table to what the table says, in the words of the law files; days are ISO
            text, numbers text or whole. New sources stand under ``instruments``.

    Raises:
        InvalidInputError: with every problem of the form. Whether a source is in the register and
            a figure fits its table is found where it is laid.
    Source: none: our own choice.

    >>> from asn_career import national_rulebook
    >>> rows = [{"since": "2027-01-01", "source": "kepka-bkn-411-2025", "evidence": "single",
    ...          "value": "12"}]
    >>> stricter = Overlay(name="kota", values={"rules_of_ours": {"months": {
    ...     "text": {"id": "Bulan", "en": "Months"}, "unit": "month", "checked": "2026-11-21",
    ...     "rows": rows}}})
    >>> "rules_of_ours.months" in stricter.lay(national_rulebook()).tables
    True
    """

    name: str
    values: Mapping[str, Any]

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.text("name")
        if not isinstance(self.values, Mapping):
            take.note("values", f"{given(self.values)} is not an object", "topic to tables")
        else:
            take.problems += _check(self.values)
        take.finish()

    @classmethod
    def from_toml(cls, name: str, text: str) -> Overlay:
        """Read the TOML text that `Rulebook.overlay` takes.

        Raises:
            InvalidInputError: not TOML, or not of the form of an overlay.
        """
        return cls(name=name, values=_plain(parse_toml(text, name)))

    def to_toml(self) -> str:
        """Return the TOML text that `Rulebook.overlay` takes."""
        return "\n".join(
            f"[{_key(topic)}.{_key(name)}]\n"
            + "".join(f"{_key(key)} = {_say(value)}\n" for key, value in table.items())
            for topic, tables in self.values.items()
            for name, table in tables.items()
        )

    def lay(self, rulebook: Rulebook) -> Rulebook:
        """Return another rulebook with the overlay laid over this one.

        Raises:
            InvalidInputError: every problem of its sources and figures.
        """
        return rulebook.overlay(self.name, self.to_toml())


def values_schema() -> dict[str, Any]:
    """Return the JSON Schema of the figures of an overlay."""
    row = {
        "type": "object",
        "properties": {key: {} for key in sorted(ROW_KEYS)} | {"since": dict(DAY_SCHEMA)},
        "required": ["since"],
        "additionalProperties": False,
    }
    table = {
        "type": "object",
        "properties": {key: {} for key in sorted(TABLE_KEYS)}
        | {"rows": {"type": "array", "items": row, "minItems": 1}},
        "required": ["rows"],
        "additionalProperties": False,
    }
    named = {"type": "object", "additionalProperties": {"type": "object"}}
    topic = {"type": "object", "additionalProperties": table}
    return {
        "type": "object",
        "properties": {INSTRUMENTS: named},
        "additionalProperties": topic,
    }


def _check(values: Mapping[str, Any]) -> Iterator[Problem]:
    for topic, tables in values.items():
        place = f"values.{topic}"
        if not isinstance(tables, Mapping):
            yield Problem(place, f"{given(tables)} is not an object", "table to what it says")
            continue
        for name, table in tables.items():
            where = f"{place}.{name}"
            if not isinstance(table, Mapping):
                yield Problem(where, f"{given(table)} is not an object", "text, unit, rows")
                continue
            yield from _find_floats(table, where)
            if topic != INSTRUMENTS:
                yield from _check_table(table, where)


def _check_table(table: Mapping[str, Any], where: str) -> Iterator[Problem]:
    for key in sorted(table.keys() - TABLE_KEYS):
        yield Problem(f"{where}.{key}", "unknown key", near(key, TABLE_KEYS))
    rows = table.get("rows")
    if not isinstance(rows, list | tuple) or not rows:
        yield Problem(f"{where}.rows", "is missing" if rows is None else "is not a list of rows")
        return
    for i, row in enumerate(rows):
        if not isinstance(row, Mapping):
            yield Problem(f"{where}.rows[{i}]", f"{given(row)} is not an object", "since, source")
            continue
        for key in sorted(row.keys() - ROW_KEYS):
            yield Problem(f"{where}.rows[{i}].{key}", "unknown key", near(key, ROW_KEYS))
        try:
            read_day(row.get("since"), f"{where}.rows[{i}].since")
        except InvalidInputError as error:
            yield from error.problems


def _find_floats(value: object, where: str) -> Iterator[Problem]:
    if isinstance(value, float) or value is None:
        hint = "exact numbers are text: '12.5'; - where it does not apply"
        yield Problem(where, f"{given(value)} is not a value of the law", hint)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _find_floats(inner, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for i, inner in enumerate(value):
            yield from _find_floats(inner, f"{where}[{i}]")


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _say(value: object) -> str:
    """Return a value as TOML on one line; ISO text is a day."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return value if DAY.fullmatch(value) else _quote(value)
        case Mapping():
            inner = ", ".join(f"{_key(key)} = {_say(each)}" for key, each in value.items())
            return f"{{{inner}}}"
        case list() | tuple():
            return f"[{', '.join(map(_say, value))}]"
        case _:
            raise InvalidInputError(
                Problem("", f"{type(value).__name__} is no value of a law file")
            )


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _quote(key)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
