"""Facts from long tables: what the tables say is what the records say."""

import datetime as dt
import random

import attrs
import pytest
from cities import CITY
from hypothesis import given, settings
from hypothesis import strategies as st
from test_tables import AS_OF, BOOK, ENGINES

from asn_career import InvalidInputError
from asn_career.people import Sanction
from asn_career.people.employee import LISTS
from asn_career.positions import Position
from asn_career.terms import Word

pl = pytest.importorskip("polars")
tables = pytest.importorskip("asn_career.tables")

NESTED = {"assessments", "activities"}
FLAT = [name for name in LISTS if name not in NESTED]
POSITIONS = {p.position.id: p.position for p in CITY.posts}
LONG = ("polars", "polars lazy", "polars categories", "pyarrow", "pandas", "duckdb")


def flat(value):
    match value:
        case Position():
            return value.id
        case Word():
            return value.value
        case tuple():
            return "|".join(value)
        case _:
            return value


def rows_of(record, key):
    fields = (f.name for f in attrs.fields(type(record)) if f.name not in NESTED)
    return {"id": key, **{n: flat(getattr(record, n)) for n in fields if n not in {"id", *LISTS}}}


def long_tables(people, rng):
    """Return one row a person, and one row an event of each list, in any order."""
    persons = [rows_of(p, p.id) | {"nip": None} for p in people]
    lists = {}
    for name in FLAT:
        events = [rows_of(record, p.id) for p in people for record in getattr(p, name)]
        if events:
            rng.shuffle(events)
            lists[name] = pl.DataFrame(events, infer_schema_length=None, strict=False)
    return pl.DataFrame(persons, infer_schema_length=None), lists


def bare(person):
    """Return a person without what no flat table holds."""
    held = {p.position.id: p.position for p in person.appointments}
    POSITIONS.update(held)
    return attrs.evolve(person, assessments=(), nip=None)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), engine=st.sampled_from(LONG))
def test_random_careers_give_the_same_facts_from_records_and_from_long_tables(seed, engine):
    rng = random.Random(seed)  # noqa: S311 - invented data
    people = [bare(p) for p in rng.sample(CITY.employees, 12)]
    for i in range(0, 12, 3):
        since = AS_OF - dt.timedelta(rng.randrange(900))
        level = rng.choice(["light", "moderate", "heavy"])
        people[i] = people[i].with_records(Sanction(level=level, since=since))
    persons, lists = long_tables(people, rng)
    post = rng.choice(CITY.vacancies)
    wanted = tables.facts_from(people, None, AS_OF, rulebook=BOOK, post=post)
    found = tables.facts_from(
        ENGINES[engine](persons),
        None,
        AS_OF,
        rulebook=BOOK,
        post=post,
        records={name: ENGINES[engine](table) for name, table in lists.items()},
        positions=POSITIONS.values(),
    )
    if engine == "duckdb":
        assert sorted(zip(*found.values(), strict=True), key=str) == sorted(
            zip(*wanted.values(), strict=True), key=str
        )
    else:
        assert found == wanted


PEOPLE = pl.DataFrame(
    {"id": ["a", "b"], "birth_date": [dt.date(1980, 1, 1)] * 2, "status": ["pns", "pns"]}
)
RANKS = pl.DataFrame({"id": ["b"], "golongan": ["III/a"], "since": [dt.date(2010, 4, 1)]})


def read(people=PEOPLE, rules="ranks.in_band", **records):
    return tables.facts_from(people, rules, AS_OF, rulebook=BOOK, records=records)


def problems(people=PEOPLE, **records):
    with pytest.raises(InvalidInputError) as caught:
        read(people, **records)
    return [str(p) for p in caught.value.problems]


def test_people_without_events_have_facts_that_are_unknown():
    assert read(ranks=RANKS)["golongan"] == [None, "III/a"]
    assert read()["golongan"] == [None, None]


def test_missing_columns_and_wrong_types_of_all_tables_are_told_at_once():
    zoned = pl.Series([dt.datetime(2010, 4, 1, tzinfo=dt.UTC)])
    found = problems(
        PEOPLE.drop("birth_date"),
        ranks=RANKS.rename({"golongan": "golonga"}).with_columns(since=zoned),
        rank=RANKS,
        assessments=RANKS,
    )
    assert "birth_date" in found[0]
    assert "golongan" in found[1]
    assert "did you mean 'golonga'?" in found[1]
    assert "time zone" in found[2]
    assert "did you mean 'ranks'?" in found[3]
    assert "flat" in found[4]


def test_keys_that_repeat_are_missing_or_that_nobody_has_are_told():
    (twice,) = problems(pl.concat([PEOPLE, PEOPLE]))
    assert "several rows" in twice
    (nobody,) = problems(ranks=RANKS.with_columns(id=pl.lit("z")))
    assert "not in the table of people" in nobody
    assert any("without a key" in p for p in problems(ranks=RANKS.with_columns(id=pl.lit(None))))
    (broken,) = problems(PEOPLE.with_columns(id=pl.lit(1.5)), ranks=RANKS)
    assert "dtype=str" in broken


def test_a_wrong_event_is_told_with_its_person_and_place():
    (problem,) = problems(ranks=RANKS.with_columns(golongan=pl.lit("III/x")))
    assert "'b'" in problem
    assert "ranks[0].golongan" in problem


def test_whole_keys_stay_whole_and_empty_tables_stay_empty():
    people = PEOPLE.with_columns(id=pl.Series([7, 8]))
    assert read(people, ranks=RANKS.with_columns(id=pl.lit(8)))["id"] == [7, 8]
    assert read(PEOPLE.head(0), ranks=RANKS.head(0))["id"] == []
