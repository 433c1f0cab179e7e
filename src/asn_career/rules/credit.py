"""Credit points (angka kredit) by conversion of the predicate (PermenPANRB 1/2023 article 37).

The annual coefficient of the jenjang, times the percentage of the predicate, times the months of
the period as parts of a year: exactly, so that twelve months add up to the year. Nothing is rounded
but in print. A period in which the jenjang changes is asked in two parts. For performance of 2022
the year was capped (Peraturan BKN 11/2022 article 30); teachers had percentages of their own.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> period = {"jenjang": "ahli_pertama", "period_predicate": "sangat_baik", "period_months": 6}
>>> book.score("credit.conversion", period, day).value
Decimal('9.375')
>>> book.score("credit.conversion", period | {"period_predicate": None}, day).missing
('period_predicate',)
>>> book.score("credit.education_bonus", {"jenjang": "ahli_muda"}, day).value
Decimal('25')
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.conditions import Band, Lookup, Param, Product
from asn_career.dates import ONE_DAY
from asn_career.facts import Fact
from asn_career.rulebook import Rule
from asn_career.rules.appraisal import latest_final, predicate_of
from asn_career.rules.personnel import GOLONGAN
from asn_career.terms import Jenjang, Predikat, Question, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.rulebook import View

__all__ = ["FACTS", "JENJANG", "PERIOD_MONTHS", "PERIOD_PREDICATE", "RULES"]

SINCE: Final = dt.date(2023, 1, 1)


def _jenjang(view: View) -> Jenjang | None:
    held = view.person().appointment_on(view.as_of)
    return None if held is None else held.position.jenjang


def _predicate(view: View) -> Predikat | None:
    latest = latest_final(view)
    return None if latest is None else predicate_of(view, latest)


def _months(view: View) -> int | None:
    """Return the whole calendar months of the period, both ends included; no parts of months."""
    latest = latest_final(view)
    if latest is None or latest.since.day != 1 or (latest.until + ONE_DAY).day != 1:
        return None
    since, until = latest.since, latest.until
    return 12 * (until.year - since.year) + until.month - since.month + 1


JENJANG: Final = Fact(
    name="jenjang",
    value_type=ValueType.word(Jenjang),
    text=Text(id="Jenjang jabatan fungsional", en="Level of the functional position"),
    read=_jenjang,
)
PERIOD_PREDICATE: Final = Fact(
    name="period_predicate",
    value_type=ValueType.word(Predikat),
    text=Text(id="Predikat periode penilaian", en="Predicate of the period"),
    note=Text(
        id="Dari riwayat: penilaian final yang berakhir paling akhir.",
        en="From a record: the final appraisal that ended last.",
    ),
    read=_predicate,
)
PERIOD_MONTHS: Final = Fact(
    name="period_months",
    value_type=ValueType.number("month"),
    text=Text(id="Lama periode penilaian", en="Length of the period"),
    note=Text(
        id="Bulan penuh, bulan pertama dan terakhir ikut dihitung: Maret-Desember 10 bulan.",
        en="Whole months, the first and the last included: March to December are 10.",
    ),
    read=_months,
)
TEACHER_SCORE: Final = Fact(
    name="teacher_score",
    value_type=ValueType.number("score"),
    text=Text(id="Nilai penilaian kinerja guru", en="Score of the teacher's appraisal"),
    note=Text(
        id="Tidak dibaca dari riwayat: penilaian guru sebelum konversi.",
        en="Not read from the record: the appraisal of teachers before conversion.",
    ),
)
FACTS: Final = (JENJANG, PERIOD_PREDICATE, PERIOD_MONTHS, TEACHER_SCORE)

REQUIREMENT: Final = Lookup("credit.rank_requirement", (JENJANG,))

CONVERSION: Final = Rule(
    name="credit.conversion",
    text=Text(id="Angka kredit konversi", en="Credit by conversion"),
    question=Question.CREDIT_EARNED,
    source="permenpanrb-1-2023:37(1)",
    since=SINCE,
    node=Product(
        (
            Lookup("credit.coefficient", (JENJANG,)),
            Lookup("credit.predicate_percent", (PERIOD_PREDICATE,)),
            PERIOD_MONTHS,
        ),
        unit="credit",
        text=Text(id="Koefisien x persentase x bulan", en="Coefficient x percentage x months"),
    ),
)
EDUCATION_BONUS: Final = Rule(
    name="credit.education_bonus",
    text=Text(id="Tambahan angka kredit pendidikan", en="Credit bonus for education"),
    question=Question.CREDIT_BONUS,
    source="permenpanrb-1-2023:37(2)",
    since=SINCE,
    node=Product(
        (Param("credit.education_bonus_percent"), REQUIREMENT),
        unit="credit",
        text=Text(id="Persentase x angka kredit pangkat", en="Percentage x credit for a rank"),
    ),
)
RANK_REQUIREMENT: Final = Rule(
    name="credit.rank_requirement",
    text=Text(id="Angka kredit untuk satu pangkat", en="Credit for one rank"),
    question=Question.CREDIT,
    source="permenpanrb-1-2023",
    since=SINCE,
    node=REQUIREMENT,
)
STEP_REQUIREMENT: Final = Rule(
    name="credit.step_requirement",
    text=Text(id="Angka kredit untuk naik jenjang", en="Credit for the next level"),
    question=Question.CREDIT_FOR_STEP,
    source="permenpanrb-1-2023",
    since=SINCE,
    node=Lookup("credit.step_requirement", (JENJANG,)),
)
BASE: Final = Rule(
    name="credit.base",
    text=Text(id="Angka kredit dasar", en="Base credit (AK dasar)"),
    question=Question.CREDIT_BASE,
    source="perbkn-3-2023",
    since=dt.date(2023, 12, 31),
    node=Lookup("credit.base", (JENJANG, GOLONGAN)),
)
RANK_THRESHOLD: Final = Rule(
    name="credit.rank_threshold",
    text=Text(
        id="Angka kredit kumulatif untuk pangkat berikutnya",
        en="Cumulative credit for the next rank",
    ),
    question=Question.CREDIT_FOR_RANK,
    source="permenpanrb-1-2023:39",
    since=SINCE,
    node=Lookup("credit.rank_threshold", (JENJANG, GOLONGAN)),
)
# -- before conversion ---------------------------------------------------------------------

YEAR_CAP: Final = Rule(
    name="credit.year_cap",
    text=Text(id="Angka kredit tertinggi setahun", en="Highest credit of a year"),
    question=Question.CREDIT,
    source="perbkn-11-2022:30(2)",
    since=dt.date(2022, 12, 31),
    until=dt.date(2022, 12, 31),
    node=Product(
        (Param("credit.year_cap_percent"), Lookup("credit.year_target", (JENJANG,))),
        unit="credit",
        text=Text(id="Persentase x target tahunan", en="Percentage x target of the year"),
    ),
)
MAINTENANCE: Final = Rule(
    name="credit.maintenance",
    text=Text(
        id="Angka kredit pemeliharaan setahun tanpa lowongan jenjang",
        en="Maintenance credit a year where the next level has no vacancy",
    ),
    question=Question.CREDIT,
    source="perbkn-11-2022",
    since=dt.date(2022, 12, 31),
    until=dt.date(2023, 7, 31),
    node=Lookup("credit.maintenance", (JENJANG,)),
)
TEACHER_PERCENT: Final = Rule(
    name="credit.teacher_percent",
    text=Text(
        id="Persentase angka kredit guru sebelum konversi",
        en="Percentage of credit of teachers before conversion",
    ),
    question=Question.CREDIT,
    source="permenpan-16-2009",
    since=dt.date(2009, 12, 31),
    until=dt.date(2022, 12, 31),
    node=Band("credit.teacher_percent", TEACHER_SCORE),
)
RULES: Final = (
    CONVERSION,
    EDUCATION_BONUS,
    RANK_REQUIREMENT,
    RANK_THRESHOLD,
    STEP_REQUIREMENT,
    BASE,
    YEAR_CAP,
    MAINTENANCE,
    TEACHER_PERCENT,
)
