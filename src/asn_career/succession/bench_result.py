"""The result of rating a bench: which posts are critical, who could follow, where it is thin."""

from __future__ import annotations

import datetime as dt
import html
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.errors import UnknownNameError
from asn_career.findings import SCHEMA_VERSION
from asn_career.people import Agency
from asn_career.positions import Post
from asn_career.provenance import Provenance
from asn_career.succession.bench_policy import FULL, BenchPolicy
from asn_career.succession.result import ADVICE, Plain, Readiness
from asn_career.terms import Text
from asn_career.values import ValueType, show_day

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook

__all__ = ["Bench", "BenchedPost", "Reserve"]

PERCENT: Final = ValueType.number("percent")
BENCH: Final = (
    Readiness.NOW,
    Readiness.WITHIN_1_YEAR,
    Readiness.WITHIN_2_YEARS,
    Readiness.WITHIN_5_YEARS,
    Readiness.LATER,
)
NO_DATA: Final = Text(id="belum ada data", en="no data")


@attrs.frozen(kw_only=True)
class Reserve:
    """Somebody who could follow in a post, and from which day."""

    person: str
    readiness: Readiness
    day: dt.date


@attrs.frozen(kw_only=True)
class BenchedPost:
    """A critical post and its bench.

    Attributes:
        criteria: name, weight in percent, rating 0 to 100.
        reserves: by day, then by id.
        unknown: of whom it is not known whether they may follow, for want of data, with the
            facts that are missing; by id.
        pool: how many people were asked.
        falls_vacant: the first day on which nobody holds it, if there is one in the span.
    """

    post: Post
    criteria: tuple[tuple[str, int, int], ...]
    reserves: tuple[Reserve, ...]
    unknown: tuple[tuple[str, tuple[str, ...]], ...]
    pool: int
    falls_vacant: dt.date | None

    @property
    def criticality(self) -> int:
        """The weighted rating in hundredths of a percent."""
        return sum(weight * rating for _, weight, rating in self.criteria)

    def ready(self, readiness: Readiness) -> tuple[str, ...]:
        """Return who is ready in a class of readiness, sorted."""
        return tuple(sorted(r.person for r in self.reserves if r.readiness is readiness))

    @property
    def is_single(self) -> bool:
        """Whether at most one person could follow today: a single point of failure."""
        return len(self.ready(Readiness.NOW)) < 2  # noqa: PLR2004 - one or nobody


