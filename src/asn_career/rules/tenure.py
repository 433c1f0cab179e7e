"""In a post: when a mutasi may be made and when it is due, and how a post is lost.

Mutasi (PP 11/2017 article 190, Peraturan BKN 5/2019): a person moves to an equal post after at
least two years in the present one, and at the latest after five; not bound are moves on own
request, and a transfer into a functional position, which has articles of its own. Loss of a post:
articles 64, 94 and 144 (the way back is among the releases). Administrators without the diploma
have five years (articles 54(6) and 353).

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> facts = dict(level="pengawas", target_level="pengawas", post_since=dt.date(2024, 11, 21))
>>> [book.check("tenure.mutasi", facts | change, day).truth.name
...  for change in ({}, {"post_since": dt.date(2024, 11, 22), "own_request": False},
...                 {"post_since": dt.date(2024, 11, 22)})]
['YES', 'NO', 'UNKNOWN']
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from asn_career.conditions import (
    AllOf,
    Answer,
    AnyOf,
    Compare,
    Condition,
    Const,
    IsOneOf,
    Lookup,
    Not,
    Param,
)
from asn_career.facts import Fact, Subject
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.moves import TARGET_LEVEL
from asn_career.rules.personnel import (
    AS_OF,
    DIPLOMA,
    IN_POST,
    LEVEL,
    POST_SINCE,
    is_so,
    told,
)
from asn_career.rules.releases import LAST_LEVEL
from asn_career.terms import (
    MoveKind,
    PositionLevel,
    Question,
    RemovalGround,
    Text,
)
from asn_career.values import ValueType

__all__ = ["FACTS", "RULES"]

SINCE: Final = dt.date(2017, 4, 7)

OWN_REQUEST: Final = told(
    "own_request", "Atas permintaan sendiri", "On own request", subject=Subject.PAIR
)

REMOVAL_GROUND: Final = Fact(
    name="removal_ground",
    value_type=ValueType.word(RemovalGround),
    sensitive=True,
    text=Text(id="Alasan kehilangan jabatan", en="Ground of the loss of the post"),
)

BY_REMOTE_RELIEF: Final = told(
    "by_remote_relief",
    "Diangkat tanpa ijazah sebagai PNS dari daerah tertinggal, perbatasan, atau terpencil",
    "Appointed without the diploma as one from a remote area",
)
FACTS: Final = (
    OWN_REQUEST,
    REMOVAL_GROUND,
    BY_REMOTE_RELIEF,
)

HORIZONTAL: Final = Compare(
    Answer("moves.kind"),
    Op.EQ,
    Const(MoveKind.HORIZONTAL, ValueType.word(MoveKind)),
    key="move_kind",
)
INTO_FUNCTIONAL: Final = AllOf(
    (
        IsOneOf(TARGET_LEVEL, Param("ranks.banded_by_jenjang")),
        Compare(LEVEL, Op.NE, TARGET_LEVEL, key="another_level"),
    ),
    key="transfer",
    text=Text(id="Perpindahan ke jabatan fungsional", en="Transfer into a functional position"),
)


def _rule(
    name: str,
    text: Text,
    source: str,
    node: Condition,
    *,
    question: Question = Question.TENURE,
    since: dt.date = SINCE,
) -> Rule:
    return Rule(name=name, text=text, question=question, source=source, since=since, node=node)


MUTASI: Final = _rule(
    "tenure.mutasi",
    Text(
        id="Tidak terikat lama paling singkat sebelum mutasi",
        en="Not bound by the least time before a mutasi",
    ),
    "pp-11-2017:190(3)",
    AnyOf(
        (
            Not(HORIZONTAL, key="promotion", text=Text(id="Bukan mutasi", en="No mutasi")),
            INTO_FUNCTIONAL,
            Compare(IN_POST, Op.GE, Param("tenure.mutasi_after")),
            is_so(OWN_REQUEST),
        ),
    ),
    question=Question.DEPART,
)

MUTASI_DUE: Final = _rule(
    "tenure.mutasi_due",
    Text(id="Sudah waktunya dimutasi", en="A mutasi is due"),
    "pp-11-2017:190(3)",
    Compare(IN_POST, Op.GE, Param("tenure.mutasi_due_after")),
)

REMOVED: Final = _rule(
    "tenure.removed",
    Text(id="Alasan itu mengakhiri jabatan", en="The ground ends the post"),
    "pp-11-2017:64",
    Compare(
        Lookup("tenure.removal_grounds", (REMOVAL_GROUND, LAST_LEVEL)),
        Op.EQ,
        Const(value=True, value_type=ValueType.flag()),
        key="removal_ground",
    ),
)

IS_ADMINISTRATOR: Final = Compare(
    LEVEL, Op.EQ, Const(PositionLevel.ADMINISTRATOR, ValueType.word(PositionLevel))
)

DIPLOMA_OVERDUE: Final = _rule(
    "tenure.diploma_overdue",
    Text(
        id="Administrator belum memperoleh ijazah pada waktunya",
        en="An administrator has not obtained the diploma in time",
    ),
    "pp-11-2017:54(6)",
    AllOf(
        (
            IS_ADMINISTRATOR,
            Compare(
                DIPLOMA, Op.LT, Param("appointment.ja_diploma", (PositionLevel.ADMINISTRATOR,))
            ),
            AnyOf(
                (
                    AllOf(
                        (
                            is_so(BY_REMOTE_RELIEF),
                            Compare(IN_POST, Op.GE, Param("tenure.remote_diploma_within")),
                        ),
                        key="remote",
                        text=Text(id="Kelonggaran daerah", en="Relief of remote areas"),
                    ),
                    AllOf(
                        (
                            Compare(POST_SINCE, Op.LE, Param("tenure.transition_on")),
                            Compare(AS_OF, Op.GE, Param("tenure.transition_until")),
                        ),
                        key="transition",
                        text=Text(id="Peralihan pasal 353", en="Transition of article 353"),
                    ),
                ),
                key="overdue",
                text=Text(id="Waktunya lewat, salah satu", en="Time is over, one of"),
            ),
        )
    ),
)
RULES: Final = (
    MUTASI,
    MUTASI_DUE,
    REMOVED,
    DIPLOMA_OVERDUE,
)
