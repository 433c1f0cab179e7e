"""Career talks: between head and staff, between mentor and mentee; planned, held, missed.

No law sets how often people talk about a career; feedback is ongoing (PermenPANRB 6/2022 article
5), and guidance follows from monitoring at least once a semester (PP 30/2019 articles 27, 30-34).
So the interval is the agency's, and so are the days without talks.

>>> import datetime as dt
>>> pairs = [TalkPair(leader="head", member="ani"), TalkPair(leader="head", member="budi")]
>>> independence = dt.date(2026, 8, 17)
>>> plan = schedule_talks(
...     pairs, dt.date(2026, 8, 17), dt.date(2026, 12, 31), every=Every(months=3),
...     skip={independence},
... )
>>> [(talk.member, str(talk.due), str(talk.day)) for talk in plan.talks]
[('ani', '2026-08-17', '2026-08-18'), ('budi', '2026-08-17', '2026-08-19'), \
('ani', '2026-11-17', '2026-11-17'), ('budi', '2026-11-17', '2026-11-18')]
>>> held = [TalkHeld(leader="head", member="ani", day=dt.date(2026, 8, 18))]
>>> audit = audit_talks(plan, held, dt.date(2026, 10, 1))
>>> audit.leaders[0].rate
Fraction(1, 2)
"""

from asn_career.talks.agenda import AgendaItem, AgendaKind, Topics
from asn_career.talks.audit import LeaderRate, Outcome, TalkAudit, Tracked, audit_talks
from asn_career.talks.records import Every, TalkHeld, TalkKind, TalkPair, TalkPolicy, Weekday
from asn_career.talks.result import Moved, Talk, TalkSchedule, Unplaced
from asn_career.talks.schedule import schedule_talks

__all__ = [
    "AgendaItem",
    "AgendaKind",
    "Every",
    "LeaderRate",
    "Moved",
    "Outcome",
    "Talk",
    "TalkAudit",
    "TalkHeld",
    "TalkKind",
    "TalkPair",
    "TalkPolicy",
    "TalkSchedule",
    "Topics",
    "Tracked",
    "Unplaced",
    "Weekday",
    "audit_talks",
    "schedule_talks",
]
