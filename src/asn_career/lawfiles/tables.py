"""The reader of tables: what a table says of itself, then its rows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import attrs

from asn_career.errors import InvalidInputError, near, shown
from asn_career.lawfiles.reader import Reader
from asn_career.lawfiles.rows import RowReader
from asn_career.numbers import UNITS
from asn_career.regulations import Cell, Instrument, Key, Row, Table
from asn_career.terms import VOCABULARIES, Text, Word
from asn_career.values import Kind, ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["read_tables"]

TABLE_KEYS: Final = frozenset(
    [
        "text",
        "unit",
        "words",
        "set",
        "type",
        "axis",
        "axes",
        "columns",
        "index",
        "of",
        "checked",
        "variants",
        "default",
        "note",
        "rows",
    ]
)
SAYS: Final = frozenset({"unit", "words", "set", "type", "axis", "axes", "of"})
AXIS_KEYS: Final = ("index", "columns")
ROW_KEYS: Final = frozenset(
    [
        "since",
        "source",
        "evidence",
        "value",
        "values",
        "lower",
        "variant",
        "repeal",
        "published",
        "index",
        "columns",
    ]
)


@attrs.frozen
class Shape:
    """What a table says of itself: what its cells hold, along which axes, in which variants.

    ``along`` gives the words of each axis where the table names them for all its rows.
    """

    value_type: ValueType
    axes: tuple[type[Word], ...]
    along: tuple[tuple[Word, ...] | None, ...]
    bands_of: ValueType | None
    variants: tuple[str, ...]


def read_tables(
    raw: Mapping[str, Any],
    place: str,
    *,
    topic: str,
    instruments: Mapping[str, Instrument],
    below: Mapping[str, Table] | None = None,
) -> dict[str, Table]:
    """Read the tables of one topic; over ``below``, a table of the same name is laid.

    An overlay may leave out what the lower table says of itself, and name only some columns.

    Raises:
        InvalidInputError: every problem of the file.
    """
    read = Reader(place)
    tables: dict[str, Table] = {}
    for short, entry in raw.items():
        name = f"{topic}.{short}"
        if not isinstance(entry, dict):
            read.wrong(short, "is not a table of the law", "[name] with text, unit and rows")
            continue
        lower = (below or {}).get(name)
        table = TableReader(read, short, entry, instruments, lower).table(name)
        if table is not None:
            tables[name] = table
    read.done()
    return tables


class TableReader:
    """Reads one table: what it says of itself, then its rows."""

    def __init__(
        self,
        read: Reader,
        where: str,
        entry: Mapping[str, Any],
        instruments: Mapping[str, Instrument],
        lower: Table | None,
    ) -> None:
        self.read, self.where, self.entry = read, where, entry
        self.instruments, self.lower = instruments, lower

    def table(self, name: str) -> Table | None:
        """Return the table, or None when too little of it could be read."""
        read, entry, where, lower = self.read, self.entry, self.where, self.lower
        before = len(read.problems)
        read.keys(where, entry, TABLE_KEYS)
        for key in SAYS.intersection(entry) if lower is not None else ():
            read.wrong(f"{where}.{key}", "is said by the table below", "leave it out")
        type_ = self._type() if lower is None else lower.value_type
        axes = self._axes() if lower is None else lower.axes
        bands_of = self._bands_of() if lower is None else lower.bands_of
        variants = read.names(
            f"{where}.variants",
            entry.get("variants", [] if lower is None else [*lower.variants]),
        )
        default = entry.get("default", "" if lower is None else lower.default)
        if bool(variants) != bool(default) or (variants and default not in variants):
            read.wrong(f"{where}.default", f"{shown(default)} is not one of the variants")
        text = lower.text if lower and "text" not in entry else self._text("text")
        note = self._text("note") if "note" in entry else None
        checked = read.day(f"{where}.checked", entry.get("checked"))
        if checked is None and "checked" not in entry:
            read.wrong(f"{where}.checked", "is missing", "the day it was compared with the law")
        if type_ is None or len(read.problems) > before:
            return None
        rows = self._rows(Shape(type_, axes, self._along(axes), bands_of, variants))
        if len(read.problems) > before or checked is None:
            return None
        return Table(
            name=name,
            text=text,
            value_type=type_,
            checked=checked,
            rows=rows,
            axes=axes,
            bands_of=bands_of,
            variants=variants,
            default=default,
            note=note,
            below=lower,
        )

    def _text(self, key: str) -> Text:
        return self.read.text(f"{self.where}.{key}", self.entry.get(key))

    def _type(self) -> ValueType | None:
        kinds = [k for k in ("unit", "words", "set", "type") if k in self.entry]
        if len(kinds) != 1:
            self.read.wrong(self.where, "needs exactly one of unit, words, set, type")
            return None
        kind, name = kinds[0], self.entry[kinds[0]]
        known: Mapping[str, object] = {
            "unit": UNITS,
            "words": VOCABULARIES,
            "set": VOCABULARIES,
            "type": {"flag": 0, "day": 0},
        }[kind]
        if not isinstance(name, str) or name not in known:
            self.read.wrong(f"{self.where}.{kind}", f"unknown {shown(name)}", near(name, known))
            return None
        match kind:
            case "unit":
                return ValueType.number(name)
            case "words":
                return ValueType.word(VOCABULARIES[name])
            case "set":
                return ValueType.several(VOCABULARIES[name])
            case _:
                return ValueType(Kind(name))

    def _axes(self) -> tuple[type[Word], ...]:
        one = [self.entry["axis"]] if "axis" in self.entry else []
        names = self.read.names(f"{self.where}.axes", self.entry.get("axes", one))
        if len(names) > len(AXIS_KEYS):
            self.read.wrong(f"{self.where}.axes", f"{len(names)} axes", "at most two")
            return ()
        for name in names:
            if name not in VOCABULARIES:
                hint = near(name, VOCABULARIES)
                self.read.wrong(f"{self.where}.axis", f"unknown axis {shown(name)}", hint)
                return ()
        return tuple(VOCABULARIES[name] for name in names)

    def _bands_of(self) -> ValueType | None:
        name = self.entry.get("of")
        if name is None:
            return None
        if not isinstance(name, str) or name not in UNITS:
            self.read.wrong(f"{self.where}.of", f"unknown unit {shown(name)}", near(name, UNITS))
            return None
        return ValueType.number(name)

    def _words(self, key: str, axis: type[Word], raw: object) -> tuple[Word, ...]:
        """Read the words along an axis; every member once, or some for an overlay."""
        where = f"{self.where}.{key}"
        if not isinstance(raw, list):
            self.read.wrong(where, "is missing", "the list of words along the axis")
            return ()
        words = []
        for item in raw:
            try:
                words.append(axis(str(item)))
            except InvalidInputError as error:
                self.read.wrong(where, error.problems[0].message, error.problems[0].hint)
        if len(set(words)) != len(words):
            self.read.wrong(where, "a word stands twice")
        return tuple(words)

    def _along(self, axes: tuple[type[Word], ...]) -> tuple[tuple[Word, ...] | None, ...]:
        names = AXIS_KEYS[2 - len(axes) :]
        return tuple(
            self._words(key, axis, self.entry[key]) if key in self.entry else None
            for key, axis in zip(names, axes, strict=True)
        )

    def _rows(self, shape: Shape) -> tuple[Row, ...]:
        raw_rows = self.entry.get("rows")
        if not isinstance(raw_rows, list) or not raw_rows:
            self.read.wrong(f"{self.where}.rows", "is missing", "[[name.rows]]")
            return ()
        rows: list[Row] = []
        said: dict[tuple[dt.date, str], set[Key]] = {}
        for number, raw in enumerate(raw_rows):
            before = len(self.read.problems)
            where = f"{self.where}.rows[{number}]"
            if not isinstance(raw, dict):
                self.read.wrong(where, f"{shown(raw)} is not a row", "[[name.rows]]")
                continue
            row = self._row(where, raw, shape)
            if row is None or len(self.read.problems) > before:
                continue
            if rows and row.since < rows[-1].since:
                self.read.wrong(where, f"{row.since} comes before {rows[-1].since}", "by date")
            cells = set(row.cells) if row.cells else {()}
            if cells & said.setdefault((row.since, row.variant), set()):
                self.read.wrong(where, f"says the same cells of {row.since} again")
            said[row.since, row.variant] |= cells
            rows.append(row)
        return tuple(rows)

    def _row(self, where: str, raw: Mapping[str, Any], shape: Shape) -> Row | None:
        self.read.keys(where, raw, ROW_KEYS)
        since = self.read.day(f"{where}.since", raw.get("since"))
        if since is None:
            if "since" not in raw:
                self.read.wrong(f"{where}.since", "is missing", "the day it begins to hold")
            return None
        variant = raw.get("variant", "")
        if not isinstance(variant, str) or variant not in {"", *shape.variants}:
            hint = near(variant, shape.variants)
            self.read.wrong(f"{where}.variant", f"unknown variant {shown(variant)}", hint)
        row = RowReader(self.read, where, raw, since, self.instruments)
        cells: dict[Key, Cell] = {}
        bands: tuple[tuple[int | None, Cell], ...] = ()
        wanted = "lower" if shape.bands_of else "values" if shape.axes else "value"
        for key in {"value", "values", "lower"}.intersection(raw):
            pairs_with = wanted == "lower" and key == "values"
            if raw.get("repeal") is True or (key != wanted and not pairs_with):
                self.read.wrong(f"{where}.{key}", "is not due in this row", wanted)
        if raw.get("repeal") is True:
            row.citations(())
        elif shape.bands_of is not None:
            bands = row.bands(shape.value_type, shape.bands_of)
        else:
            # A row may name the words it speaks of; otherwise it speaks of all the table has.
            along = []
            names = AXIS_KEYS[2 - len(shape.axes) :]
            for key, axis, usual in zip(names, shape.axes, shape.along, strict=True):
                own = key in raw or usual is None
                along.append(self._words(key, axis, raw.get(key)) if own else usual or ())
            cells = row.cells(shape.value_type, along)
        return Row(
            since=since,
            known_from=row.known_from(),
            variant=variant,
            cells=cells,
            bands=bands,
            repeal=raw.get("repeal") is True,
        )
