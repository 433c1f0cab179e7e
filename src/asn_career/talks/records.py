"""What career talks are planned from: who talks with whom, how often, and what the agency chose."""

from __future__ import annotations

import datetime as dt

import attrs

from asn_career.dates import recur
from asn_career.intake import Intake
from asn_career.talks.agenda import Topics
from asn_career.terms import Word

__all__ = ["Every", "Key", "TalkHeld", "TalkKind", "TalkPair", "TalkPolicy", "Weekday"]

Key = tuple[str, str, str]
"""The leader, the member and the kind of a series of talks."""


class TalkKind(Word):
    """Whose talk it is."""

    HEAD = "head", "atasan dan bawahan", "head and staff"
    MENTOR = "mentor", "mentor dan mentee", "mentor and mentee"


class Weekday(Word):
    """The days of the week, as ISO 8601 orders them."""

    __ordered__ = True
    MONDAY = "monday", "Senin", "Monday"
    TUESDAY = "tuesday", "Selasa", "Tuesday"
    WEDNESDAY = "wednesday", "Rabu", "Wednesday"
    THURSDAY = "thursday", "Kamis", "Thursday"
    FRIDAY = "friday", "Jumat", "Friday"
    SATURDAY = "saturday", "Sabtu", "Saturday"
    SUNDAY = "sunday", "Minggu", "Sunday"


@attrs.frozen(kw_only=True)
class Every:
    """How often: every so many months, weeks or days, which add up.

    Months are counted from the first day, so a short month moves nothing for good: talks from
    31 January on fall on 28 or 29 February and on 31 March.

    Raises:
        InvalidInputError: with every number that is not a whole number from 0, and no interval.
    Source: none: our own choice; no regulation read so far sets how often. Monitoring, from which
        guidance follows, is due at least once a semester (PP 30/2019 article 27).

    >>> days = Every(months=6).between(dt.date(2024, 8, 31), dt.date(2025, 9, 1))
    >>> [day.isoformat() for day in days]
    ['2024-08-31', '2025-02-28', '2025-08-31']
    """

    months: int = 0
    weeks: int = 0
    days: int = 0

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        for name in ("months", "weeks", "days"):
            take.whole(name, 0)
        if not take.problems and not (self.months or self.weeks or self.days):
            take.note("every", "is no interval", "such as Every(months=3) or Every(weeks=2)")
        take.finish()

    def between(self, first: dt.date, until: dt.date) -> tuple[dt.date, ...]:
        """Return the days from ``first`` to ``until``, both included.

        Source: none: our own choice.
        """
        return tuple(recur(first, until, months=self.months, days=7 * self.weeks + self.days))


@attrs.frozen(kw_only=True)
class TalkPair:
    """Two people who talk regularly about the career of the second.

    Attributes:
        leader: the id of the head or mentor.
        member: the id of the one of the staff, or of the mentee.
        kind: whose talk it is.
        every: how often, where it is not as for the others.
        first: the first day, where it is not that of the span.
        topics: what there is to talk about.

    Raises:
        InvalidInputError: with every problem of the record; a pair with itself.
    Source: none: our own choice; ongoing dialogue and feedback: PermenPANRB 6/2022 article 5.
    """

    leader: str
    member: str
    kind: TalkKind = TalkKind.HEAD
    every: Every | None = None
    first: dt.date | None = None
    topics: Topics = attrs.field(factory=Topics, repr=False)

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        leader, member = take.text("leader"), take.text("member")
        if leader is not None and leader == member:
            take.note("member", "a pair with itself", "two different people")
        take.word("kind", TalkKind)
        take.one("every", Every, optional=True)
        take.day("first", optional=True)
        take.one("topics", Topics)
        take.finish()

    @property
    def key(self) -> Key:
        """What tells one series of talks from another."""
        return self.leader, self.member, self.kind.value


@attrs.frozen(kw_only=True)
class TalkHeld:
    """A talk that took place.

    Attributes:
        leader: the id of the head or mentor.
        member: the id of the one of the staff, or of the mentee.
        day: the day.
        kind: whose talk it was.

    Raises:
        InvalidInputError: with every problem of the record; a pair with itself.
    Source: none: our own choice; guidance is recorded (PP 30/2019 articles 30-34).
    """

    leader: str
    member: str
    day: dt.date
    kind: TalkKind = TalkKind.HEAD

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        leader, member = take.text("leader"), take.text("member")
        if leader is not None and leader == member:
            take.note("member", "a pair with itself", "two different people")
        take.day("day")
        take.word("kind", TalkKind)
        take.finish()

    @property
    def key(self) -> Key:
        """What tells one series of talks from another."""
        return self.leader, self.member, self.kind.value


@attrs.frozen(kw_only=True)
class TalkPolicy:
    """What an agency is free to choose when it plans talks; no law sets it.

    Attributes:
        weekend: the days of the week without talks; none where an empty list is given.
        per_day: talks that a leader has on one day at most; everybody else has one.
        per_week: talks that a leader leads from Monday to Sunday at most; None sets no limit.

    Raises:
        InvalidInputError: with every problem: an unknown day, a whole week of weekend, a load that
            is no whole number from 1.
    Source: none: our own choice.
    """

    weekend: tuple[Weekday, ...] = (Weekday.SATURDAY, Weekday.SUNDAY)
    per_day: int = 1
    per_week: int | None = None

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        days = []
        for i, day in enumerate(take.listed("weekend")):
            try:
                days.append(Weekday(day))
            except ValueError as error:
                take.problems += [p.inside(f"weekend[{i}]") for p in getattr(error, "problems", ())]
        if len(set(days)) == len(Weekday):
            take.note("weekend", "is the whole week", "leave a day for talks")
        for name, optional in (("per_day", False), ("per_week", True)):
            take.whole(name, 1, optional=optional)
        take.finish()
        take.put("weekend", tuple(sorted(set(days))))

    def is_weekend(self, day: dt.date) -> bool:
        """Tell whether a day is one without talks.

        Source: none: our own choice.
        """
        return any(day.weekday() == word.order for word in self.weekend)
