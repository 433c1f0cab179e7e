"""The words of a person's record: status, rank, diploma, what was attested, what releases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asn_career.terms.words import Word

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "AttestationKind",
    "Capacity",
    "CreditKind",
    "Diploma",
    "Golongan",
    "Month",
    "ReleaseKind",
    "RetirementGroup",
    "Sex",
    "Status",
]


class Status(Word):
    """Kinds of civil servants (UU 20/2023)."""

    CPNS = "cpns", "CPNS", "CPNS (candidate civil servant)"
    PNS = "pns", "PNS", "PNS (civil servant)"
    PPPK = "pppk", "PPPK", "PPPK (civil servant on contract)"


class Sex(Word):
    """Sex as the identity number codes it; sensitive, used in audits only."""

    MALE = "male", "laki-laki", "male"
    FEMALE = "female", "perempuan", "female"


class Golongan(Word):
    """The seventeen ranks of PNS, low to high."""

    __ordered__ = True
    I_A = "I/a", "Juru Muda (I/a)", "Juru Muda (I/a)"
    I_B = "I/b", "Juru Muda Tingkat I (I/b)", "Juru Muda Tingkat I (I/b)"
    I_C = "I/c", "Juru (I/c)", "Juru (I/c)"
    I_D = "I/d", "Juru Tingkat I (I/d)", "Juru Tingkat I (I/d)"
    II_A = "II/a", "Pengatur Muda (II/a)", "Pengatur Muda (II/a)"
    II_B = "II/b", "Pengatur Muda Tingkat I (II/b)", "Pengatur Muda Tingkat I (II/b)"
    II_C = "II/c", "Pengatur (II/c)", "Pengatur (II/c)"
    II_D = "II/d", "Pengatur Tingkat I (II/d)", "Pengatur Tingkat I (II/d)"
    III_A = "III/a", "Penata Muda (III/a)", "Penata Muda (III/a)"
    III_B = "III/b", "Penata Muda Tingkat I (III/b)", "Penata Muda Tingkat I (III/b)"
    III_C = "III/c", "Penata (III/c)", "Penata (III/c)"
    III_D = "III/d", "Penata Tingkat I (III/d)", "Penata Tingkat I (III/d)"
    IV_A = "IV/a", "Pembina (IV/a)", "Pembina (IV/a)"
    IV_B = "IV/b", "Pembina Tingkat I (IV/b)", "Pembina Tingkat I (IV/b)"
    IV_C = "IV/c", "Pembina Utama Muda (IV/c)", "Pembina Utama Muda (IV/c)"
    IV_D = "IV/d", "Pembina Utama Madya (IV/d)", "Pembina Utama Madya (IV/d)"
    IV_E = "IV/e", "Pembina Utama (IV/e)", "Pembina Utama (IV/e)"


class Diploma(Word):
    """Levels of formal education, low to high."""

    __ordered__ = True
    SD = "sd", "SD", "primary school (SD)"
    SLTP = "sltp", "SLTP", "junior secondary school (SLTP)"
    SLTA = "slta", "SLTA", "senior secondary school (SLTA)"
    D1 = "d1", "D-I", "one-year diploma (D-I)"
    D2 = "d2", "D-II", "two-year diploma (D-II)"
    D3 = "d3", "D-III", "three-year diploma (D-III)"
    S1 = "s1", "S-1/D-IV", "bachelor or D-IV (S-1/D-IV)"
    S2 = "s2", "S-2", "master (S-2)"
    S3 = "s3", "S-3", "doctorate (S-3)"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Return the spellings of forms and lists."""
        return {
            "D-IV": "s1",
            "S1/D4": "s1",
            "S-1/D-IV": "s1",
            "SMA": "slta",
            "SMK": "slta",
            "SMP": "sltp",
        }


class Capacity(Word):
    """In what capacity a post is held (UU 30/2014 article 14)."""

    DEFINITIVE = "definitive", "definitif", "definitive"
    PLT = "plt", "pelaksana tugas (Plt)", "acting, post vacant (Plt)"
    PLH = "plh", "pelaksana harian (Plh)", "acting, holder away (Plh)"


