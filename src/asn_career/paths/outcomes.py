"""What is asked of a search, read; and what it ends with."""

from __future__ import annotations

from collections.abc import Iterable

from asn_career.errors import InvalidInputError, Problem
from asn_career.paths.graph import CareerGraph
from asn_career.paths.moving import post_of
from asn_career.paths.search import Search
from asn_career.people import Employee, Record
from asn_career.positions import Position, Post
from asn_career.projection import mark_assumed
from asn_career.terms import Word

__all__ = ["Outcome", "outcome_of", "read_assumed", "read_target"]


class Outcome(Word):
    """What a search for routes ended with."""

    FOUND = "found", "jalur ditemukan", "routes found"
    ALREADY = "already", "jabatan itu sudah dijabat", "the post is held already"
    RETIRED = "retired", "sudah mencapai batas usia pensiun", "the retirement age has come"
    NO_POST = "no_post", "tidak ada jabatan definitif sekarang", "no definitive post at present"
    BLOCKED = "blocked", "tidak ada jalur dalam jangka waktu itu", "no route in that time"
    UNFINISHED = "unfinished", "anggaran langkah habis", "the step budget is spent"


def read_target(target: Post | Position | str, graph: CareerGraph, employee: Employee) -> Post:
    """Return the target as a post; a kind of job stands in the unit of the person.

    Raises:
        UnknownNameError: no position of the graph has the id, or the post is of none.
        InvalidInputError: something else than a post, a position or an id; a post of another class
            than the graph has it in.
    """
    if isinstance(target, Post):
        known = graph.position(target.position.id).level
        if target.position.level is not known:
            message = f"{target.position.id!r:.40} is {target.position.level} here"
            raise InvalidInputError(Problem("target", message, f"{known} in the graph"))
        return target
    if isinstance(target, Position):
        position = graph.position(target.id)
    elif isinstance(target, str):
        position = graph.position(target)
    else:
        hint = "a Post, a Position or the id of a position"
        raise InvalidInputError(Problem("target", f"a {type(target).__name__}", hint))
    held = [a.unit for a in employee.appointments]
    return post_of(position, held[-1] if held else "-")


def read_assumed(
    employee: Employee, assume: Iterable[Record]
) -> tuple[Employee, tuple[Record, ...]]:
    """Return the record with what is assumed, and the assumed records, marked so."""
    assumed = tuple(mark_assumed(record) for record in assume)
    return (employee.with_records(*assumed) if assumed else employee), assumed


def outcome_of(search: Search, target: Post | Position | str) -> Outcome:
    """Run a search unless the target is held already, and return what it ended with."""
    held = search.person.appointment_on(search.as_of)
    if held is not None and _is_held(held.position.id, held.post, search.target, target):
        return Outcome.ALREADY
    search.run()
    if search.found:
        return Outcome.FOUND
    if search.retired:
        return Outcome.RETIRED
    if not search.complete:
        return Outcome.UNFINISHED
    return Outcome.NO_POST if search.origin is None else Outcome.BLOCKED


def _is_held(position: str, seat: str | None, post: Post, target: object) -> bool:
    """Tell whether the target is held already: that seat, or for a kind of job that kind."""
    if isinstance(target, Post) and seat is not None:
        return seat == post.id
    return position == post.position.id
