"""The same people under two laws: who changes, which way, by what, and what is told to whom."""

import datetime as dt
import json
from functools import cache

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import SHAPES, World, asked_days, known_facts, law_days, tables, worlds

from asn_career import (
    Appraisal,
    Education,
    Employee,
    InvalidInputError,
    Not,
    Position,
    Post,
    RankHeld,
    Status,
    UnknownNameError,
    national_rulebook,
    samples,
)
from asn_career.findings import Truth
from asn_career.people import Appointment
from asn_career.scenarios import How, PartKind, Shift, compare_rulebooks
from asn_career.scenarios.causes import smallest
from asn_career.terms import PositionKind, Question

LAW = national_rulebook()
DAY = dt.date(2025, 11, 1)
BEFORE_OCTOBER = LAW.as_in_force_on(dt.date(2025, 9, 30))
SINCE_OCTOBER = LAW.as_in_force_on(dt.date(2025, 10, 1))
ANALYST = Position(id="analis", name="Analis", kind=PositionKind.PELAKSANA)

FIVE_YEARS = """
[instruments.perwali-contoh]
short = "Perwali Contoh 1/2025"
title.id = "Contoh peraturan wali kota"
title.en = "Example of a mayor's regulation"
signed = 2025-09-01
evidence = "primary"

[promotion.years_in_rank]
checked = 2025-09-01
[[promotion.years_in_rank.rows]]
since = 2025-09-01
source = "perwali-contoh:3"
evidence = "primary"
columns = ["regular"]
values = [{years}]
"""


@cache
def mayor(years=5):
    return SINCE_OCTOBER.overlay("perwali", FIVE_YEARS.format(years=years))


def year(number, **more):
    more = more or {"predicate": "baik"}
    return Appraisal(since=dt.date(number, 1, 1), until=dt.date(number, 12, 31), **more)


def staff(id, *, rank_since=dt.date(2021, 11, 1), unit="dinas-a", diploma="s1", **more):
    """A pelaksana in III/a; four years in the rank on 1 November 2025."""
    fixed = {
        "birth_date": dt.date(1990, 5, 17),
        "status": Status.PNS,
        "joined": dt.date(2015, 3, 1),
        "appointments": (Appointment(position=ANALYST, unit=unit, since=dt.date(2017, 1, 1)),),
        "ranks": (RankHeld(golongan="III/a", since=rank_since),),
        "education": () if diploma is None else (Education(diploma=diploma),),
        "appraisals": (year(2023), year(2024)),
    }
    return Employee(id=id, **(fixed | more))


def told(changes):
    return {(c.id, c.rule, c.post): (c.before, c.after) for c in changes}


def brute(people, before, after, as_of, rules):
    """Ask everybody everything, by the explained reading."""
    found = {}
    for id, who in people.items():
        for rule in rules:
            answers = tuple(book.check(rule, who, as_of).truth for book in (before, after))
            if answers[0] is not answers[1]:
                found[id, rule, None] = answers
    return found


# -- the windows of rank promotion, 1 October 2025 -----------------------------------------------


def october(*people, rules="promotion.open", **more):
    return compare_rulebooks(people, BEFORE_OCTOBER, SINCE_OCTOBER, DAY, rules=rules, **more)


def test_since_october_2025_a_promotion_may_begin_in_november():
    changes = october(staff("E-1"), staff("E-2", rank_since=dt.date(2023, 4, 1)))
    [change] = changes
    assert (change.id, change.before, change.after) == ("E-1", Truth.NO, Truth.YES)
    assert change.shift is Shift.NO_TO_YES
    [cause] = change.causes
    assert (cause.kind, cause.place) == (PartKind.FIGURE, "promotion.effective_months[11]")
    assert cause.sources == ("perbkn-4-2025",)
    assert change.how is How.ALONE
    assert changes.verify()


def test_what_is_missing_from_the_record_becomes_what_the_answer_depends_on():
    [change] = october(staff("E-1", diploma=None))
    assert change.shift is Shift.NO_TO_UNKNOWN
    assert "BELUM DIKETAHUI" in "\n".join(october(staff("E-1", diploma=None)).note())


def test_in_a_month_that_was_open_before_nothing_changes():
    april = dt.date(2026, 4, 1)
    changes = compare_rulebooks([staff("E-1")], BEFORE_OCTOBER, SINCE_OCTOBER, april)
    assert list(changes) == []
    assert changes.verify()
    assert "Tidak ada jawaban yang berubah." in changes.note()
    assert changes.explain("E-1") == ("Tidak ada jawaban yang berubah bagi Anda.",)


