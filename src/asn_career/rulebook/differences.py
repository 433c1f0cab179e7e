"""What differs between two rulebooks: figures by cell and span of days, rules by version."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from asn_career.dates import ONE_DAY
from asn_career.findings import cite
from asn_career.regulations import Cell, show_spans
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

    items: tuple[Difference, ...]
    rules_removed: tuple[str, ...] = ()
    rules_added: tuple[str, ...] = ()
    types: dict[str, ValueType] = attrs.field(factory=dict, eq=False, repr=False)
    texts: dict[str, Text] = attrs.field(factory=dict, eq=False, repr=False)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return one line a difference, in the language of the tag."""
        lines = []
        for item in self.items:
            show = self.types[item.table].show
            cells = [
                NOTHING.say(lang) if c is None else f"{show(c.value, lang)} {cite(c, lang)}"
                for c in (item.before, item.after)
            ]
            at = f" ({', '.join(item.at)})" if item.at else ""
            days = show_spans(((item.since, item.until),), lang)
            lines.append(
                f"{self.texts[item.table].say(lang)}{at}, {days}: {cells[0]} -> {cells[1]}"
            )
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
                **_cell("before", d.before, self.types[d.table]),
                **_cell("after", d.after, self.types[d.table]),
            }
            for d in self.items
        ]


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
    tables = {**before.tables, **after.tables}
    items: list[Difference] = []
    for name in sorted(tables):
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
        items=tuple(sorted(items, key=lambda d: (d.table, d.since, d.at))),
        rules_removed=tuple(sorted(f"{r.name} ({r.since})" for r in ours - theirs)),
        rules_added=tuple(sorted(f"{r.name} ({r.since})" for r in theirs - ours)),
        types={name: table.value_type for name, table in tables.items()},
        texts={name: table.text for name, table in tables.items()},
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
