"""Succession: the gate of law and agency, ranks and honest ties, when, and why not."""

import datetime as dt
import itertools

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_projection import eligible_some_day, reform
from worlds import SINCE, TARGET, UNTIL, position

from asn_career.competencies import CompetencyProfile
from asn_career.conditions import AllOf, Const, Lookup, Param, Product, WeightedSum, at_least
from asn_career.dates import ONE_DAY, add_months
from asn_career.errors import InvalidInputError, UnknownNameError
from asn_career.findings import Truth
from asn_career.identity import Nip
from asn_career.national import national_rulebook
from asn_career.people import (
    Appointment,
    Appraisal,
    Assessment,
    Attestation,
    Education,
    Employee,
    RankHeld,
    Release,
    Training,
)
from asn_career.positions import Post
from asn_career.projection import find_earliest
from asn_career.rulebook import Rule
from asn_career.succession import (
    DUK,
    Excluded,
    NotYet,
    Ranked,
    Readiness,
    Reason,
    SeniorityKey,
    SuccessionPolicy,
    Unknown,
    rank_successors,
)
from asn_career.terms import PositionLevel, Predikat, Question, Sex, Status, TalentAxis, Text

AS_OF = dt.date(2026, 11, 21)
LETTERS = ("health", "integrity", "track_record")
WORDS = Text(id="uji", en="test")

# An agency that asks for a rank and for predicates, and ranks by competence and performance.
AGENCY = """
[instruments.sk-uji-2026]
short = "SK Uji 2026"
title = {id = "Keputusan contoh", en = "Example of a decree"}
signed = 2017-01-02
evidence = "primary"

[agency.golongan]
text = {id = "Pangkat paling rendah", en = "Lowest rank"}
words = "golongan"
checked = 2026-11-21
[[agency.golongan.rows]]
since = 2017-01-02
source = "sk-uji-2026:1"
evidence = "primary"
value = "IV/a"

[agency.predicate]
text = {id = "Predikat paling rendah", en = "Lowest predicate"}
words = "predikat"
checked = 2026-11-21
[[agency.predicate.rows]]
since = 2017-01-02
source = "sk-uji-2026:2"
evidence = "primary"
value = "baik"

[agency.weight]
text = {id = "Bobot", en = "Weight"}
unit = "percent"
axis = "talent_axis"
columns = ["performance", "potential"]
checked = 2026-11-21
[[agency.weight.rows]]
since = 2017-01-02
source = "sk-uji-2026:3"
evidence = "primary"
values = [40, 60]

[agency.predicate_score]
text = {id = "Nilai predikat", en = "Score of the predicate"}
unit = "percent"
axis = "predikat"
columns = ["sangat_kurang", "kurang", "butuh_perbaikan", "baik", "sangat_baik"]
checked = 2026-11-21
[[agency.predicate_score.rows]]
since = 2017-01-02
source = "sk-uji-2026:3"
evidence = "primary"
values = [20, 40, 60, 80, 100]
"""


def agency_book():
    law = national_rulebook()
    predicate, match = law.fact("predicate_latest"), law.fact("job_person_match")
    weight = {axis.value: Param("agency.weight", (axis,)) for axis in TalentAxis}
    gate = AllOf(
        (
            at_least(law.fact("golongan"), "agency.golongan"),
            at_least(predicate, "agency.predicate"),
        )
    )
    score = WeightedSum(
        (
            (weight["potential"], match),
            (weight["performance"], Lookup("agency.predicate_score", (predicate,))),
        )
    )
    common = {"source": "sk-uji-2026", "since": dt.date(2017, 1, 2), "text": WORDS}
    return law.overlay(
        "uji",
        AGENCY,
        rules=[
            Rule(name="agency.gate", question=Question.APPOINT, node=gate, **common),
            Rule(name="agency.score", question=Question.TALENT, node=score, **common),
        ],
    )


BOOK = agency_book()
POLICY = SuccessionPolicy(score="agency.score", gates=("agency.gate",))


