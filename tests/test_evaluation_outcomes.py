"""What is measured before a programme is judged: counted right, and nobody shows through."""

import datetime as dt
import random
from collections import Counter
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_succession_plan import STANDARD, law
from worlds import position

from asn_career import national_rulebook, samples
from asn_career.errors import InvalidInputError
from asn_career.evaluation import (
    Indicator,
    Outcomes,
    Period,
    Survey,
    UnitOutcome,
    Unmeasured,
    Why,
    evaluate_programme,
    measure_outcomes,
)
from asn_career.findings import Truth
from asn_career.mentoring import match_mentors
from asn_career.people import Agency, Appointment, Employee, RankHeld, Release, Training
from asn_career.positions import Post, Unit
from asn_career.succession import BenchPolicy, rate_bench
from asn_career.terms import PositionLevel

BOOK = national_rulebook()
TODAY = dt.date(2026, 11, 21)
YEAR = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
STAFF = position(PositionLevel.PELAKSANA)
HEAD = attrs.evolve(position(PositionLevel.PENGAWAS), id="kasi")
UNITS = [Unit(id="top", name="T"), *(Unit(id=id, name="U", parent="top") for id in ("a", "b"))]
UNITS.append(Unit(id="a-1", name="U", parent="a"))


def held(since, until=None, unit="a", at=STAFF, **more):
    return Appointment(position=at, unit=unit, since=since, until=until, **more)


def person(id, *appointments, **more):
    more = {"birth_date": dt.date(1985, 5, 17), "status": "pns", **more}
    return Employee(id=id, appointments=appointments or (held(dt.date(2015, 1, 1)),), **more)


def agency(*people, posts=()):
    return Agency(id="x", name="X", units=UNITS, posts=posts, employees=people)


def measure(city, *, periods=(YEAR,), rulebook=BOOK, **more):
    found = measure_outcomes(city, periods, TODAY, rulebook=rulebook, **more)
    assert found.verify()
    assert found.lines("id")
    assert len(found.rows()) == len(found.indicators) * len(found.periods) * len(found.units)
    assert found.as_dict()["kind"] == "outcomes"
    return found


def at(found, indicator, unit="a"):
    """Return numerator and denominator, or the reason why there are none."""
    for value in found:
        if (value.indicator, value.unit) == (indicator, unit):
            return int(value.numerator), value.denominator
    return next(u.why for u in found.unmeasured if (u.indicator, u.unit) == (indicator, unit))


# -- turnover and retention ------------------------------------------------------------------------

STAYED = [person(f"s-{i}") for i in range(9)]
MARCH = dt.date(2025, 3, 31)


def test_who_leaves_the_agency_counts_and_who_moves_or_is_released_does_not():
    city = agency(
        *STAYED,
        person("gone", held(dt.date(2015, 1, 1), MARCH, unit="a-1")),
        person("moved", held(dt.date(2015, 1, 1), MARCH), held(dt.date(2025, 4, 1), unit="b")),
        person(
            "away",
            held(dt.date(2015, 1, 1), MARCH),
            releases=(Release(kind="cltn", since=dt.date(2025, 4, 1)),),
        ),
        person("later", held(dt.date(2015, 1, 1), dt.date(2026, 3, 31))),
    )
    found = measure(city)
    # On 1 January 13 people, on 31 December the nine and the one who leaves later.
    assert at(found, "turnover") == (1, Fraction(13 + 10, 2))
    assert at(found, "turnover", "b") == (0, Fraction(1, 2))
    assert at(found, "retention") == (12, 13)


def test_who_leaves_on_the_pension_day_did_not_leave_early():
    last = dt.date(2025, 5, 31)  # born in May 1967, 58 years: pension on 1 June 2025
    retired = person("old", held(dt.date(2015, 1, 1), last), birth_date=dt.date(1967, 5, 17))
    early = person("gone", held(dt.date(2015, 1, 1), last), birth_date=dt.date(1967, 6, 17))
    found = measure(agency(*STAYED, retired, early))
    assert at(found, "turnover")[0] == 2
    assert at(found, "early_turnover")[0] == 1


def test_an_unknown_pension_day_leaves_early_turnover_unmeasured():
    book = law({}, retires={"gone": None})
    found = measure(
        agency(*STAYED, person("gone", held(dt.date(2015, 1, 1), MARCH))), rulebook=book
    )
    assert at(found, "turnover")[0] == 1
    assert at(found, "early_turnover") is Why.NO_PENSION_DAY


def test_records_without_anybody_who_left_say_nothing_about_turnover():
    found = measure(agency(*STAYED))
    assert at(found, "turnover") is Why.NO_LEAVERS
    assert at(found, "retention") is Why.NO_LEAVERS


