"""Ranking on tables: every pair scored as the records are, the highest exactly, ties honest."""

import datetime as dt
import random
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_conditions import book_of
from test_succession import BOOK as AGENCY_BOOK
from test_succession import POLICY as AGENCY_POLICY
from test_succession import person
from test_tables import AS_OF, BOOK, ENGINES
from worlds import TARGET

from asn_career import InvalidInputError, UnknownNameError, samples
from asn_career.competencies import CompetencyProfile
from asn_career.conditions import Const
from asn_career.findings import Truth
from asn_career.gaps import (
    NEVER_PUNISH_EXCEEDING,
    PROFILE_MATCHING,
    SYMMETRIC,
    GapPolicy,
    measure_gap,
)
from asn_career.positions import Position, Post
from asn_career.succession import rank_successors
from asn_career.terms import PositionKind, Question, Text
from asn_career.values import ValueType

np = pytest.importorskip("numpy")
pl = pytest.importorskip("polars")
pd = pytest.importorskip("pandas")
tables = pytest.importorskip("asn_career.tables")
top = pytest.importorskip("asn_career.tables.top")
choices = pytest.importorskip("asn_career.tables.choices")

KEYS = ("M.01", "M.02", "SK.01")
CORE = attrs.evolve(PROFILE_MATCHING, core=KEYS[:2])
BELOW_ZERO = GapPolicy(
    name="below_zero",
    text=Text(id="uji", en="test"),
    table={gap: min(gap, 0) + 2 for gap in range(-4, 5)},
)
POLICIES = (PROFILE_MATCHING, SYMMETRIC, NEVER_PUNISH_EXCEEDING, CORE)


def post(id, standard, kind=PositionKind.JPT_PRATAMA, **changes):
    job = Position(
        id=f"job-{id}", name=f"Kepala {id}", kind=kind, standard=CompetencyProfile.of(standard)
    )
    return Post(id=id, position=job, unit="u1", **changes)


def table_of(people, talent=None):
    """Return people by key, each with levels in the order of the keys, as a table."""
    columns = {"id": list(people)}
    columns |= {key: [levels[i] for levels in people.values()] for i, key in enumerate(KEYS)}
    schema = {"id": pl.String, **dict.fromkeys(KEYS, pl.Int64)}
    table = pl.DataFrame(columns, schema=schema)
    return table if talent is None else table.with_columns(talent_value=pl.Series(talent))


def rank(table, posts, **options):
    """Rank by match alone unless told otherwise; everybody is eligible."""
    found = tables.rank(
        table,
        posts,
        AS_OF,
        **{"rulebook": BOOK, "id": "id", "rules": (), "talent": False} | options,
    )
    assert found.verify(people=25)
    for lang in ("id", "en"):
        assert found.lines(lang)[-1].endswith(("memutuskan.", "decides."))
    assert len(found.rows()) == len(found) == len(found.columns()["id"])
    assert found.as_dict()["rows"] == found.rows()
    return found


# -- against brute force -------------------------------------------------------------------


def brute(people, talents, posts, policy, limit):
    """Return of each post its places (key, rank, score, tied) and how many are left in a tie."""
    best = max(policy.score(gap) for gap in range(-5, 6))
    for one in posts:
        scored = {}
        for (id, levels), talent in zip(people.items(), talents, strict=True):
            held = {k: v for k, v in zip(KEYS, levels, strict=True) if v is not None}
            gap = measure_gap(CompetencyProfile.of(held), one.position.standard, policy=policy)
            if gap.total is not None and talent is not None and one.holder != id:
                scored[id] = gap.total / best * talent
        ordered = sorted(scored, key=lambda id: (-scored[id], id))
        values = list(scored.values())
        kept = [
            (id, 1 + sum(v > scored[id] for v in values), scored[id], values.count(scored[id]) - 1)
            for id in ordered[:limit]
        ]
        left = sum(scored[id] == kept[-1][2] for id in ordered[limit:]) if kept else 0
        yield kept, left, len(scored)


