"""Trees of conditions: three answers, what is missing, what is only advice, and the trace."""

import datetime as dt
import json
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import (
    ANYTHING,
    FACTS,
    FLAG,
    MONTHS,
    REGISTER,
    SHAPES,
    Oracle,
    World,
    asked_days,
    known_facts,
    natural,
    tables,
    worlds,
)

from asn_career.conditions import (
    SKIP,
    AllOf,
    Answer,
    AnyOf,
    Band,
    Compare,
    Const,
    IsOneOf,
    Lookup,
    MonthsSince,
    MonthStartAfter,
    Not,
    Param,
    WeightedSum,
)
from asn_career.dates import ONE_DAY
from asn_career.errors import InvalidInputError
from asn_career.findings import LineKind, Op, Truth
from asn_career.regulations import Evidence
from asn_career.rulebook import Rule, Rulebook
from asn_career.terms import Question, Recap, Status
from asn_career.values import Kind

LEAVES = {LineKind.FACT, LineKind.CELL}
FACT = {fact.name: fact for fact in FACTS}
YES = Const(value=True, value_type=FLAG)
TODAY_IS = dt.date(2020, 6, 15)


def decide(book, rule, facts, day):
    """Return what the untraced reading says: True, False or None."""
    found = book.decider(rule, day)(book.view(facts, day).get, day)
    return None if found is SKIP else found


# -- every reading of the same tree ------------------------------------------------------------


def readings_agree(world, facts, day):
    book, oracle = world.book, Oracle(world, facts, day)
    for name in dict.fromkeys(rule.name for rule in world.rules):
        value, advisory = oracle.read(Answer(name))
        value_type = book.law(day).rule_type(name)
        if value_type.kind is Kind.FLAG:
            expected = None if advisory else value
            result = book.check(name, facts, day)
            assert result.truth is Truth.of(expected)
            assert decide(book, name, facts, day) is expected
        else:
            result = book.score(name, facts, day)
            assert natural(result.whole, value_type) == value
        assert result.verify()
        assert result.lines("id")
        assert result.lines("en")
        plain, rows = json.loads(json.dumps(result.as_dict()["rows"])), result.rows()
        assert [(r["key"], r["truth"]) for r in plain] == [(r["key"], r["truth"]) for r in rows]


@settings(max_examples=40)
@given(worlds(), known_facts(), asked_days)
def test_traced_and_untraced_readings_agree_with_plain_recursion(world, facts, day):
    readings_agree(world, facts, day)


@pytest.mark.long
@settings(max_examples=10_000)
@given(worlds(depth=4), known_facts(), asked_days)
def test_readings_agree_on_ten_thousand_worlds(world, facts, day):
    readings_agree(world, facts, day)


# -- missing facts and advice ------------------------------------------------------------------


@settings(max_examples=40)
@given(worlds(), known_facts(missing=False), asked_days, st.sets(st.sampled_from(sorted(FACT))))
def test_one_more_fact_never_turns_yes_or_no_into_unknown(world, facts, day, hidden):
    book = world.book
    known = {name: value for name, value in facts.items() if name not in hidden}
    answer = decide(book, World.main, known, day)
    for name in sorted(hidden & facts.keys()):
        known[name] = facts[name]
        following = decide(book, World.main, known, day)
        assert answer is None or following is answer
        answer = following


@settings(max_examples=40)
@given(worlds(), known_facts(), asked_days)
def test_facts_named_as_missing_are_the_ones_that_are_missing(world, facts, day):
    finding = world.book.check(World.main, facts, day)
    given_facts = {name for name, value in facts.items() if value is not None}
    assert not given_facts & set(finding.missing)
    if finding.truth is not Truth.UNKNOWN:
        assert finding.missing == ()


