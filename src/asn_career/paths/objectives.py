"""What routes are wanted for: the earliest, the fewest moves, the smallest gap."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from asn_career.errors import InvalidInputError, Problem, near
from asn_career.paths.routes import Route

__all__ = ["GAP", "OBJECTIVES", "USUAL", "names_of", "order_by", "read_objectives", "unbeaten"]

OBJECTIVES: Final = ("earliest", "fewest_moves", "smallest_gap")
USUAL: Final = OBJECTIVES[:2]
GAP: Final = OBJECTIVES[2]
UNKNOWN_GAP: Final = 10**9


def read_objectives(objectives: Sequence[str]) -> tuple[str, ...]:
    """Return the objectives, each known and at least one.

    Raises:
        InvalidInputError: an unknown objective, or none.
    """
    asked = (objectives,) if isinstance(objectives, str) else tuple(objectives)
    problems = [
        Problem(f"objectives[{i}]", f"unknown {name!r:.40}", near(name, OBJECTIVES))
        for i, name in enumerate(asked)
        if name not in OBJECTIVES
    ]
    if not asked:
        problems.append(Problem("objectives", "there are none", ", ".join(OBJECTIVES)))
    if problems:
        raise InvalidInputError(problems)
    return asked


def _measure(route: Route, objective: str, per_move: int) -> int:
    """Return what an objective makes small; a gap that is not known is larger than any."""
    match objective:
        case "earliest":
            return route.day.toordinal()
        case "fewest_moves":
            return route.moves
        case _:
            return UNKNOWN_GAP if route.levels is None else route.levels + per_move * route.moves


def order_by(objectives: Sequence[str], per_move: int) -> Callable[[Route], tuple[object, ...]]:
    """Return the key that orders routes: by objectives, then day, moves and ids of posts."""
    wanted = tuple(dict.fromkeys((*objectives, *USUAL)))

    def key(route: Route) -> tuple[object, ...]:
        values = (_measure(route, one, per_move) for one in wanted)
        return (*values, names_of(route))

    return key


def names_of(route: Route) -> tuple[str, ...]:
    """Return the ids of the posts of a route: the last of all ties."""
    return tuple(step.destination.id for step in route.steps)


def unbeaten(routes: Iterable[Route], objectives: Sequence[str], per_move: int) -> Iterator[Route]:
    """Yield the routes that no other beats in the objectives; of equal ones the first."""
    seen: dict[tuple[int, ...], Route] = {}
    for route in routes:
        seen.setdefault(tuple(_measure(route, one, per_move) for one in objectives), route)
    for mine, route in seen.items():
        if not any(o != mine and all(map(operator.le, o, mine)) for o in seen):
            yield route
