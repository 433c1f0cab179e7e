"""The shipped rules and their tables: every dated row holds from its day, and not before.

The figures are read here from the files themselves, without the loader of the library.
"""

import datetime as dt
import itertools
import tomllib
from decimal import Decimal
from functools import cache
from importlib import import_module, resources

import pytest

from asn_career.conditions import Answer, facts_in, tables_in
from asn_career.dates import ONE_DAY
from asn_career.facts import Subject
from asn_career.findings import Truth
from asn_career.national import TOPICS, national_rulebook
from asn_career.people import Employee
from asn_career.terms import Status
from asn_career.values import Kind

FOLDER = resources.files("asn_career") / "data"
FILES = {
    file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8"))
    for file in sorted(FOLDER.iterdir(), key=lambda f: f.name)
    if file.name.endswith(".toml") and file.name != "instruments.toml"
}
TABLES = {f"{topic}.{name}": table for topic, raw in FILES.items() for name, table in raw.items()}
ROWS = [
    pytest.param(name, place, id=f"{name}[{place}]")
    for name, table in TABLES.items()
    for place in range(len(table["rows"]))
]
RULES = sorted({rule.name for topic in TOPICS for rule in topic.RULES})


def flat(values):
    """Return nested lists as one list; a set of words is one value."""
    if isinstance(values, list):
        return [v for item in values for v in flat(item)]
    return [values]


def said(table, row):
    """Return what a row says, by place: (value, source, mark), as the file has it."""
    if row.get("repeal"):
        return {}
    if "of" in table:
        places = [(str(low),) for low in row["lower"]]
        values = row["values"]
    else:
        axes = table.get("axes", [table["axis"]] if "axis" in table else [])
        keys = ("index", "columns")[2 - len(axes) :]
        along = [[str(w) for w in row.get(key, table.get(key))] for key in keys]
        places = list(itertools.product(*along))
        is_set = "set" in table
        values = row["value"] if not along else row["values"]
        for _ in along[1:]:
            values = [v for inner in values for v in inner]
        values = [values] if not along else values
        assert is_set or flat(values) == values
    sources, marks = flat(row["source"]), flat(row["evidence"])
    count = len(places)
    sources = sources if len(sources) == count else sources * count
    marks = marks if len(marks) == count else marks * count
    return {
        at: (value, source, mark)
        for at, value, source, mark in zip(places, values, sources, marks, strict=True)
    }


def expected(table, day):
    """Return what the rows of a file say together on a day, in the default variant."""
    found = {}
    for row in table["rows"]:
        if row["since"] > day or row.get("variant", "") not in {"", table.get("default", "")}:
            continue
        if row.get("repeal") or "of" in table:
            found = {}
        found |= said(table, row)
    return found


def in_force(name, day):
    """Return what the library has in force on a day, in the words of the file."""
    values = national_rulebook().law(day).values
    of = values.table(name)
    if of.bands_of is not None:
        places = {
            ("-" if low is None else plain(of.bands_of.plain(low)),): cell
            for low, cell in values.bands(name)
        }
    else:
        places = {tuple(w.value for w in key): cell for key, cell in values.cells(name).items()}
    return {
        at: (cell.value, cell.citation.source, cell.evidence.value) for at, cell in places.items()
    }


def plain(value):
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def comparable(figures, value_type):
    """Return figures of a file as the type would hold them."""
    return {
        tuple(plain(Decimal(w)) if _is_number(w) else w for w in at): (
            None if value == "-" else value_type.clean(value),
            source,
            mark,
        )
        for at, (value, source, mark) in figures.items()
    }


def _is_number(word):
    return word.replace(".", "", 1).isdigit()


@pytest.mark.parametrize(("name", "place"), ROWS)
def test_a_row_holds_from_its_day_and_not_before(name, place):
    table = TABLES[name]
    since = table["rows"][place]["since"]
    value_type = national_rulebook().tables[name].value_type
    for day in (since - ONE_DAY, since):
        assert in_force(name, day) == comparable(expected(table, day), value_type)


