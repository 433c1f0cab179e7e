"""The law by cases that a personnel officer can read (tests/cases), and by its figures."""

import datetime as dt
import itertools
import re
import tomllib
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from asn_career import (
    Appointment,
    Appraisal,
    Assessment,
    Award,
    CompetencyProfile,
    Employee,
    Position,
    Post,
    Sanction,
    Training,
    national_rulebook,
)
from asn_career.competencies import NATIONAL_COMPETENCIES
from asn_career.facts import Subject
from asn_career.numbers import round_half_up
from asn_career.regulations import Evidence
from asn_career.terms import (
    Capacity,
    Jenjang,
    MoveKind,
    NationalCompetency,
    PositionKind,
    PositionLevel,
    Predikat,
    SanctionLevel,
    Status,
)
from asn_career.values import Kind

DAY = dt.date(2026, 11, 21)
FOLDER = Path(__file__).parent / "cases"
TOPICS = ("appointment", "competence", "credit", "moves", "ranks", "talent")
FILES = {name: tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8")) for name in TOPICS}


def cases(kind="cases", slow=()):
    """Return the cases of all files; those of slow rules run among the long tests only."""
    found = [case for file in FILES.values() for case in file.get(kind, ())]
    return [
        pytest.param(
            case, id=case["id"], marks=[pytest.mark.long] if case.get("rule") in slow else []
        )
        for case in found
    ]


@cache
def rulebook(overlay=None):
    book = national_rulebook()
    return book.overlay(overlay, FILES["talent"]["overlays"][overlay]) if overlay else book


def kind_of(case, book):
    return book.law(DAY).rule_type(case["rule"]).kind


def as_printed(whole, case, value_type):
    """Return the exact result as the source prints it."""
    exact = Fraction(whole, value_type.denominator)
    return round_half_up(exact, case["places"]) if "places" in case else exact


def assert_expected(whole, case, value_type):
    expect = case["expect"]
    if expect == "UNKNOWN":
        assert whole is None
    elif value_type.kind is Kind.WORDS:
        assert {w.value for w in whole} == set(expect)
    elif value_type.kind is Kind.WORD:
        assert whole.value == expect
    else:
        assert as_printed(whole, case, value_type) == Decimal(expect)


@pytest.mark.parametrize("case", cases())
def test_a_case_on_plain_facts(case):
    book = rulebook(case.get("overlay"))
    if kind_of(case, book) is Kind.FLAG:
        result = book.check(case["rule"], case["facts"], case["as_of"])
        assert result.truth.name == case["expect"]
        if "because" in case:
            assert [line.info.key for line in result.deciding] == case["because"]
    else:
        result = book.score(case["rule"], case["facts"], case["as_of"])
        assert_expected(result.whole, case, result.line.info.value_type)
    if "missing" in case:
        assert list(result.missing) == case["missing"]
    assert result.verify()
    assert all(result.lines(lang) for lang in ("id", "en"))


def post_of(facts):
    """Return a post of the level that the case asks about."""
    level = facts.get("target_level")
    if level is None:
        return None
    functional = level in set(Jenjang)
    kind = PositionKind.FUNGSIONAL if functional else PositionKind(level)
    jenjang = Jenjang(level) if functional else None
    position = Position(
        id="x", name="x", kind=kind, jenjang=jenjang, eselon=facts.get("target_eselon")
    )
    return Post(id="p", position=position, unit="u")


def column(value):
    return Decimal(value) if isinstance(value, str) and re.fullmatch(r"[\d.]+", value) else value


# A set of words over a deep tree takes engines many seconds to plan.
@pytest.mark.parametrize("case", cases(slow={"talent.recommendations"}))
def test_a_case_on_a_table(case):
    polars = pytest.importorskip("polars")
    pytest.importorskip("narwhals")
    from asn_career import tables
    from asn_career.conditions import Answer, facts_in

    book, rule, as_of = rulebook(case.get("overlay")), case["rule"], case["as_of"]
    wanted = facts_in(Answer(rule), book.law(as_of))
    names = [f.name for f in wanted if f.subject in {Subject.PERSON, Subject.PAIR}]
    table = polars.DataFrame(
        {"id": ["E-1"], **{name: [column(case["facts"].get(name))] for name in names}}
    )
    asked = {"rulebook": book, "post": post_of(case["facts"])}
    if kind_of(case, book) is Kind.FLAG:
        answers = tables.check(table, rule, as_of, because=False, **asked)
        truth = {True: "YES", False: "NO", None: "UNKNOWN"}
        assert truth[answers[tables.column_name(rule)][0]] == case["expect"]
        return
    answers = tables.score(table, rule, as_of, **asked)
    got, value_type = answers[tables.column_name(rule)][0], book.law(as_of).rule_type(rule)
    if got is not None and value_type.kind is Kind.WORDS:
        got = value_type.clean(got.split("|"))
    elif got is not None and value_type.kind is Kind.WORD:
        got = value_type.clean(got)
    assert_expected(got, case, value_type)


@pytest.mark.parametrize("case", cases("cells"))
def test_a_figure_of_the_law(case):
    table = national_rulebook().tables[case["table"]]
    at = tuple(axis(word) for axis, word in zip(table.axes, case["at"], strict=True))
    cell = national_rulebook().cell(case["table"], at, case["as_of"])
    assert cell.value.value == case["expect"]


def test_what_was_left_out_says_why():
    left = [entry for file in FILES.values() for entry in file.get("left_out", ())]
    assert left
    assert all(entry["id"] and entry["why"] for entry in left)


# -- moves ----------------------------------------------------------------------------------


def test_every_pair_of_classes_has_its_move():
    cells = national_rulebook().law(DAY).values.cells("moves.kind")
    assert set(cells) == set(itertools.product(PositionLevel, repeat=2))


def test_the_same_class_is_horizontal_and_no_way_leads_down_and_up():
    cells = national_rulebook().law(DAY).values.cells("moves.kind")
    up = {MoveKind.VERTICAL, MoveKind.DIAGONAL}
    for (here, there), cell in cells.items():
        if here is there:
            assert cell.value is MoveKind.HORIZONTAL
        if cell.value in up:
            assert cells[there, here].value not in up


def test_what_only_memory_tells_is_marked():
    cells = national_rulebook().law(DAY).values.cells("moves.kind")
    unverified = {at for at, cell in cells.items() if cell.evidence is Evidence.UNVERIFIED}
    keterampilan = (Jenjang.PEMULA, Jenjang.TERAMPIL, Jenjang.MAHIR, Jenjang.PENYELIA)
    assert unverified == {
        (PositionLevel.ADMINISTRATOR, PositionLevel.AHLI_UTAMA),
        *((PositionLevel.AHLI_PERTAMA, PositionLevel(j.value)) for j in keterampilan),
    }


# -- competence -----------------------------------------------------------------------------


def test_the_national_competencies_have_one_list_of_words():
    listed = [(c.id, c.text) for c in NATIONAL_COMPETENCIES]
    assert [(c.value, c.text) for c in NationalCompetency] == listed


def test_the_required_levels_add_up_as_the_sources_print_them():
    cells = national_rulebook().law(DAY).values.cells("competence.required_level")
    sums = {
        level: sum(cells[competency, level].value for competency in NationalCompetency)
        for level in PositionLevel
    }
    printed = {
        "jpt_utama": 45,
        "jpt_madya": 45,
        "jpt_pratama": 36,
        "administrator": 27,
        "pengawas": 18,
        "pelaksana": 9,
        "ahli_utama": 38,
        "ahli_madya": 36,
        "ahli_muda": 27,
        "ahli_pertama": 18,
        "penyelia": 27,
        "mahir": 18,
        "terampil": 12,
        "pemula": 9,
    }
    assert {level.value: total for level, total in sums.items()} == printed


def person(**lists):
    return Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS, **lists)


