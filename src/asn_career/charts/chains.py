"""The picture of a plan: each chain of moves from its vacant post down to who starts it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from asn_career.errors import InvalidInputError, Problem
from asn_career.succession import Round, SuccessionPlan
from asn_career.terms import Text
from asn_career.values import show_day

__all__ = ["draw_chains"]

WIDTH: Final = 24  # letters of a line of a label
SMALL: Final = 7.5  # points
MOST_LINES: Final = 3
SEAT: Final = "#dfe8f1"
MOVED: Final = "#1f4e79"
_VACANT = Text(id="kosong", en="vacant")
_OUTSIDE = Text(id="dari luar jabatan", en="from no post")
_NONE = Text(id="Tidak ada perpindahan", en="No moves")
_ARROW = Text(
    id="Panah: di atas siapa yang pindah, di bawah nilai tambahnya",
    en="Arrows: who moves stands above, what it gains below",
)
NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})


def draw_chains(
    result: SuccessionPlan,
    ax: Any,  # noqa: ANN401 - no matplotlib
    *,
    lang: str = "id",
    limit: int = 12,
    names: Mapping[str, str] = NO_NAMES,
) -> None:
    """Draw the chains of a plan: a row each, from the vacant post on the left.

    An arrow is a move: it begins at the post that is left and ends at the post that is taken, with
    the person and the gain beside it. The longest chains come first; how many are left out is said.

    Args:
        result: what `plan_succession` returned.
        ax: matplotlib Axes to draw on; they are not cleared before.
        lang: ``id`` or ``en``.
        limit: how many chains are drawn.
        names: names of posts by id, for the last post of a chain, of which the plan keeps the id.

    Raises:
        InvalidInputError: something that is no plan.
    Source: none: our own choice.
    """
    if not isinstance(result, SuccessionPlan):
        hint = "what plan_succession returns"
        kind = type(result).__name__
        raise InvalidInputError(Problem("result", f"a {kind} is no plan", hint))
    ax.set_axis_off()
    title = Text(id="Rantai perpindahan", en="Chains of moves").say(lang)
    chains = [(each, chain) for each in result for chain in each.chains]
    chains.sort(key=lambda pair: (-len(pair[1]), pair[0].day, pair[1]))
    if more := len(chains) - limit:
        left_out = Text(id=f"… dan {more} lainnya", en=f"… and {more} more").say(lang)
        title = f"{title}\n{left_out}" if more > 0 else title
    ax.set_title(title)
    if not chains:
        ax.text(0.5, 0.5, _NONE.say(lang), ha="center", va="center", transform=ax.transAxes)
        return
    shown = chains[:limit]
    for row, (each, chain) in enumerate(shown):
        _draw(result, each, chain, ax, y=-float(row), lang=lang, names=names)
    ax.set_xlim(-0.75, max(len(chain) for _, chain in shown) + 0.5)
    ax.set_ylim(-len(shown) + 0.2, 0.75)
    ax.text(0, -len(shown) + 0.25, _ARROW.say(lang), ha="left", va="bottom", fontsize=SMALL)


def _draw(
    plan: SuccessionPlan,
    each: Round,
    chain: tuple[str, ...],
    ax: Any,  # noqa: ANN401 - no matplotlib
    *,
    y: float,
    lang: str,
    names: Mapping[str, str],
) -> None:
    """Draw one chain: the posts from left to right, and the moves between them."""
    moves = {move.person: move for move in each.moves}
    first = moves[chain[0]].post
    day = show_day(each.day, lang)
    # Of a circle the first post is held: somebody leaves it in the same round.
    note = day if first.id not in each.vacant else f"{day}: {_VACANT.say(lang)}"
    ax.text(0, y + 0.36, note, ha="center", va="bottom", fontsize=SMALL, color=MOVED)
    for x, person in enumerate(chain):
        move = moves[person]
        _seat(ax, x, y, move.post.position.name)
        gain = plan.value_type.show(move.gain, lang)
        ax.annotate(
            "",
            xy=(x + 0.36, y),
            xytext=(x + 0.64, y),
            arrowprops={"arrowstyle": "-|>", "color": MOVED},
        )
        ax.text(x + 0.5, y + 0.08, _plain(person), ha="center", va="bottom", fontsize=SMALL)
        ax.text(x + 0.5, y - 0.08, gain, ha="center", va="top", fontsize=SMALL, color=MOVED)
    last = moves[chain[-1]]
    left = _OUTSIDE.say(lang) if last.left is None else names.get(last.left, last.left)
    _seat(ax, len(chain), y, left)


def _seat(ax: Any, x: float, y: float, name: str) -> None:  # noqa: ANN401 - no matplotlib
    lines = textwrap.wrap(_plain(name), WIDTH)
    label = "\n".join(lines[:MOST_LINES]) + ("…" if len(lines) > MOST_LINES else "")
    box = {"boxstyle": "round,pad=0.3", "facecolor": SEAT, "edgecolor": "none"}
    ax.text(x, y, label, ha="center", va="center", fontsize=SMALL, bbox=box)


def _plain(words: str) -> str:
    """Return words in which nothing is read as a formula."""
    return words.replace("$", r"\$")
