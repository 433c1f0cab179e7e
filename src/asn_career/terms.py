"""The words of the law: bilingual texts and closed vocabularies.

Values are what data files and tables carry, members are the official words, and each member has
its text in Indonesian and English. In an ordered vocabulary the members stand from low to high.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Self

import attrs

from asn_career.errors import InvalidInputError, Problem, near, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "VOCABULARIES",
    "ActingDuty",
    "ActingPower",
    "AppraisalParty",
    "AppraisalRegime",
    "AppraisalStep",
    "AttestationKind",
    "AwardLevel",
    "Capacity",
    "CareerAct",
    "CompetencySide",
    "CreativityLevel",
    "CreditKind",
    "CriticalCriterion",
    "Diploma",
    "DisciplineRecord",
    "Dp3Predicate",
    "Eselon",
    "Expectation",
    "ExtraDuty",
    "FieldFit",
    "Golongan",
    "InnovationLevel",
    "IpCategory",
    "IpGroup",
    "IpTraining",
    "Jenjang",
    "LeadershipTraining",
    "MappingRecap",
    "MeritCategory",
    "MeritLevel",
    "MeritPart",
    "Month",
    "MoveKind",
    "NationalCompetency",
    "NewIdea",
    "OrganisationPredicate",
    "PeerViews",
    "PositionFamily",
    "PositionKind",
    "PositionLevel",
    "PotentialAspect",
    "PotentialClass",
    "Predikat",
    "PrestasiPredicate",
    "PromotionKind",
    "Question",
    "Recap",
    "Recommendation",
    "ReleaseKind",
    "RemovalGround",
    "RetirementGroup",
    "SalaryLaw",
    "SanctionKind",
    "SanctionLevel",
    "Satyalancana",
    "ServiceElement",
    "ServiceGrade",
    "Sex",
    "Status",
    "TalentAxis",
    "TalentBox",
    "TalentIndicator",
    "TalentPart",
    "TeamRole",
    "TechnicalLevel",
    "Text",
    "Variety",
    "Word",
    "is_indonesian",
]


def is_indonesian(lang: str) -> bool:
    """Tell whether a language tag (``id``, ``id_ID``, ``id-ID``) means Indonesian."""
    return lang.lower().replace("_", "-").split("-")[0] == "id"


@attrs.frozen(kw_only=True)
class Text:
    """The same words in Indonesian and in English; plain text, never a template."""

    id: str
    en: str

    def say(self, lang: str = "id") -> str:
        """Return the words in the language of the tag; all but Indonesian is English."""
        return self.id if is_indonesian(lang) else self.en


def _key(raw: str) -> str:
    """Return a spelling without what lists and forms vary: case, spaces, strokes and dots."""
    between = r"(?<=[a-z0-9])[\s_/-]+(?=[a-z])|(?<=[a-z])[\s_/-]+(?=[0-9])"
    return re.sub(r"(?<=[a-z])\.(?=[a-z])", "", re.sub(between, "", raw.strip().lower()))


class Word(StrEnum):
    """A member of a closed vocabulary: its value, its two texts and its place in the order."""

    text: Text
    order: int
    __ordered__: ClassVar[bool] = False

    def __new__(cls, value: object, id: str = "", en: str = "") -> Self:
        """Make a member from its value and its two texts."""
        member = str.__new__(cls, str(value))
        member._value_ = str(value)
        member.text = Text(id=id, en=en)
        member.order = len(cls.__members__)
        return member

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Return other spellings that official material uses: spelling to value."""
        return {}

    @classmethod
    def is_ordered(cls) -> bool:
        """Tell whether the members stand in an order of their own, low to high."""
        return cls.__ordered__

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if isinstance(value, str):
            wanted = _key(value)
            for member in cls:
                if wanted in {_key(member.value), _key(member.name)}:
                    return member
            for spelling, target in cls.aliases().items():
                if wanted == _key(spelling):
                    return next(member for member in cls if member.value == target)
        hint = near(value, [m.value for m in cls])
        raise InvalidInputError(Problem("", f"unknown {cls.__name__} {shown(value)}", hint))

    def _place(self, other: object) -> int:
        if type(other) is not type(self) or not self.is_ordered():
            kinds = f"{type(self).__name__} and {type(other).__name__}"
            message = f"{kinds} have no common order"
            raise TypeError(message)
        return other.order

    def __lt__(self, other: object) -> bool:
        """Compare by the order of the vocabulary, never by the letters."""
        return self.order < self._place(other)

    def __le__(self, other: object) -> bool:
        """Compare by the order of the vocabulary."""
        return self.order <= self._place(other)

    def __gt__(self, other: object) -> bool:
        """Compare by the order of the vocabulary."""
        return self.order > self._place(other)

    def __ge__(self, other: object) -> bool:
        """Compare by the order of the vocabulary."""
        return self.order >= self._place(other)