def test_all_rules_are_asked_unless_some_are_named():
    assert {c.rule for c in october(staff("E-1"), rules=None)} == {
        "promotion.open",
        "promotion.window",
    }
    by_question = october(staff("E-1"), rules=None, questions=[Question.RETIRE])
    assert list(by_question) == []


# -- 6/2022 against 30/2019 ----------------------------------------------------------------------

NUMBERS = {"skp_score": 88, "conduct_score": 90, "peer_views": "not_used", "new_idea": "none"}
RATINGS = {"work_result": "di_atas", "conduct": "di_atas"}


REGIMES = [LAW.as_in_force_on(dt.date(*day)) for day in ((2021, 12, 31), (2022, 1, 1))]


def appraised(id, **more):
    half = Appraisal(since=dt.date(2022, 1, 1), until=dt.date(2022, 6, 30), **more)
    return staff(id, appraisals=(half,))


@pytest.fixture(scope="module")
def appraisal():
    people = [
        appraised("both", **NUMBERS, **RATINGS),
        appraised("good-work-bad-conduct", **NUMBERS, work_result="di_atas", conduct="di_bawah"),
        appraised("numbers", **NUMBERS),
        appraised("ratings", **RATINGS),
    ]
    return compare_rulebooks(people, *REGIMES, dt.date(2022, 7, 1), rules="appraisal.predikat")


def test_the_matrix_of_2022_gives_another_predicate_than_the_numbers_of_2019(appraisal):
    found = {c.id: (c.plain(c.before), c.plain(c.after), c.shift.value) for c in appraisal}
    assert found == {
        "both": ("butuh_perbaikan", "sangat_baik", "higher"),
        "good-work-bad-conduct": ("butuh_perbaikan", "kurang", "lower"),
        "numbers": ("butuh_perbaikan", None, "to_unknown"),
        "ratings": (None, "sangat_baik", "to_known"),
    }
    assert appraisal.verify()


def test_the_new_rule_and_its_matrix_work_only_together(appraisal):
    by_id = {c.id: c for c in appraisal}
    both = by_id["both"]
    assert both.how is How.TOGETHER
    assert [(c.kind.value, c.place) for c in both.causes] == [
        ("figure", "appraisal.predikat[di_atas/di_atas]"),
        ("rule", "appraisal.predikat"),
    ]
    # Without a rating the new rule alone leaves the predicate open.
    assert by_id["numbers"].how is How.ALONE
    assert [(c.kind.value, c.place) for c in by_id["numbers"].causes] == [
        ("rule", "appraisal.predikat")
    ]
    text = "\n".join(appraisal.explain("both", "en"))
    assert "Sangat Baik (very good) [PermenPANRB 6/2022, since 1 January 2022; confirmed]" in text
    assert "[PP 30/2019 art. 64(2), since 1 July 2021]" in text


# -- what a person's own record reads of the law -------------------------------------------------


def test_a_fact_that_rests_on_a_figure_of_another_year_carries_the_change():
    who = staff("E-1", appraisals=(year(2016, score="90.5"),), rank_since=dt.date(2012, 4, 1))
    other = LAW.with_variants({"prestasi.bands": "rounded"})
    day = dt.date(2017, 3, 1)
    changes = compare_rulebooks([who], LAW, other, day)
    asked = flags(LAW, day)
    expected = brute({"E-1": who}, LAW, other, day, asked)
    assert {key: pair for key, pair in told(changes).items() if key[1] in asked} == expected != {}
    assert {c.place for change in changes for c in change.causes} == {"prestasi.bands"}
    assert changes.verify()


@pytest.mark.parametrize(
    ("before", "after", "day"),
    [
        (LAW.as_in_force_on(dt.date(2017, 4, 7)), LAW, dt.date(2026, 11, 1)),
        (LAW, LAW.as_known_on(dt.date(2021, 5, 1)), dt.date(2024, 4, 1)),
        (LAW.as_in_force_on(dt.date(2014, 1, 1)), SINCE_OCTOBER, dt.date(2022, 7, 1)),
    ],
    ids=["2017 and now", "as known in 2021", "2014 and 2025"],
)
def test_far_apart_laws_are_compared_for_every_rule(before, after, day):
    changes = compare_rulebooks(
        samples.surakarta(employees=600).employees[::200], before, after, day
    )
    assert len(changes) > 10
    assert all(change.causes for change in changes)
    assert changes.verify()


