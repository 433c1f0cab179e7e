"""Which talks were held, late, missed or never planned, and how each leader does."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

import attrs

from asn_career.dates import ONE_DAY, read_day
from asn_career.errors import InvalidInputError, Problem, UnknownNameError
from asn_career.findings import SCHEMA_VERSION
from asn_career.numbers import format_number, round_half_up
from asn_career.talks.records import Key, TalkHeld, TalkKind
from asn_career.talks.result import Talk, TalkSchedule
from asn_career.terms import Text, Word
from asn_career.values import show_day

__all__ = ["LeaderRate", "Outcome", "TalkAudit", "Tracked", "audit_talks"]

EARLY_DAYS: Final = 7
GRACE_DAYS: Final = 7


class Outcome(Word):
    """What became of a talk."""

    HELD = "held", "terlaksana", "held"
    LATE = "late", "terlambat", "held late"
    MISSED = "missed", "terlewat", "missed"
    PENDING = "pending", "belum jatuh waktu", "still to come"
    UNPLANNED = "unplanned", "di luar rencana", "held without a plan"


@attrs.frozen(kw_only=True)
class Tracked:
    """One talk: planned, held, or both.

    Attributes:
        planned: the day planned; None when it was not.
        held: the day held; None when it was not.
    """

    leader: str
    member: str
    kind: TalkKind
    planned: dt.date | None
    held: dt.date | None
    outcome: Outcome

    @property
    def key(self) -> Key:
        """What tells one series of talks from another."""
        return self.leader, self.member, self.kind.value


@attrs.frozen(kw_only=True)
class LeaderRate:
    """How one leader does.

    Attributes:
        counts: how many talks came out how.
        rate: held in time or late, of those that are no longer pending; None when there are none.
        on_time: held in time, of the same.
    """

    leader: str
    counts: Mapping[Outcome, int]
    rate: Fraction | None
    on_time: Fraction | None


@attrs.frozen(kw_only=True, repr=False, str=False)
class TalkAudit:
    """Planned talks beside those held.

    Attributes:
        as_of: the day of the audit.
        early_days: so many days before the planned day a talk counts for it already.
        grace_days: so many days after the planned day a talk is still in time.
        talks: the talks, planned or not, by leader, member, kind and day.
    """

    as_of: dt.date
    early_days: int
    grace_days: int
    talks: tuple[Tracked, ...]

    @property
    def leaders(self) -> tuple[LeaderRate, ...]:
        """How each leader does, by id."""
        found: dict[str, Counter[Outcome]] = {}
        for talk in self.talks:
            found.setdefault(talk.leader, Counter())[talk.outcome] += 1
        return tuple(_rate(leader, counts) for leader, counts in sorted(found.items()))

    def counts(self) -> Mapping[Outcome, int]:
        """Return how many talks came out how.

        Source: none: our own choice.
        """
        found = Counter(talk.outcome for talk in self.talks)
        return {outcome: found[outcome] for outcome in Outcome}

    def verify(self) -> bool:
        """Check every outcome by its two days, and that no talk left over fits one without.

        Source: none: our own choice.
        """
        early, grace = self.early_days * ONE_DAY, self.grace_days * ONE_DAY
        for talk in self.talks:
            day, held = talk.planned, talk.held
            if held is not None and held > self.as_of:
                return False
            if day is None or held is None:
                over = day is not None and day + grace < self.as_of
                wanted = Outcome.UNPLANNED if day is None else Outcome.PENDING
                wanted = Outcome.MISSED if over else wanted
            else:
                wanted = Outcome.HELD if held <= day + grace else Outcome.LATE
                if held < day - early:
                    return False
            if talk.outcome is not wanted or (day is None and held is None):
                return False
        spare: dict[Key, list[dt.date]] = {}
        days: dict[Key, list[dt.date]] = {}
        for talk in self.talks:
            if talk.planned is not None:
                days.setdefault(talk.key, []).append(talk.planned)
            elif talk.held is not None:
                spare.setdefault(talk.key, []).append(talk.held)
        for talk in self.talks:
            if talk.held is None and (day := talk.planned) is not None:
                end = min((d for d in days[talk.key] if d > day), default=dt.date.max)
                if any(day - early <= held < end for held in spare.get(talk.key, ())):
                    return False
        return True

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the counts, one line a leader, and each talk that is missed or late.

        Source: none: our own choice.
        """
        head = Text(id="Pemantauan dialog karier", en="Audit of career talks").say(lang)
        lines = [f"{head} ({show_day(self.as_of, lang)}): {_say(self.counts(), lang)}"]
        lines += [f"{one.leader}: {_say_rate(one, lang)}" for one in self.leaders]
        for talk in self.talks:
            if talk.outcome in {Outcome.MISSED, Outcome.LATE} and talk.planned is not None:
                day = show_day(talk.planned, lang)
                lines.append(f"{day}: {talk.leader} – {talk.member}: {talk.outcome.text.say(lang)}")
        return tuple(lines)

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return the talks of one person by day, and of a leader the rate; nobody else is named.

        Raises:
            UnknownNameError: the person has no talk.
        Source: none: our own choice.
        """
        lines = [_say_rate(one, lang) for one in self.leaders if one.leader == id]
        own = [talk for talk in self.talks if id in {talk.leader, talk.member}]
        if not own:
            raise UnknownNameError("person", id)
        for talk in sorted(own, key=lambda t: t.planned or t.held or self.as_of):
            day = talk.planned or talk.held or self.as_of
            lines.append(
                f"{show_day(day, lang)}: {talk.kind.text.say(lang)}, {talk.outcome.text.say(lang)}"
            )
        return tuple(lines)

    def rows(self) -> list[dict[str, str | dt.date | None]]:
        """Return one flat row a talk.

        Source: none: our own choice.
        """
        return [
            {
                "leader": talk.leader,
                "member": talk.member,
                "kind": talk.kind.value,
                "planned": talk.planned,
                "held": talk.held,
                "outcome": talk.outcome.value,
            }
            for talk in self.talks
        ]

    def leader_rows(self) -> list[dict[str, str | int | Decimal | None]]:
        """Return one flat row a leader; rates with four places, half up.

        Source: none: our own choice.
        """
        return [
            {
                "leader": one.leader,
                **{outcome.value: n for outcome, n in one.counts.items()},
                "rate": None if one.rate is None else round_half_up(one.rate, 4),
                "on_time": None if one.on_time is None else round_half_up(one.on_time, 4),
            }
            for one in self.leaders
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; rates as exact text.

        Source: none: our own choice.
        """
        return {
            "schema": SCHEMA_VERSION,
            "kind": "talk_audit",
            "as_of": self.as_of.isoformat(),
            "early_days": self.early_days,
            "grace_days": self.grace_days,
            "counts": {outcome.value: n for outcome, n in self.counts().items()},
            "leaders": [
                {
                    "leader": one.leader,
                    **{outcome.value: n for outcome, n in one.counts.items()},
                    "rate": None if one.rate is None else str(one.rate),
                    "on_time": None if one.on_time is None else str(one.on_time),
                }
                for one in self.leaders
            ],
            "rows": [
                {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in row.items()}
                for row in self.rows()
            ],
        }

    def __repr__(self) -> str:
        """Return the sizes."""
        return f"TalkAudit({len(self.talks)} talks, {len(self.leaders)} leaders)"

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())


