"""Plans of training: equal to trying everything, followed to the end, honest about what stays."""

import datetime as dt
import itertools
import time

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from asn_career.competencies import CompetencyProfile
from asn_career.courses import Catalogue, Course, LearningKind, Lift
from asn_career.development import (
    EffectKind,
    OpenReason,
    PlanAim,
    PlanPolicy,
    apply_training,
    draft_plan,
    find_needs,
)
from asn_career.errors import InvalidInputError
from asn_career.findings import Truth
from asn_career.gaps import DatedGap, date_gaps, measure_gap
from asn_career.national import national_rulebook
from asn_career.paths.routes import Route, Step
from asn_career.people import Appointment, Assessment, Employee, Training
from asn_career.positions import Position, Post
from asn_career.terms import PositionKind, PositionLevel, Status

FIRST, LAST = dt.date(2027, 1, 1), dt.date(2028, 12, 31)
NAMES = ["M.01", "M.02", "M.03"]
STANDARD = CompetencyProfile.of(dict.fromkeys(NAMES, 3))
POST = Post(
    id="post",
    unit="u-1",
    position=Position(
        id="kadis", name="Kepala Dinas", kind=PositionKind.JPT_PRATAMA, standard=STANDARD
    ),
)
BOOK = national_rulebook()


def person(**changes):
    parts = {"id": "E-7", "birth_date": dt.date(1985, 1, 1), "status": Status.PNS}
    return Employee(**(parts | changes))


def day(number):
    return FIRST + dt.timedelta(days=number)


def course(id, since, length=4, lifts=(), **changes):
    parts = {"name": id.capitalize(), "hours": 10, "cost": 100}
    made = [Lift(competency=c, since=low, to=high) for c, low, high in lifts]
    return Course(
        id=id, since=day(since), until=day(since + length), lifts=made, **(parts | changes)
    )


def gap(competency="M.01", held=2, required=3, by=None, blocks="post"):
    return DatedGap(competency=competency, held=held, required=required, by=by, blocks=blocks)


def plan_of(courses, gaps, who=None, until=LAST, rulebook=None, **policy):
    made = draft_plan(
        who or person(),
        gaps,
        FIRST,
        until,
        catalogue=Catalogue(courses=courses),
        policy=PlanPolicy(**policy),
        rulebook=rulebook,
    )
    assert made.verify()
    return made


def taken(plan):
    return [item.course.id for item in plan.items]


def reasons(plan):
    return {open_.gap.competency: open_.reason for open_ in plan.open}


# -- everything tried ------------------------------------------------------------------------


@st.composite
def catalogues(draw, most=8):
    made = []
    for i in range(draw(st.integers(0, most))):
        names = draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))
        lifts = [
            (name, low, low + draw(st.integers(1, 2)))
            for name in names
            for low in [draw(st.integers(0, 2))]
        ]
        others = [one.id for one in made]
        made.append(
            course(
                f"k{i}",
                draw(st.sampled_from([10, 20, 200, 390, 400, 600])),
                draw(st.integers(0, 12)),
                lifts,
                hours=draw(st.integers(4, 24)),
                cost=draw(st.integers(0, 9)),
                seats=draw(st.sampled_from([None, 9, 0])),
                sectors=draw(st.sampled_from([(), (), ("tata_ruang",), ("kesehatan",)])),
                kind=draw(st.sampled_from(LearningKind)),
                requires=draw(st.lists(st.sampled_from(others), max_size=1)) if others else (),
            )
        )
    return tuple(made)


policies = st.builds(
    PlanPolicy,
    aim=st.sampled_from(PlanAim),
    budget=st.none() | st.integers(0, 25),
    least_hours=st.none() | st.integers(0, 20),
    most_hours=st.none() | st.integers(20, 60),
    fields=st.sampled_from([(), ("tata_ruang",)]),
)
gap_lists = st.lists(
    st.builds(
        gap,
        competency=st.sampled_from(NAMES),
        required=st.integers(1, 4),
        by=st.none() | st.integers(0, 720).map(day),
        blocks=st.sampled_from(["post", "post", None]),
    ),
    max_size=5,
)
held_levels = st.fixed_dictionaries({n: st.none() | st.integers(0, 3) for n in NAMES})


