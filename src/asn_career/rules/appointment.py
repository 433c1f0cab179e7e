"""Appointment to JPT pratama from among civil servants (PP 11/2017 article 107 letter c).

PNS; at least S-1/D-IV; relevant experience; a former post; an age; track record, integrity,
competence, health. Rank, performance and discipline are not in the article: selection notices
ask for them, so they are the policy of an agency, laid over this rulebook.

>>> import datetime as dt
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
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from asn_career.conditions import AllOf, AnyOf, IsOneOf, Param, at_least, at_most, holds
from asn_career.rulebook import Rule
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
)
from asn_career.terms import PositionLevel, Question, Text

__all__ = ["FACTS", "RULES"]

PRATAMA: Final = PositionLevel.JPT_PRATAMA

JPT_PRATAMA: Final = Rule(
    name="appointment.jpt_pratama",
    text=Text(
        id="Memenuhi syarat diangkat dalam JPT Pratama",
        en="Meets the requirements for appointment to JPT Pratama",
    ),
    question=Question.APPOINT,
    source="pp-11-2017:107 c",
    since=dt.date(2017, 4, 7),
    targets=frozenset({PRATAMA}),
    node=AllOf(
        (
            IsOneOf(STATUS, Param("appointment.jpt_status", (PRATAMA,))),
            at_least(DIPLOMA, "appointment.jpt_diploma", PRATAMA),
            at_least(RELEVANT_EXPERIENCE, "appointment.jpt_experience", PRATAMA),
            AnyOf(
                (
                    at_least(
                        MONTHS_AS[PositionLevel.ADMINISTRATOR],
                        "appointment.jpt_former_post",
                        PRATAMA,
                    ),
                    at_least(
                        MONTHS_AS[PositionLevel.AHLI_MADYA],
                        "appointment.jpt_former_post",
                        PRATAMA,
                    ),
                ),
                key="former_post",
                text=Text(id="Jabatan yang dipersyaratkan, salah satu", en="Former post, one of"),
            ),
            at_most(AGE, "appointment.jpt_max_age", PRATAMA),
            holds(TRACK_RECORD, "appointment.jpt_track_record", PRATAMA),
            holds(INTEGRITY, "appointment.jpt_integrity", PRATAMA),
            at_least(RECAP, "appointment.jpt_competence", PRATAMA, key="competence"),
            holds(HEALTH, "appointment.jpt_health", PRATAMA),
        )
    ),
)
FACTS: Final = ()
RULES: Final = (JPT_PRATAMA,)
