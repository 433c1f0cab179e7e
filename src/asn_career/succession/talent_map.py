"""The results of placing people: who stands in which of the nine boxes, and what is one step on."""

from __future__ import annotations

import datetime as dt
import html
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from asn_career.disclosure import MIN_CELL, hide_small, is_protected
from asn_career.errors import InvalidInputError, Problem, UnknownNameError
from asn_career.facts import Fact
from asn_career.findings import Score
from asn_career.regulations import Cell
from asn_career.succession.talent_policy import TalentPolicy
from asn_career.terms import Expectation, PotentialClass, TalentBox
from asn_career.values import Value

if TYPE_CHECKING:
    from asn_career.succession.talent_moves import TalentMoves

__all__ = ["At", "Placement", "Step", "TalentMap", "TalentRules"]

Plain = str | int | Decimal | dt.date | None
At = tuple[Expectation, PotentialClass]


@attrs.frozen(kw_only=True)
class Step:
    """One change of one fact that lifts somebody to another box, everything else as it is.

    Attributes:
        fact: the indicator.
        before: its value now.
        after: its value one step on.
        box: the box then, of the two classes then.
        gain: by how much the numbers of the axes are higher then; 0 where a class has none.
    """

    fact: Fact
    before: Value
    after: Value
    performance: Expectation
    potential: PotentialClass
    box: TalentBox
    gain: Fraction

    def say(self, lang: str = "id") -> str:
        """Return the change in words: the values of the person are part of it."""
        show = self.fact.value_type.show
        change = f"{show(self.before, lang)} → {show(self.after, lang)}"
        return f"{self.fact.text.say(lang)}: {change}: {self.box.text.say(lang)}"


@attrs.frozen(kw_only=True)
class Placement:
    """Where one person stands: in a box, or unknown with what is missing.

    Attributes:
        box: None when it is unknown.
        performance: the class of the axis; it may be known where the box is not.
        potential: the same.
        numbers: of both axes, exact; None where unknown, or where a class has none.
        missing: the facts whose absence leaves the box unknown.
        silent: the tables in which the law has no figure for this person, or none verified.
        steps: every single step that lifts, the smallest gain first.
    """

    id: str
    box: TalentBox | None
    performance: Expectation | None
    potential: PotentialClass | None
    numbers: tuple[Fraction | None, Fraction | None]
    missing: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def smallest(self) -> Step | None:
        """The smallest single step that lifts; None when no single step does."""
        return self.steps[0] if self.steps else None


@attrs.frozen(kw_only=True)
class TalentRules:
    """The rules that were asked, by name, found by what they answer.

    Attributes:
        box: the rule of the box.
        classes: those of performance and of potential.
        numbers: the numbers that these read; None where a class reads none.
        grid: the box of two classes, as the law has it.
        recommendations: by box, the figures of the law.
    """

    box: str
    classes: tuple[str, str]
    numbers: tuple[str | None, str | None]
    grid: Mapping[At, TalentBox]
    recommendations: Mapping[TalentBox, tuple[Cell, ...]]

    def recommended(self, box: TalentBox) -> tuple[str, ...]:
        """Return what is recommended for a box, as identifiers."""
        found = {
            word
            for cell in self.recommendations.get(box, ())
            if isinstance(cell.value, frozenset)
            for word in cell.value
        }
        return tuple(word.value for word in sorted(found, key=lambda word: word.order))