def level_on(courses, start, competency, when):
    """Return a level on a day, day by day: the plainest reading of what a course does."""
    level = {FIRST - dt.timedelta(days=1): start}
    now = FIRST
    while now <= when:
        found = level[now - dt.timedelta(days=1)]
        for one in courses:
            if one.until == now:
                # Finished today: it worked on the level of the evening before its first day.
                entry = level[one.since - dt.timedelta(days=1)]
                after = one.raises(competency, entry)
                if after is not None and (found is None or after > found):
                    found = after
        level[now] = found
        now += dt.timedelta(days=1)
    return level[when]


def value_of(chosen, gaps, policy, trainings):
    """Return what a set of courses is worth, less is better, or None if it is not allowed."""
    by_id = {one.id: one for one in chosen}
    for one in chosen:
        if one.seats == 0 or (one.sectors and not set(one.sectors) & set(policy.fields)):
            return None
        if any(k not in by_id or by_id[k].until >= one.since for k in one.requires):
            return None
    for a, b in itertools.combinations(chosen, 2):
        both = a.kind == b.kind == LearningKind.CLASSROOM
        if both and a.since <= b.until and b.since <= a.until:
            return None
    if policy.budget is not None and sum(one.cost for one in chosen) > policy.budget:
        return None
    short = 0
    for year in (2027, 2028):
        planned = sum(one.hours for one in chosen if one.until.year == year)
        done = sum(t.hours for t in trainings if t.finished.year == year)
        if planned and policy.most_hours is not None and planned + done > policy.most_hours:
            return None
        short += max((policy.least_hours or 0) - planned - done, 0)
    needs = {(g.competency, g.by or LAST, g.required) for g in gaps if g.blocks}
    start = {g.competency: g.held for g in gaps}
    open_ = 0
    for name, by, required in needs:
        level = level_on(chosen, start[name], name, by)
        open_ += level is None or level < required
    cost, hours = sum(one.cost for one in chosen), sum(one.hours for one in chosen)
    aims = (cost, hours) if policy.aim is PlanAim.CHEAPEST else (hours, cost)
    return (short, open_, *aims, len(chosen))


@settings(max_examples=150, deadline=None)
@given(catalogues(most=6), gap_lists, held_levels, policies)
def test_a_plan_is_the_best_of_all_sets_of_courses(courses, gaps, held, policy):
    gaps = [attrs.evolve(one, held=held[one.competency]) for one in gaps]
    try:
        catalogue = Catalogue(courses=courses)
    except InvalidInputError:
        assume(False)
    who = person(trainings=(Training(course="lama", finished=dt.date(2027, 1, 1), hours=6),))
    found = draft_plan(who, gaps, FIRST, LAST, catalogue=catalogue, policy=policy)
    assert found.proven
    assert found.verify()
    values = []
    for size in range(len(courses) + 1):
        for chosen in itertools.combinations(courses, size):
            value = value_of(chosen, gaps, policy, who.trainings)
            if value is not None:
                values.append(value)
    ours = value_of([i.course for i in found.items], gaps, policy, who.trainings)
    assert ours == min(values)
    # The order of the input plays no part.
    again = draft_plan(
        who,
        gaps[::-1],
        FIRST,
        LAST,
        catalogue=Catalogue(courses=courses[::-1]),
        policy=policy,
    )
    assert again == found


def competence_of(who, on):
    """Return what the appointment to the post says about competence on a day."""
    finding = BOOK.check("appointment.jpt_pratama", who, on, post=POST)
    (line,) = [part for part in finding.line.parts if part.info.key == "competence"]
    return line.result


