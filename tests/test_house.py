"""The repository keeps its own promises: what is packed, what is exported, what is read."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import asn_career

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
