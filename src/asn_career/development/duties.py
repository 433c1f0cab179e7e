"""The training hours that a person must have and may have, year by year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.dates import ONE_DAY, add_months
from asn_career.development.parts import HoursSpan, PlanPolicy
from asn_career.errors import InvalidInputError, Problem

if TYPE_CHECKING:
    from asn_career.people import Employee
    from asn_career.rulebook import Rulebook

__all__ = ["find_years"]

FLOOR: Final = "duties.floor"
CEILING: Final = "duties.ceiling"
EXEMPT: Final = "duties.ceiling_exempt"
YEAR: Final = 12


def find_years(
    employee: Employee,
    as_of: dt.date,
    until: dt.date,
    policy: PlanPolicy,
    rulebook: Rulebook | None,
) -> tuple[HoursSpan, ...]:
    """Return the spans in which hours are wanted or limited, by the policy and the law.

    A floor counts in calendar years that end by ``until``: later ones can still be filled.

    Raises:
        InvalidInputError: a ceiling counts years of the contract, and its first day is unknown.
    """
    found = []
    for year in range(as_of.year, until.year + 1):
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        least = None
        if last <= until:
            wanted = (policy.least_hours, _figure(rulebook, FLOOR, employee, last))
            least = max((hours for hours in wanted if hours is not None), default=None)
        if least is not None or policy.most_hours is not None:
            found.append((first, last, least, policy.most_hours))
    if _figure(rulebook, CEILING, employee, until) is not None:
        if employee.joined is None:
            hint = "the first day as PPPK: hours are limited in each year of the contract"
            raise InvalidInputError(Problem("employee.joined", "is missing", hint))
        first, number = employee.joined, 0
        while first <= until:
            number += 1
            following = add_months(employee.joined, YEAR * number)
            most = _figure(rulebook, CEILING, employee, max(first, as_of))
            if following > as_of and most is not None:
                found.append((first, following - ONE_DAY, None, most))
            first = following
    return tuple(
        HoursSpan(
            since=first,
            until=last,
            done=sum(t.hours for t in employee.trainings if first <= t.finished <= last),
            least=least,
            most=most,
        )
        for first, last, least, most in found
    )


def _figure(rulebook: Rulebook | None, table: str, employee: Employee, day: dt.date) -> int | None:
    """Return the hours of the law for a person, None where it says nothing about them."""
    if rulebook is None or table not in rulebook.tables:
        return None
    if table == CEILING and EXEMPT in rulebook.tables:
        exempt, now = rulebook.cell(EXEMPT, (), day), employee.appointment_on(day)
        levels = None if exempt is None else exempt.value
        if now is not None and isinstance(levels, frozenset) and now.position.level in levels:
            return None
    cell = rulebook.cell(table, (employee.status,), day)
    return cell.value if cell is not None and isinstance(cell.value, int) else None
