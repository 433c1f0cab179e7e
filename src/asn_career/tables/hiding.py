"""Which counts and means of a summary to hide: what is small, and what would give it away.

Small groups are told together as one row. Counts of one column are hidden cell by cell. Columns
that follow from one another are told row by row or not at all, since what is hidden in one could be
added up from the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, TypeAlias

import numpy as np

from asn_career.disclosure import hide_small, is_protected

__all__ = ["Counts", "Hidden", "hide_counts", "hide_means", "link", "pool_small"]

Key: TypeAlias = tuple[Any, ...]
Counts: TypeAlias = Mapping[int, Mapping[object, int]]
"""Of one column: row to value to how many people; every row has every value."""
Hidden: TypeAlias = frozenset[tuple[int, object]]


def pool_small(sizes: Mapping[Key, int], min_cell: int) -> tuple[list[Key], list[Key]]:
    """Return the groups that are told alone, and those that are told together.

    Those together are the small ones, with the next larger ones until they are no small row.
    """
    by_size = sorted(sizes, key=lambda key: (sizes[key], str(key)))
    pooled = [key for key in by_size if sizes[key] < min_cell]
    while pooled and len(pooled) < len(by_size):
        if len(pooled) > 1 and sum(sizes[key] for key in pooled) >= min_cell:
            break
        pooled.append(by_size[len(pooled)])
    together = set(pooled)
    return [key for key in sizes if key not in together], pooled


def link(records: Iterable[Key], columns: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the columns in families: counts of one family follow from each other.

    Counts follow from others where the columns of zeros and ones that say who has which value
    depend on each other linearly, beyond that each person has one value of each column.
    """
    distinct = list(dict.fromkeys(records))
    marks = [_marks([record[i] for record in distinct]) for i in range(len(columns))]
    # What is the same for everybody gives nobody away.
    varying = [i for i, mark in enumerate(marks) if mark.shape[1] > 1]
    alone = [(name,) for i, name in enumerate(columns) if i not in varying]
    if _are_free([marks[i] for i in varying]):
        return [*alone, *((columns[i],) for i in varying)]
    families = [{i} for i in varying]
    for i, j in combinations(varying, 2):
        one, other = (next(f for f in families if k in f) for k in (i, j))
        if one is not other and not _are_free([marks[i], marks[j]]):
            one |= other
            families.remove(other)
    joint = [_marks([tuple(r[i] for i in sorted(f)) for r in distinct]) for f in families]
    if not _are_free(joint):
        families = [set(varying)]
    return alone + [tuple(columns[i] for i in sorted(family)) for family in families]


def _marks(values: Sequence[object]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return a column of zeros and ones a value."""
    known = {value: i for i, value in enumerate(dict.fromkeys(values))}
    return np.eye(len(known))[[known[value] for value in values]].reshape(-1, len(known))


def _are_free(marks: Sequence[np.ndarray[tuple[int, int], np.dtype[np.float64]]]) -> bool:
    """Tell whether only the sums over all values depend on each other."""
    width = sum(m.shape[1] for m in marks)
    return not width or int(np.linalg.matrix_rank(np.hstack(marks))) == width - len(marks) + 1


def hide_counts(family: Mapping[str, Counts], min_cell: int) -> tuple[dict[str, Hidden], bool]:
    """Return the cells to hide by column, and whether the sums over all rows may be shown."""
    if len(family) == 1:
        ((name, counts),) = family.items()
        values = {value: f"{i:09}" for i, value in enumerate(_values(counts))}
        cells = {(f"{r:09}", values[v]): n for r, row in counts.items() for v, n in row.items()}
        names = {text: value for value, text in values.items()}
        hidden = hide_small(cells, min_cell=min_cell)
        sums = (sum(row[value] for row in counts.values()) for value in values)
        shows_sums = is_protected(cells, hidden, min_cell=min_cell) and not any(
            0 < n < min_cell for n in sums
        )
        return {name: frozenset((int(r), names[v]) for r, v in hidden)}, shows_sums
    rows = _hide_rows(family, min_cell)
    shown = _is_clear(family, rows, min_cell)
    return {
        name: frozenset((r, v) for r in rows for v in counts[r]) for name, counts in family.items()
    }, shown


def _hide_rows(family: Mapping[str, Counts], min_cell: int) -> set[int]:
    """Return the rows to hide so that all of them together have no small count.

    Two people of two hidden rows may change places, and all that is shown stays: so no count of a
    hidden row can be computed, save where everybody or nobody has the value.
    """
    every = next(iter(family.values()))
    people = {r: sum(row.values()) for r, row in every.items()}
    hidden = {r for c in family.values() for r in c if any(0 < n < min_cell for n in c[r].values())}
    rest = sorted(set(people) - hidden, key=lambda r: (people[r], r))
    while hidden and rest and (len(hidden) == 1 or not _is_clear(family, hidden, min_cell)):
        hidden.add(rest.pop(0))
    return hidden


def _is_clear(family: Mapping[str, Counts], rows: Iterable[int], min_cell: int) -> bool:
    rows = list(rows)
    sums = (sum(c[r][v] for r in rows) for c in family.values() for v in _values(c))
    return len(rows) != 1 and not any(0 < n < min_cell for n in sums)


def _values(counts: Counts) -> tuple[object, ...]:
    return tuple(next(iter(counts.values()), ()))


def hide_means(known: Mapping[int, int], min_cell: int) -> tuple[set[int], bool]:
    """Return the rows whose mean is hidden, and whether the mean over all rows may be shown.

    The mean over all less the others gives that of all hidden ones together: so they are several,
    and of no few people.
    """
    rows = sorted((r for r in known if known[r]), key=lambda r: (known[r], r))
    hidden = [r for r in rows if known[r] < min_cell]
    while hidden and len(hidden) < len(rows):
        if len(hidden) > 1 and sum(known[r] for r in hidden) >= min_cell:
            break
        hidden.append(rows[len(hidden)])
    is_enough = not hidden or (len(hidden) > 1 and sum(known[r] for r in hidden) >= min_cell)
    return {*hidden, *(r for r in known if not known[r])}, is_enough
