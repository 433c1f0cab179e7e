"""The checker of plans: reads the result alone, and shares no code with what made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asn_career.findings import Truth

if TYPE_CHECKING:
    from asn_career.succession.plan_result import Move, Round, SuccessionPlan

__all__ = ["verify_plan"]


def verify_plan(plan: SuccessionPlan) -> bool:
    """Tell whether a plan adds up, breaks no lock and puts nobody where somebody sits."""
    days = [each.day for each in plan.rounds]
    inside = all(plan.as_of <= day <= plan.until for day in days)
    return (
        inside
        and days == sorted(set(days))
        and all(_is_round(plan, each) for each in plan.rounds)
        and _seats_follow(plan)
    )


def _is_round(plan: SuccessionPlan, each: Round) -> bool:
    scale = plan.value_type.denominator
    empty_cost, move_cost = (
        int(cost * scale) for cost in (plan.policy.empty_cost, plan.policy.move_cost)
    )
    people = [move.person for move in each.moves]
    taken = {move.post.id for move in each.moves}
    levels, locked = plan.policy.levels, set(plan.policy.locked_posts)
    left = {m.left for m in each.moves if m.left is not None} & _planned(each)
    filled = len(taken) - len(left)
    total = sum(move.gain for move in each.moves) + empty_cost * filled
    chained = sorted(person for chain in each.chains for person in chain)
    return (
        people == sorted(set(people))
        and not set(people) & {*each.held, *plan.policy.locked_people}
        and len(taken) == len(each.moves)
        and taken <= {*each.vacant, *left}
        and not locked & {*taken, *left}
        and chained == people
        and {one.post.id for one in each.empty} >= ({*each.vacant} | left) - taken
        and all(move.post.position.level in levels for move in each.moves)
        and all(_is_move(each, move, move_cost) for move in each.moves)
        and each.gain == total >= each.greedy_gain
        and each.matching.verify()
    )


def _planned(each: Round) -> set[str]:
    """Return the posts that the assignment of a round counts as left: those of its holders."""
    holders = {id for id, priority in each.matching.market.priority if priority}
    return {m.left for m in each.moves if m.left is not None and m.person in holders}


def _is_move(each: Round, move: Move, cost: int) -> bool:
    return (
        move.day == each.day
        and bool(move.findings)
        and all(f.truth is Truth.YES and f.as_of == each.day for f in move.findings)
        and all(f.verify() for f in move.findings)
        and move.gain == move.fit - move.base - cost
        and move.left != move.post.id
    )


def _seats_follow(plan: SuccessionPlan) -> bool:
    """Check that who was moved leaves from where the plan put them."""
    seats: dict[str, str] = {}
    for move in plan.moves:
        if move.person in seats and move.left not in {seats[move.person], None}:
            return False
        seats[move.person] = move.post.id
    return True
