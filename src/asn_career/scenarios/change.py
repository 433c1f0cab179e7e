"""One change, which way it goes, and what causes it."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Self

import attrs

from asn_career.findings import Truth, cite
from asn_career.numbers import format_number
from asn_career.regulations import Cell, Citation, Table
from asn_career.rulebook import Difference, Rule
from asn_career.scenarios.parts import WHOLE, Choice, Frame, PartKind
from asn_career.terms import Text, Word
from asn_career.values import Kind, ValueType, show_day

if TYPE_CHECKING:
    from decimal import Decimal

    from asn_career.positions import Post
    from asn_career.scenarios.asking import Answered, Asked

__all__ = ["Cause", "Change", "How", "Shift"]


class How(Word):
    """How the causes of a change work."""

    ALONE = "alone", "ini saja", "this alone"
    EITHER = "either", "masing-masing sudah cukup", "each of these alone"
    TOGETHER = "together", "hanya bersama-sama", "only together"


class Shift(Word):
    """Which way an answer changes."""

    NO_TO_YES = "no->yes", "dari TIDAK menjadi YA", "from NO to YES"
    UNKNOWN_TO_YES = "unknown->yes", "dari BELUM DIKETAHUI menjadi YA", "from UNKNOWN to YES"
    NO_TO_UNKNOWN = "no->unknown", "dari TIDAK menjadi BELUM DIKETAHUI", "from NO to UNKNOWN"
    YES_TO_UNKNOWN = "yes->unknown", "dari YA menjadi BELUM DIKETAHUI", "from YES to UNKNOWN"
    UNKNOWN_TO_NO = "unknown->no", "dari BELUM DIKETAHUI menjadi TIDAK", "from UNKNOWN to NO"
    YES_TO_NO = "yes->no", "dari YA menjadi TIDAK", "from YES to NO"
    HIGHER = "higher", "menjadi lebih tinggi", "higher"
    LOWER = "lower", "menjadi lebih rendah", "lower"
    EARLIER = "earlier", "menjadi lebih awal", "earlier"
    LATER = "later", "menjadi lebih lambat", "later"
    OTHER = "other", "menjadi lain", "another answer"
    TO_KNOWN = "to_known", "menjadi diketahui", "now known"
    TO_UNKNOWN = "to_unknown", "menjadi belum diketahui", "no longer known"

    @classmethod
    def of(cls, before: Answered, after: Answered, value_type: ValueType) -> Shift:
        """Return which way it goes from one answer to another."""
        if value_type.kind is Kind.FLAG:
            return cls(f"{Truth.of(before).value}->{Truth.of(after).value}")
        if before is None or after is None:
            return cls.TO_KNOWN if before is None else cls.TO_UNKNOWN
        words = value_type.words
        if value_type.kind is Kind.WORDS or (words is not None and not words.is_ordered()):
            return cls.OTHER
        rises = after > before  # type: ignore[operator] # of one kind, which has an order
        if value_type.kind is Kind.DAY:
            return cls.LATER if rises else cls.EARLIER
        return cls.HIGHER if rises else cls.LOWER


@attrs.frozen(kw_only=True)
class Cause:
    """One thing that differs between the laws and causes a change.

    Attributes:
        name: the table, the rule or the fact.
        text: what it is about.
        items: the figures that cause it, of a table.
        versions: the version of a rule in force before and after, None where there is none.
        cited: the sources of those versions.
        table: the table, of figures.
    """

    kind: PartKind
    name: str
    text: Text
    items: tuple[Difference, ...] = ()
    versions: tuple[Rule | None, Rule | None] = (None, None)
    cited: tuple[Citation | None, Citation | None] = (None, None)
    table: Table | None = attrs.field(default=None, repr=False)
    choices: tuple[Choice, ...] = attrs.field(repr=False)

    @classmethod
    def of(cls, frame: Frame, choices: list[Choice], as_of: dt.date) -> Self:
        """Return the cause that some choices of one part make."""
        kind, name, _ = choices[0]
        part = frame.parts[kind, name]
        places = sorted(place for _, _, place in choices)
        items = part.items if places == [WHOLE] else tuple(part.items[p] for p in places)
        told = [item for item in items if _weigh(item.before) != _weigh(item.after)]
        now = [i for i in told if i.since <= as_of and (i.until is None or as_of <= i.until)]
        versions = [pair for day, *pair in part.versions if day <= as_of] or [
            pair for _, *pair in part.versions
        ]
        old, new = versions[-1] if versions else (None, None)
        return cls(
            kind=kind,
            name=name,
            text=part.text,
            items=tuple(now or told or items),
            versions=(old, new),
            cited=(
                None if old is None else frame.before.citation(old),
                None if new is None else frame.after.citation(new),
            ),
            table=frame.table(name) if kind is PartKind.FIGURE else None,
            choices=tuple(sorted(choices)),
        )

    @property
    def place(self) -> str:
        """Where it stands: a table with its words, a rule, a fact."""
        at = (
            "" if self._in_bands else "; ".join("/".join(item.at) for item in self.items if item.at)
        )
        return f"{self.name}[{at}]" if at else self.name

    @property
    def _in_bands(self) -> bool:
        return self.table is not None and self.table.bands_of is not None

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the second law, or of the first where the second has none."""
        cells = [item.after or item.before for item in self.items]
        found = [cell.citation for cell in cells if cell is not None]
        rule = self.cited[1] or self.cited[0]
        found += [] if rule is None else [rule]
        return tuple(dict.fromkeys(citation.source for citation in found))

    def lines(self, lang: str = "id", *, cited: bool = True) -> tuple[str, ...]:
        """Return one line a figure, or one for the rule: what was and what is, with sources."""
        if self.kind is not PartKind.FIGURE:
            told = f": {self._say_version(0, lang)} -> {self._say_version(1, lang)}"
            versions = told if self.kind is PartKind.RULE else ""
            return (f"{self._say_name(lang)}{versions}",)
        name, found = self._say_name(lang), []
        for item in self.items:
            old, new = (self._say_cell(c, lang, cited=cited) for c in (item.before, item.after))
            found.append(f"{name}{self._say_at(item, lang)}: {old} -> {new}")
        return tuple(found)

    def bases(self, lang: str = "id") -> tuple[str, ...]:
        """Return by what article, since which day and how well known it holds now, each once."""
        if self.kind is not PartKind.FIGURE:
            return self.lines(lang)
        name, ends = self._say_name(lang), ENDS.say(lang)
        found = (
            f"{name}: {cite(item.after, lang)}"
            if item.after is not None
            else f"{name}: {ends} {'' if item.before is None else cite(item.before, lang)}".rstrip()
            for item in self.items
        )
        return tuple(dict.fromkeys(found))

    def _say_name(self, lang: str) -> str:
        name = self.text.say(lang)
        return name if self.kind is PartKind.FIGURE else f"{self.kind.text.say(lang)} “{name}”"

    def _say_at(self, item: Difference, lang: str) -> str:
        assert self.table is not None  # noqa: S101 - a figure has its table
        if self.table.bands_of is not None:
            if item.at == ("-",):
                return f" ({LOWEST.say(lang)})"
            lower = self.table.bands_of.show(int(item.at[0]), lang)
            return f" ({FROM.say(lang)} {lower})"
        words = [
            axis(word).text.say(lang) for axis, word in zip(self.table.axes, item.at, strict=True)
        ]
        return f" ({', '.join(words)})" if words else ""

    def _say_cell(self, cell: Cell | None, lang: str, *, cited: bool) -> str:
        assert self.table is not None  # noqa: S101 - a figure has its table
        if cell is None:
            return NOTHING.say(lang)
        value = self.table.value_type.show(cell.value, lang)
        return f"{value} {cite(cell, lang)}" if cited else value

    def _say_version(self, place: int, lang: str) -> str:
        rule, citation = self.versions[place], self.cited[place]
        if rule is None or citation is None:
            return NOTHING.say(lang)
        return f"[{citation.say(lang)}, {SINCE.say(lang)} {show_day(rule.since, lang)}]"

    def as_dict(self) -> dict[str, object]:
        """Return plain data."""
        return {
            "kind": self.kind.value,
            "name": self.name,
            "place": self.place,
            "lines_id": list(self.lines("id")),
            "lines_en": list(self.lines("en")),
            "sources": list(self.sources),
        }