level = st.one_of(st.none(), st.integers(0, 5))
standards = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 5), min_size=1)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_the_highest_are_those_of_brute_force(data):
    ids = data.draw(st.lists(st.integers(0, 99), min_size=1, max_size=14, unique=True))
    people = {f"E-{i:02}": data.draw(st.tuples(level, level, level)) for i in ids}
    posts = [
        post(f"P-{i}", standard, holder=data.draw(st.sampled_from([None, *people])))
        for i, standard in enumerate(data.draw(st.lists(standards, min_size=1, max_size=9)))
    ]
    policy, limit = data.draw(st.sampled_from(POLICIES)), data.draw(st.integers(1, 6))
    has_talent = data.draw(st.booleans())
    denominator = BOOK.law(AS_OF).rule_type("talent.value").denominator
    whole = st.one_of(st.none(), st.integers(0, 3), st.just(70 * denominator))
    drawn = [data.draw(whole) for _ in people] if has_talent else None
    talents = [100] * len(people)
    if drawn is not None:
        talents = [None if t is None else Fraction(t, denominator) for t in drawn]
    few, sample, held = (
        data.draw(st.sampled_from([0, 6])),
        data.draw(st.sampled_from([4, 4096])),
        data.draw(st.sampled_from([0, 1 << 21])),
    )
    with pytest.MonkeyPatch.context() as patch:
        # Small, so that the ways of large tables are gone, too.
        patch.setattr(top, "FEW", few)
        patch.setattr(top, "SAMPLE", sample)
        patch.setattr(top, "HELD", held)
        patch.setattr(top, "BLOCK", 8)
        table = table_of(people, drawn)
        talent = "talent.value" if has_talent else False
        found = rank(table, posts, policy=policy, limit=limit, talent=talent)
    wanted = brute(people, talents, posts, policy, limit)
    for one, (kept, left, ranked) in zip(posts, wanted, strict=True):
        assert [(p.id, p.rank, p.score, p.tied) for p in found.of_post(one)] == kept
        assert (found.counts_of(one).left, found.counts_of(one).ranked) == (left, ranked)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_the_best_posts_of_a_person_are_those_of_brute_force(data):
    many = data.draw(st.integers(1, 8))
    people = {f"E-{i}": data.draw(st.tuples(level, level, level)) for i in range(many)}
    posts = [
        post(f"P-{i}", standard, holder=data.draw(st.sampled_from([None, *people])))
        for i, standard in enumerate(data.draw(st.lists(standards, min_size=1, max_size=7)))
    ]
    policy = data.draw(st.sampled_from((*POLICIES, BELOW_ZERO)))
    limit = data.draw(st.integers(1, 4))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choices, "CELLS", data.draw(st.sampled_from([1, 20, 1 << 20])))
        patch.setattr(choices, "EXACT", data.draw(st.sampled_from([0, 1 << 24])))
        found = rank(table_of(people), posts, policy=policy).by_person(limit)
    wanted = []
    best = max(policy.score(gap) for gap in range(-5, 6))
    for id, levels in people.items():
        held = {k: v for k, v in zip(KEYS, levels, strict=True) if v is not None}
        gaps = {
            p.id: measure_gap(CompetencyProfile.of(held), p.position.standard, policy=policy).total
            for p in posts
            if p.holder != id
        }
        known = {id: total / best for id, total in gaps.items() if total is not None}
        values = list(known.values())
        wanted += [
            (id, p, 1 + sum(v > known[p] for v in values), values.count(known[p]) - 1, known[p])
            for p in sorted(known, key=lambda p: -known[p])[:limit]
        ]
    match = [Fraction(n, d) for n, d in zip(found["points"], found["denominator"], strict=True)]
    columns = (found["id"], found["post"], found["rank"], found["tied"], match)
    assert list(zip(*columns, strict=True)) == wanted


