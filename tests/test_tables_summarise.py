"""Summaries by unit: counted on every engine, and no small count follows from what is shown."""

import itertools
import random
from collections import Counter
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_tables import ENGINES

from asn_career import InvalidInputError, UnknownNameError

pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")
tables = pytest.importorskip("asn_career.tables")

SCHEMA = {
    "id": pl.String,
    "unit": pl.String,
    "sex": pl.String,
    "box": pl.String,
    "may": pl.Boolean,
    "points": pl.Int64,
}


def table_of(rows):
    """Return people as a table: unit, sex, box, whether they may, points."""
    return pl.DataFrame(
        [(f"E-{i:04d}", *row) for i, row in enumerate(rows)], schema=SCHEMA, orient="row"
    )


def city(n=600, seed=3):
    rng = random.Random(seed)  # noqa: S311 - invented data
    units = ["Dinas A", "Dinas B", "Dinas C", None]
    return table_of(
        (
            rng.choice(units),
            rng.choice(["f", "m"]),
            rng.choice(["1", "5", "9", None]),
            rng.choice([True, False, None]),
            rng.choice([None, *range(100)]),
        )
        for _ in range(n)
    )


def summarise(table, by="unit", **options):
    found = tables.summarise(table, by, **options)
    assert found.verify()
    for lang in ("id", "en"):
        assert len(found.lines(lang)) >= 1
    assert found.as_dict()["rows"] == found.rows()
    return found


# -- counts --------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_counts_the_same(engine):
    people = city()
    asked = {"count": ["box", "may"], "mean": {"points": 10}}
    found = summarise(ENGINES[engine](people), **asked)
    assert found == summarise(people, **asked)
    assert [row.key for row in found] == [("Dinas A",), ("Dinas B",), ("Dinas C",), (None,)]
    rows = people.rows(named=True)
    for row in found:
        own = [r for r in rows if r["unit"] == row.key[0]]
        assert row.people == len(own)
        assert row.counts["box"] == Counter(r["box"] for r in own)
        assert row.counts["may"] == Counter(r["may"] for r in own)
        points = [r["points"] for r in own if r["points"] is not None]
        assert row.means["points"] == Fraction(sum(points), 10 * len(points))
        assert row.share("may", value=True) == Fraction(row.counts["may"][True], len(own))
    assert found.total.people == len(rows)
    assert found.total.counts["box"] == Counter(r["box"] for r in rows)


def test_several_columns_group():
    found = summarise(city(), ["unit", "sex"], count="box")
    assert found.find("Dinas A", "f").groups == 1
    assert len(found) == 8


def test_what_tables_place_and_check_add_is_summarised_lazily():
    from test_tables import polars_table
    from test_tables_place import BOX, facts_of, place, some_rows

    facts = facts_of(BOX)
    table = polars_table(facts, some_rows(facts, 200)).with_columns(unit=pl.lit("Dinas A"))
    placed = place(table.lazy(), rules=BOX)
    found = summarise(placed, count=["talent_box"], mean="talent_performance")
    boxes = Counter(placed.collect()["talent_box"])
    (row,) = found
    assert {v: n for v, n in row.counts["talent_box"].items() if n is not None} == {
        v: n for v, n in boxes.items() if not found.hidden
    }


# -- what is small -------------------------------------------------------------------------


def people(**units):
    """Return people by unit: how many in each box."""
    return table_of(
        (unit, "f", box, None, i)
        for unit, boxes in units.items()
        for box, n in boxes.items()
        for i in range(n)
    )


def test_a_small_count_takes_others_with_it():
    found = summarise(
        people(
            a={"1": 2, "5": 40, "9": 60},
            b={"1": 9, "5": 50, "9": 70},
            c={"1": 30, "5": 31, "9": 80},
        ),
        count="box",
    )
    assert [list(row.counts["box"].values()) for row in found] == [
        [None, None, 60],
        [None, None, 70],
        [30, 31, 80],
    ]
    assert found.total.counts["box"] == {"1": 41, "5": 121, "9": 210}
    assert found.hidden == 4
    assert found.find("a").share("box", "1") is None


