"""The statement and its sections: plain data, rendered and checked by their own modules."""

from __future__ import annotations

import datetime as dt
import html
from decimal import Decimal
from typing import Final

import attrs

from asn_career.development import Plan, Strengths
from asn_career.findings import SCHEMA_VERSION, Finding, Score
from asn_career.paths import Route, Routes
from asn_career.paths.routes import say_records
from asn_career.people import Employee, RankHeld
from asn_career.positions import Position
from asn_career.regulations import Citation
from asn_career.statement.actions import Action
from asn_career.statement.checker import holds
from asn_career.statement.entries import Entry, Section, escape_markdown
from asn_career.statement.rendering import ADVICE, title, write
from asn_career.terms import Predikat, Text, Word

__all__ = ["Milestone", "Missing", "Prospect", "Standing", "Statement", "Verdict"]

Row = dict[str, str | int | dt.date | None]
KIND: Final = "statement"


class Verdict(Word):
    """What is said of the target."""

    NOW = "now", "semua syarat terpenuhi sekarang", "every requirement is met now"
    LATER = "later", "belum, tetapi ada jalur", "not yet, but there is a route"
    ALREADY = "already", "jabatan ini sudah Anda duduki", "you hold this post already"
    RETIRED = "retired", "batas usia pensiun sudah tercapai", "the retirement age has come"
    NO_POST = "no_post", "tidak ada jabatan definitif sekarang", "no definitive post at present"
    BLOCKED = "blocked", "tidak ada jalur dalam jangka waktu itu", "no route in that time"
    UNFINISHED = "unfinished", "pencarian belum selesai", "the search did not finish"
    UNJUDGED = (
        "unjudged",
        "belum dapat dinilai: aturan pengangkatan ke jabatan ini tidak ada dalam himpunan aturan",
        "cannot be judged: the rulebook has no rule of appointment to this post",
    )


@attrs.frozen(kw_only=True)
class Standing:
    """Where a person stands.

    Attributes:
        position: the position held definitively; None without an appointment.
        since: the day from which it is held.
        rank: the rank held; None where the record has none.
        predicates: the predicates of the last years with the words for the year, latest first.
        pension: the pension day by the law; None where no rule in force gives one.
        citations: the articles that the pension day rests on.
    """

    position: Position | None
    since: dt.date | None
    rank: RankHeld | None
    predicates: tuple[tuple[Text, Predikat | None], ...]
    pension: Score | None = attrs.field(repr=False)
    citations: tuple[Citation, ...] = ()

    @property
    def pension_day(self) -> dt.date | None:
        """The day; None where it is unknown."""
        value = None if self.pension is None else self.pension.value
        return value if isinstance(value, dt.date) else None


@attrs.frozen(kw_only=True)
class Prospect:
    """Where a person can go and by when.

    Attributes:
        verdict: what is said of the target.
        findings: what the rules of moves and of appointment say on the day, without assumptions,
            failures first; empty where the target is held or the person is retired.
        routes: the search under the assumptions; its target names no holder.
        judged: for each step of the route, whether the rulebook has a rule of appointment to it.
    """

    verdict: Verdict
    findings: tuple[Finding, ...] = attrs.field(repr=False)
    routes: Routes
    judged: tuple[bool, ...] = ()

    @property
    def route(self) -> Route | None:
        """The earliest route that is told; None where none is needed or known."""
        return self.routes.best() if self.verdict is Verdict.LATER else None


@attrs.frozen(kw_only=True)
class Milestone:
    """Something that comes on a day: a step of the route, what it rests on, the pension.

    Attributes:
        day: the day.
        text: what comes, in both languages; what is only assumed is marked so.
    """

    day: dt.date
    text: Text


@attrs.frozen(kw_only=True)
class Missing:
    """Something that the record does not say.

    Attributes:
        name: the name of a fact, or the topic of a sentence on strengths.
        text: what it is.
        needed_for: what cannot be said without it.
    """

    name: str
    text: Text
    needed_for: Text


