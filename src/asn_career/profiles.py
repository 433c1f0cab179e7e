"""Talent sheets of agencies, shipped to be laid over the national rulebook.

A profile is an overlay like any other: its figures stand in a TOML file of the package, and its
rules name the indicators that count there. It is one agency's practice from one source, not law.

>>> import datetime as dt
>>> from asn_career import lay_profile, national_rulebook
>>> book = lay_profile(national_rulebook(), "djbk_pu_2026")
>>> book.score("talent.performance", {"predicate_latest": "baik"}, dt.date(2026, 11, 21)).value
Decimal('80')
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib import resources
from typing import Final

import attrs

from asn_career.conditions import Band, Const, Lookup, Param, Product, Quantity, WeightedSum
from asn_career.errors import UnknownNameError
from asn_career.facts import Fact, Subject
from asn_career.rulebook import Rule, Rulebook
from asn_career.terms import (
    ExtraDuty,
    InnovationLevel,
    NationalCompetency,
    Question,
    TalentIndicator,
    Text,
    Word,
)
from asn_career.values import ValueType

__all__ = ["PROFILES", "lay_profile", "read_profile"]

Find = Callable[[str], Fact]
Part = tuple[Word, Quantity]
I = TalentIndicator  # noqa: E741 - it stands in every line below

# As in the national rules: the mean of three is a third of each, and one is three thirds.
OF_THREE: Final = attrs.evolve(ValueType.number("number"), denominator=3)
THIRD, ONE = Const(1, OF_THREE), Const(3, OF_THREE)

Y: Final = Text(id="Sumbu kinerja (Y)", en="Axis of performance (Y)")
X: Final = Text(id="Sumbu potensial (X)", en="Axis of potential (X)")


def _fact(name: str, value_type: ValueType, text: Text) -> Fact:
    return Fact(name=name, value_type=value_type, text=text)


EXTRA_DUTY: Final = _fact("extra_duty", ValueType.word(ExtraDuty), I.EXTRA_DUTY.text)
INNOVATION: Final = _fact("innovation", ValueType.word(InnovationLevel), I.INNOVATION.text)
ATTENDANCE: Final = _fact("attendance", ValueType.number("percent"), I.ATTENDANCE.text)
LEVELLED: Final = _fact("levelled_trainings", ValueType.number("number"), I.LEVELLED_TRAINING.text)
COMPETENCIES: Final = {
    competency: Fact(
        name="competence_" + competency.value.lower().replace(".", "_"),
        value_type=ValueType.number("score"),
        text=Text(id=f"Nilai: {competency.text.id}", en=f"Score: {competency.text.en}"),
        subject=Subject.PAIR,
    )
    for competency in NationalCompetency
}


def _scored(find: Find) -> dict[TalentIndicator, Quantity]:
    """Return the scores of the national indicators, by indicator."""

    def word(table: str, fact: str) -> Lookup:
        return Lookup(f"talent.{table}_score", (find(fact),))

    return {
        I.PREDICATE: word("predicate", "predicate_latest"),
        I.AWARDS: word("award", "award_level"),
        I.TEAM: word("team", "team_role"),
        I.COMPETENCE: find("competence_score"),
        I.DEVELOPMENT: Band("talent.development_score", find("certificates")),
        I.TENURE: Band("talent.tenure_score", find("months_in_level")),
        I.VARIETY: word("variety", "variety"),
        I.ACTING: word("acting", "acting_duty"),
        I.POTENTIAL: find("potential_score"),
        I.EDUCATION: word("education", "diploma"),
        I.FIELD_FIT: word("field", "field_fit"),
        I.DISCIPLINE: word("discipline", "discipline_record"),
    }


def _djbk(find: Find) -> tuple[WeightedSum, WeightedSum]:
    """Return the axes of DJBK: job experience is the mean of three, as in the national rules."""
    scored = _scored(find)
    whole = (I.COMPETENCE, I.DEVELOPMENT, I.EDUCATION, I.FIELD_FIT, I.DISCIPLINE)
    parts = [
        *(_part("potential", i, scored[i]) for i in whole),
        *(
            _part("potential", I.JOB_EXPERIENCE, scored[i], THIRD)
            for i in (I.TENURE, I.VARIETY, I.ACTING)
        ),
    ]
    performance = _part("performance", I.PREDICATE, scored[I.PREDICATE])
    return WeightedSum((performance,), Y), WeightedSum(tuple(parts), X)


def _dpd(find: Find) -> tuple[WeightedSum, WeightedSum]:
    """Return the axes of DPD RI, with the indicators of its own."""
    scored = _scored(find) | {
        I.EXTRA_DUTY: Lookup("talent.extra_duty_score", (EXTRA_DUTY,)),
        I.INNOVATION: Lookup("talent.innovation_score", (INNOVATION,)),
        I.ATTENDANCE: Band("talent.attendance_score", ATTENDANCE),
        I.LEVELLED_TRAINING: Band("talent.levelled_training_score", LEVELLED),
    }
    performance = (I.PREDICATE, I.EXTRA_DUTY, I.INNOVATION, I.ATTENDANCE, I.TEAM, I.AWARDS)
    track = (I.LEVELLED_TRAINING, I.DISCIPLINE, I.DEVELOPMENT, I.TENURE, I.VARIETY, I.ACTING)
    potential = (I.POTENTIAL, *track, I.EDUCATION, I.FIELD_FIT)
    return (
        WeightedSum(tuple(_part("performance", i, scored[i]) for i in performance), Y),
        WeightedSum(
            (
                *(_part("competency", c, fact) for c, fact in COMPETENCIES.items()),
                *(_part("potential", i, scored[i]) for i in potential),
            ),
            X,
        ),
    )


def _part(table: str, word: Word, score: Quantity, share: Const = ONE) -> tuple[Param, Quantity]:
    part = Product((score, share), unit="score", text=word.text)
    return Param(f"talent.{table}_weight", (word,)), part


DPD_FACTS: Final = (EXTRA_DUTY, INNOVATION, ATTENDANCE, LEVELLED, *COMPETENCIES.values())
AXES: Final = {
    "djbk_pu_2026": (_djbk, ()),
    "dpd_ri_2026": (_dpd, DPD_FACTS),
}
PROFILES: Final = tuple(AXES)
"""The names of the profiles that are shipped."""


def read_profile(name: str) -> str:
    """Return the figures of a shipped profile as TOML text, to be read or changed.

    Raises:
        UnknownNameError: no profile of that name, with the near one.
    Source: none: our own choice.
    """
    if name not in PROFILES:
        raise UnknownNameError("profile", name, PROFILES)
    file = resources.files("asn_career") / "data" / "overlays" / f"{name}.toml"
    return file.read_text("utf-8")


def lay_profile(rulebook: Rulebook, name: str) -> Rulebook:
    """Return another rulebook in which a shipped profile is laid over this one.

    Args:
        rulebook: the national law, or what an agency made of it.
        name: one of `PROFILES`.

    Raises:
        UnknownNameError: no profile of that name, with the near one.
        InvalidInputError: the rulebook lacks what the profile is laid over.
    Source: Kepka BKN 411/2025, as agencies have adapted it.
    """
    text = read_profile(name)
    make, facts = AXES[name]
    axes = make(rulebook.fact)
    rules = [
        Rule(
            name=rule,
            text=node.text,
            question=Question.TALENT,
            source=name.replace("_", "-"),
            since=dt.date(2026, 1, 1),
            node=node,
        )
        for rule, node in zip(("talent.performance", "talent.potential"), axes, strict=True)
    ]
    return rulebook.overlay(f"{rulebook.name} @{name}", text, rules=rules, facts=facts)
