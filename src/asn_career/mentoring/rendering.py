"""How mentoring becomes sentences, rows and plain data, for the officer and for one person."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from asn_career.matching import Reason, Side
from asn_career.mentoring.result import ADVICE
from asn_career.terms import Text
from asn_career.values import show_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asn_career.mentoring.result import Mentoring, Pairing, Proposal, Row, Unpaired

__all__ = ["as_plain", "explain", "officer_view", "render", "rows"]

SCHEMA_VERSION = 1

_HEAD = Text(id="Mentoring per", en="Mentoring on")
_MENTEES = Text(id="mentee mendapat mentor", en="mentees have a mentor")
_MENTORS = Text(id="mentor mendapat mentee", en="mentors have a mentee")
_SCORE = Text(id="skor", en="score")
_FIXED = Text(id="ditetapkan", en="fixed")
_KEPT = Text(id="dipertahankan", en="kept")
_UNKNOWN = Text(id="belum ada data", en="no data")
_YOUR_MENTOR = Text(id="Mentor Anda", en="Your mentor")
_YOUR_MENTEE = Text(id="Mentee Anda", en="Your mentee")
_NO_MENTOR = Text(id="Belum ada mentor", en="No mentor")
_NO_MENTEE = Text(id="Belum ada mentee", en="No mentee")
_PARTNERS = Text(id="calon pasangan", en="possible partners")
_PERMITTED = Text(id="diperbolehkan", en="permitted")
_FREE = Text(id="masih punya tempat", en="still with a place")
_BANNED = Text(id="dikecualikan oleh pengelola", en="excluded by the organiser")
_REMOVED = Text(id="gugur karena syarat", en="removed by the condition")
_WITHHELD = Text(id="gugur karena syarat pribadi mentor", en="removed by a mentor's own condition")
_MISSED = Text(id="belum ada data, sehingga skor lebih rendah", en="no data, so the score is lower")
_TAKEN = Text(
    id="semua mentee yang diperbolehkan mendapat mentor lain",
    en="all permitted mentees have another mentor",
)
_EMPTY = Text(id="tidak ada siapa pun di sisi lain", en="there is nobody on the other side")
_PLACES = Text(id="tempat dipegang oleh", en="places held by")
_NOBODY = Text(id="tidak ada", en="nobody")
_SMALLEST = Text(
    id="Perubahan terkecil yang memberi mentor", en="The smallest change that would give a mentor"
)
_WITH = Text(id="mentor yang mungkin", en="possible mentors")
_WAIVE = Text(id="pengecualian dari", en="an exception to")
_OWN = Text(id="syarat pribadi mentor", en="a mentor's own condition")
_UNBAN = Text(id="pengecualian oleh pengelola dicabut", en="the organiser's exclusion is lifted")
_LIST = Text(id="nama ditambahkan pada daftar pilihan", en="a name is put on a list")
_PLACE = Text(id="satu tempat lagi", en="one place more")
_MOVES = Text(id="pindah", en="move")
_SHORT = Text(
    id="daftar pilihan yang pendek menentukan; mentor dengan tempat di luar daftar",
    en="a short list decided; mentors with a place outside it",
)
_EARLIER = Text(id="pasangan lama dipertahankan", en="earlier pairs kept")


def _say_points(one: Pairing, points: int, lang: str) -> str:
    return one.value_type.show(points, lang)


def _marks(one: Pairing, lang: str) -> str:
    marks = [t.say(lang) for t, on in ((_FIXED, one.fixed), (_KEPT, one.kept)) if on]
    return f" ({', '.join(marks)})" if marks else ""


def _parts(one: Pairing, lang: str) -> Iterator[str]:
    for part in one.parts:
        said = _say_points(one, part.points, lang)
        if part.missing:
            said = _UNKNOWN.say(lang)
        yield f"    {part.text.say(lang) or part.key}: {said}"


def _counts(result: Mentoring, one: Unpaired, lang: str, *, all_of_it: bool) -> Iterator[str]:
    """Yield how many partners there were and what removed how many."""
    if not one.partners:
        yield f"    {_EMPTY.say(lang)}"
        return
    yield (
        f"    {one.partners} {_PARTNERS.say(lang)}, {one.permitted} {_PERMITTED.say(lang)}, "
        f"{one.free} {_FREE.say(lang)}"
    )
    if one.banned:
        yield f"    {_BANNED.say(lang)}: {one.banned}"
    # A mentor's own conditions are the mentor's own data, and nobody else's.
    own = all_of_it or one.side is Side.RIGHT
    for condition, (_, count) in zip(result.conditions, one.removed, strict=True):
        if count and (own or not condition.sensitive):
            yield f"    {_REMOVED.say(lang)} «{condition.text.say(lang)}»: {count}"
    if one.withheld and not own:
        yield f"    {_WITHHELD.say(lang)}: {one.withheld}"
    labels = dict(result.labels)
    for name in one.missing:
        yield f"    {_MISSED.say(lang)}: {labels[name].say(lang)}"


def _changes(result: Mentoring, one: Proposal, lang: str, *, all_of_it: bool) -> str:
    """Return what would have to be changed; what is a mentor's own matter is not named."""
    conditions = {c.rule: c for c in result.conditions}
    said = []
    for rule in one.waived:
        hidden = conditions[rule].sensitive and not all_of_it
        name = _OWN.say(lang) if hidden else f"«{conditions[rule].text.say(lang)}»"
        said.append(f"{_WAIVE.say(lang)} {name}")
    for text, on in ((_UNBAN, one.banned), (_LIST, one.unlisted), (_PLACE, one.place)):
        said += [text.say(lang)] if on else []
    return ", ".join(said)


