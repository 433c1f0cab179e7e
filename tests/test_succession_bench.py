import datetime as dt

import attrs
import pytest
from hypothesis import given, settings
from test_succession_plan import (
    END,
    TODAY,
    agency,
    chain_of_three,
    law,
    person,
    position,
    post,
    worlds,
)

from asn_career.errors import InvalidInputError
from asn_career.findings import Truth
from asn_career.people import Appointment
from asn_career.projection import find_earliest_all
from asn_career.succession import BenchPolicy, Readiness, rate_bench
from asn_career.terms import Text

ALL = BenchPolicy(critical_from=0)


def strategic(one):
    return attrs.evolve(one, strategic=True)


@settings(max_examples=100, deadline=None)
@given(worlds())
def test_a_bench_is_what_asking_everybody_about_every_post_gives(world):
    city, book, _ = world
    bench = rate_bench(city, TODAY, END, rulebook=book, policy=ALL)
    assert bench.verify()
    for one in bench:
        target = attrs.evolve(one.post, holder=None)
        ready, unknown = {}, set()
        for who in city.employees:
            if who.id == one.post.holder:
                continue
            answer = book.check("uji.may", who, TODAY, post=target).truth
            if answer is Truth.UNKNOWN:
                unknown.add(who.id)
            elif answer is Truth.YES and book.check("uji.retired", who, TODAY).truth is Truth.NO:
                ready[who.id] = TODAY
        assert {r.person: r.day for r in one.reserves} == ready
        assert {id for id, _ in one.unknown} == unknown


def test_readiness_is_the_first_lawful_day_that_asking_the_rules_finds():
    from asn_career import assume_good_standing, national_rulebook, samples

    book, city = national_rulebook(), samples.regency()
    until = dt.date(2031, 11, 20)
    heads = [p for p in city.posts if p.position.level.value == "jpt_pratama"][:2]
    positions = {p.position.id: p.position for p in heads}.values()

    def assume(who):
        return assume_good_standing(who, TODAY, until, positions=positions)

    policy = BenchPolicy(
        weights={"priority": 100},
        ratings={p.id: {"priority": 100 if p in heads else 0} for p in city.posts},
    )
    bench = rate_bench(city, TODAY, until, rulebook=book, policy=policy, assume=assume)
    assert bench.verify()
    assert {one.post.id for one in bench} == {p.id for p in heads}
    classes = set()
    for one in bench:
        target = attrs.evolve(one.post, holder=None)
        found = {r.person: r.day for r in one.reserves}
        for who in city.employees[::4]:
            if who.id == one.post.holder or who.id in dict(one.unknown):
                continue
            rules = ("moves.allowed", "appointment.jpt_pratama")
            day = find_earliest_all(
                who, rules, TODAY, until, rulebook=book, post=target, assume=assume(who)
            )
            hoped = who.with_records(*assume(who))
            gone = day is not None and (
                book.check("retirement.reached", hoped, day).truth is Truth.YES
            )
            assert found.get(who.id) == (None if gone else day)
        classes |= {r.readiness for r in one.reserves}
    assert len(classes) > 1


def test_thin_benches_and_people_on_too_many_are_told():
    posts = [strategic(post(name)) for name in "abc"]
    opens = {(who, name): who == "A" or name == "a" for who in "AB" for name in "abc"}
    city = agency(posts, [person("A"), person("B")])
    policy = BenchPolicy(max_benches=2)
    bench = rate_bench(city, TODAY, END, rulebook=law({}, opens=opens), policy=policy)
    assert [one.post.id for one in bench.single_points] == ["j-b", "j-c"]
    assert bench.overloaded == (("A", 3),)
    assert bench.posts[0].ready(Readiness.NOW) == ("A", "B")
    assert bench.posts[0].falls_vacant == TODAY
    assert "B" not in "".join(bench.explain("A", "en")).replace("BUP", "")
    assert bench.lines("en")[-1] == "A result advises, a person decides."
    assert bench.rows()[0]["now"] == 2
    assert bench.as_dict()["overloaded"] == [["A", 3]]
    other = attrs.evolve(bench, as_of=TODAY + dt.timedelta(days=1))
    assert not other.verify()


def test_criticality_is_weighed_and_marks_posts_for_other_calls():
    posts = [strategic(post("a")), post("b"), post("c")]
    policy = BenchPolicy(
        weights={"strategic": 40, "change": 40, "ours": 20},
        own={"ours": Text(id="milik kami", en="ours")},
        ratings={
            "j-a": {"change": 50, "ours": 100},
            "j-b": {"change": 100, "ours": 40},
        },
    )
    bench = rate_bench(agency(posts, []), TODAY, END, rulebook=law({}), policy=policy)
    assert {id: str(value) for id, value in bench.criticality.items()} == {"j-a": "80.00"}
    assert bench.unrated == (("j-c", ("change", "ours")),)
    assert [p.strategic for p in bench.mark(posts)] == [True, False, False]
    assert bench.posts[0].criteria == (
        ("change", 40, 50),
        ("ours", 20, 100),
        ("strategic", 40, 100),
    )


