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
from collections.abc import Callable

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
    Score,
    Text,
    Truth,
    WeightedSum,
    find_earliest,
    national_rulebook,
    samples,
    tables,
)
from asn_career.conditions import Param, at_least
from asn_career.values import show_day

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
    return city.post("bappeda-kepala")


def pool_of(city: Agency) -> list[Employee]:
    """Return those a committee would look at: administrators and JF ahli madya."""
    pool = []
    for person in city.employees:
        held = person.appointment_on(AS_OF)
        if held is not None and held.position.level.value in {"administrator", "ahli_madya"}:
            pool.append(person)
    return pool


def describe_city(city: Agency, post: Post, say: Callable[..., str]) -> None:
    """Print what this is about."""
    print(say("Kota Surakarta (orangnya rekaan)", "City of Surakarta (its people are invented)"))
    print(
        f"  {len(city.units)} {say('unit', 'units')}, "
        f"{len(city.posts):,} {say('jabatan', 'posts')}, {len(city.employees):,} "
        f"{say('pegawai', 'people')}, {len(city.vacancies)} {say('jabatan kosong', 'vacant posts')}"
    )
    print(say("Jabatan yang diisi", "Post to be filled") + f": {post.position.name}")


def gate_as_table(book: Rulebook, city: Agency, post: Post, say: Callable[..., str]) -> None:
    """Ask the law for the whole city at once, as a table, and count what decided."""
    facts = tables.facts_from(city.employees, LAW, AS_OF, rulebook=book, post=post)
    table = tables.check(pl.DataFrame(facts, strict=False), LAW, AS_OF, rulebook=book, id="id")
    column = tables.column_name(LAW)
    counted = Counter(table.select(column, f"{column}_because").iter_rows())
    legend = {row["key"]: row for row in tables.legend(book, LAW, AS_OF)}
    lang = say("id", "en")
    print(say("Seluruh kota, satu tabel, satu aturan:", "The whole city, one table, one rule:"))
    for (verdict, key), count in sorted(counted.items(), key=lambda item: -item[1]):
        truth = Truth.of(verdict).text.say(lang)
        row = legend.get(key, {})
        reason = row.get(f"text_{lang}") or ""
        source = f" [{row['citation']}]" if row.get("citation") else ""
        print(f"  {truth:16} {count:6,}  {reason}{source}")


def rank(book: Rulebook, people: list[Employee], post: Post) -> list[tuple[int, Employee, Score]]:
    """Rank by the committee's score; equal scores share a rank."""
    scored = [(book.score(SCORE, p, AS_OF, post=post), p) for p in people]
    known = sorted(
        ((s, p) for s, p in scored if s.whole is not None),
        key=lambda pair: (-int(pair[0].whole), pair[1].id),
    )
    ranked: list[tuple[int, Employee, Score]] = []
    for place, (score, person) in enumerate(known, 1):
        tied = ranked and ranked[-1][2].whole == score.whole
        ranked.append((ranked[-1][0] if tied else place, person, score))
    return ranked


def group_excluded(
    book: Rulebook, excluded: list[tuple[Employee, Finding]], post: Post
) -> dict[str, list[dt.date | None]]:
    """Group the excluded by the condition and article that decided, with the day it lifts."""
    groups: dict[str, list[dt.date | None]] = defaultdict(list)
    for person, finding in excluded:
        line = finding.deciding[0]
        earliest = find_earliest(person, finding.rule, AS_OF, HORIZON, rulebook=book, post=post)
        groups[f"{line.info.key}|{line.cells()[0].citation.source}"].append(earliest.day)
    return groups


# %% [markdown]
# ## The whole story


# %%
def main() -> None:
    """Tell who may follow, in what order, and who not, why, and until when."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", default="id", help="id (default) or en")
    parser.add_argument("--employees", type=int, default=6000)
    options = parser.parse_args()
    lang: str = options.lang

    def say(indonesian: str, english: str) -> str:
        return Text(id=indonesian, en=english).say(lang)

    city = samples.surakarta(employees=options.employees)
    post = find_post(city)
    book = with_policy(national_rulebook())
    describe_city(city, post, say)
    print()
    gate_as_table(book, city, post, say)

    pool = pool_of(city)
    people = {p.id: p for p in pool}
    law = {p.id: book.check(LAW, p, AS_OF, post=post) for p in pool}
    gate = {p.id: book.check(GATE, p, AS_OF, post=post) for p in pool}
    lawful = [p for p in pool if law[p.id].truth is Truth.YES]
    eligible = [p for p in lawful if gate[p.id].truth is Truth.YES]
    ranked = rank(book, eligible, post)

    print()
    print(say("Peringkat yang memenuhi syarat", "Ranking of those who qualify"))
    for place, person, score in ranked[:10]:
        tied = sum(1 for other in ranked if other[0] == place) > 1
        number = f"{place}{'=' if tied else ' '}"
        print(f"  {number:4} {person.id}  {score.line.info.value_type.show(score.whole, lang)}")
    if ranked:
        print()
        print(say("Mengapa peringkat pertama:", "Why the first:"), ranked[0][1].id)
        for finding in (law[ranked[0][1].id], ranked[0][2]):
            print("\n".join(finding.lines(lang)))

    excluded = [(people[i], f) for i, f in law.items() if f.truth is Truth.NO]
    print()
    print(
        say(
            "Belum memenuhi syarat hukum, menurut pasal yang menentukan",
            "Not eligible by law, by the article that decided",
        )
    )
    groups = group_excluded(book, excluded, post)
    for key, days in sorted(groups.items(), key=lambda item: -len(item[1])):
        condition, source = key.split("|")
        lifted = sorted(day for day in days if day is not None)
        when = (
            f"{say('terbuka', 'lifts')} {show_day(lifted[0], lang)} - {show_day(lifted[-1], lang)}"
            f" ({len(lifted)})"
            if lifted
            else say("tidak terbuka dalam lima tahun", "does not lift within five years")
        )
        text = book.fact(condition).text.say(lang) if condition in book.glossary else condition
        print(f"  {len(days):4}  {text} [{source}]: {when}")

    unknown = {i: f for i, f in law.items() if f.truth is Truth.UNKNOWN}
    print()
    print(
        say("Belum dapat diputuskan, data kurang:", "Cannot be decided, data is missing:"),
        len(unknown),
    )
    for name, count in Counter(n for f in unknown.values() for n in f.missing).most_common(5):
        print(f"  {count:4}  {book.fact(name).text.say(lang)}")

    print()
    print(say("Ringkasan", "Summary"))
    refused = [p for p in lawful if gate[p.id].truth is Truth.NO]
    for label, count in (
        (say("Administrator dan JF ahli madya", "Administrators and JF ahli madya"), len(pool)),
        (say("Memenuhi syarat hukum", "Eligible by law"), len(lawful)),
        (say("Ditolak syarat panitia", "Refused by the committee's terms"), len(refused)),
        (say("Masuk peringkat", "Ranked"), len(ranked)),
        (say("Belum memenuhi syarat hukum", "Not eligible by law"), len(excluded)),
        (say("Belum dapat diputuskan", "Cannot be decided yet"), len(unknown)),
    ):
        print(f"  {label:40} {count:6,}")
    print(
        say(
            "Hasil ini memberi saran; manusia yang memutuskan.",
            "This result advises; a person decides.",
        )
    )


if __name__ == "__main__":
    main()