class Status(Word):
    """Kinds of civil servants (UU 20/2023)."""

    CPNS = "cpns", "CPNS", "CPNS (candidate civil servant)"
    PNS = "pns", "PNS", "PNS (civil servant)"
    PPPK = "pppk", "PPPK", "PPPK (civil servant on contract)"


class Sex(Word):
    """Sex as the identity number codes it; sensitive, used in audits only."""

    MALE = "male", "laki-laki", "male"
    FEMALE = "female", "perempuan", "female"


class PositionKind(Word):
    """Kinds of positions (UU 5/2014 articles 13-19; UU 20/2023 articles 13-18)."""

    PELAKSANA = "pelaksana", "Pelaksana", "Pelaksana (executing staff)"
    FUNGSIONAL = "fungsional", "Jabatan fungsional", "Functional position"
    PENGAWAS = "pengawas", "Pengawas", "Pengawas (supervisor)"
    ADMINISTRATOR = "administrator", "Administrator", "Administrator"
    JPT_PRATAMA = "jpt_pratama", "JPT pratama", "JPT pratama (senior executive)"
    JPT_MADYA = "jpt_madya", "JPT madya", "JPT madya (higher senior executive)"
    JPT_UTAMA = "jpt_utama", "JPT utama", "JPT utama (highest senior executive)"


class Jenjang(Word):
    """Levels of functional positions (UU 5/2014 article 18; PP 11/2017 article 69).

    Two sides, keterampilan and keahlian; there is no order between the two.
    """

    PEMULA = "pemula", "Pemula", "Pemula"
    TERAMPIL = "terampil", "Terampil", "Terampil"
    MAHIR = "mahir", "Mahir", "Mahir"
    PENYELIA = "penyelia", "Penyelia", "Penyelia"
    AHLI_PERTAMA = "ahli_pertama", "Ahli Pertama", "Ahli Pertama"
    AHLI_MUDA = "ahli_muda", "Ahli Muda", "Ahli Muda"
    AHLI_MADYA = "ahli_madya", "Ahli Madya", "Ahli Madya"
    AHLI_UTAMA = "ahli_utama", "Ahli Utama", "Ahli Utama"


class PositionLevel(Word):
    """The fourteen classes that the law's tables speak of: kind, or jenjang if functional."""

    PELAKSANA = "pelaksana", "Pelaksana", "Pelaksana"
    PEMULA = "pemula", "JF Pemula", "JF Pemula"
    TERAMPIL = "terampil", "JF Terampil", "JF Terampil"
    MAHIR = "mahir", "JF Mahir", "JF Mahir"
    PENYELIA = "penyelia", "JF Penyelia", "JF Penyelia"
    AHLI_PERTAMA = "ahli_pertama", "JF Ahli Pertama", "JF Ahli Pertama"
    AHLI_MUDA = "ahli_muda", "JF Ahli Muda", "JF Ahli Muda"
    AHLI_MADYA = "ahli_madya", "JF Ahli Madya", "JF Ahli Madya"
    AHLI_UTAMA = "ahli_utama", "JF Ahli Utama", "JF Ahli Utama"
    PENGAWAS = "pengawas", "Pengawas", "Pengawas"
    ADMINISTRATOR = "administrator", "Administrator", "Administrator"
    JPT_PRATAMA = "jpt_pratama", "JPT Pratama", "JPT Pratama"
    JPT_MADYA = "jpt_madya", "JPT Madya", "JPT Madya"
    JPT_UTAMA = "jpt_utama", "JPT Utama", "JPT Utama"


class Eselon(Word):
    """Eselon of structural posts, low to high (UU 5/2014 article 131 maps them to kinds)."""

    __ordered__ = True
    V_A = "V.a", "eselon V.a", "eselon V.a"
    IV_B = "IV.b", "eselon IV.b", "eselon IV.b"
    IV_A = "IV.a", "eselon IV.a", "eselon IV.a"
    III_B = "III.b", "eselon III.b", "eselon III.b"
    III_A = "III.a", "eselon III.a", "eselon III.a"
    II_B = "II.b", "eselon II.b", "eselon II.b"
    II_A = "II.a", "eselon II.a", "eselon II.a"
    I_B = "I.b", "eselon I.b", "eselon I.b"
    I_A = "I.a", "eselon I.a", "eselon I.a"


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


