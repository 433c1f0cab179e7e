"""Courses that raise competencies, and the catalogue that holds them.

A course is one run: its days, its seats, what it costs and which competency it raises from which
level. The next batch of the same training is another course.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

import attrs

from asn_career.competencies import DEFAULT_SCALE
from asn_career.errors import UnknownNameError, near
from asn_career.intake import Intake
from asn_career.terms import Word

__all__ = ["Catalogue", "Course", "LearningKind", "Lift"]


class LearningKind(Word):
    """How is learned: the 70-20-10 of practice, which is a model and no law."""

    WORKPLACE = "workplace", "belajar di tempat kerja (70)", "learning at work (70)"
    SOCIAL = "social", "bimbingan dan belajar dari orang lain (20)", "learning from others (20)"
    CLASSROOM = "classroom", "pelatihan klasikal (10)", "classroom training (10)"


@attrs.frozen(kw_only=True)
class Lift:
    """A competency that a course raises: who holds ``since`` or more comes out with ``to``.

    Attributes:
        competency: its key.
        since: the level needed for the course to have this effect; from 0 anybody learns.
        to: the level reached.
    """

    competency: str
    since: int
    to: int

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.text("competency")
        take.whole("since", 0)
        take.whole("to", 1)
        if not take.problems and self.since >= self.to:
            hint = "a level below the one that is reached"
            take.note("since", f"level {self.since} is not below the target {self.to}", hint)
        take.finish()


@attrs.frozen(kw_only=True)
class Course:
    """One run of a training.

    Attributes:
        id: the caller's key, which a `Training` names as its ``course``.
        name: the name of the training.
        since: the first day.
        until: the last day, on which its effect is there.
        hours: training hours (JP).
        cost: the cost of one seat, in whole rupiah.
        seats: how many can take part; None where there is no limit.
        lifts: what it raises.
        requires: the courses that must be finished before it begins.
        sectors: the fields of work it is open to; all when empty.
        kind: learning at work, from others, or in class.

    Raises:
        InvalidInputError: with every problem of the record.
    Source: none: our own choice; forms of training in PP 11/2017 articles 211-212.

    >>> Course(id="k-1", name="Analisis data", since="2027-03-01", until="2027-03-05", hours=40,
    ...        lifts=[Lift(competency="T.01", since=2, to=3)]).raises("T.01", 2)
    3
    """

    id: str
    name: str
    since: dt.date
    until: dt.date
    hours: int
    cost: int = 0
    seats: int | None = None
    lifts: tuple[Lift, ...] = ()
    requires: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    kind: LearningKind = LearningKind.CLASSROOM

    def __attrs_post_init__(self) -> None:
        """Report every problem at once."""
        take = Intake(self)
        take.text("id")
        take.text("name")
        take.span(is_open=False)
        take.whole("hours", 1)
        take.whole("cost", 0)
        take.whole("seats", 0, optional=True)
        taught: set[str] = set()
        for place, lift in take.items("lifts", Lift).items():
            if lift.competency in taught:
                take.note(place, f"{lift.competency!r:.40} is raised twice", "one lift a course")
            taught.add(lift.competency)
        for i, key in enumerate(take.listed("requires")):
            if not (isinstance(key, str) and key.strip()):
                take.note(f"requires[{i}]", f"{key!r:.40} is not the key of a course")
        take.labels("sectors")
        take.word("kind", LearningKind)
        take.finish()
        take.put("lifts", tuple(sorted(self.lifts, key=lambda lift: lift.competency)))
        take.put("requires", tuple(sorted(set(self.requires))))

    def lift_of(self, competency: str) -> Lift | None:
        """Return what the course does for a competency, or None."""
        return next((lift for lift in self.lifts if lift.competency == competency), None)

    def raises(self, competency: str, level: int | None) -> int | None:
        """Return the level after the course of who held a level before; None where unknown.

        A level that was never assessed is not taken for zero: only a course that begins at 0
        makes it known.

        Source: none: our own choice.
        """
        lift = self.lift_of(competency)
        if lift is None or (level or 0) < lift.since:
            return level
        return max(level or 0, lift.to)


@attrs.frozen(kw_only=True)
class Catalogue:
    """The courses on offer, proven to make sense together.

    Attributes:
        courses: the courses; kept sorted by key.
        earlier: keys of trainings of earlier years that a course may require.
        scale: the highest level there is.

    Raises:
        InvalidInputError: with every problem: a key given twice, a required course that is not
            there, a circle of requirements (its members named), a level beyond the scale.
    Source: none: our own choice.
    """

    courses: tuple[Course, ...]
    earlier: tuple[str, ...] = ()
    scale: int = DEFAULT_SCALE

    def __attrs_post_init__(self) -> None:
        """Report every problem at once, then sort."""
        take = Intake(self)
        take.whole("scale", 1)
        top = self.scale if type(self.scale) is int else DEFAULT_SCALE
        known: dict[str, str] = {}
        given = take.items("courses", Course)
        earlier = frozenset(key for key in take.listed("earlier") if isinstance(key, str))
        for place, course in given.items():
            if (first := known.setdefault(course.id, place)) != place:
                take.note(f"{place}.id", f"{course.id!r:.40} is given twice", f"first at {first}")
        for place, course in given.items():
            for i, key in enumerate(course.requires):
                if key not in known and key not in earlier:
                    hint = "trainings of earlier years are named in earlier; " + near(key, known)
                    take.note(f"{place}.requires[{i}]", f"{key!r:.40} is no course", hint)
            for i, lift in enumerate(course.lifts):
                if lift.to > top:
                    hint = f"a level from 1 to {top}"
                    take.note(f"{place}.lifts[{i}].to", f"{lift.to} is beyond the scale", hint)
        for circle in _circles({course.id: course.requires for course in given.values()}):
            place = known[circle[0]]
            take.note(f"{place}.requires", "a circle: " + " → ".join((*circle, circle[0])))
        take.finish()
        take.put("courses", tuple(sorted(self.courses, key=lambda course: course.id)))
        take.put("earlier", tuple(sorted(earlier)))

    @cached_property
    def _by_id(self) -> Mapping[str, Course]:
        return MappingProxyType({course.id: course for course in self.courses})

    def __getitem__(self, key: str) -> Course:
        """Return the course of a key, or raise `UnknownNameError`."""
        try:
            return self._by_id[key]
        except KeyError:
            raise UnknownNameError("course", key, self._by_id) from None

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a course of this key."""
        return key in self._by_id

    def __iter__(self) -> Iterator[Course]:
        """Go over the courses by key."""
        return iter(self.courses)

    def __len__(self) -> int:
        """Return how many courses there are."""
        return len(self.courses)


def _circles(requires: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Yield each circle of requirements that is met, its smallest key first."""
    done: set[str] = set()
    for start in sorted(requires):
        path: list[str] = []
        waiting = [(start, 0)]
        while waiting:
            key, depth = waiting.pop()
            del path[depth:]
            if key in path:
                circle = path[path.index(key) :]
                first = circle.index(min(circle))
                yield (*circle[first:], *circle[:first])
                continue
            if key in done:
                continue
            done.add(key)
            path.append(key)
            waiting += [(k, depth + 1) for k in sorted(requires.get(key, ()), reverse=True)]
