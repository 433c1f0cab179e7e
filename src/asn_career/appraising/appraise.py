"""How an appraisal of an agency's own is made from goals and ratings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final, TypeVar

import attrs

from asn_career.appraising.policy import AppraisalPolicy, Component, MissingPart
from asn_career.appraising.result import AppraisalResult, Goal, Part, Piece, Rating, Verdict
from asn_career.dates import read_day
from asn_career.errors import InvalidInputError, Problem, near, shown
from asn_career.people import Employee
from asn_career.terms import Text

__all__ = ["appraise"]

HUNDRED: Final = 100
ORDER: Final = (Verdict.IMPROVE, Verdict.MISSING, Verdict.KEEP)

T = TypeVar("T")


def appraise(
    employee: Employee,
    as_of: dt.date,
    *,
    policy: AppraisalPolicy,
    goals: Iterable[Goal] = (),
    ratings: Iterable[Rating] = (),
) -> AppraisalResult:
    """Appraise a person by the policy of an agency: goals reached and ratings given, weighted.

    Args:
        employee: whose appraisal it is; only the key is kept.
        as_of: the day of the appraisal; the policy has to hold by then.
        policy: the components, who rates, and what a missing part means.
        goals: for the components that are measured. A goal counts from ``lowest`` at its start
            to ``full`` at its target in proportion, never below ``lowest`` or above ``highest``.
        ratings: for the components that are rated. A group counts by the mean of its ratings.

    Returns:
        The exact total, and each component with what it adds, what to keep and what to improve.

    Raises:
        InvalidInputError: every problem at once: components and groups that are not in the
            policy, ratings off its scale, a goal given twice, a day before the policy.
    Source: none: our own choice; PP 30/2019 article 6(2)-(3) lets an agency have its own system.

    >>> from asn_career import Status
    >>> from asn_career.appraising import read_appraisal_policy
    >>> policy = read_appraisal_policy('''
    ... name = "kota"
    ... text = {id = "Penilaian kota", en = "Appraisal of the city"}
    ... since = 2026-01-01
    ... source = "SK Wali Kota 1/2026"
    ... good = 80
    ... raters = [{key = "atasan", text = {id = "Atasan", en = "Superior"}, weight = 100}]
    ... [[components]]
    ... key = "aduan"
    ... text = {id = "Penyelesaian aduan", en = "Complaints settled"}
    ... weight = 60
    ... [[components]]
    ... key = "pelayanan"
    ... text = {id = "Pelayanan", en = "Service"}
    ... weight = 40
    ... rated = true
    ... ''')
    >>> who = Employee(id="E-1", birth_date=dt.date(1980, 5, 17), status=Status.PNS)
    >>> found = appraise(who, dt.date(2026, 12, 31), policy=policy,
    ...     goals=[Goal(component="aduan", name="aduan", start=40, target=20, result=25)],
    ...     ratings=[Rating(component="pelayanan", rater="atasan", score=90)])
    >>> found.total
    Fraction(81, 1)
    >>> found.to_improve[0].say("en")
    'Improve Complaints settled: 75, weight 60%, adds 45.'
    >>> found.to_keep[0].say("en")
    'Keep Service: 90, weight 40%, adds 36; raters are 0 apart.'
    """
    if not isinstance(policy, AppraisalPolicy):
        kind = type(policy).__name__
        raise InvalidInputError(Problem("policy", f"{kind} instead of AppraisalPolicy"))
    as_of = read_day(as_of, "as_of")
    problems: list[Problem] = []
    if not isinstance(employee, Employee):
        problems.append(Problem("employee", f"{type(employee).__name__} instead of Employee"))
    if as_of < policy.since:
        hint = f"the policy holds since {policy.since}"
        problems.append(Problem("as_of", f"{as_of} lies before the policy", hint))
    given = _listed("goals", goals, Goal, problems)
    rated = _listed("ratings", ratings, Rating, problems)
    problems.extend(_wrong_goals(given, policy))
    problems.extend(_wrong_ratings(rated, policy))
    if problems:
        raise InvalidInputError(problems)
    scored = []
    for component in policy.components:
        of_goals = [g for g in given.values() if g.component == component.key]
        of_people = [r for r in rated.values() if r.component == component.key]
        pieces = _by_people(of_people, policy) if component.rated else _by_goals(of_goals, policy)
        pieces, score = _weigh(pieces, policy)
        heard = {piece.key for piece in pieces if component.rated and piece.count}
        scores = [Fraction(r.score) for r in of_people if r.rater in heard]
        spread = max(scores) - min(scores) if scores else None
        scored.append((component, pieces, score, spread))
    weights = (Fraction(c.weight) for c, _, score, _ in scored if score is not None)
    known = sum(weights, Fraction(0))
    parts = []
    for component, pieces, score, spread in scored:
        counted = _counted(component, score, known, policy)
        worth = Fraction(policy.lowest) if score is None else score
        good = score is not None and score >= Fraction(policy.good)
        parts.append(
            Part(
                key=component.key,
                text=component.text,
                weight=Fraction(component.weight),
                counted=counted,
                score=score,
                contribution=counted * worth / HUNDRED,
                verdict=Verdict.KEEP
                if good
                else Verdict.IMPROVE
                if score is not None
                else Verdict.MISSING,
                pieces=tuple(pieces),
                spread=spread,
            )
        )
    whole = sum(part.counted for part in parts) == HUNDRED
    return AppraisalResult(
        employee=employee.id,
        as_of=as_of,
        policy=policy,
        total=sum((part.contribution for part in parts), Fraction(0)) if whole else None,
        parts=tuple(sorted(parts, key=lambda part: _urgency(part, policy))),
    )


def _listed(name: str, items: Iterable[T], kind: type[T], problems: list[Problem]) -> dict[str, T]:
    found = {}
    for i, item in enumerate(items):
        if isinstance(item, kind):
            found[f"{name}[{i}]"] = item
        else:
            problems.append(
                Problem(f"{name}[{i}]", f"{type(item).__name__} instead of {kind.__name__}")
            )
    return found


def _wrong_goals(goals: dict[str, Goal], policy: AppraisalPolicy) -> Iterator[Problem]:
    measured = [c.key for c in policy.components if not c.rated]
    names: dict[tuple[str, str], str] = {}
    for place, goal in goals.items():
        if goal.component not in measured:
            what = f"{shown(goal.component)} is no component that goals measure"
            yield Problem(f"{place}.component", what, near(goal.component, measured))
        if (first := names.setdefault((goal.component, goal.name), place)) != place:
            yield Problem(f"{place}.name", f"stands at {first} already", "one entry a goal")


def _wrong_ratings(ratings: dict[str, Rating], policy: AppraisalPolicy) -> Iterator[Problem]:
    rated = [c.key for c in policy.components if c.rated]
    raters = [r.key for r in policy.raters]
    for place, rating in ratings.items():
        if rating.component not in rated:
            what = f"{shown(rating.component)} is no component that people rate"
            yield Problem(f"{place}.component", what, near(rating.component, rated))
        if rating.rater not in raters:
            what = f"{shown(rating.rater)} is no group of the policy"
            yield Problem(f"{place}.rater", what, near(rating.rater, raters))
        low, high = Fraction(policy.lowest), Fraction(policy.highest)
        if not low <= Fraction(rating.score) <= high:
            hint = f"from {policy.lowest} to {policy.highest}"
            yield Problem(f"{place}.score", f"{rating.score} is off the scale", hint)


def _by_goals(goals: Sequence[Goal], policy: AppraisalPolicy) -> list[Piece]:
    """Return what each goal says, weighed among all goals of the component."""
    low, full, high = (Fraction(n) for n in (policy.lowest, policy.full, policy.highest))
    total = sum(Fraction(goal.weight) for goal in goals)
    pieces = []
    for goal in goals:
        score = None
        if goal.result is not None:
            start = Fraction(goal.start)
            way = (Fraction(goal.result) - start) / (Fraction(goal.target) - start)
            score = min(max(low + way * (full - low), low), high)
        pieces.append(
            Piece(
                key=goal.name,
                text=Text(id=goal.name, en=goal.name),
                weight=HUNDRED * Fraction(goal.weight) / total,
                score=score,
                count=int(score is not None),
            )
        )
    return pieces


def _by_people(ratings: Sequence[Rating], policy: AppraisalPolicy) -> list[Piece]:
    """Return what each group says: the mean of its ratings, if there are enough of them."""
    pieces = []
    for group in policy.raters:
        scores = [Fraction(r.score) for r in ratings if r.rater == group.key]
        enough = len(scores) >= group.fewest
        pieces.append(
            Piece(
                key=group.key,
                text=group.text,
                weight=Fraction(group.weight),
                score=sum(scores, Fraction(0)) / len(scores) if enough else None,
                count=len(scores) if enough else 0,
            )
        )
    return pieces


def _weigh(pieces: Sequence[Piece], policy: AppraisalPolicy) -> tuple[list[Piece], Fraction | None]:
    """Return the pieces with the weights that count, and the score that they make."""
    known = sum((p.weight for p in pieces if p.score is not None), Fraction(0))
    if not known:
        return list(pieces), None
    low = Fraction(policy.lowest)
    if policy.missing is MissingPart.REWEIGH:
        pieces = [
            attrs.evolve(p, weight=Fraction(0) if p.score is None else HUNDRED * p.weight / known)
            for p in pieces
        ]
    elif policy.missing is MissingPart.REFUSE and any(p.score is None for p in pieces):
        return list(pieces), None
    worth = ((p.weight, low if p.score is None else p.score) for p in pieces)
    return list(pieces), sum((weight * score / HUNDRED for weight, score in worth), Fraction(0))


def _counted(
    component: Component, score: Fraction | None, known: Fraction, policy: AppraisalPolicy
) -> Fraction:
    """Return the weight with which a component counts, in percent."""
    weight = Fraction(component.weight)
    if policy.missing is MissingPart.LOWEST:
        return weight
    if score is None:
        return Fraction(0)
    return HUNDRED * weight / known if policy.missing is MissingPart.REWEIGH else weight


def _urgency(part: Part, policy: AppraisalPolicy) -> tuple[int, Fraction]:
    """Return the place in the order: to improve by what it costs, missing, to keep."""
    lost = Fraction(0)
    if part.verdict is Verdict.IMPROVE and part.score is not None:
        lost = part.counted * (part.score - Fraction(policy.good))
    return ORDER.index(part.verdict), lost
