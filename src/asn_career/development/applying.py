"""What a finished course does to a profile: by the rule of its catalogue, with the trace."""

from __future__ import annotations

import attrs

from asn_career.competencies import CompetencyProfile
from asn_career.courses import Catalogue
from asn_career.errors import InvalidInputError, Problem
from asn_career.findings import SCHEMA_VERSION
from asn_career.people import Training
from asn_career.terms import Text, Word
from asn_career.values import show_day

__all__ = ["Applied", "Effect", "EffectKind", "apply_training"]


class EffectKind(Word):
    """What a course did to a competency."""

    RAISED = "raised", "naik", "raised"
    KEPT = "kept", "sudah dikuasai", "held already"
    TOO_LOW = "too_low", "tingkat awal belum cukup", "the level before is too low"


@attrs.frozen(kw_only=True)
class Effect:
    """What a course did to one competency: the levels before and after, and what it asks for."""

    competency: str
    kind: EffectKind
    before: int | None
    after: int | None
    since: int
    to: int

    def say(self, lang: str = "id") -> str:
        """Return the effect in words."""
        unknown = Text(id="belum dinilai", en="not assessed").say(lang)
        before, after = (unknown if n is None else str(n) for n in (self.before, self.after))
        if self.kind is EffectKind.RAISED:
            return f"{self.competency}: {before} → {after}"
        need = Text(id="kursus ini dari", en="this course goes from").say(lang)
        why = f"{self.kind.text.say(lang)}; {need} {self.since} → {self.to}"
        return f"{self.competency}: {before} ({why})"


@attrs.frozen(kw_only=True)
class Applied:
    """A profile before and after a training, and how the one follows from the other.

    Attributes:
        training: the finished training.
        before: the profile when it began.
        after: the profile when it had ended.
        effects: one for each competency of the course, by key.
        listed: whether the catalogue has the course; one that it does not have changes nothing.
    """

    training: Training
    before: CompetencyProfile
    after: CompetencyProfile
    effects: tuple[Effect, ...]
    listed: bool

    def verify(self) -> bool:
        """Check each effect against its rule, and that nothing else has changed.

        Source: none: our own choice.
        """
        has, now = dict(self.before.pairs), dict(self.after.pairs)
        for effect in self.effects:
            level = has.pop(effect.competency, None)
            enough, higher = (level or 0) >= effect.since, (level or 0) < effect.to
            wanted = effect.to if enough and higher else level
            kind = "raised" if enough and higher else "kept" if enough else "too_low"
            told = (effect.before, effect.after, effect.kind.value)
            if told != (level, wanted, kind) or now.pop(effect.competency, None) != wanted:
                return False
        return has == now and (self.listed or not self.effects)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the training, and a line for each competency it is about."""
        head = f"{self.training.course} ({show_day(self.training.finished, lang)})"
        if not self.listed:
            text = Text(
                id="tidak ada dalam katalog; profil tidak berubah",
                en="not in the catalogue; the profile is unchanged",
            )
            return (f"{head}: {text.say(lang)}",)
        return (head, *(f"  {effect.say(lang)}" for effect in self.effects))

    def rows(self) -> list[dict[str, str | int | None]]:
        """Return one flat row a competency of the course."""
        return [
            {
                "course": self.training.course,
                "competency": effect.competency,
                "kind": effect.kind.value,
                "before": effect.before,
                "after": effect.after,
            }
            for effect in self.effects
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        return {
            "schema": SCHEMA_VERSION,
            "kind": "applied_training",
            "course": self.training.course,
            "finished": self.training.finished.isoformat(),
            "listed": self.listed,
            "before": dict(self.before.pairs),
            "after": dict(self.after.pairs),
            "rows": self.rows(),
        }


def apply_training(
    profile: CompetencyProfile, training: Training, *, catalogue: Catalogue
) -> Applied:
    """Return the profile after a finished training, with its trace.

    A course raises a competency to its level for whoever held the level it starts from; it never
    lowers one. A competency that was not assessed stays unknown, unless the course starts at 0.

    Args:
        profile: the levels held when the training began.
        training: the finished training; its ``course`` is the key in the catalogue.
        catalogue: the courses; a training that it does not have changes nothing, and that is said.

    Returns:
        The profile before and after, and an effect for each competency of the course.

    Raises:
        InvalidInputError: something that is no profile, training or catalogue, or another scale.
    Source: none: our own choice; a new assessment, not a certificate, decides by law (Peraturan
        BKN 26/2019).

    >>> from asn_career.courses import Course, Lift
    >>> course = Course(id="k-1", name="Analisis", since="2027-03-01", until="2027-03-05", hours=40,
    ...                 lifts=[Lift(competency="T.01", since=2, to=3)])
    >>> done = Training(course="k-1", finished="2027-03-05", hours=40)
    >>> found = apply_training(CompetencyProfile.of({"T.01": 2}), done,
    ...                        catalogue=Catalogue(courses=[course]))
    >>> found.after["T.01"], found.lines("en")[1]
    (3, '  T.01: 2 → 3')
    """
    given = (
        ("profile", profile, CompetencyProfile),
        ("training", training, Training),
        ("catalogue", catalogue, Catalogue),
    )
    problems = [
        Problem(name, f"{type(value).__name__} instead of {kind.__name__}")
        for name, value, kind in given
        if not isinstance(value, kind)
    ]
    if not problems and profile.scale != catalogue.scale:
        scales = f"profile {profile.scale}, catalogue {catalogue.scale}"
        problems.append(Problem("profile.scale", f"scales differ: {scales}", "one scale for all"))
    if problems:
        raise InvalidInputError(problems)
    listed = training.course in catalogue
    levels = dict(profile.pairs)
    effects = []
    for lift in catalogue[training.course].lifts if listed else ():
        before = levels.get(lift.competency)
        after = catalogue[training.course].raises(lift.competency, before)
        if after is not None:
            levels[lift.competency] = after
        kind = EffectKind.RAISED
        if after == before:
            kind = EffectKind.KEPT if (before or 0) >= lift.since else EffectKind.TOO_LOW
        effects.append(
            Effect(
                competency=lift.competency,
                kind=kind,
                before=before,
                after=after,
                since=lift.since,
                to=lift.to,
            )
        )
    return Applied(
        training=training,
        before=profile,
        after=CompetencyProfile.of(levels, scale=profile.scale),
        effects=tuple(effects),
        listed=listed,
    )
