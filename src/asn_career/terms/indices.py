"""The words of the indices of agencies and services."""

from __future__ import annotations

from asn_career.terms.words import Word

__all__ = [
    "IpCategory",
    "IpGroup",
    "IpTraining",
    "MeritCategory",
    "MeritLevel",
    "MeritPart",
    "ServiceElement",
    "ServiceGrade",
]


class IpGroup(Word):
    """The groups of the index of professionalism (Peraturan BKN 8/2019)."""

    STRUCTURAL = "structural", "pejabat struktural", "structural"
    FUNCTIONAL = "functional", "pejabat fungsional", "functional"
    PELAKSANA = "pelaksana", "pelaksana", "pelaksana"


class IpTraining(Word):
    """The trainings that the index of professionalism counts (Peraturan BKN 8/2019)."""

    POST = (
        "post",
        "diklat kepemimpinan atau fungsional sesuai jabatan",
        "leadership or functional training for the post",
    )
    TECHNICAL = "technical", "diklat teknis", "technical training"
    SEMINAR = "seminar", "seminar", "seminar"


class IpCategory(Word):
    """Categories of the index of professionalism, low to high (Peraturan BKN 8/2019)."""

    __ordered__ = True
    SANGAT_RENDAH = "sangat_rendah", "sangat rendah", "very low"
    RENDAH = "rendah", "rendah", "low"
    SEDANG = "sedang", "sedang", "middle"
    TINGGI = "tinggi", "tinggi", "high"
    SANGAT_TINGGI = "sangat_tinggi", "sangat tinggi", "very high"


class MeritCategory(Word):
    """Categories of the merit system until 2025, low to high (PermenPANRB 40/2018)."""

    __ordered__ = True
    BURUK = "buruk", "buruk", "bad"
    KURANG = "kurang", "kurang", "poor"
    BAIK = "baik", "baik", "good"
    SANGAT_BAIK = "sangat_baik", "sangat baik", "very good"


class MeritLevel(Word):
    """Levels of the merit system since 2025, low to high (PermenPANRB 19/2025)."""

    __ordered__ = True
    DASAR = "dasar", "dasar", "basic"
    LANJUTAN = "lanjutan", "lanjutan", "further"
    MENENGAH = "menengah", "menengah", "middle"
    TINGGI = "tinggi", "tinggi", "high"
    MAJU = "maju", "maju", "advanced"


class MeritPart(Word):
    """The parts of the merit index since 2025 (PermenPANRB 19/2025)."""

    MATURITY = "maturity", "kematangan", "maturity"
    ENGAGEMENT = "engagement", "kepuasan dan keterikatan pegawai", "satisfaction and engagement"


class ServiceElement(Word):
    """The nine elements of the survey of satisfaction (PermenPANRB 14/2017)."""

    REQUIREMENTS = "requirements", "persyaratan", "requirements"
    PROCEDURE = "procedure", "sistem, mekanisme, dan prosedur", "system and procedure"
    TIME = "time", "waktu penyelesaian", "time"
    COST = "cost", "biaya/tarif", "cost"
    PRODUCT = "product", "produk spesifikasi jenis pelayanan", "product"
    STAFF_COMPETENCE = "staff_competence", "kompetensi pelaksana", "competence of the staff"
    STAFF_CONDUCT = "staff_conduct", "perilaku pelaksana", "conduct of the staff"
    COMPLAINTS = "complaints", "penanganan pengaduan", "handling of complaints"
    FACILITIES = "facilities", "sarana dan prasarana", "facilities"


class ServiceGrade(Word):
    """Grades of a service by the satisfaction of its users, low to high."""

    __ordered__ = True
    D = "D", "tidak baik (D)", "not good (D)"
    C = "C", "kurang baik (C)", "less good (C)"
    B = "B", "baik (B)", "good (B)"
    A = "A", "sangat baik (A)", "very good (A)"