@settings(max_examples=80, deadline=None)
@given(catalogues(), held_levels, st.integers(400, 720))
def test_a_plan_followed_to_the_end_makes_the_blocking_finding_yes(courses, held, by):
    before = CompetencyProfile.of({name: n for name, n in held.items() if n is not None})
    level = PositionLevel.JPT_PRATAMA
    who = person(assessments=(Assessment(day=day(-9), level=level, profile=before),))
    needs = date_gaps(measure_gap(before, STANDARD), day(by), blocks=POST.id)
    found = plan_of(courses, needs, who, fields=["tata_ruang"])
    profile = before
    for item in found.items:
        done = Training(course=item.course.id, finished=item.course.until, hours=item.course.hours)
        applied = apply_training(profile, done, catalogue=found.catalogue)
        assert applied.verify()
        profile = applied.after
    reached = all(name in profile and profile[name] >= STANDARD[name] for name in NAMES)
    assert reached is not bool(found.blocked)
    if reached:
        later = who.with_records(*found.records(level))
        assert competence_of(later, day(by)) is True
        assert later.assessments[-1].profile.levels.items() <= profile.levels.items()
    if needs and all(one.held is not None for one in needs) and len(before) == len(NAMES):
        match = sum(before.levels.values()) * 100 / sum(STANDARD.levels.values())
        assert (competence_of(who, day(by)) is False) is (match < 68)


# -- single questions ------------------------------------------------------------------------


def test_a_plan_climbs_level_by_level_and_says_what_each_course_is_for():
    courses = [
        course("dasar", 10, lifts=[("M.01", 0, 2)]),
        course("lanjut", 100, lifts=[("M.01", 2, 3)], requires=["dasar"]),
        course("mahal", 100, lifts=[("M.01", 0, 3)], cost=500),
        course("lain", 300, lifts=[("M.02", 0, 5)]),
    ]
    found = plan_of(courses, [gap(held=1, by=day(200))])
    assert taken(found) == ["dasar", "lanjut"]
    assert (found.cost, found.hours, found.proven) == (200, 20, True)
    days = "11 January 2027 – 15 January 2027"
    assert found.lines("en") == (
        "Plan of training (1 January 2027 – 31 December 2028): 20 training hours, Rp200, cheapest",
        f"  1. {days}: Dasar [dasar], 10 training hours: M.01: 1 → 2; required by lanjut",
        "  2. 11 April 2027 – 15 April 2027: Lanjut [lanjut], 10 training hours: M.01: 2 → 3",
        "This plan advises; an assessment confirms the levels, and a person in office decides.",
    )
    assert "Rencana pelatihan" in str(found)
    assert taken(plan_of(courses, [gap(held=1)], aim="shortest")) == ["mahal"]
    assert found.mix[LearningKind.CLASSROOM] == 20


def test_a_course_builds_on_another_only_if_that_one_has_ended():
    courses = [
        course("dasar", 10, 30, lifts=[("M.01", 1, 2)], kind="workplace"),
        course("lanjut", 35, 30, lifts=[("M.01", 2, 3)], kind="workplace"),
    ]
    found = plan_of(courses, [gap(held=1)])
    assert (taken(found), reasons(found)) == ([], {"M.01": OpenReason.TOO_LATE})
    later = [courses[0], attrs.evolve(courses[1], since=day(41), until=day(65))]
    assert taken(plan_of(later, [gap(held=1)])) == ["dasar", "lanjut"]


def test_what_cannot_be_closed_has_the_reason_that_comes_first():
    works = [("M.01", 2, 3)]
    asked = [gap(by=day(100))]

    def why(courses, gaps=asked, **policy):
        found = plan_of(courses, gaps, **policy)
        assert found.proven
        return reasons(found).get("M.01")

    assert why([course("a", 10, lifts=works)], [gap(blocks=None)]) is OpenReason.NOT_BLOCKING
    assert why([course("a", 10, lifts=works)], [gap(held=None)]) is OpenReason.NOT_ASSESSED
    assert why([course("a", 10, lifts=[("M.01", 1, 2)])]) is OpenReason.NOT_TAUGHT
    assert why([course("a", 97, lifts=works)]) is OpenReason.TOO_LATE
    assert why([course("a", -3, lifts=works)]) is OpenReason.TOO_LATE
    other = [course("a", 10, lifts=works, sectors=["kesehatan"])]
    assert why(other) is OpenReason.OTHER_SECTOR
    assert why(other, fields=["kesehatan"]) is None
    assert why([course("a", 10, lifts=works, seats=0)]) is OpenReason.NO_SEATS
    late = [course("a", 10, lifts=works, requires=["b"]), course("b", 20)]
    assert why(late) is OpenReason.REQUIREMENT
    both = [course("a", 22, lifts=works, requires=["b", "c"]), course("b", 10), course("c", 12)]
    assert why(both) is OpenReason.CLASH
    assert why([course("a", 10, lifts=works, hours=41)], most_hours=40) is OpenReason.MOST_HOURS
    assert why([course("a", 10, lifts=works, cost=5)], budget=4) is OpenReason.BUDGET
    two = [course("a", 10, lifts=works), course("b", 30, lifts=[("M.02", 2, 3)], cost=90)]
    open_ = reasons(plan_of(two, [gap(), gap("M.02")], budget=150))
    assert open_ == {"M.01": OpenReason.TOGETHER}
    assert plan_of([], asked).lines("en")[1:3] == (
        "Still open:",
        "  - M.01 (level 3): no course leads there",
    )


