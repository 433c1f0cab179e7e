"""Predicate of performance (predikat kinerja): which regulation applies, and what it gives.

The *period of performance* decides, so ask for its last day: DP3 up to 2013 (`dp3`), work
achievement to June 2021 (`prestasi`), scored performance to December 2021 (`kinerja`), and since
2022 the matrix of work result (hasil kerja) and conduct (perilaku kerja) of PermenPANRB 6/2022.
The whole of 2021 joins two halves; the official table that turns a number of PP 46/2011 into the
scale of PP 30/2019 was not found, so without the converted number the year is UNKNOWN.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2025, 12, 31)
>>> book.score("appraisal.predikat", {"work_result": "di_atas", "conduct": "di_atas"}, day).value
<Predikat.SANGAT_BAIK: 'sangat_baik'>
>>> book.score("appraisal.predikat", {"work_result": "di_atas", "conduct": "di_bawah"}, day).value
<Predikat.KURANG: 'kurang'>
>>> book.score("appraisal.predikat", {"work_result": "di_atas"}, day).missing
('conduct',)
>>> book.score("appraisal.predikat", {"appraisal_score": "84.2"}, dt.date(2016, 12, 31)).value
<Predikat.BAIK: 'baik'>
>>> book.score("appraisal.regime", {}, dt.date(2021, 6, 30)).value
<AppraisalRegime.PRESTASI: 'prestasi'>
>>> halves = {"appraisal_score": 95}
>>> book.score("appraisal.whole_2021", halves, dt.date(2021, 12, 31)).missing
('converted_first_half',)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from asn_career.conditions import Answer, Lookup, Param, Quantity, WeightedSum, value_reader
from asn_career.dates import ONE_DAY
from asn_career.facts import Fact
from asn_career.numbers import round_half_up
from asn_career.rulebook import Rule
from asn_career.terms import Expectation, NewIdea, PeerViews, Predikat, Question, Text
from asn_career.values import Value, ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from asn_career.people import Appraisal
    from asn_career.rulebook import View
    from asn_career.rulebook.law import Snapshot

__all__ = [
    "APPRAISAL_SCORE",
    "CONDUCT",
    "CONDUCT_SCORE",
    "FACTS",
    "NEW_IDEA",
    "PEER_VIEWS",
    "PREDICATE_BEFORE",
    "PREDICATE_LATEST",
    "RULES",
    "SCORE",
    "SKP_SCORE",
    "WORK_RESULT",
    "latest_final",
    "number_on",
    "predicate_of",
    "to_score",
]

SCORE: Final = ValueType.number("score")
Facts = dict[str, Value | None]


def to_score(value: Fraction) -> int:
    """Return a ratio as a score with four places, half up."""
    return int(round_half_up(value * SCORE.denominator, 0))


@lru_cache(maxsize=100)
def _reader(rule: str, law: Snapshot) -> Callable[..., Value | None]:
    return value_reader(Answer(rule), law)


def _answer_on(view: View, rule: str, facts: Mapping[str, Value | None], day: dt.date) -> object:
    """Return the answer of a rule for facts of a period, under the law of its last day."""
    return _reader(rule, view.law_on(day))(facts.get, day)


def number_on(
    view: View, rule: str, facts: Mapping[str, Value | None], day: dt.date
) -> Fraction | None:
    """Return the exact number that a rule gives for facts of a period, None if unknown."""
    found = _answer_on(view, rule, facts, day)
    denominator = view.law_on(day).rule_type(rule).denominator
    return Fraction(found, denominator) if isinstance(found, int) else None


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


def _regime(view: View, day: dt.date) -> object:
    cell = view.cell("appraisal.regime", on=day)
    return None if cell is None else cell.value


def _whole(number: Decimal | int | str | None) -> int | None:
    return None if number is None else to_score(Fraction(str(number)))


def _facts_of(view: View, appraisal: Appraisal) -> Facts:
    """Return the facts of one appraisal; its number is the recorded one, else the weighed one."""
    known: Facts = {
        WORK_RESULT.name: appraisal.work_result,
        CONDUCT.name: appraisal.conduct,
        SKP_SCORE.name: _whole(appraisal.skp_score),
        CONDUCT_SCORE.name: _whole(appraisal.conduct_score),
        PEER_VIEWS.name: appraisal.peer_views,
        NEW_IDEA.name: appraisal.new_idea,
        APPRAISAL_SCORE.name: _whole(appraisal.score),
    }
    day = appraisal.until
    beyond = _answer_on(view, "prestasi.conduct_within_scale", known, day) is False
    if appraisal.score is None and not beyond:
        total = number_on(view, "appraisal.total", known, day)
        known[APPRAISAL_SCORE.name] = None if total is None else to_score(total)
    return known


def predicate_of(view: View, appraisal: Appraisal) -> Predikat | None:
    """Return the predicate recorded, else the one that the regulation of the period gives.

    A period under two regulations has none but the recorded one. A new idea that is not on record
    leaves only those numbers unknown on which it bears.
    """
    if appraisal.predicate is not None:
        return appraisal.predicate
    if _regime(view, appraisal.since) is not _regime(view, appraisal.until):
        return None
    facts = _facts_of(view, appraisal)
    ideas = tuple(NewIdea) if appraisal.new_idea is None else (appraisal.new_idea,)
    found = {
        _answer_on(view, "appraisal.predikat", facts | {NEW_IDEA.name: idea}, appraisal.until)
        for idea in ideas
    }
    [only] = found if len(found) == 1 else [None]
    return only if isinstance(only, Predikat) else None


def _predicate_of_year(view: View, year: int) -> Predikat | None:
    """Return the predicate of the appraisal that closes a calendar year, the longest if several.

    Where the regulation changed within the year, the second part alone does not stand for it,
    unless the person joined after the change.
    """
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    closing = min((a for a in _final(view) if a.until == last), key=lambda a: a.since, default=None)
    if closing is None:
        return None
    joined = view.person().joined
    begins = first if joined is None else min(max(first, joined), closing.since)
    if _regime(view, begins) is not _regime(view, closing.since):
        return None
    return predicate_of(view, closing)


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


def _of_latest(name: str) -> Callable[[View], Value | None]:
    """Return the reader of a fact of the latest appraisal, if the regulation is still the same."""

    def read(view: View) -> Value | None:
        latest = latest_final(view)
        if latest is None or _regime(view, latest.until) is not _regime(view, view.as_of):
            return None
        return _facts_of(view, latest)[name]

    return read


def _work_result(view: View) -> Expectation | None:
    latest = latest_final(view)
    return None if latest is None else latest.work_result


def _conduct(view: View) -> Expectation | None:
    latest = latest_final(view)
    return None if latest is None else latest.conduct


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


def _number(name: str, text: Text, note: Text | None = None) -> Fact:
    return Fact(name=name, value_type=SCORE, text=text, note=note, read=_of_latest(name))


APPRAISAL_SCORE: Final = _number(
    "appraisal_score",
    Text(id="Nilai akhir penilaian", en="Final number of the appraisal"),
    Text(
        id="Untuk kinerja sebelum 2022; dari SKP dan perilaku: empat angka desimal, setengah ke "
        "atas.",
        en="For performance before 2022; from SKP and conduct: four places, half up.",
    ),
)
SKP_SCORE: Final = _number("skp_score", Text(id="Nilai SKP", en="Score of the SKP"))
CONDUCT_SCORE: Final = _number(
    "conduct_score", Text(id="Nilai perilaku kerja", en="Score of conduct")
)
PEER_VIEWS: Final = Fact(
    name="peer_views",
    value_type=ValueType.word(PeerViews),
    text=Text(id="Pendapat rekan dan bawahan", en="Views of peers and subordinates"),
    read=_of_latest("peer_views"),
)
NEW_IDEA: Final = Fact(
    name="new_idea",
    value_type=ValueType.word(NewIdea),
    text=Text(id="Ide atau cara baru yang bermanfaat", en="New idea or method of benefit"),
    note=Text(
        id="Ditetapkan kepala unit atas rekomendasi atasan langsung (PP 30/2019 pasal 41(6)).",
        en="Established by the head of the unit on the superior's word (PP 30/2019 art. 41(6)).",
    ),
    read=_of_latest("new_idea"),
)
CONVERTED_FIRST_HALF: Final = Fact(
    name="converted_first_half",
    value_type=SCORE,
    text=Text(
        id="Nilai Januari-Juni 2021 dalam skala PP 30/2019",
        en="Number of January-June 2021 on the scale of PP 30/2019",
    ),
    note=Text(
        id="Tabel resmi konversinya tidak ditemukan: ambil dari formulir penilaian.",
        en="The official table of conversion was not found: take it from the form.",
    ),
)
FACTS: Final = (
    WORK_RESULT,
    CONDUCT,
    PREDICATE_LATEST,
    PREDICATE_BEFORE,
    APPRAISAL_SCORE,
    SKP_SCORE,
    CONDUCT_SCORE,
    PEER_VIEWS,
    NEW_IDEA,
    CONVERTED_FIRST_HALF,
)


PREDIKAT_TEXT: Final = Text(id="Predikat kinerja pegawai", en="Predicate of performance")
REGIME_TEXT: Final = Text(id="Aturan penilaian yang berlaku", en="Rules of appraisal that apply")
TOTAL_TEXT: Final = Text(id="Nilai akhir penilaian", en="Final number of the appraisal")
DP3, PRESTASI, KINERJA, PREDIKAT = (
    dt.date(1979, 12, 31),
    dt.date(2014, 1, 1),
    dt.date(2021, 7, 1),
    dt.date(2022, 1, 1),
)
# The first and the last day of performance, the source, and what gives the predicate.
REGIMES: Final[tuple[tuple[dt.date, dt.date | None, str, Quantity], ...]] = (
    (DP3, PRESTASI - ONE_DAY, "pp-10-1979", Answer("dp3.predikat")),
    (PRESTASI, KINERJA - ONE_DAY, "pp-46-2011:33", Answer("prestasi.predikat")),
    (KINERJA, PREDIKAT - ONE_DAY, "pp-30-2019:64(2)", Answer("kinerja.predikat")),
    (PREDIKAT, None, "permenpanrb-6-2022", Lookup("appraisal.predikat", (WORK_RESULT, CONDUCT))),
)
HALVES: Final = WeightedSum(
    (
        (Param("appraisal.half_weight"), CONVERTED_FIRST_HALF),
        (Param("appraisal.half_weight"), APPRAISAL_SCORE),
    ),
    text=Text(id="Kedua paruh tahun", en="Both halves of the year"),
)


def _version(
    short: str, text: Text, source: str, life: tuple[dt.date, dt.date | None], node: Quantity
) -> Rule:
    return Rule(
        name=f"appraisal.{short}",
        text=text,
        question=Question.APPRAISE,
        source=source,
        since=life[0],
        until=life[1],
        node=node,
    )


IN_PRESTASI, IN_KINERJA = (PRESTASI, KINERJA - ONE_DAY), (KINERJA, PREDIKAT - ONE_DAY)
RULES: Final = (
    *(_version("predikat", PREDIKAT_TEXT, s, (a, b), node) for a, b, s, node in REGIMES),
    *(
        _version("regime", REGIME_TEXT, s, (a, b), Param("appraisal.regime"))
        for a, b, s, _ in REGIMES
    ),
    _version("total", TOTAL_TEXT, "pp-46-2011:15", IN_PRESTASI, Answer("prestasi.total")),
    _version("total", TOTAL_TEXT, "pp-30-2019:41", IN_KINERJA, Answer("kinerja.total")),
    _version(
        "whole_2021",
        Text(id="Nilai kinerja tahun 2021", en="Number of the whole of 2021"),
        "permenpanrb-8-2021",
        IN_KINERJA,
        HALVES,
    ),
)
