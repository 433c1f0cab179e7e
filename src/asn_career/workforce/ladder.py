"""On which step somebody stands on a day: the level of the position, or the rank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.dates import ONE_DAY
from asn_career.errors import InvalidInputError, Problem
from asn_career.people import Appointment, Employee
from asn_career.succession.seats import retirement_day, retirement_rules
from asn_career.terms import Capacity, Golongan, Jenjang, PositionKind, PositionLevel, Text, Word

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook

__all__ = ["NO_RANK", "Ladder", "Pensions", "post_on", "step_on"]

NO_RANK: Final = "-"
_NO_RANK_TEXT: Final = Text(id="tanpa golongan", en="without a rank")


class Ladder(Word):
    """By what people are counted."""

    LEVEL = "level", "jenjang jabatan", "level of position"
    GOLONGAN = "golongan", "golongan ruang", "rank (golongan)"

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps, in the order of the law."""
        if self is Ladder.LEVEL:
            return tuple(level.value for level in PositionLevel)
        return (NO_RANK, *(rank.value for rank in Golongan))

    def read(self, given: object) -> str:
        """Return a step from its word.

        Raises:
            InvalidInputError: no such step; the hint names the near one.
        """
        if self is Ladder.GOLONGAN and given == NO_RANK:
            return NO_RANK
        words = PositionLevel if self is Ladder.LEVEL else Golongan
        if not isinstance(given, str):
            raise InvalidInputError(Problem("", f"a {type(given).__name__} is no step", "a word"))
        return words(given).value

    def say(self, step: str, lang: str) -> str:
        """Return the words of a step."""
        if step == NO_RANK:
            return _NO_RANK_TEXT.say(lang)
        words = PositionLevel if self is Ladder.LEVEL else Golongan
        return words(step).text.say(lang)


def post_on(who: Employee, day: dt.date, units: frozenset[str]) -> Appointment | None:
    """Return the post that somebody held in the units of an agency, None for nobody in service.

    Somebody who was released or studied then counts with the post held before.
    """
    held = [
        a
        for a in who.appointments
        if a.capacity is Capacity.DEFINITIVE and not a.assumed and a.since <= day
    ]
    last = held[-1] if held else None
    if last is None or last.unit not in units:
        return None
    if day in last.span:
        return last
    away = [one.span for one in who.releases] + [one.span for one in who.studies]
    return last if any(day in span for span in away) else None


def step_on(who: Employee, day: dt.date, ladder: Ladder, units: frozenset[str]) -> str | None:
    """Return the step of somebody in the service of an agency, None for all others."""
    now = post_on(who, day, units)
    if now is None:
        return None
    if ladder is Ladder.LEVEL:
        return now.position.level.value
    rank = next((r for r in reversed(who.ranks) if r.since <= day and not r.assumed), None)
    return NO_RANK if rank is None else rank.golongan.value


class Pensions:
    """The pension days of people in a span, by the law of each of its days.

    Source: PP 11/2017 article 239, through the rulebook.
    """

    def __init__(self, rulebook: Rulebook, since: dt.date, until: dt.date) -> None:
        """Take the law and the span, both days included."""
        self.rulebook, self.since, self.until = rulebook, since, until
        # While the law stays, a pension day that has come has come: the last day tells.
        changes = (day - ONE_DAY for day in rulebook.change_days if since < day <= until)
        self._last = [
            (day, [rulebook.decider(rule, day) for rule in retirement_rules(rulebook, day)])
            for day in (*changes, until)
        ]
        self._same = len({retirement_rules(rulebook, day) for day, _ in self._last}) == 1

    def find(
        self, who: Employee, now: Appointment, day: dt.date, *, level: str | None = None
    ) -> dt.date | None:
        """Return the pension day if the post of a day is held on, or one of another level.

        None where it does not come in the span, or is not known.
        """
        held = _hold_on(who, now, day, level)
        if self._same and not any(self._may_have_come(held, day)):
            return None
        return retirement_day(held, day, self.until, self.rulebook)[0]

    def _may_have_come(self, who: Employee, since: dt.date) -> Iterator[bool]:
        for day, deciders in self._last:
            if day >= since:
                get = self.rulebook.view(who, day).get
                yield not deciders or any(decide(get, day) is not False for decide in deciders)


def _hold_on(who: Employee, now: Appointment, day: dt.date, level: str | None) -> Employee:
    """Return the record in which a post is held on without end, or one of another level."""
    before = [a for a in who.appointments if a.since <= day and a is not now and not a.assumed]
    if level is None or level == now.position.level.value:
        if len(before) + 1 == len(who.appointments) and now.until is None:
            return who
        held = [attrs.evolve(now, until=None)]
    else:
        functional = level in {one.value for one in Jenjang}
        position = attrs.evolve(
            now.position,
            kind=PositionKind.FUNGSIONAL if functional else PositionKind(level),
            jenjang=Jenjang(level) if functional else None,
            eselon=None,
            standard=None,
        )
        held = [Appointment(position=position, unit=now.unit, since=day, assumed=True)]
        if now.since < day:
            held.append(attrs.evolve(now, until=day - ONE_DAY))
    return attrs.evolve(who, appointments=(*before, *held))
