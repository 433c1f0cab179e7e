"""The workforce of the years ahead: nobody is lost or made, and every number by hand."""

import datetime as dt
import itertools
import random
from collections import Counter
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_succession_plan import STANDARD, law
from worlds import position

from asn_career import national_rulebook, samples
from asn_career.errors import InvalidInputError
from asn_career.people import Agency, Appointment, Employee, RankHeld, Release
from asn_career.positions import Post, Unit
from asn_career.succession import BenchPolicy, Readiness, forecast_vacancies, rate_bench
from asn_career.terms import PositionLevel
from asn_career.workforce import (
    Ladder,
    Rate,
    WorkforceRates,
    backtest_workforce,
    estimate_rates,
    forecast_workforce,
)
from asn_career.workforce.estimating import count_people
from asn_career.workforce.ladder import Pensions, post_on
from asn_career.workforce.reckoning import reckon

BOOK = national_rulebook()
TODAY = dt.date(2026, 11, 21)
START = dt.date(2015, 1, 1)
LEVELS = ("ahli_pertama", "ahli_muda", "ahli_madya")
POSITIONS = {level: position(PositionLevel(level)) for level in LEVELS}


def year(number):
    return dt.date(2026 + number, 11, 21)


def held(level, since=START, until=None, unit="u"):
    return Appointment(position=POSITIONS[level], unit=unit, since=since, until=until)


def person(id, *appointments, born=dt.date(1985, 5, 17), **more):
    return Employee(id=id, birth_date=born, status="pns", appointments=appointments, **more)


def agency(*people, posts=()):
    unit = Unit(id="u", name="U")
    return Agency(id="a", name="A", units=[unit], posts=posts, employees=people)


def forecast(city, years=2, *, rates, rulebook=BOOK, **more):
    found = forecast_workforce(city, TODAY, year(years), rates=rates, rulebook=rulebook, **more)
    assert found.verify()
    for lang in ("id", "en"):
        assert found.lines(lang)
    assert len(found.rows()) == len(found.flows)
    assert found.as_dict()["kind"] == "workforce_forecast"
    return found


def ends(found, number=1):
    return {flow.step: flow.end for flow in found.of(year(number))}


RATES = WorkforceRates(
    leaving={"ahli_pertama": "0.1", "ahli_muda": "0.05", "ahli_madya": 0},
    moves={("ahli_pertama", "ahli_muda"): "0.2", ("ahli_muda", "ahli_madya"): Fraction(1, 3)},
    intake={"ahli_pertama": "1.5"},
)

# -- the forecast ----------------------------------------------------------------------------------


def test_a_year_by_hand():
    city = agency(*(person(f"p-{i}", held("ahli_pertama")) for i in range(10)))
    found = forecast(city, rates=RATES)
    assert ends(found) == {
        "ahli_pertama": 10 - 1 - 2 + Fraction(3, 2),
        "ahli_muda": 2,
        "ahli_madya": 0,
    }
    first = found.of(year(1))[0]
    assert (first.left, first.moved_out, first.intake) == (1, 2, Fraction(3, 2))
    assert ends(found, 2)["ahli_madya"] == Fraction(2, 3)
    assert found.total(year(1)) == 10 - 1 + Fraction(3, 2)


def test_the_pension_day_is_that_of_the_law():
    # 58 years in JF ahli muda: born in March 1969, pension on 1 April 2027.
    leaving = dict.fromkeys(LEVELS, 0)
    city = agency(person("old", held("ahli_muda"), born=dt.date(1969, 3, 9)))
    found = forecast(city, rates=WorkforceRates(leaving=leaving))
    assert [flow.retired for flow in found.of(year(1)) if flow.step == "ahli_muda"] == [1]
    assert found.total(year(1)) == 0


def test_a_promotion_changes_the_pension_day():
    # 60 years in JF ahli madya: whoever rises in time stays two years longer.
    leaving = dict.fromkeys(LEVELS, 0)
    rates = WorkforceRates(leaving=leaving, moves={("ahli_muda", "ahli_madya"): "0.5"})
    city = agency(person("old", held("ahli_muda"), born=dt.date(1970, 3, 9)))
    found = forecast(city, 4, rates=rates)
    assert ends(found, 1) == {"ahli_muda": Fraction(1, 2), "ahli_madya": Fraction(1, 2)}
    assert ends(found, 2) == {"ahli_muda": 0, "ahli_madya": Fraction(1, 2)}
    assert ends(found, 3)["ahli_madya"] == Fraction(1, 2)
    assert ends(found, 4)["ahli_madya"] == 0


