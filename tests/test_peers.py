"""Peers among themselves: against all pairings, with the proof where none is stable."""

import random

import attrs
import pytest

from asn_career.errors import InvalidInputError, UnknownNameError
from asn_career.matching import match_peers


def all_pairings(lists):
    """Yield every way to pair or leave alone, as partner by id."""

    def extend(rest, partner):
        if not rest:
            yield dict(partner)
            return
        one, *others = rest
        yield from extend(others, partner)
        for other in others:
            if other in lists[one] and one in lists[other]:
                left = [id for id in others if id != other]
                yield from extend(left, {**partner, one: other, other: one})

    yield from extend(list(lists), {})


def is_stable(lists, partner):
    def wants(id, other):
        now = partner.get(id)
        return now is None or lists[id].index(other) < lists[id].index(now)

    return not any(
        one in lists[other] and wants(one, other) and wants(other, one)
        for one in lists
        for other in lists[one]
    )


def random_lists(rng):
    ids = [f"p{i}" for i in range(rng.randint(0, 7))]
    lists = {}
    for id in ids:
        others = rng.sample([x for x in ids if x != id], len(ids) - 1)
        lists[id] = others[: rng.randint(0, len(others))] if rng.random() < 0.4 else others
    return lists


@pytest.mark.parametrize("block", range(10))
def test_the_pairs_are_stable_or_no_pairing_is(block):
    for seed in range(block * 60, block * 60 + 60):
        lists = random_lists(random.Random(seed))  # noqa: S311
        stable = [each for each in all_pairings(lists) if is_stable(lists, each)]
        found = match_peers(lists)
        assert found.verify(), seed
        assert found.is_stable == bool(stable), seed
        if stable:
            partner = {a: b for pair in found.pairs for a, b in (pair, pair[::-1])}
            assert partner in stable, seed
            assert set(found.single) == set(lists) - set(partner), seed


NONE = {
    "a": ["b", "c", "d"],
    "b": ["c", "a", "d"],
    "c": ["a", "b", "d"],
    "d": ["a", "b", "c"],
}


def test_the_example_of_gale_and_shapley_has_an_odd_party():
    found = match_peers(NONE)
    assert not found.is_stable
    assert found.odd_parties == (("a", "b", "c"),)
    assert (found.pairs, found.single) == ((), ("d",))
    assert "odd party: a → b → c" in "\n".join(found.lines("en"))
    assert found.rows()[0] == {"id": "a", "partner": None, "odd_party": 1}
    assert match_peers(dict(reversed(NONE.items()))) == found


def test_each_learns_the_own_partner_only():
    found = match_peers({"a": ["b"], "b": ["a", "c"], "c": ["b"]})
    assert found.pairs == (("a", "b"),)
    assert found.explain("a", "en") == ("Peer: b",)
    assert found.explain("c", "en") == ("without a partner",)
    assert match_peers(NONE).explain("a", "en") == ("No peer pairs are stable",)
    with pytest.raises(UnknownNameError):
        found.explain("d")
    assert found.as_dict()["pairs"] == [["a", "b"]]
    assert "<pre>" in found._repr_html_()
    assert "a – b" in str(found)


@pytest.mark.parametrize(
    "change",
    [
        {"odd_parties": ()},
        {"odd_parties": (("a", "c", "b"),)},
        {"odd_parties": (("a", "b", "c", "d"),), "single": ()},
        {"single": ()},
        {"single": ("d", "d")},
        {"pairs": (("a", "b"),)},
        {"held": (("a", "b"),), "odd_parties": (), "single": ("c", "d"), "pairs": (("a", "b"),)},
    ],
)
def test_a_broken_proof_is_rejected(change):
    assert match_peers(NONE).verify()
    assert not attrs.evolve(match_peers(NONE), **change).verify()


def test_bad_lists_are_refused_all_at_once():
    with pytest.raises(InvalidInputError) as refused:
        match_peers({"a": ["b", "b", "a", "x"], "b": "a", 3: []})
    assert [p.where for p in refused.value.problems] == [
        "preferences",
        "preferences['a'][1]",
        "preferences['a'][2]",
        "preferences['a'][3]",
        "preferences['b']",
    ]
    with pytest.raises(InvalidInputError):
        match_peers([])
