"""How many answers change, by cause and by group, with small counts hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from asn_career.disclosure import hide_small
from asn_career.terms import Text

if TYPE_CHECKING:
    from asn_career.scenarios.change import Cause, Change, Shift
    from asn_career.scenarios.result import Changes

__all__ = ["SAME", "Count", "Question", "count_causes", "count_groups", "list_questions"]

SAME: Final = "same"
Question: TypeAlias = tuple[str, str | None]
"""A rule, and the post it was asked for."""


@attrs.frozen(kw_only=True)
class Count:
    """How many people of one group get which change of one answer; None where it is hidden.

    Attributes:
        counts: by the value of `Shift`, and ``same`` for those whose answer stays.
    """

    rule: str
    text: Text
    post: str | None
    group: str
    counts: Mapping[str, int | None]


def list_questions(changes: Changes) -> Iterator[tuple[Question, list[Change]]]:
    """Yield each rule and post whose answer changes for anybody, with these changes."""
    for key, some in groupby(changes.items, key=lambda change: (change.rule, change.post)):
        yield key, list(some)


def count_groups(changes: Changes, attribute: str) -> tuple[Count, ...]:
    """Return the counts by rule, post and group of one attribute, small ones hidden."""
    groups = changes.groups[attribute]
    sizes = Counter(groups.values())
    found = []
    for (rule, post), some in list_questions(changes):
        counted = Counter((groups[change.id], change.shift.value) for change in some)
        shifts = sorted({change.shift for change in some}, key=lambda shift: shift.order)
        counts = {
            (name, shift.value): counted[name, shift.value] for name in sizes for shift in shifts
        }
        for name, size in sizes.items():
            counts[name, SAME] = size - sum(counted[name, shift.value] for shift in shifts)
        shown = _show(counts, changes.min_cell)
        found += [
            Count(
                rule=rule,
                text=some[0].text,
                post=post,
                group=name,
                counts={at[1]: n for at, n in shown.items() if at[0] == name},
            )
            for name in sorted(sizes)
        ]
    return tuple(found)


def count_causes(
    some: Iterable[Change], min_cell: int
) -> list[tuple[tuple[Cause, ...], Change, Mapping[Shift, int | None]]]:
    """Return the causes of the changes of one answer, with how many change which way.

    Each with one of its changes; small counts are hidden.
    """
    by_causes: dict[str, list[Change]] = {}
    for change in some:
        key = "|".join([change.how.value, *(cause.place for cause in change.causes)])
        by_causes.setdefault(key, []).append(change)
    counted = {key: Counter(c.shift for c in changes) for key, changes in by_causes.items()}
    shifts = {shift for counter in counted.values() for shift in counter}
    counts = {(key, shift.value): counted[key][shift] for key in counted for shift in shifts}
    shown = _show(counts, min_cell) if counts else {}
    return [
        (
            by_causes[key][0].causes,
            by_causes[key][0],
            {
                shift: shown[key, shift.value]
                for shift in sorted(counted[key], key=lambda shift: shift.order)
            },
        )
        for key in sorted(by_causes)
    ]


def _show(
    counts: Mapping[tuple[str, str], int], min_cell: int
) -> dict[tuple[str, str], int | None]:
    hidden = hide_small(counts, min_cell=min_cell)
    return {at: None if at in hidden else n for at, n in counts.items()}
