"""The checker of talent maps: reads the result alone, and shares no code with what made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asn_career.succession.talent_map import Placement, Step, TalentMap, TalentRules

__all__ = ["verify_map"]


def verify_map(found: TalentMap) -> bool:
    """Tell whether everybody stands once, and every box follows from its two classes."""
    ids = [one.id for one in found]
    once = ids == sorted(set(ids))
    if found.rules is None:
        return once and all(one.box is None and not one.steps for one in found)
    rules = found.rules
    in_boxes = sum(found.counts.values()) == len(found.placed)
    return once and in_boxes and all(_follows(rules, one) for one in found)


def _follows(rules: TalentRules, one: Placement) -> bool:
    if one.performance is None or one.potential is None:
        return one.box is None and not one.steps and bool(one.missing or one.silent)
    if one.box is not rules.grid.get((one.performance, one.potential)):
        return False
    gains = [step.gain for step in one.steps]
    named = [step.fact.name for step in one.steps]
    apart = len({(name, str(s.after)) for name, s in zip(named, one.steps, strict=True)})
    ordered = gains == sorted(gains) and apart == len(named)
    return ordered and all(_lifts(rules, one, step) for step in one.steps)


def _lifts(rules: TalentRules, one: Placement, step: Step) -> bool:
    assert one.performance is not None  # noqa: S101 - told before
    assert one.potential is not None  # noqa: S101
    higher = (
        step.performance.order - one.performance.order,
        step.potential.order - one.potential.order,
    )
    box = rules.grid.get((step.performance, step.potential))
    return step.box is box and min(higher) >= 0 and max(higher) > 0 and step.before != step.after
