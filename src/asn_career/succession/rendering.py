"""How a ranking becomes sentences, rows and plain data, for the officer and for one person."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from asn_career.findings import SCHEMA_VERSION, Score, Truth
from asn_career.findings.rendering import explain
from asn_career.numbers import format_number
from asn_career.succession.result import (
    ADVICE,
    Barrier,
    Candidate,
    Excluded,
    NotYet,
    Plain,
    Ranked,
    Ranking,
    Unknown,
)
from asn_career.terms import Text
from asn_career.values import show_day

__all__ = ["as_plain", "explain_candidate", "render", "row_of_candidate"]

LISTS: Final = {
    Ranked: ("ranked", Text(id="Peringkat", en="Ranked")),
    NotYet: ("not_yet", Text(id="Belum", en="Not yet")),
    Excluded: ("excluded", Text(id="Tidak", en="Excluded")),
    Unknown: ("unknown", Text(id="Belum diketahui", en="Unknown")),
}
NO_RULE: Final = Text(
    id="Tidak ada syarat pengangkatan yang diketahui untuk jabatan ini: tidak ada yang dinilai.",
    en="No rule of appointment is known for this post: nobody can be judged.",
)
EMPTY: Final = Text(id="Tidak ada calon.", en="There is no candidate.")
NOBODY: Final = Text(
    id="Belum ada calon yang memenuhi syarat.", en="No candidate meets the requirements yet."
)
MISSING: Final = Text(id="belum ada data: ", en="no data: ")
LIFTS: Final = Text(id="terpenuhi", en="met on")
SINCE: Final = Text(id="belum diketahui sejak", en="unknown since")
METHOD: Final = Text(id="Metode", en="Method")
WEIGHTS: Final = Text(id="Bobot", en="Weights")
COSTS: Final = Text(id="Lebih kecil lebih baik", en="Less is better")
TOTAL: Final = Text(id="nilai gabungan", en="total")
LAW: Final = Text(id="peraturan", en="law")
AGENCY: Final = Text(id="instansi", en="agency")


def render(ranking: Ranking, lang: str) -> tuple[str, ...]:
    """Return the officer's view."""
    return tuple(_officer(ranking, lang))


def _officer(ranking: Ranking, lang: str) -> Iterator[str]:
    head = Text(id="Calon pengganti", en="Successors").say(lang)
    on = Text(id="per", en="on").say(lang)
    yield f"{head}: {ranking.post.position.name} ({on} {show_day(ranking.as_of, lang)})"
    counts = (f"{text.say(lang)} {len(getattr(ranking, name))}" for name, text in LISTS.values())
    yield f"{'; '.join(counts)} ({_of_all(ranking, lang)})"
    if not ranking.pool:
        yield EMPTY.say(lang)
    elif not ranking.rules:
        yield NO_RULE.say(lang)
    elif not ranking.ranked:
        yield NOBODY.say(lang)
    yield from _method(ranking, lang)
    for one in ranking.shortlist:
        yield f"{one.rank}. {one.id}: {_total(ranking, one, lang)}"
        if one.score is not None:
            yield from (f"  {line}" for line in one.score.lines(lang)[1:])
        for score in one.criteria:
            yield f"  {_criterion(ranking, score, lang)}"
            yield from (f"    {line}" for line in score.lines(lang)[1:])
        yield from (f"  {tie}" for tie in _ties(ranking, one, lang))
    yield from _more(len(ranking.ranked) - len(ranking.shortlist), lang)
    limit = ranking.policy.limit
    later = [_not_yet(n, lang) for n in ranking.not_yet[:limit]]
    yield from _section(NotYet, [*later, *_more(len(ranking.not_yet) - limit, lang)], lang)
    yield from _section(Excluded, _by_article(ranking, lang), lang)
    unknown = [_unknown(u, lang) for u in ranking.unknown[:limit]]
    yield from _section(Unknown, [*unknown, *_more(len(ranking.unknown) - limit, lang)], lang)
    yield ADVICE.say(lang)


def _method(ranking: Ranking, lang: str) -> Iterator[str]:
    """Yield how the criteria made one total: method, whether exactly, and how they were weighed."""
    found = ranking.by_method
    if found is None:
        return
    yield METHOD.say(lang) + ": " + "; ".join(found.head(lang))
    weights = ranking.policy.weights
    told = (f"{name} {format_number(percent, lang, 2)}%" for name, percent in weights.items())
    yield f"{WEIGHTS.say(lang)}: {'; '.join(told)}"
    if found.costs:
        yield f"{COSTS.say(lang)}: {', '.join(sorted(found.costs))}"


def _total(ranking: Ranking, one: Ranked, lang: str) -> str:
    if one.score is not None:
        return f"{one.score.text.say(lang)} {_value(one.score, lang)}"
    return f"{TOTAL.say(lang)} {ranking.ranks.show(ranking.ranks.place(one.id).total, lang)}"


