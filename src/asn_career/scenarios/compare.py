"""Asks both rulebooks, and finds for each change what causes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from asn_career.dates import read_day
from asn_career.disclosure import MIN_CELL
from asn_career.errors import InvalidInputError, Problem
from asn_career.people import Employee
from asn_career.positions import Post
from asn_career.rulebook import Person, Rule, Rulebook
from asn_career.scenarios.asking import Asked, compile_answer, list_asked, read_people
from asn_career.scenarios.causes import Causes
from asn_career.scenarios.change import Change
from asn_career.scenarios.parts import Frame
from asn_career.scenarios.result import Changes
from asn_career.scenarios.watching import Watched, WatchedView
from asn_career.terms import Question

if TYPE_CHECKING:
    from asn_career.values import Value

__all__ = ["compare_rulebooks"]


def compare_rulebooks(
    employees: Iterable[Employee] | Mapping[str, Person],
    before: Rulebook,
    after: Rulebook,
    as_of: dt.date,
    *,
    rules: str | Iterable[str | Rule] | None = None,
    questions: Iterable[Question] | None = None,
    posts: Iterable[Post] = (),
    by: Mapping[str, Mapping[str, str]] | None = None,
    min_cell: int = MIN_CELL,
) -> Changes:
    """Tell who gets another answer under another law, which way, and by what.

    Args:
        employees: records; or ids with records or plain facts.
        before: the law as it is, or as it was: `Rulebook.as_in_force_on` pins it to a day.
        after: the law as it is to be: an overlay, another pinned day, another variant.
        as_of: the day asked about, under both.
        rules: the rules to ask; without them all that are in force in either.
        questions: only rules of these questions.
        posts: rules about a post are asked for each of these whose level they are about.
        by: attribute to person to group, such as `group_candidates` gives; the unit of a record
            on the day is always one.
        min_cell: the least count of people that is shown.

    Returns:
        The changes by rule, post and person, each with its causes. A cause is what, taken over
        alone, gives the new answer; where several things do so, each is named; where nothing does,
        a smallest set that does so together.

    Raises:
        UnknownNameError: a rule that neither rulebook has.
        InvalidInputError: records, ids and groups that do not fit, all at once; rulebooks that
            mean different things by one name.
    Source: none: our own choice.
    """
    as_of = read_day(as_of, "as_of")
    frame = Frame(before, after)
    asked = list_asked(before, after, as_of, rules, questions)
    people = read_people(employees, before, after, as_of)
    seats = tuple(sorted(posts, key=lambda post: post.id))
    groups = _read_groups(people, by or {}, as_of)
    comparer = _Comparer(frame, asked, as_of)
    found = [change for id, who in people.items() for change in comparer.ask(id, who, seats)]
    found.sort(key=lambda c: (c.rule, c.post or "", c.id))
    return Changes(
        before=before,
        after=after,
        as_of=as_of,
        items=tuple(found),
        people=people,
        posts=seats,
        asked=tuple(
            (one.rule, None if post is None else post.id)
            for one in asked
            for post in one.posts(seats)
        ),
        groups=groups,
        min_cell=min_cell,
    )


def _read_groups(
    people: Mapping[str, object], by: Mapping[str, Mapping[str, str]], as_of: dt.date
) -> dict[str, dict[str, str]]:
    """Return attribute to person to group, the unit first.

    Raises:
        InvalidInputError: people without a group, ids of nobody.
    """
    units: dict[str, str] = {}
    for id, who in people.items():
        held = who.appointment_on(as_of) if isinstance(who, Employee) else None
        units[id] = "-" if held is None else held.unit
    problems = []
    for attribute, groups in by.items():
        lacking, foreign = people.keys() - groups.keys(), groups.keys() - people.keys()
        if lacking:
            problems.append(Problem(f"by.{attribute}", f"{len(lacking)} people have no group"))
        if foreign:
            problems.append(Problem(f"by.{attribute}", f"{len(foreign)} ids are nobody's"))
    if problems:
        raise InvalidInputError(problems)
    given = {attribute: dict(groups) for attribute, groups in by.items()}
    return {"unit": units, **given}


class _Comparer:
    """Asks each person once under the first law, and again only what can differ."""

    def __init__(self, frame: Frame, asked: tuple[Asked, ...], as_of: dt.date) -> None:
        self.frame, self.as_of = frame, as_of
        self.asked = {one.rule: one for one in asked}
        self.parts = set(frame.parts)
        self.books = Watched(frame.before), Watched(frame.after)
        laws = frame.before.law(as_of), frame.after.law(as_of)
        self.readers = {one.rule: [compile_answer(one.rule, law) for law in laws] for one in asked}
        self.moved = {one.rule for one in asked if not self.parts.isdisjoint(one.reach)}
        """Rules that differ by themselves, whoever is asked."""
        self.asking: dict[str, list[str]] = {}
        """Which rules ask for a fact that both rulebooks know."""
        for one in asked:
            for fact in one.facts:
                if fact in frame.before.glossary:
                    self.asking.setdefault(fact, []).append(one.rule)
        self.causes = Causes(frame, as_of)

    def ask(
        self, id: str, who: Employee | dict[str, Value | None], posts: tuple[Post, ...]
    ) -> Iterator[Change]:
        """Yield the changes of one person, without a post or for each post that is given."""
        for post in (None, *posts):
            rules = {one.rule for one in self.asked.values() if post in one.posts(posts)}
            yield from self._ask(id, who, post, rules)

    def _ask(
        self,
        id: str,
        who: Employee | dict[str, Value | None],
        post: Post | None,
        rules: set[str],
    ) -> Iterator[Change]:
        employee, known = (who, {}) if isinstance(who, Employee) else (None, dict(who))
        old = WatchedView(self.books[0], self.as_of, employee, post, known)
        moved = rules & self.moved
        for fact, asking in self.asking.items():
            if not rules.isdisjoint(asking):
                old.get(fact)
        affected = old.affected(self.parts)
        moved = moved.union(*(rules.intersection(self.asking.get(f, ())) for f in affected))
        if not moved:
            return
        new = WatchedView(self.books[1], self.as_of, employee, post, old.known_but(affected))
        for rule in sorted(moved):
            read_old, read_new = self.readers[rule]
            told = read_old(old.get, self.as_of), read_new(new.get, self.as_of)
            if told[0] != told[1]:
                one = self.asked[rule]
                causes, how = self.causes.find(one, (old, new), affected, told[1])
                yield Change.of(id=id, asked=one, post=post, told=told, causes=causes, how=how)
