"""Successors ranked by criteria with weights: method, weights, exactness, unknowns, robustness."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_succession import AS_OF, BOOK, POLICY, WORDS, change, person, problems_of, ranking
from test_talent_map import KEEN
from worlds import TARGET

from asn_career import national_rulebook
from asn_career.conditions import Lookup
from asn_career.errors import InvalidInputError
from asn_career.ranking import Method, Weights, rank_by, weigh_by_ahp
from asn_career.rulebook import Rule
from asn_career.succession import SuccessionPolicy, rank_successors
from asn_career.terms import Predikat, Question

CRITERIA = {"uji.match": 60, "uji.predicate": 30, "uji.months": 10}


def several():
    """Return the agency's law with four numbers; the last stands in no record."""
    nodes = {
        "uji.match": BOOK.fact("job_person_match"),
        "uji.predicate": Lookup("agency.predicate_score", (BOOK.fact("predicate_latest"),)),
        "uji.months": BOOK.fact("months_as_administrator"),
        "uji.technical": BOOK.fact("technical_score"),
    }
    return BOOK.overlay(
        "beberapa",
        rules=[
            Rule(
                name=name,
                text=WORDS,
                question=Question.TALENT,
                source="sk-uji-2026",
                since=dt.date(2017, 1, 2),
                node=node,
            )
            for name, node in nodes.items()
        ],
    )


LAW = several()
SAW = SuccessionPolicy(criteria=CRITERIA, gates=("agency.gate",), method="saw")


def by(policy, *people, **options):
    return ranking(*people, policy=policy, book=LAW, **options)


PEOPLE = (
    person("E-1", levels=(4, 4), predicate=Predikat.SANGAT_BAIK, months=60),
    person("E-2", levels=(5, 5), predicate=Predikat.BAIK, months=84),
    person("E-3", levels=(5, 4), predicate=Predikat.BAIK, months=120),
)
# The numbers of the three: match in percent, score of the predicate, months.
NUMBERS = {"E-1": (100, 100, 60), "E-2": (125, 80, 84), "E-3": (Fraction(225, 2), 80, 120)}


def test_saw_is_exact_and_the_result_says_how():
    found = by(SAW, *PEOPLE)
    best = {i: max(row[i] for row in NUMBERS.values()) for i in range(3)}
    wanted = {
        id: sum(
            Fraction(w, 100) * Fraction(v) / Fraction(best[i])
            for i, (w, v) in enumerate(zip((60, 30, 10), row, strict=True))
        )
        for id, row in NUMBERS.items()
    }
    totals = {p.id: Fraction(p.total, found.ranks.denominator) for p in found.ranks.places}
    assert totals == wanted
    assert [one.id for one in found.ranked] == sorted(wanted, key=lambda id: -wanted[id])
    text = "\n".join(found.lines("en"))
    assert "Method: SAW (simple additive weighting); computed exactly" in text
    assert "Weights: uji.match 60%; uji.months 10%; uji.predicate 30%" in text


def test_every_criterion_carries_its_score_with_its_explanation():
    found = by(SAW, *PEOPLE)
    one = found.find("E-1")
    assert one.score is None
    assert [score.rule for score in one.criteria] == ["uji.match", "uji.months", "uji.predicate"]
    assert all(score.verify() for score in one.criteria)
    for text in ("\n".join(found.lines("en")), "\n".join(found.explain("E-1", "en"))):
        assert "test (30%): 100%" in text
        assert "[SK Uji 2026 art. 3" in text
    row = next(row for row in found.rows() if row["id"] == "E-1")
    assert (row["score"], row["value_uji.predicate"], row["value_uji.months"]) == (None, 100, 60)
    assert row["total"] == found.by_method.ranks.rows()[row["rank"] - 1]["total"]
    plain = found.as_dict()
    assert plain["policy"]["criteria"] == CRITERIA
    assert plain["method"]["name"] == "saw"


@pytest.mark.parametrize("method", ["saw", "topsis"])
@pytest.mark.parametrize("costs", [(), ("uji.months",)])
def test_the_ranks_are_those_of_the_named_method(method, costs):
    policy = attrs.evolve(SAW, method=method, costs=costs, ties=())
    found = by(policy, *PEOPLE)
    names = ("uji.match", "uji.predicate", "uji.months")
    matrix = {
        id: {name: int(2 * v) for name, v in zip(names, row, strict=True)}
        for id, row in NUMBERS.items()
    }
    wanted = rank_by(method, matrix, weights=CRITERIA, costs=costs).ranks
    assert [(p.id, p.rank) for p in found.ranks.places] == [(p.id, p.rank) for p in wanted.places]
    assert found.by_method.method is Method(method)
    text = "\n".join(found.lines("en"))
    assert ("compared on 9 decimal places" in text) is (method == "topsis")
    assert ("Less is better: uji.months" in text) is bool(costs)


