"""The words of discipline and of rewards."""

from __future__ import annotations

from asn_career.terms.words import Word

__all__ = [
    "AwardLevel",
    "CareerAct",
    "DisciplineRecord",
    "SalaryLaw",
    "SanctionKind",
    "SanctionLevel",
    "Satyalancana",
]


class SanctionLevel(Word):
    """Levels of disciplinary sanctions, low to high (PP 94/2021 article 8)."""

    __ordered__ = True
    NONE = "none", "tidak pernah", "none"
    LIGHT = "light", "ringan", "light"
    MODERATE = "moderate", "sedang", "moderate"
    HEAVY = "heavy", "berat", "heavy"


class SanctionKind(Word):
    """Kinds of disciplinary sanctions, by level (PP 53/2010 article 7, PP 94/2021 article 8)."""

    NONE = "none", "tidak ada hukuman", "no sanction"
    TEGURAN_LISAN = "teguran_lisan", "teguran lisan", "oral reprimand"
    TEGURAN_TERTULIS = "teguran_tertulis", "teguran tertulis", "written reprimand"
    PERNYATAAN_TIDAK_PUAS = (
        "pernyataan_tidak_puas",
        "pernyataan tidak puas secara tertulis",
        "written statement of dissatisfaction",
    )
    PENUNDAAN_KGB = "penundaan_kgb", "penundaan kenaikan gaji berkala", "salary step postponed"
    PENUNDAAN_KP = "penundaan_kp", "penundaan kenaikan pangkat", "rank promotion postponed"
    PENURUNAN_PANGKAT_1_TAHUN = (
        "penurunan_pangkat_1_tahun",
        "penurunan pangkat setingkat selama 1 tahun",
        "rank lowered one step for 1 year",
    )
    POTONGAN_TUKIN_6_BULAN = (
        "potongan_tukin_6_bulan",
        "pemotongan tunjangan kinerja 25% selama 6 bulan",
        "performance allowance cut 25% for 6 months",
    )
    POTONGAN_TUKIN_9_BULAN = (
        "potongan_tukin_9_bulan",
        "pemotongan tunjangan kinerja 25% selama 9 bulan",
        "performance allowance cut 25% for 9 months",
    )
    POTONGAN_TUKIN_12_BULAN = (
        "potongan_tukin_12_bulan",
        "pemotongan tunjangan kinerja 25% selama 12 bulan",
        "performance allowance cut 25% for 12 months",
    )
    PENURUNAN_PANGKAT_3_TAHUN = (
        "penurunan_pangkat_3_tahun",
        "penurunan pangkat setingkat selama 3 tahun",
        "rank lowered one step for 3 years",
    )
    PEMINDAHAN_JABATAN = (
        "pemindahan_jabatan",
        "pemindahan ke jabatan setingkat lebih rendah",
        "moved to a post one level lower",
    )
    PEMBEBASAN_JABATAN = "pembebasan_jabatan", "pembebasan dari jabatan", "removed from the post"
    PENURUNAN_JABATAN_12_BULAN = (
        "penurunan_jabatan_12_bulan",
        "penurunan jabatan setingkat selama 12 bulan",
        "one post lower for 12 months",
    )
    PEMBEBASAN_KE_PELAKSANA_12_BULAN = (
        "pembebasan_ke_pelaksana_12_bulan",
        "pembebasan dari jabatan menjadi pelaksana selama 12 bulan",
        "removed to pelaksana for 12 months",
    )
    PDHTAPS = (
        "pdhtaps",
        "pemberhentian dengan hormat tidak atas permintaan sendiri",
        "honourable dismissal, not at own request",
    )
    PTDH = "ptdh", "pemberhentian tidak dengan hormat", "dishonourable dismissal"

    @property
    def level(self) -> SanctionLevel:
        """The level of the kind: the members stand by level, low to high."""
        if self is SanctionKind.NONE:
            return SanctionLevel.NONE
        if self.order < SanctionKind.PENUNDAAN_KGB.order:
            return SanctionLevel.LIGHT
        is_moderate = self.order < SanctionKind.PENURUNAN_PANGKAT_3_TAHUN.order
        return SanctionLevel.MODERATE if is_moderate else SanctionLevel.HEAVY


class SalaryLaw(Word):
    """Whether a salary regulation under UU 5/2014 applies yet (PP 94/2021 article 42)."""

    NOT_YET = "not_yet", "belum berlaku", "not yet in force"
    IN_FORCE = "in_force", "berlaku", "in force"


class CareerAct(Word):
    """What a disciplinary sanction may stand in the way of."""

    RANK = "rank", "kenaikan pangkat", "rank promotion"
    SALARY = "salary", "kenaikan gaji berkala", "salary step"
    EXAM = "exam", "ujian dinas", "service exam"
    FUNCTIONAL = (
        "functional",
        "perpindahan atau promosi ke jabatan fungsional",
        "transfer or promotion into a functional position",
    )
    TRANSFER = "transfer", "mutasi", "transfer (mutasi)"
    LONG_SERVICE = (
        "long_service",
        "kenaikan pangkat pengabdian",
        "rank promotion for long service",
    )
    RESIGNATION = "resignation", "berhenti atas permintaan sendiri", "leaving at own request"
    STUDY = "study", "tugas belajar", "study assignment"


class AwardLevel(Word):
    """The level of the highest award, low to high (Kepka BKN 411/2025)."""

    __ordered__ = True
    NONE = "none", "tidak ada", "none"
    AGENCY = "agency", "tingkat instansi", "agency"
    CROSS_AGENCY = "cross_agency", "antarinstansi", "cross-agency"
    NATIONAL = "national", "nasional", "national"
    INTERNATIONAL = "international", "internasional", "international"


class Satyalancana(Word):
    """The grades of the Satyalancana Karya Satya, low to high (PP 35/2010 article 22)."""

    __ordered__ = True
    NONE = "none", "belum ada", "none"
    X = "X", "Satyalancana Karya Satya X tahun", "Satyalancana Karya Satya X (10 years)"
    XX = "XX", "Satyalancana Karya Satya XX tahun", "Satyalancana Karya Satya XX (20 years)"
    XXX = "XXX", "Satyalancana Karya Satya XXX tahun", "Satyalancana Karya Satya XXX (30 years)"


class DisciplineRecord(Word):
    """The disciplinary record of some years, worst first (Kepka BKN 411/2025)."""

    __ordered__ = True
    SERVING = "serving", "sedang menjalani hukuman", "being served"
    HEAVY = "heavy", "pernah, berat", "heavy"
    MODERATE = "moderate", "pernah, sedang", "moderate"
    LIGHT = "light", "pernah, ringan", "light"
    NEVER = "never", "tidak pernah", "never"
