"""The pictures of an evaluation and of a workforce: what is drawn stands in the result."""

import datetime as dt

import pytest
from test_evaluation import BETTER, SAME, city, evaluate
from test_workforce import BOOK, RATES, TODAY, agency, forecast, held, person, simulated, year

from asn_career import InvalidInputError
from asn_career.charts import draw_effects, draw_workforce
from asn_career.workforce import WorkforceRates, backtest_workforce


@pytest.fixture
def ax():
    pytest.importorskip("matplotlib")
    from matplotlib.figure import Figure

    return Figure().subplots()


@pytest.mark.parametrize(("indicator", "side"), [("training_hours", 1), ("turnover", -1)])
def test_an_effect_is_a_mark_on_its_bar_with_the_better_side_to_the_right(ax, indicator, side):
    rows, treated, control = city(BETTER, SAME, indicator=indicator)
    found = evaluate(rows, treated, control)
    draw_effects(found, ax, lang="en")
    ax.figure.canvas.draw()
    zero, bar, mark = ax.get_lines()
    estimate = found.effects[0].estimate
    assert list(zero.get_xdata()) == [0, 0]
    ends = sorted(side * end / estimate.spread for end in estimate.interval)
    assert list(bar.get_xdata()) == pytest.approx(ends)
    assert list(mark.get_xdata()) == pytest.approx(
        [side * float(estimate.difference) / estimate.spread]
    )
    words = [text.get_text() for text in ax.get_legend().get_texts()]
    assert words == ["shown, better" if side > 0 else "shown, worse"]


def test_what_cannot_be_judged_is_named_and_has_no_mark(ax):
    rows, treated, control = city(BETTER[:3], SAME)
    draw_effects(evaluate(rows, treated, control), ax)
    assert len(ax.get_lines()) == 1
    assert [text.get_text() for text in ax.texts] == ["tidak dapat dinilai"]


def test_a_forecast_is_a_line_a_step_from_today_on(ax):
    found = forecast(
        agency(*(person(f"p-{i}", held("ahli_pertama")) for i in range(9))), rates=RATES
    )
    draw_workforce(found, ax, lang="en", steps=["ahli_pertama"])
    (line,) = ax.get_lines()
    flows = [flow for flow in found if flow.step == "ahli_pertama"]
    assert list(line.get_xdata()) == [TODAY, *(flow.until for flow in flows)]
    assert list(line.get_ydata()) == pytest.approx([9, *(float(flow.end) for flow in flows)])
    (band,) = ax.collections
    assert band.get_datalim(ax.transData).y1 == pytest.approx(max(f.range[1] for f in flows))
    assert ax.get_legend().get_texts()[0].get_text() == "JF Ahli Pertama"


def test_a_backtest_has_crosses_for_what_happened(ax):
    back = backtest_workforce(simulated(1, 60), year(-2), TODAY, rulebook=BOOK)
    draw_workforce(back, ax)
    crosses = [line for line in ax.get_lines() if line.get_marker() == "x"]
    drawn = sorted(n for line in crosses for n in line.get_ydata())
    assert drawn == sorted(one.actual for one in back if one.forecast is not None)


def test_an_unknown_forecast_is_written(ax):
    found = forecast(agency(person("a", held("ahli_muda"))), rates=WorkforceRates())
    draw_workforce(found, ax)
    assert [text.get_text() for text in ax.texts] == ["Belum diketahui"]


def test_something_else_is_refused(ax):
    found = forecast(agency(person("a", held("ahli_muda"))), rates=RATES)
    for call in (
        lambda: draw_effects(3, ax),
        lambda: draw_workforce(dt.date.today, ax),
        lambda: draw_workforce(found, ax, steps=["ahli_mudo"]),
        lambda: draw_workforce(found, ax, steps=["ahli_muda"] * 7),
    ):
        with pytest.raises(InvalidInputError):
            call()
