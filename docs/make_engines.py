"""Writes docs/reference/engines.md: what runs on which engine, each tried; `./dev engines` runs it.

Every operation is run on every engine and its answers are compared with those of the records. A
cell says what came back; an operation that fails, or answers otherwise, is written as such.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import random
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from asn_career import InvalidInputError, national_rulebook, tables
from asn_career.competencies import CompetencyProfile
from asn_career.conditions import Answer, facts_in
from asn_career.facts import Fact, Subject
from asn_career.positions import Position, Post
from asn_career.terms import PositionKind
from asn_career.values import Kind

PAGE = Path(__file__).parent / "reference" / "engines.md"
MADE = "<!-- Made by `./dev engines`, which ran each of them. Do not edit. -->\n"
AS_OF = dt.date(2026, 11, 21)
BOOK = national_rulebook()
CHECKED = ["appointment.jpt_pratama", "retirement.reached"]
SCORED = ["retirement.age", "competence.recap"]
BOX = "talent.box"
LEVELS = {"M.01": "m_01", "M.02": "m_02", "SK.01": "sk_01"}
"""Competencies and their columns: Spark takes no dot in the name of a column."""
FEW, MANY = 400, 500_000
MEMORY = "32MB"


# -- the people --------------------------------------------------------------------------------


def facts() -> list[Fact]:
    """Return the facts that the operations ask for."""
    law = BOOK.law(AS_OF)
    rules = [*CHECKED, *SCORED, BOX]
    found = dict.fromkeys(fact for rule in rules for fact in facts_in(Answer(rule), law))
    return [fact for fact in found if fact.subject is not Subject.DAY]


def some_value(fact: Fact, dice: random.Random) -> Any:  # noqa: ANN401 - of any kind
    """Return an invented value, as a column holds it; some are missing."""
    if dice.random() < 0.08:
        return None
    match fact.value_type.kind:
        case Kind.FLAG:
            return dice.random() < 0.9
        case Kind.DAY:
            return dt.date(1962, 1, 1) + dt.timedelta(dice.randrange(12_000))
        case Kind.NUMBER:
            return dice.randrange(20, 120)
        case Kind.WORD | Kind.WORDS:
            return dice.choice([word.value for word in fact.value_type.words or ()])


def people(number: int) -> pl.DataFrame:
    """Return invented people; beyond the first few the same ones again under other keys."""
    dice = random.Random(11)  # noqa: S311 - invented data
    few = [
        {fact.name: some_value(fact, dice) for fact in facts()}
        | {column: dice.randint(1, 5) for column in LEVELS.values()}
        | {"unit": f"unit {i % 3}"}
        for i in range(FEW)
    ]
    table = pl.DataFrame(few, infer_schema_length=None)
    table = pl.concat([table] * (number // FEW))
    width = 8 if number == FEW else 64  # long keys fill a memory
    keys = sorted(dice.randbytes(width).hex() for _ in range(table.height))
    return table.with_columns(id=pl.Series(keys))


# -- the engines -------------------------------------------------------------------------------


def to_pandas(table: pl.DataFrame, _: Path) -> Any:  # noqa: ANN401 - of that engine
    """Return pandas as it reads records: objects, floats, NaN."""
    import pandas as pd

    return pd.DataFrame(table.to_dicts(), columns=table.columns)


def to_nullable(table: pl.DataFrame, folder: Path) -> Any:  # noqa: ANN401 - of that engine
    """Return pandas with its own nullable columns."""
    return to_pandas(table, folder).convert_dtypes()


def to_arrow_columns(table: pl.DataFrame, _: Path) -> Any:  # noqa: ANN401 - of that engine
    """Return pandas with columns of Arrow."""
    return table.to_pandas(use_pyarrow_extension_array=True)


def to_streaming(table: pl.DataFrame, folder: Path) -> pl.LazyFrame:
    """Return a scan of Parquet; what is asked is collected by the streaming engine."""
    table.write_parquet(folder / "people.parquet")
    return pl.scan_parquet(folder / "people.parquet")


def to_duckdb(table: pl.DataFrame, _: Path) -> Any:  # noqa: ANN401 - of that engine
    """Return a relation in the memory of the usual connection."""
    import duckdb

    return duckdb.from_arrow(table.to_arrow())


def to_small_memory(_: pl.DataFrame, folder: Path) -> Any:  # noqa: ANN401 - of that engine
    """Return a relation over Parquet that is larger than the memory of its connection."""
    import duckdb

    path = folder / "many.parquet"
    people(MANY).write_parquet(path)
    assert path.stat().st_size > int(MEMORY.removesuffix("MB")) * 1e6
    config = {
        "memory_limit": MEMORY,
        "threads": 1,
        "preserve_insertion_order": False,
        "temp_directory": str(folder / "spill"),
    }
    return duckdb.connect(config=config).read_parquet(str(path))


def to_spark(table: pl.DataFrame, _: Path) -> Any:  # noqa: ANN401 - of that engine
    """Return a table of Spark, on the engine that runs already if any does."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    return builder.getOrCreate().createDataFrame(table.to_arrow()).repartition(2)