@attrs.frozen(kw_only=True, str=False)
class Statement:
    """One page for one person. It names nobody else, and shows no birth day and no NIP.

    Attributes:
        employee: the record; only its id is shown.
        as_of: the day for which it was written.
        until: the last day that was looked at.
        rulebook: the name of the law.
        standing: where the person stands.
        strengths: what to keep and what to mend.
        prospect: where they can go and by when.
        missing: what the record does not say.
        actions: at most three things to do next, in the declared order.
        plan: the courses that close the gaps; None without a catalogue or without gaps.
    """

    employee: Employee = attrs.field(repr=False)
    as_of: dt.date
    until: dt.date
    rulebook: str
    standing: Standing
    strengths: Strengths = attrs.field(repr=False)
    prospect: Prospect
    missing: tuple[Missing, ...]
    actions: tuple[Action, ...]
    plan: Plan | None = attrs.field(default=None, repr=False)

    @property
    def id(self) -> str:
        """The id of the person."""
        return self.employee.id

    def verify(self) -> bool:
        """Check each part, that they fit, the order of days, and that nobody else is named.

        Source: none: our own choice.
        """
        return holds(self)

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """What comes by date: steps, the records they rest on, courses of the plan, the pension."""
        found, route = [], self.prospect.route
        for record in () if route is None else route.assumed:
            # Its days stand behind its name; the milestone has its own.
            names = [next(say_records((record,), lang)).rsplit(" (", 1)[0] for lang in ("id", "en")]
            day = record.edges[0] if record.edges else self.as_of
            text = Text(id=f"{names[0]} (anggapan)", en=f"{names[1]} (assumed)")
            found.append(Milestone(day=day, text=text))
        for step in () if route is None else route.steps:
            name = step.destination.position.name
            text = Text(id=f"menduduki jabatan {name}", en=f"take the post of {name}")
            found.append(Milestone(day=step.day, text=text))
        for item in () if self.plan is None else self.plan.items:
            name = f"{item.course.name} [{item.course.id}]"
            text = Text(id=f"menyelesaikan {name} (rencana)", en=f"finish {name} (planned)")
            found.append(Milestone(day=item.course.until, text=text))
        pension = self.standing.pension_day
        if pension is not None:
            found.append(Milestone(day=pension, text=Text(id="Pensiun", en="Pension")))
        ahead = [one for one in found if one.day >= self.as_of]
        return tuple(sorted(ahead, key=lambda one: one.day))

    def entries(self) -> tuple[Entry, ...]:
        """Return the page as sentences by section."""
        return tuple(write(self))

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the page as lines of text, with a heading a section."""
        found = [title(self).say(lang)]
        entries = self.entries()
        for number, section in enumerate(Section, 1):
            found += ["", f"{number}. {section.text.say(lang)}"]
            found += [
                f"{'  ' * (entry.depth + 1)}{entry.text.say(lang)}"
                for entry in entries
                if entry.section is section
            ]
        return (*found, "", ADVICE.say(lang))

    def rows(self) -> list[Row]:
        """Return one flat row a sentence; values of sensitive facts stay out."""
        return [
            {
                "id": self.id,
                "as_of": self.as_of,
                "section": entry.section.value,
                "depth": entry.depth,
                "text_id": entry.public.id,
                "text_en": entry.public.en,
                "day": entry.day,
                "citation": entry.citation,
            }
            for entry in self.entries()
            if entry.public is not None
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; values of sensitive facts stay out."""
        held, route = self.standing, self.prospect.route
        pension = held.pension_day
        return {
            "schema": SCHEMA_VERSION,
            "kind": KIND,
            "id": self.id,
            "as_of": self.as_of.isoformat(),
            "until": self.until.isoformat(),
            "rulebook": self.rulebook,
            "standing": {
                "position": None if held.position is None else held.position.id,
                "level": None if held.position is None else held.position.level.value,
                "since": None if held.since is None else held.since.isoformat(),
                "rank": None if held.rank is None else held.rank.golongan.value,
                "rank_since": None if held.rank is None else held.rank.since.isoformat(),
                "predicates": [None if p is None else p.value for _, p in held.predicates],
                "pension_day": None if pension is None else pension.isoformat(),
                "citations": [c.source for c in held.citations],
            },
            "strengths": _portable(self.strengths.as_dict()),
            "prospect": {
                "target": self.prospect.routes.target.id,
                "verdict": self.prospect.verdict.value,
                "findings": [f.as_dict() for f in self.prospect.findings],
                "assumed": list(say_records(self.prospect.routes.assumed, "en")),
                "route": None if route is None else route.as_dict(),
            },
            "plan": None if self.plan is None else self.plan.as_dict(),
            "milestones": [
                {"day": m.day.isoformat(), "text_id": m.text.id, "text_en": m.text.en}
                for m in self.milestones
            ],
            "missing": [
                {"name": m.name, "text_id": m.text.id, "text_en": m.text.en} for m in self.missing
            ],
            "actions": [
                {
                    "kind": a.kind.value,
                    "about": list(a.about),
                    "text_id": a.text.id,
                    "text_en": a.text.en,
                    "reason_id": a.reason.id,
                    "reason_en": a.reason.en,
                    "day": None if a.day is None else a.day.isoformat(),
                    "citations": [c.source for c in a.citations],
                }
                for a in self.actions
            ],
            "rows": [
                {k: str(v) if isinstance(v, dt.date) else v for k, v in row.items()}
                for row in self.rows()
            ],
            "advice": {"id": ADVICE.id, "en": ADVICE.en},
        }

    def to_markdown(self, lang: str = "id") -> str:
        """Return the page as Markdown; every word of the record is escaped.

        Source: none: our own choice.
        """
        found = [f"# {escape_markdown(title(self).say(lang))}"]
        entries = self.entries()
        for number, section in enumerate(Section, 1):
            found += ["", f"## {number}. {escape_markdown(section.text.say(lang))}", ""]
            found += [
                f"{'    ' * entry.depth}- {escape_markdown(entry.text.say(lang))}"
                for entry in entries
                if entry.section is section
            ]
        return "\n".join([*found, "", f"*{escape_markdown(ADVICE.say(lang))}*", ""])

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


def _portable(value: object) -> object:
    """Return plain data in which exact numbers are text."""
    match value:
        case dict():
            return {key: _portable(one) for key, one in value.items()}
        case list():
            return [_portable(one) for one in value]
        case Decimal():
            return str(value)
        case _:
            return value
