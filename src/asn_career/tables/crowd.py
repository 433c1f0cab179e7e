"""The people of a table as plain columns: keys, answers by class of post, levels, talent value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from operator import lt
from typing import TYPE_CHECKING, Any, Final

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from asn_career.conditions import Answer
from asn_career.errors import InvalidInputError, Problem, near
from asn_career.facts import Fact, Subject
from asn_career.tables.columns import NULL_FLAG, Column, Truth, literal
from asn_career.tables.compile import compile_truth, compile_value, find_repeated
from asn_career.tables.door import BROKEN, WHOLE, Door, open_door
from asn_career.tables.kleene import fixed_truth, join
from asn_career.tables.naming import column_name, facts_asked
from asn_career.tables.scope import Scope, Steps
from asn_career.values import Kind

if TYPE_CHECKING:
    from asn_career.positions import Post
    from asn_career.rulebook import Rulebook

__all__ = ["NO", "UNASKED", "UNKNOWN", "YES", "Asked", "Crowd", "take_crowd"]

NO, YES, UNKNOWN = 0, 1, 2
_CODES: Final = {True: YES, False: NO, None: UNKNOWN}
NO_VALUE: Final = -(1 << 62)
WHOLE_HINT: Final = "whole numbers, as tables.score and tables.place give"
PREFIX: Final = "asn_career_rank_"
UNASKED: Final = Problem("table", "has no order of its own", "id=... names the column of the key")
Whole = NDArray[np.int64]


class Asked:
    """What is asked of a table.

    Attributes:
        posts: one post a class: its rules and facts are those of all posts of the class.
        rules: by class, the rules that all have to say YES; None where no rule is known.
        retiring: the rules that say that the pension day has come.
        talent: the rule of the talent value.
        levels: competency to column.
        scale: the highest level.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        as_of: dt.date,
        *,
        posts: Sequence[Post],
        rules: Sequence[tuple[str, ...] | None],
        retiring: tuple[str, ...],
        talent: str | None,
        levels: Mapping[str, str],
        scale: int,
    ) -> None:
        """Take what is asked, and find which facts that needs."""
        self.rulebook, self.as_of, self.law = rulebook, as_of, rulebook.law(as_of)
        self.posts, self.rules, self.retiring = posts, rules, retiring
        self.talent, self.levels, self.scale = talent, levels, scale
        self.names = dict.fromkeys(name for found in rules for name in found or ())

    def facts(self, *, with_talent: bool) -> tuple[Fact, ...]:
        """Return the facts that are columns."""
        names = [*self.names, *self.retiring]
        names += [self.talent] if with_talent and self.talent is not None else []
        found = facts_asked(names, self.law)
        return tuple(f for f in found if f.subject in {Subject.PERSON, Subject.PAIR})


