"""Appointment of civil servants to JPT (PP 11/2017 article 107) and to JA (article 54).

JPT utama, madya, pratama: PNS; a diploma; relevant experience; a former post; an age; track record,
integrity, competence, health. Rank, performance and discipline are not in the article: selection
notices ask for them, so they are the policy of an agency, laid over this rulebook.

Administrator, pengawas: PNS; a diploma; time in the post below, or a functional position of its
level; the predicate of two years; integrity, competence, health. Pelaksana: no experience and no
predicate, but a training. Age and rank are not in the article.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> facts = dict(status="pns", diploma="s2", relevant_experience=144, months_as_administrator=72,
...              birth_date=dt.date(1975, 3, 1), track_record_good=True, integrity_good=True,
...              healthy=True, job_person_match=91)
>>> book.check("appointment.jpt_pratama", facts, day).truth.name
'YES'
>>> book.check("appointment.jpt_pratama", facts | {"birth_date": dt.date(1969, 11, 21)}, day
...            ).deciding[0].info.key
'birth_date'
>>> book.check("appointment.jpt_pratama", facts | {"healthy": None}, day).missing
('healthy',)

>>> facts |= dict(months_as_pengawas=30, held_equal_jf=False, predicate_latest="baik",
...               predicate_before="sangat_baik")
>>> [book.check("appointment.administrator", facts | change, day).truth.name
...  for change in ({"months_as_pengawas": 36}, {}, {"held_equal_jf": None})]
['YES', 'NO', 'UNKNOWN']
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.conditions import AllOf, AnyOf, Condition, IsOneOf, Param, at_least, at_most, holds
from asn_career.facts import Fact, Subject
from asn_career.rulebook import Rule
from asn_career.rules.appraisal import PREDICATE_BEFORE, PREDICATE_LATEST
from asn_career.rules.competence import RECAP
from asn_career.rules.personnel import (
    AGE,
    DIPLOMA,
    HEALTH,
    INTEGRITY,
    MONTHS_AS,
    RELEVANT_EXPERIENCE,
    STATUS,
    TRACK_RECORD,
    told,
)
from asn_career.terms import Capacity, PositionKind, PositionLevel, Question, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.positions import Position
    from asn_career.rulebook import View

__all__ = ["FACTS", "HELD_EQUAL_JF", "RULES", "TRAINING_PASSED"]

SINCE: Final = dt.date(2017, 4, 7)
ONE_OF: Final = Text(id="Jabatan yang dipersyaratkan, salah satu", en="Former post, one of")


CLASS_BELOW: Final = told(
    "class_of_post_below",
    "Kelas jabatan yang setingkat di bawah jabatan yang dituju",
    "Job class of the post below the one in question",
    ValueType.number("number"),
    subject=Subject.POST,
    note=Text(
        id="Kelas jabatan di instansi itu; bila diketahui, mendahului pemetaan jenjang.",
        en="The job class in that agency; where known, it comes before the mapping by jenjang.",
    ),
)


def _held_equal_jf(view: View) -> bool | None:
    """Tell whether a position of the equal levels is or was held; acting does not count.

    The PP measures the level by job class; where no class is known, the mapping of levels serves.
    """
    held = [a for a in view.person().appointments if a.since <= view.as_of]
    equal = view.cell("appointment.ja_equal_jf", view.target().position.level)
    if not held or equal is None or not isinstance(equal.value, frozenset):
        return None
    levels, below = equal.value, view.get(CLASS_BELOW.name)

    def is_equal(position: Position) -> bool:
        if position.kind is not PositionKind.FUNGSIONAL:
            return False
        if below is None or position.job_class is None:
            return position.level in levels
        return position.job_class == below

    return any(is_equal(a.position) for a in held if a.capacity is Capacity.DEFINITIVE)


HELD_EQUAL_JF: Final = Fact(
    name="held_equal_jf",
    value_type=ValueType.flag(),
    text=Text(
        id="Sedang atau pernah dalam jabatan fungsional yang setingkat",
        en="Holds or has held a functional position of equal level",
    ),
    subject=Subject.PAIR,
    note=Text(
        id="Setingkat dengan jabatan di bawah jabatan yang dituju; hanya jabatan definitif.",
        en="Of the level of the post below the one in question; definitive posts only.",
    ),
    read=_held_equal_jf,
)
TRAINING_PASSED: Final = Fact(
    name="basic_training_passed",
    value_type=ValueType.flag(),
    text=Text(
        id="Lulus pelatihan terkait bidang tugas dan/atau pelatihan terintegrasi",
        en="Passed training in the field and/or the integrated training",
    ),
    note=Text(
        id="Tidak dibaca dari riwayat: jenis pelatihan di sana bebas.",
        en="Not read from the record, where kinds of training are free words.",
    ),
)
FACTS: Final = (CLASS_BELOW, HELD_EQUAL_JF, TRAINING_PASSED)


def _appointment(level: PositionLevel, source: str, *conditions: Condition) -> Rule:
    """Return the rule of appointment to a level."""
    return Rule(
        name=f"appointment.{level.value}",
        text=Text(
            id=f"Memenuhi syarat diangkat dalam {level.text.id}",
            en=f"Meets the requirements for appointment to {level.text.en}",
        ),
        question=Question.APPOINT,
        source=source,
        since=SINCE,
        targets=frozenset({level}),
        node=AllOf(conditions),
    )


def _jpt(level: PositionLevel, source: str, *former: PositionLevel) -> Rule:
    """Return the rule of a JPT; ``former`` are the posts of which one must have been held."""
    posts = tuple(at_least(MONTHS_AS[f], "appointment.jpt_former_post", level) for f in former)
    return _appointment(
        level,
        source,
        IsOneOf(STATUS, Param("appointment.jpt_status", (level,))),
        at_least(DIPLOMA, "appointment.jpt_diploma", level),
        at_least(RELEVANT_EXPERIENCE, "appointment.jpt_experience", level),
        AnyOf(posts, key="former_post", text=ONE_OF),
        at_most(AGE, "appointment.jpt_max_age", level),
        holds(TRACK_RECORD, "appointment.jpt_track_record", level),
        holds(INTEGRITY, "appointment.jpt_integrity", level),
        at_least(RECAP, "appointment.jpt_competence", level, key="competence"),
        holds(HEALTH, "appointment.jpt_health", level),
    )


def _ja(level: PositionLevel, source: str, *career: Condition) -> Rule:
    """Return the rule of an administrative position; ``career`` is what the person has done."""
    return _appointment(
        level,
        source,
        IsOneOf(STATUS, Param("appointment.ja_status", (level,))),
        at_least(DIPLOMA, "appointment.ja_diploma", level),
        *career,
        holds(INTEGRITY, "appointment.ja_integrity", level),
        at_least(RECAP, "appointment.ja_competence", level, key="competence"),
        holds(HEALTH, "appointment.ja_health", level),
    )


def _experience(level: PositionLevel, below: PositionLevel) -> tuple[Condition, ...]:
    """Return the post below or its equal, and the predicate of the last two years."""
    return (
        AnyOf(
            (
                at_least(MONTHS_AS[below], "appointment.ja_former_post", level),
                holds(HELD_EQUAL_JF, "appointment.ja_former_jf", level),
            ),
            key="former_post",
            text=ONE_OF,
        ),
        at_least(PREDICATE_LATEST, "appointment.ja_predicate", level),
        at_least(PREDICATE_BEFORE, "appointment.ja_predicate", level),
    )


P = PositionLevel
JPT_UTAMA: Final = _jpt(P.JPT_UTAMA, "pp-11-2017:107 a", P.JPT_MADYA, P.AHLI_UTAMA)
JPT_MADYA: Final = _jpt(P.JPT_MADYA, "pp-11-2017:107 b", P.JPT_PRATAMA, P.AHLI_UTAMA)
JPT_PRATAMA: Final = _jpt(P.JPT_PRATAMA, "pp-11-2017:107 c", P.ADMINISTRATOR, P.AHLI_MADYA)
ADMINISTRATOR: Final = _ja(
    P.ADMINISTRATOR, "pp-11-2017:54(1)", *_experience(P.ADMINISTRATOR, P.PENGAWAS)
)
PENGAWAS: Final = _ja(P.PENGAWAS, "pp-11-2017:54(3)", *_experience(P.PENGAWAS, P.PELAKSANA))
PELAKSANA: Final = _ja(
    P.PELAKSANA,
    "pp-11-2017:54(4)",
    holds(TRAINING_PASSED, "appointment.ja_training", P.PELAKSANA),
)
RULES: Final = (JPT_UTAMA, JPT_MADYA, JPT_PRATAMA, ADMINISTRATOR, PENGAWAS, PELAKSANA)