def person(id, **changes):
    """Return a planner who meets everything on the day, with some of it changed.

    ``levels`` are those of the assessment, ``predicate`` is of 2025, ``months`` are those as
    administrator, ``golongan`` and ``rank_since`` the rank.
    """
    levels = changes.pop("levels", (4, 4))
    months = changes.pop("months", 84)
    predicate = changes.pop("predicate", Predikat.BAIK)
    golongan = changes.pop("golongan", "IV/a")
    rank_since = changes.pop("rank_since", dt.date(2022, 4, 1))
    since = add_months(AS_OF, -months)
    planner = {"unit": "u-1", "fields": ("tata_ruang",)}
    before = position(PositionLevel.PENGAWAS, fields=("tata_ruang",))
    parts = {
        "birth_date": dt.date(1975, 3, 1),
        "status": Status.PNS,
        "joined": dt.date(2000, 3, 1),
        "appointments": (
            Appointment(
                position=before, since=dt.date(2010, 1, 1), until=since - ONE_DAY, **planner
            ),
            Appointment(
                position=position(PositionLevel.ADMINISTRATOR, fields=("tata_ruang",)),
                since=since,
                **planner,
            ),
        ),
        "ranks": (RankHeld(golongan=golongan, since=rank_since),) if golongan else (),
        "education": (Education(diploma="s1", graduated=dt.date(1998, 8, 1)),),
        "appraisals": tuple(
            Appraisal(since=dt.date(y, 1, 1), until=dt.date(y, 12, 31), predicate=predicate)
            for y in (2024, 2025)
            if predicate
        ),
        "assessments": (
            Assessment(
                day=dt.date(2025, 6, 1),
                level=PositionLevel.JPT_PRATAMA,
                profile=CompetencyProfile.of(dict(zip(("M.01", "M.02"), levels, strict=True))),
            ),
        )
        if levels
        else (),
        "attestations": tuple(
            Attestation(kind=kind, issued=dt.date(2026, 1, 5)) for kind in LETTERS
        ),
    }
    return Employee(id=id, **(parts | changes))


def ranking(*people, post=TARGET, policy=POLICY, book=BOOK, as_of=AS_OF, **options):
    found = rank_successors(post, people, as_of, rulebook=book, policy=policy, **options)
    assert found.verify()
    for lang in ("id", "en"):
        text = found.lines(lang)
        assert (
            text[-1]
            == {
                "id": "Hasil ini memberi saran; manusialah yang memutuskan.",
                "en": "A result advises, a person decides.",
            }[lang]
        )
    assert len(found.rows()) == len(people)
    assert found.as_dict()["pool"] == len(people)
    return found


def ids(candidates):
    return [candidate.id for candidate in candidates]


# -- ranks -----------------------------------------------------------------------------------


def test_the_eligible_are_ranked_by_their_score_with_every_part_shown():
    found = ranking(
        person("E-1", levels=(4, 4)),
        person("E-2", levels=(5, 5), predicate=Predikat.SANGAT_BAIK),
        person("E-3", levels=(5, 4)),
    )
    assert [(r.id, r.rank) for r in found.ranked] == [("E-2", 1), ("E-3", 2), ("E-1", 3)]
    best = found.ranked[0]
    assert str(best.score.value) == "115"  # 60 percent of 125 and 40 percent of 100
    assert best.readiness is Readiness.NOW
    assert [f.rule for f in best.law] == ["appointment.jpt_pratama"]
    assert [f.rule for f in best.agency] == ["agency.gate"]
    text = "\n".join(found.lines("en"))
    assert "Score of the predicate: 100%" in text
    assert "[SK Uji 2026 art. 3" in text


def test_equal_scores_are_parted_by_seniority_and_the_key_is_named():
    found = ranking(
        person("E-1"),
        person("E-2", golongan="IV/b"),
        person("E-3", rank_since=dt.date(2020, 4, 1)),
    )
    assert [(r.id, r.rank, r.score_rank) for r in found.ranked] == [
        ("E-2", 1, 1), ("E-3", 2, 1), ("E-1", 3, 1),
    ]  # fmt: skip
    assert [(p.key, p.above, p.below) for p in found.ranks.partings] == [
        ("rank", "E-2", "E-3"), ("rank_since", "E-3", "E-1"),
    ]  # fmt: skip
    assert "parted by: rank, time in the rank" in "\n".join(found.explain("E-3", "en"))


APPOINTED = position(PositionLevel.ADMINISTRATOR, fields=("tata_ruang",))
S2 = (Education(diploma="s2", graduated=dt.date(2010, 8, 1)),)


def in_class(job_class):
    held = attrs.evolve(APPOINTED, job_class=job_class)
    return (Appointment(position=held, unit="u-1", since=dt.date(2015, 1, 1)),)


