"""What is due in an appraisal, from whom, to whom and by when, from the dated figures of the law.

The period of performance decides which law gives the days. A step that is counted from another one
is due, where that day is not on record, some days after the last day of that other step: the latest
day possible. What the record shows as done is left out, and so are years without the duty.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs

from asn_career.dates import read_day
from asn_career.errors import InvalidInputError, Problem
from asn_career.people import Employee
from asn_career.regulations import Cell, Citation, Evidence
from asn_career.rulebook import Rulebook
from asn_career.terms import AppraisalParty, AppraisalStep, Month, Text, Word
from asn_career.values import Value, show_day

__all__ = ["Deadline", "Deadlines", "list_deadlines"]

SCHEMA_VERSION: Final = 1
TABLES: Final = ("month", "years_after", "days", "after", "opens", "by", "to")
BACK: Final = 2  # performance years before that of the first day whose steps may still be due
MAX_YEARS: Final = 50


@attrs.frozen(kw_only=True)
class Deadline:
    """One step of the appraisal of a year that is due.

    Attributes:
        step: what has to be done.
        year: the year of performance.
        due: the last day; if counted from a step that is not on record, the latest day possible.
        opens: the day on which it may begin, where the law says so.
        by: who has to do it; None where the sources do not say.
        to: to whom.
        days: the days after ``counted_from``, None for the end of a month.
        after: the step from which the days are counted.
        counted_from: the day from which they are counted.
        citation: the article.
        evidence: the weakest mark of the figures behind the day.
    """

    step: AppraisalStep
    year: int
    due: dt.date
    opens: dt.date | None = None
    by: AppraisalParty | None = None
    to: AppraisalParty | None = None
    days: int | None = None
    after: AppraisalStep | None = None
    counted_from: dt.date | None = None
    citation: Citation
    evidence: Evidence

    def say(self, lang: str = "id") -> str:
        """Return the step as one line."""
        day, step = show_day(self.due, lang), self.step.text.say(lang)
        who = "" if self.by is None else self.by.text.say(lang)
        if self.to is not None:
            who += Text(id=" kepada ", en=" to ").say(lang) + self.to.text.say(lang)
        count = ""
        if self.after is not None:
            count = Text(
                id=f"; {self.days} hari sesudah: {self.after.text.id}",
                en=f"; {self.days} days after: {self.after.text.en}",
            ).say(lang)
        begins = ""
        if self.opens is not None:
            begins = Text(
                id=f"; sejak {show_day(self.opens)}", en=f"; from {show_day(self.opens, 'en')}"
            ).say(lang)
        until = Text(id="paling lambat", en="by").say(lang)
        of = Text(id=f"kinerja {self.year}", en=f"performance of {self.year}").say(lang)
        basis = f"{self.citation.say(lang)}: {self.evidence.text.say(lang)}"
        return f"{until} {day}: {step}, {of} ({who}{begins}{count}) [{basis}]"


@attrs.frozen(kw_only=True)
class Deadlines:
    """What is due for one person from a day to another, by day.

    Attributes:
        items: one a step, by its last day, then year and step.
        silent: the years of performance for which the law has no deadlines here.
        exempt: the years in which the record says that the person is not appraised.
    """

    employee: str
    as_of: dt.date
    until: dt.date
    rulebook: str
    items: tuple[Deadline, ...]
    silent: tuple[int, ...] = ()
    exempt: tuple[int, ...] = ()

    def verify(self) -> bool:
        """Count every day again, and check the order and the span.

        Source: none: our own choice.
        """
        for item in self.items:
            if not self.as_of <= item.due <= self.until or item.year in self.exempt:
                return False
            if item.counted_from is not None and item.days is not None:
                if item.due != item.counted_from + dt.timedelta(days=item.days):
                    return False
            elif (item.due + dt.timedelta(days=1)).day != 1:
                return False
        keys = [(item.due, item.year, item.step.order) for item in self.items]
        return keys == sorted(set(keys))

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return one line a step, then what the list does not hold."""
        span = f"{show_day(self.as_of, lang)} - {show_day(self.until, lang)}"
        head = Text(id="Batas waktu penilaian kinerja", en="Deadlines of the appraisal").say(lang)
        silent = Text(id="tidak diatur untuk kinerja", en="no deadlines for performance of")
        exempt = Text(id="tidak wajib dinilai", en="not to be appraised")
        notes = [
            f"  {text.say(lang)}: {', '.join(map(str, years))}"
            for text, years in ((silent, self.silent), (exempt, self.exempt))
            if years
        ]
        return (f"{head} ({span})", *(f"  {item.say(lang)}" for item in self.items), *notes)

    def rows(self) -> list[dict[str, str | int | dt.date | None]]:
        """Return one flat row a step."""
        return [
            {
                "employee": self.employee,
                "step": item.step.value,
                "year": item.year,
                "opens": item.opens,
                "due": item.due,
                "by": None if item.by is None else item.by.value,
                "to": None if item.to is None else item.to.value,
                "days": item.days,
                "after": None if item.after is None else item.after.value,
                "source": item.citation.source,
                "evidence": item.evidence.value,
            }
            for item in self.items
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; days as ISO text."""
        rows = [
            {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in row.items()}
            for row in self.rows()
        ]
        return {
            "schema": SCHEMA_VERSION,
            "kind": "deadlines",
            "employee": self.employee,
            "rulebook": self.rulebook,
            "as_of": self.as_of.isoformat(),
            "until": self.until.isoformat(),
            "silent": list(self.silent),
            "exempt": list(self.exempt),
            "rows": rows,
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())


def list_deadlines(
    employee: Employee, as_of: dt.date, until: dt.date, *, rulebook: Rulebook
) -> Deadlines:
    """List what is due in the appraisals of a person from ``as_of`` to ``until``, both included.

    Args:
        employee: the record; years with an exempt appraisal, years before the person joined and
            steps of an appraisal that is final are left out.
        as_of: the first day; only what is on record by then counts.
        until: the last day, at most fifty years later.
        rulebook: the law.

    Returns:
        The steps by their last day. Working days are not counted: what a superior settles within
        seven working days has no row.

    Raises:
        InvalidInputError: something that is no record, days in the wrong order or too far apart.
    Source: PP 46/2011 articles 5, 16, 21, 23 and 25; PP 30/2019 articles 24, 27, 42, 49, 51, 59.

    >>> from asn_career import Status, national_rulebook
    >>> who = Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS)
    >>> found = list_deadlines(who, dt.date(2027, 1, 1), dt.date(2027, 2, 28),
    ...                        rulebook=national_rulebook())
    >>> [(item.due.isoformat(), item.step.value, item.year) for item in found.items][:2]
    [('2027-01-31', 'evaluate', 2026), ('2027-01-31', 'set_targets', 2027)]
    """
    as_of, until = read_day(as_of, "as_of"), read_day(until, "until")
    problems = []
    if not isinstance(employee, Employee):
        problems.append(Problem("employee", f"{type(employee).__name__} instead of Employee"))
    if until < as_of:
        problems.append(Problem("until", f"{until} lies before as_of {as_of}"))
    elif until.year - as_of.year > MAX_YEARS:
        problems.append(Problem("until", f"more than {MAX_YEARS} years after as_of {as_of}"))
    if problems:
        raise InvalidInputError(problems)
    joined = employee.joined
    years = [
        year
        for year in range(as_of.year - BACK, until.year + 1)
        if joined is None or joined.year <= year
    ]
    exempt = {a.year for a in employee.appraisals if a.exempt} & set(years)
    known = {year: _Year(year, employee, as_of, rulebook) for year in years}
    items = [
        item
        for year, steps in known.items()
        if year not in exempt
        for item in steps.items()
        if as_of <= item.due <= until
    ]
    return Deadlines(
        employee=employee.id,
        as_of=as_of,
        until=until,
        rulebook=rulebook.name,
        items=tuple(sorted(items, key=lambda i: (i.due, i.year, i.step.order))),
        silent=tuple(year for year, steps in known.items() if not steps.speaks),
        exempt=tuple(sorted(exempt)),
    )


class _Year:
    """The steps of one year of performance, under the law of its last day."""

    def __init__(self, year: int, who: Employee, as_of: dt.date, rulebook: Rulebook) -> None:
        self.year, self.rulebook = year, rulebook
        self.last = dt.date(year, 12, 31)
        closing = [
            a
            for a in who.appraisals
            if a.until == self.last
            and not (a.exempt or a.assumed)
            and self.last < as_of
            and (a.signed is None or a.signed <= as_of)
        ]
        self.is_final = bool(closing)
        self.signed = next((a.signed for a in closing if a.signed is not None), None)

    @property
    def speaks(self) -> bool:
        """Whether the law has any deadline for the year."""
        return any(self._cell("by", step) is not None for step in AppraisalStep)

    def items(self) -> Iterator[Deadline]:
        """Yield the steps that are still to be done, whenever they are due."""
        for step in AppraisalStep:
            done = self.is_final and step.order <= AppraisalStep.SIGN.order
            due = None if done else self._due(step)
            if due is None:
                continue
            after, days = self._value("after", step), self._value("days", step)
            counted = isinstance(after, AppraisalStep)
            opens = self._value("opens", step)
            by, to = self._value("by", step), self._value("to", step)
            cells = [c for t in TABLES if (c := self._cell(t, step)) and c.value is not None]
            day_cells = [c for t in ("month", "days") if (c := self._cell(t, step))]
            yield Deadline(
                step=step,
                year=self.year,
                due=due,
                opens=_month_end(self.year, opens) if isinstance(opens, Month) else None,
                by=by if isinstance(by, AppraisalParty) else None,
                to=to if isinstance(to, AppraisalParty) else None,
                days=days if isinstance(days, int) and counted else None,
                after=after if isinstance(after, AppraisalStep) else None,
                counted_from=self._day_of(after) if isinstance(after, AppraisalStep) else None,
                citation=next(c for c in day_cells if c.value is not None).citation,
                evidence=min(c.evidence for c in cells),
            )

    def _cell(self, table: str, step: Word) -> Cell | None:
        return self.rulebook.cell(f"deadlines.{table}", (step,), self.last)

    def _value(self, table: str, step: Word) -> Value | None:
        cell = self._cell(table, step)
        return None if cell is None else cell.value

    def _due(self, step: AppraisalStep) -> dt.date | None:
        month, years = self._value("month", step), self._value("years_after", step)
        if isinstance(month, Month) and isinstance(years, int):
            return _month_end(self.year + years, month)
        after, days = self._value("after", step), self._value("days", step)
        if not isinstance(after, AppraisalStep) or not isinstance(days, int):
            return None
        start = self._day_of(after)
        return None if start is None else start + dt.timedelta(days=days)

    def _day_of(self, step: AppraisalStep) -> dt.date | None:
        """Return the day of a step: at the latest that of the signature, else its last day."""
        if self.signed is not None and step.order <= AppraisalStep.SIGN.order:
            return self.signed
        return self._due(step)


def _month_end(year: int, month: Month) -> dt.date:
    number = int(month.value)
    return dt.date(year, number, calendar.monthrange(year, number)[1])
