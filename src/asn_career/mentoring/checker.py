"""The checker of mentoring: reads the result alone, and shares no code with what made it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from asn_career.findings import LineKind, Truth
from asn_career.matching import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asn_career.findings import Line
    from asn_career.mentoring.result import Mentoring, Pairing, Proposal, Unpaired

__all__ = ["find_faults"]


def find_faults(result: Mentoring) -> Iterator[str]:
    """Yield what is wrong with a result, in English.

    Source: none: our own choice.
    """
    yield from result.matching.faults()
    if result.pairs != result.matching.pairs:
        yield "the pairings are not the pairs of the matching"
    for pairing in result.pairings:
        yield from _pairing(result, pairing)
    alone = [*result.matching.unmatched_left, *result.matching.unmatched_right]
    if [u.id for u in result.unpaired] != alone:
        yield "somebody without a partner has no reason, or one too many"
        return
    for unpaired in result.unpaired:
        yield from _unpaired(result, unpaired)
        for proposal in unpaired.proposals:
            if proposal.mentee != unpaired.id or not _helps(result, proposal):
                yield f"{unpaired.id}: a proposal does not help"


def _pairing(result: Mentoring, one: Pairing) -> Iterator[str]:
    where = f"{one.mentee}, {one.mentor}"
    if [f.rule for f in one.findings] != [c.rule for c in result.conditions]:
        yield f"{where}: not every condition was asked"
    facts = dict(one.facts)
    for answer in (*one.findings, one.score):
        if answer.as_of != result.as_of or not answer.verify():
            yield f"{where}: {answer.rule} does not add up on the day"
        for line in answer.line.walk():
            if line.info.kind is LineKind.FACT and line.result != facts.get(line.info.key):
                yield f"{where}: {answer.rule} reads another {line.info.key}"
    if any(f.truth is Truth.NO for f in one.findings):
        yield f"{where}: a condition forbids the pair"
    total = _total(one.score.line)
    if not total == sum(part.points for part in one.parts) == one.points:
        yield f"{where}: the parts do not add up to the score"
    if result.matching.market.score(one.mentee, one.mentor) != total:
        yield f"{where}: the matching counted another score"
    pair, market = (one.mentee, one.mentor), result.matching.market
    if one.fixed != (pair in market.fixed) or one.kept != (pair in market.previous):
        yield f"{where}: fixed or kept is not as given"


def _helps(result: Mentoring, one: Proposal) -> bool:
    """Tell whether a proposal places the mentee, and everybody placed stays placed."""
    market, pairs = result.matching.market, set(result.pairs)
    permitted = market.score(one.mentee, one.mentor) is not None
    for mentee, here, there in one.moves:
        if (mentee, here) not in pairs or (mentee, here) in market.fixed:
            return False
        if market.score(mentee, there) is None:
            return False
        pairs ^= {(mentee, here), (mentee, there)}
    pairs.add((one.mentee, one.mentor))
    if [f.rule for f in one.findings] != list(one.waived):
        return False
    if any(f.truth is not Truth.NO or not f.verify() for f in one.findings):
        return False
    load = Counter(mentor for _, mentor in pairs)
    load[one.mentor] -= one.place
    return (
        one.changes > 0
        and permitted is not (one.waived != () or one.banned)
        and one.banned == ((one.mentee, one.mentor) in market.banned)
        and all(many <= market.capacity(mentor) for mentor, many in load.items())
    )


def _total(line: Line) -> int:
    """Add a score up from its trace; what is unknown adds nothing."""
    if line.info.kind is not LineKind.SUM:
        return line.result if isinstance(line.result, int) else 0
    values = [part.result for part in line.parts]
    total = 0
    for weight, value in zip(values[::2], values[1::2], strict=True):
        if isinstance(weight, int) and isinstance(value, int):
            total += weight * value
    return total


def _unpaired(result: Mentoring, one: Unpaired) -> Iterator[str]:
    market = result.matching.market
    expected = result.matching.reason_for(one.id)
    if expected is None or (one.side, one.reason, one.permitted, one.free) != (
        expected.side,
        expected.reason,
        expected.permitted,
        expected.free,
    ):
        yield f"{one.id}: another reason holds"
    place = 0 if one.side is Side.LEFT else 1
    banned = sum(pair[place] == one.id for pair in market.banned)
    others = len(market.ids(one.side.other))
    if (one.partners, one.banned) != (others, banned):
        yield f"{one.id}: the partners are miscounted"
    counts = [count for _, count in one.removed]
    most, some = sum(counts), max(counts, default=0)
    if one.partners != one.banned + one.forbidden + one.permitted:
        yield f"{one.id}: the counts do not add up"
    if not some <= one.forbidden <= most or not 0 <= one.withheld <= one.forbidden:
        yield f"{one.id}: the conditions removed more or fewer than were removed"
    if not set(one.missing) <= {name for name, _ in result.labels} or (
        one.missing and not one.permitted
    ):
        yield f"{one.id}: a fact is missed that has no words, or in no pair"
    if [rule for rule, _ in one.removed] != [c.rule for c in result.conditions]:
        yield f"{one.id}: a condition is not counted"
