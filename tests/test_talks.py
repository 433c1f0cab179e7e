"""Career talks: planned on lawful working days, audited, written as a calendar."""

import datetime as dt
import itertools
import re
from fractions import Fraction

import attrs
import pytest
from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, rrule
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asn_career.competencies import CompetencyProfile
from asn_career.dates import recur
from asn_career.errors import InvalidInputError, UnknownNameError
from asn_career.gaps import measure_gap
from asn_career.statement import Milestone
from asn_career.talks import (
    AgendaKind,
    Every,
    Moved,
    Outcome,
    TalkHeld,
    TalkKind,
    TalkPair,
    TalkPolicy,
    Topics,
    Weekday,
    audit_talks,
    schedule_talks,
)
from asn_career.terms import Text

ONE = dt.timedelta(days=1)
NO_WEEKEND = TalkPolicy(weekend=())
KEY = b"the key of the agency, kept by it"


def day(month, number, year=2026):
    return dt.date(year, month, number)


def pair(leader, member, **more):
    return TalkPair(leader=leader, member=member, **more)


def plan(pairs, since, until, **more):
    found = schedule_talks(pairs, since, until, **({"every": Every(months=1)} | more))
    assert found.verify()
    return found


def days(found, member=None):
    return [talk.day for talk in found.talks if member in {None, talk.member}]


# -- the calendar ----------------------------------------------------------------------------------


def test_talks_at_the_end_of_a_month_stay_there():
    found = plan([pair("h", "a")], day(1, 31, 2024), day(5, 31, 2024), policy=NO_WEEKEND)
    ends = [day(1, 31, 2024), day(2, 29, 2024), day(3, 31, 2024), day(4, 30, 2024)]
    assert days(found) == [*ends, day(5, 31, 2024)]


def test_a_yearly_talk_of_29_february_is_back_in_the_next_leap_year():
    found = plan(
        [pair("h", "a")],
        day(2, 29, 2024),
        day(3, 1, 2028),
        every=Every(months=12),
        policy=NO_WEEKEND,
    )
    common = [day(2, 28, year) for year in (2025, 2026, 2027)]
    assert days(found) == [day(2, 29, 2024), *common, day(2, 29, 2028)]


def test_months_weeks_and_days_add_up():
    assert Every(months=1, weeks=1, days=1).between(day(1, 31), day(4, 30)) == (
        day(1, 31),
        day(2, 28) + 8 * ONE,
        day(3, 31) + 16 * ONE,
    )


@given(
    st.dates(dt.date(1999, 1, 1), dt.date(2030, 1, 1)),
    st.integers(0, 1500),
    st.integers(0, 14),
    st.integers(0, 40),
)
@example(dt.date(2024, 2, 29), 1500, 12, 0)
def test_days_come_again_as_dateutil_has_it(first, length, months, extra):
    until = first + length * ONE
    wanted = []
    if months or extra:
        for n in itertools.count():
            one = first + relativedelta(months=n * months) + n * extra * ONE
            if one > until:
                break
            wanted.append(one)
    assert list(recur(first, until, months=months, days=extra)) == wanted


@given(st.dates(dt.date(1999, 1, 1), dt.date(2030, 1, 1)), st.integers(1, 14))
def test_monthly_talks_are_those_of_rrule_with_the_end_of_a_short_month(first, months):
    until = first + 1200 * ONE
    # RFC 5545 skips a month without the day: the last one up to it is named by BYSETPOS.
    last = list(range(min(first.day, 28), first.day + 1))
    start = dt.datetime.combine(first, dt.time())
    end = dt.datetime.combine(until, dt.time())
    rule = rrule(MONTHLY, start, months, until=end, bymonthday=last, bysetpos=-1)
    assert list(recur(first, until, months=months)) == [one.date() for one in rule]


def test_a_skipped_day_moves_to_the_next_open_day_and_no_later_talk_with_it():
    lebaran = {day(3, number) for number in (18, 19, 20, 23, 24)}
    found = plan([pair("h", "a")], day(2, 20), day(5, 31), skip=lebaran)
    moved = found.talks[1]
    assert (moved.due, moved.day, moved.moved) == (day(3, 20), day(3, 25), Moved.CALENDAR)
    assert [t.due for t in found.talks[2:]] == [day(4, 20), day(5, 20)]


def test_when_the_government_moves_a_holiday_the_talk_follows():
    before = plan([pair("h", "a")], day(6, 1), day(6, 30), skip={day(6, 1)})
    after = plan([pair("h", "a")], day(6, 1), day(6, 30), skip={day(6, 2)})
    assert (days(before), days(after)) == ([day(6, 2)], [day(6, 1)])


