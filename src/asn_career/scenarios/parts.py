"""What differs between two rulebooks, cut into parts, and worlds that take over some of them.

A part is a table of which figures differ, a rule of which the version in force differs, or a fact
that is read in another way. Its choices are the smallest things that can be taken over: one figure
with its span of days, all bands of a table, a rule, a fact.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from asn_career.errors import InvalidInputError, Problem
from asn_career.regulations import Cell, Row, Table
from asn_career.rulebook import Difference, Rule, Rulebook, Snapshot
from asn_career.rulebook.checks import find_circles
from asn_career.terms import Text, Word

if TYPE_CHECKING:
    from asn_career.facts import Fact
    from asn_career.regulations import Key

__all__ = ["WHOLE", "Choice", "Frame", "Mixture", "Part", "PartKind", "PartName"]


class PartKind(Word):
    """What kind of thing differs."""

    FIGURE = "figure", "angka", "figure"
    RULE = "rule", "aturan", "rule"
    FACT = "fact", "cara membaca data", "reading of the record"


PartName: TypeAlias = tuple[PartKind, str]
Choice: TypeAlias = tuple[PartKind, str, int]
"""A part, and which of its figures; `WHOLE` for what is taken over in one."""
WHOLE: Final = -1
ALWAYS: Final = dt.date.min


@attrs.frozen(kw_only=True)
class Part:
    """One table, rule or fact that differs.

    Attributes:
        items: the figures that differ, of a table.
        in_bands: whether they are bands, which are taken over together.
        versions: of a rule, the days on which they differ, and what is in force before and after.
    """

    kind: PartKind
    name: str
    text: Text
    items: tuple[Difference, ...] = ()
    in_bands: bool = False
    versions: tuple[tuple[dt.date, Rule | None, Rule | None], ...] = ()

    @property
    def key(self) -> PartName:
        """What it is called by."""
        return self.kind, self.name

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What of it can be taken over."""
        if self.kind is PartKind.FIGURE and not self.in_bands:
            return tuple((self.kind, self.name, place) for place in range(len(self.items)))
        return ((self.kind, self.name, WHOLE),)


@attrs.frozen(eq=False)
class Frame:
    """Two rulebooks with all that differs between them, and the worlds that lie between.

    Attributes:
        days: every day that either rulebook is dated by.
        parts: what differs, by kind and name.
    """

    before: Rulebook
    after: Rulebook
    days: tuple[dt.date, ...] = attrs.field(init=False)
    parts: Mapping[PartName, Part] = attrs.field(init=False)
    _worlds: dict[frozenset[Choice], Mixture] = attrs.field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        """Find what differs."""
        days = tuple(sorted({*self.before.all_days, *self.after.all_days}))
        object.__setattr__(self, "days", days)
        self._check()
        found = sorted([*self._figures(), *self._rules(), *self._facts()], key=_order)
        object.__setattr__(self, "parts", {part.key: part for part in found})

    def _check(self) -> None:
        """Refuse rulebooks that call different things by one name."""
        problems = []
        for name in sorted(self.before.tables.keys() & self.after.tables.keys()):
            ours, theirs = self.before.tables[name], self.after.tables[name]
            shapes = [(t.value_type, t.axes, t.bands_of) for t in (ours, theirs)]
            if shapes[0] != shapes[1]:
                problems.append(Problem(f"after.{name}", "is a table of another shape in before"))
        if problems:
            raise InvalidInputError(problems)

    def _figures(self) -> Iterator[Part]:
        tables: dict[str, list[Difference]] = {}
        for item in self.before.differences(self.after).items:
            tables.setdefault(item.table, []).append(item)
        for name, items in tables.items():
            table = self.table(name)
            yield Part(
                kind=PartKind.FIGURE,
                name=name,
                text=table.text,
                items=tuple(items),
                in_bands=table.bands_of is not None,
            )

    def _rules(self) -> Iterator[Part]:
        found: dict[str, list[tuple[dt.date, Rule | None, Rule | None]]] = {}
        for day in self.days:
            ours, theirs = (book.law(day).rules for book in (self.before, self.after))
            for name in ours.keys() | theirs.keys():
                pair = ours.get(name), theirs.get(name)
                if pair[0] is not pair[1] and pair[0] != pair[1]:
                    found.setdefault(name, []).append((day, *pair))
        for name, versions in found.items():
            book = self.after if name in self.after.law(self.days[0]).latest else self.before
            text = book.law(self.days[0]).rule_text(name)
            yield Part(kind=PartKind.RULE, name=name, text=text, versions=tuple(versions))

    def _facts(self) -> Iterator[Part]:
        ours, theirs = self.before.glossary, self.after.glossary
        for name in ours.keys() & theirs.keys():
            if ours[name] is not theirs[name]:
                yield Part(kind=PartKind.FACT, name=name, text=theirs[name].text)

    def table(self, name: str) -> Table:
        """Return a table as the second rulebook has it, else the first."""
        return self.after.tables.get(name) or self.before.tables[name]

    def world(self, chosen: Collection[Choice]) -> Mixture:
        """Return the first rulebook with the chosen things taken over, made once."""
        key = frozenset(chosen)
        if key not in self._worlds:
            self._worlds[key] = Mixture(self, key)
        return self._worlds[key]


