"""The table reading gives the answers of the record reading, on every engine."""

import datetime as dt
import random

import pytest
import worlds
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from test_conditions import book_of

from asn_career import InvalidInputError, UnknownNameError, national_rulebook
from asn_career.conditions import Answer, Band, Compare, Const, Param, Product, facts_in
from asn_career.facts import Subject
from asn_career.findings import LineKind, Op, Truth
from asn_career.terms import Word
from asn_career.values import Kind, ValueType

pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")
pa = pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")
pytest.importorskip("narwhals")
tables = pytest.importorskip("asn_career.tables")

BOOK = national_rulebook()
AS_OF = dt.date(2026, 11, 21)
SHIPPED = [rule.name for rule in BOOK.rules(AS_OF)]

SCHEMA = {Kind.FLAG: pl.Boolean, Kind.DAY: pl.Date, Kind.WORD: pl.String, Kind.WORDS: pl.String}


def polars_table(facts, rows):
    """Return the facts of several people as a table; numbers in their own unit."""
    columns = {"id": [f"E-{i:04d}" for i in range(len(rows))]}
    schema = {"id": pl.String}
    for fact in facts:
        kind, denominator = fact.value_type.kind, fact.value_type.denominator
        schema[fact.name] = SCHEMA.get(kind, pl.Int64 if denominator == 1 else pl.Float64)
        columns[fact.name] = [plain(fact, row.get(fact.name)) for row in rows]
    return pl.DataFrame(columns, schema=schema)


def plain(fact, raw):
    """Return a fact as a table holds it."""
    if raw is None:
        return None
    value = fact.value_type.plain(fact.value_type.clean(raw))
    return float(value) if fact.value_type.denominator > 1 else value


ENGINES = {
    "polars": lambda table: table,
    "polars lazy": lambda table: table.lazy(),
    "polars categories": lambda table: table.with_columns(pl.col(pl.String).cast(pl.Categorical)),
    "pyarrow": lambda table: table.to_arrow(),
    "pandas": lambda table: pd.DataFrame(table.to_dicts(), columns=table.columns),
    "pandas from arrow": lambda table: table.to_pandas(),
    "pandas arrow columns": lambda table: table.to_pandas(use_pyarrow_extension_array=True),
    "duckdb": lambda table: duckdb.from_arrow(table.to_arrow()),
}


def column(table, name):
    """Return a column in the order of the keys, as plain Python values."""
    if isinstance(table, pl.LazyFrame):
        table = table.collect()
    if isinstance(table, duckdb.DuckDBPyRelation):
        table = table.to_arrow_table()
    if isinstance(table, pd.DataFrame):
        return [cell(v) for v in table.sort_values("id")[name]]
    if isinstance(table, pa.Table):
        return table.sort_by("id")[name].to_pylist()
    return table.sort("id")[name].to_list()


def cell(value):
    """Return a cell of pandas as a plain value."""
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # noqa: PLR0124
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def compare(book, rule, rows, day, engines=tuple(ENGINES)):
    """Assert that a table says of every row what the record reading says."""
    law = book.law(day)
    flag = law.rule_type(rule).kind is Kind.FLAG
    facts = [f for f in facts_in(Answer(rule), law) if f.subject is not Subject.DAY]
    if flag:
        findings = [book.check(rule, row, day) for row in rows]
        wanted = [f.line.result if not f.line.advisory else None for f in findings]
        reasons = [first_reason(f) for f in findings]
    else:
        value_type = law.rule_type(rule)
        wanted = [as_cell(value_type, book.score(rule, row, day).whole) for row in rows]
        reasons = None
    table = polars_table(facts, rows)
    for engine in engines:
        given_table = ENGINES[engine](table)
        ask = tables.check if flag else tables.score
        answered = ask(given_table, rule, day, rulebook=book, id="id")
        assert column(answered, tables.column_name(rule)) == wanted, (engine, rule)
        if reasons is not None:
            got = column(answered, f"{tables.column_name(rule)}_because")
            assert got == reasons, (engine, rule)


def as_cell(value_type, value):
    """Return a score as a table holds it: words as text, numbers as numerators."""
    if isinstance(value, Word | frozenset):
        return value_type.plain(value)
    return value


def first_reason(finding):
    """Return the key of the first condition that fails, else of the first unknown one."""
    line = finding.line
    if finding.truth is Truth.YES:
        return None
    if line.advisory:
        return finding.rule
    parts = line.parts if line.info.kind is LineKind.ALL else (line,)
    wanted = [p for p in parts if not p.advisory and p.result is line.result]
    return wanted[0].info.key or finding.rule


rows_of_facts = st.lists(worlds.known_facts(), min_size=1, max_size=12)
# A failing world is told as it is: making it smaller on eight engines takes minutes.
calm = settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@calm
@given(world=worlds.worlds(), rows=rows_of_facts, day=worlds.asked_days)
def test_random_rules_on_random_rows_agree_on_every_engine(world, rows, day):
    compare(world.book, world.main, rows, day)


