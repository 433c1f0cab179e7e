"""What causes a change: what must be taken over from the second law to get its answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias, TypeVar

from asn_career.rulebook import View
from asn_career.scenarios.asking import Answered, Ask, Asked, compile_answer
from asn_career.scenarios.change import Cause, How
from asn_career.scenarios.parts import Choice, Frame, Mixture, PartName
from asn_career.scenarios.watching import WatchedView

__all__ = ["Causes", "smallest"]

T = TypeVar("T")
Affected: TypeAlias = Mapping[str, AbstractSet[PartName]]


class Causes:
    """Takes over one difference at a time, then several."""

    def __init__(self, frame: Frame, as_of: dt.date) -> None:
        """Take both rulebooks with what differs, and the day."""
        self.frame, self.as_of = frame, as_of
        self._readers: dict[tuple[str, Mixture], Ask] = {}

    def find(
        self,
        asked: Asked,
        views: tuple[WatchedView, WatchedView],
        affected: Affected,
        wanted: Answered,
    ) -> tuple[tuple[Cause, ...], How]:
        """Return what causes the answer of the second law, and how.

        Only that is tried on which the reading under the second law rests: by the rule itself, and
        by the facts of this person. What the first law alone asked for explains nothing now.

        Args:
            asked: the rule.
            views: the person under both laws.
            affected: the facts that rest on what differs, as the first view read them.
            wanted: the answer of the second law.
        """
        for fact in asked.new_facts:
            views[1].get(fact)
        later = views[1].affected(self.frame.parts.keys())
        reach = asked.new_reach.union(*(later.get(fact, ()) for fact in asked.new_facts))
        parts = [part for key, part in self.frame.parts.items() if key in reach]

        def gives(choices: Iterable[Choice]) -> bool:
            world = self.frame.world(frozenset(choices))
            if not world.is_sound:
                return False
            return self._answer(asked.rule, views[0], affected, world) == wanted

        alone = [part for part in parts if gives(part.choices)]
        if alone:
            found = [smallest(part.choices, gives) for part in alone]
        else:
            chosen = smallest(parts, lambda some: gives(c for p in some for c in p.choices))
            choices = smallest([c for part in chosen for c in part.choices], gives)
            found = [[c for c in choices if c[:2] == part.key] for part in chosen]
        how = How.TOGETHER if not alone else How.ALONE if len(alone) == 1 else How.EITHER
        return tuple(Cause.of(self.frame, choices, self.as_of) for choices in found if choices), how

    def _answer(self, rule: str, view: WatchedView, affected: Affected, world: Mixture) -> Answered:
        """Return what a world answers; facts that rest on nothing it took over stay as read."""
        key = rule, world
        if key not in self._readers:
            self._readers[key] = compile_answer(rule, world.law(self.as_of))
        taken = world.places.keys()
        known = view.known_but(f for f, parts in affected.items() if not parts.isdisjoint(taken))
        mixed = View(world, self.as_of, view.employee, view.post, known)
        return self._readers[key](mixed.get, self.as_of)


def smallest(items: Sequence[T], holds: Callable[[Sequence[T]], bool]) -> list[T]:
    """Return some of the items that still hold, none of which can be left out.

    Halves are left out first, so that few of many are found soon.

    >>> smallest(range(100), lambda some: 3 in some and 64 in some)
    [3, 64]
    """
    kept, size = list(items), max(len(items) // 2, 1)
    while True:
        place, found = 0, False
        while place < len(kept):
            fewer = kept[:place] + kept[place + size :]
            if holds(fewer):
                kept, found = fewer, True
            else:
                place += size
        if size == 1 and not found:
            return kept
        size = max(size // 2, 1)
