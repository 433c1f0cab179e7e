"""The search for the earliest arrivals: careers in order of hope, worse ones left behind.

A *career* is the record itself with the appointments assumed so far: no clock of its own, no copy
of the law. It is left by a step: on a day on which every rule of moves and of appointment is YES.

Why leaving careers behind is exact. Let A and B stand in the same group of positions, A there no
later and with no more moves. Whatever B does from its day on, A can do on the same days: A stays
until B leaves, then follows. From there both hold the same posts on the same days, so that only
facts that look further back can tell them apart:
 - what is FIXED is the same;
 - what RESETS (the day of the post) is earlier for A until B leaves, the same afterwards: good
   where rules ask for time in the post, and compared as it is read otherwise;
 - what ACCUMULATES in months grows by the same months for both, except that the broken month of
   a spell that runs is not the same: the first of the month in which the count would have been
   none, and the day on which it rises, are compared, so that A has as many on every later day. From
   the highest figure that any rule ahead asks for, more is no better;
 - an EVENT, and every state, must be read the same.
Only the facts of rules that can still be asked count: those of classes ahead on a way to the
target. If they are all no worse for A, every step of B is YES for A on its day.

Which days to leave on. The first day that is YES is best, but for what leaving cuts short: a count
of months that a rule ahead still asks for. So the first day after each rise of such a count is
tried too, and every day where a rule ahead asks for fewer months or a later day of appointment.
"""

from __future__ import annotations

import bisect
import datetime as dt
import heapq
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from asn_career.dates import ONE_DAY
from asn_career.facts import Fact, Subject
from asn_career.paths.asking import Asker, Meter
from asn_career.paths.gauges import Gauge, Mark, Motion, Use, gauges_of, merge_uses, uses_in
from asn_career.paths.graph import CareerGraph
from asn_career.paths.groups import Group, form_groups, linked_levels
from asn_career.paths.hope import Hopes
from asn_career.paths.moving import RETIRE, STEP, appoint, flag_rules, law_days
from asn_career.paths.outlook import Outlook
from asn_career.people import Employee
from asn_career.positions import Post
from asn_career.terms import Capacity, PositionLevel, Question

__all__ = ["Career", "Found", "Search"]

APPOINT: Final = (Question.APPOINT,)


