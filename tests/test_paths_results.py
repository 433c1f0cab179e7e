"""Graphs handed out, routes shown and refused, posts recommended; a city with all nomenclature."""

import csv
import datetime as dt
import io
import json
from pathlib import Path

import attrs
import networkx as nx
import pytest
from cities import AS_OF, CITY, LAW, ROUTES, UNTIL, at_level, good, graph_of, head_of

from asn_career import (
    CareerGraph,
    InvalidInputError,
    Jenjang,
    Position,
    PositionKind,
    Question,
    RecommendPolicy,
    Truth,
    UnknownNameError,
    find_routes,
    recommend_posts,
)

GRAPH, HEAD = graph_of(CITY), head_of(CITY)
SHARED = Path(__file__).parents[2] / "shared"
CODES = {
    "PM": Jenjang.PEMULA,
    "TR": Jenjang.TERAMPIL,
    "MH": Jenjang.MAHIR,
    "PY": Jenjang.PENYELIA,
    "PT": Jenjang.AHLI_PERTAMA,
    "MU": Jenjang.AHLI_MUDA,
    "MA": Jenjang.AHLI_MADYA,
    "UT": Jenjang.AHLI_UTAMA,
}


# -- the graph, handed out ---------------------------------------------------------------------


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize("among", [None, [p.id for p in GRAPH.positions[:20]]])
def test_graphs_survive_graphml_and_gexf(form, among):
    graph = GRAPH.to_networkx(among=among)
    file = io.BytesIO()
    getattr(nx, f"write_{form}")(graph, file)
    file.seek(0)
    again = getattr(nx, f"read_{form}")(file)
    assert set(again.nodes) == set(graph.nodes)
    assert set(again.edges) == set(graph.edges)
    for a, b, kept in graph.edges(data=True):
        assert kept.items() <= again.edges[a, b].items()


def test_pairs_of_positions_follow_the_classes_and_the_career_pattern():
    some = [p.id for p in GRAPH.positions[:40]]
    pairs, classes = GRAPH.to_networkx(among=some), GRAPH.to_networkx()
    level = {id: GRAPH.position(id).level.value for id in some}
    for a in some:
        for b in some:
            led = a != b and classes.has_edge(level[a], level[b])
            assert pairs.has_edge(a, b) is led
    leads = {some[0]: some[1:3]}
    pattern = CareerGraph(GRAPH.positions, LAW, AS_OF, leads=leads)
    led = pattern.to_networkx(among=some).edges
    assert set(led) == {edge for edge in pairs.edges if edge[0] == some[0] and edge[1] in some[1:3]}


def test_too_many_pairs_are_refused():
    many = [attrs.evolve(GRAPH.positions[0], id=f"p-{i}") for i in range(301)]
    with pytest.raises(InvalidInputError, match="at most 300"):
        CareerGraph(many, LAW, AS_OF).to_networkx(among=[p.id for p in many])


def test_a_pattern_of_unknown_positions_names_the_near_one():
    one = GRAPH.positions[0].id
    with pytest.raises(InvalidInputError, match=one):
        CareerGraph(GRAPH.positions, LAW, AS_OF, leads={one: [f"{one}x"]})


def test_a_notebook_gets_a_picture_and_escaped_lines():
    shown = ROUTES._repr_mimebundle_()
    assert shown["text/vnd.mermaid"].startswith("flowchart LR")
    assert shown["text/markdown"].startswith("```mermaid\nflowchart")
    evil = attrs.evolve(
        ROUTES,
        target=attrs.evolve(
            ROUTES.target, position=Position(id="x", name="<script>", kind=PositionKind.PELAKSANA)
        ),
    )
    assert "<script>" not in evil._repr_mimebundle_()["text/html"]
    assert GRAPH._repr_mimebundle_()["text/vnd.mermaid"].startswith("flowchart LR")


# -- routes under the law ----------------------------------------------------------------------


