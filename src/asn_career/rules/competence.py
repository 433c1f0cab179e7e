"""Competence against the standard of a post: Job Person Match and its recap.

JPM is 100 x the levels reached / the levels required, over the competencies of the standard. A
level above the standard counts as it stands, so JPM can pass 100, unless the variant ``capped`` of
its cap is chosen. The recap for filling a post is on the scale 80/68, the one for mapping on 90/78.

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
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from asn_career.conditions import Band
from asn_career.dates import add_months
from asn_career.facts import Fact, Subject
from asn_career.numbers import round_half_up
from asn_career.rulebook import Rule
from asn_career.terms import Question, Text
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


def _valid(view: View) -> Assessment | None:
    """Return the latest valid assessment for the level of the post."""
    level = view.target().position.level
    found = None
    for assessment in view.person().assessments:
        expires = _expires(view, assessment)
        in_time = expires is not None and assessment.day <= view.as_of < expires
        if assessment.level is level and in_time:
            found = assessment
    return found


def _job_person_match(view: View) -> int | None:
    """Return JPM in hundredths of a percent; a ratio of two facts, so it is rounded half up."""
    standard, assessment = view.target().position.standard, _valid(view)
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
    if view.post is None:
        return None
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
FACTS: Final = (JOB_PERSON_MATCH,)
RULES: Final = (
    Rule(
        name="competence.recap",
        text=Text(id="Rekap hasil asesmen kompetensi", en="Recap of the competence assessment"),
        question=Question.COMPETENCE,
        source="permenkumham-35-2020",
        since=dt.date(2020, 12, 31),
        node=RECAP,
    ),
    Rule(
        name="competence.recap_mapping",
        text=Text(id="Rekap pemetaan kompetensi", en="Recap of the mapping of competence"),
        question=Question.COMPETENCE,
        source="perbrin-3-2023:33",
        since=dt.date(2023, 12, 31),
        node=Band("competence.recap_mapping", JOB_PERSON_MATCH),
    ),
)
