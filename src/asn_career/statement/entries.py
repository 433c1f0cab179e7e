"""The sentences of a statement: what each section holds, and how words are escaped."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

import attrs

from asn_career.regulations import Citation
from asn_career.terms import Text, Word

__all__ = ["LANGS", "Entry", "Section", "escape_markdown", "say"]

LANGS: Final = ("id", "en")
SIGNS: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&$:@=])")


class Section(Word):
    """The six sections."""

    STANDING = "standing", "Posisi Anda sekarang", "Where you stand"
    STRENGTHS = "strengths", "Yang dipertahankan dan ditingkatkan", "What to keep and to improve"
    PROSPECT = "prospect", "Tujuan Anda dan waktunya", "Where you can go and by when"
    MILESTONES = "milestones", "Tonggak menurut tanggal", "Milestones by date"
    MISSING = "missing", "Data yang belum ada", "Data that are missing"
    ACTIONS = "actions", "Langkah berikutnya", "Next actions"


@attrs.frozen(kw_only=True)
class Entry:
    """One sentence of a section.

    Attributes:
        section: where it stands.
        text: for the page.
        public: for rows; None where the sentence tells a sensitive value and has no other form.
        depth: how deep it is indented.
        day: the day it speaks of.
        citation: the articles it rests on, as data files write them.
    """

    section: Section
    text: Text
    public: Text | None
    depth: int = 0
    day: dt.date | None = None
    citation: str | None = None


def escape_markdown(words: str) -> str:
    r"""Return words in which nothing is Markdown or HTML.

    Source: none: our own choice.

    >>> print(escape_markdown("*Kepala* <b>"))
    \*Kepala\* &lt;b&gt;
    """
    plain = " ".join(words.split())
    escaped = SIGNS.sub(r"\\\1", plain)
    return escaped.replace("\\&", "&amp;").replace("\\<", "&lt;").replace("\\>", "&gt;")


def say(
    section: Section,
    id: str,
    en: str,
    *,
    depth: int = 0,
    day: dt.date | None = None,
    cited: Iterable[Citation] = (),
) -> Entry:
    """Return a sentence with its articles; the same for the page and for rows."""
    found = tuple(cited)
    text = Text(id=id, en=en)
    if found:
        tail = ["; ".join(c.say(lang) for c in found) for lang in LANGS]
        text = Text(
            id=f"{id.removesuffix('.')} [{tail[0]}].", en=f"{en.removesuffix('.')} [{tail[1]}]."
        )
    source = "; ".join(c.source for c in found) or None
    return Entry(section=section, text=text, public=text, depth=depth, day=day, citation=source)
