"""Random worlds for the property tests: rulebooks, trees over all nodes, facts, records.

Everything here passes the checks of `Rulebook.build`. `oracle` reads the same trees in the most
direct way there is, on fractions, and shares no code with the readings of the library.
"""

import datetime as dt
import itertools
import math
import operator
from fractions import Fraction

import attrs
from dateutil.relativedelta import relativedelta
from hypothesis import strategies as st

from asn_career.competencies import CompetencyProfile
from asn_career.conditions import (
    AllOf,
    Answer,
    AnyOf,
    Band,
    Compare,
    Const,
    IsOneOf,
    Lookup,
    MonthsSince,
    MonthStartAfter,
    Not,
    Param,
    Product,
    WeightedSum,
)
from asn_career.dates import ONE_DAY, month_start_after
from asn_career.facts import Fact, Subject
from asn_career.findings import Op
from asn_career.people import (
    Appointment,
    Appraisal,
    Assessment,
    Attestation,
    Education,
    Employee,
    RankHeld,
)
from asn_career.positions import Position, Post
from asn_career.regulations import Cell, Citation, Evidence, Instrument, Row, Table
from asn_career.rulebook import Rule, Rulebook
from asn_career.terms import (
    AttestationKind,
    Capacity,
    Diploma,
    Expectation,
    Golongan,
    Jenjang,
    Month,
    PositionKind,
    PositionLevel,
    Predikat,
    Question,
    Recap,
    RetirementGroup,
    Status,
    Text,
)
from asn_career.values import Kind, ValueType

SINCE, UNTIL = dt.date(2019, 1, 1), dt.date(2021, 12, 31)
"""The days on which random worlds are asked; their law changes inside."""

ANYTHING = Text(id="apa saja", en="anything")
REGISTER = {
    "uji-1": Instrument(
        id="uji-1",
        short="Uji 1",
        title=ANYTHING,
        evidence=Evidence.PRIMARY,
        published=dt.date(2010, 1, 1),
    )
}
CITED = Citation(REGISTER["uji-1"], "1")

# -- what worlds are made of -----------------------------------------------------------------

FLAG, DAY = ValueType.flag(), ValueType.day()
MONTHS, YEARS, PERCENT, CREDIT = map(ValueType.number, ("month", "year", "percent", "credit"))
RECAP, STATUS, STATUSES = (
    ValueType.word(Recap),
    ValueType.word(Status),
    ValueType.several(Status),
)

TODAY = Fact(
    name="today",
    value_type=DAY,
    text=ANYTHING,
    subject=Subject.DAY,
    read=lambda view: view.as_of,
)
MONTH = Fact(
    name="month",
    value_type=ValueType.word(Month),
    text=ANYTHING,
    subject=Subject.DAY,
    read=lambda view: Month(str(view.as_of.month)),
    changes=lambda view: month_start_after(view.as_of),
)
GIVEN = tuple(
    Fact(name=name, value_type=value_type, text=ANYTHING, sensitive=name == "flag_b")
    for name, value_type in {
        "flag_a": FLAG,
        "flag_b": FLAG,
        "months": MONTHS,
        "years": YEARS,
        "percent": PERCENT,
        "credit": CREDIT,
        "day_a": DAY,
        "day_b": DAY,
        "recap": RECAP,
        "status": STATUS,
        "statuses": STATUSES,
    }.items()
)
FACTS = (*GIVEN, TODAY, MONTH)


@attrs.frozen
class Shape:
    """What a table of a world looks like: the type of its figures, its axes or its bands."""

    value_type: ValueType
    axes: tuple[type, ...] = ()
    bands_of: ValueType | None = None

    @property
    def keys(self):
        return tuple(itertools.product(*self.axes))


