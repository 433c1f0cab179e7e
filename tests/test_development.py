"""Strengths and weaknesses: sentences with evidence, missing data named, nobody else named."""

import datetime as dt

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import TARGET, employees, position

from asn_career.competencies import CompetencyProfile
from asn_career.conditions import Compare, Param
from asn_career.development import PointKind, assess_strengths
from asn_career.errors import InvalidInputError
from asn_career.findings import Op
from asn_career.gaps import SYMMETRIC
from asn_career.national import national_rulebook
from asn_career.people import Appointment, Appraisal, Assessment, Employee, Training
from asn_career.rulebook import Rule
from asn_career.terms import PositionLevel, Predikat, Question, Status, Text

AS_OF = dt.date(2026, 11, 21)
BOOK = national_rulebook()
HELD = attrs.evolve(
    position(PositionLevel.ADMINISTRATOR), standard=CompetencyProfile.of({"M.01": 3, "M.02": 3})
)


def assessed(level, day, **levels):
    profile = CompetencyProfile.of({key.replace("_", "."): n for key, n in levels.items()})
    return Assessment(day=day, level=level, profile=profile)


def year(number, **outcome):
    return Appraisal(since=dt.date(number, 1, 1), until=dt.date(number, 12, 31), **outcome)


def person(**changes):
    parts = {
        "appointments": (Appointment(position=HELD, unit="u-1", since=dt.date(2020, 1, 1)),),
        "assessments": (
            assessed(PositionLevel.ADMINISTRATOR, dt.date(2025, 6, 1), M_01=3, M_02=1),
            assessed(PositionLevel.JPT_PRATAMA, dt.date(2025, 7, 1), M_01=5, M_02=3),
        ),
        "appraisals": (
            year(2024, predicate="sangat_baik"),
            year(2025, predicate="kurang", work_result="di_atas", conduct="di_bawah"),
        ),
        "trainings": (
            Training(course="lama", finished=dt.date(2025, 11, 21), hours=40),
            Training(course="baru", finished=dt.date(2025, 11, 22), hours=12),
            Training(course="hari ini", finished=AS_OF, hours=9),
            Training(course="nanti", finished=dt.date(2026, 11, 22), hours=30),
        ),
    }
    return Employee(
        id="E-7", birth_date=dt.date(1980, 1, 1), status=Status.PNS, **(parts | changes)
    )


def assess(who, post=TARGET, book=BOOK, as_of=AS_OF, **options):
    found = assess_strengths(who, as_of, rulebook=book, post=post, **options)
    assert found.verify()
    return found


def topics(points):
    return [point.topic for point in points]


def test_competence_is_measured_against_the_post_held_and_the_post_to_be_held():
    found = assess(person())
    assert topics(found.strengths) == [
        "held.M.01",
        "target.M.01",
        "work_result",
        "duties.floor_last_year",
    ]
    assert topics(found.weaknesses) == [
        "held.M.02",
        "target.M.02",
        "predicate",
        "conduct",
        "duties.floor",
    ]
    assert [item.gap for item in found.held.gap.items] == [-2, 0]
    assert [item.gap for item in found.target.gap.items] == [-1, 1]
    assert found.target.assessed_on == dt.date(2025, 7, 1)


def test_a_duty_of_others_is_not_said():
    duties = {finding.rule for finding in assess(person()).duties}
    assert duties == {"duties.floor", "duties.floor_last_year", "duties.guidance"}
    on_contract = attrs.evolve(person(), status=Status.PPPK, joined=dt.date(2024, 3, 1))
    assert {f.rule for f in assess(on_contract).duties} == {"duties.ceiling", "duties.guidance"}


def test_every_sentence_has_its_evidence_with_day_and_article():
    lines = assess(person()).lines("en")
    assert lines[0] == "Strengths and weaknesses (on 21 November 2026)"
    assert (
        "  Raise Cooperation from level 1 to level 3 (2 levels to go)."
        " [assessment of 1 June 2025; standard of Administrator; PP 11/2017 art. 206]" in lines
    )
    assert (
        "  Keep the work result: above expectation."
        " [appraisal of 1 January 2025 to 31 December 2025; PermenPANRB 6/2022]" in lines
    )
    assert (
        "  Tingkatkan predikat tahun terakhir: Kurang."
        " [tahun terakhir yang dinilai; PermenPANRB 6/2022]" in assess(person()).lines()
    )
    assert all(line.endswith(("]", ":", ")")) for line in lines)


def test_a_sentence_that_holds_for_both_posts_is_said_once():
    who = person(
        assessments=(assessed(PositionLevel.JPT_PRATAMA, dt.date(2025, 7, 1), M_01=5, M_02=3),),
        appointments=(
            Appointment(position=TARGET.position, unit="u-1", since=dt.date(2020, 1, 1)),
        ),
    )
    found = assess(who)
    said = [line for line in found.lines("en") if "Integrity" in line]
    assert len(said) == 1
    assert len(topics(found.points)) == len(set(topics(found.points)))


