"""Seats for many people at once: within every limit, near the best, each with a reason."""

import datetime as dt
import importlib.util
import itertools
import json
import pickle
import sys

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from asn_career.courses import Catalogue, Course, LearningKind, Lift
from asn_career.development import (
    OpenReason,
    PlanPolicy,
    SeatMethod,
    SeatPolicy,
    allocate_seats,
    draft_plan,
)
from asn_career.errors import InvalidInputError, MissingExtraError, UnknownNameError
from asn_career.gaps import DatedGap
from asn_career.people import Employee
from asn_career.terms import Status

FIRST, LAST = dt.date(2027, 1, 1), dt.date(2027, 12, 31)
NAMES = ["M.01", "M.02"]
METHODS = [SeatMethod.IN_TURN]
if importlib.util.find_spec("scipy"):
    METHODS.append(SeatMethod.BEST)
needs_scipy = pytest.mark.skipif(SeatMethod.BEST not in METHODS, reason="the extra optimise")


def course(id, since, lifts, **changes):
    parts = {"name": id, "hours": 10, "cost": 100, "seats": 1, "kind": "workplace"}
    day = FIRST + dt.timedelta(days=since)
    return Course(
        id=id,
        since=day,
        until=day + dt.timedelta(days=4),
        lifts=[Lift(competency=c, since=low, to=high) for c, low, high in lifts],
        **(parts | changes),
    )


def plan(id, catalogue, levels, **policy):
    """Return the plan of a person who has to reach level 3 everywhere."""
    return draft_plan(
        Employee(id=id, birth_date=dt.date(1985, 1, 1), status=Status.PNS),
        [
            DatedGap(competency=name, held=level, required=3, blocks="post")
            for name, level in levels.items()
        ],
        FIRST,
        LAST,
        catalogue=catalogue,
        policy=PlanPolicy(**policy),
    )


def taken(plan):
    return [item.course.id for item in plan.items]


# -- everything tried ------------------------------------------------------------------------

lift_lists = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(1, 2), st.just(3)),
    max_size=2,
    unique_by=lambda lift: lift[0],
)
course_lists = st.lists(
    st.builds(
        course,
        id=st.just("k"),
        since=st.sampled_from([10, 12, 60, 200]),
        lifts=lift_lists,
        cost=st.integers(0, 9),
        seats=st.sampled_from([None, 0, 1, 1, 2]),
        kind=st.sampled_from(LearningKind),
    ),
    max_size=4,
).map(lambda made: [attrs.evolve(one, id=f"k{i}") for i, one in enumerate(made)])
people_lists = st.lists(
    st.fixed_dictionaries({name: st.integers(1, 3) for name in NAMES}), min_size=1, max_size=3
)


def worth_of(chosen, levels, worth, weight):
    """Return the value of the courses of one person, None if two in class clash."""
    for a, b in itertools.combinations(chosen, 2):
        both = a.kind == b.kind == LearningKind.CLASSROOM
        if both and a.since <= b.until and b.since <= a.until:
            return None
    # All courses of these worlds lead straight to level 3.
    open_ = sum(
        level < 3 and not any(one.raises(name, level) == 3 for one in chosen)
        for name, level in levels.items()
    )
    return worth * weight * open_ + sum(one.cost for one in chosen)


@settings(max_examples=80, deadline=None)
@given(course_lists, people_lists, st.none() | st.integers(0, 20), st.integers(1, 3))
def test_seats_are_given_in_the_best_way_there_is(courses, people, budget, weight):
    catalogue = Catalogue(courses=courses)
    plans = [plan(f"E-{i}", catalogue, levels) for i, levels in enumerate(people)]
    sets = [
        chosen
        for size in range(len(courses) + 1)
        for chosen in itertools.combinations(courses, size)
    ]
    results = {}
    for method in METHODS:
        policy = SeatPolicy(
            method=method, worth=50, budget=budget, priority={"E-0": weight}, gap_percent=0
        )
        found = results[method] = allocate_seats(plans, catalogue, policy=policy)
        assert found.verify()
        again = allocate_seats(plans[::-1], catalogue, policy=policy)
        assert again == found
    best = None
    for chosen in itertools.product(sets, repeat=len(people)):
        if budget is not None and sum(one.cost for own in chosen for one in own) > budget:
            continue
        if any(
            one.seats is not None and sum(one in own for own in chosen) > one.seats
            for one in courses
        ):
            continue
        values = [
            worth_of(own, levels, 50, weight if i == 0 else 1)
            for i, (own, levels) in enumerate(zip(chosen, people, strict=True))
        ]
        if None not in values:
            best = sum(values) if best is None else min(best, sum(values))
    assert results[SeatMethod.IN_TURN].value >= best
    if SeatMethod.BEST in results:
        assert results[SeatMethod.BEST].value == best
        assert results[SeatMethod.BEST].bound == best
        assert results[SeatMethod.BEST].proven


