"""How vacancies are forecast: who sits where, spell by spell, and what lies between the spells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

import attrs

from asn_career.dates import ONE_DAY, read_day
from asn_career.errors import InvalidInputError, Problem
from asn_career.findings import Finding, Truth
from asn_career.people import Agency, Employee
from asn_career.positions import Post
from asn_career.projection import read_span
from asn_career.provenance import trace_provenance
from asn_career.succession.seats import Seats, read_agency, retirement_day, retirement_rules
from asn_career.succession.vacancies import Forecast, ForecastPolicy, Vacancy, VacancyReason
from asn_career.terms import PositionLevel

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook

__all__ = ["forecast_vacancies"]


def forecast_vacancies(
    agency: Agency,
    as_of: dt.date,
    until: dt.date,
    *,
    rulebook: Rulebook,
    policy: ForecastPolicy | None = None,
    key: bytes | None = None,
) -> Forecast:
    """Forecast which posts fall vacant from one day to another, both included.

    Args:
        agency: units, posts and people, with the moves that are decided already as future
            records: an appointment that begins later and names its post.
        as_of: the first day; what is vacant then, is listed as vacant already.
        until: the last day.
        rulebook: the law of retirement, with its changes that are known.
        policy: which levels to look at.
        key: with it the provenance holds a hash of the agency.

    Returns:
        The vacancies by day. Nobody follows where no record says so: that is what
        `plan_succession` is for. Whose pension day cannot be told is listed as unknown.

    Raises:
        InvalidInputError: with every problem of the call; records that put two people into one
            post on a day.
    Source: PP 11/2017 article 239 (pension day), through the rulebook.
    """
    policy = policy or ForecastPolicy()
    problems: list[Problem] = []
    read_agency(agency, problems)
    if not isinstance(policy, ForecastPolicy):
        hint = "ForecastPolicy(levels=...)"
        problems.append(Problem("policy", f"{type(policy).__name__}", hint))
    try:
        as_of, until = read_span(read_day(as_of, "as_of"), until)
    except InvalidInputError as error:
        problems.extend(error.problems)
    if problems:
        raise InvalidInputError(problems)
    levels = set(policy.levels) or set(PositionLevel)
    posts = {post.id: post for post in agency.posts if post.position.level in levels}
    stays = _Stays(agency, as_of, until, rulebook, posts)
    for person in agency.employees:
        stays.follow(person)
    found = [gap for post in posts.values() for gap in stays.gaps(post)]
    return Forecast(
        agency=agency.id,
        as_of=as_of,
        until=until,
        policy=policy,
        rulebook=rulebook.name,
        posts=len(posts),
        vacancies=tuple(sorted(found, key=lambda one: (one.since, one.post.id))),
        unknown=tuple(sorted(stays.unknown.items())),
        provenance=trace_provenance(
            rulebook=rulebook, as_of=as_of, until=until, policy=policy, inputs=agency, key=key
        ),
    )


@attrs.frozen(kw_only=True)
class _Stay:
    """A spell in which somebody sits in a post, and why it ends."""

    since: dt.date
    until: dt.date | None
    person: str
    reason: VacancyReason | None = None
    finding: Finding | None = None
    before: Finding | None = None


class _Stays:
    """Who sits where in a span, post by post."""

    def __init__(
        self,
        agency: Agency,
        as_of: dt.date,
        until: dt.date,
        rulebook: Rulebook,
        posts: Container[str],
    ) -> None:
        self.as_of, self.until, self.rulebook, self.posts = as_of, until, rulebook, posts
        self.seats = Seats(agency, as_of)
        self.by_post: dict[str, list[_Stay]] = {}
        self.unknown: dict[str, tuple[str, ...]] = {}

    def follow(self, person: Employee) -> None:
        """Note in which posts somebody sits."""
        edges = {day for a in person.appointments for day in a.span.edges}
        days = sorted({self.as_of, *(d for d in edges if self.as_of < d <= self.until)})
        seats = [self.seats.seat(person, day) for day in days]
        if not any(seat in self.posts for seat in seats):
            return
        pension, rule = retirement_day(person, self.as_of, self.until, self.rulebook)
        if pension is None:
            self._note_unknown(person)
        for day, following, post in zip(days, [*days[1:], None], seats, strict=True):
            if post is None or (pension is not None and pension <= day > self.as_of):
                continue
            stays = self.by_post.setdefault(post, [])
            if pension is not None and (following is None or pension <= following):
                assert rule is not None  # noqa: S101 - the day comes from a rule
                stay = _Stay(
                    since=day,
                    until=pension - ONE_DAY,
                    person=person.id,
                    reason=VacancyReason.RETIREMENT,
                    finding=self.rulebook.check(rule, person, pension),
                    before=None
                    if pension == self.as_of
                    else self.rulebook.check(rule, person, pension - ONE_DAY),
                )
            elif following is None:
                stay = _Stay(since=day, until=None, person=person.id)
            else:
                gone = person.appointment_on(following) is None
                stay = _Stay(
                    since=day,
                    until=following - ONE_DAY,
                    person=person.id,
                    reason=VacancyReason.TERM_END if gone else VacancyReason.MOVE,
                )
            last = stays[-1] if stays else None
            if last is not None and last.person == person.id and last.until == day - ONE_DAY:
                stays[-1] = attrs.evolve(stay, since=last.since)
            else:
                stays.append(stay)

    def _note_unknown(self, person: Employee) -> None:
        for rule in retirement_rules(self.rulebook, self.as_of):
            finding = self.rulebook.check(rule, person, self.as_of)
            if finding.truth is Truth.UNKNOWN:
                self.unknown[person.id] = finding.missing

    def gaps(self, post: Post) -> Iterator[Vacancy]:
        """Yield the spells in which nobody sits in a post.

        Raises:
            InvalidInputError: two people sit in it at once.
        """
        stays = sorted(self.by_post.get(post.id, ()), key=lambda stay: (stay.since, stay.person))
        left: _Stay | None = None
        day: dt.date | None = self.as_of
        for stay in stays:
            if day is None or stay.since < day:
                first = stays[stays.index(stay) - 1].person
                both = f"{first!r:.40} and {stay.person!r:.40} on {stay.since}"
                hint = "one post a person: end the first appointment before the second begins"
                where = f"agency.posts[{post.id!r:.40}]"
                raise InvalidInputError(Problem(where, f"is held by {both}", hint))
            if stay.since > day:
                yield self._gap(post, day, stay, left)
            day, left = (None if stay.until is None else stay.until + ONE_DAY), stay
        if day is not None and day <= self.until:
            yield self._gap(post, day, None, left)

    def _gap(
        self, post: Post, since: dt.date, follows: _Stay | None, left: _Stay | None
    ) -> Vacancy:
        known = left is not None and left.reason is not None
        return Vacancy(
            post=post,
            since=since,
            until=None if follows is None else follows.since - ONE_DAY,
            reason=left.reason if left is not None and left.reason else VacancyReason.ALREADY,
            left=left.person if left is not None and known else None,
            follows=None if follows is None else follows.person,
            finding=None if left is None else left.finding,
            before=None if left is None else left.before,
        )