def test_a_gap_that_is_closed_already_asks_for_nothing():
    found = plan_of([course("a", 10, lifts=[("M.01", 2, 3)])], [gap(held=3)])
    assert (found.items, found.open, found.proven) == ((), (), True)


def test_two_courses_in_class_never_share_a_day_and_work_does_not_stop():
    lifts = [[("M.01", 2, 3)], [("M.02", 2, 3)]]
    asked = [gap(), gap("M.02")]
    clash = [course("a", 10, lifts=lifts[0]), course("b", 14, lifts=lifts[1])]
    assert len(taken(plan_of(clash, asked))) == 1
    beside = [clash[0], attrs.evolve(clash[1], kind=LearningKind.WORKPLACE)]
    assert taken(plan_of(beside, asked)) == ["a", "b"]


def test_the_hours_of_a_year_are_filled_as_cheaply_as_possible():
    courses = [
        course("a", 10, hours=12, cost=50),
        course("b", 50, hours=14, cost=40),
        course("c", 90, hours=8, cost=30),
        course("d", 400, hours=30, cost=10),
    ]
    who = person(trainings=(Training(course="x", finished=dt.date(2027, 1, 1), hours=0 + 1),))
    found = plan_of(courses, [], who, least_hours=20)
    assert taken(found) == ["b", "c", "d"]
    assert [(y.done, y.planned, y.short) for y in found.years] == [(1, 22, 0), (0, 30, 0)]
    # The last year is not over when the plan ends: it can still be filled.
    assert taken(plan_of(courses, [], who, until=dt.date(2028, 6, 30), least_hours=20)) == [
        "b",
        "c",
    ]
    poor = plan_of(courses[:1], [], who, least_hours=20)
    assert [y.short for y in poor.years] == [7, 20]
    assert "(short by 7)" in poor.lines("en")[2]


def test_a_training_that_was_finished_is_not_offered_again_and_counts_as_required():
    who = person(trainings=(Training(course="dasar", finished=day(-30), hours=10),))
    courses = [
        course("dasar", 10, lifts=[("M.01", 0, 2)]),
        course("lanjut", 100, lifts=[("M.01", 2, 3)], requires=["dasar"]),
    ]
    assert taken(plan_of(courses, [gap()], who)) == ["lanjut"]
    assert taken(plan_of(courses, [gap()])) == ["dasar", "lanjut"]


def test_courses_are_open_by_the_field_of_the_post_held():
    held = Appointment(position=POST.position, unit="u-1", since=day(-400), fields=("kesehatan",))
    courses = [course("a", 10, lifts=[("M.01", 2, 3)], sectors=["kesehatan"])]
    assert taken(plan_of(courses, [gap()], person(appointments=(held,)))) == ["a"]


def test_a_search_that_stops_says_so():
    courses = [course(f"k{i}", 10 + 9 * i, lifts=[(n, 2, 3)]) for i, n in enumerate(NAMES)]
    found = plan_of(courses, [gap(name) for name in NAMES], steps=2)
    assert not found.proven
    assert "not proven to be the best" in found.lines("en")[0]
    assert OpenReason.NOT_PROVEN in reasons(found).values()


