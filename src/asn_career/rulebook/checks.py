"""What is checked when a rulebook is built: sources, trees, facts, circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from asn_career.conditions import Answer, check_tree, facts_in, walk
from asn_career.errors import Problem, near
from asn_career.facts import Fact
from asn_career.regulations import Instrument
from asn_career.rulebook.law import Snapshot
from asn_career.rulebook.rule import Rule

__all__ = ["find_problems"]


def find_problems(
    rules: Iterable[Rule],
    law: Snapshot,
    *,
    glossary: Mapping[str, Fact],
    instruments: Mapping[str, Instrument],
) -> Iterator[Problem]:
    """Yield what is wrong with rules; a circle hides the rest, which cannot be typed."""
    rules = tuple(rules)
    circles = tuple(find_circles(rules))
    if circles:
        yield from circles
        return
    for rule in rules:
        where = f"rules.{rule.name}"
        instrument = rule.source.partition(":")[0]
        if instrument not in instruments:
            hint = near(instrument, instruments)
            yield Problem(where, f"source {rule.source!r} is not in the register", hint)
        yield from check_tree(rule.node, law, where)
        for fact in facts_in(rule.node):
            if glossary.get(fact.name) is not fact:
                hint = "add it to the facts of the rulebook"
                yield Problem(where, f"fact {fact.name!r} is not in the glossary", hint)


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
