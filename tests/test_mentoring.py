"""Mentors for mentees: against brute force, with every reason, and with nobody named."""

import datetime as dt
import itertools
import os
import random
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import attrs
import pytest

from asn_career import national_rulebook, samples
from asn_career.competencies import CompetencyProfile
from asn_career.conditions import at_most
from asn_career.errors import InvalidInputError, UnknownNameError
from asn_career.findings import Truth
from asn_career.matching import Reason
from asn_career.mentoring import (
    LEVEL_GAP,
    UNITS_APART,
    MentoringPolicy,
    Superior,
    UnitChoice,
    match_mentors,
)
from asn_career.mentoring.checker import find_faults
from asn_career.people import Appointment, Assessment, Employee, RankHeld, Sanction
from asn_career.positions import Position
from asn_career.rulebook import Rule
from asn_career.terms import Golongan, Jenjang, PositionKind, Question, SanctionLevel, Status, Text

DAY = dt.date(2026, 11, 21)
BOOK = national_rulebook()
STANDARD = CompetencyProfile.of({"M.01": 3, "M.02": 3, "M.03": 3})
STAFF = Position(
    id="staf",
    name="Perencana Ahli Pertama",
    kind=PositionKind.FUNGSIONAL,
    jenjang=Jenjang.AHLI_PERTAMA,
    standard=STANDARD,
)
SENIOR = attrs.evolve(STAFF, id="senior", name="Perencana Ahli Madya", jenjang=Jenjang.AHLI_MADYA)
HEAD = Position(id="kabid", name="Kepala Bidang", kind=PositionKind.ADMINISTRATOR)


def person(
    id,
    golongan="III/a",
    *,
    position=STAFF,
    unit="a",
    levels=None,
    born=dt.date(1985, 5, 17),
    sanctions=(),
):
    """Return a civil servant; ``levels`` are those of the assessment, in the order of STANDARD."""
    assessments = ()
    if levels is not None:
        profile = CompetencyProfile.of(dict(zip(STANDARD, levels, strict=True)))
        assessments = (Assessment(day=dt.date(2025, 6, 1), level=position.level, profile=profile),)
    held = Appointment(position=position, unit=unit, since=dt.date(2020, 1, 1))
    ranks = () if golongan is None else (RankHeld(golongan=golongan, since=dt.date(2024, 4, 1)),)
    return Employee(
        id=id,
        birth_date=born,
        status=Status.PNS,
        appointments=(held,) if position is not None else (),
        ranks=ranks,
        assessments=assessments,
        sanctions=sanctions,
    )


def mentor(id, golongan="IV/a", **changes):
    return person(id, golongan, **{"position": SENIOR, "unit": "b", "levels": (4, 4, 4), **changes})


def match(mentees, mentors, **changes):
    result = match_mentors(mentees, mentors, DAY, **{"rulebook": BOOK, **changes})
    assert list(find_faults(result)) == []
    assert result.verify()
    return result


PUNISHED = (Sanction(level=SanctionLevel.MODERATE, since=dt.date(2026, 9, 1)),)


# -- the policy ----------------------------------------------------------------------------------


def test_the_figures_of_the_policy_are_dated_marked_cells_and_no_law():
    book = MentoringPolicy(capacity=5).overlay(BOOK)
    cell = book.cell("mentoring.capacity", (), DAY)
    assert cell.value == 5
    assert cell.evidence.value == "primary"
    raw = tomllib.loads(MentoringPolicy().figures())
    assert "bukan hukum" in raw["instruments"]["mentoring-policy"]["title"]["id"]
    assert {row["source"] for table in raw["mentoring"].values() for row in table["rows"]} == {
        "mentoring-policy"
    }


def test_weights_total_100():
    with pytest.raises(InvalidInputError, match=r"total 90 percent\. Hint: 100 is due; add 10"):
        MentoringPolicy(weights={"strengths": 60, "unit": 30})
    with pytest.raises(InvalidInputError, match="take 20 away"):
        MentoringPolicy(weights={"strengths": 60, "unit": 60})
    MentoringPolicy(weights={"strengths": "33.33", "unit": "66.67"})


def test_a_wrong_policy_is_refused_with_every_problem():
    with pytest.raises(InvalidInputError) as refused:
        MentoringPolicy(
            capacity=-1,
            minimum_rank_steps=99,
            unit="elsewhere",
            superior="never",
            sanctioned_allowed=1,
            since="yesterday",
            weights={"strength": 100, "unit": "1.234", "waiting": float("nan")},
        )
    places = [problem.where for problem in refused.value.problems]
    assert places == [
        "capacity",
        "minimum_rank_steps",
        "unit",
        "superior",
        "sanctioned_allowed",
        "since",
        "weights['strength']",
        "weights['unit']",
        "weights['waiting']",
    ]
    assert "did you mean 'strengths'?" in str(refused.value)


def test_a_policy_does_not_hold_before_its_day():
    policy = MentoringPolicy(since=dt.date(2027, 1, 1))
    with pytest.raises(InvalidInputError, match="no mentoring policy is in force on 2026-11-21"):
        match_mentors([], [], DAY, rulebook=BOOK, policy=policy)


