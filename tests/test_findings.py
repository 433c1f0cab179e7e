"""Findings and scores: what they say, what they keep to themselves, what they turn into."""

import datetime as dt
import json
import pickle
from decimal import Decimal

import pytest
from hypothesis import given, settings
from test_conditions import book_of, table
from worlds import ANYTHING, FACTS, FLAG, World, asked_days, known_facts, worlds

from asn_career.conditions import (
    AllOf,
    AnyOf,
    Compare,
    Const,
    IsOneOf,
    MonthsSince,
    MonthStartAfter,
    Not,
    Param,
    WeightedSum,
)
from asn_career.errors import TruthValueError
from asn_career.facts import Fact
from asn_career.findings import SCHEMA_VERSION, Finding, Op, Score, Truth
from asn_career.national import national_rulebook
from asn_career.regulations import Evidence
from asn_career.terms import Recap, Status, Text
from asn_career.values import ValueType

DAY = dt.date(2026, 11, 21)
FACT = {fact.name: fact for fact in FACTS}
YES = Const(value=True, value_type=FLAG)
WHO = {
    "birth_date": dt.date(1966, 11, 20),
    "level": "ahli_madya",
    "retirement_group": "general",
}


def check(node, facts, values=""):
    return book_of(node, values=values).check("uji.rule", facts, DAY)


def reached(facts=WHO, day=DAY):
    return national_rulebook().check("retirement.reached", facts, day)


# -- three answers -----------------------------------------------------------------------------


def test_an_answer_is_no_boolean():
    for answer in (*Truth, reached()):
        with pytest.raises(TruthValueError, match=r"is Truth\.YES"):
            bool(answer)
        with pytest.raises(TypeError):
            assert not answer


def test_the_truth_of_a_result():
    assert [Truth.of(r) for r in (True, False, None)] == [Truth.YES, Truth.NO, Truth.UNKNOWN]
    assert [t.value for t in Truth] == ["no", "unknown", "yes"]


def test_a_score_is_a_number_a_day_a_word_or_a_set_of_words():
    book = national_rulebook()
    assert book.score("retirement.age", WHO, DAY).value == 60
    assert book.score("retirement.pension_day", WHO, DAY).value == dt.date(2026, 12, 1)
    assert book.score("retirement.age", {}, DAY).value is None
    credit = {"jenjang": "ahli_pertama", "period_predicate": "baik", "period_months": 5}
    score = book.score("credit.conversion", credit, DAY)
    assert score.value == Decimal(125) * 5 / 120
    assert isinstance(score.value, Decimal)


def test_a_set_of_words_is_a_frozenset():
    score = book_of(FACT["statuses"]).score("uji.rule", {"statuses": ["pns", "pppk"]}, DAY)
    assert score.value == frozenset({Status.PNS, Status.PPPK})
    assert isinstance(score.value, frozenset)
    empty = book_of(FACT["statuses"]).score("uji.rule", {"statuses": []}, DAY)
    assert empty.value == frozenset()
    assert book_of(FACT["statuses"]).score("uji.rule", {}, DAY).value is None


# -- what is said ------------------------------------------------------------------------------


def test_failures_come_first_then_what_is_unknown():
    months = FACT["months"]
    node = AllOf(
        (
            Compare(FACT["flag_a"], Op.EQ, YES),
            Compare(FACT["recap"], Op.EQ, Const(Recap.MS, FACT["recap"].value_type)),
            Compare(months, Op.GE, Const(24, months.value_type)),
        )
    )
    lines = check(node, {"flag_a": True, "months": 12}).lines()
    assert lines[0].startswith("TIDAK: ")
    assert [line.strip()[0] for line in lines[1:4]] == ["-", "?", "+"]


def test_an_explanation_names_fact_value_requirement_source_and_mark():
    book = national_rulebook()
    lines = book.check("promotion.window", {}, dt.date(2025, 3, 1)).lines("en")
    told = "\n".join(lines)
    assert lines[0] == (
        "NO: This day may be the effective day of a rank promotion (on 1 March 2025)"
    )
    assert "Day of the month: 1; required: 1 [PP 99/2000 art. 4, since 10 November 2000]" in told
    assert "[Peraturan BKN 4/2023, since 1 February 2024; confirmed]" in told
    assert lines[-1] == "Weakest deciding evidence: confirmed"


