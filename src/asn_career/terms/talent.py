"""The words of talent mapping."""

from __future__ import annotations

from asn_career.terms.words import Word

__all__ = [
    "CriticalCriterion",
    "ExtraDuty",
    "InnovationLevel",
    "PotentialClass",
    "Recommendation",
    "TalentAxis",
    "TalentBox",
    "TalentIndicator",
    "TalentPart",
    "TeamRole",
    "Variety",
]


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
