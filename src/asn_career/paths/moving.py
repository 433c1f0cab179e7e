"""What a move is: the rules that must be YES for it, and the record after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

import attrs

from asn_career.dates import ONE_DAY
from asn_career.findings import Truth
from asn_career.people import Appointment, Employee
from asn_career.positions import Position, Post
from asn_career.rulebook import Person, Rulebook
from asn_career.terms import Capacity, MoveKind, Question
from asn_career.values import Kind

__all__ = [
    "RETIRE",
    "STEP",
    "appoint",
    "flag_rules",
    "is_retired",
    "kind_of_move",
    "law_days",
    "post_of",
]

STEP: Final = (Question.MOVE, Question.DEPART, Question.APPOINT)
"""The questions whose rules must all be YES on the day of a step."""
RETIRE: Final = (Question.RETIRE,)
"""The question whose rules must not be YES, neither before the step nor after it."""


def flag_rules(
    rulebook: Rulebook, questions: Iterable[Question], post: Post | None, day: dt.date
) -> tuple[str, ...]:
    """Return the names of the rules in force that answer questions with YES, NO or UNKNOWN."""
    law = rulebook.law(day)
    return tuple(
        rule.name
        for question in questions
        for rule in rulebook.rules_for(question, post, day)
        if law.rule_type(rule.name).kind is Kind.FLAG
    )


def law_days(rulebook: Rulebook, since: dt.date, until: dt.date) -> tuple[dt.date, ...]:
    """Return the first day of a span and the days in it on which the law changes."""
    return (since, *(day for day in rulebook.change_days if since < day <= until))


def appoint(employee: Employee, post: Post, day: dt.date) -> Employee:
    """Return the record in which the person is appointed to a post, as is assumed.

    The definitive appointment that is held on the day ends on the day before, also one whose end
    was set for later.
    """
    held = tuple(
        attrs.evolve(a, until=day - ONE_DAY)
        if a.capacity is Capacity.DEFINITIVE and a.since < day and (not a.until or a.until >= day)
        else a
        for a in employee.appointments
    )
    new = Appointment(
        position=post.position,
        unit=post.unit,
        since=day,
        fields=post.fields,
        post=post.id,
        assumed=True,
    )
    return attrs.evolve(employee, appointments=(*held, new))


def is_retired(rulebook: Rulebook, employee: Employee, day: dt.date) -> bool:
    """Tell whether a rule says that the retirement age has come."""
    return any(
        rulebook.check(name, employee, day).truth is Truth.YES
        for name in flag_rules(rulebook, RETIRE, None, day)
    )


def post_of(position: Position, unit: str = "-") -> Post:
    """Return a post of a position, where only the kind of job is asked about."""
    return Post(id=position.id, position=position, unit=unit)


def kind_of_move(
    rulebook: Rulebook, who: Person, day: dt.date, *, post: Post, at: Post | None
) -> MoveKind | None:
    """Return the kind of a move to ``post``, by the rule of moves that answers with one.

    ``at`` is the post that facts are read of; none where plain facts say it all.
    """
    law = rulebook.law(day)
    for rule in rulebook.rules_for(Question.MOVE, post, day):
        if law.rule_type(rule.name).words is MoveKind:
            value = rulebook.score(rule.name, who, day, post=at).value
            return value if isinstance(value, MoveKind) else None
    return None
