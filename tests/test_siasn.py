"""SIASN in and out: nothing is lost in silence, and everything wrong is told at once."""

import copy
import datetime as dt
import random

import attrs
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from asn_career import (
    Appointment,
    Attestation,
    Award,
    Employee,
    InvalidInputError,
    Nip,
    Position,
    RankHeld,
    SuccessionPolicy,
    Training,
    lay_profile,
    national_rulebook,
    place_talent,
    rank_successors,
    samples,
    siasn,
)
from asn_career.regulations import Evidence
from asn_career.siasn.result import READ
from asn_career.terms import Capacity, Sex

DAY = dt.date(2026, 11, 21)
NIP = "199003172015031001"


def problems(call, *args, **more):
    with pytest.raises(InvalidInputError) as caught:
        call(*args, **more)
    return [str(p) for p in caught.value.problems]


def day(value):
    return f"{value.day:02}-{value.month:02}-{value.year}"


# -- a hundred invented people, written by hand and not by the module that is tested --------------

GOLONGAN = {
    f"{r}/{s}": f"{i}{j}"
    for i, r in enumerate(["I", "II", "III", "IV"], 1)
    for j, s in enumerate("abcde", 1)
}
DIPLOMAS = {
    "sd": "05",
    "sltp": "10",
    "slta": "15",
    "d1": "20",
    "d2": "25",
    "d3": "30",
    "s1": "40",
    "s2": "45",
    "s3": "50",
}
PREDICATES = {
    "sangat_baik": "1",
    "baik": "2",
    "butuh_perbaikan": "3",
    "kurang": "4",
    "sangat_kurang": "5",
}
ESELON = {"jpt_madya": "12", "jpt_pratama": "22", "administrator": "31", "pengawas": "41"}
NO_DAY = "01-01-0001"


def siasn_of(employee, dice):
    """Return a sample person as SIASN would hold them, with much that a record has no place for."""
    nip = Nip.synthetic(
        birth=employee.birth_date,
        joined=employee.joined or dt.date(2012, 1, 1),
        sex=dice.choice(list(Sex)),
    )
    person = {
        "dataUtama": {
            "id": f"A8ACA7C{employee.id[2:]}",
            "nipBaru": nip.digits,
            "nipLama": "",
            "nama": f"NAMA REKAAN {employee.id}",
            "gelarDepan": None,
            "tglLahir": day(employee.birth_date),
            "jenisKelamin": "M" if nip.sex is Sex.MALE else "F",
            "agamaId": "1",
            "statusPegawai": employee.status.value.upper(),
            "tmtCpns": day(employee.joined) if employee.joined else NO_DAY,
            "tglMeninggal": "",
            "validNik": True,
            "path": {"2": {"dok_id": "2", "dok_nama": "SK CPNS"}},
        },
        "rwGolongan": [
            {
                "id": f"g{i}",
                "golonganId": GOLONGAN[rank.golongan.value],
                "golongan": rank.golongan.value,
                "tmtGolongan": day(rank.since),
                "skNomor": f"823/{dice.randrange(999)}",
                "skTanggal": NO_DAY,
                "jenisKPId": dice.choice(["101", "211", None]),
                "masaKerjaGolonganTahun": str(dice.randrange(30)),
            }
            for i, rank in enumerate(employee.ranks)
        ],
        "rwPendidikan": [
            {
                "tkPendidikanId": DIPLOMAS[one.diploma.value],
                "pendidikanNama": "S-1 CONTOH",
                "tglLulus": day(one.graduated) if one.graduated else "",
                "tahunLulus": str(one.graduated.year) if one.graduated else "1999",
            }
            for one in employee.education
        ],
        "rwJabatan": [rw_jabatan(held) for held in employee.appointments],
        "rwSkp22": [
            {
                "tahun": str(one.until.year),
                "KuadranKinerjaNilai": PREDICATES[one.predicate.value],
                "kuadranKinerja": "BAIK",
                "hasilKinerja": "SESUAI ESPEKTASI",
                "penilaiNama": None,
            }
            for one in employee.appraisals
            if one.predicate is not None
        ],
        "rwKursus": [
            {
                "namaKursus": one.course,
                "jenisDiklatId": "3",
                "jumlahJam": str(one.hours),
                "tanggalSelesaiKursus": day(one.finished),
                "noSertipikat": f"S-{dice.randrange(999)}",
            }
            for one in employee.trainings
        ],
        "rwDiklat": [
            {
                "latihanStrukturalId": "2",
                "latihanStrukturalNama": "DIKLAT KEPEMIMPINAN TK.IV",
                "tanggal": "12-03-2014",
                "tanggalSelesai": "",
                "jumlahJam": dice.choice(["0", "285", ""]),
            }
        ],
        "rwPenghargaan": [{"hargaId": "201", "hargaNama": "KARYA SATYA 10 TAHUN",
                           "skDate": "17-08-2020", "tahun": "2020"}],
        "rwAngkaKredit": [{"kreditBaruTotal": "51.25", "bulanMulaiPenailan": "1",
                           "isKonversi": "1"}],
        "rwCltn": None,
        "rwHukdis": [],
    }  # fmt: skip
    for row in person["rwSkp22"]:
        del row["penilaiNama"]
    dice.shuffle(person["rwGolongan"])
    dice.shuffle(person["rwJabatan"])
    return person