def test_training_hours_are_those_of_the_last_twelve_months():
    found = assess(person())
    assert found.hours == 21
    assert "21 training hours (JP)" in "\n".join(found.lines("en"))


def test_missing_data_is_named_and_never_guessed():
    found = assess(person(appointments=(), assessments=(), appraisals=(), trainings=()))
    assert found.missing == ("held", "target.assessment", "predicate", "duties.guidance")
    assert topics(found.weaknesses) == ["duties.floor", "duties.floor_last_year"]
    assert (found.strengths, found.hours) == ((), 0)
    bare = attrs.evolve(TARGET, position=attrs.evolve(TARGET.position, standard=None))
    assert "target.standard" in assess(person(), post=bare).missing
    partly = assess(
        person(assessments=(assessed(PositionLevel.ADMINISTRATOR, dt.date(2025, 6, 1), M_01=3),))
    )
    assert partly.missing == ("held.M.02", "target.assessment", "duties.guidance")
    assert partly.held.gap.total is None


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (dt.date(2023, 11, 21), False),
        (dt.date(2023, 11, 22), True),
        (AS_OF, True),
        (dt.date(2026, 11, 22), False),
    ],
)
def test_an_assessment_counts_while_the_law_calls_it_valid(day, known):
    who = person(assessments=(assessed(PositionLevel.JPT_PRATAMA, day, M_01=4, M_02=4),))
    assert (assess(who).target.gap is not None) is known


def test_without_a_post_to_be_held_only_the_post_held_is_looked_at():
    found = assess(person(), post=None)
    assert found.target is None
    assert not any(topic.startswith("target") for topic in topics(found.points))


def test_the_duties_of_the_rulebook_become_sentences():
    duty = """
        [instruments.sk-uji-2026]
        short = "SK Uji 2026"
        title = {id = "Keputusan contoh", en = "Example of a decree"}
        signed = 2017-01-02
        evidence = "primary"
        [agency.certificates]
        text = {id = "Sertifikat", en = "Certificates"}
        unit = "number"
        checked = 2026-11-21
        [[agency.certificates.rows]]
        since = 2017-01-02
        source = "sk-uji-2026:1"
        evidence = "primary"
        value = 5
    """
    rule = Rule(
        name="agency.duty",
        text=Text(id="Lima sertifikat dalam tiga tahun", en="Five certificates in three years"),
        question=Question.DEVELOP,
        source="sk-uji-2026:1",
        since=dt.date(2017, 1, 2),
        node=Compare(BOOK.fact("certificates"), Op.GE, Param("agency.certificates")),
    )
    found = assess(person(), book=BOOK.overlay("uji", duty, rules=[rule]))
    assert "agency.duty" in topics(found.weaknesses)
    assert "  Five certificates in three years: no. [21 November 2026; SK Uji 2026 art. 1]" in (
        found.lines("en")
    )
    assert not attrs.evolve(found, duties=()).verify()


def test_another_policy_scores_the_gaps():
    assert assess(person(), policy=SYMMETRIC).held.gap.policy is SYMMETRIC


@settings(max_examples=30)
@given(employees(), st.dates(dt.date(2019, 1, 1), dt.date(2023, 12, 31)))
def test_any_record_gives_sentences_that_follow_from_it(who, day):
    found = assess(who, as_of=day)
    assert len(found.rows()) == len(found.points)
    assert found.as_dict()["missing"] == list(found.missing)
    for lang in ("id", "en"):
        assert "E-1" not in "\n".join(found.lines(lang))
    match = BOOK.view(who, day, post=TARGET).get("job_person_match")
    assert (found.target.gap is None or found.target.gap.jpm_percent is None) is (match is None)


def test_every_answer_broken_on_purpose_is_rejected():
    found = assess(person())
    first = found.points[0]
    for parts in (
        {"points": found.points[1:]},
        {"points": (*found.points, first)},
        {"points": (attrs.evolve(first, kind=PointKind.MEND), *found.points[1:])},
        {"points": (attrs.evolve(first, topic="held.M.09"), *found.points[1:])},
        {"predicate": Predikat.BAIK},
        {"predicate": None},
        {"ratings": ()},
        {"held": None},
        {"held": found.target},
        {"target": attrs.evolve(found.target, gap=None)},
        {"target": attrs.evolve(found.target, assessed_on=None)},
        {"target": attrs.evolve(found.target, standard=HELD.standard)},
    ):
        assert not attrs.evolve(found, **parts).verify(), parts


def test_wrong_arguments_are_refused_at_once():
    with pytest.raises(InvalidInputError) as caught:
        assess_strengths("E-7", AS_OF, rulebook=BOOK, post="post-1")
    assert [p.where for p in caught.value.problems] == ["employee", "post"]
