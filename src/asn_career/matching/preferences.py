"""What one side of a market prefers: lists with ties, the scores, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias, cast

import attrs

from asn_career.errors import InvalidInputError, Problem, near
from asn_career.matching.market import Market, Side
from asn_career.matching.reading import near_id, show_id
from asn_career.terms import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PreferenceInput", "Preferences", "Stability", "Wish", "read_preferences"]

Lists: TypeAlias = Mapping[str, Sequence[str | Sequence[str]]]
PreferenceInput: TypeAlias = Lists | str
_List: TypeAlias = tuple[str | tuple[str, ...], ...]


class Wish(Word):
    """Where the preferences of a side come from."""

    LISTS = "lists", "daftar pilihan", "preference lists"
    SCORE = "score", "skor pasangan", "the scores of the pairs"
    INDIFFERENT = "indifferent", "tanpa pilihan", "no preference"


@attrs.frozen(kw_only=True, repr=False)
class Preferences:
    """The preferences of one side; a lower group is preferred, and 0 is the best of a list.

    Attributes:
        side: whose preferences they are.
        wish: where they come from.
        lists: with ``Wish.LISTS``, id and its partners from best to worst, sorted by id; those in
            one inner tuple are equal. An id without a list accepts every permitted partner alike;
            one with an empty list accepts nobody.
    """

    side: Side
    wish: Wish
    lists: tuple[tuple[str, _List], ...] = ()
    _by_id: dict[str, _List] = attrs.field(init=False, eq=False)
    _places: dict[str, dict[str, int]] = attrs.field(init=False, eq=False, factory=dict)

    @_by_id.default
    def _find_lists(self) -> dict[str, _List]:
        return dict(self.lists)

    def __repr__(self) -> str:
        """Return the kind and the number of lists."""
        return f"Preferences({self.side.value}, {self.wish.value}, {len(self.lists)} lists)"

    def rank(self, of: str, partner: str, score: int) -> int | None:
        """Return how an id ranks a permitted partner: lower is better, equal is a tie.

        Args:
            of: whose preference it is.
            partner: about whom.
            score: the score of the pair.

        Returns:
            The rank, or None when the id does not accept the partner.
        Source: none: our own choice.
        """
        if self.wish is Wish.SCORE:
            return -score
        listed = self._by_id.get(of)
        return 0 if listed is None else self.places(of, listed).get(partner)

    def places(self, of: str, listed: _List) -> dict[str, int]:
        """Return the place of every partner in the list of an id, made once.

        Source: none: our own choice.
        """
        found = self._places.get(of)
        if found is None:
            if tuple in set(map(type, listed)):
                found = {
                    partner: i
                    for i, item in enumerate(listed)
                    for partner in ((item,) if isinstance(item, str) else item)
                }
            else:
                found = dict(zip(listed, range(len(listed)), strict=True))  # type: ignore[arg-type] # all are text
            self._places[of] = found
        return found

    def tiers(self, market: Market, of: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Go over the groups of an id from best to worst; within a group the order says nothing.

        Partners that the market does not permit may be among them.

        Source: none: our own choice.
        """
        listed = None if self.wish is Wish.SCORE else self._by_id.get(of)
        if listed is not None:
            for i, item in enumerate(listed):
                yield i, ((item,) if isinstance(item, str) else item)
            return
        scores = market.partners_of(of)
        if self.wish is not Wish.SCORE:
            yield 0, tuple(scores)
            return
        tiers: dict[int, list[str]] = {}
        for partner, score in scores.items():
            tiers.setdefault(-score, []).append(partner)
        for group in sorted(tiers):
            yield group, tuple(tiers[group])

    def tier(self, market: Market, of: str, rank: int) -> tuple[str, ...]:
        """Return those whom an id ranks alike at ``rank``; some may not be permitted.

        Source: none: our own choice.
        """
        if self.wish is Wish.SCORE:
            return tuple(b for b, score in market.partners_of(of).items() if score == -rank)
        listed = self._by_id.get(of)
        if listed is None:
            return tuple(market.partners_of(of))
        item = listed[rank]
        return (item,) if isinstance(item, str) else item


