"""The nine boxes: everybody once, rules found by their answers, single steps, moves, privacy."""

import datetime as dt
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_law_talent import BETTER
from test_succession import person as planner
from worlds import TARGET

from asn_career import lay_profile, national_rulebook, samples
from asn_career.conditions import Answer, Lookup
from asn_career.errors import InvalidInputError, UnknownNameError
from asn_career.people import Employee
from asn_career.rulebook import Rule
from asn_career.succession import Moved, TalentPolicy, place_talent
from asn_career.terms import (
    Expectation,
    PotentialClass,
    Question,
    Status,
    TalentBox,
    Text,
)
from asn_career.values import Kind

DAY = dt.date(2026, 11, 21)
BOOK = national_rulebook()
WORDS = Text(id="uji", en="test")
# 71 on the axis of performance, 80.775 on the axis of potential: box 8.
KEEN = {
    "predicate_latest": "baik",
    "award_level": "agency",
    "team_role": "leader_internal",
    "feedback": "baik",
    "competence_score": 82,
    "certificates": 5,
    "months_in_level": 70,
    "variety": "cross_unit",
    "acting_duty": "none",
    "potential_score": "77.5",
    "diploma": "s2",
    "field_fit": "fits",
    "discipline_record": "never",
}


def somebody(id):
    return Employee(id=id, birth_date=dt.date(1980, 5, 17), status=Status.PNS)


def placed(facts, *, day=DAY, book=BOOK, **options):
    """Place people by their facts alone: id to facts."""
    people = [somebody(id) for id in facts]
    found = place_talent(people, day, rulebook=book, facts=facts, **options)
    assert found.verify()
    assert len(found.rows()) == found.as_dict()["people"] == len(facts)
    for lang in ("id", "en"):
        assert found.lines(lang)[-1].endswith(("memutuskan.", "decides."))
    return found


def alone(**changes):
    (one,) = placed({"E-1": KEEN | changes})
    return one


# -- boxes -----------------------------------------------------------------------------------


def test_a_person_stands_in_a_box_by_two_classes_and_two_numbers():
    one = alone()
    assert one.box is TalentBox.KOTAK_8
    assert (one.performance, one.potential) == (Expectation.SESUAI, PotentialClass.TINGGI)
    assert one.numbers == (71, Fraction("80.775"))
    assert one.missing == one.silent == ()


def test_who_lacks_a_fact_is_unknown_with_what_is_missing_and_the_axis_that_is_known():
    one = alone(potential_score=None, variety=None)
    assert one.box is None
    assert one.performance is Expectation.SESUAI
    assert one.numbers == (71, None)
    assert set(one.missing) == {"potential_score", "variety"}
    assert one.steps == ()


def test_where_the_law_has_no_score_the_table_is_named():
    one = alone(field_fit="related")
    assert (one.box, one.missing, one.silent) == (None, (), ("talent.field_score",))
    found = placed({"E-1": KEEN | {"field_fit": "related"}})
    assert "  the law gives no figure that decides: talent.field_score" in found.explain(
        "E-1", "en"
    )
    assert "the law gives no figure that decides: talent.field_score (1)" in "\n".join(
        found.lines("en")
    )


def test_recommendations_and_counts_stand_at_each_box_with_their_source():
    found = placed({"E-1": KEEN, "E-2": KEEN | {"feedback": None}})
    assert found.counts[TalentBox.KOTAK_8] == 1
    assert sum(found.counts.values()) == 1
    assert len(found.unknown) == 1
    for box in TalentBox:
        wanted = BOOK.cell("talent.recommendations", (box,), DAY)
        assert found.rules.recommendations[box] == (wanted,)
    text = "\n".join(found.lines("en"))
    assert "Box 8 (performance as expected, potential high): 1 people" in text
    assert "[PermenPANRB 3/2020 Lampiran" in text
    assert found.rows()[0]["recommendations"].split("|") == list(
        found.rules.recommended(TalentBox.KOTAK_8)
    )


FACTS = st.fixed_dictionaries(
    {name: st.sampled_from([*steps, None]) for name, steps in BETTER.items()}
)


