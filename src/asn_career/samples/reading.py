"""The strict reader of descriptions: TOML into typed records, all problems at once.

An unknown key, a missing key, a wrong type, an unknown word, a name that nothing has: each is
refused with its place and the near word.
"""

from __future__ import annotations

import datetime as dt
import functools
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from importlib import resources
from typing import Any, Final

import attrs

from asn_career.dates import is_day
from asn_career.errors import InvalidInputError, Problem, UnknownNameError, near
from asn_career.lawfiles import parse_toml
from asn_career.samples.description import Description
from asn_career.samples.kinds import Form, Part
from asn_career.terms import PositionKind, SanctionLevel

__all__ = ["SHIPPED", "description_text", "read_description", "shipped_description"]

SHIPPED: Final = ("regency", "surakarta")
# What every description stands on; the tables of the later file come before those of the earlier.
BELOW: Final = ("catalogue", "careers")
MAX_TEXT: Final = 500
MAX_DEPTH: Final = 10
MAX_UNITS: Final = 20_000
YEARS: Final = range(1990, 2151)
SIMPLE: Final = {str: "text", int: "a whole number", bool: "true or false"}


class _Reader:
    """Builds records from plain tables, and gathers what is wrong."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.hints: dict[object, dict[str, Any]] = {}

    def wrong(self, where: str, message: str, hint: str = "") -> None:
        """Note one problem."""
        self.problems.append(Problem(where, message, hint))

    def read(self, kind: Any, raw: object, where: str) -> Any:  # noqa: ANN401 - any type of a field
        """Return the value of a type, or None with a problem noted."""
        if attrs.has(kind):
            return self._record(kind, raw, where)
        origin = typing.get_origin(kind)
        if origin in {types.UnionType, typing.Union}:
            return self.read(typing.get_args(kind)[0], raw, where)
        if origin is tuple:
            return self._list(typing.get_args(kind), raw, where)
        if origin is Mapping:
            return self._table(typing.get_args(kind), raw, where)
        if issubclass(kind, StrEnum):
            return self._word(kind, raw, where)
        return self._simple(kind, raw, where)

    def _record(self, kind: type[Any], raw: object, where: str) -> object:
        if not isinstance(raw, dict):
            self.wrong(where, "is not a table")
            return None
        if (hints := self.hints.get(kind)) is None:
            hints = self.hints[kind] = typing.get_type_hints(kind)
        before = len(self.problems)
        for key in sorted(raw.keys() - hints.keys()):
            self.wrong(f"{where}.{key}", "unknown key", near(key, hints))
        found = {}
        for field in attrs.fields(kind):
            if field.name in raw:
                place = f"{where}.{field.name}"
                found[field.name] = self.read(hints[field.name], raw[field.name], place)
            elif field.default is attrs.NOTHING:
                self.wrong(f"{where}.{field.name}", "is missing")
        if len(self.problems) > before:
            return None
        try:
            return kind(**found)
        except InvalidInputError as error:
            self.problems += [problem.inside(where) for problem in error.problems]
            return None

    def _list(self, kinds: tuple[Any, ...], raw: object, where: str) -> object:
        if not isinstance(raw, list):
            self.wrong(where, "is not a list", "[…]")
            return None
        if kinds[-1] is not Ellipsis and len(raw) != len(kinds):
            self.wrong(where, f"{len(raw)} items where {len(kinds)} are due")
            return None
        each = kinds if kinds[-1] is not Ellipsis else [kinds[0]] * len(raw)
        pairs = zip(each, raw, strict=True)
        return tuple(self.read(kind, item, f"{where}[{i}]") for i, (kind, item) in enumerate(pairs))

    def _table(self, kinds: tuple[Any, ...], raw: object, where: str) -> object:
        if not isinstance(raw, dict):
            self.wrong(where, "is not a table")
            return None
        found = {}
        for key, item in raw.items():
            # The keys of TOML are text.
            number = kinds[0] is int and key.isascii() and key.isdigit() and len(key) < 10  # noqa: PLR2004
            name = self.read(kinds[0], int(key) if number else key, f"{where}.{key}")
            found[name] = self.read(kinds[1], item, f"{where}.{key}")
        return found

    def _word(self, kind: type[StrEnum], raw: object, where: str) -> object:
        words = {member.value: member for member in kind}
        if isinstance(raw, str) and raw in words:
            return words[raw]
        self.wrong(where, f"unknown {kind.__name__} {raw!r:.40}", near(raw, words))
        return None

    def _simple(self, kind: type[Any], raw: object, where: str) -> object:
        if kind is float and type(raw) in {int, float}:
            return raw
        if kind is dt.date and is_day(raw):
            return raw
        if type(raw) is kind and kind in SIMPLE:
            if kind is not str or (len(str(raw)) <= MAX_TEXT and str(raw).strip()):
                return raw
            self.wrong(where, "blank or too long", f"text of 1 to {MAX_TEXT} characters")
            return None
        due = SIMPLE.get(kind, "a day, without quotes" if kind is dt.date else "a number")
        self.wrong(where, f"{raw!r:.40} is not {due}")
        return None


def _missing(known: Mapping[Any, object], names: Iterable[object], where: str) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            hint = near(name, [str(key) for key in known])
            yield Problem(where, f"nothing is called {str(name)!r:.40}", hint)


def _check_parts(
    found: Description, parts: tuple[Part, ...], where: str, depth: int = 0
) -> Iterator[Problem]:
    if depth > MAX_DEPTH:
        yield Problem(where, f"more than {MAX_DEPTH} units below each other")
        return
    for i, part in enumerate(parts):
        place = f"{where}[{i}]"
        yield from _missing(found.forms, [part.form], f"{place}.form")
        yield from _missing(found.jobs, [*part.staff, *part.posts], f"{place}.staff")
        for job, levels in part.posts.items():
            if job in found.jobs:
                yield from _missing(found.jobs[job].levels, levels, f"{place}.posts.{job}")
        if not part.names or (part.id is not None and len(part.names) > 1):
            yield Problem(f"{place}.names", "needs a name, and one only where there is an id")
        yield from _check_parts(found, part.parts, f"{place}.parts", depth + 1)


def _forms_below(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        yield part.form
        yield from _forms_below(part.parts)


def _find_circles(forms: Mapping[str, Form]) -> Iterator[str]:
    """Give the forms that are left when those without others below are taken away, in turn."""
    below = {key: set(_forms_below(form.parts)) & forms.keys() for key, form in forms.items()}
    while ends := [key for key, others in below.items() if not others]:
        for key in ends:
            del below[key]
        for others in below.values():
            others.difference_update(ends)
    yield from below


def _find_problems(found: Description) -> Iterator[Problem]:
    """Give the names that nothing has, and the forms that stand below themselves."""
    yield from _check_parts(found, found.units, "units")
    for key, form in found.forms.items():
        where = f"forms.{key}"
        yield from _missing(found.seats, form.seats, f"{where}.seats")
        yield from _missing(found.jobs, form.staff, f"{where}.staff")
        yield from _check_parts(found, form.parts, f"{where}.parts")
    for key in _find_circles(found.forms):
        yield Problem(f"forms.{key}", "stands below itself, or a form that does is below it")
    for key, job in found.jobs.items():
        yield from _missing(found.levels, job.levels, f"jobs.{key}.levels")
        yield from _missing(found.diplomas, job.diplomas, f"jobs.{key}.diplomas")
        if not job.levels or not job.fields:
            yield Problem(f"jobs.{key}", "needs levels and fields")
    for key, seat in found.seats.items():
        yield from _missing(found.eselons, [seat.eselon], f"seats.{key}.eselon")
        yield from _missing(found.levels, [seat.kind.value], f"seats.{key}.kind")
        if seat.kind in {PositionKind.FUNGSIONAL, PositionKind.PELAKSANA}:
            yield Problem(f"seats.{key}.kind", f"{seat.kind} is not structural")
    for word, level in found.levels.items():
        yield from _missing(found.diplomas, level.diplomas, f"levels.{word.value}.diplomas")
    for diploma, plan in found.diplomas.items():
        yield from _missing(found.diplomas, plan.entered, f"diplomas.{diploma.value}.entered")
    for i, path in enumerate(found.paths):
        yield from _missing(found.levels, [path.to, *path.steps], f"paths[{i}]")
    yield from _missing({path.to: 0 for path in found.paths if path.weight}, found.levels, "paths")
    for name in ("outcomes", "abilities", "sanctions"):
        if not any(item.weight for item in getattr(found, name)):
            yield Problem(name, "has nothing of any weight")
    for i, sanction in enumerate(found.sanctions):
        if sanction.level is SanctionLevel.NONE:
            yield Problem(f"sanctions[{i}].level", "none is not a sanction")
        elif sanction.kind.level is not sanction.level:
            yield Problem(f"sanctions[{i}].kind", f"{sanction.kind} is not {sanction.level}")
    if found.as_of.year not in YEARS or not found.contract.since < found.as_of:
        yield Problem("as_of", "out of range", f"{YEARS[0]}-{YEARS[-1]}, after contract.since")


def _overlay(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return both: a table is joined key by key, anything else is the upper one's."""
    joined = {**below, **above}
    for key in below.keys() & above.keys():
        if isinstance(below[key], dict) and isinstance(above[key], dict):
            joined[key] = {**below[key], **above[key]}
    return joined


