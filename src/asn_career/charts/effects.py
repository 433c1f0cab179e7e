"""The picture of an evaluation: an indicator a row, its effect with the interval around it."""

from __future__ import annotations

import textwrap
from typing import Any, Final

from asn_career.errors import InvalidInputError, Problem
from asn_career.evaluation import Effect, Evaluation
from asn_career.findings import Truth
from asn_career.terms import Text

__all__ = ["draw_effects"]

WIDTH: Final = 26  # letters of a line of a label
# Told apart by shape, too, where colours are not seen.
MARKS: Final = {
    True: {"marker": "o", "color": "#0072b2"},
    False: {"marker": "s", "color": "#d55e00"},
    None: {"marker": "o", "color": "#606060", "markerfacecolor": "white"},
}
TITLE: Final = Text(id="Pengaruh program", en="Effects of the programme")
AXIS: Final = Text(
    id="lebih buruk ← simpangan baku perubahan unit → lebih baik",
    en="worse ← standard deviations of the changes of units → better",
)
UNKNOWN: Final = Text(id="tidak dapat dinilai", en="cannot be judged")
LEGEND: Final = {
    True: Text(id="terlihat, lebih baik", en="shown, better"),
    False: Text(id="terlihat, lebih buruk", en="shown, worse"),
    None: Text(id="tidak terlihat", en="not shown"),
}


def draw_effects(result: Evaluation, ax: Any, *, lang: str = "id") -> None:  # noqa: ANN401 - no matplotlib
    """Draw effects as marks with their 95 % intervals, in standard deviations of units' changes.

    To the right is better, also where less is better. What could not be judged has no mark and is
    named. Intervals are those of one indicator; what is shown is adjusted for all of them.

    Args:
        result: what `evaluate_programme` returns.
        ax: matplotlib Axes to draw on; they are not cleared before.
        lang: ``id`` or ``en``.

    Raises:
        InvalidInputError: something else.
    Source: none: our own choice.
    """
    if not isinstance(result, Evaluation):
        hint = "what evaluate_programme returns"
        raise InvalidInputError(
            Problem("result", f"a {type(result).__name__} has no effects", hint)
        )
    ax.axvline(0, color="#606060", linewidth=1)
    named = set()
    for place, effect in enumerate(result.effects):
        ends = _ends(effect)
        if ends is None:
            ax.annotate(
                UNKNOWN.say(lang), (0, place), (4, 0), textcoords="offset points", va="center"
            )
            continue
        low, middle, high = ends
        kind = effect.is_better if effect.shown is Truth.YES else None
        label = None if kind in named else LEGEND[kind].say(lang)
        named.add(kind)
        ax.plot([low, high], [place, place], color=MARKS[kind]["color"], linewidth=2)
        ax.plot([middle], [place], linestyle="none", markersize=8, label=label, **MARKS[kind])
    names = [textwrap.fill(effect.indicator.text.say(lang), WIDTH) for effect in result.effects]
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.5, -0.5)  # the first at the top
    ax.set_xlabel(AXIS.say(lang))
    ax.set_title(TITLE.say(lang))
    ax.grid(visible=True, axis="x", alpha=0.3)
    ax.set_axisbelow(True)
    if named:
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=3, frameon=False)


def _ends(effect: Effect) -> tuple[float, float, float] | None:
    """Return interval and estimate in standard deviations, the better side to the right."""
    found = effect.estimate
    if found is None or found.interval is None:
        return None
    scale = (1 if effect.definition.more_is_better else -1) / found.spread
    low, high = sorted(end * scale for end in found.interval)
    return low, float(found.difference) * scale, high
