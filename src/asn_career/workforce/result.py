"""The headcount of the years ahead: where people stand, how they got there, which posts empty."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, sqrt
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.dates import ONE_DAY
from asn_career.findings import SCHEMA_VERSION
from asn_career.numbers import format_number, round_half_up
from asn_career.provenance import Provenance
from asn_career.succession.result import ADVICE
from asn_career.terms import PositionLevel, Text
from asn_career.values import show_day
from asn_career.workforce.ladder import Ladder
from asn_career.workforce.rates import WorkforceRates

if TYPE_CHECKING:
    from asn_career.people import Agency
    from asn_career.rulebook import Rulebook

__all__ = ["PARTS", "BenchYear", "Flow", "PostYear", "WorkforceForecast"]

Plain = str | int | Decimal | dt.date | None
WIDE: Final = 1.959964  # standard deviations to either side hold 95 of 100
PARTS: Final = ("start", "retired", "left", "moved_out", "moved_in", "intake")


@attrs.frozen(kw_only=True)
class Flow:
    """What is expected of one step in one year; None throughout where it is unknown.

    Attributes:
        since: the day of the first picture.
        until: the day of the second, a year later.
        start: people in the first.
        retired: of these, those whose pension day comes.
        left: those who leave otherwise.
        moved_out: those who move to other steps.
        moved_in: those who move here from other steps.
        intake: those who come from outside.
        variance: of the number in the second picture, if the rates are right.
        rate_variance: what is added because the rates were counted from few.
    """

    step: str
    since: dt.date
    until: dt.date
    start: Fraction | None = None
    retired: Fraction | None = None
    left: Fraction | None = None
    moved_out: Fraction | None = None
    moved_in: Fraction | None = None
    intake: Fraction | None = None
    variance: Fraction | None = None
    rate_variance: Fraction = Fraction()

    @property
    def end(self) -> Fraction | None:
        """People in the second picture."""
        if (
            self.start is None
            or self.retired is None
            or self.left is None
            or self.moved_out is None
            or self.moved_in is None
            or self.intake is None
        ):
            return None
        gone = self.retired + self.left + self.moved_out
        return self.start - gone + self.moved_in + self.intake

    @property
    def range(self) -> tuple[int, int] | None:
        """Between which whole numbers it ends in 95 of 100 cases, if the rates stay."""
        if self.end is None or self.variance is None:
            return None
        half = WIDE * sqrt(self.variance + self.rate_variance)
        return max(0, floor(float(self.end) - half)), ceil(float(self.end) + half)


@attrs.frozen(kw_only=True)
class PostYear:
    """The posts of one level in one year.

    Attributes:
        until: the last day of the year.
        posts: how many there are.
        fell: how many fall vacant in it.
        vacant: how many are vacant at its end, if nobody is appointed.
    """

    level: PositionLevel
    until: dt.date
    posts: int
    fell: int
    vacant: int


@attrs.frozen(kw_only=True)
class BenchYear:
    """The critical posts at the end of one year; None where readiness was not looked for.

    Attributes:
        covered: with at least one person who could lawfully follow and has not retired.
        thin: with at most one.
    """

    until: dt.date
    posts: int
    covered: int | None
    thin: int | None


@attrs.frozen(kw_only=True, str=False)
class WorkforceForecast:
    """A forecast of the headcount.

    Attributes:
        flows: by year, then by step in the order of the ladder.
        posts: by year, then by level.
        bench: by year; empty where no bench was given.
        past: ids of those whose pension day has come already; they are not counted.
        unknown: ids of those whose pension day is unknown; they are taken to stay.
    """

    agency: str
    as_of: dt.date
    until: dt.date
    rulebook: str
    rates: WorkforceRates = attrs.field(repr=False)
    flows: tuple[Flow, ...]
    posts: tuple[PostYear, ...]
    bench: tuple[BenchYear, ...]
    past: tuple[str, ...] = attrs.field(repr=False)
    unknown: tuple[str, ...] = attrs.field(repr=False)
    provenance: Provenance = attrs.field(repr=False)

    @property
    def ladder(self) -> Ladder:
        """By what people are counted."""
        return self.rates.ladder

    @property
    def years(self) -> tuple[dt.date, ...]:
        """The last day of each year."""
        return tuple(dict.fromkeys(flow.until for flow in self.flows))

    def __iter__(self) -> Iterator[Flow]:
        """Go over the flows by year and step."""
        return iter(self.flows)

    def of(self, until: dt.date) -> tuple[Flow, ...]:
        """Return the flows of the year that ends on a day."""
        return tuple(flow for flow in self.flows if flow.until == until)

    def total(self, until: dt.date) -> Fraction | None:
        """Return the people on all steps at the end of a year; None where a step is unknown."""
        ends = [flow.end for flow in self.of(until)]
        known = [end for end in ends if end is not None]
        return sum(known, Fraction()) if len(known) == len(ends) else None

    def verify(self) -> bool:
        """Check that nobody is lost or made: each year begins where the last ended.

        People at the end are those at the beginning less who went plus who came; moves out are
        moves in; nobody retires, leaves or moves who was not there; intake is that of the rates.

        Source: none: our own choice.
        """
        last: dict[str, Fraction | None] = {}
        for until in self.years:
            flows = self.of(until)
            if any(flow.until - flow.since > 366 * ONE_DAY for flow in flows):
                return False
            for flow in flows:
                if flow.step in last and flow.end is not None and flow.start != last[flow.step]:
                    return False
                if not self._adds_up(flow):
                    return False
            if all(flow.end is not None for flow in flows):
                out = sum((flow.moved_out or Fraction() for flow in flows), Fraction())
                into = sum((flow.moved_in or Fraction() for flow in flows), Fraction())
                if out != into:
                    return False
            last = {flow.step: flow.end for flow in flows}
        return True

    def _adds_up(self, flow: Flow) -> bool:
        numbers = [getattr(flow, name) for name in PARTS]
        if flow.end is None:
            return all(number is None for number in numbers)
        start, retired, left, moved_out, _, intake = numbers
        coming, leaving = (
            table.get(flow.step) for table in (self.rates.intake, self.rates.leaving)
        )
        share = Fraction() if leaving is None else leaving.value
        return bool(
            min(numbers) >= 0
            and retired + left + moved_out <= start
            and intake == (Fraction() if coming is None else coming.value)
            and left == (start - retired) * share
            and (leaving is not None or start == 0)
        )

    def is_stale(self, inputs: Agency, *, rulebook: Rulebook, key: bytes | None = None) -> bool:
        """Tell whether the same call would start from other records or another law.

        Raises:
            InvalidInputError: no key, now or when the result was made.
        """
        return self.provenance.is_stale(inputs, rulebook=rulebook, key=key)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the years: all people, each step with its flows, posts and bench.

        Source: none: our own choice.
        """
        return tuple(self._lines(lang))

    def _lines(self, lang: str) -> Iterator[str]:
        head = Text(id="Perkiraan jumlah pegawai", en="Forecast of the workforce").say(lang)
        days = f"{show_day(self.as_of, lang)} – {show_day(self.until, lang)}"
        yield f"{head}: {days} ({self.ladder.text.say(lang)})"
        unknown = Text(id="belum diketahui", en="unknown").say(lang)
        for until in self.years:
            total = self.total(until)
            told = unknown if total is None else format_number(total, lang, 1)
            yield f"{show_day(until, lang)}: {told}"
            for flow in self.of(until):
                name = self.ladder.say(flow.step, lang)
                if flow.end is None or flow.range is None or flow.start is None:
                    yield f"  {name}: {unknown}"
                    continue
                low, high = flow.range
                start, end = (format_number(n, lang, 1) for n in (flow.start, flow.end))
                yield f"  {name}: {start} → {end} ({low}–{high}){_parts(flow, lang)}"
            yield from self._say_posts(until, lang)
        if self.past:
            yield Text(
                id=f"{len(self.past)} pegawai sudah melewati TMT pensiun dan tidak dihitung",
                en=f"{len(self.past)} people are past their pension day and are not counted",
            ).say(lang)
        if self.unknown:
            yield Text(
                id=f"{len(self.unknown)} pegawai tanpa TMT pensiun yang diketahui dianggap tetap",
                en=f"{len(self.unknown)} people whose pension day is unknown are taken to stay",
            ).say(lang)
        yield ADVICE.say(lang)

    def _say_posts(self, until: dt.date, lang: str) -> Iterator[str]:
        posts = [one for one in self.posts if one.until == until]
        if any(one.fell or one.vacant for one in posts):
            told = Text(
                id="Jabatan kosong baru, dan kosong di akhir tahun",
                en="Posts that fall vacant, and vacant at the end",
            ).say(lang)
            each = [
                f"{one.level.text.say(lang)} {one.fell}, {one.vacant}"
                for one in posts
                if one.fell or one.vacant
            ]
            yield f"  {told}: {'; '.join(each)}"
        full = Text(id="lebih banyak orang daripada jabatan", en="more people than posts").say(lang)
        many = {one.level.value: one.posts for one in posts}
        for flow in self.of(until) if self.ladder is Ladder.LEVEL else ():
            if flow.end is not None and flow.end > many.get(flow.step, flow.end):
                yield f"  {self.ladder.say(flow.step, lang)}: {full} ({many[flow.step]})"
        for one in self.bench:
            if one.until == until and one.covered is not None:
                yield "  " + Text(
                    id=f"Jabatan kritikal dengan cadangan {one.covered} dari {one.posts},"
                    f" bergantung pada paling banyak satu orang {one.thin}",
                    en=f"Critical posts with somebody who could follow {one.covered} of"
                    f" {one.posts}, with at most one {one.thin}",
                ).say(lang)

    def rows(self) -> list[dict[str, Plain]]:
        """Return one flat row a year and step; numbers with four places.

        Source: none: our own choice.
        """
        return [
            {
                "since": flow.since,
                "until": flow.until,
                "step": flow.step,
                **{name: _round(getattr(flow, name)) for name in (*PARTS, "end")},
                "low": None if flow.range is None else flow.range[0],
                "high": None if flow.range is None else flow.range[1],
            }
            for flow in self.flows
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; numbers as text.

        Source: none: our own choice.
        """
        return {
            "schema": SCHEMA_VERSION,
            "kind": "workforce_forecast",
            "agency": self.agency,
            "as_of": self.as_of.isoformat(),
            "until": self.until.isoformat(),
            "rulebook": self.rulebook,
            "rates": self.rates.as_dict(),
            "rows": [{k: _text(v) for k, v in row.items()} for row in self.rows()],
            "posts": [
                [one.until.isoformat(), one.level.value, one.posts, one.fell, one.vacant]
                for one in self.posts
            ],
            "bench": [
                [one.until.isoformat(), one.posts, one.covered, one.thin] for one in self.bench
            ],
            "past": len(self.past),
            "unknown": len(self.unknown),
            "provenance": self.provenance.as_dict(),
            "advice": {"id": ADVICE.id, "en": ADVICE.en},
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


_SAID: Final = {
    "retired": Text(id="pensiun", en="retire"),
    "left": Text(id="keluar", en="leave"),
    "moved_out": Text(id="pindah jenjang", en="move on"),
    "moved_in": Text(id="datang dari jenjang lain", en="move in"),
    "intake": Text(id="masuk", en="come from outside"),
}


def _parts(flow: Flow, lang: str) -> str:
    told = [
        f"{text.say(lang)} {format_number(getattr(flow, name), lang, 1)}"
        for name, text in _SAID.items()
        if getattr(flow, name)
    ]
    return f": {', '.join(told)}" if told else ""


def _round(value: Fraction | None) -> Decimal | None:
    return None if value is None else round_half_up(value, 4)


def _text(value: Plain) -> str | int | None:
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