@calm
@given(world=worlds.worlds(), rows=rows_of_facts, day=worlds.asked_days)
def test_rules_that_score_agree_too(world, rows, day):
    for rule in world.book.rules(day):
        compare(world.book, rule.name, rows, day, ("polars", "pyarrow", "duckdb"))


@pytest.mark.long
@settings(
    max_examples=10_000,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(world=worlds.worlds(), rows=rows_of_facts, day=worlds.asked_days)
def test_ten_thousand_random_rules_agree_on_every_engine(world, rows, day):
    compare(world.book, world.main, rows, day)


def some_value(fact, rng):
    match fact.value_type.kind:
        case Kind.FLAG:
            return rng.random() < 0.8
        case Kind.DAY:
            return dt.date(1955, 1, 1) + dt.timedelta(rng.randrange(18_000))
        case Kind.WORD:
            return rng.choice(list(fact.value_type.words))
        case Kind.WORDS:
            return rng.sample(list(fact.value_type.words), 2)
        case Kind.NUMBER:
            return rng.randrange(150)


@pytest.mark.parametrize("figure", ["-", "7"])
def test_a_band_of_what_the_law_leaves_open_is_unknown_on_every_engine(figure):
    # The figure does not apply, the fact varies: what comes of both is the same for everybody.
    values = f"""
[uji.factor]
unit = "percent"
text = {{id = "pengali", en = "factor"}}
checked = 2026-11-21
[[uji.factor.rows]]
since = 2018-01-01
source = "uji-1:1"
evidence = "primary"
value = "{figure}"

[uji.grade]
type = "flag"
of = "percent"
text = {{id = "nilai", en = "grade"}}
checked = 2026-11-21
[[uji.grade.rows]]
since = 2018-01-01
source = "uji-1:1"
evidence = "primary"
lower = ["-", "50"]
values = [false, true]
"""
    share = {fact.name: fact for fact in worlds.FACTS}["percent"]
    yes = Const(value=True, value_type=ValueType.flag())
    graded = Band("uji.grade", Product((Param("uji.factor"), share), unit="percent"))
    book = book_of(Compare(graded, Op.EQ, yes), values=values)
    rows = [{"percent": 900}, {"percent": 100}, {}]
    compare(book, "uji.rule", rows, AS_OF)


@pytest.mark.parametrize("rule", SHIPPED)
def test_every_shipped_rule_agrees_on_every_engine(rule):
    rng = random.Random(rule)  # noqa: S311 - invented data
    facts = [f for f in facts_in(Answer(rule), BOOK.law(AS_OF)) if f.subject is not Subject.DAY]
    rows = [{f.name: some_value(f, rng) for f in facts if rng.random() < 0.9} for _ in range(60)]
    compare(BOOK, rule, rows, AS_OF)


# -- the door ------------------------------------------------------------------------------


def one_row(**changes):
    """Return a table of one person who has reached retirement, with changes."""
    row = {
        "id": ["E-1"],
        "birth_date": [dt.date(1966, 3, 5)],
        "level": ["pengawas"],
        "retirement_group": ["general"],
    }
    return pl.DataFrame(row | changes)


def refused(table, rule="retirement.reached", **options):
    """Return the problems with which a table is refused."""
    with pytest.raises(InvalidInputError) as caught:
        tables.check(table, rule, AS_OF, rulebook=BOOK, id="id", **options)
    return [str(p) for p in caught.value.problems]


def test_the_callers_table_comes_back_with_its_own_columns_rows_and_index():
    table = pd.DataFrame(one_row(unit=["Dinas A"]).to_dicts(), index=["a"])
    answered = tables.check(table, "retirement.reached", AS_OF, rulebook=BOOK)
    assert list(answered.index) == ["a"]
    assert list(answered.columns)[:5] == list(table.columns)
    assert list(table.columns) == ["id", "birth_date", "level", "retirement_group", "unit"]
    assert answered["retirement_reached"].dtype == pd.BooleanDtype()


def test_a_lazy_table_stays_lazy():
    lazy = tables.check(one_row().lazy(), "retirement.reached", AS_OF, rulebook=BOOK)
    assert isinstance(lazy, pl.LazyFrame)


def test_missing_columns_and_wrong_types_are_told_at_once_with_the_near_name():
    table = one_row(birth_date=["5 Maret 1966"]).rename({"level": "levels"})
    first, second = refused(table)
    assert "birth_date" in first
    assert "days" in first
    assert "level" in second
    assert "did you mean 'levels'?" in second


@pytest.mark.parametrize("engine", ENGINES)
def test_an_unknown_word_is_refused_with_the_near_one(engine):
    table = ENGINES[engine](one_row(level=["pengawass"]))
    (problem,) = refused(table)
    assert "pengawass" in problem
    assert "did you mean 'pengawas'?" in problem


def test_categories_of_another_vocabulary_are_refused_too():
    wrong = pl.Series(["chief"], dtype=pl.Enum(["chief"]))
    (problem,) = refused(one_row().with_columns(level=wrong))
    assert "chief" in problem


@pytest.mark.parametrize(
    "missing", [None, float("nan"), pd.NaT, pd.NA], ids=["None", "NaN", "NaT", "NA"]
)
def test_every_kind_of_missing_is_unknown_in_pandas(missing):
    table = pd.DataFrame(one_row().to_dicts()).astype(object)
    table.loc[0, "birth_date"] = missing
    answered = tables.check(table, "retirement.reached", AS_OF, rulebook=BOOK)
    assert column(answered, "retirement_reached") == [None]
    assert column(answered, "retirement_reached_because") == ["pension_day"]


def test_a_column_of_nothing_but_missing_values_is_unknown():
    table = one_row().with_columns(birth_date=pl.lit(None))
    answered = tables.check(table, "retirement.reached", AS_OF, rulebook=BOOK)
    assert column(answered, "retirement_reached") == [None]


def test_days_with_a_time_zone_are_refused():
    zoned = pl.Series([dt.datetime(1966, 3, 5, tzinfo=dt.UTC)])
    (problem,) = refused(one_row().with_columns(birth_date=zoned))
    assert "time zone" in problem


def test_timestamps_without_a_zone_count_as_their_day():
    stamps = pd.DataFrame(one_row().to_dicts()).assign(birth_date=pd.Timestamp("1966-03-05"))
    answered = tables.check(stamps, "retirement.reached", AS_OF, rulebook=BOOK)
    assert column(answered, "retirement_reached") == [True]


def test_a_key_of_floats_is_refused_because_digits_are_lost():
    (problem,) = refused(one_row(id=[1.98609262015e17]))
    assert "dtype=str" in problem
    assert "1986" not in problem


def test_a_key_in_two_rows_is_refused():
    twice = pl.concat([one_row(), one_row()])
    assert any("several rows" in p for p in refused(twice))


def test_mixed_types_in_a_pandas_column_are_refused():
    table = pd.DataFrame(one_row().to_dicts() * 2).assign(id=["a", "b"])
    table["birth_date"] = [dt.date(1966, 3, 5), "1966"]
    (problem,) = refused(table)
    assert "one type a column" in problem


def test_a_broken_number_is_refused_without_showing_it():
    table = pl.DataFrame({"id": ["a"], "job_person_match": [67.123456]})
    with pytest.raises(InvalidInputError) as caught:
        tables.score(table, "competence.recap", AS_OF, rulebook=BOOK, id="id")
    assert "67.12" not in str(caught.value)


def test_whole_numbers_that_pandas_made_floats_are_taken():
    table = pd.DataFrame({"job_person_match": [68.0, None]})
    answered = tables.score(table, "competence.recap", AS_OF, rulebook=BOOK)
    assert [cell(v) for v in answered["competence_recap"]] == ["mms", None]


def test_an_empty_table_stays_empty():
    answered = tables.check(one_row().head(0), "retirement.reached", AS_OF, rulebook=BOOK)
    assert answered.height == 0
    assert "retirement_reached" in answered.columns


def test_what_is_no_table_is_refused():
    with pytest.raises(InvalidInputError, match="polars"):
        tables.check([1, 2], "retirement.reached", AS_OF, rulebook=BOOK)


def test_a_rule_of_the_other_kind_and_an_unknown_rule_are_told():
    with pytest.raises(InvalidInputError, match=r"tables\.score"):
        tables.check(one_row(), "retirement.age", AS_OF, rulebook=BOOK)
    with pytest.raises(UnknownNameError, match="retirement"):
        tables.check(one_row(), "retirement.reach", AS_OF, rulebook=BOOK)


def test_the_legend_explains_every_key_of_the_because_column():
    rows = tables.legend(BOOK, "appointment.jpt_pratama", AS_OF)
    keys = {row["key"] for row in rows}
    node = BOOK.law(AS_OF).node("appointment.jpt_pratama")
    from asn_career.conditions import key_of

    assert {key_of(c) for c in node.conditions} <= keys
    assert all(row["text_id"] and row["text_en"] for row in rows if row["line"] == "compare")


def test_facts_from_records_give_the_same_answers_as_the_records():
    samples = pytest.importorskip("asn_career.samples")
    city = samples.surakarta(1, employees=1500)
    people = list(city.employees)[:400]
    post = next(p for p in city.vacancies if p.position.level.value == "jpt_pratama")
    rules = ["appointment.jpt_pratama", "retirement.reached"]
    columns = tables.facts_from(people, rules, AS_OF, rulebook=BOOK, post=post)
    answered = tables.check(pl.DataFrame(columns, strict=False), rules, AS_OF, rulebook=BOOK)
    for rule in rules:
        wanted = [BOOK.check(rule, p, AS_OF, post=post).line.result for p in people]
        assert answered[tables.column_name(rule)].to_list() == wanted
