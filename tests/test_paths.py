"""Routes: equal to brute force on small random worlds, lawful on their days, explained if none."""

import datetime as dt
import random
from itertools import pairwise

import attrs
import pytest
from worlds import ANYTHING, MONTH, ONE_DAY, REGISTER, TODAY

from asn_career.competencies import CompetencyProfile
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
        return find_routes(self.person, self.target, SINCE, self.until, graph=graph, **options)


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
    """Return the earliest arrival for each number of moves up to a limit, by trying every day.

    With standards also the fewest levels to gain, and one for each move.
    """
    target = next(p for p in world.positions if p.id == world.target)
    best, least = {}, {}

    def levels(spells):
        return sum(
            1 + sum(max(0, n - a.standard[k]) for k, n in b.standard.pairs)
            for (a, _, _), (b, _, _) in pairwise(spells[len(world.person.appointments) - 1 :])
        )

    def go(spells, moves):
        held = spells[-1][0]
        first = max(spells[-1][1] + ONE_DAY, SINCE)
        for day in (first + dt.timedelta(days=i) for i in range((world.until - first).days + 1)):
            if is_retired(world, spells, day):
                return  # nobody comes back from retirement
            for place in world.positions:
                if place is held or (place is not target and moves + 1 == most):
                    continue
                if world.leads is not None and place.id not in world.leads.get(held.id, ()):
                    continue
                known = best.get(moves + 1, dt.date.max)
                if place is target and day >= known and target.standard is None:
                    continue
                lawful = answers(world, {Question.MOVE, Question.APPOINT}, spells, day, place)
                if not all(found is True for found in lawful) or not lawful:
                    continue
                after = [*spells[:-1], (held, spells[-1][1], day), (place, day, None)]
                if is_retired(world, after, day):
                    continue
                if place is target:
                    best[moves + 1] = min(day, known)
                    if target.standard is not None:
                        gap = levels(after)
                        least[moves + 1] = min(gap, least.get(moves + 1, gap))
                else:
                    go(after, moves + 1)

    spells = [
        (a.position, a.since, None if a.until is None else a.until + ONE_DAY)
        for a in world.person.appointments
    ]
    if not is_retired(world, spells, SINCE):
        go(spells, 0)
    return best, least


def check_world(seed, most):
    world = grow_world(seed)
    expected, _ = try_everything(world, most)
    routes = world.routes()
    assert routes.complete
    assert routes.verify()
    found = {route.moves: route.day for route in routes.routes}
    for moves, day in expected.items():
        assert any(m <= moves and d <= day for m, d in found.items()), (seed, expected, found)
    for moves, day in found.items():
        if moves <= most:
            assert expected[moves] == day, (seed, expected, found)
    return routes


@pytest.mark.parametrize("seed", range(60))
def test_arrivals_equal_brute_force_over_all_sequences_and_days(seed):
    check_world(seed, 3 if seed % 3 else 2)


def with_pattern(world, seed):
    """Return a world whose positions have standards, and mostly a career pattern."""
    dice = random.Random(seed)  # noqa: S311 - no secret

    def standard():
        return CompetencyProfile.of({key: dice.randint(0, 3) for key in ("M.01", "M.02")})

    places = {p.id: attrs.evolve(p, standard=standard()) for p in world.positions}
    held = tuple(attrs.evolve(a, position=places[a.position.id]) for a in world.person.appointments)
    leads = {a: [b for b in places if b != a and dice.random() < 0.6] for a in places}
    return attrs.evolve(
        world,
        positions=tuple(places.values()),
        person=attrs.evolve(world.person, appointments=held),
        leads=leads if dice.random() < 0.7 else None,
    )


@pytest.mark.parametrize("seed", range(100, 130))
def test_the_smallest_gap_and_career_patterns_equal_brute_force(seed):
    world = with_pattern(grow_world(seed), seed)
    most = 3 if seed % 3 else 2
    days, levels = try_everything(world, most)
    routes = world.routes(objectives=("earliest", "fewest_moves", "smallest_gap"))
    assert routes.complete
    assert routes.verify()
    if days:
        first, near = routes.best("earliest"), routes.best("smallest_gap")
        assert (first.day, near.levels + near.moves) <= (min(days.values()), min(levels.values()))
        assert first.moves > most or first.day == min(days.values())
        assert near.moves > most or near.levels + near.moves == min(levels.values())
    for route in routes.routes:
        assert route.moves > most or days[route.moves] <= route.day


def test_a_circle_of_prerequisites_ends_in_an_explained_result():
    """Each of two posts asks for months in the other: nobody gets into either."""
    first, second, third = LEVELS[:3]
    anywhere = IsOneOf(LEVEL, Const(frozenset(LEVELS), SEVERAL))
    positions = tuple(
        Position(id=level.value, name=level.value, kind=PositionKind(level.value))
        for level in (first, second, third)
    )
    begun = SINCE - dt.timedelta(days=40)
    world = World(
        positions,
        (
            rule("uji.move", Question.MOVE, anywhere),
            *(
                rule(
                    f"uji.appoint_{level.value}",
                    Question.APPOINT,
                    Compare(MONTHS_AS[other], Op.GE, number(1)),
                    targets={level},
                )
                for level, other in ((second, third), (third, second))
            ),
        ),
        Employee(
            id="E-1",
            birth_date=dt.date(1986, 1, 1),
            status=Status.PNS,
            appointments=(Appointment(position=positions[0], unit="u-1", since=begun),),
        ),
        third.value,
        SINCE + dt.timedelta(days=3650),
    )
    routes = world.routes()
    assert routes.outcome.value == "blocked"
    assert routes.complete
    assert routes.verify()
    assert [one.rule for one in routes.blocked] == [f"uji.appoint_{third.value}"]
