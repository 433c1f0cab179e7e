"""The table reading on PySpark: the answers of the record reading, lazily; `./dev spark` runs this.

One engine in this process, the same calls as on a cluster. It needs a Java.
"""

import datetime as dt
import importlib
import random
import sys
from pathlib import Path

import pytest
import test_tables
import worlds
from hypothesis import HealthCheck, Phase, given, settings
from test_tables import AS_OF, BOOK, SHIPPED, as_cell, first_reason, polars_table, some_value

from asn_career import InvalidInputError
from asn_career.conditions import Answer, facts_in
from asn_career.facts import Subject
from asn_career.values import Kind

pyspark = pytest.importorskip("pyspark")
sql = pytest.importorskip("pyspark.sql")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")
tables = pytest.importorskip("asn_career.tables")

# Spark's own code closes its sockets late and reads pandas in ways that pandas is leaving.
pytestmark = pytest.mark.filterwarnings("default:::pyspark", "ignore::ResourceWarning")
ROOT = Path(__file__).parent.parent
LAW = BOOK.law(AS_OF)
AT_ONCE = 20


@pytest.fixture(scope="module")
def spark():
    """Start one engine for all tests; small tables need no more than one partition."""
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        # Queries are many and tables small: what is compiled quickly is done sooner.
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "UTC",
    }
    builder = sql.SparkSession.builder.master("local[2]").appName("asn_career")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def columns(frame):
    """Return the columns of a Spark table in the order of the keys, as plain Python values."""
    assert isinstance(frame, sql.DataFrame)
    return pl.DataFrame(frame.toArrow()).sort("id").to_dict(as_series=False)


def facts_of(rules, law=LAW):
    found = dict.fromkeys(f for rule in rules for f in facts_in(Answer(rule), law))
    return [f for f in found if f.subject is not Subject.DAY]


def some_rows(facts, n, seed=1):
    rng = random.Random(seed)  # noqa: S311 - invented data
    return [{f.name: some_value(f, rng) for f in facts if rng.random() < 0.9} for _ in range(n)]


def to_spark(spark, table):
    return spark.createDataFrame(table.to_arrow()).repartition(2)


def compare(spark, book, rules, rows, day):
    """Assert that Spark says of every row what the record reading says, for several rules."""
    law = book.law(day)
    table = to_spark(spark, polars_table(facts_of(rules, law), rows))
    asked = {
        True: [r for r in rules if law.rule_type(r).kind is Kind.FLAG],
        False: [r for r in rules if law.rule_type(r).kind is not Kind.FLAG],
    }
    if asked[True]:
        got = columns(tables.check(table, asked[True], day, rulebook=book, id="id"))
        for rule in asked[True]:
            findings = [book.check(rule, row, day) for row in rows]
            wanted = [f.line.result if not f.line.advisory else None for f in findings]
            assert got[tables.column_name(rule)] == wanted, rule
            reasons = [first_reason(f) for f in findings]
            assert got[f"{tables.column_name(rule)}_because"] == reasons, rule
    if asked[False]:
        got = columns(tables.score(table, asked[False], day, rulebook=book, id="id"))
        for rule in asked[False]:
            value_type = law.rule_type(rule)
            scores = [book.score(rule, row, day) for row in rows]
            wanted = [as_cell(value_type, s.whole) for s in scores]
            assert got[tables.column_name(rule)] == wanted, rule


CHUNKS = [SHIPPED[i : i + AT_ONCE] for i in range(0, len(SHIPPED), AT_ONCE)]


@pytest.mark.parametrize("rules", CHUNKS, ids=lambda rules: f"{rules[0]}...")
def test_every_shipped_rule_agrees_with_the_record(spark, rules):
    compare(spark, BOOK, rules, some_rows(facts_of(rules), 40), AS_OF)


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(world=worlds.worlds(), rows=test_tables.rows_of_facts, day=worlds.asked_days)
def test_random_rules_agree_with_the_record(spark, world, rows, day):
    rules = [rule.name for rule in world.book.rules(day)]
    compare(spark, world.book, rules, rows, day)


def test_people_are_placed_and_summarised_as_in_polars(spark):
    rules = ["talent.box", "indices.ip_category"]
    rows = some_rows(facts_of(rules), 300)
    units = pl.Series("unit", [f"Dinas {'ABC'[i % 3]}" for i in range(len(rows))])
    table = polars_table(facts_of(rules), rows).with_columns(units)
    wanted = tables.place(table, AS_OF, rulebook=BOOK, id="id")
    placed = tables.place(to_spark(spark, table), AS_OF, rulebook=BOOK, id="id")
    got = columns(placed)
    assert got == wanted.sort("id").to_dict(as_series=False)
    asked = {"count": ["talent_box", "indices_ip_category"], "mean": ["talent_potential"]}
    told = tables.summarise(placed, "unit", **asked)
    assert told == tables.summarise(wanted, "unit", **asked)
    assert told.verify()


