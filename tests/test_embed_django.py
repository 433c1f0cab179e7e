"""A personnel office in Django: rows become records, a command answers, the law says why."""

import sqlite3

import pytest
from embedding import EXAMPLES, code_lines, needs, run

needs("django", "django")

FOLDER = EXAMPLES / "embed_django"
COMMAND = "personnel/management/commands/who_may_rise.py"


@pytest.fixture
def office(tmp_path):
    """An office with three invented people; give its database and how to run a command in it."""
    database = tmp_path / "office.sqlite"

    def manage(*args):
        env = {"DJANGO_SETTINGS_MODULE": "settings", "PERSONNEL_DB": str(database)}
        return run("-W", "error", "-m", "django", *args, folder=FOLDER, **env)

    for command in (("migrate", "--run-syncdb", "-v0"), ("loaddata", "example")):
        _, complaint, code = manage(*command)
        assert code == 0, complaint
    return database, manage


def test_the_command_answers_for_everybody_by_key(office):
    _, manage = office
    told, complaint, code = manage("who_may_rise", "2026-11-01")
    assert (code, complaint) == (0, "")
    assert [line.split(": ")[:2] for line in told.splitlines()] == [
        ["P-1", "YA"],
        ["P-2", "TIDAK"],
        ["P-3", "BELUM DIKETAHUI"],
    ]


def test_one_person_gets_the_articles(office):
    _, manage = office
    told, _, _ = manage("who_may_rise", "2026-11-01", "--person", "P-1")
    assert "Masa dalam pangkat: 4 tahun; syarat: paling sedikit 4 tahun [PP 99/2000 Pasal 7" in told
    assert "P-2" not in told


def test_faulty_rows_are_told_together_after_the_answers(office):
    database, manage = office
    with sqlite3.connect(database) as rows:
        rows.execute("update personnel_person set golongan = 'III/z' where key = 'P-1'")
        rows.execute("update personnel_placement set kind = 'pelaksan' where person_id = 'P-2'")
    told, complaint, code = manage("who_may_rise", "2026-11-01")
    assert code == 1
    assert told.startswith("P-3: ")
    assert "P-1.golongan: unknown Golongan 'III/z'" in complaint
    assert "P-2.kind: unknown PositionKind 'pelaksan'" in complaint
    assert "did you mean 'pelaksana'?" in complaint
    assert "Traceback" not in complaint


def test_the_example_is_short():
    assert (
        code_lines(*(f"embed_django/{f}" for f in ("settings.py", "personnel/models.py", COMMAND)))
        <= 80
    )
