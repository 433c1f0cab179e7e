"""The occupations of O*NET as a career graph, by the public names alone: no code of its own.

The whole database is not in the repository; where it lies beside it, all published cases are run.
"""

import csv
import datetime as dt
import json
import tomllib
from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from math import dist, sqrt
from pathlib import Path

import pytest

from asn_career import (
    AllOf,
    Appointment,
    CareerGraph,
    Compare,
    CompetencyProfile,
    Const,
    Employee,
    Evidence,
    Fact,
    GapPolicy,
    Instrument,
    Op,
    Position,
    PositionKind,
    Question,
    Rule,
    Rulebook,
    Status,
    Subject,
    Text,
    find_routes,
    measure_gap,
)
from asn_career.values import ValueType

AS_OF, UNTIL = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
EXTRACT = Path(__file__).parent / "data" / "onet_extract.toml"
SHARED = Path(__file__).parents[2] / "shared"
SCALE = 700  # levels 0-7 in hundredths
NAME = Text(id="O*NET", en="O*NET")
LINEAR = GapPolicy(
    name="linear",
    text=NAME,
    table={-SCALE: 0, SCALE: 2 * SCALE},
    between="interpolate",
    scale=SCALE,
)
SQUARED = GapPolicy(
    name="squared",
    text=NAME,
    table={gap: gap * gap for gap in range(-SCALE, SCALE + 1)},
    scale=SCALE,
)
NUMBER = ValueType.number("level")


def rise(view):
    """Return by how many job zones a post is above the position held."""
    held = view.person().appointment_on(view.as_of)
    here = None if held is None else held.position.job_class
    there = view.target().position.job_class
    return None if here is None or there is None else there - here


RISE = Fact(name="zone_rise", value_type=NUMBER, text=NAME, subject=Subject.PAIR, read=rise)
MOVE = Rule(
    name="onet.move",
    text=Text(
        id="Pindah ke zona yang sama atau satu di atasnya", en="To the same zone or the next"
    ),
    question=Question.MOVE,
    source="onet-29-3",
    since=dt.date(2024, 11, 1),
    node=AllOf(
        (Compare(RISE, Op.GE, Const(0, NUMBER)), Compare(RISE, Op.LE, Const(1, NUMBER))),
    ),
)
ONET = Instrument(
    id="onet-29-3",
    short="O*NET 29.3",
    title=NAME,
    evidence=Evidence.PRIMARY,
    published=dt.date(2024, 11, 1),
)


def build(occupations, leads):
    """Return the graph of occupations: code, title, zone, levels by skill or None."""
    positions = [
        Position(
            id=code,
            name=title,
            kind=PositionKind.PELAKSANA,
            job_class=zone,
            standard=levels and CompetencyProfile.of(levels, scale=SCALE),
        )
        for code, title, zone, levels in occupations
    ]
    book = Rulebook.build(
        "onet", instruments={ONET.id: ONET}, tables={}, facts=(RISE,), rules=(MOVE,)
    )
    return CareerGraph(positions, book, AS_OF, leads=leads)


def ask(graph, source, target, objective):
    """Return the routes of somebody in one occupation to another; a move counts as one level."""
    person = Employee(
        id="E-1",
        birth_date=dt.date(1990, 1, 1),
        status=Status.PNS,
        appointments=(
            Appointment(position=graph.position(source), unit="u-1", since=dt.date(2020, 1, 1)),
        ),
    )
    routes = find_routes(
        person,
        target,
        AS_OF,
        UNTIL,
        graph=graph,
        objectives=(objective,),
        per_move=100,
        limit=1,
        steps=100_000,
    )
    assert routes.verify()
    assert routes.complete
    return routes.best(objective)


def codes(route):
    return [route.steps[0].origin.id, *(step.destination.id for step in route.steps)]


def cost(graph, path):
    """Return 1 for each move and what skills lack for the next occupation, by hand."""
    total = Fraction(0)
    for here, there in pairwise(path):
        has, needs = (graph.position(code).standard.levels for code in (here, there))
        total += 1 + Fraction(sum(max(0, needs[skill] - has[skill]) for skill in needs), 100)
    return total


def test_the_extract_gives_the_published_route():
    data = tomllib.loads(EXTRACT.read_text(encoding="utf-8"))
    found = data["occupations"]
    graph = build(
        [
            (o["code"], o["title"], o["zone"], dict(zip(data["skills"], o["levels"], strict=True)))
            for o in found
        ],
        {o["code"]: o["related"] for o in found},
    )
    route = ask(graph, "27-4014.00", "15-2099.01", "smallest_gap")
    assert codes(route) == ["27-4014.00", "27-4032.00", "27-3023.00", "19-4061.00", "15-2099.01"]
    assert (
        Fraction(route.levels, 100) + route.moves == cost(graph, codes(route)) == Fraction("38.55")
    )