def test_an_agency_lays_its_own_rules_and_figures_over_the_policy():
    text = Text(id="Unit yang sama saja", en="The same unit only")
    toml = """
[instruments.sk-uji]
short = "SK Uji"
title = {id = "SK Uji", en = "Test decree"}
evidence = "primary"
in_force = 2026-01-01
[mentoring.capacity]
checked = 2026-11-21
[[mentoring.capacity.rows]]
since = 2026-01-01
source = "sk-uji:2"
evidence = "primary"
value = 1
[mentoring.farthest]
text = {id = "Jarak unit terjauh", en = "Farthest unit"}
unit = "number"
checked = 2026-11-21
[[mentoring.farthest.rows]]
since = 2026-01-01
source = "sk-uji:3"
evidence = "primary"
value = 0
"""
    own = Rule(
        name="mentoring.own_unit",
        text=text,
        question=Question.MENTOR,
        node=at_most(UNITS_APART, "mentoring.farthest"),
        source="sk-uji:3",
        since=dt.date(2026, 1, 1),
    )
    base = MentoringPolicy().overlay(BOOK)
    book = base.overlay("sk uji", toml, rules=[own])
    people = [person("m1"), person("m2"), person("m3", unit="c")]
    result = match(people, [mentor("s1", unit="a")], rulebook=book)
    assert result.pairs == (("m1", "s1"),)
    [second, third] = result.unmatched
    assert second.reason is Reason.OUTCOMPETED
    assert third.reason is Reason.NO_PERMITTED_PARTNER
    assert dict(third.removed)["mentoring.own_unit"] == 1
    again = match(people, [mentor("s1", unit="a")], rulebook=book, policy=MentoringPolicy())
    assert "mentoring.own_unit" in [c.rule for c in again.conditions]
    assert len(again.pairs) == 2  # the figures are those of the policy, the agency's rule stays


# -- pair facts and conditions -------------------------------------------------------------------


def facts_of(mentee, senior, **changes):
    [one] = match([mentee], [senior], **changes).pairings
    return dict(one.facts)


def test_the_pair_facts_are_read_from_the_two_records():
    facts = facts_of(person("m", levels=(2, 1, 3)), mentor("s", levels=(3, 2, 4)))
    assert facts == {
        "pair_rank_gap": 4,
        "pair_level_gap": 2,
        "pair_units_apart": 1,
        "pair_is_superior": False,
        "pair_strengths_in_gaps": 1,
        "pair_mentor_sanctioned": False,
        "pair_mentor_service_left": 222,
        "pair_waiting_months": 0,
        "pair_places_apart": None,
        "pair_mentee_choice": None,
        "pair_mentor_choice": None,
    }


def test_the_score_adds_up_from_its_parts():
    [one] = match([person("m", levels=(2, 1, 3))], [mentor("s")]).pairings
    # Two gaps of two: 70 points of weight 50; four ranks: 100 of 30; another unit: 100 of 20.
    assert [part.points for part in one.parts] == [35_000_000, 30_000_000, 20_000_000]
    assert one.score.value == 85
    assert one.missing == ()


def test_what_is_unknown_forbids_nobody_adds_nothing_and_is_named():
    bare = Employee(id="m", birth_date=dt.date(1990, 1, 2), status=Status.PNS)
    [one] = match([bare], [mentor("s")]).pairings
    assert [f.truth for f in one.findings if f.rule == "mentoring.seniority"] == [Truth.UNKNOWN]
    assert one.points == 0
    assert one.score.value is None
    assert set(one.missing) == {
        "pair_rank_gap",
        "pair_level_gap",
        "pair_units_apart",
        "pair_is_superior",
        "pair_strengths_in_gaps",
    }
    [one] = match([person("m")], [mentor("s")]).pairings
    assert one.missing == ("pair_strengths_in_gaps",)
    assert one.points == 50_000_000


def test_an_assessment_that_has_expired_does_not_count():
    old = Assessment(
        day=dt.date(2020, 1, 1), level=STAFF.level, profile=CompetencyProfile.of({"M.01": 1})
    )
    who = attrs.evolve(person("m"), assessments=(old,))
    assert facts_of(who, mentor("s"))["pair_strengths_in_gaps"] is None


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"golongan": "III/b", "position": STAFF}, "mentoring.seniority"),
        ({"position": HEAD, "unit": "a"}, "mentoring.superior"),
        ({"born": dt.date(1967, 1, 2)}, "mentoring.service"),
        ({"sanctions": PUNISHED}, "mentoring.discipline"),
    ],
)
def test_each_condition_removes(change, rule):
    result = match([person("m")], [mentor("s", **change)])
    [alone] = result.unmatched
    assert alone.reason is Reason.NO_PERMITTED_PARTNER
    assert [name for name, count in alone.removed if count] == [rule]
    assert (alone.partners, alone.forbidden, alone.permitted) == (1, 1, 0)


