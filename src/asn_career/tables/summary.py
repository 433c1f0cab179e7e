"""The result of a summary: how many people of which answer in each unit, small counts hidden."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeAlias

import attrs

from asn_career.errors import UnknownNameError
from asn_career.numbers import format_number, round_half_up
from asn_career.terms import Text

__all__ = ["Summary", "SummaryRow", "name_value"]

SCHEMA: Final = "asn_career.summary/1"
PLACES: Final = 4
Plain: TypeAlias = str | int | bool | None
UNKNOWN: Final = Text(id="belum diketahui", en="unknown")
WORDS: Final = {
    True: Text(id="ya", en="yes"),
    False: Text(id="tidak", en="no"),
    None: UNKNOWN,
}


def name_value(value: Plain) -> str:
    """Return a value as part of the name of a column."""
    if value is None:
        return "unknown"
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _say(value: Plain, lang: str) -> str:
    return WORDS[value].say(lang) if value is None or isinstance(value, bool) else str(value)


@attrs.frozen(kw_only=True)
class SummaryRow:
    """One group, or the small groups together, or everybody. What is hidden is None.

    Attributes:
        key: the values of the columns that group; None of several groups together.
        groups: how many groups stand in the row.
        people: how many people.
        counts: by column and value, how many people have it; a missing value is None.
        means: by column, the exact mean of those of whom the number is known.
    """

    key: tuple[Plain, ...] | None
    groups: int
    people: int
    counts: Mapping[str, Mapping[Plain, int | None]]
    means: Mapping[str, Fraction | None]

    def share(self, column: str, value: Plain) -> Fraction | None:
        """Return the part of the people of the row that has a value; None where it is hidden.

        Raises:
            UnknownNameError: a column or a value that was not counted.
        """
        if column not in self.counts:
            raise UnknownNameError("column", column, self.counts)
        if value not in self.counts[column]:
            raise UnknownNameError("value", value, map(name_value, self.counts[column]))
        count = self.counts[column][value]
        return None if count is None else Fraction(count, self.people)


@attrs.frozen(kw_only=True, str=False)
class Summary:
    """How many people in each group, by what was asked, with small counts hidden.

    Attributes:
        by: the columns that group.
        groups: the groups that are told alone, by their values.
        small: the small groups together; None where there are none.
        total: everybody; None where there are too few people to tell anything. Its counts are
            hidden where they would give a small count away.
        min_cell: the least count that is shown.
    """

    by: tuple[str, ...]
    groups: tuple[SummaryRow, ...]
    small: SummaryRow | None
    total: SummaryRow | None
    min_cell: int

    def __iter__(self) -> Iterator[SummaryRow]:
        """Go over the rows: the groups, then the small ones together; not the total."""
        yield from self.groups
        if self.small is not None:
            yield self.small

    def __len__(self) -> int:
        """Return how many rows there are, the total not counted."""
        return len(self.groups) + (self.small is not None)

    @property
    def hidden(self) -> int:
        """How many counts are hidden in the rows."""
        return sum(n is None for row in self for c in row.counts.values() for n in c.values())

    def find(self, *key: Plain) -> SummaryRow:
        """Return the row of a group.

        Raises:
            UnknownNameError: no group of these values is told alone.
        """
        for row in self.groups:
            if row.key == key:
                return row
        raise UnknownNameError("group", ", ".join(map(str, key)))

    def verify(self) -> bool:
        """Add the rows up again, and look for small counts and for what follows from the rest.

        Source: none: our own choice.
        """
        if self.total is None:
            return not len(self)
        rows = list(self)
        if sum(row.people for row in rows) != self.total.people:
            return False
        if sum(row.groups for row in rows) != self.total.groups:
            return False
        if any((row.key is None) is (row.groups == 1) for row in rows):
            return False
        for row in (*rows, self.total):
            across = (list(found.values()) for found in row.counts.values())
            if row.people < self.min_cell or not all(self._adds_up(c, row.people) for c in across):
                return False
        return all(
            self._adds_up([row.counts[name][value] for row in rows], total)
            for name, totals in self.total.counts.items()
            for value, total in totals.items()
            if total is not None
        )

    def _adds_up(self, counts: list[int | None], total: int) -> bool:
        """Tell whether counts make a total; what is hidden is the rest of it, never one count."""
        shown = [n for n in counts if n is not None]
        holes = len(counts) - len(shown)
        fits = sum(shown) == total if not holes else holes > 1 and sum(shown) <= total
        return fits and not any(0 < n < self.min_cell for n in shown)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return one line a row, then the total, and what was hidden."""
        if self.total is None:
            few = Text(id="Terlalu sedikit orang untuk ditampilkan", en="Too few people to show")
            return (few.say(lang),)
        lines = [_line(self._title(row, lang), row, lang) for row in self]
        whole = Text(id="Seluruhnya", en="In all").say(lang)
        lines.append(_line(whole, self.total, lang))
        hidden = Text(
            id=f"* {self.hidden} angka di bawah {self.min_cell} atau pelindungnya disembunyikan",
            en=f"* {self.hidden} counts under {self.min_cell}, or protecting one, are hidden",
        )
        return (*lines, hidden.say(lang))

    def _title(self, row: SummaryRow, lang: str) -> str:
        if row.key is not None:
            return ", ".join(_say(value, lang) for value in row.key)
        small = Text(
            id=f"{row.groups} kelompok kecil bersama", en=f"{row.groups} small groups together"
        )
        return small.say(lang)

    def rows(self) -> list[dict[str, Plain | Decimal]]:
        """Return one flat row a group, the small ones together, and the total, for any table.

        ``row`` tells which of them it is. Shares and means have four places, half up; means are
        left in the unit of their column.
        """
        found: list[dict[str, Plain | Decimal]] = []
        rows = [("group", row) for row in self.groups]
        rows += [("small groups", self.small)] if self.small is not None else []
        rows += [("total", self.total)] if self.total is not None else []
        for kind, row in rows:
            flat: dict[str, Plain | Decimal] = {"row": kind}
            flat |= dict(zip(self.by, row.key or (None,) * len(self.by), strict=True))
            flat |= {"groups": row.groups, "people": row.people}
            for column, counts in row.counts.items():
                for value, n in counts.items():
                    share = row.share(column, value)
                    flat[f"{column}_{name_value(value)}"] = n
                    flat[f"{column}_{name_value(value)}_share"] = (
                        None if share is None else round_half_up(share, PLACES)
                    )
            for column, mean in row.means.items():
                flat[f"{column}_mean"] = None if mean is None else round_half_up(mean, PLACES)
            found.append(flat)
        return found

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        return {
            "schema": SCHEMA,
            "by": list(self.by),
            "min_cell": self.min_cell,
            "hidden": self.hidden,
            "rows": self.rows(),
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


def _line(title: str, row: SummaryRow, lang: str) -> str:
    people = Text(id=f"{row.people:,} orang".replace(",", "."), en=f"{row.people:,} people")
    told = [people.say(lang)]
    for column, counts in row.counts.items():
        pairs = (f"{_say(v, lang)} {'*' if n is None else n}" for v, n in counts.items())
        told.append(f"{column}: {', '.join(pairs)}")
    for column, mean in row.means.items():
        shown = "*" if mean is None else format_number(mean, lang, 2)
        told.append(Text(id=f"rata-rata {column} {shown}", en=f"mean {column} {shown}").say(lang))
    return f"{title}: {'; '.join(told)}"
