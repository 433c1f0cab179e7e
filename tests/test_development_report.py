"""The development report: what is counted is right, and what is hidden cannot be computed."""

import datetime as dt
import itertools
import subprocess
import sys

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import position

from asn_career import samples
from asn_career.charts import draw_gaps
from asn_career.competencies import CompetencyProfile
from asn_career.courses import Catalogue, Course, Lift
from asn_career.development import GapState, draft_plan, report_development
from asn_career.errors import InvalidInputError
from asn_career.findings import Truth
from asn_career.gaps import DatedGap, measure_gap
from asn_career.national import national_rulebook
from asn_career.people import Agency, Appointment, Assessment, Employee, Training
from asn_career.positions import Unit
from asn_career.terms import PositionLevel, Question

AS_OF = dt.date(2026, 11, 21)
BOOK = national_rulebook()
POST = attrs.evolve(
    position(PositionLevel.AHLI_MUDA), standard=CompetencyProfile.of({"M.01": 3, "M.02": 2})
)
UNITS = [Unit(id="city", name="C"), *(Unit(id=f"u-{i}", name="U", parent="city") for i in range(3))]
UNITS.append(Unit(id="u-0-a", name="U", parent="u-0"))


def person(id, *, unit="u-0", hours=0, levels=None, status="pns"):
    assessed = ()
    if levels is not None:
        profile = CompetencyProfile.of(levels)
        assessed = (Assessment(day=dt.date(2026, 1, 5), level=POST.level, profile=profile),)
    trained = (Training(course="k", finished=dt.date(2026, 3, 1), hours=hours),) if hours else ()
    return Employee(
        id=id,
        birth_date=dt.date(1988, 3, 1),
        status=status,
        appointments=(Appointment(position=POST, unit=unit, since=dt.date(2022, 1, 1)),),
        assessments=assessed,
        trainings=trained,
    )


def crowd(name, number, **more):
    return [person(f"{name}-{i}", **more) for i in range(number)]


def agency(*people):
    return Agency(id="a", name="A", units=UNITS, posts=(), employees=people)


def report(people, **more):
    found = report_development(people, AS_OF, rulebook=BOOK, **more)
    assert found.verify()
    return found


def floor(found):
    """Return the counts of the duty of this year's hours by group."""
    rules = {rule.name for rule in BOOK.rules_for(Question.DEVELOP, None, AS_OF)}
    names = [one.rule for one in found.duties if one.rule.endswith("floor")]
    assert set(names) <= rules
    return {one.group: one.counts for one in found.duties if one.rule == names[0]}


def test_twenty_hours_this_year_are_counted_by_unit():
    people = [
        *crowd("a", 6, hours=20),
        *crowd("b", 7, hours=19, unit="u-0-a"),
        *crowd("c", 9, hours=24, unit="u-1"),
        *crowd("d", 5, unit="u-1"),
    ]
    found = report(agency(*people))
    assert floor(found) == {
        "u-0": {Truth.NO: 7, Truth.UNKNOWN: 0, Truth.YES: 6},
        "u-1": {Truth.NO: 5, Truth.UNKNOWN: 0, Truth.YES: 9},
    }
    assert "203(4)" in "\n".join(found.lines("en"))
    assert found.people == 27


def test_the_duty_of_a_pns_counts_no_pppk():
    found = report([*crowd("a", 6, hours=20), *crowd("b", 8, status="pppk")])
    assert sum(floor(found)[""].values()) == 6


def test_a_unit_is_reported_with_those_below_it():
    people = [*crowd("a", 6, unit="u-0"), *crowd("b", 7, unit="u-0-a"), *crowd("c", 9, unit="u-1")]
    found = report(agency(*people), unit="u-0")
    assert found.people == 13
    assert set(floor(found)) == {"u-0", "u-0-a"}


