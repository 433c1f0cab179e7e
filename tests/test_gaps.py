"""Competency gaps: signed, three-valued, scored by policies that are proven total."""

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_career.competencies import (
    NATIONAL_COMPETENCIES,
    Competency,
    CompetencyField,
    CompetencyProfile,
    RollUp,
)
from asn_career.errors import InvalidInputError
from asn_career.gaps import (
    NEVER_PUNISH_EXCEEDING,
    PROFILE_MATCHING,
    SYMMETRIC,
    Between,
    GapPolicy,
    measure_fields,
    measure_gap,
)
from asn_career.numbers import round_half_up
from asn_career.ranking import rank
from asn_career.terms import Text

NAMES = [c.id for c in NATIONAL_COMPETENCIES]
WORDS = Text(id="uji", en="test")
SHIPPED = (PROFILE_MATCHING, SYMMETRIC, NEVER_PUNISH_EXCEEDING)
profiles = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 5)).map(CompetencyProfile.of)


def policy(table, **parts):
    return GapPolicy(name="uji", text=WORDS, table=table, **parts)


def problems_of(call, *args, **parts):
    with pytest.raises(InvalidInputError) as caught:
        call(*args, **parts)
    return caught.value.problems


# -- the published cases ---------------------------------------------------------------------

TABLES = tomllib.loads(
    (Path(__file__).parent / "tables/profile_matching.toml").read_text(encoding="utf-8")
)
TOTALS = {case["id"]: case for case in TABLES["totals"]}


def factors(digits):
    return CompetencyProfile.of({f"f{i:02}": int(d) for i, d in enumerate(digits, 1)})


def gaps_of(case, who, cores=None):
    """Return the gap of each aspect of a case."""
    gaps = []
    for i, (aspect, found) in enumerate(zip(case["aspects"], case["found"][who], strict=True)):
        core = aspect["core"] if cores is None else cores[i]
        own = attrs.evolve(PROFILE_MATCHING, core=tuple(f"f{n:02}" for n in core))
        gaps.append(measure_gap(factors(found), factors(aspect["asked"]), policy=own))
    return gaps


def total_of(case, who, cores=None):
    percents = [Fraction(aspect["percent"], 100) for aspect in case["aspects"]]
    gaps = gaps_of(case, who, cores)
    return sum(percent * gap.total for percent, gap in zip(percents, gaps, strict=True))


@pytest.mark.parametrize("case", TABLES["totals"], ids=lambda case: case["id"])
def test_the_published_totals_and_ranks_are_reproduced(case):
    matrix = {}
    for who, printed in case["printed"].items():
        gaps = gaps_of(case, who)
        assert all(gap.verify() for gap in gaps)
        assert str(round_half_up(total_of(case, who), case["places"])) == printed
        # Sixths of a tenth hold every total of these tables exactly.
        matrix[who] = {str(i): int(gap.total * 600) for i, gap in enumerate(gaps)}
        assert all(gap.total * 600 == matrix[who][str(i)] for i, gap in enumerate(gaps))
    weights = {str(i): aspect["percent"] for i, aspect in enumerate(case["aspects"])}
    found = rank(matrix, weights=weights)
    assert [place.id for place in found.places] == case["order"]
    assert [place.rank for place in found.places] == list(range(1, len(matrix) + 1))


@pytest.mark.parametrize("id", ["F-PM-05", "F-PM-07"])
def test_the_published_means_of_core_and_secondary_factors_are_reproduced(id):
    for who, printed in TOTALS[id]["means"].items():
        (gap,) = gaps_of(TOTALS[id], who)
        means = (gap.core_mean, gap.secondary_mean)
        assert [str(round_half_up(mean, 3)) for mean in means] == printed


@pytest.mark.parametrize("case", TABLES["not_following"], ids=lambda case: case["id"])
def test_what_was_printed_does_not_follow_from_the_other_published_numbers(case):
    whole = TOTALS[case["id"]]
    for who, gives in case["gives"].items():
        total = total_of(whole, who, case["core"])
        assert str(round_half_up(total, 4)) == gives
        assert str(round_half_up(total, whole["places"])) != whole["printed"][who]


@pytest.mark.parametrize("case", TABLES["gaps"], ids=lambda case: case["id"])
def test_the_published_gaps_and_scores_are_reproduced(case):
    for who, printed in case["gaps"].items():
        gap = measure_gap(factors(case["found"][who]), factors(case["asked"]))
        items = sorted(gap.items, key=lambda item: item.competency)
        assert [item.gap for item in items] == printed
        if who in case.get("scores", {}):
            scores = [Fraction(Decimal(score)) for score in case["scores"][who]]
            assert [item.score for item in items] == scores


