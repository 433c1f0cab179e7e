"""The checker of rankings: reads the result alone, and shares no code with what made it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asn_career.dates import ONE_DAY, months_between
from asn_career.findings import Truth, recompute

if TYPE_CHECKING:
    from asn_career.findings import Finding, Score
    from asn_career.ranking import MethodRanking
    from asn_career.succession.result import Barrier, Excluded, NotYet, Ranked, Ranking, Unknown

__all__ = ["verify_ranking"]


def verify_ranking(ranking: Ranking) -> bool:
    """Tell whether a ranking adds up and breaks no gate."""
    ids = [candidate.id for candidate in ranking]
    once = len(ids) == len(set(ids)) == ranking.pool
    return (
        once
        and _ranks_follow(ranking)
        and all(_is_ranked(ranking, r) for r in ranking.ranked)
        and all(_is_not_yet(ranking, n) for n in ranking.not_yet)
        and all(_is_excluded(ranking, e) for e in ranking.excluded)
        and all(_is_unknown(ranking, u) for u in ranking.unknown)
    )


def _ranks_follow(ranking: Ranking) -> bool:
    """Check the places against the scores: the same people, the same numbers, the same ranks."""
    totals = [(p.id, p.rank, p.score_rank) for p in ranking.ranks.places]
    shown = [(r.id, r.rank, r.score_rank) for r in ranking.ranked]
    chain = [key.name for key in ranking.policy.ties] == [key.name for key in ranking.ranks.ties]
    by_method = ranking.by_method
    if by_method is None:
        wholes = {r.id: r.score.whole for r in ranking.ranked if r.score is not None}
        agree = ranking.policy.criteria is None and all(
            [part.value for part in p.parts] == [wholes.get(p.id)] for p in ranking.ranks.places
        )
    else:
        agree = by_method.ranks == ranking.ranks and _is_by_policy(ranking, by_method)
    return agree and chain and totals == shown and ranking.ranks.verify()


def _is_by_policy(ranking: Ranking, found: MethodRanking) -> bool:
    """Check the method, the weights and every number of the matrix against policy and scores."""
    policy = ranking.policy
    same = found.weights == policy.criteria and found.costs == policy.costs
    method = found.method.value == ("saw" if policy.method is None else policy.method.value)
    numbers = {
        one.id: {s.rule: _number(s) * found.denominator for s in one.criteria}
        for one in ranking.ranked
    }
    return same and method and numbers == found.matrix and found.verify()


def _number(score: Score) -> Fraction:
    """Return the number of a score; one that has none agrees with no matrix."""
    whole = score.whole if isinstance(score.whole, int) else -1
    return Fraction(whole, score.line.info.value_type.denominator)


def _are_asked(ranking: Ranking, scores: tuple[Score, ...]) -> bool:
    """Check that the scores are those of the policy, of the day, and add up."""
    asked = [score.rule for score in scores] == list(ranking.policy.names)
    return asked and all(s.as_of == ranking.as_of and s.verify() for s in scores)


def _scores(one: Ranked | Unknown) -> tuple[Score, ...]:
    return one.criteria if one.score is None else (one.score, *one.criteria)


def _add_up(ranking: Ranking, findings: tuple[Finding, ...]) -> bool:
    """Check that every rule was asked, and that each explanation adds up."""
    asked = [f.rule for f in findings]
    return asked == [*ranking.rules, *ranking.policy.gates] and all(f.verify() for f in findings)


def _is_ranked(ranking: Ranking, one: Ranked) -> bool:
    findings = (*one.law, *one.agency)
    yes = all(f.truth is Truth.YES and f.as_of == ranking.as_of for f in findings)
    minimum = ranking.policy.minimum
    known = all(isinstance(score.whole, int) for score in _scores(one))
    enough = known and (
        minimum is None or all(_number(score) >= Fraction(minimum) for score in _scores(one))
    )
    split = [f.rule for f in one.law] == list(ranking.rules) != []
    scored = _are_asked(ranking, _scores(one))
    return yes and enough and scored and split and _add_up(ranking, findings)


def _stands(ranking: Ranking, barrier: Barrier) -> bool:
    """Check that the condition is not met: one NO among joined conditions is NO."""
    lifts = barrier.lifts is None or ranking.as_of < barrier.lifts <= ranking.until
    known = barrier.rule in {*ranking.rules, *ranking.policy.gates}
    return (
        known
        and lifts
        and not barrier.line.advisory
        and (barrier.line.result is False and recompute(barrier.line, ranking.as_of) is False)
    )


def _bars(ranking: Ranking, one: NotYet | Excluded) -> bool:
    """Check that the two gates say NO exactly where conditions stand in the way."""
    stopped = {barrier.rule in ranking.rules for barrier in one.barriers}
    agree = (one.law is Truth.NO) == (True in stopped) and (
        (one.agency is Truth.NO) == (False in stopped)
    )
    return agree and bool(stopped) and all(_stands(ranking, b) for b in one.barriers)


def _is_not_yet(ranking: Ranking, one: NotYet) -> bool:
    months = months_between(ranking.as_of, one.day - ONE_DAY)
    name = {0: "within_1_year", 1: "within_2_years"}.get(months // 12, "within_5_years")
    wanted = "later" if months >= 60 else name  # noqa: PLR2004 - five years
    in_time = ranking.as_of < one.day <= ranking.until and one.readiness.value == wanted
    open_ = all(f.truth is Truth.YES and f.as_of == one.day for f in one.findings)
    eve = one.day - ONE_DAY
    shut = bool(one.before) and all(
        f.truth is not Truth.YES and f.as_of == eve and f.verify() for f in one.before
    )
    return in_time and open_ and shut and _add_up(ranking, one.findings) and _bars(ranking, one)


def _is_excluded(ranking: Ranking, one: Excluded) -> bool:
    retired = one.retirement is not None and (
        one.retirement.truth is Truth.YES and one.retirement.verify()
    )
    match one.reason.value:
        case "holder":
            return one.readiness is None and one.law is None
        case "retired":
            return retired
        case "minimum":
            score, minimum = one.score, ranking.policy.minimum
            if score is None or minimum is None or not isinstance(score.whole, int):
                return False
            scale = score.line.info.value_type.denominator
            return score.verify() and Fraction(score.whole, scale) < Fraction(minimum)
        case reason:
            decided = one.law if reason == "law" else one.agency
            late = (one.readiness == "after_retirement") == retired == (one.day is not None)
            since = one.unknown_since
            open_ = (one.readiness == "unknown") == (since is not None) and (
                since is None or ranking.as_of < since <= ranking.until
            )
            return decided is Truth.NO and late and open_ and _bars(ranking, one)


def _is_unknown(ranking: Ranking, one: Unknown) -> bool:
    truths = {f.truth for f in one.findings}
    if not _add_up(ranking, one.findings) or Truth.NO in truths:
        return False
    if not _scores(one):
        return Truth.UNKNOWN in truths or not ranking.rules
    lacking = any(score.whole is None for score in _scores(one))
    return Truth.UNKNOWN not in truths and lacking and _are_asked(ranking, _scores(one))
