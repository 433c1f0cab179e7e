"""Acting in a post: Plt where the holder is gone, Plh where the holder is away.

UU 30/2014 article 14; in staff matters SE Kepala BKN 2/SE/VII/2019, then 1/SE/I/2021. Who acts
holds a post of the same level or one level lower in the same unit, for three months and, extended,
three more; acting changes neither the definitive post nor its allowance, counts as no time in the
post, and decides nothing that changes the legal status of organisation, staff or budget.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> facts = dict(level="pengawas", target_level="administrator", same_unit=True, post_vacant=True)
>>> [book.check("acting.plt", facts | change, day).truth.name
...  for change in ({}, {"target_level": "jpt_pratama"}, {"same_unit": None})]
['YES', 'NO', 'UNKNOWN']
>>> book.check("acting.may", {"acting_power": "appoint"}, day).truth.name
'NO'
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
    MonthsSince,
    Param,
)
from asn_career.facts import Fact, Movement, Subject
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.functional import POST_VACANT
from asn_career.rules.moves import TARGET_LEVEL
from asn_career.rules.personnel import LEVEL, is_so
from asn_career.terms import ActingPower, Capacity, Question, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.rulebook import View

__all__ = ["FACTS", "RULES"]

FLAG: Final = ValueType.flag()
CIRCULAR: Final = dt.date(2019, 7, 30)


def _same_unit(view: View) -> bool | None:
    held = view.person().appointment_on(view.as_of)
    return None if held is None else held.unit == view.target().unit


def _acting_since(view: View) -> dt.date | None:
    """Return the day since which the person has acted as Plt in posts of the level and unit."""
    post = view.target()
    acting = [
        a.since
        for a in view.person().appointments
        if a.capacity is Capacity.PLT
        and view.as_of in a.span
        and (a.position.id, a.unit) == (post.position.id, post.unit)
    ]
    return min(acting, default=None)


SAME_UNIT: Final = Fact(
    name="same_unit",
    value_type=FLAG,
    text=Text(id="Dalam unit kerja yang sama", en="In the same unit"),
    subject=Subject.PAIR,
    read=_same_unit,
)
HOLDER_AWAY: Final = Fact(
    name="holder_away",
    value_type=FLAG,
    text=Text(id="Pejabat definitif berhalangan sementara", en="The holder is away for a time"),
    subject=Subject.PAIR,
)
ACTING_SINCE: Final = Fact(
    name="acting_since",
    value_type=ValueType.day(),
    text=Text(id="Menjadi Plt sejak", en="Plt since"),
    subject=Subject.PAIR,
    movement=Movement.RESETS,
    read=_acting_since,
)
EXTENDED: Final = Fact(
    name="acting_extended",
    value_type=FLAG,
    text=Text(id="Masa Plt diperpanjang", en="The time as Plt has been extended"),
    subject=Subject.PAIR,
)
POWER: Final = Fact(
    name="acting_power",
    value_type=ValueType.word(ActingPower),
    text=Text(id="Tindakan yang ditanyakan", en="Act in question"),
)
FACTS: Final = (SAME_UNIT, HOLDER_AWAY, ACTING_SINCE, EXTENDED, POWER)


def _rule(
    name: str, text: Text, source: str, node: Condition, *, since: dt.date = CIRCULAR
) -> Rule:
    return Rule(name=name, text=text, question=Question.ACT, source=source, since=since, node=node)


WHO: Final = (
    Compare(
        Lookup("acting.posts", (LEVEL, TARGET_LEVEL)),
        Op.EQ,
        Const(value=True, value_type=FLAG),
        key="acting_level",
    ),
    is_so(SAME_UNIT),
)
PLT: Final = _rule(
    "acting.plt",
    Text(id="Boleh ditunjuk sebagai Plt", en="May be named Plt"),
    "uu-30-2014:14",
    AllOf((*WHO, is_so(POST_VACANT))),
)
PLH: Final = _rule(
    "acting.plh",
    Text(id="Boleh ditunjuk sebagai Plh", en="May be named Plh"),
    "uu-30-2014:14",
    AllOf((*WHO, is_so(POST_VACANT, value=False), is_so(HOLDER_AWAY))),
)
ACTING_FOR: Final = MonthsSince(ACTING_SINCE, Text(id="Lama sebagai Plt", en="Time as Plt"))
IN_TIME: Final = _rule(
    "acting.in_time",
    Text(id="Masa Plt belum habis", en="The time as Plt is not over"),
    "se-bkn-1-2021",
    AnyOf(
        (
            Compare(ACTING_FOR, Op.LT, Param("acting.longest")),
            AllOf(
                (
                    is_so(EXTENDED),
                    Compare(ACTING_FOR, Op.LT, Param("acting.longest_extended")),
                ),
                key="extended",
                text=Text(id="Dengan perpanjangan", en="With the extension"),
            ),
        )
    ),
)
MAY: Final = _rule(
    "acting.may",
    Text(id="Plt atau Plh boleh melakukannya", en="A Plt or Plh may do so"),
    "uu-30-2014:14(7)",
    Compare(
        Lookup("acting.powers", (POWER,)), Op.EQ, Const(value=True, value_type=FLAG), key="power"
    ),
    since=dt.date(2014, 12, 31),
)
RULES: Final = (PLT, PLH, IN_TIME, MAY)
