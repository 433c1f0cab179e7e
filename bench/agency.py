"""Five years of a city: vacancies, the bench of its strategic posts, ten rounds of moves.

The score is the Job Person Match. The future that is assumed is a good one with varied assessments,
so that every round has something to decide.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from row import Row, Work

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


def five_years(people: int) -> Work:
    """Forecast, rate the bench, and plan ten rounds of moves."""
    city: Agency = samples.surakarta(employees=people)
    law = make_law()
    standards = {
        post.position.level: post.position.standard
        for post in city.posts
        if post.position.level in LEVELS and post.position.standard is not None
    }
    policy = SuccessionPlanPolicy(
        score="contoh.score",
        days=[dt.date(year, month, 1) for year in range(2027, 2032) for month in (2, 8)],
        move_cost=5,
        empty_cost=50,
    )

    def future(person: Employee) -> list[object]:
        return assume(person, standards)

    def ours() -> Any:  # noqa: ANN401 - the plan
        forecast = forecast_vacancies(city, TODAY, UNTIL, rulebook=law)
        bench = rate_bench(city, TODAY, UNTIL, rulebook=law, assume=future)
        assert len(forecast) > 0
        assert bench.posts
        return plan_succession(city, TODAY, UNTIL, rulebook=law, policy=policy, assume=future)

    return ours, None


def tell_gain(plan: Any) -> str:  # noqa: ANN401 - the plan
    """Tell the gain of the plan beside that of one chair at a time."""
    assert plan.verify()
    assert plan.gain > plan.greedy_gain
    show = plan.value_type.show
    better = f"gain {show(plan.gain, 'en')}, one chair at a time {show(plan.greedy_gain, 'en')}"
    return f"{len(plan.moves)} moves; {better}"


ROWS = (
    Row(
        name="five-years",
        text="five years of a city: forecast, bench of its critical posts, ten rounds of moves",
        work=five_years,
        note=tell_gain,
        sizes=(600, 1_500, 6_000),
        of="people",
        seconds=60,
        megabytes=2048,
    ),
)
