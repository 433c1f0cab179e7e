"""What would help a mentee without a mentor: the smallest changes, and with whom.

A change is small when little has to be given up: a condition waived for one pair, a ban lifted, a
name put on a list, one place more. Everybody who is placed stays placed; where somebody else would
have to go to another permitted mentor, that is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from asn_career.matching import Matching, Method
from asn_career.mentoring.glossary import MENTEE_CHOICE, MENTOR_CHOICE
from asn_career.mentoring.result import Proposal

if TYPE_CHECKING:
    from asn_career.mentoring.board import Board

__all__ = ["Proposer"]

LIMIT: Final = 3
Move: TypeAlias = tuple[str, str, str]


class Proposer:
    """Proposals for one matching."""

    def __init__(self, board: Board, matching: Matching) -> None:
        self.board, self.matching = board, matching
        choices = {MENTEE_CHOICE.name, MENTOR_CHOICE.name}
        self.lists = sum(
            1 << i for i, gate in enumerate(board.judge.gates) if set(gate.names) <= choices
        )
        load = {id: len(matching.partners(id)) for id in board.mentors}
        self.places = {id: matching.market.capacity(id) for id in board.mentors}
        self.free = {id for id, many in self.places.items() if load[id] < many}
        # In a stable matching whoever is moved would rather stay.
        moving = matching.method is Method.OPTIMAL and matching.unmatched_left
        self.moves = self._find_moves() if moving else dict.fromkeys(self.free, ())

    def _find_moves(self) -> dict[str, tuple[Move, ...]]:
        """Return, by mentor, the moves to other permitted mentors that free a place there."""
        market, fixed = self.matching.market, set(self.matching.market.fixed)
        found: dict[str, tuple[Move, ...]] = dict.fromkeys(sorted(self.free), ())
        todo = list(found)
        for there in todo:  # the list grows while it is read: nearest first
            for mentee in market.partners_of(there):
                for here in self.matching.partners(mentee):
                    if here not in found and (mentee, here) not in fixed:
                        found[here] = (*found[there], (mentee, here, there))
                        todo.append(here)
        return found

    def propose(self, mentee: str) -> tuple[tuple[Proposal, ...], int]:
        """Return the smallest changes for a mentee, and with how many mentors the first would do.

        Source: none: our own choice.
        """
        masks, points = self.board.row(mentee)
        ranked: list[tuple[int, int, int, str, int]] = []
        for mentor, mask, score in zip(self.places, masks, points, strict=True):
            moves = self.moves.get(mentor)
            changes = mask.bit_count() + self._unlisted(mentee, mentor) + (moves is None)
            if changes:
                ranked.append((changes, len(moves or ()), -score, mentor, mask))
        ranked.sort()
        proposals = tuple(
            self._proposal(mentee, mentor, -minus, mask)
            for _, _, minus, mentor, mask in ranked[:LIMIT]
        )

        def kind(mentor: str, mask: int) -> tuple[int, int, bool]:
            return mask, self._unlisted(mentee, mentor), mentor in self.moves

        kinds = [kind(mentor, mask) for *_, mentor, mask in ranked]
        return proposals, sum(each == kinds[0] for each in kinds)

    def _proposal(self, mentee: str, mentor: str, points: int, mask: int) -> Proposal:
        moves, judge = self.moves.get(mentor), self.board.judge
        waived = [c for i, c in enumerate(judge.conditions) if mask >> i & 1]
        facts = self.board.facts((mentee, mentor)) if waived else {}
        return Proposal(
            mentee=mentee,
            mentor=mentor,
            points=points,
            waived=tuple(c.rule for c in waived),
            findings=judge.findings(facts, waived),
            banned=bool(mask & self.board.ban),
            unlisted=self._unlisted(mentee, mentor),
            place=moves is None,
            moves=moves or (),
        )

    def _unlisted(self, mentee: str, mentor: str) -> int:
        """Return how many of two lack the other on a list that binds; conditions apart."""
        if self.matching.method is not Method.STABLE:
            return 0
        left, right = self.board.mentees[mentee].choices, self.board.mentors[mentor].choices
        return sum(
            choices is not None and other not in choices.places
            for choices, other in ((left, mentor), (right, mentee))
        )

    def count_unlisted(self, mentee: str) -> int:
        """Return how many mentors with a free place are left out by a list alone.

        Source: none: our own choice.
        """
        masks, _ = self.board.row(mentee)
        return sum(
            mentor in self.free
            and not mask & ~self.lists
            and bool(mask or self._unlisted(mentee, mentor))
            for mentor, mask in zip(self.places, masks, strict=True)
        )