def test_any_calendar_that_answers_in_will_do():
    class Fasting:
        def __contains__(self, one):
            return one.month == 2

    found = plan([pair("h", "a")], day(1, 31), day(3, 31), skip=Fasting(), policy=NO_WEEKEND)
    assert days(found) == [day(1, 31), day(3, 1), day(3, 31)]
    named = {day(1, 31): "a name, as the package holidays has it"}
    assert days(plan([pair("h", "a")], day(1, 31), day(2, 1), skip=named, policy=NO_WEEKEND)) == [
        day(2, 1)
    ]


def test_a_weekend_is_what_the_agency_says():
    friday = TalkPolicy(weekend=["friday"])
    found = plan([pair("h", "a")], day(11, 20), day(11, 30), policy=friday)
    assert (days(found), found.talks[0].moved) == ([day(11, 21)], Moved.WEEKEND)
    assert plan([pair("h", "a")], day(11, 21), day(11, 30)).talks[0].day == day(11, 23)


def test_a_talk_never_leaves_the_span():
    found = plan([pair("h", "a")], day(11, 21), day(11, 22))
    assert found.talks == ()
    assert [(u.due, u.last, u.why) for u in found.unplaced] == [
        (day(11, 21), day(11, 22), Moved.WEEKEND)
    ]


def test_a_talk_never_moves_onto_the_next_one_of_the_pair():
    found = plan([pair("h", "a")], day(11, 20), day(11, 23), every=Every(days=1))
    assert days(found) == [day(11, 20), day(11, 23)]
    assert [u.due for u in found.unplaced] == [day(11, 21), day(11, 22)]


# -- loads -----------------------------------------------------------------------------------------


def test_nobody_talks_twice_on_one_day():
    staff = [pair("h", name) for name in "abc"]
    found = plan([*staff, pair("m", "a", kind="mentor")], day(1, 5), day(1, 30))
    assert days(found) == [day(1, 5), day(1, 6), day(1, 6), day(1, 7)]
    assert {t.moved for t in found.talks} == {None, Moved.LOAD}


def test_a_leader_may_have_more_on_a_day_and_fewer_in_a_week():
    staff = [pair("h", name) for name in "abcde"]
    policy = TalkPolicy(per_day=2, per_week=3)
    found = plan(staff, day(1, 5), day(1, 30), policy=policy)
    assert days(found) == [day(1, 5), day(1, 5), day(1, 6), day(1, 12), day(1, 12)]


def test_who_can_wait_gives_way():
    often = pair("h", "z", every=Every(days=1))
    found = plan([pair("h", "a"), often], day(1, 5), day(1, 6), policy=NO_WEEKEND)
    assert [(t.member, t.day) for t in found.talks] == [("z", day(1, 5)), ("a", day(1, 6))]
    assert [(u.member, u.due) for u in found.unplaced] == [("z", day(1, 6))]


def most_talks(tasks, open_days):
    """Count by trying every choice of days: (due, last) of talks of one leader."""
    best = 0
    for chosen in itertools.product(
        *[[None, *[d for d in open_days if a <= d <= b]] for a, b in tasks]
    ):
        used = [d for d in chosen if d is not None]
        if len(used) == len(set(used)):
            best = max(best, len(used))
    return best


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(2, 6)), min_size=1, max_size=3),
    st.sets(st.integers(0, 6), max_size=4),
)
def test_one_leader_holds_as_many_talks_as_any_plan_could(series, closed):
    since, until = day(1, 5), day(1, 11)
    pairs = [
        pair("h", f"m{i}", first=since + first * ONE, every=Every(days=step))
        for i, (first, step) in enumerate(series)
    ]
    skip = {since + n * ONE for n in closed}
    found = plan(pairs, since, until, skip=skip, policy=NO_WEEKEND)
    tasks = [(one.due, one.last) for one in (*found.talks, *found.unplaced)]
    open_days = [since + n * ONE for n in range(7) if since + n * ONE not in skip]
    assert len(found.talks) == most_talks(tasks, open_days)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_plan_verifies_and_none_depends_on_the_order_of_its_pairs(data):
    people = "abcde"
    couples = data.draw(
        st.lists(
            st.tuples(
                st.sampled_from(people), st.sampled_from(people), st.sampled_from(TalkKind)
            ).filter(lambda c: c[0] != c[1]),
            unique=True,
            max_size=7,
        )
    )
    pairs = [pair(a, b, kind=kind) for a, b, kind in couples]
    more = {
        "every": Every(days=data.draw(st.integers(1, 12))),
        "skip": data.draw(st.sets(st.dates(day(1, 1), day(1, 31)))),
        "policy": TalkPolicy(
            per_day=data.draw(st.integers(1, 3)), per_week=data.draw(st.none() | st.integers(1, 4))
        ),
    }
    found = plan(pairs, day(1, 1), day(1, 31), **more)
    assert found == plan(data.draw(st.permutations(pairs)), day(1, 1), day(1, 31), **more)


