"""Gaps between the competencies held and those required, and the policies that score them.

A gap is signed: the level held less the level required. What was not assessed is unknown, and
unknown never counts as zero. How a gap is scored is practice, not law (profile-matching
literature): a policy is data of the caller, and the ones shipped are usual ones.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

import attrs

from asn_career.competencies import (
    DEFAULT_SCALE,
    NATIONAL_COMPETENCIES,
    Competency,
    CompetencyProfile,
)
from asn_career.errors import InvalidInputError, Problem
from asn_career.intake import Intake
from asn_career.numbers import read_number, round_half_up
from asn_career.terms import Text, Word, is_indonesian

__all__ = [
    "NEVER_PUNISH_EXCEEDING",
    "PROFILE_MATCHING",
    "SYMMETRIC",
    "Between",
    "CompetencyGap",
    "GapItem",
    "GapPolicy",
    "measure_gap",
]

SCHEMA_VERSION: Final = 1
PRACTICE: Final = Text(id="praktik, bukan hukum", en="practice, not law")
SHOWN_PLACES, ROW_PLACES = 2, 4


class Between(Word):
    """How a gap between two entries of the table is scored."""

    REFUSE = "refuse", "ditolak", "refused"
    INTERPOLATE = "interpolate", "interpolasi", "interpolated"
    NEAREST = "nearest", "entri terdekat", "nearest entry"
    THRESHOLD = "threshold", "entri di bawahnya", "entry below"


@attrs.frozen(kw_only=True)
class GapPolicy:
    """How gaps are scored and weighed; proven to answer every whole gap of its scale.

    Attributes:
        name: how results name it.
        table: signed gap to score, exact; kept as pairs sorted by gap.
        core: keys of the core competencies; None makes every competency a core one.
        core_percent: weight of the mean of the core competencies.
        secondary_percent: weight of the mean of the others; both total 100. When a standard has
            only one of the two groups, that group counts alone.
        between: what holds between two entries; ``nearest`` takes the lower of two equally near.
        ends_hold: whether the first and the last score hold beyond the ends of the table.
        scale: the highest level there is: gaps from ``-scale`` to ``scale`` are answered.
        source: where the table comes from.

    Raises:
        InvalidInputError: with every problem: a hole in the table (the place says which gap), a
            float, weights that do not total 100.
    Source: profile-matching literature; practice, not law.
    """

    name: str
    text: Text
    table: Mapping[int, Decimal | int | str] | tuple[tuple[int, Decimal], ...]
    core: tuple[str, ...] | None = None
    core_percent: Decimal | int | str = Decimal(60)
    secondary_percent: Decimal | int | str = Decimal(40)
    between: Between = Between.REFUSE
    ends_hold: bool = True
    scale: int = DEFAULT_SCALE
    source: str = "profile-matching literature"
    _known: tuple[tuple[int, Fraction], ...] = attrs.field(init=False, eq=False, repr=False)
    _weights: tuple[Fraction, Fraction] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Report every problem at once, then sort the table."""
        take = Intake(self)
        take.text("name")
        take.one("text", Text)
        take.text("source")
        take.flag("ends_hold")
        take.whole("scale", 1)
        between = take.word("between", Between)
        table = self._read_table(take)
        weights = [self._read_percent(take, name) for name in ("core_percent", "secondary_percent")]
        if None not in weights and sum(w for w in weights if w is not None) != 100:  # noqa: PLR2004
            total = sum(w for w in weights if w is not None)
            hint = f"core_percent and secondary_percent total {total}"
            take.note("core_percent", "the weights do not total 100", hint)
        if self.core is not None:
            keys = take.listed("core")
            for i, key in enumerate(keys):
                if not (isinstance(key, str) and key.strip()):
                    take.note(f"core[{i}]", f"{key!r:.40} is not the key of a competency")
            if not take.problems:
                take.put("core", tuple(sorted(set(keys))))
        if table and between is not None and not take.problems:
            self._prove_total(take, table, between)
        take.finish()
        take.put("table", tuple(sorted(table.items())))
        take.put("_known", tuple((gap, Fraction(score)) for gap, score in sorted(table.items())))
        take.put("_weights", tuple(Fraction(w or 0) / 100 for w in weights))

    def _read_table(self, take: Intake) -> dict[int, Decimal]:
        given = self.table.items() if isinstance(self.table, Mapping) else take.listed("table")
        found: dict[int, Decimal] = {}
        for i, pair in enumerate(given):
            if not (isinstance(pair, tuple | list) and len(pair) == 2):  # noqa: PLR2004
                take.note(f"table[{i}]", f"{pair!r:.40} is not a gap and a score")
                continue
            gap, score = pair
            if type(gap) is not int:
                take.note(f"table[{i}]", f"{gap!r:.40} is not a whole gap")
                continue
            if gap in found:
                take.note(f"table[{gap}]", "given twice")
            try:
                found[gap] = read_number(score, f"table[{gap}]")
            except InvalidInputError as error:
                take.problems.extend(error.problems)
        if not found and not take.problems:
            take.note("table", "is empty", "a score for every gap, such as {0: 5, -1: 4, 1: 4}")
        return found

    def _read_percent(self, take: Intake, name: str) -> Decimal | None:
        try:
            percent = read_number(getattr(self, name), name)
        except InvalidInputError as error:
            take.problems.extend(error.problems)
            return None
        if not 0 <= percent <= 100:  # noqa: PLR2004
            take.note(name, f"{percent} is not a percentage from 0 to 100")
        take.put(name, percent)
        return percent

    def _prove_total(self, take: Intake, table: Mapping[int, Decimal], between: Between) -> None:
        """Note every whole gap of the scale that no entry and no rule answers."""
        low, high = min(table), max(table)
        for gap in range(-self.scale, self.scale + 1):
            inside = low < gap < high
            if gap in table or (inside and between is not Between.REFUSE):
                continue
            if inside:
                take.note(f"table[{gap}]", "no score for this gap", "or choose a rule in between")
            elif not self.ends_hold:
                take.note(f"table[{gap}]", "no score for this gap", "or let the ends hold")

    def is_core(self, key: str) -> bool:
        """Tell whether a competency is a core one."""
        return self.core is None or key in self.core

    def score(self, gap: int | Fraction) -> Fraction:
        """Return the exact score of a signed gap, in levels.

        Raises:
            InvalidInputError: a gap beyond the scale, or one between two entries of a policy that
                has no rule for it.
        Source: none: our own choice.

        >>> PROFILE_MATCHING.score(-1), PROFILE_MATCHING.score(2)
        (Fraction(4, 1), Fraction(7, 2))
        """
        if abs(gap) > self.scale:
            raise InvalidInputError(
                Problem("gap", f"{gap} is beyond the scale of {self.scale} levels")
            )
        after = bisect_right(self._known, gap, key=lambda entry: entry[0])
        if after == 0 or after == len(self._known) or self._known[after - 1][0] == gap:
            return self._known[max(after - 1, 0)][1]
        (low, below), (high, above) = self._known[after - 1 : after + 1]
        match self.between:
            case Between.INTERPOLATE:
                return below + (above - below) * Fraction(gap - low) / (high - low)
            case Between.NEAREST:
                return above if high - gap < gap - low else below
            case Between.THRESHOLD:
                return below
            case _:
                hint = "between: interpolate, nearest or threshold"
                raise InvalidInputError(Problem("gap", f"{gap} lies between two entries", hint))

    def join(self, core: Fraction | None, secondary: Fraction | None) -> Fraction | None:
        """Return the weighted total of two means; a group that is None does not exist."""
        if core is None or secondary is None:
            return core if secondary is None else secondary
        return self._weights[0] * core + self._weights[1] * secondary


PROFILE_MATCHING: Final = GapPolicy(
    name="profile_matching",
    text=Text(id="Profile matching", en="Profile matching"),
    table={0: "5", 1: "4.5", -1: "4", 2: "3.5", -2: "3", 3: "2.5", -3: "2", 4: "1.5", -4: "1"},
)
"""The classic table of profile matching; core 60, secondary 40. Practice, not law."""
SYMMETRIC: Final = GapPolicy(
    name="symmetric",
    text=Text(id="Selisih simetris", en="Symmetric gaps"),
    table={gap: 5 - abs(gap) for gap in range(-4, 5)},
)
"""A level too many counts like a level too few. Practice, not law."""
NEVER_PUNISH_EXCEEDING: Final = GapPolicy(
    name="never_punish_exceeding",
    text=Text(id="Kelebihan tidak mengurangi nilai", en="Exceeding is never punished"),
    table={gap: 5 + min(gap, 0) for gap in range(-4, 5)},
)
"""Whoever reaches the standard or passes it has the full score. Practice, not law."""


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
            f" ({'di atas' if over else 'sesuai'} standar tingkat {need}).",
            en=f"Keep {name} at level {has}"
            f" ({'above' if over else 'as'} the standard asks: level {need}).",
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
