"""Senior executives (JPT) in office: lock, mutasi, term, missed targets, elections in the regions.

No replacement for two years after inauguration (UU 5/2014 article 116), mutasi with a competence
test after two to five years (PP 11/2017 articles 131-132), a term of at most five years (UU 5/2014
article 117). Targets missed for a year give six months to improve, then another competence test,
and a post that fits it or a lower one (article 118, PP 11/2017 article 142); who comes from outside
is removed at once (143). In the regions the minister's consent is needed around elections (UU
10/2016 articles 71 and 162); their calendar is a fact that only the agency can give, and a Plt is
no replacement.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 3, 2)
>>> facts = dict(level="jpt_pratama", post_since=dt.date(2021, 3, 1), term_extended=False)
>>> [book.check("jpt.term_over", facts | change, day).truth.name
...  for change in ({}, {"term_extended": True}, {"term_extended": None})]
['YES', 'NO', 'UNKNOWN']
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from asn_career.conditions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Const,
    IsOneOf,
    MonthsSince,
    Not,
    Param,
)
from asn_career.facts import Subject
from asn_career.findings import Op
from asn_career.rulebook import Rule
from asn_career.rules.competence import RECAP
from asn_career.rules.moves import TARGET_LEVEL
from asn_career.rules.personnel import (
    AS_OF,
    IN_POST,
    LEVEL,
    STATUS,
    is_so,
    told,
)
from asn_career.terms import Question, Status, Text
from asn_career.values import ValueType

__all__ = ["FACTS", "RULES"]

SINCE: Final = dt.date(2017, 4, 7)
UU_5: Final = dt.date(2014, 1, 15)
ELECTIONS: Final = dt.date(2016, 12, 31)
OF_THE_AGENCY: Final = Text(id="Hanya instansi yang mengetahuinya.", en="Only the agency knows it.")

REPLACEMENT_GROUND: Final = told(
    "replacement_ground",
    "Melanggar peraturan atau tidak lagi memenuhi syarat jabatan",
    "Broke the law or no longer meets the requirements of the post",
    sensitive=True,
)

REPLACEMENT_APPROVED: Final = told(
    "replacement_approved",
    "Presiden menyetujui penggantian lebih awal",
    "The President agrees to an earlier replacement",
)

TERM_EXTENDED: Final = told(
    "term_extended", "Masa jabatan diperpanjang", "The term has been extended"
)

BETWEEN_AGENCIES: Final = told(
    "between_agencies", "Mutasi antarinstansi", "Mutasi between agencies", subject=Subject.PAIR
)

SAME_CLASSIFICATION: Final = told(
    "same_classification",
    "Klasifikasi jabatan sama, kompetensi teknis dibuktikan",
    "Same job classification, technical competence shown",
    subject=Subject.PAIR,
)

TARGETS_MISSED: Final = told(
    "targets_missed_since",
    "Target kinerja tidak tercapai sejak",
    "Performance targets not reached since",
    ValueType.day(),
)

IMPROVING_SINCE: Final = told(
    "improving_since",
    "Diberi kesempatan memperbaiki sejak",
    "Given time to improve since",
    ValueType.day(),
)

IMPROVED: Final = told("targets_improved", "Kinerja sudah membaik", "Performance has improved")

CANDIDATES_FIXED: Final = told(
    "candidates_fixed_on",
    "Penetapan pasangan calon kepala daerah",
    "Candidates for regional head fixed on",
    ValueType.day(),
    note=OF_THE_AGENCY,
)

TERM_ENDS: Final = told(
    "region_term_ends_on",
    "Akhir masa jabatan kepala daerah",
    "End of the regional head's term",
    ValueType.day(),
    note=OF_THE_AGENCY,
)

HEAD_SINCE: Final = told(
    "region_head_since",
    "Pelantikan kepala daerah",
    "Regional head inaugurated",
    ValueType.day(),
    note=OF_THE_AGENCY,
)

MINISTER_CONSENTS: Final = told(
    "minister_consents",
    "Persetujuan tertulis Menteri Dalam Negeri",
    "Written consent of the Minister of Home Affairs",
)
FACTS: Final = (
    REPLACEMENT_GROUND,
    REPLACEMENT_APPROVED,
    TERM_EXTENDED,
    BETWEEN_AGENCIES,
    SAME_CLASSIFICATION,
    TARGETS_MISSED,
    IMPROVING_SINCE,
    IMPROVED,
    CANDIDATES_FIXED,
    TERM_ENDS,
    HEAD_SINCE,
    MINISTER_CONSENTS,
)

IS_JPT: Final = IsOneOf(LEVEL, Param("jpt.levels"))


def _rule(
    name: str,
    text: Text,
    source: str,
    node: Condition,
    *,
    question: Question = Question.TENURE,
    since: dt.date = SINCE,
) -> Rule:
    return Rule(name=name, text=text, question=question, source=source, since=since, node=node)


LOCK: Final = _rule(
    "jpt.lock",
    Text(id="Tidak terikat larangan penggantian JPT", en="Not bound by the lock on replacing JPT"),
    "uu-5-2014:116",
    AnyOf(
        (
            Not(IS_JPT, key="no_jpt", text=Text(id="Bukan JPT", en="Not in a JPT")),
            Compare(IN_POST, Op.GE, Param("jpt.lock")),
            is_so(REPLACEMENT_GROUND),
            AllOf(
                (
                    IsOneOf(LEVEL, Param("jpt.lock_waived_for")),
                    is_so(REPLACEMENT_APPROVED),
                ),
                key="approved",
                text=Text(id="Persetujuan Presiden", en="Agreement of the President"),
            ),
        ),
    ),
    question=Question.DEPART,
    since=UU_5,
)

MUTASI: Final = _rule(
    "jpt.mutasi",
    Text(
        id="JPT dapat diisi lewat mutasi tanpa seleksi terbuka",
        en="The JPT may be filled by mutasi without open selection",
    ),
    "pp-11-2017:132",
    AllOf(
        (
            IS_JPT,
            Compare(LEVEL, Op.EQ, TARGET_LEVEL, key="same_level"),
            Compare(IN_POST, Op.GE, Param("jpt.mutasi_after")),
            Compare(IN_POST, Op.LT, Param("jpt.mutasi_before")),
            Compare(RECAP, Op.GE, Param("jpt.competence"), key="competence"),
            AnyOf(
                (is_so(BETWEEN_AGENCIES, value=False), is_so(SAME_CLASSIFICATION)),
                key="agencies",
                text=Text(
                    id="Dalam satu instansi, atau klasifikasi jabatan sama",
                    en="Inside one agency, or in the same job classification",
                ),
            ),
        )
    ),
)

TERM_OVER: Final = _rule(
    "jpt.term_over",
    Text(id="Masa jabatan JPT sudah habis", en="The term of the JPT is over"),
    "uu-5-2014:117",
    AllOf(
        (
            IS_JPT,
            Compare(IN_POST, Op.GE, Param("jpt.term")),
            is_so(TERM_EXTENDED, value=False),
        )
    ),
    since=UU_5,
)

MISSED: Final = (
    IS_JPT,
    Compare(
        MonthsSince(TARGETS_MISSED, Text(id="Tanpa target", en="Targets missed for")),
        Op.GE,
        Param("jpt.target_year"),
    ),
)

IS_PNS: Final = Compare(STATUS, Op.EQ, Const(Status.PNS, ValueType.word(Status)))

IMPROVEMENT_DUE: Final = _rule(
    "jpt.improvement_due",
    Text(id="Perlu diberi kesempatan memperbaiki kinerja", en="Time to improve is due"),
    "uu-5-2014:118",
    AllOf((*MISSED, IS_PNS)),
    since=UU_5,
)

RETEST_DUE: Final = _rule(
    "jpt.retest_due",
    Text(
        id="Uji kompetensi ulang karena target JPT tidak tercapai",
        en="Another competence test is due for missed targets",
    ),
    "uu-5-2014:118",
    AllOf(
        (
            *MISSED,
            IS_PNS,
            Compare(
                MonthsSince(IMPROVING_SINCE, Text(id="Perbaikan", en="Improving for")),
                Op.GE,
                Param("jpt.improvement"),
            ),
            is_so(IMPROVED, value=False),
        )
    ),
    since=UU_5,
)

CONTRACT_ENDS: Final = _rule(
    "jpt.removed_for_targets",
    Text(
        id="JPT dari luar PNS diberhentikan karena target tidak tercapai",
        en="A holder of a JPT from outside is removed for missed targets",
    ),
    "pp-11-2017:143",
    AllOf((*MISSED, Not(IS_PNS, key="no_pns", text=Text(id="Bukan PNS", en="Not a PNS")))),
)

IN_REGION: Final = _rule(
    "jpt.regional_replacement",
    Text(
        id="Penggantian pejabat di daerah diperbolehkan",
        en="Officials of the region may be replaced",
    ),
    "uu-10-2016:71(2)",
    AnyOf(
        (
            is_so(MINISTER_CONSENTS),
            AllOf(
                (
                    AnyOf(
                        (
                            Compare(
                                MonthsSince(CANDIDATES_FIXED),
                                Op.LT,
                                Param("jpt.election_lock"),
                            ),
                            Compare(AS_OF, Op.GT, TERM_ENDS, key="region_term_ends_on"),
                        ),
                        key="election",
                        text=Text(id="Di luar masa pemilihan", en="Outside the election"),
                    ),
                    Compare(MonthsSince(HEAD_SINCE), Op.GE, Param("jpt.new_head_lock")),
                ),
                key="no_lock",
                text=Text(id="Tidak dalam masa larangan", en="Not in a time of the ban"),
            ),
        ),
    ),
    since=ELECTIONS,
)
RULES: Final = (
    LOCK,
    MUTASI,
    TERM_OVER,
    IMPROVEMENT_DUE,
    RETEST_DUE,
    CONTRACT_ENDS,
    IN_REGION,
)
