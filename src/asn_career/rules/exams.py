"""Service exams (ujian dinas tingkat I and II): who has to pass one to rise into group III or IV.

Freed are a diploma (PP 99/2000 article 32), leadership training and functional positions (technical
rule). Promotions for outstanding work, discovery, long service, disability and death do not ask for
the exam (article 32), nor does a functional position.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> facts = {"golongan": "II/d", "diploma": "d3", "level": "pelaksana", "pkp_passed": False}
>>> [book.check("exams.level_1", facts | change, day).truth.name
...  for change in ({}, {"diploma": "s1"}, {"pkp_passed": None})]
['YES', 'NO', 'UNKNOWN']
>>> book.check("exams.met", facts | {"ujian_dinas_1_passed": True}, day).truth.name
'YES'
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from asn_career.conditions import AllOf, Answer, AnyOf, Compare, IsOneOf, Not, Param, holds
from asn_career.facts import Fact
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.personnel import DIPLOMA, GOLONGAN, LEVEL, attested
from asn_career.terms import AttestationKind, Question, Text
from asn_career.values import ValueType

__all__ = ["FACTS", "RULES"]

SINCE: Final = dt.date(2002, 4, 17)
NOT_READ: Final = Text(
    id="Tidak dibaca dari riwayat: nama pelatihan di sana bebas.",
    en="Not read from the record, where the names of trainings are free words.",
)

LEVEL_1_PASSED: Final = attested(AttestationKind.UJIAN_DINAS_1, "ujian_dinas_1_passed")
LEVEL_2_PASSED: Final = attested(AttestationKind.UJIAN_DINAS_2, "ujian_dinas_2_passed")
PKP: Final = Fact(
    name="pkp_passed",
    value_type=ValueType.flag(),
    text=Text(id="Lulus PKP atau Diklatpim IV", en="Passed PKP or Diklatpim IV"),
    note=NOT_READ,
)
PKA: Final = Fact(
    name="pka_passed",
    value_type=ValueType.flag(),
    text=Text(id="Lulus PKA atau Diklatpim III", en="Passed PKA or Diklatpim III"),
    note=NOT_READ,
)
FACTS: Final = (LEVEL_1_PASSED, LEVEL_2_PASSED, PKP, PKA)


def _needed(level: str, number: str, training: Fact) -> Rule:
    return Rule(
        name=f"exams.{level}",
        text=Text(
            id=f"Wajib ujian dinas tingkat {number} untuk naik pangkat",
            en=f"Has to pass service exam level {number} to rise",
        ),
        question=Question.EXAM,
        source="pp-99-2000:30",
        since=SINCE,
        node=AllOf(
            (
                Compare(GOLONGAN, Op.EQ, Param(f"exams.{level}_from")),
                Compare(DIPLOMA, Op.LT, Param(f"exams.{level}_diploma")),
                Not(IsOneOf(LEVEL, Param("exams.freed_levels")), key="not_functional"),
                Not(holds(training, f"exams.{level}_training"), key="not_trained"),
            )
        ),
    )


def _met(level: str, passed: Fact) -> AnyOf:
    return AnyOf(
        (
            Not(Answer(f"exams.{level}"), key=f"{level}_not_due"),
            holds(passed, "exams.passed"),
        ),
        key=level,
        text=Text(id="Tidak wajib, atau lulus", en="Not due, or passed"),
    )


MET: Final = Rule(
    name="exams.met",
    text=Text(id="Ujian dinas lulus atau tidak wajib", en="Service exam passed, or none is due"),
    question=Question.EXAM,
    source="pp-99-2000:30",
    since=SINCE,
    node=AllOf((_met("level_1", LEVEL_1_PASSED), _met("level_2", LEVEL_2_PASSED))),
)
RULES: Final = (_needed("level_1", "I", PKP), _needed("level_2", "II", PKA), MET)
