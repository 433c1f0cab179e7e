"""Many rules of one table: asked in one pass, in words, with the legend of their conditions."""

import datetime as dt
import random

import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from test_tables import (
    AS_OF,
    BOOK,
    ENGINES,
    as_cell,
    calm,
    column,
    first_reason,
    polars_table,
    some_value,
)

from asn_career.conditions import Answer, facts_in
from asn_career.facts import Subject
from asn_career.findings import Truth
from asn_career.values import Kind

pl = pytest.importorskip("polars")
tables = pytest.importorskip("asn_career.tables")


def facts_of(rules, law):
    found = dict.fromkeys(f for rule in rules for f in facts_in(Answer(rule), law))
    return [f for f in found if f.subject is not Subject.DAY]


def names_of(book, day, *, flags):
    law = book.law(day)
    return [r.name for r in book.rules(day) if (law.rule_type(r.name).kind is Kind.FLAG) is flags]


def done(table):
    """Return a lazy answer computed, so that its columns are read from one run."""
    return table.collect() if isinstance(table, pl.LazyFrame) else table


def compare_all(book, rows, day, engines=tuple(ENGINES)):
    """Assert that all rules of a rulebook, asked at once, say of every row what records say."""
    law = book.law(day)
    questions, scores = (names_of(book, day, flags=flags) for flags in (True, False))
    table = polars_table(facts_of([*questions, *scores], law), rows)
    found = {rule: [book.check(rule, row, day) for row in rows] for rule in questions}
    for engine in engines:
        given_table = ENGINES[engine](table)
        asked = done(tables.check(given_table, None, day, rulebook=book, id="id", lang="en"))
        for rule in questions:
            name, wanted = tables.column_name(rule), found[rule]
            words = [f.truth.text.en if not f.line.advisory else "UNKNOWN" for f in wanted]
            assert column(asked, name) == words, (engine, rule)
            assert column(asked, f"{name}_because") == [first_reason(f) for f in wanted]
        scored = done(tables.score(given_table, None, day, rulebook=book, id="id"))
        for rule in scores:
            value_type = law.rule_type(rule)
            wanted = [as_cell(value_type, book.score(rule, row, day).whole) for row in rows]
            assert column(scored, tables.column_name(rule)) == wanted, (engine, rule)


@calm
@given(
    world=worlds.worlds(),
    rows=st.lists(worlds.known_facts(), min_size=1, max_size=12),
    day=worlds.asked_days,
)
def test_all_rules_of_a_random_world_asked_at_once_agree_with_the_records(world, rows, day):
    compare_all(world.book, rows, day, ("polars", "polars categories", "pyarrow", "duckdb"))


def test_all_shipped_rules_asked_at_once_agree_with_the_records():
    # DuckDB binds a hundred rules with their reasons for half a minute: one by one elsewhere.
    rng = random.Random(7)  # noqa: S311 - invented data
    law = BOOK.law(AS_OF)
    facts = facts_of([rule.name for rule in BOOK.rules(AS_OF)], law)
    rows = [{f.name: some_value(f, rng) for f in facts if rng.random() < 0.95} for _ in range(40)]
    compare_all(BOOK, rows, AS_OF, ("polars lazy", "pyarrow"))


FACTS = {"birth_date": dt.date(1966, 3, 5), "level": "pengawas", "retirement_group": "general"}
YOUNG = FACTS | {"birth_date": dt.date(1990, 1, 1)}


def three_people():
    facts = facts_of(["retirement.reached"], BOOK.law(AS_OF))
    return polars_table(facts, [FACTS, YOUNG, {}])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ["YES", "NO", "UNKNOWN"]), ("id", ["YA", "TIDAK", "BELUM DIKETAHUI"])],
)
def test_answers_are_written_in_both_languages(engine, lang, words):
    table = ENGINES[engine](three_people())
    asked = tables.check(table, "retirement.reached", AS_OF, rulebook=BOOK, lang=lang)
    assert column(asked, "retirement_reached") == words


def test_words_of_polars_are_categories_that_can_be_joined_as_text():
    asked = tables.check(three_people(), "retirement.reached", AS_OF, rulebook=BOOK, lang="en")
    assert asked["retirement_reached"].dtype == pl.Categorical
    assert asked["retirement_reached_because"].dtype == pl.Categorical
    legend = pl.DataFrame(tables.legend(BOOK, "retirement.reached", AS_OF), strict=False)
    because = pl.col("retirement_reached_because").cast(pl.String)
    joined = asked.with_columns(key=because).join(legend, on="key", how="left")
    assert joined.sort("id")["text_en"].to_list()[0] is None
    assert all(joined.sort("id")["text_en"].to_list()[1:])


def test_without_names_all_rules_in_force_that_answer_so_are_asked():
    law = BOOK.law(AS_OF)
    questions = names_of(BOOK, AS_OF, flags=True)
    table = polars_table(facts_of(questions, law), [{}])
    asked = tables.check(table, None, AS_OF, rulebook=BOOK, because=False)
    assert asked.columns[table.width :] == [tables.column_name(rule) for rule in questions]
    assert "retirement_age" not in asked.columns


def test_a_rule_named_twice_is_asked_once():
    rules = ["retirement.reached", "retirement.reached"]
    asked = tables.check(three_people(), rules, AS_OF, rulebook=BOOK)
    assert asked.columns.count("retirement_reached") == 1


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_lazy_table_computes_nothing_before_it_is_asked(rows):
    def explode(frame):
        raise AssertionError

    lazy = three_people().head(rows).lazy().map_batches(explode)
    asked = tables.check(lazy, "retirement.reached", AS_OF, rulebook=BOOK, validate=False)
    assert isinstance(asked, pl.LazyFrame)
    with pytest.raises(AssertionError):
        tables.check(lazy, "retirement.reached", AS_OF, rulebook=BOOK)


def test_the_legend_of_a_score_tells_its_unit_and_what_its_whole_numbers_count():
    (row,) = tables.legend(BOOK, "credit.conversion", AS_OF)
    assert (row["rule"], row["unit"]) == ("credit.conversion", "credit")
    assert row["denominator"] == BOOK.law(AS_OF).rule_type("credit.conversion").denominator


def test_the_truths_are_the_three_words_of_findings():
    assert [t.text.en for t in (Truth.YES, Truth.NO, Truth.UNKNOWN)] == ["YES", "NO", "UNKNOWN"]