def test_who_is_past_the_pension_day_is_not_counted_and_who_has_none_is_named():
    city = agency(*(person(id, held("ahli_muda")) for id in ("late", "dark", "young")))
    book = law({}, retires={"late": dt.date(2026, 1, 1), "dark": None})
    found = forecast(city, rates=RATES, rulebook=book)
    assert (found.past, found.unknown) == (("late",), ("dark",))
    assert sum(flow.start for flow in found.of(year(1))) == 2


def test_a_step_without_rates_is_unknown_and_so_is_what_is_reached_from_it():
    city = agency(person("a", held("ahli_pertama")), person("b", held("ahli_madya")))
    rates = attrs.evolve(RATES, leaving={"ahli_muda": "0.05", "ahli_madya": 0})
    found = forecast(city, 2, rates=rates)
    assert ends(found) == {"ahli_pertama": None, "ahli_muda": None, "ahli_madya": 1}
    assert ends(found, 2)["ahli_madya"] is None
    assert found.total(year(1)) is None
    assert ends(forecast(city, 1, rates=rates.fill("0.1"))) == ends(forecast(city, 1, rates=RATES))


def paths(step, years, retires, rates):
    """Yield every way of one person through the years, with its chance; None is gone."""
    if years == 0:
        yield (step,), Fraction(1)
        return
    if step is None or retires == 0:
        options = {None: Fraction(1)}
    else:
        options = {end: rate.value for (start, end), rate in rates.moves.items() if start == step}
        options[None] = rates.leaving[step].value
        options[step] = 1 - sum(options.values())
    for after, chance in options.items():
        for rest, more in paths(after, years - 1, retires - 1, rates):
            if chance:
                yield (step, *rest), chance * more


SHARES = st.fractions(0, Fraction(1, 3), max_denominator=6)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(LEVELS), st.integers(0, 3)), min_size=1, max_size=3),
    st.lists(SHARES, min_size=5, max_size=5),
    st.integers(1, 3),
)
def test_expected_numbers_and_their_spread_are_those_of_all_ways_together(people, shares, years):
    rates = WorkforceRates(
        leaving=dict(zip(LEVELS, shares[:3], strict=True)),
        moves={("ahli_pertama", "ahli_muda"): shares[3], ("ahli_muda", "ahli_madya"): shares[4]},
    )
    days = {f"p-{i}": dt.date(2027 + n, 1, 1) for i, (_, n) in enumerate(people)}
    city = agency(*(person(f"p-{i}", held(level)) for i, (level, _) in enumerate(people)))
    found = forecast(city, years, rates=rates, rulebook=law({}, retires=days))
    ways = [list(paths(level, years, retires, rates)) for level, retires in people]
    for number in range(1, years + 1):
        for flow in found.of(year(number)):
            counts = Counter()
            for together in itertools.product(*ways):
                chance = Fraction(1)
                for _, one in together:
                    chance *= one
                counts[sum(way[number] == flow.step for way, _ in together)] += chance
            mean = sum(n * chance for n, chance in counts.items())
            assert flow.end == mean
            assert flow.variance == sum((n - mean) ** 2 * chance for n, chance in counts.items())


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(LEVELS), st.integers(0, 4)), st.integers(1, 50), min_size=1
    ),
    st.dictionaries(st.sampled_from(LEVELS), SHARES),
    st.dictionaries(
        st.permutations(LEVELS).map(lambda three: tuple(three[:2])), SHARES, max_size=2
    ),
    st.dictionaries(st.sampled_from(LEVELS), st.integers(0, 9)),
)
def test_nobody_is_lost_or_made(people, leaving, moves, intake):
    rates = WorkforceRates(leaving=leaving, moves=moves, intake=intake)
    cohorts = {
        (level, tuple((other, of_year) for other in LEVELS) if of_year else ()): many
        for (level, of_year), many in people.items()
    }
    flows = reckon(cohorts, rates, [year(n) for n in range(4)])
    base = forecast(agency(), rates=rates)
    assert attrs.evolve(base, flows=flows).verify()
    known = [flow for flow in flows if flow.end is not None]
    for flow in known:
        gone = flow.retired + flow.left + flow.moved_out
        assert flow.end == flow.start - gone + flow.moved_in + flow.intake >= 0
    for number in range(1, 4):
        inside = [flow for flow in flows if flow.until == year(number)]
        if all(flow.end is not None for flow in inside):
            assert sum(f.moved_in for f in inside) == sum(f.moved_out for f in inside)
    if flows and len(known) == len(flows):
        came = sum(flow.intake for flow in flows)
        went = sum(flow.retired + flow.left for flow in flows)
        last = sum(flow.end for flow in flows if flow.until == year(3))
        assert last == sum(people.values()) + came - went


