"""The parts of a plan of training: its policy, its items, what stays open and why."""

from __future__ import annotations

import datetime as dt

import attrs

from asn_career.courses import Course
from asn_career.development.applying import Effect
from asn_career.gaps import DatedGap
from asn_career.intake import Intake
from asn_career.numbers import UNITS
from asn_career.terms import Text, Word
from asn_career.values import show_day

__all__ = ["HoursSpan", "OpenGap", "OpenReason", "PlanAim", "PlanItem", "PlanPolicy"]

MAX_STEPS = 200_000
HOUR = UNITS["hour"]


class PlanAim(Word):
    """Which of all plans that close the most gaps is the best."""

    CHEAPEST = "cheapest", "termurah", "cheapest"
    SHORTEST = "shortest", "JP paling sedikit", "fewest training hours"


class OpenReason(Word):
    """Why a gap stays open, the first that holds."""

    NOT_BLOCKING = "not_blocking", "tidak menghalangi tujuan", "does not stand in the way"
    NOT_ASSESSED = (
        "not_assessed",
        "belum dinilai; lakukan asesmen dahulu",
        "was not assessed; assess it first",
    )
    NOT_TAUGHT = (
        "not_taught",
        "tidak ada kursus yang sampai ke tingkat itu",
        "no course leads there",
    )
    TOO_LATE = "too_late", "tidak ada kursus yang selesai pada waktunya", "no course ends in time"
    OTHER_SECTOR = "other_sector", "kursus untuk bidang lain", "the courses are for other fields"
    NO_SEATS = "no_seats", "tidak ada tempat", "no seats"
    REQUIREMENT = (
        "requirement",
        "prasyarat kursus tidak dapat dipenuhi",
        "what the course requires cannot be met",
    )
    CLASH = "clash", "jadwal kursus berbenturan", "the courses clash in time"
    MOST_HOURS = "most_hours", "melewati batas JP", "beyond the most training hours"
    BUDGET = "budget", "melewati anggaran", "beyond the budget"
    SEATS_TAKEN = "seats_taken", "semua tempat terisi", "all seats are taken"
    TOGETHER = (
        "together",
        "dapat ditutup sendiri, tetapi tidak bersama yang lain",
        "can be closed alone, but not together with the others",
    )
    NOT_PROVEN = (
        "not_proven",
        "pencarian berhenti sebelum selesai",
        "the search stopped before its end",
    )


@attrs.frozen(kw_only=True)
class PlanPolicy:
    """What is left free in a plan.

    Attributes:
        aim: which of the plans that close the most gaps is taken.
        budget: the most it may cost, in whole rupiah; None for no limit.
        least_hours: training hours (JP) wanted in each calendar year that ends within the plan.
            The floor of the law comes from the rulebook; the higher of the two counts.
        most_hours: the most in each calendar year.
        fields: fields of work whose courses are open, beside those of the post held.
        steps: after how many steps the search stops with the best plan found so far.

    Raises:
        InvalidInputError: with every problem of the record.
    Source: none: our own choice.
    """

    aim: PlanAim = PlanAim.CHEAPEST
    budget: int | None = None
    least_hours: int | None = None
    most_hours: int | None = None
    fields: tuple[str, ...] = ()
    steps: int = MAX_STEPS

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.word("aim", PlanAim)
        take.whole("budget", 0, optional=True)
        take.whole("least_hours", 0, optional=True)
        take.whole("most_hours", 0, optional=True)
        take.labels("fields")
        take.whole("steps", 1)
        both = type(self.least_hours) is int and type(self.most_hours) is int
        if both and self.least_hours > self.most_hours:  # type: ignore[operator] # both are int
            hint = f"at most {self.most_hours}"
            take.note("least_hours", f"{self.least_hours} is more than most_hours", hint)
        take.finish()


@attrs.frozen(kw_only=True)
class PlanItem:
    """A course of the plan, what it raises, and what it is there for."""

    course: Course
    effects: tuple[Effect, ...]
    closes: tuple[str, ...]
    required_by: tuple[str, ...]

    def line(self, lang: str = "id") -> str:
        """Return the item as a line of text."""
        days = f"{show_day(self.course.since, lang)} – {show_day(self.course.until, lang)}"
        what = f"{self.course.name} [{self.course.id}], {HOUR.show(self.course.hours, lang)}"
        why = [effect.say(lang) for effect in self.effects if effect.before != effect.after]
        if self.required_by:
            head = Text(id="syarat untuk", en="required by").say(lang)
            why.append(f"{head} {', '.join(self.required_by)}")
        if not why:
            why.append(Text(id="memenuhi JP setahun", en="for the hours of the year").say(lang))
        return f"{days}: {what}: {'; '.join(why)}"


@attrs.frozen(kw_only=True)
class OpenGap:
    """A gap that the plan does not close, and why."""

    gap: DatedGap
    reason: OpenReason

    def line(self, lang: str = "id") -> str:
        """Return the gap as a line of text."""
        level = Text(id="tingkat", en="level").say(lang)
        return f"{self.gap.competency} ({level} {self.gap.required}): {self.reason.text.say(lang)}"


@attrs.frozen(kw_only=True)
class HoursSpan:
    """The training hours of a year: those on record and those of the plan.

    Attributes:
        since: the first day.
        until: the last day.
        done: hours of trainings on record that end in it.
        planned: hours of the plan.
        least: the fewest wanted; None where there is no floor.
        most: the most allowed; None where there is no limit.
    """

    since: dt.date
    until: dt.date
    done: int
    planned: int = 0
    least: int | None = None
    most: int | None = None

    @property
    def short(self) -> int:
        """How many hours are missing."""
        return max((self.least or 0) - self.done - self.planned, 0)

    def line(self, lang: str = "id") -> str:
        """Return the year as a line of text."""
        days = f"{show_day(self.since, lang)} – {show_day(self.until, lang)}"
        line = f"{days}: {HOUR.show(self.done + self.planned, lang)}"
        if self.least is not None:
            line += f", {Text(id='paling sedikit', en='at least').say(lang)} {self.least}"
        if self.most is not None:
            line += f", {Text(id='paling banyak', en='at most').say(lang)} {self.most}"
        if self.short:
            line += f" ({Text(id='kurang', en='short by').say(lang)} {self.short})"
        return line
