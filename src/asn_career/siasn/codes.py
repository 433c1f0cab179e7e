"""The codes and the fields of SIASN, from the data files of the package."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import attrs

from asn_career.errors import near
from asn_career.regulations import Evidence
from asn_career.terms import VOCABULARIES, Text, Word

__all__ = ["CodeList", "Service", "code_list", "code_lists", "describe", "services"]


@attrs.frozen(kw_only=True)
class CodeList:
    """One list of codes.

    Attributes:
        name: how the data file calls it.
        names: code to name, as SIASN spells it.
        words: code to the word of this library, where there is one.
        source: where the list was read.
        evidence: how well it is known.
    """

    name: str
    names: Mapping[str, str]
    words: Mapping[str, Word | str]
    source: str
    evidence: Evidence

    def code_of(self, word: object) -> str | None:
        """Return the first code that stands for a word, or None."""
        return next((code for code, known in self.words.items() if known == word), None)

    def help(self, given: str) -> str:
        """Return a hint for a code that is not in the list: the near code or the near name."""
        by_name = {name.casefold(): code for code, name in self.names.items()}
        if given.strip().casefold() in by_name:
            return f"write {by_name[given.strip().casefold()]!r}"
        known = (f"{code} ({name})" for code, name in self.names.items())
        if given.isdigit():
            return near(given, self.names)
        close = near(given, self.names.values())
        return close if close.startswith("did you mean") else "known: " + ", ".join(known)


@attrs.frozen(kw_only=True)
class Service:
    """What one service of SIASN holds for a person."""

    name: str
    text: Text
    fields: frozenset[str]
    days: frozenset[str]
    open: frozenset[str]
    identity: frozenset[str]
    codes: Mapping[str, CodeList]


def _load(name: str) -> dict[str, Any]:
    file = resources.files("asn_career") / "data" / "siasn" / f"{name}.toml"
    return tomllib.loads(file.read_text("utf-8"))


@cache
def code_lists() -> Mapping[str, CodeList]:
    """Return every list of codes, by name.

    Source: third-party copies of the reference lists of SIASN; each list says how well it is known.
    """
    found = {}
    for name, raw in _load("codes").items():
        vocabulary = VOCABULARIES.get(raw["vocabulary"])
        words = {one["code"]: one["word"] for one in raw["codes"] if "word" in one}
        found[name] = CodeList(
            name=name,
            names={one["code"]: one["name"] for one in raw["codes"]},
            words=words
            if vocabulary is None
            else {code: vocabulary(word) for code, word in words.items()},
            source=raw["source"],
            evidence=Evidence(raw["evidence"]),
        )
    return found


def code_list(name: str) -> CodeList:
    """Return a list of codes."""
    return code_lists()[name]


@cache
def services() -> Mapping[str, Service]:
    """Return what each service holds, by its name.

    Source: the columns of a third-party copy of the web services of SIASN.
    """
    return {
        name: Service(
            name=name,
            text=Text(**raw["text"]),
            fields=frozenset(raw["fields"]),
            days=frozenset(raw["days"]),
            open=frozenset(raw["open"]),
            identity=frozenset(raw["identity"]),
            codes={field: code_list(codes) for field, codes in raw["codes"].items()},
        )
        for name, raw in _load("services").items()
    }


def describe(value: object) -> str:
    """Return what kind of thing was given, and no more: it may tell who somebody is."""
    kind = type(value).__name__
    return "null" if value is None else f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