def rw_jabatan(held):
    position, kind = held.position, held.position.kind.value
    row = {
        "unorId": held.unit,
        "tmtJabatan": day(held.since),
        "namaJabatan": position.name,
        "nomorSk": "821.2/7",
        "tmtPelantikan": NO_DAY,
        "jenisPenugasanId": "D" if held.capacity is Capacity.DEFINITIVE else "PLT",
        "subJabatanId": "0",
        "path": None,
    }
    match kind:
        case "fungsional":
            key, name = "jabatanFungsionalId", "jabatanFungsionalNama"
            return row | {"jenisJabatan": "2", key: position.id, name: position.name}
        case "pelaksana":
            key, name = "jabatanFungsionalUmumId", "jabatanFungsionalUmumNama"
            return row | {"jenisJabatan": "4", key: position.id, name: position.name}
        case _:
            return row | {"jenisJabatan": "1", "eselonId": ESELON[kind], "eselon": ""}


@pytest.fixture(scope="module")
def city():
    return samples.surakarta(7, employees=240)


@pytest.fixture(scope="module")
def hundred(city):
    dice = random.Random(1)  # noqa: S311 - invented people
    return [siasn_of(one, dice) for one in city.employees[:100]]


@pytest.fixture(scope="module")
def found(hundred):
    return siasn.read_employees(hundred)


def test_a_hundred_people_go_in_and_come_out_without_loss(hundred, found):
    before = copy.deepcopy(hundred)
    out = siasn.write_employees(found.employees, beside=found, identity=True)
    assert list(out.people) == before == hundred
    assert out.left_out == {}
    assert found.verify()
    assert out.verify()


def test_the_records_say_what_the_people_are(city, hundred, found):
    assert len(found.employees) == 100
    for one, known in zip(found.employees, city.employees, strict=False):
        assert one.birth_date == known.birth_date
        assert one.status is known.status
        assert one.ranks == known.ranks
        assert [e.diploma for e in one.education] == [e.diploma for e in known.education]
        assert [e.graduated for e in one.education] == [e.graduated for e in known.education]
        definitive = [a for a in known.appointments if a.capacity is Capacity.DEFINITIVE]
        assert [a.span for a in one.appointments] == [a.span for a in definitive]
        assert [a.unit for a in one.appointments] == [a.unit for a in definitive]
        levels = [a.position.level for a in definitive]
        assert [a.position.level for a in one.appointments] == levels
        rated = [(a.since, a.predicate) for a in known.appraisals if a.predicate is not None]
        assert [(a.since, a.predicate) for a in one.appraisals] == rated


def test_a_hundred_people_are_ranked(city, found):
    law = lay_profile(national_rulebook(), "djbk_pu_2026")
    post = next(p for p in city.vacancies if p.position.kind.value == "administrator")
    ranking = rank_successors(
        post,
        found.employees,
        DAY,
        rulebook=law,
        policy=SuccessionPolicy(score="talent.performance"),
        # What the selection asks for beyond the records of the national system.
        facts={
            one.id: {"job_person_match": 80, "healthy": True, "integrity_good": True}
            for one in found.employees
        },
    )
    assert len(list(ranking)) == 100
    assert ranking.ranked
    assert ranking.verify()
    placed = place_talent(found.employees, DAY, rulebook=law)
    assert len(placed) == 100
    assert placed.verify()


