"""What an agency is free to choose when it plans moves round by round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.dates import read_day
from asn_career.errors import InvalidInputError, Problem, near
from asn_career.intake import Intake
from asn_career.numbers import read_number, to_whole
from asn_career.succession.vacancies import read_levels, read_limit
from asn_career.terms import PositionLevel
from asn_career.values import Kind

if TYPE_CHECKING:
    from asn_career.people import Agency
    from asn_career.rulebook import Rulebook

__all__ = ["SuccessionPlanPolicy"]

P = PositionLevel
STRUCTURAL: Final = (P.PENGAWAS, P.ADMINISTRATOR, P.JPT_PRATAMA, P.JPT_MADYA, P.JPT_UTAMA)
MAX_MONTHS, MAX_LISTED = 600, 10
# Month and day of a round, unless days are given: a month after each half-year, when the appraisals
# of the time before are signed.
ROUNDS: Final = ((2, 1), (8, 1))


@attrs.frozen(kw_only=True)
class SuccessionPlanPolicy:
    """How an agency plans, beside what the law requires.

    Attributes:
        score: the rule whose number says how well somebody fits a post.
        gates: rules that the agency requires beside the law for every move.
        levels: the levels of the posts that are planned; posts of other levels are left, not
            filled. From pengawas upwards unless others are given.
        days: the days of the rounds; 1 February and 1 August of the span unless given.
        move_cost: what a move costs, in the unit of the score; from 0.
        empty_cost: what a planned post costs that stays empty in a round; from 0.
        min_stay_months: months in a post before somebody may be moved again; 0 for none.
        locked_posts: posts that are neither filled nor opened.
        locked_people: people who are not moved.
        limit: how many of each list the rendering shows, 1 to 100.
        source: the decree or practice that the policy comes from.

    Raises:
        InvalidInputError: with every problem.
    Source: none: our own choice.
    """

    score: str
    gates: tuple[str, ...] = ()
    levels: tuple[PositionLevel, ...] = STRUCTURAL
    days: tuple[dt.date, ...] = ()
    move_cost: Decimal | int | str = 0
    empty_cost: Decimal | int | str = 0
    min_stay_months: int = 24
    locked_posts: tuple[str, ...] = ()
    locked_people: tuple[str, ...] = ()
    limit: int = 10
    source: str = ""

    def __attrs_post_init__(self) -> None:
        """Report every problem at once."""
        take = Intake(self)
        take.text("score")
        for name in ("gates", "locked_posts", "locked_people"):
            values = take.listed(name)
            for i, value in enumerate(values):
                if not isinstance(value, str):
                    take.note(f"{name}[{i}]", f"a {type(value).__name__} is not a name")
                elif value in values[:i]:
                    take.note(f"{name}[{i}]", f"{value!r:.40} is given twice")
        read_levels(take)
        if not take.problems and not self.levels:
            take.note("levels", "there are none", "name the levels of the posts to be planned")
        days = []
        for i, value in enumerate(take.listed("days")):
            try:
                days.append(read_day(value, f"days[{i}]"))
            except InvalidInputError as error:
                take.problems.extend(error.problems)
        take.put("days", tuple(sorted(set(days))))
        for name in ("move_cost", "empty_cost"):
            try:
                cost = read_number(getattr(self, name), name)
            except InvalidInputError as error:
                take.problems.extend(error.problems)
                continue
            if cost < 0:
                take.note(name, f"{cost} is below 0", "a cost is 0 or more")
            take.put(name, cost)
        take.whole("min_stay_months", 0)
        if type(self.min_stay_months) is int and self.min_stay_months > MAX_MONTHS:
            take.note("min_stay_months", f"{self.min_stay_months} is more than {MAX_MONTHS}")
        read_limit(take, self.limit)
        take.finish()

    def days_between(self, as_of: dt.date, until: dt.date) -> tuple[dt.date, ...]:
        """Return the days of the rounds from one day to another, both included."""
        years = range(as_of.year, until.year + 1)
        days: Iterable[dt.date] = self.days or (dt.date(y, m, d) for y in years for m, d in ROUNDS)
        return tuple(day for day in days if as_of <= day <= until)

    def costs(self, denominator: int) -> tuple[int, int]:
        """Return the cost of a move and of an empty post as whole numbers of the score's unit.

        Raises:
            InvalidInputError: a cost has more places than the unit of the score holds.
        """
        move = to_whole(Decimal(self.move_cost), denominator, "policy.move_cost")
        return move, to_whole(Decimal(self.empty_cost), denominator, "policy.empty_cost")

    def problems_with(
        self, agency: Agency, rulebook: Rulebook, as_of: dt.date
    ) -> Iterator[Problem]:
        """Yield what the policy asks for and the rulebook or the agency does not have."""
        law = rulebook.law(as_of)
        wanted = [("policy.score", self.score, Kind.NUMBER)]
        wanted += [(f"policy.gates[{i}]", gate, Kind.FLAG) for i, gate in enumerate(self.gates)]
        for where, name, kind in wanted:
            if name not in law.latest:
                yield Problem(where, f"unknown rule {name!r:.60}", near(name, law.latest))
            elif law.rule_type(name).kind is not kind:
                answers = "a number" if kind is Kind.NUMBER else "yes or no"
                yield Problem(where, f"{name!r:.60} does not answer with {answers}")
        posts, people = {p.id for p in agency.posts}, {e.id for e in agency.employees}
        for what, names, known in (
            ("locked_posts", self.locked_posts, posts),
            ("locked_people", self.locked_people, people),
        ):
            strange = [(i, name) for i, name in enumerate(names) if name not in known]
            for i, name in strange[:MAX_LISTED]:
                yield Problem(f"policy.{what}[{i}]", f"unknown {name!r:.40}", near(name, known))
        planned = [p for p in agency.posts if p.position.level in self.levels]
        bare = [p.id for p in planned if p.position.standard is None]
        for id in bare[:MAX_LISTED]:
            hint = "Position(standard=...), or leave its level out of policy.levels"
            message = f"has no competency standard ({len(bare)} of {len(planned)} planned posts)"
            yield Problem(f"agency.posts[{id!r:.40}].position", message, hint)
