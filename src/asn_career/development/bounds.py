"""What closing the open gaps must cost at least, so that a search can stop early.

A course may serve several competencies. Its weight is shared among them; the cheapest way for each
competency alone, with these shares, adds up to no more than any real plan. How the weights are
best shared is found by subgradient steps at the start.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from asn_career.development.task import Need, Step, Task

__all__ = ["NeedsBound"]

ROUNDS: Final = 60
PARTS: Final = 1 << 20  # shares are whole numbers of this part: the bound stays exact


class NeedsBound:
    """A lower bound on the weights (and the open gaps) of all sets between two sets."""

    def __init__(self, task: Task, weights: Sequence[int], per_gap: int) -> None:
        """Share the weights among the competencies."""
        self._task, self._per_gap = task, per_gap
        self._needs = {
            key: [need for need in task.needs if need.competency == key] for key in task.steps
        }
        self._shares = self._whole(self._best_shares(weights), weights)
        self._masks = {
            key: sum(1 << step.bit for step in steps) for key, steps in task.steps.items()
        }
        self._known: dict[tuple[str, int, int], int] = {}

    def of(self, chosen: int, refused: int) -> int:
        """Return what is still to be added to a set at least, without the courses refused."""
        total = 0
        for key, mask in self._masks.items():
            place = key, chosen & mask, refused & mask
            if place not in self._known:
                self._known[place] = self._cheapest(*place)
            total += self._known[place]
        return total

    def _cheapest(self, key: str, chosen: int, refused: int) -> int:
        costs: list[int | None] = []
        for step, share in zip(self._task.steps[key], self._shares[key], strict=True):
            if chosen >> step.bit & 1:
                costs.append(0)
            else:
                costs.append(None if refused >> step.bit & 1 else share)
        value, _ = _path(
            self._task.steps[key],
            self._needs[key],
            self._task.levels[key],
            costs,
            self._per_gap,
        )
        return int(value)

    def _best_shares(self, weights: Sequence[int]) -> dict[str, list[float]]:
        """Return the part of each course's weight that each competency bears."""
        task = self._task
        served: dict[int, list[tuple[str, int]]] = {}
        for key, steps in task.steps.items():
            for place, step in enumerate(steps):
                served.setdefault(step.bit, []).append((key, place))
        top = max(weights, default=1) or 1
        plain = [weight / top for weight in weights]
        parts = {
            key: [1 / len(served[step.bit]) for step in steps] for key, steps in task.steps.items()
        }
        shared = {bit: places for bit, places in served.items() if len(places) > 1}
        best, best_value = {key: list(row) for key, row in parts.items()}, float("-inf")
        for turn in range(ROUNDS if shared else 0):
            value, used = 0.0, {}
            for key, steps in task.steps.items():
                costs = [
                    part * plain[step.bit] for part, step in zip(parts[key], steps, strict=True)
                ]
                found, used[key] = _path(
                    steps, self._needs[key], task.levels[key], costs, len(plain) + 1.0
                )
                value += found
            if value > best_value:
                best, best_value = {key: list(row) for key, row in parts.items()}, value
            for bit, places in shared.items():
                takes = [used[key] >> bit & 1 for key, _ in places]
                mean = sum(takes) / len(takes)
                moved = [
                    max(parts[key][place] + (take - mean) / (2 + turn / 4), 0.0)
                    for (key, place), take in zip(places, takes, strict=True)
                ]
                for (key, place), part in zip(places, moved, strict=True):
                    parts[key][place] = part / sum(moved)
        return best

    def _whole(self, parts: dict[str, list[float]], weights: Sequence[int]) -> dict[str, list[int]]:
        """Return the shares as whole numbers that never add up to more than the weight."""
        left = [PARTS] * len(weights)
        shares: dict[str, list[int]] = {}
        for key, row in parts.items():
            shares[key] = []
            for step, part in zip(self._task.steps[key], row, strict=True):
                taken = min(int(part * PARTS), left[step.bit])
                left[step.bit] -= taken
                shares[key].append(weights[step.bit] * taken // PARTS)
        return shares


def _path(
    steps: Sequence[Step],
    needs: Sequence[Need],
    level: int,
    costs: Sequence[float | None],
    per_gap: float,
) -> tuple[float, int]:
    """Return the cheapest way through the levels of one competency, and the courses it takes.

    A need that is not met by its day costs ``per_gap``. That a course has to end before the next
    begins is left out, which can only make the way cheaper.
    """
    best: dict[int, tuple[float, int]] = {level: (0, 0)}
    waiting = list(needs)
    for step, cost in zip(steps, costs, strict=True):
        while waiting and waiting[0].by < step.end:
            _miss(best, waiting.pop(0).required, per_gap)
        if cost is None:
            continue
        ways = [way for at, way in best.items() if at < step.to and max(at, 0) >= step.since]
        if ways:
            value, taken = min(ways)
            way = value + cost, taken | 1 << step.bit
            if step.to not in best or way < best[step.to]:
                best[step.to] = way
    for need in waiting:
        _miss(best, need.required, per_gap)
    return min(best.values())


def _miss(best: dict[int, tuple[float, int]], required: int, per_gap: float) -> None:
    for at, (value, taken) in best.items():
        if at < required:
            best[at] = value + per_gap, taken