def test_who_has_no_data_is_unknown_and_not_last():
    book = law({}, opens={("B", "a"): None})
    city = agency([strategic(post("a"))], [person("A"), person("B")])
    bench = rate_bench(city, TODAY, END, rulebook=book)
    (one,) = bench
    assert [r.person for r in one.reserves] == ["A"]
    assert one.unknown == (("B", ("may",)),)
    assert "may" in "\n".join(bench.explain("B", "en"))


def test_wrong_weights_criteria_and_ratings_are_told_at_once():
    with pytest.raises(InvalidInputError) as caught:
        BenchPolicy(weights={"strategic": 60, "change": 30})
    assert "weights: total 90 instead of 100. Hint: percent of the whole: strategic 60" in str(
        caught.value
    )
    with pytest.raises(InvalidInputError) as caught:
        BenchPolicy(
            weights={"strategik": 100}, ratings={"j-a": {"change": 101}}, critical_from=200, limit=0
        )
    text = str(caught.value)
    for word in ("did you mean 'strategic'", "ratings['j-a']['change']", "critical_from", "limit"):
        assert word in text


def test_a_bench_needs_posts_that_exist_and_standards():
    bare = strategic(attrs.evolve(post("a"), position=attrs.evolve(position("a"), standard=None)))
    policy = BenchPolicy(ratings={"j-z": {"strategic": 5}}, gates=("uji.mai",))
    with pytest.raises(InvalidInputError) as caught:
        rate_bench(agency([bare], []), TODAY, END, rulebook=law({}), policy=policy)
    text = str(caught.value)
    for word in ("has no competency standard", "policy.ratings['j-z']", "did you mean 'uji.may'"):
        assert word in text


def test_a_future_appointment_opens_a_bench_later():
    seat, goal = post("b", "A"), strategic(post("a"))
    later = Appointment(
        position=post("c").position, unit="u", since=dt.date(2027, 6, 1), assumed=True
    )
    who = person("A", seat).with_records(later)
    city = agency([seat, goal], [who])
    bench = rate_bench(city, TODAY, END, rulebook=law({}, opens={("A", "a"): False}))
    assert bench.posts[0].reserves == ()
    assert bench.verify()


def test_a_bench_knows_when_it_is_stale():
    city, book = chain_of_three()
    key = b"sixteen bytes and more"
    bench = rate_bench(city, TODAY, END, rulebook=book, policy=ALL, key=key)
    assert not bench.is_stale(city, rulebook=book, key=key)
    assert bench.is_stale(attrs.evolve(city, name="B"), rulebook=book, key=key)


def test_a_ranking_knows_when_it_is_stale():
    from asn_career.succession import SuccessionPolicy, rank_successors

    city, book = chain_of_three()
    key = b"sixteen bytes and more"
    ranking = rank_successors(
        city.posts[2],
        city.employees,
        TODAY,
        rulebook=book,
        policy=SuccessionPolicy(score="uji.fit", ties=()),
        key=key,
    )
    people = city.employees[::-1]
    assert not ranking.is_stale(people, rulebook=book, key=key)
    assert ranking.is_stale(people[1:], rulebook=book, key=key)
    assert ranking.is_stale(people, rulebook=book, key=key, facts={"A": {"fit": 10}})
    assert ranking.as_dict()["provenance"]["inputs"] == ranking.provenance.inputs


def test_a_picture_shows_each_chain_and_its_gains():
    pytest.importorskip("matplotlib")
    from matplotlib.figure import Figure
    from test_succession_plan import POLICY

    from asn_career.charts import draw_chains
    from asn_career.succession import plan_succession

    city, book = chain_of_three()
    ax = Figure().subplots()
    plan = plan_succession(city, TODAY, END, rulebook=book, policy=POLICY)
    draw_chains(plan, ax, lang="en")
    said = [text.get_text() for text in ax.texts]
    for word in ("A", "B", "C", "top", "middle", "low", "from no post", "50%"):
        assert word in said
    without_c = attrs.evolve(city, employees=city.employees[:2])
    shorter = plan_succession(without_c, TODAY, END, rulebook=book, policy=POLICY)
    draw_chains(shorter, ax, names={"j-low": "Kepala Seksi"})
    assert "Kepala Seksi" in [text.get_text() for text in ax.texts]
    with pytest.raises(InvalidInputError, match="no plan"):
        draw_chains(city, ax)
