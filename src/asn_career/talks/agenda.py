"""What a talk is about: the long-term goal first, then milestones, what to mend, what to keep.

Every item comes with a question that looks for the next step, not for somebody to blame.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, Protocol

import attrs

from asn_career.dates import is_day
from asn_career.development import Strengths
from asn_career.gaps import CompetencyGap
from asn_career.intake import Intake
from asn_career.terms import Text, Word
from asn_career.values import show_day

__all__ = ["AgendaItem", "AgendaKind", "Dated", "Topics"]

MOST: Final = 3
"""How many things to mend one talk takes up: the largest gaps first."""


class AgendaKind(Word):
    """The parts of an agenda, in their order."""

    __ordered__ = True
    GOAL = "goal", "Tujuan jangka panjang", "Long-term goal"
    MILESTONE = "milestone", "Tonggak", "Milestone"
    MEND = "mend", "Tingkatkan", "Improve"
    KEEP = "keep", "Pertahankan", "Keep"


# Open questions about the work, after the situation, behaviour, effect of feedback literature.
PROMPTS: Final = {
    AgendaKind.GOAL: Text(
        id="Apa yang sejak pertemuan terakhir mendekatkan Anda pada tujuan ini, dan apa langkah"
        " berikutnya?",
        en="What has brought you closer to this goal since the last talk, and what is the next"
        " step?",
    ),
    AgendaKind.MILESTONE: Text(
        id="Apa yang sudah siap untuk tonggak ini, dan dukungan apa yang Anda perlukan?",
        en="What is ready for this milestone, and what support do you need?",
    ),
    AgendaKind.MEND: Text(
        id="Ceritakan satu situasi kerja terkini: apa yang Anda lakukan, apa akibatnya, dan apa"
        " yang akan Anda coba lain kali?",
        en="Tell of one recent situation at work: what did you do, what came of it, and what will"
        " you try next time?",
    ),
    AgendaKind.KEEP: Text(
        id="Di tugas mana kekuatan ini paling terasa, dan siapa yang dapat belajar dari Anda?",
        en="In which task does this strength show most, and who could learn from you?",
    ),
}
FIRST: Final = Text(
    id="Apa tujuan karier jangka panjang Anda, dan mengapa itu penting bagi Anda?",
    en="What is your long-term career goal, and why does it matter to you?",
)
UNKNOWN: Final = Text(id="Tujuan belum ditetapkan.", en="No goal is set yet.")


class Dated(Protocol):
    """Something that comes on a day, such as a milestone of a statement."""

    @property
    def day(self) -> dt.date:
        """The day."""
        ...

    @property
    def text(self) -> Text:
        """What comes."""
        ...


@attrs.frozen(kw_only=True)
class AgendaItem:
    """One thing to talk about.

    Attributes:
        kind: which part of the agenda it belongs to.
        text: what it is about.
        prompt: a question that opens it.
    """

    kind: AgendaKind
    text: Text
    prompt: Text


@attrs.frozen(kw_only=True)
class Topics:
    """What there is to talk about with one person.

    Attributes:
        goal: the long-term goal, in both languages.
        milestones: what comes by date; a talk takes up those up to the next talk.
        gap: the gap to the standard aimed at, as `measure_gap` gives it.
        strengths: what `assess_strengths` gives; what it says twice is taken up once.

    Raises:
        InvalidInputError: with every problem of the record.
    Source: none: our own choice; gaps as the object of development: PP 11/2017 article 206.
    """

    goal: Text | None = None
    milestones: tuple[Dated, ...] = ()
    gap: CompetencyGap | None = None
    strengths: Strengths | None = None

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.one("goal", Text, optional=True)
        for i, one in enumerate(take.listed("milestones")):
            dated = is_day(getattr(one, "day", None))
            if not (dated and isinstance(getattr(one, "text", None), Text)):
                take.note(f"milestones[{i}]", f"{type(one).__name__} has no day and text")
        take.one("gap", CompetencyGap, optional=True)
        take.one("strengths", Strengths, optional=True)
        take.finish()
        take.put("milestones", tuple(sorted(self.milestones, key=lambda m: (m.day, m.text.id))))

    def agenda(self, since: dt.date, until: dt.date) -> tuple[AgendaItem, ...]:
        """Return the agenda of a talk that stands for the days from ``since`` to ``until``.

        Order: the goal; the milestones of these days; what to mend, the largest gap first, three
        at most; one thing to keep.

        Source: none: our own choice.
        """
        mend, keep = [], []
        if self.gap is not None:
            mend = [Text(id=i.say("id"), en=i.say("en")) for i in self.gap.to_mend]
            keep = [Text(id=i.say("id"), en=i.say("en")) for i in self.gap.to_keep]
        if self.strengths is not None:
            mend += [point.text for point in self.strengths.weaknesses]
            keep += [point.text for point in self.strengths.strengths]
        found = [
            AgendaItem(
                kind=AgendaKind.GOAL,
                text=self.goal or UNKNOWN,
                prompt=PROMPTS[AgendaKind.GOAL] if self.goal else FIRST,
            )
        ]
        for one in self.milestones:
            if since <= one.day <= until:
                text = Text(
                    id=f"{show_day(one.day)}: {one.text.id}",
                    en=f"{show_day(one.day, 'en')}: {one.text.en}",
                )
                found += _items(AgendaKind.MILESTONE, [text])
        found += _items(AgendaKind.MEND, list(dict.fromkeys(mend))[:MOST])
        found += _items(AgendaKind.KEEP, keep[:1])
        return tuple(found)


def _items(kind: AgendaKind, texts: Iterable[Text]) -> Iterator[AgendaItem]:
    for text in texts:
        yield AgendaItem(kind=kind, text=text, prompt=PROMPTS[kind])