# -- properties ------------------------------------------------------------------------------


@given(profiles, profiles, st.sampled_from(SHIPPED), st.booleans())
def test_everything_is_recomputed_from_levels_alone(held, required, used, split):
    if split:
        used = attrs.evolve(used, core=tuple(NAMES[:4]))
    gap = measure_gap(held, required, policy=used)
    assert gap.verify()
    assert {item.competency for item in gap.items} == set(required)
    assert set(gap.missing) == set(required) - set(held)
    if gap.missing or not len(required):
        assert gap.total is None
        assert gap.jpm_percent is None
    else:
        assert gap.total is not None
        if sum(required.levels.values()):
            reached = sum(held[key] for key in required)
            assert gap.jpm_percent == Fraction(100 * reached, sum(required.levels.values()))
    assert [i.gap for i in gap.to_mend] == sorted(i.gap for i in gap.to_mend)
    assert {*gap.to_keep, *gap.to_mend} == {i for i in gap.items if i.gap is not None}


@given(profiles, profiles)
def test_every_broken_gap_is_rejected(held, required):
    gap = measure_gap(held, required, policy=attrs.evolve(PROFILE_MATCHING, core=("M.01",)))
    if not gap.items:
        return
    first = gap.items[0]
    for change in (
        {"required": first.required + 1},
        {"score": Fraction(99)},
        {"core": not first.core},
        {"gap": 7},
        {"competency": "M.99"},
    ):
        items = (attrs.evolve(first, **change), *gap.items[1:])
        assert not attrs.evolve(gap, items=items).verify()
    assert not attrs.evolve(gap, items=gap.items[1:]).verify()
    assert not attrs.evolve(gap, total=Fraction(99)).verify()
    assert not attrs.evolve(gap, jpm_percent=Fraction(999)).verify()
    assert not attrs.evolve(gap, core_mean=Fraction(99)).verify()
    if len({i.gap for i in gap.items if i.gap is not None}) > 1:
        assert not attrs.evolve(gap, items=gap.items[::-1]).verify()


@given(profiles, profiles, st.sampled_from(NAMES), st.integers(0, 5))
def test_one_more_level_known_never_turns_known_into_unknown(held, required, key, level):
    more = CompetencyProfile.of({key: level, **held.levels})
    before, after = measure_gap(held, required), measure_gap(more, required)
    assert set(after.missing) <= set(before.missing)
    if before.total is not None:
        assert after.total == before.total


@given(st.integers(-5, 5))
def test_the_shipped_policies_say_what_their_names_say(gap):
    assert SYMMETRIC.score(gap) == SYMMETRIC.score(-gap)
    if gap >= 0:
        assert NEVER_PUNISH_EXCEEDING.score(gap) == 5
    if gap > 0:
        assert PROFILE_MATCHING.score(gap) > PROFILE_MATCHING.score(-gap)
    assert all(p.source == "profile-matching literature" for p in SHIPPED)


@given(
    st.dictionaries(st.integers(-5, 5), st.integers(0, 9), min_size=1),
    st.sampled_from(Between),
    st.booleans(),
)
def test_a_policy_is_refused_or_answers_every_gap(table, between, ends_hold):
    inside = {g for g in range(min(table), max(table)) if between is Between.REFUSE}
    outside = {g for g in range(-5, 6) if not (ends_hold or min(table) <= g <= max(table))}
    holes = sorted((inside | outside) - set(table))
    if holes:
        problems = problems_of(policy, table, between=between, ends_hold=ends_hold)
        assert [p.where for p in problems] == [f"table[{gap}]" for gap in holes]
        return
    made = policy(table, between=between, ends_hold=ends_hold)
    scores = [made.score(gap) for gap in range(-5, 6)]
    assert all(min(table.values()) <= score <= max(table.values()) for score in scores)
    assert all(made.score(gap) == score for gap, score in table.items())


# -- single questions ------------------------------------------------------------------------


def test_rules_for_what_lies_between_two_entries():
    table = {-4: 1, 0: 5, 4: 3}
    answers = {
        Between.INTERPOLATE: [Fraction(4), Fraction(3), Fraction(9, 2)],
        Between.NEAREST: [5, 1, 3],
        Between.THRESHOLD: [1, 1, 5],
    }
    for between, expected in answers.items():
        made = policy(table, between=between)
        gaps = [Fraction(-1), Fraction(-2), Fraction(1)]
        if between is Between.NEAREST:
            gaps[2] = Fraction(5, 2)
        assert [made.score(gap) for gap in gaps] == expected


