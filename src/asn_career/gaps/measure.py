"""The gap between one profile and one standard, in levels, scores and sentences."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final

import attrs

from asn_career.competencies import NATIONAL_COMPETENCIES, Competency, CompetencyProfile
from asn_career.errors import InvalidInputError, Problem
from asn_career.gaps.policy import PROFILE_MATCHING, GapPolicy
from asn_career.numbers import round_half_up
from asn_career.terms import Text, is_indonesian

__all__ = ["CompetencyGap", "GapItem", "measure_gap"]

SCHEMA_VERSION: Final = 1
PRACTICE: Final = Text(id="praktik, bukan hukum", en="practice, not law")
SHOWN_PLACES, ROW_PLACES = 2, 4


@attrs.frozen(kw_only=True)
class GapItem:
    """One competency of the standard: levels, signed gap and score, None where not assessed."""

    competency: str
    text: Text
    core: bool
    required: int
    held: int | None
    gap: int | None
    score: Fraction | None

    def say(self, lang: str = "id") -> str:
        """Return what to keep or to mend, as one constructive sentence."""
        name, need, has = self.text.say(lang), self.required, self.held
        if self.gap is None:
            return Text(
                id=f"Belum ada hasil asesmen {name}; standar: tingkat {need}.",
                en=f"There is no assessment of {name} yet; the standard asks for level {need}.",
            ).say(lang)
        if self.gap < 0:
            levels = "level" if self.gap == -1 else "levels"
            return Text(
                id=f"Tingkatkan {name} dari tingkat {has} ke tingkat {need}"
                f" (selisih {-self.gap} tingkat).",
                en=f"Raise {name} from level {has} to level {need} ({-self.gap} {levels} to go).",
            ).say(lang)
        over = self.gap > 0
        return Text(
            id=f"Pertahankan {name} pada tingkat {has}"
            f" ({'di atas' if over else 'sesuai'} standar, tingkat {need}).",
            en=f"Keep {name} at level {has}"
            f" ({'above' if over else 'meets'} the standard, level {need}).",
        ).say(lang)


@attrs.frozen(kw_only=True)
class CompetencyGap:
    """Signed gaps of one person against one standard.

    Attributes:
        items: one a competency of the standard: negative gaps first (largest first), then those
            not assessed, then those met; by key within equal gaps.
        core_mean: mean score of the core competencies; None when there is none or one of them
            was not assessed.
        secondary_mean: the same of the other competencies.
        total: the weighted total; None when anything that counts was not assessed.
        jpm_percent: 100 x levels held / levels required, exact; None when one is unknown.
    """

    held: CompetencyProfile
    required: CompetencyProfile
    policy: GapPolicy
    items: tuple[GapItem, ...]
    core_mean: Fraction | None
    secondary_mean: Fraction | None
    total: Fraction | None
    jpm_percent: Fraction | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys of the required competencies that were not assessed, sorted."""
        return tuple(sorted(item.competency for item in self.items if item.gap is None))

    @property
    def to_keep(self) -> tuple[GapItem, ...]:
        """The competencies that reach the standard or pass it."""
        return tuple(item for item in self.items if item.gap is not None and item.gap >= 0)

    @property
    def to_mend(self) -> tuple[GapItem, ...]:
        """The competencies below the standard, the largest gap first."""
        return tuple(item for item in self.items if item.gap is not None and item.gap < 0)

    def verify(self) -> bool:
        """Compute everything again from the two profiles and compare.

        Source: none: our own choice.
        """
        has, needs = dict(self.held.pairs), dict(self.required.pairs)
        keys = [item.competency for item in self.items]
        if sorted(keys) != sorted(needs):
            return False
        groups: dict[bool, list[Fraction | None]] = {True: [], False: []}
        for item in self.items:
            key, core = item.competency, self.policy.is_core(item.competency)
            gap = has[key] - needs[key] if key in has else None
            score = None if gap is None else self.policy.score(gap)
            groups[core].append(score)
            found = (item.required, item.held, item.gap, item.score, item.core)
            if found != (needs[key], has.get(key), gap, score, core):
                return False
        means, total = [], Fraction(0)
        for scores in (groups[True], groups[False]):
            known = [score for score in scores if score is not None]
            whole = bool(scores) and len(known) == len(scores)
            means.append(sum(known, Fraction(0)) / len(known) if whole else None)
        core_percent = Fraction(self.policy.core_percent)
        percents = [core_percent, 100 - core_percent]
        if not (groups[True] and groups[False]):
            percents = [Fraction(100 * bool(groups[core])) for core in (True, False)]
        for percent, mean in zip(percents, means, strict=True):
            total += percent * (mean or 0) / 100
        known_all = bool(needs) and all(key in has for key in needs)
        match_ = known_all and sum(needs.values()) > 0
        jpm = Fraction(100 * sum(has[k] for k in needs), sum(needs.values())) if match_ else None
        ranks = [
            0 if i.gap is not None and i.gap < 0 else 1 + (i.gap is not None) for i in self.items
        ]
        in_order = list(zip(ranks, (i.gap or 0 for i in self.items), keys, strict=True))
        sums = (self.core_mean, self.secondary_mean, self.total, self.jpm_percent)
        expected = (means[0], means[1], total if known_all else None, jpm)
        return sums == expected and in_order == sorted(in_order)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the totals, then what to mend (largest gap first), to assess and to keep."""
        unknown = Text(id="belum diketahui", en="unknown").say(lang)

        def show(value: Fraction | None, unit: str = "") -> str:
            return unknown if value is None else f"{_two_places(value, lang)}{unit}"

        names = Text(id="inti {}, pendukung {}", en="core {}, secondary {}").say(lang)
        policy = f"{self.policy.text.say(lang)}: {show(self.total)}"
        if any(i.core for i in self.items) and not all(i.core for i in self.items):
            policy += f" ({names.format(show(self.core_mean), show(self.secondary_mean))})"
        return (
            f"Job Person Match (JPM): {show(self.jpm_percent, '%')}",
            f"{policy} [{self.policy.source}: {PRACTICE.say(lang)}]",
            *(f"  {item.say(lang)}" for item in self.items),
        )

    def rows(self) -> list[dict[str, str | int | bool | Decimal | None]]:
        """Return one flat row a competency; scores with four places, half up."""
        return [
            {
                "competency": item.competency,
                "text_id": item.text.id,
                "text_en": item.text.en,
                "core": item.core,
                "required": item.required,
                "held": item.held,
                "gap": item.gap,
                "score": None if item.score is None else round_half_up(item.score, ROW_PLACES),
            }
            for item in self.items
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; exact numbers as text."""

        def exact(value: Fraction | None) -> str | None:
            return None if value is None else str(value)

        return {
            "schema": SCHEMA_VERSION,
            "kind": "competency_gap",
            "policy": self.policy.name,
            "source": self.policy.source,
            "core_mean": exact(self.core_mean),
            "secondary_mean": exact(self.secondary_mean),
            "total": exact(self.total),
            "jpm_percent": exact(self.jpm_percent),
            "missing": list(self.missing),
            "rows": self.rows(),
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())


