"""Summaries of tables: counted in the engine, hidden on the few rows that come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Final, TypeAlias

import narwhals as nw

from asn_career.disclosure import MIN_CELL
from asn_career.errors import InvalidInputError, Problem, near
from asn_career.tables.door import inner_frame
from asn_career.tables.hiding import Key, hide_counts, hide_means, link, pool_small
from asn_career.tables.summary import Summary, SummaryRow

__all__ = ["summarise"]

PEOPLE: Final = "asn_career_people"
KNOWN, SUM, BROKEN = "asn_career_known_", "asn_career_sum_", "asn_career_broken_"
FLOATS: Final = (nw.Float32, nw.Float64)
WHOLE: Final = (nw.Int8, nw.Int16, nw.Int32, nw.Int64, nw.UInt8, nw.UInt16, nw.UInt32, nw.UInt64)
GROUPING: Final = (*WHOLE, nw.String, nw.Categorical, nw.Enum, nw.Boolean)
WHOLE_HINT: Final = "whole numbers over the unit's denominator, as tables.score gives"
Names: TypeAlias = str | Iterable[str]
Record: TypeAlias = tuple[Key, Key, int, list[int], list[int]]
"""Group, values counted, people; of each number of how many it is known, and the sum."""


def summarise(
    table: Any,  # noqa: ANN401 - any engine's table
    by: Names,
    *,
    count: Names = (),
    mean: Names | Mapping[str, int] = (),
    min_cell: int = MIN_CELL,
) -> Summary:
    """Count people by unit or another group, with small counts hidden.

    The groups are counted in the engine that the table is in, in one pass; only the counts come
    out. Of them every count from 1 to one less than ``min_cell`` is hidden, with others that would
    give it away; small groups are told together as one row.

    Args:
        table: pandas, Polars eager or lazy, PyArrow, DuckDB; a row a person.
        by: the columns that group, such as a unit.
        count: columns of words, or of YES, NO and UNKNOWN, whose values are counted.
        mean: columns of whole numbers, such as `score` and `place` add; with a mapping, the
            denominator of each, so that the mean is in its unit.
        min_cell: the least count that may be shown; nobody (0) may.

    Returns:
        Counts, shares and exact means a group; sums that agree with the rows.

    Columns that follow from one another (the box, and whether it belongs to the succession group)
    are told row by row or not at all: ask for the finer one alone to see more. Two summaries of
    one table that are both published may be subtracted from each other: publish one.

    Raises:
        InvalidInputError: missing columns and wrong types, all at once; ``min_cell`` under 2.
    Source: none: our own choice; small counts by the usual practice of official statistics.
    """
    groups, counted = _names(by), _names(count)
    means = dict(mean) if isinstance(mean, Mapping) else dict.fromkeys(_names(mean), 1)
    frame = _let_in(table, groups, counted, means, min_cell)
    records = _count(frame, groups, counted, tuple(means))
    return _make(records, groups, counted, means, min_cell)


def _names(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(dict.fromkeys(names))


def _let_in(
    table: Any,  # noqa: ANN401 - any engine's table
    by: tuple[str, ...],
    counted: tuple[str, ...],
    means: Mapping[str, int],
    min_cell: int,
) -> nw.LazyFrame[Any] | nw.DataFrame[Any]:
    """Return the frame to count in, or raise every problem of the call at once."""
    try:
        outer = nw.from_native(table)
    except TypeError:
        hint = "a table of pandas, polars, pyarrow or duckdb"
        raise InvalidInputError(Problem("table", f"a {type(table).__name__}", hint)) from None
    wanted = tuple(dict.fromkeys([*by, *counted, *means]))
    frame = inner_frame(outer, list(wanted))
    schema = frame.collect_schema()
    problems = [] if by else [Problem("by", "no column that groups", "such as a unit")]
    for name in wanted:
        dtype, where = schema.get(name), f"table[{name!r}]"
        if dtype is None:
            problems.append(Problem(where, "column is missing", near(name, schema)))
            continue
        is_empty = str(dtype) in {"Null", "Unknown"}
        if name in means and dtype not in {*WHOLE, *FLOATS} and not is_empty:
            problems.append(Problem(where, f"holds {dtype}", WHOLE_HINT))
        elif name not in means and not isinstance(dtype, GROUPING) and not is_empty:
            hint = "words, yes and no, or whole numbers; make classes of other numbers and days"
            problems.append(Problem(where, f"holds {dtype}", hint))
    for i, name in enumerate(counted):
        if name in by:
            problems.append(Problem(f"count[{i}]", f"{name!r} groups already"))
    problems.extend(
        Problem(f"mean.{name}", f"{denominator!r:.20} is no denominator", "a whole number from 1")
        for name, denominator in means.items()
        if type(denominator) is not int or denominator < 1
    )
    if type(min_cell) is not int or min_cell < 2:  # noqa: PLR2004 - one person is always small
        problems.append(Problem("min_cell", f"{min_cell!r:.20} is under 2"))
    if problems:
        raise InvalidInputError(problems)
    return frame


def _count(
    frame: nw.LazyFrame[Any] | nw.DataFrame[Any],
    by: tuple[str, ...],
    counted: tuple[str, ...],
    means: tuple[str, ...],
) -> list[Record]:
    """Return one record a combination of group and values."""
    keys, schema = [*by, *counted], frame.collect_schema()
    numbers = {m: _number(m, schema[m]) for m in means}
    asked = frame.select(
        *keys,
        *(n.round(0).cast(nw.Int64()).alias(f"{SUM}{m}") for m, n in numbers.items()),
        *((n != n.round(0)).cast(nw.Int64()).alias(f"{BROKEN}{m}") for m, n in numbers.items()),
    )
    grouped = asked.group_by(*keys).agg(
        nw.len().alias(PEOPLE),
        *(nw.col(f"{SUM}{m}").count().alias(f"{KNOWN}{m}") for m in means),
        *(nw.col(f"{kind}{m}").sum() for m in means for kind in (SUM, BROKEN)),
    )
    if isinstance(grouped, nw.LazyFrame):
        # What comes out is small, whatever goes in: so Polars need not hold it all.
        streams = {"engine": "streaming"} if grouped.implementation.is_polars() else {}
        grouped = grouped.collect(None, **streams)
    columns = grouped.to_dict(as_series=False)
    problems = [
        Problem(f"table[{m!r}]", "holds numbers that are not whole", WHOLE_HINT)
        for m in means
        if any(columns[f"{BROKEN}{m}"])
    ]
    if problems:
        raise InvalidInputError(problems)
    return [
        (
            tuple(columns[name][i] for name in by),
            tuple(columns[name][i] for name in counted),
            int(columns[PEOPLE][i]),
            [int(columns[f"{KNOWN}{m}"][i]) for m in means],
            [int(columns[f"{SUM}{m}"][i] or 0) for m in means],
        )
        for i in range(len(columns[PEOPLE]))
    ]


def _number(name: str, dtype: nw.dtypes.DType) -> nw.Expr:
    """Return a column of numbers; a NaN is missing, as pandas has it."""
    number = nw.col(name)
    return nw.when(~number.is_nan()).then(number) if dtype in {*FLOATS} else number


def _make(
    records: list[Record],
    by: tuple[str, ...],
    counted: tuple[str, ...],
    means: Mapping[str, int],
    min_cell: int,
) -> Summary:
    """Return the summary of the records: pool the small groups, add up, hide."""
    sizes: Counter[Key] = Counter()
    for key, _, people, _, _ in records:
        sizes[key] += people
    ordered = dict(sorted(sizes.items(), key=lambda item: [(v is None, str(v)) for v in item[0]]))
    alone, together = pool_small(ordered, min_cell)
    if sum(sizes.values()) < min_cell:
        return Summary(by=by, groups=(), small=None, total=None, min_cell=min_cell)
    at = {key: i for i, key in enumerate(alone)} | dict.fromkeys(together, len(alone))
    rows = range(len(alone) + bool(together))
    values = [
        sorted({record[1][c] for record in records}, key=lambda v: (v is None, str(v)))
        for c in range(len(counted))
    ]
    counts: dict[str, dict[int, dict[Any, int]]] = {
        name: {r: dict.fromkeys(found, 0) for r in rows}
        for name, found in zip(counted, values, strict=True)
    }
    known, sums = ([[0] * len(rows) for _ in means] for _ in range(2))
    for key, answers, people, has, amounts in records:
        r = at[key]
        for name, value in zip(counted, answers, strict=True):
            counts[name][r][value] += people
        for m in range(len(means)):
            known[m][r] += has[m]
            sums[m][r] += amounts[m]
    told, totals = _tell_counts(counts, link([r[1] for r in records], counted), min_cell)
    averages, average = _tell_means(known, sums, means, min_cell)
    made = [
        SummaryRow(
            key=alone[r] if r < len(alone) else None,
            groups=1 if r < len(alone) else len(together),
            people=sizes[alone[r]] if r < len(alone) else sum(sizes[key] for key in together),
            counts={name: told[name][r] for name in counted},
            means={name: averages[name][r] for name in means},
        )
        for r in rows
    ]
    whole = SummaryRow(
        key=None, groups=len(sizes), people=sum(sizes.values()), counts=totals, means=average
    )
    return Summary(
        by=by,
        groups=tuple(made[: len(alone)]),
        small=made[-1] if together else None,
        total=whole,
        min_cell=min_cell,
    )


def _tell_counts(
    counts: Mapping[str, Mapping[int, Mapping[Any, int]]],
    families: list[tuple[str, ...]],
    min_cell: int,
) -> tuple[dict[str, list[dict[Any, int | None]]], dict[str, dict[Any, int | None]]]:
    """Return the counts that are shown by column and row, and over all rows."""
    told: dict[str, list[dict[Any, int | None]]] = {}
    totals: dict[str, dict[Any, int | None]] = {}
    for family in families:
        hidden, shows_sums = hide_counts({name: counts[name] for name in family}, min_cell)
        for name in family:
            told[name] = [
                {v: None if (r, v) in hidden[name] else n for v, n in row.items()}
                for r, row in counts[name].items()
            ]
            sums = Counter[Any]()
            for row in counts[name].values():
                sums.update(row)
            totals[name] = {v: n if shows_sums else None for v, n in sums.items()}
    return told, {name: totals[name] for name in counts}


def _tell_means(
    known: list[list[int]], sums: list[list[int]], means: Mapping[str, int], min_cell: int
) -> tuple[dict[str, list[Fraction | None]], dict[str, Fraction | None]]:
    """Return the means that are shown by column and row, and over all rows."""
    told: dict[str, list[Fraction | None]] = {}
    total: dict[str, Fraction | None] = {}
    for (name, denominator), has, amount in zip(means.items(), known, sums, strict=True):
        hidden, shows_total = hide_means(dict(enumerate(has)), min_cell)
        told[name] = [
            None if r in hidden else Fraction(amount[r], has[r] * denominator)
            for r in range(len(has))
        ]
        shows_total = shows_total and sum(has) > 0
        total[name] = Fraction(sum(amount), sum(has) * denominator) if shows_total else None
    return told, total
