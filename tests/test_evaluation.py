"""Whether a programme worked: right numbers, honest intervals, and doubts that are named."""

import datetime as dt
import itertools
import random
import subprocess
import sys
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_career.errors import InvalidInputError, MissingExtraError, UnknownNameError
from asn_career.evaluation import (
    DEFINITIONS,
    Caution,
    EvaluationMethod,
    Indicator,
    LeftOut,
    NextStep,
    Period,
    UnitOutcome,
    evaluate_programme,
)
from asn_career.evaluation.permutation import swap_labels, turn_signs
from asn_career.findings import Truth
from asn_career.national import national_rulebook

YEARS = {y: Period(dt.date(y, 1, 1), dt.date(y, 12, 31)) for y in range(2022, 2027)}
EARLIER, BEFORE, AFTER = YEARS[2023], YEARS[2024], YEARS[2025]


def outcome(unit, year, numerator, denominator=100, indicator="training_hours", **more):
    return UnitOutcome(
        unit=unit,
        indicator=indicator,
        since=YEARS[year].since,
        until=YEARS[year].until,
        numerator=numerator,
        denominator=denominator,
        **more,
    )


def city(treated, control, *, indicator="training_hours", first="t", second="c"):
    """Return outcomes from pairs (before, after) of per cent, and the two groups."""
    rows, groups = [], ([], [])
    for group, name, pairs in ((groups[0], first, treated), (groups[1], second, control)):
        for i, values in enumerate(pairs):
            group.append(f"{name}-{i}")
            years = (2024, 2025) if len(values) == 2 else (2023, 2024, 2025)
            rows += [
                outcome(group[-1], year, value, indicator=indicator)
                for year, value in zip(years, values, strict=True)
            ]
    return rows, *groups


def evaluate(rows, treated, control=None, **more):
    more = {"before": BEFORE, "after": AFTER, "method": "permutation", **more}
    found = evaluate_programme(rows, treated=treated, control=control, **more)
    assert found.verify()
    for lang in ("id", "en"):
        assert found.lines(lang)
    assert len(found.rows()) == len(found.effects)
    assert found.as_dict()["kind"] == "evaluation"
    return found


BETTER = [(40, 62), (50, 71), (45, 68), (38, 60), (52, 72)]
SAME = [(44, 46), (51, 50), (39, 42), (47, 48), (50, 53)]

# -- what is estimated -----------------------------------------------------------------------------


def test_the_effect_is_the_change_of_the_treated_less_the_change_of_the_others():
    rows, treated, control = city(BETTER, SAME)
    effect = evaluate(rows, treated, control).of("training_hours")
    assert effect.estimate.difference == Fraction(22 + 21 + 23 + 22 + 20, 5) - Fraction(8, 5)
    assert effect.shown is Truth.YES
    assert effect.is_better
    low, high = effect.estimate.interval
    assert low < 20 < high
    assert effect.means(treated=False) == (Fraction("46.2"), Fraction("47.8"))


def test_without_a_comparison_the_change_is_told_with_a_doubt():
    rows, treated, _ = city([*BETTER, (41, 60)], [])
    effect = evaluate(rows, treated).of("training_hours")
    assert effect.shown is Truth.YES
    assert Caution.NO_COMPARISON in effect.cautions
    assert effect.next_step is NextStep.CONFIRM


@pytest.mark.parametrize("sizes", [(3, 9), (9, 3), (0, 9)])
def test_fewer_than_four_units_in_a_group_is_unknown(sizes):
    pairs = list(itertools.islice(itertools.cycle(BETTER), 9))
    rows, treated, control = city(pairs, pairs)
    kept = {*treated[: sizes[0]], *control[: sizes[1]]}
    rows = [row for row in rows if row.unit in kept or row.since.year == 2024]
    effect = evaluate(rows, treated, control).of("training_hours")
    assert effect.shown is Truth.UNKNOWN
    assert effect.estimate is None
    assert Caution.TOO_FEW_UNITS in effect.cautions
    assert effect.next_step is NextStep.MEASURE


