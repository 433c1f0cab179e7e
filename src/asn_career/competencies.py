"""Competencies and the profiles that hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from asn_career.errors import UnknownNameError, shown
from asn_career.intake import Intake
from asn_career.terms import Text, Word

__all__ = [
    "DEFAULT_SCALE",
    "NATIONAL_COMPETENCIES",
    "Competency",
    "CompetencyGroup",
    "CompetencyProfile",
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
