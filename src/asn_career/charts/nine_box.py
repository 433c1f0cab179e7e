"""The picture of a talent map: nine boxes, high performance on top, how many stand in each."""

from __future__ import annotations

from typing import Any, Final

from asn_career.errors import InvalidInputError, Problem
from asn_career.succession import TalentMap
from asn_career.terms import Expectation, PotentialClass, Text
from asn_career.values import show_day

__all__ = ["draw_nine_box"]

# From nobody to the box with the most people.
LOW, HIGH = (0xF4, 0xF7, 0xFB), (0x7F, 0xA8, 0xD1)
EDGE: Final = "#ffffff"
DARK: Final = "#1c2733"

_TITLE = Text(id="Peta talenta", en="Talent map")
_PERFORMANCE = Text(id="Kinerja", en="Performance")
_POTENTIAL = Text(id="Potensial", en="Potential")
_PEOPLE = Text(id="orang", en="people")
_UNKNOWN = Text(id="belum diketahui", en="unknown")
_PLACED = Text(id="ditempatkan", en="placed")
_NO_RULE = Text(id="Tidak ada aturan yang berlaku", en="No rule is in force")
_TOO_FEW = Text(id="Terlalu sedikit orang untuk ditampilkan", en="Too few people to show")


def draw_nine_box(
    result: TalentMap,
    ax: Any,  # noqa: ANN401 - no matplotlib
    *,
    lang: str = "id",
    min_cell: int | None = None,
) -> None:
    """Draw a talent map: performance upwards, potential to the right, people counted in each box.

    The darker a box, the more people stand in it.

    Args:
        result: what `place_talent` returned.
        ax: matplotlib Axes to draw on; they are not cleared before.
        lang: ``id`` or ``en``.
        min_cell: for a picture to publish, the least count that may be shown: smaller ones are
            drawn as ``*``, with those that protect them. None draws every count.

    Raises:
        InvalidInputError: something that is no talent map; ``min_cell`` under 2.
    Source: none: our own choice; which box is where, PermenPANRB 3/2020 Lampiran, by the result.
    """
    if not isinstance(result, TalentMap):
        hint, kind = "what place_talent returns", type(result).__name__
        raise InvalidInputError(Problem("result", f"a {kind} is no talent map", hint))
    ax.set_title(f"{_TITLE.say(lang)}, {show_day(result.as_of, lang)}")
    counts = result.counts if min_cell is None else result.shown_counts(min_cell=min_cell)
    if result.rules is None or counts is None:
        ax.set_axis_off()
        said = _NO_RULE if result.rules is None else _TOO_FEW
        ax.text(0.5, 0.5, said.say(lang), ha="center", va="center", transform=ax.transAxes)
        return
    most = max(counts.values(), default=0)
    for (performance, potential), box in result.rules.grid.items():
        y, x = performance.order, potential.order
        count = counts.get(box)
        corners = [x, x + 1, x + 1, x], [y, y, y + 1, y + 1]
        colour = _mix(count / most if most and count else 0)
        ax.fill(*corners, facecolor=colour, edgecolor=EDGE, linewidth=3)
        name = box.text.say(lang)
        told = "*" if count is None else str(count)
        middle = {"ha": "center", "va": "center", "color": DARK}
        ax.text(x + 0.5, y + 0.8, f"{name[:1].upper()}{name[1:]}", fontsize=10, **middle)
        ax.text(x + 0.5, y + 0.48, told, fontsize=20, **middle)
        ax.text(x + 0.5, y + 0.2, _PEOPLE.say(lang), fontsize=8, **middle)
    ax.set_xlim(0, len(PotentialClass))
    ax.set_ylim(0, len(Expectation))
    for axis, words, label in (
        (ax.xaxis, PotentialClass, _POTENTIAL),
        (ax.yaxis, Expectation, _PERFORMANCE),
    ):
        axis.set_ticks([word.order + 0.5 for word in words])
        axis.set_ticklabels([word.text.say(lang) for word in words])
        axis.set_label_text(label.say(lang))
    ax.tick_params(length=0)
    ax.tick_params(axis="y", labelrotation=90)
    for text in ax.get_yticklabels():
        text.set_verticalalignment("center")
    for spine in ax.spines.values():
        spine.set_visible(False)
    if min_cell is None:
        placed, unknown = len(result.placed), len(result.unknown)
        foot = f"{placed} {_PLACED.say(lang)}, {unknown} {_UNKNOWN.say(lang)}"
        ax.set_xlabel(f"{_POTENTIAL.say(lang)}\n{foot}")


def _mix(share: float) -> str:
    """Return the colour between low and high."""
    return "#" + "".join(
        f"{round(a + (b - a) * share):02x}" for a, b in zip(LOW, HIGH, strict=True)
    )
