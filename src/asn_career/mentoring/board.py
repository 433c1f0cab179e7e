"""All pairs of two pools, judged by class: untraced for all, one at a time for those shown.

A rule reads few facts, and a fact depends on little of each of the two records. So every rule is
asked once for each set of values that its facts take, and a row of answers is made once for all
mentees who are alike in what the rule asks for.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import add, or_
from typing import TYPE_CHECKING, TypeAlias, cast

import attrs

from asn_career.conditions import WeightedSum, facts_in, value_reader
from asn_career.findings import Finding, Score
from asn_career.mentoring.intake import Call, condition_names
from asn_career.mentoring.people import READERS, Seat, read_pair, read_seats
from asn_career.mentoring.policy import SCORE_RULE
from asn_career.mentoring.result import Condition, Pairing, read_parts

if TYPE_CHECKING:
    from asn_career.people import Employee
    from asn_career.rulebook import Rulebook
    from asn_career.values import Value

__all__ = ["Board", "Counts", "Judge"]

Pair: TypeAlias = tuple[str, str]
Facts: TypeAlias = Mapping[str, "Value | None"]
_Own: TypeAlias = tuple[bool, object]  # whether the caller gave it; the value, or what it rests on
_Key: TypeAlias = tuple[_Own, ...]
_Answer: TypeAlias = tuple[int, tuple[str, ...]]  # a bit or points; the facts that are missing


@attrs.frozen(kw_only=True)
class Counts:
    """How many partners of one person were removed, and by what; see `Unpaired`."""

    banned: int
    forbidden: int
    withheld: int
    removed: tuple[tuple[str, int], ...]


@attrs.frozen(kw_only=True)
class Term:
    """A condition or a part of the score, with the names of the facts that it reads."""

    names: tuple[str, ...]
    ask: Callable[[Facts], _Answer]


class Judge:
    """Judges pairs by their facts: untraced for all, traced for those that are shown.

    The answer of a condition is a bit of its own when it forbids the pair, and 0 otherwise.
    """

    def __init__(self, book: Rulebook, as_of: dt.date) -> None:
        self.book, self.as_of = book, as_of
        law = book.law(as_of)
        self.conditions = tuple(
            Condition(
                rule=name,
                text=law.rule_text(name),
                sensitive=any(f.sensitive for f in facts_in(law.rules[name].node, law)),
            )
            for name in condition_names(book, as_of)
        )
        self.gates, self.parts = list(self._gates()), list(self._parts())

    def _gates(self) -> Iterator[Term]:
        law, day = self.book.law(self.as_of), self.as_of
        for i, condition in enumerate(self.conditions):
            decide, bit = self.book.decider(condition.rule, day), 1 << i

            def ask(
                facts: Facts, decide: Callable[..., object] = decide, bit: int = bit
            ) -> _Answer:
                return (bit if decide(facts.get, day) is False else 0), ()

            names = [fact.name for fact in facts_in(law.rules[condition.rule].node, law)]
            yield Term(names=tuple(names), ask=ask)

    def _parts(self) -> Iterator[Term]:
        """Yield the parts of the score one by one: what is unknown does not hide the others."""
        law, day = self.book.law(self.as_of), self.as_of
        node = law.rules[SCORE_RULE].node
        for weigh, quantity in node.parts if isinstance(node, WeightedSum) else ((None, node),):
            own = () if weigh is None else tuple(fact.name for fact in facts_in(weigh, law))
            asked = tuple(fact.name for fact in facts_in(quantity, law))
            weight = None if weigh is None else value_reader(weigh, law)
            value = value_reader(quantity, law)
            nothing: Facts = {}
            if weight is not None and not own and weight(nothing.get, day) == 0:
                continue  # it adds nothing to any pair

            def ask(
                facts: Facts,
                weight: Callable[..., object] | None = weight,
                value: Callable[..., object] = value,
                asked: tuple[str, ...] = asked,
            ) -> _Answer:
                w = 1 if weight is None else weight(facts.get, day)
                v = value(facts.get, day)
                if isinstance(w, int) and isinstance(v, int):
                    return w * v, ()
                return 0, () if w == 0 else tuple([n for n in asked if facts.get(n) is None])

            yield Term(names=tuple(dict.fromkeys((*own, *asked))), ask=ask)

    def explain(self, pair: Pair, facts: Facts, *, fixed: bool, kept: bool) -> Pairing:
        """Return a chosen pair with its traces."""
        law, day, name = self.book.law(self.as_of), self.as_of, self.book.name
        line = self.book.explainer(SCORE_RULE, day)(facts.get, day)
        score = Score(
            rule=SCORE_RULE, text=law.rule_text(SCORE_RULE), as_of=day, line=line, rulebook=name
        )
        return Pairing(
            mentee=pair[0],
            mentor=pair[1],
            facts=tuple(sorted(facts.items())),
            findings=self.findings(facts, self.conditions),
            score=score,
            parts=read_parts(line),
            fixed=fixed,
            kept=kept,
        )

    def findings(self, facts: Facts, conditions: Iterable[Condition]) -> tuple[Finding, ...]:
        """Return the traced answers of some conditions.

        Source: none: our own choice.
        """
        day = self.as_of
        return tuple(
            Finding(
                rule=c.rule,
                text=c.text,
                as_of=day,
                line=self.book.explainer(c.rule, day)(facts.get, day),
                rulebook=self.book.name,
            )
            for c in conditions
        )


class _Table:
    """The answers of one term about every pair, one row for all mentees alike in its facts."""

    def __init__(self, term: Term, rights: Sequence[Mapping[str, _Own]]) -> None:
        self.term = term
        self.rights = [tuple([own[name] for name in term.names]) for own in rights]
        self.readers = [READERS.get(name) for name in term.names]
        self.known: dict[tuple[object, ...], _Answer] = {}
        self.rows: dict[_Key, tuple[list[int], list[tuple[str, ...]]]] = {}

    def row(self, key: _Key) -> tuple[list[int], list[tuple[str, ...]]]:
        """Return the answers about a mentee with every mentor: values, and what is missing."""
        found = self.rows.get(key)
        if found is None:
            met: dict[_Key, _Answer] = {}
            answers = []
            for other in self.rights:
                answer = met.get(other)
                if answer is None:
                    answer = met[other] = self.ask(key, other)
                answers.append(answer)
            found = self.rows[key] = [a[0] for a in answers], [a[1] for a in answers]
        return found

    def ask(self, left: _Key, right: _Key) -> _Answer:
        """Return the answer about one class of pairs; equal facts are asked once."""
        values: list[object] = []
        for reader, mine, theirs in zip(self.readers, left, right, strict=True):
            if mine[0] or theirs[0]:  # what is said of the mentee comes first
                values.append(mine[1] if mine[0] else theirs[1])
            else:
                values.append(None if reader is None else reader.read(mine[1], theirs[1]))
        known = tuple(values)
        answer = self.known.get(known)
        if answer is None:
            facts = cast("Facts", dict(zip(self.term.names, known, strict=True)))
            answer = self.known[known] = self.term.ask(facts)
        return answer


class Board:
    """The two pools, and the answers about every pair of them."""

    def __init__(self, judge: Judge, call: Call) -> None:
        self.judge, self.call = judge, call
        self.mentees, self.mentors = read_seats(call, judge.book, judge.as_of)
        terms = [*judge.gates, *judge.parts]
        self.names = tuple(dict.fromkeys(name for term in terms for name in term.names))
        rights = [self._own(seat, right=True) for seat in self.mentors.values()]
        self.gates = [_Table(term, rights) for term in judge.gates]
        self.parts = [_Table(term, rights) for term in judge.parts]
        self.ban = 1 << len(judge.conditions)
        self.place = {id: i for i, id in enumerate(self.mentors)}
        self.apart: dict[str, set[str]] = {}  # mentors about whom something else holds
        for pair in (*call.banned, *(key for key in call.own_facts if isinstance(key, tuple))):
            self.apart.setdefault(pair[0], set()).add(pair[1])
        self.banned = set(call.banned)
        self.lefts = {id: self._own(seat, right=False) for id, seat in self.mentees.items()}
        self.merged: dict[tuple[_Key, ...], list[int]] = {}
        self.pairs: list[tuple[str, str, int]] = []
        self.masks: dict[str, Counter[int]] = {}

    def facts(self, pair: Pair) -> dict[str, Value | None]:
        """Return the facts of a pair."""
        return read_pair(self.mentees[pair[0]], self.mentors[pair[1]], self.call.given(pair))

    def fill(self, mentees: Iterable[Employee]) -> None:
        """Judge every pair, and count what removed whom."""
        alike: dict[int, tuple[list[int], Counter[int]]] = {}
        many: Counter[int] = Counter()
        for person in mentees:
            masks, points = self.row(person.id)
            kind = id(masks)  # mentees without anything of their own share one list
            if kind not in alike:
                counts = Counter(masks)
                alike[kind] = (
                    masks,
                    Counter({m: n for m, n in counts.items() if m and not m & self.ban}),
                )
            many[kind] += 1
            self.masks[person.id] = alike[kind][1]
            self.pairs += [
                (person.id, b, p)
                for b, p, m in zip(self.mentors, points, masks, strict=True)
                if not m
            ]
        columns = [Counter[int]() for _ in self.mentors]
        for kind, (masks, _) in alike.items():
            for column, mask in zip(columns, masks, strict=True):
                if mask and not mask & self.ban:
                    column[mask] += many[kind]
        self.masks.update(zip(self.mentors, columns, strict=True))

    def row(self, id: str) -> tuple[list[int], list[int]]:
        """Return, for every mentor, the bits of what removes the pair, and its points.

        Source: none: our own choice.
        """
        own = self.lefts[id]
        keys = tuple([_pick(own, table) for table in self.gates])
        masks = self.merged.get(keys)
        if masks is None:
            masks = [0] * len(self.mentors)
            for table, key in zip(self.gates, keys, strict=True):
                masks = list(map(or_, masks, table.row(key)[0]))
            self.merged[keys] = masks
        points = [0] * len(self.mentors)
        for table in self.parts:
            points = list(map(add, points, table.row(_pick(own, table))[0]))
        if id in self.apart:
            masks = masks.copy()
            for other in self.apart[id]:
                i, facts = self.place[other], self.facts((id, other))
                masks[i] = sum(term.ask(facts)[0] for term in self.judge.gates)
                points[i] = sum(term.ask(facts)[0] for term in self.judge.parts)
                if (id, other) in self.banned:
                    masks[i] |= self.ban
        return masks, points

    def mask(self, mentee: str, mentor: str) -> int:
        """Return the bits of what removes one pair.

        Source: none: our own choice.
        """
        return self.row(mentee)[0][self.place[mentor]]

    def _own(self, seat: Seat, *, right: bool) -> dict[str, _Own]:
        """Return, by fact, what the caller gave about a person, or what the fact rests on."""
        given = dict(seat.given)
        found: dict[str, _Own] = {}
        for name in self.names:
            reader = READERS.get(name)
            if name in given:
                found[name] = True, given[name]
            elif reader is None:
                found[name] = False, None
            else:
                found[name] = False, (reader.mentor if right else reader.mentee)(seat)
        return found

    def missing(self, id: str, partners: Iterable[str]) -> tuple[str, ...]:
        """Return the facts without which every permitted pair of somebody scores less."""
        every: set[str] | None = None
        is_mentee = id in self.mentees
        for other in partners:
            a, b = (id, other) if is_mentee else (other, id)
            names: set[str] = set()
            if b in self.apart.get(a, ()):
                facts = self.facts((a, b))
                names.update(name for term in self.judge.parts for name in term.ask(facts)[1])
            else:
                for table in self.parts:
                    names.update(table.row(_pick(self.lefts[a], table))[1][self.place[b]])
            every = names if every is None else every & names
            if not every:
                break
        return tuple(sorted(every or ()))

    def count(self, id: str) -> Counts:
        """Return how many partners of somebody were removed, and by what."""
        masks, conditions = self.masks[id], self.judge.conditions
        hidden = sum(1 << i for i, c in enumerate(conditions) if c.sensitive)
        return Counts(
            banned=sum(id in pair for pair in self.banned),
            forbidden=sum(masks.values()),
            withheld=sum(n for mask, n in masks.items() if mask & hidden),
            removed=tuple(
                (c.rule, sum(n for mask, n in masks.items() if mask >> i & 1))
                for i, c in enumerate(conditions)
            ),
        )


def _pick(own: Mapping[str, _Own], table: _Table) -> _Key:
    return tuple([own[name] for name in table.term.names])
