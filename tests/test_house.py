"""The repository keeps its own promises: what is packed, what is exported, what is read."""

import ast
import datetime as dt
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import asn_career
from asn_career.conditions import tables_in

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"

# The languages that a fenced block may name. The first two run as tests; another spelling of them
# would be shown to readers and never run.
LANGUAGES = {"python", "pycon", "console", "ini", "json", "mermaid", "sql", "text", "toml"}
FENCE = re.compile(r"^[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(?:```+|~~~+)(.*\S)", re.MULTILINE)


def packed(kind):
    builder = pytest.importorskip(f"hatchling.builders.{kind}")
    made = getattr(builder, f"{kind.capitalize()}Builder")(str(ROOT))
    return {file.distribution_path for file in made.recurse_included_files()}


def test_the_wheel_holds_the_data_and_the_type_marker_and_nothing_of_the_workshop():
    wheel = packed("wheel")
    data = {p.relative_to(SOURCE).as_posix() for p in SOURCE.glob("asn_career/data/**/*.toml")}
    assert data | {"asn_career/py.typed"} <= wheel
    assert {path.split("/")[0] for path in wheel} == {"asn_career"}


@pytest.mark.parametrize("folder", ["src", "tests", "docs", "examples"])
def test_the_sdist_holds_what_a_packager_needs(folder):
    sdist = packed("sdist")
    assert any(path.startswith(f"{folder}/") for path in sdist)
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "conftest.py"} <= sdist


def test_a_test_that_reads_the_repository_is_no_part_of_the_public_tests():
    reads = re.compile(r"\.parent\.parent|from embedding import|import embedding")
    readers = [p for p in (ROOT / "tests").glob("test_*.py") if reads.search(p.read_text())]
    workshop = runpy.run_path(str(ROOT / "tests/conftest.py"))["WORKSHOP"]
    assert sorted(p.name for p in readers) == workshop


def test_no_lock_file_is_kept():
    listing = ["git", "ls-files", "*uv.lock", "*pylock*.toml", "*poetry.lock"]
    found = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.stdout == ""


def test_the_public_names_are_sorted_and_there():
    names = getattr(asn_career, "__all__", [])
    assert list(names) == sorted(names)
    assert [name for name in names if not hasattr(asn_career, name)] == []
    assert set(names) <= set(dir(asn_career))


def test_the_import_of_the_package_is_light():
    heavy = "{'cattrs', 'narwhals', 'networkx', 'numpy', 'pandas', 'polars', 'scipy'}"
    script = f"import asn_career, sys; print(*sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def documents():
    return [*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")]


@pytest.mark.parametrize("page", documents(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_example_hides_behind_an_unknown_language(page):
    named = FENCE.findall(page.read_text(encoding="utf-8"))
    assert {name for name in named if not name.startswith("{")} <= LANGUAGES


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_a_value_that_a_document_shows_stands_in_the_data(page):
    shown = re.findall(
        r"^```toml\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert shown
    data = [tomllib.loads(p.read_text("utf-8")) for p in SOURCE.glob("asn_career/data/*.toml")]
    for fence in shown:
        for name, table in tomllib.loads(fence).items():
            kept = [row for topic in data for row in topic.get(name, {}).get("rows", [])]
            assert all(row in kept for row in table["rows"])


def test_every_version_of_the_changelog_tells_what_changed_in_the_law():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert versions
    for version in versions:
        law = version.partition("\n### Law\n")[2]
        assert re.search(r"^\*\*.*\b(19|20)\d\d\b.*\*\*$", law, re.MULTILINE), version[:20]


# -- the law is data -------------------------------------------------------------------------------

RULES = sorted((SOURCE / "asn_career/rules").glob("*.py"))
# The first, the one before, the second; months of a year; per cent.
PLAIN = {0, 1, 2, 12, 100}
# A mean of three indicators is a sum of thirds: the three are those listed in the module.
COUNTED = {"talent.py": {3}}


def constants(tree):
    """Yield the numbers of a module, days of the calendar aside."""
    days = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "dt.date"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in days:
            continue
        # A number in quotes is a number, too.
        in_quotes = isinstance(node.value, str) and re.fullmatch(r"[\d.,]+", node.value)
        if in_quotes or type(node.value) in {int, float}:
            yield node.value


@pytest.mark.parametrize("module", RULES, ids=lambda path: path.stem)
def test_no_number_of_the_law_stands_in_the_code_of_a_rule(module):
    found = set(constants(ast.parse(module.read_text("utf-8"))))
    assert found <= PLAIN | COUNTED.get(module.name, set())


def test_the_search_for_numbers_finds_them():
    code = 'A = 24\nB = "37.5"\nC = dt.date(2017, 4, 7)\nD = f(x, 0.5)'
    assert set(constants(ast.parse(code))) == {24, "37.5", 0.5}


BOOK = asn_career.national_rulebook()


@pytest.mark.parametrize(
    "rule", [r for layer in BOOK.layers for r in layer], ids=lambda r: f"{r.name} {r.since}"
)
def test_a_rule_begins_on_a_day_of_the_register_or_of_its_figures(rule):
    source = BOOK.instruments[rule.source.partition(":")[0]]
    days = {source.signed, source.published, source.in_force}
    tables = tables_in(rule.node, BOOK.law(rule.since))
    days |= {row.since for name in tables for row in BOOK.tables[name].rows}
    # A regulation that comes into force the day after another ended names that one.
    days |= {BOOK.instruments[old].until + dt.timedelta(1) for old in source.replaces}
    assert rule.since in days


def dotted(tree):
    """Yield the texts of a module that are names of rules; a figure may be read by its name."""
    names = {r.name for layer in BOOK.layers for r in layer} - set(BOOK.tables)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in names:
            yield node.value


# The profiles of agencies are law, too: they give rules of the nation another version.
LAW = {SOURCE / "asn_career/profiles.py", *RULES}
OUTSIDE = [p for p in sorted((SOURCE / "asn_career").rglob("*.py")) if p not in LAW]


@pytest.mark.parametrize(
    "module", OUTSIDE, ids=lambda path: path.relative_to(SOURCE / "asn_career").as_posix()
)
def test_no_rule_is_called_by_name_outside_the_law(module):
    assert list(dotted(ast.parse(module.read_text("utf-8")))) == []
