"""Conditions as nullable booleans, joined by Kleene's logic."""

from __future__ import annotations

from collections.abc import Iterable

import attrs
import narwhals as nw

from asn_career.conditions import SKIP
from asn_career.tables.columns import NULL_FLAG, Advisory, Truth, every
from asn_career.tables.scope import Scope

__all__ = ["fixed_truth", "join", "negate", "never_known"]


def fixed_truth(answer: object) -> Truth:
    """Return an answer of the record reading as a truth for everybody."""
    if answer is SKIP:
        return Truth(NULL_FLAG, skip=True, is_fixed=True)
    known = None if answer is None else bool(answer)
    expr = NULL_FLAG if known is None else nw.lit(known)
    return Truth(expr, is_fixed=True, fixed=known)


def never_known(skip: Advisory) -> Truth:
    """Return the truth that is unknown for everybody, save where it takes no part."""
    if isinstance(skip, nw.Expr):
        return Truth(nw.when(skip).then(nw.lit(value=True)), skip)
    return fixed_truth(SKIP if skip else None)


def negate(truth: Truth) -> Truth:
    """Return the opposite; unknown stays unknown."""
    if not truth.is_fixed:
        return Truth(~truth.expr, truth.skip)
    if truth.skip is True:
        return truth
    return fixed_truth(None if truth.fixed is None else not truth.fixed)


def join(truths: Iterable[Truth], at: Scope, *, settles: bool) -> Truth:
    """Return conditions joined by Kleene's logic: one that ``settles`` settles."""
    # Where a part takes no part is read twice, here and by whatever holds the whole.
    truths = [attrs.evolve(t, skip=at.keep_mark(t.skip)) for t in truths]
    deciding = [t for t in truths if t.skip is not True]
    fixed = [t.fixed for t in deciding if t.is_fixed]
    if settles in fixed:
        return fixed_truth(settles)
    varying = [t for t in deciding if not t.is_fixed]
    if not varying:
        return fixed_truth(SKIP if not deciding else None if None in fixed else not settles)
    neutral = nw.lit(not settles)
    exprs = [
        nw.when(t.skip).then(neutral).otherwise(t.expr) if isinstance(t.skip, nw.Expr) else t.expr
        for t in varying
    ]
    horizontal = nw.any_horizontal if settles else nw.all_horizontal
    expr = horizontal(*exprs, ignore_nulls=False)
    if None in fixed:
        # One unknown for everybody: what settles still settles, all else is unknown.
        expr = nw.when(expr if settles else ~expr).then(nw.lit(settles))
    skip = every(t.skip for t in deciding)
    if isinstance(skip, nw.Expr):
        expr = nw.when(~skip).then(expr)
    return Truth(expr, skip)
