"""The closed union of nodes that rules are made of.

Quantities have a value (a number, a day, a word, a flag), conditions are YES, NO or UNKNOWN.
Numbers of the law never stand here: a node names the table in which they stand.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Protocol, assert_never

import attrs

from asn_career.facts import Fact
from asn_career.findings import Op
from asn_career.regulations import InForce, Key
from asn_career.terms import Text, Word
from asn_career.values import Value, ValueType

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "AllOf",
    "Answer",
    "AnyOf",
    "Band",
    "Compare",
    "Condition",
    "Const",
    "IsOneOf",
    "Law",
    "Lookup",
    "MonthStartAfter",
    "MonthsSince",
    "Node",
    "Not",
    "Param",
    "Product",
    "Quantity",
    "WeightedSum",
    "at_least",
    "at_most",
    "children",
    "facts_in",
    "holds",
    "key_of",
    "tables_in",
    "walk",
]

NO_TEXT = Text(id="", en="")


@attrs.frozen(cache_hash=True)
class Const:
    """A value that is not a figure of the law (a flag that must hold, a test value)."""

    value: Value
    value_type: ValueType


@attrs.frozen(cache_hash=True)
class Param:
    """The figure in force in a table, at fixed words of its axes if it has axes."""

    table: str
    at: Key = ()


@attrs.frozen(cache_hash=True)
class Lookup:
    """The figure in force in a table, at the words that other quantities give."""

    table: str
    keys: tuple[Quantity, ...]
    text: Text = NO_TEXT


@attrs.frozen(cache_hash=True)
class Band:
    """The word of the band in which a number lies; bands are half-open from below."""

    table: str
    of: Quantity
    text: Text = NO_TEXT


@attrs.frozen(cache_hash=True)
class MonthsSince:
    """The completed months from a day to the day asked about."""

    day: Quantity
    text: Text = NO_TEXT


@attrs.frozen(cache_hash=True)
class MonthStartAfter:
    """The first day of the month after the month of a day plus a length (months or years)."""

    day: Quantity
    length: Quantity
    text: Text = NO_TEXT


@attrs.frozen(cache_hash=True)
class WeightedSum:
    """The exact sum of quantities, each times its weight (a percentage).

    A weight is a figure of the law: fixed, looked up or a band; a constant counts a part whole.
    """

    parts: tuple[tuple[Param | Lookup | Band | Const, Quantity], ...]
    text: Text = NO_TEXT


@attrs.frozen(cache_hash=True)
class Product:
    """The exact product of quantities, in a unit; percent and months count as parts of a whole.

    A coefficient a year times a percentage times months: 12.5 x 150% x 6 months is 9.375.
    """

    factors: tuple[Quantity, ...]
    unit: str
    text: Text = NO_TEXT


@attrs.frozen(cache_hash=True)
class Answer:
    """The answer of another rule on the same day: a quantity or a condition as that rule is."""

    rule: str


@attrs.frozen(cache_hash=True)
class Compare:
    """One quantity compared with another; where months meet years, completed years count."""

    left: Quantity
    op: Op
    right: Quantity
    key: str = ""
    text: Text = NO_TEXT


@attrs.frozen(cache_hash=True)
class IsOneOf:
    """Whether a word is one of a set of words."""

    left: Quantity
    right: Quantity
    key: str = ""
    text: Text = NO_TEXT


@attrs.frozen(cache_hash=True)
class AllOf:
    """Whether all conditions hold."""

    conditions: tuple[Condition, ...]
    key: str = ""
    text: Text = NO_TEXT


@attrs.frozen(cache_hash=True)
class AnyOf:
    """Whether at least one condition holds."""

    conditions: tuple[Condition, ...]
    key: str = ""
    text: Text = NO_TEXT


@attrs.frozen(cache_hash=True)
class Not:
    """Whether a condition does not hold."""

    condition: Condition
    key: str = ""
    text: Text = NO_TEXT


Quantity = (
    Fact
    | Const
    | Param
    | Lookup
    | Band
    | MonthsSince
    | MonthStartAfter
    | WeightedSum
    | Product
    | Answer
)
Condition = Compare | IsOneOf | AllOf | AnyOf | Not | Answer
Node = Quantity | Condition


class Law(Protocol):
    """What readers need of the law in force on a day."""

    @property
    def values(self) -> InForce:
        """The figures in force."""
        ...

    def node(self, rule: str) -> Node | None:
        """Return the tree of the version of a rule in force, None when none is."""
        ...

    def rule_text(self, rule: str) -> Text:
        """Return what a rule asks."""
        ...

    def rule_type(self, rule: str) -> ValueType:
        """Return the type of the answers of a rule."""
        ...

    def rule_spans(self, rule: str) -> tuple[tuple[dt.date, dt.date | None], ...]:
        """Return the spans in which a rule is in force."""
        ...


def at_least(left: Quantity, table: str, *at: Word, key: str = "") -> Compare:
    """Return the condition that a quantity reaches a figure of the law."""
    return Compare(left, Op.GE, Param(table, at), key=key)


def at_most(left: Quantity, table: str, *at: Word, key: str = "") -> Compare:
    """Return the condition that a quantity does not exceed a figure of the law."""
    return Compare(left, Op.LE, Param(table, at), key=key)


def holds(fact: Fact, table: str, *at: Word, key: str = "") -> Compare:
    """Return the condition that a flag is as the law requires."""
    return Compare(fact, Op.EQ, Param(table, at), key=key)


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below a node (the rule behind an answer is not below it)."""
    match node:
        case Fact() | Const() | Param() | Answer():
            return ()
        case Lookup(keys=keys):
            return keys
        case Band(of=of):
            return (of,)
        case MonthsSince(day=day):
            return (day,)
        case MonthStartAfter(day=day, length=length):
            return (day, length)
        case WeightedSum(parts=parts):
            return tuple(n for part in parts for n in part)
        case Product(factors=factors):
            return factors
        case Compare(left=left, right=right) | IsOneOf(left=left, right=right):
            return (left, right)
        case AllOf(conditions=conditions) | AnyOf(conditions=conditions):
            return conditions
        case Not(condition=condition):
            return (condition,)
        case _:
            assert_never(node)


