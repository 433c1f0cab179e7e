"""What of the law ends before a day with nothing in its place: for whoever keeps the data."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.dates import ONE_DAY
from asn_career.terms import Text, Word
from asn_career.values import show_day

if TYPE_CHECKING:
    from asn_career.rulebook.book import Rulebook

__all__ = ["Ending", "EndingKind", "Expiring", "find_endings"]


class EndingKind(Word):
    """What ends."""

    RULE = "rule", "aturan berakhir tanpa pengganti", "rule ends without a successor"
    TABLE = "table", "angka berakhir tanpa pengganti", "figures end without a successor"
    SOURCE = "source", "dasar hukum sudah tidak berlaku", "figures outlive their instrument"


@attrs.frozen(kw_only=True)
class Ending:
    """One thing that ends, and the last day of it.

    Attributes:
        name: the rule or the table.
        last_day: the last day on which it holds; of an instrument, its own last day.
        instrument: the instrument that ended, where that is what happened.
    """

    kind: EndingKind
    name: str
    text: Text
    last_day: dt.date
    instrument: str | None = None


OF: Final = Text(id="dasar", en="instrument")


@attrs.frozen(kw_only=True)
class Expiring:
    """What ends before a day, by day, kind and name."""

    before: dt.date
    items: tuple[Ending, ...]
    rulebook: Rulebook = attrs.field(repr=False, eq=False)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return one line an ending, in the language of the tag."""
        lines = []
        for item in self.items:
            named = self.rulebook.instruments[item.instrument].short if item.instrument else ""
            source = f" ({OF.say(lang)}: {named})" if named else ""
            days = show_day(item.last_day, lang)
            lines.append(f"{days}: {item.text.say(lang)} - {item.kind.text.say(lang)}{source}")
        return tuple(lines)

    def rows(self) -> list[dict[str, object]]:
        """Return one flat row an ending."""
        return [
            {
                "last_day": item.last_day,
                "kind": item.kind.value,
                "name": item.name,
                "instrument": item.instrument,
            }
            for item in self.items
        ]

    def as_dict(self) -> dict[str, object]:
        """Return plain data."""
        rows = [{**row, "last_day": str(row["last_day"])} for row in self.rows()]
        return {"schema": "asn_career.expiring/1", "before": str(self.before), "items": rows}

    def verify(self) -> bool:
        """Tell whether each thing holds on its last day and says nothing on the next."""
        return all(self._ends(item) for item in self.items)

    def _ends(self, item: Ending) -> bool:
        if item.last_day >= self.before:
            return False
        if item.instrument is not None:
            values = self.rulebook.law(item.last_day + ONE_DAY).values
            cells = [*values.cells(item.name).values(), *(c for _, c in values.bands(item.name))]
            return any(c.citation.instrument.id == item.instrument for c in cells)
        spans = self.rulebook.spans(item.name) if item.kind is EndingKind.RULE else ()
        values = self.rulebook.law(item.last_day).values
        after = self.rulebook.law(item.last_day + ONE_DAY).values
        if item.kind is EndingKind.TABLE:
            return values.speaks(item.name) and not after.speaks(item.name)
        inside = [any(day in s for s in spans) for day in (item.last_day, item.last_day + ONE_DAY)]
        return inside == [True, False]


def find_endings(book: Rulebook, before: dt.date) -> Expiring:
    """Look for rules and tables that fall silent, and for figures whose instrument has ended.

    Source: none: our own choice.
    """
    found: list[Ending] = []
    for name in sorted({r.name for layer in book.layers for r in layer}):
        ends = [span.until for span in book.spans(name)]
        text = book.law(before).rule_text(name)
        found.extend(
            Ending(kind=EndingKind.RULE, name=name, text=text, last_day=day) for day in ends if day
        )
    values = book.law(before).values
    for name, table in book.tables.items():
        found.extend(
            Ending(kind=EndingKind.TABLE, name=name, text=table.text, last_day=until)
            for _, until in values.spans(name)
            if until is not None
        )
        found.extend(_outlived(book, name, before))
    chosen = [item for item in found if item.last_day < before]
    order = sorted(chosen, key=lambda i: (i.last_day, i.kind.order, i.name, i.instrument or ""))
    return Expiring(before=before, items=tuple(order), rulebook=book)


def _outlived(book: Rulebook, table: str, before: dt.date) -> list[Ending]:
    """Return the instruments that ended while figures of a table went on to rest on them."""
    values = book.law(before - ONE_DAY).values
    cells = [*values.cells(table).values(), *(cell for _, cell in values.bands(table))]
    ended = {c.citation.instrument.id: c.citation.instrument for c in cells}
    return [
        Ending(
            kind=EndingKind.SOURCE,
            name=table,
            text=book.tables[table].text,
            last_day=instrument.until,
            instrument=name,
        )
        for name, instrument in ended.items()
        if instrument.until is not None and instrument.until < before - ONE_DAY
    ]
