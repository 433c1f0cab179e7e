"""The shipped rulebook: both languages, a source and a mark everywhere, everything exposed."""

import datetime as dt
import pickle
import re

import attrs
import pytest

from asn_career.conditions import Answer, facts_in, tables_in, walk
from asn_career.national import TOPICS, national_rulebook
from asn_career.regulations import Citation, Evidence
from asn_career.terms import Question, Text

DAY = dt.date(2026, 11, 21)
BOOK = national_rulebook()
EVERY_RULE = [rule for layer in BOOK.layers for rule in layer]
SNAKE = re.compile(r"[a-z][a-z0-9_]*")


def assert_said(text):
    assert isinstance(text, Text)
    for words in (text.id, text.en):
        assert words
        assert words == words.strip()
        assert not re.search(r"\bTODO\b|\?\?|  ", words)


def texts_of(node):
    """Return the texts that nodes of a tree carry."""
    return [t for n in walk(node) if (t := getattr(n, "text", None)) and (t.id or t.en)]


def test_the_national_rulebook_is_built_once():
    assert national_rulebook() is BOOK
    assert BOOK.name == "national"
    assert (BOOK.known_on, BOOK.in_force_on, dict(BOOK.variants)) == (None, None, {})


def test_all_facts_and_rules_of_all_topics_are_exposed():
    assert {f.name for topic in TOPICS for f in topic.FACTS} == {f.name for f in BOOK.facts()}
    assert {r.name for topic in TOPICS for r in topic.RULES} == {r.name for r in EVERY_RULE}
    assert {r.name for r in BOOK.rules(DAY)} == {r.name for r in EVERY_RULE if DAY in r.span}
    assert [f.name for f in BOOK.facts()] == sorted(BOOK.glossary)


def test_names_are_topic_and_words():
    for name in [*BOOK.tables, *(r.name for r in EVERY_RULE)]:
        topic, _, short = name.partition(".")
        assert SNAKE.fullmatch(topic)
        assert SNAKE.fullmatch(short)
    assert all(SNAKE.fullmatch(name) for name in BOOK.glossary)


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda r: f"{r.name} {r.since}")
def test_every_rule_has_both_languages_and_its_source(rule):
    assert_said(rule.text)
    for text in texts_of(rule.node):
        assert_said(text)
    citation = BOOK.citation(rule)
    assert citation.instrument is BOOK.instruments[citation.instrument.id]
    assert citation.source == rule.source
    assert isinstance(rule.question, Question)


@pytest.mark.parametrize("fact", BOOK.facts(), ids=lambda f: f.name)
def test_every_fact_has_both_languages(fact):
    assert_said(fact.text)
    if fact.note is not None:
        assert_said(fact.note)


@pytest.mark.parametrize("table", BOOK.tables.values(), ids=lambda t: t.name)
def test_every_table_has_both_languages_sources_and_marks(table):
    assert_said(table.text)
    if table.note is not None:
        assert_said(table.note)
    assert table.rows
    assert table.checked >= dt.date(2026, 1, 1)
    for row in table.rows:
        assert row.known_from <= table.checked  # what is law already may begin later
        figures = [*row.cells.values(), *(cell for _, cell in row.bands)]
        assert figures or row.repeal
        for cell in figures:
            assert isinstance(cell.evidence, Evidence)
            assert isinstance(cell.citation, Citation)
            assert cell.citation.instrument is BOOK.instruments[cell.citation.instrument.id]
            assert cell.since == row.since


@pytest.mark.parametrize("instrument", BOOK.instruments.values(), ids=lambda i: i.id)
def test_every_instrument_has_both_languages_a_day_and_a_mark(instrument):
    assert_said(instrument.title)
    assert instrument.short.strip() == instrument.short != ""
    assert instrument.known_from is not None
    assert isinstance(instrument.evidence, Evidence)
    assert set(instrument.replaces) | set(instrument.amended_by) <= set(BOOK.instruments)
    days = [d for d in (instrument.signed, instrument.published) if d]
    assert days == sorted(days)
    if instrument.until is not None:
        assert instrument.until >= max(d for d in (*days, instrument.in_force) if d)


def test_instruments_are_told_apart():
    shorts = [i.short for i in BOOK.instruments.values()]
    assert len(set(shorts)) == len(shorts)


def test_every_variant_has_a_row_of_its_own():
    for table in BOOK.tables.values():
        if table.variants:
            assert table.default in table.variants
            assert {row.variant for row in table.rows} - {""} == set(table.variants)
        else:
            assert (table.default, {row.variant for row in table.rows}) == ("", {""})


def test_rules_name_only_what_there_is():
    law, names = BOOK.law(DAY), {r.name for r in EVERY_RULE}
    for rule in EVERY_RULE:
        asked = {n.rule for n in walk(rule.node) if isinstance(n, Answer)}
        assert asked <= names
        assert set(tables_in(rule.node, law)) <= set(BOOK.tables)
        assert all(BOOK.glossary[f.name] is f for f in facts_in(rule.node, law))


def test_what_may_not_be_known_of_a_person_is_no_fact():
    for word in ("religion", "agama", "ethnic", "suku", "marital", "marriage", "kawin", "name"):
        assert not [n for n in BOOK.glossary if word in n.split("_")]
    for name in ("birth_date", "healthy"):
        assert BOOK.fact(name).sensitive


def test_every_change_day_is_a_day_of_a_row_or_a_rule():
    days = {row.since for t in BOOK.tables.values() for row in t.rows}
    days |= {edge for r in EVERY_RULE for edge in r.span.edges}
    assert set(BOOK.change_days) == days
    assert list(BOOK.change_days) == sorted(days)


def test_the_tables_of_the_law_come_back_from_a_pickle():
    for table in BOOK.tables.values():
        again = pickle.loads(pickle.dumps(table))  # noqa: S301 - our own
        assert again == table
        assert [dict(r.cells) for r in again.rows] == [dict(r.cells) for r in table.rows]


def test_the_rulebook_cannot_be_changed():
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        BOOK.name = "x"