def test_the_retention_of_talents_is_theirs_alone():
    city = agency(*STAYED, person("gone", held(dt.date(2015, 1, 1), MARCH)))
    found = measure(city, talents=["s-1", "s-2", "gone"])
    assert at(found, "retention") == (2, 3)


DAYS = [dt.date(2024, 11, 1), dt.date(2025, 1, 1), MARCH, dt.date(2025, 12, 31), TODAY]


@st.composite
def histories(draw):
    people = [person("never", held(dt.date(2010, 1, 1), dt.date(2012, 1, 1)))]
    for i in range(draw(st.integers(1, 7))):
        days = draw(st.lists(st.sampled_from(DAYS), max_size=4, unique=True))
        ends = sorted([dt.date(2020, 1, 1), *days])
        spells, start = [], ends[0]
        for end in ends[1:]:
            if draw(st.integers(0, 3)):
                spells.append(held(start, end, unit=draw(st.sampled_from(["a", "b"]))))
            start = end + dt.timedelta(1)
        if draw(st.booleans()):
            spells.append(held(start, unit=draw(st.sampled_from(["a", "b"]))))
        people.append(person(f"p-{i}", *spells) if spells else person(f"p-{i}"))
    return agency(*people)


@settings(max_examples=80, deadline=None)
@given(histories())
def test_turnover_is_what_going_through_every_day_finds(city):
    found = measure(city, indicators=["turnover", "retention"])

    def unit_on(who, day):
        now = [
            a.unit for a in who.appointments if a.since <= day and (not a.until or day <= a.until)
        ]
        return now[0] if now else None

    end = (TODAY - YEAR.since).days
    days = [YEAR.since + dt.timedelta(i) for i in range(end + 1)]
    left, there, kept = {"a": 0, "b": 0}, {"a": [0, 0], "b": [0, 0]}, {"a": 0, "b": 0}
    for who in city.employees:
        units = [unit_on(who, day) for day in days]
        last = max((i for i, unit in enumerate(units) if unit), default=None)
        if last is not None and days[last] <= YEAR.until:
            left[units[last]] += 1
        for i, day in enumerate((YEAR.since, YEAR.until)):
            if (unit := unit_on(who, day)) is not None:
                there[unit][i] += 1
        if units[0]:
            kept[units[0]] += last is not None and days[last] >= YEAR.until
    for unit in "ab":
        if sum(there[unit]):
            assert at(found, "turnover", unit) == (left[unit], Fraction(sum(there[unit]), 2))
        if there[unit][0]:
            assert at(found, "retention", unit) == (kept[unit], there[unit][0])


# -- careers ---------------------------------------------------------------------------------------


def test_a_post_is_filled_from_within_by_somebody_of_the_agency():
    rise = dt.date(2025, 6, 1)
    inside = person("in", held(dt.date(2015, 1, 1), rise - dt.timedelta(1)), held(rise, at=HEAD))
    outside = person("out", held(rise, at=HEAD))
    again = person("again", held(MARCH, rise - dt.timedelta(1), at=HEAD), held(rise, at=HEAD))
    city = agency(inside, outside, again)
    assert at(measure(city), "internal_fill") == (1, 3)  # `again` came from outside in March
    assert at(measure(city, pool=["out"]), "internal_fill") == (0, 3)
    assert at(measure(city, fill_levels=["pelaksana"]), "internal_fill") is Why.NOBODY


def test_time_to_promotion_is_the_time_in_the_rank_before():
    ranks = [
        RankHeld(golongan=g, since=day)
        for g, day in (
            ("III/a", dt.date(2017, 4, 1)),
            ("III/b", dt.date(2021, 4, 1)),
            ("III/c", dt.date(2025, 4, 1)),
        )
    ]
    assert at(measure(agency(person("up", ranks=ranks))), "time_to_promotion") == (48, 1)


def trained(id, hours, **more):
    training = Training(course="k", finished=dt.date(2025, 6, 1), hours=hours)
    return person(id, trainings=(training,), **more)


def test_the_floor_of_hours_is_that_of_the_law_and_of_civil_servants_only():
    city = agency(
        trained("a", 20), trained("b", 19), trained("c", 24, status="pppk", joined="2020-01-01")
    )
    found = measure(city)
    assert at(found, "training_hours") == (1, 2)
    assert dict(found.sources)[Indicator.TRAINING_HOURS].source == "pp-11-2017:203(4)"
    half = Period(dt.date(2025, 1, 1), dt.date(2025, 6, 30))
    assert at(measure(city, periods=[half]), "training_hours") is Why.NO_YEAR_END
    early = Period(dt.date(2016, 1, 1), dt.date(2016, 12, 31))
    assert at(measure(city, periods=[early]), "training_hours") is Why.NO_FLOOR


