"""The words of positions and of the moves between them."""

from __future__ import annotations

from asn_career.terms.words import Word

__all__ = [
    "ActingDuty",
    "ActingPower",
    "Eselon",
    "FieldFit",
    "Jenjang",
    "LeadershipTraining",
    "MoveKind",
    "PositionFamily",
    "PositionKind",
    "PositionLevel",
    "PromotionKind",
    "RemovalGround",
]


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
