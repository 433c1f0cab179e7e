"""Competencies, profiles, and the reading of fields that all records share."""

import pickle
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_career.competencies import (
    NATIONAL_COMPETENCIES,
    Competency,
    CompetencyGroup,
    CompetencyProfile,
    Intake,
)
from asn_career.errors import InvalidInputError, UnknownNameError
from asn_career.terms import Eselon, Golongan, Text

levels = st.dictionaries(st.sampled_from([c.id for c in NATIONAL_COMPETENCIES]), st.integers(0, 5))


def problems_of(call, *args, **parts):
    with pytest.raises(InvalidInputError) as caught:
        call(*args, **parts)
    return caught.value.problems


def test_every_post_has_eight_managerial_competencies_and_one_sociocultural():
    groups = [competency.group for competency in NATIONAL_COMPETENCIES]
    assert groups.count(CompetencyGroup.MANAGERIAL) == 8
    assert groups.count(CompetencyGroup.SOCIOCULTURAL) == 1
    assert len({competency.id for competency in NATIONAL_COMPETENCIES}) == 9
    assert NATIONAL_COMPETENCIES[0].text == Text(id="Integritas", en="Integrity")
    assert NATIONAL_COMPETENCIES[-1].text.id == "Perekat Bangsa"


def test_an_agency_adds_technical_competencies_of_its_own():
    text = Text(id="Analisis jabatan", en="Job analysis")
    competency = Competency(id="T.01", text=text, group="technical")
    assert competency.group is CompetencyGroup.TECHNICAL


def test_all_problems_of_a_competency_are_reported_at_once():
    problems = problems_of(Competency, id=" ", text="Integritas", group="managerial skill")
    assert [problem.where for problem in problems] == ["id", "text", "group"]
    assert "'managerial'" in problems[2].hint


@given(levels)
def test_a_profile_reads_like_the_mapping_it_came_from(given_levels):
    profile = CompetencyProfile.of(given_levels)
    assert dict(profile.levels) == given_levels
    assert list(profile) == sorted(given_levels)
    assert len(profile) == len(given_levels)
    assert all(profile[key] == profile.get(key) == level for key, level in given_levels.items())
    assert all(key in profile for key in given_levels)


@given(levels, st.randoms())
def test_the_order_of_the_levels_does_not_matter(given_levels, random):
    pairs = list(given_levels.items())
    random.shuffle(pairs)
    shuffled = CompetencyProfile(pairs=tuple(pairs))
    assert shuffled == CompetencyProfile.of(given_levels)
    assert hash(shuffled) == hash(CompetencyProfile.of(given_levels))
    assert repr(shuffled) == repr(CompetencyProfile.of(given_levels))


def test_a_missing_competency_is_none_for_get_and_an_error_for_brackets():
    profile = CompetencyProfile.of({"M.01": 3})
    assert profile.get("M.02") is None
    assert profile.get("M.02", 0) == 0
    with pytest.raises(UnknownNameError, match=r"M\.01"):
        profile["M.1"]


def test_wrong_levels_are_all_reported_and_none_is_rounded():
    wrong = {"M.01": 3.0, "M.02": True, "M.03": 6, "M.04": -1, "M.05": Decimal(3), "M.06": 3}
    problems = problems_of(CompetencyProfile.of, wrong)
    assert [problem.where for problem in problems] == [f"['M.0{i}']" for i in range(1, 6)]
    assert problems[0].inside("standard").where == "standard['M.01']"


def test_a_competency_given_twice_a_bad_key_and_a_bad_pair_are_reported_together():
    pairs = (("M.01", 3), ("M.01", 4), ("", 1), "M.02")
    problems = problems_of(CompetencyProfile, pairs=pairs, scale=0)
    assert [problem.where for problem in problems] == [
        "scale", "['M.01']", "['M.01']", "['M.01']", "pairs[2]", "pairs[3]",
    ]  # fmt: skip


def test_the_scale_is_data():
    assert CompetencyProfile.of({"T.01": 7}, scale=9)["T.01"] == 7


def test_a_profile_cannot_be_changed_and_survives_pickling():
    profile = CompetencyProfile.of({"M.01": 3})
    with pytest.raises(TypeError):
        profile.levels["M.01"] = 5
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        profile.scale = 9
    again = pickle.loads(pickle.dumps(profile))  # noqa: S301
    assert again == profile
    assert again["M.01"] == 3


@attrs.frozen(kw_only=True)
class Sample:
    """A record with a field of every kind."""

    rank: object = Golongan.III_A
    day: object = "2026-11-21"
    fields: object = ()
    flag: object = True
    count: object = 1

    def __attrs_post_init__(self):
        take = Intake(self)
        take.word("rank", Golongan)
        take.day("day")
        take.labels("fields")
        take.flag("flag")
        take.whole("count", 1)
        take.finish()


def test_text_is_read_through_the_vocabulary_and_a_list_becomes_a_tuple():
    sample = Sample(rank="III/d", fields=["tata_ruang", "keuangan", "tata_ruang"])
    assert sample.rank is Golongan.III_D
    assert sample.day.isoformat() == "2026-11-21"
    assert sample.fields == ("keuangan", "tata_ruang")


def test_all_wrong_fields_are_reported_at_once_each_with_its_place():
    problems = problems_of(
        Sample, rank="III/x", day="21-11-2026", fields=["Tata Ruang", 3], flag="no", count=True
    )
    assert [problem.where for problem in problems] == [
        "rank", "day", "fields[0]", "fields[1]", "flag", "count",
    ]  # fmt: skip


def test_one_word_where_a_list_belongs_is_not_taken_letter_by_letter():
    (problem,) = problems_of(Sample, fields="keuangan")
    assert problem.where == "fields"


def test_a_word_of_another_vocabulary_is_refused_though_it_is_spelled_alike():
    (problem,) = problems_of(Sample, rank=Eselon.I_A)
    assert "Golongan" in problem.message
