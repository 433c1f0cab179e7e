"""What comes out of mentoring: the pairs with their scores, and a reason for everybody else."""

from __future__ import annotations

import datetime as dt
import html
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.errors import UnknownNameError
from asn_career.findings import Finding, LineKind, Score
from asn_career.matching import Matching, Reason, Side
from asn_career.terms import Text, Word
from asn_career.values import Value, ValueType

if TYPE_CHECKING:
    from asn_career.findings import Line

__all__ = [
    "Condition",
    "Ended",
    "Ending",
    "Mentoring",
    "Pairing",
    "Part",
    "Proposal",
    "Unpaired",
    "read_parts",
]

Row = dict[str, object]


@attrs.frozen(kw_only=True)
class Condition:
    """A rule that permits pairs; what rests on sensitive facts is told to officers only."""

    rule: str
    text: Text
    sensitive: bool


@attrs.frozen(kw_only=True)
class Part:
    """One part of a score: ``points`` is weight times value over the denominators of the score.

    A part whose fact is unknown adds nothing, and the fact is named.
    """

    key: str
    text: Text
    points: int
    missing: tuple[str, ...] = ()


def read_parts(line: Line) -> tuple[Part, ...]:
    """Return the parts of the line of a score that weigh anything; no weighted sum is one part.

    Source: none: our own choice.
    """
    info, inner = line.info, line.parts
    if info.kind is not LineKind.SUM:
        whole = line.result if isinstance(line.result, int) else 0
        return (Part(key=info.key, text=info.text, points=whole, missing=line.missing),)
    parts = []
    for weight, value in zip(inner[::2], inner[1::2], strict=True):
        w, v = weight.result, value.result
        if w == 0:
            continue
        known = isinstance(w, int) and isinstance(v, int)
        parts.append(
            Part(
                key=value.info.key,
                text=value.info.text,
                points=w * v if isinstance(w, int) and isinstance(v, int) else 0,
                missing=() if known else value.missing,
            )
        )
    return tuple(parts)