def audit_talks(
    planned: TalkSchedule | Iterable[Talk],
    held: Iterable[TalkHeld],
    as_of: dt.date,
    *,
    early_days: int = EARLY_DAYS,
    grace_days: int = GRACE_DAYS,
) -> TalkAudit:
    """Compare the talks planned with those held up to a day.

    By day, each talk held counts for the earliest talk planned of the same pair that has none yet
    and that it may stand for: not more than ``early_days`` before the planned day, and before the
    next planned day of the pair. Held after ``grace_days`` it is late. What is planned and not held
    is missed when ``grace_days`` are over, and pending until then. A talk held that counts for none
    was not planned.

    Args:
        planned: a plan, or talks of several plans.
        held: the talks held; those after ``as_of`` are refused.
        as_of: the day of the audit.
        early_days: see above.
        grace_days: see above.

    Returns:
        The talks with their outcomes, and rates by leader.

    Raises:
        InvalidInputError: with every problem at once and its place.
    Source: none: our own choice; guidance is recorded (PP 30/2019 articles 30-34).
    """
    as_of = read_day(as_of, "as_of")
    talks, done = _read(planned, held, as_of, {"early_days": early_days, "grace_days": grace_days})
    early, grace = early_days * ONE_DAY, grace_days * ONE_DAY
    tracked: list[Tracked] = []
    for key in sorted({*talks, *done}):
        leader, member, kind = key[0], key[1], TalkKind(key[2])
        days = sorted(talks.get(key, ()))
        ends = [*days[1:], dt.date.max]
        found: dict[int, dt.date] = {}
        spare: list[dt.date] = []
        for day in sorted(done.get(key, ())):
            fits = (
                i
                for i, (plan, end) in enumerate(zip(days, ends, strict=False))
                if i not in found and plan - early <= day < end
            )
            if (i := next(fits, None)) is None:
                spare.append(day)
            else:
                found[i] = day
        pairs: list[tuple[dt.date | None, dt.date | None]] = [
            (plan, found.get(i)) for i, plan in enumerate(days)
        ]
        pairs += [(None, day) for day in spare]
        pairs.sort(key=lambda two: two[0] or two[1] or as_of)
        for plan, done_on in pairs:
            outcome = Outcome.UNPLANNED
            if plan is not None and done_on is not None:
                outcome = Outcome.HELD if done_on <= plan + grace else Outcome.LATE
            elif plan is not None:
                outcome = Outcome.MISSED if plan + grace < as_of else Outcome.PENDING
            tracked.append(
                Tracked(
                    leader=leader,
                    member=member,
                    kind=kind,
                    planned=plan,
                    held=done_on,
                    outcome=outcome,
                )
            )
    return TalkAudit(
        as_of=as_of, early_days=early_days, grace_days=grace_days, talks=tuple(tracked)
    )


