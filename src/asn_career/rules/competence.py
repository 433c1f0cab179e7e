"""Competence against the standard of a post (PermenPANRB 38/2017, Peraturan BKN 26/2019).

JPM is 100 x the levels reached / the levels required, over the competencies of the standard: that
of the position, or else the levels that its class requires. A level above the standard counts as it
stands, so JPM can pass 100, unless the variant ``capped`` of its cap is chosen. The recap for
filling a post is on the scale 80/68, the one for mapping on 90/78. An assessment holds for three
years, for posts of the level it was made for.

The test for functional positions weighs technical against managerial and socio-cultural competence
by level; the weights are those of one functional position, and others may lay theirs over them.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> [book.score("competence.recap", {"job_person_match": jpm}, day).value.name
...  for jpm in ("67.99", "68", "80")]
['KMS', 'MMS', 'MS']
>>> book.score("competence.recap", {}, day).missing
('job_person_match',)
>>> book.score("competence.recap_mapping", {"job_person_match": "80"}, day).value
<MappingRecap.CUKUP_OPTIMAL: 'cukup_optimal'>

>>> book.score("competence.required_level", {"competency": "M.01", "target_level": "terampil"},
...            day).value
2
>>> test = dict(target_level="ahli_madya", technical_match=66, general_match=70)
>>> book.score("competence.jf_match", test, day).value
Decimal('68.4')
>>> [book.check("competence.jf_test", test | change, day).truth.name
...  for change in ({}, {"general_match": 69}, {"technical_match": None})]
['YES', 'NO', 'UNKNOWN']
>>> [book.check("competence.assessment_valid", {"assessed_on": assessed}, day).truth.name
...  for assessed in (dt.date(2023, 11, 22), dt.date(2023, 11, 21), None)]
['YES', 'NO', 'UNKNOWN']
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from asn_career.competencies import CompetencyProfile
from asn_career.conditions import (
    Answer,
    Band,
    Compare,
    Condition,
    Const,
    Lookup,
    MonthsSince,
    Param,
    Quantity,
    WeightedSum,
    at_least,
)
from asn_career.dates import add_months
from asn_career.facts import Fact, Movement, Subject
from asn_career.findings import Op
from asn_career.numbers import round_half_up
from asn_career.rulebook import Rule
from asn_career.rules.moves import TARGET_LEVEL
from asn_career.terms import CompetencySide, NationalCompetency, Question, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.people import Assessment
    from asn_career.rulebook import View

__all__ = ["FACTS", "JOB_PERSON_MATCH", "RECAP", "RULES"]

PERCENT: Final = ValueType.number("percent")
PLACES: Final = 2


def _expires(view: View, assessment: Assessment) -> dt.date | None:
    """Return the first day on which an assessment is no longer valid."""
    years = view.cell("competence.validity")
    if years is None or not isinstance(years.value, int):
        return None
    return add_months(assessment.day, 12 * years.value)


def _valid(view: View) -> Iterator[Assessment]:
    """Yield the valid assessments, the latest first."""
    for assessment in reversed(view.person().assessments):
        expires = _expires(view, assessment)
        if expires is not None and assessment.day <= view.as_of < expires:
            yield assessment


def _valid_for_post(view: View) -> Assessment | None:
    """Return the latest valid assessment for the level of the post."""
    level = view.target().position.level
    return next((one for one in _valid(view) if one.level is level), None)


def _assessed_on(view: View) -> dt.date | None:
    """Return the day of the latest assessment for the level of the post, valid or not."""
    level = view.target().position.level
    made = [a for a in view.person().assessments if a.level is level and a.day <= view.as_of]
    return made[-1].day if made else None


def _valid_assessment_on(view: View) -> dt.date | None:
    valid = _valid_for_post(view)
    return None if valid is None else valid.day


def _latest_valid_assessment_on(view: View) -> dt.date | None:
    return next((one.day for one in _valid(view)), None)


def _standard(view: View) -> CompetencyProfile | None:
    """Return the standard of the position, or else the levels that its class requires."""
    position = view.target().position
    if position.standard is not None:
        return position.standard
    cells = {
        competency.value: view.cell("competence.required_level", competency, position.level)
        for competency in NationalCompetency
    }
    levels = {key: c.value for key, c in cells.items() if c is not None and type(c.value) is int}
    return CompetencyProfile.of(levels) if len(levels) == len(cells) else None


def _job_person_match(view: View) -> int | None:
    """Return JPM in hundredths of a percent; a ratio of two facts, so it is rounded half up."""
    standard, assessment = _standard(view), _valid_for_post(view)
    if standard is None or assessment is None:
        return None
    reached = [assessment.profile.get(name) for name in standard]
    required = sum(standard[name] for name in standard)
    if None in reached or not required:
        return None
    ratio = Fraction(100 * sum(level for level in reached if level is not None), required)
    whole = int(round_half_up(ratio, PLACES) * PERCENT.denominator)
    cap = view.cell("competence.jpm_cap")
    return min(whole, cap.value) if cap is not None and isinstance(cap.value, int) else whole


def _next_expiry(view: View) -> dt.date | None:
    days = [_expires(view, a) for a in view.person().assessments]
    return min((d for d in days if d is not None and d > view.as_of), default=None)


JOB_PERSON_MATCH: Final = Fact(
    name="job_person_match",
    value_type=PERCENT,
    text=Text(id="Job Person Match (JPM)", en="Job Person Match (JPM)"),
    subject=Subject.PAIR,
    note=Text(
        id="Asesmen yang masih berlaku untuk jenjang jabatan yang dituju.",
        en="By the valid assessment for the level of the post in question.",
    ),
    read=_job_person_match,
    changes=_next_expiry,
)
RECAP: Final = Band(
    "competence.recap_selection",
    JOB_PERSON_MATCH,
    Text(id="Rekap asesmen kompetensi", en="Recap of the competence assessment"),
)
ASSESSED_ON: Final = Fact(
    name="assessed_on",
    value_type=ValueType.day(),
    text=Text(id="Hari asesmen terakhir", en="Day of the latest assessment"),
    subject=Subject.PAIR,
    movement=Movement.RESETS,
    note=Text(
        id="Asesmen untuk jenjang jabatan yang dituju, masih berlaku atau tidak.",
        en="For the level of the post in question, valid or not.",
    ),
    read=_assessed_on,
)
VALID_ASSESSMENT_ON: Final = Fact(
    name="valid_assessment_on",
    value_type=ValueType.day(),
    text=Text(id="Hari asesmen terakhir yang berlaku", en="Day of the latest valid assessment"),
    subject=Subject.PAIR,
    movement=Movement.RESETS,
    note=Text(
        id="Asesmen untuk jenjang jabatan yang dituju yang masih berlaku.",
        en="For the level of the post in question, and still valid.",
    ),
    read=_valid_assessment_on,
    changes=_next_expiry,
)
LATEST_VALID_ASSESSMENT_ON: Final = Fact(
    name="latest_valid_assessment_on",
    value_type=ValueType.day(),
    text=Text(
        id="Hari asesmen terakhir yang berlaku, jenjang apa pun",
        en="Day of the latest valid assessment, of whatever level",
    ),
    movement=Movement.RESETS,
    read=_latest_valid_assessment_on,
    changes=_next_expiry,
)
COMPETENCY: Final = Fact(
    name="competency",
    value_type=ValueType.word(NationalCompetency),
    text=Text(id="Kompetensi yang ditanyakan", en="Competency asked about"),
)
COMPETENCY_LEVEL: Final = Fact(
    name="competency_level",
    value_type=ValueType.number("level"),
    text=Text(id="Tingkat kompetensi", en="Level of competence"),
)
TECHNICAL_MATCH: Final = Fact(
    name="technical_match",
    value_type=PERCENT,
    text=Text(id="JPM kompetensi teknis", en="JPM of technical competence"),
    subject=Subject.PAIR,
)
GENERAL_MATCH: Final = Fact(
    name="general_match",
    value_type=PERCENT,
    text=Text(
        id="JPM kompetensi manajerial dan sosial kultural",
        en="JPM of managerial and socio-cultural competence",
    ),
    subject=Subject.PAIR,
)
FACTS: Final = (
    JOB_PERSON_MATCH,
    ASSESSED_ON,
    VALID_ASSESSMENT_ON,
    LATEST_VALID_ASSESSMENT_ON,
    COMPETENCY,
    COMPETENCY_LEVEL,
    TECHNICAL_MATCH,
    GENERAL_MATCH,
)


def _rule(name: str, text: Text, source: str, since: dt.date, node: Condition | Quantity) -> Rule:
    return Rule(
        name=f"competence.{name}",
        text=text,
        question=Question.COMPETENCE,
        source=source,
        since=since,
        node=node,
    )


def _jf_weight(side: CompetencySide) -> Lookup:
    return Lookup(
        "competence.jf_weight", (Const(side, ValueType.word(CompetencySide)), TARGET_LEVEL)
    )


STANDARDS: Final = ("permenpanrb-38-2017", dt.date(2017, 12, 31))
TESTS: Final = ("permenkumham-35-2020", dt.date(2020, 12, 31))
RULES: Final = (
    _rule(
        "recap",
        Text(id="Rekap hasil asesmen kompetensi", en="Recap of the competence assessment"),
        *TESTS,
        RECAP,
    ),
    _rule(
        "recap_mapping",
        Text(id="Rekap pemetaan kompetensi", en="Recap of the mapping of competence"),
        "perbrin-3-2023:33",
        dt.date(2023, 12, 31),
        Band("competence.recap_mapping", JOB_PERSON_MATCH),
    ),
    _rule(
        "required_level",
        Text(
            id="Tingkat yang dipersyaratkan bila standar jabatan tidak menentukan lain",
            en="Level required unless the standard of the position says otherwise",
        ),
        *STANDARDS,
        Lookup("competence.required_level", (COMPETENCY, TARGET_LEVEL)),
    ),
    _rule(
        "level_name",
        Text(id="Nama tingkat kompetensi", en="Name of the level of competence"),
        *STANDARDS,
        Band("competence.level_name", COMPETENCY_LEVEL),
    ),
    _rule(
        "assessment_valid",
        Text(id="Hasil asesmen masih berlaku", en="The assessment is still valid"),
        "perbkn-26-2019:29(4)",
        dt.date(2019, 12, 31),
        Compare(
            MonthsSince(ASSESSED_ON, Text(id="Sejak asesmen", en="Since the assessment")),
            Op.LT,
            Param("competence.validity"),
        ),
    ),
    _rule(
        "jf_match",
        Text(
            id="Hasil uji kompetensi jabatan fungsional",
            en="Result of the competence test for a functional position",
        ),
        *TESTS,
        WeightedSum(
            (
                (_jf_weight(CompetencySide.TECHNICAL), TECHNICAL_MATCH),
                (_jf_weight(CompetencySide.GENERAL), GENERAL_MATCH),
            ),
            Text(id="Jumlah tertimbang", en="Weighted sum"),
        ),
    ),
    _rule(
        "jf_recap",
        Text(
            id="Rekap uji kompetensi jabatan fungsional",
            en="Recap of the competence test for a functional position",
        ),
        *TESTS,
        Band("competence.recap_selection", Answer("competence.jf_match")),
    ),
    _rule(
        "jf_test",
        Text(
            id="Lulus uji kompetensi jabatan fungsional",
            en="Passes the competence test for a functional position",
        ),
        *TESTS,
        at_least(Answer("competence.jf_match"), "competence.jf_minimum"),
    ),
)
