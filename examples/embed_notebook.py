# %% [markdown]
# # An HR table, asked by the law
#
# The table has the shape of the public ones that analysts know: a number a person, a department, a
# level, ratings from 1 to 5, dates. Everybody in it is invented. Run it cell by cell.

# %%
from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl

from asn_career import national_rulebook, tables

LAW, AS_OF = national_rulebook(), dt.date(2026, 12, 1)
RULES = ["promotion.regular", "retirement.reached"]
FILE = Path(__file__).parent / "data" / "hr_table.csv"

# %% [markdown]
# **From their words to those of the law.** Each mapping is a decision of yours: write it down. What
# no rule may ask for, such as marital status, is left out here, before anything else.

# %%
LEVELS = {"Staff": "pelaksana", "Supervisor": "pengawas", "Manager": "administrator"}
DIPLOMAS = {1: "slta", 2: "d3", 3: "s1", 4: "s2", 5: "s3"}
RATINGS = dict(enumerate(["sangat_kurang", "kurang", "butuh_perbaikan", "baik", "sangat_baik"], 1))


def read(file: Path = FILE) -> pl.DataFrame:
    """Return one column a fact; what the table does not know stays missing."""
    raw = pl.read_csv(file, try_parse_dates=True)
    known = raw.select(
        pl.col("EmployeeNumber").cast(pl.String).alias("id"),
        pl.col("Department").alias("department"),
        pl.col("JobLevel").replace_strict(LEVELS).alias("level"),
        pl.col("Education").replace_strict(DIPLOMAS).alias("diploma"),
        pl.col("Grade").alias("golongan"),
        pl.col("DOB").alias("birth_date"),
        pl.lit("pns").alias("status"),  # two assumptions about everybody: written down here
        pl.lit("general").alias("retirement_group"),
        months_since("DateLastPromotion").alias("months_in_rank"),
        pl.col("PerformanceRating").replace_strict(RATINGS).alias("predicate_latest"),
        pl.col("PerformanceRatingLastYear").replace_strict(RATINGS).alias("predicate_before"),
    )
    asked = tables.facts_from([], RULES, AS_OF, rulebook=LAW)  # the facts that the rules ask for
    return known.with_columns(pl.lit(None).alias(n) for n in asked if n not in known.columns)


def months_since(column: str) -> pl.Expr:
    """Return completed months; all dates of this table are the first of a month."""
    day = pl.col(column).dt
    return (AS_OF.year - day.year()) * 12 + AS_OF.month - day.month()


# %% [markdown]
# **Ask.** Nobody is refused because a cell is empty: that is UNKNOWN, and the column `…_because`
# names the condition, so the most useful column to add next can be counted.

# %%
asked = tables.check(read(), RULES, AS_OF, rulebook=LAW, id="id")
print(asked["promotion_regular_because"].value_counts(sort=True))

# %% [markdown]
# **Tell.** By department, with small counts hidden; the articles behind it are in the legend.

# %%
found = tables.summarise(asked, "department", count=["promotion_regular", "retirement_reached"])
print("\n".join(found.lines("en")))
for row in tables.legend(LAW, RULES, AS_OF):
    if row["required"]:
        print(row["text_en"], "|", row["required"], "|", row["citation"])
