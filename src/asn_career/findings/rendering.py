"""How lines become sentences and rows: failures first, the figure, its source and its mark."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from asn_career.findings.lines import Line, LineKind, Op
from asn_career.regulations import Evidence, show_spans
from asn_career.terms import Text
from asn_career.values import Kind, show_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asn_career.regulations import Cell

__all__ = ["cite", "explain", "row_of", "say_silence"]

FAILURES_FIRST = (False, None, True)
REQUIRED = Text(id="syarat", en="required")
MISSING = Text(id="belum ada data", en="no data")
ADVISORY = Text(id="anjuran, tidak menentukan", en="advisory, does not decide")
SINCE = Text(id="sejak", en="since")
ALL_OF = Text(id="semua berikut", en="all of these")
ANY_OF = Text(id="salah satu berikut", en="one of these")
NOT = Text(id="tidak berlaku bahwa", en="it is not so that")
JOINS = {LineKind.ALL: ALL_OF, LineKind.ANY: ANY_OF, LineKind.NOT: NOT}
NOTHING = Text(id="tidak diatur", en="not regulated")
NO_FIGURE = Text(id="Aturan tidak memberi angka untuk", en="The law gives no figure for")
IN_FORCE = Text(id="berlaku", en="in force")
DAY_OPS = {
    Op.GE: Text(id="paling awal", en="not before"),
    Op.LE: Text(id="paling lambat", en="not after"),
}


def cite(cell: Cell, lang: str) -> str:
    """Return the source of a figure with its day and its mark."""
    mark = "" if cell.evidence is Evidence.PRIMARY else f"; {cell.evidence.text.say(lang)}"
    return f"[{cell.citation.say(lang)}, {SINCE.say(lang)} {show_day(cell.since, lang)}{mark}]"


def cites(line: Line, lang: str) -> str:
    """Return the sources of all figures a line rests on, each once."""
    return " ".join(dict.fromkeys(cite(cell, lang) for cell in line.cells()))


def sentence(line: Line, lang: str) -> str:
    """Return a comparison as a sentence: the fact, its value, what is required and by what."""
    left, right = line.parts
    wanted = _value(right, lang)
    plain = line.info.op in {None, Op.EQ} or left.info.value_type.kind is Kind.FLAG
    if line.info.op is not None and not plain:
        is_day = left.info.value_type.kind is Kind.DAY
        words = DAY_OPS.get(line.info.op, line.info.op.text) if is_day else line.info.op.text
        wanted = f"{words.say(lang)} {wanted}"
    advisory = f" ({ADVISORY.say(lang)})" if line.advisory else ""
    label = line.info.text.say(lang) or left.info.text.say(lang)
    text = f"{label}: {_value(left, lang)}; {REQUIRED.say(lang)}: {wanted}{advisory}"
    return f"{text} {cites(line, lang)}".rstrip()


def explain(line: Line, lang: str, depth: int = 1) -> Iterator[str]:
    """Yield a line and what it follows from: conditions failures first, values with figures."""
    indent = "  " * depth
    match line.info.kind:
        case LineKind.COMPARE | LineKind.ONE_OF:
            yield f"{indent}{_mark(line)} {sentence(line, lang)}"
            for side in line.parts:
                if side.info.kind is LineKind.ANSWER:
                    yield from explain(side, lang, depth + 2)
        case LineKind.ALL if depth == 1:
            yield from _conditions(line, lang, depth)
        case LineKind.ALL | LineKind.ANY | LineKind.NOT:
            text = line.info.text.say(lang) or JOINS[line.info.kind].say(lang)
            yield f"{indent}{_mark(line)} {text}:"
            yield from _conditions(line, lang, depth + 1)
        case LineKind.ANSWER if line.info.value_type.kind is Kind.FLAG:
            yield f"{indent}{_mark(line)} {line.info.text.say(lang)}:"
            yield from _conditions(line, lang, depth + 1)
        case LineKind.ANSWER:
            yield from explain(line.parts[0], lang, depth)
        case _:
            source = f" {cite(line.cell, lang)}" if line.cell else ""
            yield f"{indent}{line.info.text.say(lang)}: {_value(line, lang)}{source}"
            for part in line.parts:
                yield from explain(part, lang, depth + 1)


def _conditions(line: Line, lang: str, depth: int) -> Iterator[str]:
    for part in sorted(line.parts, key=lambda p: (p.advisory, FAILURES_FIRST.index(p.result))):
        yield from explain(part, lang, depth)


def _mark(line: Line) -> str:
    return "?" if line.result is None else "+" if line.result else "-"


def _value(line: Line, lang: str) -> str:
    if line.result is None:
        return MISSING.say(lang) if line.missing else NOTHING.say(lang)
    return line.info.value_type.show(line.result, lang)


def say_silence(line: Line, lang: str) -> Iterator[str]:
    """Yield where the law itself gives no figure, with the spans in which it does."""
    for place in line.silent:
        spans = show_spans(place.info.spans, lang)
        tail = f" ({IN_FORCE.say(lang)}: {spans})" if spans else ""
        yield f"  ? {NO_FIGURE.say(lang)}: {place.info.text.say(lang)}{tail}"


def row_of(
    line: Line, *, sensitive: bool = False
) -> dict[str, str | int | bool | Decimal | dt.date | None]:
    """Return a line as a flat row of plain values."""
    right = line.parts[1] if line.info.kind in {LineKind.COMPARE, LineKind.ONE_OF} else None
    left = line.parts[0] if right is not None else line
    hide = not sensitive and any(part.info.sensitive for part in line.walk())
    cells = line.cells() if right is not None else ((line.cell,) if line.cell else ())
    show = left.info.value_type
    unit = show.unit.name if show.unit else None
    return {
        "line": line.info.kind.value,
        "key": line.info.key,
        "text_id": line.info.text.id or left.info.text.id,
        "text_en": line.info.text.en or left.info.text.en,
        "truth": _truth(line),
        "advisory": line.advisory,
        "value": None if hide else _as_text(show.plain(left.result)),
        "unit": unit,
        "op": line.info.op.value if line.info.op else None,
        "required": None
        if right is None or (hide and right.cell is None)
        else _as_text(right.info.value_type.plain(right.result)),
        "citation": "; ".join(dict.fromkeys(c.citation.source for c in cells)) or None,
        "since": max((c.since for c in cells), default=None),
        "evidence": min((c.evidence for c in cells), default=None),
    }


def _truth(line: Line) -> str | None:
    if line.info.kind not in {LineKind.COMPARE, LineKind.ONE_OF, LineKind.NOT}:
        return None
    return {True: "yes", False: "no", None: "unknown"}[line.result]  # type: ignore[index]


def _as_text(value: bool | int | Decimal | str | dt.date | None) -> str | None:  # noqa: FBT001
    match value:
        case None | str():
            return value
        case bool():
            return "yes" if value else "no"
        case dt.date():
            return value.isoformat()
        case _:
            return str(value)
