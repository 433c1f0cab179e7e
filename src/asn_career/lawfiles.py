"""The strict loader of law and policy files (TOML).

Unknown key, missing key, wrong width, dates out of order, a source that is not in the register, a
figure without evidence: refused, all at once, with file, place and the near word.
"""

from __future__ import annotations

import datetime as dt
import itertools
import tomllib
from typing import TYPE_CHECKING, Any, Final

from asn_career.dates import is_day
from asn_career.errors import InvalidInputError, Problem, near
from asn_career.numbers import UNITS, read_number, to_whole
from asn_career.regulations import Cell, Citation, Evidence, Instrument, Key, Row, Table
from asn_career.terms import VOCABULARIES, Text, Word
from asn_career.values import Kind, ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MAX_FILE_BYTES", "parse_toml", "read_instruments", "read_tables"]

MAX_FILE_BYTES: Final = 2_000_000
_INSTRUMENT_KEYS: Final = frozenset(
    [
        "short",
        "title",
        "evidence",
        "signed",
        "published",
        "in_force",
        "until",
        "replaces",
        "amended_by",
    ]
)
_TABLE_KEYS: Final = frozenset(
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
_ROW_KEYS: Final = frozenset(
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


class _Reader:
    """Gathers problems while a file is read, so that all are told at once."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.problems: list[Problem] = []

    def wrong(self, where: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(f"{self.place}: {where}", message, hint))

    def keys(self, where: str, found: Mapping[str, object], known: frozenset[str]) -> None:
        for key in found.keys() - known:
            self.wrong(f"{where}.{key}", "unknown key", near(key, known))

    def text(self, where: str, raw: object) -> Text:
        if (
            isinstance(raw, dict)
            and raw.keys() == {"id", "en"}
            and all(isinstance(v, str) and v for v in raw.values())
        ):
            return Text(id=raw["id"], en=raw["en"])
        self.wrong(where, "needs both languages", '.id = "…" and .en = "…"')
        return Text(id="?", en="?")

    def day(self, where: str, raw: object) -> dt.date | None:
        if raw is None or is_day(raw):
            return raw  # type: ignore[return-value] # is_day has told
        self.wrong(where, f"{raw!r:.40} is not a day", "2026-11-21, without quotes")
        return None

    def evidence(self, where: str, raw: object) -> Evidence:
        try:
            return Evidence(raw)
        except InvalidInputError as error:
            message = "no evidence mark" if raw is None else str(error.problems[0].message)
            self.wrong(where, message, near(raw, [e.value for e in Evidence]))
            return Evidence.UNVERIFIED

    def done(self) -> None:
        if self.problems:
            raise InvalidInputError(self.problems)


def parse_toml(text: str, place: str) -> dict[str, Any]:
    """Parse TOML text of a limited size.

    Raises:
        InvalidInputError: too large, or not TOML; the message names place and line.
    """
    if len(text.encode()) > MAX_FILE_BYTES:
        raise InvalidInputError(Problem(place, f"larger than {MAX_FILE_BYTES} bytes"))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInputError(Problem(place, str(error), "a valid TOML file")) from None


def read_instruments(raw: Mapping[str, Any], place: str) -> dict[str, Instrument]:
    """Read the register of instruments.

    Raises:
        InvalidInputError: every problem of the file.
    """
    read = _Reader(place)
    found: dict[str, Instrument] = {}
    for name, entry in raw.items():
        if not isinstance(entry, dict):
            read.wrong(name, "is not a table of an instrument")
            continue
        read.keys(name, entry, _INSTRUMENT_KEYS)
        days = {k: read.day(f"{name}.{k}", entry.get(k)) for k in _DAYS}
        if not any(days.values()):
            read.wrong(name, "no day is known", "one of signed, published, in_force")
        if not isinstance(entry.get("short"), str):
            read.wrong(f"{name}.short", "is missing", "the usual short name, 'PP 11/2017'")
        found[name] = Instrument(
            id=name,
            short=str(entry.get("short")),
            title=read.text(f"{name}.title", entry.get("title")),
            evidence=read.evidence(f"{name}.evidence", entry.get("evidence")),
            replaces=tuple(entry.get("replaces", ())),
            amended_by=tuple(entry.get("amended_by", ())),
            **days,
        )
    for name, instrument in found.items():
        for other in (*instrument.replaces, *instrument.amended_by):
            if other not in found:
                read.wrong(name, f"names {other!r:.40}, not in the register", near(other, found))
    read.done()
    return found


_DAYS: Final = ("signed", "published", "in_force", "until")


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
    read = _Reader(place)
    tables: dict[str, Table] = {}
    for short, entry in raw.items():
        name = f"{topic}.{short}"
        if not isinstance(entry, dict):
            read.wrong(short, "is not a table of the law", "[name] with text, unit and rows")
            continue
        lower = (below or {}).get(name)
        table = _TableReader(read, short, entry, instruments, lower).table(name)
        if table is not None:
            tables[name] = table
    read.done()
    return tables


class _TableReader:
    """Reads one table: what it says of itself, then its rows."""

    def __init__(
        self,
        read: _Reader,
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
        read.keys(where, entry, _TABLE_KEYS)
        type_ = self._type() if lower is None else lower.value_type
        axes = self._axes() if lower is None else lower.axes
        bands_of = self._bands_of() if lower is None else lower.bands_of
        variants = tuple(entry.get("variants", () if lower is None else lower.variants))
        default = entry.get("default", "" if lower is None else lower.default)
        if bool(variants) != bool(default) or (variants and default not in variants):
            read.wrong(f"{where}.default", f"{default!r:.40} is not one of the variants")
        text = lower.text if lower and "text" not in entry else self._text("text")
        note = self._text("note") if "note" in entry else None
        checked = read.day(f"{where}.checked", entry.get("checked"))
        if checked is None and "checked" not in entry:
            read.wrong(f"{where}.checked", "is missing", "the day it was compared with the law")
        if type_ is None or len(read.problems) > before:
            return None
        rows = self._rows(type_, axes, bands_of, variants)
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
        if name not in known:
            self.read.wrong(f"{self.where}.{kind}", f"unknown {name!r:.40}", near(name, known))
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
        names = self.entry.get("axes", [self.entry["axis"]] if "axis" in self.entry else [])
        for name in names:
            if name not in VOCABULARIES:
                hint = near(name, VOCABULARIES)
                self.read.wrong(f"{self.where}.axis", f"unknown axis {name!r:.40}", hint)
                return ()
        return tuple(VOCABULARIES[name] for name in names)

    def _bands_of(self) -> ValueType | None:
        name = self.entry.get("of")
        if name is None:
            return None
        if name not in UNITS:
            self.read.wrong(f"{self.where}.of", f"unknown unit {name!r:.40}", near(name, UNITS))
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

    def _rows(
        self,
        type_: ValueType,
        axes: tuple[type[Word], ...],
        bands_of: ValueType | None,
        variants: tuple[str, ...],
    ) -> tuple[Row, ...]:
        raw_rows = self.entry.get("rows")
        if not isinstance(raw_rows, list) or not raw_rows:
            self.read.wrong(f"{self.where}.rows", "is missing", "[[name.rows]]")
            return ()
        defaults = [
            self._words(key, axis, self.entry[key]) if key in self.entry else None
            for key, axis in zip(("index", "columns")[2 - len(axes) :], axes, strict=True)
        ]
        rows: list[Row] = []
        for number, raw in enumerate(raw_rows):
            before = len(self.read.problems)
            row = self._row(number, raw, type_, axes, defaults, bands_of, variants)
            if row is not None and len(self.read.problems) == before:
                rows.append(row)
        for number, (row, following) in enumerate(itertools.pairwise(rows), 1):
            where = f"{self.where}.rows[{number}]"
            if following.since < row.since:
                self.read.wrong(where, f"{following.since} comes before {row.since}", "by date")
            same = row.since == following.since and row.variant == following.variant
            if same and (not axes or row.cells.keys() & following.cells.keys()):
                self.read.wrong(where, f"says the same cells of {row.since} again")
        return tuple(rows)

    def _row(
        self,
        number: int,
        raw: Mapping[str, Any],
        type_: ValueType,
        axes: tuple[type[Word], ...],
        defaults: list[tuple[Word, ...] | None],
        bands_of: ValueType | None,
        variants: tuple[str, ...],
    ) -> Row | None:
        where = f"{self.where}.rows[{number}]"
        self.read.keys(where, raw, _ROW_KEYS)
        since = self.read.day(f"{where}.since", raw.get("since"))
        if since is None:
            if "since" not in raw:
                self.read.wrong(f"{where}.since", "is missing", "the day it begins to hold")
            return None
        variant = raw.get("variant", "")
        if variant not in {"", *variants}:
            hint = near(variant, variants)
            self.read.wrong(f"{where}.variant", f"unknown variant {variant!r:.40}", hint)
        row = _RowReader(self.read, where, raw, since, self.instruments)
        cells: dict[Key, Cell] = {}
        bands: tuple[tuple[int | None, Cell], ...] = ()
        if raw.get("repeal") is True:
            row.citations(())
        elif bands_of is not None:
            bands = row.bands(type_, bands_of)
        else:
            # A row may name the words it speaks of; otherwise it speaks of all the table has.
            along = []
            names = ("index", "columns")[2 - len(axes) :]
            for key, axis, default in zip(names, axes, defaults, strict=True):
                own = key in raw or default is None
                along.append(self._words(key, axis, raw.get(key)) if own else default or ())
            cells = row.cells(type_, along)
        return Row(
            since=since,
            known_from=row.known_from(),
            variant=variant,
            cells=cells,
            bands=bands,
            repeal=raw.get("repeal") is True,
        )


class _RowReader:
    """Reads one dated row: its sources, its marks, its cells."""

    def __init__(
        self,
        read: _Reader,
        where: str,
        raw: Mapping[str, Any],
        since: dt.date,
        instruments: Mapping[str, Instrument],
    ) -> None:
        self.read, self.where, self.raw, self.since = read, where, raw, since
        self.instruments = instruments
        self.cited: list[Instrument] = []

    def known_from(self) -> dt.date:
        """The row is known once all its instruments are; a stated day of publication wins."""
        published = self.read.day(f"{self.where}.published", self.raw.get("published"))
        days = [i.known_from for i in self.cited if i.known_from]
        return published or max(days, default=self.since)

    def citation(self, where: str, raw: object) -> Citation | None:
        """Read ``instrument:article``."""
        if not isinstance(raw, str) or not raw:
            self.read.wrong(where, "no source", "'pp-11-2017:107 c', from the register")
            return None
        name, _, article = raw.partition(":")
        if name not in self.instruments:
            hint = near(name, self.instruments)
            self.read.wrong(where, f"source {name!r:.40} is not in the register", hint)
            return None
        self.cited.append(self.instruments[name])
        return Citation(self.instruments[name], article)

    def citations(self, shape: tuple[int, ...]) -> list[tuple[Citation | None, Evidence]]:
        """Return source and evidence for each cell: one word, or one a cell."""
        sources = self._spread("source", shape)
        marks = self._spread("evidence", shape)
        read_source = {s: self.citation(f"{self.where}.source", s) for s in dict.fromkeys(sources)}
        read_mark = {
            m: self.read.evidence(f"{self.where}.evidence", m) for m in dict.fromkeys(marks)
        }
        return [(read_source[s], read_mark[m]) for s, m in zip(sources, marks, strict=True)]

    def _spread(self, key: str, shape: tuple[int, ...]) -> list[Any]:
        return self._flat(key, self.raw.get(key), shape, spread=True)

    def _flat(
        self, key: str, raw: object, shape: tuple[int, ...], *, spread: bool = False
    ) -> list[Any]:
        """Return nested lists of a shape as one list; a single word may stand for all."""
        size = 1
        for width in shape:
            size *= width
        if (spread and not isinstance(raw, list)) or not shape:
            return [raw] * size
        if not isinstance(raw, list) or len(raw) != shape[0]:
            got = f"{len(raw)} cells" if isinstance(raw, list) else f"{raw!r:.40}"
            self.read.wrong(f"{self.where}.{key}", f"{got} where {shape[0]} are due")
            return [None] * size
        return list(
            itertools.chain.from_iterable(
                self._flat(f"{key}[{i}]", item, shape[1:], spread=spread)
                for i, item in enumerate(raw)
            )
        )

    def cell(
        self, where: str, type_: ValueType, raw: object, cited: Citation | None, mark: Evidence
    ) -> Cell | None:
        """Read one cell; ``-`` does not apply."""
        if cited is None:
            return None
        try:
            value = None if raw == "-" else type_.clean(raw)
        except InvalidInputError as error:
            for problem in error.problems:
                self.read.wrong(where, problem.message, problem.hint)
            return None
        return Cell(value, cited, mark, self.since)

    def cells(self, type_: ValueType, along: list[tuple[Word, ...]]) -> dict[Key, Cell]:
        """Read one value, a row or a grid, at the words along each axis."""
        key = "values" if along else "value"
        if key not in self.raw:
            self.read.wrong(f"{self.where}.{key}", "is missing", "write - where it does not apply")
            return {}
        shape = tuple(len(words) for words in along)
        values = self._flat(key, self.raw[key], shape)
        found: dict[Key, Cell] = {}
        keys = itertools.product(*along)
        for at, raw, (cited, mark) in zip(keys, values, self.citations(shape), strict=True):
            place = f"{self.where}.{key}" + "".join(f"[{w}]" for w in at)
            cell = self.cell(place, type_, raw, cited, mark)
            if cell is not None:
                found[at] = cell
        return found

    def bands(self, type_: ValueType, of: ValueType) -> tuple[tuple[int | None, Cell], ...]:
        """Read half-open bands: each from its lower bound up; the first is ``-`` (no bound)."""
        lower, values = self.raw.get("lower"), self.raw.get("values")
        if not isinstance(lower, list) or not isinstance(values, list) or not lower:
            self.read.wrong(self.where, "bands need lower and values, lists of one length")
            return ()
        if lower[0] != "-":
            self.read.wrong(f"{self.where}.lower", "a gap below the first bound", "begin with '-'")
        bounds: list[int | None] = [None]
        for item in lower[1:]:
            try:
                bound = to_whole(read_number(item), of.denominator)
            except InvalidInputError as error:
                self.read.wrong(f"{self.where}.lower", error.problems[0].message)
                return ()
            if bounds[-1] is not None and bound <= bounds[-1]:
                self.read.wrong(f"{self.where}.lower", f"{item} does not come after the one before")
            bounds.append(bound)
        flat = self._flat("values", values, (len(bounds),))
        bands: list[tuple[int | None, Cell]] = []
        cited_marks = self.citations((len(bounds),))
        for start, raw, (cited, mark) in zip(bounds, flat, cited_marks, strict=True):
            cell = self.cell(f"{self.where}.values", type_, raw, cited, mark)
            if cell is not None:
                bands.append((start, cell))
        return tuple(bands)
