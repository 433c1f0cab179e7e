"""How mentors are matched: pairs by class, then the best matching, then the explanations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from asn_career.dates import read_day
from asn_career.errors import InvalidInputError, Problem, near, shown
from asn_career.matching import (
    Market,
    Matching,
    Method,
    Objective,
    Side,
    Solver,
    match_optimal,
    match_stable,
)
from asn_career.mentoring.board import Board, Judge
from asn_career.mentoring.glossary import WAITING
from asn_career.mentoring.intake import Call, read_call, read_law
from asn_career.mentoring.proposals import Proposer
from asn_career.mentoring.result import Mentoring, Unpaired

if TYPE_CHECKING:
    from asn_career.mentoring.policy import MentoringPolicy
    from asn_career.people import Employee
    from asn_career.rulebook import Rulebook

__all__ = ["match_mentors"]

Pair: TypeAlias = tuple[str, str]
Progress: TypeAlias = "Callable[[Iterable[Employee]], Iterable[Employee]]"
Facts: TypeAlias = Mapping[str | Pair, Mapping[str, object]]
Lists: TypeAlias = Mapping[str, Sequence[str | Sequence[str]]]

OBJECTIVES: Final = (
    Objective.COVERAGE,
    Objective.PRIORITY,
    Objective.SCORE,
    Objective.LEAST_CHANGE,
    Objective.EVEN_LOAD,
)
PROPOSERS: Final = {"mentees": Side.LEFT, "mentors": Side.RIGHT}


def match_mentors(
    mentees: Iterable[Employee],
    mentors: Iterable[Employee],
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    policy: MentoringPolicy | None = None,
    fixed: Iterable[Pair] = (),
    banned: Iterable[Pair] = (),
    previous: Iterable[Pair] = (),
    facts: Facts | None = None,
    capacities: Mapping[str, int] | None = None,
    preferences: Lists | None = None,
    locations: Mapping[str, str] | None = None,
    method: str = Method.OPTIMAL,
    objectives: Iterable[str] = OBJECTIVES,
    proposing: str = "mentees",
    solver: Solver | None = None,
    progress: Progress | None = None,
) -> Mentoring:
    """Give as many mentees as possible a mentor, with the best sum of scores among such answers.

    A pair is forbidden when a condition answers NO; what is unknown forbids nobody, adds nothing
    to the score, and is named. Coverage counts first, then who has waited longest, the score, how
    many earlier pairs are kept, and that equal mentors have equally many; then the ids. The order
    of the input plays no part.

    With ``method="stable"`` no mentee and mentor would rather have each other than what they have:
    each goes by the own list, or by the scores. That leaves more mentees without a mentor.

    Args:
        mentees: records; each gets one mentor at most.
        mentors: records; nobody stands on both sides.
        as_of: the day asked about.
        rulebook: the law, with what the agency laid over it.
        policy: figures laid over the rulebook. None: the mentoring policy that the rulebook
            holds, or the shipped one if it holds none.
        fixed: (mentee, mentor) pairs that the answer has; the policy must permit them.
        banned: pairs that the answer does not have.
        previous: pairs of an earlier answer, kept where that costs nothing; people in it may
            have left. With ``least_change`` before ``score``, as many as can be are kept.
        facts: pair facts that no record holds, by name: by id of a mentee or mentor for all their
            pairs, or by pair; a pair's come before a mentee's, a mentee's before a mentor's.
        capacities: by id of a mentor, places other than those of the policy.
        preferences: by id of a mentee or mentor, whom they would have, the best first; an inner
            list is a tie. The policy says what a list counts for: ``mentee_choice`` and
            ``mentor_choice`` of the score, and whether it binds. In a stable matching it binds.
        locations: by id of a mentee or mentor, the key of the place of work.
        method: ``"optimal"`` or ``"stable"``.
        objectives: the order of aims of an optimal matching. ``priority`` is the time waited: the
            fact ``pair_waiting_months`` of a mentee.
        proposing: the side that a stable matching favours, ``"mentees"`` or ``"mentors"``.
        solver: see `match_optimal`.
        progress: takes the mentees and returns them, such as ``tqdm``.

    Returns:
        Pairs with the parts of their scores, and a reason for everybody else. An empty pool is a
        result.

    Raises:
        InvalidInputError: with every problem: duplicates, a person on both sides, unknown ids, a
            fixed pair that is banned or forbidden, fewer places than fixed pairs, unknown facts.
    Source: none: our own choice; no law sets a ratio or a frequency for mentoring.
    """
    as_of = read_day(as_of, "as_of")
    way = _read_way(method, proposing)
    book = read_law(rulebook, policy, as_of)
    call = read_call(
        mentees,
        mentors,
        as_of,
        book=book,
        fixed=fixed,
        banned=banned,
        previous=previous,
        facts={} if facts is None else facts,
        capacities={} if capacities is None else capacities,
        preferences={} if preferences is None else preferences,
        locations={} if locations is None else locations,
    )
    judge = Judge(book, as_of)
    board = Board(judge, call)
    board.fill(call.mentees if progress is None else progress(call.mentees))
    call.refuse_forbidden({(a, b) for a, b in call.fixed if not board.mask(a, b)})
    market = Market(
        left=[person.id for person in call.mentees],
        right=call.places,
        pairs=board.pairs,
        banned=call.banned,
        fixed=call.fixed,
        previous=call.previous,
        priority=_waiting(call),
    )
    if way is None:
        matching = match_optimal(market, objectives=objectives, solver=solver)
    else:
        mentee_lists, mentor_lists = call.lists_of(call.mentees), call.lists_of(call.mentors)
        matching = match_stable(
            market, mentee_lists or "score", mentor_lists or "score", proposing=way
        )
    was_fixed, was_there = set(call.fixed), set(call.previous)
    pairings = tuple(
        judge.explain(pair, board.facts(pair), fixed=pair in was_fixed, kept=pair in was_there)
        for pair in matching.pairs
    )
    unpaired = _explain_unpaired(board, matching)
    missed = {name for one in pairings for name in one.missing}
    missed |= {name for one in unpaired for name in one.missing}
    return Mentoring(
        as_of=as_of,
        rulebook=book.name,
        conditions=judge.conditions,
        matching=matching,
        pairings=pairings,
        unpaired=unpaired,
        labels=tuple((name, book.fact(name).text) for name in sorted(missed)),
    )


def _read_way(method: str, proposing: str) -> Side | None:
    """Return the side that proposes, or None for an optimal matching; refuse other words."""
    problems: list[Problem] = []
    stable = False
    try:
        stable = Method(method) is Method.STABLE
    except InvalidInputError as error:
        problems += [problem.inside("method") for problem in error.problems]
    if proposing not in PROPOSERS:
        hint = near(proposing, PROPOSERS)
        problems.append(Problem("proposing", f"unknown side {shown(proposing)}", hint))
    if problems:
        raise InvalidInputError(problems)
    return PROPOSERS[proposing] if stable else None


def _waiting(call: Call) -> dict[str, int]:
    """Return the months that mentees have waited, as the caller says."""
    found = {person.id: dict(call.given(person.id)).get(WAITING.name) for person in call.mentees}
    return {id: months for id, months in found.items() if isinstance(months, int) and months > 0}


def _explain_unpaired(board: Board, matching: Matching) -> tuple[Unpaired, ...]:
    """Return why some have no partner, and for mentees the smallest changes that would help."""
    market, proposer = matching.market, Proposer(board, matching)
    unpaired: list[Unpaired] = []
    for id in (*matching.unmatched_left, *matching.unmatched_right):
        reason = matching.reason_for(id)
        assert reason is not None  # noqa: S101 - it has no partner
        is_left = reason.side is Side.LEFT
        proposals, partners = proposer.propose(id) if is_left else ((), 0)
        unpaired.append(
            Unpaired(
                id=id,
                side=reason.side,
                reason=reason.reason,
                partners=len(board.mentors) if is_left else len(board.mentees),
                permitted=reason.permitted,
                free=reason.free,
                missing=board.missing(id, market.partners_of(id)),
                unlisted=proposer.count_unlisted(id) if is_left else reason.unlisted,
                proposals=proposals,
                proposed=partners,
                **attrs.asdict(board.count(id), recurse=False),
            )
        )
    return tuple(unpaired)
