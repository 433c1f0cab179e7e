import datetime as dt
import itertools

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import ANYTHING, DAY, FLAG, PERCENT, REGISTER

from asn_career import national_rulebook, samples
from asn_career.competencies import CompetencyProfile
from asn_career.conditions import Compare, Const
from asn_career.errors import InvalidInputError
from asn_career.facts import Fact, Subject
from asn_career.findings import Op, Truth
from asn_career.people import Agency, Appointment, Employee
from asn_career.positions import Position, Post, Unit
from asn_career.projection import appoint
from asn_career.rulebook import Rule, Rulebook
from asn_career.succession import (
    EmptyReason,
    ForecastPolicy,
    Held,
    SuccessionPlanPolicy,
    VacancyReason,
    forecast_vacancies,
    plan_succession,
)
from asn_career.terms import Capacity, MoveKind, PositionKind, PositionLevel, Question, Status
from asn_career.values import ValueType

TODAY, END = dt.date(2026, 11, 21), dt.date(2028, 12, 31)
STANDARD = CompetencyProfile.of({"M.01": 2}, scale=5)
DAYS = (dt.date(2027, 1, 1), dt.date(2027, 7, 1), dt.date(2028, 1, 1))


def position(name, kind=PositionKind.ADMINISTRATOR):
    return Position(id=name, name=name, kind=kind, fields=(name,), standard=STANDARD)


def post(name, holder=None, kind=PositionKind.ADMINISTRATOR):
    return Post(id=f"j-{name}", position=position(name, kind), unit="u", holder=holder)


def person(name, at=None, since=dt.date(2020, 1, 1), **more):
    held = (
        ()
        if at is None
        else (Appointment(position=at.position, unit="u", since=since, post=at.id),)
    )
    return Employee(
        id=name, birth_date=dt.date(1980, 1, 1), status=Status.PNS, appointments=held, **more
    )


def agency(posts, people):
    return Agency(id="a", name="A", units=[Unit(id="u", name="U")], posts=posts, employees=people)


def law(fits, *, opens=None, forms=None, retires=None):
    """Return a law in which fit, permission and form of each move are given by hand.

    ``fits`` and ``opens`` are by person and field of the post, ``forms`` by person.
    """
    opens, forms, retires = opens or {}, forms or {}, retires or {}

    def pair(table, missing):
        return lambda view: table.get((view.person().id, view.target().all_fields[0]), missing)

    fit = Fact(
        name="fit", value_type=PERCENT, text=ANYTHING, subject=Subject.PAIR, read=pair(fits, None)
    )
    may = Fact(
        name="may", value_type=FLAG, text=ANYTHING, subject=Subject.PAIR, read=pair(opens, True)
    )
    form = Fact(
        name="form",
        value_type=ValueType.word(MoveKind),
        text=ANYTHING,
        read=lambda view: forms.get(view.person().id, MoveKind.VERTICAL),
    )
    day = Fact(
        name="today", value_type=DAY, text=ANYTHING, subject=Subject.DAY, read=lambda v: v.as_of
    )
    pension = Fact(
        name="pension",
        value_type=DAY,
        text=ANYTHING,
        read=lambda view: retires.get(view.person().id, dt.date(2100, 1, 1)),
    )
    yes = Const(value=True, value_type=FLAG)
    asked = {
        "uji.may": (Question.APPOINT, Compare(may, Op.EQ, yes)),
        "uji.form": (Question.MOVE, form),
        "uji.retired": (Question.RETIRE, Compare(day, Op.GE, pension)),
        "uji.fit": (Question.COMPETENCE, fit),
    }
    return Rulebook.build(
        "uji",
        instruments=REGISTER,
        tables={},
        facts=[fit, may, form, day, pension],
        rules=[
            Rule(
                name=name,
                text=ANYTHING,
                question=question,
                source="uji-1:1",
                since=dt.date(2000, 1, 1),
                node=node,
            )
            for name, (question, node) in asked.items()
        ],
    )