def _help(result: Mentoring, one: Unpaired, lang: str) -> Iterator[str]:
    """Yield the smallest change that would help, without a name, and whether a list decided."""
    if one.proposals:
        said = _changes(result, one.proposals[0], lang, all_of_it=False)
        yield f"    {_SMALLEST.say(lang)}: {said} ({_WITH.say(lang)}: {one.proposed})"
    if one.unlisted:
        yield f"    {_SHORT.say(lang)}: {one.unlisted}"


def explain(result: Mentoring, id: str, lang: str) -> Iterator[str]:
    """Yield what concerns one person; nobody is named but own partners.

    Source: none: our own choice.
    """
    found = result.of(id)
    if isinstance(found, tuple):
        for one in found:
            is_mentee = one.mentee == id
            word, partner = (_YOUR_MENTOR, one.mentor) if is_mentee else (_YOUR_MENTEE, one.mentee)
            score = f"{_SCORE.say(lang)} {_say_points(one, one.points, lang)}"
            yield f"{word.say(lang)}: {partner}, {score}{_marks(one, lang)}"
            yield from _parts(one, lang)
    else:
        yield f"{_title(found).say(lang)}: {_reason(found).say(lang)}"
        yield from _counts(result, found, lang, all_of_it=False)
        yield from _help(result, found, lang)
    yield ADVICE.say(lang)


def _reason(one: Unpaired) -> Text:
    """Return the reason in the words of the side."""
    idle = one.side is Side.RIGHT and one.reason is Reason.OUTCOMPETED
    return _TAKEN if idle else one.reason.text


def _title(one: Unpaired) -> Text:
    return _NO_MENTOR if one.side is Side.LEFT else _NO_MENTEE


def officer_view(result: Mentoring, id: str, lang: str) -> Iterator[str]:
    """Yield every condition with its facts, and for whom somebody was left out.

    Source: none: our own choice.
    """
    found = result.of(id)
    if isinstance(found, tuple):
        for one in found:
            score = f"{_SCORE.say(lang)} {_say_points(one, one.points, lang)}"
            yield f"{one.mentee} – {one.mentor}: {score}{_marks(one, lang)}"
            yield from _parts(one, lang)
            for finding in one.findings:
                yield from (f"  {line}" for line in finding.lines(lang))
    else:
        yield f"{id}: {_title(found).say(lang)}, {_reason(found).say(lang)}"
        yield from _counts(result, found, lang, all_of_it=True)
        if found.reason is Reason.OUTCOMPETED:
            yield from _holders(result, found, lang)
        yield from _proposals(result, found, lang)
    yield ADVICE.say(lang)


def _proposals(result: Mentoring, one: Unpaired, lang: str) -> Iterator[str]:
    """Yield with whom which change would help, and who would go to another mentor."""
    for each in one.proposals:
        said = _changes(result, each, lang, all_of_it=True)
        moves = "".join(
            f"; {_MOVES.say(lang)} {who}: {here} → {there}" for who, here, there in each.moves
        )
        score = f"{_SCORE.say(lang)} {_say(result, each.points, lang)}"
        yield f"    {each.mentor} ({score}): {said}{moves}"
        for finding in each.findings:
            yield from (f"      {line}" for line in finding.lines(lang))
    if one.unlisted:
        yield f"    {_SHORT.say(lang)}: {one.unlisted}"


def _say(result: Mentoring, points: int, lang: str) -> str:
    """Return points as the score of a chosen pair shows them."""
    shown = next(iter(result.pairings), None)
    return str(points) if shown is None else _say_points(shown, points, lang)


def _holders(result: Mentoring, one: Unpaired, lang: str) -> Iterator[str]:
    """Yield the permitted partners, best first, each with those who hold the places."""
    market = result.matching.market
    scores = market.partners_of(one.id)
    for partner in sorted(scores, key=lambda other: (-scores[other], other)):
        held = []
        for other in result.matching.partners(partner):
            pair = (other, partner) if one.side is Side.LEFT else (partner, other)
            held.append((other, market.score(*pair) or 0))

        holders = ", ".join(f"{other} ({_say(result, points, lang)})" for other, points in held)
        yield (
            f"    {partner} ({_SCORE.say(lang)} {_say(result, scores[partner], lang)}), "
            f"{len(held)}/{market.capacity(partner)} {_PLACES.say(lang)}: "
            f"{holders or _NOBODY.say(lang)}"
        )


