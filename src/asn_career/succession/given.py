"""Facts that a caller gives for people by id, read clean at the door."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import TYPE_CHECKING

import attrs

from asn_career.errors import InvalidInputError, Problem, near

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook
    from asn_career.values import Value

__all__ = ["read_given"]


def read_given(
    facts: Mapping[str, Mapping[str, object]],
    ids: Container[str],
    rulebook: Rulebook,
    problems: list[Problem],
    whose: str,
) -> dict[str, dict[str, Value | None]]:
    """Return facts by id and name as the library holds them, and note every problem."""
    given: dict[str, dict[str, Value | None]] = {}
    for id, known in facts.items():
        if id not in ids:
            problems.append(Problem(f"facts[{id!r:.40}]", f"is not the id of {whose}"))
        found = given[id] = {}
        for name, raw in known.items():
            where, fact = f"facts[{id!r:.40}].{name}", rulebook.glossary.get(name)
            if fact is None:
                hint = near(name, rulebook.glossary)
                problems.append(Problem(where, "is not a fact of the glossary", hint))
                continue
            try:
                found[name] = None if raw is None else fact.value_type.clean(raw, where)
            except InvalidInputError as error:
                # What is sensitive is not quoted.
                secret = f"is not a {fact.value_type.kind.value}"
                problems.extend(
                    attrs.evolve(p, message=secret) if fact.sensitive else p for p in error.problems
                )
    return given
