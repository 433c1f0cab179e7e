"""One real result of every kind, made from a small invented city, for tests about all results."""

import datetime as dt
from functools import cache

from asn_career import (
    CareerGraph,
    Catalogue,
    Competency,
    CompetencyField,
    CompetencyProfile,
    Course,
    Every,
    Lift,
    Method,
    Project,
    ProjectRole,
    SeatPolicy,
    SuccessionPlanPolicy,
    SuccessionPolicy,
    TalkHeld,
    TalkPair,
    Text,
    Training,
    allocate_seats,
    apply_training,
    appraise,
    assess_robustness,
    assess_strengths,
    audit_slate,
    audit_talks,
    backtest_workforce,
    compare_rulebooks,
    draft_plan,
    estimate_rates,
    evaluate_programme,
    find_feeders,
    find_reachable,
    find_routes,
    forecast_vacancies,
    forecast_workforce,
    group_candidates,
    lay_profile,
    list_awards,
    list_blocks,
    list_deadlines,
    match_mentors,
    match_peers,
    measure_fields,
    measure_gap,
    measure_outcomes,
    national_rulebook,
    place_talent,
    plan_succession,
    rank_by,
    rank_successors,
    rate_bench,
    recommend_posts,
    report_development,
    samples,
    schedule_talks,
    siasn,
    staff_projects,
    tally_credit,
    write_statement,
)
from asn_career.appraising import Goal, read_appraisal_policy
from asn_career.matching import Market, match_optimal

DAY = dt.date(2026, 11, 21)
PERIODS = [("2024-01-01", "2024-12-31"), ("2025-01-01", "2025-12-31")]
LATER = dt.date(2028, 11, 21)
KEY = b"the key of the agency, kept by it"
APPRAISAL = """
name = "kota"
text = { id = "Penilaian kota", en = "Appraisal of the city" }
since = 2026-01-01
source = "SK Wali Kota 1/2026"
missing = "refuse"
good = 80
highest = 120

[[components]]
key = "target"
text = { id = "Target kerja", en = "Goals" }
weight = 100
"""


@cache
def city():
    return samples.surakarta(7, employees=240)


def facts_of(people):
    """Return what the committee asks beyond the records."""
    return {person.id: {"job_person_match": 80} for person in people}


@cache
def law():
    """Return the law of the city: the national one, with figures for the talent sheet."""
    return lay_profile(national_rulebook(), "djbk_pu_2026")


