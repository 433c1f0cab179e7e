"""Releases from the post (study leave, CLTN, state office and others): what stops while they last.

Each effect is a question with its own article; `Question.RELEASE` lists them for one person. Full
study of more than six months releases from the post, less or beside the work does not. Who may be
appointed again to the last post, if it is vacant: articles 64 and 94 of PP 11/2017; for JPT no
article says so, and the return from state office is not asked here. A record that tells of no
release on a day is read as none.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> [book.check("releases.stops_service", {"release": kind}, day).truth.name
...  for kind in ("cltn", "study", "temporary_dismissal", None)]
['YES', 'NO', 'UNKNOWN', 'UNKNOWN']
>>> back = {"last_release": "cltn", "last_level": "ahli_muda", "target_level": "ahli_muda"}
>>> [book.check("releases.return", back | {"post_vacant": vacant}, day).truth.name
...  for vacant in (True, False, None)]
['YES', 'NO', 'UNKNOWN']
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from asn_career.conditions import AllOf, Compare, Const, IsOneOf, Lookup, Param, holds
from asn_career.dates import (
    ONE_DAY,
    Span,
    add_months,
    completed_months,
    merge_spans,
    next_month_of,
)
from asn_career.facts import Fact, Movement
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.functional import POST_VACANT
from asn_career.rules.moves import TARGET_LEVEL
from asn_career.rules.personnel import MONTHS
from asn_career.terms import Capacity, Eselon, PositionLevel, Question, ReleaseKind, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.people import Appointment, StudyLeave
    from asn_career.rulebook import View

__all__ = [
    "FACTS",
    "LAST_ESELON",
    "LAST_LEVEL",
    "MONTHS_IN_RANK",
    "RELEASE",
    "RULES",
    "UNBROKEN_SERVICE",
    "rank_spans",
    "stopped",
    "without",
]

SINCE: Final = dt.date(2017, 4, 7)


def _kind_of(view: View, study: StudyLeave) -> ReleaseKind | None:
    """Return whether a study leave releases from the post; unknown while its end is not known."""
    if study.at_work:
        return ReleaseKind.STUDY_AT_WORK
    limit = view.cell("releases.study_frees_after")
    if limit is None or not isinstance(limit.value, int):
        return None
    beyond = add_months(study.since, limit.value)
    if study.until is None:
        return ReleaseKind.STUDY if view.as_of >= beyond else None
    return ReleaseKind.STUDY if study.until >= beyond else ReleaseKind.STUDY_AT_WORK


def _release(view: View) -> ReleaseKind | None:
    for release in view.person().releases:
        if view.as_of in release.span:
            return release.kind
    for study in view.person().studies:
        if view.as_of in study.span:
            return _kind_of(view, study)
    return ReleaseKind.NONE


def _release_changes(view: View) -> dt.date | None:
    """Return the day on which an open study has lasted long enough to release from the post."""
    limit = view.cell("releases.study_frees_after")
    for study in view.person().studies:
        if view.as_of in study.span and limit is not None and isinstance(limit.value, int):
            beyond = add_months(study.since, limit.value)
            return beyond if beyond > view.as_of else None
    return None


def _last_release(view: View) -> ReleaseKind | None:
    """Return the release that runs, or else the one that ended last."""
    who, day = view.person(), view.as_of
    begun = [(r.since, r.kind) for r in who.releases if r.since <= day]
    studies = [(s.since, _kind_of(view, s)) for s in who.studies if s.since <= day]
    return max([*begun, *studies], key=lambda one: one[0], default=(day, ReleaseKind.NONE))[1]


def _last_post(view: View) -> Appointment | None:
    """Return the definitive appointment of the day, or else the last one before."""
    held = [
        a
        for a in view.person().appointments
        if a.capacity is Capacity.DEFINITIVE and a.since <= view.as_of
    ]
    return held[-1] if held else None


def _last_level(view: View) -> PositionLevel | None:
    last = _last_post(view)
    return None if last is None else last.position.level


def _last_eselon(view: View) -> Eselon | None:
    last = _last_post(view)
    return None if last is None else last.position.eselon


def stopped(view: View, table: str) -> list[Span] | None:
    """Return the spans that do not count; None if the law says nothing of one of the kinds."""
    spans = []
    for release in view.person().releases:
        cell = view.cell(table, release.kind)
        if release.since <= view.as_of and cell is None:
            return None
        if cell is not None and cell.value is True:
            spans.append(release.span)
    return spans


def without(whole: Span, stopped: list[Span]) -> list[Span]:
    """Return the parts of an open span outside others."""
    parts, since = [], whole.since
    for gap in merge_spans(stopped):
        if gap.since > since:
            parts.append(Span(since, gap.since - ONE_DAY))
        if gap.until is None:
            return parts
        since = max(since, gap.until + ONE_DAY)
    return [*parts, Span(since)]


def rank_spans(view: View) -> list[Span] | None:
    """Return the spells that count as time in the present rank; unknown where the law is silent."""
    rank, gone = view.person().rank_on(view.as_of), stopped(view, "releases.stops_rank_time")
    return None if rank is None or gone is None else without(Span(rank.since), gone)


def _months_in_rank(view: View) -> int | None:
    spans = rank_spans(view)
    return None if spans is None else completed_months(spans, view.as_of)


def _service_spans(view: View) -> list[Span] | None:
    joined, gone = view.person().joined, stopped(view, "releases.stops_service")
    if joined is None or gone is None or joined > view.as_of:
        return None
    return [s for s in without(Span(joined), gone) if view.as_of in s]


def _unbroken_service(view: View) -> int | None:
    spans = _service_spans(view)
    return None if spans is None else completed_months(spans, view.as_of)


RELEASE: Final = Fact(
    name="release",
    value_type=ValueType.word(ReleaseKind),
    text=Text(id="Pembebasan dari jabatan", en="Release from the post"),
    note=Text(
        id="Tugas belajar penuh lebih dari enam bulan membebaskan dari jabatan.",
        en="Full-time study of more than six months releases from the post.",
    ),
    read=_release,
    changes=_release_changes,
)
LAST_RELEASE: Final = Fact(
    name="last_release",
    value_type=ValueType.word(ReleaseKind),
    text=Text(id="Pembebasan terakhir dari jabatan", en="Last release from the post"),
    read=_last_release,
    changes=_release_changes,
)
LAST_LEVEL: Final = Fact(
    name="last_level",
    value_type=ValueType.word(PositionLevel),
    text=Text(id="Jenjang jabatan sekarang atau terakhir", en="Level of the present or last post"),
    read=_last_level,
)
LAST_ESELON: Final = Fact(
    name="last_eselon",
    value_type=ValueType.word(Eselon),
    text=Text(id="Eselon jabatan sekarang atau terakhir", en="Eselon of the present or last post"),
    read=_last_eselon,
)
MONTHS_IN_RANK: Final = Fact(
    name="months_in_rank",
    value_type=MONTHS,
    text=Text(id="Masa dalam pangkat", en="Time in the rank"),
    movement=Movement.ACCUMULATES,
    note=Text(
        id="Tanpa masa CLTN; bulan penuh setiap masa dijumlahkan.",
        en="Without unpaid leave; the completed months of each spell are added.",
    ),
    read=_months_in_rank,
    changes=lambda view: next_month_of(rank_spans(view) or (), view.as_of),
)
UNBROKEN_SERVICE: Final = Fact(
    name="unbroken_service",
    value_type=MONTHS,
    text=Text(id="Masa kerja terus-menerus", en="Unbroken service"),
    movement=Movement.ACCUMULATES,
    note=Text(
        id="Sejak TMT CPNS, atau sejak kembali dari masa yang tidak dihitung sebagai masa kerja.",
        en="Since joining, or since the return from a time that is no service.",
    ),
    read=_unbroken_service,
    changes=lambda view: next_month_of(_service_spans(view) or (), view.as_of),
)
FACTS: Final = (
    RELEASE,
    LAST_RELEASE,
    LAST_LEVEL,
    LAST_ESELON,
    MONTHS_IN_RANK,
    UNBROKEN_SERVICE,
)


def _effect(name: str, source: str, text: Text, since: dt.date = SINCE) -> Rule:
    """Return the question whether the release of the day has an effect."""
    return Rule(
        name=f"releases.{name}",
        text=text,
        question=Question.RELEASE,
        source=source,
        since=since,
        node=Compare(
            Lookup(f"releases.{name}", (RELEASE,)),
            Op.EQ,
            Const(value=True, value_type=ValueType.flag()),
            key="release",
        ),
    )


EXEMPT: Final = Text(id="Tidak wajib dinilai kinerjanya", en="Has no duty to be appraised")
EFFECTS: Final = (
    _effect(
        "frees_from_post",
        "pp-11-2017:64",
        Text(id="Dibebaskan dari jabatan", en="Is released from the post"),
    ),
    _effect(
        "stops_service",
        "pp-11-2017:337(2)",
        Text(id="Masa kerja berhenti dihitung", en="Service stops counting"),
    ),
    _effect("stops_appraisal", "pp-46-2011:30(1)", EXEMPT, dt.date(2014, 1, 1)),
    _effect("stops_appraisal", "pp-30-2019:23", EXEMPT, dt.date(2019, 4, 29)),
    _effect(
        "stops_rank_time",
        "pp-11-2017:337(2)",
        Text(id="Masa dalam pangkat berhenti dihitung", en="Time in the rank stops counting"),
    ),
)
RETURN: Final = Rule(
    name="releases.return",
    text=Text(
        id="Dapat diangkat kembali dalam jabatan terakhir",
        en="May be appointed again to the last post",
    ),
    question=Question.RELEASE,
    source="pp-11-2017:64",
    since=SINCE,
    node=AllOf(
        (
            Compare(
                Lookup("releases.returns", (LAST_RELEASE,)),
                Op.EQ,
                Const(value=True, value_type=ValueType.flag()),
                key="last_release",
            ),
            IsOneOf(LAST_LEVEL, Param("releases.return_levels")),
            Compare(TARGET_LEVEL, Op.EQ, LAST_LEVEL, key="same_level"),
            holds(POST_VACANT, "releases.return_vacancy"),
        )
    ),
)
REPORT: Final = tuple(
    Rule(
        name=f"releases.{table}",
        text=text,
        question=Question.RELEASE,
        source=source,
        since=SINCE,
        node=Lookup(f"releases.{table}", (LAST_RELEASE,)),
    )
    for table, source, text in (
        (
            "report_months",
            "pp-11-2017:257",
            Text(id="Batas waktu melapor kembali", en="Time in which to report back"),
        ),
        (
            "report_working_days",
            "pp-11-2017:259",
            Text(
                id="Batas waktu melapor kembali, hari kerja",
                en="Time in which to report back, working days",
            ),
        ),
    )
)
RULES: Final = (*EFFECTS, RETURN, *REPORT)
