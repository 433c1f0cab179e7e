"""Identity numbers: what they say, what they must not say, and what is wrong with them."""

import copy
import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_career.errors import InvalidInputError
from asn_career.identity import Nip
from asn_career.terms import Sex, Status

PUBLISHED = "197211052000031011"
PPPK = "199002142023211005"

births = st.dates(dt.date(1940, 1, 1), dt.date(2008, 12, 31))
month_starts = st.builds(dt.date, st.integers(2009, 2030), st.integers(1, 12), st.just(1))
sexes = st.sampled_from(Sex)
sequences = st.integers(1, 999)


def problems_of(call, *args, **parts):
    with pytest.raises(InvalidInputError) as caught:
        call(*args, **parts)
    return caught.value.problems


def test_the_number_of_a_pns_tells_birth_appointment_sex_and_sequence():
    nip = Nip(PUBLISHED)
    assert nip.kind is Status.PNS
    assert nip.birth == dt.date(1972, 11, 5)
    assert nip.joined == dt.date(2000, 3, 1)
    assert nip.joined_year == 2000
    assert nip.sex is Sex.MALE
    assert nip.sequence == 11
    assert nip.contract is None
    assert not nip.is_synthetic
    assert nip.doubts == ()


def test_the_number_of_a_pppk_has_a_contract_where_a_pns_has_the_month():
    nip = Nip(PPPK)
    assert nip.kind is Status.PPPK
    assert (nip.joined, nip.joined_year, nip.contract) == (None, 2023, 21)
    assert nip.sex is Sex.MALE
    assert nip.doubts == ()


def test_the_first_number_of_a_new_prefix_is_made_from_its_parts():
    nip = Nip.make(birth=dt.date(1996, 8, 18), joined=dt.date(2022, 4, 1), sex=Sex.MALE, sequence=1)
    assert nip.digits == "199608182022041001"


@given(births, month_starts, sexes, sequences)
def test_a_number_gives_back_the_parts_it_was_made_of(birth, joined, sex, sequence):
    nip = Nip.make(birth=birth, joined=joined, sex=sex, sequence=sequence)
    assert (nip.birth, nip.joined, nip.sex, nip.sequence) == (birth, joined, sex, sequence)
    assert nip.kind is Status.PNS
    assert Nip.parse(nip.digits) == nip


@given(births, month_starts, sexes, sequences, st.integers(20, 99))
def test_so_does_the_number_of_a_pppk(birth, joined, sex, sequence, contract):
    nip = Nip.make(birth=birth, joined=joined, sex=sex, sequence=sequence, contract=contract)
    assert (nip.birth, nip.joined_year, nip.contract) == (birth, joined.year, contract)
    assert nip.kind is Status.PPPK


@given(births, month_starts, sexes)
def test_a_synthetic_number_is_a_valid_one_that_nobody_has(birth, joined, sex):
    nip = Nip.synthetic(birth=birth, joined=joined, sex=sex)
    assert nip.is_synthetic
    assert Nip(nip.digits) == nip


def test_spaces_of_a_printed_number_are_dropped():
    assert Nip.parse(" 19721105 200003 1 011\n") == Nip(PUBLISHED)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("198613262015051001", "not a day of birth"),  # month 13
        ("198602302015051001", "not a day of birth"),  # 30 February
        ("19860926201505100", "17 digits"),
        ("198609262015131001", "fit no layout"),
        ("198609262015001001", "fit no layout"),
        ("198609262015053001", "not a sex"),
        ("198609261815051001", "not a year"),
        ("198609261985051001", "before birth"),
        ("198609261986081001", "before birth"),
        ("١٩٨٦٠٩٢٦٢٠١٥٠٥١٠٠١", "not all are digits"),
    ],
)
def test_a_wrong_number_says_why(number, reason):
    (problem,) = problems_of(Nip, number)
    assert reason in problem.message


def test_everything_wrong_with_a_number_is_said_at_once():
    assert len(problems_of(Nip, "198613261815139001")) == 4
    assert len(problems_of(Nip, "1986-09-26 2015 05 1 001")) == 2


@pytest.mark.parametrize("number", [197211052000031011, 1.9721105200003101e17, None])
def test_a_number_that_went_through_a_table_as_a_number_is_refused(number):
    (problem,) = problems_of(Nip.parse, number)
    assert "dtype=str" in problem.hint


@pytest.mark.parametrize(
    "number",
    ["197213052000031011", "19721105200003101", "19721105200003101X", 197211052000031011],
)
def test_a_wrong_number_is_shown_by_three_digits_at_most(number):
    with pytest.raises(InvalidInputError) as caught:
        Nip.parse(number)
    shown = f"{caught.value} {caught.value!r}"
    assert str(number)[:4] not in shown
    assert str(number)[4:8] not in shown


def test_a_right_number_is_shown_by_three_digits():
    nip = Nip(PUBLISHED)
    assert str(nip) == nip.masked == "…011"
    assert repr(nip) == "Nip('…011')"
    assert f"{nip}" == "…011"


@pytest.mark.parametrize(
    ("joined", "doubts"),
    [
        (dt.date(2017, 12, 1), ["younger than 18 when appointed as CPNS"]),
        (dt.date(2018, 1, 1), []),
        (dt.date(2040, 12, 1), []),
        (dt.date(2041, 1, 1), ["older than 40 when appointed as CPNS"]),
    ],
)
def test_an_unusual_age_at_joining_is_a_doubt_and_no_error(joined, doubts):
    nip = Nip.make(birth=dt.date(2000, 1, 1), joined=joined, sex=Sex.FEMALE, sequence=7)
    assert [doubt.en for doubt in nip.doubts] == doubts


def test_every_wrong_part_is_named_and_none_is_quoted():
    problems = problems_of(
        Nip.make, birth="1972-11-05", joined=None, sex="x", sequence=0, contract=5
    )
    places = [problem.where for problem in problems]
    assert places == ["birth", "joined", "sex", "sequence", "contract"]
    assert "1972" not in "".join(map(str, problems))


def test_a_pns_is_appointed_on_the_first_of_a_month_after_birth():
    problems = problems_of(
        Nip.make,
        birth=dt.date(2000, 3, 1),
        joined=dt.date(1999, 3, 2),
        sex=Sex.MALE,
        sequence=1,
    )
    assert [problem.where for problem in problems] == ["joined", "joined"]


def test_numbers_can_be_compared_hashed_copied_and_pickled():
    nip = Nip(PUBLISHED)
    assert {nip: 1}[Nip(PUBLISHED)] == 1
    assert pickle.loads(pickle.dumps(nip)) == copy.deepcopy(nip) == nip  # noqa: S301
    with pytest.raises(InvalidInputError) as caught:
        Nip("1")
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert again.problems == caught.value.problems
