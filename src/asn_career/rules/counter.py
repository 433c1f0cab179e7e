"""The counter of credit points in a level: how it opens, what is added, what months earn.

Peraturan BKN 3/2023 article 5, PermenPANRB 1/2023 article 37. It opens with a decision on file
(PAK), a conventional one less the lowest credit of its level; else by the way in: at base credit
(AK dasar) of the rank at a rise from the level below, or at zero with a rank still below the level;
on a transfer with the predicates of the years in the rank, or at a fixed amount where the rank lies
above the level; on a first appointment with the months as a candidate. Figures that are unverified
decide nothing.

>>> import datetime as dt
>>> from asn_career import Appointment, Employee, Position, RankHeld, national_rulebook
>>> book, day = national_rulebook(), dt.date(2026, 11, 21)
>>> def opening(before, golongan):
...     kind, jenjang = ("fungsional", before) if before else ("pengawas", None)
...     old = Position(id="o", name="o", kind=kind, jenjang=jenjang)
...     new = Position(id="n", name="n", kind="fungsional", jenjang="ahli_madya")
...     who = Employee(
...         id="E-1", birth_date=dt.date(1985, 5, 17), status="pns",
...         appointments=[Appointment(position=old, unit="u", since=dt.date(2015, 1, 1),
...                                   until=dt.date(2024, 12, 31)),
...                       Appointment(position=new, unit="u", since=dt.date(2025, 1, 1))],
...         ranks=[RankHeld(golongan=golongan, since=dt.date(2021, 4, 1))])
...     return book.view(who, day).get("credit_opening")
>>> opening("ahli_muda", "III/d"), opening("ahli_muda", "IV/b") == 150 * 120_000
(0, True)
>>> opening(None, "IV/a") is None  # by promotion: no source tells of an amount
True
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
    latest_total,
    stay_on,
    unrated_months,
)
from asn_career.rules.appraisal import predicate_of
from asn_career.terms import CreditKind, Golongan, MoveKind, Text
from asn_career.values import ValueType

if TYPE_CHECKING:
    from asn_career.people import Appointment, CreditDecision, Stay
    from asn_career.rulebook import Rule, View
    from asn_career.terms import Jenjang, Word
    from asn_career.values import Value

__all__ = [
    "CREDIT",
    "CREDIT_ADDED",
    "CREDIT_OPENING",
    "CREDIT_SINCE",
    "FACTS",
    "RULES",
    "converted",
    "figure",
    "golongan_on",
    "number",
    "stay_of",
    "whole",
]

DENOMINATOR: Final = UNITS["credit"].denominator
YEAR: Final = 12  # months
CREDIT: Final = ValueType.number("credit")


def figure(view: View, table: str, *at: Word, on: dt.date | None = None) -> Value | None:
    """Return a figure of the law that may decide, None where there is none."""
    cell = view.cell(table, *at, on=on)
    return None if cell is None or cell.advisory else cell.value


def number(view: View, table: str, *at: Word, on: dt.date | None = None) -> int | None:
    """Return a figure that is a number."""
    value = figure(view, table, *at, on=on)
    return value if isinstance(value, int) else None


def stay_of(view: View) -> Stay | None:
    """Return the stay in a level that goes on on the day."""
    return stay_on(view.person(), view.as_of)


def golongan_on(view: View, day: dt.date) -> Golongan | None:
    """Return the rank held on a day."""
    rank = view.person().rank_on(day)
    return None if rank is None else rank.golongan


def converted(
    view: View, jenjang: Jenjang, since: dt.date, until: dt.date, on: dt.date | None = None
) -> Fraction | None:
    """Return what the months from ``since`` to ``until`` earn, in the law of each (or of a day)."""
    longest = figure(view, "credit.annual_overrides", on=on)
    if not isinstance(longest, bool):
        return None
    person, total = view.person(), Fraction(0)
    try:
        stretches = count_stretches(person, view.as_of, since, until, longest=longest)
    except InvalidInputError:
        return None  # the ledger names the place; a rule only cannot tell
    if stretches and unrated_months(person, since, stretches[-1].until):
        return None
    for stretch in stretches:
        predicate = predicate_of(view, stretch.appraisal)
        day = on or stretch.until
        a_year = number(view, "credit.coefficient", jenjang, on=day)
        if predicate is None or a_year is None:
            return None
        percent = number(view, "credit.predicate_percent", predicate, on=day)
        if percent is None:
            return None
        share = Fraction(percent, 100 * UNITS["percent"].denominator)
        total += a_year * share * Fraction(stretch.months, YEAR)
    return total


def whole(total: Fraction | None) -> int | None:
    """Return an amount in parts of the unit's denominator.

    Raises:
        InvalidInputError: an overlay whose months of credit do not fit it.
    """
    if total is not None and total.denominator != 1:
        hint = f"coefficient x percentage / {YEAR} in whole parts of 1/{DENOMINATOR}"
        raise InvalidInputError(Problem("credit", "a month of credit is not exact", hint))
    return None if total is None else total.numerator


# -- how the counter opens -----------------------------------------------------------------


def _decided(view: View, decision: CreditDecision) -> int | None:
    """Return the total of a decision; a conventional one less the lowest of its level."""
    assert decision.amount is not None  # noqa: S101 - the record asks for the amount of a total
    amount = to_whole(decision.amount, DENOMINATOR)
    if decision.kind is not CreditKind.CONVENTIONAL:
        return amount
    golongan = golongan_on(view, decision.until or decision.day)
    if golongan is None:
        return None
    lowest = number(view, "credit.conventional_minimum", decision.jenjang, golongan)
    return None if lowest is None or amount < lowest else amount - lowest


def _entered(view: View, stay: Stay) -> Fraction | None:
    """Return the credit at which the counter opens by the way into the level."""
    golongan, before = golongan_on(view, stay.since), stay.before
    converts = view.cell("credit.coefficient", stay.jenjang, on=stay.since) is not None
    if golongan is None or stay.left is not None or not converts:
        return None
    base = number(view, "credit.base", stay.jenjang, golongan)
    if before is None:
        return _first_appointed(view, stay, base)
    match figure(view, "moves.kind", before.position.level, stay.first.position.level):
        case MoveKind.VERTICAL:
            # Level first, then rank: whoever is still below the ranks of the level begins at zero.
            lowest = figure(view, "ranks.jenjang_lowest", stay.jenjang)
            below = isinstance(lowest, Golongan) and golongan < lowest
            opening = number(view, "credit.step_start") if below else base
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
    earned = converted(view, stay.jenjang, joined, stay.since - ONE_DAY)
    return None if earned is None else base + earned


def _transferred(view: View, stay: Stay, golongan: Golongan, base: int | None) -> Fraction | None:
    """Return base credit and the predicates of the years in the rank; or the fixed amount."""
    if base is None:  # the rank lies above the level
        fixed = number(view, "credit.transfer_fixed", stay.jenjang, golongan)
        return None if fixed is None else Fraction(fixed)
    rank = view.person().rank_on(stay.since)
    years = number(view, "credit.transfer_years")
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
    earned = converted(view, stay.jenjang, since, stay.since - ONE_DAY, on=stay.since)
    return None if earned is None else base + earned


def _is_highest(view: View, held: Appointment, golongan: Golongan) -> bool | None:
    """Return whether the rank is the highest of a position; None where that goes by diploma."""
    position = held.position
    if position.jenjang is not None:
        highest = figure(view, "ranks.jenjang_highest", position.jenjang)
    elif position.eselon is not None:
        highest = figure(view, "ranks.eselon_highest", position.eselon)
    else:
        return None
    return golongan >= highest if isinstance(highest, Golongan) else None


# -- what is added -------------------------------------------------------------------------


def _added(view: View) -> int | None:
    """Return what decisions on adjustment and on a diploma add to the opening."""
    stay = stay_of(view)
    if stay is None:
        return None
    person, total = view.person(), latest_total(view.person(), stay, view.as_of)
    times = number(view, "credit.education_bonus_times")
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
    lowest = figure(view, "credit.education_bonus_predicate", on=day)
    percent = number(view, "credit.education_bonus_percent", on=day)
    a_rank = number(view, "credit.rank_requirement", decision.jenjang, on=day)
    if predicate is None or lowest is None or percent is None or a_rank is None:
        return None
    if predicate < lowest:
        return 0
    return whole(Fraction(a_rank * percent, 100 * UNITS["percent"].denominator))


# -- the facts -----------------------------------------------------------------------------


def _since(view: View) -> dt.date | None:
    """Return the day from which months count: after the last total, or from the way in."""
    stay = stay_of(view)
    total = None if stay is None else latest_total(view.person(), stay, view.as_of)
    if stay is None or total is None or total.until is None:
        return None if stay is None else stay.since
    return max(stay.since, total.until + ONE_DAY)


def _opening(view: View) -> int | None:
    stay = stay_of(view)
    if stay is None:
        return None
    total = latest_total(view.person(), stay, view.as_of)
    return whole(_entered(view, stay)) if total is None else _decided(view, total)


ANNUAL_COUNTS: Final = Fact(
    name="annual_predicate_counts",
    value_type=ValueType.flag(),
    text=Text(
        id="Predikat tahunan menggantikan predikat periodik",
        en="The predicate of the year replaces those of its parts",
    ),
    subject=Subject.DAY,
    read=lambda view: figure(view, "credit.annual_overrides"),
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
FACTS: Final = (ANNUAL_COUNTS, CREDIT_SINCE, CREDIT_OPENING, CREDIT_ADDED)
RULES: Final[tuple[Rule, ...]] = ()
