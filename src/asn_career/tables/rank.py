"""Ranking on tables: everybody for every post, the highest of each, exactly, ties honest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from asn_career.dates import read_day
from asn_career.errors import InvalidInputError, Problem, near
from asn_career.gaps import PROFILE_MATCHING, GapPolicy
from asn_career.positions import Post
from asn_career.tables.crowd import YES, Asked, Crowd, take_crowd
from asn_career.tables.matching import Match, encode_match
from asn_career.tables.rank_intake import (
    check_policy,
    check_posts,
    check_rules,
    check_standards,
    find_classes,
    find_talent,
)
from asn_career.tables.ranked import PostCounts, TableRanking
from asn_career.tables.top import add_points, find_top
from asn_career.terms import Question
from asn_career.values import Kind

if TYPE_CHECKING:
    from asn_career.rulebook import Rule, Rulebook

__all__ = ["rank"]

Whole = NDArray[np.int64]
LIMIT: Final = 50


def rank(
    table: Any,  # noqa: ANN401 - any engine's table
    posts: Iterable[Post],
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    id: str | None = None,
    policy: GapPolicy | str = PROFILE_MATCHING,
    rules: str | Rule | Iterable[str | Rule] | None = None,
    talent: str | bool = True,
    competencies: Mapping[str, str] | None = None,
    limit: int = LIMIT,
    validate: bool = True,
) -> TableRanking:
    """Rank everybody of a table for every post: who is eligible, by match and talent value.

    The score is the talent value times the match: the total of the gap policy over its highest.
    Who is not eligible, and of whom anything that counts is unknown, is counted apart and never
    ranked last. Of each post the highest are kept; those who are tied share a rank, and where the
    end of a list goes through a tie, the lower keys stay and the others are counted.

    Args:
        table: pandas, Polars eager or lazy, PyArrow, DuckDB; a row a person, with the facts that
            the rules ask for, and the levels held. Facts of a pair of person and post are taken
            to hold for every post asked about.
        posts: the posts, each once, with the standard of their position. Who holds one is not
            ranked for it.
        as_of: the day asked about.
        rulebook: the law.
        id: the column of the caller's own key. Without it the number of the row is the key, on
            tables that keep an order.
        policy: how gaps are scored, or the name of a shipped policy.
        rules: the rules that all have to say YES; without it those about appointment to each
            post, and nobody whose pension day has come. Empty: everybody is eligible.
        talent: the rule of the talent value, where not the one found in the law: that about talent
            that joins the numbers of several others. It is computed, unless the table has a column
            of it as `score` and `place` add. False: the match alone is the score.
        competencies: competency to column, where a column has another name than its competency.
        limit: how many a post.
        validate: refuse unknown words and broken numbers; on a lazy table this runs a query.

    Returns:
        The places as columns; a place asked for is a record with its findings and gaps.

    Raises:
        InvalidInputError: with every problem: posts, standards, policy, columns, their values.
        UnknownNameError: no rule of that name.
    Source: PP 11/2017 articles 54, 107 and 198-200 (who may be considered), through the rulebook;
        profile-matching literature (scores); multiplying both is our own choice.
    """
    problems: list[Problem] = []
    as_of = read_day(as_of, "as_of")
    law = rulebook.law(as_of)
    chosen, policy = check_posts(posts, problems), check_policy(policy, problems)
    named = None if rules is None else check_rules(rules, law)
    value = find_talent(talent, law, problems)
    if type(limit) is not int or limit < 1:
        problems.append(Problem("limit", f"{limit!r:.20} is not a whole number from 1"))
    check_standards(chosen, policy, value, problems)
    classes, class_of = find_classes(chosen, named, rulebook, as_of)
    names = sorted({k for p in chosen if p.position.standard for k in p.position.standard})
    columns = dict(competencies or {})
    problems.extend(
        Problem(f"competencies.{key}", "no standard asks for it", near(key, names))
        for key in columns
        if key not in names
    )
    retiring = rulebook.rules_for(Question.RETIRE, None, as_of) if named is None else ()
    asked = Asked(
        rulebook,
        as_of,
        posts=[post for post, _ in classes],
        rules=[found for _, found in classes],
        retiring=tuple(r.name for r in retiring if law.rule_type(r.name).kind is Kind.FLAG),
        talent=value,
        levels={name: columns.get(name, name) for name in names},
        scale=policy.scale,
    )
    crowd = take_crowd(table, asked, id=id, validate=validate, problems=problems)
    standards = list(
        dict.fromkeys(p.position.standard for p in chosen if p.position.standard is not None)
    )
    match = encode_match(standards, policy)
    at = {standard: i for i, standard in enumerate(standards)}
    standard_of = [at[p.position.standard] for p in chosen if p.position.standard is not None]
    if crowd.talent is not None:
        _check_range(match, crowd)
    search = _Search(chosen, class_of, standard_of, match, crowd, limit=limit)
    search.run(len(classes))
    return TableRanking(
        as_of=as_of,
        rulebook=rulebook,
        policy=policy,
        rules=tuple(found or () for _, found in classes),
        retiring=asked.retiring,
        talent=value,
        limit=limit,
        posts=chosen,
        class_of=tuple(class_of),
        standard_of=tuple(standard_of),
        match=match,
        crowd=crowd,
        counts=tuple(search.counts),
        starts=search.starts,
        row=search.row,
        points=search.total,
    )


def _check_range(match: Match, crowd: Crowd) -> None:
    """Refuse scores that whole numbers of 64 bits do not hold."""
    highest = int(match.points.max(axis=1).sum(axis=0).max(initial=0))
    talent = 0 if crowd.talent is None else int(crowd.talent.max(initial=0))
    if highest * talent >= 1 << 62:
        message = f"scores in parts of {max(match.denominators):,} times talent values are too fine"
        raise InvalidInputError(Problem("policy.table", message, "scores of fewer decimal places"))


class _Search:
    """Finds the highest of each post, class by class."""

    def __init__(
        self,
        posts: tuple[Post, ...],
        class_of: list[int],
        standard_of: list[int],
        match: Match,
        crowd: Crowd,
        *,
        limit: int,
    ) -> None:
        """Take the posts with their classes and standards, and the people."""
        self.posts, self.class_of, self.standard_of = posts, class_of, standard_of
        self.match, self.crowd, self.limit = match, crowd, limit
        held = {post.holder for post in posts if post.holder is not None}
        rows = {id: row for row, id in enumerate(crowd.ids) if id in held} if held else {}
        self.holders = [rows.get(post.holder) for post in posts]
        none = np.zeros(0, np.int64)
        self.parts: list[tuple[Whole, Whole]] = [(none, none)] * len(posts)
        self.counts: list[PostCounts] = [PostCounts()] * len(posts)

    def run(self, classes: int) -> None:
        """Search all classes, and join what was found."""
        for i in range(classes):
            self._search([p for p, at in enumerate(self.class_of) if at == i], i)
        sizes = [len(row) for row, _ in self.parts]
        self.starts = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
        self.row = np.concatenate([row for row, _ in self.parts] or [np.zeros(0, np.int64)])
        self.total = np.concatenate([t for _, t in self.parts] or [np.zeros(0, np.int64)])

    def _search(self, posts: list[int], class_: int) -> None:
        """Search the posts of one class."""
        crowd, match = self.crowd, self.match
        verdict = crowd.verdicts[class_]
        if crowd.retired.any():
            verdict = np.where(crowd.retired, -1, verdict)
        eligible = verdict == YES
        known = eligible if crowd.talent is None else eligible & (crowd.talent >= 0)
        levels, factor, rows = crowd.levels, crowd.talent, None
        scored = int(np.count_nonzero(known))
        if scored < crowd.people:
            rows = np.flatnonzero(known)
            levels = [held[rows] for held in levels]
            factor = None if factor is None else factor[rows]
        standards = list(dict.fromkeys(self.standard_of[p] for p in posts))
        place = {standard: i for i, standard in enumerate(standards)}
        part = match.only(standards)
        held = [self.holders[p] for p in posts]
        some_hold = any(row is not None for row in held)
        limit = self.limit + some_hold

        def order(at: Whole) -> Whole:
            return crowd.order_of(at if rows is None else rows[at])

        top = find_top(part, levels, factor, limit, order)
        found_rows = top.row if rows is None else rows[top.row]
        firsts = np.searchsorted(top.standard, np.arange(len(standards) + 1))
        said = [int(np.count_nonzero(verdict == code)) for code in (0, YES, 2, -1)]
        valued = said[1] - scored
        without = _count_unknown(part, levels, crowd.holes)
        for p, holder in zip(posts, held, strict=True):
            s = place[self.standard_of[p]]
            found = slice(int(firsts[s]), int(firsts[s + 1]))
            row, total, left = found_rows[found], top.total[found], int(top.left[s])
            no, yes, unknown, retired = said
            unscored = valued + int(without[s])
            end = total[-1] if len(total) else -1
            if holder is not None:
                no -= int(verdict[holder] == 0)
                yes -= int(verdict[holder] == YES)
                unknown -= int(verdict[holder] > YES)
                retired -= int(verdict[holder] < 0)
                own = self._total(holder, part, s) if known[holder] else -1
                unscored -= int(bool(eligible[holder]) and own < 0)
                kept = row != holder
                left -= int(bool(kept.all()) and left > 0 and own == end)
                row, total = row[kept], total[kept]
            same = int((total[self.limit :] == total[self.limit - 1 : self.limit]).sum())
            row, total = row[: self.limit], total[: self.limit]
            # Those left out before count only where the last total is still the same.
            left = same + left if len(total) and total[-1] == end else same
            offset = int(part.offsets[s])
            self.parts[p] = row, total + offset
            self.counts[p] = PostCounts(
                ranked=yes - unscored,
                unscored=unscored,
                no=no,
                unknown=unknown,
                retired=retired,
                holder=int(holder is not None),
                left=left,
            )

    def _total(self, row: int, part: Match, standard: int) -> int:
        """Return the total of one person, under zero where it is unknown."""
        points = int(add_points(part, self.crowd.levels, np.array([row]), np.array([standard]))[0])
        factor = 1 if self.crowd.talent is None else int(self.crowd.talent[row])
        return -1 if points < 0 else points * factor


def _count_unknown(match: Match, levels: Sequence[NDArray[Any]], holes: list[int]) -> Whole:
    """Return by standard how many people lack a level that it requires."""
    lacking = np.zeros(match.required.shape[1], np.int64)
    holes = [c for c in holes if levels[c].max(initial=0) > match.scale]
    if holes:
        missing = np.stack([levels[c] > match.scale for c in holes])
        patterns, many = np.unique(missing[:, missing.any(axis=0)], axis=1, return_counts=True)
        required = match.required[holes]
        lacking += (required[:, :, None] & patterns[:, None, :]).any(axis=0) @ many
    return lacking
