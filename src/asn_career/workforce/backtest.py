"""A forecast from an earlier day, held against what the records say happened."""

from __future__ import annotations

import datetime as dt
import html
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from asn_career.findings import SCHEMA_VERSION
from asn_career.numbers import format_number, round_half_up
from asn_career.terms import Text
from asn_career.values import show_day
from asn_career.workforce.estimating import LEAST, count_people, estimate_rates
from asn_career.workforce.forecast import forecast_flows
from asn_career.workforce.ladder import Ladder
from asn_career.workforce.rates import WorkforceRates

if TYPE_CHECKING:
    from asn_career.people import Agency
    from asn_career.rulebook import Rulebook

__all__ = ["Backcast", "WorkforceBacktest", "backtest_workforce"]

Plain = str | int | bool | Decimal | dt.date | None


@attrs.frozen(kw_only=True)
class Backcast:
    """One step in one year: what was forecast, and what happened.

    Attributes:
        until: the last day of the year.
        forecast: the expected number; None where it was unknown.
        range: between which numbers it should have been in 95 of 100 cases.
        actual: how many there were.
        before: how many there were on the first day of the forecast.
    """

    step: str
    until: dt.date
    forecast: Fraction | None
    range: tuple[int, int] | None
    actual: int
    before: int

    @property
    def error(self) -> Fraction | None:
        """Forecast less actual."""
        return None if self.forecast is None else self.forecast - self.actual

    @property
    def is_inside(self) -> bool | None:
        """Whether the range held it."""
        return None if self.range is None else self.range[0] <= self.actual <= self.range[1]