NOTHING = Text(id="tidak diatur", en="not regulated")
LOWEST = Text(id="terendah", en="lowest")
FROM = Text(id="mulai", en="from")
ENDS = Text(id="tidak lagi diatur", en="no longer regulated")
SINCE = Text(id="sejak", en="since")


def _weigh(cell: Cell | None) -> object:
    """Return what a figure weighs: two of one weight decide alike."""
    return None if cell is None else (cell.value, cell.advisory)


@attrs.frozen(kw_only=True)
class Change:
    """Another answer of one rule for one person, and for one post where it is about one.

    Attributes:
        before: the answer under the first law: a truth, or a value as held inside, None unknown.
        after: the answer under the second law.
        causes: what causes it; ``how`` says whether alone, each alone, or only together.
    """

    id: str
    rule: str
    text: Text
    post: str | None
    before: Truth | Answered
    after: Truth | Answered
    shift: Shift
    value_type: ValueType = attrs.field(repr=False)
    causes: tuple[Cause, ...]
    how: How

    @classmethod
    def of(
        cls,
        *,
        id: str,
        asked: Asked,
        post: Post | None,
        told: tuple[Answered, Answered],
        causes: tuple[Cause, ...],
        how: How,
    ) -> Self:
        """Return the change from one answer to another."""
        is_flag = asked.value_type.kind is Kind.FLAG
        before, after = (Truth.of(t) for t in told) if is_flag else told
        return cls(
            id=id,
            rule=asked.rule,
            text=asked.text,
            post=None if post is None else post.id,
            before=before,
            after=after,
            shift=Shift.of(*told, asked.value_type),
            value_type=asked.value_type,
            causes=causes,
            how=how,
        )

    def show(self, answer: Truth | Answered, lang: str = "id") -> str:
        """Return one of the two answers for people."""
        match answer:
            case Truth():
                return answer.text.say(lang)
            case None:
                return Truth.UNKNOWN.text.say(lang)
            case Fraction():
                whole = answer * self.value_type.denominator
                exact = whole.denominator == 1
                return (
                    self.value_type.show(int(whole), lang) if exact else format_number(answer, lang)
                )
            case _:
                return self.value_type.show(answer, lang)

    def plain(self, answer: Truth | Answered) -> bool | int | str | Decimal | dt.date | None:
        """Return one of the two answers as plain data; numbers as exact text."""
        if isinstance(answer, Fraction):
            whole = answer * self.value_type.denominator
            if whole.denominator > 1:
                return str(answer)
            return self.value_type.plain(int(whole))
        return answer.value if isinstance(answer, Truth) else self.value_type.plain(answer)
