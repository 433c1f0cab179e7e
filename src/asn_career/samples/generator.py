"""The generator: a description and a seed give an agency of invented people."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import attrs

from asn_career.errors import InvalidInputError, Problem
from asn_career.identity import Nip
from asn_career.people import Agency, Appointment, Employee
from asn_career.samples.bounds import MAX_EMPLOYEES
from asn_career.samples.careers import Careers, Person, first_of
from asn_career.samples.description import Description
from asn_career.samples.draws import Draw, tilt
from asn_career.samples.layout import Slot, lay_out
from asn_career.samples.records import Records
from asn_career.terms import PositionLevel, Sex, Status

__all__ = ["generate"]

# Structural levels, low to high: who may act for whom.
STRUCTURAL: Final = (PositionLevel.PENGAWAS, PositionLevel.ADMINISTRATOR, PositionLevel.JPT_PRATAMA)
CONTRACT: Final = 21  # digits 13-14 of the number of a PPPK: the first contract
CANDIDATE_MONTHS: Final = 12
DIGITS: Final = 4


@attrs.frozen(kw_only=True)
class _Fate:
    """What is drawn for all people at once, so that the shares are met."""

    slot: Slot
    contract: bool
    woman: bool
    older: bool


def _draw_fates(description: Description, careers: Careers, held: list[Slot]) -> list[_Fate]:
    """Return for each post held: PNS or PPPK, sex, and whether of the older age."""
    levels, draw, targets = description.levels, careers.draw, description.targets
    common = [levels[s.level].contract * s.job.contract if s.job else 0.0 for s in held]
    # PPPK are shared out over functional posts and pelaksana, so that the kinds of both are met.
    on_contract = [False] * len(held)
    for functional in (True, False):
        places = [
            i
            for i, slot in enumerate(held)
            if slot.job and (slot.level is not PositionLevel.PELAKSANA) is functional
        ]
        permanent, temporary = targets.holding(functional=functional)
        share = temporary / (permanent + temporary) if temporary else 0.0
        drawn = _spread(draw, [common[i] for i in places], share)
        for i, contract in zip(places, drawn, strict=True):
            on_contract[i] = contract
    women = _spread(
        draw, [s.job.women if s.job else levels[s.level].women for s in held], targets.women.share
    )
    pns = [s for s, contract in zip(held, on_contract, strict=True) if not contract]
    older = iter(_spread(draw, [careers.older_share(s) for s in pns], targets.older.share))
    return [
        _Fate(slot=slot, contract=contract, woman=woman, older=not contract and next(older))
        for slot, contract, woman in zip(held, on_contract, women, strict=True)
    ]


def _spread(draw: Draw, shares: list[float], wanted: float) -> list[bool]:
    return draw.spread(tilt(shares, wanted * len(shares)))


def _choose_acting(held: list[Slot], empty: list[Slot], careers: Careers) -> dict[str, Slot]:
    """Return who acts in which empty post: the key of the post held, and the empty one.

    Somebody of the same agency, one level below, else of the same level.
    """
    draw, rate = careers.draw, careers.description.chances.acting
    near: defaultdict[tuple[str, PositionLevel], list[str]] = defaultdict(list)
    for slot in held:
        if slot.level in STRUCTURAL:
            near[slot.agency, slot.level].append(slot.id)
    found: dict[str, Slot] = {}
    for slot in empty:
        if slot.level not in STRUCTURAL or not draw.chance(rate):
            continue
        at = STRUCTURAL.index(slot.level)
        for level in (*STRUCTURAL[max(0, at - 1) : at], slot.level):
            free = [id for id in near[slot.agency, level] if id not in found]
            if free:
                found[draw.one(free)] = slot
                break
    return found


def _status(person: Person, now: int) -> Status:
    if person.contract:
        return Status.PPPK
    return Status.CPNS if now - person.joined < CANDIDATE_MONTHS else Status.PNS


def _make_employee(
    id: str, fate: _Fate, careers: Careers, records: Records, acting: Slot | None
) -> Employee:
    person = careers.draw_person(fate.slot, contract=fate.contract, older=fate.older)
    steps = careers.draw_steps(person)
    gained = records.gained(person, steps)
    leaves, sanctions = records.leaves(person), records.sanctions(person)
    joined, sex = first_of(person.joined), Sex.FEMALE if fate.woman else Sex.MALE
    appointments: list[Appointment] = [step.record for step in steps]
    if acting is not None:
        appointments.append(careers.draw_acting(acting))
    return Employee(
        id=id,
        birth_date=person.birth,
        status=_status(person, careers.now),
        joined=joined,
        nip=Nip.synthetic(
            birth=person.birth,
            joined=joined,
            sex=sex,
            contract=CONTRACT if person.contract else None,
        ),
        sex=sex,
        appointments=tuple(appointments),
        ranks=careers.draw_ranks(person, gained),
        education=records.education(person, steps, gained),
        appraisals=records.appraisals(person, leaves),
        assessments=records.assessments(person),
        trainings=records.trainings(person, steps),
        sanctions=sanctions,
        awards=records.awards(person, leaves, sanctions),
        releases=leaves,
        attestations=records.attestations(person),
    )


def generate(description: Description, seed: int = 0, *, employees: int | None = None) -> Agency:
    """Make an agency of invented people from its description.

    Identity numbers are synthetic: their sequence is 000, which no real one has. The records
    stand on the day of the description. With fewer people than at full size there are fewer
    functional posts and pelaksana; with very few, the lowest structural posts are left out too,
    so that at most seven people in ten hold structural posts.

    Args:
        description: from `read_description`.
        seed: the same seed gives the same agency, on every Python.
        employees: how many people; by default as many as the description says.

    Returns:
        The agency, with empty posts, some of them with somebody acting.

    Raises:
        InvalidInputError: too few people for the upper structural posts, or a wrong argument.
    Source: none: our own choice; the description names its own.
    """
    wanted = description.employees if employees is None else employees
    if type(seed) is not int:
        raise InvalidInputError(Problem("seed", f"{seed!r:.40} is not a whole number"))
    if type(wanted) is not int or not 0 < wanted <= MAX_EMPLOYEES:
        hint = f"a whole number from 1 to {MAX_EMPLOYEES}"
        raise InvalidInputError(Problem("employees", f"{wanted!r:.40} is not possible", hint))
    draw = Draw(f"{description.id}:{seed}")
    layout = lay_out(description, wanted, draw)
    careers, records = Careers(description, layout, draw), Records(description, draw)
    held = layout.held
    fates = _draw_fates(description, careers, held)
    acting = _choose_acting(held, [slot for slot in layout.slots if slot.vacant], careers)
    width = max(DIGITS, len(str(wanted)))
    people = [
        _make_employee(f"E-{i:0{width}}", fate, careers, records, acting.get(fate.slot.id))
        for i, fate in enumerate(fates, 1)
    ]
    holders = {fate.slot.id: person.id for fate, person in zip(fates, people, strict=True)}
    return Agency(
        id=description.id,
        name=description.name,
        units=layout.units,
        posts=tuple(slot.make_post(holders.get(slot.id)) for slot in layout.slots),
        employees=tuple(people),
        positions=tuple(layout.positions.values()),
    )