def test_what_is_carried_along_is_counted_by_field_and_nobody_is_named(hundred, found):
    counts = {(service, field): n for (service, field, _), n in found.carried.items()}
    assert counts["dataUtama", "nama"] == 100
    assert counts["dataUtama", "agamaId"] == 100
    assert counts["rwAngkaKredit", "-"] == 100
    assert ("rwGolongan", "skTanggal") not in counts  # 01-01-0001 is how SIASN says nothing
    hours = sum(person["rwDiklat"][0]["jumlahJam"] != "285" for person in hundred)
    assert counts["rwDiklat", "-"] == hours
    text = "\n".join((*found.lines("en"), *found.lines("id"), repr(found), str(found.as_dict())))
    assert "NAMA REKAAN" not in text
    assert hundred[0]["dataUtama"]["nipBaru"] not in text


def test_names_and_numbers_leave_only_when_asked(hundred, found):
    out = siasn.write_employees(found.employees, beside=found)
    text = str(out.people)
    assert "NAMA REKAAN" not in text
    assert hundred[0]["dataUtama"]["nipBaru"] not in text
    told = {(what, field): n for (what, field, _), n in out.left_out.items()}
    assert told["dataUtama", "nama"] == told["dataUtama", "nipBaru"] == 100
    assert told["rwKursus", "noSertipikat"] == sum(len(p["rwKursus"]) for p in hundred)
    assert "NAMA REKAAN" not in "\n".join(out.lines("en"))


def test_what_was_changed_does_not_verify(found):
    first = found.employees[0]
    born = attrs.evolve(first, birth_date=first.birth_date - dt.timedelta(days=1), nip=None)
    poorer = attrs.evolve(first, ranks=())
    for other in (born, poorer):
        changed = attrs.evolve(found, employees=(other, *found.employees[1:]))
        assert not changed.verify()
    out = siasn.write_employees(found.employees[:1])
    assert out.verify()
    for row in ({"golonganId": 31}, {"golonganId": ["31"]}):
        assert not attrs.evolve(out, people=({"dataUtama": {}, "rwGolongan": [row]},)).verify()
    assert not attrs.evolve(out, people=({"dataUtama": {}, "rwGolongn": []},)).verify()


# -- one person -----------------------------------------------------------------------------------

MAIN = {"id": "a1", "nipBaru": NIP, "tglLahir": "17-03-1990", "statusPegawai": "PNS"}
PLANNER = {
    "jenisJabatan": "2",
    "jabatanFungsionalId": "jf-1",
    "jabatanFungsionalNama": "Perencana Ahli Muda",
    "unorId": "u-1",
    "tmtJabatan": "01-01-2022",
    "nomorSk": "821/1",
}


def person(**services):
    return {"dataUtama": MAIN, **services}


def read(**services):
    return siasn.read_employees([person(**services)])


def test_a_rank_that_is_added_is_written_and_the_rest_goes_as_it_came():
    given = {"golonganId": "33", "tmtGolongan": "01-04-2020", "skNomor": "SK 1"}
    found = read(rwGolongan=[given])
    more = found.employees[0].with_records(RankHeld(golongan="III/d", since="2024-04-01"))
    out = siasn.write_employees([more], beside=found, identity=True)
    fresh = {"golonganId": "34", "golongan": "III/d", "tmtGolongan": "01-04-2024"}
    assert out.people[0]["rwGolongan"] == [given, fresh]
    assert [field for _, field, _ in out.left_out] == ["golRuangAkhirId"]
    assert siasn.read_employees(out.people).employees == (more,)


def test_a_record_that_changed_keeps_what_else_its_row_holds():
    found = read(rwGolongan=[{"golonganId": "33", "tmtGolongan": "01-04-2020", "skNomor": "SK 1"}])
    other = attrs.evolve(found.employees[0], ranks=[RankHeld(golongan="III/d", since="2020-04-01")])
    (out,) = siasn.write_employees([other], beside=found, identity=True).people
    assert out["rwGolongan"][0]["skNomor"] == "SK 1"
    assert out["rwGolongan"][0]["golonganId"] == "34"