def render(result: Mentoring, lang: str) -> Iterator[str]:
    """Yield the whole result for the officer.

    Source: none: our own choice.
    """
    yield f"{_HEAD.say(lang)} {show_day(result.as_of, lang)} ({result.rulebook})"
    market = result.matching.market
    for side, alone, text in (
        (Side.LEFT, result.unmatched, _MENTEES),
        (Side.RIGHT, result.idle, _MENTORS),
    ):
        count = len(market.ids(side))
        yield f"  {count - len(alone)}/{count} {text.say(lang)}"
    if market.previous:
        ended = Counter(each.why.text.say(lang) for each in result.ended)
        kept = len(market.previous) - ended.total()
        more = "".join(f", {why}: {count}" for why, count in ended.items())
        yield f"  {kept}/{len(market.previous)} {_EARLIER.say(lang)}{more}"
    labels = dict(result.labels)
    for one in result.pairings:
        score = _say_points(one, one.points, lang)
        lacking = ", ".join(labels[name].say(lang) for name in one.missing)
        missing = f" [{_UNKNOWN.say(lang)}: {lacking}]" if lacking else ""
        yield f"  {one.mentee} – {one.mentor}: {score}{_marks(one, lang)}{missing}"
    for unpaired in result.unmatched:
        yield f"  {unpaired.id}: {_title(unpaired).say(lang)}, {_reason(unpaired).say(lang)}"
        yield from _counts(result, unpaired, lang, all_of_it=False)
        yield from _help(result, unpaired, lang)
    # Mentors to spare are many, and each can ask: `explain` and `rows` have them one by one.
    for reason, count in Counter(_reason(one) for one in result.idle).items():
        yield f"  {_NO_MENTEE.say(lang)}: {count}, {reason.say(lang)}"
    yield ADVICE.say(lang)


def rows(result: Mentoring) -> list[Row]:
    """Return one flat row a pair, then one for everybody without a partner.

    Source: none: our own choice.
    """
    found: list[Row] = []
    for one in result.pairings:
        parts = {f"part_{p.key}": one.value_type.plain(p.points) for p in one.parts}
        found.append(
            {
                "mentee": one.mentee,
                "mentor": one.mentor,
                "score": one.value_type.plain(one.points),
                "fixed": one.fixed,
                "kept": one.kept,
                "missing": "|".join(one.missing),
                "reason": None,
                "permitted": None,
                "smallest_change": None,
                **parts,
            }
        )
    names = dict.fromkeys(key for row in found for key in row if key.startswith("part_"))
    found = [{**row, **{name: row.get(name) for name in names}} for row in found]
    for alone in result.unpaired:
        is_mentee = alone.side is Side.LEFT
        found.append(
            {
                "mentee": alone.id if is_mentee else None,
                "mentor": None if is_mentee else alone.id,
                "score": None,
                "fixed": False,
                "kept": False,
                "missing": "",
                "reason": alone.reason.value,
                "permitted": alone.permitted,
                "smallest_change": _smallest(result, alone),
                **names,
            }
        )
    return found


def _smallest(result: Mentoring, one: Unpaired) -> str | None:
    """Return the smallest change that would help as codes; own matters of a mentor are hidden."""
    if not one.proposals:
        return None
    first = one.proposals[0]
    hidden = {c.rule for c in result.conditions if c.sensitive}
    codes = ["own_condition" if rule in hidden else rule for rule in first.waived]
    flags = (("ban", first.banned), ("list", first.unlisted), ("place", first.place))
    return "|".join((*codes, *(code for code, on in flags if on)))


def as_plain(result: Mentoring) -> dict[str, object]:
    """Return stable plain data; sensitive facts and conditions stay out.

    Source: none: our own choice.
    """
    hidden = {c.rule for c in result.conditions if c.sensitive}
    return {
        "schema": SCHEMA_VERSION,
        "kind": "mentoring",
        "as_of": result.as_of.isoformat(),
        "rulebook": result.rulebook,
        "conditions": [c.rule for c in result.conditions],
        "values": {objective.value: value for objective, value in result.matching.values},
        "pairs": [
            {
                "mentee": one.mentee,
                "mentor": one.mentor,
                "score": str(one.value_type.plain(one.points)),
                "parts": {p.key: str(one.value_type.plain(p.points)) for p in one.parts},
                "missing": list(one.missing),
                "fixed": one.fixed,
                "kept": one.kept,
            }
            for one in result.pairings
        ],
        "unmatched": [
            {
                "id": one.id,
                "side": "mentee" if one.side is Side.LEFT else "mentor",
                "reason": one.reason.value,
                "reason_id": _reason(one).id,
                "reason_en": _reason(one).en,
                "partners": one.partners,
                "banned": one.banned,
                "permitted": one.permitted,
                "removed": {rule: count for rule, count in one.removed if rule not in hidden},
                "withheld": one.withheld,
                "missing": list(one.missing),
                "unlisted": one.unlisted,
                "smallest_change": _smallest(result, one),
                "smallest_change_with": one.proposed,
            }
            for one in result.unpaired
        ],
        "ended": [[each.mentee, each.mentor, each.why.value] for each in result.ended],
        "advice": {"id": ADVICE.id, "en": ADVICE.en},
    }
