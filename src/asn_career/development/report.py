"""The development report of a unit: duties, gaps and seats in counts that give nobody away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

import attrs

from asn_career.findings import SCHEMA_VERSION, Truth
from asn_career.numbers import format_number, round_half_up
from asn_career.regulations import Citation
from asn_career.terms import Text, Word
from asn_career.values import show_day

__all__ = ["CourseDemand", "DevelopmentReport", "DutyShare", "GapShare", "GapState"]

Row = dict[str, str | int | Decimal | None]
HIDDEN = "*"


class GapState(Word):
    """How people stand to the standard of their post in one competency."""

    BELOW = "below", "di bawah standar", "below the standard"
    MET = "met", "memenuhi standar", "at the standard or above"
    UNKNOWN = "unknown", "belum dinilai", "not assessed"


@attrs.frozen(kw_only=True)
class DutyShare:
    """How many people of a group meet a duty of development. What is hidden is None.

    Attributes:
        rule: the name of the rule.
        group: the key of the unit, - for people without a post; empty for all of them together,
            where there are no groups or none could be shown.
        counts: people by answer; those whom the duty does not concern are left out.
        citation: the article.
    """

    rule: str
    text: Text
    group: str
    counts: Mapping[Truth, int | None]
    citation: Citation

    @property
    def share(self) -> Fraction | None:
        """Those who meet it, of those of whom it is known; None where one of both is hidden."""
        yes, no = self.counts[Truth.YES], self.counts[Truth.NO]
        return None if yes is None or no is None or not yes + no else Fraction(yes, yes + no)


@attrs.frozen(kw_only=True)
class GapShare:
    """How many people are below, at or above the standard in one competency.

    Attributes:
        competency: its key.
        counts: people by state; a hidden count is None.
        levels: levels that lack in all; None where the count of those below is hidden.
    """

    competency: str
    text: Text
    counts: Mapping[GapState, int | None]
    levels: int | None


@attrs.frozen(kw_only=True)
class CourseDemand:
    """How many people need a course, and how many seats there are.

    Attributes:
        course: its key.
        demand: people who need it; None when hidden.
        seats: seats on offer; None when not known or not limited.
        missing: people without a seat; None when hidden or when the seats are not known.
    """

    course: str
    demand: int | None
    seats: int | None
    missing: int | None


@attrs.frozen(kw_only=True, repr=False, str=False)
class DevelopmentReport:
    """Where a unit, or all of an agency, stands in the development of its people.

    Attributes:
        unit: the key of the unit with those below it; None for all.
        people: how many people; None when hidden.
        min_cell: counts from 1 to one less than this are hidden, and what would give them away.
        duties: one a rule and group, by rule and group.
        gaps: one a competency, most people below the standard first, hidden ones last.
        courses: one a course, by key.
    """

    as_of: dt.date
    rulebook: str
    unit: str | None
    people: int | None
    min_cell: int
    duties: tuple[DutyShare, ...]
    gaps: tuple[GapShare, ...]
    courses: tuple[CourseDemand, ...]

    @property
    def hidden(self) -> int:
        """How many counts are hidden."""
        shown: list[int | None] = [n for one in self.duties for n in one.counts.values()]
        shown += [n for one in self.gaps for n in one.counts.values()]
        return sum(n is None for n in (*shown, *(one.demand for one in self.courses)))

    def verify(self) -> bool:
        """Check that no small count is shown, none stands alone hidden, and seats add up.

        Source: none: our own choice.
        """
        tables: list[tuple[int | None, ...]] = [tuple(one.counts.values()) for one in self.duties]
        tables += [tuple(one.counts.values()) for one in self.gaps]
        if self.people is not None and 0 < self.people < self.min_cell:
            return False
        for counts in tables:
            if any(n is not None and 0 < n < self.min_cell for n in counts):
                return False
            if sum(n is None for n in counts) == 1:
                return False  # who knows the size of the group has it by subtraction
        if any((g.levels is None) is not (g.counts[GapState.BELOW] is None) for g in self.gaps):
            return False
        return all(self._adds_up(one) for one in self.courses)

    def _adds_up(self, one: CourseDemand) -> bool:
        small = one.demand is not None and 0 < one.demand < self.min_cell
        if one.missing is None:
            return not small
        if one.demand is None or one.seats is None or small:
            return False
        left = one.demand - one.missing
        return one.missing == max(0, one.demand - one.seats) and not any(
            0 < n < self.min_cell for n in (one.missing, left)
        )

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the report: duties, gaps, courses, and how much is hidden.

        Source: none: our own choice.
        """
        return tuple(self._lines(lang))

    def _lines(self, lang: str) -> Iterator[str]:
        head = Text(id="Laporan pengembangan kompetensi", en="Report on development").say(lang)
        people = Text(id="pegawai", en="people").say(lang)
        unit = "" if self.unit is None else f" {self.unit}"
        yield f"{head}{unit}, {show_day(self.as_of, lang)}: {_show(self.people)} {people}"
        rule = ""
        for one in self.duties:
            if one.rule != rule:
                rule = one.rule
                yield f"{one.text.say(lang)} [{one.citation.say(lang)}]"
            told = ", ".join(f"{t.text.say(lang)} {_show(n)}" for t, n in one.counts.items())
            share = "" if one.share is None else f" ({format_number(100 * one.share, lang, 1)} %)"
            group = one.group or Text(id="semua", en="all").say(lang)
            yield f"  {group}: {told}{share}"
        if self.gaps:
            yield Text(id="Kesenjangan kompetensi", en="Competency gaps").say(lang)
        for gap in self.gaps:
            told = ", ".join(f"{s.text.say(lang)} {_show(n)}" for s, n in gap.counts.items())
            yield f"  {gap.text.say(lang)}: {told}"
        if self.courses:
            yield Text(id="Kebutuhan pelatihan", en="Demand for courses").say(lang)
        for course in self.courses:
            need = Text(id="peserta", en="people").say(lang)
            seats = Text(id="kursi", en="seats").say(lang)
            lacks = Text(id="kurang", en="missing").say(lang)
            offer = "?" if course.seats is None else course.seats
            lack = "?" if course.seats is None else _show(course.missing)
            told = f"{need} {_show(course.demand)}, {seats} {offer}, {lacks} {lack}"
            yield f"  {course.course}: {told}"
        yield Text(
            id=f"{HIDDEN} disembunyikan: {self.hidden} angka di bawah {self.min_cell}, atau yang"
            " melindunginya",
            en=f"{HIDDEN} hidden: {self.hidden} counts under {self.min_cell}, or protecting one",
        ).say(lang)

    def rows(self) -> list[Row]:
        """Return one flat row a duty and group, a competency and a course; shares in four places.

        Source: none: our own choice.
        """

        def row(part: str, key: str, group: str | None, **more: int | Decimal | None) -> Row:
            names = (*(t.value for t in Truth), *(s.value for s in GapState if s != "unknown"))
            blank: Row = dict.fromkeys((*names, "share", "levels", "demand", "seats", "missing"))
            base: Row = {"part": part, "key": key, "group": group}
            return {**base, **blank, **more}

        found = [
            row(
                "duty",
                one.rule,
                one.group,
                **{truth.value: n for truth, n in one.counts.items()},
                share=None if one.share is None else round_half_up(one.share, 4),
            )
            for one in self.duties
        ]
        found += [
            row(
                "gap",
                g.competency,
                None,
                **{s.value: n for s, n in g.counts.items()},
                levels=g.levels,
            )
            for g in self.gaps
        ]
        found += [
            row("course", c.course, None, demand=c.demand, seats=c.seats, missing=c.missing)
            for c in self.courses
        ]
        return found

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; exact numbers as text.

        Source: none: our own choice.
        """
        return {
            "schema": SCHEMA_VERSION,
            "kind": "development_report",
            "as_of": self.as_of.isoformat(),
            "rulebook": self.rulebook,
            "unit": self.unit,
            "people": self.people,
            "min_cell": self.min_cell,
            "hidden": self.hidden,
            "rows": [
                {k: str(v) if isinstance(v, Decimal) else v for k, v in row.items()}
                for row in self.rows()
            ],
        }

    def __repr__(self) -> str:
        """Return the sizes."""
        return f"DevelopmentReport({len(self.duties)} duties, {len(self.gaps)} competencies)"

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())


def _show(count: int | None) -> str:
    return HIDDEN if count is None else str(count)
