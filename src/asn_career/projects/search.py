"""The best teams: one matching after the other, until no load is passed.

Roles and people are matched in one solve with capacities. That solve does not see that two roles of
one person may run on the same day, so its answer is at least as good as the best possible one. If a
load is passed, the answer is repaired; if that costs nothing, it is the best there is. If it does,
the search branches: one of the roles in question is closed to that person. The most promising
branch goes first, so the search ends as soon as some repaired answer is as good as what is open.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.errors import InvalidInputError, Problem
from asn_career.matching import Market, Matching, Objective, match_optimal
from asn_career.projects.candidates import Offer, Place, overload

if TYPE_CHECKING:
    from asn_career.projects.records import Project, ProjectPolicy

__all__ = ["Found", "find_teams", "most_projects"]

MAX_STEPS: Final = 500
MAX_SCORE: Final = 10**12
AIMS: Final = (Objective.COVERAGE, Objective.PLACES, Objective.SCORE)
Pair = tuple[int, str]  # the number of a place, the id of a person


@attrs.frozen(kw_only=True)
class Found:
    """The offers chosen, and what proves them.

    Attributes:
        chosen: the offers, by key.
        bound: roles covered, places filled and score that no answer passes.
        proof: the first matching, whose value is a bound for every answer.
        steps: how many matchings were solved.
        is_best: whether the search ended by itself.
    """

    chosen: tuple[Offer, ...]
    bound: tuple[int, ...]
    proof: Matching
    steps: int
    is_best: bool


def most_projects(projects: Iterable[Project], limit: int) -> int:
    """Return how many projects one person can take at most, ``limit`` at a time.

    Source: Faigle and Nawijn, Note on scheduling intervals on-line (1995).
    """
    running: list[Project] = []
    done = 0
    for project in sorted(projects, key=lambda p: (p.since, p.until, p.id)):
        done += sum(p.until < project.since for p in running)
        running = [p for p in running if p.until >= project.since]
        running.append(project)
        if len(running) > limit:
            running.remove(max(running, key=lambda p: (p.until, p.id)))
    return done + len(running)


def find_teams(places: Sequence[Place], offers: Iterable[Offer], policy: ProjectPolicy) -> Found:
    """Return the best offers that pass no load.

    Raises:
        InvalidInputError: so many places and levels that the aims cannot be joined in one number.
    Source: none: our own choice.
    """
    number = {place.key: i for i, place in enumerate(places)}
    room = sum(place.role.places for place in places)
    by_place: dict[int, list[Offer]] = {i: [] for i in range(len(places))}
    for offer in offers:
        by_place[number[offer.place.key]].append(offer)
    weights = _weights([o for found in by_place.values() for o in found], room, policy)

    def score(offer: Offer) -> int:
        return sum(
            weight * offer.value(aim) for aim, weight in zip(policy.aims, weights, strict=True)
        )

    # With as many candidates a role as there are places in all, one of them is always free: who
    # scores less than all of these is never needed.
    table: dict[Pair, Offer] = {}
    scores: dict[Pair, int] = {}
    for i, found in by_place.items():
        for offer in sorted(found, key=lambda o: (-score(o), o.candidate.id))[:room]:
            table[i, offer.candidate.id] = offer
            scores[i, offer.candidate.id] = score(offer)
    search = _Search(places, table, scores, policy)
    return search.run()


def _weights(offers: Sequence[Offer], room: int, policy: ProjectPolicy) -> tuple[int, ...]:
    """Return a weight an aim: what one step is worth more than all that comes after it."""
    weights: list[int] = []
    above = 1
    for aim in reversed(policy.aims):
        weights.append(above)
        values = [offer.value(aim) for offer in offers]
        above += above * room * (max(values, default=0) - min(values, default=0))
    if above > MAX_SCORE:
        hint = "fewer projects at a time, or fewer aims"
        raise InvalidInputError(Problem("projects", "too many places for one solve", hint))
    return tuple(reversed(weights))


class _Search:
    def __init__(
        self,
        places: Sequence[Place],
        table: Mapping[Pair, Offer],
        scores: Mapping[Pair, int],
        policy: ProjectPolicy,
    ) -> None:
        self.places, self.table, self.scores, self.policy = places, table, scores, policy
        own: dict[str, dict[str, Project]] = {}
        for i, id in table:
            project = places[i].project
            own.setdefault(id, {})[project.id] = project
        self.capacity = {
            id: most_projects(projects.values(), policy.max_projects)
            for id, projects in own.items()
        }

    def run(self) -> Found:
        """Search the branches, the best first."""
        tick = count()
        proof = self.solve(frozenset())
        heap = [(_worst_first(proof), next(tick), frozenset[Pair](), proof)]
        seen: set[frozenset[Pair]] = {frozenset()}
        steps = 1
        best: tuple[Pair, ...] = ()
        while True:
            _, _, banned, matching = heapq.heappop(heap)
            chosen = _pairs(matching)
            clash = self.clash(chosen)
            # Nothing still open is better than this matching, so who equals it is the best.
            best = max(best, tuple(self.repair(chosen)), key=self.value)
            if self.value(best) == _values(matching):
                return self.found(best, proof, steps, is_best=True)
            if steps >= MAX_STEPS:
                return self.found(best, proof, steps, is_best=False)
            for pair in clash:
                more = banned | {pair}
                if more not in seen:
                    seen.add(more)
                    branch = self.solve(more)
                    steps += 1
                    heapq.heappush(heap, (_worst_first(branch), next(tick), more, branch))

    def value(self, chosen: Sequence[Pair]) -> tuple[int, ...]:
        """Return roles covered, places filled and the joined score."""
        covered = len({i for i, _ in chosen})
        return covered, len(chosen), sum(self.scores[pair] for pair in chosen)

    def solve(self, banned: frozenset[Pair]) -> Matching:
        """Match roles and people, without the pairs that are closed."""
        market = Market(
            left={f"role {i:04}": place.role.places for i, place in enumerate(self.places)},
            right={f"person {id}": many for id, many in sorted(self.capacity.items())},
            pairs={
                (f"role {i:04}", f"person {id}"): score
                for (i, id), score in self.scores.items()
                if (i, id) not in banned
            },
        )
        return match_optimal(market, objectives=AIMS)

    def clash(self, chosen: Iterable[Pair]) -> tuple[Pair, ...]:
        """Return pairs of one person that cannot hold together; empty when there are none."""
        by_person: dict[str, list[int]] = {}
        for i, id in chosen:
            by_person.setdefault(id, []).append(i)
        for id, numbers in sorted(by_person.items()):
            engaged = self.table[numbers[0], id].candidate.engaged
            mine = {self.places[i].key: i for i in numbers}
            places = overload(engaged, (self.places[i] for i in numbers), self.policy)
            if places:
                return tuple((mine[place.key], id) for place in places)
        return ()

    def repair(self, chosen: Sequence[Pair]) -> list[Pair]:
        """Return an answer that passes no load, filled up with who is free, the best first."""
        kept = list(chosen)
        while clash := self.clash(kept):
            kept.remove(min(clash, key=lambda pair: (self.scores[pair], pair)))
        filled = {i: sum(j == i for j, _ in kept) for i in range(len(self.places))}
        for pair in sorted(self.table, key=lambda p: (filled[p[0]] > 0, -self.scores[p], p)):
            free = filled[pair[0]] < self.places[pair[0]].role.places
            if free and pair not in kept and not self.clash([*kept, pair]):
                kept.append(pair)
                filled[pair[0]] += 1
        return kept

    def found(
        self,
        chosen: Iterable[Pair],
        proof: Matching,
        steps: int,
        *,
        is_best: bool,
    ) -> Found:
        offers = sorted((self.table[pair] for pair in chosen), key=lambda offer: offer.key)
        return Found(
            chosen=tuple(offers), bound=_values(proof), proof=proof, steps=steps, is_best=is_best
        )


def _pairs(matching: Matching) -> list[Pair]:
    return [
        (int(role.removeprefix("role ")), id.removeprefix("person ")) for role, id in matching.pairs
    ]


def _values(matching: Matching) -> tuple[int, ...]:
    return tuple(value for _, value in matching.values)


def _worst_first(matching: Matching) -> tuple[int, ...]:
    return tuple(-value for value in _values(matching))
