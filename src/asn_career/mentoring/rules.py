"""The rules of the shipped mentoring policy, made for its weights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from asn_career.conditions import (
    AnyOf,
    Band,
    Compare,
    Const,
    Param,
    WeightedSum,
    at_least,
    holds,
)
from asn_career.findings import Op
from asn_career.mentoring.glossary import (
    IS_SUPERIOR,
    LEVEL_GAP,
    MENTEE_CHOICE,
    MENTOR_CHOICE,
    PLACES_APART,
    RANK_GAP,
    SANCTIONED,
    SERVICE_LEFT,
    STRENGTHS,
    UNITS_APART,
    WAITING,
)
from asn_career.rulebook import Rule
from asn_career.terms import Question, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.conditions import Condition, Quantity
    from asn_career.facts import Fact

__all__ = ["INSTRUMENT", "PARTS", "SCORE_RULE", "TOPIC", "make_rules"]

TOPIC: Final = "mentoring."
SCORE_RULE: Final = "mentoring.score"
INSTRUMENT: Final = "mentoring-policy"
NOT_SANCTIONED: Final = Const(value=False, value_type=ValueType.flag())

# Each part of the score: the fact it reads, its default weight, its name in both languages.
PARTS: Final[Mapping[str, tuple[Fact, int, Text]]] = MappingProxyType(
    {
        "strengths": (STRENGTHS, 50, Text(id="kekuatan pada kesenjangan", en="strength in gaps")),
        "seniority": (RANK_GAP, 30, Text(id="jarak senioritas", en="distance in seniority")),
        "unit": (UNITS_APART, 20, Text(id="unit", en="unit")),
        "waiting": (WAITING, 0, Text(id="lama menunggu", en="waiting time")),
        "place": (PLACES_APART, 0, Text(id="tempat kerja", en="place of work")),
        "mentee_choice": (MENTEE_CHOICE, 0, Text(id="pilihan mentee", en="the mentee's choice")),
        "mentor_choice": (MENTOR_CHOICE, 0, Text(id="pilihan mentor", en="the mentor's choice")),
    }
)


def make_rules(
    weights: Mapping[str, Decimal | int | str], since: dt.date, *, lists_binding: bool
) -> tuple[Rule, ...]:
    """Return the rules of a policy; parts that weigh nothing and lists that bind nobody are out.

    Source: none: our own choice.
    """

    def rule(name: str, id: str, en: str, node: Condition | Quantity) -> Rule:
        return Rule(
            name=f"{TOPIC}{name}",
            text=Text(id=id, en=en),
            question=Question.MENTOR,
            node=node,
            source=INSTRUMENT,
            since=since,
        )

    lists = (
        rule(
            "mentee_list",
            "Mentor ada dalam daftar mentee",
            "The mentor is on the mentee's list",
            at_least(MENTEE_CHOICE, "mentoring.list_place"),
        ),
        rule(
            "mentor_list",
            "Mentee ada dalam daftar mentor",
            "The mentee is on the mentor's list",
            at_least(MENTOR_CHOICE, "mentoring.list_place"),
        ),
    )
    return (
        *(lists if lists_binding else ()),  # lists that bind nobody are not missed
        rule(
            "seniority",
            "Mentor cukup senior",
            "The mentor is senior enough",
            AnyOf(
                (
                    at_least(RANK_GAP, "mentoring.minimum_rank_steps"),
                    at_least(LEVEL_GAP, "mentoring.minimum_level_steps"),
                ),
                key="senior",
                text=Text(id="Menurut pangkat atau jabatan", en="By rank or by position"),
            ),
        ),
        rule(
            "superior",
            "Hubungan atasan sesuai kebijakan",
            "Superior or not, as the policy wants",
            AnyOf(
                (
                    holds(IS_SUPERIOR, "mentoring.superior_may", key="may"),
                    holds(IS_SUPERIOR, "mentoring.superior_must", key="must"),
                ),
                key="superior",
                text=Text(id="Atasan langsung", en="Direct superior"),
            ),
        ),
        rule(
            "service",
            "Sisa masa dinas mentor cukup",
            "The mentor has enough service left",
            at_least(SERVICE_LEFT, "mentoring.minimum_service"),
        ),
        rule(
            "discipline",
            "Mentor tidak sedang menjalani hukuman disiplin",
            "The mentor is not serving a disciplinary sanction",
            AnyOf(
                (
                    holds(SANCTIONED, "mentoring.sanctioned_may", key="may"),
                    Compare(SANCTIONED, Op.EQ, NOT_SANCTIONED, key="none"),
                ),
                key="discipline",
                text=Text(id="Hukuman disiplin", en="Disciplinary sanction"),
            ),
        ),
        rule(
            "score",
            "Kecocokan mentor dan mentee",
            "Fit of mentor and mentee",
            WeightedSum(
                tuple(
                    (
                        Param(f"{TOPIC}{name}_weight"),
                        Band(f"{TOPIC}{name}_points", fact, text),
                    )
                    for name, (fact, _, text) in PARTS.items()
                    if weights[name]  # what weighs nothing is not missed
                ),
                Text(id="Jumlah tertimbang", en="Weighted sum"),
            ),
        ),
    )
