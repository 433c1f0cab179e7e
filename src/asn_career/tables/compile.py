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
from operator import add, mul
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
from asn_career.tables.columns import Column, Truth, either, literal
from asn_career.tables.comparing import compare_columns, is_one_of
from asn_career.tables.days import compare_months, count_months, month_index, month_start
from asn_career.tables.figures import compare_band, look_up, pick_band, unknown_of
from asn_career.tables.kleene import fixed_truth, join, negate, never_known
from asn_career.tables.scope import Scope
from asn_career.tables.tabulating import tabulate_truth, tabulate_value
from asn_career.terms import Word
from asn_career.values import Kind, Value, ValueType

__all__ = ["compile_truth", "compile_value", "find_repeated", "keep_truth"]

MAX_WHOLE = 2.0**62  # beyond, a number of a table is unknown
FINE = 10**12  # numbers counted in larger denominators may come so far


def find_repeated(nodes: Iterable[Node], law: Law) -> frozenset[Node]:
    """Return the quantities that trees mention more than once, and the answers of other rules.

    Words are among them; other facts are columns already.
    """
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
        if isinstance(node, Answer)
        or (count > 1 and (isinstance(node, computed) or _is_word(node)))
    )


def _is_word(node: Node) -> bool:
    return isinstance(node, Fact) and node.value_type.kind is Kind.WORD


# -- what is the same for everybody: the record reading answers it ----------------------------


def _varying(node: Node, at: Scope) -> tuple[Fact, ...]:
    """Return the facts below a tree that are not the same for everybody, each once."""
    if node not in at.varying:
        if isinstance(node, Fact):
            found: tuple[Fact, ...] = () if at.column(node).is_fixed else (node,)
        else:
            behind = at.law.node(node.rule) if isinstance(node, Answer) else None
            below = children(node) if behind is None else (behind,)
            found = tuple(dict.fromkeys(f for child in below for f in _varying(child, at)))
        at.varying[node] = found
    return at.varying[node]


def _word_alone(node: Node, at: Scope) -> Fact | None:
    """Return the one word on which a tree depends, if it is more than that word."""
    varying = _varying(node, at)
    alone = len(varying) == 1 and not isinstance(node, Fact) and _is_word(varying[0])
    return varying[0] if alone else None


def _constants(node: Node, at: Scope) -> dict[str, Value | None]:
    return {fact.name: at.column(fact).fixed for fact in facts_in(node, at.law)}


def _fixed_value(node: Quantity, at: Scope) -> tuple[Value | None, bool]:
    """Return what is the same for everybody, and whether an unverified figure was read."""
    return marked_reader(node, at.law)(_constants(node, at).get, at.as_of)


# -- quantities ---------------------------------------------------------------------------


def compile_value(node: Quantity, at: Scope) -> Column:
    """Return a quantity as a column; what is mentioned more than once is computed once."""
    if isinstance(node, Fact):
        return at.fact(node)
    if isinstance(node, Const):
        return literal(node.value, node.value_type)
    with at.reading(node):
        if node in at.kept:
            return at.kept[node]
        column = _value(node, at)
        return at.keep(node, column) if node in at.repeated else column


def _value(node: Quantity, at: Scope) -> Column:
    value_type = type_of(node, at.law)
    if not _varying(node, at):
        value, advisory = _fixed_value(node, at)
        return literal(value, value_type, advisory=advisory)
    if (fact := _word_alone(node, at)) is not None:
        by_word = tabulate_value(node, fact, value_type, at)
        if by_word is not None:
            return by_word
    match node:
        case Fact() | Const() | Param():
            raise AssertionError(node)  # a column, or the same for everybody: answered above
        case Lookup(table=table, keys=keys):
            columns = [at.keep_codes(k, compile_value(k, at)) for k in keys]
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
            return _reckoned(_weigh, columns, value_type)
        case Product(factors=factors):
            columns = [compile_value(f, at) for f in factors]
            return _reckoned(_multiply, columns, value_type)
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


def _weigh(numbers: list[Any]) -> Any:  # noqa: ANN401 - numbers and expressions of them
    return reduce(add, map(mul, numbers[::2], numbers[1::2]))


def _multiply(numbers: list[Any]) -> Any:  # noqa: ANN401 - numbers and expressions of them
    return reduce(mul, numbers)


def _reckoned(
    reckon: Callable[[list[Any]], Any], columns: list[Column], value_type: ValueType
) -> Column:
    """Return a number made of others, of which one varies."""
    if unknown := unknown_of(columns, value_type):
        return unknown
    numbers = [c.operand for c in columns]
    expr = reckon(numbers)
    if value_type.denominator > FINE:
        # Engines go on with wrong numbers where whole ones no longer fit: better unknown.
        broken = [n.cast(nw.Float64()) if isinstance(n, nw.Expr) else float(n) for n in numbers]
        expr = nw.when(reckon(broken).is_between(-MAX_WHOLE, MAX_WHOLE)).then(expr)
    return Column(value_type, expr, advisory=either(c.advisory for c in columns))


# -- conditions ---------------------------------------------------------------------------


def compile_truth(node: Node, at: Scope) -> Truth:
    """Return a condition as a nullable boolean expression, made once however often it is asked."""
    node = _plain(node, at)
    with at.reading(("truth", node)):
        if node not in at.truths:
            at.truths[node] = _truth(node, at)
        elif _is_simple(node):
            at.truths[node] = at.keep_truth(at.truths[node], simple=True)
        return at.truths[node]


def keep_truth(node: Node, at: Scope) -> Truth:
    """Return a condition as columns of their own, because it is read more than once."""
    node = _plain(node, at)
    with at.reading(("truth", node)):
        at.truths[node] = at.keep_truth(compile_truth(node, at), simple=_is_simple(node))
        return at.truths[node]


def _plain(node: Node, at: Scope) -> Node:
    """Return a comparison with a fixed figure without its name and the table of the figure.

    So what rules ask alike is seen to be the same.
    """
    if not isinstance(node, Compare | IsOneOf) or _varying(node.right, at):
        return node
    if isinstance(node.right, Const):
        figure = node.right
    else:
        value, advisory = marked_reader(node.right, at.law)(
            _constants(node.right, at).get, at.as_of
        )
        if value is None or advisory:
            return node
        figure = Const(value, type_of(node.right, at.law))
    if isinstance(node, IsOneOf):
        return IsOneOf(node.left, figure)
    return Compare(node.left, node.op, figure)


def _is_simple(node: Node) -> bool:
    """Tell whether a condition holds a fact against a fixed figure; flags need no comparison."""
    if not isinstance(node, Compare | IsOneOf) or not isinstance(node.right, Const):
        return False
    left = node.left.day if isinstance(node.left, MonthsSince) else node.left
    return isinstance(left, Fact) and left.value_type.kind is not Kind.FLAG


def _truth(node: Node, at: Scope) -> Truth:
    if not _varying(node, at):
        facts = _constants(node, at)
        return fixed_truth(truth_reader(node, at.law)(facts.get, at.as_of))
    if not _is_simple(node) and (fact := _word_alone(node, at)) is not None:
        by_word = tabulate_truth(node, fact, at)
        if by_word is not None:
            return by_word
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
    if not b.is_fixed:
        a, b = at.keep_codes(left, a), at.keep_codes(right, b)
    return Truth(compare_columns(a, op, b), skip)
