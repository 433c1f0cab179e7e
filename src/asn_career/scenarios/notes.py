"""A note that a leader can hand out: what changes, for whom, why, and what it means for you."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from asn_career.scenarios import note_words as words
from asn_career.scenarios.change import How, Shift
from asn_career.scenarios.counting import SAME, count_causes, count_groups, list_questions
from asn_career.scenarios.rendering import ADVISES, NOTHING, count_shifts, say_count
from asn_career.values import show_day

if TYPE_CHECKING:
    from asn_career.scenarios.change import Change
    from asn_career.scenarios.result import Changes

__all__ = ["write_note"]

HOWS: Final = {
    How.ALONE: words.ALONE,
    How.EITHER: words.EITHER,
    How.TOGETHER: words.TOGETHER,
}
TO_NO: Final = {Shift.YES_TO_NO, Shift.UNKNOWN_TO_NO}
TO_UNKNOWN: Final = {Shift.YES_TO_UNKNOWN, Shift.NO_TO_UNKNOWN, Shift.TO_UNKNOWN}


def write_note(changes: Changes, lang: str, *, formal: bool) -> tuple[str, ...]:
    """Return the note; nobody is named, and small counts are hidden."""
    return tuple(_Note(changes, lang, formal=formal).write())


class _Note:
    """Writes one note in one language and register."""

    def __init__(self, changes: Changes, lang: str, *, formal: bool) -> None:
        self.changes, self.lang, self.formal = changes, lang, formal
        self.questions = [some for _, some in list_questions(changes)]

    def say(self, said: words.Said) -> str:
        return said.say(self.lang, formal=self.formal)

    def asked(self, change: Change) -> str:
        post = "" if change.post is None else f" ({change.post})"
        return f"{change.text.say(self.lang)}{post}"

    def write(self) -> Iterator[str]:
        yield self.say(words.TITLE)
        yield f"{self.say(words.AS_OF)} {show_day(self.changes.as_of, self.lang)}."
        if not self.questions:
            yield NOTHING.say(self.lang)
        else:
            yield self.say(words.WHAT)
            yield from self.what()
            yield self.say(words.WHOM)
            for some in self.questions:
                yield from self.whom(some)
            yield self.say(words.WHY)
            for some in self.questions:
                yield from self.why(some)
            yield self.say(words.YOU)
            yield from self.you()
        yield ADVISES.say(self.lang)

    def what(self) -> Iterator[str]:
        """Yield what of the law differs, each once."""
        causes = (c for some in self.questions for change in some for c in change.causes)
        told = (line for cause in causes for line in cause.lines(self.lang, cited=False))
        yield from dict.fromkeys(f"- {line}" for line in told)

    def whom(self, some: list[Change]) -> Iterator[str]:
        """Yield how many people, and how many of each group."""
        whole = f"{self.say(words.OF)} {len(self.changes.people)} {self.say(words.PEOPLE)}"
        yield f"- {self.asked(some[0])}:"
        for shift, count in count_shifts(some).items():
            told = say_count(count, self.changes.min_cell, self.lang)
            yield f"  {shift.text.say(self.lang)}: {told} {whole}"
        for attribute in self.changes.groups:
            by = f"  {self.say(words.BY)} {attribute}"
            yield from (f"{by}: {line}" for line in self.groups(attribute, some[0]))

    def groups(self, attribute: str, one: Change) -> Iterator[str]:
        """Yield the counts of the groups that can be shown."""
        counts = [
            count
            for count in count_groups(self.changes, attribute)
            if (count.rule, count.post) == (one.rule, one.post)
        ]
        shown = []
        for count in counts:
            told = [
                f"{Shift(shift).text.say(self.lang)}: {n}"
                for shift, n in count.counts.items()
                if shift != SAME and n
            ]
            if told:
                shown.append(f"{count.group}: {', '.join(told)}")
        yield from shown
        if any(n is None for count in counts for n in count.counts.values()):
            yield self.say(words.OTHER_GROUPS if shown else words.NO_GROUPS)

    def why(self, some: list[Change]) -> Iterator[str]:
        """Yield by which article the answer changes."""
        yield f"- {self.asked(some[0])}"
        for causes, one, _ in count_causes(some, self.changes.min_cell):
            yield f"  {self.say(HOWS[one.how])}"
            yield from (f"    {line}" for c in causes for line in c.bases(self.lang))

    def you(self) -> Iterator[str]:
        """Yield what it means for whoever reads it."""
        for some in self.questions:
            for shift in count_shifts(some):
                way = shift.text.say(self.lang)
                yield (
                    f"- {self.say(words.IF_YOU)} “{self.asked(some[0])}” "
                    f"{self.say(words.FOR_YOU)} {way}."
                )
        shifts = {change.shift for some in self.questions for change in some}
        for ways, said in ((TO_NO, words.NOT_MET), (TO_UNKNOWN, words.MISSING)):
            if not shifts.isdisjoint(ways):
                yield f"- {self.say(said)}"
        yield from (f"- {self.say(said)}" for said in (words.OTHERS, words.ASK, words.WRONG))
