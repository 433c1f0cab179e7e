"""How a bench is rated: who could follow in each critical post, and from which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from asn_career.conditions import facts_in
from asn_career.errors import InvalidInputError, Problem
from asn_career.people import Agency, Employee
from asn_career.positions import Post
from asn_career.projection import mark_assumed, read_span
from asn_career.provenance import trace_provenance
from asn_career.succession.bench_policy import BenchPolicy
from asn_career.succession.bench_result import Bench, BenchedPost, Reserve
from asn_career.succession.forecast import forecast_vacancies
from asn_career.succession.gate import Condition, Future, Gate
from asn_career.succession.lawful import OF_PERSON, Kind, Lawful
from asn_career.succession.result import Readiness
from asn_career.succession.seats import read_agency, retirement_rules
from asn_career.succession.vacancies import ForecastPolicy
from asn_career.terms import Capacity

if TYPE_CHECKING:
    from asn_career.people import Record
    from asn_career.rulebook import Rulebook

__all__ = ["rate_bench"]

Assume = Callable[[Employee], Iterable["Record"]]
Progress = Callable[[Iterable[Employee]], Iterable[Employee]]


def rate_bench(
    agency: Agency,
    as_of: dt.date,
    until: dt.date,
    *,
    rulebook: Rulebook,
    policy: BenchPolicy | None = None,
    assume: Assume | None = None,
    key: bytes | None = None,
    progress: Progress | None = None,
) -> Bench:
    """Rate the bench of an agency: which posts are critical, and who could follow in each.

    Somebody is ready from the first day on which every rule of moves, of appointment and of the
    agency's gates says YES, if it comes before their pension.

    Args:
        agency: units, posts and people.
        as_of: the day asked about.
        until: how far ahead a lawful day is looked for.
        rulebook: the law, with what the agency laid over it.
        policy: criteria, weights, ratings and gates; only the posts marked strategic are
            critical unless others are given.
        assume: takes a record and returns future records to take for granted, such as appraisals
            to come.
        key: with it the provenance holds a hash of the agency.
        progress: takes the people and returns them, such as ``tqdm``.

    Returns:
        The critical posts, the most critical first, each with its bench; who cannot be judged
        for want of data is listed as unknown, not as the last.

    Raises:
        InvalidInputError: with every problem of the call: rules and posts that do not exist,
            critical posts without a competency standard.
    Source: the criteria: PermenPANRB 3/2020 (unverified), the agency's policy; readiness: PP
        11/2017 articles 54, 107 and 188-189, through the rulebook.
    """
    policy = policy if policy is not None else BenchPolicy()
    as_of, until = _check(agency, as_of, until, rulebook, policy)
    critical = [post for post in agency.posts if policy.is_critical(post)]
    judge = _Judge(rulebook, as_of, until, critical, policy)
    for person in agency.employees if progress is None else progress(agency.employees):
        judge.judge(person, assume)
    look = ForecastPolicy(levels=tuple({post.position.level for post in critical}))
    forecast = forecast_vacancies(agency, as_of, until, rulebook=rulebook, policy=look)
    vacant: dict[str, dt.date] = {}
    for vacancy in forecast:
        vacant.setdefault(vacancy.post.id, vacancy.since)
    benched = [
        BenchedPost(
            post=post,
            criteria=tuple((n, weight, r) for n, weight, r in policy.rate(post) if r is not None),
            reserves=tuple(
                sorted(judge.reserves.get(post.id, ()), key=lambda r: (r.day, r.person))
            ),
            unknown=tuple(sorted(judge.unknown.get(post.id, ()))),
            pool=len(agency.employees),
            falls_vacant=vacant.get(post.id),
        )
        for post in critical
    ]
    return Bench(
        agency=agency.id,
        as_of=as_of,
        until=until,
        policy=policy,
        rulebook=rulebook.name,
        posts=tuple(sorted(benched, key=lambda one: (-one.criticality, one.post.id))),
        unrated=tuple(
            (post.id, tuple(name for name, _, rating in policy.rate(post) if rating is None))
            for post in agency.posts
            if policy.is_critical(post) is None
        ),
        people=frozenset(person.id for person in agency.employees),
        provenance=trace_provenance(
            rulebook=rulebook, as_of=as_of, until=until, policy=policy, inputs=agency, key=key
        ),
    )


def _check(
    agency: object, as_of: dt.date, until: dt.date, rulebook: Rulebook, policy: object
) -> tuple[dt.date, dt.date]:
    problems: list[Problem] = []
    read_agency(agency, problems)
    if not isinstance(policy, BenchPolicy):
        hint = "BenchPolicy(weights=..., ratings=...)"
        problems.append(Problem("policy", f"{type(policy).__name__}", hint))
    try:
        as_of, until = read_span(as_of, until)
    except InvalidInputError as error:
        problems.extend(error.problems)
    else:
        if isinstance(policy, BenchPolicy) and isinstance(agency, Agency):
            problems.extend(policy.problems_with(agency, rulebook, as_of))
    if problems:
        raise InvalidInputError(problems)
    return as_of, until


class _Judge:
    """Judges one person after the other about all critical posts."""

    def __init__(
        self,
        rulebook: Rulebook,
        as_of: dt.date,
        until: dt.date,
        critical: Iterable[Post],
        policy: BenchPolicy,
    ) -> None:
        self.rulebook, self.as_of, self.until = rulebook, as_of, until
        critical = tuple(critical)
        self.posts = {post.id: post for post in critical}
        self.lawful = Lawful(rulebook, as_of, critical, score=None, gates=policy.gates)
        self.gates = {kind: Gate(rulebook, kind.rules, kind.post, {}) for kind in self.lawful.kinds}
        self._own: dict[Condition, bool] = {}
        self.reserves: dict[str, list[Reserve]] = {}
        self.unknown: dict[str, list[tuple[str, tuple[str, ...]]]] = {}

    def judge(self, person: Employee, assume: Assume | None) -> None:
        """Note on which benches somebody stands."""
        if assume is not None:
            person = person.with_records(*(mark_assumed(record) for record in assume(person)))
        if self.lawful.has_retired(person):
            return
        asked: dict[Kind, bool | None] = {}
        for option in self.lawful.ask(person, None):
            asked |= dict.fromkeys(option.kinds, option.lawful)
        later = any(
            a.since > self.as_of and a.capacity is Capacity.DEFINITIVE for a in person.appointments
        )
        open_ = self.gates if later else self.lawful.kinds_for(person)
        lifts: dict[object, dt.date | None] = {}
        for kind in open_:
            lawful = asked.get(kind, False)
            if lawful is None:
                self._note_unknown(person, kind)
                continue
            day = self.as_of if lawful else self._first_day(person, kind, lifts)
            if day is not None:
                reserve = Reserve(
                    person=person.id, readiness=Readiness.of(self.as_of, day), day=day
                )
                for post in self._others(kind, person):
                    self.reserves.setdefault(post, []).append(reserve)

    def _others(self, kind: Kind, person: Employee) -> Iterable[str]:
        return [post for post in kind.posts if self.posts[post].holder != person.id]

    def _note_unknown(self, person: Employee, kind: Kind) -> None:
        missing = dict.fromkeys(
            name
            for rule in kind.rules
            for name in self.rulebook.check(rule, person, self.as_of, post=kind.post).missing
        )
        for post in self._others(kind, person):
            self.unknown.setdefault(post, []).append((person.id, tuple(missing)))

    def _first_day(
        self, person: Employee, kind: Kind, lifts: dict[object, dt.date | None]
    ) -> dt.date | None:
        """Return the first day on which every rule says YES, None when there is none in time."""
        gate = self.gates[kind]
        view = gate.view(person, self.as_of)
        future = Future(gate, person, view, self.until)
        ends = []
        # What rests on the person alone is looked for once, and first: it stops most.
        shut = [
            (self._is_own(condition), i, condition)
            for i, condition in enumerate(gate.conditions(self.as_of))
            if condition.read(view.get, self.as_of) is False
        ]
        for own, _, condition in sorted(shut, key=lambda one: (not one[0], one[1])):
            if not own or condition.at not in lifts:
                day, unknown_since = future.lift(condition)
                lifts[condition.at] = day if unknown_since is None else unknown_since
            if (end := lifts[condition.at]) is None:
                return None
            ends.append(end)
        day, _ = future.first_open_day(max(ends, default=self.as_of))
        if day is None:
            return None
        get = future.view(day).get
        retired = (
            self.rulebook.decider(rule, day)(get, day) is True
            for rule in retirement_rules(self.rulebook, day)
        )
        return None if any(retired) else day

    def _is_own(self, condition: Condition) -> bool:
        """Tell whether a condition rests on the person and the day alone."""
        if condition not in self._own:
            facts = facts_in(condition.node, condition.law)
            self._own[condition] = all(fact.subject in OF_PERSON for fact in facts)
        return self._own[condition]