@pytest.mark.parametrize("few", [0, 6], ids=["multiplied", "looked up"])
@pytest.mark.parametrize("has_talent", [False, True], ids=["match", "talent"])
@pytest.mark.parametrize("holes", [0, 0.02], ids=["whole", "holes"])
def test_many_people_and_posts_are_those_of_the_checker(monkeypatch, few, has_talent, holes):
    monkeypatch.setattr(top, "FEW", few)
    rng = np.random.default_rng(5)
    names = [f"K.{i:02}" for i in range(12)]
    draw = random.Random(5)  # noqa: S311 - invented data
    posts = [post(f"P{i}", {k: draw.randint(1, 5) for k in names}) for i in range(25)]
    table = pl.DataFrame({k: rng.integers(1, 6, 20_000) for k in names})
    hole = pl.Series(rng.random(20_000) < holes)
    table = table.with_columns(
        pl.when(hole).then(None).otherwise(pl.col("K.03")).alias("K.03"),
        id=pl.Series(rng.permutation(20_000)).cast(pl.String),
        talent_value=pl.Series(rng.integers(0, 3 * 10**10, 20_000)),
    )
    talent = "talent.value" if has_talent else False
    found = rank(table, posts, talent=talent, policy=attrs.evolve(CORE, core=tuple(names[:5])))
    assert found.verify(posts=25)
    assert len(found) == 25 * 50


def test_totals_too_large_for_the_product_are_exact_all_the_same(monkeypatch):
    monkeypatch.setattr(top, "FEW", 0)
    fine = attrs.evolve(SYMMETRIC, table={g: f"{5 - abs(g)}.{7**9 + g:09}" for g in range(-5, 6)})
    draw = random.Random(1)  # noqa: S311 - invented data
    people = {f"E-{i:04}": [draw.randint(0, 5) for _ in KEYS] for i in range(300)}
    rank(table_of(people), [post("P", dict.fromkeys(KEYS, 3))], policy=fine, limit=7)


# -- ties ----------------------------------------------------------------------------------


def test_a_cut_through_a_tie_is_told_and_made_by_key():
    people = {"c": (3, 3, 3), "a": (3, 3, 3), "d": (4, 3, 3), "b": (3, 3, 3), "e": (1, 1, 1)}
    found = rank(table_of(people), [post("P", dict.fromkeys(KEYS, 3))], limit=2)
    assert [(p.id, p.rank, p.tied) for p in found] == [("a", 1, 2), ("b", 1, 2)]
    assert found.counts_of("P").left == 1
    assert any("1 more have the score of the last one" in line for line in found.lines("en"))


def test_a_policy_may_score_under_zero_where_nothing_is_multiplied():
    people = {"a": (0, 0, 0), "b": (5, 5, 5), "c": (3, 0, 0)}
    found = rank(table_of(people), [post("P", dict.fromkeys(KEYS, 5))], policy=BELOW_ZERO)
    assert [(p.id, p.score) for p in found] == [("b", 100), ("c", Fraction(-200, 3)), ("a", -100)]
    with pytest.raises(InvalidInputError, match="scores under 0"):
        rank(table_of(people), [post("P", {"M.01": 5})], policy=BELOW_ZERO, talent="talent.value")


# -- records and tables --------------------------------------------------------------------


def test_records_and_table_rank_alike():
    people = [
        person(f"E-{i}", **changes)
        for i, changes in enumerate(
            [
                {},
                {"predicate": "sangat_baik"},
                {"predicate": "sangat_baik"},
                {"predicate": "kurang"},
                {"predicate": None},
            ]
        )
    ]
    seat = attrs.evolve(
        TARGET, position=attrs.evolve(TARGET.position, standard=CompetencyProfile.of({"M.01": 3}))
    )
    policy = attrs.evolve(AGENCY_POLICY, gates=(), ties=())
    ranking = rank_successors(seat, people, AS_OF, rulebook=AGENCY_BOOK, policy=policy)
    retiring = [r.name for r in AGENCY_BOOK.rules(AS_OF) if r.name == "retirement.reached"]
    columns = tables.facts_from(
        people,
        [*ranking.rules, *retiring, "agency.score"],
        AS_OF,
        rulebook=AGENCY_BOOK,
        post=seat,
    )
    table = pl.DataFrame(columns, strict=False).with_columns(pl.lit(3).alias("M.01"))
    found = rank(table, [seat], rulebook=AGENCY_BOOK, rules=None, talent="agency.score")
    assert found.rules == (ranking.rules,)
    assert ranking.ranked
    by_record = [(r.id, r.rank, Fraction(r.score.value)) for r in ranking.ranked]
    assert [(p.id, p.rank, p.score) for p in found] == by_record
    assert len(ranking.unknown) == found.counts_of(seat).unknown + found.counts_of(seat).unscored
    for place, ranked in zip(found, ranking.ranked, strict=True):
        assert [f.truth for f in place.law] == [f.truth for f in ranked.law]
        assert place.talent_score.value == ranked.score.value


