"""Ranking over one matrix: competition ranks, honest ties, keys that part and say so."""

import pickle
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_career.errors import InvalidInputError, UnknownNameError
from asn_career.ranking import WHOLE, TieKey, rank
from asn_career.terms import Text

AGE = Text(id="usia", en="age")
SERVICE = Text(id="masa kerja", en="length of service")


def problems_of(*args, **parts):
    with pytest.raises(InvalidInputError) as caught:
        rank(*args, **parts)
    return caught.value.problems


def matrix_of(*scores):
    return {f"E-{i}": {"score": score} for i, score in enumerate(scores)}


def ranks_of(found):
    return {place.id: place.rank for place in found.places}


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((), []),
        ((7,), [1]),
        ((3, 2, 2, 1), [1, 2, 2, 4]),
        ((1, 1, 1), [1, 1, 1]),
        ((1, 2, 3), [3, 2, 1]),
        ((2, 2, 1), [1, 1, 3]),
        ((1, 3, 2, 2), [4, 1, 2, 2]),
    ],
)
def test_equal_scores_share_a_competition_rank(scores, expected):
    found = rank(matrix_of(*scores), weights={"score": 100})
    assert list(ranks_of(found).values()) == sorted(expected)
    assert [ranks_of(found)[f"E-{i}"] for i in range(len(scores))] == expected
    assert found.verify()


@pytest.mark.parametrize("scores", [(2, 2, 1), (1, 3, 2, 2)])
def test_parting_a_tie_moves_nobody_past_another_score(scores):
    key = TieKey(name="age", text=AGE, values={f"E-{i}": -i for i in range(len(scores))})
    tied, parted = (rank(matrix_of(*scores), weights={"score": 100}, ties=t) for t in ((), (key,)))
    assert sorted(ranks_of(parted).values()) == list(range(1, len(scores) + 1))
    for a, first in ranks_of(tied).items():
        for b, second in ranks_of(tied).items():
            if first < second:
                assert ranks_of(parted)[a] < ranks_of(parted)[b]


small = st.integers(0, 3)
worlds = st.integers(0, 8).flatmap(
    lambda n: st.fixed_dictionaries(
        {f"E-{i}": st.fixed_dictionaries({"a": small, "b": small}) for i in range(n)}
    )
)
shares = st.integers(0, 100)


@st.composite
def questions(draw):
    matrix, share = draw(worlds), draw(shares)
    ties = [
        TieKey(
            name=f"key-{i}",
            text=AGE,
            values={id: draw(small) for id in matrix if draw(st.booleans())},
            highest_first=draw(st.booleans()),
        )
        for i in range(draw(st.integers(0, 2)))
    ]
    return matrix, {"a": share, "b": 100 - share}, ties


def is_ahead(a, b, matrix, weights, ties):
    """Tell by the plainest reading whether one row stands before another."""
    totals = [
        sum(Fraction(weights[name], 100) * value for name, value in matrix[id].items())
        for id in (a, b)
    ]
    if totals[0] != totals[1]:
        return totals[0] > totals[1]
    for key in ties:
        values = [key.values.get(id) for id in (a, b)]
        if values[0] == values[1]:
            continue
        if None in values:
            return values[1] is None
        return (values[0] > values[1]) is key.highest_first
    return False


@given(questions())
def test_ranks_equal_counting_who_stands_ahead(question):
    matrix, weights, ties = question
    found = rank(matrix, weights=weights, ties=ties)
    for place in found.places:
        ahead = [id for id in matrix if is_ahead(id, place.id, matrix, weights, ties)]
        better = [id for id in matrix if is_ahead(id, place.id, matrix, weights, ())]
        assert place.rank == len(ahead) + 1
        assert place.score_rank == len(better) + 1
        exact = sum(Fraction(weights[n], 100) * v for n, v in matrix[place.id].items())
        assert Fraction(place.total, WHOLE) == exact
    assert found.verify()


@given(questions(), st.randoms())
def test_the_order_of_the_input_does_not_matter(question, random):
    matrix, weights, ties = question
    ids = list(matrix)
    random.shuffle(ids)
    shuffled = rank({id: matrix[id] for id in ids}, weights=weights, ties=ties)
    assert shuffled == rank(matrix, weights=weights, ties=ties)


@given(questions())
def test_untying_refines_the_order_of_the_scores(question):
    matrix, weights, ties = question
    tied, parted = (rank(matrix, weights=weights, ties=t) for t in ((), ties))
    for a in tied.places:
        assert parted.place(a.id).score_rank == a.rank
        for b in tied.places:
            if a.total > b.total:
                assert parted.place(a.id).rank < parted.place(b.id).rank