def test_a_weighted_sum_is_shown_in_the_unit_of_its_numbers():
    policy = attrs.evolve(
        SAW, method="weighted_sum", criteria={"uji.match": 60, "uji.predicate": 40}
    )
    found = by(policy, *PEOPLE)
    assert {row["id"]: row["total"] for row in found.rows()} == {
        "E-2": 107, "E-1": 100, "E-3": Decimal("99.5"),
    }  # fmt: skip
    # The same as the agency's own rule of a score, without writing one.
    agency = ranking(*PEOPLE, policy=POLICY)
    assert [r.id for r in found.ranked] == [r.id for r in agency.ranked]


def test_ahp_says_its_consistency_ratio():
    weights = weigh_by_ahp({"uji.match": {"uji.predicate": 3, "uji.months": 5},
                            "uji.predicate": {"uji.months": 4}})  # fmt: skip
    found = by(attrs.evolve(SAW, criteria=weights), *PEOPLE)
    text = "\n".join(found.lines("en"))
    ratio = f"AHP, eigenvector; consistency ratio {weights.consistency_ratio:.3f}"
    assert ratio in text
    assert "compared on 9 decimal places" in text
    assert found.as_dict()["method"]["consistency_ratio"] == weights.consistency_ratio


TECHNICAL = attrs.evolve(SAW, criteria={"uji.match": 60, "uji.technical": 40})


def test_who_lacks_one_criterion_is_unknown_and_not_last():
    facts = {"E-1": {"technical_score": 70}, "E-3": {"technical_score": 80}}
    found = by(TECHNICAL, *PEOPLE, facts=facts)
    assert {one.id for one in found.ranked} == {"E-1", "E-3"}
    (lacking,) = found.unknown
    assert (lacking.id, lacking.missing) == ("E-2", ("technical_score",))
    assert [s.rule for s in lacking.criteria if s.value is None] == ["uji.technical"]
    assert lacking.score is None
    row = next(row for row in found.rows() if row["id"] == "E-2")
    assert (row["total"], row["value_uji.match"], row["value_uji.technical"]) == (None, 125, None)
    assert any("no data" in line for line in found.explain("E-2", "en"))


def test_equal_totals_are_parted_by_the_chain_of_the_policy():
    twins = (person("E-1"), person("E-2", golongan="IV/b"))
    for method in ("saw", "topsis"):
        policy = attrs.evolve(SAW, method=method)
        found = by(policy, *twins)
        assert [(r.id, r.rank, r.score_rank) for r in found.ranked] == [
            ("E-2", 1, 1), ("E-1", 2, 1),
        ]  # fmt: skip
        assert [p.key for p in found.ranks.partings] == ["rank"]
        tied = by(attrs.evolve(policy, ties=()), *twins)
        assert [r.rank for r in tied.ranked] == [1, 1]


def test_nobody_is_ranked_by_no_numbers():
    found = by(SAW)
    assert (found.ranked, found.by_method.matrix) == ((), {})


def test_numbers_that_the_method_refuses_are_named():
    with pytest.raises(InvalidInputError, match=r"uji\.technical: is zero for all"):
        by(TECHNICAL, *PEOPLE, facts={one.id: {"technical_score": 0} for one in PEOPLE})


LEVELS = st.tuples(st.integers(4, 5), st.integers(4, 5))
WHO = st.tuples(LEVELS, st.sampled_from([Predikat.BAIK, Predikat.SANGAT_BAIK, None]))


@settings(max_examples=15, deadline=None)
@given(st.lists(WHO, min_size=1, max_size=5), st.sampled_from(list(Method)), st.randoms())
def test_whatever_the_method_everybody_stands_once_and_the_order_of_the_input_is_nothing(
    people, method, random
):
    criteria = {"uji.match": "62.5", "uji.predicate": "37.5"}
    policy = SuccessionPolicy(criteria=criteria, method=method)
    pool = [
        person(f"E-{i}", levels=levels, predicate=predicate)
        for i, (levels, predicate) in enumerate(people)
    ]
    found = by(policy, *pool)
    random.shuffle(pool)
    assert by(policy, *pool) == found
    assert len(found.ranked) + len(found.unknown) == len(people)


def test_the_ranks_are_tried_under_other_weights():
    found = by(SAW, *PEOPLE)
    robust = found.robustness(seed=3, draws=50)
    assert robust.verify()
    assert robust.ranking is found.by_method
    assert {held.id for held in robust.holds} == {"E-1", "E-2", "E-3"}
    single = ranking(*PEOPLE)
    (problem,) = problems_of(single.robustness)
    assert problem.where == "policy.criteria"


