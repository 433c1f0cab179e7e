"""How a talent map becomes sentences, rows and plain data, for the officer and for one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from asn_career.findings import SCHEMA_VERSION, cite
from asn_career.numbers import format_number
from asn_career.succession.result import ADVICE
from asn_career.terms import TalentBox, Text, Word
from asn_career.values import show_day

if TYPE_CHECKING:
    from asn_career.succession.talent_map import Placement, Plain, TalentMap

__all__ = ["explain_placement", "map_as_plain", "render_map", "row_of_placement"]

PLACES: Final = 9
SHOWN: Final = 5
HEAD: Final = Text(id="Peta talenta sembilan kotak", en="Nine-box talent map")
NO_RULE: Final = Text(
    id="Pada hari ini tidak ada aturan kotak talenta yang berlaku: tidak ada yang ditempatkan.",
    en="No rule of talent boxes is in force on this day: nobody is placed.",
)
PEOPLE: Final = Text(id="orang", en="people")
RECOMMENDED: Final = Text(id="rekomendasi", en="recommended")
UNKNOWN: Final = Text(id="Belum diketahui", en="Unknown")
MISSING: Final = Text(id="belum ada data", en="no data")
SILENT: Final = Text(
    id="aturan tidak memberi angka yang menentukan", en="the law gives no figure that decides"
)
ONE_STEP: Final = Text(id="Satu langkah lagi", en="One step on")
NO_STEP: Final = Text(
    id="Tidak ada satu langkah yang menaikkan kotak.", en="No single step lifts to another box."
)
PERFORMANCE: Final = Text(id="kinerja", en="performance")
POTENTIAL: Final = Text(id="potensial", en="potential")
IN_BOXES: Final = Text(id="Jumlah orang per kotak", en="People in each box")
HIDDEN: Final = Text(
    id="* angka kecil, atau pelindungnya, disembunyikan",
    en="* a small count, or one protecting it, is hidden",
)
TOO_FEW: Final = Text(id="terlalu sedikit orang untuk ditampilkan", en="too few people to show")


def render_map(found: TalentMap, lang: str) -> tuple[str, ...]:
    """Return the officer's view."""
    return tuple(_officer(found, lang))


def _officer(found: TalentMap, lang: str) -> Iterator[str]:
    on, people = Text(id="per", en="on").say(lang), PEOPLE.say(lang)
    yield f"{HEAD.say(lang)} ({on} {show_day(found.as_of, lang)}): {len(found)} {people}"
    if found.rules is None:
        yield NO_RULE.say(lang)
    for box, count in _by_height(found):
        yield f"{_name(found, box, lang)}: {count} {people}"
        yield from _recommended(found, box, lang)
    unknown = found.unknown
    if unknown:
        yield f"{UNKNOWN.say(lang)}: {len(unknown)} {people}"
        for text, lists in (
            (MISSING, [one.missing for one in unknown]),
            (SILENT, [one.silent for one in unknown]),
        ):
            names = Counter(name for names in lists for name in names)
            if names:
                told = sorted(names.items(), key=lambda item: (-item[1], item[0]))
                yield f"  {text.say(lang)}: {', '.join(f'{n} ({k})' for n, k in told)}"
    yield from _steps(found, lang)
    yield ADVICE.say(lang)


def _by_height(found: TalentMap) -> list[tuple[TalentBox, int]]:
    """Return the boxes with their counts, the highest classes first."""
    if found.rules is None:
        return []
    counts = found.counts
    at = sorted(found.rules.grid, key=lambda at: (-at[0].order - at[1].order, -at[1].order))
    return [(found.rules.grid[a], counts[found.rules.grid[a]]) for a in at]


def _name(found: TalentMap, box: TalentBox, lang: str) -> str:
    assert found.rules is not None  # noqa: S101 - there is a box
    told = [
        f"{PERFORMANCE.say(lang)} {y.text.say(lang)}, {POTENTIAL.say(lang)} {x.text.say(lang)}"
        for (y, x), at in found.rules.grid.items()
        if at is box
    ]
    name = box.text.say(lang)
    return f"{name[:1].upper()}{name[1:]} ({'; '.join(told)})"


def _recommended(found: TalentMap, box: TalentBox, lang: str) -> Iterator[str]:
    cells = () if found.rules is None else found.rules.recommendations.get(box, ())
    for cell in cells:
        if isinstance(cell.value, frozenset):
            words: list[Word] = sorted(cell.value, key=lambda word: word.order)
            told = ", ".join(word.text.say(lang) for word in words)
            yield f"  {RECOMMENDED.say(lang)}: {told} {cite(cell, lang)}"


