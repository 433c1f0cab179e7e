"""What of a record a reading looks at: seen when it is read, not declared."""

from __future__ import annotations

from typing import Final

from asn_career.people import Employee

__all__ = ["Watched"]

MOVED: Final = "appointments"
"""The only records that a move changes."""
LISTS: Final = (
    *("appointments", "appraisals", "assessments", "attestations", "awards", "education"),
    *("ranks", "releases", "sanctions", "studies", "trainings"),
)
BEHIND: Final = {
    **{name: frozenset({name}) for name in LISTS},
    "appointment_on": frozenset({MOVED}),
    "rank_on": frozenset({"ranks"}),
    "sanctions_on": frozenset({"sanctions"}),
    **{name: frozenset[str]() for name in ("birth_date", "id", "joined", "nip", "sex", "status")},
}


class Watched:
    """A record that notes at which lists of records a reading looks."""

    __slots__ = ("employee", "lists")

    def __init__(self, employee: Employee) -> None:
        """Take the record."""
        self.employee, self.lists = employee, set[str]()

    def __getattr__(self, name: str) -> object:
        """Pass on what is asked for, and note it; what is not known may look at everything."""
        self.lists |= BEHIND.get(name, frozenset(LISTS))
        return getattr(self.employee, name)

    @property
    def touched(self) -> bool:
        """Whether a reading looked at what moves change."""
        return MOVED in self.lists
