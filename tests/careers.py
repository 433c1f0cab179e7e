"""Small random worlds of careers, and what is found in them by trying everything."""

import datetime as dt
import random
from itertools import pairwise

import attrs
from worlds import ANYTHING, MONTH, ONE_DAY, REGISTER, TODAY

from asn_career.conditions import AllOf, AnyOf, Compare, Const, IsOneOf, MonthsSince, Not
from asn_career.dates import months_between
from asn_career.facts import Fact
from asn_career.findings import Op
from asn_career.paths import CareerGraph, find_routes
from asn_career.people import (
    Appointment,
    Employee,
)
from asn_career.positions import Position
from asn_career.rulebook import Rule, Rulebook
from asn_career.rules.moves import TARGET_LEVEL
from asn_career.rules.personnel import (
    BIRTH_DATE,
    LEVEL,
    MONTHS_AS,
    POST_SINCE,
    RELEVANT_EXPERIENCE,
)
from asn_career.terms import (
    Month,
    PositionKind,
    PositionLevel,
    Question,
    Status,
)
from asn_career.values import ValueType

LEVELS = (
    PositionLevel.PELAKSANA,
    PositionLevel.PENGAWAS,
    PositionLevel.ADMINISTRATOR,
    PositionLevel.JPT_PRATAMA,
    PositionLevel.JPT_MADYA,
)
FIELDS = ("keuangan", "tata_ruang")
SINCE = dt.date(2026, 1, 20)
STEPS = 100_000  # days of small worlds are asked about fast
MONTHS, DAY = ValueType.number("month"), ValueType.day()
SEVERAL, MONTHS_OF_YEAR = ValueType.several(PositionLevel), ValueType.several(Month)


def _held(level):
    """Return the fact that a position of a level is or was held."""
    return Fact(
        name=f"held_{level.value}",
        value_type=ValueType.flag(),
        text=ANYTHING,
        read=lambda view: any(
            a.position.level is level and a.since <= view.as_of for a in view.person().appointments
        ),
    )


HELD = {level: _held(level) for level in LEVELS}
FACTS = (
    LEVEL,
    TARGET_LEVEL,
    POST_SINCE,
    RELEVANT_EXPERIENCE,
    BIRTH_DATE,
    TODAY,
    MONTH,
    *MONTHS_AS.values(),
    *HELD.values(),
)


def number(months):
    return Const(months, MONTHS)


def rule(name, question, node, *, targets=(), since=dt.date(2010, 1, 1), until=None):
    return Rule(
        name=name,
        text=ANYTHING,
        question=question,
        node=node,
        source="uji-1:1",
        since=since,
        until=until,
        targets=frozenset(targets),
    )


@attrs.frozen
class World:
    """Positions, rules, a person and the days of a search; small enough to try everything."""

    positions: tuple
    rules: tuple
    person: Employee
    target: str
    until: dt.date
    leads: dict | None = None

    @property
    def book(self):
        return Rulebook.build("uji", instruments=REGISTER, tables={}, facts=FACTS, rules=self.rules)

    @property
    def graph(self):
        return CareerGraph(self.positions, self.book, SINCE, leads=self.leads)

    def routes(self, **options):
        graph = options.pop("graph", None) or self.graph
        asked = {"graph": graph, "steps": STEPS, **options}
        return find_routes(self.person, self.target, SINCE, self.until, **asked)


def grow_condition(dice, levels, *, steady, depth=2):
    """Return a random condition; a steady one never wants fewer months or a later post."""
    kinds = ["months", "months", "months", "post", "age", "held", "window", "month", "level"]
    kinds += ["experience"]
    if depth:
        kinds += ["all", "any", "any"] + ([] if steady else ["not"])
    at_least = steady or dice.random() < 0.7
    op = dice.choice([Op.GE, Op.GE, Op.GT]) if at_least else dice.choice([Op.LE, Op.LT, Op.EQ])
    match dice.choice(kinds):
        case "months":
            return Compare(MONTHS_AS[dice.choice(levels)], op, number(dice.randint(0, 3)))
        case "post":
            return Compare(MonthsSince(POST_SINCE), op, number(dice.randint(0, 2)))
        case "experience":
            return Compare(RELEVANT_EXPERIENCE, op, number(dice.randint(0, 3)))
        case "age":
            age = MonthsSince(BIRTH_DATE)
            return Compare(age, dice.choice([Op.GE, Op.LE]), number(480 + dice.randint(-1, 3)))
        case "held":
            wanted = steady or dice.random() < 0.7
            held = HELD[dice.choice(levels)]
            return Compare(held, Op.EQ, Const(wanted, ValueType.flag()))
        case "window":
            day = SINCE + dt.timedelta(days=dice.randint(0, 60))
            return Compare(TODAY, dice.choice([Op.GE, Op.LE]), Const(day, DAY))
        case "month":
            months = frozenset(Month(str(m)) for m in dice.sample(range(1, 6), 3))
            return IsOneOf(MONTH, Const(months, MONTHS_OF_YEAR))
        case "level":
            wanted = frozenset(dice.sample(levels, dice.randint(1, len(levels))))
            return IsOneOf(LEVEL, Const(wanted, SEVERAL))
        case "not":
            return Not(grow_condition(dice, levels, steady=steady, depth=depth - 1))
        case kind:
            parts = [
                grow_condition(dice, levels, steady=steady, depth=depth - 1)
                for _ in range(dice.randint(1, 3))
            ]
            return (AllOf if kind == "all" else AnyOf)(tuple(parts))


