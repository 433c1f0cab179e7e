"""The earliest day: equal to asking every single day, over record, law and assumptions."""

import datetime as dt

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import (
    LETTERS,
    ONE_DAY,
    SINCE,
    TARGET,
    UNTIL,
    assessments,
    attestations,
    employees,
    position,
)

from asn_career.competencies import CompetencyProfile
from asn_career.errors import InvalidInputError, UnknownNameError
from asn_career.findings import Truth
from asn_career.national import national_rulebook
from asn_career.people import (
    Appointment,
    Appraisal,
    Assessment,
    Attestation,
    Award,
    Education,
    Employee,
    RankHeld,
    Sanction,
)
from asn_career.projection import find_earliest
from asn_career.terms import Diploma, Golongan, PositionLevel, Predikat, SanctionLevel, Status

REFORM = """
[instruments.ruu-1]
short = "RUU 1"
title = {id = "Rancangan", en = "Bill"}
evidence = "single"
signed = 2020-03-15

[appointment.jpt_max_age]
checked = 2026-11-21
[[appointment.jpt_max_age.rows]]
since = 2020-03-15
source = "ruu-1:1"
evidence = "single"
columns = ["jpt_pratama"]
values = [60]
[[appointment.jpt_max_age.rows]]
since = 2021-02-28
source = "ruu-1:2"
evidence = "single"
columns = ["jpt_pratama"]
values = [58]

[appointment.jpt_former_post]
checked = 2026-11-21
[[appointment.jpt_former_post.rows]]
since = 2020-03-15
source = "ruu-1:3"
evidence = "single"
columns = ["jpt_pratama"]
values = [1]

[competence.validity]
checked = 2026-11-21
[[competence.validity.rows]]
since = 2021-02-28
source = "ruu-1:4"
evidence = "single"
value = 1

[retirement.age]
checked = 2026-11-21
[[retirement.age.rows]]
since = 2020-03-15
source = "ruu-1:5"
evidence = "single"
index = ["general"]
columns = ["administrator", "ahli_madya", "jpt_pratama"]
values = [[59, "-", 61]]
"""


def reform():
    return national_rulebook().overlay("uji", REFORM)


to_come = st.one_of(
    st.sampled_from(LETTERS).flatmap(attestations).filter(lambda a: a.issued > SINCE),
    assessments.filter(lambda a: a.day > SINCE),
    st.builds(
        RankHeld,
        golongan=st.sampled_from([Golongan.IV_A, Golongan.IV_B]),
        since=st.dates(dt.date(2024, 1, 1), dt.date(2025, 1, 1)),
    ),
    st.builds(
        Appointment,
        position=st.just(position(PositionLevel.AHLI_MADYA, fields=("tata_ruang",))),
        unit=st.just("u-2"),
        since=st.dates(dt.date(2024, 1, 1), dt.date(2024, 6, 1)),
    ),
)
assumptions = st.lists(to_come, max_size=3, unique_by=lambda r: (type(r), str(r)[-40:]))


@st.composite
def eligible_some_day(draw):
    """Return a record that meets what is asked for on some days, or lacks one thing or two."""
    person = draw(employees())
    whole = Employee(
        id="E-2",
        birth_date=draw(st.dates(dt.date(1960, 1, 1), dt.date(1972, 1, 1))),
        status=Status.PNS,
        appointments=(
            Appointment(
                position=position(PositionLevel.ADMINISTRATOR, fields=("tata_ruang",)),
                unit="u-1",
                since=draw(st.dates(dt.date(2013, 6, 1), dt.date(2015, 6, 1))),
                until=draw(st.one_of(st.none(), st.dates(dt.date(2019, 6, 1), UNTIL))),
            ),
        ),
        education=(Education(diploma=Diploma.S1),),
        assessments=(
            Assessment(
                day=draw(st.dates(dt.date(2018, 9, 1), dt.date(2020, 6, 1))),
                level=PositionLevel.JPT_PRATAMA,
                profile=CompetencyProfile.of({"M.01": 4, "M.02": 3}),
            ),
        ),
        attestations=tuple(
            Attestation(
                kind=kind,
                issued=draw(st.dates(dt.date(2018, 1, 1), dt.date(2019, 9, 1))),
                until=draw(st.one_of(st.none(), st.dates(dt.date(2020, 7, 1), UNTIL))),
            )
            for kind in LETTERS
        ),
    )
    lists = st.sampled_from(["appointments", "education", "assessments", "attestations"])
    random = draw(st.one_of(st.just(()), st.tuples(lists)))
    return attrs.evolve(whole, **{name: getattr(person, name) for name in random})


def earliest_by_days(book, person, rule, since):
    """Ask every single day."""
    day = since
    while day <= UNTIL:
        if book.check(rule, person, day, post=TARGET).truth is Truth.YES:
            return day
        day += ONE_DAY
    return None


