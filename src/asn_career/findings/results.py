"""Results of rules: a `Finding` is three-valued, a `Score` is a number, a day or a word."""

from __future__ import annotations

import datetime as dt
import html
from decimal import Decimal
from typing import NoReturn

import attrs

from asn_career.errors import TruthValueError
from asn_career.findings.lines import Line, LineKind
from asn_career.findings.rendering import explain, row_of, say_silence
from asn_career.findings.verify import recompute
from asn_career.regulations import Evidence
from asn_career.terms import Text, Word, is_indonesian
from asn_career.values import Value, show_day

__all__ = ["SCHEMA_VERSION", "Finding", "Score", "Truth"]

SCHEMA_VERSION = 1
Row = dict[str, str | int | bool | Decimal | dt.date | None]


class Truth(Word):
    """The three answers."""

    NO = "no", "TIDAK", "NO"
    UNKNOWN = "unknown", "BELUM DIKETAHUI", "UNKNOWN"
    YES = "yes", "YA", "YES"

    @classmethod
    def of(cls, result: object) -> Truth:
        """Return the truth of True, False or None."""
        return cls.UNKNOWN if result is None else cls.YES if result else cls.NO

    def __bool__(self) -> NoReturn:
        """Refuse: three values do not fit into two."""
        message = "an answer is YES, NO or UNKNOWN. Hint: compare with `is Truth.YES`"
        raise TruthValueError(message)


@attrs.frozen(kw_only=True)
class _Result:
    """What findings and scores share.

    Attributes:
        rule: the name of the rule.
        text: what the rule asks, in both languages.
        as_of: the day for which it was asked.
        line: the whole explanation.
        rulebook: the name of the rulebook that answered.
    """

    rule: str
    text: Text
    as_of: dt.date
    line: Line = attrs.field(repr=False)
    rulebook: str

    @property
    def evidence(self) -> Evidence | None:
        """The weakest mark that decided the result; None when no figure was read."""
        return self.line.evidence

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts whose absence leaves the result unknown."""
        return self.line.missing

    def verify(self) -> bool:
        """Add the explanation up again and compare it with the result.

        Source: none: our own choice.
        """
        below = all(p.result == recompute(p, self.as_of) for p in self.line.walk())
        return below and self.line.result == recompute(self.line, self.as_of)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the explanation as lines of text, failures first."""
        raise NotImplementedError

    def rows(self, *, sensitive: bool = False) -> list[Row]:
        """Return one flat row a condition or figure, for any table library.

        Args:
            sensitive: also give the values of sensitive facts.
        """
        return [
            {"rule": self.rule, "as_of": self.as_of, **row_of(line, sensitive=sensitive)}
            for line in self.line.walk()
            if line.info.kind not in {LineKind.ALL, LineKind.ANY, LineKind.ANSWER}
        ]

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


@attrs.frozen(kw_only=True, str=False)
class Finding(_Result):
    """A three-valued answer with its explanation. ``bool(finding)`` raises."""

    @property
    def truth(self) -> Truth:
        """YES, NO or UNKNOWN; what rests on unverified figures alone is UNKNOWN."""
        return Truth.of(None if self.line.advisory else self.line.result)

    def __bool__(self) -> NoReturn:
        """Refuse: three values do not fit into two."""
        bool(self.truth)
        raise AssertionError

    @property
    def deciding(self) -> tuple[Line, ...]:
        """The conditions that decided, in the order of the rule."""
        return self.line.deciding

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the explanation as lines of text, failures first."""
        on = Text(id="per", en="on").say(lang)
        truth, day = self.truth.text.say(lang), show_day(self.as_of, lang)
        head = f"{truth}: {self.text.say(lang)} ({on} {day})"
        basis = _basis(self.evidence, lang)
        return (head, *explain(self.line, lang), *say_silence(self.line, lang), *basis)

    def as_dict(self, *, sensitive: bool = False) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        return {
            "schema": SCHEMA_VERSION,
            "kind": "finding",
            "rule": self.rule,
            "rulebook": self.rulebook,
            "as_of": self.as_of.isoformat(),
            "truth": self.truth.value,
            "evidence": self.evidence.value if self.evidence else None,
            "missing": list(self.missing),
            "rows": [_portable(row) for row in self.rows(sensitive=sensitive)],
        }


@attrs.frozen(kw_only=True, str=False)
class Score(_Result):
    """A number, a day or a word with the parts it follows from; None when unknown."""

    @property
    def value(self) -> Decimal | int | bool | dt.date | Word | frozenset[Word] | None:
        """The value: numbers exact, words as members of their vocabulary."""
        result = self.line.result
        if isinstance(result, Word | frozenset):
            return result
        plain = self.line.info.value_type.plain(result)
        return None if isinstance(plain, str) else plain

    @property
    def whole(self) -> Value | None:
        """The value as held inside: numbers are whole over the denominator of their type."""
        return self.line.result

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the explanation as lines of text, the value first."""
        on = Text(id="per", en="on").say(lang)
        value = (
            Truth.UNKNOWN.text.say(lang)
            if self.line.result is None
            else self.line.info.value_type.show(self.line.result, lang)
        )
        head = f"{self.text.say(lang)}: {value} ({on} {show_day(self.as_of, lang)})"
        basis = _basis(self.evidence, lang)
        shown = (self.line,) if self.line.cell is not None else self.line.parts
        parts = (text for line in shown for text in explain(line, lang))
        return (head, *parts, *say_silence(self.line, lang), *basis)

    def as_dict(self, *, sensitive: bool = False) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        plain = self.line.info.value_type.plain(self.line.result)
        return {
            "schema": SCHEMA_VERSION,
            "kind": "score",
            "rule": self.rule,
            "rulebook": self.rulebook,
            "as_of": self.as_of.isoformat(),
            "value": plain if isinstance(plain, int | str | None) else str(plain),
            "evidence": self.evidence.value if self.evidence else None,
            "missing": list(self.missing),
            "rows": [_portable(row) for row in self.rows(sensitive=sensitive)],
        }


def _portable(row: Row) -> Row:
    """Return a row with days as ISO text and exact numbers as text."""
    return {k: str(v) if isinstance(v, dt.date | Decimal) else v for k, v in row.items()}


def _basis(evidence: Evidence | None, lang: str) -> tuple[str, ...]:
    if evidence is None:
        return ()
    says = "Dasar terlemah yang menentukan" if is_indonesian(lang) else "Weakest deciding evidence"
    return (f"{says}: {evidence.text.say(lang)}",)