@pytest.fixture(scope="module")
def city():
    """Return five posts of a city, and its people as a table; what letters say is invented."""
    made = samples.surakarta(1, employees=1200)
    kinds = ("jpt_pratama", "administrator", "ahli_pertama")
    posts = [next(p for p in made.vacancies if p.position.level.value == k) for k in kinds]
    posts += [p for p in made.posts if p.position.level.value == "jpt_pratama" and p.holder][:2]
    people = list(made.employees)
    rules = {r.name for p in posts for r in BOOK.rules_for(Question.APPOINT, p, AS_OF)}
    flags = [r for r in sorted(rules) if BOOK.law(AS_OF).rule_type(r).kind.value == "flag"]
    asked = [*flags, "retirement.reached"]
    columns = tables.facts_from(people, asked, AS_OF, rulebook=BOOK, post=posts[0])
    draw = random.Random(4)  # noqa: S311 - invented data

    def some(*values):
        return [draw.choice(values) for _ in people]

    for letter in ("integrity_good", "healthy", "track_record_good"):
        columns[letter] = some(True, True, True, None)
    columns["job_person_match"] = some(70, 85, 95, None)
    keys = sorted({k for p in posts for k in p.position.standard})
    columns |= {key: some(2, 3, 3, 4, 4, 4, 5, 5, None if key == "M.01" else 3) for key in keys}
    return people, posts, pl.DataFrame(columns, strict=False)


def test_eligibility_is_that_of_the_records_class_by_class(city):
    people, posts, table = city
    found = rank(table, posts, rules=None, talent=False, limit=5)
    for p, one in enumerate(posts):
        rules = found.rules[found.class_of[p]]
        verdicts = found.crowd.verdicts[found.class_of[p]]
        for row in range(0, len(people), 7):
            facts = found.crowd.facts_of(row)
            said = [BOOK.check(r, facts, AS_OF, post=one).truth for r in rules]
            wanted = 0 if Truth.NO in said else 2 if Truth.UNKNOWN in said or not said else 1
            assert verdicts[row] == wanted
    assert {int(v) for v in found.crowd.verdicts.ravel()} == {0, 1, 2}
    assert sum(c.unscored for c in found.counts) > 0
    assert sum(c.holder for c in found.counts) == 2


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_ranks_the_same(city, engine):
    _, posts, table = city
    wanted = rank(table, posts, rules=None, talent=False, limit=5)
    found = rank(ENGINES[engine](table), posts, rules=None, talent=False, limit=5)
    assert found.as_dict() == wanted.as_dict()


def test_a_talent_value_that_the_table_brings_is_that_which_is_computed():
    from test_tables import polars_table
    from test_tables_place import BOX, facts_of, some_rows

    facts = facts_of(BOX)
    table = polars_table(facts, some_rows(facts, 120)).with_columns(pl.lit(3).alias("M.01"))
    seat = post("P", {"M.01": 4})
    computed = rank(table, [seat], talent="talent.value", limit=4)
    ready = tables.score(table, "talent.value", AS_OF, rulebook=BOOK)
    brought = rank(ready, [seat], talent="talent.value", limit=4)
    assert computed.rows() == brought.rows()
    assert computed[0].talent * 4 / 5 == computed[0].score
    denominator = BOOK.law(AS_OF).rule_type("talent.value").denominator
    assert computed[0].talent == Fraction(computed[0].talent_score.whole, denominator)
    assert brought[0].talent_score is None
    assert computed[0].gap.total == 4


# -- who reads it --------------------------------------------------------------------------


