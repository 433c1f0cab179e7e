"""Bad tables at the door, on every engine: one clear error each; a missing fact is UNKNOWN."""

import datetime as dt

import pytest
from test_tables import AS_OF, BOOK, ENGINES, column, pd

from asn_career import InvalidInputError

pl = pytest.importorskip("polars")
tables = pytest.importorskip("asn_career.tables")

RULE = "retirement.reached"
every_engine = pytest.mark.parametrize("engine", ENGINES)


def people(**changes):
    """Return two people, one of whom has reached retirement, with changes."""
    columns = {
        "id": ["E-1", "E-2"],
        "birth_date": [dt.date(1966, 3, 5), dt.date(1990, 1, 1)],
        "level": ["pengawas", "pengawas"],
        "retirement_group": ["general", "general"],
    }
    return pl.DataFrame(columns | changes)


def ask(engine, table, **options):
    return tables.check(ENGINES[engine](table), RULE, AS_OF, rulebook=BOOK, id="id", **options)


def refused(engine, table, **options):
    with pytest.raises(InvalidInputError) as caught:
        ask(engine, table, **options)
    return [str(p) for p in caught.value.problems]


@every_engine
def test_good_tables_pass(engine):
    assert column(ask(engine, people()), "retirement_reached") == [True, False]


@every_engine
def test_a_key_that_repeats_is_refused(engine):
    (problem,) = refused(engine, people(id=["E-1", "E-1"]))
    assert "several rows" in problem


@every_engine
def test_a_key_read_as_a_broken_number_is_refused(engine):
    (problem,) = refused(engine, people(id=[1.9860926e17, 1.9860927e17]))
    assert "dtype=str" in problem


@every_engine
def test_whole_keys_are_taken(engine):
    assert column(ask(engine, people(id=[1, 2])), "retirement_reached") == [True, False]


@every_engine
def test_all_missing_columns_are_told_at_once(engine):
    found = refused(engine, people().drop("birth_date", "level"))
    assert [("birth_date" in p, "level" in p) for p in found] == [(True, False), (False, True)]


@every_engine
def test_days_with_a_time_zone_are_refused(engine):
    zoned = pl.Series([dt.datetime(1966, 3, 5, tzinfo=dt.UTC)] * 2)
    (problem,) = refused(engine, people(birth_date=zoned))
    assert "birth_date" in problem
    assert "without a time zone" in problem


@every_engine
def test_text_for_days_and_numbers_for_words_are_told_at_once(engine):
    found = refused(engine, people(birth_date=["1966-03-05"] * 2, level=[3, 4]))
    assert len(found) == 2
    assert "days" in found[0]
    assert "words" in found[1]


@every_engine
def test_an_unknown_category_is_refused_with_the_near_word(engine):
    (problem,) = refused(engine, people(level=["pengawass", "pengawas"]))
    assert "did you mean 'pengawas'?" in problem


@every_engine
def test_an_empty_table_stays_empty(engine):
    answered = ask(engine, people().head(0))
    assert column(answered, "retirement_reached") == []


@every_engine
def test_missing_cells_are_unknown(engine):
    answered = ask(engine, people(birth_date=[None, dt.date(1990, 1, 1)]))
    assert column(answered, "retirement_reached") == [None, False]
    assert column(answered, "retirement_reached_because") == ["pension_day", "pension_day"]


@every_engine
@pytest.mark.parametrize(
    ("scores", "wanted"),
    [
        ([68.0, float("nan")], ["mms", None]),
        ([68, None], ["mms", None]),
        ([68.0, None], ["mms", None]),
    ],
    ids=["NaN", "whole", "3.0 for 3"],
)
def test_whole_numbers_written_as_floats_are_taken_and_nan_is_unknown(engine, scores, wanted):
    table = pl.DataFrame({"id": ["a", "b"], "job_person_match": scores}, strict=False)
    scored = tables.score(ENGINES[engine](table), "competence.recap", AS_OF, rulebook=BOOK)
    assert column(scored, "competence_recap") == wanted


@every_engine
def test_numbers_that_are_not_exact_are_refused(engine):
    table = pl.DataFrame({"id": ["a", "b"], "job_person_match": [68.0, 67.123456]})
    with pytest.raises(InvalidInputError, match="not exact"):
        tables.score(ENGINES[engine](table), "competence.recap", AS_OF, rulebook=BOOK)


def test_mixed_types_of_pandas_are_refused():
    table = pd.DataFrame(people().to_dicts())
    table["birth_date"] = [dt.date(1966, 3, 5), "1990"]
    with pytest.raises(InvalidInputError, match="one type a column"):
        tables.check(table, RULE, AS_OF, rulebook=BOOK, id="id")


@every_engine
def test_the_rows_keep_their_keys_and_the_other_columns(engine):
    answered = ask(engine, people(unit=["Dinas A", "Dinas B"]))
    assert column(answered, "unit") == ["Dinas A", "Dinas B"]
    assert column(answered, "id") == ["E-1", "E-2"]
