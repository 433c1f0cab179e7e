"""Pictures of results: what is drawn stands in the result, and no library is loaded unasked."""

import datetime as dt
import subprocess
import sys

import pytest
from cities import AS_OF, CITY, ROUTES, UNTIL, graph_of, head_of

from asn_career import InvalidInputError, find_routes
from asn_career.charts import draw_routes


@pytest.fixture
def ax():
    pytest.importorskip("matplotlib")
    from matplotlib.figure import Figure

    return Figure().subplots()


def test_each_step_of_a_route_is_a_dot_on_its_day_and_level(ax):
    route = ROUTES.best()
    draw_routes(ROUTES, ax, lang="en")
    ax.figure.canvas.draw()
    steps, dots = ax.get_lines()
    labels = [text.get_text() for text in ax.get_yticklabels()]
    levels = [route.steps[0].origin.level, *(s.destination.position.level for s in route.steps)]
    assert [labels[int(y)] for y in dots.get_ydata()] == [level.text.en for level in levels]
    assert list(dots.get_xdata()) == [AS_OF, *(step.day for step in route.steps)]
    assert list(steps.get_xdata())[:-1] == list(dots.get_xdata())
    said = " ".join(" ".join(text.get_text().split()) for text in ax.texts)
    for step in route.steps:
        assert step.destination.position.name.split()[0] in said
    assert str(route.day.year) in said
    assert ax.get_xlabel() == "Time"


def test_without_a_route_the_outcome_is_written(ax):
    blocked = find_routes(CITY.employees[-1], head_of(CITY), AS_OF, AS_OF, graph=graph_of(CITY))
    draw_routes(blocked, ax)
    assert [t.get_text().split() for t in ax.texts] == [blocked.outcome.text.id.split()]


def test_two_routes_have_a_legend_and_share_what_they_begin_with(ax):
    import attrs

    later = attrs.evolve(ROUTES, routes=(ROUTES.routes[0], ROUTES.routes[0]))
    draw_routes(later, ax)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["1", "2"]
    assert len(ax.texts) == len(ROUTES.routes[0].steps) + 1


def test_routes_that_run_alike_do_not_hide_each_other(ax):
    import attrs

    twice = attrs.evolve(ROUTES, routes=(ROUTES.routes[0], ROUTES.routes[0]))
    draw_routes(twice, ax, lang="en")
    one, _, two, _ = ax.get_lines()
    assert one.get_color() != two.get_color()
    assert one.get_linestyle() != two.get_linestyle()
    assert all(a < b < a + 1 for a, b in zip(one.get_ydata(), two.get_ydata(), strict=True))
    assert all(text.get_text().startswith("1, 2: ") for text in ax.texts)


def test_something_else_is_refused():
    with pytest.raises(InvalidInputError, match="what find_routes returns"):
        draw_routes("routes", None)


def test_drawing_loads_no_library():
    code = "import sys, asn_career.charts; print('matplotlib' in sys.modules)"
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"


def test_the_axes_are_dated_to_the_end(ax):
    draw_routes(ROUTES, ax)
    assert UNTIL > ROUTES.best().day > dt.date(2026, 1, 1)
    assert len(ax.get_xlim()) == 2