def test_the_value_blended_with_technical_competence_may_rank():
    law = national_rulebook()
    policy = SuccessionPolicy(score="talent.blended_value")
    given_ = {k: v for k, v in KEEN.items() if k != "competence_score"}
    facts = {
        "E-1": given_ | {"technical_score": 60},
        "E-2": given_ | {"technical_score": 90},
        "E-3": given_,
    }
    found = ranking(*(person(id) for id in facts), policy=policy, book=law, facts=facts)
    assert [one.id for one in found.ranked] == ["E-2", "E-1"]
    assert [one.missing for one in found.unknown] == [("technical_score",)]
    view = law.view(person("E-2"), AS_OF, post=TARGET)
    assert found.ranked[0].score.whole > found.ranked[1].score.whole
    assert view.get("technical_score") is None  # it comes from what was given alone


def test_every_answer_broken_on_purpose_is_rejected():
    facts = {"E-1": {"technical_score": 70}, "E-3": {"technical_score": 80}}
    found = by(TECHNICAL, *PEOPLE, facts=facts)
    first, other = found.ranked
    moved = {id: dict(row) for id, row in found.by_method.matrix.items()}
    moved["E-1"]["uji.match"] += 1
    broken = [
        change(found, "ranked", criteria=other.criteria),
        change(found, "ranked", criteria=first.criteria[1:]),
        change(found, "ranked", criteria=()),
        change(found, "ranked", score=first.criteria[0]),
        change(found, "ranked", rank=2),
        change(found, "unknown", criteria=first.criteria),
        change(found, "unknown", criteria=()),
        attrs.evolve(found, by_method=None),
        attrs.evolve(found, by_method=attrs.evolve(found.by_method, matrix=moved)),
        attrs.evolve(found, by_method=attrs.evolve(found.by_method, method=Method.TOPSIS)),
        attrs.evolve(found, policy=attrs.evolve(found.policy, method="topsis")),
        attrs.evolve(found, policy=attrs.evolve(TECHNICAL, costs=("uji.technical",))),
        attrs.evolve(
            found, policy=attrs.evolve(TECHNICAL, criteria={"uji.match": 61, "uji.technical": 39})
        ),
        attrs.evolve(found, policy=POLICY),
    ]  # fmt: skip
    for i, answer in enumerate(broken):
        assert not answer.verify(), i


# -- wrong policies --------------------------------------------------------------------------


def places_of(**parts):
    return [p.where for p in problems_of(SuccessionPolicy, **parts)]


def test_exactly_one_of_score_and_criteria_ranks():
    assert places_of() == ["score"]
    assert places_of(score="agency.score", criteria=CRITERIA) == ["criteria"]
    assert places_of(score="agency.score", method="saw", costs=("a",)) == ["method", "costs"]
    assert places_of(criteria=CRITERIA, minimum=80) == ["minimum"]


def test_every_problem_of_the_criteria_is_named_at_once():
    problems = problems_of(
        SuccessionPolicy,
        criteria={"uji.match": 60, "uji.predicate": 0.5, "uji.months": -10},
        method="sow",
        costs=("uji.month",),
        horizon_months=0,
    )
    assert [p.where for p in problems] == [
        "method", "criteria.uji.months", "criteria.uji.predicate", "costs", "horizon_months",
    ]  # fmt: skip
    assert "'saw'" in problems[0].hint
    assert "'uji.months'" in problems[3].hint
    (problem,) = problems_of(SuccessionPolicy, criteria={"uji.match": 60, "uji.months": 30})
    assert (problem.where, problem.hint) == ("criteria", "add 10")
    assert places_of(criteria=["uji.match"]) == ["criteria"]
    uneven = Weights(shares={"uji.match": 0.5}, method=WORDS)
    assert places_of(criteria=uneven) == ["criteria"]
    assert places_of(criteria=CRITERIA, method="weighted_sum", costs=("uji.months",)) == ["costs"]


def test_criteria_that_the_rulebook_lacks_are_named_with_the_near_one():
    criteria = {"uji.matsh": 50, "agency.gate": 30, "uji.months": 20}
    problems = problems_of(
        rank_successors,
        TARGET,
        PEOPLE,
        AS_OF,
        rulebook=LAW,
        policy=SuccessionPolicy(criteria=criteria, gates=("agency.gat",)),
    )
    assert [p.where for p in problems] == [
        "policy.criteria.agency.gate", "policy.criteria.uji.matsh", "policy.gates[0]",
    ]  # fmt: skip
    assert "'uji.match'" in problems[1].hint


def test_numbers_of_different_units_are_not_added():
    (problem,) = problems_of(
        rank_successors,
        TARGET,
        PEOPLE,
        AS_OF,
        rulebook=LAW,
        policy=attrs.evolve(SAW, method="weighted_sum"),
    )
    assert problem.where == "policy.method"
    assert "uji.months in month" in problem.message
    assert problem.hint == "use saw or topsis"
