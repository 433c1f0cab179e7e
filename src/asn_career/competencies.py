"""Competencies and the profiles that hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Final

import attrs

from asn_career.errors import InvalidInputError, UnknownNameError, shown
from asn_career.intake import Intake
from asn_career.numbers import read_number
from asn_career.terms import Text, Word

__all__ = [
    "DEFAULT_SCALE",
    "NATIONAL_COMPETENCIES",
    "Competency",
    "CompetencyField",
    "CompetencyGroup",
    "CompetencyProfile",
    "RollUp",
]

DEFAULT_SCALE = 5


class CompetencyGroup(Word):
    """The three groups of competencies (UU 5/2014 article 69; PermenPANRB 38/2017)."""

    MANAGERIAL = "managerial", "manajerial", "managerial"
    SOCIOCULTURAL = "sociocultural", "sosial kultural", "socio-cultural"
    TECHNICAL = "technical", "teknis", "technical"


@attrs.frozen(kw_only=True)
class Competency:
    """A competency of a dictionary: its key, its words and its group."""

    id: str
    text: Text
    group: CompetencyGroup

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.text("id")
        take.one("text", Text)
        take.word("group", CompetencyGroup)
        take.finish()


def _national(key: str, id: str, en: str) -> Competency:
    managerial = key.startswith("M.")
    group = CompetencyGroup.MANAGERIAL if managerial else CompetencyGroup.SOCIOCULTURAL
    return Competency(id=key, text=Text(id=id, en=en), group=group)


NATIONAL_COMPETENCIES: Final = (
    _national("M.01", "Integritas", "Integrity"),
    _national("M.02", "Kerjasama", "Cooperation"),
    _national("M.03", "Komunikasi", "Communication"),
    _national("M.04", "Orientasi pada Hasil", "Orientation to results"),
    _national("M.05", "Pelayanan Publik", "Public service"),
    _national("M.06", "Pengembangan Diri dan Orang Lain", "Development of self and others"),
    _national("M.07", "Mengelola Perubahan", "Management of change"),
    _national("M.08", "Pengambilan Keputusan", "Decision making"),
    # The key of this one is our own: no code was seen for it.
    _national("SK.01", "Perekat Bangsa", "Binding the nation"),
)
"""The managerial and socio-cultural competencies of every post (PermenPANRB 38/2017)."""


@attrs.frozen(kw_only=True)
class CompetencyProfile:
    """Levels of competencies, held or required; reads like a mapping, and can be hashed.

    Attributes:
        pairs: competency key and level, sorted by key; a level is a whole number from 0.
        scale: the highest level there is.

    Raises:
        InvalidInputError: with every wrong level and every key given twice.

    >>> profile = CompetencyProfile.of({"M.02": 2, "M.01": 3})
    >>> profile["M.01"], list(profile)
    (3, ['M.01', 'M.02'])
    """

    pairs: tuple[tuple[str, int], ...]
    scale: int = DEFAULT_SCALE
    _levels: dict[str, int] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Sort the pairs and report every problem at once."""
        take = Intake(self)
        take.whole("scale", 1)
        top = self.scale if type(self.scale) is int else DEFAULT_SCALE
        levels: dict[str, int] = {}
        for i, pair in enumerate(take.listed("pairs")):
            if not (isinstance(pair, tuple | list) and len(pair) == 2):  # noqa: PLR2004
                take.note(f"pairs[{i}]", f"{shown(pair)} is not a key and a level")
                continue
            key, level = pair
            if not (isinstance(key, str) and key.strip()):
                take.note(f"pairs[{i}]", f"{shown(key)} is not the key of a competency")
                continue
            if type(level) is not int or not 0 <= level <= top:
                hint = f"a whole number from 0 to {top}"
                take.note(f"[{shown(key)}]", f"{shown(level)} is not a level", hint)
            if key in levels:
                take.note(f"[{shown(key)}]", "given twice")
            levels[key] = level
        take.finish()
        levels = dict(sorted(levels.items()))
        take.put("pairs", tuple(levels.items()))
        take.put("_levels", levels)

    @classmethod
    def of(cls, levels: Mapping[str, int], *, scale: int = DEFAULT_SCALE) -> CompetencyProfile:
        """Make a profile from a mapping of competency key to level.

        Raises:
            InvalidInputError: with every wrong level.
        Source: none: our own choice.
        """
        return cls(pairs=tuple(levels.items()), scale=scale)

    @property
    def levels(self) -> Mapping[str, int]:
        """The levels by competency key, sorted, for reading only."""
        return MappingProxyType(self._levels)

    def __getitem__(self, key: str) -> int:
        """Return the level of a competency, or raise `UnknownNameError`."""
        try:
            return self._levels[key]
        except KeyError:
            raise UnknownNameError("competency", key, self._levels) from None

    def get(self, key: str, default: int | None = None) -> int | None:
        """Return the level of a competency, or ``default`` when the profile has none.

        Source: none: our own choice.
        """
        return self._levels.get(key, default)

    def __contains__(self, key: object) -> bool:
        """Tell whether the profile has a level for the competency."""
        return key in self._levels

    def __iter__(self) -> Iterator[str]:
        """Go over the competency keys, sorted."""
        return iter(self._levels)

    def __len__(self) -> int:
        """Return how many competencies have a level."""
        return len(self._levels)


