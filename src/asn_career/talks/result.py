"""What comes out: the talks by day, and those without a day."""

from __future__ import annotations

import datetime as dt

import attrs

from asn_career.dates import ONE_DAY
from asn_career.errors import UnknownNameError
from asn_career.findings import SCHEMA_VERSION
from asn_career.talks.agenda import AgendaItem
from asn_career.talks.icalendar import Event, write_calendar
from asn_career.talks.records import Every, Key, TalkKind, TalkPair, TalkPolicy
from asn_career.terms import Text, Word
from asn_career.values import show_day

__all__ = ["Moved", "Talk", "TalkSchedule", "Unplaced", "week_of"]

Row = dict[str, str | int | dt.date | None]


def week_of(day: dt.date) -> dt.date:
    """Return the Monday of the week of a day."""
    return day - day.weekday() * ONE_DAY


class Moved(Word):
    """What stood in the way on the day a talk was due."""

    CALENDAR = "calendar", "hari yang dilewati kalender", "a day the calendar skips"
    WEEKEND = "weekend", "akhir pekan", "weekend"
    LOAD = "load", "salah satu sudah penuh jadwalnya", "one of the two had no time left"


@attrs.frozen(kw_only=True)
class Talk:
    """One planned talk.

    Attributes:
        due: the day on which it is due.
        day: the day on which it is planned.
        last: the last day to which it could have moved.
        moved: why it was moved; None when it was not.
        agenda: what to talk about; it concerns the member and nobody else.
    """

    leader: str
    member: str
    kind: TalkKind
    due: dt.date
    day: dt.date
    last: dt.date
    moved: Moved | None
    agenda: tuple[AgendaItem, ...] = attrs.field(repr=False)

    @property
    def key(self) -> Key:
        """What tells one series of talks from another."""
        return self.leader, self.member, self.kind.value


@attrs.frozen(kw_only=True)
class Unplaced:
    """A talk that has no day from the one it is due to the last to which it may move."""

    leader: str
    member: str
    kind: TalkKind
    due: dt.date
    last: dt.date
    why: Moved

    @property
    def key(self) -> Key:
        """What tells one series of talks from another."""
        return self.leader, self.member, self.kind.value


