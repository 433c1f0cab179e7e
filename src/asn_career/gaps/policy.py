"""How gaps are scored and weighed: policies as data, proven to answer every gap.

How a gap is scored is practice, not law (profile-matching literature): the policies shipped are
usual ones, and an agency gives its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

import attrs

from asn_career.competencies import DEFAULT_SCALE
from asn_career.errors import InvalidInputError, Problem
from asn_career.intake import Intake
from asn_career.numbers import read_number
from asn_career.terms import Text, Word

__all__ = ["NEVER_PUNISH_EXCEEDING", "PROFILE_MATCHING", "SYMMETRIC", "Between", "GapPolicy"]


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
        seen: set[int] = set()
        for i, pair in enumerate(given):
            if not (isinstance(pair, tuple | list) and len(pair) == 2):  # noqa: PLR2004
                take.note(f"table[{i}]", f"{pair!r:.40} is not a gap and a score")
                continue
            gap, score = pair
            if type(gap) is not int:
                take.note(f"table[{i}]", f"{gap!r:.40} is not a whole gap")
                continue
            if gap in seen:
                take.note(f"table[{gap}]", "given twice")
            seen.add(gap)
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
        if not -self.scale <= gap <= self.scale:
            raise InvalidInputError(
                Problem("gap", f"{gap} is beyond the scale of {self.scale} levels")
            )
        after = sum(known <= gap for known, _ in self._known)
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