PKA = Training(course="PKA", finished=dt.date(2020, 5, 1), hours=900)
# Each key of the order: what puts the first of two otherwise equal people ahead.
SENIOR = {
    "rank": ({"golongan": "IV/b"}, {}),
    "rank_since": ({"rank_since": dt.date(2020, 4, 1)}, {}),
    "level": (
        {
            "appointments": (
                Appointment(
                    position=position(PositionLevel.AHLI_UTAMA, fields=("tata_ruang",)),
                    unit="u-1",
                    since=dt.date(2024, 1, 1),
                ),
                *(attrs.evolve(a, until=dt.date(2023, 12, 31)) for a in in_class(None)),
            )
        },
        {},
    ),
    "job_class": ({"appointments": in_class(12)}, {"appointments": in_class(11)}),
    "level_since": ({"months": 96}, {}),
    "service": ({"joined": dt.date(1999, 3, 1)}, {}),
    "training": ({"trainings": (PKA,)}, {}),
    "trained_on": (
        {"trainings": (PKA,)},
        {"trainings": (attrs.evolve(PKA, finished=dt.date(2021, 5, 1)),)},
    ),
    "diploma": ({"education": S2}, {}),
    "graduated": (
        {"education": S2},
        {"education": (attrs.evolve(S2[0], graduated=dt.date(2011, 8, 1)),)},
    ),
    "age": ({"birth_date": dt.date(1974, 3, 1)}, {}),
}


def test_every_key_of_the_seniority_order_is_tried_below():
    assert list(SENIOR) == [key.name for key in DUK]


@pytest.mark.parametrize("key", SENIOR)
def test_a_key_of_the_seniority_order_parts_who_differ_in_nothing_before_it(key):
    senior, junior = SENIOR[key]
    # The senior has the later id: the order of ids must not decide.
    found = ranking(person("E-1", **junior), person("E-2", **senior))
    assert ids(found.ranked) == ["E-2", "E-1"]
    assert [p.key for p in found.ranks.partings] == [key]


def test_unpaid_leave_is_no_service():
    away = Release(kind="cltn", since=dt.date(2005, 1, 1), until=dt.date(2007, 12, 31))
    before = Release(kind="cltn", since=dt.date(1999, 1, 1), until=dt.date(1999, 12, 31))
    found = ranking(person("E-1", releases=(away,)), person("E-2", releases=(before,)))
    assert ids(found.ranked) == ["E-2", "E-1"]
    assert [p.key for p in found.ranks.partings] == ["service"]


def test_who_differ_in_nothing_share_the_rank():
    found = ranking(person("E-2"), person("E-1"), person("E-3", levels=(3, 4)))
    assert [(r.id, r.rank) for r in found.ranked] == [("E-1", 1), ("E-2", 1), ("E-3", 3)]
    assert found.ranks.partings == ()
    short = ranking(person("E-2"), person("E-1"), policy=attrs.evolve(POLICY, limit=1)).shortlist
    assert ids(short) == ["E-1", "E-2"]


def test_without_declared_keys_every_tie_stays():
    policy = attrs.evolve(POLICY, ties=())
    found = ranking(person("E-1"), person("E-2", golongan="IV/b"), policy=policy)
    assert [r.rank for r in found.ranked] == [1, 1]


def test_a_missing_fact_of_seniority_comes_last_and_is_said():
    found = ranking(person("E-1", joined=None), person("E-2", months=84))
    assert ids(found.ranked) == ["E-2", "E-1"]
    (parting,) = found.ranks.partings
    assert (parting.key, parting.by_missing) == ("service", True)


def test_an_agency_declares_keys_of_its_own():
    youngest = SeniorityKey(
        name="youngest", text=WORDS, read=lambda who, _day: who.birth_date.toordinal()
    )
    policy = attrs.evolve(POLICY, ties=(youngest,))
    found = ranking(person("E-1"), person("E-2", birth_date=dt.date(1980, 1, 1)), policy=policy)
    assert ids(found.ranked) == ["E-2", "E-1"]


choices = st.fixed_dictionaries(
    {
        "levels": st.sampled_from([(4, 4), (5, 4), (2, 2), None]),
        "months": st.sampled_from([84, 20, 12]),
        "golongan": st.sampled_from(["IV/a", "IV/b", "III/d", None]),
        "predicate": st.sampled_from([Predikat.BAIK, Predikat.KURANG, None]),
        "birth_date": st.sampled_from([dt.date(1975, 3, 1), dt.date(1969, 1, 1)]),
    }
)


