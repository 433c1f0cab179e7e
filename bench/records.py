"""One person: the record reading, and the import of the package."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from row import Row, Work

from asn_career import Status, national_rulebook
from asn_career.dates import months_between
from asn_career.terms import Diploma

AS_OF = dt.date(2026, 11, 21)
RULE = "appointment.jpt_pratama"
HEAVY = ("networkx", "narwhals", "numpy", "cattrs")

FACTS: dict[str, Any] = {
    "status": Status.PNS,
    "diploma": Diploma.S2,
    "relevant_experience": 144,
    "months_as_administrator": 72,
    "months_as_ahli_madya": 0,
    "birth_date": dt.date(1975, 3, 1),
    "track_record_good": True,
    "integrity_good": True,
    "job_person_match": 9100,
    "healthy": True,
}


def by_hand(get: Callable[[str], Any], day: dt.date) -> bool | None:
    """Answer the rule over the same facts, three-valued, as one would write it by hand."""
    unknown = False
    status, diploma = get("status"), get("diploma")
    if status is None:
        unknown = True
    elif status is not Status.PNS:
        return False
    if diploma is None:
        unknown = True
    elif diploma not in {Diploma.S1, Diploma.S2, Diploma.S3}:
        return False
    relevant = get("relevant_experience")
    if relevant is None:
        unknown = True
    elif relevant < 60:
        return False
    first, second = get("months_as_administrator"), get("months_as_ahli_madya")
    if not ((first is not None and first >= 24) or (second is not None and second >= 24)):
        if first is None or second is None:
            unknown = True
        else:
            return False
    birth = get("birth_date")
    if birth is None:
        unknown = True
    elif months_between(birth, day) // 12 > 56:
        return False
    for name in ("track_record_good", "integrity_good", "healthy"):
        flag = get(name)
        if flag is None:
            unknown = True
        elif not flag:
            return False
    match = get("job_person_match")
    if match is None:
        unknown = True
    elif match < 6800:
        return False
    return None if unknown else True


def decide(_: int) -> Work:
    """Ask for the answer alone, as searches do."""
    answer, facts = national_rulebook().decider(RULE, AS_OF), FACTS.get
    return lambda: answer(facts, AS_OF), lambda: by_hand(facts, AS_OF)


def explain(_: int) -> Work:
    """Ask for the answer with its whole explanation."""
    answer, facts = national_rulebook().explainer(RULE, AS_OF), FACTS.get
    return lambda: answer(facts, AS_OF), lambda: by_hand(facts, AS_OF)


def fresh(names: str) -> str:
    """Import in a fresh interpreter; return which heavy modules it has loaded."""
    code = f"import {names}, sys; print(*sorted({set(HEAVY)} & set(sys.modules)))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout.strip()


def imports(_: int) -> Work:
    """Import the package in a fresh interpreter; nothing heavy may come along."""
    return lambda: fresh("asn_career"), lambda: fresh("attrs, dateutil.relativedelta")


ROWS = (
    Row(
        name="decide-one",
        text="one rule of nine conditions, one person, the answer alone",
        peer="the same conditions in plain Python, three-valued, written by hand",
        work=decide,
        sizes=(1,),
        of="person",
        calls=20,
        agree=lambda ours, theirs: ours is theirs is True,
        ratio=4,
    ),
    Row(
        name="explain-one",
        text="the same with its explanation: figures, articles, days, evidence",
        peer="the same conditions in plain Python, without any explanation",
        work=explain,
        sizes=(1,),
        of="person",
        calls=20,
        ratio=20,
    ),
    Row(
        name="import",
        text="import of the package in a fresh interpreter",
        peer="import of attrs and dateutil.relativedelta alone",
        work=imports,
        sizes=(1,),
        of="import",
        agree=lambda ours, theirs: ours == theirs == "",
        above=0.060,
    ),
)
