"""Study leave (tugas belajar) and unpaid leave (CLTN): what each asks for.

Study leave (SE MenPANRB 28/2021): a year as PNS, service left of three times the length of study,
the predicate of two years, a place in the plan of needs, no moderate or heavy sanction; afterwards
a service bond of twice the length, where the post was left. CLTN (PP 11/2017 article 334): five
years of unbroken service, at most three years and one more. Both need a decree, which is not asked
here.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> asked = {"status": "pns", "unbroken_service": 60, "unpaid_leave_months": 36}
>>> [book.check("leave.unpaid", asked | change, day).truth.name
...  for change in ({}, {"unbroken_service": 59}, {"unpaid_leave_months": None})]
['YES', 'NO', 'UNKNOWN']
>>> book.score("leave.bond", {"study_months": 24}, day).value
Decimal('48')
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Final

from asn_career.conditions import (
    AllOf,
    Answer,
    Compare,
    IsOneOf,
    MonthsSince,
    Not,
    Param,
    WeightedSum,
    at_least,
    at_most,
    holds,
)
from asn_career.dates import ONE_DAY, month_start_after, months_between
from asn_career.facts import Fact, Movement
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.appraisal import PREDICATE_BEFORE, PREDICATE_LATEST
from asn_career.rules.personnel import MONTHS, STATUS
from asn_career.rules.releases import UNBROKEN_SERVICE
from asn_career.terms import PositionLevel, Question, RetirementGroup, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.rulebook import View

__all__ = ["FACTS", "PNS_SINCE", "RULES", "pension_day"]

SINCE: Final = dt.date(2017, 4, 7)
STUDY_SINCE: Final = dt.date(2021, 12, 31)


def pension_day(view: View) -> dt.date | None:
    """Return the first day of pension by the post held on the day."""
    birth, group, level = (view.get(n) for n in ("birth_date", "retirement_group", "level"))
    if not (isinstance(group, RetirementGroup) and isinstance(level, PositionLevel)):
        return None
    age = view.cell("retirement.age", group, level)
    if age is None or not isinstance(age.value, int) or not isinstance(birth, dt.date):
        return None
    return month_start_after(birth, 12 * age.value)


def _remaining(view: View) -> int | None:
    ends = pension_day(view)
    return None if ends is None else max(months_between(view.as_of, ends), 0)


def _one_less(view: View) -> dt.date | None:
    """Return the next day on which one month less is left."""
    left, ends = _remaining(view), pension_day(view)
    days = (view.as_of + n * ONE_DAY for n in itertools.count(1))
    if not left or ends is None:
        return None
    return next(d for d in days if max(months_between(d, ends), 0) != left)


def _study_months(view: View) -> int | None:
    """Return the length of the study that runs or comes next, or else of the last one."""
    studies = view.person().studies
    ahead = [s for s in studies if s.until is None or s.until >= view.as_of]
    study = ahead[0] if ahead else studies[-1] if studies else None
    if study is None or study.until is None:
        return None
    return months_between(study.since, study.until + ONE_DAY)


REMAINING: Final = Fact(
    name="remaining_service",
    value_type=MONTHS,
    text=Text(id="Sisa masa kerja sampai pensiun", en="Service left until the pension"),
    read=_remaining,
    changes=_one_less,
)
PNS_SINCE: Final = Fact(
    name="pns_since",
    value_type=ValueType.day(),
    text=Text(id="TMT PNS", en="PNS since"),
    movement=Movement.FIXED,
    note=Text(
        id="Tidak dibaca dari riwayat, yang hanya mencatat TMT CPNS.",
        en="Not read from the record, which knows only the day of joining.",
    ),
)
STUDY_MONTHS: Final = Fact(
    name="study_months",
    value_type=MONTHS,
    text=Text(id="Lama tugas belajar", en="Length of the study leave"),
    note=Text(
        id="Yang berjalan atau yang akan datang; jika tidak ada, yang terakhir.",
        en="Of the one that runs or comes next, or else of the last one.",
    ),
    read=_study_months,
)
STUDY_IN_PLAN: Final = Fact(
    name="study_in_needs_plan",
    value_type=ValueType.flag(),
    text=Text(
        id="Program pendidikan ada dalam rencana kebutuhan",
        en="The programme is in the plan of needs",
    ),
)
UNPAID_MONTHS: Final = Fact(
    name="unpaid_leave_months",
    value_type=MONTHS,
    text=Text(id="Lama CLTN yang diminta", en="Length of the unpaid leave asked for"),
)
EXTENSION_MONTHS: Final = Fact(
    name="unpaid_leave_extension",
    value_type=MONTHS,
    text=Text(id="Perpanjangan CLTN yang diminta", en="Extension of the unpaid leave asked for"),
)
FACTS: Final = (
    REMAINING,
    PNS_SINCE,
    STUDY_MONTHS,
    STUDY_IN_PLAN,
    UNPAID_MONTHS,
    EXTENSION_MONTHS,
)

STUDY: Final = Rule(
    name="leave.study",
    text=Text(id="Memenuhi syarat tugas belajar", en="Meets the requirements for study leave"),
    question=Question.LEAVE,
    source="se-menpanrb-28-2021",
    since=STUDY_SINCE,
    node=AllOf(
        (
            IsOneOf(STATUS, Param("leave.study_status")),
            at_least(
                MonthsSince(PNS_SINCE, Text(id="Masa kerja sebagai PNS", en="Time as PNS")),
                "leave.study_service",
            ),
            Compare(
                REMAINING,
                Op.GE,
                WeightedSum(
                    ((Param("leave.study_remaining"), STUDY_MONTHS),),
                    Text(id="Sisa masa kerja yang diminta", en="Service that must be left"),
                ),
            ),
            at_least(PREDICATE_LATEST, "leave.study_predicate"),
            at_least(PREDICATE_BEFORE, "leave.study_predicate"),
            holds(STUDY_IN_PLAN, "leave.study_in_plan"),
            Not(
                Answer("discipline.study_block"),
                key="discipline",
                text=Text(id="Tidak terhalang hukuman disiplin", en="Not barred by a sanction"),
            ),
        )
    ),
)
UNPAID: Final = Rule(
    name="leave.unpaid",
    text=Text(id="Memenuhi syarat CLTN", en="Meets the requirements for unpaid leave"),
    question=Question.LEAVE,
    source="pp-11-2017:334",
    since=SINCE,
    node=AllOf(
        (
            IsOneOf(STATUS, Param("leave.unpaid_status")),
            at_least(UNBROKEN_SERVICE, "leave.unpaid_service"),
            at_most(UNPAID_MONTHS, "leave.unpaid_longest"),
        )
    ),
)
EXTENSION: Final = Rule(
    name="leave.extension",
    text=Text(id="CLTN dapat diperpanjang", en="The unpaid leave may be extended"),
    question=Question.LEAVE,
    source="pp-11-2017:334",
    since=SINCE,
    node=at_most(EXTENSION_MONTHS, "leave.unpaid_extension"),
)
BOND: Final = Rule(
    name="leave.bond",
    text=Text(id="Lama ikatan dinas", en="Length of the service bond"),
    question=Question.LEAVE,
    source="se-menpanrb-28-2021",
    since=STUDY_SINCE,
    node=WeightedSum(
        ((Param("leave.bond"), STUDY_MONTHS),), Text(id="Ikatan dinas", en="Service bond")
    ),
)
RULES: Final = (STUDY, UNPAID, EXTENSION, BOND)