def percent(number):
    return number * 100


@st.composite
def worlds(draw):
    """Small agencies: up to four planned posts, one of another level, up to five people."""
    planned = [post(f"p{i}") for i in range(draw(st.integers(1, 4)))]
    other = post("lain", kind=PositionKind.PENGAWAS)
    seats = draw(st.permutations([*planned, other, None, None, None, None]))
    people = [person(f"E{i}", seat) for i, seat in enumerate(seats[: draw(st.integers(1, 5))])]
    held = {p.appointments[0].post: p.id for p in people if p.appointments}
    posts = [attrs.evolve(p, holder=held.get(p.id)) for p in (*planned, other)]
    fields = [p.position.fields[0] for p in posts]
    pairs = [(p.id, field) for p in people for field in fields]
    numbers = st.one_of(st.none(), st.integers(0, 12).map(percent), st.integers(0, 3).map(percent))
    book = law(
        {pair: draw(numbers) for pair in pairs},
        opens={pair: draw(st.sampled_from([True, True, True, False, None])) for pair in pairs},
        forms={
            p.id: draw(st.sampled_from([MoveKind.VERTICAL, MoveKind.HORIZONTAL])) for p in people
        },
        retires={
            p.id: draw(st.sampled_from([dt.date(2100, 1, 1)] * 4 + [DAYS[0], DAYS[1]]))
            for p in people
        },
    )
    policy = SuccessionPlanPolicy(
        score="uji.fit",
        levels=["administrator"],
        days=DAYS,
        move_cost=draw(st.integers(0, 3)),
        empty_cost=draw(st.integers(0, 8)),
        min_stay_months=draw(st.sampled_from([0, 12])),
        locked_posts=draw(st.lists(st.sampled_from([p.id for p in posts]), max_size=1)),
        locked_people=draw(st.lists(st.sampled_from([p.id for p in people]), max_size=1)),
    )
    return agency(posts, people), book, policy


def best_by_hand(city, book, policy, day):
    """Return the highest gain of a round and the fewest moves that reach it, trying everything."""
    cost, empty = int(policy.move_cost) * 100, int(policy.empty_cost) * 100
    gone = {p.id for p in city.employees if book.check("uji.retired", p, day).truth is Truth.YES}
    planned = [
        p
        for p in city.posts
        if p.position.level in policy.levels and p.id not in policy.locked_posts
    ]
    seat = {p.holder: p.id for p in city.posts if p.holder and p.holder not in gone}
    free = [
        p
        for p in city.employees
        if p.id not in gone
        and p.id not in policy.locked_people
        and seat.get(p.id) not in policy.locked_posts
        and (
            not p.appointments
            or policy.min_stay_months == 0
            or p.appointments[-1].since.year < 2027
        )
    ]
    where = {p.id: p for p in city.posts}
    gains, column = {}, {p.id: [] for p in planned}
    for who, goal in itertools.product(free, planned):
        lawful = book.check("uji.may", who, day, post=attrs.evolve(goal, holder=None)).truth
        fit = book.score("uji.fit", who, day, post=goal).whole
        home = where.get(seat.get(who.id))
        base = 0
        if (
            book.score("uji.form", who, day).value is MoveKind.HORIZONTAL
            and home is not None
            and home.position.level in policy.levels
        ):
            base = book.score("uji.fit", who, day, post=home).whole
        known = fit is not None and base is not None
        answer = lawful.name if lawful is not Truth.YES or not known else fit
        column[goal.id].append("NO" if lawful is Truth.NO else answer)
        if lawful is Truth.YES and known:
            gains[who.id, goal.id] = fit - base - cost
    ids = {p.id for p in planned}
    choices = []
    for who in free:
        own = seat.get(who.id)
        alike = column.get(own)
        goals = [
            goal
            for goal in ids
            if (who.id, goal) in gains and goal != own and column[goal] != alike
        ]
        choices.append([None, *goals])
    best = (0, 0)
    fixed = {post for one, post in seat.items() if one not in {p.id for p in free}}
    for chosen in itertools.product(*choices):
        after = [goal or seat.get(who.id) for who, goal in zip(free, chosen, strict=True)]
        taken = [p for p in after if p in ids]
        if len(set(taken)) < len(taken) or set(taken) & fixed:
            continue
        moves = [(w.id, g) for w, g in zip(free, chosen, strict=True) if g]
        before = [p for w in free if (p := seat.get(w.id)) in ids]
        gain = sum(gains[m] for m in moves) + empty * (len(taken) - len(before))
        best = max(best, (gain, -len(moves)))
    return best[0], -best[1]


