"""An agency's own appraisal: weights, goals, raters, missing parts."""

import datetime as dt
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_career import Employee, InvalidInputError, Status, appraise
from asn_career.appraising import (
    Component,
    Goal,
    MissingPart,
    Rating,
    Verdict,
    read_appraisal_policy,
)
from asn_career.terms import Text

WHO = Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS)
DAY = dt.date(2026, 12, 31)
TEXT = """
name = "kota"
text.id = "Penilaian kota"
text.en = "Appraisal of the city"
since = 2026-01-01
source = "SK Wali Kota 1/2026"
missing = "refuse"
good = 80
highest = 120

[[components]]
key = "target"
text.id = "Target kerja"
text.en = "Goals"
weight = 60

[[components]]
key = "pelayanan"
text.id = "Pelayanan"
text.en = "Service"
weight = 40
rated = true

[[raters]]
key = "atasan"
text.id = "Atasan"
text.en = "Superior"
weight = 60

[[raters]]
key = "rekan"
text.id = "Rekan"
text.en = "Peers"
weight = 40
fewest = 3
"""
POLICY = read_appraisal_policy(TEXT)
GOALS = [
    Goal(component="target", name="aduan", start=40, target=20, result=25),
    Goal(component="target", name="layanan", start=0, target=10, result=11, weight=3),
]
PEERS = [Rating(component="pelayanan", rater="rekan", score=s) for s in (70, 80, 90)]
SUPERIOR = Rating(component="pelayanan", rater="atasan", score=95)


def ask(goals=GOALS, ratings=(SUPERIOR, *PEERS), **more):
    result = appraise(WHO, DAY, policy=attrs.evolve(POLICY, **more), goals=goals, ratings=ratings)
    assert result.verify()
    return result


def part(result, key):
    return next(p for p in result.parts if p.key == key)


def test_parts_add_up_to_the_total():
    result = ask()
    # Goals: 75 once and 110 three times; service: 60 percent of 95 and 40 percent of 80.
    assert part(result, "target").score == Fraction(75 + 3 * 110, 4)
    assert part(result, "pelayanan").score == 89
    assert result.total == sum(p.contribution for p in result.parts) == Fraction("96.35")


def test_the_spread_between_raters_is_shown():
    assert part(ask(), "pelayanan").spread == 25
    assert "selisih antarpenilai 25" in "\n".join(ask().lines())
    assert part(ask(), "target").spread is None


@pytest.mark.parametrize(
    ("result", "score"), [(40, 0), (50, 0), (30, 50), (20, 100), (16, 120), (0, 120)]
)
def test_a_goal_counts_in_proportion_and_within_the_scale(result, score):
    goal = Goal(component="target", name="aduan", start=40, target=20, result=result)
    assert part(ask(goals=[goal]), "target").score == score


def test_what_is_good_is_kept_and_what_costs_most_comes_first():
    low = [Rating(component="pelayanan", rater="atasan", score=60), *PEERS]
    goal = Goal(component="target", name="aduan", start=40, target=20, result=26)
    result = ask(goals=[goal], ratings=low)
    assert [p.key for p in result.to_improve] == ["target", "pelayanan"]
    assert [p.key for p in ask().to_keep] == ["target", "pelayanan"]
    assert "Improve" in result.lines("en")[1]


# -- missing parts -------------------------------------------------------------------------------

UNMEASURED = [Goal(component="target", name="aduan", start=40, target=20), GOALS[1]]


def test_a_missing_goal_refuses_the_total_and_is_named():
    result = ask(goals=UNMEASURED)
    assert result.total is None
    assert result.missing == ("target", "target.aduan")
    assert part(result, "target").verdict is Verdict.MISSING
    assert "belum diketahui" in result.lines()[0]


def test_a_missing_goal_is_left_out_and_the_others_weigh_more():
    result = ask(goals=UNMEASURED, missing="reweigh")
    assert part(result, "target").score == 110
    assert result.total == Fraction("0.6") * 110 + Fraction("0.4") * 89


def test_a_missing_component_is_left_out_and_the_others_weigh_more():
    result = ask(ratings=(), missing="reweigh")
    assert result.total == part(result, "target").score
    assert [p.counted for p in result.parts] == [0, 100]
    assert ask(goals=(), ratings=(), missing="reweigh").total is None


def test_a_missing_part_counts_with_the_lowest_score():
    result = ask(goals=UNMEASURED, missing="lowest", lowest=10)
    assert part(result, "target").score == Fraction(10 + 3 * 109, 4)
    assert ask(goals=(), ratings=(), missing="lowest", lowest=10).total == 10


def test_too_few_peers_count_as_missing_so_that_nobody_is_found_out():
    result = ask(ratings=[SUPERIOR, *PEERS[:2]], missing="reweigh")
    assert part(result, "pelayanan").score == 95
    assert part(result, "pelayanan").spread == 0
    assert "pelayanan.rekan" in result.missing


SCORES = st.decimals(0, 120, places=2)


