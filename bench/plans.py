"""Plans of training: one person exactly, and the seats of a whole agency, in seconds.

./dev bench --plans
"""

from __future__ import annotations

import datetime as dt
import random
import time

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


def bench_one(worlds: int = 12) -> float:
    """Return the slowest of exact plans of 40 courses and 12 gaps, under several policies."""
    slowest = 0.0
    for seed in range(worlds):
        rng = random.Random(seed)  # noqa: S311 - invented data
        names = [f"T.{i:02}" for i in range(12)]
        catalogue, gaps = make_catalogue(rng, 40, names, None), make_gaps(rng, names, 12)
        who = Employee(id="e", birth_date=dt.date(1990, 1, 1), status=Status.PNS)
        for policy in (
            PlanPolicy(),
            PlanPolicy(budget=8_000_000),
            PlanPolicy(least_hours=20, budget=12_000_000),
            PlanPolicy(aim="shortest", most_hours=120),
        ):
            start = time.perf_counter()
            plan = draft_plan(who, gaps, FIRST, LAST, catalogue=catalogue, policy=policy)
            slowest = max(slowest, time.perf_counter() - start)
            assert plan.proven
            assert plan.verify()
    return slowest


def bench_agency(people: int = 6_000, courses: int = 200, seats: int = 40) -> tuple[float, ...]:
    """Return the seconds for the plans of an agency, for its seats, and the gap in percent."""
    rng = random.Random(1)  # noqa: S311 - invented data
    names = [f"T.{i:02}" for i in range(30)]
    catalogue = make_catalogue(rng, courses, names, seats)
    start = time.perf_counter()
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
    drafted = time.perf_counter()
    seating = allocate_seats(plans, catalogue, policy=SeatPolicy())
    done = time.perf_counter()
    assert seating.verify()
    gap = seating.gap_percent
    assert gap is not None
    return drafted - start, done - drafted, float(gap)


def report() -> int:
    """Print the seconds with their bounds; return how many are over."""
    slowest = bench_one()
    print(f"one plan, 40 courses, 12 gaps, slowest of 48: {slowest:.2f} s (bound 1)")
    drafting, giving, gap = bench_agency()
    print(f"6,000 plans over 200 courses, drafted one by one: {drafting:.1f} s")
    print(f"their seats by HiGHS: {giving:.1f} s (bound 60), within {gap:.3f} % (bound 1)")
    return (slowest > 1) + (giving > 60) + (gap > 1)