class AttestationKind(Word):
    """What an official letter or test can attest about a person."""

    HEALTH = "health", "sehat jasmani dan rohani", "fit in body and mind"
    INTEGRITY = "integrity", "integritas dan moralitas", "integrity and morality"
    TRACK_RECORD = "track_record", "rekam jejak jabatan", "track record in office"
    COMPETENCE_TEST = "competence_test", "lulus uji kompetensi", "competence test passed"
    UJIAN_DINAS_1 = "ujian_dinas_1", "ujian dinas tingkat I", "service exam, level I"
    UJIAN_DINAS_2 = "ujian_dinas_2", "ujian dinas tingkat II", "service exam, level II"
    UKPPI = "ukppi", "ujian kenaikan pangkat penyesuaian ijazah", "exam for a new diploma"
    OUTSTANDING_WORK = "outstanding_work", "prestasi kerja luar biasa", "outstanding work"
    DISCOVERY = "discovery", "penemuan baru yang bermanfaat", "useful discovery"


class CreditKind(Word):
    """What a decision on credit points (PAK) determines (Peraturan BKN 3/2023)."""

    CONVENTIONAL = "conventional", "kumulatif konvensional", "conventional total"
    INTEGRATION = "integration", "hasil integrasi", "total by integration"
    CONVERSION = "conversion", "akumulasi konversi", "total by conversion"
    ADJUSTMENT = "adjustment", "penyesuaian/penyetaraan", "credit by adjustment"
    EDUCATION = "education", "tambahan pendidikan", "bonus for education"

    @property
    def is_total(self) -> bool:
        """Whether it states all credit of the level up to a day, and does not add to it."""
        return self not in {CreditKind.ADJUSTMENT, CreditKind.EDUCATION}


class RetirementGroup(Word):
    """Groups whose retirement age has a law of its own (PP 11/2017 articles 240, 354-355)."""

    GENERAL = "general", "umum", "general"
    GURU = "guru", "guru", "teacher"
    DOSEN = "dosen", "dosen", "lecturer"
    GURU_BESAR_DIPERPANJANG = (
        "guru_besar_diperpanjang",
        "guru besar berprestasi yang diperpanjang",
        "professor with achievements, extended",
    )
    PENELITI = "peneliti", "peneliti atau perekayasa", "researcher or design engineer"
    JAKSA = "jaksa", "jaksa", "public prosecutor"
    JF_60 = (
        "jf_60",
        "JF dengan batas 60 tahun sebelum PP 11/2017 (dokter, pengawas sekolah, dan lain-lain)",
        "JF with a limit of 60 before PP 11/2017 (doctors, school inspectors and others)",
    )
    JF_65 = (
        "jf_65",
        "JF dengan batas 65 tahun sebelum PP 11/2017 (widyaiswara utama dan lain-lain)",
        "JF with a limit of 65 before PP 11/2017 (widyaiswara utama and others)",
    )
    PERALIHAN_354 = "peralihan_354", "peralihan pasal 354", "transition, article 354"
    PERALIHAN_355 = "peralihan_355", "peralihan pasal 355", "transition, article 355"
    PERALIHAN_40A = "peralihan_40a", "peralihan jaksa, pasal 40A", "prosecutors, article 40A"


class ReleaseKind(Word):
    """Ways of being away from work or released from the post (PP 11/2017), and that there is none.

    The two kinds of study leave follow from its record, the others are recorded as they are.
    """

    NONE = "none", "tidak dibebaskan dari jabatan", "not released from the post"
    STUDY_AT_WORK = (
        "study_at_work",
        "tugas belajar tanpa dibebaskan dari jabatan",
        "study leave without release from the post",
    )
    STUDY = (
        "study",
        "tugas belajar yang dibebaskan dari jabatan",
        "study leave with release from the post",
    )
    CLTN = "cltn", "cuti di luar tanggungan negara (CLTN)", "unpaid leave (CLTN)"
    STATE_OFFICE = "state_office", "pejabat negara", "state office"
    NON_STRUCTURAL_BODY = (
        "non_structural_body",
        "pimpinan atau anggota lembaga nonstruktural",
        "head or member of a non-structural body",
    )
    TEMPORARY_DISMISSAL = "temporary_dismissal", "pemberhentian sementara", "temporary dismissal"
    PENSION_PREPARATION = (
        "pension_preparation",
        "masa persiapan pensiun",
        "preparation for retirement",
    )


class Month(Word):
    """The months, as tables of dates in a year need them."""

    JANUARY = "1", "Januari", "January"
    FEBRUARY = "2", "Februari", "February"
    MARCH = "3", "Maret", "March"
    APRIL = "4", "April", "April"
    MAY = "5", "Mei", "May"
    JUNE = "6", "Juni", "June"
    JULY = "7", "Juli", "July"
    AUGUST = "8", "Agustus", "August"
    SEPTEMBER = "9", "September", "September"
    OCTOBER = "10", "Oktober", "October"
    NOVEMBER = "11", "November", "November"
    DECEMBER = "12", "Desember", "December"