def test_bench_and_mentoring_count_in_the_period_of_their_day():
    day = dt.date(2025, 7, 1)
    post = Post(
        id="kasi-1", position=attrs.evolve(HEAD, fields=("f",), standard=STANDARD), unit="a"
    )
    ranks = (RankHeld(golongan="III/d", since=dt.date(2020, 4, 1)),)
    people = [person(f"s-{i}", ranks=ranks) for i in range(3)]
    city = agency(*people, posts=[post])
    ready = rate_bench(city, day, day, rulebook=law({}), policy=BenchPolicy(critical_from=0))
    assert at(measure(city, benches=[ready]), "bench_coverage") == (1, 1)
    assert at(measure(city, benches=[attrs.evolve(ready, as_of=TODAY)]), "bench_coverage") is (
        Why.NOT_GIVEN
    )
    made = match_mentors(people[:2], people[2:], day, rulebook=BOOK)
    counted = at(measure(city, mentorings=[made]), "mentoring_coverage")
    assert counted == (len(made.pairs), 2)


def test_surveys_are_weighed_by_those_who_answered():
    surveys = [
        Survey(unit="a", day=YEAR.since, indicator="public_satisfaction", value="80", answers=10),
        Survey(unit="a-1", day=YEAR.until, indicator="public_satisfaction", value="90", answers=30),
    ]
    found = measure(agency(*STAYED), surveys=surveys)
    assert at(found, "public_satisfaction") == (3500, 40)
    assert next(v.value for v in found if v.indicator == "public_satisfaction") == Fraction(175, 2)
    assert at(found, "job_satisfaction") is Why.NOT_GIVEN


# -- what is hidden --------------------------------------------------------------------------------


def crowd(counts):
    """Return an agency of units, each with so many people who reached the floor, of so many."""
    units = [Unit(id="top", name="T"), *(Unit(id=u, name="U", parent="top") for u in counts)]
    people = []
    for unit, (reached, size) in counts.items():
        for i in range(size):
            who = trained(f"{unit}-{i}", 20 if i < reached else 3)
            people.append(attrs.evolve(who, appointments=(held(dt.date(2015, 1, 1), unit=unit),)))
    return Agency(id="x", name="X", units=units, posts=(), employees=people)


def shown(found):
    return {row["unit"] for row in found.rows() if row["value"] is not None}


def test_a_small_count_is_hidden_with_one_that_protects_it():
    found = measure(
        crowd({"u": (2, 20), "v": (10, 22), "w": (9, 30)}), indicators=["training_hours"]
    )
    assert shown(found) == {"w"}
    assert "2/20" not in str(found)
    assert "*" in str(found)


def test_nothing_small_hides_nothing():
    counts = {"u": (6, 20), "v": (10, 22), "w": (0, 30)}
    assert shown(measure(crowd(counts), indicators=["training_hours"])) == set(counts)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from("uvwxyz"),
        st.tuples(st.integers(0, 12), st.integers(0, 12)),
        min_size=1,
        max_size=6,
    )
)
def test_no_small_number_is_shown_or_stands_alone_hidden(counts):
    rows = [
        UnitOutcome(
            unit=unit,
            indicator="training_hours",
            since=YEAR.since,
            until=YEAR.until,
            numerator=reached,
            denominator=reached + rest,
        )
        for unit, (reached, rest) in sorted(counts.items())
        if reached + rest
    ]
    base = measure(agency(*STAYED), indicators=["training_hours"])
    units = tuple(row.unit for row in rows)
    found = attrs.evolve(base, units=units, values=tuple(rows), unmeasured=())
    assert found.verify()
    hidden = set(units) - shown(found)
    for unit in set(units) - hidden:
        reached, rest = counts[unit]
        assert all(n == 0 or n >= 5 for n in (reached, rest))
    assert len(hidden) != 1 or len(units) == 1


def test_the_checker_finds_what_was_changed():
    city = agency(*STAYED, person("gone", held(dt.date(2015, 1, 1), MARCH)))
    found = measure(city)
    first = found.values[0]
    early = next(i for i, v in enumerate(found.values) if v.indicator == "early_turnover")
    more = list(found.values)
    more[early] = attrs.evolve(more[early], numerator=3)
    for wrong in (
        attrs.evolve(found, values=found.values[1:]),
        attrs.evolve(found, values=(*found.values, first)),
        attrs.evolve(found, unmeasured=found.unmeasured[1:]),
        attrs.evolve(found, values=tuple(more)),
        attrs.evolve(found, units=("a", "b")),
    ):
        assert not wrong.verify()


