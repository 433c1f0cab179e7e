"""Runs the rows of the benchmark and prints each as it is done; `./dev bench` runs this.

./dev bench                  all rows at all sizes: about a quarter of an hour
./dev bench import one-rule  two of them
./dev bench --list           what there is
./dev bench --quick          the smallest sizes, once each: does all still run?
./dev bench --write          all rows, each written to docs/benchmarks.md as it is done
./dev bench --write import   one row written anew, the others left as they are

Absolute times depend on the machine and drift; only the ratios of one run are promises.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
import math
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import attrs
from row import Row
from rows import ROWS

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
MEASURE = Path(__file__).with_name("measure.py")
ROUNDS = 7
PACKAGES = (
    "asn-career",
    "polars",
    "narwhals",
    "numpy",
    "pyarrow",
    "duckdb",
    "networkx",
    "scipy",
    "matching",
    "scikit-criteria",
    "pymcdm",
)
HEAD = ("row", "size", "ours", "peer", "ratio", "memory", "peer's", "slope", "bounds")
WIDTHS = (18, 17, 10, 10, 7, 9, 9, 6, 0)


@attrs.frozen
class Line:
    """One row at one size, as measured."""

    row: Row
    size: int
    ours: float
    peer: float | None = None
    memory: float | None = None
    peer_memory: float | None = None
    slope: float | None = None
    note: str = ""
    is_quick: bool = False

    def judge(self) -> Iterator[tuple[str, bool]]:
        """Yield each bound that holds at this size, and whether it is kept."""
        row = self.row
        if self.size != row.bounded or self.is_quick:
            return
        if row.ratio is not None and self.peer:
            yield f"{show_ratio(row.ratio)}×", self.ours <= row.ratio * self.peer
        if row.above is not None and self.peer is not None:
            yield f"{show_time(row.above)} above", self.ours - self.peer <= row.above
        if row.seconds is not None:
            yield show_time(row.seconds), self.ours <= row.seconds
        if row.megabytes is not None and self.memory is not None:
            yield f"{row.megabytes:,.0f} MB", self.memory <= row.megabytes

    def cells(self) -> tuple[str, ...]:
        """Return the line as text, a cell a column."""
        bounds = [f"at most {text}{'' if kept else ': EXCEEDED'}" for text, kept in self.judge()]
        return (
            self.row.name,
            f"{self.size:,} {self.row.of}",
            show_time(self.ours),
            show_time(self.peer),
            show_ratio(self.ours / self.peer if self.peer else None),
            show_memory(self.memory),
            show_memory(self.peer_memory),
            "" if self.slope is None else f"{self.slope:.2f}",
            "; ".join([*bounds, *([self.note] if self.note else [])]),
        )


def show_time(seconds: float | None) -> str:
    """Return seconds in the unit that suits."""
    if seconds is None:
        return ""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}" if seconds < 1000 else f"{seconds:.0f} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def show_ratio(ratio: float | None) -> str:
    """Return a ratio; where ours is several times faster, as a fraction."""
    if ratio is None:
        return ""
    return f"1/{1 / ratio:.3g}" if ratio < 0.3 else f"{ratio:.3g}"


def show_memory(megabytes: float | None) -> str:
    """Return megabytes."""
    return "" if megabytes is None else f"{megabytes:,.0f} MB"


def ask(*args: object) -> dict[str, Any]:
    """Measure in a fresh interpreter, with single-threaded BLAS."""
    single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    command = [sys.executable, str(MEASURE), *map(str, args)]
    done = subprocess.run(  # noqa: S603 - our own script
        command, env=os.environ | single, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, args))}: could not be measured")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(row: Row, *, quick: bool) -> Iterator[Line]:
    """Yield a row at each of its sizes."""
    before: Line | None = None
    for size in row.sizes[:1] if quick else row.sizes:
        found = ask(row.name, size, 0 if quick else ROUNDS)
        ours, peer = [*found["seconds"], None][:2]
        line = Line(row, size, ours, peer, note=found["note"], is_quick=quick)
        if row.needs and importlib.util.find_spec(row.needs) is None:
            line = attrs.evolve(line, note=f"{row.needs} is not installed")
        if before is not None:
            slope = math.log(ours / before.ours) / math.log(size / before.size)
            line = attrs.evolve(line, slope=slope)
        if not quick and size == row.bounded:
            memory = ask(row.name, size, 1, 0)["megabytes"]
            theirs = None if peer is None else ask(row.name, size, 1, 1)["megabytes"]
            line = attrs.evolve(line, memory=memory, peer_memory=theirs)
        yield line
        before = line


def machine() -> str:
    """Return the kind of machine: no names, no paths."""
    cores = os.cpu_count()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{platform.system()} on {platform.machine()}, {cores} cores, {python}"


def versions() -> str:
    """Return the versions of the packages that took part."""
    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


HEADER = """# Benchmarks