def test_gaps_are_counted_by_competency_the_most_urgent_first():
    people = [
        *crowd("a", 6, levels={"M.01": 1, "M.02": 2}),
        *crowd("b", 5, levels={"M.01": 4}),
        *crowd("c", 8),
    ]
    found = report(people)
    first, second = found.gaps
    assert (first.competency, first.levels) == ("M.01", 12)
    assert first.counts == {GapState.BELOW: 6, GapState.MET: 5, GapState.UNKNOWN: 8}
    assert second.counts == {GapState.BELOW: 0, GapState.MET: 6, GapState.UNKNOWN: 13}
    assert "Integritas: di bawah standar 6" in "\n".join(found.lines())


def test_seats_that_are_missing_are_told_unless_few_people_would_be_seen():
    found = report(
        crowd("a", 9),
        demand={"pka": 40, "pkp": 7, "pbj": 3, "latsar": 12, "pkn": 0},
        seats={"pka": 30, "pkp": 5, "latsar": 12, "pkn": 5},
    )
    told = {c.course: (c.demand, c.seats, c.missing) for c in found.courses}
    assert told == {
        "latsar": (12, 12, 0),
        "pbj": (None, None, None),
        "pka": (40, 30, 10),
        "pkn": (0, 5, 0),
        "pkp": (None, 5, None),
    }


def test_plans_ask_for_courses_and_a_catalogue_has_the_seats():
    lift = Lift(competency="M.01", since=0, to=3)
    days = {"since": dt.date(2027, 3, 1), "until": dt.date(2027, 3, 5)}
    pka = Course(id="pka", name="PKA", hours=40, seats=7, lifts=[lift], **days)
    catalogue = Catalogue(courses=[pka, attrs.evolve(pka, id="pkn", lifts=())])
    gap = DatedGap(competency="M.01", held=1, required=3, blocks="post")
    plans = [
        draft_plan(who, [gap], dt.date(2027, 1, 1), dt.date(2027, 12, 31), catalogue=catalogue)
        for who in crowd("a", 12)
    ]
    found = report(crowd("a", 12), demand=plans, seats=catalogue)
    assert [(c.course, c.demand, c.seats, c.missing) for c in found.courses] == [("pka", 12, 7, 5)]
    with pytest.raises(InvalidInputError, match="int instead of Plan"):
        report(crowd("a", 12), demand=[3])


def test_of_four_people_nothing_is_told():
    found = report(crowd("a", 4, hours=20, levels={"M.01": 1}))
    assert found.people is None
    shown = [n for one in (*found.duties, *found.gaps) for n in one.counts.values()]
    assert set(shown) == {None}
    assert {one.levels for one in found.gaps} == {None}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from([0, 20])), max_size=26))
def test_no_small_count_follows_from_what_is_shown(world):
    people = [person(f"e{i}", unit=f"u-{u}", hours=h) for i, (u, h) in enumerate(world)]
    found = report(agency(*people))
    if not people:
        return
    counts = floor(found)
    for group, row in counts.items():
        own = [h for u, h in world if group in {"", f"u-{u}"}]
        truly = {Truth.YES: own.count(20), Truth.NO: own.count(0), Truth.UNKNOWN: 0}
        shown = {truth: n for truth, n in row.items() if n is not None}
        assert shown.items() <= truly.items()
        hidden = [t for t in row if t not in shown and truly[t]]
        # Given the size of the group another table would do as well.
        worlds = [
            picked
            for picked in itertools.product(range(len(own) + 1), repeat=len(hidden))
            if sum(picked) + sum(shown.values()) == len(own)
        ]
        for place, truth in enumerate(hidden):
            if truly[truth] < found.min_cell:
                assert len({picked[place] for picked in worlds}) > 1 or len(own) < found.min_cell


def test_rows_and_lines_name_nobody():
    people = crowd("secret", 12, hours=20, levels={"M.01": 1})
    found = report(agency(*people), demand={"pka": 9})
    assert "secret" not in f"{found.rows()}{found.as_dict()}{found.lines()}{found!r}{found}"
    parts = [row["part"] for row in found.rows()]
    assert {*parts} == {"duty", "gap", "course"}
    assert len({tuple(row) for row in found.rows()}) == 1