@settings(max_examples=200, deadline=None)
@given(worlds())
def test_a_round_is_as_good_as_trying_everything(world):
    city, book, policy = world
    plan = plan_succession(city, TODAY, END, rulebook=book, policy=policy)
    first = plan.rounds[0]
    assert (first.gain, len(first.moves)) == best_by_hand(city, book, policy, first.day)
    assert plan.verify()


@settings(max_examples=150, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_every_move_is_lawful_on_its_day_and_no_lock_is_broken(world, order):
    city, book, policy = world
    plan = plan_succession(city, TODAY, END, rulebook=book, policy=policy)
    people = {p.id: p for p in city.employees}
    seat = {p.holder: p.id for p in city.posts if p.holder}
    for each in plan:
        moved = [move.person for move in each.moves]
        assert len(set(moved)) == len(moved)
        assert each.gain >= each.greedy_gain
        for move in each.moves:
            who = people[move.person]
            target = attrs.evolve(city.post(move.post.id), holder=None)
            assert book.check("uji.may", who, each.day, post=target).truth is Truth.YES
            assert book.check("uji.retired", who, each.day).truth is not Truth.YES
            assert not {move.post.id, seat.get(move.person)} & set(policy.locked_posts)
            assert move.person not in policy.locked_people
            assert move.left == seat.get(move.person)
            held = who.appointment_on(each.day)
            if policy.min_stay_months and held is not None:
                assert each.day.replace(year=each.day.year - 1) >= held.since
        for move in each.moves:
            seat[move.person] = move.post.id
            people[move.person] = appoint(people[move.person], move.post, each.day)
        retired = {
            id
            for id, p in people.items()
            if book.check("uji.retired", p, each.day).truth is Truth.YES
        }
        sitting = [p for id, p in seat.items() if id not in retired]
        assert len(set(sitting)) == len(sitting)
        vacant = {
            p.id for p in city.posts if p.position.level in policy.levels and p.id not in sitting
        }
        assert {one.post.id for one in each.empty} == vacant
    mixed = list(city.employees)
    order.shuffle(mixed)
    again = plan_succession(agency(city.posts, mixed), TODAY, END, rulebook=book, policy=policy)
    assert again.as_dict() == plan.as_dict()


def chain_of_three():
    """Return A and B in posts, C outside; the top post is vacant, and each can go up one step."""
    top, middle, low = post("top"), post("middle", "A"), post("low", "B")
    people = [person("A", middle), person("B", low), person("C")]
    opens = {
        (who, field): (who, field) in {("A", "top"), ("B", "middle"), ("C", "low")}
        for who in "ABC"
        for field in ("top", "middle", "low")
    }
    fits = {pair: percent(50) for pair in opens}
    return agency([top, middle, low], people), law(fits, opens=opens)


POLICY = SuccessionPlanPolicy(score="uji.fit", levels=["administrator"], days=DAYS[:1])


def test_a_chain_is_found_and_told():
    city, book = chain_of_three()
    plan = plan_succession(city, TODAY, END, rulebook=book, policy=POLICY)
    (only,) = plan.rounds
    assert only.chains == (("A", "B", "C"),)
    assert [(m.person, m.left, m.post.id) for m in only.moves] == [
        ("A", "j-middle", "j-top"),
        ("B", "j-low", "j-middle"),
        ("C", None, "j-low"),
    ]
    assert plan.gain == 3 * percent(50)
    assert plan.verify()
    text = "\n".join(plan.explain("B", "en"))
    assert "j-middle" in text
    assert "A:" not in text
    assert "j-top" not in text
    assert plan.lines("en")[-1] == "A result advises, a person decides."
    assert plan.rows()[0]["gain"] == 50


def test_one_chair_at_a_time_takes_the_best_for_a_chair_that_is_better_elsewhere():
    first, second = post("a"), post("b")
    fits = {("A", "a"): 9000, ("A", "b"): 8500, ("B", "a"): 8000, ("B", "b"): 0}
    city = agency([first, second], [person("A"), person("B")])
    plan = plan_succession(city, TODAY, END, rulebook=law(fits), policy=POLICY)
    assert (plan.gain, plan.greedy_gain) == (16500, 9000)
    assert plan.verify()


def test_nobody_is_moved_between_posts_that_nothing_tells_apart():
    seat = post("a", "A")
    city = agency([seat, post("b")], [person("A", seat)])
    same = {("A", "a"): percent(50), ("A", "b"): percent(50)}
    plan = plan_succession(city, TODAY, END, rulebook=law(same), policy=POLICY)
    assert plan.moves == ()
    better = {("A", "a"): percent(50), ("A", "b"): percent(51)}
    plan = plan_succession(city, TODAY, END, rulebook=law(better), policy=POLICY)
    assert [move.post.id for move in plan.moves] == ["j-b"]


def test_what_stays_empty_says_why():
    names = ("locked", "nobody", "unknown", "dear", "reserved")
    posts = [post(name) for name in names]
    opens = {("A", n): {"nobody": False, "unknown": None}.get(n, True) for n in names}
    coming = Appointment(
        position=posts[4].position, unit="u", since=dt.date(2028, 5, 1), post="j-reserved"
    )
    city = agency(posts, [person("A"), person("B", assessments=())])
    city = attrs.evolve(
        city,
        employees=[person("A"), attrs.evolve(person("B"), appointments=(coming,))],
    )
    policy = attrs.evolve(POLICY, locked_posts=("j-locked",), move_cost=60)
    fits = {("A", n): percent(50) for n in names}
    plan = plan_succession(city, TODAY, END, rulebook=law(fits, opens=opens), policy=policy)
    (only,) = plan.rounds
    assert {one.post.id: one.reason for one in only.empty} == {
        "j-locked": EmptyReason.LOCKED,
        "j-nobody": EmptyReason.NOBODY,
        "j-unknown": EmptyReason.UNKNOWN,
        "j-dear": EmptyReason.NO_GAIN,
        "j-reserved": EmptyReason.RESERVED,
    }
    assert only.held == {"B": Held.DECIDED}
    assert plan.verify()


def test_who_may_not_be_judged_is_listed_as_unknown_not_last():
    city = agency([post("a")], [person("A"), person("B")])
    book = law({("A", "a"): 100, ("B", "a"): 9000}, opens={("B", "a"): None})
    plan = plan_succession(city, TODAY, END, rulebook=book, policy=POLICY)
    assert plan.unknown == {"B": (DAYS[0], ("may",))}
    assert [m.person for m in plan.moves] == ["A"]
    assert "may" in "\n".join(plan.explain("B", "en"))


def test_a_horizontal_move_needs_the_score_for_the_post_that_is_left():
    seat = post("b", "A")
    city = agency([post("a"), seat], [person("A", seat)])
    forms = {"A": MoveKind.HORIZONTAL}
    known = {("A", "a"): percent(90), ("A", "b"): percent(70)}
    plan = plan_succession(city, TODAY, END, rulebook=law(known, forms=forms), policy=POLICY)
    assert (plan.gain, plan.moves[0].base) == (percent(20), percent(70))
    half = {("A", "a"): percent(90)}
    plan = plan_succession(city, TODAY, END, rulebook=law(half, forms=forms), policy=POLICY)
    assert (plan.moves, plan.unknown) == ((), {"A": (DAYS[0], ("fit",))})


def test_a_move_becomes_a_record_for_the_next_round_and_the_agency():
    city, book = chain_of_three()
    policy = attrs.evolve(POLICY, days=DAYS)
    plan = plan_succession(city, TODAY, END, rulebook=book, policy=policy)
    assert [len(each.moves) for each in plan] == [3, 0, 0]
    after = plan.apply_to(city)
    assert after.employee("A").appointment_on(DAYS[0]).post == "j-top"
    forecast = forecast_vacancies(after, TODAY, END, rulebook=book)
    assert [(v.post.id, v.until) for v in forecast] == [("j-top", dt.date(2026, 12, 31))]


def test_the_minimum_stay_counts_from_the_appointment():
    seat = post("b", "A")
    city = agency([post("a"), seat], [person("A", seat, since=dt.date(2026, 1, 1))])
    policy = attrs.evolve(POLICY, days=DAYS, min_stay_months=18)
    fits = {("A", "a"): percent(90), ("A", "b"): percent(10)}
    plan = plan_succession(city, TODAY, END, rulebook=law(fits), policy=policy)
    assert [each.held.get("A") for each in plan] == [Held.MIN_STAY, None, Held.MIN_STAY]
    assert [len(each.moves) for each in plan] == [0, 1, 0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"score": "uji.fitt"}, ["policy.score", "did you mean 'uji.fit'"]),
        ({"score": "uji.may"}, ["does not answer with a number"]),
        ({"gates": ("uji.mai",)}, ["policy.gates[0]", "uji.may"]),
        ({"locked_posts": ("j-top", "j-topp")}, ["policy.locked_posts[1]", "j-top"]),
        ({"locked_people": ("Z",)}, ["policy.locked_people[0]"]),
        ({"days": (dt.date(2040, 1, 1),)}, ["no round"]),
    ],
)
def test_what_the_policy_asks_for_has_to_exist(change, words):
    city, book = chain_of_three()
    with pytest.raises(InvalidInputError) as caught:
        plan_succession(city, TODAY, END, rulebook=book, policy=attrs.evolve(POLICY, **change))
    assert all(word in str(caught.value) for word in words)