class Predikat(Word):
    """The five predicates of performance, low to high (PermenPANRB 6/2022)."""

    __ordered__ = True
    SANGAT_KURANG = "sangat_kurang", "Sangat Kurang", "Sangat Kurang (very poor)"
    KURANG = "kurang", "Kurang", "Kurang (poor)"
    BUTUH_PERBAIKAN = "butuh_perbaikan", "Butuh Perbaikan", "Butuh Perbaikan (needs improvement)"
    BAIK = "baik", "Baik", "Baik (good)"
    SANGAT_BAIK = "sangat_baik", "Sangat Baik", "Sangat Baik (very good)"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """SE 3/2023 and PermenPANRB 1/2023 say cukup; forms print Kurang/Misconduct.

        Amat baik (PP 10/1979) and buruk (PP 46/2011) are the ends of their own five words.
        """
        return {
            "amat baik": "sangat_baik",
            "buruk": "sangat_kurang",
            "cukup": "butuh_perbaikan",
            "kurang/misconduct": "kurang",
        }


class AppraisalRegime(Word):
    """The rules of appraisal, by the period of performance that they govern."""

    DP3 = "dp3", "DP3 (PP 10/1979)", "DP3 (PP 10/1979)"
    PRESTASI = "prestasi", "prestasi kerja (PP 46/2011)", "work achievement (PP 46/2011)"
    KINERJA = "kinerja", "kinerja berangka (PP 30/2019)", "scored performance (PP 30/2019)"
    PREDIKAT = (
        "predikat",
        "predikat kinerja (PermenPANRB 6/2022)",
        "performance predicate (PermenPANRB 6/2022)",
    )


class Dp3Predicate(Word):
    """The five words of the DP3, low to high (PP 10/1979); its kurang is the lowest."""

    __ordered__ = True
    KURANG = "kurang", "Kurang (DP3)", "Kurang (DP3, lowest)"
    SEDANG = "sedang", "Sedang (DP3)", "Sedang (DP3, moderate)"
    CUKUP = "cukup", "Cukup (DP3)", "Cukup (DP3, fair)"
    BAIK = "baik", "Baik (DP3)", "Baik (DP3, good)"
    AMAT_BAIK = "amat_baik", "Amat Baik (DP3)", "Amat Baik (DP3, very good)"


class PrestasiPredicate(Word):
    """The five words of work achievement, low to high (PP 46/2011 article 17)."""

    __ordered__ = True
    BURUK = "buruk", "Buruk", "Buruk (bad)"
    KURANG = "kurang", "Kurang", "Kurang (poor)"
    CUKUP = "cukup", "Cukup", "Cukup (fair)"
    BAIK = "baik", "Baik", "Baik (good)"
    SANGAT_BAIK = "sangat_baik", "Sangat Baik", "Sangat Baik (very good)"


class PeerViews(Word):
    """Whether the agency hears peers and direct subordinates (PP 30/2019 articles 39-41)."""

    NOT_USED = "not_used", "tanpa pendapat rekan dan bawahan", "without views of peers"
    USED = "used", "dengan pendapat rekan dan bawahan", "with views of peers"


class NewIdea(Word):
    """Whether a new idea of benefit is established (PP 30/2019 article 41(5)-(6))."""

    NONE = "none", "tidak ada ide baru yang ditetapkan", "no new idea established"
    ESTABLISHED = "established", "ide baru ditetapkan", "new idea established"


class CreativityLevel(Word):
    """How far a creative work of PP 46/2011 reaches, low to high."""

    __ordered__ = True
    NONE = "none", "tidak ada", "none"
    UNIT = "unit", "unit kerja", "unit"
    ORGANISATION = "organisation", "organisasi", "organisation"
    STATE = "state", "negara", "state"


class OrganisationPredicate(Word):
    """The predicate of an organisation, low to high (SE MenPANRB 3/2023)."""

    __ordered__ = True
    SANGAT_KURANG = "sangat_kurang", "Sangat Kurang", "Sangat Kurang (very poor)"
    KURANG = "kurang", "Kurang", "Kurang (poor)"
    BUTUH_PERBAIKAN = "butuh_perbaikan", "Butuh Perbaikan", "Butuh Perbaikan (needs improvement)"
    BAIK = "baik", "Baik", "Baik (good)"
    ISTIMEWA = "istimewa", "Istimewa", "Istimewa (outstanding)"


