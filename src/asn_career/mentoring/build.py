"""How mentors are matched: pairs by class, then the best matching, then the explanations."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

import attrs

from asn_career.conditions import WeightedSum, facts_in, value_reader
from asn_career.dates import read_day
from asn_career.findings import Finding, Score
from asn_career.matching import Market, Side, match_optimal
from asn_career.mentoring.intake import Call, condition_names, read_call, read_law
from asn_career.mentoring.people import Seat, read_mentee, read_mentor, read_pair
from asn_career.mentoring.policy import SCORE_RULE
from asn_career.mentoring.result import Condition, Mentoring, Pairing, Unpaired, read_parts

if TYPE_CHECKING:
    from asn_career.mentoring.policy import MentoringPolicy
    from asn_career.people import Employee
    from asn_career.rulebook import Rulebook
    from asn_career.values import Value

__all__ = ["match_mentors"]

Pair: TypeAlias = tuple[str, str]
Progress: TypeAlias = "Callable[[Iterable[Employee]], Iterable[Employee]]"
Facts: TypeAlias = Mapping[str | Pair, Mapping[str, object]]


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
    progress: Progress | None = None,
) -> Mentoring:
    """Give as many mentees as possible a mentor, with the best sum of scores among such answers.

    A pair is forbidden when a condition answers NO; what is unknown forbids nobody, adds nothing
    to the score, and is named. Best coverage counts first, then the score, then how many earlier
    pairs are kept, then the ids; the order of the input plays no part.

    Args:
        mentees: records; each gets one mentor at most.
        mentors: records; nobody stands on both sides.
        as_of: the day asked about.
        rulebook: the law, with what the agency laid over it.
        policy: figures laid over the rulebook. None: the mentoring policy that the rulebook
            holds, or the shipped one if it holds none.
        fixed: (mentee, mentor) pairs that the answer has; the policy must permit them.
        banned: pairs that the answer does not have.
        previous: pairs of an earlier answer between people of these pools, kept where that
            costs nothing.
        facts: pair facts that no record holds, by name: by id of a mentee or mentor for all their
            pairs, or by pair; a pair's come before a mentee's, a mentee's before a mentor's.
        capacities: by id of a mentor, places other than those of the policy.
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
    )
    judge = _Judge(book, as_of)
    board = _Board(judge, call)
    board.fill(call.mentees if progress is None else progress(call.mentees))
    call.refuse_forbidden(board.scores)
    market = Market(
        left=[person.id for person in call.mentees],
        right=call.places,
        pairs=board.scores,
        banned=call.banned,
        fixed=call.fixed,
        previous=call.previous,
    )
    matching = match_optimal(market, objectives=("coverage", "score", "least_change"))
    was_fixed, was_there = set(call.fixed), set(call.previous)
    pairings = tuple(
        judge.explain(pair, board.facts(pair), fixed=pair in was_fixed, kept=pair in was_there)
        for pair in matching.pairs
    )
    unpaired = []
    for id in (*matching.unmatched_left, *matching.unmatched_right):
        reason = matching.reason_for(id)
        assert reason is not None  # noqa: S101 - it has no partner
        is_left = reason.side is Side.LEFT
        unpaired.append(
            Unpaired(
                id=id,
                side=reason.side,
                reason=reason.reason,
                partners=len(call.mentors) if is_left else len(call.mentees),
                permitted=reason.permitted,
                free=reason.free,
                missing=board.missing(id, market.partners_of(id)),
                **attrs.asdict(board.count(id), recurse=False),
            )
        )
    missed = {name for one in unpaired for name in one.missing}
    return Mentoring(
        as_of=as_of,
        rulebook=book.name,
        conditions=judge.conditions,
        matching=matching,
        pairings=pairings,
        unpaired=tuple(unpaired),
        labels=tuple((name, book.fact(name).text) for name in sorted(missed)),
    )


@attrs.frozen(kw_only=True)
class Counts:
    """How many partners of one person were removed, and by what; see `Unpaired`."""

    banned: int
    forbidden: int
    withheld: int
    removed: tuple[tuple[str, int], ...]


@attrs.frozen
class Verdict:
    """What the conditions and the score say of a class of pairs.

    ``mask`` has a bit for every condition that forbids the pairs; ``missing`` names the facts
    without which parts of the score add nothing.
    """

    mask: int
    points: int
    missing: tuple[str, ...] = ()


