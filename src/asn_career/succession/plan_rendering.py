"""How a plan becomes sentences, rows and plain data, for the officer and for one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from asn_career.findings import SCHEMA_VERSION
from asn_career.succession.plan_result import Move, Round, SuccessionPlan
from asn_career.succession.result import ADVICE, Plain
from asn_career.terms import Text
from asn_career.values import show_day

__all__ = ["explain_person", "plan_as_plain", "render_plan", "rows_of_plan"]

NO_DATA: Final = Text(id="belum diketahui, belum ada data", en="unknown, no data")
PER_POST: Final = Text(
    id="Semua orang ditanyakan untuk semua jabatan; tiap putaran terbaik untuk harinya.",
    en="Everybody was asked about every post; each round is the best for its day.",
)


def render_plan(plan: SuccessionPlan, lang: str) -> tuple[str, ...]:
    """Return the officer's view."""
    return tuple(_render(plan, lang))


def _render(plan: SuccessionPlan, lang: str) -> Iterator[str]:
    head = Text(id="Rencana suksesi", en="Succession plan").say(lang)
    span = f"{show_day(plan.as_of, lang)} – {show_day(plan.until, lang)}"
    yield f"{head}: {span}, {plan.rulebook}"
    many = len(plan.moves)
    total = Text(
        id=f"{len(plan.rounds)} putaran, {many} perpindahan, nilai {_gain(plan, plan.gain, lang)} "
        f"(satu kursi demi satu: {_gain(plan, plan.greedy_gain, lang)})",
        en=f"{len(plan.rounds)} rounds, {many} moves, gain {_gain(plan, plan.gain, lang)} "
        f"(one chair at a time: {_gain(plan, plan.greedy_gain, lang)})",
    )
    yield total.say(lang)
    yield PER_POST.say(lang)
    for each in plan:
        yield from _round(plan, each, lang)
    if plan.unknown:
        yield Text(id="Belum diketahui", en="Unknown").say(lang) + f": {len(plan.unknown)}"
        for id, (_, missing) in list(plan.unknown.items())[: plan.policy.limit]:
            yield f"  {id}: {NO_DATA.say(lang)}: {', '.join(missing) or '-'}"
        yield from _more(len(plan.unknown) - plan.policy.limit, lang)
    yield ADVICE.say(lang)


def _round(plan: SuccessionPlan, each: Round, lang: str) -> Iterator[str]:
    counts = Text(
        id=f"{len(each.vacant)} jabatan kosong, {len(each.moves)} perpindahan, "
        f"{len(each.empty)} tetap kosong, nilai {_gain(plan, each.gain, lang)}",
        en=f"{len(each.vacant)} vacant posts, {len(each.moves)} moves, "
        f"{len(each.empty)} stay empty, gain {_gain(plan, each.gain, lang)}",
    )
    yield f"{show_day(each.day, lang)}: {counts.say(lang)}"
    moves = {move.person: move for move in each.moves}
    for chain in each.chains[: plan.policy.limit]:
        for i, person in enumerate(chain):
            move = moves[person]
            mark = "  " if i == 0 else "    ← "
            gain = _gain(plan, move.gain, lang)
            yield f"{mark}{person}: {move.left or '-'} → {move.post.id} ({gain})"
    yield from _more(len(each.chains) - plan.policy.limit, lang)
    reasons = Counter(one.reason for one in each.empty)
    for reason, many in sorted(reasons.items(), key=lambda item: (-item[1], item[0].order)):
        yield f"  {many} x {reason.text.say(lang)}"


def _more(count: int, lang: str) -> Iterator[str]:
    if count > 0:
        yield "  " + Text(id=f"… dan {count} lainnya", en=f"… and {count} more").say(lang)


def _gain(plan: SuccessionPlan, whole: int, lang: str) -> str:
    return plan.value_type.show(whole, lang)


def explain_person(plan: SuccessionPlan, id: str, lang: str) -> tuple[str, ...]:
    """Return what the plan holds for one person: own data, and of the others counts only."""
    return (*_person(plan, id, lang), ADVICE.say(lang))


