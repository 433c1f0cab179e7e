"""How people are placed in the nine boxes: find the rules by their answers, then ask them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from asn_career.conditions import Answer, Lookup, walk
from asn_career.dates import read_day
from asn_career.errors import InvalidInputError, Problem, near
from asn_career.findings import Line, Score
from asn_career.people import Employee
from asn_career.positions import Post
from asn_career.regulations import Cell
from asn_career.rulebook import View
from asn_career.succession.given import read_given
from asn_career.succession.steps import Axis, Stepper, find_indicators
from asn_career.succession.talent_map import At, Placement, TalentMap, TalentRules
from asn_career.succession.talent_policy import TalentPolicy
from asn_career.terms import Expectation, PotentialClass, Question, Recommendation, TalentBox
from asn_career.values import Kind, ValueType

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook, Snapshot
    from asn_career.values import Value

__all__ = ["place_talent"]

Progress = Callable[[Iterable[Employee]], Iterable[Employee]]
BOX, CLASSES = ValueType.word(TalentBox), (Expectation, PotentialClass)


def place_talent(
    employees: Iterable[Employee],
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    policy: TalentPolicy | None = None,
    facts: Mapping[str, Mapping[str, object]] | None = None,
    post: Post | None = None,
    progress: Progress | None = None,
) -> TalentMap:
    """Place people in the nine boxes, and say which single step would lift each to another.

    The rules are found by what they answer: the box among the rules about talent, the two classes
    that it reads, the numbers that these read, and what is recommended for a box.

    Args:
        employees: records, each once; nobody is a result, too.
        as_of: the day asked about.
        rulebook: the law, with what the agency laid over it.
        policy: the rule of the box where there are several, and what one step of a number is.
        facts: by id, facts by name that the record does not hold, such as the score of an
            assessment centre; they come before the record.
        post: the post in question, where an indicator is about one.
        progress: takes the people and returns them, such as ``tqdm``.

    Returns:
        Everybody once, by id: placed with every single step that lifts, or unknown with what is
        missing. Figures that are unverified alone place nobody. The steps are found by asking the
        rules with one fact changed; that a person can take them is not said.

    Raises:
        InvalidInputError: with every problem: duplicates, something that is no record, facts that
            the rulebook does not have, facts of somebody who is not placed, a rulebook with no
            rule of boxes or with several.
    Source: PermenPANRB 3/2020 Lampiran (nine boxes), through the rulebook; the steps are our own.
    """
    people, policy = tuple(employees), TalentPolicy() if policy is None else policy
    given = _check(people, as_of, rulebook=rulebook, policy=policy, facts=facts or {}, post=post)
    as_of = read_day(as_of, "as_of")
    rules = _find(rulebook, as_of, policy, post, [])
    placer = None if rules is None else _Placer(rulebook, as_of, policy, rules)
    views: dict[str, View] = {}
    found = []
    for person in people if progress is None else progress(people):
        known = dict(given.get(person.id, {}))
        view = views[person.id] = View(rulebook, as_of, person, post, known)
        found.append(_nowhere(person.id) if placer is None else placer.place(person.id, view))
    return TalentMap(
        as_of=as_of,
        rulebook=rulebook.name,
        policy=policy,
        rules=rules,
        placements=tuple(sorted(found, key=lambda one: one.id)),
        ask=lambda id: () if placer is None else placer.scores(views[id]),
    )


def _check(
    people: tuple[object, ...],
    as_of: object,
    *,
    rulebook: Rulebook,
    policy: object,
    facts: Mapping[str, Mapping[str, object]],
    post: object,
) -> dict[str, dict[str, Value | None]]:
    """Return the facts that were given, clean, or raise every problem of the call at once."""
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for i, person in enumerate(people):
        where = f"employees[{i}]"
        if not isinstance(person, Employee):
            problems.append(Problem(where, f"{type(person).__name__} instead of Employee"))
        elif first.setdefault(person.id, i) != i:
            message = f"{person.id!r:.40} stands at employees[{first[person.id]}] too"
            problems.append(Problem(where, message, "everybody once"))
    if post is not None and not isinstance(post, Post):
        problems.append(Problem("post", f"{type(post).__name__} instead of Post"))
        post = None
    try:
        day = read_day(as_of, "as_of")
    except InvalidInputError as error:
        problems.extend(error.problems)
    else:
        if isinstance(policy, TalentPolicy):
            _find(rulebook, day, policy, post, problems)
    if not isinstance(policy, TalentPolicy):
        problems.append(Problem("policy", f"{type(policy).__name__} instead of TalentPolicy"))
    given = read_given(facts, first, rulebook, problems, "anybody who is placed")
    if problems:
        raise InvalidInputError(problems)
    return given


def _find(
    rulebook: Rulebook,
    as_of: dt.date,
    policy: TalentPolicy,
    post: Post | None,
    problems: list[Problem],
) -> TalentRules | None:
    """Return the rules in force, None when there are none; note what is wrong with them."""
    law = rulebook.law(as_of)
    about = [rule.name for rule in rulebook.rules_for(Question.TALENT, post, as_of)]
    boxes = [name for name in about if law.rule_type(name) == BOX]
    if policy.box is not None:
        if policy.box not in law.latest:
            hint = near(policy.box, [n for n in law.latest if law.rule_type(n) == BOX])
            problems.append(Problem("policy.box", f"unknown rule {policy.box!r:.60}", hint))
            return None
        if law.rule_type(policy.box) != BOX:
            message = f"{policy.box!r:.60} does not answer with a talent box"
            problems.append(Problem("policy.box", message, f"known: {', '.join(boxes)}"))
            return None
        boxes = [name for name in boxes if name == policy.box]
    if len(boxes) > 1:
        hint = "TalentPolicy(box=...) names one of them"
        problems.append(Problem("rulebook", f"several rules of boxes: {', '.join(boxes)}", hint))
    if not boxes and not any(law.rule_type(name) == BOX for name in law.latest):
        problems.append(Problem("rulebook", "has no rule that answers with a talent box"))
    if len(boxes) != 1:
        return None
    node = law.node(boxes[0])
    keys = node.keys if isinstance(node, Lookup) else ()
    read = {law.rule_type(k.rule).words: k.rule for k in keys if isinstance(k, Answer)}
    if not isinstance(node, Lookup) or set(read) != set(CLASSES) or len(keys) != len(CLASSES):
        hint = "a box is looked up by the answers of the rules of performance and of potential"
        problems.append(Problem("rulebook", f"{boxes[0]} reads no two classes", hint))
        return None
    y, x = classes = (read[Expectation], read[PotentialClass])
    grid: dict[At, TalentBox] = {}
    for key, cell in law.values.cells(node.table).items():
        words = dict(zip((k.rule for k in keys if isinstance(k, Answer)), key, strict=True))
        performance, potential = words[y], words[x]
        if isinstance(cell.value, TalentBox) and not cell.advisory:
            assert isinstance(performance, Expectation)  # noqa: S101 - the tree was checked
            assert isinstance(potential, PotentialClass)  # noqa: S101
            grid[performance, potential] = cell.value
    return TalentRules(
        box=boxes[0],
        classes=classes,
        numbers=(_number(y, law), _number(x, law)),
        grid=grid,
        recommendations=_recommendations(boxes[0], about, law),
    )


def _number(rule: str, law: Snapshot) -> str | None:
    """Return the rule of the number that a class reads, if it reads exactly one."""
    node = law.node(rule)
    below = () if node is None else walk(node)
    answers = {n.rule for n in below if isinstance(n, Answer)}
    numbers = [name for name in answers if law.rule_type(name).kind is Kind.NUMBER]
    return numbers[0] if len(numbers) == 1 else None


def _recommendations(
    box: str, about: Iterable[str], law: Snapshot
) -> dict[TalentBox, tuple[Cell, ...]]:
    """Return what is recommended for each box by the rules that look it up."""
    found: dict[TalentBox, tuple[Cell, ...]] = {}
    for name in about:
        node = law.node(name)
        if (
            not isinstance(node, Lookup)
            or node.keys != (Answer(box),)
            or law.rule_type(name) != ValueType.several(Recommendation)
        ):
            continue
        for (key,), cell in law.values.cells(node.table).items():
            assert isinstance(key, TalentBox)  # noqa: S101 - the tree was checked
            found[key] = (*found.get(key, ()), cell)
    return found


def _nowhere(id: str) -> Placement:
    return Placement(id=id, box=None, performance=None, potential=None, numbers=(None, None))


def _undecided(line: Line) -> tuple[str, ...]:
    """Return the tables in which the law has no figure, or none that is verified."""
    unverified = (p for p in line.walk() if p.cell is not None and p.cell.advisory)
    return tuple(dict.fromkeys(p.info.key for p in (*line.silent, *unverified)))


class _Placer:
    """Places one person after the other."""

    def __init__(
        self, rulebook: Rulebook, as_of: dt.date, policy: TalentPolicy, rules: TalentRules
    ) -> None:
        """Take the law and the rules, and compile them."""
        self.rulebook, self.as_of, self.rules = rulebook, as_of, rules
        law = rulebook.law(as_of)
        performance, potential = (
            Axis(
                rule=rule,
                number=number,
                decide=rulebook.decider(rule, as_of),
                measure=None if number is None else rulebook.decider(number, as_of),
                denominator=1 if number is None else law.rule_type(number).denominator,
            )
            for rule, number in zip(rules.classes, rules.numbers, strict=True)
        )
        axes = (performance, potential)
        box = rulebook.decider(rules.box, as_of)
        indicators = find_indicators(axes, law)
        self.stepper = Stepper(rulebook, as_of, policy, axes, box, indicators)

    def place(self, id: str, view: View) -> Placement:
        """Return where somebody stands."""
        now = self.stepper.classes(view.get)
        box = self.stepper.box(view.get, self.as_of)
        performance, potential = now
        numbers = tuple(self._measure(axis, view) for axis in self.stepper.axes)
        is_placed = isinstance(box, TalentBox)
        # Who is not placed is traced: only the trace tells what is missing and what the law leaves.
        line = None if is_placed else self._score(self.rules.box, view).line
        return Placement(
            id=id,
            box=box if isinstance(box, TalentBox) else None,
            performance=performance if isinstance(performance, Expectation) else None,
            potential=potential if isinstance(potential, PotentialClass) else None,
            numbers=(numbers[0], numbers[1]),
            missing=() if line is None else line.missing,
            silent=() if line is None else _undecided(line),
            steps=self.stepper.steps(view.get, now) if is_placed else (),
        )

    def _measure(self, axis: Axis, view: View) -> Fraction | None:
        value = None if axis.measure is None else axis.measure(view.get, self.as_of)
        return Fraction(value, axis.denominator) if isinstance(value, int) else None

    def scores(self, view: View) -> tuple[Score, ...]:
        """Return the scores of both axes, traced."""
        return tuple(
            self._score(axis.rule if axis.number is None else axis.number, view)
            for axis in self.stepper.axes
        )

    def _score(self, rule: str, view: View) -> Score:
        return Score(
            rule=rule,
            text=self.rulebook.law(self.as_of).rule_text(rule),
            as_of=self.as_of,
            line=self.rulebook.explainer(rule, self.as_of)(view.get, self.as_of),
            rulebook=self.rulebook.name,
        )
