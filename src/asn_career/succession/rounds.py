"""One round of a plan: one assignment over people and posts, beside the greedy way.

Posts for which everybody has the same answer and the same score stand together in a group: it does
not matter which of them somebody gets, and nobody is moved between them. A pair of the market is
a lawful move into a group, or a stay. Who holds a planned post has to have a place (the first
objective), everybody else stays unless moved; then the gain counts, and among equal gains the fewer
moves. Of those who hold no planned post only the best few a group can matter: at most one of them
starts the chain that ends in a vacant post, so as many as there are vacant posts are kept, and the
answer is as good as with all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import nsmallest
from typing import TYPE_CHECKING

import attrs

from asn_career.matching import Market, Matching, match_optimal

if TYPE_CHECKING:
    from asn_career.succession.lawful import Kind, Option

__all__ = ["Offer", "Step", "Task", "fill_greedily", "find_chains", "group_posts", "solve", "worth"]

OBJECTIVES = ("priority", "score")


@attrs.frozen
class Offer:
    """A lawful move into a group of posts, and what it gains by fit, less what a move costs."""

    person: str
    group: str
    gain: int


@attrs.frozen
class Step:
    """A move that is made: who, into which post, and what it gains by itself."""

    person: str
    post: str
    gain: int


def group_posts(options: Mapping[str, Iterable[Option]], kinds: Iterable[Kind]) -> dict[str, str]:
    """Return the group of each post, named by its first post: alike for everybody asked."""
    answers: dict[Kind, list[object]] = {kind: [] for kind in kinds}
    for person, mine in options.items():
        for option in mine:
            for kind in option.kinds:
                answers[kind].append((person, option.lawful, option.fit, option.base))
    groups: dict[tuple[object, ...], list[str]] = {}
    for kind, each in answers.items():
        groups.setdefault(tuple(each), []).extend(kind.posts)
    return {post: min(posts) for posts in groups.values() for post in posts}


@attrs.frozen(kw_only=True)
class Task:
    """One round as numbers.

    Attributes:
        vacant: the planned posts that are vacant and may be filled.
        seats: who may be moved from which planned post.
        group_of: the group of each planned post.
        offers: lawful moves into another group than one's own.
        empty_cost: what a planned post costs that stays empty.
    """

    vacant: tuple[str, ...]
    seats: Mapping[str, str]
    group_of: Mapping[str, str]
    offers: tuple[Offer, ...]
    empty_cost: int

    @classmethod
    def of(
        cls,
        options: Mapping[str, Iterable[Option]],
        *,
        vacant: Iterable[str],
        seats: Mapping[str, str],
        group_of: Mapping[str, str],
        move_cost: int,
        empty_cost: int,
        banned: frozenset[tuple[str, str]],
    ) -> Task:
        """Return the task that the options of people make; banned are people and groups."""
        vacant = tuple(sorted(vacant))
        gains: dict[tuple[str, str], int] = {}  # all posts of a group have the same
        for person, mine in options.items():
            own = group_of.get(seats.get(person, ""))
            for option in mine:
                if not option.lawful:
                    continue
                for group in {group_of[kind.posts[0]] for kind in option.kinds}:
                    if group != own and (person, group) not in banned:
                        gains[person, group] = option.fit - option.base - move_cost
        found = [Offer(*pair, gain) for pair, gain in sorted(gains.items())]
        # Who can go nowhere opens no post, and so on, until nothing changes.
        while True:
            holders = {offer.person for offer in found if offer.person in seats}
            open_ = {group_of[post] for post in (*vacant, *(seats[p] for p in holders))}
            kept = [offer for offer in found if offer.group in open_]
            if len(kept) == len(found):
                break
            found = kept
        return cls(
            vacant=vacant,
            seats=seats,
            group_of=group_of,
            offers=tuple(found),
            empty_cost=empty_cost,
        )


def solve(task: Task) -> tuple[Matching, tuple[Step, ...]]:
    """Return the best assignment of a round, with the prices that prove it, and its moves.

    Order and ties: most gain, then fewest moves, then by the ids.

    Source: none: our own choice; see `match_optimal`.
    """
    offers = _keep_best(task)
    moving = sorted({offer.person for offer in offers})
    places: dict[str, int] = {}
    for post in (*task.vacant, *(task.seats[p] for p in moving if p in task.seats)):
        places[task.group_of[post]] = places.get(task.group_of[post], 0) + 1
    # One unit of gain outweighs all moves there can be: the number of moves only parts equals.
    unit = len(moving) + 1
    pairs = {(o.person, o.group): (o.gain + task.empty_cost) * unit - 1 for o in offers}
    for person in moving:
        if person in task.seats:
            pairs[person, task.group_of[task.seats[person]]] = task.empty_cost * unit
    market = Market(
        left=moving,
        right=places,
        pairs=pairs,
        priority={person: int(person in task.seats) for person in moving},
    )
    matching = match_optimal(market, objectives=OBJECTIVES)
    return matching, _seat(task, offers, matching)


def _keep_best(task: Task) -> list[Offer]:
    """Leave out whoever holds no planned post and is not among the best for any group."""
    kept: list[Offer] = []
    others: dict[str, list[Offer]] = {}
    for offer in task.offers:
        if offer.person in task.seats:
            kept.append(offer)
        else:
            others.setdefault(offer.group, []).append(offer)
    for rivals in others.values():
        kept += nsmallest(len(task.vacant), rivals, key=lambda o: (-o.gain, o.person))
    return kept


def _seat(task: Task, offers: Iterable[Offer], matching: Matching) -> tuple[Step, ...]:
    """Give those who come into a group its posts: vacant ones first, then by id."""
    by_pair = {(offer.person, offer.group): offer for offer in offers}
    coming = [by_pair[pair] for pair in matching.pairs if pair in by_pair]
    left = sorted(task.seats[o.person] for o in coming if o.person in task.seats)
    free: dict[str, list[str]] = {}
    for post in reversed((*task.vacant, *left)):
        free.setdefault(task.group_of[post], []).append(post)
    return tuple(Step(o.person, free[o.group].pop(), o.gain) for o in coming)


def worth(task: Task, moves: Iterable[Offer | Step]) -> int:
    """Return what some moves gain in all: by fit, less their costs, and by posts filled."""
    moves = tuple(moves)
    opened = sum(move.person in task.seats for move in moves)
    return sum(move.gain for move in moves) + task.empty_cost * (len(moves) - opened)


def fill_greedily(task: Task) -> tuple[Offer, ...]:
    """Return the moves of one chair at a time: the best for it, then for the chair that is left.

    The chairs are taken by id; a move that gains nothing is not made.

    Source: none: the usual practice, for comparison.
    """
    rivals: dict[str, list[tuple[int, str, Offer]]] = {}
    for offer in task.offers:
        rivals.setdefault(offer.group, []).append((-worth(task, [offer]), offer.person, offer))
    for each in rivals.values():
        each.sort(key=lambda rival: rival[:2])
    moved: dict[str, Offer] = {}
    chairs = list(reversed(task.vacant))
    while chairs:
        group = task.group_of[chairs.pop()]
        best = next((r for r in rivals.get(group, ()) if r[1] not in moved), None)
        if best is not None and best[0] < 0:
            moved[best[1]] = best[2]
            if best[1] in task.seats:
                chairs.append(task.seats[best[1]])
    return tuple(moved[person] for person in sorted(moved))


def find_chains(moves: Iterable[Step], seats: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return who moves after whom: into a vacant post first, then into the post that one left.

    People who change places in a circle begin with the smallest id.
    """
    into = {move.post: move.person for move in moves}
    left = {seats[person] for person in into.values() if person in seats}
    chains, seen = [], set[str]()
    for post in (*sorted(set(into) - left), *sorted(into, key=into.__getitem__)):
        chain = []
        at: str | None = post
        while at is not None and at in into and into[at] not in seen:
            chain.append(into[at])
            seen.add(into[at])
            at = seats.get(into[at])
        if chain:
            chains.append(tuple(chain))
    return tuple(sorted(chains))
