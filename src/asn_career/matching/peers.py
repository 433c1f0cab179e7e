"""Peers among themselves: pairs that are stable, or the proof that no such pairs exist.

Everybody may have everybody (the problem of the stable roommates), so there may be no stable
answer. Then there is an odd party: three or more, an odd number, of whom each would rather have the
next than the one before, and who want each other too much to leave anybody outside a choice. With a
stable partition into pairs, single people and odd parties, both are proven at once: it leaves
nobody who would rather have each other, and every stable partition has the same odd parties.

>>> found = match_peers(
...     {"ani": ["budi", "citra"], "budi": ["citra", "ani"], "citra": ["ani", "budi"]}
... )
>>> found.pairs, found.odd_parties, found.verify()
((), (('ani', 'budi', 'citra'),), True)
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import TypeAlias, cast

import attrs

from asn_career.errors import InvalidInputError, Problem
from asn_career.matching.reading import near_id, show_id, unknown_id
from asn_career.terms import Text

__all__ = ["Peers", "match_peers"]

SCHEMA_VERSION = 1
PAIR, SMALLEST_PARTY = 2, 3
_Lists: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]

_STABLE = Text(id="Pasangan sejawat stabil", en="Stable peer pairs")
_NONE = Text(id="Tidak ada pasangan sejawat yang stabil", en="No peer pairs are stable")
_PARTY = Text(id="kelompok ganjil", en="odd party")
_ALONE = Text(id="tanpa pasangan", en="without a partner")
_YOUR_PEER = Text(id="Pasangan sejawat", en="Peer")


@attrs.frozen(kw_only=True, repr=False, str=False)
class Peers:
    """Stable pairs of peers, or odd parties that prove that there are none.

    Attributes:
        lists: id and whom it would have, the best first, as given; sorted by id.
        pairs: the pairs, sorted; empty when there is an odd party.
        single: ids that no stable answer gives a partner, sorted.
        odd_parties: the odd parties, each from its smallest id: each would rather have the next
            than the one before.
        held: the pairs of the stable partition; without odd parties they are the pairs.
    """

    lists: _Lists
    pairs: tuple[tuple[str, str], ...]
    single: tuple[str, ...]
    odd_parties: tuple[tuple[str, ...], ...]
    held: tuple[tuple[str, str], ...]

    @property
    def is_stable(self) -> bool:
        """Whether there are stable pairs."""
        return not self.odd_parties

    def verify(self) -> bool:
        """Check the partition without its maker.

        Everybody stands in it once; each of an odd party wants the next more than the one before;
        and no two would rather have each other than the one before them in the partition.

        Source: Tan, A necessary and sufficient condition for the existence of a complete stable
            matching (1991).
        """
        rank = {id: {other: i for i, other in enumerate(wanted)} for id, wanted in self.lists}
        before: dict[str, str] = {}
        after: dict[str, str] = {}
        cycles = [*self.held, *((id,) for id in self.single), *self.odd_parties]
        for cycle in cycles:
            for i, id in enumerate(cycle):
                if id in before:
                    return False
                before[id], after[id] = cycle[i - 1], cycle[(i + 1) % len(cycle)]
        if before.keys() != rank.keys() or self.pairs != (() if self.odd_parties else self.held):
            return False
        if any(len(party) < SMALLEST_PARTY or not len(party) % 2 for party in self.odd_parties):
            return False

        def place(id: str, other: str) -> int:
            return len(rank[id]) if other == id else rank[id].get(other, len(rank[id]) + 1)

        for id, previous in before.items():
            if place(id, previous) > len(rank[id]) or place(id, after[id]) > place(id, previous):
                return False  # beside one they do not accept, or whom they want less
        return not any(
            place(id, other) < place(id, before[id])
            and place(other, id) < place(other, before[other])
            for id in rank
            for other in rank[id]
        )

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the pairs, or the odd parties, as lines of text.

        Source: none: our own choice.
        """
        head = f"{_STABLE.say(lang)}: {len(self.pairs)}" if self.is_stable else _NONE.say(lang)
        lines = [head, *(f"  {a} – {b}" for a, b in self.pairs)]
        lines += [f"  {_PARTY.say(lang)}: {' → '.join(party)}" for party in self.odd_parties]
        lines += [f"  {id}: {_ALONE.say(lang)}" for id in self.single]
        return tuple(lines)

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return what concerns one id; nobody else is named but the own partner.

        Raises:
            UnknownNameError: no such id.
        Source: none: our own choice.
        """
        if id not in dict(self.lists):
            raise unknown_id(id, dict(self.lists))
        for pair in self.pairs:
            if id in pair:
                return (f"{_YOUR_PEER.say(lang)}: {pair[1 - pair.index(id)]}",)
        return ((_ALONE if self.is_stable or id in self.single else _NONE).say(lang),)

    def rows(self) -> list[dict[str, str | int | None]]:
        """Return one flat row a person: the partner, or the number of the odd party.

        Source: none: our own choice.
        """
        partner = {a: b for pair in self.pairs for a, b in (pair, pair[::-1])}
        party = {id: i for i, ids in enumerate(self.odd_parties, start=1) for id in ids}
        return [
            {"id": id, "partner": partner.get(id), "odd_party": party.get(id)}
            for id, _ in self.lists
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version.

        Source: none: our own choice.
        """
        return {
            "schema": SCHEMA_VERSION,
            "kind": "peers",
            "pairs": [list(pair) for pair in self.pairs],
            "single": list(self.single),
            "odd_parties": [list(party) for party in self.odd_parties],
        }

    def __repr__(self) -> str:
        """Return the sizes."""
        return f"Peers({len(self.pairs)} pairs, {len(self.odd_parties)} odd parties)"

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


