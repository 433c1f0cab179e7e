"""What the type checker says of the main calls. Checked by mypy, never run."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import assert_type

from asn_career import (
    AsnCareerError,
    Compare,
    Const,
    CreditLedger,
    Differences,
    Earliest,
    Employee,
    Evidence,
    Fact,
    Finding,
    InvalidInputError,
    Op,
    Param,
    Post,
    Problem,
    Question,
    Rule,
    Rulebook,
    Score,
    Text,
    Truth,
    UnknownNameError,
    ValueType,
    find_earliest,
    national_rulebook,
    tally_credit,
)
from asn_career.dates import Span, add_months, completed_months, months_between, read_day
from asn_career.findings import Line
from asn_career.numbers import read_number, round_half_up
from asn_career.regulations import Cell, Citation, Table
from asn_career.rulebook import View
from asn_career.terms import Golongan, Jenjang, Predikat


def asking(book: Rulebook, who: Employee, post: Post, day: dt.date) -> None:
    assert_type(national_rulebook(), Rulebook)
    assert_type(book.check("promotion.window", who, day), Finding)
    assert_type(book.check("promotion.window", {"level": "administrator"}, day), Finding)
    assert_type(book.score("retirement.age", who, day, post=post), Score)
    assert_type(book.view(who, day, post=post), View)
    assert_type(book.rules(day), tuple[Rule, ...])
    assert_type(book.rules_for(Question.MOVE, post, day), tuple[Rule, ...])
    assert_type(book.facts(), tuple[Fact, ...])
    assert_type(book.fact("level"), Fact)
    assert_type(book.spans("retirement.age"), tuple[Span, ...])
    assert_type(book.cell("retirement.age", (), day), Cell | None)
    assert_type(book.next_change("promotion.window", who, day), dt.date | None)
    assert_type(book.tables, Mapping[str, Table])
    assert_type(
        find_earliest(who, "promotion.window", day, day, rulebook=book, post=post), Earliest
    )


def other_worlds(book: Rulebook, day: dt.date) -> None:
    assert_type(book.overlay("kota", "", rules=(), facts=()), Rulebook)
    assert_type(book.as_known_on(day), Rulebook)
    assert_type(book.as_in_force_on(day), Rulebook)
    assert_type(book.with_variants({"credit.base": "zero"}), Rulebook)
    assert_type(book.differences(book), Differences)
    assert_type(book.differences(book).lines("en"), tuple[str, ...])


def results(finding: Finding, score: Score) -> None:
    assert_type(finding.truth, Truth)
    assert_type(finding.missing, tuple[str, ...])
    assert_type(finding.deciding, tuple[Line, ...])
    assert_type(finding.evidence, Evidence | None)
    assert_type(finding.lines(), tuple[str, ...])
    assert_type(finding.verify(), bool)
    assert_type(finding.as_dict(), dict[str, object])
    assert_type(score.verify(), bool)
    assert_type(finding.truth is Truth.YES, bool)


def credit(book: Rulebook, who: Employee, day: dt.date) -> None:
    ledger = tally_credit(who, day, rulebook=book, until=day)
    assert_type(ledger, CreditLedger)
    assert_type(ledger.total, Decimal | None)
    assert_type(ledger.for_step.day, dt.date | None)


def values(day: dt.date) -> None:
    assert_type(read_day("2026-11-21"), dt.date)
    assert_type(months_between(day, day), int)
    assert_type(add_months(day, 3), dt.date)
    assert_type(completed_months([Span(day)], day), int)
    assert_type(read_number("12.5"), Decimal)
    assert_type(round_half_up(Fraction(1, 2), 0), Decimal)
    assert_type(ValueType.number("month"), ValueType)
    assert_type(Text(id="ya", en="yes").say("en"), str)


def words() -> None:
    assert_type(Jenjang("ahli_muda"), Jenjang)
    assert_type(Predikat.BAIK.text, Text)
    assert_type(Golongan.III_A < Golongan.III_B, bool)


def rules(fact: Fact, day: dt.date) -> None:
    yes = Const(value=True, value_type=ValueType.flag())
    node = Compare(fact, Op.EQ, yes)
    assert_type(node, Compare)
    assert_type(Param("retirement.age"), Param)
    made = Rule(
        name="kota.rule",
        text=Text(id="aturan", en="rule"),
        question=Question.MOVE,
        node=node,
        source="pp-11-2017:190",
        since=day,
    )
    assert_type(made.span, Span)
    assert_type(national_rulebook().citation(made), Citation)


def errors(error: AsnCareerError) -> None:
    assert_type(error.code, str)
    if isinstance(error, InvalidInputError):
        assert_type(error.problems, tuple[Problem, ...])
    elif isinstance(error, UnknownNameError):
        assert_type(error.known, tuple[str, ...])
