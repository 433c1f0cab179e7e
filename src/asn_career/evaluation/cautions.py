"""What a design cannot carry, in plain words, and what would carry it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from asn_career.terms import Text, Word

__all__ = ["REMEDIES", "Caution", "LeftOut", "NextStep"]


class Caution(Word):
    """Why a claim is weaker than its number."""

    TOO_FEW_UNITS = (
        "too_few_units",
        "kurang dari empat unit dalam satu kelompok: pengaruh tidak dapat dinilai",
        "fewer than four units in a group: the effect cannot be judged",
    )
    NO_SPREAD = (
        "no_spread",
        "semua unit berubah sama besar: peluang kebetulan tidak dapat dihitung",
        "all units changed alike: chance cannot be reckoned with",
    )
    NO_INTERVAL = (
        "no_interval",
        "unit terlalu sedikit untuk selang 95% dengan permutasi",
        "too few units for a 95% interval by permutation",
    )
    NO_COMPARISON = (
        "no_comparison",
        "tanpa kelompok pembanding: perubahan bisa terjadi juga tanpa program",
        "no comparison group: the change may have come without the programme",
    )
    NOT_DRAWN = (
        "not_drawn",
        "unit tidak dipilih dengan undian: kelompok bisa berbeda sejak awal",
        "units were not drawn by lot: the groups may have differed from the start",
    )
    FEW_UNITS = (
        "few_units",
        "kurang dari sepuluh unit dalam satu kelompok: hanya pengaruh besar yang terlihat",
        "fewer than ten units in a group: only large effects can be seen",
    )
    LEVELS_DIFFER = (
        "levels_differ",
        "kedua kelompok sudah berbeda sebelum program",
        "the groups differed already before the programme",
    )
    CHOSEN_WORST = (
        "chosen_worst",
        "unit yang diprogram semula lebih buruk: nilai ekstrem cenderung kembali ke rata-rata",
        "the treated units were worse before: extreme values tend back to the mean by themselves",
    )
    TREND_UNKNOWN = (
        "trend_unknown",
        "tidak ada periode lebih awal: arah perubahan sebelum program tidak diketahui",
        "no earlier period: how things moved before the programme is not known",
    )
    PRIOR_TREND = (
        "prior_trend",
        "sebelum program pun arah perubahannya sudah berbeda",
        "things moved differently already before the programme",
    )
    UNEQUAL_SPREAD = (
        "unequal_spread",
        "kelompok tidak sama besar dan sebarannya berbeda: selang uji t gabungan bisa keliru",
        "groups of unequal size and unequal spread: the interval of the pooled t may mislead",
    )
    LENGTHS_DIFFER = (
        "lengths_differ",
        "periode sebelum dan sesudah tidak sama panjang",
        "the periods before and after differ in length",
    )
    UNITS_LEFT_OUT = (
        "units_left_out",
        "sebagian unit tidak ikut dihitung",
        "some units are left out",
    )
    SEVERAL_OUTCOMES = (
        "several_outcomes",
        "beberapa indikator diuji sekaligus: nilai p disesuaikan (Holm), selang tidak",
        "several indicators were tested at once: p-values are adjusted (Holm), intervals are not",
    )


REMEDIES: Final[Mapping[Caution, Text]] = {
    Caution.TOO_FEW_UNITS: Text(
        id="Sertakan sedikitnya empat unit pada tiap kelompok, lebih baik sepuluh.",
        en="Take in at least four units a group, better ten.",
    ),
    Caution.NO_SPREAD: Text(
        id="Periksa datanya: nilai yang sama persis di semua unit jarang terjadi.",
        en="Check the data: exactly the same change in all units is rare.",
    ),
    Caution.NO_INTERVAL: Text(
        id="Sertakan sedikitnya enam unit, atau tambahkan kelompok pembanding.",
        en="Take in at least six units, or add a comparison group.",
    ),
    Caution.NO_COMPARISON: Text(
        id="Tunjuk unit serupa yang belum diprogram sebagai pembanding.",
        en="Name similar units without the programme for comparison.",
    ),
    Caution.NOT_DRAWN: Text(
        id="Bila program diperluas bertahap, undi unit mana yang lebih dulu.",
        en="Where a programme grows step by step, draw by lot which units come first.",
    ),
    Caution.FEW_UNITS: Text(
        id="Perluas ke lebih banyak unit, atau tambah unit pembanding.",
        en="Extend it to more units, or add units for comparison.",
    ),
    Caution.LEVELS_DIFFER: Text(
        id="Pilih pembanding yang nilai awalnya mirip.",
        en="Choose units for comparison that began at a similar level.",
    ),
    Caution.CHOSEN_WORST: Text(
        id="Bandingkan dengan unit yang sama buruknya tanpa program, atau ukur sekali lagi.",
        en="Compare with units as bad that had no programme, or measure once more.",
    ),
    Caution.TREND_UNKNOWN: Text(
        id="Ukur juga satu periode sebelum periode 'sebelum' (earlier=...).",
        en="Measure one more period before the one before (earlier=...).",
    ),
    Caution.PRIOR_TREND: Text(
        id="Pilih pembanding yang dulu bergerak searah; jangan sebut selisih ini pengaruh program.",
        en="Choose units that used to move alike; do not call this difference an effect.",
    ),
    Caution.UNEQUAL_SPREAD: Text(
        id="Hitung ulang dengan method='welch_t' dan laporkan keduanya.",
        en="Compute again with method='welch_t' and report both.",
    ),
    Caution.LENGTHS_DIFFER: Text(
        id="Pakai dua periode yang sama panjang, pada bulan yang sama.",
        en="Use two periods of one length, in the same months.",
    ),
    Caution.UNITS_LEFT_OUT: Text(
        id="Lengkapi pengukuran, dan gabungkan unit yang terlalu kecil.",
        en="Complete the measurement, and join units that are too small.",
    ),
    Caution.SEVERAL_OUTCOMES: Text(
        id="Tetapkan satu indikator utama sebelum program dimulai.",
        en="Fix one main indicator before the programme begins.",
    ),
}


class LeftOut(Word):
    """Why a unit is not counted for an indicator."""

    NOT_MEASURED = "not_measured", "tidak diukur pada kedua periode", "not measured in both periods"
    TOO_SMALL = "too_small", "terlalu sedikit orang", "too few people"


class NextStep(Word):
    """What the next cycle should do about an indicator."""

    MEND = "mend", "memburuk, cari sebabnya dan perbaiki", "got worse, find out why and mend it"
    MEASURE = "measure", "belum dapat dinilai, ukur", "cannot be judged yet, measure it"
    WATCH = (
        "watch",
        "sedikit memburuk dalam batas kebetulan, pantau",
        "slightly worse within chance, watch it",
    )
    EXTEND = (
        "extend",
        "belum terlihat pengaruh, perluas atau ubah programnya",
        "no effect to be seen yet, extend or change the programme",
    )
    CONFIRM = (
        "confirm",
        "membaik tetapi rancangannya lemah, pastikan dahulu",
        "got better but the design is weak, confirm it first",
    )
    KEEP = "keep", "membaik, teruskan", "got better, go on"