@given(
    st.sampled_from(list(MissingPart)),
    st.lists(st.tuples(st.sampled_from(["atasan", "rekan"]), SCORES), max_size=6),
    st.lists(st.none() | st.integers(-50, 200), max_size=4),
)
def test_every_appraisal_adds_up(missing, rated, results):
    ratings = [Rating(component="pelayanan", rater=who, score=s) for who, s in rated]
    goals = [
        Goal(component="target", name=f"g{i}", start=0, target=100, result=r, weight=i + 1)
        for i, r in enumerate(results)
    ]
    result = ask(goals, ratings, missing=missing)
    assert result.total is None or 0 <= result.total <= 120
    assert result.lines("id")
    assert len(result.rows()) == len(result.as_dict()["rows"]) == 2
    again = ask(goals[::-1], ratings[::-1], missing=missing)
    assert (again.total, again.rows()) == (result.total, result.rows())


@given(st.integers(0, 150), st.integers(0, 150), SCORES, SCORES)
def test_more_is_never_less(a, b, c, d):
    def total(result, score):
        goal = Goal(component="target", name="g", start=0, target=100, result=result)
        rating = Rating(component="pelayanan", rater="atasan", score=score)
        return ask([goal], [rating], missing="reweigh").total

    assert total(min(a, b), min(c, d)) <= total(max(a, b), max(c, d))


def test_a_result_that_does_not_add_up_does_not_verify():
    result = ask()
    first = result.parts[0]
    wrong = [
        attrs.evolve(result, total=result.total + 1),
        attrs.evolve(result, parts=result.parts[1:]),
        attrs.evolve(result, parts=(attrs.evolve(first, score=first.score + 1), *result.parts[1:])),
        attrs.evolve(
            result, parts=(attrs.evolve(first, verdict=Verdict.IMPROVE), *result.parts[1:])
        ),
        attrs.evolve(
            result,
            parts=(attrs.evolve(first, contribution=first.contribution + 1), *result.parts[1:]),
        ),
    ]
    assert not any(w.verify() for w in wrong)


# -- bad input -----------------------------------------------------------------------------------


def problems(text):
    with pytest.raises(InvalidInputError) as caught:
        read_appraisal_policy(text, "kota.toml")
    return {p.where: f"{p.message} {p.hint}" for p in caught.value.problems}


def test_weights_that_do_not_total_100_are_refused_with_their_place():
    found = problems(TEXT.replace("weight = 60", "weight = 50"))
    assert found == {
        "kota.toml: components": "the weights total 90 100 percent",
        "kota.toml: raters": "the weights total 90 100 percent",
    }


def test_everything_wrong_with_a_policy_is_told_at_once():
    text = TEXT.replace("fewest", "fewst").replace("weight = 40\nrated", "weight = -1\nrated")
    found = problems(text.replace("good = 80", "god = 80"))
    assert set(found) == {
        "kota.toml: components[1].weight",
        "kota.toml: raters[1].fewst",
        "kota.toml: god",
        "kota.toml: good",
    }
    assert "fewest" in found["kota.toml: raters[1].fewst"]


def test_a_policy_without_raters_cannot_have_rated_components():
    with pytest.raises(InvalidInputError, match="nobody rates"):
        attrs.evolve(POLICY, raters=())


def test_two_components_of_one_key_and_an_odd_scale_are_refused():
    half = Component(key="a", text=Text(id="A", en="A"), weight=50)
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(POLICY, components=(half, half), full=130, good=200)
    assert [p.where for p in caught.value.problems] == ["full", "good", "components[1].key"]


def test_everything_wrong_with_goals_and_ratings_is_told_at_once():
    with pytest.raises(InvalidInputError) as caught:
        appraise(
            WHO,
            dt.date(2025, 12, 31),
            policy=POLICY,
            goals=[
                Goal(component="target_1", name="a", start=0, target=1),
                Goal(component="pelayanan", name="b", start=0, target=1),
                *GOALS,
                GOALS[0],
                "x",
            ],
            ratings=[
                Rating(component="pelayanan", rater="atsan", score=121),
                Rating(component="target", rater="rekan", score=-1),
            ],
        )
    assert [p.where for p in caught.value.problems] == [
        "as_of",
        "goals[5]",
        "goals[0].component",
        "goals[1].component",
        "goals[4].name",
        "ratings[0].rater",
        "ratings[0].score",
        "ratings[1].component",
        "ratings[1].score",
    ]
    hints = {p.where: p.hint for p in caught.value.problems}
    assert "target" in hints["goals[0].component"]
    assert "atasan" in hints["ratings[0].rater"]


def test_a_goal_that_cannot_be_reached_from_its_start_is_refused():
    with pytest.raises(InvalidInputError, match="start already"):
        Goal(component="target", name="a", start=5, target=5)
    with pytest.raises(InvalidInputError) as caught:
        Goal(component="", name="a", start=0.5, target="x", result=1, weight=1)
    assert [p.where for p in caught.value.problems] == ["component", "start", "target"]
