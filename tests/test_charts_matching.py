"""The picture of a matching: what is drawn stands in the result."""

import datetime as dt
import subprocess
import sys

import pytest

from asn_career import match_mentors, national_rulebook
from asn_career.charts import draw_matching
from asn_career.errors import InvalidInputError
from asn_career.matching import Market, match_optimal
from asn_career.people import Employee, RankHeld

DAY = dt.date(2026, 11, 21)
MARKET = Market(
    left=["a", "b", "c", "d"],
    right={"x": 2, "y$": 1},
    pairs={("a", "x"): 9, ("b", "x"): 1, ("c", "y$"): 5},
    fixed=[("b", "x")],
)


@pytest.fixture
def ax():
    pytest.importorskip("matplotlib")
    from matplotlib.figure import Figure

    return Figure().subplots()


def drawn(result, ax, **options):
    """Draw, and return the texts."""
    draw_matching(result, ax, **options)
    ax.figure.canvas.draw()
    return [text.get_text() for text in ax.texts]


def test_every_pair_is_a_line_and_a_fixed_one_is_dashed(ax):
    texts = drawn(match_optimal(MARKET), ax, lang="en")
    lines = ax.get_lines()
    assert [line.get_linestyle() for line in lines] == ["-", "--", "-"]
    assert lines[0].get_color() == "#1f4e79"  # the highest score is the darkest
    assert lines[1].get_color() == "#9bb8d3"
    heights = {text.get_text().split()[0]: text.get_position()[1] for text in ax.texts}
    assert list(lines[0].get_ydata()) == [heights["a"], heights["x"]]
    assert "left side\n3/4 with a partner" in texts
    assert "x  2/2" in texts
    assert "y\\$" in texts
    assert ax.get_title() == "Optimal matching"
    assert "darker: a higher score; dashed: a fixed pair" in texts


def test_who_has_no_partner_is_red(ax):
    drawn(match_optimal(MARKET), ax)
    colours = {text.get_text(): text.get_color() for text in ax.texts}
    assert colours["d"] == "#c0392b"
    assert colours["a"] != "#c0392b"


def test_names_that_cannot_be_read_are_left_out(ax):
    left = [f"l{i:03}" for i in range(80)]
    texts = drawn(match_optimal(Market(left=left, right={"x": 80})), ax)
    assert not any(text.startswith("l0") for text in texts)
    assert "x  80/80" in texts
    assert len(ax.get_lines()) == 80


def test_mentoring_is_drawn_in_its_own_words(ax):
    def held(id, golongan):
        rank = RankHeld(golongan=golongan, since=dt.date(2024, 4, 1))
        born = dt.date(1985, 5, 17)
        return Employee(id=id, birth_date=born, status="pns", ranks=(rank,))

    result = match_mentors(
        [held("m", "III/a")], [held("s", "IV/a")], DAY, rulebook=national_rulebook()
    )
    texts = drawn(result, ax)
    assert "Mentee\n1/1 mendapat pasangan" in texts
    assert "s  1/3" in texts


def test_nobody_is_said_and_something_else_is_refused(ax):
    assert drawn(match_optimal(Market(left=[], right=[])), ax, lang="en") == ["There is nobody"]
    with pytest.raises(InvalidInputError, match="a list is no matching"):
        draw_matching([], ax)


def test_no_drawing_library_is_loaded():
    code = "import asn_career.charts, sys; print('matplotlib' in sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