def test_units_with_fewer_than_five_people_are_left_out_and_never_shown():
    rows, treated, control = city(BETTER, SAME)
    rows += [outcome(f"s-{i}", year, 2 * i, 4) for year in (2024, 2025) for i in (0, 1)]
    found = evaluate(rows, [*treated, "s-0", "s-1"], control)
    effect = found.of("training_hours")
    assert dict(effect.left_out) == {"s-0": LeftOut.TOO_SMALL, "s-1": LeftOut.TOO_SMALL}
    assert Caution.UNITS_LEFT_OUT in effect.cautions
    without = evaluate([row for row in rows if row.unit[0] != "s"], treated, control)
    assert without.of("training_hours").estimate == effect.estimate


def test_posts_are_not_people_and_small_numbers_of_them_count():
    rows, treated, control = city(BETTER, SAME)
    posts = [attrs.evolve(r, indicator=Indicator.BENCH_COVERAGE, people=2) for r in rows]
    assert not evaluate(posts, treated, control).of("bench_coverage").left_out


def test_what_lies_inside_a_period_is_added_up():
    rows, treated, control = city(BETTER, SAME)
    halves = []
    for row in rows:
        june, july = dt.date(row.since.year, 6, 30), dt.date(row.since.year, 7, 1)
        halves += [
            attrs.evolve(row, until=june, numerator=row.numerator / 2, denominator=60),
            attrs.evolve(row, since=july, numerator=row.numerator / 2, denominator=40),
        ]
    whole, parts = evaluate(rows, treated, control), evaluate(halves, treated, control)
    assert whole.effects[0].estimate == parts.effects[0].estimate


def test_all_units_alike_say_nothing_about_chance():
    rows, treated, control = city([(40, 50)] * 5, [(40, 45)] * 5)
    effect = evaluate(rows, treated, control).of("training_hours")
    assert effect.shown is Truth.UNKNOWN
    assert Caution.NO_SPREAD in effect.cautions


def test_five_units_alone_are_too_few_for_signs_to_say_anything():
    rows, treated, _ = city(BETTER, [])
    effect = evaluate(rows, treated).of("training_hours")
    assert effect.shown is Truth.UNKNOWN
    assert Caution.NO_INTERVAL in effect.cautions


def test_less_turnover_is_better_and_more_is_worse():
    rows, treated, control = city(BETTER, SAME, indicator="turnover")
    effect = evaluate(rows, treated, control).of("turnover")
    assert effect.shown is Truth.YES
    assert not effect.is_better
    assert effect.next_step is NextStep.MEND


def test_the_order_of_units_and_rows_does_not_matter():
    rows, treated, control = city(BETTER, SAME)
    found = evaluate(rows, treated, control)
    shuffled = random.Random(1).sample(rows, len(rows))  # noqa: S311 - a test needs no secrecy
    assert evaluate(shuffled, treated[::-1], control[::-1]) == found


def test_every_definition_names_a_source_of_the_register_or_none():
    book = national_rulebook()
    assert set(DEFINITIONS) == set(Indicator)
    named = {one.source.partition(":")[0] for one in DEFINITIONS.values() if one.source}
    assert named <= set(book.instruments)


# -- doubts ----------------------------------------------------------------------------------------


def doubts(treated, control, **more):
    rows, first, second = city(treated, control)
    return set(evaluate(rows, first, second or None, **more).effects[0].cautions)


def test_groups_that_began_apart_are_named_and_the_worst_tend_back():
    low = [(a - 20, b - 20) for a, b in BETTER]
    found = doubts(low, SAME)
    assert {Caution.LEVELS_DIFFER, Caution.CHOSEN_WORST} <= found
    assert Caution.CHOSEN_WORST not in doubts([(a + 20, b + 8) for a, b in BETTER], SAME)
    assert Caution.CHOSEN_WORST not in doubts(low, SAME, drawn_by_lot=True)


def test_without_a_comparison_the_worst_are_told_by_the_other_units_measured():
    rows, treated, _ = city([(a - 20, b - 20) for a, b in [*BETTER, (41, 60)]], SAME)
    found = evaluate(rows, treated).effects[0].cautions
    assert Caution.CHOSEN_WORST in found
    assert Caution.LEVELS_DIFFER not in found


