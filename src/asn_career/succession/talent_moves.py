"""Moves between boxes: two placements of people compared."""

from __future__ import annotations

import datetime as dt
import html
from collections import Counter
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.errors import UnknownNameError
from asn_career.findings import SCHEMA_VERSION
from asn_career.terms import TalentBox, Text, Word
from asn_career.values import show_day

if TYPE_CHECKING:
    from asn_career.succession.talent_map import Placement, TalentMap

__all__ = ["Moved", "TalentMove", "TalentMoves", "compare_maps"]


class Moved(Word):
    """How the box of somebody changed."""

    UP = "up", "naik", "up"
    ACROSS = "across", "satu sumbu naik, satu turun", "up on one axis, down on the other"
    DOWN = "down", "turun", "down"
    STAYED = "stayed", "tetap", "stayed"
    KNOWN = "known", "menjadi diketahui", "became known"
    LOST = "lost", "menjadi belum diketahui", "became unknown"
    UNKNOWN = "unknown", "tetap belum diketahui", "stayed unknown"
    JOINED = "joined", "baru dalam peta", "new in the map"
    LEFT = "left", "tidak lagi dalam peta", "no longer in the map"


@attrs.frozen(kw_only=True)
class TalentMove:
    """From which box to which one person moved.

    Attributes:
        before: None where the box was unknown, or the person was not in the map.
        after: the same of the second map.
    """

    id: str
    moved: Moved
    before: TalentBox | None
    after: TalentBox | None

    def say(self, lang: str = "id") -> str:
        """Return the move in words."""
        return f"{_box(self.before, lang)} → {_box(self.after, lang)} ({self.moved.text.say(lang)})"


def _box(box: TalentBox | None, lang: str) -> str:
    return "-" if box is None else box.text.say(lang)


@attrs.frozen(kw_only=True, str=False)
class TalentMoves:
    """Who moved between boxes, from one placement to another.

    Attributes:
        moves: everybody of both maps once, by id.
    """

    before: TalentMap = attrs.field(repr=False)
    after: TalentMap = attrs.field(repr=False)
    moves: tuple[TalentMove, ...]

    @property
    def counts(self) -> dict[Moved, int]:
        """How many moved in which way."""
        counted = Counter(move.moved for move in self.moves)
        return {moved: counted[moved] for moved in Moved}

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the officer's view: how many in which way, and from which box to which."""
        head = Text(id="Perpindahan antarkotak", en="Moves between boxes").say(lang)
        lines = [f"{head}: {_name(self.before, lang)} → {_name(self.after, lang)}"]
        lines += [f"  {m.text.say(lang)}: {count}" for m, count in self.counts.items() if count]
        stays = {Moved.STAYED, Moved.UNKNOWN, Moved.JOINED, Moved.LEFT}
        pairs = Counter((m.before, m.after) for m in self.moves if m.moved not in stays)
        for (a, b), count in sorted(pairs.items(), key=lambda item: (-item[1], str(item[0]))):
            lines.append(f"  {_box(a, lang)} → {_box(b, lang)}: {count}")
        return tuple(lines)

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return the move of one person, and nothing about others.

        Raises:
            UnknownNameError: nobody of that id is in the maps; no other id is named.
        """
        for move in self.moves:
            if move.id == id:
                days = f"{_name(self.before, lang)} → {_name(self.after, lang)}"
                return (f"{move.say(lang)}: {days}",)
        raise UnknownNameError("person", id)

    def rows(self) -> list[dict[str, str | dt.date | None]]:
        """Return one flat row a person."""
        return [
            {
                "id": move.id,
                "moved": move.moved.value,
                "before": None if move.before is None else move.before.value,
                "after": None if move.after is None else move.after.value,
                "day_before": self.before.as_of,
                "day_after": self.after.as_of,
            }
            for move in self.moves
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        days = ("day_before", "day_after")
        return {
            "schema": SCHEMA_VERSION,
            "kind": "talent_moves",
            "before": {"as_of": self.before.as_of.isoformat(), "rulebook": self.before.rulebook},
            "after": {"as_of": self.after.as_of.isoformat(), "rulebook": self.after.rulebook},
            "counts": {moved.value: count for moved, count in self.counts.items()},
            "rows": [{k: v for k, v in row.items() if k not in days} for row in self.rows()],
        }

    def verify(self) -> bool:
        """Check both maps, and look every move up in them again.

        Source: none: our own choice.
        """
        boxes = [{one.id: one.box for one in found} for found in (self.before, self.after)]
        ids = [move.id for move in self.moves]
        same = all(
            (move.before, move.after) == (boxes[0].get(move.id), boxes[1].get(move.id))
            and (move.moved is Moved.STAYED)
            == (move.before is not None and move.before is move.after)
            and (move.moved is Moved.JOINED) == (move.id not in boxes[0])
            and (move.moved is Moved.LEFT) == (move.id not in boxes[1])
            for move in self.moves
        )
        everybody = ids == sorted({*boxes[0], *boxes[1]})
        return same and everybody and self.before.verify() and self.after.verify()

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


def _name(found: TalentMap, lang: str) -> str:
    return f"{show_day(found.as_of, lang)}, {found.rulebook}"


def compare_maps(before: TalentMap, after: TalentMap) -> TalentMoves:
    """Return who moved between boxes."""
    old, new = ({one.id: one for one in found} for found in (before, after))
    return TalentMoves(
        before=before,
        after=after,
        moves=tuple(_move(id, old.get(id), new.get(id)) for id in sorted({*old, *new})),
    )


KNOWN: Final = {
    (True, False): Moved.LOST,
    (False, True): Moved.KNOWN,
    (False, False): Moved.UNKNOWN,
}


def _move(id: str, old: Placement | None, new: Placement | None) -> TalentMove:
    if old is None or new is None:
        moved = Moved.JOINED if old is None else Moved.LEFT
    elif old.box is None or new.box is None:
        moved = KNOWN[old.box is not None, new.box is not None]
    elif old.box is new.box:
        moved = Moved.STAYED
    else:
        moved = _direction(old, new)
    return TalentMove(
        id=id, moved=moved, before=old.box if old else None, after=new.box if new else None
    )


def _direction(old: Placement, new: Placement) -> Moved:
    """Return whether the classes are higher or lower than before."""
    pairs = ((old.performance, new.performance), (old.potential, new.potential))
    changes = [b.order - a.order for a, b in pairs if a is not None and b is not None]
    if min(changes) < 0 < max(changes):
        return Moved.ACROSS
    return Moved.UP if max(changes) > 0 else Moved.DOWN
