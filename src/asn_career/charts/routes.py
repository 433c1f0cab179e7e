"""The picture of routes: time goes across, the classes of positions go up."""

from __future__ import annotations

import datetime as dt
import textwrap
from typing import Any, Final

from asn_career.dates import ONE_DAY
from asn_career.errors import InvalidInputError, Problem
from asn_career.paths import Route, Routes
from asn_career.terms import PositionLevel, Text
from asn_career.values import show_day

__all__ = ["draw_routes"]

WIDTH: Final = 26  # letters of a line of a label
MOST_LINES: Final = 3
ROOM: Final = 0.3  # of the width: what a label takes
FURTHER: Final = 52  # points
# Told apart by colour-blind people (Okabe and Ito), and by the pattern of the line.
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")
PATTERNS: Final = ("-", "--", "-.", ":")
APART: Final = 0.07  # of the way to the next level: between two routes on one level
MOST_APART: Final = 0.35  # all together


def draw_routes(result: Routes, ax: Any, *, lang: str = "id") -> None:  # noqa: ANN401 - no matplotlib
    """Draw routes as steps: time goes across, the classes of positions go up.

    Each route is a line from the day of the search to a while after its arrival, a little above the
    one before; each move is a dot with the name of the post, its day, and the routes that go there.
    Without a route the outcome is written.

    Args:
        result: the routes, as `find_routes` returns them.
        ax: matplotlib Axes to draw on; they are not cleared before.
        lang: ``id`` or ``en``.

    Raises:
        InvalidInputError: something that is no `Routes`.
    Source: none: our own choice.
    """
    if not isinstance(result, Routes):
        hint = "what find_routes returns"
        raise InvalidInputError(Problem("result", f"a {type(result).__name__} is no Routes", hint))
    ax.set_title(textwrap.fill(_plain(result.target.position.name), 2 * WIDTH))
    if not result.routes:
        place = {"ha": "center", "va": "center", "transform": ax.transAxes}
        ax.text(0.5, 0.5, textwrap.fill(_plain(result.outcome.text.say(lang)), WIDTH), **place)
        ax.set_axis_off()
        return
    used = {level for route in result.routes for level in _levels(route)}
    levels = [level for level in PositionLevel if level in used]
    last = max(route.day for route in result.routes)
    tail = max(30 * ONE_DAY, (last - result.as_of) / 3)
    stops: dict[tuple[int, dt.date, str], list[int]] = {}
    apart = min(APART, MOST_APART / len(result.routes))
    for number, route in enumerate(result.routes):
        days = [route.as_of, *(step.day for step in route.steps)]
        heights = [levels.index(level) for level in _levels(route)]
        names = [
            route.steps[0].origin.name,
            *(s.destination.position.name for s in route.steps),
        ]
        for stop in zip(heights, days, names, strict=True):
            stops.setdefault(stop, []).append(number + 1)
        _draw(days, [h + apart * number for h in heights], ax, number=number, end=last + tail)
    room, top = (last + tail - result.as_of) * ROOM, apart * (len(result.routes) - 1)
    _name(stops, ax, result, room=room, top=top, lang=lang)
    ax.set_yticks(range(len(levels)), [level.text.say(lang) for level in levels])
    ax.set_ylim(-0.7, len(levels) - 0.3)
    ax.set_xlim(result.as_of - tail / 8, last + tail)
    ax.set_xlabel(Text(id="Waktu", en="Time").say(lang))
    ax.set_ylabel(Text(id="Jenjang jabatan", en="Level of the position").say(lang))
    ax.grid(visible=True, axis="y", alpha=0.3)
    if len(result.routes) > 1:
        ax.legend(title=Text(id="Jalur", en="Route").say(lang), loc="lower right")


def _draw(
    days: list[dt.date],
    heights: list[float],
    ax: Any,  # noqa: ANN401 - no matplotlib
    *,
    number: int,
    end: dt.date,
) -> None:
    """Draw one route: its steps, and a dot for each move."""
    look = {"color": COLOURS[number % len(COLOURS)], "alpha": 0.9}
    pattern = PATTERNS[number % len(PATTERNS)]
    label = str(number + 1)
    ax.step([*days, end], [*heights, heights[-1]], pattern, where="post", label=label, **look)
    ax.plot(days, heights, "o", **look)


def _name(
    stops: dict[tuple[int, dt.date, str], list[int]],
    ax: Any,  # noqa: ANN401 - no matplotlib
    result: Routes,
    *,
    room: dt.timedelta,
    top: float,
    lang: str,
) -> None:
    """Write what each dot is, once for all routes that share it; ``top`` is the highest line."""
    several = len(result.routes) > 1
    named: list[tuple[int, dt.date]] = []
    for (height, day, name), routes in stops.items():
        # Labels that would lie on each other go below, above, and further out in turn.
        turn = sum(height == other[0] and abs(day - other[1]) < room for other in named)
        named.append((height, day))
        which = f"{', '.join(map(str, routes))}: " if several else ""
        lines = _wrap(which + _plain(name))
        if day > result.as_of:
            lines.append(show_day(day, lang))
        away, above = 6 + FURTHER * (turn // 2), turn % 2 == 1
        ax.annotate(
            "\n".join(lines),
            (day, height + top * above),
            xytext=(6, away if above else -away),
            textcoords="offset points",
            va="bottom" if above else "top",
            fontsize="small",
        )


def _levels(route: Route) -> list[PositionLevel]:
    return [route.steps[0].origin.level, *(s.destination.position.level for s in route.steps)]


def _wrap(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, max_lines=MOST_LINES, placeholder=" …")


def _plain(words: str) -> str:
    """Return words in which no sign starts a formula: matplotlib reads one between two dollars."""
    return words.replace("$", r"\$")
