"""Discipline (disiplin PNS): which sanction applies, how long it is served, what it blocks.

PP 53/2010, then PP 94/2021 from 31 August 2021. The moderate sanctions of PP 94/2021 (cuts of the
performance allowance) wait for a salary regulation under UU 5/2014; until then those of PP 53/2010
article 7(3) apply (PP 94/2021 articles 42 and 45). The switch is the figure
``discipline.salary_pp_in_force``. Absence is counted in working days without valid reason, from
January to December. A rule named ``..._block`` answers YES where something is blocked.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> book.score("discipline.absence", {"absent_days": 20, "absent_run": 1}, day).value
<SanctionKind.PENURUNAN_PANGKAT_1_TAHUN: 'penurunan_pangkat_1_tahun'>
>>> [book.check("discipline.rank_block", {"serving_sanction_level": level}, day).truth.name
...  for level in ("moderate", "light", None)]
['YES', 'NO', 'UNKNOWN']
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.conditions import (
    AllOf,
    Answer,
    AnyOf,
    Band,
    Compare,
    Condition,
    Const,
    Lookup,
    MonthsSince,
    Param,
)
from asn_career.dates import ONE_DAY, add_months
from asn_career.facts import Fact, Movement
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.terms import CareerAct, Question, SanctionLevel, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asn_career.people import Sanction
    from asn_career.rulebook import View

__all__ = [
    "EVER_SANCTIONED",
    "FACTS",
    "RULES",
    "SANCTION_ENDED",
    "SERVING",
    "end_of",
    "is_severe",
    "next_turn",
    "served_on",
    "severe_ends",
]

OLD: Final = dt.date(2010, 6, 6)
SINCE: Final = dt.date(2021, 8, 31)


def end_of(view: View, sanction: Sanction) -> dt.date | None:
    """Return the last day of a sanction: as recorded, else by the term of its kind."""
    if sanction.until is not None or sanction.kind is None:
        return sanction.until
    term = view.cell("discipline.duration", sanction.kind, on=sanction.since)
    if term is None or not isinstance(term.value, int):
        return None
    return sanction.since if term.value == 0 else add_months(sanction.since, term.value) - ONE_DAY


def served_on(view: View, sanction: Sanction) -> bool:
    """Tell whether a sanction is being served on the day asked about."""
    end = end_of(view, sanction)
    return sanction.since <= view.as_of and (end is None or view.as_of <= end)


def is_severe(sanction: Sanction) -> bool:
    """Tell whether a sanction is moderate or heavy: the levels that the law looks back at."""
    return sanction.level >= SanctionLevel.MODERATE


def severe_ends(view: View) -> list[dt.date]:
    """Return the last days of the moderate and heavy sanctions that are over."""
    ends = (end_of(view, s) for s in view.person().sanctions if is_severe(s))
    return sorted(end for end in ends if end is not None and end < view.as_of)


def _serving(view: View) -> SanctionLevel:
    return max(
        (s.level for s in view.person().sanctions if served_on(view, s)),
        default=SanctionLevel.NONE,
    )


def _turns(view: View) -> Iterator[dt.date]:
    """Yield the days on which sanctions of the record begin, and those after they end."""
    for sanction in view.person().sanctions:
        yield sanction.since
        end = end_of(view, sanction)
        if end is not None:
            yield end + ONE_DAY


def next_turn(view: View) -> dt.date | None:
    """Return the next day on which a sanction begins or has ended."""
    return min((day for day in _turns(view) if day > view.as_of), default=None)


def _ever(view: View) -> bool:
    return any(is_severe(s) and s.since <= view.as_of for s in view.person().sanctions)


def _returns_on(view: View) -> dt.date | None:
    """Return the day on which a lowered rank comes back."""
    for sanction in view.person().sanctions:
        if sanction.kind is None or not served_on(view, sanction):
            continue
        returns = view.cell("discipline.returns", sanction.kind, on=sanction.since)
        end = end_of(view, sanction)
        if returns is not None and returns.value is True and end is not None:
            return end + ONE_DAY
    return None


def _since_receipt(view: View) -> int | None:
    received = [
        s.received
        for s in view.person().sanctions
        if s.received is not None and s.received <= view.as_of
    ]
    return (view.as_of - max(received)).days if received else None


SERVING: Final = Fact(
    name="serving_sanction_level",
    value_type=ValueType.word(SanctionLevel),
    text=Text(id="Hukuman disiplin yang sedang dijalani", en="Sanction being served"),
    sensitive=True,
    note=Text(
        id="Yang terberat; tanpa hari akhir dipakai lama hukuman menurut jenisnya.",
        en="The heaviest; without a last day the term of the kind counts.",
    ),
    read=_serving,
    changes=next_turn,
)
EVER_SANCTIONED: Final = Fact(
    name="ever_sanctioned",
    value_type=ValueType.flag(),
    text=Text(id="Pernah dihukum sedang atau berat", en="Ever had a moderate or heavy sanction"),
    sensitive=True,
    read=_ever,
    changes=next_turn,
)
SANCTION_ENDED: Final = Fact(
    name="sanction_ended",
    value_type=ValueType.day(),
    text=Text(
        id="Hari terakhir hukuman sedang atau berat",
        en="Last day of a moderate or heavy sanction",
    ),
    movement=Movement.RESETS,
    sensitive=True,
    note=Text(id="Yang terakhir selesai dijalani.", en="Of the one that ended last."),
    read=lambda view: max(severe_ends(view), default=None),
    changes=next_turn,
)
RANK_RETURNS_ON: Final = Fact(
    name="rank_returns_on",
    value_type=ValueType.day(),
    text=Text(id="Pangkat semula kembali pada", en="The former rank returns on"),
    sensitive=True,
    read=_returns_on,
    changes=next_turn,
)
ABSENT_DAYS: Final = Fact(
    name="absent_days",
    value_type=ValueType.number("day"),
    text=Text(id="Hari tidak masuk kerja tahun ini", en="Days of absence this year"),
    sensitive=True,
    note=Text(
        id="Hari kerja tanpa alasan yang sah, kumulatif Januari sampai Desember.",
        en="Working days without valid reason, cumulative from January to December.",
    ),
)
ABSENT_RUN: Final = Fact(
    name="absent_run",
    value_type=ValueType.number("day"),
    text=Text(id="Hari tidak masuk kerja berturut-turut", en="Days of absence in a row"),
    sensitive=True,
)
SINCE_RECEIPT: Final = Fact(
    name="days_since_receipt",
    value_type=ValueType.number("day"),
    text=Text(id="Hari sejak keputusan hukuman diterima", en="Days since the decree was received"),
    movement=Movement.ACCUMULATES,
    sensitive=True,
    read=_since_receipt,
    changes=lambda view: view.as_of + ONE_DAY,
)
UNDER_INQUIRY: Final = Fact(
    name="under_inquiry",
    value_type=ValueType.flag(),
    text=Text(
        id="Dalam pemeriksaan atau upaya administratif", en="Under inquiry or administrative appeal"
    ),
    sensitive=True,
    note=Text(id="Tidak dibaca dari riwayat.", en="Not read from the record."),
)
FACTS: Final = (
    SERVING,
    EVER_SANCTIONED,
    SANCTION_ENDED,
    RANK_RETURNS_ON,
    ABSENT_DAYS,
    ABSENT_RUN,
    SINCE_RECEIPT,
    UNDER_INQUIRY,
)

TRUE: Final = Const(value=True, value_type=ValueType.flag())
SALARY_PP: Final = Param("discipline.salary_pp_in_force")

# -- which sanction ---------------------------------------------------------------------------

NAMED: Final = Rule(
    name="discipline.absence_named",
    text=Text(
        id="Hukuman yang disebut pasal untuk tidak masuk kerja",
        en="Sanction that the article names for absence",
    ),
    question=Question.SANCTION,
    source="pp-94-2021:9",
    since=OLD,
    node=Lookup(
        "discipline.heaviest",
        (Band("discipline.absence_run", ABSENT_RUN), Band("discipline.absence", ABSENT_DAYS)),
    ),
)
ABSENCE: Final = Rule(
    name="discipline.absence",
    text=Text(
        id="Hukuman yang dijatuhkan untuk tidak masuk kerja",
        en="Sanction that is applied for absence",
    ),
    question=Question.SANCTION,
    source="pp-94-2021:9",
    since=OLD,
    node=Lookup("discipline.applied", (Answer(NAMED.name), SALARY_PP)),
)
IN_FORCE: Final = Rule(
    name="discipline.in_force",
    text=Text(id="Keputusan hukuman sudah berlaku", en="The decree of the sanction is in force"),
    question=Question.SANCTION,
    source="pp-94-2021:38",
    since=SINCE,
    node=Compare(SINCE_RECEIPT, Op.GE, Param("discipline.effect_days")),
)
RETURNS: Final = Rule(
    name="discipline.rank_returns_on",
    text=Text(id="Pangkat semula kembali pada", en="The former rank returns on"),
    question=Question.SANCTION,
    source="pp-53-2010:7(3)",
    since=OLD,
    node=RANK_RETURNS_ON,
)


def _kinds(level: SanctionLevel) -> Rule:
    """Return the kinds of sanctions of a level that may be imposed."""
    return Rule(
        name=f"discipline.{level.value}_kinds",
        text=Text(id=f"Hukuman disiplin {level.text.id}", en=f"Sanctions, {level.text.en}"),
        question=Question.SANCTION,
        source="pp-94-2021:8",
        since=OLD,
        node=Lookup("discipline.ladder", (Const(level, ValueType.word(SanctionLevel)), SALARY_PP)),
    )


# -- what it blocks ---------------------------------------------------------------------------


def served(act: CareerAct) -> Compare:
    """Return the condition that a sanction being served stands in the way of an act."""
    return Compare(SERVING, Op.GE, Param("discipline.blocking_level", (act,)))


def looked_back(act: CareerAct) -> AllOf:
    """Return the condition that a sanction was over too short a time ago for an act."""
    return AllOf(
        (
            Compare(EVER_SANCTIONED, Op.EQ, TRUE),
            Compare(MonthsSince(SANCTION_ENDED), Op.LT, Param("discipline.look_back", (act,))),
        ),
        key="look_back",
        text=Text(id="Belum cukup lama selesai dijalani", en="Over too short a time ago"),
    )


def _block(act: CareerAct, source: str, since: dt.date, *more: Condition) -> Rule:
    conditions = (served(act), *more)
    return Rule(
        name=f"discipline.{act.value}_block",
        text=Text(id=f"Terhalang: {act.text.id}", en=f"Blocked: {act.text.en}"),
        question=Question.BLOCK,
        source=source,
        since=since,
        node=AnyOf(conditions) if more else conditions[0],
    )


INQUIRY: Final = Compare(UNDER_INQUIRY, Op.EQ, TRUE)
BKN: Final = dt.date(2022, 4, 7)
BLOCKS: Final = (
    _block(CareerAct.RANK, "perbkn-6-2022:55(1)", BKN),
    _block(CareerAct.SALARY, "perbkn-6-2022:55(1)", BKN),
    _block(CareerAct.EXAM, "perbkn-6-2022", BKN),
    _block(CareerAct.STUDY, "perbkn-6-2022", BKN),
    _block(CareerAct.TRANSFER, "perbkn-5-2019", dt.date(2019, 4, 5), INQUIRY),
    _block(CareerAct.RESIGNATION, "pp-11-2017:238(3)", dt.date(2017, 4, 7), INQUIRY),
    _block(
        CareerAct.LONG_SERVICE,
        "pp-12-2002:27",
        dt.date(2002, 4, 17),
        looked_back(CareerAct.LONG_SERVICE),
    ),
    _block(
        CareerAct.FUNCTIONAL,
        "perbkkbn-3-2025:10",
        dt.date(2025, 12, 31),
        looked_back(CareerAct.FUNCTIONAL),
    ),
)
RULES: Final = (
    NAMED,
    ABSENCE,
    IN_FORCE,
    RETURNS,
    *(_kinds(level) for level in SanctionLevel if level is not SanctionLevel.NONE),
    *BLOCKS,
)