def test_a_policy_says_all_that_is_wrong_at_once():
    with pytest.raises(InvalidInputError) as caught:
        SuccessionPlanPolicy(
            score="", levels=["administrators"], move_cost="-1", days=["soon"], limit=1000
        )
    text = str(caught.value)
    for word in ("score", "did you mean 'administrator'", "below 0", "days[0]", "limit"):
        assert word in text


def test_a_planned_post_without_a_standard_is_refused():
    bare = attrs.evolve(post("a"), position=attrs.evolve(position("a"), standard=None))
    with pytest.raises(InvalidInputError) as caught:
        plan_succession(agency([bare], []), TODAY, END, rulebook=law({}), policy=POLICY)
    assert "has no competency standard" in str(caught.value)
    assert "Hint: Position(standard=...)" in str(caught.value)


def test_a_plan_knows_when_it_is_stale():
    city, book = chain_of_three()
    key = b"sixteen bytes and more"
    plan = plan_succession(city, TODAY, END, rulebook=book, policy=POLICY, key=key)
    assert not plan.is_stale(city, rulebook=book, key=key)
    assert plan.is_stale(plan.apply_to(city), rulebook=book, key=key)
    assert plan.is_stale(city, rulebook=book.as_known_on(TODAY), key=key)
    without = plan_succession(city, TODAY, END, rulebook=book, policy=POLICY)
    assert without.provenance.inputs is None
    with pytest.raises(InvalidInputError, match="no hash"):
        without.is_stale(city, rulebook=book)
    with pytest.raises(InvalidInputError, match="key"):
        plan_succession(city, TODAY, END, rulebook=book, policy=POLICY, key=b"short")


