"""Plans of training: one person exactly, and the seats of a whole agency."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from row import Row, Work

from asn_career.courses import Catalogue, Course, LearningKind, Lift
from asn_career.development import PlanPolicy, SeatPolicy, allocate_seats, draft_plan
from asn_career.gaps import DatedGap
from asn_career.people import Employee
from asn_career.terms import Status

FIRST, LAST = dt.date(2027, 1, 1), dt.date(2028, 12, 31)
RNG = random.Random


def make_catalogue(rng: RNG, number: int, names: list[str], seats: int | None) -> Catalogue:
    """Return invented courses of two years."""
    courses = []
    for i in range(number):
        since = FIRST + dt.timedelta(days=rng.randrange(700))
        low = rng.choice([0, 1, 1, 2, 2, 3])
        courses.append(
            Course(
                id=f"k{i:03}",
                name=f"Kursus {i}",
                since=since,
                until=since + dt.timedelta(days=rng.randrange(2, 11)),
                hours=rng.randrange(8, 61),
                cost=rng.randrange(1, 61) * 100_000,
                seats=None if seats is None else rng.randrange(seats // 2, seats * 3 // 2),
                lifts=[
                    Lift(competency=name, since=low, to=low + 1)
                    for name in rng.sample(names, rng.choice([1, 1, 2]))
                ],
                requires=[f"k{rng.randrange(i):03}"] if i and rng.random() < 0.05 else [],
                kind=rng.choice(list(LearningKind)),
            )
        )
    return Catalogue(courses=courses)


def make_gaps(rng: RNG, names: list[str], number: int) -> list[DatedGap]:
    """Return invented gaps of one person."""
    return [
        DatedGap(competency=name, held=held, required=held + rng.choice([1, 1, 2]), blocks="post")
        for name in rng.sample(names, number)
        for held in [rng.randrange(1, 4)]
    ]


def exact(number: int) -> Work:
    """Draft exact plans of 40 courses and 12 gaps under several policies, the slowest counts."""
    rng = random.Random(7)  # noqa: S311 - invented data
    names = [f"T.{i:02}" for i in range(12)]
    catalogue, gaps = make_catalogue(rng, number, names, None), make_gaps(rng, names, 12)
    who = Employee(id="e", birth_date=dt.date(1990, 1, 1), status=Status.PNS)
    policies = (
        PlanPolicy(),
        PlanPolicy(budget=8_000_000),
        PlanPolicy(least_hours=20, budget=12_000_000),
        PlanPolicy(aim="shortest", most_hours=120),
    )

    def ours() -> bool:
        plans = [
            draft_plan(who, gaps, FIRST, LAST, catalogue=catalogue, policy=policy)
            for policy in policies
        ]
        return all(plan.proven for plan in plans)

    return ours, None


def seats(people: int) -> Work:
    """Give the seats of 200 courses to the plans of an agency."""
    rng = random.Random(1)  # noqa: S311 - invented data
    names = [f"T.{i:02}" for i in range(30)]
    catalogue = make_catalogue(rng, 200, names, people // 150)
    plans = [
        draft_plan(
            Employee(id=f"e{i:05}", birth_date=dt.date(1990, 1, 1), status=Status.PNS),
            make_gaps(rng, names, rng.randrange(1, 4)),
            FIRST,
            LAST,
            catalogue=catalogue,
        )
        for i in range(people)
    ]
    return lambda: allocate_seats(plans, catalogue, policy=SeatPolicy()), None


def tell_gap(seating: Any) -> str:  # noqa: ANN401 - the result
    """Tell how far from the best the seats may be."""
    assert seating.verify()
    assert seating.gap_percent <= 1
    return f"within {float(seating.gap_percent):.2g} % of the best"


ROWS = (
    Row(
        name="plan",
        text="four exact plans of training for 12 gaps, each proven the best",
        work=exact,
        note=lambda proven: "proven" if proven else "NOT PROVEN",
        sizes=(20, 40),
        of="courses",
        seconds=4,
    ),
    Row(
        name="seats",
        text="seats of 200 courses for the plans of an agency, with the extra `optimise`",
        work=seats,
        note=tell_gap,
        sizes=(600, 6_000),
        of="people",
        seconds=60,
    ),
)
