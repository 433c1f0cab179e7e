"""Groups of positions: family, equals of an eselon and of a functional level, leadership training.

Families: UU 5/2014 article 13 (pimpinan tinggi, administrasi, fungsional), since 31 October 2023 UU
20/2023 article 13 (manajerial, nonmanajerial). Eselon: UU 5/2014 article 131. Leadership training
(PP 11/2017 article 217) may come before or after a post is taken up, so it bars no appointment.

>>> import datetime as dt
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> [book.score("groups.family", {"target_level": "pelaksana"}, on).value.value
...  for on in (day, dt.date(2023, 10, 30))]
['nonmanajerial', 'administrasi']
>>> sorted(w.value for w in book.score("groups.of_eselon", {"target_eselon": "I.a"}, day).value)
['jpt_madya', 'jpt_utama']
>>> book.score("groups.equal_post", {}, day).missing
('target_level',)
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from asn_career.conditions import Lookup, Quantity
from asn_career.facts import Fact
from asn_career.rulebook import Rule
from asn_career.rules.moves import TARGET_LEVEL
from asn_career.rules.ranks import TARGET_ESELON
from asn_career.terms import Question, Text

__all__ = ["FACTS", "RULES"]

FACTS: Final[tuple[Fact, ...]] = ()


def _group(name: str, source: str, since: dt.date, text: Text, of: Quantity) -> Rule:
    return Rule(
        name=name,
        text=text,
        question=Question.GROUP,
        source=source,
        since=since,
        node=Lookup(name, (of,)),
    )


UU_5: Final = dt.date(2014, 1, 15)
FAMILY: Final = _group(
    "groups.family",
    "uu-5-2014:13",
    UU_5,
    Text(id="Rumpun jabatan", en="Family of the position"),
    TARGET_LEVEL,
)
OF_ESELON: Final = _group(
    "groups.of_eselon",
    "uu-5-2014:131",
    UU_5,
    Text(id="Jabatan yang setara dengan eselon", en="Positions equal to the eselon"),
    TARGET_ESELON,
)
EQUAL_POST: Final = _group(
    "groups.equal_post",
    "permenpanrb-1-2023",
    dt.date(2023, 1, 6),
    Text(id="Jabatan administrasi yang setingkat", en="Administrative position of the same level"),
    TARGET_LEVEL,
)
TRAINING: Final = _group(
    "groups.leadership_training",
    "pp-11-2017:217(3)",
    dt.date(2017, 4, 7),
    Text(id="Pelatihan kepemimpinan untuk jabatan", en="Leadership training for the post"),
    TARGET_LEVEL,
)
HOURS: Final = Rule(
    name="groups.training_hours",
    text=Text(id="Lama pelatihan kepemimpinan", en="Length of the leadership training"),
    question=Question.GROUP,
    source="perlan-5-2022",
    since=dt.date(2022, 12, 31),
    node=Lookup("groups.training_hours", (Lookup("groups.leadership_training", (TARGET_LEVEL,)),)),
)
RULES: Final = (FAMILY, OF_ESELON, EQUAL_POST, TRAINING, HOURS)
