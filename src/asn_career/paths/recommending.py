"""From what somebody has shown to the strategic posts it fits, with the reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

import attrs

from asn_career.assessments import valid_assessment
from asn_career.competencies import CompetencyProfile
from asn_career.dates import read_day
from asn_career.errors import InvalidInputError, Problem
from asn_career.findings import Finding, Truth
from asn_career.gaps import CompetencyGap, measure_gap
from asn_career.intake import Intake
from asn_career.paths.moving import STEP, flag_rules
from asn_career.paths.routes import ADVICE, Row
from asn_career.people import Employee
from asn_career.positions import Post
from asn_career.rulebook import Rulebook
from asn_career.terms import Text
from asn_career.values import show_day

__all__ = ["RecommendPolicy", "Recommendation", "Recommendations", "recommend_posts"]

MAX_LIMIT: Final = 100
TRUTHS: Final = (Truth.YES, Truth.UNKNOWN)
NOT_MEASURED: Final = 10**6


@attrs.frozen(kw_only=True)
class RecommendPolicy:
    """What an agency is free to choose: which posts are looked at.

    Attributes:
        strategic: only posts that the agency counts among its strategic ones.
        vacant: only posts that nobody holds.
        shared: only posts in a field of work in which the person has held one.
    """

    strategic: bool = True
    vacant: bool = False
    shared: bool = False

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        for name in ("strategic", "vacant", "shared"):
            take.flag(name)
        take.finish()

    def admits(self, post: Post, fields: frozenset[str]) -> bool:
        """Tell whether a post is looked at for somebody with experience in some fields."""
        fits = not self.shared or bool(fields & set(post.all_fields))
        return (
            fits and (post.strategic or not self.strategic) and (post.is_vacant or not self.vacant)
        )


USUAL: Final = RecommendPolicy()


@attrs.frozen(kw_only=True)
class Recommendation:
    """A post that fits, and why.

    Attributes:
        post: the post; who holds it is not kept.
        vacant: whether nobody holds it.
        truth: YES where every rule of moves and of appointment is; UNKNOWN where facts are missing.
        findings: what the rules say.
        gap: the latest assessment against the standard of the position; None without one of them.
        fields: the fields of work of the post in which the person has held one.
        held: the names of those positions, the latest first.
    """

    post: Post
    vacant: bool
    truth: Truth
    findings: tuple[Finding, ...] = attrs.field(repr=False)
    gap: CompetencyGap | None = attrs.field(repr=False)
    fields: tuple[str, ...]
    held: tuple[str, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """What orders: lawful now, levels missing, fields shared, match, then the id."""
        short = levels = NOT_MEASURED
        if self.gap is not None and not self.gap.missing:
            short = -sum(item.gap or 0 for item in self.gap.to_mend)
            levels = -int(self.gap.jpm_percent or 0)
        return (TRUTHS.index(self.truth), short, -len(self.fields), levels, self.post.id)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the post with its reasons: the law, competences, experience, what is missing."""
        name, unit = self.post.position.name, self.post.unit
        found = [f"{name} ({unit}): {self.truth.text.say(lang)}"]
        found += [f"  {f.text.say(lang)}: {f.truth.text.say(lang)}" for f in self.findings]
        missing = dict.fromkeys(fact for f in self.findings for fact in f.missing)
        if missing:
            says = Text(id="Data yang belum ada", en="Data that are missing").say(lang)
            found.append(f"  {says}: {', '.join(missing)}")
        if self.held:
            says = Text(id="Pengalaman di bidang ini", en="Experience in this field").say(lang)
            found.append(f"  {says} ({', '.join(self.fields)}): {', '.join(self.held)}")
        if self.gap is None:
            says = Text(
                id="Kompetensi belum dapat dibandingkan: tidak ada standar atau hasil asesmen",
                en="Competences cannot be compared: there is no standard or no assessment",
            ).say(lang)
            return (*found, f"  {says}")
        found.append(f"  {self.gap.lines(lang)[0]}")
        return (
            *found,
            *(f"    {item.say(lang)}" for item in (*self.gap.to_mend, *self.gap.to_keep)),
        )

    def row(self) -> Row:
        """Return the recommendation as a flat row."""
        jpm = None if self.gap is None or self.gap.jpm_percent is None else self.gap.jpm_percent
        return {
            "post": self.post.id,
            "position": self.post.position.id,
            "level": self.post.position.level.value,
            "vacant": self.vacant,
            "truth": self.truth.value,
            "fields": "|".join(self.fields),
            "to_mend": None if self.gap is None else len(self.gap.to_mend),
            "jpm_percent": None if jpm is None else str(jpm),
            "rules": "|".join(f.rule for f in self.findings),
        }


