"""The vocabularies: closed, bilingual, ordered by the law and never by the letters."""

import copy
import itertools
import operator
import pickle
import re
from itertools import count

import pytest

from asn_career.errors import InvalidInputError
from asn_career.findings import Op, Truth
from asn_career.regulations import Evidence
from asn_career.terms import (
    VOCABULARIES,
    Diploma,
    Golongan,
    Jenjang,
    Month,
    PositionKind,
    PositionLevel,
    Predikat,
    Question,
    Recap,
    Status,
    Text,
    is_indonesian,
)

EVERY = [*VOCABULARIES.values(), Question, Op, Truth, Evidence]
ORDERED = [words for words in EVERY if words.is_ordered()]
vocabularies = pytest.mark.parametrize("words", EVERY, ids=lambda words: words.__name__)


# -- texts -------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["id", "ID", "id_ID", "id-ID", "id-Latn-ID"])
def test_indonesian_is_known_by_every_usual_tag(tag):
    assert is_indonesian(tag)
    assert Text(id="ya", en="yes").say(tag) == "ya"


@pytest.mark.parametrize("tag", ["en", "en_GB", "nl", "idx", ""])
def test_all_else_is_english(tag):
    assert Text(id="ya", en="yes").say(tag) == "yes"


def test_a_text_is_no_template():
    text = Text(id="{0.__class__}", en="%s {x}")
    assert (text.say("id"), text.say("en")) == ("{0.__class__}", "%s {x}")


def test_the_languages_are_given_by_name():
    with pytest.raises(TypeError):
        Text("ya", "yes")


# -- members -----------------------------------------------------------------------------------


@vocabularies
def test_every_member_has_both_languages(words):
    for member in words:
        assert member.text.id.strip() == member.text.id != ""
        assert member.text.en.strip() == member.text.en != ""


@vocabularies
def test_the_texts_tell_the_members_apart(words):
    for lang in ("id", "en"):
        said = [member.text.say(lang) for member in words]
        assert len(set(said)) == len(said)


@vocabularies
def test_every_member_is_found_by_value_name_and_alias(words):
    for member in words:
        assert words(member) is words(member.value) is member
        assert words(str(member)) is member
        assert words(member.name) is words(member.name.lower()) is member
    for spelling, value in words.aliases().items():
        assert words(spelling).value == value


@vocabularies
def test_every_member_is_itself_on_the_other_side(words):
    for member in words:
        assert pickle.loads(pickle.dumps(member)) is member  # noqa: S301 - our own
        assert copy.deepcopy(member) is member


@vocabularies
def test_a_member_cannot_be_changed_into_another_word(words):
    member = next(iter(words))
    assert member.order == 0
    assert [m.order for m in words] == list(range(len(words)))


def test_the_names_of_the_vocabularies_are_those_of_their_classes():
    for name, words in VOCABULARIES.items():
        assert re.sub(r"(?<!^)(?=[A-Z])", "_", words.__name__).lower() == name
    assert list(VOCABULARIES) == sorted(VOCABULARIES)


# -- unknown words -----------------------------------------------------------------------------


@vocabularies
@pytest.mark.parametrize(
    "raw", ["", " ", "???", "xyzzy", None, True, 10**20, 1.5, b"pns", ()], ids=count()
)
def test_an_unknown_word_is_refused(words, raw):
    with pytest.raises(InvalidInputError, match=words.__name__):
        words(raw)


@pytest.mark.parametrize("raw", ["1.0", "0.1", "1 0", "-1", "+1", "1e0", "13", "0", "01.", "٣"])
def test_a_number_that_is_no_month_is_refused(raw):
    with pytest.raises(InvalidInputError, match="Month"):
        Month(raw)


@pytest.mark.parametrize("raw", ["", "=", "=>", "<>", "!", "at least"])
def test_an_operator_is_written_as_it_is(raw):
    with pytest.raises(InvalidInputError, match="Op"):
        Op(raw)


def test_the_hint_names_the_near_word():
    with pytest.raises(InvalidInputError, match="did you mean 'ahli_muda'"):
        Jenjang("ahli_mudo")
    with pytest.raises(InvalidInputError, match=r"known: .*ahli_muda"):
        Jenjang("zzz")


def test_an_absurd_word_is_refused_without_being_quoted_in_full():
    with pytest.raises(InvalidInputError) as refused:
        Predikat("x" * 100_000)
    assert len(str(refused.value)) < 500


@pytest.mark.parametrize(
    ("words", "raw", "member"),
    [
        (Predikat, "Sangat Baik", Predikat.SANGAT_BAIK),
        (Predikat, "cukup", Predikat.BUTUH_PERBAIKAN),
        (Diploma, "D-IV", Diploma.S1),
        (Diploma, "SMA", Diploma.SLTA),
        (Golongan, "iii/A", Golongan.III_A),
        (Jenjang, "Ahli Muda", Jenjang.AHLI_MUDA),
        (Month, "January", Month.JANUARY),
    ],
)
def test_usual_spellings_are_understood(words, raw, member):
    assert words(raw) is member


# -- order -------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ORDERED, ids=lambda words: words.__name__)
def test_ordered_words_stand_from_low_to_high(words):
    members = list(words)
    assert sorted(set(members)) == members
    for (i, a), (j, b) in itertools.product(enumerate(members), repeat=2):
        for compare in (operator.lt, operator.le, operator.gt, operator.ge, operator.eq):
            assert compare(a, b) is compare(i, j)


def test_words_without_order_are_not_compared():
    for words in EVERY:
        if words not in ORDERED:
            first, *_, last = words
            with pytest.raises(TypeError, match="no common order"):
                _ = first < last


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
def test_words_of_two_vocabularies_or_plain_text_are_not_compared(compare):
    for other in (Predikat.BAIK, "ms", 3, None):
        with pytest.raises(TypeError):
            compare(Recap.MS, other)


def test_the_order_is_the_law_s():
    assert Golongan.IV_A > Golongan.III_D > Golongan.II_D
    assert Diploma.S1 > Diploma.D3 > Diploma.SLTA
    assert Predikat.SANGAT_KURANG < Predikat.KURANG < Predikat.BUTUH_PERBAIKAN < Predikat.BAIK
    assert Evidence.UNVERIFIED < Evidence.DISPUTED < Evidence.PRIMARY


def test_every_level_is_a_kind_of_position_or_a_jenjang():
    kinds = {k.value for k in PositionKind} - {PositionKind.FUNGSIONAL.value}
    assert {level.value for level in PositionLevel} == kinds | {j.value for j in Jenjang}


def test_a_word_is_its_value_as_text():
    assert f"{Status.PNS}" == Status.PNS == "pns"
    assert Month("10") is Month.OCTOBER
