"""The sample agencies: deterministic, near the published shares, with coherent records."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
import time
from collections import Counter
from itertools import pairwise

import attrs
import pytest

from asn_career import national_rulebook, samples
from asn_career.errors import InvalidInputError, UnknownNameError
from asn_career.people import Employee
from asn_career.samples.draws import Draw, Weighted, apportion, tilt
from asn_career.terms import (
    Capacity,
    Diploma,
    Eselon,
    PositionKind,
    PositionLevel,
    Sex,
    Status,
)

AS_OF = samples.shipped_description("surakarta").as_of
SHIPPED = ["surakarta", "regency"]


@pytest.fixture(scope="module")
def agencies():
    return {"surakarta": samples.surakarta(), "regency": samples.regency()}


@pytest.fixture(scope="module")
def city(agencies):
    return agencies["surakarta"]


@pytest.fixture(scope="module", params=SHIPPED)
def agency(request, agencies):
    return agencies[request.param]


def digest(agency):
    """Return a hash of everything; `repr` of a person shows the key only."""
    told = hashlib.sha256()
    for item in (*agency.units, *agency.posts, *agency.positions):
        told.update(repr(item).encode())
    for who in agency.employees:
        fixed = (who.id, who.birth_date, who.status, who.joined, who.nip.digits, who.sex)
        told.update(repr((fixed, who.records)).encode())
    return told.hexdigest()


def people(agency, *, pns):
    return [who for who in agency.employees if (who.status is not Status.PPPK) is pns]


def kind_of(who):
    return who.appointment_on(AS_OF).position.kind


def age_of(who):
    born = who.birth_date
    return AS_OF.year - born.year - ((AS_OF.month, AS_OF.day) < (born.month, born.day))


def share(these, test):
    return sum(map(test, these)) / len(these)


# ---------------------------------------------------------------- the same every time


def test_the_same_seed_gives_the_same_agency_and_another_seed_another():
    city = samples.surakarta(7, employees=400)
    assert city == samples.surakarta(7, employees=400)
    assert digest(city) == digest(samples.surakarta(7, employees=400))
    assert digest(city) != digest(samples.surakarta(8, employees=400))
    assert digest(samples.surakarta(-7, employees=400)) != digest(city)
    assert digest(samples.regency(7)) != digest(samples.regency(8))


def test_the_hash_seed_of_python_changes_nothing():
    script = (
        "from asn_career import samples\n"
        "for agency in (samples.surakarta(3, employees=400), samples.regency(3)):\n"
        "    for who in agency.employees:\n"
        "        print(who.nip.digits, who.records)\n"
        "    print(agency.units, agency.posts, agency.positions)\n"
    )
    told = set()
    for seed in ("0", "1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, check=True, env=environment
        )
        told.add(hashlib.sha256(done.stdout).hexdigest())
    assert len(told) == 1


def test_draws_are_the_same_on_every_python():
    draw = Draw("regency:0")
    assert [draw.whole(0, 99) for _ in range(8)] == [53, 67, 75, 15, 47, 45, 84, 17]
    assert Draw("x").whole(5, 5) == 5
    assert Draw("x").weighted(Weighted({"a": 0, "b": 1})) == "b"
    assert apportion([1, 1, 1, 2], 7) == [2, 1, 1, 3]
    assert apportion([0, 0], 7) == [0, 0]
    chosen = Draw("x").spread([0.25] * 20)
    assert sum(chosen) == 5
    tilted = tilt([0.2, 0.5, 1.0, 0.0], 2.0)
    assert sum(tilted) == pytest.approx(2)
    assert tilted[0] < tilted[1] < tilted[2] == 1
    assert tilted[3] == 0


def test_a_city_of_six_thousand_is_made_quickly():
    samples.shipped_description("surakarta")
    start = time.perf_counter()
    city = samples.surakarta(1)
    assert time.perf_counter() - start < 10
    assert len(city.employees) == 6000


# ---------------------------------------------------------------- units and posts


def test_the_city_has_the_units_of_the_public_list(city):
    top = [unit for unit in city.units if unit.parent == "surakarta"]
    assert len([unit for unit in top if not unit.id.startswith("kec-")]) == 29
    assert len([unit for unit in top if unit.id.startswith("kec-")]) == 5
    assert len([unit for unit in city.units if unit.name.startswith("Kelurahan ")]) == 54
    sections = [
        unit
        for unit in city.units
        if unit.name.startswith("Bagian ") and unit.id.startswith("setda-")
    ]
    assert len(sections) == 10
    assert city.unit("kel-manahan").parent == "kec-banjarsari"


def test_the_planning_agency_has_the_posts_of_the_public_list(city):
    posts = [post for post in city.posts if post.unit.split("-")[0] == "bappeda"]
    classes = Counter(post.position.job_class for post in posts)
    assert len(posts) == 54
    assert classes == {5: 1, 6: 7, 7: 10, 8: 14, 9: 9, 10: 5, 11: 6, 12: 1, 14: 1}
    names = {post.position.name for post in posts}
    assert "Kepala Badan Perencanaan Pembangunan, Riset, dan Inovasi Daerah" in names
    assert {"Perencana Ahli Madya", "Peneliti Ahli Muda", "Penelaah Teknis Kebijakan"} <= names


@pytest.mark.parametrize(
    ("post", "kind", "eselon"),
    [
        ("setda-sekda", PositionKind.JPT_PRATAMA, Eselon.II_A),
        ("setda-asisten-1-asisten", PositionKind.JPT_PRATAMA, Eselon.II_B),
        ("dinkes-kepala", PositionKind.JPT_PRATAMA, Eselon.II_B),
        ("dinkes-sekretariat-sekretaris", PositionKind.ADMINISTRATOR, Eselon.III_A),
        ("setda-hukum-kepala_bagian", PositionKind.ADMINISTRATOR, Eselon.III_A),
        ("kec-jebres-camat", PositionKind.ADMINISTRATOR, Eselon.III_A),
        ("kec-jebres-sekretaris_camat", PositionKind.ADMINISTRATOR, Eselon.III_B),
        ("dpupr-bina-marga-kepala_bidang", PositionKind.ADMINISTRATOR, Eselon.III_B),
        ("kel-manahan-lurah", PositionKind.PENGAWAS, Eselon.IV_A),
        ("dinkes-labkes-kepala_uptd", PositionKind.PENGAWAS, Eselon.IV_A),
        ("kel-manahan-sekretaris_lurah", PositionKind.PENGAWAS, Eselon.IV_B),
    ],
)
def test_structural_posts_have_their_true_level(city, post, kind, eselon):
    position = city.post(post).position
    assert (position.kind, position.eselon) == (kind, eselon)


def test_every_position_has_fields_a_class_and_a_standard(agency):
    for post in agency.posts:
        assert post.all_fields
        assert post.position.fields
        assert post.position.job_class
        assert post.position.standard is not None
        assert len(post.position.standard) == 9
    levels = {post.position.level: post.position.standard for post in agency.posts}
    for level, expected in {
        PositionLevel.JPT_PRATAMA: 36,
        PositionLevel.ADMINISTRATOR: 27,
        PositionLevel.PENGAWAS: 18,
        PositionLevel.PELAKSANA: 9,
        PositionLevel.AHLI_MADYA: 36,
        PositionLevel.TERAMPIL: 12,
    }.items():
        assert sum(levels[level].levels.values()) == expected


def test_teachers_have_their_own_retirement_group(city):
    groups = {post.position.family: post.position.retirement_group for post in city.posts}
    assert groups["guru"] == "guru"
    assert groups["peneliti"] == "peneliti"
    assert groups["perawat"] == "general"


def test_the_regency_is_remote_and_has_many_empty_posts(agencies):
    city, regency = agencies["surakarta"], agencies["regency"]
    empty = {name: len(each.vacancies) / len(each.posts) for name, each in agencies.items()}
    assert 0.03 < empty["surakarta"] < 0.1
    assert 0.2 < empty["regency"] < 0.35
    assert not any(unit.remote for unit in city.units)
    assert sum(unit.remote for unit in regency.units) > 30
    health = share(regency.posts, lambda post: "kesehatan" in post.all_fields)
    assert health > share(city.posts, lambda post: "kesehatan" in post.all_fields)
    assert health > 0.3


# ---------------------------------------------------------------- people


def shares_of(agency):
    everybody, pns, pppk = agency.employees, people(agency, pns=True), people(agency, pns=False)
    held = [max(e.diploma for e in who.education) for who in everybody if who.education]
    ranks = [who.rank_on(AS_OF).golongan.value.split("/")[0] for who in pns]
    outside = {PositionKind.FUNGSIONAL, PositionKind.PELAKSANA}
    return {
        "women": share(everybody, lambda who: who.sex is Sex.FEMALE),
        "contract": len(pppk) / len(everybody),
        "contract_functional": share(pppk, lambda who: kind_of(who) is PositionKind.FUNGSIONAL),
        "structural": share(pns, lambda who: kind_of(who) not in outside),
        "functional": share(pns, lambda who: kind_of(who) is PositionKind.FUNGSIONAL),
        "executing": share(pns, lambda who: kind_of(who) is PositionKind.PELAKSANA),
        "graduates": share(held, lambda diploma: diploma >= Diploma.S1),
        "diplomas": share(held, lambda diploma: Diploma.D1 <= diploma <= Diploma.D3),
        "schooled": share(held, lambda diploma: diploma <= Diploma.SLTA),
        "older": share(pns, lambda who: 51 <= age_of(who) <= 60),
        "rank_1": share(ranks, lambda rank: rank == "I"),
        "rank_2": share(ranks, lambda rank: rank == "II"),
    }


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("name", SHIPPED)
def test_the_shares_are_near_the_published_ones(name, seed):
    found = shares_of(getattr(samples, name)(seed))
    targets = samples.shipped_description(name).targets
    far = {
        field.name: (round(found[field.name], 3), target.share)
        for field in attrs.fields(samples.Targets)
        if abs(found[field.name] - (target := getattr(targets, field.name)).share)
        > target.tolerance
    }
    assert far == {}


def test_the_holder_of_a_post_is_appointed_to_it(agency):
    held = 0
    for post in agency.posts:
        if (holder := agency.holder_of(post)) is None:
            continue
        held += 1
        now = holder.appointment_on(AS_OF)
        assert now.capacity is Capacity.DEFINITIVE
        assert (now.post, now.unit, now.position) == (post.id, post.unit, post.position)
        assert now.all_fields == post.all_fields
    assert held == len(agency.employees)


def test_somebody_acts_in_some_of_the_empty_posts(city):
    acting = [
        (who, spell)
        for who in city.employees
        for spell in who.appointments
        if spell.capacity is not Capacity.DEFINITIVE
    ]
    assert acting
    for who, spell in acting:
        assert city.post(spell.post).is_vacant
        assert who.appointment_on(AS_OF).post != spell.post
    assert len({spell.post for _, spell in acting}) == len(acting)


def test_identity_numbers_are_synthetic_and_nobody_has_a_name(agency):
    assert all(who.nip.is_synthetic and who.nip.doubts == () for who in agency.employees)
    assert all(
        (who.nip.kind is Status.PPPK) is (who.status is Status.PPPK) for who in agency.employees
    )
    assert not {"name", "nama"} & {field.name for field in attrs.fields(Employee)}
    courses = {course.name for course in samples.shipped_description("surakarta").courses}
    for who in agency.employees:
        assert {training.course for training in who.trainings} <= courses
        assert {award.name for award in who.awards} <= {"Satyalancana Karya Satya"}


def test_careers_have_no_gaps_and_begin_with_the_service(agency):
    for who in agency.employees:
        posts = [a for a in who.appointments if a.capacity is Capacity.DEFINITIVE]
        assert posts[0].since == who.joined
        for before, after in pairwise(posts):
            assert before.until + dt.timedelta(days=1) == after.since
        assert posts[-1].until is None
        assert all(post.all_fields for post in posts)


def test_ranks_rise_from_the_first_day_and_fit_the_post(agency):
    description = samples.shipped_description(agency.id)
    outside = 0
    for who in people(agency, pns=True):
        assert who.ranks[0].since == who.joined
        assert all(a.golongan < b.golongan for a, b in pairwise(who.ranks))
        assert all(rank.since.month in {4, 10} for rank in who.ranks[1:])
        position = who.appointment_on(AS_OF).position
        low, high = description.levels[position.level].ranks
        if position.eselon is not None:
            low, high = description.eselons[position.eselon]
        outside += not low <= who.ranks[-1].golongan <= high
    assert outside < 0.01 * len(agency.employees)
    assert all(who.ranks == () for who in people(agency, pns=False))


def test_pppk_came_late_and_hold_no_structural_post(agency):
    for who in people(agency, pns=False):
        assert who.joined.year >= 2022
        assert kind_of(who) in {PositionKind.FUNGSIONAL, PositionKind.PELAKSANA}


def test_no_record_lies_after_the_day_of_the_sample(agency):
    for who in agency.employees:
        days = [who.birth_date, who.joined]
        days += [record.since for record in (*who.appointments, *who.ranks, *who.sanctions)]
        days += [education.graduated for education in who.education if education.graduated]
        days += [day for record in who.appraisals for day in record.edges]
        days += [record.day for record in (*who.assessments, *who.awards)]
        days += [training.finished for training in who.trainings]
        days += [letter.issued for letter in who.attestations]
        days += [day for leave in who.releases for day in leave.edges]
        assert max(days) <= AS_OF
        assert who.assumed == ()


def test_diplomas_come_before_what_needs_them(agency):
    for who in agency.employees:
        days = [e.graduated for e in who.education]
        if days and days[0] is not None:
            assert days[0] < who.joined
        diplomas = [e.diploma for e in who.education if e.graduated is not None]
        assert diplomas == sorted(diplomas)


def test_ratings_and_predicates_are_those_of_the_matrix():
    book, day = national_rulebook(), dt.date(2025, 12, 31)
    for outcome in samples.shipped_description("surakarta").outcomes:
        facts = {"work_result": outcome.work_result, "conduct": outcome.conduct}
        assert book.score("appraisal.predikat", facts, day).value is outcome.predicate


def test_some_facts_are_missing_and_some_lie_against_people(city):
    everybody = city.employees
    assert 0.003 < share(everybody, lambda who: not who.education) < 0.03
    unknown = [e for who in everybody for e in who.education if e.graduated is None]
    assert 100 < len(unknown) < 400
    appraisals = [a for who in everybody for a in who.appraisals]
    assert 0.1 < share(appraisals, lambda a: a.predicate is None and not a.exempt) < 0.4
    assert any(a.exempt for a in appraisals)
    assert any(not letter.passed for who in everybody for letter in who.attestations)
    assert 20 < sum(bool(who.sanctions) for who in everybody) < 200
    assert any(who.releases for who in everybody)


# ---------------------------------------------------------------- against the law


@pytest.mark.parametrize("name", SHIPPED)
def test_nobody_has_reached_the_pension_day(agencies, name):
    book = national_rulebook()
    everybody = agencies[name].employees
    oldest = sorted(everybody, key=lambda who: who.birth_date)[:150]
    for who in (*oldest, *everybody[:: len(everybody) // 150]):
        assert book.check("retirement.reached", who, AS_OF).truth.name == "NO"


@pytest.mark.parametrize("seed", [0, 1])
def test_the_empty_head_of_planning_has_all_three_answers(seed):
    city = samples.surakarta(seed)
    post = city.post("bappeda-kepala")
    assert post.is_vacant
    assert post.position.kind is PositionKind.JPT_PRATAMA
    levels = {PositionLevel.ADMINISTRATOR, PositionLevel.AHLI_MADYA}
    fields = set(post.all_fields)
    candidates = [
        who
        for who in city.employees
        if who.appointment_on(AS_OF).position.level in levels
        and fields.intersection(who.appointment_on(AS_OF).all_fields)
    ]
    assert len(candidates) >= 5
    book = national_rulebook()
    truths = Counter(
        book.check("appointment.jpt_pratama", who, AS_OF, post=post).truth.name
        for who in candidates
    )
    assert min(truths["YES"], truths["NO"], truths["UNKNOWN"]) >= 1


# ---------------------------------------------------------------- sizes and descriptions


@pytest.mark.parametrize("employees", [300, 1000])
def test_a_smaller_city_keeps_its_units_and_upper_posts(city, employees):
    small = samples.surakarta(employees=employees)
    assert len(small.employees) == employees
    assert small.units == city.units
    upper = {PositionKind.JPT_PRATAMA, PositionKind.ADMINISTRATOR}
    kept = {post.id for post in small.posts if post.position.kind in upper}
    assert kept == {post.id for post in city.posts if post.position.kind in upper}
    assert share(small.employees, lambda who: kind_of(who) in upper) < 0.7
    assert {post.id for post in small.posts if post.unit == "bappeda"} == {"bappeda-kepala"}


def test_too_few_people_are_refused_with_the_number_it_takes():
    with pytest.raises(InvalidInputError) as caught:
        samples.surakarta(employees=50)
    (problem,) = caught.value.problems
    assert problem.where == "employees"
    fewest = int(problem.hint.removeprefix("at least "))
    assert len(samples.surakarta(employees=fewest).employees) == fewest
    with pytest.raises(InvalidInputError):
        samples.surakarta(employees=fewest - 1)


@pytest.mark.parametrize(
    "arguments", [{"seed": "0"}, {"seed": 1.5}, {"employees": 0}, {"employees": "many"}]
)
def test_wrong_arguments_are_refused(arguments):
    with pytest.raises(InvalidInputError):
        samples.surakarta(**arguments)


def problems_of(text):
    with pytest.raises(InvalidInputError) as caught:
        samples.read_description(text, "mine.toml")
    return [str(problem) for problem in caught.value.problems]


def test_an_own_description_stands_on_the_shipped_catalogue():
    text = samples.description_text("regency")
    text = text.replace('id = "regency"', 'id = "mine"', 1)
    text += (
        "\n[jobs.penjaga]\nname = 'Penjaga Suar'\nfields = ['perhubungan']\n"
        "levels = { pelaksana = 1 }\njob_class = { pelaksana = 3 }\n"
        "\n[[units]]\nid = 'suar'\nnames = ['Mercusuar']\nform = 'uptd'\n"
        "fields = ['perhubungan']\nstaff = { penjaga = 12 }\n"
    )
    mine = samples.generate(samples.read_description(text), 4, employees=900)
    assert mine.id == "mine"
    assert len(mine.employees) == 900
    assert mine.unit("suar").parent == "mine"
    assert any(post.position.name == "Penjaga Suar" for post in mine.posts)
    assert digest(mine) != digest(samples.regency(4, employees=900))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("employees = 1200", "employes = 1200", "mine.toml.employes: unknown key"),
        ("employees = 1200", "employees = 1.5", "mine.toml.employees: 1.5 is not a whole number"),
        ("employees = 1200", "employees = 0", "mine.toml.employees: 0 people"),
        ("as_of = 2026-11-21", 'as_of = "2026-11-21"', "is not a day"),
        ("as_of = 2026-11-21", "as_of = 1900-11-21", "mine.toml.as_of: out of range"),
        ('form = "irban"', 'form = "irbam"', "did you mean 'irban'?"),
        ("{ penyuluh_perikanan = 4 }", "{ penyuluh_prikanan = 4 }", "'penyuluh_perikanan'"),
        ("{ penyuluh_perikanan = 4 }", "{ penyuluh_perikanan = -4 }", "not numbers of posts"),
        ("{ penyuluh_perikanan = 4 }", "{ penyuluh_perikanan = nan }", "not numbers of posts"),
        ("jpt_pratama = 0.15", "jpt_pratma = 0.15", "did you mean 'jpt_pratama'?"),
        ("jpt_pratama = 0.15", "jpt_pratama = 1.5", "not shares of empty posts"),
        ("share = 0.5\n", "share = 50\n", "50 is not a share"),
        ("ages = [23, 52]", "ages = [52, 23]", "the lowest before the highest"),
        ("ages = [23, 52]", "ages = [23]", "1 items where 2 are due"),
        ('fields = ["pengawasan"]', 'fields = ["Pengawasan"]', "is not an identifier"),
        ('names = ["Inspektorat"]', "names = []", "needs a name"),
        ('seats = ["kepala_seksi"]', 'seats = ["kepala_sexi"]', "did you mean 'kepala_seksi'?"),
        (
            "[forms.seksi]\n",
            '[forms.seksi]\nparts = [{ form = "seksi", names = ["x"] }]\n',
            "stands below itself",
        ),
    ],
)
def test_a_wrong_description_is_refused_with_place_and_near_word(old, new, told):
    text = samples.description_text("regency")
    assert old in text
    assert told in "\n".join(problems_of(text.replace(old, new, 1)))


def test_a_post_that_is_to_be_empty_must_exist():
    text = samples.description_text("regency").replace('"dinkes-kepala"', '"dinkes-kepla"', 1)
    with pytest.raises(InvalidInputError, match="did you mean 'dinkes-kepala'"):
        samples.generate(samples.read_description(text))


def test_all_problems_of_a_description_come_at_once():
    assert len(problems_of("id = 3\nname = 'x'\nfarms = 1")) > 3


def test_an_unknown_description_is_refused():
    with pytest.raises(UnknownNameError, match="surakarta"):
        samples.description_text("surakart")
    with pytest.raises(UnknownNameError):
        samples.shipped_description("catalogue")
