"""Records from long tables: one row a person, and one row an event keyed by the person.

A column is a field of the record it makes (`Employee`, `Appointment`, `RankHeld`, …); columns that
are none are left alone. The tables are taken as Arrow columns and sorted once; of the records only
those of some thousand people are there at a time.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import UnionType
from typing import Any, Final, get_args

import attrs
import narwhals as nw

from asn_career.errors import InvalidInputError, Problem, near, shown
from asn_career.people import Employee
from asn_career.people.employee import LISTS
from asn_career.positions import Position
from asn_career.tables.door import BROKEN, TEXT, WHOLE, inner_frame, is_empty

__all__ = ["read_employees"]

CHUNK: Final = 5_000  # people whose records are there at a time
NESTED: Final = {"assessments": "its levels are no columns", "activities": ""}
PEOPLE: Final = "people"


def read_employees(
    people: Any,  # noqa: ANN401 - any engine's table
    records: Mapping[str, Any],
    positions: Mapping[str, Position],
    *,
    id: str,
) -> Iterator[tuple[object, Employee]]:
    """Yield the caller's key and the record of each person, in the order of the people.

    Raises:
        InvalidInputError: before any work, all at once: unknown lists, missing columns, wrong
            types, keys that repeat or that nobody has. Then, by some thousand people at a time,
            every record that is wrong.
    """
    problems: list[Problem] = []
    taken = {PEOPLE: _take(people, PEOPLE, Employee, id, problems)}
    for name, table in records.items():
        if name not in LISTS or name in NESTED:
            known = [n for n in LISTS if n not in NESTED]
            hint = near(name, known)
            problems.append(Problem(f"records[{name!r}]", "is no list of flat records", hint))
        else:
            taken[name] = _take(table, f"records[{name!r}]", LISTS[name][0], id, problems)
    if problems:
        raise InvalidInputError(problems)
    yield from _by_person(taken, positions, id)


def _take(
    table: Any,  # noqa: ANN401 - any engine's table
    where: str,
    kind: type[Any],
    id: str,
    problems: list[Problem],
) -> Any:  # noqa: ANN401 - an Arrow table
    """Return the columns that are fields of a record, as Arrow; note what is wrong with them."""
    try:
        outer = nw.from_native(table)
    except TypeError:
        hint = "a table of pandas, polars, pyarrow or duckdb"
        problems.append(Problem(where, f"a {type(table).__name__}", hint))
        return None
    fields = _fields(kind)
    present = outer.collect_schema().names()
    found = [name for name in (id, *fields) if name in present]
    due = [id, *(name for name, field in fields.items() if field.default is attrs.NOTHING)]
    problems.extend(
        Problem(f"{where}[{name!r}]", "column is missing", near(name, present))
        for name in due
        if name not in present
    )
    if not found:
        return None
    try:
        frame = inner_frame(outer, found).select(found)
    except InvalidInputError as error:
        problems.extend(attrs.evolve(p, where=where) for p in error.problems)
        return None
    for name, dtype in frame.collect_schema().items():
        wanted = _wanted(fields[name]) if name in fields else KEY
        if not is_empty(dtype) and not _fits(dtype, wanted):
            problems.append(Problem(f"{where}[{name!r}]", f"holds {dtype}", wanted))
    broken = [name for name, dtype in frame.collect_schema().items() if dtype in {*BROKEN}]
    number = {n: nw.when(~nw.col(n).is_nan()).then(nw.col(n)) for n in broken if n != id}
    frame = frame.with_columns(**number) if number else frame
    eager = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return eager.to_arrow()


DAYS, FLAGS, WORDS = "days without a time zone", "booleans", "text"
NUMBERS, KEY = "numbers", "text or whole numbers: floats lose digits, read with dtype=str"


def _fields(kind: type[Any]) -> dict[str, attrs.Attribute[Any]]:
    """Return the fields of a record that a column can hold, but for the key."""
    found = {f.name: f for f in attrs.fields(attrs.resolve_types(kind)) if f.name != "id"}
    return {n: f for n, f in found.items() if n not in NESTED and n not in LISTS}


def _types(field: attrs.Attribute[Any]) -> set[Any]:
    return set(get_args(field.type) if isinstance(field.type, UnionType) else (field.type,))


def _wanted(field: attrs.Attribute[Any]) -> str:
    types = _types(field)
    if dt.date in types:
        return DAYS
    if bool in types:
        return FLAGS
    return NUMBERS if types & {int, Decimal} else WORDS


def _fits(dtype: nw.dtypes.DType, wanted: str) -> bool:
    text = dtype in {*TEXT} or isinstance(dtype, nw.Enum)
    if wanted == DAYS:
        naive = isinstance(dtype, nw.Datetime) and dtype.time_zone is None
        return dtype == nw.Date or naive or text
    if wanted == FLAGS:
        return bool(dtype == nw.Boolean)
    if wanted == NUMBERS:
        return dtype in {*WHOLE, *BROKEN} or isinstance(dtype, nw.Decimal) or text
    return text or (wanted == KEY and dtype in {*WHOLE})


def _by_person(
    taken: dict[str, Any], positions: Mapping[str, Position], id: str
) -> Iterator[tuple[object, Employee]]:
    import numpy as np
    import pyarrow.compute as pc

    people = taken.pop(PEOPLE)
    problems: list[Problem] = []
    keys = _keys(people, id)
    for name, table in ((PEOPLE, people), *taken.items()):
        if table[id].null_count:
            problems.append(Problem(f"{name}[{id!r}]", "rows without a key", "every row has one"))
    if pc.count_distinct(keys).as_py() < len(keys):
        problems.append(Problem(f"{PEOPLE}[{id!r}]", "a key stands in several rows"))
    places: dict[str, Any] = {}
    for name, table in taken.items():
        at = pc.index_in(_keys(table, id), value_set=keys)
        if strange := at.null_count - table[id].null_count:
            message = f"{strange} rows of people who are not in the table of people"
            hint = "add them, or leave the rows out"
            problems.append(Problem(f"records[{name!r}]", message, hint))
            continue
        order = pc.sort_indices(at)
        places[name] = np.asarray(at.take(order))
        taken[name] = table.drop_columns([id]).take(order)
    if problems:
        raise InvalidInputError(problems)
    makers = {name: _Maker(LISTS[name][0], positions) for name in taken}
    person = _Maker(Employee, positions)
    for low in range(0, len(keys), CHUNK):
        rows = people.slice(low, CHUNK).to_pylist()
        names = [row.pop(id) for row in rows]
        lists: dict[int, dict[str, Any]] = defaultdict(dict)
        wrong: list[Problem] = []
        for name, table in taken.items():
            first, last = np.searchsorted(places[name], [low, low + len(rows)])
            events = table.slice(first, last - first).to_pylist()
            for at, event in zip(places[name][first:last].tolist(), events, strict=True):
                listed = lists[at - low].setdefault(name, [])
                where = f"person {shown(names[at - low])}.{name}[{len(listed)}]"
                listed.append(makers[name].make(event, {}, where, wrong))
        made = []
        for i, row in enumerate(rows):
            more = {"id": str(names[i]), **({} if wrong else lists[i])}
            made.append(person.make(row, more, f"person {shown(names[i])}", wrong))
        if wrong:
            raise InvalidInputError(wrong)
        yield from zip(names, made, strict=True)


def _keys(table: Any, id: str) -> Any:  # noqa: ANN401 - an Arrow column
    """Return the keys as text, in one piece."""
    import pyarrow as pa

    return table[id].cast(pa.large_string()).combine_chunks()


class _Maker:
    """Makes records of one kind from rows; a missing value takes the default of its field."""

    def __init__(self, kind: type[Any], positions: Mapping[str, Position]) -> None:
        self.kind, self.positions = kind, positions
        fields = _fields(kind)
        self.types = {name: _types(field) for name, field in fields.items()}
        self.due = [n for n, field in fields.items() if field.default is attrs.NOTHING]

    def make(
        self, row: dict[str, Any], more: dict[str, Any], where: str, wrong: list[Problem]
    ) -> Any:  # noqa: ANN401 - a record, or None where it is wrong
        """Return the record of a row, or note what is wrong with it."""
        problems = [Problem(n, "is missing") for n in self.due if row.get(n) is None]
        given = {n: self._cell(n, raw, problems) for n, raw in row.items() if raw is not None}
        if not problems:
            try:
                return self.kind(**given, **more)
            except InvalidInputError as error:
                problems.extend(error.problems)
        wrong.extend(p.inside(where) for p in problems)
        return None

    def _cell(self, name: str, raw: Any, problems: list[Problem]) -> Any:  # noqa: ANN401
        """Return a cell as its field takes it."""
        types = self.types[name]
        match raw:
            case _ if Position in types:
                if raw not in self.positions:
                    hint = near(raw, self.positions)
                    problems.append(Problem(name, f"unknown position {shown(raw)}", hint))
                return self.positions.get(raw)
            case dt.datetime():
                return raw.date()
            case float() if Decimal in types:
                return Decimal(repr(raw))
            case float() if raw.is_integer():
                return int(raw)
            case str() if tuple[str, ...] in types:
                return tuple(word for word in raw.split("|") if word)
            case _:
                return raw
