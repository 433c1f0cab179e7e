"""What came in and what goes out: people, the rows behind them, and what is carried or left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

import attrs

from asn_career.people import Employee
from asn_career.people.records import Record
from asn_career.siasn.codes import services
from asn_career.terms import Text

__all__ = ["Exported", "Imported", "Source", "SourceRow"]

SCHEMA_VERSION: Final = 1
UNREAD: Final = Text(id="tidak dibaca", en="not read")
Entry = tuple[str, str, Text]


@attrs.frozen
class SourceRow:
    """A row as it came, and the record it became; without one, why it is only carried along."""

    service: str
    raw: Mapping[str, Any]
    record: Record | None = None
    why: Text | None = None


@attrs.frozen
class Source:
    """One person as SIASN holds them; ``services`` hold lists of rows, ``nulls`` none at all."""

    main: Mapping[str, Any]
    rows: tuple[SourceRow, ...]
    services: tuple[str, ...]
    nulls: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, repr=False)
class Imported:
    """People read from SIASN, and all that SIASN holds beyond their records.

    Attributes:
        employees: the records, in the order of the input.
        sources: what each person came from, by id; `write_employees` needs it to lose nothing.
    """

    employees: tuple[Employee, ...]
    sources: Mapping[str, Source]

    def __repr__(self) -> str:
        """Return the counts: a source holds names and numbers."""
        return f"<Imported: {len(self.employees)} employees, {len(self.carried)} kinds carried>"

    @property
    def carried(self) -> dict[Entry, int]:
        """What is carried along unread: service, field (or - for whole rows), why; how often."""
        found: Counter[Entry] = Counter()
        for source in self.sources.values():
            for field in _unread("dataUtama", source.main):
                found["dataUtama", field, UNREAD] += 1
            for row in source.rows:
                if row.record is None:
                    found[row.service, "-", row.why or UNREAD] += 1
                else:
                    for field in _unread(row.service, row.raw):
                        found[row.service, field, UNREAD] += 1
        return dict(sorted(found.items(), key=lambda item: (item[0][0], item[0][1], item[0][2].en)))

    def verify(self) -> bool:
        """Look for every row in its record and for every record in a row; nothing stands alone.

        Source: none: our own choice.
        """
        from asn_career.siasn.checker import agrees

        return all(agrees(one, self.sources[one.id]) for one in self.employees)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return how many people and records were read, and what is carried along."""
        count = sum(len(one.records) for one in self.employees)
        head = Text(
            id=f"{len(self.employees)} pegawai, {count} riwayat dibaca dari SIASN",
            en=f"{len(self.employees)} people, {count} records read from SIASN",
        )
        along = Text(id="ikut dibawa, tidak dibaca", en="carried along, not read")
        found = [head.say(lang)]
        for (service, field, why), number in self.carried.items():
            what = f"{services()[service].text.say(lang)}, {field}"
            reason = "" if why == UNREAD else f" ({why.say(lang)})"
            found.append(f"  {along.say(lang)}: {what}: {number}{reason}")
        return tuple(found)

    def rows(self) -> list[dict[str, str | int]]:
        """Return one flat row a kind of what is carried along; no values."""
        return [_flat(entry, number) for entry, number in self.carried.items()]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; counts only, nobody's data."""
        people = len(self.employees)
        head = {"schema": SCHEMA_VERSION, "kind": "imported", "people": people}
        return {**head, "records": sum(len(e.records) for e in self.employees), "rows": self.rows()}

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())


@attrs.frozen(kw_only=True, repr=False)
class Exported:
    """People as SIASN holds them.

    Attributes:
        people: one object a person, each with its services.
        left_out: what SIASN has no place for or was not asked for: class, field (or - for whole
            records), why; how often.
    """

    people: tuple[dict[str, Any], ...]
    left_out: Mapping[Entry, int]

    def __repr__(self) -> str:
        """Return the counts."""
        return f"<Exported: {len(self.people)} people, {len(self.left_out)} kinds left out>"

    def verify(self) -> bool:
        """Tell whether every row is of a known service and holds text.

        Source: none: our own choice.
        """
        from asn_career.siasn.checker import is_well_formed

        return all(is_well_formed(person) for person in self.people)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return how many people were written, and what was left out."""
        count = len(self.people)
        head = Text(id=f"{count} pegawai ditulis", en=f"{count} people written")
        out = Text(id="tidak terbawa", en="left out")
        return (
            head.say(lang),
            *(
                f"  {out.say(lang)}: {what}, {field}: {number} ({why.say(lang)})"
                for (what, field, why), number in self.left_out.items()
            ),
        )

    def rows(self) -> list[dict[str, str | int]]:
        """Return one flat row a kind of what was left out; no values."""
        return [_flat(entry, number) for entry, number in self.left_out.items()]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; counts only, nobody's data."""
        head = {"schema": SCHEMA_VERSION, "kind": "exported", "people": len(self.people)}
        return {**head, "rows": self.rows()}

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())


def _flat(entry: Entry, number: int) -> dict[str, str | int]:
    what, field, why = entry
    return {"what": what, "field": field, "why_id": why.id, "why_en": why.en, "count": number}


READ: Final[Mapping[str, frozenset[str]]] = {
    "dataUtama": frozenset(
        {"id", "nipBaru", "tglLahir", "jenisKelamin", "statusPegawai", "tmtCpns"}
    ),
    "rwGolongan": frozenset({"golonganId", "tmtGolongan"}),
    "rwPendidikan": frozenset({"tkPendidikanId", "tglLulus", "pendidikanId"}),
    "rwJabatan": frozenset(
        {
            "jenisJabatan",
            "eselonId",
            "tmtJabatan",
            "unorId",
            "namaJabatan",
            "jabatanFungsionalId",
            "jabatanFungsionalNama",
            "jabatanFungsionalUmumId",
            "jabatanFungsionalUmumNama",
            "jenisPenugasanId",
        }
    ),
    "rwSkp22": frozenset(
        {
            "tahun",
            "hasilKinerjaNilai",
            "PerilakuKerjaNilai",
            "perilakuKerjaNilai",
            "KuadranKinerjaNilai",
            "kuadranKinerjaNilai",
        }
    ),
    "rwSkp": frozenset({"tahun", "nilaiPrestasiKerja", "nilaiSkp", "nilaiPerilakuKerja"}),
    "rwDiklat": frozenset(
        {"latihanStrukturalId", "latihanStrukturalNama", "tanggal", "tanggalSelesai", "jumlahJam"}
    ),
    "rwKursus": frozenset(
        {"jenisDiklatId", "namaKursus", "tanggalKursus", "tanggalSelesaiKursus", "jumlahJam"}
    ),
    "rwHukdis": frozenset(
        {"jenisHukuman", "jenisTingkatHukumanId", "hukumanTanggal", "akhirHukumTanggal"}
    ),
    "rwPenghargaan": frozenset({"hargaNama", "skDate"}),
    "rwCltn": frozenset({"cltnId", "tanggalAwal", "tanggalAkhir"}),
}
"""The fields that a record is made of; all others are carried along."""


def _unread(service: str, raw: Mapping[str, Any]) -> list[str]:
    blank = (None, "", "01-01-0001")
    return [f for f, value in raw.items() if f not in READ[service] and value not in blank]