@cache
def results():
    """Return one result of every kind by the name of its class."""
    agency = city()
    book = law()
    people = list(agency.employees)
    graph = CareerGraph(agency.positions, book, DAY)
    vacant = next(p for p in agency.vacancies if p.position.kind.value == "administrator")
    policy = SuccessionPolicy(score="talent.performance")
    ranking = rank_successors(
        vacant, people, DAY, rulebook=book, policy=policy, facts=facts_of(people), key=KEY
    )
    expert = next(
        p
        for p in people
        if (held := p.appointment_on(DAY)) is not None and held.position.jenjang is not None
    )
    held, required = CompetencyProfile.of({"M.01": 1}), CompetencyProfile.of({"M.01": 3})
    course = Course(
        id="k-1",
        name="Integritas",
        since="2027-02-01",
        until="2027-02-05",
        hours=40,
        seats=1,
        lifts=[Lift(competency="M.01", since=0, to=3)],
    )
    catalogue = Catalogue(courses=[course])
    gap = measure_gap(held, required)
    plan = draft_plan(expert, gap, DAY, LATER, catalogue=catalogue)
    field = CompetencyField(
        id="watak",
        text=Text(id="Watak", en="Character"),
        parts=[
            Competency(id="M.01", text=Text(id="Integritas", en="Integrity"), group="managerial")
        ],
    )
    placed = place_talent(people, DAY, rulebook=book)
    earlier = place_talent(people, dt.date(2025, 11, 21), rulebook=book)
    method = rank_by(
        Method.SAW, {"a": {"x": 3, "y": 1}, "b": {"x": 1, "y": 2}}, weights={"x": 60, "y": 40}
    )
    project = Project(
        id="p",
        name="Peta jalan",
        since="2027-01-01",
        until="2027-06-30",
        roles=[ProjectRole(id="r", name="Analis", needs=required)],
    )
    talks = schedule_talks(
        [TalkPair(leader="E-0001", member="E-0002")], DAY, LATER, every=Every(months=6)
    )
    reach = next(
        found
        for person in people
        if (found := find_reachable(person, DAY, LATER, graph=graph)).items
    )
    goer = agency.employee(reach.employee)
    routes = find_routes(goer, reach.items[0].position, DAY, LATER, graph=graph)
    goal = Goal(component="target", name="layanan", start=0, target=10, result=9)
    outcomes = measure_outcomes(agency, PERIODS, DAY, rulebook=book)
    units = outcomes.units
    rates = estimate_rates(agency, DAY, rulebook=book)
    past = dt.date(2023, 11, 21)
    october = [national_rulebook().as_in_force_on(dt.date(2025, month, 1)) for month in (9, 10)]
    siasn_people = siasn.write_employees(people[:3])
    found = [
        book.check("retirement.reached", people[0], DAY),
        book.score("retirement.age", people[0], DAY),
        ranking,
        ranking.ranks,
        method,
        assess_robustness(method, draws=50, noise=10, seed=1),
        audit_slate(ranking, group_candidates(people, DAY)),
        placed,
        earlier.compare(placed),
        forecast_vacancies(agency, DAY, LATER, rulebook=book, key=KEY),
        rate_bench(agency, DAY, LATER, rulebook=book),
        plan_succession(
            agency,
            DAY,
            LATER,
            rulebook=book,
            policy=SuccessionPlanPolicy(score="talent.performance", days=(LATER,)),
        ),
        routes,
        reach,
        find_feeders(people[:5], vacant, DAY, LATER, graph=graph),
        recommend_posts(expert, agency.posts, DAY, rulebook=book),
        assess_strengths(expert, DAY, rulebook=book),
        write_statement(expert, vacant.position, DAY, LATER, rulebook=book, graph=graph),
        list_deadlines(expert, DAY, LATER, rulebook=book),
        list_awards(expert, DAY, LATER, rulebook=book),
        list_blocks(expert, DAY, rulebook=book, horizon=LATER),
        tally_credit(expert, DAY, rulebook=book),
        gap,
        measure_fields(field, held, required),
        plan,
        allocate_seats([plan], catalogue, policy=SeatPolicy(method="in_turn")),
        apply_training(held, Training(course="k-1", finished=DAY, hours=40), catalogue=catalogue),
        report_development(people, DAY, rulebook=book),
        match_mentors(people[:4], people[4:10], DAY, rulebook=book),
        match_peers({"a": ["b"], "b": ["a"]}),
        match_optimal(Market(left=["a"], right=["x"], pairs={("a", "x"): 5})),
        staff_projects([project], people, DAY, rulebook=book),
        talks,
        audit_talks(talks, [TalkHeld(leader="E-0001", member="E-0002", day=DAY)], LATER),
        appraise(expert, DAY, policy=read_appraisal_policy(APPRAISAL), goals=[goal]),
        national_rulebook().differences(book),
        book.expiring(LATER),
        compare_rulebooks(people[:9], *october, DAY, rules="promotion.open"),
        outcomes,
        evaluate_programme(
            outcomes,
            treated=units[:4],
            control=units[4:8],
            before=PERIODS[0],
            after=PERIODS[1],
            method="permutation",
        ),
        rates,
        forecast_workforce(agency, DAY, LATER, rates=rates, rulebook=book, key=KEY),
        backtest_workforce(agency, past, DAY, rulebook=book),
        siasn_people,
        siasn.read_employees(siasn_people.people),
    ]
    return {type(one).__name__: one for one in [*found, routes.routes[0]]}