def test_higher_in_rank_or_in_position_is_enough():
    assert match([person("m")], [mentor("s", "III/c", position=STAFF)]).pairs
    assert match([person("m")], [mentor("s", None)]).pairs


def test_the_direct_superior_may_may_not_or_must():
    head, other = mentor("h", position=HEAD, unit="a"), mentor("s")

    def mentors_of(choice):
        policy = MentoringPolicy(superior=choice)
        return [match([person("m")], [who], policy=policy).pairs != () for who in (head, other)]

    assert mentors_of(Superior.FORBIDDEN) == [False, True]
    assert mentors_of("allowed") == [True, True]
    assert mentors_of(Superior.ONLY) == [True, False]


def test_who_leads_a_head_is_unknown_unless_the_caller_says_so():
    chief = Position(id="kadis", name="Kepala Dinas", kind=PositionKind.JPT_PRATAMA)
    mentee, boss = mentor("h", position=HEAD, unit="a"), mentor("k", "IV/c", position=chief)
    assert facts_of(mentee, boss)["pair_is_superior"] is None
    assert facts_of(person("m"), boss)["pair_is_superior"] is False
    told = match([mentee], [boss], facts={("h", "k"): {"pair_is_superior": True}})
    assert told.pairs == ()
    # What is said of the pair comes before what is said of one of the two.
    facts = {("h", "k"): {"pair_is_superior": False}, "h": {"pair_is_superior": True}}
    assert match([mentee], [boss], facts=facts).pairs == (("h", "k"),)


def test_a_unit_is_preferred():
    near, far = mentor("near", unit="a"), mentor("far")
    for choice, mentor_id in ((UnitChoice.SAME, "near"), (UnitChoice.OTHER, "far")):
        policy = MentoringPolicy(unit=choice)
        assert match([person("m")], [near, far], policy=policy).pairs == (("m", mentor_id),)
    anywhere = match([person("m")], [near, far], policy=MentoringPolicy(unit="any"))
    assert anywhere.pairs == (("m", "far"),)  # equal in everything: the smaller id


def test_who_has_waited_longer_comes_first_where_the_policy_says_so():
    policy = MentoringPolicy(capacity=1, weights={"waiting": 100})
    waiting = {"m2": {"pair_waiting_months": 9}}
    result = match([person("m1"), person("m2")], [mentor("s")], policy=policy, facts=waiting)
    assert result.pairs == (("m2", "s"),)


# -- the best answer -----------------------------------------------------------------------------


def best_by_brute_force(scores, mentees, mentors, capacity, previous):
    """Return (coverage, score, kept) of the best answer over all assignments."""
    best = (-1, 0, 0)
    for choice in itertools.product([None, *mentors], repeat=len(mentees)):
        pairs = [(m, s) for m, s in zip(mentees, choice, strict=True) if s is not None]
        if any(pair not in scores for pair in pairs):
            continue
        if any(choice.count(s) > capacity for s in mentors):
            continue
        kept = sum(pair in previous for pair in pairs)
        best = max(best, (len(pairs), sum(scores[p] for p in pairs), kept))
    return best


def random_world(rng):
    def someone(id, ranks, positions):
        return person(
            id,
            rng.choice([*ranks, None]),
            position=rng.choice(positions),
            unit=rng.choice("abc"),
            levels=rng.choice([None, tuple(rng.randint(1, 5) for _ in STANDARD)]),
            born=rng.choice([dt.date(1967, 1, 2), dt.date(1980, 2, 29)]),
            sanctions=rng.choice([(), (), PUNISHED]),
        )

    mentees = [someone(f"m{i}", ["II/c", "III/a"], [STAFF, HEAD]) for i in range(rng.randint(0, 4))]
    mentors = [
        someone(f"s{i}", ["III/a", "III/c", "IV/a"], [STAFF, SENIOR, HEAD])
        for i in range(rng.randint(0, 3))
    ]
    return mentees, mentors


