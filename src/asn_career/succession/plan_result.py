"""The result of a plan: its rounds, what each move gains, what stays empty, and why."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from asn_career.errors import UnknownNameError
from asn_career.findings import Finding
from asn_career.matching import Matching
from asn_career.people import Agency
from asn_career.positions import Post
from asn_career.projection import appoint
from asn_career.provenance import Provenance
from asn_career.succession.plan_policy import SuccessionPlanPolicy
from asn_career.succession.result import Plain
from asn_career.terms import Word
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook

__all__ = ["Empty", "EmptyReason", "Held", "Move", "Round", "SuccessionPlan"]


class Held(Word):
    """Why somebody is not to be moved in a round."""

    RETIRED = "retired", "sudah mencapai TMT pensiun", "the pension day has come"
    LOCKED = "locked", "dikunci oleh instansi", "locked by the agency"
    DECIDED = "decided", "ada perpindahan yang sudah tercatat", "a move is on record already"
    MIN_STAY = "min_stay", "belum cukup lama dalam jabatan", "not long enough in the post"


class EmptyReason(Word):
    """Why a planned post stays empty in a round."""

    LOCKED = "locked", "dikunci oleh instansi", "locked by the agency"
    RESERVED = "reserved", "sudah ada yang tercatat akan mengisi", "somebody is on record for it"
    NO_RULE = "no_rule", "syarat pengangkatan tidak diketahui", "no rule of appointment is known"
    NOBODY = "nobody", "tidak ada yang memenuhi syarat", "nobody meets the requirements"
    UNKNOWN = "unknown", "data calon belum lengkap", "data of those in question is missing"
    NO_GAIN = (
        "no_gain",
        "pengisian tidak menambah nilai: yang memenuhi syarat lebih berguna di tempat lain",
        "no gain: those who meet the requirements are of more use elsewhere",
    )


@attrs.frozen(kw_only=True)
class Move:
    """A move on a day: who, from where, to where, why it is lawful, and what it gains.

    Attributes:
        left: the post that is left, None for none of the agency's.
        post: the post taken.
        findings: every rule, YES on the day.
        fit: the score for the post taken, a whole number in the unit of the score.
        base: the score for the post left, where the move is horizontal between planned posts.
        gain: fit less base, less the cost of a move.
    """

    person: str
    day: dt.date
    left: str | None
    post: Post
    findings: tuple[Finding, ...]
    fit: int
    base: int
    gain: int


@attrs.frozen(kw_only=True)
class Empty:
    """A planned post that stays empty in a round.

    Attributes:
        lawful: how many people could lawfully be moved there.
        unknown: of how many it is not known, for want of data.
    """

    post: Post
    reason: EmptyReason
    lawful: int
    unknown: int


@attrs.frozen(kw_only=True)
class Round:
    """One round.

    Attributes:
        vacant: the planned posts that are vacant before it and may be filled, by id.
        moves: by person.
        chains: who moves after whom, each into the post that the one before left.
        empty: the planned posts that are empty after it, by id.
        gain: of all moves, and of the posts that are filled.
        greedy_gain: the same of one chair at a time.
        lawful: for how many posts each person meets the requirements, where for any.
        held: who is not to be moved, and why.
        matching: the assignment with the prices that prove it; posts that are alike for
            everybody stand under the id of the first of them.
    """

    day: dt.date
    vacant: tuple[str, ...]
    moves: tuple[Move, ...]
    chains: tuple[tuple[str, ...], ...]
    empty: tuple[Empty, ...]
    gain: int
    greedy_gain: int
    lawful: Mapping[str, int] = attrs.field(repr=False)
    held: Mapping[str, Held] = attrs.field(repr=False)
    matching: Matching = attrs.field(repr=False)


@attrs.frozen(kw_only=True, str=False)
class SuccessionPlan:
    """Moves round by round, from one day to another.

    Attributes:
        rounds: by day; the moves of one are records for the next.
        people: how many people were looked at.
        unknown: who meets no requirement for certain and some perhaps: the day of the round in
            which that came up first, and the facts that are missing; by id.
        value_type: the type of the score, in whose unit all gains are.
    """

    agency: str
    as_of: dt.date
    until: dt.date
    policy: SuccessionPlanPolicy
    rulebook: str
    rounds: tuple[Round, ...]
    people: frozenset[str] = attrs.field(repr=False)
    unknown: Mapping[str, tuple[dt.date, tuple[str, ...]]] = attrs.field(repr=False)
    value_type: ValueType = attrs.field(repr=False)
    provenance: Provenance = attrs.field(repr=False)

    def __iter__(self) -> Iterator[Round]:
        """Go over the rounds by day."""
        return iter(self.rounds)

    @property
    def moves(self) -> tuple[Move, ...]:
        """All moves, by day, then by person."""
        return tuple(move for each in self.rounds for move in each.moves)

    @property
    def gain(self) -> int:
        """What all rounds gain, in the unit of the score."""
        return sum(each.gain for each in self.rounds)

    @property
    def greedy_gain(self) -> int:
        """What one chair at a time would gain in each round, from the same records."""
        return sum(each.greedy_gain for each in self.rounds)

    def apply_to(self, agency: Agency) -> Agency:
        """Return the agency with the moves as assumed future records.

        Raises:
            UnknownNameError: somebody or some post of the plan is not of this agency.
        """
        people = {person.id: person for person in agency.employees}
        for move in self.moves:
            person = people.get(move.person) or agency.employee(move.person)
            people[move.person] = appoint(person, agency.post(move.post.id), move.day)
        return attrs.evolve(agency, employees=tuple(people.values()))

    def verify(self) -> bool:
        """Check every finding, every seat and every sum, and the prices of each round.

        Source: none: our own choice.
        """
        from asn_career.succession.plan_checker import verify_plan

        return verify_plan(self)

    def is_stale(self, inputs: Agency, *, rulebook: Rulebook, key: bytes | None = None) -> bool:
        """Tell whether the same call would start from other records or another law.

        Raises:
            InvalidInputError: no key, now or when the result was made.
        """
        return self.provenance.is_stale(inputs, rulebook=rulebook, key=key)

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return what the plan holds for one person, for that person; it names no other.

        Raises:
            UnknownNameError: nobody of that id was looked at; no other id is named.
        """
        from asn_career.succession.plan_rendering import explain_person

        if id not in self.people:
            raise UnknownNameError("employee", id)
        return explain_person(self, id, lang)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the officer's view: round by round, chains, gains, what stays empty."""
        from asn_career.succession.plan_rendering import render_plan

        return render_plan(self, lang)

    def rows(self) -> list[dict[str, Plain]]:
        """Return one flat row a move, without the values of anybody's record but the score."""
        from asn_career.succession.plan_rendering import rows_of_plan

        return rows_of_plan(self)

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        from asn_career.succession.plan_rendering import plan_as_plain

        return plan_as_plain(self)

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"
