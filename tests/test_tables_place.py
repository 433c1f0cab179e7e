"""Placing on tables: the boxes and indices of the record reading, on every engine."""

import datetime as dt
import random

import attrs
import pytest
from test_conditions import book_of
from test_tables import AS_OF, BOOK, ENGINES, column, polars_table, some_value
from test_talent_map import KEEN, somebody

from asn_career import InvalidInputError, UnknownNameError
from asn_career.conditions import Answer, Const, facts_in
from asn_career.facts import Subject
from asn_career.regulations import Evidence
from asn_career.succession import place_talent
from asn_career.terms import Expectation, PotentialClass, TalentBox
from asn_career.values import ValueType

pl = pytest.importorskip("polars")
tables = pytest.importorskip("asn_career.tables")

LAW = BOOK.law(AS_OF)
BOX, INDEX = "talent.box", "indices.ip_category"
AXES = ("performance", "potential")


def facts_of(*rules, law=LAW):
    found = dict.fromkeys(f for rule in rules for f in facts_in(Answer(rule), law))
    return [f for f in found if f.subject is not Subject.DAY]


def some_rows(facts, n, seed=1):
    rng = random.Random(seed)  # noqa: S311 - invented data
    return [
        {f.name: some_value(f, rng) if rng.random() < 0.95 else None for f in facts}
        for _ in range(n)
    ]


def place(table, **options):
    return tables.place(table, AS_OF, rulebook=BOOK, **options)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_places_like_the_talent_map(engine):
    facts = facts_of(BOX)
    rows = [KEEN, KEEN | {"predicate_latest": "kurang"}, *some_rows(facts, 150)]
    people = {f"E-{i:04d}": row for i, row in enumerate(rows)}
    placed = place_talent([somebody(id) for id in people], AS_OF, rulebook=BOOK, facts=people)
    found = place(ENGINES[engine](polars_table(facts, rows)), rules=BOX, id="id")
    assert column(found, "talent_box") == [
        None if p.box is None else TalentBox(p.box).value for p in placed
    ]
    for i, (axis, words) in enumerate(zip(AXES, (Expectation, PotentialClass), strict=True)):
        classes = [getattr(p, axis) for p in placed]
        assert column(found, f"talent_{axis}_class") == [c and words(c).value for c in classes]
        denominator = LAW.rule_type(f"talent.{axis}").denominator
        numbers = [p.numbers[i] for p in placed]
        wanted = [None if n is None else int(n * denominator) for n in numbers]
        assert column(found, f"talent_{axis}") == wanted
    assert set(column(found, "talent_box_unverified")) == {False}
    assert len({p.box for p in placed}) == len(TalentBox) + 1


@pytest.mark.parametrize("day", [AS_OF, dt.date(2021, 6, 30)], ids=str)
@pytest.mark.parametrize("engine", ENGINES)
def test_the_index_is_told_with_its_mark(engine, day):
    facts = facts_of(INDEX, law=BOOK.law(day))
    rows = some_rows(facts, 60)
    table = ENGINES[engine](polars_table(facts, rows))
    found = tables.place(table, day, rulebook=BOOK, rules=INDEX, id="id")
    scores = [BOOK.score(INDEX, row, day) for row in rows]
    assert column(found, "indices_ip_category") == [s.value and s.value.value for s in scores]
    whole = [BOOK.score("indices.ip_asn", row, day).whole for row in rows]
    assert column(found, "indices_ip_asn") == whole
    marks = column(found, "indices_ip_category_unverified")
    known = [(mark, s.evidence) for mark, s in zip(marks, scores, strict=True) if s.value]
    assert known
    # The points of the predicates, which count since 2022, are remembered only.
    assert {mark for mark, _ in known} == {day == AS_OF}
    assert all(mark is (evidence is Evidence.UNVERIFIED) for mark, evidence in known)


def test_both_are_found_by_what_the_rules_answer():
    facts = facts_of(BOX, INDEX)
    found = place(polars_table(facts, some_rows(facts, 5)).lazy())
    assert isinstance(found, pl.LazyFrame)
    added = found.collect_schema().names()[1 + len(facts) :]
    assert added == [
        "talent_box",
        "talent_performance_class",
        "talent_performance",
        "talent_potential_class",
        "talent_potential",
        "talent_box_unverified",
        "indices_ip_category",
        "indices_ip_asn",
        "indices_performance",
        "indices_ip_category_unverified",
    ]


def test_nobody_is_in_a_box_by_a_figure_that_nobody_verified():
    figures = """
[talent.predicate_score]
checked = 2026-11-21

[[talent.predicate_score.rows]]
since = 2026-01-01
variant = "dpd"
source = "kepka-bkn-411-2025"
evidence = "unverified"
columns = ["sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"]
values = [100, 80, 60, 40, 20]
"""
    book = BOOK.overlay("ingatan", figures)
    table = polars_table(facts_of(BOX), [KEEN])
    found = tables.place(table, AS_OF, rulebook=book, rules=BOX)
    assert column(found, "talent_box") == column(found, "talent_performance") == [None]
    assert column(found, "talent_potential_class") == ["tinggi"]
    assert column(found, "talent_box_unverified") == [True]
    people = [somebody("E-0000")]
    (record,) = place_talent(people, AS_OF, rulebook=book, facts={"E-0000": KEEN})
    assert record.box is None


def test_before_the_rules_were_in_force_everybody_is_unknown():
    facts = facts_of(BOX, INDEX)
    table = polars_table(facts, [KEEN])
    found = tables.place(table, dt.date(2015, 1, 1), rulebook=BOOK)
    assert column(found, "talent_box") == column(found, "indices_ip_category") == [None]


def test_what_is_wrong_is_told_at_once():
    facts = facts_of(BOX, INDEX)
    table = polars_table(facts, [KEEN]).drop("variety").rename({"seminars": "seminar"})
    with pytest.raises(InvalidInputError) as caught:
        place(table, id="nip")
    told = [str(p) for p in caught.value.problems]
    assert len(told) == 3
    assert "variety" in told[0]
    assert "did you mean 'seminar'?" in told[1]
    assert "nip" in told[2]
    with pytest.raises(InvalidInputError, match="pengawass"):
        place(polars_table(facts, [{}]).with_columns(level=pl.lit("pengawass")))


def test_rules_are_named_or_found():
    table = polars_table(facts_of(BOX), [KEEN])
    with pytest.raises(InvalidInputError, match=r"tables\.check"):
        place(table, rules=[BOX, "talent.succession_group"])
    with pytest.raises(UnknownNameError, match=r"talent\.box"):
        place(table, rules="talent.boxes")
    with pytest.raises(InvalidInputError, match="none given"):
        place(table, rules=[])
    with pytest.raises(InvalidInputError, match="has no rule that places"):
        tables.place(table, AS_OF, rulebook=book_of(Const(value=True, value_type=ValueType.flag())))
    second = attrs.evolve(LAW.version(BOX), name="kota.box")
    two = BOOK.overlay("kota", rules=[second])
    with pytest.raises(InvalidInputError, match=r"several rules of talent: .*kota\.box"):
        tables.place(table, AS_OF, rulebook=two)
