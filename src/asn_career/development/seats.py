"""Seats for a whole agency: the policy, and who takes part in what, with reasons for the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import attrs

from asn_career.courses import Catalogue
from asn_career.development.parts import OpenReason, PlanAim
from asn_career.development.plan import CONFIRM, Plan, Row
from asn_career.errors import InvalidInputError, UnknownNameError
from asn_career.findings import SCHEMA_VERSION
from asn_career.intake import Intake
from asn_career.numbers import format_number, read_number
from asn_career.terms import Text, Word, is_indonesian

__all__ = ["SeatMethod", "SeatPolicy", "Seating"]


class SeatMethod(Word):
    """How seats that many want are given."""

    BEST = "best", "alokasi terbaik", "best allocation"
    IN_TURN = (
        "in_turn",
        "bergiliran menurut prioritas; tidak terbukti terbaik",
        "in turn by priority; not proven to be the best",
    )


@attrs.frozen(kw_only=True)
class SeatPolicy:
    """What is left free when seats are given.

    Attributes:
        method: the best allocation (needs the extra ``optimise``), or in turn.
        aim: what is spared among allocations that close as much: rupiah or training hours.
        worth: how much a closed gap counts in rupiah (or hours), and so does an hour that a year
            lacks; None for more than the courses of any one person could cost together.
        budget: the most that all may cost together, in whole rupiah.
        priority: id and weight of people whose gaps count more than once; also the order in turn.
        gap_percent: the gap to the best value at which the search may stop.
        seconds: after how long it stops in any case.

    Raises:
        InvalidInputError: with every problem of the record.
    Source: none: our own choice; PP 49/2018 article 41 gives scarce places by appraisal.
    """

    method: SeatMethod = SeatMethod.BEST
    aim: PlanAim = PlanAim.CHEAPEST
    worth: int | None = None
    budget: int | None = None
    priority: Mapping[str, int] = attrs.field(factory=dict, hash=False)
    gap_percent: Decimal | int | str = Decimal(1)
    seconds: int = 45

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.word("method", SeatMethod)
        take.word("aim", PlanAim)
        take.whole("worth", 1, optional=True)
        take.whole("budget", 0, optional=True)
        take.whole("seconds", 1)
        if isinstance(self.priority, Mapping):
            for id, weight in self.priority.items():
                if type(weight) is not int or weight < 1:
                    take.note(f"priority[{id!r:.40}]", f"{weight!r:.40} is no whole number from 1")
            take.put("priority", dict(self.priority))
        else:
            take.note("priority", f"{type(self.priority).__name__} is no mapping of id to weight")
        try:
            take.put("gap_percent", read_number(self.gap_percent, "gap_percent"))
        except InvalidInputError as error:
            take.problems += error.problems
        else:
            if not 0 <= Decimal(self.gap_percent) <= 100:  # noqa: PLR2004 - per cent
                take.note("gap_percent", f"{self.gap_percent} is not a percentage from 0 to 100")
        take.finish()


@attrs.frozen(kw_only=True)
class Seating:
    """Who takes part in what: a plan for each person, within the seats of every course.

    Attributes:
        catalogue: the courses with their seats.
        policy: what was left free.
        worth: how much a closed gap counted.
        plans: the plan of each person as it came out, by id.
        value: open gaps and lacking hours by their worth, and the cost of courses; less is better.
        bound: what no allocation can go below; None where that is not known.
    """

    catalogue: Catalogue = attrs.field(repr=False)
    policy: SeatPolicy
    worth: int
    plans: tuple[Plan, ...] = attrs.field(repr=False)
    value: int
    bound: int | None

    @property
    def gap_percent(self) -> Fraction | None:
        """How far the value may lie above the best, in percent; None where it is not known."""
        if self.bound is None:
            return None
        return Fraction(100 * max(self.value - self.bound, 0), max(self.value, 1))

    @property
    def proven(self) -> bool:
        """Whether the value is proven to lie within the gap of the policy."""
        gap = self.gap_percent
        return gap is not None and gap <= Fraction(Decimal(self.policy.gap_percent))

    @property
    def taken(self) -> dict[str, int]:
        """How many take part in each course that somebody takes part in, by key."""
        found = Counter(item.course.id for plan in self.plans for item in plan.items)
        return dict(sorted(found.items()))

    @property
    def left_out(self) -> tuple[str, ...]:
        """The ids of those with a gap that stays open because others took the seats."""
        return tuple(
            plan.employee.id
            for plan in self.plans
            if any(open_.reason is OpenReason.SEATS_TAKEN for open_ in plan.open)
        )

    def plan(self, id: str) -> Plan:
        """Return the plan of one person.

        Raises:
            UnknownNameError: nobody has this id.
        """
        for plan in self.plans:
            if plan.employee.id == id:
                return plan
        raise UnknownNameError("employee", id, [plan.employee.id for plan in self.plans])

    def verify(self) -> bool:
        """Check every plan, the seats, the common budget and the value.

        Source: none: our own choice.
        """
        budget, value = self.policy.budget, 0
        for plan in self.plans:
            weight = self.policy.priority.get(plan.employee.id, 1)
            needs = {(o.gap.competency, o.gap.by, o.gap.required) for o in plan.blocked}
            short = sum(year.short for year in plan.years)
            value += self.worth * (weight * len(needs) + short)
            value += plan.cost if self.policy.aim is PlanAim.CHEAPEST else plan.hours
        seats = {course.id: course.seats for course in self.catalogue}
        within = all(
            (limit := seats[id]) is None or many <= limit for id, many in self.taken.items()
        )
        paid = budget is None or sum(plan.cost for plan in self.plans) <= budget
        below = self.bound is None or self.bound <= value
        return within and paid and below and value == self.value and self._plans_hold()

    def _plans_hold(self) -> bool:
        ids = [plan.employee.id for plan in self.plans]
        same = all(plan.catalogue == self.catalogue for plan in self.plans)
        return same and ids == sorted(set(ids)) and all(plan.verify() for plan in self.plans)

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return the plan of one person, and of the seats only how many there were and are left.

        Raises:
            UnknownNameError: nobody has this id.
        Source: none: our own choice.
        """
        plan, taken = self.plan(id), self.taken
        missed = {o.gap.competency for o in plan.open if o.reason is OpenReason.SEATS_TAKEN}
        found = list(plan.lines(lang))
        word = Text(id="tempat terisi", en="seats taken").say(lang)
        found += [
            f"  {course.name} [{course.id}]: {taken.get(course.id, 0)}/{course.seats} {word}"
            for course in self.catalogue
            if course.seats is not None and any(lift.competency in missed for lift in course.lifts)
        ]
        return tuple(found)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return totals, then the courses with the seats taken."""
        open_ = sum(len(plan.blocked) for plan in self.plans)
        cost = sum(plan.cost for plan in self.plans)
        rupiah = f"Rp{cost:,}"
        rupiah = rupiah.replace(",", ".") if is_indonesian(lang) else rupiah
        head = Text(id="Pembagian tempat", en="Seats given").say(lang)
        gaps = Text(id="kesenjangan tetap terbuka", en="gaps stay open").say(lang)
        people = Text(id="orang", en="people").say(lang)
        out = Text(id="tidak mendapat tempat", en="left without a seat").say(lang)
        how = self.policy.method.text.say(lang)
        if self.gap_percent is not None:
            within = Text(id="paling jauh {}% dari yang terbaik", en="within {}% of the best")
            shown = format_number(self.gap_percent, lang)
            how += f", {within.say(lang).format(shown)}"
        total = f"{len(self.plans)} {people}, {rupiah}; {open_} {gaps}; {len(self.left_out)} {out}"
        found = [f"{head}: {total} ({how})"]
        for id, many in self.taken.items():
            course = self.catalogue[id]
            limit = "" if course.seats is None else f"/{course.seats}"
            found.append(f"  {course.name} [{id}]: {many}{limit}")
        return (*found, CONFIRM.say(lang))

    def rows(self) -> list[Row]:
        """Return the rows of all plans."""
        return [row for plan in self.plans for row in plan.rows()]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        gap = self.gap_percent
        return {
            "schema": SCHEMA_VERSION,
            "kind": "seating",
            "method": self.policy.method.value,
            "worth": self.worth,
            "value": self.value,
            "bound": self.bound,
            "gap_percent": None if gap is None else str(gap),
            "proven": self.proven,
            "taken": self.taken,
            "plans": [plan.as_dict() for plan in self.plans],
        }

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())
