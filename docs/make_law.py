"""Writes the pages of docs/law from the shipped law itself; `./dev law` runs it.

A page a topic with its rules and tables, the register of instruments, the glossary of facts and
words, and how well each rule is known. A test compares the pages with what this would write.
"""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from asn_career import national_rulebook
from asn_career.dates import ONE_DAY
from asn_career.lawpages import both, day, grid, kind, weakest, word, write_law_page
from asn_career.regulations import Evidence
from asn_career.rulebook import Rulebook
from asn_career.terms import VOCABULARIES, Question

FOLDER = Path(__file__).parent / "law"
MADE = "<!-- Made by `./dev law` from the data of the library. Do not edit. -->\n"


def topic_page(book: Rulebook, topic: str) -> str:
    """Return the page of one topic, with what its module says about it."""
    module = f"asn_career.rules.{topic}"
    doc = (import_module(module).__doc__ or "") if find_spec(module) else ""
    return MADE + write_law_page(book, topic, about=doc.partition(">>>")[0].strip())


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
