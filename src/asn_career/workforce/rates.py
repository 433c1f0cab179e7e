"""The rates of an agency: who leaves, who moves where, how many come, a year."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

import attrs

from asn_career.errors import InvalidInputError, Problem, shown
from asn_career.findings import SCHEMA_VERSION
from asn_career.intake import Intake
from asn_career.numbers import format_number, read_number, round_half_up
from asn_career.terms import Text
from asn_career.values import show_day
from asn_career.workforce.ladder import Ladder

__all__ = ["Rate", "WorkforceRates"]

Plain = str | int | Decimal | None


@attrs.frozen
class Rate:
    """A yearly rate, and what it was counted from where it was counted.

    Attributes:
        value: of people a share, of intake a number a year.
        count: how many there were.
        of: among how many person-years, of intake in how many years.
    """

    value: Fraction
    count: int | None = None
    of: int | None = None

    @classmethod
    def counted(cls, count: int, of: int) -> Rate:
        """Return the rate of so many among so many."""
        return cls(Fraction(count, of), count, of)


@attrs.frozen(kw_only=True, repr=False, str=False)
class WorkforceRates:
    """Yearly rates by step of a ladder.

    Attributes:
        ladder: by what people are counted.
        leaving: the share of a step that leaves in a year, retirements aside. What becomes of a
            step that is not named here is unknown.
        moves: the share of a step that stands on another a year later, by (from, to).
        intake: how many come to a step from outside a year.
        periods: first and last day of each year counted; none where the rates were given.
        past_leavers: whether the records hold people who left; None where the rates were given.

    Raises:
        InvalidInputError: with every problem at once: unknown steps, shares outside 0 to 1, more
            than everybody of a step leaving or moving.
    Source: none: our own choice.

    >>> rates = WorkforceRates(ladder="level", leaving={"ahli_pertama": "0.02", "ahli_muda": 0},
    ...                        moves={("ahli_pertama", "ahli_muda"): "0.1"})
    >>> rates.moves["ahli_pertama", "ahli_muda"].value
    Fraction(1, 10)
    """

    ladder: Ladder = Ladder.LEVEL
    leaving: Mapping[str, Rate] = attrs.field(factory=dict)
    moves: Mapping[tuple[str, str], Rate] = attrs.field(factory=dict)
    intake: Mapping[str, Rate] = attrs.field(factory=dict)
    periods: tuple[tuple[dt.date, dt.date], ...] = ()
    past_leavers: bool | None = None

    def __attrs_post_init__(self) -> None:
        """Report every problem at once; numbers become rates, in the order of the ladder."""
        take = Intake(self)
        ladder = take.word("ladder", Ladder)
        take.finish()
        assert ladder is not None  # noqa: S101 - else a problem was raised
        order = {step: i for i, step in enumerate(ladder.steps)}
        for name in ("leaving", "moves", "intake"):
            given = getattr(self, name)
            if not isinstance(given, Mapping):
                take.note(name, f"{type(given).__name__} is not a mapping", "step to number")
                continue
            found: dict[str | tuple[str, str], Rate] = {}
            for key, value in given.items():
                where = f"{name}[{shown(key)}]"
                step = _read_key(take, ladder, name, key, where)
                rate = _read_rate(take, value, where, share=name != "intake")
                if step is not None and rate is not None:
                    found[step] = rate

            def place(key: str | tuple[str, str]) -> list[int]:
                return [order[one] for one in ((key,) if isinstance(key, str) else key)]

            take.put(name, dict(sorted(found.items(), key=lambda item: place(item[0]))))
        take.finish()
        for step in ladder.steps:
            out = self.out_of(step)
            if out > 1:
                message = f"{out} of {step} would leave or move"
                take.note("moves", message, "leaving and all moves of a step make at most 1")
        take.finish()

    def out_of(self, step: str) -> Fraction:
        """Return the share of a step that leaves or moves in a year."""
        left = self.leaving[step].value if step in self.leaving else Fraction()
        return left + sum((r.value for (a, _), r in self.moves.items() if a == step), Fraction())

    def fill(self, leaving: object) -> WorkforceRates:
        """Return the same with a share that leaves for each step that has none.

        For records that hold nobody who left, or too few people of a step.

        Raises:
            InvalidInputError: no share from 0 to 1, or more than a step has left to give.
        Source: none: our own choice.
        """
        filled: dict[str, object] = dict.fromkeys(self.ladder.steps, leaving)
        return attrs.evolve(self, leaving={**filled, **self.leaving})  # type: ignore[dict-item] # numbers are read

    def verify(self) -> bool:
        """Check that shares are what was counted and make at most 1.

        Source: none: our own choice.
        """
        every = (*self.leaving.values(), *self.moves.values(), *self.intake.values())
        counted = all(
            rate.value * rate.of == rate.count
            for rate in every
            if rate.of is not None and rate.count is not None
        )
        return counted and all(self.out_of(step) <= 1 for step in self.ladder.steps)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the rates with what they were counted from.

        Source: none: our own choice.
        """
        return tuple(self._lines(lang))

    def _lines(self, lang: str) -> Iterator[str]:
        head = Text(id="Laju pegawai per tahun", en="Yearly rates of the workforce").say(lang)
        yield f"{head}: {self.ladder.text.say(lang)}"
        if self.periods:
            first, last = self.periods[0][0], self.periods[-1][1]
            years = Text(id="tahun", en="years").say(lang)
            yield f"{show_day(first, lang)} – {show_day(last, lang)}: {len(self.periods)} {years}"
        if self.past_leavers is False:
            yield Text(
                id="Riwayat hanya memuat pegawai yang masih bekerja: laju keluar belum diketahui,"
                " dan laju masuk terlalu rendah. Isi dengan fill(leaving=...).",
                en="The records hold only those who are still there: how many leave is unknown,"
                " and the intake is too low. Give a share by fill(leaving=...).",
            ).say(lang)
        say = self.ladder.say
        for step, rate in self.leaving.items():
            left = Text(id="keluar selain pensiun", en="leave before retirement").say(lang)
            yield f"  {say(step, lang)}: {left} {_percent(rate, lang)}"
        for (start, end), rate in self.moves.items():
            yield f"  {say(start, lang)} → {say(end, lang)}: {_percent(rate, lang)}"
        for step, rate in self.intake.items():
            came = Text(id="masuk dari luar", en="come from outside").say(lang)
            number = format_number(rate.value, lang, 1)
            yield f"  {say(step, lang)}: {came} {number}"

    def rows(self) -> list[dict[str, Plain]]:
        """Return one flat row a rate; rates with six places.

        Source: none: our own choice.
        """

        def row(kind: str, step: str, to: str | None, rate: Rate) -> dict[str, Plain]:
            value = round_half_up(rate.value, 6)
            counted: dict[str, Plain] = {"count": rate.count, "of": rate.of}
            return {"kind": kind, "step": step, "to": to, "value": value, **counted}

        found = [row("leaving", step, None, rate) for step, rate in self.leaving.items()]
        found += [row("move", start, end, rate) for (start, end), rate in self.moves.items()]
        return [*found, *(row("intake", step, None, rate) for step, rate in self.intake.items())]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; exact rates as text.

        Source: none: our own choice.
        """
        return {
            "schema": SCHEMA_VERSION,
            "kind": "workforce_rates",
            "ladder": self.ladder.value,
            "periods": [[first.isoformat(), last.isoformat()] for first, last in self.periods],
            "past_leavers": self.past_leavers,
            "rows": [{**row, "value": str(row["value"])} for row in self.rows()],
        }

    def __repr__(self) -> str:
        """Return the sizes."""
        sizes = f"{len(self.leaving)} steps, {len(self.moves)} moves"
        return f"WorkforceRates({self.ladder.value}: {sizes})"

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


def _percent(rate: Rate, lang: str) -> str:
    told = f"{format_number(100 * rate.value, lang, 1)}%"
    return told if rate.of is None else f"{told} ({rate.count}/{rate.of})"


def _read_key(
    take: Intake, ladder: Ladder, name: str, key: object, where: str
) -> str | tuple[str, str] | None:
    parts = key if name == "moves" else (key,)
    if not isinstance(parts, tuple) or len(parts) != (2 if name == "moves" else 1):
        take.note(where, "is not a pair of steps", "('ahli_pertama', 'ahli_muda')")
        return None
    steps = []
    for part in parts:
        try:
            steps.append(ladder.read(part))
        except InvalidInputError as error:
            take.problems += [problem.inside(where) for problem in error.problems]
    if len(steps) != len(parts):
        return None
    if name != "moves":
        return steps[0]
    if steps[0] == steps[1]:
        take.note(where, "goes nowhere", "name the moves to other steps only")
        return None
    return steps[0], steps[1]


def _read_rate(take: Intake, value: object, where: str, *, share: bool) -> Rate | None:
    if isinstance(value, Rate):
        number = value.value
    elif isinstance(value, Fraction):
        number = value
    else:
        try:
            number = Fraction(read_number(value, where))
        except InvalidInputError as error:
            take.problems += error.problems
            return None
    if number < 0 or (share and number > 1):
        limit = "from 0 to 1" if share else "from 0 upwards"
        hint = "0.02 is two in a hundred a year" if share else "people a year"
        take.problems.append(Problem(where, f"{number} does not lie {limit}", hint))
        return None
    return value if isinstance(value, Rate) else Rate(number)