def key_of(node: Node) -> str:
    """Return the stable key of a node: its own, or what it reads."""
    match node:
        case Fact(name=name):
            return name
        case Param(table=table) | Lookup(table=table) | Band(table=table):
            return table
        case MonthsSince(day=day) | MonthStartAfter(day=day):
            return key_of(day)
        case Answer(rule=rule):
            return rule
        case Compare(left=left, key=key) | IsOneOf(left=left, key=key):
            return key or key_of(left)
        case AllOf(key=key) | AnyOf(key=key) | Not(key=key):
            return key
        case Const() | WeightedSum() | Product():
            return ""
        case _:
            assert_never(node)


def walk(node: Node, law: Law | None = None) -> Iterator[Node]:
    """Yield a node and all below it; with the law, through the answers of other rules too."""
    yield node
    for child in children(node):
        yield from walk(child, law)
    if isinstance(node, Answer) and law is not None:
        behind = law.node(node.rule)
        if behind is not None:
            yield from walk(behind, law)


def facts_in(node: Node, law: Law | None = None) -> tuple[Fact, ...]:
    """Return the facts that a tree asks for, each once, in order."""
    return tuple(dict.fromkeys(n for n in walk(node, law) if isinstance(n, Fact)))


def tables_in(node: Node, law: Law | None = None) -> tuple[str, ...]:
    """Return the tables that a tree reads, each once, in order."""
    reads = (n.table for n in walk(node, law) if isinstance(n, Param | Lookup | Band))
    return tuple(dict.fromkeys(reads))