def _criterion(ranking: Ranking, score: Score, lang: str) -> str:
    percent = format_number(ranking.policy.weights[score.rule], lang, 2)
    return f"{score.text.say(lang)} ({percent}%): {_value(score, lang)}"


def _value(score: Score, lang: str) -> str:
    return score.line.info.value_type.show(score.whole, lang)


def _section(kind: type[Candidate], lines: Iterable[str], lang: str) -> Iterator[str]:
    found = tuple(lines)
    if found:
        yield f"{LISTS[kind][1].say(lang)}:"
        yield from (f"  {line}" for line in found)


def _more(count: int, lang: str) -> Iterator[str]:
    if count > 0:
        yield Text(id=f"… dan {count} lainnya", en=f"… and {count} more").say(lang)


def _of_all(ranking: Ranking, lang: str) -> str:
    return Text(id=f"dari {ranking.pool} calon", en=f"of {ranking.pool} candidates").say(lang)


def _ties(ranking: Ranking, one: Ranked, lang: str) -> tuple[str, ...]:
    return ranking.ranks.say_ties(ranking.ranks.place(one.id), lang)


def _not_yet(one: NotYet, lang: str) -> str:
    stops = "; ".join(f"{b.text.say(lang)} [{b.cite(lang)}]" for b in one.barriers)
    day = f"{one.readiness.text.say(lang)}, {show_day(one.day, lang)}"
    return f"{one.id}: {day}: {stops}"


def _unknown(one: Unknown, lang: str) -> str:
    return f"{one.id}: {MISSING.say(lang)}{', '.join(one.missing) or '-'}"


def _by_article(ranking: Ranking, lang: str) -> Iterator[str]:
    """Yield the excluded by reason, then what stops people by article."""
    reasons = Counter(e.reason for e in ranking.excluded)
    for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0].order)):
        yield f"{count} x {reason.text.say(lang)}"
    people = Text(id="orang", en="people").say(lang)
    beyond = Text(
        id=f"tidak sampai {show_day(ranking.until, lang)}",
        en=f"not by {show_day(ranking.until, lang)}",
    ).say(lang)
    for obstacle in ranking.by_article():
        days = ", ".join(show_day(day, lang) for day in obstacle.lifts)
        when = f"{LIFTS.say(lang)}: {days} ({obstacle.lifting})" if days else beyond
        where = f"[{obstacle.cite(lang)}]"
        yield f"{obstacle.text.say(lang)} {where}: {obstacle.count} {people}; {when}"


def explain_candidate(ranking: Ranking, one: Candidate, lang: str) -> tuple[str, ...]:
    """Return what was found of one person: own data, and of the others counts only."""
    return (*_person(ranking, one, lang), ADVICE.say(lang))


def _person(ranking: Ranking, one: Candidate, lang: str) -> Iterator[str]:
    on = Text(id="per", en="on").say(lang)
    day = f"({on} {show_day(ranking.as_of, lang)})"
    match one:
        case Ranked():
            head = Text(
                id=f"Peringkat {one.rank} dari {len(ranking.ranked)} yang memenuhi syarat",
                en=f"Rank {one.rank} of {len(ranking.ranked)} who meet the requirements",
            ).say(lang)
            yield f"{head}, {_of_all(ranking, lang)} {day}"
            if one.score is not None:
                yield from one.score.lines(lang)
            else:
                yield _total(ranking, one, lang)
                yield from _method(ranking, lang)
            for score in one.criteria:
                yield _criterion(ranking, score, lang)
                yield from (f"  {line}" for line in score.lines(lang)[1:])
            yield from _ties(ranking, one, lang)
            for finding in (*one.law, *one.agency):
                yield from finding.lines(lang)
        case NotYet():
            yield f"{one.readiness.text.say(lang)}: {show_day(one.day, lang)} {day}"
            yield from _gates(one.law, one.agency, lang)
            yield from _barriers(one.barriers, ranking, lang)
        case Excluded():
            ready = "" if one.readiness is None else f"{one.readiness.text.say(lang)}: "
            yield f"{ready}{one.reason.text.say(lang)} {day}"
            yield from _gates(one.law, one.agency, lang)
            yield from _barriers(one.barriers, ranking, lang)
            if one.unknown_since is not None:
                yield f"  {SINCE.say(lang)} {show_day(one.unknown_since, lang)}"
            for result in (one.retirement, one.score):
                yield from () if result is None else result.lines(lang)
        case Unknown():
            yield f"{one.readiness.text.say(lang)}: {MISSING.say(lang)}{_names(one)} {day}"
            if not ranking.rules:
                yield NO_RULE.say(lang)
            for finding in one.findings:
                yield from finding.lines(lang)
            for score in one.criteria if one.score is None else (one.score,):
                yield from score.lines(lang)


