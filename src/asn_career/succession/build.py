"""How a ranking of successors is made: gate first, then score, then rank."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from asn_career.dates import ONE_DAY, add_months, read_day
from asn_career.errors import InvalidInputError, Problem
from asn_career.findings import Finding, Line, Score, Truth
from asn_career.people import Employee
from asn_career.positions import Post
from asn_career.projection import mark_assumed
from asn_career.provenance import trace_provenance
from asn_career.ranking import Method, MethodRanking, Ranks, TieKey, rank, rank_by
from asn_career.succession.gate import Condition, Future, Gate
from asn_career.succession.given import read_given
from asn_career.succession.policy import SuccessionPolicy
from asn_career.succession.result import (
    Barrier,
    Candidate,
    Excluded,
    NotYet,
    Ranked,
    Ranking,
    Readiness,
    Reason,
    Unknown,
)
from asn_career.succession.seats import inputs_of
from asn_career.terms import Capacity, Question
from asn_career.values import Kind

if TYPE_CHECKING:
    from asn_career.people import Record
    from asn_career.regulations import Citation
    from asn_career.rulebook import Rulebook, View
    from asn_career.values import Value

__all__ = ["rank_successors"]

Scored = tuple[Employee, tuple[Score, ...], tuple[Finding, ...]]
Progress = Callable[[Iterable[Employee]], Iterable[Employee]]
Assume = Callable[[Employee], Iterable["Record"]]


def rank_successors(
    post: Post,
    candidates: Iterable[Employee],
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    policy: SuccessionPolicy,
    facts: Mapping[str, Mapping[str, object]] | None = None,
    assume: Assume | None = None,
    progress: Progress | None = None,
    key: bytes | None = None,
) -> Ranking:
    """Rank those who may follow in a post, and say of all others why not, and until when.

    The gate of the law is every rule of the rulebook about appointment to the post; the gate of
    the agency is what the policy names. Whoever passes both is ranked by the score of the policy,
    or by its criteria together, the best first; who is equal is parted by the policy's chain of
    keys only. Who lacks the number of one criterion is unknown, not last.

    Args:
        post: the post; its holder, if among the candidates, is excluded.
        candidates: records, each once; an empty pool is a result.
        as_of: the day asked about.
        rulebook: the law, with what the agency laid over it.
        policy: the score, the agency's gate, the horizon, the keys that part ties.
        facts: by id of a candidate, facts by name that the record does not hold, such as the
            score of an assessment centre; they come before the record, and hold on every day.
        assume: takes a record and returns future records to take for granted in the search for a
            lawful day, such as appraisals to come; they change nothing about the day asked about.
        progress: takes the candidates and returns them, such as ``tqdm``.
        key: with it the provenance holds a hash of the post, the candidates and their facts.

    Returns:
        Four lists in which everybody stands once; the order of the input does not matter. The
        rules are those of the day asked about; a lawful day is sought among all their versions.

    Raises:
        InvalidInputError: with every problem: duplicates, something that is no record, rules and
            facts that the rulebook does not have, facts of somebody who is no candidate; numbers
            that the method of the policy refuses, such as a criterion that is zero for all.
    Source: PP 11/2017 articles 54, 107 and 198-200 (who may be considered), through the rulebook;
        the order is the policy's.
    """
    pool = tuple(candidates)
    given = _check(post, pool, as_of, rulebook=rulebook, policy=policy, facts=facts or {})
    # One way in for a day given as text.
    as_of = read_day(as_of, "as_of")
    law = tuple(
        rule.name
        for rule in rulebook.rules_for(Question.APPOINT, post, as_of)
        if rule.name not in policy.gates
        and rulebook.law(as_of).rule_type(rule.name).kind is Kind.FLAG
    )
    judge = _Judge(post, as_of, rulebook, policy, law, given, assume)
    found: list[Candidate] = []
    scored: dict[str, Scored] = {}
    for person in pool if progress is None else progress(pool):
        verdict = judge.judge(person)
        if isinstance(verdict, tuple):
            scored[person.id] = (person, *verdict)
        else:
            found.append(verdict)
    made = _rank(scored, policy, as_of)
    ranks, by_method = (made, None) if isinstance(made, Ranks) else (made.ranks, made)
    ranked = tuple(
        Ranked(
            id=place.id,
            rank=place.rank,
            score_rank=place.score_rank,
            score=scored[place.id][1][0] if by_method is None else None,
            criteria=() if by_method is None else scored[place.id][1],
            law=scored[place.id][2][: len(law)],
            agency=scored[place.id][2][len(law) :],
        )
        for place in ranks.places
    )
    later = sorted((c for c in found if isinstance(c, NotYet)), key=lambda c: (c.day, c.id))
    rest = sorted(found, key=lambda c: c.id)
    inputs = inputs_of(post, pool, facts)
    return Ranking(
        post=post,
        as_of=as_of,
        until=judge.until,
        policy=policy,
        rulebook=rulebook.name,
        rules=law,
        pool=len(pool),
        ranked=ranked,
        not_yet=tuple(later),
        excluded=tuple(c for c in rest if isinstance(c, Excluded)),
        unknown=tuple(c for c in rest if isinstance(c, Unknown)),
        ranks=ranks,
        by_method=by_method,
        provenance=trace_provenance(
            rulebook=rulebook, as_of=as_of, until=judge.until, policy=policy, inputs=inputs, key=key
        ),
    )


def _check(
    post: object,
    pool: tuple[object, ...],
    as_of: object,
    *,
    rulebook: Rulebook,
    policy: object,
    facts: Mapping[str, Mapping[str, object]],
) -> dict[str, dict[str, Value | None]]:
    """Return the facts that were given, clean, or raise every problem of the call at once."""
    problems: list[Problem] = []
    if not isinstance(post, Post):
        problems.append(Problem("post", f"{type(post).__name__} instead of Post"))
    first: dict[str, int] = {}
    for i, person in enumerate(pool):
        where = f"candidates[{i}]"
        if not isinstance(person, Employee):
            problems.append(Problem(where, f"{type(person).__name__} instead of Employee"))
        elif first.setdefault(person.id, i) != i:
            message = f"{person.id!r:.40} stands at candidates[{first[person.id]}] too"
            problems.append(Problem(where, message, "every candidate once"))
    try:
        day = read_day(as_of, "as_of")
    except InvalidInputError as error:
        problems.extend(error.problems)
    else:
        if isinstance(policy, SuccessionPolicy):
            problems.extend(policy.problems_with(rulebook, day))
    if not isinstance(policy, SuccessionPolicy):
        hint = "SuccessionPolicy(score=...) names the rule to rank by"
        problems.append(Problem("policy", f"{type(policy).__name__}", hint))
    given = read_given(facts, first, rulebook, problems, "a candidate")
    if problems:
        raise InvalidInputError(problems)
    return given


def _rank(
    scored: Mapping[str, Scored], policy: SuccessionPolicy, as_of: dt.date
) -> Ranks | MethodRanking:
    """Rank by the score or by the criteria, and part what is equal by the chain of the policy."""
    numbers = {
        id: {s.rule: Fraction(s.whole, s.line.info.value_type.denominator) for s in scores}  # type: ignore[arg-type]
        for id, (_, scores, _) in scored.items()
    }
    # Over one denominator, so that whole numbers say the same as the scores.
    common = math.lcm(*(n.denominator for row in numbers.values() for n in row.values()))
    matrix = {id: {k: int(n * common) for k, n in row.items()} for id, row in numbers.items()}

    def run(ties: Sequence[TieKey]) -> Ranks | MethodRanking:
        if policy.criteria is None:
            rows = {id: {"score": scored[id][1][0].whole} for id in matrix}
            return rank(rows, weights={"score": 100}, ties=ties)  # type: ignore[arg-type]
        return rank_by(
            policy.method or Method.SAW,
            matrix,
            weights=policy.criteria,
            costs=policy.costs,
            ties=ties,
            denominator=common,
        )

    untied = run(())
    places = untied.places if isinstance(untied, Ranks) else untied.ranks.places
    shared = sorted(place.id for place in places if place.tied)
    ties = []
    for key in policy.ties:
        # Only who is tied is asked: nobody else's seniority decides anything.
        values = {id: key.read(scored[id][0], as_of) for id in shared}
        known = {id: value for id, value in values.items() if value is not None}
        ties.append(
            TieKey(name=key.name, text=key.text, values=known, highest_first=key.highest_first)
        )
    return run(ties)


@attrs.frozen
class _Judge:
    """Judges one candidate after the other."""

    post: Post
    as_of: dt.date
    rulebook: Rulebook
    policy: SuccessionPolicy
    law: tuple[str, ...]
    given: Mapping[str, Mapping[str, Value | None]]
    assume: Assume | None
    until: dt.date = attrs.field(init=False)
    gate: Gate = attrs.field(init=False)
    retiring: tuple[str, ...] = attrs.field(init=False)
    citations: dict[str, Citation] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        put, law = object.__setattr__, self.rulebook.law(self.as_of)
        put(self, "until", add_months(self.as_of, self.policy.horizon_months))
        rules = (*self.law, *self.policy.gates)
        put(self, "gate", Gate(self.rulebook, rules, self.post, self.given))
        retiring = self.rulebook.rules_for(Question.RETIRE, None, self.as_of)
        flags = (r.name for r in retiring if law.rule_type(r.name).kind is Kind.FLAG)
        put(self, "retiring", tuple(flags))
        cited = {name: self.rulebook.citation(law.version(name)) for name in self.gate.rules}
        put(self, "citations", cited)

    def judge(self, person: Employee) -> Candidate | tuple[tuple[Score, ...], tuple[Finding, ...]]:
        """Return where somebody stands; the scores and the findings of one who is eligible."""
        if self._holds(person):
            return Excluded(id=person.id, reason=Reason.HOLDER)
        view = self.gate.view(person, self.as_of)
        if (retired := self._retired(view)) is not None:
            return Excluded(
                id=person.id,
                reason=Reason.RETIRED,
                readiness=Readiness.AFTER_RETIREMENT,
                retirement=retired,
            )
        truths = self.gate.truths(view)
        law = _join([truths[name] for name in self.law])
        gates = [truths[name] for name in self.policy.gates]
        agency = _join(gates) if gates else None
        if Truth.NO in {law, agency}:
            return self._wait(person, view, law, agency)
        findings = self._findings(view)
        unknown = Truth.UNKNOWN in {law, agency}
        names = () if unknown else self.policy.names
        scores = tuple(self.gate.score(name, view) for name in names)
        single = scores[0] if scores and self.policy.criteria is None else None
        if unknown or any(score.whole is None for score in scores):
            asked = (*findings, *scores)
            return Unknown(
                id=person.id,
                law=law,
                agency=agency,
                findings=findings,
                score=single,
                missing=tuple(dict.fromkeys(name for a in asked for name in a.missing)),
                criteria=() if self.policy.criteria is None else scores,
            )
        if single is not None and self._is_below(single):
            return Excluded(
                id=person.id,
                reason=Reason.MINIMUM,
                readiness=Readiness.NOW,
                law=law,
                agency=agency,
                score=single,
            )
        return scores, findings

    def _holds(self, person: Employee) -> bool:
        """Tell whether somebody holds the post by its own word or by their record."""
        held = person.appointment_on(self.as_of)
        by_record = held is not None and held.post == self.post.id
        return self.post.holder == person.id or (
            by_record and held is not None and held.capacity is Capacity.DEFINITIVE
        )

    def _retired(self, view: View) -> Finding | None:
        """Return the finding that the pension day has come by the day of a view."""
        for name in self.retiring:
            if self.rulebook.decider(name, view.as_of)(view.get, view.as_of) is True:
                return self.gate.check(name, view)
        return None

    def _findings(self, view: View) -> tuple[Finding, ...]:
        return tuple(self.gate.check(name, view) for name in self.gate.rules)

    def _is_below(self, score: Score) -> bool:
        if self.policy.minimum is None or not isinstance(score.whole, int):
            return False
        number = Fraction(score.whole, score.line.info.value_type.denominator)
        return number < Fraction(self.policy.minimum)

    def _wait(
        self, person: Employee, view: View, law: Truth, agency: Truth | None
    ) -> NotYet | Excluded:
        """Return on which day somebody may be appointed who may not be now, or why never."""
        if self.assume is not None:
            records = [mark_assumed(record) for record in self.assume(person)]
            if records:
                person = person.with_records(*records)
                view = self.gate.view(person, self.as_of)
        future = Future(self.gate, person, view, self.until)
        barriers = tuple(
            self._bar(condition, view, future)
            for condition in self.gate.conditions(self.as_of)
            if condition.read(view.get, self.as_of) is False
        )
        reason = Reason.LAW if law is Truth.NO else Reason.AGENCY
        ends = [b.end for b in barriers]
        # One condition that is never met shuts the gate on every day of the horizon.
        day, unknown_since = (
            (None, None)
            if None in ends
            else future.first_open_day(max(end for end in ends if end is not None))
        )
        if day is None:
            known = unknown_since is None
            return Excluded(
                id=person.id,
                reason=reason,
                readiness=Readiness.BEYOND_HORIZON if known else Readiness.UNKNOWN,
                law=law,
                agency=agency,
                barriers=barriers,
                unknown_since=unknown_since,
            )
        if (retired := self._retired(future.view(day))) is not None:
            return Excluded(
                id=person.id,
                reason=reason,
                readiness=Readiness.AFTER_RETIREMENT,
                law=law,
                agency=agency,
                barriers=barriers,
                day=day,
                retirement=retired,
            )
        before = self._findings(future.view(day - ONE_DAY))
        return NotYet(
            id=person.id,
            law=law,
            agency=agency,
            day=day,
            readiness=Readiness.of(self.as_of, day),
            barriers=barriers,
            findings=self._findings(future.view(day)),
            before=tuple(f for f in before if f.truth is not Truth.YES),
        )

    def _bar(self, condition: Condition, view: View, future: Future) -> Barrier:
        line: Line = condition.trace(view.get, self.as_of)
        lifts, unknown_since = future.lift(condition)
        rule = condition.at[0]
        cited = tuple(dict.fromkeys(cell.citation for cell in line.cells()))
        return Barrier(
            rule=rule,
            line=line,
            citations=cited or (self.citations[rule],),
            lifts=lifts,
            unknown_since=unknown_since,
        )


def _join(answers: list[object]) -> Truth:
    """Join the answers of rules: one NO settles, else one that is unknown; no rule is unknown."""
    if any(answer is False for answer in answers):
        return Truth.NO
    known = bool(answers) and all(answer is True for answer in answers)
    return Truth.YES if known else Truth.UNKNOWN