@settings(max_examples=30)
@given(st.lists(choices, max_size=6), st.randoms())
def test_everybody_stands_once_and_the_order_of_the_input_does_not_matter(drawn, random):
    people = [person(f"E-{i}", **parts) for i, parts in enumerate(drawn)]
    found = ranking(*people)
    assert sorted(ids(found)) == sorted(p.id for p in people)
    random.shuffle(people)
    assert ranking(*people).as_dict() == found.as_dict()
    law, gate = "appointment.jpt_pratama", "agency.gate"
    for who in people:
        truths = [BOOK.check(rule, who, AS_OF, post=TARGET).truth for rule in (law, gate)]
        one = found.find(who.id)
        match one:
            case Ranked():
                assert truths == [Truth.YES] * 2
            case Unknown():
                assert Truth.NO not in truths
                scored = BOOK.score("agency.score", who, AS_OF, post=TARGET).value is not None
                assert Truth.UNKNOWN in truths or not scored
            case NotYet() | Excluded():
                assert [one.law, one.agency] == truths
                assert Truth.NO in truths
    ranks = {r.id: r for r in found.ranked}
    for a, b in itertools.permutations(ranks.values(), 2):
        if a.score.whole > b.score.whole:
            assert a.rank < b.rank


# -- when, and why not -----------------------------------------------------------------------


def test_who_lacks_months_is_ready_on_the_day_they_are_complete():
    found = ranking(person("E-1", months=23))
    (later,) = found.not_yet
    assert later.day == dt.date(2026, 12, 21)
    assert later.readiness is Readiness.WITHIN_1_YEAR
    assert later.binding == ("months_as_administrator", "months_as_ahli_madya")
    (barrier,) = later.barriers
    assert (barrier.lifts, barrier.cite("en")) == (later.day, "PP 11/2017 art. 107 c")
    assert (later.law, later.agency) == (Truth.NO, Truth.YES)
    assert "21 December 2026" in "\n".join(found.explain("E-1", "en"))


def test_nobody_is_promised_a_day_on_which_data_will_be_missing():
    # The law's months are complete in 2027, when no predicate of 2026 is on record yet.
    policy = attrs.evolve(POLICY, horizon_months=24)
    who = person("E-1", months=18)
    found = ranking(who, policy=policy)
    (one,) = found.excluded + found.not_yet
    assert isinstance(one, Excluded)
    assert (one.day, one.readiness) == (None, Readiness.UNKNOWN)
    assert [b.lifts for b in one.barriers] == [dt.date(2027, 5, 21)]
    assert one.unknown_since == dt.date(2027, 5, 21)
    assert "unknown since 21 May 2027" in "\n".join(found.explain("E-1", "en"))
    year = Appraisal(since=dt.date(2026, 1, 1), until=dt.date(2026, 12, 31), predicate="baik")
    assumed = ranking(who, policy=policy, assume=lambda _who: [year])
    assert assumed.not_yet[0].day == dt.date(2027, 5, 21)


def test_when_a_rule_ends_nothing_is_known_from_then_on():
    ending = Rule(
        name="agency.ending",
        text=WORDS,
        question=Question.APPOINT,
        source="sk-uji-2026",
        since=dt.date(2017, 1, 2),
        until=dt.date(2026, 11, 30),
        node=at_least(BOOK.fact("golongan"), "agency.golongan"),
    )
    book = national_rulebook().overlay("uji 2", AGENCY, rules=[ending])
    policy = SuccessionPolicy(score="talent.value", gates=("agency.ending",))
    (one,) = ranking(person("E-1", golongan="III/d"), policy=policy, book=book).excluded
    assert (one.readiness, one.unknown_since) == (Readiness.UNKNOWN, dt.date(2026, 12, 1))


def test_the_rendering_is_limited_and_the_result_is_not():
    policy = attrs.evolve(POLICY, limit=1)
    people = [person(f"E-{i}", levels=None) for i in range(3)]
    found = ranking(*people, person("E-8"), person("E-9", levels=(5, 5)), policy=policy)
    assert (len(found.unknown), len(found.ranked), ids(found.shortlist)) == (3, 2, ["E-9"])
    text = found.lines("en")
    assert {"… and 1 more", "  … and 2 more"} <= set(text)


@pytest.mark.parametrize(
    ("months", "readiness"),
    [
        (12, Readiness.WITHIN_1_YEAR),
        (13, Readiness.WITHIN_2_YEARS),
        (24, Readiness.WITHIN_2_YEARS),
        (25, Readiness.WITHIN_5_YEARS),
        (60, Readiness.WITHIN_5_YEARS),
        (61, Readiness.LATER),
    ],
)
def test_classes_of_readiness(months, readiness):
    assert Readiness.of(AS_OF, add_months(AS_OF, months)) is readiness
    assert Readiness.of(AS_OF, AS_OF) is Readiness.NOW


