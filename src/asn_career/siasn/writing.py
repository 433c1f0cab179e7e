"""Records made into rows of SIASN, one function a record, each with what its row cannot hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from asn_career.people import (
    Appointment,
    Appraisal,
    Award,
    Education,
    RankHeld,
    Release,
    Sanction,
    StudyLeave,
    Training,
)
from asn_career.people.records import Record
from asn_career.siasn.codes import code_list
from asn_career.siasn.rows import say_day
from asn_career.terms import Capacity, PositionKind, ReleaseKind

__all__ = ["write_row"]

Written = tuple[str, dict[str, Any], tuple[str, ...]]  # service, fields, fields of ours left out


def _lost(record: object, *carried: str) -> tuple[str, ...]:
    """Return the fields of a record that say something and are not carried."""
    found = []
    for field in attrs.fields(type(record)):  # type: ignore[arg-type] # records are attrs classes
        value = getattr(record, field.name)
        if field.name not in carried and value != field.default and value not in ((), None):
            found.append(field.name)
    return tuple(found)


def _text(day: dt.date | None) -> str | None:
    return None if day is None else say_day(day)


def write_row(record: Record) -> Written | None:
    """Return the row of a record, or None where no service holds it."""
    writer = WRITERS.get(type(record))
    return None if writer is None else writer(record)


def _rank(record: RankHeld) -> Written:
    code = code_list("golongan").code_of(record.golongan)
    fresh = {
        "golonganId": code,
        "golongan": record.golongan.value,
        "tmtGolongan": say_day(record.since),
    }
    return "rwGolongan", fresh, ()


def _education(record: Education) -> Written:
    codes = code_list("tingkat_pendidikan")
    code = codes.code_of(record.diploma)
    fresh = {"tkPendidikanId": code, "tkPendidikanNama": codes.names[code or ""]}
    if record.graduated is not None:
        fresh |= {"tglLulus": say_day(record.graduated), "tahunLulus": str(record.graduated.year)}
    return "rwPendidikan", fresh, _lost(record, "diploma", "graduated")


def _appointment(record: Appointment) -> Written | None:
    if record.capacity is not Capacity.DEFINITIVE:
        return None
    position = record.position
    fresh = {
        "unorId": record.unit,
        "tmtJabatan": say_day(record.since),
        "namaJabatan": position.name,
        "jenisPenugasanId": code_list("jenis_penugasan").code_of(record.capacity),
    }
    if position.kind is PositionKind.FUNGSIONAL:
        fresh |= {
            "jenisJabatan": "2",
            "jabatanFungsionalId": position.id,
            "jabatanFungsionalNama": position.name,
        }
    elif position.kind is PositionKind.PELAKSANA and position.eselon is None:
        fresh |= {
            "jenisJabatan": "4",
            "jabatanFungsionalUmumId": position.id,
            "jabatanFungsionalUmumNama": position.name,
        }
    else:
        eselon = _eselon(record)
        if eselon is None:
            return None
        fresh |= {"jenisJabatan": "1", "eselonId": eselon}
    lost = [*_lost(record, "position", "unit", "since", "until", "capacity")]
    lost += [
        f"position.{name}" for name in _lost(position, "id", "name", "kind", "jenjang", "eselon")
    ]
    structural = fresh["jenisJabatan"] == "1"
    if structural and position.id != record.unit:
        lost.append("position.id")
    return "rwJabatan", fresh, tuple(lost)


def _eselon(record: Appointment) -> str | None:
    """Return the code of the eselon that fits the kind, too: I.a has two."""
    kinds = code_list("eselon_kind").words
    position = record.position
    return next(
        (
            code
            for code, word in code_list("eselon").words.items()
            if word == position.eselon and kinds.get(code) == position.kind
        ),
        None,
    )


def _appraisal(record: Appraisal) -> Written | None:
    year = record.until.year
    if (record.since, record.until) != (dt.date(year, 1, 1), dt.date(year, 12, 31)):
        return None
    if None in (record.predicate, record.work_result, record.conduct) and record.score is not None:
        fresh: dict[str, Any] = {
            "tahun": str(year),
            "nilaiPrestasiKerja": f"{record.score:f}",
            "nilaiSkp": None if record.skp_score is None else f"{record.skp_score:f}",
            "nilaiPerilakuKerja": None
            if record.conduct_score is None
            else f"{record.conduct_score:f}",
        }
        carried = ("since", "until", "score", "skp_score", "conduct_score")
        return "rwSkp", fresh, _lost(record, *carried)
    ratings, box = code_list("perilaku_dan_kinerja"), code_list("kuadran_nilai")
    fresh = {"tahun": str(year)}
    for field, name, codes, word in (
        ("hasilKinerjaNilai", "hasilKinerja", ratings, record.work_result),
        ("PerilakuKerjaNilai", "perilakuKerja", ratings, record.conduct),
        ("KuadranKinerjaNilai", "kuadranKinerja", box, record.predicate),
    ):
        if word is not None:
            code = codes.code_of(word)
            fresh |= {field: code, name: codes.names[code or ""]}
    if len(fresh) == 1:
        return None
    carried = ("since", "until", "predicate", "work_result", "conduct")
    return "rwSkp22", fresh, _lost(record, *carried)


def _training(record: Training) -> Written | None:
    code = code_list("jenis_diklat").code_of(record.kind)
    if code is None:
        return None
    fresh = {
        "namaKursus": record.course,
        "jenisDiklatId": code,
        "tanggalSelesaiKursus": say_day(record.finished),
        "tahunKursus": str(record.finished.year),
        "jumlahJam": str(record.hours),
    }
    return "rwKursus", fresh, _lost(record, "course", "finished", "hours", "kind")


def _sanction(record: Sanction) -> Written:
    kinds, levels = code_list("jenis_hukuman"), code_list("tingkat_hukuman")
    kind = None if record.kind is None else kinds.code_of(record.kind)
    fresh = {
        "jenisTingkatHukumanId": levels.code_of(record.level),
        "hukumanTanggal": say_day(record.since),
        "akhirHukumTanggal": _text(record.until),
    }
    carried = ["level", "since", "until"]
    if kind is not None:
        fresh |= {"jenisHukuman": kind, "jenisHukumanNama": kinds.names[kind]}
        carried.append("kind")
    return "rwHukdis", fresh, _lost(record, *carried)


def _award(record: Award) -> Written:
    fresh = {"hargaNama": record.name, "skDate": say_day(record.day), "tahun": str(record.day.year)}
    return "rwPenghargaan", fresh, _lost(record, "name", "day")


def _release(record: Release | StudyLeave) -> Written | None:
    kind = record.kind if isinstance(record, Release) else ReleaseKind.STUDY
    code = code_list("cltn").code_of(kind)
    if code is None:
        return None
    fresh = {
        "cltnId": code,
        "tanggalAwal": say_day(record.since),
        "tanggalAkhir": _text(record.until),
    }
    return "rwCltn", fresh, _lost(record, "kind", "since", "until")


WRITERS: Final[Mapping[type, Callable[[Any], Written | None]]] = {
    RankHeld: _rank,
    Education: _education,
    Appointment: _appointment,
    Appraisal: _appraisal,
    Training: _training,
    Sanction: _sanction,
    Award: _award,
    Release: _release,
    StudyLeave: _release,
}
"""How each record becomes a row; others have no service."""
