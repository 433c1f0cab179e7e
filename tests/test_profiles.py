"""Talent sheets of agencies that are shipped."""

import datetime as dt
import tomllib

import pytest

from asn_career import UnknownNameError, lay_profile, national_rulebook, read_profile
from asn_career.profiles import PROFILES
from asn_career.terms import TalentBox

DAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_is_laid_over_and_leaves_the_national_law_as_it_was(name):
    national = national_rulebook()
    book = lay_profile(national, name)
    assert book.name == f"national @{name}"
    changed = {"talent.performance", "talent.potential"}
    assert {r.name for r in book.rules(DAY) if r.source == name.replace("_", "-")} == changed
    assert not [r for r in national.rules(DAY) if r.source == name.replace("_", "-")]
    assert book.law(DAY).rule_type("talent.box").words is TalentBox


@pytest.mark.parametrize("name", PROFILES)
def test_the_weights_of_each_axis_make_a_whole(name):
    tables = tomllib.loads(read_profile(name))["talent"]
    rows = {table: tables[table]["rows"][0]["values"] for table in tables}
    assert sum(rows["performance_weight"]) == 100
    assert sum(rows["potential_weight"]) + sum(rows.get("competency_weight", [])) == 100
    assert sum(rows.get("aspect_weight", [100])) == 100


@pytest.mark.parametrize("name", PROFILES)
def test_before_its_year_the_national_law_speaks(name):
    day = dt.date(2025, 12, 31)
    book, national = lay_profile(national_rulebook(), name), national_rulebook()
    assert book.law(day).node("talent.potential") == national.law(day).node("talent.potential")


def test_a_profile_of_another_name_is_told_with_the_near_one():
    with pytest.raises(UnknownNameError, match="dpd_ri_2026"):
        lay_profile(national_rulebook(), "dpd_ri_2025")


def test_two_profiles_can_be_laid_over_each_other():
    book = lay_profile(lay_profile(national_rulebook(), "dpd_ri_2026"), "djbk_pu_2026")
    assert book.score("talent.performance", {"predicate_latest": "baik"}, DAY).value == 80
