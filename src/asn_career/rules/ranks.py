"""Ranks (pangkat): the band of a post, the rank to start with, the ceiling of regular promotion.

A structural post has its band by eselon (PP 13/2002), a functional one by jenjang; pelaksana have
none. A rank outside the band bars no appointment by itself, so this is a question of its own.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> post = {"target_level": "administrator", "target_eselon": "III.b"}
>>> [book.check("ranks.in_band", post | {"golongan": rank}, day).truth.name
...  for rank in ("III/d", "III/c", None)]
['YES', 'NO', 'UNKNOWN']
>>> book.check("ranks.in_band", {"target_level": "ahli_madya", "golongan": "IV/c"}, day).truth.name
'YES'
>>> book.score("ranks.starting", {"diploma": "s2"}, day).value.value
'III/b'
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from asn_career.conditions import AllOf, AnyOf, Compare, Condition, IsOneOf, Lookup, Not, Param
from asn_career.facts import Fact, Subject
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.moves import TARGET_LEVEL
from asn_career.rules.personnel import DIPLOMA, GOLONGAN
from asn_career.terms import Eselon, Question, Text
from asn_career.values import ValueType

__all__ = ["FACTS", "RULES", "TARGET_ESELON"]

TARGET_ESELON: Final = Fact(
    name="target_eselon",
    value_type=ValueType.word(Eselon),
    text=Text(id="Eselon jabatan yang dituju", en="Eselon of the post in question"),
    subject=Subject.POST,
    read=lambda view: view.target().position.eselon,
)
FACTS: Final = (TARGET_ESELON,)


def _within(by: str, key: Fact, text: Text) -> Condition:
    """Return the condition that a post has no band of this sort, or the rank is within it."""
    lowest, highest = Lookup(f"ranks.{by}_lowest", (key,)), Lookup(f"ranks.{by}_highest", (key,))
    return AnyOf(
        (
            Not(
                IsOneOf(TARGET_LEVEL, Param(f"ranks.banded_by_{by}")),
                key="not_banded",
                text=Text(id="Jabatan tanpa rentang ini", en="A post without this band"),
            ),
            AllOf(
                (
                    Compare(GOLONGAN, Op.GE, lowest, key="lowest_rank"),
                    Compare(GOLONGAN, Op.LE, highest, key="highest_rank"),
                ),
                key="band",
                text=Text(id="Pangkat dalam rentang", en="Rank within the band"),
            ),
        ),
        key=f"by_{by}",
        text=text,
    )


IN_BAND: Final = Rule(
    name="ranks.in_band",
    text=Text(
        id="Pangkat dalam rentang jabatan yang dituju",
        en="The rank is within the band of the post in question",
    ),
    question=Question.RANK,
    source="pp-13-2002:Lampiran",
    since=dt.date(2017, 4, 7),
    node=AllOf(
        (
            _within("eselon", TARGET_ESELON, Text(id="Menurut eselon", en="By eselon")),
            _within("jenjang", TARGET_LEVEL, Text(id="Menurut jenjang", en="By jenjang")),
        )
    ),
)
STARTING: Final = Rule(
    name="ranks.starting",
    text=Text(id="Pangkat awal menurut ijazah", en="Starting rank by diploma"),
    question=Question.RANK,
    source="pp-98-2000:11",
    since=dt.date(2000, 12, 31),
    node=Lookup("ranks.starting", (DIPLOMA,)),
)
CEILING: Final = Rule(
    name="ranks.ceiling",
    text=Text(
        id="Pangkat tertinggi dalam kenaikan pangkat reguler",
        en="Ceiling of regular rank promotion",
    ),
    question=Question.RANK,
    source="pp-12-2002:8",
    since=dt.date(2002, 4, 17),
    node=Lookup("ranks.ceiling", (DIPLOMA,)),
)
RULES: Final = (IN_BAND, STARTING, CEILING)