class Crowd:
    """The people, by place in the table.

    Attributes:
        verdicts: by class of post and person, `NO`, `YES` or `UNKNOWN`.
        retired: by person, whether the pension day has come.
        levels: by competency, those of everybody; one above the scale where unknown.
        holes: the competencies of which some level may be unknown.
        talent: by person, whole; under zero where unknown. None where it is not asked.
        facts: the facts that are columns of the table.
        computed: whether the talent value was computed from them.
    """

    def __init__(
        self,
        keys: nw.Series[Any] | None,
        people: int,
        *,
        verdicts: NDArray[np.int8],
        retired: NDArray[np.bool_],
        levels: list[NDArray[Any]],
        holes: list[int],
        talent: Whole | None,
        facts: tuple[Fact, ...],
        read: Callable[[int], dict[str, object]],
        computed: bool,
    ) -> None:
        """Take the columns; ``keys`` is the column of the key, None for the number of the row."""
        self._keys, self.people, self._read = keys, people, read
        self.verdicts, self.retired, self.levels = verdicts, retired, levels
        self.holes = holes
        self.talent, self.facts, self.computed = talent, facts, computed

    @cached_property
    def ids(self) -> Sequence[Any]:
        """The keys of everybody."""
        return range(self.people) if self._keys is None else self._keys.to_list()

    @cached_property
    def _order(self) -> Whole:
        """The place of everybody in the order of the keys."""
        ids = self.ids
        if all(map(lt, ids, ids[1:])):
            return np.arange(self.people)
        places = np.empty(self.people, np.int64)
        places[sorted(range(self.people), key=ids.__getitem__)] = np.arange(self.people)
        return places

    def order_of(self, rows: Whole) -> Whole:
        """Return the places of some people in the order of the keys."""
        if self._keys is None:
            return rows
        if len(rows) > self.people // 8:
            return self._order[rows]
        some = np.unique(rows)
        ids = self._keys[some.tolist()].to_list()
        places = np.empty(len(some), np.int64)
        places[sorted(range(len(some)), key=ids.__getitem__)] = np.arange(len(some))
        return places[np.searchsorted(some, rows)]

    def id_of(self, row: int) -> Any:  # noqa: ANN401 - text or a whole number
        """Return the key of one person."""
        return row if self._keys is None else self.ids[row]

    def levels_of(self, row: int) -> list[int]:
        """Return the levels of one person, one above the scale where unknown."""
        return [int(held[row]) for held in self.levels]

    def facts_of(self, row: int) -> dict[str, object]:
        """Return the facts of one person as the record reading takes them."""
        raw = self._read(row)
        return {fact.name: _plain(fact, raw[fact.name]) for fact in self.facts}


def _plain(fact: Fact, raw: Any) -> object:  # noqa: ANN401 - a cell of any engine
    """Return a cell as a fact."""
    if raw is None or raw != raw:  # noqa: PLR0124 - NaN
        return None
    match fact.value_type.kind:
        case Kind.WORDS:
            return [word for word in str(raw).split("|") if word]
        case Kind.NUMBER if isinstance(raw, float):
            denominator = fact.value_type.denominator
            return Decimal(round(raw * denominator)) / denominator
        case Kind.DAY if isinstance(raw, dt.datetime):
            return raw.date()
        case _:
            return raw


def take_crowd(
    table: Any,  # noqa: ANN401 - any engine's table
    asked: Asked,
    *,
    id: str | None,
    validate: bool,
    problems: list[Problem],
) -> Crowd:
    """Return the people of a table.

    Raises:
        InvalidInputError: ``problems``, and all that is wrong with the table.
    """
    try:
        outer = nw.from_native(table)
    except TypeError:
        hint = "a table of pandas, polars, pyarrow or duckdb"
        problems.append(Problem("table", f"a {type(table).__name__}", hint))
        raise InvalidInputError(problems) from None
    schema = outer.collect_schema()
    ready = asked.talent is not None and column_name(asked.talent) in schema
    facts = asked.facts(with_talent=not ready)
    problems += _check_columns(asked, schema, id, ready=ready)
    if id is None and not isinstance(outer, nw.DataFrame):
        problems.append(UNASKED)
    view = asked.rulebook.view({}, asked.as_of)
    try:
        door = open_door(table, facts, lambda f: view.get(f.name), id=None, validate=validate)
    except InvalidInputError as error:
        raise InvalidInputError([*problems, *error.problems]) from None
    if problems:
        raise InvalidInputError(problems)
    steps: Steps = []
    truths = {
        f"{PREFIX}{i}": _verdict(names, asked, i, door, steps)
        for i, names in enumerate(asked.rules)
    }
    if asked.retiring:
        truths[f"{PREFIX}retired"] = _retired(asked, door, steps)
    # What is the same for everybody is no column.
    fixed = {name: _CODES[t.fixed] for name, t in truths.items() if t.is_fixed}
    new = {name: _code(t) for name, t in truths.items() if not t.is_fixed}
    if asked.talent is not None and not ready:
        scope = _scope(asked, 0, door, steps, [asked.talent])
        value = compile_value(Answer(asked.talent), scope)
        if value.is_fixed:
            fixed[f"{PREFIX}talent"] = NO_VALUE if value.fixed is None else int(str(value.fixed))
        else:
            new[f"{PREFIX}talent"] = value.codes
    frame = nw.from_native(door.leave(steps, new, {}) if new else table)
    taken = list(dict.fromkeys([*asked.levels.values(), *([id] if id is not None else []), *new]))
    if ready and asked.talent is not None:
        taken.append(column_name(asked.talent))
    chosen = frame.select(*dict.fromkeys(taken))
    if isinstance(chosen, nw.LazyFrame):
        streams = {"engine": "streaming"} if chosen.implementation.is_polars() else {}
        chosen = chosen.collect(None, **streams)
    return _crowd(chosen, outer, asked, id=id, facts=facts, fixed=fixed, ready=ready)