@attrs.frozen(kw_only=True)
class Pairing:
    """One pair: who, why it is permitted, and its score with its parts.

    Attributes:
        facts: the pair facts by name, as read on the day.
        findings: the answer of every condition; what is UNKNOWN refuses nobody, and is named.
        score: the traced score; unknown when a part is.
        parts: the parts; those that are unknown add nothing.
        fixed: whether the caller had fixed the pair.
        kept: whether it stood in the earlier answer.
    """

    mentee: str
    mentor: str
    facts: tuple[tuple[str, Value | None], ...] = attrs.field(repr=False)
    findings: tuple[Finding, ...] = attrs.field(repr=False)
    score: Score = attrs.field(repr=False)
    parts: tuple[Part, ...] = attrs.field(repr=False)
    fixed: bool
    kept: bool

    @property
    def points(self) -> int:
        """The sum of the parts, over the denominator of the score."""
        return sum(part.points for part in self.parts)

    @property
    def value_type(self) -> ValueType:
        """What the points are."""
        return self.score.line.info.value_type

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that a condition or a part asked for and nobody knows."""
        named = [name for finding in self.findings for name in finding.missing]
        named += [name for part in self.parts for name in part.missing]
        return tuple(dict.fromkeys(named))


@attrs.frozen(kw_only=True)
class Proposal:
    """What would give a mentee without a mentor this one; everybody placed stays placed.

    Attributes:
        points: the score of the pair, as of `Pairing.points`.
        waived: conditions that would have to be waived for the pair.
        findings: their answers, which show by how much each is missed.
        banned: whether a ban would have to be lifted.
        unlisted: how many of the two would have to put the other on the own list.
        place: whether the mentor would need one place more.
        moves: (mentee, from, to), who would go to another permitted mentor, first to last.
    """

    mentee: str
    mentor: str
    points: int
    waived: tuple[str, ...]
    findings: tuple[Finding, ...] = attrs.field(repr=False)
    banned: bool
    unlisted: int
    place: bool
    moves: tuple[tuple[str, str, str], ...]

    @property
    def changes(self) -> int:
        """How much would have to be changed: conditions, the ban, lists, a place."""
        return len(self.waived) + self.banned + self.unlisted + self.place


@attrs.frozen(kw_only=True)
class Unpaired:
    """Why one person has no partner, in counts only.

    Attributes:
        partners: people on the other side.
        banned: those of them whom the caller's bans removed.
        forbidden: those whom at least one condition removed.
        removed: by condition, how many it removed; one partner may count under several.
        withheld: those whom a condition on sensitive facts removed.
        permitted: those who remain: ``partners - banned - forbidden``.
        free: permitted partners who still have a place.
        missing: facts that nobody knows, without which every permitted pair scored less.
        unlisted: partners with a free place who are left out by a list alone: a short list decided.
        proposals: of a mentee, the smallest changes that would help, the best mentors first.
        proposed: mentors with whom the smallest of these changes would do.
    """

    id: str
    side: Side
    reason: Reason
    partners: int
    banned: int
    forbidden: int
    removed: tuple[tuple[str, int], ...]
    withheld: int
    permitted: int
    free: int
    missing: tuple[str, ...] = ()
    unlisted: int = 0
    proposals: tuple[Proposal, ...] = ()
    proposed: int = 0


class Ending(Word):
    """Why an earlier pair is not kept."""

    LEFT = "left", "salah satu tidak lagi ikut", "one of the two takes no part any more"
    FORBIDDEN = "forbidden", "tidak lagi diperbolehkan", "no longer permitted"
    CHANGED = "changed", "diganti pasangan lain", "replaced by other pairs"


@attrs.frozen(kw_only=True)
class Ended:
    """An earlier pair that is not kept."""

    mentee: str
    mentor: str
    why: Ending


@attrs.frozen(kw_only=True, repr=False, str=False)
class Mentoring:
    """Mentors for mentees: pairs, and a reason for everybody who has none.

    Attributes:
        as_of: the day asked about.
        rulebook: the name of the rulebook that answered, the policy included.
        conditions: the rules that permit a pair, by name.
        labels: the words of the facts that somebody misses, by name.
        matching: the pairs by id, with the prices that prove them best.
        pairings: the same pairs with their explanation, by mentee.
        unpaired: everybody without a partner: mentees, then mentors, by id.
    """

    as_of: dt.date
    rulebook: str
    conditions: tuple[Condition, ...]
    matching: Matching
    pairings: tuple[Pairing, ...]
    unpaired: tuple[Unpaired, ...]
    labels: tuple[tuple[str, Text], ...] = ()

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs (mentee, mentor), sorted."""
        return tuple((p.mentee, p.mentor) for p in self.pairings)

    @property
    def unmatched(self) -> tuple[Unpaired, ...]:
        """The mentees without a mentor, by id."""
        return tuple(u for u in self.unpaired if u.side is Side.LEFT)

    @property
    def idle(self) -> tuple[Unpaired, ...]:
        """The mentors without a mentee, by id."""
        return tuple(u for u in self.unpaired if u.side is Side.RIGHT)

    @property
    def ended(self) -> tuple[Ended, ...]:
        """The earlier pairs that are not kept, and why; sorted."""
        market, made = self.matching.market, set(self.pairs)
        known = {*market.ids(Side.LEFT), *market.ids(Side.RIGHT)}
        found = []
        for a, b in market.previous:
            if (a, b) not in made:
                gone = not {a, b} <= known
                why = Ending.LEFT if gone else Ending.CHANGED
                if not gone and market.score(a, b) is None:
                    why = Ending.FORBIDDEN
                found.append(Ended(mentee=a, mentor=b, why=why))
        return tuple(found)

    def of(self, id: str) -> tuple[Pairing, ...] | Unpaired:
        """Return the pairings of a person, or why there are none.

        Raises:
            UnknownNameError: the person is on neither side.
        Source: none: our own choice.
        """
        found = tuple(p for p in self.pairings if id in {p.mentee, p.mentor})
        if found:
            return found
        for unpaired in self.unpaired:
            if unpaired.id == id:
                return unpaired
        raise UnknownNameError("person", id)

    def verify(self) -> bool:
        """Check the result without its maker.

        The matching adds up its prices; every pair is permitted by the explanations of its
        conditions, which add up again from the facts shown; the scores are computed again from
        their parts; the counts of everybody without a partner add up. Pairs that were removed are
        not read again: their records are not kept.

        Source: none: our own choice.
        """
        from asn_career.mentoring.checker import find_faults

        return not any(True for _ in find_faults(self))

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the result for the officer: sizes, pairs with scores, who has none and why.

        Source: none: our own choice.
        """
        from asn_career.mentoring.rendering import render

        return tuple(render(self, lang))

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return what concerns one person: own partners and counts; nobody else is named.

        Raises:
            UnknownNameError: the person is on neither side.
        Source: none: our own choice.
        """
        from asn_career.mentoring.rendering import explain

        return tuple(explain(self, id, lang))

    def officer_view(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return the same with every condition and its facts, and who holds the places.

        Sensitive facts are among them: for the officer in charge only.

        Raises:
            UnknownNameError: the person is on neither side.
        Source: none: our own choice.
        """
        from asn_career.mentoring.rendering import officer_view

        return tuple(officer_view(self, id, lang))

    def rows(self) -> list[Row]:
        """Return one flat row a pair, then one for everybody without a partner.

        Source: none: our own choice.
        """
        from asn_career.mentoring.rendering import rows

        return rows(self)

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; exact numbers as text.

        Source: none: our own choice.
        """
        from asn_career.mentoring.rendering import as_plain

        return as_plain(self)

    def __repr__(self) -> str:
        """Return the sizes."""
        return f"Mentoring({len(self.pairings)} pairs, {len(self.unmatched)} mentees without)"

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


ADVICE: Final = Text(
    id="Hasil ini memberi saran; manusialah yang memutuskan.",
    en="A result advises, a person decides.",
)
