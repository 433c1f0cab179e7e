"""Bilingual texts, and what a closed vocabulary is."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Self

import attrs

from asn_career.errors import InvalidInputError, Problem, near, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Text", "Word", "is_indonesian"]


def is_indonesian(lang: str) -> bool:
    """Tell whether a language tag (``id``, ``id_ID``, ``id-ID``) means Indonesian."""
    return lang.lower().replace("_", "-").split("-")[0] == "id"


@attrs.frozen(kw_only=True)
class Text:
    """The same words in Indonesian and in English; plain text, never a template."""

    id: str
    en: str

    def say(self, lang: str = "id") -> str:
        """Return the words in the language of the tag; all but Indonesian is English."""
        return self.id if is_indonesian(lang) else self.en


def _key(raw: str) -> str:
    """Return a spelling without what lists and forms vary: case, spaces, strokes and dots."""
    between = r"(?<=[a-z0-9])[\s_/-]+(?=[a-z])|(?<=[a-z])[\s_/-]+(?=[0-9])"
    return re.sub(r"(?<=[a-z])\.(?=[a-z])", "", re.sub(between, "", raw.strip().lower()))


class Word(StrEnum):
    """A member of a closed vocabulary: its value, its two texts and its place in the order."""

    text: Text
    order: int
    __ordered__: ClassVar[bool] = False

    def __new__(cls, value: object, id: str = "", en: str = "") -> Self:
        """Make a member from its value and its two texts."""
        member = str.__new__(cls, str(value))
        member._value_ = str(value)
        member.text = Text(id=id, en=en)
        member.order = len(cls.__members__)
        return member

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Return other spellings that official material uses: spelling to value."""
        return {}

    @classmethod
    def is_ordered(cls) -> bool:
        """Tell whether the members stand in an order of their own, low to high."""
        return cls.__ordered__

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if isinstance(value, str):
            wanted = _key(value)
            for member in cls:
                if wanted in {_key(member.value), _key(member.name)}:
                    return member
            for spelling, target in cls.aliases().items():
                if wanted == _key(spelling):
                    return next(member for member in cls if member.value == target)
        hint = near(value, [m.value for m in cls])
        raise InvalidInputError(Problem("", f"unknown {cls.__name__} {shown(value)}", hint))

    def _place(self, other: object) -> int:
        if type(other) is not type(self) or not self.is_ordered():
            kinds = f"{type(self).__name__} and {type(other).__name__}"
            message = f"{kinds} have no common order"
            raise TypeError(message)
        return other.order

    def __lt__(self, other: object) -> bool:
        """Compare by the order of the vocabulary, never by the letters."""
        return self.order < self._place(other)

    def __le__(self, other: object) -> bool:
        """Compare by the order of the vocabulary."""
        return self.order <= self._place(other)

    def __gt__(self, other: object) -> bool:
        """Compare by the order of the vocabulary."""
        return self.order > self._place(other)

    def __ge__(self, other: object) -> bool:
        """Compare by the order of the vocabulary."""
        return self.order >= self._place(other)
