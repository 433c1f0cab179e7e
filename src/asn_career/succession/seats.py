"""Who sits where on a day: the posts of an agency today, and what the records say of later."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from asn_career.errors import InvalidInputError, Problem
from asn_career.people import Agency, Employee
from asn_career.positions import Post
from asn_career.projection import find_earliest_all, flag_rules
from asn_career.terms import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asn_career.rulebook import Rulebook

__all__ = ["Seats", "inputs_of", "read_agency", "retirement_day", "retirement_rules"]

RETIRE = (Question.RETIRE,)


def read_agency(agency: object, problems: list[Problem]) -> None:
    """Note that an agency is none."""
    if not isinstance(agency, Agency):
        hint = "Agency(id=..., name=..., units=..., posts=..., employees=...)"
        problems.append(Problem("agency", f"{type(agency).__name__} instead of Agency", hint))


def retirement_rules(rulebook: Rulebook, day: dt.date) -> tuple[str, ...]:
    """Return the rules that say whether the pension day has come."""
    return flag_rules(rulebook, RETIRE, None, day)


def inputs_of(
    post: Post,
    candidates: Iterable[Employee],
    facts: Mapping[str, Mapping[str, object]] | None,
) -> tuple[object, ...]:
    """Return what goes into a ranking, whatever its order was."""
    return (post, sorted(candidates, key=lambda person: person.id), facts or {})


class Seats:
    """The seats of an agency from a day on."""

    def __init__(self, agency: Agency, as_of: dt.date) -> None:
        """Take the agency as it is on a day."""
        self._posts = {post.id for post in agency.posts}
        self._as_of = as_of
        self._home = {p.holder: p.id for p in agency.posts if p.holder is not None}

    def seat(self, person: Employee, day: dt.date) -> str | None:
        """Return the post that somebody holds on a day if they have not retired, None for none.

        Today it is what the post says. Later it is what the record says: the post of the
        definitive appointment of the day, none when its term has ended, and where the record
        names no post or nothing at all, the same post for as long as that appointment lasts.
        """
        home = self._home.get(person.id)
        held = person.appointment_on(day)
        if day <= self._as_of:
            return home
        if held is None:
            return None if person.appointment_on(self._as_of) is not None else home
        if held.since <= self._as_of:
            return home
        return held.post if held.post in self._posts else None

    def move(self, person: str, post: str) -> None:
        """Take in that somebody is put into a post, on the first day or later."""
        self._home[person] = post

    def holders(self, people: Iterable[Employee], day: dt.date) -> dict[str, str]:
        """Return who sits in each post on a day, of those given.

        Raises:
            InvalidInputError: the records put two people into one post.
        """
        found: dict[str, str] = {}
        problems = []
        for person in people:
            post = self.seat(person, day)
            if post is not None and found.setdefault(post, person.id) != person.id:
                both = f"{found[post]!r:.40} and {person.id!r:.40} on {day}"
                hint = "one post a person: end the first appointment before the second begins"
                problems.append(Problem(f"agency.posts[{post!r:.40}]", f"is held by {both}", hint))
        if problems:
            raise InvalidInputError(problems)
        return found


def retirement_day(
    person: Employee, as_of: dt.date, until: dt.date, rulebook: Rulebook
) -> tuple[dt.date | None, str | None]:
    """Return the first day on which a rule says that somebody has retired, and the rule."""
    days = {
        name: find_earliest_all(person, (name,), as_of, until, rulebook=rulebook)
        for name in retirement_rules(rulebook, as_of)
    }
    return min(((d, n) for n, d in days.items() if d is not None), default=(None, None))
