"""How strengths and weaknesses are read from one record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.assessments import valid_assessment
from asn_career.dates import cut_off, read_day
from asn_career.development.strengths import Aim, Point, PointKind, Strengths
from asn_career.errors import InvalidInputError, Problem
from asn_career.findings import Finding, Truth
from asn_career.gaps import GapItem, GapPolicy, measure_gap
from asn_career.people import Employee
from asn_career.positions import Position, Post
from asn_career.regulations import Citation
from asn_career.terms import Expectation, Predikat, Question, Text, Word
from asn_career.values import Kind, show_day

if TYPE_CHECKING:
    from asn_career.people import Appraisal
    from asn_career.rulebook import Rulebook

__all__ = ["assess_strengths"]

ANALYSIS: Final = ("pp-11-2017", "206")
YEAR: Final = 12
# The key of the condition that a duty is of another status, in the rules on development.
OF_OTHERS: Final = "of_others"
MET: Final[frozenset[Word]] = frozenset(
    {Predikat.BAIK, Predikat.SANGAT_BAIK, Expectation.SESUAI, Expectation.DI_ATAS}
)


def assess_strengths(
    employee: Employee,
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    post: Post | None = None,
    policy: GapPolicy | None = None,
) -> Strengths:
    """Say what a person should keep and what they should mend, each with its evidence.

    Args:
        employee: the record.
        as_of: the day; only what is on record by then counts.
        rulebook: tells which assessment is valid, which predicate counts, which duties there are.
        post: the post to be held; the post held is always looked at.
        policy: how gaps are scored; see `measure_gap`.

    Returns:
        Sentences in Indonesian and English; what the record does not say is named as missing.

    Raises:
        InvalidInputError: something that is no record or no post.
    Source: PP 11/2017 article 206 (gaps against the standard of the post held and of the post to
        be held; appraisal against the target of the post).
    """
    problems: list[Problem] = []
    if not isinstance(employee, Employee):
        problems.append(Problem("employee", f"{type(employee).__name__} instead of Employee"))
    if post is not None and not isinstance(post, Post):
        problems.append(Problem("post", f"{type(post).__name__} instead of Post"))
    if problems:
        raise InvalidInputError(problems)
    as_of = read_day(as_of, "as_of")
    look = _Look(employee, as_of, rulebook, policy)
    now = employee.appointment_on(as_of)
    held = None if now is None else look.aim(now.position)
    target = None if post is None else look.aim(post.position)
    predicate = look.predicate()
    appraisal = look.latest_appraisal()
    ratings = look.ratings(appraisal)
    hours = look.hours()
    duties = look.duties(post)
    points = (
        *look.on_competence("held", held),
        *(() if post is None else look.on_competence("target", target)),
        *look.on_performance(predicate, ratings, appraisal),
        look.on_hours(hours),
        *look.on_duties(duties),
    )
    order = tuple(PointKind)
    return Strengths(
        id=employee.id,
        as_of=as_of,
        rulebook=rulebook.name,
        held=held,
        target=target,
        predicate=predicate,
        ratings=ratings,
        appraised=None if appraisal is None else (appraisal.since, appraisal.until),
        hours=hours,
        duties=duties,
        points=tuple(sorted(points, key=lambda p: order.index(p.kind))),
    )


@attrs.frozen
class _Look:
    """Looks at one record on one day."""

    who: Employee
    as_of: dt.date
    rulebook: Rulebook
    policy: GapPolicy | None

    def aim(self, position: Position) -> Aim:
        """Return the gap against the standard of a position, by the valid assessment."""
        post = Post(id="probe", position=position, unit="probe")
        assessment = valid_assessment(self.who, self.as_of, rulebook=self.rulebook, post=post)
        both = assessment is not None and position.standard is not None
        gap = None
        if both and assessment is not None and position.standard is not None:
            gap = measure_gap(assessment.profile, position.standard, policy=self.policy)
        return Aim(
            name=position.name,
            standard=position.standard,
            assessed_on=None if assessment is None else assessment.day,
            gap=gap,
        )

    def predicate(self) -> Predikat | None:
        """Return the predicate of the last year that had to be appraised."""
        found = self.rulebook.view(self.who, self.as_of).get("predicate_latest")
        return found if isinstance(found, Predikat) else None

    def latest_appraisal(self) -> Appraisal | None:
        """Return the appraisal that is final on the day and ended last."""
        final = [
            a
            for a in self.who.appraisals
            if not a.exempt
            and a.until < self.as_of
            and (a.signed is None or a.signed <= self.as_of)
        ]
        return max(final, key=lambda a: a.until, default=None)

    @staticmethod
    def ratings(appraisal: Appraisal | None) -> tuple[tuple[str, Expectation], ...]:
        """Return the ratings of an appraisal by the name of their fact, those there are."""
        if appraisal is None:
            return ()
        both = (("work_result", appraisal.work_result), ("conduct", appraisal.conduct))
        return tuple((name, rating) for name, rating in both if rating is not None)

    def hours(self) -> int:
        """Return the training hours finished in the twelve months up to the day."""
        before = cut_off(self.as_of, YEAR)
        return sum(t.hours for t in self.who.trainings if before < t.finished <= self.as_of)

    def duties(self, post: Post | None) -> tuple[Finding, ...]:
        """Return what the rules on development say, but for duties that only others have."""
        law = self.rulebook.law(self.as_of)
        found = [
            self.rulebook.check(rule, self.who, self.as_of, post=post)
            for rule in self.rulebook.rules_for(Question.DEVELOP, post, self.as_of)
            if law.rule_type(rule.name).kind is Kind.FLAG
        ]
        return tuple(
            finding
            for finding in found
            if finding.truth is not Truth.YES
            or OF_OTHERS not in {line.info.key for line in finding.deciding}
        )

    # -- sentences -------------------------------------------------------------------------

    def on_competence(self, side: str, aim: Aim | None) -> Iterator[Point]:
        """Yield a sentence a competency of the standard, or what is missing for them."""
        if aim is None:
            text = Text(id="Jabatan yang sedang diduduki.", en="The post that is held.")
            yield self._missing(side, text)
        elif aim.standard is None:
            yield self._missing(
                f"{side}.standard",
                Text(
                    id=f"Standar kompetensi jabatan {aim.name}.",
                    en=f"The competency standard of the post {aim.name}.",
                ),
            )
        elif aim.gap is None or aim.assessed_on is None:
            yield self._missing(
                f"{side}.assessment",
                Text(
                    id=f"Asesmen kompetensi yang masih berlaku untuk {aim.name}.",
                    en=f"A valid competency assessment for {aim.name}.",
                ),
            )
        else:
            for item in aim.gap.items:
                yield self._on_item(side, item, aim.assessed_on, aim.name)

    def _on_item(self, side: str, item: GapItem, day: dt.date, name: str) -> Point:
        kind = PointKind.MISSING
        if item.gap is not None:
            kind = PointKind.KEEP if item.gap >= 0 else PointKind.MEND
        return Point(
            kind=kind,
            topic=f"{side}.{item.competency}",
            text=Text(id=item.say("id"), en=item.say("en")),
            evidence=(
                Text(
                    id=f"asesmen {show_day(day)}",
                    en=f"assessment of {show_day(day, 'en')}",
                ),
                Text(id=f"standar {name}", en=f"standard of {name}"),
            ),
            citation=self._analysis(),
        )

    def on_performance(
        self,
        predicate: Predikat | None,
        ratings: tuple[tuple[str, Expectation], ...],
        appraisal: Appraisal | None,
    ) -> Iterator[Point]:
        """Yield a sentence on the predicate and on each rating."""
        cited = self._cited(Question.APPRAISE)
        known: list[tuple[str, Word, Text]] = []
        if predicate is None:
            yield self._missing("predicate", self.rulebook.fact("predicate_latest").text)
        else:
            period = Text(id="tahun terakhir yang dinilai", en="last year appraised")
            known.append(("predicate", predicate, period))
        if appraisal is not None:
            since, until = appraisal.since, appraisal.until
            period = Text(
                id=f"penilaian {show_day(since)} s.d. {show_day(until)}",
                en=f"appraisal of {show_day(since, 'en')} to {show_day(until, 'en')}",
            )
            known += [(name, rating, period) for name, rating in ratings]
        for name, word, period in known:
            label = self.rulebook.fact("predicate_latest" if name == "predicate" else name).text
            good = word in MET
            verb = PointKind.KEEP if good else PointKind.MEND
            text = Text(
                id=f"{verb.text.id} {label.id.lower()}: {word.text.id}.",
                en=f"{verb.text.en} the {label.en.lower()}: {word.text.en}.",
            )
            yield Point(kind=verb, topic=name, text=text, evidence=(period,), citation=cited)

    def on_hours(self, hours: int) -> Point:
        """Return the sentence on the training hours of the last year."""
        text = Text(
            id=f"Pengembangan kompetensi dua belas bulan terakhir: {hours} JP.",
            en=f"Competence development in the last twelve months: {hours} training hours (JP).",
        )
        day = Text(
            id=f"riwayat pelatihan sampai {show_day(self.as_of)}",
            en=f"training record up to {show_day(self.as_of, 'en')}",
        )
        return Point(kind=PointKind.NOTE, topic="hours", text=text, evidence=(day,), citation=None)

    def on_duties(self, duties: tuple[Finding, ...]) -> Iterator[Point]:
        """Yield a sentence a rule on development."""
        law = self.rulebook.law(self.as_of)
        kinds = {
            Truth.YES: PointKind.KEEP,
            Truth.NO: PointKind.MEND,
            Truth.UNKNOWN: PointKind.MISSING,
        }
        for finding in duties:
            text = Text(
                id=f"{finding.text.id}: {finding.truth.text.id.lower()}.",
                en=f"{finding.text.en}: {finding.truth.text.en.lower()}.",
            )
            cited = self.rulebook.citation(law.version(finding.rule))
            on = Text(id=show_day(self.as_of), en=show_day(self.as_of, "en"))
            yield Point(
                kind=kinds[finding.truth],
                topic=finding.rule,
                text=text,
                evidence=(on,),
                citation=cited,
            )

    def _missing(self, topic: str, text: Text) -> Point:
        nothing = Text(id="tidak ada pada riwayat", en="not on record")
        return Point(
            kind=PointKind.MISSING,
            topic=topic,
            text=text,
            evidence=(nothing,),
            citation=self._analysis(),
        )

    def _analysis(self) -> Citation | None:
        """Return the citation of the analysis of gaps, if the register has the regulation."""
        name, article = ANALYSIS
        found = self.rulebook.instruments.get(name)
        return None if found is None else Citation(found, article)

    def _cited(self, question: Question) -> Citation | None:
        """Return the citation of the first rule that answers a question."""
        rules = self.rulebook.rules_for(question, None, self.as_of)
        return self.rulebook.citation(rules[0]) if rules else None
