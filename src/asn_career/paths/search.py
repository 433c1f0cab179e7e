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
Only the facts of rules that can still be asked of B count: those of posts that it can still pass
and arrive before it is beaten (see `relevance`). If they are all no worse for A, every step of B is
YES for A on its day.

Where the k best routes are wanted, routes are told apart by their posts, whatever their days. A
career is left behind when k others with different posts on their way are no worse, or one with the
same: whatever follows it, follows them, which is k routes no worse, or the same route. Of two that
are no worse than each other only the first counts, or each would be left behind for the other.

Which days to leave on. The first day that is YES is best, but for what leaving cuts short: a count
of months that a rule ahead still asks for. So the first day after each rise of such a count is
tried too, and every day where a rule ahead asks for fewer months or a later day of appointment.
"""

from __future__ import annotations

import bisect
import datetime as dt
import heapq

import attrs

from asn_career.dates import ONE_DAY
from asn_career.paths.asking import Meter
from asn_career.paths.best import Known
from asn_career.paths.careers import Career, Found, Steps, names_of
from asn_career.paths.gauges import Motion
from asn_career.paths.graph import CareerGraph
from asn_career.paths.groups import Group
from asn_career.paths.moving import appoint
from asn_career.paths.nearing import levels_short
from asn_career.paths.prospects import Prospects
from asn_career.paths.relevance import Relevance
from asn_career.paths.terrain import Terrain
from asn_career.people import Employee
from asn_career.positions import Post

__all__ = ["Search"]


@attrs.frozen(eq=False)
class _Try:
    """Something to try: to leave a career from a day on, for a group or else for the target."""

    career: Career
    group: Group | None
    since: dt.date


class Search:
    """A search from one person to one post. It is run once.

    Attributes:
        terrain: what can be asked on the way.
        found: the ways that no other beats in day and number of moves, earliest first; of one
            objective the best ways by it.
        tried: careers from which the target was asked for in vain, in the order they were tried.
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
        span: tuple[dt.date, dt.date],
        *,
        objective: str | None = None,
        limit: int = 1,
        per_move: int = 1,
        meter: Meter | None = None,
        known: Known | None = None,
    ) -> None:
        """Take the graph, the record with what is assumed, the target and the days.

        Without an ``objective`` the earliest ways are searched for and those that are later but
        shorter; with one of `OBJECTIVES` the ``limit`` best ways by it, of equal ones the earliest.
        For the smallest gap each move counts as ``per_move`` levels. What other searches from the
        same record over the same graph and days have read of it is ``known``.
        """
        self.meter = meter or Meter()
        self.objective, self.limit = objective, limit
        self.per_move = per_move if objective == "smallest_gap" else None
        self.terrain = Terrain(
            graph,
            person,
            target,
            span,
            meter=self.meter,
            per_move=self.per_move,
            known=known,
        )
        self.book, self.person, self.target = graph.rulebook, person, target
        self.as_of, self.until = span
        self.found: list[Found] = []
        self.tried: list[Career] = []
        self.retired = False
        self.origin: Career | None = None
        self.careers = self.widest = 0
        self._heap: list[tuple[int, dt.date, int, int, dt.date, tuple[str, ...], int, _Try]] = []
        self._pushed = 0
        self._prospects = Prospects(self.terrain)
        self._relevance = Relevance(self.terrain, self._prospects)
        self._stands: dict[Group, list[Career]] = {}

    def run(self) -> Search:
        """Search, and return itself with what was found."""
        person = self.person
        if self.terrain.service.is_retired(person, self.as_of):
            self.retired = True
            return self
        here = person.appointment_on(max(self.terrain.start, self.as_of))
        if here is None:
            return self
        career = Career(
            person=person,
            edges=person.edges,
            position=here.position,
            day=self.terrain.start,
            last=self.until,
            group=None,
            steps=(),
            since=max(self.terrain.start, self.as_of),
            book=self.book,
        )
        self._settle(career)
        self.origin = career
        self._hope(career)
        while self._heap and not self.meter.is_spent:
            cost, bound, moves, *_, one = heapq.heappop(self._heap)
            if not self._is_beaten((cost, bound, moves)):
                self._work(one)
        return self

    @property
    def complete(self) -> bool:
        """Whether the search came to its end within its budget."""
        return not self.meter.is_spent

    def _settle(self, career: Career) -> None:
        """Read the last day of a career, and the counts on which its hope rests."""
        career.last = self.terrain.service.last_day(career.person, career.since)
        career.counts = {
            gauge.fact.name: career.mark(gauge) for gauge in self.terrain.counts(career.level)
        }

    def _cost(self, levels: int, moves: int) -> int:
        """Return what is to be least before the day: levels, moves, or nothing."""
        return moves if self.objective == "fewest_moves" else levels

    def _push(self, levels: int, bound: dt.date, moves: int, one: _Try) -> None:
        """Put something to try in the order of hope: the earliest arrival, the fewest moves."""
        reach = (self._cost(levels, moves), bound, moves)
        if bound <= self.until and not self._is_beaten(reach):
            self._pushed += 1
            # Of equal hopes the longer career first: it is nearer to an arrival that ends others.
            depth = -len(one.career.steps)
            key = (*reach, depth, one.since, one.career.names, self._pushed)
            heapq.heappush(self._heap, (*key, one))

    def _push_step(self, career: Career, group: Group, since: dt.date) -> None:
        """Put a step to a group from a day on in the order of the hope that is left after it."""
        hope = self._prospects.hope_in(group, since, career.counts)
        if hope is None:
            return
        levels = 0
        if self.per_move is not None:
            short = levels_short(career.position, group.posts[0].position)
            if short is None:
                return
            levels = career.levels + short + self.per_move + self.terrain.groups.levels_left(group)
        moves = len(career.steps) + max(career.least, 1 + hope[1])
        self._push(levels, max(career.hope, hope[0]), moves, _Try(career, group, since))

    def _is_beaten(self, reach: tuple[int, dt.date, int]) -> bool:
        """Tell whether as many ways as are wanted were found that are no worse."""
        if self.objective is not None:
            return len(self.found) >= self.limit and self.found[self.limit - 1].reach <= reach
        return any(way.day <= reach[1] and way.moves <= reach[2] for way in self.found)

    def _arrive(self, steps: Steps, levels: int) -> None:
        """Keep a way, unless its posts were found with a better one; drop what it makes no use of.

        Without an objective, those are kept that no other beats in day and moves.
        """
        way = Found(steps, self._cost(levels, len(steps)))
        names = names_of(steps)
        ways = {names_of(other.steps): other for other in self.found}
        if names not in ways or way.reach < ways[names].reach:
            ways[names] = way
        self.found = sorted(ways.values(), key=lambda one: (one.reach, names_of(one.steps)))
        if self.objective is not None:
            del self.found[self.limit :]
            return
        best: list[Found] = []
        for one in self.found:
            if not best or one.moves < best[-1].moves:
                best.append(one)
        self.found = best

    def _hope(self, career: Career) -> None:
        """Ask for the target itself, and put the steps to other groups in the order of hope."""
        hope = self._prospects.hope_at(
            career.position, career.day, career.counts, taken=career.group is not None
        )
        if hope is None:
            self.tried.append(career)
            return
        career.hope, career.least, levels = hope
        moves = len(career.steps) + career.least
        self._push(career.levels + levels, career.hope, moves, _Try(career, None, career.day))

    def _work(self, one: _Try) -> None:
        """Leave a career for the target, or for one group."""
        career, group, since = one.career, one.group, one.since
        if career.beaten:
            return
        if group is None:
            self._expand(career)
            return
        post, opens = group.post_for(career.position.id), self._prospects.opens(group.level, since)
        if post is None or opens is None:
            return
        asker = self.terrain.asker(post)
        day = asker.first_day(career.person, opens, career.last)
        if day is None:
            return
        person = appoint(career.person, post, day)
        reached = None
        if self.terrain.service.is_retired(person, day):  # the age of the new post has come already
            following = self.terrain.service.after(person, day)
        else:
            reached = self._step(career, group, post, person, day)
            following = self._next_try(career, reached, day)
        if following is not None:
            self._push_step(career, group, following)
        if reached is not None:
            self._stand(group, reached)

    def _expand(self, career: Career) -> None:
        self.careers += 1
        since = career.day + ONE_DAY
        arrived = None
        target = self.terrain.groups.target
        ahead = self.terrain.groups_from(career.position)
        if target in ahead and career.position.id != self.target.id:
            asker = self.terrain.asker(self.target)
            arrived = asker.first_day(career.person, since, career.last)
            while arrived is not None:
                reached = appoint(career.person, self.target, arrived)
                if not self.terrain.service.is_retired(reached, arrived):
                    levels = self._levels(career, self.target)
                    self._arrive((*career.steps, (self.target, arrived)), levels)
                    break
                arrived = self.terrain.service.after(reached, arrived)
                if arrived is not None:
                    arrived = asker.first_day(career.person, arrived, career.last)
        if arrived is None:
            self.tried.append(career)
        for group in ahead:
            if group is not target:
                self._push_step(career, group, since)

    def _levels(self, career: Career, post: Post) -> int:
        short = levels_short(career.position, post.position)
        return 0 if self.per_move is None else career.levels + (short or 0) + self.per_move

    def _step(
        self, career: Career, group: Group, post: Post, person: Employee, day: dt.date
    ) -> Career:
        """Return the career after a step."""
        reached = Career(
            person=person,
            edges=person.edges,
            position=post.position,
            day=day,
            last=self.until,
            group=group,
            steps=(*career.steps, (post, day)),
            since=day,
            book=self.book,
            levels=self._levels(career, post),
        )
        self._settle(reached)
        return reached

    def _next_try(self, career: Career, reached: Career, day: dt.date) -> dt.date | None:
        """Return the day from which leaving for the same group later may be worth it."""
        days: list[dt.date | None] = []
        ahead = set(self.terrain.gauges(reached.level))
        for gauge in self._relevance.gauges(career, self._bound(career)):
            if gauge not in ahead:
                continue
            before = career.mark(gauge)
            if before.free:
                continue
            if not gauge.is_steady:
                return day + ONE_DAY
            if gauge.motion is Motion.MONTHS:
                short = before.run is not None and before.months(day) < gauge.use.cap
                if short and reached.mark(gauge).run != before.run:
                    days.append(before.next_rise(day))
            elif gauge.fact.changes is not None:
                view = self.book.view(career.person, day, post=gauge.post)
                days.append(gauge.fact.changes(view))
        return min((d for d in days if d is not None and d > day), default=None)

    def _stand(self, group: Group, career: Career) -> None:
        """Let a career stand in its group, unless enough others are no worse in everything."""
        standing = self._stands.setdefault(group, [])
        for other in standing:
            if self._covers(other, career):
                self._outdo(other, career)
                if career.beaten:
                    return
            elif self._covers(career, other):
                self._outdo(career, other)
        standing[:] = [other for other in standing if not other.beaten]
        standing.append(career)
        self.widest = max(self.widest, len(standing))
        self._hope(career)

    def _outdo(self, better: Career, worse: Career) -> None:
        """Note that a career is no worse than another one: with enough of them, it is beaten."""
        worse.betters.add(better.names)
        worse.beaten = len(worse.betters) >= self.limit or worse.names in worse.betters

    def _bound(self, career: Career) -> dt.date:
        """Return the last day on which a career can arrive and not be beaten by what is found."""
        moves = len(career.steps) + 1
        if self.objective is None:
            days = (way.day for way in self.found if way.moves <= moves)
            return min(days, default=self.until)
        last = self.found[self.limit - 1] if len(self.found) >= self.limit else None
        cost = self._cost(career.levels, moves)
        return self.until if last is None or cost < last.cost else last.day

    def _covers(self, ours: Career, theirs: Career) -> bool:
        """Tell whether one career can do from now on whatever another one can; see above."""
        if ours.day > theirs.day or len(ours.steps) > len(theirs.steps) or ours.last < theirs.day:
            return False
        if ours.levels > theirs.levels:
            return False
        day = theirs.day
        edges = ours.edges
        turned = bisect.bisect_right(edges, day) > bisect.bisect_right(edges, ours.day)
        gauges = self._relevance.gauges(theirs, self._bound(theirs))
        for place, gauge in enumerate(gauges):
            their_mark, our_mark = theirs.mark(gauge), ours.mark(gauge)
            again = turned or gauge.motion is not Motion.MONTHS
            if again and not their_mark.free and ours.day < day:
                our_mark = ours.mark_on(gauge, day)
            if not gauge.covers(our_mark, their_mark, day):
                gauges.insert(0, gauges.pop(place))  # what parts careers is asked first next time
                return False
        return True