def test_a_trend_before_the_programme_is_found():
    rising = [(a - 20 - i % 3, a, b) for i, (a, b) in enumerate(BETTER)]
    level = [(a - i % 3, a, b) for i, (a, b) in enumerate(SAME)]
    steady = [(a - i % 3, a, b) for i, (a, b) in enumerate(BETTER)]
    assert Caution.PRIOR_TREND in doubts(rising, level, earlier=EARLIER)
    found = doubts(steady, level, earlier=EARLIER)
    assert not {Caution.PRIOR_TREND, Caution.TREND_UNKNOWN} & found
    assert Caution.TREND_UNKNOWN in doubts(BETTER, SAME)


def test_periods_of_other_length_are_named():
    rows, treated, control = city(BETTER, SAME)
    rows += [outcome(unit, 2026, 50) for unit in (*treated, *control)]
    after = Period(AFTER.since, YEARS[2026].until)
    assert (
        Caution.LENGTHS_DIFFER in evaluate(rows, treated, control, after=after).effects[0].cautions
    )


def test_several_indicators_at_once_are_adjusted_and_counted():
    rows, treated, control = city(BETTER, SAME)
    noise = random.Random(3)  # noqa: S311 - a test needs no secrecy
    more = [
        attrs.evolve(r, indicator=i, numerator=noise.randint(40, 60), denominator=100)
        for r in rows
        for i in ("retention", "mentoring_coverage")
    ]
    alone, found = evaluate(rows, treated, control), evaluate([*rows, *more], treated, control)
    assert found.tested == 3
    ps = [e.estimate.p for e in found]
    assert found.of("training_hours").adjusted == pytest.approx(3 * min(ps))
    assert alone.of("training_hours").adjusted == alone.effects[0].estimate.p
    assert all(Caution.SEVERAL_OUTCOMES in e.cautions for e in found)
    assert "(3)" in "\n".join(found.lines("en"))
    assert Caution.SEVERAL_OUTCOMES not in alone.effects[0].cautions


def test_what_is_not_measured_is_the_next_step():
    rows, treated, control = city(BETTER, SAME)
    found = evaluate(rows, treated, control)
    assert len(found.unmeasured) == len(Indicator) - 1
    steps = dict(found.next_steps)
    assert steps[Indicator.JOB_SATISFACTION] is NextStep.MEASURE
    assert steps[Indicator.TRAINING_HOURS] is NextStep.KEEP
    with pytest.raises(UnknownNameError):
        found.of("turnover")


PAIRS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=4, max_size=6)


@settings(max_examples=30, deadline=None)
@given(PAIRS, PAIRS, st.integers(0, 40))
def test_what_moves_all_units_is_no_effect_and_groups_can_be_exchanged(first, second, shift):
    def run(one, other):
        found = evaluate(*city(one, other)).effects[0].estimate
        return None if found is None else (found.difference, found.interval, found.p)

    found = run(first, second)
    later = [[(a, b + shift) for a, b in pairs] for pairs in (first, second)]
    assert run(*later) == found
    turned = run(second, first)
    if found is not None:
        assert (turned[0], turned[2]) == (-found[0], found[2])
        if found[1] is not None:
            assert turned[1] == (-found[1][1], -found[1][0])


# -- permutations ----------------------------------------------------------------------------------

CHANGES = st.lists(st.integers(-6, 6).map(Fraction), min_size=4, max_size=6)


def tails(treated, control, shift):
    """Count by hand how often relabelling gives as much, and as little, as was found."""
    values = [x - shift for x in treated] + list(control)

    def gap(chosen):
        out = [v for i, v in enumerate(values) if i not in chosen]
        return Fraction(sum(values[i] for i in chosen), len(chosen)) - Fraction(sum(out), len(out))

    now = gap(range(len(treated)))
    found = [gap(c) for c in itertools.combinations(range(len(values)), len(treated))]
    return (
        Fraction(sum(v >= now for v in found), len(found)),
        Fraction(sum(v <= now for v in found), len(found)),
    )


