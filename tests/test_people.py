"""People and their agency: dated records, all problems at once, nothing private shown."""

import datetime as dt
import pickle

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_career.competencies import CompetencyProfile
from asn_career.errors import InvalidInputError, UnknownNameError
from asn_career.identity import Nip
from asn_career.people import (
    Agency,
    Appointment,
    Appraisal,
    Assessment,
    Attestation,
    Award,
    CreditDecision,
    Education,
    Employee,
    RankHeld,
    Release,
    Sanction,
    StudyLeave,
    Training,
)
from asn_career.positions import Position, Post, Unit
from asn_career.terms import (
    Capacity,
    Golongan,
    Jenjang,
    PositionKind,
    Predikat,
    SanctionLevel,
    Sex,
    Status,
)

PERENCANA = Position(
    id="p1",
    name="Perencana Ahli Muda",
    kind=PositionKind.FUNGSIONAL,
    jenjang=Jenjang.AHLI_MUDA,
    fields=("perencanaan",),
)
KABID = Position(id="p2", name="Kepala Bidang", kind=PositionKind.ADMINISTRATOR)
BORN = dt.date(1985, 6, 17)
NIP = "198506172010011003"


def day(year, month=1, of_month=1):
    return dt.date(year, month, of_month)


def problems_of(call, *args, **parts):
    with pytest.raises(InvalidInputError) as caught:
        call(*args, **parts)
    return caught.value.problems


def places(call, *args, **parts):
    return [problem.where for problem in problems_of(call, *args, **parts)]


def held(since, until=None, position=PERENCANA, **parts):
    return Appointment(position=position, unit="bappeda", since=since, until=until, **parts)


def employee(id="e1", **parts):
    return Employee(**{"id": id, "birth_date": BORN, "status": Status.PNS, **parts})


# --- records --------------------------------------------------------------------------------


def test_an_appointment_changes_something_on_its_first_day_and_after_its_last():
    assert held(day(2020), day(2020, 12, 31)).edges == (day(2020), day(2021))
    assert held(day(2020)).edges == (day(2020),)
    assert held(day(2020)).all_fields == ("perencanaan",)
    assert held(day(2020), fields=["keuangan"]).all_fields == ("keuangan",)


@pytest.mark.parametrize(
    ("record", "edges"),
    [
        (RankHeld(golongan="III/a", since=day(2010, 4)), [day(2010, 4)]),
        (Education(diploma="D-IV", graduated=day(2008, 8)), [day(2008, 8)]),
        (Education(diploma="D-IV", field="tata_kota"), []),
        (
            Appraisal(
                since=day(2024), until=day(2024, 12, 31), predicate="Baik", signed=day(2025, 1, 20)
            ),
            [day(2024), day(2025), day(2025, 1, 20)],
        ),
        (
            Assessment(
                day=day(2024, 5),
                level="administrator",
                profile=CompetencyProfile.of({"M.01": 3}),
            ),
            [day(2024, 5)],
        ),
        (Training(course="PKA", finished=day(2024, 6), hours=900), [day(2024, 6)]),
        (
            Sanction(level="moderate", since=day(2024), until=day(2024, 6, 30)),
            [day(2024), day(2024, 7)],
        ),
        (
            Award(name="Satyalancana Karya Satya", day=day(2020, 8, 17), level="10"),
            [day(2020, 8, 17)],
        ),
        (
            Release(kind="cltn", since=day(2022), until=day(2022, 12, 31)),
            [day(2022), day(2023)],
        ),
        (
            StudyLeave(since=day(2022), until=day(2022, 12, 31), diploma="s2"),
            [day(2022), day(2023)],
        ),
        (
            Attestation(kind="health", issued=day(2026), until=day(2026, 3, 31)),
            [day(2026), day(2026, 4)],
        ),
        (
            CreditDecision(
                day=day(2024, 1, 31),
                jenjang="ahli_muda",
                kind="integration",
                amount="150.63",
                until=day(2022, 12, 31),
            ),
            [day(2024, 1, 31)],
        ),
    ],
)
def test_every_record_knows_the_days_on_which_it_changes_something(record, edges):
    assert list(record.edges) == edges
    assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301
    assert hash(record) == hash(attrs.evolve(record))


