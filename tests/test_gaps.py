"""Competency gaps: signed, three-valued, scored by policies that are proven total."""

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_career.competencies import NATIONAL_COMPETENCIES, Competency, CompetencyProfile
from asn_career.errors import InvalidInputError
from asn_career.gaps import (
    NEVER_PUNISH_EXCEEDING,
    PROFILE_MATCHING,
    SYMMETRIC,
    Between,
    GapPolicy,
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
# Worked examples of the profile-matching literature: profiles asked for, profiles found, and the
# totals as they were printed. A factor is one digit; core factors are named by their place.

CASES = {
    "F-PM-01": {
        "about": "selection of staff: three aspects of 50, 25 and 25 percent, twenty factors",
        "aspects": {
            "A1": (50, "4344344534", (1, 3, 4, 5, 6)),
            "A2": (25, "342335", (2, 3, 5)),
            # The program averaged the first two factors as core, and its totals were printed; the
            # flags of its database say the opposite and give other totals.
            "A3": (25, "3345", (1, 2)),
        },
        "found": {
            "P1": ("3454333445", "345433", "4233"),
            "P2": ("4443435333", "444343", "2343"),
            "P3": ("3442342333", "344234", "4332"),
            "P4": ("2333434433", "233343", "2442"),
            "P5": ("3334422333", "333442", "3422"),
        },
        "printed": {"P1": "4.24", "P2": "4.33", "P3": "4.22", "P4": "4.13", "P5": "4.03"},
        "places": 2,
        "order": ["P2", "P1", "P3", "P4", "P5"],
    },
    "F-PM-05": {
        "about": "scholarships: one aspect, five factors, every intermediate table printed",
        "aspects": {"ALL": (100, "33324", (1, 2))},
        "found": {"A": ("34423",), "D": ("43323",), "R": ("44434",), "H": ("22234",)},
        "printed": {"A": "4.650", "D": "4.717", "R": "4.567", "H": "4.200"},
        "means": {
            "A": ("4.750", "4.500"),
            "D": ("4.750", "4.667"),
            "R": ("4.500", "4.667"),
            "H": ("4.000", "4.500"),
        },
        "places": 3,
        "order": ["D", "A", "R", "H"],
    },
    "F-PM-07": {
        "about": "selection of employees: one aspect, five factors, every table printed",
        "aspects": {"ALL": (100, "45544", (2, 3, 5))},
        "found": {"A": ("45433",), "B": ("34544",), "C": ("43455",), "D": ("55342",)},
        "printed": {"A": "4.400", "B": "4.600", "C": "4.200", "D": "4.100"},
        "means": {
            "A": ("4.333", "4.500"),
            "B": ("4.667", "4.500"),
            "C": ("3.833", "4.750"),
            "D": ("3.667", "4.750"),
        },
        "places": 3,
        "order": ["B", "A", "C", "D"],
    },
}


def factors(digits):
    return CompetencyProfile.of({f"f{i:02}": int(d) for i, d in enumerate(digits, 1)})


def gaps_of(case, who):
    """Return the gap of each aspect of a case."""
    gaps = {}
    for (name, (_, asked, core)), found in zip(
        case["aspects"].items(), case["found"][who], strict=True
    ):
        own = attrs.evolve(PROFILE_MATCHING, core=tuple(f"f{i:02}" for i in core))
        gaps[name] = measure_gap(factors(found), factors(asked), policy=own)
    return gaps


@pytest.mark.parametrize("id", CASES)
def test_the_published_totals_and_ranks_are_reproduced(id):
    case = CASES[id]
    matrix = {}
    for who, printed in case["printed"].items():
        gaps = gaps_of(case, who)
        assert all(gap.verify() for gap in gaps.values())
        total = sum(
            Fraction(case["aspects"][name][0], 100) * gap.total for name, gap in gaps.items()
        )
        assert str(round_half_up(total, case["places"])) == printed
        # Sixths of a tenth hold every total of these tables exactly.
        matrix[who] = {name: int(gap.total * 600) for name, gap in gaps.items()}
        assert all(gap.total * 600 == matrix[who][name] for name, gap in gaps.items())
    weights = {name: percent for name, (percent, _, _) in case["aspects"].items()}
    found = rank(matrix, weights=weights)
    assert [place.id for place in found.places] == case["order"]
    assert [place.rank for place in found.places] == list(range(1, len(matrix) + 1))


@pytest.mark.parametrize("id", ["F-PM-05", "F-PM-07"])
def test_the_published_means_of_core_and_secondary_factors_are_reproduced(id):
    for who, printed in CASES[id]["means"].items():
        gap = gaps_of(CASES[id], who)["ALL"]
        means = (gap.core_mean, gap.secondary_mean)
        assert tuple(str(round_half_up(mean, 3)) for mean in means) == printed


# F-PM-10, a promotion exercise of which only the tables of gaps and scores were printed.
PROMOTION = {
    "asked": "3344344534",
    "K1001": ("2433224323", [4, "4.5", 4, 4, 4, 3, 5, 3, 4, 4]),
    "K1002": ("3433234244", [5, "4.5", 4, 4, 4, 4, 5, 2, "4.5", 5]),
    "K1003": ("4433432332", ["4.5", "4.5", 4, 4, "4.5", 4, 3, 3, 5, 3]),
    "K1004": ("3543443543", [5, "3.5", 5, 4, "4.5", 5, 4, 5, "4.5", 4]),
}


@pytest.mark.parametrize("who", ["K1001", "K1002", "K1003", "K1004"])
def test_the_published_scores_of_gaps_are_reproduced(who):
    found, printed = PROMOTION[who]
    gap = measure_gap(factors(found), factors(PROMOTION["asked"]))
    scores = {item.competency: item.score for item in gap.items}
    assert [scores[key] for key in sorted(scores)] == [Fraction(Decimal(s)) for s in printed]


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
