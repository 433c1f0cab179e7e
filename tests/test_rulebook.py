"""The rulebook: asking, other worlds, differences, and what is refused when it is built."""

import datetime as dt
import json
from functools import cache
from itertools import count

import attrs
import pytest
from hypothesis import given, settings
from test_conditions import book_of, table
from worlds import ANYTHING, FACTS, FLAG, MONTHS, REGISTER, World, asked_days, known_facts, worlds

from asn_career.conditions import AllOf, Answer, AnyOf, Compare, Const, Lookup, Not, Param
from asn_career.dates import ONE_DAY, Span
from asn_career.errors import InvalidInputError, UnknownNameError
from asn_career.facts import Fact
from asn_career.findings import Op, Truth
from asn_career.national import national_rulebook
from asn_career.rulebook import Rule, Rulebook
from asn_career.terms import PositionLevel, Question
from asn_career.values import Kind, ValueType

DAY = dt.date(2026, 11, 21)
FACT = {fact.name: fact for fact in FACTS}
YES = Const(value=True, value_type=FLAG)
TRUE = Compare(YES, Op.EQ, YES)
FALSE = Compare(YES, Op.NE, YES)
FIRST, SECOND, THIRD = dt.date(2018, 1, 1), dt.date(2019, 7, 1), dt.date(2021, 2, 28)
OLD = dt.date(1900, 1, 1)


def rule(node=TRUE, name="uji.rule", since=OLD, until=None, source="uji-1:1", **more):
    return Rule(
        name=name,
        text=ANYTHING,
        question=Question.MOVE,
        node=node,
        source=source,
        since=since,
        until=until,
        **more,
    )


def build(*rules, facts=FACTS):
    return Rulebook.build("uji", instruments=REGISTER, tables={}, facts=facts, rules=rules)


def instrument(name, **days):
    told = "\n".join(f"{key} = {day}" for key, day in days.items())
    return f"""
[instruments.{name}]
short = "{name}"
title = {{id = "{name}", en = "{name}"}}
evidence = "primary"
{told}
"""


def rows(name, *lines):
    told = "\n".join(
        f'[[{name}.rows]]\nsince = {since}\nsource = "{source}"\nevidence = "primary"\n{what}'
        for since, source, what in lines
    )
    return f"\n[{name}]\nchecked = 2026-11-21\n{told}\n"


def only(refused):
    return str(refused.value)


# -- asking ------------------------------------------------------------------------------------


@pytest.mark.parametrize("ask", ["check", "score", "view"])
def test_the_day_is_a_day_or_iso_text(ask):
    book = book_of(TRUE if ask != "score" else FACT["months"])
    args = ({"months": 3},) if ask == "view" else ("uji.rule", {"months": 3})
    as_day, as_text = (getattr(book, ask)(*args, day) for day in (DAY, "2026-11-21"))
    assert as_day.as_of == as_text.as_of == DAY
    for wrong in ("20261121", "2026-W47-6", "21-11-2026", "2026-11-21T00:00", "", None, 20261121):
        with pytest.raises(InvalidInputError, match="as_of"):
            getattr(book, ask)(*args, wrong)
    for wrong in (dt.datetime(2026, 11, 21), dt.date(1899, 12, 31), dt.date(2201, 1, 1)):  # noqa: DTZ001
        with pytest.raises(InvalidInputError, match="as_of"):
            getattr(book, ask)(*args, wrong)


@pytest.mark.parametrize("pin", ["as_known_on", "as_in_force_on"])
def test_the_day_of_another_world_is_a_day_or_iso_text(pin):
    book = national_rulebook()
    assert getattr(book, pin)("2024-01-01").name == getattr(book, pin)(dt.date(2024, 1, 1)).name
    answers = getattr(book, pin)("2024-01-01").check("promotion.window", {}, "2025-03-01")
    assert answers.truth is Truth.NO
    with pytest.raises(InvalidInputError, match="day"):
        getattr(book, pin)("20240101")