def _order(part: Part) -> tuple[int, str]:
    return part.kind.order, part.name


@attrs.define(eq=False, slots=False)
class Mixture:
    """The first rulebook of a frame with some things taken over from the second.

    It answers what a view asks of a rulebook: a fact, a figure, the law of a day.
    """

    frame: Frame
    chosen: frozenset[Choice]
    _laws: dict[int, Snapshot] = attrs.field(init=False, factory=dict)

    @cached_property
    def places(self) -> Mapping[PartName, frozenset[int]]:
        """Which figures are taken over of which part."""
        found: dict[PartName, set[int]] = {}
        for kind, name, place in self.chosen:
            found.setdefault((kind, name), set()).add(place)
        return {key: frozenset(value) for key, value in found.items()}

    @cached_property
    def is_sound(self) -> bool:
        """Whether no rule asks for its own answer: old and new rules might ask each other."""
        taken = {name for kind, name in self.places if kind is PartKind.RULE}
        books = ((self.frame.after, True), (self.frame.before, False))
        rules = [
            rule
            for book, wanted in books
            for layer in book.layers
            for rule in layer
            if (rule.name in taken) is wanted
        ]
        return not taken or not any(find_circles(rules))

    def fact(self, name: str) -> Fact:
        """Return a fact by name."""
        before, after = self.frame.before, self.frame.after
        taken = (PartKind.FACT, name) in self.places or name not in before.glossary
        return after.fact(name) if taken else before.fact(name)

    def cell(self, table: str, at: Key, as_of: dt.date) -> Cell | None:
        """Return the figure in force on a day."""
        return self.law(as_of).values.cell(table, at)

    def law(self, as_of: dt.date) -> Snapshot:
        """Return the law in force on a day."""
        place = bisect.bisect_right(self.frame.days, as_of)
        if place not in self._laws:
            self._laws[place] = self._law(as_of)
        return self._laws[place]

    def _law(self, day: dt.date) -> Snapshot:
        ours, theirs = self.frame.before.law(day), self.frame.after.law(day)
        # What only the second one names is there, and says nothing until it is taken over.
        tables = {name: attrs.evolve(t, rows=(), below=None) for name, t in self._new_tables()}
        tables |= ours.values.tables
        rules, latest = dict(ours.rules), {**theirs.latest, **ours.latest}
        for (kind, name), places in self.places.items():
            if kind is PartKind.FIGURE:
                tables[name] = self._table(name, places, day)
            elif kind is PartKind.RULE:
                rules.pop(name, None)
                if name in theirs.rules:
                    rules[name] = theirs.rules[name]
                latest[name] = theirs.latest.get(name) or ours.latest[name]
        return attrs.evolve(
            ours,
            values=attrs.evolve(ours.values, tables=tables),
            rules=rules,
            latest=latest,
        )

    def _new_tables(self) -> Iterator[tuple[str, Table]]:
        known = self.frame.before.tables
        return ((n, t) for n, t in self.frame.after.tables.items() if n not in known)

    def _table(self, name: str, places: frozenset[int], day: dt.date) -> Table:
        """Return a table that says on every day what this world says on this one."""
        books = self.frame.before, self.frame.after
        ours, theirs = (book.law(day).values if name in book.tables else None for book in books)
        cells = {} if ours is None else dict(ours.cells(name))
        bands = () if theirs is None or WHOLE not in places else theirs.bands(name)
        part, table = self.frame.parts[PartKind.FIGURE, name], self.frame.table(name)
        first = self.frame.days[0]
        for place in sorted(places - {WHOLE}):
            item = part.items[place]
            begins = ALWAYS if item.since == first else item.since
            if begins <= day and (item.until is None or day <= item.until):
                at = tuple(axis(word) for axis, word in zip(table.axes, item.at, strict=True))
                cells.pop(at, None)
                if item.after is not None:
                    cells[at] = item.after
        row = Row(since=ALWAYS, known_from=ALWAYS, cells=cells, bands=bands)
        return attrs.evolve(table, rows=(row,), below=None, variants=(), default="")
