"""The fairness audit of a slate: counts, rates and ratios by group, small counts hidden."""

import json
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_succession import AS_OF, POLICY, person, ranking

from asn_career.errors import InvalidInputError
from asn_career.succession import Stage, audit_slate, group_candidates
from asn_career.terms import Predikat, Sex


def slate(**counts):
    """Return a ranking and the groups of its candidates: group to (shortlisted, eligible, other).

    The places are laid out by hand: the audit reads only who stands in which list.
    """
    base = ranking(person("a"), person("b", predicate=Predikat.KURANG))
    (one,), groups = base.ranked, {}
    ranked, others, limit = [], [], sum(n[0] for n in counts.values())
    for group, (shortlisted, eligible, other) in counts.items():
        for kind, n in (("s", shortlisted), ("e", eligible), ("o", other)):
            for i in range(n):
                id = f"{group}-{kind}{i}"
                groups[id] = group
                if kind == "o":
                    others.append(attrs.evolve(base.excluded[0], id=id))
                else:
                    ranked.append(attrs.evolve(one, id=id, rank=1 if kind == "s" else limit + 1))
    policy = attrs.evolve(POLICY, limit=max(1, limit))
    if not limit:
        ranked = [attrs.evolve(r, rank=2) for r in ranked]
    found = attrs.evolve(
        base, ranked=tuple(ranked), excluded=tuple(others), pool=len(groups), policy=policy
    )
    return found, {"sex": groups}


def test_rates_and_ratios_are_exact():
    found = audit_slate(*slate(female=(10, 20, 10), male=(30, 20, 10)))
    female, male = found.groups
    assert (female.rate, male.rate) == (Fraction(1, 4), Fraction(1, 2))
    assert (female.ratio, male.ratio) == (Fraction(1, 2), 1)
    assert (female.is_marked, male.is_marked) == (True, False)
    assert found.totals == {Stage.SHORTLISTED: 40, Stage.ELIGIBLE: 40, Stage.OTHER: 20}
    assert found.lines("en") == (
        (
            "sex female: on the shortlist 10, eligible, not on the shortlist 20, "
            "not eligible, or not known 10; rate 25%; impact ratio 0.5 (below 4/5)"
        ),
        (
            "sex male: on the shortlist 30, eligible, not on the shortlist 20, "
            "not eligible, or not known 10; rate 50%; impact ratio 1"
        ),
        "* 0 counts under 5, or protecting one, are hidden",
    )
    assert found.verify()


@pytest.mark.parametrize(("women", "marked"), [(16, False), (15, True)])
def test_four_fifths_is_where_a_ratio_is_marked(women, marked):
    found = audit_slate(*slate(female=(women, 100 - women, 0), male=(20, 80, 0)))
    assert found.groups[0].is_marked is marked


def test_a_small_group_is_hidden_with_what_would_give_it_away():
    found = audit_slate(*slate(female=(2, 20, 30), male=(8, 20, 30), other=(9, 50, 70)))
    assert [list(group.counts.values()) for group in found.groups] == [
        [None, None, 30],
        [None, None, 30],
        [9, 50, 70],
    ]
    assert [group.rate for group in found.groups[:2]] == [None, None]
    assert found.verify()


def test_where_nothing_protects_a_small_count_the_attribute_and_the_totals_are_withheld():
    found = audit_slate(*slate(female=(3, 0, 0)))
    assert (found.groups, found.withheld, found.totals) == ((), ("sex",), None)
    assert found.lines("en")[-1] == "sex: too few people to show"
    assert found.verify()


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from(["a", "b", "c"]),
        st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 8)),
        min_size=1,
    )
)
def test_no_small_count_is_shown_or_follows_from_the_rest(counts):
    counts = {name: n for name, n in counts.items() if sum(n)}
    if not counts:
        return
    found = audit_slate(*slate(**counts))
    assert found.verify()
    for axis in (lambda g, s: g.name, lambda g, s: s):
        # Nothing hidden is alone in its row or its column: it would be the sum less the rest.
        hidden = [
            axis(g, s)
            for g in found.groups
            for s, n in g.counts.items()
            if n is None and counts[g.name][list(Stage).index(s)]
        ]
        assert all(hidden.count(line) > 1 for line in hidden)
    for group in found.groups:
        assert all(n is None or not 0 < n < 5 for n in group.counts.values())


def test_candidates_are_grouped_by_sex_age_unit_and_status():
    people = [
        person("a", sex=Sex.FEMALE),
        person("b"),
        person("c", birth_date=AS_OF.replace(year=AS_OF.year - 30), appointments=()),
    ]
    found = group_candidates(people, AS_OF)
    assert found["sex"] == {"a": "female", "b": "-", "c": "-"}
    assert found["age"] == {"a": ">= 50", "b": ">= 50", "c": "30-39"}
    assert found["unit"] == {"a": "u-1", "b": "u-1", "c": "-"}
    assert set(found["status"].values()) == {"pns"}


def test_a_ranking_is_audited_from_its_candidates():
    people = [person(f"E-{i}", sex=Sex.FEMALE if i % 3 else Sex.MALE) for i in range(30)]
    people += [person(f"N-{i}", predicate=Predikat.KURANG, sex=Sex.MALE) for i in range(10)]
    ranked = ranking(*people, policy=attrs.evolve(POLICY, ties=(), limit=100))
    found = audit_slate(ranked, group_candidates(people, AS_OF))
    assert found.totals == {Stage.SHORTLISTED: 30, Stage.ELIGIBLE: 0, Stage.OTHER: 10}
    by_sex = {g.name: g for g in found.groups if g.attribute == "sex"}
    assert (by_sex["female"].rate, by_sex["male"].rate) == (1, Fraction(1, 2))
    told = "\n".join((*found.lines("id"), json.dumps(found.as_dict(), default=str)))
    assert not any(one.id in told for one in people)


def test_every_problem_is_named_at_once_and_no_id():
    ranked, groups = slate(female=(10, 20, 10), male=(30, 20, 10))
    wrong = {"sex": {**groups["sex"], "E-99": "male"}, "unit": {}}
    with pytest.raises(InvalidInputError) as caught:
        audit_slate(ranked, wrong)
    assert [(p.where, p.message) for p in caught.value.problems] == [
        ("by.sex", "1 ids are no candidates"),
        ("by.unit", "100 candidates have no group"),
    ]
    with pytest.raises(InvalidInputError, match="under 2"):
        audit_slate(ranked, groups, min_cell=1)


def test_a_changed_audit_is_not_verified():
    found = audit_slate(*slate(female=(10, 20, 10), male=(30, 20, 10)))
    female, male = found.groups
    shown = attrs.evolve(female, counts={**female.counts, Stage.SHORTLISTED: 3})
    assert not attrs.evolve(found, groups=(shown, male)).verify()
    assert not attrs.evolve(found, groups=(attrs.evolve(female, rate=Fraction(1)), male)).verify()
    assert not attrs.evolve(found, withheld=("unit",)).verify()
