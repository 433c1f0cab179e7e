"""DP3 (daftar penilaian pelaksanaan pekerjaan), PP 10/1979: performance up to the end of 2013.

Eight elements scored 0 to 100, each with its word (articles 4 and 5); leadership only from II/a up
with a post. The mean of the elements is practice and marked unverified: it is shown, and no
condition may rest on it. For the words of another regulation see `appraisal`.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2012, 12, 31)
>>> [book.score("dp3.predikat", {"appraisal_score": score}, day).value.name
...  for score in ("91", "60", "50")]
['SANGAT_BAIK', 'KURANG', 'SANGAT_KURANG']
>>> book.score("dp3.predikat", {}, day).missing
('appraisal_score',)
>>> elements = dict.fromkeys(("loyalty", "achievement", "responsibility", "obedience", "honesty",
...                           "cooperation", "initiative"), 80)
>>> mean = book.score("dp3.mean_without_leadership", elements, day)
>>> mean.value, mean.evidence.name
(Decimal('80'), 'UNVERIFIED')
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from asn_career.conditions import Answer, Band, Const, Lookup, Param, Product, Quantity, WeightedSum
from asn_career.facts import Fact
from asn_career.rulebook import Rule
from asn_career.rules.appraisal import APPRAISAL_SCORE
from asn_career.terms import Question, Text
from asn_career.values import ValueType

__all__ = ["FACTS", "RULES"]

SINCE, UNTIL = dt.date(1979, 12, 31), dt.date(2013, 12, 31)


def _element(name: str, id: str, en: str) -> Fact:
    return Fact(
        name=name,
        value_type=ValueType.number("score"),
        text=Text(id=f"Unsur DP3: {id}", en=f"DP3 element: {en}"),
    )


LEADERSHIP: Final = _element("leadership", "kepemimpinan", "leadership")
ELEMENTS: Final = (
    _element("loyalty", "kesetiaan", "loyalty"),
    _element("achievement", "prestasi kerja", "achievement"),
    _element("responsibility", "tanggung jawab", "responsibility"),
    _element("obedience", "ketaatan", "obedience"),
    _element("honesty", "kejujuran", "honesty"),
    _element("cooperation", "kerja sama", "cooperation"),
    _element("initiative", "prakarsa", "initiative"),
)
FACTS: Final = (*ELEMENTS, LEADERSHIP)


def _mean(elements: tuple[Fact, ...]) -> Quantity:
    """Return the mean: the sum of each element divided by how many there are."""
    share = Const(1, attrs.evolve(ValueType.number("number"), denominator=len(elements)))
    weight = Param("dp3.element_weight")
    return WeightedSum(
        tuple((weight, Product((e, share), unit="score", text=e.text)) for e in elements),
        text=Text(id="Rata-rata unsur", en="Mean of the elements"),
    )


def _rule(name: str, text: Text, node: Quantity) -> Rule:
    return Rule(
        name=f"dp3.{name}",
        text=text,
        question=Question.APPRAISE,
        source="pp-10-1979:4",
        since=SINCE,
        until=UNTIL,
        node=node,
    )


RULES: Final = (
    _rule(
        "mean",
        Text(id="Rata-rata DP3 dengan kepemimpinan", en="DP3 mean with leadership"),
        _mean((*ELEMENTS, LEADERSHIP)),
    ),
    _rule(
        "mean_without_leadership",
        Text(id="Rata-rata DP3 tanpa kepemimpinan", en="DP3 mean without leadership"),
        _mean(ELEMENTS),
    ),
    _rule("word", Text(id="Sebutan DP3", en="Word of the DP3"), Band("dp3.bands", APPRAISAL_SCORE)),
    _rule(
        "predikat",
        Text(id="Predikat menurut DP3", en="Predicate by the DP3"),
        Lookup("dp3.predikat", (Answer("dp3.word"),)),
    ),
)
