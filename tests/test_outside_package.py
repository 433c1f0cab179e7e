"""A package outside this tree lays a value, a fact and a rule of its own over the law.

`./dev release` installs it beside the wheel; here its code runs against the source.
"""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "examples/outside_package"


@pytest.fixture
def package(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER / "src"))
    yield runpy.run_path(str(FOLDER / "answer.py"))
    sys.modules.pop("asn_career_contoh", None)


def test_it_answers_yes_no_and_unknown_each_with_its_own_article(package, capsys):
    package["main"]()
    told = capsys.readouterr().out
    for answer in ("YES", "NO", "UNKNOWN"):
        assert f"\n{answer}: Has served in a district long enough" in told
    assert told.count("required: at least 2 years [Perbup Contoh 3/2026 art. 4") == 3
    assert "earliest: 2027-06-15" in told
    assert "# contoh\n\n## Rules\n\n### contoh.district_served" in told
    assert "| 2 tahun / *2 years* | Perbup Contoh 3/2026 Pasal 4 | primary |" in told


def test_the_earliest_day_is_that_of_asking_every_day(package):
    law, rule = package["rulebook"](), package["DISTRICT_SERVICE"]
    day, one = package["TODAY"], package["dt"].timedelta(days=1)
    person = package["PEOPLE"][1]
    while law.check(rule, person, day).truth.name != "YES":
        day += one
    assert str(day) == "2027-06-15"


def test_a_table_gives_the_same_answers(package):
    pytest.importorskip("polars")
    pytest.importorskip("narwhals")
    run = [sys.executable, str(FOLDER / "answer.py")]
    path = os.pathsep.join([str(FOLDER / "src"), str(FOLDER.parent.parent / "src")])
    told = subprocess.run(
        run, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=True
    ).stdout
    assert "('E-1', 32, True, None), ('E-2', 17, False, 'contoh_district_months')" in told
    assert "['contoh.district_served', 'contoh_district_months']" in told


def test_the_law_that_is_shipped_knows_nothing_of_it(package):
    from asn_career import national_rulebook

    assert package["rulebook"]() is not national_rulebook()
    assert not any("contoh" in name for name in national_rulebook().tables)
