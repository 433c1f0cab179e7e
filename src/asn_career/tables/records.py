"""The facts of records as the columns of a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from asn_career.dates import read_day
from asn_career.tables.naming import facts_asked, names_of

if TYPE_CHECKING:
    from asn_career.people import Employee
    from asn_career.positions import Post
    from asn_career.rulebook import Rule, Rulebook

__all__ = ["facts_from"]


def facts_from(
    employees: Iterable[Employee],
    rules: str | Rule | Iterable[str | Rule] | None,
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    post: Post | None = None,
) -> dict[str, list[object]]:
    """Read the facts that rules ask for from records: columns that any library makes a table of.

    Args:
        employees: the records; one row each, in their order.
        rules: the rules whose facts are wanted.
        as_of: the day.
        rulebook: the law.
        post: the post, for the facts of the pair.

    Returns:
        ``id`` and a column a fact: words as text, days as dates, exact numbers as Decimal.
        Facts of the day and of the post are not columns: `check` and `score` know them.
    Source: none: our own choice.

    >>> from asn_career import Employee, Status, national_rulebook
    >>> who = Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS)
    >>> facts_from([who], "retirement.age", dt.date(2026, 11, 21), rulebook=national_rulebook())
    {'id': ['E-1'], 'retirement_group': [None], 'level': [None]}
    """
    law = rulebook.law(read_day(as_of, "as_of"))
    wanted = [f for f in facts_asked(names_of(rules, law), law) if f.subject.needs_person]
    columns: dict[str, list[object]] = {"id": [], **{f.name: [] for f in wanted}}
    for employee in employees:
        view = rulebook.view(employee, as_of, post=post)
        columns["id"].append(employee.id)
        for fact in wanted:
            columns[fact.name].append(fact.value_type.plain(view.get(fact.name)))
    return columns
