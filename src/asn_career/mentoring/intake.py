"""What is checked before anybody is matched: every problem of the call at once, with its place."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias, cast

import attrs

from asn_career.errors import InvalidInputError, Problem, near, shown
from asn_career.facts import Subject
from asn_career.mentoring.policy import SCORE_RULE, MentoringPolicy
from asn_career.people import Employee
from asn_career.rulebook import Rulebook
from asn_career.terms import Question
from asn_career.values import Kind

if TYPE_CHECKING:
    from asn_career.mentoring.people import Given
    from asn_career.values import Value

__all__ = ["Call", "condition_names", "read_call", "read_law"]

Pair: TypeAlias = tuple[str, str]
Listed: TypeAlias = tuple[str | tuple[str, ...], ...]
CAPACITY = "mentoring.capacity"
MAX_CAPACITY = 1000
ID_DIGITS = 18


def show(id: object) -> str:
    """Return an id as a message may quote it: an identity number only by its last digits."""
    text = str(id)
    return f"'…{text[-3:]}'" if text.isdigit() and len(text) >= ID_DIGITS else shown(id)


def condition_names(book: Rulebook, as_of: dt.date) -> tuple[str, ...]:
    """Return the names of the rules in force that answer yes or no to who may be the mentor.

    Source: none: our own choice.
    """
    law = book.law(as_of)
    return tuple(
        rule.name
        for rule in book.rules_for(Question.MENTOR, None, as_of)
        if law.rule_type(rule.name).kind is Kind.FLAG
    )


def read_law(rulebook: object, policy: object, as_of: dt.date) -> Rulebook:
    """Return the rulebook with a mentoring policy in force on the day.

    Raises:
        InvalidInputError: something else, or a policy that does not hold on the day.
    Source: none: our own choice.
    """
    problems = []
    if not isinstance(rulebook, Rulebook):
        problems.append(Problem("rulebook", f"{type(rulebook).__name__} instead of Rulebook"))
    if not (policy is None or isinstance(policy, MentoringPolicy)):
        problems.append(Problem("policy", f"{type(policy).__name__} instead of MentoringPolicy"))
    if problems or not isinstance(rulebook, Rulebook):
        raise InvalidInputError(problems)
    book = rulebook
    if isinstance(policy, MentoringPolicy):
        book = policy.overlay(rulebook)
    elif SCORE_RULE not in rulebook.law(as_of).latest:
        book = MentoringPolicy().overlay(rulebook)
    law = book.law(as_of)
    if SCORE_RULE not in law.rules:
        problems.append(Problem("policy", f"no mentoring policy is in force on {as_of}"))
    elif law.rule_type(SCORE_RULE).kind is not Kind.NUMBER:
        problems.append(Problem(SCORE_RULE, "does not answer with a number"))
    cell = book.cell(CAPACITY, (), as_of) if CAPACITY in book.tables else None
    if not problems and (cell is None or not isinstance(cell.value, int)):
        problems.append(Problem(CAPACITY, f"says nothing on {as_of}"))
    if problems:
        raise InvalidInputError(problems)
    return book


@attrs.frozen(kw_only=True)
class Call:
    """The call, checked: people by id, pairs sorted, places, clean facts."""

    mentees: tuple[Employee, ...]
    mentors: tuple[Employee, ...]
    places: Mapping[str, int]
    fixed: tuple[Pair, ...]
    banned: tuple[Pair, ...]
    previous: tuple[Pair, ...]
    own_facts: Mapping[str | Pair, Given]
    fixed_at: Mapping[Pair, int]
    lists: Mapping[str, Listed]
    locations: Mapping[str, str]

    def given(self, key: str | Pair) -> Given:
        """Return the facts that the caller gave about a person or a pair.

        Source: none: our own choice.
        """
        return self.own_facts.get(key, ())

    def lists_of(self, people: Iterable[Employee]) -> dict[str, Listed]:
        """Return the lists of those who gave one.

        Source: none: our own choice.
        """
        return {p.id: self.lists[p.id] for p in people if p.id in self.lists}

    def refuse_forbidden(self, permitted: Container[Pair]) -> None:
        """Refuse the fixed pairs that the policy forbids.

        Raises:
            InvalidInputError: with every such pair.
        Source: none: our own choice.
        """
        hint = "free the pair, or lay a policy that permits it over the rulebook"
        problems = [
            Problem(
                f"fixed[{self.fixed_at[a, b]}]",
                f"the policy forbids the pair {show(a)}, {show(b)}",
                hint,
            )
            for a, b in self.fixed
            if (a, b) not in permitted
        ]
        if problems:
            raise InvalidInputError(problems)


def read_call(
    mentees: Iterable[Employee],
    mentors: Iterable[Employee],
    as_of: dt.date,
    *,
    book: Rulebook,
    fixed: Iterable[Pair],
    banned: Iterable[Pair],
    previous: Iterable[Pair],
    facts: object,
    capacities: object,
    preferences: object,
    locations: object,
) -> Call:
    """Check a call and put it in order.

    Raises:
        InvalidInputError: with every problem.
    Source: none: our own choice.
    """
    check = _Check()
    left, right = check.people("mentees", mentees), check.people("mentors", mentors)
    for i, id in enumerate(right):
        if id in left:
            check.note(f"mentors[{i}]", f"{show(id)} is among the mentees too", "one side only")
    bans = check.couples("banned", banned, left, right)
    fixes = check.couples("fixed", fixed, left, right)
    before = check.couples("previous", previous, left, right, leavers=True)
    cell = book.cell(CAPACITY, (), as_of)
    usual = cell.value if cell is not None and isinstance(cell.value, int) else 0
    places = dict.fromkeys(sorted(right), usual)
    places.update(check.capacities(capacities, right))
    for pair, i in fixes.items():
        if pair in bans:
            hint = "lift the ban or free the pair"
            check.note(f"fixed[{i}]", f"the pair {show(pair[0])}, {show(pair[1])} is banned", hint)
    room: dict[str, int] = {**dict.fromkeys(left, 1), **places}
    for id, load in Counter(id for pair in fixes for id in pair).items():
        if load > room.get(id, load):
            check.note("fixed", f"{show(id)} has {load} fixed pairs and {room[id]} places")
    own = check.facts(facts, book, left, right)
    lists = check.lists(preferences, left, right)
    places_of_work = check.locations(locations, {**left, **right})
    if check.problems:
        raise InvalidInputError(check.problems)
    return Call(
        mentees=tuple(left[id] for id in sorted(left)),
        mentors=tuple(right[id] for id in sorted(right)),
        places=places,
        fixed=tuple(sorted(fixes)),
        banned=tuple(sorted(bans)),
        previous=tuple(sorted(before)),
        own_facts=own,
        fixed_at=fixes,
        lists=lists,
        locations=places_of_work,
    )


class _Check:
    """Collects the problems of a call while it is read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def note(self, where: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(where, message, hint))

    def listed(self, name: str, given: object) -> tuple[object, ...]:
        if isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable):
            self.note(name, f"{type(given).__name__} is not a list")
            return ()
        return tuple(given)

    def people(self, name: str, given: object) -> dict[str, Employee]:
        found: dict[str, Employee] = {}
        first: dict[str, int] = {}
        for i, person in enumerate(self.listed(name, given)):
            if not isinstance(person, Employee):
                self.note(f"{name}[{i}]", f"{type(person).__name__} instead of Employee")
            elif person.id in found:
                hint = f"first at {name}[{first[person.id]}]"
                self.note(f"{name}[{i}]", f"{show(person.id)} is given twice", hint)
            else:
                found[person.id], first[person.id] = person, i
        return found

    def couples(
        self,
        name: str,
        given: object,
        left: Mapping[str, Employee],
        right: Mapping[str, Employee],
        *,
        leavers: bool = False,
    ) -> dict[Pair, int]:
        """Read pairs and their places; of an earlier answer some people may have left."""
        found: dict[Pair, int] = {}
        for i, couple in enumerate(self.listed(name, given)):
            pair = self.pair(f"{name}[{i}]", couple, left, right, leavers=leavers)
            if pair is None:
                continue
            if pair in found:
                self.note(f"{name}[{i}]", "the pair is given twice", f"first at {found[pair]}")
            found.setdefault(pair, i)
        return found

    def pair(
        self,
        where: str,
        couple: object,
        left: Mapping[str, Employee],
        right: Mapping[str, Employee],
        *,
        leavers: bool = False,
    ) -> Pair | None:
        if not isinstance(couple, tuple | list) or len(couple) != 2:  # noqa: PLR2004
            self.note(where, "is not a pair", "(mentee id, mentor id)")
            return None
        good = True
        for id, role, side, other in (
            (couple[0], "mentee", left, right),
            (couple[1], "mentor", right, left),
        ):
            if not isinstance(id, str) or id not in side:
                turned = isinstance(id, str) and id in other
                if leavers and isinstance(id, str) and not turned:
                    continue
                hint = "mentee first, then mentor" if turned else f"{len(side)} {role}s are known"
                self.note(where, f"unknown {role} {show(id)}", hint)
                good = False
        return (str(couple[0]), str(couple[1])) if good else None

    def capacities(self, given: object, right: Mapping[str, Employee]) -> dict[str, int]:
        if not isinstance(given, Mapping):
            self.note("capacities", f"{type(given).__name__} is no mapping", "mentor id to places")
            return {}
        found: dict[str, int] = {}
        for id, places in given.items():
            where = f"capacities[{show(id)}]"
            if id not in right:
                self.note(where, "is not the id of a mentor")
            elif type(places) is not int or not 0 <= places <= MAX_CAPACITY:
                self.note(where, f"{shown(places)} places", f"from 0 to {MAX_CAPACITY}")
            else:
                found[id] = places
        return found

    def lists(
        self, given: object, left: Mapping[str, Employee], right: Mapping[str, Employee]
    ) -> dict[str, Listed]:
        if not isinstance(given, Mapping):
            kind = type(given).__name__
            self.note("preferences", f"{kind} is no mapping", "id to list, the best first")
            return {}
        found: dict[str, Listed] = {}
        for id, listed in given.items():
            where = f"preferences[{show(id)}]"
            if id not in left and id not in right:
                self.note(where, "is not the id of a mentee or mentor")
                continue
            role, others = ("mentor", right) if id in left else ("mentee", left)
            items = [
                tuple(item) if isinstance(item, list | tuple) else item
                for item in self.listed(where, listed)
            ]
            met: set[object] = set()
            for i, item in enumerate(items):
                for other in item if isinstance(item, tuple) else (item,):
                    if not isinstance(other, str) or other not in others:
                        hint = f"{len(others)} {role}s are known"
                        self.note(f"{where}[{i}]", f"unknown {role} {show(other)}", hint)
                    elif other in met:
                        self.note(f"{where}[{i}]", f"{show(other)} is listed twice")
                    met.add(other)
            found[id] = cast("Listed", tuple(items))
        return found

    def locations(self, given: object, known: Mapping[str, Employee]) -> dict[str, str]:
        if not isinstance(given, Mapping):
            self.note("locations", f"{type(given).__name__} is no mapping", "id to place of work")
            return {}
        for id, where in given.items():
            if id not in known:
                self.note(f"locations[{show(id)}]", "is not the id of a mentee or mentor")
            elif not (isinstance(where, str) and where.strip()):
                self.note(
                    f"locations[{show(id)}]", f"{type(where).__name__} is not the key of a place"
                )
        return dict(given)

    def facts(
        self,
        given: object,
        book: Rulebook,
        left: Mapping[str, Employee],
        right: Mapping[str, Employee],
    ) -> dict[str | Pair, Given]:
        if not isinstance(given, Mapping):
            self.note("facts", f"{type(given).__name__} is no mapping", "id or pair to facts")
            return {}
        found: dict[str | Pair, Given] = {}
        for key, known in given.items():
            if isinstance(key, tuple):
                where = f"facts[{', '.join(map(show, key))}]"
                if self.pair(where, key, left, right) is None:
                    continue
            else:
                where = f"facts[{show(key)}]"
                if key not in left and key not in right:
                    self.note(where, "is not the id of a mentee or mentor")
                    continue
            if not isinstance(known, Mapping):
                self.note(where, f"{type(known).__name__} is no mapping", "fact to value")
                continue
            found[key] = tuple(sorted(self.clean(where, known, book).items()))
        return found

    def clean(
        self, where: str, known: Mapping[object, object], book: Rulebook
    ) -> dict[str, Value | None]:
        found: dict[str, Value | None] = {}
        for name, raw in known.items():
            fact = book.glossary.get(name) if isinstance(name, str) else None
            pairs = (f.name for f in book.facts() if f.subject is Subject.PAIR)
            if fact is None or fact.subject is not Subject.PAIR:
                self.note(f"{where}.{name!s:.60}", "is not a fact of pairs", near(name, pairs))
                continue
            try:
                found[fact.name] = None if raw is None else fact.value_type.clean(raw)
            except InvalidInputError as error:
                place = f"{where}.{fact.name}"
                secret = Problem(place, f"is not a {fact.value_type.kind.value}")
                self.problems += (
                    [secret] if fact.sensitive else [p.inside(place) for p in error.problems]
                )
        return found
