"""Strategic projects: lawful teams within their loads, as good as any that brute force finds."""

import datetime as dt
import itertools
import re

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import position

from asn_career.competencies import CompetencyProfile
from asn_career.errors import InvalidInputError, UnknownNameError
from asn_career.national import national_rulebook
from asn_career.people import Agency, Appointment, Assessment, Employee, Release, Sanction
from asn_career.positions import Unit
from asn_career.projects import (
    Engagement,
    Project,
    ProjectAim,
    ProjectPolicy,
    ProjectRole,
    Refusal,
    staff_projects,
)
from asn_career.projects import search as searching
from asn_career.terms import PositionLevel, ReleaseKind

AS_OF = dt.date(2026, 11, 21)
BOOK = national_rulebook()
POST = attrs.evolve(
    position(PositionLevel.AHLI_MUDA), standard=CompetencyProfile.of({"M.01": 3, "M.02": 3})
)


def person(id, *, unit="u-1", levels=None, **more):
    assessed = ()
    if levels is not None:
        profile = CompetencyProfile.of(levels)
        assessed = (Assessment(day=dt.date(2026, 1, 5), level=POST.level, profile=profile),)
    held = Appointment(position=POST, unit=unit, since=dt.date(2022, 1, 1))
    return Employee(
        id=id,
        birth_date=dt.date(1988, 3, 1),
        status="pns",
        appointments=(held,),
        assessments=assessed,
        **more,
    )


def role(id="analyst", places=1, hours=0, **needs):
    levels = {key.replace("_", "."): level for key, level in (needs or {"M_01": 3}).items()}
    return ProjectRole(
        id=id, name=id.title(), needs=CompetencyProfile.of(levels), places=places, hours=hours
    )


def project(id, *roles, months=(1, 6), units=()):
    since, until = dt.date(2027, months[0], 1), dt.date(2027, months[1], 28)
    roles = roles or (role(),)
    return Project(id=id, name=id.upper(), since=since, until=until, roles=roles, units=units)


def staff(projects, people, **more):
    found = staff_projects(projects, people, AS_OF, rulebook=BOOK, **more)
    assert found.verify()
    return found


def teams(found):
    return {(a.project, a.role, a.employee) for a in found.assignments}


# -- who is taken ----------------------------------------------------------------------------------


def test_the_fitter_person_is_taken_and_the_other_is_told_why_in_counts():
    people = [person("ani", levels={"M.01": 2}), person("budi", levels={"M.01": 3})]
    found = staff([project("p")], people)
    assert teams(found) == {("p", "analyst", "budi")}
    assert found.untaken[0].say("en") == "of 1 roles: given to others: 1"
    assert found.is_best


def test_a_covered_role_counts_more_than_the_best_fit():
    people = [
        person("ani", levels={"M.01": 3, "M.02": 3}),
        person("budi", levels={"M.01": 2, "M.02": 1}),
    ]
    found = staff([project("p", role("a", M_01=3)), project("q", role("b", M_02=3))], people)
    assert teams(found) == {("p", "a", "budi"), ("q", "b", "ani")}


def test_learning_is_the_gap_to_the_own_standard_that_the_work_closes():
    found = staff(
        [project("p", role(M_01=4, M_09=5))],
        [person("ani", levels={"M.01": 2, "M.09": 4})],
        policy=ProjectPolicy(stretch=2),
    )
    one = found.assignments[0]
    # The standard of the post asks for level 3 of M.01, and for no M.09.
    assert [(x.competency, x.held, x.to) for x in one.learning] == [("M.01", 2, 3)]
    assert (one.offer.short, found.values["learning"]) == (3, 1)


def test_a_target_of_the_caller_counts_before_the_post_held():
    aim = CompetencyProfile.of({"M.09": 5})
    found = staff(
        [project("p", role(M_09=5))], [person("ani", levels={"M.09": 4})], targets={"ani": aim}
    )
    assert found.assignments[0].learning[0].to == 5


