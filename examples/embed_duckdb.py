# %% [markdown]
# # Rules over a Parquet file, in DuckDB
#
# The file is asked where it lies: rules become one query, nothing is loaded into Python, and only
# the summary comes out, with small counts hidden.
#
#     python examples/embed_duckdb.py staff.parquet 2026-11-01

# %%
from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from asn_career import national_rulebook, samples, tables

LAW = national_rulebook()
RULES = ("retirement.reached", "promotion.regular")


# %% [markdown]
# A file of invented people, one column a fact. A system of your own writes these columns itself;
# `tables.legend` lists them with their words.


# %%
def write_example(path: Path, as_of: dt.date) -> None:
    """Write the facts that the rules ask for, and a unit, for an invented city."""
    city = samples.surakarta(employees=1000)
    columns = tables.facts_from(city.employees, RULES, as_of, rulebook=LAW)
    held = [person.appointment_on(as_of) for person in city.employees]
    columns["agency"] = [None if h is None else h.unit.split("-")[0] for h in held]
    pq.write_table(pa.table(columns), path)


# %% [markdown]
# The relation stays lazy until the last line. `validate=False` spares the query that looks for
# unknown words: use it on a file that went through once.


# %%
def ask(path: Path, as_of: dt.date) -> duckdb.DuckDBPyRelation:
    """Return the file with a column a rule: true, false, or null for UNKNOWN."""
    staff = duckdb.read_parquet(str(path))
    return tables.check(staff, RULES, as_of, rulebook=LAW, id="id", because=False)


def main(path: str, day: str) -> None:
    """Summarise a file by agency."""
    as_of = dt.date.fromisoformat(day)
    if not Path(path).exists():
        write_example(Path(path), as_of)
    answers = [rule.replace(".", "_") for rule in RULES]
    print("\n".join(tables.summarise(ask(Path(path), as_of), "agency", count=answers).lines("en")))


if __name__ == "__main__":
    main(*sys.argv[1:])