def test_a_predicate_counts_for_the_year_in_which_its_period_ends():
    assert Appraisal(since=day(2023, 7), until=day(2024, 6, 30), predicate="baik").year == 2024


def test_an_appraisal_needs_a_predicate_both_ratings_or_an_exemption():
    period = {"since": day(2024), "until": day(2024, 12, 31)}
    assert Appraisal(**period, predicate="cukup").predicate is Predikat.BUTUH_PERBAIKAN
    assert Appraisal(**period, work_result="sesuai ekspektasi", conduct="di_atas")
    assert Appraisal(**period, exempt=True)
    assert places(Appraisal, **period) == ["predicate"]
    assert places(Appraisal, **period, work_result="sesuai") == ["predicate"]


@pytest.mark.parametrize(
    ("kind", "fields", "wrong"),
    [
        (
            Appointment,
            {
                "position": "Kepala",
                "unit": "",
                "since": day(2024),
                "until": day(2023),
                "capacity": "plx",
                "fields": "keuangan",
                "post": 4,
                "assumed": "yes",
            },
            ["position", "unit", "until", "capacity", "fields", "post", "assumed"],
        ),
        (RankHeld, {"golongan": "V/a", "since": "next year"}, ["golongan", "since"]),
        (RankHeld, {"golongan": "I/a", "since": dt.datetime(2024, 1, 1)}, ["since"]),  # noqa: DTZ001
        (RankHeld, {"golongan": "I/a", "since": day(1800)}, ["since"]),
        (
            Education,
            {"diploma": "S-9", "field": "Tata Kota", "graduated": 2008},
            ["diploma", "field", "graduated"],
        ),
        (
            Appraisal,
            {"since": day(2024), "until": None, "predicate": "good", "signed": "?", "exempt": 1},
            ["until", "predicate", "signed", "exempt"],
        ),
        (
            Assessment,
            {"day": None, "level": "muda", "profile": {"M.01": 3}},
            ["day", "level", "profile"],
        ),
        (
            Training,
            {"course": "", "finished": "x", "hours": 20.0, "field": "A B", "kind": "A B"},
            ["course", "finished", "hours", "field", "kind"],
        ),
        (Sanction, {"level": "none", "since": day(2024), "until": day(2023)}, ["level", "until"]),
        (
            Sanction,
            {"level": "light", "since": day(2024), "kind": "ptdh", "received": 1},
            ["kind", "received"],
        ),
        (Award, {"name": None, "day": 1, "level": 10}, ["name", "day", "level"]),
        (Release, {"kind": "none", "since": day(2024), "until": day(2023)}, ["kind", "until"]),
        (Release, {"kind": "study", "since": day(2024)}, ["kind"]),
        (Release, {"kind": "cltm", "since": day(2024), "assumed": 1}, ["kind", "assumed"]),
        (
            StudyLeave,
            {"since": day(2024), "until": day(2023), "diploma": "s9", "at_work": None},
            ["until", "diploma", "at_work"],
        ),
        (
            Attestation,
            {"kind": "helth", "issued": day(2024), "until": day(2023), "passed": None},
            ["kind", "until", "passed"],
        ),
        (
            CreditDecision,
            {"day": "?", "jenjang": "muda", "kind": "angka", "amount": 1.5, "assumed": 1},
            ["day", "jenjang", "kind", "amount", "assumed"],
        ),
        (
            CreditDecision,
            {
                "day": day(2024),
                "jenjang": "ahli_muda",
                "kind": "conversion",
                "amount": "-1",
                "until": day(2024, 1, 2),
            },
            ["amount", "until"],
        ),
        (
            CreditDecision,
            {"day": day(2024), "jenjang": "mahir", "kind": "integration"},
            ["amount", "until"],
        ),
        (
            CreditDecision,
            {"day": day(2024), "jenjang": "mahir", "kind": "adjustment", "amount": "0.00001"},
            ["amount"],
        ),
        (
            CreditDecision,
            {"day": day(2024), "jenjang": "mahir", "kind": "education", "until": day(2023)},
            ["until"],
        ),
    ],
)
def test_all_problems_of_a_record_are_reported_at_once(kind, fields, wrong):
    assert places(kind, **fields) == wrong


