"""Vacancies to come: which posts fall vacant, in which month, and why.

From today's vacant posts, from the pension days, from the terms that end and from the moves that
the records know already. Nobody is put into a post that no record puts there.
"""

from __future__ import annotations

import datetime as dt
import html
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from asn_career.dates import ONE_DAY
from asn_career.errors import InvalidInputError
from asn_career.findings import SCHEMA_VERSION, Finding, Truth
from asn_career.intake import Intake
from asn_career.people import Agency
from asn_career.positions import Post
from asn_career.provenance import Provenance
from asn_career.succession.result import ADVICE, Plain
from asn_career.terms import PositionLevel, Text, Word
from asn_career.values import show_day

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook

__all__ = ["Forecast", "ForecastPolicy", "Vacancy", "VacancyReason", "read_levels", "read_limit"]

MAX_LIMIT = 100


class VacancyReason(Word):
    """Why a post falls vacant."""

    ALREADY = "already", "sudah kosong", "vacant already"
    RETIREMENT = "retirement", "pensiun", "retirement"
    TERM_END = "term_end", "masa jabatan berakhir", "end of the term"
    MOVE = "move", "perpindahan yang sudah tercatat", "a move on record"


@attrs.frozen(kw_only=True)
class ForecastPolicy:
    """What an agency is free to choose in a forecast.

    Attributes:
        levels: the levels of position to look at; empty for all.
        limit: how many vacancies a month the rendering shows, 1 to 100.
        source: the decree or practice that the policy comes from.

    Raises:
        InvalidInputError: with every problem.
    Source: none: our own choice.
    """

    levels: tuple[PositionLevel, ...] = ()
    limit: int = 10
    source: str = ""

    def __attrs_post_init__(self) -> None:
        """Report every problem at once."""
        take = Intake(self)
        read_levels(take)
        read_limit(take, self.limit)
        take.finish()


def read_levels(take: Intake) -> None:
    """Read the levels of a policy; they are kept in the order of the law, each once."""
    found = set()
    for i, value in enumerate(take.listed("levels")):
        try:
            found.add(PositionLevel(value))
        except InvalidInputError as error:
            take.problems += [p.inside(f"levels[{i}]") for p in error.problems]
    take.put("levels", tuple(sorted(found, key=lambda level: level.order)))


def read_limit(take: Intake, limit: int) -> None:
    """Read how many of each list the rendering shows."""
    take.whole("limit", 1)
    if type(limit) is int and limit > MAX_LIMIT:
        take.note("limit", f"{limit} is more than {MAX_LIMIT}")


@attrs.frozen(kw_only=True)
class Vacancy:
    """A spell in which a post is vacant.

    Attributes:
        post: the post.
        since: the first day within the span asked about.
        until: the last day, where a record puts somebody there; None while nobody is in sight.
        reason: why it falls vacant.
        left: who left it.
        follows: whom a record puts there next.
        finding: that the pension day has come.
        before: the same question on the day before.
    """

    post: Post
    since: dt.date
    reason: VacancyReason
    until: dt.date | None = None
    left: str | None = None
    follows: str | None = None
    finding: Finding | None = None
    before: Finding | None = None


