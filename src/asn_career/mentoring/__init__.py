"""Mentors for mentees: everybody who can be is placed, and everybody else has a reason.

A mentoring rule is a rule over pair facts: a condition permits or forbids, a quantity scores. The
shipped figures are our own choice, laid over the law as `MentoringPolicy`; no law sets any.

>>> import datetime as dt
>>> from asn_career import Employee, national_rulebook
>>> from asn_career.people import RankHeld
>>> def held(id, golongan):
...     rank = RankHeld(golongan=golongan, since=dt.date(2024, 4, 1))
...     return Employee(id=id, birth_date=dt.date(1980, 5, 17), status="pns", ranks=(rank,))
>>> result = match_mentors(
...     [held("junior", "III/a"), held("peer", "III/d")],
...     [held("senior", "IV/a")],
...     dt.date(2026, 11, 21),
...     rulebook=national_rulebook(),
...     facts={"senior": {"pair_level_gap": 0}},
... )
>>> result.pairs, result.unmatched[0].reason.text.en, result.verify()
((('junior', 'senior'),), 'no permitted partner', True)
"""

from asn_career.mentoring.build import match_mentors
from asn_career.mentoring.glossary import (
    FACTS,
    IS_SUPERIOR,
    LEVEL_GAP,
    MENTEE_CHOICE,
    MENTOR_CHOICE,
    PLACES_APART,
    RANK_GAP,
    SANCTIONED,
    SERVICE_LEFT,
    STRENGTHS,
    UNITS_APART,
    WAITING,
)
from asn_career.mentoring.policy import MentoringPolicy, Superior, UnitChoice
from asn_career.mentoring.result import (
    Condition,
    Ended,
    Ending,
    Mentoring,
    Pairing,
    Part,
    Proposal,
    Unpaired,
)

__all__ = [
    "FACTS",
    "IS_SUPERIOR",
    "LEVEL_GAP",
    "MENTEE_CHOICE",
    "MENTOR_CHOICE",
    "PLACES_APART",
    "RANK_GAP",
    "SANCTIONED",
    "SERVICE_LEFT",
    "STRENGTHS",
    "UNITS_APART",
    "WAITING",
    "Condition",
    "Ended",
    "Ending",
    "Mentoring",
    "MentoringPolicy",
    "Pairing",
    "Part",
    "Proposal",
    "Superior",
    "UnitChoice",
    "Unpaired",
    "match_mentors",
]
