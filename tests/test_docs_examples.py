"""A wrong example fails, in every place where an example may stand."""

import importlib
import re
from pathlib import Path

import pytest

pytest.importorskip("sybil")
pytest_plugins = ["pytester"]

ROOT = Path(__file__).parent.parent

EXAMPLES = {
    "a python fence": "```python\nassert 1 + 1 == {}\n```\n",
    "prompts in a python fence": "```python\n>>> 1 + 1\n{}\n```\n",
    "a pycon fence": "```pycon\n>>> 1 + 1\n{}\n```\n",
    "a later prompt of a pycon fence": "```pycon\n>>> x = 1\n\n>>> x + 1\n{}\n```\n",
    "a pycon fence in a list": "- why:\n\n  ```pycon\n  >>> 1 + 1\n  {}\n  ```\n",
    "a bare prompt": "Text.\n\n>>> 1 + 1\n{}\n\nMore text.\n\n```text\n>>> no example\n```\n",
}
PLACES = ["README.md", "README.id.md", "docs/tutorial.md", "docs/how-to/ask.md"]


@pytest.fixture
def failures(pytester, monkeypatch):
    """Write the documents of an empty project, run it as this one runs; give those that failed."""
    pytester.makeconftest((ROOT / "conftest.py").read_text(encoding="utf-8"))
    pytester.syspathinsert("src")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # a tenth of the time

    def run(documents):
        for place, text in documents.items():
            path = pytester.path / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        reports = pytester.inline_run("--import-mode=importlib").listoutcomes()
        passed, _, failed = ({report.nodeid.split("::")[0] for report in part} for part in reports)
        assert passed | failed == set(documents)
        return failed

    return run


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_right_example_passes_and_a_wrong_one_fails(failures, kind):
    assert failures({place: EXAMPLES[kind].format(2) for place in PLACES}) == set()
    assert failures({place: EXAMPLES[kind].format(3) for place in PLACES}) == set(PLACES)


def test_an_example_in_a_docstring_counts(failures):
    module = '"""Add.\n\n>>> one + 1\n{}\n"""\n\none = 1\n'
    modules = {"src/right_sum.py": module.format(2), "src/wrong_sum.py": module.format(3)}
    assert failures(modules) == {"src/wrong_sum.py"}


@pytest.mark.parametrize("idle", ["1 + 1\n2", ">>> 1\n1\n\n2"], ids=["no prompt", "after a gap"])
def test_a_line_of_a_console_that_nothing_checks_is_refused(failures, idle):
    assert failures({"README.md": f"```pycon\n{idle}\n```\n"}) == {"README.md"}


def test_every_document_starts_from_an_empty_namespace(failures):
    texts = {"docs/a.md": "```python\nx = 1\n```\n", "docs/b.md": "```pycon\n>>> x\n1\n```\n"}
    assert failures(texts) == {"docs/b.md"}


def test_every_public_name_stands_in_the_reference():
    import asn_career

    pages = "\n".join(p.read_text("utf-8") for p in (ROOT / "docs/reference").glob("*.md"))
    modules = [importlib.import_module(name) for name in re.findall(r"automodule:: (\S+)", pages)]
    # Sphinx documents what a module lists in its own __all__.
    told = {id(getattr(module, name)) for module in modules for name in module.__all__}
    assert [n for n in asn_career.__all__ if id(getattr(asn_career, n)) not in told] == []
    named = {module.__name__.removeprefix("asn_career.") for module in modules}
    assert set(dir(asn_career)) - set(asn_career.__all__) <= named
