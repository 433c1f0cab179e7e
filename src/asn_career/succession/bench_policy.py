"""Which posts are critical: criteria, weights and ratings as the data of an agency.

The six criteria of talent management are known from memory only (PermenPANRB 3/2020, unverified):
they are names to choose from, and decide nothing by themselves. An agency weighs them, adds its
own, and rates its posts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.errors import Problem, near
from asn_career.intake import Intake
from asn_career.positions import Post
from asn_career.succession.vacancies import read_limit
from asn_career.terms import Text
from asn_career.values import Kind

if TYPE_CHECKING:
    from asn_career.people import Agency
    from asn_career.rulebook import Rulebook

__all__ = ["TALENT_CRITERIA", "BenchPolicy"]

FULL: Final = 100  # percent
MAX_LISTED: Final = 10
STRATEGIC: Final = "strategic"
TALENT_CRITERIA: Final[Mapping[str, Text]] = MappingProxyType(
    {
        STRATEGIC: Text(id="strategis bagi organisasi", en="strategic to the organisation"),
        "core_competence": Text(
            id="memerlukan kompetensi inti organisasi", en="needs core-business competence"
        ),
        "performance": Text(id="menuntut kinerja tinggi", en="needs high performance"),
        "learning": Text(id="memberi peluang belajar", en="large opportunity to learn"),
        "change": Text(id="mendorong perubahan", en="drives change"),
        "priority": Text(id="sesuai kebutuhan prioritas", en="matches priority needs"),
    }
)
"""Names and words of the six criteria. Source: PermenPANRB 3/2020 (unverified)."""


@attrs.frozen(kw_only=True)
class BenchPolicy:
    """What an agency is free to choose when it rates its bench.

    Attributes:
        weights: percent by criterion; they total 100. Only the agency's own mark of strategic
            posts counts unless others are given.
        own: criteria of the agency's own, with their words.
        ratings: by post, 0 to 100 by criterion; ``strategic`` is 100 or 0 by the mark of the
            post where it is not rated. A post with a rating missing is of unknown criticality.
        critical_from: the criticality, 0 to 100, from which a post is critical.
        gates: rules that the agency requires of a successor beside the law.
        max_benches: on how many benches somebody may stand ready before that is too many.
        limit: how many of each list the rendering shows, 1 to 100.
        source: the decree or practice that the policy comes from.

    Raises:
        InvalidInputError: with every problem.
    Source: the criteria: PermenPANRB 3/2020 (unverified); all else is the agency's choice.
    """

    weights: Mapping[str, int] = MappingProxyType({STRATEGIC: FULL})
    own: Mapping[str, Text] = MappingProxyType({})
    ratings: Mapping[str, Mapping[str, int]] = MappingProxyType({})
    critical_from: int = 50
    gates: tuple[str, ...] = ()
    max_benches: int = 3
    limit: int = 10
    source: str = ""

    def __attrs_post_init__(self) -> None:
        """Report every problem at once."""
        take = Intake(self)
        for name in ("weights", "own", "ratings"):
            if not isinstance(getattr(self, name), Mapping):
                take.note(name, f"{type(getattr(self, name)).__name__} instead of a mapping")
        take.finish()
        for name, words in self.own.items():
            if not isinstance(words, Text):
                take.note(f"own[{name!r:.40}]", "has no words", "Text(id=..., en=...)")
        self._read_weights(take)
        for post, rated in self.ratings.items():
            self._read_ratings(take, post, rated)
        self._read_percent(take, "critical_from", self.critical_from)
        for i, gate in enumerate(take.listed("gates")):
            if not isinstance(gate, str):
                take.note(f"gates[{i}]", f"a {type(gate).__name__} is not the name of a rule")
        take.whole("max_benches", 1)
        read_limit(take, self.limit)
        take.finish()

    @property
    def criteria(self) -> Mapping[str, Text]:
        """The criteria there are: the known and the agency's own, by name."""
        return {**TALENT_CRITERIA, **self.own}

    def _read_weights(self, take: Intake) -> None:
        problems = len(take.problems)
        for name, weight in self.weights.items():
            where = f"weights[{name!r:.40}]"
            if name not in self.criteria:
                take.note(where, "is no criterion", near(name, self.criteria))
            self._read_percent(take, where, weight)
        if len(take.problems) == problems and (total := sum(self.weights.values())) != FULL:
            hint = "percent of the whole: " + ", ".join(f"{n} {w}" for n, w in self.weights.items())
            take.note("weights", f"total {total} instead of 100", hint)

    def _read_ratings(self, take: Intake, post: str, rated: object) -> None:
        where = f"ratings[{post!r:.40}]"
        if not isinstance(rated, Mapping):
            take.note(where, f"{type(rated).__name__} instead of ratings by criterion")
            return
        for name, rating in rated.items():
            if name not in self.weights:
                take.note(f"{where}[{name!r:.40}]", "has no weight", near(name, self.weights))
            self._read_percent(take, f"{where}[{name!r:.40}]", rating)

    @staticmethod
    def _read_percent(take: Intake, where: str, value: object) -> None:
        if type(value) is not int or not 0 <= value <= FULL:
            take.note(where, f"{value!r:.40} is not a whole number from 0 to 100")

    def rate(self, post: Post) -> tuple[tuple[str, int, int | None], ...]:
        """Return the criteria of a post: name, weight, rating; None where it is not rated."""
        rated = dict(self.ratings.get(post.id, {}))
        rated.setdefault(STRATEGIC, FULL if post.strategic else 0)
        return tuple((n, weight, rated.get(n)) for n, weight in sorted(self.weights.items()))

    def problems_with(
        self, agency: Agency, rulebook: Rulebook, as_of: dt.date
    ) -> Iterator[Problem]:
        """Yield what the policy asks for and the rulebook or the agency does not have."""
        law = rulebook.law(as_of)
        for i, gate in enumerate(self.gates):
            if gate not in law.latest:
                yield Problem(
                    f"policy.gates[{i}]", f"unknown rule {gate!r:.60}", near(gate, law.latest)
                )
            elif law.rule_type(gate).kind is not Kind.FLAG:
                yield Problem(f"policy.gates[{i}]", f"{gate!r:.60} does not answer with yes or no")
        posts = {post.id: post for post in agency.posts}
        strange = [id for id in self.ratings if id not in posts]
        for id in strange[:MAX_LISTED]:
            yield Problem(f"policy.ratings[{id!r:.40}]", "is no post", near(id, posts))
        critical = [post for post in agency.posts if self.is_critical(post)]
        bare = [post.id for post in critical if post.position.standard is None]
        for id in bare[:MAX_LISTED]:
            message = f"has no competency standard ({len(bare)} of {len(critical)} critical posts)"
            yield Problem(f"agency.posts[{id!r:.40}].position", message, "Position(standard=...)")

    def is_critical(self, post: Post) -> bool | None:
        """Tell whether a post is critical; None where a rating is missing."""
        points = [None if r is None else weight * r for _, weight, r in self.rate(post)]
        known = [point for point in points if point is not None]
        if len(known) < len(points):
            return None
        return sum(known) >= FULL * self.critical_from