def test_a_person_reads_about_nobody_else(city):
    people, posts, table = city
    found = rank(table, posts, rules=None, talent=False, limit=5)
    others = {p.id for p in people}
    for row in (0, *found.row[:3].tolist()):
        id = found.crowd.id_of(row)
        for lang in ("id", "en"):
            told = "\n".join(found.explain(id, lang))
            assert not any(other in told.replace("(", " ").split() for other in others - {id})
    with pytest.raises(UnknownNameError) as caught:
        found.explain("nobody")
    assert people[0].id not in str(caught.value)


def test_a_place_is_a_record_with_findings_and_gaps(city):
    _, posts, table = city
    found = rank(table, posts, rules=None, talent=False, limit=5)
    place = found[0]
    assert all(f.truth is Truth.YES and f.verify() for f in place.law)
    assert place.gap.verify()
    assert place.score == 100 * place.gap.total / 5
    assert found[-1].rank >= 1
    with pytest.raises(IndexError):
        found[len(found)]
    with pytest.raises(InvalidInputError, match="limit"):
        found.by_person(0)
    own = found.by_person(2)
    assert len(own["id"]) == len(own["post"]) > 0


def test_verify_notices_what_was_changed():
    people = {f"E-{i}": (i % 5, 3, i % 3) for i in range(40)}
    found = rank(table_of(people), [post("P", dict.fromkeys(KEYS, 4))], limit=5)
    wrong = found.points.copy()
    wrong[0] += 1
    assert not attrs.evolve(found, points=wrong).verify()
    assert not attrs.evolve(found, row=found.row[::-1].copy()).verify()
    for change in ({"left": 7}, {"no": 1}, {"ranked": 39, "unscored": 1}):
        assert not attrs.evolve(found, counts=(attrs.evolve(found.counts[0], **change),)).verify()
    said = found.crowd.verdicts.copy()
    found.crowd.verdicts[0, 0] = 0
    assert not found.verify()
    found.crowd.verdicts[:] = said


# -- the door ------------------------------------------------------------------------------


def refused(table, posts, **options):
    with pytest.raises(InvalidInputError) as caught:
        rank(table, posts, **options)
    return [str(p) for p in caught.value.problems]


def test_everything_wrong_is_told_at_once():
    table = table_of({"a": (1, 2, 3)}).drop("M.02").rename({"id": "nip"})
    seats = [post("P", dict.fromkeys(KEYS, 3)), post("P", {"M.01": 2}), "P"]
    bare = attrs.evolve(seats[0].position, standard=None)
    seats.append(attrs.evolve(seats[0], id="Q", position=bare))
    told = refused(
        table,
        seats,
        policy="profile_maching",
        limit=0,
        competencies={"M.1": "x"},
        rules=None,
        talent="talent.value",
    )
    for part in (
        "stands at posts[0] too",
        "str instead of Post",
        "did you mean 'profile_matching'?",
        "not a whole number from 1",
        "posts[1].position.standard: is missing",
        "did you mean 'M.01'?",
        "the levels of competency M.02",
        "column of the key is missing",
        "birth_date",
    ):
        assert any(part in problem for problem in told), part


@pytest.mark.parametrize("level", [-1, 6, 2.5])
@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow", "duckdb"])
def test_levels_beyond_the_scale_are_refused(engine, level):
    table = table_of({"a": (1, 2, 3)}).with_columns(pl.lit(level).alias("M.02"))
    (problem,) = refused(ENGINES[engine](table), [post("P", {"M.02": 3})])
    assert "table['M.02']: holds levels that are not from 0 to 5" in problem


def test_levels_of_words_are_refused():
    table = table_of({"a": (1, 2, 3)}).with_columns(pl.lit("tinggi").alias("M.02"))
    (problem,) = refused(table, [post("P", {"M.02": 3})])
    assert "levels from 0 to 5" in problem


def test_keys_are_one_a_person():
    table = table_of({"a": (1, 2, 3), "b": (1, 2, 3)})
    seat = [post("P", {"M.02": 3})]
    (problem,) = refused(table.with_columns(id=pl.lit("a")), seat)
    assert "several rows" in problem
    (problem,) = refused(table.with_columns(id=pl.Series(["a", None])), seat)
    assert "a key is missing" in problem
    (problem,) = refused(table.with_columns(id=pl.lit(1.5)), seat)
    assert "dtype=str" in problem
    (problem,) = refused(table.lazy(), seat, id=None)
    assert "no order of its own" in problem
    assert [p.id for p in rank(table, seat, id=None)] == [0, 1]