def test_an_unknown_rule_is_refused_with_the_near_name():
    book = national_rulebook()
    for ask in (
        lambda: book.check("promotion.windw", {}, DAY),
        lambda: book.score("promotion.windw", {}, DAY),
        lambda: book.decider("promotion.windw", DAY),
        lambda: book.explainer("promotion.windw", DAY),
        lambda: book.next_change("promotion.windw", {}, DAY),
        lambda: book.spans("promotion.windw"),
    ):
        with pytest.raises(UnknownNameError, match=r"did you mean 'promotion\.window'"):
            ask()
    with pytest.raises(UnknownNameError, match="did you mean 'birth_date'"):
        book.fact("birthdate")
    with pytest.raises(UnknownNameError, match=r"did you mean 'retirement\.age'"):
        book.cell("retirement.aeg", (), DAY)


def test_wrong_facts_are_told_all_at_once():
    facts = {
        "levell": "administrator",
        "golongan": "V/a",
        "birth_date": "1-1-1970",
        "status": 3,
        "diploma": "s1",
    }
    with pytest.raises(InvalidInputError) as refused:
        national_rulebook().check("promotion.window", facts, DAY)
    assert {p.where for p in refused.value.problems} == {
        "facts.levell",
        "facts.golongan",
        "facts.birth_date",
        "facts.status",
    }
    assert "did you mean 'level'" in only(refused)


@pytest.mark.parametrize("who", [None, 3, "E-1", [("months", 3)], {"months"}], ids=count())
def test_who_is_a_record_or_facts(who):
    with pytest.raises(InvalidInputError, match="an Employee"):
        book_of(TRUE).check("uji.rule", who, DAY)


@pytest.mark.parametrize("key", [3, None, ("months",), 10**5_000, "x" * 100_000], ids=count())
def test_names_of_facts_are_words(key):
    with pytest.raises(InvalidInputError, match="fact") as refused:
        book_of(TRUE).check("uji.rule", {key: 1}, DAY)
    assert len(only(refused)) < 800


def test_a_refused_sensitive_value_is_not_quoted():
    book = national_rulebook()
    sensitive = [f for f in book.facts() if f.sensitive]
    assert {"birth_date", "healthy"} <= {f.name for f in sensitive}
    for fact in sensitive:
        # A number is no wrong value of a number.
        digits = "1966-05-17" if fact.value_type.kind is Kind.NUMBER else 19660517
        for private in ("17 Mei 1966 rahasia", digits, ["rahasia"], 10**5_000):
            with pytest.raises(InvalidInputError) as refused:
                book.view({fact.name: private}, DAY)
            told = f"{only(refused)} {refused.value!r}"
            assert "rahasia" not in told
            assert "1966" not in told
            assert fact.name in told


def test_numbers_of_thousands_of_digits_are_not_quoted():
    for name in ("months", "credit", "recap", "status", "statuses", "day_a", "flag_a"):
        for absurd in (10**5_000, [10**5_000], "9" * 100_000):
            with pytest.raises(InvalidInputError) as refused:
                book_of(TRUE).check("uji.rule", {name: absurd}, DAY)
            assert len(only(refused)) < 500


def test_check_is_for_yes_and_no_and_score_for_all_else():
    book = national_rulebook()
    with pytest.raises(InvalidInputError, match="use score"):
        book.check("retirement.age", {}, DAY)
    with pytest.raises(InvalidInputError, match="use check"):
        book.score("promotion.window", {}, DAY)


def test_a_rule_is_asked_by_name_or_itself():
    book = national_rulebook()
    for found in book.rules(DAY):
        if found.name == "promotion.window":
            assert book.check(found, {}, DAY) == book.check(found.name, {}, DAY)


def test_outside_its_life_a_rule_is_unknown_and_names_its_spans():
    book = build(rule(since=SECOND, until=THIRD))
    for day in (SECOND - ONE_DAY, THIRD + ONE_DAY):
        finding = book.check("uji.rule", {}, day)
        assert (finding.truth, finding.missing) == (Truth.UNKNOWN, ())
        assert "1 Juli 2019 s.d. 28 Februari 2021" in str(finding)
    for day in (SECOND, THIRD):
        assert book.check("uji.rule", {}, day).truth is Truth.YES
    assert book.spans("uji.rule") == (Span(SECOND, THIRD),)


def test_spans_are_cut_where_a_table_is_silent():
    values = table("must", 'type = "flag"', "true").replace("2010-01-01", "2019-07-01")
    book = book_of(Compare(Param("uji.must"), Op.EQ, YES), values=values)
    assert book.spans("uji.rule") == (Span(SECOND),)


