"""What is asked, of whom, and how one world answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from asn_career.conditions import (
    Answer,
    facts_in,
    tables_in,
    truth_reader,
    value_reader,
    walk,
)
from asn_career.errors import InvalidInputError, Problem, UnknownNameError, shown
from asn_career.facts import Fact, Subject
from asn_career.people import Employee
from asn_career.positions import Post
from asn_career.rulebook import Person, Rule, Rulebook, Snapshot, View
from asn_career.scenarios.parts import PartKind, PartName
from asn_career.terms import Question, Text
from asn_career.values import Kind

if TYPE_CHECKING:
    from asn_career.conditions import Get
    from asn_career.rulebook.view import Figures
    from asn_career.values import Value, ValueType

__all__ = ["Answered", "Asked", "compile_answer", "list_asked", "read_people", "see"]

Answered: TypeAlias = "Value | Fraction | None"
"""An answer of a world: numbers as fractions, so that two worlds can be compared."""
Ask: TypeAlias = Callable[["Get", dt.date], Answered]
ABOUT_POSTS: Final = {Subject.POST, Subject.PAIR}


@attrs.frozen(kw_only=True, eq=False)
class Asked:
    """One rule that both worlds are asked, and what it can rest on.

    Attributes:
        facts: the facts that either version reads.
        reach: the parts of the law that either version reads by itself.
        new_facts: the facts that the second version reads.
        new_reach: the parts of the law that the second version reads by itself, and the rule.
    """

    rule: str
    text: Text
    value_type: ValueType
    facts: tuple[str, ...]
    reach: frozenset[PartName]
    new_facts: tuple[str, ...]
    new_reach: frozenset[PartName]
    about_post: bool
    version: Rule

    def posts(self, given: tuple[Post, ...]) -> tuple[Post | None, ...]:
        """Return the posts it is asked for: those it is about; None where it is about none."""
        if not given or not self.about_post:
            return (None,)
        levels = self.version.targets
        return tuple(post for post in given if not levels or post.position.level in levels)


def compile_answer(rule: str, law: Snapshot) -> Ask:
    """Return the untraced reader of a rule under one law; without such a rule it is unknown."""
    if rule not in law.latest:
        return lambda _get, _day: None
    value_type = law.rule_type(rule)
    if value_type.kind is Kind.FLAG:
        decide = truth_reader(Answer(rule), law)

        def truth(get: Get, day: dt.date) -> Answered:
            found = decide(get, day)
            return found if found is True or found is False else None

        return truth
    read, denominator = value_reader(Answer(rule), law), value_type.denominator
    if value_type.kind is not Kind.NUMBER:
        return read

    def number(get: Get, day: dt.date) -> Answered:
        found = read(get, day)
        return Fraction(found, denominator) if isinstance(found, int) else None

    return number


def see(
    world: Figures,
    who: Employee | Mapping[str, Value | None],
    post: Post | None,
    as_of: dt.date,
) -> View:
    """Return the view of a record, or of facts that are clean already, under one world."""
    employee, known = (who, {}) if isinstance(who, Employee) else (None, dict(who))
    return View(world, as_of, employee, post, known)


def list_asked(
    before: Rulebook,
    after: Rulebook,
    as_of: dt.date,
    rules: str | Iterable[str | Rule] | None,
    questions: Iterable[Question] | None,
) -> tuple[Asked, ...]:
    """Return the rules to ask, by name.

    Raises:
        UnknownNameError: a rule that neither rulebook has.
        InvalidInputError: rules that answer in another way in each rulebook.
    """
    laws = before.law(as_of), after.law(as_of)
    known = {**laws[0].latest, **laws[1].latest}
    if rules is None:
        names = {*laws[0].rules, *laws[1].rules}
    else:
        given = [rules] if isinstance(rules, str) else list(rules)
        names = {r if isinstance(r, str) else r.name for r in given}
        for name in sorted(names):
            if name not in known:
                raise UnknownNameError("rule", name, known)
    wanted = None if questions is None else {Question(q) for q in questions}
    chosen = [n for n in sorted(names) if wanted is None or known[n].question in wanted]
    problems = [
        Problem(f"rules.{name}", "does not give the same kind of answer in both rulebooks")
        for name in chosen
        if len({_kind(law, name) for law in laws if name in law.latest}) > 1
    ]
    if problems:
        raise InvalidInputError(problems)
    return tuple(_asked(name, known[name], laws) for name in chosen)


def _kind(law: Snapshot, rule: str) -> tuple[object, ...]:
    found = law.rule_type(rule)
    return found.kind, found.unit, found.words


def _asked(name: str, version: Rule, laws: tuple[Snapshot, Snapshot]) -> Asked:
    speaking = [law for law in laws if name in law.latest]
    facts = [_facts(name, law) for law in laws]
    reach = [_reach(name, law) for law in laws]
    every = {**facts[0], **facts[1]}
    return Asked(
        rule=name,
        text=version.text,
        value_type=speaking[-1].rule_type(name),
        facts=tuple(every),
        reach=reach[0] | reach[1],
        new_facts=tuple(facts[1]),
        new_reach=reach[1],
        about_post=any(fact.subject in ABOUT_POSTS for fact in every.values()),
        version=version,
    )


def _facts(rule: str, law: Snapshot) -> dict[str, Fact]:
    found = facts_in(Answer(rule), law) if rule in law.latest else ()
    return {fact.name: fact for fact in found}


def _reach(rule: str, law: Snapshot) -> frozenset[PartName]:
    node = Answer(rule)
    if rule not in law.latest:
        return frozenset({(PartKind.RULE, rule)})
    asked = {(PartKind.RULE, n.rule) for n in walk(node, law) if isinstance(n, Answer)}
    return frozenset(asked | {(PartKind.FIGURE, table) for table in tables_in(node, law)})


def read_people(
    employees: Iterable[Employee] | Mapping[str, Person],
    before: Rulebook,
    after: Rulebook,
    as_of: dt.date,
) -> dict[str, Employee | dict[str, Value | None]]:
    """Return records by id, or plain facts cleaned by whichever rulebook knows them.

    Raises:
        InvalidInputError: with every problem: an id given twice, something that is no record,
            facts of a wrong name or type.
    """
    problems: list[Problem] = []
    found: dict[str, Employee | dict[str, Value | None]] = {}
    by_id = isinstance(employees, Mapping)
    named: Iterable[tuple[object, object]] = (
        employees.items()
        if isinstance(employees, Mapping)
        else ((getattr(who, "id", None), who) for who in employees)
    )
    door = attrs.evolve(after, glossary={**before.glossary, **after.glossary})
    for place, (id, who) in enumerate(named):
        where = f"employees[{shown(id) if by_id else place}]"
        if not isinstance(id, str) or not isinstance(who, Employee | Mapping):
            hint = "an Employee, or ids with facts by name"
            problems.append(Problem(where, f"a {type(who).__name__}", hint))
        elif id in found:
            problems.append(Problem(where, "the id is given twice", "every person once"))
        elif isinstance(who, Employee):
            found[id] = who
        else:
            try:
                view = door.view(who, as_of)
                found[id] = {name: view.get(name) for name in who}
            except InvalidInputError as error:
                problems.extend(problem.inside(where) for problem in error.problems)
    if problems:
        raise InvalidInputError(problems)
    return found
