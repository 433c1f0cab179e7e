"""Placing on tables: nine boxes and indices as columns, on the engine that the table is in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw

from asn_career.conditions import Answer, walk
from asn_career.dates import read_day
from asn_career.errors import InvalidInputError, Problem
from asn_career.tables.columns import Advisory, Column, literal, to_output
from asn_career.tables.compile import compile_value, find_repeated
from asn_career.tables.door import open_door
from asn_career.tables.naming import column_name, facts_asked, names_of
from asn_career.tables.scope import Scope
from asn_career.terms import IpCategory, Question, TalentBox
from asn_career.values import Kind, ValueType

if TYPE_CHECKING:
    from asn_career.positions import Post
    from asn_career.rulebook import Rule, Rulebook, Snapshot

__all__ = ["place"]

PLACED = {Question.TALENT: ValueType.word(TalentBox), Question.INDEX: ValueType.word(IpCategory)}


def place(
    table: Any,  # noqa: ANN401 - any engine's table
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    rules: str | Rule | Iterable[str | Rule] | None = None,
    id: str | None = None,
    post: Post | None = None,
    validate: bool = True,
) -> Any:  # noqa: ANN401 - the caller's kind of table
    """Place every row in the nine boxes and by the index of professionalism (IP ASN).

    The rules are found by what they answer: the box among those about talent, the category of the
    index among those about indices; with each come the classes and numbers that it reads.

    Args:
        table: pandas, Polars eager or lazy, PyArrow, DuckDB; a column a fact, a row a person.
        as_of: the day asked about.
        rulebook: the law, with what the agency laid over it.
        rules: what to place by, where not by both: such as ``"talent.box"``.
        id: the column of the caller's own key; it must not repeat.
        post: the post in question, where an indicator is about one.
        validate: refuse unknown words and broken numbers; on a lazy table this runs a query.

    Returns:
        The same table, rows as they were, lazy if it was, with a column a rule: the box or the
        category, then each class and number that it reads. Words are text, numbers are whole, over
        the denominator of `Rulebook.score`. ``<rule>_unverified`` tells where a figure was read
        that nobody has verified: an index is told all the same, but nobody is in a box by it.

    Raises:
        InvalidInputError: missing columns, wrong types and values, all at once; a rulebook with
            several rules of one kind.
        UnknownNameError: no rule of that name.
    Source: PermenPANRB 3/2020 Lampiran (nine boxes), Peraturan BKN 8/2019 (IP ASN), through the
        rulebook.
    """
    as_of = read_day(as_of, "as_of")
    view = rulebook.view({}, as_of, post=post)
    law = rulebook.law(as_of)
    roots = _find(law, post) if rules is None else _given(rules, law)
    read = {root: _answers(root, law) for root in roots}
    names = tuple(dict.fromkeys(name for found in read.values() for name in found))
    facts = facts_asked(list(names), law)
    door = open_door(table, facts, lambda f: view.get(f.name), id=id, validate=validate)
    repeated = find_repeated([law.node(name) or Answer(name) for name in names], law)
    scope = Scope(law, door.column, as_of, repeated)
    new: dict[str, nw.Expr] = {}
    shown: dict[str, nw.Expr] = {}
    for root, found in read.items():
        for name in found:
            column = compile_value(Answer(name), scope)
            column = attrs.evolve(column, advisory=scope.keep_mark(column.advisory))
            if law.version(root).question is Question.TALENT:
                column = _verified(column)
            at = column_name(name)
            new[at] = column.expr
            # In two steps, so that an expression is computed once however its words are written.
            whole = attrs.evolve(column, expr=nw.col(at))
            shown[at] = to_output(whole, categories=door.categories)
        mark = compile_value(Answer(root), scope).advisory
        new[f"{column_name(root)}_unverified"] = _mark(mark)
    return door.leave(scope.steps, new, shown)


def _find(law: Snapshot, post: Post | None) -> tuple[str, ...]:
    """Return the rule of the box and that of the category of the index that is reckoned.

    Also those that are not in force: then everybody is unknown.
    """
    level = None if post is None else post.position.level
    roots: list[str] = []
    problems: list[Problem] = []
    for question, answer in PLACED.items():
        found = [
            name
            for name, rule in law.latest.items()
            if rule.question is question
            and law.rule_type(name) == answer
            and (level is None or not rule.targets or level in rule.targets)
            # A category of a value that is given reads no other answer.
            and len(_answers(name, law)) > 1
        ]
        if len(found) > 1:
            message = f"several rules of {question}: {', '.join(found)}"
            problems.append(Problem("rulebook", message, "rules=... names one of them"))
        roots += found
    if not roots and not problems:
        message = "has no rule that places in boxes or by an index"
        problems.append(Problem("rulebook", message, "rules=... names what to place by"))
    if problems:
        raise InvalidInputError(problems)
    return tuple(roots)


def _given(rules: str | Rule | Iterable[str | Rule], law: Snapshot) -> tuple[str, ...]:
    names = tuple(names_of(rules, law))
    problems = [
        Problem(f"rules[{i}]", f"{name!r:.60} says yes or no", "use tables.check")
        for i, name in enumerate(names)
        if law.rule_type(name).kind is Kind.FLAG
    ]
    if problems or not names:
        raise InvalidInputError(problems or Problem("rules", "none given", "such as 'talent.box'"))
    return names


def _answers(rule: str, law: Snapshot) -> tuple[str, ...]:
    """Return a rule and the rules whose words and numbers it reads, itself first."""
    found = [rule]
    for node in walk(law.version(rule).node):
        if isinstance(node, Answer):
            found += _answers(node.rule, law)
    return tuple(n for n in dict.fromkeys(found) if law.rule_type(n).kind is not Kind.FLAG)


def _verified(column: Column) -> Column:
    """Return what is known without a figure that nobody has verified."""
    if isinstance(column.advisory, nw.Expr):
        return attrs.evolve(column, expr=nw.when(~column.advisory).then(column.expr))
    return literal(None, column.value_type) if column.advisory else column


def _mark(mark: Advisory) -> nw.Expr:
    return mark if isinstance(mark, nw.Expr) else nw.lit(mark)