@needs_scipy
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_solver_gives_one_person_a_plan_of_no_less_value(data):
    made = []
    for i in range(data.draw(st.integers(0, 7))):
        low = data.draw(st.integers(0, 2))
        name = data.draw(st.sampled_from(NAMES))
        since = data.draw(st.sampled_from([5, 10, 40, 80, 160]))
        more = {
            "seats": None,
            "kind": data.draw(st.sampled_from(LearningKind)),
            "cost": data.draw(st.integers(0, 9)),
            "hours": data.draw(st.integers(4, 20)),
            "requires": data.draw(st.sampled_from([[], [], ["k0"]])) if i else [],
        }
        made.append(
            course(f"k{i}", since, [(name, low, low + data.draw(st.integers(1, 2)))], **more)
        )
    levels = data.draw(
        st.fixed_dictionaries({name: st.none() | st.integers(0, 3) for name in NAMES})
    )
    catalogue = Catalogue(courses=made)
    limits = data.draw(
        st.fixed_dictionaries(
            {
                "budget": st.none() | st.integers(0, 20),
                "most_hours": st.none() | st.integers(15, 40),
                "least_hours": st.sampled_from([None, None, 12]),
            }
        )
    )
    own = plan("E-0", catalogue, levels, **limits)
    policy = SeatPolicy(gap_percent=0)
    seating = allocate_seats([own], catalogue, policy=policy)
    found = seating.plan("E-0")

    def value(one):
        return seating.worth * (len(one.blocked) + sum(y.short for y in one.years)) + one.cost

    # A plan puts hours before gaps and gaps by their day; seats weigh them against each other.
    assert value(found) <= value(own)
    if limits == {"budget": None, "most_hours": None, "least_hours": None}:
        assert (len(found.blocked), found.cost) == (len(own.blocked), own.cost)
    assume(own.items)


# -- single questions ------------------------------------------------------------------------

SHORT = Catalogue(
    courses=[
        course("dear", 10, [("M.01", 2, 3)], cost=900, seats=9),
        course("cheap", 10, [("M.01", 2, 3)]),
        course("both", 50, [("M.02", 2, 3)], seats=1),
    ]
)


@pytest.mark.parametrize("method", METHODS)
def test_who_does_not_get_into_a_course_gets_into_another_that_serves(method):
    plans = [plan(f"E-{i}", SHORT, {"M.01": 2}) for i in range(3)]
    assert [taken(one) for one in plans] == [["cheap"]] * 3
    found = allocate_seats(plans, SHORT, policy=SeatPolicy(method=method))
    assert sorted(map(taken, found.plans)) == [["cheap"], ["dear"], ["dear"]]
    assert found.taken == {"cheap": 1, "dear": 2}
    assert found.left_out == ()


@pytest.mark.parametrize("method", METHODS)
def test_who_is_left_out_hears_why_and_of_others_only_counts(method):
    plans = [plan(f"E-{i}", SHORT, {"M.02": 2, "M.01": 1}) for i in range(3)]
    policy = SeatPolicy(method=method, priority={"E-1": 2})
    found = allocate_seats(plans, SHORT, policy=policy)
    assert found.left_out == ("E-0", "E-2")
    reasons = {open_.gap.competency: open_.reason for open_ in found.plan("E-2").open}
    assert reasons == {"M.01": OpenReason.NOT_TAUGHT, "M.02": OpenReason.SEATS_TAKEN}
    lines = found.explain("E-2", "en")
    assert lines[-1] == "  both [both]: 1/1 seats taken"
    assert not any("E-1" in line for line in lines)
    with pytest.raises(UnknownNameError):
        found.explain("E-9")
    head = found.lines("en")[0]
    assert head.startswith("Seats given: 3 people, Rp100; 5 gaps stay open; 2 left without a seat")
    assert ("not proven" in head) is (method is SeatMethod.IN_TURN)
    assert found.proven is (method is SeatMethod.BEST)


