"""The examples run, in small, and say what the record reading says."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

pl = pytest.importorskip("polars")
pytest.importorskip("duckdb")
tables = pytest.importorskip("asn_career.tables")

FOLDER = Path(__file__).parent.parent / "examples"
PEOPLE = 20_000


@pytest.fixture
def national(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    spec = importlib.util.spec_from_file_location("national", FOLDER / "national.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "PART", 6_000)
    return module


def test_the_nation_is_asked_alike_on_both_engines_and_as_on_records(national, tmp_path):
    seen = []

    def progress(work):
        seen.extend(work)
        return seen

    national.make_nation(tmp_path, PEOPLE, progress)
    assert len(seen) == len(list(tmp_path.iterdir())) == 4
    lazy = national.ask(national.open_nation(tmp_path, "polars"))
    assert isinstance(lazy, pl.LazyFrame)
    summary = national.summarise(lazy)
    assert summary == national.summarise(national.ask(national.open_nation(tmp_path, "duckdb")))
    assert summary.verify()
    assert summary.total.people == PEOPLE
    book = national.national_rulebook()
    few = lazy.collect().sample(200, seed=1)
    facts = [f.name for f in national.facts_of([*national.GATES, "talent.box"])]
    for row in few.iter_rows(named=True):
        known = {name: row[name] for name in facts}
        for rule in national.GATES:
            said = book.check(rule, known, national.AS_OF).line.result
            assert row[tables.column_name(rule)] is said, rule
        box = book.score("talent.box", known, national.AS_OF).value
        assert row["talent_box"] == (box and box.value)
    assert few["talent_box"].null_count() < len(few) / 4


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_the_national_example_tells_of_its_units(engine):
    command = [sys.executable, str(FOLDER / "national.py"), "--people", str(PEOPLE)]
    done = subprocess.run(
        [*command, "--engine", engine, "--lang", "en"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("unit-000: ")
    assert f"In all: {PEOPLE:,} people; talent_box:" in done.stdout
    assert f"asked on {engine} in" in done.stdout
