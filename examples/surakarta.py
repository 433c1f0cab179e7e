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
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import polars as pl

from asn_career import (
    Agency,
    AllOf,
    CareerGraph,
    Employee,
    Lookup,
    Post,
    Question,
    Ranking,
    Rule,
    Rulebook,
    SuccessionPolicy,
    Text,
    Truth,
    WeightedSum,
    assess_strengths,
    assume_good_standing,
    find_routes,
    match_mentors,
    national_rulebook,
    rank_successors,
    samples,
    tables,
    write_statement,
)
from asn_career.conditions import Param, at_least
from asn_career.values import show_day

T = TypeVar("T")
Progress = Callable[[Iterable[Any]], Iterable[Any]]

AS_OF = dt.date(2026, 11, 21)
HORIZON = dt.date(2036, 11, 21)
JUNIOR = {"pelaksana", "terampil", "ahli_pertama"}
SENIOR = {"administrator", "pengawas", "ahli_madya", "ahli_muda"}
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
def pool_of(city: Agency) -> list[Employee]:
    """Return those a committee would look at: administrators and JF ahli madya."""
    pool = []
    for person in city.employees:
        held = person.appointment_on(AS_OF)
        if held is not None and held.position.level.value in {"administrator", "ahli_madya"}:
            pool.append(person)
    return pool


def thousands(number: int, lang: str) -> str:
    """Return a count for people: thousands by a point in Indonesian, by a comma in English."""
    return f"{number:,}".replace(",", "," if lang == "en" else ".")


