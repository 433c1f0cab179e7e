"""The words of appraisal, by regime."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asn_career.terms.words import Word

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "AppraisalParty",
    "AppraisalRegime",
    "AppraisalStep",
    "CreativityLevel",
    "Dp3Predicate",
    "Expectation",
    "NewIdea",
    "OrganisationPredicate",
    "PeerViews",
    "Predikat",
    "PrestasiPredicate",
]


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
