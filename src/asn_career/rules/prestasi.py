"""Work achievement (penilaian prestasi kerja), PP 46/2011: performance 2014 to June 2021.

60 percent SKP and 40 percent conduct (article 15), five words (article 17). An activity of the SKP
is scored on quantity, quality, time and, with a budget, cost (article 7): quantity and quality as
the result in percent of the target, time and cost by what was saved, with its turn at 24 percent.
A result in percent of the target has four places, half up. What joins activities to an SKP is
practice, marked unverified: predicates are read from the numbers on record, never from activities.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2019, 12, 31)
>>> [book.score("prestasi.saving", {"result_percent": r}, day).value for r in (100, 80, 76, 75)]
[Decimal('76'), Decimal('96'), Decimal('100'), Decimal('75')]
>>> book.score("prestasi.total", {"skp_score": "85.5", "conduct_score": 80}, day).value
Decimal('83.3')
>>> book.score("prestasi.total", {"skp_score": "85.5"}, day).missing
('conduct_score',)
>>> [book.check("prestasi.conduct_within_scale", {"conduct_score": s}, day).truth.name
...  for s in (100, 101)]
['YES', 'NO']
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Final

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
    SCORE,
    SKP_SCORE,
    latest_final,
    number_on,
    to_score,
)
from asn_career.terms import CreativityLevel, Question, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.people import Activity
    from asn_career.rulebook import View

__all__ = ["FACTS", "RULES"]

SINCE, UNTIL = dt.date(2014, 1, 1), dt.date(2021, 6, 30)


def _percent(result: object, target: object) -> int:
    """Return a result in percent of its target, as a score with four places."""
    return to_score(100 * Fraction(str(result)) / Fraction(str(target)))


def _activity(view: View, activity: Activity, day: dt.date) -> Fraction | None:
    """Return the mean of the aspects of one activity, exact over their four places."""
    aspects: list[int] = [
        _percent(activity.quantity_result, activity.quantity_target),
        _percent(activity.quality_result, activity.quality_target),
    ]
    savings = [(activity.time_result, activity.time_target)]
    if activity.cost_target is not None:
        savings.append((activity.cost_result or 0, activity.cost_target))
    for result, target in savings:
        facts = {RESULT_PERCENT.name: _percent(result, target)}
        score = number_on(view, "prestasi.saving", facts, day)
        if score is None:
            return None
        aspects.append(to_score(score))
    return Fraction(sum(aspects), SCORE.denominator * len(aspects))


def _activity_mean(view: View) -> int | None:
    latest = latest_final(view)
    if latest is None or not latest.activities:
        return None
    scores = [_activity(view, activity, latest.until) for activity in latest.activities]
    known = [score for score in scores if score is not None]
    return to_score(sum(known, Fraction(0)) / len(known)) if len(known) == len(scores) else None


RESULT_PERCENT: Final = Fact(
    name="result_percent",
    value_type=SCORE,
    text=Text(id="Realisasi dalam persen dari target", en="Result in percent of the target"),
    note=Text(id="Empat angka desimal, setengah ke atas.", en="Four places, half up."),
)
ACTIVITY_MEAN: Final = Fact(
    name="activity_mean",
    value_type=SCORE,
    text=Text(id="Rata-rata nilai kegiatan SKP", en="Mean score of the activities of the SKP"),
    note=Text(
        id="Setiap kegiatan: rata-rata tiga aspek, atau empat dengan biaya; empat angka desimal.",
        en="Each activity: the mean of three aspects, or four with cost; four places.",
    ),
    read=_activity_mean,
)
EXTRA_DUTIES: Final = Fact(
    name="extra_duties",
    value_type=ValueType.number("number"),
    text=Text(id="Jumlah tugas tambahan", en="Number of extra duties"),
)
CREATIVITY: Final = Fact(
    name="creativity",
    value_type=ValueType.word(CreativityLevel),
    text=Text(id="Kreativitas yang diakui", en="Recognised creativity"),
)
FACTS: Final = (RESULT_PERCENT, ACTIVITY_MEAN, EXTRA_DUTIES, CREATIVITY)

WHOLE: Final = Param("prestasi.whole")


def _rule(name: str, text: Text, node: Quantity | Condition, source: str) -> Rule:
    return Rule(
        name=f"prestasi.{name}",
        text=text,
        question=Question.APPRAISE,
        source=source,
        since=SINCE,
        until=UNTIL,
        node=node,
    )


SAVING: Final = _rule(
    "saving",
    Text(id="Nilai aspek waktu atau biaya", en="Score of the aspect time or cost"),
    WeightedSum(
        (
            (
                WHOLE,
                Product(
                    (WHOLE, Band("prestasi.saving_base", RESULT_PERCENT)),
                    unit="score",
                    text=Text(id="Nilai awal", en="Starting score"),
                ),
            ),
            (
                WHOLE,
                Product(
                    (Band("prestasi.saving_slope", RESULT_PERCENT), RESULT_PERCENT),
                    unit="score",
                    text=Text(id="Menurut realisasi", en="By the result"),
                ),
            ),
        ),
        text=Text(id="Nilai aspek", en="Score of the aspect"),
    ),
    "pp-46-2011:8",
)
SKP: Final = _rule(
    "skp",
    Text(id="Nilai SKP menurut praktik", en="Score of the SKP by practice"),
    WeightedSum(
        (
            (Param("prestasi.mean_weight"), ACTIVITY_MEAN),
            (Param("prestasi.mean_weight"), Band("prestasi.extra_points", EXTRA_DUTIES)),
            (Param("prestasi.mean_weight"), Lookup("prestasi.creativity_points", (CREATIVITY,))),
        ),
        text=Text(id="Kegiatan, tugas tambahan, kreativitas", en="Activities, duties, creativity"),
    ),
    "pp-46-2011:10",
)
TOTAL: Final = _rule(
    "total",
    Text(id="Nilai prestasi kerja", en="Score of work achievement"),
    WeightedSum(
        (
            (Param("prestasi.skp_weight"), SKP_SCORE),
            (Param("prestasi.conduct_weight"), CONDUCT_SCORE),
        ),
        text=Text(id="SKP dan perilaku kerja", en="SKP and conduct"),
    ),
    "pp-46-2011:15",
)
CONDUCT_WITHIN_SCALE: Final = _rule(
    "conduct_within_scale",
    Text(id="Nilai perilaku tidak melebihi skala", en="The conduct score is within its scale"),
    at_most(CONDUCT_SCORE, "prestasi.conduct_highest"),
    "pp-46-2011:13(3)",
)
WORD: Final = _rule(
    "word",
    Text(id="Sebutan nilai prestasi kerja", en="Word of the score of work achievement"),
    Band("prestasi.bands", APPRAISAL_SCORE),
    "pp-46-2011:17",
)
PREDIKAT: Final = _rule(
    "predikat",
    Text(id="Predikat menurut prestasi kerja", en="Predicate by work achievement"),
    Lookup("prestasi.predikat", (Answer("prestasi.word"),)),
    "pp-46-2011:17",
)
RULES: Final = (SAVING, SKP, TOTAL, CONDUCT_WITHIN_SCALE, WORD, PREDIKAT)
