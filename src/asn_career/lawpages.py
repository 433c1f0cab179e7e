"""The page of a topic of the law in Markdown: its rules, its figures, their days and sources.

The pages of the national law are made so, and an agency can make the page of its own topic.

>>> from asn_career import national_rulebook
>>> page = write_law_page(national_rulebook(), "promotion")
>>> "| `11` | ya / *yes* | Peraturan BKN 4/2025 | confirmed |" in page
True
"""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from asn_career.conditions import Answer, facts_in, tables_in
from asn_career.errors import UnknownNameError
from asn_career.regulations import Cell, Evidence, Row, Table, show_spans
from asn_career.rulebook import Rule, Rulebook
from asn_career.terms import PositionLevel, Text, Word
from asn_career.values import ValueType

__all__ = ["both", "day", "grid", "kind", "weakest", "word", "write_law_page"]

CROSSED: Final = 2  # axes
MARKS: Final = {
    Evidence.PRIMARY: "p",
    Evidence.CONFIRMED: "c",
    Evidence.SINGLE: "s",
    Evidence.DERIVED: "d",
    Evidence.DISPUTED: "?",
    Evidence.UNVERIFIED: "u",
}


def write_law_page(rulebook: Rulebook, topic: str, *, about: str = "") -> str:
    """Write what a rulebook says about one topic, as Markdown: rules, figures, days, sources.

    Args:
        rulebook: the law, or an agency's policy laid over it.
        topic: what stands before the point in the names of its rules and tables.
        about: words to stand above them, as Markdown.

    Returns:
        A page in both languages; texts of the rulebook are escaped.

    Raises:
        UnknownNameError: no rule and no table of that topic, with the near one.
    Source: none: our own choice.
    """
    rules = [r for layer in rulebook.layers for r in layer if _topic(r.name) == topic]
    tables = {name: t for name, t in rulebook.tables.items() if _topic(name) == topic}
    if not rules and not tables:
        names = (*(r.name for layer in rulebook.layers for r in layer), *rulebook.tables)
        raise UnknownNameError("topic", topic, map(_topic, names))
    parts = [f"# {topic}\n"]
    if about:
        parts.append(f"\n{about}\n")
    if rules:
        parts.append("\n## Rules\n")
        parts.extend(itertools.chain.from_iterable(_rule_section(rulebook, r) for r in rules))
    if tables:
        parts.append("\n## Figures\n")
        marks = ", ".join(f"{letter} {mark.value}" for mark, letter in MARKS.items())
        if any(len(t.axes) == CROSSED for t in tables.values()):
            parts.append(f"\nMarks of evidence in tables over two axes: {marks}.\n")
        for name, table in tables.items():
            parts.extend(_table_section(name, table))
    return "".join(parts)


def _topic(name: str) -> str:
    return name.partition(".")[0]


def grid(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(_escape(str(c)) for c in line)} |\n" for line in lines)


def _escape(text: str) -> str:
    """Keep a text in its cell."""
    return text.replace("|", "\\|").replace("\n", " ")


def both(text: Text) -> str:
    """Return a text in both languages, once where they agree."""
    one, other = _plain(text.id), _plain(text.en)
    return one if one == other else f"{one} / *{other}*"


def _plain(text: str) -> str:
    """Return text in which no sign is read as Markdown or HTML."""
    escaped = html.escape(text, quote=False)
    return re.sub(r"([\\`*\[]|(?<!\w)_|_(?!\w))", r"\\\1", escaped)


def day(value: dt.date | None) -> str:
    """Return a day as ISO text."""
    return "" if value is None else value.isoformat()


def kind(of: ValueType) -> str:
    """Return what a value is: its unit, its vocabulary, or its kind."""
    if of.words is not None:
        return f"{of.kind.value} of {of.words.__name__}"
    return f"{of.kind.value}, {of.unit.name}" if of.unit is not None else of.kind.value


def _shown(cell: Cell, of: ValueType) -> str:
    """Return the value of a figure in both languages."""
    return both(Text(id=of.show(cell.value, "id"), en=of.show(cell.value, "en")))


def word(value: Word) -> str:
    """Return a word by which cells are found."""
    return f"`{value.value}`"


