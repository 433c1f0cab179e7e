"""What comes out: the pairs, who has none and why, and what proves it."""

from __future__ import annotations

import html
from collections import Counter
from typing import TypeAlias

import attrs

from asn_career.errors import UnknownNameError
from asn_career.matching.market import Market, Side
from asn_career.matching.objectives import Objective
from asn_career.matching.preferences import Stability
from asn_career.matching.reading import Pair, unknown_id
from asn_career.matching.stability import TieBreak, find_tie_breaks
from asn_career.terms import Text, Word

__all__ = ["SCHEMA_VERSION", "Matching", "Method", "Prices", "Reason", "Unmatched"]

SCHEMA_VERSION = 1
Row: TypeAlias = dict[str, str | int | bool | None]


class Method(Word):
    """What a matching promises."""

    OPTIMAL = "optimal", "penjodohan optimal", "optimal matching"
    STABLE = "stable", "penjodohan stabil", "stable matching"


class Reason(Word):
    """Why an id has no partner."""

    NO_PERMITTED_PARTNER = (
        "no_permitted_partner",
        "tidak ada pasangan yang diperbolehkan",
        "no permitted partner",
    )
    NOT_LISTED = (
        "not_listed",
        "tidak ada pasangan yang saling memilih",
        "no partner where both list the other",
    )
    NO_CAPACITY = "no_capacity", "tidak ada tempat", "no capacity"
    OUTCOMPETED = "outcompeted", "semua tempat terisi orang lain", "all places taken by others"
    NO_GAIN = "no_gain", "pasangan menurunkan tujuan", "a pair would lower the objectives"


@attrs.frozen(kw_only=True)
class Unmatched:
    """Why one id has no partner, with counts only: nobody else is named.

    Attributes:
        id: the id.
        side: where it stands.
        reason: what holds first, in the order of `Reason`.
        capacity: its own places.
        permitted: partners that the market permits.
        acceptable: those of them where both sides accept the other; without lists, all.
        open: acceptable partners with at least one place.
        free: open partners that still have a place.
        unlisted: permitted partners with a free place who are not on both lists: with one of
            them there would be a pair, so a short list decided.
    """

    id: str
    side: Side
    reason: Reason
    capacity: int
    permitted: int
    acceptable: int
    open: int
    free: int
    unlisted: int


@attrs.frozen(kw_only=True, repr=False)
class Prices:
    """The certificate of an optimal matching: one price an objective for each id.

    The price of a right id is what one more place there would add, objective by objective (if it
    is above 0); at one objective only those steps count that cost nothing at the ones before. In
    ``even_load`` a partner more where k are costs k, which is still to be taken off.
    They follow from the pairs alone, and are the same for every best answer.

    Attributes:
        left: id and prices, sorted by id.
        right: id and prices, sorted by id.
    """

    left: tuple[tuple[str, tuple[int, ...]], ...]
    right: tuple[tuple[str, tuple[int, ...]], ...]
    _by_id: dict[str, tuple[int, ...]] = attrs.field(init=False, eq=False)

    @_by_id.default
    def _find_prices(self) -> dict[str, tuple[int, ...]]:
        return dict((*self.left, *self.right))

    def __repr__(self) -> str:
        """Return the sizes."""
        return f"Prices({len(self.left)} left, {len(self.right)} right)"

    def of(self, id: str) -> tuple[int, ...]:
        """Return the prices of an id, in the order of the objectives.

        Raises:
            UnknownNameError: no such id.
        Source: none: our own choice.
        """
        if id not in self._by_id:
            raise unknown_id(id, self._by_id)
        return self._by_id[id]