@given(st.lists(FACTS, max_size=4), st.randoms())
def test_placing_is_asking_each_person_in_whatever_order(people, random):
    facts = {f"E-{i}": known for i, known in enumerate(people)}
    found = placed(facts)
    for one in found:
        box = BOOK.score("talent.box", facts[one.id], DAY)
        assert (one.box, one.missing) == (box.value, box.missing)
        for rule, mine in (("performance", one.performance), ("potential", one.potential)):
            assert mine == BOOK.score(f"talent.{rule}_class", facts[one.id], DAY).value
        for rule, score in zip(("performance", "potential"), found.scores(one.id), strict=True):
            assert score.verify()
            assert score.value == BOOK.score(f"talent.{rule}", facts[one.id], DAY).value
        if one.box is not None:
            recommended = BOOK.score("talent.recommendations", facts[one.id], DAY).value
            assert {w.value for w in recommended} == set(found.rules.recommended(one.box))
    shuffled = [somebody(id) for id in facts]
    random.shuffle(shuffled)
    again = place_talent(shuffled, DAY, rulebook=BOOK, facts=facts)
    assert again.placements == found.placements


# -- one step --------------------------------------------------------------------------------


def classes_of(facts):
    return tuple(
        BOOK.score(f"talent.{axis}_class", facts, DAY).value
        for axis in ("performance", "potential")
    )


def lifts(facts, name, value):
    """Return the box where one changed fact lifts, by asking the law; None where it does not."""
    before, after = classes_of(facts), classes_of(facts | {name: value})
    if None in after or before == after or any(b < a for a, b in zip(before, after, strict=True)):
        return None
    return BOOK.score("talent.box", facts | {name: value}, DAY).value


def axes_of(facts):
    return [BOOK.score(f"talent.{axis}", facts, DAY).whole for axis in ("performance", "potential")]


def next_by_hand(facts, name):
    """Yield the next values of a fact on both sides: every value tried one after the other."""
    fact = BOOK.fact(name)
    if fact.value_type.kind is Kind.WORD:
        words = list(fact.value_type.words)
        place = words.index(fact.value_type.clean(facts[name]))
        sides = words[place + 1 :], words[:place][::-1]
        known = [[w for w in side if None not in classes_of(facts | {name: w})] for side in sides]
        yield from (side[0] for side in known if side)
    else:
        now = axes_of(facts)
        top = 13 if name == "certificates" else 61
        up = (n for n in range(facts[name] + 1, top) if axes_of(facts | {name: n}) != now)
        down = (n for n in range(facts[name] - 1, -1, -1) if axes_of(facts | {name: n}) != now)
        yield from (n for n in (next(up, None), next(down, None)) if n is not None)


READ_AS_IT_IS = ("competence_score", "potential_score")
KNOWN = st.fixed_dictionaries(
    {name: st.sampled_from(steps) for name, steps in BETTER.items()}
    | dict.fromkeys(READ_AS_IT_IS, st.integers(0, 100))
    | {"months_in_level": st.sampled_from([0, 30, 35, 36, 59, 60, 70])}
)


@settings(max_examples=25, deadline=None)
@given(KNOWN)
def test_steps_are_those_that_trying_every_single_change_finds(facts):
    one = placed({"E-1": facts}).find("E-1")
    wanted = {
        (name, value, box)
        for name in BETTER
        if name not in READ_AS_IT_IS
        for value in next_by_hand(facts, name)
        if (box := lifts(facts, name, value)) is not None
    }
    found = {(s.fact.name, s.after, s.box) for s in one.steps if s.fact.name not in READ_AS_IT_IS}
    assert found == wanted
    gains = [step.gain for step in one.steps]
    assert gains == sorted(gains)
    assert all(gain > 0 for gain in gains)


