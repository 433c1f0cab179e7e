"""A route assumes what a plan dates: read again with the plan, it arrives on the stated day."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from test_training_plans import FIRST, LAST, NAMES, STANDARD, catalogues, course, day

from asn_career import (
    CareerGraph,
    assume_good_standing,
    draft_plan,
    find_routes,
    national_rulebook,
)
from asn_career.competencies import CompetencyProfile
from asn_career.courses import Catalogue
from asn_career.development import PlanPolicy, find_needs
from asn_career.findings import Truth
from asn_career.people import Appointment, Appraisal, Assessment, Education, Employee, RankHeld
from asn_career.positions import Position
from asn_career.terms import PositionKind, PositionLevel, Predikat, Status

LEVEL = PositionLevel.JPT_PRATAMA
FIELD = ("tata_ruang",)
HEAD = Position(
    id="kadis", name="Kepala Dinas", kind=PositionKind.JPT_PRATAMA, standard=STANDARD, fields=FIELD
)
CAMAT = Position(id="kabag", name="Kepala Bagian", kind=PositionKind.ADMINISTRATOR, fields=FIELD)
BOOK = national_rulebook()
GRAPH = CareerGraph([HEAD, CAMAT], BOOK, FIRST)
TWO_YEARS = dt.date(2028, 3, 1)
"""The day on which the two years as administrator are complete."""


KASI = Position(id="kasi", name="Kepala Seksi", kind=PositionKind.PENGAWAS, fields=FIELD)


def climber(levels):
    """Return an administrator who lacks a part of the two years, and some competence."""
    held = [
        Appointment(
            position=KASI, unit="u-1", since=dt.date(2015, 3, 1), until=dt.date(2026, 2, 28)
        ),
        Appointment(position=CAMAT, unit="u-1", since=dt.date(2026, 3, 1)),
    ]
    profile = CompetencyProfile.of(dict(zip(NAMES, levels, strict=True)))
    return Employee(
        id="E-7",
        birth_date=dt.date(1985, 1, 1),
        status=Status.PNS,
        appointments=held,
        ranks=[RankHeld(golongan="IV/a", since=dt.date(2022, 4, 1))],
        education=[Education(diploma="s2", graduated=dt.date(2008, 1, 1))],
        appraisals=[
            Appraisal(since=dt.date(y, 1, 1), until=dt.date(y, 12, 31), predicate=Predikat.BAIK)
            for y in (2024, 2025)
        ],
        assessments=[Assessment(day=day(-9), level=LEVEL, profile=profile)],
    )


def routes_with(who, records):
    found = find_routes(who, HEAD.id, FIRST, LAST, graph=GRAPH, assume=records, limit=1)
    assert found.verify()
    return found.routes


def plan_and_read_again(who, courses):
    """Return the plan for what the route lacks, and the routes with it in place of the hope."""
    hope = assume_good_standing(who, FIRST, LAST, positions=[HEAD])
    (route,) = routes_with(who, hope)
    assert route.day == TWO_YEARS
    plan = draft_plan(
        who,
        find_needs(route),
        FIRST,
        route.day,
        catalogue=Catalogue(courses=courses),
        policy=PlanPolicy(fields=FIELD),
    )
    assert plan.verify()
    rest = [record for record in hope if not isinstance(record, Assessment)]
    return plan, routes_with(who, [*rest, *plan.records(LEVEL)])


@settings(max_examples=40, deadline=None)
@given(catalogues(), st.tuples(*[st.integers(0, 3)] * len(NAMES)))
def test_a_route_read_again_with_its_plan_arrives_on_the_stated_day(courses, levels):
    plan, again = plan_and_read_again(climber(levels), courses)
    if not plan.blocked:
        (route,) = again
        assert route.day == TWO_YEARS
        assert all(f.truth is Truth.YES for step in route.steps for f in step.findings)
        assert route.verify()
    else:
        held = plan.records(LEVEL)[-1].profile.levels
        match = 100 * sum(held.values()) / sum(STANDARD.levels.values())
        assert bool(again) is (match >= 68)  # the recap asks for no more


def test_without_the_courses_the_route_is_closed():
    who = climber((1, 1, 1))
    plan, again = plan_and_read_again(who, [course("a", 10, lifts=[("M.01", 1, 2)])])
    assert (len(plan.blocked), again) == (3, ())


def test_a_course_that_ends_after_the_day_is_not_in_the_plan():
    lifts = [(name, 2, 3) for name in NAMES]
    late, in_time = (TWO_YEARS - FIRST).days, (TWO_YEARS - FIRST).days - 30
    plan, again = plan_and_read_again(climber((2, 2, 2)), [course("late", late, lifts=lifts)])
    assert (plan.items, again) == ((), ())
    plan, again = plan_and_read_again(climber((2, 2, 2)), [course("ok", in_time, lifts=lifts)])
    assert [item.course.id for item in plan.items] == ["ok"]
    assert [route.day for route in again] == [TWO_YEARS]