def test_a_misspelled_word_comes_with_the_near_one():
    (problem,) = problems_of(Attestation, kind="helth", issued=day(2024))
    assert str(problem) == "kind: unknown AttestationKind 'helth'. Hint: did you mean 'health'?"


# --- employee -------------------------------------------------------------------------------

CAREER = (
    held(day(2010), day(2014, 12, 31)),
    held(day(2015), position=KABID),
    held(day(2016), day(2016, 3, 31), capacity=Capacity.PLT),
    RankHeld(golongan=Golongan.III_A, since=day(2010)),
    RankHeld(golongan=Golongan.III_B, since=day(2014)),
    Education(diploma="s1", graduated=day(2008)),
    Education(diploma="s2"),
    Appraisal(since=day(2023), until=day(2023, 12, 31), predicate="baik"),
    Appraisal(since=day(2024), until=day(2024, 12, 31), predicate="sangat_baik"),
    Training(course="PKA", finished=day(2024, 6), hours=900),
    Training(course="Anggaran", finished=day(2024, 6), hours=20),
    Sanction(level="light", since=day(2018), until=day(2018, 6, 30)),
    Award(name="Satyalancana", day=day(2020, 8, 17), level="10"),
    CreditDecision(day=day(2021), jenjang="mahir", kind="adjustment", amount="12.5"),
    CreditDecision(day=day(2020), jenjang="mahir", kind="education"),
    Release(kind="cltn", since=day(2012), until=day(2012, 12, 31)),
    StudyLeave(since=day(2013), until=day(2013, 12, 31)),
    Attestation(kind="health", issued=day(2025)),
    Assessment(day=day(2024), level="administrator", profile=CompetencyProfile.of({"M.01": 3})),
)


def test_the_record_of_a_day_is_the_one_in_force_on_it():
    person = employee().with_records(*CAREER)
    assert person.appointment_on(day(2009)) is None
    assert person.appointment_on(day(2014, 12, 31)).position is PERENCANA
    assert person.appointment_on(day(2015)).position is KABID
    assert person.appointment_on(day(2016)).capacity is Capacity.DEFINITIVE
    assert person.rank_on(day(2009)) is None
    assert person.rank_on(day(2013, 12, 31)).golongan is Golongan.III_A
    assert person.rank_on(day(2030)).golongan is Golongan.III_B
    assert [s.level for s in person.sanctions_on(day(2018, 6, 30))] == [SanctionLevel.LIGHT]
    assert person.sanctions_on(day(2018, 7)) == ()


@given(st.permutations(CAREER))
def test_the_order_in_which_records_come_does_not_matter(records):
    person = employee().with_records(*records)
    assert person == employee().with_records(*CAREER)
    assert list(person.edges) == sorted({edge for record in CAREER for edge in record.edges})


def test_records_of_one_list_stand_in_the_order_of_their_days():
    person = employee(appointments=[held(day(2020)), held(day(2010), day(2019, 12, 31))])
    assert [a.since.year for a in person.appointments] == [2010, 2020]
    assert type(person.appointments) is tuple


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20) | st.none()), max_size=5))
def test_nobody_holds_two_posts_definitively_on_one_day(stretches):
    start = day(2020)
    appointments = [
        held(
            start + dt.timedelta(days=first),
            None if length is None else start + dt.timedelta(days=first + length),
        )
        for first, length in stretches
    ]
    days = [start + dt.timedelta(days=i) for i in range(100)]
    at_once = max(sum(d in a.span for a in appointments) for d in days)
    if at_once > 1:
        assert all(".since" in place for place in places(employee, appointments=appointments))
    else:
        assert employee(appointments=appointments)


def test_an_overlap_names_both_appointments_as_they_were_given():
    later, earlier = held(day(2015), position=KABID), held(day(2010))
    (problem,) = problems_of(employee, appointments=[later, earlier])
    assert problem.where == "appointments[0].since"
    assert "appointments[1]" in problem.message
    assert "2015-01-01" in problem.hint


