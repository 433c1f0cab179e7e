"""The picture of a workforce: years across, people up, a line a step with its range."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from asn_career.errors import InvalidInputError, Problem, near, shown
from asn_career.terms import Text
from asn_career.workforce import WorkforceBacktest, WorkforceForecast

__all__ = ["draw_workforce"]

# Told apart by colour-blind people (Okabe and Ito), and by the pattern of the line.
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")
PATTERNS: Final = ("-", "--", "-.", ":")
MOST: Final = len(COLOURS)
TITLE: Final = Text(id="Perkiraan jumlah pegawai", en="Forecast of the workforce")
TESTED: Final = Text(id="Perkiraan dan kenyataan (×)", en="Forecast and what happened (×)")
PEOPLE: Final = Text(id="Pegawai", en="People")
NOTHING: Final = Text(id="Belum diketahui", en="Unknown")
Line = list[tuple[Any, float, float, float]]


def draw_workforce(
    result: WorkforceForecast | WorkforceBacktest,
    ax: Any,  # noqa: ANN401 - no matplotlib
    *,
    steps: Iterable[str] | None = None,
    lang: str = "id",
) -> None:
    """Draw the expected people of each step as a line, and the range of 95 of 100 around it.

    Of a backtest what happened is marked by a cross. A line ends where a step is unknown.

    Args:
        result: what `forecast_workforce` or `backtest_workforce` returns.
        ax: matplotlib Axes to draw on; they are not cleared before.
        steps: which steps, at most six; by default those of the most people at the beginning.
        lang: ``id`` or ``en``.

    Raises:
        InvalidInputError: something else, or steps that the result does not have.
    Source: none: our own choice.
    """
    if not isinstance(result, WorkforceForecast | WorkforceBacktest):
        hint = "what forecast_workforce or backtest_workforce returns"
        raise InvalidInputError(Problem("result", f"a {type(result).__name__}", hint))
    lines = _lines(result)
    chosen = _choose(lines, steps)
    ladder = result.rates.ladder
    actual = {} if isinstance(result, WorkforceForecast) else _actual(result)
    for i, step in enumerate(chosen):
        days, middle, low, high = zip(*lines[step], strict=True)
        style = {"color": COLOURS[i % MOST], "linestyle": PATTERNS[i % len(PATTERNS)]}
        ax.plot(days, middle, label=ladder.say(step, lang), **style)
        ax.fill_between(days, low, high, color=COLOURS[i % MOST], alpha=0.15, linewidth=0)
        if seen := actual.get(step):
            ax.plot(*zip(*seen, strict=True), "x", color=COLOURS[i % MOST], markersize=8)
    if not chosen:
        place = {"ha": "center", "va": "center", "transform": ax.transAxes}
        ax.text(0.5, 0.5, NOTHING.say(lang), **place)
    else:
        ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False)
        ax.set_ylim(bottom=0)
    ax.set_ylabel(PEOPLE.say(lang))
    ax.set_title((TITLE if isinstance(result, WorkforceForecast) else TESTED).say(lang))
    ax.grid(visible=True, axis="y", alpha=0.3)


def _lines(result: WorkforceForecast | WorkforceBacktest) -> dict[str, Line]:
    """Return by step the days with expected number, low and high end; as far as it is known."""
    found: dict[str, Line] = {}
    if isinstance(result, WorkforceForecast):
        for flow in result:
            if flow.end is not None and flow.range is not None and flow.start is not None:
                start = float(flow.start)
                line = found.setdefault(flow.step, [(flow.since, start, start, start)])
                line.append((flow.until, float(flow.end), flow.range[0], flow.range[1]))
        return found
    for one in result:
        if one.forecast is not None and one.range is not None:
            begun = float(one.before)
            line = found.setdefault(one.step, [(result.since, begun, begun, begun)])
            line.append((one.until, float(one.forecast), one.range[0], one.range[1]))
    return found


def _actual(result: WorkforceBacktest) -> dict[str, list[tuple[Any, int]]]:
    found: dict[str, list[tuple[Any, int]]] = {}
    for one in result:
        found.setdefault(one.step, []).append((one.until, one.actual))
    return found


def _choose(lines: dict[str, Line], steps: Iterable[str] | None) -> list[str]:
    if steps is None:
        most = sorted(lines, key=lambda step: -lines[step][0][1])[:MOST]
        return [step for step in lines if step in most]
    chosen = [steps] if isinstance(steps, str) else list(steps)
    problems = [
        Problem(f"steps[{i}]", f"{shown(step)} is not drawn", near(step, lines))
        for i, step in enumerate(chosen)
        if step not in lines
    ]
    if len(chosen) > MOST:
        problems.append(
            Problem("steps", f"{len(chosen)} steps", f"at most {MOST} can be told apart")
        )
    if problems:
        raise InvalidInputError(problems)
    return chosen
