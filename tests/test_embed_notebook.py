"""An HR table of the usual shape: mapped, asked, told, without what no rule may ask for."""

import datetime as dt

import pytest
from embedding import code_lines, load, needs

from asn_career import Truth

needs("notebook", "polars", "narwhals", "pyarrow")


@pytest.fixture(scope="module")
def notebook():
    return load("embed_notebook")


def test_what_no_rule_may_ask_for_does_not_come_in(notebook):
    columns = notebook.read().columns
    assert "MaritalStatus" in notebook.FILE.read_text("utf-8").splitlines()[0]
    assert not any("marital" in column.lower() for column in columns)


def test_each_row_is_answered_as_its_facts_are(notebook):
    truths = {True: Truth.YES, False: Truth.NO, None: Truth.UNKNOWN}
    glossary = notebook.LAW.glossary
    for row in notebook.asked.to_dicts()[::5]:
        facts = {k: v for k, v in row.items() if k in glossary and v is not None}
        for rule in notebook.RULES:
            expected = notebook.LAW.check(rule, facts, notebook.AS_OF).truth
            assert truths[row[rule.replace(".", "_")]] is expected


def test_nobody_is_refused_for_an_empty_cell(notebook):
    empty = notebook.asked.filter(notebook.pl.col("predicate_latest").is_null())
    assert empty.height > 0
    assert not empty["promotion_regular"].any()
    refused = empty.filter(notebook.pl.col("promotion_regular").eq(other=False))
    assert "predicate_latest" not in refused["promotion_regular_because"].to_list()


def test_the_months_in_the_rank_are_complete_ones(notebook):
    table = notebook.read()
    assert table["months_in_rank"].min() >= 0
    since = dt.date(2019, 6, 1)  # of number 1059
    wanted = (notebook.AS_OF.year - since.year) * 12 + notebook.AS_OF.month - since.month
    assert table.filter(notebook.pl.col("id") == "1059")["months_in_rank"].to_list() == [wanted]


def test_the_cells_print_the_summary_and_the_articles(capsys):
    load("embed_notebook")
    told = capsys.readouterr().out
    assert "In all: 130 people" in told
    assert "Time in the rank | 4 | pp-99-2000:7" in told


def test_the_example_is_short():
    assert code_lines("embed_notebook.py") <= 80
