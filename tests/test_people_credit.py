"""Stays in levels and months of appraisals, month by month against the plain way."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from lawcases import position

from asn_career import Appointment, Appraisal, Employee, InvalidInputError
from asn_career.dates import ONE_DAY, Span
from asn_career.people import count_stretches, stay_on, stays_of, unrated_months
from asn_career.terms import Predikat

LATER = dt.date(2030, 1, 1)


def first(month):
    """Return the first day of a month counted from January 2023."""
    return dt.date(2023 + month // 12, month % 12 + 1, 1)


def person(**lists):
    return Employee(id="E-1", birth_date=dt.date(1985, 5, 17), status="pns", **lists)


def period(begin, length, predicate="baik"):
    until = first(begin + length) - ONE_DAY
    return Appraisal(since=first(begin), until=until, predicate=predicate)


def months_of(span):
    return {m for m in range(60) if span.since <= first(m) and first(m + 1) - ONE_DAY <= span.until}


@given(
    st.lists(
        st.tuples(st.integers(0, 23), st.integers(1, 13), st.sampled_from(Predikat)), max_size=5
    ),
    st.booleans(),
    st.tuples(st.integers(0, 24), st.integers(0, 24)).map(sorted),
)
def test_each_month_goes_to_one_appraisal_or_the_periods_are_refused(parts, longest, window):
    who = person(appraisals=[period(*part) for part in parts])
    since, until = first(window[0]), first(window[1] + 1) - ONE_DAY
    seen = [a for a in who.appraisals if a.since <= until and a.until >= since]
    spans = [months_of(a.span) for a in seen]
    crossed = any(a & b and not (a < b or b < a) for i, a in enumerate(spans) for b in spans[:i])
    too_long = any(len(span) > 12 for span in spans)
    try:
        found = count_stretches(who, LATER, since, until, longest=longest)
    except InvalidInputError:
        assert crossed or too_long
        return
    assert not crossed
    assert not too_long
    pick = max if longest else min
    for month in range(window[0], window[1] + 1):
        covering = [a for a, span in zip(seen, spans, strict=True) if month in span]
        got = [s.appraisal for s in found if s.since <= first(month) <= s.until]
        chosen = pick(covering, key=lambda a: len(months_of(a.span)), default=None)
        assert got == ([] if chosen is None else [chosen])
    assert all(s.months == len(months_of(Span(s.since, s.until))) for s in found)
    missing = {m for span in unrated_months(who, since, until) for m in months_of(span)}
    assert missing == set(range(window[0], window[1] + 1)) - set().union(*spans)


levels = st.sampled_from(["ahli_pertama", "ahli_muda", "pelaksana"])


@given(
    st.lists(st.tuples(levels, st.integers(1, 40), st.sampled_from([0, 0, 0, 1, 9])), max_size=6)
)
def test_a_stay_is_the_days_in_one_level_without_a_break(steps):
    begin, spells = dt.date(2020, 1, 1), []
    for level, days, pause in steps:
        until = begin + dt.timedelta(days=days - 1)
        spells.append(Appointment(position=position(level), unit="u", since=begin, until=until))
        begin = until + dt.timedelta(days=1 + pause)
    who = person(appointments=spells)
    for offset in range((begin - dt.date(2020, 1, 1)).days):
        day = dt.date(2020, 1, 1) + dt.timedelta(days=offset)
        held, stay = who.appointment_on(day), stay_on(who, day)
        level = None if held is None else held.position.jenjang
        assert (None if stay is None else stay.jenjang) is level
        before = who.appointment_on(day - ONE_DAY)
        if stay is not None:
            goes_on = before is not None and before.position.jenjang is level
            assert (stay.since == day) is not goes_on
    assert all(a.since < b.since for a, b in pairwise(stays_of(who)))
