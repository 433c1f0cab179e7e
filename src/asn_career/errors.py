"""The exceptions of the library: few, typed, picklable, each with a hint.

An exception means that the data or the call is wrong. That somebody is not eligible, that no
route exists, that a fact is missing: those are results, never exceptions.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, ClassVar

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "AsnCareerError",
    "InvalidInputError",
    "MissingExtraError",
    "Problem",
    "TruthValueError",
    "UnknownNameError",
    "near",
    "shown",
]

SHOWN = 40  # characters of a value in a message


def near(word: object, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known word, or lists the words when few.

    Source: none: our own choice.

    >>> near("ahli_mudo", ["ahli_muda", "ahli_madya"])
    "did you mean 'ahli_muda'?"
    """
    words = sorted(set(known))
    if not words:
        return ""
    by_case = {w.lower(): w for w in words}
    asked = word if isinstance(word, str) else shown(word)
    close = difflib.get_close_matches(asked[:200].lower(), by_case, n=1, cutoff=0.6)
    if close:
        return f"did you mean {by_case[close[0]]!r}?"
    if len(words) <= 20:  # noqa: PLR2004 - longer lists teach nothing
        return "known: " + ", ".join(words)
    return f"{len(words)} names are known"


def shown(value: object) -> str:
    """Return what was given, short enough for a message, whatever it is.

    Source: none: our own choice.

    >>> shown("ahli"), shown(10**5000)
    ("'ahli'", 'a whole number of many digits')
    """
    if isinstance(value, int) and abs(value) >= 10**SHOWN:
        return "a whole number of many digits"
    if isinstance(value, str | bytes):
        return repr(value[:SHOWN])
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # it holds such numbers, or too much of itself
        text = f"a {type(value).__name__}"
    return text[:SHOWN]


@attrs.frozen
class Problem:
    """One thing that is wrong: where it stands, what was found, what would be right."""

    where: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Return the problem as one line."""
        line = f"{self.where}: {self.message}" if self.where else self.message
        return f"{line}. Hint: {self.hint}" if self.hint else line

    def inside(self, place: str) -> Problem:
        """Return the same problem, seen from the outer ``place``."""
        join = "" if not self.where or self.where.startswith("[") else "."
        return attrs.evolve(self, where=f"{place}{join}{self.where}")


class AsnCareerError(Exception):
    """Root of all exceptions of this library; ``code`` is stable across releases."""

    code: ClassVar[str] = "error"


class InvalidInputError(AsnCareerError, ValueError):
    """Records, files, tables or arguments are wrong; all problems are listed at once.

    Attributes:
        problems: every `Problem` found, in the order of the input.
    """

    code = "invalid-input"

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        """Take one problem or several."""
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Return one line a problem."""
        if len(self.problems) == 1:
            return str(self.problems[0])
        return f"{len(self.problems)} problems:\n" + "\n".join(f"  - {p}" for p in self.problems)


class UnknownNameError(AsnCareerError, LookupError):
    """A rule, fact, table, unit, post or person of this name does not exist."""

    code = "unknown-name"

    def __init__(self, kind: str, name: object, known: Iterable[str] = ()) -> None:
        """Take the kind of thing, the name asked for and the names that exist."""
        self.kind, self.name, self.known = kind, name, tuple(known)
        super().__init__(kind, name, self.known)

    def __str__(self) -> str:
        """Return the message with the near name."""
        return f"unknown {self.kind} {shown(self.name)}. Hint: {near(self.name, self.known)}"


class TruthValueError(AsnCareerError, TypeError):
    """A three-valued result was used as if it were True or False."""

    code = "truth-value"


class MissingExtraError(AsnCareerError, ImportError):
    """A feature needs an optional dependency that is not installed."""

    code = "missing-extra"

    def __init__(self, feature: str, extra: str) -> None:
        """Take the feature that was called and the name of the extra that brings it."""
        self.feature, self.extra = feature, extra
        super().__init__(feature, extra)

    def __str__(self) -> str:
        """Return the message with the command that helps."""
        return f"{self.feature} needs more. Hint: pip install 'asn-career[{self.extra}]'"