@pytest.mark.parametrize("seed", range(40))
def test_coverage_first_then_score_then_least_change_as_brute_force_has_it(seed):
    rng = random.Random(seed)  # noqa: S311
    mentees, mentors = random_world(rng)
    capacity = rng.choice([1, 2])
    policy = MentoringPolicy(capacity=capacity)
    every = list(itertools.product([m.id for m in mentees], [s.id for s in mentors]))
    previous = rng.sample(every, len(every) // 3)
    banned = rng.sample(every, len(every) // 6)
    # Each pair alone: permitted or not, and its score, by the traced public reading.
    book = policy.overlay(BOOK)
    scores = {}
    for mentee, senior in itertools.product(mentees, mentors):
        pair = mentee.id, senior.id
        alone = match([mentee], [senior], policy=policy)
        if alone.pairs and pair not in banned:
            [one] = alone.pairings
            scores[pair] = one.points
            plain = {k: v for k, v in one.facts if v is not None}
            for finding in one.findings:
                assert book.check(finding.rule, plain, DAY).truth is finding.truth
            assert book.score("mentoring.score", plain, DAY).whole in {None, one.points}
        elif pair not in banned:
            [left_out] = alone.unmatched
            assert left_out.forbidden == 1
    result = match(mentees, mentors, policy=policy, previous=previous, banned=banned)
    found = (
        len(result.pairs),
        sum(one.points for one in result.pairings),
        sum(one.kept for one in result.pairings),
    )
    ids = [m.id for m in mentees], [s.id for s in mentors]
    assert found == best_by_brute_force(scores, *ids, capacity, previous)


def test_the_order_of_the_input_plays_no_part():
    rng = random.Random(7)  # noqa: S311
    mentees = [person(f"m{i}", rng.choice(["II/c", "III/a"])) for i in range(12)]
    mentors = [mentor(f"s{i}", rng.choice(["III/c", "IV/a"])) for i in range(5)]
    previous = [("m3", "s1"), ("m4", "s2")]
    first = match(mentees, mentors, previous=previous, policy=MentoringPolicy(capacity=2))
    lists = {"m1": ["s2", "s1"], "m5": ["s3"], "s2": ["m1"]}
    options = {"preferences": lists, "method": "stable", "policy": MentoringPolicy(capacity=2)}
    steady = match(mentees, mentors, **options)
    for _ in range(20):
        for pool in (mentees, mentors, previous):
            rng.shuffle(pool)
        again = match(mentees, mentors, previous=previous, policy=MentoringPolicy(capacity=2))
        assert again.as_dict() == first.as_dict()
        assert again.lines() == first.lines()
        assert match(mentees, mentors, **options).as_dict() == steady.as_dict()


def test_the_seed_of_the_hashes_plays_no_part():
    script = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_mentoring import world_of_reasons
result = world_of_reasons()
print(result.as_dict(), result.rows(), [result.officer_view(u.id) for u in result.unpaired])
"""
    answers = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
        ).stdout
        for seed in range(3)
    }
    assert len(answers) == 1


def test_fixed_pairs_stand_bans_hold_and_capacities_may_be_personal():
    mentees, mentors = [person("m1"), person("m2"), person("m3")], [mentor("s1"), mentor("s2")]
    result = match(
        mentees,
        mentors,
        fixed=[("m1", "s2")],
        banned=[("m2", "s1"), ("m3", "s1")],
        capacities={"s2": 2},
    )
    assert result.pairs == (("m1", "s2"), ("m2", "s2"))
    assert [one.fixed for one in result.pairings] == [True, False]
    [alone] = result.unmatched
    assert (alone.id, alone.banned, alone.permitted, alone.free) == ("m3", 1, 1, 0)
    [idle] = result.idle
    assert (idle.id, idle.reason, idle.permitted) == ("s1", Reason.OUTCOMPETED, 1)
    assert "all permitted mentees have another mentor" in "\n".join(result.explain("s1", "en"))
    assert "No mentee: 1, all permitted mentees have another mentor" in "\n".join(
        result.lines("en")
    )


def test_progress_is_told_of_the_mentees():
    seen = []

    def watch(people):
        for one in people:
            seen.append(one.id)
            yield one

    match([person("m2"), person("m1")], [mentor("s")], progress=watch)
    assert seen == ["m1", "m2"]


# -- reasons -------------------------------------------------------------------------------------


def test_empty_pools_are_results():
    for mentees, mentors in (([], []), ([person("m")], []), ([], [mentor("s")])):
        result = match(mentees, mentors)
        assert result.pairs == ()
        assert len(result.unpaired) == len(mentees) + len(mentors)
        assert all(u.reason is Reason.NO_PERMITTED_PARTNER for u in result.unpaired)
    assert "there is nobody on the other side" in "\n".join(result.explain("s", "en"))


def world_of_reasons():
    """Return an answer in which m1 and m2 are placed, and three are not for three reasons."""
    mentees = [
        person("m1", levels=(1, 1, 1)),
        person("m2", levels=(1, 1, 1)),
        person("m3"),
        person("m4", "IV/a", position=SENIOR),
        person("m5", "III/d"),
    ]
    mentors = [
        mentor("s1"),
        mentor("s2", sanctions=PUNISHED),
        mentor("s3"),
    ]
    return match(
        mentees,
        mentors,
        policy=MentoringPolicy(capacity=2, minimum_level_steps=2),
        capacities={"s3": 0},
        banned=[("m5", "s1")],
    )


def test_everybody_left_out_has_a_reason():
    result = world_of_reasons()
    assert result.pairs == (("m1", "s1"), ("m2", "s1"))
    assert {u.id: u.reason for u in result.unpaired} == {
        "m3": Reason.OUTCOMPETED,
        "m4": Reason.NO_PERMITTED_PARTNER,
        "m5": Reason.NO_CAPACITY,
        "s2": Reason.NO_PERMITTED_PARTNER,
        "s3": Reason.NO_CAPACITY,
    }
    removed = {u.id: dict(u.removed) for u in result.unpaired}
    assert removed["m4"]["mentoring.seniority"] == 3
    assert removed["m4"]["mentoring.discipline"] == 1
    assert removed["s2"]["mentoring.discipline"] == 5


def test_who_was_left_out_learns_which_data_would_have_raised_the_score():
    result = world_of_reasons()
    assert {u.id: u.missing for u in result.unmatched} == {
        "m3": ("pair_strengths_in_gaps",),
        "m4": (),
        "m5": ("pair_strengths_in_gaps",),
    }
    told = "\n".join(result.explain("m3", "en"))
    assert "no data, so the score is lower: Competency gaps of the mentee" in told


def test_a_reason_names_nobody_else_and_no_sanction():
    result = world_of_reasons()
    ids = {"m1", "m2", "m3", "m4", "m5", "s1", "s2", "s3"}
    partners = {"m1": {"s1"}, "m2": {"s1"}, "s1": {"m1", "m2"}}
    for id, lang in itertools.product(ids, ("id", "en")):
        told = "\n".join(result.explain(id, lang))
        words = set(told.replace(",", " ").replace(":", " ").split())
        assert words & ids <= partners.get(id, set())
        assert ("disiplin" in told or "disciplinary" in told) == (id == "s2")
        assert "advises" in told or "memberi saran" in told
    assert "removed by a mentor's own condition: 1" in "\n".join(result.explain("m3", "en"))


def test_the_officer_learns_for_whom():
    result = world_of_reasons()
    told = "\n".join(result.officer_view("m3", "en"))
    assert "s1 (score 50), 2/2 places held by: m1 (100), m2 (100)" in told
    assert "s3 (score 50), 0/0 places held by: nobody" in told
    assert "serving a disciplinary sanction»: 1" in told
    told = "\n".join(result.officer_view("m1", "en"))
    assert "m1 – s1" in told
    assert "Remaining service of the mentor" in told
    with pytest.raises(UnknownNameError):
        result.officer_view("nobody")


def test_the_result_is_plain_data_in_two_languages():
    result = world_of_reasons()
    rows = result.rows()
    assert [row["mentee"] for row in rows[:2]] == ["m1", "m2"]
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
    assert rows[0]["score"] == 100
    plain = result.as_dict()
    assert plain["schema"] == 1
    assert "mentoring.discipline" not in plain["unmatched"][0]["removed"]
    assert plain["unmatched"][0]["reason_en"] == "all places taken by others"
    assert result.lines("id")[-1] == "Hasil ini memberi saran; manusialah yang memutuskan."
    assert result.lines("en")[-1] == "A result advises, a person decides."
    assert "Mentoring on 21 November 2026" in result.lines("en")[0]
    assert result._repr_html_().startswith("<pre>")
    assert repr(result) == "Mentoring(2 pairs, 3 mentees without)"
    for text in (repr(result.pairings), repr(plain), repr(rows), "\n".join(result.lines("en"))):
        assert "sanctioned" not in text
        assert "1985" not in text


# -- the checker ---------------------------------------------------------------------------------


def broken_results():
    result = world_of_reasons()
    first, second = result.pairings
    alone = result.unpaired[0]
    sentenced = attrs.evolve(
        first.findings[0], line=attrs.evolve(first.findings[0].line, result=False)
    )
    forbidden = match_mentors(
        [person("m1")],
        [mentor("s1", sanctions=PUNISHED)],
        DAY,
        rulebook=BOOK,
        policy=MentoringPolicy(sanctioned_allowed=True),
    ).pairings[0]
    dearer = attrs.evolve(first.parts[0], points=first.parts[0].points + 1)

    def with_first(**changes):
        return attrs.evolve(result, pairings=(attrs.evolve(first, **changes), second))

    def with_alone(**changes):
        return attrs.evolve(result, unpaired=(attrs.evolve(alone, **changes), *result.unpaired[1:]))

    return {
        "a pair is lost": attrs.evolve(result, pairings=(first,)),
        "a pair is swapped": with_first(mentor="s2"),
        "a part is dearer": with_first(parts=(dearer, *first.parts[1:])),
        "a condition is left out": with_first(findings=first.findings[1:]),
        "a condition says no": with_first(findings=(sentenced, *first.findings[1:])),
        "facts of another pair": with_first(facts=forbidden.facts),
        "another score": with_first(score=forbidden.score, parts=forbidden.parts),
        "fixed it was not": with_first(fixed=True),
        "another day": attrs.evolve(result, as_of=dt.date(2026, 1, 1)),
        "a reason is lost": attrs.evolve(result, unpaired=result.unpaired[1:]),
        "another reason": with_alone(reason=Reason.NO_CAPACITY),
        "a partner more": with_alone(partners=4),
        "a ban more": with_alone(banned=1),
        "fewer forbidden": with_alone(forbidden=0),
        "more removed": with_alone(removed=tuple((rule, 3) for rule, _ in alone.removed)),
        "a fact nobody missed": with_alone(missing=("pair_rank_gap",)),
        "a condition not counted": with_alone(removed=alone.removed[1:]),
        "a proposal that does not help": with_alone(
            proposals=(attrs.evolve(alone.proposals[0], place=False),)
        ),
        "pairs of the matching": attrs.evolve(
            result,
            matching=attrs.evolve(result.matching, pairs=result.matching.pairs[:1]),
            pairings=(first,),
        ),
    }


@pytest.mark.parametrize("name", broken_results())
def test_a_broken_result_is_rejected(name):
    assert world_of_reasons().verify()
    assert not broken_results()[name].verify()


# -- whom they would have ------------------------------------------------------------------------


def test_equal_mentors_get_equally_many():
    mentees, mentors = [person(f"m{i}") for i in range(5)], [mentor("s1"), mentor("s2")]
    result = match(mentees, mentors, policy=MentoringPolicy(capacity=5))
    assert sorted(len(result.matching.partners(s.id)) for s in mentors) == [2, 3]


def test_who_has_waited_longest_is_placed_before_a_better_score():
    people = [person("m1", levels=(1, 1, 1)), person("m2"), person("m3")]
    waiting = {"m2": {"pair_waiting_months": 9}, "m3": {"pair_waiting_months": 4}}
    one = MentoringPolicy(capacity=1)
    assert match(people, [mentor("s")], policy=one).pairs == (("m1", "s"),)
    first = match(people, [mentor("s")], policy=one, facts=waiting)
    assert first.pairs == (("m2", "s"),)
    assert first.matching.value("priority") == 9
    goals = ("coverage", "score")
    assert match(people, [mentor("s")], policy=one, facts=waiting, objectives=goals).pairs == (
        ("m1", "s"),
    )


def test_a_list_counts_by_its_places_and_binds_where_the_policy_says_so():
    mentors = [mentor("s1"), mentor("s2"), mentor("s3")]
    lists = {"m": ["s3", ["s1", "s2"]], "s1": ["m"]}
    wish = MentoringPolicy(weights={"mentee_choice": 60, "mentor_choice": 40})
    result = match([person("m")], mentors, preferences=lists, policy=wish)
    [one] = result.pairings
    assert one.mentor == "s1"  # 80 of 60 and 100 of 40, against 100 of 60
    assert [part.points for part in one.parts] == [48_000_000, 40_000_000]
    assert dict(one.facts)["pair_mentee_choice"] == 2
    lonely = {"m": ["s1"], "s1": ["m", "n"]}
    bound = MentoringPolicy(lists_binding=True, capacity=1)
    result = match([person("m"), person("n")], mentors, preferences=lonely, policy=bound)
    assert result.pairs == (("m", "s1"), ("n", "s2"))
    result = match(
        [person("a"), person("m")],
        mentors,
        preferences={"m": ["s1"]},
        policy=bound,
        fixed=[("a", "s1")],
    )
    [alone] = result.unmatched
    assert dict(alone.removed)["mentoring.mentee_list"] == 2
    assert alone.unlisted == 2
    told = "\n".join(result.explain("m", "en"))
    assert "a short list decided; mentors with a place outside it: 2" in told


def test_places_of_work_count_where_the_policy_says_so():
    mentors = [mentor("s1"), mentor("s2")]
    where = {"m": "solo", "s1": "jakarta", "s2": "solo"}
    result = match(
        [person("m")], mentors, locations=where, policy=MentoringPolicy(weights={"place": 100})
    )
    assert result.pairs == (("m", "s2"),)
    assert result.pairings[0].score.value == 100


def test_in_a_stable_answer_no_two_would_rather_have_each_other():
    mentees = [person("m1", levels=(1, 1, 1)), person("m2"), person("m3")]
    mentors = [mentor("s1"), mentor("s2")]
    lists = {"m1": ["s1"], "m2": ["s1", "s2"], "m3": [], "s1": ["m2", "m1"]}
    one = MentoringPolicy(capacity=1)
    result = match(mentees, mentors, policy=one, preferences=lists, method="stable")
    assert result.pairs == (("m2", "s1"),)
    assert {u.id: u.reason for u in result.unmatched} == {
        "m1": Reason.OUTCOMPETED,
        "m3": Reason.NOT_LISTED,
    }
    first, third = result.unmatched
    assert (first.unlisted, third.unlisted) == (1, 1)
    assert {(p.mentor, p.place, p.unlisted) for p in first.proposals} == {
        ("s1", True, 0),
        ("s2", False, 1),
    }
    assert (third.proposals[0].mentor, third.proposals[0].unlisted) == ("s2", 1)
    best = {
        side: match(
            [person("m1"), person("m2")],
            mentors,
            policy=one,
            preferences={
                "m1": ["s1", "s2"],
                "m2": ["s2", "s1"],
                "s1": ["m2", "m1"],
                "s2": ["m1", "m2"],
            },
            method="stable",
            proposing=side,
        ).pairs
        for side in ("mentees", "mentors")
    }
    assert best["mentees"] == (("m1", "s1"), ("m2", "s2"))
    assert best["mentors"] == (("m1", "s2"), ("m2", "s1"))


# -- after changes -------------------------------------------------------------------------------


def test_earlier_pairs_are_kept_and_those_that_end_have_a_reason():
    mentees = [person("m1"), person("m2", levels=(1, 1, 1)), person("m3")]
    mentors = [mentor("s1", levels=(1, 1, 1)), mentor("s2"), mentor("s3", sanctions=PUNISHED)]
    before = [("m1", "s1"), ("m2", "s1"), ("m3", "s3"), ("m4", "s1"), ("m1", "s9")]
    result = match(mentees, mentors, previous=before)
    assert [(one.mentee, one.kept) for one in result.pairings] == [
        ("m1", True),
        ("m2", False),
        ("m3", False),
    ]
    assert {(e.mentee, e.mentor): e.why.value for e in result.ended} == {
        ("m1", "s9"): "left",
        ("m2", "s1"): "changed",
        ("m3", "s3"): "forbidden",
        ("m4", "s1"): "left",
    }
    assert "1/5 earlier pairs kept" in "\n".join(result.lines("en"))
    goals = ("coverage", "least_change", "score")
    calm = match(mentees, mentors, previous=before, objectives=goals)
    assert ("m2", "s1") in calm.pairs


# -- what would help -----------------------------------------------------------------------------


def smallest_by_brute_force(result, mentee, masks, bans):
    """Return the fewest changes with which everybody placed and the mentee can be placed."""
    market = result.matching.market
    placed = [a for a, _ in result.pairs]
    sizes = []
    for mentor_id, many in market.right:
        for place in (0, 1):
            room = {**dict(market.right), mentor_id: many + place}
            room[mentor_id] -= 1
            for choice in itertools.product(list(room), repeat=len(placed)):
                pairs = list(zip(placed, choice, strict=True))
                if all(market.score(*pair) is not None for pair in pairs) and all(
                    choice.count(b) <= room[b] for b in room
                ):
                    if room[mentor_id] >= 0:
                        pair = mentee, mentor_id
                        sizes.append(len(masks[pair]) + (pair in bans) + place)
                    break
    return min(sizes, default=None)


@pytest.mark.parametrize("seed", range(30))
def test_the_smallest_change_is_that_of_brute_force(seed):
    rng = random.Random(1000 + seed)  # noqa: S311
    mentees, mentors = random_world(rng)
    every = list(itertools.product([m.id for m in mentees], [s.id for s in mentors]))
    bans = rng.sample(every, len(every) // 4)
    policy = MentoringPolicy(capacity=1)
    masks = {}
    for mentee, senior in itertools.product(mentees, mentors):
        alone = match([mentee], [senior], policy=policy)
        found = alone.unmatched
        masks[mentee.id, senior.id] = [r for u in found for r, count in u.removed if count]
    result = match(mentees, mentors, policy=policy, banned=bans)
    for one in result.unmatched:
        expected = smallest_by_brute_force(result, one.id, masks, bans)
        got = [p.changes for p in one.proposals]
        assert got == sorted(got)
        assert (got[0] if got else None) == expected
        for p in one.proposals:
            assert sorted(p.waived) == sorted(masks[p.mentee, p.mentor])


def test_the_smallest_change_is_told_without_names_and_to_the_officer_with_them():
    result = world_of_reasons()
    by_id = {u.id: u for u in result.unmatched}
    assert [p.changes for p in by_id["m3"].proposals] == [1, 1, 1]
    assert by_id["m3"].proposed == 2
    told = "\n".join(result.explain("m3", "en"))
    assert "smallest change that would give a mentor: one place more (possible mentors: 2)" in told
    told = "\n".join(result.officer_view("m5", "en"))
    assert "s3 (score 35): one place more" in told
    [third] = [p for p in by_id["m4"].proposals if p.mentor == "s3"]
    assert [f.rule for f in third.findings] == ["mentoring.seniority"]
    assert third.findings[0].truth is Truth.NO
    told = "\n".join(result.officer_view("m4", "en"))
    assert "Ranks by which the mentor is above the mentee" in told
    row = next(row for row in result.rows() if row["mentee"] == "m4")
    assert row["smallest_change"] == "mentoring.seniority|place"


def test_a_move_that_makes_room_is_told():
    mentees = [person("m1", levels=(1, 1, 1)), person("n", "III/b")]
    mentors = [mentor("s1"), mentor("s2", "III/c", position=STAFF)]
    banned = [("n", "s1"), ("n", "s2")]
    result = match(mentees, mentors, policy=MentoringPolicy(capacity=1), banned=banned)
    assert result.pairs == (("m1", "s1"),)
    [alone] = result.unmatched
    first = alone.proposals[0]
    assert (first.mentor, first.changes, first.banned) == ("s1", 1, True)
    assert first.moves == (("m1", "s1", "s2"),)
    told = "\n".join(result.officer_view("n", "en"))
    assert "the organiser's exclusion is lifted; move m1: s1 → s2" in told


# -- bad input -----------------------------------------------------------------------------------


def test_bad_input_is_refused_all_at_once_with_its_place():
    mentees = [person("m1"), person("m1"), person("both"), "m9"]
    mentors = [mentor("s1"), mentor("both")]
    with pytest.raises(InvalidInputError) as refused:
        match_mentors(
            mentees,
            mentors,
            DAY,
            rulebook=BOOK,
            fixed=[("m1", "s1"), ("s1", "m1"), ("m1",)],
            banned=[("m1", "s1"), ("m1", "s7"), ("m1", "s1")],
            previous=[("m7", "s1"), ("s1", "m1")],
            facts={
                "nobody": {},
                "m1": {"birth_date": "1990-01-01", "pair_waiting_month": 1},
                ("m1", "s1"): {"pair_mentor_sanctioned": "ya", "pair_waiting_months": "long"},
            },
            capacities={"s1": -1, "m1": 2},
            preferences={"m1": ["s1", ["s1", "m9"]], "s9": [], "s1": "m1"},
            locations={"s7": "solo", "m1": 3},
        )
    problems = [(p.where, p.message) for p in refused.value.problems]
    assert problems == [
        ("mentees[1]", "'m1' is given twice"),
        ("mentees[3]", "str instead of Employee"),
        ("mentors[1]", "'both' is among the mentees too"),
        ("banned[1]", "unknown mentor 's7'"),
        ("banned[2]", "the pair is given twice"),
        ("fixed[1]", "unknown mentee 's1'"),
        ("fixed[1]", "unknown mentor 'm1'"),
        ("fixed[2]", "is not a pair"),
        ("previous[1]", "unknown mentee 's1'"),
        ("previous[1]", "unknown mentor 'm1'"),
        ("capacities['s1']", "-1 places"),
        ("capacities['m1']", "is not the id of a mentor"),
        ("fixed[0]", "the pair 'm1', 's1' is banned"),
        ("facts['nobody']", "is not the id of a mentee or mentor"),
        ("facts['m1'].birth_date", "is not a fact of pairs"),
        ("facts['m1'].pair_waiting_month", "is not a fact of pairs"),
        ("facts['m1', 's1'].pair_mentor_sanctioned", "is not a flag"),
        ("facts['m1', 's1'].pair_waiting_months", problems[17][1]),
        ("preferences['m1'][1]", "'s1' is listed twice"),
        ("preferences['m1'][1]", "unknown mentor 'm9'"),
        ("preferences['s9']", "is not the id of a mentee or mentor"),
        ("preferences['s1']", "str is not a list"),
        ("locations['s7']", "is not the id of a mentee or mentor"),
        ("locations['m1']", "int is not the key of a place"),
    ]
    assert "mentee first, then mentor" in str(refused.value)
    assert "'ya'" not in str(refused.value)


def test_fixed_pairs_need_places_and_the_policy_s_leave():
    people = [person("m1"), person("m2")]
    with pytest.raises(InvalidInputError, match="'s1' has 2 fixed pairs and 1 places"):
        match(
            people,
            [mentor("s1")],
            fixed=[("m1", "s1"), ("m2", "s1")],
            policy=MentoringPolicy(capacity=1),
        )
    with pytest.raises(InvalidInputError, match="'m1' has 2 fixed pairs and 1 places"):
        match(people, [mentor("s1"), mentor("s2")], fixed=[("m1", "s1"), ("m1", "s2")])
    with pytest.raises(InvalidInputError) as refused:
        match(people, [mentor("s1", sanctions=PUNISHED)], fixed=[("m1", "s1")])
    assert str(refused.value).startswith("fixed[0]: the policy forbids the pair 'm1', 's1'")
    assert "sanction" not in str(refused.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"rulebook": None},
        {"policy": 3},
        {"fixed": "m1"},
        {"facts": []},
        {"facts": {"m1": 3}},
        {"capacities": [1]},
        {"preferences": [1]},
        {"locations": "solo"},
        {"method": "best"},
        {"proposing": "left"},
        {"objectives": ["score", "even_load", "coverage"]},
    ],
)
def test_arguments_of_another_kind_are_refused(wrong):
    with pytest.raises(InvalidInputError):
        match_mentors([person("m1")], [mentor("s1")], DAY, **{"rulebook": BOOK, **wrong})


def test_an_identity_number_used_as_an_id_is_not_quoted():
    number = "198505172010011001"
    with pytest.raises(InvalidInputError) as refused:
        match_mentors([person(number), person(number)], [], DAY, rulebook=BOOK)
    assert number not in str(refused.value)
    assert "…001" in str(refused.value)


# -- a city --------------------------------------------------------------------------------------


def test_the_junior_staff_of_a_city_are_matched_in_seconds():
    city = samples.surakarta(employees=600)
    junior, senior = [], []
    for one in city.employees:
        rank = one.rank_on(DAY)
        if rank is not None and rank.golongan <= Golongan.III_B:
            junior.append(one)
        elif rank is not None and rank.golongan >= Golongan.III_D:
            senior.append(one)
    begun = time.perf_counter()
    result = match_mentors(junior, senior, DAY, rulebook=BOOK)
    assert time.perf_counter() - begun < 20
    assert len(junior) > 50
    assert result.pairs
    assert result.verify()
    assert len(result.pairs) + len(result.unmatched) == len(junior)
    loads = [len(result.matching.partners(s.id)) for s in senior]
    assert max(loads) <= 3


def test_level_gap_is_a_fact_of_the_glossary():
    assert MentoringPolicy().overlay(BOOK).fact("pair_level_gap") is LEVEL_GAP