def test_a_hole_in_the_table_is_refused_with_its_place():
    (problem,) = problems_of(policy, {-1: 4, 1: 4})
    assert problem.where == "table[0]"
    places = [p.where for p in problems_of(policy, {0: 5}, ends_hold=False, scale=2)]
    assert places == ["table[-2]", "table[-1]", "table[1]", "table[2]"]
    with pytest.raises(InvalidInputError, match="between"):
        PROFILE_MATCHING.score(Fraction(1, 2))
    with pytest.raises(InvalidInputError, match="beyond the scale"):
        PROFILE_MATCHING.score(6)


def test_weights_that_do_not_total_100_are_refused():
    (problem,) = problems_of(policy, {0: 5}, core_percent=60, secondary_percent=50)
    assert problem.where == "core_percent"
    assert "110" in problem.hint


def test_every_problem_of_a_policy_is_named_at_once():
    problems = problems_of(
        GapPolicy,
        name=" ",
        text="uji",
        table=[(0, 4.5), (0, 5), ("1", 3), 7],
        core=["M.01", 3],
        core_percent=0.6,
        between="nearby",
        ends_hold="no",
        scale=0,
    )
    assert [p.where for p in problems] == [
        "name", "text", "ends_hold", "scale", "between",
        "table[0]", "table[0]", "table[2]", "table[3]", "core_percent", "core[1]",
    ]  # fmt: skip
    assert "'nearest'" in problems[4].hint


def test_what_was_not_assessed_is_unknown_and_named():
    gap = measure_gap(
        CompetencyProfile.of({"M.01": 3}), CompetencyProfile.of({"M.01": 3, "M.02": 3})
    )
    assert gap.missing == ("M.02",)
    assert (gap.total, gap.core_mean, gap.jpm_percent) == (None, None, None)
    assert "Belum ada hasil asesmen Kerjasama" in "\n".join(gap.lines())
    assert "unknown" in gap.lines("en")[0]


def test_a_group_that_is_wholly_known_has_its_mean_though_the_other_is_not():
    used = attrs.evolve(PROFILE_MATCHING, core=("M.01",))
    gap = measure_gap(
        CompetencyProfile.of({"M.01": 3}),
        CompetencyProfile.of({"M.01": 3, "M.02": 3}),
        policy=used,
    )
    assert (gap.core_mean, gap.secondary_mean, gap.total) == (5, None, None)
    assert gap.verify()


def test_sentences_say_what_to_keep_and_what_to_mend_largest_gap_first():
    held = CompetencyProfile.of({"M.01": 4, "M.02": 1, "M.03": 2, "T.01": 3})
    required = CompetencyProfile.of({"M.01": 3, "M.02": 3, "M.03": 3, "T.01": 3})
    technical = Competency(
        id="T.01", text=Text(id="Analisis jabatan", en="Job analysis"), group="technical"
    )
    gap = measure_gap(held, required, dictionary=(*NATIONAL_COMPETENCIES, technical))
    assert gap.lines("en")[2:] == (
        "  Raise Cooperation from level 1 to level 3 (2 levels to go).",
        "  Raise Communication from level 2 to level 3 (1 level to go).",
        "  Keep Job analysis at level 3 (meets the standard, level 3).",
        "  Keep Integrity at level 4 (above the standard, level 3).",
    )
    assert (
        gap.lines()[2] == "  Tingkatkan Kerjasama dari tingkat 1 ke tingkat 3 (selisih 2 tingkat)."
    )
    assert gap.lines()[0] == "Job Person Match (JPM): 83,33%"
    assert "praktik, bukan hukum" in gap.lines()[1]
    assert str(gap) == "\n".join(gap.lines())


def test_jpm_is_exact_and_shown_with_two_places_half_up():
    held, required = ({f"f{i}": n for i, n in enumerate(row)} for row in ((1,) * 8, (2,) * 8))
    gap = measure_gap(CompetencyProfile.of(held), CompetencyProfile.of({**required, "f0": 1}))
    assert gap.jpm_percent == Fraction(800, 15)
    assert gap.lines("en")[0].endswith("53.33%")


def test_profiles_of_different_scales_and_other_things_are_refused():
    (problem,) = problems_of(
        measure_gap, CompetencyProfile.of({}, scale=4), CompetencyProfile.of({})
    )
    assert "scales differ" in problem.message
    problems = problems_of(measure_gap, {"M.01": 3}, None)
    assert [p.where for p in problems] == ["held", "required"]


def test_rows_and_plain_data():
    gap = measure_gap(CompetencyProfile.of({"M.01": 4}), CompetencyProfile.of({"M.01": 3}))
    (row,) = gap.rows()
    assert (row["gap"], row["score"], row["text_en"]) == (1, Decimal("4.5000"), "Integrity")
    plain = gap.as_dict()
    assert (plain["total"], plain["jpm_percent"], plain["kind"]) == (
        "9/2", "400/3", "competency_gap",
    )  # fmt: skip


