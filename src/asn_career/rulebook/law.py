"""The law between two changes: figures and rule versions in force, as readers need them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import attrs

from asn_career.conditions import Node, type_of
from asn_career.dates import Span
from asn_career.errors import UnknownNameError
from asn_career.regulations import InForce
from asn_career.rulebook.rule import Rule
from asn_career.terms import Text
from asn_career.values import ValueType

__all__ = ["Snapshot"]


@attrs.frozen(kw_only=True, eq=False)
class Snapshot:
    """The law between two changes.

    Attributes:
        values: the figures in force.
        rules: the versions of rules in force, by name.
        latest: the latest version of every rule, in force or not.
        spans: gives the life of a rule by name.
    """

    values: InForce
    rules: Mapping[str, Rule]
    latest: Mapping[str, Rule]
    spans: Callable[[str], tuple[Span, ...]]

    def version(self, rule: str) -> Rule:
        """Return the version in force, else the latest.

        Raises:
            UnknownNameError: no rule of that name, with the near name.
        """
        if rule not in self.latest:
            raise UnknownNameError("rule", rule, self.latest)
        return self.rules.get(rule, self.latest[rule])

    def node(self, rule: str) -> Node | None:
        """Return the tree of the version in force, None when none is."""
        self.version(rule)
        found = self.rules.get(rule)
        return None if found is None else found.node

    def rule_text(self, rule: str) -> Text:
        """Return what a rule asks."""
        return self.version(rule).text

    def rule_type(self, rule: str) -> ValueType:
        """Return the type of the answers of a rule."""
        return type_of(self.version(rule).node, self)

    def rule_spans(self, rule: str) -> tuple[tuple[dt.date, dt.date | None], ...]:
        """Return the spans in which a rule is in force."""
        return tuple((s.since, s.until) for s in self.spans(rule))
