"""An agency: its units, its posts and its people, checked against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeVar

import attrs

from asn_career.errors import UnknownNameError, near, shown
from asn_career.intake import Intake
from asn_career.people.employee import Employee
from asn_career.positions import Position, Post, Unit

__all__ = ["Agency"]

T = TypeVar("T", Position, Post, Unit, Employee)

# The nearest of thousands of keys takes long to find, and the first wrong keys teach enough.
MAX_NEAR: Final = 10


def _read(take: Intake, name: str, kind: type[T]) -> tuple[dict[str, T], dict[str, T]]:
    """Return a list by place and by sorted key, and note each key given twice."""
    by_place = take.items(name, kind)
    by_id: dict[str, T] = {}
    for place, item in by_place.items():
        if by_id.setdefault(item.id, item) is not item:
            take.note(f"{place}.id", f"{item.id!r} is given twice", "every id once in a list")
    return by_place, dict(sorted(by_id.items()))


def _find_circles(units: Mapping[str, Unit]) -> Iterator[list[str]]:
    """Give each circle of units that lie below each other, once."""
    seen: set[str] = set()
    for start in units:
        path: list[str] = []
        at: str | None = start
        while at is not None and at in units and at not in seen:
            seen.add(at)
            path.append(at)
            at = units[at].parent
        if at in path:
            yield path[path.index(at) :]


class _Names:
    """Notes keys that nothing has, with the near key for the first of them."""

    def __init__(self, take: Intake, kind: str, known: Mapping[str, object]) -> None:
        self.take, self.kind, self.known = take, kind, known
        self.missed = 0

    def check(self, place: str, name: str | None) -> None:
        """Note the key at this place unless something has it."""
        if name is not None and name not in self.known:
            self.missed += 1
            hint = near(name, self.known) if self.missed <= MAX_NEAR else ""
            self.take.note(place, f"unknown {self.kind} {shown(name)}", hint)


@attrs.frozen(kw_only=True, repr=False)
class Agency:
    """Units, posts and people of an agency on one day; each list is kept sorted by id.

    Attributes:
        id: the caller's key.
        name: the name of the agency.
        units: its units, a tree by ``parent``.
        posts: its posts, each with its holder.
        employees: its people.
        positions: its kinds of jobs; those of the posts are added to those given.

    Raises:
        InvalidInputError: with every problem: an id given twice, an unknown unit, parent or
            holder, units in a circle, two posts with one holder, two positions with one id.
    Source: none: our own choice.
    """

    id: str
    name: str
    units: tuple[Unit, ...]
    posts: tuple[Post, ...]
    employees: tuple[Employee, ...]
    positions: tuple[Position, ...] = ()
    _units: dict[str, Unit] = attrs.field(init=False, eq=False)
    _posts: dict[str, Post] = attrs.field(init=False, eq=False)
    _employees: dict[str, Employee] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Report every problem at once, then sort the lists and build the look-ups."""
        take = Intake(self)
        take.text("id")
        take.text("name")
        units_at, units = _read(take, "units", Unit)
        posts_at, posts = _read(take, "posts", Post)
        _, employees = _read(take, "employees", Employee)
        _, positions = _read(take, "positions", Position)
        parents = _Names(take, "unit", units)
        for place, unit in units_at.items():
            parents.check(f"{place}.parent", unit.parent)
        for circle in _find_circles(units):
            take.note("units", "a circle: " + " below ".join([*circle, circle[0]]))
        homes, holders = _Names(take, "unit", units), _Names(take, "employee", employees)
        held: dict[str, str] = {}
        for place, post in posts_at.items():
            homes.check(f"{place}.unit", post.unit)
            holders.check(f"{place}.holder", post.holder)
            if post.holder is not None and held.setdefault(post.holder, place) != place:
                hint = "one post a person; an acting holder leaves it vacant"
                message = f"{shown(post.holder)} holds {held[post.holder]} too"
                take.note(f"{place}.holder", message, hint)
            known = positions.setdefault(post.position.id, post.position)
            if known is not post.position and known != post.position:
                message = f"another position has the id {shown(known.id)}"
                take.note(f"{place}.position", message, "one id for one position")
        take.finish()
        take.put("units", tuple(units.values()))
        take.put("posts", tuple(posts.values()))
        take.put("employees", tuple(employees.values()))
        take.put("positions", tuple(positions[key] for key in sorted(positions)))
        take.put("_units", units)
        take.put("_posts", posts)
        take.put("_employees", employees)

    def __repr__(self) -> str:
        """Return the key and the counts."""
        counts = ", ".join(
            f"{len(getattr(self, name))} {name}" for name in ("units", "posts", "employees")
        )
        return f"<Agency {self.id!r}: {counts}>"

    def unit(self, id: str) -> Unit:
        """Return the unit with this id.

        Raises:
            UnknownNameError: no unit has it; the hint names the near one.
        Source: none: our own choice.
        """
        return _look_up("unit", id, self._units)

    def post(self, id: str) -> Post:
        """Return the post with this id.

        Raises:
            UnknownNameError: no post has it; the hint names the near one.
        Source: none: our own choice.
        """
        return _look_up("post", id, self._posts)

    def employee(self, id: str) -> Employee:
        """Return the employee with this id.

        Raises:
            UnknownNameError: nobody has it; the hint names the near one.
        Source: none: our own choice.
        """
        return _look_up("employee", id, self._employees)

    @property
    def vacancies(self) -> tuple[Post, ...]:
        """The posts that nobody holds definitively, by id."""
        return tuple(post for post in self.posts if post.is_vacant)

    def holder_of(self, post: Post) -> Employee | None:
        """Return who holds the post definitively, or None when it is vacant.

        Raises:
            UnknownNameError: the holder is not of this agency.
        Source: none: our own choice.
        """
        return None if post.holder is None else self.employee(post.holder)


def _look_up(kind: str, key: str, known: Mapping[str, T]) -> T:
    try:
        return known[key]
    except KeyError:
        raise UnknownNameError(kind, key, known) from None