def test_a_record_that_is_gone_is_told():
    found = read(rwPenghargaan=[{"hargaNama": "WIRA KARYA", "skDate": "17-08-2020"}])
    out = siasn.write_employees([attrs.evolve(found.employees[0], awards=())], beside=found)
    assert ("rwPenghargaan", "-") in {(what, field) for what, field, _ in out.left_out}
    assert out.people[0]["rwPenghargaan"] == []


def test_a_new_position_ends_the_one_before_and_leaves_its_row_alone():
    found = read(rwJabatan=[PLANNER])
    held = found.employees[0].appointments[0]
    assert held.position == Position(
        id="jf-1", name="Perencana Ahli Muda", kind="fungsional", jenjang="ahli_muda"
    )
    later = Position(
        id="jf-2", name="Perencana Ahli Madya", kind="fungsional", jenjang="ahli_madya"
    )
    moved = attrs.evolve(
        found.employees[0],
        appointments=[
            attrs.evolve(held, until=dt.date(2026, 6, 30)),
            Appointment(position=later, unit="u-2", since="2026-07-01"),
        ],
    )
    out = siasn.write_employees([moved], beside=found, identity=True)
    assert out.people[0]["rwJabatan"][0] == PLANNER
    assert {field for _, field, _ in out.left_out} == {"jabatanNama"}
    assert siasn.read_employees(out.people).employees == (moved,)


def test_what_siasn_has_no_place_for_is_told():
    position = Position(id="jf-1", name="Perencana Ahli Muda", kind="fungsional",
                        jenjang="ahli_muda", job_class=9)  # fmt: skip
    one = Employee(
        id="a1",
        birth_date="1990-03-17",
        status="pns",
        appointments=[
            Appointment(position=position, unit="u", since="2020-01-01", until="2021-12-31",
                        fields=["tata_ruang"]),
            Appointment(position=position, unit="u", since="2022-03-01", until="2025-12-31"),
            Appointment(position=position, unit="v", since="2026-01-01", capacity=Capacity.PLT),
        ],
        trainings=[
            Training(course="k", finished="2025-01-31", hours=8, kind="teknis", field="hukum"),
            Training(course="k", finished="2025-02-28", hours=8, kind="unheard_of"),
        ],
        awards=[Award(name="Satya", day="2020-08-17", level="x")],
        attestations=[Attestation(kind="health", issued="2026-01-01")],
        ranks=[RankHeld(golongan="IV/a", since="2027-04-01", assumed=True)],
    )  # fmt: skip
    out = siasn.write_employees([one])
    told = {(what, field): number for (what, field, _), number in out.left_out.items()}
    assert told == {
        ("Appointment", "fields"): 1,
        ("Appointment", "position.job_class"): 2,
        ("Appointment", "until"): 2,
        ("Appointment", "-"): 1,
        ("Training", "field"): 1,
        ("Training", "-"): 1,
        ("Award", "level"): 1,
        ("Attestation", "-"): 1,
        ("RankHeld", "-"): 1,
    }
    assert out.verify()
    assert any("tidak terbawa" in line for line in out.lines())


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"rwPendidikan": [{"tkPendidikanId": "42"}]}, "its code stands for no word"),
        ({"rwJabatan": [PLANNER | {"jenisPenugasanId": "PLT"}]}, "it is acting (Plt)"),
        ({"rwJabatan": [PLANNER | {"tmtJabatan": "01-01-0001"}]}, "it has no day"),
        ({"rwKursus": [{"namaKursus": "k", "jenisDiklatId": "3", "jumlahJam": "0",
                        "tanggalKursus": "01-02-2024"}]}, "it has no hours"),
        ({"rwSkp22": [{"tahun": "2024", "hasilKinerjaNilai": "1"}]}, "it has no predicate"),
        ({"rwHukdis": [{"jenisHukuman": "12", "hukumanTanggal": "01-02-2020"}]}, "its code"),
        ({"rwHukdis": [{"jenisHukuman": "5", "hukumanTanggal": "01-02-2020"}]}, "its code"),
        ({"rwCltn": [{"cltnId": "3", "tanggalAwal": "01-02-2020"}]}, "its code"),
        ({"rwAngkaKredit": [{"kreditBaruTotal": "50"}]}, "it is not certain what"),
    ],
)  # fmt: skip
def test_a_row_that_can_be_no_record_is_carried_with_its_reason(row, why):
    found = read(**row)
    assert found.employees[0].records == ()
    (told,) = [w.en for (_, field, w), _ in found.carried.items() if field == "-"]
    assert told.startswith(why)
    assert siasn.write_employees(found.employees, beside=found, identity=True).people == (
        person(**row),
    )


