"""The pair facts: what rules may ask of a mentee and a mentor together."""

from __future__ import annotations

from typing import Final

from asn_career.facts import Fact, Movement, Subject
from asn_career.terms import Text
from asn_career.values import ValueType

__all__ = [
    "FACTS",
    "IS_SUPERIOR",
    "LEVEL_GAP",
    "MENTEE_CHOICE",
    "MENTOR_CHOICE",
    "PLACES_APART",
    "RANK_GAP",
    "SANCTIONED",
    "SERVICE_LEFT",
    "STRENGTHS",
    "UNITS_APART",
    "WAITING",
]


def _fact(
    name: str,
    kind: ValueType,
    id: str,
    en: str,
    note: Text,
    *,
    sensitive: bool = False,
    movement: Movement = Movement.EVENT,
) -> Fact:
    return Fact(
        name=name,
        value_type=kind,
        text=Text(id=id, en=en),
        subject=Subject.PAIR,
        movement=movement,
        sensitive=sensitive,
        note=note,
    )


NUMBER: Final = ValueType.number("number")
MONTHS: Final = ValueType.number("month")
RANK_GAP: Final = _fact(
    "pair_rank_gap",
    NUMBER,
    "Selisih golongan ruang mentor di atas mentee",
    "Ranks by which the mentor is above the mentee",
    Text(id="Dari pangkat pada hari itu; PPPK tidak punya.", en="By the ranks held on the day."),
)
LEVEL_GAP: Final = _fact(
    "pair_level_gap",
    NUMBER,
    "Selisih tingkat jabatan mentor di atas mentee",
    "Levels of position by which the mentor is above the mentee",
    Text(id="Menurut tabel mentoring.level.", en="By the table mentoring.level."),
)
UNITS_APART: Final = _fact(
    "pair_units_apart",
    NUMBER,
    "Unit mentor berbeda (0: sama, 1: lain)",
    "The mentor's unit is another (0: the same, 1: another)",
    Text(id="Dari jabatan definitif.", en="By the definitive appointments."),
)
IS_SUPERIOR: Final = _fact(
    "pair_is_superior",
    ValueType.flag(),
    "Mentor adalah atasan langsung",
    "The mentor is the direct superior",
    Text(
        id="Pejabat struktural lebih tinggi di unit yang sama; selain itu dari pemanggil.",
        en="A higher structural official of the same unit; otherwise as the caller says.",
    ),
)
STRENGTHS: Final = _fact(
    "pair_strengths_in_gaps",
    NUMBER,
    "Kesenjangan kompetensi mentee yang dikuasai mentor",
    "Competency gaps of the mentee in which the mentor is strong",
    Text(
        id="Mentor mencapai tingkat yang disyaratkan jabatan mentee.",
        en="The mentor reaches the level that the mentee's position requires.",
    ),
)
SANCTIONED: Final = _fact(
    "pair_mentor_sanctioned",
    ValueType.flag(),
    "Mentor sedang menjalani hukuman disiplin",
    "The mentor is serving a disciplinary sanction",
    Text(id="Pada hari itu.", en="On the day."),
    sensitive=True,
)
SERVICE_LEFT: Final = _fact(
    "pair_mentor_service_left",
    MONTHS,
    "Sisa masa dinas mentor",
    "Remaining service of the mentor",
    Text(id="Bulan penuh sampai TMT pensiun.", en="Completed months to the pension day."),
    sensitive=True,
)
WAITING: Final = _fact(
    "pair_waiting_months",
    MONTHS,
    "Lama mentee menunggu",
    "Time the mentee has waited",
    Text(id="Nol bila tidak diberikan.", en="Zero unless the caller gives it."),
    movement=Movement.ACCUMULATES,
)
PLACES_APART: Final = _fact(
    "pair_places_apart",
    NUMBER,
    "Tempat kerja mentor berbeda (0: sama, 1: lain)",
    "The mentor's place of work is another (0: the same, 1: another)",
    Text(id="Dari lokasi yang diberikan pemanggil.", en="By the locations that the caller gave."),
)
MENTEE_CHOICE: Final = _fact(
    "pair_mentee_choice",
    NUMBER,
    "Urutan mentor dalam daftar pilihan mentee",
    "Place of the mentor in the mentee's list",
    Text(id="0: tidak ada dalam daftar.", en="0: not on the list; unknown without a list."),
)
MENTOR_CHOICE: Final = _fact(
    "pair_mentor_choice",
    NUMBER,
    "Urutan mentee dalam daftar pilihan mentor",
    "Place of the mentee in the mentor's list",
    Text(id="0: tidak ada dalam daftar.", en="0: not on the list; unknown without a list."),
    sensitive=True,
)
FACTS: Final = (
    RANK_GAP,
    LEVEL_GAP,
    UNITS_APART,
    IS_SUPERIOR,
    STRENGTHS,
    SANCTIONED,
    SERVICE_LEFT,
    WAITING,
    PLACES_APART,
    MENTEE_CHOICE,
    MENTOR_CHOICE,
)