def match_peers(preferences: Mapping[str, Iterable[str]]) -> Peers:
    """Pair people of one pool so that no two would rather have each other.

    Args:
        preferences: by id, whom it would have, the best first and without ties. Two can only be
            paired when each stands on the other's list.

    Returns:
        Stable pairs; where there are none, the odd parties that prove it.

    Raises:
        InvalidInputError: with every unknown id, everybody listed twice or on their own list.
    Source: Irving (1985); Tan (1991) for the partition.
    """
    lists = _read(preferences)
    table = _Table(lists)
    for id in lists:
        table.propose(id)
    for asked, id in table.holds.items():
        table.cut(asked, id)
    odd = table.eliminate()
    in_party = {id for party in odd for id in party}
    partner = {id: table.first(id) for id in lists if table.alive[id] and id not in in_party}
    held = tuple(sorted(pair for pair in partner.items() if pair[0] < pair[1]))
    return Peers(
        lists=tuple(lists.items()),
        pairs=() if odd else held,
        single=tuple(id for id in lists if id not in partner and id not in in_party),
        odd_parties=tuple(sorted(_from_smallest(party) for party in odd)),
        held=held,
    )


def _from_smallest(party: list[str]) -> tuple[str, ...]:
    i = party.index(min(party))
    return (*party[i:], *party[:i])