@st.composite
def rewritten(draw, world):
    """Return the same world, in which every unverified figure has another value."""

    def rewrite(table):
        fresh = draw(tables(table.name, frozenset(SHAPES[table.name].keys)))
        others = [cell for row in fresh.rows for cell in row.cells.values()]
        others += [cell for row in fresh.rows for _, cell in row.bands]

        def other(cell):
            advice = cell.evidence is Evidence.UNVERIFIED and others
            return attrs.evolve(cell, value=draw(st.sampled_from(others)).value) if advice else cell

        rows = tuple(
            attrs.evolve(
                row,
                cells={key: other(cell) for key, cell in row.cells.items()},
                bands=tuple((lower, other(cell)) for lower, cell in row.bands),
            )
            for row in table.rows
        )
        below = rewrite(table.below) if table.below else None
        return attrs.evolve(table, rows=rows, below=below)

    return attrs.evolve(world, tables={n: rewrite(t) for n, t in world.tables.items()})


half_unverified = st.sampled_from([Evidence.UNVERIFIED, Evidence.PRIMARY])


@settings(max_examples=40)
@given(st.data(), worlds(evidence=half_unverified), known_facts(), asked_days)
def test_an_unverified_figure_never_decides(data, world, facts, day):
    other = data.draw(rewritten(world))
    before = world.book.check(World.main, facts, day)
    assert other.book.check(World.main, facts, day).truth is before.truth
    assert decide(other.book, World.main, facts, day) is decide(world.book, World.main, facts, day)
    if before.truth is not Truth.UNKNOWN:
        assert before.evidence is not Evidence.UNVERIFIED


# -- the checker of explanations ---------------------------------------------------------------


def another(value, value_type):
    """Return a result that differs."""
    match value:
        case None:
            wrong = {Kind.FLAG: True, Kind.NUMBER: 7, Kind.WORDS: frozenset()}
            return wrong.get(value_type.kind, "anything")
        case bool():
            return not value
        case frozenset():
            return value ^ frozenset([Status.PNS])
        case int():
            return value + 1
        case _ if value_type.words is not None:
            return next(word for word in value_type.words if word is not value)
        case _:
            return value + ONE_DAY


def tampered(line):
    """Yield the explanation with the result of one line changed, one line at a time."""
    if line.info.kind not in LEAVES:
        yield attrs.evolve(line, result=another(line.result, line.info.value_type))
    for place, part in enumerate(line.parts):
        for wrong in tampered(part):
            yield attrs.evolve(line, parts=(*line.parts[:place], wrong, *line.parts[place + 1 :]))


@settings(max_examples=40)
@given(worlds(), known_facts(), asked_days)
def test_no_line_of_an_explanation_can_be_changed_unnoticed(world, facts, day):
    finding = world.book.check(World.main, facts, day)
    for line in tampered(finding.line):
        assert not attrs.evolve(finding, line=line).verify()


# -- single trees ------------------------------------------------------------------------------


def book_of(node, *facts, values="", name="uji.rule"):
    """Return a rulebook with one rule, over tables given as text."""
    rule = Rule(
        name=name,
        text=ANYTHING,
        question=Question.MOVE,
        node=node,
        source="uji-1:1",
        since=dt.date(1900, 1, 1),
    )
    empty = Rulebook.build("uji", instruments=REGISTER, tables={}, facts=FACTS, rules=())
    return empty.overlay("uji", values, rules=(rule,), facts=facts)


def table(name, type_, value, *, evidence="primary", axis=""):
    cells = "values" if axis else "value"
    return f"""
[uji.{name}]
text = {{id = "{name}", en = "{name}"}}
{type_}
{axis}
checked = 2026-11-21

[[uji.{name}.rows]]
since = 2010-01-01
source = "uji-1:1"
evidence = "{evidence}"
{cells} = {value}
"""


def test_a_rule_that_is_one_unverified_comparison_stays_unknown():
    values = table("least", 'unit = "month"', 24, evidence="unverified")
    book = book_of(Compare(FACT["months"], Op.GE, Param("uji.least")), values=values)
    for months in (12, 36):
        finding = book.check("uji.rule", {"months": months}, TODAY_IS)
        assert finding.truth is Truth.UNKNOWN
        assert finding.line.advisory
        assert decide(book, "uji.rule", {"months": months}, TODAY_IS) is None


