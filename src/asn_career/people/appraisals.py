"""The record of an appraisal: its predicate, or the ratings, numbers and activities behind it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

import attrs

from asn_career.dates import Span
from asn_career.errors import InvalidInputError
from asn_career.intake import Intake
from asn_career.numbers import read_number, to_whole, unit
from asn_career.terms import Expectation, NewIdea, PeerViews, Predikat

__all__ = ["Activity", "Appraisal"]

ASPECTS: Final = ("quantity", "quality", "time", "cost")
SCORES: Final = ("score", "skp_score", "conduct_score")

Number = Decimal | int | str


def _read(take: Intake, record: object, name: str, *, above: bool = False) -> None:
    """Read an exact number from zero upwards, or above zero; one that is missing stays None."""
    raw = getattr(record, name)
    if raw is None:
        return
    try:
        number = read_number(raw, name)
        if name in SCORES:
            to_whole(number, unit("score").denominator, name)
    except InvalidInputError as error:
        take.problems.extend(error.problems)
        return
    if number < 0 or (above and number == 0):
        take.note(name, f"{number} is {'not above' if above else 'below'} zero")
    take.put(name, number)


@attrs.frozen(kw_only=True)
class Activity:
    """One activity of an SKP under PP 46/2011: the target and the result of each aspect.

    Quantity, quality and time are always there, cost where the activity has a budget. Target and
    result of an aspect are in one unit, whatever it is.

    Source: PP 46/2011 article 7(3)-(4).
    """

    name: str
    quantity_target: Number
    quantity_result: Number
    quality_target: Number
    quality_result: Number
    time_target: Number
    time_result: Number
    cost_target: Number | None = None
    cost_result: Number | None = None

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.text("name")
        for aspect in ASPECTS:
            target, result = f"{aspect}_target", f"{aspect}_result"
            _read(take, self, target, above=True)
            _read(take, self, result)
            if aspect == "cost":
                if (self.cost_target is None) is not (self.cost_result is None):
                    take.note(target, "is given without the other", "target and result, or none")
            else:
                for name in (target, result):
                    if getattr(self, name) is None:
                        take.note(name, "is missing", "a number")
        take.finish()


@attrs.frozen(kw_only=True)
class Appraisal:
    """The appraisal (SKP) of a period: its predicate, or the ratings or numbers that give it.

    Attributes:
        since: the first day of the period.
        until: its last day; it decides which regulation applies.
        predicate: the predicate, where it is recorded; it goes before what could be computed.
        work_result: the rating of the work result (hasil kerja), since 2022.
        conduct: the rating of the conduct (perilaku kerja), since 2022.
        signed: the day it was signed, where it is known.
        exempt: whether the person was not to be appraised in the period.
        assumed: whether it lies in a future that is only assumed.
        score: the final number of an appraisal before 2022.
        skp_score: the number of the SKP in it.
        conduct_score: the number of the conduct in it.
        peer_views: whether views of peers were used (PP 30/2019 only).
        new_idea: whether a new idea was established (PP 30/2019 only).
        activities: the activities of the SKP (PP 46/2011 only).

    Source: PermenPANRB 6/2022; PP 30/2019 articles 23 (who is exempt) and 41; PP 46/2011
        articles 7 and 15.
    """

    since: dt.date
    until: dt.date
    predicate: Predikat | None = None
    work_result: Expectation | None = None
    conduct: Expectation | None = None
    signed: dt.date | None = None
    exempt: bool = False
    assumed: bool = False
    score: Number | None = None
    skp_score: Number | None = None
    conduct_score: Number | None = None
    peer_views: PeerViews | None = None
    new_idea: NewIdea | None = None
    activities: tuple[Activity, ...] = ()

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.span(is_open=False)
        take.word("predicate", Predikat, optional=True)
        take.word("work_result", Expectation, optional=True)
        take.word("conduct", Expectation, optional=True)
        take.day("signed", optional=True)
        take.flag("exempt")
        take.flag("assumed")
        for name in SCORES:
            _read(take, self, name)
        take.word("peer_views", PeerViews, optional=True)
        take.word("new_idea", NewIdea, optional=True)
        take.items("activities", Activity)
        rated = self.work_result is not None and self.conduct is not None
        scored = self.score is not None or None not in (self.skp_score, self.conduct_score)
        if self.predicate is None and not rated and not scored and self.exempt is False:
            hint = (
                "give predicate, or both work_result and conduct, or score, or both skp_score "
                "and conduct_score, or exempt=True"
            )
            take.note("predicate", "the appraisal has no outcome", hint)
        take.finish()

    @property
    def span(self) -> Span:
        """The period."""
        return Span(self.since, self.until)

    @property
    def edges(self) -> tuple[dt.date, ...]:
        """The first day of the period, the day after it, and the day of the signature."""
        signed = () if self.signed is None else (self.signed,)
        return tuple(sorted({*self.span.edges, *signed}))

    @property
    def year(self) -> int:
        """The year it counts for: the one in which the period ends."""
        return self.until.year