SHAPES = {
    "uji.flag": Shape(FLAG),
    "uji.flag_by": Shape(FLAG, (Status,)),
    "uji.windows": Shape(FLAG, (Month,)),
    "uji.flag_of_credit": Shape(FLAG, bands_of=CREDIT),
    "uji.months": Shape(MONTHS),
    "uji.months_by": Shape(MONTHS, (Status, Recap)),
    "uji.months_of_years": Shape(MONTHS, bands_of=YEARS),
    "uji.years": Shape(YEARS),
    "uji.years_by": Shape(YEARS, (Recap,)),
    "uji.percent": Shape(PERCENT),
    "uji.percent_by": Shape(PERCENT, (Status,)),
    "uji.credit_by": Shape(CREDIT, (Recap,)),
    "uji.day": Shape(DAY),
    "uji.day_by": Shape(DAY, (Status,)),
    "uji.recap": Shape(RECAP),
    "uji.recap_by": Shape(RECAP, (Recap, Recap)),
    "uji.recap_of_percent": Shape(RECAP, bands_of=PERCENT),
    "uji.status": Shape(STATUS),
    "uji.status_by": Shape(STATUS, (Recap,)),
    "uji.statuses": Shape(STATUSES),
    "uji.statuses_by": Shape(STATUSES, (Recap,)),
}

days = st.one_of(
    st.dates(dt.date(2016, 1, 1), dt.date(2022, 12, 31)),
    st.sampled_from([dt.date(2016, 2, 29), dt.date(2020, 2, 29), dt.date(2019, 12, 31)]),
    st.builds(
        lambda y, m: month_start_after(dt.date(y, m, 1)) - ONE_DAY,
        st.integers(2016, 2022),
        st.integers(1, 12),
    ),
)
law_days = st.sampled_from(
    [dt.date(2018, 1, 1), dt.date(2019, 7, 1), dt.date(2020, 3, 15), dt.date(2021, 2, 28)]
)
asked_days = st.dates(SINCE, UNTIL)
marks = st.sampled_from([*Evidence, *[Evidence.PRIMARY] * 5])


def raw_values(value_type):
    """Return values as a caller would give them."""
    match value_type.kind:
        case Kind.FLAG:
            return st.booleans()
        case Kind.DAY:
            return days
        case Kind.WORD:
            return st.sampled_from(list(value_type.words))
        case Kind.WORDS:
            return st.frozensets(st.sampled_from(list(value_type.words)), max_size=2)
    if value_type == MONTHS:
        return st.sampled_from([-1, 0, 1, 11, 12, 13, 18, 23, 24, 25, 36, 47, 48, 9_000, -9_000])
    if value_type == YEARS:
        return st.integers(-1, 4)
    return st.sampled_from(["0", "12.5", "25", "37.5", "50", "75", "99.75", "100", "120"])


def values(value_type):
    """Return values as the library holds them."""
    return raw_values(value_type).map(value_type.clean)


def known_facts(*, missing=True):
    """Return facts by name, as a caller gives them; some are missing, some are None."""
    given = {f.name: raw_values(f.value_type) for f in GIVEN}
    if not missing:
        return st.fixed_dictionaries(given)
    some = {name: st.one_of(*[raw] * 8, st.none()) for name, raw in given.items()}
    return st.one_of(
        st.fixed_dictionaries(given),
        st.fixed_dictionaries(some),
        st.fixed_dictionaries({}, optional=given),
    )


# -- trees -------------------------------------------------------------------------------------


