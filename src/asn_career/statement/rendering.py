"""How a statement becomes sentences: by section, with what is sensitive kept out of rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from asn_career.development import Point, PointKind
from asn_career.findings import Finding, Line, LineKind, Truth
from asn_career.findings.rendering import explain
from asn_career.paths.routes import say_records
from asn_career.statement.entries import LANGS, Entry, Section, say
from asn_career.terms import Status, Text
from asn_career.values import show_day

if TYPE_CHECKING:
    from asn_career.paths import Step
    from asn_career.statement.page import Statement

__all__ = ["ADVICE", "title", "write"]

ADVICE: Final = Text(
    id="Pernyataan ini memberi saran menurut data dan aturan yang tercatat; manusia yang"
    " memutuskan.",
    en="This statement advises, by the data and rules on record; a person decides.",
)
MANY: Final = 4  # sentences of one kind on the page; the others are counted


def title(statement: Statement) -> Text:
    """Return the title of the page: the id, nothing else of the person, and the day."""
    day = statement.as_of
    return Text(
        id=f"Pernyataan karier {statement.id}, per {show_day(day)}",
        en=f"Career statement of {statement.id}, on {show_day(day, 'en')}",
    )


def write(statement: Statement) -> Iterator[Entry]:
    """Yield the sentences of all sections, in order."""
    yield from _standing(statement)
    yield from _strengths(statement)
    yield from _prospect(statement)
    yield from _milestones(statement)
    yield from _missing(statement)
    yield from _actions(statement)


# -- where I stand --------------------------------------------------------------------------


def _standing(statement: Statement) -> Iterator[Entry]:
    part, held = Section.STANDING, statement.standing
    if held.position is None or held.since is None:
        yield say(
            part,
            "Jabatan: tidak ada jabatan definitif pada riwayat.",
            "Post: no definitive post on record.",
        )
    else:
        name, level = held.position.name, held.position.level.text
        day, day_en = show_day(held.since), show_day(held.since, "en")
        yield say(
            part,
            f"Jabatan: {name} ({level.id}), sejak {day}.",
            f"Post: {name} ({level.en}), since {day_en}.",
            day=held.since,
        )
    if held.rank is None:
        contract = statement.employee.status is Status.PPPK
        yield say(
            part,
            f"Pangkat: tidak ada pada riwayat{' (PPPK)' if contract else ''}.",
            f"Rank: none on record{' (PPPK)' if contract else ''}.",
        )
    else:
        day, day_en = show_day(held.rank.since), show_day(held.rank.since, "en")
        name = held.rank.golongan.text.id
        yield say(
            part,
            f"Pangkat: {name}, sejak {day}.",
            f"Rank: {name}, since {day_en}.",
            day=held.rank.since,
        )
    for label, predicate in held.predicates:
        known = Text(id="belum diketahui", en="unknown") if predicate is None else predicate.text
        yield say(part, f"{label.id}: {known.id}.", f"{label.en}: {known.en}.")
    day_ = held.pension_day
    if day_ is None:
        yield say(
            part,
            "Pensiun: harinya belum dapat ditentukan.",
            "Pension: the day cannot be determined yet.",
            cited=held.citations,
        )
    else:
        came = day_ <= statement.as_of
        yield say(
            part,
            f"Pensiun: {'telah jatuh pada' if came else 'mulai'} {show_day(day_)}.",
            f"Pension: {'it began on' if came else 'from'} {show_day(day_, 'en')}.",
            day=day_,
            cited=held.citations,
        )


# -- strengths and weaknesses ---------------------------------------------------------------


def _strengths(statement: Statement) -> Iterator[Entry]:
    part = Section.STRENGTHS
    for kind in (PointKind.KEEP, PointKind.MEND, PointKind.NOTE):
        points: dict[Text, list[Point]] = {}
        for point in statement.strengths.points:
            if point.kind is kind:
                points.setdefault(point.text, []).append(point)
        most = MANY if kind is PointKind.KEEP else len(points)
        # The sentences that are said of work come before the many on competencies.
        ordered = sorted(points.items(), key=lambda item: _on_competence(item[1][0]))
        if kind is not PointKind.KEEP:
            ordered = list(points.items())
        for text, same in ordered[:most]:
            seen = [dict.fromkeys(e.say(lang) for p in same for e in p.evidence) for lang in LANGS]
            cited = dict.fromkeys(p.citation for p in same if p.citation is not None)
            told = [
                f"{text.say(lang)[:-1]} ({'; '.join(words)})."
                for lang, words in zip(LANGS, seen, strict=True)
            ]
            yield say(part, told[0], told[1], cited=cited)
        if (rest := len(points) - most) > 0:
            yield say(
                part,
                f"Pertahankan pula {rest} hal lain yang sudah sesuai.",
                f"Keep {rest} more that meet the standard.",
            )
    if not (statement.strengths.strengths or statement.strengths.weaknesses):
        yield say(
            part,
            "Riwayat belum cukup untuk menyebut kekuatan atau kelemahan.",
            "The record does not suffice to name strengths or weaknesses.",
        )


def _on_competence(point: Point) -> bool:
    return "." in point.topic


# -- where I can go -------------------------------------------------------------------------


def _prospect(statement: Statement) -> Iterator[Entry]:
    part, prospect = Section.PROSPECT, statement.prospect
    routes, route = prospect.routes, prospect.route
    target = routes.target.position
    verdict = prospect.verdict.text
    yield say(
        part,
        f"Tujuan jangka panjang: {target.name} ({target.level.text.id}): {verdict.id}.",
        f"Long-term goal: {target.name} ({target.level.text.en}): {verdict.en}.",
        day=None if route is None else route.day,
    )
    for finding in prospect.findings:
        yield from _finding(statement, finding, depth=1)
    if route is not None:
        moves = "move" if route.moves == 1 else "moves"
        day, day_en = show_day(route.day), show_day(route.day, "en")
        if route.day == statement.as_of:
            when = Text(
                id=f"Terbuka sejak {day} bila anggapan di bawah ini benar",
                en=f"Open from {day_en} if the assumptions below are true",
            )
        else:
            when = Text(id=f"Paling awal {day}", en=f"At the earliest on {day_en}")
        yield say(
            part,
            f"{when.id}, dengan {route.moves} perpindahan:",
            f"{when.en}, with {route.moves} {moves}:",
            day=route.day,
        )
        for number, (step, judged) in enumerate(zip(route.steps, prospect.judged, strict=True), 1):
            yield from _step(number, step, judged=judged)
        yield from _assumed(statement)
    elif prospect.verdict.value in {"blocked", "no_post", "unfinished"}:
        yield say(
            part,
            f"Yang ditinjau: {show_day(statement.as_of)} s.d. {show_day(statement.until)},"
            f" dengan {len(routes.assumed)} anggapan.",
            f"Looked at: {show_day(statement.as_of, 'en')} to {show_day(statement.until, 'en')},"
            f" with {len(routes.assumed)} assumptions.",
        )
        yield from _nearest(statement)


def _step(number: int, step: Step, *, judged: bool) -> Iterator[Entry]:
    part = Section.PROSPECT
    kind = step.kind.text if step.kind is not None else None
    name = step.destination.position.name
    day, day_en = show_day(step.day), show_day(step.day, "en")
    yield say(
        part,
        f"Langkah {number}, {day}: {name}{f', {kind.id}' if kind else ''}.",
        f"Step {number}, {day_en}: {name}{f', {kind.en}' if kind else ''}.",
        depth=1,
        day=step.day,
    )
    for one in step.earned:
        yield say(
            part,
            f"Diraih dahulu: {one.line('id')}.",
            f"To be earned first: {one.line('en')}.",
            depth=2,
        )
    if not judged:
        yield say(
            part,
            "Syarat pengangkatan ke jabatan ini tidak ada dalam himpunan aturan; hanya"
            " perpindahannya yang diperiksa.",
            "The rulebook has no rule of appointment to this post; only the move was checked.",
            depth=2,
        )


def _assumed(statement: Statement) -> Iterator[Entry]:
    part, route = Section.PROSPECT, statement.prospect.route
    needed = () if route is None else route.assumed
    if not needed:
        yield say(part, "Tanpa anggapan.", "Without any assumption.")
        return
    both = [tuple(say_records(needed, lang)) for lang in LANGS]
    yield say(part, "Dengan anggapan:", "On the assumption of:")
    for id_, en in zip(*both, strict=True):
        yield say(part, f"{id_}.", f"{en}.", depth=1)


def _nearest(statement: Statement) -> Iterator[Entry]:
    part, routes = Section.PROSPECT, statement.prospect.routes
    attempt = routes.nearest
    if attempt is None:
        return
    unmet = [f for f in attempt.findings if f.truth is not Truth.YES]
    if not (unmet or attempt.service):
        return
    day, day_en = show_day(attempt.day), show_day(attempt.day, "en")
    via = ", ".join(f"{post} ({show_day(on)})" for post, on in attempt.steps)
    via_en = ", ".join(f"{post} ({show_day(on, 'en')})" for post, on in attempt.steps)
    yield say(
        part,
        f"Yang paling dekat, per {day}{f', lewat {via}' if via else ''}, masih kurang:",
        f"The nearest attempt, on {day_en}{f', by way of {via_en}' if via else ''}, still lacks:",
        day=attempt.day,
    )
    always = {(one.rule, one.key) for one in routes.blocked if one.always}
    for finding in unmet:
        for line in _unmet(finding.line):
            keys = {(finding.rule, inner.info.key) for inner in line.walk()}
            label, sign = _label(line), "?" if line.result is None else "-"
            tail = Text(id=" (menghalangi setiap jalur)", en=" (blocks every route)")
            if not keys & always:
                tail = Text(id="", en="")
            yield say(part, f"{sign} {label.id}{tail.id}.", f"{sign} {label.en}{tail.en}.", depth=1)
    for finding in attempt.service:
        yield say(part, f"{finding.text.id}.", f"{finding.text.en}.", depth=1)


def _finding(statement: Statement, finding: Finding, *, depth: int) -> Iterator[Entry]:
    truth, on = finding.truth.text, finding.as_of
    yield say(
        Section.PROSPECT,
        f"{truth.id}: {finding.text.id} (per {show_day(on)}).",
        f"{truth.en}: {finding.text.en} (on {show_day(on, 'en')}).",
        depth=depth,
        day=on,
    )
    if finding.truth is not Truth.YES:
        for line in _unmet(finding.line):
            yield from _explain(statement, line, depth=depth + 1)


def _unmet(line: Line) -> list[Line]:
    """Return the conditions that do not hold, failures first; what only advises stays out."""
    if line.info.kind is not LineKind.ALL:
        return [line]
    found = [p for p in line.parts if p.result is not True and not p.advisory]
    return sorted(found, key=lambda p: p.result is None) or [line]


def _label(line: Line) -> Text:
    if line.info.text.id or not line.parts:
        return line.info.text
    return line.parts[0].info.text


def _explain(statement: Statement, line: Line, *, depth: int) -> Iterator[Entry]:
    """Yield a condition with all below it, without the day of birth."""
    birth = statement.employee.birth_date
    hidden = any(one.info.sensitive for one in line.walk())
    said = [
        [row.replace(show_day(birth, lang), "–") for row in explain(line, lang)] for lang in LANGS
    ]
    label = _label(line)
    source = "; ".join(dict.fromkeys(c.citation.source for c in line.cells())) or None
    for i, (id_, en) in enumerate(zip(*said, strict=True)):
        if id_.strip()[:1] not in {"-", "?"}:  # what holds, and what a value was looked up by
            continue
        inner = (len(id_) - len(id_.lstrip())) // 2 - 1
        text = Text(id=id_.strip(), en=en.strip())
        public: Text | None = text
        if hidden:
            public = label if i == 0 and label.id else None
        yield Entry(
            section=Section.PROSPECT,
            text=text,
            public=public,
            depth=depth + inner,
            citation=source if i == 0 else None,
        )


def _milestones(statement: Statement) -> Iterator[Entry]:
    part = Section.MILESTONES
    if not statement.milestones:
        yield say(part, "Belum ada tanggal yang diketahui.", "No day is known yet.")
    for one in statement.milestones:
        day, day_en = show_day(one.day), show_day(one.day, "en")
        yield say(part, f"{day}: {one.text.id}.", f"{day_en}: {one.text.en}.", day=one.day)


# -- what is missing, what to do ------------------------------------------------------------


def _missing(statement: Statement) -> Iterator[Entry]:
    part = Section.MISSING
    if not statement.missing:
        yield say(
            part,
            "Tidak ada data yang kurang untuk pernyataan ini.",
            "Nothing is missing for this statement.",
        )
    for one in statement.missing:
        text, use = one.text, one.needed_for
        yield say(
            part,
            f"{text.id.rstrip('.')} (untuk: {use.id}).",
            f"{text.en.rstrip('.')} (for: {use.en}).",
        )


def _actions(statement: Statement) -> Iterator[Entry]:
    part = Section.ACTIONS
    if not statement.actions:
        yield say(
            part,
            "Tidak ada langkah yang dapat diturunkan dari data dan aturan.",
            "No action follows from the data and the rules.",
        )
    for number, action in enumerate(statement.actions, 1):
        yield say(
            part,
            f"{number}) {action.text.id}",
            f"{number}) {action.text.en}",
            day=action.day,
        )
        yield say(part, action.reason.id, action.reason.en, depth=1, cited=action.citations)
