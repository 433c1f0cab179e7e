"""Credit points held in a level (PAK, penetapan angka kredit) and whether they suffice.

Peraturan BKN 3/2023 article 13, PermenPANRB 1/2023 articles 30, 37 and 39. One counter a level
(`counter` says how it opens): each final appraisal adds its months, decisions on adjustment and on
a diploma add. It goes on at a rise in rank and begins again at a rise in level: what was left over
is dropped.

Not known, and so UNKNOWN without a decision on file: credit from before 2023, by promotion into
JF, after a return to the level, of parts of months, and past a month that nothing rates.

>>> import datetime as dt
>>> from asn_career import Appointment, Appraisal, CreditDecision, Employee, Position
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> planner = Position(id="p", name="Perencana", kind="fungsional", jenjang="ahli_muda")
>>> def credit(amount):
...     pak = CreditDecision(day=dt.date(2025, 1, 31), jenjang="ahli_muda", kind="integration",
...                          amount=amount or "0", until=dt.date(2024, 12, 31))
...     who = Employee(
...         id="E-1", birth_date=dt.date(1985, 5, 17), status="pns",
...         appointments=[Appointment(position=planner, unit="u", since=dt.date(2019, 1, 1))],
...         appraisals=[Appraisal(since=dt.date(2025, 1, 1), until=dt.date(2025, 12, 31),
...                               predicate="sangat_baik")],
...         credit_decisions=[pak] if amount else [])
...     view = book.view(who, day)
...     return book.score("pak.total", who, day).value, view.get("step_credit_reached")
>>> credit("162.5"), credit("162"), credit(None)
((Decimal('200'), True), (Decimal('199.5'), False), (None, None))
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.dates import ONE_DAY
from asn_career.facts import Fact, Movement
from asn_career.rulebook import Rule
from asn_career.rules.counter import (
    CREDIT,
    CREDIT_ADDED,
    CREDIT_OPENING,
    CREDIT_SINCE,
    converted,
    figure,
    golongan_on,
    number,
    stay_of,
    whole,
)
from asn_career.terms import Golongan, MoveKind, PositionLevel, Question, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.people import Stay
    from asn_career.rulebook import View

__all__ = ["CREDIT_HELD", "FACTS", "RANK_CREDIT", "RULES", "STEP_CREDIT"]


def _held(view: View) -> int | None:
    stay = stay_of(view)
    opening, added = view.get(CREDIT_OPENING.name), view.get(CREDIT_ADDED.name)
    since = view.get(CREDIT_SINCE.name)
    if stay is None or not isinstance(since, dt.date):
        return None
    if not isinstance(opening, int) or not isinstance(added, int):
        return None
    if since >= view.as_of:
        return opening + added
    earned = whole(converted(view, stay.jenjang, since, view.as_of - ONE_DAY))
    return None if earned is None else opening + added + earned


def _reaches(view: View, needed: int | None) -> bool | None:
    held = view.get(CREDIT_HELD.name)
    return None if needed is None or not isinstance(held, int) else held >= needed


def _step_reached(view: View) -> bool | None:
    stay = stay_of(view)
    if stay is None:
        return None
    return _reaches(view, number(view, "credit.step_requirement", stay.jenjang))


def _rank_reached(view: View) -> bool | None:
    stay, golongan = stay_of(view), golongan_on(view, view.as_of)
    if stay is None or golongan is None:
        return None
    needed = number(view, "credit.rank_threshold", stay.jenjang, golongan)
    if needed is None and _is_below(view, stay, golongan):
        # Level first, then rank: the credit that gave the level gives its first rank too.
        return True if figure(view, "credit.step_serves_rank") is True else None
    return _reaches(view, needed)


def _is_below(view: View, stay: Stay, golongan: Golongan) -> bool:
    """Tell whether a rise from the level below left the rank just under those of the level."""
    lowest = figure(view, "ranks.jenjang_lowest", stay.jenjang)
    if stay.before is None or not isinstance(lowest, Golongan):
        return False
    move = figure(view, "moves.kind", stay.before.position.level, PositionLevel(stay.jenjang))
    return move is MoveKind.VERTICAL and golongan.order + 1 == lowest.order


CREDIT_HELD: Final = Fact(
    name="credit_held",
    value_type=CREDIT,
    text=Text(id="Angka kredit kumulatif dalam jenjang", en="Credit held in the level"),
    movement=Movement.RESETS,
    note=Text(
        id="Pembukaan, penetapan, dan konversi setiap penilaian final dalam jenjang.",
        en="Opening, decisions, and the conversion of each final appraisal within the level.",
    ),
    read=_held,
)
RANK_CREDIT: Final = Fact(
    name="rank_credit_reached",
    value_type=ValueType.flag(),
    text=Text(
        id="Angka kredit kumulatif kenaikan pangkat tercapai",
        en="Cumulative credit for the next rank reached",
    ),
    read=_rank_reached,
)
STEP_CREDIT: Final = Fact(
    name="step_credit_reached",
    value_type=ValueType.flag(),
    text=Text(
        id="Angka kredit kumulatif kenaikan jenjang tercapai",
        en="Cumulative credit for the next level reached",
    ),
    read=_step_reached,
)
FACTS: Final = (
    CREDIT_HELD,
    RANK_CREDIT,
    STEP_CREDIT,
)
TOTAL: Final = Rule(
    name="pak.total",
    text=Text(id="Jumlah angka kredit dalam jenjang", en="Total credit in the level"),
    question=Question.CREDIT_HELD,
    source="perbkn-3-2023",
    since=dt.date(2023, 12, 31),
    node=CREDIT_HELD,
)
RULES: Final = (TOTAL,)