class _Grower:
    """Grows trees of all nodes, and remembers which figures they ask for at fixed words."""

    def __init__(self, draw, helpers=()):
        self.draw, self.helpers = draw, dict(helpers)
        self.asked = {}

    def pick(self, *choices):
        return self.draw(st.sampled_from(choices))

    def table(self, value_type, shape):
        fitting = [
            name
            for name, s in SHAPES.items()
            if s.value_type == value_type
            and {"param": s.bands_of is None, "lookup": s.axes, "band": s.bands_of}[shape]
        ]
        if not fitting:
            return None
        name = self.pick(*fitting)
        self.asked.setdefault(name, set())
        return name

    def param(self, value_type):
        name = self.table(value_type, "param")
        if name is None:
            return self.const(value_type)
        at = self.pick(*SHAPES[name].keys)
        self.asked[name].add(at)
        return Param(name, at)

    def const(self, value_type):
        return Const(self.draw(values(value_type)), value_type)

    def fact(self, value_type):
        fitting = [f for f in FACTS if f.value_type == value_type]
        return self.pick(*fitting)

    def answer(self, value_type):
        fitting = [name for name, kind in self.helpers.items() if kind == value_type]
        return Answer(self.pick(*fitting)) if fitting else None

    def quantity(self, value_type, depth):
        """Return a quantity of a type; every branch has a leaf to fall back on."""
        if value_type == ValueType.word(Month):
            return MONTH
        kinds = ["fact", "fact", "param", "param"]
        if depth > 0:
            kinds += ["const", "lookup", "lookup", "band", "answer", "special"]
        match self.pick(*kinds):
            case "fact":
                return self.fact(value_type)
            case "param":
                return self.param(value_type)
            case "lookup":
                if name := self.table(value_type, "lookup"):
                    words = [ValueType.word(axis) for axis in SHAPES[name].axes]
                    return Lookup(name, tuple(self.quantity(w, depth - 1) for w in words))
            case "band":
                if name := self.table(value_type, "band"):
                    of = SHAPES[name].bands_of
                    if of == YEARS and self.pick(True, False):
                        of = MONTHS
                    return Band(name, self.number(of, depth - 1))
            case "answer":
                if (found := self.answer(value_type)) is not None:
                    return found
            case "special":
                return self.special(value_type, depth)
        return self.const(value_type)

    def special(self, value_type, depth):
        if value_type == MONTHS:
            return MonthsSince(self.quantity(DAY, depth - 1))
        if value_type == DAY:
            length = self.quantity(self.pick(MONTHS, YEARS), depth - 1)
            return MonthStartAfter(self.quantity(DAY, depth - 1), length)
        return self.fact(value_type)

    def number(self, value_type, depth):
        """Return a number, which may be a weighted sum, or a product such as credit."""
        if value_type == CREDIT and depth > 0 and self.pick(True, False, False):
            factors = [
                self.quantity(t, depth - 1)
                for t in (CREDIT, *(t for t in (PERCENT, MONTHS) if self.pick(True, False)))
            ]
            return Product(tuple(factors), "credit")
        if depth > 0 and self.pick(*range(4)) == 0:
            parts = [
                (self.param(PERCENT), self.quantity(value_type, depth - 1))
                for _ in range(self.pick(1, 2, 3))
            ]
            return WeightedSum(tuple(parts))
        return self.quantity(value_type, depth)

    def compare(self, depth):
        value_type = self.pick(
            FLAG, MONTHS, MONTHS, YEARS, PERCENT, CREDIT, DAY, DAY, RECAP, STATUS
        )
        if value_type in {FLAG, STATUS}:
            op = self.pick(Op.EQ, Op.NE)
            left, right = (self.quantity(value_type, depth) for _ in "ab")
        elif value_type.kind is Kind.NUMBER:
            op = self.pick(*Op)
            other = self.pick(MONTHS, YEARS) if value_type == MONTHS else value_type
            left, right = (self.number(t, max(depth, 1)) for t in (value_type, other))
            if value_type == MONTHS and self.pick(True, False):
                left = MonthsSince(self.quantity(DAY, depth - 1))
        else:
            op = self.pick(*Op)
            left, right = (self.quantity(value_type, depth) for _ in "ab")
        return Compare(left, op, right)

    def condition(self, depth):
        kinds = ["compare", "compare", "one_of"]
        if depth > 0:
            kinds += ["all", "any", "not", "answer"]
        match self.pick(*kinds):
            case "one_of":
                return IsOneOf(self.quantity(STATUS, depth - 1), self.quantity(STATUSES, depth - 1))
            case "all":
                return AllOf(self.conditions(depth))
            case "any":
                return AnyOf(self.conditions(depth))
            case "not":
                return Not(self.condition(depth - 1))
            case "answer":
                if (found := self.answer(FLAG)) is not None:
                    return found
        return self.compare(depth - 1)

    def conditions(self, depth):
        return tuple(self.condition(depth - 1) for _ in range(self.pick(1, 2, 3)))


# -- tables ------------------------------------------------------------------------------------


@st.composite
def cells(draw, value_type, since, evidence=marks):
    value = draw(st.one_of(*[values(value_type)] * 9, st.none()))
    return Cell(value, CITED, draw(evidence), since)


@st.composite
def bands(draw, value_type, bands_of, since, evidence=marks):
    bounds = draw(st.sets(values(bands_of), max_size=3))
    return tuple((b, draw(cells(value_type, since, evidence))) for b in [None, *sorted(bounds)])