@settings(max_examples=25, deadline=None)
@given(KNOWN, st.sampled_from(READ_AS_IT_IS))
def test_a_number_read_as_it_is_steps_to_the_smallest_change_that_lifts(facts, name):
    one = placed({"E-1": facts}).find("E-1")
    steps = [step for step in one.steps if step.fact.name == name]
    farthest = min(facts[name] + 10, 100)
    assert bool(steps) is (lifts(facts, name, farthest) is not None)
    for step in steps:
        assert facts[name] * 10_000 < step.after <= farthest * 10_000
        assert lifts(facts, name, step.fact.value_type.plain(step.after)) is step.box
        assert lifts(facts, name, step.fact.value_type.plain(step.after - 1)) is None


def test_the_smallest_step_is_the_one_that_gains_least():
    # 1.75 short of the highest class.
    short = {"predicate_latest": "baik", "award_level": "national", "team_role": "leader_cross"}
    one = alone(**short, feedback="kurang", potential_score=10)
    assert one.numbers[0] == Fraction("78.25")
    found = [(step.fact.name, step.after.value, step.gain) for step in one.steps]
    assert found == [
        ("feedback", "butuh_perbaikan", 2),
        ("award_level", "international", Fraction("3.75")),
        ("predicate_latest", "sangat_baik", 12),
    ]
    assert one.smallest is one.steps[0]


def test_words_without_a_score_are_stepped_over():
    low = KEEN | {"field_fit": "differs", "potential_score": 78}
    (step,) = [s for s in placed({"E-1": low}).find("E-1").steps if s.fact.name == "field_fit"]
    assert step.after == "fits"


def test_who_stands_highest_has_no_step():
    best = {name: steps[-1] for name, steps in BETTER.items()}
    found = placed({"E-1": best})
    assert found.find("E-1").box is TalentBox.KOTAK_9
    assert found.find("E-1").steps == ()
    assert "No single step lifts to another box." in found.explain("E-1", "en")


def test_who_is_near_a_box_is_one_step_from_it_and_not_in_it():
    best = {name: steps[-1] for name, steps in BETTER.items()}
    found = placed({"E-1": KEEN, "E-2": best, "E-3": KEEN | {"feedback": None}})
    assert [one.id for one in found.near("9")] == ["E-1"]
    assert found.near("7", "8") == ()
    assert [one.id for one in found.near("7", "8", "9")] == []
    with pytest.raises(InvalidInputError, match="TalentBox"):
        found.near("10")


def test_what_one_step_of_a_number_is_the_agency_says():
    low = KEEN | {"potential_score": 70}  # 78.9: 4.4 points short of the highest class
    short = placed({"E-1": low}, policy=TalentPolicy(reach=4)).find("E-1")
    far = placed({"E-1": low}, policy=TalentPolicy(reach="4.4")).find("E-1")
    named = [[s.fact.name for s in one.steps] for one in (short, far)]
    assert ("potential_score" in named[0], "potential_score" in named[1]) == (False, True)
    capped = placed({"E-1": low}, policy=TalentPolicy(ceiling=74)).find("E-1")
    assert "potential_score" not in [s.fact.name for s in capped.steps]


# -- which rules -----------------------------------------------------------------------------

MIRROR = """
[instruments.sk-kotak]
short = "SK Kotak 2026"
title = {id = "Keputusan untuk uji", en = "A decree made up for tests"}
signed = 2026-01-01
evidence = "primary"
[uji.box]
text = {id = "Kotak", en = "Box"}
words = "talent_box"
axes = ["potential_class", "expectation"]
index = ["tinggi", "menengah", "rendah"]
columns = ["di_bawah", "sesuai", "di_atas"]
checked = 2026-11-21
[[uji.box.rows]]
since = 2026-01-01
source = "sk-kotak:1"
evidence = "EVIDENCE"
values = [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]]
"""


def mirrored(evidence="primary", name="uji.box"):
    keys = (Answer("talent.potential_class"), Answer("talent.performance_class"))
    rule = Rule(
        name=name,
        text=WORDS,
        question=Question.TALENT,
        source="sk-kotak:1",
        since=dt.date(2026, 1, 1),
        node=Lookup("uji.box", keys),
    )
    return BOOK.overlay("kotak", MIRROR.replace("EVIDENCE", evidence), rules=[rule])