def grow_world(seed):
    """Return a random world of three to five classes; its law may change on the way."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    steady = dice.random() < 0.6
    levels = LEVELS[: dice.randint(3, 5)]
    rules = []

    def add(name, question, grow, targets=()):
        change = SINCE + dt.timedelta(days=dice.randint(5, 45))
        if dice.random() < 0.3:
            rules.append(rule(name, question, grow(), targets=targets, until=change - ONE_DAY))
            rules.append(rule(name, question, grow(), targets=targets, since=change))
        else:
            rules.append(rule(name, question, grow(), targets=targets))

    for level in levels:

        def grow_move():
            sources = frozenset(dice.sample(levels, dice.randint(1, len(levels) - 1)))
            move = IsOneOf(LEVEL, Const(sources, SEVERAL))
            if dice.random() < 0.2:
                return AllOf((move, grow_condition(dice, levels, steady=steady, depth=0)))
            return move

        add(f"uji.move_{level.value}", Question.MOVE, grow_move, {level})
        if dice.random() < 0.7:
            add(
                f"uji.appoint_{level.value}",
                Question.APPOINT,
                lambda: grow_condition(dice, levels, steady=steady),
                {level},
            )
    if dice.random() < 0.5:
        ends = frozenset(dice.sample(levels, dice.randint(1, 2)))

        def grow_end():
            age = Compare(MonthsSince(BIRTH_DATE), Op.GE, number(480 + dice.randint(1, 3)))
            return AllOf((IsOneOf(LEVEL, Const(ends, SEVERAL)), age))

        add("uji.retired", Question.RETIRE, grow_end)
    positions = []
    for level in levels:
        for i in range(dice.choice([1, 1, 2])):
            fields = dice.choice([(), ("keuangan",), ("tata_ruang",), FIELDS])
            kind = PositionKind(level.value)
            name = f"{level.value}-{i}"
            positions.append(Position(id=name, name=name, kind=kind, fields=fields))
    start = dice.choice(positions)
    begun = SINCE - dt.timedelta(days=dice.randint(0, 70))
    held = [Appointment(position=start, unit="u-1", since=begun)]
    if dice.random() < 0.6:
        first = begun - dt.timedelta(days=dice.randint(1, 90))
        last = begun - dt.timedelta(days=dice.choice([1, 1, 5]))
        if first <= last:
            earlier = dice.choice(positions)
            held.append(Appointment(position=earlier, unit="u-1", since=first, until=last))
    person = Employee(
        id="E-1",
        birth_date=dt.date(1986, 1, 1) + dt.timedelta(days=dice.randint(0, 50)),
        status=Status.PNS,
        appointments=tuple(held),
    )
    until = SINCE + dt.timedelta(days=dice.randint(35, 75))
    target = dice.choice([p for p in positions if p is not start]).id
    return World(tuple(positions), tuple(rules), person, target, until)


def with_stays(world, seed):
    """Return a world with more rules that ask for time in the post and for experience."""
    dice, more = random.Random(seed), []  # noqa: S311 - no secret
    for level in sorted({p.level for p in world.positions}, key=lambda one: one.order):
        asked = {"stay": MonthsSince(POST_SINCE), "known": RELEVANT_EXPERIENCE}
        for name, fact in asked.items():
            if dice.random() < 0.5:
                node = Compare(fact, Op.GE, number(dice.choice([1, 1, 2])))
                full = f"uji.{name}_{level.value}"
                more.append(rule(full, Question.APPOINT, node, targets={level}))
    return attrs.evolve(world, rules=(*world.rules, *more))


# -- the oracle: every sequence of positions on every day --------------------------------------

TESTS = {
    Op.GE: lambda a, b: a >= b,
    Op.GT: lambda a, b: a > b,
    Op.LE: lambda a, b: a <= b,
    Op.LT: lambda a, b: a < b,
    Op.EQ: lambda a, b: a == b,
}


def count(spells, day, wanted):
    """Count the months of spells (position, first day, day after the last or None)."""
    joined = []
    for place, first, end in spells:
        if not wanted(place):
            continue
        if joined and joined[-1][1] == first:
            joined[-1][1] = end
        else:
            joined.append([first, end])
    return sum(months_between(first, min(end or day, day)) for first, end in joined if first <= day)


def value(fact, world, spells, day, target):
    place, first, end = spells[-1]
    now = place if first <= day and (end is None or day < end) else None
    if fact is LEVEL:
        return now.level if now else None
    if fact is POST_SINCE:
        return first if now else None
    if fact is BIRTH_DATE:
        return world.person.birth_date
    if fact is TODAY:
        return day
    if fact is MONTH:
        return Month(str(day.month))
    if fact is RELEVANT_EXPERIENCE:
        known = [s for s in spells if s[1] <= day]
        if not target.fields or any(not s[0].fields for s in known):
            return None
        return count(spells, day, lambda p: bool(set(p.fields) & set(target.fields)))
    if fact.name.startswith("held_"):
        return any(s[0].level.value == fact.name[5:] and s[1] <= day for s in spells)
    return count(spells, day, lambda p: p.level.value == fact.name[10:])


def truth(node, *at):
    match node:
        case AllOf(conditions=parts):
            found = {truth(part, *at) for part in parts}
            return False if False in found else None if None in found else True
        case AnyOf(conditions=parts):
            found = {truth(part, *at) for part in parts}
            return True if True in found else None if None in found else False
        case Not(condition=part):
            found = truth(part, *at)
            return None if found is None else not found
        case IsOneOf(left=left, right=right):
            found = value(left, *at)
            return None if found is None else found in right.value
        case Compare(left=MonthsSince(day=first), op=op, right=right):
            found = value(first, *at)
            return None if found is None else TESTS[op](months_between(found, at[2]), right.value)
        case Compare(left=left, op=op, right=right):
            found = value(left, *at)
            return None if found is None else TESTS[op](found, right.value)


def answers(world, questions, spells, day, target):
    return [
        truth(r.node, world, spells, day, target)
        for r in world.rules
        if r.question in questions
        and day in r.span
        and (target is None or not r.targets or target.level in r.targets)
    ]


def is_retired(world, spells, day):
    return True in answers(world, {Question.RETIRE}, spells, day, None)


def try_everything(world, most):
    """Return the earliest day of each sequence of positions with so many moves, on any days."""
    target = next(p for p in world.positions if p.id == world.target)
    known = {}

    def go(spells, ids):
        held = spells[-1][0]
        first = max(spells[-1][1] + ONE_DAY, SINCE)
        for day in (first + dt.timedelta(days=i) for i in range((world.until - first).days + 1)):
            if is_retired(world, spells, day):
                return  # nobody comes back from retirement
            for place in world.positions:
                if place is held or (place is not target and len(ids) + 1 == most):
                    continue
                if world.leads is not None and place.id not in world.leads.get(held.id, ()):
                    continue
                sequence = (*ids, place.id)
                if place is target and day >= known.get(sequence, dt.date.max):
                    continue
                lawful = answers(world, {Question.MOVE, Question.APPOINT}, spells, day, place)
                if not all(found is True for found in lawful) or not lawful:
                    continue
                after = [*spells[:-1], (held, spells[-1][1], day), (place, day, None)]
                if is_retired(world, after, day):
                    continue
                if place is target:
                    known[sequence] = day
                else:
                    go(after, sequence)

    spells = [
        (a.position, a.since, None if a.until is None else a.until + ONE_DAY)
        for a in world.person.appointments
    ]
    if not is_retired(world, spells, SINCE):
        go(spells, ())
    return known


def count_levels(world, ids):
    """Return the levels to gain on a way, each position's standard against the one before."""
    places = {p.id: p for p in world.positions}
    way = [world.person.appointments[-1].position, *(places[id] for id in ids)]
    return sum(
        max(0, level - a.standard[key]) for a, b in pairwise(way) for key, level in b.standard.pairs
    )
