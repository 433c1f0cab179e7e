"""The cases of tests/cases, which a personnel officer can read, by every reading of the rule."""

import datetime as dt

import pytest
from lawcases import FILES, assert_expected, column, params, post_of, rulebook_of

from asn_career import Employee, Status, find_earliest
from asn_career.conditions import SKIP, Answer, facts_in, value_reader
from asn_career.facts import Subject
from asn_career.values import Kind

CASES = params()
# A set of words over a deep tree takes engines many seconds to plan.
SLOW = {"talent.recommendations"}


def type_of(case):
    return rulebook_of(case).law(case["as_of"]).rule_type(case["rule"])


@pytest.mark.parametrize("case", CASES)
def test_a_case_with_its_explanation(case):
    book, rule, value_type = rulebook_of(case), case["rule"], type_of(case)
    ask = book.check if value_type.kind is Kind.FLAG else book.score
    result = ask(rule, case["facts"], case["as_of"])
    if value_type.kind is Kind.FLAG:
        assert result.truth.name == case["expect"]
    else:
        assert_expected(result.whole, case, value_type)
    assert result.verify()
    assert all(result.lines(lang) for lang in ("id", "en"))
    if "source" in case:
        assert case["source"] in "\n".join(result.lines("id"))
    if "because" in case:
        assert [line.info.key for line in result.deciding] == case["because"]
    if "missing" in case:
        assert list(result.missing) == case["missing"]


@pytest.mark.parametrize("case", CASES)
def test_a_case_without_explanation(case):
    book, rule, day = rulebook_of(case), case["rule"], case["as_of"]
    get, value_type = book.view(case["facts"], day).get, type_of(case)
    if value_type.kind is Kind.FLAG:
        found = book.decider(rule, day)(get, day)
    else:
        found = value_reader(Answer(rule), book.law(day))(get, day)
    assert_expected(None if found is SKIP else found, case, value_type)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(*p.values, id=p.id, marks=[pytest.mark.long] if rule in SLOW else [])
        for p in CASES
        for rule in [p.values[0]["rule"]]
    ],
)
def test_a_case_on_a_table(case):
    polars = pytest.importorskip("polars")
    pytest.importorskip("narwhals")
    from asn_career import tables

    book, rule, day = rulebook_of(case), case["rule"], case["as_of"]
    wanted = facts_in(Answer(rule), book.law(day))
    names = [f.name for f in wanted if f.subject in {Subject.PERSON, Subject.PAIR}]
    table = polars.DataFrame(
        {"id": ["E-1"], **{name: [column(case["facts"].get(name))] for name in names}}
    )
    asked = {"rulebook": book, "post": post_of(case["facts"])}
    value_type = type_of(case)
    if value_type.kind is Kind.FLAG:
        answers = tables.check(table, rule, day, because=False, **asked)
    else:
        answers = tables.score(table, rule, day, **asked)
    got = answers[tables.column_name(rule)][0]
    if got is not None and value_type.kind is Kind.WORDS:
        got = value_type.clean(got.split("|"))
    elif got is not None and value_type.kind is Kind.WORD:
        got = value_type.clean(got)
    assert_expected(got, case, value_type)


@pytest.mark.parametrize("case", [c for c in CASES if "next" in c.values[0]])
def test_the_next_day_on_which_the_answer_is_yes(case):
    who = Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS)
    book, until = rulebook_of(case), dt.date(2030, 1, 1)
    assert find_earliest(who, case["rule"], case["as_of"], until, rulebook=book).day == case["next"]


@pytest.mark.parametrize("case", params("cells"))
def test_a_figure_of_the_law(case):
    book = rulebook_of(case)
    table = book.tables[case["table"]]
    at = tuple(axis(word) for axis, word in zip(table.axes, case["at"], strict=True))
    assert book.cell(case["table"], at, case["as_of"]).value.value == case["expect"]


@pytest.mark.parametrize("topic", FILES)
def test_ids_are_unique_and_what_was_left_out_says_why(topic):
    left = FILES[topic].get("left_out", [])
    assert all(entry["why"] for entry in left)
    ids = [case["id"] for case in [*FILES[topic]["cases"], *left]]
    assert len(set(ids)) == len(ids)
