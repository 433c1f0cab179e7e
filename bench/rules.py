"""A rule over a table of any size, against the same expression written by hand."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

import polars as pl
from records import AS_OF, RULE
from row import Row, Work

from asn_career import national_rulebook, tables
from asn_career.dates import cut_off
from asn_career.terms import Diploma, Status


def make_table(rows: int, *, categories: bool = False, seed: int = 7) -> pl.DataFrame:
    """Return facts of invented people with missing values; words as text or categories."""
    rng = random.Random(seed)  # noqa: S311 - invented data

    def column(make: Callable[[], object], missing: float = 0.03) -> list[object]:
        return [make() if rng.random() > missing else None for _ in range(20_011)]

    statuses, diplomas = ([w.value for w in words] for words in (Status, Diploma))
    first = dt.date(1960, 1, 1)
    few = pl.DataFrame(
        {
            "status": column(lambda: rng.choice(statuses)),
            "diploma": column(lambda: rng.choice(diplomas)),
            "relevant_experience": column(lambda: rng.randrange(300)),
            "months_as_administrator": column(lambda: rng.randrange(90)),
            "months_as_ahli_madya": column(lambda: rng.randrange(90)),
            "birth_date": column(lambda: first + dt.timedelta(rng.randrange(15_000))),
            "track_record_good": column(lambda: rng.random() < 0.9),
            "integrity_good": column(lambda: rng.random() < 0.9),
            "job_person_match": column(lambda: rng.randrange(40, 120)),
            "healthy": column(lambda: rng.random() < 0.9),
        },
        schema_overrides={
            "status": pl.Enum(statuses) if categories else pl.String,
            "diploma": pl.Enum(diplomas) if categories else pl.String,
        },
    )
    return pl.concat([few] * (rows // few.height + 1)).head(rows).rechunk()


def by_hand(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Return the rule as one would write it in lazy Polars, three-valued."""
    oldest = cut_off(AS_OF, 12 * 57)
    former = (pl.col("months_as_administrator") >= 24) | (pl.col("months_as_ahli_madya") >= 24)
    return frame.with_columns(
        verdict=pl.all_horizontal(
            pl.col("status").is_in(["pns"]),
            pl.col("diploma").is_in(["s1", "s2", "s3"]),
            pl.col("relevant_experience") >= 60,
            former,
            pl.col("birth_date") > oldest,
            pl.col("track_record_good"),
            pl.col("integrity_good"),
            pl.col("job_person_match") >= 68,
            pl.col("healthy"),
        )
    )


def same(ours: pl.DataFrame, theirs: pl.DataFrame) -> bool:
    """Tell whether both say the same of every row."""
    return ours[tables.column_name(RULE)].equals(theirs["verdict"])


def one_rule(rows: int) -> Work:
    """Check a lazy table: the expression alone."""
    book, lazy = national_rulebook(), make_table(rows).lazy()

    def ours() -> pl.DataFrame:
        asked = tables.check(lazy, RULE, AS_OF, rulebook=book, because=False, validate=False)
        return asked.collect()

    return ours, lambda: by_hand(lazy).collect()


def with_reasons(rows: int) -> Work:
    """Check an eager table: every value looked at, and the condition that decided."""
    book, table = national_rulebook(), make_table(rows)
    lazy = table.lazy()
    return (
        lambda: tables.check(table, RULE, AS_OF, rulebook=book),
        lambda: by_hand(lazy).collect(),
    )


SIZES = (1_000, 10_000, 100_000, 1_000_000, 5_000_000)
ROWS = (
    Row(
        name="one-rule",
        text="one three-valued rule over a table, words as text",
        peer="the same expression in lazy Polars, written by hand",
        work=one_rule,
        agree=same,
        sizes=SIZES,
        of="rows",
        ratio=1.3,
        at=1_000_000,
    ),
    Row(
        name="one-rule-reasons",
        text="the same with every value checked and the deciding condition told",
        peer="the expression written by hand, without checks and reasons",
        work=with_reasons,
        agree=same,
        sizes=SIZES,
        of="rows",
        at=1_000_000,
    ),
)