def test_what_no_time_can_mend_is_not_within_the_horizon():
    old = person("E-1", birth_date=dt.date(1969, 1, 1))
    found = ranking(old, person("E-2", education=(Education(diploma="d3"),)))
    assert [e.readiness for e in found.excluded] == [Readiness.BEYOND_HORIZON] * 2
    assert [e.reason for e in found.excluded] == [Reason.LAW] * 2
    assert [b.lifts for e in found.excluded for b in e.barriers] == [None, None]
    assert "not by 21 November 2031" in "\n".join(found.explain("E-1", "en"))


def test_the_gate_of_the_agency_stands_apart_from_the_law():
    found = ranking(
        person("E-1", golongan="III/d"),
        person("E-2", golongan="III/d", birth_date=dt.date(1969, 1, 1)),
    )
    agency, both = found.excluded
    assert (agency.law, agency.agency, agency.reason) == (Truth.YES, Truth.NO, Reason.AGENCY)
    assert (both.law, both.agency, both.reason) == (Truth.NO, Truth.NO, Reason.LAW)
    assert found.rules == ("appointment.jpt_pratama",)
    # Without a gate of its own, what the agency lays over the law counts as law.
    lawful = ranking(person("E-1", golongan="III/d"), policy=SuccessionPolicy(score="agency.score"))
    assert lawful.rules == ("agency.gate", "appointment.jpt_pratama")
    assert lawful.excluded[0].agency is None


def test_a_day_after_retirement_is_no_day():
    administrator = Post(id="post-2", unit="u-1", position=APPOINTED)
    standard = CompetencyProfile.of({"M.01": 3})
    post = attrs.evolve(administrator, position=attrs.evolve(APPOINTED, standard=standard))
    tested = Assessment(
        day=AS_OF, level=PositionLevel.ADMINISTRATOR, profile=CompetencyProfile.of({"M.01": 3})
    )
    supervisor = Appointment(
        position=position(PositionLevel.PENGAWAS), unit="u-1", since=dt.date(2025, 6, 1)
    )
    born = {"E-1": dt.date(1969, 12, 1), "E-2": dt.date(1980, 1, 1)}
    people = [
        person(id, birth_date=day, appointments=(supervisor,), assessments=(tested,))
        for id, day in born.items()
    ]

    def assume(_who):
        return [
            Appraisal(since=dt.date(y, 1, 1), until=dt.date(y, 12, 31), predicate="baik")
            for y in range(2026, 2031)
        ]

    found = ranking(*people, post=post, assume=assume)
    (retiring,), (later,) = found.excluded, found.not_yet
    assert (later.id, later.day) == ("E-2", dt.date(2028, 6, 1))
    assert (retiring.id, retiring.readiness) == ("E-1", Readiness.AFTER_RETIREMENT)
    assert retiring.day == later.day
    assert retiring.retirement.truth is Truth.YES
    assert "not before retirement" in "\n".join(found.explain("E-1", "en"))


def test_the_retired_and_the_holder_are_excluded_with_a_reason():
    post = attrs.evolve(TARGET, holder="E-1")
    seated = Appointment(
        position=TARGET.position, unit="u-1", since=dt.date(2025, 1, 1), post="post-1"
    )
    found = ranking(
        person("E-1"),
        person("E-2", appointments=(seated,)),
        person("E-3", birth_date=dt.date(1966, 1, 1)),
        post=post,
    )
    assert [(e.id, e.reason) for e in found.excluded] == [
        ("E-1", Reason.HOLDER), ("E-2", Reason.HOLDER), ("E-3", Reason.RETIRED),
    ]  # fmt: skip
    assert "holds this post already" in found.explain("E-1", "en")[0]


def test_missing_data_is_unknown_and_named_never_last_in_the_ranking():
    found = ranking(
        person("E-1"),
        person("E-2", levels=None),
        person("E-3", predicate=None),
        person("E-4", attestations=()),
    )
    assert ids(found.ranked) == ["E-1"]
    assert {u.id: u.missing for u in found.unknown} == {
        "E-2": ("job_person_match",),
        "E-3": ("predicate_latest",),
        "E-4": ("track_record_good", "integrity_good", "healthy"),
    }
    assert all(u.readiness is Readiness.UNKNOWN for u in found.unknown)


