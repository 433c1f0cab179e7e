"""Ratios of one run: ours against the same work written by hand, in turn, medians.

    ./dev bench [--rows 1000000] [--rounds 9] [--positions 10000] [--pairs] [--plans]

Absolute times depend on the machine and drift; only the ratios are promises.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import agency
import pairs
import plans
import polars as pl
from routes import bench_routes

from asn_career import national_rulebook, tables
from asn_career.dates import cut_off, months_between
from asn_career.terms import Diploma, Status

AS_OF = dt.date(2026, 11, 21)
RULE = "appointment.jpt_pratama"
OURS, PEER = "ours", "by hand"

FACTS: dict[str, Any] = {
    "status": Status.PNS,
    "diploma": Diploma.S2,
    "relevant_experience": 144,
    "months_as_administrator": 72,
    "months_as_ahli_madya": 0,
    "birth_date": dt.date(1975, 3, 1),
    "track_record_good": True,
    "integrity_good": True,
    "job_person_match": 9100,
    "healthy": True,
}


def in_turn(work: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the median seconds of each, measured in turn after a warm-up."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for call in work.values():
        call()
    for _ in range(rounds):
        for name, call in work.items():
            start = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in times.items()}


# -- one person ---------------------------------------------------------------------------


def hand_written(get: Callable[[str], Any], day: dt.date) -> bool | None:
    """Answer the rule over the same facts, three-valued, as one would write it by hand."""
    unknown = False
    status, diploma = get("status"), get("diploma")
    if status is None:
        unknown = True
    elif status is not Status.PNS:
        return False
    if diploma is None:
        unknown = True
    elif diploma not in {Diploma.S1, Diploma.S2, Diploma.S3}:
        return False
    relevant = get("relevant_experience")
    if relevant is None:
        unknown = True
    elif relevant < 60:
        return False
    first, second = get("months_as_administrator"), get("months_as_ahli_madya")
    if not ((first is not None and first >= 24) or (second is not None and second >= 24)):
        if first is None or second is None:
            unknown = True
        else:
            return False
    birth = get("birth_date")
    if birth is None:
        unknown = True
    elif months_between(birth, day) // 12 > 56:
        return False
    for name in ("track_record_good", "integrity_good", "healthy"):
        flag = get(name)
        if flag is None:
            unknown = True
        elif not flag:
            return False
    match = get("job_person_match")
    if match is None:
        unknown = True
    elif match < 6800:
        return False
    return None if unknown else True


def bench_record(rounds: int) -> list[tuple[str, float, float, float]]:
    """Measure the traced and the untraced reading of one rule on one person."""
    book = national_rulebook()
    calls = 2_000
    facts = FACTS.get
    decide = book.decider(RULE, AS_OF)
    explain = book.explainer(RULE, AS_OF)

    def repeat(function: Callable[[Any, dt.date], object]) -> Callable[[], None]:
        def run() -> None:
            for _ in range(calls):
                function(facts, AS_OF)

        return run

    work = {
        PEER: repeat(hand_written),
        "untraced": repeat(decide),
        "traced": repeat(explain),
    }
    got = in_turn(work, rounds)
    assert hand_written(facts, AS_OF) is decide(facts, AS_OF) is True
    hand = got[PEER] / calls
    return [
        ("one person, untraced / by hand", got["untraced"] / calls, hand, 4.0),
        ("one person, traced / by hand", got["traced"] / calls, hand, 20.0),
    ]


# -- a table ------------------------------------------------------------------------------


def make_table(rows: int, *, categories: bool, seed: int = 7) -> pl.DataFrame:
    """Return facts of invented people with missing values; words as text or categories."""
    rng = random.Random(seed)  # noqa: S311 - invented data

    def column(make: Callable[[], object], missing: float = 0.03) -> list[object]:
        few = [make() if rng.random() > missing else None for _ in range(20_011)]
        return (few * (rows // len(few) + 1))[:rows]

    statuses, diplomas = ([w.value for w in words] for words in (Status, Diploma))
    first = dt.date(1960, 1, 1)
    return pl.DataFrame(
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


def hand_written_table(frame: pl.LazyFrame) -> pl.LazyFrame:
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


def bench_table(
    rows: int, rounds: int, *, categories: bool
) -> list[tuple[str, float, float, float]]:
    """Measure one rule over a table against the same expression written by hand.

    Lazily, the expression alone; eagerly, with the door's look at every value. To make an
    expression costs one to two milliseconds whatever the table, which shows where the engine
    itself needs no more than four.
    """
    book, frame = national_rulebook(), make_table(rows, categories=categories)
    lazy = frame.lazy()

    def ours() -> pl.DataFrame:
        asked = tables.check(lazy, RULE, AS_OF, rulebook=book, because=False, validate=False)
        return asked.collect()

    def with_door() -> pl.DataFrame:
        return tables.check(frame, RULE, AS_OF, rulebook=book)

    def by_hand() -> pl.DataFrame:
        return hand_written_table(lazy).collect()

    answers = [ours(), with_door()]
    same = all(a[tables.column_name(RULE)].equals(by_hand()["verdict"]) for a in answers)
    assert same, "the ways disagree"
    got = in_turn({OURS: ours, "door": with_door, PEER: by_hand}, rounds)
    words = "categories" if categories else "text"
    bound = math.inf if categories else 1.3
    return [
        (f"one rule, {rows:,} rows, {words} / lazy Polars", got[OURS], got[PEER], bound),
        ("  the same, values looked at, with reasons", got["door"], got[PEER], math.inf),
    ]


# -- import -------------------------------------------------------------------------------

PROBE = "import time; t = time.perf_counter(); import {}; print(time.perf_counter() - t)"
HEAVY = ("networkx", "narwhals", "numpy", "cattrs")


def fresh(code: str) -> str:
    """Return what a fresh interpreter prints."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603