@st.composite
def tables(draw, name, asked=frozenset(), evidence=marks, below=None):
    """Return a table of a world: one to three dated rows, in which the cells asked for stand."""
    shape = SHAPES[name]
    rows = []
    first = draw(st.sampled_from([dt.date(2018, 1, 1)] * 5 + [dt.date(2020, 3, 15)]))
    for since in sorted({first, *draw(st.sets(law_days, max_size=2))}):
        row = {
            "since": since,
            "known_from": draw(st.sampled_from([since, since, dt.date(2020, 9, 1)])),
        }
        repeal = rows and draw(st.integers(0, 9)) == 0
        if repeal:
            rows.append(Row(**row, repeal=True))
        elif shape.bands_of is not None:
            row["bands"] = draw(bands(shape.value_type, shape.bands_of, since, evidence))
            rows.append(Row(**row))
        else:
            may = shape.keys if len(shape.keys) < 9 else shape.keys[:: draw(st.integers(1, 2))]
            must = () if rows else sorted(asked - set(may), key=str)
            row["cells"] = {
                key: draw(cells(shape.value_type, since, evidence))
                for key in (*may, *must)
                if key in must or (not rows and key in asked) or draw(st.integers(0, 9))
            }
            rows.append(Row(**row))
    return Table(
        name=name,
        text=ANYTHING,
        value_type=shape.value_type,
        checked=dt.date(2026, 11, 21),
        rows=tuple(rows),
        axes=shape.axes,
        bands_of=shape.bands_of,
        below=below,
    )


# -- rulebooks ---------------------------------------------------------------------------------


def say(node):
    """Return a tree in short words, for the message of a failing test."""
    match node:
        case Fact(name=name):
            return name
        case Const(value=value) | Cell(value=value):
            return repr(value)
        case Param(table=table, at=at):
            return f"{table}[{','.join(at)}]"
        case Answer(rule=rule):
            return f"Answer({rule})"
        case Compare(left=left, op=op, right=right):
            return f"({say(left)} {op.value} {say(right)})"
        case Product(factors=factors):
            return " * ".join(map(say, factors))
        case WeightedSum(parts=parts):
            return " + ".join(f"{say(w)} * {say(q)}" for w, q in parts)
    below = [part for name in node.__slots__ if (part := getattr(node, name, None)) is not None]
    words = [
        ", ".join(map(say, part)) if isinstance(part, tuple) else str(part)
        for part in (
            say(p) if hasattr(p, "__attrs_attrs__") and not isinstance(p, Text) else p
            for p in below
            if not isinstance(p, Text) and p != ""
        )
    ]
    return f"{type(node).__name__}({', '.join(words)})"


def say_row(row):
    """Return a dated row in short words."""
    figures = {",".join(key) or "-": cell for key, cell in row.cells.items()}
    figures |= {str(lower): cell for lower, cell in row.bands}
    shown = ", ".join(
        f"{at}: {cell.value!r}{' unverified' if cell.advisory else ''}"
        for at, cell in figures.items()
    )
    return f"{row.since} {'REPEAL' if row.repeal else shown}"


@attrs.frozen(kw_only=True, repr=False)
class World:
    """A rulebook with a rule ``uji.main`` that answers YES, NO or UNKNOWN."""

    tables: dict
    rules: tuple
    main = "uji.main"

    def __repr__(self):
        rules = [f"{r.name} {r.since}..{r.until or ''}: {say(r.node)}" for r in self.rules]
        tables = [
            f"{name}{' (below)' if layer is not table else ''}: "
            + "; ".join(say_row(row) for row in layer.rows)
            for name, table in self.tables.items()
            for layer in table.layers()
        ]
        return "World:\n  " + "\n  ".join([*rules, *tables])

    def _repr_pretty_(self, printer, cycle):
        printer.text(repr(self))

    @property
    def book(self):
        return Rulebook.build(
            "uji", instruments=REGISTER, tables=self.tables, facts=FACTS, rules=self.rules
        )

    @property
    def node(self):
        return next(r.node for r in self.rules if r.name == self.main)


def _rule(name, node, since=dt.date(2010, 1, 1), until=None):
    return Rule(
        name=name,
        text=ANYTHING,
        question=Question.MOVE,
        node=node,
        source="uji-1:1",
        since=since,
        until=until,
    )


