"""What the generator is told about an agency: its units and posts, its people, their careers.

Each class is a table of the description files, each attribute a key of it. Weights say how common
something is against the others of its table; they need not add up to anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import attrs

from asn_career.errors import InvalidInputError, Problem
from asn_career.samples import bounds
from asn_career.samples.kinds import Form, Job, Part, Seat
from asn_career.terms import (
    Diploma,
    Eselon,
    Expectation,
    Golongan,
    PositionLevel,
    Predikat,
    SanctionKind,
    SanctionLevel,
)

__all__ = ["Description", "Target", "Targets"]


@attrs.frozen(kw_only=True)
class Assessed:
    """For which level people are assessed, and how many are."""

    level: PositionLevel
    share: float = attrs.field(validator=bounds.share)


@attrs.frozen(kw_only=True)
class Level:
    """Who holds positions of a level.

    Attributes:
        standard: the level of all nine national competencies.
        standard_but: competencies at another level.
        lowest: the lowest diploma.
        job_class: kelas jabatan, where a job does not say.
        ranks: lowest and highest rank.
        ages: lowest and highest age.
        older: how likely the age is `Chances.older_age` or more, before the share is met.
        service: years since joining, at least.
        tenure: months in the present post, fewest and most.
        diplomas: diplomas, where a job does not say.
        vacant: the share of posts that stand empty.
        women: of structural positions, as in `Job`.
        contract: how common PPPK are.
        assessed: the competency assessment, if there is one.
        attested: whether people have letters of health, integrity and track record.
        trainings: trainings in the last three years, at most.
    """

    standard: int = attrs.field(validator=bounds.count)
    standard_but: Mapping[str, int] = attrs.field(factory=dict)
    lowest: Diploma
    job_class: int | None = attrs.field(default=None, validator=bounds.positive)
    ranks: tuple[Golongan, Golongan]
    ages: tuple[int, int] = attrs.field(validator=bounds.ages)
    older: float = attrs.field(validator=bounds.share)
    service: int = attrs.field(validator=bounds.years)
    tenure: tuple[int, int] = attrs.field(validator=bounds.pair)
    diplomas: Mapping[Diploma, float] = attrs.field(validator=bounds.weights)
    vacant: float = attrs.field(validator=bounds.empty_share)
    women: float = attrs.field(default=0.5, validator=bounds.share)
    contract: float = attrs.field(default=0, validator=bounds.share)
    assessed: Assessed | None = None
    attested: bool = False
    trainings: int = attrs.field(default=0, validator=bounds.count)


@attrs.frozen(kw_only=True)
class DiplomaPlan:
    """A diploma: age at graduation and at joining, ranks it gives, what people entered with."""

    age: int = attrs.field(validator=bounds.ages)
    joins: tuple[int, int] = attrs.field(validator=bounds.ages)
    start: Golongan
    ceiling: Golongan
    entered: Mapping[Diploma, float] = attrs.field(validator=bounds.weights)
    studies: tuple[str, ...] = attrs.field(default=(), validator=bounds.labels)


@attrs.frozen(kw_only=True)
class Path:
    """The levels held before one, and the months that each takes at least."""

    to: PositionLevel
    weight: float = attrs.field(validator=bounds.weight)
    steps: tuple[PositionLevel, ...]
    months: tuple[int, ...] = attrs.field(validator=bounds.months)
    from_structure: bool = False

    def __attrs_post_init__(self) -> None:
        if len(self.steps) != len(self.months) or not all(self.months):
            raise InvalidInputError(Problem("months", "not one number a step", "[48, 36]"))


@attrs.frozen(kw_only=True)
class Outcome:
    """The outcome of an appraisal: two ratings and the predicate they give."""

    work_result: Expectation
    conduct: Expectation
    predicate: Predikat
    weight: float = attrs.field(validator=bounds.weight)


@attrs.frozen(kw_only=True)
class Ability:
    """How often a level lies two below, one below, at, and one above what is asked for."""

    weight: float = attrs.field(validator=bounds.weight)
    against: tuple[float, float, float, float] = attrs.field(validator=bounds.weights)


@attrs.frozen(kw_only=True)
class SanctionPlan:
    """A disciplinary sanction and how long it is served."""

    level: SanctionLevel
    kind: SanctionKind
    months: int = attrs.field(validator=bounds.months)
    weight: float = attrs.field(validator=bounds.weight)


@attrs.frozen(kw_only=True)
class Course:
    """A training; ``leads`` is the level whose first post it goes with."""

    name: str
    hours: int = attrs.field(validator=bounds.positive)
    kind: str
    field: str | None = None
    leads: PositionLevel | None = None


@attrs.frozen(kw_only=True)
class Chances:
    """How often something is so, as a part of one; the keys are explained in the file."""

    older_age: int = attrs.field(validator=bounds.ages)
    own_field: float = attrs.field(validator=bounds.share)
    leadership: float = attrs.field(validator=bounds.share)
    course_in_field: float = attrs.field(validator=bounds.share)
    same_outcome: float = attrs.field(validator=bounds.share)
    predicate_only: float = attrs.field(validator=bounds.share)
    ratings_only: float = attrs.field(validator=bounds.share)
    no_last_appraisal: float = attrs.field(validator=bounds.share)
    no_graduation_day: float = attrs.field(validator=bounds.share)
    no_education: float = attrs.field(validator=bounds.share)
    complete_file: float = attrs.field(validator=bounds.share)
    attested_anyway: float = attrs.field(validator=bounds.share)
    attested_fails: float = attrs.field(validator=bounds.share)
    sanctioned: float = attrs.field(validator=bounds.share)
    leave: float = attrs.field(validator=bounds.share)
    decorated: float = attrs.field(validator=bounds.share)
    acting: float = attrs.field(validator=bounds.share)


@attrs.frozen(kw_only=True)
class Contract:
    """PPPK: since when there are any, and their ages."""

    since: dt.date
    ages: tuple[int, int] = attrs.field(validator=bounds.ages)


@attrs.frozen(kw_only=True)
class Target:
    """A share of the population, how far the people drawn may lie from it, and its source."""

    share: float = attrs.field(validator=bounds.share)
    tolerance: float = attrs.field(validator=bounds.share)
    source: str


@attrs.frozen(kw_only=True)
class Targets:
    """The shares that the people follow.

    Of all: ``women``, ``contract`` (PPPK), and by highest diploma ``schooled`` (SD to SLTA),
    ``diplomas`` (D-I to D-III), ``graduates`` (S-1 and more). Of PPPK: ``contract_functional``.
    Of PNS: ``structural``, ``functional``, ``executing`` (pelaksana), ``older`` (51 to 60),
    ``rank_1`` and ``rank_2`` (golongan I and II).

    The first two, ``older`` and the kinds are met at full size; the others follow from the jobs,
    and are stated to be checked.
    """

    women: Target
    contract: Target
    contract_functional: Target
    structural: Target
    functional: Target
    executing: Target
    graduates: Target
    diplomas: Target
    schooled: Target
    older: Target
    rank_1: Target
    rank_2: Target

    def holding(self, *, functional: bool) -> tuple[float, float]:
        """Return how many of all hold functional posts (else pelaksana), as PNS and as PPPK."""
        contract, among = self.contract.share, self.contract_functional.share
        if functional:
            return (1 - contract) * self.functional.share, contract * among
        return (1 - contract) * self.executing.share, contract * (1 - among)


@attrs.frozen(kw_only=True)
class Description:
    """An agency for `asn_career.samples.generate`; made by `read_description`.

    Kinds of posts and units are ``seats``, ``forms`` and ``jobs``; careers are ``levels``,
    ``diplomas``, ``paths``, ``studies`` and ``pace``, the months between two ranks; what records
    hold are ``outcomes``, ``abilities``, ``sanctions``, ``courses`` and ``chances``.

    Attributes:
        id: its key, and that of its topmost unit.
        name: its name.
        as_of: the day on which the records stand; the clock is never read.
        employees: how many people at full size.
        vacant: keys of posts that stand empty in any case.
        vacancies: the share of empty posts by level, where it differs from the level's.
        targets: the shares that the people follow.
        contract: PPPK.
        units: the agencies and districts.
        eselons: lowest and highest rank by eselon.
    """

    id: str
    name: str
    as_of: dt.date
    employees: int = attrs.field()
    vacant: tuple[str, ...] = ()
    vacancies: Mapping[PositionLevel, float] = attrs.field(
        factory=dict, validator=bounds.empty_shares
    )
    targets: Targets
    contract: Contract
    units: tuple[Part, ...]
    seats: Mapping[str, Seat]
    forms: Mapping[str, Form]
    jobs: Mapping[str, Job]
    eselons: Mapping[Eselon, tuple[Golongan, Golongan]]
    levels: Mapping[PositionLevel, Level]
    diplomas: Mapping[Diploma, DiplomaPlan]
    paths: tuple[Path, ...]
    pace: Mapping[int, float] = attrs.field(validator=bounds.pace)
    studies: Mapping[str, tuple[str, ...]]
    outcomes: tuple[Outcome, ...]
    abilities: tuple[Ability, ...]
    sanctions: tuple[SanctionPlan, ...]
    courses: tuple[Course, ...]
    chances: Chances

    @employees.validator
    def _check_employees(self, attribute: attrs.Attribute[Any], value: int) -> None:
        if not 0 < value <= bounds.MAX_EMPLOYEES:
            bounds.refuse(attribute, f"{value} people", f"1 to {bounds.MAX_EMPLOYEES}")
