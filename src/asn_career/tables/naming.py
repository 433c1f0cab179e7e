"""Names of rules and of their columns, and the facts that rules ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from asn_career.conditions import Answer, Law, facts_in
from asn_career.facts import Fact
from asn_career.values import Kind

if TYPE_CHECKING:
    from asn_career.rulebook import Rule, Snapshot

__all__ = ["column_name", "facts_asked", "names_of"]


def column_name(rule: str | Rule) -> str:
    """Return the name of the column that holds the answers of a rule.

    >>> column_name("appointment.jpt_pratama")
    'appointment_jpt_pratama'
    """
    return (rule if isinstance(rule, str) else rule.name).replace(".", "_")


def names_of(
    rules: str | Rule | Iterable[str | Rule] | None, law: Snapshot, *, flags: bool | None = None
) -> list[str]:
    """Return the names of one rule, of several, or of all in force, by name.

    Of all, ``flags`` takes those that answer YES, NO or UNKNOWN, or the others.
    """
    if rules is None:
        kinds = {name: law.rule_type(name).kind for name in sorted(law.rules)}
        return [n for n, kind in kinds.items() if flags is None or (kind is Kind.FLAG) is flags]
    listed = rules if not isinstance(rules, str) and isinstance(rules, Iterable) else [rules]
    return list(dict.fromkeys(r if isinstance(r, str) else r.name for r in listed))


def facts_asked(names: list[str], law: Law) -> tuple[Fact, ...]:
    """Return the facts that rules ask for, each once, in order."""
    return tuple(dict.fromkeys(f for name in names for f in facts_in(Answer(name), law)))