def test_rates_counted_from_few_widen_the_range():
    city = agency(*(person(f"p-{i}", held("ahli_pertama")) for i in range(50)))
    given = WorkforceRates(leaving={"ahli_pertama": "0.1"}, intake={"ahli_pertama": 4})
    counted = attrs.evolve(
        given,
        leaving={"ahli_pertama": Rate.counted(10, 100)},
        intake={"ahli_pertama": Rate.counted(12, 3)},
    )
    sure, doubted = (forecast(city, 1, rates=rates).flows[0] for rates in (given, counted))
    assert (sure.end, sure.variance) == (doubted.end, doubted.variance)
    assert sure.rate_variance == 0
    # 50 people times a share of variance 0.1 x 0.9 / 100, and a mean of 12 in three years.
    assert doubted.rate_variance == 50**2 * Fraction(9, 10_000) + Fraction(4, 3)
    low, high = doubted.range
    assert low < sure.range[0] < sure.range[1] < high
    full = attrs.evolve(given, leaving={"ahli_pertama": Rate.counted(100, 100)})
    assert forecast(city, 1, rates=full).flows[0].rate_variance == 0


def test_the_range_holds_what_chance_makes_of_the_rates():
    city = agency(*(person(f"p-{i}", held("ahli_pertama")) for i in range(60)))
    found = {flow.step: flow for flow in forecast(city, 3, rates=RATES).of(year(3))}
    dice = random.Random(20261122)  # noqa: S311 - a test needs no secrecy
    inside = Counter()
    for _ in range(400):
        steps = ["ahli_pertama"] * 60
        for _ in range(3):
            later = []
            for step in steps:
                chance, left = dice.random(), float(RATES.leaving[step].value)
                moves = [(b, float(r.value)) for (a, b), r in RATES.moves.items() if a == step]
                if chance < left:
                    continue
                rises = moves and chance < left + moves[0][1]
                later.append(moves[0][0] if rises else step)
            # Poisson: arrivals until their waits make a year of 1.5
            wait = dice.expovariate(1.5)
            while wait < 1:
                later.append("ahli_pertama")
                wait += dice.expovariate(1.5)
            steps = later
        for step, flow in found.items():
            inside[step] += flow.range[0] <= steps.count(step) <= flow.range[1]
    assert all(inside[step] > 0.9 * 400 for step in found)


def test_the_shortcut_to_the_pension_day_changes_nothing():
    city = samples.surakarta(employees=600)
    units = frozenset(unit.id for unit in city.units)
    for since in (dt.date(2013, 6, 1), TODAY):
        until = since.replace(year=since.year + 5)
        fast, slow = (Pensions(BOOK, since, until) for _ in range(2))
        slow._same = False  # every pension day is looked for day by day
        for who in city.employees[::15]:
            now = post_on(who, since, units)
            if now is not None:
                assert fast.find(who, now, since) == slow.find(who, now, since)


# -- posts and benches -----------------------------------------------------------------------------


def test_posts_and_benches_are_told_year_by_year():
    places = [attrs.evolve(POSITIONS["ahli_muda"], fields=("f",), standard=STANDARD)] * 2
    posts = [
        Post(id=f"j-{i}", position=at, unit="u", holder=f"h-{i}") for i, at in enumerate(places)
    ]
    seated = [
        person(f"h-{i}", Appointment(position=p.position, unit="u", since=START, post=p.id))
        for i, p in enumerate(posts)
    ]
    junior = person("junior", held("ahli_pertama"))
    city = agency(*seated, junior, posts=posts)
    book = law({}, retires={"h-0": dt.date(2027, 3, 1), "junior": dt.date(2028, 3, 1)})
    bench = rate_bench(city, TODAY, year(2), rulebook=book, policy=BenchPolicy(critical_from=0))
    assert {r.readiness for one in bench for r in one.reserves} == {Readiness.NOW}
    found = forecast(city, 3, rates=RATES, rulebook=book, bench=bench)
    mine = [one for one in found.posts if one.level.value == "ahli_muda"]
    assert [(one.fell, one.vacant) for one in mine] == [(1, 1), (0, 1), (0, 1)]
    months = forecast_vacancies(city, TODAY, year(3), rulebook=book).by_month()
    assert sum(len(new) for _, new, _ in months) == sum(one.fell for one in found.posts)
    # The junior, and each holder for the other's post; then h-0 and the junior retire.
    assert [(one.covered, one.thin) for one in found.bench] == [(2, 1), (1, 2), (None, None)]


