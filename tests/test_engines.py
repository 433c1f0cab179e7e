"""The page of what runs on which engine says what is true here, tried anew."""

import importlib

import pytest

pytest.importorskip("polars")
pytest.importorskip("pandas")
pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
pytest.importorskip("asn_career.tables")


@pytest.fixture
def made(monkeypatch):
    from pathlib import Path

    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "docs"))
    return importlib.import_module("make_engines")


def lines(made):
    text = made.PAGE.read_text(encoding="utf-8").splitlines()
    return {line.split(" | ")[0].removeprefix("| "): line for line in text if line.startswith("|")}


def test_the_page_is_whole_and_fresh(made):
    rows = [lines(made)[engine] for engine in made.ENGINES]
    assert made.page(rows) == made.PAGE.read_text(encoding="utf-8")


ENGINES = (
    "pandas, NumPy columns",
    "pandas, nullable columns",
    "pandas, PyArrow columns",
    "Polars",
    "Polars, categories",
    "Polars, lazy",
    "Polars, streaming from Parquet",
    "PyArrow",
    "DuckDB",
    "DuckDB, Parquet larger than its memory",
)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_does_what_its_line_says_and_differs_nowhere(made, engine):
    tried = made.line(engine)
    assert tried == lines(made)[engine]
    assert "fails" not in tried
    assert "differs" not in tried


def test_every_engine_is_tried_here_or_with_spark(made):
    assert {*ENGINES, "PySpark"} == set(made.ENGINES)