@settings(max_examples=40, deadline=None)
@given(CHANGES, CHANGES)
def test_the_permutation_test_is_what_relabelling_by_hand_gives(treated, control):
    swaps = swap_labels(treated, control, draws=99, seed=0)
    assert swaps.exact
    assert swaps.p == min(1, 2 * min(tails(treated, control, 0)))
    tail = Fraction(1, 40)
    ends = swaps.interval(tail)
    if ends is None:
        return
    low, high = ends
    assert min(tails(treated, control, low)) > tail
    assert min(tails(treated, control, high)) > tail
    tiny = Fraction(1, 10**6)
    assert min(tails(treated, control, low - tiny)) <= tail
    assert min(tails(treated, control, high + tiny)) <= tail


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-6, 6).map(Fraction), min_size=4, max_size=9))
def test_turned_signs_are_what_turning_by_hand_gives(changes):
    swaps = turn_signs(changes, draws=99, seed=0)
    sums = [
        sum(s * x for s, x in zip(signs, changes, strict=True))
        for signs in itertools.product((1, -1), repeat=len(changes))
    ]
    high = sum(s >= sum(changes) for s in sums)
    low = sum(s <= sum(changes) for s in sums)
    assert swaps.p == min(1, Fraction(2 * min(high, low), len(sums)))


def test_draws_come_near_the_exact_answer_and_are_the_same_for_the_same_seed():
    noise = random.Random(11)  # noqa: S311 - a test needs no secrecy
    treated = [Fraction(noise.randint(0, 40)) for _ in range(9)]
    control = [Fraction(noise.randint(5, 45)) for _ in range(9)]
    drawn = swap_labels(treated, control, draws=4_999, seed=5)
    assert not drawn.exact
    assert drawn == swap_labels(treated, control, draws=4_999, seed=5)
    assert drawn != swap_labels(treated, control, draws=4_999, seed=6)
    by_hand = min(1, 2 * min(tails(treated, control, 0)))
    assert float(drawn.p) == pytest.approx(float(by_hand), abs=0.05)


# -- Student's t -----------------------------------------------------------------------------------


def test_the_pooled_t_is_that_of_the_textbook():
    stats = pytest.importorskip("scipy.stats")
    rows, treated, control = city(BETTER, SAME)
    for method, equal in (("pooled_t", True), ("welch_t", False)):
        found = evaluate(rows, treated, control, method=method).effects[0].estimate
        changes = [[b - a for a, b in pairs] for pairs in (BETTER, SAME)]
        book = stats.ttest_ind(*changes, equal_var=equal)
        ends = book.confidence_interval(0.95)
        assert found.p == pytest.approx(book.pvalue)
        assert found.interval == pytest.approx((ends.low, ends.high))
        assert found.degrees == pytest.approx(book.df)
    rows, treated, _ = city(BETTER, [])
    found = evaluate(rows, treated, method="pooled_t").effects[0].estimate
    book = stats.ttest_1samp([b - a for a, b in BETTER], 0)
    assert found.p == pytest.approx(book.pvalue)
    assert found.interval == pytest.approx(tuple(book.confidence_interval(0.95)))


def test_unequal_spread_in_groups_of_unequal_size_is_named():
    pytest.importorskip("scipy")
    wild = [(50, 20), (50, 90), (50, 10), (50, 85)]
    found = doubts(wild, SAME, method="pooled_t")
    assert Caution.UNEQUAL_SPREAD in found
    assert Caution.UNEQUAL_SPREAD not in doubts(wild, SAME, method="welch_t")


# The people of the 34 units of the sample city of 6,000, smallest first.
SIZES = (
    *(46, 47, 49, 52, 52, 56, 58, 59, 59, 62, 65, 66, 72, 74, 76, 78, 80, 82, 83, 84, 90, 94, 96),
    *(96, 100, 107, 108, 116, 121, 122, 139, 203, 943, 2365),
)
# Fixed before the first run, on the day this test was written; never chosen by what came out.
SEED = 20261122


