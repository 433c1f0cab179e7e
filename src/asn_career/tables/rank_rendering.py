"""The readings of a ranking on a table: the officer's, and that of one person."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np

from asn_career.findings import Truth
from asn_career.numbers import format_number
from asn_career.tables.crowd import NO, YES
from asn_career.terms import Text

if TYPE_CHECKING:
    from asn_career.tables.ranked import TableRanking

__all__ = ["explain_person", "render"]

SHOWN: Final = 10
ADVICE: Final = Text(
    id="Hasil ini memberi saran; manusialah yang memutuskan.",
    en="A result advises, a person decides.",
)
SAID: Final = {
    NO: Text(id="tidak memenuhi syarat", en="not eligible"),
    YES: Text(
        id="memenuhi syarat, di bawah urutan yang disimpan atau belum dinilai",
        en="eligible, below those kept or not scored",
    ),
}
UNKNOWN: Final = Text(id="belum diketahui", en="not known")
RETIRED: Final = Text(id="sudah mencapai TMT pensiun", en="the pension day has come")


def explain_person(ranking: TableRanking, row: int, lang: str) -> tuple[str, ...]:
    """Return where one person stands, for that person: own data, and counts."""
    n, limit = len(ranking.posts), ranking.limit
    mine = np.flatnonzero(ranking.row == row)
    head = Text(
        id=f"Anda masuk {limit} tertinggi untuk {len(mine)} dari {n} jabatan",
        en=f"You are among the highest {limit} for {len(mine)} of {n} posts",
    )
    lines = [head.say(lang)]
    for i in mine[np.argsort(ranking.rank[mine], kind="stable")]:
        post = int(ranking.post_of[i])
        many = ranking.counts[post].ranked
        of = Text(
            id=f"peringkat {ranking.rank[i]} dari {many}", en=f"rank {ranking.rank[i]} of {many}"
        )
        lines.append(f"  {_name(ranking, post)}: {of.say(lang)}, {_parts(ranking, i, lang)}")
    lines += _elsewhere(ranking, row, set(ranking.post_of[mine].tolist()), lang)
    return (*lines, ADVICE.say(lang))


def _elsewhere(ranking: TableRanking, row: int, kept: set[int], lang: str) -> list[str]:
    """Return how many other posts say what, and which conditions stand in the way."""
    lines, facts = [], ranking.crowd.facts_of(row)
    for class_, rules in enumerate(ranking.rules):
        posts = [p for p, at in enumerate(ranking.class_of) if at == class_ and p not in kept]
        if not posts:
            continue
        verdict = int(ranking.crowd.verdicts[class_, row])
        said = RETIRED if ranking.crowd.retired[row] else SAID.get(verdict, UNKNOWN)
        count = Text(id=f"{len(posts)} jabatan lain", en=f"{len(posts)} other posts").say(lang)
        lines.append(f"  {count}: {said.say(lang)}")
        for rule in rules if verdict != YES else ():
            post = ranking.posts[posts[0]]
            found = ranking.rulebook.check(rule, facts, ranking.as_of, post=post)
            if found.truth is not Truth.YES:
                lines += [f"    {line}" for line in found.lines(lang)]
    return lines


def render(ranking: TableRanking, lang: str) -> tuple[str, ...]:
    """Return of each post the first places, and everybody else by number."""
    posts = range(len(ranking.posts))
    return (*(line for p in posts for line in _render_post(ranking, p, lang)), ADVICE.say(lang))


def _render_post(ranking: TableRanking, p: int, lang: str) -> list[str]:
    c = ranking.counts[p]
    told = Text(
        id=f"{c.ranked} diperingkat, {c.no} tidak memenuhi syarat, {c.unknown} belum diketahui,"
        f" {c.unscored} belum dinilai, {c.retired} sudah TMT pensiun",
        en=f"{c.ranked} ranked, {c.no} not eligible, {c.unknown} not known,"
        f" {c.unscored} not scored, {c.retired} past the pension day",
    )
    lines = [f"{_name(ranking, p)}: {told.say(lang)}"]
    first, end = int(ranking.starts[p]), int(ranking.starts[p + 1])
    for i in range(first, min(end, first + SHOWN)):
        id, n = ranking.crowd.id_of(int(ranking.row[i])), ranking.tied[i]
        tied = Text(id=f"; seri dengan {n}", en=f"; tied with {n}").say(lang) if n else ""
        lines.append(f"  {ranking.rank[i]}. {id}: {_parts(ranking, i, lang)}{tied}")
    if end - first > SHOWN:
        n = end - first - SHOWN
        lines.append(Text(id=f"  dan {n} berikutnya", en=f"  and {n} more").say(lang))
    if c.left:
        cut = Text(
            id=f"  {c.left} lagi bernilai sama dengan yang terakhir; disimpan menurut kunci",
            en=f"  {c.left} more have the score of the last one; kept are the first by key",
        )
        lines.append(cut.say(lang))
    return lines


def _name(ranking: TableRanking, post: int) -> str:
    return f"{ranking.posts[post].position.name} ({ranking.posts[post].id})"


def _parts(ranking: TableRanking, place: int, lang: str) -> str:
    """Return a score with what it is made of."""
    post, row = int(ranking.post_of[place]), int(ranking.row[place])

    def say(number: Fraction) -> str:
        return format_number(number, lang, 2)

    score, talent = ranking.score_of(post, int(ranking.points[place])), ranking.talent_of(row)
    if talent is None:
        return f"{say(score)}%"
    words = Text(id="nilai talenta {} x kecocokan {}%", en="talent value {} x match {}%")
    match = say(100 * ranking.match_of(post, row))
    return f"{say(score)} ({words.say(lang).format(say(talent), match)})"
