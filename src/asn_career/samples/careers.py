"""Careers of invented people: when they joined, the posts and ranks they held since.

Days are counted in months (12 x year + month - 1), since appointments and ranks begin on the first
of a month.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import fsum
from typing import Final

import attrs

from asn_career.dates import ONE_DAY
from asn_career.people import Appointment, RankHeld
from asn_career.samples.description import Description, Path
from asn_career.samples.draws import Draw, Weighted
from asn_career.samples.kinds import Job
from asn_career.samples.layout import Layout, Slot
from asn_career.terms import Capacity, Diploma, Golongan, PositionLevel

__all__ = ["Careers", "Person", "Step", "first_of", "month_of"]

GOLONGAN: Final = tuple(Golongan)
# Ranks took effect on 1 April and 1 October for most of the time these careers span.
WINDOW, BETWEEN_WINDOWS = 3, 6
FASTEST: Final = (42, 36, 30, 24)  # months between ranks, for those whose post asks for more
SHORTEST_STEP: Final = 6
TRIES: Final = 4
STUDYING: Final = 5  # years of service, at least, of those who earned a diploma in it
LATE_YEARS: Final = 5  # a level whose highest age is below a job's by more is a level of the young
DAYS: Final = tuple(dt.date(year, month, 1) for year in range(1900, 2201) for month in range(1, 13))


def first_of(month: int) -> dt.date:
    """Return the first day of a month."""
    return DAYS[month - 12 * 1900]


def month_of(day: dt.date) -> int:
    """Return the month of a day."""
    return 12 * day.year + day.month - 1


def _window(month: int) -> int:
    """Return the first month from this one on in which ranks take effect."""
    return month + (WINDOW - month) % BETWEEN_WINDOWS


def _rank(golongan: Golongan, month: int) -> RankHeld:
    return RankHeld(golongan=golongan, since=first_of(month))


@attrs.frozen(kw_only=True, eq=False)
class Step:
    """A spell in a career: where, from which month, to the month after it (none: still)."""

    slot: Slot
    level: PositionLevel
    since: int
    end: int | None
    record: Appointment


@attrs.frozen(kw_only=True, eq=False)
class Person:
    """What is drawn of a person before the records.

    Attributes:
        slot: the post held.
        birth: the day of birth.
        joined: the month of joining.
        entered: the diploma at joining.
        highest: the highest diploma.
        contract: whether it is a PPPK.
    """

    slot: Slot
    birth: dt.date
    joined: int
    entered: Diploma
    highest: Diploma
    contract: bool


class Careers:
    """Draws careers over the posts of a layout."""

    def __init__(self, description: Description, layout: Layout, draw: Draw) -> None:
        """Index the posts by level and field."""
        self.description, self.layout, self.draw = description, layout, draw
        self.now = month_of(description.as_of)
        self.by_field: defaultdict[tuple[PositionLevel, str], list[Slot]] = defaultdict(list)
        self.by_level: defaultdict[PositionLevel, list[Slot]] = defaultdict(list)
        self.by_job: defaultdict[str, list[Slot]] = defaultdict(list)
        fields: set[str] = set()
        for slot in layout.slots:
            self.by_level[slot.level].append(slot)
            fields.update(slot.fields)
            for field in slot.fields:
                self.by_field[slot.level, field].append(slot)
            if slot.job is not None:
                self.by_job[slot.job_key].append(slot)
        self.fields = sorted(fields)
        self.paths: defaultdict[PositionLevel, list[Path]] = defaultdict(list)
        for path in description.paths:
            if path.weight:
                self.paths[path.to].append(path)
        self.pace = Weighted(description.pace)
        self.make_rank = functools.cache(_rank)  # records are immutable: equal ones are shared
        self.entered = {key: Weighted(plan.entered) for key, plan in description.diplomas.items()}
        self.diplomas = {key: Weighted(level.diplomas) for key, level in description.levels.items()}
        self.job_diplomas = {
            key: Weighted(job.diplomas) for key, job in description.jobs.items() if job.diplomas
        }

    def draw_person(self, slot: Slot, *, contract: bool, older: bool) -> Person:
        """Draw ages and diplomas of who holds a post."""
        draw, level = self.draw, self.description.levels[slot.level]
        low, high = self.ages(slot.level, slot.job, contract=contract)
        if not contract and high >= self.description.chances.older_age:
            first = self.description.chances.older_age
            low, high = (max(low, first), high) if older else (low, min(high, first - 1))
            low = min(low, high)
        age = draw.whole(low, high) if older else draw.middle(low, high)
        # Whoever has completed these years was born in the twelve months up to that birthday.
        before = draw.whole(0, 11)
        birth = self.now - 12 * age - before
        day = draw.whole(1, 28 if before else min(28, self.description.as_of.day))
        born = first_of(birth).replace(day=day)
        highest = draw.weighted(self.job_diplomas.get(slot.job_key) or self.diplomas[slot.level])
        if self.description.diplomas[highest].start > level.ranks[1]:  # too high for the level
            highest = draw.weighted(self.diplomas[slot.level])
        if contract:
            latest = self.now - SHORTEST_STEP
            grown = birth + 12 * self.description.diplomas[highest].joins[0]
            since = max(month_of(self.description.contract.since), grown)
            joined = draw.whole(min(since, latest), latest)
            return Person(
                slot=slot,
                birth=born,
                joined=joined,
                entered=highest,
                highest=highest,
                contract=True,
            )
        entered = draw.weighted(self.entered[highest])
        plans = self.description.diplomas
        too_young = plans[entered].joins[0] + STUDYING > age
        if entered < self._lowest_at_entry(slot) or (entered < highest and too_young):
            entered = highest
        youngest, oldest = plans[entered].joins
        service = max(level.service, STUDYING if entered < highest else 0)
        latest = max(youngest, min(oldest, age - service))
        joined = birth + 12 * draw.middle(youngest, latest) + draw.whole(1, 11)
        return Person(
            slot=slot,
            birth=born,
            joined=min(joined, self.now - SHORTEST_STEP),
            entered=entered,
            highest=highest,
            contract=False,
        )

    def ages(self, level: PositionLevel, job: Job | None, *, contract: bool) -> tuple[int, int]:
        """Return the lowest and the highest age in a post."""
        low, high = self.description.levels[level].ages
        if contract:  # they join at any age
            youngest, oldest = self.description.contract.ages
            return max(low, youngest), max(low, oldest)
        if job is not None and job.oldest is not None and high > job.oldest - LATE_YEARS:
            high = job.oldest
        return low, high

    def older_share(self, slot: Slot) -> float:
        """Return how likely the holder, a PNS, is of the older age."""
        low, high = self.ages(slot.level, slot.job, contract=False)
        first = self.description.chances.older_age
        if high < first or low >= first:
            return float(low >= first)
        return self.description.levels[slot.level].older

    def _lowest_at_entry(self, slot: Slot) -> Diploma:
        """Return the lowest diploma with which some way leads to the post."""
        levels = self.description.levels
        firsts = [path.steps[0] if path.steps else path.to for path in self._open_paths(slot)]
        return min((levels[first].lowest for first in firsts), default=Diploma.SD)

    def _open_paths(self, slot: Slot) -> list[Path]:
        """Return the ways to a post: jobs that are closed have no structural steps before them."""
        is_open = slot.job is None or slot.job.from_structure
        paths = self.paths[slot.level]
        return [path for path in paths if is_open or not path.from_structure] or paths

    def draw_steps(self, person: Person) -> list[Step]:
        """Draw the posts held since joining, the present one last."""
        slot, draw = person.slot, self.draw
        whole = self.now - person.joined
        if person.contract:
            return [self._step(slot, slot.level, person.joined, None)]
        path = self._draw_path(person, whole)
        tenure = self.description.levels[slot.level].tenure
        least = sum(path.months)
        present = max(min(draw.whole(*tenure), whole - least), min(SHORTEST_STEP, whole))
        if not path.steps:
            present = whole
        spare = max(0, whole - present - least)
        months = list(path.months)
        if least > whole - present:  # too short a service for the path: all steps shrink alike
            months = [max(1, month * (whole - present) // least) for month in months]
        shares = [draw.next() + 0.2 for _ in months]
        total = fsum(shares)
        steps: list[Step] = []
        at = person.joined
        other = draw.one(self.fields)
        for i, level in enumerate(path.steps):
            last = i == len(path.steps) - 1
            end = at + months[i] + int(spare * shares[i] / total)
            end = self.now - present if last else end
            place = self._place(person, level, other, last=steps[-1].slot if steps else None)
            steps.append(self._step(place, level, at, end, slot))
            at = end
        steps.append(self._step(slot, slot.level, at, None))
        return steps

    def _draw_path(self, person: Person, whole: int) -> Path:
        levels = self.description.levels
        paths = [
            path
            for path in self._open_paths(person.slot)
            if levels[path.steps[0] if path.steps else path.to].lowest <= person.entered
        ] or self._open_paths(person.slot)
        fitting = [path for path in paths if sum(path.months) + SHORTEST_STEP <= whole]
        if not fitting:
            return min(paths, key=lambda path: sum(path.months))
        # The longer the service, the more steps it had.
        decades = whole // 120
        return self.draw.weighted(
            Weighted((path, path.weight * (1 + decades * len(path.steps))) for path in fitting)
        )

    def _place(
        self, person: Person, level: PositionLevel, other: str, *, last: Slot | None
    ) -> Slot:
        """Return where a step was made: in a field of the present post, or in another one."""
        draw, job = self.draw, person.slot.job
        if job is not None and level in job.levels and level is not PositionLevel.PELAKSANA:
            places = self.by_job[person.slot.job_key]
        else:
            own = draw.chance(self.description.chances.own_field)
            field = draw.one(person.slot.fields) if own else other
            places = self.by_field.get((level, field)) or self.by_level.get(level) or [person.slot]
        found = draw.one(places)
        for _ in range(TRIES):  # rather not the same post again, and one for people of the diploma
            fits = level is not PositionLevel.PELAKSANA or (
                found.job is None or person.entered in found.job.diplomas
            )
            if fits and found is not last and found is not person.slot:
                break
            found = draw.one(places)
        return found

    def _step(
        self,
        place: Slot,
        level: PositionLevel,
        since: int,
        end: int | None,
        now: Slot | None = None,
    ) -> Step:
        """Return a spell; the post is named for the present one only."""
        # It may have been another level of the same job.
        position = self.layout.positions.get((place.job_key, level), place.position)
        record = Appointment(
            position=position,
            unit=place.unit.id,
            since=first_of(since),
            until=None if end is None else first_of(end) - ONE_DAY,
            fields=place.own_fields,
            post=place.id if now is None else None,
        )
        return Step(slot=place, level=level, since=since, end=end, record=record)

    def draw_acting(self, slot: Slot) -> Appointment:
        """Return an acting appointment (Plt) to an empty post, begun within the last months."""
        return Appointment(
            position=slot.position,
            unit=slot.unit.id,
            since=first_of(self.now - self.draw.whole(0, 8)),
            capacity=Capacity.PLT,
            fields=slot.own_fields,
            post=slot.id,
        )

    def draw_ranks(
        self, person: Person, gained: Iterable[tuple[Diploma, int]]
    ) -> tuple[RankHeld, ...]:
        """Draw the ranks since joining; ``gained`` are later diplomas and their months."""
        if person.contract:
            return ()
        plans, slot = self.description.diplomas, person.slot
        level = self.description.levels[slot.level]
        start = plans[person.entered].start
        if slot.job is not None and slot.job.start and person.entered >= Diploma.S1:
            start = max(start, slot.job.start)
        low, high = level.ranks
        if slot.position.eselon is not None:
            low, high = self.description.eselons[slot.position.eselon]
        if slot.level is PositionLevel.PELAKSANA:
            high = min(high, plans[person.highest].ceiling)
        jumps = [(month, plans[diploma].start) for diploma, month in gained]
        found = [(start, person.joined)]
        pace = self.draw.weighted(self.pace)
        for months in (pace, *(faster for faster in FASTEST if faster < pace)):
            found = self._climb(start, person.joined, jumps, high, months)
            if found[-1][0] >= low:
                break
        return tuple(self.make_rank(golongan, month) for golongan, month in found)

    def _climb(
        self,
        start: Golongan,
        joined: int,
        jumps: Sequence[tuple[int, Golongan]],
        high: Golongan,
        months: int,
    ) -> list[tuple[Golongan, int]]:
        held, at = start, joined
        found = [(held, at)]
        while True:
            due, to = _window(at + months), held.order + 1
            for graduated, rank in jumps:
                given = _window(max(graduated + SHORTEST_STEP, at + 12))
                if rank > held and given <= due:
                    due, to = given, rank.order
            if to > high.order or due > self.now:
                return found
            held, at = GOLONGAN[to], due
            found.append((held, at))
