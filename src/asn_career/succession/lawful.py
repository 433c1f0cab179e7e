"""Which moves are lawful on a day, asked of many people about many posts, untraced.

Posts that the law cannot tell apart (all but their names, units and holders are alike) are asked
about once. The rules of moves come first, once a class of people; what they leave is asked of each
person, and an answer holds for all posts that are alike in what was looked at on the way to it.
The chosen moves are traced elsewhere: `Rulebook.check` has the last word.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Final, TypeAlias, cast

import attrs

from asn_career.conditions import Answer, facts_in, value_reader
from asn_career.facts import Subject
from asn_career.positions import Post
from asn_career.projection import appoint, flag_rules
from asn_career.rulebook import View
from asn_career.succession.seats import retirement_rules
from asn_career.terms import MoveKind, Question

if TYPE_CHECKING:
    from asn_career.people import Employee
    from asn_career.positions import Position
    from asn_career.rulebook import Rulebook
    from asn_career.values import Value

__all__ = ["OF_PERSON", "Kind", "Lawful", "Option", "law_of_move", "vacated"]

STEP: Final = (Question.MOVE, Question.APPOINT)
OF_PERSON: Final = {Subject.PERSON, Subject.DAY}
Read = Callable[[Callable[[str], "Value | None"], dt.date], object]


def vacated(post: Post) -> Post:
    """Return a post as it is when somebody is about to be appointed: vacant."""
    return post if post.holder is None else attrs.evolve(post, holder=None)


def law_of_move(rulebook: Rulebook, post: Post, day: dt.date) -> tuple[str, ...]:
    """Return the rules that must all say YES for a move to a post on a day.

    Empty where no rule of appointment is known: then no move there is known to be lawful.
    """
    moves, appoints = (flag_rules(rulebook, (question,), post, day) for question in STEP)
    return (*moves, *appoints) if appoints else ()


@attrs.frozen(kw_only=True, eq=False)
class Kind:
    """Posts that no rule can tell apart, and what is asked about them.

    Attributes:
        post: one of them, vacant.
        posts: their ids, sorted.
        rules: all rules, by name: those of moves, of appointment, of the agency.
    """

    post: Post
    posts: tuple[str, ...]
    rules: tuple[str, ...]


@attrs.frozen
class Option:
    """What is known of one person and some kinds of posts: not refused.

    Attributes:
        lawful: True; None when it is not known, for want of data.
        fit: the score, a whole number in its unit, where the move is lawful.
        base: the score for the present post, which a horizontal move gives up; else 0.
    """

    kinds: tuple[Kind, ...]
    lawful: bool | None
    fit: int = 0
    base: int = 0


_Group: TypeAlias = tuple[tuple[str, ...], bool | None, list[Kind]]
"""The rules still to be asked, the answer so far, and about which kinds."""


class _Watched:
    """A post, or its position, that notes what is looked at."""

    __slots__ = ("_of", "_path", "_seen")

    def __init__(self, of: Post | Position, seen: set[str], path: str = "") -> None:
        self._of, self._seen, self._path = of, seen, path

    def __getattr__(self, name: str) -> object:
        if name == "position" and isinstance(self._of, Post):
            return _Watched(self._of.position, self._seen, "position.")
        self._seen.add(self._path + name)
        return getattr(self._of, name)


class Lawful:
    """The questions of one day about moves to some posts, compiled once."""

    def __init__(
        self,
        rulebook: Rulebook,
        day: dt.date,
        posts: Iterable[Post],
        *,
        score: str | None,
        gates: tuple[str, ...] = (),
    ) -> None:
        """Take the law, the day, the posts, the rule that scores and the gates of the agency."""
        self.rulebook, self.day = rulebook, day
        law = rulebook.law(day)
        groups: dict[tuple[Position, tuple[str, ...], bool], list[Post]] = {}
        for post in posts:
            alike = attrs.evolve(post.position, id="-", name="-")
            groups.setdefault((alike, post.fields, post.strategic), []).append(post)
        self.kinds = tuple(
            Kind(
                post=vacated(group[0]),
                posts=tuple(sorted(post.id for post in group)),
                rules=tuple(dict.fromkeys((*rules, *gates))),
            )
            for group in groups.values()
            if (rules := law_of_move(rulebook, group[0], day))
        )
        moves = dict.fromkeys(
            n for k in self.kinds for n in flag_rules(rulebook, (Question.MOVE,), k.post, day)
        )
        asked = {name: facts_in(Answer(name), law) for name in moves}
        # The rules of moves that ask only about the class of the person and the post.
        self._coarse = {
            name
            for name, facts in asked.items()
            if all(fact.subject is not Subject.PAIR for fact in facts)
        }
        self._class_facts = tuple(
            dict.fromkeys(
                fact.name
                for name in sorted(self._coarse)
                for fact in asked[name]
                if fact.subject in OF_PERSON
            )
        )
        self._groups: dict[
            tuple[tuple[str, ...], frozenset[str]], dict[tuple[object, ...], set[Kind]]
        ] = {}
        self._open: dict[tuple[Value | None, ...], list[_Group]] = {}
        names = {name for kind in self.kinds for name in kind.rules}
        self._decide: dict[str, Read] = {n: rulebook.decider(n, day) for n in sorted(names)}
        self._score = None if score is None else value_reader(Answer(score), law)
        self._forms = [
            (rule.targets, value_reader(Answer(rule.name), law))
            for rule in rulebook.rules_for(Question.MOVE, None, day)
            if law.rule_type(rule.name).words is MoveKind
        ]
        self._retire = [rulebook.decider(n, day) for n in retirement_rules(rulebook, day)]
        self._subjects = {fact.name: fact.subject for fact in rulebook.facts()}

    def has_retired(self, person: Employee) -> bool:
        """Tell whether the pension day has come."""
        view = self.rulebook.view(person, self.day)
        return any(decide(view.get, self.day) is True for decide in self._retire)

    def ask(self, person: Employee, own: Post | None) -> Iterator[Option]:
        """Yield the kinds of posts that somebody may move to, and those of which it is unknown.

        Args:
            person: the record; retirement and lock-ins are the caller's.
            own: the post held, if there is one: a horizontal move gives up its score.
        """
        shared, groups = self._class_of(person)
        bound: dict[object, bool] = {}
        for rules, answer, kinds in groups:
            left = kinds
            while left:
                option, seen = self._ask(
                    person, left[0], rules, answer=answer, own=own, shared=shared, bound=bound
                )
                alike = self._alike(left[0], seen)
                if option is not None:
                    yield attrs.evolve(option, kinds=tuple(k for k in left if k in alike))
                left = [k for k in left if k not in alike]

    def kinds_for(self, person: Employee) -> tuple[Kind, ...]:
        """Return the kinds of posts that the rules of moves do not refuse the class of somebody."""
        return tuple(kind for *_, kinds in self._class_of(person)[1] for kind in kinds)

    def _class_of(self, person: Employee) -> tuple[dict[str, Value | None], list[_Group]]:
        """Return what rules of moves ask of a person, and what they leave people like that."""
        base = self.rulebook.view(person, self.day)
        known = {name: base.get(name) for name in self._class_facts}
        values = tuple(known.values())
        if values not in self._open:
            self._open[values] = self._leave(base)
        return known, self._open[values]

    def _ask(
        self,
        person: Employee,
        kind: Kind,
        rules: tuple[str, ...],
        *,
        answer: bool | None,
        own: Post | None,
        shared: dict[str, Value | None],
        bound: dict[object, bool],
    ) -> tuple[Option | None, frozenset[str]]:
        """Return the answer for one kind, and what of the post it rests on."""
        seen: set[str] = set()
        known = dict(shared)
        post = cast("Post", _Watched(kind.post, seen))
        view = View(self.rulebook, self.day, person, post, known)
        for name in rules:
            found = self._decide[name](view.get, self.day)
            if found is False:
                answer = False
                break
            if found is not True:
                answer = None
        option = Option((kind,), None) if answer is None else None
        if answer is True:
            position = post.position
            after = (position.level, position.retirement_group)
            if after not in bound:
                bound[after] = self.has_retired(appoint(person, kind.post, self.day))
            if not bound[after]:
                option = self._rate(person, kind, view, own)
        # What is known of the person holds for the next kind, too.
        shared |= {n: v for n, v in known.items() if self._subjects[n] in OF_PERSON}
        return option, frozenset(seen)

    def _alike(self, kind: Kind, seen: frozenset[str]) -> set[Kind]:
        """Return the kinds of the same rules that are equal in what was looked at."""
        groups = self._groups.get((kind.rules, seen))
        if groups is None:
            groups = self._groups[kind.rules, seen] = {}
            for other in self.kinds:
                if other.rules == kind.rules:
                    groups.setdefault(_values(other, seen), set()).add(other)
        return groups[_values(kind, seen)]

    def _leave(self, base: View) -> list[_Group]:
        """Return what the rules of moves leave a class of people, and what is still to be asked."""
        found: dict[tuple[tuple[str, ...], bool | None], list[Kind]] = {}
        for kind in self.kinds:
            view = View(self.rulebook, self.day, base.employee, kind.post, {})
            coarse = [
                self._decide[name](view.get, self.day)
                for name in kind.rules
                if name in self._coarse
            ]
            if False not in coarse:
                rest = tuple(name for name in kind.rules if name not in self._coarse)
                answer = True if all(one is True for one in coarse) else None
                found.setdefault((rest, answer), []).append(kind)
        return [(rest, answer, kinds) for (rest, answer), kinds in found.items()]

    def _rate(self, person: Employee, kind: Kind, view: View, own: Post | None) -> Option:
        if self._score is None:
            return Option((kind,), lawful=True)
        fit = self._score(view.get, self.day)
        level = view.target().position.level
        forms = (read for targets, read in self._forms if not targets or level in targets)
        horizontal = any(read(view.get, self.day) is MoveKind.HORIZONTAL for read in forms)
        base: Value | None = 0
        if horizontal and own is not None:
            at_home = View(self.rulebook, self.day, person, own, {})
            base = self._score(at_home.get, self.day)
        if not isinstance(fit, int) or not isinstance(base, int):
            return Option((kind,), None)
        return Option((kind,), lawful=True, fit=fit, base=base)


def _values(kind: Kind, seen: Iterable[str]) -> tuple[object, ...]:
    return tuple(attrgetter(path)(kind.post) for path in sorted(seen))