@attrs.frozen(kw_only=True, str=False)
class Forecast:
    """Vacancies from one day to another, both included.

    Attributes:
        posts: how many posts were looked at.
        vacancies: by first day, then by post.
        unknown: of whom the pension day is not known, and the facts that are missing; by id.
    """

    agency: str
    as_of: dt.date
    until: dt.date
    policy: ForecastPolicy
    rulebook: str
    posts: int
    vacancies: tuple[Vacancy, ...]
    unknown: tuple[tuple[str, tuple[str, ...]], ...]
    provenance: Provenance = attrs.field(repr=False)

    def by_month(self) -> tuple[tuple[dt.date, tuple[Vacancy, ...], int], ...]:
        """Return month by month what falls vacant in it, and how many posts are at its end.

        Source: none: our own choice.
        """
        months = []
        first = self.as_of.replace(day=1)
        while first <= self.until:
            following = (first + 31 * ONE_DAY).replace(day=1)
            last = min(following - ONE_DAY, self.until)
            new = tuple(v for v in self.vacancies if first <= v.since <= last)
            open_ = sum(v.since <= last and (v.until is None or v.until > last) for v in self)
            months.append((first, new, open_))
            first = following
        return tuple(months)

    def __iter__(self) -> Iterator[Vacancy]:
        """Go over the vacancies by day."""
        return iter(self.vacancies)

    def __len__(self) -> int:
        """Return how many vacancies there are."""
        return len(self.vacancies)

    def verify(self) -> bool:
        """Check that spells of one post are apart, and that every pension day is what it says.

        Source: none: our own choice.
        """
        ends: dict[str, dt.date | None] = {}
        for one in self.vacancies:
            inside = self.as_of <= one.since <= (one.until or self.until) <= self.until
            last = ends.get(one.post.id, dt.date.min)
            if not inside or last is None or last >= one.since:
                return False
            ends[one.post.id] = one.until
            retired = one.reason is VacancyReason.RETIREMENT
            if retired != (one.finding is not None):
                return False
            if one.finding is not None and not (
                one.finding.truth is Truth.YES
                and one.finding.as_of == one.since
                and one.finding.verify()
                and (one.before is None or one.before.truth is not Truth.YES)
                and (one.before is None or one.before.as_of == one.since - ONE_DAY)
            ):
                return False
        days = [(v.since, v.post.id) for v in self.vacancies]
        return days == sorted(days)

    def is_stale(self, inputs: Agency, *, rulebook: Rulebook, key: bytes | None = None) -> bool:
        """Tell whether the same call would start from other records or another law.

        Raises:
            InvalidInputError: no key, now or when the result was made.
        """
        return self.provenance.is_stale(inputs, rulebook=rulebook, key=key)

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return what the forecast holds of one person, for that person; it names no other.

        Source: none: our own choice.
        """
        own = [v for v in self.vacancies if v.left == id]
        missing = dict(self.unknown).get(id)
        lines = []
        for one in own:
            head = f"{one.post.position.name}: {one.reason.text.say(lang)}"
            lines.append(f"{head}, {show_day(one.since, lang)}")
            lines += one.finding.lines(lang) if one.finding is not None else ()
        if missing is not None:
            lines.append(_no_pension_day(missing, lang))
        if not lines:
            none = Text(id="Tidak meninggalkan jabatan sampai", en="Leaves no post by")
            lines.append(f"{none.say(lang)} {show_day(self.until, lang)}")
        return (*lines, ADVICE.say(lang))

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the officer's view: month by month."""
        return tuple(self._lines(lang))

    def _lines(self, lang: str) -> Iterator[str]:
        head = Text(id="Perkiraan jabatan kosong", en="Vacancies to come").say(lang)
        yield f"{head}: {show_day(self.as_of, lang)} – {show_day(self.until, lang)}"
        counts = Counter(v.reason for v in self)
        listed = "; ".join(f"{r.text.say(lang)} {counts[r]}" for r in VacancyReason if counts[r])
        none = Text(id="tidak ada", en="none").say(lang)
        of_all = Text(id=f"dari {self.posts} jabatan", en=f"of {self.posts} posts").say(lang)
        yield f"{listed or none} ({of_all})"
        for first, new, open_ in self.by_month():
            if not new:
                continue
            many = Text(id=f"{len(new)} baru, {open_} kosong", en=f"{len(new)} new, {open_} vacant")
            yield f"{first:%m/%Y}: {many.say(lang)}"
            for one in new[: self.policy.limit]:
                who = f" ({one.left})" if one.left is not None else ""
                yield (
                    f"  {show_day(one.since, lang)} {one.post.position.name} [{one.post.id}]: "
                    f"{one.reason.text.say(lang)}{who}"
                )
            if (more := len(new) - self.policy.limit) > 0:
                yield "  " + Text(id=f"… dan {more} lainnya", en=f"… and {more} more").say(lang)
        for id, missing in self.unknown[: self.policy.limit]:
            yield f"{id}: {_no_pension_day(missing, lang)}"
        if (more := len(self.unknown) - self.policy.limit) > 0:
            yield Text(id=f"… dan {more} lainnya", en=f"… and {more} more").say(lang)
        yield ADVICE.say(lang)

    def rows(self) -> list[dict[str, Plain]]:
        """Return one flat row a vacancy."""
        return [
            {
                "post": one.post.id,
                "level": one.post.position.level.value,
                "since": one.since,
                "until": one.until,
                "reason": one.reason.value,
                "left": one.left,
                "follows": one.follows,
            }
            for one in self
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        return {
            "schema": SCHEMA_VERSION,
            "kind": "forecast",
            "agency": self.agency,
            "as_of": self.as_of.isoformat(),
            "until": self.until.isoformat(),
            "rulebook": self.rulebook,
            "policy": {
                "levels": [level.value for level in self.policy.levels],
                "limit": self.policy.limit,
                "source": self.policy.source,
            },
            "posts": self.posts,
            "rows": self.rows(),
            "unknown": {id: list(missing) for id, missing in self.unknown},
            "provenance": self.provenance.as_dict(),
            "advice": {"id": ADVICE.id, "en": ADVICE.en},
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


def _no_pension_day(missing: tuple[str, ...], lang: str) -> str:
    words = Text(
        id="TMT pensiun belum diketahui, belum ada data", en="pension day unknown, no data"
    )
    return f"{words.say(lang)}: {', '.join(missing) or '-'}"
