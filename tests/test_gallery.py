"""The pictures of the gallery: each is drawn, shown with words for it, and the same every time."""

import re
import runpy
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")

FOLDER = Path(__file__).parent.parent / "docs/gallery"
GALLERY = runpy.run_path(str(FOLDER / "draw.py"))


def test_every_picture_is_shown_with_its_code_and_words_for_those_who_do_not_see_it():
    page = (FOLDER / "index.md").read_text(encoding="utf-8")
    figures = re.findall(r"\{figure\} pictures/(\w+)\.svg\n:alt: (\S.{60,})\n", page)
    assert [name for name, _ in figures] == re.findall(r":pyobject: (\w+)", page)
    assert {name for name, _ in figures} == set(GALLERY["PICTURES"])


def test_a_picture_is_the_same_every_time_and_loads_nothing(tmp_path):
    for run in ("one", "two"):
        GALLERY["draw_all"](tmp_path / run)
    for picture in (tmp_path / "one").iterdir():
        drawn = picture.read_bytes()
        assert drawn == (tmp_path / "two" / picture.name).read_bytes()
        assert not re.search(rb'(?:href|src)="(?!#)', drawn)
    assert len(list((tmp_path / "two").iterdir())) == len(GALLERY["PICTURES"])
