"""Tally the credit of one person: ask the law amount by amount, and once for the whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from asn_career.credit.result import (
    DENOMINATOR,
    CreditLedger,
    CreditNeed,
    CreditRow,
    RowKind,
)
from asn_career.dates import ONE_DAY, read_day
from asn_career.errors import InvalidInputError, Problem
from asn_career.findings import Score
from asn_career.people import (
    Appraisal,
    count_stretches,
    credit_decisions_of,
    final_appraisals,
    latest_total,
    stay_on,
    stays_of,
    unrated_months,
)
from asn_career.projection import assume_good_standing, mark_assumed, read_span
from asn_career.terms import CreditKind, Predikat, Question, Text

if TYPE_CHECKING:
    from asn_career.people import Employee, Record, Stay, Stretch
    from asn_career.rulebook import Rulebook, View

__all__ = ["tally_credit"]

RANK = Text(id="Kebutuhan untuk pangkat berikutnya", en="Needed for the next rank")
STEP = Text(id="Kebutuhan untuk jenjang berikutnya", en="Needed for the next level")


def tally_credit(
    employee: Employee,
    as_of: dt.date,
    *,
    rulebook: Rulebook,
    until: dt.date | None = None,
    assume: Iterable[Record] = (),
    places: int = 3,
    per_row_rounding: bool = False,
) -> CreditLedger:
    """Tally the credit points of one person, dated and explained.

    Args:
        employee: the record.
        as_of: the day asked about.
        rulebook: the law.
        until: how far to look for the days on which the next rank and level are reached.
        assume: future records that are taken for granted up to ``until``; where none of them is
            an appraisal, each year to come is assumed with the latest predicate.
        places: the decimals that are shown, half up; the amounts themselves are exact.
        per_row_rounding: whether to tell also what rows that are rounded first would add up to.

    Returns:
        The ledger of the present level; what is not known is a row without an amount.

    Raises:
        InvalidInputError: appraisals that overlap, that rate more than a year or parts of months,
            with their places; a day on which no rule counts credit; assumptions without
            ``until``, or that break the record.
    Source: PermenPANRB 1/2023 articles 30, 37 and 39; Peraturan BKN 3/2023.
    """
    as_of = read_day(as_of, "as_of")
    assumed = tuple(mark_assumed(record) for record in assume)
    if until is None and assumed:
        raise InvalidInputError(Problem("assume", "nothing is looked for", "give until"))
    tally = _Tally(rulebook, employee, as_of)
    held = tally.ask(Question.CREDIT_HELD, as_of)
    if held is None:
        raise InvalidInputError(Problem("as_of", f"no rule counts credit on {as_of}"))
    if until is not None:
        as_of, until = read_span(as_of, until)
        if not any(isinstance(record, Appraisal) for record in assumed):
            assumed += tally.go_on(until)
    later = employee.with_records(*assumed) if assumed else employee
    return CreditLedger(
        employee=employee.id,
        as_of=as_of,
        rulebook=rulebook.name,
        jenjang=None if tally.stay is None else tally.stay.jenjang,
        golongan=None if (rank := employee.rank_on(as_of)) is None else rank.golongan,
        entries=tuple(tally.entries()),
        held=held,
        for_rank=tally.need(Question.CREDIT_FOR_RANK, RANK, "rank_credit_reached", later, until),
        for_step=tally.need(Question.CREDIT_FOR_STEP, STEP, "step_credit_reached", later, until),
        until=until,
        assumed=assumed,
        places=places,
        per_row_rounding=per_row_rounding,
    )


@attrs.frozen
class _Tally:
    """One person, one day, and the law that is asked."""

    book: Rulebook
    employee: Employee
    as_of: dt.date

    @property
    def stay(self) -> Stay | None:
        """The stay in a level that goes on on the day."""
        return stay_on(self.employee, self.as_of)

    def view(self, day: dt.date) -> View:
        return self.book.view(self.employee, day)

    def ask(
        self, question: Question, day: dt.date, facts: dict[str, object] | None = None
    ) -> Score | None:
        """Return the answer to a question of the record, or of plain facts; None without a rule."""
        rules = self.book.rules_for(question, None, day)
        if not rules:
            return None
        return self.book.score(rules[0], self.employee if facts is None else facts, day)

    # -- rows ------------------------------------------------------------------------------

    def entries(self) -> Iterator[CreditRow]:
        """Yield the rows: what was dropped before, the opening, then all else by day."""
        stay = self.stay
        if stay is None:
            return
        for earlier, later in zip(s := stays_of(self.employee), s[1:], strict=False):
            if later.since <= stay.since and earlier.jenjang is not later.jenjang:
                yield self._dropped(earlier, later)
        since = self.view(self.as_of).get("credit_since")
        longest = self.view(self.as_of).get("annual_predicate_counts")
        yield self._opening(stay)
        found = list(self._added(stay))
        if isinstance(since, dt.date) and since < self.as_of:
            stretches = count_stretches(
                self.employee,
                self.as_of,
                since,
                self.as_of - ONE_DAY,
                longest=longest is True,
            )
            found += [self._period(stay, stretch) for stretch in stretches]
            if stretches:
                found += self._unrated(stay, since, stretches[-1].until)
        yield from sorted(found, key=lambda row: (row.day, row.since or row.day))

    def _dropped(self, earlier: Stay, later: Stay) -> CreditRow:
        last = earlier.until or later.since - ONE_DAY
        asked = self.ask(Question.CREDIT_HELD, last)
        held = None if asked is None else asked.whole
        level = earlier.jenjang.text
        return CreditRow(
            kind=RowKind.DROPPED,
            day=later.since,
            jenjang=earlier.jenjang,
            text=Text(
                id=f"Ditetapkan dalam jenjang {level.id}, tidak terbawa",
                en=f"Determined in the level {level.en}, not carried",
            ),
            whole=held if isinstance(held, int) else None,
        )

    def _opening(self, stay: Stay) -> CreditRow:
        view = self.view(self.as_of)
        opening, since = view.get("credit_opening"), view.get("credit_since")
        decided = latest_total(self.employee, stay, self.as_of)
        text = Text(id="Pembukaan menurut cara masuk", en="Opening by the way into the level")
        scores: tuple[Score, ...] = ()
        rank = self.employee.rank_on(stay.since)
        if decided is not None:
            kind = decided.kind.text
            text = Text(
                id=f"Pembukaan menurut penetapan ({kind.id})",
                en=f"Opening by decision ({kind.en})",
            )
        elif rank is not None:
            facts: dict[str, object] = {"jenjang": stay.jenjang, "golongan": rank.golongan}
            base = self.ask(Question.CREDIT_BASE, self.as_of, facts)
            if base is not None and base.whole is not None:
                scores = (base,)
            if scores and scores[0].whole != opening:
                text = Text(
                    id="Pembukaan menurut cara masuk, dengan kinerja sebelumnya",
                    en="Opening by the way into the level, with performance before it",
                )
        return CreditRow(
            kind=RowKind.OPENING,
            day=since if isinstance(since, dt.date) else stay.since,
            jenjang=stay.jenjang,
            text=text,
            whole=opening if isinstance(opening, int) else None,
            scores=scores,
        )

    def _period(self, stay: Stay, stretch: Stretch) -> CreditRow:
        appraisal = stretch.appraisal
        predicate = self._predicate(appraisal)
        facts: dict[str, object] = {
            "jenjang": stay.jenjang,
            "period_predicate": predicate,
            "period_months": stretch.months,
        }
        earned = self.ask(Question.CREDIT_EARNED, stretch.until, facts)
        whole = None if earned is None else earned.whole
        amount: int | None = None
        if earned is not None and isinstance(whole, int):
            amount = whole * DENOMINATOR // earned.line.info.value_type.denominator
        label = Text(id="Predikat belum diketahui", en="Predicate unknown")
        return CreditRow(
            kind=RowKind.PERIOD,
            day=max(stretch.until + ONE_DAY, appraisal.signed or stretch.until + ONE_DAY),
            jenjang=stay.jenjang,
            text=label if predicate is None else predicate.text,
            whole=amount,
            since=stretch.since,
            until=stretch.until,
            months=stretch.months,
            predicate=predicate,
            place=stretch.place,
            scores=() if earned is None else (earned,),
        )

    def _predicate(self, appraisal: Appraisal) -> Predikat | None:
        """Return the predicate recorded, else what the ratings give by the law of the period."""
        if appraisal.predicate is not None:
            return appraisal.predicate
        ratings: dict[str, object] = {
            "work_result": appraisal.work_result,
            "conduct": appraisal.conduct,
        }
        found = self.ask(Question.APPRAISE, appraisal.until, ratings)
        value = None if found is None else found.value
        return value if isinstance(value, Predikat) else None

    def _unrated(self, stay: Stay, since: dt.date, until: dt.date) -> Iterator[CreditRow]:
        for span in unrated_months(self.employee, since, until):
            yield CreditRow(
                kind=RowKind.UNRATED,
                day=span.since,
                jenjang=stay.jenjang,
                text=Text(id="Tanpa penilaian dalam riwayat", en="No appraisal on record"),
                whole=None,
                since=span.since,
                until=span.until,
            )

    def _added(self, stay: Stay) -> Iterator[CreditRow]:
        """Yield what decisions add, day by day: by how much the law's own sum moves."""
        decisions = list(credit_decisions_of(self.employee, stay, self.as_of))
        last = latest_total(self.employee, stay, self.as_of)
        more = [d for d in decisions if not d.kind.is_total and (last is None or d.day > last.day)]
        before: object = 0
        for day in sorted({d.day for d in more}):
            today = [d for d in more if d.day == day]
            after = self.view(max(day, stay.since)).get("credit_added")
            amount = after - before if isinstance(after, int) and isinstance(before, int) else None
            names = list(dict.fromkeys(d.kind.text for d in today))
            scores: tuple[Score, ...] = ()
            if any(d.kind is CreditKind.EDUCATION and d.amount is None for d in today):
                bonus = self.ask(Question.CREDIT_BONUS, day, {"jenjang": stay.jenjang})
                scores = () if bonus is None else (bonus,)
            yield CreditRow(
                kind=RowKind.ADDED,
                day=day,
                jenjang=stay.jenjang,
                text=Text(id=", ".join(n.id for n in names), en=", ".join(n.en for n in names)),
                whole=amount,
                scores=scores,
            )
            before = after

    # -- needs -----------------------------------------------------------------------------

    def need(
        self, question: Question, text: Text, flag: str, later: Employee, until: dt.date | None
    ) -> CreditNeed:
        """Return the need that a question asks for, and the first day on which it is met."""
        view = self.view(self.as_of)
        reached, held = view.get(flag), view.get("credit_held")
        threshold = self.ask(question, self.as_of)
        asked = None if threshold is None else threshold.whole
        lacking = None
        if reached is True:
            lacking = 0
        elif isinstance(asked, int) and isinstance(held, int):
            lacking = max(0, asked - held)
        days = [self.as_of]
        if until is not None:
            edges = {*later.edges, *self.book.change_days}
            days += sorted(d for d in edges if self.as_of < d <= until)
        met = (d for d in days if self.book.view(later, d).get(flag) is True)
        return CreditNeed(
            text=text,
            threshold=threshold,
            reached=reached if isinstance(reached, bool) else None,
            lacking=lacking,
            day=next(met, None),
        )

    def go_on(self, until: dt.date) -> tuple[Record, ...]:
        """Return the appraisals of the years to come, each with the latest predicate."""
        final = [a for _, a in final_appraisals(self.employee, self.as_of)]
        latest = self._predicate(max(final, key=lambda a: a.until)) if final else None
        if latest is None:
            return ()
        future = assume_good_standing(self.employee, self.as_of, until, predikat=latest)
        return tuple(record for record in future if isinstance(record, Appraisal))
