"""Rewards (penghargaan): Satyalancana Karya Satya, priorities, extraordinary rank promotion.

Satyalancana Karya Satya X, XX, XXX for 10, 20, 30 years of unbroken service (PP 25/1994, then
PP 35/2010 article 22): counted from the appointment as CPNS, and anew once a moderate or heavy
sanction has been served or unpaid leave has ended. Only the service is asked here; the general
conditions of UU 20/2009 article 25 are for the Council. Two years of good predicates may give
priority (PP 30/2019 article 53). The extraordinary rank promotion (KPLB) is asked as an award; its
rank side is another rule's.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> who = {"status": "pns", "unbroken_since": dt.date(2016, 11, 21),
...        "satyalancana_held": "none"}
>>> [book.check("awards.satyalancana_x", who | change, day).truth.name
...  for change in ({}, {"unbroken_since": day}, {"satyalancana_held": None})]
['YES', 'NO', 'UNKNOWN']
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.conditions import AllOf, Compare, Const, MonthsSince, Param, at_least
from asn_career.dates import ONE_DAY
from asn_career.errors import InvalidInputError
from asn_career.facts import Fact, Movement
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.appraisal import PREDICATE_BEFORE, PREDICATE_LATEST
from asn_career.rules.discipline import TRUE, end_of, next_turn
from asn_career.rules.personnel import RANK_SINCE, STATUS
from asn_career.terms import Question, ReleaseKind, SanctionLevel, Satyalancana, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.rulebook import View

__all__ = ["FACTS", "RULES", "UNBROKEN_SINCE"]

NAME: Final = "satyalancana karya satya"


def _breaks(view: View) -> list[tuple[dt.date, dt.date | None]] | None:
    """Return the breaks of the service, begun by the day; None where the law says nothing."""
    level, leaves = view.cell("awards.interrupting_level"), view.cell("awards.leave_breaks")
    if level is None or leaves is None or not isinstance(level.value, SanctionLevel):
        return None
    person = view.person()
    found = [(s.since, end_of(view, s)) for s in person.sanctions if s.level >= level.value]
    if leaves.value is True:
        found += [(r.since, r.until) for r in person.releases if r.kind is ReleaseKind.CLTN]
    return [(since, until) for since, until in found if since <= view.as_of]


def _unbroken_since(view: View) -> dt.date | None:
    """Return the day from which unbroken service counts; while it is broken, the day itself."""
    joined, breaks = view.person().joined, _breaks(view)
    restart = view.cell("awards.restart")
    if joined is None or breaks is None or restart is None:
        return None
    lost = bool(breaks) and restart.value is False
    if lost or any(until is None or until >= view.as_of for _, until in breaks):
        return view.as_of
    return max([joined, *(until + ONE_DAY for _, until in breaks if until is not None)])


def _held(view: View) -> Satyalancana | None:
    """Return the highest one held; None where one of them states no grade."""
    highest = Satyalancana.NONE
    for award in view.person().awards:
        if award.day > view.as_of or NAME not in award.name.casefold():
            continue
        try:
            highest = max(highest, Satyalancana(award.level))
        except InvalidInputError:
            return None
    return highest


UNBROKEN_SINCE: Final = Fact(
    name="unbroken_since",
    value_type=ValueType.day(),
    text=Text(id="Masa kerja tanpa terputus sejak", en="Unbroken service since"),
    movement=Movement.RESETS,
    sensitive=True,
    note=Text(
        id="TMT CPNS, atau hari sesudah hukuman sedang atau berat selesai dijalani atau CLTN "
        "berakhir; selama terputus hari yang ditanyakan.",
        en="The appointment as CPNS, or the day after a moderate or heavy sanction was served or "
        "unpaid leave ended; while it is broken the day asked about.",
    ),
    read=_unbroken_since,
    changes=next_turn,
)
UNBROKEN: Final = MonthsSince(
    UNBROKEN_SINCE, Text(id="Masa kerja tanpa terputus", en="Unbroken service")
)
SATYALANCANA_HELD: Final = Fact(
    name="satyalancana_held",
    value_type=ValueType.word(Satyalancana),
    text=Text(id="Satyalancana Karya Satya yang dimiliki", en="Satyalancana Karya Satya held"),
    read=_held,
)


def _decree(name: str, text: Text) -> Fact:
    note = Text(id="Tidak dibaca dari riwayat.", en="Not read from the record.")
    return Fact(name=name, value_type=ValueType.flag(), text=text, note=note)


WORK_DECREE: Final = _decree(
    "outstanding_work_decree",
    Text(
        id="Keputusan PPK tentang prestasi kerja luar biasa",
        en="Decree of the PPK on outstanding work",
    ),
)
DISCOVERY_DECREE: Final = _decree(
    "discovery_decree",
    Text(id="Penetapan penemuan baru yang bermanfaat", en="Decree on a useful discovery"),
)
FACTS: Final = (UNBROKEN_SINCE, SATYALANCANA_HELD, WORK_DECREE, DISCOVERY_DECREE)

IS_PNS: Final = Compare(STATUS, Op.EQ, Param("awards.status"))


def _satyalancana(grade: Satyalancana) -> Rule:
    return Rule(
        name=f"awards.satyalancana_{grade.value.lower()}",
        text=Text(
            id=f"Masa kerja untuk Satyalancana Karya Satya {grade.value} terpenuhi",
            en=f"Service for the Satyalancana Karya Satya {grade.value} reached",
        ),
        question=Question.AWARD,
        source="pp-35-2010:22",
        since=dt.date(1994, 12, 31),
        node=AllOf(
            (
                IS_PNS,
                at_least(UNBROKEN, "awards.service", grade),
                Compare(
                    SATYALANCANA_HELD, Op.LT, Const(grade, ValueType.word(Satyalancana)), key="held"
                ),
            )
        ),
    )


def _priority(name: str, what: Text) -> Rule:
    table = f"awards.{name}_predicate"
    return Rule(
        name=f"awards.{name}_priority",
        text=Text(id=f"Dapat diprioritaskan: {what.id}", en=f"May be given priority: {what.en}"),
        question=Question.AWARD,
        source="pp-30-2019:53",
        since=dt.date(2019, 4, 29),
        node=AllOf(
            (
                at_least(PREDICATE_LATEST, table),
                at_least(PREDICATE_BEFORE, table),
            )
        ),
    )


def _kplb(name: str, decree: Fact, article: str, what: Text) -> Rule:
    return Rule(
        name=f"awards.kplb_{name}",
        text=Text(
            id=f"Kenaikan pangkat luar biasa: {what.id}",
            en=f"Extraordinary rank promotion: {what.en}",
        ),
        question=Question.AWARD,
        source=article,
        since=dt.date(2000, 11, 10),
        node=AllOf(
            (
                Compare(STATUS, Op.EQ, Param("awards.kplb_status")),
                Compare(decree, Op.EQ, TRUE),
                at_least(PREDICATE_LATEST, f"awards.kplb_{name}_predicate"),
                at_least(
                    MonthsSince(RANK_SINCE, Text(id="Lama dalam pangkat", en="Time in the rank")),
                    "awards.kplb_time",
                ),
            )
        ),
    )


RULES: Final = (
    *(_satyalancana(grade) for grade in Satyalancana if grade is not Satyalancana.NONE),
    _priority("succession", Text(id="kelompok rencana suksesi", en="the succession group")),
    _priority("development", Text(id="pengembangan kompetensi", en="competence development")),
    _kplb(
        "work",
        WORK_DECREE,
        "pp-99-2000:15",
        Text(id="prestasi kerja luar biasa", en="outstanding work"),
    ),
    _kplb(
        "discovery",
        DISCOVERY_DECREE,
        "pp-99-2000:16",
        Text(id="penemuan baru yang bermanfaat", en="a useful discovery"),
    ),
)
