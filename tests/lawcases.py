"""The law cases of tests/cases: how they are found, asked and compared.

A case has ``id``, ``rule``, ``as_of``, ``facts``, ``expect`` and ``why``. It may have ``because``
(the keys of the conditions that decided, in order), ``missing``, ``source`` (what the Indonesian
lines must cite), ``places`` (digits as the source prints them), ``next`` (the next day on which the
answer is YES for anybody), ``overlay`` (a text of the file, or a shipped profile) and ``variants``
(another rulebook).
"""

import re
import tomllib
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from asn_career import Position, Post, lay_profile, national_rulebook
from asn_career.numbers import round_half_up
from asn_career.profiles import PROFILES
from asn_career.terms import Jenjang, PositionKind
from asn_career.values import Kind

FOLDER = Path(__file__).parent / "cases"
FILES = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))
}
TRUTH = {True: "YES", False: "NO", None: "UNKNOWN"}


def params(kind="cases", files=FILES):
    """Return the entries of a kind of all files, to be run one by one."""
    found = [(name, case) for name in files for case in FILES[name].get(kind, ())]
    return [pytest.param(case, id=f"{name}: {case['id']}") for name, case in found]


def rulebook_of(case):
    """Return the national law, or the other rulebook that the case names."""
    return _rulebook(case.get("overlay"), tuple(case.get("variants", {}).items()))


@cache
def _rulebook(overlay, variants):
    book = national_rulebook()
    if overlay in PROFILES:
        book = lay_profile(book, overlay)
    elif overlay:
        texts = {k: v for file in FILES.values() for k, v in file.get("overlays", {}).items()}
        book = book.overlay(overlay, texts[overlay])
    return book.with_variants(dict(variants)) if variants else book


def position(level, **more):
    """Return a position of a level."""
    functional = level in set(Jenjang)
    kind = PositionKind.FUNGSIONAL if functional else PositionKind(level)
    jenjang = Jenjang(level) if functional else None
    return Position(id=level, name=level, kind=kind, jenjang=jenjang, **more)


def post_of(facts):
    """Return a post of the level that the case asks about."""
    level = facts.get("target_level")
    if level is None:
        return None
    held = position(level, eselon=facts.get("target_eselon"))
    return Post(
        id="p", position=held, unit="u", holder=None if facts.get("post_vacant", True) else "E-9"
    )


def column(value):
    """Return the value of a fact as tables hold it."""
    return Decimal(value) if isinstance(value, str) and re.fullmatch(r"[\d.]+", value) else value


def assert_expected(result, case, value_type):
    """Compare a result as held inside (whole numbers, words, days) with the case."""
    expect = case["expect"]
    if value_type.kind is Kind.FLAG:
        assert TRUTH[result] == expect
    elif expect == "UNKNOWN":
        assert result is None
    elif value_type.kind is Kind.WORDS:
        assert {w.value for w in result} == set(expect)
    elif value_type.kind is Kind.WORD:
        assert result.value == expect
    elif value_type.kind is Kind.DAY:
        assert result == expect
    else:
        exact = Fraction(result, value_type.denominator)
        printed = round_half_up(exact, case["places"]) if "places" in case else exact
        assert printed == Decimal(expect)