# -- vacancies ---------------------------------------------------------------------------------


def test_vacancies_come_from_pensions_terms_and_moves_on_record():
    a, b, c, d = post("a", "A"), post("b", "B"), post("c", "C"), post("d")
    term = attrs.evolve(person("B", b).appointments[0], until=dt.date(2027, 3, 31))
    move = (
        attrs.evolve(person("C", c).appointments[0], until=dt.date(2027, 5, 31)),
        Appointment(position=d.position, unit="u", since=dt.date(2027, 6, 1), post="j-d"),
    )
    people = [
        person("A", a),
        attrs.evolve(person("B"), appointments=(term,)),
        attrs.evolve(person("C"), appointments=move),
    ]
    book = law({}, retires={"A": dt.date(2027, 2, 1)})
    found = forecast_vacancies(agency([a, b, c, d], people), TODAY, END, rulebook=book)
    assert [(v.post.id, v.since, v.until, v.reason, v.left, v.follows) for v in found] == [
        ("j-d", TODAY, dt.date(2027, 5, 31), VacancyReason.ALREADY, None, "C"),
        ("j-a", dt.date(2027, 2, 1), None, VacancyReason.RETIREMENT, "A", None),
        ("j-b", dt.date(2027, 4, 1), None, VacancyReason.TERM_END, "B", None),
        ("j-c", dt.date(2027, 6, 1), None, VacancyReason.MOVE, "C", None),
    ]
    assert found.verify()
    months = {first: (len(new), open_) for first, new, open_ in found.by_month()}
    assert months[dt.date(2026, 11, 1)] == (1, 1)
    assert months[dt.date(2027, 6, 1)] == (1, 3)
    assert not any(id in line for line in found.explain("C", "en") for id in ("j-a", "A:", "(B)"))
    assert not attrs.evolve(found, vacancies=found.vacancies[::-1]).verify()