def test_all_problems_between_records_are_reported_at_once():
    ranks = [RankHeld(golongan=g, since=day(2010)) for g in ("III/a", "III/b")]
    wrong = places(
        employee,
        id="",
        status="pegawai",
        joined=day(1980),
        nip="198506182010012003",
        sex="male",
        appointments=[held(day(2010)), held(day(2011)), held(day(1970), day(1971))],
        ranks=ranks,
        trainings=["PKA"],
        awards=7,
        releases=[
            Release(kind="cltn", since=day(2012)),
            Release(kind="state_office", since=day(2013)),
        ],
        studies=[StudyLeave(since=day(2012)), StudyLeave(since=day(2013))],
    )
    assert wrong == [
        "id", "status", "nip", "nip", "trainings[0]", "awards", "joined",
        "appointments[2].since", "appointments[1].since", "releases[1].since", "studies[1].since",
        "ranks[1].since",
    ]  # fmt: skip


def test_the_identity_number_may_come_as_text_and_must_agree():
    assert employee(nip="19850617 201001 1 003", sex="male").nip == Nip(NIP)
    (problem,) = problems_of(employee, nip=Nip("198506182010011003"))
    assert "disagrees with birth_date" in problem.message
    (problem,) = problems_of(employee, nip=NIP, sex=Sex.FEMALE)
    assert "disagrees with sex" in problem.message
    assert places(employee, nip="198513172010013003") == ["nip", "nip"]


# --- the future is another record -----------------------------------------------------------


def test_an_assumed_appointment_ends_the_open_one_on_the_day_before():
    person = employee(appointments=[held(day(2020))])
    promoted = person.with_records(held(day(2027, 3), position=KABID, assumed=True))
    assert [a.until for a in promoted.appointments] == [day(2027, 2, 28), None]
    assert promoted.assumed == (promoted.appointments[1],)
    assert person.appointments[0].until is None
    assert person.assumed == ()


def test_several_assumed_steps_end_each_other_and_acting_posts_stay_open():
    person = employee(appointments=[held(day(2020)), held(day(2021), capacity=Capacity.PLT)])
    planned = person.with_records(
        held(day(2030), assumed=True),
        RankHeld(golongan="IV/a", since=day(2028, 4), assumed=True),
        held(day(2027), assumed=True),
    )
    ends = [a.until for a in planned.appointments]
    assert ends == [day(2026, 12, 31), None, day(2029, 12, 31), None]
    assert len(planned.assumed) == 3


def test_a_recorded_appointment_ends_nothing_by_itself():
    person = employee(appointments=[held(day(2020))])
    assert places(person.with_records, held(day(2027))) == ["appointments[1].since"]


def test_what_is_no_record_is_refused():
    problems = problems_of(employee().with_records, "PKA", PERENCANA)
    assert [problem.where for problem in problems] == ["records[0]", "records[1]"]


# --- privacy --------------------------------------------------------------------------------


def is_private(text):
    leaks = (NIP, NIP[:8], NIP[4:8], "1985", "17-06", "male", "birth_date=")
    return not any(leak in text for leak in leaks)


def test_a_person_is_shown_by_the_key_of_the_caller_alone():
    person = employee(nip=NIP, sex=Sex.MALE).with_records(*CAREER)
    assert repr(person) == str(person) == f"{person}" == "Employee(id='e1')"
    assert is_private(repr([person, {"e1": person}]))


@pytest.mark.parametrize(
    "wrong",
    [
        {"birth_date": "17-06-1985"},
        {"birth_date": dt.datetime(1985, 6, 17)},  # noqa: DTZ001
        {"nip": "198517062010011003"},
        {"nip": int(NIP)},
        {"nip": NIP[:-1]},
        {"nip": NIP, "birth_date": dt.date(1985, 6, 18)},
        {"nip": NIP, "id": NIP},
        {"id": int(NIP)},
        {"sex": "m"},
        {"joined": day(1984)},
        {"ranks": [RankHeld(golongan="I/a", since=day(1984))]},
    ],
)
def test_no_message_gives_a_birth_day_or_an_identity_number_away(wrong):
    with pytest.raises(InvalidInputError) as caught:
        employee(**wrong)
    shown = f"{caught.value} {caught.value!r}"
    assert is_private(shown.replace("known: male, female", ""))


def test_an_error_about_a_person_survives_pickling():
    with pytest.raises(InvalidInputError) as caught:
        employee(status="x", nip=NIP[:-1])
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert str(again) == str(caught.value)


# --- agency ---------------------------------------------------------------------------------