def _check_columns(
    asked: Asked, schema: Mapping[str, nw.dtypes.DType], id: str | None, *, ready: bool
) -> list[Problem]:
    problems = []
    for key, name in asked.levels.items():
        dtype, where = schema.get(name), f"table[{name!r}]"
        if dtype is None:
            hint = f"the levels of competency {key}; {near(name, schema)}"
            problems.append(Problem(where, "column is missing", hint))
        elif dtype not in {*WHOLE, *BROKEN} and str(dtype) not in {"Null", "Unknown"}:
            problems.append(Problem(where, f"holds {dtype}", f"levels from 0 to {asked.scale}"))
    if id is not None and id not in schema:
        problems.append(Problem(f"table[{id!r}]", "column of the key is missing", near(id, schema)))
    elif id is not None and schema[id] in {*BROKEN}:
        hint = "identity numbers lose digits as floats: read the file with dtype=str"
        problems.append(Problem(f"table[{id!r}]", f"holds {schema[id]}", hint))
    if ready and asked.talent is not None:
        name = column_name(asked.talent)
        if schema[name] not in {*WHOLE, *BROKEN} and str(schema[name]) not in {"Null", "Unknown"}:
            problems.append(Problem(f"table[{name!r}]", f"holds {schema[name]}", WHOLE_HINT))
    return problems


def _scope(asked: Asked, post: int, door: Door, steps: Steps, names: Sequence[str]) -> Scope:
    """Return where the rules of a class are compiled: facts of the post are those of its own."""
    view = asked.rulebook.view({}, asked.as_of, post=asked.posts[post] if asked.posts else None)

    def column(fact: Fact) -> Column:
        if fact.subject is Subject.POST:
            return literal(view.get(fact.name), fact.value_type)
        return door.column(fact)

    nodes = [asked.law.node(name) or Answer(name) for name in names]
    return Scope(asked.law, column, asked.as_of, find_repeated(nodes, asked.law), steps)


def _verdict(
    names: tuple[str, ...] | None, asked: Asked, post: int, door: Door, steps: Steps
) -> Truth:
    """Return whether every rule says YES; where no rule is known nobody may be said to pass."""
    if not names:
        return fixed_truth(None if names is None else True)
    scope = _scope(asked, post, door, steps, names)
    return join([_decided(name, asked, scope) for name in names], scope, settles=False)


def _decided(name: str, asked: Asked, scope: Scope) -> Truth:
    """Return the answer of a rule, unknown where it rests on what nobody has verified."""
    truth = compile_truth(asked.law.node(name) or Answer(name), scope)
    if truth.skip is True:
        return fixed_truth(None)
    if isinstance(truth.skip, nw.Expr):
        return Truth(nw.when(~truth.skip).then(truth.expr).otherwise(NULL_FLAG))
    return truth


def _retired(asked: Asked, door: Door, steps: Steps) -> Truth:
    scope = _scope(asked, 0, door, steps, asked.retiring)
    return join([_decided(name, asked, scope) for name in asked.retiring], scope, settles=True)


def _code(truth: Truth) -> nw.Expr:
    return truth.expr.cast(nw.Int64()).fill_null(UNKNOWN)