def _steps(found: TalentMap, lang: str) -> Iterator[str]:
    """Yield from which box to which people are one step away, and by which indicators."""
    ways: dict[tuple[TalentBox, TalentBox], list[set[str]]] = {}
    for one in found.placed:
        for box in {step.box for step in one.steps}:
            assert one.box is not None  # noqa: S101 - who has steps is placed
            by = {step.fact.text.say(lang) for step in one.steps if step.box is box}
            ways.setdefault((one.box, box), []).append(by)
    if ways:
        yield f"{ONE_STEP.say(lang)}:"
    for (a, b), found_by in sorted(ways.items(), key=lambda w: (-w[0][1].order, w[0][0].order)):
        names = Counter(name for by in found_by for name in by)
        most = sorted(names.items(), key=lambda item: (-item[1], item[0]))
        told = ", ".join(f"{name} ({count})" for name, count in most[:SHOWN])
        more = ", …" if len(most) > SHOWN else ""
        way = f"{a.text.say(lang)} → {b.text.say(lang)}"
        yield f"  {way}: {len(found_by)} {PEOPLE.say(lang)}: {told}{more}"


def explain_placement(found: TalentMap, one: Placement, lang: str) -> tuple[str, ...]:
    """Return where one person stands: own data, and of the others counts that may be shown."""
    return tuple(_person(found, one, lang))


def _person(found: TalentMap, one: Placement, lang: str) -> Iterator[str]:
    day = f"({Text(id='per', en='on').say(lang)} {show_day(found.as_of, lang)})"
    if found.rules is None:
        yield f"{UNKNOWN.say(lang)} {day}"
        yield NO_RULE.say(lang)
    elif one.box is None:
        yield f"{UNKNOWN.say(lang)} {day}"
        for text, names in ((MISSING, one.missing), (SILENT, one.silent)):
            if names:
                yield f"  {text.say(lang)}: {', '.join(names)}"
    else:
        yield f"{_name(found, one.box, lang)} {day}"
        yield from _recommended(found, one.box, lang)
    for score in found.scores(one.id):
        yield from score.lines(lang)
    if one.box is not None:
        yield f"{ONE_STEP.say(lang)}:" if one.steps else NO_STEP.say(lang)
        yield from (f"  {step.say(lang)}" for step in one.steps)
    if found.rules is not None:
        yield from _counts(found, lang)
    yield ADVICE.say(lang)


def _counts(found: TalentMap, lang: str) -> Iterator[str]:
    shown = found.shown_counts()
    if shown is None:
        yield f"{IN_BOXES.say(lang)}: {TOO_FEW.say(lang)}"
        return
    told = [f"{box.text.say(lang)}: {shown.get(box, '*')}" for box in found.counts]
    yield f"{IN_BOXES.say(lang)}: {'; '.join(told)}"
    if len(shown) < len(found.counts):
        yield f"  {HIDDEN.say(lang)}"


def row_of_placement(found: TalentMap, one: Placement) -> dict[str, Plain]:
    """Return one flat row; no value of anybody's facts but the numbers of the axes."""
    y, x = one.numbers
    recommended = () if one.box is None or found.rules is None else found.rules.recommended(one.box)
    step = one.smallest
    return {
        "id": one.id,
        "as_of": found.as_of,
        "box": None if one.box is None else one.box.value,
        "performance_class": None if one.performance is None else one.performance.value,
        "potential_class": None if one.potential is None else one.potential.value,
        "performance": None if y is None else Decimal(format_number(y, "en", PLACES)),
        "potential": None if x is None else Decimal(format_number(x, "en", PLACES)),
        "recommendations": "|".join(recommended) or None,
        "steps": len(one.steps),
        "smallest_step": None if step is None else step.fact.name,
        "box_then": None if step is None else step.box.value,
        "missing": "|".join(one.missing) or None,
        "silent": "|".join(one.silent) or None,
    }


def map_as_plain(found: TalentMap) -> dict[str, object]:
    """Return stable plain data with a schema version."""
    rules, reach = found.rules, found.policy.limits
    return {
        "schema": SCHEMA_VERSION,
        "kind": "talent_map",
        "as_of": found.as_of.isoformat(),
        "rulebook": found.rulebook,
        "policy": {"box": found.policy.box, "reach": str(reach[0]), "ceiling": str(reach[1])},
        "rules": None
        if rules is None
        else {
            "box": rules.box,
            "classes": list(rules.classes),
            "numbers": list(rules.numbers),
            "grid": {f"{y.value}|{x.value}": box.value for (y, x), box in rules.grid.items()},
        },
        "people": len(found),
        "counts": {box.value: count for box, count in found.counts.items()},
        "unknown": len(found.unknown),
        "rows": [
            {name: _portable(value) for name, value in row_of_placement(found, one).items()}
            | {"ways": [[step.fact.name, step.box.value] for step in one.steps]}
            for one in found
        ],
        "advice": {"id": ADVICE.id, "en": ADVICE.en},
    }


def _portable(value: Plain) -> str | int | None:
    return value if isinstance(value, str | int | None) else str(value)
