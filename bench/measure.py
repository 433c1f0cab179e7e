"""Measures one row at one size in an interpreter of its own, and prints it as JSON.

    python bench/measure.py NAME SIZE ROUNDS [SIDE]

Seconds are medians of both sides in turn: the machine drifts by a factor for minutes at a time, so
that only what is measured in turn can be compared. With no ROUNDS (0) it is the first call, which
otherwise warms up. With SIDE (0 ours, 1 the peer's) it is the
memory of one call instead, above what the input needs.
"""

from __future__ import annotations

import importlib.util
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from row import Call, Row
from rows import ROWS

LEAST, MOST = (
    1,
    10,
)  # seconds of measuring: rounds are added up to the one, left out after the other


def measure_times(row: Row, size: int, rounds: int) -> dict[str, Any]:
    """Return the median seconds of both sides, after one call each that warms up and compares."""
    ours, theirs = row.work(size)
    calls = [ours]
    if theirs is not None and has_peer(row) and (row.peer_until or size) >= size:
        calls.append(theirs)
    found: list[list[float]] = [[] for _ in calls]
    answers = []
    for times, call in zip(found, calls, strict=True):
        start = time.perf_counter()
        answers.append(call())
        times.append(time.perf_counter() - start)
    if row.agree is not None and len(answers) > 1 and not row.agree(*answers):
        sys.exit(f"{row.name}, {size}: ours and the peer's answers differ")
    note = row.note(answers[0]) if row.note is not None else ""
    del answers
    if rounds:
        found = [[] for _ in calls]
    start = time.perf_counter()
    while goes_on(len(found[0]), rounds, time.perf_counter() - start):
        for times, call in zip(found, calls, strict=True):
            times.append(_seconds(call, row.calls))
    # Beside a peer that takes minutes, ours would be measured once only.
    start = time.perf_counter()
    while len(found[0]) < rounds and time.perf_counter() - start < MOST:
        found[0].append(_seconds(ours, row.calls))
    return {"seconds": [statistics.median(times) for times in found], "note": note}


def goes_on(done: int, rounds: int, seconds: float) -> bool:
    """Tell whether another round is due."""
    if not done or not rounds:
        return not done
    return seconds < (LEAST if done >= rounds else MOST)


def has_peer(row: Row) -> bool:
    """Tell whether the peer is installed."""
    return not row.needs or importlib.util.find_spec(row.needs) is not None


def _seconds(call: Call, repeats: int) -> float:
    start = time.perf_counter()
    for _ in range(repeats):
        call()
    return (time.perf_counter() - start) / repeats


def measure_memory(row: Row, size: int, side: int) -> dict[str, Any]:
    """Return the megabytes that one call needs at its peak, above what the input needs."""
    call = row.work(size)[side]
    assert call is not None
    reset = Path("/proc/self/clear_refs")
    if not reset.exists():  # only Linux tells the peak between two moments
        return {"megabytes": None}
    before = _status("VmRSS")
    reset.write_text("5")
    call()
    return {"megabytes": max(0.0, _status("VmHWM") - before)}


def _status(key: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(key))


def main(name: str, size: str, rounds: str, side: str = "") -> None:
    """Measure and print."""
    row = next(r for r in ROWS if r.name == name)
    if side:
        found = measure_memory(row, int(size), int(side))
    else:
        found = measure_times(row, int(size), int(rounds))
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
