"""The result of a ranking on a table: columns, with a record where one is asked for."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
import numpy as np
from numpy.typing import NDArray

from asn_career.competencies import CompetencyProfile
from asn_career.errors import InvalidInputError, Problem, UnknownNameError
from asn_career.findings import Finding, Score
from asn_career.gaps import CompetencyGap, GapPolicy, measure_gap
from asn_career.numbers import round_half_up
from asn_career.positions import Post
from asn_career.tables.crowd import YES, Crowd
from asn_career.tables.matching import Match

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook

__all__ = ["Placed", "PostCounts", "TableRanking"]

SCHEMA: Final = "asn_career.table_ranking/1"
PLACES: Final = 9
Whole: TypeAlias = NDArray[np.int64]
Plain: TypeAlias = str | int | Decimal | None


@attrs.frozen(kw_only=True)
class PostCounts:
    """How many people stand where, for one post; everybody stands once.

    Attributes:
        ranked: eligible and scored, whether kept or not.
        unscored: eligible, with an unknown level or talent value.
        no: of whom a rule says NO.
        unknown: of whom no rule says NO, and one at least is UNKNOWN.
        retired: whose pension day has come.
        holder: 1 where the holder is in the table.
        left: how many more have the score of the last one kept.
    """

    ranked: int = 0
    unscored: int = 0
    no: int = 0
    unknown: int = 0
    retired: int = 0
    holder: int = 0
    left: int = 0


@attrs.frozen(kw_only=True)
class Placed:
    """One place of one post, with everything that it rests on.

    Attributes:
        rank: the competition rank among all who are ranked for the post.
        tied: how many others have the same score, kept or not.
        score: the talent value times the match; in percent where there is no talent value.
        talent: the talent value.
        gap: the gaps against the standard of the post; its total is the match.
        law: the findings of the rules, all YES.
        talent_score: the talent value with its parts; None where the table brought it ready.
    """

    post: Post
    id: Any
    rank: int
    tied: int
    score: Fraction
    talent: Fraction | None
    gap: CompetencyGap
    law: tuple[Finding, ...]
    talent_score: Score | None


@attrs.frozen(kw_only=True, eq=False, str=False)
class TableRanking:
    """The highest of each post, by post in the order given, then by rank; who is tied by key.

    Attributes:
        rulebook: the law.
        policy: how gaps were scored.
        rules: by class of post, the rules that all had to say YES.
        talent: the rule of the talent value; None where the match alone is the score.
        limit: how many are kept a post.
        posts: the posts, in the order given.
        class_of: by post, its class.
        standard_of: by post, its standard in ``match``.
        counts: by post, how many stand where.
        starts: where the places of each post begin; one more at the end.
        row: by place, the person.
        points: by place, the score as a whole number over the denominator of its post.
    """

    as_of: dt.date
    rulebook: Rulebook = attrs.field(repr=False)
    policy: GapPolicy
    rules: tuple[tuple[str, ...], ...]
    retiring: tuple[str, ...]
    talent: str | None
    limit: int
    posts: tuple[Post, ...] = attrs.field(repr=False)
    class_of: tuple[int, ...] = attrs.field(repr=False)
    standard_of: tuple[int, ...] = attrs.field(repr=False)
    match: Match = attrs.field(repr=False)
    crowd: Crowd = attrs.field(repr=False)
    counts: tuple[PostCounts, ...] = attrs.field(repr=False)
    starts: Whole = attrs.field(repr=False)
    row: Whole = attrs.field(repr=False)
    points: Whole = attrs.field(repr=False)

    def __len__(self) -> int:
        """Return how many places are kept, of all posts."""
        return len(self.row)

    def __iter__(self) -> Iterator[Placed]:
        """Go over all places, each with its record."""
        return (self[i] for i in range(len(self)))

    def __getitem__(self, place: int) -> Placed:
        """Return one place with its findings and gaps, made now.

        Raises:
            IndexError: there is no such place.
        """
        i = range(len(self))[place]
        post, row = int(self.post_of[i]), int(self.row[i])
        seat, facts = self.posts[post], self.crowd.facts_of(row)
        return Placed(
            post=seat,
            id=self.crowd.id_of(row),
            rank=int(self.rank[i]),
            tied=int(self.tied[i]),
            score=self.score_of(post, int(self.points[i])),
            talent=self.talent_of(row),
            gap=self._gap(post, row),
            law=tuple(
                self.rulebook.check(rule, facts, self.as_of, post=seat)
                for rule in self.rules[self.class_of[post]]
            ),
            talent_score=self._talent_score(facts),
        )

    def of_post(self, post: str | Post) -> tuple[Placed, ...]:
        """Return the places of one post, in order.

        Raises:
            UnknownNameError: the post was not asked about.
        """
        at = self._at(post)
        return tuple(self[i] for i in range(self.starts[at], self.starts[at + 1]))

    def counts_of(self, post: str | Post) -> PostCounts:
        """Return how many stand where, for one post.

        Raises:
            UnknownNameError: the post was not asked about.
        """
        return self.counts[self._at(post)]

    def _at(self, post: str | Post) -> int:
        key = post.id if isinstance(post, Post) else post
        for i, found in enumerate(self.posts):
            if found.id == key:
                return i
        raise UnknownNameError("post", key, [found.id for found in self.posts])

    def _gap(self, post: int, row: int) -> CompetencyGap:
        """Return the gaps of one person, measured by the record reading."""
        standard = self.posts[post].position.standard
        assert standard is not None  # noqa: S101 - checked at the door
        held = {
            name: level
            for name, level in zip(self.match.competencies, self.crowd.levels_of(row), strict=True)
            if level <= self.match.scale
        }
        profile = CompetencyProfile(pairs=tuple(held.items()), scale=self.match.scale)
        return measure_gap(profile, standard, policy=self.policy)

    def _talent_score(self, facts: Mapping[str, object]) -> Score | None:
        """Return the talent value with its parts, where the table holds what it is made of."""
        if self.talent is None or not self.crowd.computed:
            return None
        return self.rulebook.score(self.talent, facts, self.as_of)

    # -- columns ------------------------------------------------------------------------------

    @cached_property
    def post_of(self) -> Whole:
        """By place, the post."""
        return np.repeat(np.arange(len(self.posts)), np.diff(self.starts))

    @cached_property
    def _groups(self) -> tuple[Whole, Whole]:
        """Where those of equal score begin, and by place in which of these groups it is."""
        new = np.ones(len(self), np.bool_)
        if len(self):
            same = (np.diff(self.points) == 0) & (np.diff(self.post_of) == 0)
            new[1:] = ~same
        return np.flatnonzero(new), np.cumsum(new) - 1

    @cached_property
    def rank(self) -> Whole:
        """By place, the competition rank."""
        first, group = self._groups
        return np.asarray(first[group] - self.starts[self.post_of] + 1, np.int64)

    @cached_property
    def tied(self) -> Whole:
        """By place, how many others have the same score, kept or not."""
        first, group = self._groups
        many = np.diff(np.append(first, len(self)))[group] - 1
        ends = self.starts[1:][np.diff(self.starts) > 0] - 1
        left = np.zeros(len(first), np.int64)
        left[group[ends]] = [
            c.left for c, n in zip(self.counts, np.diff(self.starts), strict=True) if n
        ]
        return np.asarray(many + left[group], np.int64)

    def columns(self) -> dict[str, list[Any]]:
        """Return the places as columns that any library makes a table of; scores exact.

        ``points`` over ``denominator`` is the score.
        """
        ids, post_of = self.crowd.ids, self.post_of.tolist()
        return {
            "post": [self.posts[p].id for p in post_of],
            "id": [ids[row] for row in self.row.tolist()],
            "rank": self.rank.tolist(),
            "tied": self.tied.tolist(),
            "points": self.points.tolist(),
            "denominator": [self._denominator(p) for p in post_of],
        }

    def by_person(self, limit: int = 3) -> dict[str, list[Any]]:
        """Return the best posts of everybody as columns, of those that they are ranked for.

        They are ordered by match: the talent value of a person is the same for every post.
        ``points`` over ``denominator`` is the match; ``rank`` and ``tied`` count among the posts
        of the person, and a cut through a tie is made in the order in which posts were given.

        Raises:
            InvalidInputError: a limit that is no whole number from 1.
        """
        from asn_career.tables.choices import find_choices

        if type(limit) is not int or limit < 1:
            problem = Problem("limit", f"{limit!r:.20} is not a whole number from 1")
            raise InvalidInputError(problem)
        crowd = self.crowd
        if not self.posts or not crowd.people:
            return {name: [] for name in ("id", "post", "rank", "tied", "points", "denominator")}
        may = (crowd.verdicts == YES) & ~crowd.retired
        if crowd.talent is not None:
            may &= crowd.talent >= 0
        held = {post.holder for post in self.posts if post.holder is not None}
        rows = {id: row for row, id in enumerate(crowd.ids) if id in held} if held else {}
        found = find_choices(
            self.match,
            crowd.levels,
            may,
            class_of=self.class_of,
            standard_of=self.standard_of,
            holders=[rows.get(post.holder) for post in self.posts],
            limit=limit,
        )
        return {
            "id": [crowd.ids[row] for row in found.row.tolist()],
            "post": [self.posts[p].id for p in found.post.tolist()],
            "rank": found.rank.tolist(),
            "tied": found.tied.tolist(),
            "points": found.points.tolist(),
            "denominator": [found.denominator] * len(found.row),
        }

    def score_of(self, post: int, points: int) -> Fraction:
        """Return points as a score: in the unit of the talent value, or in percent."""
        return Fraction(points, self._denominator(post)) * (1 if self.talent else 100)

    def _denominator(self, post: int) -> int:
        match = self.match.denominators[self.standard_of[post]]
        return match * self._talent_type if self.talent is not None else match

    @property
    def _talent_type(self) -> int:
        assert self.talent is not None  # noqa: S101 - asked only then
        return self.rulebook.law(self.as_of).rule_type(self.talent).denominator

    def talent_of(self, row: int) -> Fraction | None:
        """Return the talent value of a person; None where it is unknown or not asked."""
        if self.crowd.talent is None or self.crowd.talent[row] < 0:
            return None
        return Fraction(int(self.crowd.talent[row]), self._talent_type)

    def _row_of(self, id: object) -> int:
        try:
            return self.crowd.ids.index(id)
        except ValueError:
            raise UnknownNameError("person", id) from None

    # -- readings -----------------------------------------------------------------------------

    def verify(self, *, posts: int = 20, people: int = 200) -> bool:
        """Compute posts again from all people, and answers of people from their facts.

        Args:
            posts: how many posts, spread evenly; all if there are fewer.
            people: how many people, spread evenly.

        Source: none: our own choice.
        """
        from asn_career.tables.rank_checker import verify_ranking

        return verify_ranking(self, posts, people)

    def explain(self, id: object, lang: str = "id") -> tuple[str, ...]:
        """Return where one person stands, for that person: own data, and counts.

        Raises:
            UnknownNameError: nobody of that key is in the table; no other is named.
        """
        from asn_career.tables.rank_rendering import explain_person

        return explain_person(self, self._row_of(id), lang)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the officer's view: the first places of each post, the others by number."""
        from asn_career.tables.rank_rendering import render

        return render(self, lang)

    def match_of(self, post: int, row: int) -> Fraction:
        """Return the match of a person with the standard of a post."""
        at = self.standard_of[post]
        asked = np.flatnonzero(self.match.required[:, at])
        held = np.array(self.crowd.levels_of(row))[asked]
        points = int(self.match.points[asked, held, at].sum() + self.match.offsets[at])
        return Fraction(points, self.match.denominators[at])

    def rows(self) -> list[dict[str, Plain]]:
        """Return one flat row a place; numbers on nine places, half up."""
        found: list[dict[str, Plain]] = []
        post_of = self.post_of
        for i in range(len(self)):
            post, row = int(post_of[i]), int(self.row[i])
            talent = self.talent_of(row)
            found.append(
                {
                    "post": self.posts[post].id,
                    "id": self.crowd.id_of(row),
                    "rank": int(self.rank[i]),
                    "tied": int(self.tied[i]),
                    "score": round_half_up(self.score_of(post, int(self.points[i])), PLACES),
                    "match_percent": round_half_up(100 * self.match_of(post, row), PLACES),
                    "talent": None if talent is None else round_half_up(talent, PLACES),
                }
            )
        return found

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        return {
            "schema": SCHEMA,
            "as_of": self.as_of.isoformat(),
            "rulebook": self.rulebook.name,
            "policy": self.policy.name,
            "talent": self.talent,
            "limit": self.limit,
            "posts": [
                {
                    "post": post.id,
                    "rules": list(self.rules[class_]),
                    **attrs.asdict(counts),
                }
                for post, class_, counts in zip(self.posts, self.class_of, self.counts, strict=True)
            ],
            "rows": self.rows(),
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"