def read_description(text: str, place: str = "description") -> Description:
    """Read the description of an agency from TOML text.

    It stands on the shipped catalogue (seats, forms, jobs, careers): what it says itself comes
    before, key by key.

    Args:
        text: the TOML text; `description_text` gives those of the shipped agencies.
        place: how messages name it.

    Returns:
        The description, for `generate`.

    Raises:
        InvalidInputError: with every unknown or missing key, wrong type and unknown name.
    Source: none: our own choice.
    """
    raw: dict[str, Any] = {}
    for name in BELOW:
        raw = _overlay(raw, parse_toml(description_text(name), f"{name}.toml"))
    raw = _overlay(raw, parse_toml(text, place))
    reader = _Reader()
    found: Description | None = reader.read(Description, raw, place)
    problems = reader.problems
    if found is not None:
        problems = [problem.inside(place) for problem in _find_problems(found)]
    if problems or found is None:
        raise InvalidInputError(problems)
    return found


def description_text(name: str) -> str:
    """Return the text of a shipped description: ``surakarta`` or ``regency``, to be changed.

    The two files below them, ``catalogue`` and ``careers``, can be read too.

    Raises:
        UnknownNameError: no file has this name.
    Source: none: our own choice.
    """
    if name not in {*SHIPPED, *BELOW}:
        raise UnknownNameError("description", name, (*SHIPPED, *BELOW))
    file = resources.files("asn_career.samples") / f"{name}.toml"
    return file.read_text("utf-8")


@functools.cache
def shipped_description(name: str) -> Description:
    """Return a shipped description, ``surakarta`` or ``regency``; read once.

    Raises:
        UnknownNameError: there is no such description.
    Source: none: our own choice.
    """
    if name not in SHIPPED:
        raise UnknownNameError("description", name, SHIPPED)
    return read_description(description_text(name), f"{name}.toml")