@attrs.frozen(kw_only=True, repr=False, str=False)
class TalkSchedule:
    """The career talks of a span.

    Attributes:
        closed: the days of the span that the calendar of the caller skips.
        pairs: the pairs, by id.
        talks: the talks, by day.
        unplaced: talks without a day, by the day they were due.
    """

    since: dt.date
    until: dt.date
    every: Every
    policy: TalkPolicy
    closed: tuple[dt.date, ...]
    pairs: tuple[TalkPair, ...]
    talks: tuple[Talk, ...]
    unplaced: tuple[Unplaced, ...]

    def of(self, id: str) -> tuple[Talk, ...]:
        """Return the talks of a person, by day.

        Raises:
            UnknownNameError: the person is in no pair.
        Source: none: our own choice.
        """
        known = {who for pair in self.pairs for who in (pair.leader, pair.member)}
        if id not in known:
            raise UnknownNameError("person", id)  # the ids of others are not listed
        return tuple(talk for talk in self.talks if id in {talk.leader, talk.member})

    def verify(self) -> bool:
        """Check every talk against the span, the calendar, the loads and the declared order.

        Source: none: our own choice.
        """
        from asn_career.talks.checker import holds

        return holds(self)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the plan for the officer: one line a talk, then those without a day.

        Source: none: our own choice.
        """
        head = Text(id="Jadwal dialog karier", en="Plan of career talks").say(lang)
        lines = [f"{head}, {show_day(self.since, lang)} – {show_day(self.until, lang)}"]
        lines += [
            f"{show_day(t.day, lang)}: {t.leader} – {t.member} ({t.kind.text.say(lang)})"
            + _say_moved(t, lang)
            for t in self.talks
        ]
        none = Text(id="tidak mendapat hari", en="no day found").say(lang)
        lines += [
            f"{show_day(u.due, lang)}: {u.leader} – {u.member}: {none} ({u.why.text.say(lang)})"
            for u in self.unplaced
        ]
        return tuple(lines)

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return the talks of one person with their agenda; nobody else is named.

        A leader reads of how many talks there are on a day, and no agenda of anybody.

        Raises:
            UnknownNameError: the person is in no pair.
        Source: none: our own choice.
        """
        lines = []
        for talk in self.of(id):
            leads = id == talk.leader
            role = Text(id="memimpin", en="leading") if leads else Text(id="peserta", en="member")
            kind = talk.kind.text.say(lang)
            moved = _say_moved(talk, lang)
            lines.append(f"{show_day(talk.day, lang)}: {kind} ({role.say(lang)}){moved}")
            if not leads:
                lines += agenda_lines(talk.agenda, lang)
        none = Text(id="dialog tidak mendapat hari", en="talks found no day").say(lang)
        missed = sum(id in {u.leader, u.member} for u in self.unplaced)
        return (*lines, f"{missed} {none}") if missed else tuple(lines)

    def rows(self) -> list[Row]:
        """Return one flat row a talk, then one for each without a day; no agenda.

        Source: none: our own choice.
        """

        def row(one: Talk | Unplaced, day: dt.date | None, why: Moved | None) -> Row:
            return {
                "leader": one.leader,
                "member": one.member,
                "kind": one.kind.value,
                "due": one.due,
                "day": day,
                "why": None if why is None else why.value,
            }

        return [
            *(row(talk, talk.day, talk.moved) for talk in self.talks),
            *(row(one, None, one.why) for one in self.unplaced),
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; agendas are left out.

        Source: none: our own choice.
        """
        return {
            "schema": SCHEMA_VERSION,
            "kind": "talk_schedule",
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "every": attrs.asdict(self.every),
            "weekend": [day.value for day in self.policy.weekend],
            "per_day": self.policy.per_day,
            "per_week": self.policy.per_week,
            "closed": [day.isoformat() for day in self.closed],
            "rows": [
                {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in row.items()}
                for row in self.rows()
            ],
        }

    def to_icalendar(
        self,
        as_of: dt.date,
        *,
        key: bytes,
        id: str | None = None,
        lang: str = "id",
        with_agenda: bool = False,
    ) -> str:
        """Return the talks as an iCalendar (RFC 5545), one event of a whole day each.

        The UID of a talk stays the same when it is planned anew for another day. It tells nothing
        of the two people: it is made from their ids and the day the talk is due with the key of
        the caller, who keeps the key.

        Args:
            as_of: the day on which the calendar is written.
            key: at least 16 bytes, the same for every calendar of the agency.
            id: only the talks of this person, in words that name nobody; None gives all of them.
            lang: ``id`` or ``en``.
            with_agenda: whether the agenda is written, too; it tells of gaps, so not into a
                calendar that others can read. A leader's own calendar has it only where asked for.

        Raises:
            UnknownNameError: the person is in no pair.
            InvalidInputError: a key that is too short, or something that is no day.
        Source: RFC 5545 sections 3.1, 3.3.11, 3.6.1 and 3.8.4.7.
        """
        talks = self.talks if id is None else self.of(id)
        head = Text(id="Dialog karier", en="Career talk").say(lang)
        events = []
        for talk in talks:
            whose = talk.kind.text.say(lang)
            if id is None:
                whose += f", {talk.leader} – {talk.member}"
            events.append(
                Event(
                    name=(*talk.key, talk.due.isoformat()),
                    day=talk.day,
                    summary=f"{head}: {whose}",
                    notes=agenda_lines(talk.agenda, lang) if with_agenda else (),
                )
            )
        return write_calendar(events, as_of, key=key)

    def __repr__(self) -> str:
        """Return the sizes."""
        return f"TalkSchedule({len(self.talks)} talks, {len(self.unplaced)} without a day)"

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())


def agenda_lines(agenda: tuple[AgendaItem, ...], lang: str = "id") -> tuple[str, ...]:
    """Return an agenda with the questions that open each part, each question once."""
    lines, asked = [], set()
    for item in agenda:
        lines.append(f"  {item.kind.text.say(lang)}: {item.text.say(lang)}")
        if item.prompt not in asked:
            asked.add(item.prompt)
            lines.append(f"    {item.prompt.say(lang)}")
    return tuple(lines)


def _say_moved(talk: Talk, lang: str) -> str:
    if talk.moved is None:
        return ""
    due = Text(id="semula", en="due on").say(lang)
    return f" [{due} {show_day(talk.due, lang)}: {talk.moved.text.say(lang)}]"
