"""Rules over a Parquet file in DuckDB: lazily, with the answers of the records."""

import datetime as dt

import pytest
from embedding import code_lines, load, needs

from asn_career import Truth, samples

needs("duckdb", "duckdb", "narwhals", "pyarrow")

DAY = dt.date(2026, 11, 1)


@pytest.fixture(scope="module")
def staff(tmp_path_factory):
    file = tmp_path_factory.mktemp("duckdb") / "staff.parquet"
    example = load("embed_duckdb")
    example.write_example(file, DAY)
    return example, file


def test_the_file_answers_as_each_record_does(staff):
    example, file = staff
    found = {row[0]: row[-2:] for row in example.ask(file, DAY).fetchall()}
    truths = {True: Truth.YES, False: Truth.NO, None: Truth.UNKNOWN}
    people = samples.surakarta(employees=1000).employees
    assert len(found) == len(people)
    for person in people[::7]:
        expected = tuple(example.LAW.check(rule, person, DAY).truth for rule in example.RULES)
        assert tuple(truths[answer] for answer in found[person.id]) == expected


def test_the_summary_shows_no_small_count(staff, capsys):
    example, file = staff
    example.main(str(file), "2026-11-01")
    lines = capsys.readouterr().out.splitlines()
    numbers = [word.strip(",;") for line in lines for word in line.split()]
    assert len(lines) > 10
    assert not {"1", "2", "3", "4"} & set(numbers[:-15])
    assert any("*" in line for line in lines)


def test_the_example_is_short():
    assert code_lines("embed_duckdb.py") <= 80
