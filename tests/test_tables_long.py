"""Random records, all shipped rules, all engines: no difference from the record reading.

A sample runs with the other tests; ``./dev long`` runs a hundred thousand records in chunks.
"""

import datetime as dt
import random

import pytest
from test_tables import AS_OF, BOOK, ENGINES, as_cell, cell, duckdb, pd, plain

from asn_career.conditions import Answer, facts_in, value_reader
from asn_career.dates import cut_off
from asn_career.facts import Subject
from asn_career.tables.compile import MAX_WHOLE
from asn_career.terms import Word
from asn_career.values import Kind

pl = pytest.importorskip("polars")
tables = pytest.importorskip("asn_career.tables")

LAW = BOOK.law(AS_OF)
RULES = [rule.name for rule in BOOK.rules(AS_OF)]
FLAGS = {name for name in RULES if LAW.rule_type(name).kind is Kind.FLAG}
FACTS = list(dict.fromkeys(f for name in RULES for f in facts_in(Answer(name), LAW)))
GIVEN = [f for f in FACTS if f.subject is not Subject.DAY]
KNOWN = {f.name: BOOK.view({}, AS_OF).get(f.name) for f in FACTS if f.subject is Subject.DAY}
ONCE = 20  # rules of one question: DuckDB binds more of them slowly
MISSING = 0.06


def pool(fact, rng):
    """Return some values of a fact: days around whole years and months, all words, numbers."""
    match fact.value_type.kind:
        case Kind.FLAG:
            return [True, True, False]
        case Kind.DAY:
            months = [*range(0, 60, 3), *range(60, 840, 12), *range(680, 710)]
            edges = [cut_off(AS_OF, m) + dt.timedelta(d) for m in months for d in (-1, 0, 1)]
            return [*edges, *(AS_OF + dt.timedelta(rng.randrange(2000)) for _ in range(20))]
        case Kind.WORD:
            return list(fact.value_type.words)
        case Kind.WORDS:
            words = list(fact.value_type.words)
            return [frozenset(rng.sample(words, min(n, len(words)))) for n in range(4)]
        case Kind.NUMBER:
            whole = [*range(40), *range(40, 130, 5), *range(132, 420, 12), 1000]
            parts = {fact.value_type.denominator, 1}
            return [n * fact.value_type.denominator for n in whole] + [
                n * max(parts) // 2 for n in whole
            ]


def draw(rows, rng):
    """Return random people: by fact the clean values, and the cells of a table."""
    clean, cells = {}, {}
    for fact in GIVEN:
        values = pool(fact, rng)
        shown = [plain(fact, fact.value_type.plain(v)) if v != frozenset() else "" for v in values]
        places = [rng.randrange(len(values)) for _ in range(rows)]
        known = [rng.random() >= MISSING for _ in range(rows)]
        clean[fact.name] = [values[p] if k else None for p, k in zip(places, known, strict=True)]
        cells[fact.name] = [shown[p] if k else None for p, k in zip(places, known, strict=True)]
    return clean, cells


def table_of(cells, rows):
    """Return the cells as a Polars table; a column with only whole numbers may stay whole."""
    schema = {"id": pl.String}
    for fact in GIVEN:
        kinds = {Kind.FLAG: pl.Boolean, Kind.DAY: pl.Date, Kind.NUMBER: pl.Float64}
        whole = fact.value_type.kind is Kind.NUMBER and fact.value_type.denominator == 1
        schema[fact.name] = pl.Int64 if whole else kinds.get(fact.value_type.kind, pl.String)
    return pl.DataFrame({"id": [f"E-{i:06d}" for i in range(rows)], **cells}, schema=schema)


def read_records(clean, rows):
    """Return the answers of the record reading, by rule."""
    facts = [
        {**KNOWN, **{name: column[i] for name, column in clean.items()}}.get for i in range(rows)
    ]
    found = {}
    for name in RULES:
        if name in FLAGS:
            decide = BOOK.decider(name, AS_OF)
            answers = (decide(get, AS_OF) for get in facts)
            found[name] = [a if isinstance(a, bool) else None for a in answers]
        else:
            read, value_type = value_reader(Answer(name), LAW), LAW.rule_type(name)
            found[name] = [fits(as_cell(value_type, read(get, AS_OF))) for get in facts]
    return found


