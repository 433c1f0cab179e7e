"""Small counts: no hidden cell comes out by subtraction, and none is known to be small."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_career.disclosure import hide_small, is_protected
from asn_career.errors import InvalidInputError


def table(*rows):
    return {(f"r{i}", f"c{j}"): n for i, row in enumerate(rows) for j, n in enumerate(row)}


def shown_with(counts, hidden):
    """Yield every table that agrees with what is shown: the open cells and all sums."""
    rows, columns = (sorted({at[axis] for at in counts}) for axis in (0, 1))
    free = sorted(hidden)
    rest = {r: sum(counts[at] for at in free if at[0] == r) for r in rows}
    down = {c: sum(counts[at] for at in free if at[1] == c) for c in columns}

    def fill(place, rest, down):
        if place == len(free):
            if not any(rest.values()) and not any(down.values()):
                yield ()
            return
        row, column = free[place]
        for n in range(min(rest[row], down[column]) + 1):
            further = fill(
                place + 1, {**rest, row: rest[row] - n}, {**down, column: down[column] - n}
            )
            yield from ((n, *others) for others in further)

    return (dict(zip(free, found, strict=True)) for found in fill(0, rest, down))


def test_a_table_without_small_cells_is_shown_whole():
    assert hide_small(table((12, 7), (5, 0))) == frozenset()


def test_a_small_cell_takes_others_with_it():
    counts = table((2, 40, 60), (9, 50, 70), (30, 31, 80))
    hidden = hide_small(counts)
    assert ("r0", "c0") in hidden
    assert hidden == {("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1")}


def test_three_on_a_shortlist_are_shown_in_sum_but_not_by_group():
    counts = table((2, 40), (1, 60), (0, 30))
    assert hide_small(counts) == {("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1")}


def test_where_nothing_protects_a_small_cell_everything_is_hidden():
    counts = table((3,))
    assert hide_small(counts) == set(counts)
    assert not is_protected(counts, hide_small(counts))


@pytest.mark.parametrize("row", [(3, 20), (3, 0, 20), (1, 1, 1, 30)])
def test_one_row_with_its_sum_is_no_table_that_protects(row):
    # Of one row the sums of the columns are the cells themselves.
    counts = table(row)
    assert hide_small(counts) == set(counts)


tables = st.integers(2, 3).flatmap(
    lambda rows: st.integers(2, 3).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 8), min_size=columns, max_size=columns),
            min_size=rows,
            max_size=rows,
        )
    )
)


@settings(max_examples=60)
@given(tables)
def test_no_small_cell_follows_from_what_is_shown(rows):
    counts = table(*rows)
    hidden = hide_small(counts)
    small = {at for at, n in counts.items() if 0 < n < 5}
    assert small <= hidden
    if not is_protected(counts, hidden):
        assert hidden == set(counts)
        return
    for at in small:
        assert any(found[at] != counts[at] for found in shown_with(counts, hidden))


@given(tables, st.randoms())
def test_the_order_of_the_input_does_not_matter(rows, random):
    counts = table(*rows)
    cells = list(counts.items())
    random.shuffle(cells)
    assert hide_small(dict(cells)) == hide_small(counts)


def test_every_problem_is_named_at_once():
    with pytest.raises(InvalidInputError) as caught:
        hide_small({("a", "x"): -1, ("b", "y"): 3}, min_cell=1)
    assert {p.where for p in caught.value.problems} == {
        "counts['a', 'x']",
        "counts['a', 'y']",
        "counts['b', 'x']",
        "min_cell",
    }


def test_a_table_of_hundreds_of_units_is_hidden_in_a_moment():
    rng = random.Random(3)  # noqa: S311 - invented data
    counts = table(*([rng.choice([0, rng.randrange(60)]) for _ in range(9)] for _ in range(300)))
    hidden = hide_small(counts)
    assert is_protected(counts, hidden)
    assert 0 < len(hidden) < len(counts) / 2