def test_rules_are_found_by_question_and_level():
    for_some = rule(name="uji.some", targets=frozenset({PositionLevel.PENGAWAS}))
    book = build(rule(), for_some, rule(name="uji.later", since=dt.date(2030, 1, 1)))
    assert [r.name for r in book.rules(DAY)] == ["uji.rule", "uji.some"]
    assert [r.name for r in book.rules_for(Question.MOVE, None, DAY)] == ["uji.rule", "uji.some"]
    assert book.rules_for(Question.AWARD, None, DAY) == ()


# -- what is refused when a rulebook is built ------------------------------------------------------


@pytest.mark.parametrize("bare", ["flag_a", "flag_b"])
@pytest.mark.parametrize(
    "around",
    [
        lambda f: AllOf((f,)),
        lambda f: AnyOf((f,)),
        Not,
        lambda f: AllOf((TRUE, f)),
        lambda f: Not(AnyOf((TRUE, f))),
    ],
    ids=count(),
)
def test_a_flag_does_not_stand_bare_among_conditions(bare, around):
    with pytest.raises(InvalidInputError, match=r"rules\.uji\.rule: a condition is due"):
        book_of(around(FACT[bare]))
    book_of(around(Compare(FACT[bare], Op.EQ, YES)))


@pytest.mark.parametrize("length", range(2, 5))
def test_circles_are_refused_and_every_rule_in_them_is_named(length):
    rules = [rule(Not(Answer(f"uji.r{(n + 1) % length}")), name=f"uji.r{n}") for n in range(length)]
    with pytest.raises(InvalidInputError) as refused:
        build(*rules)
    assert {p.where for p in refused.value.problems} == {f"rules.uji.r{n}" for n in range(length)}


def test_a_rule_does_not_ask_itself_not_even_by_way_of_an_overlay():
    with pytest.raises(InvalidInputError, match="own answer"):
        build(rule(Not(Answer("uji.rule"))))
    book = build(rule(name="uji.a"), rule(Answer("uji.a"), name="uji.b"))
    with pytest.raises(InvalidInputError, match="own answer"):
        book.overlay("uji 2", rules=[rule(Answer("uji.b"), name="uji.a", since=FIRST)])


def test_fifty_is_deep_enough():
    node = TRUE
    for _ in range(45):
        node = Not(node)
    assert build(rule(node)).check("uji.rule", {}, DAY).truth is Truth.NO
    for _ in range(6):
        node = Not(node)
    with pytest.raises(InvalidInputError, match=r"rules\.uji\.rule.*50"):
        build(rule(node))


@pytest.mark.parametrize("length", [60, 600])
def test_a_chain_of_answers_is_answered_or_refused(length):
    rules = [rule(name="uji.r0")]
    rules += [rule(Not(Answer(f"uji.r{n}")), name=f"uji.r{n + 1}") for n in range(length)]
    try:
        book = build(*rules)
    except InvalidInputError:
        return
    assert book.check(f"uji.r{length}", {}, DAY).truth is Truth.YES


@pytest.mark.parametrize("nodes", [(TRUE, TRUE), (TRUE, FALSE)])
def test_two_versions_of_one_day_are_refused_in_one_layer(nodes):
    with pytest.raises(InvalidInputError, match=r"rules\.uji\.rule"):
        build(*(rule(node, since=FIRST) for node in nodes))
    with pytest.raises(InvalidInputError, match=r"rules\.uji\.rule"):
        build().overlay("uji 2", rules=[rule(node, since=FIRST) for node in nodes])


def test_an_upper_layer_may_have_a_version_of_the_same_day():
    book = build(rule(TRUE, since=FIRST))
    over = book.overlay("uji 2", rules=[rule(FALSE, since=FIRST)])
    assert over.check("uji.rule", {}, DAY).truth is Truth.NO
    assert book.check("uji.rule", {}, DAY).truth is Truth.YES


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (TRUE, FACT["months"]),
        (FACT["months"], FACT["day_a"]),
        (FACT["months"], FACT["credit"]),
        (FACT["recap"], FACT["status"]),
        (FACT["status"], FACT["statuses"]),
    ],
    ids=count(),
)
def test_versions_give_one_kind_of_answer(before, after):
    versions = [rule(before, until=FIRST - ONE_DAY), rule(after, since=FIRST)]
    with pytest.raises(InvalidInputError, match=r"rules\.uji\.rule.*kind of answer"):
        build(*versions)
    with pytest.raises(InvalidInputError, match=r"rules\.uji\.rule.*kind of answer"):
        build(versions[0]).overlay("uji 2", rules=versions[1:])


