"""What one person's record says about strengths and weaknesses: the result."""

from __future__ import annotations

import datetime as dt

import attrs

from asn_career.competencies import CompetencyProfile
from asn_career.findings import SCHEMA_VERSION, Finding, Truth
from asn_career.gaps import CompetencyGap
from asn_career.regulations import Citation
from asn_career.terms import Expectation, Predikat, Text, Word
from asn_career.values import show_day

__all__ = ["Aim", "Point", "PointKind", "Strengths"]


class PointKind(Word):
    """What a sentence says."""

    KEEP = "keep", "Pertahankan", "Keep"
    MEND = "mend", "Tingkatkan", "Improve"
    NOTE = "note", "Catatan", "Note"
    MISSING = "missing", "Belum ada data", "No data yet"


@attrs.frozen(kw_only=True)
class Point:
    """One constructive sentence with its evidence.

    Attributes:
        topic: ``held`` or ``target`` with the key of a competency, or the name of a fact.
        evidence: the record with its day or period, and the standard.
        citation: the article, if the register of the rulebook has it.
    """

    kind: PointKind
    topic: str
    text: Text
    evidence: tuple[Text, ...]
    citation: Citation | None


@attrs.frozen(kw_only=True)
class Aim:
    """A standard that a person is measured against: of the post held, or of the one to be held.

    Attributes:
        name: the name of the position.
        standard: None when the position has none on record.
        assessed_on: the day of the valid assessment; None when there is none.
        gap: None when the standard or the assessment is missing.
    """

    name: str
    standard: CompetencyProfile | None
    assessed_on: dt.date | None
    gap: CompetencyGap | None


@attrs.frozen(kw_only=True, str=False)
class Strengths:
    """What one person's record says about strengths and weaknesses on a day.

    Attributes:
        held: the post held; None when nothing is held.
        target: the post to be held; None when it was not asked about.
        predicate: the predicate of the last year that had to be appraised.
        ratings: work result and conduct of the last final appraisal, where they were rated.
        appraised: the first and the last day of the appraisal that the ratings come from.
        hours: training hours (JP) finished in the twelve months up to the day.
        duties: findings of the rules on development in force; empty when the rulebook has none.
        points: sentences: to keep, to mend, notes, missing.
    """

    id: str
    as_of: dt.date
    rulebook: str
    held: Aim | None
    target: Aim | None
    predicate: Predikat | None
    ratings: tuple[tuple[str, Expectation], ...]
    appraised: tuple[dt.date, dt.date] | None
    hours: int
    duties: tuple[Finding, ...]
    points: tuple[Point, ...]

    @property
    def strengths(self) -> tuple[Point, ...]:
        """What to keep."""
        return tuple(p for p in self.points if p.kind is PointKind.KEEP)

    @property
    def weaknesses(self) -> tuple[Point, ...]:
        """What to mend, the largest gaps first."""
        return tuple(p for p in self.points if p.kind is PointKind.MEND)

    @property
    def missing(self) -> tuple[str, ...]:
        """The topics of which the record says nothing."""
        return tuple(p.topic for p in self.points if p.kind is PointKind.MISSING)

    def verify(self) -> bool:
        """Check that every sentence follows from the gaps, ratings and findings, and none lacks.

        Source: none: our own choice.
        """
        wanted: set[tuple[str, str]] = set()
        said_of = {p.topic: (p.text, p.evidence) for p in self.points}
        for side, aim in (("held", self.held), ("target", self.target)):
            if aim is None:
                continue
            if aim.gap is None:
                wanted.add((f"{side}.{'assessment' if aim.standard else 'standard'}", "missing"))
                continue
            if aim.gap.required != aim.standard or aim.assessed_on is None:
                return False
            if not aim.gap.verify():
                return False
            has, needs = dict(aim.gap.held.pairs), dict(aim.gap.required.pairs)
            for key, need in needs.items():
                kind = "missing" if key not in has else "keep" if has[key] >= need else "mend"
                wanted.add((f"{side}.{key}", kind))
            day = show_day(aim.assessed_on)
            for item in aim.gap.items:
                text, evidence = said_of.get(f"{side}.{item.competency}", (None, ()))
                if text != Text(id=item.say("id"), en=item.say("en")):
                    return False
                if not any(day in e.id for e in evidence):
                    return False
        if self.held is None:
            wanted.add(("held", "missing"))
        if self.predicate is None:
            wanted.add(("predicate", "missing"))
        else:
            wanted.add(("predicate", "keep" if self.predicate >= Predikat.BAIK else "mend"))
        for name, rating in self.ratings:
            wanted.add((name, "keep" if rating >= Expectation.SESUAI else "mend"))
        wanted.add(("hours", "note"))
        kinds = {Truth.YES: "keep", Truth.NO: "mend", Truth.UNKNOWN: "missing"}
        wanted |= {(f.rule, kinds[f.truth]) for f in self.duties}
        said = [(p.topic, p.kind.value) for p in self.points]
        explained = all(f.verify() and f.as_of == self.as_of for f in self.duties)
        return set(said) == wanted and len(said) == len(wanted) and explained

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the sentences with their evidence: to keep, to mend, notes, missing."""
        head = Text(id="Kekuatan dan kelemahan", en="Strengths and weaknesses").say(lang)
        on = Text(id="per", en="on").say(lang)
        lines = [f"{head} ({on} {show_day(self.as_of, lang)})"]
        for kind in PointKind:
            found = [p for p in self.points if p.kind is kind]
            if found:
                lines.append(f"{kind.text.say(lang)}:")
                # One sentence may hold for both posts: it is said once, with both evidences.
                said = dict.fromkeys(p.text for p in found)
                for text in said:
                    same = [p for p in found if p.text == text]
                    seen = [e.say(lang) for p in same for e in p.evidence]
                    seen += [p.citation.say(lang) for p in same if p.citation is not None]
                    lines.append(f"  {text.say(lang)} [{'; '.join(dict.fromkeys(seen))}]")
        return tuple(lines)

    def rows(self) -> list[dict[str, str | int | dt.date | None]]:
        """Return one flat row a sentence."""
        return [
            {
                "id": self.id,
                "as_of": self.as_of,
                "kind": p.kind.value,
                "topic": p.topic,
                "text_id": p.text.id,
                "text_en": p.text.en,
                "evidence_id": "; ".join(e.id for e in p.evidence),
                "evidence_en": "; ".join(e.en for e in p.evidence),
                "citation": None if p.citation is None else p.citation.source,
            }
            for p in self.points
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        sides = {"held": self.held, "target": self.target}
        return {
            "schema": SCHEMA_VERSION,
            "kind": "strengths",
            "id": self.id,
            "as_of": self.as_of.isoformat(),
            "rulebook": self.rulebook,
            "predicate": None if self.predicate is None else self.predicate.value,
            "ratings": {name: rating.value for name, rating in self.ratings},
            "hours": self.hours,
            "gaps": {
                side: None if aim is None or aim.gap is None else aim.gap.as_dict()
                for side, aim in sides.items()
            },
            "duties": [finding.as_dict() for finding in self.duties],
            "missing": list(self.missing),
            "rows": [{**row, "as_of": self.as_of.isoformat()} for row in self.rows()],
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())