def _read(preferences: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(preferences, Mapping):
        kind = type(preferences).__name__
        raise InvalidInputError(Problem("preferences", f"{kind} is no mapping", "id to list"))
    problems = [
        Problem("preferences", f"{type(id).__name__} is not an id", "text")
        for id in preferences
        if not (isinstance(id, str) and id.strip())
    ]
    lists: dict[str, tuple[str, ...]] = {}
    known = [id for id in preferences if isinstance(id, str)]
    for id in sorted(known):
        where = f"preferences[{show_id(id)}]"
        given = preferences[id]
        if isinstance(given, str) or not isinstance(given, Iterable):
            problems.append(Problem(where, f"{type(given).__name__} is not a list"))
            continue
        items = tuple(given)
        met: set[str] = set()
        for i, other in enumerate(items):
            place = f"{where}[{i}]"
            if not isinstance(other, str) or other not in preferences:
                hint = near_id(other, known)
                problems.append(Problem(place, f"unknown id {show_id(other)}", hint))
            elif other == id:
                problems.append(Problem(place, f"{show_id(id)} is on their own list"))
            elif other in met:
                problems.append(Problem(place, f"{show_id(other)} is listed twice"))
            else:
                met.add(other)
        lists[id] = cast("tuple[str, ...]", items)
    if problems:
        raise InvalidInputError(problems)
    return lists


class _Table:
    """Lists that shrink: two who cannot be a pair in any stable answer leave both lists.

    A list loses names only, so the places of its first, second and last name move one way.
    """

    def __init__(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        wanted = {id: set(others) for id, others in lists.items()}
        self.order = lists
        self.rank = {id: {other: i for i, other in enumerate(o)} for id, o in lists.items()}
        self.alive = {
            id: {other for other in others if id in wanted[other]} for id, others in lists.items()
        }
        self.low = dict.fromkeys(lists, 0)
        self.middle = dict.fromkeys(lists, 1)
        self.high = {id: len(others) - 1 for id, others in lists.items()}
        self.holds: dict[str, str] = {}  # whose proposal somebody holds

    def first(self, id: str) -> str:
        self.low[id] = i = self._find(id, self.low[id])
        return self.order[id][i]

    def second(self, id: str) -> str:
        self.first(id)
        self.middle[id] = i = self._find(id, max(self.middle[id], self.low[id] + 1))
        return self.order[id][i]

    def _find(self, id: str, i: int) -> int:
        order, alive = self.order[id], self.alive[id]
        while order[i] not in alive:
            i += 1
        return i

    def last(self, id: str) -> str:
        order, alive, i = self.order[id], self.alive[id], self.high[id]
        while order[i] not in alive:
            i -= 1
        self.high[id] = i
        return order[i]

    def part(self, one: str, other: str) -> None:
        self.alive[one].discard(other)
        self.alive[other].discard(one)

    def propose(self, id: str) -> None:
        """Let somebody propose down their list, and so everybody who is turned away by that."""
        while self.alive[id]:
            asked = self.first(id)
            other = self.holds.get(asked)
            if other is None:
                self.holds[asked] = id
                return
            if self.rank[asked][id] < self.rank[asked][other]:
                self.holds[asked], id = id, other
                self.part(other, asked)
            else:
                self.part(id, asked)

    def cut(self, asked: str, id: str) -> None:
        """Take away from somebody's list who comes after ``id``."""
        while (other := self.last(asked)) != id:
            self.part(asked, other)

    def eliminate(self) -> list[list[str]]:
        """Take out rotations until lists have one name; return the odd parties that stay."""
        odd: list[list[str]] = []
        done: set[str] = set()
        for start in self.order:
            walk, met = [start], {start: 0}
            while walk:
                id = walk[-1]
                if id in done or len(self.alive[id]) < PAIR:
                    del met[walk.pop()]
                    continue
                id = self.last(self.second(id))
                if id not in met:
                    met[id] = len(walk)
                    walk.append(id)
                    continue
                rotation = walk[met[id] :]
                del walk[met[id] :]
                for each in rotation:
                    del met[each]
                most = max(len(self.alive[each]) for each in rotation)
                firsts = {self.first(each) for each in rotation}
                if firsts == set(rotation) and most == PAIR and len(rotation) % 2:
                    odd.append(self.follow(id))
                    done |= firsts
                else:
                    for each, asked in [(each, self.second(each)) for each in rotation]:
                        self.cut(asked, each)
                if not walk:
                    walk, met = [start], {start: 0}
        return odd

    def follow(self, id: str) -> list[str]:
        """Return an odd party from somebody on, each followed by whom they want most."""
        party = [id]
        while (following := self.first(party[-1])) != id:
            party.append(following)
        return party
