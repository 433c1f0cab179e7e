"""Appraisal through the years: the matrix, the regimes, and records of old appraisals."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lawcases import FILES

from asn_career import Appraisal, Employee, InvalidInputError, Predikat, Status, national_rulebook
from asn_career.people import Activity
from asn_career.regulations import Evidence
from asn_career.terms import NewIdea, PeerViews

BOOK = national_rulebook()
SCORES = st.decimals(0, 120, places=2)


def year(number, **more):
    return Appraisal(since=dt.date(number, 1, 1), until=dt.date(number, 12, 31), **more)


def first_half(**more):
    return Appraisal(since=dt.date(2021, 1, 1), until=dt.date(2021, 6, 30), **more)


def second_half(**more):
    return Appraisal(since=dt.date(2021, 7, 1), until=dt.date(2021, 12, 31), **more)


def person(*appraisals, **more):
    return Employee(
        id="E-1",
        birth_date=dt.date(1980, 5, 17),
        status=Status.PNS,
        appraisals=appraisals,
        **more,
    )


def facts(who, day, *names):
    view = BOOK.view(who, day)
    return tuple(view.get(name) for name in names)


def two_years(who, day):
    return facts(who, day, "predicate_latest", "predicate_before")


def latest(who, day):
    return facts(who, day, "predicate_latest")[0]


# -- the matrix ----------------------------------------------------------------------------------


def cells_of_the_matrix():
    return [
        c
        for c in FILES["appraisal"]["cases"]
        if "work_result" in c["facts"] and c["expect"] != "UNKNOWN"
    ]


def test_every_cell_of_the_matrix_of_predicates_has_its_case():
    pairs = [(c["facts"]["work_result"], c["facts"]["conduct"]) for c in cells_of_the_matrix()]
    assert len(pairs) == len(set(pairs)) == 9


def test_good_results_with_bad_conduct_are_kurang():
    found = {
        c["facts"]["work_result"]: c["expect"]
        for c in cells_of_the_matrix()
        if c["facts"]["conduct"] == "di_bawah"
    }
    assert found == {"di_atas": "kurang", "sesuai": "kurang", "di_bawah": "sangat_kurang"}


# -- which rules apply ---------------------------------------------------------------------------


def test_a_period_outside_all_regimes_says_which_there_are():
    answer = BOOK.score("appraisal.predikat", {"appraisal_score": 80}, dt.date(1970, 12, 31))
    assert answer.value is None
    assert "31 Desember 1979" in "\n".join(answer.lines())


@pytest.mark.parametrize(
    ("appraisal", "expected"),
    [
        (year(2010, score=79), "baik"),
        (year(2012, score=45), "sangat_kurang"),
        (year(2016, score="84.2"), "baik"),
        (year(2016, skp_score="85.5", conduct_score=80), "baik"),
        (year(2016, skp_score=95, conduct_score=88), "sangat_baik"),
        (year(2016, skp_score=70, conduct_score="62.5"), "butuh_perbaikan"),
        (second_half(score=95), "baik"),
        (second_half(score=112, new_idea="established"), "sangat_baik"),
        (second_half(score=112, new_idea="none"), "baik"),
        (second_half(skp_score=80, conduct_score=50, peer_views="not_used"), "butuh_perbaikan"),
        (year(2024, work_result="di_atas", conduct="sesuai"), "baik"),
        (year(2016, predicate="sangat_baik", score=50), "sangat_baik"),
    ],
)
def test_an_appraisal_gives_the_predicate_of_its_period(appraisal, expected):
    who = person(appraisal, joined=appraisal.since)
    assert latest(who, dt.date(appraisal.until.year + 1, 3, 1)) is Predikat(expected)


@pytest.mark.parametrize(
    "appraisal",
    [
        second_half(score=112),  # whether there was a new idea decides
        second_half(score="120.01", new_idea="established"),  # above the scale
        second_half(skp_score=80, conduct_score=50),  # the weights are not known
        year(2012, score=101),  # above the scale
        year(2016, skp_score=80, conduct_score="100.5"),  # above the scale of conduct
        year(2010, skp_score=80, conduct_score=80),  # the DP3 has no such parts
        year(2016, work_result="di_atas", conduct="di_atas"),  # ratings of a later regulation
        year(2024, score=100),  # there is no number any more
    ],
)
def test_what_the_law_of_the_period_does_not_answer_is_unknown(appraisal):
    who = person(appraisal, joined=appraisal.since)
    assert latest(who, dt.date(appraisal.until.year + 1, 3, 1)) is None


def test_another_reading_of_the_gap_between_two_words_reaches_the_record():
    who = person(year(2016, score="90.5"))
    day = dt.date(2017, 3, 1)
    assert latest(who, day) is Predikat.BAIK
    other = BOOK.with_variants({"prestasi.bands": "rounded"})
    assert other.view(who, day).get("predicate_latest") is Predikat.SANGAT_BAIK


def test_two_years_under_two_regimes():
    who = person(year(2013, score=80), year(2014, score=92))
    assert two_years(who, dt.date(2015, 2, 1)) == (Predikat.SANGAT_BAIK, Predikat.BAIK)


def test_exempt_years_are_skipped_across_regimes():
    who = person(year(2012, score=80), year(2013, exempt=True), year(2014, score=92))
    assert two_years(who, dt.date(2015, 2, 1)) == (Predikat.SANGAT_BAIK, Predikat.BAIK)


# -- 2021 ----------------------------------------------------------------------------------------


def test_the_second_half_alone_is_not_the_year_2021():
    halves = (first_half(score=85), second_half(score=95))
    assert latest(person(*halves), dt.date(2022, 3, 1)) is None
    assert latest(person(halves[1]), dt.date(2022, 3, 1)) is None


def test_who_joined_in_the_second_half_of_2021_has_it_as_the_year():
    who = person(second_half(score=95), joined=dt.date(2021, 9, 1))
    assert latest(who, dt.date(2022, 3, 1)) is Predikat.BAIK


def test_a_number_over_the_whole_of_2021_is_not_read_but_a_predicate_is():
    day = dt.date(2022, 3, 1)
    assert latest(person(year(2021, score=95)), day) is None
    assert latest(person(year(2021, predicate="baik")), day) is Predikat.BAIK


# -- facts of the latest appraisal ---------------------------------------------------------------


def test_the_total_is_weighed_by_the_law_of_the_period():
    who = person(year(2016, skp_score="85.55", conduct_score="80.2"))
    score = BOOK.score("prestasi.word", who, dt.date(2017, 3, 1))
    assert score.value.value == "baik"
    assert facts(who, dt.date(2017, 3, 1), "appraisal_score") == (834100,)


def test_facts_of_an_appraisal_are_not_read_under_the_next_regime():
    who = person(first_half(score=95))
    assert facts(who, dt.date(2021, 12, 31), "appraisal_score", "new_idea") == (None, None)


def test_the_yearly_appraisal_closes_the_year_not_its_last_quarter():
    quarter = Appraisal(since=dt.date(2024, 10, 1), until=dt.date(2024, 12, 31), predicate="kurang")
    who = person(year(2024, predicate="baik"), quarter)
    assert latest(who, dt.date(2025, 3, 1)) is Predikat.BAIK


# -- activities of an SKP ------------------------------------------------------------------------


def activity(**more):
    numbers = {
        "quantity_target": 10,
        "quantity_result": 10,
        "quality_target": 100,
        "quality_result": 90,
        "time_target": 12,
        "time_result": 12,
    }
    return Activity(name="Laporan", **(numbers | more))


def mean_of(*activities):
    who = person(year(2016, score=80, activities=activities))
    found = BOOK.view(who, dt.date(2017, 3, 1)).get("activity_mean")
    return None if found is None else Decimal(found) / 10_000


def test_an_activity_has_three_aspects_or_four():
    assert mean_of(activity()) == Decimal("88.6667")  # (100 + 90 + 76) / 3
    assert mean_of(activity(cost_target=100, cost_result=100)) == Decimal("85.5")
    assert mean_of(activity(), activity(cost_target=100, cost_result=100)) == Decimal("87.0833")
    assert mean_of() is None


@pytest.mark.parametrize(
    ("target", "result", "score"),
    [(5, 4, 96), (170395000, 170395000, 76), (12, "9.12", 100), (12, 0, 0)],
)
def test_time_of_an_activity(target, result, score):
    found = mean_of(activity(time_target=target, time_result=result))
    assert abs(found - Decimal(100 + 90 + score) / 3) < Decimal("0.0001")


def test_what_joins_activities_is_practice_and_marked():
    who = person(year(2016, score=80, activities=[activity()]))
    assert latest(who, dt.date(2017, 3, 1)) is Predikat.BAIK
    skp = BOOK.score(
        "prestasi.skp",
        {"activity_mean": "88.6667", "extra_duties": 2, "creativity": "none"},
        dt.date(2016, 12, 31),
    )
    assert (skp.value, skp.evidence) == (Decimal("89.6667"), Evidence.UNVERIFIED)


@given(
    target=st.integers(1, 10**6),
    result=st.integers(0, 10**6),
)
def test_time_is_as_the_annex_writes_it(target, result):
    t, r = Fraction(target), Fraction(result)
    saved = 100 - r / t * 100
    plain = (Fraction("1.76") * t - r) / t * 100
    wanted = plain if saved <= 24 else 76 - (plain - 100)
    percent = round(r / t * 100, 4)
    found = BOOK.score(
        "prestasi.saving",
        {"result_percent": Decimal(percent.numerator) / percent.denominator},
        dt.date(2016, 12, 31),
    )
    on_the_turn = abs(saved - 24) < Fraction("0.0001")
    assert on_the_turn or abs(Fraction(found.value) - wanted) <= Fraction("0.0001")


# -- more is never less --------------------------------------------------------------------------


@given(SCORES, SCORES, st.sampled_from([2010, 2016, 2021]), st.sampled_from(list(NewIdea)))
def test_a_higher_number_never_lowers_the_predicate(a, b, number, idea):
    low, high = sorted((a, b))
    found = [
        BOOK.score(
            "appraisal.predikat",
            {"appraisal_score": score, "new_idea": idea},
            dt.date(number, 12, 31),
        ).value
        for score in (low, high)
    ]
    assert None in found or found[0] <= found[1]
    assert found[0] is not None or found[1] is None  # what is above the scale stays above it


@given(SCORES, SCORES, SCORES, st.sampled_from(list(PeerViews)))
def test_a_higher_part_never_lowers_the_number(skp, low, high, views):
    low, high = sorted((low, high))
    for day in (dt.date(2016, 12, 31), dt.date(2021, 12, 31)):
        found = [
            BOOK.score(
                "appraisal.total",
                {"skp_score": skp, "conduct_score": conduct, "peer_views": views},
                day,
            ).value
            for conduct in (low, high)
        ]
        assert found[0] <= found[1]


@given(st.integers(0, 200), st.integers(0, 200))
def test_more_achievement_never_lowers_the_score_of_an_indicator(a, b):
    low, high = (
        BOOK.score("kinerja.indicator", {"achievement_percent": x}, dt.date(2021, 12, 31)).value
        for x in sorted((a, b))
    )
    assert low <= high


# -- bad input -----------------------------------------------------------------------------------


def test_an_unknown_predicate_is_refused_with_the_near_word():
    with pytest.raises(InvalidInputError, match="sangat_baik"):
        year(2024, predicate="sangat_bak")
    assert year(2016, predicate="Buruk").predicate is Predikat.SANGAT_KURANG
    assert year(2010, predicate="Amat Baik").predicate is Predikat.SANGAT_BAIK


def test_an_appraisal_with_half_an_outcome_is_refused():
    with pytest.raises(InvalidInputError, match="no outcome"):
        year(2016, skp_score=80)


def test_every_wrong_number_is_told_at_once():
    with pytest.raises(InvalidInputError) as caught:
        year(2016, score=-1, skp_score=80.5, conduct_score="80.00001", peer_views="use")
    assert [p.where for p in caught.value.problems] == [
        "score",
        "skp_score",
        "conduct_score",
        "peer_views",
    ]


def test_every_wrong_number_of_an_activity_is_told_at_once():
    with pytest.raises(InvalidInputError) as caught:
        activity(quantity_target=0, time_result=-1, quality_result=None, cost_target=5)
    assert [(p.where, p.message) for p in caught.value.problems] == [
        ("quantity_target", "0 is not above zero"),
        ("quality_result", "is missing"),
        ("time_result", "-1 is below zero"),
        ("cost_target", "is given without the other"),
    ]
