"""Rules asked of every row of a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw

from asn_career.conditions import AllOf, Answer, key_of
from asn_career.errors import InvalidInputError, Problem
from asn_career.tables.columns import NULL_FLAG, Scope, Truth, map_back, to_output
from asn_career.tables.compile import compile_truth, compile_value, find_repeated
from asn_career.tables.door import Leave, open_door
from asn_career.tables.kleene import join
from asn_career.tables.naming import column_name, facts_asked, names_of
from asn_career.values import Kind

if TYPE_CHECKING:
    from asn_career.positions import Post
    from asn_career.rulebook import Rule, Rulebook, View

__all__ = ["check", "score"]


def check(
    table: Any,  # noqa: ANN401 - any engine's table
    rules: str | Rule | Iterable[str | Rule],
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    id: str | None = None,
    post: Post | None = None,
    because: bool = True,
    validate: bool = True,
) -> Any:  # noqa: ANN401 - the caller's kind of table
    """Ask rules for every row; the same answers as `Rulebook.check`, row by row.

    Args:
        table: pandas, Polars eager or lazy, PyArrow, DuckDB; a column a fact, a row a person.
        rules: one rule or several, by name.
        as_of: the day asked about.
        rulebook: the law.
        id: the column of the caller's own key; it must not repeat.
        post: the post, where facts of a post are asked for and are not columns of their own;
            facts of the pair are columns.
        because: add the column of the condition that decided.
        validate: refuse unknown words and broken numbers; on a lazy table this runs a query.

    Returns:
        The same table, rows as they were, with a nullable boolean column a rule (YES, NO,
        missing for UNKNOWN), and ``<rule>_because``: the key of the first condition of the rule
        that fails, or else of the first that is unknown; missing for YES.

    Raises:
        InvalidInputError: missing columns, wrong types and values, all at once.
        UnknownNameError: no rule of that name.
    Source: none: our own choice.
    """
    names = names_of(rules)
    scope, leave = _enter(
        table, names, rulebook.view({}, as_of, post=post), id=id, validate=validate, flags=True
    )
    new: dict[str, nw.Expr] = {}
    shown: dict[str, nw.Expr] = {}
    for name in names:
        column, why = column_name(name), f"{column_name(name)}_because"
        if not because:
            new[column] = _shown(compile_truth(scope.law.node(name) or Answer(name), scope))
            continue
        new[column], new[why], keys = _reasoned(name, scope)
        # Text is written in a step of its own, from a code: that costs a tenth.
        shown[why] = map_back(nw.col(why), dict(enumerate(keys)))
    return leave(scope.steps, new, shown)


def score(
    table: Any,  # noqa: ANN401 - any engine's table
    rules: str | Rule | Iterable[str | Rule],
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    id: str | None = None,
    post: Post | None = None,
    validate: bool = True,
) -> Any:  # noqa: ANN401 - the caller's kind of table
    """Score every row; the same values as `Rulebook.score`, row by row. See `check`.

    Returns:
        The same table with a column a rule: words as text, days as dates, numbers as whole
        numbers over the denominator of their unit (1 for years, months and levels).
    """
    names = names_of(rules)
    scope, leave = _enter(
        table, names, rulebook.view({}, as_of, post=post), id=id, validate=validate, flags=False
    )
    columns = {column_name(name): compile_value(Answer(name), scope) for name in names}
    # In two steps, so that an expression is computed once however its words are written.
    shown = {name: to_output(attrs.evolve(c, expr=nw.col(name))) for name, c in columns.items()}
    return leave(scope.steps, {name: c.expr for name, c in columns.items()}, shown)


def _enter(
    table: Any,  # noqa: ANN401 - any engine's table
    names: list[str],
    view: View,
    *,
    id: str | None,
    validate: bool,
    flags: bool,
) -> tuple[Scope, Leave]:
    """Check the rules, let the table in, and return how it leaves again."""
    for name in names:
        is_flag = view.law.rule_type(name).kind is Kind.FLAG
        if is_flag is not flags:
            hint = "use tables.check" if is_flag else "use tables.score"
            raise InvalidInputError(Problem(name, "does not give this kind of answer", hint))
    door = open_door(
        table,
        facts_asked(names, view.law),
        lambda fact: view.get(fact.name),
        id=id,
        validate=validate,
    )
    nodes = [view.law.node(name) or Answer(name) for name in names]
    repeated = find_repeated(nodes, view.law)
    return Scope(view.law, door.column, view.as_of, repeated), door.leave


def _shown(truth: Truth) -> nw.Expr:
    """Return the answer as it is shown: what is only advisory is unknown."""
    if isinstance(truth.skip, nw.Expr):
        return nw.when(~truth.skip).then(truth.expr)
    return NULL_FLAG if truth.skip else truth.expr


def _reasoned(rule: str, scope: Scope) -> tuple[nw.Expr, nw.Expr, list[str]]:
    """Return the answer, and why it is not YES, as a code with the keys by their code.

    That is the first condition of the rule that fails, or else the first unknown one; the rule
    itself where no condition of it decides.
    """
    node = scope.law.node(rule)
    conditions = node.conditions if isinstance(node, AllOf) else (node or Answer(rule),)
    truths = [scope.keep_truth(compile_truth(c, scope)) for c in conditions]
    whole = join(truths, scope, settles=False) if isinstance(node, AllOf) else truths[0]
    whole = scope.keep_truth(whole)
    keys = [key_of(c) or rule for c in conditions] + [rule]
    failing: nw.Expr = nw.lit(len(conditions))
    unknown: nw.Expr = nw.lit(len(conditions))
    for code in reversed(range(len(conditions))):
        truth, key = truths[code], nw.lit(code)
        if truth.skip is True:
            continue
        if truth.is_fixed:
            failing = key if truth.fixed is False else failing
            unknown = key if truth.fixed is None else unknown
            continue
        fails, waits = ~truth.expr, truth.expr.is_null()
        if isinstance(truth.skip, nw.Expr):
            fails, waits = fails & ~truth.skip, waits & ~truth.skip
        failing = nw.when(fails).then(key).otherwise(failing)
        unknown = nw.when(waits).then(key).otherwise(unknown)
    answer = _shown(whole)
    if whole.is_fixed:
        none = nw.lit(None, dtype=nw.Int64())
        return answer, {True: none, False: failing, None: unknown}[whole.fixed], keys
    no = nw.when(~answer).then(failing)
    return answer, nw.when(answer.is_null()).then(unknown).otherwise(no), keys