def nearest(graph, source):
    """Return the other occupations with the distance of their skills, by a policy of gaps."""
    has = graph.position(source).standard
    found = []
    for place in graph.positions:
        if place.id != source and place.standard is not None:
            gap = measure_gap(has, place.standard, policy=SQUARED)
            found.append((sqrt(gap.total * len(gap.items)) / 100, place.id))
    return sorted(found)


def test_the_nearest_occupation_of_the_extract_is_so_by_hand():
    data = tomllib.loads(EXTRACT.read_text(encoding="utf-8"))
    skills = {o["code"]: o["levels"] for o in data["occupations"]}
    graph = build(
        [
            (o["code"], o["title"], o["zone"], dict(zip(data["skills"], o["levels"], strict=True)))
            for o in data["occupations"]
        ],
        {},
    )
    for source, has in skills.items():
        by_hand = sorted((dist(has, skills[c]) / 100, c) for c in skills if c != source)
        found = nearest(graph, source)
        assert [code for _, code in found] == [code for _, code in by_hand]
        assert [far for far, _ in found] == pytest.approx([far for far, _ in by_hand])


@pytest.fixture(scope="module")
def onet():
    """Return the graph of all occupations and the published cases."""
    if not (SHARED / "data" / "onet293_nodes.csv").exists():
        pytest.skip("the O*NET database is not beside the repository")

    def rows(name):
        with (SHARED / "data" / f"onet293_{name}.csv").open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    levels = {row.pop("O*NET-SOC Code"): row for row in rows("skill_level")}
    occupations = []
    for row in rows("nodes"):
        has = levels.get(row["code"])
        has = has and {skill: round(Fraction(level) * 100) for skill, level in has.items()}
        zone = int(row["job_zone"]) if row["job_zone"] else None
        occupations.append((row["code"], row["title"], zone, has))
    leads = defaultdict(list)
    for row in rows("edges"):
        leads[row["a"]].append(row["b"])
    graph = build(occupations, leads)
    assert (len(graph.positions), sum(map(len, leads.values()))) == (923, 18_460)
    cases = (SHARED / "cases" / "career_graph_onet.json").read_text(encoding="utf-8")
    return graph, json.loads(cases)


def test_every_published_route_is_found_or_one_of_the_same_cost(onet):
    graph, cases = onet
    assert cases["paths"]
    for case in cases["paths"]:
        route = ask(graph, case["source"], case["target"], "smallest_gap")
        expected = Fraction(str(case["cost"]))
        assert Fraction(route.levels, 100) + route.moves == expected
        assert codes(route) == case["path"] or cost(graph, case["path"]) == expected


def test_the_fewest_moves_are_the_published_hops(onet):
    whole, cases = onet
    measured = {p.id for p in whole.positions if p.standard is not None}
    graph = CareerGraph(
        [p for p in whole.positions if p.id in measured],
        whole.rulebook,
        AS_OF,
        leads={a: measured & {*bs} for a, bs in whole.leads.items() if a in measured},
    )
    for case in cases["paths"]:
        route = ask(graph, case["source"], case["target"], "fewest_moves")
        assert route.moves == case["hops"]


def test_the_nearest_occupations_by_skills_are_the_published_ones(onet):
    graph, cases = onet
    assert cases["nearest"]
    for case in cases["nearest"]:
        found = nearest(graph, case["source"])[: len(case["nearest"])]
        assert [code for _, code in found] == [code for code, _ in case["nearest"]]
        expected = [far for _, far in case["nearest"]]
        assert [far for far, _ in found] == pytest.approx(expected, abs=1e-4)


def test_the_gaps_between_occupations_are_the_published_ones(onet):
    graph, cases = onet
    for case in cases["gaps"]:
        here, there = (graph.position(case[end]) for end in ("source", "target"))
        gap = measure_gap(here.standard, there.standard, policy=LINEAR)
        lacking = [(item.competency, Fraction(-item.gap, 100)) for item in gap.to_mend]
        assert len(lacking) == case["n_gaps"]
        assert sum(levels for _, levels in lacking) == Fraction(str(case["total_gap"]))
        top = [levels for _, levels in lacking[:5]]
        assert top == [Fraction(str(levels)) for _, levels in case["top5"]]
        assert dict(case["top5"]).keys() <= dict(lacking).keys()
        required = sum(level for _, level in there.standard.pairs)
        match = 100 * (1 - sum(levels for _, levels in lacking) * 100 / required)
        assert round(float(match), 4) == pytest.approx(case["match_pct"], abs=1e-4)