def test_every_step_stands_on_the_listed_assumptions_and_on_each_of_them():
    route = ROUTES.best()
    assert route.verify()
    assert route.assumed
    for record in route.assumed:
        rest = tuple(one for one in route.assumed if one is not record)
        assert not attrs.evolve(route, assumed=rest).verify()


def test_an_unknown_target_names_the_near_one():
    with pytest.raises(UnknownNameError, match=HEAD.position.id):
        find_routes(CITY.employees[0], HEAD.position.id + "x", AS_OF, UNTIL, graph=GRAPH)


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"steps": 0}, "steps"),
        ({"per_move": -1}, "per_move"),
        ({"objectives": ()}, "objectives"),
        ({"objectives": ("earliest_",)}, "earliest"),
    ],
)
def test_wrong_options_are_refused(given, place):
    with pytest.raises(InvalidInputError, match=place):
        find_routes(CITY.employees[0], HEAD, AS_OF, UNTIL, graph=GRAPH, **given)


def test_the_smallest_gap_needs_standards_to_be_measured_by():
    bare = attrs.evolve(HEAD, position=attrs.evolve(HEAD.position, standard=None))
    with pytest.raises(InvalidInputError, match="has no standard"):
        find_routes(
            CITY.employees[0], bare, AS_OF, UNTIL, graph=GRAPH, objectives=("smallest_gap",)
        )


def test_a_person_past_retirement_gets_the_rule_that_says_so():
    person = attrs.evolve(
        at_level(CITY, "pengawas")[0], birth_date=dt.date(1950, 1, 1), joined=None, nip=None
    )
    routes = find_routes(person, HEAD, AS_OF, UNTIL, graph=GRAPH)
    assert routes.outcome.value == "retired"
    assert routes.findings
    assert routes.findings[0].truth is Truth.YES
    assert routes.verify()


def test_a_spent_budget_ends_in_a_result_that_says_so():
    person = next(p for p in CITY.employees if p.id == ROUTES.employee)
    routes = find_routes(
        person, HEAD, AS_OF, UNTIL, graph=GRAPH, assume=good(CITY, person, HEAD), steps=20
    )
    assert not routes.complete
    assert routes.outcome.value == "unfinished"
    assert any("budget was spent" in line for line in routes.lines("en"))
    assert any("anggaran langkah habis" in line for line in routes.lines("id"))


def test_a_cut_search_keeps_what_it_found_and_says_that_there_may_be_more():
    person = at_level(CITY, "jpt_pratama")[0]
    asked = {"graph": GRAPH, "assume": good(CITY, person, HEAD), "objectives": ("earliest",)}
    whole = find_routes(person, HEAD, AS_OF, UNTIL, limit=1, **asked)
    cut = find_routes(person, HEAD, AS_OF, UNTIL, limit=100, steps=whole.steps + 20, **asked)
    assert whole.complete
    assert not cut.complete
    assert cut.outcome.value == "found"
    assert cut.verify()
    assert cut.best().day == whole.best().day
    assert any("budget was spent" in line for line in cut.lines("en"))
    assert any("anggaran langkah habis" in line for line in cut.lines("id"))


def test_no_route_names_what_blocks_every_attempt_and_the_nearest_unmet():
    person = at_level(CITY, "pelaksana")[0]
    routes = find_routes(person, HEAD, AS_OF, UNTIL, graph=GRAPH)
    assert routes.outcome.value == "blocked"
    assert routes.verify()
    assert any(one.always for one in routes.blocked)
    assert {one.truth for one in routes.blocked} <= {Truth.NO, Truth.UNKNOWN}


# -- posts that fit ----------------------------------------------------------------------------