def test_a_source_that_is_not_in_the_register_is_refused():
    with pytest.raises(InvalidInputError, match=r"rules\.uji\.rule.*did you mean 'uji-1'"):
        build(rule(source="uji-2:1"))


def test_a_fact_that_is_not_in_the_glossary_is_refused():
    stranger = Fact(name="stranger", value_type=FLAG, text=ANYTHING)
    with pytest.raises(InvalidInputError, match="stranger"):
        build(rule(Compare(stranger, Op.EQ, YES)))
    with pytest.raises(InvalidInputError, match=r"facts\.months.*twice"):
        build(facts=(*FACTS, Fact(name="months", value_type=FLAG, text=ANYTHING)))


def test_a_version_of_other_words_is_not_read_by_a_rule_that_asks_for_the_latest():
    versions = [
        rule(FACT["status"], name="uji.word", until=FIRST - ONE_DAY),
        rule(FACT["recap"], name="uji.word", since=FIRST),
    ]
    asks = rule(Compare(Answer("uji.word"), Op.GE, FACT["recap"]))
    with pytest.raises(InvalidInputError, match=r"rules\.uji\.word"):
        build(*versions, asks)


# -- overlays ------------------------------------------------------------------------------------

BASE = """
[uji.least]
text = {id = "paling sedikit", en = "least"}
unit = "month"
checked = 2026-11-21

[[uji.least.rows]]
since = 2018-01-01
source = "uji-1:1"
evidence = "primary"
value = 12

[[uji.least.rows]]
since = 2021-02-28
source = "uji-1:2"
evidence = "primary"
value = 36
"""
LEAST = Compare(FACT["months"], Op.GE, Param("uji.least"))


def base():
    return book_of(LEAST, values=BASE)


def least(book, day):
    cell = book.cell("uji.least", (), day)
    return None if cell is None else cell.value


def test_an_overlay_is_another_rulebook():
    book = base()
    over = book.overlay("dinas", rows("uji.least", (SECOND, "uji-1:9", "value = 24")))
    assert (book.name, over.name) == ("uji", "dinas")
    assert [least(book, day) for day in (FIRST, SECOND, THIRD)] == [12, 12, 36]
    assert [least(over, day) for day in (FIRST, SECOND, THIRD)] == [12, 24, 24]
    finding = over.check("uji.rule", {"months": 18}, SECOND)
    assert (finding.truth, finding.rulebook) == (Truth.NO, "dinas")
    assert book.check("uji.rule", {"months": 18}, SECOND).truth is Truth.YES


def test_a_repeal_in_an_overlay_ends_only_what_the_overlay_says():
    text = rows(
        "uji.least",
        (SECOND, "uji-1:9", "value = 24"),
        (dt.date(2020, 1, 1), "uji-1:9", "repeal = true"),
    )
    over = base().overlay("dinas", text)
    assert [least(over, d) for d in (SECOND, dt.date(2020, 1, 1), THIRD)] == [24, 12, 36]


@pytest.mark.parametrize("line", ['unit = "month"', 'unit = "year"', 'type = "flag"', "axes = []"])
def test_an_overlay_does_not_say_again_what_a_table_is(line):
    text = rows("uji.least", (SECOND, "uji-1:9", "value = 24"))
    with pytest.raises(InvalidInputError, match=r"dinas: uji: least"):
        base().overlay("dinas", text.replace("checked", f"{line}\nchecked"))


def test_an_overlay_brings_tables_rules_facts_and_instruments():
    fact = Fact(name="letters", value_type=ValueType.number("number"), text=ANYTHING)
    values = instrument("perwali-1", signed="2020-01-01") + table("few", 'unit = "number"', 2)
    node = Compare(fact, Op.GE, Param("uji.few"))
    over = build().overlay("kota", values, rules=[rule(node, source="perwali-1:3")], facts=[fact])
    assert over.check("uji.rule", {"letters": 2}, DAY).truth is Truth.YES
    assert over.citation(over.rules(DAY)[0]).say() == "perwali-1 Pasal 3"


