"""Courses and their catalogue: proven to make sense before anything is planned with them."""

import datetime as dt
import pickle

import pytest

from asn_career.courses import Catalogue, Course, LearningKind, Lift
from asn_career.errors import InvalidInputError, UnknownNameError


def course(id="k-1", **changes):
    parts = {"name": "Analisis data", "since": "2027-03-01", "until": "2027-03-05", "hours": 40}
    return Course(id=id, **(parts | changes))


def lift(since, to, competency="T.01"):
    return Lift(competency=competency, since=since, to=to)


def problems_of(call, *args, **parts):
    with pytest.raises(InvalidInputError) as caught:
        call(*args, **parts)
    return caught.value.problems


def test_a_course_is_read_once_and_never_changes():
    made = course(
        kind="workplace", lifts=[lift(0, 1, "T.02"), lift(1, 2)], requires=["b", "a", "b"]
    )
    assert made.kind is LearningKind.WORKPLACE
    assert made.until == dt.date(2027, 3, 5)
    assert [one.competency for one in made.lifts] == ["T.01", "T.02"]
    assert made.requires == ("a", "b")
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - our own
    with pytest.raises(AttributeError):
        made.seats = 3


def test_it_raises_who_holds_the_level_it_starts_from_and_lowers_nobody():
    made = course(lifts=[lift(2, 3)])
    assert [made.raises("T.01", level) for level in (None, 0, 1, 2, 3, 4)] == [None, 0, 1, 3, 3, 4]
    assert made.raises("T.02", 1) == 1


def test_what_was_not_assessed_is_no_zero_but_anybody_learns_from_nothing():
    assert course(lifts=[lift(1, 2)]).raises("T.01", None) is None
    assert course(lifts=[lift(0, 2)]).raises("T.01", None) == 2


def test_a_level_above_the_target_is_refused():
    (problem,) = problems_of(lift, 3, 2)
    assert problem.where == "since"
    assert "not below the target 2" in problem.message
    assert problems_of(lift, 2, 2)


def test_every_problem_of_a_course_is_named_at_once():
    problems = problems_of(
        Course,
        id=" ",
        name="x",
        since="2027-03-05",
        until="2027-03-01",
        hours=0,
        cost=-1,
        seats=-2,
        lifts=[lift(1, 2), lift(2, 3), "T.03"],
        requires=[""],
        sectors=["Tata Ruang"],
        kind="klasikal",
    )
    assert [p.where for p in problems] == [
        "id", "until", "hours", "cost", "seats", "lifts[2]", "lifts[1]",
        "requires[0]", "sectors[0]", "kind",
    ]  # fmt: skip


def test_every_problem_of_a_catalogue_is_named_at_once():
    problems = problems_of(
        Catalogue,
        courses=[
            course("a", requires=["c"]),
            course("b", requires=["a"]),
            course("c", requires=["b"]),
            course("a"),
            course("d", requires=["bb"], lifts=[lift(1, 9)]),
            course("e", requires=["e"]),
        ],
    )
    said = [str(problem) for problem in problems]
    assert said[0].startswith("courses[3].id: 'a' is given twice")
    assert said[1].startswith("courses[4].requires[0]: 'bb' is no course")
    assert said[2].startswith("courses[4].lifts[0].to: 9 is beyond the scale")
    assert "courses[5].requires: a circle: e → e" in said
    assert len(said) == 4  # the key given twice has taken the circle's first member away


def test_a_circle_of_requirements_is_named_with_its_members():
    chain = [course("a", requires=["c"]), course("b", requires=["a"]), course("c", requires=["b"])]
    (problem,) = problems_of(Catalogue, courses=[*chain, course("z", requires=["b"])])
    assert problem.where == "courses[0].requires"
    assert problem.message == "a circle: a → c → b → a"
    assert len(Catalogue(courses=[course("a"), *chain[1:]])) == 3


def test_a_required_training_may_lie_in_earlier_years():
    with pytest.raises(InvalidInputError, match="earlier"):
        Catalogue(courses=[course(requires=["pkp-2024"])])
    made = Catalogue(
        courses=[course("b", requires=["pkp-2024"]), course("a")], earlier=["pkp-2024"]
    )
    assert [one.id for one in made] == ["a", "b"]
    assert ("a" in made, "pkp-2024" in made) == (True, False)
    with pytest.raises(UnknownNameError, match="known: a, b"):
        made["c"]