def _crowd(
    chosen: nw.DataFrame[Any],
    outer: nw.DataFrame[Any] | nw.LazyFrame[Any],
    asked: Asked,
    *,
    id: str | None,
    facts: tuple[Fact, ...],
    fixed: Mapping[str, int],
    ready: bool,
) -> Crowd:
    """Return the columns, or raise what is wrong with their values."""
    people, problems = len(chosen), list[Problem]()
    levels = []
    for name in asked.levels.values():
        held = _read_levels(chosen[name], asked.scale)
        levels.append(np.zeros(people, np.uint8) if held is None else held)
        if held is None:
            message = f"holds levels that are not from 0 to {asked.scale}"
            problems.append(Problem(f"table[{name!r}]", message))
    talent = None
    if asked.talent is not None:
        name = column_name(asked.talent) if ready else f"{PREFIX}talent"
        talent = np.full(people, fixed.get(name, 0), np.int64)
        if name not in fixed:
            problems += _read_talent(chosen[name], talent, f"table[{name!r}]")
    keys = None if id is None else chosen[id]
    if keys is not None:
        if keys.null_count():
            problems.append(Problem(f"table[{id!r}]", "a key is missing", "one key a person"))
        elif keys.n_unique() != people:
            problems.append(
                Problem(f"table[{id!r}]", "a key stands in several rows", "one row a person")
            )
    if problems:
        raise InvalidInputError(problems)
    verdicts = np.empty((len(asked.rules), people), np.int8)
    for i in range(len(asked.rules)):
        name = f"{PREFIX}{i}"
        verdicts[i] = fixed[name] if name in fixed else chosen[name].to_numpy()
    name = f"{PREFIX}retired"
    retired = np.full(people, fixed.get(name) == YES)
    if asked.retiring and name not in fixed:
        retired = chosen[name].to_numpy() == YES
    names = [fact.name for fact in facts]

    def read(row: int) -> dict[str, object]:
        if not names:
            return {}
        if isinstance(outer, nw.DataFrame):
            one = outer[row : row + 1].select(*names)
        else:
            one = outer.filter(nw.col(str(id)) == crowd.id_of(row)).select(*names).collect()
        # By way of Arrow the cells of every engine are plain.
        found: dict[str, object] = one.to_arrow().to_pylist()[0]
        return found

    crowd = Crowd(
        keys,
        people,
        verdicts=verdicts,
        retired=retired,
        levels=levels,
        holes=[c for c, held in enumerate(levels) if held.dtype == np.uint8],
        talent=talent,
        facts=facts,
        read=read,
        computed=asked.talent is not None and not ready,
    )
    return crowd


def _read_talent(column: nw.Series[Any], out: Whole, where: str) -> list[Problem]:
    """Write the talent values, whole numbers; far under zero where unknown."""
    if column.dtype in {*BROKEN}:  # as pandas makes of whole numbers beside missing ones
        held = column.to_numpy().astype(np.float64)
        missing = np.isnan(held)
        if np.any(np.rint(held[~missing]) != held[~missing]):
            return [Problem(where, "holds numbers that are not whole", WHOLE_HINT)]
        out[:] = np.where(missing, NO_VALUE, np.where(missing, 0, held).astype(np.int64))
    else:
        out[:] = column.cast(nw.Int64()).fill_null(NO_VALUE).to_numpy()
    if np.any((out < 0) & (out != NO_VALUE)):
        return [Problem(where, "holds values under 0", "no talent value is")]
    return []


def _read_levels(column: nw.Series[Any], scale: int) -> NDArray[Any] | None:
    """Return levels, one above the scale where unknown; None where they are no levels.

    Whole numbers without a hole are taken as they are.
    """
    if column.dtype in {*WHOLE} and not column.null_count():
        held = column.to_numpy()
        # What is under zero is very large as a number without a sign.
        plain = held.view(held.dtype.str.replace("i", "u")) if len(held) else held
        return held if plain.max(initial=0) <= scale else None
    found = column.cast(nw.Float64()).to_numpy().astype(np.float64)
    missing = np.isnan(found)
    known = np.where(missing, 0, found)
    if np.any((known < 0) | (known > scale) | (known != np.rint(known))):
        return None
    return np.where(missing, scale + 1, known).astype(np.uint8)
