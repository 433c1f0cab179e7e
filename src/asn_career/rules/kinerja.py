"""Scored performance (penilaian kinerja), PP 30/2019 and PermenPANRB 8/2021: July-December 2021.

SKP and conduct 70/30, or 60/40 where the views of peers and direct subordinates are used; conduct
is then 60 percent superior and 40 percent peers (articles 39, 41). 110 to 120 is Sangat Baik only
with a new idea that was established. Indicators of the SKP: achievement in whole percent, then a
score by ranges (PermenPANRB 8/2021, annex).

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2021, 12, 31)
>>> who = {"skp_score": 110, "conduct_score": 100, "peer_views": "used"}
>>> book.score("kinerja.total", who, day).value
Decimal('106')
>>> [book.score("kinerja.predikat", {"appraisal_score": 112, "new_idea": idea}, day).value.name
...  for idea in ("established", "none")]
['SANGAT_BAIK', 'BAIK']
>>> book.score("kinerja.predikat", {"new_idea": "none"}, day).missing
('appraisal_score',)
>>> [book.check("kinerja.extra_within_cap", {"extra_work_score": s}, day).truth.name
...  for s in (10, 11)]
['YES', 'NO']
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from asn_career.conditions import (
    Answer,
    Band,
    Condition,
    Lookup,
    Param,
    Product,
    Quantity,
    WeightedSum,
    at_most,
)
from asn_career.facts import Fact
from asn_career.rulebook import Rule
from asn_career.rules.appraisal import (
    APPRAISAL_SCORE,
    CONDUCT_SCORE,
    NEW_IDEA,
    PEER_VIEWS,
    SCORE,
    SKP_SCORE,
)
from asn_career.rules.prestasi import RESULT_PERCENT
from asn_career.terms import Question, Text

__all__ = ["FACTS", "RULES"]

SINCE, UNTIL = dt.date(2021, 7, 1), dt.date(2021, 12, 31)
ANNEX: Final = "permenpanrb-8-2021:Lampiran"


def _fact(name: str, text: Text, note: Text | None = None) -> Fact:
    return Fact(name=name, value_type=SCORE, text=text, note=note)


SUPERIOR_SCORE: Final = _fact(
    "superior_conduct_score",
    Text(id="Nilai perilaku dari atasan", en="Conduct score by the superior"),
)
PEERS_SCORE: Final = _fact(
    "peers_conduct_score",
    Text(id="Nilai perilaku dari rekan dan bawahan", en="Conduct score by peers and subordinates"),
)
ACHIEVEMENT: Final = _fact(
    "achievement_percent",
    Text(id="Capaian indikator dalam persen", en="Achievement of the indicator in percent"),
    Text(
        id="Dibulatkan ke persen penuh sebelum dinilai, menurut lampiran.",
        en="Rounded to whole percents before it is scored, by the annex.",
    ),
)
MAIN_WORK: Final = _fact(
    "main_work_score", Text(id="Nilai kinerja utama", en="Score of the main work")
)
EXTRA_WORK: Final = _fact(
    "extra_work_score", Text(id="Nilai kinerja tambahan", en="Score of the extra work")
)
FACTS: Final = (SUPERIOR_SCORE, PEERS_SCORE, ACHIEVEMENT, MAIN_WORK, EXTRA_WORK)

WHOLE: Final = Param("kinerja.whole")


def _rule(name: str, text: Text, node: Quantity | Condition, source: str = "pp-30-2019:41") -> Rule:
    return Rule(
        name=f"kinerja.{name}",
        text=text,
        question=Question.APPRAISE,
        source=source,
        since=SINCE,
        until=UNTIL,
        node=node,
    )


def _weighed(table: str, score: Fact) -> tuple[Param, Quantity]:
    weight = Lookup(table, (PEER_VIEWS,))
    return WHOLE, Product((weight, score), unit="score", text=score.text)


def _line(base: Quantity, slope: Quantity, of: Fact, text: Text) -> Quantity:
    """Return a starting score plus a number times its slope."""
    start = Text(id="Nilai awal", en="Starting score")
    return WeightedSum(
        (
            (WHOLE, Product((WHOLE, base), unit="score", text=start)),
            (WHOLE, Product((slope, of), unit="score", text=of.text)),
        ),
        text=text,
    )


INDICATOR_TEXT: Final = Text(id="Nilai indikator", en="Score of an indicator")
RULES: Final = (
    _rule(
        "total",
        Text(id="Nilai kinerja", en="Score of performance"),
        WeightedSum(
            (
                _weighed("kinerja.skp_weight", SKP_SCORE),
                _weighed("kinerja.conduct_weight", CONDUCT_SCORE),
            ),
            text=Text(id="SKP dan perilaku kerja", en="SKP and conduct"),
        ),
    ),
    _rule(
        "conduct",
        Text(id="Nilai perilaku dengan pendapat rekan", en="Conduct score with views of peers"),
        WeightedSum(
            (
                (Param("kinerja.superior_weight"), SUPERIOR_SCORE),
                (Param("kinerja.peers_weight"), PEERS_SCORE),
            ),
            text=Text(id="Atasan, rekan dan bawahan", en="Superior, peers and subordinates"),
        ),
        "pp-30-2019:39",
    ),
    _rule(
        "by_number",
        Text(id="Predikat menurut angka", en="Predicate by the number"),
        Band("kinerja.bands", APPRAISAL_SCORE),
    ),
    _rule(
        "predikat",
        Text(id="Predikat menurut PP 30/2019", en="Predicate by PP 30/2019"),
        Lookup("kinerja.with_idea", (Answer("kinerja.by_number"), NEW_IDEA)),
    ),
    _rule(
        "achievement_smaller_better",
        Text(
            id="Capaian bila hasil yang lebih kecil lebih baik",
            en="Achievement where smaller is better",
        ),
        _line(
            Param("kinerja.smaller_base"),
            Param("kinerja.smaller_slope"),
            RESULT_PERCENT,
            Text(id="Capaian indikator", en="Achievement of the indicator"),
        ),
        ANNEX,
    ),
    _rule(
        "indicator",
        INDICATOR_TEXT,
        _line(
            Band("kinerja.indicator_base", ACHIEVEMENT),
            Band("kinerja.indicator_slope", ACHIEVEMENT),
            ACHIEVEMENT,
            INDICATOR_TEXT,
        ),
        ANNEX,
    ),
    _rule(
        "indicator_at_maximum",
        Text(
            id="Nilai indikator dengan target tertinggi yang dapat dicapai",
            en="Score of an indicator whose target is the most that can be attained",
        ),
        _line(
            Band("kinerja.indicator_base_at_maximum", ACHIEVEMENT),
            Band("kinerja.indicator_slope", ACHIEVEMENT),
            ACHIEVEMENT,
            INDICATOR_TEXT,
        ),
        ANNEX,
    ),
    _rule(
        "extra_within_cap",
        Text(id="Kinerja tambahan tidak melebihi batas", en="Extra work does not pass its cap"),
        at_most(EXTRA_WORK, "kinerja.extra_highest"),
        ANNEX,
    ),
    _rule(
        "skp",
        Text(id="Nilai SKP", en="Score of the SKP"),
        WeightedSum(
            ((WHOLE, MAIN_WORK), (WHOLE, EXTRA_WORK)),
            text=Text(id="Kinerja utama dan tambahan", en="Main and extra work"),
        ),
        ANNEX,
    ),
)