def test_new_ties_are_units_that_have_not_worked_together():
    host = project("p", units=["u-2", "u-3", "u-4"])
    past = project("old", units=["u-1", "u-2"])
    found = staff([host], [person("ani", levels={"M.01": 3})], worked=[past, ("u-3", "u-4")])
    assert found.assignments[0].ties == ("u-3", "u-4")
    assert found.new_ties == (("u-1", "u-3"), ("u-1", "u-4"), ("u-2", "u-3"), ("u-2", "u-4"))


@pytest.mark.parametrize(("aims", "taken"), [(["fit", "ties"], "ani"), (["ties", "fit"], "budi")])
def test_the_declared_order_of_aims_decides(aims, taken):
    people = [person("ani", levels={"M.01": 3}, unit="u-2"), person("budi", levels={"M.01": 2})]
    found = staff([project("p", units=["u-2"])], people, policy=ProjectPolicy(aims=aims))
    assert {a.employee for a in found.assignments} == {taken}


# -- who is not ------------------------------------------------------------------------------------

SANCTION = Sanction(level="moderate", since=dt.date(2026, 6, 1), until=dt.date(2027, 5, 31))


def test_who_serves_a_sanction_when_the_project_begins_is_not_taken():
    ani = person("ani", levels={"M.01": 3}, sanctions=(SANCTION,))
    found = staff([project("p")], [ani])
    assert dict(found.untaken[0].refused)[Refusal.NOT_PERMITTED] == 1
    assert found.open_roles[0].free == 1


def test_the_agency_says_which_blocks_count_once_the_sanction_is_over():
    ani = person("ani", levels={"M.01": 3}, sanctions=(SANCTION,))
    later = [project("p", months=(6, 9))]
    # The rule on promotion for long service still looks back on it.
    assert [f.rule for f in staff(later, [ani]).untaken[0].findings] == [
        "discipline.long_service_block"
    ]
    policy = ProjectPolicy(gates=["discipline.transfer_block", "releases.frees_from_post"])
    assert staff(later, [ani], policy=policy).assignments
    assert not staff([project("p")], [ani], policy=policy).assignments
    with pytest.raises(InvalidInputError, match=r"did you mean 'discipline\.transfer_block'"):
        staff(later, [ani], policy=ProjectPolicy(gates=["discipline.transferblock"]))


def test_who_is_released_from_the_post_is_not_taken_and_is_after_the_return():
    away = Release(kind=ReleaseKind.CLTN, since=dt.date(2026, 1, 1), until=dt.date(2027, 2, 28))
    ani = person("ani", levels={"M.01": 3}, releases=(away,))
    assert not staff([project("p")], [ani]).assignments
    assert staff([project("p", months=(3, 6))], [ani]).assignments


def test_who_is_too_far_below_a_need_is_not_taken_by_the_stretch_of_the_agency():
    ani = person("ani", levels={"M.01": 1})
    assert dict(staff([project("p")], [ani]).untaken[0].refused)[Refusal.UNFIT] == 1
    assert staff([project("p")], [ani], policy=ProjectPolicy(stretch=2)).assignments


def test_an_empty_field_refuses_nobody_and_is_named():
    found = staff([project("p")], [person("ani")])
    assert found.assignments[0].missing == ("assessment",)
    assert found.assignments[0].gap is None
    assert "no data: assessment" in "\n".join(found.lines("en"))


def test_an_assessment_that_is_too_old_is_none():
    old = Assessment(
        day=dt.date(2015, 1, 5), level=POST.level, profile=CompetencyProfile.of({"M.01": 3})
    )
    found = staff([project("p")], [attrs.evolve(person("ani"), assessments=(old,))])
    assert "assessment" in found.assignments[0].missing


# -- loads -----------------------------------------------------------------------------------------


def test_projects_at_the_same_time_need_different_people():
    ani = person("ani", levels={"M.01": 3})
    same = staff([project("p"), project("q", months=(6, 9))], [ani])
    after = staff([project("p", months=(1, 5)), project("q", months=(6, 9))], [ani])
    assert (len(same.assignments), len(after.assignments)) == (1, 2)


