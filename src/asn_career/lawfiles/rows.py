"""The reader of one dated row: its sources, its marks, its cells."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Any, Final

from asn_career.errors import InvalidInputError, near, shown
from asn_career.lawfiles.reader import Reader
from asn_career.numbers import read_number, to_whole
from asn_career.regulations import Cell, Citation, Evidence, Instrument, Key
from asn_career.values import ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asn_career.terms import Word

__all__ = ["RowReader"]


ABSURD: Final = {"year": 300, "month": 3600}  # longer than any career or validity


def _name(raw: object) -> str | None:
    """Return a source or a mark, None for what can be none; a wrong one is told as it stands."""
    return raw if isinstance(raw, str) or raw is None else shown(raw)


class RowReader:
    """Reads one dated row: its sources, its marks, its cells."""

    def __init__(
        self,
        read: Reader,
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
            self.read.wrong(where, f"source {shown(name)} is not in the register", hint)
            return None
        self.cited.append(self.instruments[name])
        return Citation(self.instruments[name], article)

    def citations(self, shape: tuple[int, ...]) -> list[tuple[Citation | None, Evidence]]:
        """Return source and evidence for each cell: one word, or one a cell."""
        sources = [_name(s) for s in self._spread("source", shape)]
        marks = [_name(m) for m in self._spread("evidence", shape)]
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
            got = f"{len(raw)} cells" if isinstance(raw, list) else f"{shown(raw)}"
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
        """Read one cell; ``-`` does not apply. A wrong value is told even where the source is."""
        try:
            value = None if raw == "-" else type_.clean(raw)
        except InvalidInputError as error:
            for problem in error.problems:
                self.read.wrong(where, problem.message, problem.hint)
            return None
        unit = type_.unit.name if type_.unit else ""
        if isinstance(value, int) and abs(value) > ABSURD.get(unit, abs(value)):
            self.read.wrong(where, f"{value} {unit}s are absurd", f"at most {ABSURD[unit]}")
            return None
        return None if cited is None else Cell(value, cited, mark, self.since)

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