@pytest.mark.parametrize("change", ["small", "alone", "levels", "seats"])
def test_a_report_that_was_changed_does_not_verify(change):
    found = report(
        [*crowd("a", 6, levels={"M.01": 1}), *crowd("b", 6)], demand={"pka": 9}, seats={"pka": 1}
    )
    duty, gap, course = found.duties[0], found.gaps[0], found.courses[0]
    wrong = {
        "small": {"duties": (attrs.evolve(duty, counts=dict(duty.counts) | {Truth.YES: 3}),)},
        "alone": {"gaps": (attrs.evolve(gap, counts=dict(gap.counts) | {GapState.UNKNOWN: None}),)},
        "levels": {"gaps": (attrs.evolve(gap, levels=None),)},
        "seats": {"courses": (attrs.evolve(course, demand=9, missing=7),)},
    }
    assert not attrs.evolve(found, **wrong[change]).verify()


def test_a_whole_city_is_reported():
    city = samples.surakarta(employees=600)
    found = report(city, demand={"pka": 30}, seats={"pka": 20})
    assert found.people == 600
    assert found.courses[0].missing == 10


def test_everything_wrong_with_a_call_is_said_at_once():
    ani = person("ani")
    with pytest.raises(InvalidInputError) as error:
        report_development(
            [ani, ani, 3],
            AS_OF,
            rulebook=None,
            unit="u-0",
            demand={"pka": -1},
            seats={"pkka": 2},
            min_cell=1,
        )
    assert [p.where for p in error.value.problems] == [
        "rulebook",
        "min_cell",
        "employees[1].id",
        "employees[2]",
        "unit",
        "demand['pka']",
        "seats['pkka']",
    ]
    with pytest.raises(InvalidInputError, match="did you mean 'u-0'"):
        report(agency(ani), unit="u_0")


# -- the picture -----------------------------------------------------------------------------------


@pytest.fixture
def ax():
    pytest.importorskip("matplotlib")
    from matplotlib.figure import Figure

    return Figure().subplots()


def test_bars_are_the_counts_that_are_shown_and_what_is_hidden_is_marked(ax):
    people = [
        *crowd("a", 6, levels={"M.01": 1, "M.02": 3}),
        *crowd("b", 9, levels={"M.01": 4, "M.02": 1}),
    ]
    people += crowd("c", 2, levels={"M.01": 3})
    found = report([*people, *crowd("d", 7)])
    draw_gaps(found, ax, lang="en")
    ax.figure.canvas.draw()
    drawn = [[int(bar.get_width()) for bar in part] for part in ax.containers]
    wanted = [
        [gap.counts[state] or 0 for gap in found.gaps]
        for state in (GapState.BELOW, GapState.MET, GapState.UNKNOWN)
    ]
    assert drawn == wanted
    marks = [text.get_text() for text in ax.texts]
    assert len(marks) == sum(None in gap.counts.values() for gap in found.gaps)
    assert ("hidden" in ax.get_xlabel()) is bool(marks)
    assert [label.get_text() for label in ax.get_yticklabels()] == [g.text.en for g in found.gaps]


def test_one_person_is_drawn_in_levels(ax):
    gap = measure_gap(
        CompetencyProfile.of({"M.01": 2, "M.02": 4}),
        CompetencyProfile.of({"M.01": 4, "M.02": 3, "SK.01": 3}),
    )
    draw_gaps(gap, ax)
    widths = [[int(bar.get_width()) for bar in part] for part in ax.containers]
    assert widths == [[2, 0, 0], [0, 0, 4]]
    assert [int(x) for x in ax.get_lines()[0].get_xdata()] == [4, 3, 3]
    assert [text.get_text() for text in ax.texts] == ["belum dinilai"]


def test_without_a_standard_that_is_written(ax):
    draw_gaps(measure_gap(CompetencyProfile.of({}), CompetencyProfile.of({})), ax)
    assert [text.get_text() for text in ax.texts] == ["Tidak ada standar kompetensi"]


def test_something_else_is_no_gap():
    with pytest.raises(InvalidInputError, match="has no gaps"):
        draw_gaps("gaps", None)


def test_drawing_loads_no_library():
    code = "import sys, asn_career.charts; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
