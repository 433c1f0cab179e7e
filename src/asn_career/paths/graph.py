"""The career graph: which class of positions leads to which, by the moves the law knows.

It is built over the classes of positions (kind, or jenjang if functional): the law speaks of these
alone, and 1,466 functional positions would be two million pairs. Positions hang on their class;
what a post itself requires is asked on arrival, by `find_routes`.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.dates import read_day
from asn_career.errors import InvalidInputError, Problem, UnknownNameError, near
from asn_career.facts import Fact, Subject
from asn_career.findings import Finding, Truth
from asn_career.paths.asking import Ruled
from asn_career.paths.drawing import draw_dot, draw_mermaid
from asn_career.paths.gauges import Use
from asn_career.paths.lay import Lay
from asn_career.paths.moving import flag_rules, kind_of_move, post_of
from asn_career.positions import Position, Post
from asn_career.rulebook import Rulebook
from asn_career.terms import Jenjang, MoveKind, PositionKind, PositionLevel, Question

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["CareerGraph", "Edge"]

MOVE: Final = (Question.MOVE,)
MAX_AMONG: Final = 300
LEVEL_FACT: Final = "level"
TARGET_LEVEL_FACT: Final = "target_level"
"""The facts of the two levels, by the names that rules of moves use for them."""


@attrs.frozen(kw_only=True)
class Edge:
    """A class of moves on a day: from a level to a level.

    Attributes:
        source: the level that is left.
        target: the level that is reached.
        kind: the kind of the move, where a rule gives it.
        truth: YES for a lawful move; UNKNOWN for one that the rules leave open, because they
            rest on unverified figures or ask about more than the two levels.
        findings: one for each rule of moves, with its law.
    """

    source: PositionLevel
    target: PositionLevel
    kind: MoveKind | None
    truth: Truth
    findings: tuple[Finding, ...] = attrs.field(repr=False)

    @property
    def advisory(self) -> bool:
        """Whether the move is shown but not lawful by the two levels alone."""
        return self.truth is not Truth.YES


def _portable(edge: Edge) -> dict[str, str | int]:
    return {
        "kind": edge.kind.value if edge.kind is not None else "",
        "advisory": int(edge.advisory),
        "rule": " ".join(finding.rule for finding in edge.findings),
    }


def _bare(level: PositionLevel) -> Post:
    """Return a post of a level of which nothing else is known."""
    functional = level.value in {word.value for word in Jenjang}
    kind = PositionKind.FUNGSIONAL if functional else PositionKind(level.value)
    jenjang = Jenjang(level.value) if functional else None
    return post_of(Position(id=level.value, name=level.text.id, kind=kind, jenjang=jenjang))


@attrs.frozen(eq=False, repr=False)
class CareerGraph:
    """The classes of positions, the lawful moves between them, and the positions of each class.

    Attributes:
        positions: the positions, kept sorted by id.
        rulebook: the law of the moves.
        as_of: the day on which the edges are shown unless another is named.
        leads: where a career pattern names them, the ids of the positions to which each position
            leads: no other move is looked at. Without them moves lead wherever the rules allow.
        compiled: the rules as searches on this graph have read them, made when wanted.
        uses: what these rules ask of a career, likewise.

    Raises:
        InvalidInputError: no positions, something else than positions, two with one id, a pattern
            of positions that are not there.
    Source: none: our own choice.
    """

    positions: tuple[Position, ...] = attrs.field(converter=tuple)
    rulebook: Rulebook
    as_of: dt.date
    leads: Mapping[str, tuple[str, ...]] | None = attrs.field(default=None, kw_only=True)
    _by_id: dict[str, Position] = attrs.field(init=False, factory=dict)
    _by_level: dict[PositionLevel, tuple[Position, ...]] = attrs.field(init=False, factory=dict)
    compiled: dict[object, dict[int, tuple[Ruled, ...]]] = attrs.field(init=False, factory=dict)
    uses: dict[object, dict[str, tuple[Fact, Use]]] = attrs.field(init=False, factory=dict)
    _lay: list[Lay] = attrs.field(init=False, factory=list)
    _posts: dict[tuple[str, str], Post] = attrs.field(init=False, factory=dict)
    _made: dict[tuple[int, PositionLevel, PositionLevel], Edge] = attrs.field(
        init=False, factory=dict
    )

    def __attrs_post_init__(self) -> None:
        """Report every problem at once, then sort and index the positions."""
        object.__setattr__(self, "as_of", read_day(self.as_of, "as_of"))
        problems = []
        if not self.positions:
            hint = "positions of an agency, or of a nomenclature"
            problems.append(Problem("positions", "there are none", hint))
        first: dict[str, int] = {}
        for i, position in enumerate(self.positions):
            where = f"positions[{i}]"
            if not isinstance(position, Position):
                problems.append(Problem(where, f"a {type(position).__name__} is no Position"))
            elif first.setdefault(position.id, i) != i:
                message = f"{position.id!r:.40} is given twice, first in [{first[position.id]}]"
                problems.append(Problem(f"{where}.id", message, "every id once"))
        if self.leads is not None:
            leads = {a: tuple(sorted(set(bs))) for a, bs in sorted(self.leads.items())}
            object.__setattr__(self, "leads", MappingProxyType(leads))
            named = {a: [a, *bs] for a, bs in leads.items()}
            problems += [
                Problem(f"leads[{a!r:.40}]", f"there is no position {b!r:.40}", near(b, first))
                for a, bs in named.items()
                for b in bs
                if b not in first
            ]
        if problems:
            raise InvalidInputError(problems)
        ordered = tuple(sorted(self.positions, key=lambda p: p.id))
        object.__setattr__(self, "positions", ordered)
        levels: dict[PositionLevel, list[Position]] = {}
        for position in ordered:
            self._by_id[position.id] = position
            levels.setdefault(position.level, []).append(position)
        for level in PositionLevel:
            if level in levels:
                self._by_level[level] = tuple(levels[level])

    def __repr__(self) -> str:
        """Return the counts and the rulebook."""
        counts = f"{len(self.positions)} positions in {len(self._by_level)} classes"
        return f"<CareerGraph: {counts}, {self.rulebook.name} on {self.as_of}>"

    @property
    def levels(self) -> tuple[PositionLevel, ...]:
        """The classes that have positions, in the order of the vocabulary."""
        return tuple(self._by_level)

    @property
    def lay(self) -> Lay:
        """The positions by number, with the distances that searches have wanted."""
        if not self._lay:
            self._lay.append(Lay(self.positions, self.leads))
        return self._lay[0]

    def position(self, id: str) -> Position:
        """Return the position with this id.

        Raises:
            UnknownNameError: no position has it; the hint names the near one.
        Source: none: our own choice.
        """
        try:
            return self._by_id[id]
        except (KeyError, TypeError):
            raise UnknownNameError("position", id, self._by_id) from None

    def post_of(self, position: Position, unit: str) -> Post:
        """Return the post of a position in a unit, where only the kind of job is asked about.

        Source: none: our own choice.
        """
        key = (position.id, unit)
        if key not in self._posts:
            self._posts[key] = post_of(position, unit)
        return self._posts[key]

    def positions_of(self, level: PositionLevel | str) -> tuple[Position, ...]:
        """Return the positions of a class, by id; none for a class without positions.

        Raises:
            InvalidInputError: no such class; the hint names the near one.
        Source: none: our own choice.
        """
        return self._by_level.get(PositionLevel(level), ())

    def edges(self, on: dt.date | None = None) -> tuple[Edge, ...]:
        """Return the moves between classes that have positions, in the order of the classes.

        Args:
            on: the day; without one ``as_of``. The law of that day decides.

        Returns:
            Lawful moves and, marked ``advisory``, those that the rules leave open.
        Source: none: our own choice.
        """
        day = self.as_of if on is None else read_day(on, "on")
        return tuple(
            edge
            for source in self.levels
            for target in self.levels
            if (edge := self.edge(source, target, day)).truth is not Truth.NO
        )

    def edge(self, source: PositionLevel, target: PositionLevel, on: dt.date) -> Edge:
        """Return what the rules of moves say of two levels on a day, whatever they say.

        The levels alone are asked about, and nothing that a day decides between two changes of
        the law: an answer NO holds for every person and post of these levels until the law
        changes. It is read once for each change of the law.

        Source: none: our own choice.
        """
        edge = self._find(source, target, on)
        if any(f.as_of != on for f in edge.findings):
            findings = tuple(attrs.evolve(f, as_of=on) for f in edge.findings)
            edge = attrs.evolve(edge, findings=findings)
        return edge

    def allows(self, source: PositionLevel, target: PositionLevel, on: dt.date) -> bool:
        """Tell whether the rules do not refuse moves between two levels on a day."""
        return self._find(source, target, on).truth is not Truth.NO

    def _find(self, source: PositionLevel, target: PositionLevel, on: dt.date) -> Edge:
        key = (bisect.bisect_right(self.rulebook.change_days, on), source, target)
        if key not in self._made:
            self._made[key] = self._ask(source, target, on)
        return self._made[key]

    def _ask(self, source: PositionLevel, target: PositionLevel, on: dt.date) -> Edge:
        # What a rule asks beyond the two levels is unknown here: it can only leave the move open.
        book, post = self.rulebook, _bare(target)
        known = {LEVEL_FACT: source, TARGET_LEVEL_FACT: target}
        who: dict[str, object] = {
            fact.name: known.get(fact.name)
            for fact in book.facts()
            if fact.name in known or fact.subject is Subject.DAY
        }
        findings = tuple(book.check(name, who, on) for name in flag_rules(book, MOVE, post, on))
        truths = {finding.truth for finding in findings}
        if Truth.NO in truths:
            truth = Truth.NO
        elif not findings or Truth.UNKNOWN in truths:  # what no rule knows is not lawful
            truth = Truth.UNKNOWN if findings else Truth.NO
        else:
            truth = Truth.YES
        kind = kind_of_move(book, who, on, post=post, at=None)
        return Edge(source=source, target=target, kind=kind, truth=truth, findings=findings)

    def to_networkx(
        self, on: dt.date | None = None, *, among: Iterable[str] | None = None
    ) -> nx.DiGraph[str]:
        """Return the graph of classes, or of some positions, as a new networkx.DiGraph.

        Nodes are the values of the levels with ``label_id``, ``label_en`` and ``positions`` (how
        many); with ``among`` the ids of these positions with ``name`` and ``level``. Edges have
        ``kind``, ``advisory`` (0 or 1) and ``rule``. All are texts or whole numbers, so that
        GraphML and GEXF hold them.

        Args:
            on: the day; without one ``as_of``.
            among: the ids of at most 300 positions, between which all pairs are asked.

        Raises:
            UnknownNameError: no position has one of the ids.
            InvalidInputError: more than 300 positions.
        Source: none: our own choice.
        """
        import networkx as nx

        graph: nx.DiGraph[str] = nx.DiGraph(rulebook=self.rulebook.name)
        edges = self.edges(on)
        if among is not None:
            self._add_pairs(graph, edges, among)
            return graph
        for level in self.levels:
            names = {"label_id": level.text.id, "label_en": level.text.en}
            graph.add_node(level.value, **names, positions=len(self._by_level[level]))
        for edge in edges:
            graph.add_edge(edge.source.value, edge.target.value, **_portable(edge))
        return graph

    def _add_pairs(
        self, graph: nx.DiGraph[str], edges: tuple[Edge, ...], among: Iterable[str]
    ) -> None:
        chosen = {id: self.position(id) for id in among}
        if len(chosen) > MAX_AMONG:
            hint = f"at most {MAX_AMONG}: all pairs are asked; the graph of classes holds them all"
            raise InvalidInputError(Problem("among", f"{len(chosen)} positions", hint))
        for id, position in chosen.items():
            graph.add_node(id, name=position.name, level=position.level.value)
        between = {(edge.source, edge.target): _portable(edge) for edge in edges}
        for a, here in chosen.items():
            led = chosen if self.leads is None else self.leads.get(a, ())
            for b, there in chosen.items():
                if a != b and b in led and (here.level, there.level) in between:
                    graph.add_edge(a, b, **between[here.level, there.level])

    def to_mermaid(self, on: dt.date | None = None, lang: str = "id") -> str:
        """Return the graph of classes as Mermaid text, escaped; advisory moves are dotted.

        Source: none: our own choice.
        """
        return draw_mermaid(self._nodes(lang), self._arrows(on, lang))

    def to_dot(self, on: dt.date | None = None, lang: str = "id") -> str:
        """Return the graph of classes as DOT text (Graphviz), escaped; advisory moves dashed.

        Source: none: our own choice.
        """
        return draw_dot(self._nodes(lang), self._arrows(on, lang))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Return the graph of classes for a notebook."""
        del include, exclude
        return {"text/plain": repr(self), "text/vnd.mermaid": self.to_mermaid()}

    def _nodes(self, lang: str) -> list[tuple[str, str]]:
        return [(n.value, f"{n.text.say(lang)} ({len(self._by_level[n])})") for n in self.levels]

    def _arrows(self, on: dt.date | None, lang: str) -> list[tuple[str, str, str, bool]]:
        return [
            (
                edge.source.value,
                edge.target.value,
                edge.kind.text.say(lang) if edge.kind is not None else "",
                edge.advisory,
            )
            for edge in self.edges(on)
            if edge.source is not edge.target
        ]
