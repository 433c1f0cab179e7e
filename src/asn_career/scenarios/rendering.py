"""What a comparison says to the officer, and to one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from asn_career.findings import Finding, Score
from asn_career.scenarios.asking import see
from asn_career.scenarios.counting import count_causes, list_questions
from asn_career.terms import Text
from asn_career.values import Kind, show_day

if TYPE_CHECKING:
    from asn_career.people import Employee
    from asn_career.positions import Post
    from asn_career.scenarios.change import Change, Shift
    from asn_career.scenarios.result import Changes
    from asn_career.values import Value

__all__ = ["ADVISES", "NOTHING", "count_shifts", "explain_person", "say_count", "tell_changes"]

ADVISES: Final = Text(
    id="Hasil ini memberi saran; manusialah yang memutuskan.",
    en="A result advises; a person decides.",
)
HEAD: Final = Text(id="Perubahan jawaban", en="Answers that change")
ASKED: Final = Text(id="pegawai ditanyakan", en="people asked")
CHANGED: Final = Text(id="jawabannya berubah untuk", en="another answer for")
NOTHING: Final = Text(id="Tidak ada jawaban yang berubah.", en="No answer changes.")
NOTHING_FOR_YOU: Final = Text(
    id="Tidak ada jawaban yang berubah bagi Anda.", en="No answer changes for you."
)
BECAUSE: Final = Text(id="karena", en="because of")
HIDDEN: Final = Text(id="jumlah tidak ditampilkan", en="count not shown")
FEWER: Final = Text(id="kurang dari", en="fewer than")
WAS: Final = Text(id="dahulu", en="before")
NOW: Final = Text(id="sekarang", en="now")
REASON: Final = Text(id="Jawaban baru dan alasannya:", en="The new answer and its reasons:")


def say_count(count: int | None, min_cell: int, lang: str) -> str:
    """Return a count; a small one as fewer than the least that is shown."""
    if count is None:
        return HIDDEN.say(lang)
    return f"{FEWER.say(lang)} {min_cell}" if 0 < count < min_cell else str(count)


def count_shifts(some: list[Change]) -> dict[Shift, int]:
    """Return how many change which way, in the order of the ways."""
    counted = Counter(change.shift for change in some)
    return dict(sorted(counted.items(), key=lambda pair: pair[0].order))


def tell_changes(changes: Changes, lang: str) -> tuple[str, ...]:
    """Return how many answers change which way and by what; nobody is named."""
    return tuple(_tell(changes, lang))


def _tell(changes: Changes, lang: str) -> Iterator[str]:
    books = f"{changes.before.name} -> {changes.after.name}"
    yield f"{HEAD.say(lang)}, {show_day(changes.as_of, lang)}: {books}"
    people = len({change.id for change in changes.items})
    told = say_count(people, changes.min_cell, lang)
    yield f"{len(changes.people)} {ASKED.say(lang)}; {CHANGED.say(lang)} {told}"
    if not changes.items:
        yield NOTHING.say(lang)
    for (_, post), some in list_questions(changes):
        yield f"{some[0].text.say(lang)}{'' if post is None else f' ({post})'}"
        for shift, count in count_shifts(some).items():
            yield f"  {shift.text.say(lang)}: {say_count(count, changes.min_cell, lang)}"
        for causes, one, counts in count_causes(some, changes.min_cell):
            yield f"  {BECAUSE.say(lang)} ({one.how.text.say(lang)}; {_say_counts(counts, lang)}):"
            yield from (f"    {line}" for cause in causes for line in cause.lines(lang))
    yield ADVISES.say(lang)


def _say_counts(counts: Mapping[Shift, int | None], lang: str) -> str:
    return ", ".join(
        f"{shift.text.say(lang)}: {HIDDEN.say(lang) if n is None else n}"
        for shift, n in counts.items()
    )


def explain_person(changes: Changes, id: str, lang: str) -> tuple[str, ...]:
    """Return what changes for one person and why, with the new answer explained."""
    return tuple(_explain(changes, id, lang)) or (NOTHING_FOR_YOU.say(lang),)


def _explain(changes: Changes, id: str, lang: str) -> Iterator[str]:
    posts = {post.id: post for post in changes.posts}
    for change in changes.of(id):
        post = "" if change.post is None else f" ({change.post})"
        old, new = (change.show(answer, lang) for answer in (change.before, change.after))
        yield f"{change.text.say(lang)}{post}: {WAS.say(lang)} {old}, {NOW.say(lang)} {new}"
        yield f"  {BECAUSE.say(lang)} ({change.how.text.say(lang)}):"
        yield from (f"    {line}" for cause in change.causes for line in cause.lines(lang))
        law = changes.after.law(changes.as_of)
        if change.rule not in law.latest:
            continue
        seat = None if change.post is None else posts[change.post]
        yield f"  {REASON.say(lang)}"
        found = _find(changes, change.rule, changes.people[id], seat)
        yield from (f"    {line}" for line in found.lines(lang))


def _find(
    changes: Changes, rule: str, who: Employee | Mapping[str, Value | None], post: Post | None
) -> Finding | Score:
    """Return the explained answer of the second law; plain facts are clean already."""
    book, day = changes.after, changes.as_of
    view = see(book, who, post, day)
    made = Finding if book.law(day).rule_type(rule).kind is Kind.FLAG else Score
    return made(
        rule=rule,
        text=book.law(day).rule_text(rule),
        as_of=day,
        line=book.explainer(rule, day)(view.get, day),
        rulebook=book.name,
    )