def fits(value):
    """Return a value as a table holds it: a number that is no number of an engine is unknown."""
    return None if isinstance(value, int) and abs(value) > MAX_WHOLE else value


def read_columns(answered, names):
    """Return the answers of a table as lists, in the order of the keys."""
    if isinstance(answered, pl.LazyFrame):
        answered = answered.collect()
    if isinstance(answered, duckdb.DuckDBPyRelation):
        answered = pl.from_arrow(answered.to_arrow_table())
    if isinstance(answered, pd.DataFrame):
        answered = answered.sort_values("id")
        return {n: [cell(v) for v in answered[n].tolist()] for n in names}
    if not isinstance(answered, pl.DataFrame):
        answered = pl.from_arrow(answered)
    answered = answered.sort("id")
    return {n: answered[n].to_list() for n in names}


def count_differences(rows, seed, engines=tuple(ENGINES)):
    """Return how many answers were compared, and where an engine differs: engine and rule."""
    rng = random.Random(seed)  # noqa: S311 - invented data
    clean, cells = draw(rows, rng)
    table, wanted = table_of(cells, rows), read_records(clean, rows)
    compared, different = 0, []
    for engine in engines:
        given = ENGINES[engine](table)
        for flags in (True, False):
            listed = [n for n in RULES if (n in FLAGS) is flags]
            for names in (listed[i : i + ONCE] for i in range(0, len(listed), ONCE)):
                options = {"because": False} if flags else {}
                ask = tables.check if flags else tables.score
                columns = {n: tables.column_name(n) for n in names}
                asked = ask(given, names, AS_OF, rulebook=BOOK, validate=False, **options)
                found = read_columns(asked, columns.values())
                for name, column in columns.items():
                    compared += rows
                    if found[column] != wanted[name]:
                        pairs = zip(found[column], wanted[name], strict=True)
                        different.append((engine, name, sum(a != b for a, b in pairs)))
    return compared, different


def test_a_sample_of_random_records_differs_nowhere():
    compared, different = count_differences(300, 11, ("polars", "pyarrow"))
    assert not different
    assert compared == 300 * len(RULES) * 2


TALENT = {
    "target_level": "pengawas",
    "predicate_latest": "baik",
    "award_level": "national",
    "team_role": "leader_internal",
    "feedback": "sangat_baik",
    "competence_score": 90.0,
    "certificates": 12,
    "months_in_level": 8,
    "variety": "cross_unit",
    "acting_duty": "plh_equal",
    "potential_score": 80.0,
    "diploma": "slta",
    "field_fit": "fits",
    "discipline_record": "never",
}


@pytest.mark.parametrize("engine", ENGINES)
def test_numbers_too_large_for_an_engine_are_unknown_not_wrong(engine):
    made = {f.name: [None, None] for f in GIVEN}
    made |= {name: [value, value] for name, value in TALENT.items()}
    made["technical_score"] = [90.0, 1000.0]
    asked = tables.score(
        ENGINES[engine](table_of(made, 2)), "talent.blended_value", AS_OF, rulebook=BOOK
    )
    (first, second) = read_columns(asked, ["talent_blended_value"])["talent_blended_value"]
    assert first is not None
    assert second is None


def test_a_difference_would_be_found():
    clean, _ = draw(50, random.Random(3))  # noqa: S311 - invented data
    wanted = read_records(clean, 50)
    words = {a for name in RULES for a in wanted[name] if isinstance(a, str | bool | Word)}
    assert {True, False} <= words
    assert len(words) > 10


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(10))
def test_a_hundred_thousand_random_records_differ_nowhere(chunk):
    compared, different = count_differences(10_000, chunk)
    assert not different
    assert compared == 10_000 * len(RULES) * len(ENGINES)
