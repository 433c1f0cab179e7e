"""What an agency chooses for its own appraisal: components, raters, what a missing part means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, Final, TypeVar

import attrs

from asn_career.errors import InvalidInputError, Problem, near, shown
from asn_career.intake import Intake
from asn_career.lawfiles import parse_toml
from asn_career.numbers import read_number
from asn_career.terms import Text, Word

__all__ = ["AppraisalPolicy", "Component", "MissingPart", "Rater", "read_appraisal_policy"]

HUNDRED: Final = 100

T = TypeVar("T")


class MissingPart(Word):
    """What a part without a score means."""

    REFUSE = "refuse", "tanpa nilai akhir", "no total"
    REWEIGH = "reweigh", "bobot dibagikan kepada bagian lain", "its weight goes to the others"
    LOWEST = "lowest", "dihitung dengan nilai terendah", "counted with the lowest score"


def _read(take: Intake, record: object, name: str) -> Decimal | None:
    try:
        number = read_number(getattr(record, name), name)
    except InvalidInputError as error:
        take.problems.extend(error.problems)
        return None
    take.put(name, number)
    return number


def _read_weight(take: Intake, record: object) -> None:
    weight = _read(take, record, "weight")
    if weight is not None and not 0 < weight <= HUNDRED:
        take.note("weight", f"{weight} is not a percentage above 0", "at most 100")


@attrs.frozen(kw_only=True)
class Component:
    """A weighted part of the appraisal; rated by people, or measured by goals.

    Source: none: our own choice.
    """

    key: str
    text: Text
    weight: Decimal | int | str
    rated: bool = False

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.text("key")
        take.one("text", Text)
        take.flag("rated")
        _read_weight(take, self)
        take.finish()


@attrs.frozen(kw_only=True)
class Rater:
    """A group of people whose ratings count, such as the superior or the peers.

    Attributes:
        weight: percentage within each component that is rated.
        fewest: how many ratings the group needs to count; a higher number protects those who rate.

    Source: none: our own choice.
    """

    key: str
    text: Text
    weight: Decimal | int | str
    fewest: int = 1

    def __attrs_post_init__(self) -> None:
        take = Intake(self)
        take.text("key")
        take.one("text", Text)
        take.whole("fewest", 1)
        _read_weight(take, self)
        take.finish()


@attrs.frozen(kw_only=True)
class AppraisalPolicy:
    """How an agency appraises beside the law; proven to weigh every part.

    Attributes:
        name: how results name it.
        since: the first day on which it holds.
        source: the decree or practice that it comes from.
        components: the parts; their weights total 100.
        raters: the groups that rate; their weights total 100. None where nothing is rated.
        missing: what a part without a score means.
        lowest: the lowest score there is.
        highest: the highest; a goal that is passed counts up to here, a reached one counts 100
            percent of ``full``.
        full: the score of a goal that is just reached.
        good: the score from which a component is something to keep.

    Raises:
        InvalidInputError: with every problem and its place.
    Source: none: our own choice.
    """

    name: str
    text: Text
    since: dt.date
    source: str
    components: tuple[Component, ...]
    raters: tuple[Rater, ...] = ()
    missing: MissingPart = MissingPart.REFUSE
    lowest: Decimal | int | str = Decimal(0)
    full: Decimal | int | str = Decimal(100)
    highest: Decimal | int | str = Decimal(100)
    good: Decimal | int | str

    def __attrs_post_init__(self) -> None:
        """Report every problem at once."""
        take = Intake(self)
        take.text("name")
        take.one("text", Text)
        take.day("since")
        take.text("source")
        take.word("missing", MissingPart)
        scale = [_read(take, self, name) for name in ("lowest", "good", "full", "highest")]
        low, good, full, high = scale
        if None not in scale:
            if not low < full <= high:  # type: ignore[operator] # none is None
                take.note("full", f"{full} is not above {low} and up to {high}", "the scale")
            if not low <= good <= high:  # type: ignore[operator] # none is None
                take.note("good", f"{good} is not from {low} to {high}", "the scale")
        parts = take.items("components", Component)
        groups = take.items("raters", Rater)
        for name, found in (("components", parts), ("raters", groups)):
            keys: dict[str, str] = {}
            for place, item in found.items():
                if (first := keys.setdefault(item.key, place)) != place:
                    take.note(f"{place}.key", f"{item.key!r:.40} stands at {first} already")
            total = sum(Decimal(item.weight) for item in found.values())
            if total != HUNDRED and (found or name == "components"):
                take.note(name, f"the weights total {total}", "100 percent")
        if any(part.rated for part in parts.values()) and not self.raters:
            take.note("raters", "a component is rated, and nobody rates", "at least one group")
        take.finish()

    @property
    def weights(self) -> dict[str, Decimal]:
        """The weight of each component in percent."""
        return {part.key: Decimal(part.weight) for part in self.components}


FIELDS: Final = {
    "policy": attrs.fields(AppraisalPolicy),
    "components": attrs.fields(Component),
    "raters": attrs.fields(Rater),
}


def read_appraisal_policy(text: str, name: str = "policy") -> AppraisalPolicy:
    """Read the policy of an agency from TOML text.

    Args:
        text: the keys of `AppraisalPolicy`, then ``[[components]]`` and ``[[raters]]``.
        name: how problems call the text.

    Raises:
        InvalidInputError: every problem with its place; unknown keys with the near one.
    Source: none: our own choice.

    >>> policy = read_appraisal_policy('''
    ... name = "kota"
    ... text.id = "Penilaian kota"
    ... text.en = "Appraisal of the city"
    ... since = 2026-01-01
    ... source = "SK Wali Kota 1/2026"
    ... good = 80
    ... [[components]]
    ... key = "target"
    ... text.id = "Target"
    ... text.en = "Goals"
    ... weight = 100
    ... ''')
    >>> policy.missing.value, policy.weights
    ('refuse', {'target': Decimal('100')})
    """
    raw = parse_toml(text, name)
    problems: list[Problem] = []
    components = _list(Component, "components", raw.pop("components", []), name, problems)
    raters = _list(Rater, "raters", raw.pop("raters", []), name, problems)
    if problems:  # the policy cannot be judged whole, but its own keys can
        _check_keys(raw, "policy", f"{name}: ", problems, {"components"})
        raise InvalidInputError(problems)
    made = {**raw, "components": components, "raters": raters}
    policy = _make(AppraisalPolicy, "policy", made, f"{name}: ", problems)
    if policy is None:
        raise InvalidInputError(problems)
    return policy


def _list(
    kind: type[T], key: str, raw: object, name: str, problems: list[Problem]
) -> tuple[T, ...]:
    if not isinstance(raw, list) or not all(isinstance(entry, dict) for entry in raw):
        problems.append(Problem(f"{name}: {key}", "is not a list of tables", f"[[{key}]]"))
        return ()
    made = [
        _make(kind, key, entry, f"{name}: {key}[{i}].", problems) for i, entry in enumerate(raw)
    ]
    return tuple(item for item in made if item is not None)


def _check_keys(
    raw: Mapping[str, Any],
    kind: str,
    where: str,
    problems: list[Problem],
    given: Collection[str] = (),
) -> None:
    """Note keys that are not known, and those that are missing."""
    names = {field.name for field in FIELDS[kind]}
    problems.extend(
        Problem(f"{where}{key}", "unknown key", near(key, names))
        for key in sorted(raw.keys() - names)
    )
    problems.extend(
        Problem(f"{where}{field.name}", "is missing")
        for field in FIELDS[kind]
        if field.default is attrs.NOTHING and field.name not in {*raw, *given}
    )


def _make(
    kind: type[T], key: str, raw: Mapping[str, Any], where: str, problems: list[Problem]
) -> T | None:
    """Make a record from a TOML table, or note every problem of it."""
    before = len(problems)
    _check_keys(raw, key, where, problems)
    words = raw.get("text")
    if isinstance(words, dict) and words.keys() == {"id", "en"}:
        raw = {**raw, "text": Text(**words)}
    elif words is not None:
        problems.append(Problem(f"{where}text", f"{shown(words)}", "text.id and text.en"))
    if len(problems) > before:
        return None
    try:
        return kind(**raw)
    except InvalidInputError as error:
        problems.extend(attrs.evolve(p, where=f"{where}{p.where}") for p in error.problems)
        return None