@attrs.frozen(kw_only=True, str=False)
class Bench:
    """The critical posts of an agency on a day, and who could follow in each.

    Attributes:
        until: readiness is looked for up to this day.
        posts: the critical posts, the most critical first, then by id.
        unrated: posts of unknown criticality, and the criteria that are not rated.
        people: how many people there are.
    """

    agency: str
    as_of: dt.date
    until: dt.date
    policy: BenchPolicy
    rulebook: str
    posts: tuple[BenchedPost, ...]
    unrated: tuple[tuple[str, tuple[str, ...]], ...]
    people: frozenset[str] = attrs.field(repr=False)
    provenance: Provenance = attrs.field(repr=False)

    def __iter__(self) -> Iterator[BenchedPost]:
        """Go over the critical posts."""
        return iter(self.posts)

    @property
    def single_points(self) -> tuple[BenchedPost, ...]:
        """The critical posts in which at most one person could follow today."""
        return tuple(one for one in self.posts if one.is_single)

    @property
    def overloaded(self) -> tuple[tuple[str, int], ...]:
        """Who stands ready today on more benches than the policy allows, and on how many."""
        many = Counter(id for one in self.posts for id in one.ready(Readiness.NOW))
        over = ((id, n) for id, n in many.items() if n > self.policy.max_benches)
        return tuple(sorted(over, key=lambda item: (-item[1], item[0])))

    @property
    def criticality(self) -> Mapping[str, Decimal]:
        """The criticality of each critical post, 0 to 100, by id."""
        return {one.post.id: Decimal(one.criticality).scaleb(-2) for one in self.posts}

    def mark(self, posts: Iterable[Post]) -> tuple[Post, ...]:
        """Return posts with ``strategic`` set for the critical ones, and for them alone.

        So another call that asks for strategic posts, such as recommending posts, looks at those
        that this policy makes critical.
        """
        critical = {one.post.id for one in self.posts}
        return tuple(attrs.evolve(post, strategic=post.id in critical) for post in posts)

    def verify(self) -> bool:
        """Recompute criticality, classes of readiness and their order.

        Source: none: our own choice.
        """
        weights = sorted(self.policy.weights.items())
        order = [(-one.criticality, one.post.id) for one in self.posts]
        for one in self.posts:
            ids = [r.person for r in one.reserves] + [id for id, _ in one.unknown]
            days = [(r.day, r.person) for r in one.reserves]
            if (
                [(name, weight) for name, weight, _ in one.criteria] != weights
                or not all(0 <= rating <= FULL for *_, rating in one.criteria)
                or one.criticality < FULL * self.policy.critical_from
                or len(ids) != len(set(ids))
                or one.post.holder in ids
                or days != sorted(days)
                or any(not self.as_of <= day <= self.until for day, _ in days)
                or any(r.readiness is not Readiness.of(self.as_of, r.day) for r in one.reserves)
            ):
                return False
        return order == sorted(order)

    def is_stale(self, inputs: Agency, *, rulebook: Rulebook, key: bytes | None = None) -> bool:
        """Tell whether the same call would start from other records or another law.

        Raises:
            InvalidInputError: no key, now or when the result was made.
        """
        return self.provenance.is_stale(inputs, rulebook=rulebook, key=key)

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return on which benches one person stands, for that person; it names no other.

        Raises:
            UnknownNameError: nobody of that id is of the agency; no other id is named.
        """
        if id not in self.people:
            raise UnknownNameError("employee", id)
        lines = []
        for one in self.posts:
            name = one.post.position.name
            lines += [
                f"{name}: {r.readiness.text.say(lang)}, {show_day(r.day, lang)}"
                for r in one.reserves
                if r.person == id
            ]
            lines += [
                f"{name}: {NO_DATA.say(lang)}: {', '.join(missing) or '-'}"
                for other, missing in one.unknown
                if other == id
            ]
        none = Text(id="Tidak ada di bangku cadangan", en="On no bench").say(lang)
        return (*(lines or [none]), ADVICE.say(lang))

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the officer's view: post by post, then where the bench is thin."""
        return tuple(self._lines(lang))

    def _lines(self, lang: str) -> Iterator[str]:
        head = Text(id="Jabatan kritikal dan cadangannya", en="Critical posts and their bench")
        yield f"{head.say(lang)}: {show_day(self.as_of, lang)} – {show_day(self.until, lang)}"
        counts = Text(
            id=f"{len(self.posts)} jabatan kritikal, {len(self.single_points)} bergantung pada "
            "paling banyak satu orang",
            en=f"{len(self.posts)} critical posts, {len(self.single_points)} rest on one person "
            "or on nobody",
        )
        yield counts.say(lang)
        nobody = Text(id="tidak ada", en="none").say(lang)
        for one in self.posts:
            value = PERCENT.show(one.criticality, lang)
            classes = Counter(r.readiness for r in one.reserves)
            ready = "; ".join(f"{c.text.say(lang)} {classes[c]}" for c in Readiness if classes[c])
            unknown = f"; {NO_DATA.say(lang)} {len(one.unknown)}" if one.unknown else ""
            yield f"{one.post.position.name} [{one.post.id}] ({value}): {ready or nobody}{unknown}"
            if one.falls_vacant is not None:
                vacant = Text(id="kosong mulai", en="vacant from").say(lang)
                yield f"  {vacant} {show_day(one.falls_vacant, lang)}"
            for reserve in one.reserves[: self.policy.limit]:
                yield (
                    f"  {reserve.person}: {reserve.readiness.text.say(lang)}, "
                    f"{show_day(reserve.day, lang)}"
                )
            yield from _more(len(one.reserves) - self.policy.limit, lang)
        over = Text(id="Cadangan untuk terlalu banyak jabatan", en="On too many benches").say(lang)
        for id, many in self.overloaded[: self.policy.limit]:
            yield f"{over}: {id} ({many})"
        yield from _more(len(self.overloaded) - self.policy.limit, lang)
        unrated = Text(id="Belum dinilai", en="Not rated").say(lang)
        for id, missing in self.unrated[: self.policy.limit]:
            yield f"{unrated}: {id} ({', '.join(missing)})"
        yield from _more(len(self.unrated) - self.policy.limit, lang)
        yield ADVICE.say(lang)

    def rows(self) -> list[dict[str, Plain]]:
        """Return one flat row a critical post."""
        return [
            {
                "post": one.post.id,
                "level": one.post.position.level.value,
                "criticality": self.criticality[one.post.id],
                "falls_vacant": one.falls_vacant,
                **{readiness.value: len(one.ready(readiness)) for readiness in BENCH},
                "unknown": len(one.unknown),
                "single": one.is_single,
            }
            for one in self.posts
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        policy = self.policy
        return {
            "schema": SCHEMA_VERSION,
            "kind": "bench",
            "agency": self.agency,
            "as_of": self.as_of.isoformat(),
            "until": self.until.isoformat(),
            "rulebook": self.rulebook,
            "policy": {
                "weights": dict(sorted(policy.weights.items())),
                "critical_from": policy.critical_from,
                "gates": list(policy.gates),
                "max_benches": policy.max_benches,
                "limit": policy.limit,
                "source": policy.source,
            },
            "rows": self.rows(),
            "reserves": {
                one.post.id: [
                    [r.person, r.readiness.value, r.day.isoformat()] for r in one.reserves
                ]
                for one in self.posts
            },
            "criteria": {one.post.id: [list(part) for part in one.criteria] for one in self.posts},
            "unknown": {
                one.post.id: {id: list(missing) for id, missing in one.unknown}
                for one in self.posts
            },
            "overloaded": [list(pair) for pair in self.overloaded],
            "unrated": {id: list(missing) for id, missing in self.unrated},
            "provenance": self.provenance.as_dict(),
            "advice": {"id": ADVICE.id, "en": ADVICE.en},
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


def _more(count: int, lang: str) -> Iterator[str]:
    if count > 0:
        yield "  " + Text(id=f"… dan {count} lainnya", en=f"… and {count} more").say(lang)