def position(level, **more):
    functional = level in set(Jenjang)
    kind = PositionKind.FUNGSIONAL if functional else PositionKind(level)
    return Position(
        id=level, name=level, kind=kind, jenjang=Jenjang(level) if functional else None, **more
    )


def assessed(levels, standard):
    keys = [c.value for c in NationalCompetency]
    target = position(
        "administrator",
        standard=CompetencyProfile.of(dict(zip(keys, standard, strict=True))),
    )
    profile = CompetencyProfile.of(dict(zip(keys, levels, strict=True)))
    assessment = Assessment(
        day=dt.date(2025, 5, 1), level=PositionLevel.ADMINISTRATOR, profile=profile
    )
    return person(assessments=[assessment]), Post(id="p", position=target, unit="u")


@pytest.mark.parametrize("profile", cases("profiles"))
def test_the_match_of_a_recorded_profile(profile):
    who, post = assessed(profile["levels"], profile["standard"])
    book = national_rulebook()
    match = book.view(who, DAY, post=post).get("job_person_match")
    assert Fraction(match, 100) == Fraction(profile["job_person_match"])
    assert book.score("competence.recap", who, DAY, post=post).value.value == profile["recap"]


def test_a_match_above_the_standard_is_cut_only_where_that_is_chosen():
    who, post = assessed([5] * 9, [4] * 9)
    book = national_rulebook()
    capped = book.with_variants({"competence.jpm_cap": "capped"})
    assert book.view(who, DAY, post=post).get("job_person_match") == 12_500
    assert capped.view(who, DAY, post=post).get("job_person_match") == 10_000
    assert book.view(who, DAY, post=post).get("competence_score") == 1_000_000


