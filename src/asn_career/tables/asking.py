"""Rules asked of every row of a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw

from asn_career.conditions import AllOf, Answer, key_of
from asn_career.errors import InvalidInputError, Problem
from asn_career.findings import Truth as Answered
from asn_career.tables.columns import NULL_FLAG, Truth, map_back, to_output
from asn_career.tables.compile import compile_truth, compile_value, find_repeated, keep_truth
from asn_career.tables.door import Door, open_door
from asn_career.tables.kleene import join
from asn_career.tables.naming import column_name, facts_asked, names_of
from asn_career.tables.scope import Scope
from asn_career.values import Kind

if TYPE_CHECKING:
    from asn_career.positions import Post
    from asn_career.rulebook import Rule, Rulebook

__all__ = ["check", "score"]


def check(
    table: Any,  # noqa: ANN401 - any engine's table
    rules: str | Rule | Iterable[str | Rule] | None,
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    id: str | None = None,
    post: Post | None = None,
    because: bool = True,
    lang: str | None = None,
    validate: bool = True,
) -> Any:  # noqa: ANN401 - the caller's kind of table
    """Ask rules for every row; the same answers as `Rulebook.check`, row by row.

    All rules are asked in one pass: facts are read, words encoded and answers of other rules
    found once, however many rules ask for them.

    Args:
        table: pandas, Polars eager or lazy, PyArrow, DuckDB; a column a fact, a row a person.
        rules: one rule or several, by name; None for all in force that answer so.
        as_of: the day asked about.
        rulebook: the law.
        id: the column of the caller's own key; it must not repeat.
        post: the post, where facts of a post are asked for and are not columns of their own;
            facts of the pair are columns.
        because: add the column of the condition that decided.
        lang: write the answers as words, ``id`` (YA, TIDAK, BELUM DIKETAHUI) or ``en`` (YES, NO,
            UNKNOWN); without it they are nullable booleans.
        validate: refuse unknown words, broken numbers and keys that repeat. On an eager Polars
            table that is done along the way; on every other one it runs a query of its own, also
            on a lazy table. Without it nothing is computed before the caller asks for it.

    Returns:
        The same table, rows as they were, with a column a rule (YES, NO, missing for UNKNOWN, or
        the words), and ``<rule>_because``: the key of the first condition of the rule that
        fails, or else of the first that is unknown; missing for YES. Words are categories on
        Polars, text elsewhere; `legend` explains the keys. DuckDB may reorder rows.

    Raises:
        InvalidInputError: missing columns, wrong types and values, all at once.
        UnknownNameError: no rule of that name.
    Source: none: our own choice.
    """
    names, scope, door = _enter(
        table, rules, as_of, rulebook, id=id, post=post, validate=validate, flags=True
    )
    new: dict[str, nw.Expr] = {}
    shown: dict[str, nw.Expr] = {}
    for name in names:
        column, why = column_name(name), f"{column_name(name)}_because"
        if because:
            with scope.reading(("reasons", name)):
                new[column], new[why], keys = _reasoned(name, scope)
            # Words are written in a step of their own, from a code: that costs a tenth.
            codes = dict(enumerate(keys))
            shown[why] = map_back(nw.col(why), codes, categories=door.categories)
        else:
            new[column] = _shown(compile_truth(scope.law.node(name) or Answer(name), scope))
        if lang is not None:
            shown[column] = _in_words(nw.col(column), lang, categories=door.categories)
    return door.leave(scope.steps, new, shown)


def score(
    table: Any,  # noqa: ANN401 - any engine's table
    rules: str | Rule | Iterable[str | Rule] | None,
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    id: str | None = None,
    post: Post | None = None,
    validate: bool = True,
) -> Any:  # noqa: ANN401 - the caller's kind of table
    """Score every row; the same values as `Rulebook.score`, row by row. See `check`.

    Returns:
        The same table with a column a rule: words as text or categories, days as dates, numbers
        as whole numbers over the denominator of their unit (1 for years, months and levels).
    """
    names, scope, door = _enter(
        table, rules, as_of, rulebook, id=id, post=post, validate=validate, flags=False
    )
    columns = {column_name(name): compile_value(Answer(name), scope) for name in names}
    # In two steps, so that an expression is computed once however its words are written.
    shown = {
        name: to_output(attrs.evolve(c, expr=nw.col(name)), categories=door.categories)
        for name, c in columns.items()
    }
    return door.leave(scope.steps, {name: c.expr for name, c in columns.items()}, shown)


def _enter(
    table: Any,  # noqa: ANN401 - any engine's table
    rules: str | Rule | Iterable[str | Rule] | None,
    as_of: dt.date,
    rulebook: Rulebook,
    *,
    id: str | None,
    post: Post | None,
    validate: bool,
    flags: bool,
) -> tuple[list[str], Scope, Door]:
    """Check the rules, let the table in, and return how it leaves again."""
    view = rulebook.view({}, as_of, post=post)
    names = names_of(rules, view.law, flags=flags)
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
    return names, Scope(view.law, door.column, view.as_of, repeated), door


def _shown(truth: Truth) -> nw.Expr:
    """Return the answer as it is shown: what is only advisory is unknown."""
    if isinstance(truth.skip, nw.Expr):
        return nw.when(~truth.skip).then(truth.expr)
    return NULL_FLAG if truth.skip else truth.expr


def _in_words(answer: nw.Expr, lang: str, *, categories: bool) -> nw.Expr:
    """Return an answer as one of its three words."""
    yes, no, unknown = (
        nw.lit(t.text.say(lang)).cast(nw.Categorical()) if categories else nw.lit(t.text.say(lang))
        for t in (Answered.YES, Answered.NO, Answered.UNKNOWN)
    )
    return nw.when(answer).then(yes).otherwise(nw.when(~answer).then(no).otherwise(unknown))


def _reasoned(rule: str, scope: Scope) -> tuple[nw.Expr, nw.Expr, list[str]]:
    """Return the answer, and why it is not YES, as a code with the keys by their code.

    That is the first condition of the rule that fails, or else the first unknown one; the rule
    itself where no condition of it decides.
    """
    node = scope.law.node(rule)
    conditions = node.conditions if isinstance(node, AllOf) else (node or Answer(rule),)
    truths = [keep_truth(c, scope) for c in conditions]
    whole = join(truths, scope, settles=False) if isinstance(node, AllOf) else truths[0]
    whole = scope.keep_truth(whole)
    answer, last = _shown(whole), len(conditions)
    code = nw.lit(last, dtype=nw.Int16())
    for place in reversed(range(last)):
        decides = _decides(truths[place], whole, answer)
        if decides is True:
            code = nw.lit(place, dtype=nw.Int16())
        elif isinstance(decides, nw.Expr):
            code = nw.when(decides).then(nw.lit(place, dtype=nw.Int16())).otherwise(code)
    keys = [*(key_of(c) or rule for c in conditions), rule]
    if not whole.is_fixed:
        return answer, nw.when(answer.is_null() | ~answer).then(code), keys
    return answer, nw.lit(None, dtype=nw.Int16()) if whole.fixed else code, keys


def _decides(part: Truth, whole: Truth, answer: nw.Expr) -> bool | nw.Expr:
    """Tell where a condition is as the whole is, which is not YES: NO, or else unknown."""
    if part.skip is True:
        return False
    if part.is_fixed:
        if whole.is_fixed:
            return part.fixed is whole.fixed
        return answer.is_null() if part.fixed is None else False
    fails, waits = ~part.expr, part.expr.is_null()
    if whole.is_fixed:
        found = waits if whole.fixed is None else fails
    else:
        found = nw.when(answer.is_null()).then(waits).otherwise(fails)
    return found & ~part.skip if isinstance(part.skip, nw.Expr) else found
