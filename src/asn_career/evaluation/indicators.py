"""The indicators by which a programme is judged, each with what it counts and its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from asn_career.terms import Text, Word

__all__ = ["DEFINITIONS", "Definition", "Indicator"]

NOTHING: Final = Text(id="", en="")


class Indicator(Word):
    """What a career programme is meant to move."""

    TURNOVER = "turnover", "Tingkat keluar pegawai", "Turnover"
    EARLY_TURNOVER = "early_turnover", "Keluar sebelum pensiun", "Leaving before retirement"
    RETENTION = "retention", "Retensi", "Retention"
    INTERNAL_FILL = "internal_fill", "Pengisian jabatan dari dalam", "Posts filled from within"
    TIME_TO_PROMOTION = "time_to_promotion", "Waktu kenaikan pangkat", "Time to promotion"
    BENCH_COVERAGE = "bench_coverage", "Jabatan kritikal bercadangan", "Bench coverage"
    MENTORING_COVERAGE = "mentoring_coverage", "Cakupan mentoring", "Mentoring coverage"
    TRAINING_HOURS = "training_hours", "Pemenuhan JP minimal", "Compliance with the hours floor"
    JOB_SATISFACTION = "job_satisfaction", "Kepuasan kerja", "Job satisfaction"
    PUBLIC_SATISFACTION = (
        "public_satisfaction",
        "Indeks kepuasan masyarakat (IKM)",
        "Index of public satisfaction (IKM)",
    )


@attrs.frozen(kw_only=True)
class Definition:
    """What an indicator is.

    Attributes:
        numerator: what is counted or added up.
        denominator: by what it is divided.
        unit: percent, month or score; percent is 100 times the quotient.
        more_is_better: whether a higher value is the aim.
        of_people: whether it is about people, so that small groups are left out.
        is_share: whether the numerator is part of the denominator.
        source: the article, as data files write it; empty where no law defines it.
        note: what to know when reading it.
    """

    numerator: Text
    denominator: Text
    unit: str
    more_is_better: bool
    of_people: bool = True
    is_share: bool = True
    source: str = ""
    note: Text = NOTHING


DEFINITIONS: Final[Mapping[Indicator, Definition]] = {
    Indicator.TURNOVER: Definition(
        numerator=Text(id="pegawai yang keluar dari instansi", en="people who left the agency"),
        denominator=Text(
            id="rata-rata jumlah pegawai awal dan akhir periode",
            en="mean headcount of the first and the last day",
        ),
        unit="percent",
        more_is_better=False,
        is_share=False,
        note=Text(
            id="Pensiun ikut dihitung; pindah antarunit tidak.",
            en="Retirements count, moves between units do not.",
        ),
    ),
    Indicator.EARLY_TURNOVER: Definition(
        numerator=Text(
            id="pegawai yang keluar sebelum TMT pensiun",
            en="people who left before their pension day",
        ),
        denominator=Text(
            id="rata-rata jumlah pegawai awal dan akhir periode",
            en="mean headcount of the first and the last day",
        ),
        unit="percent",
        more_is_better=False,
        is_share=False,
        source="pp-11-2017:239",
        note=Text(
            id="TMT pensiun menurut aturan batas usia pensiun.",
            en="The pension day follows from the retirement age.",
        ),
    ),
    Indicator.RETENTION: Definition(
        numerator=Text(
            id="di antaranya masih bekerja di instansi pada akhir periode",
            en="those of them still in the agency on the last day",
        ),
        denominator=Text(
            id="pegawai (atau talenta yang disebut) pada awal periode",
            en="people (or the talents named) on the first day",
        ),
        unit="percent",
        more_is_better=True,
    ),
    Indicator.INTERNAL_FILL: Definition(
        numerator=Text(
            id="di antaranya diisi oleh yang sehari sebelumnya berjabatan di instansi",
            en="those filled by somebody who held a post in the agency the day before",
        ),
        denominator=Text(
            id="jabatan pada jenjang yang dipilih yang diisi dalam periode",
            en="posts of the chosen levels filled in the period",
        ),
        unit="percent",
        more_is_better=True,
        of_people=False,
    ),
    Indicator.TIME_TO_PROMOTION: Definition(
        numerator=Text(
            id="jumlah bulan dalam pangkat sebelumnya", en="months in the rank before, added up"
        ),
        denominator=Text(id="kenaikan pangkat dalam periode", en="rank promotions in the period"),
        unit="month",
        more_is_better=False,
        is_share=False,
        note=Text(
            id="Hanya yang sudah naik pangkat: yang masih menunggu tidak terlihat di sini.",
            en="Only those promoted: whoever still waits is not seen here.",
        ),
    ),
    Indicator.BENCH_COVERAGE: Definition(
        numerator=Text(
            id="di antaranya dengan sedikitnya satu orang siap sekarang",
            en="those with at least one person ready now",
        ),
        denominator=Text(id="jabatan kritikal", en="critical posts"),
        unit="percent",
        more_is_better=True,
        of_people=False,
    ),
    Indicator.MENTORING_COVERAGE: Definition(
        numerator=Text(id="di antaranya mendapat mentor", en="those with a mentor"),
        denominator=Text(id="pegawai yang ingin dimentori", en="mentees"),
        unit="percent",
        more_is_better=True,
    ),
    Indicator.TRAINING_HOURS: Definition(
        numerator=Text(
            id="di antaranya mencapai JP minimal dalam tahun itu",
            en="those who reached the floor of hours in the year",
        ),
        denominator=Text(
            id="pegawai dengan JP minimal pada 31 Desember",
            en="people to whom the floor applies on 31 December",
        ),
        unit="percent",
        more_is_better=True,
        source="pp-11-2017:203(4)",
        note=Text(
            id="Dihitung per tahun kalender; status pegawai menurut riwayat sekarang.",
            en="Counted by calendar years; by the status that the record has now.",
        ),
    ),
    Indicator.JOB_SATISFACTION: Definition(
        numerator=Text(id="jumlah nilai jawaban", en="values of the answers, added up"),
        denominator=Text(id="pegawai yang menjawab", en="people who answered"),
        unit="score",
        more_is_better=True,
        is_share=False,
        note=Text(
            id="Survei instansi; bagian kepuasan dan keterikatan dalam PermenPANRB 19/2025.",
            en="A survey of the agency; part of engagement in PermenPANRB 19/2025.",
        ),
    ),
    Indicator.PUBLIC_SATISFACTION: Definition(
        numerator=Text(
            id="nilai IKM kali jumlah responden", en="the index times those who answered, added up"
        ),
        denominator=Text(id="responden", en="people who answered"),
        unit="score",
        more_is_better=True,
        is_share=False,
        source="permenpanrb-14-2017",
    ),
}
"""What each indicator is; figures of the law are never here but in the rulebook."""