# -- rates -----------------------------------------------------------------------------------------


def estimate(city, **more):
    more = {"rulebook": BOOK, "years": 1, "least": 1, **more}
    found = estimate_rates(city, TODAY, **more)
    assert found.verify()
    assert found.lines("id")
    assert found.as_dict()["kind"] == "workforce_rates"
    return found


JUNE = dt.date(2026, 6, 1)
MAY = dt.date(2026, 5, 31)


def test_rates_are_what_two_pictures_of_a_year_show():
    city = agency(
        *(person(f"s-{i}", held("ahli_pertama")) for i in range(7)),
        person("rose", held("ahli_pertama", until=MAY), held("ahli_muda", JUNE)),
        person("left", held("ahli_pertama", until=MAY)),
        person("came", held("ahli_muda", JUNE)),
        person(
            "away",
            held("ahli_pertama", until=MAY),
            releases=(Release(kind="cltn", since=JUNE),),
        ),
        person("old", held("ahli_pertama", until=dt.date(2026, 3, 31)), born=dt.date(1968, 3, 9)),
        person("stays_on", held("ahli_pertama"), born=dt.date(1960, 3, 9)),
    )
    found = estimate(city)
    assert found.leaving == {"ahli_pertama": Rate.counted(1, 10)}  # old retired, stays_on is past
    assert found.moves == {("ahli_pertama", "ahli_muda"): Rate.counted(1, 10)}
    assert found.intake == {"ahli_muda": Rate.counted(1, 1)}
    assert found.past_leavers


def test_a_rank_has_a_ladder_of_its_own():
    def ranked(id, *golongan):
        days = (dt.date(2020, 4, 1), dt.date(2026, 4, 1))
        ranks = [RankHeld(golongan=g, since=d) for g, d in zip(golongan, days, strict=False)]
        return person(id, held("ahli_pertama"), ranks=ranks)

    city = agency(ranked("up", "III/a", "III/b"), ranked("still", "III/a"), ranked("none"))
    found = estimate(city, ladder="golongan", complete=True)
    assert found.moves == {("III/a", "III/b"): Rate.counted(1, 2)}
    assert set(found.leaving) == {"III/a", "-"}
    ahead = forecast(city, 1, rates=found.fill(0))
    assert ahead.ladder is Ladder.GOLONGAN
    assert ends(ahead) == {"-": 1, "III/a": Fraction(1, 2), "III/b": 1 + Fraction(1, 2)}


def test_records_without_anybody_who_left_do_not_say_how_many_leave():
    city = agency(*(person(f"s-{i}", held("ahli_pertama")) for i in range(7)))
    assert estimate(city).leaving == {}
    assert estimate(city).past_leavers is False
    assert "fill(leaving" in "\n".join(estimate(city).lines("en"))
    assert estimate(city, complete=True).leaving == {"ahli_pertama": Rate.counted(0, 7)}
    assert ends(forecast(city, 1, rates=estimate(city))) == {"ahli_pertama": None}


def test_a_history_that_is_too_short_gives_no_rate():
    people = [person(f"s-{i}", held("ahli_pertama", dt.date(2025, 1, 1))) for i in range(4)]
    city = agency(*people, person("left", held("ahli_pertama", dt.date(2025, 1, 1), MAY)))
    assert estimate(city, least=6).leaving == {}
    assert estimate(city, least=5).leaving == {"ahli_pertama": Rate.counted(1, 5)}
    assert len(estimate(city, years=5).periods) == 1  # nobody was there before
    assert estimate(agency()).periods == ()


