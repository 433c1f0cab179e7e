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
    assert "at most 1.5×: EXCEEDED; at most 10 s" in made.page([line])
    assert list(made.Line(slow, 1, 3.0, 1.0).judge()) == []