def test_the_eligible_whose_score_is_unknown_are_unknown():
    policy = SuccessionPolicy(score="talent.value")
    book = national_rulebook()
    (one,) = ranking(person("E-1"), policy=policy, book=book).unknown
    assert one.law is Truth.YES
    assert one.score is not None
    assert "potential_score" in one.missing


TALENT = {
    "team_role": "leader_internal",
    "feedback": "baik",
    "acting_duty": "none",
    "field_fit": "fits",
    "variety": "cross_unit",
    "potential_score": 80,
}


def test_facts_that_no_record_holds_are_given_beside_it():
    policy = SuccessionPolicy(score="talent.value")
    facts = {"E-1": TALENT, "E-2": TALENT | {"potential_score": 90}}
    people = [person(f"E-{i}") for i in (1, 2, 3)]
    found = ranking(*people, policy=policy, book=national_rulebook(), facts=facts)
    assert ids(found.ranked) == ["E-2", "E-1"]
    assert ids(found.unknown) == ["E-3"]
    gated = attrs.evolve(policy, gates=("talent.succession_group",))
    found = ranking(*people, policy=gated, book=national_rulebook(), facts=facts)
    # The axis of potential of the one is just below the highest class: box 5, not 8.
    assert [(e.id, e.reason) for e in found.excluded] == [("E-1", Reason.AGENCY)]
    assert [f.rule for r in found.ranked for f in r.agency] == ["talent.succession_group"]
    assert [u.agency for u in found.unknown] == [Truth.UNKNOWN]
    assert facts == {"E-1": TALENT, "E-2": TALENT | {"potential_score": 90}}


def test_given_facts_that_do_not_exist_or_do_not_fit_are_refused_all_at_once():
    facts = {"E-1": {"varieti": "cross_unit", "potential_score": 0.5}, "E-9": {}}
    problems = problems_of(
        rank_successors, TARGET, [person("E-1")], AS_OF, rulebook=BOOK, policy=POLICY, facts=facts
    )
    assert [p.where for p in problems] == [
        "facts['E-1'].varieti", "facts['E-1'].potential_score", "facts['E-9']",
    ]  # fmt: skip
    assert "'variety'" in problems[0].hint


def test_who_scores_below_the_minimum_is_excluded_for_that():
    policy = attrs.evolve(POLICY, minimum=95)
    found = ranking(person("E-1"), person("E-2", levels=(5, 5)), policy=policy)
    assert ids(found.ranked) == ["E-2"]
    assert found.excluded[0].reason is Reason.MINIMUM
    exact = attrs.evolve(POLICY, minimum=92)
    assert ids(ranking(person("E-1"), policy=exact).ranked) == ["E-1"]


def test_an_empty_pool_and_a_post_without_rules_are_results():
    assert "There is no candidate." in ranking().lines("en")
    functional = Post(id="post-3", unit="u-1", position=position(PositionLevel.AHLI_MADYA))
    found = ranking(
        person("E-1"),
        post=functional,
        policy=SuccessionPolicy(score="talent.value"),
        book=national_rulebook().as_in_force_on(dt.date(2016, 6, 1)),  # none for it until 2017
    )
    assert (found.rules, ids(found.unknown)) == ((), ["E-1"])
    assert any("No rule of appointment is known" in line for line in found.lines("en"))
    bare = attrs.evolve(TARGET, position=attrs.evolve(TARGET.position, standard=None))
    assert ids(ranking(person("E-1"), post=bare).unknown) == ["E-1"]


def test_the_excluded_are_grouped_by_article():
    found = ranking(
        person("E-1", months=20),
        person("E-2", months=21, birth_date=dt.date(1969, 1, 1)),
        person("E-3", birth_date=dt.date(1968, 12, 30), golongan="III/d"),
    )
    groups = {o.text.en: o for o in found.by_article()}
    assert {text: (o.count, o.lifting) for text, o in groups.items()} == {
        "Age": (2, 0), "Former post, one of": (2, 2), "Rank": (1, 0),
    }  # fmt: skip
    assert groups["Former post, one of"].lifts == (dt.date(2027, 2, 21), dt.date(2027, 3, 21))
    assert groups["Age"].cite() == "PP 11/2017 Pasal 107 c"
    assert groups["Rank"].cite("en") == "SK Uji 2026 art. 1"
    assert [o.count for o in found.by_article()] == [2, 2, 1]


