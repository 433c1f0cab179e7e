"""What may come in at all, in one table, and JSON text read within it.

Text from outside is held against these limits before anything is made of it: a number of a million
digits takes minutes to convert, and a thousand brackets end the interpreter.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from asn_career.dates import FIRST_YEAR, LAST_YEAR
from asn_career.errors import InvalidInputError, Problem, shown
from asn_career.intake import MAX_TEXT
from asn_career.numbers import MAX_DIGITS, MAX_EXPONENT

__all__ = ["LIMITS", "Limits", "find_excesses", "given", "parse", "place_of"]


@attrs.frozen(kw_only=True)
class Limits:
    """The limits of what is read.

    Attributes:
        bytes: of one document; more people than fit go one a line.
        depth: objects and lists inside each other.
        text: characters of a text.
        name: characters of a key, a name, an identifier.
        digits: of a number, before its point.
        places: of a number, after its point.
        first_year: the first year that a day may have.
        last_year: the last year that a day may have.
        problems: problems told of one document.
    """

    bytes: int = 64 * 1024 * 1024
    depth: int = 50
    text: int = 100_000
    name: int = MAX_TEXT
    digits: int = MAX_DIGITS
    places: int = MAX_EXPONENT
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR
    problems: int = 1000


LIMITS: Final = Limits()
"""The limits that hold for every document."""


class _Object(dict[str, Any]):
    """A JSON object that remembers the keys it was given twice."""

    twice: tuple[str, ...] = ()


@attrs.frozen
class _Odd:
    """A number that is not converted, and what is wrong with it."""

    message: str

    def __repr__(self) -> str:
        return "a number"


def _gather(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        found.twice = tuple(k for k, _ in pairs if k in seen or seen.add(k))  # type: ignore[func-returns-value]
    return found


def _whole(text: str) -> int | _Odd:
    digits = len(text.removeprefix("-"))
    return int(text) if digits <= LIMITS.digits else _Odd(f"a number of {digits} digits")


def _broken(text: str) -> float | _Odd:
    if len(text) > LIMITS.digits + LIMITS.places + 2:
        return _Odd(f"a number of {len(text)} signs")
    value = float(text)
    return value if math.isfinite(value) else _Odd("a number beyond every bound")


def parse(text: str | bytes) -> object:
    """Parse JSON text; what a later check has to refuse is marked, not converted.

    Raises:
        InvalidInputError: too large, not UTF-8, nested too deep, or not JSON, with line and column.
    """
    if isinstance(text, str | bytes | bytearray):
        size = len(text)  # characters are bytes at least
    else:
        hint = "the text of one JSON document"
        raise InvalidInputError(Problem("", f"{type(text).__name__} is not text", hint))
    if size > LIMITS.bytes:
        hint = f"at most {LIMITS.bytes} bytes; many records: one document a line"
        raise InvalidInputError(Problem("", f"{size} bytes are too many", hint))
    try:
        return json.loads(
            text if isinstance(text, str) else text.decode("utf-8-sig"),
            object_pairs_hook=_gather,
            parse_constant=lambda name: _Odd(f"{name} is no number"),
            parse_int=_whole,
            parse_float=_broken,
        )
    except RecursionError:
        fault = Problem("", "nested too deep", f"at most {LIMITS.depth} levels")
    except UnicodeDecodeError as error:
        fault = Problem("", f"byte {error.start} is not UTF-8", "JSON text is UTF-8")
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        fault = Problem(place, f"not JSON: {error.msg}", "text that json.dumps writes")
    raise InvalidInputError(fault)


def find_excesses(data: object, where: str = "", depth: int = 1) -> Iterator[Problem]:
    """Yield what is beyond the limits in plain data, with its path, and what is no plain data."""
    match data:
        case None | bool():
            return
        case str():
            yield from _check_text(data, where)
        case int():
            if abs(data) >= 10**LIMITS.digits:
                yield Problem(where, "a number of many digits", f"at most {LIMITS.digits} digits")
        case float():
            if not math.isfinite(data):
                yield Problem(where, f"{data} is no number", "null where it is not known")
        case _Odd():
            yield Problem(where, data.message, f"at most {LIMITS.digits} digits, as text: '12.5'")
        case Mapping() | list() | tuple():
            if depth > LIMITS.depth:
                yield Problem(where, "nested too deep", f"at most {LIMITS.depth} levels")
                return
            for place, value in _items(data, where):
                yield from find_excesses(value, place, depth + 1)
            if isinstance(data, Mapping):
                yield from _check_keys(data, where)
        case _:
            hint = "objects, lists, text, numbers, true, false, null"
            yield Problem(where, f"{type(data).__name__} is no plain data", hint)


def given(value: object) -> str:
    """Return what was given, for a message; of an object or a list no more than that it is one.

    >>> given("psn"), given({"birth_date": "1990-03-17"})
    ("'psn'", 'an object')
    """
    match value:
        case Mapping():
            return "an object"
        case list() | tuple():
            return "a list"
        case _:
            return shown(value)


def place_of(key: object) -> str:
    """Return a key as a step of a path: ``.name``, or ``['M.01']`` where it is no name."""
    return f".{key}" if isinstance(key, str) and key.isidentifier() else f"[{shown(key)}]"


def _items(
    data: Mapping[object, object] | list[object] | tuple[object, ...], where: str
) -> Iterator[tuple[str, object]]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield (where + place_of(key)).removeprefix("."), value
    else:
        for i, value in enumerate(data):
            yield f"{where}[{i}]", value


def _check_keys(data: Mapping[object, object], where: str) -> Iterator[Problem]:
    for key in data:
        if not isinstance(key, str):
            yield Problem(where, f"the key {shown(key)} is not text", "the keys of JSON are text")
        elif len(key) > LIMITS.name:
            yield Problem(where, f"a key of {len(key)} characters", f"at most {LIMITS.name}")
        else:
            yield from _check_text(key, where)
    for key in getattr(data, "twice", ()):
        yield Problem(where, f"{shown(key)} is given twice", "every key once in an object")


def _check_text(text: str, where: str) -> Iterator[Problem]:
    if len(text) > LIMITS.text:
        hint = f"at most {LIMITS.text}"
        yield Problem(where, f"a text of {len(text)} characters", hint)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            yield Problem(where, "text with half a character", "a lone surrogate is no Unicode")