def equals_asking_every_day(person, rule, since, assume):
    book = reform()
    try:
        with_assumed = person.with_records(*(attrs.evolve(r, assumed=True) for r in assume))
    except InvalidInputError:
        with pytest.raises(InvalidInputError):
            find_earliest(person, rule, since, UNTIL, rulebook=book, post=TARGET, assume=assume)
        return
    found = find_earliest(person, rule, since, UNTIL, rulebook=book, post=TARGET, assume=assume)
    assert found.day == earliest_by_days(book, with_assumed, rule, since)
    assert found.verify()
    assert all(record.assumed for record in found.assumed)
    assert len(found.assumed) == len(assume)
    for lang in ("id", "en"):
        assert found.lines(lang)
    moved = attrs.evolve(found, day=SINCE if found.day is None else found.day + ONE_DAY)
    assert not moved.verify()
    if found.day is not None:
        assert not attrs.evolve(found, day=None).verify()
        assert not attrs.evolve(found, day=found.day - ONE_DAY).verify()


questions = st.one_of(
    st.tuples(eligible_some_day(), st.just("appointment.jpt_pratama")),
    st.tuples(employees(), st.just("retirement.reached")),
    st.tuples(employees(), st.just("promotion.window")),
)
first_days = st.one_of(st.just(SINCE), st.dates(SINCE, UNTIL))


@settings(max_examples=30)
@given(questions, first_days, assumptions)
def test_the_earliest_day_equals_asking_every_day(question, since, assume):
    equals_asking_every_day(*question, since, assume)


@pytest.mark.long
@settings(max_examples=3_000)
@given(questions, first_days, assumptions)
def test_the_earliest_day_equals_asking_every_day_on_thousands_of_records(question, since, assume):
    equals_asking_every_day(*question, since, assume)


# -- single questions --------------------------------------------------------------------------

BORN = dt.date(1975, 3, 1)
PERSON = Employee(id="E-7", birth_date=BORN, status=Status.PNS)


def test_the_next_window_of_rank_promotion():
    book = national_rulebook()
    for since, expected in (
        (dt.date(2023, 6, 1), dt.date(2023, 10, 1)),
        (dt.date(2024, 1, 2), dt.date(2024, 2, 1)),
        (dt.date(2025, 10, 2), dt.date(2025, 11, 1)),
    ):
        found = find_earliest(
            PERSON, "promotion.window", since, dt.date(2026, 12, 31), rulebook=book
        )
        assert found.day == expected
        assert found.binding


def test_today_needs_no_waiting():
    book, day = national_rulebook(), dt.date(2023, 10, 1)
    found = find_earliest(PERSON, "promotion.window", day, day, rulebook=book)
    assert (found.day, found.before, found.binding) == (day, None, ())
    assert found.verify()
    assert not attrs.evolve(found, as_of=day - ONE_DAY).verify()


def test_never_is_a_result_that_says_why():
    book, since = national_rulebook(), dt.date(2026, 1, 1)
    found = find_earliest(PERSON, "retirement.reached", since, dt.date(2030, 1, 1), rulebook=book)
    assert found.day is None
    assert found.unknown_since == since
    assert found.finding.missing == ("retirement_group", "level")
    assert found.verify()
    assert "Belum" in "\n".join(found.lines("id")) or "BELUM" in "\n".join(found.lines("id"))


def test_what_cannot_be_assumed_is_refused():
    book, day = national_rulebook(), dt.date(2026, 1, 1)
    for record in (
        Sanction(level=SanctionLevel.LIGHT, since=day),
        Award(name="Satyalancana", day=day),
        "a letter",
    ):
        with pytest.raises(InvalidInputError, match="cannot be assumed"):
            find_earliest(PERSON, "promotion.window", day, day, rulebook=book, assume=[record])


def test_an_assumption_that_breaks_the_record_is_refused():
    rank = RankHeld(golongan=Golongan.III_A, since=dt.date(2020, 4, 1))
    person = attrs.evolve(PERSON, ranks=(rank,))
    day = dt.date(2026, 1, 1)
    with pytest.raises(InvalidInputError, match="same day"):
        find_earliest(
            person,
            "promotion.window",
            day,
            day,
            rulebook=national_rulebook(),
            assume=[RankHeld(golongan=Golongan.III_B, since=rank.since)],
        )


def test_an_appraisal_to_come_counts_from_its_day():
    book, since = national_rulebook(), dt.date(2025, 6, 1)
    year = Appraisal(
        since=dt.date(2025, 1, 1), until=dt.date(2025, 12, 31), predicate=Predikat.BAIK
    )
    view = book.view(PERSON.with_records(year), dt.date(2026, 1, 1))
    assert view.get("predicate_latest") is Predikat.BAIK
    assert book.view(PERSON.with_records(year), since).get("predicate_latest") is None


def test_days_in_the_wrong_order_and_unknown_rules_are_refused():
    book = national_rulebook()
    since, until = dt.date(2026, 1, 1), dt.date(2025, 1, 1)
    with pytest.raises(InvalidInputError, match="until"):
        find_earliest(PERSON, "promotion.window", since, until, rulebook=book)
    with pytest.raises(UnknownNameError, match=r"promotion\.window"):
        find_earliest(PERSON, "promotion.windw", since, since, rulebook=book)
    with pytest.raises(InvalidInputError, match="use score"):
        find_earliest(PERSON, "retirement.age", since, since, rulebook=book)


def test_the_day_is_given_as_a_day_or_as_text():
    book = national_rulebook()
    found = find_earliest(PERSON, "promotion.window", "2023-06-01", "2023-12-31", rulebook=book)
    assert found.day == dt.date(2023, 10, 1)