@pytest.mark.parametrize(
    "change",
    [
        {"day": day(1, 7)},  # later than needed
        {"day": day(1, 10)},  # a Saturday
        {"due": day(1, 6)},
        {"member": "b"},
        {"moved": Moved.LOAD},
    ],
)
def test_a_plan_that_was_changed_does_not_verify(change):
    found = plan([pair("h", "a")], day(1, 5), day(1, 30))
    talks = (attrs.evolve(found.talks[0], **change),)
    assert not attrs.evolve(found, talks=talks).verify()


def test_a_plan_without_a_talk_that_was_due_does_not_verify():
    found = plan([pair("h", "a")], day(1, 5), day(1, 30))
    assert not attrs.evolve(found, talks=()).verify()


# -- what the talks are about ----------------------------------------------------------------------


GAP = measure_gap(
    CompetencyProfile.of({"M.01": 2, "M.02": 4, "M.03": 3, "M.04": 2, "M.05": 2}),
    CompetencyProfile.of({"M.01": 4, "M.02": 3, "M.03": 4, "M.04": 3, "M.05": 5}),
)
TOPICS = Topics(
    goal=Text(id="Kepala Bappeda", en="Head of planning"),
    milestones=[
        Milestone(day=day(3, 1), text=Text(id="PKA", en="PKA")),
        Milestone(day=day(2, 1), text=Text(id="Uji", en="Test")),
    ],
    gap=GAP,
)


def test_the_goal_comes_first_then_milestones_then_the_largest_gaps_then_a_strength():
    found = plan([pair("h", "a", topics=TOPICS)], day(1, 15), day(3, 20))
    kinds = [[item.kind.value for item in talk.agenda] for talk in found.talks]
    assert kinds[0] == ["goal", "milestone", "mend", "mend", "mend", "keep"]
    told = [[i.text.en for i in t.agenda if i.kind is AgendaKind.MILESTONE] for t in found.talks]
    assert told == [["1 February 2026: Test"], ["1 March 2026: PKA"], []]
    assert "Public service from level 2 to level 5" in found.talks[0].agenda[2].text.en


def test_without_a_goal_the_talk_asks_for_one_in_both_languages():
    item = plan([pair("h", "a")], day(1, 5), day(1, 6)).talks[0].agenda[0]
    assert item.kind is AgendaKind.GOAL
    assert "tujuan karier" in item.prompt.id
    assert "long-term career goal" in item.prompt.en


def test_an_explanation_names_nobody_else_and_keeps_the_agenda_with_the_member():
    found = plan(
        [pair("kepala-1", "ani-2", topics=TOPICS), pair("kepala-1", "budi-3")], day(1, 5), day(1, 9)
    )
    member, leader = ("\n".join(found.explain(who, "en")) for who in ("ani-2", "kepala-1"))
    assert "Head of planning" in member
    assert "Head of planning" not in leader
    for text in (member, leader):
        assert not re.search("kepala-1|ani-2|budi-3", text)
    with pytest.raises(UnknownNameError) as error:
        found.explain("ani")
    assert "ani-2" not in str(error.value)


def test_rows_and_plain_data_tell_no_agenda():
    found = plan([pair("h", "a", topics=TOPICS)], day(1, 5), day(1, 9))
    assert "Head of planning" not in f"{found.rows()}{found.as_dict()}{found!r}"
    assert found.rows()[0]["day"] == day(1, 5)
    assert len(found.lines("en")) == 2


# -- audit -----------------------------------------------------------------------------------------


def outcomes(found):
    return {(t.member, t.planned, t.held): t.outcome for t in found.talks}


