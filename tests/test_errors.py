"""Errors: what they say, which built-in they are, and that they travel between processes."""

import copy
import pickle
import sys

import pytest

from asn_career.errors import (
    AsnCareerError,
    InvalidInputError,
    MissingExtraError,
    Problem,
    TruthValueError,
    UnknownNameError,
    near,
)

ONE = Problem("appointments[2].jenjang", "unknown 'muda'", "did you mean 'ahli_muda'?")
TWO = Problem("", "is empty")
ERRORS = [
    pytest.param(InvalidInputError(ONE), ValueError, "invalid-input", id="one problem"),
    pytest.param(InvalidInputError([ONE, TWO]), ValueError, "invalid-input", id="two problems"),
    pytest.param(
        UnknownNameError("rule", "a.b", ("a.c",)), LookupError, "unknown-name", id="unknown"
    ),
    pytest.param(TruthValueError("three values"), TypeError, "truth-value", id="truth value"),
    pytest.param(
        MissingExtraError("tables.check", "tables"), ImportError, "missing-extra", id="extra"
    ),
]


@pytest.mark.parametrize(("error", "built_in", "code"), ERRORS)
def test_every_error_is_the_fitting_built_in_with_a_stable_code(error, built_in, code):
    assert isinstance(error, AsnCareerError)
    assert isinstance(error, built_in)
    assert error.code == code


@pytest.mark.parametrize(("error", "built_in", "code"), ERRORS)
def test_every_error_is_the_same_on_the_other_side(error, built_in, code):
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301 - our own
        assert type(other) is type(error)
        assert str(other) == str(error)
        assert vars(other) == vars(error)
        assert other.args == error.args


def test_no_other_class_of_errors_exists():
    def below(cls):
        return {cls, *(c for sub in cls.__subclasses__() for c in below(sub))}

    ours = {c for c in below(AsnCareerError) if c.__module__.startswith("asn_career")}
    named = {type(p.values[0]) for p in ERRORS} | {AsnCareerError}
    assert {c for c in ours if c.__module__ == "asn_career.errors"} == named
    assert len({c.code for c in ours}) == len(ours)


# -- words that are near -----------------------------------------------------------------------


@pytest.mark.parametrize("word", ["ahli_mudo", "AHLI_MUDA", "Ahli_Muda", "ahlimuda"])
def test_the_near_word_is_named(word):
    assert near(word, ["ahli_muda", "ahli_madya", "terampil"]) == "did you mean 'ahli_muda'?"


def test_the_near_word_is_named_as_it_is_written():
    assert near("iii/a", ["III/a", "IV/e"]) == "did you mean 'III/a'?"


def test_short_lists_are_told_sorted_and_long_ones_are_counted():
    assert near("zzz", ["b", "a", "b"]) == "known: a, b"
    assert near("zzz", [f"name_{n}" for n in range(50)]) == "50 names are known"


@pytest.mark.parametrize("word", [None, 3, 1.5, ["a"], object(), b"x", ""])
def test_anything_may_be_looked_for(word):
    assert near(word, ["ahli_muda"]).startswith(("known: ", "did you mean "))


# -- what is said ------------------------------------------------------------------------------


def test_a_problem_says_where_what_and_what_would_be_right():
    assert str(ONE) == ("appointments[2].jenjang: unknown 'muda'. Hint: did you mean 'ahli_muda'?")
    assert str(TWO) == "is empty"


@pytest.mark.parametrize(
    ("where", "seen"), [("", "people"), ("[3]", "people[3]"), ("id", "people.id")]
)
def test_a_problem_is_seen_from_the_outer_place(where, seen):
    assert Problem(where, "is empty").inside("people") == Problem(seen, "is empty")


def test_one_problem_is_one_line_and_several_are_counted():
    assert str(InvalidInputError(ONE)) == str(ONE)
    assert str(InvalidInputError([ONE, TWO])).splitlines() == [
        "2 problems:",
        f"  - {ONE}",
        f"  - {TWO}",
    ]


def test_problems_keep_their_order_and_may_come_from_anywhere():
    assert InvalidInputError(p for p in (TWO, ONE)).problems == (TWO, ONE)
    assert InvalidInputError(ONE).problems == (ONE,)


def test_an_unknown_name_tells_the_kind_the_name_and_the_near_one():
    error = UnknownNameError("rule", "retirement.aeg", iter(["retirement.age", "moves.kind"]))
    assert str(error) == "unknown rule 'retirement.aeg'. Hint: did you mean 'retirement.age'?"
    assert (error.kind, error.name) == ("rule", "retirement.aeg")
    assert error.known == ("retirement.age", "moves.kind")


def test_a_missing_extra_names_the_command_that_helps():
    assert "pip install 'asn-career[tables]'" in str(MissingExtraError("tables.check", "tables"))


@pytest.mark.parametrize(
    "name",
    [10**5_000, "x" * 100_000, ["x"] * 100_000],
    ids=["number", "text", "list"],
)
def test_a_name_of_absurd_length_is_not_quoted_in_full(name):
    before = sys.get_int_max_str_digits()
    assert len(str(UnknownNameError("fact", name, ("months",)))) < 300
    assert sys.get_int_max_str_digits() == before