def test_hours_limit_what_runs_on_one_day():
    ani = person("ani", levels={"M.01": 3})
    projects = [
        project("p", role(hours=8)),
        project("q", role(hours=12)),
        project("r", role(hours=8)),
    ]
    policy = ProjectPolicy(max_projects=3, max_hours=16)
    assert {a.project for a in staff(projects, [ani], policy=policy).assignments} == {"p", "r"}


def test_nobody_has_two_roles_in_one_project():
    one = project("p", role("a"), role("b"))
    found = staff([one], [person("ani", levels={"M.01": 3})], policy=ProjectPolicy(max_projects=2))
    assert len(found.assignments) == 1


def test_what_somebody_is_engaged_in_already_counts():
    ani = person("ani", levels={"M.01": 3})
    busy = {"ani": [Engagement(since=dt.date(2026, 1, 1))]}
    assert dict(staff([project("p")], [ani], engaged=busy).untaken[0].refused)[Refusal.FULL] == 1
    ended = {"ani": [Engagement(since=dt.date(2026, 1, 1), until=dt.date(2026, 12, 31))]}
    assert staff([project("p")], [ani], engaged=ended).assignments


# -- brute force -----------------------------------------------------------------------------------

LEVELS = st.dictionaries(st.sampled_from(["M.01", "M.02"]), st.integers(1, 4), min_size=1)


@st.composite
def worlds(draw):
    people = [
        person(f"e{i}", unit=draw(st.sampled_from(["u-1", "u-2"])), levels=draw(st.none() | LEVELS))
        for i in range(draw(st.integers(0, 3)))
    ]
    projects = []
    for i in range(draw(st.integers(1, 3))):
        first = draw(st.integers(1, 8))
        roles = [
            ProjectRole(
                id=f"r{j}",
                name="R",
                needs=CompetencyProfile.of(draw(LEVELS)),
                places=draw(st.integers(1, 2)),
                hours=draw(st.sampled_from([4, 8, 12])),
            )
            for j in range(draw(st.integers(1, 2)))
        ]
        units = draw(st.sets(st.sampled_from(["u-1", "u-2", "u-3"])))
        months = (first, min(12, first + draw(st.integers(0, 5))))
        projects.append(project(f"p{i}", *roles, months=months, units=units))
    policy = ProjectPolicy(
        aims=draw(st.permutations(list(ProjectAim))),
        stretch=draw(st.integers(0, 3)),
        max_projects=draw(st.integers(1, 2)),
        max_hours=draw(st.sampled_from([None, 12, 16])),
    )
    worked = draw(st.sampled_from([(), (("u-1", "u-2"),), (("u-1", "u-3"), ("u-2", "u-3"))]))
    return projects, people, policy, worked


def bearable(mine, policy):
    """Tell of one person's (project, role) whether they can be taken at once, day by day."""
    if len({p.id for p, _ in mine}) < len(mine):
        return False
    for n in range(365):
        day = dt.date(2027, 1, 1) + n * dt.timedelta(days=1)
        now = [r.hours for p, r in mine if p.since <= day <= p.until]
        if len(now) > policy.max_projects or sum(now) > (policy.max_hours or 10**6):
            return False
    return True


def gain(who, proj, rol, policy, worked):
    """Return fit, learning and ties of a pair in the order of the policy, or None: not possible."""
    held = dict(who.assessments[-1].profile.pairs) if who.assessments else {}
    lacks = [need - held[key] for key, need in rol.needs.pairs if key in held]
    if any(lack > policy.stretch for lack in lacks):
        return None
    aim, unit = dict(POST.standard.pairs), who.appointments[-1].unit
    values = {
        ProjectAim.FIT: -sum(max(0, need - held.get(key, 0)) for key, need in rol.needs.pairs),
        ProjectAim.LEARNING: sum(
            max(0, min(need, aim.get(key, 0)) - held[key])
            for key, need in rol.needs.pairs
            if key in held
        ),
        ProjectAim.TIES: sum(
            u != unit and (u, unit) not in worked and (unit, u) not in worked for u in proj.units
        ),
    }
    return tuple(values[aim] for aim in policy.aims)


