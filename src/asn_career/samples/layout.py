"""Units and posts of an agency, laid out from its description.

Structural seats and the posts that a description writes out stand as they are; the other
functional posts and pelaksana are scaled until the posts that are held are as many as the people.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from math import fsum
from typing import Final

import attrs

from asn_career.competencies import NATIONAL_COMPETENCIES, CompetencyProfile
from asn_career.errors import InvalidInputError, Problem, near
from asn_career.positions import Position, Post, Unit
from asn_career.samples.description import Description, Level
from asn_career.samples.draws import Draw, apportion
from asn_career.samples.kinds import Job, NamedAfter, Part
from asn_career.samples.reading import MAX_DEPTH, MAX_UNITS
from asn_career.terms import Eselon, Jenjang, PositionKind, PositionLevel

__all__ = ["Layout", "Slot", "lay_out", "standard_of"]

# Among few people, at most seven in ten hold structural posts: the lowest posts are left out.
STRUCTURAL, OF = 7, 10
UPPER: Final = frozenset({PositionLevel.JPT_PRATAMA, PositionLevel.ADMINISTRATOR})


@attrs.frozen(kw_only=True, eq=False)
class Slot:
    """A post to be, with what its holder is drawn by.

    Attributes:
        id: the key of the post.
        position: the kind of job.
        unit: the unit it stands in.
        agency: the key of the unit under the topmost one.
        level: the level of the position.
        job: the job; none for structural posts.
        job_key: its key in the description.
        own_fields: fields of work, where they differ from those of the position.
        strategic: whether it is a strategic post.
        vacant: whether nobody holds it.
    """

    id: str
    position: Position
    unit: Unit
    agency: str
    level: PositionLevel
    job: Job | None = None
    job_key: str = ""
    own_fields: tuple[str, ...] = ()
    strategic: bool = False
    vacant: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of work."""
        return self.own_fields or self.position.fields

    def make_post(self, holder: str | None) -> Post:
        """Return the post with its holder."""
        return Post(
            id=self.id,
            position=self.position,
            unit=self.unit.id,
            holder=holder,
            strategic=self.strategic,
            fields=self.own_fields,
        )


@attrs.frozen(kw_only=True, eq=False)
class Layout:
    """What `lay_out` returns: units, posts to be, and every level of every job in use."""

    units: tuple[Unit, ...]
    slots: tuple[Slot, ...]
    positions: Mapping[tuple[str, PositionLevel], Position]

    @property
    def held(self) -> list[Slot]:
        """The posts that somebody holds."""
        return [slot for slot in self.slots if not slot.vacant]


def standard_of(level: Level) -> CompetencyProfile:
    """Return the competency standard of a level: the nine national competencies."""
    return CompetencyProfile.of(
        {c.id: level.standard_but.get(c.id, level.standard) for c in NATIONAL_COMPETENCIES}
    )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


@attrs.frozen(kw_only=True, eq=False)
class _Line:
    """A job in a unit: how many posts of it, against the other lines."""

    job: str
    unit: Unit
    agency: str
    weight: float


