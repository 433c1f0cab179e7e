# %% [markdown]
# # The same questions on Spark
#
# The people of `national.py`, asked by the very same calls where a cluster holds them. Every answer
# is an expression of Spark's own: the workers need neither Python nor this library.
#
#     python examples/cluster.py --people 20000           # on this machine
#     spark-submit examples/cluster.py --parquet /data/people --write /data/answers
#
# It needs a Java and the dependency group `spark`, which `./dev spark` installs into `.venv-spark`.

# %%
from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from national import GATES, SCORE, ask, bar, make_nation, summarise
from pyspark.sql import DataFrame, SparkSession

from asn_career import tables

# %% [markdown]
# On a cluster `spark-submit` or the notebook says where the master is; here it is this process.


# %%
def start() -> SparkSession:
    """Return the session that there is, or one on this machine."""
    session = SparkSession.getActiveSession()
    return session or SparkSession.builder.appName("asn_career").getOrCreate()


def answer(nation: DataFrame) -> DataFrame:
    """Ask; keep the keys and what was asked. Nothing is computed yet."""
    rules = ("talent.box", "indices.ip_category", *GATES, SCORE)
    return ask(nation).select("id", "unit", *map(tables.column_name, rules))


# %%
def main() -> None:
    """Ask a nation on Spark; show a few units and the whole."""
    parser = argparse.ArgumentParser(description="Rules for a whole nation, on Spark")
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--parquet", help="the table of a nation that is there already")
    parser.add_argument("--write", help="a folder for the answers of everybody")
    parser.add_argument("--lang", choices=("id", "en"), default="id")
    options = parser.parse_args()
    session = start()
    with tempfile.TemporaryDirectory() as name:
        folder = options.parquet or name
        if not options.parquet:
            make_nation(Path(name), options.people, bar)
        answered = answer(session.read.parquet(folder))
        if options.write:
            answered.write.mode("overwrite").parquet(options.write)
        lines = summarise(answered).lines(options.lang)
    print("\n".join([*lines[:2], "...", *lines[-2:]]))


if __name__ == "__main__":
    main()