<!-- Made by `./dev bench --write`. Do not edit. -->

Each row is the same work done by us and by a peer; `bench/` holds a function for each. Where the
answers can be compared, they are before anything is timed. Times are medians of calls in turn, in
an interpreter of their own, with single-threaded BLAS. Memory is the peak of one call above its
input. *Slope* is the exponent of growth since the size before: 1 is linear. Bounds are those that
the project set itself; one that is exceeded says so. Times depend on the machine and drift; the
ratios of one run are the promise.

`./dev bench ROW` measures one row, `./dev bench --quick` looks whether all rows run.

Machine: {machine}.
Versions: {versions}.
"""


def section(lines: Sequence[Line]) -> str:
    """Return what was measured of one row."""
    row, day = lines[0].row, dt.datetime.now(dt.UTC).date()
    text = [
        f"## `{row.name}`: {row.text}\n",
        f"{f'Peer: {row.peer}.' if row.peer else 'No peer does this.'} Measured on {day}.\n",
        f"| {' | '.join(HEAD[1:])} |",
        "|" + " ---: |" * (len(HEAD) - 2) + " --- |",
        *(f"| {' | '.join(line.cells()[1:])} |" for line in lines),
    ]
    return "\n".join(text) + "\n"


def page(measured: dict[str, str], before: str) -> str:
    """Return the page of results: rows just measured, and those measured before."""
    found = {part.partition("`")[0]: f"## `{part}" for part in before.split("\n## `")[1:]}
    found |= measured
    head = HEADER.format(machine=machine(), versions=versions())
    kept = [found[row.name].rstrip() + "\n" for row in ROWS if row.name in found]
    return "\n".join([head, *kept])


def main() -> int:
    """Measure what is asked for; the exit code is the number of bounds that are exceeded."""
    parser = argparse.ArgumentParser(prog="./dev bench", description="Benchmarks")
    parser.add_argument("rows", nargs="*", metavar="ROW", help="all rows, if none is named")
    parser.add_argument("--list", action="store_true", help="the rows that there are")
    parser.add_argument("--quick", action="store_true", help="the smallest sizes, once each")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    options = parser.parse_args()
    if options.list:
        print("\n".join(f"{row.name:18} {row.text}" for row in ROWS))
        return 0
    names = [row.name for row in ROWS]
    if unknown := set(options.rows) - set(names):
        parser.error(f"no row {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    if options.write and options.quick:
        parser.error("--write takes all sizes")
    exceeded = 0
    print_line(HEAD)
    for row in ROWS:
        if options.rows and row.name not in options.rows:
            continue
        lines = []
        for line in measure(row, quick=options.quick):
            print_line(line.cells())
            exceeded += sum(not kept for _, kept in line.judge())
            lines.append(line)
        if options.write:
            before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
            PAGE.write_text(page({row.name: section(lines)}, before), encoding="utf-8")
    return exceeded


def print_line(cells: Sequence[str]) -> None:
    """Print cells in columns, at once."""
    pairs = zip(cells, WIDTHS, strict=True)
    print("  ".join(cell.ljust(width) for cell, width in pairs).rstrip(), flush=True)


if __name__ == "__main__":
    sys.exit(main())