def _two_places(value: Fraction, lang: str) -> str:
    text = f"{round_half_up(value, SHOWN_PLACES):f}"
    return text.replace(".", ",") if is_indonesian(lang) else text


def _mean(items: Iterable[GapItem]) -> Fraction | None:
    scores = [item.score for item in items]
    known = [score for score in scores if score is not None]
    return sum(known, Fraction(0)) / len(known) if known and len(known) == len(scores) else None


def _urgency(item: GapItem) -> tuple[int, int, str]:
    """Return the place in the order: below the standard, not assessed, met."""
    if item.gap is None:
        return 1, 0, item.competency
    return (0 if item.gap < 0 else 2), item.gap, item.competency


def measure_gap(
    held: CompetencyProfile,
    required: CompetencyProfile,
    *,
    policy: GapPolicy | None = None,
    dictionary: Iterable[Competency] = NATIONAL_COMPETENCIES,
) -> CompetencyGap:
    """Measure the gap between the competencies held and those that a post requires.

    Args:
        held: the levels found by an assessment.
        required: the standard of the post; only its competencies count.
        policy: how gaps are scored; `PROFILE_MATCHING` unless given.
        dictionary: the words of the competencies; one that is not in it is shown by its key.

    Returns:
        Levels as whole numbers, scores and means exact; a required competency that was not
        assessed leaves its mean, the total and JPM unknown, and is named.

    Raises:
        InvalidInputError: something that is no profile, or profiles of different scales.
    Source: profile-matching literature (scores); PermenPANRB 38/2017 and the practice of
        assessment centres (JPM).

    >>> gap = measure_gap(CompetencyProfile.of({"M.01": 2, "M.02": 4}),
    ...                   CompetencyProfile.of({"M.01": 3, "M.02": 3}))
    >>> gap.total, gap.jpm_percent, [item.gap for item in gap.items]
    (Fraction(17, 4), Fraction(100, 1), [-1, 1])
    """
    policy = PROFILE_MATCHING if policy is None else policy
    problems = [
        Problem(name, f"{type(profile).__name__} instead of CompetencyProfile")
        for name, profile in (("held", held), ("required", required))
        if not isinstance(profile, CompetencyProfile)
    ]
    if not problems and len({held.scale, required.scale, policy.scale}) > 1:
        scales = f"held {held.scale}, required {required.scale}, policy {policy.scale}"
        problems.append(Problem("held.scale", f"scales differ: {scales}", "one scale for all"))
    if problems:
        raise InvalidInputError(problems)
    words = {competency.id: competency.text for competency in dictionary}
    items = []
    for key, need in required.pairs:
        level = held.get(key)
        gap = None if level is None else level - need
        items.append(
            GapItem(
                competency=key,
                text=words.get(key) or Text(id=key, en=key),
                core=policy.is_core(key),
                required=need,
                held=level,
                gap=gap,
                score=None if gap is None else policy.score(gap),
            )
        )
    items.sort(key=_urgency)
    core, secondary = ([i for i in items if i.core is wanted] for wanted in (True, False))
    core_mean, secondary_mean = _mean(core), _mean(secondary)
    known = bool(items) and all(item.gap is not None for item in items)
    levels = sum(item.required for item in items)
    reached = sum(item.held for item in items if item.held is not None)
    return CompetencyGap(
        held=held,
        required=required,
        policy=policy,
        items=tuple(items),
        core_mean=core_mean,
        secondary_mean=secondary_mean,
        total=policy.join(core_mean, secondary_mean) if known else None,
        jpm_percent=Fraction(100 * reached, levels) if known and levels else None,
    )