@attrs.frozen(kw_only=True)
class Stability:
    """The certificate of a stable matching: the preferences that no pair breaks.

    Attributes:
        left: what the left side prefers.
        right: what the right side prefers.
        proposing: the side that proposed; no stable matching is better for it, ties as parted.
    """

    left: Preferences
    right: Preferences
    proposing: Side

    def of(self, side: Side) -> Preferences:
        """Return the preferences of one side.

        Source: none: our own choice.
        """
        return self.left if side is Side.LEFT else self.right

    def rank(self, side: Side, of: str, partner: str, score: int) -> int | None:
        """Return how an id ranks a permitted partner, or None unless each accepts the other.

        Source: none: our own choice.
        """
        if self.of(side.other).rank(partner, of, score) is None:
            return None
        return self.of(side).rank(of, partner, score)


def read_preferences(market: Market, side: Side, given: PreferenceInput) -> Preferences:
    """Check the preferences of one side and put them in their final form.

    Args:
        market: the market; partners that it does not permit may be listed and are passed over.
        side: whose preferences they are.
        given: ``"score"``, ``"indifferent"``, or per id its list from best to worst, in which an
            inner list is a tie.

    Raises:
        InvalidInputError: with every unknown id and every partner listed twice.
    Source: none: our own choice.
    """
    name = f"{side.value}_prefers"
    if isinstance(given, str):
        if given in {Wish.SCORE.value, Wish.INDIFFERENT.value}:
            return Preferences(side=side, wish=Wish(given))
        hint = near(given, [Wish.SCORE.value, Wish.INDIFFERENT.value])
        raise InvalidInputError(Problem(name, f"unknown preference {given!r:.40}", hint))
    if not isinstance(given, Mapping):
        hint = "id to list, or 'score', or 'indifferent'"
        raise InvalidInputError(Problem(name, f"{type(given).__name__} is no preference", hint))
    own, other = set(market.ids(side)), frozenset(market.ids(side.other))
    problems: list[Problem] = []
    lists: dict[str, _List] = {}
    for id, listed in given.items():
        where = f"{name}[{show_id(id)}]"
        if id not in own:
            message = f"unknown {side.value} id {show_id(id)}"
            problems.append(Problem(name, message, near_id(id, own)))
        if isinstance(listed, str) or not isinstance(listed, Iterable):
            problems.append(Problem(where, f"{type(listed).__name__} is not a list"))
            continue
        items = tuple(listed)
        if _is_plain(items, other):  # a long list of ids takes the short way
            lists[id] = cast("_List", items)
            continue
        lists[id] = tuple(item if isinstance(item, str) else _tie(item) for item in items)
        problems += _find_faults(where, lists[id], other)
    if problems:
        raise InvalidInputError(problems)
    return Preferences(side=side, wish=Wish.LISTS, lists=tuple(sorted(lists.items())))


def _is_plain(items: tuple[object, ...], other: frozenset[str]) -> bool:
    """Tell whether all are known ids, each once."""
    try:
        met = set(items)
    except TypeError:  # an inner list
        return False
    return len(met) == len(items) and met <= other


def _tie(item: object) -> tuple[str, ...]:
    """Return an inner list as a tuple; what it holds is checked next."""
    return cast("tuple[str, ...]", tuple(item) if isinstance(item, list | tuple) else (item,))


def _find_faults(where: str, items: _List, other: frozenset[str]) -> list[Problem]:
    faults: list[Problem] = []
    met: set[str] = set()
    for i, item in enumerate(items):
        for partner in (item,) if isinstance(item, str) else item:
            place = f"{where}[{i}]"
            if not isinstance(partner, str):
                faults.append(Problem(place, f"{type(partner).__name__} is not an id"))
            elif partner not in other:
                message = f"unknown id {show_id(partner)}"
                faults.append(Problem(place, message, near_id(partner, other)))
            elif partner in met:
                faults.append(Problem(place, f"{show_id(partner)} is listed twice"))
            else:
                met.add(partner)
    return faults