def flags(book, day):
    law = book.law(day)
    return [r.name for r in book.rules(day) if law.rule_type(r.name).kind.value == "flag"]


# -- the policy of an agency ---------------------------------------------------------------------


@settings(max_examples=8)  # the whole national law is compared each time
@given(
    years=st.integers(1, 8),
    months=st.lists(st.integers(0, 120), min_size=1, max_size=5),
)
def test_one_row_laid_over_the_law_causes_every_change(years, months):
    facts = {
        "status": "pns",
        "level": "pelaksana",
        "golongan": "III/c",
        "diploma": "s1",
        "release": "none",
        "predicate_latest": "baik",
        "predicate_before": "baik",
        "serving_sanction_level": "none",
    }
    people = {f"E-{i}": facts | {"months_in_rank": m} for i, m in enumerate(months)}
    changes = compare_rulebooks(people, SINCE_OCTOBER, mayor(years), DAY, rules="promotion.regular")
    least, most = sorted([years, 4])
    moved = [f"E-{i}" for i, m in enumerate(months) if 12 * least <= m < 12 * most]
    assert [c.id for c in changes] == moved
    assert {(c.how, *(cause.place for cause in c.causes)) for c in changes} <= {
        (How.ALONE, "promotion.years_in_rank[regular]")
    }
    assert {c.shift for c in changes} <= {Shift.YES_TO_NO if years > 4 else Shift.NO_TO_YES}


def test_a_policy_against_the_older_law_needs_both_differences():
    both = BEFORE_OCTOBER.overlay("perwali", FIVE_YEARS.format(years=3))
    late = staff("E-1", rank_since=dt.date(2022, 10, 1))
    longer = compare_rulebooks([late], BEFORE_OCTOBER, mayor(3), DAY, rules="promotion.open")
    assert longer.items[0].how is How.TOGETHER
    assert {c.name for c in longer.items[0].causes} == {
        "promotion.effective_months",
        "promotion.years_in_rank",
    }
    assert longer.verify()
    assert list(compare_rulebooks([late], BEFORE_OCTOBER, both, DAY, rules="promotion.open")) == []


def test_two_reasons_that_each_suffice_are_both_named():
    stricter = mayor().overlay(
        "lebih-ketat",
        FIVE_YEARS.replace("years_in_rank", "predicate_latest")
        .replace("perwali-contoh", "perwali-kedua")
        .format(years='"sangat_baik"'),
    )
    [change] = compare_rulebooks(
        [staff("E-1")], SINCE_OCTOBER, stricter, DAY, rules="promotion.open"
    )
    assert change.how is How.EITHER
    assert [c.place for c in change.causes] == [
        "promotion.predicate_latest[regular]",
        "promotion.years_in_rank[regular]",
    ]


# -- posts ---------------------------------------------------------------------------------------


def test_rules_about_a_post_are_asked_for_each_post_of_their_level():
    office = Position(id="kabid", name="Kepala Bidang", kind=PositionKind.ADMINISTRATOR)
    posts = [Post(id=f"kabid-{i}", position=office, unit="dinas-a") for i in (2, 1)]
    posts.append(Post(id="analis-1", position=ANALYST, unit="dinas-a"))
    changes = compare_rulebooks(
        [staff("E-1")],
        LAW.as_in_force_on(dt.date(2017, 4, 6)),
        LAW,
        DAY,
        rules="appointment.administrator",
        posts=posts,
    )
    assert changes.asked == (
        ("appointment.administrator", "kabid-1"),
        ("appointment.administrator", "kabid-2"),
    )
    assert [c.post for c in changes] == ["kabid-1", "kabid-2"]
    assert {c.shift for c in changes} == {Shift.UNKNOWN_TO_NO}
    assert changes.verify()


# -- random worlds -------------------------------------------------------------------------------


@st.composite
def two_books(draw):
    """Two rulebooks of one shape: other figures, turned rules, other days, other knowledge."""
    world = draw(worlds())
    figures = dict(world.tables)
    for name in draw(st.sets(st.sampled_from(sorted(figures)), max_size=3)) if figures else ():
        figures[name] = draw(tables(name, frozenset(SHAPES[name].keys)))
    turned = draw(st.booleans())
    rules = tuple(
        attrs.evolve(r, node=Not(r.node)) if turned and r.name == World.main and is_flag(r) else r
        for r in world.rules
    )
    books = world.book, attrs.evolve(world, tables=figures, rules=rules).book
    return tuple(draw(st.sampled_from(pinned(book, draw(law_days)))) for book in books)


