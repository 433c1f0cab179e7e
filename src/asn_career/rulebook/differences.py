"""What differs between two rulebooks: figures by cell and span of days, rules by version."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from asn_career.dates import ONE_DAY
from asn_career.findings import cite
from asn_career.regulations import Cell, Table, show_spans
from asn_career.terms import Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.rulebook.book import Rulebook

__all__ = ["Difference", "Differences", "find_differences"]

NOTHING = Text(id="tidak diatur", en="not regulated")


@attrs.frozen
class Difference:
    """One figure that differs, and the days on which it does.

    Attributes:
        at: the words of the axes, or the lower bound of the band.
        before: the figure in the first rulebook, None where it has none.
        after: the figure in the second.
    """

    table: str
    at: tuple[str, ...]
    since: dt.date
    until: dt.date | None
    before: Cell | None
    after: Cell | None


@attrs.frozen(kw_only=True)
class Differences:
    """What differs between two rulebooks, figures in order of table, day and place."""

    before: Rulebook = attrs.field(repr=False, eq=False)
    after: Rulebook = attrs.field(repr=False, eq=False)
    items: tuple[Difference, ...]
    rules_removed: tuple[str, ...] = ()
    rules_added: tuple[str, ...] = ()

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return one line a difference, in the language of the tag."""
        lines = []
        for item in self.items:
            table = self._table(item)
            show = table.value_type.show
            cells = [
                NOTHING.say(lang) if c is None else f"{show(c.value, lang)} {cite(c, lang)}"
                for c in (item.before, item.after)
            ]
            at = f" ({', '.join(item.at)})" if item.at else ""
            days = show_spans(((item.since, item.until),), lang)
            lines.append(f"{table.text.say(lang)}{at}, {days}: {cells[0]} -> {cells[1]}")
        lines.extend(f"- {name}" for name in self.rules_removed)
        lines.extend(f"+ {name}" for name in self.rules_added)
        return tuple(lines)

    def rows(self) -> list[dict[str, object]]:
        """Return one flat row a figure that differs."""
        return [
            {
                "table": d.table,
                "at": "/".join(d.at),
                "since": d.since,
                "until": d.until,
                **_cell("before", d.before, self._table(d).value_type),
                **_cell("after", d.after, self._table(d).value_type),
            }
            for d in self.items
        ]

    def as_dict(self) -> dict[str, object]:
        """Return plain data; numbers are text, days in ISO form."""
        plain = (str, bool, int, list, type(None))
        return {
            "schema": "asn_career.differences/1",
            "before": self.before.name,
            "after": self.after.name,
            "figures": [
                {k: v if isinstance(v, plain) else str(v) for k, v in row.items()}
                for row in self.rows()
            ],
            "rules_removed": list(self.rules_removed),
            "rules_added": list(self.rules_added),
        }

    def verify(self) -> bool:
        """Tell whether both rulebooks say what is told, on the first and the last day of it."""
        return all(
            _figures(book, item.table, day).get(item.at) == cell
            for item in self.items
            for day in (item.since, item.until or item.since)
            for book, cell in ((self.before, item.before), (self.after, item.after))
        )

    def _table(self, item: Difference) -> Table:
        return self.after.tables.get(item.table) or self.before.tables[item.table]


def _cell(side: str, cell: Cell | None, value_type: ValueType) -> dict[str, object]:
    return {
        side: None if cell is None else value_type.plain(cell.value),
        f"{side}_citation": None if cell is None else cell.citation.source,
        f"{side}_evidence": None if cell is None else cell.evidence.value,
    }


def find_differences(before: Rulebook, after: Rulebook) -> Differences:
    """Compare two rulebooks on every day on which either changes.

    Source: none: our own choice.
    """
    days = sorted({*before.all_days, *after.all_days})
    items: list[Difference] = []
    for name in sorted({*before.tables, *after.tables}):
        running: dict[tuple[str, ...], Difference] = {}
        for day in days:
            figures = [_figures(book, name, day) for book in (before, after)]
            for at in sorted({*figures[0], *figures[1], *running}):
                pair = figures[0].get(at), figures[1].get(at)
                known = running.get(at)
                if known and (known.before, known.after) == pair:
                    continue
                if known:
                    items.append(attrs.evolve(running.pop(at), until=day - ONE_DAY))
                if pair[0] != pair[1]:
                    running[at] = Difference(name, at, day, None, *pair)
        items.extend(running.values())
    ours, theirs = ({r for layer in b.layers for r in layer} for b in (before, after))
    return Differences(
        before=before,
        after=after,
        items=tuple(sorted(items, key=lambda d: (d.table, d.since, d.at))),
        rules_removed=tuple(sorted(f"{r.name} ({r.since})" for r in ours - theirs)),
        rules_added=tuple(sorted(f"{r.name} ({r.since})" for r in theirs - ours)),
    )


def _figures(book: Rulebook, table: str, day: dt.date) -> dict[tuple[str, ...], Cell]:
    """Return the figures in force by place; equal figures of different rows are one."""
    if table not in book.tables:
        return {}
    values = book.law(day).values
    found: dict[tuple[str, ...], Cell] = {}
    for key, cell in values.cells(table).items():
        found[tuple(word.value for word in key)] = cell
    for lower, cell in values.bands(table):
        found["-" if lower is None else str(lower),] = cell
    return found
