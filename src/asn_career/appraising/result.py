"""What an appraisal of an agency's own finds, and the goals and ratings it is made from."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Final

import attrs

from asn_career.appraising.checker import adds_up
from asn_career.appraising.policy import AppraisalPolicy
from asn_career.errors import InvalidInputError
from asn_career.intake import Intake
from asn_career.numbers import format_number, read_number, round_half_up
from asn_career.terms import Text, Word
from asn_career.values import show_day

__all__ = ["AppraisalResult", "Goal", "Part", "Piece", "Rating", "Verdict"]

SCHEMA_VERSION: Final = 1
SHOWN_PLACES, ROW_PLACES = 2, 4
NOTE: Final = Text(
    id="Pilihan instansi, bukan predikat menurut hukum; manusia yang memutuskan.",
    en="A choice of the agency, not the predicate of the law; a person decides.",
)


class Verdict(Word):
    """What a component says: something to keep, to improve, or not known."""

    IMPROVE = "improve", "Tingkatkan", "Improve"
    MISSING = "missing", "Lengkapi data", "Supply data on"
    KEEP = "keep", "Pertahankan", "Keep"


def _read_number(take: Intake, record: object, name: str) -> None:
    raw = getattr(record, name)
    try:
        take.put(name, read_number(raw, name))
    except InvalidInputError as error:
        take.problems.extend(error.problems)


@attrs.frozen(kw_only=True)
class Goal:
    """A goal: where it began, where it was to come, where it came (None: not measured).

    It may fall as well as rise: from 40 complaints to 20, say. Goals of a component count by
    ``weight``, all alike unless given.

    Source: none: our own choice.
    """

    component: str
    name: str
    start: Decimal | int | str
    target: Decimal | int | str
    result: Decimal | int | str | None = None
    weight: Decimal | int | str = 1

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.text("component")
        take.text("name")
        _read_number(take, self, "start")
        _read_number(take, self, "target")
        if self.result is not None:
            _read_number(take, self, "result")
        _read_number(take, self, "weight")
        if not take.problems:
            if self.start == self.target:
                take.note("target", f"{self.target} is the start already", "another number")
            if Decimal(self.weight) <= 0:
                take.note("weight", f"{self.weight} is not above zero")
        take.finish()


@attrs.frozen(kw_only=True)
class Rating:
    """One rating of a component, by somebody of a group; who it was is not kept.

    Source: none: our own choice.
    """

    component: str
    rater: str
    score: Decimal | int | str

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.text("component")
        take.text("rater")
        _read_number(take, self, "score")
        take.finish()


@attrs.frozen(kw_only=True)
class Piece:
    """What one group of raters, or one goal, says of a component.

    Attributes:
        weight: its share of the component in percent, after missing ones were dealt with.
        score: its score; None where there is none.
        count: how many ratings it rests on; 1 for a goal that was measured.
    """

    key: str
    text: Text
    weight: Fraction
    score: Fraction | None
    count: int


@attrs.frozen(kw_only=True)
class Part:
    """One component of the appraisal.

    Attributes:
        weight: its weight by the policy, in percent.
        counted: the weight with which it counts, after missing parts were dealt with.
        score: its score on the scale of the policy; None where nothing is known.
        contribution: what it adds to the total.
        spread: the highest rating less the lowest.
    """

    key: str
    text: Text
    weight: Fraction
    counted: Fraction
    score: Fraction | None
    contribution: Fraction
    verdict: Verdict
    pieces: tuple[Piece, ...] = ()
    spread: Fraction | None = None

    def say(self, lang: str = "id") -> str:
        """Return the component as one constructive sentence."""
        name, verb = self.text.say(lang), self.verdict.text.say(lang)
        if self.score is None:
            return f"{verb} {name}."
        score, adds = _show(self.score, lang), _show(self.contribution, lang)
        weight = _show(self.counted, lang)
        text = Text(
            id=f"{verb} {name}: {score}, bobot {weight}%, menyumbang {adds}",
            en=f"{verb} {name}: {score}, weight {weight}%, adds {adds}",
        ).say(lang)
        if self.spread is not None:
            apart = _show(self.spread, lang)
            text += Text(
                id=f"; selisih antarpenilai {apart}", en=f"; raters are {apart} apart"
            ).say(lang)
        return f"{text}."


@attrs.frozen(kw_only=True)
class AppraisalResult:
    """The appraisal of one person by the policy of an agency: a sum whose parts add up.

    Attributes:
        employee: the caller's key of the person.
        total: on the scale of the policy, exact; None when a part is missing and the policy
            refuses.
        parts: one a component: to improve (the largest loss first), missing, to keep.
    """

    employee: str
    as_of: dt.date
    policy: AppraisalPolicy
    total: Fraction | None
    parts: tuple[Part, ...]

    @property
    def to_keep(self) -> tuple[Part, ...]:
        """The components that reach what the policy calls good."""
        return tuple(p for p in self.parts if p.verdict is Verdict.KEEP)

    @property
    def to_improve(self) -> tuple[Part, ...]:
        """The components below it, the one that costs most first."""
        return tuple(p for p in self.parts if p.verdict is Verdict.IMPROVE)

    @property
    def missing(self) -> tuple[str, ...]:
        """The components without a score, and the pieces without one (``component.piece``)."""
        return tuple(
            name
            for p in self.parts
            for name in (
                *((p.key,) if p.score is None else ()),
                *(f"{p.key}.{v.key}" for v in p.pieces if v.score is None),
            )
        )

    def verify(self) -> bool:
        """Add the parts up again, and the pieces of each part.

        Source: none: our own choice.
        """
        return adds_up(self)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the total, what to improve, to supply and to keep, and how it was weighed."""
        unknown = Text(id="belum diketahui", en="unknown").say(lang)
        total = unknown if self.total is None else _show(self.total, lang)
        high = _show(Fraction(self.policy.highest), lang)
        on = Text(id="per", en="on").say(lang)
        scale = Text(id=f"dari {high}", en=f"of {high}").say(lang)
        head = f"{self.policy.text.say(lang)}: {total} ({scale}, {on} {show_day(self.as_of, lang)})"
        parts = [
            line for part in self.parts for line in (f"  {part.say(lang)}", *_pieces(part, lang))
        ]
        gone: tuple[str, ...] = ()
        if self.missing:
            way = Text(id="Bagian yang hilang", en="Missing parts").say(lang)
            gone = (f"{way}: {', '.join(self.missing)} - {self.policy.missing.text.say(lang)}",)
        return (head, *parts, *gone, f"{self.policy.source}. {NOTE.say(lang)}")

    def rows(self) -> list[dict[str, str | int | Decimal | None]]:
        """Return one flat row a component; numbers with four places, half up."""
        return [
            {
                "employee": self.employee,
                "component": p.key,
                "text_id": p.text.id,
                "text_en": p.text.en,
                "verdict": p.verdict.value,
                "weight": _row(p.weight),
                "counted": _row(p.counted),
                "score": _row(p.score),
                "contribution": _row(p.contribution),
                "spread": _row(p.spread),
            }
            for p in self.parts
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; exact numbers as text."""
        return {
            "schema": SCHEMA_VERSION,
            "kind": "appraisal",
            "employee": self.employee,
            "as_of": self.as_of.isoformat(),
            "policy": self.policy.name,
            "source": self.policy.source,
            "total": None if self.total is None else str(self.total),
            "missing": list(self.missing),
            "rows": [
                {k: str(v) if isinstance(v, Decimal) else v for k, v in row.items()}
                for row in self.rows()
            ],
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())


def _pieces(part: Part, lang: str) -> list[str]:
    """Return what each group or goal says, where there are several."""
    none = Text(id="belum ada", en="none yet").say(lang)
    return [
        f"    {v.text.say(lang)}: {none if v.score is None else _show(v.score, lang)}"
        f" ({_show(v.weight, lang)}%)"
        for v in part.pieces
    ]


def _show(value: Fraction, lang: str) -> str:
    return format_number(value, lang, SHOWN_PLACES)


def _row(value: Fraction | None) -> Decimal | None:
    return None if value is None else round_half_up(value, ROW_PLACES)
