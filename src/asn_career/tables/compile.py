"""The table reading: a tree becomes an expression that any engine can run.

One nullable boolean a condition, joined by Kleene's logic. Where a fact meets a fixed figure the
comparison is made of what engines do fast and alike: a day against a cut-off day, a word against
the words that pass. Everything else goes by whole numbers: codes of words, months, numerators.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import reduce
from typing import Any, assert_never

import narwhals as nw

from asn_career.conditions import (
    AllOf,
    Answer,
    AnyOf,
    Band,
    Compare,
    Const,
    IsOneOf,
    Law,
    Lookup,
    MonthsSince,
    MonthStartAfter,
    Node,
    Not,
    Param,
    Product,
    Quantity,
    WeightedSum,
    children,
    facts_in,
    marked_reader,
    truth_reader,
    type_of,
)
from asn_career.facts import Fact
from asn_career.findings import Op
from asn_career.tables.columns import Column, Scope, Truth, either, literal
from asn_career.tables.comparing import compare_columns, is_one_of
from asn_career.tables.days import compare_months, count_months, month_index, month_start
from asn_career.tables.figures import compare_band, look_up, pick_band, unknown_of
from asn_career.tables.kleene import fixed_truth, join, negate, never_known
from asn_career.terms import Word
from asn_career.values import Value, ValueType

__all__ = ["compile_truth", "compile_value", "find_repeated"]


def find_repeated(nodes: Iterable[Node], law: Law) -> frozenset[Node]:
    """Return the quantities that trees mention more than once, and the answers of other rules."""
    counts: Counter[Node] = Counter()
    edge = list(nodes)
    while edge:
        node = edge.pop()
        counts[node] += 1
        if counts[node] > 1:
            continue
        if isinstance(node, Answer):
            behind = law.node(node.rule)
            edge.extend([behind] if behind is not None else [])
        edge.extend(children(node))
    computed = (Lookup, Band, MonthStartAfter, WeightedSum, Product)
    return frozenset(
        node
        for node, count in counts.items()
        if isinstance(node, Answer) or (count > 1 and isinstance(node, computed))
    )


# -- what is the same for everybody: the record reading answers it ----------------------------


def _is_constant(node: Node, at: Scope) -> bool:
    """Tell whether a tree has the same value for everybody."""
    if isinstance(node, Fact):
        return at.column(node).is_fixed
    if isinstance(node, Answer):
        behind = at.law.node(node.rule)
        return behind is None or _is_constant(behind, at)
    return all(_is_constant(child, at) for child in children(node))


def _constants(node: Node, at: Scope) -> dict[str, Value | None]:
    return {fact.name: at.column(fact).fixed for fact in facts_in(node, at.law)}


# -- quantities ---------------------------------------------------------------------------


def compile_value(node: Quantity, at: Scope) -> Column:
    """Return a quantity as a column; what is mentioned more than once is computed once."""
    if node in at.kept:
        return at.kept[node]
    column = _value(node, at)
    return at.keep(node, column) if node in at.repeated else column


def _value(node: Quantity, at: Scope) -> Column:
    value_type = type_of(node, at.law)
    if _is_constant(node, at):
        facts = _constants(node, at)
        value, advisory = marked_reader(node, at.law)(facts.get, at.as_of)
        return literal(value, value_type, advisory=advisory)
    match node:
        case Fact():
            return at.column(node)
        case Const() | Param():
            raise AssertionError(node)  # the same for everybody, answered above
        case Lookup(table=table, keys=keys):
            columns = [compile_value(k, at) for k in keys]
            return look_up(at.law, table, columns, value_type)
        case Band(table=table, of=of):
            return pick_band(at.law, table, compile_value(of, at), value_type)
        case MonthsSince(day=day):
            start = compile_value(day, at)
            if unknown := unknown_of([start], value_type):
                return unknown
            return Column(value_type, count_months(start.expr, at.as_of), advisory=start.advisory)
        case MonthStartAfter(day=day, length=length):
            start, span = compile_value(day, at), compile_value(length, at)
            if unknown := unknown_of([start, span], value_type):
                return unknown
            unit = span.value_type.unit
            per = 12 if unit is not None and unit.name == "year" else 1
            expr = month_start(month_index(start) + span.operand * per)
            return Column(value_type, expr, advisory=either([start.advisory, span.advisory]))
        case WeightedSum(parts=parts):
            columns = [compile_value(n, at) for pair in parts for n in pair]
            if unknown := unknown_of(columns, value_type):
                return unknown
            weights, shares = columns[::2], columns[1::2]
            terms = (w.operand * q.operand for w, q in zip(weights, shares, strict=True))
            return _joined(lambda a, b: a + b, terms, columns, value_type)
        case Product(factors=factors):
            columns = [compile_value(f, at) for f in factors]
            if unknown := unknown_of(columns, value_type):
                return unknown
            terms = (c.operand for c in columns)
            return _joined(lambda a, b: a * b, terms, columns, value_type)
        case Answer(rule=rule):
            behind = at.law.node(rule)
            if behind is None:
                raise AssertionError(node)  # it asks for no fact, so it was answered above
            return _answer(behind, at)
        case _:
            assert_never(node)


def _answer(behind: Node, at: Scope) -> Column:
    if not isinstance(behind, Compare | IsOneOf | AllOf | AnyOf | Not):
        return compile_value(behind, at)
    truth = compile_truth(behind, at)
    return Column(
        ValueType.flag(),
        truth.expr,
        is_fixed=truth.is_fixed,
        fixed=truth.fixed,
        advisory=truth.skip,
    )


def _joined(
    join: Callable[[Any, Any], Any],
    terms: Iterable[int | nw.Expr],
    columns: Iterable[Column],
    value_type: ValueType,
) -> Column:
    """Return numbers joined to one."""
    expr: nw.Expr = reduce(join, terms)  # type: ignore[assignment] # some term varies
    return Column(value_type, expr, advisory=either(c.advisory for c in columns))


# -- conditions ---------------------------------------------------------------------------


def compile_truth(node: Node, at: Scope) -> Truth:
    """Return a condition as a nullable boolean expression."""
    if _is_constant(node, at):
        facts = _constants(node, at)
        return fixed_truth(truth_reader(node, at.law)(facts.get, at.as_of))
    match node:
        case Compare(left=left, op=op, right=right):
            return _compare(left, op, right, at)
        case IsOneOf(left=left, right=right):
            one, several = compile_value(left, at), compile_value(right, at)
            skip = either([one.advisory, several.advisory])
            if one.is_unknown or several.is_unknown:
                return never_known(skip)
            return Truth(is_one_of(one, several), skip)
        case AllOf(conditions=conditions) | AnyOf(conditions=conditions):
            parts = [compile_truth(c, at) for c in conditions]
            return join(parts, at, settles=isinstance(node, AnyOf))
        case Not(condition=condition):
            return negate(compile_truth(condition, at))
        case _:
            value = compile_value(node, at)
            return Truth(value.expr, value.advisory)


def _compare(left: Quantity, op: Op, right: Quantity, at: Scope) -> Truth:
    b = compile_value(right, at)
    if isinstance(left, MonthsSince) and b.is_fixed:
        start = compile_value(left.day, at)
        skip = either([start.advisory, b.advisory])
        if start.is_unknown or not isinstance(b.fixed, int):
            return never_known(skip)
        per = 12 if type_of(left, at.law).unit != b.value_type.unit else 1
        figure = Fraction(b.fixed, b.value_type.denominator)
        return Truth(compare_months(start.expr, op, figure, per, at.as_of), skip)
    if isinstance(left, Band) and isinstance(b.fixed, Word) and b.advisory is False:
        of = compile_value(left.of, at)
        if (by_bounds := compare_band(at.law, left.table, of, op, b.fixed)) is not None:
            return by_bounds
    a = compile_value(left, at)
    skip = either([a.advisory, b.advisory])
    if a.is_unknown or b.is_unknown:
        return never_known(skip)
    return Truth(compare_columns(a, op, b), skip)