@pytest.mark.parametrize("value", ["true", "false"])
def test_a_rule_that_is_one_unverified_flag_stays_unknown(value):
    values = table("must", 'type = "flag"', value, evidence="unverified")
    for node in (Param("uji.must"), Not(Answer("uji.inner"))):
        book = book_of(Param("uji.must"), values=values, name="uji.inner")
        if isinstance(node, Not):
            rule = attrs.evolve(book.rules(TODAY_IS)[0], name="uji.outer", node=node)
            book = book.overlay("uji", rules=(rule,))
        for rule in book.rules(TODAY_IS):
            assert book.check(rule, {}, TODAY_IS).truth is Truth.UNKNOWN
            assert decide(book, rule, {}, TODAY_IS) is None


HALF = table("half", 'unit = "percent"', 50)
HALF_THE_MONTHS = WeightedSum(((Param("uji.half"), FACT["months"]),))


def test_completed_years_count_where_half_the_months_meet_years():
    book = book_of(Compare(HALF_THE_MONTHS, Op.EQ, FACT["years"]), values=HALF)
    for months, years in ((36, 1), (47, 1), (48, 2)):
        facts = {"months": months, "years": years}
        assert book.check("uji.rule", facts, TODAY_IS).truth is Truth.YES
        assert decide(book, "uji.rule", facts, TODAY_IS) is True


def test_the_calendar_knows_when_months_since_a_day_reach_half_the_months():
    book = book_of(Compare(MonthsSince(FACT["day_a"]), Op.GE, HALF_THE_MONTHS), values=HALF)
    facts = {"day_a": dt.date(2020, 1, 1), "months": 21}  # 10.5 months
    assert book.next_change("uji.rule", facts, TODAY_IS) <= dt.date(2020, 12, 1)
    assert book.check("uji.rule", facts, dt.date(2020, 12, 1)).truth is Truth.YES
    assert book.check("uji.rule", facts, dt.date(2020, 11, 30)).truth is Truth.NO


def test_a_sum_of_percentages_is_exact():
    values = table("third", 'unit = "percent"', '"33.33"')
    node = WeightedSum(((Param("uji.third"), FACT["credit"]), (Param("uji.third"), FACT["credit"])))
    score = book_of(node, values=values).score("uji.rule", {"credit": "12.5"}, TODAY_IS)
    assert score.value == Decimal("8.3325")


def test_a_day_too_far_away_is_no_crash():
    book = book_of(MonthStartAfter(FACT["day_a"], FACT["months"]))
    for months in (10**9, -(10**9)):
        score = book.score("uji.rule", {"day_a": TODAY_IS, "months": months}, TODAY_IS)
        assert score.value is None


# -- trees that are refused --------------------------------------------------------------------

ROW = table("row", 'unit = "month"', "[1]", axis='axis = "status"\ncolumns = ["pns"]')
WORD = table("word", 'words = "status"', '"pns"')
BANDS = """
[uji.bands]
text = {id = "pita", en = "bands"}
words = "recap"
of = "percent"
checked = 2026-11-21

[[uji.bands.rows]]
since = 2010-01-01
source = "uji-1:1"
evidence = "primary"
lower = ["-", 68]
values = ["kms", "ms"]
"""
TEXT = HALF + ROW + WORD + BANDS + table("must", 'type = "flag"', "true")
ONE_MONTH = Const(1, MONTHS)


