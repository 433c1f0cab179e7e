"""The results of a ranking of successors: who is ranked, not yet, excluded, or unknown."""

from __future__ import annotations

import datetime as dt
import html
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.errors import InvalidInputError, Problem, UnknownNameError
from asn_career.findings import Finding, Line, Score, Truth
from asn_career.people import Employee
from asn_career.positions import Post
from asn_career.provenance import Provenance
from asn_career.ranking import Method, MethodRanking, Ranks, Robustness, assess_robustness
from asn_career.regulations import Citation
from asn_career.succession.policy import SuccessionPolicy
from asn_career.succession.readiness import Readiness
from asn_career.succession.seats import inputs_of
from asn_career.terms import Text, Word

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook

__all__ = [
    "Barrier",
    "Candidate",
    "Excluded",
    "NotYet",
    "Obstacle",
    "Ranked",
    "Ranking",
    "Readiness",
    "Reason",
    "Unknown",
]

SHOWN_DAYS = 3
Plain = str | int | Decimal | dt.date | None


class Reason(Word):
    """Why somebody is excluded."""

    HOLDER = "holder", "sudah menduduki jabatan ini", "holds this post already"
    RETIRED = "retired", "sudah mencapai TMT pensiun", "the pension day has come"
    LAW = "law", "syarat peraturan", "requirement of the law"
    AGENCY = "agency", "syarat instansi", "requirement of the agency"
    MINIMUM = "minimum", "nilai di bawah batas instansi", "score below the agency's minimum"