@st.composite
def worlds(draw, depth=3, evidence=marks):
    """Return a world: rules of every kind of answer, in versions, over tables with dated rows."""
    rules, helpers, asked = [], {}, {}

    def grow(value_type, depth):
        grower = _Grower(draw, helpers)
        if value_type == FLAG and draw(st.booleans()):
            node = grower.condition(depth)
        else:
            node = grower.quantity(value_type, depth)
        for table, keys in grower.asked.items():
            asked.setdefault(table, set()).update(keys)
        return node

    for number in range(draw(st.integers(0, 3))):
        name = f"uji.helper_{number}"
        value_type = draw(
            st.sampled_from([FLAG, FLAG, MONTHS, YEARS, PERCENT, DAY, RECAP, STATUS, STATUSES])
        )
        change = draw(st.one_of(st.none(), law_days))
        if change is None:
            rules.append(_rule(name, grow(value_type, 2)))
        else:
            gap = draw(st.sampled_from([0, 0, 90]))
            rules += [
                _rule(name, grow(value_type, 1), until=change - ONE_DAY),
                _rule(name, grow(value_type, 1), since=change + dt.timedelta(days=gap)),
            ]
        helpers[name] = value_type
    grower = _Grower(draw, helpers)
    rules.append(_rule(World.main, grower.condition(depth)))
    for table, keys in grower.asked.items():
        asked.setdefault(table, set()).update(keys)
    found = {}
    for name, keys in sorted(asked.items()):
        below = draw(tables(name, frozenset(keys), evidence))
        overlaid = draw(st.integers(0, 3)) == 0
        found[name] = draw(tables(name, evidence=evidence, below=below)) if overlaid else below
    return World(tables=found, rules=tuple(rules))


# -- the oracle --------------------------------------------------------------------------------

COMPARE = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "==": operator.eq,
    "!=": operator.ne,
}


def count_months(first, last):
    """Count the completed months between two days, by trying."""
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    while first + relativedelta(months=months) > last:
        months -= 1
    return months


def natural(value, value_type):
    """Return a value as the oracle calculates with it: numbers in their own unit."""
    is_number = value is not None and value_type.kind is Kind.NUMBER
    return Fraction(value, value_type.denominator) if is_number else value


