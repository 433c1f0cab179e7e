"""The calendar: an answer changes only on days that `Rulebook.next_change` hops to."""

import datetime as dt
import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import (
    ANYTHING,
    SINCE,
    TARGET,
    UNTIL,
    employees,
    known_facts,
    worlds,
)

from asn_career.conditions import SKIP
from asn_career.national import national_rulebook
from asn_career.rulebook import Rule
from asn_career.terms import Question

SPAN = [SINCE + dt.timedelta(days=n) for n in range((UNTIL - SINCE).days + 1)]


def hops(book, rule, who, post=None):
    """Return the days that the calendar names, one after the other."""
    found, day = set(), SINCE
    while (following := book.next_change(rule, who, day, post=post)) is not None:
        assert following > day
        if following > UNTIL:
            break
        found.add(following)
        day = following
    return found


def answers(book, rule, who, post=None):
    """Return the answer on every single day."""
    for day in SPAN:
        found = book.decider(rule, day)(book.view(who, day, post=post).get, day)
        yield day, None if found is SKIP else found


def changes_only_on_hops(book, rule, who, post=None):
    hopped = hops(book, rule, who, post)
    before = None
    for day, answer in answers(book, rule, who, post):
        assert day in hopped or day == SINCE or answer == before, (rule, day, before, answer)
        before = answer


def of_worlds(world, facts):
    for rule in dict.fromkeys(r.name for r in world.rules):
        changes_only_on_hops(world.book, rule, facts)


@settings(max_examples=20)
@given(worlds(), known_facts())
def test_answers_from_plain_facts_change_only_on_days_the_calendar_names(world, facts):
    of_worlds(world, facts)


@pytest.mark.long
@settings(max_examples=3_000)
@given(worlds(depth=4), known_facts())
def test_the_calendar_agrees_with_every_day_on_thousands_of_worlds(world, facts):
    of_worlds(world, facts)


@functools.cache
def book_of_facts():
    """Return the national rulebook with one rule a fact, which answers with the fact itself."""
    national = national_rulebook()
    rules = [
        Rule(
            name=f"uji.{fact.name}",
            text=ANYTHING,
            question=Question.MOVE,
            node=fact,
            source="pp-11-2017:107 c",
            since=dt.date(1900, 1, 1),
        )
        for fact in national.facts()
    ]
    return national.overlay("uji", rules=rules)


# The day asked about moves every day; that is no news.
CLOCKS = {"uji.as_of", "uji.day_of_month"}
MOVING = [rule for rule in book_of_facts().rules(UNTIL) if rule.name not in CLOCKS]
posts = st.sampled_from([TARGET, None])
some_rules = st.lists(st.sampled_from(MOVING), min_size=3, max_size=3, unique_by=lambda r: r.name)


@settings(max_examples=15)
@given(employees(), posts, some_rules)
def test_shipped_rules_and_facts_are_constant_between_hops(person, post, rules):
    for rule in rules:
        changes_only_on_hops(book_of_facts(), rule, person, post)


@pytest.mark.long
@settings(max_examples=1_000)
@given(employees(), posts)
def test_every_shipped_rule_and_fact_is_constant_on_a_thousand_records(person, post):
    for rule in MOVING:
        changes_only_on_hops(book_of_facts(), rule, person, post)


def test_nothing_changes_where_nothing_moves():
    book = national_rulebook()
    facts = {"work_result": "sesuai", "conduct": "sesuai"}
    assert book.next_change("appraisal.predikat", facts, dt.date(2026, 11, 21)) is None


def test_the_law_to_come_is_a_change():
    book = national_rulebook()
    facts = {"work_result": "sesuai", "conduct": "sesuai"}
    assert book.next_change("appraisal.predikat", facts, dt.date(2021, 12, 31)) == dt.date(
        2022, 1, 1
    )