def test_the_rates_of_history_lead_from_one_picture_to_the_next():
    """What was counted in a year, put upon its first day, gives its last day."""
    dice = random.Random(4)  # noqa: S311 - a test needs no secrecy
    people = []
    for i in range(120):
        level = dice.choice(LEVELS[:2])
        fate = dice.random()
        if fate < 0.1:
            spells = (held(level, until=MAY),)
        elif fate < 0.3 and level == "ahli_pertama":
            spells = (held(level, until=MAY), held("ahli_muda", JUNE))
        else:
            spells = (held(level, JUNE if fate > 0.95 else START),)
        people.append(person(f"p-{i}", *spells))
    city = agency(*people)
    rates = estimate(city)
    back = backtest_workforce(city, year(-1), TODAY, rulebook=BOOK, years=1, least=1, complete=True)
    assert back.verify()
    cohorts = Counter((s.step, ()) for s in back for _ in range(s.before))
    flows = reckon(cohorts, rates, [year(-1), TODAY])
    assert {f.step: f.end for f in flows} == {s.step: s.actual for s in back if s.actual}


# -- the backtest ----------------------------------------------------------------------------------


def simulated(seed, number=150):
    """Return an agency whose people live by RATES for eight years, each on 20 November."""
    dice = random.Random(seed)  # noqa: S311 - a test needs no secrecy
    people = []
    for i in range(number):
        level, since, spells = "ahli_pertama" if i % 3 else "ahli_muda", START, []
        for back in range(-8, 0):
            day, chance = year(back + 1) - dt.timedelta(1), dice.random()
            left = float(RATES.leaving[level].value)
            moves = [(b, float(r.value)) for (a, b), r in RATES.moves.items() if a == level]
            if chance < left:
                spells.append(held(level, since, day))
                since = None
                break
            if moves and chance < left + moves[0][1]:
                spells.append(held(level, since, day - dt.timedelta(1)))
                level, since = moves[0][0], day
        if since is not None:
            spells.append(held(level, since))
        people.append(person(f"p-{i}", *spells))
    return agency(*people)


def test_a_backtest_is_the_forecast_that_could_have_been_made_then():
    city, since = simulated(1), year(-3)
    back = backtest_workforce(city, since, TODAY, rulebook=BOOK, years=4)
    assert back.verify()
    then = []
    for who in city.employees:
        known = tuple(
            attrs.evolve(a, until=a.until if a.until and a.until < since else None)
            for a in who.appointments
            if a.since <= since
        )
        then.append(attrs.evolve(who, appointments=known))
    past = agency(*then)
    rates = estimate_rates(past, since, rulebook=BOOK, years=4)
    assert rates == back.rates
    ahead = forecast_workforce(past, since, TODAY, rates=rates, rulebook=BOOK)
    assert {(f.step, f.until): f.end for f in ahead} == {
        (one.step, one.until): one.forecast for one in back
    }
    for one in back:
        count = sum(
            (now := who.appointment_on(one.until)) is not None
            and now.position.level.value == one.step
            for who in city.employees
        )
        assert one.actual == count


def test_a_backtest_of_steady_rates_beats_taking_nothing_to_change():
    back = backtest_workforce(simulated(2, 400), year(-3), TODAY, rulebook=BOOK, years=4)
    assert back.error < back.still_error / 2
    assert back.inside >= Fraction(2, 3)
    assert len(back.rows()) == len(back.steps)
    assert back.as_dict()["kind"] == "workforce_backtest"
    assert "2026" in "\n".join(back.lines("en"))


def test_ranges_hold_what_happens_also_where_rates_were_counted_in_one_year():
    held, sure, many = 0, 0, 0
    for seed in range(200, 210):  # fixed before the first run
        city = simulated(seed, 120)
        for one in backtest_workforce(city, year(-4), TODAY, rulebook=BOOK, years=1):
            held, many = held + one.is_inside, many + 1
        rates = estimate_rates(city, year(-4), rulebook=BOOK, years=1)
        given = attrs.evolve(
            rates,
            leaving={step: rate.value for step, rate in rates.leaving.items()},
            moves={pair: rate.value for pair, rate in rates.moves.items()},
        )
        for flow in forecast_workforce(city, year(-4), TODAY, rates=given, rulebook=BOOK):
            actual = count_people(city, flow.until, Ladder.LEVEL, BOOK)[flow.step]
            sure += flow.range[0] <= actual <= flow.range[1]
    assert sure < held
    assert held / many >= 0.9