def test_an_agency_may_have_boxes_of_its_own():
    policy = TalentPolicy(box="uji.box")
    (one,) = found = placed({"E-1": KEEN}, book=mirrored(), policy=policy)
    assert one.box is TalentBox.KOTAK_2
    assert found.rules.recommendations == {}


def test_boxes_that_are_unverified_place_nobody():
    book = mirrored("unverified")
    (one,) = placed({"E-1": KEEN}, book=book, policy=TalentPolicy(box="uji.box"))
    assert (one.box, one.silent) == (None, ("uji.box",))


def test_two_rules_of_boxes_are_named_and_the_policy_chooses():
    with pytest.raises(InvalidInputError) as caught:
        placed({"E-1": KEEN}, book=mirrored())
    (problem,) = caught.value.problems
    assert "talent.box, uji.box" in problem.message
    assert "TalentPolicy(box=...)" in problem.hint


BY_STATUS = """
[instruments.sk-kelas]
short = "SK Kelas 2026"
title = {id = "Keputusan untuk uji", en = "A decree made up for tests"}
signed = 2026-01-01
evidence = "primary"
[uji.class]
text = {id = "Kelas", en = "Class"}
words = "expectation"
axis = "status"
columns = ["cpns", "pns", "pppk"]
checked = 2026-11-21
[[uji.class.rows]]
since = 2026-01-01
source = "sk-kelas:1"
evidence = "primary"
values = ["di_bawah", "sesuai", "di_atas"]
"""


def overlaid(name, node, values=""):
    rule = Rule(
        name=name,
        text=WORDS,
        question=Question.TALENT,
        source="sk-kelas:1" if values else "permenpanrb-3-2020:Lampiran",
        since=dt.date(2026, 1, 1),
        node=node,
    )
    return BOOK.overlay("kelas", values, rules=[rule])


def test_a_class_may_read_an_unordered_word_and_no_number():
    book = overlaid(
        "talent.performance_class", Lookup("uji.class", (BOOK.fact("status"),)), BY_STATUS
    )
    (one,) = found = placed({"E-1": KEEN | {"status": "pns"}}, book=book)
    assert one.numbers == (None, Fraction("80.775"))
    assert [(s.fact.name, s.after, s.gain) for s in one.steps] == [("status", "pppk", 0)]
    assert [score.rule for score in found.scores("E-1")] == [
        "talent.performance_class", "talent.potential",
    ]  # fmt: skip
    (low,) = placed({"E-1": KEEN | {"status": "cpns"}}, book=book)
    assert {s.after.value for s in low.steps} == {"pns", "pppk"}


def test_a_box_that_reads_something_else_is_refused():
    only = Lookup("uji.only", (Answer("talent.performance_class"),))
    values = BY_STATUS.replace("uji.class", "uji.only").replace('"expectation"', '"talent_box"')
    values = values.replace('axis = "status"', 'axis = "expectation"').replace(
        '["cpns", "pns", "pppk"]', '["di_bawah", "sesuai", "di_atas"]'
    )
    values = values.replace(
        'values = ["di_bawah", "sesuai", "di_atas"]', 'values = ["1", "5", "9"]'
    )
    with pytest.raises(InvalidInputError, match=r"talent\.box reads no two classes"):
        placed({"E-1": KEEN}, book=overlaid("talent.box", only, values))


def test_before_the_rule_nobody_is_placed_and_it_is_said():
    found = placed({"E-1": KEEN}, day=dt.date(2025, 12, 30))
    assert (found.rules, found.counts, found.scores("E-1")) == (None, {}, ())
    text = "No rule of talent boxes is in force on this day: nobody is placed."
    assert text in found.lines("en")
    assert text in found.explain("E-1", "en")
    assert placed({"E-1": KEEN}, day=dt.date(2025, 12, 31)).find("E-1").box is TalentBox.KOTAK_8


def test_nobody_is_a_result():
    found = placed({})
    assert len(found) == 0
    assert set(found.counts.values()) == {0}


