r"""SIASN, the national HR record system: its field names and codes, in and out.

Every agency's system speaks SIASN: camelCase, everything text, days dd-mm-yyyy, misspellings
included. People come in as records; what SIASN holds beyond a record is carried along, counted by
field and never shown, and goes out again as it came. Codes and fields were read in third-party
copies of public lists, not from BKN; each list says how well it is known.

>>> person = {
...     "dataUtama": {"id": "a1", "tglLahir": "17-03-1990", "statusPegawai": "PNS"},
...     "rwGolongan": [{"golonganId": "31", "tmtGolongan": "01-04-2018", "skNomor": "SK-1"}],
... }
>>> found = read_employees([person])
>>> found.employees[0].ranks
(RankHeld(golongan=<Golongan.III_A: 'III/a'>, since=datetime.date(2018, 4, 1), assumed=False),)
>>> print(*found.lines("en"), sep="\n")
1 people, 1 records read from SIASN
  carried along, not read: Ranks, skNomor: 1
>>> write_employees(found.employees, beside=found, identity=True).people[0] == person
True
>>> read_employees([{"dataUtama": {**person["dataUtama"], "statusPegawai": "PSN"}}])
Traceback (most recent call last):
asn_career.errors.InvalidInputError: [0].dataUtama.statusPegawai: unknown code 'PSN' ...
"""

from __future__ import annotations

from asn_career.siasn.codes import CodeList, Service, code_lists, services
from asn_career.siasn.incoming import read_employees
from asn_career.siasn.outgoing import write_employees
from asn_career.siasn.result import Exported, Imported

__all__ = [
    "CodeList",
    "Exported",
    "Imported",
    "Service",
    "code_lists",
    "read_employees",
    "services",
    "write_employees",
]
