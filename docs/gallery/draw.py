"""Draws the pictures of the gallery from the shipped sample; the page shows these functions.

``docs/conf.py`` runs it before the pages are read. The same code gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from asn_career import (
    CareerGraph,
    CompetencyProfile,
    Param,
    Period,
    Question,
    Rule,
    SuccessionPlanPolicy,
    Text,
    UnitOutcome,
    WeightedSum,
    assume_good_standing,
    backtest_workforce,
    charts,
    evaluate_programme,
    find_routes,
    match_mentors,
    measure_gap,
    national_rulebook,
    place_talent,
    plan_succession,
    report_development,
    samples,
)

TODAY, UNTIL = dt.date(2026, 11, 21), dt.date(2036, 11, 21)
LAW = national_rulebook()
CITY = samples.surakarta(employees=900)


def nine_box(ax: Axes) -> None:
    """Two hundred people, with scores that an assessment centre would give (invented)."""
    facts = {
        person.id: {
            "predicate_latest": ["baik", "baik", "sangat_baik", "kurang"][number % 4],
            "award_level": ["agency", "none"][number % 2],
            "feedback": "baik",
            "team_role": "leader_internal",
            "competence_score": 25 + 7 * number % 75,
            "potential_score": 10 + 13 * number % 90,
            "certificates": number % 6,
            "variety": "cross_unit",
            "acting_duty": "none",
            "field_fit": "fits",
            "months_in_level": 6 * number % 90,
            "diploma": "s1",
            "discipline_record": "never",
        }
        for number, person in enumerate(CITY.employees[:200])
    }
    talent = place_talent(CITY.employees[:200], TODAY, rulebook=LAW, facts=facts)
    charts.draw_nine_box(talent, ax, lang="en")


def routes(ax: Axes) -> None:
    """The three earliest routes of one person to the head of the planning agency."""
    person, post = CITY.employee("E-0030"), CITY.post("bappeda-kepala")
    between = {"camat", "kepala-bidang-riset-dan-inovasi-daerah"}
    positions = {p.position.id: p.position for p in CITY.posts if p.position.id in between}
    held = person.appointment_on(TODAY)
    all_positions = [held.position, *positions.values(), post.position]
    graph = CareerGraph(positions=all_positions, rulebook=LAW, as_of=TODAY)
    hope = assume_good_standing(person, TODAY, UNTIL, positions=all_positions)
    found = find_routes(
        person, post, TODAY, UNTIL, graph=graph, assume=hope, objectives=["earliest"], limit=3
    )
    charts.draw_routes(found, ax, lang="en")


def gaps_of_one(ax: Axes) -> None:
    """What one person holds against the standard of a post."""
    held = CompetencyProfile.of({"M.01": 3, "M.02": 4, "M.03": 3, "M.07": 2, "M.08": 2})
    standard = CompetencyProfile.of(
        dict.fromkeys(("M.01", "M.02", "M.03", "M.07", "M.08", "SK.01"), 3)
    )
    charts.draw_gaps(measure_gap(held, standard), ax, lang="en")


def gaps_of_a_unit(ax: Axes) -> None:
    """What the people who were assessed hold against the standards of their posts."""
    people = [
        person
        for person in CITY.employees
        if (held := person.appointment_on(TODAY))
        and any(found.level is held.position.level for found in person.assessments)
    ]
    charts.draw_gaps(report_development(people, TODAY, rulebook=LAW), ax, lang="en")


def chains(ax: Axes) -> None:
    """Who moves after whom when the heads of agency are appointed."""
    terms = """
    [instruments.contoh-2026]
    short = "Keputusan contoh"
    title = {id = "Contoh keputusan panitia seleksi", en = "Example of a committee's decree"}
    signed = 2026-10-01
    evidence = "primary"
    [contoh.weight]
    text = {id = "Bobot kompetensi", en = "Weight of competence"}
    unit = "percent"
    checked = 2026-11-21
    [[contoh.weight.rows]]
    since = 2026-10-01
    source = "contoh-2026:1"
    evidence = "primary"
    value = 100
    """
    score = Rule(
        name="contoh.score",
        text=Text(id="Nilai kompetensi", en="Score of competence"),
        question=Question.COMPETENCE,
        source="contoh-2026:1",
        since=dt.date(2026, 10, 1),
        node=WeightedSum(((Param("contoh.weight"), LAW.fact("job_person_match")),)),
    )
    book = LAW.overlay("contoh", terms, rules=[score])
    policy = SuccessionPlanPolicy(
        score="contoh.score",
        levels=["administrator", "jpt_pratama"],
        days=[dt.date(2027, 2, 1)],
        empty_cost=50,
    )
    upper = [p.position for p in CITY.posts if p.position.level in {"administrator", "jpt_pratama"}]
    until = dt.date(2027, 12, 31)
    plan = plan_succession(
        CITY,
        TODAY,
        until,
        rulebook=book,
        policy=policy,
        assume=lambda who: assume_good_standing(who, TODAY, until, positions=upper),
    )
    names = {post.id: post.position.name for post in CITY.posts}
    charts.draw_chains(plan, ax, lang="en", limit=6, names=names)


def matching(ax: Axes) -> None:
    """Twenty mentees, eight mentors, one pair that is fixed."""
    mentees, mentors = CITY.employees[500:520], CITY.employees[:8]
    fixed = [(mentees[0].id, mentors[2].id)]
    pairs = match_mentors(mentees, mentors, TODAY, rulebook=LAW, fixed=fixed)
    charts.draw_matching(pairs, ax, lang="en")


def effects(ax: Axes) -> None:
    """Four indicators of twenty-four units, twelve with the programme (invented numbers)."""
    years = [Period(dt.date(y, 1, 1), dt.date(y, 12, 31)) for y in (2024, 2025)]
    units = [f"unit-{i:02}" for i in range(24)]
    gains = {"training_hours": 6, "retention": 1, "turnover": 2, "mentoring_coverage": -4}
    values = [
        UnitOutcome(
            unit=unit,
            indicator=name,
            since=year.since,
            until=year.until,
            numerator=20 + (i * 7 + place) % 11 + late * ((i * i + place) % 7 + (i < 12) * gain),
            denominator=60,
        )
        for place, (name, gain) in enumerate(gains.items())
        for i, unit in enumerate(units)
        for late, year in enumerate(years)
    ]
    found = evaluate_programme(
        values,
        treated=units[:12],
        control=units[12:],
        before=years[0],
        after=years[1],
        method="permutation",
    )
    charts.draw_effects(found, ax, lang="en")


def workforce(ax: Axes) -> None:
    """What would have been forecast three years ago, one in a hundred leaving, and what came."""
    since = dt.date(2023, 11, 21)
    back = backtest_workforce(CITY, since, TODAY, rulebook=LAW, leaving="0.01")
    charts.draw_workforce(back, ax, lang="en")


PICTURES: dict[str, tuple[Callable[[Axes], None], tuple[float, float]]] = {
    "nine_box": (nine_box, (7, 6)),
    "routes": (routes, (9, 5.5)),
    "gaps_of_one": (gaps_of_one, (8, 4)),
    "gaps_of_a_unit": (gaps_of_a_unit, (8, 5)),
    "chains": (chains, (9, 6)),
    "matching": (matching, (7, 7)),
    "effects": (effects, (8, 4)),
    "workforce": (workforce, (9, 5)),
}


def draw_all(folder: Path) -> None:
    """Draw every picture as SVG, with nothing in it that differs from run to run."""
    folder.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context({"svg.hashsalt": "asn_career", "svg.fonttype": "path"}):
        for name, (draw, size) in PICTURES.items():
            figure = Figure(figsize=size, layout="constrained")
            draw(figure.subplots())
            # A white ground: readable on light pages and on dark ones.
            figure.savefig(folder / f"{name}.svg", metadata={"Date": None}, facecolor="white")


if __name__ == "__main__":
    draw_all(Path(__file__).parent / "pictures")