class AppraisalStep(Word):
    """The steps of an appraisal that have a last day, in their order."""

    SET_TARGETS = "set_targets", "menyusun SKP", "set the targets (SKP)"
    MONITOR_FIRST = "monitor_first", "memantau semester I", "monitor the first semester"
    MONITOR_SECOND = "monitor_second", "memantau semester II", "monitor the second semester"
    EVALUATE = "evaluate", "menilai", "appraise"
    DELIVER = "deliver", "menyampaikan hasil penilaian", "hand over the result"
    SIGN = "sign", "menandatangani hasil penilaian", "sign the result"
    OBJECT = "object", "mengajukan keberatan, jika ada", "object, if there is reason"
    PASS_UP = "pass_up", "meneruskan hasil penilaian", "pass the result up"
    REPORT = "report", "melaporkan penilaian kinerja", "report the appraisal"


class AppraisalParty(Word):
    """Who acts in an appraisal, or receives what is due."""

    APPRAISED = "appraised", "pegawai yang dinilai", "the person appraised"
    APPRAISER = "appraiser", "pejabat penilai", "the appraiser"
    SUPERIOR = "superior", "atasan pejabat penilai", "the appraiser's superior"


class Expectation(Word):
    """Rating of work result (hasil kerja) or conduct (perilaku), low to high."""

    __ordered__ = True
    DI_BAWAH = "di_bawah", "di bawah ekspektasi", "below expectation"
    SESUAI = "sesuai", "sesuai ekspektasi", "as expected"
    DI_ATAS = "di_atas", "di atas ekspektasi", "above expectation"

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """The forms print the whole phrase."""
        return {
            "di bawah ekspektasi": "di_bawah",
            "sesuai ekspektasi": "sesuai",
            "di atas ekspektasi": "di_atas",
        }


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


class PromotionKind(Word):
    """Kinds of rank promotion (PP 99/2000 as amended by PP 12/2002)."""

    REGULAR = "regular", "kenaikan pangkat reguler", "regular promotion"
    STRUCTURAL = "structural", "pilihan, jabatan struktural", "by choice, structural post"
    FUNCTIONAL = "functional", "pilihan, jabatan fungsional", "by choice, functional position"
    OUTSTANDING = "outstanding", "pilihan, prestasi kerja luar biasa", "by choice, outstanding work"
    DISCOVERY = "discovery", "pilihan, penemuan baru", "by choice, useful discovery"
    STATE_OFFICE = "state_office", "pilihan, pejabat negara", "by choice, state office"
    DIPLOMA = "diploma", "pilihan, penyesuaian ijazah", "by choice, new diploma"
    STUDY = "study", "pilihan, sedang tugas belajar", "by choice, on study leave"
    GRADUATE = "graduate", "pilihan, lulus tugas belajar", "by choice, graduated from study leave"
    SECONDED = "seconded", "pilihan, diperbantukan penuh", "by choice, seconded full time"
    LONG_SERVICE = "long_service", "pengabdian", "long service"
    DISABILITY = "disability", "pengabdian karena cacat dinas", "disabled by duty"
    POSTHUMOUS = "posthumous", "anumerta", "posthumous"


class MoveKind(Word):
    """Forms of moves between positions (PP 11/2017 articles 188-189), and that there is none."""

    HORIZONTAL = "horizontal", "horizontal (mutasi)", "horizontal (transfer)"
    VERTICAL = "vertical", "vertikal (promosi)", "vertical (promotion)"
    DIAGONAL = "diagonal", "diagonal (promosi ke kelompok lain)", "diagonal (promotion across)"
    NONE = "none", "bukan perpindahan karier", "no career move"


class PositionFamily(Word):
    """Families of positions (UU 5/2014 article 13; UU 20/2023 article 13)."""

    PIMPINAN_TINGGI = "pimpinan_tinggi", "jabatan pimpinan tinggi", "senior executive positions"
    ADMINISTRASI = "administrasi", "jabatan administrasi", "administrative positions"
    FUNGSIONAL = "fungsional", "jabatan fungsional", "functional positions"
    MANAJERIAL = "manajerial", "jabatan manajerial", "managerial positions"
    NONMANAJERIAL = "nonmanajerial", "jabatan nonmanajerial", "non-managerial positions"


