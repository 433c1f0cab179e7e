"""The fairness audit of a slate: who came through the gates and on the shortlist, by group.

Shares, rates and the ratio of each rate to the best one (adverse impact). It measures; whether a
difference is fair, a person says. Small counts are hidden, with whatever would give them away.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

import attrs

from asn_career.dates import months_between, read_day
from asn_career.disclosure import MIN_CELL, hide_small, is_protected
from asn_career.errors import InvalidInputError, Problem
from asn_career.numbers import format_number, round_half_up
from asn_career.people import Employee
from asn_career.succession.result import Ranked, Ranking
from asn_career.terms import Sex, Status, Text, Word

__all__ = ["Group", "SlateAudit", "Stage", "audit_slate", "group_candidates"]

FOUR_FIFTHS: Final = Fraction(4, 5)
"""Below this a ratio is marked, after the Uniform Guidelines of the USA (29 CFR 1607.4 D, 1978);
no Indonesian law sets a figure."""
AGES: Final = (30, 40, 50)


class Stage(Word):
    """How far a candidate came."""

    SHORTLISTED = "shortlisted", "masuk daftar pendek", "on the shortlist"
    ELIGIBLE = "eligible", "memenuhi syarat", "eligible, not on the shortlist"
    OTHER = "other", "belum atau tidak memenuhi syarat", "not eligible, or not known"


@attrs.frozen(kw_only=True)
class Group:
    """One group of one attribute. What is hidden is None.

    Attributes:
        counts: by stage; a hidden count is None.
        rate: shortlisted of all in the group.
        ratio: the rate over the best rate among the groups that are shown.
    """

    attribute: str
    name: str
    counts: Mapping[Stage, int | None]
    rate: Fraction | None
    ratio: Fraction | None

    @property
    def size(self) -> int | None:
        """How many are in the group; None where a count of it is hidden."""
        known = [n for n in self.counts.values() if n is not None]
        return sum(known) if len(known) == len(self.counts) else None

    @property
    def is_marked(self) -> bool:
        """Whether the ratio is below four fifths."""
        return self.ratio is not None and self.ratio < FOUR_FIFTHS


@attrs.frozen(kw_only=True)
class SlateAudit:
    """Shares and rates of a slate by group.

    Attributes:
        groups: by attribute and name; attributes too small to show have none.
        withheld: the attributes of which nothing can be shown.
        totals: how many came how far, over all; None where they would give a small count away.
        min_cell: the least count that is shown.
    """

    groups: tuple[Group, ...]
    withheld: tuple[str, ...]
    totals: Mapping[Stage, int] | None
    min_cell: int

    @property
    def hidden(self) -> int:
        """How many counts are hidden in the groups that are listed."""
        return sum(n is None for group in self.groups for n in group.counts.values())

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return one line a group, and what was hidden."""
        lines = []
        for group in self.groups:
            told = ", ".join(
                f"{stage.text.say(lang)} {'*' if n is None else n}"
                for stage, n in group.counts.items()
            )
            lines.append(f"{group.attribute} {group.name}: {told}{_say_ratio(group, lang)}")
        hidden = Text(
            id=f"* {self.hidden} angka di bawah {self.min_cell} atau pelindungnya disembunyikan",
            en=f"* {self.hidden} counts under {self.min_cell}, or protecting one, are hidden",
        )
        lines.append(hidden.say(lang))
        too_few = Text(id="terlalu sedikit orang untuk ditampilkan", en="too few people to show")
        lines.extend(f"{name}: {too_few.say(lang)}" for name in self.withheld)
        return tuple(lines)

    def rows(self) -> list[dict[str, str | int | bool | Decimal | None]]:
        """Return one flat row a group."""
        return [
            {
                "attribute": group.attribute,
                "group": group.name,
                **{stage.value: n for stage, n in group.counts.items()},
                "rate": None if group.rate is None else round_half_up(group.rate, 4),
                "impact_ratio": None if group.ratio is None else round_half_up(group.ratio, 4),
                "below_four_fifths": group.is_marked,
            }
            for group in self.groups
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version."""
        totals = None if self.totals is None else {s.value: n for s, n in self.totals.items()}
        return {
            "schema": "asn_career.slate_audit/1",
            "min_cell": self.min_cell,
            "totals": totals,
            "withheld": list(self.withheld),
            "groups": self.rows(),
        }

    def verify(self) -> bool:
        """Tell whether rates follow from counts, and no group shows a small count.

        Source: none: our own choice.
        """
        for group in self.groups:
            shown = [n for n in group.counts.values() if n is not None]
            if any(0 < n < self.min_cell for n in shown):
                return False
            size, chosen = group.size, group.counts[Stage.SHORTLISTED]
            rate = Fraction(chosen, size) if size and chosen is not None else None
            best = max(
                (g.rate for g in self.groups if g.attribute == group.attribute and g.rate),
                default=None,
            )
            ratio = None if rate is None or best is None else rate / best
            if (group.rate, group.ratio) != (rate, ratio):
                return False
        return not (self.withheld and self.totals is not None)


def _say_ratio(group: Group, lang: str) -> str:
    if group.rate is None:
        return ""
    rate, ratio = Text(id="tingkat", en="rate"), Text(id="rasio dampak", en="impact ratio")
    told = f"; {rate.say(lang)} {format_number(100 * group.rate, lang, 1)}%"
    if group.ratio is None:
        return told
    mark = Text(id=" (di bawah 4/5)", en=" (below 4/5)").say(lang) if group.is_marked else ""
    return f"{told}; {ratio.say(lang)} {format_number(group.ratio, lang, 2)}{mark}"


def group_candidates(candidates: Iterable[Employee], as_of: dt.date) -> dict[str, dict[str, str]]:
    """Return by sex, age band, unit and status the group of each candidate, for `audit_slate`.

    Who has no sex in the record, or no unit on the day, stands in a group of their own (``-``).

    Source: none: our own choice.
    """
    as_of = read_day(as_of, "as_of")
    found: dict[str, dict[str, str]] = {"sex": {}, "age": {}, "unit": {}, "status": {}}
    for person in candidates:
        held, sex = person.appointment_on(as_of), person.sex
        if sex is None and person.nip is not None:
            sex = person.nip.sex
        found["sex"][person.id] = "-" if sex is None else Sex(sex).value
        found["age"][person.id] = _age_band(months_between(person.birth_date, as_of) // 12)
        found["unit"][person.id] = "-" if held is None else held.unit
        found["status"][person.id] = Status(person.status).value
    return found


def _age_band(years: int) -> str:
    below = [bound for bound in AGES if years >= bound]
    above = [bound for bound in AGES if years < bound]
    if not below:
        return f"< {AGES[0]}"
    return f"{below[-1]}-{above[0] - 1}" if above else f">= {AGES[-1]}"


def audit_slate(
    ranking: Ranking, by: Mapping[str, Mapping[str, str]], *, min_cell: int = MIN_CELL
) -> SlateAudit:
    """Compare the groups of a slate: how many of each came through, and at which rate.

    Args:
        ranking: the result of `rank_successors`; the shortlist is that of its policy.
        by: attribute to candidate to group; `group_candidates` gives sex, age, unit and status.
        min_cell: the least count that may be shown, 2 or more.

    Returns:
        Rates are exact fractions. A group with a hidden count shows no rate. Where nothing
        protects a small count, the attribute and all totals are withheld.

    Raises:
        InvalidInputError: with every problem: a candidate without a group, an id that is no
            candidate, a ``min_cell`` under 2.
    Source: none: our own choice; the ratio after 29 CFR 1607.4 D.
    """
    everybody = {candidate.id for candidate in ranking}
    problems = []
    for attribute, groups in by.items():
        lacking, foreign = everybody - set(groups), set(groups) - everybody
        if lacking:
            problems.append(Problem(f"by.{attribute}", f"{len(lacking)} candidates have no group"))
        if foreign:
            problems.append(Problem(f"by.{attribute}", f"{len(foreign)} ids are no candidates"))
    if problems:
        raise InvalidInputError(problems)
    chosen = {one.id for one in ranking.shortlist}
    stages = {
        one.id: Stage.SHORTLISTED
        if one.id in chosen
        else Stage.ELIGIBLE
        if isinstance(one, Ranked)
        else Stage.OTHER
        for one in ranking
    }
    found: list[Group] = []
    withheld = []
    for attribute, groups in sorted(by.items()):
        counted = Counter((groups[id], stage.value) for id, stage in stages.items())
        names = sorted(set(groups.values()))
        counts = {
            (name, stage.value): counted[name, stage.value] for name in names for stage in Stage
        }
        hidden = hide_small(counts, min_cell=min_cell)
        if not is_protected(counts, hidden, min_cell=min_cell):
            withheld.append(attribute)
            continue
        shown = {
            name: {
                stage: None if (name, stage.value) in hidden else counts[name, stage.value]
                for stage in Stage
            }
            for name in names
        }
        found.extend(_rated(attribute, shown))
    totals = Counter(stages.values())
    return SlateAudit(
        groups=tuple(found),
        withheld=tuple(withheld),
        totals=None if withheld else {stage: totals[stage] for stage in Stage},
        min_cell=min_cell,
    )


def _rated(attribute: str, shown: Mapping[str, Mapping[Stage, int | None]]) -> list[Group]:
    """Return the groups of one attribute with their rates, and the ratios to the best rate."""
    rates: dict[str, Fraction | None] = {}
    for name, counts in shown.items():
        known = [n for n in counts.values() if n is not None]
        whole, chosen = sum(known), counts[Stage.SHORTLISTED]
        is_known = len(known) == len(counts) and whole and chosen is not None
        rates[name] = Fraction(chosen or 0, whole) if is_known else None
    best = max((rate for rate in rates.values() if rate), default=None)
    return [
        Group(
            attribute=attribute,
            name=name,
            counts=counts,
            rate=rates[name],
            ratio=None if best is None or (rate := rates[name]) is None else rate / best,
        )
        for name, counts in shown.items()
    ]
