"""How the question of an evaluation is read, and everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import cast

import attrs

from asn_career.errors import InvalidInputError, Problem, near, shown
from asn_career.evaluation.estimating import EvaluationMethod
from asn_career.evaluation.indicators import Indicator
from asn_career.evaluation.outcomes import Period, UnitOutcome, read_period

__all__ = ["Asked", "Rows", "read_question"]

LEAST_DRAWS, MOST_DRAWS = 99, 1_000_000
MAX_NEAR = 10  # of the first wrong keys the near one is looked for
Rows = dict[tuple[Indicator, str], list[UnitOutcome]]


@attrs.frozen(kw_only=True)
class Asked:
    """A question that makes sense.

    Attributes:
        rows: the values by indicator and unit, in order of time.
        treated: sorted.
        control: sorted; None without any.
        indicators: those to evaluate, in the order of the vocabulary.
        measured: those of which there is any value.
    """

    rows: Rows
    treated: tuple[str, ...]
    control: tuple[str, ...] | None
    before: Period
    after: Period
    earlier: Period | None
    indicators: tuple[Indicator, ...]
    measured: frozenset[Indicator]
    method: EvaluationMethod
    drawn_by_lot: bool
    min_cell: int
    draws: int
    seed: int

    @property
    def periods(self) -> dict[str, Period]:
        """The periods by name, in order of time."""
        known = {"earlier": self.earlier, "before": self.before, "after": self.after}
        return {name: period for name, period in known.items() if period is not None}


def read_question(
    outcomes: object,
    *,
    treated: object,
    control: object,
    periods: Mapping[str, object],
    indicators: object,
    method: object,
    drawn_by_lot: object,
    min_cell: object,
    draws: object,
    seed: object,
) -> Asked:
    """Read a question.

    Raises:
        InvalidInputError: with every problem.
    """
    problems: list[Problem] = []
    rows = _read_outcomes(outcomes, problems)
    units = {unit for _, unit in rows}
    groups = {"treated": _read_group("treated", treated, units, problems)}
    if control is not None:
        groups["control"] = _read_group("control", control, units, problems)
        both = sorted(groups["treated"] & groups["control"])
        if both:
            message = f"also treated: {', '.join(shown(unit) for unit in both[:MAX_NEAR])}"
            hint = "a unit is treated or compared with, never both"
            problems.append(Problem("control", message, hint))
    spans = _read_periods(periods, problems)
    _check_edges(rows, spans, problems)
    measured = {indicator for indicator, _ in rows}
    chosen = _read_indicators(indicators, measured, problems)
    found = _read_method(method, problems)
    if type(drawn_by_lot) is not bool:
        problems.append(Problem("drawn_by_lot", f"{shown(drawn_by_lot)} is neither True nor False"))
    for name, value, low, high in (
        ("min_cell", min_cell, 2, None),
        ("draws", draws, LEAST_DRAWS, MOST_DRAWS),
        ("seed", seed, 0, None),
    ):
        if type(value) is not int or value < low or (high is not None and value > high):
            limit = f"from {low} upwards" if high is None else f"from {low} to {high}"
            problems.append(Problem(name, f"{shown(value)} is not a whole number {limit}"))
    if problems:
        raise InvalidInputError(problems)
    return Asked(
        rows=rows,
        treated=tuple(sorted(groups["treated"])),
        control=tuple(sorted(groups["control"])) if control is not None else None,
        before=spans["before"],
        after=spans["after"],
        earlier=spans.get("earlier"),
        indicators=tuple(i for i in Indicator if i in chosen),
        measured=frozenset(measured),
        method=cast("EvaluationMethod", found),
        drawn_by_lot=cast("bool", drawn_by_lot),
        min_cell=cast("int", min_cell),
        draws=cast("int", draws),
        seed=cast("int", seed),
    )


def _read_outcomes(outcomes: object, problems: list[Problem]) -> Rows:
    """Return the values by indicator and unit; two of one unit must not share a day."""
    if isinstance(outcomes, str | Mapping) or not isinstance(outcomes, Iterable):
        hint = "what measure_outcomes returned, or a list of UnitOutcome"
        problems.append(Problem("outcomes", f"{type(outcomes).__name__} is not a list", hint))
        return {}
    found: Rows = {}
    places: dict[int, int] = {}
    for i, row in enumerate(outcomes):
        if not isinstance(row, UnitOutcome):
            message = f"{type(row).__name__} instead of UnitOutcome"
            problems.append(Problem(f"outcomes[{i}]", message))
            continue
        places[id(row)] = i
        found.setdefault((row.indicator, row.unit), []).append(row)
    if not found and not problems:
        problems.append(Problem("outcomes", "is empty", "measure first: measure_outcomes"))
    for rows in found.values():
        rows.sort(key=lambda row: (row.since, row.until))
        for one, other in pairwise(rows):
            if other.since <= one.until:
                message = f"shares days with outcomes[{places[id(one)]}], the same unit"
                hint = "one value a unit, indicator and day"
                problems.append(Problem(f"outcomes[{places[id(other)]}]", message, hint))
    return found


def _read_group(name: str, given: object, units: set[str], problems: list[Problem]) -> set[str]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        hint = "a list of keys of units"
        problems.append(Problem(name, f"{type(given).__name__} is not a list", hint))
        return set()
    keys = list(given)
    if not keys:
        hint = "name at least four units" + (", or give None" if name == "control" else "")
        problems.append(Problem(name, "is empty", hint))
    found: set[str] = set()
    missed = 0
    for i, key in enumerate(keys):
        if not isinstance(key, str):
            problems.append(Problem(f"{name}[{i}]", f"{shown(key)} is not the key of a unit"))
        elif key in found:
            problems.append(Problem(f"{name}[{i}]", f"{shown(key)} is given twice"))
        else:
            found.add(key)
            if units and key not in units:
                missed += 1
                hint = near(key, units) if missed <= MAX_NEAR else ""
                problems.append(Problem(f"{name}[{i}]", f"no data of unit {shown(key)}", hint))
    return found


def _read_periods(periods: Mapping[str, object], problems: list[Problem]) -> dict[str, Period]:
    found: dict[str, Period] = {}
    for name, given in periods.items():
        if given is None and name == "earlier":
            continue
        try:
            found[name] = read_period(given, name)
        except InvalidInputError as error:
            problems.extend(error.problems)
    names = [name for name in periods if name in found]
    for first, second in pairwise(names):
        if found[second].since <= found[first].until:
            message = f"begins {found[second].since}, when {first} lasts to {found[first].until}"
            hint = "earlier, before and after follow each other and share no day"
            problems.append(Problem(second, message, hint))
    return found


def _check_edges(rows: Rows, periods: Mapping[str, Period], problems: list[Problem]) -> None:
    """Note values that lie partly inside a period: they cannot be cut."""
    across: dict[tuple[str, str], int] = {}
    for values in rows.values():
        for row in values:
            for name, period in periods.items():
                outside = row.until < period.since or row.since > period.until
                if not outside and not period.holds(row):
                    key = (name, f"{row.since} to {row.until}")
                    across[key] = across.get(key, 0) + 1
    for (name, span), many in sorted(across.items()):
        hint = f"the days of {name} as they were measured, or whole periods of it"
        message = f"{many} values of {span} lie only partly inside"
        problems.append(Problem(name, message, hint))


def _read_indicators(
    given: object, measured: set[Indicator], problems: list[Problem]
) -> set[Indicator]:
    if given is None:
        return measured
    if isinstance(given, str) or not isinstance(given, Iterable):
        hint = "a list, such as ['training_hours']"
        problems.append(Problem("indicators", f"{shown(given)} is not a list", hint))
        return set()
    found: set[Indicator] = set()
    for i, one in enumerate(given):
        try:
            found.add(Indicator(one))
        except InvalidInputError as error:
            problems.extend(problem.inside(f"indicators[{i}]") for problem in error.problems)
    if not found and not problems:
        problems.append(Problem("indicators", "is empty", "leave it out for all measured"))
    return found


def _read_method(given: object, problems: list[Problem]) -> EvaluationMethod | None:
    try:
        return EvaluationMethod(given)
    except InvalidInputError as error:
        problems.extend(problem.inside("method") for problem in error.problems)
        return None