def best_value(projects, people, policy, worked):
    """Try every choice of roles for every person."""
    roles = [(p, r) for p in projects for r in p.roles]
    choices = []
    for who in people:
        own = [i for i, (p, r) in enumerate(roles) if gain(who, p, r, policy, worked) is not None]
        choices.append(
            [
                picked
                for n in range(len(own) + 1)
                for picked in itertools.combinations(own, n)
                if bearable([roles[i] for i in picked], policy)
            ]
        )
    best = (0, 0, *(0 for _ in policy.aims))
    for answer in itertools.product(*choices):
        filled = [i for picked in answer for i in picked]
        if any(filled.count(i) > roles[i][1].places for i in set(filled)):
            continue
        gains = [
            gain(who, *roles[i], policy, worked)
            for who, picked in zip(people, answer, strict=True)
            for i in picked
        ]
        best = max(
            best,
            (len(set(filled)), len(filled), *map(sum, zip(*gains, strict=True))) if gains else best,
        )
    return best


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_no_teams_are_better_than_those_found(world):
    projects, people, policy, worked = world
    found = staff(projects, people, policy=policy, worked=worked)
    value = found.values
    told = (value["roles"], value["places"], *(value[aim.value] for aim in policy.aims))
    assert found.is_best
    assert told == best_value(projects, people, policy, worked)


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_a_search_that_is_ended_still_keeps_every_load(world):
    projects, people, policy, worked = world
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "MAX_STEPS", 1)
        found = staff(projects, people, policy=policy, worked=worked)
    assert found.is_best is not any("not proven" in line for line in found.lines("en"))


@settings(max_examples=30, deadline=None)
@given(worlds(), st.randoms())
def test_the_order_of_the_input_plays_no_part(world, random):
    projects, people, policy, worked = world
    before = staff(projects, people, policy=policy, worked=worked)
    random.shuffle(projects)
    random.shuffle(people)
    assert staff(projects, people, policy=policy, worked=worked) == before


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 6)), max_size=6), st.integers(1, 3))
def test_the_most_projects_at_a_time_are_those_that_brute_force_finds(spans, limit):
    projects = [project(f"p{i}", months=(a, min(12, a + n))) for i, (a, n) in enumerate(spans)]
    policy = ProjectPolicy(max_projects=limit)
    most = max(
        n
        for n in range(len(projects) + 1)
        for some in itertools.combinations(projects, n)
        if bearable([(p, p.roles[0]) for p in some], policy)
    )
    assert searching.most_projects(projects, limit) == most


def test_a_crowd_of_candidates_changes_nothing_for_the_best():
    few = [person(f"e{i}", levels={"M.01": 3}) for i in range(3)]
    crowd = [person(f"x{i:03}", levels={"M.01": 2}) for i in range(200)]
    projects = [project("p", role(places=2)), project("q")]
    assert teams(staff(projects, [*crowd, *few])) == teams(staff(projects, few))


# -- what is told ----------------------------------------------------------------------------------


def test_an_explanation_names_nobody_else_and_rows_do_not_tell_of_discipline():
    people = [
        person("ani-1", levels={"M.01": 3}),
        person("budi-2", levels={"M.01": 3}),
        person("citra-3", levels={"M.01": 3}, sanctions=(SANCTION,)),
    ]
    found = staff([project("p")], people)
    for who in people:
        told = "\n".join(found.explain(who.id, "en"))
        assert not re.search("ani-1|budi-2|citra-3", told)
    assert "Blocked" in "\n".join(found.explain("citra-3", "en"))
    public = f"{found.rows()}{found.as_dict()}{found.lines('en')}{found!r}"
    assert not re.search("discipline|sanction|Blocked", public)
    assert [row["state"] for row in found.rows()] == ["taken", "untaken", "untaken"]
    with pytest.raises(UnknownNameError) as error:
        found.explain("ani")
    assert "ani-1" not in str(error.value)