Make = Callable[[pl.DataFrame, Path], Any]
ENGINES: dict[str, tuple[str, Make]] = {
    "pandas, NumPy columns": ("pandas", to_pandas),
    "pandas, nullable columns": ("pandas", to_nullable),
    "pandas, PyArrow columns": ("pandas", to_arrow_columns),
    "Polars": ("polars", lambda table, _: table),
    "Polars, categories": ("polars", lambda table, _: with_categories(table)),
    "Polars, lazy": ("polars", lambda table, _: table.lazy()),
    "Polars, streaming from Parquet": ("polars", to_streaming),
    "PyArrow": ("pyarrow", lambda table, _: table.to_arrow()),
    "DuckDB": ("duckdb", to_duckdb),
    "DuckDB, Parquet larger than its memory": ("duckdb", to_small_memory),
    "PySpark": ("pyspark", to_spark),
}


def with_categories(table: pl.DataFrame) -> pl.DataFrame:
    """Return words as categories."""
    words = [f.name for f in facts() if f.value_type.words and f.name in table.columns]
    return table.with_columns(pl.col(words).cast(pl.Categorical))


def taken(table: Any, names: Iterable[str]) -> pl.DataFrame:  # noqa: ANN401 - of any engine
    """Return columns of a table by its key, as Polars; of many people the first few."""
    wanted = ["id", *names]
    kind = type(table).__module__.partition(".")[0]
    if isinstance(table, pl.LazyFrame):
        table = table.select(wanted).collect(engine="streaming")
    elif kind in {"duckdb", "_duckdb"}:
        table = pl.DataFrame(table.select(*wanted).order("id").limit(FEW).to_arrow_table())
    elif kind == "pyspark":
        table = pl.DataFrame(table.select(*wanted).toArrow())
    elif kind == "pandas":
        table = pl.DataFrame({name: [plain(v) for v in table[name]] for name in wanted})
    return pl.DataFrame(table).select(wanted).sort("id").head(FEW)


def plain(value: Any) -> Any:  # noqa: ANN401 - a cell
    """Return a cell of pandas as a plain value."""
    import pandas as pd

    return None if value is None or pd.isna(value) else getattr(value, "item", lambda: value)()


# -- the operations ----------------------------------------------------------------------------


