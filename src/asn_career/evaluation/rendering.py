"""An evaluation in the words of a leader, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Final

from asn_career.evaluation.cautions import REMEDIES, Caution, LeftOut
from asn_career.evaluation.estimating import EvaluationMethod
from asn_career.evaluation.indicators import Definition
from asn_career.findings import Truth
from asn_career.numbers import format_number
from asn_career.succession.result import ADVICE
from asn_career.terms import Text
from asn_career.values import show_day

if TYPE_CHECKING:
    from asn_career.evaluation.outcomes import Period
    from asn_career.evaluation.result import Effect, Evaluation

__all__ = ["render", "say_value"]

# The word after a value, and after a difference of two.
UNITS: Final = {
    "percent": (Text(id="%", en="%"), Text(id=" poin persen", en=" percentage points")),
    "month": (Text(id=" bulan", en=" months"), Text(id=" bulan", en=" months")),
    "score": (Text(id="", en=""), Text(id=" poin", en=" points")),
}
BETTER, WORSE = Text(id="lebih baik", en="better"), Text(id="lebih buruk", en="worse")
TOLD: Final = {
    Truth.YES: Text(id="pengaruh terlihat", en="an effect is shown"),
    Truth.NO: Text(
        id="tidak terlihat pengaruh: bisa juga kebetulan",
        en="no effect is shown: it may be chance",
    ),
    Truth.UNKNOWN: Text(id="tidak dapat dinilai", en="cannot be judged"),
}


def say_value(value: Fraction, definition: Definition, lang: str) -> str:
    """Return a value with its unit; one decimal."""
    return f"{_number(value, lang)}{UNITS[definition.unit][0].say(lang)}"


def _number(value: Fraction, lang: str) -> str:
    return format_number(value, lang, 1).replace("-", "−")


def _signed(value: Fraction, lang: str) -> str:
    return f"+{_number(value, lang)}" if value > 0 else _number(value, lang)


def _say_apart(definition: Definition, lang: str) -> str:
    return UNITS[definition.unit][1].say(lang)


def render(result: Evaluation, lang: str) -> Iterator[str]:
    """Yield the effects, then what is doubtful, what would help, and the next cycle."""
    head = Text(id="Evaluasi program karier", en="Evaluation of a career programme").say(lang)
    yield f"{head}: {_say_groups(result, lang)}"
    first, second = _say_period(result.before, lang), _say_period(result.after, lang)
    yield Text(id=f"sebelum {first}; sesudah {second}", en=f"before {first}; after {second}").say(
        lang
    )
    method = Text(id="Cara hitung", en="Method").say(lang)
    seed = f", seed {result.seed}" if result.method is EvaluationMethod.PERMUTATION else ""
    yield f"{method}: {result.method.text.say(lang)}{seed}"
    for effect in result.effects:
        yield from _say_effect(effect, lang)
    doubts = [caution for caution in Caution if any(caution in e.cautions for e in result.effects)]
    if doubts:
        yield Text(
            id="Yang membatasi simpulan, dan yang memperkuatnya",
            en="What limits the claim, and what would strengthen it",
        ).say(lang)
    for caution in doubts:
        told = caution.text.say(lang)
        if caution is Caution.SEVERAL_OUTCOMES:
            told = f"{told} ({result.tested})"
        where = [e.indicator.text.say(lang) for e in result.effects if caution in e.cautions]
        about = "" if len(where) == len(result.effects) else f" [{'; '.join(where)}]"
        yield f"  {told}{about}. {REMEDIES[caution].say(lang)}"
    yield Text(id="Untuk siklus berikutnya", en="For the next cycle").say(lang)
    for step, pairs in groupby(result.next_steps, key=lambda pair: pair[1]):
        names = "; ".join(indicator.text.say(lang) for indicator, _ in pairs)
        yield f"  {step.text.say(lang)}: {names}"
    yield ADVICE.say(lang)


def _say_groups(result: Evaluation, lang: str) -> str:
    treated = Text(id="unit dengan program", en="units with the programme").say(lang)
    if result.control is None:
        none = Text(id="tanpa pembanding", en="nothing to compare with").say(lang)
        return f"{len(result.treated)} {treated}, {none}"
    control = Text(id="unit pembanding", en="units to compare with").say(lang)
    return f"{len(result.treated)} {treated}, {len(result.control)} {control}"


def _say_period(period: Period, lang: str) -> str:
    return f"{show_day(period.since, lang)} – {show_day(period.until, lang)}"


def _say_effect(effect: Effect, lang: str) -> Iterator[str]:
    definition, name = effect.definition, effect.indicator.text.say(lang)
    parts = []
    for treated, label in (
        (True, Text(id="dengan program", en="with the programme").say(lang)),
        (False, Text(id="pembanding", en="comparison").say(lang)),
    ):
        means = effect.means(treated=treated)
        if means is not None:
            values = " → ".join(say_value(value, definition, lang) for value in means)
            parts.append(f"{label} {values}")
    found = effect.estimate
    if found is not None:
        label = Text(id="selisih perubahan", en="difference of the changes").say(lang)
        told = f"{_signed(found.difference, lang)}{_say_apart(definition, lang)}"
        parts.append(f"{label} {told}")
        if found.interval is not None:
            low, high = (_signed(Fraction(end), lang) for end in found.interval)
            to = Text(id="sampai", en="to").say(lang)
            parts[-1] += f" (95%: {low} {to} {high})"
    verdict = TOLD[effect.shown].say(lang)
    if effect.shown is Truth.YES:
        verdict = f"{(BETTER if effect.is_better else WORSE).say(lang)}, {verdict}"
    yield f"{name}: {'; '.join([*parts, verdict])}"
    if found is not None and effect.detectable is not None:
        least = f"{_number(Fraction(effect.detectable), lang)}{_say_apart(definition, lang)}"
        could = Text(
            id=f"rancangan ini melihat pengaruh mulai sekitar {least} (empat dari lima kali)",
            en=f"this design sees effects from about {least} (four times in five)",
        ).say(lang)
        if effect.shown is Truth.NO and effect.units_needed is not None:
            could += Text(
                id=f"; untuk pengaruh sebesar ini perlu sekitar {effect.units_needed} unit"
                " tiap kelompok",
                en=f"; an effect of this size needs about {effect.units_needed} units a group",
            ).say(lang)
        yield f"  {could}"
    for why in LeftOut:
        if many := sum(reason is why for _, reason in effect.left_out):
            left = Text(id="unit tidak dihitung", en="units left out").say(lang)
            yield f"  {left}: {many} ({why.text.say(lang)})"
    if note := definition.note.say(lang):
        yield f"  {note}"
