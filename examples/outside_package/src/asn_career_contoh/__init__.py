"""What Kabupaten Contoh, which is invented, requires beyond the law.

Whoever is to head an agency has served in a district for some years: acting or not, in one spell
or in several. The figure stands in ``contoh.toml`` with its article.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib import resources

from asn_career import (
    Compare,
    Fact,
    Movement,
    Op,
    Param,
    Question,
    Rule,
    Rulebook,
    Text,
    ValueType,
    View,
    national_rulebook,
)
from asn_career.dates import Span, completed_months, next_month_of

__all__ = ["DISTRICT_MONTHS", "DISTRICT_SERVICE", "rulebook"]


def _spells(view: View) -> list[Span]:
    return [a.span for a in view.person().appointments if a.unit.startswith("distrik-")]


def _months(view: View) -> int | None:
    """Return the months served; without any appointment on record nobody knows."""
    if not view.person().appointments:
        return None
    return completed_months(_spells(view), view.as_of)


DISTRICT_MONTHS = Fact(
    name="contoh_district_months",
    value_type=ValueType.number("month"),
    text=Text(id="Masa tugas di distrik", en="Service in a district"),
    movement=Movement.ACCUMULATES,
    read=_months,
    # On which day the count may turn although no record begins or ends: so the calendar is exact.
    changes=lambda view: next_month_of(_spells(view), view.as_of),
)
DISTRICT_SERVICE = Rule(
    name="contoh.district_served",
    text=Text(id="Cukup lama bertugas di distrik", en="Has served in a district long enough"),
    question=Question.APPOINT,
    source="perbup-contoh-3-2026:4",
    since=dt.date(2026, 1, 2),
    node=Compare(DISTRICT_MONTHS, Op.GE, Param("contoh.district_service")),
)


@cache
def rulebook() -> Rulebook:
    """Return the national law with the regency's own requirement laid over it."""
    values = (resources.files(__name__) / "contoh.toml").read_text("utf-8")
    return national_rulebook().overlay(
        "Kabupaten Contoh", values, facts=[DISTRICT_MONTHS], rules=[DISTRICT_SERVICE]
    )
