"""Indices: professionalism (IP ASN), the merit system, satisfaction with a service (IKM/SKM).

IP ASN (Peraturan BKN 8/2019) adds the points of qualification, competence, performance and
discipline; of pelaksana the training for the post is 0. Performance counts by the appraisal score
until 2021 and by the predicate since 2022; the points of the predicates are remembered only, so
from then on the index is marked unverified. The value of an agency is the mean of its people.

Merit: points up to 400 until 30 December 2025 (PermenPANRB 40/2018), since then maturity and
engagement (PermenPANRB 19/2025), on another scale with other words.

Satisfaction: the mean of the elements, 1-4, times 25, exactly. Agencies that reckon with the
rounded weight 0.11 never reach 100: theirs are the variants of ``indices.satisfaction_weight``. An
index of other elements, or of the fourteen of 2004, is asked by its mean.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> from asn_career.terms import ServiceElement
>>> book, day = national_rulebook(), dt.date(2021, 6, 30)
>>> who = dict(diploma="s1", level="pelaksana", post_trainings=0, technical_hours=20, seminars=1,
...            appraisal_score=80, worst_sanction="none")
>>> book.score("indices.ip_asn", who, day).value, book.score("indices.ip_category", who, day).value
(Decimal('85'), <IpCategory.TINGGI: 'tinggi'>)
>>> book.score("indices.ip_asn", who | {"seminars": None}, day).missing
('seminars',)
>>> fours = {f"service_{element}": 4 for element in ServiceElement}
>>> rounded = book.with_variants({"indices.satisfaction_weight": "two_places"})
>>> [b.score("indices.satisfaction", fours, day).value for b in (book, rounded)]
[Decimal('100'), Decimal('99')]
>>> book.score("indices.satisfaction_grade", fours | {"service_time": 1, "service_cost": 2},
...            day).value
<ServiceGrade.B: 'B'>
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.conditions import (
    Answer,
    Band,
    Const,
    Lookup,
    Param,
    Product,
    Quantity,
    WeightedSum,
)
from asn_career.dates import add_months
from asn_career.facts import Fact
from asn_career.rulebook import Rule
from asn_career.rules.appraisal import APPRAISAL_SCORE, PREDICATE_LATEST
from asn_career.rules.personnel import DIPLOMA, LEVEL
from asn_career.terms import IpTraining, MeritPart, Question, SanctionLevel, ServiceElement, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.rulebook import View

__all__ = ["FACTS", "RULES"]

SCORE: Final = ValueType.number("score")
WHOLE: Final = Const(100 * 100, ValueType.number("percent"))  # counts as it stands
IP: Final = ("perbkn-8-2019", dt.date(2019, 5, 15))
MERIT: Final = ("permenpanrb-40-2018", dt.date(2018, 12, 31))
MERIT_2025: Final = ("permenpanrb-19-2025", dt.date(2025, 12, 31))
SURVEY: Final = ("permenpanrb-14-2017", dt.date(2017, 12, 31))
OLD_SURVEY: Final = ("kep-25-2004", dt.date(2004, 2, 29))


def _leaves(view: View, until: dt.date) -> dt.date | None:
    """Return the day on which a sanction that ended then is no longer looked at."""
    years = view.cell("indices.discipline_window")
    if years is None or not isinstance(years.value, int):
        return None
    return add_months(until, 12 * years.value)


def _worst_sanction(view: View) -> SanctionLevel | None:
    """Return the worst sanction that is served, or ended within the years looked at."""
    worst = SanctionLevel.NONE
    for sanction in view.person().sanctions:
        leaves = None if sanction.until is None else _leaves(view, sanction.until)
        if sanction.until is not None and leaves is None:
            return None
        if sanction.since <= view.as_of and (leaves is None or view.as_of < leaves):
            worst = max(worst, sanction.level)
    return worst


def _next_leaving(view: View) -> dt.date | None:
    days = [_leaves(view, s.until) for s in view.person().sanctions if s.until is not None]
    return min((day for day in days if day is not None and day > view.as_of), default=None)


def _number(name: str, unit: str, id: str, en: str, note: Text | None = None) -> Fact:
    return Fact(name=name, value_type=ValueType.number(unit), text=Text(id=id, en=en), note=note)


POST_TRAININGS: Final = _number(
    "post_trainings",
    "number",
    "Diklat kepemimpinan atau fungsional yang sesuai jabatan",
    "Leadership or functional trainings that match the post",
    Text(
        id="Kepemimpinan harus setingkat jabatan yang diduduki; bagi pelaksana 0.",
        en="Leadership training must be of the level of the post held; 0 of pelaksana.",
    ),
)
TECHNICAL_HOURS: Final = _number(
    "technical_hours",
    "hour",
    "JP diklat teknis",
    "Hours of technical training",
    Text(
        id="Dalam jangka waktu indices.technical_window; jenis diklat pada riwayat bebas.",
        en="Within indices.technical_window; the kinds of training on record are free words.",
    ),
)
SEMINARS: Final = _number(
    "seminars",
    "number",
    "Seminar yang diikuti",
    "Seminars attended",
    Text(
        id="Dalam jangka waktu indices.seminar_window.",
        en="Within indices.seminar_window.",
    ),
)
WORST_SANCTION: Final = Fact(
    name="worst_sanction",
    value_type=ValueType.word(SanctionLevel),
    text=Text(id="Hukuman disiplin terberat lima tahun", en="Worst sanction of five years"),
    sensitive=True,
    note=Text(
        id="Hukuman dihitung sampai lima tahun sesudah hari terakhirnya.",
        en="A sanction counts until five years after its last day.",
    ),
    read=_worst_sanction,
    changes=_next_leaving,
)
IP_VALUE: Final = _number(
    "ip_asn_value",
    "score",
    "Nilai IP ASN",
    "Index of professionalism",
    Text(
        id="Orang atau rata-rata instansi, bila sudah dihitung.",
        en="Of a person, or the mean of an agency, where it is known.",
    ),
)
MERIT_SCORE: Final = _number("merit_score", "score", "Nilai sistem merit", "Merit score")
MERIT_MATURITY: Final = _number(
    "merit_maturity", "score", "Indeks kematangan sistem merit", "Index of merit maturity"
)
MERIT_ENGAGEMENT: Final = _number(
    "merit_engagement",
    "score",
    "Indeks kepuasan dan keterikatan pegawai",
    "Index of satisfaction and engagement of the staff",
)
ELEMENTS: Final = {
    element: Fact(
        name=f"service_{element.value}",
        value_type=SCORE,
        text=Text(
            id=f"Nilai rata-rata unsur: {element.text.id}", en=f"Mean of element: {element.text.en}"
        ),
    )
    for element in ServiceElement
}
SATISFACTION_MEAN: Final = _number(
    "satisfaction_mean",
    "score",
    "Nilai rata-rata unsur pelayanan",
    "Mean of the elements of a service",
    Text(id="1-4, dari unsur berapa pun jumlahnya.", en="1-4, of any number of elements."),
)
FACTS: Final = (
    POST_TRAININGS,
    TECHNICAL_HOURS,
    SEMINARS,
    WORST_SANCTION,
    IP_VALUE,
    MERIT_SCORE,
    MERIT_MATURITY,
    MERIT_ENGAGEMENT,
    *ELEMENTS.values(),
    SATISFACTION_MEAN,
)


def _rule(
    name: str, text: Text, node: Quantity, law: tuple[str, dt.date], until: dt.date | None = None
) -> Rule:
    return Rule(
        name=f"indices.{name}",
        text=text,
        question=Question.INDEX,
        source=law[0],
        since=law[1],
        until=until,
        node=node,
    )


def _points(training: IpTraining) -> Lookup:
    of = Const(training, ValueType.word(IpTraining))
    return Lookup("indices.competency_points", (Lookup("indices.group", (LEVEL,)), of))


QUALIFICATION: Final = Lookup("indices.qualification_points", (DIPLOMA,))
DISCIPLINE: Final = Lookup("indices.discipline_points", (WORST_SANCTION,))
TRAININGS: Final = (
    (Band("indices.attended_share", POST_TRAININGS), _points(IpTraining.POST)),
    (Band("indices.technical_share", TECHNICAL_HOURS), _points(IpTraining.TECHNICAL)),
    (Band("indices.attended_share", SEMINARS), _points(IpTraining.SEMINAR)),
)
SUM: Final = Text(id="Jumlah nilai", en="Sum of the points")
PERFORMANCE: Final = Text(id="IP ASN: nilai kinerja", en="IP ASN: points of performance")
PROFESSIONALISM: Final = (
    _rule(
        "qualification",
        Text(id="IP ASN: nilai kualifikasi", en="IP ASN: points of qualification"),
        QUALIFICATION,
        IP,
    ),
    _rule(
        "competency",
        Text(id="IP ASN: nilai kompetensi", en="IP ASN: points of competence"),
        WeightedSum(TRAININGS, SUM),
        IP,
    ),
    _rule(
        "performance",
        PERFORMANCE,
        Band("indices.performance_points", APPRAISAL_SCORE),
        IP,
        until=dt.date(2021, 12, 31),
    ),
    _rule(
        "performance",
        PERFORMANCE,
        Lookup("indices.predicate_points", (PREDICATE_LATEST,)),
        (IP[0], dt.date(2022, 1, 1)),
    ),
    _rule(
        "discipline",
        Text(id="IP ASN: nilai disiplin", en="IP ASN: points of discipline"),
        DISCIPLINE,
        IP,
    ),
    _rule(
        "ip_asn",
        Text(id="Indeks profesionalitas ASN", en="Index of professionalism (IP ASN)"),
        WeightedSum(
            (
                (WHOLE, QUALIFICATION),
                *TRAININGS,
                (WHOLE, Answer("indices.performance")),
                (WHOLE, DISCIPLINE),
            ),
            SUM,
        ),
        IP,
    ),
    _rule(
        "ip_category",
        Text(id="Kategori IP ASN", en="Category of IP ASN"),
        Band("indices.ip_category", Answer("indices.ip_asn")),
        IP,
    ),
    _rule(
        "ip_category_of_value",
        Text(id="Kategori nilai IP ASN", en="Category of a value of IP ASN"),
        Band("indices.ip_category", IP_VALUE),
        IP,
    ),
)
OLD_MERIT_END: Final = dt.date(2025, 12, 30)
MERIT_RULES: Final = (
    _rule(
        "merit_index",
        Text(id="Indeks sistem merit", en="Index of the merit system"),
        Product((Param("indices.merit_point"), MERIT_SCORE), unit="score", text=SUM),
        MERIT,
        until=OLD_MERIT_END,
    ),
    _rule(
        "merit_index",
        Text(id="Indeks sistem merit", en="Index of the merit system"),
        WeightedSum(
            (
                (Param("indices.merit_weight", (MeritPart.MATURITY,)), MERIT_MATURITY),
                (Param("indices.merit_weight", (MeritPart.ENGAGEMENT,)), MERIT_ENGAGEMENT),
            ),
            SUM,
        ),
        MERIT_2025,
    ),
    _rule(
        "merit_category",
        Text(id="Kategori sistem merit", en="Category of the merit system"),
        Band("indices.merit_category", MERIT_SCORE),
        MERIT,
        until=OLD_MERIT_END,
    ),
    _rule(
        "merit_level",
        Text(id="Tingkat sistem merit", en="Level of the merit system"),
        Band("indices.merit_level", Answer("indices.merit_index")),
        MERIT_2025,
    ),
)
# Each element is an equal part; what the rounded weights of agencies lose stands in the table.
OF_ELEMENTS: Final = attrs.evolve(ValueType.number("number"), denominator=len(ELEMENTS))
EQUAL_PART: Final = Const(1, OF_ELEMENTS)
SATISFACTION: Final = Text(id="Indeks kepuasan masyarakat", en="Index of public satisfaction")
GRADE: Final = Text(id="Mutu pelayanan", en="Grade of the service")


def _times_factor(mean: Quantity) -> Product:
    return Product((Param("indices.satisfaction_factor"), mean), unit="score", text=SATISFACTION)


SATISFACTION_RULES: Final = (
    _rule(
        "satisfaction",
        SATISFACTION,
        _times_factor(
            WeightedSum(
                tuple(
                    (
                        Param("indices.satisfaction_weight"),
                        Product((fact, EQUAL_PART), unit="score", text=element.text),
                    )
                    for element, fact in ELEMENTS.items()
                ),
                SATISFACTION_MEAN.text,
            )
        ),
        SURVEY,
    ),
    _rule(
        "satisfaction_grade",
        GRADE,
        Band("indices.satisfaction_grade", Answer("indices.satisfaction")),
        SURVEY,
    ),
    _rule(
        "satisfaction_of_mean",
        Text(id="Indeks kepuasan dari rata-rata", en="Index of satisfaction from a mean"),
        _times_factor(
            Product(
                (Param("indices.satisfaction_weight"), SATISFACTION_MEAN),
                unit="score",
                text=SATISFACTION_MEAN.text,
            )
        ),
        OLD_SURVEY,
    ),
    _rule(
        "satisfaction_of_mean_grade",
        GRADE,
        Band("indices.satisfaction_grade", Answer("indices.satisfaction_of_mean")),
        OLD_SURVEY,
    ),
)
RULES: Final = (*PROFESSIONALISM, *MERIT_RULES, *SATISFACTION_RULES)
