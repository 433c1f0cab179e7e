"""The picture of a talent map: nine boxes where the law has them, with the counts of the result."""

import datetime as dt

import pytest
from test_talent_map import DAY, KEEN, placed

from asn_career.charts import draw_nine_box
from asn_career.errors import InvalidInputError

HIGH = KEEN | {"predicate_latest": "sangat_baik"}
LOW = KEEN | {"predicate_latest": "kurang"}


@pytest.fixture
def ax():
    pytest.importorskip("matplotlib")
    from matplotlib.figure import Figure

    return Figure().subplots()


def drawn(result, ax, **options):
    """Draw, and return the texts in the boxes by name: where they stand and what they count."""
    draw_nine_box(result, ax, **options)
    ax.figure.canvas.draw()
    texts = [(text.get_text(), text.get_position()) for text in ax.texts]
    names = [(text, at) for text, at in texts if text.split()[0] in {"Kotak", "Box"}]
    counts = {(at[0], int(at[1])): text for text, at in texts if text == "*" or text.isdigit()}
    return {name: (at, counts[at[0], int(at[1])]) for name, at in names}


def test_high_performance_stands_on_top_and_high_potential_on_the_right(ax):
    found = drawn(placed({"a": KEEN, "b": HIGH, "c": HIGH, "d": LOW}), ax)
    rows = sorted(found, key=lambda name: (-found[name][0][1], found[name][0][0]))
    assert [name.split()[1] for name in rows] == ["4", "7", "9", "2", "5", "8", "1", "3", "6"]
    assert {name: count for name, (_, count) in found.items() if count != "0"} == {
        "Kotak 9": "2", "Kotak 8": "1", "Kotak 6": "1",
    }  # fmt: skip
    assert ax.get_title() == "Peta talenta, 21 November 2026"
    assert [t.get_text() for t in ax.get_yticklabels()][-1] == "di atas ekspektasi"


def test_the_language_and_who_is_unknown(ax):
    found = drawn(placed({"a": KEEN, "b": KEEN | {"feedback": None}}), ax, lang="en")
    assert found["Box 8"][1] == "1"
    assert ax.get_xlabel() == "Potential\n1 placed, 1 unknown"
    assert ax.get_ylabel() == "Performance"


def test_a_picture_to_publish_hides_small_counts(ax):
    people = {
        f"{kind}{i}": KEEN | {"predicate_latest": predicate, "potential_score": potential}
        for kind, count, predicate, potential in (
            ("a", 2, "baik", 80),
            ("b", 20, "baik", 10),
            ("c", 8, "sangat_baik", 80),
            ("d", 9, "sangat_baik", 10),
        )
        for i in range(count)
    }
    found = drawn(placed(people), ax, min_cell=5)
    hidden = {name for name, (_, count) in found.items() if count == "*"}
    assert hidden == {"Kotak 5", "Kotak 7", "Kotak 8", "Kotak 9"}
    assert "belum diketahui" not in ax.get_xlabel()


@pytest.mark.parametrize(
    ("day", "options", "said"),
    [
        (DAY, {"min_cell": 5}, "Too few people to show"),
        (dt.date(2025, 1, 1), {}, "No rule is in force"),
    ],
)
def test_where_there_is_nothing_to_count_it_is_said(ax, day, options, said):
    draw_nine_box(placed({"a": KEEN}, day=day), ax, lang="en", **options)
    assert [text.get_text() for text in ax.texts] == [said]


def test_something_else_is_refused(ax):
    with pytest.raises(InvalidInputError, match="a list is no talent map"):
        draw_nine_box([], ax)
