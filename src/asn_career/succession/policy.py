"""What an agency is free to choose when it ranks successors."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from asn_career.errors import InvalidInputError, Problem, near
from asn_career.intake import Intake
from asn_career.numbers import read_number
from asn_career.succession.seniority import DUK, SeniorityKey
from asn_career.values import Kind

if TYPE_CHECKING:
    import datetime as dt

    from asn_career.rulebook import Rulebook

__all__ = ["SuccessionPolicy"]

MAX_MONTHS, MAX_LIMIT = 600, 100


@attrs.frozen(kw_only=True)
class SuccessionPolicy:
    """How an agency ranks successors, beside what the law requires.

    Attributes:
        score: the name of the rule whose number ranks the eligible.
        gates: names of rules that the agency requires beside the law; shown apart from it. A rule
            named here that answers the question of appointment counts for the agency, not the law.
        horizon_months: how far ahead a lawful day is looked for.
        ties: the chain of keys that parts equal scores; empty leaves them tied.
        minimum: the lowest score that is ranked, in the unit of the score.
        limit: how many of each list the rendering shows, 1 to 100; those tied at the end of the
            ranks stay. The result itself holds everybody.
        source: the decree or practice that the policy comes from.

    Raises:
        InvalidInputError: with every problem.
    Source: none: our own choice.
    """

    score: str
    gates: tuple[str, ...] = ()
    horizon_months: int = 60
    ties: tuple[SeniorityKey, ...] = DUK
    minimum: Decimal | int | str | None = None
    limit: int = 10
    source: str = ""

    def __attrs_post_init__(self) -> None:
        """Report every problem at once."""
        take = Intake(self)
        take.text("score")
        gates = take.listed("gates")
        for i, gate in enumerate(gates):
            if not isinstance(gate, str):
                take.note(f"gates[{i}]", f"a {type(gate).__name__} is not the name of a rule")
            elif gate in gates[:i]:
                take.note(f"gates[{i}]", f"{gate!r:.40} is given twice")
        take.whole("horizon_months", 1)
        if type(self.horizon_months) is int and self.horizon_months > MAX_MONTHS:
            take.note("horizon_months", f"{self.horizon_months} is more than {MAX_MONTHS}")
        names: set[str] = set()
        for place, key in take.items("ties", SeniorityKey).items():
            if key.name in names:
                take.note(f"{place}.name", f"{key.name!r:.40} is given twice")
            names.add(key.name)
        if self.minimum is not None:
            try:
                take.put("minimum", read_number(self.minimum, "minimum"))
            except InvalidInputError as error:
                take.problems.extend(error.problems)
        take.whole("limit", 1)
        if type(self.limit) is int and self.limit > MAX_LIMIT:
            take.note("limit", f"{self.limit} is more than {MAX_LIMIT}")
        take.finish()

    def problems_with(self, rulebook: Rulebook, as_of: dt.date) -> Iterator[Problem]:
        """Yield what the policy asks for and the rulebook does not have."""
        law = rulebook.law(as_of)
        wanted = [("policy.score", self.score, Kind.NUMBER)]
        wanted += [(f"policy.gates[{i}]", gate, Kind.FLAG) for i, gate in enumerate(self.gates)]
        for where, name, kind in wanted:
            if name not in law.latest:
                yield Problem(where, f"unknown rule {name!r:.60}", near(name, law.latest))
            elif law.rule_type(name).kind is not kind:
                answers = "a number" if kind is Kind.NUMBER else "yes or no"
                yield Problem(where, f"{name!r:.60} does not answer with {answers}")
