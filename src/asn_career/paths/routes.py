"""A route and its steps: on which day, by which rules, and what had to be earned before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from asn_career.findings import Finding, Truth
from asn_career.findings.rendering import explain
from asn_career.gaps import PROFILE_MATCHING, CompetencyGap, GapPolicy, measure_gap
from asn_career.paths.checking import holds
from asn_career.paths.nearing import levels_short
from asn_career.people import Employee, Record
from asn_career.positions import Position, Post
from asn_career.rulebook import Rulebook
from asn_career.terms import MoveKind, Text
from asn_career.values import show_day

__all__ = ["ADVICE", "Earned", "Obstacle", "Route", "Step"]

Row = dict[str, object]

ADVICE = Text(
    id="Hasil ini saran menurut data dan aturan yang tercatat; keputusan ada pada pejabat yang"
    " berwenang.",
    en="This result advises, by the data and rules on record; a person in office decides.",
)


@attrs.frozen(kw_only=True)
class Earned:
    """A condition that was not met when the post before was taken, and is met on the day.

    Attributes:
        rule: the rule that asks for it.
        key: its key.
        text: what it asks.
        since: the day of the value before.
        before: the value then, in words; "-" where it is sensitive.
        after: the value on the day of the step.
        required: the value that the rule requires.
    """

    rule: str
    key: str
    text: Text
    since: dt.date
    before: Text
    after: Text
    required: Text

    def line(self, lang: str = "id") -> str:
        """Return the condition as a line of text."""
        wanted = Text(id="syarat", en="required").say(lang)
        change = f"{self.before.say(lang)} → {self.after.say(lang)}"
        return f"{self.text.say(lang)}: {change} ({wanted}: {self.required.say(lang)})"


@attrs.frozen(kw_only=True)
class Step:
    """One move: on the first day that serves the route on which every rule is YES.

    Attributes:
        origin: the position that is left.
        destination: the post that is taken.
        kind: the kind of the move, where a rule gives it.
        day: the day of the move.
        since: the day from which the move could be made: after the step before, or the first day.
        findings: one for each rule of moves and of appointment, on the day, all YES.
        earned: the conditions that had to be waited for.
        same: the ids of positions of the graph that no rule asked tells apart from this one.
        previous: the step before; None for the first.
    """

    origin: Position
    destination: Post
    kind: MoveKind | None
    day: dt.date
    since: dt.date
    findings: tuple[Finding, ...] = attrs.field(repr=False)
    earned: tuple[Earned, ...] = ()
    same: tuple[str, ...] = ()
    previous: Step | None = attrs.field(default=None, repr=False)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the step with what had to be earned and the rules that allow it."""
        kind = f", {self.kind.text.say(lang)}" if self.kind is not None else ""
        names = f"{self.origin.name} → {self.destination.position.name}"
        found = [f"{show_day(self.day, lang)}: {names}{kind}"]
        if self.earned:
            head = Text(id="Diraih dahulu, dari", en="Earned first, from").say(lang)
            found.append(f"  {head} {show_day(self.since, lang)}:")
            found += [f"    {one.line(lang)}" for one in self.earned]
        by = Text(id="Menurut", en="By").say(lang)
        found += [f"  {by}: {f.text.say(lang)} ({f.truth.text.say(lang)})" for f in self.findings]
        if self.same:
            also = Text(id="Sama menurut aturan", en="The same to the rules").say(lang)
            shown = ", ".join(self.same[:SHOWN]) + (", …" if len(self.same) > SHOWN else "")
            found.append(f"  {also} ({len(self.same)}): {shown}")
        return tuple(found)


SHOWN = 5


