"""The ledger as a result: rows that add up, needs, how a decision that rounds would print it."""

from __future__ import annotations

import datetime as dt
import html
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction

import attrs

from asn_career.findings import Score
from asn_career.numbers import UNITS, format_number, round_half_up
from asn_career.people import Record
from asn_career.terms import Golongan, Jenjang, Predikat, Text, Word
from asn_career.values import show_day

__all__ = ["CreditLedger", "CreditNeed", "CreditRow", "RowKind"]

SCHEMA_VERSION = 1
DENOMINATOR = UNITS["credit"].denominator
YEAR = 12  # months
UNKNOWN = Text(id="belum diketahui", en="unknown")


def plain(whole: int | None) -> Decimal | None:
    """Return an amount as the exact number that it is."""
    if whole is None:
        return None
    return Context(prec=28).divide(Decimal(whole), Decimal(DENOMINATOR))


def show(whole: int | None, lang: str, places: int) -> str:
    """Return an amount for people, half up."""
    if whole is None:
        return UNKNOWN.say(lang)
    return format_number(Fraction(whole, DENOMINATOR), lang, places)


class RowKind(StrEnum):
    """What a row is; those dropped at a step up and those of no appraisal earn nothing."""

    DROPPED = "dropped"
    OPENING = "opening"
    PERIOD = "period"
    UNRATED = "unrated"
    ADDED = "added"


@attrs.frozen(kw_only=True)
class CreditRow:
    """One amount of credit, with the days of performance it is for and what explains it.

    Attributes:
        day: the day from which it counts.
        whole: the amount in parts of the unit's denominator; None is unknown.
        since: the first day of the performance, where it is for some.
        until: its last day.
        place: where in the record it stands.
        scores: what the rules say of it.
    """

    kind: RowKind
    day: dt.date
    jenjang: Jenjang
    text: Text
    whole: int | None
    since: dt.date | None = None
    until: dt.date | None = None
    months: int | None = None
    predicate: Predikat | None = None
    place: str = ""
    scores: tuple[Score, ...] = ()

    @property
    def amount(self) -> Decimal | None:
        """The exact amount."""
        return plain(self.whole)

    @property
    def counts(self) -> bool:
        """Whether it is part of the total."""
        return self.kind is not RowKind.DROPPED

    def say(self, lang: str, places: int) -> str:
        """Return the row as a line of text."""
        head = f"{show_day(self.day, lang)}: {self.text.say(lang)}"
        amount = show(self.whole, lang, places)
        parts = self.scores[0].line.parts if self.kind is RowKind.PERIOD and self.scores else ()
        factors = " × ".join(p.info.value_type.show(p.result, lang) for p in parts)
        cells = [cell for score in self.scores for cell in score.line.cells()]
        cited = "; ".join(dict.fromkeys(cell.citation.say(lang) for cell in cells))
        tail = f"{factors} = {amount}" if factors else amount
        return f"{head}: {tail} [{cited}]" if cited else f"{head}: {tail}"


@attrs.frozen(kw_only=True)
class CreditNeed:
    """What the next rank or the next level asks of the credit, and when it is reached.

    Attributes:
        text: for what it is.
        threshold: the cumulative credit that is asked, with its source.
        reached: whether it is reached on the day asked about; None is unknown.
        lacking: the parts of the unit that lack; None is unknown.
        day: the first day on which it is reached, as far as was looked and under the assumptions.
    """

    text: Text
    threshold: Score | None
    reached: bool | None
    lacking: int | None
    day: dt.date | None

    @property
    def missing(self) -> Decimal | None:
        """The credit that lacks, exactly."""
        return plain(self.lacking)

    def say(self, lang: str, places: int, until: dt.date | None) -> str:
        """Return the need as a line of text."""
        asked = None if self.threshold is None else self.threshold.whole
        needs = show(asked if isinstance(asked, int) else None, lang, places)
        parts = [f"{self.text.say(lang)}: {needs}"]
        if self.reached:
            parts.append(Text(id="tercapai", en="reached").say(lang))
        elif self.lacking is not None:
            lacks = Text(id="kurang", en="lacks").say(lang)
            parts.append(f"{lacks} {show(self.lacking, lang, places)}")
        else:
            parts.append(UNKNOWN.say(lang))
        if self.day is not None and not self.reached:
            on = Text(id="tercapai", en="reached on").say(lang)
            parts.append(f"{on} {show_day(self.day, lang)}")
        elif until is not None and not self.reached:
            never = Text(id="tidak tercapai sampai", en="not reached by").say(lang)
            parts.append(f"{never} {show_day(until, lang)}")
        return ", ".join(parts)