@attrs.frozen
class Oracle:
    """Reads a tree of a world for facts on a day: a value, and whether it is only advice."""

    world: World
    facts: dict
    day: dt.date

    def truth(self, rule=World.main):
        value, advisory = self.read(Answer(rule))
        return None if advisory else value

    def row_figures(self, table):
        """Return cells and bands of one table in force, the upper layer over the lower."""
        found, in_bands = {}, ()
        for row in table.rows:
            if row.since <= self.day:
                found, in_bands = ({}, ()) if row.repeal else (found, in_bands)
                found = found | dict(row.cells)
                in_bands = row.bands or in_bands
        if table.below is not None:
            lower, lower_bands = self.row_figures(table.below)
            found, in_bands = lower | found, in_bands or lower_bands
        return found, in_bands

    def cell(self, name, key):
        return self.figure(name, self.row_figures(self.world.tables[name])[0].get(key))

    def figure(self, name, cell):
        if cell is None:
            return None, False
        unverified = cell.evidence.value == "unverified"
        return natural(cell.value, self.world.tables[name].value_type), unverified

    def fact(self, fact):
        if fact.name in {"today", "month"}:
            return self.day if fact.name == "today" else Month(str(self.day.month))
        raw = self.facts.get(fact.name)
        is_number = raw is not None and fact.value_type.kind is Kind.NUMBER
        return Fraction(raw) if is_number else raw

    def unit(self, node):
        """Tell whether a quantity counts months or years."""
        match node:
            case Fact(value_type=found) | Const(value_type=found):
                return found.unit.name
            case Param(table=table) | Lookup(table=table) | Band(table=table):
                return SHAPES[table].value_type.unit.name
            case MonthsSince():
                return "month"
            case WeightedSum(parts=parts):
                return self.unit(parts[0][1])
            case Product(unit=unit):
                return unit
            case Answer(rule=rule):
                return self.unit(next(r.node for r in self.world.rules if r.name == rule))

    def meet(self, left, right):
        """Return two values that can be compared: completed years where months meet years."""
        (a, skip_a), (b, skip_b) = self.read(left), self.read(right)
        meets = isinstance(a, Fraction) and isinstance(b, Fraction)
        if meets and (self.unit(left), self.unit(right)) == ("month", "year"):
            a = Fraction(math.floor(a / 12))
        return a, b, skip_a or skip_b

    def read(self, node):
        match node:
            case Fact():
                return self.fact(node), False
            case Const(value=value, value_type=value_type):
                return natural(value, value_type), False
            case Param(table=table, at=at):
                return self.cell(table, at)
            case Lookup(table=table, keys=keys):
                found = [self.read(k) for k in keys]
                advisory = any(a for _, a in found)
                if any(v is None for v, _ in found):
                    return None, advisory
                value, own = self.cell(table, tuple(v for v, _ in found))
                return value, own or advisory
            case Band(table=table, of=of):
                return self.band(table, of)
            case MonthsSince(day=start):
                first, advisory = self.read(start)
                months = None if first is None else Fraction(count_months(first, self.day))
                return months, advisory
            case MonthStartAfter(day=start, length=length):
                (first, a), (span, b) = self.read(start), self.read(length)
                if first is None or span is None:
                    return None, a or b
                months = int(span * (12 if self.unit(length) == "year" else 1))
                place = 12 * first.year + first.month + months  # of the month after, from 0
                if not 1900 <= place // 12 <= 2200:
                    return None, a or b
                return dt.date(place // 12, place % 12 + 1, 1), a or b
            case WeightedSum(parts=parts):
                read = [(self.read(w), self.read(q)) for w, q in parts]
                advisory = any(a or b for (_, a), (_, b) in read)
                if any(w is None or q is None for (w, _), (q, _) in read):
                    return None, advisory
                return sum(w * q / 100 for (w, _), (q, _) in read), advisory
            case Product(factors=factors):
                read = [self.read(f) for f in factors]
                advisory = any(a for _, a in read)
                if any(v is None for v, _ in read):
                    return None, advisory
                wholes = {"percent": 100, "month": 12}
                parts = zip(read, factors, strict=True)
                return math.prod(v / wholes.get(self.unit(f), 1) for (v, _), f in parts), advisory
            case Answer(rule=rule):
                live = [r for r in self.world.rules if r.name == rule and self.day in r.span]
                return self.read(live[-1].node) if live else (None, False)
            case Compare(left=left, op=op, right=right):
                a, b, skip = self.meet(left, right)
                if skip:
                    return None, True
                known = a is not None and b is not None
                return (COMPARE[op.value](a, b) if known else None), False
            case IsOneOf(left=left, right=right):
                a, b, skip = self.meet(left, right)
                known = a is not None and b is not None
                return (None, True) if skip else (a in b if known else None, False)
            case Not(condition=condition):
                value, skip = self.read(condition)
                return (None if value is None or skip else not value), skip
            case AllOf(conditions=conditions) | AnyOf(conditions=conditions):
                settles = isinstance(node, AnyOf)
                part = [v for v, skip in map(self.read, conditions) if not skip]
                if not part:
                    return None, True
                if settles in part:
                    return settles, False
                return (None if None in part else not settles), False

    def band(self, table, of):
        number, advisory = self.read(of)
        found = self.row_figures(self.world.tables[table])[1]
        if number is None or not found:
            return None, advisory
        bands_of = SHAPES[table].bands_of
        if (self.unit(of), bands_of.unit.name) == ("month", "year"):
            number = Fraction(math.floor(number / 12))
        cell = None
        for lower, candidate in found:
            if lower is None or natural(lower, bands_of) <= number:
                cell = candidate
        value, own = self.figure(table, cell)
        return value, own or advisory


# -- records of people -----------------------------------------------------------------------


def position(level, group=RetirementGroup.GENERAL, fields=()):
    """Return a position of a level."""
    functional = level.value in {j.value for j in Jenjang}
    return Position(
        id=f"p-{level.value}-{group.value}-{'-'.join(fields)}",
        name=level.text.id,
        kind=PositionKind.FUNGSIONAL if functional else PositionKind(level.value),
        jenjang=Jenjang(level.value) if functional else None,
        retirement_group=group,
        fields=fields,
    )


TARGET = Post(
    id="post-1",
    unit="u-1",
    position=attrs.evolve(
        position(PositionLevel.JPT_PRATAMA, fields=("tata_ruang",)),
        standard=CompetencyProfile.of({"M.01": 4, "M.02": 4}),
    ),
)
"""A post of JPT pratama in spatial planning, with its standard."""

record_days = st.one_of(
    st.dates(dt.date(2012, 1, 1), dt.date(2023, 12, 31)),
    st.sampled_from([dt.date(2020, 2, 29), dt.date(2018, 12, 31), dt.date(2019, 1, 31)]),
)
levels = st.sampled_from(
    [PositionLevel.ADMINISTRATOR, PositionLevel.AHLI_MADYA, PositionLevel.JPT_PRATAMA]
)


@st.composite
def spells(draw):
    """Return appointments one after the other, with gaps, and some acting ones beside them."""
    bounds = sorted(draw(st.sets(record_days, min_size=2, max_size=7)))
    found = []
    for first, following in itertools.pairwise(bounds):
        if draw(st.integers(0, 3)) == 0:
            continue  # a gap
        found.append((Capacity.DEFINITIVE, first, following - ONE_DAY))
    if draw(st.booleans()):
        found.append((Capacity.DEFINITIVE, bounds[-1], None))
    for first in draw(st.lists(record_days, max_size=2)):
        length = draw(st.one_of(st.none(), st.integers(0, 500)))
        until = None if length is None else first + dt.timedelta(days=length)
        found.append((draw(st.sampled_from([Capacity.PLT, Capacity.PLH])), first, until))
    return tuple(
        Appointment(
            position=position(
                draw(levels),
                draw(st.sampled_from([RetirementGroup.GENERAL, RetirementGroup.PENELITI])),
                draw(st.sampled_from([("tata_ruang",), ("tata_ruang",), ("keuangan",), ()])),
            ),
            unit="u-1",
            since=first,
            until=until,
            capacity=capacity,
        )
        for capacity, first, until in found
    )


@st.composite
def appraisals(draw):
    found = []
    for year in draw(st.sets(st.integers(2017, 2021))):
        signed = draw(st.one_of(st.none(), st.integers(-40, 400)))
        outcome = draw(
            st.one_of(
                st.builds(dict, predicate=st.sampled_from(Predikat)),
                st.builds(
                    dict,
                    work_result=st.sampled_from(Expectation),
                    conduct=st.sampled_from(Expectation),
                ),
                st.just({"exempt": True}),
            )
        )
        until = draw(st.sampled_from([dt.date(year, 12, 31)] * 3 + [dt.date(year, 9, 30)]))
        found.append(
            Appraisal(
                since=dt.date(year, 1, 1),
                until=until,
                signed=None if signed is None else until + dt.timedelta(days=signed),
                **outcome,
            )
        )
    return tuple(found)


def attestations(kind):
    return st.builds(
        lambda issued, length, passed: Attestation(
            kind=kind,
            issued=issued,
            until=None if length is None else issued + dt.timedelta(days=length),
            passed=passed,
        ),
        record_days,
        st.one_of(st.none(), st.integers(0, 900)),
        st.sampled_from([True, True, True, False]),
    )


assessments = st.builds(
    lambda day, level, a, b: Assessment(
        day=day, level=level, profile=CompetencyProfile.of({"M.01": a, "M.02": b})
    ),
    record_days,
    st.sampled_from([PositionLevel.JPT_PRATAMA] * 3 + [PositionLevel.ADMINISTRATOR]),
    st.integers(1, 5),
    st.integers(1, 5),
)
LETTERS = (AttestationKind.HEALTH, AttestationKind.INTEGRITY, AttestationKind.TRACK_RECORD)


@st.composite
def employees(draw):
    """Return a record with a history around the days that are asked about."""
    return Employee(
        id="E-1",
        birth_date=draw(st.dates(dt.date(1958, 1, 1), dt.date(1966, 12, 31))),
        status=draw(st.sampled_from([Status.PNS] * 4 + [Status.PPPK])),
        appointments=draw(spells()),
        ranks=draw(
            st.lists(
                st.builds(RankHeld, golongan=st.sampled_from(Golongan), since=record_days),
                max_size=3,
                unique_by=lambda r: r.since,
            ).map(tuple)
        ),
        education=draw(
            st.lists(
                st.builds(
                    Education,
                    diploma=st.sampled_from([Diploma.D3, Diploma.S1, Diploma.S2]),
                    graduated=st.one_of(st.none(), record_days),
                ),
                max_size=2,
            ).map(tuple)
        ),
        appraisals=draw(appraisals()),
        assessments=tuple(draw(st.lists(assessments, max_size=3))),
        attestations=tuple(
            letter for kind in LETTERS for letter in draw(st.lists(attestations(kind), max_size=3))
        ),
    )
