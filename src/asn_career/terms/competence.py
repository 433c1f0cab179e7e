"""The words of competence and potential."""

from __future__ import annotations

from asn_career.terms.words import Word

__all__ = [
    "CompetencySide",
    "MappingRecap",
    "NationalCompetency",
    "PotentialAspect",
    "Recap",
    "TechnicalLevel",
]


class Recap(Word):
    """Recap of a competence assessment for filling a post, low to high."""

    __ordered__ = True
    KMS = "kms", "kurang memenuhi syarat (KMS)", "does not meet the standard (KMS)"
    MMS = "mms", "masih memenuhi syarat (MMS)", "still meets the standard (MMS)"
    MS = "ms", "memenuhi syarat (MS)", "meets the standard (MS)"


class MappingRecap(Word):
    """Recap of a competence assessment for mapping, low to high; its scale is its own."""

    __ordered__ = True
    KURANG_OPTIMAL = "kurang_optimal", "kurang optimal", "below optimal (kurang optimal)"
    CUKUP_OPTIMAL = "cukup_optimal", "cukup optimal", "fairly optimal (cukup optimal)"
    OPTIMAL = "optimal", "optimal", "optimal"


class NationalCompetency(Word):
    """The competencies of every post, by their codes (PermenPANRB 38/2017); SK.01 is our own."""

    INTEGRITAS = "M.01", "Integritas", "Integrity"
    KERJASAMA = "M.02", "Kerjasama", "Cooperation"
    KOMUNIKASI = "M.03", "Komunikasi", "Communication"
    ORIENTASI_PADA_HASIL = "M.04", "Orientasi pada Hasil", "Orientation to results"
    PELAYANAN_PUBLIK = "M.05", "Pelayanan Publik", "Public service"
    PENGEMBANGAN_DIRI = "M.06", "Pengembangan Diri dan Orang Lain", "Development of self and others"
    MENGELOLA_PERUBAHAN = "M.07", "Mengelola Perubahan", "Management of change"
    PENGAMBILAN_KEPUTUSAN = "M.08", "Pengambilan Keputusan", "Decision making"
    PEREKAT_BANGSA = "SK.01", "Perekat Bangsa", "Binding the nation"


class CompetencySide(Word):
    """The two sides that competence tests of functional positions weigh."""

    TECHNICAL = "technical", "kompetensi teknis", "technical competence"
    GENERAL = (
        "general",
        "kompetensi manajerial dan sosial kultural",
        "managerial and socio-cultural competence",
    )


class TechnicalLevel(Word):
    """The names of the levels of competence, low to high (PermenPANRB 38/2017)."""

    __ordered__ = True
    PAHAM = "paham", "paham/dalam pengembangan", "awareness"
    DASAR = "dasar", "dasar", "basic"
    MENENGAH = "menengah", "menengah", "intermediate"
    MUMPUNI = "mumpuni", "mumpuni", "advanced"
    AHLI = "ahli", "ahli", "expert"


class PotentialAspect(Word):
    """The eight aspects of potential (PermenPANRB 3/2020 article 17 as amended in 2025)."""

    INTELLECTUAL = "intellectual", "kemampuan intelektual", "intellectual ability"
    INTERPERSONAL = "interpersonal", "kemampuan interpersonal", "interpersonal ability"
    SELF_AWARENESS = "self_awareness", "kesadaran diri", "self-awareness"
    CRITICAL_THINKING = (
        "critical_thinking",
        "berpikir kritis dan strategis",
        "critical and strategic thinking",
    )
    PROBLEM_SOLVING = "problem_solving", "menyelesaikan permasalahan", "problem solving"
    EMOTIONAL_QUOTIENT = "emotional_quotient", "kecerdasan emosional", "emotional quotient"
    FAST_LEARNING = (
        "fast_learning",
        "belajar cepat dan mengembangkan diri",
        "fast learning and growth mindset",
    )
    MOTIVATION = "motivation", "motivasi dan komitmen", "motivation and commitment"