@attrs.define(eq=False, slots=True)
class Career:
    """A record on its way: who, where, since when, after which steps.

    Attributes:
        person: the record with the appointments assumed so far.
        edges: the days of its records.
        day: the day from which it stands here; a step follows on a later day.
        last: the last day in service, or of the search.
        group: where it stands; None where it starts.
        steps: the posts and days of the steps so far.
        marks: the readings of its gauges on ``day``.
    """

    person: Employee
    edges: tuple[dt.date, ...]
    level: PositionLevel
    position: str
    day: dt.date
    last: dt.date
    group: Group | None
    steps: tuple[tuple[Post, dt.date], ...]
    marks: dict[Gauge, Mark]
    later: dict[tuple[Gauge, dt.date], Mark] = attrs.field(factory=dict)
    hope: dt.date | None = None
    beaten: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the posts of its steps: the last of all ties."""
        return tuple(post.id for post, _ in self.steps)


@attrs.frozen
class Found:
    """A way to the target: the posts and days of its steps."""

    steps: tuple[tuple[Post, dt.date], ...]

    @property
    def day(self) -> dt.date:
        """The day of arrival."""
        return self.steps[-1][1]

    @property
    def moves(self) -> int:
        """How many steps it takes."""
        return len(self.steps)


class Search:
    """A search from one person to one post. It is run once.

    Attributes:
        found: the ways that no other beats in day and number of moves, earliest first.
        tried: careers from which the target was asked for in vain, in the order they were tried.
        outlook: the days on which the target could be open to anybody.
        retired: whether the person is retired on the first day.
        origin: the career from which it starts; None without a present appointment.
        careers: how many careers were looked at.
        widest: the most careers that stood in one group without beating each other.
    """

    def __init__(
        self,
        graph: CareerGraph,
        person: Employee,
        target: Post,
        as_of: dt.date,
        until: dt.date,
        *,
        fewest: bool = True,
        meter: Meter | None = None,
    ) -> None:
        """Take the graph, the record with what is assumed, the target and the days."""
        self.graph, self.book = graph, graph.rulebook
        self.as_of, self.until, self.fewest = as_of, until, fewest
        self.meter = meter or Meter()
        self.target = target
        self.found: list[Found] = []
        self.tried: list[Career] = []
        self.retired = False
        self.careers = 0
        self.widest = 0
        self._days = law_days(self.book, as_of, until)
        self._heap: list[tuple[object, ...]] = []
        self._pushed = 0
        self._stands: dict[Group, list[Career]] = {}
        self._askers: dict[tuple[Post, tuple[Question, ...]], Asker] = {}
        self._lives: dict[object, list[tuple[dt.date, dt.date]]] = {}
        self._ahead: dict[PositionLevel, tuple[Gauge, ...]] = {}
        self._known: dict[tuple[str, Post | None], Gauge] = {}
        self.person = person
        self.origin: Career | None = None
        self._prepare()

    def run(self) -> Search:
        """Search, and return itself with what was found."""
        person = self.person
        if self._is_retired(person, self.as_of):
            self.retired = True
            return self
        here = person.appointment_on(max(self._start, self.as_of))
        if here is None:
            return self
        career = Career(
            person=person,
            edges=person.edges,
            level=here.position.level,
            position=here.position.id,
            day=self._start,
            last=self.until,
            group=None,
            steps=(),
            marks={},
        )
        self._settle(career)
        self.origin = career
        self._hope(career)
        while self._heap and not self.meter.is_spent:
            *_, career, group, since = heapq.heappop(self._heap)
            self._work(career, group, since)  # type: ignore[arg-type]
        self._keep_best()
        return self

    def asker(self, post: Post) -> Asker:
        """Return what asks the rules of a step to a post."""
        return self._asker_of(post, STEP)

    def is_lawful(self, person: Employee, post: Post, day: dt.date) -> bool:
        """Tell whether a step may be made on a day, before and after retirement is asked."""
        view = self.book.view(person, day, post=post)
        if self.asker(post).obstacle(view) is not None or self._is_retired(person, day):
            return False
        return not self._is_retired(appoint(person, post, day), day)

    @property
    def complete(self) -> bool:
        """Whether the search came to its end within its budget."""
        return not self.meter.is_spent

    # -- before the search ---------------------------------------------------------------------

    def _prepare(self) -> None:
        held = self.person.appointments
        # A move follows what is already decided: no step before the last appointment on file.
        begun = [a.since for a in held if a.capacity is Capacity.DEFINITIVE]
        self._start = max([self.as_of - ONE_DAY, *begun])
        at = self.person.appointment_on(max(self._start, self.as_of))
        unit = at.unit if at is not None else "-"
        goal = self.target.position.level
        here = set() if at is None else {at.position.level}
        sources = [*self.graph.levels, goal, *here]
        links = linked_levels(self.graph, sources, self._days)
        back = {goal}
        while more := {a for a in links if links[a] & back} - back:
            back |= more
        ahead = self._reach(links, here)
        between = frozenset(ahead & back)
        self._links = {a: links[a] & back for a in links}
        span = (self.as_of, self.until)
        self.groups = form_groups(self.graph, self.person, self.target, between, span, unit)
        self._uses = {group: self._uses_of(group.posts[0], STEP) for group in self.groups}
        self._retire_uses = self._uses_of(None, RETIRE)
        exact = Use(more=True, less=True)
        retire = [(fact, exact) for fact, _ in self._retire_uses.values()]
        everywhere = [use for uses in self._uses.values() for use in uses.values()]
        self._all_uses = merge_uses([*everywhere, *retire])
        self._retire = Asker(
            self.book, lambda day: flag_rules(self.book, RETIRE, None, day), meter=self.meter
        )
        asker = self._asker_of(self.target, APPOINT)
        self.outlook = Outlook(asker, self.person, self._all_uses, *span)
        outlooks = {}
        for group in self.groups[1:]:
            if group.level not in outlooks:
                outlooks[group.level] = Outlook(
                    self._asker_of(group.posts[0], APPOINT),
                    self.person,
                    self._all_uses,
                    *span,
                    pairs=False,
                )
        links = {
            a: frozenset(b for b in self._links[a] if b in outlooks or b is goal)
            for a in self._links
        }
        self._hopes = Hopes(self.groups[0], self.outlook, outlooks, links, self._runs())

    def _asker_of(self, post: Post, questions: tuple[Question, ...]) -> Asker:
        key = (post, questions)
        if key not in self._askers:
            self._askers[key] = Asker(
                self.book,
                lambda day: flag_rules(self.book, questions, post, day),
                post=post,
                meter=self.meter,
            )
        return self._askers[key]

    def _runs(self) -> dict[str, frozenset[PositionLevel]]:
        """Return in which classes each count of months runs, by asking a trial appointment."""
        facts = [
            Gauge(fact, use, self.target if fact.subject is Subject.PAIR else None)
            for fact, use in self._all_uses.values()
            if fact.subject in {Subject.PERSON, Subject.PAIR} and fact.read is not None
        ]
        counts = [gauge for gauge in facts if gauge.motion is Motion.MONTHS]
        day = max(self._start, self.as_of) + ONE_DAY
        found: dict[str, set[PositionLevel]] = {gauge.fact.name: set() for gauge in counts}
        for group in self.groups:
            person = appoint(self.person, group.posts[0], day)
            for gauge in counts:
                if gauge.read(self.book, person, day).run is not None:
                    found[gauge.fact.name].add(group.level)
        return {name: frozenset(levels) for name, levels in found.items()}

    @staticmethod
    def _reach(
        links: Mapping[PositionLevel, frozenset[PositionLevel]], here: set[PositionLevel]
    ) -> set[PositionLevel]:
        reached: set[PositionLevel] = set()
        todo = {b for a in here for b in links.get(a, ())}
        while todo:
            reached |= todo
            todo = {b for a in todo for b in links[a]} - reached
        return reached

    def _uses_of(
        self, post: Post | None, questions: Sequence[Question]
    ) -> dict[str, tuple[Fact, Use]]:
        return merge_uses(
            found
            for day in self._days
            for name in flag_rules(self.book, questions, post, day)
            if (node := (law := self.book.law(day)).node(name)) is not None
            for found in uses_in(node, law)
        )

    def _gauges(self, level: PositionLevel) -> tuple[Gauge, ...]:
        """Return what rules may still ask about on the way from a level to the target."""
        if level not in self._ahead:
            reached = self._reach(self._links, {level})
            groups = [g for g in self.groups if g.level in reached]
            asked = {name for g in groups for name in self._uses[g]} | set(self._retire_uses)
            found = list(gauges_of(self._pick(asked), None, pairs=False))
            for group in groups:
                uses = self._pick(self._uses[group])
                found += gauges_of(uses, group.posts[0], pairs=True)
            # One gauge a fact and post: the marks of careers on all levels meet in it.
            self._ahead[level] = tuple(
                self._known.setdefault((gauge.fact.name, gauge.post), gauge) for gauge in found
            )
        return self._ahead[level]

    def _pick(self, names: Iterable[str]) -> list[tuple[Fact, Use]]:
        return [self._all_uses[name] for name in sorted(names)]

    # -- service and retirement ----------------------------------------------------------------

    def _is_retired(self, person: Employee, day: dt.date) -> bool:
        view = self.book.view(person, day)
        return any(whole.read(view.get, day) is True for whole, _ in self._retire.rules(day))

    def _last_day(self, career: Career, since: dt.date) -> dt.date:
        """Return the last day in service of a career that stays where it is."""
        facts = [Gauge(fact, use) for fact, use in self._retire_uses.values() if fact.read]
        read = [gauge.read(self.book, career.person, since) for gauge in facts]
        key = (career.position, tuple((m.value, m.run, m.rises) for m in read))
        for first, last in self._lives.setdefault(key, []):
            if first <= since <= last:
                return last
        last, day = self.until, since
        while day <= self.until and not self.meter.is_spent:
            self.meter.asked += 1
            view = self.book.view(career.person, day)
            if any(whole.read(view.get, day) is True for whole, _ in self._retire.rules(day)):
                last = day - ONE_DAY
                break
            nexts = [
                self._retire.following(view, whole, career.edges)
                for whole, _ in self._retire.rules(day)
            ] or [self._retire.following(view, None, career.edges)]
            following = min((d for d in nexts if d is not None), default=None)
            if following is None:
                break
            day = following
        self._lives[key].append((since, last))
        return last

    # -- the search ----------------------------------------------------------------------------

    def _settle(self, career: Career) -> None:
        """Read the gauges of a career and its last day."""
        since = max(career.day, self.as_of)
        career.last = self._last_day(career, since)
        career.marks = {
            gauge: gauge.read(self.book, career.person, since)
            for gauge in self._gauges(career.level)
        }

    def _push(
        self,
        bound: dt.date,
        moves: int,
        day: dt.date,
        career: Career,
        group: Group | None,
        since: dt.date,
    ) -> None:
        if bound <= self.until and not self._is_beaten(bound, moves):
            self._pushed += 1
            key = (bound, moves, day, career.names, self._pushed)
            heapq.heappush(self._heap, (*key, career, group, since))

    def _is_beaten(self, bound: dt.date, moves: int) -> bool:
        """Tell whether a way that was found is no later and takes no more moves."""
        return any(
            way.day <= bound and (way.moves <= moves or (way.day < bound and not self.fewest))
            for way in self.found
        )

    def _hope(self, career: Career) -> None:
        """Ask for the target itself, and put the steps to other groups in the order of hope."""
        career.hope = self._hopes.arrival(career.level, career.day, career.marks)
        if career.hope is None:
            self.tried.append(career)
            return
        self._push(career.hope, len(career.steps) + 1, career.day, career, None, career.day)

    def _work(self, career: Career, group: Group | None, since: dt.date) -> None:
        """Take the next thing to try: leave a career for the target, or for one group."""
        if career.beaten:
            return
        if group is None:
            self._expand(career)
            return
        if self._is_beaten(max(career.hope or since, since), len(career.steps) + 2):
            return
        post = group.post_for(career.position)
        if post is None:
            return
        day = self.asker(post).first_day(career.person, since, career.last, edges=career.edges)
        if day is None:
            return
        person = appoint(career.person, post, day)
        reached = None
        if self._is_retired(person, day):  # the age of the new post has come already
            following = self._after_retired(person, day)
        else:
            reached = self._step(career, group, post, person, day)
            following = self._next_try(career, reached, day)
        if following is not None:
            bound = max(career.hope or following, following + ONE_DAY)
            self._push(bound, len(career.steps) + 2, following, career, group, following)
        if reached is not None:
            self._stand(group, reached)

    def _expand(self, career: Career) -> None:
        self.careers += 1
        since = career.day + ONE_DAY
        arrived = None
        target = self.groups[0]
        if target.level in self._links.get(career.level, ()) and career.position != self.target.id:
            asker = self.asker(self.target)
            arrived = asker.first_day(career.person, since, career.last, edges=career.edges)
            while arrived is not None:
                reached = appoint(career.person, self.target, arrived)
                if not self._is_retired(reached, arrived):
                    self.found.append(Found((*career.steps, (self.target, arrived))))
                    break
                arrived = self._after_retired(reached, arrived)
                if arrived is not None:
                    arrived = asker.first_day(
                        career.person, arrived, career.last, edges=career.edges
                    )
        if arrived is None:
            self.tried.append(career)
        reach = self._links.get(career.level, frozenset())
        for group in self.groups[1:]:
            if group.level in reach:
                bound = max(career.hope or since, since + ONE_DAY)
                self._push(bound, len(career.steps) + 2, since, career, group, since)

    def _step(
        self, career: Career, group: Group, post: Post, person: Employee, day: dt.date
    ) -> Career:
        """Return the career after a step."""
        reached = Career(
            person=person,
            edges=person.edges,
            level=group.level,
            position=post.position.id,
            day=day,
            last=self.until,
            group=group,
            steps=(*career.steps, (post, day)),
            marks={},
        )
        self._settle(reached)
        return reached

    def _after_retired(self, person: Employee, day: dt.date) -> dt.date | None:
        """Return when to ask again for a post in which the person would be retired at once."""
        view = self.book.view(person, day)
        edges = person.edges
        days = [self._retire.following(view, whole, edges) for whole, _ in self._retire.rules(day)]
        return min((d for d in days if d is not None), default=None)

    def _next_try(self, career: Career, reached: Career, day: dt.date) -> dt.date | None:
        """Return the day from which leaving for the same group later may be worth it."""
        days: list[dt.date | None] = []
        for gauge, after in reached.marks.items():
            if not gauge.is_steady:
                return day + ONE_DAY
            before = career.marks.get(gauge)
            if before is None or before.free:
                continue
            if gauge.motion is Motion.MONTHS:
                runs_on = before.run == after.run
                if before.run is not None and not runs_on and before.months(day) < gauge.use.cap:
                    days.append(before.next_rise(day))
            elif gauge.fact.changes is not None:
                view = self.book.view(career.person, day, post=gauge.post)
                days.append(gauge.fact.changes(view))
        return min((d for d in days if d is not None and d > day), default=None)

    def _stand(self, group: Group, career: Career) -> None:
        """Let a career stand in its group, unless another one is no worse in everything."""
        standing = self._stands.setdefault(group, [])
        if any(self._covers(other, career) for other in standing):
            return
        for other in standing:
            other.beaten = other.beaten or self._covers(career, other)
        standing[:] = [other for other in standing if not other.beaten]
        standing.append(career)
        self.widest = max(self.widest, len(standing))
        self._hope(career)

    def _covers(self, ours: Career, theirs: Career) -> bool:
        """Tell whether one career can do from now on whatever another one can; see above."""
        if ours.day > theirs.day or len(ours.steps) > len(theirs.steps) or ours.last < theirs.day:
            return False
        day = theirs.day
        edges = ours.edges
        turned = bisect.bisect_right(edges, day) > bisect.bisect_right(edges, ours.day)
        for gauge, their_mark in theirs.marks.items():
            our_mark = ours.marks[gauge]
            again = turned or gauge.motion is not Motion.MONTHS
            if again and not their_mark.free and ours.day < day:
                if (gauge, day) not in ours.later:
                    ours.later[gauge, day] = gauge.read(self.book, ours.person, day)
                our_mark = ours.later[gauge, day]
            if not gauge.covers(our_mark, their_mark, day):
                return False
        return True

    def _keep_best(self) -> None:
        self.found.sort(key=lambda way: (way.day, way.moves, tuple(p.id for p, _ in way.steps)))
        best: list[Found] = []
        for way in self.found:
            if not best or (self.fewest and way.moves < best[-1].moves):
                best.append(way)
        self.found = best
