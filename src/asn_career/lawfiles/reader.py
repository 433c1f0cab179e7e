"""What all readers of law files share: TOML of a limited size, and problems told at once."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import TYPE_CHECKING, Any, Final

from asn_career.dates import is_day
from asn_career.errors import InvalidInputError, Problem, near, shown
from asn_career.regulations import Evidence
from asn_career.terms import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MAX_CHARACTERS", "Reader", "parse_toml"]

MAX_CHARACTERS: Final = 2_000_000


class Reader:
    """Gathers problems while a file is read, so that all are told at once."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.problems: list[Problem] = []

    def wrong(self, where: str, message: str, hint: str = "") -> None:
        """Note one problem with its place."""
        self.problems.append(Problem(f"{self.place}: {where}", message, hint))

    def keys(self, where: str, found: Mapping[str, object], known: frozenset[str]) -> None:
        """Note every key that is not known."""
        for key in sorted(found.keys() - known):
            self.wrong(f"{where}.{key}", "unknown key", near(key, known))

    def text(self, where: str, raw: object) -> Text:
        """Read a text in both languages."""
        if (
            isinstance(raw, dict)
            and raw.keys() == {"id", "en"}
            and all(isinstance(v, str) and v for v in raw.values())
        ):
            return Text(id=raw["id"], en=raw["en"])
        self.wrong(where, "needs both languages", '.id = "…" and .en = "…"')
        return Text(id="?", en="?")

    def names(self, where: str, raw: object) -> tuple[str, ...]:
        """Read a list of names; what is none is noted."""
        if isinstance(raw, list) and all(isinstance(name, str) for name in raw):
            return tuple(raw)
        self.wrong(where, f"{shown(raw)} is not a list of names")
        return ()

    def day(self, where: str, raw: object) -> dt.date | None:
        """Read a day; a missing one is None."""
        if raw is None or is_day(raw):
            return raw  # type: ignore[return-value] # is_day has told
        self.wrong(where, f"{shown(raw)} is not a day", "2026-11-21, without quotes")
        return None

    def evidence(self, where: str, raw: object) -> Evidence:
        """Read an evidence mark; a wrong one is noted."""
        try:
            return Evidence(raw)
        except InvalidInputError as error:
            message = "no evidence mark" if raw is None else str(error.problems[0].message)
            self.wrong(where, message, near(raw, [e.value for e in Evidence]))
            return Evidence.UNVERIFIED

    def done(self) -> None:
        """Raise what was noted, if anything was."""
        if self.problems:
            raise InvalidInputError(self.problems)


def parse_toml(text: str, place: str) -> dict[str, Any]:
    """Parse TOML text of a limited size.

    Raises:
        InvalidInputError: too large, or not TOML; the message names place and line.
    """
    if len(text) > MAX_CHARACTERS:
        raise InvalidInputError(Problem(place, f"larger than {MAX_CHARACTERS} characters"))
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise InvalidInputError(Problem(place, "nested too deep", "a valid TOML file")) from None
    except ValueError as error:  # not TOML, absurd numbers, text that is no Unicode
        reason = str(error)[:200]
        raise InvalidInputError(Problem(place, reason, "a valid TOML file")) from None
