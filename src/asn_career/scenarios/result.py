"""What a comparison of two laws finds: the changes, and whom they are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal

import attrs

from asn_career.errors import UnknownNameError
from asn_career.people import Employee
from asn_career.positions import Post
from asn_career.rulebook import Rulebook
from asn_career.scenarios.change import Change
from asn_career.scenarios.checker import check_changes
from asn_career.scenarios.counting import Count, count_groups
from asn_career.scenarios.notes import write_note
from asn_career.scenarios.rendering import explain_person, tell_changes
from asn_career.values import Value

__all__ = ["Changes"]


@attrs.frozen(kw_only=True, repr=False, str=False)
class Changes:
    """Who gets another answer under another law.

    Attributes:
        items: the changes, by rule, post and person.
        people: everybody who was asked, by id.
        posts: the posts that were asked about.
        asked: the rules that were asked, by name, each with the post it was asked for.
        groups: attribute to person to group.
        min_cell: the least count of people that is shown.
    """

    before: Rulebook
    after: Rulebook
    as_of: dt.date
    items: tuple[Change, ...]
    people: Mapping[str, Employee | Mapping[str, Value | None]]
    posts: tuple[Post, ...]
    asked: tuple[tuple[str, str | None], ...]
    groups: Mapping[str, Mapping[str, str]]
    min_cell: int

    def __len__(self) -> int:
        """Return how many changes there are."""
        return len(self.items)

    def __iter__(self) -> Iterator[Change]:
        """Yield the changes."""
        return iter(self.items)

    def __repr__(self) -> str:
        """Return the counts; nobody is named."""
        people = len({change.id for change in self.items})
        books = f"{self.before.name!r} -> {self.after.name!r}"
        counts = f"{len(self.items)} for {people} of {len(self.people)} people"
        return f"<Changes {books}, {self.as_of}: {counts}>"

    def of(self, id: str) -> tuple[Change, ...]:
        """Return the changes of one person.

        Raises:
            UnknownNameError: the person was not asked.
        Source: none: our own choice.
        """
        if id not in self.people:
            raise UnknownNameError("person", id)
        return tuple(change for change in self.items if change.id == id)

    def counts(self, attribute: str = "unit") -> tuple[Count, ...]:
        """Return by rule, post and group how many answers change which way, small ones hidden.

        Raises:
            UnknownNameError: no such attribute.
        Source: none: our own choice.
        """
        if attribute not in self.groups:
            raise UnknownNameError("attribute", attribute, self.groups)
        return count_groups(self, attribute)

    def lines(self, lang: str = "id") -> tuple[str, ...]:
        """Return how many answers change which way and by what; nobody is named."""
        return tell_changes(self, lang)

    def note(self, lang: str = "id", *, formal: bool = False) -> tuple[str, ...]:
        """Return a note to hand out: what changes, for whom, why, and what it means for you.

        Args:
            lang: the language.
            formal: in Indonesian, the register of an official letter instead of plain words.
        """
        return write_note(self, lang, formal=formal)

    def explain(self, id: str, lang: str = "id") -> tuple[str, ...]:
        """Return what changes for one person, why, and by what law; nobody else is named.

        Raises:
            UnknownNameError: the person was not asked.
        Source: none: our own choice.
        """
        return explain_person(self, id, lang)

    def rows(self) -> list[dict[str, str | bool | Decimal | dt.date | int | None]]:
        """Return one flat row a change, for the officer: people are named by their ids."""
        return [
            {
                "id": change.id,
                "rule": change.rule,
                "post": change.post,
                "unit": self.groups["unit"][change.id],
                "before": change.plain(change.before),
                "after": change.plain(change.after),
                "shift": change.shift.value,
                "how": change.how.value,
                "causes": "; ".join(cause.place for cause in change.causes),
                "citations": "; ".join(dict.fromkeys(s for c in change.causes for s in c.sources)),
            }
            for change in self.items
        ]

    def as_dict(self) -> dict[str, object]:
        """Return stable plain data with a schema version, for the officer."""
        return {
            "schema": "asn_career.changes/1",
            "before": self.before.name,
            "after": self.after.name,
            "as_of": self.as_of.isoformat(),
            "asked": [list(pair) for pair in self.asked],
            "people": len(self.people),
            "changes": [
                {
                    "id": change.id,
                    "rule": change.rule,
                    "post": change.post,
                    "before": _portable(change.plain(change.before)),
                    "after": _portable(change.plain(change.after)),
                    "shift": change.shift.value,
                    "how": change.how.value,
                    "causes": [cause.as_dict() for cause in change.causes],
                }
                for change in self.items
            ],
        }

    def verify(self) -> bool:
        """Ask everybody again under both laws, by the explained reading, and undo each cause.

        Source: none: our own choice.
        """
        return check_changes(self)

    def __str__(self) -> str:
        """Return the lines in Indonesian."""
        return "\n".join(self.lines())


def _portable(value: object) -> object:
    return value if isinstance(value, str | bool | int | None) else str(value)