class _Planner:
    """Walks the description once, unit by unit."""

    def __init__(self, description: Description) -> None:
        self.description = description
        self.units: dict[str, Unit] = {}
        self.structural: list[Slot] = []
        self.written: list[Slot] = []
        self.lines: list[_Line] = []
        self.positions: dict[str, Position] = {}
        self.jobs: dict[tuple[str, PositionLevel], Position] = {}
        self.standards = {key: standard_of(level) for key, level in description.levels.items()}
        self.counts: defaultdict[str, int] = defaultdict(int)
        top = Unit(id=description.id, name=description.name)
        self.units[top.id] = top
        for part in description.units:
            self.add(part, top, "", 1)

    def add(self, part: Part, above: Unit, agency: str, depth: int) -> None:
        """Add the units of a part, their posts, and the units below them."""
        form = self.description.forms[part.form]
        if depth > MAX_DEPTH or len(self.units) + len(part.names) > MAX_UNITS:
            hint = f"at most {MAX_UNITS} units, {MAX_DEPTH} below each other"
            raise InvalidInputError(Problem("units", "too many", hint))
        for name in part.names:
            unit = Unit(
                id=self._free(part.id or _slug(f"{form.code or above.id}-{name}"), self.units),
                name=f"{form.prefix} {name}".strip(),
                parent=above.id,
                fields=part.fields or above.fields,
                remote=above.remote if part.remote is None else part.remote,
            )
            self.units[unit.id] = unit
            home = agency or unit.id
            for seat in form.seats:
                self._add_seat(seat, unit, above, name, home)
            for job, levels in part.posts.items():
                for level, count in levels.items():
                    self.written += [self.staff(job, level, unit, home) for _ in range(count)]
            for job, weight in {**form.staff, **part.staff}.items():
                self.lines.append(_Line(job=job, unit=unit, agency=home, weight=weight))
            for child in (*form.parts, *part.parts):
                self.add(child, unit, home, depth + 1)

    @staticmethod
    def _free(key: str, taken: Mapping[str, object]) -> str:
        """Return the key, or the first of its numbered siblings that is free."""
        number, free = 1, key
        while free in taken:
            number += 1
            free = f"{key}-{number}"
        return free

    def _add_seat(self, key: str, unit: Unit, above: Unit, name: str, agency: str) -> None:
        seat = self.description.seats[key]
        after = {
            NamedAfter.UNIT: unit.name,
            NamedAfter.NAME: name,
            NamedAfter.PARENT: above.name,
            NamedAfter.NOTHING: "",
        }[seat.of]
        common = seat.of is NamedAfter.NOTHING and seat.fields
        fields = seat.fields if common else tuple(sorted({*seat.fields, *unit.fields}))
        title = f"{seat.title} {after}".strip()
        if not fields:
            hint = "fields of the unit, of one above it, or of the seat"
            raise InvalidInputError(Problem(f"units: {unit.id}", "has a seat without fields", hint))
        level = PositionLevel(seat.kind.value)
        position = self._position(title, level, seat.eselon, seat.job_class, fields)
        self.structural.append(
            Slot(
                id=f"{unit.id}-{key}",
                position=position,
                unit=unit,
                agency=agency,
                level=level,
                own_fields=() if fields == position.fields else fields,
                strategic=seat.strategic,
            )
        )

    def _position(
        self,
        title: str,
        level: PositionLevel,
        eselon: Eselon,
        job_class: int,
        fields: tuple[str, ...],
    ) -> Position:
        """Return the position of a title; one title may stand on two eselons."""
        key = _slug(title)
        known = self.positions.get(key)
        if known is not None and known.eselon is not eselon:
            key = _slug(f"{title}-{eselon.value}")
        if key not in self.positions:
            self.positions[key] = Position(
                id=key,
                name=title,
                kind=PositionKind(level.value),
                eselon=eselon,
                job_class=job_class,
                fields=fields,
                standard=self.standards[level],
            )
        return self.positions[key]

    def of_job(self, key: str, level: PositionLevel) -> Position:
        """Return the position of a level of a job."""
        if (key, level) not in self.jobs:
            job, plan = self.description.jobs[key], self.description.levels[level]
            functional = level is not PositionLevel.PELAKSANA
            name = f"{job.name} {Jenjang(level.value).text.id}" if functional else job.name
            self.jobs[key, level] = Position(
                id=_slug(name),
                name=name,
                kind=PositionKind.FUNGSIONAL if functional else PositionKind.PELAKSANA,
                jenjang=Jenjang(level.value) if functional else None,
                job_class=job.job_class.get(level, plan.job_class),
                fields=job.fields,
                family=key if functional else None,
                retirement_group=job.group,
                standard=self.standards[level],
            )
        return self.jobs[key, level]

    def staff(
        self, key: str, level: PositionLevel, unit: Unit, agency: str, *, vacant: bool = False
    ) -> Slot:
        """Return one more post of a job in a unit."""
        job, position = self.description.jobs[key], self.of_job(key, level)
        id = f"{unit.id}-{position.id}"
        self.counts[id] += 1
        follows = job.follows_unit and unit.fields and unit.fields != position.fields
        return Slot(
            id=f"{id}-{self.counts[id]:02}",
            position=position,
            unit=unit,
            agency=agency,
            level=level,
            job=job,
            job_key=key,
            own_fields=unit.fields if follows else (),
            vacant=vacant,
        )


def _empty_shares(description: Description) -> dict[PositionLevel, float]:
    rates = {key: level.vacant for key, level in description.levels.items()}
    return rates | dict(description.vacancies)


def _empty(slots: list[Slot], description: Description, draw: Draw) -> list[Slot]:
    """Return the slots with those of the list and a share of each level vacant."""
    rates = _empty_shares(description)
    named = set(description.vacant)
    shares = [0.0 if slot.id in named else rates[slot.level] for slot in slots]
    return [
        attrs.evolve(slot, vacant=True) if slot.id in named or drawn else slot
        for slot, drawn in zip(slots, draw.spread(shares), strict=True)
    ]


