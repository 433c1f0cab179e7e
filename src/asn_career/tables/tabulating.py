"""What depends on one word alone: the record reading answers it for every word there is.

A condition becomes the words for which it holds, a quantity its values by word, whatever tree
stands behind it. A vocabulary has at most a few dozen words, a table millions of rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import narwhals as nw

from asn_career.conditions import SKIP, Get, Node, Quantity, facts_in, marked_reader, truth_reader
from asn_career.facts import Fact
from asn_career.tables.columns import (
    NULL_FLAG,
    Advisory,
    Column,
    Truth,
    literal,
    number_of,
    pick,
)
from asn_career.tables.comparing import is_in
from asn_career.tables.scope import Scope
from asn_career.terms import Word
from asn_career.values import Kind, Value, ValueType

__all__ = ["tabulate_truth", "tabulate_value"]

FEW = 12  # different values: more are picked by the code of the word


def tabulate_truth(node: Node, fact: Fact, at: Scope) -> Truth | None:
    """Return a condition about one word as the words for which it holds.

    None where a missing word does not simply leave it unknown.
    """
    read, get_with = truth_reader(node, at.law), _look_up(node, fact, at)
    if read(get_with(None), at.as_of) is not None:
        return None
    found = [(w, read(get_with(w), at.as_of)) for w in fact.value_type.words or ()]
    column = at.fact(fact)
    skipped = [word for word, answer in found if answer is SKIP]
    return Truth(_by_answer(column, found), _marked(column, skipped))


def tabulate_value(node: Quantity, fact: Fact, value_type: ValueType, at: Scope) -> Column | None:
    """Return a quantity about one word as its values by word; None as for conditions."""
    read, get_with = marked_reader(node, at.law), _look_up(node, fact, at)
    if read(get_with(None), at.as_of) != (None, False):
        return None
    found = [(w, read(get_with(w), at.as_of)) for w in fact.value_type.words or ()]
    column = at.fact(fact)
    mark = _marked(column, [word for word, (_, advisory) in found if advisory])
    values = [(word, value) for word, (value, _) in found if value is not None]
    if not values:
        return literal(None, value_type, advisory=mark)
    if value_type.kind is Kind.FLAG:
        return Column(value_type, _by_answer(column, values), advisory=mark)
    if fact in at.coded or (column.has is None and len({value for _, value in values}) > FEW):
        column = at.keep_codes(fact, column)
    return Column(value_type, _by_value(column, values), advisory=mark)


def _look_up(node: Node, fact: Fact, at: Scope) -> Callable[[Word | None], Get]:
    """Return what gives a reader its facts, by the word of the one that varies."""
    known = {f.name: at.column(f).fixed for f in facts_in(node, at.law)}
    return lambda word: {**known, fact.name: word}.get


def _by_answer(column: Column, answers: list[tuple[Word, Any]]) -> nw.Expr:
    """Return a condition by the word; what is neither True nor False is unknown."""
    yes = [word for word, answer in answers if answer is True]
    known = [word for word, answer in answers if isinstance(answer, bool)]
    if not known:
        return NULL_FLAG
    holds = is_in(column, yes)
    decided = len(known) == len(column.value_type.words or ())
    return holds if decided else nw.when(is_in(column, known)).then(holds)


def _by_value(column: Column, values: list[tuple[Word, Value]]) -> nw.Expr:
    """Return days or the codes of other values, picked one by one; mapping takes longer."""
    by_value: dict[Value, list[Word]] = {}
    for word, value in values:
        by_value.setdefault(value, []).append(word)
    return pick((is_in(column, words), _literal(value)) for value, words in by_value.items())


def _literal(value: Value) -> nw.Expr:
    if isinstance(value, dt.date):
        return nw.lit(value)
    return nw.lit(number_of(value), dtype=nw.Int64())


def _marked(column: Column, words: list[Word]) -> Advisory:
    """Return where an unverified figure was read; a missing word reads none."""
    return is_in(column, words).fill_null(value=False) if words else False