class LeadershipTraining(Word):
    """Leadership training by the post it is for (PP 11/2017 article 217)."""

    PKP = "pkp", "Pelatihan Kepemimpinan Pengawas (PKP)", "training of pengawas (PKP)"
    PKA = "pka", "Pelatihan Kepemimpinan Administrator (PKA)", "training of administrators (PKA)"
    PKN_2 = "pkn_2", "Pelatihan Kepemimpinan Nasional II", "national training, level II"
    PKN_1 = "pkn_1", "Pelatihan Kepemimpinan Nasional I", "national training, level I"


class RemovalGround(Word):
    """Grounds on which a post is lost (PP 11/2017 articles 64, 94 and 144)."""

    RESIGNATION = "resignation", "mengundurkan diri dari jabatan", "resignation from the post"
    DISMISSAL = "dismissal", "diberhentikan sebagai PNS", "dismissal from the service"
    TEMPORARY = "temporary", "diberhentikan sementara", "temporary dismissal"
    UNPAID_LEAVE = "unpaid_leave", "cuti di luar tanggungan negara", "unpaid leave"
    STUDY = "study", "tugas belajar lebih dari enam bulan", "study of more than six months"
    ELSEWHERE = "elsewhere", "ditugaskan penuh di luar jabatan", "full assignment elsewhere"
    REORGANISATION = "reorganisation", "penataan organisasi", "reorganisation"
    UNQUALIFIED = "unqualified", "tidak lagi memenuhi syarat", "no longer meets the requirements"


class ActingPower(Word):
    """What may be asked of a Plt or Plh (UU 30/2014 article 14; SE Kepala BKN 1/SE/I/2021)."""

    DAILY_WORK = "daily_work", "tugas sehari-hari", "the daily work"
    APPRAISE = "appraise", "menetapkan SKP dan menilai kinerja", "set targets and appraise"
    PERIODIC_RAISE = "periodic_raise", "kenaikan gaji berkala", "periodic raises of pay"
    LEAVE = "leave", "memberi cuti", "grant leave"
    UNPAID_LEAVE = "unpaid_leave", "memberi cuti di luar tanggungan negara", "grant unpaid leave"
    LEAVE_ABROAD = "leave_abroad", "memberi cuti ke luar negeri", "grant leave abroad"
    ASSIGN = "assign", "surat penugasan", "letters of assignment"
    LIGHT_SANCTION = "light_sanction", "menjatuhkan hukuman ringan", "impose light sanctions"
    PROPOSE_MOVE = "propose_move", "mengusulkan mutasi", "propose moves of staff"
    PROPOSE_AGENCY = "propose_agency", "mengusulkan mutasi antarinstansi", "propose moves away"
    APPOINT = "appoint", "mengangkat dan memindahkan pegawai", "appoint and move staff"
    DISMISS = "dismiss", "memberhentikan pegawai", "dismiss staff"
    ORGANISATION = "organisation", "mengubah status hukum organisasi", "change the organisation"
    BUDGET = "budget", "mengubah alokasi anggaran", "change the allocation of the budget"