def _fewest(structural: list[Slot], written: list[Slot]) -> int:
    """Return how many people it takes for the JPT, the administrators and the written posts."""
    posts = sum(not slot.vacant for slot in written)
    held = [slot for slot in structural if not slot.vacant]
    upper = sum(slot.level in UPPER for slot in held)
    for_posts = min(posts + len(held), -(-posts * OF // (OF - STRUCTURAL)))
    return max(-(-upper * OF // STRUCTURAL), for_posts)


def _fit(slots: list[Slot], employees: int) -> list[Slot]:
    """Leave out the lowest structural posts when the people are few, evenly over the agency."""
    most = employees * STRUCTURAL // OF
    if sum(not slot.vacant for slot in slots) <= most:
        return slots
    room = most - sum(slot.level in UPPER and not slot.vacant for slot in slots)
    lower = [i for i, slot in enumerate(slots) if slot.level not in UPPER and not slot.vacant]
    stay: set[int] = set()
    # Eselon IV.a before IV.b; within an eselon, those to stay are spread over the list.
    for eselon in sorted({slots[i].position.eselon or Eselon.IV_B for i in lower}, reverse=True):
        group = [i for i in lower if slots[i].position.eselon is eselon]
        take = min(room, len(group))
        stay.update(group[k * len(group) // take] for k in range(take))
        room -= take
    return [slot for i, slot in enumerate(slots) if slot.level in UPPER or i in stay]


def _check_vacant(description: Description, slots: list[Slot]) -> None:
    known = {slot.id for slot in slots}
    problems = [
        Problem(f"vacant[{i}]", f"no post is called {id!r:.40}", near(id, known))
        for i, id in enumerate(description.vacant)
        if id not in known
    ]
    if problems:
        raise InvalidInputError(problems)


def _deal(
    planner: _Planner,
    lines: list[_Line],
    held: int,
    rates: Mapping[PositionLevel, float],
    draw: Draw,
) -> list[Slot]:
    """Return posts by the weights of the lines, so many of them held, and empty ones besides."""
    weights = [line.weight for line in lines]
    by_job: defaultdict[str, list[_Line]] = defaultdict(list)
    for line, count in zip(lines, apportion(weights, held), strict=True):
        by_job[line.job] += [line] * count
    slots = []
    for key, seats in by_job.items():
        job = planner.description.jobs[key]
        levels, shares = list(job.levels), list(job.levels.values())
        of_level = zip(levels, apportion(shares, len(seats)), strict=True)
        drawn = draw.shuffled([level for level, count in of_level for _ in range(count)])
        for line, level in zip(seats, drawn, strict=True):
            slots.append(planner.staff(key, level, line.unit, line.agency))
            # Beside n held posts there are n x rate / (1 - rate) empty ones.
            slots += [
                planner.staff(key, level, line.unit, line.agency, vacant=True)
                for _ in range(int(rates[level] / (1 - rates[level]) + draw.next()))
            ]
    return slots


def _functional_among(description: Description, rest: int, written: list[Slot]) -> int:
    """Return how many of the people left hold functional posts, so that the kinds are met."""
    functional = fsum(description.targets.holding(functional=True))
    executing = fsum(description.targets.holding(functional=False))
    share = functional / (functional + executing) if functional + executing else 0.5
    held = [slot.level is not PositionLevel.PELAKSANA for slot in written if not slot.vacant]
    return max(0, min(int((rest + len(held)) * share + 0.5) - sum(held), rest))


def lay_out(description: Description, employees: int, draw: Draw) -> Layout:
    """Return units and posts, as many of them held as there are people.

    Raises:
        InvalidInputError: too few people for the posts that are held in any case.
    """
    planner = _Planner(description)
    _check_vacant(description, [*planner.structural, *planner.written])
    rates = _empty_shares(description)
    structural = _empty(planner.structural, description, draw)
    written = _empty(planner.written, description, draw)
    if employees < (fewest := _fewest(structural, written)):
        message = f"{employees} do not fill the upper and the fixed posts of {description.id}"
        raise InvalidInputError(Problem("employees", message, f"at least {fewest}"))
    structural = _fit(structural, employees)
    lines: dict[bool, list[_Line]] = {True: [], False: []}
    for line in planner.lines:
        levels = description.jobs[line.job].levels
        lines[PositionLevel.PELAKSANA not in levels].append(line)
    rest = employees - sum(not slot.vacant for slot in (*structural, *written))
    functional = _functional_among(description, rest, written)
    if not all(fsum(line.weight for line in group) for group in lines.values()):
        hint = "functional ones and pelaksana, in staff of forms or units"
        raise InvalidInputError(Problem("units", "there are no posts to be scaled", hint))
    dealt = _deal(planner, lines[True], functional, rates, draw)
    dealt += _deal(planner, lines[False], rest - functional, rates, draw)
    # Careers pass through levels of which no post stands today.
    for key in sorted({key for key, _ in planner.jobs}):
        for level in description.jobs[key].levels:
            planner.of_job(key, level)
    return Layout(
        units=tuple(planner.units.values()),
        slots=(*structural, *written, *dealt),
        positions=planner.jobs,
    )
