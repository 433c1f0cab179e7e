"""The types of nodes, and the check of a whole tree before anything is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import attrs

from asn_career.conditions.nodes import (
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
    WeightedSum,
    children,
)
from asn_career.errors import AsnCareerError, Problem, near
from asn_career.facts import Fact
from asn_career.findings import Op
from asn_career.values import Kind, ValueType

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["check_tree", "type_of"]

CONDITIONS = Compare | IsOneOf | AllOf | AnyOf | Not
MONTHS = ValueType.number("month")
WHOLE = {"percent": 100, "month": 12}  # a hundred percent, and the months of a year


def type_of(node: Node, law: Law) -> ValueType:
    """Return the type of a node's value; conditions are flags.

    Raises:
        UnknownNameError: a table or a rule of that name does not exist.
    """
    match node:
        case Fact(value_type=value_type) | Const(value_type=value_type):
            return value_type
        case Param(table=table) | Lookup(table=table) | Band(table=table):
            return law.values.table(table).value_type
        case MonthsSince():
            return MONTHS
        case MonthStartAfter():
            return ValueType.day()
        case WeightedSum(parts=()):
            return ValueType.number("number")  # nothing to weigh: told by the check
        case WeightedSum(parts=parts):
            weight, part = (type_of(n, law) for n in parts[0])
            return attrs.evolve(part, denominator=part.denominator * weight.denominator * 100)
        case Product(factors=factors, unit=unit):
            value_type = ValueType.number(unit)
            denominator = 1
            for factor in factors:
                factor_type = type_of(factor, law)
                name = factor_type.unit.name if factor_type.unit else ""
                denominator *= factor_type.denominator * WHOLE.get(name, 1)
            return attrs.evolve(value_type, denominator=denominator)
        case Answer(rule=rule):
            return law.rule_type(rule)
        case Compare() | IsOneOf() | AllOf() | AnyOf() | Not():
            return ValueType.flag()
        case _:
            assert_never(node)


def check_tree(node: Node, law: Law, where: str) -> Iterator[Problem]:
    """Yield every problem of a tree: unknown tables and words, types that do not fit."""
    try:
        yield from _check(node, law, where)
    except AsnCareerError as error:
        yield Problem(where, str(error))
    for child in children(node):
        yield from check_tree(child, law, where)


def _check(node: Node, law: Law, where: str) -> Iterator[Problem]:
    match node:
        case Param(table=name, at=at):
            table = law.values.table(name)
            if tuple(type(w) for w in at) != table.axes or table.bands_of is not None:
                yield Problem(where, f"{name} is asked at {len(at)} words", _axes(table.axes))
            every = {key for t in table.layers() for row in t.rows for key in row.cells}
            if at not in every and not table.bands_of:
                hint = near("/".join(at), ["/".join(key) for key in every])
                yield Problem(where, f"{name} has no cell at {'/'.join(at)}", hint)
        case Lookup(table=name, keys=keys):
            table = law.values.table(name)
            given = tuple(type_of(k, law) for k in keys)
            are_words = all(t.kind is Kind.WORD for t in given)
            if tuple(t.words for t in given) != table.axes or not keys or not are_words:
                yield Problem(where, f"the keys do not fit the axes of {name}", _axes(table.axes))
        case Band(table=name, of=of):
            bands_of = law.values.table(name).bands_of
            if bands_of is None or not _comparable(type_of(of, law), bands_of):
                yield Problem(where, f"{name} has no bands of this number")
        case MonthsSince(day=day):
            if type_of(day, law).kind is not Kind.DAY:
                yield Problem(where, "months are counted from a day")
        case MonthStartAfter(day=day, length=length):
            length_type = type_of(length, law)
            unit = length_type.unit.name if length_type.unit else ""
            whole = length_type.denominator == 1
            if type_of(day, law).kind is not Kind.DAY or unit not in {"month", "year"} or not whole:
                yield Problem(where, "a day and a length in whole months or years are due")
        case WeightedSum(parts=()) | Product(factors=()):
            yield Problem(where, "at least one part is due")
        case AllOf(conditions=()) | AnyOf(conditions=()):
            yield Problem(where, "at least one condition is due")
        case WeightedSum(parts=parts):
            types = {type_of(part, law) for _, part in parts}
            weights = {type_of(weight, law) for weight, _ in parts}
            numbers = {t.kind for t in types} == {Kind.NUMBER}
            if len(types) != 1 or not numbers or weights != {ValueType.number("percent")}:
                yield Problem(where, "parts of one unit and weights in percent are due")
        case Product(factors=factors):
            if {type_of(f, law).kind for f in factors} != {Kind.NUMBER}:
                yield Problem(where, "numbers are due as factors")
        case Compare(left=left, op=op, right=right):
            if isinstance(left, CONDITIONS) or isinstance(right, CONDITIONS):
                yield Problem(where, "quantities are due, not conditions")
            yield from _check_compare(type_of(left, law), op, type_of(right, law), where)
        case IsOneOf(left=left, right=right):
            one, several = type_of(left, law), type_of(right, law)
            fits = one.kind is Kind.WORD and several.kind is Kind.WORDS
            if not fits or one.words != several.words:
                yield Problem(where, "a word and a set of words of one vocabulary are due")
        case AllOf() | AnyOf() | Not():
            for child in children(node):
                is_condition = isinstance(child, CONDITIONS | Answer)
                if not is_condition or type_of(child, law).kind is not Kind.FLAG:
                    yield Problem(where, "a condition is due, not a quantity")
        case Fact() | Const() | Answer():
            type_of(node, law)
        case _:
            assert_never(node)


def _check_compare(left: ValueType, op: Op, right: ValueType, where: str) -> Iterator[Problem]:
    if not _comparable(left, right):
        yield Problem(where, f"{_name(left)} cannot be compared with {_name(right)}")
    equality = op in {Op.EQ, Op.NE}
    unordered = left.kind is Kind.WORD and left.words is not None and not left.words.is_ordered()
    if not equality and (unordered or left.kind is Kind.FLAG):
        yield Problem(where, f"{_name(left)} has no order", "use == or IsOneOf")


def _comparable(left: ValueType, right: ValueType) -> bool:
    if Kind.WORDS in {left.kind, right.kind} or left.kind is not right.kind:
        return False
    units = (left.unit.name if left.unit else "", right.unit.name if right.unit else "")
    return left.words == right.words and (units[0] == units[1] or units == ("month", "year"))


def _name(value_type: ValueType) -> str:
    match value_type.kind:
        case Kind.NUMBER:
            return f"a number of {value_type.unit.name if value_type.unit else '?'}"
        case Kind.WORD | Kind.WORDS:
            return f"a word of {value_type.words.__name__ if value_type.words else '?'}"
        case kind:
            return f"a {kind.value}"


def _axes(axes: tuple[type, ...]) -> str:
    return f"its axes: {', '.join(a.__name__ for a in axes) or 'none'}"
