"""The rules of the shipped policy and its figures: an overlay, no law.

No law sets a ratio, a distance or a frequency, so every figure here is a dated cell of an
instrument that says so. An agency lays its own figures, facts and rules over them: every rule in
force that answers `Question.MENTOR` with yes or no decides about pairs, and ``mentoring.score``
gives the score.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from asn_career.errors import InvalidInputError, near, shown
from asn_career.intake import Intake
from asn_career.mentoring.glossary import FACTS
from asn_career.mentoring.rules import INSTRUMENT, PARTS, SCORE_RULE, TOPIC, make_rules
from asn_career.numbers import read_number
from asn_career.terms import PositionLevel, Text, Word

if TYPE_CHECKING:
    from asn_career.rulebook import Rulebook

__all__ = [
    "SCORE_RULE",
    "TOPIC",
    "MentoringPolicy",
    "Superior",
    "UnitChoice",
]

MAX_CAPACITY, MAX_STEPS, MAX_MONTHS = 1000, 16, 600
HUNDRED: Final = 100


class Superior(Word):
    """Whether the direct superior may be the mentor."""

    ALLOWED = "allowed", "atasan langsung boleh", "the direct superior may"
    FORBIDDEN = "forbidden", "atasan langsung tidak boleh", "the direct superior may not"
    ONLY = "only", "hanya atasan langsung", "only the direct superior"


class UnitChoice(Word):
    """Which unit of the mentor scores higher."""

    SAME = "same", "unit yang sama", "the same unit"
    OTHER = "other", "unit lain", "another unit"
    ANY = "any", "unit mana pun", "any unit"


# The label of every table of figures.
NAMES: Final[Mapping[str, Text]] = {
    "capacity": Text(id="Mentee per mentor", en="Mentees per mentor"),
    "minimum_rank_steps": Text(id="Selisih golongan minimum", en="Minimum gap in ranks"),
    "minimum_level_steps": Text(id="Selisih tingkat minimum", en="Minimum gap in levels"),
    "minimum_service": Text(id="Sisa masa dinas minimum", en="Minimum service left"),
    "superior_may": Text(id="Atasan langsung boleh", en="The direct superior may"),
    "superior_must": Text(id="Atasan langsung wajib", en="The direct superior must"),
    "sanctioned_may": Text(id="Yang dihukum boleh", en="The sanctioned may"),
    "list_place": Text(id="Urutan minimum dalam daftar", en="Lowest place on a list"),
    "level": Text(id="Tingkat jabatan", en="Level of position"),
    **{
        f"{name}_points": Text(id=f"Nilai {text.id}", en=f"Points of {text.en}")
        for name, (_, _, text) in PARTS.items()
    },
    **{
        f"{name}_weight": Text(id=f"Bobot {text.id}", en=f"Weight of {text.en}")
        for name, (_, _, text) in PARTS.items()
    },
}

# As the managerial competence levels of the positions order them.
LEVELS: Final[Mapping[PositionLevel, int]] = {
    PositionLevel.PELAKSANA: 1,
    PositionLevel.PEMULA: 1,
    PositionLevel.TERAMPIL: 1,
    PositionLevel.MAHIR: 2,
    PositionLevel.PENYELIA: 3,
    PositionLevel.AHLI_PERTAMA: 2,
    PositionLevel.AHLI_MUDA: 3,
    PositionLevel.AHLI_MADYA: 4,
    PositionLevel.AHLI_UTAMA: 5,
    PositionLevel.PENGAWAS: 2,
    PositionLevel.ADMINISTRATOR: 3,
    PositionLevel.JPT_PRATAMA: 4,
    PositionLevel.JPT_MADYA: 5,
    PositionLevel.JPT_UTAMA: 5,
}


def _default_weights() -> dict[str, int]:
    return {name: weight for name, (_, weight, _) in PARTS.items()}


@attrs.frozen(kw_only=True)
class MentoringPolicy:
    """What an agency is free to choose when it pairs mentors with mentees; no law sets it.

    Attributes:
        capacity: mentees that one mentor may have at a time.
        minimum_rank_steps: golongan ruang by which a mentor is at least above the mentee ...
        minimum_level_steps: ... or levels of position; one of the two is enough.
        unit: which unit of the mentor scores higher.
        superior: whether the direct superior may be the mentor.
        minimum_service_months: months of service that the mentor has left.
        sanctioned_allowed: whether somebody may be mentor while serving a sanction.
        lists_binding: whether who gave a list is paired with somebody on it only.
        weights: percent by part of the score (``strengths``, ``seniority``, ``unit``,
            ``waiting``, ``place``, ``mentee_choice``, ``mentor_choice``); parts left out weigh 0,
            and the total is 100.
        since: the day from which the policy holds.

    Raises:
        InvalidInputError: with every problem.
    Source: none: our own choice.

    >>> MentoringPolicy(weights={"strengths": 60, "unit": 30})
    Traceback (most recent call last):
        ...
    asn_career.errors.InvalidInputError: weights: total 90 percent. Hint: 100 is due; add 10
    """

    capacity: int = 3
    minimum_rank_steps: int = 2
    minimum_level_steps: int = 1
    unit: UnitChoice = UnitChoice.OTHER
    superior: Superior = Superior.FORBIDDEN
    minimum_service_months: int = 12
    sanctioned_allowed: bool = False
    lists_binding: bool = False
    weights: Mapping[str, Decimal | int | str] = attrs.field(factory=_default_weights, hash=False)
    since: dt.date = dt.date(2000, 1, 1)

    def __attrs_post_init__(self) -> None:
        """Report every problem at once."""
        take = Intake(self)
        for name, low, high in (
            ("capacity", 0, MAX_CAPACITY),
            ("minimum_rank_steps", 0, MAX_STEPS),
            ("minimum_level_steps", 0, MAX_STEPS),
            ("minimum_service_months", 0, MAX_MONTHS),
        ):
            take.whole(name, low)
            value = getattr(self, name)
            if type(value) is int and value > high:
                take.note(name, f"{shown(value)} is more than {high}")
        take.word("unit", UnitChoice)
        take.word("superior", Superior)
        take.flag("sanctioned_allowed")
        take.flag("lists_binding")
        take.day("since")
        self._read_weights(take)
        take.finish()

    def _read_weights(self, take: Intake) -> None:
        if not isinstance(self.weights, Mapping):
            take.note("weights", f"{shown(self.weights)} is no mapping", "part to percent")
            return
        found: dict[str, Decimal] = dict.fromkeys(PARTS, Decimal(0))
        before = len(take.problems)
        for name, raw in self.weights.items():
            where = f"weights[{shown(name)}]"
            if name not in PARTS:
                take.note(where, "is not a part of the score", near(name, PARTS))
                continue
            try:
                weight = read_number(raw, where)
            except InvalidInputError as error:
                take.problems += error.problems
                continue
            if weight < 0 or weight > HUNDRED or weight * HUNDRED % 1:
                take.note(where, f"{shown(raw)} percent", "0 to 100, with at most two places")
            found[name] = weight
        if len(take.problems) > before:
            return
        if (total := sum(found.values(), Decimal(0))) != HUNDRED:
            more = HUNDRED - total
            change = f"add {more:f}" if more > 0 else f"take {-more:f} away"
            take.note("weights", f"total {total:f} percent", f"100 is due; {change}")
            return
        take.put("weights", MappingProxyType(found))

    def overlay(self, rulebook: Rulebook) -> Rulebook:
        """Return the rulebook with this policy laid over it.

        The figures are those of the policy. Rules and facts that the rulebook lacks are added;
        those of the same name that are there stay, so an agency's own version is kept.

        Raises:
            InvalidInputError: rules of the rulebook that do not fit.
        Source: none: our own choice.
        """
        latest = rulebook.law(self.since).latest
        rules = make_rules(self.weights, self.since, lists_binding=self.lists_binding)
        return rulebook.overlay(
            f"{rulebook.name} + mentoring",
            self.figures(rulebook),
            rules=[
                rule
                for rule in rules
                if rule.name not in latest or latest[rule.name].source == INSTRUMENT
            ],
            facts=[fact for fact in FACTS if fact.name not in rulebook.glossary],
        )

    def figures(self, over: Rulebook | None = None) -> str:
        """Return the figures as TOML: an example of what an agency lays over them.

        Source: none: our own choice.
        """
        there = () if over is None else over.tables
        return "\n".join(
            [
                f"[instruments.{INSTRUMENT}]",
                'short = "kebijakan mentoring pustaka / mentoring policy of the library"',
                'title.id = "Kebijakan mentoring pustaka, pilihan kami sendiri, bukan hukum"',
                'title.en = "Mentoring policy of the library, our own choice, no law"',
                'evidence = "primary"',
                f"in_force = {self.since}",
                *(
                    self._table(name, says, row, old=f"{TOPIC}{name}" in there)
                    for name, (says, row) in self._cells().items()
                ),
            ]
        )

    def _table(self, name: str, says: str, row: str, *, old: bool) -> str:
        kept = () if old else (f'text = {{id = "{NAMES[name].id}", en = "{NAMES[name].en}"}}', says)
        columns = (f"columns = {[level.value for level in LEVELS]}",) if name == "level" else ()
        return "\n".join(
            [
                f"[{TOPIC}{name}]",
                *kept,
                *columns,
                "checked = 2026-11-21",
                f"[[{TOPIC}{name}.rows]]",
                f"since = {self.since}",
                f'source = "{INSTRUMENT}"',
                'evidence = "primary"',
                row,
            ]
        )

    def _cells(self) -> dict[str, tuple[str, str]]:
        """Return, by table, what it says of itself and its row."""

        def flag(*, value: bool) -> tuple[str, str]:
            return 'type = "flag"', f"value = {str(value).lower()}"

        def bands(of: str, lower: str, values: str) -> tuple[str, str]:
            return f'unit = "percent"\nof = "{of}"', f'lower = ["-", {lower}]\nvalues = [{values}]'

        whole = 'unit = "number"'
        same = 0 if self.unit is UnitChoice.OTHER else HUNDRED
        other = 0 if self.unit is UnitChoice.SAME else HUNDRED
        cells = {
            "capacity": (whole, f"value = {self.capacity}"),
            "minimum_rank_steps": (whole, f"value = {self.minimum_rank_steps}"),
            "minimum_level_steps": (whole, f"value = {self.minimum_level_steps}"),
            "minimum_service": ('unit = "month"', f"value = {self.minimum_service_months}"),
            "superior_may": flag(value=self.superior is not Superior.FORBIDDEN),
            "superior_must": flag(value=self.superior is Superior.ONLY),
            "sanctioned_may": flag(value=self.sanctioned_allowed),
            "level": (f'{whole}\naxis = "position_level"', f"values = {list(LEVELS.values())}"),
            "strengths_points": bands("number", "1, 2, 3", "0, 40, 70, 100"),
            "seniority_points": bands("number", "1, 2, 5, 8", "0, 50, 100, 70, 40"),
            "unit_points": bands("number", "1", f"{same}, {other}"),
            "waiting_points": bands("month", "3, 6, 12", "0, 30, 60, 100"),
            "place_points": bands("number", "1", f"{HUNDRED}, 0"),
            "mentee_choice_points": bands("number", "1, 2, 3, 6", "0, 100, 80, 60, 40"),
            "mentor_choice_points": bands("number", "1, 2, 3, 6", "0, 100, 80, 60, 40"),
        }
        if self.lists_binding:
            cells["list_place"] = whole, "value = 1"
        for name, weight in self.weights.items():
            cells[f"{name}_weight"] = 'unit = "percent"', f'value = "{weight:f}"'
        return cells