def test_a_backtest_of_records_without_leavers_says_so():
    city = agency(*(person(f"s-{i}", held("ahli_pertama")) for i in range(7)))
    back = backtest_workforce(city, year(-1), TODAY, rulebook=BOOK)
    assert back.error is None
    assert "nothing to compare" in "\n".join(back.lines("en"))
    assert backtest_workforce(city, year(-1), TODAY, rulebook=BOOK, leaving=0).error == 0


def test_a_city_is_forecast_and_tested():
    city = samples.regency(employees=600)
    rates = estimate_rates(city, TODAY, rulebook=BOOK).fill("0.01")
    found = forecast(city, 3, rates=rates)
    assert found.total(year(3)) is not None
    golongan = estimate_rates(city, TODAY, rulebook=BOOK, ladder="golongan").fill("0.01")
    by_rank = forecast(city, 1, rates=golongan)
    assert sum(f.start for f in by_rank.of(year(1))) == sum(f.start for f in found.of(year(1)))


def test_a_stored_forecast_knows_when_it_is_stale():
    key = b"a key of our own"
    city = agency(person("a", held("ahli_pertama")))
    found = forecast(city, rates=RATES, key=key)
    assert not found.is_stale(city, rulebook=BOOK, key=key)
    assert found.is_stale(agency(), rulebook=BOOK, key=key)


# -- what is wrong ---------------------------------------------------------------------------------


def problems(call, *args, **more):
    with pytest.raises(InvalidInputError) as caught:
        call(*args, **more)
    return {problem.where: str(problem) for problem in caught.value.problems}


def test_rates_that_cannot_be_are_refused_all_at_once():
    found = problems(
        WorkforceRates,
        leaving={"ahli_mudo": "0.1", "ahli_muda": "1.2", "ahli_madya": 0.1},
        moves={
            ("ahli_muda", "ahli_muda"): "0.1",
            ("ahli_muda", "ahli_madya"): -1,
            "ahli_muda": "0.1",
        },
        intake={"ahli_muda": "-3"},
    )
    assert "'ahli_muda'" in found["leaving['ahli_mudo']"]
    assert "0 to 1" in found["leaving['ahli_muda']"]
    assert "float" in found["leaving['ahli_madya']"]
    assert len(found) == 7
    assert "ladder" in problems(WorkforceRates, ladder="rank")


def test_more_than_everybody_cannot_leave_or_move():
    more = {"leaving": {"ahli_muda": "0.6"}, "moves": {("ahli_muda", "ahli_madya"): "0.5"}}
    assert "at most 1" in problems(WorkforceRates, **more)["moves"]
    assert "leaving['pelaksana']" in problems(RATES.fill, 2)


def test_everything_wrong_with_a_forecast_is_said_at_once():
    found = problems(
        forecast_workforce, None, TODAY, dt.date(2027, 12, 31), rates={}, rulebook=None, bench=3
    )
    assert set(found) == {"agency", "rates", "rulebook", "until", "bench"}
    assert "2027-11-21" in found["until"]
    wrong = {"rates": RATES, "rulebook": BOOK}
    assert "until" in problems(forecast_workforce, agency(), TODAY, TODAY, **wrong)
    assert "until" in problems(forecast_workforce, agency(), TODAY, year(-1), **wrong)


def test_everything_wrong_with_a_history_is_said_at_once():
    found = problems(
        estimate_rates, 3, "soon", rulebook=BOOK, years=0, ladder="rank", least=0, complete=1
    )
    assert set(found) == {"agency", "as_of", "years", "ladder", "least", "complete"}


def test_the_checker_finds_what_was_changed():
    city = agency(*(person(f"p-{i}", held("ahli_pertama")) for i in range(10)))
    found = forecast(city, rates=RATES)
    for i, flow in enumerate(found.flows):
        for name in ("start", "retired", "left", "moved_out", "moved_in", "intake"):
            wrong = attrs.evolve(flow, **{name: getattr(flow, name) + 1})
            flows = (*found.flows[:i], wrong, *found.flows[i + 1 :])
            assert not attrs.evolve(found, flows=flows).verify()
    back = backtest_workforce(simulated(1, 30), year(-2), TODAY, rulebook=BOOK)
    assert not attrs.evolve(back, steps=back.steps[1:]).verify()
    assert not attrs.evolve(back, since=year(-9)).verify()
