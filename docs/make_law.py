"""Writes the pages of docs/law from the shipped law itself; `./dev law` runs it.

A page a topic with its rules and tables, the register of instruments, the glossary of facts and
words, and how well each rule is known. A test compares the pages with what this would write.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from asn_career import national_rulebook
from asn_career.conditions import Answer, facts_in, tables_in
from asn_career.dates import ONE_DAY
from asn_career.regulations import Cell, Evidence, Row, Table, show_spans
from asn_career.rulebook import Rule, Rulebook
from asn_career.terms import VOCABULARIES, PositionLevel, Question, Text, Word
from asn_career.values import ValueType

FOLDER = Path(__file__).parent / "law"
MADE = "<!-- Made by `./dev law` from the data of the library. Do not edit. -->\n"
MARKS = {
    Evidence.PRIMARY: "p",
    Evidence.CONFIRMED: "c",
    Evidence.SINGLE: "s",
    Evidence.DERIVED: "d",
    Evidence.DISPUTED: "?",
    Evidence.UNVERIFIED: "u",
}


def grid(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(escape(str(c)) for c in line)} |\n" for line in lines)


def escape(text: str) -> str:
    """Keep a text in its cell."""
    return text.replace("|", "\\|").replace("\n", " ")


def both(text: Text) -> str:
    """Return a text in both languages, once where they agree."""
    return text.id if text.id == text.en else f"{text.id} / *{text.en}*"


def day(value: dt.date | None) -> str:
    """Return a day as ISO text."""
    return "" if value is None else value.isoformat()


def kind(of: ValueType) -> str:
    """Return what a value is: its unit, its vocabulary, or its kind."""
    if of.words is not None:
        return f"{of.kind.value} of {of.words.__name__}"
    return f"{of.kind.value}, {of.unit.name}" if of.unit is not None else of.kind.value


def shown(cell: Cell, of: ValueType) -> str:
    """Return the value of a figure in both languages."""
    return both(Text(id=of.show(cell.value, "id"), en=of.show(cell.value, "en")))


def word(value: Word) -> str:
    """Return a word by which cells are found."""
    return f"`{value.value}`"


def figures(table: Table, row: Row) -> Iterator[str]:
    """Yield the figures of one dated row."""
    variant = f", variant `{row.variant}`" if row.variant else ""
    default = " (the default)" if row.variant and row.variant == table.default else ""
    yield f"\nSince {day(row.since)}{variant}{default}:\n\n"
    if row.repeal:
        yield "The figures end.\n"
    elif row.bands:
        of = table.bands_of
        lows = ["below" if low is None else f"from {of.plain(low)}" for low, _ in row.bands]
        yield listed("", zip(lows, (cell for _, cell in row.bands), strict=True), table)
    elif len(table.axes) == 2:
        yield crossed(table, row)
    else:
        places = {" ".join(word(w) for w in key): cell for key, cell in row.cells.items()}
        yield listed(table.axes[0].__name__ if table.axes else "", places.items(), table)


def listed(head: str, places: Iterable[tuple[str, Cell]], table: Table) -> str:
    """Return figures one below the other, each with its source."""
    rows = [
        [place, shown(cell, table.value_type), cell.citation.say("id"), cell.evidence.value]
        for place, cell in places
    ]
    return grid([head, "", "source", "evidence"], rows)


def crossed(table: Table, row: Row) -> str:
    """Return figures over two axes; a letter marks the evidence of each."""
    along, across = (dict.fromkeys(key[place] for key in row.cells) for place in (0, 1))
    lines = []
    for left in along:
        cells = [row.cells.get((left, top)) for top in across]
        found = [
            "" if c is None else f"{plainly(table, c)} <sup>{MARKS[c.evidence]}</sup>"
            for c in cells
        ]
        lines.append([word(left), *found])
    head = f"{table.axes[0].__name__} \\ {table.axes[1].__name__}"
    sources = sorted({cell.citation.say("id") for cell in row.cells.values()})
    return grid([head, *map(word, across)], lines) + f"\nSources: {'; '.join(sources)}.\n"


def plainly(table: Table, cell: Cell) -> str:
    """Return the value of a cell as data files write it, to keep wide tables readable."""
    value = table.value_type.plain(cell.value)
    return "-" if value is None else str(value)


def table_section(name: str, table: Table) -> Iterator[str]:
    """Yield what a table says, by its rows."""
    yield f"\n### {name}\n\n{both(table.text)}"
    yield f" ({kind(table.value_type)}; compared with the law on {day(table.checked)})\n"
    if table.note is not None:
        yield f"\n{both(table.note)}\n"
    for row in table.rows:
        yield from figures(table, row)


def weakest(book: Rulebook, rule: Rule) -> Evidence:
    """Return the weakest mark among the figures that a rule reads on its last day or now."""
    law = book.law(rule.until or book.all_days[-1])
    marks = [
        cell.evidence
        for name in tables_in(Answer(rule.name), law)
        for cell in (*law.values.cells(name).values(), *(c for _, c in law.values.bands(name)))
    ]
    return min(marks, default=Evidence.PRIMARY)


def rule_section(book: Rulebook, rule: Rule) -> Iterator[str]:
    """Yield what a rule asks, by which law, and of which facts."""
    law = book.law(rule.until or book.all_days[-1])
    asked = sorted({f.name for f in facts_in(Answer(rule.name), law)})
    read = sorted(tables_in(Answer(rule.name), law))
    spans = tuple((s.since, s.until) for s in book.spans(rule.name))
    yield f"\n### {rule.name}\n\n{both(rule.text)}\n\n"
    yield f"- Question: {both(rule.question.text)}\n"
    yield f"- Source: {book.citation(rule).say('id')}\n"
    yield f"- In force: {show_spans(spans, 'en')}\n"
    yield f"- Weakest figure: {weakest(book, rule).value}\n"
    if rule.targets:
        yield f"- For: {', '.join(t.text.id for t in PositionLevel if t in rule.targets)}\n"
    if asked:
        yield f"- Facts: {', '.join(f'`{name}`' for name in asked)}\n"
    if read:
        yield f"- Tables: {', '.join(f'`{name}`' for name in read)}\n"


def topic_page(book: Rulebook, topic: str) -> str:
    """Return the page of one topic."""
    rules = [r for layer in book.layers for r in layer if r.name.split(".")[0] == topic]
    tables = {n: t for n, t in book.tables.items() if n.split(".")[0] == topic}
    parts = [MADE, f"# {topic}\n"]
    module = Path(__file__).parent.parent / f"src/asn_career/rules/{topic}.py"
    if module.exists():
        doc = import_module(f"asn_career.rules.{topic}").__doc__ or ""
        parts.append(f"\n{doc.partition('>>>')[0].strip()}\n")
    if rules:
        parts.append("\n## Rules\n")
        parts.extend(itertools.chain.from_iterable(rule_section(book, r) for r in rules))
    if tables:
        parts.append("\n## Figures\n")
        marks = ", ".join(f"{letter} {mark.value}" for mark, letter in MARKS.items())
        if any(len(t.axes) == 2 for t in tables.values()):
            parts.append(f"\nMarks of evidence in tables over two axes: {marks}.\n")
        for name, table in tables.items():
            parts.extend(table_section(name, table))
    return "".join(parts)


def register_page(book: Rulebook) -> str:
    """Return the register of instruments."""
    rows = [
        [
            f"`{i.id}`",
            i.short,
            both(i.title),
            day(i.signed),
            day(i.published),
            day(i.in_force),
            day(i.until),
            ", ".join(i.amended_by),
            i.evidence.value,
        ]
        for i in book.instruments.values()
    ]
    head = ["id", "", "title", "signed", "published", "in force", "until", "amended by", "evidence"]
    return f"{MADE}# Register of instruments\n\n{grid(head, rows)}"


def glossary_page(book: Rulebook) -> str:
    """Return the glossary of facts and of the closed vocabularies."""
    facts = [
        [
            f"`{f.name}`",
            f.text.id,
            f.text.en,
            kind(f.value_type),
            f.subject.value,
            f.movement.value,
            "yes" if f.sensitive else "",
            "" if f.note is None else both(f.note),
        ]
        for f in book.facts()
    ]
    head = ["fact", "Indonesia", "English", "type", "about", "moves", "sensitive", "note"]
    parts = [MADE, "# Glossary\n\n## Facts\n\n", grid(head, facts), "\n## Words\n"]
    for vocabulary in sorted(
        {*VOCABULARIES.values(), Question, Evidence}, key=lambda v: v.__name__
    ):
        words = [[word(w), w.text.id, w.text.en] for w in vocabulary]
        about = (vocabulary.__doc__ or "").partition("\n")[0]
        parts.append(f"\n### {vocabulary.__name__}\n\n{about}\n\n")
        parts.append(grid(["", "Indonesia", "English"], words))
    return "".join(parts)


def coverage_page(book: Rulebook) -> str:
    """Return how many figures there are, how well they are known, and what outlives its source."""
    topics: dict[str, Counter[Evidence]] = {}
    for name, table in book.tables.items():
        counts = topics.setdefault(name.split(".")[0], Counter())
        for row in table.rows:
            counts.update(c.evidence for c in (*row.cells.values(), *(c for _, c in row.bands)))
    marks = sorted(Evidence, reverse=True)
    rows = [
        [topic, sum(c.values()), *(c[m] or "" for m in marks)]
        for topic, c in sorted(topics.items())
    ]
    total = sum(topics.values(), Counter())
    rows.append(["**all**", sum(total.values()), *(total[m] or "" for m in marks)])
    rules = {r.name: r for layer in book.layers for r in layer}
    known = [
        [f"`{r.name}`", both(r.text), book.citation(r).say("id"), weakest(book, r).value]
        for _, r in sorted(rules.items())
    ]
    last = max(table.checked for table in book.tables.values())
    ending = [[i.last_day, f"`{i.name}`", i.kind.text.en] for i in book.expiring(last).items]
    return (
        f"{MADE}# Coverage\n\n## Figures by evidence\n\n"
        f"{grid(['topic', 'figures', *(m.value for m in marks)], rows)}"
        f"\n## Rules, and the weakest figure each reads\n\n"
        f"{grid(['rule', '', 'source', 'weakest'], known)}"
        f"\n## What ended before {day(last + ONE_DAY)}, with nothing in its place\n\n"
        f"{grid(['last day', '', ''], ending)}"
    )


def pages() -> dict[str, str]:
    """Return every page by the name of its file."""
    book = national_rulebook()
    rules = {r.name.split(".")[0] for layer in book.layers for r in layer}
    topics = sorted({n.split(".")[0] for n in book.tables} | rules)
    found = {f"{topic}.md": topic_page(book, topic) for topic in topics}
    found["register.md"] = register_page(book)
    found["glossary.md"] = glossary_page(book)
    found["coverage.md"] = coverage_page(book)
    return found


def main() -> None:
    """Write the pages, and remove those of topics that are gone."""
    made = pages()
    for old in FOLDER.glob("*.md"):
        if old.name not in made and old.read_text(encoding="utf-8").startswith(MADE):
            old.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
