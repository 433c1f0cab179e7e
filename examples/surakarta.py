# %% [markdown]
# # One vacant head of agency in the city of Surakarta
#
# Who may follow, by which article, in what order; who is excluded, by what, and until when. The
# city is true (its units, its posts), the people are invented.
#
#     ./dev demo            # in Indonesian
#     ./dev demo --lang en  # in English

# %%
from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter, defaultdict

import polars as pl

from asn_career import (
    Agency,
    AllOf,
    Employee,
    Finding,
    Lookup,
    Post,
    Question,
    Rule,
    Rulebook,
    Text,
    Truth,
    WeightedSum,
    find_earliest,
    national_rulebook,
    samples,
    tables,
)
from asn_career.conditions import Param, at_least

AS_OF = dt.date(2026, 11, 21)
HORIZON = dt.date(2031, 11, 21)
LAW, GATE, SCORE = "appointment.jpt_pratama", "surakarta.gate", "surakarta.score"

# %% [markdown]
# What the selection committee requires beyond the law is laid over the law as data. The committee
# and its decree are invented; its lines are usual ones.

# %%
POLICY = """
[instruments.pansel-contoh-2026]
short = "Keputusan Pansel (contoh)"
title.id = "Contoh keputusan panitia seleksi: syarat dan bobot"
title.en = "Example of a selection committee's decree: requirements and weights"
signed = 2026-10-01
evidence = "primary"

[surakarta.golongan]
text.id = "Pangkat paling rendah"
text.en = "Lowest rank"
words = "golongan"
checked = 2026-11-21
[[surakarta.golongan.rows]]
since = 2026-10-01
source = "pansel-contoh-2026:1"
evidence = "primary"
value = "IV/a"

[surakarta.predikat]
text.id = "Predikat paling rendah, dua tahun terakhir"
text.en = "Lowest predicate, last two years"
words = "predikat"
checked = 2026-11-21
[[surakarta.predikat.rows]]
since = 2026-10-01
source = "pansel-contoh-2026:2"
evidence = "primary"
value = "baik"

[surakarta.weight_jpm]
text.id = "Bobot kompetensi"
text.en = "Weight of competence"
unit = "percent"
checked = 2026-11-21
[[surakarta.weight_jpm.rows]]
since = 2026-10-01
source = "pansel-contoh-2026:3"
evidence = "primary"
value = 60

[surakarta.weight_predikat]
text.id = "Bobot kinerja"
text.en = "Weight of performance"
unit = "percent"
checked = 2026-11-21
[[surakarta.weight_predikat.rows]]
since = 2026-10-01
source = "pansel-contoh-2026:3"
evidence = "primary"
value = 40

[surakarta.predikat_score]
text.id = "Nilai predikat"
text.en = "Score of the predicate"
unit = "percent"
axis = "predikat"
columns = ["sangat_kurang", "kurang", "butuh_perbaikan", "baik", "sangat_baik"]
checked = 2026-11-21
[[surakarta.predikat_score.rows]]
since = 2026-10-01
source = "pansel-contoh-2026:3"
evidence = "primary"
values = [20, 40, 60, 80, 100]
"""


def with_policy(law: Rulebook) -> Rulebook:
    """Return the law with the committee's requirements and weights laid over it."""
    predicates = [law.fact("predicate_latest"), law.fact("predicate_before")]
    match = law.fact("job_person_match")
    return law.overlay(
        "Surakarta",
        POLICY,
        rules=[
            Rule(
                name=GATE,
                text=Text(id="Memenuhi syarat panitia seleksi", en="Meets the committee's terms"),
                question=Question.APPOINT,
                source="pansel-contoh-2026",
                since=dt.date(2026, 10, 1),
                node=AllOf(
                    (
                        at_least(law.fact("golongan"), "surakarta.golongan"),
                        *(at_least(fact, "surakarta.predikat") for fact in predicates),
                    )
                ),
            ),
            Rule(
                name=SCORE,
                text=Text(id="Nilai seleksi", en="Selection score"),
                question=Question.TALENT,
                source="pansel-contoh-2026:3",
                since=dt.date(2026, 10, 1),
                node=WeightedSum(
                    (
                        (Param("surakarta.weight_jpm"), match),
                        (
                            Param("surakarta.weight_predikat"),
                            Lookup("surakarta.predikat_score", (predicates[0],)),
                        ),
                    )
                ),
            ),
        ],
    )


# %% [markdown]
# ## The steps


# %%
def find_post(city: Agency) -> Post:
    """Return the vacant head of the planning agency."""
    heads = [p for p in city.vacancies if p.position.level.value == "jpt_pratama"]
    return next(p for p in heads if "perencanaan" in p.all_fields)


def gate(
    book: Rulebook, people: list[Employee], post: Post
) -> dict[str, dict[Truth, list[Finding]]]:
    """Ask every rule about appointment to the post; law and committee stay apart."""
    found: dict[str, dict[Truth, list[Finding]]] = {}
    for rule in book.rules_for(Question.APPOINT, post, AS_OF):
        by_truth: dict[Truth, list[Finding]] = defaultdict(list)
        for person in people:
            finding = book.check(rule, person, AS_OF, post=post)
            by_truth[finding.truth].append(finding)
        found[rule.name] = by_truth
    return found