@attrs.frozen(kw_only=True, repr=False, str=False)
class Matching:
    """Pairs between two sides, and what proves that they are the best, or stable.

    Attributes:
        method: optimal or stable.
        market: what was asked.
        pairs: (left id, right id), sorted.
        values: objective and value, in the order in which the objectives counted; of a stable
            matching they only describe it.
        certificate: prices, or the preferences that no pair breaks.
    """

    method: Method
    market: Market
    pairs: tuple[Pair, ...]
    values: tuple[tuple[Objective, int], ...]
    certificate: Prices | Stability
    _partners: dict[str, tuple[str, ...]] = attrs.field(init=False, eq=False)

    @_partners.default
    def _find_partners(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for a, b in self.pairs:
            found.setdefault(a, []).append(b)
            found.setdefault(b, []).append(a)
        return {id: tuple(partners) for id, partners in found.items()}

    def partners(self, id: str) -> tuple[str, ...]:
        """Return the partners of an id, sorted.

        Raises:
            UnknownNameError: the id stands on neither side.
        Source: none: our own choice.
        """
        self.market.side_of(id)
        return self._partners.get(id, ())

    def value(self, objective: str) -> int:
        """Return the value of one objective.

        Raises:
            InvalidInputError: no such objective.
            UnknownNameError: the objective was not asked for.
        Source: none: our own choice.
        """
        wanted = Objective(objective)
        for known, value in self.values:
            if known is wanted:
                return value
        raise UnknownNameError("objective", wanted.value, [known.value for known, _ in self.values])

    def unmatched(self, side: str) -> tuple[str, ...]:
        """Return the ids of one side that have no partner, sorted.

        Source: none: our own choice.
        """
        return tuple(id for id in self.market.ids(Side(side)) if id not in self._partners)

    @property
    def unmatched_left(self) -> tuple[str, ...]:
        """The left ids that have no partner, sorted."""
        return self.unmatched(Side.LEFT)

    @property
    def unmatched_right(self) -> tuple[str, ...]:
        """The right ids that have no partner, sorted."""
        return self.unmatched(Side.RIGHT)

    def reason_for(self, id: str) -> Unmatched | None:
        """Return why an id has no partner, or None when it has one.

        Raises:
            UnknownNameError: the id stands on neither side.
        Source: none: our own choice.
        """
        side, capacity = self.market.side_of(id), self.market.capacity(id)
        if id in self._partners:
            return None
        scores = self.market.partners_of(id)
        acceptable = {
            other for other, score in scores.items() if self._accepted(side, id, other, score)
        }
        places = {other: self.market.capacity(other) for other in scores}
        free = {other for other in scores if len(self._partners.get(other, ())) < places[other]}
        open_to = {other for other in acceptable if places[other]}
        if not scores:
            reason = Reason.NO_PERMITTED_PARTNER
        elif not acceptable:
            reason = Reason.NOT_LISTED
        elif not capacity or not open_to:
            reason = Reason.NO_CAPACITY
        elif not free & open_to:
            reason = Reason.OUTCOMPETED
        else:
            reason = Reason.NO_GAIN
        return Unmatched(
            id=id,
            side=side,
            reason=reason,
            capacity=capacity,
            permitted=len(scores),
            acceptable=len(acceptable),
            open=len(open_to),
            free=len(free & open_to),
            unlisted=len(free - acceptable) if capacity else 0,
        )

    def _accepted(self, side: Side, id: str, other: str, score: int) -> bool:
        wishes = self.certificate
        return isinstance(wishes, Prices) or wishes.rank(side, id, other, score) is not None

    def tie_breaks(self) -> tuple[TieBreak, ...]:
        """Return where a tie in the preferences was parted, and by what; optimal: none.

        Source: none: our own choice.
        """
        if isinstance(self.certificate, Prices):
            return ()
        return find_tie_breaks(self.market, self.pairs, self.certificate)

    def verify(self) -> bool:
        """Check the answer without its maker: places, pairs, values, and the certificate.

        Of an optimal matching the prices are added up along every step that could be made; of a
        stable one every pair is asked whether both would rather have each other. Among several
        best answers this does not tell which comes first by the ids.

        Source: none: our own choice.
        """
        return not self.faults()

    def faults(self) -> tuple[str, ...]:
        """Return what `verify` finds wrong, in English.

        Source: none: our own choice.
        """
        from asn_career.matching.verify import find_faults

        return tuple(find_faults(self))

    def rows(self) -> list[Row]:
        """Return one flat row a pair, then one for each id without a partner.

        Source: none: our own choice.
        """
        fixed, previous = set(self.market.fixed), set(self.market.previous)
        rows: list[Row] = [
            {
                "left": pair[0],
                "right": pair[1],
                "score": self.market.score(*pair),
                "fixed": pair in fixed,
                "kept": pair in previous,
                "reason": None,
            }
            for pair in self.pairs
        ]
        alone: Row = {"left": None, "right": None, "score": None, "fixed": False, "kept": False}
        return rows + [
            {**alone, found.side.value: found.id, "reason": found.reason.value}
            for found in self._all_unmatched()
        ]

    def _all_unmatched(self) -> list[Unmatched]:
        found = (self.reason_for(id) for id in (*self.unmatched_left, *self.unmatched_right))
        return [each for each in found if each is not None]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version.

        Source: none: our own choice.
        """
        unmatched = [
            {**attrs.asdict(each), "side": each.side.value, "reason": each.reason.value}
            for each in self._all_unmatched()
        ]
        certificate: dict[str, object]
        if isinstance(self.certificate, Prices):
            certificate = {
                side.value: {id: list(price) for id, price in prices}
                for side, prices in zip(
                    Side, (self.certificate.left, self.certificate.right), strict=True
                )
            }
        else:
            certificate = {
                "left": self.certificate.left.wish.value,
                "right": self.certificate.right.wish.value,
                "proposing": self.certificate.proposing.value,
                "tie_breaks": [each.as_dict() for each in self.tie_breaks()],
            }
        return {
            "schema": SCHEMA_VERSION,
            "kind": "matching",
            "method": self.method.value,
            "values": {objective.value: value for objective, value in self.values},
            "pairs": [[a, b, self.market.score(a, b)] for a, b in self.pairs],
            "unmatched": unmatched,
            "certificate": certificate,
        }

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the matching as lines of text: sizes, objectives, pairs, then who has none.

        Source: none: our own choice.
        """
        title = self.method.text.say(lang).capitalize()
        lines = [f"{title} ({_PAIRS.say(lang)}: {len(self.pairs)})"]
        for side in Side:
            count = len(self.market.ids(side))
            placed = f"{count - len(self.unmatched(side))}/{count}"
            lines.append(f"  {side.text.say(lang)}: {placed} {_PLACED.say(lang)}")
        lines += [f"  {word.text.say(lang)}: {value}" for word, value in self.values]
        fixed = set(self.market.fixed)
        for pair in self.pairs:
            mark = f" ({_FIXED.say(lang)})" if pair in fixed else ""
            lines.append(f"  {pair[0]} – {pair[1]}: {self.market.score(*pair)}{mark}")
        unmatched = self._all_unmatched()
        lines += [_say_unmatched(each, lang) for each in unmatched]
        if short := Counter(each.side for each in unmatched if each.unlisted):
            counts = ", ".join(f"{side.text.say(lang)} {many}" for side, many in short.items())
            lines.append(f"  {_SHORT.say(lang)}: {counts}")
        if breaks := self.tie_breaks():
            counts = ", ".join(
                f"{by.text.say(lang)} {many}"
                for by, many in sorted(Counter(each.by for each in breaks).items(), key=str)
            )
            lines.append(f"  {_TIES.say(lang)}: {counts}")
        return tuple(lines)

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return what concerns one id: its partners, or why it has none; nobody else is named.

        Raises:
            UnknownNameError: the id stands on neither side.
        Source: none: our own choice.
        """
        found = self.reason_for(id)
        if found is not None:
            return (_say_unmatched(found, lang).strip(),)
        return tuple(f"{id} – {partner}" for partner in self.partners(id))

    def __repr__(self) -> str:
        """Return the method and the sizes."""
        return f"Matching({self.method.value}, {len(self.pairs)} pairs, {self.market!r})"

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


_PAIRS = Text(id="pasangan", en="pairs")
_PLACED = Text(id="mendapat pasangan", en="have a partner")
_FIXED = Text(id="ditetapkan", en="fixed")
_PERMITTED = Text(id="pasangan yang diperbolehkan", en="permitted partners")
_SHORT = Text(
    id="Daftar pilihan yang pendek menentukan; masih ada tempat di luar daftar",
    en="A short list decided; there is a free place outside it",
)
_TIES = Text(id="Pilihan setara dipisahkan oleh", en="Ties were parted by")


def _say_unmatched(found: Unmatched, lang: str) -> str:
    reason = found.reason.text.say(lang)
    return f"  - {found.id}: {reason} ({_PERMITTED.say(lang)}: {found.permitted})"