def test_only_strategic_posts_that_no_rule_refuses_are_recommended():
    person = at_level(CITY, "jpt_pratama")[0]
    found = recommend_posts(person, CITY.posts, AS_OF, rulebook=LAW)
    assert found.verify()
    held = person.appointment_on(AS_OF)
    strategic = [p for p in CITY.posts if p.strategic and p.position != held.position]
    assert found.asked == len(strategic)
    fit = {item.post.id for item in found.items}
    for post in strategic:
        rules = [
            r for q in (Question.MOVE, Question.APPOINT) for r in LAW.rules_for(q, post, AS_OF)
        ]
        truths = [
            LAW.check(rule.name, person, AS_OF, post=post).truth
            for rule in rules
            if rule.name != "moves.kind"
        ]
        assert (Truth.NO not in truths) is (post.id in fit) or found.limited
    for item in found.items:
        assert item.post.holder is None
        assert item.fields == tuple(sorted({*item.post.all_fields} & {*item.fields}))
    json.dumps(found.as_dict())
    assert len(found.rows()) == len(found.items)


def test_the_better_match_comes_first_and_what_does_not_fit_is_counted():
    people = at_level(CITY, "administrator")
    asked = [recommend_posts(p, CITY.posts, AS_OF, rulebook=LAW, limit=3) for p in people]
    assert all(one.verify() for one in asked)
    assert any(one.refused for one in asked)
    some = next(one for one in asked if len(one.items) > 1)
    assert [i.truth for i in some.items] == sorted(
        (i.truth for i in some.items), key=lambda truth: truth is not Truth.YES
    )
    # An assessment that is no longer valid measures nothing.
    measured = [item.gap for one in asked for item in one.items]
    assert None in measured
    assert any(measured)
    assert any("to go" in line for one in asked for line in one.lines("en"))
    turned = attrs.evolve(some, items=some.items[::-1])
    assert not turned.verify()


def test_the_policy_says_which_posts_are_looked_at():
    person = at_level(CITY, "administrator")[0]
    whole = RecommendPolicy(strategic=False, shared=True)
    found = recommend_posts(person, CITY.posts, AS_OF, rulebook=LAW, policy=whole, limit=100)
    assert found.verify()
    assert all(item.fields and item.held for item in found.items)
    vacant = RecommendPolicy(strategic=False, vacant=True)
    found = recommend_posts(person, CITY.posts, AS_OF, rulebook=LAW, policy=vacant, limit=100)
    assert all(item.vacant for item in found.items)


def test_posts_that_are_none_and_ids_given_twice_are_refused_at_once():
    with pytest.raises(InvalidInputError) as caught:
        recommend_posts(CITY.employees[0], [HEAD, HEAD, "post"], AS_OF, rulebook=LAW, limit=0)
    assert len(caught.value.problems) == 3


# -- a city with the whole nomenclature --------------------------------------------------------


def test_all_functional_positions_with_those_of_a_city_are_built_and_searched():
    path = SHARED / "data" / "functional_positions.csv"
    if not path.exists():
        pytest.skip("the nomenclature of functional positions is not beside the repository")
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1466
    positions = {p.position.id: p.position for p in CITY.posts if p.position.jenjang is None}
    structural = len(positions)
    for i, row in enumerate(rows):
        jenjang = CODES.get(row["jenjang_code"])  # two court bailiffs have none
        kind = PositionKind.PELAKSANA if jenjang is None else PositionKind.FUNGSIONAL
        family = row["family"].lower()
        positions[f"jf-{i}"] = Position(
            id=f"jf-{i}",
            name=row["name"],
            kind=kind,
            jenjang=jenjang,
            family=family,
            fields=(family,),
        )
    graph = CareerGraph(positions.values(), LAW, AS_OF)
    assert len(graph.positions) == structural + 1466
    assert len(graph.edges()) < 200
    person = next(p for p in CITY.employees if p.id == ROUTES.employee)
    routes = find_routes(person, HEAD, AS_OF, UNTIL, graph=graph, assume=good(CITY, person, HEAD))
    assert routes.verify()
    assert routes.best() is not None
    assert routes.best().day <= ROUTES.best().day
    for position in graph.positions[::100]:
        routes = find_routes(person, position, AS_OF, UNTIL, graph=graph)
        assert routes.complete
        assert routes.verify()