class Trial:
    """One engine with its table, and what the records say of the same people."""

    def __init__(self, make: Make, folder: Path, number: int) -> None:
        """Make the table."""
        self.make = make
        self.number = number
        self.people = people(number).sort("id").head(FEW)
        self.table = make(people(FEW), folder)

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield the facts of each person."""
        names = [fact.name for fact in facts()]
        for row in self.people.iter_rows(named=True):
            yield {name: row[name] for name in names}

    def agree(self, table: Any, wanted: dict[str, list[Any]]) -> str:  # noqa: ANN401
        """Return what came back, if its columns are as wanted."""
        got = taken(table, wanted)
        for name, values in wanted.items():
            if got[name].to_list() != values:
                return "differs"
        return "yes" if isinstance(table, type(self.table)) else type(table).__name__

    def check(self) -> str:
        """Ask rules, and why."""
        asked = tables.check(self.table, CHECKED, AS_OF, rulebook=BOOK, id="id")
        wanted: dict[str, list[Any]] = {}
        for rule in CHECKED:
            found = [BOOK.check(rule, row, AS_OF).line for row in self.records()]
            wanted[tables.column_name(rule)] = [f.result if not f.advisory else None for f in found]
        return self.agree(asked, wanted)

    def score(self) -> str:
        """Score."""
        asked = tables.score(self.table, SCORED, AS_OF, rulebook=BOOK, id="id")
        law, wanted = BOOK.law(AS_OF), {}
        for rule in SCORED:
            scores = [BOOK.score(rule, row, AS_OF) for row in self.records()]
            of = law.rule_type(rule)
            wanted[tables.column_name(rule)] = [
                s.whole if of.words is None or s.whole is None else of.plain(s.whole)
                for s in scores
            ]
        return self.agree(asked, wanted)

    def place(self) -> str:
        """Place in the nine boxes."""
        asked = tables.place(self.table, AS_OF, rulebook=BOOK, rules=BOX, id="id")
        scores = [BOOK.score(BOX, row, AS_OF).value for row in self.records()]
        return self.agree(asked, {"talent_box": [box and box.value for box in scores]})

    def summarise(self) -> str:
        """Count the answers of a rule by unit."""
        rule, name = CHECKED[0], tables.column_name(CHECKED[0])
        asked = tables.check(self.table, rule, AS_OF, rulebook=BOOK, because=False)
        told = tables.summarise(asked, "unit", count=name)
        few = people(FEW)
        names = [fact.name for fact in facts()]
        answers = [
            (row["unit"], BOOK.check(rule, {n: row[n] for n in names}, AS_OF).line.result)
            for row in few.iter_rows(named=True)
        ]
        times = self.number // FEW
        for row in told.groups:
            for value, count in row.counts[name].items():
                own = sum(a == (row.key[0], value) for a in answers) if row.key else None
                if count is not None and own is not None and count != own * times:
                    return "differs"
        return "yes" if told.verify() and len(told) == 3 else "differs"

    def rank(self) -> str:
        """Rank everybody for a post by the match of competencies."""
        standard = CompetencyProfile.of(dict.fromkeys(LEVELS, 4))
        job = Position(id="job", name="Kepala", kind=PositionKind.JPT_PRATAMA, standard=standard)
        post = Post(id="post", position=job, unit="unit 1")
        asked = {"rulebook": BOOK, "id": "id", "rules": (), "talent": False, "limit": 20}
        asked["competencies"] = LEVELS
        found = tables.rank(self.table, [post], AS_OF, **asked)
        whole = people(self.number)
        wanted = tables.rank(whole, [post], AS_OF, **asked)
        return "yes" if found.columns() == wanted.columns() and found.verify() else "differs"

    def lazy(self) -> str:
        """Tell whether asking computes anything."""
        asked = tables.check(
            self.table, CHECKED, AS_OF, rulebook=BOOK, because=False, validate=False
        )
        is_lazy = type(asked).__name__ in {"LazyFrame", "DuckDBPyRelation"}
        return "yes" if is_lazy or type(asked).__module__.startswith("pyspark.") else "no"

    def refuse(self) -> str:
        """Tell whether an unknown word and a missing column are refused in words."""
        few = people(FEW).with_columns(level=pl.lit("pengawass"))
        with tempfile.TemporaryDirectory() as name:
            make = self.make if self.number == FEW else to_duckdb
            for wrong, hint in ((few, "did you mean 'pengawas'"), (few.drop("level"), "missing")):
                try:
                    tables.check(make(wrong, Path(name)), CHECKED, AS_OF, rulebook=BOOK)
                except InvalidInputError as error:
                    if hint in str(error):
                        continue
                return "no"
        return "yes"


OPERATIONS: dict[str, Callable[[Trial], str]] = {
    "`check`": Trial.check,
    "`score`": Trial.score,
    "`place`": Trial.place,
    "`summarise`": Trial.summarise,
    "`rank`": Trial.rank,
    "stays lazy": Trial.lazy,
    "refuses in words": Trial.refuse,
}


def here(engine: str) -> bool:
    """Tell whether an engine is installed."""
    return importlib.util.find_spec(ENGINES[engine][0]) is not None


def line(engine: str) -> str:
    """Return the line of an engine: every operation tried."""
    cells = [engine]
    with tempfile.TemporaryDirectory() as folder:
        make = ENGINES[engine][1]
        trial = Trial(make, Path(folder), MANY if make is to_small_memory else FEW)
        for operation in OPERATIONS.values():
            try:
                cells.append(operation(trial))
            except Exception as error:  # noqa: BLE001 - the page tells what fails
                cells.append(f"fails ({type(error).__name__})")
    return f"| {' | '.join(cells)} |"


INTRO = f"""# What runs on which engine

{MADE}
The same call takes a table of any of these engines and gives one of the same kind back. Each cell
was tried on invented people with missing values and compared with what the records say of every
one of them: *yes* means that no answer differed.
"""
NOTES = f"""
- A table that is lazy stays so: `check`, `score` and `place` add expressions and run nothing, but
  for the look at unknown words, broken numbers and double keys (`validate=False` leaves it out).
  `summarise` and `rank` run the query; only counts, or the columns that count, come out.
- Rows keep their order on pandas, Polars and PyArrow. DuckDB and Spark promise none: give `id=`.
- The Parquet of the line about memory is larger than the {MEMORY} that its connection may use. A
  result of that size is best written by DuckDB itself, which needs more than that.
- pandas passes through Arrow at the door, so NaN, NaT, None and `<NA>` are all missing. Polars and
  pandas may hold words as text or as categories.
- On Spark everything is an expression of its own, without Python on the workers: the call is the
  same on one machine and on a cluster, and workers need nothing of this library
  (`examples/cluster.py`). It pays where the data lies there already; on one machine it is much
  slower than the others. A column with a dot in its name, such as `M.01`, is refused by Spark:
  give `rank` the names of your columns (`competencies=`).
- Scores are whole numbers over the denominator of their unit, so every engine gives the same ones.
"""


def page(lines: Iterable[str]) -> str:
    """Return the page."""
    head = ["engine", *OPERATIONS]
    rule = "| --- |" + " :---: |" * len(OPERATIONS)
    return "\n".join([INTRO, f"| {' | '.join(head)} |", rule, *lines]) + "\n" + NOTES


def main() -> None:
    """Try all engines, and write the page."""
    lines = []
    for engine in ENGINES:
        if not here(engine):
            raise SystemExit(f"{ENGINES[engine][0]} is not installed: nothing was written")
        lines.append(line(engine))
        print(lines[-1], flush=True)
    PAGE.write_text(page(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
