"""The pages of docs/law say what the data say."""

import importlib.util
from pathlib import Path

import pytest

from asn_career.terms import Word

FOLDER = Path(__file__).parent.parent / "docs"


def maker():
    spec = importlib.util.spec_from_file_location("make_law", FOLDER / "make_law.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES = maker().pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_fresh(name):
    hint = "run ./dev law"
    assert (FOLDER / "law" / name).read_text(encoding="utf-8") == PAGES[name], hint


def test_no_page_of_a_topic_that_is_gone_is_left():
    made = {path.name for path in (FOLDER / "law").glob("*.md")} - {"index.md"}
    assert made == set(PAGES)


def test_a_figure_stands_on_its_page_with_day_source_and_mark():
    assert "Since 2025-10-01:" in PAGES["promotion.md"]
    assert "| `11` | ya / *yes* | Peraturan BKN 4/2025 | confirmed |" in PAGES["promotion.md"]


def test_the_table_of_moves_marks_what_is_only_remembered():
    assert "<sup>u</sup>" in PAGES["moves.md"]


def test_the_glossary_holds_the_words_of_the_law_whatever_else_is_loaded():
    class Foreign(Word):
        X = "x", "x", "x"

    assert Foreign.X.value == "x"
    assert maker().pages()["glossary.md"] == PAGES["glossary.md"]


def test_whatever_stands_in_a_table_cannot_end_its_cell():
    assert maker().grid(["a|b"], [["c\nd|e"]]) == "| a\\|b |\n| --- |\n| c d\\|e |\n"