@attrs.frozen(kw_only=True)
class Recommendations:
    """The posts that fit somebody, the best first.

    Attributes:
        employee: the id of the person.
        as_of: the day.
        rulebook: the name of the law.
        policy: what was looked at.
        items: the posts that the law allows or leaves open, in order.
        refused: for each rule how many posts it refuses; a post may count with several.
        asked: how many posts were looked at.
        left_out: how many the policy left out, with that of the person.
        limited: how many more fit than the limit lets through.
    """

    employee: str
    as_of: dt.date
    rulebook: str
    policy: RecommendPolicy
    items: tuple[Recommendation, ...]
    refused: dict[str, int]
    asked: int
    left_out: int
    limited: int = 0

    def verify(self) -> bool:
        """Check the findings and gaps of each post, that they agree, and the order.

        Source: none: our own choice.
        """
        for item in self.items:
            truths = {f.truth for f in item.findings}
            lawful = Truth.YES if truths == {Truth.YES} else Truth.UNKNOWN
            if Truth.NO in truths or not truths or item.truth is not lawful:
                return False
            if not all(f.verify() and f.as_of == self.as_of for f in item.findings):
                return False
            if item.gap is not None and not item.gap.verify():
                return False
            if item.post.holder is not None or (self.policy.strategic and not item.post.strategic):
                return False
        keys = [item.key for item in self.items]
        return keys == sorted(keys) and len(self.items) + self.limited <= self.asked

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the posts with their reasons, and how many do not fit, by rule."""
        head = Text(id="Jabatan yang cocok", en="Posts that fit").say(lang)
        found = [f"{head} ({show_day(self.as_of, lang)}): {len(self.items) + self.limited}"]
        for number, item in enumerate(self.items, 1):
            first, *rest = item.lines(lang)
            found += [f"  {number}. {first}", *(f"   {line}" for line in rest)]
        if self.refused:
            says = Text(id="Tidak terpenuhi, menurut aturan", en="Not met, by rule").say(lang)
            found.append(f"  {says}:")
            found += [f"    {rule}: {count}" for rule, count in self.refused.items()]
        return (*found, ADVICE.say(lang))

    def rows(self) -> list[Row]:
        """Return one flat row a post."""
        return [{"employee": self.employee, **item.row()} for item in self.items]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; days as ISO text."""
        return {
            "schema": 1,
            "kind": "recommendations",
            "employee": self.employee,
            "as_of": self.as_of.isoformat(),
            "rulebook": self.rulebook,
            "policy": attrs.asdict(self.policy),
            "asked": self.asked,
            "left_out": self.left_out,
            "limited": self.limited,
            "refused": dict(self.refused),
            "items": [
                {**item.row(), "findings": [f.as_dict() for f in item.findings]}
                for item in self.items
            ],
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())


def recommend_posts(
    employee: Employee,
    posts: Iterable[Post],
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    policy: RecommendPolicy = USUAL,
    limit: int = 10,
) -> Recommendations:
    """Find the strategic posts that a record fits, with the reasons.

    A post fits when no rule of moves or of appointment refuses it. First come those that every rule
    allows, then those for which facts are missing; within these by the levels that the latest
    assessment lacks for the standard, the fields of work shared with posts held, the match of
    competences, the id.

    Args:
        employee: the record.
        posts: the posts of an agency.
        as_of: the day; what is on record by then counts.
        rulebook: the law.
        policy: which posts are looked at: strategic ones unless told otherwise.
        limit: how many at most, 1-100.

    Returns:
        The posts in order, each with its findings, its gap and the experience it rests on; how
        many posts each rule refuses. Nobody who holds a post is named.

    Raises:
        InvalidInputError: something that is no post, two posts with one id, a wrong limit.
    Source: none: our own choice; the rules asked carry their own.
    """
    as_of = read_day(as_of, "as_of")
    offered = tuple(posts)
    problems = [
        Problem(f"posts[{i}]", f"a {type(post).__name__} is no Post")
        for i, post in enumerate(offered)
        if not isinstance(post, Post)
    ]
    if type(limit) is not int or not 1 <= limit <= MAX_LIMIT:
        problems.append(
            Problem("limit", f"{limit!r:.40} is not a whole number from 1 to {MAX_LIMIT}")
        )
    seen: dict[str, int] = {}
    problems += [
        Problem(f"posts[{i}].id", f"{post.id!r:.40} is given twice, first in [{seen[post.id]}]")
        for i, post in enumerate(offered)
        if isinstance(post, Post) and seen.setdefault(post.id, i) != i
    ]
    if problems:
        raise InvalidInputError(problems)
    now = employee.appointment_on(as_of)
    past = [a for a in employee.appointments if a.since <= as_of]
    known = frozenset(field for held in past for field in held.all_fields)
    assessment = valid_assessment(employee, as_of, rulebook=rulebook)
    profile = None if assessment is None else assessment.profile
    found: list[Recommendation] = []
    refused: dict[str, int] = {}
    asked = 0
    for post in offered:
        mine = now is not None and (post.id == now.post or post.position == now.position)
        if mine or not policy.admits(post, known):
            continue
        asked += 1
        findings = tuple(
            rulebook.check(name, employee, as_of, post=post)
            for name in flag_rules(rulebook, STEP, post, as_of)
        )
        for finding in findings:
            if finding.truth is Truth.NO:
                refused[finding.rule] = refused.get(finding.rule, 0) + 1
        truths = {f.truth for f in findings}
        if not truths or Truth.NO in truths:
            continue
        shared = known & set(post.all_fields)
        held = [a.position.name for a in reversed(past) if shared & set(a.all_fields)]
        found.append(
            Recommendation(
                post=attrs.evolve(post, holder=None),
                vacant=post.is_vacant,
                truth=Truth.YES if truths == {Truth.YES} else Truth.UNKNOWN,
                findings=findings,
                gap=_gap(profile, post.position.standard),
                fields=tuple(sorted(shared)),
                held=tuple(dict.fromkeys(held)),
            )
        )
    found.sort(key=lambda item: item.key)
    return Recommendations(
        employee=employee.id,
        as_of=as_of,
        rulebook=rulebook.name,
        policy=policy,
        items=tuple(found[:limit]),
        refused=dict(sorted(refused.items())),
        asked=asked,
        left_out=len(offered) - asked,
        limited=max(0, len(found) - limit),
    )


def _gap(
    held: CompetencyProfile | None, required: CompetencyProfile | None
) -> CompetencyGap | None:
    if held is None or required is None or held.scale != required.scale:
        return None
    return measure_gap(held, required)