def _figures(table: Table, row: Row) -> Iterator[str]:
    """Yield the figures of one dated row."""
    variant = f", variant `{row.variant}`" if row.variant else ""
    default = " (the default)" if row.variant and row.variant == table.default else ""
    yield f"\nSince {day(row.since)}{variant}{default}:\n\n"
    if row.repeal:
        yield "The figures end.\n"
    elif (of := table.bands_of) is not None:
        lows = ["below" if low is None else f"from {of.plain(low)}" for low, _ in row.bands]
        yield _listed("", zip(lows, (cell for _, cell in row.bands), strict=True), table)
    elif len(table.axes) == CROSSED:
        yield _crossed(table, row)
    else:
        places = {" ".join(word(w) for w in key): cell for key, cell in row.cells.items()}
        yield _listed(table.axes[0].__name__ if table.axes else "", places.items(), table)


def _listed(head: str, places: Iterable[tuple[str, Cell]], table: Table) -> str:
    """Return figures one below the other, each with its source."""
    rows = [
        [
            place,
            _shown(cell, table.value_type),
            _plain(cell.citation.say("id")),
            cell.evidence.value,
        ]
        for place, cell in places
    ]
    return grid([head, "", "source", "evidence"], rows)


def _crossed(table: Table, row: Row) -> str:
    """Return figures over two axes; a letter marks the evidence of each."""
    along, across = (dict.fromkeys(key[place] for key in row.cells) for place in (0, 1))
    lines = []
    for left in along:
        cells = [row.cells.get((left, top)) for top in across]
        found = [
            "" if c is None else f"{_plainly(table, c)} <sup>{MARKS[c.evidence]}</sup>"
            for c in cells
        ]
        lines.append([word(left), *found])
    head = f"{table.axes[0].__name__} \\ {table.axes[1].__name__}"
    sources = sorted({_plain(cell.citation.say("id")) for cell in row.cells.values()})
    return grid([head, *map(word, across)], lines) + f"\nSources: {'; '.join(sources)}.\n"


def _plainly(table: Table, cell: Cell) -> str:
    """Return the value of a cell as data files write it, to keep wide tables readable."""
    value = table.value_type.plain(cell.value)
    return "-" if value is None else str(value)


def _table_section(name: str, table: Table) -> Iterator[str]:
    """Yield what a table says, by its rows."""
    yield f"\n### {name}\n\n{both(table.text)}"
    yield f" ({kind(table.value_type)}; compared with the law on {day(table.checked)})\n"
    if table.note is not None:
        yield f"\n{both(table.note)}\n"
    for row in table.rows:
        yield from _figures(table, row)


def weakest(book: Rulebook, rule: Rule) -> Evidence:
    """Return the weakest mark among the figures that a rule reads on its last day or now."""
    law = book.law(rule.until or book.all_days[-1])
    marks = [
        cell.evidence
        for name in tables_in(Answer(rule.name), law)
        for cell in (*law.values.cells(name).values(), *(c for _, c in law.values.bands(name)))
    ]
    return min(marks, default=Evidence.PRIMARY)


def _rule_section(book: Rulebook, rule: Rule) -> Iterator[str]:
    """Yield what a rule asks, by which law, and of which facts."""
    law = book.law(rule.until or book.all_days[-1])
    asked = sorted({f.name for f in facts_in(Answer(rule.name), law)})
    read = sorted(tables_in(Answer(rule.name), law))
    spans = tuple((s.since, s.until) for s in book.spans(rule.name))
    yield f"\n### {rule.name}\n\n{both(rule.text)}\n\n"
    yield f"- Question: {both(rule.question.text)}\n"
    yield f"- Source: {_plain(book.citation(rule).say('id'))}\n"
    yield f"- In force: {show_spans(spans, 'en')}\n"
    yield f"- Weakest figure: {weakest(book, rule).value}\n"
    if rule.targets:
        yield f"- For: {', '.join(t.text.id for t in PositionLevel if t in rule.targets)}\n"
    if asked:
        yield f"- Facts: {', '.join(f'`{name}`' for name in asked)}\n"
    if read:
        yield f"- Tables: {', '.join(f'`{name}`' for name in read)}\n"
