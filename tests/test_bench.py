"""The benchmark runs: its rows are whole, and those without a peer to install are measured."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("polars")
pytest.importorskip("narwhals")

BENCH = Path(__file__).parent.parent / "bench"


def load(name, monkeypatch):
    monkeypatch.syspath_prepend(str(BENCH))
    spec = importlib.util.spec_from_file_location(name, BENCH / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    return module


def run(*args):
    command = [sys.executable, str(BENCH / "run.py"), *args]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_row_has_its_name_rising_sizes_and_a_peer_where_a_ratio_is_promised(monkeypatch):
    rows = load("rows", monkeypatch).ROWS
    names = [row.name for row in rows]
    assert len(set(names)) == len(names)
    for row in rows:
        assert list(row.sizes) == sorted(set(row.sizes)), row.name
        assert row.bounded in row.sizes, row.name
        assert row.peer or (row.ratio is None and row.above is None), row.name
        assert row.peer_until is None or row.peer_until in row.sizes, row.name


@pytest.mark.parametrize("row", ["decide-one", "one-rule-reasons", "optimal"])
def test_a_row_runs_and_prints_its_line_with_both_times(row):
    done = run("--quick", row)
    assert done.returncode == 0, done.stderr
    head, line = done.stdout.splitlines()
    assert head.split()[:4] == ["row", "size", "ours", "peer"]
    assert line.split()[0] == row
    assert len(line.split()) >= 7


def test_an_unknown_row_is_told_with_those_that_there_are():
    done = run("one-ruel")
    assert done.returncode == 2
    assert "one-rule" in done.stderr


def test_a_bound_that_is_exceeded_is_shown_as_such(monkeypatch):
    row = load("row", monkeypatch)
    monkeypatch.setitem(sys.modules, "rows", type(sys)("rows"))
    sys.modules["rows"].ROWS = ()
    made = load("run", monkeypatch)
    slow = row.Row(
        name="slow",
        text="what is slow",
        peer="somebody",
        work=lambda size: (lambda: size, lambda: size),
        sizes=(1, 10),
        of="rows",
        ratio=1.5,
        seconds=10,
    )
    line = made.Line(slow, 10, 3.0, 1.0)
    assert [kept for _, kept in line.judge()] == [False, True]
    assert "at most 1.5×: EXCEEDED; at most 10 s" in made.section([line])
    assert list(made.Line(slow, 1, 3.0, 1.0).judge()) == []


def test_a_row_is_written_anew_among_those_measured_before(monkeypatch):
    row = load("row", monkeypatch)
    made = {"sizes": (1,), "of": "rows", "text": "-", "work": lambda size: (lambda: size, None)}
    rows = [row.Row(name=name, **made) for name in ("one", "two", "three")]
    monkeypatch.setitem(sys.modules, "rows", type(sys)("rows"))
    sys.modules["rows"].ROWS = rows
    bench = load("run", monkeypatch)
    sections = {r.name: bench.section([bench.Line(r, 1, 1.0)]) for r in rows}
    before = bench.page({n: sections[n] for n in ("one", "three")} | {"gone": "## `gone`: -\n"}, "")
    assert "gone" not in before
    whole = bench.page({"two": sections["two"]}, before)
    assert whole == bench.page(sections, "")
    faster = bench.section([bench.Line(rows[1], 1, 0.5)])
    assert bench.page({"two": faster}, whole) == whole.replace(sections["two"], faster)