def test_the_example_of_a_cluster_asks_as_polars_does(spark, tmp_path, monkeypatch, capsys):
    monkeypatch.syspath_prepend(str(ROOT / "examples"))
    cluster, national = importlib.import_module("cluster"), importlib.import_module("national")
    (tmp_path / "in").mkdir()
    national.make_nation(tmp_path / "in", 1_000)
    asked = national.ask(national.open_nation(tmp_path / "in", "polars"))
    answered = cluster.answer(cluster.start().read.parquet(str(tmp_path / "in")))
    assert columns(answered) == asked.select(answered.columns).collect().to_dict(as_series=False)
    assert national.summarise(answered) == national.summarise(asked)
    given = ["--parquet", str(tmp_path / "in"), "--write", str(tmp_path / "out"), "--lang", "en"]
    monkeypatch.setattr(sys, "argv", ["cluster.py", *given])
    cluster.main()
    assert "In all: 1,000 people; talent_box:" in capsys.readouterr().out
    assert len(pl.read_parquet(tmp_path / "out" / "*.parquet")) == 1_000


def test_the_line_of_spark_in_the_documents_is_what_it_does(spark, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    made = importlib.import_module("make_engines")
    assert made.line("PySpark") in made.PAGE.read_text(encoding="utf-8").splitlines()


# -- what comes in and goes out ------------------------------------------------------------

RETIRED = {"birth_date": "date", "level": "string", "retirement_group": "string"}
OLD = (dt.date(1966, 3, 5), "pengawas", "general")


def people(spark, *rows, **types):
    """Return a Spark table of people about to retire."""
    schema = ", ".join(f"{k} {v}" for k, v in ({"id": "string"} | RETIRED | types).items())
    return spark.createDataFrame([(f"E-{i}", *row) for i, row in enumerate(rows)], schema)


def check(table, **options):
    return tables.check(table, "retirement.reached", AS_OF, rulebook=BOOK, id="id", **options)


def test_a_lazy_table_stays_lazy_and_keeps_the_callers_columns(spark):
    table = people(spark, OLD)
    answered = check(table, validate=False)
    assert isinstance(answered, sql.DataFrame)
    added = ["retirement_reached", "retirement_reached_because"]
    assert answered.columns == [*table.columns, *added]
    tracker = spark.sparkContext.statusTracker()
    spark.sparkContext.setJobGroup("asked", "no job is run by asking")
    try:
        check(table, validate=False)
        assert list(tracker.getJobIdsForGroup("asked")) == []
        answered.collect()
        assert list(tracker.getJobIdsForGroup("asked")) != []
    finally:
        spark.sparkContext.setLocalProperty("spark.jobGroup.id", None)


def test_workers_need_nothing_but_spark(spark):
    plan = check(people(spark, OLD), validate=False)._jdf.queryExecution().toString()
    assert "retirement_reached" in plan
    assert "Python" not in plan


def test_what_is_missing_is_unknown(spark):
    table = people(spark, (None, "pengawas", "general"), OLD)
    got = columns(check(table))
    assert got["retirement_reached"] == [None, True]
    assert got["retirement_reached_because"] == ["pension_day", None]


def test_timestamps_without_a_zone_count_as_their_day_and_zoned_ones_are_refused(spark):
    stamp = (dt.datetime(1966, 3, 5, 13, 30), *OLD[1:])  # noqa: DTZ001 - without a zone
    plain = people(spark, stamp, birth_date="timestamp_ntz")
    assert columns(check(plain))["retirement_reached"] == [True]
    with pytest.raises(InvalidInputError, match="time zone"):
        check(people(spark, stamp, birth_date="timestamp"))


def test_categories_of_pandas_come_as_text(spark):
    frame = pd.DataFrame({"id": ["E-0"], **{k: [v] for k, v in zip(RETIRED, OLD, strict=True)}})
    words = {"level": "category", "retirement_group": "category"}
    table = spark.createDataFrame(frame.astype(words))
    assert columns(check(table))["retirement_reached"] == [True]


def test_unknown_words_double_keys_and_missing_columns_are_refused(spark):
    wrong = people(spark, OLD, (OLD[0], "pengawass", "general"))
    with pytest.raises(InvalidInputError, match="did you mean 'pengawas'"):
        check(wrong)
    with pytest.raises(InvalidInputError, match="several rows"):
        check(people(spark, OLD, OLD).replace("E-1", "E-0", subset=["id"]))
    with pytest.raises(InvalidInputError) as caught:
        check(people(spark, OLD).drop("level", "birth_date"))
    assert len(caught.value.problems) == 2


def test_an_empty_table_stays_empty(spark):
    assert check(people(spark, OLD).limit(0)).count() == 0
