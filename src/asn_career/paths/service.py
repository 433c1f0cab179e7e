"""How long somebody stays in service: retirement, before a step and after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from asn_career.dates import ONE_DAY
from asn_career.facts import Fact
from asn_career.paths.asking import Asker, Meter
from asn_career.paths.gauges import Gauge, Use
from asn_career.paths.graph import CareerGraph
from asn_career.paths.groups import Groups
from asn_career.paths.moving import RETIRE, flag_rules
from asn_career.people import Employee

__all__ = ["Service"]


class Service:
    """Asks the rules of retirement; careers for which they read the same share the answer."""

    def __init__(
        self,
        graph: CareerGraph,
        facts: Sequence[Fact],
        groups: Groups,
        until: dt.date,
        meter: Meter,
    ) -> None:
        """Take the law, the facts that retirement asks for, the groups, the last day."""
        self._book, self._groups, self._until, self._meter = graph.rulebook, groups, until, meter
        exact = Use(more=True, less=True)
        self._gauges = [Gauge(fact, exact) for fact in facts if fact.read is not None]
        self._lives: dict[object, list[tuple[dt.date, dt.date]]] = {}
        self._asker = Asker(
            self._book,
            lambda day: flag_rules(self._book, RETIRE, None, day),
            meter=meter,
            compiled=graph.compiled.setdefault(RETIRE, {}),
        )

    def is_retired(self, person: Employee, day: dt.date) -> bool:
        """Tell whether a rule says that the retirement age has come."""
        view = self._book.view(person, day)
        return any(whole.read(view.get, day) is True for whole, _ in self._asker.rules(day))

    def last_day(self, person: Employee, since: dt.date) -> dt.date:
        """Return the last day in service of somebody who stays where they are from a day on."""
        read = [gauge.read(self._book, person, since) for gauge in self._gauges]
        held = person.appointment_on(since)
        group = None if held is None else self._groups.of(held.position.id)
        place = held and held.position.id if group is None or group.is_target else group.alike
        key = (place, tuple((m.value, m.run, m.rises) for m in read))
        for first, last in self._lives.setdefault(key, []):
            if first <= since <= last:
                return last
        last, day = self._until, since
        while day <= self._until and not self._meter.is_spent:
            self._meter.asked += 1
            if self.is_retired(person, day):
                last = day - ONE_DAY
                break
            view, rules = self._book.view(person, day), self._asker.rules(day)
            nexts = [self._asker.after(view, [whole]) for whole, _ in rules]
            nexts += [] if nexts else [self._asker.after(view, [])]
            following = min((d for d in nexts if d is not None), default=None)
            if following is None:
                break
            day = following
        self._lives[key].append((since, last))
        return last

    def after(self, person: Employee, day: dt.date) -> dt.date | None:
        """Return when to ask again for a post in which the person would be retired at once."""
        view, edges = self._book.view(person, day), person.edges
        days = [self._asker.following(view, whole, edges) for whole, _ in self._asker.rules(day)]
        return min((d for d in days if d is not None), default=None)