class _Judge:
    """Judges pairs by their facts: untraced for all, traced for those that are shown."""

    def __init__(self, book: Rulebook, as_of: dt.date) -> None:
        self.book, self.as_of = book, as_of
        law = book.law(as_of)
        self.conditions = tuple(
            Condition(
                rule=name,
                text=law.rule_text(name),
                sensitive=any(f.sensitive for f in facts_in(law.rules[name].node, law)),
            )
            for name in condition_names(book, as_of)
        )
        self.deciders = [book.decider(c.rule, as_of) for c in self.conditions]
        node = law.rules[SCORE_RULE].node
        parts = node.parts if isinstance(node, WeightedSum) else ((None, node),)
        # The parts of the score one by one, so that what is unknown does not hide the others.
        self.parts = [
            (
                None if weight is None else value_reader(weight, law),
                value_reader(quantity, law),
                tuple(fact.name for fact in facts_in(quantity, law)),
            )
            for weight, quantity in parts
        ]
        self.verdicts: dict[tuple[tuple[str, Value | None], ...], Verdict] = {}

    def judge(self, facts: Mapping[str, Value | None]) -> Verdict:
        """Return the verdict on pairs of these facts; equal facts are judged once."""
        key = tuple(facts.items())
        found = self.verdicts.get(key)
        if found is None:
            found = self.verdicts[key] = self._judge(facts)
        return found

    def _judge(self, facts: Mapping[str, Value | None]) -> Verdict:
        get, day, mask = facts.get, self.as_of, 0
        for i, decide in enumerate(self.deciders):
            if decide(get, day) is False:
                mask |= 1 << i
        if mask:
            return Verdict(mask, 0)
        total, missing = 0, []
        for weight, quantity, names in self.parts:
            w = 1 if weight is None else weight(get, day)
            value = quantity(get, day)
            if isinstance(w, int) and isinstance(value, int):
                total += w * value
            elif w != 0:
                missing += [name for name in names if get(name) is None]
        return Verdict(0, total, tuple(dict.fromkeys(missing)))

    def explain(
        self, pair: Pair, facts: Mapping[str, Value | None], *, fixed: bool, kept: bool
    ) -> Pairing:
        """Return a chosen pair with its traces."""
        law, day, name = self.book.law(self.as_of), self.as_of, self.book.name
        findings = tuple(
            Finding(
                rule=c.rule,
                text=c.text,
                as_of=day,
                line=self.book.explainer(c.rule, day)(facts.get, day),
                rulebook=name,
            )
            for c in self.conditions
        )
        line = self.book.explainer(SCORE_RULE, day)(facts.get, day)
        score = Score(
            rule=SCORE_RULE, text=law.rule_text(SCORE_RULE), as_of=day, line=line, rulebook=name
        )
        return Pairing(
            mentee=pair[0],
            mentor=pair[1],
            facts=tuple(sorted(facts.items())),
            findings=findings,
            score=score,
            parts=read_parts(line),
            fixed=fixed,
            kept=kept,
        )


class _Board:
    """All pairs by class: their verdicts, the scores of those permitted, what removed the rest."""

    def __init__(self, judge: _Judge, call: Call) -> None:
        self.judge, self.call = judge, call
        self.scores: dict[Pair, int] = {}
        self.masks: dict[str, Counter[int]] = {}
        self.banned: Counter[str] = Counter()
        book, day = judge.book, judge.as_of
        self.mentees = {p.id: read_mentee(p, day, book, call.given(p.id)) for p in call.mentees}
        self.mentors = {p.id: read_mentor(p, day, book, call.given(p.id)) for p in call.mentors}
        self.verdicts: dict[tuple[int, int], Verdict] = {}

    def facts(self, pair: Pair) -> dict[str, Value | None]:
        """Return the facts of a pair."""
        mentee, mentor = self.mentees[pair[0]], self.mentors[pair[1]]
        return read_pair(mentee, mentor, self.call.given(pair))

    def fill(self, mentees: Iterable[Employee]) -> None:
        """Judge every pair, each class once."""
        classes: dict[Seat, int] = {}
        rights = [(id, classes.setdefault(s, len(classes))) for id, s in self.mentors.items()]
        own = self.call.own_facts
        removed = set(self.call.banned)
        self.masks = {id: Counter() for id in (*self.mentees, *self.mentors)}
        for person in mentees:
            a, seat = person.id, self.mentees[person.id]
            left = classes.setdefault(seat, len(classes))
            for b, right in rights:
                pair = a, b
                if pair in removed:
                    self.banned.update(pair)
                    continue
                if pair in own:
                    verdict = self.judge.judge(self.facts(pair))
                else:
                    found = self.verdicts.get((left, right))
                    if found is None:
                        found = self.judge.judge(read_pair(seat, self.mentors[b]))
                        self.verdicts[left, right] = found
                    verdict = found
                if verdict.mask:
                    self.masks[a][verdict.mask] += 1
                    self.masks[b][verdict.mask] += 1
                else:
                    self.scores[pair] = verdict.points

    def missing(self, id: str, partners: Iterable[str]) -> tuple[str, ...]:
        """Return the facts without which every permitted pair of somebody scores less."""
        every: set[str] | None = None
        for other in partners:
            pair = (id, other) if id in self.mentees else (other, id)
            names = set(self.judge.judge(self.facts(pair)).missing)
            every = names if every is None else every & names
            if not every:
                break
        return tuple(sorted(every or ()))

    def count(self, id: str) -> Counts:
        """Return how many partners of somebody were removed, and by what."""
        masks, conditions = self.masks[id], self.judge.conditions
        hidden = sum(1 << i for i, c in enumerate(conditions) if c.sensitive)
        return Counts(
            banned=self.banned[id],
            forbidden=sum(masks.values()),
            withheld=sum(n for mask, n in masks.items() if mask & hidden),
            removed=tuple(
                (c.rule, sum(n for mask, n in masks.items() if mask >> i & 1))
                for i, c in enumerate(conditions)
            ),
        )
