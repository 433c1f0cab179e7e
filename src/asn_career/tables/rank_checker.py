"""The checker of rankings on tables: adds everybody up, post by post, and shares no code."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from asn_career.findings import Truth

if TYPE_CHECKING:
    from asn_career.tables.ranked import TableRanking

__all__ = ["verify_ranking"]


def verify_ranking(ranking: TableRanking, posts: int, people: int) -> bool:
    """Tell whether places of some posts follow from the levels, and answers from the facts."""
    many = len(ranking.posts)
    chosen = range(0, many, max(1, many // posts))
    return (
        all(_counts_add_up(ranking, p) for p in range(many))
        and all(_is_highest(ranking, p) for p in chosen)
        and _answers_follow(ranking, people)
    )


def _counts_add_up(ranking: TableRanking, p: int) -> bool:
    c = ranking.counts[p]
    everybody = c.ranked + c.unscored + c.no + c.unknown + c.retired + c.holder
    kept = int(ranking.starts[p + 1] - ranking.starts[p])
    return everybody == ranking.crowd.people and kept == min(c.ranked, ranking.limit)


def _is_highest(ranking: TableRanking, p: int) -> bool:
    """Score everybody for one post, and compare."""
    crowd, policy, post = ranking.crowd, ranking.policy, ranking.posts[p]
    standard = post.position.standard
    assert standard is not None  # noqa: S101 - checked at the door
    groups = [[k for k in standard if policy.is_core(k) is core] for core in (True, False)]
    shares = [Fraction(policy.core_percent) / 100, Fraction(policy.secondary_percent) / 100]
    if not all(groups):
        shares = [Fraction(bool(group)) for group in groups]
    best = max(policy.score(gap) for gap in range(-policy.scale, policy.scale + 1))
    denominator = ranking.match.denominators[ranking.standard_of[p]]
    total = np.zeros(crowd.people, np.int64)
    may = (crowd.verdicts[ranking.class_of[p]] == 1) & ~crowd.retired
    for group, share in zip(groups, shares, strict=True):
        for key in group:
            held = crowd.levels[ranking.match.competencies.index(key)]
            may &= held <= policy.scale
            for level in range(policy.scale + 1):
                points = share / len(group) * policy.score(level - standard[key]) / best
                whole = points * denominator
                if whole.denominator != 1:
                    return False
                total += np.where(held == level, int(whole), 0)
    if crowd.talent is not None:
        may &= crowd.talent >= 0
        total *= np.maximum(crowd.talent, 0)
    if post.holder in crowd.ids:
        may[crowd.ids.index(post.holder)] = False
    found = slice(int(ranking.starts[p]), int(ranking.starts[p + 1]))
    rows, scores = ranking.row[found], ranking.points[found]
    all_scores = np.sort(total[may])[::-1]
    ahead = [int((all_scores > score).sum()) + 1 for score in scores]
    same = [int((all_scores == score).sum()) - 1 for score in scores]
    last = scores[-1] if len(scores) else None
    return (
        ranking.counts[p].ranked == len(all_scores)
        and len(set(rows.tolist())) == len(rows)
        and bool(may[rows].all())
        and bool((total[rows] == scores).all())
        and bool((all_scores[: len(scores)] == scores).all())
        and ahead == ranking.rank[found].tolist()
        and same == ranking.tied[found].tolist()
        and ranking.counts[p].left == int((all_scores == last).sum() - (scores == last).sum())
    )


def _answers_follow(ranking: TableRanking, people: int) -> bool:
    """Ask the rules of some people again, by their facts alone."""
    crowd = ranking.crowd
    for row in range(0, crowd.people, max(1, crowd.people // people)):
        facts = crowd.facts_of(row)
        for class_, rules in enumerate(ranking.rules):
            post = ranking.posts[ranking.class_of.index(class_)]
            said = [
                ranking.rulebook.check(rule, facts, ranking.as_of, post=post).truth
                for rule in rules
            ]
            due = 0 if Truth.NO in said else 2 if Truth.UNKNOWN in said else 1
            if rules and crowd.verdicts[class_, row] != due:
                return False
        retired = [ranking.rulebook.check(r, facts, ranking.as_of).truth for r in ranking.retiring]
        if (Truth.YES in retired) is not bool(crowd.retired[row]):
            return False
        if crowd.computed and crowd.talent is not None and ranking.talent is not None:
            whole = ranking.rulebook.score(ranking.talent, facts, ranking.as_of).whole
            if (whole if whole is not None else -1) != max(int(crowd.talent[row]), -1):
                return False
    return True