def test_the_ranks_of_a_pppk_are_carried_whatever_their_codes():
    raw = person(rwGolongan=[{"golonganId": "09", "tmtGolongan": "01-02-2022"}])
    raw["dataUtama"] = MAIN | {"statusPegawai": "PPPK", "nipBaru": ""}
    found = siasn.read_employees([raw])
    assert found.employees[0].ranks == ()
    assert siasn.write_employees(found.employees, beside=found, identity=True).people == (raw,)


@pytest.mark.parametrize(
    ("services", "attribute", "expected"),
    [
        (
            {"rwSkp22": [{"tahun": "2024", "hasilKinerjaNilai": "1", "perilakuKerjaNilai": "2"}]},
            "appraisals",
            {"work_result": "di_atas", "conduct": "sesuai", "predicate": None},
        ),
        (
            {"rwSkp": [{"tahun": "2018", "nilaiPrestasiKerja": "86.25"}]},
            "appraisals",
            {"predicate": None, "since": dt.date(2018, 1, 1), "until": dt.date(2018, 12, 31)},
        ),
        (
            {"rwHukdis": [{"jenisHukuman": "7", "jenisTingkatHukumanId": "S",
                           "hukumanTanggal": "01-02-2020", "akhirHukumTanggal": "31-01-2021"}]},
            "sanctions",
            {"level": "moderate", "kind": "penundaan_kp", "until": dt.date(2021, 1, 31)},
        ),
        (
            {"rwCltn": [{"cltnId": "1", "tanggalAwal": "01-02-2020", "tanggalAkhir": ""}]},
            "releases",
            {"kind": "cltn", "until": None},
        ),
        (
            {"rwCltn": [{"cltnId": "6", "tanggalAwal": "01-02-2020"}]},
            "studies",
            {"since": dt.date(2020, 2, 1)},
        ),
        (
            {"rwJabatan": [{"jenisJabatan": "1", "eselonId": "11", "unorId": "u",
                            "namaJabatan": "Sekretaris Jenderal", "tmtJabatan": "01-02-2020"}]},
            "appointments",
            {"unit": "u"},
        ),
    ],
)  # fmt: skip
def test_each_service_becomes_its_record(services, attribute, expected):
    found = read(**services)
    (record,) = getattr(found.employees[0], attribute)
    assert {name: getattr(record, name) for name in expected} == expected
    assert found.verify()
    fresh = siasn.write_employees(found.employees, identity=True).people
    assert siasn.read_employees(fresh).employees == found.employees


def test_positions_and_fields_of_study_of_the_caller_are_used():
    known = Position(id="jf-1", name="Perencana Ahli Muda", kind="fungsional",
                     jenjang="ahli_muda", fields=["perencanaan"])  # fmt: skip
    raw = person(
        rwJabatan=[PLANNER | {"jabatanFungsionalNama": "PERENCANA MUDA"}],
        rwPendidikan=[{"tkPendidikanId": "40", "pendidikanId": "p-9"}],
    )
    found = siasn.read_employees([raw], positions={"jf-1": known}, fields={"p-9": "tata_ruang"})
    assert found.employees[0].appointments[0].position is known
    assert found.employees[0].education[0].field == "tata_ruang"
    (line,) = problems(siasn.read_employees, [raw])
    where, _, told = line.partition(": ")
    assert where == "[0].rwJabatan[0].jabatanFungsionalNama"
    assert told.startswith("the name does not end with a jenjang. Hint: give positions=")


# -- bad input -------------------------------------------------------------------------------------