def test_the_text_of_a_result_is_its_indonesian_lines():
    finding = reached()
    assert str(finding) == "\n".join(finding.lines("id"))
    assert finding.lines("id") != finding.lines("en")
    assert finding.lines("id") == finding.lines("id-ID")


def test_what_is_missing_is_named_and_what_the_law_does_not_say_too():
    finding = reached({"birth_date": dt.date(1966, 11, 20)})
    assert set(finding.missing) == {"level", "retirement_group"}
    assert "belum ada data" in str(finding)
    early = national_rulebook().score("retirement.age", WHO, dt.date(1979, 1, 1))
    assert (early.value, early.missing) == (None, ())
    assert "31 Desember 1979" in str(early)


def test_a_notebook_shows_escaped_text():
    label = Text(id="<script>alert(1)</script>", en="<b>&")
    fact = Fact(name="label", value_type=FLAG, text=label)
    book = book_of(Compare(fact, Op.EQ, YES), fact)
    shown = book.check("uji.rule", {"label": False}, DAY)._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert shown.startswith("<pre>")


def test_the_repr_does_not_show_the_trace():
    for result in (reached(), national_rulebook().score("retirement.pension_day", WHO, DAY)):
        shown = repr(result)
        assert len(shown) < 500
        for private in ("1966", "line=", "Line("):
            assert private not in shown


# -- what decided --------------------------------------------------------------------------------

THREE = "".join(
    table(name, 'unit = "month"', 12, evidence=mark)
    for name, mark in (("single", "single"), ("primary", "primary"), ("derived", "derived"))
)


def least(name):
    return Compare(FACT["months"], Op.GE, Param(f"uji.{name}"), key=name)


@pytest.mark.parametrize(
    ("node", "months", "mark", "decided"),
    [
        (AllOf((least("single"), least("primary"))), 12, Evidence.SINGLE, ["single", "primary"]),
        (AllOf((least("single"), least("primary"))), 11, Evidence.PRIMARY, ["single", "primary"]),
        (AnyOf((least("single"), least("primary"))), 12, Evidence.PRIMARY, ["single", "primary"]),
        (AnyOf((least("single"), least("derived"))), 11, Evidence.DERIVED, ["single", "derived"]),
        (Not(least("derived")), 12, Evidence.DERIVED, ["derived"]),
    ],
)
def test_a_result_rests_on_the_weakest_mark_that_decided(node, months, mark, decided):
    finding = check(node, {"months": months}, values=THREE)
    assert finding.evidence is mark
    assert [line.info.key for line in finding.deciding] == decided


def test_what_no_figure_decided_has_no_mark():
    assert check(Compare(FACT["flag_a"], Op.EQ, YES), {"flag_a": True}).evidence is None


# -- what is sensitive ----------------------------------------------------------------------------

SECRET = FACT["flag_b"]
HIDDEN_DAY = Fact(name="hidden_day", value_type=ValueType.day(), text=ANYTHING, sensitive=True)
HIDDEN_NUMBER = Fact(
    name="hidden_number", value_type=ValueType.number("month"), text=ANYTHING, sensitive=True
)
HIDDEN_WORD = Fact(
    name="hidden_word", value_type=ValueType.word(Status), text=ANYTHING, sensitive=True
)
HALF = table("half", 'unit = "percent"', 50)
TWO_YEARS = Const(24, ValueType.number("month"))


