"""The documents that come back as what they were, and their names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from asn_career import courses, people, positions, projects
from asn_career.competencies import Competency, CompetencyField, CompetencyProfile
from asn_career.exchange.overlays import Overlay
from asn_career.provenance import Provenance

__all__ = ["RECORDS", "VERSION", "snake"]

VERSION: Final = 1
"""The version of every document; it grows when a document of today could be read otherwise."""


def snake(name: str) -> str:
    """Return the name of a class as documents write it: ``CreditLedger`` is ``credit_ledger``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


RECORDS: Final[Mapping[str, type]] = {
    snake(cls.__name__): cls
    for cls in (
        people.Activity,
        people.Agency,
        people.Appointment,
        people.Appraisal,
        people.Assessment,
        people.Attestation,
        people.Award,
        people.CreditDecision,
        people.Education,
        people.Employee,
        people.RankHeld,
        people.Release,
        people.Sanction,
        people.StudyLeave,
        people.Training,
        positions.Position,
        positions.Post,
        positions.Unit,
        courses.Catalogue,
        courses.Course,
        courses.Lift,
        projects.Engagement,
        projects.Project,
        projects.ProjectRole,
        Competency,
        CompetencyField,
        CompetencyProfile,
        Overlay,
        Provenance,
    )
}
"""The documents that come back as what they were, by name."""