def is_flag(rule):
    return not hasattr(rule.node, "name") and not hasattr(rule.node, "value_type")


def pinned(book, day):
    return [book, book, book.as_in_force_on(day), book.as_known_on(day)]


@given(two_books(), st.lists(known_facts(), min_size=1, max_size=3), asked_days)
def test_the_changes_are_those_of_asking_everybody_twice(books, facts, day):
    before, after = books
    people = {f"E-{i}": known for i, known in enumerate(facts)}
    changes = compare_rulebooks(people, before, after, day)
    names = [r for r in flags(after, day) if r in before.law(day).latest]
    flags_told = {k: v for k, v in told(changes).items() if k[1] in names}
    assert flags_told == brute(people, before, after, day, names)
    assert all(change.causes for change in changes)
    assert changes.verify()


@given(worlds(), st.lists(known_facts(), min_size=1, max_size=2), asked_days)
def test_without_a_difference_nothing_changes(world, facts, day):
    people = {f"E-{i}": known for i, known in enumerate(facts)}
    assert list(compare_rulebooks(people, world.book, world.book, day)) == []


@given(worlds(), known_facts(), asked_days, law_days)
def test_turned_round_the_changes_go_the_other_way(world, facts, day, pin):
    before, after = world.book, world.book.as_in_force_on(pin)
    there = compare_rulebooks({"E-1": facts}, before, after, day)
    back = compare_rulebooks({"E-1": facts}, after, before, day)
    assert told(there) == {k: (b, a) for k, (a, b) in told(back).items()}


@given(st.sets(st.integers(0, 30), max_size=4), st.integers(31, 60))
def test_a_smallest_set_is_found(needed, size):
    assert set(smallest(range(size), needed.issubset)) == needed


# -- what is told, and to whom -------------------------------------------------------------------


def crowd():
    """Sixty people in two units; some have been in their rank for too short a time."""
    return [
        staff(
            f"NIP-{i}",
            unit=f"dinas-{'ab'[i % 2]}",
            rank_since=dt.date(2021 if i < 44 else 2024, 4, 1),
        )
        for i in range(60)
    ]


PROMOTED = "“May be promoted with effect from this day”"
SINCE_THEN = "[Peraturan BKN 4/2025, since 1 October 2025; confirmed]"


def test_the_note_tells_what_for_whom_why_and_what_it_means():
    note = october(*crowd()).note("en")
    assert note == (
        "What changes in the rules, and what it means for you",
        "As of 1 November 2025.",
        "1. What changes?",
        "- Effective months of rank promotion (November): no -> yes",
        "2. Who is concerned?",
        "- May be promoted with effect from this day:",
        "  from NO to YES: 44 of 60 people",
        "  by unit: dinas-a: from NO to YES: 22",
        "  by unit: dinas-b: from NO to YES: 22",
        "3. Why?",
        "- May be promoted with effect from this day",
        "  This alone causes it:",
        f"    Effective months of rank promotion: {SINCE_THEN}",
        "4. What does it mean for you?",
        f"- If you are among them, the answer to {PROMOTED} changes for you: from NO to YES.",
        "- If you are not among them, your answers stay as they are.",
        "- You may ask for the explanation of your own case: only your data, and the articles.",
        "- If any of your data are wrong, say so; the answer is then worked out again.",
        "A result advises; a person decides.",
    )


def test_the_note_speaks_plain_and_formal_indonesian():
    changes = october(*crowd())
    plain, formal = changes.note("id"), changes.note("id", formal=True)
    assert len(plain) == len(formal)
    assert any("Kalau Anda termasuk" in line for line in plain)
    assert any("Apabila Saudara termasuk" in line for line in formal)
    assert not any("Saudara" in line for line in plain)
    assert not any("Anda" in line for line in formal)


def test_the_note_says_what_a_no_and_an_unknown_mean():
    stricter = compare_rulebooks(crowd(), SINCE_OCTOBER, mayor(), DAY, rules="promotion.open")
    assert "NO means that a requirement is not met on that day." in "\n".join(stricter.note("en"))
    lost = compare_rulebooks(
        [appraised("E-1", **NUMBERS)], *REGIMES, dt.date(2022, 7, 1), rules="appraisal.predikat"
    )
    assert "not that you are refused" in "\n".join(lost.note("en"))