def test_wrong_overlays_are_refused_with_their_name():
    for text in ("uji = 3", "uji = [1]", "[uji]\nleast = 3", "a = ", "instruments = 3"):
        with pytest.raises(InvalidInputError, match="dinas"):
            base().overlay("dinas", text)


# -- the law as known, the law pinned ------------------------------------------------------------


def late():
    """Return a rulebook whose figure of 2019 was published only in 2021."""
    text = instrument("late-1", signed="2020-06-01", published="2021-01-01", in_force="2019-07-01")
    return base().overlay("late", text + rows("uji.least", (SECOND, "late-1:1", "value = 24")))


def test_what_was_published_later_was_not_known():
    book = late()
    assert least(book, SECOND) == 24
    assert least(book.as_known_on(dt.date(2020, 12, 31)), SECOND) == 12
    assert least(book.as_known_on(dt.date(2021, 1, 1)), SECOND) == 24
    assert book.as_known_on(dt.date(2020, 12, 31)).name == "late @known 2020-12-31"


@pytest.mark.parametrize(
    ("days", "known"),
    [
        ({"published": "2021-01-01", "signed": "2020-01-01"}, dt.date(2021, 1, 1)),
        ({"signed": "2021-01-01", "in_force": "2019-01-01"}, dt.date(2021, 1, 1)),
        ({"in_force": "2019-01-01"}, dt.date(2019, 1, 1)),
    ],
    ids=count(),
)
def test_a_rule_is_known_from_publication_else_signature_else_force(days, known):
    book = build(rule()).overlay(
        "uji 2",
        instrument("late-1", **days),
        rules=[rule(FALSE, since=FIRST, source="late-1:1")],
    )
    for on, truth in ((known - ONE_DAY, Truth.YES), (known, Truth.NO)):
        assert book.as_known_on(on).check("uji.rule", {}, DAY).truth is truth


def test_the_law_of_a_day_answers_every_day():
    pinned = base().as_in_force_on(SECOND)
    assert [least(pinned, day) for day in (OLD, FIRST, THIRD, DAY)] == [12] * 4
    assert pinned.change_days == ()
    assert pinned.name == "uji @pinned 2019-07-01"


def test_the_law_pinned_to_the_day_asked_answers_as_the_law_does():
    book = national_rulebook()
    for day in (dt.date(2023, 4, 1), dt.date(2024, 2, 1), dt.date(2025, 10, 1)):
        pinned = book.as_in_force_on(day)
        for asked in (book, pinned):
            assert asked.check("promotion.window", {}, day).truth is Truth.YES


@settings(max_examples=30)
@given(worlds(), known_facts(), asked_days)
def test_pinned_to_its_day_every_world_answers_the_same(world, facts, day):
    book = world.book
    pinned = book.as_in_force_on(day).check(World.main, facts, day)
    assert pinned.line == book.check(World.main, facts, day).line


def test_other_worlds_leave_the_first_as_it_was():
    book = national_rulebook()
    before = {r.name for r in book.rules(DAY)}, book.name, dict(book.variants)
    book.as_known_on(OLD).as_in_force_on(OLD)
    book.with_variants({"credit.base": "zero"})
    assert ({r.name for r in book.rules(DAY)}, book.name, dict(book.variants)) == before
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        book.name = "x"


# -- variants ------------------------------------------------------------------------------------


def test_every_variant_of_the_law_may_be_chosen():
    book = national_rulebook()
    for name, found in book.tables.items():
        for variant in found.variants:
            chosen = book.with_variants({name: variant})
            assert chosen.name == f"national @{name}={variant}"
            assert chosen.law(DAY).values.speaks(name)


def test_unknown_tables_and_variants_are_told_all_at_once():
    with pytest.raises(InvalidInputError) as refused:
        national_rulebook().with_variants({"credit.bas": "zero", "credit.base": "zreo"})
    assert "did you mean 'credit.base'" in only(refused)
    assert "did you mean 'zero'" in only(refused)


# -- differences -----------------------------------------------------------------------------------