def _person(plan: SuccessionPlan, id: str, lang: str) -> Iterator[str]:
    for each in plan:
        mine = [move for move in each.moves if move.person == id]
        day = show_day(each.day, lang)
        if mine:
            yield from (f"{day}: {line}" if i == 0 else line for i, line in _move(plan, mine, lang))
        elif id in each.held:
            yield f"{day}: {each.held[id].text.say(lang)}"
        elif id in each.lawful:
            many = each.lawful[id]
            words = Text(
                id=f"memenuhi syarat untuk {many} jabatan; tidak dipindahkan, "
                f"{len(each.moves)} perpindahan lain lebih bernilai atau tidak ada yang kosong",
                en=f"meets the requirements of {many} posts; not moved: {len(each.moves)} other "
                "moves gain more, or nothing is vacant",
            )
            yield f"{day}: {words.say(lang)}"
        else:
            none = Text(id="tidak ada perpindahan yang sah", en="no move is lawful")
            known = plan.unknown.get(id)
            missing = known is not None and known[0] <= each.day
            yield f"{day}: {(NO_DATA if missing else none).say(lang)}"
    if id in plan.unknown:
        since, facts = plan.unknown[id]
        yield f"{NO_DATA.say(lang)} ({show_day(since, lang)}): {', '.join(facts) or '-'}"


def _move(plan: SuccessionPlan, moves: list[Move], lang: str) -> Iterator[tuple[int, str]]:
    lines = []
    for move in moves:
        gain = _gain(plan, move.gain, lang)
        lines.append(f"{move.left or '-'} → {move.post.position.name} [{move.post.id}] ({gain})")
        for finding in move.findings:
            lines += finding.lines(lang)
    yield from enumerate(lines)


def rows_of_plan(plan: SuccessionPlan) -> list[dict[str, Plain]]:
    """Return one flat row a move, then one for each post that stays empty, round by round."""
    rows: list[dict[str, Plain]] = []
    for each in plan:
        chain_of = {id: number for number, chain in enumerate(each.chains, 1) for id in chain}
        rows += [
            {
                "day": each.day,
                "what": "move",
                "person": move.person,
                "left": move.left,
                "post": move.post.id,
                "chain": chain_of[move.person],
                "fit": _plain(plan, move.fit),
                "gain": _plain(plan, move.gain),
                "reason": None,
                "lawful": None,
                "unknown": None,
            }
            for move in each.moves
        ]
        rows += [
            {
                "day": each.day,
                "what": "empty",
                "person": None,
                "left": None,
                "post": one.post.id,
                "chain": None,
                "fit": None,
                "gain": None,
                "reason": one.reason.value,
                "lawful": one.lawful,
                "unknown": one.unknown,
            }
            for one in each.empty
        ]
    return rows


def _plain(plan: SuccessionPlan, whole: int) -> Plain:
    value = plan.value_type.plain(whole)
    assert not isinstance(value, bool)  # noqa: S101 - a score is a number
    return value


def plan_as_plain(plan: SuccessionPlan) -> dict[str, object]:
    """Return stable plain data with a schema version."""
    policy = plan.policy
    return {
        "schema": SCHEMA_VERSION,
        "kind": "succession_plan",
        "agency": plan.agency,
        "as_of": plan.as_of.isoformat(),
        "until": plan.until.isoformat(),
        "rulebook": plan.rulebook,
        "policy": {
            "score": policy.score,
            "gates": list(policy.gates),
            "levels": [level.value for level in policy.levels],
            "days": [day.isoformat() for day in policy.days],
            "move_cost": policy.move_cost,
            "empty_cost": policy.empty_cost,
            "min_stay_months": policy.min_stay_months,
            "locked_posts": list(policy.locked_posts),
            "locked_people": list(policy.locked_people),
            "limit": policy.limit,
            "source": policy.source,
        },
        "gain": _plain(plan, plan.gain),
        "greedy_gain": _plain(plan, plan.greedy_gain),
        "rounds": [
            {
                "day": each.day.isoformat(),
                "vacant": list(each.vacant),
                "chains": [list(chain) for chain in each.chains],
                "gain": _plain(plan, each.gain),
                "greedy_gain": _plain(plan, each.greedy_gain),
            }
            for each in plan
        ],
        "rows": rows_of_plan(plan),
        "findings": {
            f"{move.day.isoformat()} {move.person}": [f.as_dict() for f in move.findings]
            for move in plan.moves
        },
        "unknown": {id: list(missing) for id, (_, missing) in plan.unknown.items()},
        "provenance": plan.provenance.as_dict(),
        "advice": {"id": ADVICE.id, "en": ADVICE.en},
    }