def test_bad_input_is_refused_with_its_place():
    catalogue = Catalogue(courses=[])
    bad = [gap(), gap(held=1), gap("M.02", required=9), "M.03"]
    with pytest.raises(InvalidInputError) as caught:
        draft_plan(person(), bad, FIRST, LAST, catalogue=catalogue)
    assert [p.where for p in caught.value.problems] == ["gaps[1].held", "gaps[2]", "gaps[3]"]
    with pytest.raises(InvalidInputError) as caught:
        draft_plan("E-7", [], FIRST, LAST, catalogue=[], policy={})
    assert [p.where for p in caught.value.problems] == ["employee", "catalogue", "policy"]
    with pytest.raises(InvalidInputError) as caught:
        PlanPolicy(aim="best", budget=-1, least_hours=9, most_hours=8, steps=0)
    assert [p.where for p in caught.value.problems] == ["aim", "budget", "steps", "least_hours"]
    with pytest.raises(InvalidInputError, match="lies before"):
        draft_plan(person(), [], LAST, FIRST, catalogue=catalogue)


def test_broken_plans_are_rejected():
    courses = [
        course("dasar", 10, lifts=[("M.01", 0, 2)]),
        course("lanjut", 100, lifts=[("M.01", 2, 3)], requires=["dasar"]),
    ]
    found = plan_of(courses, [gap(held=1)], least_hours=5)
    first, second = found.items
    for change in (
        {"items": (second,)},
        {"items": (first,)},
        {"items": ()},
        {"as_of": day(11)},
        {"policy": attrs.evolve(found.policy, budget=150)},
        {"years": (attrs.evolve(found.years[0], planned=3), *found.years[1:])},
        {"employee": person(trainings=(Training(course="dasar", finished=day(-9), hours=1),))},
        {"catalogue": Catalogue(courses=[attrs.evolve(courses[0], cost=1), courses[1]])},
    ):
        assert not attrs.evolve(found, **change).verify()


def test_rows_and_plain_data():
    found = plan_of([course("a", 10, lifts=[("M.01", 2, 3)])], [gap(), gap("M.02")], least_hours=10)
    rows = found.rows()
    assert [(r["course"], r["competency"], r["reason"]) for r in rows] == [
        ("a", None, None),
        (None, "M.02", "not_taught"),
    ]
    plain = found.as_dict()
    assert (plain["kind"], plain["cost"], plain["hours"]) == ("plan", 100, 10)
    assert plain["years"][0]["since"] == "2027-01-01"
    assert plain["rows"][0]["since"] == "2027-01-11"


def test_a_finished_course_changes_the_profile_by_rule_with_its_trace():
    catalogue = Catalogue(
        courses=[course("a", 10, lifts=[("M.01", 1, 3), ("M.02", 3, 4), ("M.03", 0, 1)])]
    )
    done = Training(course="a", finished=day(14), hours=10)
    found = apply_training(
        CompetencyProfile.of({"M.01": 2, "M.02": 2, "M.03": 2}), done, catalogue=catalogue
    )
    assert found.verify()
    assert dict(found.after.pairs) == {"M.01": 3, "M.02": 2, "M.03": 2}
    kinds = [effect.kind for effect in found.effects]
    assert kinds == [EffectKind.RAISED, EffectKind.TOO_LOW, EffectKind.KEPT]
    assert found.lines("en")[1:] == (
        "  M.01: 2 → 3",
        "  M.02: 2 (the level before is too low; this course goes from 3 → 4)",
        "  M.03: 2 (held already; this course goes from 0 → 1)",
    )
    assert found.rows()[0]["after"] == 3
    assert found.as_dict()["kind"] == "applied_training"
    assert not attrs.evolve(found, after=found.before).verify()
    assert not attrs.evolve(found, effects=found.effects[1:]).verify()
    strange = apply_training(found.before, attrs.evolve(done, course="b"), catalogue=catalogue)
    assert strange.after == strange.before
    assert "tidak ada dalam katalog" in strange.lines()[0]
    with pytest.raises(InvalidInputError) as caught:
        apply_training({}, "a", catalogue=None)
    assert [p.where for p in caught.value.problems] == ["profile", "training", "catalogue"]
    with pytest.raises(InvalidInputError, match="scales differ"):
        apply_training(CompetencyProfile.of({}, scale=4), done, catalogue=catalogue)