@pytest.mark.parametrize("method", METHODS)
def test_a_common_budget_is_kept(method):
    plans = [plan(f"E-{i}", SHORT, {"M.01": 2}) for i in range(3)]
    found = allocate_seats(plans, SHORT, policy=SeatPolicy(method=method, budget=1000))
    assert sorted(map(taken, found.plans)) == [[], ["cheap"], ["dear"]]
    (left,) = [one for one in found.plans if not one.items]
    assert left.open[0].reason in {OpenReason.BUDGET, OpenReason.SEATS_TAKEN}


def test_progress_is_told_and_an_empty_agency_is_a_result():
    calls = []
    plans = [plan(f"E-{i}", SHORT, {"M.01": 2}) for i in range(3)]
    policy = SeatPolicy(method="in_turn")
    allocate_seats(plans, SHORT, policy=policy, progress=lambda *told: calls.append(told))
    assert calls[-1] == (3, 3)
    for method in METHODS:
        empty = allocate_seats([], SHORT, policy=SeatPolicy(method=method))
        assert empty.verify()
        assert empty.rows() == []


def test_without_the_extra_the_error_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(MissingExtraError, match="optimise"):
        allocate_seats([plan("E-0", SHORT, {"M.01": 2})], SHORT)


def test_bad_input_is_refused_with_its_place():
    one = plan("E-0", SHORT, {"M.01": 2})
    other = plan("E-1", Catalogue(courses=SHORT.courses[:1]), {"M.01": 2})
    with pytest.raises(InvalidInputError) as caught:
        allocate_seats(
            [one, attrs.evolve(one), other, "x"], SHORT, policy=SeatPolicy(priority={"E-7": 2})
        )
    assert [p.where for p in caught.value.problems] == [
        "plans[1]", "plans[2].catalogue", "plans[3]", "policy.priority['E-7']",
    ]  # fmt: skip
    with pytest.raises(InvalidInputError) as caught:
        SeatPolicy(method="fair", worth=0, budget=-1, priority={"a": 0}, gap_percent=0.5, seconds=0)
    assert [p.where for p in caught.value.problems] == [
        "method", "worth", "budget", "seconds", "priority['a']", "gap_percent",
    ]  # fmt: skip
    with pytest.raises(InvalidInputError, match="no mapping"):
        SeatPolicy(priority=["a"])


def test_broken_seatings_are_rejected():
    plans = [plan(f"E-{i}", SHORT, {"M.01": 2}) for i in range(2)]
    found = allocate_seats(plans, SHORT, policy=SeatPolicy(method="in_turn"))
    assert found.verify()
    for change in (
        {"plans": tuple(plans)},  # both sit on the one seat
        {"plans": found.plans[::-1]},
        {"value": found.value + 1},
        {"bound": found.value + 1},
        {"policy": attrs.evolve(found.policy, budget=10)},
    ):
        assert not attrs.evolve(found, **change).verify()
    plain = found.as_dict()
    assert (plain["kind"], plain["proven"], plain["taken"]) == (
        "seating", False, {"cheap": 1, "dear": 1},
    )  # fmt: skip
    assert str(found).startswith("Pembagian tempat: 2 orang, Rp1.000;")


def test_results_can_be_stored_and_sent():
    plans = [plan(f"E-{i}", SHORT, {"M.01": 2}) for i in range(2)]
    found = allocate_seats(plans, SHORT, policy=SeatPolicy(method="in_turn"))
    for result in (SHORT, plans[0], found):
        assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301 - our own
    assert pickle.loads(pickle.dumps(SHORT))["dear"].cost == 900  # noqa: S301 - our own
    assert json.loads(json.dumps(found.as_dict()))["taken"] == {"cheap": 1, "dear": 1}