def _read(
    planned: TalkSchedule | Iterable[Talk],
    held: Iterable[TalkHeld],
    as_of: dt.date,
    numbers: Mapping[str, object],
) -> tuple[dict[Key, list[dt.date]], dict[Key, list[dt.date]]]:
    problems = [
        Problem(name, f"{value!r:.20} is not a whole number of days from 0")
        for name, value in numbers.items()
        if type(value) is not int or value < 0
    ]
    talks = planned.talks if isinstance(planned, TalkSchedule) else planned
    by_key: list[dict[Key, list[dt.date]]] = []
    for name, kind, given in (("planned", Talk, talks), ("held", TalkHeld, held)):
        found: dict[Key, list[dt.date]] = {}
        by_key.append(found)
        if not isinstance(given, Iterable):
            problems.append(Problem(name, f"{type(given).__name__} is not a list"))
            continue
        for i, one in enumerate(given):
            if not isinstance(one, kind):
                message = f"{type(one).__name__} instead of {kind.__name__}"
                problems.append(Problem(f"{name}[{i}]", message))
                continue
            if one.day in found.get(one.key, ()):
                problems.append(Problem(f"{name}[{i}]", "the same talk is given twice"))
            if name == "held" and one.day > as_of:
                problems.append(Problem(f"{name}[{i}].day", f"{one.day} lies after {as_of}"))
            found.setdefault(one.key, []).append(one.day)
    if problems:
        raise InvalidInputError(problems)
    return by_key[0], by_key[1]


def _rate(leader: str, counts: Counter[Outcome]) -> LeaderRate:
    held, late, missed = (counts[o] for o in (Outcome.HELD, Outcome.LATE, Outcome.MISSED))
    due = held + late + missed
    return LeaderRate(
        leader=leader,
        counts={outcome: counts[outcome] for outcome in Outcome},
        rate=Fraction(held + late, due) if due else None,
        on_time=Fraction(held, due) if due else None,
    )


def _say(counts: Mapping[Outcome, int], lang: str) -> str:
    return ", ".join(f"{outcome.text.say(lang)} {n}" for outcome, n in counts.items())


def _say_rate(one: LeaderRate, lang: str) -> str:
    if one.rate is None:
        return _say(one.counts, lang)
    return f"{_say(one.counts, lang)} ({format_number(100 * one.rate, lang, 1)} %)"
