"""Instruments, citations and dated values: the law as data, read through one strict loader.

A table of the law has one of four shapes (one value, a row over one axis, a grid over two, bands)
and dated rows; each cell carries its citation and its evidence mark. Rows are appended, never
edited. An overlay is a table laid over another: where it says nothing, the lower one speaks.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.dates import ONE_DAY
from asn_career.errors import UnknownNameError
from asn_career.terms import Text, Word
from asn_career.values import Value, ValueType, show_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "Cell",
    "Citation",
    "Evidence",
    "Figures",
    "InForce",
    "Instrument",
    "Key",
    "Row",
    "Table",
    "show_spans",
]

Key = tuple[Word, ...]
"""Where a cell stands: no word for one value, one for a row, two for a grid."""


class Evidence(Word):
    """How well a figure is known, from weakest to strongest."""

    __ordered__ = True
    UNVERIFIED = "unverified", "belum terverifikasi", "unverified"
    DISPUTED = "disputed", "sumber berbeda", "disputed"
    DERIVED = "derived", "turunan", "derived"
    SINGLE = "single", "satu sumber", "one source"
    CONFIRMED = "confirmed", "terkonfirmasi", "confirmed"
    PRIMARY = "primary", "naskah asli", "primary text"


@attrs.frozen(kw_only=True)
class Instrument:
    """A regulation, decree or circular of the register."""

    id: str
    short: str
    title: Text
    evidence: Evidence
    signed: dt.date | None = None
    published: dt.date | None = None
    in_force: dt.date | None = None
    until: dt.date | None = None
    replaces: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()

    @property
    def known_from(self) -> dt.date | None:
        """The day from which it could be known, as far as the register tells."""
        return self.published or self.signed or self.in_force


@attrs.frozen
class Citation:
    """A place in an instrument."""

    instrument: Instrument
    article: str = ""

    def say(self, lang: str = "id") -> str:
        """Return the citation as people write it.

        >>> from asn_career.terms import Text
        >>> pp = Instrument(id="pp-11-2017", short="PP 11/2017", title=Text(id="", en=""),
        ...                 evidence=Evidence.PRIMARY)
        >>> Citation(pp, "107 c").say(), Citation(pp, "107 c").say("en")
        ('PP 11/2017 Pasal 107 c', 'PP 11/2017 art. 107 c')
        """
        if not self.article:
            return self.instrument.short
        if self.article[0] not in "0123456789IVX":
            return f"{self.instrument.short} {self.article}"
        word = Text(id="Pasal", en="art.").say(lang)
        return f"{self.instrument.short} {word} {self.article}"

    @property
    def source(self) -> str:
        """The citation as data files write it."""
        return f"{self.instrument.id}:{self.article}" if self.article else self.instrument.id


@attrs.frozen
class Cell:
    """One figure of the law: value, citation, evidence and the day since which it holds.

    ``value`` is None where the law says that it does not apply (``-`` in the file).
    """

    value: Value | None
    citation: Citation
    evidence: Evidence
    since: dt.date

    @property
    def advisory(self) -> bool:
        """Whether the figure is shown but never decides."""
        return self.evidence is Evidence.UNVERIFIED


@attrs.frozen(kw_only=True)
class Row:
    """What a table says since a day, in one of its variants.

    A row says something of the cells it names; the other cells stay as they are. A repeal ends
    every cell of its layer: in an overlay, the table below speaks again.
    """

    since: dt.date
    known_from: dt.date
    variant: str = ""
    cells: Mapping[Key, Cell] = attrs.field(factory=dict, hash=False)
    bands: tuple[tuple[int | None, Cell], ...] = ()
    repeal: bool = False


@attrs.frozen
class Figures:
    """The cells and bands of one table that hold on a day."""

    cells: Mapping[Key, Cell]
    bands: tuple[tuple[int | None, Cell], ...]


@attrs.frozen(kw_only=True)
class Table:
    """A dated table of the law.

    Attributes:
        axes: the vocabularies of the keys, none for one value and for bands.
        bands_of: the type of the number that bands divide, or None.
        variants: names of the alternatives where sources disagree; ``default`` is used.
        below: the table that speaks where this one is silent.
    """

    name: str
    text: Text
    value_type: ValueType
    checked: dt.date
    rows: tuple[Row, ...]
    axes: tuple[type[Word], ...] = ()
    bands_of: ValueType | None = None
    variants: tuple[str, ...] = ()
    default: str = ""
    note: Text | None = None
    below: Table | None = None

    def layers(self) -> Iterator[Table]:
        """Yield this table and those below it."""
        table: Table | None = self
        while table is not None:
            yield table
            table = table.below

    def figures(self, as_of: dt.date, known_on: dt.date | None, variant: str) -> Figures:
        """Return what holds on a day, as known on a day, in a variant."""
        lower = NO_FIGURES
        if self.below is not None:
            theirs = variant if variant in self.below.variants else self.below.default
            lower = self.below.figures(as_of, known_on, theirs)
        cells: dict[Key, Cell] = {}
        bands: tuple[tuple[int | None, Cell], ...] = ()
        for row in self.rows:
            known = known_on is None or row.known_from <= known_on
            if row.since > as_of or not known or row.variant not in {"", variant}:
                continue
            if row.repeal:
                cells, bands = {}, ()
            cells.update(row.cells)
            bands = row.bands or bands
        return Figures({**lower.cells, **cells}, bands or lower.bands)

    def change_days(self) -> frozenset[dt.date]:
        """Return every day on which a row of any layer begins."""
        return frozenset(row.since for table in self.layers() for row in table.rows)


NO_FIGURES: Final = Figures({}, ())


@attrs.frozen(kw_only=True)
class InForce:
    """The values in force on a day, as known on a day, with the variants chosen."""

    tables: Mapping[str, Table] = attrs.field(eq=False)
    as_of: dt.date
    known_on: dt.date | None = None
    variants: Mapping[str, str] = attrs.field(factory=dict, eq=False)
    _found: dict[str, Figures] = attrs.field(init=False, factory=dict, eq=False, repr=False)

    def table(self, name: str) -> Table:
        """Return the table of this name.

        Raises:
            UnknownNameError: with the near name.
        """
        try:
            return self.tables[name]
        except KeyError:
            raise UnknownNameError("table", name, self.tables) from None

    def figures(self, name: str) -> Figures:
        """Return what a table says, found once."""
        if name not in self._found:
            table = self.table(name)
            variant = self.variants.get(name, table.default)
            self._found[name] = table.figures(self.as_of, self.known_on, variant)
        return self._found[name]

    def cell(self, name: str, key: Key = ()) -> Cell | None:
        """Return the cell that holds at ``key``, or None where the law has none."""
        return self.figures(name).cells.get(key)

    def cells(self, name: str) -> Mapping[Key, Cell]:
        """Return all cells that hold, by key."""
        return self.figures(name).cells

    def bands(self, name: str) -> tuple[tuple[int | None, Cell], ...]:
        """Return the bands that hold: lower bound (None below all) and cell, low to high."""
        return self.figures(name).bands

    def speaks(self, name: str) -> bool:
        """Tell whether the table says anything at all."""
        return bool(self.cells(name) or self.bands(name))

    def spans(self, name: str) -> tuple[tuple[dt.date, dt.date | None], ...]:
        """Return the spans in which the table says anything at all."""
        days = sorted(self.table(name).change_days())
        spans: list[tuple[dt.date, dt.date | None]] = []
        for day, following in zip(days, [*days[1:], None], strict=True):
            end = None if following is None else following - ONE_DAY
            if attrs.evolve(self, as_of=day).speaks(name):
                if spans and spans[-1][1] == day - ONE_DAY:
                    spans[-1] = (spans[-1][0], end)
                else:
                    spans.append((day, end))
        return tuple(spans)


def show_spans(spans: tuple[tuple[dt.date, dt.date | None], ...], lang: str = "id") -> str:
    """Return spans of days as words."""
    to, still = Text(id="s.d.", en="to").say(lang), Text(id="sekarang", en="now").say(lang)
    return "; ".join(
        f"{show_day(since, lang)} {to} {show_day(until, lang) if until else still}"
        for since, until in spans
    )
