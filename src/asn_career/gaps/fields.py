"""Gaps by field of competence: levels rolled up exactly, so that gaps may be parts of a level."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import attrs

from asn_career.competencies import Competency, CompetencyField, CompetencyProfile
from asn_career.errors import InvalidInputError, Problem
from asn_career.gaps.policy import PROFILE_MATCHING, GapPolicy
from asn_career.numbers import format_number, round_half_up
from asn_career.terms import Text

__all__ = ["FieldGap", "FieldGaps", "measure_fields"]

PLACES = 4


@attrs.frozen(kw_only=True)
class FieldGap:
    """A field or competency of a tree: exact levels, gap and score, None where one is unknown."""

    id: str
    text: Text
    depth: int
    held: Fraction | None
    required: Fraction | None
    gap: Fraction | None
    score: Fraction | None

    def line(self, lang: str = "id") -> str:
        """Return the field as a line of text."""
        unknown = Text(id="belum diketahui", en="unknown").say(lang)
        held, required, gap, score = (
            unknown if value is None else format_number(value, lang)
            for value in (self.held, self.required, self.gap, self.score)
        )
        words = Text(
            id="tingkat {}, standar {}, selisih {}, nilai {}",
            en="level {}, standard {}, gap {}, score {}",
        )
        told = words.say(lang).format(held, required, gap, score)
        return f"{'  ' * self.depth}{self.text.say(lang)}: {told}"


@attrs.frozen(kw_only=True)
class FieldGaps:
    """The gaps of every field of a tree, the field before its parts."""

    tree: CompetencyField
    held: CompetencyProfile
    required: CompetencyProfile
    policy: GapPolicy
    items: tuple[FieldGap, ...]

    def verify(self) -> bool:
        """Roll every field up again from its competencies and compare.

        Source: none: our own choice.
        """

        def level(node: Competency | CompetencyField, has: dict[str, int]) -> Fraction | None:
            if isinstance(node, Competency):
                return Fraction(has[node.id]) if node.id in has else None
            parts = {part.id: level(part, has) for part in node.parts}
            known = [value for value in parts.values() if value is not None]
            if len(known) < len(parts):
                return None
            if node.rule.value == "minimum":
                return min(known)
            weights = dict(node.weights) or dict.fromkeys(parts, Decimal(1))
            whole = sum(Fraction(weight) for weight in weights.values())
            return (
                sum((Fraction(weights[k]) * (v or 0) for k, v in parts.items()), Fraction(0))
                / whole
            )

        has, needs = dict(self.held.pairs), dict(self.required.pairs)
        wanted = []
        for node in self.tree:
            ours, theirs = level(node, has), level(node, needs)
            gap = None if ours is None or theirs is None else ours - theirs
            score = None if gap is None else self.policy.score(gap)
            wanted.append((node.id, ours, theirs, gap, score))
        return wanted == [(i.id, i.held, i.required, i.gap, i.score) for i in self.items]

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the tree as lines of text, each field before its parts."""
        return tuple(item.line(lang) for item in self.items)

    def rows(self) -> list[dict[str, str | int | Decimal | None]]:
        """Return one flat row a field or competency; numbers with four places, half up."""
        found = []
        for item in self.items:
            row: dict[str, str | int | Decimal | None] = {"id": item.id, "depth": item.depth}
            for name in ("held", "required", "gap", "score"):
                value = getattr(item, name)
                row[name] = None if value is None else round_half_up(value, PLACES)
            found.append(row)
        return found

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version; exact numbers as text."""
        rows = [
            {
                "id": item.id,
                "depth": item.depth,
                **{
                    name: None if (value := getattr(item, name)) is None else str(value)
                    for name in ("held", "required", "gap", "score")
                },
            }
            for item in self.items
        ]
        return {"schema": 1, "kind": "field_gaps", "policy": self.policy.name, "rows": rows}


def measure_fields(
    tree: CompetencyField,
    held: CompetencyProfile,
    required: CompetencyProfile,
    *,
    policy: GapPolicy = PROFILE_MATCHING,
) -> FieldGaps:
    """Measure the gap of every field of a tree, each level rolled up by the rule of its field.

    Args:
        tree: the fields and their competencies.
        held: the profile of the person.
        required: the standard.
        policy: how gaps are scored. A field may lie between two levels, so a policy that has no
            rule in between refuses such a gap.

    Returns:
        Exact levels, gaps and scores; unknown where a competency of the field is.

    Raises:
        InvalidInputError: profiles of different scales; a gap that the policy does not answer, with
            the field.
    Source: profile-matching literature (scores); rolling up is our own choice.
    """
    if len({held.scale, required.scale, policy.scale}) > 1:
        scales = f"held {held.scale}, required {required.scale}, policy {policy.scale}"
        raise InvalidInputError(Problem("held.scale", f"scales differ: {scales}"))
    items, problems = [], []
    for node, depth in _walk(tree, 0):
        ours, theirs = (_level(node, profile) for profile in (held, required))
        gap = None if ours is None or theirs is None else ours - theirs
        score = None
        try:
            score = None if gap is None else policy.score(gap)
        except InvalidInputError as error:
            problems += [problem.inside(node.id) for problem in error.problems]
        items.append(
            FieldGap(
                id=node.id,
                text=node.text,
                depth=depth,
                held=ours,
                required=theirs,
                gap=gap,
                score=score,
            )
        )
    if problems:
        raise InvalidInputError(problems)
    return FieldGaps(tree=tree, held=held, required=required, policy=policy, items=tuple(items))


def _walk(
    node: Competency | CompetencyField, depth: int
) -> Iterator[tuple[Competency | CompetencyField, int]]:
    yield node, depth
    for part in node.parts if isinstance(node, CompetencyField) else ():
        yield from _walk(part, depth + 1)


def _level(node: Competency | CompetencyField, profile: CompetencyProfile) -> Fraction | None:
    if isinstance(node, CompetencyField):
        return node.level(profile)
    level = profile.get(node.id)
    return None if level is None else Fraction(level)
