"""Predicate of performance (predikat kinerja), PermenPANRB 6/2022.

From the rating of the work result (hasil kerja) and the rating of conduct (perilaku kerja), by a
matrix of three by three. Ask it for the last day of the performance period: the period decides
which regulation applies. Performance of years before 2022 is UNKNOWN here.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2025, 12, 31)
>>> book.score("appraisal.predikat", {"work_result": "di_atas", "conduct": "di_atas"}, day).value
<Predikat.SANGAT_BAIK: 'sangat_baik'>
>>> book.score("appraisal.predikat", {"work_result": "di_atas", "conduct": "di_bawah"}, day).value
<Predikat.KURANG: 'kurang'>
>>> book.score("appraisal.predikat", {"work_result": "di_atas"}, day).missing
('conduct',)
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.conditions import Lookup
from asn_career.facts import Fact
from asn_career.rulebook import Rule
from asn_career.terms import Expectation, Predikat, Question, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.people import Appraisal
    from asn_career.rulebook import View

__all__ = [
    "CONDUCT",
    "FACTS",
    "PREDICATE_BEFORE",
    "PREDICATE_LATEST",
    "RULES",
    "WORK_RESULT",
    "latest_final",
    "predicate_of",
]


def _final(view: View) -> list[Appraisal]:
    """Return the appraisals that are final on the day, oldest first; exempt periods are not."""
    return [
        a
        for a in view.person().appraisals
        if not a.exempt and a.until < view.as_of and (a.signed is None or a.signed <= view.as_of)
    ]


def latest_final(view: View) -> Appraisal | None:
    """Return the appraisal that is final on the day and ended last."""
    return max(_final(view), key=lambda a: a.until, default=None)


def _work_result(view: View) -> Expectation | None:
    latest = latest_final(view)
    return None if latest is None else latest.work_result


def _conduct(view: View) -> Expectation | None:
    latest = latest_final(view)
    return None if latest is None else latest.conduct


def predicate_of(view: View, appraisal: Appraisal) -> Predikat | None:
    """Return the predicate recorded, else the one the matrix of that period gives."""
    if appraisal.predicate is not None:
        return appraisal.predicate
    if appraisal.work_result is None or appraisal.conduct is None:
        return None
    cell = view.cell(
        "appraisal.predikat", appraisal.work_result, appraisal.conduct, on=appraisal.until
    )
    return cell.value if cell is not None and isinstance(cell.value, Predikat) else None


def _predicate_of_year(view: View, year: int) -> Predikat | None:
    """Return the predicate of the appraisal that closes a calendar year."""
    closing = [a for a in _final(view) if a.until == dt.date(year, 12, 31)]
    return predicate_of(view, closing[-1]) if closing else None


def _is_released(view: View, year: int) -> bool:
    """Tell whether a release without the duty to be appraised runs when the year closes."""
    closes = dt.date(year, 12, 31)
    for release in view.person().releases:
        cell = view.cell("releases.stops_appraisal", release.kind, on=closes)
        if closes in release.span and cell is not None and cell.value is True:
            return not any(a.until == closes and not a.exempt for a in view.person().appraisals)
    return False


def _rated_years(view: View) -> list[int]:
    """Return the last two years with the duty to be appraised: exempt years are skipped."""
    exempt = {a.year for a in view.person().appraisals if a.exempt}
    years: list[int] = []
    year = view.as_of.year - 1
    while len(years) < 2:  # noqa: PLR2004 - the two years that the facts name
        if year not in exempt and not _is_released(view, year):
            years.append(year)
        year -= 1
    return years


def _new_year(view: View) -> dt.date:
    return dt.date(view.as_of.year + 1, 1, 1)


WORK_RESULT: Final = Fact(
    name="work_result",
    value_type=ValueType.word(Expectation),
    text=Text(id="Hasil kerja", en="Work result"),
    read=_work_result,
)
CONDUCT: Final = Fact(
    name="conduct",
    value_type=ValueType.word(Expectation),
    text=Text(id="Perilaku kerja", en="Conduct at work"),
    read=_conduct,
)
PREDICATE_LATEST: Final = Fact(
    name="predicate_latest",
    value_type=ValueType.word(Predikat),
    text=Text(id="Predikat tahun terakhir", en="Predicate of the last year"),
    note=Text(
        id="Tahun kalender terakhir yang wajib dinilai.",
        en="The last calendar year with the duty to be appraised.",
    ),
    read=lambda view: _predicate_of_year(view, _rated_years(view)[0]),
    changes=_new_year,
)
PREDICATE_BEFORE: Final = Fact(
    name="predicate_before",
    value_type=ValueType.word(Predikat),
    text=Text(id="Predikat tahun sebelumnya", en="Predicate of the year before"),
    read=lambda view: _predicate_of_year(view, _rated_years(view)[1]),
    changes=_new_year,
)
FACTS: Final = (WORK_RESULT, CONDUCT, PREDICATE_LATEST, PREDICATE_BEFORE)

PREDIKAT: Final = Rule(
    name="appraisal.predikat",
    text=Text(id="Predikat kinerja pegawai", en="Predicate of performance"),
    question=Question.APPRAISE,
    source="permenpanrb-6-2022",
    since=dt.date(2022, 1, 1),
    node=Lookup("appraisal.predikat", (WORK_RESULT, CONDUCT)),
)
RULES: Final = (PREDIKAT,)
