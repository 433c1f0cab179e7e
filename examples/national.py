# %% [markdown]
# # Five million people in one pass
#
# The whole civil service as one table that nobody wants to hold in memory: made in parts, then
# placed in the nine boxes, asked three rules, scored and summarised by unit, where the table lies.
# The people are invented.
#
#     python examples/national.py                                      # on Polars, streaming
#     python examples/national.py --people 20000 --engine duckdb --lang en

# %%
from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl

from asn_career import national_rulebook, tables
from asn_career.conditions import Answer, facts_in
from asn_career.facts import Fact, Subject
from asn_career.values import Kind

Progress = Callable[[Iterable[Any]], Iterable[Any]]

AS_OF = dt.date(2026, 11, 21)
PLACED = ("talent.box", "indices.ip_category")
GATES = ("appointment.jpt_pratama", "appointment.administrator", "retirement.reached")
SCORE = "competence.recap"
PEOPLE, PART, IN_UNIT = 5_000_000, 250_000, 8_000

# %% [markdown]
# ## A table of invented people
#
# Which columns there have to be, the rules say: a column a fact. Each part comes from a seed of its
# own, so the same people are made each time.

# %%
MISSING = 0.005
SHARES = {
    "status": {"pns": 82, "pppk": 16, "cpns": 2},
    "level": {
        "pelaksana": 38,
        "terampil": 8,
        "mahir": 8,
        "ahli_pertama": 16,
        "ahli_muda": 17,
        "ahli_madya": 6,
        "pengawas": 4,
        "administrator": 2,
        "jpt_pratama": 1,
    },
    "retirement_group": {"general": 100},
    "diploma": {"slta": 14, "d3": 12, "s1": 60, "s2": 13, "s3": 1},
    "field_fit": {"fits": 70, "differs": 30},
    "predicate_latest": {"sangat_baik": 16, "baik": 79, "butuh_perbaikan": 3, "kurang": 2},
    "predicate_before": {"sangat_baik": 16, "baik": 79, "butuh_perbaikan": 3, "kurang": 2},
    "worst_sanction": {"none": 97, "light": 1, "moderate": 1, "heavy": 1},
    "discipline_record": {"never": 96, "light": 2, "moderate": 1, "heavy": 1},
}
"""Per hundred people; what is not named here is drawn evenly."""


def facts_of(rules: Iterable[str]) -> list[Fact]:
    """Return the facts that rules ask for, each once; what the day tells is no column."""
    law = national_rulebook().law(AS_OF)
    found = dict.fromkeys(fact for rule in rules for fact in facts_in(Answer(rule), law))
    return [fact for fact in found if fact.subject is not Subject.DAY]


def make_column(fact: Fact, people: int, dice: np.random.Generator) -> pl.Series:
    """Return invented values of a fact, a few of them missing."""
    match fact.value_type.kind:
        case Kind.FLAG:
            values = pl.Series(dice.random(people) < 0.9)
        case Kind.DAY:
            values = pl.Series(dice.integers(-2_500, 10_500, people).astype("int32")).cast(pl.Date)
        case Kind.NUMBER:
            is_percent = fact.value_type.unit is not None and fact.value_type.unit.name == "percent"
            low, high = (55, 101) if is_percent else (0, 90)
            values = pl.Series(dice.integers(low, high, people).astype("int16"))
        case Kind.WORD | Kind.WORDS:
            words = [word.value for word in fact.value_type.words or ()]
            shares = SHARES.get(fact.name, dict.fromkeys(words, 100 / len(words)))
            drawn = dice.choice(len(words), people, p=[shares.get(w, 0) / 100 for w in words])
            values = pl.Series(words, dtype=pl.Enum(words))[drawn]
    return values.set(pl.Series(dice.random(people) < MISSING), None).alias(fact.name)


def make_part(ids: range, units: int, facts: Iterable[Fact]) -> pl.DataFrame:
    """Return one part of the nation."""
    dice = np.random.default_rng([2026, ids.start])
    names = pl.Series([f"unit-{i:03}" for i in range(units)])
    return pl.DataFrame(
        [
            pl.Series("id", np.arange(ids.start, ids.stop)),
            names[dice.integers(0, units, len(ids))].alias("unit"),
            *(make_column(fact, len(ids), dice) for fact in facts),
        ]
    )


def make_nation(folder: Path, people: int, progress: Progress = iter) -> None:
    """Write the nation to Parquet, part by part."""
    facts = facts_of([*PLACED, *GATES, SCORE])
    units = max(2, people // IN_UNIT)
    for first in progress(range(0, people, PART)):
        part = make_part(range(first, min(first + PART, people)), units, facts)
        part.write_parquet(folder / f"part-{first:09}.parquet")


# %% [markdown]
# ## The questions
#
# The table is opened, not read. Each call adds its columns to what is still to be computed; the
# summary runs all of it in one pass, and only counts come out, small ones hidden.


# %%
def open_nation(folder: Path, engine: str) -> Any:  # noqa: ANN401 - a table of the engine
    """Return the table without reading it."""
    if engine == "duckdb":
        return duckdb.read_parquet(str(folder / "*.parquet"))
    return pl.scan_parquet(folder / "*.parquet")


def ask(nation: Any) -> Any:  # noqa: ANN401 - the same kind of table
    """Place everybody, ask three rules, and score."""
    law = national_rulebook()
    placed = tables.place(nation, AS_OF, rulebook=law)
    gated = tables.check(placed, GATES, AS_OF, rulebook=law, because=False)
    return tables.score(gated, SCORE, AS_OF, rulebook=law)


def summarise(answered: Any) -> tables.Summary:  # noqa: ANN401 - any engine's table
    """Count the answers of every unit."""
    rules = ("talent.box", "indices.ip_category", *GATES, SCORE)
    return tables.summarise(answered, "unit", count=[tables.column_name(rule) for rule in rules])


# %%
def bar(work: Iterable[Any]) -> Iterator[Any]:
    """Show progress on a terminal; any wrapper of iterables, such as tqdm, fits here."""
    items = list(work)
    for done, item in enumerate(items, 1):
        yield item
        if sys.stderr.isatty():
            line = "#" * (40 * done // len(items))
            end = "\n" if done == len(items) else ""
            print(f"\r[{line:40}] {done}/{len(items)}", end=end, file=sys.stderr, flush=True)


def main() -> None:
    """Make the nation, ask, and show a few units and the whole."""
    parser = argparse.ArgumentParser(description="Rules for a whole nation, in one pass")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--engine", choices=("polars", "duckdb"), default="polars")
    parser.add_argument("--lang", choices=("id", "en"), default="id")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, start = Path(name), time.perf_counter()
        make_nation(folder, options.people, bar)
        size = sum(part.stat().st_size for part in folder.iterdir()) / 1e6
        made = time.perf_counter()
        summary = summarise(ask(open_nation(folder, options.engine)))
        asked = time.perf_counter()
    lines = summary.lines(options.lang)
    print("\n".join([*lines[:2], "...", *lines[-2:]]))
    if options.lang == "id":
        print(f"{options.people:,} orang dibuat dalam {made - start:.1f} detik ({size:.0f} MB),")
        print(f"ditanyakan pada {options.engine} dalam {asked - made:.1f} detik.")
    else:
        print(f"{options.people:,} people made in {made - start:.1f} seconds ({size:.0f} MB),")
        print(f"asked on {options.engine} in {asked - made:.1f} seconds.")


if __name__ == "__main__":
    main()