@pytest.mark.parametrize(
    "node",
    [
        pytest.param(Param("uji.rows"), id="unknown table"),
        pytest.param(Answer("uji.ruler"), id="unknown rule"),
        pytest.param(Param("uji.row"), id="row without a word"),
        pytest.param(Param("uji.row", (Recap.MS,)), id="word of another axis"),
        pytest.param(Param("uji.row", (Status.CPNS,)), id="word without a cell"),
        pytest.param(Param("uji.bands"), id="bands without a number"),
        pytest.param(Lookup("uji.row", (FACT["recap"],)), id="key of another axis"),
        pytest.param(Lookup("uji.row", (FACT["statuses"],)), id="set of words as a key"),
        pytest.param(Lookup("uji.half", ()), id="look-up without keys"),
        pytest.param(Band("uji.bands", FACT["credit"]), id="bands of another unit"),
        pytest.param(Band("uji.row", FACT["percent"]), id="no bands"),
        pytest.param(MonthsSince(FACT["months"]), id="months since a number"),
        pytest.param(MonthStartAfter(FACT["months"], FACT["months"]), id="month after a number"),
        pytest.param(MonthStartAfter(FACT["day_a"], FACT["credit"]), id="length in credit"),
        pytest.param(MonthStartAfter(FACT["day_a"], HALF_THE_MONTHS), id="length of broken months"),
        pytest.param(WeightedSum(()), id="sum of nothing"),
        pytest.param(AllOf(()), id="all of nothing"),
        pytest.param(AnyOf(()), id="one of nothing"),
        pytest.param(WeightedSum(((Param("uji.half"), FACT["day_a"]),)), id="sum of days"),
        pytest.param(WeightedSum(((Param("uji.half"), FACT["flag_a"]),)), id="sum of flags"),
        pytest.param(WeightedSum(((Param("uji.word"), FACT["months"]),)), id="word as a weight"),
        pytest.param(
            WeightedSum(((Param("uji.half"), FACT["months"]), (Param("uji.word"), FACT["months"]))),
            id="word among the weights",
        ),
        pytest.param(
            WeightedSum(((Param("uji.half"), FACT["months"]), (Param("uji.half"), FACT["years"]))),
            id="sum of two units",
        ),
        pytest.param(Compare(FACT["months"], Op.GE, FACT["credit"]), id="months and credit"),
        pytest.param(Compare(FACT["years"], Op.GE, FACT["months"]), id="years and months"),
        pytest.param(Compare(FACT["status"], Op.GE, FACT["status"]), id="no order of words"),
        pytest.param(Compare(FACT["flag_a"], Op.LT, FACT["flag_b"]), id="no order of flags"),
        pytest.param(Compare(FACT["statuses"], Op.EQ, FACT["statuses"]), id="sets compared"),
        pytest.param(
            Compare(Compare(FACT["months"], Op.GE, ONE_MONTH), Op.EQ, YES), id="condition compared"
        ),
        pytest.param(IsOneOf(FACT["recap"], FACT["statuses"]), id="word of another vocabulary"),
        pytest.param(IsOneOf(FACT["statuses"], FACT["statuses"]), id="set in a set"),
        pytest.param(AllOf((FACT["months"],)), id="number as a condition"),
        pytest.param(AllOf((Param("uji.must"),)), id="figure as a condition"),
        pytest.param(Not(FACT["flag_a"]), id="flag as a condition"),
    ],
)
def test_a_tree_that_does_not_fit_is_refused_when_the_rulebook_is_built(node):
    with pytest.raises(InvalidInputError, match=r"rules\.uji\.rule"):
        book_of(node, values=TEXT)


def test_a_tree_deeper_than_fifty_is_refused():
    node = Compare(FACT["months"], Op.GE, ONE_MONTH)
    for _ in range(3_000):
        node = Not(node)
    with pytest.raises(InvalidInputError, match="deep"):
        book_of(node)


def test_all_that_does_not_fit_is_told_at_once():
    node = AllOf((Compare(FACT["status"], Op.GE, FACT["status"]), Answer("uji.nothing")))
    with pytest.raises(InvalidInputError) as refused:
        book_of(node)
    messages = str(refused.value)
    assert "has no order" in messages
    assert "uji.nothing" in messages


def test_kleene_logic():
    yes, no = YES, Const(value=False, value_type=FLAG)
    unknown = FACT["flag_a"]
    conditions = {q: Compare(q, Op.EQ, YES) for q in (yes, no, unknown)}
    for join, expected in (
        (AllOf, {(yes, yes): "YES", (yes, no): "NO", (no, unknown): "NO", (yes, unknown): None}),
        (AnyOf, {(no, no): "NO", (yes, no): "YES", (no, unknown): None, (yes, unknown): "YES"}),
    ):
        for pair, truth in expected.items():
            for order in (pair, pair[::-1]):
                book = book_of(join(tuple(conditions[q] for q in order)))
                finding = book.check("uji.rule", {}, TODAY_IS)
                assert finding.truth is (Truth[truth] if truth else Truth.UNKNOWN)
    assert book_of(Not(conditions[no])).check("uji.rule", {}, TODAY_IS).truth is Truth.YES
