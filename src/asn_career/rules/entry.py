"""Special ways into a post, each asked by itself: they replace the usual requirements.

Functional positions: first appointment (pengangkatan pertama; PP 11/2017 articles 75, 78, 82),
adjustment (penyesuaian; 77, 80, 357), equalisation (penyetaraan; PermenPANRB 28/2019 and 17/2021,
which disregards rank), promotion by the regulation of one agency, a second definitive post
(article 98). Civil servants on contract (PPPK): which posts, at which age (PP 49/2018).

They are no part of the usual rules of appointment: what they rest on is a decision or an event that
hardly any record tells, so that every refusal would become unknown.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> facts = dict(level="ahli_madya", target_level="jpt_pratama", duties_inseparable=True)
>>> [book.check("entry.second_post", facts | change, day).truth.name
...  for change in ({}, {"level": "pengawas"}, {"duties_inseparable": None})]
['YES', 'NO', 'UNKNOWN']
>>> book.score("entry.equalised_to", {"level": "pengawas"}, dt.date(2021, 6, 1)).value.value
'ahli_muda'
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.conditions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Const,
    IsOneOf,
    Lookup,
    MonthsSince,
    Not,
    Param,
    at_least,
)
from asn_career.dates import ONE_DAY, add_months
from asn_career.facts import Fact, Subject
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.appraisal import PREDICATE_BEFORE, PREDICATE_LATEST
from asn_career.rules.functional import COMPETENCE_TEST, POST_VACANT
from asn_career.rules.leave import PNS_SINCE
from asn_career.rules.moves import TARGET_LEVEL
from asn_career.rules.personnel import (
    AGE,
    DIPLOMA,
    HEALTH,
    INTEGRITY,
    LEVEL,
    RELEVANT_EXPERIENCE,
    STATUS,
    TRACK_RECORD,
    is_so,
    told,
)
from asn_career.terms import (
    Eselon,
    Jenjang,
    PositionLevel,
    Question,
    SanctionLevel,
    Status,
    Text,
)
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.rulebook import View

__all__ = ["FACTS", "RULES"]

SINCE: Final = dt.date(2017, 4, 7)
P = PositionLevel


def _held_eselon(view: View) -> Eselon | None:
    held = view.person().appointment_on(view.as_of)
    return None if held is None else held.position.eselon


def _clean_days(view: View) -> list[dt.date] | None:
    """Return the day on which each moderate or heavy sanction is far enough back."""
    years = view.cell("entry.agency_clean_years")
    if years is None or not isinstance(years.value, int):
        return None
    return [
        dt.date.max if s.until is None else add_months(s.until + ONE_DAY, 12 * years.value)
        for s in view.person().sanctions
        if s.level >= SanctionLevel.MODERATE and s.since <= view.as_of
    ]


def _clean(view: View) -> bool | None:
    days = _clean_days(view)
    return None if days is None else all(day <= view.as_of for day in days)


RECRUITED: Final = told(
    "recruited_for_post",
    "Diangkat untuk mengisi lowongan dari pengadaan PNS",
    "Fills a vacancy from the recruitment of PNS",
    subject=Subject.PAIR,
)

JF_CREATED: Final = told(
    "jf_created_on",
    "Jabatan fungsional dibentuk pada",
    "Functional position created on",
    ValueType.day(),
    subject=Subject.PAIR,
)

IN_FIELD: Final = told(
    "works_in_field",
    "Melaksanakan tugas bidang JF menurut keputusan pejabat yang berwenang",
    "Works in the field of the JF by decision of the authorised official",
    subject=Subject.PAIR,
)

ADJUSTED_BEFORE: Final = told(
    "adjusted_before",
    "Pernah disesuaikan ke JF itu",
    "Adjusted into that JF before",
    subject=Subject.PAIR,
)

HELD_ESELON: Final = Fact(
    name="held_eselon",
    value_type=ValueType.word(Eselon),
    text=Text(id="Eselon jabatan sekarang", en="Eselon of the present post"),
    read=_held_eselon,
)

EQUALISATION_PROPOSED: Final = told(
    "equalisation_proposed_on", "Usul penyetaraan", "Equalisation proposed on", ValueType.day()
)

CLEAN: Final = Fact(
    name="no_recent_serious_sanction",
    value_type=ValueType.flag(),
    text=Text(
        id="Tanpa hukuman sedang atau berat dalam jangka waktu itu",
        en="No moderate or heavy sanction in that time",
    ),
    read=_clean,
    changes=lambda view: min(
        (d for d in _clean_days(view) or () if view.as_of < d < dt.date.max), default=None
    ),
)

IN_PROCESS: Final = told(
    "in_disciplinary_process",
    "Sedang dalam proses disiplin",
    "In a disciplinary process",
    sensitive=True,
)

ETHICS_SANCTION: Final = told(
    "recent_ethics_sanction",
    "Hukuman etik dalam jangka waktu itu",
    "An ethics sanction in that time",
    sensitive=True,
)

INSEPARABLE: Final = told(
    "duties_inseparable",
    "Bidang tugas dan kompetensi kedua jabatan sama dan tidak terpisahkan",
    "Field and competence of both posts are the same and inseparable",
    subject=Subject.PAIR,
)

NAMED_FOR_PPPK: Final = told(
    "post_named_for_pppk",
    "Jabatan ditetapkan bagi PPPK",
    "The post is named for PPPK",
    subject=Subject.PAIR,
)
FACTS: Final = (
    RECRUITED,
    JF_CREATED,
    IN_FIELD,
    ADJUSTED_BEFORE,
    HELD_ESELON,
    EQUALISATION_PROPOSED,
    CLEAN,
    IN_PROCESS,
    ETHICS_SANCTION,
    INSEPARABLE,
    NAMED_FOR_PPPK,
)

JF: Final = frozenset(PositionLevel(jenjang.value) for jenjang in Jenjang)
IS_PNS: Final = Compare(STATUS, Op.EQ, Const(Status.PNS, ValueType.word(Status)))
JF_DIPLOMA: Final = Compare(DIPLOMA, Op.GE, Lookup("entry.jf_diploma", (TARGET_LEVEL,)))


def _rule(
    name: str,
    text: Text,
    source: str,
    *conditions: Condition,
    since: dt.date = SINCE,
    targets: frozenset[PositionLevel] = frozenset(),
) -> Rule:
    return Rule(
        name=f"entry.{name}",
        text=text,
        question=Question.ENTER,
        source=source,
        since=since,
        targets=targets,
        node=AllOf(conditions),
    )


FIRST: Final = _rule(
    "first_appointment",
    Text(id="Memenuhi syarat pengangkatan pertama", en="Meets the terms of a first appointment"),
    "pp-11-2017:75",
    IsOneOf(TARGET_LEVEL, Param("entry.first_levels")),
    IS_PNS,
    is_so(RECRUITED),
    JF_DIPLOMA,
    is_so(COMPETENCE_TEST),
    Compare(PREDICATE_LATEST, Op.GE, Param("entry.first_predicate")),
    is_so(INTEGRITY),
    is_so(HEALTH),
    Compare(
        MonthsSince(PNS_SINCE, Text(id="Sejak menjadi PNS", en="Since becoming a PNS")),
        Op.LE,
        Param("entry.first_within"),
    ),
    targets=JF,
)

ADJUSTMENT: Final = _rule(
    "adjustment",
    Text(id="Memenuhi syarat penyesuaian", en="Meets the terms of an adjustment"),
    "pp-11-2017:77",
    IS_PNS,
    JF_DIPLOMA,
    is_so(IN_FIELD),
    at_least(RELEVANT_EXPERIENCE, "entry.adjustment_experience"),
    at_least(PREDICATE_LATEST, "entry.adjustment_predicate"),
    at_least(PREDICATE_BEFORE, "entry.adjustment_predicate"),
    Compare(
        MonthsSince(JF_CREATED, Text(id="Sejak JF dibentuk", en="Since the JF was created")),
        Op.LT,
        Param("entry.adjustment_within"),
    ),
    is_so(ADJUSTED_BEFORE, value=False),
    is_so(POST_VACANT),
    targets=JF,
)

ROUND: Final = Rule(
    name="entry.adjustment_round",
    text=Text(
        id="Penyesuaian nasional sedang berjalan", en="A national round of adjustment is running"
    ),
    question=Question.ENTER,
    source="permenpanrb-26-2016",
    since=dt.date(2016, 12, 31),
    targets=JF,
    node=AnyOf(
        tuple(
            Compare(Param(table), Op.EQ, Const(value=True, value_type=ValueType.flag()))
            for table in ("entry.round_of_officials", "entry.round_of_2016")
        )
    ),
)

EQUALISED_TO: Final = Rule(
    name="entry.equalised_to",
    text=Text(id="Jenjang hasil penyetaraan", en="Level by equalisation"),
    question=Question.ENTER,
    source="permenpanrb-28-2019",
    since=dt.date(2019, 12, 31),
    targets=JF,
    node=Lookup("entry.equalised_to", (LEVEL,)),
)

EQUALISATION: Final = _rule(
    "equalisation",
    Text(id="Dapat disetarakan ke jabatan fungsional", en="May be equalised"),
    "permenpanrb-17-2021",
    Compare(TARGET_LEVEL, Op.EQ, Lookup("entry.equalised_to", (LEVEL,)), key="equalised_to"),
    AnyOf(
        (
            Compare(LEVEL, Op.NE, Const(P.PELAKSANA, ValueType.word(P)), key="not_pelaksana"),
            Compare(HELD_ESELON, Op.EQ, Param("entry.equalised_eselon")),
        ),
        key="eselon",
        text=Text(id="Pelaksana: eselon V", en="Pelaksana: of eselon V"),
    ),
    Compare(EQUALISATION_PROPOSED, Op.LE, Param("entry.equalisation_until")),
    since=dt.date(2021, 5, 31),
    targets=JF,
)

BY_AGENCY: Final = _rule(
    "agency_promotion",
    Text(
        id="Memenuhi syarat promosi ke JF menurut peraturan satu instansi",
        en="Meets the terms of promotion into JF by one agency's regulation",
    ),
    "perbkkbn-3-2025:10",
    IS_PNS,
    JF_DIPLOMA,
    at_least(RELEVANT_EXPERIENCE, "entry.agency_experience"),
    at_least(PREDICATE_LATEST, "entry.agency_predicate"),
    at_least(PREDICATE_BEFORE, "entry.agency_predicate"),
    is_so(POST_VACANT),
    is_so(TRACK_RECORD),
    is_so(IN_PROCESS, value=False),
    is_so(ETHICS_SANCTION, value=False),
    is_so(CLEAN),
    since=dt.date(2025, 12, 31),
    targets=JF,
)

SECOND: Final = _rule(
    "second_post",
    Text(
        id="Pejabat fungsional boleh merangkap jabatan",
        en="A holder of a functional position may hold a second post",
    ),
    "pp-11-2017:98",
    IsOneOf(LEVEL, Param("ranks.banded_by_jenjang")),
    Not(
        IsOneOf(TARGET_LEVEL, Param("ranks.banded_by_jenjang")),
        key="ja_or_jpt",
        text=Text(id="Jabatan administrasi atau JPT", en="A post of JA or JPT"),
    ),
    is_so(INSEPARABLE),
)

PPPK: Final = _rule(
    "pppk",
    Text(id="Dapat diisi pelamar PPPK itu", en="May be filled by that applicant on contract"),
    "pp-49-2018:2",
    AnyOf(
        (
            IsOneOf(TARGET_LEVEL, Param("entry.pppk_open"), key="pppk_open"),
            AllOf(
                (
                    IsOneOf(TARGET_LEVEL, Param("entry.pppk_if_named"), key="pppk_if_named"),
                    is_so(NAMED_FOR_PPPK),
                ),
                key="named",
                text=Text(id="JPT yang ditetapkan", en="A JPT that is named"),
            ),
        ),
        key="open_to_pppk",
        text=Text(id="Jabatan terbuka bagi PPPK", en="The post is open to PPPK"),
    ),
    at_least(AGE, "entry.pppk_min_age"),
    Compare(AGE, Op.LT, Lookup("entry.pppk_max_age", (TARGET_LEVEL,))),
    since=dt.date(2018, 12, 31),
)
RULES: Final = (
    FIRST,
    ADJUSTMENT,
    ROUND,
    EQUALISED_TO,
    EQUALISATION,
    BY_AGENCY,
    SECOND,
    PPPK,
)