@attrs.frozen(kw_only=True, str=False)
class CreditLedger:
    """The credit of one person in the present level, amount by amount.

    Attributes:
        employee: the caller's key of the person.
        jenjang: the level held on the day; None when no functional position is held.
        entries: the amounts by day, with what was dropped at earlier steps.
        held: what the law says is held, asked by itself.
        for_rank: the need for the next rank.
        for_step: the need for the next level.
        until: how far was looked for the days on which the needs are reached.
        assumed: the records of the future that were assumed for these days.
        places: how many decimals are shown, half up.
        per_row_rounding: whether the lines also tell what rounded rows would add up to.
    """

    employee: str
    as_of: dt.date
    rulebook: str
    jenjang: Jenjang | None
    golongan: Golongan | None
    entries: tuple[CreditRow, ...]
    held: Score
    for_rank: CreditNeed
    for_step: CreditNeed
    until: dt.date | None = None
    assumed: tuple[Record, ...] = ()
    places: int = 3
    per_row_rounding: bool = False

    @property
    def total(self) -> Decimal | None:
        """The exact credit held; None is unknown."""
        value = self.held.value
        return value if isinstance(value, Decimal) else None

    @property
    def whole(self) -> int | None:
        """The credit held in parts of the unit's denominator."""
        whole = self.held.whole
        return whole if isinstance(whole, int) else None

    @property
    def rounded(self) -> Decimal | None:
        """What the rows add up to when each is rounded first, as some decisions print them."""
        wholes = [row.whole for row in self.entries if row.counts]
        if not wholes or None in wholes:
            return None
        parts = (Fraction(w, DENOMINATOR) for w in wholes if w is not None)
        return sum((round_half_up(part, self.places) for part in parts), Decimal(0))

    @property
    def rounding(self) -> Decimal | None:
        """By how much rounded rows differ from the total that is rounded once."""
        if self.whole is None or self.rounded is None:
            return None
        return self.rounded - round_half_up(Fraction(self.whole, DENOMINATOR), self.places)

    def verify(self) -> bool:
        """Add the rows up and compare with what the law says; look at months and needs.

        Source: none: our own choice.
        """
        wholes = [row.whole for row in self.entries if row.counts]
        known = [w for w in wholes if w is not None]
        total = sum(known) if wholes and len(known) == len(wholes) else None
        periods = [r for r in self.entries if r.kind is RowKind.PERIOD]
        months = [
            (r.since.year * YEAR + r.since.month + i)
            for r in periods
            if r.since is not None
            for i in range(r.months or 0)
        ]
        once = len(set(months)) == len(months)
        short = all(r.months is not None and 0 < r.months <= YEAR for r in periods)
        scores = [s for r in self.entries for s in r.scores]
        return total == self.whole and once and short and all(s.verify() for s in scores)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the ledger as lines of text: the total, the rows, the needs, the assumptions."""
        level = self.jenjang.text.say(lang) if self.jenjang is not None else "-"
        says = Text(id="Angka kredit dalam jenjang", en="Credit in the level").say(lang)
        on = Text(id="per", en="on").say(lang)
        total = show(self.whole, lang, self.places)
        found = [f"{says} {level}: {total} ({on} {show_day(self.as_of, lang)})"]
        found += [row.say(lang, self.places) for row in self.entries]
        if self.per_row_rounding and self.rounded is not None and self.rounding is not None:
            rows = Text(id="Jika setiap baris dibulatkan", en="With each row rounded").say(lang)
            differs = Text(id="selisih", en="difference").say(lang)
            amounts = [
                format_number(Fraction(a), lang, self.places) for a in (self.rounded, self.rounding)
            ]
            found.append(f"{rows}: {amounts[0]} ({differs} {amounts[1]})")
        if self.jenjang is not None:
            needs = (self.for_rank, self.for_step)
            found += [need.say(lang, self.places, self.until) for need in needs]
        return (*found, *_say_assumed(self.assumed, lang))

    def rows(self) -> list[dict[str, object]]:
        """Return one flat row an amount, for any table library."""
        return [
            {
                "employee": self.employee,
                "as_of": self.as_of,
                "kind": row.kind.value,
                "day": row.day,
                "jenjang": row.jenjang.value,
                "since": row.since,
                "until": row.until,
                "months": row.months,
                "predicate": None if row.predicate is None else row.predicate.value,
                "credit": row.amount,
                "printed": None
                if row.whole is None
                else round_half_up(Fraction(row.whole, DENOMINATOR), self.places),
                "counts": row.counts,
                "place": row.place,
            }
            for row in self.entries
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; exact numbers as text."""

        def portable(value: object) -> object:
            return str(value) if isinstance(value, dt.date | Decimal) else value

        return {
            "schema": SCHEMA_VERSION,
            "kind": "credit_ledger",
            "employee": self.employee,
            "rulebook": self.rulebook,
            "as_of": self.as_of.isoformat(),
            "jenjang": None if self.jenjang is None else self.jenjang.value,
            "golongan": None if self.golongan is None else self.golongan.value,
            "total": portable(self.total),
            "needs": {
                name: {
                    "threshold": None if need.threshold is None else portable(need.threshold.value),
                    "reached": need.reached,
                    "missing": portable(need.missing),
                    "day": portable(need.day),
                }
                for name, need in (("rank", self.for_rank), ("step", self.for_step))
            },
            "assumed": list(_say_assumed(self.assumed, "id")),
            "rows": [{k: portable(v) for k, v in row.items()} for row in self.rows()],
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


def _say_assumed(records: tuple[Record, ...], lang: str) -> tuple[str, ...]:
    """Return what was assumed, one line for what is alike, with its days."""
    days: dict[str, list[dt.date]] = {}
    for record in records:
        words = (getattr(record, n, None) for n in ("predicate", "golongan", "kind", "diploma"))
        text = next((w.text for w in words if isinstance(w, Word)), Text(id="lain", en="other"))
        days.setdefault(text.say(lang), []).extend(record.edges[-1:])
    says = Text(id="Diandaikan", en="Assumed").say(lang)
    return tuple(
        f"{says}: {what} ({', '.join(show_day(day, lang) for day in sorted(of))})"
        for what, of in days.items()
    )