class Question(Word):
    """What a rule answers; algorithms ask by question, never by the name of a rule."""

    APPOINT = "appoint", "boleh diangkat dalam jabatan?", "may be appointed to the post?"
    MOVE = "move", "perpindahan diperbolehkan?", "is the move allowed?"
    RANK_UP = "rank_up", "boleh naik pangkat?", "may be promoted in rank?"
    STEP_UP = "step_up", "boleh naik jenjang?", "may step up a level?"
    EXAM = "exam", "ujian apa yang wajib?", "which exam is due?"
    RANK = "rank", "pangkat mana yang sesuai?", "which rank fits?"
    CREDIT = "credit", "berapa angka kreditnya?", "how much credit is it?"
    CREDIT_EARNED = "credit_earned", "berapa angka kredit periode ini?", "what does a period earn?"
    CREDIT_BONUS = "credit_bonus", "berapa tambahan pendidikannya?", "what does a diploma add?"
    CREDIT_BASE = "credit_base", "berapa angka kredit dasarnya?", "at what credit does it begin?"
    CREDIT_HELD = "credit_held", "berapa jumlah angka kreditnya?", "how much credit is held?"
    CREDIT_FOR_RANK = (
        "credit_for_rank",
        "berapa kebutuhan untuk naik pangkat?",
        "how much for the next rank?",
    )
    CREDIT_FOR_STEP = (
        "credit_for_step",
        "berapa kebutuhan untuk naik jenjang?",
        "how much for the next level?",
    )
    RETIRE = "retire", "sudah mencapai batas usia pensiun?", "has the retirement age come?"
    APPRAISE = "appraise", "apa predikat kinerjanya?", "what is the predicate?"
    DISTRIBUTE = "distribute", "apakah sebarannya sesuai?", "is the distribution as it should be?"
    COMPETENCE = "competence", "apakah kompetensinya sesuai?", "does the competence fit?"
    TALENT = "talent", "di kotak talenta mana?", "in which talent box?"
    SANCTION = "sanction", "hukuman disiplin mana yang berlaku?", "which sanction applies?"
    BLOCK = "block", "terhalang hukuman disiplin?", "blocked by a disciplinary sanction?"
    PENSION = "pension", "hak pensiun mana dan kapan?", "which pension right, and when?"
    AWARD = "award", "penghargaan apa yang menjadi hak?", "which award is due?"
    DEVELOP = "develop", "pengembangan apa yang wajib?", "which development is due?"
    INDEX = "index", "berapa indeksnya?", "how high is the index?"
    LEAVE = "leave", "boleh tugas belajar atau cuti?", "may study or leave be granted?"
    RELEASE = "release", "apa yang berhenti selama dibebaskan?", "what does a release stop?"
    MENTOR = "mentor", "boleh menjadi mentornya?", "may be the mentor?"
    DEPART = "depart", "boleh meninggalkan jabatannya?", "may the present post be left?"
    TENURE = "tenure", "bagaimana kedudukannya dalam jabatan?", "how does the tenure stand?"
    ENTER = "enter", "boleh masuk lewat jalur khusus?", "is a special way into the post open?"
    ACT = "act", "boleh bertindak sebagai Plt/Plh?", "may they act as Plt or Plh?"
    GROUP = "group", "termasuk kelompok jabatan apa?", "to which group does the post belong?"


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


class TalentAxis(Word):
    """The two axes of talent mapping (PermenPANRB 3/2020)."""

    PERFORMANCE = "performance", "kinerja (sumbu Y)", "performance (axis Y)"
    POTENTIAL = "potential", "potensial (sumbu X)", "potential (axis X)"


class TalentIndicator(Word):
    """The indicators of both axes (Kepka BKN 411/2025), then those that agencies add."""

    PREDICATE = "predicate", "predikat kinerja", "performance predicate"
    AWARDS = "awards", "penghargaan", "awards"
    TEAM = "team", "penugasan dalam tim kerja", "work-team assignment"
    FEEDBACK = "feedback", "umpan balik 360", "360-degree feedback"
    COMPETENCE = "competence", "penilaian kompetensi", "competency assessment"
    DEVELOPMENT = "development", "pengembangan kompetensi", "competency development"
    JOB_EXPERIENCE = "job_experience", "pengalaman jabatan", "job experience"
    POTENTIAL = "potential", "penilaian potensi", "potential assessment"
    EDUCATION = "education", "pendidikan formal", "formal education"
    FIELD_FIT = "field_fit", "kesesuaian bidang ilmu", "fit of the field of study"
    DISCIPLINE = "discipline", "rekam jejak disiplin", "disciplinary record"
    TENURE = "tenure", "lama dalam jenjang", "time in the level"
    VARIETY = "variety", "keragaman jabatan", "variety of posts"
    ACTING = "acting", "penugasan nondefinitif", "non-definitive duty"
    LEVELLED_TRAINING = "levelled_training", "pelatihan berjenjang", "levelled training"
    EXTRA_DUTY = "extra_duty", "tugas tambahan", "extra duty"
    INNOVATION = "innovation", "inovasi", "innovation"
    ATTENDANCE = "attendance", "kehadiran", "attendance"


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


class TeamRole(Word):
    """The highest role in a work team, low to high (Kepka BKN 411/2025)."""

    __ordered__ = True
    NONE = "none", "tidak ada", "none"
    MEMBER_INTERNAL = "member_internal", "anggota tim internal", "member, internal team"
    MEMBER_CROSS = "member_cross", "anggota tim antarinstansi", "member, cross-agency team"
    LEADER_INTERNAL = "leader_internal", "ketua tim internal", "leader, internal team"
    LEADER_CROSS = "leader_cross", "ketua tim antarinstansi", "leader, cross-agency team"