def test_held_late_missed_pending_and_unplanned():
    planned = plan([pair("h", "a"), pair("g", "b")], day(1, 5), day(5, 30))
    held = [
        TalkHeld(leader="h", member="a", day=day(1, 2)),
        TalkHeld(leader="h", member="a", day=day(2, 20)),
        TalkHeld(leader="h", member="a", day=day(2, 21)),
        TalkHeld(leader="h", member="x", day=day(2, 21)),
    ]
    found = audit_talks(planned, held, day(4, 10))
    assert found.verify()
    assert outcomes(found) == {
        ("a", day(1, 5), day(1, 2)): Outcome.HELD,
        ("a", day(2, 5), day(2, 20)): Outcome.LATE,
        ("a", None, day(2, 21)): Outcome.UNPLANNED,
        ("a", day(3, 5), None): Outcome.MISSED,
        ("a", day(4, 6), None): Outcome.PENDING,
        ("a", day(5, 5), None): Outcome.PENDING,
        ("x", None, day(2, 21)): Outcome.UNPLANNED,
        **{("b", day(m, 5), None): Outcome.MISSED for m in (1, 2, 3)},
        ("b", day(4, 6), None): Outcome.PENDING,
        ("b", day(5, 5), None): Outcome.PENDING,
    }
    rates = {one.leader: (one.rate, one.on_time) for one in found.leaders}
    assert rates == {"g": (0, 0), "h": (Fraction(2, 3), Fraction(1, 3))}
    assert "66,7 %" in "\n".join(found.lines())
    assert not re.search(
        r"\ba\b|\bx\b|\bg\b", "\n".join(found.explain("h", "en")).replace(" a ", " ")
    )


def test_a_leader_who_had_nothing_due_has_no_rate():
    planned = plan([pair("h", "a")], day(5, 4), day(5, 30))
    assert audit_talks(planned, [], day(4, 1)).leaders[0].rate is None


def test_talks_of_head_and_mentor_do_not_stand_for_each_other():
    planned = plan([pair("h", "a", kind="mentor")], day(1, 5), day(1, 30))
    found = audit_talks(planned, [TalkHeld(leader="h", member="a", day=day(1, 5))], day(3, 1))
    assert {t.outcome for t in found.talks} == {Outcome.MISSED, Outcome.UNPLANNED}


@settings(max_examples=60, deadline=None)
@given(st.sets(st.dates(day(1, 1), day(3, 31)), max_size=8), st.integers(1, 20), st.integers(0, 9))
def test_as_many_planned_talks_are_held_as_any_reading_could_find(held, step, early):
    planned = plan([pair("h", "a")], day(1, 1), day(3, 31), every=Every(days=step))
    done = [TalkHeld(leader="h", member="a", day=one) for one in held]
    found = audit_talks(planned, done, day(4, 1), early_days=early)
    assert found.verify()
    wide = audit_talks(planned, done, day(4, 1), early_days=early + 5)
    count = [
        sum(t.planned is not None and t.held is not None for t in f.talks) for f in (found, wide)
    ]
    assert count[0] <= count[1]
    windows = list(zip(days(planned), [*days(planned)[1:], dt.date.max], strict=True))
    reach = [[d for d in held if a - early * ONE <= d < b] for a, b in windows]
    taken = {}

    def augment(i, seen):
        for one in reach[i]:
            if one not in seen:
                seen.add(one)
                if one not in taken or augment(taken[one], seen):
                    taken[one] = i
                    return True
        return False

    assert count[0] == sum(augment(i, set()) for i in range(len(windows)))


def test_an_audit_that_was_changed_does_not_verify():
    planned = plan([pair("h", "a")], day(1, 5), day(1, 30))
    found = audit_talks(planned, [TalkHeld(leader="h", member="a", day=day(1, 5))], day(3, 1))
    for change in ({"outcome": Outcome.LATE}, {"held": None}, {"held": day(1, 20)}):
        assert not attrs.evolve(found, talks=(attrs.evolve(found.talks[0], **change),)).verify()
    assert found.leader_rows()[0]["rate"] == 1
    assert found.as_dict()["counts"]["held"] == 1


# -- the calendar file -----------------------------------------------------------------------------

AWKWARD = Topics(
    goal=Text(id="Kepala; Bidang, \\ Perencanaan\nKota – " + "é" * 90, en="Head"),
    gap=GAP,
)


def test_lines_are_folded_at_75_octets_and_end_as_the_standard_wants():
    found = plan([pair("h", "a", topics=AWKWARD)], day(1, 5), day(3, 30))
    text = found.to_icalendar(day(1, 1), key=KEY, with_agenda=True)
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "\n" not in "".join(lines)
    assert max(len(line.encode()) for line in lines) == 75


def test_the_calendar_is_read_back_by_another_library():
    icalendar = pytest.importorskip("icalendar")
    found = plan([pair("h", "a", topics=AWKWARD), pair("h", "b")], day(1, 5), day(3, 30))
    text = found.to_icalendar(day(1, 1), key=KEY, with_agenda=True)
    calendar = icalendar.Calendar.from_ical(text)
    events = calendar.walk("VEVENT")
    assert [event["DTSTART"].dt for event in events] == days(found)
    assert len({str(event["UID"]) for event in events}) == len(found.talks)
    notes = next(str(e["DESCRIPTION"]) for e in events if "Perencanaan" in e.get("DESCRIPTION", ""))
    assert "Kepala; Bidang, \\ Perencanaan\nKota – " + "é" * 90 in notes
    assert {str(e["SUMMARY"]) for e in events} == {
        "Dialog karier: atasan dan bawahan, h – a",
        "Dialog karier: atasan dan bawahan, h – b",
    }