def test_an_indicator_about_a_post_is_read_from_the_record():
    given_ = {name: value for name, value in KEEN.items() if name != "competence_score"}
    found = place_talent([planner("E-1")], DAY, rulebook=BOOK, facts={"E-1": given_}, post=TARGET)
    assert found.find("E-1").box is not None
    without = place_talent([planner("E-1")], DAY, rulebook=BOOK, facts={"E-1": given_})
    assert without.find("E-1").missing == ("competence_score",)


def test_the_sheet_of_an_agency_places_by_its_own_indicators():
    book = lay_profile(BOOK, "djbk_pu_2026")
    found = placed({"E-1": KEEN}, book=book)
    assert found.find("E-1").box is book.score("talent.box", KEEN, DAY).value
    assert {s.fact.name for s in found.find("E-1").steps} <= set(KEEN)


# -- moves -----------------------------------------------------------------------------------


def test_moves_between_two_maps():
    high = KEEN | {"predicate_latest": "sangat_baik"}
    low = KEEN | {"predicate_latest": "kurang"}
    dull = high | {"potential_score": 0}
    unknown = KEEN | {"feedback": None}
    before = placed(
        {"a": KEEN, "b": KEEN, "c": KEEN, "d": KEEN, "e": unknown, "f": unknown, "g": KEEN,
         "h": KEEN}
    )  # fmt: skip
    after = placed(
        {"a": KEEN, "b": high, "c": low, "d": unknown, "e": KEEN, "f": unknown, "h": dull,
         "i": KEEN}
    )  # fmt: skip
    moves = before.compare(after)
    assert moves.verify()
    assert [(m.id, m.moved.name) for m in moves.moves] == [
        ("a", "STAYED"), ("b", "UP"), ("c", "DOWN"), ("d", "LOST"), ("e", "KNOWN"),
        ("f", "UNKNOWN"), ("g", "LEFT"), ("h", "ACROSS"), ("i", "JOINED"),
    ]  # fmt: skip
    assert set(moves.counts.values()) == {1}
    assert "  box 8 → box 9: 1" in moves.lines("en")
    assert moves.rows()[1]["after"] == "9"
    assert moves.as_dict()["counts"]["up"] == 1
    assert moves.explain("b", "en")[0].startswith("box 8 → box 9 (up): 21 November 2026")
    with pytest.raises(UnknownNameError) as caught:
        moves.explain("z")
    assert "'b'" not in str(caught.value)
    broken = [
        attrs.evolve(moves, moves=moves.moves[1:]),
        attrs.evolve(moves, moves=moves.moves[::-1]),
        attrs.evolve(
            moves, moves=(attrs.evolve(moves.moves[0], after=TalentBox.KOTAK_9), *moves.moves[1:])
        ),
        attrs.evolve(moves, moves=(attrs.evolve(moves.moves[0], moved=Moved.UP), *moves.moves[1:])),
    ]
    assert not any(answer.verify() for answer in broken)
    with pytest.raises(InvalidInputError, match="what place_talent returns"):
        before.compare([])


# -- checked, shown, refused -----------------------------------------------------------------


def test_every_map_broken_on_purpose_is_rejected():
    found = placed({"E-1": KEEN, "E-2": KEEN | {"feedback": None}})
    one, other = found.placements
    step = one.steps[0]

    def with_first(**parts):
        return attrs.evolve(found, placements=(attrs.evolve(one, **parts), other))

    broken = [
        with_first(box=TalentBox.KOTAK_9),
        with_first(box=None),
        with_first(potential=PotentialClass.RENDAH),
        with_first(performance=None),
        with_first(id="E-2"),
        with_first(steps=(step, step)),
        with_first(steps=(attrs.evolve(step, box=TalentBox.KOTAK_1),)),
        with_first(steps=(attrs.evolve(step, after=step.before),)),
        with_first(steps=(attrs.evolve(step, performance=one.performance, box=TalentBox.KOTAK_8),)),
        attrs.evolve(found, placements=(other, one)),
        attrs.evolve(found, placements=(one, attrs.evolve(other, missing=()))),
        attrs.evolve(found, rules=None),
    ]
    for i, answer in enumerate(broken):
        assert not answer.verify(), i


