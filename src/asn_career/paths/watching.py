"""What of a record a reading looks at: seen when it is read, not declared."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from asn_career.people import Appointment, Employee
from asn_career.people.employee import LISTS
from asn_career.positions import Position, Post

__all__ = ["Watched", "WatchedPost"]

MOVED: Final = "appointments"
"""The only records that a move changes."""
BEHIND: Final = {
    **{field.name: frozenset[str]() for field in attrs.fields(Employee)},
    **{name: frozenset({name}) for name in LISTS},
    "rank_on": frozenset({"ranks"}),
    "sanctions_on": frozenset({"sanctions"}),
}
"""Which lists of records stand behind each name of a record."""


class Watched:
    """A record that notes at which lists of records a reading looks.

    Attributes:
        employee: the record.
        lists: the lists.
        looks_back: whether it looked at appointments for more than the position held on a day.
    """

    __slots__ = ("employee", "lists", "looks_back")

    def __init__(self, employee: Employee) -> None:
        """Take the record."""
        self.employee, self.lists, self.looks_back = employee, set[str](), False

    def __getattr__(self, name: str) -> object:
        """Pass on what is asked for, and note it; what is not known may look at everything."""
        behind = BEHIND.get(name, frozenset(LISTS))
        self.lists |= behind
        if MOVED in behind:
            self.looks_back = True
        return getattr(self.employee, name)

    def appointment_on(self, day: dt.date) -> object:
        """Return the appointment of a day, watched: its position alone, or anything of it."""
        self.lists.add(MOVED)
        held = self.employee.appointment_on(day)
        return None if held is None else _Held(held, self)

    @property
    def touched(self) -> bool:
        """Whether a reading looked at what moves change."""
        return MOVED in self.lists


class _Held:
    """An appointment that notes whether more of it is looked at than its position."""

    __slots__ = ("_held", "_watched")

    def __init__(self, held: Appointment, watched: Watched) -> None:
        self._held, self._watched = held, watched

    def __getattr__(self, name: str) -> object:
        if name != "position":
            self._watched.looks_back = True
        return getattr(self._held, name)


class WatchedPost:
    """A post that notes what of it, and of its position, a reading looks at.

    Attributes:
        post: the post.
        seen: what was looked at, with its value.
    """

    __slots__ = ("post", "seen")

    def __init__(self, post: Post) -> None:
        """Take the post."""
        self.post, self.seen = post, dict[str, object]()

    def __getattr__(self, name: str) -> object:
        """Pass on what is asked for, and note it."""
        if name == "position":
            return _WatchedPosition(self)
        found: object = getattr(self.post, name)
        self.seen[name] = found
        return found

    def __eq__(self, other: object) -> bool:
        """Compare the post, and note that all of it counts."""
        self.seen["post"] = self.post
        return self.post == other

    def __hash__(self) -> int:
        """Hash the post, and note that all of it counts."""
        self.seen["post"] = self.post
        return hash(self.post)

    def reads_like(self, post: Post) -> bool:
        """Tell whether another post is the same in everything that was looked at."""
        return all(_facet(post, name) == value for name, value in self.seen.items())


class _WatchedPosition:
    """The position of a post, that notes what is looked at likewise."""

    __slots__ = ("_watched",)

    def __init__(self, watched: WatchedPost) -> None:
        self._watched = watched

    def __getattr__(self, name: str) -> object:
        found: object = getattr(self._watched.post.position, name)
        self._watched.seen[f"position.{name}"] = found
        return found

    def __eq__(self, other: object) -> bool:
        return self._whole() == other

    def __hash__(self) -> int:
        return hash(self._whole())

    def _whole(self) -> Position:
        self._watched.seen["position"] = self._watched.post.position
        return self._watched.post.position


def _facet(post: Post, name: str) -> object:
    if name == "post":
        return post
    of, _, facet = name.rpartition(".")
    return getattr(post.position if of else post, facet)
