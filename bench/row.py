"""What a row of the benchmark is: the same work done by us and by a peer.

A topic's file defines functions that make the work of a size, and its ``ROWS``; `rows` lists them
all. To add a row: one function, one `Row`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import attrs

Call: TypeAlias = Callable[[], Any]
Work: TypeAlias = tuple[Call, Call | None]


@attrs.frozen(kw_only=True)
class Row:
    """One row of the benchmark.

    Attributes:
        name: what ``./dev bench NAME`` runs.
        text: what is done.
        peer: who does it too, if anybody does.
        needs: the package of the peer, where that is no dependency of ours.
        work: makes the input of a size, which is not measured, and returns two calls: ours and
            the peer's.
        agree: tells whether the two answers are the same, where they can be compared.
        note: what else our answer tells.
        sizes: from small to large.
        of: what a size counts.
        calls: how often a call is made in one measurement, where one is too short; few, so that
            a busy machine seldom breaks in.
        ratio: the most that ours may take, in times of the peer's.
        above: the most that ours may take above the peer's, in seconds.
        seconds: the most that ours may take.
        megabytes: the most that ours may need above its input.
        at: the size at which the bounds hold; the largest by default.
        peer_until: the largest size that the peer is given; beyond, it would take all day.
    """

    name: str
    text: str
    work: Callable[[int], Work]
    sizes: Sequence[int]
    of: str
    peer: str = ""
    needs: str = ""
    agree: Callable[[Any, Any], bool] | None = None
    note: Callable[[Any], str] | None = None
    calls: int = 1
    ratio: float | None = None
    above: float | None = None
    seconds: float | None = None
    megabytes: float | None = None
    at: int | None = None
    peer_until: int | None = None

    @property
    def bounded(self) -> int:
        """The size at which the bounds hold."""
        return self.at if self.at is not None else self.sizes[-1]