def simulate(number, effect, *, treated=12, small=False, method="pooled_t"):
    """Yield for each simulated city whether the interval holds the truth, and is without zero.

    Every unit has a level of its own, all move by five points, each by something of its own, and
    people are counted as chance has it. The treated are drawn by lot, or are the smallest units.
    """
    noise = random.Random(SEED)  # noqa: S311 - a test needs no secrecy
    units = [f"u-{i:02}" for i in range(len(SIZES))]
    for _ in range(number):
        chosen = set(units[:treated] if small else noise.sample(units, treated))
        rows = []
        for unit, people in zip(units, SIZES, strict=True):
            level = noise.gauss(0.55, 0.08)
            later = level + 0.05 + noise.gauss(0, 0.04) + (effect if unit in chosen else 0)
            for year, mean in ((2024, level), (2025, later)):
                share = min(0.95, max(0.05, mean))  # a level beyond is one in thousands
                drawn = round(noise.gauss(people * share, (people * share * (1 - share)) ** 0.5))
                rows.append(outcome(unit, year, min(people, max(0, drawn)), people))
        found = evaluate_programme(
            rows,
            treated=chosen,
            control=set(units) - chosen,
            before=BEFORE,
            after=AFTER,
            method=method,
            draws=999,
        ).effects[0]
        low, high = found.estimate.interval
        yield low <= 100 * effect <= high, found.shown is Truth.YES


def bounds(number, share):
    """Return the counts that a share gives but once in 100,000 times, either way."""
    binom = pytest.importorskip("scipy.stats").binom
    return binom.ppf(5e-6, number, share), binom.ppf(1 - 5e-6, number, share)


def test_the_interval_holds_the_truth_as_often_as_it_says():
    pytest.importorskip("scipy")
    number = 300
    low, high = bounds(number, 0.95)
    assert low <= sum(held for held, _ in simulate(number, 0.08)) <= high
    low, high = bounds(number, 0.05)
    assert low <= sum(shown for _, shown in simulate(number, 0.0)) <= high


@pytest.mark.long
def test_the_interval_of_a_city_covers_95_in_100_over_5000_simulations():
    pytest.importorskip("scipy")
    held = sum(held for held, _ in simulate(5_000, 0.08)) / 5_000
    assert 0.94 <= held <= 0.96


@pytest.mark.long
def test_an_effect_is_declared_in_5_of_100_cities_without_one_over_5000_simulations():
    pytest.importorskip("scipy")
    shown = sum(shown for _, shown in simulate(5_000, 0.0)) / 5_000
    assert 0.04 <= shown <= 0.06


@pytest.mark.long
def test_with_the_smallest_units_treated_welch_holds_what_the_pooled_t_does_not():
    pytest.importorskip("scipy")
    shares = {}
    for method in ("pooled_t", "welch_t"):
        held = [held for held, _ in simulate(2_000, 0.0, treated=6, small=True, method=method)]
        shares[method] = sum(held) / len(held)
    low, high = (count / 2_000 for count in bounds(2_000, 0.95))
    assert shares["pooled_t"] < low <= shares["welch_t"] <= high


# -- what is wrong ---------------------------------------------------------------------------------


def problems(*args, **more):
    with pytest.raises(InvalidInputError) as caught:
        evaluate(*args, **more)
    return {
        problem.where: f"{problem.message} | {problem.hint}" for problem in caught.value.problems
    }


def test_everything_wrong_with_a_question_is_said_at_once():
    rows, treated, control = city(BETTER, SAME)
    found = problems(
        rows,
        [*treated, "t_1"],
        [*control, "t-0", "c-0"],
        before=AFTER,
        after=BEFORE,
        indicators=["turnovr"],
        method="anova",
        drawn_by_lot=1,
        min_cell=1,
        draws=1,
        seed=-1,
    )
    assert "'t-1'" in found["treated[5]"]
    assert "'t-0'" in found["control"]
    assert "given twice" in found["control[6]"]
    assert "share no day" in found["after"]
    assert "'turnover'" in found["indicators[0]"]
    assert "unknown" in found["method"]
    assert {"drawn_by_lot", "min_cell", "draws", "seed"} <= set(found)


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"treated": []}, "treated"),
        ({"control": []}, "control"),
        ({"treated": "t-0"}, "treated"),
        ({"before": "2024"}, "before"),
        ({"before": (dt.date(2024, 12, 31), dt.date(2024, 1, 1))}, "before.until"),
        ({"after": (dt.date(2025, 1, 1), dt.date(2025, 6, 30))}, "after"),
        ({"earlier": BEFORE}, "before"),
        ({"outcomes": []}, "outcomes"),
        ({"outcomes": {"t-0": 3}}, "outcomes"),
        ({"outcomes": [3]}, "outcomes[0]"),
        ({"indicators": "turnover"}, "indicators"),
        ({"indicators": []}, "indicators"),
    ],
)
def test_a_wrong_argument_is_named(more, where):
    rows, treated, control = city(BETTER, SAME)
    args = {"outcomes": rows, "treated": treated, "control": control, **more}
    rest = {k: v for k, v in args.items() if k not in {"outcomes", "treated", "control"}}
    assert where in problems(args["outcomes"], args["treated"], args["control"], **rest)