def bench_import(rounds: int) -> tuple[float, float, list[str]]:
    """Return the median seconds of our import, of the bare one, and what ours has loaded."""
    ours, bare = [], []
    for _ in range(rounds):
        ours.append(float(fresh(PROBE.format("asn_career"))))
        bare.append(float(fresh(PROBE.format("attrs"))))
    code = f"import asn_career, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    return statistics.median(ours), statistics.median(bare), fresh(code).split("\n")[:1]


def main() -> int:
    """Print all ratios with their bounds; the exit code tells whether all are kept."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--pairs", action="store_true", help="matching at growing sizes, minutes")
    parser.add_argument("--agency", action="store_true", help="five years of a city, a minute")
    parser.add_argument("--plans", action="store_true", help="plans of training, a minute")
    parser.add_argument("--positions", type=int, default=10_000)
    options = parser.parse_args()
    results = bench_record(options.rounds)
    for categories in (False, True):
        results += bench_table(options.rows, options.rounds, categories=categories)
    results += bench_routes(options.positions, 3)
    broken = 0
    print(f"{'what':68} {'ours':>12} {'by hand':>12} {'ratio':>7} {'bound':>6}")
    for name, ours, peer, bound in results:
        broken += ours > bound * peer
        mark = "" if ours <= bound * peer else "  OVER"
        print(f"{name:68} {_time(ours)} {_time(peer)} {ours / peer:7.2f} {bound:6}{mark}")
    ours, bare, loaded = bench_import(options.rounds)
    over = (ours - bare) * 1000
    broken += over > 60 or loaded != ["[]"]
    print(f"{'import asn_career, above attrs':68} {_time(ours)} {_time(bare)}")
    print(f"  {over:.1f} ms more (bound 60); heavy modules loaded: {', '.join(loaded)}")
    if options.pairs:
        broken += pairs.report()
    if options.plans:
        broken += plans.report()
    if options.agency:
        broken += agency.report()
    return broken


def _time(seconds: float) -> str:
    if seconds < 1e-3:
        return f"{seconds * 1e6:9.2f} us"
    return f"{seconds * 1e3:9.2f} ms"


if __name__ == "__main__":
    sys.exit(main())
