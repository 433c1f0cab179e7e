"""What was measured: values by unit and period, and what could not be measured and why."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from asn_career.disclosure import is_protected
from asn_career.evaluation.indicators import DEFINITIONS, Indicator
from asn_career.evaluation.outcomes import Period, UnitOutcome, plain_number
from asn_career.evaluation.rendering import say_value
from asn_career.findings import SCHEMA_VERSION
from asn_career.numbers import round_half_up
from asn_career.provenance import Provenance
from asn_career.regulations import Citation
from asn_career.terms import Text, Word
from asn_career.values import show_day

if TYPE_CHECKING:
    from asn_career.people import Agency
    from asn_career.rulebook import Rulebook

__all__ = ["Outcomes", "Unmeasured", "Why"]

Plain = str | int | Decimal | dt.date | None
Key = tuple[Indicator, Period]
HIDDEN = "*"


class Why(Word):
    """Why something was not measured."""

    NOT_GIVEN = "not_given", "hasilnya tidak diberikan", "no such result was given"
    NOBODY = "nobody", "tidak ada yang dapat dihitung", "nothing to count"
    NO_YEAR_END = "no_year_end", "periode tanpa 31 Desember", "no 31 December in the period"
    NO_FLOOR = "no_floor", "tidak ada JP minimal yang berlaku", "no floor of hours is in force"
    NO_LEAVERS = (
        "no_leavers",
        "catatan hanya memuat pegawai yang masih bekerja",
        "the records hold only those who are still there",
    )
    NO_PENSION_DAY = (
        "no_pension_day",
        "TMT pensiun yang keluar belum diketahui",
        "the pension day of somebody who left is unknown",
    )


@attrs.frozen(kw_only=True)
class Unmeasured:
    """An indicator of a unit in a period that could not be measured."""

    unit: str
    indicator: Indicator
    period: Period
    why: Why


@attrs.frozen(kw_only=True, repr=False, str=False)
class Outcomes:
    """Indicators by unit and period.

    Attributes:
        as_of: the day on which the records stand.
        values: what was measured, by indicator, period and unit.
        unmeasured: what was not, in the same order.
        min_cell: counts of people from 1 to one less than this are hidden in every output.
        sources: the articles behind the indicators that the law defines.
    """

    agency: str
    as_of: dt.date
    rulebook: str
    units: tuple[str, ...]
    periods: tuple[Period, ...]
    indicators: tuple[Indicator, ...]
    values: tuple[UnitOutcome, ...]
    unmeasured: tuple[Unmeasured, ...]
    min_cell: int
    sources: tuple[tuple[Indicator, Citation], ...]
    provenance: Provenance

    def __iter__(self) -> Iterator[UnitOutcome]:
        """Go over the values, as `evaluate_programme` takes them."""
        return iter(self.values)

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self.values)

    def hidden(self) -> frozenset[tuple[Indicator, Period, str]]:
        """Return which values no output shows: those of few people, and what protects them.

        A unit is hidden whole, and never alone in an indicator and period.

        Source: none: our own choice, by the usual practice of official statistics.
        """
        found: set[tuple[Indicator, Period, str]] = set()
        for (indicator, period), rows in self._tables().items():
            if DEFINITIONS[indicator].of_people:
                found |= {(indicator, period, unit) for unit in _hide(rows, self.min_cell)}
        return frozenset(found)

    def _tables(self) -> dict[Key, list[UnitOutcome]]:
        found: dict[Key, list[UnitOutcome]] = {}
        for row in self.values:
            found.setdefault((row.indicator, Period(row.since, row.until)), []).append(row)
        return found

    def verify(self) -> bool:
        """Check that each unit is measured once or has a reason, and that nobody shows through.

        Shares stand between 0 and 1, those who left early are among those who left, and what is
        shown does not give away a small count.

        Source: none: our own choice.
        """
        seen = [(v.indicator, Period(v.since, v.until), v.unit) for v in self.values]
        seen += [(u.indicator, u.period, u.unit) for u in self.unmeasured]
        every = [(i, p, u) for i in self.indicators for p in self.periods for u in self.units]
        if len(seen) != len(every) or set(seen) != set(every):
            return False
        numbers = {(v.indicator, v.since, v.unit): v for v in self.values}
        for value in self.values:
            if value.definition.is_share and value.numerator > value.denominator:
                return False
            if value.indicator is Indicator.EARLY_TURNOVER:
                every_leaver = numbers.get((Indicator.TURNOVER, value.since, value.unit))
                if every_leaver is not None and every_leaver.numerator < value.numerator:
                    return False
        hidden = self.hidden()
        for (indicator, period), rows in self._tables().items():
            if not DEFINITIONS[indicator].of_people:
                continue
            small = {row.unit for row in rows if _small(row, self.min_cell)}
            out = {row.unit for row in rows if (indicator, period, row.unit) in hidden}
            every_unit = {row.unit for row in rows}
            if not small <= out or (
                out != every_unit and out and not _is_safe(rows, out, self.min_cell)
            ):
                return False
        return True

    def is_stale(self, inputs: Agency, *, rulebook: Rulebook, key: bytes | None = None) -> bool:
        """Tell whether the same call would start from other records or another law.

        Raises:
            InvalidInputError: no key, now or when the result was made.
        """
        return self.provenance.is_stale(inputs, rulebook=rulebook, key=key)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return what each indicator counts, then its values by unit, period after period.

        Source: none: our own choice.
        """
        return tuple(self._lines(lang))

    def _lines(self, lang: str) -> Iterator[str]:
        head = Text(id="Indikator program karier", en="Indicators of career programmes").say(lang)
        yield f"{head}: {self.agency}, {show_day(self.as_of, lang)}"
        spans = [f"{show_day(p.since, lang)} – {show_day(p.until, lang)}" for p in self.periods]
        yield "; ".join(spans)
        hidden, cited = self.hidden(), dict(self.sources)
        values = {(v.indicator, v.since, v.unit): v for v in self.values}
        reasons = {(u.indicator, u.period.since, u.unit): u.why for u in self.unmeasured}
        for indicator in self.indicators:
            about = DEFINITIONS[indicator]
            source = f" [{cited[indicator].say(lang)}]" if indicator in cited else ""
            parts = f"{about.numerator.say(lang)} / {about.denominator.say(lang)}"
            yield f"{indicator.text.say(lang)}: {parts}{source}"
            nothing: dict[str, list[str]] = {}
            for unit in self.units:
                whys = [reasons.get((indicator, p.since, unit)) for p in self.periods]
                if len(set(whys)) == 1 and whys[0] is not None:
                    nothing.setdefault(whys[0].text.say(lang), []).append(unit)
            silent = {unit for units in nothing.values() for unit in units}
            for unit in self.units:
                if unit in silent:
                    continue
                told = []
                for period in self.periods:
                    value = values.get((indicator, period.since, unit))
                    if value is None:
                        told.append(f"– ({reasons[indicator, period.since, unit].text.say(lang)})")
                    elif (indicator, period, unit) in hidden:
                        told.append(HIDDEN)
                    else:
                        told.append(_say(value, lang))
                yield f"  {unit}: {' → '.join(told)}"
            for why, units in nothing.items():
                who = Text(id="semua unit", en="all units").say(lang)
                if len(units) < len(self.units):
                    who = ", ".join(units)
                yield f"  – {who}: {why}"
        if hidden:
            yield Text(
                id=f"{HIDDEN} disembunyikan: kelompok di bawah {self.min_cell} orang, atau yang"
                " melindunginya",
                en=f"{HIDDEN} hidden: groups under {self.min_cell} people, or protecting one",
            ).say(lang)

    def rows(self) -> list[dict[str, Plain]]:
        """Return one flat row a value, measured or not; what is hidden is None, and marked.

        Source: none: our own choice.
        """
        hidden = self.hidden()
        rows: list[tuple[tuple[int, dt.date, str], dict[str, Plain]]] = []
        for value in self.values:
            secret = (value.indicator, Period(value.since, value.until), value.unit) in hidden
            numbers: dict[str, Plain] = {
                "value": round_half_up(value.value, 4),
                "numerator": plain_number(value.numerator),
                "denominator": plain_number(value.denominator),
            }
            if secret:
                numbers = dict.fromkeys(numbers)
            state = "hidden" if secret else "measured"
            rows.append(
                _row(value.indicator, Period(value.since, value.until), value.unit, numbers, state)
            )
        for one in self.unmeasured:
            numbers = dict.fromkeys(("value", "numerator", "denominator"))
            rows.append(_row(one.indicator, one.period, one.unit, numbers, one.why.value))
        return [row for _, row in sorted(rows, key=lambda pair: pair[0])]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; exact numbers as text.

        Source: none: our own choice.
        """
        return {
            "schema": SCHEMA_VERSION,
            "kind": "outcomes",
            "agency": self.agency,
            "as_of": self.as_of.isoformat(),
            "rulebook": self.rulebook,
            "units": list(self.units),
            "periods": [[p.since.isoformat(), p.until.isoformat()] for p in self.periods],
            "min_cell": self.min_cell,
            "sources": {indicator.value: cite.source for indicator, cite in self.sources},
            "rows": [
                {
                    k: v.isoformat() if isinstance(v, dt.date) else str(v) if _long(v) else v
                    for k, v in row.items()
                }
                for row in self.rows()
            ],
            "provenance": self.provenance.as_dict(),
        }

    def __repr__(self) -> str:
        """Return the sizes."""
        sizes = f"{len(self.units)} units, {len(self.periods)} periods, {len(self.values)} values"
        return f"Outcomes({sizes})"

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


def _long(value: Plain) -> bool:
    return isinstance(value, Decimal)


def _row(
    indicator: Indicator, period: Period, unit: str, numbers: dict[str, Plain], state: str
) -> tuple[tuple[int, dt.date, str], dict[str, Plain]]:
    row: dict[str, Plain] = {
        "indicator": indicator.value,
        "unit": unit,
        "since": period.since,
        "until": period.until,
        **numbers,
        "state": state,
    }
    return (indicator.order, period.since, unit), row


def _say(value: UnitOutcome, lang: str) -> str:
    told = say_value(value.value, value.definition, lang)
    if value.definition.unit == "percent":
        return f"{told} ({plain_number(value.numerator)}/{plain_number(value.denominator)})"
    return f"{told} ({plain_number(value.denominator)})"


def _parts(row: UnitOutcome) -> tuple[int, int] | None:
    """Return how many people are counted and how many are not; None of a mean."""
    if row.definition.unit != "percent":
        return None
    counted = int(row.numerator)
    return counted, max(0, row.size - counted)


def _small(row: UnitOutcome, min_cell: int) -> bool:
    counts = (row.size, *(_parts(row) or ()))
    return any(0 < n < min_cell for n in counts)


def _hide(rows: list[UnitOutcome], min_cell: int) -> set[str]:
    """Return the units to hide: those of small counts, and the smallest that protect them."""
    found = {row.unit for row in rows if _small(row, min_cell)}
    others = iter(sorted((row.size, row.unit) for row in rows if row.unit not in found))
    while found and not _is_safe(rows, found, min_cell):
        _, unit = next(others, (0, ""))
        if not unit:
            return {row.unit for row in rows}
        found.add(unit)
    return found


def _is_safe(rows: list[UnitOutcome], hidden: set[str], min_cell: int) -> bool:
    """Tell whether no hidden number follows from the others and the sum of all."""
    if len(hidden) == 1:
        return False
    table: dict[tuple[str, str], int] = {}
    for row in rows:
        if (parts := _parts(row)) is not None:
            table |= {(row.unit, "counted"): parts[0], (row.unit, "rest"): parts[1]}
    out = {at for at in table if at[0] in hidden}
    return is_protected(table, out, min_cell=min_cell)