def describe_city(city: Agency, post: Post, say: Callable[..., str]) -> None:
    """Print what this is about."""
    print(f"{city.name} ({say('orangnya rekaan', 'its people are invented')})")
    lang = say("id", "en")
    posts, people = (thousands(len(n), lang) for n in (city.posts, city.employees))
    print(
        f"  {len(city.units)} {say('unit', 'units')}, "
        f"{posts} {say('jabatan', 'posts')}, {people} "
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
        cited = str(row.get("citation") or "").split("; ", maxsplit=1)[0]
        name, _, article = cited.partition(":")
        source = f" [{book.instruments[name].short} {article}]" if name else ""
        print(f"  {truth:16} {thousands(count, lang):>6}  {reason}{source}")


def show_ranking(ranking: Ranking, say: Callable[..., str]) -> None:
    """Print who qualifies, in order; who shares a score and what parted them; who is excluded."""
    lang = say("id", "en")
    print(say("Peringkat calon penerus", "Ranking of successors"))
    for one in ranking.ranked:
        score = one.score.line.info.value_type.show(one.score.whole, lang)
        tied = sum(1 for other in ranking.ranked if other.score_rank == one.score_rank) > 1
        same = say("  (nilai sama, dibedakan menurut DUK)", "  (same score, parted by DUK)")
        print(f"  {one.rank:3} {one.id}  {score:>8}{same if tied else ''}")
    print(say("Belum dapat diangkat, menurut pasal", "Cannot be appointed yet, by article"))
    for stopped in ranking.by_article()[:8]:
        articles = "; ".join(c.say(lang) for c in stopped.citations)
        days = ", ".join(show_day(day, lang) for day in stopped.lifts)
        when = (
            f"{say('terpenuhi paling awal', 'met at the earliest')} {days} ({stopped.lifting})"
            if days
            else say("tidak dalam lima tahun", "not within five years")
        )
        print(f"  {stopped.count:4}  {stopped.text.say(lang)} [{articles}]: {when}")


def show_lines(title: str, lines: Iterable[str], most: int = 44) -> None:
    """Print a result under a title; long ones are cut, and that is said."""
    lines = list(lines)
    print(f"\n== {title}")
    for line in lines[:most]:
        print(line)
    if len(lines) > most:
        print(f"  … +{len(lines) - most}")


# %% [markdown]
# ## The whole story: the five answers about one agency


# %%
def tell(city: Agency, post: Post, book: Rulebook, lang: str, progress: Progress) -> None:
    """Print the five answers: successors, a route, gaps and strengths, mentors, a statement."""

    def say(indonesian: str, english: str) -> str:
        return Text(id=indonesian, en=english).say(lang)

    describe_city(city, post, say)
    print()
    gate_as_table(book, city, post, say)
    print()

    policy = SuccessionPolicy(score=SCORE, gates=(GATE,))
    pool = pool_of(city)
    ranking = rank_successors(post, pool, AS_OF, rulebook=book, policy=policy, progress=progress)
    show_ranking(ranking, say)
    people = {person.id: person for person in city.employees}
    if ranking.ranked:
        first = people[ranking.ranked[0].id]
        why = say("Mengapa peringkat pertama", "Why the first")
        show_lines(f"{why}: {first.id}", book.check(LAW, first, AS_OF, post=post).lines(lang))
        strengths = assess_strengths(first, AS_OF, rulebook=book, post=post)
        show_lines(
            say("Kekuatan dan kelemahannya", "Strengths and weaknesses"), strengths.lines(lang)
        )

    # The committee's terms are of this selection only: the way there is asked of the law.
    law = national_rulebook()
    graph = CareerGraph(
        positions={p.position.id: p.position for p in city.posts}.values(),
        rulebook=law,
        as_of=AS_OF,
    )
    climber = next(
        person
        for person in city.employees
        if (held := person.appointment_on(AS_OF)) is not None
        and held.position.level.value == "pengawas"
        and set(held.all_fields) & set(post.all_fields)
        and national_rulebook().view(person, AS_OF).get("diploma") in {"s1", "s2"}
    )
    steps = {
        p.position.level: p.position
        for p in city.posts
        if p.position.level.value in {"administrator", "jpt_pratama"}
        and set(p.all_fields) & set(post.all_fields)
    }
    hope = assume_good_standing(climber, AS_OF, HORIZON, positions=steps.values())
    routes = find_routes(climber, post, AS_OF, HORIZON, graph=graph, assume=hope, limit=1)
    title = say("Jalur seorang pengawas ke jabatan itu", "A supervisor's route to the post")
    show_lines(f"{title}: {climber.id}", routes.lines(lang))

    staff = {
        person: held.position.level.value
        for person in city.employees
        if (held := person.appointment_on(AS_OF)) is not None and held.unit.startswith(post.unit)
    }
    mentees = [person for person, level in staff.items() if level in JUNIOR]
    mentors = [person for person, level in staff.items() if level in SENIOR]
    mentoring = match_mentors(mentees, mentors, AS_OF, rulebook=law, progress=progress)
    title = say("Mentor untuk pegawai muda", "Mentors for junior staff")
    show_lines(title, mentoring.lines(lang), 16)

    page = write_statement(climber, post, AS_OF, rulebook=law, graph=graph, assume=hope)
    title = say("Lembar untuk pegawai itu", "The page handed to that person")
    show_lines(title, page.lines(lang), 60)

    print()
    print(say("Ringkasan", "Summary"))
    for label, count in (
        (say("Administrator dan JF ahli madya", "Administrators and JF ahli madya"), len(pool)),
        (say("Masuk peringkat", "Ranked"), len(ranking.ranked)),
        (say("Belum, dengan tanggalnya", "Not yet, with a day"), len(ranking.not_yet)),
        (say("Dikecualikan, dengan pasalnya", "Excluded, with the article"), len(ranking.excluded)),
        (say("Belum dapat diputuskan", "Cannot be decided yet"), len(ranking.unknown)),
        (say("Pegawai muda dengan mentor", "Junior staff with a mentor"), len(mentoring.pairs)),
    ):
        print(f"  {label:40} {thousands(count, lang):>6}")
    verified = [r.verify() for r in (ranking, routes, mentoring, page)]
    print(say("Semua hasil diperiksa ulang:", "All results checked again:"), all(verified))
    print(
        say(
            "Hasil ini memberi saran; manusia yang memutuskan.",
            "This result advises; a person decides.",
        )
    )


def main() -> None:
    """Tell the story of the city, in the language asked for."""
    parser = argparse.ArgumentParser(description="One vacant head of agency in Surakarta")
    parser.add_argument("--lang", default="id", help="id (default) or en")
    parser.add_argument("--employees", type=int, default=6000)
    options = parser.parse_args()
    city = samples.surakarta(employees=options.employees)
    book = with_policy(national_rulebook())
    tell(city, city.post("bappeda-kepala"), book, options.lang, bar)


def bar(work: Iterable[T]) -> Iterator[T]:
    """Show progress on a terminal; any wrapper of iterables, such as tqdm, fits here."""
    items = list(work)
    for number, item in enumerate(items, 1):
        if sys.stderr.isatty() and number % 50 == 0:
            print(f"\r{number}/{len(items)}", end="", file=sys.stderr)
        yield item
    if sys.stderr.isatty():
        print("\r", end="", file=sys.stderr)


if __name__ == "__main__":
    main()
