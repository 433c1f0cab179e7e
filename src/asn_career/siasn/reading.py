"""Rows of SIASN made into records: one function a service.

A row that cannot be a record (a code without a word of ours, a training without hours) is carried
along, with the reason; it is never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias, cast

from asn_career.errors import InvalidInputError, Problem
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
from asn_career.positions import Position
from asn_career.siasn.codes import code_list
from asn_career.siasn.rows import Row
from asn_career.terms import (
    Capacity,
    Diploma,
    Eselon,
    Expectation,
    Golongan,
    Jenjang,
    PositionKind,
    Predikat,
    ReleaseKind,
    SanctionKind,
    SanctionLevel,
    Text,
)

__all__ = ["CARRIED", "READERS", "Carried", "read_position"]

NO_CODE: Final = Text(
    id="kodenya tidak mempunyai padanan", en="its code stands for no word of this library"
)
NO_DAY: Final = Text(id="tanpa tanggal", en="it has no day")
NO_HOURS: Final = Text(id="tanpa jumlah jam", en="it has no hours")
NO_RATING: Final = Text(id="tanpa predikat dan penilaian", en="it has no predicate and no ratings")
NO_TOTAL: Final = Text(
    id="tidak pasti apa yang dijumlahkan", en="it is not certain what its total counts"
)
NO_END: Final = Text(
    id="penugasan Plt tanpa hari terakhir", en="it is acting (Plt), and its last day is not held"
)
NOT_PNS: Final = Text(id="golongan PPPK lain adanya", en="ranks of PPPK are others")
CARRIED: Final[Mapping[str, Text]] = {"rwAngkaKredit": NO_TOTAL}
"""Services whose rows are never read, and why."""

Carried: TypeAlias = Text
"""Why a row is carried along and not read."""
Positions: TypeAlias = Mapping[str, Position]
Fields: TypeAlias = Mapping[str, str]


def _missing(field: str, hint: str = "") -> InvalidInputError:
    return InvalidInputError(Problem(field, "is missing", hint))


def read_rank(row: Row) -> RankHeld | Carried:
    """Read rwGolongan."""
    word, since = row.word("golonganId"), row.day("tmtGolongan")
    if word is None:
        raise _missing("golonganId")
    return NO_DAY if since is None else RankHeld(golongan=cast("Golongan", word), since=since)


def read_education(row: Row, fields: Fields) -> Education | Carried:
    """Read rwPendidikan; a year alone is no day."""
    if row.code("tkPendidikanId") is None:
        raise _missing("tkPendidikanId")
    if (diploma := row.word("tkPendidikanId")) is None:
        return NO_CODE
    key = row.text("pendidikanId") or ""
    return Education(
        diploma=cast("Diploma", diploma), field=fields.get(key), graduated=row.day("tglLulus")
    )


def _jenjang(name: str) -> Jenjang | None:
    """Return the jenjang that a name ends with, as in ``Perencana Ahli Muda``."""
    words = name.casefold()
    return next((j for j in Jenjang if words.endswith(j.text.id.casefold())), None)


def read_position(row: Row, positions: Positions) -> Position | Carried:
    """Read the kind of job of a row of rwJabatan: as the caller knows it, or from the row."""
    kind = cast("PositionKind | None", row.word("jenisJabatan"))
    if row.code("jenisJabatan") is None:
        raise _missing("jenisJabatan")
    if kind is PositionKind.FUNGSIONAL:
        key = row.text("jabatanFungsionalId")
        name = row.text("jabatanFungsionalNama", "namaJabatan")
        where = "jabatanFungsionalId"
    elif kind is PositionKind.PELAKSANA:
        key = row.text("jabatanFungsionalUmumId")
        name = row.text("jabatanFungsionalUmumNama", "namaJabatan")
        where = "jabatanFungsionalUmumId"
    else:  # structural: the post of the head of a unit has no key of its own
        key, name, where = row.text("unorId"), row.text("namaJabatan"), "unorId"
    if key is None:
        raise _missing(where)
    if key in positions:
        return positions[key]
    if name is None:
        raise _missing("namaJabatan")
    if kind is PositionKind.FUNGSIONAL:
        if (jenjang := _jenjang(name)) is None:
            hint = "give positions= with this jabatanFungsionalId"
            message = "the name does not end with a jenjang"
            raise InvalidInputError(Problem("jabatanFungsionalNama", message, hint))
        return Position(id=key, name=name, kind=kind, jenjang=jenjang)
    if kind is PositionKind.PELAKSANA:
        return Position(id=key, name=name, kind=kind)
    if (found := row.code("eselonId")) is None:
        raise _missing("eselonId", "a structural position has one")
    level = cast("PositionKind | None", code_list("eselon_kind").words.get(found[1]))
    if level is None:
        return NO_CODE
    return Position(
        id=key, name=name, kind=level, eselon=cast("Eselon | None", row.word("eselonId"))
    )


def read_appointment(row: Row, positions: Positions) -> Appointment | Carried:
    """Read rwJabatan; its last day follows from the next row of the person."""
    since, unit = row.day("tmtJabatan"), row.text("unorId")
    if since is None:
        return NO_DAY
    if row.word("jenisPenugasanId") not in {None, Capacity.DEFINITIVE}:
        return NO_END
    if unit is None:
        raise _missing("unorId")
    position = read_position(row, positions)
    if isinstance(position, Text):
        return position
    return Appointment(position=position, unit=unit, since=since)


def _year(row: Row) -> tuple[dt.date, dt.date]:
    year = row.whole("tahun")
    if year is None:
        raise _missing("tahun")
    try:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    except ValueError:
        raise InvalidInputError(Problem("tahun", f"{year} is not a year", "1900-2200")) from None


def read_appraisal(row: Row) -> Appraisal | Carried:
    """Read rwSkp22: codes of the two ratings and of the predicate."""
    since, until = _year(row)
    result = row.word("hasilKinerjaNilai")
    conduct = row.word("PerilakuKerjaNilai", "perilakuKerjaNilai")
    predicate = row.word("KuadranKinerjaNilai", "kuadranKinerjaNilai")
    if predicate is None and None in (result, conduct):
        return NO_RATING
    return Appraisal(
        since=since,
        until=until,
        work_result=cast("Expectation | None", result),
        conduct=cast("Expectation | None", conduct),
        predicate=cast("Predikat | None", predicate),
    )


def read_score(row: Row) -> Appraisal | Carried:
    """Read rwSkp: the numbers of an appraisal before 2022."""
    since, until = _year(row)
    score = row.number("nilaiPrestasiKerja")
    parts = row.number("nilaiSkp"), row.number("nilaiPerilakuKerja")
    if score is None and None in parts:
        return NO_RATING
    return Appraisal(
        since=since, until=until, score=score, skp_score=parts[0], conduct_score=parts[1]
    )


def _training(name: str | None, day: dt.date | None, row: Row, kind: str) -> Training | Carried:
    hours = row.whole("jumlahJam")
    if day is None:
        return NO_DAY
    if hours is None:
        return NO_HOURS
    if name is None:
        raise _missing("namaKursus")
    return Training(course=name, finished=day, hours=hours, kind=kind)


def read_leadership(row: Row) -> Training | Carried:
    """Read rwDiklat."""
    found = row.code("latihanStrukturalId")
    name = row.text("latihanStrukturalNama") or (found and found[0].names[found[1]])
    return _training(name, row.day("tanggalSelesai", "tanggal"), row, "struktural")


def read_course(row: Row) -> Training | Carried:
    """Read rwKursus."""
    found = row.code("jenisDiklatId")
    if found is None:
        raise _missing("jenisDiklatId")
    day = row.day("tanggalSelesaiKursus", "tanggalKursus")
    return _training(row.text("namaKursus"), day, row, str(found[0].words[found[1]]))


def read_sanction(row: Row) -> Sanction | Carried:
    """Read rwHukdis; the level is that of the row, or follows from the kind."""
    since = row.day("hukumanTanggal")
    kind = cast("SanctionKind | None", row.word("jenisHukuman"))
    level = row.word("jenisTingkatHukumanId") or (None if kind is None else kind.level)
    if since is None:
        return NO_DAY
    if level is None or kind is SanctionKind.NONE:
        return NO_CODE
    return Sanction(
        level=cast("SanctionLevel", level),
        kind=kind,
        since=since,
        until=row.day("akhirHukumTanggal"),
    )


def read_award(row: Row) -> Award | Carried:
    """Read rwPenghargaan."""
    name, day = row.text("hargaNama"), row.day("skDate")
    if name is None:
        raise _missing("hargaNama")
    return NO_DAY if day is None else Award(name=name, day=day)


def read_release(row: Row) -> Release | StudyLeave | Carried:
    """Read rwCltn, which holds study leave and state office, too."""
    kind, since = row.word("cltnId"), row.day("tanggalAwal")
    if row.code("cltnId") is None:
        raise _missing("cltnId")
    if kind is None:
        return NO_CODE
    if since is None:
        return NO_DAY
    until = row.day("tanggalAkhir")
    if kind is ReleaseKind.STUDY:
        return StudyLeave(since=since, until=until)
    return Release(kind=cast("ReleaseKind", kind), since=since, until=until)


READERS: Final[Mapping[str, Callable[[Row, Positions, Fields], Record | Carried]]] = {
    "rwGolongan": lambda row, _p, _f: read_rank(row),
    "rwPendidikan": lambda row, _p, f: read_education(row, f),
    "rwJabatan": lambda row, p, _f: read_appointment(row, p),
    "rwSkp22": lambda row, _p, _f: read_appraisal(row),
    "rwSkp": lambda row, _p, _f: read_score(row),
    "rwDiklat": lambda row, _p, _f: read_leadership(row),
    "rwKursus": lambda row, _p, _f: read_course(row),
    "rwHukdis": lambda row, _p, _f: read_sanction(row),
    "rwPenghargaan": lambda row, _p, _f: read_award(row),
    "rwCltn": lambda row, _p, _f: read_release(row),
}
"""How the rows of each service are read."""