@attrs.frozen(kw_only=True, str=False)
class TalentMap:
    """People in the nine boxes: everybody stands once, placed or unknown.

    Attributes:
        rulebook: the name of the rulebook.
        rules: what was asked; None when no rule of boxes is in force on the day, and then nobody
            is placed.
        placements: by id.
    """

    as_of: dt.date
    rulebook: str
    policy: TalentPolicy
    rules: TalentRules | None
    placements: tuple[Placement, ...]
    ask: Callable[[str], tuple[Score, ...]] = attrs.field(repr=False, eq=False)

    def __iter__(self) -> Iterator[Placement]:
        """Go over everybody, by id."""
        return iter(self.placements)

    def __len__(self) -> int:
        """Return how many people there are."""
        return len(self.placements)

    @property
    def placed(self) -> tuple[Placement, ...]:
        """Those whose box is known."""
        return tuple(one for one in self if one.box is not None)

    @property
    def unknown(self) -> tuple[Placement, ...]:
        """Those whose box is not known."""
        return tuple(one for one in self if one.box is None)

    @property
    def counts(self) -> dict[TalentBox, int]:
        """How many stand in each box of the law: the officer's view."""
        counted = Counter(one.box for one in self)
        boxes = () if self.rules is None else sorted(self.rules.grid.values(), key=_order)
        return {box: counted[box] for box in boxes}

    def shown_counts(self, *, min_cell: int = MIN_CELL) -> dict[TalentBox, int] | None:
        """Return the counts that may be published; a box that is hidden is left out.

        Small counts are hidden with what would give them away, also where somebody adds up the
        rows and the columns of the nine boxes.

        Returns:
            None where nothing can be shown.

        Raises:
            InvalidInputError: ``min_cell`` under 2.
        Source: none: our own choice.
        """
        grid = {} if self.rules is None else self.rules.grid
        counts = self.counts
        cells = {
            (y.value, x.value): counts[grid[y, x]] if (y, x) in grid else 0
            for y in Expectation
            for x in PotentialClass
        }
        hidden = hide_small(cells, min_cell=min_cell)
        if not is_protected(cells, hidden, min_cell=min_cell):
            return None
        shown = {box: at for at, box in grid.items() if (at[0].value, at[1].value) not in hidden}
        return {box: counts[box] for box in sorted(shown, key=_order)}

    def find(self, id: str) -> Placement:
        """Return where one person stands: the officer's view.

        Raises:
            UnknownNameError: nobody of that id was placed; no other id is named.
        """
        for one in self:
            if one.id == id:
                return one
        raise UnknownNameError("person", id)

    def near(self, *boxes: TalentBox | str) -> tuple[Placement, ...]:
        """Return who is one step from one of these boxes and in none of them, by id.

        Raises:
            InvalidInputError: a word that is no box.
        Source: none: our own choice.
        """
        wanted = {TalentBox(box) for box in boxes}
        return tuple(
            one
            for one in self
            if one.box not in wanted and any(step.box in wanted for step in one.steps)
        )

    def scores(self, id: str) -> tuple[Score, ...]:
        """Return the scores of both axes of one person with every part, traced when asked for.

        Of an axis whose class reads no number it is the score of the class; none where no rule
        is in force.

        Raises:
            UnknownNameError: nobody of that id was placed; no other id is named.
        """
        return self.ask(self.find(id).id)

    def compare(self, after: TalentMap) -> TalentMoves:
        """Return who moves between boxes from this map to another: a later one, or other rules.

        Raises:
            InvalidInputError: something that is no map.
        Source: none: our own choice.
        """
        from asn_career.succession.talent_moves import compare_maps

        if not isinstance(after, TalentMap):
            message = f"{type(after).__name__} instead of TalentMap"
            raise InvalidInputError(Problem("after", message, "what place_talent returns"))
        return compare_maps(self, after)

    def verify(self) -> bool:
        """Read every box and every step again from the classes, and count everybody once.

        Source: none: our own choice.
        """
        from asn_career.succession.talent_checker import verify_map

        return verify_map(self)

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return where one person stands, for that person: own data, and counts.

        Raises:
            UnknownNameError: nobody of that id was placed; no other id is named.
        """
        from asn_career.succession.talent_rendering import explain_placement

        return explain_placement(self, self.find(id), lang)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return the officer's view: how many in each box, what is recommended, what is near."""
        from asn_career.succession.talent_rendering import render_map

        return render_map(self, lang)

    def rows(self) -> list[dict[str, Plain]]:
        """Return one flat row a person, without the values of anybody's facts."""
        from asn_career.succession.talent_rendering import row_of_placement

        return [row_of_placement(self, one) for one in self]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        from asn_career.succession.talent_rendering import map_as_plain

        return map_as_plain(self)

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        """Return the lines for a notebook, escaped."""
        return f"<pre>{html.escape(str(self))}</pre>"


def _order(box: TalentBox) -> int:
    return box.order
