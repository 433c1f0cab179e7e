"""Cases of appraisal, retirement and rank promotion, each by every reading of the rule.

The cases stand in tests/cases; ``source`` is what the answer must cite in its Indonesian lines.
"""

import datetime as dt
import tomllib

import pytest
import test_law_slice as runner

from asn_career import Employee, Status, find_earliest, national_rulebook
from asn_career.conditions import SKIP, Answer, facts_in, value_reader
from asn_career.facts import Subject
from asn_career.values import Kind

FILES = {
    name: tomllib.loads((runner.FOLDER / f"{name}.toml").read_text("utf-8"))
    for name in ("predikat", "promotion", "retirement")
}
CASES = [pytest.param(case, id=case["id"]) for file in FILES.values() for case in file["cases"]]
TRUTH = {True: "YES", False: "NO", None: "UNKNOWN"}


def assert_expected(result, case):
    """Compare a result as held inside with the case."""
    value_type = national_rulebook().law(case["as_of"]).rule_type(case["rule"])
    if value_type.kind is Kind.FLAG:
        assert TRUTH[result] == case["expect"]
    elif value_type.kind is Kind.DAY and case["expect"] != "UNKNOWN":
        assert result == case["expect"]
    else:
        runner.assert_expected(result, case, value_type)


@pytest.mark.parametrize("case", CASES)
def test_a_case_with_its_explanation(case):
    book, rule = national_rulebook(), case["rule"]
    is_flag = book.law(case["as_of"]).rule_type(rule).kind is Kind.FLAG
    result = (book.check if is_flag else book.score)(rule, case["facts"], case["as_of"])
    assert_expected(result.line.result, case)
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
    book, rule, day = national_rulebook(), case["rule"], case["as_of"]
    get, law = book.view(case["facts"], day).get, book.law(day)
    if law.rule_type(rule).kind is Kind.FLAG:
        found = book.decider(rule, day)(get, day)
        assert_expected(None if found is SKIP else found, case)
    else:
        assert_expected(value_reader(Answer(rule), law)(get, day), case)


@pytest.mark.parametrize("case", CASES)
def test_a_case_on_a_table(case):
    polars = pytest.importorskip("polars")
    pytest.importorskip("narwhals")
    from asn_career import tables

    book, rule, day = national_rulebook(), case["rule"], case["as_of"]
    wanted = facts_in(Answer(rule), book.law(day))
    names = [f.name for f in wanted if f.subject is Subject.PERSON]
    table = polars.DataFrame({"id": ["E-1"], **{n: [case["facts"].get(n)] for n in names}})
    value_type = book.law(day).rule_type(rule)
    if value_type.kind is Kind.FLAG:
        answers = tables.check(table, rule, day, because=False, rulebook=book)
    else:
        answers = tables.score(table, rule, day, rulebook=book)
    got = answers[tables.column_name(rule)][0]
    is_word = got is not None and value_type.kind is Kind.WORD
    assert_expected(value_type.clean(got) if is_word else got, case)


@pytest.mark.parametrize("case", [c for c in CASES if "next" in c.values[0]])
def test_the_next_day_on_which_the_answer_is_yes(case):
    who = Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS)
    found = find_earliest(
        who, case["rule"], case["as_of"], dt.date(2030, 1, 1), rulebook=national_rulebook()
    )
    assert found.day == case["next"]


def test_every_cell_of_the_matrix_of_predicates_has_its_case():
    pairs = [
        (c["facts"]["work_result"], c["facts"]["conduct"])
        for c in FILES["predikat"]["cases"]
        if c["expect"] != "UNKNOWN"
    ]
    assert len(pairs) == len(set(pairs)) == 9


def test_good_results_with_bad_conduct_are_kurang():
    found = {
        c["facts"]["work_result"]: c["expect"]
        for c in FILES["predikat"]["cases"]
        if c["facts"].get("conduct") == "di_bawah"
    }
    assert found == {"di_atas": "kurang", "sesuai": "kurang", "di_bawah": "sangat_kurang"}


def test_every_case_says_why():
    assert all(case["why"] for file in FILES.values() for case in file["cases"])