BAD = [
    {
        "dataUtama": {
            "id": "a1",
            "nipBaru": "199003172015",
            "tglLahir": "1990-03-17",
            "statusPegawai": "PNSS",
            "tglLahr": "x",
            "mkTahun": 12,
        },
        "rwGolongn": [],
        "rwGolongan": [
            {"golonganId": 31, "tmtGolongan": "01-04-2018"},
            {"golonganId": "3c", "tmtGolongan": "besok"},
            {"golonganId": "III/c", "tmtGolongan": "2018-04-01", "skTanggal": "31-02-2018"},
        ],
        "rwSkp22": [{"tahun": "2024", "hasilKinerjaNilai": "DIATAS ESPEKTASI"}],
        "rwKursus": [{"namaKursus": "k", "jenisDiklatId": "99", "jumlahJam": "40"}],
    },
    {"dataUtama": {"id": "a1", "tglLahir": "17-03-1990", "statusPegawai": "PNS"}, "rwSkp": 3},
]
TOLD = """
[0].rwGolongn: unknown service. Hint: did you mean 'rwGolongan'?
[0].dataUtama.tglLahir: not a day. Hint: dd-mm-yyyy, years 1900-2200
[0].dataUtama.statusPegawai: unknown code 'PNSS' of status_pegawai. Hint: did you mean 'PNS'?
[0].dataUtama.tglLahr: unknown field of dataUtama. Hint: did you mean 'tglLahir'?
[0].dataUtama.mkTahun: an int, not text. Hint: SIASN holds everything as text
[0].dataUtama.nipBaru: …015: 12 digits or signs. Hint: an identity number has 18 digits
[0].rwGolongan[0].golonganId: an int, not text. Hint: SIASN holds everything as text
[0].rwGolongan[1].golonganId: unknown code '3c' of golongan.
[0].rwGolongan[1].tmtGolongan: 'besok' is not a day. Hint: dd-mm-yyyy, years 1900-2200
[0].rwGolongan[2].golonganId: unknown code 'III/c' of golongan. Hint: write '33'
[0].rwGolongan[2].tmtGolongan: '2018-04-01' is not a day. Hint: 01-04-2018: dd-mm-yyyy
[0].rwGolongan[2].skTanggal: '31-02-2018' is not a day. Hint: dd-mm-yyyy, years 1900-2200
[0].rwSkp22[0].hasilKinerjaNilai: unknown code 'DIATAS ESPEKTASI' of perilaku_dan_kinerja. Hint: wr
[0].rwKursus[0].jenisDiklatId: unknown code '99' of jenis_diklat.
[1].rwSkp: an int is not a list of rows
"""


def test_everything_wrong_with_everybody_is_told_at_once():
    found = problems(siasn.read_employees, BAD)
    wanted = TOLD.split("\n")[1:-1]
    assert len(found) == len(wanted), found
    for line, start in zip(sorted(found), sorted(wanted), strict=True):
        assert line.startswith(start)


def test_records_that_contradict_are_told_with_the_place_they_were_given_at():
    raw = person(
        rwGolongan=[
            {"golonganId": "33", "tmtGolongan": "01-04-2020"},
            {"golonganId": "34", "tmtGolongan": "01-04-2020"},
        ],
        rwJabatan=[PLANNER, PLANNER | {"unorId": "u-2"}],
    )
    raw["dataUtama"] = MAIN | {"tglLahir": "18-03-1990"}
    assert [line.partition(". Hint")[0] for line in problems(siasn.read_employees, [raw])] == [
        "[0].rwJabatan[0]: another one begins on the same day",
        "[0].dataUtama.nipBaru: disagrees with birth_date",
        "[0].rwJabatan[1].since: definitive while rwJabatan[0] goes on",
        "[0].rwGolongan[1].since: the same day as rwGolongan[0]",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"nipBaru": NIP + "1"},
        {"nipBaru": int(NIP)},
        {"nipBaru": "199013172015031001"},
        {"tglLahir": "1990-03-17"},
        {"tglLahir": "17-03-90"},
        {NIP: "x"},
        {"statusPegawai": NIP},
        {"nama": 5},
    ],
)
def test_no_message_quotes_an_identity_number_or_a_day_of_birth(wrong):
    raw = {"dataUtama": MAIN | wrong, "rwGolongan": [{"golonganId": NIP}]}
    text = "\n".join(problems(siasn.read_employees, [raw]))
    assert NIP not in text
    assert "1990" not in text
    assert "17-03" not in text


