"""Pension rights (hak pensiun) besides the retirement age, and the calendar of the process.

At the retirement age, early at own request, on downsizing, when unfit (PP 11/2017 article 305, UU
11/1969 article 9); masa persiapan pensiun (article 350); the request to leave and its refusals
(article 238); the list, the proposal and the decision (article 262). The rules of the calendar
answer YES from their day on.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> def ask(born, months):
...     facts = {"birth_date": born, "service_months": months}
...     return book.check("pension.early", facts, day).truth.name
>>> ask(dt.date(1976, 11, 21), 240), ask(dt.date(1976, 11, 22), 288), ask(dt.date(1970, 1, 1), None)
('YES', 'NO', 'UNKNOWN')
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.conditions import (
    AllOf,
    Answer,
    AnyOf,
    Compare,
    Condition,
    MonthsSince,
    Param,
    Quantity,
    at_least,
)
from asn_career.dates import Span, completed_months, next_month_of
from asn_career.facts import Fact, Movement
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.discipline import INQUIRY, TRUE, served
from asn_career.rules.personnel import AGE
from asn_career.rules.releases import stopped, without
from asn_career.terms import CareerAct, Question, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.rulebook import View

__all__ = ["FACTS", "RULES", "SERVICE_MONTHS"]


def _service_spans(view: View) -> list[Span] | None:
    """Return the spells since the appointment as CPNS that count as service."""
    joined, gone = view.person().joined, stopped(view, "releases.stops_service")
    return None if joined is None or gone is None else without(Span(joined), gone)


def _service(view: View) -> int | None:
    spans = _service_spans(view)
    return None if spans is None else completed_months(spans, view.as_of)


def _flag(name: str, text: Text) -> Fact:
    note = Text(id="Tidak dibaca dari riwayat.", en="Not read from the record.")
    return Fact(name=name, value_type=ValueType.flag(), text=text, sensitive=True, note=note)


SERVICE_MONTHS: Final = Fact(
    name="service_months",
    value_type=ValueType.number("month"),
    text=Text(id="Masa kerja", en="Service"),
    movement=Movement.ACCUMULATES,
    note=Text(
        id="Sejak TMT CPNS, tanpa masa yang tidak dihitung sebagai masa kerja (seperti CLTN).",
        en="Since the appointment as CPNS, without times that are no service (such as CLTN).",
    ),
    read=_service,
    changes=lambda view: next_month_of(_service_spans(view) or (), view.as_of),
)
DOWNSIZED: Final = _flag(
    "downsized", Text(id="Terkena perampingan organisasi", en="Affected by downsizing")
)
UNFIT: Final = _flag("unfit", Text(id="Tidak cakap jasmani atau rohani", en="Unfit for service"))
UNFIT_BY_DUTY: Final = _flag(
    "unfit_by_duty",
    Text(id="Tidak cakap karena menjalankan kewajiban jabatan", en="Unfit through duty"),
)
CRIMINAL_PROCESS: Final = _flag(
    "criminal_process", Text(id="Dalam proses peradilan pidana", en="In a criminal process")
)
SERVICE_BOND: Final = _flag(
    "service_bond", Text(id="Terikat kewajiban bekerja (ikatan dinas)", en="Under a service bond")
)
FACTS: Final = (
    SERVICE_MONTHS,
    DOWNSIZED,
    UNFIT,
    UNFIT_BY_DUTY,
    CRIMINAL_PROCESS,
    SERVICE_BOND,
)

PP: Final = dt.date(2017, 4, 7)


def _is(fact: Fact) -> Compare:
    return Compare(fact, Op.EQ, TRUE)


def _rule(name: str, id: str, en: str, source: str, node: Condition | Quantity) -> Rule:
    return Rule(
        name=f"pension.{name}",
        text=Text(id=id, en=en),
        question=Question.PENSION,
        source=source,
        since=PP,
        node=node,
    )


def _from(table: str) -> Compare:
    """Return the condition that a day of the calendar before the pension day has come."""
    return Compare(
        MonthsSince(
            Answer("retirement.pension_day"),
            Text(id="Bulan terhadap TMT pensiun", en="Months against the pension day"),
        ),
        Op.GE,
        Param(table),
        key="pension_day",
    )


EARLY: Final = Rule(
    name="pension.early",
    text=Text(
        id="Berhak atas pensiun atas permintaan sendiri", en="Entitled to a pension at own request"
    ),
    question=Question.PENSION,
    source="uu-11-1969:9(1)a",
    since=dt.date(1969, 12, 31),
    node=AllOf(
        (
            at_least(AGE, "pension.early_age"),
            at_least(SERVICE_MONTHS, "pension.early_service"),
        )
    ),
)
RULES: Final = (
    EARLY,
    _rule(
        "at_age",
        "Berhak atas pensiun pada batas usia pensiun",
        "Entitled to a pension at the retirement age",
        "pp-11-2017:305",
        AllOf((Answer("retirement.reached"), at_least(SERVICE_MONTHS, "pension.age_service"))),
    ),
    _rule(
        "downsizing",
        "Berhak atas pensiun karena perampingan organisasi",
        "Entitled to a pension on downsizing",
        "pp-11-2017:305",
        AllOf(
            (
                _is(DOWNSIZED),
                at_least(AGE, "pension.downsizing_age"),
                at_least(SERVICE_MONTHS, "pension.downsizing_service"),
            )
        ),
    ),
    _rule(
        "unfit",
        "Berhak atas pensiun karena tidak cakap",
        "Entitled to a pension because unfit",
        "pp-11-2017:305",
        AnyOf(
            (
                _is(UNFIT_BY_DUTY),
                AllOf(
                    (_is(UNFIT), at_least(SERVICE_MONTHS, "pension.unfit_service")),
                    key="unfit",
                    text=Text(id="Tidak cakap, bukan karena dinas", en="Unfit, not through duty"),
                ),
            )
        ),
    ),
    _rule(
        "preparation",
        "Dapat memperoleh masa persiapan pensiun",
        "May be given pension preparation leave",
        "pp-11-2017:350",
        _from("pension.preparation_from"),
    ),
    _rule(
        "listed",
        "Daftar calon pensiunan dari BKN sudah waktunya",
        "The list of BKN is due",
        "pp-11-2017:262",
        _from("pension.list_from"),
    ),
    _rule(
        "proposal_due",
        "Usul pensiun harus sudah disampaikan",
        "The proposal of the pension must be in",
        "pp-11-2017:262",
        _from("pension.proposal_due"),
    ),
    _rule(
        "decision_due",
        "Keputusan pensiun harus sudah ditetapkan",
        "The decision on the pension must be made",
        "pp-11-2017:262",
        _from("pension.decision_due"),
    ),
    _rule(
        "resignation_refused",
        "Permintaan berhenti ditolak",
        "A request to leave is refused",
        "pp-11-2017:238(3)",
        AnyOf(
            (_is(CRIMINAL_PROCESS), _is(SERVICE_BOND), INQUIRY, served(CareerAct.RESIGNATION)),
        ),
    ),
    _rule(
        "resignation_delay",
        "Permintaan berhenti dapat ditunda paling lama",
        "A request to leave may be delayed at most",
        "pp-11-2017:238",
        Param("pension.resignation_delay"),
    ),
)