def test_small_groups_are_told_together():
    found = summarise(
        people(a={"1": 40}, b={"1": 2}, c={"1": 1}, d={"1": 7}, e={"1": 30}), count="box"
    )
    assert [row.key for row in found.groups] == [("a",), ("e",)]
    assert (found.small.groups, found.small.people) == (3, 10)
    assert found.small.key is None
    assert found.total.groups == 5
    with pytest.raises(UnknownNameError) as caught:
        found.find("b")
    assert "'a'" not in str(caught.value)


def test_one_small_group_is_never_told_alone():
    found = summarise(people(a={"1": 40}, b={"1": 4}, c={"1": 30}), count="box")
    assert (found.small.groups, found.small.people) == (2, 34)


def test_of_too_few_people_nothing_is_told():
    found = summarise(people(a={"1": 2}, b={"5": 2}), count="box", mean="points")
    assert (len(found), found.total, found.rows()) == (0, None, [])
    assert "few" in found.lines("en")[0]


def test_nobody_is_a_result():
    assert len(summarise(city().head(0), count="box")) == 0


def test_a_small_count_over_all_is_hidden_with_the_other_sums():
    found = summarise(people(a={"1": 2, "5": 40}, b={"1": 2, "5": 50}), count="box")
    assert set(found.total.counts["box"].values()) == {None}
    assert found.total.people == 94


def test_where_nothing_protects_a_count_the_sums_are_hidden_too():
    found = summarise(people(a={"1": 3, "5": 20}), count="box")
    assert found.total.people == 23
    assert found.total.counts["box"] == {"1": None, "5": None}


def test_a_mean_of_few_is_hidden_and_does_not_follow_from_the_mean_of_all():
    table = table_of(
        [("a", "f", "1", None, 10 if i < 3 else None) for i in range(20)]
        + [("b", "f", "1", None, 20) for _ in range(10)]
        + [("c", "f", "1", None, 30) for _ in range(15)]
    )
    found = summarise(table, mean="points")
    assert [row.means["points"] for row in found] == [None, None, 30]
    assert found.total.means["points"] == Fraction(30 + 200 + 450, 28)
    alone = summarise(table.filter(pl.col("unit") == "a"), mean="points")
    assert alone.total.means["points"] is None


def test_columns_that_follow_from_each_other_are_told_row_by_row():
    table = people(
        a={"1": 2, "5": 40, "9": 60}, b={"1": 9, "5": 50, "9": 70}, c={"1": 30, "5": 31, "9": 80}
    ).with_columns(may=pl.col("box") == "9")
    found = summarise(table, count=["box", "may"])
    a, b, c = found
    assert set(a.counts["box"].values()) == set(a.counts["may"].values()) == {None}
    assert set(b.counts["box"].values()) == set(b.counts["may"].values()) == {None}
    assert c.counts["may"] == {True: 80, False: 61}
    assert found.total.counts["may"] == {True: 210, False: 162}


def test_what_is_the_same_for_everybody_is_told_beside_what_is_hidden():
    table = people(a={"1": 2, "5": 40}, b={"1": 9, "5": 50}).with_columns(may=pl.lit(value=True))
    found = summarise(table, count=["box", "may"])
    assert [row.counts["may"] for row in found] == [{True: 42}, {True: 59}]
    assert found.hidden == 4


def worlds_shown_alike(rows, columns, found):
    """Yield every assignment of values to the same people by which the summary is the same."""
    units = [row[0] for row in rows]
    values = sorted({row[1:] for row in rows})
    wanted = shown(found, columns)
    for other in itertools.product(values, repeat=len(rows)):
        counted = Counter()
        for unit, answers in zip(units, other, strict=True):
            for name, answer in zip(columns, answers, strict=True):
                counted[unit, name, answer] += 1
                counted[None, name, answer] += 1
        if all(counted[at] == n for at, n in wanted.items()):
            yield counted