def _names(one: Unknown) -> str:
    return ", ".join(one.missing) or "-"


def _gates(law: Truth | None, agency: Truth | None, lang: str) -> Iterator[str]:
    for name, truth in ((LAW, law), (AGENCY, agency)):
        if truth is not None:
            yield f"  {name.say(lang)}: {truth.text.say(lang)}"


def _barriers(barriers: tuple[Barrier, ...], ranking: Ranking, lang: str) -> Iterator[str]:
    for barrier in barriers:
        yield from explain(barrier.line, lang)
        if barrier.lifts is not None:
            yield f"    {LIFTS.say(lang)} {show_day(barrier.lifts, lang)}"
        elif barrier.unknown_since is not None:
            yield f"    {SINCE.say(lang)} {show_day(barrier.unknown_since, lang)}"
        else:
            until = show_day(ranking.until, lang)
            yield f"    {Text(id='tidak sampai', en='not by').say(lang)} {until}"


def row_of_candidate(ranking: Ranking, one: Candidate) -> dict[str, Plain]:
    """Return one flat row of plain values; no value of anybody's record but the score."""
    row: dict[str, Plain] = {
        "post": ranking.post.id,
        "as_of": ranking.as_of,
        "id": one.id,
        "list": LISTS[type(one)][0],
        "rank": None,
        "score_rank": None,
        "score": None,
        "readiness": None if one.readiness is None else one.readiness.value,
        "day": ranking.as_of if isinstance(one, Ranked) else None,
        "law": "yes" if isinstance(one, Ranked) else _truth(one.law),
        "agency": None,
        "reason": None,
        "conditions": None,
        "articles": None,
        "missing": None,
    }
    if isinstance(one, Ranked):
        row |= {"rank": one.rank, "score_rank": one.score_rank}
        row["agency"] = "yes" if one.agency else None
    else:
        row["agency"] = _truth(one.agency)
    if isinstance(one, NotYet | Excluded):
        row["day"] = one.day
        row["conditions"] = _list(key for b in one.barriers for key in b.keys)
        row["articles"] = _list(c.source for b in one.barriers for c in b.citations)
    if isinstance(one, Excluded):
        row["reason"] = one.reason.value
    if isinstance(one, Unknown):
        row["missing"] = _list(one.missing)
    if not isinstance(one, NotYet) and one.score is not None:
        value = one.score.value
        row["score"] = value if isinstance(value, int | Decimal) else None
    if ranking.by_method is not None:
        row |= _numbers(ranking, one)
    return row


def _numbers(ranking: Ranking, one: Candidate) -> dict[str, Plain]:
    """Return the total and the number of each criterion; None where there is none."""
    scores = one.criteria if isinstance(one, Ranked | Unknown) else ()
    values = {score.rule: score.value for score in scores}
    ranks, total = ranking.ranks, None
    if isinstance(one, Ranked):
        total = ranks.plain(ranks.place(one.id).total, ranks.denominator)
    found: dict[str, Plain] = {"total": total}
    for name in ranking.policy.names:
        value = values.get(name)
        found[f"value_{name}"] = value if isinstance(value, int | Decimal) else None
    return found


def _truth(truth: Truth | None) -> str | None:
    return None if truth is None else truth.value


def _list(words: Iterable[str]) -> str | None:
    return "|".join(dict.fromkeys(words)) or None


def as_plain(ranking: Ranking) -> dict[str, object]:
    """Return stable plain data with a schema version."""
    policy = ranking.policy
    return {
        "schema": SCHEMA_VERSION,
        "kind": "ranking",
        "post": ranking.post.id,
        "as_of": _iso(ranking.as_of),
        "until": _iso(ranking.until),
        "rulebook": ranking.rulebook,
        "rules": list(ranking.rules),
        "policy": {
            "score": policy.score,
            "criteria": {n: Decimal(format_number(w, "en", 9)) for n, w in policy.weights.items()},
            "gates": list(policy.gates),
            "horizon_months": policy.horizon_months,
            "ties": [key.name for key in policy.ties],
            "minimum": policy.minimum,
            "limit": policy.limit,
            "source": policy.source,
        },
        "pool": ranking.pool,
        "partings": [
            {"key": p.key, "above": p.above, "below": p.below, "by_missing": p.by_missing}
            for p in ranking.ranks.partings
        ],
        "scores": {one.id: one.score.as_dict() for one in ranking.ranked if one.score},
        "criteria": {one.id: [s.as_dict() for s in one.criteria] for one in ranking.ranked},
        "method": None if ranking.by_method is None else ranking.by_method.as_dict(),
        "rows": [row_of_candidate(ranking, one) for one in ranking],
        "provenance": ranking.provenance.as_dict(),
        "advice": {"id": ADVICE.id, "en": ADVICE.en},
    }


def _iso(day: dt.date) -> str:
    return day.isoformat()
