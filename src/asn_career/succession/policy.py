"""What an agency is free to choose when it ranks successors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from asn_career.errors import InvalidInputError, Problem, near
from asn_career.intake import Intake
from asn_career.numbers import read_number
from asn_career.ranking import Method, Weights
from asn_career.ranking.reading import read_weights
from asn_career.succession.seniority import DUK, SeniorityKey
from asn_career.values import Kind

if TYPE_CHECKING:
    import datetime as dt

    from asn_career.rulebook import Rulebook

__all__ = ["SuccessionPolicy"]

MAX_MONTHS, MAX_LIMIT = 600, 100


def _as_set(raw: Iterable[str]) -> frozenset[str]:
    return frozenset((raw,)) if isinstance(raw, str) else frozenset(raw)


@attrs.frozen(kw_only=True)
class SuccessionPolicy:
    """How an agency ranks successors, beside what the law requires.

    Either ``score`` or ``criteria`` ranks the eligible.

    Attributes:
        score: the name of the rule whose number ranks the eligible.
        criteria: the names of the rules whose numbers rank the eligible together, with their
            weights: percent that total 100, or computed `Weights` (AHP, entropy).
        method: how the criteria make one total; without it SAW. A weighted sum adds the numbers
            themselves, so they must be of one unit.
        costs: the criteria of which less is better, for SAW and TOPSIS.
        gates: names of rules that the agency requires beside the law; shown apart from it. A rule
            named here that answers the question of appointment counts for the agency, not the law.
        horizon_months: how far ahead a lawful day is looked for.
        ties: the chain of keys that parts equal scores; empty leaves them tied.
        minimum: the lowest score that is ranked, in the unit of the score; only with ``score``.
        limit: how many of each list the rendering shows, 1 to 100; those tied at the end of the
            ranks stay. The result itself holds everybody.
        source: the decree or practice that the policy comes from.

    Raises:
        InvalidInputError: with every problem.
    Source: none: our own choice.
    """

    score: str | None = None
    criteria: Mapping[str, Decimal | int | str] | Weights | None = None
    method: Method | None = None
    costs: frozenset[str] = attrs.field(default=frozenset(), converter=_as_set)
    gates: tuple[str, ...] = ()
    horizon_months: int = 60
    ties: tuple[SeniorityKey, ...] = DUK
    minimum: Decimal | int | str | None = None
    limit: int = 10
    source: str = ""

    def __attrs_post_init__(self) -> None:
        """Report every problem at once."""
        take = Intake(self)
        take.text("score", optional=True)
        take.word("method", Method, optional=True)
        self._check_criteria(take)
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

    def _check_criteria(self, take: Intake) -> None:
        """Note what does not fit between the score, the criteria and what goes with them."""
        if self.criteria is None:
            if self.score is None:
                take.note("score", "nothing to rank by", "name a score, or criteria with weights")
            for name in ("method", "costs"):
                if getattr(self, name):
                    take.note(name, "goes with criteria only")
            return
        if self.score is not None:
            take.note("criteria", "given beside a score", "one of the two ranks")
        if self.minimum is not None:
            take.note("minimum", "goes with a score only", "totals of a method have no unit")
        if isinstance(self.criteria, Weights):
            if not self.criteria.verify():
                take.note("criteria", "the shares do not make a whole")
        elif not isinstance(self.criteria, Mapping):
            hint = "{'name of a rule': percent, ...} or Weights"
            take.note("criteria", f"a {type(self.criteria).__name__} has no weights", hint)
            return
        else:
            take.put("criteria", dict(self.criteria))
            problems: list[Problem] = []
            read_weights(self.criteria, problems)
            take.problems += [
                attrs.evolve(p, where="criteria" + p.where.removeprefix("weights"))
                for p in problems
            ]
        for cost in sorted(self.costs, key=str):
            if cost not in self.names:
                hint = near(cost, self.names)
                take.note("costs", f"{cost!r:.60} is not a criterion", hint)
        if self.costs and self.method is Method.WEIGHTED_SUM:
            take.note("costs", "a weighted sum has none", "use saw or topsis")

    @property
    def names(self) -> tuple[str, ...]:
        """The rules whose numbers rank: the score alone, or the criteria by name."""
        if self.criteria is None:
            return () if self.score is None else (self.score,)
        weights = self.criteria
        return tuple(sorted(weights.shares if isinstance(weights, Weights) else weights))

    @property
    def weights(self) -> dict[str, Fraction]:
        """The weights of the criteria in percent, by name; empty without criteria."""
        weights = self.criteria or {}
        if isinstance(weights, Weights):
            return {name: 100 * Fraction(weights.shares[name]) for name in self.names}
        return {name: Fraction(read_number(weights[name])) for name in self.names if weights}

    def problems_with(self, rulebook: Rulebook, as_of: dt.date) -> Iterator[Problem]:
        """Yield what the policy asks for and the rulebook does not have."""
        law = rulebook.law(as_of)
        place = "policy.score" if self.criteria is None else "policy.criteria"
        wanted = [
            (place if self.criteria is None else f"{place}.{name}", name, Kind.NUMBER)
            for name in self.names
        ]
        wanted += [(f"policy.gates[{i}]", gate, Kind.FLAG) for i, gate in enumerate(self.gates)]
        units: dict[str, str] = {}
        for where, name, kind in wanted:
            if name not in law.latest:
                yield Problem(where, f"unknown rule {name!r:.60}", near(name, law.latest))
            elif law.rule_type(name).kind is not kind:
                answers = "a number" if kind is Kind.NUMBER else "yes or no"
                yield Problem(where, f"{name!r:.60} does not answer with {answers}")
            elif kind is Kind.NUMBER:
                unit = law.rule_type(name).unit
                units[name] = "-" if unit is None else unit.name
        if self.method is Method.WEIGHTED_SUM and len(set(units.values())) > 1:
            told = ", ".join(f"{name} in {unit}" for name, unit in units.items())
            yield Problem("policy.method", f"a weighted sum of {told}", "use saw or topsis")