# -- credit ---------------------------------------------------------------------------------

PAIRS = [(j, p) for j in Jenjang for p in Predikat]


@pytest.mark.parametrize(("jenjang", "predicate"), PAIRS)
def test_twelve_months_of_credit_are_the_year_exactly(jenjang, predicate):
    book, held = national_rulebook(), {"jenjang": jenjang, "period_predicate": predicate}

    def whole(months):
        return book.score("credit.conversion", held | {"period_months": months}, DAY).whole

    coefficient = book.cell("credit.coefficient", (jenjang,), DAY).value
    percent = book.cell("credit.predicate_percent", (predicate,), DAY).value
    denominator = book.law(DAY).rule_type("credit.conversion").denominator
    assert 12 * whole(1) == whole(12) == whole(5) + whole(7)
    assert Fraction(whole(12), denominator) == Fraction(coefficient * percent, 120_000 * 10_000)


def test_credit_of_two_years_is_rounded_only_in_print():
    book = national_rulebook()
    held = {"jenjang": "ahli_pertama"}
    first = book.score(
        "credit.conversion", held | {"period_predicate": "sangat_baik", "period_months": 12}, DAY
    )
    second = book.score(
        "credit.conversion", held | {"period_predicate": "baik", "period_months": 2}, DAY
    )
    denominator = book.law(DAY).rule_type("credit.conversion").denominator
    total = Fraction(first.whole + second.whole, denominator)
    assert round_half_up(total, 2) == Decimal("20.83")


@pytest.mark.parametrize(("quarters", "total"), [(1, "53.125"), (3, "59.375")])
def test_base_credit_and_quarters_add_up(quarters, total):
    book = national_rulebook()
    held = {"jenjang": "ahli_pertama", "golongan": "III/b"}
    base = book.score("credit.base", held, DAY).value
    quarter = book.score(
        "credit.conversion", held | {"period_predicate": "baik", "period_months": 3}, DAY
    )
    assert base + quarters * quarter.value == Decimal(total)


