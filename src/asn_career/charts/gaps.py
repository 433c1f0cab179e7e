"""Gaps to a standard: of one person in levels, of a unit in people."""

from __future__ import annotations

import textwrap
from typing import Any, Final

from asn_career.development import DevelopmentReport, GapState
from asn_career.errors import InvalidInputError, Problem
from asn_career.gaps import CompetencyGap
from asn_career.terms import Text

__all__ = ["draw_gaps"]

WIDTH: Final = 28  # letters of a line of a label
# Told apart by lightness and pattern, too, where colours are not seen.
STYLES: Final = {
    GapState.BELOW: {"color": "#b2182b"},
    GapState.MET: {"color": "#92c5de"},
    GapState.UNKNOWN: {"color": "#e0e0e0", "hatch": "//", "edgecolor": "#808080"},
}
HIDDEN: Final = Text(id="* disembunyikan: terlalu sedikit orang", en="* hidden: too few people")
NOTHING: Final = Text(id="Tidak ada standar kompetensi", en="No competency standard")


def draw_gaps(result: DevelopmentReport | CompetencyGap, ax: Any, *, lang: str = "id") -> None:  # noqa: ANN401 - no matplotlib
    """Draw gaps as bars, a competency each; the most urgent stands at the top.

    Of a report a bar counts people below, at or above the standard, and not assessed; a count that
    is hidden is marked, never drawn. Of one person a bar is the level held, a mark the level
    required; what was not assessed has no bar and is named.

    Args:
        result: what `report_development` or `measure_gap` returns.
        ax: matplotlib Axes to draw on; they are not cleared before.
        lang: ``id`` or ``en``.

    Raises:
        InvalidInputError: something else.
    Source: none: our own choice.
    """
    if isinstance(result, DevelopmentReport):
        names = [gap.text.say(lang) for gap in result.gaps]
        _draw_people(result, ax, lang)
    elif isinstance(result, CompetencyGap):
        names = [item.text.say(lang) for item in result.items]
        _draw_levels(result, ax, lang)
    else:
        hint = "what report_development or measure_gap returns"
        raise InvalidInputError(Problem("result", f"a {type(result).__name__} has no gaps", hint))
    if not names:
        place = {"ha": "center", "va": "center", "transform": ax.transAxes}
        ax.text(0.5, 0.5, NOTHING.say(lang), **place)
        ax.set_axis_off()
        return
    ax.set_yticks(range(len(names)), [textwrap.fill(_plain(name), WIDTH) for name in names])
    ax.set_ylim(len(names) - 0.5, -0.5)  # the first at the top
    ax.set_xlim(left=0)
    ax.grid(visible=True, axis="x", alpha=0.3)
    ax.set_axisbelow(True)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=3, frameon=False)


def _draw_people(report: DevelopmentReport, ax: Any, lang: str) -> None:  # noqa: ANN401 - no matplotlib
    ends = [0] * len(report.gaps)
    for state, style in STYLES.items():
        counts = [gap.counts[state] or 0 for gap in report.gaps]
        ax.barh(range(len(ends)), counts, left=list(ends), label=state.text.say(lang), **style)
        ends = [end + count for end, count in zip(ends, counts, strict=True)]
    marked = [p for p, gap in enumerate(report.gaps) if None in gap.counts.values()]
    for place in marked:
        ax.annotate("*", (ends[place], place), (4, 0), textcoords="offset points", va="center")
    note = f"\n{HIDDEN.say(lang)}" if marked else ""
    ax.set_xlabel(Text(id="Pegawai", en="People").say(lang) + note)
    ax.set_title(Text(id="Kesenjangan kompetensi", en="Competency gaps").say(lang))


def _draw_levels(gap: CompetencyGap, ax: Any, lang: str) -> None:  # noqa: ANN401 - no matplotlib
    places = range(len(gap.items))
    below = STYLES[GapState.BELOW]["color"]
    met = STYLES[GapState.MET]["color"]
    for state, colour in ((GapState.BELOW, below), (GapState.MET, met)):
        short = state is GapState.BELOW
        levels = [
            item.held if item.held is not None and (item.held < item.required) is short else 0
            for item in gap.items
        ]
        ax.barh(places, levels, color=colour, label=state.text.say(lang))
    required = Text(id="disyaratkan", en="required").say(lang)
    needs = [item.required for item in gap.items]
    ax.plot(needs, places, "D", color="black", markersize=6, linestyle="none", label=required)
    for place, item in enumerate(gap.items):
        if item.held is None:
            label = GapState.UNKNOWN.text.say(lang)
            ax.annotate(label, (0, place), (4, 0), textcoords="offset points", va="center")
    ax.set_xticks(range(gap.required.scale + 1))
    ax.set_xlabel(Text(id="Tingkat", en="Level").say(lang))
    ax.set_title(Text(id="Kesenjangan kompetensi", en="Competency gaps").say(lang))


def _plain(words: str) -> str:
    """Return words in which no sign starts a formula: matplotlib reads one between two dollars."""
    return words.replace("$", r"\$")