# -- fields of technical competence ----------------------------------------------------------

KEYS = [f"T.{i}" for i in range(4)]


def technical(key):
    return Competency(id=key, text=Text(id=key, en=key), group="technical")


def field(id, parts, rule="mean", weights=()):
    return CompetencyField(id=id, text=Text(id=id, en=id), parts=parts, rule=rule, weights=weights)


DATA = field("data", [technical(key) for key in KEYS[:2]])
LAW = field("law", [technical(key) for key in KEYS[2:]], "minimum")
WORK = field("work", [DATA, LAW], "weighted", {"data": 75, "law": "25"})
technical_levels = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 5)).map(
    CompetencyProfile.of
)


@given(technical_levels, technical_levels, st.sampled_from(Between))
def test_fields_roll_up_exactly_and_half_levels_are_scored_by_the_rule_in_between(
    held, required, between
):
    if between is Between.REFUSE:
        table = {gap: gap for gap in range(-5, 6)}
        try:
            found = measure_fields(WORK, held, required, policy=policy(table))
        except InvalidInputError as error:
            assert {p.where for p in error.problems} <= {"work.gap", "data.gap"}  # noqa: PT017
            return
    else:
        own = policy({-5: 0, 0: 50, 5: 60}, between=between)
        found = measure_fields(WORK, held, required, policy=own)
    assert found.verify()
    assert [item.id for item in found.items] == ["work", "data", "T.0", "T.1", "law", "T.2", "T.3"]
    known = [key in held for key in KEYS]
    work, data, law = (found.items[i].held for i in (0, 1, 4))
    assert data == (Fraction(held["T.0"] + held["T.1"], 2) if all(known[:2]) else None)
    assert law == (min(held["T.2"], held["T.3"]) if all(known[2:]) else None)
    assert work == (None if None in {data, law} else (3 * data + law) / 4)
    if found.items[0].score is not None and between is Between.INTERPOLATE:
        gap = found.items[0].gap
        assert found.items[0].score == 50 + gap * (2 if gap > 0 else 10)


def test_a_tree_of_fields_says_levels_gaps_and_scores():
    own = attrs.evolve(PROFILE_MATCHING, between=Between.INTERPOLATE)
    held = CompetencyProfile.of({"T.0": 2, "T.1": 3, "T.2": 3})
    found = measure_fields(WORK, held, CompetencyProfile.of(dict.fromkeys(KEYS, 3)), policy=own)
    assert found.lines("en")[:3] == (
        "work: level unknown, standard 3, gap unknown, score unknown",
        "  data: level 2.5, standard 3, gap -0.5, score 4.5",
        "    T.0: level 2, standard 3, gap -1, score 4",
    )
    assert found.rows()[1]["score"] == Decimal("4.5000")
    assert found.as_dict()["rows"][1]["held"] == "5/2"
    for name in ("held", "score"):
        broken = attrs.evolve(found.items[1], **{name: Fraction(1)})
        items = (found.items[0], broken, *found.items[2:])
        assert not attrs.evolve(found, items=items).verify()
    with pytest.raises(InvalidInputError, match=r"data\.gap: -1/2 lies between"):
        measure_fields(WORK, held, CompetencyProfile.of(dict.fromkeys(KEYS, 3)))
    with pytest.raises(InvalidInputError, match="scales differ"):
        measure_fields(WORK, held, CompetencyProfile.of({}, scale=4))


def test_every_problem_of_a_field_is_named_at_once():
    def places(**parts):
        made = {"id": "x", "text": Text(id="x", en="x"), "parts": [technical("T.0"), DATA]}
        return [p.where for p in problems_of(CompetencyField, **(made | parts))]

    assert places() == ["parts[1]"]  # T.0 stands in data, too
    assert places(id=" ", text="x", rule="mode", parts=[3]) == ["id", "text", "rule", "parts[0]"]
    assert places(parts=[]) == ["parts"]
    both = [technical("T.0"), technical("T.1")]
    assert places(parts=both, rule="weighted", weights={"T.0": 60, "T.1": 50}) == ["weights"]
    assert places(parts=both, rule="weighted", weights={"T.0": 0.5, "T.9": 9}) == [
        "weights['T.0']", "weights['T.9']", "weights['T.1']",
    ]  # fmt: skip
    assert places(parts=both, rule=RollUp.MEAN, weights={"T.0": 100}) == ["weights"]
    assert places(parts=both, rule="weighted", weights=7) == ["weights"]
    assert places(parts=both, rule="weighted", weights={"T.0": -1, "T.1": 101}) == [
        "weights['T.0']",
    ]  # fmt: skip