class RollUp(Word):
    """How the levels of parts make the level of a field; practice, not law."""

    MEAN = "mean", "rata-rata", "mean"
    MINIMUM = "minimum", "terendah", "minimum"
    WEIGHTED = "weighted", "rata-rata terbobot", "weighted mean"


@attrs.frozen(kw_only=True)
class CompetencyField:
    """A field of technical competence: competencies, and fields within it, rolled up exactly.

    Attributes:
        id: its key.
        parts: competencies and narrower fields.
        rule: how their levels make its own.
        weights: for ``weighted``, part and percent; all total 100.

    Raises:
        InvalidInputError: with every problem: no parts, a key twice anywhere in the tree, weights
            that do not total 100 or that are not those of the parts.
    Source: PermenPANRB 38/2017 (technical competence by field); rolling up is our own choice.

    >>> keys = ("T.01", "T.02")
    >>> parts = [Competency(id=k, text=Text(id=k, en=k), group="technical") for k in keys]
    >>> data = CompetencyField(id="data", text=Text(id="Data", en="Data"), parts=parts)
    >>> data.level(CompetencyProfile.of({"T.01": 2, "T.02": 3}))
    Fraction(5, 2)
    """

    id: str
    text: Text
    parts: tuple[Competency | CompetencyField, ...]
    rule: RollUp = RollUp.MEAN
    weights: Mapping[str, Decimal | int | str] | tuple[tuple[str, Decimal], ...] = ()

    def __attrs_post_init__(self) -> None:
        """Report every problem at once."""
        take = Intake(self)
        take.text("id")
        take.one("text", Text)
        rule = take.word("rule", RollUp)
        found: list[Competency | CompetencyField] = []
        for i, part in enumerate(take.listed("parts")):
            if isinstance(part, Competency | CompetencyField):
                found.append(part)
            else:
                message = f"{type(part).__name__} is no competency and no field"
                take.note(f"parts[{i}]", message)
        if not found and not take.problems:
            take.note("parts", "is empty", "at least one competency or field")
        seen = {self.id}
        for i, part in enumerate(found):
            keys = [node.id for node in part] if isinstance(part, CompetencyField) else [part.id]
            for key in keys:
                if key in seen:
                    take.note(f"parts[{i}]", f"{shown(key)} stands twice in the tree")
                seen.add(key)
        self._read_weights(take, rule, [part.id for part in found])
        take.finish()

    def _read_weights(self, take: Intake, rule: RollUp | None, keys: list[str]) -> None:
        if not isinstance(self.weights, Mapping | tuple):
            take.note("weights", f"{shown(self.weights)} is no mapping of part to percent")
            return
        given = dict(self.weights)
        if rule is not RollUp.WEIGHTED:
            if given:
                take.note("weights", f"{rule} has none", "rule: weighted")
            return
        weights: dict[str, Decimal] = {}
        for key, percent in given.items():
            if key not in keys:
                take.note(f"weights[{shown(key)}]", "is no part", "known: " + ", ".join(keys))
            try:
                weights[key] = read_number(percent, f"weights[{shown(key)}]")
            except InvalidInputError as error:
                take.problems += error.problems
                continue
            if weights[key] < 0:
                take.note(f"weights[{shown(key)}]", f"{percent} is below zero")
        for key in keys:
            if key not in given:
                take.note(f"weights[{shown(key)}]", "is missing")
        if not take.problems and sum(weights.values()) != 100:  # noqa: PLR2004 - percent
            hint = f"they total {sum(weights.values())}"
            take.note("weights", "the weights do not total 100", hint)
        take.put("weights", tuple(sorted(weights.items())))

    def __iter__(self) -> Iterator[Competency | CompetencyField]:
        """Go over the tree: the field, then each part with all that it holds."""
        yield self
        for part in self.parts:
            yield from part if isinstance(part, CompetencyField) else (part,)

    def level(self, profile: CompetencyProfile) -> Fraction | None:
        """Return the exact level of the field, None where a competency of it is unknown.

        Source: none: our own choice.
        """
        levels: dict[str, Fraction] = {}
        for part in self.parts:
            if isinstance(part, CompetencyField):
                level = part.level(profile)
            else:
                whole = profile.get(part.id)
                level = None if whole is None else Fraction(whole)
            if level is None:
                return None
            levels[part.id] = level
        if self.rule is RollUp.MINIMUM:
            return min(levels.values())
        if self.rule is RollUp.MEAN:
            return sum(levels.values(), Fraction(0)) / len(levels)
        total = sum(
            (Fraction(w) * levels[key] for key, w in dict(self.weights).items()), Fraction(0)
        )
        return total / 100