def test_differences_name_figure_place_days_and_both_sources():
    before = base()
    after = before.overlay("dinas", rows("uji.least", (SECOND, "uji-1:9", "value = 24")))
    found = before.differences(after)
    told = [
        (d.since, d.until, d.before.value, d.after.value, d.after.citation.source)
        for d in found.items
    ]
    assert told == [
        (SECOND, THIRD - ONE_DAY, 12, 24, "uji-1:9"),
        (THIRD, None, 36, 24, "uji-1:9"),
    ]
    first, second, own = (
        f"[Uji 1 art. {article}, since {day}]"
        for article, day in ((1, "1 January 2018"), (2, "28 February 2021"), (9, "1 July 2019"))
    )
    assert found.lines("en") == (
        f"least, 1 July 2019 to 27 February 2021: 1 year {first} -> 2 years {own}",
        f"least, 28 February 2021 to now: 3 years {second} -> 2 years {own}",
    )
    assert [row["before"] for row in found.rows()] == [12, 36]
    json.dumps(found.rows(), default=str)
    assert json.loads(json.dumps(found.as_dict())) == found.as_dict()
    assert found.verify()
    assert not attrs.evolve(found, items=[attrs.evolve(found.items[0], since=FIRST)]).verify()


def test_a_rulebook_does_not_differ_from_itself():
    book = national_rulebook()
    found = book.differences(book)
    assert (found.items, found.rules_added, found.rules_removed) == ((), (), ())
    assert found.lines() == ()
    assert book.differences(book.overlay("same")).items == ()


def test_differences_turn_around():
    before, after = base(), late()
    there, back = before.differences(after).items, after.differences(before).items
    turned = [attrs.evolve(d, before=d.after, after=d.before) for d in back]
    assert list(there) == turned


def test_versions_of_rules_that_differ_are_named():
    before = build(rule(name="uji.a"), rule(name="uji.b"))
    after = build(rule(name="uji.a"), rule(name="uji.b", since=FIRST), rule(name="uji.c"))
    found = before.differences(after)
    assert found.rules_removed == (f"uji.b ({OLD})",)
    assert found.rules_added == (f"uji.b ({FIRST})", f"uji.c ({OLD})")
    assert found.lines() == (f"- uji.b ({OLD})", f"+ uji.b ({FIRST})", f"+ uji.c ({OLD})")


CHANGE_DAYS = sorted({row.since for t in national_rulebook().tables.values() for row in t.rows})


@cache
def pinned(day):
    return national_rulebook().as_in_force_on(day)


@pytest.mark.parametrize("day", CHANGE_DAYS, ids=str)
def test_the_law_pinned_before_and_on_a_change_differs_only_by_its_rows(day):
    book = national_rulebook()
    found = pinned(day - ONE_DAY).differences(pinned(day))
    changed = {}
    for name, of in book.tables.items():
        for row in of.rows:
            if row.since == day and row.variant in {"", of.default}:
                places = {tuple(w.value for w in key): cell for key, cell in row.cells.items()}
                places |= {("-" if low is None else str(low),): c for low, c in row.bands}
                # New bands take the place of the old ones.
                gone = of.rows[: of.rows.index(row)] if row.bands else ()
                bounds = {low for earlier in gone[-1:] for low, _ in earlier.bands}
                changed |= {(name, (str(low),)): None for low in bounds if low is not None}
                changed |= {(name, at): cell for at, cell in places.items()}
    told = {(d.table, d.at): d.after for d in found.items}
    assert told == changed


# -- travelling ----------------------------------------------------------------------------------


def test_asking_does_not_change_facts():
    facts = {"months": "12"}
    base().check("uji.rule", facts, DAY)
    assert facts == {"months": "12"}


@pytest.mark.parametrize("months", [5_000, -5_000, 10**9, -(10**9)])
def test_a_length_that_leaves_the_years_of_the_library_is_unknown(months):
    from asn_career.conditions import MonthStartAfter

    start = MonthStartAfter(FACT["day_a"], FACT["months"])
    facts = {"day_a": dt.date(2020, 2, 29), "months": months}
    for node in (start, Compare(start, Op.GE, FACT["today"])):
        book = book_of(node)
        ask = book.score if node is start else book.check
        result = ask("uji.rule", facts, DAY)
        assert result.line.result is None
        assert result.verify()
        assert all(result.lines(lang) for lang in ("id", "en"))
    decide = book.decider("uji.rule", DAY)
    assert decide(book.view(facts, DAY).get, DAY) is None