class Variety(Word):
    """How varied the posts held were, low to high (Kepka BKN 411/2025)."""

    __ordered__ = True
    ONE_UNIT = "one_unit", "satu unit kerja", "one unit"
    CROSS_UNIT = "cross_unit", "lintas unit kerja", "across units"
    CROSS_AGENCY = "cross_agency", "lintas instansi", "across agencies"


class ActingDuty(Word):
    """The highest duty beside the definitive post, low to high (Kepka BKN 411/2025)."""

    __ordered__ = True
    NONE = "none", "tidak ada", "none"
    PLH_EQUAL = "plh_equal", "Plh jabatan setingkat", "Plh of an equal post"
    PLH_HIGHER = "plh_higher", "Plh jabatan lebih tinggi", "Plh of a higher post"
    PLT_EQUAL = "plt_equal", "Plt jabatan setingkat", "Plt of an equal post"
    PLT_HIGHER = "plt_higher", "Plt jabatan lebih tinggi", "Plt of a higher post"
    PJ_KDH = "pj_kdh", "penjabat kepala daerah", "acting head of region"


class FieldFit(Word):
    """How the field of study fits the post in question, low to high (Kepka BKN 411/2025)."""

    __ordered__ = True
    DIFFERS = "differs", "tidak sesuai", "does not fit"
    RELATED = "related", "serumpun", "related"
    FITS = "fits", "sesuai", "fits"


class DisciplineRecord(Word):
    """The disciplinary record of some years, worst first (Kepka BKN 411/2025)."""

    __ordered__ = True
    SERVING = "serving", "sedang menjalani hukuman", "being served"
    HEAVY = "heavy", "pernah, berat", "heavy"
    MODERATE = "moderate", "pernah, sedang", "moderate"
    LIGHT = "light", "pernah, ringan", "light"
    NEVER = "never", "tidak pernah", "never"


class PotentialClass(Word):
    """The classes of the axis of potential, low to high (PermenPANRB 3/2020)."""

    __ordered__ = True
    RENDAH = "rendah", "rendah", "low"
    MENENGAH = "menengah", "menengah", "middle"
    TINGGI = "tinggi", "tinggi", "high"


class TalentBox(Word):
    """The nine boxes; their numbers are names, not an order (PermenPANRB 3/2020)."""

    KOTAK_1 = "1", "kotak 1", "box 1"
    KOTAK_2 = "2", "kotak 2", "box 2"
    KOTAK_3 = "3", "kotak 3", "box 3"
    KOTAK_4 = "4", "kotak 4", "box 4"
    KOTAK_5 = "5", "kotak 5", "box 5"
    KOTAK_6 = "6", "kotak 6", "box 6"
    KOTAK_7 = "7", "kotak 7", "box 7"
    KOTAK_8 = "8", "kotak 8", "box 8"
    KOTAK_9 = "9", "kotak 9", "box 9"


class Recommendation(Word):
    """What is recommended for a talent box (PermenPANRB 3/2020)."""

    PROMOTE_AND_RETAIN = "promote_and_retain", "promosikan dan pertahankan", "promote and retain"
    RETAIN = "retain", "pertahankan", "retain"
    NATIONAL_SUCCESSION = (
        "national_succession",
        "kelompok rencana suksesi instansi/nasional",
        "succession group of the agency or national",
    )
    AGENCY_SUCCESSION = (
        "agency_succession",
        "kelompok rencana suksesi instansi",
        "succession group of the agency",
    )
    AWARD = "award", "penghargaan", "award"
    ROTATION_OR_ENLARGEMENT = (
        "rotation_or_enlargement",
        "rotasi/perluasan jabatan",
        "rotation or job enlargement",
    )
    ROTATION_OR_ENRICHMENT = (
        "rotation_or_enrichment",
        "rotasi/pengayaan jabatan",
        "rotation or job enrichment",
    )
    ROTATION = "rotation", "rotasi jabatan", "rotation"
    SUITABLE_PLACEMENT = "suitable_placement", "penempatan yang sesuai", "suitable placement"
    GUIDANCE = "guidance", "bimbingan kinerja", "performance guidance"
    COUNSELLING = "counselling", "konseling kinerja", "performance counselling"
    DEVELOPMENT = "development", "pengembangan kompetensi", "competency development"
    STUDY = "study", "tugas belajar", "study assignment"
    APPLICABLE_RULES = (
        "applicable_rules",
        "diproses sesuai peraturan perundang-undangan",
        "handled under the applicable rules",
    )


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