def test_talent_values_are_whole_and_not_under_zero():
    table, seat = table_of({"a": (1, 2, 3)}, [-5]), [post("P", {"M.02": 3})]
    (problem,) = refused(table, seat, talent="talent.value")
    assert "values under 0" in problem
    (problem,) = refused(table.with_columns(talent_value=pl.lit(1.5)), seat, talent="talent.value")
    assert "not whole" in problem
    (problem,) = refused(table.with_columns(talent_value=pl.lit("1")), seat, talent="talent.value")
    assert "as tables.score" in problem
    assert "does not answer with a number" in refused(table, seat, talent="talent.box")[0]
    fine = attrs.evolve(SYMMETRIC, table={g: f"{5 - abs(g)}.{7**19 + g}" for g in range(-5, 6)})
    wide = table.with_columns(talent_value=pl.lit(10**14))
    (problem,) = refused(wide, seat, talent="talent.value", policy=fine)
    assert "too fine" in problem


def test_whole_numbers_that_pandas_made_floats_are_talent_values():
    frame = table_of({"a": (1, 2, 3), "b": (1, 2, 3)}, [7, None]).to_pandas()
    found = rank(frame, [post("P", {"M.02": 2})], talent="talent.value")
    assert [p.id for p in found] == ["a"]
    assert found.counts_of("P").unscored == 1


def test_other_columns_may_hold_the_levels():
    table = table_of({"a": (1, 2, 3)}).rename({"M.02": "kerja sama"})
    found = rank(table, [post("P", {"M.02": 2})], competencies={"M.02": "kerja sama"})
    assert found[0].score == 100


def test_nobody_and_no_post_are_results():
    seat = post("P", {"M.02": 3})
    empty = rank(table_of({}), [seat])
    assert len(empty) == len(empty.by_person()["id"]) == 0
    found = rank(table_of({"a": (1, 2, 3)}), [])
    assert (len(found), found.lines("en")) == (0, ("A result advises, a person decides.",))


def test_posts_of_which_no_rule_is_known_have_nobody_ranked():
    seat = post("P", {"M.02": 3})
    found = rank(
        table_of({"a": (1, 2, 3)}).with_columns(
            birth_date=pl.lit(dt.date(1980, 1, 1)),
            level=pl.lit("pengawas"),
            retirement_group=pl.lit("general"),
        ),
        [attrs.evolve(seat, position=attrs.evolve(seat.position, kind=PositionKind.PELAKSANA))],
        rules=None,
        rulebook=BOOK.as_in_force_on(dt.date(1990, 1, 1)),
    )
    assert (len(found), found.counts_of("P").unknown) == (0, 1)


def test_the_talent_value_is_found_in_the_law():
    table, seat = table_of({"a": (1, 2, 3)}, [5]), [post("P", {"M.02": 3})]
    assert rank(table, seat, talent=True).talent == "talent.value"
    second = attrs.evolve(BOOK.law(AS_OF).version("talent.value"), name="kota.value")
    (problem,) = refused(table, seat, talent=True, rulebook=BOOK.overlay("kota", rules=[second]))
    assert "talent.value, kota.value" in problem
    empty = book_of(Const(value=True, value_type=ValueType.flag()))
    (problem,) = refused(table, seat, talent=True, rulebook=empty)
    assert "no rule found" in problem


def test_what_was_not_asked_about_is_told():
    found = rank(table_of({"a": (1, 2, 3)}), [post("P", {"M.02": 3})])
    with pytest.raises(UnknownNameError, match="known: P"):
        found.of_post("Q")
    with pytest.raises(UnknownNameError, match=r"talent\.value"):
        rank(table_of({}), [], talent="talent.values")
    with pytest.raises(InvalidInputError, match="does not answer yes or no"):
        rank(table_of({}), [], rules="talent.box")
