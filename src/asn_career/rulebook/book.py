"""The rulebook itself."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

import attrs

from asn_career.conditions import (
    Answer,
    Get,
    Node,
    Trace,
    facts_in,
    next_change,
    tables_in,
    tracer,
    truth_reader,
    walk,
)
from asn_career.dates import ONE_DAY, Span, read_day
from asn_career.errors import InvalidInputError, Problem, UnknownNameError, near, shown
from asn_career.facts import Fact, Subject
from asn_career.findings import Finding, Line, LineKind, Score
from asn_career.lawfiles import parse_toml, read_instruments, read_tables
from asn_career.people import Employee
from asn_career.regulations import Cell, Citation, InForce, Instrument, Key, Table
from asn_career.rulebook.checks import find_problems
from asn_career.rulebook.differences import Differences, find_differences
from asn_career.rulebook.expiry import Expiring, find_endings
from asn_career.rulebook.law import Snapshot
from asn_career.rulebook.rule import Rule
from asn_career.rulebook.view import View
from asn_career.terms import Question
from asn_career.values import Kind, Value

if TYPE_CHECKING:
    from asn_career.positions import Post

__all__ = ["Person", "Rulebook"]

T = TypeVar("T")
Decide: TypeAlias = Callable[[Get, dt.date], object]
Person: TypeAlias = Employee | Mapping[str, object]
"""The two ways in: a record, or plain facts by name."""


NO_VARIANTS: Final[Mapping[str, str]] = {}


@attrs.frozen(kw_only=True, eq=False)
class Rulebook:
    """Rules, values and facts, immutable. Made by `asn_career.national_rulebook` and overlays.

    Attributes:
        name: how results name it.
        instruments: the register, by id.
        tables: the dated values, by name.
        glossary: the facts, by name.
        layers: the versions of rules, lowest layer first; an upper version in force wins.
        known_on: only what was known on that day counts.
        in_force_on: the law is pinned to that day, whatever day is asked about.
        variants: table to variant, where another than the default is chosen.
    """

    name: str
    instruments: Mapping[str, Instrument] = attrs.field(repr=False)
    tables: Mapping[str, Table] = attrs.field(repr=False)
    glossary: Mapping[str, Fact] = attrs.field(repr=False)
    layers: tuple[tuple[Rule, ...], ...] = attrs.field(repr=False)
    known_on: dt.date | None = None
    in_force_on: dt.date | None = None
    variants: Mapping[str, str] = NO_VARIANTS
    _snapshots: dict[int, Snapshot] = attrs.field(init=False, factory=dict, repr=False)
    _tracers: dict[tuple[str, int], Trace] = attrs.field(init=False, factory=dict, repr=False)
    _deciders: dict[tuple[str, int], Decide] = attrs.field(init=False, factory=dict, repr=False)
    _days: tuple[dt.date, ...] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Gather the days of change and check every tree."""
        ends = [r.until + ONE_DAY for layer in self.layers for r in layer if r.until]
        begins = [r.since for layer in self.layers for r in layer]
        values = [d for table in self.tables.values() for d in table.change_days()]
        object.__setattr__(self, "_days", tuple(sorted({*ends, *begins, *values})))
        problems = list(
            find_problems(
                self.layers,
                self._snapshot(self._days[-1] if self._days else dt.date.max),
                glossary=self.glossary,
                instruments=self.instruments,
            )
        )
        if problems:
            raise InvalidInputError(problems)

    @classmethod
    def build(
        cls,
        name: str,
        *,
        instruments: Mapping[str, Instrument],
        tables: Mapping[str, Table],
        facts: Iterable[Fact],
        rules: Iterable[Rule],
    ) -> Rulebook:
        """Build a rulebook of one layer.

        Raises:
            InvalidInputError: two facts of one name, trees that do not fit, circles.
        """
        glossary: dict[str, Fact] = {}
        for fact in facts:
            if glossary.setdefault(fact.name, fact) is not fact:
                raise InvalidInputError(Problem(f"facts.{fact.name}", "is defined twice"))
        return cls(
            name=name,
            instruments=dict(instruments),
            tables=dict(tables),
            glossary=dict(sorted(glossary.items())),
            layers=(tuple(sorted(rules, key=lambda r: (r.name, r.since))),),
        )

    # -- what there is ---------------------------------------------------------------------

    def facts(self) -> tuple[Fact, ...]:
        """Return the glossary, by name."""
        return tuple(self.glossary.values())

    def fact(self, name: str) -> Fact:
        """Return a fact by name.

        Raises:
            UnknownNameError: with the near name.
        """
        try:
            return self.glossary[name]
        except KeyError:
            raise UnknownNameError("fact", name, self.glossary) from None

    def rules(self, as_of: dt.date) -> tuple[Rule, ...]:
        """Return the rules in force on a day, by name."""
        return tuple(r for _, r in sorted(self.law(as_of).rules.items()))

    def rules_for(self, question: Question, post: Post | None, as_of: dt.date) -> tuple[Rule, ...]:
        """Return the rules in force that answer a question, for a post if one is given."""
        level = post.position.level if post is not None else None
        return tuple(
            r
            for r in self.rules(as_of)
            if r.question is question and (not r.targets or level is None or level in r.targets)
        )

    def spans(self, rule: str | Rule) -> tuple[Span, ...]:
        """Return the spans in which a rule is in force and no table it reads is silent."""
        name = rule if isinstance(rule, str) else rule.name
        found: list[Span] = []
        for day, following in zip(self._days, [*self._days[1:], None], strict=True):
            law = self.law(day)
            node = law.node(name)
            silent = node is None or any(
                not law.values.speaks(table) for table in tables_in(node, law)
            )
            if silent:
                continue
            until = None if following is None else following - ONE_DAY
            if found and found[-1].until == day - ONE_DAY:
                found[-1] = Span(found[-1].since, until)
            else:
                found.append(Span(day, until))
        return tuple(found)

    def expiring(self, before: dt.date) -> Expiring:
        """Return what ends before a day with nothing in its place: rules, figures, instruments.

        A rule or a table that falls silent, and figures that go on although the instrument they
        cite has ended. For whoever keeps the data, or an overlay with an end.
        """
        return find_endings(self, read_day(before, "before"))

    @property
    def all_days(self) -> tuple[dt.date, ...]:
        """Every day that a rule or a figure of this rulebook is dated by, pinned or not."""
        return self._days

    @property
    def change_days(self) -> tuple[dt.date, ...]:
        """Every day on which a rule or a figure begins or ends to be in force."""
        return self._days if self.in_force_on is None else ()

    def law(self, as_of: dt.date) -> Snapshot:
        """Return the law in force on a day, as the readers of conditions need it."""
        place = self._place(as_of)
        snapshot = self._snapshots.get(place)
        if snapshot is None:
            snapshot = self._snapshots[place] = self._snapshot(
                self.in_force_on or read_day(as_of, "as_of")
            )
        return snapshot

    def _place(self, as_of: dt.date) -> int:
        """Return between which two changes of the law a day lies."""
        return bisect.bisect_right(self._days, self.in_force_on or read_day(as_of, "as_of"))

    def _snapshot(self, day: dt.date) -> Snapshot:
        versions = [r for layer in self.layers for r in layer]
        return Snapshot(
            values=InForce(
                tables=self.tables, as_of=day, known_on=self.known_on, variants=self.variants
            ),
            rules={r.name: r for r in versions if day in r.span and self._is_known(r)},
            latest={r.name: r for r in versions},
            spans=self.spans,
        )

    def cell(self, table: str, at: Key, as_of: dt.date) -> Cell | None:
        """Return the figure of the law in force on a day, None outside the life of the table."""
        return self.law(as_of).values.cell(table, at)

    def _is_known(self, rule: Rule) -> bool:
        instrument = self.instruments.get(rule.source.partition(":")[0])
        known = None if instrument is None else instrument.known_from
        return self.known_on is None or known is None or known <= self.known_on

    def citation(self, rule: Rule) -> Citation:
        """Return the citation of a rule."""
        name, _, article = rule.source.partition(":")
        return Citation(self.instruments[name], article)

    # -- asking ----------------------------------------------------------------------------

    def view(self, who: Person, as_of: dt.date, *, post: Post | None = None) -> View:
        """Return the facts of a person on a day, cleaned at the door if they are plain.

        Raises:
            InvalidInputError: unknown facts and values of a wrong type, all at once.
        """
        as_of = read_day(as_of, "as_of")
        if isinstance(who, Employee):
            return View(self, as_of, who, post, {})
        if not isinstance(who, Mapping):
            hint = "an Employee, or facts by name such as {'diploma': 's1'}"
            raise InvalidInputError(Problem("employee_or_facts", f"a {type(who).__name__}", hint))
        known: dict[str, Value | None] = {}
        problems: list[Problem] = []
        for name, raw in who.items():
            fact = self.glossary.get(name)
            if fact is None:
                hint = near(name, self.glossary)
                where = f"facts.{name[:40] if isinstance(name, str) else shown(name)}"
                problems.append(Problem(where, "is not a fact of the glossary", hint))
                continue
            try:
                known[name] = None if raw is None else fact.value_type.clean(raw)
            except InvalidInputError as error:
                found = (p.inside(f"facts.{name}") for p in error.problems)
                # What is sensitive is not quoted.
                secret = f"is not a {fact.value_type.kind.value}"
                problems.extend(
                    attrs.evolve(p, message=secret) if fact.sensitive else p for p in found
                )
        if problems:
            raise InvalidInputError(problems)
        return View(self, as_of, None, post, known)

    def check(
        self, rule: str | Rule, who: Person, as_of: dt.date, *, post: Post | None = None
    ) -> Finding:
        """Ask a rule whose answer is YES, NO or UNKNOWN.

        Args:
            rule: its name, or the rule.
            who: an `Employee`, or plain facts by name; a fact that is absent is unknown.
            as_of: the day asked about.
            post: the post, where the rule is about one.

        Returns:
            The finding; outside the life of the rule UNKNOWN with the spans that exist.

        Raises:
            UnknownNameError: no rule of that name.
            InvalidInputError: facts of a wrong name or type, all at once.
        Source: none: our own choice.
        """
        as_of = read_day(as_of, "as_of")
        name, line = self._ask(rule, who, as_of, post, wants_flag=True)
        text = self.law(as_of).rule_text(name)
        return Finding(rule=name, text=text, as_of=as_of, line=line, rulebook=self.name)

    def score(
        self, rule: str | Rule, who: Person, as_of: dt.date, *, post: Post | None = None
    ) -> Score:
        """Ask a rule whose answer is a number, a day or a word; see `check`."""
        as_of = read_day(as_of, "as_of")
        name, line = self._ask(rule, who, as_of, post, wants_flag=False)
        text = self.law(as_of).rule_text(name)
        return Score(rule=name, text=text, as_of=as_of, line=line, rulebook=self.name)

    def _ask(
        self,
        rule: str | Rule,
        who: Person,
        as_of: dt.date,
        post: Post | None,
        *,
        wants_flag: bool,
    ) -> tuple[str, Line]:
        name = rule if isinstance(rule, str) else rule.name
        view = self.view(who, as_of, post=post)
        if (self.law(as_of).rule_type(name).kind is Kind.FLAG) is not wants_flag:
            hint = "use score" if wants_flag else "use check"
            raise InvalidInputError(Problem(name, "does not give this kind of answer", hint))
        return name, self.explainer(name, as_of)(view.get, as_of)

    def explainer(self, rule: str | Rule, as_of: dt.date) -> Trace:
        """Return the traced reader of a rule in force on a day; see `decider`."""
        name = rule if isinstance(rule, str) else rule.name

        def make(law: Snapshot) -> Trace:
            read = tracer(Answer(name), law)

            def explain(get: Get, day: dt.date) -> Line:
                line = read(get, day)
                # The wrapper stays where it says more: that the law is silent, or only advises.
                inside = line.info.kind is LineKind.ANSWER and not line.advisory
                return line.parts[0] if inside else line

            return explain

        return self._reader(self._tracers, name, as_of, make)

    def decider(self, rule: str | Rule, as_of: dt.date) -> Decide:
        """Return the untraced reader of a rule in force on a day, for search and ranking.

        It takes a look-up of facts (``view(…).get``, or that of a dict of clean values) and the
        day, and returns True, False, or anything else for UNKNOWN. It holds until the next day
        of `change_days`.
        """
        name = rule if isinstance(rule, str) else rule.name
        self.law(as_of).version(name)
        return self._reader(
            self._deciders, name, as_of, lambda law: truth_reader(Answer(name), law)
        )

    def _reader(
        self,
        made: dict[tuple[str, int], T],
        rule: str,
        as_of: dt.date,
        make: Callable[[Snapshot], T],
    ) -> T:
        """Return the compiled reading of a rule, made once between two changes of the law."""
        key = (rule, self._place(as_of))
        if key not in made:
            made[key] = make(self.law(as_of))
        return made[key]

    def next_change(
        self, rule: str | Rule, who: Person, as_of: dt.date, *, post: Post | None = None
    ) -> dt.date | None:
        """Return the first day after ``as_of`` on which the answer may change, None if none.

        It looks at the record's own days, the law's days, the counts of months and the facts
        that move by themselves. The answer does not change before that day.
        """
        name = rule if isinstance(rule, str) else rule.name
        as_of = read_day(as_of, "as_of")
        view, law = self.view(who, as_of, post=post), self.law(as_of)
        node: Node = Answer(name)
        of_a_record = view.employee is not None
        read = [f for f in facts_in(node, law) if of_a_record or not f.subject.needs_person]
        days = [next_change(node, law, view.get, as_of)]
        days.extend(
            f.changes(view)
            for f in read
            if f.changes is not None and (of_a_record or f.subject is Subject.DAY)
        )
        # Whoever reads a fact may look up what no tree names.
        whole = any(f.read is not None for f in read)
        law_days = self.change_days if whole else self._days_of(node, law)
        days.extend(law_days[bisect.bisect_right(law_days, as_of) :][:1])
        if view.employee is not None:
            edges = view.employee.edges
            days.extend(edges[bisect.bisect_right(edges, as_of) :][:1])
        return min((d for d in days if d is not None and d > as_of), default=None)

    def _days_of(self, node: Node, law: Snapshot) -> Sequence[dt.date]:
        """Return the days on which what a tree names changes."""
        rules = {n.rule for n in walk(node, law) if isinstance(n, Answer)}
        dated = [r for layer in self.layers for r in layer if r.name in rules]
        days = {r.since for r in dated} | {r.until + ONE_DAY for r in dated if r.until}
        days.update(*(self.tables[name].change_days() for name in tables_in(node, law)))
        return sorted(days.intersection(self.change_days))

    # -- other worlds ----------------------------------------------------------------------

    def overlay(
        self,
        name: str,
        values: str = "",
        *,
        rules: Iterable[Rule] = (),
        facts: Iterable[Fact] = (),
    ) -> Rulebook:
        """Return another rulebook in which an agency's requirements are laid over these.

        Args:
            name: the name of the new rulebook, shown by its results.
            values: TOML text: ``[instruments.<id>]`` for new sources, then tables as
                ``[<topic>.<table>]``; over an existing table some columns are enough.
            rules: new rules, or new versions of existing ones.
            facts: new facts of the glossary.

        Raises:
            InvalidInputError: every problem of the text and the rules.
        """
        raw = parse_toml(values, name)
        own = read_instruments(raw.pop("instruments", {}), f"{name}: instruments", self.instruments)
        instruments = {**self.instruments, **own}
        tables = dict(self.tables)
        for topic, entry in raw.items():
            if not isinstance(entry, Mapping):
                raise InvalidInputError(Problem(f"{name}: {topic}", "is not a topic of tables"))
            tables |= read_tables(
                entry, f"{name}: {topic}", topic=topic, instruments=instruments, below=self.tables
            )
        return attrs.evolve(
            self,
            name=name,
            instruments=instruments,
            tables=tables,
            glossary=dict(sorted({**self.glossary, **{f.name: f for f in facts}}.items())),
            layers=(*self.layers, tuple(sorted(rules, key=lambda r: (r.name, r.since)))),
        )

    def as_known_on(self, day: dt.date) -> Rulebook:
        """Return the law as it was known on a day: what was published later does not count."""
        day = read_day(day, "day")
        return attrs.evolve(self, name=f"{self.name} @known {day}", known_on=day)

    def as_in_force_on(self, day: dt.date) -> Rulebook:
        """Return the law pinned to a day: later and earlier questions are answered by it."""
        day = read_day(day, "day")
        return attrs.evolve(self, name=f"{self.name} @pinned {day}", in_force_on=day)

    def with_variants(self, variants: Mapping[str, str]) -> Rulebook:
        """Return the rulebook with other variants of tables on which sources disagree.

        Raises:
            InvalidInputError: unknown tables and variants, with the near words.
        """
        problems = []
        for table, variant in variants.items():
            if table not in self.tables:
                hint = near(table, self.tables)
                problems.append(Problem(table, "is not a table", hint))
            elif variant not in self.tables[table].variants:
                hint = near(variant, self.tables[table].variants)
                problems.append(Problem(table, f"has no variant {shown(variant)}", hint))
        if problems:
            raise InvalidInputError(problems)
        chosen = ", ".join(f"{t}={v}" for t, v in sorted(variants.items()))
        return attrs.evolve(
            self, name=f"{self.name} @{chosen}", variants={**self.variants, **variants}
        )

    def differences(self, other: Rulebook) -> Differences:
        """Return what differs in ``other``: figures by cell and span, rules by version."""
        return find_differences(self, other)
