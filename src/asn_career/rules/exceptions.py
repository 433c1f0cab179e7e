"""Exceptions from the requirements of a post, and JPT from outside; each is asked by itself.

Administrator: graduates of the Sekolah Kader are freed of the experience (PP 11/2017 article
54(2)), people of underdeveloped, border and remote areas of the diploma (54(5)). JPT: the President
may waive the requirements (PP 17/2020); posts of JPT madya and utama are open to those who are not
PNS (articles 106 and 108), all JPT to who has resigned from TNI or Polri (159).

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> facts = dict(target_level="jpt_pratama", diploma="s1", relevant_experience=60,
...              birth_date=dt.date(1973, 1, 1), resigned_from_active_service=True)
>>> [book.check("exceptions.jpt_military", facts | change, day).truth.name
...  for change in ({}, {"birth_date": dt.date(1972, 1, 1)}, {"diploma": None})]
['YES', 'NO', 'UNKNOWN']
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
    Lookup,
    at_least,
)
from asn_career.facts import Subject
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.appointment import HELD_EQUAL_JF
from asn_career.rules.appraisal import PREDICATE_BEFORE, PREDICATE_LATEST
from asn_career.rules.competence import RECAP
from asn_career.rules.moves import TARGET_LEVEL
from asn_career.rules.personnel import (
    AGE,
    DIPLOMA,
    HEALTH,
    INTEGRITY,
    MONTHS_AS,
    RELEVANT_EXPERIENCE,
    STATUS,
    is_so,
    told,
)
from asn_career.terms import (
    PositionLevel,
    Question,
    Status,
    Text,
)
from asn_career.values import ValueType

if TYPE_CHECKING:
    pass

__all__ = ["FACTS", "RULES"]

SINCE: Final = dt.date(2017, 4, 7)
P = PositionLevel

KADER: Final = told(
    "sekolah_kader_very_good",
    "Lulus Sekolah Kader dengan predikat sangat memuaskan",
    "Passed the Sekolah Kader with very good results",
)

FROM_REMOTE: Final = told(
    "from_remote_area",
    "Berasal dari daerah tertinggal, perbatasan, atau terpencil",
    "Comes from an underdeveloped, border or remote area",
)

POST_REMOTE: Final = told(
    "post_in_remote_area",
    "Jabatan berada di instansi di daerah itu",
    "The post is in an agency of such an area",
    subject=Subject.PAIR,
)

PRESIDENT_APPROVES: Final = told(
    "president_approves", "Persetujuan Presiden", "Approval of the President", subject=Subject.PAIR
)

OPEN_FIELD: Final = told(
    "field_open_to_non_pns",
    "Bidang jabatan tidak dikecualikan (pasal 106(2))",
    "The field of the post is not excluded (article 106(2))",
    subject=Subject.PAIR,
)

CITIZEN: Final = told("citizen", "Warga negara Indonesia", "Indonesian citizen")

IMPRISONED: Final = told(
    "ever_imprisoned", "Pernah dipidana penjara", "Ever imprisoned", sensitive=True
)

DISHONOURED: Final = told(
    "dishonourably_dismissed",
    "Pernah diberhentikan tidak dengan hormat",
    "Ever dismissed dishonourably",
    sensitive=True,
)

PARTY_FREE: Final = told(
    "months_without_party",
    "Lama tanpa keanggotaan partai",
    "Time without membership of a party",
    ValueType.number("month"),
    sensitive=True,
)

RESIGNED: Final = told(
    "resigned_from_active_service",
    "Mengundurkan diri dari dinas aktif TNI atau Polri",
    "Resigned from active service in TNI or Polri",
)
FACTS: Final = (
    KADER,
    FROM_REMOTE,
    POST_REMOTE,
    PRESIDENT_APPROVES,
    OPEN_FIELD,
    CITIZEN,
    IMPRISONED,
    DISHONOURED,
    PARTY_FREE,
    RESIGNED,
)

IS_PNS: Final = Compare(STATUS, Op.EQ, Const(Status.PNS, ValueType.word(Status)))
ADMINISTRATOR: Final = frozenset({P.ADMINISTRATOR})
OF_ADMINISTRATOR: Final = (
    at_least(PREDICATE_LATEST, "appointment.ja_predicate", P.ADMINISTRATOR),
    at_least(PREDICATE_BEFORE, "appointment.ja_predicate", P.ADMINISTRATOR),
    is_so(INTEGRITY),
    at_least(RECAP, "appointment.ja_competence", P.ADMINISTRATOR, key="competence"),
    is_so(HEALTH),
)
JPT: Final = frozenset({P.JPT_PRATAMA, P.JPT_MADYA, P.JPT_UTAMA})


def _rule(
    name: str,
    text: Text,
    source: str,
    *conditions: Condition,
    since: dt.date = SINCE,
    targets: frozenset[PositionLevel] = frozenset(),
) -> Rule:
    return Rule(
        name=f"exceptions.{name}",
        text=text,
        question=Question.ENTER,
        source=source,
        since=since,
        targets=targets,
        node=AllOf(conditions),
    )


BY_KADER: Final = _rule(
    "administrator_kader",
    Text(
        id="Diangkat administrator sebagai lulusan Sekolah Kader",
        en="Appointment as administrator from the Sekolah Kader",
    ),
    "pp-11-2017:54(2)",
    IS_PNS,
    is_so(KADER),
    at_least(DIPLOMA, "appointment.ja_diploma", P.ADMINISTRATOR),
    *OF_ADMINISTRATOR,
    targets=ADMINISTRATOR,
)

REMOTE: Final = _rule(
    "administrator_remote",
    Text(
        id="Diangkat administrator di daerah tertinggal, perbatasan, atau terpencil",
        en="Appointment as administrator in a remote area",
    ),
    "pp-11-2017:54(5)",
    IS_PNS,
    is_so(FROM_REMOTE),
    is_so(POST_REMOTE),
    AnyOf(
        (
            at_least(MONTHS_AS[P.PENGAWAS], "appointment.ja_former_post", P.ADMINISTRATOR),
            is_so(HELD_EQUAL_JF),
        ),
        key="former_post",
        text=Text(id="Jabatan yang dipersyaratkan, salah satu", en="Former post, one of"),
    ),
    *OF_ADMINISTRATOR,
    targets=ADMINISTRATOR,
)

WAIVED: Final = _rule(
    "jpt_waived",
    Text(
        id="Persyaratan JPT dikecualikan dengan persetujuan Presiden",
        en="The requirements of a JPT are waived with the President's approval",
    ),
    "pp-17-2020",
    IS_PNS,
    is_so(PRESIDENT_APPROVES),
    since=dt.date(2020, 2, 28),
    targets=JPT,
)


def _from_outside(name: str, text: Text, source: str, table: str, *more: Condition) -> Rule:
    """Return the rule of JPT for those from outside, with the tables of their group."""
    return _rule(
        name,
        text,
        source,
        Compare(DIPLOMA, Op.GE, Lookup(f"{table}_diploma", (TARGET_LEVEL,))),
        Compare(RELEVANT_EXPERIENCE, Op.GE, Lookup(f"{table}_experience", (TARGET_LEVEL,))),
        Compare(AGE, Op.LE, Lookup(f"{table}_max_age", (TARGET_LEVEL,))),
        *more,
        targets=JPT if table == "exceptions.military" else JPT - {P.JPT_PRATAMA},
    )


NON_PNS: Final = _from_outside(
    "jpt_non_pns",
    Text(id="Non-PNS memenuhi syarat JPT", en="One from outside meets the terms of a JPT"),
    "pp-11-2017:108",
    "appointment.non_pns",
    is_so(CITIZEN),
    at_least(PARTY_FREE, "exceptions.party_free"),
    is_so(IMPRISONED, value=False),
    is_so(DISHONOURED, value=False),
    is_so(OPEN_FIELD),
    is_so(PRESIDENT_APPROVES),
)

MILITARY: Final = _from_outside(
    "jpt_military",
    Text(
        id="Mantan prajurit TNI atau anggota Polri memenuhi syarat JPT",
        en="A former member of TNI or Polri meets the terms of a JPT",
    ),
    "pp-11-2017:159",
    "exceptions.military",
    is_so(RESIGNED),
)
RULES: Final = (
    BY_KADER,
    REMOTE,
    WAIVED,
    NON_PNS,
    MILITARY,
)