@pytest.mark.parametrize(("name", "place"), ROWS)
def test_a_row_changes_something(name, place):
    row = TABLES[name]["rows"][place]
    if row.get("variant", "") in {"", TABLES[name].get("default", "")}:
        before, on = (in_force(name, day) for day in (row["since"] - ONE_DAY, row["since"]))
        assert before != on


def test_every_table_of_the_files_is_read_and_used_by_rules_or_facts():
    book = national_rulebook()
    assert set(book.tables) == set(TABLES)
    assert {name.partition(".")[0] for name in TABLES} <= set(FILES)


# -- rules ---------------------------------------------------------------------------------------


@cache
def days():
    return [dt.date(2010, 1, 1), dt.date(2020, 6, 15), dt.date(2026, 11, 21)]


@pytest.mark.parametrize("name", RULES)
def test_a_rule_without_facts_is_unknown_and_names_what_is_missing(name):
    book = national_rulebook()
    for day in days():
        is_flag = book.law(day).rule_type(name).kind is Kind.FLAG
        result = (book.check if is_flag else book.score)(name, {}, day)
        wanted = {f.name for f in facts_in(Answer(name), book.law(day)) if f.read is None}
        assert set(result.missing) <= {f.name for f in facts_in(Answer(name), book.law(day))}
        assert wanted <= {f.name for f in book.facts()}
        assert result.verify()
        assert result.lines("id")
        assert result.lines("en")
        of_person = [
            f
            for f in facts_in(Answer(name), book.law(day))
            if f.subject in {Subject.PERSON, Subject.PAIR}
        ]
        if of_person and is_flag:
            assert result.truth is not Truth.YES


@pytest.mark.parametrize("name", RULES)
def test_a_rule_reads_the_barest_record(name):
    book = national_rulebook()
    who = Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS)
    for day in days():
        is_flag = book.law(day).rule_type(name).kind is Kind.FLAG
        result = (book.check if is_flag else book.score)(name, who, day)
        assert result.verify()
        assert "1980" not in repr(result)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_stands_on_tables_and_facts_that_exist(name):
    book = national_rulebook()
    for day in days():
        assert set(tables_in(Answer(name), book.law(day))) <= set(book.tables)
        assert {f.name for f in facts_in(Answer(name), book.law(day))} <= set(book.glossary)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_lives_in_the_spans_it_names(name):
    book = national_rulebook()
    spans = book.spans(name)
    assert spans
    for span in spans:
        for edge in span.edges:
            inside = any(edge in s for s in spans)
            node = book.law(edge).node(name)
            speaks = node is not None and all(
                book.law(edge).values.speaks(t) for t in tables_in(node, book.law(edge))
            )
            assert inside is speaks


# -- facts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("fact", national_rulebook().facts(), ids=lambda fact: fact.name)
def test_a_fact_is_read_from_the_barest_record(fact):
    book = national_rulebook()
    who = Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS)
    for day in days():
        view = book.view(who, day)
        value = view.get(fact.name)
        if value is not None:
            assert fact.value_type.clean(fact.value_type.plain(value)) == value


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.__name__.split(".")[-1])
def test_a_topic_shows_its_facts_and_rules(topic):
    assert {"FACTS", "RULES"} <= set(topic.__all__)
    assert topic.__all__ == sorted(topic.__all__)
    assert isinstance(topic.FACTS, tuple)
    assert isinstance(topic.RULES, tuple)
    short = topic.__name__.split(".")[-1]
    assert all(rule.name.startswith(f"{short}.") for rule in topic.RULES)
    assert topic.__doc__
    assert not topic.RULES or ">>>" in topic.__doc__


def test_every_module_of_rules_is_a_topic():
    folder = resources.files("asn_career") / "rules"
    names = {f.name.removesuffix(".py") for f in folder.iterdir() if f.name.endswith(".py")}
    modules = {import_module(f"asn_career.rules.{n}") for n in names - {"__init__"}}
    assert modules == set(TOPICS)
