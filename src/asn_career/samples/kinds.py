"""Kinds of posts and of units, and the units themselves, as description files give them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import attrs

from asn_career.samples import bounds
from asn_career.terms import (
    Diploma,
    Eselon,
    Golongan,
    PositionKind,
    PositionLevel,
    RetirementGroup,
)

__all__ = ["Form", "Job", "NamedAfter", "Part", "Seat"]

NOTHING: Final[Mapping[str, float]] = {}


class NamedAfter(StrEnum):
    """What follows the title of a seat."""

    UNIT = "unit"
    NAME = "name"
    PARENT = "parent"
    NOTHING = "nothing"


@attrs.frozen(kw_only=True)
class Seat:
    """A structural seat of units of a form: title, level, and the fields beside the unit's.

    With ``of = "nothing"`` it is one position in all units, so the unit's fields do not count
    if it names its own.
    """

    title: str = ""
    of: NamedAfter = NamedAfter.UNIT
    kind: PositionKind
    eselon: Eselon
    job_class: int = attrs.field(validator=bounds.positive)
    fields: tuple[str, ...] = attrs.field(default=(), validator=bounds.labels)
    strategic: bool = False


@attrs.frozen(kw_only=True)
class Job:
    """A functional position with its levels, or a kind of pelaksana.

    Attributes:
        name: its name without the level.
        fields: fields of work.
        levels: the levels it has and how common each is.
        follows_unit: whether its field is that of the unit it stands in.
        studies: fields of study; else those of its fields of work.
        diplomas: diplomas at all its levels; else those of the level.
        job_class: kelas jabatan, where it differs from that of the level.
        group: the group of retirement.
        oldest: the highest age, where it differs from that of the level.
        start: the rank at entry with S-1, where the law gives a higher one.
        women: how likely a woman holds it, before the share of the population is met.
        contract: how common PPPK are, against other jobs of the level.
        from_structure: whether people come into it from structural posts.
    """

    name: str
    fields: tuple[str, ...] = attrs.field(validator=bounds.labels)
    levels: Mapping[PositionLevel, float] = attrs.field(validator=bounds.weights)
    follows_unit: bool = False
    studies: tuple[str, ...] = attrs.field(default=(), validator=bounds.labels)
    diplomas: Mapping[Diploma, float] = attrs.field(factory=dict, validator=bounds.weights)
    job_class: Mapping[PositionLevel, int] = attrs.field(factory=dict)
    group: RetirementGroup = RetirementGroup.GENERAL
    oldest: int | None = attrs.field(default=None, validator=bounds.ages)
    start: Golongan | None = None
    women: float = attrs.field(default=0.5, validator=bounds.share)
    contract: float = attrs.field(default=0.5, validator=bounds.share)
    from_structure: bool = False


@attrs.frozen(kw_only=True)
class Part:
    """Units of one form under the same unit: one for each name.

    Attributes:
        form: the form of the units.
        names: their names, without the prefix of the form.
        id: the key, if there is one name; else made from the name.
        fields: fields of work; else those of the unit above.
        staff: functional posts and pelaksana, roughly how many a unit at full size; scaled.
        posts: posts that are there whatever the size, by job and level.
        remote: whether they lie in a remote area; else as the unit above.
        parts: the units below.
    """

    form: str
    names: tuple[str, ...]
    id: str | None = None
    fields: tuple[str, ...] = attrs.field(default=(), validator=bounds.labels)
    staff: Mapping[str, float] = attrs.field(default=NOTHING, validator=bounds.staff)
    posts: Mapping[str, Mapping[PositionLevel, int]] = attrs.field(
        factory=dict, validator=bounds.posts
    )
    remote: bool | None = None
    parts: tuple[Part, ...] = ()


@attrs.frozen(kw_only=True)
class Form:
    """What units of a kind have in common: prefix of the name, seats, staff, units below.

    ``code`` begins the keys of its units; without it the key of the unit above does.
    """

    prefix: str = ""
    code: str = ""
    seats: tuple[str, ...] = ()
    staff: Mapping[str, float] = attrs.field(default=NOTHING, validator=bounds.staff)
    parts: tuple[Part, ...] = ()