@pytest.mark.parametrize(
    "node",
    [
        Compare(HIDDEN_DAY, Op.LE, FACT["today"]),
        Compare(FACT["today"], Op.GE, HIDDEN_DAY),
        Compare(MonthsSince(HIDDEN_DAY), Op.GE, TWO_YEARS),
        Compare(MonthStartAfter(HIDDEN_DAY, TWO_YEARS), Op.LE, FACT["today"]),
        Compare(FACT["today"], Op.GE, MonthStartAfter(HIDDEN_DAY, TWO_YEARS)),
        Compare(WeightedSum(((Param("uji.half"), HIDDEN_NUMBER),)), Op.GE, TWO_YEARS),
        Compare(FACT["months"], Op.LE, HIDDEN_NUMBER),
        IsOneOf(HIDDEN_WORD, FACT["statuses"]),
        Not(AllOf((Compare(HIDDEN_NUMBER, Op.GT, TWO_YEARS),))),
    ],
)
def test_what_follows_from_a_sensitive_fact_is_hidden_unless_asked_for(node):
    book = book_of(node, HIDDEN_DAY, HIDDEN_NUMBER, HIDDEN_WORD, values=HALF)
    facts = {
        "hidden_day": dt.date(1999, 5, 17),
        "hidden_number": 777,
        "hidden_word": "pppk",
        "months": 3,
        "statuses": ["pns"],
    }
    finding = book.check("uji.rule", facts, DAY)
    private = ("1999-05-17", "2001-06-01", "777", "388.5", "330", "pppk")
    closed = json.dumps([finding.rows(), finding.as_dict()], default=str)
    assert not any(f'"{word}"' in closed for word in private)
    opened = json.dumps(finding.rows(sensitive=True), default=str)
    assert any(f'"{word}"' in opened for word in private)


def test_a_score_that_follows_from_a_sensitive_fact_is_hidden_in_its_rows():
    score = national_rulebook().score("retirement.pension_day", WHO, DAY)
    assert "1966-11-20" not in json.dumps(score.rows(), default=str)
    assert "2026-12-01" not in json.dumps(score.rows(), default=str)
    assert "1966-11-20" in json.dumps(score.rows(sensitive=True), default=str)


def test_a_fact_that_is_not_sensitive_is_shown():
    rows = check(Compare(FACT["months"], Op.GE, TWO_YEARS), {"months": 777}).rows()
    assert "777" in {row["value"] for row in rows}


# -- what it can be turned into --------------------------------------------------------------------


@settings(max_examples=50)
@given(worlds(), known_facts(), asked_days)
def test_every_finding_becomes_plain_data_and_comes_back_from_a_pickle(world, facts, day):
    finding = world.book.check(World.main, facts, day)
    plain = json.loads(json.dumps(finding.as_dict()))
    assert plain["truth"] == finding.truth.value
    assert plain["missing"] == list(finding.missing)
    assert len(plain["rows"]) == len(finding.rows())
    again = pickle.loads(pickle.dumps(finding))  # noqa: S301 - our own
    assert again == finding
    assert again.lines("en") == finding.lines("en")
    assert again.verify()


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("retirement.age", WHO),
        ("retirement.pension_day", WHO),
        ("retirement.pension_day", {}),
        ("appraisal.predikat", {"work_result": "sesuai", "conduct": "sesuai"}),
        (
            "credit.conversion",
            {"jenjang": "ahli_pertama", "period_predicate": "baik", "period_months": 5},
        ),
        ("talent.recommendations", {}),
    ],
)
def test_every_score_becomes_plain_data_and_comes_back_from_a_pickle(rule, facts):
    score = national_rulebook().score(rule, facts, DAY)
    plain = json.loads(json.dumps(score.as_dict()))
    assert (plain["kind"], plain["schema"]) == ("score", SCHEMA_VERSION)
    assert (plain["value"] is None) is (score.value is None)
    again = pickle.loads(pickle.dumps(score))  # noqa: S301 - our own
    assert again == score
    assert again.value == score.value


def test_plain_data_has_a_schema():
    plain = reached().as_dict()
    assert list(plain) == [
        "schema",
        "kind",
        "rule",
        "rulebook",
        "as_of",
        "truth",
        "evidence",
        "missing",
        "rows",
    ]
    assert (plain["schema"], plain["kind"], plain["as_of"]) == (1, "finding", "2026-11-21")


def test_rows_have_the_same_columns():
    for rule in ("promotion.window", "retirement.reached"):
        rows = national_rulebook().check(rule, WHO, DAY).rows(sensitive=True)
        assert len({tuple(row) for row in rows}) == 1
        assert {row["rule"] for row in rows} == {rule}


def test_results_are_records():
    finding, score = reached(), national_rulebook().score("retirement.age", WHO, DAY)
    assert isinstance(finding, Finding)
    assert isinstance(score, Score)
    assert finding == reached()
    with pytest.raises(AttributeError):
        finding.rule = "x"