@attrs.frozen(kw_only=True)
class Barrier:
    """A condition that is not met on the day asked about.

    Attributes:
        rule: the rule that joins it with others: one NO makes the whole rule NO.
        line: the condition with the fact, the figure required and the article.
        citations: the articles it rests on; those of the rule when no figure was read.
        lifts: the first day within the horizon on which it is met, None when there is none.
        unknown_since: the first day within the horizon, before that, on which it is unknown.
    """

    rule: str
    line: Line
    citations: tuple[Citation, ...]
    lifts: dt.date | None = None
    unknown_since: dt.date | None = None

    @property
    def end(self) -> dt.date | None:
        """The first day within the horizon on which it is not clearly unmet."""
        return self.lifts if self.unknown_since is None else self.unknown_since

    @property
    def text(self) -> Text:
        """What the condition asks for, without anybody's value."""
        line = self.line
        while not line.info.text.id and line.parts:
            line = line.parts[0]
        return line.info.text

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the conditions that decided."""
        return tuple(d.info.key for d in self.line.deciding)

    def cite(self, lang: str = "id") -> str:
        """Return the articles, each once."""
        return "; ".join(citation.say(lang) for citation in self.citations)


@attrs.frozen(kw_only=True)
class Ranked:
    """Somebody who may be appointed, with rank, score and its parts, and every finding.

    Attributes:
        score: of the rule of the policy; None where the policy ranks by criteria.
        criteria: the scores of the criteria, by name; empty where the policy ranks by a score.
        law: the findings of the law's rules of appointment.
        agency: the findings of the agency's own gate, apart from the law.
    """

    id: str
    rank: int
    score_rank: int
    score: Score | None
    law: tuple[Finding, ...]
    agency: tuple[Finding, ...]
    criteria: tuple[Score, ...] = ()

    @property
    def readiness(self) -> Readiness:
        """Ready now."""
        return Readiness.NOW


@attrs.frozen(kw_only=True)
class NotYet:
    """Somebody who may not be appointed now, but on a day within the horizon.

    Attributes:
        day: the first lawful day.
        barriers: what stands in the way now, with the day each lifts.
        findings: of every rule, on that day.
        before: of the rules that were not YES on the day before: what binds.
    """

    id: str
    law: Truth
    agency: Truth | None
    day: dt.date
    readiness: Readiness
    barriers: tuple[Barrier, ...]
    findings: tuple[Finding, ...]
    before: tuple[Finding, ...]

    @property
    def binding(self) -> tuple[str, ...]:
        """The keys of the conditions that bind: not met on the day before."""
        return tuple(dict.fromkeys(d.info.key for f in self.before for d in f.deciding))


@attrs.frozen(kw_only=True)
class Excluded:
    """Somebody who cannot be appointed, with the reason.

    Attributes:
        readiness: None for the holder, of whom nothing was asked.
        law: what the law says; None where it was not asked.
        agency: what the agency's own gate says; None where there is none.
        day: the first lawful day, where it does not lie before retirement.
        unknown_since: where no lawful day was found, the first day from which it is not known
            whether somebody may be appointed: data of that day is missing.
        retirement: the finding that the pension day has come: now, or on that day.
        score: where it is below the minimum of the policy.
    """

    id: str
    reason: Reason
    readiness: Readiness | None = None
    law: Truth | None = None
    agency: Truth | None = None
    barriers: tuple[Barrier, ...] = ()
    day: dt.date | None = None
    unknown_since: dt.date | None = None
    retirement: Finding | None = None
    score: Score | None = None


@attrs.frozen(kw_only=True)
class Unknown:
    """Somebody of whom it is not known whether they may be appointed, or how they score.

    Attributes:
        findings: of every rule; none of them is NO.
        score: where every rule says YES and the score is unknown.
        missing: the facts that are missing.
        criteria: the same of a policy that ranks by criteria: all of them, one at least unknown.
    """

    id: str
    law: Truth
    agency: Truth | None
    findings: tuple[Finding, ...]
    score: Score | None
    missing: tuple[str, ...]
    criteria: tuple[Score, ...] = ()

    @property
    def readiness(self) -> Readiness:
        """Unknown."""
        return Readiness.UNKNOWN


Candidate = Ranked | NotYet | Excluded | Unknown


@attrs.frozen(kw_only=True)
class Obstacle:
    """A condition, its articles, and how many it stops: the excluded by article.

    Attributes:
        count: how many people it stops; who is stopped by two conditions counts in both.
        lifts: the earliest days on which it lifts for one of them, at most three.
        lifting: for how many of them it lifts within the horizon.
    """

    text: Text
    citations: tuple[Citation, ...]
    count: int
    lifting: int
    lifts: tuple[dt.date, ...]

    def cite(self, lang: str = "id") -> str:
        """Return the articles, each once."""
        return "; ".join(citation.say(lang) for citation in self.citations)


@attrs.frozen(kw_only=True, str=False)
class Ranking:
    """Successors for a post: four lists, in which everybody stands once.

    Attributes:
        rules: the law's rules of appointment that were asked; empty when none is known for the
            post, and then nobody is ranked.
        pool: how many candidates there were.
        ranked: by rank; who shares one, by id.
        not_yet: by the first lawful day, then by id.
        excluded: by id.
        unknown: by id; never last in the ranking.
        ranks: the places with the chain of keys and what parted whom.
        by_method: the matrix, the method and the weights, where the policy ranks by criteria.
    """

    post: Post
    as_of: dt.date
    until: dt.date
    policy: SuccessionPolicy
    rulebook: str
    rules: tuple[str, ...]
    pool: int
    ranked: tuple[Ranked, ...]
    not_yet: tuple[NotYet, ...]
    excluded: tuple[Excluded, ...]
    unknown: tuple[Unknown, ...]
    ranks: Ranks = attrs.field(repr=False)
    by_method: MethodRanking | None = attrs.field(default=None, repr=False)
    provenance: Provenance = attrs.field(repr=False)

    def __iter__(self) -> Iterator[Candidate]:
        """Go over everybody: the ranked, those not yet, the excluded, the unknown."""
        yield from self.ranked
        yield from self.not_yet
        yield from self.excluded
        yield from self.unknown

    def __len__(self) -> int:
        """Return how many candidates there were."""
        return self.pool

    @property
    def shortlist(self) -> tuple[Ranked, ...]:
        """The ranked up to the limit of the policy; those tied at the end stay together."""
        return tuple(r for r in self.ranked if r.rank <= self.policy.limit)

    def find(self, id: str) -> Candidate:
        """Return what was found of one candidate: the officer's view.

        Raises:
            UnknownNameError: nobody of that id was a candidate; no other id is named.
        """
        for candidate in self:
            if candidate.id == id:
                return candidate
        raise UnknownNameError("candidate", id)

    def by_article(self) -> tuple[Obstacle, ...]:
        """Return what stops those who may not be appointed now, most frequent first.

        Source: none: our own choice.
        """
        groups: dict[tuple[str, tuple[Citation, ...]], list[Barrier]] = {}
        stopped: tuple[NotYet | Excluded, ...] = (*self.not_yet, *self.excluded)
        for candidate in stopped:
            for barrier in candidate.barriers:
                groups.setdefault((barrier.text.en, barrier.citations), []).append(barrier)
        found = []
        for (_, citations), barriers in groups.items():
            days = Counter(b.lifts for b in barriers if b.lifts is not None)
            found.append(
                Obstacle(
                    text=barriers[0].text,
                    citations=citations,
                    count=len(barriers),
                    lifting=days.total(),
                    lifts=tuple(sorted(days)[:SHOWN_DAYS]),
                )
            )
        return tuple(sorted(found, key=lambda o: (-o.count, o.cite("en"), o.text.en)))

    def robustness(
        self,
        *,
        seed: int = 0,
        draws: int = 1_000,
        noise: int = 10,
        methods: Collection[Method] = (Method.SAW, Method.TOPSIS),
    ) -> Robustness:
        """Tell how much the ranks hang on weights, on who takes part and on the method.

        Raises:
            InvalidInputError: the policy ranks by one score; what `assess_robustness` refuses.
        Source: none: our own choice.
        """
        if self.by_method is None:
            hint = "SuccessionPolicy(criteria=...) ranks by criteria with weights"
            raise InvalidInputError(Problem("policy.criteria", "there are none", hint))
        return assess_robustness(
            self.by_method, seed=seed, draws=draws, noise=noise, methods=methods
        )

    def verify(self) -> bool:
        """Recompute the ranks, check every finding, and that no gate was broken.

        Source: none: our own choice.
        """
        from asn_career.succession.checker import verify_ranking

        return verify_ranking(self)

    def is_stale(
        self,
        inputs: Iterable[Employee],
        *,
        rulebook: Rulebook,
        key: bytes | None = None,
        facts: Mapping[str, Mapping[str, object]] | None = None,
    ) -> bool:
        """Tell whether the same candidates and facts would be other ones, or under another law.

        Raises:
            InvalidInputError: no key, now or when the result was made.
        """
        found = inputs_of(self.post, inputs, facts)
        return self.provenance.is_stale(found, rulebook=rulebook, key=key)

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return what was found of one person, for that person: own data, and counts.

        Raises:
            UnknownNameError: nobody of that id was a candidate; no other id is named.
        """
        from asn_career.succession.rendering import explain_candidate

        return explain_candidate(self, self.find(id), lang)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the officer's view: ranks with parts and ties, and everybody else by reason."""
        from asn_career.succession.rendering import render

        return render(self, lang)

    def rows(self) -> list[dict[str, Plain]]:
        """Return one flat row a candidate, without the values of sensitive facts."""
        from asn_career.succession.rendering import row_of_candidate

        return [row_of_candidate(self, candidate) for candidate in self]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        from asn_career.succession.rendering import as_plain

        return as_plain(self)

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


ADVICE: Final = Text(
    id="Hasil ini memberi saran; manusialah yang memutuskan.",
    en="A result advises, a person decides.",
)
