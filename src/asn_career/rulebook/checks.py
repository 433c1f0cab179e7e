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
    hiding = [Problem(f"rules.{r.name}", f"deeper than {MAX_DEPTH}") for r in rules if _is_deep(r)]
    hiding = hiding or list(find_circles(rules))
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
        if not wrong and type_of(rule.node, law).kind is not law.rule_type(rule.name).kind:
            yield Problem(where, f"its version since {rule.since} gives another kind of answer")
        for fact in facts_in(rule.node):
            if glossary.get(fact.name) is not fact:
                hint = "add it to the facts of the rulebook"
                yield Problem(where, f"fact {fact.name!r} is not in the glossary", hint)


def _is_deep(rule: Rule) -> bool:
    """Tell whether a tree is deeper than readers should follow; without recursion."""
    level: list[Node] = [rule.node]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in children(node)]
        if not level:
            return False
    return True


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
