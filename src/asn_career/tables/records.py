"""The facts of records as the columns of a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from asn_career.dates import read_day
from asn_career.tables.histories import read_employees
from asn_career.tables.naming import facts_asked, names_of

if TYPE_CHECKING:
    from asn_career.people import Employee
    from asn_career.positions import Position, Post
    from asn_career.rulebook import Rule, Rulebook

__all__ = ["facts_from"]


def facts_from(
    employees: Any,  # noqa: ANN401 - records, or any engine's table
    rules: str | Rule | Iterable[str | Rule] | None,
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    post: Post | None = None,
    records: Mapping[str, Any] | None = None,
    positions: Iterable[Position] = (),
    id: str = "id",
) -> dict[str, list[object]]:
    """Read the facts that rules ask for from records: columns that any library makes a table of.

    Args:
        employees: the records; one row each, in their order. With ``records`` a table instead,
            one row a person: ``id``, ``birth_date``, ``status``, ``joined``, …
        rules: the rules whose facts are wanted; None for all in force.
        as_of: the day.
        rulebook: the law.
        post: the post, for the facts of the pair.
        records: long tables by list (``appointments``, ``ranks``, ``appraisals``, ``sanctions``,
            …), one row an event; columns are the fields of the record, and the key of the person.
            A list of fields of work is one text with ``|``. Assessments are no flat records.
        positions: the positions that the ``position`` of appointments names by key.
        id: the column of the key in all tables.

    Returns:
        The key and a column a fact: words as text, days as dates, exact numbers as Decimal.
        Facts of the day and of the post are not columns: `check` and `score` know them. Long
        tables go through the records of some thousand people at a time, so every fact is what it
        is for the record; a lazy table is collected.

    Raises:
        InvalidInputError: columns of long tables that are missing or of a wrong type, keys that
            repeat or that nobody has, all at once; then records that are wrong.
    Source: none: our own choice.

    >>> from asn_career import Employee, Status, national_rulebook
    >>> who = Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS)
    >>> facts_from([who], "retirement.age", dt.date(2026, 11, 21), rulebook=national_rulebook())
    {'id': ['E-1'], 'retirement_group': [None], 'level': [None]}
    """
    law = rulebook.law(read_day(as_of, "as_of"))
    wanted = [f for f in facts_asked(names_of(rules, law), law) if f.subject.needs_person]
    columns: dict[str, list[object]] = {id: [], **{f.name: [] for f in wanted}}
    if records is None:
        people: Iterable[tuple[object, Employee]] = ((e.id, e) for e in employees)
    else:
        known = {position.id: position for position in positions}
        people = read_employees(employees, records, known, id=id)
    for key, employee in people:
        view = rulebook.view(employee, as_of, post=post)
        columns[id].append(key)
        for fact in wanted:
            columns[fact.name].append(fact.value_type.plain(view.get(fact.name)))
    return columns
