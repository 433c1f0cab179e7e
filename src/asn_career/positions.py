"""Positions, the units they stand in, and the posts people hold.

A `Position` is a kind of job, a `Post` one seat of that kind in a `Unit`, with its holder.
"""

from __future__ import annotations

from typing import Final

import attrs

from asn_career.competencies import CompetencyProfile
from asn_career.intake import Intake
from asn_career.terms import Eselon, Jenjang, PositionKind, PositionLevel, RetirementGroup

__all__ = ["Position", "Post", "Unit"]

# UU 5/2014 article 131. Eselon I.a is JPT utama for the head of a non-ministry agency.
KINDS_OF_ESELON: Final = {
    Eselon.V_A: (PositionKind.PELAKSANA,),
    Eselon.IV_B: (PositionKind.PENGAWAS,),
    Eselon.IV_A: (PositionKind.PENGAWAS,),
    Eselon.III_B: (PositionKind.ADMINISTRATOR,),
    Eselon.III_A: (PositionKind.ADMINISTRATOR,),
    Eselon.II_B: (PositionKind.JPT_PRATAMA,),
    Eselon.II_A: (PositionKind.JPT_PRATAMA,),
    Eselon.I_B: (PositionKind.JPT_MADYA,),
    Eselon.I_A: (PositionKind.JPT_MADYA, PositionKind.JPT_UTAMA),
}


@attrs.frozen(kw_only=True)
class Position:
    """A kind of job, as the nomenclature of an agency names it.

    Attributes:
        id: the caller's key.
        name: the name in the nomenclature.
        kind: the kind of position.
        jenjang: the level of a functional position; none for the other kinds.
        eselon: the old eselon of a structural position, where it is known.
        job_class: kelas jabatan.
        fields: fields of work, as identifiers; sorted, each once.
        family: the family of a functional position, such as ``perencana``.
        retirement_group: the group whose retirement age applies.
        standard: the competencies that the position requires.

    Raises:
        InvalidInputError: with every problem of the record.
    Source: UU 5/2014 articles 13-19 and 131; UU 20/2023 articles 13-18.

    >>> Position(id="p7", name="Perencana Ahli Muda", kind=PositionKind.FUNGSIONAL,
    ...          jenjang=Jenjang.AHLI_MUDA).level
    <PositionLevel.AHLI_MUDA: 'ahli_muda'>
    """

    id: str
    name: str
    kind: PositionKind
    jenjang: Jenjang | None = None
    eselon: Eselon | None = None
    job_class: int | None = None
    fields: tuple[str, ...] = ()
    family: str | None = None
    retirement_group: RetirementGroup = RetirementGroup.GENERAL
    standard: CompetencyProfile | None = None

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.text("id")
        take.text("name")
        kind = take.word("kind", PositionKind)
        jenjang = take.word("jenjang", Jenjang, optional=True)
        eselon = take.word("eselon", Eselon, optional=True)
        take.whole("job_class", 1, optional=True)
        take.labels("fields")
        take.label("family")
        take.word("retirement_group", RetirementGroup)
        take.one("standard", CompetencyProfile, optional=True)
        if kind is PositionKind.FUNGSIONAL and self.jenjang is None:
            take.note("jenjang", "a functional position has one", "known: " + ", ".join(Jenjang))
        elif kind not in {None, PositionKind.FUNGSIONAL} and jenjang is not None:
            take.note("jenjang", f"{kind} has none", "only functional positions have a jenjang")
        if kind is not None and eselon is not None and kind not in KINDS_OF_ESELON[eselon]:
            hint = f"eselon {eselon} is " + " or ".join(KINDS_OF_ESELON[eselon])
            take.note("eselon", f"{eselon} does not fit {kind}", hint)
        take.finish()

    @property
    def level(self) -> PositionLevel:
        """The class the law's tables speak of: the kind, or the jenjang if functional."""
        return PositionLevel((self.jenjang or self.kind).value)


@attrs.frozen(kw_only=True)
class Unit:
    """A unit of an agency.

    Attributes:
        id: the caller's key.
        name: the name of the unit.
        parent: the key of the unit above; none at the top.
        fields: fields of work, as identifiers; sorted, each once.
        remote: whether it lies in an underdeveloped, border or remote area.

    Raises:
        InvalidInputError: with every problem of the record.
    Source: none: our own choice.
    """

    id: str
    name: str
    parent: str | None = None
    fields: tuple[str, ...] = ()
    remote: bool = False

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.text("id")
        take.text("name")
        take.text("parent", optional=True)
        take.labels("fields")
        take.flag("remote")
        take.finish()


@attrs.frozen(kw_only=True)
class Post:
    """One seat: a position in a unit, held by one person or vacant.

    Attributes:
        id: the caller's key.
        position: the kind of job.
        unit: the key of the unit.
        holder: the key of the employee who holds it definitively; none when vacant.
        strategic: whether the agency counts it among its strategic posts.
        fields: fields of work, where they differ from those of the position.

    Raises:
        InvalidInputError: with every problem of the record.
    Source: none: our own choice.
    """

    id: str
    position: Position
    unit: str
    holder: str | None = None
    strategic: bool = False
    fields: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.text("id")
        take.one("position", Position)
        take.text("unit")
        take.text("holder", optional=True)
        take.flag("strategic")
        take.labels("fields")
        take.finish()

    @property
    def all_fields(self) -> tuple[str, ...]:
        """The fields of work of the post, or else those of its position."""
        return self.fields or self.position.fields

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds the post definitively."""
        return self.holder is None