@settings(max_examples=40)
@given(st.lists(eligible_some_day(), min_size=1, max_size=3))
def test_the_lawful_day_is_the_one_that_asking_the_rule_finds(people):
    people = [attrs.evolve(who, id=f"E-{i}") for i, who in enumerate(people)]
    book, horizon = reform(), 35
    policy = SuccessionPolicy(score="competence.jpm_of_tests", horizon_months=horizon)
    book = book.overlay(
        "uji 2",
        rules=[
            Rule(
                name="competence.jpm_of_tests",
                text=WORDS,
                question=Question.TALENT,
                source="pp-11-2017",
                since=dt.date(2000, 1, 1),
                node=Product(
                    (book.fact("job_person_match"), Const(1, book.fact("certificates").value_type)),
                    unit="percent",
                ),
            )
        ],
    )
    found = ranking(*people, policy=policy, book=book, as_of=SINCE)
    assert found.until <= UNTIL
    rule = "appointment.jpt_pratama"
    for who in people:
        earliest = find_earliest(who, rule, SINCE, found.until, rulebook=book, post=TARGET)
        match found.find(who.id):
            case Ranked():
                assert earliest.day == SINCE
            case NotYet() as one:
                assert earliest.day == one.day
                assert earliest.binding == one.binding
            case Excluded(reason=Reason.LAW) as one:
                assert earliest.day == one.day
                if one.day is None:
                    assert earliest.unknown_since == one.unknown_since
            case Unknown():
                assert SINCE in {earliest.unknown_since, earliest.day}


# -- answers broken on purpose ---------------------------------------------------------------


def whole():
    return ranking(
        person("E-1"),
        person("E-2", golongan="IV/b"),
        person("E-3", months=23),
        person("E-4", birth_date=dt.date(1969, 1, 1)),
        person("E-5", levels=None),
        person("E-6", birth_date=dt.date(1966, 1, 1)),
        person("E-7", levels=(3, 3), predicate=Predikat.BAIK),
        policy=attrs.evolve(POLICY, minimum=80),
    )


def change(ranked, name, **parts):
    first, *others = getattr(ranked, name)
    return attrs.evolve(ranked, **{name: (attrs.evolve(first, **parts), *others)})


def test_every_answer_broken_on_purpose_is_rejected():
    found = whole()
    first, later = found.ranked[0], found.not_yet[0]
    old, retired, low = found.excluded
    other = found.ranked[1]
    bar = old.barriers[0]
    broken = [
        change(found, "ranked", rank=2),
        change(found, "ranked", score_rank=2),
        change(found, "ranked", id="E-9"),
        change(found, "ranked", score=low.score),
        change(found, "ranked", law=()),
        change(found, "ranked", law=first.agency, agency=first.law),
        change(found, "ranked", law=(attrs.evolve(first.law[0], as_of=SINCE),)),
        change(found, "ranked", agency=later.findings[:1]),
        change(found, "not_yet", day=later.day + ONE_DAY),
        change(found, "not_yet", readiness=Readiness.WITHIN_2_YEARS),
        change(found, "not_yet", barriers=()),
        change(found, "not_yet", before=()),
        change(found, "not_yet", before=later.findings),
        change(found, "not_yet", findings=later.before),
        change(found, "not_yet", law=Truth.YES),
        change(found, "not_yet", agency=Truth.NO),
        change(found, "excluded", law=Truth.YES),
        change(found, "excluded", reason=Reason.AGENCY),
        change(found, "excluded", reason=Reason.RETIRED),
        change(found, "excluded", reason=Reason.MINIMUM),
        change(found, "excluded", readiness=Readiness.AFTER_RETIREMENT),
        change(found, "excluded", barriers=(attrs.evolve(bar, rule="agency.gate"),)),
        change(found, "excluded", barriers=(attrs.evolve(bar, lifts=SINCE),)),
        change(
            found,
            "excluded",
            barriers=(attrs.evolve(bar, line=attrs.evolve(bar.line, result=True)),),
        ),
        change(found, "unknown", findings=()),
        change(found, "unknown", findings=(*first.law, *first.agency)),
        attrs.evolve(found, ranked=found.ranked[::-1]),
        attrs.evolve(found, ranked=(first,)),
        attrs.evolve(found, ranked=(*found.ranked, other)),
        attrs.evolve(found, unknown=(*found.unknown, attrs.evolve(found.unknown[0], id="E-1"))),
        attrs.evolve(found, pool=8),
        attrs.evolve(found, rules=()),
        attrs.evolve(found, policy=attrs.evolve(found.policy, minimum=93)),
        attrs.evolve(found, policy=attrs.evolve(found.policy, ties=())),
        attrs.evolve(found, excluded=(old, attrs.evolve(retired, retirement=None), low)),
        attrs.evolve(
            found, excluded=(old, retired, attrs.evolve(low, score=found.ranked[0].score))
        ),
    ]
    for i, answer in enumerate(broken):
        assert not answer.verify(), i