@given(questions())
def test_every_parting_names_the_first_key_that_differs(question):
    matrix, weights, ties = question
    found = rank(matrix, weights=weights, ties=ties)
    for parting in found.partings:
        above, below = found.place(parting.above), found.place(parting.below)
        assert above.total == below.total
        assert above.rank < below.rank
        names = [key.name for key in ties]
        for key in ties[: names.index(parting.key)]:
            assert key.values.get(above.id) == key.values.get(below.id)
        deciding = ties[names.index(parting.key)]
        assert deciding.values.get(above.id) != deciding.values.get(below.id)
        assert parting.by_missing is (deciding.values.get(below.id) is None)


@given(questions(), st.data())
def test_every_broken_answer_is_rejected(question, data):
    matrix, weights, ties = question
    found = rank(matrix, weights=weights, ties=ties)
    if not found.places:
        return
    i = data.draw(st.integers(0, len(found.places) - 1))
    place = found.places[i]
    changes = [
        {"rank": place.rank + 1},
        {"score_rank": place.score_rank + 1},
        {"total": place.total + 1},
        {"tied": place.tied + 1},
        {"still_tied": place.still_tied + 1},
        {"parts": place.parts[:-1]},
        {"parts": (attrs.evolve(place.parts[0], weight=1), *place.parts[1:])},
    ]
    for change in changes:
        places = (*found.places[:i], attrs.evolve(place, **change), *found.places[i + 1 :])
        assert not attrs.evolve(found, places=places).verify()
    assert not attrs.evolve(found, places=(*found.places, place)).verify()
    assert not attrs.evolve(found, weights=(("a", 1), ("b", 2))).verify()
    if len(found.places) > 1:
        assert not attrs.evolve(found, places=found.places[::-1]).verify()
    if found.partings:
        assert not attrs.evolve(found, partings=found.partings[1:]).verify()


def test_a_missing_value_sorts_last_and_two_missing_ones_stay_tied():
    key = TieKey(name="service", text=SERVICE, values={"E-0": 3})
    found = rank(matrix_of(5, 5, 5), weights={"score": 100}, ties=[key])
    assert ranks_of(found) == {"E-0": 1, "E-1": 2, "E-2": 2}
    assert [(p.key, p.above, p.below, p.by_missing) for p in found.partings] == [
        ("service", "E-0", "E-1", True)
    ]
    assert "length of service" in "\n".join(found.explain("E-1", "en"))
    assert "still tied with 1" in "\n".join(found.explain("E-2", "en"))


def test_explaining_one_place_names_no_other_row():
    found = rank(matrix_of(5, 5, 4), weights={"score": 100})
    for place in found.places:
        for lang in ("id", "en"):
            text = "\n".join(found.explain(place.id, lang))
            assert not any(other.id in text for other in found.places if other != place)
    with pytest.raises(UnknownNameError) as caught:
        found.explain("E-9")
    assert "E-0" not in str(caught.value)


def test_weights_that_do_not_total_100_are_refused_with_what_to_change():
    (problem,) = problems_of({}, weights={"a": 60, "b": 30})
    assert (problem.where, problem.hint) == ("weights", "add 10")
    (problem,) = problems_of({}, weights={"a": "60.5", "b": 50})
    assert problem.hint == "take away 10.5"
    (problem,) = problems_of({}, weights={})
    assert problem.hint == "add 100"
    wheres = [p.where for p in problems_of({}, weights={"a": -1, "b": 0.5, "c": "1.001"})]
    assert wheres == ["weights.a", "weights.b", "weights.c"]


def test_every_problem_of_a_matrix_is_named_at_once():
    matrix = {"x": {"jpm": 1.5}, "y": {"jmp": 2}, "z": {"jpm": True}}
    ties = [
        TieKey(name="age", text=AGE, values={"w": 1}),
        TieKey(name="age", text=AGE, values={"x": 1.0}),
    ]
    problems = problems_of(matrix, weights={"jpm": 100}, ties=ties)
    assert [p.where for p in problems] == [
        "matrix.x.jpm", "matrix.y.jpm", "matrix.y.jmp", "matrix.z.jpm",
        "ties[0].values", "ties[1].name", "ties[1].values.x",
    ]  # fmt: skip
    assert "'jpm'" in problems[2].hint


def test_rows_and_plain_data_carry_exact_totals():
    found = rank({"x": {"a": 1, "b": 2}}, weights={"a": "33.33", "b": "66.67"})
    (row,) = found.rows()
    assert row["total"] == Decimal("1.6667")
    assert (row["value_a"], row["value_b"]) == (1, 2)
    assert found.as_dict()["weights"] == {"a": Decimal("33.33"), "b": Decimal("66.67")}
    assert found.lines("id")[0] == "1. x: 1,667"
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301