def test_who_reads_about_all_reads_of_nobody():
    changes = october(*crowd())
    for lines in (
        changes.lines(),
        changes.note(),
        changes.note("en"),
        (repr(changes), str(changes)),
    ):
        assert "NIP-" not in "\n".join(lines)
    own = "\n".join(changes.explain("NIP-7", "en"))
    assert "Effective months of rank promotion (November): no" in own
    assert "NIP-" not in own


def test_small_counts_are_hidden_and_cannot_be_subtracted():
    few = [staff(f"E-{i}", unit="dinas-c") for i in range(2)]
    changes = october(*crowd(), *few)
    counts = {c.group: c.counts for c in changes.counts()}
    assert counts["dinas-c"]["no->yes"] is None
    hidden = [n for c in counts.values() for n in c.values() if n is None]
    assert len(hidden) > 2
    only = october(*few)
    assert "fewer than 5" in "\n".join(only.lines("en"))
    assert "YES: 2" not in "\n".join([*only.note("en"), *only.lines("en")])


def test_groups_are_the_callers():
    people = crowd()
    by = {"generation": {p.id: "young" if int(p.id[4:]) < 30 else "older" for p in people}}
    changes = october(*people, by=by)
    found = {c.group: c.counts["no->yes"] for c in changes.counts("generation")}
    assert found == {"young": 30, "older": 14}
    with pytest.raises(UnknownNameError, match="generation"):
        changes.counts("generations")


def test_rows_and_plain_data_are_for_the_officer():
    changes = october(staff("E-1"))
    [row] = changes.rows()
    assert row == {
        "id": "E-1",
        "rule": "promotion.open",
        "post": None,
        "unit": "dinas-a",
        "before": "no",
        "after": "yes",
        "shift": "no->yes",
        "how": "alone",
        "causes": "promotion.effective_months[11]",
        "citations": "perbkn-4-2025",
    }
    plain = json.loads(json.dumps(changes.as_dict()))
    assert plain["changes"][0]["causes"][0]["sources"] == ["perbkn-4-2025"]


# -- the checker, the order, the errors ----------------------------------------------------------


def test_the_checker_finds_what_was_left_out_turned_or_ascribed_wrongly():
    changes = october(staff("E-1"), staff("E-2"))
    first, second = changes.items
    wrong = [
        attrs.evolve(changes, items=(first,)),
        attrs.evolve(changes, items=(first, attrs.evolve(second, after=Truth.UNKNOWN))),
        attrs.evolve(changes, items=(first, attrs.evolve(second, causes=()))),
        attrs.evolve(changes, items=(first, attrs.evolve(second, how=How.TOGETHER))),
        attrs.evolve(changes, items=(first, attrs.evolve(second, id="E-3"))),
    ]
    assert changes.verify()
    assert [one.verify() for one in wrong] == [False] * len(wrong)


def test_the_order_of_the_people_does_not_matter():
    people = crowd()
    assert october(*people).as_dict() == october(*reversed(people)).as_dict()


def test_everything_wrong_is_said_at_once():
    who = staff("E-1")
    with pytest.raises(InvalidInputError) as caught:
        october(who, who, "E-2")
    assert [p.where for p in caught.value.problems] == ["employees[1]", "employees[2]"]
    with pytest.raises(InvalidInputError) as caught:
        compare_rulebooks({"a": {"golongon": "III/a"}, "b": 7}, LAW, LAW, DAY)
    assert "golongan" in str(caught.value)
    assert len(caught.value.problems) == 2
    with pytest.raises(UnknownNameError, match=r"promotion\.open"):
        october(who, rules="promotion.opn")
    with pytest.raises(InvalidInputError) as caught:
        october(who, by={"sex": {}, "age": {"E-1": "x", "E-9": "x"}})
    assert [p.where for p in caught.value.problems] == ["by.sex", "by.age"]
    with pytest.raises(UnknownNameError):
        october(who).explain("E-2")


def test_a_city_is_compared_as_each_of_its_people():
    people = samples.surakarta(employees=600).employees
    changes = october(*people)
    sample = {p.id: p for p in people[::10]}
    expected = brute(sample, BEFORE_OCTOBER, SINCE_OCTOBER, DAY, ["promotion.open"])
    assert {k: v for k, v in told(changes).items() if k[0] in sample} == expected
    assert len(changes) > 50