def shown(found, columns):
    """Return the counts that are shown: by unit (None is everybody), column and value."""
    rows = [(row.key[0], row) for row in found.groups] + [(None, found.total)]
    return {
        (unit, name, value): n
        for unit, row in rows
        for name in columns
        for value, n in row.counts[name].items()
        if n is not None
    }


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from("pq")),
        min_size=5,
        max_size=6,
    ),
    st.booleans(),
)
def test_no_small_count_follows_from_all_that_is_shown(rows, follows):
    # A small count is 1 here, so that worlds stay few enough to go through all.
    if follows:
        rows = [(unit, box, "p" if box == "x" else "q") for unit, box, _ in rows]
    columns = ("box", "sex")
    table = pl.DataFrame(rows, schema=["unit", *columns], orient="row")
    found = summarise(table, count=columns, min_cell=2)
    if found.small is not None:
        return
    others = list(worlds_shown_alike(rows, columns, found))
    truth = Counter()
    for unit, *answers in rows:
        truth.update((unit, name, a) for name, a in zip(columns, answers, strict=True))
    for at, n in truth.items():
        if n == 1:
            assert any(other[at] != 1 for other in others)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "c", None]),
            st.just("f"),
            st.sampled_from(["1", "5", None]),
            st.sampled_from([True, False, None]),
            st.one_of(st.none(), st.integers(-3, 3)),
        ),
        max_size=60,
    ),
    st.integers(2, 6),
)
def test_totals_agree_with_the_rows_and_nothing_small_is_shown(rows, min_cell):
    found = summarise(table_of(rows), count=["box", "may"], mean="points", min_cell=min_cell)
    if found.total is None:
        assert len(rows) < min_cell
        return
    assert sum(row.people for row in found) == len(rows)
    for row in (*found, found.total):
        for counts in row.counts.values():
            assert all(n is None or n == 0 or n >= min_cell for n in counts.values())


def test_verify_notices_what_was_changed():
    found = summarise(city(), count="box")
    row = found.groups[0]
    for change in (
        {"people": row.people + 1},
        {"groups": 2},
        {"counts": {"box": row.counts["box"] | {"9": 3}}},
        {"counts": {"box": row.counts["box"] | {"9": None}}},
    ):
        wrong = (attrs.evolve(row, **change), *found.groups[1:])
        assert not attrs.evolve(found, groups=wrong).verify()
    assert not attrs.evolve(found, total=None).verify()


# -- the door ------------------------------------------------------------------------------


def test_everything_wrong_is_told_at_once():
    table = city(5).with_columns(share=pl.lit(0.5))
    with pytest.raises(InvalidInputError) as caught:
        tables.summarise(
            table,
            ["units", "sex"],
            count=["share", "sex"],
            mean={"box": 1, "points": 0},
            min_cell=1,
        )
    told = [str(p) for p in caught.value.problems]
    assert len(told) == 6
    assert "did you mean 'unit'?" in told[0]
    assert "make classes" in told[1]
    assert "as tables.score gives" in told[2]
    assert "groups already" in told[3]
    assert "no denominator" in told[4]
    assert "under 2" in told[5]


def test_broken_numbers_have_no_exact_mean():
    table = city(5).with_columns(points=pl.lit(0.5))
    with pytest.raises(InvalidInputError, match="not whole"):
        tables.summarise(table, "unit", mean="points")


def test_no_group_and_no_table_are_refused():
    with pytest.raises(InvalidInputError, match="no column that groups"):
        tables.summarise(city(5), [])
    with pytest.raises(InvalidInputError, match="polars"):
        tables.summarise([1, 2], "unit")


def test_a_value_or_column_that_was_not_counted_is_told():
    row = summarise(city(), count="box").groups[0]
    with pytest.raises(UnknownNameError, match="did you mean 'box'"):
        row.share("boxes", "1")
    with pytest.raises(UnknownNameError, match="known"):
        row.share("box", "7")


def test_rows_are_flat_and_make_a_table():
    found = summarise(city(), count=["box", "may"], mean="points")
    table = pl.DataFrame(found.rows())
    assert table["row"].to_list() == ["group"] * 4 + ["total"]
    assert table["people"].head(4).sum() == table["people"][4] == 600
    assert {"box_9", "box_9_share", "may_yes", "may_unknown", "points_mean"} <= set(table.columns)