@pytest.mark.parametrize("change", ["drop", "double", "bound", "short"])
def test_teams_that_were_changed_do_not_verify(change):
    people = [person("ani", levels={"M.01": 3}), person("budi", levels={"M.01": 3})]
    found = staff([project("p"), project("q")], people)
    one, two = found.assignments
    wrong = {
        "drop": {"assignments": (one,)},
        "double": {
            "assignments": (
                one,
                attrs.evolve(two, offer=attrs.evolve(two.offer, candidate=one.offer.candidate)),
            )
        },
        "bound": {"bound": (1, 1, 0)},
        "short": {"assignments": (attrs.evolve(one, offer=attrs.evolve(one.offer, short=1)), two)},
    }
    assert not attrs.evolve(found, **wrong[change]).verify()


def test_nobody_and_nothing_give_an_empty_answer():
    assert staff([], []).values["roles"] == 0
    assert staff([project("p")], []).open_roles[0].free == 1


# -- what is refused -------------------------------------------------------------------------------


def places(error):
    return [problem.where for problem in error.value.problems]


def test_everything_wrong_with_a_call_is_said_at_once():
    over = attrs.evolve(project("old"), since=dt.date(2025, 1, 1), until=dt.date(2025, 2, 1))
    ani = person("ani")
    with pytest.raises(InvalidInputError) as error:
        staff_projects(
            [over, project("p"), project("p"), 3],
            [ani, ani, "budi"],
            AS_OF,
            rulebook=None,
            policy=7,
            targets={"ani": 5, "anni": POST.standard},
            engaged={"ani": [1], "x": []},
            worked=["u-1", ("u-1", "u-1")],
        )
    assert places(error) == [
        "rulebook",
        "policy",
        "projects[2].id",
        "projects[3]",
        "employees[1].id",
        "employees[2]",
        "projects[0].until",
        "worked[0]",
        "worked[1]",
        "targets['anni']",
        "engaged['x']",
        "targets['ani']",
        "engaged['ani'][0]",
    ]
    assert "did you mean 'ani'" in str(error.value)


def test_units_that_an_agency_does_not_have_are_refused():
    agency = Agency(
        id="a", name="A", units=[Unit(id="u-1", name="U")], posts=(), employees=[person("ani")]
    )
    with pytest.raises(InvalidInputError) as error:
        staff_projects(
            [project("p", units=["u-9"])], agency, AS_OF, rulebook=BOOK, worked=[("u-1", "u-8")]
        )
    assert places(error) == ["projects[0].units[0]", "worked[0][1]"]
    assert staff([project("p", units=["u-1"])], agency).assignments


def test_records_that_make_no_sense_are_refused():
    with pytest.raises(InvalidInputError) as error:
        ProjectRole(id="r", name="R", needs=None, places=0, hours=-1)
    assert places(error) == ["needs", "places", "hours"]
    with pytest.raises(InvalidInputError, match="no competency is named"):
        ProjectRole(id="r", name="R", needs=CompetencyProfile.of({}))
    with pytest.raises(InvalidInputError) as error:
        Project(
            id="p",
            name="P",
            since="2027-06-01",
            until="2027-01-01",
            roles=[role(), role()],
            units=[3],
        )
    assert places(error) == ["until", "roles[1].id", "units[0]"]
    with pytest.raises(InvalidInputError) as error:
        ProjectPolicy(aims=["fit", "fun", "fit"], stretch=-1, max_projects=0, max_hours=-8)
    assert places(error) == ["aims[1]", "aims[2]", "stretch", "max_projects", "max_hours"]
    with pytest.raises(InvalidInputError):
        Engagement(since=AS_OF, hours=-1)
    with pytest.raises(InvalidInputError, match="without a role"):
        Project(id="p", name="P", since="2027-01-01", until="2027-01-01", roles=[])