def test_the_disputed_base_credit_has_two_variants():
    held = {"jenjang": "penyelia", "golongan": "III/d"}
    book = national_rulebook()
    zero = book.with_variants({"credit.base": "zero"})
    assert book.score("credit.base", held, DAY).value == 100
    assert zero.score("credit.base", held, DAY).value == 0
    assert book.score("credit.base", held, DAY).evidence is Evidence.DISPUTED


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        (dt.date(2025, 1, 1), dt.date(2025, 12, 31), 12),
        (dt.date(2025, 3, 1), dt.date(2025, 12, 31), 10),
        (dt.date(2024, 2, 1), dt.date(2024, 2, 29), 1),
        (dt.date(2025, 3, 2), dt.date(2025, 12, 31), None),
        (dt.date(2025, 3, 1), dt.date(2025, 12, 30), None),
    ],
)
def test_months_of_a_recorded_period(since, until, months):
    appraisal = Appraisal(since=since, until=until, predicate=Predikat.BAIK)
    held = Appointment(position=position("ahli_muda"), unit="u", since=dt.date(2020, 1, 1))
    view = national_rulebook().view(person(appraisals=[appraisal], appointments=[held]), DAY)
    assert view.get("period_months") == months
    assert view.get("period_predicate") is Predikat.BAIK
    assert view.get("jenjang") is Jenjang.AHLI_MUDA


# -- appointment on records -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "target", "held"),
    [
        ("ahli_muda", "administrator", True),
        ("ahli_pertama", "administrator", False),
        ("ahli_pertama", "pengawas", True),
        ("pemula", "pengawas", True),
        ("ahli_muda", "pengawas", False),
        ("ahli_muda", "jpt_pratama", None),
    ],
)
def test_a_functional_position_of_equal_level_is_read_from_the_record(level, target, held):
    past = Appointment(
        position=position(level), unit="u", since=dt.date(2019, 1, 1), until=dt.date(2019, 1, 20)
    )
    post = Post(id="p", position=position(target), unit="u")
    who = person(appointments=[past])
    assert national_rulebook().view(who, DAY, post=post).get("held_equal_jf") is held


def test_an_acting_post_is_none_of_equal_level():
    acting = Appointment(
        position=position("ahli_muda"), unit="u", since=dt.date(2019, 1, 1), capacity=Capacity.PLT
    )
    post = Post(id="p", position=position("administrator"), unit="u")
    who = person(appointments=[acting])
    assert national_rulebook().view(who, DAY, post=post).get("held_equal_jf") is False


# -- indicators on records ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "record"),
    [
        (dt.date(2026, 3, 1), "serving"),
        (dt.date(2026, 3, 2), "moderate"),
        (dt.date(2031, 2, 28), "moderate"),
        (dt.date(2031, 3, 1), "never"),
    ],
)
def test_discipline_counts_until_the_window_ends(day, record):
    sanctions = [
        Sanction(level=SanctionLevel.MODERATE, since=dt.date(2025, 3, 2), until=dt.date(2026, 3, 1))
    ]
    who = person(sanctions=sanctions)
    assert national_rulebook().view(who, day).get("discipline_record").value == record


def test_certificates_and_awards_of_the_window_count():
    trainings = [
        Training(course=f"c{year}", finished=dt.date(year, 11, 21), hours=10)
        for year in (2022, 2023, 2024, 2025)
    ]
    awards = [
        Award(name="a", day=dt.date(2024, 1, 1), level="agency"),
        Award(name="b", day=dt.date(2025, 1, 1), level="national"),
        Award(name="c", day=dt.date(2019, 1, 1), level="international"),
    ]
    view = national_rulebook().view(person(trainings=trainings, awards=awards), DAY)
    assert view.get("certificates") == 2
    assert view.get("award_level").value == "national"


def test_an_award_without_a_level_is_unknown_not_none():
    awards = [Award(name="a", day=dt.date(2024, 1, 1))]
    assert national_rulebook().view(person(awards=awards), DAY).get("award_level") is None


def test_the_weights_of_each_axis_make_a_whole():
    values = national_rulebook().law(DAY).values
    for table in ("talent.performance_weight", "talent.potential_weight", "talent.axis_weight"):
        assert sum(cell.value for cell in values.cells(table).values()) == 100 * 100


def test_the_other_agency_scores_are_a_variant():
    book = national_rulebook()
    djki = book.with_variants({"talent.predicate_score": "djki"})
    who = next(c["facts"] for c in FILES["talent"]["cases"] if c["id"] == "ninebox_9")
    assert book.score("talent.performance", who, DAY).value == 100
    assert djki.score("talent.performance", who, DAY).value == 106
    assert djki.score("talent.performance", who, DAY).evidence is Evidence.DISPUTED