def test_two_values_of_one_unit_on_one_day_are_refused():
    rows, treated, control = city(BETTER, SAME)
    found = problems([*rows, rows[3]], treated, control)
    assert any("the same unit" in told for told in found.values())


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"indicator": "happiness"}, "indicator"),
        ({"numerator": 120}, "numerator"),
        ({"numerator": -1}, "numerator"),
        ({"numerator": 0.5}, "numerator"),
        ({"denominator": 0}, "denominator"),
        ({"unit": ""}, "unit"),
        ({"people": -1}, "people"),
    ],
)
def test_a_value_that_cannot_be_is_refused(more, where):
    with pytest.raises(InvalidInputError) as caught:
        outcome(**{"unit": "u", "year": 2024, "numerator": 3, **more})
    assert where in {problem.where for problem in caught.value.problems}


def test_the_permutation_needs_no_library_and_the_t_test_says_which():
    script = """
import sys
sys.modules["scipy"] = sys.modules["scipy.special"] = None
from asn_career.evaluation import UnitOutcome, evaluate_programme
from asn_career.errors import MissingExtraError
units = [f"u-{i}" for i in range(10)]
rows = [UnitOutcome(unit=u, indicator="turnover", since=f"{year}-01-01", until=f"{year}-12-31",
                    numerator=(i * i % 7 + (9 if i < 5 else 0)) * (year - 2023), denominator=50)
        for i, u in enumerate(units) for year in (2024, 2025)]
asked = dict(treated=units[:5], control=units[5:], before=("2024-01-01", "2024-12-31"),
             after=("2025-01-01", "2025-12-31"))
print(evaluate_programme(rows, **asked, method="permutation").verify())
try:
    evaluate_programme(rows, **asked)
except MissingExtraError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("True")
    assert "asn-career[optimise]" in done.stdout
    assert "permutation" in done.stdout
    assert issubclass(MissingExtraError, ImportError)


# -- checking --------------------------------------------------------------------------------------


def test_the_checker_finds_what_was_changed():
    rows, treated, control = city(BETTER, SAME)
    found = evaluate(rows, treated, control)
    effect = found.effects[0]
    wrong = [
        {"adjusted": 0.5},
        {"shown": Truth.NO},
        {"estimate": attrs.evolve(effect.estimate, difference=Fraction(3))},
        {"estimate": attrs.evolve(effect.estimate, p=0.02)},
        {"estimate": attrs.evolve(effect.estimate, p=0.2, exact=False), "adjusted": 0.2},
        {"estimate": attrs.evolve(effect.estimate, interval=(21.0, 40.0), exact=False)},
        {"estimate": attrs.evolve(effect.estimate, spread=9.0)},
        {"estimate": attrs.evolve(effect.estimate, interval=(1.0, 40.0))},
        {"estimate": attrs.evolve(effect.estimate, interval=(20.3, 20.5))},
        {"estimate": None},
        {"units": effect.units[1:]},
    ]
    for change in wrong:
        other = attrs.evolve(found, effects=(attrs.evolve(effect, **change),))
        assert not other.verify(), change
    assert not attrs.evolve(found, control=(*found.control, "t-0")).verify()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=4, max_size=7),
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=4, max_size=7),
    st.sampled_from(EvaluationMethod),
)
def test_every_evaluation_verifies_and_speaks_both_languages(first, second, method):
    if method is not EvaluationMethod.PERMUTATION:
        pytest.importorskip("scipy")
    rows, treated, control = city(first, second)
    found = evaluate(rows, treated, control, method=method)
    assert {len(found.lines(lang)) for lang in ("id", "en")} != {0}
    assert "t-0" not in "\n".join(found.lines("en"))
