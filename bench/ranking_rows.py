"""Ranking on tables: match and top 50, and everybody for every post, against NumPy by hand."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import numpy as np
import polars as pl
from row import Row, Work

from asn_career import national_rulebook, tables
from asn_career.competencies import CompetencyProfile
from asn_career.gaps import PROFILE_MATCHING
from asn_career.positions import Position, Post
from asn_career.terms import PositionKind

AS_OF = dt.date(2026, 11, 21)
KEYS = tuple(f"K.{i:02}" for i in range(1, 13))
LEVELS, TOP, POSTS = 5, 50, 1_000
BLOCK = 1 << 16
BOOK = national_rulebook()
KINDS = (PositionKind.JPT_PRATAMA, PositionKind.ADMINISTRATOR, PositionKind.PENGAWAS)


def make_posts(many: int) -> list[Post]:
    """Return posts, each with a standard of its own over the twelve competencies."""
    rng = random.Random(7)  # noqa: S311 - invented data
    return [
        Post(
            id=f"P-{i:04}",
            unit="u",
            position=Position(
                id=f"job-{i:04}",
                name=f"Kepala {i}",
                kind=KINDS[i % len(KINDS)],
                standard=CompetencyProfile.of({key: rng.randint(2, LEVELS) for key in KEYS}),
            ),
        )
        for i in range(many)
    ]


def make_people(many: int) -> pl.DataFrame:
    """Return levels of people, and their talent values as `tables.place` gives them."""
    rng = np.random.default_rng(7)
    denominator = BOOK.law(AS_OF).rule_type("talent.value").denominator
    columns: dict[str, Any] = {key: rng.integers(1, LEVELS + 1, many) for key in KEYS}
    columns["talent_value"] = rng.integers(4_000, 10_001, many) * (denominator // 100)
    return pl.DataFrame(columns).with_columns(
        id=pl.format("E-{}", pl.int_range(many).cast(pl.String).str.zfill(8))
    )


def points_of(post: Post) -> dict[str, list[int]]:
    """Return what each level earns, in tenths of the highest score: a gap costs a half or more."""
    standard = post.position.standard
    assert standard is not None
    return {
        key: [int(2 * PROFILE_MATCHING.score(level - need)) for level in range(LEVELS + 1)]
        for key, need in standard.pairs
    }


def by_hand(people: pl.DataFrame, post: Post) -> list[int]:
    """Return the 50 highest sums as one would write it in NumPy: look up, add, block by block."""
    total = np.empty(len(people), np.int32)
    columns = [(people[k].to_numpy(), np.array(p, np.int32)) for k, p in points_of(post).items()]
    for start in range(0, len(people), BLOCK):
        block = total[start : start + BLOCK]
        block[:] = 0
        for levels, points in columns:
            block += np.take(points, levels[start : start + BLOCK], mode="clip")
    highest = np.argpartition(-total, TOP)[:TOP]
    return sorted(total[highest].tolist(), reverse=True)


def ranked(people: pl.DataFrame, posts: list[Post], **options: Any) -> Any:  # noqa: ANN401
    """Return our ranking without a gate."""
    return tables.rank(people, posts, AS_OF, rulebook=BOOK, rules=(), limit=TOP, **options)


def one_post(many: int) -> Work:
    """Match everybody with one post and keep the 50 highest."""
    people, (post,) = make_people(many), make_posts(1)
    return lambda: ranked(people, [post], talent=False), lambda: by_hand(people, post)


def one_post_scikit(many: int) -> Work:
    """Do the same by scikit-criteria, which is given the points of each level as its matrix."""
    people, (post,) = make_people(many), make_posts(1)
    points = points_of(post)
    matrix = np.column_stack([np.array(points[k], float)[people[k].to_numpy()] for k in KEYS])

    def theirs() -> list[float]:
        import skcriteria
        from skcriteria.agg.simple import WeightedSumModel

        asked = skcriteria.mkdm(matrix, [max] * len(KEYS), weights=[1] * len(KEYS))
        scores = WeightedSumModel().evaluate(asked).e_.score
        highest = np.argpartition(-scores, TOP)[:TOP]
        return sorted((len(KEYS) * scores[highest]).round(6).tolist(), reverse=True)

    return lambda: ranked(people, [post], talent=False), theirs


def same_sums(ours: Any, theirs: list[float]) -> bool:  # noqa: ANN401 - a ranking
    """Tell whether the 50 highest are the same, as parts of the highest score there is."""
    highest = 2 * len(KEYS) * 5
    sums = [float(ours.score_of(0, int(p)) / 100 * highest) for p in ours.points]
    return sums == theirs or np.allclose(sums, np.array(theirs) * sums[0] / theirs[0])


def all_pairs(many: int) -> Work:
    """Rank everybody for every post by match and talent value; the peer only multiplies."""
    people, posts = make_people(many), make_posts(POSTS)
    weights = np.array([[points_of(p)[k][1:] for k in KEYS] for p in posts], np.float32)
    weights = np.ascontiguousarray(weights.reshape(POSTS, -1))

    def product() -> None:
        width = (1 << 20) // POSTS
        held = np.empty((len(KEYS), LEVELS, width), np.float32)
        found = np.empty((POSTS, width), np.float32)
        columns = np.stack([people[k].to_numpy() for k in KEYS]).astype(np.uint8)
        steps = np.arange(1, LEVELS + 1, dtype=np.uint8)[:, None]
        for start in range(0, many, width):
            block = columns[:, None, start : start + width]
            held[:, :, : block.shape[2]] = block == steps
            np.matmul(weights, held.reshape(-1, width), out=found)

    return lambda: ranked(people, posts, id="id"), product


def all_pairs_match(many: int) -> Work:
    """Do the same by the match alone, where many are tied."""
    people, posts = make_people(many), make_posts(POSTS)
    _, product = all_pairs(many)
    return lambda: ranked(people, posts, id="id", talent=False), product


def tell(ranking: Any) -> str:  # noqa: ANN401 - a ranking
    """Return how many places were kept, and how many lists end in a tie."""
    cut = sum(c.left > 0 for c in ranking.counts)
    return f"{len(ranking):,} places, {cut:,} lists end in a tie"


BY_HAND = "NumPy by hand, block by block"
PRODUCT = "the bare blocked product, nothing chosen"
PEOPLE = (10_000, 100_000, 1_000_000)
ROWS = (
    Row(
        name="match-top-50",
        text="twelve competencies of everybody matched with one post, the 50 highest",
        peer=BY_HAND,
        work=one_post,
        agree=same_sums,
        sizes=PEOPLE,
        of="people",
        ratio=1.5,
    ),
    Row(
        name="match-scikit",
        text="the same",
        peer="scikit-criteria's weighted sum, given the points",
        needs="skcriteria",
        work=one_post_scikit,
        agree=same_sums,
        sizes=PEOPLE,
        of="people",
        ratio=1 / 30,
    ),
    Row(
        name="all-pairs",
        text="everybody matched with 1,000 posts, times the talent value, the 50 highest of each",
        peer=PRODUCT,
        work=all_pairs,
        note=tell,
        sizes=PEOPLE,
        of="people",
        ratio=2,
        megabytes=400,
        at=100_000,
    ),
    Row(
        name="all-pairs-match",
        text="the same by the match alone",
        peer=PRODUCT,
        work=all_pairs_match,
        note=tell,
        sizes=PEOPLE,
        of="people",
        megabytes=400,
        at=100_000,
    ),
)