def test_forty_courses_and_twelve_gaps_are_solved_exactly_within_a_second():
    names = [f"T.{i:02}" for i in range(12)]
    courses = [
        course(
            f"k{i}",
            14 * i,
            lifts=[(names[i * 7 % 12], i % 3, i % 3 + 1), (names[i * 5 % 12], 1, 2 + i % 2)][
                : 1 + i % 2
            ],
            hours=8 + i * 11 % 40,
            cost=100 + i * 37 % 90,
        )
        for i in range(40)
    ]
    asked = [gap(name, held=1, required=2 + i % 2) for i, name in enumerate(names)]
    start = time.process_time()
    found = plan_of(courses, asked, budget=1200, least_hours=40)
    assert time.process_time() - start < 1
    assert found.proven


def test_a_route_names_what_has_to_be_learned_by_the_day_of_each_step():
    low = Assessment(
        day=day(-9),
        level=PositionLevel.PENGAWAS,
        profile=CompetencyProfile.of({"M.01": 3, "M.02": 1}),
    )
    step = Step(
        origin=POST.position, destination=POST, kind=None, day=day(90), since=FIRST, findings=()
    )
    hoped = attrs.evolve(low, profile=STANDARD, assumed=True)
    route = Route(
        employee=person(assessments=(low, hoped)),
        rulebook=BOOK,
        target=POST,
        as_of=FIRST,
        until=LAST,
        steps=(step,),
    )
    assert [(g.competency, g.held, g.required, g.by, g.blocks) for g in find_needs(route)] == [
        ("M.02", 1, 3, day(90), "post"),
        ("M.03", None, 3, day(90), "post"),
    ]
    found = plan_of([course("a", 10, lifts=[("M.02", 1, 3)])], find_needs(route), route.employee)
    assert taken(found) == ["a"]
    assert reasons(found) == {"M.03": OpenReason.NOT_ASSESSED}


# -- the hours of the law --------------------------------------------------------------------


def test_the_floor_of_the_law_is_kept_for_a_pns():
    courses = [course("a", 10, hours=19, cost=1), course("b", 40, hours=20, cost=9)]
    found = plan_of(courses, [], until=dt.date(2027, 12, 31), rulebook=BOOK)
    assert taken(found) == ["b"]
    assert [(y.least, y.most, y.short) for y in found.years] == [(20, None, 0)]
    done = found.employee.with_records(*found.records())
    assert BOOK.check("duties.floor", done, dt.date(2027, 12, 31)).truth is Truth.YES
    # An agency may want more, never less.
    more = plan_of(courses, [], until=dt.date(2027, 12, 31), rulebook=BOOK, least_hours=30)
    assert taken(more) == ["a", "b"]
    less = plan_of(courses, [], until=dt.date(2027, 12, 31), rulebook=BOOK, least_hours=5)
    assert taken(less) == ["b"]


def test_the_ceiling_of_the_law_is_kept_for_a_pppk_in_each_year_of_the_contract():
    who = person(status=Status.PPPK, joined=dt.date(2026, 7, 1))
    courses = [
        course("a", 10, lifts=[("M.01", 2, 3)], hours=20),
        course("b", 40, lifts=[("M.02", 2, 3)], hours=20),
        course("c", 240, lifts=[("M.03", 2, 3)], hours=20),
    ]
    asked = [gap(name) for name in NAMES]
    found = plan_of(courses, asked, who, rulebook=BOOK)
    assert taken(found) == ["a", "c"] or taken(found) == ["b", "c"]
    assert [y.most for y in found.years] == [24, 24, 24]
    assert all(y.least is None for y in found.years)
    with pytest.raises(InvalidInputError, match=r"employee\.joined"):
        plan_of(courses, asked, person(status=Status.PPPK), rulebook=BOOK)
