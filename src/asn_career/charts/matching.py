"""The picture of a matching: two columns of people, a line for each pair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from asn_career.errors import InvalidInputError, Problem
from asn_career.matching import Matching, Side
from asn_career.mentoring import Mentoring
from asn_career.terms import Text

__all__ = ["draw_matching"]

READABLE: Final = 45  # ids in a column that can still be read beside it
LOW, HIGH = "#9bb8d3", "#1f4e79"  # lines of the lowest and of the highest score
ALONE: Final = "#c0392b"
EVERYDAY: Final = "#444444"

_MENTEES = Text(id="Mentee", en="Mentees")
_MENTORS = Text(id="Mentor", en="Mentors")
_PLACED = Text(id="mendapat pasangan", en="with a partner")
_SCORE = Text(id="lebih gelap: nilai lebih tinggi", en="darker: a higher score")
_FIXED = Text(id="putus-putus: pasangan tetap", en="dashed: a fixed pair")
_NOBODY = Text(id="Tidak ada siapa pun", en="There is nobody")


def draw_matching(result: Matching | Mentoring, ax: Any, *, lang: str = "id") -> None:  # noqa: ANN401 - no matplotlib
    """Draw a matching: the left side, the right side, and a line for each pair.

    A darker line is a higher score, a dashed one a fixed pair. Who has no partner stands in red at
    the foot of the column; beside a right id with several places stands how many are taken. Names
    are left out where there are too many to be read.

    Args:
        result: what `match_mentors`, `match_optimal` or `match_stable` returned.
        ax: matplotlib Axes to draw on; they are not cleared before.
        lang: ``id`` or ``en``.

    Raises:
        InvalidInputError: something that is no matching.
    Source: none: our own choice.
    """
    matching = result.matching if isinstance(result, Mentoring) else result
    if not isinstance(matching, Matching):
        hint = "what match_mentors, match_optimal or match_stable returns"
        kind = type(result).__name__
        raise InvalidInputError(Problem("result", f"a {kind} is no matching", hint))
    ax.set_axis_off()
    heads = (
        (_MENTEES, _MENTORS) if isinstance(result, Mentoring) else (Side.LEFT.text, Side.RIGHT.text)
    )
    title = matching.method.text.say(lang)
    ax.set_title(title[:1].upper() + title[1:])
    left, right = _order(matching)
    if not left and not right:
        ax.text(0.5, 0.5, _NOBODY.say(lang), ha="center", va="center", transform=ax.transAxes)
        return
    height = max(len(left), len(right))
    at = {id: y for column in (left, right) for id, y in _spread(column, height)}
    scores = [matching.market.score(*pair) or 0 for pair in matching.pairs]
    low, high = min(scores, default=0), max(scores, default=0)
    fixed = set(matching.market.fixed)
    for (a, b), score in zip(matching.pairs, scores, strict=True):
        ax.plot(
            [0, 1],
            [at[a], at[b]],
            color=_mix((score - low) / (high - low) if high > low else 1),
            linestyle="--" if (a, b) in fixed else "-",
            linewidth=1.2 if height <= READABLE else 0.5,
            zorder=1,
        )
    for x, column, head, side in ((0, left, heads[0], Side.LEFT), (1, right, heads[1], Side.RIGHT)):
        placed = [id for id in column if matching.partners(id)]
        for ids, colour in ((placed, EVERYDAY), (matching.unmatched(side), ALONE)):
            ax.scatter([x] * len(ids), [at[id] for id in ids], s=14, color=colour, zorder=2)
        count = f"{head.say(lang)}\n{len(placed)}/{len(column)} {_PLACED.say(lang)}"
        ax.text(x, 1.01 * height, count, ha="center", va="bottom")
        if len(column) <= READABLE:
            for id in column:
                _name(ax, matching, id, x=x, y=at[id])
    told = [text.say(lang) for text, is_so in ((_SCORE, high > low), (_FIXED, fixed)) if is_so]
    ax.text(0.5, -0.02 * height, "; ".join(told), ha="center", va="top", fontsize=8)
    ax.set_xlim(-0.5, 1.5)
    ax.set_ylim(-0.06 * height, 1.12 * height)


def _order(matching: Matching) -> tuple[list[str], list[str]]:
    """Return both columns from top to bottom: partners side by side, who is alone last."""
    right = [b for b in matching.market.ids(Side.RIGHT) if matching.partners(b)]
    place = {b: i for i, b in enumerate(right)}
    left = [a for a in matching.market.ids(Side.LEFT) if matching.partners(a)]

    def middle(a: str) -> tuple[float, str]:
        partners = matching.partners(a)
        return sum(place[b] for b in partners) / len(partners), a

    left.sort(key=middle)
    return [*left, *matching.unmatched_left], [*right, *matching.unmatched_right]


def _spread(column: Sequence[str], height: int) -> list[tuple[str, float]]:
    """Return a height for each id; the shorter column takes as much room as the longer."""
    step = height / len(column) if column else 0
    return [(id, height - step * (i + 0.5)) for i, id in enumerate(column)]


def _mix(share: float) -> str:
    """Return the colour between low and high."""
    ends = [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in (LOW, HIGH)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(*ends, strict=True))


def _name(ax: Any, matching: Matching, id: str, *, x: int, y: float) -> None:  # noqa: ANN401 - no matplotlib
    load, many = len(matching.partners(id)), matching.market.capacity(id)
    label = id.replace("$", r"\$")  # no formula
    if many > 1:
        label = f"{label}  {load}/{many}"
    colour = EVERYDAY if load else ALONE
    ax.text(
        x + (0.04 if x else -0.04),
        y,
        label,
        ha="left" if x else "right",
        va="center",
        color=colour,
        fontsize=8,
    )
