"""Credit points held in a level (PAK, penetapan angka kredit) and whether they suffice.

Peraturan BKN 3/2023 articles 5 and 13, PermenPANRB 1/2023 articles 30, 37 and 39. One counter a
level: it opens with a decision on file, or by the way in (the base credit of the rank at a rise
from the level below; on a transfer also the predicates of the years in the rank); each final
appraisal adds its months; decisions on adjustment and on a diploma add. It goes on at a rise in
rank and begins again at a rise in level: what was left over is dropped.

Not known, and so UNKNOWN without a decision on file: credit from before 2023, by promotion into
JF, after a return to the level, of parts of months, and past a month that nothing rates.

>>> import datetime as dt
>>> from asn_career import Appointment, Appraisal, CreditDecision, Employee, Position
>>> from asn_career import national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> planner = Position(id="p", name="Perencana", kind="fungsional", jenjang="ahli_muda")
>>> def credit(amount):
...     pak = CreditDecision(day=dt.date(2025, 1, 31), jenjang="ahli_muda", kind="integration",
...                          amount=amount or "0", until=dt.date(2024, 12, 31))
...     who = Employee(
...         id="E-1", birth_date=dt.date(1985, 5, 17), status="pns",
...         appointments=[Appointment(position=planner, unit="u", since=dt.date(2019, 1, 1))],
...         appraisals=[Appraisal(since=dt.date(2025, 1, 1), until=dt.date(2025, 12, 31),
...                               predicate="sangat_baik")],
...         credit_decisions=[pak] if amount else [])
...     view = book.view(who, day)
...     return book.score("pak.total", who, day).value, view.get("step_credit_reached")
>>> credit("162.5"), credit("162"), credit(None)
((Decimal('200'), True), (Decimal('199.5'), False), (None, None))
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from asn_career.dates import ONE_DAY, add_months
from asn_career.errors import InvalidInputError, Problem
from asn_career.facts import Fact, Movement, Subject
from asn_career.numbers import UNITS, to_whole
from asn_career.people import (
    count_stretches,
    credit_decisions_of,
    final_appraisals,
    has_gap,
    stays_of,
)
from asn_career.rulebook import Rule
from asn_career.rules.appraisal import predicate_of
from asn_career.terms import CreditKind, Golongan, MoveKind, PositionLevel, Question, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.people import Appointment, CreditDecision, Stay
    from asn_career.rulebook import View
    from asn_career.terms import Jenjang, Word
    from asn_career.values import Value

__all__ = ["CREDIT_HELD", "FACTS", "RANK_CREDIT", "RULES", "STEP_CREDIT"]

CREDIT: Final = ValueType.number("credit")
DENOMINATOR: Final = UNITS["credit"].denominator
YEAR: Final = 12  # months


def _figure(view: View, table: str, *at: Word, on: dt.date | None = None) -> Value | None:
    """Return a figure of the law that may decide, None where there is none."""
    cell = view.cell(table, *at, on=on)
    return None if cell is None or cell.advisory else cell.value


def _number(view: View, table: str, *at: Word, on: dt.date | None = None) -> int | None:
    value = _figure(view, table, *at, on=on)
    return value if isinstance(value, int) else None


def _stay(view: View) -> Stay | None:
    """Return the stay in a level that goes on on the day."""
    for stay in reversed(stays_of(view.person())):
        if stay.since <= view.as_of and (stay.until is None or view.as_of <= stay.until):
            return stay
    return None


def _golongan(view: View, day: dt.date) -> Golongan | None:
    rank = view.person().rank_on(day)
    return None if rank is None else rank.golongan


def _converted(
    view: View, jenjang: Jenjang, since: dt.date, until: dt.date, on: dt.date | None = None
) -> Fraction | None:
    """Return what the months from ``since`` to ``until`` earn, in the law of each (or of a day)."""
    longest = _figure(view, "credit.annual_overrides", on=on)
    if not isinstance(longest, bool):
        return None
    person, total = view.person(), Fraction(0)
    try:
        stretches = count_stretches(person, view.as_of, since, until, longest=longest)
    except InvalidInputError:
        return None  # the ledger names the place; a rule only cannot tell
    if stretches and has_gap(person, since, stretches[-1].until):
        return None
    for stretch in stretches:
        predicate = predicate_of(view, stretch.appraisal)
        day = on or stretch.until
        a_year = _number(view, "credit.coefficient", jenjang, on=day)
        if predicate is None or a_year is None:
            return None
        percent = _number(view, "credit.predicate_percent", predicate, on=day)
        if percent is None:
            return None
        share = Fraction(percent, 100 * UNITS["percent"].denominator)
        total += a_year * share * Fraction(stretch.months, YEAR)
    return total


def _whole(total: Fraction | None) -> int | None:
    if total is not None and total.denominator != 1:
        hint = f"coefficient x percentage / {YEAR} in whole parts of 1/{DENOMINATOR}"
        raise InvalidInputError(Problem("credit", "a month of credit is not exact", hint))
    return None if total is None else total.numerator


# -- how the counter opens -----------------------------------------------------------------


def _total_decision(view: View, stay: Stay) -> CreditDecision | None:
    """Return the decision that states the credit of the level up to the latest day."""
    totals = [d for d in credit_decisions_of(view.person(), stay, view.as_of) if d.kind.is_total]
    return max(totals, key=lambda d: (d.until or d.day, d.day), default=None)


def _decided(view: View, decision: CreditDecision) -> int | None:
    """Return the total of a decision; a conventional one less the lowest of its level."""
    assert decision.amount is not None  # noqa: S101 - the record asks for the amount of a total
    amount = to_whole(decision.amount, DENOMINATOR)
    if decision.kind is not CreditKind.CONVENTIONAL:
        return amount
    golongan = _golongan(view, decision.until or decision.day)
    if golongan is None:
        return None
    lowest = _number(view, "credit.conventional_minimum", decision.jenjang, golongan)
    return None if lowest is None or amount < lowest else amount - lowest


def _entered(view: View, stay: Stay) -> Fraction | None:
    """Return the credit at which the counter opens by the way into the level."""
    golongan, before = _golongan(view, stay.since), stay.before
    converts = view.cell("credit.coefficient", stay.jenjang, on=stay.since) is not None
    if golongan is None or stay.left is not None or not converts:
        return None
    base = _number(view, "credit.base", stay.jenjang, golongan)
    if before is None:
        return _first_appointed(view, stay, base)
    match _figure(view, "moves.kind", before.position.level, stay.first.position.level):
        case MoveKind.VERTICAL:
            # Level first, then rank: whoever is still below the ranks of the level begins at zero.
            opening = base if base is not None else _number(view, "credit.step_start")
            return None if opening is None else Fraction(opening)
        case MoveKind.HORIZONTAL:
            return _transferred(view, stay, golongan, base)
        case _:
            return None


def _first_appointed(view: View, stay: Stay, base: int | None) -> Fraction | None:
    """Return base credit and what the months as a candidate (CPNS) earned."""
    joined = view.person().joined
    if base is None or joined is None or joined > stay.since:
        return None
    if joined == stay.since:
        return Fraction(base)
    if view.cell("credit.coefficient", stay.jenjang, on=joined) is None:
        return None
    earned = _converted(view, stay.jenjang, joined, stay.since - ONE_DAY)
    return None if earned is None else base + earned


def _transferred(view: View, stay: Stay, golongan: Golongan, base: int | None) -> Fraction | None:
    """Return base credit and the predicates of the years in the rank; or the fixed amount."""
    if base is None:  # the rank lies above the level
        fixed = _number(view, "credit.transfer_fixed", stay.jenjang, golongan)
        return None if fixed is None else Fraction(fixed)
    rank = view.person().rank_on(stay.since)
    years = _number(view, "credit.transfer_years")
    if rank is None or years is None or stay.before is None:
        return None
    since = rank.since
    oldest = add_months(stay.since, -YEAR * years)
    if since < oldest:
        at_top = _is_highest(view, stay.before, golongan)
        if at_top is None:
            return None
        since = oldest if at_top else since
    if since >= stay.since:
        return Fraction(base)
    earned = _converted(view, stay.jenjang, since, stay.since - ONE_DAY, on=stay.since)
    return None if earned is None else base + earned


def _is_highest(view: View, held: Appointment, golongan: Golongan) -> bool | None:
    """Return whether the rank is the highest of a position; None where that goes by diploma."""
    position = held.position
    if position.jenjang is not None:
        highest = _figure(view, "ranks.jenjang_highest", position.jenjang)
    elif position.eselon is not None:
        highest = _figure(view, "ranks.eselon_highest", position.eselon)
    else:
        return None
    return golongan >= highest if isinstance(highest, Golongan) else None


# -- what is added -------------------------------------------------------------------------


def _added(view: View) -> int | None:
    """Return what decisions on adjustment and on a diploma add to the opening."""
    stay = _stay(view)
    if stay is None:
        return None
    person, total = view.person(), _total_decision(view, stay)
    times = _number(view, "credit.education_bonus_times")
    diplomas = [d for d in person.credit_decisions if d.kind is CreditKind.EDUCATION]
    added = 0
    for decision in credit_decisions_of(person, stay, view.as_of):
        if decision.kind.is_total or (total is not None and decision.day <= total.day):
            continue  # a later total contains it
        if decision.kind is CreditKind.EDUCATION:
            if times is None:
                return None
            if not any(d is decision for d in diplomas[:times]):
                continue
        amount = _bonus(view, decision) if decision.amount is None else decision.amount
        if amount is None:
            return None
        added += amount if isinstance(amount, int) else to_whole(amount, DENOMINATOR)
    return added


def _bonus(view: View, decision: CreditDecision) -> int | None:
    """Return the bonus for a diploma by the law of the day of the decision."""
    day = decision.day
    final = [a for _, a in final_appraisals(view.person(), day)]
    predicate = predicate_of(view, max(final, key=lambda a: a.until)) if final else None
    lowest = _figure(view, "credit.education_bonus_predicate", on=day)
    percent = _number(view, "credit.education_bonus_percent", on=day)
    a_rank = _number(view, "credit.rank_requirement", decision.jenjang, on=day)
    if predicate is None or lowest is None or percent is None or a_rank is None:
        return None
    if predicate < lowest:
        return 0
    return _whole(Fraction(a_rank * percent, 100 * UNITS["percent"].denominator))


# -- the facts -----------------------------------------------------------------------------


def _since(view: View) -> dt.date | None:
    """Return the day from which months count: after the last total, or from the way in."""
    stay = _stay(view)
    total = None if stay is None else _total_decision(view, stay)
    if stay is None or total is None or total.until is None:
        return None if stay is None else stay.since
    return max(stay.since, total.until + ONE_DAY)


def _opening(view: View) -> int | None:
    stay = _stay(view)
    if stay is None:
        return None
    total = _total_decision(view, stay)
    return _whole(_entered(view, stay)) if total is None else _decided(view, total)


def _held(view: View) -> int | None:
    opening, added, since = (view.get(f.name) for f in (CREDIT_OPENING, CREDIT_ADDED, CREDIT_SINCE))
    stay = _stay(view)
    if (
        stay is None
        or not isinstance(opening, int)
        or not isinstance(added, int)
        or not isinstance(since, dt.date)
    ):
        return None
    earned = (
        _whole(_converted(view, stay.jenjang, since, view.as_of - ONE_DAY))
        if (since < view.as_of)
        else 0
    )
    return None if earned is None else opening + added + earned


def _reaches(view: View, needed: int | None) -> bool | None:
    held = view.get(CREDIT_HELD.name)
    return None if needed is None or not isinstance(held, int) else held >= needed


def _step_reached(view: View) -> bool | None:
    stay = _stay(view)
    return (
        None
        if stay is None
        else _reaches(view, _number(view, "credit.step_requirement", stay.jenjang))
    )


def _rank_reached(view: View) -> bool | None:
    stay, golongan = _stay(view), _golongan(view, view.as_of)
    if stay is None or golongan is None:
        return None
    needed = _number(view, "credit.rank_threshold", stay.jenjang, golongan)
    if needed is None and _is_below(view, stay, golongan):
        # Level first, then rank: the credit that gave the level gives its first rank too.
        return True if _figure(view, "credit.step_serves_rank") is True else None
    return _reaches(view, needed)


def _is_below(view: View, stay: Stay, golongan: Golongan) -> bool:
    """Tell whether a rise from the level below left the rank just under those of the level."""
    lowest = _figure(view, "ranks.jenjang_lowest", stay.jenjang)
    if stay.before is None or not isinstance(lowest, Golongan):
        return False
    move = _figure(view, "moves.kind", stay.before.position.level, PositionLevel(stay.jenjang))
    return move is MoveKind.VERTICAL and golongan.order + 1 == lowest.order


ANNUAL_COUNTS: Final = Fact(
    name="annual_predicate_counts",
    value_type=ValueType.flag(),
    text=Text(
        id="Predikat tahunan menggantikan predikat periodik",
        en="The predicate of the year replaces those of its parts",
    ),
    subject=Subject.DAY,
    read=lambda view: _figure(view, "credit.annual_overrides"),
)
CREDIT_SINCE: Final = Fact(
    name="credit_since",
    value_type=ValueType.day(),
    text=Text(id="Kinerja dihitung sejak", en="Performance counts since"),
    movement=Movement.RESETS,
    note=Text(
        id="Hari setelah kinerja yang dihitung PAK terakhir, atau TMT jenjang.",
        en="The day after what the last decision counts, or the first in the level.",
    ),
    read=_since,
)
CREDIT_OPENING: Final = Fact(
    name="credit_opening",
    value_type=CREDIT,
    text=Text(id="Angka kredit awal dalam jenjang", en="Opening credit in the level"),
    note=Text(
        id="Dari PAK terakhir, atau menurut cara masuk ke jenjang.",
        en="From the last decision, or by the way into the level.",
    ),
    read=_opening,
)
CREDIT_ADDED: Final = Fact(
    name="credit_added",
    value_type=CREDIT,
    text=Text(
        id="Angka kredit penyesuaian dan pendidikan", en="Credit by adjustment and education"
    ),
    note=Text(
        id="Dari penetapan; kesesuaian bidang ijazah diputuskan orang.",
        en="From decisions; whether the field of a diploma fits is for people to decide.",
    ),
    read=_added,
)
CREDIT_HELD: Final = Fact(
    name="credit_held",
    value_type=CREDIT,
    text=Text(id="Angka kredit kumulatif dalam jenjang", en="Credit held in the level"),
    movement=Movement.RESETS,
    note=Text(
        id="Pembukaan, penetapan, dan konversi setiap penilaian final dalam jenjang.",
        en="Opening, decisions, and the conversion of each final appraisal within the level.",
    ),
    read=_held,
)
RANK_CREDIT: Final = Fact(
    name="rank_credit_reached",
    value_type=ValueType.flag(),
    text=Text(
        id="Angka kredit kumulatif kenaikan pangkat tercapai",
        en="Cumulative credit for the next rank reached",
    ),
    read=_rank_reached,
)
STEP_CREDIT: Final = Fact(
    name="step_credit_reached",
    value_type=ValueType.flag(),
    text=Text(
        id="Angka kredit kumulatif kenaikan jenjang tercapai",
        en="Cumulative credit for the next level reached",
    ),
    read=_step_reached,
)
FACTS: Final = (
    ANNUAL_COUNTS,
    CREDIT_SINCE,
    CREDIT_OPENING,
    CREDIT_ADDED,
    CREDIT_HELD,
    RANK_CREDIT,
    STEP_CREDIT,
)
TOTAL: Final = Rule(
    name="pak.total",
    text=Text(id="Jumlah angka kredit dalam jenjang", en="Total credit in the level"),
    question=Question.CREDIT_HELD,
    source="perbkn-3-2023",
    since=dt.date(2023, 12, 31),
    node=CREDIT_HELD,
)
RULES: Final = (TOTAL,)