def test_a_stored_result_knows_when_it_is_stale():
    key = b"a key of our own"
    found = measure(agency(*STAYED), key=key)
    assert not found.is_stale(agency(*STAYED), rulebook=BOOK, key=key)
    assert found.is_stale(agency(*STAYED[1:]), rulebook=BOOK, key=key)


# -- a city ----------------------------------------------------------------------------------------


def test_a_city_is_measured_and_a_programme_in_it_judged():
    pytest.importorskip("scipy")
    city = samples.surakarta(employees=1200)
    years = [(dt.date(y, 1, 1), dt.date(y, 12, 31)) for y in (2024, 2025)]
    districts = [u.id for u in city.units if u.parent == "surakarta"]
    noise = random.Random(7)  # noqa: S311 - invented people need no secrecy
    treated = districts[:15]
    people = []
    for who in city.employees:
        post = who.appointment_on(TODAY)
        top = None if post is None else post.unit
        while top is not None and city.unit(top).parent != "surakarta":
            top = city.unit(top).parent
        hours = [
            (y, 24 if noise.random() < (0.5 + 0.3 * (y == 2025 and top in treated)) else 4)
            for y in (2024, 2025)
        ]
        new = tuple(Training(course="k", finished=dt.date(y, 6, 1), hours=h) for y, h in hours)
        people.append(attrs.evolve(who, trainings=new))
    city = attrs.evolve(city, employees=people)
    outcomes = measure(city, periods=years, indicators=["training_hours"])
    assert isinstance(outcomes, Outcomes)
    found = evaluate_programme(
        outcomes,
        treated=treated,
        control=districts[15:],
        before=years[0],
        after=years[1],
    )
    assert found.verify()
    effect = found.of("training_hours")
    low, high = effect.estimate.interval
    assert low < 30 < high
    assert effect.shown.name == "YES"
    assert found.provenance == outcomes.provenance


def test_compliance_in_a_city_is_what_the_rule_of_the_law_says_person_by_person():
    city = samples.regency(employees=600)
    found = measure(city, indicators=["training_hours"])
    day = YEAR.until
    answers = Counter()
    for who in city.employees:
        if who.status.value == "pns" and who.appointment_on(day) is not None:
            answers[BOOK.check("duties.floor", who, day).truth] += 1
    assert sum(value.numerator for value in found) == answers[Truth.YES] > 0
    assert sum(value.denominator for value in found) == sum(answers.values())


# -- what is wrong ---------------------------------------------------------------------------------


def test_everything_wrong_is_said_at_once():
    survey = Survey(unit="q", day=YEAR.since, indicator="job_satisfaction", value=3, answers=9)
    with pytest.raises(InvalidInputError) as caught:
        measure_outcomes(
            agency(*STAYED),
            [YEAR, (dt.date(2025, 6, 1), dt.date(2027, 1, 1)), "2024"],
            TODAY,
            rulebook=None,
            indicators=["happiness"],
            units=["aa"],
            talents=["s-99"],
            pool="s-1",
            fill_levels=["kepala"],
            benches=[3],
            mentorings=[4],
            surveys=[survey],
            min_cell=1,
        )
    where = [problem.where for problem in caught.value.problems]
    assert {
        *("rulebook", "min_cell", "periods[1]", "periods[2]", "indicators[0]", "fill_levels[0]"),
        *("benches[0]", "mentorings[0]", "units", "talents", "pool", "surveys[0].unit"),
    } <= set(where)
    assert where.count("periods[1]") == 2  # too late, and over the first


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"indicator": "turnover"}, "indicator"),
        ({"value": 3.5}, "value"),
        ({"value": -1}, "value"),
        ({"answers": 0}, "answers"),
        ({"day": "soon"}, "day"),
    ],
)
def test_a_survey_that_cannot_be_is_refused(more, where):
    base = {"unit": "a", "day": TODAY, "indicator": "job_satisfaction", "value": 3, "answers": 9}
    with pytest.raises(InvalidInputError) as caught:
        Survey(**base | more)
    assert [problem.where for problem in caught.value.problems] == [where]


def test_an_agency_and_periods_are_asked_for():
    with pytest.raises(InvalidInputError) as caught:
        measure_outcomes(STAYED, [], TODAY, rulebook=BOOK)
    assert {problem.where for problem in caught.value.problems} >= {"agency"}
    assert Unmeasured(unit="a", indicator=Indicator.TURNOVER, period=YEAR, why=Why.NOBODY)
