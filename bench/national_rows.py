"""A nation in one pass: the table of examples/national.py, from Parquet to the summary of units."""

from __future__ import annotations

import atexit
import sys
import tempfile
from pathlib import Path

from row import Row, Work

sys.path.append(str(Path(__file__).parent.parent / "examples"))
import national


def one_pass(people: int, engine: str) -> Work:
    """Place, ask three rules, score and summarise what lies on the disk."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    path = Path(folder.name)
    national.make_nation(path, people)
    return lambda: national.summarise(national.ask(national.open_nation(path, engine))), None


SIZES = (20_000, 1_000_000, 5_000_000)
ROWS = (
    Row(
        name="nation-polars",
        text="people in Parquet placed in boxes and by index, asked three rules, scored, and "
        "summarised by unit; Polars, streaming",
        work=lambda people: one_pass(people, "polars"),
        sizes=SIZES,
        of="people",
        seconds=15,
        megabytes=2048,
    ),
    Row(
        name="nation-duckdb",
        text="the same on DuckDB",
        work=lambda people: one_pass(people, "duckdb"),
        sizes=SIZES,
        of="people",
        seconds=30,
    ),
)
