"""How a plan is made: round by round, the moves of one are records for the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from asn_career.dates import months_between
from asn_career.errors import InvalidInputError, Problem
from asn_career.findings import Finding, Truth
from asn_career.matching import Matching
from asn_career.people import Agency, Employee
from asn_career.projection import appoint, mark_assumed, read_span
from asn_career.provenance import trace_provenance
from asn_career.succession.lawful import Kind, Lawful, Option, vacated
from asn_career.succession.plan_policy import SuccessionPlanPolicy
from asn_career.succession.plan_result import (
    Empty,
    EmptyReason,
    Held,
    Move,
    Round,
    SuccessionPlan,
)
from asn_career.succession.rounds import (
    Step,
    Task,
    fill_greedily,
    find_chains,
    group_posts,
    solve,
    worth,
)
from asn_career.succession.seats import Seats, read_agency
from asn_career.terms import Capacity

if TYPE_CHECKING:
    from asn_career.people import Record
    from asn_career.rulebook import Rulebook

__all__ = ["plan_succession"]

Assume = Callable[[Employee], Iterable["Record"]]
Progress = Callable[[Iterable[dt.date]], Iterable[dt.date]]


def plan_succession(
    agency: Agency,
    as_of: dt.date,
    until: dt.date,
    *,
    rulebook: Rulebook,
    policy: SuccessionPlanPolicy,
    assume: Assume | None = None,
    key: bytes | None = None,
    progress: Progress | None = None,
) -> SuccessionPlan:
    """Plan who is moved where, round by round, from one day to another.

    In each round one assignment is found over all people and all planned posts, chains included:
    the moves that are lawful on that day, staying where one is if none gains more. A move gains
    the score for the post taken (a horizontal one between planned posts, by what it is above the
    score for the post left), less what a move costs; a planned post that stays empty costs, too.
    Posts of other levels count nothing: neither being left nor standing empty. Everybody is asked:
    the search leaves nobody out beforehand and needs no other library.

    Args:
        agency: units, posts and people; future records are kept: who has a later appointment is
            not moved before it, and its post is not given to another.
        as_of: the first day.
        until: the last day.
        rulebook: the law, with what the agency laid over it, and its changes that are known.
        policy: the score, the days of the rounds, costs, minimum stay and locks.
        assume: takes a record and returns future records to take for granted, such as appraisals
            to come: without them a later round knows less and less. A round on 1 January would
            seldom find the appraisal of the year before signed.
        key: with it the provenance holds a hash of the agency.
        progress: takes the days of the rounds and returns them, such as ``tqdm``.

    Returns:
        The rounds. Each is the best for its day; what a later round could gain by waiting is not
        weighed. Equal gains are parted by fewer moves, then by id.

    Raises:
        InvalidInputError: with every problem of the call: rules, posts and people that do not
            exist, planned posts without a competency standard, no round in the span; records
            that put two people into one post.
    Source: PP 11/2017 articles 54, 107 and 188-189 (moves), through the rulebook; the plan is the
        agency's.
    """
    as_of, until, days = _check(agency, as_of, until, rulebook, policy)
    planner = _Planner(agency, as_of, rulebook, policy, assume)
    rounds = tuple(planner.round(day) for day in (days if progress is None else progress(days)))
    return SuccessionPlan(
        agency=agency.id,
        as_of=as_of,
        until=until,
        policy=policy,
        rulebook=rulebook.name,
        rounds=rounds,
        people=frozenset(planner.people),
        unknown=dict(sorted(planner.unknown.items())),
        value_type=planner.value_type,
        provenance=trace_provenance(
            rulebook=rulebook, as_of=as_of, until=until, policy=policy, inputs=agency, key=key
        ),
    )


def _check(
    agency: object, as_of: dt.date, until: dt.date, rulebook: Rulebook, policy: object
) -> tuple[dt.date, dt.date, tuple[dt.date, ...]]:
    """Return the days of the call, or raise all its problems at once."""
    problems: list[Problem] = []
    days: tuple[dt.date, ...] = ()
    read_agency(agency, problems)
    if not isinstance(policy, SuccessionPlanPolicy):
        hint = "SuccessionPlanPolicy(score=...) names the rule that says how somebody fits a post"
        problems.append(Problem("policy", f"{type(policy).__name__}", hint))
    try:
        as_of, until = read_span(as_of, until)
    except InvalidInputError as error:
        problems.extend(error.problems)
    else:
        if isinstance(policy, SuccessionPlanPolicy):
            days = policy.days_between(as_of, until)
            if not days:
                hint = "a later until, or SuccessionPlanPolicy(days=...)"
                problems.append(Problem("until", f"no round from {as_of} to {until}", hint))
            if isinstance(agency, Agency):
                problems.extend(policy.problems_with(agency, rulebook, as_of))
    if problems:
        raise InvalidInputError(problems)
    return as_of, until, days


class _Planner:
    """Keeps the records from round to round."""

    def __init__(
        self,
        agency: Agency,
        as_of: dt.date,
        rulebook: Rulebook,
        policy: SuccessionPlanPolicy,
        assume: Assume | None,
    ) -> None:
        self.rulebook, self.policy = rulebook, policy
        self.value_type = rulebook.law(as_of).rule_type(policy.score)
        self.move_cost, self.empty_cost = policy.costs(self.value_type.denominator)
        self.seats = Seats(agency, as_of)
        self.posts = {p.id: p for p in agency.posts}
        self.planned = {id: p for id, p in self.posts.items() if p.position.level in policy.levels}
        self.people = {person.id: _look_ahead(person, assume) for person in agency.employees}
        self.retired: set[str] = set()
        self.unknown: dict[str, tuple[dt.date, tuple[str, ...]]] = {}

    def round(self, day: dt.date) -> Round:
        """Return the round of a day, and take its moves into the records."""
        reserved = self._reserved(day)
        closed = {*self.policy.locked_posts, *reserved}
        lawful = Lawful(
            self.rulebook,
            day,
            [post for id, post in self.planned.items() if id not in closed],
            score=self.policy.score,
            gates=self.policy.gates,
        )
        self.retired |= {
            id
            for id, person in self.people.items()
            if id not in self.retired and lawful.has_retired(person)
        }
        holders = self.seats.holders(
            (person for id, person in self.people.items() if id not in self.retired), day
        )
        seats = {person: post for post, person in holders.items()}
        held = self._held(day, seats, closed)
        options = {}
        for id, person in self.people.items():
            if id not in held:
                own = self.planned.get(seats.get(id, ""))
                if found := tuple(lawful.ask(person, own)):
                    options[id] = found
        self._note_unknown(options, seats, day)
        group_of = group_posts(options, lawful.kinds)
        movable = {id: post for id, post in seats.items() if id in options and post in group_of}
        vacant = sorted(post for post in group_of if post not in holders)
        task, matching, steps, findings = self._assign(
            lawful, day, options=options, vacant=vacant, seats=movable, group_of=group_of
        )
        kinds = {post: kind for kind in lawful.kinds for post in kind.posts}
        moves = []
        for step in steps:
            mine = options[step.person]
            option = next(o for o in mine if kinds[step.post] in o.kinds)
            move = Move(
                person=step.person,
                day=day,
                left=seats.get(step.person),
                post=self.posts[step.post],
                findings=findings[step],
                fit=option.fit,
                base=option.base,
                gain=step.gain,
            )
            moves.append(move)
        filled = {step.post for step in steps}
        left = {seats[step.person] for step in steps if step.person in seats}
        standing = sorted((set(self.planned) - set(holders) | left & set(self.planned)) - filled)
        result = Round(
            day=day,
            vacant=tuple(vacant),
            moves=tuple(moves),
            chains=find_chains(steps, movable),
            empty=tuple(self._empty(id, reserved, options, kinds) for id in standing),
            gain=worth(task, steps),
            greedy_gain=worth(task, fill_greedily(task)),
            lawful=_count_posts(options, seats),
            held=held,
            matching=matching,
        )
        for step in steps:
            person, post = self.people[step.person], self.posts[step.post]
            self.people[step.person] = appoint(person, post, day)
        for step in steps:
            self.seats.move(step.person, step.post)
        return result

    def _reserved(self, day: dt.date) -> set[str]:
        """Return the posts that a record gives to somebody on a later day."""
        return {
            held.post
            for id, person in self.people.items()
            if id not in self.retired
            for held in person.appointments
            if held.since > day and held.capacity is Capacity.DEFINITIVE and held.post is not None
        }

    def _held(self, day: dt.date, seats: dict[str, str], closed: set[str]) -> dict[str, Held]:
        """Return who is not to be moved, and why."""
        found = {}
        locked = set(self.policy.locked_people)
        for id, person in self.people.items():
            now = person.appointment_on(day)
            later = any(
                a.since > day and a.capacity is Capacity.DEFINITIVE for a in person.appointments
            )
            stayed = None if now is None else months_between(now.since, day)
            if id in self.retired:
                found[id] = Held.RETIRED
            elif id in locked or seats.get(id) in self.policy.locked_posts:
                found[id] = Held.LOCKED
            elif later or seats.get(id) in closed:
                found[id] = Held.DECIDED
            elif stayed is not None and stayed < self.policy.min_stay_months:
                found[id] = Held.MIN_STAY
        return found

    def _note_unknown(
        self, options: dict[str, tuple[Option, ...]], seats: dict[str, str], day: dt.date
    ) -> None:
        for id, mine in options.items():
            if id in self.unknown or any(option.lawful for option in mine):
                continue
            kind = mine[0].kinds[0]
            missing = [
                name
                for rule in kind.rules
                for name in self.rulebook.check(rule, self.people[id], day, post=kind.post).missing
            ]
            if not missing:
                # The law says YES: the score is unknown, for that post or for the present one.
                own = self.planned.get(seats.get(id, ""), kind.post)
                missing = [
                    name
                    for post in (kind.post, own)
                    for name in self.rulebook.score(
                        self.policy.score, self.people[id], day, post=post
                    ).missing
                ]
            self.unknown[id] = (day, tuple(dict.fromkeys(missing)))

    def _assign(
        self,
        lawful: Lawful,
        day: dt.date,
        *,
        options: dict[str, tuple[Option, ...]],
        vacant: list[str],
        seats: dict[str, str],
        group_of: dict[str, str],
    ) -> tuple[Task, Matching, tuple[Step, ...], dict[Step, tuple[Finding, ...]]]:
        """Return the best assignment whose every move is YES when it is traced.

        Untraced and traced readings agree, so one pass is enough, unless a fact of an agency's
        own looks at the name or the unit of a post.
        """
        rules = {post: kind.rules for kind in lawful.kinds for post in kind.posts}
        banned: frozenset[tuple[str, str]] = frozenset()
        while True:
            task = Task.of(
                options,
                vacant=vacant,
                seats=seats,
                group_of=group_of,
                move_cost=self.move_cost,
                empty_cost=self.empty_cost,
                banned=banned,
            )
            matching, steps = solve(task)
            findings = {}
            for step in steps:
                person, post = self.people[step.person], self.posts[step.post]
                findings[step] = tuple(
                    self.rulebook.check(rule, person, day, post=vacated(post))
                    for rule in rules[step.post]
                )
            wrong = {
                (step.person, group_of[step.post])
                for step, found in findings.items()
                if any(finding.truth is not Truth.YES for finding in found)
                or lawful.has_retired(appoint(self.people[step.person], self.posts[step.post], day))
            }
            if not wrong:
                return task, matching, steps, findings
            banned |= wrong

    def _empty(
        self,
        id: str,
        reserved: set[str],
        options: dict[str, tuple[Option, ...]],
        kinds: dict[str, Kind],
    ) -> Empty:
        """Return why a post stays empty."""
        kind = kinds.get(id)
        asked = [o for mine in options.values() for o in mine if kind in o.kinds]
        lawful = sum(option.lawful is True for option in asked)
        if id in self.policy.locked_posts:
            reason = EmptyReason.LOCKED
        elif id in reserved:
            reason = EmptyReason.RESERVED
        elif kind is None:
            reason = EmptyReason.NO_RULE
        elif lawful:
            reason = EmptyReason.NO_GAIN
        else:
            reason = EmptyReason.UNKNOWN if asked else EmptyReason.NOBODY
        return Empty(post=self.posts[id], reason=reason, lawful=lawful, unknown=len(asked) - lawful)


def _look_ahead(person: Employee, assume: Assume | None) -> Employee:
    records = () if assume is None else tuple(mark_assumed(record) for record in assume(person))
    return person.with_records(*records) if records else person


def _count_posts(options: dict[str, tuple[Option, ...]], seats: dict[str, str]) -> dict[str, int]:
    """Return for how many posts, one's own aside, each person meets the requirements."""
    found = {}
    for id, mine in options.items():
        posts = [p for o in mine if o.lawful for kind in o.kinds for p in kind.posts]
        if many := len(posts) - (seats.get(id) in posts):
            found[id] = many
    return found