@pytest.mark.parametrize("asked", [dt.date(1900, 1, 1), dt.date(2200, 12, 31)])
def test_the_edges_of_the_years_are_asked_like_any_day(asked):
    book = national_rulebook()
    who = {"birth_date": dt.date(1900, 1, 1), "level": "pelaksana", "retirement_group": "general"}
    for found in book.rules(asked):
        book.next_change(found, who, asked)
    assert book.check("promotion.window", {}, asked).truth in set(Truth)


def test_a_look_up_of_words_that_no_row_names_is_unknown_without_missing_facts():
    text = """
[uji.by]
text = {id = "menurut", en = "by"}
unit = "month"
axis = "status"
columns = ["pns"]
checked = 2026-11-21

[[uji.by.rows]]
since = 2018-01-01
source = "uji-1:1"
evidence = "primary"
values = [12]
"""
    book = book_of(Lookup("uji.by", (FACT["status"],)), values=text)
    score = book.score("uji.rule", {"status": "pppk"}, DAY)
    assert (score.value, score.missing) == (None, ())
    assert book.score("uji.rule", {}, DAY).missing == ("status",)
    assert book.law(DAY).rule_type("uji.rule") == MONTHS


# -- what ends -------------------------------------------------------------------------------------


def ended():
    """Return a rulebook in which a rule, a table and an instrument end, each in its own year."""
    text = instrument("old-1", in_force="2018-01-01", until="2020-12-31")
    tables = rows("uji.brief", (FIRST, "uji-1:2", "value = 1"), (THIRD, "uji-1:3", "repeal = true"))
    tables = tables.replace(
        "checked", 'unit = "month"\ntext = {id = "brief", en = "brief"}\nchecked'
    )
    over = rows("uji.least", (SECOND, "old-1:4", "value = 24"))
    last = dt.date(2019, 12, 31)
    return base().overlay("akhir", text + tables + over, rules=[rule(name="uji.last", until=last)])


def test_what_ends_before_a_day_is_told_by_day():
    found = ended().expiring(DAY)
    assert [(i.kind.value, i.name, i.last_day, i.instrument) for i in found.items] == [
        ("rule", "uji.last", dt.date(2019, 12, 31), None),
        ("source", "uji.least", dt.date(2020, 12, 31), "old-1"),
        ("table", "uji.brief", THIRD - ONE_DAY, None),
    ]
    assert found.lines("en") == (
        "31 December 2019: anything - rule ends without a successor",
        "31 December 2020: least - figures outlive their instrument (instrument: old-1)",
        "27 February 2021: brief - figures end without a successor",
    )
    assert found.verify()
    assert [row["name"] for row in found.rows()] == ["uji.last", "uji.least", "uji.brief"]
    assert json.loads(json.dumps(found.as_dict())) == found.as_dict()


@pytest.mark.parametrize(
    ("before", "names"),
    [
        (dt.date(2019, 12, 31), []),
        (dt.date(2020, 1, 1), ["uji.last"]),
        (THIRD - ONE_DAY, ["uji.last", "uji.least"]),
        (THIRD, ["uji.last", "uji.least", "uji.brief"]),
    ],
)
def test_what_ends_on_the_day_itself_has_not_ended_before_it(before, names):
    assert [item.name for item in ended().expiring(before).items] == names


def test_a_successor_leaves_nothing_to_tell():
    versions = [rule(name="uji.a", until=FIRST - ONE_DAY), rule(name="uji.a", since=FIRST)]
    assert build(*versions).expiring(DAY).items == ()


def test_an_ending_that_is_none_is_not_verified():
    found = ended().expiring(DAY)
    later = [attrs.evolve(item, last_day=item.last_day - ONE_DAY) for item in found.items]
    assert not attrs.evolve(found, items=tuple(later[:1])).verify()
    assert not attrs.evolve(found, items=tuple(later[2:])).verify()
    assert not attrs.evolve(found, before=THIRD - ONE_DAY).verify()


def test_the_shipped_law_tells_what_rests_on_instruments_that_ended():
    found = national_rulebook().expiring(DAY)
    assert found.verify()
    assert {"promotion.effective_day", "ranks.ceiling"} <= {item.name for item in found.items}