UNITS = (
    Unit(id="kota", name="Kota"),
    Unit(id="bappeda", name="Bappeda", parent="kota"),
    Unit(id="setda", name="Sekretariat Daerah", parent="kota"),
)
PEOPLE = tuple(employee(id) for id in ("ani", "budi", "citra"))
POSTS = (
    Post(id="x1", position=KABID, unit="bappeda", holder="ani"),
    Post(id="x2", position=PERENCANA, unit="bappeda", holder="budi"),
    Post(id="x3", position=PERENCANA, unit="setda"),
)


def agency(**parts):
    whole = {"id": "a", "name": "Kota", "units": UNITS, "posts": POSTS, "employees": PEOPLE}
    return Agency(**{**whole, **parts})


def test_an_agency_finds_its_units_posts_people_and_vacancies():
    kota = agency()
    assert kota.unit("setda") is UNITS[2]
    assert kota.post("x2") is POSTS[1]
    assert kota.employee("budi") is PEOPLE[1]
    assert kota.vacancies == (POSTS[2],)
    assert kota.holder_of(POSTS[0]) is PEOPLE[0]
    assert kota.holder_of(POSTS[2]) is None
    assert kota.positions == (PERENCANA, KABID)


@pytest.mark.parametrize(
    ("look_up", "wrong", "near"),
    [("unit", "sekda", "setda"), ("post", "x9", "x3"), ("employee", "any", "ani")],
)
def test_an_unknown_key_comes_with_the_near_one(look_up, wrong, near):
    with pytest.raises(UnknownNameError, match=f"unknown {look_up} '{wrong}'.*{near}"):
        getattr(agency(), look_up)(wrong)


@given(st.permutations(UNITS), st.permutations(POSTS), st.permutations(PEOPLE))
def test_the_order_in_which_an_agency_is_given_does_not_matter(units, posts, people):
    assert agency(units=units, posts=posts, employees=people) == agency()


def test_all_problems_of_an_agency_are_reported_at_once():
    other = attrs.evolve(KABID, name="Kepala Bagian")
    wrong = problems_of(
        agency,
        name="",
        units=[*UNITS, Unit(id="kec", name="Kecamatan", parent="kotta"), UNITS[0], "Dinas"],
        posts=[
            *POSTS,
            Post(id="x4", position=other, unit="bapeda", holder="budi"),
            Post(id="x5", position=KABID, unit="setda", holder="citr"),
        ],
        employees=[*PEOPLE, employee("ani")],
    )
    assert {problem.where: problem.hint for problem in wrong} == {
        "name": "text of 1 to 500 characters",
        "units[5]": "",
        "employees[3].id": "every id once in a list",
        "units[3].parent": "did you mean 'kota'?",
        "posts[3].unit": "did you mean 'bappeda'?",
        "posts[3].holder": "one post a person; an acting holder leaves it vacant",
        "posts[3].position": "one id for one position",
        "posts[4].holder": "did you mean 'citra'?",
    }


def test_units_below_each_other_are_reported_once():
    units = [
        Unit(id="a", name="A", parent="c"),
        Unit(id="b", name="B", parent="a"),
        Unit(id="c", name="C", parent="b"),
        Unit(id="d", name="D", parent="a"),
        Unit(id="e", name="E", parent="e"),
    ]
    problems = problems_of(agency, units=units, posts=())
    assert [problem.message for problem in problems] == [
        "a circle: a below c below b below a",
        "a circle: e below e",
    ]


def test_thousands_of_unknown_holders_are_reported_in_no_time():
    people = [employee(f"e{i}") for i in range(2000)]
    posts = [Post(id=f"x{i}", position=KABID, unit="kota", holder=f"z{i}") for i in range(2000)]
    assert len(problems_of(agency, posts=posts, employees=people)) == 2000


def test_an_agency_is_shown_by_its_key_and_counts():
    assert repr(agency()) == "<Agency 'a': 3 units, 3 posts, 3 employees>"


def test_an_agency_survives_pickling_and_is_never_changed():
    kota = agency()
    again = pickle.loads(pickle.dumps(kota))  # noqa: S301
    assert again == kota
    assert again.unit("setda") == UNITS[2]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        kota.name = "Kabupaten"
