"""The ground of a search: what can be asked on the way from one person to one post."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final, TypeVar, cast

from asn_career.dates import ONE_DAY
from asn_career.facts import Fact, Movement, Subject
from asn_career.paths.asking import SLACK, Asker, Meter
from asn_career.paths.best import Known, Reader
from asn_career.paths.gauges import Gauge, Motion, Use, gauges_of, merge_uses, uses_in
from asn_career.paths.graph import CareerGraph
from asn_career.paths.groups import Group, Groups, Links, linked_levels
from asn_career.paths.hope import Hopes
from asn_career.paths.moving import RETIRE, STEP, appoint, flag_rules, law_days
from asn_career.paths.outlook import Outlook, least_stay
from asn_career.paths.service import Service
from asn_career.paths.trials import Trials
from asn_career.people import Employee
from asn_career.positions import Position, Post
from asn_career.terms import Capacity, PositionLevel, Question

__all__ = ["Terrain", "days_of"]

T = TypeVar("T")
LEAST_DAYS: Final = 3040
"""A hundred months, in days; less than any."""
APPOINT: Final = (Question.APPOINT,)


class Terrain:
    """Groups of positions, the classes that link them, the facts that count, the best hopes.

    Attributes:
        start: the day from which the person stands where the first step begins.
        groups: the target and the groups of positions on a way to it.
        links: for each class those that moves may lead to and from which the target is reached.
        outlook: the days on which the target could be open to anybody.
        outlooks: the same for each class that can be entered on the way.
        hopes: the earliest arrival that a career could still have.
        uses: how the rules of a class use facts, by name.
        pairs: the counts of the pair with the target that it asks for.
        runs_in: the counts that run in each kind of post.
        stays: how many months a post is held at least before it is left, by class and class.
        service: when a career ends.
        trials: what single appointments do.
    """

    def __init__(
        self,
        graph: CareerGraph,
        person: Employee,
        target: Post,
        span: tuple[dt.date, dt.date],
        *,
        meter: Meter,
        per_move: int | None = None,
        known: Known | None = None,
    ) -> None:
        """Take the graph, the record with what is assumed, the target and the days.

        With ``per_move`` the levels to gain are counted too. What searches from the same record
        over the same graph and days have read of it is ``known``.
        """
        self.graph, self.book, self.person, self.target = graph, graph.rulebook, person, target
        self.as_of, self.until = span
        self.meter = meter
        self._days = law_days(self.book, *span)
        self._askers: dict[tuple[int, tuple[Question, ...]], tuple[Post, Asker]] = {}
        self._ahead: dict[PositionLevel, list[Gauge]] = {}
        self._known: dict[tuple[str, Post | None], Gauge] = {}
        self._free: dict[Gauge, bool] = {}
        self._read, self._shares = known or Known(), known is not None
        self._counts: dict[PositionLevel, tuple[Gauge, ...]] = {}
        # A move follows what is already decided: no step before the last appointment on file.
        begun = [a.since for a in person.appointments if a.capacity is Capacity.DEFINITIVE]
        self.start = max([self.as_of - ONE_DAY, *begun])
        self._form_groups()
        self._find_uses()
        self._per_move = per_move
        self._look_out()

    def _form_groups(self) -> None:
        at = self.person.appointment_on(max(self.start, self.as_of))
        unit = at.unit if at is not None else "-"
        goal = self.target.position.level
        here = self._here = set() if at is None else {at.position.level}
        links = linked_levels(self.graph, [*self.graph.levels, goal, *here], self._days)
        back = {goal}
        while more := {a for a in links if links[a] & back} - back:
            back |= more
        self.links: Links = {a: links[a] & back for a in links}
        between = frozenset(_reach(links, here) & back)
        self._levels = tuple(level for level in PositionLevel if level in between)
        self.groups = Groups(
            self.graph, self.person, self.target, between, (self.as_of, self.until), unit=unit
        )

    def _find_uses(self) -> None:
        # Which rules are asked hangs on the class of a post alone.
        goal = self.target.position.level
        first = {level: self._first_of(level) for level in self._levels}
        self.uses = {level: self._uses_of(post, STEP) for level, post in first.items()}
        self.uses[goal] = self._uses_of(self.target, STEP)
        exact = Use(more=True, less=True)
        self.retire_facts = [fact for fact, _ in self._uses_of(None, RETIRE).values()]
        self.service = Service(self.graph, self.retire_facts, self.groups, self.until, self.meter)
        everywhere = [use for uses in self.uses.values() for use in uses.values()]
        self._all_uses = merge_uses([*everywhere, *((fact, exact) for fact in self.retire_facts)])

    def _posts_of(self, level: PositionLevel) -> tuple[Post, ...]:
        return tuple(group.posts[0] for group in self.groups.kinds(level))

    def _first_of(self, level: PositionLevel) -> Post:
        return self.graph.post_of(self.graph.positions_of(level)[0], "-")

    def _look_out(self) -> None:
        """Find which classes can be entered at all: those that open the next, from here on.

        A state that no appointment in a class entered so far gives opens nothing. What is refused
        to everybody ends the search before the classes are looked at.
        """
        day = max(self.start, self.as_of) + ONE_DAY
        goal = self.target.position.level
        self.trials = Trials(self.book, self.person, self.groups, day, self._read)
        self.outlook = self._outlook_of(None)
        self.outlooks: dict[PositionLevel, Outlook] = {}
        if self.outlook.windows:
            self._enter_classes()
        self.groups.restrict(self.outlooks)  # the others are of no more use
        there = {*self.outlooks, goal}
        self.links = {a: b & there for a, b in self.links.items() if a in there | self._here}
        stays = self.stays = self._find_stays()
        self.hopes = Hopes(
            self.groups.target,
            self.outlook,
            self.outlooks,
            self.links,
            runs=self._runs(),
            stays=stays,
        )
        days = {pair: days_of(months) for pair, months in stays.items()}
        self.groups.measure(self.links, days, self._per_move)

    def _find_stays(self) -> dict[tuple[PositionLevel, PositionLevel | None], int]:
        """Return how many months a post is held at least before it is left for a class.

        Where rules ask for the day on which it was taken; for the target it stands under None.
        """
        found: dict[tuple[PositionLevel, PositionLevel | None], int] = {}
        goal = self.target.position.level
        for to in (*self.outlooks, None):
            there = goal if to is None else to
            begun = [
                fact
                for fact, use in self.uses[there].values()
                if fact.movement is Movement.RESETS and use.less and not use.more
            ]
            for source in self.outlooks if begun else ():
                if (
                    there in self.links[source]
                    and all(self._resets(fact, source) for fact in begun)
                    and (months := self._stay(source, to))
                ):
                    found[source, to] = months
        return found

    def _resets(self, fact: Fact, level: PositionLevel) -> bool:
        def make() -> bool:
            return self.trials.resets(fact, level)

        return self._shared(level, make, fact.name)

    def _stay(self, source: PositionLevel, to: PositionLevel | None) -> int:
        entered = frozenset(self.outlooks)

        def make() -> int:
            reader = self.reader_of(to, STEP, (source,), entered)
            return least_stay(reader, (self.as_of, self.until))

        return self._shared(to, make, source, entered)

    def _enter_classes(self) -> None:
        found: dict[PositionLevel, Outlook] = {}
        entered: frozenset[PositionLevel] = frozenset()
        changed = True
        while changed:
            changed = False
            ahead = {b for a in {*self._here, *entered} for b in self.links.get(a, ())}
            for level in self._levels:
                known = level in found and found[level].stands(entered)
                if level in ahead and not known and self.groups.has(level):
                    found[level] = self._outlook_of(level, entered)
                    changed = True
            entered = frozenset(level for level, one in found.items() if one.windows)
        self.outlooks = {level: found[level] for level in PositionLevel if level in entered}
        if not self.outlook.stands(entered):
            self.outlook = self._outlook_of(None, entered)

    def _outlook_of(
        self, level: PositionLevel | None, entered: frozenset[PositionLevel] | None = None
    ) -> Outlook:
        """Return the outlook of a class by the posts of its groups; without one the target's."""
        there = self.target.position.level if level is None else level
        sources = tuple(a for a in self.links if there in self.links[a])

        def make() -> Outlook:
            reader = self.reader_of(level, APPOINT, sources, entered)
            return Outlook(reader, (self.as_of, self.until))

        return self._shared(level, make, sources, entered)

    def _shared(self, level: PositionLevel | None, make: Callable[[], T], *on: object) -> T:
        """Return what is found of a class; searches from the same person share it.

        It hangs on the posts of the class. What is found of the target is found each time.
        """
        if level is None or not self._shares:
            return make()
        key = (make.__qualname__, level, *map(id, self._posts_of(level)), *on)
        if key not in self._read.classes:
            found = make()
            if self.meter.is_spent:  # it may lack days
                return found
            self._read.classes[key] = found
        return cast("T", self._read.classes[key])

    def reader_of(
        self,
        level: PositionLevel | None,
        questions: tuple[Question, ...],
        sources: Sequence[PositionLevel],
        entered: frozenset[PositionLevel] | None,
    ) -> Reader:
        """Return what reads rules of a class, without one of the target, at their best."""
        first = self.target if level is None else self._first_of(level)
        return Reader(
            self._asker_of(first, questions),
            self.person,
            self._all_uses,
            posts=None if level is None else partial(self._posts_of, level),
            sources=sources,
            states=self.trials.states,
            entered=entered,
            known=self._read,
        )

    def groups_from(self, position: Position) -> tuple[Group, ...]:
        """Return the groups to which a move from a position may lead."""
        return self.groups.ahead(position, self.links)

    def asker(self, post: Post) -> Asker:
        """Return what asks the rules of a step to a post."""
        return self._asker_of(post, STEP)

    def is_lawful(self, person: Employee, post: Post, day: dt.date) -> bool:
        """Tell whether a step may be made on a day, before and after retirement is asked."""
        view = self.book.view(person, day, post=post)
        if self.asker(post).obstacle(view) is not None or self.service.is_retired(person, day):
            return False
        return not self.service.is_retired(appoint(person, post, day), day)

    def _asker_of(self, post: Post, questions: tuple[Question, ...]) -> Asker:
        key = (id(post), questions)
        if key not in self._askers:
            asker = Asker(
                self.book,
                lambda day: flag_rules(self.book, questions, post, day),
                post=post,
                meter=self.meter,
                compiled=self.graph.compiled.setdefault((questions, post.position.level), {}),
                edges=self._read.edges,
            )
            self._askers[key] = post, asker  # the post is kept, so that no other has its id
        return self._askers[key][1]

    def _runs(self) -> dict[str, frozenset[PositionLevel]]:
        """Return in which classes each count of months runs."""
        found: dict[str, frozenset[PositionLevel]] = {}
        runs: dict[object, set[str]] = {}
        for fact, use in self._all_uses.values():
            if fact.subject in {Subject.PERSON, Subject.PAIR} and fact.read is not None:
                gauge = Gauge(fact, use, self.target if fact.subject is Subject.PAIR else None)
                groups = self.trials.runs_in(gauge)
                found[fact.name] = frozenset(group.level for group in groups)
                for group in groups:
                    runs.setdefault(group.alike, set()).add(fact.name)
        self.pairs = tuple(
            name for name in self.outlook.counts if self._all_uses[name][0].subject is Subject.PAIR
        )
        self.runs_in = {alike: frozenset(names) for alike, names in runs.items()}
        return found

    def _uses_of(
        self, post: Post | None, questions: Sequence[Question]
    ) -> dict[str, tuple[Fact, Use]]:
        """Return the facts of rules with their use; the graph keeps those of equal rules."""
        asked = tuple((day, flag_rules(self.book, questions, post, day)) for day in self._days)
        if asked not in self.graph.uses:
            self.graph.uses[asked] = merge_uses(
                found
                for day, names in asked
                for name in names
                if (node := (law := self.book.law(day)).node(name)) is not None
                for found in uses_in(node, law)
            )
        return self.graph.uses[asked]

    def gauges(self, level: PositionLevel) -> list[Gauge]:
        """Return what rules may still ask about on the way from a level to the target.

        The order is the caller's to change.
        """
        if level not in self._ahead:
            reached = [a for a in self.uses if a in _reach(self.links, {level})]
            asked = {name for a in reached for name in self.uses[a]}
            asked |= {fact.name for fact in self.retire_facts}
            found = list(gauges_of(self._pick(asked), None, pairs=False))
            for a in reached:
                uses = list(self.uses[a].values())  # up to where its own class asks
                if any(fact.subject is Subject.PAIR for fact, _ in uses):
                    groups = self.groups.kinds(a)
                    if a is self.target.position.level:
                        groups = (self.groups.target, *groups)
                    for group in groups:
                        found += gauges_of(uses, group.posts[0], pairs=True)
            # One gauge a fact and post: the marks of careers on all levels meet in it.
            shared = [self._known.setdefault((g.fact.name, g.post), g) for g in found]
            self._ahead[level] = [gauge for gauge in shared if not self._is_free(gauge)]
        return self._ahead[level]

    def _is_free(self, gauge: Gauge) -> bool:
        if gauge not in self._free:
            self._free[gauge] = self.trials.is_free(gauge, self.until)
        return self._free[gauge]

    def counts(self, level: PositionLevel) -> tuple[Gauge, ...]:
        """Return the counts of months on which the hopes of a career in a class rest."""
        if level not in self._counts:
            self._counts[level] = tuple(
                gauge
                for gauge in self.gauges(level)
                if gauge.motion is Motion.MONTHS
                and (gauge.post is None or gauge.post is self.target)
            )
        return self._counts[level]

    def _pick(self, names: Iterable[str]) -> list[tuple[Fact, Use]]:
        return [self._all_uses[name] for name in sorted(names)]


def _reach(links: Links, here: Iterable[PositionLevel]) -> set[PositionLevel]:
    """Return the classes to which one or more moves may lead."""
    reached: set[PositionLevel] = set()
    todo = {b for a in here for b in links.get(a, ())}
    while todo:
        reached |= todo
        todo = {b for a in todo for b in links[a]} - reached
    return reached


def days_of(months: int) -> int:
    """Return days that are no more than so many months, wherever they begin."""
    return max(1, months * LEAST_DAYS // 100 - SLACK.days)
