"""Five years of a city of 6,000: vacancies, the bench of its strategic posts, ten rounds of moves.

    ./dev bench --agency

The score is the Job Person Match. The future that is assumed is a good one with varied assessments,
so that every round has something to decide.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import time

from asn_career import (
    Agency,
    Assessment,
    CompetencyProfile,
    Employee,
    PositionLevel,
    Question,
    Rule,
    Rulebook,
    SuccessionPlanPolicy,
    Text,
    WeightedSum,
    assume_good_standing,
    forecast_vacancies,
    national_rulebook,
    plan_succession,
    rate_bench,
    samples,
)
from asn_career.conditions import Param

TODAY, UNTIL = dt.date(2026, 11, 21), dt.date(2031, 11, 20)
SECONDS, MEGABYTES = 60, 2048
LEVELS = [PositionLevel.PENGAWAS, PositionLevel.ADMINISTRATOR, PositionLevel.JPT_PRATAMA]
TERMS = """
[instruments.contoh-2026]
short = "Keputusan contoh"
title.id = "Contoh keputusan panitia seleksi"
title.en = "Example of a committee's decree"
signed = 2026-10-01
evidence = "primary"
[contoh.weight]
text.id = "Bobot kompetensi"
text.en = "Weight of competence"
unit = "percent"
checked = 2026-11-21
[[contoh.weight.rows]]
since = 2026-10-01
source = "contoh-2026:1"
evidence = "primary"
value = 100
"""


def make_law() -> Rulebook:
    """Return the law with a score laid over it."""
    law = national_rulebook()
    score = Rule(
        name="contoh.score",
        text=Text(id="Nilai kompetensi", en="Score of competence"),
        question=Question.COMPETENCE,
        source="contoh-2026:1",
        since=dt.date(2026, 10, 1),
        node=WeightedSum(((Param("contoh.weight"), law.fact("job_person_match")),)),
    )
    return law.overlay("contoh", TERMS, rules=[score])


def assume(person: Employee, standards: dict[PositionLevel, CompetencyProfile]) -> list[object]:
    """Return a good future, with assessments every two years that differ by person."""
    rng = random.Random(person.id)  # noqa: S311 - invented data
    found: list[object] = [*assume_good_standing(person, TODAY, UNTIL)]
    for level, standard in standards.items():
        held = {name: max(1, standard[name] + rng.choice([-1, 0, 0, 0, 1])) for name in standard}
        profile = CompetencyProfile.of(held, scale=standard.scale)
        days = (TODAY, dt.date(2028, 11, 20), dt.date(2030, 11, 20))
        found += [Assessment(day=day, level=level, profile=profile, assumed=True) for day in days]
    return found


def report() -> int:
    """Print what five years take and gain; return how many bounds are broken."""
    city: Agency = samples.surakarta()
    law = make_law()
    standards = {
        post.position.level: post.position.standard
        for post in city.posts
        if post.position.level in LEVELS and post.position.standard is not None
    }

    def future(person: Employee) -> list[object]:
        return assume(person, standards)

    start = time.perf_counter()
    forecast = forecast_vacancies(city, TODAY, UNTIL, rulebook=law)
    first = time.perf_counter()
    bench = rate_bench(city, TODAY, UNTIL, rulebook=law, assume=future)
    second = time.perf_counter()
    policy = SuccessionPlanPolicy(
        score="contoh.score",
        days=[dt.date(year, month, 1) for year in range(2027, 2032) for month in (2, 8)],
        move_cost=5,
        empty_cost=50,
    )
    plan = plan_succession(city, TODAY, UNTIL, rulebook=law, policy=policy, assume=future)
    third = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert forecast.verify() and bench.verify() and plan.verify()  # noqa: PT018 - one line
    print(f"five years of {len(city.employees):,} people, {len(plan.rounds)} rounds")
    print(f"  forecast {first - start:5.1f} s: {len(forecast)} vacancies")
    print(f"  bench    {second - first:5.1f} s: {len(bench.posts)} critical posts")
    print(f"  plan     {third - second:5.1f} s: {len(plan.moves)} moves")
    show = plan.value_type.show
    print(f"  gain {show(plan.gain, 'en')}, one chair at a time {show(plan.greedy_gain, 'en')}")
    print(f"  {third - start:.1f} s (bound {SECONDS}), {memory:.0f} MB (bound {MEGABYTES})")
    return (third - start > SECONDS) + (memory > MEGABYTES) + (plan.gain <= plan.greedy_gain)
