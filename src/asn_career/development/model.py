"""One linear model of who gets which seat, solved by HiGHS, which comes with scipy.

Courses are yes or no; a gap is closed by one course, or by a chain of courses each of which works
only after the one before.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from asn_career.development.search import bits
from asn_career.development.task import Need, Task
from asn_career.errors import MissingExtraError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

__all__ = ["Seat", "Solved", "chains_of", "solve_all"]


@attrs.frozen(kw_only=True)
class Seat:
    """One person in the model: what is to be closed, and what counts how much."""

    task: Task
    weights: tuple[int, ...]
    per_gap: int
    per_hour: int


@attrs.frozen
class Solved:
    """The courses of each person as bits; the least value that the solver could not rule out."""

    chosen: tuple[int, ...] | None
    bound: float


def chains_of(task: Task, need: Need) -> Iterator[int]:
    """Yield the sets of courses that close a need, none of which can spare a course."""
    steps = [step for step in task.steps[need.competency] if step.end <= need.by]
    start = task.levels[need.competency]
    # (courses, level reached, level before the last course, its last day)
    waiting: list[tuple[int, int, int | None, dt.date | None]] = [(0, start, None, None)]
    while waiting:
        taken, level, before, day = waiting.pop()
        if level >= need.required:
            yield taken
            continue
        for step in steps:
            fits = step.since <= max(level, 0) and step.to > level
            later = day is None or step.start > day
            # One that would work without the last course makes that one needless.
            alone = before is not None and step.since <= max(before, 0)
            if fits and later and not alone:
                waiting.append((taken | 1 << step.bit, step.to, level, step.end))


class _Model:
    """Variables with bounds and costs, and rows with limits."""

    def __init__(self) -> None:
        self.costs: list[float] = []
        self.whole: list[int] = []
        self.upper: list[float] = []
        self.data: list[float] = []
        self.rows: list[int] = []
        self.columns: list[int] = []
        self.low: list[float] = []
        self.high: list[float] = []

    def variable(self, cost: float = 0.0, *, whole: bool = False, upper: float = 1.0) -> int:
        self.costs.append(cost)
        self.whole.append(int(whole))
        self.upper.append(upper)
        return len(self.costs) - 1

    def row(
        self, parts: Sequence[tuple[int, float]], low: float = -math.inf, high: float = math.inf
    ) -> None:
        for column, factor in parts:
            self.rows.append(len(self.low))
            self.columns.append(column)
            self.data.append(factor)
        self.low.append(low)
        self.high.append(high)

    def person(self, seat: Seat, scale: float) -> list[int]:
        """Add one person; return the variables of the courses."""
        task = seat.task
        x = [self.variable(weight / scale, whole=True) for weight in seat.weights]
        for need in task.needs:
            parts = [(self.variable(seat.per_gap / scale), 1.0)]
            for chain in sorted(set(chains_of(task, need))):
                places = list(bits(chain))
                if len(places) == 1:
                    parts.append((x[places[0]], 1.0))
                    continue
                z = self.variable()
                parts.append((z, 1.0))
                for place in places:
                    self.row([(z, 1.0), (x[place], -1.0)], high=0.0)
            self.row(parts, low=1.0)
        for i, mask in enumerate(task.closure):
            for j in bits(mask & ~(1 << i)):
                self.row([(x[i], 1.0), (x[j], -1.0)], high=0.0)
        for i, mask in enumerate(task.clashes):
            for j in bits(mask >> i << i):
                self.row([(x[i], 1.0), (x[j], 1.0)], high=1.0)
        hours = [course.hours for course in task.courses]
        for year, members in zip(task.years, task.members, strict=True):
            inside = [(x[i], float(hours[i])) for i in bits(members)]
            if year.most is not None and inside:
                self.row(inside, high=float(max(year.most - year.done, 0)))
            if year.least is not None and year.least > year.done:
                lack = self.variable(seat.per_hour / scale, upper=math.inf)
                self.row([*inside, (lack, 1.0)], low=float(year.least - year.done))
        if task.budget is not None and x:
            spent = [(i, float(c.cost)) for i, c in zip(x, task.courses, strict=True)]
            self.row(spent, high=float(task.budget))
        return x


def solve_all(
    seats: Sequence[Seat],
    limits: Mapping[str, int],
    *,
    budget: int | None,
    gap: float,
    seconds: float,
) -> Solved:
    """Return the courses of each person within the seats of each course and a common budget.

    Args:
        seats: the people.
        limits: the seats of each course that has a limit.
        budget: the most that all courses together may cost.
        gap: the relative gap at which the solver may stop.
        seconds: the time after which it stops.

    Raises:
        MissingExtraError: scipy is not installed.
    """
    try:
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array
    except ImportError:
        raise MissingExtraError("allocate_seats by the best allocation", "optimise") from None
    model = _Model()
    scale = float(max((seat.per_gap for seat in seats), default=1))
    people = [model.person(seat, scale) for seat in seats]
    wanted: dict[str, list[tuple[int, float]]] = {}
    spent: list[tuple[int, float]] = []
    for seat, x in zip(seats, people, strict=True):
        for course, column in zip(seat.task.courses, x, strict=True):
            wanted.setdefault(course.id, []).append((column, 1.0))
            spent.append((column, float(course.cost)))
    for id, parts in sorted(wanted.items()):
        if id in limits and limits[id] < len(parts):
            model.row(parts, high=float(limits[id]))
    if budget is not None and spent:
        model.row(spent, high=float(budget))
    if not model.low:  # nobody has anything to close
        return Solved(tuple(0 for _ in seats), 0.0)
    matrix: Any = csr_array(
        (model.data, (model.rows, model.columns)), shape=(len(model.low), len(model.costs))
    )
    found: Any = milp(
        np.array(model.costs),
        constraints=LinearConstraint(matrix, model.low, model.high),
        integrality=np.array(model.whole),
        bounds=Bounds(0, model.upper),
        options={"mip_rel_gap": gap, "time_limit": seconds},
    )
    # Without a course to choose there is nothing to branch on, and HiGHS gives no such bound.
    bound = found.mip_dual_bound if any(model.whole) else found.fun
    bound = 0.0 if bound is None or not math.isfinite(bound) else float(bound) * scale
    if found.x is None:
        return Solved(None, bound)
    chosen = tuple(
        sum(1 << i for i, column in enumerate(x) if found.x[column] > 0.5)  # noqa: PLR2004 - yes
        for x in people
    )
    return Solved(chosen, bound)
