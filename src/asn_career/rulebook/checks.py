"""What is checked when a rulebook is built: sources, trees, facts, circles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from asn_career.conditions import Answer, Node, check_tree, children, facts_in, type_of, walk
from asn_career.errors import Problem, near
from asn_career.facts import Fact
from asn_career.regulations import Instrument
from asn_career.rulebook.law import Snapshot
from asn_career.rulebook.rule import Rule
from asn_career.values import ValueType

__all__ = ["find_problems"]


MAX_DEPTH: Final = 50


def find_problems(
    layers: Iterable[Iterable[Rule]],
    law: Snapshot,
    *,
    glossary: Mapping[str, Fact],
    instruments: Mapping[str, Instrument],
) -> Iterator[Problem]:
    """Yield what is wrong with rules; trees too deep and circles hide the rest."""
    layers = tuple(tuple(layer) for layer in layers)
    rules = tuple(rule for layer in layers for rule in layer)
    hiding = list(_find_deep(rules, {})) or list(find_circles(rules))
    if not hiding:
        behind: dict[str, list[Node]] = {}
        for rule in rules:
            behind.setdefault(rule.name, []).append(rule.node)
        hiding = list(_find_deep(rules, behind))
    if hiding:
        yield from hiding
        return
    for layer in layers:
        versions = Counter((rule.name, rule.since) for rule in layer)
        for (name, since), count in sorted(versions.items()):
            if count > 1:
                yield Problem(f"rules.{name}", f"has {count} versions since {since}", "one a day")
    for rule in rules:
        where = f"rules.{rule.name}"
        instrument = rule.source.partition(":")[0]
        if instrument not in instruments:
            hint = near(instrument, instruments)
            yield Problem(where, f"source {rule.source!r} is not in the register", hint)
        wrong = tuple(check_tree(rule.node, law, where))
        yield from wrong
        if not wrong and not _same_kind(type_of(rule.node, law), law.rule_type(rule.name)):
            yield Problem(where, f"its version since {rule.since} gives another kind of answer")
        for fact in facts_in(rule.node):
            if glossary.get(fact.name) is not fact:
                hint = "add it to the facts of the rulebook"
                yield Problem(where, f"fact {fact.name!r} is not in the glossary", hint)


def _same_kind(one: ValueType, other: ValueType) -> bool:
    """Tell whether two answers can stand for each other; a finer denominator does not matter."""
    return (one.kind, one.unit, one.words) == (other.kind, other.unit, other.words)


def _find_deep(rules: Iterable[Rule], behind: Mapping[str, list[Node]]) -> Iterator[Problem]:
    """Yield the rules whose tree is deeper than readers follow, without recursion.

    ``behind`` gives the trees of the rules that answers stand for, where they count too.
    """
    for rule in rules:
        level: list[Node] = [rule.node]
        for _ in range(MAX_DEPTH):
            below = [child for node in level for child in children(node)]
            below += [n for a in level if isinstance(a, Answer) for n in behind.get(a.rule, ())]
            level = list({id(node): node for node in below}.values())
        if level:
            yield Problem(f"rules.{rule.name}", f"deeper than {MAX_DEPTH}")


def find_circles(rules: Iterable[Rule]) -> Iterator[Problem]:
    """Yield every rule that asks for its own answer by way of others."""
    asks: dict[str, set[str]] = {}
    for rule in rules:
        asked = {node.rule for node in walk(rule.node) if isinstance(node, Answer)}
        asks.setdefault(rule.name, set()).update(asked)
    for name in sorted(asks):
        reached: set[str] = set()
        todo = set(asks[name])
        while todo:
            following = todo.pop()
            if following not in reached:
                reached.add(following)
                todo |= asks.get(following, set())
        if name in reached:
            yield Problem(f"rules.{name}", "asks for its own answer by way of others")
