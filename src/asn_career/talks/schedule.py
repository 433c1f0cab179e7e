"""How talks are placed: day by day, whoever has the least time left first."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import Final

from asn_career.dates import ONE_DAY, read_day
from asn_career.errors import InvalidInputError, Problem
from asn_career.talks.records import Every, Key, TalkPair, TalkPolicy
from asn_career.talks.result import Moved, Talk, TalkSchedule, Unplaced, week_of

__all__ = ["schedule_talks"]

MAX_TALKS: Final = 100_000

Dues = tuple[tuple[dt.date, dt.date], ...]
"""The days on which a pair is due, each with the last day to which it may move."""
_Waiting = tuple[dt.date, dt.date, int, int]  # last day, due day, number of the pair, of the talk


def schedule_talks(
    pairs: Iterable[TalkPair],
    since: dt.date,
    until: dt.date,
    *,
    every: Every,
    skip: Container[dt.date] = (),
    policy: TalkPolicy | None = None,
) -> TalkSchedule:
    """Plan the career talks of pairs of people.

    Each pair is due on its first day and then every so often. A talk due on a day that is skipped,
    on a weekend, or on which one of the two has no time moves to the next open day: never before
    the day it is due, never to the day on which the next talk of the pair is due or after it, and
    never out of the span; a talk without such a day is not placed, with the reason. On each day
    those talks go first that could not wait as long as others; then those due earlier; then by the
    ids of leader and member.

    Args:
        pairs: who talks with whom.
        since: the first day of the span.
        until: its last day.
        every: how often; a pair may have an interval and a first day of its own.
        skip: days without talks: anything that answers ``day in skip``, such as a set of dates or
            a calendar of the package ``holidays``.
        policy: the weekend, and how many talks a leader has on a day and in a week.

    Returns:
        The talks by day, and those without one.

    Raises:
        InvalidInputError: with every problem at once: something that is no pair, a pair given
            twice, ``until`` before ``since``, a first day outside the span, over 100,000 talks.
    Source: none: our own choice; no regulation sets an interval (see `asn_career.talks`).
    """
    given, since, until, policy = _read(pairs, since, until, every, skip=skip, policy=policy)
    days = [since + n * ONE_DAY for n in range((until - since).days + 1)]
    closed = tuple(day for day in days if day in skip)
    series = [_series(pair, since, until, every) for pair in given]
    talks, unplaced = _place(given, series, days, frozenset(closed), policy)
    return TalkSchedule(
        since=since,
        until=until,
        every=every,
        policy=policy,
        closed=closed,
        pairs=given,
        talks=tuple(sorted(talks, key=lambda t: (t.day, t.leader, t.member, t.kind.order))),
        unplaced=tuple(sorted(unplaced, key=lambda u: (u.due, u.leader, u.member, u.kind.order))),
    )


def _read(
    pairs: Iterable[TalkPair],
    since: dt.date,
    until: dt.date,
    every: Every,
    *,
    skip: Container[dt.date],
    policy: TalkPolicy | None,
) -> tuple[tuple[TalkPair, ...], dt.date, dt.date, TalkPolicy]:
    problems: list[Problem] = []
    span: list[dt.date] = []
    for name, value in (("since", since), ("until", until)):
        try:
            span.append(read_day(value, name))
        except InvalidInputError as error:
            problems += error.problems
    if span == sorted(span, reverse=True) and len(set(span)) > 1:
        problems.append(Problem("until", f"{until} lies before since {since}"))
    if not isinstance(every, Every):
        problems.append(Problem("every", f"{type(every).__name__} instead of Every"))
    if policy is not None and not isinstance(policy, TalkPolicy):
        problems.append(Problem("policy", f"{type(policy).__name__} instead of TalkPolicy"))
    if isinstance(skip, str | bytes) or not hasattr(skip, "__contains__"):
        hint = "anything that answers `day in skip`, such as a set of dates"
        problems.append(Problem("skip", f"{type(skip).__name__} is no calendar", hint))
    listed = tuple(pairs) if isinstance(pairs, Iterable) else ()
    if not isinstance(pairs, Iterable):
        problems.append(Problem("pairs", f"{type(pairs).__name__} is not a list of TalkPair"))
    first_at: dict[Key, int] = {}
    many = 0
    for i, pair in enumerate(listed):
        if not isinstance(pair, TalkPair):
            hint = "TalkPair(leader=..., member=...)"
            problems.append(Problem(f"pairs[{i}]", f"{type(pair).__name__} is no TalkPair", hint))
            continue
        if (first := first_at.setdefault(pair.key, i)) != i:
            problems.append(Problem(f"pairs[{i}]", "is given twice", f"first at pairs[{first}]"))
        if len(span) == 2 and pair.first is not None and not span[0] <= pair.first <= span[1]:  # noqa: PLR2004
            message = f"{pair.first} lies outside {span[0]} to {span[1]}"
            problems.append(Problem(f"pairs[{i}].first", message))
        if not problems:
            many += len((pair.every or every).between(pair.first or span[0], span[1]))
            if many > MAX_TALKS:
                hint = "a shorter span, a longer interval or fewer pairs at a time"
                problems.append(Problem(f"pairs[{i}]", f"over {MAX_TALKS} talks", hint))
    if problems:
        raise InvalidInputError(problems)
    ordered = sorted(listed, key=lambda pair: pair.key)
    return tuple(ordered), span[0], span[1], policy or TalkPolicy()


def _series(pair: TalkPair, since: dt.date, until: dt.date, every: Every) -> Dues:
    """Return the days on which a pair is due, each with the last day to which it may move."""
    due = (pair.every or every).between(pair.first or since, until)
    return tuple(zip(due, (*(day - ONE_DAY for day in due[1:]), until), strict=False))


class _Load:
    """Who talks how often on a day, and how often leaders lead in a week."""

    def __init__(self, pairs: Iterable[TalkPair], policy: TalkPolicy) -> None:
        self.policy, self.leaders = policy, {pair.leader for pair in pairs}
        self.day: Counter[tuple[str, dt.date]] = Counter()
        self.as_member: Counter[tuple[str, dt.date]] = Counter()
        self.week: Counter[tuple[str, dt.date]] = Counter()

    def has_room(self, pair: TalkPair, day: dt.date) -> bool:
        """Tell whether both have time for one talk more."""
        most = self.policy.per_week
        return (
            all(
                self.day[who, day] < (self.policy.per_day if who in self.leaders else 1)
                for who in (pair.leader, pair.member)
            )
            and not self.as_member[pair.member, day]
            and (most is None or self.week[pair.leader, week_of(day)] < most)
        )

    def add(self, pair: TalkPair, day: dt.date) -> None:
        """Note one talk."""
        self.day.update([(pair.leader, day), (pair.member, day)])
        self.as_member[pair.member, day] += 1
        self.week[pair.leader, week_of(day)] += 1


def _place(
    pairs: Sequence[TalkPair],
    series: Sequence[Dues],
    days: Sequence[dt.date],
    closed: frozenset[dt.date],
    policy: TalkPolicy,
) -> tuple[list[Talk], list[Unplaced]]:
    load = _Load(pairs, policy)
    coming: dict[dt.date, list[_Waiting]] = {}
    for number, dues in enumerate(series):
        for n, (due, last) in enumerate(dues):
            coming.setdefault(due, []).append((last, due, number, n))
    talks: list[Talk] = []
    unplaced: list[Unplaced] = []
    waiting: list[_Waiting] = []
    why: dict[tuple[int, int], Moved] = {}  # what first stood in the way

    def give_up(item: _Waiting) -> Unplaced:
        pair = pairs[item[2]]
        return Unplaced(
            leader=pair.leader,
            member=pair.member,
            kind=pair.kind,
            due=item[1],
            last=item[0],
            why=why[item[2:]],
        )

    for day in days:
        for item in coming.get(day, ()):
            heapq.heappush(waiting, item)
        while waiting and waiting[0][0] < day:
            unplaced.append(give_up(heapq.heappop(waiting)))
        block = Moved.CALENDAR if day in closed else None
        block = Moved.WEEKEND if policy.is_weekend(day) else block
        later = []
        while waiting:
            item = heapq.heappop(waiting)
            (_, _, number, n) = item
            pair = pairs[number]
            if block is not None or not load.has_room(pair, day):
                why.setdefault((number, n), block or Moved.LOAD)
                later.append(item)
                continue
            load.add(pair, day)
            talks.append(_talk(pair, day, series[number], n, why.get((number, n))))
        waiting = later  # popped in order, so still a heap
    unplaced += map(give_up, waiting)
    return talks, unplaced


def _talk(
    pair: TalkPair,
    day: dt.date,
    dues: Dues,
    number: int,
    moved: Moved | None,
) -> Talk:
    due, last = dues[number]
    return Talk(
        leader=pair.leader,
        member=pair.member,
        kind=pair.kind,
        due=due,
        day=day,
        last=last,
        moved=moved,
        agenda=pair.topics.agenda(due, last),
    )
