"""The pages of docs/law say what the data say."""

import importlib.util
from pathlib import Path

import pytest

from asn_career import UnknownNameError, national_rulebook, write_law_page
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


POLICY = """
[instruments.perwal-uji]
short = "Perwal *uji*"
title = {id = "Uji", en = "Test"}
signed = 2026-01-02
evidence = "primary"
[uji.least_rank]
text = {id = "Pangkat <b>paling rendah</b>", en = "Lowest [rank](x) of its_own"}
words = "golongan"
checked = 2026-11-21
[[uji.least_rank.rows]]
since = 2026-01-02
source = "perwal-uji:3"
evidence = "primary"
value = "IV/a"
"""


def test_an_agency_has_a_page_of_its_own_topic():
    book = national_rulebook().overlay("uji", POLICY)
    page = write_law_page(book, "uji", about="What the agency asks for.")
    assert page.startswith("# uji\n\nWhat the agency asks for.\n\n## Figures\n")
    assert "Since 2026-01-02:" in page
    assert "Pembina (IV/a)" in page


def test_no_word_of_a_policy_is_read_as_markup():
    page = write_law_page(national_rulebook().overlay("uji", POLICY), "uji")
    assert "&lt;b&gt;paling rendah&lt;/b&gt; / *Lowest \\[rank](x) of its_own*" in page
    assert "| Perwal \\*uji\\* Pasal 3 |" in page


def test_a_topic_that_is_not_there_names_the_near_one():
    with pytest.raises(UnknownNameError, match="did you mean 'promotion'"):
        write_law_page(national_rulebook(), "promotions")