# -- what is shown to whom -------------------------------------------------------------------


def test_what_one_person_is_shown_names_no_other():
    found = whole()
    for one in found:
        for lang in ("id", "en"):
            text = "\n".join(found.explain(one.id, lang))
            assert not any(other.id in text for other in found if other.id != one.id)
            assert text.endswith(("manusialah yang memutuskan.", "a person decides."))
    with pytest.raises(UnknownNameError) as caught:
        found.explain("E-99")
    assert not any(one.id in str(caught.value).replace("E-99", "") for one in found)


def test_rows_and_renderings_hold_nothing_private():
    nip = Nip.synthetic(birth=dt.date(1975, 3, 1), joined=dt.date(2000, 3, 1), sex=Sex.FEMALE)
    old = person("E-2", birth_date=dt.date(1969, 1, 1))
    found = ranking(person("E-1", nip=nip, sex=Sex.FEMALE), person("E-3"), old)
    shown = "\n".join(
        [*found.lines("id"), *found.lines("en"), str(found.rows()), str(found.as_dict())]
    )
    for private in (nip.digits, "1975", "1969", "perempuan", "female"):
        assert private not in shown
    assert "1975-03-01" not in repr(found.ranked)


def test_rows_are_flat_and_name_conditions_and_articles():
    rows = {row["id"]: row for row in whole().rows()}
    assert rows["E-2"]["list"] == "ranked"
    assert (rows["E-2"]["rank"], rows["E-1"]["score_rank"]) == (1, 1)
    assert rows["E-3"]["day"] == dt.date(2026, 12, 21)
    assert rows["E-3"]["conditions"] == "months_as_administrator|months_as_ahli_madya"
    assert rows["E-4"]["articles"] == "pp-11-2017:107 c"
    assert rows["E-5"]["missing"] == "job_person_match"
    assert rows["E-6"]["reason"] == "retired"
    kinds = (str, int, dt.date, type(rows["E-1"]["score"]), type(None))
    assert all(isinstance(value, kinds) for row in rows.values() for value in row.values())


# -- wrong calls -----------------------------------------------------------------------------


def problems_of(call, *args, **parts):
    with pytest.raises(InvalidInputError) as caught:
        call(*args, **parts)
    return caught.value.problems


def test_every_problem_of_a_call_is_named_at_once():
    who = person("E-1")
    policy = SuccessionPolicy(score="agency.skore", gates=("agency.score", "agency.gat"))
    problems = problems_of(
        rank_successors, "post-1", [who, "E-2", who], "21-11-2026", rulebook=BOOK, policy=policy
    )
    assert [p.where for p in problems] == ["post", "candidates[1]", "candidates[2]", "as_of"]
    assert "candidates[0]" in problems[2].message
    problems = problems_of(rank_successors, TARGET, [], AS_OF, rulebook=BOOK, policy=policy)
    assert [p.where for p in problems] == ["policy.score", "policy.gates[0]", "policy.gates[1]"]
    assert "'agency.score'" in problems[0].hint
    (problem,) = problems_of(
        rank_successors, TARGET, [], AS_OF, rulebook=BOOK, policy="agency.score"
    )
    assert problem.where == "policy"


def test_every_problem_of_a_policy_is_named_at_once():
    problems = problems_of(
        SuccessionPolicy,
        score=" ",
        gates=("agency.gate", 3, "agency.gate"),
        horizon_months=601,
        ties=(DUK[0], DUK[0], "age"),
        minimum=0.5,
        limit=101,
    )
    assert [p.where for p in problems] == [
        "score", "gates[1]", "gates[2]", "horizon_months", "ties[2]", "ties[1].name",
        "minimum", "limit",
    ]  # fmt: skip


def test_progress_sees_every_candidate_and_a_day_may_be_text():
    seen = []

    def progress(people):
        for who in people:
            seen.append(who.id)
            yield who

    found = ranking(person("E-2"), person("E-1"), as_of="2026-11-21", progress=progress)
    assert seen == ["E-2", "E-1"]
    assert found.as_of == AS_OF