@attrs.frozen(kw_only=True, str=False)
class WorkforceBacktest:
    """How well the forecast of an earlier day did.

    Attributes:
        since: the day it was made from, with what the records say of the time before.
        as_of: the last day compared.
        steps: by year, then by step.
    """

    agency: str
    since: dt.date
    as_of: dt.date
    rulebook: str
    rates: WorkforceRates = attrs.field(repr=False)
    steps: tuple[Backcast, ...]

    def __iter__(self) -> Iterator[Backcast]:
        """Go over years and steps."""
        return iter(self.steps)

    @property
    def error(self) -> Fraction | None:
        """The mean size of the errors, in people a step and year; None where all is unknown."""
        sizes = [abs(one.error) for one in self if one.error is not None]
        return sum(sizes, Fraction()) / len(sizes) if sizes else None

    @property
    def still_error(self) -> Fraction | None:
        """The same of the simplest forecast, that nothing changes, over the same steps."""
        sizes = [abs(one.before - one.actual) for one in self if one.error is not None]
        return Fraction(sum(sizes), len(sizes)) if sizes else None

    @property
    def inside(self) -> Fraction | None:
        """The share of ranges that held what happened."""
        held = [one.is_inside for one in self if one.is_inside is not None]
        return Fraction(sum(held), len(held)) if held else None

    def verify(self) -> bool:
        """Check that each year has the same steps, begins from the same day, and lies in order.

        Source: none: our own choice.
        """
        years = sorted({one.until for one in self})
        order = {step: i for i, step in enumerate(self.rates.ladder.steps)}
        keys = [(one.until, order[one.step]) for one in self]
        begun = {(one.step, one.before) for one in self}
        steps = {one.step for one in self}
        return (
            keys == sorted(set(keys))
            and len(keys) == len(years) * len(steps) == len(years) * len(begun)
            and all(self.since < year <= self.as_of for year in years)
            and all((one.forecast is None) is (one.range is None) for one in self)
            and all(first <= self.since for first, _ in self.rates.periods)
        )

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the error in all, then year by year and step by step.

        Source: none: our own choice.
        """
        return tuple(self._lines(lang))

    def _lines(self, lang: str) -> Iterator[str]:
        head = Text(id="Uji mundur perkiraan pegawai", en="Backtest of the workforce forecast")
        days = f"{show_day(self.since, lang)} – {show_day(self.as_of, lang)}"
        yield f"{head.say(lang)}: {days}"
        if self.error is None or self.still_error is None or self.inside is None:
            yield Text(
                id="Laju keluar belum diketahui: tidak ada yang dapat dibandingkan",
                en="How many leave is unknown: there is nothing to compare",
            ).say(lang)
            return
        own, still = (format_number(n, lang, 1) for n in (self.error, self.still_error))
        held = format_number(100 * self.inside, lang, 0)
        yield Text(
            id=f"Rata-rata meleset {own} orang per jenjang dan tahun; tanpa perubahan {still};"
            f" {held}% berada dalam rentang",
            en=f"Off by {own} people a step and year on average; taking nothing to change, {still};"
            f" {held}% lay in the range",
        ).say(lang)
        unknown = Text(id="belum diketahui", en="unknown").say(lang)
        was = Text(id="kenyataan", en="actual").say(lang)
        for one in self:
            name = f"{show_day(one.until, lang)}, {self.rates.ladder.say(one.step, lang)}"
            if one.forecast is None or one.range is None:
                yield f"  {name}: {unknown}; {was} {one.actual}"
                continue
            told = format_number(one.forecast, lang, 1)
            yield f"  {name}: {told} ({one.range[0]}–{one.range[1]}); {was} {one.actual}"

    def rows(self) -> list[dict[str, Plain]]:
        """Return one flat row a year and step; numbers with four places.

        Source: none: our own choice.
        """
        return [
            {
                "until": one.until,
                "step": one.step,
                "forecast": None if one.forecast is None else round_half_up(one.forecast, 4),
                "low": None if one.range is None else one.range[0],
                "high": None if one.range is None else one.range[1],
                "actual": one.actual,
                "before": one.before,
                "error": None if one.error is None else round_half_up(one.error, 4),
                "inside": one.is_inside,
            }
            for one in self
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; numbers as text.

        Source: none: our own choice.
        """
        means = {"error": self.error, "still_error": self.still_error, "inside": self.inside}
        return {
            "schema": SCHEMA_VERSION,
            "kind": "workforce_backtest",
            "agency": self.agency,
            "since": self.since.isoformat(),
            "as_of": self.as_of.isoformat(),
            "rulebook": self.rulebook,
            "rates": self.rates.as_dict(),
            **{k: None if v is None else str(round_half_up(v, 4)) for k, v in means.items()},
            "rows": [
                {
                    k: v.isoformat()
                    if isinstance(v, dt.date)
                    else str(v)
                    if isinstance(v, Decimal)
                    else v
                    for k, v in row.items()
                }
                for row in self.rows()
            ],
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


def backtest_workforce(
    agency: Agency,
    since: dt.date,
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    years: int = 3,
    ladder: Ladder | str = Ladder.LEVEL,
    least: int = LEAST,
    complete: bool | None = None,
    leaving: object = None,
) -> WorkforceBacktest:
    """Forecast from an earlier day with the rates of the years before it, and compare.

    Args:
        agency: its units and people, those who left included.
        since: the day from which the forecast is made.
        as_of: some years later, on the same day of the year: the last day compared.
        rulebook: the law of retirement.
        years: how many years before ``since`` the rates are counted from.
        ladder: count by the level of position or by the rank.
        least: person-years below which a step has no rate.
        complete: whether the records hold those who left.
        leaving: a share that leaves for each step that has none, as in `WorkforceRates.fill`.

    Returns:
        Forecast and actual numbers by year and step, beside what taking nothing to change gives.

    Raises:
        InvalidInputError: with the problems of the call.
    Source: PP 11/2017 article 239 (pension day), through the rulebook; else our own choice.
    """
    rates = estimate_rates(
        agency,
        since,
        rulebook=rulebook,
        years=years,
        ladder=ladder,
        least=least,
        complete=complete,
    )
    if leaving is not None:
        rates = rates.fill(leaving)
    flows = forecast_flows(agency, since, as_of, rates=rates, rulebook=rulebook)
    days = dict.fromkeys(flow.until for flow in flows)
    counts: dict[dt.date, Counter[str]] = {
        day: count_people(agency, day, rates.ladder, rulebook) for day in (since, *days)
    }
    known = {(flow.step, flow.until): flow for flow in flows}
    steps = {flow.step for flow in flows} | {step for count in counts.values() for step in count}
    found = []
    for day in days:
        for step in (step for step in rates.ladder.steps if step in steps):
            flow = known.get((step, day))
            end = Fraction() if flow is None else flow.end
            found.append(
                Backcast(
                    step=step,
                    until=day,
                    forecast=end,
                    range=(0, 0) if flow is None else flow.range,
                    actual=counts[day][step],
                    before=counts[since][step],
                )
            )
    return WorkforceBacktest(
        agency=agency.id,
        since=since,
        as_of=as_of,
        rulebook=rulebook.name,
        rates=rates,
        steps=tuple(found),
    )
