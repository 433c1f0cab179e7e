"""Facts of talent mapping (Kepka BKN 411/2025): what the indicators are scored on.

Read from a record: certificates, awards, discipline, the time in the level, the assessment for the
post. A list of the record without entries in the window counts as none. The rest is given as plain
facts: roles in teams, feedback, variety, acting duty, potential, fit of the field of study.

>>> from asn_career import Employee, Sanction, SanctionLevel, Status
>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> sanction = Sanction(level=SanctionLevel.LIGHT, since=dt.date(2020, 3, 1),
...                     until=dt.date(2022, 3, 1))
>>> who = Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS,
...                sanctions=[sanction])
>>> [national_rulebook().view(who, day).get("discipline_record").value
...  for day in (dt.date(2026, 11, 21), dt.date(2027, 3, 1))]
['light', 'never']
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.dates import add_months
from asn_career.errors import InvalidInputError
from asn_career.facts import Fact, Movement, Subject
from asn_career.rules.competence import JOB_PERSON_MATCH
from asn_career.rules.discipline import end_of, next_turn, served_on
from asn_career.rules.personnel import MONTHS_AS
from asn_career.terms import (
    ActingDuty,
    AwardLevel,
    DisciplineRecord,
    FieldFit,
    PositionLevel,
    Predikat,
    SanctionLevel,
    TalentIndicator,
    TeamRole,
    Text,
    Variety,
)
from asn_career.values import ValueType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asn_career.rulebook import Rule, View

__all__ = [
    "ACTING_DUTY",
    "AWARD_LEVEL",
    "CERTIFICATES",
    "COMPETENCE_SCORE",
    "DISCIPLINE_RECORD",
    "FACTS",
    "FEEDBACK",
    "FIELD_FIT",
    "MONTHS_IN_LEVEL",
    "POTENTIAL_SCORE",
    "RULES",
    "TEAM_ROLE",
    "VARIETY",
]

SCORE: Final = ValueType.number("score")


def _window(view: View, indicator: TalentIndicator) -> int | None:
    """Return how far back an indicator looks, in months."""
    years = view.cell("talent.window", indicator)
    return 12 * years.value if years is not None and isinstance(years.value, int) else None


def _within(view: View, day: dt.date, window: int) -> bool:
    return day <= view.as_of < add_months(day, window)


def _leaves(view: View, indicator: TalentIndicator, days: Iterable[dt.date]) -> dt.date | None:
    """Return the next day on which something is no longer looked at."""
    window = _window(view, indicator)
    if window is None:
        return None
    ends = (add_months(day, window) for day in days)
    return min((end for end in ends if end > view.as_of), default=None)


def _certificates(view: View) -> int | None:
    window = _window(view, TalentIndicator.DEVELOPMENT)
    if window is None:
        return None
    return sum(_within(view, t.finished, window) for t in view.person().trainings)


def _award_level(view: View) -> AwardLevel | None:
    """Return the level of the highest award; None when one of them has no level of the list."""
    window = _window(view, TalentIndicator.AWARDS)
    if window is None:
        return None
    highest = AwardLevel.NONE
    for award in view.person().awards:
        if not _within(view, award.day, window):
            continue
        try:
            highest = max(highest, AwardLevel(award.level))
        except InvalidInputError:
            return None
    return highest


# A sanction counts as served while it runs, and from its last day on for the years of the window.
_RECORDS: Final = {
    SanctionLevel.HEAVY: DisciplineRecord.HEAVY,
    SanctionLevel.MODERATE: DisciplineRecord.MODERATE,
    SanctionLevel.LIGHT: DisciplineRecord.LIGHT,
}


def _discipline_record(view: View) -> DisciplineRecord | None:
    window = _window(view, TalentIndicator.DISCIPLINE)
    if window is None:
        return None
    worst = DisciplineRecord.NEVER
    for sanction in view.person().sanctions:
        if served_on(view, sanction):
            return DisciplineRecord.SERVING
        end = end_of(view, sanction)
        if end is not None and _within(view, end, window):
            worst = min(worst, _RECORDS[sanction.level])
    return worst


def _next_record(view: View) -> dt.date | None:
    ends = [end for s in view.person().sanctions if (end := end_of(view, s)) is not None]
    days = (next_turn(view), _leaves(view, TalentIndicator.DISCIPLINE, ends))
    return min((day for day in days if day is not None), default=None)


def _competence_score(view: View) -> int | None:
    """Return JPM as a score, cut at the highest one: an axis ends there."""
    match_, top = view.get(JOB_PERSON_MATCH.name), view.cell("talent.highest_score")
    if not isinstance(match_, int) or top is None or not isinstance(top.value, int):
        return None
    return min(match_ * SCORE.denominator // JOB_PERSON_MATCH.value_type.denominator, top.value)


def _of_level(view: View) -> Fact | None:
    level = view.get("level")
    return MONTHS_AS[level] if isinstance(level, PositionLevel) else None


def _months_in_level(view: View) -> int | None:
    months = _of_level(view)
    value = None if months is None else view.get(months.name)
    return value if isinstance(value, int) else None


def _next_month_in_level(view: View) -> dt.date | None:
    months = _of_level(view)
    return months.changes(view) if months is not None and months.changes is not None else None


AWARD_LEVEL: Final = Fact(
    name="award_level",
    value_type=ValueType.word(AwardLevel),
    text=Text(id="Penghargaan tertinggi dalam lima tahun", en="Highest award in five years"),
    read=_award_level,
    changes=lambda view: _leaves(
        view, TalentIndicator.AWARDS, (award.day for award in view.person().awards)
    ),
)
TEAM_ROLE: Final = Fact(
    name="team_role",
    value_type=ValueType.word(TeamRole),
    text=Text(id="Peran tertinggi dalam tim kerja", en="Highest role in a work team"),
    note=Text(id="Dalam dua tahun terakhir.", en="In the last two years."),
)
FEEDBACK: Final = Fact(
    name="feedback",
    value_type=ValueType.word(Predikat),
    text=Text(id="Umpan balik 360", en="360-degree feedback"),
    sensitive=True,
)
COMPETENCE_SCORE: Final = Fact(
    name="competence_score",
    value_type=SCORE,
    text=Text(id="Nilai asesmen kompetensi", en="Score of the competency assessment"),
    subject=Subject.PAIR,
    note=Text(
        id="Dari riwayat: JPM terhadap jabatan yang dituju, paling tinggi 100.",
        en="From a record: JPM for the post in question, at most 100.",
    ),
    read=_competence_score,
    changes=JOB_PERSON_MATCH.changes,
)
CERTIFICATES: Final = Fact(
    name="certificates",
    value_type=ValueType.number("number"),
    text=Text(id="Sertifikat dalam tiga tahun", en="Certificates in three years"),
    read=_certificates,
    changes=lambda view: _leaves(
        view, TalentIndicator.DEVELOPMENT, (t.finished for t in view.person().trainings)
    ),
)
MONTHS_IN_LEVEL: Final = Fact(
    name="months_in_level",
    value_type=ValueType.number("month"),
    text=Text(id="Lama dalam jenjang sekarang", en="Time in the present level"),
    movement=Movement.ACCUMULATES,
    read=_months_in_level,
    changes=_next_month_in_level,
)
VARIETY: Final = Fact(
    name="variety",
    value_type=ValueType.word(Variety),
    text=Text(id="Keragaman jabatan", en="Variety of posts"),
)
ACTING_DUTY: Final = Fact(
    name="acting_duty",
    value_type=ValueType.word(ActingDuty),
    text=Text(id="Penugasan nondefinitif", en="Non-definitive duty"),
)
POTENTIAL_SCORE: Final = Fact(
    name="potential_score",
    value_type=SCORE,
    text=Text(id="Nilai penilaian potensi", en="Score of the potential assessment"),
)
FIELD_FIT: Final = Fact(
    name="field_fit",
    value_type=ValueType.word(FieldFit),
    text=Text(id="Kesesuaian bidang ilmu", en="Fit of the field of study"),
    subject=Subject.PAIR,
)
DISCIPLINE_RECORD: Final = Fact(
    name="discipline_record",
    value_type=ValueType.word(DisciplineRecord),
    text=Text(id="Rekam jejak disiplin lima tahun", en="Disciplinary record of five years"),
    sensitive=True,
    note=Text(
        id="Hukuman dihitung sampai lima tahun sesudah hari terakhirnya.",
        en="A sanction counts until five years after its last day.",
    ),
    read=_discipline_record,
    changes=_next_record,
)
FACTS: Final = (
    AWARD_LEVEL,
    TEAM_ROLE,
    FEEDBACK,
    COMPETENCE_SCORE,
    CERTIFICATES,
    MONTHS_IN_LEVEL,
    VARIETY,
    ACTING_DUTY,
    POTENTIAL_SCORE,
    FIELD_FIT,
    DISCIPLINE_RECORD,
)
RULES: Final[tuple[Rule, ...]] = ()