@attrs.frozen(kw_only=True)
class Route:
    """A way to the target: its steps, and the assumptions without which it would not stand.

    Attributes:
        employee: the record, without assumptions.
        rulebook: the law.
        target: the post that is reached.
        as_of: the first day on which a step could be made.
        until: the last day.
        steps: the steps by day.
        assumed: the assumed records that the route needs; without any one it is not lawful.
    """

    employee: Employee = attrs.field(repr=False)
    rulebook: Rulebook = attrs.field(repr=False)
    target: Post
    as_of: dt.date
    until: dt.date
    steps: tuple[Step, ...]
    assumed: tuple[Record, ...] = attrs.field(default=(), repr=False)

    @property
    def day(self) -> dt.date:
        """The day of arrival."""
        return self.steps[-1].day

    @property
    def moves(self) -> int:
        """How many steps it takes."""
        return len(self.steps)

    @property
    def levels(self) -> int | None:
        """How many levels its steps have to gain, each from the standard of the post left.

        None where one of the positions has no standard.
        """
        short = [levels_short(s.origin, s.destination.position) for s in self.steps]
        return None if None in short else sum(one for one in short if one is not None)

    def gaps(self, policy: GapPolicy = PROFILE_MATCHING) -> tuple[CompetencyGap | None, ...]:
        """Return for each step the gap from the standard of the post left to that of the next.

        None for a step where one of the two has no standard.

        Source: none: our own choice.
        """
        pairs = ((step.origin.standard, step.destination.position.standard) for step in self.steps)
        return tuple(measure_gap(a, b, policy=policy) if a and b else None for a, b in pairs)

    def verify(self) -> bool:
        """Re-read every step on its day, from the record and the assumptions listed alone.

        Source: none: our own choice.
        """
        return holds(self)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the route as lines of text, with its assumptions."""
        head = Text(id="Tiba", en="Arrival").say(lang)
        moves = Text(id="perpindahan", en="moves" if self.moves > 1 else "move").say(lang)
        found = [f"{head} {show_day(self.day, lang)} ({self.moves} {moves})"]
        for number, step in enumerate(self.steps, 1):
            first, *rest = step.lines(lang)
            found += [f"  {number}. {first}", *(f"   {line}" for line in rest)]
        if self.assumed:
            says = Text(id="Dengan anggapan", en="On the assumption of").say(lang)
            found.append(f"  {says}:")
            found += [f"    - {line}" for line in say_records(self.assumed, lang)]
        return tuple(found)

    def rows(self) -> list[Row]:
        """Return one flat row a step."""
        return [
            {
                "step": number,
                "from": step.origin.id,
                "to": step.destination.id,
                "level": step.destination.position.level.value,
                "kind": step.kind.value if step.kind is not None else None,
                "day": step.day,
                "earned": "|".join(one.key for one in step.earned),
                "rules": "|".join(f.rule for f in step.findings),
            }
            for number, step in enumerate(self.steps, 1)
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data; days as ISO text."""
        return {
            "arrival": self.day.isoformat(),
            "moves": self.moves,
            "levels": self.levels,
            "steps": [
                {
                    **row,
                    "day": step.day.isoformat(),
                    "findings": [f.as_dict() for f in step.findings],
                }
                for row, step in zip(self.rows(), self.steps, strict=True)
            ],
            "assumed": list(say_records(self.assumed, "en")),
        }


@attrs.frozen(kw_only=True)
class Obstacle:
    """A condition that stands in the way of the target.

    Attributes:
        rule: the rule that asks for it.
        key: its key.
        truth: what the rule answered: NO, UNKNOWN where a fact is missing, YES for retirement.
        text: what it asks and what was found, in both languages.
        always: whether it blocks every attempt, whatever the career.
    """

    rule: str
    key: str
    truth: Truth
    text: Text
    always: bool


def find_obstacles(
    findings: tuple[Finding, ...], never: frozenset[tuple[str, str]]
) -> Iterator[Obstacle]:
    """Yield the conditions that decided findings; those of ``never`` block always."""
    for finding in findings:
        for line in finding.deciding:
            words = [next(iter(explain(line, lang))).strip() for lang in ("id", "en")]
            yield Obstacle(
                rule=finding.rule,
                key=line.info.key,
                truth=finding.truth,
                text=Text(id=words[0].lstrip("-?+ "), en=words[1].lstrip("-?+ ")),
                always=(finding.rule, line.info.key) in never,
            )


def say_records(records: tuple[Record, ...], lang: str) -> Iterator[str]:
    """Yield each record in a few words: what it is, and its days."""
    for record in records:
        days = " – ".join(show_day(day, lang) for day in _days_of(record))
        yield f"{_name_of(record).say(lang)} ({days})" if days else _name_of(record).say(lang)


def _days_of(record: Record) -> list[dt.date]:
    begins = (
        getattr(record, name, None) for name in ("since", "issued", "day", "finished", "graduated")
    )
    first = next((day for day in begins if day is not None), None)
    last = getattr(record, "until", None)
    return [day for day in (first, last) if day is not None]


def _name_of(record: Record) -> Text:
    label = {
        "Appointment": ("Pengangkatan", "Appointment"),
        "RankHeld": ("Kenaikan pangkat", "Rank"),
        "Education": ("Ijazah", "Diploma"),
        "Appraisal": ("Penilaian kinerja", "Appraisal"),
        "Assessment": ("Asesmen kompetensi", "Competency assessment"),
        "Training": ("Pelatihan", "Training"),
        "Attestation": ("Keterangan", "Attestation"),
        "CreditDecision": ("Penetapan angka kredit", "Credit decision"),
    }.get(type(record).__name__, ("Catatan", "Record"))
    name = Text(id=label[0], en=label[1])
    for field in ("predicate", "kind", "level", "golongan", "diploma", "position", "course"):
        value = getattr(record, field, None)
        text = getattr(value, "text", None) or getattr(value, "name", None) or value
        if isinstance(text, Text):
            return Text(id=f"{name.id}: {text.id}", en=f"{name.en}: {text.en}")
        if isinstance(text, str):
            return Text(id=f"{name.id}: {text}", en=f"{name.en}: {text}")
    return name
