"""The distribution of ratings and predicates in a unit: PP 30/2019 and SE MenPANRB 3/2023.

PP 30/2019 article 41(8): at most 20 percent above expectation, 60 to 70 percent as expected, at
most 20 percent below. SE 3/2023: a curve by the predicate of the organisation. Both look at a unit,
never at one person; for very small units no rule was found, so a NO is a warning.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book = national_rulebook()
>>> unit = {"share_above": 20, "share_as_expected": 60, "share_below": 20}
>>> day = dt.date(2021, 12, 31)
>>> [book.check("distribution.statuses", unit | change, day).truth.name
...  for change in ({}, {"share_above": 25}, {"share_below": None})]
['YES', 'NO', 'UNKNOWN']
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from asn_career.conditions import (
    AllOf,
    Compare,
    Condition,
    Const,
    Lookup,
    at_least,
    at_most,
)
from asn_career.facts import Fact
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.terms import Expectation, OrganisationPredicate, Predikat, Question, Text
from asn_career.values import ValueType

__all__ = ["FACTS", "RULES"]

PERCENT: Final = ValueType.number("percent")


def _share(name: str, id: str, en: str) -> Fact:
    return Fact(
        name=f"share_{name}",
        value_type=PERCENT,
        text=Text(id=f"Bagian pegawai unit: {id}", en=f"Share of the unit: {en}"),
    )


STATUSES: Final = {
    Expectation.DI_ATAS: _share("above", "di atas ekspektasi", "above expectation"),
    Expectation.SESUAI: _share("as_expected", "sesuai ekspektasi", "as expected"),
    Expectation.DI_BAWAH: _share("below", "di bawah ekspektasi", "below expectation"),
}
PREDICATES: Final = {p: _share(p.value, p.text.id, p.text.en) for p in Predikat}
SHARE_BELOW_BAIK: Final = _share(
    "kurang_or_butuh_perbaikan",
    "kurang dan butuh perbaikan bersama-sama",
    "kurang and butuh perbaikan together",
)
ORGANISATION: Final = Fact(
    name="organisation_predicate",
    value_type=ValueType.word(OrganisationPredicate),
    text=Text(id="Predikat kinerja organisasi", en="Predicate of the organisation"),
)
LARGEST_GROUP: Final = Fact(
    name="largest_group",
    value_type=ValueType.word(Predikat),
    text=Text(id="Predikat dengan pegawai terbanyak", en="Predicate most employees have"),
)
FACTS: Final = (
    *STATUSES.values(),
    *PREDICATES.values(),
    SHARE_BELOW_BAIK,
    ORGANISATION,
    LARGEST_GROUP,
)


def _bounds() -> tuple[Condition, ...]:
    """Return the conditions on each share by the predicate of the organisation."""
    found: list[Condition] = []
    for predicate, share in PREDICATES.items():
        at = (ORGANISATION, Const(predicate, ValueType.word(Predikat)))
        found.append(Compare(share, Op.LE, Lookup("distribution.curve_most", at)))
        found.append(Compare(share, Op.GE, Lookup("distribution.curve_least", at)))
    return tuple(found)


STATUS_SHARES: Final = Rule(
    name="distribution.statuses",
    text=Text(
        id="Sebaran status kinerja unit kerja sesuai pasal 41(8)",
        en="The statuses of a unit are distributed as article 41(8) says",
    ),
    question=Question.DISTRIBUTE,
    source="pp-30-2019:41(8)",
    since=dt.date(2021, 7, 1),
    until=dt.date(2021, 12, 31),
    node=AllOf(
        tuple(
            condition
            for status, share in STATUSES.items()
            for condition in (
                at_most(share, "distribution.share_most", status),
                at_least(share, "distribution.share_least", status),
            )
        )
    ),
)
CURVE: Final = Rule(
    name="distribution.curve",
    text=Text(
        id="Sebaran predikat pegawai mengikuti kurva predikat organisasi",
        en="The predicates follow the curve of the organisation's predicate",
    ),
    question=Question.DISTRIBUTE,
    source="se-menpanrb-3-2023",
    since=dt.date(2023, 1, 31),
    node=AllOf(
        (
            Compare(LARGEST_GROUP, Op.EQ, Lookup("distribution.curve_largest", (ORGANISATION,))),
            *_bounds(),
            Compare(
                SHARE_BELOW_BAIK,
                Op.GE,
                Lookup("distribution.curve_below_least", (ORGANISATION,)),
            ),
        )
    ),
)
RULES: Final = (STATUS_SHARES, CURVE)