@pytest.mark.parametrize("people", [3, "text", {"dataUtama": MAIN}, None])
def test_what_is_no_list_of_people_is_refused(people):
    assert "no list of people" in problems(siasn.read_employees, people)[0]


def test_a_person_twice_or_no_object_is_refused():
    found = problems(siasn.read_employees, [person(), 3, person()])
    assert found[0].startswith("[1]: an int is not an object")
    assert found[1].startswith("[2].dataUtama.id: is given twice")
    (line,) = problems(siasn.read_employees, [{}])
    assert line == "[0].dataUtama: is missing. Hint: the main data of a person"


def test_fields_that_are_not_known_can_be_carried():
    raw = person(rwGolongan=[{"golonganId": "33", "tmtGolongan": "01-04-2020", "createdAt": 5}])
    assert "unknown field" in problems(siasn.read_employees, [raw])[0]
    found = siasn.read_employees([raw], strict=False)
    assert siasn.write_employees(found.employees, beside=found, identity=True).people == (raw,)
    assert ("rwGolongan", "createdAt") in {(s, f) for s, f, _ in found.carried}


SERVICES = sorted(siasn.services())
TEXTS = {
    "tahun": ["2019", "2024"],
    "jumlahJam": ["", "0", "40"],
    "nilaiSkp": ["85.5"],
    "nilaiPerilakuKerja": ["90"],
    "nilaiPrestasiKerja": ["86.25", ""],
    "jabatanFungsionalNama": ["Perencana Ahli Muda", "Arsiparis Terampil"],
}
DAYS = ["", "01-01-0001", "01-04-2020", "31-12-2022", "29-02-2024"]


@st.composite
def rows_of(draw, service):
    """Return a row as SIASN could hold it; little of what a record needs is left out."""
    needed = sorted(READ[service.name]) if service.name in READ else []
    others = draw(st.lists(st.sampled_from(sorted(service.fields)), max_size=5))
    left_out = draw(st.sampled_from([None, None, None, *needed]))
    row = {}
    for field in dict.fromkeys([*needed, *others]):
        if field == left_out:
            continue
        if field in service.open:
            row[field] = draw(st.sampled_from([None, True, {"2": {"dok_id": "2"}}]))
        elif field in service.days:
            row[field] = draw(st.sampled_from(DAYS))
        elif field in service.codes:
            row[field] = draw(st.sampled_from(list(service.codes[field].names)))
        else:
            row[field] = draw(st.sampled_from(TEXTS.get(field, ["u-1", "u-2"])))
    return row


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_read_comes_out_the_same_whatever_it_is(data):
    raw = person()
    for name in data.draw(st.lists(st.sampled_from(SERVICES[1:]), max_size=3, unique=True)):
        rows = rows_of(siasn.services()[name])
        raw[name] = data.draw(st.none() | st.lists(rows, max_size=2))
    try:
        found = siasn.read_employees([raw])
    except InvalidInputError:
        event("refused")
        return
    event(f"read, {len(found.employees[0].records)} records")
    assert found.verify()
    out = siasn.write_employees(found.employees, beside=found, identity=True)
    assert out.people == (raw,)
    assert out.left_out == {}


# -- the data files --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(siasn.code_lists()))
def test_every_list_tells_its_source_and_how_well_it_is_known(name):
    found = siasn.code_lists()[name]
    assert found.source
    assert found.evidence in {Evidence.SINGLE, Evidence.CONFIRMED, Evidence.DERIVED}
    assert set(found.words) <= set(found.names)
    for code, word in found.words.items():
        again = found.code_of(word)
        assert found.words[again] == word
        assert list(found.names).index(again) <= list(found.names).index(code)


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_names_only_fields_that_it_has(name):
    found = siasn.services()[name]
    assert found.days | found.open | found.identity | set(found.codes) <= found.fields


def test_every_code_of_a_golongan_is_its_rank():
    words = siasn.code_lists()["golongan"].words
    assert {word.value: code for code, word in words.items()} == {
        rank: code for rank, code in GOLONGAN.items() if code in words
    }
    assert len(words) == 17
