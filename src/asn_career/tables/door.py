"""The door for tables: which columns are there, of which types, and what they become.

All problems are told at once, before any work. Missing values are unknown; unknown words, broken
numbers and days with a time zone are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import attrs
import narwhals as nw

from asn_career.errors import InvalidInputError, MissingExtraError, Problem, near, shown
from asn_career.facts import Fact, Subject
from asn_career.tables.columns import Column, literal
from asn_career.values import Kind, Value

__all__ = ["Door", "inner_frame", "is_empty", "open_door"]

WHOLE: Final = (nw.Int8, nw.Int16, nw.Int32, nw.Int64, nw.UInt8, nw.UInt16, nw.UInt32, nw.UInt64)
BROKEN: Final = (nw.Float32, nw.Float64)
TEXT: Final = (nw.String, nw.Categorical, nw.Enum)
TEST: Final = "asn_career_test_"
ROW: Final = "asn_career_row"
MAX_OFF: Final = 1e-6  # a float further than this from a whole numerator is not exact


Exprs: TypeAlias = Mapping[str, nw.Expr]
Columns: TypeAlias = tuple[Sequence[Exprs], Exprs, Exprs]
Leave: TypeAlias = Callable[[Sequence[Exprs], Exprs, Exprs], Any]


@attrs.frozen
class Door:
    """A table that was let in.

    Attributes:
        column: gives the column of a fact.
        leave: computes groups of steps one after the other, then new columns, then those shown from
            them, and returns the caller's kind of table.
        categories: whether words leave as categories, which Polars writes thirty times as fast
            as text.
    """

    column: Callable[[Fact], Column]
    leave: Leave
    categories: bool


def open_door(
    table: Any,  # noqa: ANN401 - any engine's table
    facts: Iterable[Fact],
    known: Callable[[Fact], Value | None],
    *,
    id: str | None,
    validate: bool,
) -> Door:
    """Let a table in.

    Args:
        table: of pandas, Polars (eager or lazy), PyArrow, DuckDB or another engine of narwhals.
        facts: the facts that are asked for.
        known: gives the facts that are the same for all rows (of the day and of the post).
        id: the column of the caller's own key.
        validate: look for unknown words, broken numbers and double keys.

    Raises:
        InvalidInputError: missing columns, wrong types, wrong values, all at once.
    Source: none: our own choice.
    """
    facts = tuple(facts)
    try:
        outer = nw.from_native(table)
    except TypeError:
        hint = "a table of pandas, polars, pyarrow or duckdb"
        raise InvalidInputError(Problem("table", f"a {type(table).__name__}", hint)) from None
    schema = outer.collect_schema()
    # A table of pairs may carry the post's facts, too.
    asked = [
        f
        for f in facts
        if f.subject.needs_person or (f.subject is Subject.POST and f.name in schema)
    ]
    frame = inner_frame(outer, [f.name for f in asked] + ([id] if id else []))
    if outer.implementation.is_pandas_like():
        schema = frame.collect_schema()
    problems = [p for f in asked for p in _check_type(f, schema)]
    if id is not None:
        problems.extend(_check_id(id, schema))
    if problems:
        raise InvalidInputError(problems)
    columns = {f.name: _column(f, schema[f.name]) for f in asked}
    tests = list(_value_tests(asked, columns, schema, id)) if validate else []
    if not (isinstance(outer, nw.DataFrame) and isinstance(frame, nw.LazyFrame)):
        _judge(frame, tests, None)
        tests = []

    def column(fact: Fact) -> Column:
        return columns.get(fact.name) or literal(known(fact), fact.value_type)

    return Door(
        column,
        lambda *columns: _leave(outer, frame, columns, tests),
        categories=outer.implementation.is_polars(),
    )


def inner_frame(
    outer: nw.LazyFrame[Any] | nw.DataFrame[Any], names: list[str]
) -> nw.LazyFrame[Any] | nw.DataFrame[Any]:
    """Return the frame to compute on: Polars lazily, pandas by way of Arrow."""
    if outer.implementation.is_polars():
        return outer.lazy()
    if not outer.implementation.is_pandas_like():
        return outer
    try:
        import pyarrow as pa
    except ImportError:
        raise MissingExtraError("a pandas table", "tables") from None
    names = [n for n in dict.fromkeys(names) if n in outer.columns]
    native = outer.select(names).to_native()
    try:
        taken = pa.Table.from_pandas(native, preserve_index=False)
        # The rows are counted by a column of their own: no fact may be asked for.
        taken = taken.append_column(ROW, pa.array(range(len(native)), pa.int64()))
        arrow: nw.DataFrame[Any] = nw.from_native(taken, eager_only=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError) as error:
        reason = str(error.args[-1] if error.args else error).split("Conversion failed for ")[-1]
        hint = "one type a column; missing values as None, NaN, NaT or <NA>"
        raise InvalidInputError(Problem("table", f"mixed types: {reason[:80]}", hint)) from None
    return arrow


def _check_type(fact: Fact, schema: Mapping[str, nw.dtypes.DType]) -> Iterable[Problem]:
    """Yield what is wrong with the column of a fact."""
    where = f"table[{fact.name!r}]"
    if fact.name not in schema:
        hint = f"add it, with missing values where it is unknown; {near(fact.name, schema)}"
        yield Problem(where, "column is missing", hint)
        return
    dtype = schema[fact.name]
    if dtype == nw.Unknown or is_empty(dtype):
        return
    match fact.value_type.kind:
        case Kind.FLAG:
            fits, due = dtype == nw.Boolean, "booleans"
        case Kind.NUMBER:
            fits, due = dtype in {*WHOLE, *BROKEN} or isinstance(dtype, nw.Decimal), "numbers"
        case Kind.DAY:
            zoned = isinstance(dtype, nw.Datetime) and dtype.time_zone is not None
            fits = dtype == nw.Date or (isinstance(dtype, nw.Datetime) and not zoned)
            due = "days without a time zone" if zoned else "days (dates)"
        case Kind.WORD | Kind.WORDS:
            fits, due = dtype in {*TEXT} or isinstance(dtype, nw.Enum), "words as text"
            due += f": {', '.join(w.value for w in fact.value_type.words or ())}"
    if not fits:
        yield Problem(where, f"holds {dtype}", due)


def is_empty(dtype: nw.dtypes.DType) -> bool:
    """Tell whether a column holds nothing but missing values, and so has no type."""
    return str(dtype) in {"Null", "Unknown"}


def _check_id(name: str, schema: Mapping[str, nw.dtypes.DType]) -> Iterable[Problem]:
    where = f"table[{name!r}]"
    if name not in schema:
        yield Problem(where, "column of the key is missing", near(name, schema))
    elif schema[name] in {*BROKEN}:
        hint = "identity numbers lose digits as floats: read the file with dtype=str"
        yield Problem(where, f"holds {schema[name]}", hint)


def _column(fact: Fact, dtype: nw.dtypes.DType) -> Column:
    """Return the column of a fact in the form that expressions use."""
    expr = nw.col(fact.name)
    value_type = fact.value_type
    if is_empty(dtype):
        return literal(None, value_type)
    match value_type.kind:
        case Kind.WORD | Kind.WORDS:
            # A category column is asked only for words that are among its categories.
            words = {w.value for w in value_type.words or ()}
            narrow = isinstance(dtype, nw.Enum) and not words <= set(dtype.categories)
            expr = expr.cast(nw.String()) if narrow else expr
            is_category = not (narrow or dtype == nw.String)
            return Column(value_type, expr, is_text=True, is_category=is_category)
        case Kind.DAY:
            return Column(value_type, expr if dtype == nw.Date else expr.cast(nw.Date()))
        case Kind.NUMBER if dtype in {*WHOLE}:
            whole = expr if dtype == nw.Int64 else expr.cast(nw.Int64())
            return Column(value_type, whole, times=value_type.denominator)
        case Kind.NUMBER:
            scaled = _scaled(expr, dtype, value_type.denominator)
            return Column(value_type, scaled.round(0).cast(nw.Int64()))
        case Kind.FLAG:
            return Column(value_type, expr)


def _scaled(expr: nw.Expr, dtype: nw.dtypes.DType, denominator: int) -> nw.Expr:
    """Return broken numbers over the denominator; a NaN is missing."""
    number = expr.cast(nw.Float64())
    if dtype in {*BROKEN}:
        number = nw.when(~number.is_nan()).then(number)
    return number * denominator


@attrs.frozen
class ValueTest:
    """What the type of a column does not tell: rows in which ``wrong`` holds are refused."""

    name: str
    wrong: nw.Expr
    problem: Problem
    words: tuple[str, ...] = ()

    @property
    def any_wrong(self) -> nw.Expr:
        """Whether any row fails."""
        return self.wrong.any()


@attrs.frozen
class KeyTest(ValueTest):
    """A test of the whole column at once."""

    @property
    def any_wrong(self) -> nw.Expr:
        """Whether the column fails."""
        return self.wrong


def _value_tests(
    facts: list[Fact],
    columns: Mapping[str, Column],
    schema: Mapping[str, nw.dtypes.DType],
    id: str | None,
) -> Iterable[ValueTest]:
    """Yield the tests for unknown words, broken numbers and double keys."""
    for fact in facts:
        dtype, where = schema[fact.name], f"table[{fact.name!r}]"
        if columns[fact.name].is_fixed:
            continue
        if fact.value_type.words is not None:
            words = tuple(w.value for w in fact.value_type.words)
            if fact.value_type.kind is Kind.WORDS:
                continue  # a list in one text; what is no word of the vocabulary is in no set
            if not (isinstance(dtype, nw.Enum) and set(dtype.categories) <= set(words)):
                wrong = ~columns[fact.name].expr.is_in(words)
                yield ValueTest(fact.name, wrong, Problem(where, "holds unknown words"), words)
        elif fact.value_type.kind is Kind.NUMBER and dtype not in {*WHOLE}:
            denominator = fact.value_type.denominator
            scaled = _scaled(nw.col(fact.name), dtype, denominator)
            wrong = ~(scaled - scaled.round(0)).is_between(-MAX_OFF, MAX_OFF)
            hint = f"a whole number of 1/{denominator} {fact.value_type.unit.name}"  # type: ignore[union-attr]
            yield ValueTest(fact.name, wrong, Problem(where, "holds numbers not exact", hint))
    if id is not None:
        problem = Problem(f"table[{id!r}]", "a key stands in several rows", "one row a person")
        yield KeyTest(id, nw.col(id).n_unique() != nw.len(), problem)


def _judge(
    frame: nw.LazyFrame[Any] | nw.DataFrame[Any],
    tests: list[ValueTest],
    computed: nw.DataFrame[Any] | None,
) -> None:
    """Refuse what the tests found, in a query of its own or as computed along.

    Raises:
        InvalidInputError: every test that failed; a wrong word is shown, a number never.
    """
    if not tests:
        return
    if computed is None:
        found = frame.select(**_test_columns(tests))
        computed = found.collect() if isinstance(found, nw.LazyFrame) else found
    elif not len(computed):
        return
    problems: list[Problem] = []
    for i, test in enumerate(tests):
        if not computed.item(0, f"{TEST}{i}"):
            continue
        problem = test.problem
        if test.words:
            rows = frame.filter(test.wrong).select(test.name).head(1)
            word = (rows.collect() if isinstance(rows, nw.LazyFrame) else rows).item(0, test.name)
            hint = near(word, test.words)
            problem = Problem(problem.where, f"unknown word {shown(word)}", hint)
        problems.append(problem)
    if problems:
        raise InvalidInputError(problems)


def _test_columns(tests: list[ValueTest]) -> dict[str, nw.Expr]:
    """Return the tests as columns of one value: whether any row fails."""
    return {f"{TEST}{i}": test.any_wrong for i, test in enumerate(tests)}


def _compute(frame: Any, columns: Columns, along: Exprs) -> Any:  # noqa: ANN401
    """Return a frame, lazy or not, with its new columns: steps, what is new, what is shown."""
    steps, new, shown = columns
    for group in (*steps, {**new, **along}, shown):
        frame = frame.with_columns(**group) if group else frame
    made = [name for group in steps for name in group]
    return frame.drop(*made) if made else frame


def _leave(
    outer: nw.LazyFrame[Any] | nw.DataFrame[Any],
    frame: nw.LazyFrame[Any] | nw.DataFrame[Any],
    columns: Columns,
    tests: list[ValueTest],
) -> Any:  # noqa: ANN401 - the caller's kind of table
    """Return the caller's table with the new columns, rows as they were."""
    if outer.implementation.is_pandas_like():
        new = columns[1]
        computed = _compute(frame, columns, {}).select(*new).to_native()
        table = outer.to_native()
        pandas = outer.implementation.to_native_namespace()
        added = computed.to_pandas(
            types_mapper={
                _arrow("bool_"): pandas.BooleanDtype(),
                _arrow("int64"): pandas.Int64Dtype(),
            }.get
        )
        added.index = table.index
        return table.assign(**{name: added[name] for name in new})
    if isinstance(outer, nw.DataFrame) and isinstance(frame, nw.LazyFrame):
        # The tests of values are computed along, in the one pass over the table.
        along = _test_columns(tests)
        computed = _compute(frame, columns, along).collect()
        _judge(frame, tests, computed)
        return computed.drop(*along).to_native()
    return _compute(frame, columns, {}).to_native()


def _arrow(name: str) -> Any:  # noqa: ANN401 - an Arrow type
    import pyarrow as pa

    return getattr(pa, name)()
