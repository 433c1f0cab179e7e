"""Moves between classes of positions: horizontal, vertical, diagonal (PP 11/2017 articles 188-189).

By the level held and the level of the post asked about. What is only remembered, and was read
nowhere, is shown and does not decide. What the post itself requires is asked by its own rules.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> def ask(level, target):
...     return {"level": level, "target_level": target}
>>> book.score("moves.kind", ask("pengawas", "ahli_muda"), day).value
<MoveKind.HORIZONTAL: 'horizontal'>
>>> [book.check("moves.allowed", ask(*pair), day).truth.name
...  for pair in (("ahli_muda", "administrator"), ("pelaksana", "jpt_pratama"),
...               ("administrator", "ahli_utama"), ("pelaksana", None))]
['YES', 'NO', 'UNKNOWN', 'UNKNOWN']
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from asn_career.conditions import Answer, IsOneOf, Lookup, Param
from asn_career.facts import Fact, Subject
from asn_career.rulebook import Rule
from asn_career.rules.personnel import LEVEL
from asn_career.terms import PositionLevel, Question, Text
from asn_career.values import ValueType

__all__ = ["FACTS", "RULES", "TARGET_LEVEL"]

SINCE: Final = dt.date(2017, 4, 7)

TARGET_LEVEL: Final = Fact(
    name="target_level",
    value_type=ValueType.word(PositionLevel),
    text=Text(id="Jenjang jabatan yang dituju", en="Level of the post in question"),
    subject=Subject.POST,
    read=lambda view: view.target().position.level,
)
FACTS: Final = (TARGET_LEVEL,)

KIND: Final = Rule(
    name="moves.kind",
    text=Text(id="Bentuk perpindahan", en="Form of the move"),
    question=Question.MOVE,
    source="pp-11-2017:189",
    since=SINCE,
    node=Lookup("moves.kind", (LEVEL, TARGET_LEVEL)),
)
ALLOWED: Final = Rule(
    name="moves.allowed",
    text=Text(id="Perpindahan dikenal pola karier", en="The career pattern knows the move"),
    question=Question.MOVE,
    source="pp-11-2017:189",
    since=SINCE,
    node=IsOneOf(Answer("moves.kind"), Param("moves.lawful"), key="move_kind"),
)
RULES: Final = (KIND, ALLOWED)