def test_two_people_on_record_for_one_post_are_refused():
    a, b = post("a", "A"), post("b", "B")
    coming = Appointment(position=a.position, unit="u", since=dt.date(2027, 6, 1), post="j-a")
    second = person("B", b).with_records(attrs.evolve(coming, assumed=True))
    with pytest.raises(InvalidInputError, match="one post a person"):
        forecast_vacancies(agency([a, b], [person("A", a), second]), TODAY, END, rulebook=law({}))


def test_the_forecast_of_a_city_agrees_with_its_pension_days():
    national, city = national_rulebook(), samples.regency()
    found = forecast_vacancies(city, TODAY, END, rulebook=national)
    retired = {v.left: v.since for v in found if v.reason is VacancyReason.RETIREMENT}
    for who in city.employees:
        day = national.score("retirement.pension_day", who, TODAY).value
        holds = any(p.holder == who.id for p in city.posts)
        assert (retired.get(who.id) is not None) == (holds and TODAY <= day <= END) or day <= TODAY
        assert retired.get(who.id) in {None, max(day, TODAY)}
    assert found.verify()
    levels = ForecastPolicy(levels=["administrator"])
    some = forecast_vacancies(city, TODAY, END, rulebook=national, policy=levels)
    assert [v.post.id for v in some] == [
        v.post.id for v in found if v.post.position.level is PositionLevel.ADMINISTRATOR
    ]


def test_acting_holders_leave_a_post_vacant():
    a = post("a")
    acting = Appointment(
        position=a.position,
        unit="u",
        since=dt.date(2026, 1, 1),
        capacity=Capacity.PLT,
        post="j-a",
    )
    who = attrs.evolve(person("A"), appointments=(acting,))
    (found,) = forecast_vacancies(agency([a], [who]), TODAY, END, rulebook=law({}))
    assert (found.reason, found.follows) == (VacancyReason.ALREADY, None)


def test_without_days_a_round_comes_when_appraisals_are_signed():
    policy = SuccessionPlanPolicy(score="x.score")
    days = policy.days_between(dt.date(2026, 11, 21), dt.date(2027, 12, 31))
    assert days == (dt.date(2027, 2, 1), dt.date(2027, 8, 1))