def test_what_one_person_is_shown_names_no_other_and_hides_small_counts():
    facts = {f"E-{i:02}": KEEN for i in range(9)}
    facts |= {"F-1": KEEN | {"predicate_latest": "kurang"}}
    found = placed(facts)
    for id in facts:
        text = "\n".join(found.explain(id, "en"))
        assert not any(other in text for other in facts if other != id)
        assert "box 6: 1" not in text
    assert "too few people to show" in "\n".join(found.explain("E-01", "en"))
    many = placed({f"E-{i:02}": KEEN for i in range(9)})
    assert "box 8: 9" in "\n".join(many.explain("E-01", "en"))
    with pytest.raises(UnknownNameError) as caught:
        found.explain("E-99")
    assert "E-01" not in str(caught.value)


def test_the_explanation_holds_both_axes_the_recommendations_and_the_own_steps():
    text = "\n".join(placed({"E-1": KEEN}).explain("E-1"))
    for part in (
        "Kotak 8 (kinerja sesuai ekspektasi, potensial tinggi)",
        "Sumbu kinerja (Y): 71",
        "Sumbu potensial (X): 80,775",
        "rekomendasi: pertahankan",
        "Baik → Sangat Baik: kotak 9",
    ):
        assert part in text


def test_rows_hold_no_values_of_facts():
    low = KEEN | {"feedback": "sangat_kurang", "discipline_record": "serving"}
    found = placed({"E-1": low})
    shown = str(found.rows()) + str(found.as_dict()) + "\n".join(found.lines())
    assert not any(value in shown for value in ("sangat_kurang", "serving", "77.5"))
    assert "<pre>" in found._repr_html_()


def problems_of(*args, **parts):
    with pytest.raises(InvalidInputError) as caught:
        place_talent(*args, **parts)
    return caught.value.problems


def test_every_problem_of_a_call_is_named_at_once():
    who = somebody("E-1")
    problems = problems_of(
        [who, "E-2", who],
        DAY,
        rulebook=BOOK,
        policy=TalentPolicy(box="talent.bocks"),
        facts={"E-1": {"feedbak": "baik", "feedback": "bagus"}, "E-9": {}},
        post="post-1",
    )
    assert [p.where for p in problems] == [
        "employees[1]", "employees[2]", "post", "policy.box", "facts['E-1'].feedbak",
        "facts['E-1'].feedback", "facts['E-9']",
    ]  # fmt: skip
    assert "employees[0]" in problems[1].message
    assert "'talent.box'" in problems[3].hint
    assert "'feedback'" in problems[4].hint
    assert "bagus" not in str(problems[5])  # it is sensitive
    (problem,) = problems_of([], DAY, rulebook=BOOK, policy=TalentPolicy(box="talent.value"))
    assert "does not answer with a talent box" in problem.message
    problems = problems_of([], "21-11-2026", rulebook=BOOK, policy="talent.box")
    assert [p.where for p in problems] == ["as_of", "policy"]


def test_a_rulebook_without_boxes_is_refused():
    layers = tuple(tuple(r for r in layer if "talent" not in r.name) for layer in BOOK.layers)
    (problem,) = problems_of([], DAY, rulebook=attrs.evolve(BOOK, name="bare", layers=layers))
    assert "has no rule that answers with a talent box" in problem.message


def test_every_problem_of_a_policy_is_named_at_once():
    with pytest.raises(InvalidInputError) as caught:
        TalentPolicy(box=" ", reach=-1, ceiling=0.5)
    assert [p.where for p in caught.value.problems] == ["box", "reach", "ceiling"]


def test_a_city_is_placed_whole():
    city = samples.surakarta(employees=600)
    facts = {
        who.id: {**KEEN, "potential_score": 40 + i % 60, "predicate_latest": "sangat_baik"}
        for i, who in enumerate(city.employees)
    }
    seen = []

    def progress(people):
        for who in people:
            seen.append(who.id)
            yield who

    found = place_talent(city.employees, DAY, rulebook=BOOK, facts=facts, progress=progress)
    assert found.verify()
    assert len(seen) == len(found) == len(found.placed) == 600
    assert sum(found.shown_counts().values()) == 600