def uids(text):
    return re.findall(r"UID:(.*)\r", text)


def test_the_name_of_a_talk_stays_when_it_moves_and_tells_of_nobody():
    pairs = [pair("197211052000031011", "budi")]
    before = plan(pairs, day(6, 1), day(7, 30)).to_icalendar(day(1, 1), key=KEY)
    after = plan(pairs, day(6, 1), day(7, 30), skip={day(6, 1)}).to_icalendar(day(2, 1), key=KEY)
    assert uids(before) == uids(after)
    assert before != after
    assert not any("budi" in uid or "1972" in uid for uid in uids(before))
    assert not set(uids(before)) & set(
        uids(plan(pairs, day(6, 1), day(7, 30)).to_icalendar(day(1, 1), key=KEY[::-1]))
    )


def test_the_calendar_of_one_person_names_nobody_and_has_no_agenda_unless_asked():
    found = plan(
        [pair("kepala", "ani", topics=TOPICS), pair("kepala", "budi")], day(1, 5), day(1, 30)
    )
    text = found.to_icalendar(day(1, 1), key=KEY, id="ani", lang="en")
    assert text.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:Career talk: head and staff\r\n" in text
    assert not re.search("kepala|ani\\b|budi|Head of planning", text)


# -- what is refused -------------------------------------------------------------------------------


def places(error):
    return [problem.where for problem in error.value.problems]


def test_everything_wrong_with_a_plan_is_said_at_once():
    twice = pair("h", "a")
    with pytest.raises(InvalidInputError) as error:
        schedule_talks([twice, ("h", "b"), twice], day(2, 1), day(1, 1), every=3, skip=7)
    assert places(error) == ["until", "every", "skip", "pairs[1]", "pairs[2]"]


def test_a_pair_with_itself_is_refused():
    for record in (TalkPair, TalkHeld):
        more = {"day": day(1, 1)} if record is TalkHeld else {}
        with pytest.raises(InvalidInputError, match="a pair with itself"):
            record(leader="a", member="a", **more)


def test_loads_and_weekends_that_make_no_sense_are_refused():
    with pytest.raises(InvalidInputError) as error:
        TalkPolicy(weekend=["funday"], per_day=0, per_week=-1)
    assert places(error) == ["weekend[0]", "per_day", "per_week"]
    with pytest.raises(InvalidInputError, match="whole week"):
        TalkPolicy(weekend=list(Weekday))


@pytest.mark.parametrize("wrong", [{}, {"months": -1}, {"days": 1.5}])
def test_an_interval_that_is_none_is_refused(wrong):
    with pytest.raises(InvalidInputError):
        Every(**wrong)


def test_a_first_day_outside_the_span_and_too_many_talks_are_refused():
    with pytest.raises(InvalidInputError) as error:
        plan([pair("h", "a", first=day(1, 4))], day(1, 5), day(1, 9))
    assert places(error) == ["pairs[0].first"]
    with pytest.raises(InvalidInputError, match="over 100000 talks"):
        plan(
            [pair("h", f"m{i}") for i in range(9)],
            day(1, 1, 1900),
            day(1, 1, 2200),
            every=Every(days=1),
        )


def test_topics_that_are_none_are_refused():
    with pytest.raises(InvalidInputError) as error:
        Topics(goal="Kepala", milestones=["2026"], gap=3, strengths=4)
    assert places(error) == ["goal", "milestones[0]", "gap", "strengths"]


def test_everything_wrong_with_an_audit_is_said_at_once():
    held = TalkHeld(leader="h", member="a", day=day(3, 2))
    with pytest.raises(InvalidInputError) as error:
        audit_talks([1], [held, held], day(3, 1), early_days=-1, grace_days=True)
    assert places(error) == [
        "early_days",
        "grace_days",
        "planned[0]",
        "held[0].day",
        "held[1]",
        "held[1].day",
    ]


@pytest.mark.parametrize("key", ["text", b"short"])
def test_a_calendar_needs_a_key(key):
    with pytest.raises(InvalidInputError, match="is no key"):
        plan([], day(1, 1), day(1, 2)).to_icalendar(day(1, 1), key=key)
