"""Positions, units and posts: what fits together and what does not."""

import pickle

import pytest

from asn_career.competencies import CompetencyProfile
from asn_career.errors import InvalidInputError
from asn_career.positions import Position, Post, Unit
from asn_career.terms import Eselon, Jenjang, PositionKind, PositionLevel, RetirementGroup


def problems_of(call, **parts):
    with pytest.raises(InvalidInputError) as caught:
        call(**parts)
    return caught.value.problems


def position(kind=PositionKind.PENGAWAS, **parts):
    return Position(**{"id": "p1", "name": "Kepala Seksi Pelayanan", "kind": kind, **parts})


@pytest.mark.parametrize("kind", set(PositionKind) - {PositionKind.FUNGSIONAL})
def test_the_level_of_a_position_is_its_kind(kind):
    assert position(kind).level is PositionLevel(kind.value)


@pytest.mark.parametrize("jenjang", Jenjang)
def test_the_level_of_a_functional_position_is_its_jenjang(jenjang):
    perencana = position(PositionKind.FUNGSIONAL, jenjang=jenjang, family="perencana")
    assert perencana.level is PositionLevel(jenjang.value)


def test_words_may_come_as_text():
    arsiparis = position("fungsional", jenjang="Ahli Muda", retirement_group="general")
    assert arsiparis.jenjang is Jenjang.AHLI_MUDA
    assert arsiparis.retirement_group is RetirementGroup.GENERAL


def test_a_functional_position_needs_a_jenjang_and_no_other_has_one():
    (missing,) = problems_of(position, kind=PositionKind.FUNGSIONAL)
    (superfluous,) = problems_of(position, jenjang=Jenjang.AHLI_MUDA)
    assert missing.where == superfluous.where == "jenjang"


@pytest.mark.parametrize(
    ("eselon", "kinds"),
    [
        ("I.a", {"jpt_utama", "jpt_madya"}),
        ("I.b", {"jpt_madya"}),
        ("II.a", {"jpt_pratama"}),
        ("II.b", {"jpt_pratama"}),
        ("III.a", {"administrator"}),
        ("III.b", {"administrator"}),
        ("IV.a", {"pengawas"}),
        ("IV.b", {"pengawas"}),
        ("V.a", {"pelaksana"}),
    ],
)
def test_the_eselon_fits_the_kind_as_article_131_has_it(eselon, kinds):
    for kind in PositionKind:
        jenjang = Jenjang.AHLI_MUDA if kind is PositionKind.FUNGSIONAL else None
        if kind.value in kinds:
            assert position(kind, eselon=eselon).eselon is Eselon(eselon)
        else:
            (problem,) = problems_of(position, kind=kind, jenjang=jenjang, eselon=eselon)
            assert problem.where == "eselon"


def test_all_problems_of_a_position_are_reported_at_once():
    problems = problems_of(
        Position,
        id="",
        name=None,
        kind="fungsional",
        jenjang="muda",
        eselon="VI.a",
        job_class=7.5,
        fields=("Tata Ruang",),
        family="Perencana!",
        retirement_group="umum?",
        standard={"M.01": 3},
    )
    assert {problem.where for problem in problems} == {
        "id", "name", "jenjang", "eselon", "job_class", "fields[0]", "family",
        "retirement_group", "standard",
    }  # fmt: skip
    assert str(next(p for p in problems if p.where == "jenjang")).startswith("jenjang: unknown")


def test_a_unit_may_be_remote_and_lie_below_another():
    unit = Unit(id="kec", name="Kecamatan Laut", parent="kab", fields=["pelayanan"], remote=True)
    assert unit.fields == ("pelayanan",)
    problems = problems_of(Unit, id=7, name="", parent=3, remote="yes")
    assert [problem.where for problem in problems] == ["id", "name", "parent", "remote"]


def test_a_post_has_the_fields_of_its_position_unless_it_has_its_own():
    seksi = position(fields=("pelayanan",))
    assert Post(id="x", position=seksi, unit="u").all_fields == ("pelayanan",)
    own = Post(id="x", position=seksi, unit="u", fields=("keuangan",))
    assert own.all_fields == ("keuangan",)


def test_a_post_without_holder_is_vacant():
    assert Post(id="x", position=position(), unit="u").is_vacant
    assert not Post(id="x", position=position(), unit="u", holder="e1").is_vacant
    problems = problems_of(Post, id="x", position="Kepala", unit="", holder=1, strategic=1)
    assert [p.where for p in problems] == ["position", "unit", "holder", "strategic"]


def test_records_survive_pickling():
    standard = CompetencyProfile.of({"M.01": 2})
    post = Post(id="x", position=position(standard=standard), unit="u")
    assert pickle.loads(pickle.dumps(post)) == post  # noqa: S301
    assert hash(post) == hash(pickle.loads(pickle.dumps(post)))  # noqa: S301