class TalentPart(Word):
    """What the talent value is blended with for a target post (Kepka BKN 411/2025)."""

    TALENT = "talent", "nilai talenta", "talent value"
    TECHNICAL = "technical", "kompetensi teknis", "technical competence"


class CriticalCriterion(Word):
    """What makes a post critical (PermenPANRB 3/2020)."""

    STRATEGIC = "strategic", "strategis bagi organisasi", "strategic to the organisation"
    CORE_BUSINESS = "core_business", "perlu kompetensi inti", "needs core-business competence"
    HIGH_PERFORMANCE = "high_performance", "perlu kinerja tinggi", "needs high performance"
    LEARNING = "learning", "peluang belajar besar", "large learning opportunity"
    CHANGE = "change", "mendorong perubahan", "drives change"
    PRIORITY = "priority", "sesuai kebutuhan prioritas", "matches priority needs"


class ExtraDuty(Word):
    """Duties beside the main ones, low to high, as one agency scores them."""

    __ordered__ = True
    ONE_UNIT = "one_unit", "satu, tingkat unit", "one, of the unit"
    SEVERAL_UNIT = "several_unit", "dua atau lebih, tingkat unit", "two or more, of the unit"
    ONE_AGENCY = "one_agency", "satu, nasional/instansi", "one, national or of the agency"
    SEVERAL_AGENCY = (
        "several_agency",
        "dua atau lebih, nasional/instansi",
        "two or more, national or of the agency",
    )


class InnovationLevel(Word):
    """How far an innovation reaches, low to high, as one agency scores it."""

    __ordered__ = True
    ESELON_IV = "eselon_iv", "tingkat eselon IV", "unit of eselon IV"
    ESELON_III = "eselon_iii", "tingkat eselon III", "unit of eselon III"
    ESELON_II = "eselon_ii", "tingkat eselon II", "unit of eselon II"
    AGENCY = "agency", "tingkat instansi", "agency"
    NATIONAL = "national", "nasional", "national"


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


VOCABULARIES: Mapping[str, type[Word]] = {
    "acting_duty": ActingDuty,
    "acting_power": ActingPower,
    "appraisal_party": AppraisalParty,
    "appraisal_regime": AppraisalRegime,
    "appraisal_step": AppraisalStep,
    "attestation_kind": AttestationKind,
    "award_level": AwardLevel,
    "capacity": Capacity,
    "career_act": CareerAct,
    "competency_side": CompetencySide,
    "creativity_level": CreativityLevel,
    "credit_kind": CreditKind,
    "critical_criterion": CriticalCriterion,
    "diploma": Diploma,
    "discipline_record": DisciplineRecord,
    "dp3_predicate": Dp3Predicate,
    "eselon": Eselon,
    "expectation": Expectation,
    "extra_duty": ExtraDuty,
    "field_fit": FieldFit,
    "golongan": Golongan,
    "innovation_level": InnovationLevel,
    "ip_category": IpCategory,
    "ip_group": IpGroup,
    "ip_training": IpTraining,
    "jenjang": Jenjang,
    "leadership_training": LeadershipTraining,
    "mapping_recap": MappingRecap,
    "merit_category": MeritCategory,
    "merit_level": MeritLevel,
    "merit_part": MeritPart,
    "month": Month,
    "move_kind": MoveKind,
    "national_competency": NationalCompetency,
    "new_idea": NewIdea,
    "organisation_predicate": OrganisationPredicate,
    "peer_views": PeerViews,
    "position_family": PositionFamily,
    "position_kind": PositionKind,
    "position_level": PositionLevel,
    "potential_aspect": PotentialAspect,
    "potential_class": PotentialClass,
    "predikat": Predikat,
    "prestasi_predicate": PrestasiPredicate,
    "promotion_kind": PromotionKind,
    "recap": Recap,
    "recommendation": Recommendation,
    "release_kind": ReleaseKind,
    "removal_ground": RemovalGround,
    "retirement_group": RetirementGroup,
    "salary_law": SalaryLaw,
    "sanction_kind": SanctionKind,
    "sanction_level": SanctionLevel,
    "satyalancana": Satyalancana,
    "service_element": ServiceElement,
    "service_grade": ServiceGrade,
    "sex": Sex,
    "status": Status,
    "talent_axis": TalentAxis,
    "talent_box": TalentBox,
    "talent_indicator": TalentIndicator,
    "talent_part": TalentPart,
    "team_role": TeamRole,
    "technical_level": TechnicalLevel,
    "variety": Variety,
}
"""The vocabularies that data files may name as an axis or as the kind of a value."""
